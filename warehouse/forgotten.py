"""Forgetting: tombstones, the rows that go with them, and what a load leaves out because of them.

In one transaction the tombstone is written, every row that holds the text or was made of it goes, stories and events
are mended, and the places of the records in the archive are noted for the eraser. From then on no load lets it in,
whoever brings it: a poll, a backfill, an import, a reprocessing or a batch that was staged before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from config.fields import host_of
from config.outlets import Outlets
from extractors.records import Block, Fetch, document_id, utc
from warehouse.archived import rows_of
from warehouse.events import rederive
from warehouse.merge import registered, run_scripts, to_be_published
from warehouse.migrate import script
from warehouse.stories.derive import TOGETHER, settle
from warehouse.stories.tables import id_table
from warehouse.writer import WAIT, writing

CHUNK = 500
"""Wordings read at a time."""

_COLUMNS = pa.schema(
    {
        "forgotten_id": pa.string(),
        "url": pa.string(),
        "outlet_id": pa.string(),
        "hosts": pa.list_(pa.string()),
        "reason": pa.string(),
        "forgotten_at": pa.timestamp("us"),
    }
)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A document (by id, with an address) or an outlet (with its hosts) that is forgotten."""

    url: str | None = None
    document_id: str | None = None
    outlet_id: str | None = None
    hosts: tuple[str, ...] = ()

    @property
    def forgotten_id(self) -> str:
        return self.document_id or f"outlet:{self.outlet_id}"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """All tombstones, to be asked about addresses."""

    documents: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    hosts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.documents or self.outlets)

    def holds_document(self, document: str | None, canonical_url: str | None = None) -> bool:
        """Whether a document is forgotten, by its id or by that of its address."""
        if document in self.documents:
            return True
        return canonical_url is not None and bool(self.documents) and document_id(canonical_url) in self.documents

    def holds_outlet(self, outlet_id: str | None, url: str | None, outlets: Outlets) -> bool:
        """Whether a page is one of a forgotten outlet."""
        if not self.outlets:
            return False
        if outlet_id is None and url is not None and (found := outlets.of_url(url)) is not None:
            outlet_id = found.id
        if outlet_id is not None:
            return outlet_id in self.outlets
        host = host_of(url or "")
        return any(f".{host}".endswith(f".{name}") for name in self.hosts)


def read_forgotten(con: duckdb.DuckDBPyConnection) -> Forgotten:
    """The tombstones of a warehouse or snapshot; none in one from before they were known."""
    try:
        rows = con.execute("SELECT forgotten_id, outlet_id, hosts FROM store.forgotten").fetchall()
    except duckdb.CatalogException:
        return Forgotten()
    return Forgotten(
        frozenset(row[0] for row in rows if row[1] is None),
        frozenset(row[1] for row in rows if row[1] is not None),
        tuple(host for row in rows for host in row[2]),
    )


def tombstones(con: duckdb.DuckDBPyConnection) -> int:
    """How many tombstones there are: who works on texts for long sees by it that some of them are forgotten since."""
    f = read_forgotten(con)
    return len(f.documents) + len(f.outlets)


def forget(
    data: Path,
    tombstones: Sequence[Tombstone],
    *,
    fetches: Iterable[str],
    examples: Mapping[str, str | None],
    reason: str | None,
    outlets: Outlets,
    now: datetime,
    wait: float = WAIT,
) -> int:
    """Write tombstones and take out what they name; returns how many documents went. The same twice changes nothing.

    `fetches` are ids of further requests whose records hold the text. `examples` are, by line of learned furniture that
    keeps a line of what is named, the line of another document; None where no other has it, and the line goes. Raises
    WarehouseBusy, duckdb.Error.
    """
    with writing(data, wait) as con:
        rows = [
            {
                "forgotten_id": stone.forgotten_id,
                "url": stone.url,
                "outlet_id": stone.outlet_id,
                "hosts": list(stone.hosts),
                "reason": reason,
                "forgotten_at": utc(now).replace(tzinfo=None),
            }
            for stone in tombstones
        ]
        with registered(con, {"new_forgotten": pa.Table.from_pylist(rows, schema=_COLUMNS)}):
            new = con.execute(
                "INSERT INTO store.forgotten BY NAME "
                "SELECT * FROM new_forgotten WHERE forgotten_id NOT IN (SELECT forgotten_id FROM store.forgotten)"
            ).fetchall()[0][0]
        n, taken = _take_out(con, sorted(fetches), examples, outlets)
        if new or taken:
            con.execute(
                "INSERT INTO store.erasure SELECT '', 0, NULL WHERE '' NOT IN (SELECT archive_file FROM store.erasure)"
            )
            to_be_published(con)
    return n


