"""Who a subject of an English sentence is: a person by name, surname, office or pronoun, both sides, or one state."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from config.lexicon.languages import english
from config.lexicon.world import world
from extractors.readouts.guests import IN_FULL
from extractors.readouts.names import Mention
from extractors.readouts.people import Cast
from extractors.readouts.registry import Known
from extractors.readouts.tokens import side_code, side_pattern

_SINGULAR = (
    r"(?:Acting |Deputy |Vice |Prime |First |Principal |Federal |Foreign |National Security |Special "
    r"|Senior |Presidential |Assistant |Under |State |Crown |Chief |Russian |External Affairs )*"
    r"(?:Presidents?|Secretary(?: of State| General|-General)?|Minister|Premier|Chancellor|Advis[eo]r"
    r"|King|Emir|Amir|Sultan|Prince|Ambassador|Envoy|Representative|Director(?: General|-General)?"
    r"|Chairman|Chairwoman|Commissioner|Leader|Speaker|Head of State|Undersecretary|Counselor"
    r"|Coordinator|Governor|Taoiseach|Administrator|Special Representative|Pope|EAM|PM|FM|Head)"
)
_LOWER = (
    r"(?:(?:Russian|foreign|prime|vice|deputy|national security) )*(?:president|leader|head of state|head "
    r"of government|prime minister|minister|chancellor|secretary|premier|official|(?:top )?diplomat)"
)
_PLURAL = (
    r"(?:sides?|leaders|parties|presidents|Presidents|ministers|Ministers|officials|countries"
    r"|delegations|[Hh]eads of [Ss]tates?(?: and government)?|heads of government|interlocutors|principals"
    r"|Foreign Ministers|(?:national )?security advis[eo]rs|[A-Z]{2,4}s"
    r"|foreign ministers|prime ministers|Prime Ministers|National Security Advis[eo]rs|Advisors"
    r"|counterparts|representatives|Secretaries|participants|governments|partners|Vice Foreign "
    r"Ministers|Vice Ministers|envoys|diplomats"
    r"|Special Representatives|Deputies|negotiators|Leaders|co-chairs|Ambassadors|members|men|women|nations)"
)
_JOINT = re.compile(
    rf"(?:The |the |[Bb]oth |[Aa]ll )?(?:the )?(?:two |three |four |five |seven |both |Russian "
    rf"|[A-Z][\w.-]+(?:, [A-Z][\w.-]+)*(?:,? and [A-Z][\w.-]+)? )?(?:Quad |G7 |allied "
    rf"|top |senior |chief )?{_PLURAL}(?:[’'])?(?: of (?:the )?(?:two |three |both )?[\w’]+"
    r"(?:,? (?:and )?(?:the )?[A-Z]\w+(?: of [A-Z]\w+)?)*| and their (?:teams|delegations|staffs|advis[eo]rs))?(?= )"
    r"|[Tt]he (?:two|three|four|five|six|seven|eight) (?!(?:documents|statements|declarations|agreements|reports"
    r"|resolutions|texts|treaties|memorandums|proposals|years|months|weeks|days|hours)\b)[a-z-]+s(?= )"
    r"|(?:They|they)(?: both| all)?(?= )|(?:The two|the two|Both|both|The three|the three)(?= )"
    r"|(?:[Ll]eaders|[Pp]residents|[Mm]inisters|[Oo]fficials|[Pp]articipants|[Bb]oth [a-z]+)(?= )|All(?= [a-z]+ed\b)"
)
_JOINT_WORDS = re.compile(rf"\b(?:two|three|four|five|six|seven|eight|both|they|all|{_PLURAL})\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:He|She|he|she)(?= )")
_ROLE = re.compile(
    rf"(?:(?:The|the|His|his|Her|her)\s+)?(?:H(?:[HEM]|RH) (?:the )?)?"
    rf"(?:(?P<side>[A-Z][\w.’'-]*(?:\s[A-Z][\w-]+)?)(?:’s|'s)?\s+)?(?P<role>{_SINGULAR}|{_LOWER})(?:\s+of\s+(?:the\s+)?(?P<of>[A-Z][\w.’'-]+(?:\s+[A-Z]["
    rf"\w’'-]+)*))?(?=[\s,])"
)
_STATE = re.compile(
    r"(?:The |the )?(?P<state>[A-Z][\w.’'-]*(?: [A-Z][\w’'-]*| of America| Kingdom| States)*)(?:’s)?"
    r"(?: side|(?P<body> (?:delegation|team)))?(?= )"
)
_STATES = re.compile(
    r"(?:[Bb]oth )?(?:[Tt]he )?(?P<one>[A-Z][\w.’'-]*(?: [A-Z][\w’'-]*){0,3}) and (?:the )?"
    r"(?P<other>[A-Z][\w.’'-]*(?: [A-Z][\w’'-]*){0,3})"
    r"(?: (?:sides|leaders|officials|delegations|representatives|governments|countries))?(?= )"
)
# `Mr Sow and his counterparts`, `Mr Sow and his team`.
_AND_OTHERS = re.compile(
    r" and (?:his|her|their|the|other)(?: [\w-]+){0,2} (?:(?P<other>(?:counterpart|colleague|interlocutor|homologue)s?"
    r"|foreign ministers|ministers|leaders)|team|delegation|staff)(?= )"
)
# In an account by the host: `the head of the delegation conveyed`.
_GUEST = re.compile(r"[Tt]he (?:(?:head|leader) of the (?:visiting |guest )?delegation|guest|visitor)(?= )")
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Dr)\.? ")
_SURNAME = re.compile(r"(?:Mr\.? |Ms\.? |Mrs\.? |[A-Z]{2,6} )?(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)(?=[\s,])")
_PLAIN_AND = re.compile(r" and ")
_BOTH = re.compile(r"[Bb]oth ")
_MOST = 40
"""Names of one subject at most: a longer list is none, and is read from each of its names on."""
_AND = re.compile(r",?\s+and\s+(?:also\s+)?|,\s+")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who it is, and where the words for it end."""

    end: int
    speakers: tuple[Known, ...]
    joint: bool
    state: str | None
    rule: str


