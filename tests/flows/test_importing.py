"""Documents from elsewhere."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import random
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from config.outlets import load_outlets
from config.settings import Settings
from extractors.records import Batch, Run, document_id
from flows.cli import main
from flows.context import Silent
from flows.importing import Refused, import_files, read_lines, reading
from tests.warehouse.stories.texts import HARBOUR, TALKS
from warehouse.load import load
from warehouse.paths import staged
from warehouse.query import connect
from warehouse.stage import read_staged, stage

OUTLETS = load_outlets()
AS_OF = datetime(2026, 3, 9, tzinfo=UTC)


def record(**more: Any) -> dict[str, Any]:
    return {
        "id": "r-1",
        "url": "https://paper.example/a?utm_source=x",
        "outlet": "The Paper",
        "published": "2026-03-02T10:00:00Z",
        "lang": "en",
        "title": "Ferry",
        "text": HARBOUR,
        **more,
    }


def write(path: Path, *records: dict[str, Any], zipped: bool = False) -> Path:
    data = "".join(json.dumps(one) + "\n" for one in records).encode()
    path.write_bytes(gzip.compress(data, mtime=0) if zipped else data)
    return path


def test_an_id_that_is_given_is_kept() -> None:
    found = reading(record(), OUTLETS, AS_OF)
    assert found.document_id == "r-1"
    assert found.canonical_url == "https://paper.example/a"
    assert found.article.outlet_id == "the_paper"
    assert found.article.text == HARBOUR
    assert found.fetch.fetched_at == datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_without_an_id_a_document_is_its_url() -> None:
    assert reading(record(id=None), OUTLETS, AS_OF).document_id == document_id("https://paper.example/a")


def test_a_configured_outlet_is_known_by_id_name_and_address() -> None:
    for more in ({"outlet": "whitehouse"}, {"outlet": "Xinhua"}, {"outlet": "", "url": "https://tass.com/x/1"}):
        outlet = reading(record(**more), OUTLETS, AS_OF).article.outlet_id
        assert outlet in ("whitehouse", "xinhua_en", "xinhua", "tass_en")


def test_a_day_has_no_hour() -> None:
    found = reading(record(published="2026-03-02"), OUTLETS, AS_OF)
    assert found.article.published
    assert (found.article.published.on, found.article.published.at) == (date(2026, 3, 2), None)


def test_an_undated_record_has_the_time_of_its_file() -> None:
    found = reading(record(published=None), OUTLETS, AS_OF)
    assert found.article.published is None
    assert found.fetch.fetched_at == AS_OF


def test_an_id_alone_will_do() -> None:
    assert reading(record(url=None), OUTLETS, AS_OF).canonical_url == "import:r-1"


def test_source_lines_and_datelines_name_the_writer() -> None:
    by_line = reading(record(text="Source: Xinhua\n\n" + HARBOUR), OUTLETS, AS_OF).article
    assert (by_line.origin.role, by_line.origin.agency, by_line.origin.method) == ("carrier", "xinhua", "source-line")
    by_dateline = reading(record(text="BEIJING, March 2 (Xinhua) -- " + HARBOUR), OUTLETS, AS_OF).article
    assert (by_dateline.origin.agency, by_dateline.origin.method) == ("xinhua", "dateline")
    assert by_dateline.text.startswith("BEIJING")


@pytest.mark.parametrize(
    "broken",
    [
        None, [], "text", record(text=""), record(text=None), record(text=3), record(id=None, url="ftp://x"),
        record(published="yesterday"), record(id="a\nb"), record(id=True), record(title=["x"]), record(fetched="now"),
        record(published="0001-01-01T00:00:00+08:00"), record(fetched="9999-12-31T23:59:59-01:00"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_document_is_refused_with_a_reason(broken: Any) -> None:
    with pytest.raises(Refused, match=r"\w"):
        reading(broken, OUTLETS, AS_OF)


def test_a_file_that_ends_in_the_middle_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "x.gz", record(), record(text=TALKS[0]), zipped=True)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(OSError, match="ends in the middle"):
        list(read_lines(path))


def test_what_a_damaged_file_holds_before_the_damage_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path / "x.gz", record(), zipped=True)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:10] + b"\xff" * 20)  # a second member whose first block is none
    settings = Settings(data=tmp_path / "data")
    with pytest.raises(OSError, match="damaged"):
        asyncio.run(import_files(settings, [path], outlets=OUTLETS))
    (batch,) = staged(settings.data)
    assert read_staged(batch).n_documents == 1


def test_thousands_of_brackets_are_a_record_that_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text("[" * 100_000 + "\n")
    assert [line.record for line in read_lines(path)] == [None]


def test_a_pipe_can_be_read_once_and_is(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = Thread(target=write, args=(path, record()))
    writer.start()
    done = asyncio.run(import_files(Settings(data=tmp_path / "data"), [path], outlets=OUTLETS))
    writer.join()
    assert done.new_documents == 1


class Watcher(Silent):
    """Keeps what it is told of each step."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []

    def step(self, label: str, fate: str, size: int = 1) -> None:
        self.told.append((fate, size))


