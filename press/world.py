"""The world of the press: which documents stand on which site at a given moment.

`World.load()` reads the packaged stories; `world.documents(at)` is a pure function of them and the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from press.sites import AGENCY_HOME, SITES, Site
from press.story import (
    END,
    START,
    Addition,
    Caption,
    Carrier,
    Edit,
    How,
    Kind,
    Removal,
    Story,
    StoryError,
    read_story,
)

__all__ = [
    "END",
    "FIRST",
    "SECOND",
    "START",
    "Addition",
    "Caption",
    "Carrier",
    "Edit",
    "PressDocument",
    "Removal",
    "Story",
    "StoryError",
    "World",
]

FIRST = datetime(2026, 3, 6, 12, tzinfo=UTC)
"""The demonstration's first poll."""
SECOND = datetime(2026, 3, 7, 12, tzinfo=UTC)
"""Its second one: new documents, edits and removals lie in between."""

STORIES = Path(__file__).parent / "stories"


@dataclass(frozen=True, slots=True)
class PressDocument:
    """A page of a story at one outlet, as it stands at one moment. Times are in UTC."""

    url: str
    outlet_id: str
    story_id: str
    event: str | None
    kind: Kind
    lang: str
    agency: str | None
    """Who wrote the text (id in the lexicon of agencies); None for an institution's own."""
    origin: str
    """Outlet that published it first."""
    section: str
    """The list of the outlet that it stands in."""
    title: str
    first_title: str
    """The headline it was published under, which links from other pages keep."""
    paragraphs: tuple[str, ...]
    caption: Caption | None
    dateline: str | None
    end_mark: str | None
    byline: tuple[str, ...]
    editor: str | None
    published_at: datetime
    modified_at: datetime
    """Of the last edit or of the removal; when it was published, if nothing happened since."""
    version: int
    """1, and one more for each later moment at which its text changed."""
    gone: How | None

    @property
    def site(self) -> Site:
        return SITES[self.outlet_id]

    @property
    def host(self) -> str:
        return self.url.split("/")[2]

    @property
    def path(self) -> str:
        return "/" + self.url.split("/", 3)[3]

    @property
    def is_origin(self) -> bool:
        """Whether this is the writer's own site."""
        return self.outlet_id == (AGENCY_HOME[self.agency] if self.agency else self.origin)


class World:
    """Stories by id. Raises StoryError where two of them would stand at one address."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self.stories: Mapping[str, Story] = {story.id: story for story in stories}
        urls: dict[str, str] = {}
        for document in self.documents(END):
            other = urls.setdefault(document.url, document.story_id)
            if other != document.story_id:
                raise StoryError(f"stories {other} and {document.story_id}: both stand at {document.url}")

    @classmethod
    def load(cls, folder: Path = STORIES) -> World:
        """Read every story of a folder. Raises StoryError, with one line for each mistake of each file."""
        paths = sorted(folder.glob("*.yaml"))
        if not paths:
            raise StoryError(f"{folder}: no story files (*.yaml) in this folder")
        stories, mistakes = [], []
        for path in paths:
            try:
                stories.append(read_story(path))
            except StoryError as error:
                mistakes.append(str(error))
        if mistakes:
            raise StoryError("\n".join(mistakes))
        return cls(stories)

    def documents(self, at: datetime) -> list[PressDocument]:
        """What has been published by `at`, oldest first, each as it stands then; pages that are gone are marked so."""
        found = [
            _document(story, copy, at) for story in self.stories.values() for copy in story.copies if copy.at <= at
        ]
        return sorted(found, key=lambda document: (document.published_at, document.url))


def _document(story: Story, copy: Carrier, at: datetime) -> PressDocument:
    """The copy with the edits and the removal that have happened by `at`."""
    edits = sorted((e for e in story.edits if e.outlet == copy.outlet and e.at <= at), key=lambda edit: edit.at)
    removal = next((r for r in story.removals if r.outlet == copy.outlet and r.at <= at), None)
    first_title = title = copy.title or story.title
    wording: dict[int, str | None] = dict(enumerate(story.paragraphs, 1))
    for edit in edits:
        if edit.paragraph is None:
            title = edit.title or title
        else:
            wording[edit.paragraph] = edit.text
    paragraphs = [wording[number] for number in copy.keep or sorted(wording)]
    if copy.add:
        paragraphs.insert(copy.add.after, copy.add.text)
    site = SITES[copy.outlet]
    is_first = copy.outlet == story.origin
    return PressDocument(
        url=site.url(story.id, kind=story.kind, title=first_title, at=copy.at),
        outlet_id=copy.outlet,
        story_id=story.id,
        event=story.event,
        kind=story.kind,
        lang=story.lang,
        agency=story.agency,
        origin=story.origin,
        section=site.section(story.id),
        title=title,
        first_title=first_title,
        paragraphs=tuple(text for text in paragraphs if text is not None),
        caption=copy.caption,
        dateline=story.dateline if copy.dateline else None,
        end_mark=story.end_mark if is_first else None,
        byline=story.byline if is_first else (),
        editor=story.editor if is_first else None,
        published_at=copy.at,
        modified_at=max([copy.at, *(edit.at for edit in edits), *([removal.at] if removal else [])]),
        version=1 + len({edit.at for edit in edits}),
        gone=removal.how if removal else None,
    )
