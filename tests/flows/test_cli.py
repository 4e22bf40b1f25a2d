"""The command line as a person or a script meets it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import main
from tests.warehouse.builders import at
from warehouse.migrate import migrate
from warehouse.paths import Paths
from warehouse.publish import publish

ROOT = Path(__file__).parents[2]
COMMANDS = tuple(main.commands)

PAGE = """<!doctype html><html lang="en"><head><title>Ministers meet</title></head><body><article>
<h1>Ministers meet in Bern</h1><p>Source: Xinhua News Agency | 2026-03-05</p>
<p>BERN, March 5 (Xinhua) -- The two ministers met on Thursday for a first round of talks on trade and transport,
and agreed to set up a working group that will meet in the spring.</p>
<p>They also exchanged views on regional issues, according to the statement published after the talks.</p>
</article></body></html>"""


def invoke(*arguments: str, data: Path, text: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["--data", str(data), *arguments], input=text)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, tmp_path: Path) -> None:
    code, out, _ = invoke(command, "--help", data=tmp_path)
    assert code == 0
    assert out.startswith("Usage: ")
    assert len(out.splitlines()) > 4


@pytest.mark.parametrize("behind", [["--data", "{}"], ["--data={}"]])
def test_the_data_folder_may_be_named_behind_the_command(tmp_path: Path, behind: list[str]) -> None:
    wanted = tmp_path / "there"
    arguments = [one.format(wanted) for one in behind]
    line = {"id": "a1", "url": "https://a.example/1", "outlet": "a", "text": "One line of text that says something."}
    documents = tmp_path / "documents.jsonl"
    documents.write_text(json.dumps(line), encoding="utf-8")
    done = CliRunner().invoke(main, ["import", str(documents), *arguments])
    assert done.exit_code == 0, done.output
    assert (wanted / "warehouse.duckdb").is_file()
    shown = CliRunner().invoke(main, ["sql", "select document_id from documents", "--format", "csv", *arguments])
    assert shown.stdout.split() == ["document_id", "a1"]


def test_a_data_folder_without_a_name_is_an_error() -> None:
    done = CliRunner().invoke(main, ["sql", "select 1", "--data"])
    assert done.exit_code == 2
    assert "--data" in done.output


def test_the_group_lists_its_commands() -> None:
    out = CliRunner().invoke(main, ["--help"]).stdout
    for command in COMMANDS:
        assert f"  {command} " in out


@pytest.mark.parametrize("arguments", [("sql", "select 1"), ("status",)])
def test_a_question_before_the_first_poll_says_what_to_do(arguments: tuple[str, ...], tmp_path: Path) -> None:
    code, _, err = invoke(*arguments, data=tmp_path)
    assert code == 1
    assert "readouts poll" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, form: str) -> None:
    migrate(Paths(tmp_path), now=at(), wait=0)
    publish(tmp_path)
    target = str(tmp_path / "nowhere" / "answer")
    code, _, err = invoke("sql", "select 1 as one", "--format", form, "--output", target, data=tmp_path)
    assert code == 1
    assert f"{target} cannot be written: " in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("event", f"e{0:020}", "--split", "r1"), "no event holds"),
        (("outlets", "furniture", "dw", "--pin", "l1"), "no line"),
    ],
)
def test_a_decision_before_the_first_poll_is_told(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    code, _, err = invoke(*arguments, data=tmp_path)
    assert code == 1
    assert said in err


def test_a_time_ago_will_do_for_every_day(tmp_path: Path) -> None:
    code, out, _ = invoke("reprocess", "--since", "90 days", "--until", "yesterday", data=tmp_path)
    assert (code, "0 read" in out) == (0, True)


def test_an_unknown_outlet_names_the_known(tmp_path: Path) -> None:
    code, _, err = invoke("poll", "xinhau_en", data=tmp_path)
    assert code == 1
    assert "xinhua_en" in err


def test_a_bad_day_says_how_to_write_one(tmp_path: Path) -> None:
    code, _, err = invoke("backfill", "tass_en", "--since", "last spring", data=tmp_path)
    assert code == 2
    assert "2026-03-05" in err


def test_a_backfill_needs_a_window_or_files(tmp_path: Path) -> None:
    code, _, err = invoke("backfill", "tass_en", data=tmp_path)
    assert code == 2
    assert "--warc" in err


def test_a_bad_setting_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUTS_HOST_DELAY", "soon")
    code, _, err = invoke("status", data=tmp_path)
    assert code == 1
    assert "READOUTS_HOST_DELAY" in err


def test_extract_prints_json_with_receipts(tmp_path: Path) -> None:
    code, out, _ = invoke("extract", "-", "--url", "https://example.org/2026/03/05/a.html", data=tmp_path, text=PAGE)
    page = json.loads(out)
    assert code == 0
    assert page["title"] == "Ministers meet in Bern"
    assert page["text"].startswith("The two ministers met on Thursday")
    assert page["origin"]["agency"] == "xinhua"
    assert page["published"]["on"] == "2026-03-05"
    assert {receipt["field"] for receipt in page["receipts"]} >= {"title", "published", "origin"}


def test_extract_for_people_shows_what_was_set_apart(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE)
    code, out, _ = invoke("extract", str(file), "--text", data=tmp_path)
    assert code == 0
    assert "Ministers meet in Bern" in out
    assert "Receipts" in out


@pytest.mark.parametrize(
    "page", ["no-such-file.html", "http://127.0.0.1:1/", "file:///etc/passwd", "http://169.254.169.254/"]
)
def test_extract_of_nothing_is_a_clear_error(page: str, tmp_path: Path) -> None:
    code, _, err = invoke("extract", page, data=tmp_path)
    assert code == 1
    assert err.startswith("Error: ")
    assert "root:" not in err


def test_sql_imports_nothing_costly_and_answers_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "flows.cli", "--data", str(tmp_path), "sql", "select 1"]
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    seconds = time.monotonic() - began
    imported = [line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")]
    assert "duckdb" in imported
    costly = {"prefect", "trafilatura", "aiohttp", "pyarrow", "numpy"}
    assert [name for name in imported if name.split(".")[0] in costly] == []
    assert seconds < 10  # a guard against the absurd; the figure itself is in benchmarks/
