"""Who in an English sentence is the guest and who the host's own man, and to which state they went."""

from __future__ import annotations

import re
from collections.abc import Iterable

from config.lexicon.world import world
from extractors.readouts.lead import Zone
from extractors.readouts.names import Mention
from extractors.readouts.registry import Known
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


IN_FULL = {"PM": "Prime Minister", "EAM": "External Affairs Minister", "FM": "Foreign Minister"}
_MET = r"(?: also| then)? (?:held|met|received|hosted|welcomed|had)\b"


def met_too(known: Known, lines: Iterable[Sentence]) -> bool:
    """Whether he at whose invitation they came is told to have met them: `EAM held talks with the guest`."""
    short = [one for one, full in IN_FULL.items() if full in known.titles]
    called = re.compile(rf"\b(?:{'|'.join(map(re.escape, [known.name.split()[-1], *known.titles, *short]))}){_MET}")
    return any(called.search(one.text) for one in lines)
