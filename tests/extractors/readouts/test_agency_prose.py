"""Prose of news agencies and of ministries that write like them. All texts are invented."""

from __future__ import annotations

import pytest

from extractors.readouts import assess_readout
from tests.extractors.readouts.builders import article, call, readout

WIRE = "https://www.example.org/world/a"
LONDON = "https://www.gov.uk/government/news/a"


def said(text: str, title: str = "Chadian, Norwegian foreign ministers meet in Oslo", url: str = WIRE) -> list[str]:
    return [f"{one.speaker}: {one.verb} {one.paragraph}" for one in readout(title, text, url).statements]


LEAD = "OSLO, May 20 (Reuters) - Chadian Foreign Minister Ali Sow met Norwegian Foreign Minister Ilse Brandt in Oslo."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sow, opening the talks, said that the lake is drying up.", ["Ali Sow: say 2"]),
        (
            "Brandt, while voicing concern over the drought, underscored the need for wells.",
            ["Ilse Brandt: underscore 2"],
        ),
        ("Sow thanked Norway. He went on to say that Chad needs wells.", ["Ali Sow: thank 2", "Ali Sow: say 2"]),
        ("The Norwegian top diplomat, in turn, confirmed her interest in a visit.", ["Ilse Brandt: confirm 2"]),
        ("Both sides described as candid talks that lasted an hour.", ["both: describe 2"]),
        ("Sow praised talks that both sides described as candid.", ["Ali Sow: praise 2"]),
    ],
)
def test_who_says_what_around_a_clause(words: str, expected: list[str]) -> None:
    assert said(f"{LEAD}\n\n{words}") == expected


def test_behind_a_dateline_a_subject_can_begin() -> None:
    text = (
        "OSLO, May 20 (Reuters) - Chadian President Ali Sow said on Tuesday that he would seek help for the lake after "
        "holding talks with his Norwegian counterpart, Arne Lund, in Oslo."
    )
    assert said(text, "Chad seeks help after Oslo talks") == ["Ali Sow: say 1"]


def test_a_courtesy_call_is_no_demand() -> None:
    text = f"{LEAD}\n\nSow called on President Arne Lund. Brandt called on all parties to stop the fighting."
    assert said(text) == ["Ilse Brandt: call 2"]


@pytest.mark.parametrize(
    "words",
    [
        "Chadian Foreign Minister Ali Sow sat down with Norwegian Foreign Minister Ilse Brandt on Tuesday.",
        "Chadian Foreign Minister Ali Sow conferred with Norwegian Foreign Minister Ilse Brandt on Tuesday.",
        "Meeting with Norwegian Foreign Minister Ilse Brandt, Chadian Foreign Minister Ali Sow said the lake dries up.",
        "Chadian Foreign Minister Ali Sow and Norwegian Foreign Minister Ilse Brandt vowed Tuesday to save the lake.",
    ],
)
def test_a_contact_in_other_words(words: str) -> None:
    people = {(one.name, one.side) for one in readout("Oslo talks on a drying lake", words, WIRE).participants}
    assert people == {("Ali Sow", "TCD"), ("Ilse Brandt", "NOR")}


def test_two_who_are_praised_for_what_they_committed_to_have_not_met() -> None:
    text = (
        "The Union welcomes the deal and commends Norwegian Foreign Minister Ilse Brandt and Chadian Foreign Minister "
        "Ali Sow for their committed work."
    )
    assert not assess_readout(article("A deal on the lake", text, url=WIRE)).is_readout


def test_the_place_stands_before_those_who_met() -> None:
    text = (
        "Chadian President Ali Sow and Norwegian Prime Minister Ilse Brandt pledged Monday to save the lake.\n\n"
        "Meeting in Oslo before the next rains, the two struck a hopeful note."
    )
    event = readout("Chadian, Norwegian leaders vow to save lake after talks", text, WIRE).event
    assert (event.mode, event.place, event.country) == ("visit", "Oslo", "NOR")


def test_a_long_list_may_stand_before_the_summit() -> None:
    text = (
        "Vice President Nora Penn today joined leaders of the member states of the Association of Southeast Asian "
        "Nations (ASEAN) and of two further states of the region, as well as the Secretary General, for the "
        "U.S.-ASEAN Summit in "
        "Jakarta, Indonesia."
    )
    assert (
        readout("Readout of Vice President Penn’s Participation in the U.S.-ASEAN Summit", text).event.place
        == "Jakarta"
    )


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Xinhua Commentary: The lake needs more than words",
            "When the leaders of Chad and Norway met in Oslo in July, they agreed to save the lake.",
        ),
        (
            "Talks on the lake must go on: UK statement at the UN Security Council",
            "We welcome the meeting between the presidents of Chad and Norway in Oslo, at which they agreed to "
            "save the lake.",
        ),
    ],
)
def test_a_comment_or_speech_on_a_contact_is_none(title: str, text: str) -> None:
    assert assess_readout(article(title, text, url=WIRE)).rule == "not:form"


