"""Bring stories up to the wordings, in the transaction of a load: sketches, edges, clusters, carriers.

Every table is a function of the wordings alone, so the order in which they came does not matter: what a late document
changes of the past (a phrase becomes stock, two stories become one) is found here and made anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import product
from typing import Any, Literal

import duckdb
import pyarrow as pa
import xxhash

from warehouse.merge import Changes, registered, run_scripts
from warehouse.stories import thresholds
from warehouse.stories.carriers import derive_carriers
from warehouse.stories.changes import derive_changes
from warehouse.stories.cluster import Clusters, cluster, renames
from warehouse.stories.shingles import sketches
from warehouse.stories.tables import id_table, one_thread, set_thresholds, texts_of, wordings_of_times
from warehouse.stories.verify import JOINING, Edge, Stored, Wording, best, compare, wordings

_SKETCH = pa.schema(
    {
        "document_id": pa.string(),
        "stamp": pa.uint64(),
        "dated_at": pa.timestamp("us"),
        "outlet": pa.string(),
        "page": pa.uint32(),
        "key": pa.uint32(),
        "hashes": pa.list_(pa.uint32()),
        "lines": pa.list_(pa.uint32()),
        "algo_version": pa.int16(),
    }
)
_EDGE = pa.schema(
    {
        "a": pa.string(),
        "b": pa.string(),
        "dated_at": pa.timestamp("us"),
        "relation": pa.string(),
        "a_in_b": pa.float32(),
        "b_in_a": pa.float32(),
        "fresh": pa.float32(),
        "numbers": pa.float32(),
        "shared": pa.int32(),
        "algo_version": pa.int16(),
    }
)
_MEMBERS = pa.schema({"document_id": pa.string(), "story_id": pa.string(), "dated_on": pa.date32()})
_STORIES = pa.schema({"story_id": pa.string()})
_NAMES = pa.schema({"old_id": pa.string(), "new_id": pa.string()})

TOGETHER = 4_000
"""Documents settled at once: their shingles are held in memory, about 50 KB a document and its partners."""

# The earliest first: a story gets its name once.
_CHANGED = """
SELECT document_id
FROM (
    SELECT document_id, dated_at FROM new_version
    UNION ALL SELECT document_id, NULL FROM replaced_version
)
GROUP BY document_id
ORDER BY min(dated_at) NULLS LAST, document_id
"""

SMALL = 1_000
"""Documents up to which statements are too short to be shared: two threads take twice the CPU time of one."""

_WORDINGS = """
SELECT
    v.document_id, v.version_id, v.dated_at, v.story_key, coalesce(d.outlet_id, d.host) AS outlet, d.canonical_url,
    v.origin_role, v.origin_agency, o.agency
FROM wording AS v
JOIN wording_page AS d ON d.document_id = v.document_id
LEFT JOIN store.outlet AS o ON o.outlet_id = d.outlet_id
ORDER BY v.document_id, v.version_id
"""

# Of documents with several wordings, the one that the last fetch had.
_CURRENT = """
SELECT max_by(version_id, row(fetched_at, fetch_id))
FROM store.fetch
WHERE version_id IS NOT NULL AND document_id IN (SELECT document_id FROM asked_document)
GROUP BY document_id
"""

# Joined by a page, two documents may be years apart: such edges are looked for at all times.
_TIMELY = "dated_at BETWEEN getvariable('edge_since') AND getvariable('edge_until')"
_JOINING = ", ".join(f"'{relation}'" for relation in sorted(JOINING))

_NEIGHBOURS = f"""
INSERT INTO affected_document
SELECT DISTINCT CASE WHEN a IN (FROM affected_document) THEN b ELSE a END
FROM (
    SELECT a, b FROM store.edge WHERE {_TIMELY} AND relation IN ({_JOINING})
    UNION ALL SELECT a, b FROM store.edge WHERE relation = 'page' AND NOT {_TIMELY}
)
WHERE (a IN (FROM affected_document)) <> (b IN (FROM affected_document))
"""  # noqa: S608

# An edge is of the time of the earlier of two wordings, which is up to a window before the other.
_BEYOND = """
SELECT count(*) FROM affected_sketch
WHERE dated_at - getvariable('copy_window') < getvariable('edge_since') OR dated_at > getvariable('edge_until')
"""
_FURTHER = """
SET VARIABLE edge_since = (SELECT min(dated_at) - 2 * getvariable('copy_window') FROM affected_sketch);
SET VARIABLE edge_until = (SELECT max(dated_at) + getvariable('copy_window') FROM affected_sketch);
"""

_AMONG = f"""
SELECT a, b, dated_at, relation, a_in_b, b_in_a, fresh, numbers, shared
FROM (
    FROM store.edge WHERE {_TIMELY}
    UNION ALL FROM store.edge WHERE relation = 'page' AND NOT {_TIMELY}
)
WHERE a IN (FROM affected_document) AND b IN (FROM affected_document)
ORDER BY a, b
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class _Row:
    """A wording as the tables of a load have it."""

    document_id: str
    version_id: str
    dated_at: datetime
    story_key: str | None
    outlet: str
    page: str
    stamp: int
    """Hash of everything here that sketches, edges and carriers are made of."""