@pytest.mark.parametrize("zipped", [False, True])
def test_a_file_is_imported_once_and_its_progress_told_in_bytes(tmp_path: Path, zipped: bool) -> None:
    settings = Settings(data=tmp_path / "data")
    path = write(
        tmp_path / "documents.jsonl",
        record(),
        record(id="r-2", url="https://other.example/b", outlet="Other", text="Just in.\n\n" + HARBOUR[:500]),
        record(id="r-3", url="https://other.example/c", text=TALKS[1]),
        record(id="r-4", text=HARBOUR.replace("four times", "five times"), published="2026-03-03T10:00:00Z"),
        record(text=""),
        zipped=zipped,
    )
    watcher = Watcher()
    first = asyncio.run(import_files(settings, [path], outlets=OUTLETS, progress=watcher))
    assert [fate for fate, _ in watcher.told] == ["article"] * 4 + ["refused"]
    assert sum(size for _, size in watcher.told) == path.stat().st_size
    assert (first.new_documents, first.pages["article"], first.pages["refused"]) == (4, 4, 1)
    assert first.requests_failed == 1
    assert list(first.reasons) == ["documents.jsonl: no text (first in line 5)"]
    again = asyncio.run(import_files(settings, [path], outlets=OUTLETS))
    assert again.changed_rows == 0
    with closing(connect(settings.data)) as con:
        rows = con.execute("SELECT document_id, story_id FROM documents ORDER BY 1").fetchall()
        assert rows == [("r-1", "s-r-1"), ("r-2", "s-r-1"), ("r-3", "s-r-3"), ("r-4", "s-r-1")]
        assert con.execute("SELECT classes FROM edits").fetchall() == [(["wording"],)]


def test_the_commands(tmp_path: Path) -> None:
    path = write(
        tmp_path / "d.jsonl", record(), record(id="r-2", url="https://o.example/b", text=HARBOUR + " \x1b[31m")
    )
    data = str(tmp_path / "data")
    done = CliRunner().invoke(main, ["--data", data, "import", "--json", str(path)])
    assert done.exit_code == 0, done.output
    asked = CliRunner().invoke(
        main, ["--data", data, "sql", "select document_id, story_id from documents", "--format", "csv"]
    )
    assert set(asked.output.split()) == {"document_id,story_id", "r-1,s-r-1", "r-2,s-r-1"}
    shown = CliRunner().invoke(main, ["--data", data, "story", "r-2"])
    assert shown.exit_code == 0, shown.output
    assert "s-r-1" in shown.output
    assert "\x1b" not in shown.output
    assert "https://o.example/b" in shown.output
    as_json = CliRunner().invoke(main, ["--data", data, "story", "s-r-1", "--json"])
    told = json.loads(as_json.output)
    assert [carrier["relation"] for carrier in told["carriers"]] == ["origin", "identical"]
    assert CliRunner().invoke(main, ["--data", data, "story", "nothing"]).exit_code == 1


# ------------------------------------------------------------------------------------------------ order of arrival

SYNDICATION = Path(__file__).parents[2].parent / "shared" / "syndication" / "docs.jsonl.gz"


@pytest.mark.soak
@pytest.mark.timeout(3500)
@pytest.mark.parametrize("documents", [1_000, None])
def test_shuffled_arrival_in_batches_of_a_hundred(tmp_path: Path, documents: int | None) -> None:
    """The partition and the edges of many real-sized stories do not depend on the order, or on the batches."""
    if not SYNDICATION.is_file():
        pytest.skip("the syndicated documents are not beside the checkout")
    lines = [line.record for line in read_lines(SYNDICATION)][:documents]
    found = {}
    for name, seed, size in (("one", None, len(lines)), ("hundreds", 7, 100)):
        order = list(lines)
        if seed is not None:
            random.Random(seed).shuffle(order)
        for start in range(0, len(order), size):
            batch = Batch(Run("import", AS_OF, f'{{"from": {start}}}'), str(start))
            batch.readings += [reading(one, OUTLETS, AS_OF) for one in order[start : start + size]]
            stage(tmp_path / name, batch)
            load(tmp_path / name, outlets=OUTLETS, now=AS_OF)
        with closing(duckdb.connect(tmp_path / name / "warehouse.duckdb", read_only=True)) as con:
            found[name] = {
                table: set(con.execute(f"SELECT t::VARCHAR FROM store.{table} AS t").fetchall())
                for table in ("story_member", "edge", "carrier", "sketch")
            }
    for table, rows in found["one"].items():
        print(f"{table}: {len(rows)} rows in one batch, {len(rows ^ found['hundreds'][table])} other than in hundreds")
        assert rows == found["hundreds"][table]
