"""Where else the lines of an outlet stand, which tells its furniture from what is news."""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import pytest

from tests.warehouse.builders import LONG, batch, reading
from warehouse.furniture import elsewhere
from warehouse.load import LoadReport

Put = Callable[..., LoadReport]
Reader = Callable[[], duckdb.DuckDBPyConnection]
LINE = "Follow us for more of what the harbour is at."


@pytest.mark.parametrize("outlet", ["daily", "theirs"])
def test_no_outlet_is_another_publisher_than_itself(put: Put, reader: Reader, outlet: str) -> None:
    """Configured or not: documents from elsewhere are of outlets that nobody configured."""
    texts = [f"{LONG} Number {n}.\n\n{LINE}" for n in range(3)]
    put(batch(readings=[reading(f"https://{outlet}.example/{n}", text=text) for n, text in enumerate(texts)]))
    assert elsewhere(reader(), [(outlet, "line", LINE)]) == {}
    put(batch(readings=[reading("https://gazette.example/1", text=f"{LONG}\n\n{LINE}")], label="another"))
    assert [publishers for publishers, _ in elsewhere(reader(), [(outlet, "line", LINE)]).values()] == [1]
