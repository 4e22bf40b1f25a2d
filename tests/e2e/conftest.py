"""A press, a data folder, and the real command in real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from press.outlets import write_doubles
from press.server import Press, running
from press.world import FIRST, World

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def world() -> World:
    return World.load()


@pytest.fixture
def press(world: World) -> Iterator[Press]:
    """The press on loopback as of FIRST; its clock can be moved."""
    with running(world, at=FIRST) as press:
        yield press


@pytest.fixture(scope="session")
def doubles_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outlets")
    write_doubles(folder)
    return folder


@dataclass
class Command:
    """The `readouts` command against a press."""

    port: int
    outlets: Path

    def env(self, at: datetime | None = FIRST) -> dict[str, str]:
        env = {key: value for key, value in os.environ.items() if not key.startswith(("READOUTS_", "PREFECT_"))}
        env |= {
            "READOUTS_OUTLETS": str(self.outlets),
            "READOUTS_LOOPBACK": json.dumps({"*.localhost": self.port}),
            "READOUTS_HOST_DELAY": "0",
        }
        if at is not None:
            env["READOUTS_NOW"] = at.isoformat()
        return env

    def start(self, data: Path, *arguments: str, at: datetime | None = FIRST) -> subprocess.Popen[str]:
        """The command as a process of its own group."""
        return subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "--data", str(data), *arguments],
            env=self.env(at),
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def __call__(self, data: Path, *arguments: str, at: datetime | None = FIRST) -> str:
        """Run the command to its end and return what it printed. An exit code above 1 fails the test."""
        child = self.start(data, *arguments, at=at)
        out, err = child.communicate(timeout=900)
        assert child.returncode in (0, 1), err
        return out

    def json(self, data: Path, *arguments: str, at: datetime | None = FIRST) -> dict[str, object]:
        return json.loads(self(data, *arguments, "--json", at=at))


@pytest.fixture
def readouts(press: Press, doubles_folder: Path) -> Command:
    return Command(press.port, doubles_folder)


LONGEST = ("test_prefect.py", "test_backfill_kills.py", "test_year.py", "test_kills.py", "test_never_lost.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that the processes end together; of them Prefect's server and worker, which mostly wait."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))
