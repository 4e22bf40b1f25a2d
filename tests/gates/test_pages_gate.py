"""The quality of extraction on real pages must not fall below the committed baseline.

A better figure is to be committed: `.venv/bin/python tests/gates/test_pages_gate.py` writes the baseline anew.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BASELINE = Path(__file__).with_name("pages_baseline.json")
NOISE = 0.005
"""Of the text measures; the others may fall by one page."""


def score(shared: Path) -> dict[str, float]:
    """Run the shared scorer on our adapter."""
    command = [sys.executable, str(shared / "pages" / "score.py"), "tests.gates.pages:extract"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=500)
    return dict(json.loads(done.stdout))


@pytest.mark.shared
def test_no_measure_falls(shared: Path) -> None:
    got, baseline = score(shared), json.loads(BASELINE.read_text(encoding="utf-8"))
    counts = json.loads((shared / "pages" / "pages.json").read_text(encoding="utf-8"))
    of_field = {
        "date": len(counts),
        "source": sum(1 for page in counts if page["source"]),
        "author": sum(1 for page in counts if page["author"]),
    }
    assert got["pages"] == baseline["pages"]
    for name in ("text_f1", "text_precision", "text_recall"):
        assert got[name] >= baseline[name] - NOISE, name
    for name, pages in of_field.items():
        assert got[name] >= baseline[name] - 1.01 / pages, name
    for name in ("source_false", "author_invented"):
        assert got[name] <= baseline[name] + 1, name


if __name__ == "__main__":
    BASELINE.write_text(json.dumps(score(ROOT.parent / "shared"), indent=2) + "\n", encoding="utf-8")