def _rows(con: duckdb.DuckDBPyConnection, times: str) -> list[_Row]:
    """The wordings that are no misreadings, given a table that says of which documents and times they are."""
    wordings_of_times(con, times)
    found = con.execute(_WORDINGS).fetchall()
    wordings_of = Counter(row[0] for row in found)
    several = [document for document, n in wordings_of.items() if n > 1]
    with registered(con, {"asked_document": id_table("document_id", several)}):
        current = {version for (version,) in con.execute(_CURRENT).fetchall()} if several else set()
    rows = []
    for row in found:
        document, version, dated_at, story_key, outlet, page = row[:6]
        stamp = xxhash.xxh3_64_intdigest("\0".join(map(str, (*row, version in current))).encode())
        rows.append(_Row(document, version, dated_at, story_key, outlet, page, stamp))
    return rows


def derive_stories(con: duckdb.DuckDBPyConnection) -> Changes:
    """Derive what the load changed: the documents of its temporary tables `new_version` and `replaced_version`."""
    changed = [document for (document,) in con.execute(_CHANGED).fetchall()]
    changes = Changes()
    with one_thread(con, len(changed) <= SMALL):
        for start in range(0, len(changed), TOGETHER):
            changes.add(settle(con, changed[start : start + TOGETHER], "loaded"))
    return changes


def settle(con: duckdb.DuckDBPyConnection, documents: Sequence[str], how: Literal["asked", "loaded"]) -> Changes:
    """Derive sketches, edges, stories, carriers and classes of changes of documents whose wordings may have changed.

    In a transaction. `how` names the SQL that finds what is stored of them: "loaded" in that of a load.
    """
    set_thresholds(con)
    with registered(con, {"asked_document": id_table("document_id", documents)}):
        run_scripts(con, f"stories/{how}")
    dirty, rows = _dirty(con)
    tables = {
        "dirty_document": id_table("document_id", dirty),
        "new_sketch": pa.Table.from_pylist(rows, schema=_SKETCH),
    }
    with registered(con, tables):
        changes = _settle_dirty(con) if dirty else Changes()
        changes.add(derive_changes(con))
    return changes


def _settle_dirty(con: duckdb.DuckDBPyConnection) -> Changes:
    changes = run_scripts(con, "stories/sketches")
    for folder in ("candidates", "stock", "pairs", "pages", "involved"):
        run_scripts(con, f"stories/{folder}")
    edges = [asdict(edge) | {"algo_version": thresholds.ALGO_VERSION} for edge in _edges(con)]
    with registered(con, {"new_edge": pa.Table.from_pylist(edges, schema=_EDGE)}):
        changes.add(run_scripts(con, "stories/edges"))
    dated = _reached(con)
    clusters, old = _clusters(con, dated)
    changes.add(_members(con, clusters, dated, old))
    changes.add(derive_carriers(con, clusters, dated))
    return changes


def _dirty(con: duckdb.DuckDBPyConnection) -> tuple[list[str], list[dict[str, Any]]]:
    """The asked documents whose sketches are not those of their wordings, and the sketches they should have."""
    stamps = con.execute("SELECT document_id, stamp, algo_version FROM asked_sketch").fetchall()
    known: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for document, stamp, algo in stamps:
        known[document].add((stamp, algo))
    wanted: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in _rows(con, "asked_version"):
        wanted[row.document_id].append(row)
    dirty = [
        document
        for document in sorted({*known, *wanted})
        if known[document] != {(row.stamp, thresholds.ALGO_VERSION) for row in wanted[document]}
    ]
    making = [row for document in dirty for row in wanted[document]]
    texts = texts_of(con, {row.version_id: row.dated_at for row in making})
    made = sketches([texts[row.version_id] for row in making])
    return dirty, [
        {
            "document_id": row.document_id,
            "stamp": row.stamp,
            "dated_at": row.dated_at,
            "outlet": row.outlet,
            "page": xxhash.xxh3_64_intdigest(row.page.encode()) >> 32,
            "key": int(row.story_key[:8], 16) if row.story_key else None,
            "hashes": sketch.hashes,
            "lines": sketch.lines,
            "algo_version": thresholds.ALGO_VERSION,
        }
        for row, sketch in zip(making, made, strict=True)
    ]


