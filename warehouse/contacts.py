"""Which accounts tell of one contact: a pure function of accounts, so that the order of arrival cannot matter.

Two accounts are joined when they name the same sides and two people of different sides in common, both were in person
or both by wire or both by letter, they do not name two countries, and their days overlap. A day apart joins the
accounts of two issuers (a call across the date line, an account printed the next morning), and only where neither has
an account of the other that is nearer: leaders who speak on two days running have spoken twice. One house has one
account of a contact: two texts of it tell of two, such as the meetings of one visit, unless they are one story.

A text that names fewer than two sides says too little to be joined so. It is joined to the account of its own story
that names most, if that one names its sides too and is not days away.

A meeting of note has thousands of accounts, and each pair of them is joined. So accounts that give the same people,
days, medium and country are looked at together: what they are joined to is asked of such groups, and for each account
only the first of its partners is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

NEAR = 3
"""Days between two accounts of one story that may tell of one contact: a copy without its dateline has a later day."""

_DAY = timedelta(days=1)


class House(NamedTuple):
    """Who printed an account. It has one account of a contact in a language."""

    host: str
    issuer: str
    lang: str | None


class Contact(NamedTuple):
    """What an account says of who met, when and how."""

    start: date
    end: date
    medium: str
    sides: tuple[str, ...]
    people: frozenset[tuple[str, str]]
    """Side and person."""
    country: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """A readout as far as it decides what it is joined to."""

    version_id: str
    house: House
    story_id: str | None
    contact: Contact


@dataclass(slots=True)
class Joined:
    """What accounts are joined to."""

    links: list[tuple[str, str]] = field(default_factory=list)
    """Version ids that tell of one contact: enough of them to make each event connected."""
    nearest: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By version id, the first of the accounts it is joined to, and the evidence."""


class _Told:
    """Accounts that say the same of a contact."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        self.accounts = sorted(accounts, key=lambda one: one.version_id)
        self.contact = self.accounts[0].contact
        self.first = self.accounts[0]
        self.elsewhere = next((one for one in self.accounts if one.house != self.first.house), None)
        """The first that is of another house than the first of all."""
        self.of_text: defaultdict[tuple[House, str | None], list[Account]] = defaultdict(list)
        for one in self.accounts:
            self.of_text[one.house, one.story_id].append(one)

    def first_for(self, account: Account) -> str | None:
        """Id of the first of these that an account is joined to, if it says the same of who met, when and how."""
        of_others = self.first if self.first.house != account.house else self.elsewhere
        mates = self.of_text.get((account.house, account.story_id), ())[:2]
        ids = [one.version_id for one in (*mates, of_others) if one and one.version_id != account.version_id]
        return min(ids, default=None)


def joined(accounts: Iterable[Account]) -> Joined:
    """What each of these accounts is joined to."""
    found = Joined()
    by_contact: defaultdict[Contact, list[Account]] = defaultdict(list)
    of_story: defaultdict[str, list[Account]] = defaultdict(list)
    for one in accounts:
        if len(one.contact.sides) > 1:
            by_contact[one.contact].append(one)
        if one.story_id:
            of_story[one.story_id].append(one)
    _by_people(found, [_Told(those) for those in by_contact.values()])
    _by_text(found, of_story)
    return found


def _by_people(found: Joined, told: Sequence[_Told]) -> None:
    pairs = list(_pairs(told))
    issuers: defaultdict[Contact, set[str]] = defaultdict(set)
    for one, other in pairs:
        if not _apart(one.contact, other.contact):
            issuers[one.contact].update(account.house.issuer for account in other.accounts)
            issuers[other.contact].update(account.house.issuer for account in one.accounts)
    for one, other in pairs:
        if not _apart(one.contact, other.contact):
            _join(found, one, other)
            continue
        left = [account for account in one.accounts if account.house.issuer not in issuers[other.contact]]
        right = [account for account in other.accounts if account.house.issuer not in issuers[one.contact]]
        if left and right:
            _join(found, _Told(left), _Told(right))


def _pairs(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """What may be one contact, each with itself as well."""
    alike: defaultdict[tuple[str, tuple[str, ...]], list[_Told]] = defaultdict(list)
    for one in told:
        alike[one.contact.medium, one.contact.sides].append(one)
    for those in alike.values():
        those.sort(key=lambda one: one.contact.start)
        for n, one in enumerate(those):
            yield one, one
            for other in those[n + 1 :]:
                if other.contact.start > one.contact.end + _DAY:
                    break
                if _one_contact(one.contact, other.contact):
                    yield one, other


def _one_contact(a: Contact, b: Contact) -> bool:
    elsewhere = a.country and b.country and a.country != b.country
    return not elsewhere and len({side for side, _ in a.people & b.people}) > 1


def _apart(a: Contact, b: Contact) -> int:
    """Days between two contacts; 0 where they overlap."""
    return max(0, (b.start - a.end).days, (a.start - b.end).days)


def _join(found: Joined, one: _Told, other: _Told) -> None:
    """Join the accounts of two groups, or of one with itself, which say the same but for their house."""
    names = sorted(person for _, person in one.contact.people & other.contact.people)
    days = sorted((one.contact.start, other.contact.start))
    why = f"people: {', '.join(names)}; days: {days[0]} and {days[1]}; {one.contact.medium}"
    for those, partners in ((one, other), (other, one)):
        for account in those.accounts:
            if first := partners.first_for(account):
                _note(found, account.version_id, first, why)
    # Where there are two houses, everything is joined by way of the other one: a house's own texts as well.
    both = [*one.accounts, *other.accounts]
    if len({account.house for account in both}) > 1:
        _link(found, both)
    else:
        for (house, story), accounts in one.of_text.items():
            _link(found, [*accounts, *other.of_text.get((house, story), ())])


def _by_text(found: Joined, of_story: Mapping[str, Sequence[Account]]) -> None:
    """Join what names fewer than two sides to the account of its story that names most, and never by way of another."""
    attached: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for story, those in of_story.items():
        whole: list[Account] = []
        for one in sorted(those, key=lambda one: (-len(one.contact.sides), one.contact.start, one.version_id)):
            told = one.contact
            full = (
                next((other for other in whole if _holds(other.contact, told)), None) if len(told.sides) < 2 else None
            )
            if full is None:
                whole.append(one)
                continue
            days = sorted((told.start, full.contact.start))
            why = f"one text: {story}; days: {days[0]} and {days[1]}"
            found.links.append((one.version_id, full.version_id))
            found.nearest[one.version_id] = full.version_id, why
            attached[full.version_id].append((one.version_id, why))
    for version, partners in attached.items():
        found.nearest.setdefault(version, min(partners))


def _holds(full: Contact, told: Contact) -> bool:
    return _apart(full, told) <= NEAR and set(told.sides) <= set(full.sides)


def _note(found: Joined, version: str, other: str, why: str) -> None:
    found.nearest[version] = min(found.nearest.get(version, (other, why)), (other, why))


def _link(found: Joined, accounts: Sequence[Account]) -> None:
    found.links.extend((accounts[0].version_id, one.version_id) for one in accounts[1:])
