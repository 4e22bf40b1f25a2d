"""Is it a readout? Whether the main content of an English text is a contact that has happened, between two sides."""

from __future__ import annotations

import re

from config.lexicon.world import world
from extractors.readout_records import Assessment, Kind
from extractors.readouts.contact import CONTACT, NOUN
from extractors.readouts.lead import Lead, abroad
from extractors.readouts.people import Cast
from extractors.readouts.tokens import side_code, side_pattern

_GREETING = re.compile(
    (
        r"^(?:Congratulations?|Greetings?|Condolences?|Happy|Birthday|Best wishes|Season|New Year)\b"
        r"|\b(?:congratulat\w+|condolences?|greetings?|birthday|sympath\w+)\b"
    ),
    re.IGNORECASE,
)
# What a letter is sent for that is no exchange: a holiday, a birthday.
_OCCASION = re.compile(
    r"\b(?:anniversary|birthday|holiday|(?:[A-Z]\w+ )?(?:Independence|National|Liberation|Constitution|Republic|Victory"
    r"|Africa|International|Unity|Revolution) Day|to mark|wishing (?:him|her|them))\b"
)
_SPOKEN = re.compile(r"\b(?:met|[Pp]hone|[Tt]elephone(?! message)|spoke|[Tt]alks|[Cc]onversation|[Mm]eeting with)\b")
# A trip is a contact with the state it went to where its officials were met.
_TRIP = re.compile(r"\b(?:[Vv]isit(?: (?:of|by) [^.;]{3,90}?)?|[Tt]rip|[Tt]ravel|[Tt]ravels) to ")
_MET_THERE = re.compile(
    r"\b(?:met|meets?|meetings?|consultations|discussions|talks|engagements?),? (?:\w+ ){0,2}?(?:with|between)\b"
    r"|\bengaged (?:with|Haiti)|\bto meet with\b"
)
_OTHER_FORM = re.compile(
    r"^(?:(?:[A-Z]\w+ )?(?:Commentary|Opinion|Editorial|Analysis|Explainer|Factbox|Timeline|Viewpoint|Profile|Column)"
    r"(?: ?[:|]| - )"
    r"|(?:Remarks|Press (?:Conference|Briefing|Gaggle|Call)|Background Press|Fact Sheet|FACT SHEET"
    r"|Proclamation|Executive Order|Memorandum|Interview|Article|Speech|Address|Opening Remarks|Text "
    r"of|Transcript|Notice|Nominations?|Nominated|"
    r"President (?:Biden|Trump) (?:Announces|Nominates)|Bills? Signed|Congressional Bill|Law on"
    r"|Executive Order|Press Release|On-the-Record|Letter to|Message to Congress|Week Ahead|Op-Ed"
    r"|Excerpts|Answers? to)\b)|\b(?:to the (?:House|Senate|Congress)|(?:[Pp]ress|[Nn]ews)[- "
    r"][Cc]onferences?|interview(?:ed|s)?|[Pp]ress (?:statements?|[Aa]vailability|[Bb]riefing)"
    r"|[Bb]efore [Tt]heir (?:[Mm]eeting|[Tt]alks)|[Rr]emarks (?:at|to|by|with|before|following)"
    r"|joint statements? (?:to|for) the (?:press|media)"
    r"|[Ss]tatements? (?:at|to) the (?:[A-Z][\w.]*(?: (?:of|for|on))? ){0,4}"
    r"(?:Council|Assembly|Committee|Commission|Conference))\b"
)
_MAY_BE = re.compile(
    r"\b(?:possible|potential|planned|proposed|upcoming|eventual|[Cc]omments? on|[Pp]rospects? (?:of|for)|ready for"
    r"|[Rr]eadiness for|[Cc]alls for|[Hh]opes for)\b[^.]{0,60}?"
    r"\b(?:talks|meetings?|summit|negotiations|visit|contacts?)\b"
)
_STATEMENT = re.compile(r"^(?:Joint )?Statement\b", re.IGNORECASE)
# Counterparts of several states, none of them named.
_OTHERS = re.compile(
    r"\b(?:States Parties|[Cc]ounterparts|[Ff]oreign [Mm]inisters|[Dd]efense [Mm]inisters|Allies"
    r"|[Aa]llies and partners|[Ii]nternational partners|leaders (?:of|from) (?:the )?(?:\w+ "
    r"){0,3}(?:nations|countries|states)|heads of (?:delegation|state|government)"
    r"|(?<!Chief )[Mm]inisters (?:of|from)|[Aa]mbassadors (?:of|from)|[Gg]roup of (?:Seven|Twenty)|world leaders"
    r"|European leaders)\b"
)
_TRANSCRIPT = re.compile(
    r"^(?:[A-Z][\w.’ -]{2,60}|THE PRESIDENT|PRESIDENT [A-Z]+|[А-ЯЁ]\.[А-ЯЁ][а-яё]+): ", re.MULTILINE
)
_INTERVIEW = re.compile(
    r"\b(?:in an interview|told (?:the )?(?:reporters|journalists|media)|interview with|answering "
    r"(?:questions|a question)|said in an? (?:interview|statement|speech|address))\b"
)


