"""Ports that no other process is given meanwhile."""

from __future__ import annotations

import random
import socket


def unused_port() -> int:
    """A port that nobody listens on, outside the range from which the system gives those that are free."""
    while True:
        port = random.SystemRandom().randrange(15_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
