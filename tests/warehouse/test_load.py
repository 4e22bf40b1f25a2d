"""Loading: idempotent, in any order, and never more than what differs."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from config.outlets import Outlets
from extractors.records import Batch, document_id
from tests.warehouse.builders import (
    LONG,
    OUTLETS,
    at,
    batch,
    fetch,
    outlet,
    page_state,
    polled,
    published,
    reading,
    report_of_load,
    sighting,
    source_state,
)
from warehouse import load as load_module
from warehouse.checks import run_checks
from warehouse.compare import differences, equal_warehouses
from warehouse.load import LoadReport, load
from warehouse.merge import Changes
from warehouse.paths import staged
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import stage

Put = Callable[..., LoadReport]
Reader = Callable[[], duckdb.DuckDBPyConnection]


def column(con: duckdb.DuckDBPyConnection, sql: str) -> list[object]:
    return [row[0] for row in con.execute(sql).fetchall()]


def test_a_poll_is_loaded(data: Path, put: Put, reader: Reader) -> None:
    report = put(polled(reading(), reading("https://gazette.example/x")))
    assert report.batches == 1
    assert (report.new_documents, report.new_versions) == (2, 2)
    assert report.inserted == {
        "batch": 1,
        "carrier": 2,
        "document": 2,
        "edge": 1,
        "fetch": 2,
        "outlet": 4,
        "page_state": 2,
        "sighting": 2,
        "sketch": 2,
        "source": 4,
        "source_state": 2,
        "story_member": 2,
        "version": 2,
        "version_text": 2,
    }
    assert report.updated == {}
    assert report.changed_rows == 4 + 4 + 2 * 6
    assert report.log_rows == 1 + 2 + 2 + 2 + 3
    assert staged(data) == []
    con = reader()
    assert column(con, "SELECT text FROM store.version_text") == [LONG, LONG]
    assert run_checks(con) == [(name, 0) for name, _ in run_checks(con)]


def test_a_load_that_needs_more_memory_than_its_share_has_more(
    put: Put, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = []

    def spied(*told: Any) -> Changes:
        try:
            return merge(*told)
        except duckdb.OutOfMemoryException as error:
            refused.append(error)
            raise

    merge = load_module._merge
    monkeypatch.setattr(load_module, "_merge", spied)
    monkeypatch.setattr(load_module, "MEMORY", "1MB")
    assert put(polled(reading())).new_documents == 1
    assert len(refused) == 1
    assert run_checks(reader()) == [(name, 0) for name, _ in run_checks(reader())]


def test_the_same_batch_again_is_skipped(data: Path, put: Put) -> None:
    put(polled(reading()))
    report = put(polled(reading()))
    assert (report.batches, report.already_loaded, report.changed_rows, report.log_rows) == (0, 1, 0, 0)
    assert staged(data) == []


def test_the_same_records_in_another_batch_change_nothing(put: Put) -> None:
    put(polled(reading()))
    report = put(polled(reading(), label="again"))
    assert (report.batches, report.changed_rows, report.log_rows) == (1, 0, 1)
    assert report.inserted == {"batch": 1}


def test_the_same_pages_read_again_later_change_no_content(put: Put) -> None:
    put(polled(reading()))
    report = put(batch(minutes=90, kind="reprocess", readings=[reading()]))
    assert report.changed_rows == 0
    assert report.log_rows > 0


def test_nothing_staged_nothing_done(data: Path, put: Put) -> None:
    assert put().changed_rows == 8  # the configuration
    report = put()
    assert (report.batches, report.changed_rows, report.log_rows, report.quarantined) == (0, 0, 0, [])


def test_a_fetch_in_two_batches_is_one(put: Put, reader: Reader) -> None:
    put(polled(reading()), batch(fetches=[reading().fetch], label="other"))
    assert column(reader(), "SELECT count(*) FROM store.fetch") == [1]


def test_a_fetch_may_come_before_its_reading(put: Put, reader: Reader) -> None:
    put(batch(fetches=[reading().fetch]))
    assert put(batch(readings=[reading()], label="later")).updated == {"fetch": 1}
    assert column(reader(), "SELECT version_id FROM store.fetch") == [reading().version_id]


def test_a_wording_keeps_its_earliest_fetch(put: Put, reader: Reader) -> None:
    early, late = reading(minutes=5, editor="Early"), reading(minutes=50, editor="Late")
    put(polled(late, minutes=50))
    report = put(polled(early, minutes=5))
    assert report.new_versions == 0
    row = reader().execute("SELECT editor, first_fetched_at, last_fetched_at, fetch_id FROM store.version").fetchall()
    assert row == [("Early", at(5).replace(tzinfo=None), at(50).replace(tzinfo=None), early.fetch.fetch_id)]


def test_a_later_fetch_moves_only_the_last_time(put: Put, reader: Reader) -> None:
    put(polled(reading(minutes=5, editor="Early"), minutes=5))
    report = put(batch(readings=[reading(minutes=50, editor="Late")]))
    assert (report.inserted, report.updated) == ({"batch": 1, "fetch": 1}, {"version": 1})
    assert column(reader(), "SELECT editor FROM store.version") == ["Early"]


def test_the_newest_reading_of_a_fetch_counts(put: Put, reader: Reader) -> None:
    put(polled(reading(editor="Wrong")))
    report = put(batch(minutes=90, kind="reprocess", readings=[reading(editor="Right", receipts=())]))
    assert report.updated == {"fetch": 1, "version": 1, "version_text": 1}
    con = reader()
    assert column(con, "SELECT editor FROM store.version") == ["Right"]
    assert column(con, "SELECT receipts FROM store.version_text") == [[]]


def test_a_misreading_that_was_mended_is_no_revision(put: Put, reader: Reader) -> None:
    page = fetch()
    put(polled(reading(text=LONG + "\n\nShare this article", fetched=page)))
    put(batch(minutes=90, kind="reprocess", readings=[reading(fetched=page)]))
    con = reader()
    assert column(con, "SELECT text FROM document_versions") == [LONG]
    assert column(con, "SELECT n_versions FROM documents") == [1]
    assert column(con, "SELECT count(*) FROM edits") == [0]
    assert column(con, "SELECT count(*) FROM store.version WHERE superseded") == [1]
    assert sum(n for _, n in run_checks(con)) == 0


def test_what_proves_no_article_leaves_the_views(put: Put, reader: Reader) -> None:
    page = fetch()
    put(polled(reading(fetched=page)))
    put(batch(minutes=90, kind="reprocess", readings=[reading(fetched=page, verdict="soft-404", reason="says so")]))
    con = reader()
    for view in ("documents", "document_versions", "stories", "carriers", "receipts"):
        assert column(con, f"SELECT count(*) FROM {view}") == [0], view
    assert sum(n for _, n in run_checks(con)) == 0


def test_a_reader_that_broke_takes_nothing_away(put: Put, reader: Reader) -> None:
    page = fetch()
    put(polled(reading(fetched=page)))
    put(batch(minutes=90, kind="reprocess", readings=[reading(fetched=page, verdict="error", reason="a bug")]))
    assert column(reader(), "SELECT title FROM documents") == ["Ferry line to reopen"]


@pytest.mark.parametrize("place", ["https://daily.example/a", "https://daily.example/moved"])
def test_a_state_names_what_its_page_is_read_as_now(tmp_path: Path, place: str) -> None:
    """A poll that begins before a reprocessing carries the wording it knew into the states of pages not read anew."""
    page = fetch()
    misread, right = reading(text=LONG + "\n\nShare this article", fetched=page), reading(place, fetched=page)
    first, anew = [polled(misread)], [batch(minutes=90, kind="reprocess", readings=[right])]
    # What does not depend on the outcome is loaded once, and copied for each.
    begun = {"first": loaded(tmp_path / "first", [first]), "anew": loaded(tmp_path / "anew", [anew])}
    begun["both"] = loaded(shutil.copytree(begun["first"], tmp_path / "both", symlinks=True), [anew])
    for outcome in ("not-modified", "gone", "timeout"):
        asked = fetch(minutes=60, outcome=outcome)
        state = page_state(minutes=60, outcome=outcome, version_id=misread.version_id)
        later = [batch(minutes=60, fetches=[asked], page_states=[state], label="later")]
        for name, rest in (("first", [later, anew]), ("both", [later]), ("anew", [later, first])):
            data = shutil.copytree(begun[name], tmp_path / outcome / name, symlinks=True)
            with connect(loaded(data, rest)) as con:
                states = con.execute("SELECT checked_at, outcome, version_id FROM store.page_state").fetchall()
                assert states == [(at(60).replace(tzinfo=None), outcome, right.version_id)], (outcome, name)
                assert [found for found in run_checks(con) if found[1]] == [], (outcome, name)


def test_states_move_forward_only(put: Put, reader: Reader) -> None:
    url = "https://daily.example/a"
    put(
        batch(
            source_states=[source_state(minutes=60, etag="new")],
            page_states=[page_state(url, 60, etag="new")],
        )
    )
    report = put(
        batch(
            source_states=[source_state(minutes=30, etag="old")],
            page_states=[page_state(url, 30, etag="old")],
        )
    )
    assert report.updated == {}
    con = reader()
    assert column(con, "SELECT etag FROM store.source_state") == ["new"]
    assert column(con, "SELECT etag FROM store.page_state") == ["new"]


@pytest.mark.parametrize("together", [False, True])
def test_states_of_a_clock_that_was_ahead_give_way(put: Put, reader: Reader, together: bool) -> None:
    """It was set back since: until then nothing that is learned of a source or a page would be kept."""
    year = 365 * 24 * 60
    address = "https://daily.example/a"
    batches = [
        batch(
            source_states=[source_state(minutes=minutes, etag=etag)],
            page_states=[page_state(address, minutes=minutes, etag=etag)],
            label=etag,
        )
        for minutes, etag in ((year, "ahead"), (30, "now"), (20, "before"))
    ]
    for some in (batches,) if together else ((one,) for one in batches):
        put(*some, now=at(60))
    con = reader()
    assert column(con, "SELECT etag FROM store.source_state") == ["now"]
    assert column(con, "SELECT etag FROM store.page_state") == ["now"]


def test_states_of_one_time_settle_whatever_the_order(tmp_path: Path) -> None:
    rivals = [source_state(etag=etag) for etag in ("a", "b", None)]
    found = set()
    for order in (rivals, rivals[::-1]):
        data = tmp_path / str(len(list(tmp_path.iterdir())))
        for number, state in enumerate(order):
            stage(data, batch(source_states=[state], label=str(number)))
            load(data, outlets=OUTLETS, now=at())
        publish(data)
        with connect(data) as con:
            found.add(column(con, "SELECT etag FROM store.source_state")[0])
    assert len(found) == 1


def test_a_sighting_keeps_first_and_last_and_the_latest_words(put: Put, reader: Reader) -> None:
    put(batch(sightings=[sighting(minutes=30, title="Second")]))
    assert put(batch(sightings=[sighting(minutes=0, title="First")])).updated == {"sighting": 1}
    assert put(batch(sightings=[sighting(minutes=60, title="Third")])).updated == {"sighting": 1}
    rows = reader().execute("SELECT title, first_seen_at, last_seen_at FROM sightings").fetchall()
    assert rows == [("Third", at(0).replace(tzinfo=None), at(60).replace(tzinfo=None))]


def test_a_list_that_names_a_page_twice_means_the_upper_place(put: Put, reader: Reader) -> None:
    put(batch(sightings=[sighting(title="Below", position=9), sighting(title="Above", position=2)]))
    assert column(reader(), "SELECT title FROM sightings") == ["Above"]


def test_configuration_is_written_where_it_differs(data: Path, put: Put, reader: Reader) -> None:
    put(polled(reading()))
    fewer = Outlets([replaced for replaced in OUTLETS.values() if replaced.id != "mirror"])
    report = report_of_load(data, outlets=fewer)
    assert report.updated == {"outlet": 1, "source": 1}
    assert report_of_load(data, outlets=fewer).changed_rows == 0
    assert column(reader(), "SELECT outlet_id FROM outlets WHERE NOT configured") == ["mirror"]
    renamed = Outlets([outlet("daily", note="moved")])
    assert report_of_load(data, outlets=renamed).updated["outlet"] == 3
    assert report_of_load(data).updated == {"outlet": 4, "source": 3}


def test_many_small_batches_go_together(put: Put, reader: Reader) -> None:
    batches = [polled(reading(f"https://daily.example/{n}"), label=str(n)) for n in range(60)]
    assert put(*batches).batches == 60
    assert column(reader(), "SELECT count(*) FROM store.batch") == [60]
    assert column(reader(), "SELECT max(loads) < 5 FROM store.load_counter") == [True]


def test_a_corrupt_batch_is_put_aside_with_its_reason(data: Path, put: Put, reader: Reader) -> None:
    good, bad = stage(data, polled(reading())), stage(data, polled(reading(title="B"), label="bad"))
    (data / "staging" / str(bad) / "fetches.parquet").write_bytes(b"")
    report = put()
    assert report.batches == 1
    (found,) = report.quarantined
    assert (found.batch_id, found.path) == (bad, data / "quarantine" / str(bad))
    assert "SHA-256" in found.reason
    assert "SHA-256" in (found.path / "reason.txt").read_text()
    assert str(found) == f"{found.path}: {found.reason}"
    assert staged(data) == []
    assert column(reader(), "SELECT batch_id FROM store.batch") == [good]
    # Staged again, whole this time, it is loaded; broken again, it takes the place of the first.
    stage(data, polled(reading(title="B"), label="bad"))
    (data / "staging" / str(bad) / "manifest.json").write_text("?")
    assert "cannot be read" in put().quarantined[0].reason
    assert put(polled(reading(title="B"), label="bad")).batches == 1


def test_a_batch_that_duckdb_refuses_is_put_aside_and_the_others_go_on(data: Path, put: Put, reader: Reader) -> None:
    bad = stage(data, batch(sightings=[sighting()], label="nameless"))
    smuggle_bytes(data / "staging" / str(bad), "sightings", "title")
    report = put(*(polled(reading(f"https://daily.example/{n}"), label=str(n)) for n in range(3)))
    assert report.batches == 3
    assert [(found.batch_id, "DuckDB refuses it" in found.reason) for found in report.quarantined] == [(bad, True)]
    assert column(reader(), "SELECT count(*) FROM documents") == [3]


def smuggle_bytes(folder: Path, table: str, name: str) -> None:
    """Put into a staged batch what staging would never write: a text that is no UTF-8, with a manifest to match."""
    path = folder / f"{table}.parquet"
    found = pq.ParquetFile(path).read()
    noise = pa.array([b"\xff\xfe"] * found.num_rows, pa.binary()).view(pa.string())
    position = found.schema.get_field_index(name)
    pq.write_table(found.set_column(position, found.schema.field(position), noise), path)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"][table]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


def histories() -> list[Batch]:
    """A few days of news: copies, edits, a mended reading, pages gone, feeds that move."""
    page = fetch("https://mirror.example/m", 15)
    short = "Full story to follow."
    return [
        polled(reading(minutes=10), reading("https://gazette.example/x", minutes=12), minutes=10),
        polled(reading("https://agency.example/o", "Ferry", published=published(-30), minutes=5), minutes=5),
        polled(reading(minutes=60, text=LONG + " Officials confirmed."), minutes=60, label="edit"),
        polled(reading(minutes=90), minutes=90, label="undone"),
        polled(reading("https://mirror.example/m", text=LONG + "\n\nShare", fetched=page), minutes=15, label="mirror"),
        batch(
            minutes=500,
            kind="reprocess",
            readings=[reading("https://mirror.example/m", fetched=page, extractor="pages/2")],
        ),
        batch(
            minutes=120,
            label="gone",
            fetches=[fetch("https://daily.example/a", 120, outcome="gone", status=404)],
            page_states=[page_state("https://daily.example/a", 120, outcome="gone", status=404, verdict=None)],
        ),
        polled(reading("https://gazette.example/y", "One", short), minutes=20, label="short"),
        polled(reading("https://mirror.example/y", "One", short, minutes=22), minutes=22, label="short copy"),
        polled(
            reading("https://gazette.example/z", published=published(72 * 60), minutes=73 * 60),
            minutes=73 * 60,
            label="chained",
        ),
        polled(
            reading("https://gazette.example/far", published=published(400 * 60), minutes=400 * 60),
            minutes=400 * 60,
            label="far",
        ),
    ]


def test_the_order_of_batches_does_not_matter(tmp_path: Path) -> None:
    straight = loaded(tmp_path / "straight", [histories()])
    with connect(straight) as expected:
        assert sum(n for _, n in run_checks(expected)) == 0
        for seed in range(2):
            batches = histories()
            random.Random(seed).shuffle(batches)
            cut = len(batches) // 2
            steps = [batches] if seed == 0 else [batches[:cut], batches[cut:]] if seed == 1 else [[b] for b in batches]
            other = loaded(tmp_path / str(seed), steps)
            with connect(other) as found:
                assert equal_warehouses(expected, found)
                assert sum(n for _, n in run_checks(found)) == 0
                assert views(found) == views(expected)


def loaded(data: Path, steps: list[list[Batch]]) -> Path:
    """A data folder into which these groups of batches were loaded, one after the other."""
    for step in steps:
        for one in step:
            stage(data, one)
        load(data, outlets=OUTLETS, now=at())
    publish(data)
    return data


def views(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    names = ("documents", "document_versions", "edits", "stories", "carriers", "sightings", "receipts", "source_health")
    return {name: sorted(column(con, f"SELECT t::VARCHAR FROM {name} AS t")) for name in names}  # type: ignore[type-var]


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_any_small_history_in_any_order(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Readings of a few pages at a few times by a few runs, dealt into batches and loaded in two orders."""
    pages = st.builds(
        lambda url, text, minutes, read, day, verdict: (
            read,
            reading(
                f"https://{url}.example/p",
                text=LONG + " End." * text,
                fetched=fetch(f"https://{url}.example/p", minutes, via="warc"),
                published=published(day * 40 * 60),
                verdict=verdict,
                editor=str(read),
            ),
        ),
        st.sampled_from(["daily", "gazette", "mirror"]),
        st.integers(0, 1),
        st.sampled_from([6000, 6001, 12000]),
        st.integers(0, 2),
        st.integers(0, 3),
        st.sampled_from(["article", "article", "article", "list"]),
    )
    drawn = data.draw(st.lists(pages, min_size=1, max_size=8))
    batches = [batch(minutes=read, readings=[page], label=str(n)) for n, (read, page) in enumerate(drawn)]
    shuffled = data.draw(st.permutations(batches))
    cut = data.draw(st.integers(0, len(batches)))
    folder = tmp_path_factory.mktemp("history")
    one = loaded(folder / "one", [batches])
    two = loaded(folder / "two", [list(shuffled[:cut]), list(shuffled[cut:])])
    with connect(one) as con_one, connect(two) as con_two:
        assert differences(con_one, con_two) == []
        assert [found for found in run_checks(con_two) if found[1]] == []


