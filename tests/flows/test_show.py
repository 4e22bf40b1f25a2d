"""Page text is data: nothing of it acts in a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from flows import show

HOSTILE = "\x1b]0;owned\x07\x1b[31m[bold red]=cmd|'/c calc'!A1[/]\u202egnp.exe\r\n\x9b2J"


def drawn(rows: list[tuple[object, ...]], columns: tuple[str, ...], width: int = 200, **more: Any) -> str:
    out = io.StringIO()
    show.table("t", columns, rows, console=Console(file=out, width=width, force_terminal=False), **more)
    return out.getvalue()


def test_a_table_shows_hostile_text_as_text() -> None:
    text = drawn([(HOSTILE,)], ("title",))
    assert "[bold red]" in text
    assert not set(text) & set("\x1b\x07\x9b\u202e\r")


AT = datetime(2026, 3, 6, 12, tzinfo=UTC)
WIDE = ("document_id", "title", "published_at", "n_commitments")
ROW = ("d0123456789abcdef0123", "Ministers meet and talk " * 9, AT, 2)


def test_where_there_is_little_room_texts_are_cut_but_never_ids_days_and_numbers() -> None:
    text = drawn([ROW], WIDE, 80)
    assert max(map(len, text.splitlines())) <= 80
    (line,) = [line for line in text.splitlines() if "2026" in line]
    assert [cell.strip() for cell in line.split("   ") if cell.strip()] == [
        "d0123456789abcdef0123", "Ministers meet and …", "2026-03-06 12:00", "2",
    ]  # fmt: skip


def test_columns_that_may_be_left_out_are_where_there_is_no_room() -> None:
    assert "n_commitments" in drawn([ROW], WIDE, 200, optional=("n_commitments",))
    text = drawn([ROW], WIDE, 52, optional=("document_id", "n_commitments"))
    assert "2026-03-06 12:00" in text
    assert "document_" not in text
    assert "Ministers meet" in text


def test_rows_that_do_not_fit_stand_from_top_to_bottom() -> None:
    text = drawn([ROW, (None, "[b]A", AT, -1)], WIDE, 40)
    assert max(map(len, text.splitlines())) <= 40
    assert [" ".join(line.split()) for line in text.splitlines() if line.strip()][-4:] == [
        "document_id", "title [b]A", "published_at 2026-03-06 12:00", "n_commitments -1",
    ]  # fmt: skip
    assert "no rows: document_id, title" in drawn([], WIDE, 40)


def test_lists_and_yes_or_no_read_as_in_sql() -> None:
    line = drawn([(["CHN", "USA"], True, b"\x01")], ("sides", "is_current", "raw")).splitlines()[4]
    assert [cell.strip() for cell in line.split("  ") if cell.strip()] == ["CHN, USA", "true", "01"]


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


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_progress_shows_its_figures_in_any_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    with show.Bar("backfill") as bar:
        bar.expect(1234)
        bar.step("tass_en/sitemap https://tass.com/sitemap.xml", "running")  # stopped, which is no failure
        bar.step(f"https://www.news.example/{'a' * 80}.html", "article")
        bar.bar.refresh()
    shown = re.sub(r"\x1b\[[?\d;]*[a-zA-Z]", "", screen.getvalue())
    assert re.search(r"2/1234 +[-\d]+:[-\d]{2}:[-\d]{2} +[\d.]+/s, 1 documents, 0 failures", shown)
    assert ("news.example" in shown) == (width >= 100)


def test_without_a_terminal_progress_is_a_line_now_and_then_whatever_the_pace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [0.0]
    monkeypatch.setattr(show.time, "monotonic", lambda: clock[0])
    with show.Bar("import") as bar:
        bar.expect(2000)
        for _ in range(1280):  # 64 a second, then one in four seconds
            clock[0] += 1 / 64
            bar.step("a", "article")
        for _ in range(4):
            clock[0] += 4
            bar.step("b", "connection")
    assert capsys.readouterr().err.splitlines() == [
        "import: 640 of 2000, 64.0/s, 640 documents, 0 failures, 0:00:21 left",
        "import: 1280 of 2000, 64.0/s, 1280 documents, 0 failures, 0:00:11 left",
        "import: 1283 of 2000, 40.1/s, 1280 documents, 3 failures, 0:00:18 left",
    ]
