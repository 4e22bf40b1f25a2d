"""What a crash tears is the last record of a file, and the next run cuts it off."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from extractors.fetch.archive import Archive
from extractors.fetch.mend import MARKS, cut_torn, mend
from extractors.records import Fetch, Page

NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)


def fill(folder: Path, n: int = 4) -> Archive:
    archive = Archive(folder, lambda: NOON)
    for number in range(n):
        fetch = Fetch(f"https://daily.example/{number}", "page", NOON, "ok", status=200)
        archive.keep(Page(fetch, f"<p>Page {number}</p>".encode() * 200))
    return archive


def the_file(folder: Path) -> Path:
    (path,) = folder.rglob("*.warc.gz")
    return path


def test_a_torn_last_record_is_cut_off_wherever_it_was_torn(tmp_path: Path) -> None:
    archive = fill(tmp_path, 1)
    path = the_file(tmp_path)
    whole = path.stat().st_size
    archive.keep(Page(Fetch("https://daily.example/last", "page", NOON, "ok", status=200), b"x" * 50))
    archive.close()
    data = path.read_bytes()
    for end in range(whole, len(data)):
        path.write_bytes(data[:end])
        assert cut_torn(path) == end - whole
        assert path.read_bytes() == data[:whole]
    path.write_bytes(data)
    assert cut_torn(path) == 0
    assert path.read_bytes() == data


def test_a_file_of_the_living_is_left_alone_and_one_of_the_dead_is_mended(tmp_path: Path) -> None:
    archive = fill(tmp_path)
    path = the_file(tmp_path)
    with path.open("ab") as file:
        file.write(b"\x1f\x8b torn")
    torn = path.stat().st_size
    assert mend(tmp_path) == []
    assert path.stat().st_size == torn
    (mark,) = (tmp_path / MARKS).iterdir()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    mark.rename(mark.with_name(mark.name.replace(f".{os.getpid()}.", f".{dead.pid}.", 1)))
    assert mend(tmp_path) == [f"archive/{path.relative_to(tmp_path)}: a torn last record of 7 bytes was cut off"]
    assert mend(tmp_path) == []
    assert list((tmp_path / MARKS).iterdir()) == []
    with path.open("rb") as stream:
        assert len(list(ArchiveIterator(stream))) == 5
    with path.open("rb") as stream:
        assert len(list(FastIterator(stream))) == 5
    archive.close()


def test_a_process_that_is_killed_leaves_a_file_that_the_next_run_mends(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from tests.extractors.fetch.test_mend import fill, the_file\n"
        "fill(Path(sys.argv[1])); path = the_file(Path(sys.argv[1]))\n"
        "os.truncate(path, path.stat().st_size - 9); os._exit(9)\n"
    )
    env = os.environ | {"PYTHONPATH": "."}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=Path(__file__).parents[3], env=env, check=False)
    (told,) = mend(tmp_path)
    assert "a torn last record" in told
    with the_file(tmp_path).open("rb") as stream:
        assert len(list(ArchiveIterator(stream))) == 4


def test_closing_takes_the_mark_away(tmp_path: Path) -> None:
    fill(tmp_path).close()
    assert list((tmp_path / MARKS).iterdir()) == []


@pytest.mark.parametrize("content", ["", "2026/03/06/no-such-file.warc.gz"])
def test_a_mark_of_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / MARKS).mkdir()
    (tmp_path / MARKS / "elsewhere.1.readouts-x.warc.gz.mark").write_text(content)
    os.utime(tmp_path / MARKS / "elsewhere.1.readouts-x.warc.gz.mark", (0, 0))
    assert mend(tmp_path) == []
    assert list((tmp_path / MARKS).iterdir()) == []
