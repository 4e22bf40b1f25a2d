"""DuckDB: stage, load, publish, query. Imports extractors.records and config only."""

from warehouse.query import NoWarehouse, connect

__all__ = ["NoWarehouse", "connect"]
