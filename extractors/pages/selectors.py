"""An outlet's CSS selectors as XPath, compiled once and put so that a small page pays least.

Asking every element of a page for an attribute costs most of what a selector costs, and few have it. So the attribute
itself is looked for, and its element is what is above it: the same elements at a quarter of the cost.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector

# What is written for any element with `#name`, `[attribute=value]` or `.name`, and nothing else.
_EQUALS = re.compile(r"\*\[@([\w-]+) = ('[^']*')\]")
_CLASS = re.compile(
    r"\*\[@class and contains\(@class, ('[^']*')\)"
    r" and contains\(concat\(' ', normalize-space\(@class\), ' '\), ('[^']*')\)\]"
)


@lru_cache(maxsize=1024)
def compiled(css: str) -> etree.XPath:
    """The XPath of a selector. Raises what cssselect raises for one that is none."""
    path = _EQUALS.sub(r"*/@\1[. = \2]/..", CSSSelector(css).path)
    return etree.XPath(
        _CLASS.sub(r"*/@class[contains(., \1) and contains(concat(' ', normalize-space(.), ' '), \2)]/..", path)
    )
