"""A site that drops, fails, cuts and shuffles, and a poller that is killed: what stayed listed is stored, once."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from config.settings import Settings
from flows import pipeline
from press.faults import FaultServer, Request, answer
from tests.e2e.conftest import ROOT
from warehouse.checks import run_checks
from warehouse.query import connect

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(3000)]

START = datetime(2026, 3, 6, 12, tzinfo=UTC)
LISTED = 24
"""Items of the list at a time."""
NEW = 3
"""Items that come in each round: each is listed for eight rounds."""
EVERY = timedelta(hours=5)
PARAGRAPHS = [
    f"Paragraph {n} of the account says that both sides met, spoke about trade and transport, and agreed to go on."
    for n in range(5)
]


class Chaos:
    """The site. What goes wrong is drawn anew for every request, with a share of `trouble`.

    It is drawn by the round, what is asked and how often it was: no kill and no quick answer changes another draw.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.round = 0
        self.asked = Counter[tuple[int, str]]()
        self.trouble = 0.4
        self.done: dict[str, int] = {}
        self.told: set[int] = set()
        """Items of whole lists that were sent in this round."""
        self.server = FaultServer()

    def newest(self) -> int:
        return LISTED + self.round * NEW

    async def serve(self, request: Request, writer: asyncio.StreamWriter) -> None:
        path = request.path
        if path == "/feed.xml":
            body, kind = self.feed(), "application/rss+xml"
        else:
            body, kind = self.page(int(path.removeprefix("/a/").removesuffix(".html"))), "text/html"
        self.asked[self.round, path] += 1
        rng = random.Random(f"{self.seed} {self.round} {path} {self.asked[self.round, path]}")
        tag = f'"{self.newest()}"' if path == "/feed.xml" else f'"{path}"'
        fault = rng.choice(FAULTS) if rng.random() < self.trouble else "none"
        self.done[fault] = self.done.get(fault, 0) + 1
        headers = [f"Content-Type: {kind}", f"ETag: {tag}"]
        if fault == "drop":
            writer.transport.abort()
        elif fault == "500":
            writer.write(answer(b"oops", status="500 Oops"))
        elif fault == "503":
            writer.write(answer(b"later", "Retry-After: 60", status="503 Later"))
        elif fault == "short":
            whole = answer(body, *headers)
            writer.write(whole[: len(whole) - len(body) // 2])
        elif fault == "cut":
            # The worst: a whole answer of half a list, with the validator of the whole one.
            half = body[: len(body) // 2] if path == "/feed.xml" else body
            writer.write(answer(half, *headers))
        elif fault == "html":
            writer.write(answer(b"<html><title>Back soon</title></html>", status="502 Bad Gateway"))
        elif request.headers.get("if-none-match") == tag:
            writer.write(answer(b"", f"ETag: {tag}", status="304 Not Modified"))
        else:
            writer.write(answer(body, *headers))
            if path == "/feed.xml":
                self.told.update(range(self.newest() - LISTED, self.newest()))

    def feed(self) -> bytes:
        numbers = list(range(self.newest() - LISTED, self.newest()))
        random.Random(self.seed + self.round).shuffle(numbers)
        items = "".join(
            f"<item><title>Talks in hall {1000 + n}</title><link>http://chaos.localhost/a/{n}.html</link></item>"
            for n in numbers
        )
        return f"<?xml version='1.0'?><rss version='2.0'><channel><title>F</title>{items}</channel></rss>".encode()

    def page(self, n: int) -> bytes:
        text, title = (
            "".join(f"<p>{1000 + n}. {paragraph}</p>" for paragraph in PARAGRAPHS),
            f"Talks in hall {1000 + n}",
        )
        return (
            f"<!doctype html><html lang=en><head><title>{title}</title></head><body><h1>{title}</h1>"
            f"<div id=text>{text}</div></body></html>"
        ).encode()

    @contextmanager
    def running(self) -> Iterator[int]:
        """The site in a thread of its own; its port."""
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, daemon=True)
        thread.start()

        class Any(dict):  # type: ignore[type-arg]
            def __contains__(_, path: object) -> bool:
                return path != "/robots.txt"

            def __missing__(_, path: str) -> object:
                return self.serve

        self.server.handlers = Any()
        try:
            listener = asyncio.run_coroutine_threadsafe(
                asyncio.start_server(self.server.serve, "127.0.0.1", 0), loop
            ).result()
            yield listener.sockets[0].getsockname()[1]
            loop.call_soon_threadsafe(listener.close)
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()


FAULTS = ("drop", "500", "503", "short", "cut", "html")

OUTLET = {
    "id": "chaos",
    "name": "Chaos",
    "country": "CH",
    "ownership": "private",
    "languages": ["en"],
    "timezone": "Europe/Zurich",
    "hosts": ["chaos.localhost"],
    "rights": "media-text",
    "status": {"state": "live"},
    "sources": [{"id": "feed", "kind": "feed", "url": "http://chaos.localhost/feed.xml"}],
    "pages": [{"body": "#text"}],
}
POLLER = """
import asyncio
from config.settings import Settings
from flows import pipeline
asyncio.run(pipeline.poll(Settings(_env_file=None)))
"""


def variables(data: Path, outlets: Path, port: int, at: datetime) -> dict[str, str]:
    return {
        "READOUTS_DATA": str(data),
        "READOUTS_OUTLETS": str(outlets),
        "READOUTS_LOOPBACK": json.dumps({"*.localhost": port}),
        "READOUTS_HOST_DELAY": "0",
        "READOUTS_NOW": at.isoformat(),
    }


def poll(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    """One whole poll, in this process."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    asyncio.run(pipeline.poll(Settings(_env_file=None)))


def killed(chaos: Chaos, variables: dict[str, str], rng: random.Random) -> bool:
    """A poll in a process of its own, killed at a random request or soon after. Returns whether it was alive then."""
    asked = len(chaos.server.requests) + rng.randint(1, 12)
    child = subprocess.Popen(
        [sys.executable, "-c", POLLER],
        env=os.environ | variables,
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while child.poll() is None and len(chaos.server.requests) < asked:
        time.sleep(0.005)
    time.sleep(rng.choice((0, 0.05, 0.3)))
    alive = child.poll() is None
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    return alive


def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rounds: int, seed: int) -> None:
    outlets, data = tmp_path / "outlets", tmp_path / "data"
    outlets.mkdir()
    (outlets / "chaos.yaml").write_text(yaml.safe_dump(OUTLET))
    chaos, rng, kills = Chaos(seed), random.Random(seed), 0
    wanted: set[int] = set()
    with chaos.running() as port:
        for n in range(rounds):
            chaos.round, chaos.told = n, set()
            now = variables(data, outlets, port, START + n * EVERY)
            if n % 3 == 2 and killed(chaos, now, rng):
                kills += 1
            else:
                poll(monkeypatch, now)
                wanted |= chaos.told  # a whole list came to a poller that lived: none of it may be lost
        # What is still on its way comes in once the site is well: nothing was given up.
        chaos.trouble = 0.0
        for n in range(3):
            poll(monkeypatch, variables(data, outlets, port, START + rounds * EVERY + n * timedelta(days=30)))
    with connect(data) as con:
        stored = con.execute("select url, count(*), max(n_words) from documents group by url").fetchall()
        versions = con.execute("select count(*) from document_versions").fetchone()
        broken = [(name, n) for name, n in run_checks(con) if n]
    assert [url for url, _, _ in stored if not url.endswith(".html")] == [], "an address that was cut is no item"
    found = {int(url.rpartition("/")[2].removesuffix(".html")): (n, words) for url, n, words in stored}
    listed = LISTED + (rounds - 1) * NEW
    assert sorted(wanted - found.keys()) == []
    assert len(wanted) > 0.8 * listed, "hardly anything was listed for long enough: the test tests little"
    assert [n for n, (times, _) in found.items() if times != 1] == []
    assert len({words for _, words in found.values()}) <= 3, "some text is cut"  # numbers of one to three figures
    assert versions == (len(found),)
    assert broken == []
    assert sum(chaos.done.get(fault, 0) for fault in FAULTS) > rounds
    assert kills > rounds // 10
    print(f"{rounds} rounds, {kills} kills, answers {chaos.done}")
    print(f"{len(wanted)} of {listed} items were wanted, {len(found)} are stored, each once")


def test_an_item_is_never_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(tmp_path, monkeypatch, rounds=16, seed=31)


@pytest.mark.soak
def test_an_item_is_never_lost_in_two_hundred_rounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(tmp_path, monkeypatch, rounds=200, seed=4)
