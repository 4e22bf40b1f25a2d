"""In what tone it was: the adjectives said of the contact. English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from config.lexicon.languages import english
from extractors.readout_records import Tone
from extractors.readouts.clauses import mask
from extractors.readouts.texts import Sentence, holds


@cache
def _toned() -> re.Pattern[str]:
    words = english()
    adjective = "|".join(sorted(map(re.escape, words.tone), key=len, reverse=True))
    noun = "|".join(sorted(words.tone_nouns, key=len, reverse=True))
    filler = (
        r"(?:very |highly |extremely |quite |both |truly |most |bilateral |telephone |phone |video "
        r"|virtual |working |strategic |political |secure |and |round of |series of |exchange of "
        r"|\w+-(?:to|on)-\w+ |\w+-(?:hour|minute|long) )"
    )
    return re.compile(
        rf"\b(?P<run>(?:very |highly |extremely )?(?:{adjective})(?:(?:,? and (?:very |highly )?|, "
        rf"(?:very |highly )?| )(?:{adjective})){{0,8}}),? {filler}{{0,3}}(?P<noun>{noun})\b"
        rf"|\b(?P<noun2>talks|discussion|conversation|meeting|call|exchange|consultations|negotiations"
        rf"|dialogue|atmosphere)s? (?:was|were|ha[sd] been|have been|proved) (?P<run2>(?:very |highly "
        rf"|extremely |both )?(?:{adjective})(?:(?:,? and (?:very )?|, )(?:{adjective})){{0,8}})\b"
        rf"|\b(?:described|characteri[sz]ed|called|termed|found) (?:the|their) (?:talks|meeting|conversation"
        rf"|discussions?|call)(?: with [A-Z][\w. ]{{2,40}}?)?(?: as)? [“\"]?(?:[a-z]+ly |very )?"
        rf"(?P<run4>(?:{adjective})(?:(?:,? and |, )(?:{adjective})){{0,8}})\b"
        rf"|\b(?:talks|discussions|negotiations|meetings?|call|conversation) (?:that|which) [^,.;]{{2,40}} "
        rf"(?:described|characteri[sz]ed|called|termed) as (?:very |highly )?"
        rf"(?P<run6>(?:{adjective})(?:(?:,? and |, )(?:{adjective})){{0,8}})\b"
        rf"|\bexchanged (?P<run5>(?:{adjective})(?:(?:,? and |, )(?:{adjective})){{0,4}}) (?:views|opinions)\b"
        rf"|\b(?:talks|meetings?|conversation|discussions?|negotiations|call|consultations"
        rf"|exchange)\b[^.;]{{0,60}}\b(?:held|place|passed|proceeded|was|were"
        rf"|conducted)\b[^.;]{{0,30}}? in (?:an? )?(?P<run3>(?:{adjective})(?:(?:,? and |, "
        rf")(?:{adjective})){{0,8}}),? (?:manner|way|spirit|atmosphere)\b",
        re.IGNORECASE,
    )


_OTHER_CONTACT = re.compile(
    (
        r"\b(?:previous|last|earlier|future|next|ongoing|continue|continuing|regular|further|upcoming"
        r"|maintain(?:ing)?|continues? in|process of|resumption of|engage in(?: sustained and)?|enter(?:ed)? into"
        r"|(?:is|are|was|were|been) engaged in|reflect\w* on|recall\w*|(?:will|would|should|must|can) (?:\w+ ){1,4}in"
        r"|based on|via|for|towards?|through|favou?r of|importance of"
        r"|to (?:have|hold|engage in|continue"
        r"|launch|start|begin|establish|resume|restart|open|build|a|return to|meaningful)|return to"
        r"|(?:pursu|develop|establish|resum|creat|expand|launch|start|support)(?:ing|e|es|ed)?|possibility of"
        r"|(?-i:[A-Z])\w+[’']s?|continued|recent|bilateral|mutual|following .{0,40})"
        r"\s+(?:(?:a|an|the|more|their|our|close|highly|constructive) (?:and )?)*$"
    ),
    re.IGNORECASE,
)


_BETWEEN_OTHERS = re.compile(
    r" (?:that (?:lead|will|would|could|can)"
    r"|between (?!the (?:two|leaders|presidents|sides))|to date|with (?!the (?:aim|view)|a )[A-Z])"
)


_HELD = re.compile(r"\b(?:had|held|have|conducted|concluded|in) (?:an? |their |[a-z-]+,? (?:and )?){0,3}$")


def read_tone(lines: Sequence[Sentence]) -> tuple[Tone, ...]:
    """The adjectives said of this contact, in printed order, each once; those said of past or future ones are not."""
    made: list[Tone] = []
    adjectives, nouns = english().tone, english().tone_nouns
    for sentence in lines:
        text = mask(sentence.text)
        lower = text.lower()
        if not holds(lower, nouns) or adjectives.isdisjoint(re.findall(r"[a-z-]+", lower)):
            continue
        for found in _toned().finditer(text):
            group = next(name for name in ("run", "run2", "run3", "run4", "run5", "run6") if found[name])
            if _OTHER_CONTACT.search(text[: found.start(group)]):
                continue
            ahead = group == "run" and _BETWEEN_OTHERS.match(text, found.end())
            if ahead and not _HELD.search(text[: found.start(group)]):
                continue  # `direct talks with Chad`: of others
            if found["noun"] and found["noun"][0].isupper() and found[group][0].isupper():
                continue  # `the Comprehensive Dialogue on Space` is a name
            for word in re.finditer(r"[\w-]+", found[group]):
                said = word.group(0).lower()
                if said in adjectives and not any(one.word == said for one in made):
                    begin = sentence.start + found.start(group) + word.start()
                    made.append(Tone(len(made) + 1, said, sentence.paragraph, begin, begin + len(said)))
    return tuple(made)
