"""Settings: every variable is documented, and the clock is whole seconds in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.settings import Settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_env_example_names_every_setting_with_its_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    documented = dict(re.findall(r"^#READOUTS_([A-Z_]+)=([^#\n]*)", EXAMPLE.read_text(), re.MULTILINE))
    assert {name.lower() for name in documented} == set(Settings.model_fields)
    lines = [f"READOUTS_{name}={value.strip()}" for name, value in documented.items() if value.strip()]
    (tmp_path / ".env").write_text("\n".join(lines))
    assert Settings() == Settings(_env_file=None)


def test_clock_is_utc_and_can_be_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUTS_NOW", "2026-03-06T20:00:00.5+08:00")
    assert Settings(_env_file=None).clock() == datetime(2026, 3, 6, 12, tzinfo=UTC)
    monkeypatch.delenv("READOUTS_NOW")
    now = Settings(_env_file=None).clock()
    assert now.microsecond == 0
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)


def test_user_agent_is_honest() -> None:
    agent = Settings(_env_file=None, contact="desk@example.org").user_agent
    assert agent.startswith("readouts/")
    assert "desk@example.org" in agent
    assert "Mozilla" not in agent
