"""Stories: what the made-up press writes, one YAML file each.

A mistake raises `StoryError`, whose message names the file, the field and what is wrong with it.
`press/stories/README.md` describes the format for those who write stories.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

from config.files import read_yaml
from press.sites import AGENCY_HOME, SITES

START = datetime(2026, 3, 2, tzinfo=UTC)
"""Nothing is published before."""
END = datetime(2026, 3, 9, tzinfo=UTC)
"""Nothing happens from here on."""


class StoryError(ValueError):
    """A story file that cannot be used; the message names the file and the field."""


def _one_line(value: str) -> str:
    """Folded YAML leaves line breaks behind; a paragraph is one line."""
    line = " ".join(value.split())
    if not line:
        raise ValueError("is empty")
    return line


def _press_outlet(value: str) -> str:
    if value not in SITES:
        raise ValueError(f"{value!r} is no outlet of the press; known are: {', '.join(sorted(SITES))}")
    return value


def _known_agency(value: str) -> str:
    if value not in AGENCY_HOME:
        raise ValueError(f"{value!r} is no agency of the press; known are: {', '.join(sorted(AGENCY_HOME))}")
    return value


def _in_the_world(value: datetime) -> datetime:
    if not START <= value < END:
        raise ValueError(f"{value.isoformat()} lies outside the world's time, {START:%Y-%m-%d} to {END:%Y-%m-%d} UTC")
    return value.astimezone(UTC)


Line = Annotated[str, AfterValidator(_one_line)]
PressOutlet = Annotated[str, AfterValidator(_press_outlet)]
Agency = Annotated[str, AfterValidator(_known_agency)]
Moment = Annotated[AwareDatetime, AfterValidator(_in_the_world)]
Kind = Literal["readout", "statement", "briefing", "market", "bulletin", "news", "flash"]
How = Literal["404", "410", "soft-404"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Caption(_Model):
    """A photo's caption, which stands apart from the body."""

    text: Line
    credit: Line | None = None


class Addition(_Model):
    """A paragraph of the carrier's own."""

    after: int = Field(ge=0)
    """It follows the so-many-th kept paragraph; 0 puts it first."""
    text: Line


class Carrier(_Model):
    """A copy of the story at an outlet."""

    outlet: PressOutlet
    at: Moment
    title: Line | None = None
    """None: the story's own."""
    keep: tuple[int, ...] | None = None
    """Numbers (from 1) of the paragraphs kept, in order; None keeps all."""
    add: Addition | None = None
    dateline: bool = False
    """Whether the story's dateline stands before the first paragraph."""
    caption: Caption | None = None


class _Change(_Model):
    """Something that happens at one outlet after it published."""

    outlet: PressOutlet
    at: Moment


class Edit(_Change):
    """A later change of the headline, or of one paragraph."""

    title: Line | None = None
    paragraph: int | None = Field(default=None, ge=1)
    """Counted in the story's own paragraphs, whatever the outlet kept of them."""
    text: Line | None = None
    """The new wording; None takes the paragraph out."""

    @model_validator(mode="after")
    def _one_change(self) -> Edit:
        if (self.title is None) == (self.paragraph is None):
            raise ValueError("give either `title` or `paragraph` (with its new `text`, or null to remove it)")
        if self.paragraph is not None and "text" not in self.model_fields_set:
            raise ValueError("text: is missing; write null to remove the paragraph")
        if self.title is not None and "text" in self.model_fields_set:
            raise ValueError("text: belongs to a `paragraph`, not to a title")
        return self


class Removal(_Change):
    """A page that vanishes."""

    how: How


