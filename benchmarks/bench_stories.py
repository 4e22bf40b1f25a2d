"""What stories cost: sketches beside what MinHash needs, and an hourly batch beside the same with less stored.

    python -m benchmarks.bench_stories [--stored 100000 1000000]

Texts are the press's own, told again in other words by number. What is stored is made up in SQL: rows of the right
number and size, three days of which can meet the batch. Memory is the peak of the process that loads.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

import warehouse.load
from config.outlets import Outlets
from extractors.records import Article, Batch, Block, Fetch, Origin, Published, Reading, Run
from press.world import END, World
from warehouse.load import load
from warehouse.migrate import migrate
from warehouse.paths import Paths
from warehouse.stage import stage
from warehouse.stories.derive import derive_stories
from warehouse.stories.shingles import sketches
from warehouse.stories.text import read_lines
from warehouse.writer import writer_lock

ROUNDS = 5
HOUR = 115
"""Documents in an hourly batch: 2,740 a day."""
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)

# A day has 2,740 documents; every hash occurs once, but for the stock phrases, one in ten.
FILL = """
INSERT INTO store.{table} BY NAME
SELECT {columns}
FROM (
    SELECT
        i, 'd' || substr(md5(i::VARCHAR), 1, 20) AS document_id, 'v' || substr(md5((-i)::VARCHAR), 1, 20) AS version_id,
        TIMESTAMP '2026-03-02 12:00:00' - to_seconds(CAST(({stored} - i) * 31 AS BIGINT)) AS moment
    FROM range({stored}) AS r(i)
)
"""
TABLES = {
    "sketch": """document_id, hash(i) AS stamp, moment AS dated_at, 'o' || i % 40 AS outlet,
        CAST(hash(i) % 4294967296 AS UINTEGER) AS page, CAST(hash(-i) % 4294967296 AS UINTEGER) AS key,
        list_transform(range(31), lambda n: CAST(
            CASE WHEN n < 3 THEN hash((i * 7 + n) % 900) ELSE hash(i * 31 + n) END % 4294967296 AS UINTEGER)) AS hashes,
        list_transform(range(6), lambda n: CAST(
            CASE WHEN n < 2 THEN hash(i % 40 * 10 + n) ELSE hash(i * 37 + n) END % 4294967296 AS UINTEGER)) AS lines,
        1 AS algo_version""",
    "edge": """document_id AS a, 'e' || substr(document_id, 2) AS b, moment AS dated_at, 'copy' AS relation,
        0.9 AS a_in_b, 0.8 AS b_in_a, 0.95 AS fresh, 1.0 AS numbers, 100 AS shared, 1 AS algo_version""",
    "story_member": "document_id, 's' || substr(document_id, 2) AS story_id, CAST(moment AS DATE) AS dated_on",
    "carrier": """document_id, NULL AS against_id, 'origin' AS relation, 100 AS pct_kept, 0 AS pct_own,
        0 AS paragraphs_dropped, 0 AS paragraphs_added, NULL AS source_id, [] AS contains,
        CAST(moment AS DATE) AS dated_on""",
    "document": """document_id, 'https://o' || i % 40 || '.example/' || i AS canonical_url, '' AS url, '' AS host,
        'o' || i % 40 AS outlet_id, moment AS first_fetched_at, version_id AS fetch_id, moment AS read_at""",
    "version": """version_id, document_id, '' AS title, md5(i::VARCHAR) AS text_sha256, md5(i::VARCHAR) AS story_key,
        moment AS dated_at, 'unknown' AS origin_role, [] AS dateline_reporters, [] AS authors, 5 AS n_paragraphs,
        200 AS n_words, '' AS extractor, moment AS first_fetched_at, moment AS last_fetched_at, version_id AS fetch_id,
        '' AS reading_sha256, moment AS read_at""",
    "version_text": """version_id, md5(i::VARCHAR) || ' ' || md5((-i)::VARCHAR) AS text, [] AS blocks, [] AS receipts,
        '' AS reading_sha256, moment AS dated_at""",
}


def texts(number: int) -> list[str]:
    """So many different texts of a wire report's length (1.1 kB), in words of the press."""
    rng = random.Random(1)
    words = [word for document in World.load().documents(END) for part in document.paragraphs for word in part.split()]
    return [
        "\n\n".join(" ".join(rng.choices(words, k=36)) + f" {rng.randrange(9999)}." for _ in range(5))
        for _ in range(number)
    ]


def cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def five_grams(made: list[str]) -> None:
    """What any MinHash in Python needs first: the shingles as strings."""
    for text in made:
        words = [word for line in read_lines(text) for word in line.words]
        {" ".join(words[n : n + 5]) for n in range(len(words) - 4)}


def strings_alone(made: list[list[str]]) -> None:
    for words in made:
        {" ".join(words[n : n + 5]) for n in range(len(words) - 4)}


