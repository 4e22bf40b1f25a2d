"""`readouts outlets`: what a person and a script are shown, and OPML both ways."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from config.outlets import Outlets, load_outlets, read_outlet
from flows.cli import main
from flows.opml import OpmlError, read_opml, skeletons, to_opml
from press.outlets import write_doubles
from press.server import Press, running
from press.world import SECOND, World

OUTLETS = load_outlets()
CHECKED = Outlets(OUTLETS[name] for name in ("kremlin", "xinhua_zh", "presstv", "govcn"))


def invoke(*arguments: str, **env: str) -> tuple[int, str, str]:
    result = CliRunner(env={"COLUMNS": "200"} | env).invoke(main, ["outlets", *arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("command", ["list", "check", "export", "import"])
def test_every_command_explains_itself(command: str) -> None:
    code, out, _ = invoke(command, "--help")
    assert code == 0
    assert len(out.splitlines()) > 5


def test_every_command_is_listed_with_its_whole_sentence() -> None:
    said = " ".join(invoke("--help")[1].split())
    assert "check Ask an outlet's sources now, read one page of each, and print what a poll would do." in said


def test_the_list_has_a_row_for_every_outlet() -> None:
    code, out, _ = invoke("list")
    assert code == 0
    rows = [line.split() for line in out.splitlines()]
    assert {row[0] for row in rows if row} >= set(OUTLETS)
    assert max(map(len, out.splitlines())) <= 200
    assert f"{len(OUTLETS)} outlets, " in out


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ((), lambda outlet: True),
        (("--country", "ir"), lambda outlet: outlet.country == "IR"),
        (("--country", "IR", "--country", "kp"), lambda outlet: outlet.country in ("IR", "KP")),
        (("--enabled",), lambda outlet: outlet.enabled),
        (("--disabled", "--status", "live"), lambda outlet: not outlet.enabled and outlet.status.state == "live"),
        (("--country", "XX"), lambda outlet: False),
    ],
)
def test_filters_and_json(arguments: tuple[str, ...], wanted: Any) -> None:
    code, out, _ = invoke("list", "--json", *arguments)
    assert code == 0
    found = json.loads(out)
    assert {outlet["id"] for outlet in found} == {outlet.id for outlet in OUTLETS.values() if wanted(outlet)}
    assert all({"smm", "terms", "legal_note", "status", "sources"} <= set(outlet) for outlet in found)


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with running(World(()), at=SECOND, others=CHECKED) as press:
        yield press


@pytest.fixture(scope="module")
def env(press: Press, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("outlets")
    write_doubles(folder, CHECKED)
    return {
        "READOUTS_OUTLETS": str(folder),
        "READOUTS_LOOPBACK": json.dumps({"*.localhost": press.port}),
        "READOUTS_HOST_DELAY": "0",
        "READOUTS_NOW": SECOND.isoformat(),
    }


def test_a_check_shows_health_links_and_a_page_and_keeps_nothing(env: dict[str, str], tmp_path: Path) -> None:
    env = env | {"READOUTS_DATA": str(tmp_path / "data")}
    code, out, _ = invoke("check", "xinhua_zh", "--json", **env)
    result = json.loads(out)
    assert code == 0
    assert {source["source_id"] for source in result["sources"]} >= {"xinhua_zh/politics", "xinhua_zh/politics_page"}
    for source in result["sources"]:
        assert (source["health"], source["fine"]) == ("ok", True)
        assert source["items"] == source["would_fetch"] == len(source["links"]) == 2
        assert source["page"]["verdict"] == "article"
        assert source["page"]["title"] == source["links"][0][0]
        assert source["page"]["receipts"]["title"]
    assert {s["lists"] for s in result["sources"] if s["kind"] == "index"} == {1}
    assert not (tmp_path / "data").exists()


def test_a_check_for_people_names_what_differs(env: dict[str, str]) -> None:
    code, out, _ = invoke("check", "presstv", **env)
    assert code == 0
    assert "disabled: " in out
    assert "sanctions" in out
    assert "2 items where 107 were seen before" in out
    assert "the first of them reads as article" in out
    assert "A first poll would ask for 2 pages" in out


def test_a_check_of_what_does_not_answer_fails_with_the_reason(env: dict[str, str]) -> None:
    code, out, _ = invoke("check", "kremlin", **env | {"READOUTS_LOOPBACK": '{"*.localhost": 1}'})
    assert code == 1
    assert "failing" in out
    code, _, err = invoke("check", "nobody", **env)
    assert (code, "known are: " in err) == (1, True)
    code, _, err = invoke("check", "kremlin", "--source", "nothing", **env)
    assert (code, "it has: news_en, news_ru, all_en" in err) == (1, True)


def test_export_and_import_meet(tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    code, out, _ = invoke("export", "--opml", str(file), "--all")
    assert code == 0
    entries = read_opml(file.read_bytes())
    feeds = [source for o in OUTLETS.values() for source in o.sources if source.kind == "feed" and source.enabled]
    assert {entry.url for entry in entries} == {source.url for source in feeds}
    assert f"{len(feeds)} feeds of {len(OUTLETS)} outlets" in out

    made, passed = skeletons(entries, OUTLETS, date(2026, 3, 6))
    assert made == []
    assert all("already" in reason for _, reason in passed)

    made, passed = skeletons(entries, Outlets(()), date(2026, 3, 6))
    assert passed == []
    assert sum(skeleton.feeds for skeleton in made) == len(feeds)


def test_import_writes_skeletons_that_load_and_overwrites_nothing(tmp_path: Path) -> None:
    file, folder = tmp_path / "list.opml", tmp_path / "mine"
    file.write_text(
        """<opml version="1.0"><body><outline text="News">
        <outline text="Daily &amp; Co" xmlUrl="https://feeds.daily.example/rss"
          htmlUrl="https://daily.example/" language="pt-BR"/>
        <outline title="Звезда" xmlUrl="http://1star.example/a.xml"/>
        <outline title="B" xmlUrl="http://www.1star.example/b.xml"/>
        <outline text="TASS" xmlUrl="https://tass.com/rss/v2.xml"/>
        <outline text="TASS too" xmlUrl="https://tass.com/x.xml"/>
        <outline text="own" xmlUrl="https://me:secret@paper.example/rss"/>
        <outline text="here" xmlUrl="http://127.0.0.1/rss"/>
        <outline text="odd" xmlUrl="file:///etc/passwd"/><outline text="Folder"/></outline></body></opml>"""
    )
    code, out, _ = invoke("import", "--opml", str(file), "--into", str(folder))
    assert code == 0
    assert "2 files written, 5 entries passed over" in out
    for said in (
        "is a source of tass_en already",
        "its host belongs to tass_en",
        "not an http(s) URL",
        "credentials",
        "not a public",
    ):
        assert said in out
    daily = read_outlet(folder / "zz" / "daily_example.yaml")
    assert (daily.name, daily.languages, daily.hosts, daily.enabled) == (
        "Daily & Co",
        ("pt",),
        ("daily.example",),
        False,
    )
    assert daily.ownership == daily.smm.type == daily.status.state == "unverified"
    assert [s.url for s in load_outlets(folder)["o_1star_example"].sources] == [
        "http://1star.example/a.xml",
        "http://www.1star.example/b.xml",
    ]

    (folder / "zz" / "daily_example.yaml").write_text("id: mine\n")  # a file a person is half way through
    code, _, err = invoke("import", "--opml", str(file), "--into", str(folder))
    assert (code, "daily_example.yaml" in err) == (1, True)
    assert (folder / "zz" / "daily_example.yaml").read_text() == "id: mine\n"


@pytest.mark.parametrize("text", ["", "<html>", '<!DOCTYPE o [<!ENTITY a "b">]><opml/>', "<rss/>", "\x00\x01"])
def test_what_is_no_opml_says_why(text: str, tmp_path: Path) -> None:
    file = tmp_path / "x.opml"
    file.write_text(text)
    code, _, err = invoke("import", "--opml", str(file), "--into", str(tmp_path / "new"))
    assert code == 1
    assert "x.opml" in err
    assert not (tmp_path / "new").exists()


@settings(max_examples=40)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=40) | st.just("https://a.example/f")), max_size=8))
def test_any_titles_and_addresses_make_valid_files_or_reasons(rows: list[tuple[str, str]]) -> None:
    import lxml.etree

    body = lxml.etree.Element("opml")
    for title, url in rows:
        try:
            lxml.etree.SubElement(body, "outline", {"title": title, "xmlUrl": url})
        except ValueError:
            continue  # not XML
    try:
        entries = read_opml(lxml.etree.tostring(body))
    except OpmlError:
        return
    made, passed = skeletons(entries, Outlets(()), date(2026, 3, 6))
    assert sum(skeleton.feeds for skeleton in made) + len(passed) == len(entries)


def test_opml_of_no_feeds_is_opml() -> None:
    assert read_opml(to_opml([], "none")) == []
