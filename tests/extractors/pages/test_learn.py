"""What is learned from an outlet's documents, and above all what is not."""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from extractors.pages.learn import Elsewhere, Finding, Learner, Sample
from extractors.pages.learned import Furniture, apply_blocks, is_sentence
from extractors.records import BODY_KINDS, Block, LearnedLine

DAY = date(2026, 3, 2)
COPYRIGHT = "Copyright (c) 2026 Daily. All rights reserved."


def sample(number: int, *lines: str, every: int = 4) -> Sample:
    """The document of that number, `every` of them a day."""
    return Sample(
        f"d{number}", DAY + timedelta(days=number // every), tuple(Block("paragraph", line) for line in lines)
    )


def text(number: int, n: int = 4) -> list[str]:
    """A text of its own."""
    return [f"On item {chr(97 + number % 26)}{chr(97 + number // 26)}{place} the sides agreed." for place in range(n)]


def learn(
    samples: Sequence[Sample],
    elsewhere: Mapping[str, Elsewhere] | None = None,
    decided: Mapping[str, bool] | None = None,
) -> dict[str, Finding]:
    findings = Learner("daily", samples).findings(elsewhere or {}, decided)
    return {f"{finding.line.edge} {finding.line.mask}": finding for finding in findings}


def learned(samples: Sequence[Sample], elsewhere: Mapping[str, Elsewhere] | None = None) -> set[str]:
    return {key for key, finding in learn(samples, elsewhere).items() if finding.state == "learned"}


def test_header_and_footer_are_learned_with_their_figures() -> None:
    samples = [
        sample(n, f"· 2026-03-{n + 1:02} · Source: Agency", *text(n), "Daily Focus", COPYRIGHT) for n in range(5)
    ]
    found = learn(samples)
    assert {key for key, finding in found.items() if finding.state == "learned"} == {
        "head · 0 · source: *", "tail daily focus", "tail copyright (c) 0 daily. all rights reserved.",
    }  # fmt: skip
    focus = found["tail daily focus"]
    assert (focus.n_documents, focus.n_days, focus.share, focus.example) == (5, 2, 1.0, "Daily Focus")
    assert (focus.first_day, focus.last_day) == (DAY, DAY + timedelta(days=1))


@pytest.mark.parametrize(("n", "every"), [(2, 1), (6, 6)])
def test_two_documents_or_one_day_are_not_enough(n: int, every: int) -> None:
    assert learned([sample(number, *text(number), "Daily Focus", every=every) for number in range(n)]) == set()


def test_a_set_phrase_of_readouts_is_never_learned() -> None:
    """At the end of two thirds of a ministry's readouts, and nobody else's: the learner cannot know, so it stays in."""
    phrase = "The two sides also exchanged views on international and regional issues of common interest."
    samples = [sample(n, *text(n), *([phrase] if n % 3 else [])) for n in range(60)]
    found = learn(samples)
    assert [finding.state for finding in found.values()] == ["candidate"]
    assert "too few" in next(iter(found.values())).reason


def test_a_short_closing_sentence_is_none_either() -> None:
    assert learned([sample(n, *text(n), *(["王小明参加会见。"] if n % 2 else [])) for n in range(60)]) == set()


def test_a_sentence_on_nearly_every_page_is_furniture_unless_others_print_it() -> None:
    line = "For more news, follow us and download the app."
    samples = [sample(n, *text(n), line) for n in range(40)]
    key = "for more news, follow us and download the app."
    assert learned(samples) == {f"tail {key}"}
    assert learned(samples, {key: Elsewhere(publishers=1)}) == set()
    assert learned(samples[:10]) == set(), "ten documents are too few to tell"


def test_a_sentence_beyond_other_furniture_is_furniture() -> None:
    samples = [
        sample(n, *text(n), *([COPYRIGHT, "Reproduction without permission is not allowed."] if n % 3 else []))
        for n in range(30)
    ]
    assert "tail reproduction without permission is not allowed." in learned(samples)


def test_a_line_in_the_middle_of_texts_is_not_learned() -> None:
    samples = [sample(n, *text(n), "On the ferry line", *text(n + 100)) for n in range(30)]
    assert learned(samples) == set()


def test_a_line_at_the_edge_of_some_and_inside_others_is_not_learned() -> None:
    samples = [sample(n, *text(n), "The ferry line", *(text(n + 100) if n % 3 == 0 else [])) for n in range(30)]
    assert learned(samples) == set()


def test_figures_of_a_text_are_not_learned_and_counters_of_a_page_are() -> None:
    figures = [
        sample(n, *text(n), *([f"Revenue {n}.5 million against {n}.2 million"] if n % 4 == 0 else []))
        for n in range(40)
    ]
    assert learned(figures) == set()
    assert learned([sample(n, *text(n), f"{n + 17} readers") for n in range(20)]) == {"tail 0 readers"}


def test_a_date_that_signs_a_statement_stays_and_a_date_line_at_the_top_goes() -> None:
    signed = [sample(n, *text(n), *([f"{n + 1} March 2026, Harbour Town"] if n % 5 == 0 else [])) for n in range(60)]
    assert learned(signed) == set()
    dated = [sample(n, *([f"{n % 28 + 1} March 2026, 10:{n:02}"] if n % 5 == 0 else []), *text(n)) for n in range(60)]
    assert learned(dated) == {"head 0 march 0, 0"}


def test_what_the_origins_copies_have_too_is_text() -> None:
    samples = [sample(n, *text(n), "ANNEX") for n in range(10)]
    assert learned(samples) == {"tail annex"}
    assert learned(samples, {"annex": Elsewhere(publishers=1, carried=0.8)}) == set()
    assert learned(samples, {"annex": Elsewhere(publishers=9, carried=0.1)}) == {"tail annex"}


def test_names_behind_a_label_are_learned_by_the_label() -> None:
    samples = [sample(n, *text(n), f"(Web editor: Writer {chr(65 + n)})", "Photos") for n in range(12)]
    assert learned(samples) == {"tail (web editor: *", "tail photos"}


def test_rare_lines_are_left() -> None:
    assert learned([sample(n, *text(n), *(["Rubric"] if n in (0, 60, 199) else [])) for n in range(200)]) == set()


def test_an_old_footer_counts_among_the_documents_of_its_days() -> None:
    samples = [sample(n, *text(n), "Old footer" if n < 8 else "New footer") for n in range(400)]
    assert learned(samples) == {"tail old footer", "tail new footer"}


def test_a_persons_decision_wins() -> None:
    samples = [sample(n, *text(n), "Daily Focus", *(["王小明参加会见。"] if n % 2 else [])) for n in range(30)]
    focus, closing = (LearnedLine("daily", "tail", key).line_id for key in ("daily focus", "王小明参加会见。"))
    found = learn(samples, decided={focus: False, closing: True})
    assert found["tail daily focus"].state == "candidate"
    assert found["tail 王小明参加会见。"].state == "learned"


def test_what_was_taken_out_before_is_learned_again() -> None:
    samples = [sample(n, f"Updated 10:{n:02}", *text(n), "Daily Focus", COPYRIGHT) for n in range(20)]
    before = Learner("daily", samples).findings({})
    furniture = Furniture(tuple(finding.line for finding in before if finding.state == "learned"))
    again = [Sample(one.document_id, one.day, apply_blocks(one.blocks, furniture)) for one in samples]
    assert again != samples
    assert Learner("daily", again).findings({}) == before


def test_the_order_of_documents_does_not_matter() -> None:
    samples = [sample(n, *text(n), *(["Daily Focus"] if n % 3 else ["Photos", COPYRIGHT])) for n in range(40)]
    shuffled = random.Random(1).sample(samples, len(samples))
    assert learn(shuffled) == learn(samples)


def test_no_documents_teach_nothing() -> None:
    assert learn([]) == {}
    assert learn([Sample("d", DAY, ())] * 5) == {}


@pytest.mark.shared
def test_of_official_texts_no_sentence_is_learned(shared: Path) -> None:
    """Thousands of readouts in the same phrases, and nobody beside them to compare with."""
    outlets = defaultdict[str, list[Sample]](list)
    with gzip.open(shared / "readouts" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            blocks = tuple(Block("paragraph", part) for part in one["text"].split("\n\n") if part.strip())
            outlets[one["outlet"]].append(Sample(one["id"], date.fromisoformat(one["published"][:10]), blocks))
    for outlet, samples in outlets.items():
        found = Learner(outlet, samples[:700]).findings({})
        furniture = Furniture(tuple(finding.line for finding in found if finding.state == "learned"))
        taken = {
            after.text
            for one in samples[:700]
            for before, after in zip(one.blocks, apply_blocks(one.blocks, furniture), strict=True)
            if before.kind in BODY_KINDS and after.kind == "furniture"
        }
        assert not [line for line in taken if is_sentence(line, "head")], outlet
    assert {"whitehouse", "us_state", "kremlin"} <= outlets.keys()
