"""From an article to a readout: the language decides who reads it."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from config.lexicon.world import Issuer, world
from extractors.readout_records import Assessment, Readout
from extractors.readouts import english
from extractors.records import Article

PARSER = "readouts/1"


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
    if article.verdict != "article" or not article.paragraphs:
        return Assessment(False, None, "not:no-text", "no article was read from the page"), None
    return english.read(article, issuer_of(article), published_on(article), PARSER)


def read_readout(article: Article) -> Readout | None:
    """What one text says of one contact; None for a text that is no readout (`assess_readout` says why)."""
    return read(article)[1]


def assess_readout(article: Article) -> Assessment:
    """Whether a text is a readout, and why."""
    return read(article)[0]
