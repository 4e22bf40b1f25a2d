"""What holds for any text, and on the real page and texts where they are at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.lexicon.world import phrases, world
from extractors.pages import read_page
from extractors.readouts import read, read_readout
from press.render import render_seed
from tests.effort import within
from tests.extractors.readouts.builders import article

# Words of the genre in any order.
WORDS = st.sampled_from(
    [
        "President",
        "Prime",
        "Minister",
        "Ann",
        "Lee",
        "of",
        "Norway",
        "met",
        "with",
        "and",
        ",",
        ".",
        "“",
        "”",
        "agreed",
        "to",
        "discussed",
        ";",
        "the",
        "two",
        "sides",
        "stressed",
        "that",
        "U.S.",
        "双方",
        "同意",
        "会见",
        "总统",
        "表示",
        "Президент",
        "переговоры",
        "договорились",
        "(CPC)",
        "’s",
        "19",
        "May",
        "today",
        "Washington,",
        "D.C.",
        "\xa0",
        "\u2060",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(WORDS, max_size=60).map(" ".join),
    st.lists(WORDS, max_size=12).map(" ".join),
    st.sampled_from(["en", "zh", "ru", "fa"]),
)
def test_any_text_gives_a_verdict_and_true_spans(text: str, title: str, lang: str) -> None:
    made = article(title, text or "-", lang=lang)
    verdict, found = read(made)
    assert verdict.reason
    assert verdict.is_readout == (found is not None)
    if found:
        paragraphs = (made.title, *made.paragraphs)
        for one in (*found.statements, *found.commitments, *found.topics, *found.tone, *found.phrases):
            assert 0 <= one.start <= one.end <= len(paragraphs[one.paragraph])
    assert read(made) == (verdict, found)


@pytest.mark.parametrize(
    "piece",
    [
        "President Ann Lee of Norway met with ",
        "(",
        "“the two sides ",
        "双方同意，",
        "Президент ",
        "a, and ",
        "very candid, ",
    ],
)
def test_a_megabyte_takes_seconds(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    page = article("Readout of the Call with President Lee of Norway", text)
    within(8, lambda: read(page))


def test_the_lexicon_is_as_large_as_it_says() -> None:
    assert len(phrases()) >= 150
    assert len({one.side for one in world().people.values()}) >= 40
    assert all(one.tenures for one in world().people.values())


@pytest.mark.shared
def test_the_seed(shared: Path) -> None:
    expected = json.loads((shared / "seed/expected.json").read_text("utf-8"))
    page = render_seed((shared / "seed/bangkok-readout.txt").read_text("utf-8"))
    found = read_readout(read_page(page, "https://www.bjreview.com/China/202401/t20240128_1.html"))
    assert found is not None
    event = expected["event"]
    names = {
        "event_type": "event_type",
        "mode": "mode",
        "format": "format",
        "place": "place",
        "country": "country",
        "place_from": "place_from",
        "host_guest": "host_guest",
    }
    assert {name: getattr(found.event, name) for name in names} == {name: event[name] for name in names}
    assert [str(found.event.start_date), str(found.event.end_date)] == [event["start_date"], event["end_date"]]
    people = [
        {"order": one.order, "name": one.name, "side": one.side, "titles": list(one.titles)}
        for one in found.participants
    ]
    assert people == expected["participants"]
    said = [{"speaker": one.speaker, "verb": one.verb, "paragraph": one.paragraph} for one in found.statements]
    assert said == expected["statements"]
    assert [(one.paragraph, len(one.items)) for one in found.commitments] == [
        (one["paragraph"], one["items"]) for one in expected["commitments"]
    ]
    assert found.commitments[0].text.startswith(expected["commitments"][0]["begins"])
    assert list(found.commitments[1].deadlines) == expected["commitments"][1]["deadlines"]
    assert [one.text for one in found.topics] == expected["topics_discussed"]
    assert [one.word for one in found.tone] == expected["tone"]
    assert set(expected["phrases"]) <= {one.text for one in found.phrases}
