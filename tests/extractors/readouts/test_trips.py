"""Trips told meeting by meeting, parties at the end of a sentence, and words of offices that are nobody's name."""

from __future__ import annotations

import pytest

from extractors.readout_records import Readout
from extractors.readouts import read_readout
from tests.extractors.readouts.builders import KREMLIN, article, readout


def people(made: Readout) -> list[tuple[str, str | None]]:
    return [(one.name, one.side) for one in made.participants]


_TRIP = (
    "Senior Envoy Aldo Marsh traveled to Norway May 18-19 to see the harbours.\n\nHe toured a yard in the north.\n\n"
    "The yard builds forty ships a year. It was founded by fishermen. It is growing. It will grow.\n\n"
    "The crews are proud of it.\n\n"
)


@pytest.mark.parametrize(
    ("line", "met"),
    [
        ("In Oslo, Mr. Marsh met with Prime Minister Ilse Brandt.", [("Ilse Brandt", "NOR")]),
        ("He also met separately with Danish Foreign Minister Bo Lund.", [("Bo Lund", "DNK")]),
        ("In a meeting with Labor Minister Ida Sow, Senior Envoy Marsh praised the yard.", [("Ida Sow", "NOR")]),
        ("During their meeting with King Olaf Brandt, Senior Envoy Marsh praised it.", [("Olaf Brandt", "NOR")]),
        ("President Ida Sow of Chad met with Mr. Marsh in Washington last month.", []),
        ("Mr. Marsh will meet with Danish Foreign Minister Bo Lund.", []),
    ],
)
def test_whom_a_trip_met_is_told_to_its_end(line: str, met: list[tuple[str, str]]) -> None:
    made = readout("Readout of Senior Envoy Aldo Marsh’s Travel to Norway", _TRIP + line)
    assert people(made) == [("Aldo Marsh", "USA"), *met]


def test_a_trip_is_a_visit_although_several_states_were_met() -> None:
    made = readout(
        "Readout of Senior Envoy Aldo Marsh’s Trip to Norway and Denmark",
        "Senior Envoy Aldo Marsh traveled to Oslo and met with Norwegian Prime Minister Ilse Brandt, and with Danish "
        "Foreign Minister Bo Lund.",
    )
    assert (made.event.mode, made.event.host) == ("visit", "NOR")


def test_a_title_names_the_state_of_a_trip() -> None:
    made = readout(
        "Readout of Senior Envoy Aldo Marsh’s Trip to Norway",
        "Senior Envoy Aldo Marsh met with Norwegian Prime Minister Ilse Brandt.",
    )
    assert (made.event.country, made.event.mode) == ("NOR", "visit")


@pytest.mark.parametrize(
    ("end", "named"),
    [
        ("with Norwegian Prime Minister Ilse Brandt by telephone", True),
        ("with Norwegian Prime Minister Ilse Brandt", True),
        ("and relations with Norwegian Prime Minister Ilse Brandt", False),
    ],
)
def test_the_partner_of_a_discussion_stands_at_its_end(end: str, named: bool) -> None:
    made = readout(
        "President Aldo Marsh discussed the herring " + end,
        "The call with Norwegian officials took place in the evening.",
    )
    assert (("Ilse Brandt", "NOR") in people(made)) == named


def test_a_dialogue_that_was_launched_has_been() -> None:
    made = readout(
        "U.S.-Norway Harbour Dialogue",
        "Yesterday in Oslo, Envoy Aldo Marsh and Norwegian Foreign Minister Ilse Brandt launched the Norway "
        "Harbour Dialogue.",
    )
    assert people(made) == [("Aldo Marsh", "USA"), ("Ilse Brandt", "NOR")]


