"""Page text is data: nothing of it acts in a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from flows import show

HOSTILE = "\x1b]0;owned\x07\x1b[31m[bold red]=cmd|'/c calc'!A1[/]\u202egnp.exe\r\n\x9b2J"


def drawn(rows: list[tuple[object, ...]], columns: tuple[str, ...]) -> str:
    out = io.StringIO()
    show.table("t", columns, rows, console=Console(file=out, width=200, force_terminal=False))
    return out.getvalue()


def test_a_table_shows_hostile_text_as_text() -> None:
    text = drawn([(HOSTILE,)], ("title",))
    assert "[bold red]" in text
    assert not set(text) & set("\x1b\x07\x9b\u202e\r")


@given(st.text())
def test_no_text_moves_the_cursor(value: str) -> None:
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in show.clean(value))


@given(st.text())
def test_csv_cells_are_never_formulas_and_read_back(value: str) -> None:
    out = io.StringIO(newline="")
    show.write_csv(["a"], [(value,)], out)
    cell = list(csv.reader(io.StringIO(out.getvalue(), newline="")))[1][0] if value else ""
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == value.removeprefix("'")


def test_numbers_stay_numbers_in_csv() -> None:
    out = io.StringIO()
    show.write_csv(["a", "b"], [(-1, None)], out)
    assert out.getvalue() == "a,b\r\n-1,\r\n"


def test_json_lines_keep_types() -> None:
    out = io.StringIO()
    show.write_json(["a", "b"], [(1, datetime(2026, 3, 6, tzinfo=UTC)), (None, ["x"])], out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert lines == [{"a": 1, "b": "2026-03-06T00:00:00+00:00"}, {"a": None, "b": ["x"]}]


def test_json_lines_are_json_where_a_number_is_none() -> None:
    out = io.StringIO()
    show.write_json(["a", "b"], [(float("nan"), [float("inf")])], out)
    assert json.loads(out.getvalue(), parse_constant=lambda name: name) == {"a": None, "b": [None]}
