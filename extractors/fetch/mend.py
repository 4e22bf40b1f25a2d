"""What a crash tore: the last record of a file whose writer is no more is cut off, so that the file ends whole again.

A file that is being written has a mark in `archive/.open`, named after machine and process; closing it takes the mark
away. Whoever runs next finds the marks of the dead, walks through their files, and tells what was cut.
"""

from __future__ import annotations

import os
import platform
import time
import zlib
from pathlib import Path

MARKS = ".open"
_CHUNK = 1 << 20
_DAY = 24 * 3600


def mark(folder: Path, name: str) -> Path:
    """Note that this process writes a file of the archive; unlink the mark when it is closed."""
    path = folder / MARKS / f"{platform.node()}.{os.getpid()}.{Path(name).name}.mark"
    path.parent.mkdir(exist_ok=True)
    path.write_text(name, encoding="utf-8")
    return path


def mend(folder: Path) -> list[str]:
    """Cut torn last records off the files of dead processes; returns what was cut, in words. Raises OSError."""
    told = []
    marks = folder / MARKS
    for path in sorted(marks.iterdir()) if marks.is_dir() else ():
        if not _is_dead(path):
            continue
        try:
            name = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            continue  # another process mends the same file
        file = folder / name
        if name and file.is_file() and (cut := cut_torn(file)):
            told.append(f"archive/{name}: a torn last record of {cut} bytes was cut off")
        path.unlink(missing_ok=True)
    return told


def cut_torn(path: Path) -> int:
    """Cut a file of gzip members after its last whole one; returns the bytes cut. Raises OSError."""
    whole = _whole(path)
    cut = os.path.getsize(path) - whole
    if cut:
        with path.open("r+b") as file:
            file.truncate(whole)
            os.fsync(file.fileno())
    return cut


def _whole(path: Path) -> int:
    """Bytes of the whole members that a file begins with."""
    at = whole = 0
    reader = zlib.decompressobj(31)
    with path.open("rb") as file:
        while data := file.read(_CHUNK):
            while data:
                try:
                    reader.decompress(data, _CHUNK)
                except zlib.error:
                    return whole
                rest = reader.unused_data if reader.eof else reader.unconsumed_tail
                at += len(data) - len(rest)
                data = rest
                if reader.eof:
                    whole = at
                    reader = zlib.decompressobj(31)
    return whole


def _is_dead(path: Path) -> bool:
    """Whether the process that a mark names is no more."""
    node, _, rest = path.name.rpartition(".readouts-")[0].rpartition(".")
    if node == platform.node() and rest.isdigit():
        try:
            os.kill(int(rest), 0)
        except ProcessLookupError:
            return True
        except (PermissionError, OverflowError):
            pass
        return False
    # Of another machine or container, whose processes cannot be asked: no file is written for more than a day.
    try:
        return time.time() - path.stat().st_mtime > 2 * _DAY
    except FileNotFoundError:
        return False
