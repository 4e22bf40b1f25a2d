"""Walks over numbered pages: which number to ask for next, told from the days of those that are known. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date


class Bisection:
    """Finds a number whose page is of a day or near it. `days` are those of known numbers, and grow from outside.

    Numbers grow with time, roughly: neighbours may be a day or two out of order, and numbers may be missing.
    """

    def __init__(self, days: Mapping[int, date], target: date, *, gap: int) -> None:
        self.days = days
        self.target = target
        self.gap = gap

    def bounds(self) -> tuple[int | None, int | None]:
        """The highest known number before the target day, and the lowest known that is not before it."""
        below = max((n for n, day in self.days.items() if day < self.target), default=None)
        later = (n for n, day in self.days.items() if day >= self.target)
        return below, min((n for n in later if below is None or n > below), default=None)

    def next(self) -> int | None:
        """The number to ask for, or None when the place is found, to a `gap`."""
        below, above = self.bounds()
        if below is None and above is None:
            return 1
        if below is None and above is not None:
            return above // 2 if above > 1 else None
        if above is None and below is not None:
            return below + max(self.gap, self._stride(below))
        assert below is not None
        assert above is not None
        return (below + above) // 2 if above - below > max(1, self.gap) else None

    def _stride(self, below: int) -> int:
        """How far the target may be above everything known, by the rate so far; at least a step that doubles."""
        known = sorted(self.days)
        if len(known) < 2 or self.days[known[-1]] <= self.days[known[0]]:
            return max(1, below // 8)
        rate = (known[-1] - known[0]) / (self.days[known[-1]] - self.days[known[0]]).days
        return max(1, round(rate * (self.target - self.days[below]).days))
