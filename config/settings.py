"""Settings, from READOUTS_* variables or a .env file. `.env.example` documents each."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from pydantic import AwareDatetime, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

VERSION = "0.1.0"


class Settings(BaseSettings):
    """Every setting has a default that works; command-line options win over variables, variables over .env."""

    model_config = SettingsConfigDict(env_prefix="READOUTS_", env_file=".env", extra="ignore", frozen=True)

    data: Path = Field(default=Path("data"), description="Folder of everything the pipeline keeps.")
    outlets: Path | None = Field(default=None, description="Folder of outlet files; the packaged ones if unset.")
    contact: str = Field(
        default="",
        pattern=r"^[^\x00-\x1f\x7f]*$",
        description="E-mail or page a webmaster can turn to; part of the user agent.",
    )

    host_delay: float = Field(default=4.0, ge=0, description="Seconds between the starts of requests to one host.")
    timeout: float = Field(default=60.0, gt=0, description="Seconds a request may take in all, redirects included.")
    max_body: int = Field(default=10_000_000, gt=0, description="Bytes of body, after decompression, read at most.")
    concurrency: int = Field(default=16, ge=1, description="Hosts asked at the same time.")
    loopback: dict[str, int] = Field(
        default_factory=dict,
        description="Host patterns that may be reached on this machine, with their port; for the press only.",
    )
    wayback: str = Field(default="https://web.archive.org", description="Where the Wayback Machine is.")
    wayback_lag: int = Field(
        default=30, ge=0, description="Days after publication within which a page was captured first."
    )
    commoncrawl: str = Field(default="https://data.commoncrawl.org", description="Where Common Crawl's files are.")
    archive_delay: float = Field(default=5.0, ge=0, description="Seconds between requests to these two hosts.")
    now: AwareDatetime | None = Field(default=None, description="Freezes the clock; for demonstrations and tests.")

    workers: int = Field(default=0, ge=0, description="Processes that read archived pages; 0 for one a processor.")
    load_every: float = Field(default=60.0, ge=0, description="Seconds between loads while a backfill goes on.")
    page_seconds: float = Field(default=30.0, gt=0, description="Processor seconds that reading one page may take.")

    sql_memory: str = Field(
        default="2GB", pattern=r"^\d+(\.\d+)? ?[kKMGT]i?B$", description="Memory an analyst's query may use."
    )
    sql_threads: int = Field(default=2, ge=1, description="Threads an analyst's query may use.")
    sql_timeout: float = Field(default=60.0, gt=0, description="Seconds an analyst's query may run.")
    snapshots_kept: int = Field(default=3, ge=1, description="Published snapshots kept on disk.")

    @property
    def user_agent(self) -> str:
        """Who we are, to a webmaster."""
        contact = f"; +{self.contact}" if self.contact else ""
        return f"readouts/{VERSION} (research archive of official statements{contact})"

    def clock(self) -> datetime:
        """The time, in UTC and whole seconds; the frozen one where the clock is frozen."""
        return (self.now.astimezone(UTC) if self.now else datetime.now(UTC)).replace(microsecond=0)


def unknown(names: Iterable[str] | None = None) -> list[str]:
    """A sentence for every READOUTS_* variable, of the environment or of .env, that is no setting: a slip is silent."""
    if names is None:
        from dotenv import dotenv_values

        names = {**dotenv_values(".env"), **os.environ}
    known = [f"READOUTS_{name}".upper() for name in Settings.model_fields]
    told = []
    for name in sorted(names):
        if name.upper().startswith("READOUTS_") and name.upper() not in known:
            near = get_close_matches(name.upper(), known, n=1)
            told.append(f"{name} is no setting; " + (f"did you mean {near[0]}?" if near else "see .env.example"))
    return told
