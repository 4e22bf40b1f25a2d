"""No field of the gold of readouts may fall below the committed baseline, in no language.

A better figure is to be committed: `.venv/bin/python -m tests.gates.readouts --write` writes the baseline anew.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest

from config.settings import Settings
from flows.importing import import_files
from tests.gates.readouts import BASELINE, figures, printed, rows, scores
from warehouse.query import connect


def test_there_is_enough_gold() -> None:
    kinds = Counter(row["gold"]["is_readout"] for row in rows())
    pairs = Counter(row["pair"] for row in rows() if "pair" in row)
    assert kinds[True] >= 120
    assert kinds[False] >= 60
    assert sum(n == 2 for n in pairs.values()) >= 40
    assert len({row["id"] for row in rows()}) == len(rows())
    assert {"en", "zh", "ru", "fa", "ar", "ko", "es", "fr"} <= {row["lang"] for row in rows()}


def test_no_field_falls(capsys: pytest.CaptureFixture[str]) -> None:
    table = scores()
    with capsys.disabled():
        print("\nprecision, recall, facts\n" + "\n".join(printed(table)))
    got, baseline = figures(table), json.loads(BASELINE.read_text("utf-8"))
    assert got.keys() == baseline.keys()
    for lang, fields in baseline.items():
        for name, (precision, recall) in fields.items():
            assert got[lang][name][0] >= precision, f"precision of {name} in {lang}"
            assert got[lang][name][1] >= recall, f"recall of {name} in {lang}"


def test_both_sides_of_a_contact_are_joined_and_no_others(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    kept = ("id", "url", "published", "lang", "title", "text")
    file.write_text("\n".join(json.dumps({name: row[name] for name in kept}) for row in rows()), "utf-8")
    settings = Settings(_env_file=None, data=tmp_path / "data")
    asyncio.run(import_files(settings, [file]))
    with closing(connect(settings.data)) as con:
        events = con.execute("SELECT list(document_id) FROM readouts GROUP BY event_id").fetchall()
        sides = con.execute("SELECT count(*) FROM two_sides").fetchone()
    joined = {frozenset(pair) for (ids,) in events for pair in combinations(ids, 2)}
    of_pair: dict[str, list[str]] = {}
    lang_of = {row["id"]: row["lang"] for row in rows()}
    for row in rows():
        if "pair" in row:
            of_pair.setdefault(row["pair"], []).append(row["id"])
    meant = {frozenset(pair) for pair in of_pair.values()}
    # People whom no lexicon knows are nobody's twins in another script.
    one_script = {pair for pair in meant if len({lang_of[one] for one in pair}) == 1}
    assert len(one_script) >= 10
    assert one_script <= joined <= meant
    assert sides == (len(joined),)
