"""How fast sources that have not changed are polled, as a ratio to a bare aiohttp loop that asks the same server.

The server is a process of its own and answers 304 to every conditional request. Both sides ask the same URLs in the
same run, one after the other in turns, with as many connections (16, and not more than there are hosts, for the
pipeline opens one to a host) and no delay. A poll is two hours after the last one, so that robots.txt, which is asked
once a day, was asked by the first. Rates are by a second of CPU time of the asking process, all its threads included.
"asking" is the pipeline from reading its state to the staged batch; "whole" is the whole poll, with loading and
publishing. `--memory` shows the peak memory of polls over 200, 2,000 and 20,000 sources, each in a process of its own
(some minutes: the first poll reads every feed).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from config.outlets import Outlet, Outlets
from config.settings import Settings
from flows import pipeline
from warehouse.query import connect

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
CONCURRENCY = 16
ITEMS = 5
FEED = "<rss version='2.0'><channel><title>F</title>{items}</channel></rss>"
ITEM = "<item><title>Item {n}</title><link>http://{host}/a/{name}/{n}</link></item>"


def serve(port_of: multiprocessing.SimpleQueue[int]) -> None:
    """A server that does as little as can be: a feed, 304 where a validator is shown, no robots.txt, no pages."""

    class Protocol(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport, self.data = transport, b""

        def data_received(self, data: bytes) -> None:
            self.data += data
            while b"\r\n\r\n" in self.data:
                head, _, self.data = self.data.partition(b"\r\n\r\n")
                self.transport.write(reply(head))  # type: ignore[attr-defined]

    def reply(head: bytes) -> bytes:
        path = head.split(b" ", 2)[1].decode()
        if not path.startswith("/feed/"):
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        if b"if-none-match" in head.lower():
            return b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
        host = head.lower().partition(b"host: ")[2].partition(b"\r")[0].decode()
        items = "".join(ITEM.format(n=n, host=host, name=path.rpartition("/")[2]) for n in range(ITEMS))
        body = FEED.format(items=items).encode()
        return (
            b'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: "1"\r\nContent-Length: %d\r\n\r\n'
            % len(body)
            + body
        )

    async def main() -> None:
        server = await asyncio.get_running_loop().create_server(Protocol, "127.0.0.1", 0)
        port_of.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


@contextmanager
def running() -> Iterator[int]:
    """The server in a process of its own; its port."""
    port_of: multiprocessing.SimpleQueue[int] = multiprocessing.SimpleQueue()
    process = multiprocessing.Process(target=serve, args=(port_of,), daemon=True)
    process.start()
    try:
        yield port_of.get()
    finally:
        process.terminate()
        process.join()


def outlets_of(n_sources: int, n_hosts: int) -> Outlets:
    """Sources dealt to hosts. Their items are outside the pattern, so that no page is asked for."""
    per_host = -(-n_sources // n_hosts)
    made = []
    for host in range(n_hosts):
        sources = [
            {"id": f"s{n}", "kind": "feed", "url": f"http://h{host}.localhost/feed/{n}", "url_pattern": "^/none/"}
            for n in range(min(per_host, n_sources - host * per_host))
        ]
        made.append(
            Outlet.model_validate(
                {
                    "id": f"o{host}",
                    "name": f"O{host}",
                    "country": "CH",
                    "ownership": "private",
                    "languages": ["en"],
                    "timezone": "Europe/Zurich",
                    "hosts": [f"h{host}.localhost"],
                    "rights": "media-text",
                    "status": {"state": "live"},
                    "sources": sources,
                }
            )
        )
    return Outlets(made)


def settings_of(data: Path, port: int, polls: int) -> Settings:
    return Settings(
        _env_file=None,
        data=data,
        loopback={"*.localhost": port},
        host_delay=0,
        concurrency=CONCURRENCY,
        now=NOW + timedelta(minutes=121 * polls),
    )


class Home(AbstractResolver):
    """Everything is on this machine."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        return [ResolveResult(hostname=host, host="127.0.0.1", port=self.port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        pass


