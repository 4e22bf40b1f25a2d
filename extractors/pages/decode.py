"""Bytes to text: which character set a page is really in.

Headers and meta tags lie, GB pages most of all. So the bytes decide: text that decodes as UTF-8 is UTF-8 (other
sets hit that by chance practically never), then the declared sets in order, if what they make reads like a text
(`plausible`), then the sets that pages are in, then a guess. A declared gb2312 or gbk is read as gb18030, which holds
both and the characters that such pages use beside them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from extractors.pages.plausible import FEW, Plausibility, plausibility
from extractors.pages.twice import once
from extractors.records import Receipt

# What pages write -> what they mean: supersets, and the Windows page behind "iso-8859-1".
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
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
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "windows-949": "cp949",
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
    | {"uu", "zlib", "bz2", "mbcs", "oem", "hz"}
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TELLS = (b"charset", b"encoding")
_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:%b)\s*=\s*["']?\s*([\w.:-]{2,40})""" % b"|".join(_TELLS), re.IGNORECASE
)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_TO_JAPANESE = (b"\x1b$B", b"\x1b$@")
"""How ISO-2022-JP, which has no byte beyond ASCII, goes over to Japanese."""
_CANDIDATES = (
    *("gb18030", "big5hkscs", "cp949", "cp932", "euc_jp", "cp1251", "koi8-r", "cp1252", "cp1256"),
    *("iso8859-5", "cp1253", "cp1255", "cp874"),
)
"""What pages are in when they do not say so; those that break on foreign bytes first."""
_BAD_SHARE = 0.002
"""Broken characters, as a share of those that are not ASCII, that a set may have and still be the right one."""
_MENDABLE = 0.1
"""Up to this share broken, what is UTF-8 otherwise is damaged UTF-8."""
_SURE, _LIKELY, _MARGIN = 0.85, 0.5, 0.2
"""Plausibility of a text that is one without and with a doubt, and by how much another set must beat one declared."""
_SAMPLE = 64_000
"""Bytes on which sets are compared."""
_NOT_A_PAIR = re.compile("[^\x00-\u07ff]")
"""What is three or four bytes in UTF-8."""
_GUESSED = 8_000
"""Bytes shown to the guesser, which takes milliseconds for each thousand."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the Python codec it was read with, and why."""

    text: str
    charset: str
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class _Attempt:
    codec: str
    method: str
    name: str
    text: str
    bad: float
    likely: Plausibility

    @property
    def score(self) -> float:
        return self.likely.share - 5 * self.bad


def _codec(name: str) -> str | None:
    meant = _MEANT.get(name.lower(), name)
    try:
        info = codecs.lookup(meant)
    except (LookupError, UnicodeError):
        return None
    return None if info.name in _NOT_CHARSETS else info.name


def _read(data: bytes, codec: str) -> tuple[str, float]:
    """The text, and the share of broken characters among those that are not ASCII; one that the end cuts is none."""
    try:
        return data.decode(codec), 0.0
    except UnicodeDecodeError as error:
        if error.end >= len(data) and error.start > len(data) - 4:
            return data[: error.start].decode(codec, "replace"), 0.0
        text = data.decode(codec, "replace")
    return text, text.count("\ufffd") / (len(text) - len(text.encode("ascii", "ignore")))


def _declared(data: bytes, content_type: str | None) -> list[tuple[str, str]]:
    """Pairs of method and declared name, header before meta, Latin-1 last.

    Latin-1 is what servers say of everything they have, and it decodes everything: heard first, it would always win.
    """
    found = []
    if content_type and (match := _HEADER.search(content_type)):
        found.append(("header", match[1]))
    # Some pages declare two sets; both are heard.
    found += [("meta", match.decode("ascii", "replace")) for match in _META.findall(_told(data[:8192]))]
    return sorted(dict.fromkeys(found), key=lambda pair: _codec(pair[1]) == "cp1252")


def _told(head: bytes) -> bytes:
    """The head of a page as far as it may tell a set: to the end of the last tag that speaks of one."""
    lower = head.lower()
    last = max(lower.rfind(word) for word in _TELLS)
    end = head.find(b">", last)
    return head[: len(head) if end < 0 else end] if last >= 0 else b""


def wide(data: bytes) -> str | None:
    """The codec of UTF-16 without a byte order mark: every second byte of its tags is a NUL, on one side only."""
    head = data[: min(4096, len(data) & ~1)]
    if b"\x00" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < 8 or min(even, odd) > max(even, odd) / 20:
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    return codec if "<".encode(codec) in head else None


