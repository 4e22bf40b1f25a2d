"""`readouts export`: the warehouse as files that may be passed on.

A text, and what was cut out of it (sentences, promises, topics), goes along only where the outlet's `rights` allow it:
a text of the media stays here, and whoever gets the files finds it by its address, its hash and its offsets. Titles,
names, datelines, single words and the set phrases of our own lexicon are told of every text.
"""

from __future__ import annotations

import json
import shutil
import uuid
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Literal

import click
import duckdb

from config.settings import VERSION, Settings
from flows import show
from flows.ask import AskError, snapshot
from warehouse.query import Result, select

Form = Literal["csv", "json", "parquet"]
VIEWS = (
    *("outlets", "documents", "document_versions", "stories", "carriers", "edits", "readouts", "events"),
    *("event_readouts", "participants", "statements", "commitments", "topics", "tones", "phrase_hits"),
)
MAY_BE_PASSED_ON = ("public-domain", "official-text", "open-licence")
"""Of the classes of `rights` in the outlets' files."""
_PIECES = {
    "document_versions": ("version_id", ("text",)),
    "readouts": ("readout_id", ("topics",)),
    "statements": ("readout_id", ("text",)),
    "commitments": ("readout_id", ("text", "item")),
    "topics": ("readout_id", ("topic",)),
}
"""Views with text and pieces of it: the column that names the wording they stand in, and those that hold them."""
# An agency's text is the agency's on every page that carries it, whatever else the page's outlet gives away.
_FREE = """
    select v.version_id from document_versions v join documents d using (document_id) join outlets o using (outlet_id)
    where o.rights in (select unnest($1)) and v.role <> 'carrier'
"""
_KEPT_BACK = f"""
    select coalesce(d.outlet_id, 'of no outlet'), count(*) from document_versions v join documents d using (document_id)
    where v.version_id not in ({_FREE}) group by all order by all
"""  # noqa: S608  all of it ours


def export(settings: Settings, folder: Path, form: Form, as_json: bool) -> None:
    """Write each view of `VIEWS` to a file of `folder`, and `manifest.json`, which says what was left out.

    The folder is there with all its files or not at all. Raises AskError for one that is there already, or when
    nothing is published, and OSError when the disk does.
    """
    if folder.exists():
        raise AskError(f"{folder} is there already: an export never overwrites another")
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:8]}.tmp")
    unfinished.mkdir()
    try:
        counts = {}
        with snapshot(settings) as con, show.Bar("export") as bar:
            bar.expect(len(VIEWS))
            for view in VIEWS:
                result = _of(con, settings, view)
                counts[view] = _write(result, unfinished / f"{view}.{form}", form)
                bar.step(view, "done")
            kept_back = select(con, _KEPT_BACK, timeout=settings.sql_timeout, values=[list(MAY_BE_PASSED_ON)])
            n_kept_back = dict(kept_back.rows())
        manifest = {
            "made_by": f"readouts {VERSION}",
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "snapshot": (settings.data / "current.duckdb").resolve().name,
            "rows": counts,
            "texts": "they and pieces of them are of outlets whose rights are "
            f"{', '.join(MAY_BE_PASSED_ON)}, and written by them; null elsewhere",
            "texts_left_out": n_kept_back,
        }
        (unfinished / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2), "utf-8")
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    if as_json:
        click.echo(json.dumps(manifest, ensure_ascii=False))
        return
    show.table(str(folder), ("file", "rows"), [(f"{view}.{form}", n) for view, n in counts.items()])
    click.echo(f"texts left out, since their outlets' rights do not allow to pass them on: {sum(n_kept_back.values())}")


def _of(con: duckdb.DuckDBPyConnection, settings: Settings, view: str) -> Result:
    """A view, without the pieces of text that may not be passed on."""
    if view not in _PIECES:
        return select(con, f"from {view}", timeout=settings.sql_timeout)
    wording, columns = _PIECES[view]
    kept = ", ".join(f"case when {wording} in (from free) then {column} end as {column}" for column in columns)
    query = f"with free as ({_FREE}) select * replace ({kept}) from {view}"  # noqa: S608
    return select(con, query, timeout=settings.sql_timeout, values=[list(MAY_BE_PASSED_ON)])


def _write(result: Result, path: Path, form: Form) -> int:
    """Write all rows to a file; returns how many there are."""
    if form == "parquet":
        import pyarrow.parquet as parquet

        table = result.arrow()
        parquet.write_table(table, path, compression="zstd")
        return int(table.num_rows)
    number = count()
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = (row for row, _ in zip(result.rows(), number, strict=False))
        (show.write_csv if form == "csv" else show.write_json)(result.columns, rows, out)
    return next(number)
