"""`readouts event` and `readouts status`: for a person and for a script, and a readout taken out of its event."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from flows.cli import main
from tests.warehouse.builders import OUTLETS, at
from tests.warehouse.test_events import BOTH, parsed, staged
from warehouse.load import load
from warehouse.publish import publish
from warehouse.stage import stage


def asked(data: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["--data", str(data), *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_an_event_is_shown_with_its_accounts_and_can_lose_one(tmp_path: Path) -> None:
    one, other = parsed("USA", BOTH), parsed("NOR", BOTH)
    stage(tmp_path, staged(one, other))
    load(tmp_path, outlets=OUTLETS, now=at(600))
    publish(tmp_path)
    (row,) = asked(tmp_path, "sql", "select event_id from events", "--format", "csv").split()[1:]

    told = json.loads(asked(tmp_path, "event", row, "--json"))
    assert told["event"][0]["issuers"] == ["NOR", "USA"]
    assert told["event"][0]["place"] is None
    assert {account["issuer"] for account in told["accounts"]} == {"NOR", "USA"}
    assert [(side["side_a"], side["side_b"]) for side in told["sides"]] == [("NOR", "USA")]
    shown = asked(tmp_path, "event", row)
    assert "NOR, USA" in shown
    assert "NOR and USA" in shown
    assert "None" not in shown
    # Every account with its address, its day, and where the day is from.
    for account in told["accounts"]:
        assert account["url"] in shown
        assert account["readout_id"] in shown
    assert shown.count(f"says {told['accounts'][0]['start_date']} (by its {told['accounts'][0]['date_source']})") == 2
    # What tells of it leads to it.
    for key in ("readout_id", "story_id", "url"):
        assert asked(tmp_path, "event", told["accounts"][0][key]) == shown
    assert asked(tmp_path, "event", f"{row}\r") == shown  # as a line of a CSV file
    lost = CliRunner().invoke(main, ["--data", str(tmp_path), "event", "https://nowhere.example/"])
    assert (lost.exit_code, "no event of" in lost.stderr) == (1, True)

    assert "now stands alone" in asked(tmp_path, "event", row, "--split", other[0].version_id)
    counted = asked(tmp_path, "sql", "select n_readouts from events", "--format", "csv")
    assert counted.split() == ["n_readouts", "1", "1"]

    status = json.loads(asked(tmp_path, "status", "--json"))
    assert status["totals"] == [{"documents": 2, "versions": 2, "stories": 2, "outlets": 1}]
    assert {source["state"] for source in status["sources"]} == {"never asked"}
    assert (status["staged"], status["quarantined"]) == (0, [])
    shown = asked(tmp_path, "status")
    assert "2 documents, 2 versions, 2 stories" in shown
    # Sources that were never asked are a number to a person.
    assert f"{len(status['sources'])} more sources were never asked" in shown
    assert status["sources"][0]["source_id"] not in shown
