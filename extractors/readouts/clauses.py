"""Who does what in an English sentence: subject, verb, and what follows.

Only clauses that begin where a subject can stand are read: at the start of a sentence, behind a comma, a semicolon,
`and`, or a closing quotation mark. Quoted words are masked first, so that nobody inside a quotation speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from config.lexicon.languages import english
from config.lexicon.world import world
from extractors.readouts.names import Mention, mentions
from extractors.readouts.people import Cast
from extractors.readouts.registry import Known
from extractors.readouts.texts import Sentence
from extractors.readouts.tokens import side_code, side_pattern
from extractors.readouts.verbs import Verb, verb_at, verbs

_SINGULAR = (
    r"(?:Acting |Deputy |Vice |Prime |First |Principal |Federal |Foreign |National Security |Special "
    r"|Senior |Presidential |Assistant |Under |State |Crown |Chief |Russian |External Affairs )*"
    r"(?:Presidents?|Secretary(?: of State| General|-General)?|Minister|Premier|Chancellor|Advis[eo]r"
    r"|King|Emir|Sultan|Prince|Ambassador|Envoy|Representative|Director(?: General|-General)?"
    r"|Chairman|Chairwoman|Commissioner|Leader|Speaker|Head of State|Undersecretary|Counselor"
    r"|Coordinator|Governor|Taoiseach|Administrator|Special Representative|Pope)"
)
_LOWER = (
    r"(?:(?:Russian|foreign|prime|vice|deputy|national security) )*(?:president|leader|head of state|head "
    r"of government|prime minister|minister|chancellor|secretary|premier|official|diplomat)"
)
_PLURAL = (
    r"(?:sides?|leaders|parties|presidents|Presidents|ministers|Ministers|officials|countries"
    r"|delegations|heads of state(?: and government)?|heads of government|interlocutors|principals"
    r"|Foreign Ministers"
    r"|foreign ministers|prime ministers|Prime Ministers|National Security Advis[eo]rs|Advisors"
    r"|counterparts|representatives|Secretaries|participants|governments|partners|Vice Foreign "
    r"Ministers|Vice Ministers|envoys|diplomats"
    r"|Special Representatives|Deputies|negotiators|Leaders|co-chairs|Ambassadors|members|men|women|nations)"
)
_JOINT = re.compile(
    rf"(?:The |the |[Bb]oth |[Aa]ll )?(?:the )?(?:two |three |four |five |seven |both |Russian "
    rf"|[A-Z][\w-]+(?:, [A-Z][\w-]+)*(?:,? and [A-Z][\w-]+)? )?(?:Quad |G7 |allied "
    rf")?{_PLURAL}(?:[’'])?(?: of (?:the )?(?:two |three |both )?[\w’]+(?:,? (?:and )?[A-Z]\w+)*)?(?= )"
    r"|(?:They|they)(?: both| all)?(?= )|(?:The two|the two|Both|both|The three|the three)(?= )"
    r"|(?:[Ll]eaders|[Pp]residents|[Mm]inisters|[Oo]fficials|[Pp]articipants|[Bb]oth [a-z]+)(?= )"
)
_JOINT_WORDS = re.compile(rf"\b(?:two|both|Both|[Tt]hey|all|All|{_PLURAL})\b")
_PRONOUN = re.compile(r"(?:He|She|he|she)(?= )")
_ROLE = re.compile(
    rf"(?:(?:The|the|His|his|Her|her)\s+)?(?:(?P<side>[A-Z][\w.’'-]*(?:\s[A-Z][\w-]+)?)(?:’s"
    rf"|'s)?\s+)?(?P<role>{_SINGULAR}|{_LOWER})(?:\s+of\s+(?:the\s+)?(?P<of>[A-Z][\w.’'-]+(?:\s+[A-Z]["
    rf"\w’'-]+)*))?(?=[\s,])"
)
_STATE = re.compile(
    r"(?:The |the )?(?P<state>[A-Z][\w.’'-]*(?: [A-Z][\w’'-]*| of America| Kingdom| States)*)(?:’s)?(?: side)?(?= )"
)
_STATES = re.compile(
    r"(?:[Bb]oth )?(?:[Tt]he )?(?P<one>[A-Z][\w.’'-]*(?: [A-Z][\w’'-]*){0,3}) and (?:the )?"
    r"(?P<other>[A-Z][\w.’'-]*(?: [A-Z][\w’'-]*){0,3})(?: sides)?(?= )"
)
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Dr)\.? ")
_SURNAME = re.compile(r"(?:Mr\.? |Ms\.? |Mrs\.? |[A-Z]{2,6} )?(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)(?=[\s,])")
_PLAIN_AND = re.compile(r" and ")
_BOTH = re.compile(r"[Bb]oth ")
_AND = re.compile(r",?\s+and\s+(?:also\s+)?|,\s+")
_ASIDE = re.compile(
    r"\s*(?:,\s+(?:(?:also|who|in (?:his|her|their) turn|for (?:his|her|their) part|in turn|however"
    r"|as well as|on (?:his|her) part|then|too|in particular|in response|speaking|likewise"
    r"|meanwhile)\b[^,]{0,160}),)?\s*,?\s+"
)
_BOUNDARY = re.compile(
    r"(?:[,;:”\"’—–]|\b(?:and|but|while|as|that|[Tt]oday|[Ff]or (?:his|her) part|[Ii]n turn|[Dd]uring "
    r"(?:the|their) (?:[a-z]+ )?(?:call|meeting|conversation|talks|discussions?|visit)|[Aa]t the meeting"
    r"|[Ii]n his message|[Ii]n particular|where|(?:during|at) which))"
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
        if len(words) < 40 and not words.rstrip('”"»').endswith((".", ",", "!", "?")) and len(words.split()) <= 5:
            return words
        return words[0] + "_" * (len(words) - 2) + words[-1] if len(words) > 1 else words

    return _QUOTE.sub(blank, text)


class Speakers:
    """Reads the clauses of the sentences of one text, in order: `he` is the last one who spoke."""

    def __init__(self, cast: Cast, issuer: str | None) -> None:
        self._cast = cast
        self._issuer = issuer
        self._last: Known | None = None
        # What a unit at a place is, asked from several sides while one sentence is read.
        self._units: dict[int, tuple[int, Known, bool] | None] = {}

    def clauses(self, sentence: Sentence) -> list[Clause]:
        text = mask(sentence.text)
        self._units = {}
        named = {one.start: one for one in mentions(text)}
        made: list[Clause] = []
        done = 0
        for at in [0, *(boundary.end() for boundary in _BOUNDARY.finditer(text))]:
            if at < done or not _may_begin(text, at):
                continue
            if made and text[:at].endswith(("where ", " which ")):
                continue  # `praised his visit to Chad, where he said ...` tells of another contact
            subject = self._subject(text, at, named)
            if subject is None:
                continue
            end, speakers, joint, state, rule = subject
            verb = verb_at(text, _after_aside(text, end))
            if verb is None:
                # `exchanged greetings and expressed ...`: the second verb may report where the first does not.
                first = _PAST.match(text, end)
                for further in _further(text, first.end(), self, named) if first else ():
                    made.append(Clause(speakers, joint, state, further[2], at, further[0], further[1], rule + "+and"))
                    done = further[1]
                continue
            begin, stop, what = verb
            clause = Clause(speakers, joint, state, what, at, begin, stop, rule)
            if not joint and len(speakers) == 1:
                self._last = speakers[0]
            made.append(clause)
            done = stop
            for further in _further(text, stop, self, named):
                made.append(Clause(speakers, joint, state, further[2], at, further[0], further[1], rule + "+and"))
                done = further[1]
        made += self._inverted(text, named, made)
        if not made:
            self._note_subject(text, named)
        return sorted(made, key=lambda clause: clause.verb_start)

    def _note_subject(self, text: str, named: dict[int, Mention]) -> None:
        """A sentence that reports nothing still says who `he` is in the next one."""
        subject = self._subject(text, 0, named)
        if subject and not subject[2] and len(subject[1]) == 1:
            self._last = subject[1][0]

    def _inverted(self, text: str, named: dict[int, Mention], made: list[Clause]) -> Iterator[Clause]:
        """`"...," said Mr X`: the verb stands before its subject, behind a quotation."""
        _, table, _ = verbs()
        for found in re.finditer(
            r"[”\"],?\s+(?P<verb>said|added|noted|stressed|stated|emphasi[sz]ed|concluded|explained)\s+", text
        ):
            subject = self._subject(text, found.end(), named)
            if subject and not any(abs(one.verb_start - found.start("verb")) < 40 for one in made):
                verb = table.get(found["verb"], Verb("say", "say"))
                yield Clause(
                    subject[1],
                    subject[2],
                    subject[3],
                    verb,
                    found.start("verb"),
                    found.start("verb"),
                    found.end("verb"),
                    "subject:inverted",
                )

    def subject_at(self, text: str, at: int, named: dict[int, Mention]) -> bool:
        return self._subject(text, at, named) is not None

    def _subject(
        self, text: str, at: int, named: dict[int, Mention]
    ) -> tuple[int, tuple[Known, ...], bool, str | None, str] | None:
        """What begins at `at`: (end, speakers, joint, state, rule); None if it is no party of this contact."""
        lead = _BOTH.match(text, at)
        units: list[Known] = []
        end = lead.end() if lead else at
        roles = 0
        while True:
            unit = self._unit(text, end, named)
            if unit is None:
                break
            stop, known, is_role = unit
            units.append(known)
            roles += is_role
            end = stop
            link = _AND.match(text, end)
            if link is None or (
                link.group(0).startswith(",")
                and "and" not in link.group(0)
                and self._unit(text, link.end(), named) is None
            ):
                break
            if self._unit(text, link.end(), named) is None:
                break
            if "and" not in link.group(0) and not _continues(text, link.end(), named, self):
                break
            end = link.end()
        if units:
            people = tuple({id(one): one for one in units}.values())
            if len(people) > 1:
                return end, people, self._is_joint(people), None, "subject:names"
            return end, people, False, None, "subject:role" if roles else "subject:name"
        if found := _JOINT.match(text, at):
            words = found.group(0)
            if _JOINT_WORDS.search(words) and not re.search(r"\bside$", words.strip()):
                return found.end(), (), True, None, "subject:joint"
        if found := _PRONOUN.match(text, at):
            he = self._last or (self._cast.heads[0] if self._cast.heads else None)
            link = _PLAIN_AND.match(text, found.end())
            if he and link and (other := self._unit(text, link.end(), named)) and other[1] is not he:
                two = (he, other[1])
                return other[0], two, self._is_joint(two), None, "subject:names"  # `he and Mr Sow`
            return (found.end(), (he,), False, None, "subject:pronoun") if he else None
        if (pair := _STATES.match(text, at)) and self._both_met(pair):
            return pair.end(), (), True, None, "subject:states"
        if found := _STATE.match(text, at):
            code = side_code(found["state"])
            if code is None and (inner := side_pattern().match(found["state"])) and inner.end() == len(found["state"]):
                code = side_code(inner.group(0))
            if code and (code in self._cast.sides() or code in self._cast.unnamed):
                return found.end(), (), False, code, "subject:state"
        return None

    def _both_met(self, pair: re.Match[str]) -> bool:
        """`Russia and Canada agreed`: both of the states that met."""
        codes = {side_code(pair["one"]), side_code(pair["other"])}
        met = {*self._cast.sides(), *self._cast.unnamed}
        return len(codes) == 2 and codes <= met

    def _is_joint(self, people: tuple[Known, ...]) -> bool:
        """Names joined by `and` are both sides when every side that met is among them."""
        heads = [one for one in self._cast.heads if one.side]
        sides = {one.side for one in heads}
        mine = {one.side for one in people}
        if len(mine) < 2:
            return len(sides) <= 1 or len(mine) == 0
        return sides <= mine

    def _unit(self, text: str, at: int, named: dict[int, Mention]) -> tuple[int, Known, bool] | None:
        if at not in self._units:
            self._units[at] = self._read_unit(text, at, named)
        return self._units[at]

    def _read_unit(self, text: str, at: int, named: dict[int, Mention]) -> tuple[int, Known, bool] | None:
        begin = at + 4 if text.startswith(("the ", "The "), at) else at
        mention = named.get(begin) or named.get(at)
        if mention is None and (found := _HONORIFIC.match(text, at)):
            mention = named.get(found.end())
        if mention:
            known = self._cast.everyone.find(mention)
            return (mention.end, known, False) if known else None
        if found := _SURNAME.match(text, at):
            name = found["name"]
            for words in (name, name.split()[0]):
                known = self._cast.everyone.by_surname(words) if len(words) > 2 or _short(words) else None
                if known is None or words.split()[0] in english().openers | english().heads:
                    continue
                end = found.start("name") + len(words)
                if not text.startswith(("’s", "'s"), end):
                    return end, known, False
        if found := _ROLE.match(text, at):
            if text.startswith(("’s", "'s"), found.end()):
                return None
            known = self._by_role(found)
            return (found.end(), known, True) if known else None
        return None

    def _by_role(self, found: re.Match[str]) -> Known | None:
        role = found["role"]
        printed = found["side"] or found["of"]
        if found["side"] and found["of"] and side_code(found["side"]) is None and side_code(found["of"]):
            role, printed = f"{found['side']} {role}", found["of"]  # `the Prime | Minister of Armenia`
        # The lower-case forms are no title: `the leader` is whoever leads.
        wanted = set(re.findall(r"[a-z]+", role.lower()))
        general = bool(wanted & {"leader", "head", "official", "diplomat"})
        side = None
        if printed:
            side = side_code(printed) or (side_code(printed.split()[-1]) if " " in printed else None)
            if side is None and printed.lower() not in {"the", "his", "her", "head"}:
                wanted |= {word.lower() for word in printed.split()}
        if side is None and "russian" in wanted:
            wanted.discard("russian")
            side = "RUS"
        people = self._cast.present or self._cast.everyone.people
        if side:
            people = [one for one in people if one.side == side]
            if not people:
                return None
        fitting = [one for one in people if general or wanted <= self._role_words(one)]
        if not fitting and side:
            fitting = people[:1] if {"president", "leader", "head", "chancellor", "premier"} & wanted else []
        if not fitting:
            return None
        exact = [one for one in fitting if one.side == self._issuer]
        best = [one for one in fitting if any(role.lower() == title.lower() for title in one.every_title)]
        if side is None and exact and (general or (best and exact[0] in best) or not best):
            return exact[0]
        return (best or fitting)[0]

    def _role_words(self, known: Known) -> set[str]:
        words = {word for title in known.every_title for word in re.findall(r"[a-z]+", title.lower())}
        if known.person_id:
            for one in world().people[known.person_id].tenures:
                words.update(re.findall(r"[a-z]+", one.role.lower()))
        return words


def _short(word: str) -> bool:
    """`Xi said`: a family name of two letters."""
    return len(word) == 2 and word.isalpha() and word[1].islower() and word not in english().openers


def _may_begin(text: str, at: int) -> bool:
    """Whether a subject can begin here: a quick look before the long one."""
    return text[at : at + 1].isupper() or text.startswith(_SUBJECT_WORDS, at)


def _continues(text: str, at: int, named: dict[int, Mention], speakers: Speakers) -> bool:
    """Whether a list of names that goes on with a comma comes to its `and`."""
    return bool(re.match(r"[^.;]{2,200}?,? and ", text[at : at + 220]))


def _after_aside(text: str, at: int) -> int:
    found = _ASIDE.match(text, at)
    return found.end() if found else at


_SECOND = re.compile(r"(?:,?\s+as well as|,\s+and|;\s+and|\s+and|,|;|,\s+but|\s+but|,\s+while)\s+(?=[a-z])")


_PAST = re.compile(r"\s+(?:also |then |jointly )?(?:[a-z]+ed|held|met|had|took|gave|sent)\b(?! (?:by|to be|in \d))")
_SAID = re.compile(r"said (?:that|they|he|she|it|there|both|the)\b")


def _further(text: str, at: int, speakers: Speakers, named: dict[int, Mention]) -> Iterator[tuple[int, int, Verb]]:
    """Second and third verbs of the same subject: `thanked ..., and reiterated ...`."""
    for link in _SECOND.finditer(text, at):
        if _may_begin(text, link.end()) and speakers.subject_at(text, link.end(), named):
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
        if re.match(r"(?: \w+ly)? by\b", text[verb[1] : verb[1] + 24]):
            continue  # `a deal described by one and endorsed by another`
        yield verb
