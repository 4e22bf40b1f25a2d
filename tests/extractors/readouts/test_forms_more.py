"""Forms of several parties, seats of government and lists of who came. English and Russian; all texts are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.readouts import assess_readout, read_readout
from extractors.records import Dateline
from tests.effort import within
from tests.extractors.readouts.builders import article, call
from tests.extractors.readouts.test_forms import HOUSE, KREMLIN, people, readout, said


def test_several_gather_and_their_bullets_are_sentences() -> None:
    made = readout(
        "Joint Readout of the Meeting Between the National Security Advisors of Norway, Chad, and Japan",
        "National Security Advisor Ilse Brandt of Norway, National Security Advisor Ali Sow of Chad, and National "
        "Security Advisor Ito Kenji of Japan gathered for the first time on 16 May 2031 in Lisbon, Portugal."
        "\n\nMr. Sow and Mr. Ito welcomed the plan. The three NSAs confirmed that salt is dear."
        "\n\n- The three NSAs resolved to mend nets. - The national security advisors condemned the raid.",
    )
    assert (made.event.mode, made.event.place, made.event.country) == ("multilateral", "Lisbon", "PRT")
    assert said(made) == [("Ali Sow", "welcome"), ("Ito Kenji", "welcome"), ("both", "confirm"), ("both", "condemn")]
    assert [one.items for one in made.commitments] == [("mend nets",)]


def test_a_list_of_states_is_read_and_a_list_of_guests_of_the_house_is_not() -> None:
    head = "Vice President Aldo Marsh met today with leaders representing Caribbean nations.\n\n"
    made = readout(
        "Readout of Vice President Aldo Marsh’s Meeting with Caribbean Leaders",
        head
        + "The leaders that participated:\n\n- Prime Minister Ilse Brandt of Barbados - President Ali Sow of Guyana "
        "- Prime Minister Bo Lund, Commonwealth of Dominica",
    )
    assert people(made) == [("Aldo Marsh", "USA"), ("Ilse Brandt", "BRB"), ("Ali Sow", "GUY"), ("Bo Lund", "DMA")]
    home = article(
        "Readout of Vice President Aldo Marsh’s Meeting with Mayors",
        "Vice President Aldo Marsh met today with leaders of three towns.\n\nParticipants:\n\n"
        "- Chad Brandt, Mayor of Elkton - Georgia Lund, Mayor of Ashby - Bo Sow, Mayor of Cranford",
    )
    assert assess_readout(home).rule == "not:one-side"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("met at Windsor Castle", ("visit", "Windsor Castle")),
        ("met at Bellevue Palace", ("third-party", "Bellevue Palace")),
    ],
)
def test_a_seat_of_government_is_a_place(words: str, expected: tuple[str, str]) -> None:
    made = readout(
        "Readout of President Aldo Marsh’s Meeting with King Charles III",
        f"President Aldo Marsh {words} with King Charles III today.".replace(words, "met", 1).replace(
            "today", words.removeprefix("met ")
        ),
    )
    assert (made.event.mode, made.event.place) == expected
    assert people(made)[1] == ("King Charles III", "GBR")


def test_what_was_called_a_success_was_not_telephoned() -> None:
    made = readout(
        "President Aldo Sow called the current visit to Russia by Norwegian Prime Minister Ilse Brandt a success",
        "President Sow with Norwegian Prime Minister Ilse Brandt.\n\nThe two sides discussed salt.",
        KREMLIN,
    )
    assert (made.event.mode, made.event.country) == ("visit", "RUS")


def test_the_day_of_the_call_in_which_they_discussed() -> None:
    made = readout(
        "Norwegian FM, Chadian counterpart discuss salt",
        "Norwegian Foreign Minister Ilse Brandt and her Chadian counterpart Ali Sow discussed salt "
        "in a phone call on Sunday.",
        "https://en.irna.ir/news/1",
    )
    assert str(made.event.start_date) == "2031-05-18"


def test_here_is_where_the_reporter_sat() -> None:
    page = article(
        "Foreign Minister Receives Counterpart",
        "Minister Ali Sow of Chad received here today Minister Bo Lund of Norway.",
    )
    line = Dateline("Riyadh, May 20, SPA --", "Riyadh", "May 20", "spa")
    made = read_readout(replace(page, dateline=line))
    assert made
    assert made.event.place == "Riyadh"
    away = article(
        "Foreign Minister Receives Counterpart", "Minister Ali Sow of Chad received today Minister Bo Lund of Norway."
    )
    made = read_readout(replace(away, dateline=line))
    assert made
    assert made.event.place is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("met. The two leaders and their teams agreed to mend nets", "mend nets"),
        ("met. They agreed their teams will mend nets", "their teams will mend nets"),
        ("met. They agreed our governments will mend nets", "our governments will mend nets"),
    ],
)
def test_promises_of_leaders_and_teams(words: str, expected: str) -> None:
    (promise,) = call(words).commitments
    assert (promise.actor, promise.items) == ("both", (expected,))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("met. Together they stressed calm", [("both", "stress")]),
        ("met. Participants stressed calm", [("both", "stress")]),
        ("met. The two democracies stressed calm", [("both", "stress")]),
        ("met. The heads of states stressed calm", [("both", "stress")]),
        ("met. The Norwegian Prime Minister stressed calm", [("Ilse Brandt", "stress")]),
        ("met. Noting the cold, Ms Brandt nevertheless stressed calm", [("Ilse Brandt", "stress")]),
        ("met. In the context of the Great Frost the two leaders stressed calm", [("both", "stress")]),
        ("met. The joint statement of the President and the Norwegian Prime Minister stressed calm", []),
    ],
)
def test_who_stressed(words: str, expected: list[tuple[str, str]]) -> None:
    assert said(call(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("discussed women and children’s health", ["women and children’s health"]),
        ("discussed the plan “Salt for All the Towns of the Northern Coast” in Norway", None),
        ("welcomed four new projects of both, focused on salt; nets", []),
        ("welcomed a meeting next week to set prices and discuss salt", []),
        ("praised the way in which she had addressed the frost", []),
        ("recalled the frost discussed in the recent session", []),
        ("discussed the frost and its effects", ["frost and its effects"]),
        ("discussed the course of the frost and its effects", ["course of the frost and its effects"]),
        (
            "discussed trade and investment, maritime security and people-to-people ties",
            ["trade and investment", "maritime security", "people-to-people ties"],
        ),
        (
            "discussed issues, including economic and energy security, health, and peace",
            ["economic and energy security", "health", "peace"],
        ),
        ("discussed ties, chiefly in salt, the frost, and nets", ["ties, chiefly in salt", "frost", "nets"]),
        ("spoke about their efforts, including from afar, to mend nets", ["efforts"]),
        ("discussed a joint plan – an old wish of both", ["joint plan"]),
        ("discussed the strength of air defense and further levies", ["strength of air defense", "levies"]),
    ],
)
def test_topics(words: str, expected: list[str] | None) -> None:
    found = [one.text for one in call(words).topics]
    if expected is None:
        assert found
        assert not any("__" in one for one in found)
    else:
        assert found == expected


@pytest.mark.parametrize("words", ["During a discussion of", "When discussing"])
def test_a_phrase_before_the_clause_is_the_topic(words: str) -> None:
    made = call(f"met. {words} the frost, the need for calm was stressed")
    assert [one.text for one in made.topics] == ["frost"]


def test_what_opens_a_sentence_is_no_topic() -> None:
    made = call("met. In addition, the price of salt was discussed")
    assert [one.text for one in made.topics] == ["price of salt"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ashgabat hosted talks between Vladimir Putin and President of Norway Ilse Brandt.", "Ashgabat"),
        ("Vladimir Putin and President of Norway Ilse Brandt discussed the summit in Paris.", None),
        ("Vladimir Putin and President of Norway Ilse Brandt discussed salt at a meeting in Paris.", "Paris"),
        ("Vladimir Putin met with President of Norway Ilse Brandt to discuss the May summit in Paris.", None),
    ],
)
def test_where_it_was_and_where_another_will_be(text: str, place: str | None) -> None:
    assert readout("Russian-Norwegian talks", text, KREMLIN).event.place == place


def test_a_promise_ends_before_the_next_subject() -> None:
    made = call(
        "agreed to mend nets, and Prime Minister Brandt thanked him. They pledged calm, as the two praised salt"
    )
    assert [one.items for one in made.commitments] == [("mend nets",), ("calm",)]


def test_a_summit_that_names_nobody_has_the_head_of_the_house() -> None:
    made = readout(
        "The informal CIS summit discussed salt",
        "When he addressed the summit, Mr Putin said that salt was dear.",
        KREMLIN,
    )
    assert [one.person_id for one in made.participants] == ["vladimir-putin"]


def test_a_prince_is_of_the_state_of_his_town() -> None:
    made = readout(
        "Readout of National Security Advisor Aldo Marsh’s Call with Khaled bin Omar, Crown Prince of Abu Dhabi",
        "National Security Advisor Aldo Marsh spoke today with Khaled bin Omar, the Crown Prince of Abu Dhabi.",
    )
    assert people(made)[1] == ("Khaled bin Omar", "ARE")


def test_a_russian_surname_with_its_article() -> None:
    made = readout(
        "О телефонном разговоре Министра иностранных дел Российской Федерации И.П.Сомова с Министром иностранных дел "
        "Арабской Республики Египет Б.Абдель Аты",
        "19 мая состоялся телефонный разговор Министра иностранных дел Российской Федерации И.П.Сомова с Министром "
        "иностранных дел Арабской Республики Египет Б.Абдель Аты.\n\nБ.Абдель Аты подчеркнул цену соли.",
        "https://www.mid.ru/ru/a",
    )
    assert people(made)[1] == ("Б.Абдель Аты", "EGY")
    assert said(made) == [("Б.Абдель Аты", "подчеркнуть")]


def test_a_line_of_a_thousand_names_is_read_in_time() -> None:
    within(3, lambda: call("stressed salt " + "and Mr. Ali " * 1600))


def test_headings_of_visits_are_no_visit() -> None:
    made = readout(
        "Readout of Homeland Security Advisor Aldo Marsh’s Visit to Qatar",
        "Homeland Security Advisor Aldo Marsh led a delegation to Doha, Qatar. In a series of visits and meetings, "
        "including with Qatari Prime Minister Ali Sow and Cup CEO Bo Lund, Dr. Marsh discussed the Cup.",
        HOUSE,
    )
    assert people(made) == [("Aldo Marsh", "USA"), ("Ali Sow", "QAT"), ("Bo Lund", "QAT")]


def test_a_meeting_that_was_chaired_by_several() -> None:
    made = readout(
        "Readout of the Third Meeting of the Nets Platform",
        "The third meeting was co-chaired by Dr. Bo Lund, Deputy Minister of the Republic of Norway; Mr. Aldo Marsh, "
        "Coordinator for Maritime Affairs at the U.S. National Security Council; and Ms. Ida Sow, Trade Coordinator.",
    )
    assert people(made) == [("Bo Lund", "NOR"), ("Aldo Marsh", "USA"), ("Ida Sow", "USA")]


def test_counterparts_of_several_states_are_sides() -> None:
    made = readout(
        "Readout of National Security Advisor Aldo Marsh’s Meeting With Northern Advisors",
        "National Security Advisor Aldo Marsh met today with his counterparts from NATO Allies Norway, Denmark, and "
        "Iceland.",
    )
    assert made.event.mode == "multilateral"


def test_a_role_in_discussing_is_no_topic() -> None:
    assert call("said that the group will play a role in discussing salt, and nets").topics == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "President Marsh, drawing attention to the flood, underlined that help was late.",
            [("Aldo Marsh", "underline")],
        ),
        ("The two top diplomats also emphasized the need for salt.", [("both", "emphasize")]),
        ("The leaders paid special attention to salt.", []),
        ("President Marsh paid special attention to salt.", [("Aldo Marsh", "pay")]),
    ],
)
def test_who_says_what_beside_another_verb(words: str, expected: list[tuple[str, str]]) -> None:
    made = call(f"met. {words[:-1]}")
    assert [(one.speaker, one.verb) for one in made.statements] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("took stock of the situation in Mali", ["situation in Mali"]),
        ("paid special attention to the price of salt", ["price of salt"]),
        ("discussed salt and paid attention to the nets", ["salt", "nets"]),
        ("met. The two also spoke about water management", ["water management"]),
        ("held talks in Oslo on 02 June 2031", []),
        ("discussed the tie, gas via the line and the price of salt", ["tie", "gas via the line", "price of salt"]),
    ],
)
def test_what_was_talked_of_in_other_words(words: str, expected: list[str]) -> None:
    assert [one.text for one in call(words).topics] == expected


def test_an_organisation_on_whose_margins_they_met_is_no_third_side() -> None:
    made = readout(
        "Bo Lund Meets with Chilean Foreign Minister Dato’ Ali Penn",
        "Norwegian Foreign Minister Bo Lund met with Chilean Foreign Minister Ali Penn on the sidelines of the ASEAN "
        "foreign ministers’ meeting in Vientiane.",
    )
    assert made.event.mode == "third-party"
    assert people(made) == [("Bo Lund", "NOR"), ("Ali Penn", "CHL")]


def test_two_of_a_headline_are_two() -> None:
    made = readout(
        "Marsh, Norwegian Premier hold talks",
        "Chadian President Aldo Marsh and Norwegian Prime Minister Bo Lund held talks on Friday.",
    )
    assert people(made) == [("Aldo Marsh", "TCD"), ("Bo Lund", "NOR")]


def test_the_second_minister_of_two() -> None:
    made = readout(
        "Meeting with Bruneian Foreign Minister II Penn",
        "Secretary of State Dana Holt met with Bruneian Foreign Minister II Dato Ali Penn.",
    )
    assert people(made) == [("Dana Holt", "USA"), ("Ali Penn", "BRN")]


def test_who_invited_took_part_where_he_is_said_to_have_met() -> None:
    text = (
        "The Minister of Foreign Affairs of Oman, H.E. Mr. Ali Penn, paid an official visit to India from 1-3 June "
        "2031 at the invitation of External Affairs Minister Dr. Arvind Rao.\n\nDuring the visit, {} held talks with "
        "Minister Penn in New Delhi."
    )
    title, url = "Visit of the Minister of Foreign Affairs of Oman to India", "https://www.mea.gov.in/a"
    assert people(readout(title, text.format("EAM"), url)) == [("Ali Penn", "OMN"), ("Arvind Rao", "IND")]
    assert people(readout(title, text.format("the Prime Minister"), url)) == [("Ali Penn", "OMN")]


def test_the_day_may_stand_in_the_next_paragraph() -> None:
    made = readout(
        "Omani FM, Iranian counterpart talk over phone",
        "Omani Foreign Minister Ali Penn has held a phone conversation with Iranian Foreign Minister Reza Sow.\n\n"
        "During the phone call on Sunday evening, Penn called for calm.",
    )
    assert str(made.event.start_date) == "2031-05-18"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("exchanged on the state of play of the deal and on preparations for the summit",
         ["state of play of the deal", "preparations for the summit"]),
        ("discussed the northern war, with emphasis on the salt route, and the price of nets",
         ["northern war", "salt route", "price of nets"]),
        ("exchanged opinions on the salt route and on the regional and international situations of mutual concern",
         ["salt route", "regional and international situations of mutual concern"]),
        ("discussed several topics, including cooperation to combat illicit drug manufacturing and trafficking",
         ["cooperation to combat illicit drug manufacturing and trafficking"]),
    ],
)  # fmt: skip
def test_more_that_was_talked_of(words: str, expected: list[str]) -> None:
    assert [one.text for one in call(words).topics] == expected


def test_what_he_told_the_guest_is_a_second_statement() -> None:
    made = call(
        "met. President Marsh thanked Prime Minister Brandt for Norway’s support and told her that he would act"
    )
    assert said(made) == [("Aldo Marsh", "thank"), ("Aldo Marsh", "tell")]


def test_opinions_that_were_exchanged_have_a_tone() -> None:
    assert [one.word for one in call("exchanged in-depth and candid opinions on salt").tone] == ["in-depth", "candid"]


def test_a_given_name_that_is_an_office() -> None:
    made = readout(
        "Prime Minister Amir Penn Meets with Norwegian Prime Minister Bo Lund",
        "Israeli Prime Minister Amir Penn met with Norwegian Prime Minister Bo Lund in Jerusalem.",
    )
    assert people(made) == [("Amir Penn", "ISR"), ("Bo Lund", "NOR")]


def test_the_day_of_a_dateline_is_that_of_its_writing() -> None:
    made = readout(
        "Ali Penn Meets Norwegian Foreign Minister",
        "Muscat, May 20 (ONA) -- Ali Penn, minister of Foreign Affairs of Oman, met with Bo Lund, minister of Foreign "
        "Affairs of Norway on a visit to Oman, at the Hall of the People on May 18.",
    )
    assert str(made.event.start_date) == "2031-05-18"
    assert made.participants[1].titles == ("minister of Foreign Affairs of Norway",)


def test_what_a_ministry_said_in_a_statement_is_its_account() -> None:
    made = readout(
        "Lund weighs storm with Turkish top diplomat",
        "Chadian Foreign Minister Bo Lund and his Turkish counterpart Emre Kaya discussed the storm in a phone call, "
        "the Chadian Foreign Ministry said in a statement.",
    )
    assert people(made) == [("Bo Lund", "TCD"), ("Emre Kaya", "TUR")]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Danish, French finance ministers say ready for salt talks",
            "Danish Finance Minister Bo Lund said on Tuesday he was ready for talks with his French counterpart.\n\n"
            "Lund told reporters that he had spoken with Finance Minister Luc Penn last week and that a meeting could "
            "be held in March.",
        ),
        (
            "PM chairs review meeting on floods with Chief Ministers",
            "Prime Minister Bo Lund chaired a meeting with the Chief Ministers of Assam and Bihar today.",
        ),
    ],
)
def test_talks_to_come_and_meetings_at_home_are_none(title: str, text: str) -> None:
    assert read_readout(article(title, text, url="https://www.pmindia.gov.in/a")) is None


def test_who_was_present_is_of_the_house() -> None:
    made = readout(
        "President Lund Receives the Director of the IAEA",
        "President Bo Lund received Mr. Ali Penn, Director General of the International Atomic Energy Agency, in the "
        "presence of the Minister of Foreign Affairs, Dr. Ida Sow. Minister Sow spoke of salt, Reuters reports.",
        "https://www.presidency.eg/a",
    )
    assert people(made) == [("Bo Lund", "EGY"), ("Ali Penn", "IAEA"), ("Ida Sow", "EGY")]


def test_an_agency_behind_an_office_is_nobody() -> None:
    made = call("met. That is according to the Office of the President, Norinform reports")
    assert made.statements == ()
