"""What keeps the warehouse true to itself, step by step: `readouts maintain`, without Prefect.

A step reads the snapshot or the warehouse, stages or writes what it finds changed, and says how much that was. Each
can be killed and run again; a step with nothing to do changes no row. Readers keep the snapshot they have; a new one
is published at the end.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rich.text import Text

from config.outlets import Outlets, load_outlets
from config.settings import Settings
from extractors.readouts import PARSER, parse
from extractors.records import Batch, Run
from flows import furniture, pipeline
from flows.loading import load_staged
from flows.report import RunReport
from flows.show import screen
from warehouse import furniture as furniture_store
from warehouse.forgotten import tombstones
from warehouse.publish import publish
from warehouse.query import NoWarehouse, connect
from warehouse.readings import after_readings, readings, unparsed
from warehouse.stage import stage
from warehouse.stories.rebuild import rebuild_stories

log = logging.getLogger("readouts")


@dataclass(slots=True)
class Upkeep:
    """What the steps of one call share."""

    settings: Settings
    outlets: Outlets
    run: Run
    report: RunReport
    only: tuple[str, ...] = ()
    """Outlets that are looked at whether or not anything is new; all that need it when empty."""
    steps: dict[str, Counter[str]] = field(default_factory=dict)
    """What each step did."""

    def load(self) -> None:
        """Load what a step has staged."""
        load_staged(self.settings, self.outlets, self.report, to_publish=False)


ROUNDS = 3
"""Times at most that furniture is learned in one call: a text without it may join a story, and what the story's other
copies have too is no furniture. The second round nearly always changes nothing, which ends it."""


def step_furniture(upkeep: Upkeep) -> Counter[str]:
    """Learn the outlets' furniture again, and take it out of stored texts, or put it back."""
    total = Counter[str]()
    only = upkeep.only
    taught = furniture.Taught([], {}, {})
    for _ in range(ROUNDS):
        try:
            taught, counts = _furniture_round(upkeep, only)
        except furniture_store.Outdated as error:
            log.info("furniture: %s; once more", error)
            publish(upkeep.settings.data, keep=upkeep.settings.snapshots_kept)
            continue
        for name in ("outlets", "wordings", "lines_in_force"):
            total[name] = max(total[name], counts.pop(name, 0))
        total.update(counts)
        if not counts["wordings_changed"]:
            break
        only = tuple(taught.lines)
        publish(upkeep.settings.data, keep=upkeep.settings.snapshots_kept)
    if taught.digests:
        furniture_store.store_signatures(upkeep.settings.data, taught.digests)
    return total


def _furniture_round(upkeep: Upkeep, only: Sequence[str]) -> tuple[furniture.Taught, Counter[str]]:
    data = upkeep.settings.data
    with connect(data, settings=upkeep.settings) as con:
        taught = furniture.learn(con, only)
        changes = None
        if taught.rows:
            under = tombstones(con)
            changes = furniture_store.store_lines(data, taught.rows, upkeep.settings.clock(), under=under)
        # Later than every reading there is: of two readings of one fetch the later counts.
        run = replace(upkeep.run, started_at=after_readings(con, upkeep.run.started_at))
        counts = furniture.stage_changes(upkeep.settings, con, taught, run)
    counts["outlets"] = len(taught.lines)
    counts["lines_in_force"] = sum(map(len, taught.lines.values()))
    counts["lines_new"] = changes.inserted["furniture_line"] if changes else 0
    counts["lines_changed"] = changes.updated["furniture_line"] if changes else 0
    upkeep.report.changed_rows += counts["lines_new"] + counts["lines_changed"]
    if counts["wordings_changed"]:
        upkeep.load()
    return taught, counts


def step_stories(upkeep: Upkeep) -> Counter[str]:
    """Make sketches, edges and stories anew where the code that makes them has changed since."""
    total = Counter[str]()
    for left in rebuild_stories(upkeep.settings.data):
        total["rounds"] += 1
        log.info("stories: %d documents are left to rebuild", left)
    return total


PARSED_AT_ONCE = 500
"""Wordings in a staged batch: at most so many are parsed again after a crash."""


def step_readouts(upkeep: Upkeep) -> Counter[str]:
    """Parse the wordings that no parser of today has read."""
    total = Counter[str]()
    with connect(upkeep.settings.data, settings=upkeep.settings) as con:
        todo = unparsed(con, PARSER)
        run = replace(upkeep.run, started_at=after_readings(con, upkeep.run.started_at))
        for start in range(0, len(todo), PARSED_AT_ONCE):
            found = dict(readings(con, todo[start : start + PARSED_AT_ONCE]))
            batch = Batch(run=run, label=f"readouts, {start // PARSED_AT_ONCE + 1}")
            batch.parsed += [parse(reading) for reading in found.values()]
            stage(upkeep.settings.data, batch)
            upkeep.load()
            total["wordings"] += len(found)
            total["readouts"] += sum(parsed.assessment.is_readout for parsed in batch.parsed)
            log.info("readouts: %d of %d wordings parsed", start + len(found), len(todo))
    return total


STEPS: tuple[tuple[str, Callable[[Upkeep], Counter[str]]], ...] = (
    ("furniture", step_furniture),
    ("stories", step_stories),
    ("readouts", step_readouts),
)
"""In their order: texts before what is derived from them."""


def maintain(settings: Settings, *, only: Sequence[str] = (), outlets: Outlets | None = None) -> Upkeep:
    """Run every step, then publish. `only` limits it to some outlets, and looks at them even if nothing is new.

    Raises OutletError for an unknown outlet, WarehouseBusy, duckdb.Error.
    """
    outlets = outlets or load_outlets(settings.outlets)
    outlets.choose(only)
    run = pipeline.new_run(settings, "maintain", outlets=sorted(only))
    upkeep = Upkeep(settings, outlets, run, pipeline.recover(settings, outlets, run), tuple(only))
    try:
        for name, step in STEPS:
            upkeep.steps[name] = step(upkeep)
    except NoWarehouse:
        pass  # nothing was ever read: nothing to keep
    if settings.data.exists():
        snapshot = publish(settings.data, keep=settings.snapshots_kept)
        upkeep.report.snapshot = str(snapshot) if snapshot else upkeep.report.snapshot
    upkeep.report.finished_at = settings.clock()
    return upkeep


def asdict(upkeep: Upkeep) -> dict[str, Any]:
    """Plain data, ready for JSON."""
    done = upkeep.report.asdict()
    kept = ("run_id", "started_at", "finished_at", "changed_rows", "inserted", "updated", "quarantined", "snapshot")
    return {name: done[name] for name in kept} | {
        "steps": {name: dict(counts) for name, counts in upkeep.steps.items()}
    }


def show(upkeep: Upkeep) -> None:
    """What was done, in a few lines."""
    console = screen()
    for name, counts in upkeep.steps.items():
        said = ", ".join(f"{n} {what.replace('_', ' ')}" for what, n in counts.items() if n) or "nothing to do"
        console.print(Text(f"{name:<11}{said}"))
    if not upkeep.steps:
        console.print(Text("nothing was ever read here"))
    console.print(Text(f"{'warehouse':<11}{upkeep.report.changed_rows} changed rows"))
    console.print(Text(f"{'snapshot':<11}{upkeep.report.snapshot or 'unchanged'}"))
