"""Stories of exact carriers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.builders import LONG, NOON, batch, fetch, polled, published, reading
from warehouse.load import LoadReport
from warehouse.stories.exact import WINDOW, Wording, renames, stories

Put = Callable[..., LoadReport]
Reader = Callable[[], duckdb.DuckDBPyConnection]

DAY = 24 * 60


def wording(document: str, key: str | None = "k", days: float = 0) -> Wording:
    return Wording(f"d{document}", key, NOON + timedelta(days=days))


def groups(wordings: list[Wording]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for document, story in stories(wordings).items():
        found.setdefault(story, set()).add(document)
    return {frozenset(members) for members in found.values()}


def test_one_text_within_72_hours_is_one_story() -> None:
    assert stories([wording("b"), wording("a", days=3)]) == {"da": "sb", "db": "sb"}


def test_one_text_after_more_than_72_hours_is_two() -> None:
    assert stories([wording("a"), wording("b", days=3.01)]) == {"da": "sa", "db": "sb"}


def test_carriers_chain() -> None:
    assert groups([wording("a"), wording("c", days=5), wording("b", days=2.5)]) == {frozenset({"da", "db", "dc"})}


def test_wordings_of_one_document_are_one_story_whatever_their_texts() -> None:
    found = stories([wording("a", "k1", 9), wording("a", "k2", 0), wording("b", "k1", 9), wording("c", "k2", 1)])
    assert set(found.values()) == {"sa"}


def test_documents_without_text_stay_alone() -> None:
    assert stories([wording("a", None), wording("b", None)]) == {"da": "sa", "db": "sb"}


def test_of_two_at_one_time_the_lower_id_names_the_story() -> None:
    assert set(stories([wording("b"), wording("a")]).values()) == {"sa"}


_wordings = st.lists(
    st.builds(
        wording,
        st.sampled_from("abcdefgh"),
        st.sampled_from(["k1", "k2", "k3", None]),
        st.sampled_from([0, 1, 2.9, 3, 6, 6.1, 20]),
    ),
    max_size=12,
)


@given(_wordings, st.randoms())
def test_order_does_not_matter(wordings: list[Wording], random: object) -> None:
    shuffled = list(wordings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert stories(shuffled) == stories(wordings)


@given(_wordings)
def test_stories_are_the_components_of_the_pairs(wordings: list[Wording]) -> None:
    """Against the plain definition: any two wordings with one key within 72 hours join their documents."""
    expected = {w.document_id: {w.document_id} for w in wordings}
    for a in wordings:
        for b in wordings:
            if a.story_key and a.story_key == b.story_key and abs(a.dated_at - b.dated_at) <= WINDOW:
                union = expected[a.document_id] | expected[b.document_id]
                for document in union:
                    expected[document] = union
    assert groups(wordings) == {frozenset(members) for members in expected.values()}


def test_a_name_that_is_no_more_leads_where_its_document_went() -> None:
    old = {"da": "sa", "db": "sa", "dc": "sc"}
    assert renames(old, {"da": "s0", "db": "sb", "dc": "sc"}) == {"sa": "s0"}
    assert renames(old, {"db": "sb", "dc": "sc"}) == {"sa": "sb"}
    assert renames(old, {"dc": "sc"}) == {}
    assert renames(old, {"da": "sa", "db": "sb", "dc": "sc"}) == {}


def story_ids(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [story for (story,) in con.execute("SELECT DISTINCT story_id FROM documents").fetchall()]


def aliases(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(con.execute("SELECT old_id, new_id FROM store.story_alias").fetchall())


def name(url: str) -> str:
    return "s" + reading(url).document_id[1:]


def carrier(outlet: str, days: float, text: str = LONG, title: str = "Ferry") -> object:
    return reading(f"https://{outlet}.example/p", title, text, published=published(days * DAY), minutes=days * DAY + 1)


def test_an_earlier_carrier_gives_the_story_its_name_and_the_old_name_leads_there(put: Put, reader: Reader) -> None:
    put(polled(carrier("gazette", 1)))
    put(polled(carrier("daily", 0.5)))
    put(polled(carrier("agency", 0)))
    first, second, third = (name(f"https://{outlet}.example/p") for outlet in ("agency", "daily", "gazette"))
    con = reader()
    assert story_ids(con) == [first]
    assert aliases(con) == {second: first, third: first}


def test_a_late_document_can_make_two_stories_one(put: Put, reader: Reader) -> None:
    put(polled(carrier("gazette", 0)), polled(carrier("daily", 5), label="2"))
    assert len(story_ids(reader())) == 2
    report = put(polled(carrier("mirror", 2.5)))
    assert report.updated["story_member"] == 1
    assert report.inserted["story_member"] == 1
    con = reader()
    assert story_ids(con) == [name("https://gazette.example/p")]
    assert aliases(con) == {name("https://daily.example/p"): name("https://gazette.example/p")}


def test_an_edit_can_join_stories(put: Put, reader: Reader) -> None:
    put(polled(carrier("gazette", 0)), polled(carrier("daily", 0.1, "Another text altogether. " * 10), label="2"))
    assert len(story_ids(reader())) == 2
    put(polled(carrier("daily", 0.2), label="3"))
    assert len(story_ids(reader())) == 1


def test_a_mended_reading_parts_what_a_misreading_joined(put: Put, reader: Reader) -> None:
    """A cookie notice read as the text glued two pages; read anew, they are two stories again."""
    notice = "We use cookies to make this site work for you and to understand how it is used by its many readers. " * 2
    gazette, daily = fetch("https://gazette.example/p", 9), fetch("https://daily.example/p", 9)
    put(
        polled(
            reading("https://gazette.example/p", "A", notice, fetched=gazette),
            reading("https://daily.example/p", "B", notice, fetched=daily),
        )
    )
    assert len(story_ids(reader())) == 1
    again = [
        reading("https://gazette.example/p", "A", LONG, fetched=gazette),
        reading("https://daily.example/p", "B", LONG + " Not the same.", fetched=daily),
    ]
    put(batch(minutes=99, kind="reprocess", readings=again))
    con = reader()
    assert len(story_ids(con)) == 2
    assert aliases(con) == {}


def test_a_wrong_far_date_does_not_part_copies_from_their_story(put: Put, reader: Reader) -> None:
    liar = reading("https://daily.example/p", published=published(400 * DAY), minutes=30)
    put(polled(reading("https://gazette.example/p", minutes=10), liar))
    assert len(story_ids(reader())) == 1


def test_two_sides_are_never_one_story_for_their_stock_phrases(put: Put, reader: Reader) -> None:
    phrase = "The two sides had an in-depth exchange of views on issues of common concern. "
    put(polled(carrier("gazette", 0, LONG + phrase), carrier("daily", 0, phrase * 3)))
    assert len(story_ids(reader())) == 2


def test_loading_again_changes_no_story(data: Path, put: Put) -> None:
    put(polled(carrier("gazette", 0), carrier("daily", 1)))
    report = put(polled(carrier("gazette", 0), carrier("daily", 1), label="again"))
    assert "story_member" not in report.inserted | report.updated
