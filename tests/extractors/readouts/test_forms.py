"""Further habits of the genre in English, of several issuers. All texts are invented."""

from __future__ import annotations

import pytest

from extractors.readout_records import Readout
from extractors.readouts import assess_readout, read_readout
from tests.extractors.readouts.builders import article

HOUSE = "https://www.whitehouse.gov/readouts/a"
KREMLIN = "http://en.kremlin.ru/events/president/news/1"
STATE = "https://www.state.gov/releases/a"
DELHI = "https://www.mea.gov.in/press-releases.htm?a"
LONDON = "https://www.gov.uk/government/news/a"
RIYADH = "https://www.spa.gov.sa/a"


def readout(title: str, text: str, url: str = HOUSE) -> Readout:
    made = read_readout(article(title, text, url=url))
    assert made is not None, assess_readout(article(title, text, url=url))
    return made


def people(made: Readout) -> list[tuple[str, str | None]]:
    return [(one.name, one.side) for one in made.participants]


def said(made: Readout) -> list[tuple[str, str]]:
    return [(one.speaker, one.verb) for one in made.statements]


def call(words: str) -> Readout:
    """A call of two presidents, with a further sentence."""
    return readout(
        "Readout of President Aldo Marsh’s Call with Prime Minister Ilse Brandt of Norway",
        f"President Aldo Marsh spoke today with Prime Minister Ilse Brandt of Norway. They {words}.",
    )


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("discussed contacts at all levels, including the highest one", ["contacts at all levels"]),
        ("discussed contacts, including the highest level, for the coming year", ["contacts"]),
        (
            "discussed work on fighting the flood, relief efforts in answer to the storm, the troubles we face in "
            "Chad, placing Niger back on the path to calm, and other matters",
            [
                "work on fighting the flood",
                "relief efforts in answer to the storm",
                "troubles we face in Chad",
                "placing Niger back on the path to calm",
            ],
        ),
        (
            "discussed progress on salt; delivering clean dikes; training young sailors; and guarding the reefs",
            ["progress on salt", "delivering clean dikes", "training young sailors", "guarding the reefs"],
        ),
        ("discussed economic development, cod, and the dikes", ["economic development", "cod", "dikes"]),
        (
            "discussed the fight against salt trafficking, the state of the dikes and Chad’s settlement",
            ["fight against salt trafficking", "state of the dikes", "Chad’s settlement"],
        ),
        (
            "discussed efforts to hold Chad accountable, the drought in Niger, and herring",
            ["efforts to hold Chad accountable", "drought in Niger", "herring"],
        ),
        (
            "discussed support for the harbour, herring quotas, the state of the dikes, and bread",
            ["support for the harbour", "herring quotas", "state of the dikes", "bread"],
        ),
        (
            "discussed joint projects in energy, transport and space and the preparations for the fair",
            ["joint projects in energy, transport and space", "preparations for the fair"],
        ),
        (
            "discussed work with the Salt Board, Denmark, and others in the region to ensure towns have access to "
            "bread, fish, and fresh water",
            None,
        ),
        ("discussed work in the political, trade, economic, cultural and other fields", None),
        ("discussed the plan that the Salt Board, working with Denmark, will print", None),
        ("discussed salt; noting that prices fell", ["salt"]),
        ("shared views on the dikes, and the Norwegian side gave a briefing on tar", ["dikes"]),
        ("discussed the Gull project, a partnership with the Salt Board and the Tar Board", ["Gull project"]),
        ("discussed tar prices, the sources said on condition of anonymity", ["tar prices"]),
        (
            "reviewed ties between the two brotherly countries and ways to enhance them in all fields",
            ["ties between the two brotherly countries", "ways to enhance them in all fields"],
        ),
        (
            "discussed joint boat building, the repair of old dikes and further salt pressure",
            ["joint boat building", "repair of old dikes", "salt pressure"],
        ),
        (
            "reviewed the entire gamut of bilateral relations, including trade and investment, safety of ports and "
            "people-to-people ties",
            ["entire gamut of bilateral relations", "trade and investment", "safety of ports", "people-to-people ties"],
        ),
    ],
)
def test_topics(words: str, topics: list[str] | None) -> None:
    found = [one.text for one in call(words).topics]
    assert len(found) == 1 if topics is None else found == topics
