"""What a readout says: one side's account of one contact, as records.

Every value can be traced: `Mark` names the rule that found it and where it stands. Paragraphs are numbered from 1 in
`Article.paragraphs`; 0 is the title. Spans are character offsets into that paragraph. What could not be found is None,
with a mark that gives the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Mode = Literal["visit", "third-party", "multilateral", "phone", "video", "letter"]
"""How the two sides met; None is a plain meeting whose place is not told."""

Kind = Literal["readout", "joint-statement", "wire-report", "transcript"]
VerbClass = Literal["say", "stress", "warn", "demand", "welcome", "propose", "agree"]
Modality = Literal["must", "should", "will", "willing", "hope"]
HostGuest = Literal["host", "guest", "neutral", "unknown", "n/a"]
Hosted = Literal["hosted", "neutral", "unknown", "n/a"]
DateSource = Literal["text", "caption", "dateline", "pubdate"]
PlaceSource = Literal["text", "title", "caption", "dateline"]


@dataclass(frozen=True, slots=True)
class Mark:
    """The receipt of one value of a readout."""

    field: str
    """Such as `event.place`, `participants.2.side`, `is_readout`."""
    value: str | None
    rule: str
    """Id of the rule that fired, such as `date:today`."""
    paragraph: int | None = None
    """From 1; 0 is the title; -1 a caption or dateline, which no paragraph holds."""
    start: int | None = None
    end: int | None = None
    reason: str | None = None
    """Why it is unknown, or why it was chosen."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Whether a text is a readout, and why."""

    is_readout: bool
    kind: Kind | None
    """None for what is no readout."""
    rule: str
    reason: str
    """In words, for a person."""


@dataclass(frozen=True, slots=True)
class Event:
    """The contact a readout reports, in PLOVER's terms."""

    event_type: Literal["CONSULT"]
    mode: Mode | None
    format: str
    """Such as talks, meeting, phone call, video call, letter, summit."""
    start_date: date | None
    end_date: date | None
    date_precision: Literal["day", "range", "month"] | None
    date_source: DateSource | None
    place: str | None
    """As printed, without its country."""
    place_from: PlaceSource | None
    country: str | None
    """ISO 3166-1 alpha-3 of the place."""
    host: str | None
    """The side at home; None where there is none, or it is not told."""
    host_guest: Hosted
    initiator: str | None
    """The side that asked for the contact."""
    sidelines_of: str | None
    contexts: tuple[str, ...]
    """What it was about, in PLOVER's words: military, economic, nuclear ..."""


@dataclass(frozen=True, slots=True)
class Participant:
    """A named person who took part."""

    order: int
    """From 1, in order of mention, the title before the text."""
    name: str
    """The fullest form printed (Russian in the nominative where it can be told)."""
    person_id: str | None
    """Id in the lexicon of people; None for one who is not in it."""
    side: str | None
    """ISO 3166-1 alpha-3, or the code of an organisation."""
    titles: tuple[str, ...]
    """As printed."""
    role: Literal["head", "delegate"]
    host_guest: HostGuest
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One reporting verb with one speaker."""

    seq: int
    speaker: str
    """A participant's name; `both` for a joint subject; `side:USA` for a state."""
    side: str | None
    verb: str
    """Base form; Chinese in simplified characters, whatever the text has."""
    verb_class: VerbClass
    modality: Modality | None
    text: str
    """The clause or sentence that holds it."""
    paragraph: int
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """What was promised: a verb of agreement with the actions that follow it."""

    seq: int
    actor: str
    """`both`, a side's code, or a name."""
    verb: str
    items: tuple[str, ...]
    """The actions, one an item."""
    deadlines: tuple[str, ...]
    """As printed."""
    deadline_dates: tuple[date | None, ...]
    """The last day each deadline can mean; None where it names none."""
    text: str
    paragraph: int
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that was discussed, in printed order."""

    seq: int
    text: str
    paragraph: int
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Tone:
    """An adjective that describes this contact, in printed order."""

    seq: int
    word: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A set phrase, where it stands."""

    phrase_id: str
    family: str
    text: str
    """As printed."""
    canonical: bool
    """The canonical wording, not a variant."""
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Readout:
    """What one text says of one contact. Made by `extractors.read_readout`."""

    assessment: Assessment
    issuer: str | None
    """The side whose account it is; None where it is not known."""
    lang: str
    event: Event
    participants: tuple[Participant, ...]
    statements: tuple[Statement, ...]
    commitments: tuple[Commitment, ...]
    topics: tuple[Topic, ...]
    tone: tuple[Tone, ...]
    phrases: tuple[PhraseHit, ...]
    marks: tuple[Mark, ...]
    n_paragraphs: int
    n_words: int
    """Words; characters in Chinese and Japanese."""
    parser: str
    """Name and version, such as `readouts/1`; raised when the same text may read differently."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The verdict on one wording of one document, with its readout where it is one."""

    version_id: str
    document_id: str
    assessment: Assessment
    readout: Readout | None
    parser: str