def _take_out(
    con: duckdb.DuckDBPyConnection, fetches: Sequence[str], examples: Mapping[str, str | None], outlets: Outlets
) -> tuple[int, int]:
    """Take out everything that any tombstone names; returns how many documents and how many rows that were."""
    forgotten = read_forgotten(con)
    documents = _documents(con, forgotten, outlets)
    if forgotten.outlets:
        logged = con.execute("SELECT fetch_id, url FROM store.fetch WHERE archive_file IS NOT NULL").fetchall()
        fetches = [*fetches, *(one for one, url in logged if forgotten.holds_outlet(None, url, outlets))]
    tables = {
        "forgotten_outlet": id_table("outlet_id", sorted(forgotten.outlets)),
        "forgotten_document": id_table("document_id", documents),
        "forgotten_fetch": id_table("fetch_id", fetches),
        "new_example": pa.table(
            {"line_id": list(examples), "example": list(examples.values())},
            schema=pa.schema({"line_id": pa.string(), "example": pa.string()}),
        ),
    }
    with registered(con, tables):
        stored = con.execute("SELECT count(*) FROM store.document WHERE document_id IN (FROM forgotten_document)")
        n = int(stored.fetchall()[0][0])
        versions = con.execute("SELECT version_id FROM store.version WHERE document_id IN (FROM forgotten_document)")
        gone = [version for (version,) in versions.fetchall()]
        changes = run_scripts(con, "forget")
    moved: set[str] = set()
    for start in range(0, len(documents), TOGETHER):
        moved |= settle(con, documents[start : start + TOGETHER], "asked").moved
    rederive(con, gone, moved=moved)
    return n, changes.inserted.total() + changes.updated.total()


def _documents(con: duckdb.DuckDBPyConnection, forgotten: Forgotten, outlets: Outlets) -> list[str]:
    """Ids of the forgotten documents, and of those stored whose address or outlet is forgotten."""
    found = set(forgotten.documents)
    for document, canonical, outlet in con.execute(
        "SELECT document_id, canonical_url, outlet_id FROM store.document"
    ).fetchall():
        if forgotten.holds_document(document, canonical) or forgotten.holds_outlet(outlet, canonical, outlets):
            found.add(document)
    if forgotten.outlets:
        for document, url in con.execute("SELECT document_id, url FROM store.page_state").fetchall():
            if forgotten.holds_outlet(None, url, outlets):
                found.add(document)
    return sorted(found)


# ------------------------------------------------------------------------------------------------ where it lies


def named(con: duckdb.DuckDBPyConnection, spellings: Iterable[str]) -> dict[str, str]:
    """Documents that an address or id in any of these spellings stands for, with their canonical URLs."""
    with registered(con, {"spellings": id_table("spelling", spellings)}):
        return dict(con.execute(script("forgetting", "named").sql).fetchall())


def addresses(con: duckdb.DuckDBPyConnection, documents: Iterable[str]) -> list[str]:
    """Every address under which documents were seen."""
    with registered(con, {"wanted": id_table("document_id", documents)}):
        return [url for (url,) in con.execute(script("forgetting", "addresses").sql).fetchall() if url]


def lists_around(con: duckdb.DuckDBPyConnection, documents: Iterable[str]) -> list[tuple[str, str, int]]:
    """Fetch id, file and offset of archived feeds and lists from the time in which documents were listed."""
    with registered(con, {"wanted": id_table("document_id", documents)}):
        return con.execute(script("forgetting", "lists").sql).fetchall()


def kept_examples(con: duckdb.DuckDBPyConnection, documents: Iterable[str]) -> list[tuple[str, str, str]]:
    """Line id, outlet and mask of the learned furniture whose kept example stands in one of the documents."""
    with registered(con, {"wanted": id_table("document_id", documents)}):
        return con.execute(script("forgetting", "examples").sql).fetchall()


def living(con: duckdb.DuckDBPyConnection, outlet_id: str, documents: Iterable[str]) -> Iterator[list[Block]]:
    """The blocks of each wording of an outlet's other documents, the newest first."""
    with registered(con, {"wanted": id_table("document_id", documents)}):
        found = con.execute(script("forgetting", "living").sql, {"outlet": outlet_id})
        while rows := found.fetchmany(CHUNK):
            for (blocks,) in rows:
                yield [Block(**block) for block in blocks]


def pages_of(con: duckdb.DuckDBPyConnection, documents: Iterable[str]) -> list[Fetch]:
    """The archived fetches of documents."""
    with registered(con, {"wanted": id_table("document_id", documents)}):
        return [Fetch(**row) for row in rows_of(con, script("forgetting", "pages").sql)]


# ------------------------------------------------------------------------------------------------ still to be erased


@dataclass(frozen=True, slots=True)
class Erasure:
    """A record of the archive that is to be erased; without a file, the remains in the database file itself."""

    archive_file: str
    archive_offset: int
    n_bytes: int | None


REMAINS = Erasure("", 0, None)
"""Stands for the deleted blocks of the database and for older snapshots."""


def erasures(data: Path) -> list[Erasure]:
    """What is still to be erased. Raises WarehouseBusy."""
    with writing(data) as con:
        return [Erasure(*row) for row in con.execute("FROM store.erasure ORDER BY ALL").fetchall()]


def note_lengths(data: Path, lengths: Sequence[Erasure]) -> None:
    """Write down how long records are, before they are overwritten. Raises WarehouseBusy."""
    with writing(data) as con:
        for one in lengths:
            con.execute(
                "UPDATE store.erasure SET n_bytes = ? WHERE archive_file = ? AND archive_offset = ?",
                [one.n_bytes, one.archive_file, one.archive_offset],
            )


def erased(data: Path, done: Sequence[Erasure]) -> None:
    """Forget where records lay that are gone from the disk. Raises WarehouseBusy."""
    with writing(data) as con:
        for one in done:
            con.execute(
                "DELETE FROM store.erasure WHERE archive_file = ? AND archive_offset = ?",
                [one.archive_file, one.archive_offset],
            )
