"""Lists in JSON: what scripts of index pages fetch, `[{"title": …, "url": …}]` in some envelope.

Their field names are nobody's standard, so the links decide: the text of an object that leads to an article's address
is its link, and what is called like a title or a date beside it is that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from extractors.discover.dates import zoned
from extractors.discover.listing import Gatherer, Listing, wrong_type
from extractors.discover.markup import plain
from extractors.pages.decode import decode

MAX_OBJECTS = 20_000
"""Objects of a list that are looked at, from its beginning."""
_MAX_DEPTH = 12
_JSONP = re.compile(r"^[\w$.]{1,80}\s*\((.*)\)\s*;?\s*$", re.DOTALL)
_ASSIGNED = re.compile(r"^(?:var|let|const)?\s*[\w$.]{1,80}\s*=\s*([\[{].*?)\s*;?\s*$", re.DOTALL)
_HREF = re.compile(r"""<a\s[^<>]{0,300}?href\s*=\s*["']?([^"'\s<>]{1,500})""", re.IGNORECASE)
_LINKS = ("url", "link", "href", "linkurl", "publishurl", "sourceurl", "pcurl", "path", "loc")
_TITLES = ("title", "showtitle", "headline", "name")
_SUMMARIES = ("summary", "brief", "abstract", "description", "excerpt", "intro", "lead")
_DATES = (
    "date_gmt", "published", "published_at", "publishtime", "publish_time", "publishdate", "publish_date", "pubtime",
    "pubdate", "pub_time", "releasetime", "focus_date", "createtime", "ctime", "datetime", "date", "time",
)  # fmt: skip
_ORIGINS = ("sourcetext", "source", "sourcename", "origin")


def looks_like_json(body: bytes) -> bool:
    """Whether a body meant to be a list of links is JSON, or JSON in a call or an assignment."""
    head = body[:300].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head[:1] in (b"{", b"[") or re.match(rb"[\w$. ]{1,90}\s*[(=]\s*[\[{]", head) is not None


def read_json_list(body: bytes, gatherer: Gatherer) -> Listing:
    """Objects with a link that matches the source's `url_pattern`, in their order, one a document.

    A date counts as an instant only where its zone is printed (`date_gmt` is UTC by its name). Never raises.
    """
    text = decode(body, gatherer.where.content_type).text.strip().lstrip("\ufeff")
    for wrapped in (_JSONP, _ASSIGNED):
        if found := wrapped.match(text):
            text = found[1]
            break
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        return wrong_type(f"not JSON: {str(error)[:120]}")
    taken = 0
    for number, thing in enumerate(_objects(data)):
        if number >= MAX_OBJECTS:
            return gatherer.listing(problem=f"objects beyond the first {MAX_OBJECTS} were not read")
        taken += _add(thing, gatherer)
    return gatherer.listing(problem=None if taken else "JSON without an object whose link url_pattern takes")


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """Every object, in the order it stands in the text; an object before those inside it."""
    stack = [(data, 0)]
    while stack:
        thing, depth = stack.pop()
        if isinstance(thing, dict):
            yield thing
        if depth < _MAX_DEPTH and isinstance(thing, dict | list):
            inner = list(thing.values()) if isinstance(thing, dict) else thing
            stack += [(value, depth + 1) for value in reversed(inner) if isinstance(value, dict | list)]


def _add(thing: dict[str, Any], gatherer: Gatherer) -> bool:
    fields = {str(key).lower(): value for key, value in thing.items()}
    links = [fields[name] for name in _LINKS if isinstance(fields.get(name), str)]
    links += [
        value for value in fields.values() if isinstance(value, str) and re.match(r"(https?:)?//|\.{0,2}/", value)
    ]
    for value in fields.values():  # some keep a whole <a href> as the title
        links += _HREF.findall(value) if isinstance(value, str) else []
    link = next((link for link in links if gatherer.takes(link)), None)
    if link is None:
        return False
    name, raw = next(((name, date) for name in _DATES if (date := _text(fields.get(name)))), (None, None))
    gatherer.add(
        link,
        title=_text(next((fields[name] for name in _TITLES if _text(fields.get(name))), None)),
        summary=_text(next((fields[name] for name in _SUMMARIES if _text(fields.get(name))), None)),
        published_raw=raw,
        published_at=zoned(f"{raw}Z" if name == "date_gmt" and raw and not raw.endswith("Z") else raw),
        origin_name=_text(next((fields[name] for name in _ORIGINS if _text(fields.get(name))), None)),
        lang=_text(fields.get("lang") or fields.get("language")),
    )
    return True


def _text(value: Any) -> str | None:
    """A field's text; WordPress puts it into an object with the key `rendered`."""
    if isinstance(value, dict):
        value = value.get("rendered")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return plain(value) or None if isinstance(value, str) else None
