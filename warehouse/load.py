"""Load staged batches: one writer, whole batches, the same result in any order and however often."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from config.outlets import Outlets
from extractors.records import utc
from warehouse.configured import load_configuration
from warehouse.events import derive_events
from warehouse.merge import Changes, registered, run_scripts, to_be_published
from warehouse.migrate import opened, script
from warehouse.paths import Paths, staged
from warehouse.publish import due, make_snapshot
from warehouse.schema import STAGED
from warehouse.stage import CorruptBatch, StagedBatch, discard, read_staged, sweep
from warehouse.stories.derive import derive_stories
from warehouse.without_forgotten import without_forgotten
from warehouse.writer import WAIT, transaction, writer_lock

CONTENT = frozenset(
    {
        "outlet",
        "source",
        "sighting",
        "document",
        "version",
        "version_text",
        "story_member",
        "carrier",
        "readout",
        "event_member",
    }
)
"""Tables of what was published; the others log how we came to know."""

TOGETHER = 20_000
"""Staged rows loaded in one transaction at most (a larger batch goes alone). A transaction reads the key columns of
the tables once, so hundreds of small batches together cost little more than one."""

LITTLE_STAGED, LITTLE_STORED = 4_000_000, 200_000_000
"""Bytes of staged files and of the warehouse up to which a load is left to one thread."""

TEXTS = frozenset({"staged_readings", "staged_parsed", "read_fetches"})
"""What stories and events are derived from. A fetch that was read, `read_fetches`, may take a wording from another."""

KEYS = {"staged_fetches": "fetch_id", "staged_source_states": "source_id", "staged_page_states": "document_id"}
"""What a row of these tables is told apart by; of rows with one key the newest is loaded (sql/newest)."""

AHEAD = timedelta(days=1)
"""How far after its load the time of a state may be before it counts as one of the future."""

MEMORY = "512MB"
"""What DuckDB may hold of the tables while it loads. It would keep whatever it has read, up to most of the machine's
memory, and spills what it cannot hold; a load that cannot go on with so little has what it may have elsewhere."""

_BATCHES = pa.schema(
    {
        "batch_id": pa.string(),
        "run_id": pa.string(),
        "run_kind": pa.string(),
        "params": pa.string(),
        "started_at": pa.timestamp("us"),
        "label": pa.string(),
        "loaded_at": pa.timestamp("us"),
        "n_documents": pa.int64(),
    }
    | {f"n_{name}": pa.int64() for name in STAGED}
)

# What a batch's own content can cause, and a repetition would cause again. Anything else (disk full, out of memory,
# a file that cannot be written) is no fault of the batch, and is raised.
_BATCH_FAULTS = (
    duckdb.ConstraintException,
    duckdb.ConversionException,
    duckdb.DataError,
    duckdb.InvalidInputException,
)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A batch that could not be loaded, and where it lies now."""

    batch_id: str
    reason: str
    path: Path

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(slots=True)
class LoadReport:
    """What one load changed. Rows that were there before, and the same, do not count."""

    batches: int = 0
    """Batches loaded."""
    already_loaded: int = 0
    """Batches that an earlier load had committed and could not remove any more."""
    quarantined: list[Quarantined] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    to_erase: int = 0
    """Records of the archive that hold what was forgotten, and are still to be erased."""
    snapshot: Path | None = None
    """What was published; None when nothing was new, or nothing was to be published."""

    @property
    def inserted(self) -> dict[str, int]:
        """New rows by table of schema `store`."""
        return {table: n for table, n in sorted(self.changes.inserted.items()) if n}

    @property
    def updated(self) -> dict[str, int]:
        """Changed (or removed) rows by table of schema `store`."""
        return {table: n for table, n in sorted(self.changes.updated.items()) if n}

    @property
    def changed_rows(self) -> int:
        """Rows inserted or updated in the tables of `CONTENT`."""
        counted = (self.changes.inserted, self.changes.updated)
        return sum(n for counter in counted for table, n in counter.items() if table in CONTENT)

    @property
    def log_rows(self) -> int:
        """Rows inserted or updated elsewhere: requests, states, ledger, and times of readings."""
        counted = (self.changes.inserted, self.changes.updated)
        logged = sum(n for counter in counted for table, n in counter.items() if table not in CONTENT)
        return logged + self.changes.reread.total()

    @property
    def new_documents(self) -> int:
        return self.changes.inserted["document"]

    @property
    def new_versions(self) -> int:
        return self.changes.inserted["version"]


