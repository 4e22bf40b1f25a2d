"""How long `readouts sql` takes from the shell, as a ratio to a Python that only imports duckdb."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from config.settings import Settings
from flows.demo import run_demo

ROUNDS = 7


def wall(command: list[str]) -> float:
    """Seconds from start to end of a process."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        run_demo(Settings(_env_file=None, data=Path(folder)), 0)
        query = "select origin, count(*) from stories group by all"
        ours = [sys.executable, "-m", "flows.cli", "--data", folder, "sql", query]
        base = [sys.executable, "-c", "import duckdb; duckdb.connect().execute('select 1').fetchall()"]
        pairs = [(wall(ours), wall(base)) for _ in range(ROUNDS + 1)][1:]
    seconds, ratio = statistics.median(a for a, _ in pairs), statistics.median(a / b for a, b in pairs)
    print(f"readouts sql: {seconds:.2f} s, {ratio:.1f} x a Python that imports duckdb")


if __name__ == "__main__":
    main()
