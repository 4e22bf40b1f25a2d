"""Further habits of the genre in English, of several issuers. All texts are invented."""

from __future__ import annotations

import pytest

from extractors.readout_records import Readout
from extractors.readouts import assess_readout
from tests.extractors.readouts.builders import HOUSE, KREMLIN, article, call, readout

STATE = "https://www.state.gov/releases/a"
DELHI = "https://www.mea.gov.in/press-releases.htm?a"
LONDON = "https://www.gov.uk/government/news/a"
RIYADH = "https://www.spa.gov.sa/a"


def people(made: Readout) -> list[tuple[str, str | None]]:
    return [(one.name, one.side) for one in made.participants]


def said(made: Readout) -> list[tuple[str, str]]:
    return [(one.speaker, one.verb) for one in made.statements]


@pytest.mark.parametrize(
    ("title", "text", "url", "expected"),
    [
        (
            "Readout of the meeting between President Aldo Marsh and Prime Minister Ilse Brandt of Norway",
            "President of the United States Aldo Marsh met with Prime Minister Ilse Brandt in Oslo today.",
            HOUSE,
            [("Aldo Marsh", "USA"), ("Ilse Brandt", "NOR")],
        ),
        (
            "Norway-U.S. Reef Dialogue",
            "The United States and Norway held a Reef Dialogue at King’s Bay Naval Base on May 19. The Norwegian side "
            "was co-chaired by Mr. Arne Lund, Deputy Director-General, Ocean Bureau, Ministry of Foreign Affairs, and "
            "the U.S. side was co-chaired by Ms. Dana Holt, Deputy Assistant Secretary.",
            STATE,
            [("Arne Lund", "NOR"), ("Dana Holt", "USA")],
        ),
        (
            "Second U.S.-Chad Sand Dialogue",
            "U.S. and Chadian officials met virtually today. The United States delegation, led by Ambassador Dana Holt "
            "of "
            "the U.S. Embassy in N’Djamena, included four agencies. The Chadian delegation, led by Ali Sow, Director "
            "of the "
            "Sand Office, included three.",
            STATE,
            [("Dana Holt", "USA"), ("Ali Sow", "TCD")],
        ),
        (
            "Foreign Minister Receives Senegalese Counterpart",
            "Minister of Foreign Affairs Prince Turki bin Saad received here today Minister of African Integration and "
            "Foreign Affairs of the Republic of Senegal Aminata Diop.",
            RIYADH,
            [("Turki bin Saad", "SAU"), ("Aminata Diop", "SEN")],
        ),
        (
            "Third India-Chile Consultations",
            "The India-Chile Consultations were held in New Delhi on May 19. The Indian side was led by Secretary "
            "(East) Ms. "
            "Kavita Menon and the Chilean side was led by Vice Minister of Foreign Affairs, Mr. Pablo Soto.",
            DELHI,
            [("Kavita Menon", "IND"), ("Pablo Soto", "CHL")],
        ),
        (
            "United States Hosts Norway Sea Dialogue",
            "U.S. and Norwegian officials met for the Sea Dialogue in Oslo. The United States delegation was led by "
            "Dana R. Holt, "
            "Principal Deputy Assistant Secretary of the Bureau of Oceans and Scientific Affairs, and Erin Tate, "
            "Acting "
            "Director. The Norwegian delegation was led by Arne Lund, Director for Fish, and Ada Vik, Envoy for Salt.",
            STATE,
            [("Dana R. Holt", "USA"), ("Erin Tate", "USA"), ("Arne Lund", "NOR"), ("Ada Vik", "NOR")],
        ),
        (
            "Foreign ministers meet in Oslo",
            "Ali Sow, Chad’s foreign minister, met with Ilse Brandt, the Norwegian prime minister, in Oslo on Monday.",
            "https://example.org/a",
            [("Ali Sow", "TCD"), ("Ilse Brandt", "NOR")],
        ),
        (
            "Talks between Chadian and Norwegian Foreign Ministers Held",
            "Talks between Ali Sow, foreign minister of Chad, and Arne Lund, minister of Foreign Affairs of Norway, "
            "took "
            "place on May 19.",
            "https://example.org/a",
            [("Ali Sow", "TCD"), ("Arne Lund", "NOR")],
        ),
        (
            "Defence Secretary meets Norwegian counterpart",
            "Rt Hon David Penn MP, Secretary of State for Defence, met Amb. Arne Lund of Norway and Lt Gen Paul Okoro "
            "of "
            "Nigeria on 19 May.",
            LONDON,
            [("David Penn", "GBR"), ("Arne Lund", "NOR"), ("Paul Okoro", "NGA")],
        ),
    ],
)
def test_who_took_part(title: str, text: str, url: str, expected: list[tuple[str, str | None]]) -> None:
    assert people(readout(title, text, url)) == expected


