"""A made-up outlet, and a reader that knows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from config.outlets import Outlet, Source
from extractors.discover import Listing, Where, read_listing

SEEN = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def read() -> Callable[..., Listing]:
    """Reads a body as a source of the given kind at https://news.example/lists/world."""

    def reader(
        body: str | bytes,
        kind: Any,
        *,
        url_pattern: str | None = None,
        content_type: str | None = "application/xml",
        **fields: Any,
    ) -> Listing:
        url = "https://news.example/lists/world"
        pattern = url_pattern or ("." if kind == "index" else None)
        source = Source(id="world", kind=kind, url=url, url_pattern=pattern, **fields)
        outlet = Outlet(
            id="example",
            name="Example",
            country="CN",
            ownership="state",
            languages=("en",),
            timezone="Asia/Shanghai",
            hosts=("news.example",),
            rights="media-text",
            status={"state": "live"},
            sources=(source,),
        )
        where = Where(outlet, source, url, SEEN, content_type)
        return read_listing(body if isinstance(body, bytes) else body.encode(), where)

    return reader
