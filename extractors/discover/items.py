"""An item of a feed that holds a whole text, as the page that it stands for. Pure."""

from __future__ import annotations

import hashlib
import html

from extractors.records import Fetch, Page, Sighting

_TYPE = "text/html; charset=utf-8"


def in_html(text: str, *, is_plain: bool) -> str:
    """A text as HTML: its lines are paragraphs, where it is plain."""
    if not is_plain:
        return text
    return "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


def item_page(sighting: Sighting, text: str, body_sha256: str | None) -> Page:
    """The page that an item stands for: its title and its HTML, as if it had been asked for when its list was.

    `status` is None: nobody was asked. `body_sha256` is that of the last one; where it is the same, the outcome is
    `not-modified` and there is no body.
    """
    title = html.escape(sighting.title or "")
    lang = f' lang="{sighting.lang}"' if sighting.lang else ""
    head = f'<!DOCTYPE html>\n<html{lang}><head><meta charset="utf-8"><title>{title}</title></head>'
    body = f"{head}\n<body><article><h1>{title}</h1>\n{text}\n</article></body></html>\n".encode("utf-8", "replace")
    digest = hashlib.sha256(body).hexdigest()
    same = digest == body_sha256
    fetch = Fetch(
        url=sighting.url,
        purpose="page",
        fetched_at=sighting.seen_at,
        outcome="not-modified" if same else "ok",
        via=sighting.via,
        final_url=sighting.url,
        reason="the same bytes as before" if same else None,
        content_type=_TYPE,
        n_bytes=len(body),
        body_sha256=digest,
    )
    return Page(fetch, None if same else body, (("Content-Type", _TYPE),))
