"""Write the warehouse anew: DuckDB reuses the blocks of deleted rows and does not clear them, so texts stay in them."""

from __future__ import annotations

import os
from pathlib import Path

from warehouse.migrate import create
from warehouse.paths import sync_file, sync_folder
from warehouse.writer import connection, full_disk_told, writer_lock


def compact(data: Path) -> None:
    """Put a fresh file with the same rows in the place of the database, at once. A crash leaves one or the other.

    Old copies that were made before migrations go too: they hold what was deleted since. Raises WarehouseBusy,
    duckdb.Error, OSError.
    """
    with writer_lock(data) as paths:
        if not paths.database.exists():
            return
        with connection(paths) as con:
            con.execute("CHECKPOINT")
        fresh = paths.database.with_name(f".{paths.database.name}.compact.tmp")
        fresh.unlink(missing_ok=True)
        Path(f"{fresh}.wal").unlink(missing_ok=True)
        try:
            with full_disk_told(paths):
                _copy(paths.database, fresh)
        except BaseException:
            fresh.unlink(missing_ok=True)
            Path(f"{fresh}.wal").unlink(missing_ok=True)
            raise
        sync_file(fresh)
        os.replace(fresh, paths.database)
        for copy in paths.data.glob(f"{paths.database.name}.before-*"):
            copy.unlink()
        sync_folder(paths.data)


def _copy(source: Path, target: Path) -> None:
    """Tables are made by the migrations, since a copied schema would lose how their columns are compressed."""
    with create(target) as con:
        con.execute(f"ATTACH '{str(source).replace(chr(39), chr(39) * 2)}' AS old (READ_ONLY)")
        tables = con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'old' AND schema_name = 'store' ORDER BY ALL"
        ).fetchall()
        for (table,) in tables:
            con.execute(f'DELETE FROM store."{table}"')  # noqa: S608
            con.execute(f'INSERT INTO store."{table}" BY NAME FROM old.store."{table}"')
        con.execute("DETACH old")
        con.execute("CHECKPOINT")
