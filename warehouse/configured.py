"""Outlets and sources as rows of the warehouse."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from config.outlets import Outlet, Outlets
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
    tables = {
        "configured_outlets": pa.Table.from_pylist([_outlet(o) for o in outlets.values()], schema=_OUTLET),
        "configured_sources": pa.Table.from_pylist(
            [row for outlet in outlets.values() for row in _sources(outlet)], schema=_SOURCE
        ),
    }
    with registered(con, tables):
        return run_scripts(con, "config")


def _outlet(outlet: Outlet) -> dict[str, object]:
    same = ("name", "country", "ownership", "timezone", "agency", "publisher_group", "rights", "enabled", "note")
    return {name: getattr(outlet, name) for name in same} | {
        "outlet_id": outlet.id,
        "languages": list(outlet.languages),
        "hosts": list(outlet.hosts),
        "configured": True,
        "status": outlet.status.state,
        "status_as_of": outlet.status.as_of,
        "status_evidence": outlet.status.evidence,
        "expects_readouts": outlet.health.readouts,
    }


def _sources(outlet: Outlet) -> list[dict[str, object]]:
    same = ("kind", "url", "use", "url_pattern", "interval_minutes", "note")
    return [
        {name: getattr(source, name) for name in same}
        | {
            "source_id": outlet.source_id(source),
            "outlet_id": outlet.id,
            "enabled": outlet.enabled and source.enabled,
            "configured": True,
        }
        for source in outlet.sources
    ]
