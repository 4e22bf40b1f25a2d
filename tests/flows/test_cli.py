"""The command line as a person or a script meets it."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from filelock import FileLock

from flows.backfill_cli import said
from flows.cli import main
from flows.command import guarded
from flows.report import RunReport
from flows.up import home_of
from tests.warehouse.builders import at, run
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
    told = CliRunner().invoke(main, ["story", "a1", *arguments]).stdout
    assert told.count("undated, fetched ") == 2
    assert "https://a.example/1" in told
    found = CliRunner().invoke(main, ["search", "says", *arguments]).stdout
    assert found.startswith("undated, fetched ")


def test_a_data_folder_without_a_name_is_an_error() -> None:
    done = CliRunner().invoke(main, ["sql", "select 1", "--data"])
    assert done.exit_code == 2
    assert "--data" in done.output


def test_the_group_lists_its_commands() -> None:
    out = CliRunner().invoke(main, ["--help"]).stdout
    for command in COMMANDS:
        assert f"  {command} " in out
    assert "..." not in out.partition("Commands:")[2]


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


@pytest.mark.parametrize(
    "arguments",
    [
        ("poll", "xinhau_en"),
        ("backfill", "xinhau_en", "--since", "yesterday", "--dry-run"),
        ("backfill", "--warc", "https://a.example/1.warc.gz", "xinhau_en", "--dry-run"),
    ],
)
def test_an_unknown_outlet_names_the_known(arguments: tuple[str, ...], tmp_path: Path) -> None:
    code, _, err = invoke(*arguments, data=tmp_path)
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


def test_a_backfill_that_leads_nowhere_does_not_say_it_is_done(tmp_path: Path) -> None:
    code, _, err = invoke("backfill", "tass_en", "--since", "2999-01-01", data=tmp_path)
    assert (code, "yet to come" in err) == (2, True)
    window = ("--since", "2026-03-01", "--until", "2026-03-02")
    code, out, _ = invoke("backfill", "chinanews", "--from", "ids", *window, data=tmp_path)
    assert (code, "nothing was looked for" in out) == (0, True)
    assert "last day is not over" in said(RunReport(run(kind="backfill"), partitions=Counter(todo=2)))


def test_a_bad_setting_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUTS_HOST_DELAY", "soon")
    code, _, err = invoke("status", data=tmp_path)
    assert code == 1
    assert "READOUTS_HOST_DELAY" in err


@pytest.mark.parametrize(
    ("name", "value"), [("READOUTS_LOOPBACK", "x"), ("READOUTS_SQL_MEMORY", "lots"), ("READOUTS_CONTACT", "a\nb")]
)
def test_a_setting_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    code, _, err = invoke("status", data=tmp_path)
    assert code == 1
    assert err.startswith(f"Error: {name}: ")


def test_a_setting_that_nobody_reads_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUTS_TIMOUT", "3")
    _, _, err = invoke("status", data=tmp_path)
    assert "READOUTS_TIMOUT is no setting; did you mean READOUTS_TIMEOUT?" in err


@pytest.fixture
def published(tmp_path: Path) -> Path:
    migrate(Paths(tmp_path), now=at(), wait=0)
    publish(tmp_path)
    return tmp_path


def command(data: Path, *arguments: str, **more: Any) -> subprocess.Popen[str]:
    """The command as a process of its own, with text in UTF-8 whatever the locale."""
    return subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "--data", str(data), *arguments],
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": ROOT, "encoding": "utf-8", **more},
    )


def test_ctrl_c_ends_a_query_without_a_traceback(published: Path) -> None:
    endless = "select count(*) from range(1000000000000) a, range(100000) b"
    child = command(
        published, "sql", endless, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler)
    )
    deadline = time.monotonic() + 60
    try:
        while child.poll() is None and time.monotonic() < deadline:
            time.sleep(0.5)
            child.send_signal(signal.SIGINT)
        err = child.communicate(timeout=30)[1]
    finally:
        child.kill()
    assert child.returncode not in (0, None)
    # Before the query runs, Python itself may still be reading its modules.
    assert "RuntimeError" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_output_that_is_full_is_one_sentence(published: Path) -> None:
    with Path("/dev/full").open("w") as full:
        err = command(published, "sql", "select 1", stdout=full).communicate(timeout=60)[1]
    assert err.startswith("Error: ")
    assert "No space left on device" in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_text_is_utf8_whatever_the_locale(published: Path, form: str) -> None:
    bare = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    bare.pop("PYTHONIOENCODING", None)
    out, err = command(published, "sql", "select '中国' as a", "--format", form, env=bare).communicate(timeout=60)
    assert "中国" in out, err
    query = command(published, "sql", "-", "--format", form, env=bare, stdin=subprocess.PIPE)
    assert "中国" in query.communicate("select '中国' as a", timeout=60)[0]


def test_a_query_that_is_no_text_is_refused(published: Path) -> None:
    result = CliRunner().invoke(main, ["--data", str(published), "sql", "-"], input=b"select '\xff'")
    assert (result.exit_code, "not UTF-8" in result.stderr) == (1, True)
    for arguments in (["sql", "select '\udcff'"], ["search", "\udcff"]):
        result = CliRunner().invoke(main, ["--data", str(published), *arguments])
        assert (result.exit_code, "not UTF-8" in result.stderr) == (1, True)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    for arguments in (["status"], ["demo"], ["up"]):
        code, _, err = invoke(*arguments, data=file)
        assert (code, "Traceback" in err, str(file) in err) == (1, False, True)


def test_a_second_up_of_one_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "prefect").mkdir()
    with FileLock(tmp_path / "prefect" / "up.lock"):
        code, _, err = invoke("up", data=tmp_path)
    assert (code, "already" in err) == (1, True)


def test_the_server_of_another_folder_is_not_joined(tmp_path: Path) -> None:
    """Its polls would land in either folder; one that an earlier `up` of this folder left behind is used."""
    with serving({"/api/health": True, "/api/admin/settings": {"home": str(tmp_path / "other" / "prefect")}}) as port:
        code, _, err = invoke("up", "--port", str(port), data=tmp_path / "own")
        assert (code, f"another folder answers on port {port}" in err) == (1, True)
        assert home_of(port) == tmp_path / "other" / "prefect"
    with serving({"/api/health": True}) as port:  # no server of Prefect at all
        assert invoke("up", "--port", str(port), data=tmp_path / "own")[0] == 1


@contextmanager
def serving(answers: dict[str, object]) -> Iterator[int]:
    """A server on a port of its own with these answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in answers else 404)
            self.end_headers()
            self.wfile.write(json.dumps(answers.get(self.path)).encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def test_the_name_of_the_output_says_its_format(published: Path, tmp_path: Path) -> None:
    for name, begins in (("a.csv", b"one\r\n1"), ("a.json", b'{"one": 1}'), ("a.parquet", b"PAR1")):
        code, _, err = invoke("sql", "select 1 as one", "-o", str(tmp_path / name), data=published)
        assert code == 0, err
        assert (tmp_path / name).read_bytes().startswith(begins)
    for more in ([], ["--format", "table"]):
        code, _, err = invoke("sql", "select 1", "-o", str(tmp_path / "a.txt"), *more, data=published)
        assert (code, "--format csv, json or parquet" in err) == (2, True)
    assert not (tmp_path / "a.txt").exists()


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_query_that_fails_leaves_the_file_of_the_last_as_it_was(published: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "answers").mkdir()
    target = tmp_path / "answers" / "a"
    target.write_text("of yesterday")
    for query, limit in (("select error('no') from range(3)", "60"), ("select count(*) from range(99999999999)", ".1")):
        arguments = ("sql", query, "--format", form, "-o", str(target), "--timeout", limit)
        assert invoke(*arguments, data=published)[0] == 1
        assert [path.read_text() for path in target.parent.iterdir()] == ["of yesterday"]


def test_times_of_a_query_are_utc_wherever_it_is_asked(published: Path) -> None:
    env = {**os.environ, "TZ": "Pacific/Kiritimati"}
    query = "select timestamptz '2026-01-01 00:00:00+08' as t, '2026-01-01'::timestamptz as u"
    out = command(published, "sql", query, "--format", "json", env=env).communicate(timeout=60)[0]
    assert json.loads(out) == {"t": "2025-12-31T16:00:00+00:00", "u": "2026-01-01T00:00:00+00:00"}


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


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.EROFS, "Read-only file system"), "the data folder's disk: Read-only file system; what"),
        (OSError(errno.EROFS, "Read-only file system", "/d/staging"), "/d/staging: Read-only file system; what"),
        (OSError(errno.ECONNRESET, "Connection reset by peer"), "Connection reset by peer; what"),
        (RuntimeError("Query interrupted"), "stopped; what"),  # Ctrl-C, by DuckDB
    ],
)
def test_what_ends_a_command_is_one_sentence(error: Exception, told: str) -> None:
    def work() -> None:
        raise error

    with pytest.raises(click.ClickException) as caught:
        guarded(work)
    assert caught.value.message.startswith(told)
    assert (caught.value.exit_code == 130) == told.startswith("stopped")