def test_who_decided_that_there_be_talks_need_not_be_there() -> None:
    made = readout(
        "Readout of the U.S.-Norway Harbour Talks",
        "In line with the decision of President Aldo Marsh and Prime Minister Ilse Brandt, the two states held talks "
        "led by Norwegian Trade Minister Bo Lund in Oslo.",
    )
    assert people(made) == [("Bo Lund", "NOR")]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Minister for Conflict Mitigation Bo Lund", "Bo Lund"),
        ("Minister of Fisheries Regulations Bo Lund", "Bo Lund"),
        ("Commissioner for Internal Market Bo Lund", "Bo Lund"),
        ("Special Anti-Corruption Prosecutor Bo Lund", "Bo Lund"),
        ("Foreign Minister Bo Clements", "Bo Clements"),  # which ends like one of them
    ],
)
def test_a_noun_of_an_office_is_no_name(title: str, name: str) -> None:
    made = readout(
        "Readout of Envoy Aldo Marsh’s Meeting with Norwegian Officials",
        f"Envoy Aldo Marsh met today with Norwegian {title}.",
    )
    assert people(made)[1] == (name, "NOR")


def test_a_dialogue_on_mitigation_names_nobody() -> None:
    made = readout(
        "U.S.-Norway Dialogue on Arms Control and Nuclear Crisis Mitigation",
        "The United States and Norway held another meeting this week in their ongoing dialogue on arms control.",
    )
    assert people(made) == []


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("in his Novo-Ogaryovo residence", "Novo-Ogaryovo"),
        ("at his Sochi residence", "Sochi"),
        ("in the Norwegian city of Bergen", "Bergen"),
    ],
)
def test_a_residence_or_a_city_is_a_place(where: str, place: str) -> None:
    made = readout(
        "Meeting with Prime Minister of Chad Ali Sow",
        f"President Ida Brandt of Norway met {where} with Prime Minister of Chad Ali Sow.",
    )
    assert made.event.place == place


def test_names_joined_by_and_share_the_state_behind_them() -> None:
    made = readout(
        "Readout of Envoy Aldo Marsh’s Meeting with Advisors: Ali Sow of Chad, and Bo Lund and Ida Berg of Norway",
        "Envoy Aldo Marsh met virtually with the Deputy Advisors of Chad and Norway.",
    )
    assert people(made)[1:] == [("Ali Sow", "TCD"), ("Bo Lund", "NOR"), ("Ida Berg", "NOR")]


def test_a_commission_of_two_states_is_of_neither() -> None:
    made = readout(
        "Meeting with Prime Minister of Chad Ali Sow",
        "President Vladimir Putin met with Prime Minister of Chad Ali Sow. The meeting was attended by Foreign "
        "Minister Bo Lund, First Deputy Prime Minister and Co-Chair of the Chadian-Russian Intergovernmental "
        "Commission on Economic Cooperation Ivan Berg, and Presidential Aide Oleg Ryabin.",
        KREMLIN,
    )
    assert people(made)[2:] == [("Bo Lund", "RUS"), ("Ivan Berg", "RUS"), ("Oleg Ryabin", "RUS")]
    assert (
        made.participants[3].titles[-1].endswith("Chadian-Russian Intergovernmental Commission on Economic Cooperation")
    )


def test_what_one_man_spoke_about_is_a_statement() -> None:
    made = readout(
        "Readout of President Aldo Marsh’s Call with Prime Minister Ilse Brandt of Norway",
        "President Aldo Marsh spoke today with Prime Minister Ilse Brandt of Norway. The President spoke "
        "about his plan.",
    )
    assert [(one.speaker, one.verb) for one in made.statements] == [("Aldo Marsh", "speak")]


def test_a_guest_who_was_received_in_the_title() -> None:
    made = readout(
        "Vladimir Putin received Minister of Foreign Affairs of Norway Bo Lund",
        "During the meeting, the sides discussed herring.",
        KREMLIN,
    )
    assert people(made) == [("Vladimir Putin", "RUS"), ("Bo Lund", "NOR")]


def test_an_office_of_a_state_is_known_by_the_domain_of_its_government() -> None:
    made = readout(
        "Secretary Marsh Meets Norwegian Counterpart in Oslo",
        "Secretary for Foreign Affairs Aldo Marsh met with Deputy Prime Minister and Foreign Minister Bo Lund.",
        "https://www.dfa.gov.ph/news/1",
    )
    assert people(made) == [("Aldo Marsh", "PHL"), ("Bo Lund", "NOR")]