async def bare(urls: list[str], port: int, workers: int) -> float:
    """CPU seconds of a loop of so many workers that ask and read, and do nothing with it."""
    rest = iter(urls)
    connector = aiohttp.TCPConnector(resolver=Home(port), limit=workers)
    began = time.process_time()
    async with aiohttp.ClientSession(connector=connector, headers={"If-None-Match": '"1"'}) as session:

        async def work() -> None:
            for url in rest:
                async with session.get(url) as response:
                    await response.read()
                    assert response.status == 304

        await asyncio.gather(*(work() for _ in range(workers)))
    return time.process_time() - began


async def asking(settings: Settings, outlets: Outlets) -> float:
    """CPU seconds from opening a run to its staged batch; the batch is then loaded, outside the clock."""
    run = pipeline.new_run(settings, "poll")
    began = time.process_time()
    async with pipeline.open_run(settings, outlets, run) as ctx:
        await pipeline.collect_outlets(ctx, list(outlets.values()))
        seconds = time.process_time() - began
        # Of lists without an item of their pattern, which are called empty as long as they do not change.
        assert set(ctx.report.sources) == {"empty"}, ctx.report.sources
        assert ctx.report.batches == 1, ctx.report.batches
    await asyncio.to_thread(pipeline.finish, settings, outlets, ctx.report)
    return seconds


async def whole(settings: Settings, outlets: Outlets) -> float:
    """CPU seconds of a whole poll."""
    began = time.process_time()
    await pipeline.poll(settings, outlets=outlets)
    return time.process_time() - began


async def compare(n_sources: int, n_hosts: int, rounds: int) -> str:
    """One line: rates and ratios."""
    outlets = outlets_of(n_sources, n_hosts)
    urls = [source.url for outlet in outlets.values() for source in outlet.sources]
    workers = min(CONCURRENCY, n_hosts)
    with running() as port, tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        await pipeline.poll(settings_of(data, port, 0), outlets=outlets)
        base, ask, all_ = [], [], []
        for n in range(rounds):
            base.append(await bare(urls, port, workers))
            ask.append(await asking(settings_of(data, port, 2 * n + 1), outlets))
            base.append(await bare(urls, port, workers))
            all_.append(await whole(settings_of(data, port, 2 * n + 2), outlets))
        with connect(data) as con:
            loads = con.execute(
                "select count(distinct batch_id) from store.batch where label = 'nothing new'"
            ).fetchone()
        assert loads == (2 * rounds + 1,), loads
    rate = [n_sources / statistics.median(times) for times in (base, ask, all_)]
    return (
        f"{n_sources} unchanged sources on {n_hosts} hosts: bare aiohttp {rate[0]:.0f}/s, asking {rate[1]:.0f}/s "
        f"({rate[1] / rate[0]:.2f} of it), whole poll {rate[2]:.0f}/s ({rate[2] / rate[0]:.2f}); one batch a poll"
    )


async def once(n_sources: int) -> None:
    """Poll so many sources twice, and print the peak memory, in MB."""
    outlets = outlets_of(n_sources, max(1, n_sources // 10))
    with running() as port, tempfile.TemporaryDirectory() as folder:
        for n in range(2):
            await pipeline.poll(settings_of(Path(folder), port, n), outlets=outlets)
    print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def memory() -> str:
    peaks = {}
    for n in (200, 2_000, 20_000):
        done = subprocess.run(
            [sys.executable, __file__, "--once", str(n)], capture_output=True, text=True, check=True, timeout=1200
        )
        peaks[n] = float(done.stdout)
    least, most = min(peaks), max(peaks)
    each = (peaks[most] - peaks[least]) * 1024 / (most - least)
    told = ", ".join(f"{n} sources {peak:.0f} MB" for n, peak in peaks.items())
    return f"peak memory of a poll: {told}; {each:.1f} KB a further source"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true", help="peak memory of polls over 200 to 20,000 sources")
    parser.add_argument("--once", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.once:
        asyncio.run(once(arguments.once))
    elif arguments.memory:
        print(memory())
    else:
        for hosts in (16, arguments.sources, 1):
            print(asyncio.run(compare(arguments.sources, hosts, arguments.rounds)), flush=True)


if __name__ == "__main__":
    main()