def test_two_documents_of_one_address_stay_two(put: Put, reader: Reader) -> None:
    put(polled(reading("https://daily.example/a"), reading("https://daily.example/b", "Other", "Different. " * 20)))
    assert sorted(column(reader(), "SELECT document_id FROM documents")) == sorted(  # type: ignore[type-var]
        [document_id("https://daily.example/a"), document_id("https://daily.example/b")]
    )


def test_of_rows_with_one_key_the_newest_is_loaded_in_whatever_batch_it_is(data: Path, reader: Reader) -> None:
    asked = fetch("https://daily.example/feed", 60, outcome="not-modified", purpose="source")
    for label, minutes in (("a", 60), ("b", 70), ("c", 65)):
        states = [source_state(minutes=minutes, health="unchanged")]
        stage(data, batch(label=label, fetches=[asked], source_states=states))
    report = report_of_load(data)
    assert (report.batches, report.quarantined) == (3, [])
    assert column(reader(), "SELECT checked_at FROM store.source_state") == [at(70).replace(tzinfo=None)]
    assert column(reader(), "SELECT count(*) FROM store.fetch") == [1]


def test_a_configuration_that_is_known_is_not_written_again(data: Path) -> None:
    first = report_of_load(data)
    assert first.inserted["outlet"] == len(OUTLETS)
    assert report_of_load(data).changed_rows == 0
    name, outlet = next(iter(OUTLETS.items()))
    changed = Outlets([outlet.model_copy(update={"name": "Renamed"}), *(o for i, o in OUTLETS.items() if i != name)])
    assert report_of_load(data, outlets=changed).updated == {"outlet": 1}
    fewer = Outlets([o for i, o in OUTLETS.items() if i != name])
    assert report_of_load(data, outlets=fewer).updated["outlet"] == 1
    assert report_of_load(data, outlets=fewer).changed_rows == 0
    assert report_of_load(data).updated["outlet"] == 1
