"""The comparison that the crash tests rest on sees every difference that counts, and no other."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from extractors.records import Batch
from tests.warehouse.builders import OUTLETS, at, batch, fetch, polled, reading
from warehouse.compare import differences, equal_warehouses
from warehouse.load import load
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import stage


def made(data: Path, *batches: Batch, loaded: float = 0) -> Path:
    for one in batches:
        stage(data, one)
    load(data, outlets=OUTLETS, now=at(loaded))
    publish(data)
    return data


def test_incidental_differences_do_not_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = fetch(elapsed_ms=1, archive_file="a", archive_offset=1)
    there = fetch(elapsed_ms=2, archive_file="b", archive_offset=2)
    one = made(tmp_path / "1", batch(readings=[reading(fetched=here)]))
    two = made(tmp_path / "2", batch(readings=[reading(fetched=there)], minutes=5, label="other"), loaded=9)
    with closing(connect(one)) as a, closing(connect(two)) as b:
        assert equal_warehouses(a, b)
    assert capsys.readouterr().out == ""


def test_every_row_that_differs_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = made(tmp_path / "1", polled(reading(editor="A")))
    two = made(tmp_path / "2", polled(reading(editor="B")))
    with closing(connect(one)) as a, closing(connect(two)) as b:
        assert not equal_warehouses(a, b)
        found = differences(a, b)
    assert sorted({line.split(":")[0] for line in found}) == [
        "+ version",
        "+ version_text",
        "- version",
        "- version_text",
    ]
    assert capsys.readouterr().out.splitlines() == found


def test_a_row_too_many_counts(tmp_path: Path) -> None:
    one = made(tmp_path / "1", polled(reading()))
    two = made(tmp_path / "2", polled(reading()), batch(fetches=[fetch(minutes=9)]))
    with closing(connect(one)) as a, closing(connect(two)) as b:
        assert [line.split(":")[0] for line in differences(a, b)] == ["+ fetch"]
