"""Habits of the genre in English that one rule each has to know. All texts are invented."""

from __future__ import annotations

import pytest

from extractors.readouts import assess_readout, read_readout
from tests.extractors.readouts.builders import HOUSE, KREMLIN, article


def people(title: str, text: str, url: str = HOUSE) -> list[tuple[str, str | None, tuple[str, ...]]]:
    made = read_readout(article(title, text, url=url))
    assert made is not None
    return [(one.name, one.side, one.titles) for one in made.participants]


@pytest.mark.parametrize(
    ("title", "text", "url", "expected"),
    [
        (
            "Vladimir Putin met with the President of Finland, Aino Salmi",
            "Vladimir Putin thanked Mrs Salmi for her visit.",
            KREMLIN,
            ("Aino Salmi", "FIN", ("President of Finland",)),
        ),
        (
            "President Vladimir Putin spoke by telephone with his Bulgarian counterpart Ognyan Penev",
            "Mr Putin and Mr Penev discussed trade.",
            KREMLIN,
            ("Ognyan Penev", "BGR", ()),
        ),
        (
            "Vladimir Putin met with Pope Clement XV",
            "Vladimir Putin spoke in favour of dialogue between the churches.",
            KREMLIN,
            ("Clement XV", "VAT", ("Pope",)),
        ),
        (
            "Vladimir Putin met with King Baldwin of Belgium and Queen Ada",
            "The King thanked Mr Putin.",
            KREMLIN,
            ("Ada", "BEL", ("Queen",)),
        ),
        (
            "Readout of Deputy Advisor Dana Holt’s Travel to Chad",
            "Deputy Advisor Dana Holt traveled to Chad. In Chad, Ms. Holt met with Foreign Minister Idriss Sow.",
            HOUSE,
            ("Idriss Sow", "TCD", ("Foreign Minister",)),
        ),
        (
            "Second U.S.-Norway Polar Dialogue",
            "Senior delegations representing the United States and Norway met virtually today. Deputy Secretary Dana "
            "Holt led the U.S. delegation, and Permanent Secretary Arne Lund led the Norwegian delegation.",
            HOUSE,
            ("Arne Lund", "NOR", ("Permanent Secretary",)),
        ),
        (
            "Readout of Advisor Dana Holt’s Call with South African National Security Advisor Sydney Modise",
            "Advisor Dana Holt spoke today with South African National Security Advisor Sydney Modise.",
            HOUSE,
            ("Sydney Modise", "ZAF", ("South African National Security Advisor",)),
        ),
        (
            "Telephone conversation with Emir of the State of QatarJassim bin Ali",
            "Vladimir Putin had a telephone conversation with Emir of the State of QatarJassim bin Ali.",
            KREMLIN,
            ("Jassim bin Ali", "QAT", ("Emir of the State of Qatar",)),
        ),
    ],
)
def test_a_guest_is_named_with_his_side(
    title: str, text: str, url: str, expected: tuple[str, str | None, tuple[str, ...]]
) -> None:
    assert expected in people(title, text, url)


def test_a_place_or_a_thing_is_no_participant() -> None:
    found = people(
        "Readout of President Aldo Marsh’s Meeting with Prime Minister Ilse Brandt of Norway",
        "President Aldo Marsh met today with Prime Minister Ilse Brandt of Norway in Santa Rosa, California, at the "
        "Memorial to the Fallen Sailors of Norway. The Mayor of Sonoma attended the meeting.",
    )
    assert [name for name, _, _ in found] == ["Aldo Marsh", "Ilse Brandt"]
    assert found[0][2] == ("President",)


def test_a_city_stands_before_its_state() -> None:
    made = read_readout(
        article(
            "Readout of President Aldo Marsh’s Meeting with Prime Minister Ilse Brandt of Norway",
            "President Aldo Marsh met today with Prime Minister Ilse Brandt of Norway in Santa Rosa, California.",
        )
    )
    assert made is not None
    assert (made.event.place, made.event.country, made.event.mode) == ("Santa Rosa", "USA", "visit")


