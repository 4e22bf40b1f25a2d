"""Every enabled outlet beside the eight polls its double to documents, in one process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from config.outlets import Outlets, load_outlets
from config.settings import Settings
from flows import pipeline
from press.others import Others
from press.outlets import doubles
from press.server import Press, running
from press.sites import SITES
from press.world import FIRST, SECOND, World
from warehouse.query import connect

pytestmark = pytest.mark.e2e

CHOSEN = Outlets(outlet for outlet in load_outlets().values() if outlet.enabled and outlet.id not in SITES)
ROWS = """
    select d.url, d.outlet_id, d.title, d.published_on, d.lang, v.text
    from documents d join document_versions v using (version_id)
"""


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with running(World(()), at=FIRST, others=CHOSEN) as press:
        yield press


def settings(data: Path, press: Press) -> Settings:
    return Settings(_env_file=None, data=data, loopback={"*.localhost": press.port}, host_delay=0.0, now=press.at)


def test_every_enabled_outlet_polls_its_double_to_documents(press: Press, tmp_path: Path) -> None:
    report = asyncio.run(pipeline.poll(settings(tmp_path, press), outlets=doubles(CHOSEN)))
    assert set(report.sources) == {"ok"}, report.reasons
    assert set(report.pages) == {"article"}, report.reasons
    texts = Others(CHOSEN, FIRST).texts
    with connect(tmp_path) as con:
        rows = con.execute(ROWS).fetchall()
    assert {row[1] for row in rows} == set(CHOSEN)
    for url, *facts in rows:
        text = texts[url]
        wanted = [text.outlet_id, text.title, text.local.date(), text.lang, "\n\n".join(text.paragraphs)]
        assert facts == wanted, url


def test_a_backfill_turns_the_pages_of_an_index(press: Press, tmp_path: Path) -> None:
    press.at = SECOND
    outlets = doubles(CHOSEN)
    wanted = {url for url, text in Others(CHOSEN, SECOND).texts.items() if text.outlet_id == "china_mfa_zh"}
    window = {"since": date(2026, 3, 1), "until": SECOND.date()}
    report = asyncio.run(
        pipeline.backfill(settings(tmp_path, press), ["china_mfa_zh", "anadolu"], **window, outlets=outlets)
    )
    assert set(report.partitions) <= {"done", "todo"}, report.reasons
    with connect(tmp_path) as con:
        stored = {row[0] for row in con.execute("select url from documents").fetchall()}
    assert wanted <= stored
    assert any("aa.com.tr" in url for url in stored)  # from a sitemap index