@pytest.mark.parametrize(
    "words",
    [
        "Brandt offered two ships, Norwegian ministry spokesperson Jan Holm told reporters.",
        "Sow told reporters after the meeting that the lake is drying up.",
    ],
)
def test_what_is_told_to_journalists_of_the_talks_is_no_interview(words: str) -> None:
    text = f"Chadian President Ali Sow met Norwegian Prime Minister Ilse Brandt in Oslo on Monday.\n\n{words}"
    assert assess_readout(article("A drying lake worries Chad", text, url=WIRE)).is_readout


def test_who_is_named_further_down_met_by_his_office() -> None:
    text = (
        "The Foreign Secretary met Norwegian Foreign Minister Ilse Brandt in London today.\n\n"
        "The Foreign Secretary, David Penn, thanked Norway for its ships."
    )
    made = readout("Foreign Secretary meets Norwegian Foreign Minister: May 2031", text, LONDON)
    assert {(one.name, one.side) for one in made.participants} == {("David Penn", "GBR"), ("Ilse Brandt", "NOR")}
    assert [(one.speaker, one.verb) for one in made.statements] == [("David Penn", "thank")]


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        (
            "Chadian Foreign Minister Ali Sow paid a visit to Norway on 4 May 2031.\n\nDuring the visit, "
            "Minister Sow was received "
            "by Prime Minister Ilse Brandt and held talks with Foreign Minister Arne Lund in Oslo.",
            "Ilse Brandt",
            "NOR",
        ),
        (
            "Norwegian Foreign Minister Arne Lund met Chadian Foreign Minister Ali Sow in Oslo.\n\nSow, who was "
            "joined by "
            "Undersecretary Idris Deby, told reporters that the lake is drying up.",
            "Idris Deby",
            "TCD",
        ),
        (
            "Prime Minister Ilse Brandt of Norway met the government delegation of Chad led by Deputy Prime "
            "Minister Ali "
            "Sow in Oslo.",
            "Ali Sow",
            "TCD",
        ),
        (
            "Norwegian Prime Minister Ilse Brandt met the delegation of Chad led by Foreign Minister Ali Sow in Oslo."
            "\n\nPresent there were Minister of Trade Jan Holm and officials concerned.",
            "Jan Holm",
            None,
        ),
    ],
)
def test_whose_side_those_are_on_who_came_along(text: str, name: str, side: str | None) -> None:
    made = readout("Visit of Foreign Minister Ali Sow to Norway", text, WIRE)
    assert next(one.side for one in made.participants if one.name == name) == side


def test_the_head_of_the_delegation_is_the_guest() -> None:
    text = (
        "Pyongyang, May 20 (KCNA) -- Ri Chol Ung, premier of the Cabinet, met the delegation of Laos led by "
        "Deputy Prime "
        "Minister Bounmy Keo on Tuesday.\n\nThe head of the delegation conveyed greetings."
    )
    assert said(text, "Premier Ri Meets Lao Delegation", "http://www.kcna.kp/en/a") == ["Bounmy Keo: convey 2"]


def test_titles_of_the_gulf() -> None:
    text = (
        "Doha, May 20 (QNA) - HH the Amir Sheikh Nasser bin Jassim received a telephone call from HE President of the "
        "friendly French Republic Camille Roux.\n\nFor his part, HH the Amir affirmed the ties."
    )
    made = readout("HH the Amir Receives Phone Call from French President", text, "https://qna.org.qa/en/a")
    assert [(one.name, one.titles) for one in made.participants] == [
        ("Nasser bin Jassim", ("Amir",)),
        ("Camille Roux", ("President of the friendly French Republic",)),
    ]
    assert [(one.speaker, one.verb) for one in made.statements] == [("Nasser bin Jassim", "affirm")]


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("agreed the United States and Norway should keep the ports open", 1),
        ("agreed that both countries would keep the ports open", 1),
        ("pledged Monday to open the ports and to present a plan by October", 2),
    ],
)
def test_promises_of_two_states_and_of_a_day(words: str, items: int) -> None:
    made = call(words)
    assert [len(one.items) for one in made.commitments] == [items]
    assert "Monday" not in made.commitments[0].text


