"""English accounts: who met whom, who said what, what was agreed. All texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.readout_records import Readout
from extractors.readouts import assess_readout, read_readout
from tests.extractors.readouts.builders import article

KREMLIN = "http://en.kremlin.ru/events/president/news/1"
CALL = (
    "President Aldo B. Marsh, Jr. spoke today with Prime Minister Ilse Brandt of Norway.  President "
    "Marsh thanked Prime Minister "
    "Brandt for Norway’s hospitality and underscored the need for open sea lanes.  The two leaders held a candid and "
    "constructive discussion on regional issues, including the Barents Sea, Svalbard, and Iceland.  "
    "She noted that fish stocks "
    "had recovered.  They agreed to maintain the hotline and to hold a second round of talks in September."
)


def parsed(title: str, text: str, **more: object) -> Readout:
    made = read_readout(article(title, text, **more))  # type: ignore[arg-type]
    assert made is not None
    return made


def test_a_call() -> None:
    made = parsed("Readout of President Aldo Marsh’s Call with Prime Minister Brandt of Norway", CALL)
    assert (made.event.mode, made.event.format, made.event.place) == ("phone", "phone call", None)
    assert made.event.start_date == made.event.end_date == date(2031, 5, 20)
    assert [(one.name, one.side, one.titles) for one in made.participants] == [
        ("Aldo B. Marsh, Jr.", "USA", ("President",)),
        ("Ilse Brandt", "NOR", ("Prime Minister",)),
    ]
    assert [(one.speaker, one.verb) for one in made.statements] == [
        ("Aldo B. Marsh, Jr.", "thank"),
        ("Aldo B. Marsh, Jr.", "underscore"),
        ("Aldo B. Marsh, Jr.", "note"),
    ]
    assert [one.text for one in made.topics] == ["Barents Sea", "Svalbard", "Iceland"]
    assert [one.word for one in made.tone] == ["candid", "constructive"]
    (promise,) = made.commitments
    assert promise.items == ("maintain the hotline", "hold a second round of talks in September")
    assert promise.deadlines == ("in September",)
    assert promise.deadline_dates == (date(2031, 9, 30),)


def test_a_meeting_in_a_third_country() -> None:
    made = parsed(
        "Secretary Holt’s Meeting with Chilean Foreign Minister Paredes",
        "Office of the Spokesperson\n\nSecretary of State Dana Holt met on May 18-19 with Chilean "
        "Foreign Minister Inés "
        "Paredes in Vienna, Austria.  The Secretary reaffirmed U.S. support for the treaty and called for calm.",
    )
    assert (made.event.mode, made.event.place, made.event.country) == ("third-party", "Vienna", "AUT")
    assert (made.event.start_date, made.event.end_date) == (date(2031, 5, 18), date(2031, 5, 19))
    assert made.event.host_guest == "neutral"
    # The header is counted: paragraph 2 is the first of the text.
    assert [(one.verb, one.paragraph) for one in made.statements] == [("reaffirm", 2), ("call", 2)]


def test_the_house_need_not_name_its_own_side() -> None:
    made = parsed(
        "Telephone conversation with President of Brazil Otto Reis",
        "Vladimir Putin had a telephone conversation with President of the Federative Republic of "
        "Brazil Otto Reis at the "
        "initiative of the Brazilian side.\n\nThe Russian President stressed that trade had doubled. "
        "Both sides noted the "
        "importance of shipping.\n\nBilateral relations and current international issues were discussed.",
        url=KREMLIN,
    )
    assert [(one.name, one.side) for one in made.participants] == [("Vladimir Putin", "RUS"), ("Otto Reis", "BRA")]
    assert made.event.initiator == "BRA"
    assert [(one.speaker, one.verb) for one in made.statements] == [("Vladimir Putin", "stress"), ("both", "note")]
    assert [one.text for one in made.topics] == ["Bilateral relations", "international issues"]


def test_a_guest_list_inherits_its_state() -> None:
    made = parsed(
        "Readout of the Strategic Group",
        "Today at the White House, National Security Advisor Ada Venn hosted Israeli National "
        "Security Advisor Noam Tal, "
        "Minister of Ports Gil Arad, and Ambassador Lea Stern for talks.",
    )
    assert [(one.name, one.side) for one in made.participants] == [
        ("Ada Venn", "USA"), ("Noam Tal", "ISR"), ("Gil Arad", "ISR"), ("Lea Stern", "ISR"),
    ]  # fmt: skip
    assert (made.event.place, made.event.host) == ("White House", "USA")


def test_quoted_words_are_nobodys_statement() -> None:
    made = parsed(
        "President Vladimir Putin met with Prime Minister of Thailand Arun Somchai",
        "“The Prime Minister stressed this, and Russia agreed to nothing, he said at home,” the President noted. "
        "The parties welcomed the harvest.",
        url=KREMLIN,
    )
    assert [(one.speaker, one.verb) for one in made.statements] == [("Vladimir Putin", "note"), ("both", "welcome")]
    assert made.commitments == ()


def test_people_spoken_of_did_not_take_part() -> None:
    made = parsed(
        "Readout of President Marsh’s Call with President Kovač of Croatia",
        "President Aldo Marsh spoke today with President Ana Kovač of Croatia to follow up on the "
        "summit between Chancellor "
        "Ute Kern of Germany and Prime Minister Ken Mori of Japan.",
    )
    assert [one.name for one in made.participants] == ["Aldo Marsh", "Ana Kovač"]


@pytest.mark.parametrize(
    ("title", "text", "rule"),
    [
        ("On May 26, Vladimir Putin will hold talks with President of Chad Ali Sow",
         ("On May 26, Vladimir Putin will hold talks with President of Chad Ali Sow, who will visit "
"Moscow."), "not:future"),
        ("President Vladimir Putin met with Government members",
         "President Putin met with Government members to discuss the harvest.", "not:one-side"),
        ("Condolences to President of Chad Ali Sow", "Vladimir Putin sent a message to President of Chad Ali Sow.",
         "not:greeting"),
        ("Remarks by President Marsh and Prime Minister Brandt of Norway", CALL, "not:form"),
        ("Parliament passes the ports bill", "The parliament passed the ports bill on Tuesday.", "not:no-contact"),
    ],
)  # fmt: skip
def test_what_is_no_readout_says_why(title: str, text: str, rule: str) -> None:
    verdict = assess_readout(article(title, text, url=KREMLIN))
    assert not verdict.is_readout
    assert verdict.rule == rule
    assert verdict.reason


def test_every_value_has_a_receipt() -> None:
    made = parsed("Readout of President Aldo Marsh’s Call with Prime Minister Brandt of Norway", CALL)
    marks = {one.field: one for one in made.marks}
    assert marks["event.place"].value is None
    assert marks["event.place"].reason
    assert marks["event.date"].rule == "date:today"
    text = article("t", CALL).paragraphs[0]
    assert text[marks["event.date"].start : marks["event.date"].end] == "today"
    for one in (*made.statements, *made.commitments, *made.topics, *made.tone, *made.phrases):
        assert 0 <= one.start < one.end <= len(text)
    for topic in made.topics:
        assert text[topic.start : topic.end] == topic.text
