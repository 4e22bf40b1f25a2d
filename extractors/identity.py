"""Who is who: ids as hashes of content, so that the same input twice makes the same rows."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import UTC, datetime


def content_id(prefix: str, *parts: object) -> str:
    """Return `prefix` and 20 hex digits (80 bits) of a hash over the parts.

    Each part is written with its length, so that ("ab", "c") and ("a", "bc") differ; None and "" differ.
    """
    told = []
    for part in parts:
        if part is None:
            told.append(b"-;")
            continue
        if isinstance(part, datetime):
            part = part.astimezone(UTC).isoformat()
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        told.append(b"%d:%b" % (len(data), data))
    return prefix + hashlib.blake2b(b"".join(told), digest_size=10).hexdigest()


_NOT_WORD = re.compile(r"[\W_]+")


def fingerprint(title: str, text: str) -> str:
    """Hash of what a reader sees: a version of a document is a document with one of these.

    White space and Unicode composition do not count, everything else does: a changed comma is a new version.
    """
    seen = "\x1f".join(" ".join(unicodedata.normalize("NFC", part).split()) for part in (title, text))
    return hashlib.sha256(seen.encode("utf-8", "surrogatepass")).hexdigest()


def text_key(text: str) -> str | None:
    """Hash under which two carriers of one text meet: letters and digits only, folded; None if there are none.

    Case, width (full and half), punctuation and white space do not count, so that quote marks and
    paragraph breaks of a carrier's own style make no difference.
    """
    folded = _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest() if folded else None


def document_id(canonical_url: str) -> str:
    """A document is a canonical URL (see `extractors.urls.canonical_url`)."""
    return content_id("d", canonical_url)


def version_id(document: str, title: str, text: str) -> str:
    """A version is a document with one wording."""
    return content_id("v", document, fingerprint(title, text))
