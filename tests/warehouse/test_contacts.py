"""Accounts of one contact: groups find what looking at every pair finds, in time that grows with their number."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from warehouse.contacts import Account, Contact, House, Joined, joined
from warehouse.joined import roots

DAY = date(2026, 3, 1)
PEOPLE = (("NOR", "brandt"), ("USA", "marsh"), ("USA", "mori"), ("JPN", "tanaka"))


def account(
    version_id: str,
    *people: tuple[str, str],
    host: str = "a",
    issuer: str = "USA",
    lang: str = "en",
    story: str | None = None,
    day: int = 0,
    days: int = 0,
    medium: str = "in person",
    country: str | None = None,
) -> Account:
    start = DAY + timedelta(day)
    sides = tuple(sorted({side for side, _ in people}))
    contact = Contact(start, start + timedelta(days), medium, sides, frozenset(people), country)
    return Account(version_id, House(host, issuer, lang), story, contact)


def pairwise(accounts: list[Account]) -> set[tuple[str, str]]:
    """The definition, for accounts that name two sides: each pair is looked at."""
    apart: dict[tuple[str, str], int] = {}
    by_id = {one.version_id: one for one in accounts}
    for a, b in combinations(accounts, 2):
        x, y = a.contact, b.contact
        gap = max(0, (y.start - x.end).days, (x.start - y.end).days)
        if (
            (x.medium, x.sides) == (y.medium, y.sides)
            and gap <= 1
            and (x.country is None or y.country is None or x.country == y.country)
            and len({side for side, _ in x.people & y.people}) > 1
            and (a.house != b.house or a.story_id == b.story_id)
            and (not gap or a.house.issuer != b.house.issuer)
        ):
            apart[a.version_id, b.version_id] = gap
    least: defaultdict[tuple[str, str], int] = defaultdict(lambda: 9)
    for pair, gap in apart.items():
        for one, other in (pair, pair[::-1]):
            towards = one, by_id[other].house.issuer
            least[towards] = min(least[towards], gap)
    return {
        (one, other)
        for (one, other), gap in apart.items()
        if gap == least[one, by_id[other].house.issuer] == least[other, by_id[one].house.issuer]
    }


def groups(accounts: list[Account], links: set[tuple[str, str]] | list[tuple[str, str]]) -> set[frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, root in roots((one.version_id for one in accounts), links).items():
        found[root].add(one)
    return {frozenset(group) for group in found.values()}


@st.composite
def some(draw: st.DrawFn, sides: int = 2) -> list[Account]:
    made = []
    for n in range(draw(st.integers(1, 14))):
        people = draw(st.sets(st.sampled_from(PEOPLE), min_size=1))
        if len({side for side, _ in people}) >= sides:
            made.append(
                account(
                    f"v{n:02}",
                    *people,
                    host=draw(st.sampled_from("ab")),
                    issuer=draw(st.sampled_from(["USA", "NOR", f"d{n}"])),
                    story=draw(st.sampled_from(["s1", "s2", None])),
                    day=draw(st.integers(0, 4)),
                    days=draw(st.integers(0, 2)),
                    medium=draw(st.sampled_from(["in person", "by wire"])),
                    country=draw(st.sampled_from([None, "NOR", "USA"])),
                )
            )
    return made


@given(some())
def test_groups_find_what_every_pair_finds(accounts: list[Account]) -> None:
    found, pairs = joined(accounts), pairwise(accounts)
    assert groups(accounts, found.links) == groups(accounts, pairs)
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        partners[one].add(other)
        partners[other].add(one)
    assert {one: other for one, (other, _) in found.nearest.items()} == {
        one: min(those) for one, those in partners.items()
    }


@given(some(sides=1), st.randoms())
def test_the_order_of_accounts_does_not_matter(accounts: list[Account], chance: random.Random) -> None:
    shuffled = list(accounts)
    chance.shuffle(shuffled)
    one, other = joined(accounts), joined(shuffled)
    assert groups(accounts, one.links) == groups(accounts, other.links)
    assert one.nearest == other.nearest


@given(some(sides=1))
def test_who_names_one_side_bridges_no_two_events(accounts: list[Account]) -> None:
    whole = groups(accounts, joined(accounts).links)
    told = [one for one in accounts if len(one.contact.sides) > 1]
    ids = {one.version_id for one in told}
    assert {group & ids for group in whole} - {frozenset()} == groups(told, joined(told).links)


def told(found: Joined, accounts: list[Account]) -> set[frozenset[str]]:
    return {group for group in groups(accounts, found.links) if len(group) > 1}


def test_a_text_without_two_sides_goes_with_its_story() -> None:
    full = account("v1", *PEOPLE[:2], story="s")
    copies = [
        account("v2", PEOPLE[0], host="b", story="s", day=2),
        account("v3", host="c", story="s"),
        account("v4", PEOPLE[0], host="d", story="s", day=4),  # days later
        account("v5", PEOPLE[3], host="e", story="s"),  # of somebody else
        account("v6", PEOPLE[0], host="f", story="t"),  # another text
    ]
    found = joined([full, *copies])
    assert told(found, [full, *copies]) == {frozenset({"v1", "v2", "v3"})}
    assert found.nearest["v2"] == ("v1", "one text: s; days: 2026-03-01 and 2026-03-03")
    assert found.nearest["v1"][0] == "v2"


def test_copies_that_name_one_side_are_one_event() -> None:
    copies = [account(f"v{n}", PEOPLE[0], host=f"h{n}", story="s") for n in range(3)]
    assert told(joined(copies), copies) == {frozenset({"v0", "v1", "v2"})}


def test_links_grow_with_accounts_and_not_with_their_pairs() -> None:
    accounts = [
        account(f"v{house}-{text}", *PEOPLE[:2], host=f"h{house}", issuer=f"h{house}", story=f"s{text}", day=day)
        for house, text, day in product(range(20), range(150), range(3))
    ]
    found = joined(accounts)
    assert len(found.links) < 5 * len(accounts)
    assert len(groups(accounts, found.links)) == 1