def decode(data: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page. Never raises: at worst it is UTF-8 with U+FFFD for what is broken, and the receipt says so."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            text, bad = _read(data[len(bom) :], codec)
            # Some editors put the mark before what they then paste in another set.
            if codec == "utf-8" and bad > _MENDABLE:
                data = data[len(bom) :]
                break
            return _made(text, codec, "bom", bom.hex(), f"{bad:.1%} broken" if bad else None)
    if codec_16 := wide(data):
        text, bad = _read(data, codec_16)
        if bad <= _MENDABLE:
            return _made(text, codec_16, "bytes", None, "UTF-16 without a byte order mark: NULs in every second byte")
    if data.isascii():
        if any(mark in data for mark in _TO_JAPANESE):
            text, bad = _read(data, "iso2022_jp_2")
            if bad <= _BAD_SHARE and not text.isascii():
                return _made(text, "iso2022_jp_2", "bytes", None, "the escapes of ISO-2022-JP")
        return _made(data.decode("ascii"), "utf-8", "bytes", None, "nothing but ASCII")
    declared = _declared(data, content_type)
    text, bad = _read(data, "utf-8")
    if bad > _BAD_SHARE:
        return _compared(data, declared, text, bad)
    if other := _rather(data, text, declared):
        return _of(other, f"few bytes, and {other.likely}; as UTF-8 they are less")
    return _utf8(data, text, declared)


def _utf8(data: bytes, text: str, declared: list[tuple[str, str]]) -> Decoded:
    told = [name for _, name in declared if _codec(name) != "utf-8"]
    why = f"the bytes are UTF-8, whatever is declared ({', '.join(told)})" if told else None
    receipt = _receipt("utf-8", "bytes", None, why)
    if twice := once(text, data):
        note = Receipt("charset", twice.codec, "bytes", f"charset:{twice.rule}", twice.evidence, True, twice.reason)
        return Decoded(twice.text, "utf-8", (receipt, note))
    return Decoded(text, "utf-8", (receipt,))


def _rather(data: bytes, text: str, declared: list[tuple[str, str]]) -> _Attempt | None:
    """The declared set of a few letters that happen to be UTF-8 too: pairs only, and no word in it."""
    if all(_codec(name) == "utf-8" for _, name in declared) or len(data) > 100_000 or _NOT_A_PAIR.search(text):
        return None
    likely = plausibility(text)
    if likely.n >= 4 * FEW or likely.share >= _LIKELY:
        return None
    attempts = [one for one in _attempts(data, declared) if not one.bad and one.likely.share > likely.share + _MARGIN]
    return max(attempts, key=lambda one: one.score, default=None)


def _attempts(data: bytes, declared: list[tuple[str, str]]) -> Iterator[_Attempt]:
    for method, name in declared:
        codec = _codec(name)
        # A page whose meta tag can be read is in no 16-bit set.
        if codec and codec not in ("utf-8", "utf-8-sig") and not codec.startswith(("utf-16", "utf-32")):
            text, bad = _read(data, codec)
            yield _Attempt(codec, method, name, text, bad, plausibility(text))


def _compared(data: bytes, declared: list[tuple[str, str]], as_utf8: str, bad: float) -> Decoded:
    """What is not clean UTF-8: the declared set if it makes text, else the one that makes the most."""
    tried = [_Attempt("utf-8", "bytes", "utf-8", as_utf8, bad, plausibility(as_utf8))]
    if bad <= _MENDABLE and tried[0].likely.share >= _LIKELY:
        return _of(tried[0], f"UTF-8 with {bad:.1%} of its characters broken")
    for attempt in _attempts(data, declared):
        if attempt.bad <= _BAD_SHARE and attempt.likely.share >= _SURE:
            return _of(attempt, None if attempt.likely.n >= FEW else str(attempt.likely))
        tried.append(attempt)
    told = max(tried[1:], key=lambda one: one.score, default=None)
    best = _best_candidate(data)
    if best and best.score >= _LIKELY and (told is None or best.score > told.score + _MARGIN):
        text, bad = _read(data, best.codec)
        lie = f"; as the declared {told.name} only {told.likely.share:.0%}" if told else "; nothing usable declared"
        return _of(_Attempt(best.codec, "guess", best.codec, text, bad, best.likely), f"{best.likely}{lie}")
    if told and told.bad <= _BAD_SHARE:
        return _of(told, f"as declared; {told.likely}")
    # The lead of a sample may be all furniture in ASCII.
    start = max(0, next((at for at, byte in enumerate(data[: 50 * _SAMPLE]) if byte > 127), 0) - 100)
    guess = from_bytes(data[start : start + _GUESSED]).best()
    codec = _codec(guess.encoding) if guess else None
    if codec:
        text, bad = _read(data, codec)
        tried.append(_Attempt(codec, "guess", codec, text, bad, plausibility(text)))
    if best and best.score > 0:
        text, bad = _read(data, best.codec)
        tried.append(_Attempt(best.codec, "guess", best.codec, text, bad, best.likely))
    last = max(tried, key=lambda one: one.score)
    return _of(last, f"nothing decodes cleanly; the best by far or little ({last.bad:.1%} broken, {last.likely})")


def _best_candidate(data: bytes) -> _Attempt | None:
    """The set in which a sample reads best; of several the first."""
    start = max(0, next((at for at, byte in enumerate(data[: 50 * _SAMPLE]) if byte > 127), 0) - 100)
    sample = data[start : start + _SAMPLE]
    found = []
    for codec in _CANDIDATES:
        text, bad = _read(sample, codec)
        if bad <= _MENDABLE:
            found.append(_Attempt(codec, "guess", codec, text, bad, plausibility(text)))
    return max(found, key=lambda one: one.score, default=None)


def _of(attempt: _Attempt, reason: str | None) -> Decoded:
    evidence = attempt.name if attempt.method in ("header", "meta") else None
    return _made(attempt.text, attempt.codec, attempt.method, evidence, reason)


def _made(text: str, codec: str, method: str, evidence: str | None, reason: str | None) -> Decoded:
    return Decoded(text, codec, (_receipt(codec, method, evidence, reason),))


def _receipt(codec: str, method: str, evidence: str | None, reason: str | None) -> Receipt:
    return Receipt("charset", codec, method, f"charset:{method}", evidence, True, reason)
