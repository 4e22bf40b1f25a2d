"""Bytes in, records out: discovery, fetching and reading of pages. Never imports warehouse or flows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.pages import read_page
    from extractors.readouts import read_readout

__all__ = ["read_page", "read_readout"]


def __getattr__(name: str) -> Any:
    # Lazily: whoever only needs the records (the warehouse, a query) does not pay for the page reader's imports.
    if name == "read_page":
        from extractors.pages import read_page

        return read_page
    if name == "read_readout":
        from extractors.readouts import read_readout

        return read_readout
    raise AttributeError(name)
