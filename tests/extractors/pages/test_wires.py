"""Agencies where a writer's name stands."""

from __future__ import annotations

import pytest

from config.lexicon import agencies
from extractors.pages.wires import before_date, signing


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("AFP", "AFP"),
        ("By AFP and Example staff", "AFP"),
        ("AFP/Geneva", "AFP"),
        ("Reuters, Geneva", "Reuters"),
        ("Genebra | Reuters", "Reuters"),
        ("Agence France-Presse in Geneva", "Agence France-Presse"),
        ("PTI | Geneva | Updated: 05-03-2022 10:22 IST | Created: 05-03-2022 10:22 IST", "PTI"),
        ("By The Associated Press March 5, 2022", "The Associated Press"),
        ("writer: AFP", "AFP"),
        ("中央社／ 日內瓦5日綜合外電報導", "中央社"),
        ("Ann Writer, Associated Press", "Associated Press"),
        ("By ANN WRITER Associated Press", "Associated Press"),
        ("Ministers told Associated Press", None),
        ("© Sputnik / Ann Writer", None),
        ("AA Giriş Tarihi: 12.04.2021 15:20", "AA"),
        ("The crossing in February | REUTERS", None),
        ("© Reuters", None),
        ("Reuters photographers won two prizes", None),
        ("By the river, AFP found nobody", None),
        ("World News | March 5, 2022", None),
        ("", None),
    ],
)
def test_who_signs(line: str, name: str | None) -> None:
    assert signing(line) == name


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("By Ann Writer March 5, 2021, 10:22 am", "By Ann Writer"),
        ("By Ann Writer Updated March 5, 2021", "By Ann Writer"),
        ("March 5, 2021 By Ann Writer", "March 5, 2021 By Ann Writer"),
        ("By Ann Writer", "By Ann Writer"),
        ("Le Journal avec AFP Publié le 05/03/2023 à 15h20", "Le Journal avec AFP"),
        ("AFP , Sunday 5 Mar 2023", "AFP"),
    ],
)
def test_the_line_before_its_date(line: str, head: str) -> None:
    assert before_date(line) == head


@pytest.mark.parametrize(
    ("printed", "agency", "part"),
    [
        ("dpa/AFP", "dpa", "dpa"),
        ("AFP, Reuters", "afp", "AFP"),
        ("UrduPoint News / Sputnik", "sputnik", "Sputnik"),
        ("人民网－人民日报", "peoples_daily", "人民日报"),
        ("ntv.de, mli/dpa/AFP", "dpa", "dpa"),
    ],
)
def test_carriers_and_lists(printed: str, agency: str, part: str) -> None:
    found = agencies().named_in(printed)
    assert found is not None
    assert (found[0].id, found[1]) == (agency, part)
