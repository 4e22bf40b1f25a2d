"""Outlets and sources as rows of the warehouse."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

import duckdb
import pyarrow as pa

from config.outlets import Outlet, Outlets, Source
from warehouse.merge import Changes, registered, run_scripts

_TEXTS = pa.list_(pa.string())

_OUTLET = pa.schema(
    {
        "outlet_id": pa.string(),
        "name": pa.string(),
        "country": pa.string(),
        "ownership": pa.string(),
        "languages": _TEXTS,
        "timezone": pa.string(),
        "hosts": _TEXTS,
        "agency": pa.string(),
        "publisher_group": pa.string(),
        "rights": pa.string(),
        "enabled": pa.bool_(),
        "configured": pa.bool_(),
        "status": pa.string(),
        "status_as_of": pa.date32(),
        "status_evidence": pa.string(),
        "note": pa.string(),
        "expects_readouts": pa.bool_(),
    }
)
_SOURCE = pa.schema(
    {
        "source_id": pa.string(),
        "outlet_id": pa.string(),
        "kind": pa.string(),
        "url": pa.string(),
        "use": pa.string(),
        "url_pattern": pa.string(),
        "interval_minutes": pa.int64(),
        "enabled": pa.bool_(),
        "configured": pa.bool_(),
        "note": pa.string(),
    }
)


def load_configuration(con: duckdb.DuckDBPyConnection, outlets: Outlets) -> Changes:
    """Bring the outlet and source tables to the configuration; call it in a transaction."""
    sources = ((outlet, source) for outlet in outlets.values() for source in outlet.sources)
    tables = {
        "configured_outlets": _table(map(_outlet, outlets.values()), _OUTLET),
        "configured_sources": _table((_source(outlet, source) for outlet, source in sources), _SOURCE),
    }
    if _stored(con, "outlet", _OUTLET) == tables["configured_outlets"] and (
        _stored(con, "source", _SOURCE) == tables["configured_sources"]
    ):
        return Changes()  # as nearly always; to look at it takes a quarter of the time
    with registered(con, tables):
        return run_scripts(con, "config")


def _table(rows: Iterable[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    """A table of rows in the order of their ids."""
    columns = zip(*sorted(rows, key=itemgetter(0)), strict=True)
    made = [pa.array(values, kind) for values, kind in zip(columns, schema.types, strict=False)]
    return pa.Table.from_arrays(made, schema=schema) if made else schema.empty_table()


def _stored(con: duckdb.DuckDBPyConnection, table: str, schema: pa.Schema) -> pa.Table:
    """The rows of a table that are configured, in the same way."""
    columns = ", ".join(schema.names)
    rows = con.sql(f"SELECT {columns} FROM store.{table} WHERE configured ORDER BY {schema.names[0]}")  # noqa: S608
    return rows.to_arrow_table().cast(schema)


def _outlet(outlet: Outlet) -> tuple[object, ...]:
    """In the order of `_OUTLET`."""
    return (
        outlet.id,
        outlet.name,
        outlet.country,
        outlet.ownership,
        outlet.languages,
        outlet.timezone,
        outlet.hosts,
        outlet.agency,
        outlet.publisher_group,
        outlet.rights,
        outlet.enabled,
        True,
        outlet.status.state,
        outlet.status.as_of,
        outlet.status.evidence,
        outlet.note,
        outlet.health.readouts,
    )


def _source(outlet: Outlet, source: Source) -> tuple[object, ...]:
    """In the order of `_SOURCE`."""
    return (
        outlet.source_id(source),
        outlet.id,
        source.kind,
        source.url,
        source.use,
        source.url_pattern,
        source.interval_minutes,
        outlet.enabled and source.enabled,
        True,
        source.note,
    )