@pytest.mark.parametrize(
    ("guest", "name", "title"),
    [
        ("King Sultan Ali Sultan Sow of Malaysia", "Ali Sultan Sow", "King Sultan"),
        ("Senator the Hon. Ida Berg of Australia", "Ida Berg", "Senator"),
    ],
)
def test_titles_around_a_name(guest: str, name: str, title: str) -> None:
    made = readout("Readout of Envoy Aldo Marsh’s Meeting", f"Envoy Aldo Marsh met today with {guest}.")
    assert (made.participants[1].name, made.participants[1].titles) == (name, (title,))


@pytest.mark.parametrize("verb", ["Met", "Spoke", "Held Talks", "Discussed Herring"])
def test_a_verb_of_a_headline_is_no_name(verb: str) -> None:
    made = readout(
        f"Aldo Marsh {verb} with the Prime Minister of Norway in Oslo",
        "President of Chad Aldo Marsh held a meeting with Prime Minister of Norway Ilse Brandt.",
    )
    assert people(made) == [("Aldo Marsh", "TCD"), ("Ilse Brandt", "NOR")]


def test_a_headline_alone_tells_of_a_contact() -> None:
    made = readout(
        "President Aldo Marsh Spoke with Prime Minister Ilse Brandt of Norway",
        "“It was a good talk,” the President said.",
    )
    assert people(made) == [("Aldo Marsh", "USA"), ("Ilse Brandt", "NOR")]


def test_a_given_name_cut_short() -> None:
    made = readout(
        "Readout of Envoy Aldo Marsh’s Meeting",
        "Envoy Aldo Marsh met today with Philippine Undersecretary Ma. Ida Berg. The envoy thanked her.",
    )
    assert people(made)[1:] == [("Ma. Ida Berg", "PHL")]


def test_what_a_guest_came_for_is_no_part_of_his_title() -> None:
    given = article(
        "李强会见乍得总理苏阿里", "国务院总理李强5月19日下午在北京会见来华出席会议的乍得总理苏阿里。", lang="zh"
    )
    made = read_readout(given)
    assert made is not None
    assert made.participants[1].titles == ("乍得总理",)


def test_two_who_met_each_other_are_of_two_sides() -> None:
    made = readout(
        "Joint Statement on the U.S.-Norway Harbour Dialogue",
        "U.S. Secretary of State Aldo Marsh and Cabinet Secretary Bo Lund met in Washington, D.C. on May 19.",
    )
    assert [side for _, side in people(made)] == ["USA", "NOR"]


def test_who_chaired_is_named_in_the_next_sentence() -> None:
    made = readout(
        "Press release after the Harbour Dialogue of the United States and Norway",
        "The United States and Norway held their Harbour Dialogue in Oslo on 19 May. The dialogue was co-chaired by "
        "Envoy Aldo Marsh and Norwegian Foreign Minister Bo Lund.",
    )
    assert people(made) == [("Aldo Marsh", "USA"), ("Bo Lund", "NOR")]


@pytest.mark.parametrize(
    ("promise", "items"),
    [
        ("expand fishing, and to commence direct sailings", 2),
        ("widen the quay and to examine the old dikes", 2),
        ("mend the quay for a short visit, to involve a meeting of experts", 1),
        ("mend the quay and to the same end the dikes", 1),
    ],
)
def test_behind_and_to_stands_the_next_promise(promise: str, items: int) -> None:
    made = readout(
        "Readout of President Aldo Marsh’s Call with Prime Minister Ilse Brandt of Norway",
        f"President Aldo Marsh spoke today with Prime Minister Ilse Brandt of Norway. They agreed to {promise}.",
    )
    assert [len(one.items) for one in made.commitments] == [items]


def test_a_parliament_tells_the_state() -> None:
    made = readout(
        "President Vladimir Putin met with Knesset Member Bo Lund",
        "They discussed herring.",
        KREMLIN,
    )
    assert people(made) == [("Vladimir Putin", "RUS"), ("Bo Lund", "ISR")]
