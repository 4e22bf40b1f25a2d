"""The lexicon of agencies: found by name, part of a name, mention and host, and never by accident."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.lexicon import LexiconError, agencies, fold, read_agencies
from config.lexicon.furniture import line_rules

WANTED = [
    "xinhua",
    "tass",
    "ria",
    "interfax",
    "cns",
    "kcna",
    "yonhap",
    "kyodo",
    "jiji",
    "ap",
    "reuters",
    "afp",
    "dpa",
    "efe",
    "ansa",
    "anadolu",
    "irna",
    "mehr",
    "tasnim",
    "fars",
    "isna",
    "sana",
    "wam",
    "spa",
    "qna",
    "kuna",
    "mena",
    "pti",
    "ani",
    "aap",
    "bernama",
    "antara",
    "vna",
    "prensa_latina",
    "telesur",
    "belta",
    "ukrinform",
    "upi",
    "cgtn",
    "peoples_daily",
    "chinadaily",
]


def test_the_agencies_that_are_needed() -> None:
    assert set(WANTED) <= set(agencies())


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Xinhua News Agency", "xinhua"),
        ("XINHUA", "xinhua"),
        ("新华网", "xinhua"),
        ("人民网－人民日报", "peoples_daily"),
        ("中国军网-解放军报", "pla_daily"),
        ("AP", "ap"),
        ("وام", "wam"),
        ("خبرگزاری مهر", "mehr"),
        ("Apple", None),
        ("Example Daily", None),
        ("", None),
    ],
)
def test_names_where_a_source_stands(text: str, agency: str | None) -> None:
    found = agencies().named(text)
    assert (found.id if found else None) == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("the Xinhua News Agency reported", "xinhua"),
        ("сообщает ТАСС со ссылкой", "tass"),
        ("据新华社报道", "xinhua"),
        ("an AP story", None),  # codes need a place where a source must stand
        ("中国网络安全", None),
        ("新华网络公司", None),
        ("tassels and Reutersward", None),
        ("كونا في البيت", None),
    ],
)
def test_mentions_in_running_text(text: str, agency: str | None) -> None:
    found = agencies().mentioned(text)
    assert (found[0].id if found else None) == agency


@pytest.mark.parametrize(
    ("url", "agency"),
    [
        ("https://en.yna.co.kr/view/A", "yonhap"),
        ("https://support.com/x", None),  # rt.com is in its letters
        ("https://rt.com/x", "rt"),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_hosts(url: str | None, agency: str | None) -> None:
    found = agencies().of_url(url)
    assert (found.id if found else None) == agency


@given(st.text(max_size=100))
def test_any_text(text: str) -> None:
    agencies().named(text)
    agencies().mentioned(text)
    agencies().of_url(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("- id: a\n  name: A\n  country: XX\n- id: a\n  name: B\n  country: XX\n", "used twice"),
        ("- id: a\n  name: Same\n  country: XX\n- id: b\n  name: Same\n  country: XX\n", "name of both"),
        ("- id: a\n  name: A\n", "country"),
        ("id: a\n", "no list"),
        ("- [", "YAML"),
    ],
)
def test_mistakes_name_the_file_and_the_entry(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "agencies.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=what) as error:
        read_agencies(path)
    assert str(path) in str(error.value)


def test_furniture_rules_of_both_edges() -> None:
    assert {rule.id for rule in line_rules("tail")} >= {"end-mark", "copyright", "share"}
    assert {rule.id for rule in line_rules("head")} >= {"share", "breadcrumb"}


def test_long_texts_are_folded_and_not_kept() -> None:
    assert fold("“Xinhua  News Agency”") == fold("xinhua news agency")
    tracemalloc.start()
    try:
        assert {len(fold(f"№{n} " + "x " * 50_000)) for n in range(100, 120)} == {50_005}
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 1_000_000
