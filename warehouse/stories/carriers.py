"""What each document did with the text of its story: kept, cut, added to, rewrote; and whom it took it from.

A document is compared with the lead of its story: the agency's own copy where one was seen, else the earliest. Its
source is the copy its source line names, else the earlier document that its text agrees with best.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.merge import Changes, registered, run_scripts
from warehouse.stories.cluster import Clusters
from warehouse.stories.shingles import Hashes, all_words, shingles
from warehouse.stories.tables import wordings_of_times
from warehouse.stories.text import Line, read_lines
from warehouse.stories.thresholds import PARAGRAPH, SAME, SHINGLE, WHOLE
from warehouse.stories.verify import added, body

_CARRIER = pa.schema(
    {
        "document_id": pa.string(),
        "against_id": pa.string(),
        "relation": pa.string(),
        "pct_kept": pa.float64(),
        "pct_own": pa.float64(),
        "paragraphs_dropped": pa.int64(),
        "paragraphs_added": pa.int64(),
        "source_id": pa.string(),
        "source_confidence": pa.float64(),
        "source_from": pa.string(),
        "contains": pa.list_(pa.string()),
        "dated_on": pa.date32(),
    }
)

_MEMBER = pa.schema({"document_id": pa.string(), "shared": pa.bool_()})


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a story, in its current wording."""

    document_id: str
    dated_at: datetime
    """When its earliest wording came out."""
    keys: frozenset[str]
    """Story keys of all its wordings."""
    is_own: bool
    """Whether it is the agency's own copy."""
    named: str | None
    """Agency that it names as its origin."""
    own_agency: str | None
    """Agency whose site it is on."""
    text: str
    furniture: frozenset[int]

    @property
    def order(self) -> tuple[bool, datetime, str]:
        return not self.is_own, self.dated_at, self.document_id


@dataclass(frozen=True, slots=True)
class _Read:
    lines: list[Line]
    hashes: list[Hashes]
    """Of each line."""
    whole: frozenset[int]
    """Of the text without its furniture."""
    printed: frozenset[int]
    """Of the text with it: what another outlet's copy has as text may be furniture here."""


