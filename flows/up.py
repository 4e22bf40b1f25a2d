"""`readouts up`: Prefect's server, the work pool, the deployments and a worker on one machine, stopped together."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import click
from filelock import FileLock, Timeout

from config.settings import Settings

PREFECT_FILE = Path(__file__).parents[1] / "prefect.yaml"
START_SECONDS = 180
"""A first start makes the database: half a minute on a small machine, more on a busy one."""


class UpError(RuntimeError):
    """Something did not start; the message says what, and where its log is."""


def environment(settings: Settings, port: int) -> dict[str, str]:
    """What the server, the worker and the flows are started with: everything below the data folder, no telemetry."""
    home = (settings.data / "prefect").resolve()
    quiet = {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "2592000",
        "PREFECT_WORKER_QUERY_SECONDS": "5",
        "PREFECT_LOGGING_EXTRA_LOGGERS": "readouts",
        "READOUTS_DATA": str(settings.data.resolve()),
    }
    env = quiet | {key: value for key, value in os.environ.items() if not key.startswith("PREFECT_API")}
    env |= {"PREFECT_API_URL": quiet["PREFECT_API_URL"], "READOUTS_DATA": quiet["READOUTS_DATA"]}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # without .pyc files every flow run imports Prefect for three seconds
    return env


def up(settings: Settings, port: int, prefect_file: Path) -> None:
    """Start everything and wait until interrupted.

    Raises UpError, also where another one has the data folder, or the server of another folder the port.
    """
    if not prefect_file.is_file():
        raise UpError(f"{prefect_file} is not there; run it from a checkout, or name a file with --prefect-file")
    env = environment(settings, port)
    home = Path(env["PREFECT_HOME"])
    home.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(FileLock(home / "up.lock", timeout=0))
        except Timeout as error:
            raise UpError(f"`readouts up` runs with {settings.data} already") from error
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _interrupt)
        server = None
        if healthy(port):
            if home_of(port) != home:
                raise UpError(f"a server of another folder answers on port {port}; choose another one with --port")
            click.echo(f"a server answers on port {port}: using it")
        else:
            click.echo(f"starting the server on port {port} ...")
            command = ["server", "start", "--host", "127.0.0.1", "--port", str(port)]
            server = stack.enter_context(process(command, env, home / "server.log"))
            wait_healthy(server, port, home / "server.log")
        call(["--no-prompt", "work-pool", "create", "readouts", "--type", "process", "--overwrite"], env)
        call(["--no-prompt", "deploy", "--all", "--prefect-file", str(prefect_file.resolve())], env)
        command = ["worker", "start", "--pool", "readouts", "--limit", "2", "--name", "readouts"]
        worker = stack.enter_context(process(command, env, home / "worker.log"))
        click.echo(f"up: http://127.0.0.1:{port} shows the runs; logs are in {home}; Ctrl-C stops everything")
        try:
            code = worker.wait()
        except KeyboardInterrupt:
            click.echo("stopping ...")
            return
        if server is not None and server.poll() is not None:  # without which no worker goes on
            raise UpError(f"the server ended with code {server.returncode}; see {home / 'server.log'}")
        raise UpError(f"the worker ended with code {code}; see {home / 'worker.log'}")


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def prefect(arguments: list[str]) -> list[str]:
    """The command line of this environment's own Prefect."""
    return [sys.executable, "-m", "prefect", *arguments]


_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    """Have the kernel end this process when its parent is killed: a worker left behind would go on beside the next."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@contextlib.contextmanager
def process(arguments: list[str], env: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A Prefect process with a log file and a process group of its own, ended with the block."""
    with log.open("ab") as out:
        child = subprocess.Popen(  # noqa: S603  our own interpreter
            prefect(arguments),
            env=env,
            cwd=PREFECT_FILE.parent,
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
    try:
        yield child
    finally:
        # The group, since a worker's flow runs are processes of their own.
        for number, seconds in ((signal.SIGTERM, 20), (signal.SIGKILL, 10)):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(seconds)
                break


def call(arguments: list[str], env: dict[str, str]) -> None:
    """Run a Prefect command to its end. Raises UpError with what it printed."""
    done = subprocess.run(  # noqa: S603  our own interpreter
        prefect(arguments), env=env, cwd=PREFECT_FILE.parent, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        raise UpError(f"prefect {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")


def healthy(port: int) -> bool:
    """Whether a Prefect server answers on that port of this machine."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def home_of(port: int) -> Path | None:
    """The PREFECT_HOME of the server that answers on that port: whose runs it keeps. None where it does not say."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/admin/settings", timeout=5) as answer:
            return Path(json.load(answer)["home"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def wait_healthy(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until the server answers. Raises UpError when it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while not healthy(port):
        if server.poll() is not None:
            raise UpError(f"the server ended with code {server.returncode}; see {log}")
        if time.monotonic() > deadline:
            raise UpError(f"the server did not answer within {START_SECONDS} s; see {log}")
        time.sleep(0.5)