def _edges(con: duckdb.DuckDBPyConnection) -> list[Edge]:
    """The edges of the candidate pairs."""
    pairs = con.execute("SELECT a, b FROM candidate_pair ORDER BY a, b").fetchall()
    if not pairs:
        return []
    for folder in ("stock", "held"):
        run_scripts(con, f"stories/{folder}")
    held = con.execute(
        """
        SELECT i.stamp, i.hashes, s.stock, f.furniture
        FROM involved_sketch AS i
        LEFT JOIN stock_of_sketch AS s ON s.n = i.n
        LEFT JOIN furniture_of_sketch AS f ON f.n = i.n
        """
    ).fetchall()
    of_stamp = {stamp: (hashes, stock or (), furniture or ()) for stamp, hashes, stock, furniture in held}
    # A document whose sketch is of yesterday is compared in its own turn.
    rows = [row for row in _rows(con, "involved_sketch") if row.stamp in of_stamp]
    texts = texts_of(con, {row.version_id: row.dated_at for row in rows})
    stored = []
    for row in rows:
        hashes, stock, furniture = of_stamp[row.stamp]
        fresh = set(hashes).difference(stock)
        text = texts[row.version_id]
        stored.append(
            Stored(row.document_id, row.dated_at, row.story_key, row.outlet, row.page, text, fresh, furniture)
        )
    of_document: defaultdict[str, list[Wording]] = defaultdict(list)
    for wording in wordings(stored):
        of_document[wording.document_id].append(wording)
    found = []
    for a, b in pairs:
        between = [edge for one, other in product(of_document[a], of_document[b]) if (edge := compare(one, other))]
        if between:
            found.append(best(between))
    return found


def _reached(con: duckdb.DuckDBPyConnection) -> dict[str, datetime]:
    """Let the affected documents grow along joining edges until they hold whole stories, and say when each came out.

    Edges are looked for in the time around what was compared; where a story reaches further, so does the search.
    """
    while True:
        while con.execute(_NEIGHBOURS).fetchall() != [(0,)]:
            pass
        for folder in ("affected", "pages", "whole"):
            run_scripts(con, f"stories/{folder}")
        if con.execute(_BEYOND).fetchall() == [(0,)]:
            break
        con.execute(_FURTHER)
    return dict(con.execute("SELECT document_id, min(dated_at) FROM affected_sketch GROUP BY document_id").fetchall())


def _clusters(con: duckdb.DuckDBPyConnection, dated: Mapping[str, datetime]) -> tuple[Clusters, dict[str, str]]:
    """The stories of the affected documents, and the stories they had."""
    run_scripts(con, "stories/former")
    old: dict[str, str] = dict(con.execute("SELECT document_id, story_id FROM old_story_member").fetchall())
    return cluster(dated, [Edge(*row) for row in con.execute(_AMONG).fetchall()]), old


def _members(
    con: duckdb.DuckDBPyConnection, clusters: Clusters, dated: Mapping[str, datetime], old: Mapping[str, str]
) -> Changes:
    members = [
        {"document_id": document, "story_id": story, "dated_on": dated[document].date()}
        for document, story in clusters.stories.items()
    ]
    gone = [{"story_id": story} for story in sorted(set(old.values()).difference(clusters.stories.values()))]
    renamed = [{"old_id": was, "new_id": now} for was, now in renames(old, clusters.stories).items()]
    tables = {
        "new_story_member": pa.Table.from_pylist(members, schema=_MEMBERS),
        "gone_story": pa.Table.from_pylist(gone, schema=_STORIES),
        "new_story_alias": pa.Table.from_pylist(renamed, schema=_NAMES),
    }
    with registered(con, tables):
        changes = run_scripts(con, "stories/members")
    changes.moved = {
        document for document in clusters.stories.keys() | old if clusters.stories.get(document) != old.get(document)
    }
    return changes
