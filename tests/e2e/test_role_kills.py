"""Kill -9 of one process of a backfill at a time, by its role: the run goes on, or the same command does.

Two commands work on one data folder: one asks the press for pages, one reads a WARC file with the pool of readers. Each
has a loader. Whoever is killed, the warehouse ends as an undisturbed one, and little is asked for twice.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from flows.collect import BATCH_PAGES
from press.server import Press, running
from press.world import World
from press.year import NAMES, Year
from tests.e2e.test_backfill_kills import NOW, UNTIL, start, write_outlets
from tests.e2e.test_prefect import cmdline, pids
from warehouse.checks import run_checks
from warehouse.compare import differences
from warehouse.load import CONTENT
from warehouse.query import connect

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.soak,
    pytest.mark.timeout(3500),
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are told apart by /proc"),
]

ROLES = ("parent", "worker", "nursery", "loader")
DAYS, ASKED_DAYS = 1000, 120
KILLS = 100
ENV = {"READOUTS_LOAD_EVERY": "0.3", "READOUTS_WORKERS": "1"}
GAVE_UP = re.compile("the reading processes could not be started|loaders ended in a row")
ASKING, READING = "sitemap", "warc"


def parent_of(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def by_role(parent: int) -> dict[str, list[int]]:
    """The processes of a command."""
    children: dict[int, list[int]] = {}
    for pid in pids():
        children.setdefault(parent_of(pid), []).append(pid)
    found: dict[str, list[int]] = {role: [] for role in ROLES}
    found["parent"].append(parent)
    for pid in children.get(parent, []):
        if "import serve" in cmdline(pid):
            found["loader"].append(pid)
        elif "import nursery" in cmdline(pid):
            found["nursery"].append(pid)
            found["worker"] += children.get(pid, [])
    return found


def environment(pid: int) -> str:
    """What readers and loaders have from their command."""
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def is_loading(pid: int) -> bool:
    """Whether a process has the warehouse open."""
    try:
        handles = os.listdir(f"/proc/{pid}/fd")
        return any(os.readlink(f"/proc/{pid}/fd/{name}").endswith("warehouse.duckdb") for name in handles)
    except OSError:
        return False


class Commands:
    """Both commands on one data folder, started again when they are killed."""

    def __init__(self, press: Press, outlets: Path, data: Path, file: Path) -> None:
        self.press, self.outlets, self.data = press, outlets, data
        since = UNTIL - timedelta(days=ASKED_DAYS)
        self.arguments = {
            ASKING: [*NAMES[:3], "--since", f"{since}", "--until", f"{UNTIL}", "--from", "sitemap"],
            READING: ["--warc", str(file), *NAMES[3:]],
        }
        self.running: dict[str, subprocess.Popen[str]] = {}
        self.starts = Counter[str]()
        self.gave_up = 0

    def go(self, name: str) -> None:
        self.starts[name] += 1
        self.running[name] = start(self.press, self.outlets, self.data, *self.arguments[name], **ENV)

    def look(self) -> None:
        """Start again what was killed; what ended on its own must have ended well."""
        for name, child in list(self.running.items()):
            if child.poll() is None:
                continue
            out, err = child.communicate()
            del self.running[name]
            # Where nurseries or loaders are killed one after the other before they are done, the command says so.
            gave_up = child.returncode == 1 and GAVE_UP.search(err) is not None
            self.gave_up += gave_up
            if gave_up or child.returncode == -signal.SIGKILL:
                self.go(name)
            else:
                assert child.returncode == 0, (name, err, out)

    def pick(self, rng: random.Random, role: str) -> tuple[str, int] | None:
        """A process of that role, of either command, once there is one; a loader that is loading, if it can be soon."""
        began = time.monotonic()
        while time.monotonic() < began + 60 and self.running:
            self.look()
            found = [(name, pid) for name, child in self.running.items() for pid in by_role(child.pid)[role]]
            if role == "loader" and time.monotonic() < began + 10:
                found = [(name, pid) for name, pid in found if is_loading(pid)]
            if found:
                return rng.choice(found)
            time.sleep(0.01)
        return None

    def finish(self) -> None:
        while self.running:
            self.look()
            time.sleep(0.05)


@pytest.fixture
def year() -> Year:
    return Year(until=UNTIL, days=DAYS)


@pytest.fixture
def press(year: Year) -> Iterator[Press]:
    with running(World(()), at=NOW, latency=0.5, further=year) as press:
        yield press


def test_a_hundred_kills_by_role(tmp_path: Path, year: Year, press: Press) -> None:
    write_outlets(year, tmp_path / "outlets")
    file = tmp_path / "theirs.warc.gz"
    year.write_warc(file)
    whole = Commands(press, tmp_path / "outlets", tmp_path / "whole", file)
    began = time.monotonic()
    for name in (ASKING, READING):
        whole.go(name)
    whole.finish()
    print(f"undisturbed: {time.monotonic() - began:.0f} s")
    once = Counter((host, path) for host, path, _ in press.requests)
    press.requests.clear()

    rng = random.Random(5)
    killed = Commands(press, tmp_path / "outlets", tmp_path / "killed", file)
    for name in (ASKING, READING):
        killed.go(name)
    hits: Counter[tuple[str, str]] = Counter()
    in_a_load = 0
    began = time.monotonic()
    order = [role for role in ROLES for _ in range(KILLS // len(ROLES))]
    rng.shuffle(order)
    for role in order:
        time.sleep(rng.uniform(0, 0.25))
        chosen = killed.pick(rng, role)
        if chosen is None:
            continue
        name, pid = chosen
        in_a_load += role == "loader" and is_loading(pid)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            hits[role, name] += 1
    killed.finish()
    roles = Counter({role: sum(n for (what, _), n in hits.items() if what == role) for role in ROLES})
    print(f"{hits.total()} kills in {time.monotonic() - began:.0f} s: {dict(roles)}; {dict(hits)}")
    print(f"{in_a_load} loaders had the warehouse open; starts: {dict(killed.starts)}; {killed.gave_up} gave up")

    pages = Counter((host, path) for host, path, _ in press.requests if "sitemap" not in path and "robots" not in path)
    twice = sum(n - 1 for n in pages.values())
    print(f"{len(pages)} pages, {twice} asked for again, the most {max(pages.values())} times")
    with connect(tmp_path / "whole") as a, connect(tmp_path / "killed") as b:
        different = differences(a, b)
        assert [line for line in different if line[2:].partition(":")[0] in CONTENT] == []
        print(f"{len(different)} other rows differ: {different[:5]}")
        assert [(check, n) for check, n in run_checks(b) if n] == []
        assert b.execute("SELECT DISTINCT state FROM backfills").fetchall() == [("done",)]
    assert not any((tmp_path / "killed" / "staging").iterdir())
    assert not (tmp_path / "killed" / "quarantine").exists()
    assert set(pages) == {place for place in once if "sitemap" not in place[1] and "robots" not in place[1]}
    # Only the end of the asking process loses pages: the batch of each outlet that is under way.
    assert twice <= hits["parent", ASKING] * 3 * BATCH_PAGES
    assert max(pages.values()) <= hits["parent", ASKING] + 1
    left = [pid for pid in pids() if str(tmp_path) in environment(pid)]
    assert left == [], "a process was left behind"
    assert hits.total() == KILLS, "the work was done before: the test tests too little"
