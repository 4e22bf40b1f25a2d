"""What a person sees: tables in a terminal, plain lines elsewhere, CSV, JSON, Parquet.

Page text is data: control characters are taken out before it reaches a terminal, markup is never interpreted,
and a cell that a spreadsheet would run as a formula is quoted in CSV.
"""

from __future__ import annotations

import csv
import json
import math
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from flows.report import RunReport

# What moves the cursor, changes colours or the direction of writing is not text.
_UNSAFE = dict.fromkeys(
    [*range(0x00, 0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], " "
)
_UNSAFE_IN_LINES = {code: blank for code, blank in _UNSAFE.items() if code != 0x0A}
_FINE = frozenset(
    {
        "article",
        "unchanged",
        "known",
        "outside",
        "gone",
        "soft-404",
        "not due",
        "ok",
        "empty",
        "done",
        "todo",
        "left",
    }
)
"""Ends of a step that are no failure."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def clean(value: object) -> str:
    """A value as one line of harmless text; "" for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return " ".join(str(value).translate(_UNSAFE).split())


def harmless(text: str) -> str:
    """Text of several lines without what a terminal would act on."""
    return text.translate(_UNSAFE_IN_LINES)


def table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, console: Console | None = None
) -> None:
    """Print a table, fitted to the terminal: the widest columns are cut with an ellipsis; numbers to the right."""
    console = console or screen()
    values = list(rows)
    cells = [[clean(value) for value in row] for row in values]
    natural = [max(cell_len(text) for text in column) for column in zip(columns, *cells, strict=True)]
    drawn = Table(title=title or None, title_justify="left", header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for place, (name, width) in enumerate(zip(columns, fitted(natural, console.width), strict=True)):
        numeric = bool(values) and all(isinstance(row[place], int | float | Decimal | None) for row in values)
        drawn.add_column(name, justify="right" if numeric else "left", overflow="ellipsis", no_wrap=True, width=width)
    for row in cells:
        drawn.add_row(*map(Text, row))
    console.print(drawn)


def fitted(natural: Sequence[int], room: int) -> list[int]:
    """Widths of columns in so many characters: as they are, or the widest made equal and as wide as there is room."""
    room -= 3 * len(natural)  # the gaps
    if sum(natural) <= room:
        return list(natural)
    widths, left = [0] * len(natural), room
    for rank, place in enumerate(sorted(range(len(natural)), key=natural.__getitem__)):
        widths[place] = max(4, min(natural[place], left // (len(natural) - rank)))
        left -= widths[place]
    return widths


def screen() -> Console:
    """Standard output: as wide as the terminal, or wide enough for a file."""
    return Console() if sys.stdout.isatty() else Console(width=160)


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float) and not math.isfinite(value):
        return None  # JSON has no word for it
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)


def record(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """A row as a JSON object can hold it."""
    return dict(zip(columns, map(plain, row), strict=True))


def write_json(columns: Sequence[str], rows: Iterable[Sequence[Any]], out: IO[str]) -> None:
    """One JSON object a line."""
    for row in rows:
        out.write(json.dumps(record(columns, row), ensure_ascii=False) + "\n")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], out: IO[str]) -> None:
    """RFC 4180; text that begins like a formula gets a leading apostrophe, which spreadsheets do not show."""
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    text = value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False)
    if isinstance(value, datetime | date):
        text = value.isoformat()
    return "'" + text if text.startswith(_FORMULA) else text


def report(result: RunReport) -> None:
    """What a run did, in a few lines."""
    console = screen()

    def line(name: str, text: str) -> None:
        console.print(Text(f"{name:<11}{text}"))

    if result.sources:
        line("sources", counts(result.sources))
    if result.partitions:
        line("partitions", counts(result.partitions))
    if result.sightings:
        line("links", f"{result.sightings} seen")
    if result.pages:
        line("pages", counts(result.pages))
    line(
        "warehouse",
        f"{result.new_documents} new documents, {result.new_versions} new versions, {result.changed_rows} changed rows",
    )
    for reason, n in result.reasons.most_common(8):
        line("", f"{n} x {clean(reason)}")
    if len(result.reasons) > 8:
        line("", f"and {len(result.reasons) - 8} more reasons; --json lists them")
    for item in result.quarantined:
        line("quarantine", clean(item))
    line("snapshot", result.snapshot or "unchanged")


def counts(counter: dict[str, int]) -> str:
    """`12 article, 3 unchanged`."""
    return ", ".join(f"{n} {name}" for name, n in sorted(counter.items(), key=lambda item: -item[1]) if n)


class Bar:
    """Progress in a terminal: rate, documents, failures, time left; elsewhere a plain line every 100 steps.

    `of_bytes` says that steps are measured by bytes, of which a person wants to know the share and not the number.
    """

    def __init__(self, title: str, *, of_bytes: bool = False) -> None:
        self.title, self.of_bytes, self.total, self.done = title, of_bytes, 0, 0
        self.steps = self.documents = self.failures = 0
        self.began = time.monotonic()
        self.live = sys.stderr.isatty()
        if self.live:
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TaskProgressColumn,
                TextColumn,
                TimeRemainingColumn,
            )

            self.bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TaskProgressColumn() if of_bytes else MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.fields[counts]}", markup=False),
                TextColumn("{task.fields[label]}", markup=False),
                console=Console(stderr=True),
                transient=True,
            )
            self.task = self.bar.add_task(title, total=None, label="", counts="")

    def __enter__(self) -> Bar:
        if self.live:
            self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.live:
            self.bar.stop()

    def expect(self, n: int) -> None:
        self.total += n
        if self.live:
            self.bar.update(self.task, total=self.total)

    def step(self, label: str, fate: str, size: int = 1) -> None:
        """One more is done; `fate` is how it ended, "" where there was nothing to go wrong."""
        self.steps += 1
        self.done += size
        self.documents += fate == "article"
        self.failures += bool(fate) and fate not in _FINE
        if self.live:
            self.bar.update(self.task, advance=size, label=clean(label)[:60], counts=self.counts())
        elif self.steps % 100 == 0:
            of = left = ""
            if 0 < self.total >= self.done:
                of = f" ({100 * self.done // self.total} %)" if self.of_bytes else f" of {self.total}"
                left = f", {self.left()}"
            print(f"{self.title}: {self.steps}{of}, {self.counts()}{left}", file=sys.stderr, flush=True)

    def counts(self) -> str:
        """`1.2/s, 310 documents, 2 failures`."""
        rate = self.steps / max(time.monotonic() - self.began, 0.001)
        return f"{rate:.1f}/s, {self.documents} documents, {self.failures} failures"

    def left(self) -> str:
        """How long what is known to come will take, at the rate so far."""
        seconds = round((self.total - self.done) * (time.monotonic() - self.began) / max(self.done, 1))
        return f"{max(seconds, 0) // 3600}:{max(seconds, 0) // 60 % 60:02}:{max(seconds, 0) % 60:02} left"
