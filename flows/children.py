"""Processes of our own, each at the other end of a socket: they end when it is closed, however our process ends.

Costs little to import, for it is done by those who read.
"""

from __future__ import annotations

import json
import signal
import socket
import struct
import subprocess
import sys

SIZE = struct.Struct("<Q")
PATIENCE = 5.0
"""Seconds that a process has to end by itself."""


def start(main: str) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start a Python process that runs `main`, a statement in which `sock` is its end; and our end. Raises OSError."""
    code = (
        "import json, socket, sys; sys.path[:] = json.loads(sys.argv[1]); "
        f"sock = socket.socket(fileno=int(sys.argv[2])); {main}"
    )
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-c", code, json.dumps(sys.path), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                process_group=0,  # Ctrl-C in a terminal is for us, who end our processes in good order
            )
        except OSError:
            ours.close()
            raise
    return process, ours


def ended(process: subprocess.Popen[bytes]) -> int:
    """The exit code of a process whose socket is closed, negative for a signal; it is killed if it does not end."""
    try:
        return process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def in_words(code: int) -> str:
    """How a process ended."""
    return f"exit code {code}" if code >= 0 else f"signal {-code} ({signal.strsignal(-code)})"


def send(sock: socket.socket, data: bytes) -> None:
    """Send one message. Raises OSError when nobody is there."""
    sock.sendall(SIZE.pack(len(data)) + data)


def receive(sock: socket.socket) -> bytes | None:
    """The next message; None when the other end is closed, be it inside a message."""
    head = _exactly(sock, SIZE.size)
    return None if head is None else _exactly(sock, SIZE.unpack(head)[0])


def _exactly(sock: socket.socket, n: int) -> bytes | None:
    data = bytearray(n)
    view, at = memoryview(data), 0
    while at < n:
        try:
            got = sock.recv_into(view[at:])
        except ConnectionError:
            return None
        if not got:
            return None
        at += got
    return bytes(data)