@pytest.mark.parametrize(
    ("title", "text", "url", "expected"),
    [
        (
            "Readout of President Aldo Marsh’s Meeting with King Baldwin IV of Belgium",
            "President Aldo Marsh met today with King Baldwin IV of Belgium. The President and King Baldwin IV "
            "discussed salt "
            "and affirmed their friendship.",
            HOUSE,
            [("both", "affirm")],
        ),
        (
            "NATO Secretary General meets the President of Moldova",
            "NATO Secretary General Jan de Wit met the President of Moldova, Irina Rusu. Mr de Wit praised Moldova’s "
            "reforms.",
            "https://www.nato.int/a",
            [("Jan de Wit", "praise")],
        ),
        (
            "Visit of External Affairs Minister to Oman",
            "External Affairs Minister Dr. R. Menon met Foreign Minister of Oman Hamad Al Said in Muscat. EAM conveyed "
            "the "
            "greetings of the Prime Minister.",
            DELHI,
            [("R. Menon", "convey")],
        ),
        (
            "Norway-Peru Foreign Ministers’ Telephone Talk",
            "Foreign Minister of Norway Arne Lund held a telephone talk with Foreign Minister of Peru Javier Quispe. "
            "At the "
            "outset, Minister Lund expressed his condolences, to which Minister Quispe expressed his gratitude.",
            "https://www.regjeringen.no/a",
            [("Arne Lund", "express"), ("Javier Quispe", "express")],
        ),
    ],
)
def test_who_said_it(title: str, text: str, url: str, expected: list[tuple[str, str]]) -> None:
    assert said(readout(title, text, url)) == expected


def test_an_office_before_a_comma_is_of_whoever_is_named_behind_it_and_does_nothing() -> None:
    made = readout(
        "Vladimir Putin met with Foreign Minister of Chad Ali Sow",
        "At the talks, Mr Putin praised Chad. After his talks with the Prime Minister, Mr Putin told journalists that "
        "they "
        "spoke of salt.",
        KREMLIN,
    )
    assert [(one.name, one.titles) for one in made.participants] == [
        ("Vladimir Putin", ()),
        ("Ali Sow", ("Foreign Minister of Chad",)),
    ]


def test_a_meeting_of_a_partnership_is_of_many_states() -> None:
    made = readout(
        "Secretary Holt’s Participation in the Mekong-U.S. Partnership Ministers’ Meeting",
        "On May 19, Secretary Holt co-hosted the second Mekong-U.S. Partnership ministerial.",
        STATE,
    )
    assert made.event.mode == "multilateral"


def test_a_guest_who_is_visiting_was_met_at_home() -> None:
    made = readout(
        "Courtesy Call on Prime Minister Hara by the President of Palau",
        "Mr. HARA Kenji, Prime Minister of Japan, received a courtesy call from H.E. Mr. Thomas Remeli, President of "
        "the "
        "Republic of Palau, who is visiting Japan.",
        "https://www.mofa.go.jp/a",
    )
    assert (made.event.mode, made.event.place, made.event.country) == ("visit", None, "JPN")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("met at the United Nations headquarters before the debate", ("United Nations headquarters", "USA")),
        ("met at UN headquarters in New York", ("New York", "USA")),
        ("met. They praised what was decided at the Bonn Conference on Chad", (None, None)),
    ],
)
def test_where_it_was(words: str, place: tuple[str | None, str | None]) -> None:
    made = readout(
        "Mr Putin met with President of Estonia Arvo Tamm", f"Mr Putin and President Arvo Tamm {words}.", KREMLIN
    )
    assert (made.event.place, made.event.country) == place


