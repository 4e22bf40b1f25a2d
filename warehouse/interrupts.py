"""Ctrl-C while DuckDB is at work: what the connection does is interrupted, and not left running."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

AGAIN = 0.05
"""Seconds between two interrupts: one that comes just before a statement begins is lost."""


@contextmanager
def ctrl_c_interrupts(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """In the block Ctrl-C ends what the connection does, and the block with KeyboardInterrupt. For the main thread.

    DuckDB listens for Ctrl-C itself, but what it raises then (a RuntimeError) waits for the query to come to its end,
    which may be never: at full speed, and deaf to any further Ctrl-C. An interrupt ends it at once. Where Ctrl-C means
    something else already, as inside a loop of asyncio, it is left alone.
    """
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield
        return
    over = threading.Event()
    helpers: list[threading.Thread] = []

    def keep_on() -> None:
        while not over.wait(AGAIN):
            con.interrupt()

    def handle(*_: object) -> None:
        con.interrupt()
        if not helpers:
            helpers.append(threading.Thread(target=keep_on, daemon=True))
            helpers[0].start()

    signal.signal(signal.SIGINT, handle)
    try:
        yield
    except duckdb.Error as error:
        if helpers:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        over.set()
        for helper in helpers:
            helper.join()  # an interrupt under way must not meet a connection that the caller has closed since
    if helpers:
        raise KeyboardInterrupt
