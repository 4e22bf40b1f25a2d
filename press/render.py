"""Pages of the press: the layouts of `press/layouts/`, filled from documents, to the bytes that are served."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from press import printed
from press.story import Caption
from press.world import PressDocument

ENCODINGS = {"chinanews": "gb18030"}
"""Of pages that are not in UTF-8: these call themselves gb2312, which has fewer characters."""

_BJREVIEW_LINKS = ("China Focus", "Special Reports", "About Us", "Contact Us", "Advertise with Us")
_PIPE = "\xa0\xa0\xa0|\xa0\xa0\xa0"
_BJREVIEW_FOOTER = (
    *_BJREVIEW_LINKS,
    _PIPE.join(("Partners:", "China Today", "China Pictorial", "People's Daily Online", "Xinhua News Agency")),
    _PIPE.join(("CGTN", "China Tibet Online", "Global Times", "Qiushi Journal")),
    "Copyright Beijing Review All rights reserved 京ICP备00000000号 京公网安备110100000000",
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an article in the furniture of another page."""

    url: str
    title: str


@cache
def environment() -> Environment:
    """The layouts; escaping is on for all of them, and a name that no one gave is an error."""
    folder = Path(__file__).parent / "layouts"
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)


def render(layout: str, outlet_id: str, **values: Any) -> bytes:
    """A layout in the encoding of its outlet."""
    text = environment().get_template(f"{layout}.j2").render(values) + "\n"
    return text.encode(ENCODINGS.get(outlet_id, "utf-8"))


def page(
    document: PressDocument, part: int = 1, *, related: Sequence[Link] = (), popular: Sequence[Link] = ()
) -> bytes:
    """The page of a document, or the given part of it (from 1), with links to others in its furniture."""
    at = printed.local(document)
    modified = document.modified_at.astimezone(document.site.zone)
    parts = printed.parts(document)
    return render(
        f"{document.outlet_id}.html",
        document.outlet_id,
        title=document.title,
        url=document.url,
        description=document.paragraphs[0][:150],
        section=document.site.sections[document.section] or document.section,
        folder=document.site.sections[document.section],
        column="Top Stories" if document.section == "top" else "Ministry News",
        desk=document.path.split("/")[1],
        contentid=re.split(r"[/.]", document.path)[-2],
        at=at,
        modified=modified,
        published_utc=document.published_at.isoformat(),
        modified_utc=document.modified_at.isoformat(),
        date=f"{at:%Y-%m-%d}",
        authors=printed.authors(document),
        byline=_byline(document),
        editor=printed.editor(document),
        source_line=printed.source_line(document),
        writer=printed.writer(document),
        caption=document.caption,
        paragraphs=parts[part - 1],
        end_mark=document.end_mark,
        part=part,
        parts=len(parts),
        part_url=partial(printed.part_path, document),
        related=related,
        popular=popular,
        footer=_BJREVIEW_FOOTER,
        footer_links=_BJREVIEW_LINKS,
    )


def gone(document: PressDocument) -> bytes:
    """What is served in place of a document that was removed."""
    layout = "china_mfa_en_gone.html" if document.gone == "soft-404" else "gone.html"
    return render(layout, document.outlet_id, status=document.gone)


def index(outlet_id: str, title: str, documents: Sequence[PressDocument]) -> bytes:
    """A section's list of articles."""
    items = [
        {"title": doc.title, "url": doc.url, "host": doc.host, "path": doc.path, "at": printed.local(doc)}
        for doc in documents
    ]
    related = [Link(doc.url, doc.title) for doc in documents[:5]]
    return render(
        f"{outlet_id}_index.html",
        outlet_id,
        title=title,
        items=items,
        related=related,
        part=1,
        footer=_BJREVIEW_FOOTER,
        footer_links=_BJREVIEW_LINKS,
    )


def render_seed(text: str) -> bytes:
    """A Beijing Review page from its text as a reader copies it, in the layout of the press.

    The text has the title, the line with date and source, a caption whose credit is glued to its end, the
    paragraphs, and the footer from `China Focus` on; blank lines count for nothing. Raises ValueError on another form.
    """
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    header = re.search(r"(\d{4}-\d\d-\d\d)\W+(Source: .+)", lines[1]) if len(lines) > 1 else None
    caption = re.fullmatch(r"(.+?)\(([A-Z /]+)\)", lines[2]) if len(lines) > 2 else None
    if not header or not caption or _BJREVIEW_LINKS[0] not in lines:
        raise ValueError("not a page of Beijing Review: title, date and source, caption, paragraphs, footer")
    footer = lines.index(_BJREVIEW_LINKS[0])
    return render(
        "bjreview.html",
        "bjreview",
        title=lines[0],
        section="World",
        date=date.fromisoformat(header[1]).isoformat(),
        byline="",
        source_line=header[2],
        caption=Caption(text=caption[1], credit=caption[2]),
        paragraphs=lines[3:footer],
        editor=None,
        related=(),
        footer=lines[footer:],
        footer_links=_BJREVIEW_LINKS,
    )


def _byline(document: PressDocument) -> str:
    people = printed.names(printed.authors(document))
    return f"By {people}" if people and document.outlet_id == "bjreview" else people


def rfc3339(moment: datetime) -> str:
    """As Atom and sitemaps write a time."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
