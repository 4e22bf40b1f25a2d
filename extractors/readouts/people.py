"""Who took part, in order of mention, and on which side: English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractors.readouts.lead import Lead, Zone
from extractors.readouts.names import Mention, mentions
from extractors.readouts.registry import Known, Registry
from extractors.readouts.texts import Sentence, sentences

# Those who publish a text or wait at the door do not take part.
_BYSTANDERS = re.compile(r"\b(?:Spokes\w+|Press Secretary|Photographer|Interpreter)\b")


class Cast:
    """The people of a text: all who are named, and those who took part."""

    def __init__(self, published: date | None) -> None:
        self.everyone = Registry(published)
        self.present: list[Known] = []
        self.heads: list[Known] = []
        """Those whom the title or the lead names as meeting; the rest came with them."""

    def join(self, known: Known, *, head: bool) -> None:
        if not any(known is one for one in self.present):
            self.present.append(known)
            if head:
                self.heads.append(known)

    def sides(self) -> list[str]:
        return list(dict.fromkeys(one.side for one in self.present if one.side))


def read_cast(lead: Lead, body: Sequence[tuple[int, str]], published: date | None, issuer: str | None) -> Cast:
    """Read all names of the text, then choose those of the sentences that tell of the contact."""
    cast = Cast(published)
    registry = cast.everyone
    held: dict[tuple[int, int], list[Known]] = {}
    title = Sentence(0, lead.title_offset, lead.title)
    for sentence in [title, *(one for number, text in body for one in sentences(number, text))]:
        held[sentence.paragraph, sentence.start] = [
            registry.add(mention, sentence.paragraph, sentence.start) for mention in mentions(sentence.text)
        ]
    registry.settle()
    zones = [(zone, True) for zone in lead.zones] + [(zone, False) for zone in lead.more]
    named_in_text = any(zone.found for zone, head in zones if head and zone.sentence.paragraph > 0)
    for zone, head in zones:
        for mention in zone.found:
            known = registry.find(mention)
            if known is None or _BYSTANDERS.search(" ".join(known.titles)):
                continue
            if not (known.titles or known.person_id or known.side) and not head:
                continue
            if zone.verb == "title" and named_in_text and _only_in_title(known) and not known.side:
                continue
            cast.join(known, head=head)
    _give_sides(cast, issuer)
    return cast


def _only_in_title(known: Known) -> bool:
    return all(paragraph == 0 for paragraph, _, _ in known.places)


def _give_sides(cast: Cast, issuer: str | None) -> None:
    """An official without a state belongs to the side that publishes, as its own officials are written of at home."""
    for known in cast.present:
        if known.side is None and issuer and known.titles:
            known.side, known.side_rule = issuer, "side:issuer"
        if known.side is None and issuer and cast.present and known is cast.present[0]:
            known.side, known.side_rule = issuer, "side:issuer"


def fullest(known: Known) -> str:
    return known.name


def zone_people(zone: Zone, registry: Registry) -> list[Known]:
    return [known for mention in zone.found if (known := registry.find(mention))]


def titles_of(known: Known) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known.titles))


def same(one: Known, mention: Mention, registry: Registry) -> bool:
    return registry.find(mention) is one
