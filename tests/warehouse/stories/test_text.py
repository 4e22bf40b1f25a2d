"""How texts are read: words, spellings, datelines, furniture."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.stories.texts import HARBOUR, TALKS, bulletin, readout
from warehouse.stories.carriers import Member, carriers
from warehouse.stories.shingles import all_words, sample, shingles, sketches
from warehouse.stories.text import WordHashes, read_lines, spelling, words
from warehouse.stories.thresholds import SAMPLE, SHARED, SMALLEST
from warehouse.stories.verify import Stored, Wording, compare, wordings

NOON = datetime(2026, 3, 2, 12)  # noqa: DTZ001  as the database gives it


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organised", "organized"), ("programme", "program"), ("harbour", "harbor"), ("pct", "percent"),
        ("1,200", "1200"), ("centres", "centers"), ("bln", "billion"),
    ],
)  # fmt: skip
def test_spellings_of_one_word(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


@given(st.text(max_size=80) | st.text(alphabet="ab'_-. %1,\t\u00a0é\u4e00", max_size=80))
def test_a_line_has_the_words_of_its_pieces_seen_before_or_not(line: str) -> None:
    whole = re.sub(r"\s", "\N{PILCROW SIGN}", line)  # nothing a word has, and one piece
    assert words(line) == words(line) == words("\N{PILCROW SIGN}" * 40 + whole)


def test_other_words_stay_other() -> None:
    assert len({spelling(word) for word in ("four", "for", "rise", "rize", "tour", "7.12", "712", "wise")}) >= 7


def test_abbreviations_with_dots() -> None:
    assert all_words(read_lines("The U.S. and the U.K. grew by 3 per cent.")) == [
        "the", "us", "and", "the", "uk", "grew", "by", "3", "percent",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "dateline",
    [
        "BEIJING, Jan. 5 (Xinhua) -- ",
        "MOSCOW, March 3. /TASS/. ",
        "(Agency) ",
        "NORTHPORT - ",
        "МОСКВА, 2 марта. /ТАСС/. ",
    ],
)
def test_a_dateline_is_no_part_of_the_text(dateline: str) -> None:
    assert all_words(read_lines(dateline + HARBOUR)) == all_words(read_lines(HARBOUR))


@pytest.mark.parametrize(
    ("monday", "tuesday"),
    [
        ("Updated: 2026-03-02 10:04", "Updated: 2026-03-03 23:15"),
        ("Updated 16:50, 02-Mar-2026", "Updated 09:01, 03-Mar-2026"),
        ("By Agency Published: Mar 02, 2026 04:52 PM", "By Agency Published: Mar 13, 2026 11:52 AM"),
        ("2026年3月2日 来源", "2026年3月13日 来源"),
        ("2 марта 2026 10:00", "13 марта 2026 11:11"),
    ],
)
def test_a_dated_line_is_one_line_every_day(monday: str, tuesday: str) -> None:
    (a,), (b,) = read_lines(monday), read_lines(tuesday)
    assert a.mask == b.mask


def test_a_line_with_other_numbers_is_another() -> None:
    (a, *_), (b, *_) = read_lines(bulletin(1)), read_lines(bulletin(2))
    assert a.mask != b.mask


def test_only_edges_can_be_furniture() -> None:
    lines = read_lines("\n".join(f"line {n}" for n in range(12)))
    assert [line.mask is not None for line in lines] == [True] * 4 + [False] * 4 + [True] * 4


_word = st.text(alphabet="abcé1外", min_size=1, max_size=6)


@given(st.lists(st.lists(_word, max_size=12), max_size=6))
def test_texts_hashed_together_and_alone_are_the_same(texts: list[list[str]]) -> None:
    together = [found.tolist() for found in shingles(texts)]
    assert together == [shingles([text])[0].tolist() for text in texts]
    assert [len(found) for found in together] == [max(1, len(text) - 4) if text else 0 for text in texts]


def test_hashes_are_those_of_every_machine() -> None:
    """They are stored: a change here is a change of ALGO_VERSION."""
    assert shingles([["the", "harbour", "towns", "will", "reopen", "1,200"]])[0].tolist() == SHINGLES


SHINGLES = [2423176954, 4075529130]


def test_a_sketch_is_the_same_sample_of_every_text() -> None:
    hashes = np.arange(0, 2**32, 2**22, dtype=np.uint32)
    kept = set(sample(hashes))
    assert {int(h) for h in hashes if h < SAMPLE} <= kept
    assert len(set(sample(hashes[-3:]))) == 3
    assert len(kept) >= SMALLEST
    (whole,), (cut,) = sketches([HARBOUR]), sketches([HARBOUR.split("\n\n")[0]])
    assert len(set(whole.hashes) & set(cut.hashes)) >= 8


def test_what_tells_a_bulletin_from_yesterdays_is_in_its_sketch() -> None:
    def weather(n: int) -> str:
        return f"{LONG_STOCK}\n\nIn the hill towns up to {40 + n} mm of rain are expected.\n\n{LONG_STOCK}"

    fresh = [set(sketch.hashes) - _hashes(LONG_STOCK) for sketch in sketches([weather(n) for n in range(30)])]
    own = [its - set().union(*fresh[:n], *fresh[n + 1 :]) for n, its in enumerate(fresh)]
    assert min(map(len, own)) >= SHARED


LONG_STOCK = (
    "The observatory of the coast renewed its warning of heavy rain in the early hours of the day and advised the "
    "towns to take precautions, and asked all to stay indoors and drivers to watch out for water on the roads. "
    "The warnings have four colours, of which red is the most severe, followed by orange, yellow and blue, and are "
    "renewed as often as the weather changes, at the least once in the morning and once before the night begins."
)


def test_words_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.stories.text._ROOM", 3)
    hashes = WordHashes()
    first = hashes(["a", "b", "c", "d", ""], 5).tolist()
    assert hashes(["d", "a"], 2).tolist() == [first[3], first[0]]
    assert first[4] == 0


def wording(
    n: int,
    text: str,
    *,
    hours: float = 0,
    outlet: str | None = None,
    page: str | None = None,
    stock: str = "",
    repeats: str = "",
) -> Wording:
    """One with these lines known as stock phrases, and those as what its outlet repeats."""
    fresh = _hashes(text) - _hashes(stock)
    masks = frozenset(line.mask for line in read_lines(repeats) if line.mask is not None)
    at = NOON + timedelta(hours=hours)
    page = page or f"https://{n}.example/"
    return wordings([Stored(f"d{n}", at, f"key of {text}", outlet or f"o{n}", page, text, fresh, masks)])[0]


def _hashes(text: str) -> set[int]:
    return set(shingles([all_words(read_lines(text))])[0].tolist())


def relation(a: Wording, b: Wording) -> str | None:
    found = compare(a, b)
    assert found == compare(b, a)
    return found.relation if found else None


def test_relations() -> None:
    assert relation(wording(1, HARBOUR), wording(2, HARBOUR, hours=71)) == "identical"
    assert relation(wording(1, HARBOUR), wording(2, HARBOUR, hours=73)) is None
    assert relation(wording(1, HARBOUR), wording(2, HARBOUR + "\n\n" + TALKS[0])) == "copy"
    assert relation(wording(1, HARBOUR), wording(2, TALKS[0])) is None
    assert relation(wording(1, HARBOUR, page="p"), wording(2, TALKS[0], page="p", hours=900)) == "page"
    assert relation(wording(1, bulletin(1)), wording(2, bulletin(4))) == "weak"


def test_an_outlet_does_not_carry_itself() -> None:
    changed = HARBOUR.replace("Monday", "Tuesday").replace("four times", "twice").replace("autumn", "winter")
    assert relation(wording(1, HARBOUR), wording(2, changed)) == "copy"
    assert relation(wording(1, HARBOUR, outlet="o"), wording(2, changed, outlet="o")) == "probable"


def test_what_one_outlet_prints_every_day_another_may_print_as_text() -> None:
    """An agency's daily phrases are no evidence in its own text; a cut that has them is its text all the same."""
    phrases = "\n\n".join(readout("Arvania", 1).split("\n\n")[1:3])
    first, second, *rest = HARBOUR.split("\n\n")
    agency = wording(1, "\n\n".join((first, phrases, second, *rest)), stock=phrases, repeats=phrases)
    assert relation(agency, wording(2, "\n\n".join((first, phrases, second)), stock=phrases)) == "copy"
    assert relation(agency, wording(3, "\n\n".join((phrases, *TALKS)), stock=phrases)) is None


