"""Learn every outlet's furniture from what the warehouse holds, and take it out of the texts that have it.

Reads the published snapshot, so that readers and polls go on; takes the writer's lock only to store what was learned
and to load the new readings. An outlet of which nothing changed since the last round is passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from config.settings import Settings
from extractors.pages.learn import LEARNER, Elsewhere, Finding, Learner, Sample
from extractors.pages.learned import Furniture, apply, apply_blocks, label, mask, stream
from extractors.readouts import parse
from extractors.records import Batch, LearnedLine, Run, content_id
from flows.ask import check_outlets, snapshot
from warehouse import furniture as store
from warehouse.forgotten import kept_examples, living
from warehouse.furniture import FurnitureLine
from warehouse.readings import readings
from warehouse.stage import stage

LEARN_FROM = 5_000
"""Newest documents of an outlet that are looked at: enough to know what it prints around them today. What it printed
around older ones stays as it was learned."""
HELD = 50_000
"""Documents whose lines are kept in memory between the two looks at them; beyond, the second look reads them again."""
BATCH_READINGS = 200


@dataclass(frozen=True, slots=True)
class Taught:
    """What a round found: rows to store, and by outlet the lines to apply with their digest."""

    rows: list[FurnitureLine]
    lines: dict[str, tuple[LearnedLine, ...]]
    digests: dict[str, str]


def learn(con: duckdb.DuckDBPyConnection, only: Iterable[str] = ()) -> Taught:
    """Learn the outlets of a snapshot of which something is new; of `only` those named, new or not."""
    known, decided, done = store.known_lines(con), store.decisions(con), store.learned_until(con)
    named = set(only)
    outlets = [
        outlet
        for outlet, reached in store.signatures(con).items()
        if (outlet in named if named else done.get(outlet) != f"{reached} {_digest(known.get(outlet, ()))}")
    ]
    learners: dict[str, Learner] = {}
    wanted: list[tuple[str, str, str]] = []
    held = 0
    for outlet in outlets:
        learner = _learner(con, outlet)
        wanted += [(outlet, key, text) for key, texts in learner.candidates().items() for text in sorted(texts)]
        held += len(learner.days)
        if held <= HELD:
            learners[outlet] = learner
    found = store.elsewhere(con, wanted)
    taught = Taught([], {}, {})
    for outlet in outlets:
        learner = learners.pop(outlet) if outlet in learners else _learner(con, outlet)
        others = {key: Elsewhere(*value) for (where, key), value in found.items() if where == outlet}
        findings = learner.findings(others, decided)
        rows = [*_found(findings, decided), *_not_found(findings, known.get(outlet, ()), decided, learner)]
        taught.rows.extend(rows)
        taught.lines[outlet] = tuple(LearnedLine(outlet, row.edge, row.mask) for row in rows if row.active)
        taught.digests[outlet] = _digest(rows)
    return taught


def _learner(con: duckdb.DuckDBPyConnection, outlet: str) -> Learner:
    return Learner(outlet, (Sample(*row) for row in store.samples(con, outlet, LEARN_FROM)))


def _found(findings: Sequence[Finding], decided: dict[str, bool]) -> Iterator[FurnitureLine]:
    for finding in findings:
        line = finding.line
        yield FurnitureLine(
            line_id=line.line_id,
            outlet_id=line.outlet_id,
            edge=line.edge,
            mask=line.mask,
            example=finding.example,
            n_documents=finding.n_documents,
            n_days=finding.n_days,
            share=finding.share,
            first_day=finding.first_day,
            last_day=finding.last_day,
            state=finding.state,
            reason=finding.reason,
            active=decided.get(line.line_id, finding.state == "learned"),
            learner=LEARNER,
        )


def _not_found(
    findings: Sequence[Finding], known: Sequence[FurnitureLine], decided: dict[str, bool], learner: Learner
) -> Iterator[FurnitureLine]:
    """Lines of earlier rounds that this one did not meet: kept where it could not meet them, else retired."""
    met = {finding.line.line_id for finding in findings}
    for row in known:
        if row.line_id in met:
            continue
        if row.last_day < learner.first_day or row.state == "retired":
            yield replace(row, active=decided.get(row.line_id, row.active))
        else:
            reason = "not seen at the edge of enough pages any more"
            yield replace(row, state="retired", reason=reason, active=decided.get(row.line_id, False), learner=LEARNER)


def _digest(rows: Iterable[FurnitureLine]) -> str:
    """Of the lines in force and of the learner."""
    return content_id("", LEARNER, *sorted(row.line_id for row in rows if row.active))


def stage_changes(settings: Settings, con: duckdb.DuckDBPyConnection, taught: Taught, run: Run) -> Counter[str]:
    """Stage a new reading of every fetch whose text changes under the lines. Counts wordings and lines by fate."""
    counts = Counter[str]()
    for outlet, lines in taught.lines.items():
        furniture = Furniture(lines)
        changed: list[str] = []
        for version, blocks in store.wordings(con, outlet):
            counts["wordings"] += 1
            if apply_blocks(blocks, furniture) != tuple(blocks):
                changed.append(version)
        counts["wordings_changed"] += len(changed)
        for start in range(0, len(changed), BATCH_READINGS):
            batch = Batch(run=run, label=f"furniture of {outlet}, {start // BATCH_READINGS + 1}")
            for _, reading in readings(con, changed[start : start + BATCH_READINGS]):
                cut = replace(reading, article=apply(reading.article, furniture))
                batch.readings.append(cut)
                batch.parsed.append(parse(cut))
                batch.fetches.append(cut.fetch)
            stage(settings.data, batch)
    return counts


def examples_without(con: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> dict[str, str | None]:
    """By id, the learned lines that keep a line of these documents, with the line of another document of the outlet.

    None where no other document has such a line.
    """
    wanted: dict[str, dict[str, list[str]]] = {}
    found: dict[str, str | None] = {}
    for line_id, outlet, key in kept_examples(con, documents):
        wanted.setdefault(outlet, {}).setdefault(key, []).append(line_id)
        found[line_id] = None
    for outlet, ids in wanted.items():
        for blocks in living(con, outlet, documents):
            for stand in stream(blocks):
                masked = mask(stand.text)
                for name in (masked, label(masked) or ""):
                    for line_id in ids.pop(name, ()):
                        found[line_id] = stand.text
            if not ids:
                break
    return found


LISTED = """
    SELECT
        line_id,
        CASE WHEN decision = 'pin' THEN 'pinned' WHEN decision = 'free' THEN 'freed' ELSE state END AS state,
        edge, n_documents AS documents, n_days AS days, round(100 * share, 1) AS "% of pages",
        first_day, last_day, example, reason
    FROM furniture
    WHERE outlet_id = $outlet AND (active OR decision IS NOT NULL OR $everything)
    ORDER BY active DESC, edge, n_documents DESC, line_id
"""


def listed(settings: Settings, outlet: str, everything: bool) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Columns and rows of an outlet's lines: those in force and decided, or also those left. Raises AskError."""
    with snapshot(settings) as con:
        check_outlets(con, [outlet])
        result = con.execute(LISTED, {"outlet": outlet, "everything": everything})
        return [column[0] for column in result.description or ()], result.fetchall()