def carriers(members: Sequence[Member], contains: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """The rows of `store.carrier` for the documents of one story. `contains` are the documents that a digest holds."""
    ordered = sorted(members, key=lambda member: member.order)
    lead = ordered[0]
    if len(ordered) == 1:
        row = _row(lead, lead, "digest contains" if lead.document_id in contains else "origin")
        return [row | {"contains": list(contains.get(lead.document_id, ()))}]
    read = dict(zip((m.document_id for m in ordered), _read(ordered), strict=True))
    rows = []
    for member in ordered:
        kept, own = _shares(read[member.document_id], read[lead.document_id])
        held = list(contains.get(member.document_id, ()))
        if member is lead:
            row = _row(member, lead, "origin")
        else:
            same = bool(member.keys & lead.keys)
            row = _row(member, lead, _relation(kept, own, same, bool(held)))
            row |= {
                "pct_kept": round(100 * kept, 1),
                "pct_own": round(100 * own, 1),
                "paragraphs_dropped": _missing(read[lead.document_id], read[member.document_id]),
                "paragraphs_added": _missing(read[member.document_id], read[lead.document_id]),
            }
            row |= source(member, ordered, {other: read[other].whole for other in read})
        rows.append(row | {"contains": held})
    return rows


def _row(member: Member, lead: Member, relation: str) -> dict[str, Any]:
    return {
        "document_id": member.document_id,
        "against_id": None if member is lead else lead.document_id,
        "relation": relation,
        "pct_kept": 100.0,
        "pct_own": 0.0,
        "paragraphs_dropped": 0,
        "paragraphs_added": 0,
        "source_id": None,
        "source_confidence": None,
        "source_from": None,
    }


def _relation(kept: float, own: float, same: bool, merged: bool) -> str:
    """What a carrier did, by how much of the lead it kept and how much of its text is its own."""
    if same or (kept >= SAME and own <= 1 - SAME):
        return "identical"
    if merged:
        return "merged"
    if own <= 1 - WHOLE:
        return "trimmed"
    return "expanded" if kept >= WHOLE else "rewritten"


def source(member: Member, others: Sequence[Member], texts: Mapping[str, frozenset[int]]) -> dict[str, Any]:
    """Whom a document took its text from, by rule, with how likely that is; nothing for the earliest.

    source line: it names the agency, and the agency's own copy is here: .9. text: of the documents before it, its
    text agrees with this one by more than with any other: .7. earliest: several agree alike, as copies do, and this
    is the first of them: .5 shared among them. All times the share of its text that is found there.
    """
    before = [o for o in others if (o.dated_at, o.document_id) < (member.dated_at, member.document_id)]
    named = [o for o in others if o.is_own and o.own_agency is not None and o.own_agency == member.named]
    mine = texts[member.document_id]
    if named:
        # An agency's page may print a later hour than its wire: the carrier's word counts more.
        chosen, share, rule = min(named, key=lambda o: o.order), 0.9, "source line"
    elif before:
        agrees = {o.document_id: _agreement(mine, texts[o.document_id]) for o in before}
        best = max(agrees.values())
        alike = [o for o in before if agrees[o.document_id] >= best - 0.02]
        chosen = min(alike, key=lambda o: (o.dated_at, o.document_id))
        share, rule = (0.7, "text") if len(alike) == 1 else (0.5 / len(alike), "earliest")
    else:
        return {}
    if chosen.document_id == member.document_id:
        return {}
    found = len(mine & texts[chosen.document_id]) / len(mine) if mine else 0.0
    return {
        "source_id": chosen.document_id,
        "source_confidence": round(share * found, 2),
        "source_from": rule,
    }


def _agreement(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _read(members: Sequence[Member]) -> list[_Read]:
    """The lines of all members and their shingles, hashed at once."""
    printed = [read_lines(member.text) for member in members]
    bodies = [body(lines, member.furniture) for lines, member in zip(printed, members, strict=True)]
    wholes = [frozenset(hashes.tolist()) for hashes in shingles([all_words(lines) for lines in bodies])]
    pieces = iter(shingles([line.words for lines in bodies for line in lines]))
    return [
        _Read(lines, [next(pieces) for _ in lines], whole, whole | more)
        for lines, whole, more in zip(bodies, wholes, added(printed, bodies), strict=True)
    ]


def _shares(carrier: _Read, lead: _Read) -> tuple[float, float]:
    """The share of the lead that a carrier kept, and the share of the carrier that is its own."""
    kept = len(lead.whole & carrier.printed) / len(lead.whole) if lead.whole else 1.0
    return kept, 1 - len(carrier.whole & lead.printed) / len(carrier.whole) if carrier.whole else 0.0


def _missing(of: _Read, in_other: _Read) -> int:
    """How many paragraphs of one text are not in the other."""
    short = {tuple(line.words) for line in in_other.lines if len(line.words) < SHINGLE}
    missing = 0
    for line, hashes in zip(of.lines, of.hashes, strict=True):
        if len(line.words) < SHINGLE:
            missing += bool(line.words) and tuple(line.words) not in short
        else:
            absent = sum(hash_ not in in_other.printed for hash_ in hashes.tolist())
            missing += absent > PARAGRAPH * len(hashes)
    return missing


def derive_carriers(con: duckdb.DuckDBPyConnection, clusters: Clusters, dated: Mapping[str, datetime]) -> Changes:
    """Bring `store.carrier` up to the stories of `affected_document`, in the transaction of a load.

    `dated` says when the earliest wording of each came out.
    """
    wordings_of_times(con, "affected_sketch")
    sizes = Counter(clusters.stories.values())
    members = [{"document_id": one, "shared": sizes[story] > 1} for one, story in clusters.stories.items()]
    with registered(con, {"member": pa.Table.from_pylist(members, schema=_MEMBER)}):
        run_scripts(con, "stories/texts")
    furniture: dict[str, list[int]] = dict(con.execute("FROM furniture_of_member").fetchall())
    by_story: defaultdict[str, list[Member]] = defaultdict(list)
    for document, dated_at, keys, is_own, named, own_agency, text in con.execute(
        "SELECT document_id, dated_at, keys, is_own, named, own_agency, text FROM member_text"
    ).fetchall():
        by_story[clusters.stories[document]].append(
            Member(
                document,
                dated_at,
                frozenset(keys or ()),
                is_own,
                named,
                own_agency,
                text or "",
                frozenset(furniture.get(document, ())),
            )
        )
    rows = [
        row | {"dated_on": dated[row["document_id"]].date()}
        for members in by_story.values()
        for row in carriers(members, clusters.contains)
    ]
    with registered(con, {"new_carrier": pa.Table.from_pylist(rows, schema=_CARRIER)}):
        return run_scripts(con, "stories/carriers")
