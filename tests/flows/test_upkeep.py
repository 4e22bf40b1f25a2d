"""`readouts maintain`: furniture learned from the warehouse, taken out of stored texts, put back when freed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from config.settings import Settings
from extractors.readouts import parse
from extractors.records import Block, LearnedLine, Reading, version_id
from flows import furniture as step
from flows import upkeep
from flows.cli import main
from flows.extract import extract
from tests.warehouse.builders import NOON, OUTLETS, article, at, fetch, hash_of, polled, published
from warehouse.checks import run_checks
from warehouse.furniture import UnknownLine, decide
from warehouse.load import load
from warehouse.publish import publish
from warehouse.query import connect
from warehouse.stage import stage
from warehouse.state import State
from warehouse.writer import connection, writer_lock

FOOTER = ("Daily Focus", "Partners: | Gazette | Mirror | Herald")
FOCUS = LearnedLine("daily", "tail", "daily focus").line_id


def body(number: int, outlet: str = "daily") -> list[str]:
    return [f"On item {outlet} {chr(97 + number)}{place} the harbour towns agreed to sail again." for place in range(3)]


def read(number: int, *lines: str, outlet: str = "daily", revision: int = 0) -> Reading:
    """The page of that number, one a day, read an hour after its revision came out."""
    url = f"https://{outlet}.example/{number}"
    minutes = number * 24 * 60 + revision * 60
    return Reading(
        article=article(
            url,
            f"Story {number}",
            blocks=tuple(Block("paragraph", line) for line in lines),
            published=published(number * 24 * 60),
        ),
        fetch=fetch(url, minutes, body_sha256=f"{hash_of(*lines):064x}"),
        canonical_url=url,
        host=f"{outlet}.example",
    )


def write_outlets(folder: Path) -> None:
    folder.mkdir()
    for outlet in OUTLETS.values():
        text = yaml.safe_dump(outlet.model_dump(mode="json", exclude_defaults=True))
        (folder / f"{outlet.id}.yaml").write_text(text)


LATER = at(60 * 24 * 60)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_outlets(tmp_path / "outlets")
    return Settings(data=tmp_path / "data", outlets=tmp_path / "outlets", now=LATER)


@pytest.fixture
def rows(settings: Settings) -> Callable[[str], list[tuple[Any, ...]]]:
    def rows(sql: str) -> list[tuple[Any, ...]]:
        with closing(connect(settings.data)) as con:
            return con.execute(sql).fetchall()

    return rows


def put(settings: Settings, *readings: Reading) -> None:
    stage(settings.data, polled(*readings))
    load(settings.data, outlets=OUTLETS, now=NOON)
    publish(settings.data)


@pytest.fixture(scope="module")
def stored(folder: Callable[[str], Path]) -> Path:
    """Six pages with a footer, the third also in a second wording; and another outlet's copy of one of them."""
    data = folder("stored")
    put(
        Settings(data=data),
        *(read(number, *body(number), *FOOTER) for number in range(6)),
        read(2, *body(2), "And to mend the nets.", *FOOTER, revision=1),
        read(1, *body(1), outlet="gazette"),
    )
    return data


@pytest.fixture
def filled(stored: Path, settings: Settings) -> Settings:
    """A data folder with a copy of them."""
    shutil.copytree(stored, settings.data, symlinks=True)
    return settings


