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
        "running",  # a part that Ctrl-C stopped
        "forgotten",
    }
)
"""Ends of a step that are no failure."""
_ROOMY, _LEAST = 40, 16
"""Characters that a text which is cut has at least: beside whole names of columns, and beside broken ones."""
_ID = 24
"""Characters of the longest id or code; longer words are addresses, and cut like text."""
_LONG = 1000
"""Characters of a value shown from top to bottom."""
_NARROW, _ROOM_FOR_LABELS, _WIDE = 76, 96, 140
"""Widths of a terminal from which progress has a bar, the name of what it is at, and a long bar. Figures come first."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def clean(value: object) -> str:
    """A value as one line of harmless text; "" for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, list | tuple):
        return ", ".join(map(clean, value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, bytes):
        return value.hex()
    return " ".join(str(value).translate(_UNSAFE).split())


def harmless(text: str) -> str:
    """Text of several lines without what a terminal would act on."""
    return text.translate(_UNSAFE_IN_LINES)


def table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    optional: Sequence[str] = (),
    console: Console | None = None,
) -> None:
    """Print a table, fitted to the terminal; numbers to the right.

    Where there is no room, texts are cut with an ellipsis, names of columns are broken, and `optional` columns are left
    out, the last of them first. What still does not fit is printed from top to bottom, a row after the other.
    """
    console = console or screen()
    values = list(rows)
    for n in range(len(optional), -1, -1):
        kept = [place for place, name in enumerate(columns) if name not in optional[n:]]
        names, some = [columns[place] for place in kept], [[row[place] for place in kept] for row in values]
        for heads, least in ((names, _ROOMY), ([_broken(name) for name in names], _LEAST)):
            if widths := _widths(heads, some, console.width, least):
                _grid(title, heads, widths, some, console)
                return
    if not values:
        console.print(Text(f"no rows: {', '.join(columns)}"))
        return
    for row in values:
        record_view(title, columns, row, console=console)


def _widths(heads: Sequence[str], values: Sequence[Sequence[object]], room: int, least: int) -> list[int] | None:
    """Widths of columns in so many characters: as they are, or texts cut, but to no fewer than `least`; None for no."""
    room -= 3 * len(heads)  # the gaps
    firm, natural = [], []
    for place, head in enumerate(heads):
        cells = [clean(row[place]) for row in values]
        natural.append(max(map(cell_len, [*head.split("\n"), *cells])))
        # A cut day or id says nothing; a cut text says most of it.
        firm.append(all(isinstance(row[place], datetime | None) for row in values) or not any(map(_is_text, cells)))
    if sum(natural) <= room:
        return natural
    widths, left = list(natural), room - sum(width for width, is_firm in zip(natural, firm, strict=True) if is_firm)
    loose = sorted((place for place, is_firm in enumerate(firm) if not is_firm), key=natural.__getitem__)
    for rank, place in enumerate(loose):
        widths[place] = min(natural[place], left // (len(loose) - rank))
        if widths[place] < min(natural[place], least):
            return None
        left -= widths[place]
    return widths if loose and left >= 0 else None


def _is_text(cell: str) -> bool:
    return " " in cell.strip() or cell_len(cell) > _ID


def _broken(name: str) -> str:
    """The name of a column over several lines."""
    return name.replace(" ", "\n").replace("_", "_\n")


def _grid(
    title: str, heads: Sequence[str], widths: Sequence[int], values: Sequence[Sequence[object]], console: Console
) -> None:
    drawn = Table(title=title or None, title_justify="left", header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
        numeric = bool(values) and all(isinstance(row[place], int | float | Decimal | None) for row in values)
        drawn.add_column(head, justify="right" if numeric else "left", overflow="ellipsis", no_wrap=True, width=width)
    for row in values:
        drawn.add_row(*(Text(clean(value)) for value in row))
    console.print(drawn)


def record_view(title: str, columns: Sequence[str], row: Sequence[object], *, console: Console | None = None) -> None:
    """Print a row from top to bottom, long values over several lines."""
    console = console or screen()
    drawn = Table.grid(padding=(0, 2))
    drawn.add_column(style="bold", no_wrap=True)
    drawn.add_column(overflow="fold")
    for name, value in zip(columns, row, strict=True):
        text = clean(value)
        drawn.add_row(Text(name), Text(text if len(text) <= _LONG else text[:_LONG] + "…"))
    if title:
        console.print(Text(title, style="bold"))
    console.print(drawn)
    console.print()


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


TOLD_EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal: a log wants few, and a sign of life."""


class Bar:
    """Progress in a terminal: rate, documents, failures, time left; elsewhere a plain line every `TOLD_EVERY` seconds.

    `of_bytes` says that steps are measured by bytes, of which a person wants to know the share and not the number.
    """

    def __init__(self, title: str, *, of_bytes: bool = False) -> None:
        self.title, self.of_bytes, self.total, self.done = title, of_bytes, 0, 0
        self.steps = self.documents = self.failures = 0
        self.began = self.told = time.monotonic()
        self.live = sys.stderr.isatty()
        if self.live:
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                ProgressColumn,
                TaskProgressColumn,
                TextColumn,
                TimeRemainingColumn,
            )
            from rich.table import Column

            console = Console(stderr=True)
            drawn = [BarColumn(40 if console.width >= _WIDE else 10)] if console.width >= _NARROW else []
            columns: list[ProgressColumn] = [
                TextColumn("{task.description}"),
                *drawn,
                TaskProgressColumn() if of_bytes else MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.fields[counts]}", markup=False),
            ]
            if console.width >= _ROOM_FOR_LABELS:  # what is left of the line is the label's, and no more
                rest = Column(ratio=1, no_wrap=True, overflow="ellipsis")
                columns.append(TextColumn("{task.fields[label]}", markup=False, table_column=rest))
            self.bar = Progress(*columns, console=console, transient=True, expand=True)
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
        elif (now := time.monotonic()) - self.told >= TOLD_EVERY:
            self.told = now
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
