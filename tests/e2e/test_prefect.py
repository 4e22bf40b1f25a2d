"""The real server, the real deployments, the real worker: a *scheduled* run appears, and finishes.

Nothing short of waiting for a scheduled run catches a scheduler that silently makes none, which is what newer
releases of Prefect's dependencies do.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from press.server import Press
from press.world import FIRST, World
from tests.e2e.conftest import ROOT, Command
from tests.ports import unused_port

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(3000)]


def runs(port: int) -> list[dict[str, object]]:
    return ask(port, "flow_runs", {})


def ask(port: int, what: str, wanted: dict[str, object]) -> list[dict[str, object]]:
    """What the server has of a kind."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/{what}/filter",
        data=json.dumps({"limit": 100, **wanted}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def artifacts(port: int, run_id: object) -> dict[str, object]:
    """The data of a flow run's artifacts, by key."""
    found = ask(port, "artifacts", {"artifacts": {"flow_run_id": {"any_": [run_id]}}})
    return {str(one["key"]): json.loads(data) if isinstance(data := one["data"], str) else data for one in found}


def test_a_scheduled_run_appears_and_a_worker_finishes_it(
    press: Press, world: World, readouts: Command, tmp_path: Path
) -> None:
    # The project's own deployments, but every minute instead of every 15.
    text = (ROOT / "prefect.yaml").read_text()
    text, n = re.subn(r"interval: 900, anchor_date: \"[^\"]+\"", _soon(), text)
    assert n == 1
    prefect_file = tmp_path / "prefect.yaml"
    prefect_file.write_text(text)
    port, data = unused_port(), tmp_path / "data"
    env = readouts.env(FIRST) | {
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "5",
        "PREFECT_SERVER_SERVICES_SCHEDULER_DEPLOYMENT_BATCH_SIZE": "100",
        "PREFECT_WORKER_QUERY_SECONDS": "2",
    }
    command = [sys.executable, "-m", "flows.cli", "--data", str(data), "up", "--port", str(port)]
    log = (tmp_path / "up.log").open("w+")
    child = subprocess.Popen([*command, "--prefect-file", str(prefect_file)], env=env, cwd=ROOT, stdout=log, stderr=log)
    try:
        done = wait_for_completed(port, child, tmp_path)
        assert (done["auto_scheduled"], done["name"]) == (True, "poll-all")
        answer = readouts(
            data, "sql", "select count(*) as n, count(distinct outlet_id) as o from documents", "--format", "json"
        )
        counts = json.loads(answer)
        on_sites = {document.outlet_id for document in world.documents(FIRST)}
        assert counts["n"] >= 100
        assert counts["o"] == len(on_sites)
        # The manual deployment, by hand, as an operator would.
        manual = [sys.executable, "-m", "prefect", "deployment", "run", "backfill/manual", "--watch"]
        manual += ["-p", 'outlets=["tass_en", "xinhua_en"]', "-p", "since=2026-03-02", "-p", "until=2026-03-05"]
        prefect_env = env | {"PREFECT_API_URL": f"http://127.0.0.1:{port}/api", "PREFECT_HOME": str(data / "prefect")}
        for _ in range(2):
            by_hand = subprocess.run(manual, env=prefect_env, cwd=ROOT, capture_output=True, text=True, timeout=900)
            assert by_hand.returncode == 0, by_hand.stdout + by_hand.stderr
        a_backfill_is_seen_whole_and_a_second_one_does_nothing(port)
    finally:
        child.send_signal(signal.SIGINT)
        code = child.wait(600)
        log.close()
    assert code == 0
    with pytest.raises(urllib.error.URLError, match="refused"):
        runs(port)
    assert not [pid for pid in pids() if str(data) in cmdline(pid)], "a process was left behind"


def a_backfill_is_seen_whole_and_a_second_one_does_nothing(port: int) -> None:
    name = "backfill-2026-03-02-2026-03-05"
    first, second = sorted((run for run in runs(port) if run["name"] == name), key=lambda run: str(run["created"]))
    tasks = ask(port, "task_runs", {"task_runs": {"flow_run_id": {"any_": [first["id"]]}}})
    kinds = Counter(str(one["name"]).rsplit("-", 1)[0] for one in tasks)
    assert kinds == {"recover": 1, "collect-parts": 2, "load": 1}  # outlets are dealt to tasks
    reports = []
    for run in (first, second):
        shown = artifacts(port, run["id"])
        assert shown["backfill-progress"] == 100.0
        states = {(row["source"].partition("/")[0], row["state"]) for row in shown["backfill-parts"]}
        assert states == {("tass_en", "done"), ("xinhua_en", "done")}
        reports.append({row["what"]: row["count"] for row in shown["backfill-report"]})
    did, again = reports
    assert did["partitions: done"] > 0
    assert again["partitions: settled"] > 0
    assert not [what for what in again if what.startswith(("pages:", "partitions:")) and what != "partitions: settled"]
    assert (again["new_documents"], again["changed_rows"]) == (0, 0)


def _soon() -> str:
    anchor = datetime.now(UTC) + timedelta(seconds=1)
    return f'interval: 60, anchor_date: "{anchor.isoformat()}"'


def wait_for_completed(port: int, child: subprocess.Popen[bytes], tmp_path: Path) -> dict[str, object]:
    deadline = time.monotonic() + 1200
    while time.monotonic() < deadline:
        assert child.poll() is None, (tmp_path / "up.log").read_text()
        try:
            seen = runs(port)
        except OSError:
            seen = []
        for run in seen:
            assert run["state_type"] not in ("FAILED", "CRASHED"), (run["name"], run["state"])
            if run["state_type"] == "COMPLETED":
                return run
        time.sleep(1)
    raise AssertionError(f"no scheduled run finished: {(tmp_path / 'up.log').read_text()}")


def pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()] if Path("/proc").is_dir() else []


def cmdline(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
