"""Outlet files: what is right loads, what is wrong says which file, which field, and what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from config.outlets import OutletError, load_outlets, read_outlet

GOOD = """
id: mfa_test
name: A ministry
country: CN
ownership: government
languages: [en]
timezone: Asia/Shanghai
hosts: [mfa.example]
rights: official-text
status: {state: live}
sources:
  - {id: top, kind: index, url: "https://www.mfa.example/list/", url_pattern: "/t\\\\d+"}
pages:
  - {valid_until: 2020-12-31, body: "#old"}
  - {valid_from: 2021-01-01, body: "#new"}
"""


def write(folder: Path, text: str, name: str = "mfa_test") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_packaged_outlets_load_and_are_consistent() -> None:
    outlets = load_outlets()
    assert {"bjreview", "xinhua_en", "tass_en", "chinadaily", "cgtn", "china_mfa_en", "whitehouse"} <= set(outlets)
    for outlet in outlets.values():
        for source in outlet.sources:
            assert outlets.of_url(source.url) is outlet, f"{source.url} is not on a host of {outlet.id}"


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("country: CN", "country: China", "country: write two capital letters of ISO 3166, such as CN"),
        ("languages: [en]", "languages: en", "languages: write a list, such as [en]"),
        ("timezone: Asia/Shanghai", "timezone: Beijing", "no IANA time zone"),
        ("hosts: [mfa.example]", "hosts: [www.mfa.example]", "bare domain"),
        ("name: A ministry", "nmae: A ministry", "check its spelling"),
        ("name: A ministry", "", "name: is missing; add it"),
        ('url_pattern: "/t\\\\d+"', 'url_pattern: "("', "regular expression"),
        (', url_pattern: "/t\\\\d+"', "", "an index needs one"),
        ('body: "#new"', 'body: "div["', "CSS selector"),
        ("https://www.mfa.example/list/", "ftp://www.mfa.example/list/", "http(s) URL"),
        ("id: mfa_test", "id: other", "differs from the file's name"),
        ("id: mfa_test", "id: [", "cannot be read as YAML"),
        ("hosts: [mfa.example]", "hosts: [mfa.example]\nplaces: [other.example]", "beginning of a path"),
        (
            "hosts: [mfa.example]",
            "hosts: [mfa.example]\nmoved: {old.example: mfa.example}",
            "none of the outlet's hosts",
        ),
        ("rights: official-text", "rights: official-text\ndisabled_because: dead", "it is enabled"),
        ("rights: official-text", "rights: official-text\nsmm: {type: State}", "smm.type"),
        ("rights: official-text", "rights: official-text\nterms: {signals: [no-robots]}", "terms.signals"),
        ("kind: index", "kind: feed, paging: {url: 'p{n}'}", "are for an index"),
        ("kind: index", "kind: index, paging: {url: page.html}", "has no {n} in it"),
        ("kind: index", "kind: index, leads_to: {find: 'x', url: 'ds_{found}'}", "exactly one group"),
        ("kind: index", "kind: index, format: rss", "is for a feed"),
        ("/list/", "/{day:%Y/{x}}/", "only {day:...} can stand in braces"),
    ],
)
def test_mistakes_name_the_file_the_field_and_the_mend(tmp_path: Path, wrong: str, right: str, said: str) -> None:
    assert wrong in GOOD
    path = write(tmp_path, GOOD.replace(wrong, right, 1))
    with pytest.raises(OutletError) as caught:
        read_outlet(path)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)
    assert all(line.startswith(f"{path}: ") for line in str(caught.value).splitlines())


def test_two_files_cannot_claim_one_host(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("id: mfa_test", "id: second"), "second")
    with pytest.raises(OutletError, match="belongs to 'mfa_test' already"):
        load_outlets(tmp_path)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutletError, match="no outlet files"):
        load_outlets(tmp_path)


def test_host_matches_on_label_borders_only(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    outlets = load_outlets(tmp_path)
    assert outlets.of_url("https://www.mfa.example/a") is outlets["mfa_test"]
    assert outlets.of_url("https://MFA.example:8080/a") is outlets["mfa_test"]
    assert outlets.of_url("https://notmfa.example/a") is None
    assert outlets.of_url("https://mfa.example.evil.test/a") is None
    assert outlets.of_url(None) is None
    assert outlets.of_url("http://[broken") is None


def test_rules_are_those_of_the_day(tmp_path: Path) -> None:
    outlet = read_outlet(write(tmp_path, GOOD))
    assert outlet.rules(date(2020, 12, 31)).body == "#old"
    assert outlet.rules(date(2021, 1, 1)).body == "#new"
    assert outlet.rules(None).body == "#new"


def test_unknown_outlet_names_the_known(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    with pytest.raises(OutletError, match="known are: mfa_test"):
        load_outlets(tmp_path).choose(["xinhua"])
