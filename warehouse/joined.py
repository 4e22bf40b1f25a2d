"""What is joined by pairs: connected components. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def roots(ones: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By one, the one that stands for all that pairs join it to, over whatever others. Pairs are of these ones."""
    parent = {one: one for one in ones}

    def root(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for one, other in pairs:
        parent[root(one)] = root(other)
    return {one: root(one) for one in parent}