def test_what_may_be_held_has_not_been() -> None:
    words = "Senator Ilya Gromov said that a meeting between the leaders of Russia and Norway could be held in June."
    assert not assess_readout(article("Lawmaker comments on possible Russia-Norway talks", words)).is_readout


@pytest.mark.parametrize(
    ("title", "text", "url", "expected"),
    [
        (
            "Secretary Holt’s Meeting with Israeli Foreign Minister Tal",
            "Secretary of State Dana Holt met today in Riga, Latvia with Israeli Foreign Minister Noa Tal.",
            STATE,
            ("third-party", "Riga", "LVA"),
        ),
        (
            "Readout of President Aldo Marsh’s Participation in the East Asia Summit",
            "President Aldo B. Marsh today attended the annual East Asia Summit (EAS) in Phnom Penh, Cambodia.",
            HOUSE,
            ("multilateral", "Phnom Penh", "KHM"),
        ),
        (
            "President Vladimir Putin met with President of the World Bank Ann Lee",
            "Mr Putin and Ms Lee discussed loans and the results of the Bank’s annual meeting in Prague.",
            KREMLIN,
            (None, None, None),
        ),
        (
            "President Putin met with US Defence Secretary Dan Holt",
            "Mr Putin and Mr Holt met. Mr Putin recalled his recent meeting with the US President in Shanghai.",
            KREMLIN,
            (None, None, None),
        ),
        (
            "Readout of Advisor Dana Holt’s Travel to India",
            "Advisor Dana Holt led a U.S. delegation to New Delhi on May 19 for a review of the dike rules with Indian "
            "Deputy "
            "National Security Advisor Ravi Sen.",
            HOUSE,
            ("visit", "New Delhi", "IND"),
        ),
        (
            "Readout of Advisor Dana Holt’s Visit to France",
            "Advisor Dana Holt traveled to Paris on May 19. She met with counterparts to discuss salt.",
            HOUSE,
            ("visit", "Paris", "FRA"),
        ),
        (
            "President Vladimir Putin met with Defence Ministers of the CIS countries",
            "Mr Putin said that the ministers were meeting before a summit.",
            KREMLIN,
            ("multilateral", None, None),
        ),
        (
            "Russian-Dutch talks",
            "Vladimir Putin met with Dutch Prime Minister Mark Rutte. Mark Rutte thanked Vladimir Putin.",
            KREMLIN,
            (None, None, None),
        ),
    ],
)
def test_mode_and_place(title: str, text: str, url: str, expected: tuple[str | None, str | None, str | None]) -> None:
    made = readout(title, text, url)
    assert (made.event.mode, made.event.place, made.event.country) == expected


def test_the_president_of_one_state_and_the_chairman_of_another_are_two() -> None:
    made = readout(
        "Russian-Chadian talks",
        "Sandy Island hosted talks between the President of Russia and Chairman of the State Council of Chad Ali Sow. "
        "Vladimir "
        "Putin thanked Mr Sow.",
        KREMLIN,
    )
    assert sorted(people(made)) == [("Ali Sow", "TCD"), ("Vladimir Putin", "RUS")]


def test_a_name_behind_a_state_and_an_and_has_no_title() -> None:
    made = call("praised the work of Norway and Aki Tamm")
    assert people(made) == [("Aldo Marsh", "USA"), ("Ilse Brandt", "NOR")]


def test_representatives_of_several_states_are_hosted() -> None:
    made = readout(
        "Readout of Advisor Dana Holt’s Meeting on Salt with Ambassadors",
        "Today at the White House, Advisor Dana Holt hosted diplomatic representatives from Chad, Niger, and Mali.",
    )
    assert made.event.mode == "multilateral"


def test_ambassadors_to_two_states_are_of_their_own() -> None:
    text = "Mr Putin discussed Russia’s relations with these countries with Mr Petrov and Mr Gusev."
    title = "Vladimir Putin met with Russia's new ambassadors to Chad and Niger Nikolai Petrov and Ilya Gusev"
    assert not assess_readout(article(title, text, url=KREMLIN)).is_readout


