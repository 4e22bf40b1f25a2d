"""States, organisations, people and issuers: who can be a side, and how its name is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from config.lexicon import FOLDER, load

Names = tuple[str, ...]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Country(_Entry):
    """A state; `countries.yaml` explains the fields."""

    iso3: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    en: Names = ()
    adj: Names = ()
    places: Names = ()
    regions: Names = ()
    zh: Names = ()
    places_zh: Names = ()
    ru: Names = ()
    adj_ru: Names = ()
    places_ru: Names = ()
    fa: Names = ()
    ar: Names = ()
    ko: Names = ()
    es: Names = ()
    fr: Names = ()
    places_fa: Names = ()
    places_ar: Names = ()
    places_ko: Names = ()
    places_es: Names = ()
    places_fr: Names = ()


class Capitals(_Entry):
    """Capitals and cities of one state; `capitals.yaml` explains the fields."""

    iso3: str
    zh: Names = ()
    ru: Names = ()
    fa: Names = ()
    ar: Names = ()
    ko: Names = ()
    es: Names = ()
    fr: Names = ()


class Organisation(_Entry):
    """An organisation that meets as a side of its own."""

    code: str
    en: Names = ()
    zh: Names = ()
    ru: Names = ()
    fa: Names = ()
    ar: Names = ()
    ko: Names = ()
    es: Names = ()
    fr: Names = ()


class Issuer(_Entry):
    """Who publishes for which side."""

    side: str
    org: str
    hosts: Names
    ids: Names = ()


class Tenure(_Entry):
    """One office of one person; `until` is None while it lasts."""

    role: str
    since: date
    until: date | None = None
    side: str | None = None
    """Whom the office was held for, where that is not the person's side."""


class Person(_Entry):
    """Someone who meets for a side, with names by language and offices since 2013."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    side: str
    en: Names
    zh: Names = ()
    ru: Names = ()
    fa: Names = ()
    ar: Names = ()
    ko: Names = ()
    tenures: tuple[Tenure, ...] = ()

    @field_validator("tenures", mode="before")
    @classmethod
    def _printed(cls, value: list[str]) -> list[Tenure]:
        return [_tenure(one) for one in value]

    def side_as(self, titles: tuple[str, ...]) -> str:
        """For whom the person speaks under these titles: `Prime Minister Mark Rutte` is not NATO's."""
        said = " ".join(titles).casefold()
        return next((one.side for one in self.tenures if one.side and one.role in said), self.side)


class Phrase(_Entry):
    """A set phrase; `phrases.yaml` explains the fields."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    family: str
    source: str
    en: Names
    zh: Names = ()
    ru: Names = ()


_TENURE = re.compile(r"(.+?)(?: for ([A-Z]+))? (\d{4})-(\d\d)(?:\.\.(\d{4})-(\d\d))?")


def _tenure(text: str) -> Tenure:
    """`foreign minister 2013-03..2022-12` as a tenure, from the first of a month to the first of another."""
    found = _TENURE.fullmatch(text)
    if found is None:
        raise ValueError(f"is no tenure: {text!r}; write `office 2013-03..2022-12`")
    role, side, year, month, last_year, last_month = found.groups()
    until = date(int(last_year), int(last_month), 1) if last_year else None
    return Tenure(role=role, since=date(int(year), int(month), 1), until=until, side=side)


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first; quotes and dashes match their twins."""
    escaped = (re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
    return "|".join(word.replace("'", "['’]").replace("’", "['’]").replace("['['’]]", "['’]") for word in escaped)


class World:
    """All sides by code, and the ways to find them in a text."""

    def __init__(
        self,
        countries: Iterable[Country],
        organisations: Iterable[Organisation],
        issuers: Iterable[Issuer],
        people: Iterable[Person],
    ) -> None:
        self.countries = {country.iso3: country for country in countries}
        self.organisations = {one.code: one for one in organisations}
        self.issuers = tuple(issuers)
        self.people = {person.id: person for person in people}

    @cached_property
    def sides_en(self) -> dict[str, str]:
        """Name or adjective in English, as printed, to the side's code."""
        table: dict[str, str] = {}
        for country in self.countries.values():
            for word in (*country.en, *country.adj):
                table.setdefault(word.replace("’", "'"), country.iso3)
        for one in self.organisations.values():
            for word in one.en:
                table.setdefault(word, one.code)
        return table

    @cached_property
    def places_en(self) -> dict[str, str]:
        table = {place: one.iso3 for one in self.countries.values() for place in one.places}
        for one in self.countries.values():
            for name in one.en:
                if len(name) > 3 and not name.startswith("U."):
                    table.setdefault(name, one.iso3)
        return {place.replace("’", "'"): iso3 for place, iso3 in table.items()}

    def issuer_of(self, host: str | None, *ids: str | None) -> Issuer | None:
        """The issuer by host name (or one it belongs to), else by outlet or agency id."""
        for issuer in self.issuers:
            if host and any(host == one or host.endswith("." + one) for one in issuer.hosts):
                return issuer
        return next((issuer for one in ids if one for issuer in self.issuers if one in issuer.ids), None)


def _with_cities(country: Country, cities: Capitals) -> Country:
    """The state with the cities of `capitals.yaml` besides its own."""
    more = {f"places_{lang}": getattr(cities, lang) for lang in ("zh", "ru", "fa", "ar", "ko", "es", "fr")}
    return country.model_copy(
        update={field: tuple(dict.fromkeys((*getattr(country, field), *names))) for field, names in more.items()}
    )


@cache
def world() -> World:
    """The packaged lexicon. Raises LexiconError on a mistake in a file."""
    people = FOLDER / "people.yaml"
    cities = {one.iso3: one for one in load(FOLDER / "capitals.yaml", list[Capitals])}
    countries = load(FOLDER / "countries.yaml", list[Country])
    return World(
        [_with_cities(one, cities[one.iso3]) if one.iso3 in cities else one for one in countries],
        load(FOLDER / "organisations.yaml", list[Organisation]),
        load(FOLDER / "issuers.yaml", list[Issuer]),
        load(people, list[Person]),
    )


@cache
def phrases() -> tuple[Phrase, ...]:
    """The packaged lexicon of set phrases. Raises LexiconError on a mistake in it."""
    return tuple(load(FOLDER / "phrases.yaml", list[Phrase]))
