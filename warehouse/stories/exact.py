"""Stories of exact carriers: documents that print the same text at about the same time.

Two documents are joined when wordings of theirs share a `story_key` (letters and digits of the text) and came out
at most 72 hours apart; stories are the connected components. That is a fact about the wordings alone, so arrival
order cannot matter: when documents change, their stories and every story they now touch are derived anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

import duckdb
import pyarrow as pa

from warehouse.merge import Changes, registered, run_scripts

WINDOW = timedelta(hours=72)
"""Carriers follow within hours; the same words a week later (a notice, a standing greeting) are another story."""

_REACHED = """
INSERT INTO affected_document
SELECT DISTINCT b.document_id
FROM store.version AS a
JOIN store.version AS b ON a.story_key = b.story_key
WHERE a.document_id IN (FROM affected_document) AND b.document_id NOT IN (FROM affected_document)
    AND NOT a.superseded AND NOT b.superseded
    AND b.dated_at BETWEEN a.dated_at - $1 AND a.dated_at + $1
"""

_PAIRS = pa.schema({"document_id": pa.string(), "story_id": pa.string()})
_NAMES = pa.schema({"old_id": pa.string(), "new_id": pa.string()})


@dataclass(frozen=True, slots=True)
class Wording:
    """What a version says about its document's place among stories."""

    document_id: str
    story_key: str | None
    dated_at: datetime


def stories(wordings: Iterable[Wording]) -> dict[str, str]:
    """Story id by document id. A story is named after its earliest document (by date, then by id)."""
    by_key: defaultdict[str, list[Wording]] = defaultdict(list)
    dated: dict[str, datetime] = {}
    for wording in wordings:
        known = dated.setdefault(wording.document_id, wording.dated_at)
        dated[wording.document_id] = min(known, wording.dated_at)
        if wording.story_key is not None:
            by_key[wording.story_key].append(wording)
    parent = {document: document for document in dated}

    def root(document: str) -> str:
        while parent[document] != document:
            parent[document] = parent[parent[document]]
            document = parent[document]
        return document

    for same in by_key.values():
        same.sort(key=lambda wording: wording.dated_at)
        for earlier, later in pairwise(same):
            if later.dated_at - earlier.dated_at <= WINDOW:
                parent[root(later.document_id)] = root(earlier.document_id)

    first: dict[str, str] = {}
    for document in sorted(dated, key=lambda document: (dated[document], document)):
        first.setdefault(root(document), document)
    return {document: story_name(first[root(document)]) for document in dated}


def story_name(document_id: str) -> str:
    """The id of the story whose earliest document this is."""
    return "s" + document_id[1:]


def derive_stories(con: duckdb.DuckDBPyConnection) -> Changes:
    """Bring `store.story_member` and `store.story_alias` up to the wordings, in the transaction of a load.

    Takes the documents whose wordings may have changed from the temporary tables `new_version` and
    `replaced_version`.
    """
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE affected_document AS
        WITH changed AS (SELECT document_id FROM new_version UNION SELECT document_id FROM replaced_version)
        FROM changed
        UNION
        SELECT document_id FROM store.story_member WHERE story_id IN (
            SELECT story_id FROM store.story_member WHERE document_id IN (FROM changed)
        )
        """
    )
    while con.execute(_REACHED, [WINDOW]).fetchall() != [(0,)]:
        pass
    old: dict[str, str] = dict(
        con.execute("FROM store.story_member WHERE document_id IN (FROM affected_document)").fetchall()
    )
    new = stories(
        Wording(*row)
        for row in con.execute(
            """
            SELECT document_id, story_key, dated_at FROM store.version
            WHERE NOT superseded AND document_id IN (FROM affected_document)
            """
        ).fetchall()
    )
    pairs = [{"document_id": document, "story_id": story} for document, story in new.items()]
    renamed = [{"old_id": was, "new_id": now} for was, now in renames(old, new).items()]
    tables = {
        "new_story_member": pa.Table.from_pylist(pairs, schema=_PAIRS),
        "new_story_alias": pa.Table.from_pylist(renamed, schema=_NAMES),
    }
    with registered(con, tables):
        return run_scripts(con, "stories")


def renames(old: dict[str, str], new: dict[str, str]) -> dict[str, str]:
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
