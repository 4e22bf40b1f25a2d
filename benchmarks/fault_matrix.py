"""The fault matrix: every fault of press/faults.py against the client, as a table. `--json` for scripts.

Each fault has a host of its own, and all run side by side: first those that only a deadline ends, then the others,
with all the time that a busy machine may take for them. What is counted: how each ended and whether that is how it
must end, bytes of body read, seconds, exceptions, ends beyond the deadline, and connections dialled to anything but
the hostile server itself. Exit code 1 when one of them is not as it must be.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import socket
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from config.settings import Settings
from extractors.fetch.client import Client
from press.faults import LIMIT, Fault, FaultServer, faults, listening

DEADLINE = 4.0
PATIENT = 60.0
"""Seconds for a fault that ends without a deadline."""
SLACK = 1.0
"""Seconds beyond the deadline that a busy machine may take."""


@dataclass(frozen=True)
class End:
    """How one fault ended."""

    name: str
    wanted: str
    outcome: str
    status: int | None
    n_bytes: int
    seconds: float
    reason: str
    crashed: bool
    late: bool

    @property
    def right(self) -> bool:
        return self.outcome == self.wanted and not self.crashed


@dataclass
class Matrix:
    """All ends, and what was dialled."""

    ends: list[End]
    dialled: list[str]
    """Addresses other than the hostile server's."""
    seconds: float

    def summary(self) -> dict[str, Any]:
        return {
            "faults": len(self.ends),
            "as they must end": sum(end.right for end in self.ends),
            "crashes": sum(end.crashed for end in self.ends),
            "beyond the deadline": sum(end.late for end in self.ends),
            "private connects": len(self.dialled),
            "seconds": round(self.seconds, 1),
        }


class FakeDns(AbstractResolver):
    """Names with addresses as an attacker sets them; every other name does not exist. Asks nobody."""

    def __init__(self) -> None:
        self.asked = 0

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        self.asked += 1
        addresses = {
            "private.example": ["10.0.0.7"],
            "mixed.example": ["8.8.8.8", "127.0.0.1"],
            # First a public address, to pass a check, then another to be dialled: here every answer is the second.
            "rebinding.example": ["127.0.0.1"],
        }.get(host)
        if addresses is None:
            raise OSError(socket.EAI_NONAME, "no such name")
        return [
            ResolveResult(hostname=host, host=address, port=port, family=socket.AF_INET, proto=0, flags=0)
            for address in addresses
        ]

    async def close(self) -> None:
        pass


_dialled: list[tuple[str, int]] | None = None


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and _dialled is not None and isinstance(arguments[1], tuple):
        _dialled.append((str(arguments[1][0]), int(arguments[1][1])))


_hooked = False


def _watch() -> list[tuple[str, int]]:
    """From now on, every address that any socket of this process dials. An audit hook cannot be taken off again."""
    global _hooked, _dialled
    if not _hooked:
        sys.addaudithook(_audit)
        _hooked = True
    _dialled = []
    return _dialled


async def run() -> Matrix:
    """Run every fault, all at once."""
    global _dialled
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        closed = unused.getsockname()[1]
        async with listening() as server:
            dialled, began = _watch(), time.monotonic()
            known = list(enumerate(faults()))
            ends: list[End] = []
            for deadline in (DEADLINE, PATIENT):
                settings = Settings(
                    _env_file=None,
                    host_delay=0,
                    timeout=deadline,
                    max_body=LIMIT,
                    concurrency=200,
                    loopback={"*.localhost": server.port, "*.closed": closed},
                )
                met = [(n, fault) for n, fault in known if (fault.outcome == "timeout") == (deadline == DEADLINE)]
                async with Client(
                    settings, archive=None, clock=lambda: datetime.now(UTC), resolver=FakeDns()
                ) as client:
                    ends += await asyncio.gather(*(meet(client, server, n, fault, deadline) for n, fault in met))
            seconds = time.monotonic() - began
            _dialled = None
    allowed = {("127.0.0.1", server.port), ("127.0.0.1", closed)}
    return Matrix(ends, [f"{host}:{port}" for host, port in dialled if (host, port) not in allowed], seconds)


async def meet(client: Client, server: FaultServer, n: int, fault: Fault, deadline: float) -> End:
    """Let a client of that deadline meet one fault."""
    host, path = f"fault{n}.localhost", f"/fault{n}"
    if fault.handler is not None:
        server.handlers[path] = fault.handler
    for name, handler in fault.more:
        server.handlers[path + name] = handler
    if fault.robots is not None:
        robots = fault.robots
        usual = server.handlers.get("/robots.txt")

        async def serve(request: Any, writer: Any) -> None:
            if request.headers.get("host", "").startswith(host):
                writer.write(robots)
            elif usual is not None:
                await usual(request, writer)
            else:
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        server.handlers["/robots.txt"] = serve
    url = (fault.url or "http://{host}{path}").replace("{host}", host).replace("{path}", path)
    url = url.replace("{port}", str(server.port))
    began = time.monotonic()
    # The page itself, without a question for robots.txt, unless that is the fault.
    purpose = "page" if fault.robots is not None else "robots"
    try:
        async with asyncio.timeout(deadline + PATIENT):
            fetch = (await client.fetch(url, purpose)).fetch  # type: ignore[arg-type]
    except Exception as error:
        seconds = time.monotonic() - began
        why = f"{type(error).__name__}: {error}"
        return End(fault.name, fault.outcome, "crash", None, 0, seconds, why, True, seconds > deadline + SLACK)
    # Its own clock, not that of a machine which does a hundred other things: from dialling to the last byte.
    seconds = (fetch.elapsed_ms or 0) / 1000
    wrong_status = fault.status is not None and fetch.status != fault.status
    return End(
        fault.name,
        fault.outcome,
        f"{fetch.outcome} {fetch.status}" if wrong_status else fetch.outcome,
        fetch.status,
        fetch.n_bytes,
        seconds,
        fetch.reason or "",
        False,
        seconds > deadline + SLACK,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    arguments = parser.parse_args()
    matrix = asyncio.run(run())
    if arguments.json:
        print(json.dumps({"summary": matrix.summary(), "faults": [asdict(end) for end in matrix.ends]}))
    else:
        print(f"{'fault':<42}{'outcome':<14}{'status':>6}{'bytes':>9}{'seconds':>9}  reason")
        for end in matrix.ends:
            mark = "" if end.right else f"  <- must be {end.wanted}"
            print(
                f"{end.name:<42}{end.outcome:<14}{end.status or '':>6}{end.n_bytes:>9}{end.seconds:>9.2f}  "
                f"{end.reason[:60]}{mark}"
            )
        print(", ".join(f"{value} {name}" for name, value in matrix.summary().items()))
    return 0 if all(end.right and not end.late for end in matrix.ends) and not matrix.dialled else 1


if __name__ == "__main__":
    sys.exit(main())
