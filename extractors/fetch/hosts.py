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
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

_KEPT_OPEN = 256
_MAX_LINE = 4096
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
    """The file of one host, whose lock is held from `Hosts.take` to `end`."""

    __slots__ = ("_handle", "_keep", "_line", "_said")

    def __init__(self, handle: int, keep: Callable[[Turn], None]) -> None:
        self._handle = handle
        self._keep = keep
        self._line = b""
        self._said: Known | None = None
        """What `_line`, as last read or written, says; None for a line that cannot be read."""

    def lock(self) -> None:
        """Raises BlockingIOError while another process has it."""
        fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def known(self) -> Known:
        """What the file says."""
        line = os.pread(self._handle, _MAX_LINE, 0)
        if line != self._line:
            self._line, self._said = line, _said(line)
        return _known(self._handle, self._line, self._said)

    def write(self, known: Known) -> None:
        """Keep what is known for everybody. Not synced: after a crash of the machine, nobody is asked too early."""
        if known == self._said or (known == _NOTHING and not self._line):
            return
        line = known.line()
        os.pwrite(self._handle, line, 0)
        if len(line) != len(self._line):
            os.ftruncate(self._handle, len(line))
        self._line, self._said = line, replace(known)

    def end(self) -> None:
        """Give the turn back."""
        fcntl.flock(self._handle, fcntl.LOCK_UN)
        self._keep(self)

    def close(self) -> None:
        """Close the file, and thereby give its lock back."""
        os.close(self._handle)


class Hosts:
    """The files below `folder`, which is made when the first is written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._turns: dict[str, str] = {}
        self._open: dict[str, Turn] = {}

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
            line = os.pread(handle, _MAX_LINE, 0)
            return _known(handle, line, _said(line))
        finally:
            os.close(handle)

    def take(self, host: str) -> Turn | None:
        """The host's turn, or None while another process has it. Raises OSError when the folder cannot be written."""
        turn = self._open.pop(host, None)
        if turn is None:
            path = self._turn(host)
            try:
                handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            except FileNotFoundError:
                self._folder.mkdir(parents=True, exist_ok=True)
                handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            turn = Turn(handle, partial(self._keep, host))
        try:
            turn.lock()
        except BlockingIOError:
            self._keep(host, turn)
            return None
        except BaseException:
            turn.close()
            raise
        return turn

    def close(self) -> None:
        """Close the files. A later turn opens its own anew."""
        while self._open:
            self._open.popitem()[1].close()

    def _keep(self, host: str, turn: Turn) -> None:
        """Keep a file open for the host's next turn, within reason: opening it costs more than all the rest."""
        if host in self._open or len(self._open) >= _KEPT_OPEN:
            turn.close()
        else:
            self._open[host] = turn


_NOTHING = Known()


def _said(line: bytes) -> Known | None:
    """What a line says; None for one that cannot be read, or is not there."""
    with suppress(ValueError):
        started, rests_until, refusals, why = line.decode().rstrip("\n").split(" ", 3)
        return Known(float(started), float(rests_until), why, int(refusals))
    return None


def _known(handle: int, line: bytes, said: Known | None) -> Known:
    """What is known by a file's line, now: a copy, which may be changed."""
    if said is not None:
        return Known(_past(said.started), said.rests_until, said.why, said.refusals)
    return Known(started=_past(os.fstat(handle).st_mtime)) if line else Known()


def _past(moment: float) -> float:
    return moment if moment == NEVER or moment <= time.time() + 1 else NEVER  # the clock was set back
