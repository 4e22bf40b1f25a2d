"""An outlet's CSS selectors on a page.

Most of them ask for a name: `#Content, .editor`. An XPath asks every element of the page anew for each; so the names
of a page's elements are gathered once, and what asks for more is left to the XPath.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

_NAME = re.compile(r"[#.][A-Za-z_][A-Za-z0-9_-]*|\[itemprop=[A-Za-z]+\]|\[(?:hidden|style)\]")
_CLASS = re.compile(r"[^ \t\r\n]+")


@lru_cache(maxsize=1024)
def names(css: str) -> tuple[str, ...] | None:
    """The names of which a selector asks for any, as `places` writes them; None when it asks for more."""
    found = tuple(name.strip() for name in css.split(","))
    return found if all(map(_NAME.fullmatch, found)) else None


@lru_cache(maxsize=1024)
def compiled(css: str) -> CSSSelector:
    """The XPath of a selector; making one costs more than most uses of it."""
    return CSSSelector(css)


def places(elements: Sequence[HtmlElement]) -> dict[str, list[int]]:
    """Where among a page's elements those stand that have a name: `#id`, `.class`, `[itemprop=value]`, `[style]`."""
    found = defaultdict[str, list[int]](list)
    for place, element in enumerate(elements):
        for attribute, value in element.items():
            if attribute == "class":
                for name in _CLASS.findall(value):
                    found[f".{name}"].append(place)
            elif attribute == "id":
                found[f"#{value}"].append(place)
            elif attribute == "itemprop":
                found[f"[itemprop={value}]"].append(place)
            elif attribute in ("hidden", "style"):
                found[f"[{attribute}]"].append(place)
    return found
