"""Who does what in an English sentence: subject, verb, and what follows.

Only clauses that begin where a subject can stand are read: at the start of a sentence, behind a comma, a semicolon,
`and`, or a closing quotation mark. Quoted words are masked first, so that nobody inside a quotation speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from config.lexicon.languages import english
from extractors.readouts.names import Mention, mentions
from extractors.readouts.people import Cast
from extractors.readouts.registry import Known
from extractors.readouts.subjects import Subject, Subjects
from extractors.readouts.texts import Sentence, holds
from extractors.readouts.tokens import side_pattern
from extractors.readouts.verbs import Verb, verb_at, verbs

_ASIDE = re.compile(
    r"\s*(?:,\s+(?:(?:also|who|(?:while |when )?[a-z]+ing|in (?:his|her|their) turn|for (?:his|her|their) part"
    r"|in turn|however"
    r"|as well as|on (?:his|her) part|then|too|in particular|in response|speaking|likewise"
    r"|meanwhile|whose)\b[^,]{0,160}),)?\s*,?\s+"
    r"(?:(?:here )?(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
)
_BOUNDARY = re.compile(
    r"(?:[,;:”\"’—–]|(?<= )--?(?= )|\b(?:and|but|while|as|that|[Tt]oday|[Ff]or (?:his|her) part|[Ii]n turn|[Dd]uring "
    r"(?:the|their) (?:[a-z]+ )?(?:call|meeting|conversation|talks|discussions?|visit)|[Aa]t the meeting"
    r"|[Ii]n his message|[Ii]n particular|where|[Tt]ogether|(?:during|at|to) which))"
    r"\s{1,2}(?:also |then |in turn )?"
)
_SUBJECT_WORDS = (
    "the ",
    "they ",
    "both ",
    "he ",
    "she ",
    "two ",
    "all ",
    "leaders ",
    "presidents ",
    "ministers ",
    "officials ",
    "participants ",
)
_QUOTE = re.compile(r"[“„«][^”»]*(?:[”»]|$)|(?<!\w)\"[^\"]*(?:\"|$)|(?<![\w’'])‘(?:[^’]|’(?=\w))*’(?!\w)")


@dataclass(frozen=True, slots=True)
class Clause:
    """One subject with one verb in one sentence."""

    speakers: tuple[Known, ...]
    joint: bool
    state: str | None
    verb: Verb
    start: int
    verb_start: int
    verb_end: int
    rule: str


@lru_cache(maxsize=512)
def mask(text: str) -> str:
    """The text with everything inside quotation marks blanked, character for character."""
    if not any(mark in text for mark in '“„«"‘'):
        return text

    def blank(found: re.Match[str]) -> str:
        words = found.group(0)
        if len(words.split()) <= 3 and len(words) < 40:
            return words  # `called it "very productive."`
        if len(words) < 40 and not words.rstrip('”"»').endswith((".", ",", "!", "?")) and len(words.split()) <= 5:
            return words
        return words[0] + "_" * (len(words) - 2) + words[-1] if len(words) > 1 else words

    return _QUOTE.sub(blank, text)


class Speakers:
    """Reads the clauses of the sentences of one text, in order."""

    def __init__(self, cast: Cast, issuer: str | None) -> None:
        self._cast = cast
        self._subjects = Subjects(cast, issuer)

    def clauses(self, sentence: Sentence) -> list[Clause]:
        text = mask(sentence.text)
        named = mentions(text)
        self._subjects.begin({one.start: one for one in named})
        made: list[Clause] = []
        done = 0
        opening = _INTRODUCED.match(text)
        for at in [
            0,
            *([opening.end()] if opening and not _OBJECT.search(opening[0]) else []),
            *(one.end() for one in _BOUNDARY.finditer(text)),
        ]:
            if at < done or not _may_begin(text, at):
                continue
            if text.endswith(" and ", 0, at) and _OF_A_PAIR.search(text, max(0, at - 160), at):
                continue  # `the joint statement of Mr Sow and the Indian Premier expressed`
            if made and text[:at].endswith(("where ", " which ")) and not text[:at].endswith(", to which "):
                continue  # `praised his visit to Chad, where he said ...` tells of another contact
            at = at if made else self._first_of_two(text, at, named)
            subject = self._subjects.at(text, at)
            if subject is None:
                continue
            verb = verb_at(text, _after_aside(text, subject.end))
            if verb is None:
                # `exchanged greetings and expressed ...`: the second verb may report where the first does not.
                first = _PAST.match(text, subject.end)
                for further in _further(text, first.end(), self._subjects) if first else ():
                    self._subjects.spoke(subject)
                    made.append(_clause(subject, at, further, "+and"))
                    done = further[1]
                continue
            self._subjects.spoke(subject)
            made.append(_clause(subject, at, verb))
            done = verb[1]
            for further in _further(text, verb[1], self._subjects):
                made.append(_clause(subject, at, further, "+and"))
                done = further[1]
        if told := self._told_behind(text):
            return [told]
        made += self._inverted(text, made)
        if not made and (subject := self._subjects.at(text, 0)):
            self._subjects.spoke(subject)  # a sentence that reports nothing still says who `he` is in the next one
        return self._attributed(text, sorted(made, key=lambda clause: clause.verb_start))

    def _first_of_two(self, text: str, at: int, named: tuple[Mention, ...]) -> int:
        """Where a pair begins of which `at` is the second: `In view of this Mr Sow and Mr Lund agreed`."""
        if not text.endswith(" and ", 0, at):
            return at
        end = at - len(" and ")
        begin = None
        second = _MISTER.match(text, at)
        if any(second and one.start == second.end() for one in named):
            begin = next((one.start for one in named if one.end == end), None)
        elif (state := side_pattern().match(text, at)) and self._subjects.met(state.group(0)):
            ending = (one for one in side_pattern().finditer(text, max(0, end - 80), end) if one.end() == end)
            begin = next((one.start() for one in ending if self._subjects.met(one.group(0))), None)
        return at if begin is None or not _OPENING.fullmatch(text, 0, begin) else begin

    def _attributed(self, text: str, made: list[Clause]) -> list[Clause]:
        """`Chad hopes for rain, Mr Sow said`: all of it was said by him who stands at its end, or its beginning."""
        last = made[-1] if made else None
        if (
            last
            and len(made) > 1
            and any(one in self._cast.present for one in last.speakers)
            and text[: last.start].endswith(", ")
            and _SAID_ALL.match(text, last.verb_end)
        ):
            return [last]
        if made and made[0].state and (found := _ACCORDING.match(text)):
            subject = self._subjects.at(text, found.end())
            if subject and subject.speakers and text.startswith(",", subject.end):
                return [replace(one, speakers=subject.speakers, state=None) if one.state else one for one in made]
        return made

    def _told_behind(self, text: str) -> Clause | None:
        """`The wells are dry, said Mr Sow, who ...`: all of the sentence is what he said."""
        found = _COMMA_SAID.search(text) if holds(text, (", said ", ", added ")) else None
        subject = self._subjects.at(text, found.end()) if found else None
        if found is None or subject is None or not _ENDS.match(text, subject.end):
            return None
        if not any(one in self._cast.present for one in subject.speakers):
            return None
        self._subjects.spoke(subject)
        verb = verbs()[1][found["verb"]]
        inverted = replace(subject, rule="subject:inverted")
        return _clause(inverted, found.start("verb"), (found.start("verb"), found.end("verb"), verb))

    def _inverted(self, text: str, made: list[Clause]) -> Iterator[Clause]:
        """`"...," said Mr X`: the verb stands before its subject, behind a quotation."""
        if not holds(text, '”"'):
            return
        _, table = verbs()
        for found in _SAID_BY.finditer(text):
            subject = self._subjects.at(text, found.end())
            if subject and not any(abs(one.verb_start - found.start("verb")) < 40 for one in made):
                verb = table.get(found["verb"], Verb("say", "say"))
                inverted = replace(subject, rule="subject:inverted")
                yield _clause(inverted, found.start("verb"), (found.start("verb"), found.end("verb"), verb))


# `In this context the Norwegian leader noted`: a subject with no comma before it.
_INTRODUCED = re.compile(
    r"(?:In|On|At|During|After|Before|Following|Under)\b(?: [A-Za-z0-9][\w’-]*){2,14}? "
    r"(?=(?:the|both) (?:(?:two )?(?:sides|leaders|presidents|parties|ministers)"
    r"|[A-Z]\w+ (?:[Pp]resident|[Ll]eader|[Mm]inister)) (?:[a-z]+ )?[a-z]+ed )"
    r"|(?:In|On|At|During|After|Before|For|With|As|Following|Under|Given|By)\b(?: [a-z0-9][a-z0-9’'-]*){1,9} "
    r"(?=[A-Z]|(?:the|both) (?:[A-Z]|two|sides?|leaders|presidents?|ministers?|parties)|they |he |she |both )"
)
# `During a call with the Norwegian leader, ...`: he is no subject.
_OBJECT = re.compile(
    r" (?:with|to|of|by|between|from|for|on|in|at|and|as|than|about|into|over|against)"
    r" (?:(?:the |his |her |their )(?:(?:first|former|new|current|acting|visiting|newly) )*)?$"
)
_OPENING = re.compile(
    r"(?:(?:In|On|At|During|After|For|With|As|Following|Today|By|Under|Given|From|To)\b"
    r"(?: (?:the )?[a-z0-9’'-]+){0,8} )?(?:[Tt]he )?(?:M(?:r|rs|s)\.? |Messrs\.? |(?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+s )?"
)


_OF_A_PAIR = re.compile(r"\b(?:statement|declaration|communiqu\w+|document|treaty) (?:of|by|between) [^,.;]+ and $")
_MISTER = re.compile(r"(?:(?:M(?:r|rs|s)|Dr)\.? )?")
_SAID_ALL = re.compile(r"[.…]?$|, (?:adding|noting|stressing|emphasi[sz]ing)\b")
_ACCORDING = re.compile(r"(?:According to|In the (?:opinion|view|words) of) ")
_SAID_BY = re.compile(r"[”\"],?\s+(?P<verb>said|added|noted|stressed|stated|emphasi[sz]ed|concluded|explained)\s+")


_COMMA_SAID = re.compile(r", (?P<verb>said|added) ")
_ENDS = re.compile(r"[.,;]|$| (?:in|at|on|after|during|when|while|following) ")


def _clause(subject: Subject, at: int, verb: tuple[int, int, Verb], more: str = "") -> Clause:
    begin, stop, what = verb
    return Clause(subject.speakers, subject.joint, subject.state, what, at, begin, stop, subject.rule + more)


def _may_begin(text: str, at: int) -> bool:
    """Whether a subject can begin here: a quick look before the long one."""
    return text[at : at + 1].isupper() or text.startswith(_SUBJECT_WORDS, at)


def _after_aside(text: str, at: int) -> int:
    found = _ASIDE.match(text, at)
    return found.end() if found else at


_SECOND = re.compile(r"(?:,?\s+as well as|,\s+and|,\s+but|,\s+while|;\s+and|\s+and|\s+but|,|;)\s+(?=[a-z])")


_PAST = re.compile(
    r"\s+(?:(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:also |then |jointly )?"
    r"(?:began\b|(?:[a-z]+ed|held|met|had|took|gave|sent|spoke)\b"
    r"(?! (?:by (?!(?:tele)?phone)|to be|in \d)))"
)
_SAID = re.compile(
    r"said (?:that|they|he|she|it|there|both|the)\b"
    r"|told (?:him|her|them|(?:(?:his|her|the) [a-z]+|[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*){0,4}) that\b"
)


def _further(text: str, at: int, subjects: Subjects) -> Iterator[tuple[int, int, Verb]]:
    """Second and third verbs of the same subject: `thanked ..., and reiterated ...`."""
    for link in _SECOND.finditer(text, at):
        if _may_begin(text, link.end()) and subjects.at(text, link.end()):
            return
        verb = verb_at(text, link.end())
        if verb is None:
            continue
        word = text[verb[0] : verb[1]].split()[0]
        if _SAID.match(text, verb[0]):
            yield verb
            continue
        if verb[2].kind not in ("commit", "discuss") and word in english().weak:
            continue
        if (
            not word.endswith("ed")
            and verb[2].kind not in ("commit", "discuss")
            and word not in {"made", "spoke", "told", "gave", "laid", "paid", "put"}
        ):
            continue
        if re.match(r"(?: \w+ly)?(?: for in| for by| by)\b", text[verb[1] : verb[1] + 24]):
            continue  # `a deal described by one and endorsed by another`
        yield verb
