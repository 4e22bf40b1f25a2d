"""A quick look before a long pattern hides nothing that the pattern would find."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from config.lexicon.languages import english
from config.lexicon.world import world
from extractors.readouts import clauses, lead, promises, tokens, tone, topics
from extractors.readouts.texts import body, holds, sentences, title_text
from tests.gates.readouts import rows

_LINES = [
    one.text
    for row in rows()
    if row["lang"] == "en"
    for number, text in [(0, title_text(row["title"])), *body(row["text"].split("\n\n"))]
    for one in sentences(number, text)
]
_LINES += ["Salt and tin were discussed.", "“The salt is dry,” said Mr Lund.", '"The salt is dry", added Mr Sow.']


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (lead._ALSO, lead._ALSO_HOLDS),
        (lead.FUTURE, lead._FUTURE_HOLDS),
        (topics._NOUN_FORMS, topics._NOUNS_HOLD),
        (topics._PASSIVE, (" was ", " were ")),
        (promises._IMPERSONAL, promises._IMPERSONAL_HOLDS),
        (clauses._SAID_BY, '”"'),
        (tone._toned(), tuple(english().tone_nouns)),
    ],
    ids=["also", "future", "noun", "passive", "impersonal", "said-by", "tone"],
)
def test_what_a_pattern_finds_holds_a_word_of_its_look(pattern: re.Pattern[str], words: Sequence[str]) -> None:
    found = [line for line in _LINES if pattern.search(line)]
    assert found
    assert [line for line in found if not holds(line.lower() if pattern.flags & re.IGNORECASE else line, words)] == []


@pytest.mark.parametrize(
    "line",
    [
        "They were joined by the harbour master.",
        "He was accompanied by two clerks.",
        "The envoys also attended.",
        "Mr Sow further took part.",
        "Taking part in the talks was Mr Lund.",
        "Two clerks were also at the table, and were present to the end.",
        "Mr Lund led the Norwegian delegation.",
        "The Chadian side was headed by Mr Sow.",
        "Ms Salmi represented Finland.",
        "The delegation included Mr Lund.",
        "Ministers attended the morning meeting.",
        "The dinner was attended by Mr Sow.",
        "Participants included Mr Lund.",
        "Participating were the envoys.",
        "Those present at the table were named.",
        "Attending were the envoys.",
        "Other participants spoke of the ferries.",
    ],
)
def test_every_form_of_naming_more(line: str) -> None:
    assert lead._names_more(line)


@pytest.mark.parametrize(
    "line",
    [
        "Issues discussed included salt.",
        "Matters raised were salt and tin.",
        "There was an exchange of views on salt.",
        "While discussing salt, they smiled.",
        "Exchanging views on salt, they smiled.",
        "Touching on salt, he smiled.",
        "Focusing on salt, he smiled.",
        "There was a discussion about salt.",
        "Sharing opinions on salt, they smiled.",
        "They had long consultations on salt.",
        "They held a dialogue about salt.",
        "The conversation centred on salt.",
        "The negotiations concentrated on salt.",
        "The evening was devoted to salt.",
        "The agenda covered salt.",
        "On the agenda were salt and tin.",
        "The meeting dealt with salt.",
        "The sides considered salt.",
        "The main theme was salt.",
        "Other key issues included salt.",
        "Views were exchanged on salt.",
        "Attention was paid to salt.",
        "A high priority was given to salt.",
        "Topics included salt.",
    ],
)
def test_every_noun_form_of_a_topic(line: str) -> None:
    assert topics._NOUN_FORMS.search(line)
    assert holds(line, topics._NOUNS_HOLD)


# Every verb that tells of a contact, by its branch, with what goes on behind each.
_VERBS = {
    "met": ("met|meets|meet", " Ali Sow"),
    "held": (
        "held|holds|hold|had|has had|conducted|co-hosted|hosted|hosts|convened|co-chaired|chaired|opened|concluded"
        "|completed|led|joined|attended|attends|participated in|took part in|takes part in|began|kicked off|continued",
        " a long meeting",
    ),
    "spoke": ("spoke with|speaks to|talked with|talks to|telephoned|phoned", " Ali Sow"),
    "called": ("called", " Ali Sow"),
    "hosted": ("hosted|hosts|welcomed|received|receives|greeted", " the envoy"),
    "letter": ("sent|sends|exchanged|has sent|addressed|forwarded", " a letter"),
    "visited": ("visited|visits|traveled to|travelled to|paid a visit to|is on a visit to|arrived in", " Chad"),
    "discussed": ("discussed|exchanged views on|consulted|agreed", " salt"),
    "was": ("was held|were held|took place", ""),
}


@pytest.mark.parametrize(
    ("branch", "words"),
    [(branch, verb + rest) for branch, (verbs, rest) in _VERBS.items() for verb in verbs.split("|")],
)
def test_every_verb_of_a_contact(branch: str, words: str) -> None:
    found = lead.CONTACT.search(f"The Minister {words} in the harbour.")
    assert found
    assert found.lastgroup == branch
    assert found.start() == len("The Minister ")


def test_every_side_is_found_where_a_word_begins() -> None:
    pattern = tokens.side_pattern()
    for name in world().sides_en:
        found = pattern.match(f"in {name}, said", 3)
        assert found
        assert found.group() == name
        assert all(one.start() > 1 for before in "x’'" for one in pattern.finditer(f"{before}{name}")), name
        assert all(one.group() != name for one in pattern.finditer(f"{name}x")), name
