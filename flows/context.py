"""What the jobs of one run share: settings, clients, what was known before, and who watches."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from config.outlets import Outlets
from config.settings import Settings
from extractors.fetch.archive import Archive
from extractors.fetch.client import Client
from extractors.records import Batch, Run, Sighting, SourceState
from flows import decisions
from flows.extraction import Pool
from flows.jobs import Knowledge
from flows.report import RunReport
from warehouse.forgotten import Forgotten
from warehouse.stage import stage
from warehouse.state import State

BATCH_SOURCES = 2000
"""States in a batch of sources that gave nothing to do: staging them takes about 10 KB of memory each."""


class Progress(Protocol):
    """Who wants to watch: the terminal, Prefect, nobody."""

    def expect(self, n: int) -> None:
        """So many more steps will come, or so much more of what steps are measured by."""

    def step(self, label: str, fate: str, size: int = 1) -> None:
        """One step is done: `size` of what was expected."""


class Silent:
    """Nobody watches."""

    def expect(self, n: int) -> None:
        pass

    def step(self, label: str, fate: str, size: int = 1) -> None:
        pass


class Stopped(Exception):
    """Somebody asked for the run to end; what it has so far is staged."""


@dataclass(slots=True)
class Stop:
    """Set when the run is to end after what it is at."""

    asked: bool = False


@dataclass(slots=True)
class Window:
    """Days of publication, both inclusive; an open end is None."""

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def __bool__(self) -> bool:
        return self.since is not None or self.until is not None


@dataclass(slots=True)
class Context:
    """What the jobs of one run share."""

    settings: Settings
    outlets: Outlets
    run: Run
    client: Client
    archive: Archive
    state: State
    pool: Pool
    """Reads the pages that come from archives. Its processes start with the first of them."""
    report: RunReport
    progress: Progress = field(default_factory=Silent)
    force: bool = False
    """Read every source, due or not."""
    window: Window = field(default_factory=Window)
    knowledge: Knowledge = field(kw_only=True)
    """Outlets and learned furniture, as reading needs them."""
    forgotten: Forgotten = field(init=False)
    """What is not to be asked for any more."""
    claimed: set[str] = field(default_factory=set)
    """Documents some job of this run has taken: a page on two lists is fetched once."""
    before: dict[str, SourceState] = field(default_factory=dict)
    """What was known of the sources of this run; asked for once, for all."""
    todo: dict[str, list[Sighting]] = field(default_factory=dict)  # pages that earlier runs left, by source
    stop: Stop = field(default_factory=Stop)
    riders: dict[str, Callable[[Batch], None]] = field(default_factory=dict)
    """By label of a batch, who adds to it before it is staged: what must be committed with it."""
    days: dict[str, date] = field(default_factory=dict)
    """By canonical URL, when the pages that this run read were published."""
    quiet: Batch = field(init=False)
    """Sources that gave nothing to do. Their states are staged together: each batch costs the disk and the loader."""

    def __post_init__(self) -> None:
        self.quiet = Batch(run=self.run, label="nothing new")
        self.forgotten = self.state.forgotten()

    def learn(self, source_ids: list[str]) -> None:
        """Look up what is known of these sources and which of their pages are to be asked for, in two queries."""
        now = self.settings.clock()
        self.before |= self.state.sources(source_ids)
        self.todo |= self.state.todo(
            source_ids, asked_before=now - decisions.PAGE_RETRY, seen_since=now - decisions.REVISIT_FOR
        )

    def stage(self, batch: Batch) -> None:
        """Put a batch on disk, its archive first, and begin it anew. It tells of the robots.txt asked meanwhile."""
        if not len(batch):
            return
        if (rider := self.riders.get(batch.label)) is not None:
            rider(batch)
        with self.client.robots.told() as asked:
            batch.fetches += asked
            self.archive.sync()
            stage(self.settings.data, batch)
        self.report.add_batch(batch)
        for records in batch.tables().values():
            records.clear()

    async def stage_async(self, batch: Batch) -> None:
        """`stage` off the event loop."""
        await asyncio.to_thread(self.stage, batch)

    async def set_aside(self, batch: Batch) -> None:
        """Keep a batch that holds no more than a source's state, to be staged with others like it."""
        self.quiet.fetches += batch.fetches
        self.quiet.source_states += batch.source_states
        if len(self.quiet.source_states) >= BATCH_SOURCES:
            full, self.quiet = self.quiet, Batch(run=self.run, label="nothing new")
            await self.stage_async(full)
