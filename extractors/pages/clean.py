"""A page's text without what no tree can hold: lxml refuses such characters when an element is moved or taken out."""

from __future__ import annotations

import re

# NUL ends a document for libxml2; a form feed is white space.
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\f\r"})
_BLANKS = bytes.maketrans(b"\f", b" ")
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())
# The same as references, which the parser takes: `&#11;` and `&#12;` (a new line and a new page of Word), `&#31;`.
_REFERENCE = re.compile(
    rb"&#(?:(?P<blank>0*1[12](?!\d)|x0*[bc](?![\da-f]))|0*(?:[1-8]|1[4-9]|2\d|3[01]|6553[45])(?!\d)"
    rb"|x0*(?:[1-8ef]|1[\da-f]|fff[ef])(?![\da-f]));?",
    re.IGNORECASE,
)


def clean(text: str) -> bytes:
    """The page in UTF-8 without controls, halves of pairs and noncharacters, as they stand or as references."""
    data = text.encode("utf-8", "ignore").translate(_BLANKS, _CONTROLS)
    for never in _NONCHARACTERS:
        data = data.replace(never, b"")
    return _REFERENCE.sub(lambda found: b" " if found["blank"] else b"", data) if b"&#" in data else data
