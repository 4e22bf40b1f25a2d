"""Kill -9 of a backfill, again and again: it finishes, equal to an undisturbed one, and asks for little twice."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from flows.collect import BATCH_PAGES
from press.server import Press, running
from press.world import World
from press.year import CRAWLS, NAMES, WAYBACK, Year
from tests.e2e.conftest import ROOT
from warehouse.checks import run_checks
from warehouse.compare import differences
from warehouse.paths import staged
from warehouse.query import connect

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(3000)]

UNTIL = date(2026, 3, 5)
NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)


def write_outlets(year: Year, folder: Path) -> None:
    import yaml

    folder.mkdir()
    for outlet in year.outlets.values():
        text = yaml.safe_dump(outlet.model_dump(mode="json", exclude_unset=True))
        (folder / f"{outlet.id}.yaml").write_text(text)


@pytest.fixture
def year() -> Year:
    return Year(until=UNTIL, days=40)


@pytest.fixture
def press(year: Year) -> Iterator[Press]:
    with running(World(()), at=NOW, latency=0.004, further=year) as press:
        yield press


def start(press: Press, outlets: Path, data: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    """The command as processes of their own group; `more` are further variables."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("READOUTS_", "PREFECT_"))}
    env |= {
        "READOUTS_OUTLETS": str(outlets),
        "READOUTS_LOOPBACK": json.dumps({"*.localhost": press.port}),
        "READOUTS_HOST_DELAY": "0",
        "READOUTS_ARCHIVE_DELAY": "0",
        "READOUTS_WAYBACK": f"http://{WAYBACK}",
        "READOUTS_COMMONCRAWL": f"http://{CRAWLS}",
        "READOUTS_NOW": NOW.isoformat(),
        **more,
    }
    command = [sys.executable, "-m", "flows.cli", "--data", str(data), "backfill", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=env, cwd=ROOT, text=True, start_new_session=True, **pipes)


def finish(child: subprocess.Popen[str]) -> str:
    out, err = child.communicate(timeout=600)
    assert child.returncode == 0, err + out
    return out


def check(tmp_path: Path, year: Year, press: Press, days: int, kills: int, seed: int) -> None:
    outlets = tmp_path / "outlets"
    write_outlets(year, outlets)
    since = UNTIL - timedelta(days=days)
    window = ["--since", since.isoformat(), "--until", (UNTIL - timedelta(days=1)).isoformat(), "--from", "sitemap"]
    finish(start(press, outlets, tmp_path / "whole", *NAMES, *window))
    once = Counter((host, path) for host, path, _ in press.requests)
    assert set(once.values()) == {1}
    press.requests.clear()
    rng, data = random.Random(seed), tmp_path / "killed"
    hits = finished = 0
    for _ in range(20 * kills):
        if hits == kills:
            break
        child = start(press, outlets, data, *NAMES, *window)
        asked, loads = len(press.requests), len(staged(data))
        # A kill in the middle of fetching, and one in the middle of staging, loading or publishing.
        enough = rng.randint(0, 12)
        until = time.monotonic() + 30
        while child.poll() is None and time.monotonic() < until:
            if len(press.requests) - asked >= enough or len(staged(data)) > loads:
                break
            time.sleep(0.002)
        time.sleep(rng.uniform(0, 0.6))
        hit = child.poll() is None
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        hits += hit
        finished += not hit
    finish(start(press, outlets, data, *NAMES, *window))
    assert hits == kills, "most kills came after the end: the test tests nothing"
    with connect(tmp_path / "whole") as whole, connect(data) as again:
        assert differences(whole, again) == []
        assert [(name, n) for name, n in run_checks(again) if n] == []
    assert not any((data / "staging").iterdir())
    pages = Counter((host, path) for host, path, _ in press.requests if "sitemap" not in path and "robots" not in path)
    assert set(pages) == {place for place in once if "sitemap" not in place[1] and "robots" not in place[1]}
    twice = sum(n - 1 for n in pages.values())
    # A kill loses the batch of each outlet that is under way, and no more.
    assert twice <= hits * len(NAMES) * BATCH_PAGES
    assert max(pages.values()) <= hits + 1
    print(f"{hits} kills, {finished} ends before; {len(pages)} pages, {twice} asked for again")


def test_a_killed_backfill_equals_an_undisturbed_one(tmp_path: Path, year: Year, press: Press) -> None:
    check(tmp_path, year, press, days=4, kills=1, seed=1)


@pytest.mark.soak
def test_a_hundred_kills_of_one_backfill(tmp_path: Path, year: Year, press: Press) -> None:
    check(tmp_path, year, press, days=38, kills=100, seed=2)


def test_ctrl_c_stops_after_the_batch_and_the_rest_comes_later(tmp_path: Path, year: Year, press: Press) -> None:
    write_outlets(year, tmp_path / "outlets")
    window = [*NAMES, "--since", "2026-02-20", "--until", "2026-03-04", "--from", "sitemap"]
    child = start(press, tmp_path / "outlets", tmp_path / "data", *window)
    while len(press.requests) < 20 and child.poll() is None:
        time.sleep(0.01)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=600)
    assert child.returncode == 130, err + out
    assert "run the same command to go on" in err
    n = len(press.requests)
    finish(start(press, tmp_path / "outlets", tmp_path / "data", *window))
    pages = Counter((host, path) for host, path, _ in press.requests if "sitemap" not in path and "robots" not in path)
    assert n < len(press.requests)
    assert set(pages.values()) == {1}
    assert "nothing to do: all" in finish(start(press, tmp_path / "outlets", tmp_path / "data", *window))
    dry = finish(start(press, tmp_path / "outlets", tmp_path / "data", *window, "--dry-run", "--json"))
    assert json.loads(dry)["partitions"] == []


def test_two_commands_at_once_do_nothing_twice(tmp_path: Path, year: Year, press: Press) -> None:
    write_outlets(year, tmp_path / "outlets")
    press.latency = 600  # whoever has the work is not done before the other has seen it
    window = [*NAMES[:3], "--since", "2026-03-01", "--until", "2026-03-04", "--from", "sitemap"]
    patient = {"READOUTS_TIMEOUT": "600"}
    both = [start(press, tmp_path / "outlets", tmp_path / "data", *window, **patient) for _ in range(2)]
    until = time.monotonic() + 60  # where each has a part of the work, neither ends before the press answers
    while all(child.poll() is None for child in both) and time.monotonic() < until:
        time.sleep(0.02)
    press.latency = 0
    said = [finish(child) for child in both]  # each with exit code 0
    assert any(re.search(r"another run is at (these )?\d+ (more )?parts", out) for out in said), said
    assert not any("failed" in out for out in said), said
    asked = [(host, path) for host, path, _ in press.requests if path != "/robots.txt"]
    assert len(asked) == len(set(asked))
    truth = year.wanted(date(2026, 3, 1), date(2026, 3, 4)).values()
    with connect(tmp_path / "data") as con:
        ((n,),) = con.execute("SELECT count(*) FROM documents").fetchall()
        assert n == sum(piece.text.outlet_id in NAMES[:3] for piece in truth)
        assert con.execute("SELECT DISTINCT state FROM backfills").fetchall() == [("done",)]
