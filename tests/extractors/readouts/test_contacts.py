"""Who met whom and where, who says what, and what is only a speech. All texts are invented."""

from __future__ import annotations

import pytest

from extractors.readouts import assess_readout
from tests.extractors.readouts.builders import HOUSE, KREMLIN, article
from tests.extractors.readouts.builders import readout as read

STATE = "https://www.state.gov/a-meeting/"


SPEECH = (
    "Vladimir Putin met with President of Chad Ali Sow.\n\n"
    "President of Chad Ali Sow (retranslated): Mr President, I am delighted to welcome you to {place}.\n\n"
    "Mr Lund told me about the herring, and we discussed the quotas.\n\n"
    "Vladimir Putin: Thank you. Chad supports the dikes. We agreed to build them.\n\n"
    "<…>\n\n"
    "The leaders also discussed salt."
)


def test_a_speech_is_no_account() -> None:
    made = read("Meeting with President of Chad Ali Sow", SPEECH.format(place="Chad"), KREMLIN)
    assert [one.text for one in made.topics] == ["salt"]
    assert (made.statements, made.commitments) == ((), ())


def test_a_heading_with_a_colon_begins_no_speech() -> None:
    made = read(
        "Readout of President Aldo Marsh’s Meeting with Prime Minister Ilse Brandt of Norway",
        "President Aldo Marsh met today with Prime Minister Ilse Brandt of Norway.\n\n"
        "Rebuilding The Fleet: The two leaders reaffirmed the treaty.\n\nThey discussed salt.",
    )
    assert [(one.speaker, one.verb) for one in made.statements] == [("both", "reaffirm")]
    assert [one.text for one in made.topics] == ["salt"]


def test_a_quotation_of_several_sentences_is_no_account() -> None:
    made = read(
        "President Vladimir Putin sent a message to President of Chad Ali Sow",
        "Vladimir Putin sent a message to President of Chad Ali Sow.\n\nThe message reads, in part:\n\n"
        "“We value the bridge. We discussed salt in May.\n\nChad supports the dikes. We agreed to build them.”\n\n"
        "Mr Sow thanked Mr Putin.",
        KREMLIN,
    )
    assert [(one.speaker, one.verb) for one in made.statements] == [("Ali Sow", "thank")]
    assert made.topics == ()


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (SPEECH.format(place="Chad"), ("visit", None, "TCD", "TCD")),
        (SPEECH.format(place="Oslo"), ("third-party", "Oslo", "NOR", None)),
        (
            "Vladimir Putin met with President of Chad Ali Sow while on a state visit to Chad.",
            ("visit", None, "TCD", "TCD"),
        ),
        (
            "Opening the meeting at the Kremlin, Vladimir Putin welcomed Ali Sow. They discussed the talks in Sochi.",
            ("visit", "Kremlin", "RUS", "RUS"),
        ),
        (
            "Vladimir Putin met with President of Chad Ali Sow. Mr Putin is expected to make two visits to Chad.",
            (None, None, None, None),
        ),
        (
            "Vladimir Putin noted that he had warm memories of his meeting with Iranian President Omid Rad in Moscow.",
            (None, None, None, None),
        ),
    ],
)
def test_where_it_was(text: str, event: tuple[str | None, ...]) -> None:
    made = read("Meeting with President of Chad Ali Sow", text, KREMLIN)
    assert (made.event.mode, made.event.place, made.event.country, made.event.host) == event
    assert {one.name for one in made.participants} == {"Ali Sow", "Vladimir Putin"}


def test_a_day_behind_what_was_discussed_is_no_day_of_the_contact() -> None:
    made = read(
        "President Vladimir Putin spoke by telephone with President of Chad Ali Sow",
        "Mr Putin and Mr Sow discussed some aspects of trade, a question raised in the broadcast of May 17, 2031.",
        KREMLIN,
    )
    assert (str(made.event.start_date), made.event.date_source) == ("2031-05-20", "pubdate")


