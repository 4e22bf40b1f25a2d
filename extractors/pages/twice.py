"""Text that was encoded twice: UTF-8 read in another set by some machine before us, and written as UTF-8 again.

It is mended only where it comes back to the letter: the whole text, written in that other set, is UTF-8, and goes
the same way forth again. Where only parts are such, or bytes were lost on the way, the receipt says so and the text
stays as it is.
"""

# ruff: noqa: E501  tables of patterns and pages, a row each

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.pages.plausible import plausibility

# Lead bytes of UTF-8 as letters of the set they were read in, followed by what its other bytes become.
_SIGNS = (
    ("cp1252", re.compile("[\u00c3\u00c2\u00d0\u00d1\u00d8\u00d9\u00e2-\u00ef][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")),
    ("cp1251", re.compile("[\u0420\u0421\u0413\u0412][\u0402-\u040f\u0452-\u045f\u2013-\u203a\u20ac\u2116\u2122\u0490\u0491\u00a0-\u00bf]")),
    ("gb18030", re.compile("[\u951b\u9286\u9428\u6d93\u6d5c\u934f\u9366\u7ed7]")),
)  # fmt: skip
_LOST = "锟斤拷"
"""What U+FFFD becomes when its UTF-8 is read as GBK: the letters before it are lost for good."""
_MIN = 4
"""Signs under which a text may just hold these letters."""


@dataclass(frozen=True, slots=True)
class Twice:
    """What was found out about a text, and the text to go on with."""

    text: str
    codec: str
    rule: str
    evidence: str
    reason: str


def once(text: str, data: bytes) -> Twice | None:
    """The text encoded once, or what is to be said of it; None for a text without such marks.

    `data` is the text's UTF-8: counting bytes in it is what makes this cost nothing on an ordinary page.
    """
    for codec, signs in _SIGNS:
        if not _suspect(data, codec):
            continue
        found = signs.findall(text)
        if len(found) < _MIN:
            continue
        evidence = " ".join(found[:12])
        if mended := _back(text, codec):
            return Twice(mended, codec, "twice", evidence, f"UTF-8 read as {codec} and encoded again: undone, exactly")
        beyond = sum(1 for char in text if char > "\x7f")
        if 2 * len(found) > 0.3 * beyond and codec != "gb18030":
            return Twice(
                text, codec, "twice-in-part", evidence, f"parts look like UTF-8 read as {codec}; left as they are"
            )
    if (count := text.count(_LOST)) >= 2:
        return Twice(text, "gb18030", "twice-lost", _LOST, f"{count} places where broken UTF-8 was read as GBK: lost")
    return None


def _suspect(data: bytes, codec: str) -> bool:
    match codec:
        case "cp1252":
            return data.count(b"\xc3") + data.count(b"\xc2") >= 2 * _MIN
        case "cp1251":
            leads = data.count("Р".encode()) + data.count("С".encode())
            return leads >= _MIN and leads > 0.2 * (data.count(b"\xd0") + data.count(b"\xd1"))
        case _:
            return data.count("锛".encode()) + data.count("銆".encode()) >= _MIN


def _back(text: str, codec: str) -> str | None:
    try:
        raw = b"".join(_bytes_of(char, codec) for char in text) if codec == "cp1252" else text.encode(codec)
        mended = raw.decode("utf-8")
    except UnicodeError:
        return None
    # One byte of the text for each character of the other set: the way forth again must lead to the same.
    again = "".join(map(_char_of, raw)) if codec == "cp1252" else raw.decode(codec)
    before, after = plausibility(text), plausibility(mended)
    return mended if again == text and after.n < before.n and after.share >= before.share else None


def _bytes_of(char: str, codec: str) -> bytes:
    """As browsers write Windows-1252: its five holes are the control characters."""
    try:
        return char.encode(codec)
    except UnicodeEncodeError:
        return char.encode("latin-1")


def _char_of(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
