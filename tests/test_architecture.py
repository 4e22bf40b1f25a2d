"""The walls of the house: which folder may import which, and what a query must not pay for."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("config", "extractors", "warehouse", "flows", "press")
# Who may import whom. The records are the contract, open to the warehouse.
ALLOWED = {
    "config": {"config"},
    "extractors": {"config", "extractors"},
    "warehouse": {"config", "warehouse", "extractors.records", "extractors.readout_records"},
    "flows": {"config", "extractors", "warehouse", "flows", "press"},
    "press": {"config", "press", "extractors.records"},
}
NETWORK = {"aiohttp", "urllib.request", "http.client", "requests", "httpx", "socket"}


def imports(path: Path) -> set[str]:
    """Modules a file imports, at any depth."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("package", PACKAGES)
def test_arrows_go_one_way(package: str) -> None:
    wrong = []
    for path in modules(package):
        for name in imports(path):
            if name.split(".")[0] in PACKAGES and not any(
                name == allowed or name.startswith(allowed + ".") for allowed in ALLOWED[package]
            ):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    # `from extractors import records` names the package first: only the record module may follow.
    assert [line for line in wrong if not line.endswith("imports extractors")] == []


@pytest.mark.parametrize("package", ["config", "extractors", "warehouse", "press"])
def test_only_flows_import_prefect(package: str) -> None:
    assert [path for path in modules(package) if any(name.split(".")[0] == "prefect" for name in imports(path))] == []


def test_the_flows_alone_import_it() -> None:
    importing = {
        path.name for path in modules("flows") if any(name.split(".")[0] == "prefect" for name in imports(path))
    }
    assert importing == {"poll.py", "backfill.py", "maintain.py", "reprocess.py"}


def test_only_fetch_touches_the_network() -> None:
    reaching = {
        str(path.relative_to(ROOT))
        for package in ("config", "extractors", "warehouse")
        for path in modules(package)
        if imports(path) & NETWORK and path.parent.name != "fetch"
    }
    assert reaching == set()


def test_modules_have_one_idea_each() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {n}"
        for package in PACKAGES
        for path in modules(package)
        if (n := len(path.read_text(encoding="utf-8").splitlines())) > 400
    ]
    assert long == []


@pytest.mark.parametrize("module", ["flows.cli", "flows.ask", "warehouse.query", "flows.pipeline"])
def test_no_prefect_is_imported_for_a_query_or_a_poll(module: str) -> None:
    code = f"import sys, {module}; sys.exit(any(name.split('.')[0] == 'prefect' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_a_reader_pays_for_neither_duckdb_nor_arrow() -> None:
    costly = "{'duckdb', 'pyarrow', 'prefect'}"
    code = f"import sys, flows.nursery, flows.reading; sys.exit(bool({costly} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_what_is_compressed_for_a_test_does_not_hold_the_second() -> None:
    # gzip writes the clock into its header, so two compressions of one text differ now and then; where they name a
    # case, two processes of one run would not even agree on which cases there are.
    stamped = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for package in ("tests", "press", "benchmarks")
        for path in modules(package)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "gzip.compress"
        if "mtime" not in {keyword.arg for keyword in node.keywords}
    ]
    assert stamped == []


def test_no_test_fails_because_the_machine_is_busy() -> None:
    # What must stay small is measured by tests/effort.py; what may not hang is pytest-timeout's to find.
    timed = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules("tests")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assert)
        if re.search(r"\b(monotonic|process_time|perf_counter|time)\(\) - \w+ <", ast.unparse(node.test))
    ]
    assert timed == []
