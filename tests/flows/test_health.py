"""What is told of a source's health: every change once, and nothing that is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import health
from flows.health import Change, Health

STATES = [*sorted(health.GRAVE), "ok", "failing", "undated", "outrun", "overdue", "never asked"]


@pytest.mark.parametrize(
    ("told", "now", "event"),
    [
        (None, "ok", None),
        (None, "failing", None),
        (None, "dead", "readouts.source.dead"),
        ("dead", "dead", None),
        ("dead", "failing", None),
        ("dead", "ok", "readouts.source.recovered"),
        ("dead", "gone", "readouts.source.gone"),
        ("frozen", "overdue", None),
        ("frozen", "undated", "readouts.source.recovered"),
    ],
)
def test_what_is_told(told: str | None, now: str, event: str | None) -> None:
    found = health.changes({"a/b": told} if told else {}, {"a/b": Health(now)})
    assert [change.event for change in found] == ([event] if event else [])


@given(st.lists(st.sampled_from(STATES), max_size=30))
def test_every_change_is_told_once(history: list[str]) -> None:
    told: dict[str, str] = {}
    last = "ok"
    for state in history:
        now = {"a/b": Health(state)}
        made = health.changes(told, now)
        assert all(change.before == last and change.after.state != last for change in made)
        told = health.after_telling(told, now, made)
        assert health.changes(told, now) == []
        last = told.get("a/b", "ok")
        assert (state in health.GRAVE) <= (last == state)


def test_a_source_that_is_no_more_is_forgotten() -> None:
    assert health.after_telling({"a/b": "dead", "c/d": "gone"}, {"c/d": Health("gone")}, []) == {"c/d": "gone"}


def test_it_is_remembered(tmp_path: Path) -> None:
    assert health.told(tmp_path) == {}
    health.remember(tmp_path, {"a/b": "dead"})
    assert health.told(tmp_path) == {"a/b": "dead"}
    for text in ("[]", "{", "null", "\xff"):
        (tmp_path / "told.json").write_text(text, encoding="latin-1")
        assert health.told(tmp_path) == {}


def test_a_change_is_said_in_words() -> None:
    change = Change("a/b", "ok", Health("frozen", "nothing new for 40 hours"))
    assert change.text() == "a/b: ok -> frozen: nothing new for 40 hours"
