"""What is the same in every language: the event from its parts, the readout from its lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from config.lexicon.world import world
from extractors.readout_records import (
    Assessment,
    Commitment,
    Event,
    HostGuest,
    Mark,
    Mode,
    Participant,
    Readout,
    Statement,
    Tone,
    Topic,
)
from extractors.readouts.days import When
from extractors.readouts.places import Place

REMOTE: dict[str, Mode] = {
    "letter": "letter",
    "video call": "video",
    "virtual meeting": "video",
    "trilateral call": "phone",
    "conference call": "phone",
    "phone call": "phone",
}


@dataclass(slots=True)
class Member:
    """Someone who took part, before the host is known."""

    name: str
    side: str | None
    titles: tuple[str, ...]
    person_id: str | None
    head: bool
    paragraph: int
    start: int
    end: int
    side_rule: str = "side:none"


@dataclass(frozen=True, slots=True)
class Parts:
    """An event's parts as a language found them."""

    form: str
    form_rule: str
    when: When | None
    place: Place | None
    place_from: Any
    sides: tuple[str, ...]
    initiator: str | None = None
    sidelines: str | None = None
    contexts: tuple[str, ...] = ()


def mode_of(form: str, place: Place | None, sides: Sequence[str]) -> tuple[Mode | None, str]:
    """How they met, and the rule: calls and letters first, then how many sides, then whose country it was."""
    if remote := REMOTE.get(form):
        return remote, "mode:remote"
    if len(sides) >= 3:
        return "multilateral", "mode:three-sides"
    if place and place.country:
        if place.country in sides:
            return "visit", "mode:at-home"
        if len(sides) >= 2:
            return "third-party", "mode:elsewhere"
    return None, "mode:plain"


def event(parts: Parts) -> tuple[Event, list[Mark]]:
    """The event, with the receipts of what is known and the reasons for what is not."""
    place = None if parts.form in REMOTE else parts.place
    states = [side for side in parts.sides if side in world().countries]
    mode, rule = mode_of(parts.form, place, parts.sides)
    country = place.country if place else None
    host = country if mode == "visit" and country in states else None
    remote = parts.form in REMOTE
    when = parts.when
    made = Event(
        event_type="CONSULT",
        mode=mode,
        format=parts.form,
        start_date=when.start if when else None,
        end_date=when.end if when else None,
        date_precision=when.precision if when else None,
        date_source=when.source if when else None,
        place=(place.name or None) if place else None,
        place_from=parts.place_from if place else None,
        country=country,
        host=host,
        host_guest="n/a" if remote else "hosted" if host else "neutral" if mode == "third-party" else "unknown",
        initiator=parts.initiator,
        sidelines_of=parts.sidelines,
        contexts=parts.contexts,
    )
    unknown = "a call or letter has no place" if remote else "neither text, title, caption nor dateline names a place"
    return made, [
        Mark("event.format", parts.form, parts.form_rule),
        Mark("event.mode", mode, rule, reason=None if mode else "no place is told, and it was no call or letter"),
        Mark("event.date", f"{when.start}..{when.end}" if when else None, when.rule if when else "date:none",
             reason=None if when else "neither the text nor the page gives a day"),
        Mark("event.place", made.place, place.rule if place else "place:none", reason=None if place else unknown),
    ]  # fmt: skip


def participants(
    members: Sequence[Member], host: str | None, neutral: bool = False
) -> tuple[tuple[Participant, ...], list[Mark]]:
    made: list[Participant] = []
    marks: list[Mark] = []
    for order, one in enumerate(members, 1):
        guest: HostGuest = (
            "neutral" if neutral else "unknown" if host is None else "host" if one.side == host else "guest"
        )
        made.append(
            Participant(order, one.name, one.person_id, one.side, one.titles, "head" if one.head else "delegate", guest,
                        one.paragraph, one.start, one.end)
        )  # fmt: skip
        marks.append(
            Mark(f"participants.{order}.side", one.side, one.side_rule, one.paragraph, one.start, one.end,
                 None if one.side else "no state stands with the name")
        )  # fmt: skip
    return tuple(made), marks


def readout(
    assessment: Assessment,
    issuer: str | None,
    lang: str,
    parts: Parts,
    members: Sequence[Member],
    *,
    statements: Sequence[Statement] = (),
    commitments: Sequence[Commitment] = (),
    topics: Sequence[Topic] = (),
    tone: Sequence[Tone] = (),
    n_paragraphs: int,
    n_words: int,
    parser: str,
) -> Readout:
    made, marks = event(parts)
    people, more = participants(members, made.host, made.host_guest == "neutral")
    return Readout(
        assessment=assessment,
        issuer=issuer,
        lang=lang,
        event=made,
        participants=people,
        statements=tuple(statements),
        commitments=tuple(commitments),
        topics=tuple(topics),
        tone=tuple(tone),
        phrases=(),
        marks=(Mark("is_readout", "true", assessment.rule, reason=assessment.reason), *marks, *more),
        n_paragraphs=n_paragraphs,
        n_words=n_words,
        parser=parser,
    )


def last_of(published: date | None, month: int | None, day: int, year: int | None = None) -> date | None:
    """A day without its year, or without its month too: the last such day not after publication (two days' grace)."""
    if published is None and (year is None or month is None):
        return None
    base = published or date(year or 2000, month or 1, 1)
    try:
        if month is None:
            made = date(base.year, base.month, day)
            if (made - base).days > 2:
                made = date(base.year - (base.month == 1), base.month - 1 or 12, day)
            return made
        made = date(year or base.year, month, day)
        if year is None and (made - base).days > 40:
            made = date(base.year - 1, month, day)
        return made
    except ValueError:
        return None
