"""Whose words they are and who took part, in the forms that hide it. All texts are invented."""

from __future__ import annotations

import pytest

from config.lexicon.world import world
from extractors.readout_records import Readout
from extractors.readouts import assess_readout
from tests.extractors.readouts.builders import HOUSE, KREMLIN, article, readout

DOWNING = "https://www.gov.uk/government/news/a"


def read(title: str, text: str, url: str = KREMLIN) -> Readout:
    return readout(title, text, url)


def told(made: Readout) -> list[tuple[str, str]]:
    return [(one.speaker, one.verb) for one in made.statements]


@pytest.mark.parametrize(
    ("sentence", "statements"),
    [
        ("The Chilean delegation praised the fleet. They expressed thanks.", ["side:CHL praise", "side:CHL express"]),
        ("Chilean representatives stressed the rules.", ["side:CHL stress"]),
        ("The Russian and Chilean officials stressed the rules.", ["both stress"]),
        ("The leaders of Russia and the Republic of Chile noted the treaty.", ["both note"]),
        ("Mr Putin and his team stressed the rules. They praised the crew.", ["Putin stress", "Putin praise"]),
        ("Mr Putin and his Chilean counterpart condemned the raid.", ["both condemn"]),
        ("Chile hopes for rain, Mr Reyes said.", ["Reyes say"]),
        ("Russia supported the plan, Mr Putin noted, adding that it was late.", ["Putin note"]),
        ("According to Mr Reyes, Chile hopes for rain.", ["Reyes hope"]),
        ("Chile hopes for rain.", ["side:CHL hope"]),
        ("Mr Putin noted that he hoped for rain.", ["Putin note"]),
        ("The leaders began by reflecting on the war, and expressed hope.", ["both express"]),
        ("The two Heads of State called for calm.", ["both call"]),
        ("Mr Putin noted the rain, but also praised the crew.", ["Putin note", "Putin praise"]),
        ("In view of this Russia and Chile condemned the raid.", ["both condemn"]),
        ("During their talk Mr Putin and Mr Reyes condemned the raid.", ["both condemn"]),
        ("In this context the Chilean leader praised the fleet.", ["Reyes praise"]),
        ("During a call with the Chilean leader, Mr Putin praised the fleet.", ["Putin praise"]),
        ("The floods struck Chile and Mr Putin praised the crew. He thanked them.", ["Putin praise", "Putin thank"]),
        ("Mr Putin spoke by telephone with Mr Reyes and thanked him.", ["Putin thank"]),
        ("Mr Reyes assessed the plan as a good one.", ["Reyes assess"]),
    ],
)  # fmt: skip
def test_whose_words_they_are(sentence: str, statements: list[str]) -> None:
    made = read(
        "Talks with President of Chile Lucia Reyes",
        f"Vladimir Putin held talks with President of Chile Lucia Reyes.\n\n{sentence}",
    )
    assert [f"{speaker.split()[-1]} {verb}" for speaker, verb in told(made)] == statements


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ("The nets are old, Mr Putin said.", ["The nets are old, Mr Putin said."]),
        ("The nets are old, Mr Putin emphasised.", ["The nets are old, Mr Putin emphasised."]),
        ("The nets, he said, are old.", ["The nets, he said, are old."]),
        ("The nets are old, Mr Putin said on Friday at sea.", ["The nets are old, Mr Putin said on Friday at sea."]),
        ("“The nets are old,” said Mr Reyes.", ["“The nets are old,” said Mr Reyes."]),
        ("Rain fell. “Nets tear. Nets are old,” he said.", ["“Nets tear. Nets are old,” he said."]),
        ("At the table, Mr Putin said that nets are old.", ["Mr Putin said that nets are old."]),
        ("Mr Putin said that Russia supports the fleet.", ["Mr Putin said that Russia supports the fleet."]),
        ("Mr Putin noted that he hoped for rain.", ["Mr Putin noted that he hoped for rain."]),
        (
            "Mr Putin said that the two sides stressed the rules, and Mr Reyes praised the crew.",
            [
                "Mr Putin said that the two sides stressed the rules",
                "the two sides stressed the rules",
                "Mr Reyes praised the crew.",
            ],
        ),
        (
            "Mr Putin noted the rain, but also praised the crew.",
            ["Mr Putin noted the rain", "Mr Putin noted the rain, but also praised the crew."],
        ),
    ],
)
def test_a_statement_holds_what_is_said(sentence: str, texts: list[str]) -> None:
    """Wherever the speaker stands; and it is as the paragraph prints it, at its place."""
    first = "President Vladimir Putin met with President of Chile Luis Reyes at the Kremlin. Mr Putin praised the crew."
    made = read("Meeting with President of Chile Luis Reyes", f"{first}\n\n{sentence}")
    found = [one for one in made.statements if one.paragraph == 2]
    assert [one.text for one in found] == texts
    assert [sentence[one.start : one.end] for one in found] == [one.text for one in found]