def member(n: int, text: str, *, own: bool = False, named: str | None = None, repeats: str = "") -> Member:
    masks = frozenset(line.mask for line in read_lines(repeats) if line.mask is not None)
    return Member(
        f"d{n}", NOON + timedelta(hours=n), frozenset({text}), own, named, "agency" if own else None, text, masks
    )


def test_what_carriers_did() -> None:
    first, second, third, fourth = HARBOUR.split("\n\n")
    found = carriers(
        [
            member(1, HARBOUR),
            member(2, "\n\n".join((first, second))),
            member(3, HARBOUR + "\n\n" + TALKS[0]),
            member(4, "\n\n".join((first, third, TALKS[1]))),
            member(5, HARBOUR),
        ],
        {},
    )
    assert [row["relation"] for row in found] == ["origin", "trimmed", "expanded", "rewritten", "identical"]
    assert [(row["paragraphs_dropped"], row["paragraphs_added"]) for row in found] == [
        (0, 0), (2, 0), (0, 2), (2, 2), (0, 0),
    ]  # fmt: skip
    assert [row["source_id"] for row in found] == [None, "d1", "d1", "d1", "d1"]
    assert fourth


def test_what_only_one_of_them_prints_every_day_is_neither_dropped_nor_added() -> None:
    talks = readout("Arvania", 1)
    paragraphs = talks.split("\n\n")
    first, cut = carriers(
        [member(1, talks, own=True, repeats=paragraphs[1]), member(2, "\n\n".join(paragraphs[:3]))], {}
    )
    assert (first["relation"], cut["relation"]) == ("origin", "trimmed")
    assert (cut["paragraphs_dropped"], cut["paragraphs_added"], cut["pct_own"]) == (2, 0, 0.0)
    first, cut = carriers(
        [member(1, talks, own=True), member(2, "\n\n".join(paragraphs[:3]), repeats=paragraphs[1])], {}
    )
    assert (cut["relation"], cut["paragraphs_dropped"], cut["paragraphs_added"]) == ("trimmed", 2, 0)


