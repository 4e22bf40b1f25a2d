"""`python -m press`: the press for other processes, until it is interrupted."""

from __future__ import annotations

import asyncio
import signal
from datetime import datetime
from pathlib import Path

import click

from config.outlets import Outlets, load_outlets
from press.outlets import write_doubles
from press.server import CLOCK, Press
from press.world import FIRST, World


def _moment(ctx: click.Context, param: click.Parameter, value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no time: {error}") from error
    if moment.tzinfo is None:
        raise click.BadParameter(f"{value!r} has no zone; write it with Z behind")
    return moment


@click.command()
@click.option("--port", default=8642, show_default=True, help="0 takes a free one.")
@click.option("--at", callback=_moment, default=FIRST.isoformat(), show_default=True, help="The moment it shows.")
@click.option("--latency", default=0.0, show_default=True, help="Seconds before each answer.")
@click.option("--outlets", type=click.Path(path_type=Path, file_okay=False), help="Write its outlet files there.")
@click.option("--all", "everyone", is_flag=True, help="Play every enabled outlet, beside the eight with stories.")
def main(port: int, at: datetime, latency: float, outlets: Path | None, everyone: bool) -> None:
    """Serve a small made-up world of outlets on 127.0.0.1, told apart by the Host header."""
    others = Outlets(outlet for outlet in load_outlets().values() if outlet.enabled) if everyone else None
    if outlets:
        write_doubles(outlets, others)
    asyncio.run(_serve(Press(World.load(), at=at, port=port, latency=latency, others=others)))


async def _serve(press: Press) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with press:
        click.echo(f"READY port={press.port} at={press.at.isoformat()} clock=http://127.0.0.1:{press.port}{CLOCK}")
        await stop.wait()


if __name__ == "__main__":
    main()
