"""DuckDB: stage, load, publish, query. Imports extractors.records and config only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import warehouse.memory  # noqa: F401  before anything that imports Arrow

if TYPE_CHECKING:
    from warehouse.query import NoWarehouse, connect

__all__ = ["NoWarehouse", "connect"]


def __getattr__(name: str) -> Any:
    # Lazily: a process that only lays rows flat does not pay for DuckDB and Arrow.
    if name in __all__:
        from warehouse import query

        return getattr(query, name)
    raise AttributeError(name)