def test_a_carrier_of_a_carrier() -> None:
    """The third has what the second added, and cut the same paragraph."""
    first, second, *_ = HARBOUR.split("\n\n")
    passed_on = "\n\n".join((first, second, TALKS[0]))
    third = carriers([member(1, HARBOUR), member(2, passed_on), member(3, passed_on + "\n\nMore soon.")], {})[2]
    assert (third["source_id"], third["source_from"]) == ("d2", "text")


def test_how_likely_the_source_is_follows_from_how_it_is_known() -> None:
    def known(*members: Member) -> tuple[str, float, str]:
        last = carriers(list(members), {})[-1]
        return last["source_id"], last["source_confidence"], last["source_from"]

    assert known(member(1, HARBOUR), member(2, HARBOUR)) == ("d1", 0.7, "text")
    assert known(member(1, HARBOUR), member(2, HARBOUR), member(3, HARBOUR)) == ("d1", 0.25, "earliest")
    assert known(member(1, HARBOUR, own=True), member(2, HARBOUR, named="agency")) == ("d1", 0.9, "source line")


def test_an_agencys_copy_is_the_lead_and_the_source_of_who_names_it() -> None:
    found = carriers([member(1, HARBOUR, named="agency"), member(2, HARBOUR, own=True)], {})
    assert [(row["document_id"], row["relation"]) for row in found] == [("d2", "origin"), ("d1", "identical")]
    assert (found[1]["source_id"], found[1]["source_confidence"]) == ("d2", 0.9)
