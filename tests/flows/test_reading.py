"""What a reader answers: the rows it makes are those that its records would give."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from config.outlets import load_outlets
from extractors.records import Batch, Fetch, Page, Run
from flows.collect import collect_parts
from flows.jobs import Job, Knowledge
from flows.reading import read_job, read_to_rows
from tests.flows.test_warc import html
from warehouse.columns import tables

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)
KNOWLEDGE = Knowledge(load_outlets())
MEETING = (
    "<html lang=en><title>Wang Yi Meets with French President Emmanuel Macron</title><body><article>"
    "<h1>Wang Yi Meets with French President Emmanuel Macron</h1><p>PARIS, March 6 (Agency) -- Chinese Foreign "
    "Minister Wang Yi met with French President Emmanuel Macron in Paris on Friday.</p><p>Wang Yi said that both sides "
    "should build the ferry line\u00a0together.</p><p>The two sides agreed to hold talks on trade in May.</p></article>"
).encode()


def job(number: int, body: bytes) -> Job:
    url = f"https://m.daily.example/a-page-of-the-day-{number}.html"
    fetch = Fetch(url, "page", NOON, "ok", via="warc", final_url=url, status=200, content_type="text/html")
    return Job(fetch, body, url)


def test_rows_made_by_a_reader_are_those_of_its_records() -> None:
    bodies = [html(1), MEETING, html(3).replace(b"Item", "\u4f1a\u8c08".encode()), b"%PDF-1.7", b""]
    records, laid = (Batch(Run("backfill", NOON, "{}"), "file") for _ in range(2))
    for number, body in enumerate(bodies):
        told = job(number, body)
        found = read_job(told, KNOWLEDGE)
        answer = pickle.loads(pickle.dumps(read_to_rows(told, KNOWLEDGE)))
        assert (answer.laid is None) == (found.understood is None)
        assert answer.article is not None
        assert found.article is not None
        assert (answer.article.verdict, answer.article.reason) == (found.article.verdict, found.article.reason)
        for batch in (records, laid):
            batch.fetches.append(told.fetch)
        if found.understood:
            records.readings.append(found.understood.reading)
            records.parsed.append(found.understood.parsed)
            records.aliases += found.understood.aliases
            laid.reading_rows.append(answer.laid.reading)
            laid.parsed_rows.append(answer.laid.parsed)
            laid.aliases += answer.laid.aliases
    assert len(records.readings) == 3
    assert any(parsed.readout for parsed in records.parsed)
    assert tables(laid) == tables(records)
    assert len(laid) == len(records)


async def test_only_an_article_goes_on_on_further_pages() -> None:
    """A list of links goes on as well, and what it goes on with is nobody's text."""
    asked: list[str] = []

    class Client:
        async def fetch(self, url: str, *_: object, **__: object) -> Page:
            asked.append(url)
            return Page(Fetch(url, "part", NOON, "timeout"))

    told = job(1, html(1))
    page, batch = Page(told.fetch, told.body), Batch(Run("poll", NOON, "{}"), "daily/feed")
    first = read_job(told, KNOWLEDGE).article
    assert first is not None
    first = replace(first, next_url=told.listed.replace(".html", "_2.html"))
    ctx: Any = SimpleNamespace(client=Client())
    outlet: Any = None
    for verdict, wanted in (("list", []), ("article", [first.next_url])):
        found = await collect_parts(ctx, batch, outlet, page, replace(first, verdict=verdict))
        assert asked == wanted
        assert (found is None) == bool(asked)
