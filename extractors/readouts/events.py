"""What kind of contact it was: format, mode, days, place, host, who asked for it. English."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from config.lexicon.world import world
from extractors.readout_records import DateSource, Event, Hosted, Mark, Mode, PlaceSource
from extractors.readouts import days, places
from extractors.readouts.about import contexts
from extractors.readouts.assess import body_that_met
from extractors.readouts.contact import CONTACT
from extractors.readouts.lead import FUTURE, Lead, Zone
from extractors.readouts.people import Cast
from extractors.readouts.texts import Sentence, holds
from extractors.readouts.tokens import side_code, side_pattern
from extractors.records import Article

_FORMATS: tuple[tuple[str, str], ...] = (
    (
        "letter",
        (
            r"\b(?:sent|sends|received|exchanged|addressed|forwarded)\b[^.]{0,140}\b(?:messages?|letters?"
            r"|telegrams?)\b|^(?:Message|Letter|Reply|Exchange of (?:messages|letters)) (?:to|from|with)\b"
        ),
    ),
    (
        "video call",
        r"\b(?:[Vv]ideo (?:[Cc]all|[Ll]ink|[Mm]eeting)|by video\b|via (?:secure )?video)|[Vv]ideo[- ]?conference",
    ),
    ("virtual meeting", r"\b[Vv]irtual(?:ly)?\b"),
    ("trilateral call", r"\b[Tt]rilateral (?:[Pp]hone )?[Cc]all\b"),
    ("conference call", r"\b[Cc]onference [Cc]all\b"),
    (
        "phone call",
        (
            r"\b(?:(?:[Tt]ele)?[Pp]hone\b|phoned\b|[Tt]elephoned?\b|by (?:tele)?phone"
            r"|(?<![Cc]ourtesy )[Cc]alls?\b(?! (?:on|for|upon|to [Aa]ction))"
            r"|called (?=(?:the )?(?:President|Prime|King|Chancellor)"
            r"|the [A-Z][\w-]+ (?:[Pp]resident|[Ll]eader|[Pp]rime)))"
        ),
    ),
    ("summit", r"\b[Ss]ummit (?:talks|meeting|with|between|was|in|of|took)"),
    (
        "strategic dialogue",
        r"\b(?:[Ss]trategic|[Ee]conomic|[Ss]ecurity|[Hh]uman [Rr]ights|[Dd]efen[cs]e|[Pp]olicy) [Dd]ialogue\b",
    ),
    ("joint commission", r"\b(?:[Jj]oint|[Ii]ntergovernmental) [Cc]ommission\b"),
    ("talks", r"\b[Tt]alks\b|\b[Nn]egotiations\b|\b[Ss]trategic [Cc]ommunications?\b"),
    ("consultations", r"\b[Cc]onsultations?\b|\b[Cc]onsultative\b"),
    ("meeting", r"\b[Mm]eetings?\b|\b(?:met|meets)\b|\bhosted\b|\breceived\b|\bwelcomed\b"),
    ("visit", r"\b[Vv]isit(?:ed|s)?\b|\b[Tt]rip\b|\b[Tt]ravel\b"),
    ("conversation", r"\b[Cc]onversations?\b|\b[Ss]poke\b|\bdiscussed\b"),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _FORMATS)
_REMOTE: dict[str, Mode] = {
    "letter": "letter",
    "video call": "video",
    "virtual meeting": "video",
    "trilateral call": "phone",
    "conference call": "phone",
    "phone call": "phone",
}
_SPOKE = re.compile(r"\b(?:spoke|speaks|talked)(?: \w+){0,4}? (?:with|to)\b")
_REQUEST = re.compile(
    r"\bat (?:the )?(?:(?P<a>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2})(?:’s|'s) |(?P<b>[A-Z][\w-]+) "
    r"side(?:’s|'s) )?(?:request|initiative|invitation)(?: of (?:the )?(?P<c>[A-Z][\w.’'-]+(?: "
    r"[A-Z][\w’'-]+){0,4}))?"
    r"|\b(?:on|at) the initiative of (?:the )?(?P<d>[A-Z][\w.’'-]+(?: [A-Z][\w’'-]+){0,4})"
    r"|\binitiated by (?:the )?(?P<e>[A-Z][\w.’'-]+)"
)
_HOSTING = re.compile(
    r"\b(?:hosted|hosts|welcomed|received|welcomes)\b[^.]{0,160}?\b(?:to|at|in) (?:the "
    r")?(?P<house>White House|Kremlin|Oval Office|Pentagon|State Department|Department of State|"
    r"Naval Observatory|Blair House|Camp David|Great Hall of the People)"
)
_HELD = re.compile(
    r"\b(?:arriv\w+|delegation to|travell?ed|travels|meeting|talks|held|summit|visit\w*|took place|welcomed|met"
    r"|hosted)\b[^.]{0,60}$|^Meeting (?:in|at) (?:the )?$"
)
_HELD_IN = re.compile(
    r"^(?:At )?[Tt](?:he|his) (?:[\w-]+ )?(?:meeting|talks|consultations|summit|dialogue|session),?"
    r" (?:(?:was|were) )?(?:held|took place) (?:in|at) (?:the )?$|^Meeting (?:in|at) (?:the )?$"
)
_COMING = re.compile(
    r"\b(?:next|upcoming|will|would|plans?|scheduled|forthcoming|last|previous|earlier|recent|memories|recalled)\b"
)
_AT_HOME = re.compile(r"\bat the (?P<house>Department of State|State Department)\b")
# `met to prepare for the summit in Madrid`: where another meeting will be.
_FOR_LATER = re.compile(r"\b(?:prepar\w+|ahead of|upcoming|next|forthcoming|in advance of|follow(?:ing)? up)\b")
# `his recent meeting with the President in Shanghai`, `the results of the annual meeting in Prague`.
_OF_ANOTHER = re.compile(
    r"\b(?:recent|last|previous|earlier|(?:results|achievements|outcomes?|decisions?) of|agreements? reached at)\b"
    r"[^.;,]{0,40}?"
    r"\b(?:meetings?|summit|talks|visit|conference|session|conversation)\b[^.;,]{0,60}$"
)
# `discussed his visit to Paris`, `met to discuss the summit in Brussels`; but `discussed salt at a meeting in Paris`.
_SUBJECT = re.compile(
    r"\bdiscuss(?:ed|ing)?\b(?:(?!\b(?:at|during|in|over|margins|sidelines|while|when)\b)[^.;])*?"
    r"\b(?:[Vv]isit|[Tt]rip|[Tt]ravel|[Ss]ummit|[Cc]onference|[Ff]orum|[Mm]eeting|[Tt]alks)\b[^.;]*$"
)
# Organisations and groups whose meeting is one of many states.
_ASSEMBLIES = frozenset(
    ["G7", "G20", "QUAD", "B9", "NORDIC", "E3", "CENTRAL_ASIA", "CENTRAL_AMERICA", "MEKONG", "PACIFIC", "AFRICA", "MEF",
     "LATIN_AMERICA", "EAS", "APEC", "CICA", "BRICS", "SCO", "CSTO", "CIS", "EAEU", "ASEAN", "GCC", "AU", "CARICOM",
     "ECOWAS", "PIF", "LAS", "OIC", "OAS"]
)  # fmt: skip
_OFFICE_OF_BODY = re.compile(r"\b(?:Secretary[- ]General|Director|Chair(?:man|person)?|President of the|Bank)\b")
# In the lead of a text about them they are a subject, not a place of meeting.
_SUBJECT_MATTER = re.compile(r"\b(?:crisis|war|conflict|situation|developments|operations?|people|hostages|talks) in $")
_COUNTRIES_ONLY = frozenset({"Gaza", "Crimea", "Kashmir", "Donetsk", "Kharkiv", "Alaska"})


@dataclass(frozen=True, slots=True)
class Found:
    event: Event
    marks: tuple[Mark, ...]


def read_format(lead: Lead) -> tuple[str, str]:
    """Format and the rule that found it: the title's word first, but a call told in the text is one."""
    first = lead.contact
    text = first.sentence.text if first else ""
    zone = first.text if first else ""
    if first and first.verb == "called":
        return "phone call", "format:called"
    for where, words in (("title", lead.title), ("lead", zone), ("lead", text)):
        for name, pattern in _COMPILED:
            if pattern.search(words):
                if (
                    where == "title"
                    and name == "meeting"
                    and re.search(r"\b(?:held|hold|holds|had)\b[^.]{0,60}\btalks\b", zone)
                ):
                    return "talks", "format:lead"
                if where == "title" and name in (
                    "meeting",
                    "talks",
                    "consultations",
                    "conversation",
                    "summit",
                    "strategic dialogue",
                ):
                    for better, other in _COMPILED[1:6]:
                        if re.search(r"\b(?:met|received|hosted)\b", words) and "call" in better:
                            continue  # whoever met did not telephone, whatever else the text tells of
                        virtual = better in ("video call", "virtual meeting")
                        if other.search(zone or text[:200]) and (virtual or not re.search(r"\bmet\b", zone)):
                            return better, "format:lead"
                if name == "conversation" and _SPOKE.search(words):
                    return "phone call", f"format:{where}-spoke"
                return name, f"format:{where}"
    return "meeting", "format:default"