# Whose account it is, not to whom they spoke: `..., the ministry said in a statement`.
_OFFICE_SAID = re.compile(
    r"\b(?:[Mm]inistry|[Oo]ffice|[Ss]ervice|Kremlin|[Gg]overnment|[Pp]residency|Palace|Department|[Ee]mbassy)"
    r"(?: of [A-Z]\w+(?: [A-Z]\w+)?)? (?:said|announced) in a statement\b"
    r"|\b[Ss]pokes\w+(?: [A-Z][\w’'-]+){0,3} (?:told|said|quoted)\b[^.]{0,30}"
    r"|\btold (?:the )?(?:reporters|journalists|media) (?:after|following) (?:the|their) "
    r"(?:meeting|talks|summit|call)\b"
)


def refused(lead: Lead) -> Assessment | None:
    """The verdict on a text whose title and first sentences say that it is none, whoever took part."""
    contact = lead.contact
    if _OTHER_FORM.search(lead.title):
        return _no("not:form", "its title names another form: a speech, a briefing, a notice")
    if lead.future and (
        lead.future.paragraph == 0
        or contact is None
        or (contact.sentence.paragraph, contact.sentence.start) > (lead.future.paragraph, lead.future.start)
    ):
        return _no("not:future", "the contact it tells of is still to come")
    if contact is None and not any(zone.verb == "title" for zone in lead.zones):
        return _no("not:no-contact", "neither title nor first sentences tell of a contact")
    return None


