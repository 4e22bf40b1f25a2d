"""Families: what an outlet inherits, what it overrides, and what a mistake is answered with."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.families import FamilyError, inherit, read_families
from config.outlets import OutletError, load_outlets, read_outlet

FAMILY = """
id: cms
name: A content system
sources:
  index: {url_pattern: '/t\\d+', interval_minutes: 60}
listings:
  archive: {kind: sitemap, use: archive, url: "{site}/{lang}-sitemap"}
pages:
  body: "#text"
  drop: [".share"]
"""
OUTLET = """
id: paper
name: A paper
country: IR
ownership: state
languages: [fa, en]
timezone: Asia/Tehran
hosts: [paper.example]
site: https://paper.example/
family: cms
rights: media-text
status: {state: live}
sources:
  - {id: news, kind: index, url: "https://paper.example/news/"}
  - {id: fast, kind: index, url: "https://paper.example/fast/", interval_minutes: 15, url_pattern: "/n"}
  - {id: past, listing: archive}
  - {id: past_en, listing: archive, lang: en}
"""


def folder(tmp_path: Path, outlet: str = OUTLET, family: str = FAMILY) -> Path:
    (tmp_path / "families").mkdir()
    (tmp_path / "families" / "cms.yaml").write_text(family, encoding="utf-8")
    (tmp_path / "paper.yaml").write_text(outlet, encoding="utf-8")
    return tmp_path


def test_what_a_file_does_not_say_its_family_says(tmp_path: Path) -> None:
    paper = load_outlets(folder(tmp_path))["paper"]
    news, fast, past, past_en = paper.sources
    assert (news.url_pattern, news.interval_minutes) == ("/t\\d+", 60)
    assert (fast.url_pattern, fast.interval_minutes) == ("/n", 15)
    assert (past.kind, past.use, past.url) == ("sitemap", "archive", "https://paper.example/fa-sitemap")
    assert past_en.url == "https://paper.example/en-sitemap"
    assert (paper.pages[0].body, paper.pages[0].drop) == ("#text", (".share",))


def test_a_rule_of_the_outlet_replaces_the_familys_and_the_others_stay(tmp_path: Path) -> None:
    paper = load_outlets(folder(tmp_path, OUTLET + 'pages:\n  - {title: "h1", drop: []}\n  - {body: "#old"}\n'))[
        "paper"
    ]
    assert (paper.pages[0].body, paper.pages[0].title, paper.pages[0].drop) == ("#text", "h1", ())
    assert (paper.pages[1].body, paper.pages[1].drop) == ("#old", (".share",))


def test_inheriting_twice_changes_nothing(tmp_path: Path) -> None:
    families = read_families(folder(tmp_path) / "families")
    for data in (
        {"family": "cms", "pages": [{"drop": []}]},
        {"family": "cms", "sources": [{"kind": "index", "id": "a"}]},
    ):
        once = inherit(data, families, tmp_path)
        assert inherit(once, families, tmp_path) == once


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("family: cms", "family: csm", "family: no family 'csm'; known are: "),
        ("listing: archive}", "listing: feed}", "has no listing 'feed'; it has: archive"),
        ("site: https://paper.example/\n", "", "site: is missing, and the listing of sources.2 needs it"),
    ],
)
def test_mistakes_of_an_outlet_name_file_field_and_mend(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    assert wrong in OUTLET
    with pytest.raises(OutletError, match=r"paper\.yaml") as caught:
        load_outlets(folder(tmp_path, OUTLET.replace(wrong, right, 1)))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ('body: "#text"', 'body: "div["', "CSS selector"),
        ('body: "#text"', 'bdy: "#text"', "bdy"),
        ("id: cms", "id: other", "differs from the file's name"),
        ("index: {", "page: {", "page"),
    ],
)
def test_mistakes_of_a_family_name_its_file(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    assert wrong in FAMILY
    with pytest.raises(OutletError, match=r"cms\.yaml") as caught:
        load_outlets(folder(tmp_path, family=FAMILY.replace(wrong, right, 1)))
    assert said in str(caught.value)


def test_a_family_of_the_folder_replaces_the_packaged_one(tmp_path: Path) -> None:
    place = folder(tmp_path, OUTLET.replace("family: cms", "family: trs"))
    (place / "families" / "trs.yaml").write_text(FAMILY.replace("id: cms", "id: trs"), encoding="utf-8")
    assert load_outlets(place)["paper"].pages[0].body == "#text"
    with pytest.raises((OutletError, FamilyError)):
        read_outlet(place / "paper.yaml")  # alone, it knows the packaged family, which has no such listing


def test_every_packaged_family_is_used() -> None:
    used = {outlet.family for outlet in load_outlets().values()}
    assert set(read_families()) <= used
