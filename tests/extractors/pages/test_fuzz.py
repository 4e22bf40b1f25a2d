"""Pages that no one wrote: whatever the bytes, no exception, and an end in seconds within memory."""

from __future__ import annotations

import pytest

from extractors.pages import read_page
from extractors.pages.verdicts import MAX_BYTES, MAX_ELEMENTS, MAX_TEXT
from tests.effort import within
from tests.extractors.pages import fuzz
from tests.extractors.pages.fuzz_run import MAX_MB, MAX_SECONDS, run, run_one, wrong_with

SIZE = 40_000


def soon(page: fuzz.Mutant) -> None:
    """Read it, with no exception and in seconds."""
    outcome = within(MAX_SECONDS, lambda: run_one(page), page.made)
    assert outcome.problem is None, outcome


@pytest.mark.parametrize("start", [1])
def test_mutants(start: int) -> None:
    for number in range(start, start + 30):
        soon(fuzz.mutant(number, huge=False))


@pytest.mark.parametrize("kind", fuzz.HUGE, ids=[name for name, _ in fuzz.HUGE])
def test_machine_made_pages(kind: tuple[str, fuzz.Maker]) -> None:
    soon(fuzz.Mutant(0, kind[1](SIZE), "https://news.example.org/1.html", "text/html", kind[0]))


def test_the_same_number_makes_the_same_mutant() -> None:
    assert fuzz.mutant(7) == fuzz.mutant(7)
    assert len({fuzz.mutant(number, huge=False).data for number in range(20)}) == 20


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<div>" * (MAX_BYTES // 5 + 1), "bytes"),
        (b"<html><body>" + b"<div></div>" * (MAX_ELEMENTS + 1), "elements"),
        (b"<html><body>" + b"</p>" * (MAX_ELEMENTS + 1), "elements"),
        (b"<html><body " + b" ".join(b"a%d" % n for n in range(5000)) + b"><p>Text.</p>", "attributes"),
        (b"<html><body><p>" + b"talks " * (MAX_TEXT // 6 + 1), "characters of text"),
        (b"<html><body>" + b"<div>" * 5000 + b"<p>Deep down.</p>", "nested too deep"),
    ],
    ids=["bytes", "elements", "end tags", "attributes", "text", "levels"],
)
def test_limits_are_told(data: bytes, reason: str) -> None:
    article = read_page(data, "https://news.example.org/1.html")
    assert article.verdict == "error"
    assert reason in (article.reason or "")


def test_a_long_value_is_one_attribute(sentences: tuple[str, ...]) -> None:
    value = "{&quot;a&quot;: 1, b} " * 5000
    data = f'<html><body data-page="{value}"><h1>T</h1>{"".join(f"<p>{text}</p>" for text in sentences)}</body></html>'
    assert read_page(data.encode(), None).verdict == "article"


@pytest.mark.parametrize("escape", ["\\u0000", "\\ud800", "\\udc00"])
def test_escapes_that_are_no_text(sentences: tuple[str, ...], escape: str) -> None:
    ld = f'{{"@type":"NewsArticle","headline":"Talks{escape} held \\ud83d\\ude00"}}'
    body = "".join(f"<p>{text}</p>" for text in sentences)
    data = f'<html><script type="application/ld+json">{ld}</script><body><h1>Talks held</h1>{body}</body></html>'
    article = read_page(data.encode(), None)
    assert wrong_with(article) is None
    assert any("\U0001f600" in (receipt.value or "") for receipt in article.receipts)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_twenty_thousand_mutants() -> None:
    summary = run(range(20_000), report=True)
    print("\n".join(summary.lines()))
    assert summary.count == 20_000
    assert not summary.problems, f"over {MAX_SECONDS} s, over {MAX_MB} MB or worse: {summary.problems[:5]}"


def test_thousands_of_header_lines_are_no_quadratic_work() -> None:
    lines = b"".join(b"<p>2024-01-28 10:%d</p>" % (10 + number % 50) for number in range(5000))
    soon(fuzz.Mutant(0, b"<html><body><h1>Talks held</h1>" + lines, None, None, "header lines"))


def test_thousands_of_line_breaks_are_no_quadratic_work() -> None:
    soon(fuzz.Mutant(0, dict(fuzz.HUGE)["breaks"](100_000), None, None, "line breaks"))
