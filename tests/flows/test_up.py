"""`readouts up`: what it leaves behind, without Prefect; tests/e2e starts the real one."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PARENT = """
import os, sys
from pathlib import Path
from flows import up
up.prefect = lambda _: [sys.executable, "-c", "import time; time.sleep(600)"]
with up.process([], dict(os.environ), Path(sys.argv[1])) as child:
    print(child.pid, flush=True)
    child.wait()
"""


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no kernel tells a child that its parent is gone")
def test_a_killed_up_leaves_no_process_behind(tmp_path: Path) -> None:
    """The worker of one that was killed worked on beside the next one's."""
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path / "log")], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert is_alive(child)
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    deadline = time.monotonic() + 300
    while is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(child)