def read_event(
    lead: Lead,
    cast: Cast,
    article: Article,
    published: date | None,
    issuer: str | None,
    body: Sequence[tuple[int, str]],
    speech: Set[int],
) -> Found:
    """The event of an English text; `speech` are the paragraphs of a transcript."""
    marks: list[Mark] = []
    form, rule = read_format(lead)
    marks.append(Mark("event.format", form, rule, 0 if "title" in rule else 1))
    remote = _REMOTE.get(form)
    contact = lead.contact
    if remote == "phone" and contact and contact.verb == "met" and not re.search(r"\b[Cc]all\b|[Pp]hone", lead.title):
        remote, form = None, "meeting"
    when, mark = _when(lead, article, published)
    marks.append(mark)
    place: places.Place | None = None
    place_from = None
    if remote is None:
        place, place_from, mark = _where(lead, article, cast, [one for one in body if one[0] in speech])
        marks.append(mark)
    else:
        marks.append(Mark("event.place", None, "place:remote", reason="a call or letter has no place"))
    sides = [side for side in dict.fromkeys([*cast.sides(), *_sides(lead)]) if side]
    states = [side for side in sides if side in world().countries]
    mode, why = _mode(remote, form, place, states, sides, lead)
    marks.append(
        Mark("event.mode", mode, why, reason=None if mode else "no place is told, and it was no call or letter")
    )
    country = place.country if place else None
    host = country if mode == "visit" and country in states else None
    hosted: Hosted = "n/a" if remote else "hosted" if host else "neutral" if mode == "third-party" else "unknown"
    asked = _initiator(lead, cast)
    sideline = places.margins(" ".join([lead.title, *(zone.sentence.text for zone in lead.zones)]))
    return Found(
        Event(
            event_type="CONSULT",
            mode=mode,
            format=form,
            start_date=when.start if when else None,
            end_date=when.end if when else None,
            date_precision=when.precision if when else None,
            date_source=when.source if when else None,
            place=(place.name or None) if place else None,
            place_from=place_from if place and place.name else None,
            country=country,
            host=host,
            host_guest=hosted,
            initiator=asked,
            sidelines_of=sideline,
            contexts=contexts("\n".join(text for _, text in body)),
        ),
        tuple(marks),
    )


