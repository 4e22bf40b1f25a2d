"""A month of numbered pages: bisect to it by the pages' own days, then ask for the numbers around, gaps and all.

The pages asked for on the way are read like any other: those inside are kept, and the day of the others is, so
that a walk that was stopped, and the walk of the next month, need not ask again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from config.outlets import Outlet, Source
from extractors.aliases import identity
from extractors.discover.ids import Bisection
from extractors.records import PageState, Sighting, document_id
from flows import decisions
from flows.collect import collect_page
from flows.context import Stopped
from flows.gather import Job, PartFailed, check_rest, one

MAX_PROBES = 400
"""Pages asked for in search of a month; a source that needs more is told wrongly."""


async def read_numbers(job: Job, outlet: Outlet, source: Source) -> None:
    """Every numbered page of the part's days. Raises PartFailed, Stopped."""
    walk = _Walk(job, outlet, source)
    await walk.learn()
    start = await walk.find(job.row.since or date.min)
    await walk.both_ways(start)
    job.listed(walk.n_inside)


class _Walk:
    def __init__(self, job: Job, outlet: Outlet, source: Source) -> None:
        assert source.walk is not None
        self.job, self.outlet, self.source, self.walk = job, outlet, source, source.walk
        self.days = {known.n: known.day for known in source.walk.known}
        self.seen: dict[int, date | None] = {}
        """Numbers that were asked for: their day, None where nothing dated stands."""
        self.n_inside = 0
        self.read: dict[str, date] = {}

    async def learn(self) -> None:
        """What the warehouse knows of the source's pages."""
        self.read = self.job.ctx.state.days_of([self.outlet.id])
        prefix, _, suffix = identity(self.source.numbered(0), self.outlet).canonical_url.rpartition("0")
        for url, day in self.read.items():
            middle = url.removeprefix(prefix).removesuffix(suffix)
            if url.startswith(prefix) and url.endswith(suffix) and middle.isascii() and middle.isdigit():
                self.days[int(middle)] = day

    async def day(self, n: int) -> date | None:
        """The day of a numbered page: as known, or asked for."""
        if n in self.seen:
            return self.seen[n]
        job, ctx = self.job, self.job.ctx
        if ctx.stop.asked:
            raise Stopped
        url = self.source.numbered(n)
        canonical = identity(url, self.outlet).canonical_url
        document = document_id(canonical)
        page = ctx.state.pages([document]).get(document)
        state = page.state if page else None
        found = self._known(canonical, state)
        if document in ctx.claimed or (found is not None and not self._missed(state, found)):
            self.seen[n] = found if found is not None else self.days.get(n)
            return self.seen[n]
        if state is not None and not state.failures and found is None and state.outcome != "ok":
            self.seen[n] = None  # it answered that it is not there
            return None
        check_rest(job, url, 1)
        ctx.claimed.add(document)
        ctx.progress.expect(1)
        seen_at = ctx.settings.clock()
        sighting = Sighting(
            self.outlet.source_id(self.source), self.outlet.id, url, canonical, seen_at, 0, "ids", lang=self.source.lang
        )
        fate = await one(job, self.outlet, sighting, state, collect_page)
        self.seen[n] = self._answered(fate)
        if (answered := self.seen[n]) is not None:
            self.days[n] = answered
        return answered

    def _known(self, canonical: str, state: PageState | None) -> date | None:
        if canonical in self.job.ctx.days or canonical in self.read:
            return self.job.ctx.days.get(canonical) or self.read[canonical]
        return decisions.outside_on(state) if state is not None else None

    def _missed(self, state: PageState | None, day: date) -> bool:
        """Whether a page was left by another window, and is of this one."""
        return state is not None and decisions.outside_on(state) is not None and day in self.job.ctx.window

    def _answered(self, fate: str) -> date | None:
        if self.job.last_day is None and self.job.faults and fate not in ("gone", "soft-404"):
            reason, hard = self.job.faults[-1]
            if not hard:  # a walk goes by what pages say: without an answer it would go astray
                raise PartFailed(reason)
        return self.job.last_day

    async def find(self, target: date) -> int:
        """A number near the first page of a day, from which to walk both ways."""
        bisection = Bisection(self.days, target, gap=self.walk.disorder)
        for _ in range(MAX_PROBES):
            n = bisection.next()
            if n is None:
                break
            if not await self._probe(n, bisection):
                break
        below, above = bisection.bounds()
        return above if above is not None else below if below is not None else 1

    async def _probe(self, n: int, bisection: Bisection) -> bool:
        """Ask for a number, or the nearest with a day; False when none is found."""
        below, above = bisection.bounds()
        if above is None and below is not None:  # beyond the newest known: come nearer until there is one
            step = n - below
            while step >= 1:
                for number in (below + step, below + step + 1, below + step + 2):
                    if await self.day(number) is not None:
                        return True
                step //= 2
            return False
        low, high = below or 0, above if above is not None else n + self.walk.gap
        for middle in (n, (low + n) // 2, (n + high) // 2):  # a hole may be wider than the gap
            for number in _around(middle, self.walk.gap):
                if low < number < high and number not in self.seen and await self.day(number) is not None:
                    return True
        return False

    async def both_ways(self, start: int) -> None:
        since, until = self.job.row.since or date.min, self.job.row.until or date.max
        await self._go(start, 1, lambda day: day > until)
        await self._go(start - 1, -1, lambda day: day < since)

    async def _go(self, n: int, step: int, beyond: Callable[[date], bool]) -> None:
        """Ask for number after number, until pages in a row are beyond the window, or there are no more.

        Missing numbers end it only where nothing is known behind them that is of the window.
        """
        since, until = self.job.row.since or date.min, self.job.row.until or date.max
        missing = past = 0
        while n >= 1 and past < self.walk.disorder:
            if missing >= self.walk.gap and not any(
                (known - n) * step > 0 and not beyond(day) for known, day in self.days.items()
            ):
                return
            day = await self.day(n)
            missing = missing + 1 if day is None else 0
            if day is not None:
                past = past + 1 if beyond(day) else 0
                self.n_inside += since <= day <= until
            n += step


def _around(n: int, gap: int) -> Iterator[int]:
    yield n
    for distance in range(1, gap + 1):
        yield n - distance
        yield n + distance