def load(
    data: Path,
    *,
    outlets: Outlets,
    now: datetime,
    wait: float = WAIT,
    keep: int | None = None,
    only_staged: bool = False,
    report: LoadReport | None = None,
) -> None:
    """Load every staged batch of a data folder, creating or migrating the warehouse first.

    A batch commits whole, with its row in the ledger, and its folder is removed after that: a crash anywhere leaves
    either, and the next load goes on from there. A batch that cannot be loaded is moved to `quarantine/`, with the
    reason beside it, and the others go on.

    Args:
        outlets: The configuration; its rows are written where they differ.
        now: Time of the load.
        wait: Seconds to wait for another writer.
        keep: Publish as well what is new, and keep so many snapshots: opening the warehouse a second time for it takes
            as long as a small load. Nothing is published while records are `to_erase`. None publishes nothing.
        only_staged: Leave the configuration for a later load where nothing is staged.
        report: Filled with what was done, also where the load or the publishing raises.

    Raises: WarehouseBusy, SchemaError, CopyFailed, and duckdb.Error for what is no batch's fault (disk full).
    """
    report = report or LoadReport()
    number = None
    with writer_lock(data, wait) as paths:
        sweep(data)
        with opened(paths, now=now, wait=wait) as con:
            if _is_little(paths):
                con.execute("SET threads = 1")
            if staged(data) or not only_staged:
                with transaction(con):
                    changes = load_configuration(con, outlets)
                    if changes.inserted.total() + changes.updated.total():
                        to_be_published(con)
                report.changes.add(changes)
            _Load(paths, con, outlets, now, report).go()
            report.to_erase = con.execute("SELECT count(*) FROM store.erasure").fetchall()[0][0]
            if keep is not None and not report.to_erase:
                number = due(con, paths)
        if keep is not None and number is not None:
            report.snapshot = make_snapshot(paths, number, keep)


def _is_little(paths: Paths) -> bool:
    """Whether no statement of a load is long enough to be shared: two threads then take twice the CPU time of one."""
    n_staged = sum(file.stat().st_size for file in paths.staging.glob("[!.]*/*"))
    return n_staged <= LITTLE_STAGED and paths.database.stat().st_size <= LITTLE_STORED


