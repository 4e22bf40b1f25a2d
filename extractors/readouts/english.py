"""Reads an English text."""

from __future__ import annotations

import re
from datetime import date

from config.lexicon.world import Issuer, world
from extractors.readout_records import Assessment, HostGuest, Mark, Participant, Readout
from extractors.readouts import events
from extractors.readouts.assess import assess, refused
from extractors.readouts.lead import read_lead
from extractors.readouts.people import Cast, read_cast, titles_of
from extractors.readouts.promises import read_promises
from extractors.readouts.registry import Known
from extractors.readouts.speech import account, spoken, unquoted
from extractors.readouts.texts import Body, sentences, title_text
from extractors.readouts.tone import read_tone
from extractors.readouts.topics import read_topics
from extractors.records import Article


def read(
    article: Article, paragraphs: Body, issuer: Issuer | None, published: date | None, parser: str
) -> tuple[Assessment, Readout | None]:
    lead = read_lead(title_text(article.title), paragraphs)
    if no := refused(lead):
        return no, None
    full = "\n".join(text for _, text in paragraphs)
    side = issuer.side if issuer else None
    cast = read_cast(lead, paragraphs, published, side)
    verdict = assess(lead, cast, full)
    if not verdict.is_readout:
        return verdict, None
    speech = spoken(paragraphs, lambda name: cast.everyone.by_surname(name) is not None)
    lines = account((one for number, text in paragraphs for one in sentences(number, unquoted(text))), speech)
    found = events.read_event(lead, cast, article, published, side, paragraphs, speech)
    statements, commitments = read_promises(lines, paragraphs, cast, side, published, lead.contact)
    participants = tuple(
        _participant(number, known, cast, found.event.host, found.event.host_guest == "neutral")
        for number, known in enumerate(cast.present, 1)
    )
    marks = [Mark("is_readout", "true", verdict.rule, reason=verdict.reason), *found.marks]
    for number, known in enumerate(cast.present, 1):
        paragraph, start, end = known.places[0]
        marks.append(
            Mark(
                f"participants.{number}.side",
                known.side,
                known.side_rule or "side:none",
                paragraph,
                start,
                end,
                None if known.side else "no state stands with the name",
            )
        )
    return verdict, Readout(
        assessment=verdict,
        issuer=side,
        lang="en",
        event=found.event,
        participants=participants,
        statements=statements,
        commitments=commitments,
        topics=read_topics(lines, {(one.sentence.paragraph, one.sentence.start) for one in lead.zones}),
        tone=read_tone(lines),
        phrases=(),
        marks=tuple(marks),
        n_paragraphs=len(paragraphs),
        n_words=len(re.findall(r"\w+(?:[’'-]\w+)*", full)),
        parser=parser,
    )


def _participant(number: int, known: Known, cast: Cast, host: str | None, neutral: bool) -> Participant:
    paragraph, start, end = known.places[0]
    place: HostGuest = "unknown"
    if neutral:
        place = "neutral"
    elif host:
        place = "host" if known.side == host else "guest"
    return Participant(
        order=number,
        name=known.name,
        person_id=known.person_id if known.person_id in world().people else None,
        side=known.side,
        titles=titles_of(known),
        role="head" if any(known is one for one in cast.heads) else "delegate",
        host_guest=place,
        paragraph=paragraph,
        start=start,
        end=end,
    )
