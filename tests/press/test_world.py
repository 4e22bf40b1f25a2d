"""Documents at a moment: published, edited, removed; and the truth about them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from press.outlets import doubles
from press.sites import SITES
from press.story import StoryError
from press.truth import Truth, truth
from press.world import END, FIRST, SECOND, START, PressDocument, World


def one(world: World, at: datetime, story: str, outlet: str) -> PressDocument:
    found = [doc for doc in world.documents(at) if (doc.story_id, doc.outlet_id) == (story, outlet)]
    assert len(found) == 1
    return found[0]


def true(world: World, at: datetime, story: str, outlet: str) -> Truth:
    return next(item for item in truth(world, at) if (item.story, item.outlet_id) == (story, outlet))


def test_nothing_stands_before_it_is_published(small: World) -> None:
    at = datetime(2026, 3, 3, 11, 42, 10, tzinfo=UTC)
    assert [doc.outlet_id for doc in small.documents(at)] == ["xinhua_en"]
    assert small.documents(at - timedelta(seconds=1)) == []


def test_a_carrier_cuts_adds_and_retitles(small: World) -> None:
    copy = one(small, FIRST, "quay-talks", "bjreview")
    origin = one(small, FIRST, "quay-talks", "xinhua_en")
    assert copy.title == "Diplomats meet at the quay"
    assert copy.paragraphs == (
        origin.paragraphs[0],
        "The quay has hosted talks before.",
        origin.paragraphs[1],
        origin.paragraphs[2],
    )
    assert (copy.dateline, copy.end_mark, copy.byline, copy.editor) == (None, None, (), None)
    assert one(small, FIRST, "quay-talks", "cgtn").dateline == "OSLO, March 3 (Xinhua) --"


def test_edits_take_effect_at_their_time_and_only_where_they_happen(small: World) -> None:
    first, second = (one(small, at, "quay-talks", "xinhua_en") for at in (FIRST, SECOND))
    assert (first.version, second.version) == (1, 3)
    assert first.paragraphs[2] == "The sides agreed to open 12 flights a week."
    assert second.paragraphs == (*first.paragraphs[:2], "The sides agreed to open 14 flights a week.")
    assert second.modified_at == datetime(2026, 3, 7, 1, 40, tzinfo=UTC)
    between = one(small, datetime(2026, 3, 7, 1, 30, tzinfo=UTC), "quay-talks", "xinhua_en")
    assert (between.version, len(between.paragraphs)) == (2, 4)
    cgtn = one(small, SECOND, "quay-talks", "cgtn")
    assert (cgtn.title, cgtn.version, len(cgtn.paragraphs)) == ("Talks at the quay end", 2, 4)
    assert cgtn.first_title == first.title


def test_what_is_removed_is_marked_so(small: World) -> None:
    assert [one(small, at, "quay-talks", "bjreview").gone for at in (FIRST, SECOND)] == [None, "410"]
    assert [one(small, at, "ministry-note", "china_mfa_en").gone for at in (FIRST, SECOND)] == [None, "soft-404"]


def test_truth_of_a_day_only_page(small: World) -> None:
    found = true(small, FIRST, "quay-talks", "bjreview")
    assert (found.published_on, found.published_at, found.precision) == (date(2026, 3, 4), None, "day")
    assert (found.agency, found.role, found.source_line) == ("xinhua", "carrier", "Source: Xinhua News Agency")
    assert found.caption is not None
    assert found.caption.credit == "XINHUA"


def test_truth_is_cut_to_what_the_page_prints(small: World) -> None:
    assert true(small, FIRST, "shuibian", "chinanews").published_at == datetime(2026, 3, 5, 2, 15, tzinfo=UTC)
    assert true(small, FIRST, "quay-talks", "xinhua_en").published_at == datetime(2026, 3, 3, 11, 42, 10, tzinfo=UTC)


def test_a_wire_text_published_first_elsewhere_is_still_carried(small: World) -> None:
    """China News printed it first in our world, but Xinhua wrote it."""
    found = true(small, FIRST, "shuibian", "chinanews")
    assert (found.agency, found.role, found.authors) == ("xinhua", "carrier", ("高安书",))


def test_an_institution_is_the_origin_of_its_own_text(small: World) -> None:
    found = true(small, FIRST, "ministry-note", "china_mfa_en")
    assert (found.agency, found.role, found.source_line) == ("china_mfa", "origin", None)


def test_china_daily_prints_its_line_whole(small: World) -> None:
    found = true(small, FIRST, "long-road", "chinadaily")
    assert found.source_line == "By Su Wenli and Ma Qiao | China Daily | Updated: 2026-03-04 09:13"
    assert (found.authors, found.editor) == (("Su Wenli", "Ma Qiao"), "Fang Yi")


def test_two_stories_at_one_address_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        story = {
            "id": name,
            "kind": "statement",
            "lang": "en",
            "agency": None,
            "origin": "whitehouse",
            "at": "2026-03-03T00:00:00Z",
            "title": "One headline",
            "paragraphs": ["x"],
        }
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(story))
    with pytest.raises(StoryError, match="stories a and b: both stand at http://www"):
        World.load(tmp_path)


def test_the_packaged_world_is_as_large_as_promised(packaged: World) -> None:
    documents = packaged.documents(END)
    assert len(packaged.stories) >= 40
    assert len(documents) >= 150
    assert {doc.outlet_id for doc in documents} == set(SITES)


def test_much_happens_between_the_two_polls_of_the_demonstration(packaged: World) -> None:
    first, second = packaged.documents(FIRST), {doc.url: doc for doc in packaged.documents(SECOND)}
    assert len(second) > len(first) > 100
    assert sum(second[doc.url].version > doc.version for doc in first) >= 8
    assert {second[doc.url].gone for doc in first if not doc.gone} == {None, "404", "410", "soft-404"}


def test_two_sides_of_one_event_are_different_texts(packaged: World) -> None:
    events = Counter(story.event for story in packaged.stories.values() if story.event)
    assert sum(count >= 2 for count in events.values()) >= 6
    texts = Counter(story.paragraphs for story in packaged.stories.values())
    assert max(texts.values()) == 1


def test_a_carrier_always_says_whose_text_it_carries(packaged: World) -> None:
    """Otherwise the truth would ask for what no reader can know."""
    assert all(item.source_line for item in truth(packaged, END) if item.role == "carrier")


def test_truth_knows_every_document(packaged: World) -> None:
    outlets = doubles()
    for at in (FIRST, SECOND, END):
        documents, found = packaged.documents(at), truth(packaged, at)
        assert [doc.url for doc in documents] == [item.url for item in found]
        for document, item in zip(documents, found, strict=True):
            outlet = outlets[item.outlet_id]
            assert item.paragraphs == document.paragraphs
            assert item.published_on == document.published_at.astimezone(outlet.zone).date()
            assert (item.published_at is None) == (item.precision == "day")


@given(st.integers(-86400, 8 * 86400), st.integers(0, 86400))
def test_time_only_moves_things_forward(packaged: World, start: int, seconds: int) -> None:
    at = START + timedelta(seconds=start)
    before = {doc.url: doc for doc in packaged.documents(at)}
    after = {doc.url: doc for doc in packaged.documents(at + timedelta(seconds=seconds))}
    assert before.keys() <= after.keys()
    for url, earlier in before.items():
        later = after[url]
        assert START <= later.published_at == earlier.published_at <= earlier.modified_at <= later.modified_at
        assert earlier.version <= later.version
        if earlier.version == later.version:
            assert (earlier.title, earlier.paragraphs) == (later.title, later.paragraphs)
        if earlier.gone:
            assert later.gone == earlier.gone