def test_a_promise_that_one_of_them_reports() -> None:
    text = f"{LEAD}\n\nSow said the two countries had also agreed to dig wells and to resume flights."
    made = readout("Chadian, Norwegian foreign ministers meet in Oslo", text, WIRE)
    assert [one.items for one in made.commitments] == [("dig wells", "resume flights")]
    assert [(one.speaker, one.verb) for one in made.statements] == [("Ali Sow", "say")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "discussed ways to deepen trade by opening ports, lowering tariffs, and training pilots",
            ["ways to deepen trade"],
        ),
        ("discussed opportunities presented by opening the ports", ["opportunities presented by opening the ports"]),
        ("discussed aid for the flood, including $1 million for tents", ["aid for the flood"]),
        ("discussed the fleet and previewed a sale of ships, affirming their friendship", ["fleet"]),
        (
            "discussed strengthening the safety and speed of the ferries",
            ["strengthening the safety and speed of the ferries"],
        ),
        (
            "discussed trade, including illegal, unreported, and unregulated fishing",
            ["trade", "illegal, unreported, and unregulated fishing"],
        ),
        ("agreed to deepen cooperation focused on mending nets", []),
        ("discussed the grain harvest at their talks in Oslo", ["grain harvest"]),
    ],
)
def test_where_a_topic_ends(words: str, expected: list[str]) -> None:
    assert [one.text for one in call(words).topics] == expected


@pytest.mark.parametrize(
    "words",
    ["Sow said that the meeting had been productive.", "Sow praised talks that both sides described as productive."],
)
def test_the_tone_as_it_is_reported(words: str) -> None:
    made = readout("Chadian, Norwegian foreign ministers meet in Oslo", f"{LEAD}\n\n{words}", WIRE)
    assert [one.word for one in made.tone] == ["productive"]


@pytest.mark.parametrize(
    ("words", "statements", "topics"),
    [
        ('"The sides reaffirmed their friendship," the ministry noted.', ["both: reaffirm 2"], []),
        (
            "“The ministers discussed the grain harvest,” the Norwegian ministry said in a statement.",
            [],
            ["grain harvest"],
        ),
        ('"We discussed the grain harvest," Sow said.', ["Ali Sow: say 2"], []),
    ],
)
def test_an_office_quotes_its_own_account(words: str, statements: list[str], topics: list[str]) -> None:
    made = readout("Chadian, Norwegian foreign ministers meet in Oslo", f"{LEAD}\n\n{words}", WIRE)
    assert [f"{one.speaker}: {one.verb} {one.paragraph}" for one in made.statements] == statements
    assert [one.text for one in made.topics] == topics


def test_who_made_the_remarks_stands_before() -> None:
    text = (
        "Norway is ready to help Chad save its lake, Norwegian Prime Minister Ilse Brandt said on Monday.\n\n"
        "Brandt made the remarks while holding talks in Oslo with Chadian President Ali Sow, who is on a state visit."
    )
    made = readout("Norway vows to help save a lake", text, WIRE)
    assert [(one.name, one.side) for one in made.participants] == [("Ilse Brandt", "NOR"), ("Ali Sow", "TCD")]
    assert (made.event.place, str(made.event.start_date)) == ("Oslo", "2031-05-19")
    assert [(one.speaker, one.verb, one.paragraph) for one in made.statements] == [("Ilse Brandt", "say", 1)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sow on Tuesday urged all sides to share the water.", ["Ali Sow: urge 2"]),
        ("Sow later told state television that the lake is drying up.", ["Ali Sow: tell 2"]),
        ("Sow on Tuesday met fishermen and expressed the hope that rain would come.", ["Ali Sow: express 2"]),
    ],
)
def test_a_day_may_stand_before_the_verb(words: str, expected: list[str]) -> None:
    assert said(f"{LEAD}\n\n{words}") == expected


def test_an_office_in_small_letters() -> None:
    text = f"{LEAD}\n\nSenior Norwegian official Jan Holm attended the meeting."
    made = readout("Chadian, Norwegian foreign ministers meet in Oslo", text, WIRE)
    assert [(one.name, one.side, one.titles) for one in made.participants][-1] == (
        "Jan Holm",
        "NOR",
        ("Senior Norwegian official",),
    )


def test_the_head_of_an_office_is_who_holds_it() -> None:
    text = (
        "President Ali Sow and Head of the Office of the President Idris Deby met Norwegian Foreign Minister "
        "Ilse Brandt."
        "\n\nThe Head of the Office emphasized that any agreement must last."
    )
    assert said(text) == ["Idris Deby: emphasize 2"]