def _sides(lead: Lead) -> list[str]:
    return [side for zone in lead.zones for side in sorted(zone.sides)]


# `discussed trade in a phone call on Saturday`: the day of the call.
_MET_ON = re.compile(
    r"\b(?:in|during|over|at) (?:an?|the|their) (?:[\w-]+ )?(?:call|conversation|meeting|talks) on (?=[A-Z\d])"
)


def _when(lead: Lead, article: Article, published: date | None) -> tuple[days.When | None, Mark]:
    for zone in lead.zones:
        if zone.sentence.paragraph == 0:
            continue
        told = days.read_days(zone.text, published) if zone.verb == "discussed" else None
        text = zone.sentence.text
        if zone.verb == "discussed" and told is None and (by := _MET_ON.search(text)):
            told = days.read_days(text[by.start() :], published)
            told = told and replace(told, begin=(told.begin or 0) + by.start(), stop=(told.stop or 0) + by.start())
        # What stands far behind `discussed` is a day of what was discussed.
        text = text[: _contact_place(zone) + 60] if zone.verb == "discussed" else text
        when = told or days.read_days(text, published, near_to=_contact_place(zone))
        if when and FUTURE.search(text, 0, when.begin or 0):
            when = None  # `... said that talks will be held on June 14`
        if when and published and not (-3 <= (published - when.start).days <= 45):
            when = None
        if when and zone.verb == "visited" and when.start == when.end and len(lead.zones) > 2:
            when = None
        if when:
            base = zone.sentence.start
            return when, Mark(
                "event.date", f"{when.start}..{when.end}", when.rule, zone.sentence.paragraph,
                base + (when.begin or 0), base + (when.stop or 0),
            )  # fmt: skip
    for one in lead.first:
        if when := days.during(one.text, published):
            return when, Mark(
                "event.date", f"{when.start}..{when.end}", when.rule, one.paragraph,
                one.start + (when.begin or 0), one.start + (when.stop or 0),
            )  # fmt: skip
    for source, text in (("caption", " ".join(one.text for one in article.captions)), ("title", lead.title)):
        when = days.read_days(text, published) if text else None
        if when and published and 0 <= (published - when.end).days <= 31:
            kind: DateSource = "caption" if source == "caption" else "text"
            return days.When(when.start, when.end, kind, when.rule), Mark(
                "event.date", f"{when.start}..{when.end}", f"{when.rule}:{source}", -1 if source == "caption" else 0
            )
    if article.dateline and article.dateline.date and (when := days.read_days(article.dateline.date, published)):
        return days.When(when.start, when.end, "dateline", "date:dateline"), Mark(
            "event.date", str(when.start), "date:dateline", -1
        )
    if published:
        return days.When(published, published, "pubdate", "date:pubdate"), Mark(
            "event.date", str(published), "date:pubdate", reason="the text gives no day"
        )
    return None, Mark("event.date", None, "date:none", reason="neither the text nor the page gives a day")