@pytest.mark.parametrize(
    ("title", "mode"),
    [
        ("BRICS summit in South Africa", "multilateral"),
        ("Vladimir Putin met with SCO Secretary-General Rashid Umarov", None),
    ],
)
def test_the_summit_of_an_organisation_is_one_of_many(title: str, mode: str | None) -> None:
    text = "Vladimir Putin took part in the meeting. He noted that trade grows."
    assert read(title, text, KREMLIN).event.mode == mode


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("The Deputy Secretary welcomed the bridge.", [("Dana Holt", "welcome")]),
        ("The Minister and the Deputy Secretary welcomed the bridge.", [("both", "welcome")]),
        ("Norway and the United States welcomed the bridge.", [("both", "welcome")]),
        ("She noted that the United States values our ties.", [("Dana Holt", "note")]),
        ("She praised the road, where he said little.", [("Dana Holt", "praise")]),
        ("Both leaders agreed there is nothing to add.", [("both", "agree")]),
        ("He and Foreign Minister Lund stressed the rules.", [("both", "stress")]),
        ("The Deputy Secretary and Foreign Minister Lund welcomed the bridge.", [("both", "welcome")]),
        ("During the conversation Mr. Lund praised the road.", [("Arne Lund", "praise")]),
        ("The Foreign Minister of Norway thanked the crew.", [("Arne Lund", "thank")]),
    ],
)
def test_who_speaks(sentence: str, speakers: list[tuple[str, str]]) -> None:
    made = read(
        "Joint Communiqué on the U.S.-Norway Dialogue",
        "The Foreign Minister of Norway, Arne Lund, and the Deputy Secretary of State of the United States of America, "
        f"Ms. Dana Holt, held consultations in Oslo today.\n\nDeputy Secretary Holt thanked the hosts. {sentence}",
        STATE,
    )
    assert [(one.speaker, one.verb) for one in made.statements[1:]] == speakers
    assert [(one.name, one.side) for one in made.participants] == [("Arne Lund", "NOR"), ("Dana Holt", "USA")]


def test_what_was_said_where_one_travelled() -> None:
    made = read(
        "Under Secretary Holt’s Visit to Chad",
        "Under Secretary of State Dana Holt visited Chad on May 12-14, where she underscored the rules.\n\n"
        "She met with Prime Minister Ali Sow.",
        STATE,
    )
    assert [(one.speaker, one.verb) for one in made.statements] == [("Dana Holt", "underscore")]
    assert (made.event.mode, made.event.country) == ("visit", "TCD")


@pytest.mark.parametrize(
    ("title", "text", "url", "expected"),
    [
        (
            "Readout of Advisor Dana Holt’s Meeting with Prime Minister Badr al-Harith of Oman",
            "Advisor Dana Holt met today with Prime Minister Badr al-Harith of Oman.",
            HOUSE,
            ("Badr al-Harith", "OMN"),
        ),
        (
            "Readout of Advisor Dana Holt’s Call with Orhan Demir, Spokesperson and Advisor to the President of Turkey",
            "Advisor Dana Holt spoke today with Orhan Demir, Spokesperson and Advisor to the President of Turkey.",
            HOUSE,
            ("Orhan Demir", "TUR"),
        ),
        (
            "Readout of Advisor Dana Holt’s Meeting with European Commission Vice Presidents Ada Vos and Jan Kalnins",
            "Advisor Dana Holt met with European Commission Vice Presidents Ada Vos and Jan Kalnins today.",
            HOUSE,
            ("Jan Kalnins", "EU"),
        ),
        (
            "Readout of Advisor Dana Holt’s Meetings with Norwegian Officials",
            "Advisor Dana Holt met with Norwegian Prime Minister Ilse Brandt and former envoy Arne Lund today.",
            HOUSE,
            ("Arne Lund", "NOR"),
        ),
        (
            "Meeting of the U.S.-Norway Polar Group",
            "Advisor Dana Holt convened the Polar Group with Norwegian counterparts. The Norwegian side was chaired by "
            "Director Arne Lund.",
            HOUSE,
            ("Arne Lund", "NOR"),
        ),
        (
            "Russian-Canadian talks were held",
            "Mr Putin and Mr Tremblay discussed trade.",
            KREMLIN,
            ("Tremblay", "CAN"),
        ),
        (
            "Vladimir Putin met with a delegation of the Council of Europe headed by its President Lord Ashby",
            "Mr Putin and Lord Ashby discussed trade.",
            KREMLIN,
            ("Ashby", "PACE"),
        ),
        (
            "Vladimir Putin met with Chilean President Ramon Lagos",
            "Mr Putin and Mr Lagos discussed trade.",
            KREMLIN,
            ("Ramon Lagos", "CHL"),
        ),
        (
            "Readout of Advisor Dana Holt’s Call with Korean Foreign Minister Park and Japanese Foreign Minister Ono",
            "Advisor Dana Holt spoke today with Foreign Minister Park Min and Japanese Foreign Minister Ono Ken.",
            HOUSE,
            ("Ono Ken", "JPN"),
        ),
        (
            "Readout of President Aldo Marsh’s Meeting with Prime Minister Ilse Brandt of Norway",
            "At the G20 Summit, President Aldo Marsh met today with Prime Minister Ilse Brandt of Norway.",
            HOUSE,
            ("Aldo Marsh", "USA"),
        ),
    ],
)
def test_who_met_and_for_whom(title: str, text: str, url: str, expected: tuple[str, str]) -> None:
    assert expected in [(one.name, one.side) for one in read(title, text, url).participants]


