"""A backfill of WARC files against `read_page` alone in the same pool, 1 worker against 2, and memory over many pages.

    python -m benchmarks.bench_extraction                    ratios, in turns, the median of several rounds
    python -m benchmarks.bench_extraction --pages 200000     the way to the warehouse; memory of all processes

Pages are those of the press, and the real ones beside the checkout where they are. In the long mode every repetition of
the press has an alphabet of its own, so that its texts are new to the warehouse and not copies of each other.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import os
import random
import re
import statistics
import string
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.bench_read import Corpus, corpora
from config.settings import Settings
from extractors import read_page
from extractors.fetch.archive import Archive
from extractors.records import Fetch, Page
from flows import pipeline
from flows.collect import collect_warc
from flows.extraction import Pool
from flows.jobs import Job, Knowledge
from flows.loading import Loader
from flows.reading import prepare, read_job
from press.outlets import doubles

ROUNDS = 5
OUTLETS = doubles()
WARM = 50
"""Pages before the clock starts."""
PRESS_PAGES = 600
"""Pages of the press in a round; of the real ones, which are twenty times as long, each eight times: what a batch
costs is then spread as it is in a file."""
WHEN = datetime(2026, 3, 9, tzinfo=UTC)
FILE_PAGES = 2_000
"""Pages in a file of the long mode."""


def read_alone(job: Job, knowledge: Knowledge) -> Any:
    """The baseline: `read_page`, and nothing else."""
    url = job.fetch.final_url or job.fetch.url
    outlet = knowledge.outlets.of_url(url)
    return read_page(
        job.body or b"", url, outlet=outlet, fetched_at=job.fetch.fetched_at, content_type=job.fetch.content_type
    )


def pages(corpus: Corpus, n: int, start: int = 0) -> Iterator[Page]:
    """`n` pages of a corpus, from the beginning again when it is over, each at an address of its own."""
    for number in range(start, start + n):
        html, url = corpus[number % len(corpus)]
        at = WHEN + timedelta(seconds=number)
        address = f"{url}?id={number}"
        fetch = Fetch(address, "page", at, "ok", via="warc", final_url=address, status=200, content_type="text/html")
        yield Page(fetch, html, (("Content-Type", "text/html"),))


def write(folder: Path, source: Iterator[Page]) -> Path:
    """A WARC file with these pages."""
    archive = Archive(folder, lambda: WHEN)
    for page in source:
        archive.keep(page)
    archive.close()
    return max(folder.rglob("*.warc.gz"), key=lambda path: path.stat().st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one way, over some pages."""

    rate: float
    """Pages a second."""
    cpu: float
    """Milliseconds of processor time a page, in all processes: what stays the same on a busy machine."""