def _contact_place(zone: Zone) -> int:
    """Where in its sentence the contact is told: the day that stands nearest behind it is its day."""
    verb = CONTACT.search(zone.sentence.text)
    return verb.start() if verb else 0


def _where(
    lead: Lead, article: Article, cast: Cast, speech: Sequence[tuple[int, str]]
) -> tuple[places.Place | None, PlaceSource | None, Mark]:
    """Where it was, the nearest word first: the sentence of the contact, the title, a caption, the lead, the speech."""
    first = lead.contact.sentence if lead.contact else None
    told = [one for one in lead.first[:4] if one.paragraph not in dict(speech)]
    for one in told[:3]:
        if first and (one.paragraph, one.start) < (first.paragraph, first.start) and (place := _lead_place(one)):
            return _placed(place, "text", one.paragraph, one.start)
    for zone in lead.zones:
        if zone.sentence.paragraph == 0:
            continue
        text = zone.sentence.text
        if house := _HOSTING.search(text) or _AT_HOME.search(zone.text + text[len(zone.text) : len(zone.text) + 40]):
            name = house["house"]
            place = places.Place(
                name, world().places_en.get(name, "USA"), house.start("house"), house.end("house"), "place:house"
            )
            return _placed(place, "text", zone.sentence.paragraph, zone.sentence.start)
        end = len(text) if zone.verb == "discussed" else min(len(text), len(zone.text) + 60)
        found = places.read_place(text, end=end)
        if found and (
            _FOR_LATER.search(text, len(zone.text), max(len(zone.text), found.start))
            or _SUBJECT.search(text, 0, found.start)
            or _OF_ANOTHER.search(text, 0, found.start)
        ):
            continue
        if found and not (found.name in _COUNTRIES_ONLY and _SUBJECT_MATTER.search(text[: found.start])):
            return _placed(found, "text", zone.sentence.paragraph, zone.sentence.start)
    if found := places.read_place(lead.title):
        return _placed(found, "title", 0, lead.title_offset)
    for caption in article.captions:
        if found := places.read_place(caption.text):
            return _placed(found, "caption", -1, 0)
    for one in told:
        if found := _lead_place(one):
            return _placed(found, "text", one.paragraph, one.start)
    # An agency's dateline says where its reporter sat, unless they met `here`; an office's is the place of the meeting.
    line = article.dateline
    here = lead.contact is not None and re.search(r"\bhere\b", lead.contact.sentence.text)
    if line and line.place and (here or not line.agency) and (found := places.printed_place(line.place)):
        return found, "dateline", Mark("event.place", found.name, found.rule, -1)
    for number, text in speech[:10]:
        if found := places.welcomed(text):
            return _placed(found, "text", number, 0)
    for zone in lead.zones:
        code = places.visited(zone.sentence.text)
        if code in cast.sides() or code in cast.unnamed:
            return (
                places.Place("", code, 0, 0, "place:country"),
                None,
                Mark("event.place", None, "place:country", reason="the text names the state that was visited, no town"),
            )
    return (
        None,
        None,
        Mark("event.place", None, "place:none", reason="neither text, title, caption nor dateline names a place"),
    )