def test_an_agreement_between_commas_is_one() -> None:
    made = read(
        "Talks with President of Chile Lucia Reyes",
        "Vladimir Putin held talks with President of Chile Lucia Reyes.\n\n"
        "It was agreed, in particular, to open the port and counter-terrorism centre.",
    )
    assert [one.items for one in made.commitments] == [("open the port and counter-terrorism centre",)]


def test_an_office_without_a_name_is_the_issuers() -> None:
    made = read(
        "PM meeting with Prime Minister Sow of Chad: 20 May 2031",
        "The Prime Minister hosted the Prime Minister of Chad, Ali Sow, at Downing Street today.\n\n"
        "The Prime Minister thanked Prime Minister Sow. Prime Minister Sow outlined the need. The Prime Minister set "
        "out the plan. The Prime Minister of Chad praised it.",
        DOWNING,
    )
    assert told(made) == [
        ("side:GBR", "thank"), ("Ali Sow", "outline"), ("side:GBR", "set out"), ("Ali Sow", "praise"),
    ]  # fmt: skip
    assert [(one.name, one.side) for one in made.participants] == [("Ali Sow", "TCD")]
    assert (made.event.mode, made.event.country) == ("visit", "GBR")


def test_a_president_of_the_republic_needs_no_name() -> None:
    made = read(
        "Meeting with the King of Jordan",
        "The President of the Republic received His Majesty King Hamid II of Jordan at the Élysée Palace on 20 May. "
        "The President praised the crew.",
        "https://www.elysee.fr/en/a",
    )
    assert (made.event.mode, told(made)) == ("visit", [("side:FRA", "praise")])


def test_a_courtesy_call_is_a_meeting() -> None:
    made = read(
        "Foreign Minister Okada Receives a Courtesy Call from Ambassador of Kenya",
        "Mr. OKADA Yuki, Minister for Foreign Affairs, received a courtesy call from H.E. Ms. Grace Wanjiru, "
        "Ambassador of the Republic of Kenya to Japan.",
        "https://www.mofa.go.jp/a",
    )
    assert (made.event.mode, [one.side for one in made.participants]) == (None, ["JPN", "KEN"])


@pytest.mark.parametrize(
    ("lead", "people"),
    [
        (
            "The Russian delegation included Foreign Minister Boris Lunin and Ambassador of Russia to Chile Oleg "
            "Perov. The Chilean delegation included Minister of Trade Ana Paz, Minister of Ports Luz Rojas.",
            ["Boris Lunin RUS", "Oleg Perov RUS", "Ana Paz CHL", "Luz Rojas CHL"],
        ),
        ("Vladimir Putin met with the Chilean President and her daughter Inés Paz.", []),
        ("Earlier Foreign Minister Boris Lunin met with Foreign Minister of Chad Ali Sow.", []),
        ("Vladimir Putin met with Lucia Reyes, who is in Moscow at the invitation of Moscow Mayor Oleg Perov.", []),
        (
            "Chairman of the Bank of Russia, Boris Lunin, Finance Minister, Oleg Perov, and Aide, Juri Orlov, "
            "took part in the meeting.",
            ["Boris Lunin RUS", "Oleg Perov RUS", "Juri Orlov RUS"],
        ),
        (
            "The Chilean delegation consisted of Minister of Trade Ana Paz and Assistant to the Prime Minister of "
            "Chad, Ambassador Ali Sow.",
            ["Ana Paz CHL", "Ali Sow TCD"],
        ),
    ],
)  # fmt: skip
def test_who_took_part(lead: str, people: list[str]) -> None:
    made = read(
        "Meeting with President of Chile Lucia Reyes",
        f"Vladimir Putin met with President of Chile Lucia Reyes.\n\n{lead}",
    )
    found = [f"{one.name} {one.side}" for one in made.participants]
    assert found[:2] == ["Vladimir Putin RUS", "Lucia Reyes CHL"]
    assert found[2:] == people


@pytest.mark.parametrize(
    ("title", "lead", "people"),
    [
        ("A call", "had a telephone conversation with his Chilean counterpart, Hugo Reyes", "Hugo Reyes CHL"),
        ("Talks", "held talks with Ms. OKADA Yuki, Minister for Foreign Affairs of Japan", "OKADA Yuki JPN"),
        ("Talks", "held talks with H.E. Mr. Luc GARNIER, Envoy of the Sultanate of Oman", "Luc GARNIER OMN"),
        ("Talks", "held talks with the President of the French Republic, H.E. Mr. Luc Garnier", "Luc Garnier FRA"),
        ("Talks", "held talks with Prime Minister of India Shri Arjun Mehta", "Arjun Mehta IND"),
        ("Talks", "held talks with Deputy Attorney General of the United States Lisa Monaco", "Lisa Monaco USA"),
        ("Meeting", "met with Minister-President of the Federal Land of Bavaria Karl Wendt", "Karl Wendt DEU"),
        ("Meeting", "met with President of the Republika Srpska Milan Ilic", "Milan Ilic BIH"),
        ("Meeting", "met with Minister for European Affairs of Chile Ana Paz", "Ana Paz CHL"),
    ],
)  # fmt: skip
def test_how_a_guest_is_printed(title: str, lead: str, people: str) -> None:
    made = read(title, f"On 19 May, Vladimir Putin {lead}.")
    assert [f"{one.name} {one.side}" for one in made.participants] == ["Vladimir Putin RUS", people]


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("They agreed that their teams would stay in touch.", ["their teams would stay in touch"]),
        ("The parties reached an agreement on expert talks.", ["expert talks"]),
        ("They agreed that the treaty is good.", []),
    ],
)
def test_what_was_promised(sentence: str, items: list[str]) -> None:
    made = read(
        "Talks with President of Chile Lucia Reyes",
        f"Vladimir Putin held talks with President of Chile Lucia Reyes.\n\n{sentence}",
    )
    assert [one for promise in made.commitments for one in promise.items] == items