def test_who_is_part_of_a_title_did_not_take_part() -> None:
    made = read(
        "Readout of Advisor Dana Holt’s Call with Orhan Demir, Advisor to the President of Turkey",
        "Advisor Dana Holt spoke today with Orhan Demir, Advisor to President Selim Kara of Turkey. "
        "They agreed to keep the pier free, open, and safe.",
    )
    assert [one.name for one in made.participants] == ["Dana Holt", "Orhan Demir"]
    assert [one.items for one in made.commitments] == [("keep the pier free, open, and safe",)]


def test_an_agreement_of_nobody_named_is_one_of_both() -> None:
    made = read(
        "Telephone conversation with President of Chad Ali Sow",
        "Vladimir Putin had a telephone conversation with President of Chad Ali Sow.\n\n"
        "It was agreed that work on the dikes would continue. It was agreed to meet to discuss salt.",
        KREMLIN,
    )
    assert [(one.actor, one.items) for one in made.commitments] == [
        ("both", ("work on the dikes would continue",)),
        ("both", ("meet to discuss salt",)),
    ]
    assert made.topics == ()


def test_a_state_behind_a_town_is_no_side() -> None:
    made = read(
        "Meeting with President of Chad Ali Sow",
        "Ahead of the fair in Oslo, Norway, Vladimir Putin had a meeting with President of Chad Ali Sow. "
        "They agreed to advance a free and open sea.",
        KREMLIN,
    )
    assert (made.event.mode, made.event.place) == ("third-party", "Oslo")
    assert [one.items for one in made.commitments] == [("advance a free and open sea",)]


@pytest.mark.parametrize(
    ("sentence", "tone"),
    [
        ("The two leaders had a constructive discussion with Dr. Lund.", ["constructive"]),
        ("They praised Chad’s constructive engagement.", []),
        ("They spoke of developing a constructive dialogue.", []),
        ("He praised direct talks with Norway.", []),
        ("They hope to settle it via constructive dialogue.", []),
        ("The work of the fleets continues in a more intense manner.", []),
        ("They want comprehensive negotiations that lead to peace.", []),
        ("Ms. Brandt characterized the talks as open and explicit.", ["open", "explicit"]),
        ("They began a process of in-depth consultations.", []),
        ("They set up the Comprehensive Dialogue on Space.", []),
        ("They engaged in a wide-ranging discussion.", ["wide-ranging"]),
    ],
)
def test_the_tone_of_other_contacts_is_not_this_ones(sentence: str, tone: list[str]) -> None:
    made = read(
        "Readout of President Aldo Marsh’s Call with Prime Minister Ilse Brandt of Norway",
        f"President Aldo Marsh spoke today with Prime Minister Ilse Brandt of Norway. {sentence}",
    )
    assert [one.word for one in made.tone] == tone


def test_the_subject_of_talks_is_not_their_place() -> None:
    made = read(
        "Readout of Advisor Dana Holt’s Meeting with Prime Minister Ilse Brandt of Norway",
        "Advisor Dana Holt met today with Prime Minister Ilse Brandt of Norway to discuss the ongoing crisis in Gaza.",
    )
    assert (made.event.mode, made.event.place) == (None, None)


def test_who_was_present_took_part() -> None:
    made = read(
        "President Vladimir Putin held a meeting with President of Chad Ali Sow",
        "The Presidents agreed on future contacts.\n\n"
        "Foreign Minister Ivan Orlov and Chadian Ambassador Idriss Deba were present.",
        KREMLIN,
    )
    assert [one.name for one in made.participants][2:] == ["Ivan Orlov", "Idriss Deba"]
    assert [one.items for one in made.commitments] == [("future contacts",)]


def test_citizens_at_home_are_no_other_side() -> None:
    made = assess_readout(
        article(
            "Readout of Advisor Dana Holt’s Meeting with Chadian and Palestinian American Community Leaders",
            "Advisor Dana Holt met today with Chadian and Palestinian American community leaders.",
        )
    )
    assert (made.is_readout, made.rule) == (False, "not:one-side")
