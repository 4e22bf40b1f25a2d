"""What a backfill would do, and about how long it takes at the polite rate. Reads the ledger; asks nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from config.outlets import Outlet, Outlets
from config.settings import Settings
from extractors.records import PartitionState
from flows import crawls, parts, past
from flows import show as shown
from flows.pipeline import host_delay
from warehouse.state import State

UNKNOWN_RATE = 50.0
"""Articles a day of an outlet of which nothing is known."""


@dataclass(slots=True)
class Line:
    """An outlet's (or the files') part of it."""

    lane: str
    parts: int
    pages: float | None
    """None for files, whose pages are not known before they are read."""
    basis: str
    seconds: float
    """Between two requests."""

    @property
    def hours(self) -> float:
        return (self.parts + (self.pages or 0.0)) * self.seconds / 3600


@dataclass(slots=True)
class Estimate:
    """The parts to do, and what they come to. Outlets are asked side by side, so the longest line is the whole time."""

    work: list[PartitionState] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def hours(self) -> float:
        return max((line.hours for line in self.lines), default=0.0)


def of_outlets(settings: Settings, outlets: Outlets, names: Sequence[str], asked: past.Asked) -> Estimate:
    """The estimate of a backfill of outlets. Raises OutletError."""
    found = Estimate()
    with State(settings.data, settings=settings) as state:
        if asked.way == parts.COMMONCRAWL:
            outlets.choose(names)
            planned = [one for one, _ in crawls.plan_crawls(settings, asked)]
            _add(found, state, "files", planned, asked.retry, settings)
            return found
        rates = state.articles_a_day(names)
        for name, planned in past.plan(settings, outlets, names, asked).items():
            work = _add(found, state, name, planned, asked.retry, settings)
            rate = rates.get(name)
            line = found.lines[-1]
            days = {ordinal for one in work for ordinal in _days(one, asked)}
            line.pages = round(len(days) * (rate if rate is not None else UNKNOWN_RATE))
            line.basis = f"{rate:.0f} a day, as seen" if rate is not None else f"{UNKNOWN_RATE:.0f} a day, a guess"
            line.seconds = _delay(settings, outlets, outlets[name])
    return found


def of_files(settings: Settings, outlets: Outlets, addresses: Sequence[str], wanted: crawls.Wanted) -> Estimate:
    """The estimate of a backfill from files. Raises OutletError, OSError."""
    found = Estimate()
    planned = [one for one, _ in crawls.plan_files(settings, outlets, addresses, wanted)]
    with State(settings.data, settings=settings) as state:
        _add(found, state, "files", planned, wanted.retry, settings)
    return found


def _add(
    found: Estimate, state: State, lane: str, planned: list[PartitionState], retry: bool, settings: Settings
) -> list[PartitionState]:
    rows = state.partitions({one.source_id for one in planned})
    work, counts = parts.choose(parts.with_left(planned, rows), rows, settings.clock(), retry=retry)
    found.work += work
    found.counts.update(counts)
    found.lines.append(Line(lane, len(work), None, "not known before they are read", 0.0))
    return work


def _days(one: PartitionState, asked: past.Asked) -> range:
    since, until = max(one.since or asked.since, asked.since), min(one.until or asked.until, asked.until)
    return range(since.toordinal(), until.toordinal() + 1)


def _delay(settings: Settings, outlets: Outlets, outlet: Outlet) -> float:
    return max(settings.host_delay, host_delay(outlets, outlet.hosts[0], settings))


def asdict(found: Estimate) -> dict[str, Any]:
    """Plain data, ready for JSON."""
    return {
        "partitions": [
            {
                "source_id": one.source_id,
                "kind": one.kind,
                "key": one.key,
                "since": one.since.isoformat() if one.since else None,
                "until": one.until.isoformat() if one.until else None,
                "state": one.state,
            }
            for one in found.work
        ],
        "outlets": [
            {"outlet_id": line.lane, "partitions": line.parts, "pages": line.pages, "hours": round(line.hours, 2)}
            for line in found.lines
        ],
        "counts": dict(found.counts),
        "hours": round(found.hours, 2),
    }


def show(found: Estimate) -> None:
    """Print it for a person: the parts (the first 200), then what they come to."""
    shown.table(
        f"{len(found.work)} parts to do",
        ("source", "kind", "part", "since", "until", "state"),
        [(one.source_id, one.kind, one.key, one.since, one.until, one.state) for one in found.work[:200]],
    )
    shown.table(
        "about",
        ("outlet", "parts", "pages", "hours", "reckoned from"),
        [
            (line.lane, line.parts, line.pages, round(line.hours, 1), f"{line.basis}; {line.seconds:g} s a request")
            for line in found.lines
        ],
    )
    others = f"; other parts: {shown.counts(found.counts)}" if found.counts else ""
    print(f"about {found.hours:.1f} hours, outlets side by side{others}")
    if any(one.kind == "list" for one in found.work):
        print("What a list leads to, as the leaves of a sitemap, comes to light when it is read.")
