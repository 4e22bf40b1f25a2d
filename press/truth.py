"""Ground truth: what a reader of the press's pages ought to find, taken from the stories and not from the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from press import printed
from press.sites import INSTITUTIONS
from press.story import Caption, How
from press.world import PressDocument, World


@dataclass(frozen=True, slots=True)
class Truth:
    """One document as it is served at one moment."""

    url: str
    outlet_id: str
    story: str
    event: str | None
    version: int
    """1 for the first wording."""
    gone: How | None
    """How its page answers that it is no more; the other fields tell what it last said."""
    title: str
    paragraphs: tuple[str, ...]
    """The body of all its pages, without dateline, end mark, byline, caption and furniture."""
    caption: Caption | None
    """Text and credit, the credit as printed."""
    dateline: str | None
    published_on: date
    """The day in the outlet's zone."""
    published_at: datetime | None
    """In UTC, cut to what the page prints; None where it prints the day only."""
    precision: Literal["second", "minute", "day"]
    source_line: str | None
    """As printed, blanks made single."""
    agency: str | None
    """Id, in the lexicon, of the text's writer, an agency or institution."""
    role: Literal["origin", "carrier"]
    authors: tuple[str, ...]
    editor: str | None


def truth(world: World, at: datetime) -> list[Truth]:
    """The truth about every document published by `at`, in the order of `world.documents(at)`."""
    return [_truth(document) for document in world.documents(at)]


def _truth(document: PressDocument) -> Truth:
    precision = document.site.precision
    published_at = document.published_at if precision == "second" else document.published_at.replace(second=0)
    return Truth(
        url=document.url,
        outlet_id=document.outlet_id,
        story=document.story_id,
        event=document.event,
        version=document.version,
        gone=document.gone,
        title=document.title,
        paragraphs=document.paragraphs,
        caption=document.caption,
        dateline=document.dateline,
        published_on=printed.local(document).date(),
        published_at=None if precision == "day" else published_at,
        precision=precision,
        source_line=printed.source_line(document),
        agency=document.agency or INSTITUTIONS.get(document.origin),
        role="origin" if document.is_origin else "carrier",
        authors=printed.authors(document),
        editor=printed.editor(document),
    )