@pytest.mark.parametrize(
    ("title", "text", "is_one"),
    [
        (
            "Telephone conversation with President of Kazakhstan Aibek Nurlanov",
            "During the telephone conversation, Vladimir Putin congratulated Aibek Nurlanov on his victory.",
            True,
        ),
        (
            "Vladimir Putin sent a message to Cuban leader Raul Ortiz to mark the anniversary of the Revolution",
            "Mr Putin said in his message that ties had grown.",
            False,
        ),
        (
            "President Vladimir Putin attended the Asia-Pacific Economic Cooperation summit",
            "The meeting continued the discussion of trade. Mr Putin said that barriers should fall.",
            True,
        ),
        (
            "President Vladimir Putin sent a message of greetings to participants in the APEC business forum meeting",
            "The message says that trade grows.",
            False,
        ),
        (
            "President Vladimir Putin spoke by telephone with Norwegian Prime Minister Ilse Brandt",
            "When discussing the fisheries, they stressed that solutions should meet the interests of both.\n\n"
            "The conversation took place on Norway’s initiative.",
            True,
        ),
        (
            "President Vladimir Putin met with the leadership of the Canadian Parliament",
            "Mr Putin praised the role of parliaments.",
            True,
        ),
    ],
)
def test_what_is_a_contact(title: str, text: str, is_one: bool) -> None:
    assert assess_readout(article(title, text, url=KREMLIN)).is_readout is is_one


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("discussed cooperation between Norway and Chile", ["cooperation between Norway and Chile"]),
        ("discussed the situation in Chad and Niger", ["situation in Chad and Niger"]),
        ("discussed Norway’s premeditated, unprovoked and unjustified ban", None),
        ("exchanged views on the May 27, 2031 arrangement", ["May 27, 2031 arrangement"]),
        ("reviewed fisheries, as well as reaffirmed their friendship", ["fisheries"]),
        ("discussed the importance of education and Prime Minister Brandt’s wish to reopen schools", 2),
        ("conferred with the Norwegian side about fish quotas", ["fish quotas"]),
        ("discussed with Minister Lund the state of the dikes", ["state of the dikes"]),
        ("discussed with Norwegian officials the state of the dikes", ["state of the dikes"]),
        ("discussed political, trade and economic issues", ["political, trade and economic issues"]),
        ("discussed joint work on the international and regional agenda", None),
        ("reviewed a number of issues with an emphasis on herring and seal counts", ["herring", "seal counts"]),
        ("discussed regional issues, in particular, in the context of the treaty", ["regional issues"]),
        ("discussed efforts to end the strike, reopen the ports, and feed the islands", None),
        ("discussed their work to promote peace and stability around the fjords", None),
        ("discussed the storm that struck Hammerfest, Norway the day before and the harvest", 2),
        (
            "discussed the meeting of the Danish, Norwegian and Swedish envoys",
            ["meeting of the Danish, Norwegian and Swedish envoys"],
        ),
        (
            "discussed ways to deepen ties with Denmark, Sweden, and Iceland",
            ["ways to deepen ties with Denmark, Sweden, and Iceland"],
        ),
        ("discussed the strait, on which they agree", ["strait"]),
        ("discussed relations between the two countries and the ice on the Pasvik", 2),
        ("discussed cooperation in fishing, the economy and sport", ["cooperation in fishing, the economy and sport"]),
        ("discussed the coming fair and preparing a new quota", ["coming fair", "preparing a new quota"]),
        ("discussed the catch of Norway and its neighbours", ["catch of Norway and its neighbours"]),
        (
            "discussed the storms in Gaza, Norway, and Chad and Ms. Holt thanked them",
            ["storms in Gaza, Norway, and Chad"],
        ),
        ("discussed with Prime Minister Brandt Norway’s salt", ["Norway’s salt"]),
        ("discussed the May 3 and June 4 storms", ["May 3 and June 4 storms"]),
        ("talked. Issues of the salt trade were in the focus of the talks", ["salt trade"]),
        (
            "discussed the salt of our people and our shared work on dikes",
            ["salt of our people", "shared work on dikes"],
        ),
        ("discussed smugglers like the Gulls", ["smugglers like the Gulls"]),
        ("discussed cod; work on dikes and locks; and a new ferry", ["cod", "work on dikes and locks", "new ferry"]),
        ("discussed cod; Ms. Holt praised salt", ["cod"]),
        ("plan to discuss salt and will also discuss tar. They discussed cod", ["cod"]),
        ("followed up on their last meeting. They discussed cod", ["cod"]),
        ("spoke. The call follows a meeting in which the leaders discussed salt. They discussed cod", ["cod"]),
        ("agreed to follow up on the matters discussed today. They reviewed cod", ["cod"]),
        ("met. Issues discussed at the talks were salt and the dikes", ["salt", "dikes"]),
        ("met. Given the storm, the fleets were discussed", ["fleets"]),
        ("met. The exchange of views on the fleets was continued", ["fleets"]),
        ("discussed cod with Foreign Minister Arne Lund", ["cod"]),
        ("discussed cod with Ms. Holt and with Minister Lund to review salt", ["cod"]),
        ("discussed cod, all of which is salted, according to an aide", ["cod"]),
        ("discussed the fleets in a phone call", ["fleets"]),
        ("discussed migration, trade and the coming summit", ["migration", "trade", "coming summit"]),
        ("discussed the war, the harbour response and the vote", ["war", "harbour response", "vote"]),
        ("discussed support to Chad, including aid to Chad and cooperation in the Sahel", 3),
        ("discussed the storm response in the Pacific, preparations for the forum and cooperation on dikes", 3),
        ("discussed key questions—in particular, salt", ["salt"]),
        ("discussed the efforts to free the crew, including many children", ["efforts to free the crew"]),
        ("discussed how the deal protects the coast and feeds the towns", None),
        ("discussed the calm of the East and South China Seas", ["calm of the East and South China Seas"]),
        (
            "discussed work, including in the areas of trade and salt, tar, and energy",
            ["work", "trade and salt", "tar", "energy"],
        ),
        ("discussed a truce that would free the crew and lead to peace", None),
        ("discussed their long ties, grounded in our shared work, amongst other global issues", ["long ties"]),
        ("discussed work in trade, the economy, and the energy sector", None),
        ("discussed the catch, talks with Chad, and the need for a strong, stable, and free sea", 3),
        ("discussed efforts to provide Chad with security, economic, and other assistance", None),
        ("discussed the importance of a more secure, stable, and prosperous Sahel", None),
        ("discussed work to promote the peace and stability of the Sahel", None),
        ("discussed the prospects of Norway-EU and Norway-NATO relations", None),
        ("discussed cooperation in such trades as salt, tar, and timber, whose price fell", 1),
        ("discussed the storm off Bergen, a town that was hit", ["storm off Bergen"]),
        ("spoke of common salt", ["common salt"]),
        ("had their conversation on the eve of the fair. They discussed cod", ["cod"]),
        ("discussed the taking of the crew, including young children", ["taking of the crew"]),
        ("discussed tar, Haiti and the reform of the fleet", ["tar", "Haiti", "reform of the fleet"]),
        ("discussed the fuel and energy sector", ["fuel and energy sector"]),
        ("discussed salt storage, food security and climate", ["salt storage", "food security", "climate"]),
        ("discussed salt storage, science and technology", ["salt storage", "science and technology"]),
        ("discussed plans for a more peaceful, secure, prosperous, and stable Sahel", None),
        ("discussed quotas, including cod, herring, and ways that trade can help our fishers and farmers", 4),
        ("addressed the participants of the forum. They discussed salt", ["salt"]),
        ("paid tribute to the crew. Detailed consideration was given to salt prices", ["salt prices"]),
        (
            "were glad. Discussing the salt tax, Mr. Marsh and Ms. Brandt touched on the salt road",
            ["salt tax", "salt road"],
        ),
    ],
)
def test_topics(words: str, topics: list[str] | int | None) -> None:
    made = read_readout(
        article(
            "Readout of President Aldo Marsh’s Call with Prime Minister Ilse Brandt of Norway",
            f"President Aldo Marsh spoke today with Prime Minister Ilse Brandt of Norway. They {words}.",
        )
    )
    assert made is not None
    found = [one.text for one in made.topics]
    if isinstance(topics, list):
        assert found == topics
    else:
        assert len(found) == (topics or 1)


def test_a_second_verb_reports_where_the_first_does_not() -> None:
    made = read_readout(
        article(
            "Telephone conversation with President of Brazil Otto Reis",
            "Vladimir Putin had a telephone conversation with President of Brazil Otto Reis.\n\nThe Presidents "
            "exchanged greetings and expressed confidence in the treaty. Mr Putin noted that Chancellor Erna Vogt had "
            "told him so.",
            url=KREMLIN,
        )
    )
    assert made is not None
    assert [(one.speaker, one.verb) for one in made.statements] == [("both", "express"), ("Vladimir Putin", "note")]
