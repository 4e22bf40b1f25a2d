"""The packaged outlet files: complete, consistent, and honest about what is not known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from config.outlet_page import PAGE, page
from config.outlets import PACKAGED, Outlet, load_outlets

OUTLETS = load_outlets()
AGENCIES = {
    entry["id"]
    for name in ("agencies", "institutions")
    for entry in yaml.safe_load((PACKAGED.parent / f"lexicon/{name}.yaml").read_text("utf-8"))
}
FILES = sorted(PACKAGED.rglob("*.yaml"))
each = pytest.mark.parametrize("outlet", OUTLETS.values(), ids=lambda outlet: outlet.id)


def test_there_are_at_least_94() -> None:
    assert len(OUTLETS) == len(FILES) >= 94
    assert sum(outlet.enabled for outlet in OUTLETS.values()) >= 25


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_stands_in_its_countrys_folder(path: Path) -> None:
    assert OUTLETS[path.stem].country.lower() == path.parent.name


@each
def test_an_enabled_outlet_has_something_to_poll_and_a_disabled_one_a_reason(outlet: Outlet) -> None:
    if outlet.enabled:
        assert any(source.enabled and source.use != "archive" for source in outlet.sources)
    else:
        assert outlet.disabled_because


@each
def test_what_is_suspended_sanctioned_dead_or_blocked_is_not_polled(outlet: Outlet) -> None:
    if re.search("suspended|sanction", outlet.legal_note, re.IGNORECASE) or outlet.status.state in ("dead", "blocked"):
        assert not outlet.enabled


@each
def test_a_status_has_evidence(outlet: Outlet) -> None:
    assert outlet.status.evidence
    if outlet.enabled and outlet.status.state == "live":
        assert outlet.status.as_of or "the day was not noted" in outlet.status.evidence


@each
def test_sources_stand_on_the_outlets_own_hosts(outlet: Outlet) -> None:
    for source in outlet.sources:
        assert OUTLETS.of_url(source.url) is outlet, source.url
        assert source.lang is None or source.lang in outlet.languages


@each
def test_an_agency_is_one_of_the_lexicon(outlet: Outlet) -> None:
    if outlet.agency:
        assert outlet.agency in AGENCIES


@each
def test_state_control_is_said_once(outlet: Outlet) -> None:
    assert (outlet.ownership == "state") == (outlet.smm.type == "SC")


def test_languages_on_one_domain_are_parted_by_place() -> None:
    for url, outlet_id in {
        "http://www.xinhuanet.com/english/2018-01/26/c_1.htm": "xinhua_en",
        "http://news.xinhuanet.com/politics/2018-01/26/c_1.htm": "xinhua_zh",
        "https://english.news.cn/20260305/a/c.html": "xinhua_en",
        "https://www.news.cn/politics/20260305/a/c.html": "xinhua_zh",
        "https://www.mfa.gov.cn/eng/xw/zyxw/202603/t20260305_1.html": "china_mfa_en",
        "https://www.mfa.gov.cn/web/wjdt_674879/wjbxw_674885/202603/t20260305_1.shtml": "china_mfa_zh",
        "http://www.fmprc.gov.cn/web/x/t20260305_1.shtml": "china_mfa_zh",
        "https://russian.rt.com/world/1": "rt_ru",
        "https://www.rt.com/news/1": "rt_en",
        "http://en.people.cn/n3/2026/0305/c90000-1.html": "peoples_daily_en",
        "http://world.people.com.cn/n1/2026/0305/c1002-1.html": "peoples_daily_zh",
    }.items():
        found = OUTLETS.of_url(url)
        assert found is not None
        assert found.id == outlet_id, url


def test_the_page_in_docs_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(OUTLETS), "run `make docs`"
