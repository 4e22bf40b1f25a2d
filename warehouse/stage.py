"""Stage a batch: Parquet files and a manifest in a folder that is complete or not there at all. Takes no lock."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extractors.records import Batch, RunKind, content_id, utc
from warehouse.columns import tables
from warehouse.paths import Paths, sync_file, sync_folder
from warehouse.schema import STAGED

FORMAT = 1
"""Of the manifest and the files; raised when a loader of today could not read those of yesterday."""

_DAY = 24 * 3600


class CorruptBatch(ValueError):
    """A staged batch that cannot be loaded; the message says why."""


@dataclass(frozen=True, slots=True)
class StagedBatch:
    """A staged batch, read and checked."""

    batch_id: str
    run_id: str
    run_kind: RunKind
    params: str
    started_at: datetime
    """UTC, without zone."""
    label: str
    n_documents: int
    """Documents read, each counted once."""
    tables: dict[str, pa.Table]
    """Every table of `schema.STAGED`; empty where the batch has none."""


def stage(data: Path, batch: Batch) -> str | None:
    """Write a batch for the next load and return its id; None for an empty one, of which nothing is written.

    The id is a hash of what the batch holds: staging it again changes nothing. Once this returns, the batch survives
    a crash of the machine. Raises OSError when the disk is full, and leaves no half batch behind.
    """
    held = tables(batch)
    if not held:
        return None
    staging = Paths(data).staging
    staging.mkdir(parents=True, exist_ok=True)
    folder = staging / f".tmp-{platform.node()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    folder.mkdir()
    final = None
    try:
        batch_id = _write(folder, batch, held)
        final = staging / batch_id
        os.rename(folder, final)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        if final is None or not final.exists():  # else it was staged before
            raise
    sync_folder(staging)
    return batch_id


def _write(folder: Path, batch: Batch, held: dict[str, pa.Table]) -> str:
    """Write the files of a batch into a folder, and return its id."""
    files = {}
    for name, table in held.items():
        path = folder / f"{name}.parquet"
        pq.write_table(table, path, compression="zstd")
        sync_file(path)
        files[name] = {"rows": table.num_rows, "sha256": _sha256(path)}
    told = (f"{name} {file['sha256']}" for name, file in sorted(files.items()))
    batch_id = content_id("b", batch.run.run_id, batch.label, *told)
    manifest = {
        "format": FORMAT,
        "batch_id": batch_id,
        "run_id": batch.run.run_id,
        "run_kind": batch.run.kind,
        "params": batch.run.params,
        "started_at": utc(batch.run.started_at).isoformat(),
        "label": batch.label,
        "n_documents": _n_documents(held),
        "files": files,
    }
    path = folder / "manifest.json"
    path.write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    sync_file(path)
    sync_folder(folder)
    return batch_id


def _n_documents(held: dict[str, pa.Table]) -> int:
    if "readings" not in held:
        return 0
    read = held["readings"].select(["document_id", "verdict"]).to_pylist()
    return len({row["document_id"] for row in read if row["verdict"] == "article"})


def read_staged(folder: Path) -> StagedBatch:
    """Read a staged batch whole and check it against its manifest. Raises CorruptBatch."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if manifest["format"] != FORMAT:
            raise CorruptBatch(f"format {manifest['format']!r}, and this version loads format {FORMAT}")
        if manifest["batch_id"] != folder.name:
            raise CorruptBatch(f"the folder {folder.name} holds batch {manifest['batch_id']}")
        tables = {name: schema.empty_table() for name, schema in STAGED.items()}
        for name, promised in manifest["files"].items():
            tables[name] = _read_table(folder / f"{name}.parquet", STAGED[name], promised)
        return StagedBatch(
            batch_id=manifest["batch_id"],
            run_id=manifest["run_id"],
            run_kind=manifest["run_kind"],
            params=manifest["params"],
            started_at=datetime.fromisoformat(manifest["started_at"]).replace(tzinfo=None),
            label=manifest["label"],
            n_documents=int(manifest["n_documents"]),
            tables=tables,
        )
    except CorruptBatch:
        raise
    except KeyError as error:
        raise CorruptBatch(f"manifest.json: {error} is missing, or not known here") from error
    except (OSError, ValueError, TypeError, AttributeError, pa.ArrowException) as error:
        raise CorruptBatch(f"cannot be read: {type(error).__name__}: {error}") from error


def _read_table(path: Path, schema: pa.Schema, promised: dict[str, Any]) -> pa.Table:
    if _sha256(path) != promised["sha256"]:
        raise CorruptBatch(f"{path.name}: its SHA-256 is not the one in the manifest")
    table = pq.ParquetFile(path).read()
    if not table.schema.equals(schema):
        raise CorruptBatch(f"{path.name}: its columns are not those of this version")
    if table.num_rows != promised["rows"]:
        raise CorruptBatch(f"{path.name}: {table.num_rows} rows, the manifest says {promised['rows']}")
    return table


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def discard(folder: Path) -> None:
    """Remove a staged batch. A crash half way leaves a hidden folder, never half a batch."""
    with suppress(FileNotFoundError):
        hidden = folder.with_name(f".{folder.name}.done")
        shutil.rmtree(hidden, ignore_errors=True)
        os.rename(folder, hidden)
        shutil.rmtree(hidden, ignore_errors=True)


def sweep(data: Path) -> None:
    """Remove what dead processes left in the staging folder. Only under the writer's lock."""
    staging = Paths(data).staging
    for folder in staging.glob(".*") if staging.is_dir() else ():
        if folder.name.endswith(".done") or _is_dead(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_dead(folder: Path) -> bool:
    """Whether the process that was writing a `.tmp-<host>-<pid>-<random>` folder is no more."""
    host, _, pid = folder.name.partition(".tmp-")[2].rpartition("-")[0].rpartition("-")
    if host == platform.node() and pid.isdigit():
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            return True
        except (PermissionError, OverflowError):
            pass
        return False
    # Of another machine, or another container: its process cannot be asked, and no batch takes a day to write.
    with suppress(FileNotFoundError):
        return time.time() - folder.stat().st_mtime > _DAY
    return False
