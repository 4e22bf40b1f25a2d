"""What a reading process is told: the knowledge of a run once, then a job a page. Costs nothing to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.outlets import Outlets
    from extractors.pages.learned import Furniture
    from extractors.records import Fetch, Page, Sighting


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What reading needs beside the page: the same for all pages of a run."""

    outlets: Outlets
    furniture: Mapping[str, Furniture] = field(default_factory=dict)
    """The learned furniture of each outlet."""


@dataclass(frozen=True, slots=True)
class Job:
    """A page to be read: all that a worker is told of it."""

    fetch: Fetch
    body: bytes | None
    """None when there is nothing to read; what the reader says of such a job needs no worker."""
    listed: str
    """The address under which it was found."""
    sighting: Sighting | None = None
    """How a list showed it: evidence for its title and date."""
    parts: tuple[Page, ...] = ()
    """Further pages of the article, in their order, as far as they are at hand."""
