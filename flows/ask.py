"""Answers from the published snapshot: `readouts sql` and `readouts status`."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
import duckdb

from config.settings import Settings
from flows import show
from warehouse.errors import WarehouseError
from warehouse.paths import staged
from warehouse.query import connect, select

TABLE_ROWS = 200


Answers = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
"""Columns and rows of several queries, by their names."""


class AskError(RuntimeError):
    """A question that cannot be answered; the message says why."""


@contextmanager
def snapshot(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published snapshot, locked down. Raises AskError."""
    try:
        con = connect(settings.data, settings=settings)
    except WarehouseError as error:
        raise AskError(str(error)) from error
    try:
        yield con
    except (WarehouseError, duckdb.Error) as error:
        raise AskError(str(error)) from error
    finally:
        con.close()


def check_outlets(con: duckdb.DuckDBPyConnection, outlets: Sequence[str]) -> None:
    """Raises AskError for an outlet that the warehouse does not know: that nothing is found there is no answer."""
    for outlet in outlets:
        if not con.execute("SELECT 1 FROM outlets WHERE outlet_id = ?", [outlet]).fetchall():
            raise AskError(f"no outlet {outlet!r} in the warehouse; `readouts sql 'from outlets'` lists them")


def answers(
    con: duckdb.DuckDBPyConnection, settings: Settings, queries: Mapping[str, str], values: Sequence[object] = ()
) -> Answers:
    """Run queries, each with the same values. Raises QueryTimeout, duckdb.Error."""
    found: Answers = {}
    for name, query in queries.items():
        result = select(con, query, timeout=settings.sql_timeout, values=values)
        found[name] = result.columns, list(result.rows())
    return found


def as_objects(found: Answers) -> dict[str, Any]:
    """The same as JSON can hold it: a list of objects a query."""
    return {name: [show.record(columns, row) for row in rows] for name, (columns, rows) in found.items()}


def ask(settings: Settings, query: str, form: str, output: Path | None, limit: int | None, timeout: float) -> None:
    """Run one query and write its rows. A table that was cut says so. Raises AskError."""
    with snapshot(settings) as con:
        result = select(con, query, timeout=timeout)
        if form == "parquet":
            import pyarrow.parquet as parquet

            assert output is not None  # the command line made sure
            table = result.arrow() if limit is None else result.arrow().slice(0, limit)
            with written(output) as path, path.open("wb") as file:  # by its name, pyarrow removes what it cannot write
                parquet.write_table(table, file, compression="zstd")
            return
        if form == "table":
            shown = list(result.rows((limit or TABLE_ROWS) + 1))
            cut = len(shown) > (limit or TABLE_ROWS)
            show.table("", result.columns, shown[: limit or TABLE_ROWS])
            if cut and limit is None:
                click.echo(f"the first {TABLE_ROWS} rows; --limit shows more, --format csv all", err=True)
            return
        with opened(output) as out:
            write = show.write_csv if form == "csv" else show.write_json
            write(result.columns, result.rows(limit), out)


@contextmanager
def opened(output: Path | None) -> Iterator[IO[str]]:
    """The file, or standard output; a reader that goes away early (`| head`) is no error."""
    if output is None:
        try:
            yield sys.stdout
        except BrokenPipeError:
            sys.stderr.close()
        return
    with written(output) as path, path.open("w", encoding="utf-8", newline="") as file:
        yield file


@contextmanager
def written(output: Path) -> Iterator[Path]:
    """Where to write what shall stand in that file: a query that fails leaves the file as it was. Raises AskError.

    A pipe or a device is written to as it is.
    """
    special = output.exists() and not output.is_file()
    path = output if special else output.with_name(f".{output.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        yield path
        if not special:
            path.replace(output.resolve())  # a link stays a link
    except WarehouseError:
        raise  # some of them are OSErrors too
    except OSError as error:
        raise AskError(f"{output} cannot be written: {error.strerror or error}") from error
    finally:
        if not special:
            path.unlink(missing_ok=True)


SOURCES = """
    select h.source_id, s.kind, h.state, h.checked_at, h.n_items, h.newest_item_at, h.failures,
           coalesce(h.moved_to, h.reason) as reason, h.adapted_minutes as minutes
    from source_health h join sources s using (source_id)
    where s.enabled and s.configured and s.use <> 'archive'
    order by h.state = 'ok', h.failures desc, h.checked_at nulls first, h.source_id
"""
TODO = """
    select source_id, state, todo from source_health where todo is not null and state <> 'off' order by state, source_id
"""
RUNS = """
    select started_at, kind, n_fetches, n_sightings, n_documents, params
    from runs order by started_at desc limit 8
"""
TOTALS = """
    select (select count(*) from documents) as documents, (select count(*) from document_versions) as versions,
           (select count(*) from stories) as stories, (select count(distinct outlet_id) from documents) as outlets
"""


def status(settings: Settings, as_json: bool) -> None:
    """Print the state of sources, the last runs, and what waits for a person. Raises AskError."""
    waiting = len(staged(settings.data))
    quarantined = sorted((settings.data / "quarantine").glob("*")) if (settings.data / "quarantine").is_dir() else []
    with snapshot(settings) as con:
        found = answers(con, settings, {"totals": TOTALS, "sources": SOURCES, "todo": TODO, "runs": RUNS})
    published = (settings.data / "current.duckdb").resolve()
    if as_json:
        import json

        extra = {"snapshot": str(published), "staged": waiting, "quarantined": [str(path) for path in quarantined]}
        click.echo(json.dumps(as_objects(found) | extra, ensure_ascii=False))
        return
    sources = found["sources"]
    state = sources[0].index("state")
    asked = [row for row in sources[1] if row[state] != "never asked"]
    columns, (row,) = found["totals"]
    totals = dict(zip(columns, row, strict=True))
    click.echo(", ".join(f"{n} {name}" for name, n in totals.items()) + f"; snapshot {published.name}")
    show.table("Sources", sources[0], asked, optional=("newest_item_at", "kind", "n_items", "minutes", "failures"))
    if unasked := len(sources[1]) - len(asked):
        click.echo(f"{unasked} more sources were never asked: `status --json` names them, `poll` asks all")
    if found["todo"][1]:
        show.table("For a person", *found["todo"])
    show.table("Last runs", *found["runs"], optional=("params", "n_sightings"))
    if waiting:
        click.echo(f"{waiting} staged batches wait to be loaded: the next poll or backfill loads them")
    for path in quarantined:
        click.echo(f"a batch could not be loaded and waits for a person: {path}")
