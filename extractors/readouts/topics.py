"""What was discussed, and in what tone: English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from config.lexicon.languages import english
from extractors.readout_records import Tone, Topic
from extractors.readouts.clauses import mask
from extractors.readouts.texts import Sentence

_MAX_OBJECT = 900
_VERB = (
    r"(?:consulted|considered|examined|explored|met|held|welcomed|compared|conferred|offered|thanked"
    r"|supported|outlined|briefed|updated|informed|said|noted|stressed|emphasi[sz]ed|underscored"
    r"|underlined|reaffirmed|reiterated|welcomed|thanked|expressed|agreed|committed|pledged|called"
    r"|highlighted|condemned"
    r"|affirmed|commended|praised|encouraged|urged|recognized|shared|decided|discussed|reviewed"
    r"|confirmed|pointed|conveyed|congratulated|invited|exchanged|applauded|acknowledged|voiced|made"
    r"|spoke|looked|touched|raised|addressed)"
)
_SUBJECT = (
    r"(?:[Tt]hey|he|she|the (?:two|leaders|sides|parties|Secretary|President|Vice President|Prime "
    r"Minister|officials|ministers)|both|(?:President|Secretary|Prime Minister|Mr\.?|Ms\.?|Vladimir"
    r"|Minister|Foreign Minister) [A-Z]\w+(?![’']s|\w| [A-Z]\w+[’']s))"
)
_END = re.compile(
    rf";|,? (?:and|while|but|as) (?={_SUBJECT}(?![’'\w]))|,? as well as (?={_VERB}\b)"
    rf"|,? and (?:\w+ly |also |jointly )?(?={_VERB}\b)|, "
    rf"(?:which|where|who|with|noting|underscoring|underlining|emphasi[sz]ing|stressing|highlighting"
    rf"|reaffirming|reiterating|while|given|as the|as they|as part|"
    r"based on|building on|recogni[sz]ing|focusing|particularly (?:in light|given)|after which"
    r"|expressing|welcoming|agreeing|calling|urging|taking into|considering|among others?)\b|,? in "
    r"(?:light|view|the (?:context|run-up|lead-up)|connection with|preparation|advance|order"
    r"|accordance)\b|,? ahead of\b| following (?:the|his|her|their)\b|"
    rf", (?:the )?(?:Russian |US |two )?(?:leaders|presidents|parties|sides|heads of state|President"
    rf"|Secretary)\b|, (?={_SUBJECT} )| during (?:the|his|her|their)\b| at the (?:upcoming|meeting)\b"
    rf"|,? considering\b|, (?:[A-Z][\w’-]+ )+(?={_VERB}\b)"
)
_NOUN_FORMS = re.compile(
    r"\b(?:(?:exchange|exchanges) of (?:views|opinions) (?:on|about|regarding|concerning)|[Ww]hile "
    r"discussing|[Dd]iscussing|[Ee]xchanging (?:views|opinions) (?:on|about)|[Tt]ouching (?:up)?on"
    r"|[Ff]ocusing (?:\w+ly )?on|(?:was|were) (?:also )?(?:an? )?(?:[a-z]+ )?discussions? (?:of|on|about)"
    r"|(?:[Ww]hile )?(?:exchanging|[Ss]haring|[Ee]xchanging|sharing) (?:views|opinions|assessments)"
    r" (?:on|about|regarding)"
    r"|(?:had|held|conducted|continued) (?:an? |their )?(?:[\w-]+(?:, | and |,? and | "
    r")){0,8}?(?:discussions?|exchanges?|talks|consultations|conversations?|dialogue) (?:on|about"
    r"|regarding|concerning)"
    r"|(?:[Tt]he )?(?:conversation|meeting|call|talks|discussion|discussions|negotiations"
    r"|consultations|visit) (?:also |primarily |mainly |largely )?(?:focused|centered|centred|touched"
    r"|concentrated) (?:up)?on"
    r"|(?:[Tt]he )?(?:meeting|talks|conversation|conversations|sides|negotiations) (?:also )?(?:dealt "
    r"with|covered|addressed|considered|discussed)"
    r"|(?:main|principal|key|central|[Oo]ther(?: major| key)?) (?:topics?|subjects?|themes?"
    r"|issues?)(?: of (?:the )?(?:discussion|conversation|talks|meeting|negotiations|agenda))?,? "
    r"(?:was|were|included)"
    r"|[Vv]iews were (?:also )?exchanged (?:on|about)|[Oo]pinions were exchanged on"
    r"|[Ss]pecial attention was (?:paid|given|devoted) to|[Aa]ttention was (?:paid|given) to|priority "
    r"was given to|[Tt]opics? (?:of discussion )?includ(?:ed|ing))\s+"
)
_PASSIVE = re.compile(
    r"(?:^|, |; )(?P<what>[A-Z“a-z][^.;]{4,300}?)(?:,)? (?:were|was) (?:also |then |further "
    r")?(?:discussed|touched (?:up)?on|considered|examined|reviewed|addressed|raised|covered|among "
    r"the (?:topics|issues))\b"
)
_GENERIC = re.compile(
    (
        r"^(?:(?:a|an|the|other|various|several|some|many|number|range|series|wide|broad|host|variety|set"
        r"|of|as|well|global|regional|international|bilateral|current|key|topical|important|pressing"
        r"|urgent|other|shared|mutual|common|relevant|multilateral|foreign|policy|recent|critical|and|key"
        r"|specific|additional|our|their|major|matters?|issues?|topics?|challenges?|priorities|subjects?"
        r"|developments?|questions?|items?|areas?|interest|concern|importance|agenda|on|most|pertinent"
        r"|world|full|those|related|to|range|concerns|problems?|affairs|aspects|events) ?)+$"
    ),
    re.IGNORECASE,
)
_STRIP = re.compile(
    r"^(?:(?:a|an|the|our|their|his|her|its|both|several|some|certain|various|other|many|topical"
    r"|current|key|important|relevant|specific|pressing|urgent|major|practical|ongoing|recent|in "
    r"detail|also|further|as well as|including|the importance of|issues? (?:of|related to|relating to"
    r"|concerning|pertaining to|regarding|around|on)"
    r"|matters? (?:of|related to|relating to|concerning|pertaining to|on)|questions? (?:of|related to"
    r"|concerning)|(?:a )?(?:wide |broad |full |whole )?(?:range|number|series|variety|host|set) of "
    r"(?:[\w-]+ )?(?:issues|topics|matters|questions|priorities|items)?(?: (?:on|of|in|related to"
    r"|regarding|concerning))?|aspects of|topics?(?: (?:of|related to|on))?|(?:the )?development of"
    r"|with|on|those related to|related to|regarding|about|concerning) )+",
    re.IGNORECASE,
)
_INCLUDING = re.compile(
    (
        r",? (?:including(?: those related to| on| in| the (?:following|issues of))?|such as|among them"
        r"|in particular|particularly|especially|notably|namely|to include|like)\s*:? "
    ),
    re.IGNORECASE,
)
_LEFT_NOUN = re.compile(
    r"(?:s|ion|ions|ment|ship|ity|ities|sis|nce|cy|cies|ries|gramme|program|war|crisis|[A-Z]\w*"
    r"|\d{2,4}|aid|trade|security|cooperation|energy|peace|settlement|conflict|region|agenda|growth"
    r"|treaty|track|partnership)$"
)
_RIGHT_NEW = re.compile(
    r"^(?:the|a|an|other|current|how|ways|efforts?|issues?|their|his|its|our|prospects?|regional"
    r"|international|global|topical|key|further|specific|joint|opportunities|plans?|steps"
    r"|preparations|bilateral|humanitarian|developments?|situation|next|shared|ongoing|recent"
    r"|coordination|support|concerns?|implementation|measures|challenges|several|various|economic"
    r"|security|mutual|[A-Z][\w.’-]+)\b"
)
_TOO_LONG = 22
"""Words of one topic at most; what is longer lost its end."""


@cache
def _discussing() -> re.Pattern[str]:
    verbs = "|".join(f"(?:{pattern})" for pattern in english().discuss)
    return re.compile(
        rf"(?<![\w-])(?<!be )(?<!been )(?<!was )(?<!were )(?:{verbs})(?:,? (?:in particular|among "
        rf"other things|inter alia|notably|among others|in detail),?)?\s+(?!by\b|at\b(?! length)|in "
        rf"(?:Woodside|San))"
    )


# What they met to discuss; elsewhere `to discuss` tells of a talk to come.
_AIM = re.compile(
    r"\bto (?:further |also |continue to )?(?:discuss|consult on|exchange views on|talk about"
    r"|continue (?:their )?(?:discussions|talks) on)\s+"
)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int


def read_topics(lines: Sequence[Sentence], leads: Set[tuple[int, int]] = frozenset()) -> tuple[Topic, ...]:
    """Topics of the whole text, in printed order, each once; `leads` are the sentences that tell of the contact."""
    made: list[Topic] = []
    seen: set[str] = set()
    for sentence in lines:
        text = mask(sentence.text)
        for start, stop, rule in _objects(text, (sentence.paragraph, sentence.start) in leads):
            for piece in _split(text[start:stop], start):
                key = piece.text.casefold()
                if key in seen or not piece.text:
                    continue
                seen.add(key)
                begin = sentence.start + piece.start
                made.append(Topic(len(made) + 1, piece.text, sentence.paragraph, begin, begin + len(piece.text), rule))
    return tuple(made)


_WITH = re.compile(
    r"with (?:(?:the )?[A-Z][\w.’-]*(?:,? (?:and |of |for )?)?){1,14}?"
    r"(?=(?:the|an?|their|our|his|her|how|ways|recent) )"
)


def _objects(text: str, lead: bool = False) -> Iterator[tuple[int, int, str]]:
    """Where the objects of discussing stand: (start, end, rule), none inside another."""
    spans: list[tuple[int, int, str]] = []
    for rule, pattern in (("topic:verb", _discussing()), ("topic:noun", _NOUN_FORMS), ("topic:aim", _AIM)):
        if pattern is _AIM and not lead:
            continue
        for found in pattern.finditer(text):
            if re.match(r"(?:spoke|talked) about", found.group(0)) and not re.search(
                r"\b(?:[Tt]hey|leaders|sides|[Bb]oth|presidents|parties|ministers)\b", text[: found.start()]
            ):
                continue  # one man's speech, not the subject of the talks
            begin = found.end()
            if partner := _WITH.match(text, begin):
                begin = partner.end()  # `discussed with Minister Sow the situation in ...`
            end = _END.search(text, begin, begin + _MAX_OBJECT)
            stop = end.start() if end else min(len(text), begin + _MAX_OBJECT)
            spans.append((begin, stop, rule))
    spans += [(one.start("what"), one.end("what"), "topic:passive") for one in _PASSIVE.finditer(text)]
    spans.sort()
    last = -1
    for begin, stop, rule in spans:
        if begin >= last and stop - begin > 2:
            yield begin, stop, rule
            last = stop


def _split(text: str, offset: int) -> Iterator[_Piece]:
    text = text.rstrip(' .,:”"')
    found = _INCLUDING.search(text)
    if found:
        head, rest = text[: found.start()], text[found.end() :]
        if not _GENERIC.match(_STRIP.sub("", head) + " "):
            yield from _list(head, offset)
        yield from _list(rest, offset + found.end(), always=True)
    else:
        yield from _list(text, offset)


def _list(text: str, offset: int, *, always: bool = False) -> Iterator[_Piece]:
    pieces: list[tuple[str, int]] = []
    position = 0
    commas = ", " in text
    if not always and any(
        re.fullmatch(r"(?:and )?[a-z]+", piece.strip()) for piece in re.split(r", (?:and )?", text)[1:]
    ):
        commas = False  # `women, girls, and minorities` stand inside one topic
    for link in re.finditer(
        r";\s+|,? as well as (?:on |about |the )?|,? and also |, and |(?<!\d), "
        r"|(?<=\d), (?!\d{4})| and (?:on |about )?",
        text,
    ):
        word = link.group(0)
        left, right = text[position : link.start()], text[link.end() :]
        if not left.strip():
            continue
        plain = word.startswith(" and")
        if plain and _one_phrase(left, right):
            continue
        if plain and _FIRM_ADJECTIVE.search(left) and _FIRM_ADJECTIVE.search(right.split(" ")[0]) and " " in right:
            continue
        if word == ", " and _ADJECTIVE.search(left) and _ADJECTIVES.match(right):
            continue  # `unprovoked, brutal and unjustified war`
        if word.startswith(",") and not commas and "as well" not in word:
            continue
        if re.match(r"(?:to|through|by|with|from|for|in|that|of|at|who|so|how to)\b", right) and not re.match(
            r"to (?:the|a)\b", right
        ):
            continue
        if plain and not always and not _parts(left, right):
            continue
        if (
            plain
            and always
            and re.match(r"(?:[a-z]+ly )?[a-z]+ing\b", right) is None
            and not (commas and ", " not in right)
            and not _RIGHT_NEW.match(right)
            and len(left.split()) > 2
        ):
            continue
        if (
            word.startswith(",")
            and "and" not in word
            and "as well" not in word
            and not always
            and not _enumerates(left, right)
        ):
            continue
        pieces.append((left, position))
        position = link.end()
    pieces.append((text[position:], position))
    for piece, start in pieces:
        stripped = piece.strip()
        cut = _STRIP.match(stripped)
        body = stripped[cut.end() :] if cut else stripped
        if not body or _GENERIC.match(body + " ") or _GENERIC.match(body):
            if not _useful(stripped):
                continue
            body = re.sub(r"^(?:the|a|an|current|topical|key|important|several|various|other) ", "", stripped)
        body = " ".join(body.split()[:_TOO_LONG]) if len(body.split()) > _TOO_LONG else body
        body = body.strip(" ,.;:")
        if len(body) > 1 and not re.match(r"(?:by|through) ", body):
            yield _Piece(body, offset + start + max(0, piece.find(body)))


def _parts(left: str, right: str) -> bool:
    """Whether `and` parts two topics rather than two words of one."""
    words = left.split()
    if len(words) < 2 or not _LEFT_NOUN.search(words[-1]):
        return False
    fresh = re.match(r"[a-z]+(?: [a-z]+)? (?:in|of|on|for|to|towards?|between)\b", right)
    return _RIGHT_NEW.match(right) is not None or (fresh is not None and len(words) > 2)


_BETWEEN = re.compile(r"\bbetween (?:(?!\band\b).)*$")
_BY_MEANS = re.compile(r"\b(?:by|through|while) \w+ing\b(?:(?!,).)*$")
_FIRM_ADJECTIVE = re.compile(r"(?:ed|ous|able|ible|ful|less|ical)$")
_ADJECTIVE = re.compile(r"(?:ed|ive|ous|able|ible|ful|less|ical|ic|al)$")
_ADJECTIVES = re.compile(r"(?:[a-z-]+(?:ed|ive|ous|able|ible|ful|less|ical|ic|al)(?:,? and |, )){1,3}[a-z]+ ")


_NAME_FOLLOWS = re.compile(
    r"(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*(?:$|[,.]| (?:to|on|in|for|during|that|and|can|alike|[a-z]+ing)\b)"
    r"|[A-Z][a-z-]+(?:an|ish|ese|ch|i) [a-z]|other [a-z]|[A-Z]\w+ accountable"
)


def _one_phrase(left: str, right: str) -> bool:
    """Whether `and` stands inside one topic: `between A and B`, `in Syria and Libya`, `by stimulating a and b`."""
    if _BETWEEN.search(left) or _BY_MEANS.search(left):
        return True
    words = left.split()
    names = len(words) > 2 and words[-1][:1].isupper() and _NAME_FOLLOWS.match(right)
    return bool(names) and ", " not in left and any(word[:1].islower() and word != "the" for word in words[:-1])


def _useful(text: str) -> bool:
    """`bilateral relations` and `international issues` are topics of the genre; `a range of issues` is none."""
    return (
        re.search(
            (
                r"\b(?:international|regional|bilateral|global|security) (?:\w+ )?(?:issues|relations"
                r"|agenda|matters|affairs|security|topics|developments|problems)\b"
            ),
            text,
        )
        is not None
    )


_DETERMINED = re.compile(
    r"\b(?:the|an?|our|their|its|his|her) (?:strong|free|open|close|fair|safe|deep|robust|secure|peaceful"
    r"|just|lasting|stable|growing|historic|broad|long|new|sustained|urgent|serious|grave|common)$"
)


def _enumerates(left: str, right: str) -> bool:
    """Whether a comma parts two topics: a third one with `and` follows, or the next begins like a topic."""
    if re.fullmatch(r"(?:the |an? )?[a-z-]+", left.strip()):
        return False  # `ongoing, coordinated efforts`
    if _DETERMINED.search(left) and re.match(r"[a-z-]+ [a-z]", right):
        return False  # `the strong, enduring relationship`
    return bool(re.search(r",? and |, ", right)) or bool(re.match(r"(?:the|a|an|[A-Z])", right))


@cache
def _toned() -> re.Pattern[str]:
    words = english()
    adjective = "|".join(sorted(map(re.escape, words.tone), key=len, reverse=True))
    noun = "|".join(sorted(words.tone_nouns, key=len, reverse=True))
    filler = (
        r"(?:very |highly |extremely |quite |both |truly |most |bilateral |telephone |phone |video "
        r"|virtual |working |strategic |political |secure |and |round of |series of |exchange of "
        r"|\w+-to-\w+ )"
    )
    return re.compile(
        rf"\b(?P<run>(?:very |highly |extremely )?(?:{adjective})(?:(?:,? and (?:very |highly )?|, "
        rf"(?:very |highly )?| )(?:{adjective})){{0,8}}),? {filler}{{0,3}}(?P<noun>{noun})\b"
        rf"|\b(?P<noun2>talks|discussion|conversation|meeting|call|exchange|consultations|negotiations"
        rf"|dialogue|atmosphere)s? (?:was|were|has been|have been|proved) (?P<run2>(?:very |highly "
        rf"|extremely |both )?(?:{adjective})(?:(?:,? and (?:very )?|, )(?:{adjective})){{0,8}})\b"
        rf"|\b(?:talks|meetings?|conversation|discussions?|negotiations|call|consultations"
        rf"|exchange)\b[^.;]{{0,60}}\b(?:held|place|passed|proceeded|was|were"
        rf"|conducted)\b[^.;]{{0,30}}? in (?:an? )?(?P<run3>(?:{adjective})(?:(?:,? and |, "
        rf")(?:{adjective})){{0,8}}),? (?:manner|way|spirit|atmosphere)\b",
        re.IGNORECASE,
    )


_OTHER_CONTACT = re.compile(
    (
        r"\b(?:previous|last|earlier|future|next|ongoing|continue|continuing|regular|further|upcoming"
        r"|maintain(?:ing)?|for|towards?|through|importance of|to (?:have|hold|engage in|continue"
        r"|launch|start|begin|establish|resume|restart|open|build|a))\s+(?:(?:a|an|the|more|their|our)\s+)*$"
    ),
    re.IGNORECASE,
)


def read_tone(lines: Sequence[Sentence]) -> tuple[Tone, ...]:
    """The adjectives said of this contact, in printed order, each once; those said of past or future ones are not."""
    made: list[Tone] = []
    adjectives = english().tone
    for sentence in lines:
        text = mask(sentence.text)
        if adjectives.isdisjoint(re.findall(r"[a-z-]+", text.lower())):
            continue
        for found in _toned().finditer(text):
            group = next(name for name in ("run", "run2", "run3") if found[name])
            if _OTHER_CONTACT.search(text[: found.start(group)]):
                continue
            for word in re.finditer(r"[\w-]+", found[group]):
                lower = word.group(0).lower()
                if lower in adjectives and not any(one.word == lower for one in made):
                    begin = sentence.start + found.start(group) + word.start()
                    made.append(Tone(len(made) + 1, lower, sentence.paragraph, begin, begin + len(lower)))
    return tuple(made)