def bench_sketches() -> None:
    made = texts(2_000)
    lines = [json.dumps({"text": text}) for text in made]
    words = [text.split() for text in made]
    ours, whole, strings = [], [], []
    for round_ in range(ROUNDS + 1):
        took = (
            cpu(lambda: sketches([json.loads(line)["text"] for line in lines])),
            cpu(lambda: five_grams(made)),
            cpu(lambda: strings_alone(words)),
        )
        if round_:  # the first fills the caches of words
            for times, one in zip((ours, whole, strings), took, strict=True):
                times.append(one)
    mine, base, least = map(statistics.median, (ours, whole, strings))
    mean = sum(map(len, made)) / len(made)
    print(
        f"reading, normalising, sketching {len(made)} documents of {mean:.0f} letters: {len(made) / mine:,.0f} a CPU "
        f"second; {base / mine:.2f} x the speed of the same reading with 5-gram strings, {least / mine:.2f} x that of "
        f"building the strings alone ({len(made) / least:,.0f} a second)"
    )
    bench_datasketch(words, len(made) / mine)


def bench_datasketch(words: list[list[str]], ours: float) -> None:
    """The peer's signature, where it is installed: it is no dependency."""
    try:
        from datasketch import MinHash  # type: ignore[import-not-found]
    except ImportError:
        print("datasketch is not installed: no signature to compare with")
        return
    some = words[:200]

    def sign() -> None:
        for its in some:
            signature = MinHash(num_perm=128)
            signature.update_batch([" ".join(its[n : n + 5]).encode() for n in range(len(its) - 4)])

    speed = len(some) / statistics.median(cpu(sign) for _ in range(3))
    print(f"datasketch, strings and signature of 128: {speed:,.0f} a CPU second; ours is {ours / speed:.1f} x as fast")


def fill(data: Path, stored: int) -> dict[str, int]:
    """A warehouse with so many documents; bytes on disk of the tables that stories need."""
    sizes: dict[str, int] = {}
    with writer_lock(data, 1) as paths:
        migrate(paths, now=NOW, wait=1)
    with closing(duckdb.connect(Paths(data).database)) as con:
        for table, columns in TABLES.items():
            before = Paths(data).database.stat().st_size
            con.execute(FILL.format(table=table, columns=columns, stored=stored))
            con.execute("CHECKPOINT")
            sizes[table] = Paths(data).database.stat().st_size - before
    return sizes


def hourly(data: Path, number: int) -> None:
    """Stage an hour's documents: two outlets in three carry what the first wrote."""
    made = texts(HOUR * (number + 1))[HOUR * number :]
    run = Run("poll", NOW + timedelta(minutes=number), "{}")
    batch = Batch(run, f"hour {number}")
    for n in range(HOUR):
        url = f"https://o{n % 40}.example/new-{number}-{n}"
        at = NOW + timedelta(minutes=number, seconds=n)
        text = made[n - n % 3] if n % 3 == 0 else made[n - n % 3].rpartition("\n\n")[0]
        article = Article(
            url=url, canonical_url=None, outlet_id=f"o{n % 40}", verdict="article", reason=None, title="T",
            blocks=tuple(Block("paragraph", part) for part in text.split("\n\n")),
            published=Published(at.date(), "second", at, "", "meta", None), origin=Origin("unknown", None, None),
            dateline=None, authors=(), editor=None, lang="en", next_url=None, receipts=(), extractor="x",
        )  # fmt: skip
        batch.readings.append(Reading(article, Fetch(url, "page", at, "ok", via="feed"), url, f"o{n % 40}.example"))
    stage(data, batch)


def bench_hourly(data: Path) -> dict[str, float]:
    """Median CPU seconds of the story step and of the whole load of an hourly batch, and the peak of memory."""
    spent: list[float] = []

    def timed(con: duckdb.DuckDBPyConnection) -> object:
        began = time.process_time()
        try:
            return derive_stories(con)
        finally:
            spent.append(time.process_time() - began)

    warehouse.load.derive_stories = timed  # type: ignore[assignment]
    whole = []
    for number in range(ROUNDS + 1):
        hourly(data, number)
        whole.append(cpu(lambda: load(data, outlets=Outlets([]), now=NOW)))
    return {
        "stories": statistics.median(spent[1:]),
        "load": statistics.median(whole[1:]),
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, nargs="*", default=[20_000, 100_000])
    parser.add_argument("--hourly", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.hourly:
        print(json.dumps(bench_hourly(asked.hourly)))
        return
    bench_sketches()
    base: dict[str, float] = {}
    for stored in asked.stored:
        with tempfile.TemporaryDirectory() as folder:
            sizes = fill(Path(folder), stored)
            command = [sys.executable, __file__, "--hourly", folder]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            found = json.loads(done.stdout)
        base = base or found
        own = sum(sizes[table] for table in ("sketch", "edge", "story_member", "carrier"))
        print(
            f"an hour of {HOUR} documents to {stored:,}: stories {found['stories']:.2f} CPU s "
            f"({found['stories'] / base['stories']:.2f} x the first), whole load {found['load']:.2f} s "
            f"({found['load'] / base['load']:.2f} x); peak {found['MB']:.0f} MB; {own / stored:.0f} bytes a document"
        )


if __name__ == "__main__":
    main()