@pytest.fixture(scope="module")
def kept_up(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after its first round."""
    data = shutil.copytree(stored, tmp_path_factory.mktemp("kept_up") / "data", symlinks=True)
    outlets = data.with_name("outlets")
    write_outlets(outlets)
    upkeep.maintain(Settings(data=data, outlets=outlets, now=LATER))
    return data


@pytest.fixture
def maintained(kept_up: Path, settings: Settings) -> Settings:
    """A data folder with a copy of that."""
    shutil.copytree(kept_up, settings.data, symlinks=True)
    return settings


def problems(settings: Settings) -> set[str]:
    """Names of the checks that find something in what was loaded."""
    publish(settings.data, force=True)
    with closing(connect(settings.data)) as con:
        return {name for name, n in run_checks(con) if n}


Rows = Callable[[str], list[tuple[Any, ...]]]
TEXTS = "select text from document_versions join documents using (document_id) where outlet_id = 'daily' order by all"


def test_furniture_goes_from_stored_texts_and_makes_no_revision(filled: Settings, rows: Rows) -> None:
    edits = rows("select from_version_id is not null, words_after - words_before from edits")
    assert rows("select count(*) from stories") == [(6,)]

    done = upkeep.maintain(filled)

    assert done.steps["furniture"]["wordings_changed"] == 7
    texts = ["\n\n".join(body(number)) for number in range(6)] + ["\n\n".join([*body(2), "And to mend the nets."])]
    assert rows(TEXTS) == [(text,) for text in sorted(texts)]
    assert rows("select from_version_id is not null, words_after - words_before from edits") == edits
    assert rows("select count(*), count(distinct document_id) from document_versions") == [(8, 7)]
    assert rows("select n_versions from documents where url like '%daily%/2'") == [(2,)]
    assert rows("select count(*) from stories") == [(6,)]
    assert rows("select title, n_words from documents where url = 'https://daily.example/0'") == [("Story 0", 33)]
    ((document, version),) = rows("select document_id, version_id from documents where url = 'https://daily.example/0'")
    assert version == version_id(document, "Story 0", texts[0]), "as if it had been read like that at once"
    blocks = rows(
        "select unnest(blocks) from store.version_text join store.version using (version_id) where not superseded"
    )
    apart = {(block["text"], block["kind"], block["rule"]) for (block,) in blocks if block["rule"]}
    assert (FOOTER[0], "furniture", f"learned:{FOCUS}") in apart
    assert {text for text, _, _ in apart} == set(FOOTER)
    assert problems(filled) == set()
    with State(filled.data) as state:
        assert {line.mask for line in state.furniture()["daily"]} == {
            "daily focus",
            "partners: | gazette | mirror | herald",
        }

    before = rows("from store.version order by all"), rows("from store.furniture_line order by all")
    again = upkeep.maintain(filled)
    assert (again.report.changed_rows, again.report.snapshot) == (0, None)
    # Not because it is passed over: a whole look finds nothing either.
    assert upkeep.maintain(filled, only=["daily"]).report.changed_rows == 0
    assert (rows("from store.version order by all"), rows("from store.furniture_line order by all")) == before
    assert rows("select count(*) from store.furniture_change") == [(2,)]


def test_a_freed_line_is_put_back_and_a_pinned_one_taken_out(filled: Settings, rows: Rows) -> None:
    texts, versions = rows(TEXTS), rows("select version_id from document_versions order by all")
    upkeep.maintain(filled)
    with pytest.raises(UnknownLine):
        decide(filled.data, "gazette", {FOCUS: "pin"}, NOON)

    decide(filled.data, "daily", {FOCUS: "free"}, NOON)
    upkeep.maintain(filled)
    assert rows(TEXTS) == [(text.removesuffix(f"\n\n{FOOTER[1]}"),) for (text,) in texts]
    line = rows(f"select active, state, decision from furniture where line_id = '{FOCUS}'")
    assert line == [(False, "candidate", "free")]

    decide(filled.data, "daily", {FOCUS: "pin"}, NOON)
    upkeep.maintain(filled)
    assert not any(FOOTER[0] in text for (text,) in rows(TEXTS))
    changes = rows(f"select active from store.furniture_change where line_id = '{FOCUS}'")
    assert sorted(changes) == [(False,), (True,), (True,)]

    lines = {line: "free" for (line,) in rows("select line_id from furniture where active")}
    assert len(lines) == 2
    decide(filled.data, "daily", lines, NOON)  # type: ignore[arg-type]  # values are decisions
    upkeep.maintain(filled)
    assert (rows(TEXTS), rows("select version_id from document_versions order by all")) == (texts, versions)
    assert problems(filled) == set()


def test_killed_at_any_step_the_next_run_goes_on(filled: Settings, rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    for target in ("flows.furniture.stage", "flows.upkeep.load_staged", "warehouse.furniture.store_signatures"):
        with monkeypatch.context() as patch:
            patch.setattr(target, die)
            with pytest.raises(Killed):
                upkeep.maintain(filled, only=["daily"])
    assert problems(filled) == set()
    upkeep.maintain(filled)
    assert not any(FOOTER[0] in text for (text,) in rows(TEXTS))
    assert upkeep.maintain(filled).report.changed_rows == 0


def test_lines_out_of_reach_stay_and_lines_that_prove_to_be_text_are_retired(
    maintained: Settings, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, "LEARN_FROM", 4)
    put(maintained, *(read(number, *body(number), "New footer") for number in range(10, 14)))
    upkeep.maintain(maintained)
    in_force = rows("select mask from furniture where active order by mask")
    assert in_force == [("daily focus",), ("new footer",), ("partners: | gazette | mirror | herald",)]

    monkeypatch.setattr(step, "LEARN_FROM", 100)
    put(maintained, *(read(number, body(number)[0], FOOTER[0], *body(number)[1:]) for number in range(14, 24)))
    upkeep.maintain(maintained)
    assert rows(f"select active, state from furniture where line_id = '{FOCUS}'") == [(False, "retired")]
    assert rows("select count(*) from document_versions where contains(text, 'Daily Focus')") == [(17,)]
    assert problems(maintained) == set()


def test_a_data_folder_without_a_warehouse_needs_nothing(settings: Settings) -> None:
    assert upkeep.maintain(settings).steps == {}
    assert not settings.data.exists()


# ------------------------------------------------------------------------------------------------ the command line


@pytest.fixture
def command(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    monkeypatch.setenv("READOUTS_OUTLETS", str(settings.outlets))
    monkeypatch.setenv("READOUTS_NOW", settings.clock().isoformat())

    def call(*args: str, code: int = 0) -> str:
        result = CliRunner().invoke(main, ["--data", str(settings.data), *args])
        assert result.exit_code == code, result.output
        return result.output

    return call


def test_commands(filled: Settings, command: Callable[..., str], rows: Rows) -> None:
    assert "nothing learned" in command("outlets", "furniture", "daily")
    done = json.loads(command("maintain", "--json"))
    assert done["steps"]["furniture"] | {"wordings_changed": 7, "lines_in_force": 2} == done["steps"]["furniture"]
    assert "0 changed rows" in command("maintain")
    listed = [json.loads(line) for line in command("outlets", "furniture", "daily", "--json").splitlines()]
    assert [(line["state"], line["documents"], line["first_day"], line["last_day"]) for line in listed] == [
        ("learned", 6, f"{NOON:%Y-%m-%d}", f"{NOON + timedelta(days=5):%Y-%m-%d}")
    ] * 2
    assert {line["example"] for line in listed} == set(FOOTER)
    assert FOOTER[0] in command("outlets", "furniture", "daily")
    assert "freed" in command("outlets", "furniture", "daily", "--free", FOCUS)
    assert all(FOOTER[0] in text for (text,) in rows(TEXTS)), "a decision is applied at once"
    assert "has no line" in command("outlets", "furniture", "daily", "--pin", "l0", code=1)
    assert "no outlet 'nobody'" in command("outlets", "furniture", "nobody", code=1)


CALL = (
    "President Xi Jinping spoke by phone with President Vladimir Putin of Russia on March 3, 2026.",
    "Xi Jinping stressed that China will continue to support talks. The two sides agreed to stay in touch.",
)


def test_what_no_parser_of_today_has_read_is_parsed(settings: Settings, rows: Rows) -> None:
    put(settings, read(1, *CALL), read(2, *body(2)))
    assert rows("select count(*) from store.readout") == [(0,)], "staged without its parse, as an older version did"

    done = upkeep.maintain(settings)

    assert done.steps["readouts"] == {"wordings": 2, "readouts": 1}
    assert rows("select title, mode, start_date from readouts") == [("Story 1", "phone", date(2026, 3, 3))]
    assert (upkeep.maintain(settings).report.changed_rows, problems(settings)) == (0, set())


def test_a_new_parser_reads_everything_again(settings: Settings, rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    put(settings, read(1, *CALL))
    upkeep.maintain(settings)
    monkeypatch.setattr(upkeep, "PARSER", "readouts/next")
    monkeypatch.setattr(upkeep, "parse", lambda reading: replace(parse(reading), parser="readouts/next"))
    assert upkeep.maintain(settings).steps["readouts"]["wordings"] == 1
    assert rows("select distinct parser from store.readout") == [("readouts/next",)]
    assert upkeep.maintain(settings).steps["readouts"]["wordings"] == 0


def test_stories_made_by_older_code_are_made_anew(maintained: Settings, rows: Rows) -> None:
    stories = rows("select document_id, story_id from store.story_member order by all")
    with writer_lock(maintained.data, 10) as paths, connection(paths, 10) as con:
        con.execute("UPDATE store.sketch SET algo_version = 0")
    done = upkeep.maintain(maintained)
    assert done.steps["stories"]["rounds"] == 1
    assert len(rows("select document_id, story_id from store.story_member order by all")) == len(stories)
    assert (upkeep.maintain(maintained).steps["stories"].total(), problems(maintained)) == (0, set())


def test_a_document_known_under_an_id_from_elsewhere_keeps_it(settings: Settings, rows: Rows) -> None:
    put(settings, *(replace(read(number, *body(number), *FOOTER), given_id=f"theirs-{number}") for number in range(6)))
    assert upkeep.maintain(settings).steps["furniture"]["wordings_changed"] == 6
    assert rows("select document_id, n_versions from documents order by all") == [(f"theirs-{n}", 1) for n in range(6)]


def test_extract_takes_out_what_was_learned(filled: Settings, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    paragraphs = "".join(f"<p>{line}</p>" for line in (*body(1), "Daily Focus"))
    page.write_text(f"<html><body><h1>Story 1</h1><article>{paragraphs}</article></body></html>")
    before = extract(filled, str(page), "https://daily.example/1", None)
    upkeep.maintain(filled)
    after = extract(filled, str(page), "https://daily.example/1", None)
    assert before.text == after.text + "\n\nDaily Focus"
    assert (after.furniture[-1].text, after.furniture[-1].rule) == ("Daily Focus", f"learned:{FOCUS}")