@pytest.mark.parametrize(
    ("lead", "place"),
    [
        ("met today at the Department of State with Foreign Minister Arne Lund of Norway", ("visit", "USA")),
        ("met today with Foreign Minister Arne Lund of Norway to prepare for the summit in Oslo", (None, None)),
    ],
)
def test_where_they_met(lead: str, place: tuple[str | None, str | None]) -> None:
    event = read("Advisor Holt’s Meeting with Foreign Minister Lund", f"Advisor Dana Holt {lead}.", HOUSE).event
    assert (event.mode, event.country) == place


def test_what_is_said_of_the_future_is_said_in_the_present() -> None:
    made = read(
        "Telephone conversation with President of Abkhazia Ivan Lunin",
        "Mr Lunin briefed Vladimir Putin. The President informed Mr Lunin that talks will be held in May.",
    )
    assert [(one.name, one.side) for one in made.participants] == [
        ("Ivan Lunin", "ABKHAZIA"), ("Vladimir Putin", "RUS"),
    ]  # fmt: skip


def test_guests_of_one_house_are_of_its_state() -> None:
    made = read(
        "President Vladimir Putin met with the leadership of the Chilean Parliament",
        "In the Hotel Astra, the President met with Senate Speaker Ana Paz and Deputy Speaker Juan Soto.",
    )
    assert [(one.name, one.side) for one in made.participants] == [
        ("Vladimir Putin", "RUS"), ("Ana Paz", "CHL"), ("Juan Soto", "CHL"),
    ]  # fmt: skip


def test_one_between_two_of_a_side_is_of_it() -> None:
    made = read(
        "Readout of Talks with Norway",
        "Today, Secretary Holt, Mr. Boyd Fox, and Secretary Marsh met with Foreign Minister Arne Lund of Norway.",
        HOUSE,
    )
    assert [one.side for one in made.participants] == ["USA", "USA", "USA", "NOR"]


def test_a_minister_with_the_name_of_a_people_is_no_guest() -> None:
    title = "President Vladimir Putin met with Economic Development and Trade Minister German Gref"
    assert assess_readout(article(title, "They discussed the budget.", url=KREMLIN)).rule == "not:one-side"


def test_one_who_speaks_of_his_own_calls_reports_none() -> None:
    title = "Statement from President Aldo Marsh on the Storm"
    text = "I am saddened by the storm. Upon hearing the news, I spoke with Prime Minister Ilse Brandt of Norway."
    assert not assess_readout(article(title, text, url=HOUSE)).is_readout


def test_a_visit_is_told_at_the_beginning_too() -> None:
    made = read(
        "Meeting with President of Chile Lucia Reyes",
        "As part of his visit to Chile, Vladimir Putin met with President of Chile Lucia Reyes.",
    )
    assert (made.event.mode, made.event.host) == ("visit", "CHL")


def test_whoever_came_with_a_traveller_is_of_his_side() -> None:
    made = read(
        "Readout of Advisor Dana Holt’s Travel to Norway",
        "Advisor Dana Holt traveled to Norway, and was joined in her meetings by Deputy Assistant Secretary Boyd Fox. "
        "In Oslo, Ms. Holt met with Foreign Minister Arne Lund.",
        HOUSE,
    )
    assert [(one.name, one.side) for one in made.participants] == [
        ("Dana Holt", "USA"), ("Boyd Fox", "USA"), ("Arne Lund", "NOR"),
    ]  # fmt: skip


def test_whose_adviser_came_did_not_come_himself() -> None:
    made = read(
        "Readout of a Call with Norway",
        "President Aldo Marsh’s Adviser Dana Holt spoke today with Foreign Minister Arne Lund of Norway.",
        HOUSE,
    )
    assert [one.name for one in made.participants] == ["Dana Holt", "Arne Lund"]


def test_for_whom_somebody_speaks_depends_on_the_office() -> None:
    rutte = world().people["mark-rutte"]
    assert rutte.side_as(("Prime Minister",)) == "NLD"
    assert rutte.side_as(("Secretary General",)) == rutte.side_as(()) == "NATO"