def test_a_short_quotation_tells_the_tone() -> None:
    text = f"{LEAD}\n\nSow called the meeting “extraordinarily productive.”"
    made = readout("Chadian, Norwegian foreign ministers meet in Oslo", text, WIRE)
    assert [one.word for one in made.tone] == ["productive"]


def test_who_spoke_on_condition_of_anonymity_discussed_nothing() -> None:
    text = f"{LEAD}\n\nAn official, who spoke on condition of anonymity to discuss the private talks, saw no deal."
    assert readout("Chadian, Norwegian foreign ministers meet in Oslo", text, WIRE).topics == ()


def test_a_ministerial_is_a_meeting() -> None:
    text = (
        "The 21st EU-Central Asia ministerial meeting was held in Oslo on 19 May. It was co-chaired by High "
        "Representative "
        "Marit Claes and the Minister of Foreign Affairs of Uzbekistan, Bakhtiyor Karimov."
    )
    assert assess_readout(article("EU-Central Asia ministerial, Oslo", text, url=WIRE)).is_readout


def test_what_is_said_may_stand_before_him_without_marks() -> None:
    text = f"{LEAD}\n\nChad welcomes every ship, said Sow, who leads the lake commission. He thanked Norway."
    assert said(text) == ["Ali Sow: say 2", "Ali Sow: thank 2"]


def test_an_office_of_the_paper_s_own_state() -> None:
    text = "OSLO (AP) — Vice President Laura Kent met with Norwegian Prime Minister Ilse Brandt in Oslo on Wednesday."
    made = readout("US and Norway strike a deal on salmon after talks in Oslo", text, WIRE)
    assert {(one.name, one.side) for one in made.participants} == {("Laura Kent", "USA"), ("Ilse Brandt", "NOR")}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("discussed shared priorities with respect to Chad, Haiti, and Niger", ["Chad", "Haiti", "Niger"]),
        ("discussed issues with respect to fishing such as nets and quotas", ["fishing", "nets", "quotas"]),
        (
            "discussed the need for wells to save the lake, and for lorries",
            ["need for wells to save the lake", "lorries"],
        ),
        ("discussed current and future threats to shipping", ["current and future threats to shipping"]),
        ("discussed efforts to raise the catch, especially in the next decade", ["efforts to raise the catch"]),
    ],
)
def test_topics_in_further_forms(words: str, expected: list[str]) -> None:
    assert [one.text for one in call(words).topics] == expected


def test_those_met_may_stand_between_semicolons() -> None:
    text = (
        "National Security Advisor Nora Penn spoke by phone today with Ambassador Emile Roux, Diplomatic Advisor "
        "to the "
        "French President; Dr. Jan Becker, Security Policy Advisor to the German Chancellor; and Aldo Lund, National "
        "Security Advisor to the Prime Minister of Norway. Ms. Penn reaffirmed the alliance."
    )
    made = readout("Statement on National Security Advisor Penn’s Call with Counterparts", text)
    assert [(one.name, one.side) for one in made.participants] == [
        ("Nora Penn", "USA"),
        ("Emile Roux", "FRA"),
        ("Jan Becker", "DEU"),
        ("Aldo Lund", "NOR"),
    ]


def test_whom_a_traveller_met_and_called() -> None:
    text = (
        "Special Envoy for Climate Nora Penn traveled to Oslo, Norway, May 12-15, 2031.  While in Oslo, she met with "
        "Norwegian Foreign Minister Lund, Special Representative on Climate Issues Holm, Special Representative for "
        "Relations with International Organizations Berg, and Deputy Prime Minister Dahl.  Envoy Penn also had a phone "
        "call with Norwegian President Brandt."
    )
    made = readout("Special Envoy for Climate Nora Penn Meetings in Oslo, Norway", text)
    assert {(one.name, one.side) for one in made.participants} == {
        ("Nora Penn", "USA"), ("Lund", "NOR"), ("Holm", "NOR"), ("Berg", "NOR"), ("Dahl", "NOR"), ("Brandt", "NOR")
    }  # fmt: skip


def test_the_president_and_other_leaders_are_both_sides() -> None:
    made = call("discussed salt. The President and other leaders reaffirmed their friendship")
    assert [(one.speaker, one.verb) for one in made.statements] == [("both", "reaffirm")]


def test_partnering_is_a_promise_too() -> None:
    assert [
        len(one.items) for one in call("agreed to dig wells and to collaborate in saving the lake").commitments
    ] == [2]