class Subjects:
    """Reads the subjects of one text, in order: `he` is the last one who spoke."""

    def __init__(self, cast: Cast, issuer: str | None) -> None:
        self._cast = cast
        self._issuer = issuer
        self._last: Known | None = None
        self._they: Subject | None = None
        self._principal = Known(f"side:{issuer}", side=issuer)
        self._named: dict[int, Mention] = {}
        # What a unit at a place is, asked from several sides while one sentence is read.
        self._units: dict[int, tuple[int, Known, bool] | None] = {}

    def begin(self, named: dict[int, Mention]) -> None:
        """A new sentence, with those who are named in it by where they stand."""
        self._named = named
        self._units = {}

    def spoke(self, subject: Subject) -> None:
        """Who spoke is `he` in what follows; a delegation, or one with his team, is `they`."""
        if not subject.joint and len(subject.speakers) == 1:
            self._last = subject.speakers[0]
        if subject.rule != "subject:they":
            self._they = subject if subject.rule in ("subject:delegation", "subject:team") else None

    def met(self, printed: str) -> bool:
        """Whether a state or organisation is one of those that met."""
        return side_code(printed) in {*self._cast.sides(), *self._cast.unnamed}

    def at(self, text: str, at: int) -> Subject | None:
        """The subject that begins at `at`; None if it is no party of this contact."""
        lead = _BOTH.match(text, at)
        units: list[Known] = []
        end = lead.end() if lead else at
        roles = 0
        while len(units) < _MOST:
            unit = self._unit(text, end)
            if unit is None:
                break
            stop, known, is_role = unit
            units.append(known)
            roles += is_role
            end = stop
            link = _AND.match(text, end)
            if link is None or (
                link.group(0).startswith(",") and "and" not in link.group(0) and self._unit(text, link.end()) is None
            ):
                break
            if self._unit(text, link.end()) is None:
                break
            if "and" not in link.group(0) and not _continues(text, link.end()):
                break
            end = link.end()
        if units:
            if found := _AND_OTHERS.match(text, end):
                if found["other"]:
                    return Subject(found.end(), (), True, None, "subject:counterparts")
                return Subject(found.end(), tuple(units[:1]), False, None, "subject:team")
            people = tuple({id(one): one for one in units}.values())
            if len(people) > 1:
                return Subject(end, people, self._is_joint(people), None, "subject:names")
            return Subject(end, people, False, None, "subject:role" if roles else "subject:name")
        if found := _JOINT.match(text, at):
            words = found.group(0)
            if self._they and words.lower() == "they":
                return replace(self._they, end=found.end(), rule="subject:they")
            if one_side := _one_state(words):
                code = side_code(one_side)
                return Subject(found.end(), (), False, code, "subject:delegation") if self.met(one_side) else None
            if _JOINT_WORDS.search(words) and not re.search(r"\bside$", words.strip()):
                return Subject(found.end(), (), True, None, "subject:joint")
        if found := _PRONOUN.match(text, at):
            he = self._last or (self._cast.heads[0] if self._cast.heads else None)
            link = _PLAIN_AND.match(text, found.end())
            if he and link and (other := self._unit(text, link.end())) and other[1] is not he:
                two = (he, other[1])
                return Subject(other[0], two, self._is_joint(two), None, "subject:names")  # `he and Mr Sow`
            return Subject(found.end(), (he,), False, None, "subject:pronoun") if he else None
        if (pair := _STATES.match(text, at)) and self._both_met(pair):
            return Subject(pair.end(), (), True, None, "subject:states")
        if found := _STATE.match(text, at):
            code = side_code(found["state"])
            if code is None and (inner := side_pattern().match(found["state"])) and inner.end() == len(found["state"]):
                code = side_code(inner.group(0))
            if code and self.met(found["state"]):
                rule = "subject:delegation" if found["body"] else "subject:state"
                return Subject(found.end(), (), False, code, rule)
        return None

    def _both_met(self, pair: re.Match[str]) -> bool:
        """`Russia and Canada agreed`: both of the states that met."""
        return side_code(pair["one"]) != side_code(pair["other"]) and self.met(pair["one"]) and self.met(pair["other"])

    def _is_joint(self, people: tuple[Known, ...]) -> bool:
        """Names joined by `and` are both sides when every side that met is among them."""
        heads = [one for one in self._cast.heads if one.side]
        sides = {one.side for one in heads}
        mine = {one.side for one in people}
        if len(mine) < 2:
            return len(sides) <= 1 or len(mine) == 0
        return sides <= mine

    def _unit(self, text: str, at: int) -> tuple[int, Known, bool] | None:
        if at not in self._units:
            self._units[at] = self._read_unit(text, at)
        return self._units[at]

    def _read_unit(self, text: str, at: int) -> tuple[int, Known, bool] | None:
        begin = at + 4 if text.startswith(("the ", "The "), at) else at
        mention = self._named.get(begin) or self._named.get(at)
        if mention is None and (found := _HONORIFIC.match(text, at)):
            mention = self._named.get(found.end())
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
        if found := _GUEST.match(text, at):
            guests = [one for one in self._cast.heads if one.side and one.side != self._issuer]
            return (found.end(), guests[0], True) if len(guests) == 1 else None
        return None

    def _by_role(self, found: re.Match[str]) -> Known | None:
        role = IN_FULL.get(found["role"], found["role"])
        printed = found["side"] or found["of"]
        if found["side"] and found["of"] and side_code(found["side"]) is None and side_code(found["of"]):
            role, printed = f"{found['side']} {role}", found["of"]  # `the Prime | Minister of Armenia`
        # The lower-case forms are no title: `the leader` is whoever leads.
        wanted = set(re.findall(r"[a-z]+", role.lower()))
        general = bool(wanted & {"leader", "official", "diplomat"}) or {"head", "of"} <= wanted
        wanted.discard("top")
        side = None
        if printed:
            side = side_code(printed) or (side_code(printed.split()[-1]) if " " in printed else None)
            if side is None and printed.lower() not in {"the", "his", "her", "head"}:
                first, *office = printed.split()  # `the Finnish Prime | Minister`
                side = side_code(re.sub(r"[’']s$", "", first)) if office else None
                wanted |= {word.lower() for word in (office if side else printed.split())}
        if side is None and "russian" in wanted:
            wanted.discard("russian")
            side = "RUS"
        if self._cast.principal and wanted - {"republic"} == self._cast.principal and side in (None, self._issuer):
            return self._principal  # `the Prime Minister`, where the text is his own and does not name him
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
            for one in self._cast.everyone.held(world().people[known.person_id]):
                words.update(re.findall(r"[a-z]+", one.role.lower()))
        return words


def _short(word: str) -> bool:
    """`Xi said`: a family name of two letters."""
    return len(word) == 2 and word.isalpha() and word[1].islower() and word not in english().openers


def _continues(text: str, at: int) -> bool:
    """Whether a list of names that goes on with a comma comes to its `and`."""
    return bool(re.match(r"[^.;]{2,200}?,? and ", text[at : at + 220]))


def _one_state(words: str) -> str | None:
    """`The Chadian representatives`: the state, where it is the only one."""
    named = [one.group(0) for one in side_pattern().finditer(words)]
    return named[0] if len(named) == 1 and side_code(named[0]) in world().countries and " of " not in words else None