def cpu_seconds(pids: list[int]) -> float:
    """Processor time of this process and of those, as far as they live."""
    found = time.process_time()
    for pid in pids:
        with suppress(OSError):
            parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            found += (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
    return found


def alone(corpus: Corpus, n: int, workers: int, reader: Callable[[Job, Knowledge], Any]) -> Cost:
    """Pages through the pool."""
    jobs = [Job(page.fetch, page.body, page.fetch.url) for page in pages(corpus, n)]
    with Pool(Knowledge(OUTLETS), workers, reader=reader, prepare=prepare) as pool:
        list(pool.map(jobs[:WARM]))  # starts the processes
        began, cpu = time.perf_counter(), cpu_seconds(pool.pids())
        for _ in pool.map(jobs):
            pass
        return Cost(n / (time.perf_counter() - began), 1000 * (cpu_seconds(pool.pids()) - cpu) / n)


def backfill(corpus: Corpus, file: Path, n: int, workers: int) -> Cost:
    """Pages from a WARC file to staged batches: the archive, reading, parsing, Parquet."""

    async def work(data: Path) -> Cost:
        settings = Settings(data=data, workers=workers)
        run = pipeline.new_run(settings, "backfill", warc=[file.name])
        async with pipeline.open_run(settings, OUTLETS, run) as ctx:
            list(ctx.pool.map([Job(page.fetch, page.body, page.fetch.url) for page in pages(corpus, WARM, n)]))
            began, cpu = time.perf_counter(), cpu_seconds(ctx.pool.pids())
            collect_warc(ctx, file, frozenset())
            seconds, cpu = time.perf_counter() - began, cpu_seconds(ctx.pool.pids()) - cpu
            assert sum(ctx.report.pages.values()) == n, ctx.report.pages
        return Cost(n / seconds, 1000 * cpu / n)

    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(work(Path(folder)))


def ratios() -> None:
    # Readers are told by their module's name, which is another when this file is the main program.
    ours = importlib.import_module("benchmarks.bench_extraction")
    found = corpora()
    for name, corpus in {
        "press": [page for key, some in found.items() if key.startswith("press") for page in some],
        "real": [(html, url) for html, url in found.get("real", ()) if url],
    }.items():
        if not corpus:
            continue
        n = PRESS_PAGES if name == "press" else 8 * len(corpus)
        size = sum(len(html) for html, _ in corpus) / len(corpus)
        costs: dict[str, list[Cost]] = {
            "read_page 1": [],
            "read_page 2": [],
            "all 1": [],
            "all 2": [],
            "warc 1": [],
            "warc 2": [],
        }
        with tempfile.TemporaryDirectory() as folder:
            file = write(Path(folder), pages(corpus, n))
            for _ in range(ROUNDS):
                costs["read_page 1"].append(alone(corpus, n, 1, ours.read_alone))
                costs["read_page 2"].append(alone(corpus, n, 2, ours.read_alone))
                costs["all 1"].append(alone(corpus, n, 1, read_job))
                costs["all 2"].append(alone(corpus, n, 2, read_job))
                costs["warc 1"].append(backfill(corpus, file, n, 1))
                costs["warc 2"].append(backfill(corpus, file, n, 2))

        def ratio(one: str, other: str, costs: dict[str, list[Cost]] = costs) -> str:
            each = [a.rate / b.rate for a, b in zip(costs[one], costs[other], strict=True)]
            work = [b.cpu / a.cpu for a, b in zip(costs[one], costs[other], strict=True)]
            speed = f"{statistics.median(each):.2f} ({min(each):.2f}-{max(each):.2f})"
            return f"{speed}; by processor time {statistics.median(work):.2f} ({min(work):.2f}-{max(work):.2f})"

        speed = ", ".join(
            f"{key}: {statistics.median(one.rate for one in some):.0f}/s, "
            f"{statistics.median(one.cpu for one in some):.1f} ms"
            for key, some in costs.items()
        )
        print(f"{n} {name} pages of {size / 1000:.0f} KB; {speed}")
        print(f"  backfill to read_page alone, 1 worker: {ratio('warc 1', 'read_page 1')}")
        print(f"  backfill to read_page alone, 2 workers: {ratio('warc 2', 'read_page 2')}")
        print(f"  backfill to reading and parsing alone, 1 worker: {ratio('warc 1', 'all 1')}")
        print(f"  backfill to reading and parsing alone, 2 workers: {ratio('warc 2', 'all 2')}")
        print(f"  reading and parsing to read_page, both alone, 2 workers: {ratio('all 2', 'read_page 2')}")
        print(f"  2 workers to 1, read_page alone: {ratio('read_page 2', 'read_page 1')}")
        print(f"  2 workers to 1, backfill: {ratio('warc 2', 'warc 1')}")


# ------------------------------------------------------------------------------------------------ many pages


ROLES = ("all", "parent", "readers", "loader")


@dataclass
class Memory:
    """Samples of the memory of this process and all below it, in MB by role, shared pages counted once."""

    samples: list[dict[str, float]]
    stop: threading.Event

    def watch(self) -> None:
        while not self.stop.wait(1):
            found = dict.fromkeys(ROLES, 0.0)
            for pid in family():
                n = _pss(pid) / 1e6
                found["all"] += n
                found[_role(pid)] += n
            self.samples.append(found)

    def part(self, since: float, until: float = 1.0) -> str:
        """Median and peak of each role over a part of the time."""
        n = len(self.samples)
        some = self.samples[int(since * n) : int(until * n)] or self.samples[-1:]
        each = ((role, [sample[role] for sample in some]) for role in ROLES)
        return ", ".join(f"{role} {statistics.median(found):.0f} (peak {max(found):.0f})" for role, found in each)


def _role(pid: int) -> str:
    with suppress(OSError):
        command = Path(f"/proc/{pid}/cmdline").read_text()
        if "flows.loading" in command:
            return "loader"
        if "flows.nursery" in command:
            return "readers"
    return "parent"


def family() -> list[int]:
    """Process ids of this process and its descendants."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
    own = [int(Path("/proc/self").resolve().name)]
    for pid in own:
        own += [child for child, parent in parents.items() if parent == pid]
    return own


def _pss(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return 1024 * sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


def other_alphabet(corpus: Corpus, seed: int) -> Corpus:
    """The corpus with the letters of its texts exchanged: the same shapes, other words."""
    letters = list(string.ascii_lowercase)
    random.Random(seed).shuffle(letters)
    table = bytes.maketrans(string.ascii_lowercase.encode(), "".join(letters).encode())
    text = re.compile(rb"<p[^>]*>[^<]{40,}<")
    return [
        (text.sub(lambda found: found[0][:3] + found[0][3:].translate(table), html), f"{url}?round={seed}")
        for html, url in corpus
    ]


def many(n: int) -> None:
    corpus = [page for key, some in corpora().items() if key.startswith("press") for page in some]
    corpus = [(html, url) for html, url in corpus if sum(byte > 127 for byte in html) < len(html) / 20]
    memory = Memory([], threading.Event())
    watcher = threading.Thread(target=memory.watch)

    async def work(folder: Path) -> tuple[float, int]:
        settings = Settings(data=folder / "data")
        run = pipeline.new_run(settings, "backfill", pages=n)
        done, seconds = 0, 0.0
        async with pipeline.open_run(settings, OUTLETS, run) as ctx:
            with Loader(settings, OUTLETS, run) as loader:
                while done < n:
                    rounds = -(-FILE_PAGES // len(corpus))
                    some = [page for seed in range(rounds) for page in other_alphabet(corpus, done + seed)]
                    file = write(folder / "theirs", pages(some, min(FILE_PAGES, n - done), done))
                    began = time.perf_counter()
                    collect_warc(ctx, file, frozenset())
                    loader.kick()
                    seconds += time.perf_counter() - began
                    file.unlink()
                    done += min(FILE_PAGES, n - done)
                    told = ", ".join(f"{role} {mb:.0f}" for role, mb in memory.samples[-1].items())
                    print(f"{done} pages, {done / seconds:.0f}/s, MB: {told}", flush=True)
                loader.finish()
                return seconds, loader.report.new_documents

    with tempfile.TemporaryDirectory() as folder:
        watcher.start()
        try:
            seconds, documents = asyncio.run(work(Path(folder)))
        finally:
            memory.stop.set()
            watcher.join()
    print(f"{n} pages, {documents} documents, {n / seconds:.0f} pages/s while collecting and loading")
    print("MB, median and peak, of processes that share pages:")
    for name, since, until in (("first", 0, 0.25), ("second", 0.25, 0.5), ("third", 0.5, 0.75), ("last", 0.75, 1)):
        print(f"  {name} quarter: {memory.part(since, until)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, help="Collect and load so many pages and watch the memory.")
    chosen = parser.parse_args()
    if chosen.pages:
        many(chosen.pages)
    else:
        ratios()


if __name__ == "__main__":
    main()
