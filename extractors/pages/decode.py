"""Bytes to text: which character set a page is really in.

Headers and meta tags lie, GB pages most of all. So the bytes decide: text that decodes as UTF-8 is UTF-8 (other
sets hit that by chance practically never), then the declared sets in order, then a guess. A declared gb2312 or gbk
is read as gb18030, which holds both and the characters that such pages use beside them.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from extractors.records import Receipt

# What pages write -> what they mean: supersets, and the Windows page behind "iso-8859-1".
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-6": "cp1256",
    "iso-8859-9": "cp1254",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "utf8": "utf-8",
}
# Codecs of Python that are no character sets of pages; UTF-7 is one that only attacks use.
_NOT_CHARSETS = frozenset(
    {
        "utf-7",
        "idna",
        "punycode",
        "unicode-escape",
        "raw-unicode-escape",
        "undefined",
        "base64",
        "hex",
        "quopri",
        "rot13",
    }
    | {"uu", "zlib", "bz2"}
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_BAD_SHARE = 0.002
"""Broken characters, as a share of those that are not ASCII, that a set may have and still be the right one."""
_SAMPLE = 64_000
"""Bytes shown to the guesser, which is slow."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the Python codec it was read with, and why."""

    text: str
    charset: str
    receipts: tuple[Receipt, ...]


def _codec(name: str) -> str | None:
    meant = _MEANT.get(name.lower(), name)
    try:
        info = codecs.lookup(meant)
    except (LookupError, UnicodeError):
        return None
    return None if info.name in _NOT_CHARSETS else info.name


def _read(data: bytes, codec: str) -> tuple[str, float]:
    """The text, and the share of broken characters among those that are not ASCII."""
    try:
        return data.decode(codec), 0.0
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
    beyond = sum(1 for char in text if char > "\x7f")
    return text, text.count("\ufffd") / beyond


def _declared(data: bytes, content_type: str | None) -> list[tuple[str, str]]:
    """Pairs of method and declared name, header before meta, Latin-1 last.

    Latin-1 is what servers say of everything they have, and it decodes everything: heard first, it would always win.
    """
    found = []
    if content_type and (match := _HEADER.search(content_type)):
        found.append(("header", match[1]))
    # Some pages declare two sets; both are heard.
    found += [("meta", match.decode("ascii", "replace")) for match in _META.findall(data[:8192])]
    return sorted(dict.fromkeys(found), key=lambda pair: _codec(pair[1]) == "cp1252")


def decode(data: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page. Never raises: at worst it is UTF-8 with U+FFFD for what is broken, and the receipt says so."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            text, bad = _read(data[len(bom) :], codec)
            return Decoded(text, codec, (_receipt(codec, "bom", bom.hex(), f"{bad:.1%} broken" if bad else None),))
    declared = _declared(data, content_type)
    if data.isascii():
        return Decoded(data.decode("ascii"), "utf-8", (_receipt("utf-8", "bytes", None, "nothing but ASCII"),))
    tried: list[tuple[float, str, str, str, str]] = []
    text, bad = _read(data, "utf-8")
    if bad <= _BAD_SHARE:
        told = [name for _, name in declared if _codec(name) != "utf-8"]
        why = f"the bytes are UTF-8, whatever is declared ({', '.join(told)})" if told else None
        return Decoded(text, "utf-8", (_receipt("utf-8", "bytes", None, why),))
    tried.append((bad, "bytes", "utf-8", "utf-8", text))
    for method, name in declared:
        declared_codec = _codec(name)
        if not declared_codec or declared_codec == "utf-8":
            continue
        text, bad = _read(data, declared_codec)
        if bad <= _BAD_SHARE:
            return Decoded(text, declared_codec, (_receipt(declared_codec, method, name, None),))
        tried.append((bad, method, declared_codec, name, text))
    guess = from_bytes(data[:_SAMPLE]).best()
    guessed = _codec(guess.encoding) if guess else None
    if guessed:
        text, bad = _read(data, guessed)
        if bad <= _BAD_SHARE:
            return Decoded(text, guessed, (_receipt(guessed, "guess", None, "nothing declared decodes"),))
        tried.append((bad, "guess", guessed, guessed, text))
    bad, method, codec, name, text = min(tried, key=lambda attempt: attempt[0])
    why = f"nothing decodes cleanly; the fewest broken characters ({bad:.1%})"
    return Decoded(text, codec, (_receipt(codec, method, name, why),))


def _receipt(codec: str, method: str, evidence: str | None, reason: str | None) -> Receipt:
    return Receipt("charset", codec, method, f"charset:{method}", evidence, True, reason)
