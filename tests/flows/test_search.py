"""`readouts search`: all the words, a line a story, newest first; and nothing of a page acts in a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from flows.cli import main
from flows.search import passage
from tests.warehouse.builders import LONG, OUTLETS, at, polled, reading
from warehouse.load import load
from warehouse.publish import publish
from warehouse.stage import stage

Find = Callable[..., list[dict[str, Any]]]
FERRY = LONG + " They spoke of the RED line."
PLUMS = "Nobody spoke of a red thing in the orchards this year. 双方就台湾问题交换意见。"


@pytest.fixture(scope="module")
def data(folder: Callable[[str], Path]) -> Path:
    data = folder("data")
    batch = polled(
        reading("https://gazette.example/1", title="Ministers meet", text=FERRY),
        reading("https://mirror.example/1", title="Ministers meet", text=FERRY),
        reading("https://mirror.example/2", title="Harvest of plums", text=PLUMS),
    )
    stage(data, batch)
    load(data, outlets=OUTLETS, now=at(600))
    publish(data)
    return data


@pytest.fixture
def find(data: Path) -> Find:
    def found(*args: str) -> list[dict[str, Any]]:
        result = CliRunner().invoke(main, ["--data", str(data), "search", *args, "--json"])
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.output.splitlines()]

    return found


def test_all_words_must_be_there_in_any_case(find: Find) -> None:
    assert {row["title"] for row in find("Red", "spoke")} == {"Ministers meet", "Harvest of plums"}
    assert [row["title"] for row in find("red line")] == ["Ministers meet"]
    assert [row["title"] for row in find("PLUMS")] == ["Harvest of plums"]
    assert [row["title"] for row in find("台湾问题")] == ["Harvest of plums"]
    assert find("red", "nowhere") == []


def test_an_outlet_that_nobody_knows_is_no_empty_answer(find: Find, data: Path) -> None:
    assert find("red", "--outlet", "gazette")
    result = CliRunner().invoke(main, ["--data", str(data), "search", "red", "--outlet", "gazete"])
    assert result.exit_code == 1
    assert "no outlet 'gazete' in the warehouse" in result.output


def test_a_story_is_one_line_with_the_number_of_its_documents(find: Find) -> None:
    (row,) = find("red line")
    assert row["n_documents"] == 2
    assert "RED line" in row["passage"]


def test_words_are_words_and_no_pattern_or_sql(find: Find) -> None:
    assert find("%") == find("'; drop table x --") == find("r.d") == []


def test_days_outlets_and_languages_narrow_it(find: Find) -> None:
    day = find("red line")[0]["dated_at"][:10]
    assert find("red", "--since", day, "--until", day) == find("red")
    assert find("red", "--until", "1990-01-01") == find("red", "--lang", "xx") == []
    assert find("red", "--outlet", "daily") == []
    assert find("red", "--readouts") == []


def test_what_cannot_be_found_is_told_as_such(data: Path) -> None:
    for arguments in (["red", " "], ["red", "--since", "2026-03-02", "--until", "2026-03-01"]):
        result = CliRunner().invoke(main, ["--data", str(data), "search", *arguments])
        assert result.exit_code == 1
        assert result.stderr.startswith("Error: ")


def test_for_people(data: Path) -> None:
    result = CliRunner().invoke(main, ["--data", str(data), "search", "red"])
    assert "Ministers meet" in result.output
    assert "and 1 more document of this story" in result.output
    assert "https://gazette.example/1\n" in result.output
    assert "nothing holds" in CliRunner().invoke(main, ["--data", str(data), "search", "nowhere"]).output


def test_a_folder_without_a_warehouse_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--data", str(tmp_path), "search", "red"])
    assert result.exit_code == 1
    assert "nothing is published here yet" in result.output


def test_the_passage_is_around_the_first_word_that_is_there() -> None:
    text = "a " * 100 + "The RED\n\nline. " + "b " * 100
    assert passage(text, ["nowhere", "red line"]).count("RED line") == 1
    assert passage(text, ["nowhere"]).startswith("a a")
    assert passage("short red text", ["red"]) == "short red text"
