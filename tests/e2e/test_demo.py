"""The first minute of a stranger: the demo, again, and the README's query."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from tests.e2e.conftest import ROOT

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(3000)]


def readouts(data: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "flows.cli", "--data", str(data), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_demo_fills_a_warehouse_and_again_changes_nothing(tmp_path: Path) -> None:
    first = readouts(tmp_path, "demo")
    total = re.search(
        r"^(\d+) new documents, (\d+) changed rows; the warehouse holds (\d+) documents", first, re.MULTILINE
    )
    assert total is not None
    assert int(total[1]) == int(total[3]) >= 150
    assert "Next:" in first

    again = readouts(tmp_path, "demo")
    assert re.search(
        rf"^0 new documents, 0 changed rows; the warehouse holds {total[3]} documents", again, re.MULTILINE
    )

    readme = (ROOT / "README.md").read_text()
    shown = re.search(r'sql "\n(.*?)"\n\n(.*?)```', readme, re.DOTALL)
    assert shown is not None
    printed = readouts(tmp_path, "sql", shown[1])
    # What the README shows is what is printed, row for row.
    assert [line.split() for line in shown[2].splitlines()[2:]] == [
        line.split() for line in printed.splitlines()[3:] if line.strip()
    ]

    results_can_be_written(tmp_path)


def results_can_be_written(tmp_path: Path) -> None:
    """As Parquet, CSV and JSON, the same rows."""
    query = "select outlet_id, count(*) as n from documents group by all order by all"
    readouts(tmp_path, "sql", query, "--format", "parquet", "--output", str(tmp_path / "out.parquet"))
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [json.loads(line) for line in readouts(tmp_path, "sql", query, "--format", "json").splitlines()] == rows
    lines = readouts(tmp_path, "sql", query, "--format", "csv").splitlines()
    assert lines == ["outlet_id,n", *(f"{row['outlet_id']},{row['n']}" for row in rows)]
    assert sum(row["n"] for row in rows) >= 150
