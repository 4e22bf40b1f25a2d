"""Health: what changed about a source since it was last told, told once.

What was told is kept in a file below the data folder, written after the telling: a run that is killed in between
tells it again, and none is silent.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.settings import Settings
from warehouse.query import NoWarehouse, connect

GRAVE = frozenset(
    {"gone", "dead", "refusing", "wrong-type", "empty", "frozen", "silent", "bodiless", "no readouts", "furniture"}
)
"""States that want a person. The others come and go, or are told elsewhere."""


@dataclass(frozen=True, slots=True)
class Health:
    """How one source does."""

    state: str
    todo: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A source that does otherwise than was told before."""

    source_id: str
    before: str
    after: Health

    @property
    def event(self) -> str:
        """Name of the event: `readouts.source.dead`, or `.recovered`."""
        return f"readouts.source.{'recovered' if self.after.state not in GRAVE else self.after.state}"

    def text(self) -> str:
        """For a person."""
        return f"{self.source_id}: {self.before} -> {self.after.state}" + (
            f": {self.after.todo}" if self.after.todo else ""
        )


def changes(told: dict[str, str], now: dict[str, Health]) -> list[Change]:
    """What is to be told: sources that came into a grave state, changed it, or left it. Pure.

    A failure that is not grave yet tells nothing, and does not end what was told: a dead feed that fails in another
    way today has not recovered. Neither has one that is not asked any more.
    """
    found = []
    for source_id, health in sorted(now.items()):
        before = told.get(source_id, "ok")
        if health.state in GRAVE:
            if health.state != before:
                found.append(Change(source_id, before, health))
        elif before in GRAVE and health.state in ("ok", "undated", "outrun"):
            found.append(Change(source_id, before, health))
    return found


def after_telling(told: dict[str, str], now: dict[str, Health], made: list[Change]) -> dict[str, str]:
    """What has been told once these changes were: the grave states of sources that there still are. Pure."""
    states = told | {change.source_id: change.after.state for change in made}
    return {source_id: state for source_id, state in states.items() if source_id in now and state in GRAVE}


def read(settings: Settings) -> dict[str, Health]:
    """How each source does, by the newest snapshot; nothing without one."""
    try:
        con = connect(settings.data, settings=settings)
    except NoWarehouse:
        return {}
    try:
        rows = con.execute("SELECT source_id, state, todo, reason FROM source_health WHERE state <> 'off'").fetchall()
    finally:
        con.close()
    return {source_id: Health(state, todo, reason) for source_id, state, todo, reason in rows}


def told(data: Path) -> dict[str, str]:
    """What was told before; nothing where the file is not there or cannot be read."""
    with suppress(OSError, ValueError):
        found: Any = json.loads((data / "told.json").read_text(encoding="utf-8"))
        return {str(source_id): str(state) for source_id, state in found.items()} if isinstance(found, dict) else {}
    return {}


def remember(data: Path, states: dict[str, str]) -> None:
    """Keep what was told, whole or not at all."""
    temporary = data / f".told.{os.getpid()}"
    temporary.write_text(json.dumps(states, indent=1, sort_keys=True), encoding="utf-8")
    temporary.replace(data / "told.json")
