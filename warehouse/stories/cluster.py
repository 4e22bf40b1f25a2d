"""Edges to stories: components of the joining edges, cut where a digest bridges what nothing else joins.

A pure function of documents, their dates and their edges, so that arrival order cannot matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from warehouse.joined import roots
from warehouse.stories.thresholds import COVER, PART, TWIN
from warehouse.stories.verify import JOINING, Edge

_HASHED = re.compile(r"d[0-9a-f]{20}")


@dataclass(frozen=True, slots=True)
class Clusters:
    """Which story each document tells."""

    stories: dict[str, str]
    """Story id by document id."""
    contains: dict[str, list[str]]
    """Documents that a digest (or a report with another's text in it) holds, by its id; ascending."""


def cluster(dated: Mapping[str, datetime], edges: Iterable[Edge]) -> Clusters:
    """The stories of documents, given when each came out and every edge among them."""
    known = [edge for edge in edges if edge.a in dated and edge.b in dated]
    joining = [edge for edge in known if edge.relation in JOINING]
    contains, cut = _digests(known, joining)
    story_of = roots(dated, ((edge.a, edge.b) for edge in joining if (edge.a, edge.b) not in cut))
    first: dict[str, str] = {}
    for document in sorted(dated, key=lambda document: (dated[document], document)):
        first.setdefault(story_of[document], document)
    found = {document: story_name(first[story_of[document]]) for document in dated}
    # What a digest bridged may be joined by another way after all.
    held = {
        document: sorted(part for part in parts if found[part] != found[document])
        for document, parts in contains.items()
    }
    return Clusters(found, {document: parts for document, parts in held.items() if parts})


def _digests(known: Sequence[Edge], joining: Sequence[Edge]) -> tuple[dict[str, list[str]], set[tuple[str, str]]]:
    """What digests contain, and the edges that do not join on their account."""
    overlaps: defaultdict[str, set[str]] = defaultdict(set)
    for edge in known:
        overlaps[edge.a].add(edge.b)
        overlaps[edge.b].add(edge.a)
    # By document: each partner, how much of the partner it holds, how much of it the partner holds.
    partners: defaultdict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    for edge in joining:
        if edge.relation == "copy":
            partners[edge.a][edge.b] = edge.b_in_a, edge.a_in_b
            partners[edge.b][edge.a] = edge.a_in_b, edge.b_in_a
    suspects = {document: found for document, found in partners.items() if _bridges(found, overlaps)}
    contains: dict[str, list[str]] = {}
    cut: set[tuple[str, str]] = set()
    for document, found in suspects.items():
        twins = {other for other, (held, holds) in found.items() if held >= TWIN and holds >= TWIN}
        groups = _groups(document, [other for other in found if other not in twins], twins, set(suspects), overlaps)
        whole = {twin for twin in twins if twin not in suspects}
        if whole:
            # Most of it is another's text, which holds no strangers itself: those that the other lacks came on top.
            foreign = [group for group in groups if not any(overlaps[twin] & group for twin in whole)]
        elif len(groups) > 1:
            covers = [(max(found[part][1] for part in group), min(group), group) for group in groups]
            best = max(covers, key=lambda cover: cover[:2])
            foreign = [group for group in groups if group != best[2] or best[0] < COVER]
        else:
            foreign = []
        strangers = sorted(part for group in foreign for part in group)
        if strangers:
            contains[document] = strangers
            cut |= {(min(document, part), max(document, part)) for part in strangers}
    return contains, cut


def _bridges(found: Mapping[str, tuple[float, float]], overlaps: Mapping[str, set[str]]) -> bool:
    """Whether a document holds two others that have nothing in common."""
    parts = [other for other, (held, _) in found.items() if held >= PART]
    return any(other not in overlaps[part] for n, part in enumerate(parts) for other in parts[n + 1 :])


def _groups(
    document: str,
    parts: Sequence[str],
    twins: set[str],
    suspects: set[str],
    overlaps: Mapping[str, set[str]],
) -> list[frozenset[str]]:
    """The parts of a document, together where overlaps join them without it, its twins and other suspects."""
    closed = (suspects - set(parts)) | twins | {document}
    left, groups = set(parts), []
    while left:
        reached, ahead = set(), [min(left)]
        while ahead:
            here = ahead.pop()
            if here in reached:
                continue
            reached.add(here)
            ahead += [other for other in overlaps[here] if other not in closed and other not in reached]
        groups.append(frozenset(reached & left))
        left -= reached
    return groups


def story_name(document_id: str) -> str:
    """The id of the story whose earliest document this is."""
    return "s" + (document_id[1:] if _HASHED.fullmatch(document_id) else "-" + document_id)


def renames(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """What became of each story name that is no more: where the document went after which it was named.

    Where that document itself is no more, where the first of its other members went; nowhere, if they all are gone.
    """
    living = set(new.values())
    members: defaultdict[str, list[str]] = defaultdict(list)
    for document, story in old.items():
        if story not in living and document in new:
            members[story].append(document)
    return {
        story: new[min(documents, key=lambda document: (story_name(document) != story, document))]
        for story, documents in members.items()
    }
