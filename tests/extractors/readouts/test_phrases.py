"""A set phrase is one wording of one matter: the same words of another matter are none. All texts are invented."""

from __future__ import annotations

import pytest

from extractors.readouts.phrases import read_phrases


@pytest.mark.parametrize(
    ("lang", "text", "ids"),
    [
        ("en", "a political settlement in Chad", ["political-settlement"]),
        ("en", "the political settlement of the Ukraine crisis", ["political-settlement-of-the-ukraine-crisis"]),
        ("en", "the root causes of the conflict", ["root-causes-of-the-conflict"]),
        ("en", "the root causes of migration", []),
        ("en", "Article 5 of our security treaty with Norway", []),
        ("en", "their commitment to NATO’s Article 5", ["collective-defense"]),
        (
            "en",
            "Russia’s war against Ukraine and Israel's right to defend itself",
            ["russia-s-war-against-ukraine", "israel-s-right-to-defend-itself"],
        ),
        ("en", "a package of measures for the ports", []),
        ("en", "the Minsk Package of Measures", ["minsk-agreements"]),
        ("en", "a code of conduct for fishers", []),
        ("zh", "无端指责", []),
        ("zh", "条约第五条", []),
        ("zh", "推动政治解决", ["political-settlement"]),
        ("ru", "введение режима прекращения огня", []),
        ("ru", "комплекса мер поддержки портов", []),
    ],
)
def test_phrases(lang: str, text: str, ids: list[str]) -> None:
    assert [one.phrase_id for one in read_phrases([(1, text)], lang)] == ids
