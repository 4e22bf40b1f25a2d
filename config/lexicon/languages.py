"""How readouts are written in one language, from `english.yaml` and its sisters."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from config.lexicon import FOLDER, load

VerbKind = Literal["say", "stress", "warn", "demand", "welcome", "propose", "agree", "commit", "discuss"]
"""What a verb does in a readout: a class of statement, or a promise (`commit`), or a topic (`discuss`)."""
VERB_CLASSES: tuple[Literal["say", "stress", "warn", "demand", "welcome", "propose"], ...] = (
    "say",
    "stress",
    "warn",
    "demand",
    "welcome",
    "propose",
)


def _words(value: object) -> object:
    return frozenset(value.split()) if isinstance(value, str) else value


def _pairs(value: object) -> object:
    return tuple(tuple(pair.split("/")) for pair in value.split()) if isinstance(value, str) else value


class English(BaseModel):
    """The words of `english.yaml`, which explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heads: frozenset[str]
    office: frozenset[str]
    openers: frozenset[str]
    function: frozenset[str]
    things: frozenset[str]
    particles: frozenset[str]
    honorifics: frozenset[str]
    months: frozenset[str]
    days: frozenset[str]
    say: tuple[tuple[str, str], ...]
    stress: tuple[tuple[str, str], ...]
    warn: tuple[tuple[str, str], ...]
    demand: tuple[tuple[str, str], ...]
    welcome: tuple[tuple[str, str], ...]
    propose: tuple[tuple[str, str], ...]
    phrasal: tuple[tuple[str, str, VerbKind], ...]
    discuss: tuple[str, ...]
    commit: tuple[tuple[str, str], ...]
    weak: frozenset[str]
    tone: frozenset[str]
    tone_nouns: frozenset[str]
    adverbs: frozenset[str]
    lacks: dict[str, str]
    alone: dict[str, str]

    _split = field_validator(
        "heads",
        "office",
        "openers",
        "function",
        "weak",
        "things",
        "particles",
        "honorifics",
        "months",
        "days",
        "tone",
        "tone_nouns",
        "adverbs",
        mode="before",
    )(_words)
    _verbs = field_validator(*VERB_CLASSES, mode="before")(_pairs)


@cache
def english() -> English:
    """The packaged file. Raises LexiconError on a mistake in it."""
    return load(FOLDER / "english.yaml", English)


class Chinese(BaseModel):
    """The words of `chinese.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heads: frozenset[str]
    short_offices: dict[str, str]
    short: dict[str, str]
    say: frozenset[str]
    stress: frozenset[str]
    warn: frozenset[str]
    demand: frozenset[str]
    welcome: frozenset[str]
    propose: frozenset[str]
    adverbs: frozenset[str]
    both: frozenset[str]
    agree: frozenset[str]
    tone: frozenset[str]
    tone_nouns: frozenset[str]

    _split = field_validator(
        "heads", *VERB_CLASSES, "adverbs", "both", "agree", "tone", "tone_nouns", mode="before"
    )(_words)  # fmt: skip


@cache
def chinese() -> Chinese:
    """The packaged file. Raises LexiconError on a mistake in it."""
    return load(FOLDER / "chinese.yaml", Chinese)


class Traditional(BaseModel):
    """The characters of `traditional.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pairs: frozenset[str]

    _split = field_validator("pairs", mode="before")(_words)


@cache
def traditional() -> Traditional:
    """The packaged file. Raises LexiconError on a mistake in it."""
    return load(FOLDER / "traditional.yaml", Traditional)


class Russian(BaseModel):
    """The words of `russian.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heads: tuple[str, ...]
    say: tuple[tuple[str, str], ...]
    stress: tuple[tuple[str, str], ...]
    warn: tuple[tuple[str, str], ...]
    demand: tuple[tuple[str, str], ...]
    welcome: tuple[tuple[str, str], ...]
    propose: tuple[tuple[str, str], ...]
    passive: tuple[tuple[str, str], ...]
    adverbs: str
    both: tuple[str, ...]
    tone: tuple[str, ...]

    _split = field_validator("heads", "both", "tone", mode="before")(lambda value: tuple(value.split()))
    _verbs = field_validator(*VERB_CLASSES, "passive", mode="before")(_pairs)


@cache
def russian() -> Russian:
    """The packaged file. Raises LexiconError on a mistake in it."""
    return load(FOLDER / "russian.yaml", Russian)


class Sketch(BaseModel):
    """What is known of a further language; `others.yaml` explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: dict[str, str]
    future: str
    greeting: str
    heads: tuple[str, ...]
    order: str
    months: tuple[str, ...]
    stop: str


@cache
def sketches() -> dict[str, Sketch]:
    """Further languages by code. Raises LexiconError on a mistake in the file."""
    return load(FOLDER / "others.yaml", dict[str, Sketch])
