"""What commands have in common: days as people write them, the outlets, and errors that a person can mend."""

from __future__ import annotations

import calendar
import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import click

from config.settings import Settings

if TYPE_CHECKING:
    from config.outlets import Outlets

T = TypeVar("T")

AGAIN = "what was finished is kept, run the same command to go on"
STOPPED = 130
"""Exit code after Ctrl-C."""

_AGO = re.compile(r"(\d{1,4})\s*(day|week|month|year)s?(?:\s+ago)?", re.IGNORECASE)

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


def moment(text: str, today: date) -> date:
    """The day that a text means: `2026-03-05`, `today`, `yesterday`, `90 days`, `3 months`, `1 year` (ago).

    Raises ValueError.
    """
    words = " ".join(text.split()).lower()
    if words in ("today", "yesterday"):
        return today - timedelta(days=words == "yesterday")
    if found := _AGO.fullmatch(words):
        n, unit = int(found[1]), found[2].lower()
        try:
            if unit in ("day", "week"):
                return today - timedelta(days=n * (7 if unit == "week" else 1))
            months = today.year * 12 + today.month - 1 - n * (12 if unit == "year" else 1)
            year, month = divmod(months, 12)
            return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
        except (OverflowError, ValueError) as error:
            raise ValueError(f"{text!r} ago there were no pages") from error
    return date.fromisoformat(words)


class Day(click.ParamType[date]):
    """A day, or a time ago, by the settings' clock."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        settings = (ctx.find_object(Settings) if ctx else None) or Settings()
        try:
            return moment(value, settings.clock().date())
        except ValueError:
            self.fail(f"{value!r} is no day; write 2026-03-05, yesterday, or '90 days'", param, ctx)


class InOrder(click.Group):
    """A group that lists its commands as they are written, the common ones first."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first sentence of each, whole: Click cuts it to a line."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, one.get_short_help_str(limit=200)) for name, one in self.commands.items()])


class Interrupted(click.ClickException):
    """Ctrl-C, as a sentence."""

    exit_code = STOPPED


def guarded(work: Callable[[], T]) -> T:
    """Do it; what a person can mend (a busy warehouse, a full disk) ends the command with a sentence."""
    import duckdb

    from config.outlets import OutletError
    from warehouse.errors import WarehouseError
    from warehouse.paths import REFUSED

    try:
        return work()
    except OutletError as error:
        raise click.ClickException(str(error)) from error
    except (WarehouseError, duckdb.Error) as error:  # some of the first are OSErrors, with a sentence of their own
        raise click.ClickException(f"{error}; {AGAIN}") from error
    except OSError as error:
        # Without a name it is a file that was open: of the data folder, where it is the disk that refuses.
        of = "the data folder's disk: " if error.filename is None and error.errno in REFUSED else ""
        raise click.ClickException(f"{of}{reason(error)}; {AGAIN}") from error
    except KeyboardInterrupt:
        raise Interrupted(f"stopped; {AGAIN}") from None
    except RuntimeError as error:
        if str(error) != "Query interrupted":  # Ctrl-C, as DuckDB passes it on
            raise
        raise Interrupted(f"stopped; {AGAIN}") from None


def reason(error: OSError) -> str:
    """What the system says, and of what."""
    return ": ".join(str(part) for part in (error.filename, error.strerror or str(error)) if part is not None)


@contextmanager
def as_sentence() -> Iterator[None]:
    """What ends a command otherwise is a sentence: what the system refuses (a full disk, a folder), and Ctrl-C."""
    try:
        yield
    except BrokenPipeError:
        raise  # a reader that went away early, as `| head` does, is told nothing
    except OSError as error:
        raise click.ClickException(reason(error)) from error
    except KeyboardInterrupt:
        raise Interrupted("stopped") from None


def in_utf8() -> None:
    """Text is UTF-8 where no terminal says otherwise; what an output cannot show is escaped, and ends no command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            told = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if told else "utf-8", errors="backslashreplace")


def as_typed(argument: str) -> str:
    """An argument as its bytes are in UTF-8, whatever the locale took them for."""
    try:
        return os.fsencode(argument).decode()
    except UnicodeError:
        return argument


def configured(settings: Settings) -> Outlets:
    """The configured outlets; a mistake in a file ends the command with its message."""
    from config.outlets import OutletError, load_outlets

    try:
        return load_outlets(settings.outlets)
    except OutletError as error:
        raise click.ClickException(str(error)) from error