def _lead_place(one: Sentence) -> places.Place | None:
    place = places.read_place(one.text)
    if (
        place is None
        or (_COMING.search(one.text) and not _HELD_IN.search(one.text, 0, place.start))
        or place.rule != "place:lexicon"
        or place.name in _COUNTRIES_ONLY
    ):
        return None
    before = one.text[: place.start]
    elsewhere = any(one.search(before) for one in (_FOR_LATER, _OF_ANOTHER, _SUBJECT))
    return place if _HELD.search(before) and not elsewhere else None


def _placed(
    place: places.Place, source: PlaceSource, paragraph: int, base: int
) -> tuple[places.Place, PlaceSource | None, Mark]:
    if not place.name:
        return place, None, Mark("event.place", None, place.rule, paragraph, base + place.start, base + place.end)
    return place, source, Mark("event.place", place.name, place.rule, paragraph, base + place.start, base + place.end)


def _mode(
    remote: Mode | None, form: str, place: places.Place | None, states: list[str], sides: list[str], lead: Lead
) -> tuple[Mode | None, str]:
    if remote:
        return remote, "mode:remote"
    if len(sides) >= 3 and not (form == "visit" and place and place.name and place.country in states):
        return "multilateral", "mode:three-sides"
    if len(states) < 2 and body_that_met(lead.title) in _ASSEMBLIES and not _OFFICE_OF_BODY.search(lead.title):
        return "multilateral", "mode:of-an-organisation"
    if place and place.country:
        if place.country in states or (form == "visit" and len(states) < 2):
            return "visit", "mode:at-home"
        if len(states) >= 2 or len(sides) >= 2:
            return "third-party", "mode:elsewhere"
    return None, "mode:plain"


def _initiator(lead: Lead, cast: Cast) -> str | None:
    for zone in lead.zones:
        text = zone.sentence.text
        if holds(text, ("request", "initiat", "invitation")) and (found := _REQUEST.search(text)):
            named = next((found[one] for one in "abcde" if found[one]), None)
            if named is None:
                continue
            code = side_code(named) or side_code(named.split()[0])
            if code is None and (inside := side_pattern().search(named)):
                code = side_code(inside.group(0))
            if code is None and (known := cast.everyone.by_surname(named.split()[-1])):
                code = known.side
            if code and "invitation" not in found.group(0):
                return code
    return None
