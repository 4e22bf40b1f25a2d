"""`readouts export`: every view as a file, whole texts only where they may be passed on, all of it or nothing."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from click.testing import CliRunner, Result

from config.outlets import Outlets
from extractors.readouts import parse
from extractors.records import Origin
from flows import export
from flows.cli import main
from tests.warehouse.builders import LONG, at, batch, outlet, polled, reading
from warehouse.load import load
from warehouse.publish import publish
from warehouse.stage import stage

OUTLETS = Outlets(
    [
        outlet("daily"),
        outlet("gazette").model_copy(update={"rights": "official-text"}),
        outlet("mirror").model_copy(update={"rights": "public-domain"}),
    ]
)
CARRIED = Origin("carrier", "agency", "Agency", "Source: Agency", "line", None)


TITLE = "Readout of President Aldo Marsh’s Call with Prime Minister Ilse Brandt of Norway"
CALL = (
    "President Aldo Marsh of the United States spoke by phone with Prime Minister Ilse Brandt of Norway on May 1.\n\n"
    "President Marsh stressed that the ferries of the {} coast must sail again before the winter. The two leaders "
    "discussed the herring quotas of the {} coast, and the repair of the {} sea dikes. They agreed to rebuild the "
    "great salt works of the {} coast by May 2027."
)


@pytest.fixture(scope="module")
def data(folder: Callable[[str], Path]) -> Path:
    data = folder("data")
    batch = polled(
        reading("https://daily.example/a", title="=1+1", text=LONG),
        reading("https://gazette.example/a", title="An official text", text=LONG.replace("ferry", "railway")),
        reading("https://mirror.example/a", title="Carried", text=LONG.replace("ferry", "tram"), origin=CARRIED),
        reading("https://nobody.example/a", title="Of no outlet", text=LONG.replace("ferry", "bus"), outlet_id=None),
    )
    stage(data, batch)
    load(data, outlets=OUTLETS, now=at(600))
    publish(data)
    return data


def run(data: Path, *args: object) -> Result:
    return CliRunner().invoke(main, ["--data", str(data), "export", *map(str, args)])


def test_texts_go_along_only_where_rights_allow(data: Path, tmp_path: Path) -> None:
    assert run(data, tmp_path / "out").exit_code == 0
    texts = {
        row["title"]: row["text"] for row in parquet.read_table(tmp_path / "out/document_versions.parquet").to_pylist()
    }
    assert texts["An official text"].startswith("The two sides")
    # of the media; an agency's, on a page that gives its own texts away; of nobody known
    assert texts["=1+1"] is texts["Carried"] is texts["Of no outlet"] is None
    manifest = json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))
    assert manifest["texts_left_out"] == {"daily": 1, "mirror": 1, "of no outlet": 1}
    assert manifest["rows"]["documents"] == 4
    assert {path.stem for path in (tmp_path / "out").glob("*.parquet")} == set(export.VIEWS)


def test_pieces_of_a_text_go_where_the_text_goes(tmp_path: Path) -> None:
    """Every value of every view is looked at: four words as they stand in a text are a piece of it."""
    texts = {
        host: CALL.replace("{}", word) for host, word in (("gazette", "north"), ("daily", "east"), ("mirror", "west"))
    }
    found = [
        reading(
            f"https://{host}.example/call", title=TITLE, text=text, **({"origin": CARRIED} if host == "mirror" else {})
        )
        for host, text in texts.items()
    ]
    stage(tmp_path / "data", batch(readings=found, parsed=[parse(one) for one in found]))
    load(tmp_path / "data", outlets=OUTLETS, now=at(600))
    publish(tmp_path / "data")
    assert run(tmp_path / "data", tmp_path / "out").exit_code == 0
    pieces: dict[str, set[tuple[str, str]]] = {host: set() for host in texts}
    n_rows = 0
    for view in export.VIEWS:
        for row in parquet.read_table(tmp_path / f"out/{view}.parquet").to_pylist():
            n_rows += view in ("statements", "commitments", "topics")
            for column, value in row.items():
                words = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
                for host, text in texts.items():
                    if any(len(one.split()) >= 4 and one in text for one in words):
                        pieces[host].add((view, column))
    told = {(view, column) for view, (_, columns) in export._PIECES.items() for column in columns}
    assert pieces == {"gazette": told, "daily": set(), "mirror": set()}
    assert n_rows == 3 * 4  # what was left out is told where it stands


def test_csv_has_no_formulas_and_json_a_row_a_line(data: Path, tmp_path: Path) -> None:
    run(data, tmp_path / "csv", "--format", "csv")
    with (tmp_path / "csv/documents.csv").open(encoding="utf-8", newline="") as file:
        assert "'=1+1" in {row["title"] for row in csv.DictReader(file)}
    result = run(data, tmp_path / "json", "--format", "json", "--json")
    lines = (tmp_path / "json/documents.json").read_text("utf-8").splitlines()
    assert len([json.loads(line) for line in lines]) == json.loads(result.stdout)["rows"]["documents"] == 4


def test_it_never_overwrites_and_leaves_nothing_half_done(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(data, tmp_path / "out")
    again = run(data, tmp_path / "out")
    assert again.exit_code == 1
    assert "there already" in again.output

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "_write", full)
    failed = run(data, tmp_path / "other")
    assert failed.exit_code == 1
    assert "No space left" in failed.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_nothing_published_is_told(tmp_path: Path) -> None:
    result = run(tmp_path / "nothing", tmp_path / "out")
    assert result.exit_code == 1
    assert "nothing is published here yet" in result.output
    assert not (tmp_path / "out").exists()
