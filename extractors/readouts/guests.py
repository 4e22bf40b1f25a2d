"""Who in an English sentence is the guest and who the host's own man, and to which state they went."""

from __future__ import annotations

import re
from collections.abc import Iterable

from config.lexicon.world import world
from extractors.readouts.lead import Zone
from extractors.readouts.names import Mention
from extractors.readouts.registry import Known, Registry
from extractors.readouts.texts import Sentence
from extractors.readouts.tokens import side_code, side_pattern

# `In meetings with Minister A and Ms B, Mr Sow | discussed`: behind those he met, the subject.
_AFTER_GUESTS = re.compile(r"(?:In|During|At|Over) .*, (?:the )?(?:(?:M(?:r|s|rs)|Dr|Amb)\.? |(?:[A-Z][a-z]+ ){0,3})$")
_ACTS = re.compile(r".?$| (?:also |then |[a-z]+ly )*(?:[a-z]+ed|met|spoke|said|told)\b")


def is_subject(zone: Zone, mention: Mention) -> bool:
    """Whether a name behind the guests of its sentence is the one who acts there."""
    return bool(_AFTER_GUESTS.match(zone.text, 0, mention.name_start) and _ACTS.match(zone.text, mention.end))


_THERE = re.compile(r"\b(?:[Ii]n|to|visited)\s+(?:the\s+)?(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?, )?$")


def state_of_stay(text: str, end: int) -> str | None:
    """The state they were in, as the words before the name say: `In Chad, Mr Sow met with President ...`."""
    codes = [
        code
        for side in side_pattern().finditer(text, 0, end)
        if _THERE.search(text[: side.start()]) and (code := side_code(side.group(0))) in world().countries
    ]
    return codes[-1] if codes else None


def trip_to(title: str) -> str | None:
    """The one state that a title says they went to: `Travel to Chad`; of several, none."""
    went = state_of_stay(title, len(title))
    states = {side_code(one.group(0)) for one in side_pattern().finditer(title)} & world().countries.keys()
    return went if states == {went} else None


_BEHIND = re.compile(r"\b(?P<name>[A-Z][\w’'-]+),? (?:who was )?(?:joined|accompanied) by (?:the |his |her )?$")


def led_by(text: str, end: int) -> str | None:
    """The surname of him with whom one came who is named behind it: `Holt, who was joined by Undersecretary Brandt`."""
    found = _BEHIND.search(text, 0, end)
    return found["name"] if found else None


_LED = re.compile(r"\s*,?\s+(?:who )?(?:co-)?(?:led|headed|chaired|represented) (?:the |an? )?(?:[\w-]+ ){0,2}$")
_LED_BY = re.compile(
    r"\s+(?:[\w-]+ ){0,2}?(?:delegation|side|team)s?,? (?:(?:was|is|were) )?(?:co-)?(?:led|headed|chaired"
    r"|represented) by (?:the )?(?:(?:H\.E|Mr|Ms|Mrs|Dr|Amb|Shri|Gen|Lt)\.? ){0,3}$"
    r"|(?:’s|'s)? (?:[\w-]+ )?delegation(?: at the (?:talks|meeting))? (?:also )?"
    r"(?:included|consisted of|comprised) .*$"
    r"|,? (?:led|headed) by (?:the )?(?:(?:H\.E|Mr|Ms|Mrs|Dr)\.? ){0,2}$"
)


def give_led(registry: Registry, zone: Zone) -> None:
    """`Mr Sow led the Chadian delegation`, `the Chadian delegation was led by Mr Sow`."""
    text = zone.text
    for side in side_pattern().finditer(text):
        code = side_code(side.group(0))
        for mention in zone.found:
            ahead = mention.end <= side.start() and _LED.fullmatch(text[mention.end : side.start()])
            behind = mention.start >= side.end() and _LED_BY.fullmatch(text[side.end() : mention.start])
            known = registry.find(mention) if ahead or behind else None
            if known and code and (known.side is None or known.side_rule == "side:list"):
                known.side, known.side_rule = code, "side:led"
                second = next((one for one in zone.found if one.start > mention.start), None)
                other = registry.find(second) if second and behind else None
                if second and other and other.side is None and _AND_ALSO.fullmatch(text[mention.end : second.start]):
                    other.side, other.side_rule = code, "side:led"


# What stands between two who led one delegation: the rest of the first one's office.
_AND_ALSO = re.compile(
    r"(?:(?! (?:delegation|side|team|while|was|were)\b)[^.;]){0,200}?,? and (?:M(?:r|s|rs)\.? |Dr\.? )?"
)


IN_FULL = {"PM": "Prime Minister", "EAM": "External Affairs Minister", "FM": "Foreign Minister"}
_MET = r"(?: also| then)? (?:held|met|received|hosted|welcomed|had)\b"


def met_too(known: Known, lines: Iterable[Sentence]) -> bool:
    """Whether he at whose invitation they came is told to have met them: `EAM held talks with the guest`."""
    short = [one for one, full in IN_FULL.items() if full in known.titles]
    called = re.compile(rf"\b(?:{'|'.join(map(re.escape, [known.name.split()[-1], *known.titles, *short]))}){_MET}")
    return any(called.search(one.text) for one in lines)
