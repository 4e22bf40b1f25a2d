"""The lexicon: names of the world we read about, one YAML file a subject, in every script that prints them.

`agencies()` holds who may be named as the writer of a text. Two ways of asking, by where the text was found:
`named` where a source must stand (a source line, a dateline), `mentioned` in running text, where only names that
can mean nothing else count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from config.files import read_yaml
from config.remembered import remembered

FOLDER = Path(__file__).parent
Model = TypeVar("Model")


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message names the file, the entry and the mend."""


class Agency(BaseModel):
    """A writer of texts that others carry."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name: str
    """In English, as it calls itself."""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    zone: str | None = None
    """IANA name of the zone its own pages print; None where one host serves several."""
    hosts: tuple[str, ...] = ()
    names: dict[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], tuple[str, ...]] = Field(default_factory=dict)
    codes: tuple[str, ...] = ()
    """Short or ambiguous forms (`AP`, `WAM`): trusted only where a source must stand."""

    @property
    def long_names(self) -> tuple[str, ...]:
        """Every name that means this agency wherever it stands."""
        return tuple(dict.fromkeys(name for names in self.names.values() for name in names))

    @property
    def all_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.name, *self.long_names, *self.codes)))


@remembered(8192)
def fold(name: str) -> str:
    """A name as it is compared: width, case, quotes, spaces and surrounding punctuation do not count.

    Arabic yeh and kaf are written as the Persian ones, which pages mix.
    """
    if name.isascii():
        return name.translate(LETTERS_OF_ASCII)
    text = unicodedata.normalize("NFKC", name).casefold().translate(_PERSIAN)
    return re.sub(r"[\W_]+", "", text)


LETTERS_OF_ASCII = {ord(char): char.lower() if char.isalnum() else None for char in map(chr, range(128))}
"""What is left of ASCII where letters and digits count, folded: by this table in a tenth of the time."""
_PERSIAN = str.maketrans({"ي": "ی", "ك": "ک", "\u200c": None})
# Scripts that put no space between words: a name in them has no word border to look for.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# A site writes the desk or the app beside its name: 人民网-文化频道, 中国军网-解放军报, 新华社客户端.
_DESK = re.compile(r"(\s*[-－—–|｜·/／,，、:：]\s*)")
# What joins a carrier to whom it carries, and does not list equals.
_CARRIES = re.compile(r"\s*[-－—–]\s*|\s/\s")


_DOMAIN = re.compile(r"\s*(?:[a-z0-9-]+\.){1,4}[a-z]{2,10}\s*$", re.IGNORECASE)


class Agencies(Mapping[str, Agency]):
    """Agencies by id, by a printed name and by host."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self._by_id = {agency.id: agency for agency in agencies}

    def __getitem__(self, agency_id: str) -> Agency:
        return self._by_id[agency_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    @cached_property
    def _by_name(self) -> dict[str, Agency]:
        return {fold(name): agency for agency in self._by_id.values() for name in agency.all_names}

    @cached_property
    def _by_host(self) -> dict[str, Agency]:
        return {host: agency for agency in self._by_id.values() for host in agency.hosts}

    @cached_property
    def _running(self) -> re.Pattern[str]:
        names = sorted(
            ((name, agency.id) for agency in self._by_id.values() for name in agency.long_names),
            key=lambda pair: (-len(pair[0]), pair[0]),
        )
        parts = []
        for name, _ in names:
            escaped = re.escape(name)
            # A Chinese name has no word border, but 新华网 is not in 新华网络. The border before a name is looked for
            # behind it: what begins with a letter is passed over wherever that letter is not.
            border = "(?![络民友站])" if _UNSPACED.search(name) else rf"(?<![^\W_]{escaped})(?![^\W_])"
            parts.append(escaped + border)
        return re.compile("|".join(parts))

    @cached_property
    def pattern(self) -> str:
        """A regular expression (no groups) for any name or code, longest first: for datelines."""
        names = {name for agency in self._by_id.values() for name in agency.all_names}
        return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))

    def named(self, text: str) -> Agency | None:
        """The agency that a text names where a source stands: the whole text, or one of its parts (`A-B`, `A / B`).

        Of a carrier and whom it carries (`人民网－人民日报`, `UrduPoint / Sputnik`), the latter; of a list (`dpa/AFP`),
        the first. A domain (`mfa.gov.cn`) names whose it is.
        """
        found = self.named_in(text)
        return found[0] if found else None

    def named_in(self, text: str) -> tuple[Agency, str] | None:
        """The agency that `named` finds, and the part of the text that is its name."""
        whole = self._by_name.get(fold(text)) or (self.of_url(f"//{text.strip()}") if _DOMAIN.match(text) else None)
        if whole or len(text) > 80:
            return (whole, text) if whole else None
        found: str | None = None
        parts = ["", *_DESK.split(text)]  # each separator before its part
        for mark, part in zip(parts[::2], parts[1::2], strict=True):
            if fold(part) in self._by_name and (found is None or _CARRIES.fullmatch(mark)):
                found = part
        return (self._by_name[fold(found)], found.strip()) if found else None

    def mentioned(self, text: str) -> tuple[Agency, str] | None:
        """The first agency in running text and its name as printed, or None. Codes such as `AP` do not count."""
        match = self._running.search(text)
        if not match:
            return None
        return self._by_name[fold(match.group())], match.group()

    def of_url(self, url: str | None) -> Agency | None:
        """The agency whose own page this is: by the longest domain the host ends in, on label borders."""
        try:
            labels = (urlsplit(url or "").hostname or "").split(".")
        except ValueError:
            return None
        for start in range(len(labels)):
            found = self._by_host.get(".".join(labels[start:]))
            if found:
                return found
        return None


def load(path: Path, kind: type[Model]) -> Model:
    """A lexicon file as what it should be. Raises LexiconError on a mistake in it."""
    try:
        return TypeAdapter(kind).validate_python(read_yaml(path))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise LexiconError(f"{path}: {error}") from error


def read_agencies(*paths: Path) -> Agencies:
    """Read agency files. Raises LexiconError on a mistake, an id or a name used twice."""
    agencies: dict[str, Agency] = {}
    owner: dict[str, str] = {}
    for path, number, entry in [found for file in paths for found in _entries(file)]:
        try:
            agency = Agency.model_validate(entry)
        except ValidationError as error:
            problem = error.errors()[0]
            where = ".".join(str(step) for step in problem["loc"])
            raise LexiconError(f"{path}: entry {number}: {where}: {problem['msg']}") from error
        if agency.id in agencies:
            raise LexiconError(f"{path}: the id {agency.id!r} is used twice; give each agency its own")
        agencies[agency.id] = agency
        for key in {fold(name) for name in agency.all_names} | set(agency.hosts):
            if key in owner:
                raise LexiconError(f"{path}: {key!r} is a name of both {owner[key]!r} and {agency.id!r}; drop one")
            owner[key] = agency.id
    return Agencies(agencies.values())


def _entries(path: Path) -> list[tuple[Path, int, object]]:
    """The entries of a file, with the file and numbered from 1."""
    try:
        data = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LexiconError(f"{path}: cannot be read as YAML: {error}") from error
    if not isinstance(data, list):
        raise LexiconError(f"{path}: holds no list of agencies; begin each with `- id: ...`")
    return [(path, number, entry) for number, entry in enumerate(data, 1)]


@cache
def agencies() -> Agencies:
    """The packaged agencies, and the institutions that publish texts of their own."""
    return read_agencies(FOLDER / "agencies.yaml", FOLDER / "institutions.yaml")
