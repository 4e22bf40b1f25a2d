"""How the press's pages are read without a word about their outlets must not fall below the committed baseline.

A better figure is to be committed: `.venv/bin/python -m tests.gates.test_press_gate` writes the baseline anew.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.gates.press import Row, rows, summary

BASELINE = Path(__file__).with_name("press_baseline.json")
NOISE = 0.005


@pytest.fixture(scope="module")
def found() -> list[Row]:
    return list(rows())


def test_no_measure_falls(found: list[Row]) -> None:
    got, baseline = summary(found), json.loads(BASELINE.read_text(encoding="utf-8"))
    assert got["pages"] == baseline["pages"]
    for name in ("text_f1", "title", "date", "source", "author"):
        assert got[name] >= baseline[name] - NOISE, name
    assert got["author_invented"] <= baseline["author_invented"]


def test_no_page_is_worse_than_by_trafilatura_alone(found: list[Row]) -> None:
    assert [row.url for row in found if row.text < row.theirs - 0.02] == []


if __name__ == "__main__":
    BASELINE.write_text(json.dumps(summary(list(rows())), indent=2) + "\n", encoding="utf-8")