@dataclass(frozen=True, slots=True)
class _Load:
    """The staged batches of one load, a group at a time. Under the writer's lock, connected."""

    paths: Paths
    con: duckdb.DuckDBPyConnection
    outlets: Outlets
    now: datetime
    report: LoadReport

    def go(self) -> None:
        # Put back by its value: DuckDB's RESET changes what the setting says, and not the limit.
        ((usual,),) = self.con.execute("SELECT current_setting('memory_limit')").fetchall()
        self.con.execute("SET memory_limit = ?", [MEMORY])
        for group in self.groups():
            self.load(group, usual)

    def groups(self) -> Iterator[list[StagedBatch]]:
        """The staged batches that are not in the ledger, read and checked, up to `TOGETHER` rows at a time."""
        known = {batch_id for (batch_id,) in self.con.execute("SELECT batch_id FROM store.batch").fetchall()}
        group: list[StagedBatch] = []
        n_rows = 0
        for folder in staged(self.paths.data):
            if folder.name in known:
                discard(folder)
                self.report.already_loaded += 1
                continue
            try:
                batch = read_staged(folder)
            except CorruptBatch as error:
                self.put_aside(folder, str(error))
                continue
            size = sum(table.num_rows for table in batch.tables.values())
            if group and n_rows + size > TOGETHER:
                yield group
                group, n_rows = [], 0
            group.append(batch)
            n_rows += size
        if group:
            yield group

    def load(self, group: list[StagedBatch], memory: str) -> None:
        """Load batches in one transaction; when one of them cannot be loaded, each in its own.

        Where MEMORY is too little, DuckDB has `memory` from there on.
        """
        try:
            try:
                with transaction(self.con):
                    changes = _merge(self.con, group, self.now, self.outlets)
            except duckdb.OutOfMemoryException:
                self.con.execute("SET memory_limit = ?", [memory])
                with transaction(self.con):
                    changes = _merge(self.con, group, self.now, self.outlets)
        except _BATCH_FAULTS as error:
            if len(group) == 1:
                self.put_aside(self.paths.staging / group[0].batch_id, f"DuckDB refuses it: {error}")
                return
            for batch in group:
                self.load([batch], memory)
            return
        self.report.changes.add(changes)
        self.report.batches += len(group)
        for batch in group:
            discard(self.paths.staging / batch.batch_id)

    def put_aside(self, folder: Path, reason: str) -> None:
        """Move a batch that cannot be loaded to `quarantine/`."""
        target = self.paths.quarantine / folder.name
        self.paths.quarantine.mkdir(exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)  # the same batch, quarantined before and staged again
        folder.rename(target)
        with suppress(OSError):
            (target / "reason.txt").write_text(reason + "\n", encoding="utf-8")
        self.report.quarantined.append(Quarantined(folder.name, reason, target))


def _merge(con: duckdb.DuckDBPyConnection, group: list[StagedBatch], now: datetime, outlets: Outlets) -> Changes:
    tables = {f"staged_{name}": pa.concat_tables([batch.tables[name] for batch in group]) for name in STAGED}
    tables = without_forgotten(con, tables, outlets)
    con.execute("SET VARIABLE latest = $1", [_naive(now + AHEAD)])
    for name, key in KEYS.items():
        tables[name] = _newest(con, name, tables[name], key)
    tables["staged_batches"] = pa.Table.from_pylist([_ledger_row(batch, now) for batch in group], schema=_BATCHES)
    empty = {name for name, table in tables.items() if not table.num_rows}
    read_at = tables["staged_fetches"]["read_at"]
    if read_at.null_count == len(read_at):
        empty.add("read_fetches")
    of_texts = not empty.issuperset(TEXTS)  # whose scripts take in tables without rows as well
    with registered(con, {name: table for name, table in tables.items() if of_texts or name not in empty}):
        changes = run_scripts(con, "load", empty)
        if of_texts:
            changes.add(derive_stories(con))
            changes.add(derive_events(con, changes.moved))
    to_be_published(con)
    return changes


def _naive(moment: datetime) -> datetime:
    return utc(moment).replace(tzinfo=None)


def _newest(con: duckdb.DuckDBPyConnection, name: str, table: pa.Table, key: str) -> pa.Table:
    """A staged table with one row a key. DuckDB is asked only where a key is there twice, for it takes its time."""
    if len(set(table[key].to_pylist())) == table.num_rows:
        return table
    with registered(con, {name: table}):
        return con.sql(script("newest", name).sql).to_arrow_table()


def _ledger_row(batch: StagedBatch, now: datetime) -> dict[str, object]:
    return {
        "batch_id": batch.batch_id,
        "run_id": batch.run_id,
        "run_kind": batch.run_kind,
        "params": batch.params,
        "started_at": batch.started_at,
        "label": batch.label,
        "loaded_at": _naive(now),
        "n_documents": batch.n_documents,
    } | {f"n_{name}": table.num_rows for name, table in batch.tables.items()}
