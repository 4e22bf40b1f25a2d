"""Loading asks tables by time: what is far from what came in is found all the same, and nothing is found twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from extractors.records import Fetch, Reading
from tests.warehouse.builders import LONG, OUTLETS, at, batch, fetch, hash_of, published, reading
from tests.warehouse.stories.test_derive import build, partition, world
from tests.warehouse.stories.texts import HARBOUR, TALKS
from warehouse.checks import run_checks
from warehouse.compare import differences
from warehouse.load import LoadReport, load
from warehouse.migrate import create, scripts
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import stage

Put = Callable[..., LoadReport]
Reader = Callable[[], duckdb.DuckDBPyConnection]

DAY = 24 * 60


def imported(url: str, days: float, text: str, *, fetched: Fetch | None = None, given_id: str | None = None) -> Reading:
    """A text that came out so many days after the tests begin, and was read long after that."""
    got = fetched or fetch(url, 900 * DAY, via="import", body_sha256=f"{hash_of(url, text):064x}")
    return reading(url, "Ferry", text, published=published(days * DAY), fetched=got, given_id=given_id)


def told(n: int, days: float, text: str = HARBOUR, fetched: Fetch | None = None) -> Reading:
    """The same of outlet number n."""
    return imported(f"https://o{n}.example/p", days, text, fetched=fetched)


def built(data: Path, parts: Sequence[Sequence[Reading]]) -> Path:
    """A warehouse of these readings, one load for each part."""
    for n, part in enumerate(parts):
        stage(data, batch(label=str(n), minutes=901 * DAY + n, readings=list(part)))
        load(data, outlets=OUTLETS, now=at(902 * DAY))
    publish(data)
    return data


def stories(con: duckdb.DuckDBPyConnection) -> list[list[str]]:
    """Stories as the ids of their documents."""
    return [ids for (ids,) in con.execute("SELECT list(document_id) FROM documents GROUP BY story_id").fetchall()]


def same(one: Path, other: Path) -> None:
    """Both hold the same, and nothing is wrong with it."""
    with closing(connect(one)) as a, closing(connect(other)) as b:
        assert differences(a, b) == []
        assert [name for name, n in run_checks(b) if n] == []


CHAIN = [told(n, 2.8 * n) for n in range(15)]
"""Each is within the window of the next; from one in the middle to the ends it is three weeks."""


@pytest.fixture(scope="module")
def chain(folder: Callable[[str], Path]) -> Path:
    """The chain, loaded at once: for reading."""
    return built(folder("chain"), [CHAIN])


@pytest.mark.parametrize("last", [[7], pytest.param([0], marks=pytest.mark.soak), [*range(0, 15, 2)]])
def test_a_story_that_goes_on_for_weeks_is_one(chain: Path, tmp_path: Path, last: list[int]) -> None:
    early = [page for n, page in enumerate(CHAIN) if n not in last]
    in_parts = built(tmp_path, [early, [CHAIN[n] for n in last]])
    same(chain, in_parts)
    with closing(connect(in_parts)) as con:
        assert {len(story) for story in partition(con)} == {15}


def test_a_story_parts_where_its_middle_proves_to_be_another_text(put: Put, reader: Reader) -> None:
    """What was reached over the lost edge is found by what is left of the way."""
    got = fetch("https://o7.example/p", 900 * DAY, via="import")
    put(batch(minutes=901 * DAY, readings=[*CHAIN[:7], told(7, 2.8 * 7, fetched=got), *CHAIN[8:]]))
    put(batch(minutes=902 * DAY, kind="reprocess", readings=[told(7, 2.8 * 7, TALKS[0], fetched=got)]))
    con = reader()
    assert sorted(len(story) for story in partition(con)) == [1, 7, 7]
    assert [name for name, n in run_checks(con) if n] == []


def test_a_page_comes_again_after_years(tmp_path: Path) -> None:
    """Documents with ids of their own at one address are one story, copies of each and all."""
    url = "https://daily.example/a"
    first = imported(url, 0, HARBOUR, given_id="x-1")
    again = imported(url, 800, TALKS[0], given_id="x-2")
    pages = [first, told(1, 1), again, told(2, 801, TALKS[0]), told(3, 400, TALKS[1])]
    at_once = built(tmp_path / "a", [pages])
    same(at_once, built(tmp_path / "b", [pages[2:], pages[:2]]))
    with closing(connect(at_once)) as con:
        assert sorted(len(story) for story in stories(con)) == [1, 4]


def test_a_date_that_was_misread_takes_everything_with_it(tmp_path: Path) -> None:
    """The same wording, read again, came out a year earlier: it leaves the story of its wrong day."""
    got = fetch("https://o2.example/p", 900 * DAY, via="import")
    others = [told(0, 400), told(1, 400.5), told(3, 1)]
    wrong, right = told(2, 401, fetched=got), told(2, 0, fetched=got)
    mended = built(tmp_path / "a", [[*others, wrong], [right]])
    same(built(tmp_path / "b", [[*others, right]]), mended)
    with closing(connect(mended)) as con:
        assert partition(con) == {
            frozenset({"https://o0.example/p", "https://o1.example/p"}),
            frozenset({"https://o2.example/p", "https://o3.example/p"}),
        }


def test_a_document_has_wordings_of_two_years(tmp_path: Path) -> None:
    """A page that printed an old text a year ago, and today another that others carry: both times count."""
    url = "https://o1.example/p"
    old = imported(url, 0, HARBOUR, fetched=fetch(url, 1 * DAY, via="import"))
    new = imported(url, 500, TALKS[0], fetched=fetch(url, 501 * DAY, via="import"))
    pages = [old, told(4, 1), told(5, 501, TALKS[0]), new, told(6, 502, TALKS[0])]
    at_once = built(tmp_path / "a", [pages])
    same(at_once, built(tmp_path / "b", [pages[3:], pages[:3]]))
    with closing(connect(at_once)) as con:
        assert {len(story) for story in partition(con)} == {4}


def test_a_page_read_again_unchanged_changes_nothing(put: Put, reader: Reader) -> None:
    pages = [told(0, 0), told(1, 1), told(2, 300, LONG)]
    put(batch(minutes=901 * DAY, readings=pages))
    again = [told(0, 0, fetched=fetch("https://o0.example/p", 950 * DAY, via="import")), told(9, 899, TALKS[1])]
    report = put(batch(minutes=951 * DAY, readings=again))
    assert report.updated == {"version": 1}  # when it was last fetched
    assert (report.inserted["sketch"], report.inserted["carrier"], report.inserted["document"]) == (1, 1, 1)
    assert [name for name, n in run_checks(reader()) if n] == []


def test_what_an_older_schema_holds_is_carried_over(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = world()
    aged = build(tmp_path / "aged", pages[:40], 100)
    (aged / "warehouse.duckdb").rename(tmp_path / "new.duckdb")
    earlier = [script for script in scripts("migrations") if script.version < 10]
    with monkeypatch.context() as patched:
        patched.setattr("warehouse.migrate.scripts", lambda name: earlier if name == "migrations" else scripts(name))
        with create(aged / "warehouse.duckdb") as con:
            con.execute(f"ATTACH '{tmp_path}/new.duckdb' AS new (READ_ONLY)")
            columns: dict[str, list[str]] = {}
            for table, column in con.execute(
                "SELECT table_name, column_name FROM duckdb_columns() "
                "WHERE database_name <> 'new' AND schema_name = 'store'"
            ).fetchall():
                columns.setdefault(table, []).append(column)
            was = {"against_id": "coalesce(against_id, document_id) AS against_id"}
            for table, names in columns.items():
                asked = ", ".join(was.get(name, name) for name in names)
                con.execute(f"DELETE FROM store.{table}")
                con.execute(f"INSERT INTO store.{table} BY NAME SELECT {asked} FROM new.store.{table}")
            con.execute("DELETE FROM store.schema_version WHERE version >= 10")
    same(whole, build(aged, pages[40:], 100))