def test_ctrl_c_is_a_sentence_from_the_first_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("config.outlets.load_outlets", pressed)
    code, _, err = invoke("backfill", "tass_en", "--since", "1 day", data=tmp_path)
    assert (code, err.strip()) == (130, "Error: stopped")


def test_two_ways_into_the_past_at_once_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").touch()
    code, _, err = invoke("backfill", "--warc", str(tmp_path / "a.warc.gz"), "--from", "wayback", data=tmp_path)
    assert code == 2
    assert "--warc and --from wayback are two ways" in err


@pytest.mark.parametrize("of", [("backfill", "tass_en"), ("reprocess",)])
def test_a_window_that_ends_before_it_begins_is_refused(of: tuple[str, ...], tmp_path: Path) -> None:
    code, _, err = invoke(*of, "--since", "2026-03-02", "--until", "2026-03-01", data=tmp_path)
    assert code == 2
    assert "--since 2026-03-02 is after --until 2026-03-01" in err


def test_a_folder_that_refuses_a_decision_is_told_as_elsewhere(tmp_path: Path) -> None:
    code, _, err = invoke("outlets", "furniture", "dw", "--pin", "l1", data=Path("/dev/null/data"))
    assert code == 1
    assert err.startswith("Error: /dev/null/data: Not a directory; ")
