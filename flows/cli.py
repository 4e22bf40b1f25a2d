"""The `readouts` command. Imports what a subcommand needs when it runs, and Prefect only where a flow runs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Coroutine
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from config.settings import VERSION, Settings, unknown
from flows.archive_cli import forget, reprocess
from flows.backfill_cli import backfill
from flows.command import Day, InOrder, as_sentence, as_typed, guarded, in_utf8, json_option
from flows.outlets_cli import outlets

if TYPE_CHECKING:
    from flows.report import RunReport


class Readouts(InOrder):
    """The commands, with `--data` anywhere."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        args = [as_typed(arg) for arg in args]
        end = args.index("--") if "--" in args else len(args)
        first: list[str] = []
        rest: list[str] = []
        given = iter(args[:end])
        for arg in given:
            value = list(islice(given, 1)) if arg == "--data" else []
            (first if value or arg.startswith("--data=") else rest).extend([arg, *value])
        return super().parse_args(ctx, [*first, *rest, *args[end:]])

    def invoke(self, ctx: click.Context) -> Any:
        with as_sentence():
            return super().invoke(ctx)


@click.group(cls=Readouts, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help="Folder of everything kept [READOUTS_DATA, ./data]; before or behind the command.",
)
@click.version_option(VERSION, prog_name="readouts")
@click.pass_context
def main(ctx: click.Context, data: Path | None) -> None:
    """What state media and governments say they said to each other, as a DuckDB database.

    Begin with `readouts demo`: a made-up press on this machine, polled, edited, polled again and queried.
    """
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    in_utf8()
    try:
        ctx.obj = Settings() if data is None else Settings(data=data)
    except ValidationError as error:
        first = error.errors()[0]
        name = "READOUTS_" + ".".join(str(step) for step in first["loc"]).upper()
        raise click.ClickException(f"{name}: {first['msg']}") from error
    except SettingsError as error:  # a value that should be JSON
        field = re.search(r'field "(\w+)"', str(error))
        name = f"READOUTS_{field[1]}".upper() if field else "a setting"
        raise click.ClickException(f"{name}: is no JSON; see .env.example") from error
    for line in unknown():
        click.echo(line, err=True)


def run(work: Coroutine[Any, Any, RunReport], as_json: bool) -> None:
    """Run a pipeline, print its report, and set the exit code: 1 when something could not be had."""
    import asyncio

    from flows import show

    report = guarded(lambda: asyncio.run(work))
    if as_json:
        click.echo(json.dumps(report.asdict(), ensure_ascii=False))
    else:
        show.report(report)
    sys.exit(1 if report.requests_failed or report.quarantined else 0)


@main.command()
@click.argument("outlets", nargs=-1)
@click.option("--force", is_flag=True, help="Read sources that are not due too.")
@json_option
@click.pass_obj
def poll(settings: Settings, outlets: tuple[str, ...], force: bool, as_json: bool) -> None:
    """One round over the sources that are due, to a published snapshot.

    OUTLETS are outlet ids; every enabled outlet when none is given. Exit code 1 says that a source or page could
    not be had; what could be had is in the warehouse all the same.
    """
    from flows import pipeline, show

    with show.Bar("poll") as bar:
        run(pipeline.poll(settings, outlets, force=force, progress=bar), as_json)


main.add_command(backfill)


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@click.pass_obj
def import_(settings: Settings, files: tuple[Path, ...], as_json: bool) -> None:
    """Documents from elsewhere: FILES of JSON lines, gzipped or not.

    A line is {"id", "url", "outlet", "published", "lang", "title", "text"}. An id that is given becomes the
    document's id. What is imported is identified and put into stories like pages that were fetched.

    \b
    readouts import documents.jsonl.gz
    readouts sql "select document_id, story_id from documents" --format csv
    """
    from flows import importing, show

    with show.Bar("import", of_bytes=True) as bar:
        run(importing.import_files(settings, files, progress=bar), as_json)


@main.command()
@click.argument("page")
@click.option("--url", help="Where the page came from, when PAGE is a file: its address is evidence.")
@click.option("--outlet", "outlet_id", help="Read it by this outlet's rules.")
@click.option("--archive", "archived", is_flag=True, help="PAGE is a document's id or URL, read from the archive.")
@click.option("--text", "as_text", is_flag=True, help="For people: the text as read, and why.")
@click.pass_obj
def extract(
    settings: Settings, page: str, url: str | None, outlet_id: str | None, archived: bool, as_text: bool
) -> None:
    """One page, to JSON with receipts: see what the pipeline sees.

    PAGE is a file, `-` for standard input, or a URL (fetched with the pipeline's manners, robots.txt included). With
    --archive nothing is fetched: PAGE is the id of a document or wording, or its address, and is shown as it was read.
    """
    from flows import extract as work

    try:
        if archived:
            article = work.extract_archived(settings, page, outlet_id)
        else:
            article = work.extract(settings, page, url, outlet_id)
    except work.ExtractError as error:
        raise click.ClickException(str(error)) from error
    if as_text:
        work.print_article(article)
    else:
        click.echo(json.dumps(work.as_dict(article), ensure_ascii=False, indent=1))
    sys.exit(0 if article.verdict == "article" else 1)


@main.command()
@click.argument("query")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "parquet"]),
    help="A table, unless the output's name ends in .csv, .json or .parquet.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write to this file; needed for parquet.")
