"""Ctrl-C while DuckDB is at work, in processes of their own."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.warehouse.builders import polled, reading
from warehouse.load import LoadReport
from warehouse.publish import publish

Put = Callable[..., LoadReport]
ENDLESS = "select count(*) from range(1000000000000) a, range(100000) b where hash(a.range) = hash(b.range + 1)"
READER = f"""
    from warehouse.query import connect, select
    con = connect(data)
    print("begun", flush=True)
    list(select(con, "{ENDLESS}", timeout=600).rows())
"""
WRITER = f"""
    from warehouse.writer import writing
    with writing(data) as con:
        con.execute("create table store.half as select 1 as one")
        print("begun", flush=True)
        con.execute("{ENDLESS}")
"""


@pytest.mark.parametrize("what", [READER, WRITER], ids=["reader", "writer"])
@pytest.mark.parametrize("after", [0.0, 0.5])
def test_ctrl_c_ends_what_the_connection_does(data: Path, put: Put, what: str, after: float) -> None:
    """At once, and with the exception that Ctrl-C is: closing waits for a query that DuckDB stopped itself."""
    put(polled(reading()))
    publish(data)
    begin = f"from pathlib import Path; data = Path({str(data)!r})\n"
    child = subprocess.Popen(
        [sys.executable, "-c", begin + textwrap.dedent(what)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == "begun\n"
        time.sleep(after)
        child.send_signal(signal.SIGINT)
        err = child.communicate(timeout=300)[1]
    finally:
        child.kill()
        child.communicate()
    assert err.rstrip().endswith("KeyboardInterrupt")
