"""Edges to stories."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from warehouse.stories.cluster import cluster, renames, story_name
from warehouse.stories.verify import Edge, Relation

NOON = datetime(2026, 3, 2, 12)  # noqa: DTZ001  as the database gives it


def edge(a: str, b: str, a_in_b: float = 1.0, b_in_a: float = 1.0, relation: Relation = "copy") -> Edge:
    return Edge(a, b, NOON, relation, a_in_b, b_in_a, 1.0, 1.0, 50)


def dates(documents: str) -> dict[str, datetime]:
    """The documents, an hour apart."""
    return {document: NOON + timedelta(hours=n) for n, document in enumerate(documents)}


def parts(documents: str, edges: list[Edge]) -> set[str]:
    found: dict[str, str] = {}
    for document, story in sorted(cluster(dates(documents), edges).stories.items()):
        found[story] = found.get(story, "") + document
    return set(found.values())


def test_copies_chain_and_weak_edges_do_not() -> None:
    edges = [edge("a", "b"), edge("b", "c"), edge("c", "e", relation="probable"), edge("a", "e", relation="weak")]
    assert parts("abce", edges) == {"abc", "e"}


def test_a_story_is_named_after_its_earliest_document() -> None:
    found = cluster(dates("ba"), [edge("a", "b")])
    assert set(found.stories.values()) == {story_name("b")}


def test_names_of_hashed_and_given_ids() -> None:
    assert story_name("d" + "0a" * 10) == "s" + "0a" * 10
    assert story_name("d0a") == "s-d0a"
    assert story_name("s-x") != story_name("x")


def test_a_digest_does_not_bridge_two_stories() -> None:
    """d holds a and b, which have nothing in common, and is neither's carrier."""
    edges = [edge("a", "d", 1.0, 0.4), edge("b", "d", 1.0, 0.5), edge("a", "c"), edge("c", "d", 1.0, 0.4)]
    found = cluster(dates("abcd"), edges)
    assert parts("abcd", edges) == {"ac", "b", "d"}
    assert found.contains == {"d": ["a", "b", "c"]}


def test_a_report_with_a_brief_of_another_story_stays_where_most_of_it_is_from() -> None:
    edges = [edge("a", "d", 1.0, 0.8), edge("b", "d", 1.0, 0.2)]
    assert parts("abd", edges) == {"ad", "b"}
    assert cluster(dates("abd"), edges).contains == {"d": ["b"]}


def test_two_cuts_of_one_text_are_no_digest() -> None:
    """Two cuts with nothing in common, one of which overlaps a third that overlaps the other."""
    edges = [
        edge("a", "o", 1.0, 0.4), edge("b", "o", 1.0, 0.4), edge("c", "o", 1.0, 0.5),
        edge("a", "c", 0.3, 0.3, "weak"), edge("b", "c", 0.3, 0.3, "weak"),
    ]  # fmt: skip
    assert parts("abco", edges) == {"abco"}


def test_copies_of_a_digest_are_one_story() -> None:
    edges = [
        edge("a", "d", 1.0, 0.4), edge("b", "d", 1.0, 0.4), edge("a", "e", 1.0, 0.4), edge("b", "e", 1.0, 0.4),
        edge("d", "e"),
    ]  # fmt: skip
    assert parts("abde", edges) == {"a", "b", "de"}


_share = st.sampled_from([0.2, 0.45, 0.6, 0.72, 0.8, 1.0])
_edges = st.lists(
    st.builds(
        lambda pair, x, y, relation: edge(min(pair), max(pair), x, y, relation),
        st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=2, unique=True),
        _share, _share, st.sampled_from(["copy", "copy", "weak", "probable", "page", "identical"]),
    ),
    max_size=14, unique_by=lambda e: (e.a, e.b),
)  # fmt: skip


@given(_edges, st.randoms())
def test_the_order_of_edges_and_documents_does_not_matter(edges: list[Edge], rng: random.Random) -> None:
    dated = dates("abcdefgh")
    documents, shuffled = list(dated), list(edges)
    rng.shuffle(documents)
    rng.shuffle(shuffled)
    assert cluster({document: dated[document] for document in documents}, shuffled) == cluster(dated, edges)


@given(_edges)
def test_a_document_in_a_shared_story_has_a_joining_edge_into_it(edges: list[Edge]) -> None:
    found = cluster(dates("abcdefgh"), edges).stories
    for document, story in found.items():
        if list(found.values()).count(story) > 1:
            assert any(
                document in (e.a, e.b) and found[e.a] == found[e.b] and e.relation in ("copy", "page", "identical")
                for e in edges
            )


def test_a_name_that_is_no_more_leads_where_its_document_went() -> None:
    a, b, c = ("d" + letter * 20 for letter in "abc")
    old = {a: story_name(a), b: story_name(a), c: story_name(c)}
    assert renames(old, {a: "s0", b: story_name(b), c: story_name(c)}) == {story_name(a): "s0"}
    assert renames(old, {b: story_name(b), c: story_name(c)}) == {story_name(a): story_name(b)}
    assert renames(old, {c: story_name(c)}) == {}
    assert renames(old, {a: story_name(a), b: story_name(b), c: story_name(c)}) == {}