@click.option("--limit", type=click.IntRange(min=1), help="Rows at most; a table shows 200 unless told.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="Seconds at most [READOUTS_SQL_TIMEOUT].")
@click.pass_obj
def sql(
    settings: Settings, query: str, form: str | None, output: Path | None, limit: int | None, timeout: float | None
) -> None:
    """Ask the published snapshot; `-` reads the query from standard input.

    \b
    readouts sql "select outlet_id, count(*) from documents group by all"
    readouts sql "describe documents"

    The snapshot is opened read-only and locked down: no files, no network, no settings. docs/data-dictionary.md
    lists the views.
    """
    from flows import ask

    suffix = output.suffix.lower().removeprefix(".") if output else ""
    form = form or (suffix if suffix in ("csv", "json", "parquet") else "table")
    if form == "parquet" and output is None:
        raise click.UsageError("--format parquet needs --output FILE")
    if form == "table" and output is not None:
        raise click.UsageError("a table is for the terminal; say --format csv, json or parquet with --output")
    try:
        text = sys.stdin.buffer.read().decode() if query == "-" else query
        ask.ask(settings, text, form, output, limit, timeout or settings.sql_timeout)
    except UnicodeDecodeError as error:
        raise click.ClickException(f"the query is not UTF-8: {error.reason}") from error
    except ask.AskError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--outlet", "outlets", multiple=True, metavar="ID", help="Only of this outlet; may be given often.")
@click.option("--lang", help="Only in this language, such as zh.")
@click.option("--since", type=Day(), help="From this day of publication on: a date, or `90 days`.")
@click.option("--until", type=Day(), help="To this day, inclusive.")
@click.option("--readouts", is_flag=True, help="Only accounts of a meeting or call.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def search(settings: Settings, /, words: tuple[str, ...], **options: Any) -> None:
    """Stories that hold all of these WORDS in title or text, newest first.

    \b
    readouts search Taiwan "red line" --readouts --since "90 days"

    Case does not count, a word is found inside longer ones too, and what stands in quotes is a phrase.
    """
    from flows import ask
    from flows import search as work

    try:
        work.search(settings, words, **options)
    except ask.AskError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["parquet", "csv", "json"]), default="parquet", show_default=True)
@json_option
@click.pass_obj
def export(settings: Settings, folder: Path, form: Any, as_json: bool) -> None:
    """The public views as files in a new FOLDER, to be passed on.

    A text, and what was cut out of it, goes along only where the outlet's rights allow it; manifest.json says what was
    left out.
    """
    from flows import ask
    from flows import export as work

    try:
        work.export(settings, folder, form, as_json)
    except ask.AskError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.argument("story")
@click.option("--full", is_flag=True, help="Show what texts have in common whole, instead of its ends.")
@json_option
@click.pass_obj
def story(settings: Settings, story: str, full: bool, as_json: bool) -> None:
    """One story: its carriers side by side with its first text, and what was changed later, word by word.

    STORY is a story id (also one that it had before), or the id or URL of a document.
    """
    from flows import ask
    from flows.story import print_story

    try:
        print_story(settings, story, as_json=as_json, full=full)
    except ask.AskError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.argument("event", metavar="EVENT")
@click.option("--split", "readout_id", metavar="READOUT", help="Take this readout out of the event, for good.")
@json_option
@click.pass_obj
def event(settings: Settings, event: str, readout_id: str | None, as_json: bool) -> None:
    """One meeting or call: its accounts side by side, and why they are taken for one.

    EVENT is an event id, or the id or URL of a story, document or readout that tells of it.
    """
    from flows import ask
    from flows import event as work

    try:
        if readout_id:
            guarded(lambda: work.split(settings, readout_id))
        else:
            work.event(settings, event, as_json)
    except ask.AskError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@json_option
@click.pass_obj
def status(settings: Settings, as_json: bool) -> None:
    """Sources, silences, last runs, and what needs a person."""
    from flows import ask

    try:
        ask.status(settings, as_json)
    except ask.AskError as error:
        raise click.ClickException(str(error)) from error


main.add_command(outlets)
main.add_command(reprocess)
main.add_command(forget)


@main.command()
@json_option
@click.pass_obj
def maintain(settings: Settings, as_json: bool) -> None:
    """Learn the outlets' furniture again, read stored texts anew with today's rules, and publish.

    Nothing is fetched. What was taken out stays among a text's blocks, and is put back when a line is freed. A run that
    was stopped goes on where it was; one with nothing to do changes nothing.
    """
    from flows import upkeep

    done = guarded(lambda: upkeep.maintain(settings))
    if as_json:
        click.echo(json.dumps(upkeep.asdict(done), ensure_ascii=False))
    else:
        upkeep.show(done)
    sys.exit(1 if done.report.quarantined else 0)


@main.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=4200, show_default=True, help="Port of Prefect's server."
)
@click.option(
    "--prefect-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Deployments to make, instead of the project's prefect.yaml.",
)
@click.pass_obj
def up(settings: Settings, port: int, prefect_file: Path | None) -> None:
    """Prefect server, work pool, deployments and worker on this machine, until Ctrl-C."""
    from flows import up as work

    try:
        work.up(settings, port, prefect_file or work.PREFECT_FILE)
    except work.UpError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Port of the press on this machine; any free one."
)
@click.pass_obj
def demo(settings: Settings, port: int) -> None:
    """The whole way on a made-up press: a poll, an edit, a second poll, a backfill, and three queries.

    Needs no network: the press runs on this machine while the demo does. What it gathers stays in --data, to be
    queried; a second call finds that nothing changed.
    """
    from flows.demo import run_demo

    run_demo(settings, port)


if __name__ == "__main__":
    main()
