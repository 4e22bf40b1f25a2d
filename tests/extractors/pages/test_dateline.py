"""Datelines in every script, and prose that is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pages.dateline import split

TEXT = {"en": "Officials met.", "zh": "双方举行会谈。", "ru": "Стороны провели переговоры.", "ar": "التقى الجانبان."}

DATELINES = [
    ("BEIJING, Jan. 28 (Xinhua) --", "BEIJING", "Jan. 28", "xinhua"),
    ("HONG KONG/GUANGZHOU, Jan. 15 (Xinhua) --", "HONG KONG/GUANGZHOU", "Jan. 15", "xinhua"),
    ("UNITED NATIONS, Jan. 28 (Xinhua) --", "UNITED NATIONS", "Jan. 28", "xinhua"),
    ("Pyongyang, May 22 (KCNA) --", "Pyongyang", "May 22", "kcna"),
    ("TEHRAN, Nov. 04 (MNA) –", "TEHRAN", "Nov. 04", "mehr"),
    ("SEOUL, Aug. 20 (Yonhap) --", "SEOUL", "Aug. 20", "yonhap"),
    ("KATHMANDU, April 25 (Reuters) -", "KATHMANDU", "April 25", "reuters"),
    ("BEIRUT/THE HAGUE, March 7 (Reuters) -", "BEIRUT/THE HAGUE", "March 7", "reuters"),
    ("WASHINGTON/BEIJING (Reuters) –", "WASHINGTON/BEIJING", None, "reuters"),
    ("MEXICO CITY (AP) —", "MEXICO CITY", None, "ap"),
    ("Paris (AFP) –", "Paris", None, "afp"),
    ("ANKARA (AA) -", "ANKARA", None, "anadolu"),
    ("ROMA (ITALPRESS) -", "ROMA", None, "italpress"),
    ("BEIJING, 5 feb (Xinhua) --", "BEIJING", "5 feb", "xinhua"),
    ("PARIS, 27 janvier (Xinhua) --", "PARIS", "27 janvier", "xinhua"),
    ("BEİJİNG, 5 Şubat (Xinhua) --", "BEİJİNG", "5 Şubat", "xinhua"),
    ("MOSCOW, March 3. /TASS/.", "MOSCOW", "March 3", "tass"),
    ("МОСКВА, 27 января. /ТАСС/.", "МОСКВА", "27 января", "tass"),
    ("МОСКВА, 27 января. /Корр. ТАСС Иван Петров/.", "МОСКВА", "27 января", "tass"),
    ("ООН, 27 сен — РИА Новости.", "ООН", "27 сен", "ria"),
    ("Москва. 27 января. INTERFAX.RU -", "Москва", "27 января", "interfax"),
    ("БАКУ /Trend/ -", "БАКУ", None, "trend"),
    ("新华社北京1月28日电（记者王某、李某某）", "北京", "1月28日", "xinhua"),
    ("新华社华盛顿5月23日电(记者朱某某 刘某)", "华盛顿", "5月23日", "xinhua"),
    ("中新社北京3月4日电 (记者 李某某)", "北京", "3月4日", "cns"),
    ("中新网3月4日电", None, "3月4日", "cns"),
    ("本报华盛顿9月19日电(记者王某某)", "华盛顿", "9月19日", None),
    ("本报讯（记者叶某）", None, None, None),
    ("中评社北京11月15日电/据新华社报导，", "北京", "11月15日", "xinhua"),
    ("واشنطن 26 أكتوبر 2023 (شينخوا)", "واشنطن", "26 أكتوبر 2023", "xinhua"),
    ("تهران - ایرنا -", "تهران", None, "irna"),
    ("(서울=연합뉴스) 홍길동 기자 =", "서울", None, "yonhap"),
    ("【北京＝共同】", "北京", None, "kyodo"),
    ("WASHINGTON, Jan. 27 --", "WASHINGTON", "Jan. 27", None),
    ("Havana, 25 de outubro (RHC).-", "Havana", "25 de outubro", None),
    ("MOSCOW (UrduPoint News / Sputnik - 18th January, 2022)", "MOSCOW", "18th January, 2022", "sputnik"),
]


@pytest.mark.parametrize(("raw", "place", "date", "agency"), DATELINES)
def test_datelines(raw: str, place: str | None, date: str | None, agency: str | None) -> None:
    found = split(f"{raw} {TEXT['en']}")
    assert found is not None
    assert (found.dateline.raw, found.rest) == (raw, TEXT["en"])
    assert (found.dateline.place, found.dateline.date) == (place, date)
    assert (found.agency.id if found.agency else None) == agency


def test_reporters() -> None:
    found = split("新华社乌鲁木齐5月9日电（记者邹某、王 某）中方表示，")
    assert found is not None
    assert found.dateline.reporters == ("邹某", "王某")


@pytest.mark.parametrize(
    "prose",
    [
        "The Foreign Ministry (MFA) - which had been asked - said nothing.",
        "Wang Yi met Jake Sullivan on Jan. 27 -- a first in years.",
        "Reuters reported that the talks would go on.",
        "The European Union (EU) - a bloc of 27 - agreed.",
        "In Beijing, Jan. 27 was a cold day.",
        "MOSCOW - The city said nothing.",
        "NATO (AP) is not a dateline without its dash.",
        "新华社报道说，中国外交部5月23日举行记者会。",
        "本报记者从外交部获悉，双方将举行会谈。",
        "据新华社报道，中国外交部长王某访问莫斯科。",
        "中国外交部长王某3月4日电话会谈后表示，",
        "新华社1月28日电话采访了他。",
        "ТАСС сообщил, что министр прибыл 27 января.",
        "МОСКВА, 27 января. /ТАССКор/. Министр прибыл.",
        "قال وزير الخارجية يوم 26 أكتوبر إن الجانبين اتفقا.",
    ],
)
def test_prose_is_no_dateline(prose: str) -> None:
    assert split(prose) is None


WORDS = st.sampled_from(
    [
        "the",
        "minister",
        "Beijing",
        "met",
        "Xinhua",
        "said",
        "on",
        "January",
        "28",
        "and",
        "Reuters",
        "talks",
        "in",
        "MOSCOW",
        "with",
        "AP",
        "that",
        "agreed",
        "Sullivan",
        "TASS",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=30))
def test_words_without_marks_are_no_dateline(words: list[str]) -> None:
    assert split(" ".join(words) + ".") is None


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    found = split(text)
    if found:
        assert text.startswith(found.dateline.raw[:1]) or text[:1].isspace()
        assert found.rest in text


@given(st.sampled_from(DATELINES), st.text(alphabet="abcdefghij klmno", min_size=1, max_size=60))
def test_dateline_and_rest_make_up_the_paragraph(
    line: tuple[str, str | None, str | None, str | None], rest: str
) -> None:
    found = split(f"{line[0]} Q{rest}")
    assert found is not None
    assert found.dateline.raw + found.rest.replace(" ", "") == line[0] + ("Q" + rest).replace(" ", "")
