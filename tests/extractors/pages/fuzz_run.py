"""Mutants through the reader, in processes that may die: CPU seconds and peak memory of every page.

The peak is the process's own (VmHWM, set back before each page), so it holds the interpreter and its libraries too:
what an operator would see. A page that does not come back is killed and counted, and the next one goes on.
"""

# ruff: noqa: E501  tables of patterns and pages, a row each

from __future__ import annotations

import argparse
import ctypes
import multiprocessing
import os
import resource
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait

from extractors.pages import read_page
from extractors.records import Article
from tests.extractors.pages.fuzz import Mutant, mutant

MAX_SECONDS = 5.0
MAX_MB = 500.0
_GIVE_UP = 60
"""CPU seconds after which the kernel ends a worker."""
_ADDRESS_SPACE = 6_000_000_000
_LIBC = ctypes.CDLL(None)
_KEPT = 10
"""Of the slowest and the largest."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant."""

    number: int
    made: str
    seconds: float
    """CPU."""
    peak_mb: float
    verdict: str
    reason: str | None
    problem: str | None = None
    """An exception, a death, or what is wrong with the article."""


@dataclass(slots=True)
class Summary:
    """All outcomes, counted."""

    count: int = 0
    seconds: float = 0.0
    verdicts: Counter[str] = field(default_factory=Counter)
    problems: list[Outcome] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    slowest: list[Outcome] = field(default_factory=list)
    largest: list[Outcome] = field(default_factory=list)

    def add(self, one: Outcome) -> None:
        self.count += 1
        self.seconds += one.seconds
        self.verdicts[one.verdict] += 1
        if one.verdict == "error":
            self.errors[(one.reason or "")[:90]] += 1
        if one.problem or one.seconds > MAX_SECONDS or one.peak_mb > MAX_MB:
            self.problems.append(one)
        self.slowest = sorted((*self.slowest, one), key=lambda other: -other.seconds)[:_KEPT]
        self.largest = sorted((*self.largest, one), key=lambda other: -other.peak_mb)[:_KEPT]

    def lines(self) -> Iterator[str]:
        yield f"{self.count:,} mutants, {self.seconds:,.0f} CPU seconds, {len(self.problems)} problems"
        yield "verdicts: " + ", ".join(f"{name} {count:,}" for name, count in self.verdicts.most_common())
        for reason, count in self.errors.most_common(20):
            yield f"error {count:>6,}  {reason}"
        for name, outcomes in (("slowest", self.slowest), ("largest", self.largest), ("PROBLEM", self.problems[:50])):
            for one in outcomes:
                what = one.problem or f"{one.verdict}: {one.reason}" if one.reason or one.problem else one.verdict
                yield f"{name} {one.number:>6} {one.seconds:6.2f} s {one.peak_mb:5.0f} MB  {one.made[:110]}  [{what[:300]}]"


def run_one(page: Mutant) -> Outcome:
    """Read one mutant in this process."""
    _reset_peak()
    start = time.process_time()
    verdict, reason, problem = "none", None, None
    try:
        article = read_page(page.data, page.url, content_type=page.content_type)
    # Whatever comes is what is looked for.
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
    else:
        verdict, reason, problem = article.verdict, article.reason, wrong_with(article)
    seconds = time.process_time() - start
    return Outcome(page.number, page.made, seconds, _peak_mb(), verdict, reason, problem)


def wrong_with(article: Article) -> str | None:
    """What a later stage would stumble over: text that is no Unicode, a reason that is missing, a label as a name."""
    if (article.verdict == "article") != (article.reason is None):
        return f"{article.verdict} with reason {article.reason!r}"
    if article.verdict == "article" and not article.text.strip():
        return "an article without text"
    strings = [article.title, article.editor, article.lang, article.origin.name, article.origin.line, *article.authors]
    strings += [text for block in article.blocks for text in (block.text, block.credit, block.rule)]
    strings += [text for r in article.receipts for text in (r.value, r.evidence, r.reason, r.rule)]
    strings += list((article.published.raw,) if article.published else ())
    strings += [article.dateline.raw, article.dateline.place] if article.dateline else []
    for text in strings:
        if text is not None and not isinstance(text, str):
            return f"not a string: {text!r:.80}"
        if text and "\x00" in text:
            return f"a NUL in {text[:80]!r}"
        try:
            (text or "").encode()
        except UnicodeEncodeError:
            return f"a lone surrogate in {text!r:.80}"
    return None


def _reset_peak() -> None:
    """The peak is what is resident now. What the page before left in the allocator is given back first."""
    _LIBC.malloc_trim(0)
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")


def _peak_mb() -> float:
    with open("/proc/self/status") as file:
        line = next((line for line in file if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(line.split()[1]) / 1024


def _work(numbers: Sequence[int], huge: bool, pipe: Connection) -> None:
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    run_one(mutant(1, huge=False))  # imports and tables are no page's cost
    for number in numbers:
        page = mutant(number, huge=huge)
        # Set anew for each page: CPU seconds count from the start of the process.
        spent = int(time.process_time()) + _GIVE_UP
        resource.setrlimit(resource.RLIMIT_CPU, (spent, resource.RLIM_INFINITY))
        pipe.send((number, page.made))
        pipe.send(run_one(page))
        del page
    pipe.close()


def run(numbers: Iterable[int], *, workers: int = 2, huge: bool = True, report: bool = False) -> Summary:
    """Read these mutants in worker processes."""
    context = multiprocessing.get_context("spawn")
    summary = Summary()
    numbers = list(numbers)
    todo = [numbers[start::workers] for start in range(workers)]
    pipes: dict[Connection, tuple[int, multiprocessing.process.BaseProcess]] = {}
    current: dict[int, tuple[int, str]] = {}

    def start(share: int) -> None:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(todo[share], huge, theirs), daemon=True)
        process.start()
        theirs.close()
        pipes[ours] = (share, process)

    for share in range(workers):
        start(share)
    while pipes:
        for pipe in wait(list(pipes)):
            assert isinstance(pipe, Connection)
            share, process = pipes[pipe]
            try:
                message = pipe.recv()
            except EOFError:
                del pipes[pipe]
                process.join()
                if process.exitcode and share not in current:
                    raise RuntimeError(f"a worker ended between pages ({process.exitcode})") from None
                if share in current:  # it died over a page
                    number, made = current.pop(share)
                    summary.add(Outcome(number, made, _GIVE_UP, 0.0, "none", None, f"died ({process.exitcode})"))
                    todo[share] = todo[share][todo[share].index(number) + 1 :]
                    start(share)
                continue
            if isinstance(message, Outcome):
                current.pop(share, None)
                summary.add(message)
                if report and summary.problems and summary.problems[-1] is message:
                    print(f"PROBLEM {message}"[:400], flush=True)
                if report and summary.count % 1000 == 0:
                    print(next(summary.lines()), flush=True)
            else:
                current[share] = message
    return summary


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=20_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--only", type=int)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    if options.only is not None:
        page = mutant(options.only)
        print(f"{len(page.data):,} bytes, {page.url!r}, {page.content_type!r}, {page.made}")
        print(run_one(page))
        return
    numbers = range(options.start, options.start + options.count * options.step, options.step)
    print("\n".join(run(numbers, workers=options.workers, report=True).lines()))


if __name__ == "__main__":
    main()