def test_a_prime_minister_is_who_is_one_now() -> None:
    made = readout(
        "Meeting with Prime Minister of Republic of Korea Lim Nak-yeon",
        "Vladimir Putin had a meeting with Prime Minister of the Republic of Korea Lim Nak-yeon. The Prime Minister "
        "reaffirmed "
        "an invitation.",
        KREMLIN,
    )
    assert said(made) == [("Lim Nak-yeon", "reaffirm")]


def test_all_may_say_and_pledge() -> None:
    made = readout(
        "Deputy Secretary Holt’s Call with Norwegian and Chadian Counterparts",
        "Deputy Secretary Dana Holt spoke today with Norwegian State Secretary Arne Lund and Chadian State Secretary "
        "Ali Sow. "
        "All expressed concern over salt and pledged to work together.",
        STATE,
    )
    assert said(made) == [("both", "express")]
    assert [(one.actor, one.items) for one in made.commitments] == [("both", ("work together",))]


def test_a_delegation_that_included_several() -> None:
    made = readout(
        "Deputy Secretary Holt’s Meeting with Chadian Foreign Minister Sow",
        "Deputy Secretary Dana Holt met today in Washington with a Chadian government delegation that included Foreign "
        "Minister "
        "Ali Sow, Secretary of the Treasury Idris Abo, and interim National Security Advisor Omar Dago.",
        STATE,
    )
    assert people(made) == [("Dana Holt", "USA"), ("Ali Sow", "TCD"), ("Idris Abo", "TCD"), ("Omar Dago", "TCD")]


def test_a_joint_statement_with_a_frame() -> None:
    made = readout(
        "Joint Statement by Secretary Dana Holt and Foreign Minister Ali Sow",
        "Office of the Spokesperson\n\nThe text of the following statement was released by the Governments of the "
        "United States "
        "of America and Chad:\n\nBegin Text.\n\nAt the invitation of Secretary of State Dana Holt, Chadian Foreign "
        "Minister Ali "
        "Sow traveled to Washington D.C. on May 19. During their meeting, they reviewed salt.\n\nSecretary Holt and "
        "Foreign "
        "Minister Sow agreed to launch a dialogue.\n\nEnd Text.",
        STATE,
    )
    assert (made.event.mode, made.event.place) == ("visit", "Washington D.C.")
    assert [one.paragraph for one in made.commitments] == [5]


def test_the_head_of_a_german_land_is_of_germany() -> None:
    made = readout(
        "Meeting with Minister President of Saxony Max Krause",
        "Vladimir Putin met with Minister President of the Free State of Saxony Max Krause.",
        KREMLIN,
    )
    assert people(made) == [("Vladimir Putin", "RUS"), ("Max Krause", "DEU")]


def test_a_place_may_open_the_sentence() -> None:
    made = readout(
        "Russian-Hungarian talks",
        "In the Kremlin, Vladimir Putin met with Prime Minister of Hungary Imre Nagy, who is in Russia on a working "
        "visit. The "
        "agenda of the talks included salt quotas and developments in Chad.",
        KREMLIN,
    )
    assert (made.event.place, [one.text for one in made.topics]) == ("Kremlin", ["salt quotas", "developments in Chad"])


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Vladimir Putin spoke by telephone with Chadian President Ali Sow",
            "The Russian President informed Ali Sow on the outcome of his talks with US President Dan Holt.",
        ),
        (
            "Meeting with President of Chad Ali Sow",
            "Vladimir Putin met with President of Chad Ali Sow.\n\nPresident of Chad Ali Sow: Thank you for your "
            "visit, and "
            "for the meeting with Prime Minister Ilya Gromov, who attended the meeting of our two boards.",
        ),
    ],
)
def test_who_was_only_spoken_of_took_no_part(title: str, text: str) -> None:
    assert people(readout(title, text, KREMLIN)) == [("Vladimir Putin", "RUS"), ("Ali Sow", "TCD")]


def test_talks_of_others_that_were_welcomed_make_no_third_side() -> None:
    made = readout(
        "Vladimir Putin met with Chadian President Ali Sow",
        "The two leaders discussed salt. Russia welcomed a direct Chadian-Nigerian dialogue on salt.",
        KREMLIN,
    )
    assert made.event.mode is None
