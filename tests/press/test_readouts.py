"""Readouts of the whole press: nobody speaks furniture, and nobody of a caption, credit or footer takes part."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from config.settings import Settings
from extractors.pages import read_page
from extractors.readouts import read
from flows.cli import main
from flows.importing import import_files
from press.edition import Edition
from press.outlets import doubles
from press.render import render_seed
from press.truth import Truth, truth
from press.world import END, World
from tests.press.test_pages import served
from warehouse.query import connect

OUTLETS = doubles()


@pytest.fixture(scope="module")
def documents(packaged: World) -> list[Truth]:
    return [item for item in truth(packaged, END) if not item.gone]


def test_what_is_said_stands_in_the_story(packaged: World, documents: list[Truth]) -> None:
    edition = Edition(packaged, END)
    n_readouts = n_statements = 0
    for item in documents:
        article = read_page(served(edition, item.url), item.url, outlet=OUTLETS[item.outlet_id])
        _, found = read(article)
        if found is None:
            continue
        n_readouts += 1
        told = "\n".join(item.paragraphs)
        for said in (*found.statements, *found.commitments, *found.topics):
            n_statements += 1
            assert said.text in told, (item.url, said.text)
        for person in found.participants:
            assert person.name.split()[-1] in item.title + "\n" + told, (item.url, person.name)
    assert n_readouts >= 25
    assert n_statements >= 100


def test_accounts_of_one_event_are_joined_and_of_two_are_not(documents: list[Truth], tmp_path: Path) -> None:
    file = tmp_path / "press.jsonl"
    rows = [
        {
            "url": item.url,
            "outlet": item.outlet_id,
            "published": item.published_on.isoformat(),
            "lang": None,
            "title": item.title,
            "text": "\n\n".join(item.paragraphs),
        }
        for item in documents
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    settings = Settings(_env_file=None, data=tmp_path / "data")
    asyncio.run(import_files(settings, [file]))
    with closing(connect(settings.data)) as con:
        found = con.execute("SELECT event_id, list(url) FROM readouts GROUP BY ALL").fetchall()
        sides = con.execute(
            "SELECT side_a, side_b, topics_a, topics_b, phrases_only_a, phrases_only_b, words_a, words_b FROM two_sides"
        ).fetchall()
    # A flash names no event of the press; whatever else does not is an event of its own.
    meant = {item.url: item.event or item.story for item in documents if not item.story.startswith("flash-")}
    of_event: dict[str, set[str]] = defaultdict(set)
    for event, urls in found:
        told = {meant[url] for url in urls if url in meant}
        assert len(told) <= 1, urls
        for one in told:
            of_event[one].add(event)
    # Whom no lexicon knows is nobody's twin in another script: the Chinese text of the talks stands alone.
    assert 1 <= len(of_event["bern-talks"]) <= 2
    assert {"CHN", "USA"} in [{one[0], one[1]} for one in sides]
    assert all(one[2] != one[3] or one[4] or one[5] or one[6] != one[7] for one in sides)


@pytest.mark.shared
def test_extract_shows_the_seed(shared: Path, tmp_path: Path) -> None:
    expected = json.loads((shared / "seed/expected.json").read_text("utf-8"))
    page = tmp_path / "page.html"
    page.write_bytes(render_seed((shared / "seed/bangkok-readout.txt").read_text("utf-8")))
    asked = ["extract", str(page), "--url", "https://www.bjreview.com/China/202401/t20240128_1.html"]
    made = json.loads(CliRunner().invoke(main, asked).output)
    readout, event = made["readout"], made["readout"]["event"]
    want = expected["event"] | {"start_date": "2024-01-26", "end_date": "2024-01-27"}
    assert {name: event[name] for name in want} == want
    assert [
        {name: one[name] for name in ("order", "name", "side", "titles")} for one in readout["participants"]
    ] == expected["participants"]
    assert [
        {name: one[name] for name in ("speaker", "verb", "paragraph")} for one in readout["statements"]
    ] == expected["statements"]
    assert [(one["paragraph"], len(one["items"])) for one in readout["commitments"]] == [
        (one["paragraph"], one["items"]) for one in expected["commitments"]
    ]
    assert readout["commitments"][0]["text"].startswith(expected["commitments"][0]["begins"])
    assert readout["commitments"][1]["deadlines"] == expected["commitments"][1]["deadlines"]
    assert [one["text"] for one in readout["topics"]] == expected["topics_discussed"]
    assert [one["word"] for one in readout["tone"]] == expected["tone"]
    assert set(expected["phrases"]) <= {one["text"] for one in readout["phrases"]}
    assert {"event.date", "event.place", "event.mode", "is_readout"} <= {one["field"] for one in readout["marks"]}
    shown = CliRunner().invoke(main, [*asked, "--text"]).output
    for word in ("Wang Yi", "third-party", "Bangkok", "point out", "Korean Peninsula", "candid"):
        assert word in shown
