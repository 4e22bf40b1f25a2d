"""DuckDB: stage, load, publish, query. Imports extractors.records and config only."""

import warehouse.memory  # noqa: F401  before anything that imports Arrow
from warehouse.query import NoWarehouse, connect

__all__ = ["NoWarehouse", "connect"]
