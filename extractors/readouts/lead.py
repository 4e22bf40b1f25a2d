"""Where an English text tells of the contact itself: its title and first sentences, and who is named there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from config.lexicon.world import world
from extractors.readouts.contact import AFTER, CONTACT, HEADLINE, MEETING, NOUN, OPENING, REMARKS, contact_in
from extractors.readouts.names import Mention, mentions
from extractors.readouts.speech import spoken
from extractors.readouts.texts import Body, Sentence, holds, sentences
from extractors.readouts.tokens import side_code, side_pattern

_END = re.compile(
    r" to (?!the\b|his\b|her\b|His\b|Her\b|their\b|a\b|[A-Z])[a-z]+\b| (?:regarding|about|concerning"
    r"|following|after|ahead of|as part of|during which"
    r"|where|while|when|because|amid)\b| that\b(?! includ| consist)|, which| and (?:they|he|she)\b"
    r"|;(?! (?:and )?(?:(?:Dr|Mr|Ms|Mrs|Amb)\.? |the )?(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+, (?:the )?[A-Z])"
    r"| on (?:the "
    r")?(?:occasion|situation|implementation|issues?|prospects?|topics?|next steps)\b"
    r"|,? (?:and )?(?:discussed|reaffirmed|emphasized|underscored|stressed|thanked|reiterated"
    r"|expressed|noting|highlighting|who will)\b"
)
_ALSO = re.compile(
    r"\b(?:joined by|accompanied by|(?:also|further) (?:attend|participat|took part|taking part"
    r"|present|join)\w*|[Tt]aking part in the|were also|were present|"
    r"led (?:the|an?) (?:[\w.-]+ ){0,4}delegation|"
    r"(?:delegation|side|team)s?(?:,| (?:was|is|were)) (?:also )?(?:(?:co-)?led|headed|(?:co-)?chaired|represented) by|"
    r" represented (?:the )?[A-Z]|"
    r"delegation(?: at the (?:talks|meeting))? (?:also )?(?:included|consisted of|comprised)|"
    r"[Gg]roup (?:includes|included|comprises|comprised|consists of|consisted of) |"
    r"(?:attended|participated in|took part in|joined) (?:the|this|today’s|today's) (?:[\w-]+ ){0,3}"
    rf"(?:{MEETING}|Council\b)|(?:was|were) (?:attended|(?:co-)?chaired) by|"
    rf"[Pp]articipants (?:included|in the {MEETING} (?:included|were))|[Pp]articipating (?:were|in the)|"
    r"present at the|[Pp]resent (?:there )?(?:were|was) |[Aa]ttending (?:were|the)|[Oo]ther participants)"
)
# What stands over a list of names, one behind a dash: `Participants:`, `The leaders that took part:`.
_LIST_HEAD = re.compile(
    r"\b(?:[Pp]articipants?|[Aa]ttendees|[Pp]articipated|[Aa]ttend(?:ed|ance)|took part)\b[^.:]{0,60}:$"
)
_LISTED = re.compile(r"\s*[-–—•*] ")
_ALSO_HOLDS = ("join", "accompan", "articipa", "ttend", " part", "resent", "were also", "delegation", "ed by", "roup ")
# The caption of a photograph that opens the text: `With President of the World Bank ...`.
_CAPTION = re.compile(
    r"(?:With (?:[A-Z]|the )|(?:Acting |Russian )*President (?:Vladimir )?Putin (?:with|meeting|and"
    r"|at|during|greeting|welcoming)\b|At (?:a|the) [^.]{0,70}? with |(?:Working )?[Mm]eeting with "
    r"|Before (?:a|the) )"
)
_FRAME = re.compile(
    r"^(?:Readout|Statement|Update|Background|Joint Readout)(?: Statement)?(?: of| from| by)?(?: "
    r"the)?\s+(?:NSC|National Security Council|White House|Pentagon|Department)?"
    r"\s*(?:Spokesperson|Press Secretary|Spokesman)\s+(?:[A-Z][\w.’-]*\s+){1,3}(?:on|regarding"
    r"|Readout of|Regarding|about)\s+"
)
FUTURE = re.compile(
    r"\b(?:will(?: \w+)? (?:be|hold|meet|visit|travel|host|take|have|receive|attend|pay|welcome|chair"
    r"|participate|convene|speak|arrive|discuss|make|join)"
    r"|(?:is|are) (?:scheduled|set|expected|due|planning|to (?:hold|meet|visit|take part|attend"
    r"|host))|plans? to (?:meet|visit|hold|travel)"
    r"|(?:is|are) (?:postponing|cancel\w+|rescheduling)|has (?:postponed|cancel\w+))\b"
)
_FUTURE_HOLDS = ("will", "is ", "are ", "plan", "has ")
_HEADLINE_FUTURE = re.compile(r"\bto (?:meet|visit|host|hold|attend|travel|receive|welcome|hold talks|pay)\b")
# A title that says it has happened; the text may begin with what will come of it.
_HAPPENED = re.compile(
    r"\b(?:met|held|spoke|had|sent|received|took|discussed|visited|hosted|attended|exchanged|phoned"
    r"|talked|[Rr]eadout|wished|signed|paid|was|were|participated)\b"
)
_REPORTED = re.compile(
    r"\b(?:said|noted|added|stressed|recalled|mentioned|stated|hoped|believed|thanked|emphasi[sz]ed)\b[^.;]{0,80}?"
    r"\b(?:he|she|they|that|when|where|his|her)\b[^.;]{0,60}$"
)
# Further down, `I spoke with ...` is somebody's own words: a speech, a statement.
_I_MET = re.compile(r"\b(?:I|[Ww]e)(?:’ve)?(?: (?:have|had|also|just|recently))* $")
_TOLD_OF = re.compile(r"\b(?:said|informed|noted|stressed|told|announced|confirmed|recalled|added)\b[^.;]* that\b")
_OFFICIALS = re.compile(
    r"(?:’s|'s)?[ -](?:(?!with |to |on )[\w’-]+ ){0,3}?(?:officials?|delegations?|representatives?|ministers?"
    r"|government|leaders?|ambassadors?|authorities|counterparts?|commanders?|envoys?|presidents?"
    r"|experts|parliamentarians|senators|sides|members of parliament|parliament|congress|congressmen|senate|knesset"
    r"|lawmakers|institutions|deputies|leadership|national assembly)\b",
    re.IGNORECASE,
)


# Citizens of the issuer's own state, named by where their families came from.
_AMERICANS = re.compile(
    r"(?:[A-Z][a-z]+,? (?:and )?){0,3}[A-Z][a-z]+[ -]American (?=(?:\w+ ){0,2}?(?i:communit|leaders|civic|faith|groups"
    r"|organi[sz]ations|advocates|elected|stakeholders|famil|business|youth|voters))"
)


def abroad(text: str) -> str:
    """The text with `Arab and Chadian American community leaders` blanked, place for place: they are no other side."""
    return _AMERICANS.sub(lambda found: "_" * len(found.group(0)), text) if "American " in text else text


_LISTING = frozenset(["title", "was", "held"])
_SENT_TO = re.compile(r"\b(?:[Aa]mbassadors?|[Ee]nvoys?) (?:\w+ )?to (?:the )?(?:[A-Z][\w’-]+(?:,| and) )*$")
_ON_MARGINS = re.compile(r"\b(?:on|in|at) the (?:margins?|sidelines?) of (?:(?! with )[^,;])*$")
_IN_TOWN = re.compile(r"\b(?:in|at|near) [A-Z][\w’-]+(?: [A-Z][\w’-]+)?, $")
"""Before a state that only says where a town is: `in Oslo, Norway`."""


_FROM = re.compile(r"\bfrom (?:the )?(?:(?:[A-Z]\w+ )?(?:[Aa]llies|[Pp]artners|countries|nations|states) )?$")


@dataclass(frozen=True, slots=True)
class Zone:
    """The part of a sentence that says who met whom."""

    sentence: Sentence
    verb: str
    """Name of the branch of CONTACT that fired, `title`, or `also`."""
    found: tuple[Mention, ...]
    text: str
    """The sentence as far as the parties are named."""
    sides: frozenset[str]
    """States named beside officials who have no name there."""


@dataclass(slots=True)
class Lead:
    zones: list[Zone] = field(default_factory=list)
    title: str = ""
    """The title without the frame around it."""
    title_offset: int = 0
    future: Sentence | None = None
    first: list[Sentence] = field(default_factory=list)
    """The sentences that were looked at."""
    account: Body = ()
    """The paragraphs in which nobody speaks."""

    @property
    def contact(self) -> Zone | None:
        """The first sentence of the text that tells of the contact."""
        return next((zone for zone in self.zones if zone.sentence.paragraph > 0 and zone.verb != "caption"), None)


def read_lead(title: str, body: Body) -> Lead:
    """Read the title and the first sentences (six at most, of the first four paragraphs)."""
    lead = Lead()
    framed = _FRAME.match(title)
    lead.title_offset = framed.end() if framed else 0
    lead.title = title[lead.title_offset :]
    sentence = Sentence(0, lead.title_offset, lead.title)
    if NOUN.search(lead.title) or CONTACT.search(lead.title) or HEADLINE.search(lead.title):
        lead.zones.append(_zone(sentence, "title", 0))
    speech = spoken(body, lambda name: name in title)
    lead.account = [(number, text) for number, text in body if number not in speech]
    first = [one for number, text in lead.account[:4] for one in sentences(number, text)[:4]][:7]
    lead.first = first
    told = False
    if (
        first
        and _CAPTION.match(first[0].text)
        and len(first[0].text) < 420
        and not first[0].text.startswith(("At the meeting", "During the"))
    ):
        caption = _zone(first[0], "caption", 0, whole=True)
        if caption.found:
            lead.zones.append(caption)
    for place, one in enumerate(first):
        if re.match(r"[“\"]", one.text):
            continue
        verb = contact_in(one.text, first=not place)
        coming = FUTURE.search(one.text) if not told and holds(one.text, _FUTURE_HOLDS) else None
        if coming and _TOLD_OF.search(one.text, 0, coming.start()):
            coming = None  # what was said of the future, in a talk that has been
        if (
            coming
            and (verb is None or coming.start() < verb.start())
            and not _HAPPENED.search(re.sub(r"\bwill\b.*", "", lead.title))
        ):
            lead.future = lead.future or one
            continue
        if verb is None or (place and _I_MET.search(one.text[: verb.start()])):
            continue
        kind = verb.lastgroup or ""
        again = lead.zones and (place or not AFTER.search(one.text))
        if kind != "discussed" and again and _REPORTED.search(one.text[: verb.start()]):
            continue  # `Mr Sow said he had met ...` tells of another contact than the title's
        if told and kind in ("discussed", "called", "hosted", "visited", "letter", "was"):
            continue
        if told and kind == "held" and any(zone.verb not in ("title", "caption", "visited") for zone in lead.zones):
            continue  # `paid a visit to Chad, where he held talks with ...` is told by both
        if kind == "discussed" and (place > 2 or re.search(r"\bhad (?:been )?$", one.text[: verb.start()])):
            continue
        # `visited Chad, where he met with ...`: who was met stands in the clause behind.
        where = kind == "visited" and re.search(r"\bwhere (?:he|she|they)\b[^.]*?\bmet\b", one.text)
        if kind == "discussed":
            zone = _zone(one, kind, verb.start(), before=True)
        else:
            # `was co-chaired by A; B; and C`: all who are named there.
            by = kind == "was" and verb.group(0).endswith("ed")
            zone = _zone(one, kind, verb.end(), whole=bool(where) or by or verb.re in (OPENING, REMARKS))
        if told and kind in ("met", "spoke", "held") and _another(lead, zone, verb.end()):
            continue
        if zone.found or zone.sides:
            said = _who_said(verb["who"], first[:place]) if verb.re is REMARKS else None
            lead.zones += [said, zone] if said else [zone]
            told = True
    if _HEADLINE_FUTURE.search(lead.title) and lead.contact is None and lead.future is None:
        lead.future = sentence
    if (ahead := FUTURE.search(lead.title)) and not _HAPPENED.search(lead.title[: ahead.start()]):
        lead.future = sentence
    return lead


def _who_said(who: str | None, before: Sequence[Sentence]) -> Zone | None:
    """The sentence that names him whom `Sow made the remarks when ...` or `He made the remarks ...` means."""
    for one in reversed(before):
        for named in mentions(one.text):
            if named.titles and (who in (None, "He", "She") or who in named.name.split()):
                return Zone(one, "met", (named,), one.text[: named.end], frozenset())
    return None


# A trip is told meeting by meeting, to the end of the text: `In Oslo, he met with ...`, `In talks with ..., she urged`.
_TRIP = re.compile(r"\b(?:[Tt]ravels?|[Tt]rip|[Vv]isits?|[Vv]isited|[Mm]eetings (?:with|in))\b")
_MET_THERE = re.compile(
    r"(?<![Ww]here )\b(?:met|spoke|had an? (?:[a-z]+ )?(?:call|conversation|meeting))"
    r"(?: (?:again|separately|privately|\w+ly|jointly|also))?(?: in [A-Z]\w+)? with\b"
    r"|^(?:In|During|At) (?:an?|his|her|their|the|separate) (?:[\w-]+ ){0,3}?"
    r"(?:meetings?|talks|discussions?|calls?) with\b"
)
_BEFORE = re.compile(r"\b(?:last (?:week|month|year|[A-Z]\w+)|earlier|recently|previously|previous|ago|had(?! an? ))\b")


def also_there(lead: Lead) -> list[Zone]:
    """The sentences anywhere in the account that name who else took part."""
    told = {zone.sentence for zone in lead.zones}
    lines = (one for number, text in lead.account for one in sentences(number, text))
    trip = _TRIP.search(lead.title) is not None
    more: list[Sentence] = []
    met: list[Zone] = []
    for one in lines:
        if one in told:
            continue
        verb = _MET_THERE.search(one.text) if trip else None
        if verb and not FUTURE.search(one.text, 0, verb.start()) and not _BEFORE.search(one.text):
            met.append(_zone(one, "met", verb.end()))
        elif _names_more(one.text):
            more.append(one)
    for (_, head), (number, listed) in pairwise(lead.account):
        if head.endswith(":") and _LIST_HEAD.search(head) and _LISTED.match(listed) and _of_states(mentions(listed)):
            more.append(Sentence(number, 0, listed))
    return [_zone(one, "also", 0, whole=True) for one in more] + met


def _of_states(listed: Sequence[Mention]) -> bool:
    """Whether a list gives its people states, several of them: guests of the house are listed with none."""
    stated = [one.side for one in listed if one.side and one.side_rule in ("side:of", "side:title")]
    return len(set(stated)) >= 3 and len(stated) * 2 >= len(listed)


def _names_more(text: str) -> bool:
    return holds(text, _ALSO_HOLDS) and _ALSO.search(text) is not None


# One text tells of several contacts, as its title says.
_SEVERAL = re.compile(
    r"\b(?:[Tt]ravel|[Tt]rip|[Vv]isits?|[Vv]isited|[Ee]ngagements?|[Mm]eetings|[Cc]alls|[Tt]alks with|[Cc]onsultations"
    r"|[Cc]onversations|[Ss]ummit|[Pp]articipation)\b"
)


def _another(lead: Lead, zone: Zone, verb: int) -> bool:
    """Whether a further sentence tells of a contact with others than those whom the title says were met."""
    title = next((one for one in lead.zones if one.verb == "title"), None)
    if title is None or (len(title.found) < 2 and " with " not in title.text) or _SEVERAL.search(lead.title):
        return False
    named = {one.name.split()[-1] for one in title.found}
    met = {one.name.split()[-1] for one in zone.found if one.start >= verb}
    return bool(named) and bool(met) and named.isdisjoint(met)


# `In line with the decision of Mr Sow and Mr Lund, the two states held ...`: those who decided need not be there.
_IN_LINE = re.compile(
    r"(?:In (?:line|accordance|keeping) with|Building on|Pursuant to|As (?:agreed|decided|directed|announced) by)"
    r"[^;]*?, (?=(?:the|an?) )"
)
# `President Sow discussed the storm with Prime Minister Lund of Norway by telephone`: the other one stands at the end.
_TO_PARTNER = re.compile(r"(?:discussed|exchanged (?:views|opinions))\b[^.;]{3,200}? with (?:the |his |her )?")
_OF_PARTNERS = re.compile(
    r"(?:tions?|s|nce|ship|ment|gue|ity|work|along|cooperation|contact|deal|war|trade) with (?:the |his |her )?$"
)
_AND_THAT_IS_ALL = re.compile(
    r"[.;]|$|,? (?:by|over|on|in|at|during) (?:an? |the |their )?(?:\w+ )?(?:(?:tele)?phone|call|meeting|talks)\b"
)


def _partner(text: str, verb: int) -> Mention | None:
    """The official of a state with whom a matter was discussed, as the last words of the sentence say."""
    told = _TO_PARTNER.match(text, verb) or _TO_PARTNER.match(text, verb + 1)
    if told is None or _OF_PARTNERS.search(text, 0, told.end()):
        return None
    named = (one for one in mentions(text) if one.start == told.end() and one.titles and one.side)
    return next((one for one in named if _AND_THAT_IS_ALL.match(text, one.end)), None)


def _zone(sentence: Sentence, verb: str, after: int, *, before: bool = False, whole: bool = False) -> Zone:
    text = sentence.text
    if before:
        text = text[:after]
    elif not whole:
        end = _END.search(text, max(after, 12))
        text = text[: end.start()] if end else text
    opened = _IN_LINE.match(text, 0, after)
    found = tuple(one for one in mentions(text) if opened is None or one.start >= opened.end())
    if (partner := _partner(sentence.text, len(text))) is not None:
        found = (*found, partner)
    sides = set()
    listing = verb in _LISTING or (verb == "hosted" and " from " in text)
    goes_on = -1
    for side in side_pattern().finditer(abroad(text)):
        if any(one.start <= side.start() < one.end for one in found):
            continue
        beyond = text[side.end() : side.end() + 70]
        behind = text[max(0, side.start() - 60) : side.start()]
        if _IN_TOWN.search(behind) and not _OFFICIALS.match(beyond):
            continue
        if _SENT_TO.search(behind):
            continue  # `ambassadors to Chad and Niger`
        if _ON_MARGINS.search(text, 0, side.start()):
            continue  # `on the sidelines of the ASEAN foreign ministers’ meeting`
        if (
            _OFFICIALS.match(beyond)
            or re.search(
                r"(?:(?<=\s)representing (?:the )?$|(?:[Oo]fficials|delegation|[Mm]inisters|[Rr]epresentatives"
                r"|[Ll]eaders(?:hip)?"
                r"|[Hh]eads|[Cc]ounterparts|[Aa]ssembly|[Aa]mbassadors|[Ee]nvoys|[Cc]hiefs of [Mm]ission|of)"
                r" (?:of|from) (?:the )?(?:(?:[A-Z]\w+ )?(?:[Aa]llies|[Pp]artners) )?$)",
                behind,
            )
            or (
                listing
                and not behind.endswith((" in ", " in the ", " around "))
                and re.match(r"(?:,| and|-|’s|'s)", text[side.end() : side.end() + 4])
            )
            or (re.search(r"(?:,|-|and) ?$", behind) and listing)
        ):
            sides.add(side_code(side.group(0)) or "")
            goes_on = side.end() if _FROM.search(behind) else -1
        elif goes_on > 0 and re.fullmatch(r",? (?:and )?(?:the )?", text[goes_on : side.start()]):
            sides.add(side_code(side.group(0)) or "")  # `ministers from Chad, Niger, and Norway`
            goes_on = side.end()
    return Zone(sentence, verb, found, text, frozenset(side for side in sides if side in world().countries or side))
