"""From an article to a readout: the language decides who reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from config.lexicon.world import Issuer, world
from extractors.readout_records import Assessment, Parsed, Readout
from extractors.readouts import chinese, english, others, russian
from extractors.readouts.phrases import read_phrases
from extractors.readouts.texts import body
from extractors.records import Article, Reading

PARSER = "readouts/10"


def issuer_of(article: Article) -> Issuer | None:
    """Whose account it is: the agency or office that wrote it, else the outlet that printed it."""
    agency = world().issuer_of(None, article.origin.agency)
    if agency:
        return agency
    host = urlsplit(article.url or article.canonical_url or "").hostname
    return world().issuer_of(host, article.outlet_id)


def published_on(article: Article) -> date | None:
    return article.published.on if article.published else None


def read(article: Article) -> tuple[Assessment, Readout | None]:
    """The verdict on a text, with its readout where it is one. Never raises on any text."""
    printed = article.paragraphs
    if article.verdict != "article" or not printed:
        return Assessment(False, None, "not:no-text", "no article was read from the page"), None
    lang = language_of(article, printed)
    paragraphs = body(printed)
    issuer, published = issuer_of(article), published_on(article)
    if lang in others.languages():
        verdict, found = others.read(article, paragraphs, issuer, published, PARSER, lang)
    else:
        verdict, found = _READERS[lang](article, paragraphs, issuer, published, PARSER)
    if found:
        found = replace(found, phrases=read_phrases(paragraphs, lang))
    return verdict, found


_READERS = {"zh": chinese.read, "ru": russian.read, "en": english.read}


_SCRIPTS = {
    "latin": re.compile(r"[A-Za-zÀ-ɏ]+"),
    "zh": re.compile(r"[\u4e00-\u9fff]+"),
    "ru": re.compile(r"[\u0400-\u04ff]+"),
    "ar": re.compile(r"[\u0600-\u06ff]+"),
    "ko": re.compile(r"[\uac00-\ud7a3]+"),
}
_NOT_LATIN = re.compile(r"[\u0400-\u04ff\u0600-\u06ff\u4e00-\u9fff\uac00-\ud7a3]")
"""A letter of any script but Latin: most texts have none, and need no counting."""


def language_of(article: Article, paragraphs: Sequence[str]) -> str:
    """The language of the text: what the article says where its script agrees, else what its script says."""
    sample = article.title + " " + " ".join(paragraphs)[:600]
    said = (article.lang or "").split("-")[0].lower()
    script = "latin"
    if _NOT_LATIN.search(sample):
        counts = {script: sum(map(len, pattern.findall(sample))) for script, pattern in _SCRIPTS.items()}
        script = max(counts, key=lambda one: counts[one])
    if script == "latin":
        return said if said in {"es", "fr"} else "en"
    if script == "ar":
        return "fa" if said == "fa" or (any(one in "پچژگی" for one in sample) and said != "ar") else "ar"
    return script


def parse(reading: Reading) -> Parsed:
    """The verdict on a reading, as the warehouse takes it."""
    verdict, found = read(reading.article)
    return Parsed(reading.version_id, reading.document_id, verdict, found, PARSER)


def read_readout(article: Article) -> Readout | None:
    """What one text says of one contact; None for a text that is no readout (`assess_readout` says why)."""
    return read(article)[1]


def assess_readout(article: Article) -> Assessment:
    """Whether a text is a readout, and why."""
    return read(article)[0]
