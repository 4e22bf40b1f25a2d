"""What all processes of a data folder share about a host: whose turn it is, when it was asked, until when it rests.

A file a host. Its lock is held for the length of a request, so that a host sees one connection at a time; the kernel
lets go of it when a process dies, however it dies. The content is one short line, written in one go; a file that
cannot be read counts as a request made when it was last written.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_KEPT_OPEN = 256
_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,150}")


NEVER = float("-inf")


@dataclass(slots=True)
class Known:
    """What is known of a host."""

    started: float = NEVER
    """When the last request to it was started: seconds since 1970 by the machine's clock."""
    rests_until: float = NEVER
    """Until when it is left alone, by the clock of the run."""
    why: str = ""
    refusals: int = 0
    """Refused requests in a row."""

    def line(self) -> bytes:
        """As it stands in a file."""
        return f"{self.started!r} {self.rests_until!r} {self.refusals} {' '.join(self.why.split())}\n".encode()


class Turn:
    """The lock of one host, held until `end`."""

    def __init__(self, handle: int, keep: Callable[[int], None]) -> None:
        self._handle = handle
        self._keep = keep
        self._written = b""

    def known(self) -> Known:
        """What the file says."""
        known, self._written = _parsed(self._handle)
        return known

    def write(self, known: Known) -> None:
        """Keep what is known for everybody. Not synced: after a crash of the machine, nobody is asked too early."""
        line = known.line()
        if line == self._written:
            return
        os.pwrite(self._handle, line, 0)
        if len(line) != len(self._written):
            os.ftruncate(self._handle, len(line))
        self._written = line

    def end(self) -> None:
        """Give the turn back."""
        fcntl.flock(self._handle, fcntl.LOCK_UN)
        self._keep(self._handle)


class Hosts:
    """The files below `folder`, which is made when the first is written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turns: dict[str, str] = {}
        self._open: dict[str, int] = {}

    def path(self, host: str, kind: str) -> Path:
        """The file of a host; a name that is no plain host name is hashed, for a server chooses it."""
        name = host if _PLAIN.fullmatch(host) else hashlib.sha256(host.encode("utf-8", "replace")).hexdigest()
        return self._folder / f"{name}.{kind}"

    def _turn(self, host: str) -> str:
        if host not in self._turns:
            self._turns[host] = str(self.path(host, "turn"))
        return self._turns[host]

    def known(self, host: str) -> Known:
        """What is known of a host now, without waiting for its lock."""
        try:
            handle = os.open(self._turn(host), os.O_RDONLY)
        except FileNotFoundError:
            return Known()
        try:
            return _parsed(handle)[0]
        finally:
            os.close(handle)

    def take(self, host: str) -> Turn | None:
        """The host's turn, or None while another process has it. Raises OSError when the folder cannot be written."""
        handle = self._open.pop(host, None)
        if handle is None:
            path = self._turn(host)
            try:
                handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            except FileNotFoundError:
                self._folder.mkdir(parents=True, exist_ok=True)
                handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._keep(host, handle)
            return None
        except BaseException:
            os.close(handle)
            raise
        return Turn(handle, partial(self._keep, host))

    def close(self) -> None:
        """Close the files. A later turn opens its own anew."""
        while self._open:
            os.close(self._open.popitem()[1])

    def _keep(self, host: str, handle: int) -> None:
        """Keep a file open for the host's next turn, within reason: opening it costs more than all the rest."""
        if host in self._open or len(self._open) >= _KEPT_OPEN:
            os.close(handle)
        else:
            self._open[host] = handle


def _parsed(handle: int) -> tuple[Known, bytes]:
    data = os.pread(handle, 4096, 0)
    if not data:
        return Known(), data
    with suppress(ValueError):
        started, rests_until, refusals, why = data.decode().rstrip("\n").split(" ", 3)
        return Known(_past(float(started)), float(rests_until), why, int(refusals)), data
    return Known(started=_past(os.fstat(handle).st_mtime)), data


def _past(moment: float) -> float:
    return moment if moment <= time.time() + 1 else NEVER  # the clock was set back