class Story(_Model):
    """One text, its copies, and what happened to them later."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    kind: Kind
    lang: Literal["en", "zh", "ru"]
    agency: Agency | None
    """Who wrote it; None for an institution's own text."""
    origin: PressOutlet
    """The outlet of the press that published it first."""
    event: str | None = None
    """The same in the readouts of all sides of one meeting."""
    at: Moment
    title: Line
    dateline: Line | None = None
    end_mark: Line | None = None
    byline: tuple[Line, ...] = ()
    editor: Line | None = None
    caption: Caption | None = None
    paragraphs: tuple[Line, ...] = Field(min_length=1)
    carriers: tuple[Carrier, ...] = ()
    edits: tuple[Edit, ...] = ()
    removals: tuple[Removal, ...] = ()

    @property
    def copies(self) -> tuple[Carrier, ...]:
        """Every page of the story, the origin's first."""
        return (Carrier(outlet=self.origin, at=self.at, dateline=True, caption=self.caption), *self.carriers)

    @model_validator(mode="after")
    def _coherent(self) -> Story:
        problems = [*_copy_problems(self), *_later_problems(self)]
        if problems:
            raise ValueError("\n".join(problems))
        return self


def _copy_problems(story: Story) -> Iterator[str]:
    outlets: set[str] = set()
    for number, copy in enumerate(story.copies):
        field = f"carriers.{number - 1}" if number else "origin"
        if copy.outlet in outlets:
            yield f"{field}: {copy.outlet} has this story already"
        outlets.add(copy.outlet)
        if SITES[copy.outlet].lang != story.lang:
            yield f"{field}: {copy.outlet} publishes in {SITES[copy.outlet].lang!r}, the story is in {story.lang!r}"
        if copy.at < story.at:
            yield f"{field}.at: earlier than the origin"
        kept = _kept(story, copy)
        if list(kept) != sorted(set(kept)) or not all(1 <= n <= len(story.paragraphs) for n in kept) or not kept:
            yield f"{field}.keep: must be rising paragraph numbers from 1 to {len(story.paragraphs)}"
        if copy.add and copy.add.after > len(kept):
            yield f"{field}.add.after: only {len(kept)} paragraphs are kept"


def _later_problems(story: Story) -> Iterator[str]:
    copies = {copy.outlet: copy for copy in story.copies}
    gone = {removal.outlet: removal.at for removal in story.removals}
    edits = [(f"edits.{n}", edit) for n, edit in enumerate(story.edits)]
    changes: list[tuple[str, _Change]] = [*edits, *((f"removals.{n}", it) for n, it in enumerate(story.removals))]
    for field, change in changes:
        copy = copies.get(change.outlet)
        if copy is None:
            yield f"{field}.outlet: {change.outlet} has no copy of this story"
        elif change.at <= copy.at:
            yield f"{field}.at: not after {change.outlet} published"
    for field, edit in edits:
        if edit.outlet in copies and edit.paragraph and edit.paragraph not in _kept(story, copies[edit.outlet]):
            yield f"{field}.paragraph: {edit.outlet} has no paragraph {edit.paragraph}"
        if edit.outlet in gone and edit.at >= gone[edit.outlet]:
            yield f"{field}.at: the page is gone by then"
    for outlet, copy in copies.items():
        removed = {edit.paragraph for _, edit in edits if edit.outlet == outlet and edit.paragraph and not edit.text}
        if removed >= set(_kept(story, copy)) and not copy.add:
            yield f"edits: {outlet} is left without a paragraph; use a removal"
    if len(gone) < len(story.removals):
        yield "removals: a page can vanish once"
    for number, removal in enumerate(story.removals):
        if removal.how == "soft-404" and not SITES[removal.outlet].soft_404:
            yield f"removals.{number}.how: {removal.outlet} answers with an honest status"


def _kept(story: Story, copy: Carrier) -> tuple[int, ...]:
    return copy.keep if copy.keep is not None else tuple(range(1, len(story.paragraphs) + 1))


def read_story(path: Path) -> Story:
    """Read one story file. Raises StoryError."""
    try:
        data = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise StoryError(f"{path}: cannot be read as YAML: {error}") from error
    try:
        story = Story.model_validate(data)
    except ValidationError as error:
        lines = [
            ": ".join(filter(None, (str(path), ".".join(map(str, problem["loc"])), what)))
            for problem in error.errors()
            for what in problem["msg"].removeprefix("Value error, ").splitlines()
        ]
        raise StoryError("\n".join(lines)) from error
    if story.id != path.stem:
        raise StoryError(f"{path}: id: {story.id!r} differs from the file's name")
    return story
