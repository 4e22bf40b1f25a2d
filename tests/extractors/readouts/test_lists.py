"""Lists of topics and adjectives of tone, in English. All texts are invented."""

from __future__ import annotations

import pytest

from tests.extractors.readouts.builders import call


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("discussed salt quotas, as well as to discuss the fair in Chad", ["salt quotas", "fair in Chad"]),
        ("discussed efforts to mend the dikes while keeping the harbour open", ["efforts to mend the dikes"]),
        ("discussed ways to promote regional trade and mutual comfort by building quays", None),
        (
            "discussed Norwegian-Chadian relations and joint work within the Salt Board",
            ["Norwegian-Chadian relations", "joint work within the Salt Board"],
        ),
        ("discussed the work by the United States and its allies and partners to mend the dikes", None),
        ("discussed keeping a peaceful, sovereign, and clean sea", None),
        ("discussed the strong U.S.-Norway commercial, education, and security relationships", None),
        ("spoke about their plan to mend the dikes", ["plan to mend the dikes"]),
        ("spoke on the solemn anniversary of the flood", []),
        (
            "were glad. The main focus was on salt, herring, and the state of the dikes",
            ["salt", "herring", "state of the dikes"],
        ),
        ("began by discussing the state of the dikes", ["state of the dikes"]),
        ("reviewed the salt plan, and tackled herring quotas", ["salt plan", "herring quotas"]),
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
        ("discussed calm in the harbour, including at the Old Quay", ["calm in the harbour"]),
        ("discussed joint work on salt, including as Norway takes the chair of the Board", ["joint work on salt"]),
        ("discussed the latest changes in Chad’s and Niger’s road to the Board", None),
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
        (
            "discussed calm in the region, building on the salt talks, and the need to mend ties",
            ["calm in the region", "building on the salt talks", "need to mend ties"],
        ),
        ("discussed a range of issues,  including ways to trade", ["ways to trade"]),
        ("discussed the shared wish of Norway, Denmark, and the Republic of Korea to work for calm", None),
        (
            "discussed the fate of Aki Tamm, who bears the blame for the loss of the crew, the need to bring the boats "
            "home, "
            "ending the strike, and feeding the islands",
            ["fate of Aki Tamm", "need to bring the boats home", "ending the strike", "feeding the islands"],
        ),
        ("discussed plans for bread – including selling salt, as decided at the Salt Summit –, and thanked him", 2),
        ("discussed our work to build boats and stand up for fishers", None),
        (
            "discussed old ties and various other matters, including Chad’s unprovoked, unjustified ban and salt",
            ["old ties", "Chad’s unprovoked, unjustified ban", "salt"],
        ),
        ("discussed new levies and other salt measures", ["new levies and other salt measures"]),
        ("discussed the plan that the Board and Chad have drawn up", None),
        ("discussed the idea of a common space and a raft of measures", ["idea of a common space", "raft of measures"]),
        ("discussed salt prices and tasked their teams to discuss them further", ["salt prices"]),
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
        ("held talks on Tuesday, the Salt Board reported", []),
        ("held talks on March 3 in Lima", []),
        ("held talks on Tuesday with the envoy", []),
        ("held talks on Tuesday on salt and tar", ["salt and tar"]),
        ("held talks on Monday, March 3, in New Lima on salt", ["salt"]),
        ("discussed on Tuesday the salt trade", ["salt trade"]),
        ("discussed on Tuesday during a call the salt", []),
        ("discussed Tuesday’s flood", ["Tuesday’s flood"]),
        ("spoke. Apart from that, steps to mend the dikes were touched upon", ["steps to mend the dikes"]),
        ("discussed how Chad and Niger can share a lake", ["how Chad and Niger can share a lake"]),
        ("discussed how each town meets its needs and ways they can share a lake", 2),
        ("discussed the salt prices, and the talk was frank, deep and warm", ["salt prices"]),
        ("discussed the agenda of the Salt Board, over which Chad presides in June", ["agenda of the Salt Board"]),
        ("discussed the salt summit, approved nine papers and left", ["salt summit"]),
        ("discussed in a frank and open manner the salt prices", ["salt prices"]),
        ('"discussed in a quiet manner" the salt prices', ["salt prices"]),
    ],
)
def test_topics(words: str, topics: list[str] | int | None) -> None:
    found = [one.text for one in call(words).topics]
    assert found == topics if isinstance(topics, list) else len(found) == (topics or 1)


@pytest.mark.parametrize(
    ("words", "tone"),
    [
        ("had a detailed half-hour conversation", ["detailed"]),
        ("had a frank, in-depth and hour-long exchange", ["frank", "in-depth"]),
        ("met. The meeting passed in a warm and friendly atmosphere", ["warm", "friendly"]),
        ("met. The exchange was frank and constructive", ["frank", "constructive"]),
        ("met. The talks were forthright", ["forthright"]),
        ("met in a cordial, brotherly atmosphere", ["cordial", "brotherly"]),
        ("engaged in an open and forward-looking dialogue", ["open", "forward-looking"]),
        ("met. He called the talks very productive and insightful", ["productive", "insightful"]),
        ("met. The conversation was very warm", ["warm"]),
        ("hoped that ties will develop in a constructive spirit", []),
        ("said that Chad was engaged in a constructive dialogue with the bloc", []),
        ("began by reflecting on their productive meeting in Bergen last month", []),
        ("thanked him for the warm reception during his trip to Bergen", []),
        ("recalled the fruitful talks held in May", []),
        ("urged Chad to enter into a comprehensive dialogue", []),
        ("looked forward to a fruitful discussion", []),
    ],
)
def test_tone(words: str, tone: list[str]) -> None:
    assert [one.word for one in call(words).tone] == tone


@pytest.mark.parametrize("words", ["discussed , and Chad, and Niger", "discussed ; , ; and", "discussed the , and the"])
def test_a_list_of_nothing_is_no_topic_and_no_error(words: str) -> None:
    assert len(call(words).topics) <= 2
