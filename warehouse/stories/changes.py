"""Class the differences between the wordings that a page had one after the other."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from warehouse.merge import Changes, registered, run_scripts
from warehouse.stories.diff import classes
from warehouse.stories.thresholds import ALGO_VERSION

_CHANGE = pa.schema(
    {
        "from_version_id": pa.string(),
        "to_version_id": pa.string(),
        "classes": pa.list_(pa.string()),
        "algo_version": pa.int16(),
    }
)


def derive_changes(con: duckdb.DuckDBPyConnection) -> Changes:
    """Bring `store.version_change` up to the wordings of the asked documents, in the transaction of a load."""
    run_scripts(con, "stories/steps")
    # Most pages of most loads have one wording: their texts need not be looked at.
    if con.execute("SELECT count(*) FROM step_version").fetchall() == [(0,)]:
        return Changes()
    run_scripts(con, "stories/unclassed")
    rows = [
        {
            "from_version_id": before,
            "to_version_id": after,
            "classes": classes(title_before, text_before, title_after, text_after),
            "algo_version": ALGO_VERSION,
        }
        for before, after, title_before, text_before, title_after, text_after in con.execute(
            "SELECT from_id, to_id, title_before, text_before, title_after, text_after FROM unclassed_step"
        ).fetchall()
    ]
    with registered(con, {"new_version_change": pa.Table.from_pylist(rows, schema=_CHANGE)}):
        return run_scripts(con, "stories/changes")