def assess(lead: Lead, cast: Cast, text: str) -> Assessment:
    """A verdict with its reason on a text that is not `refused`, from its lead and who took part in what that tells."""
    title = lead.title
    contact = lead.contact
    sides = set(cast.sides()) | {side for zone in lead.zones for side in zone.sides}
    side = cast.issuer
    if (
        len(sides) == 1
        and side
        and side not in sides
        and re.search(
            (
                r"\b(?:[Ss]ummit|[Mm]eetings?|met|[Mm]eets|[Cc]alls?|[Dd]ialogue|[Tt]alks|[Cc]onversation"
                r"|[Cc]onsultations|spoke|Counterparts|heads of state)\b"
            ),
            title,
        )
    ):
        sides.add(side)
    if len(sides) == 1 and any(_OTHERS.search(zone.text) for zone in lead.zones):
        sides.add("others")
    if len(sides) == 1 and _TRIP.search(title) and _MET_THERE.search(text[:2000]):
        sides |= {code for code in _named(title) if code in world().countries}
    if len(sides) == 1 and not _TRANSCRIPT.search(text) and (body := body_that_met(title)):
        sides.add(body)
    letter = contact.verb == "letter" if contact else bool(re.search(r"\b(?:message|letter|telegram)s?\b", title))
    if _SPOKEN.search(title):
        letter = False  # a call or meeting at which they congratulated each other, too
    if (
        re.match(r"(?:Congratulations?|Greetings?|Condolences?|Birthday|Happy)\b", title)
        or (letter and (_GREETING.search(title) or _OCCASION.search(title)))
        or (letter and contact and _GREETING.search(contact.sentence.text))
    ):
        return _no("not:greeting", "a greeting or condolence, not an exchange")
    if letter and not (
        any(one.side and one.side != cast.issuer for one in cast.present)
        or any(_OTHERS.search(zone.text) for zone in lead.zones)
    ):
        return _no("not:one-side", "a message to no official of another side")
    if letter and _GREETING.search(text[:600]):
        return _no("not:greeting", "a greeting or condolence, not an exchange")
    if len(sides) < 2:
        return _no(
            "not:one-side", "all who met belong to one side" if sides else "no party is named that belongs to a side"
        )
    if contact is None and not re.search(
        (
            r"\b(?:received?s?|hosts?|hosted|met|meets?|spoke|speaks|telephoned|phoned|talked|discussed|engagement"
            r"|participation|readout by|travel|trip|meetings?|calls?|talks|conversations?|summit|message|letter|visits?"
            r"|consultations?|negotiations|dialogue)\b"
        ),
        title,
        re.IGNORECASE,
    ):
        return _no("not:no-contact", "the text tells of none")
    if contact is None and _MAY_BE.search(title):
        return _no("not:future", "the contact it tells of may come, or may not")
    if contact is not None and contact.verb == "was" and not NOUN.search(title) and not CONTACT.search(title):
        return _no("not:in-passing", "a contact is mentioned, but is not what the text is about")
    if contact is not None and not any(zone.verb == "title" for zone in lead.zones):
        # News of something else may mention a meeting in passing; a report of one opens with it.
        if (
            contact.sentence.paragraph > lead.first[0].paragraph + 1
            or len({one.side for one in cast.heads if one.side} | contact.sides) < 2
        ):
            return _no("not:in-passing", "a contact is mentioned, but is not what the text is about")
        if _INTERVIEW.search(_OFFICE_SAID.sub("", text[:600])):
            return _no("not:interview", "reports what was said to journalists")
    if _STATEMENT.match(title) and contact is None:
        return _no("not:statement", "a statement that tells of no contact")
    kind: Kind = "readout"
    if re.match(r"Joint (?:Statement|Communiqu|Declaration|Press)", title, re.IGNORECASE):
        kind = "joint-statement"
    elif len(_TRANSCRIPT.findall(text)) >= 3:
        kind = "transcript"
    where = f"paragraph {contact.sentence.paragraph}" if contact else "the title"
    return Assessment(
        True,
        kind,
        f"contact:{contact.verb if contact else 'title'}",
        f"{where} tells of a contact between {', '.join(sorted(sides))}",
    )


def _named(text: str) -> set[str]:
    return {code for one in side_pattern().finditer(text) if (code := side_code(one.group(0)))}


_MET = r"(?:[Ss]ummits?|[Mm]eetings?|[Ss]ession|[Ff]orum|[Rr]etreat|[Cc]onference|[Cc]all|[Dd]ialogue|[Mm]inisterial)"
_FOR_OTHERS = re.compile(r"\b(?:message|letter|greetings?|participants and guests|Personnel|journalists|Business)\b")


def body_that_met(title: str) -> str | None:
    """The organisation of states whose summit or session a title tells of: `the APEC summit`, `a summit of the CIS`."""
    if _FOR_OTHERS.search(title):
        return None
    for one in side_pattern().finditer(abroad(title)):
        code = side_code(one.group(0))
        if not code or code in world().countries:
            continue
        ahead, behind = title[one.end() : one.end() + 60], title[max(0, one.start() - 70) : one.start()]
        if (
            re.match(rf"(?:’s|'s)?(?:-U\.?S\.?)?(?: \([A-Z0-9]+\))?(?: [\w’-]+){{0,4}}? _?{_MET}\b", ahead)
            or re.search(
                rf"\b(?:{_MET}|[Cc]ouncil|[Hh]eads|[Ll]eaders|[Pp]residents|[Mm]inisters|[Cc]all)"
                rf" (?:[\w-]+ ){{0,5}}?(?:of|with) (?:the )?$",
                behind,
            )
            or one.group(0).endswith(("Summit", "Forum"))
        ):
            return code
    return None


def _no(rule: str, reason: str) -> Assessment:
    return Assessment(False, None, rule, reason)
