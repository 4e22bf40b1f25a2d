"""Answers that are kept for the next time, of short texts alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
LONGEST = 500
"""Characters of a name, line or address up to which its answer is kept. Thousands of them, as long as a hostile page
likes, would fill a process."""


def remembered(
    maxsize: int,
) -> Callable[[Callable[Concatenate[str, P], T]], Callable[Concatenate[str, P], T]]:
    """`lru_cache` for a function of a text: what it says of one that is longer than `LONGEST` is found anew."""

    def decorate(function: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
        kept = lru_cache(maxsize=maxsize)(function)

        @wraps(function)
        def answer(text: str, /, *args: P.args, **named: P.kwargs) -> T:
            return kept(text, *args, **named) if len(text) <= LONGEST else function(text, *args, **named)  # type: ignore[arg-type]  # lru_cache forgets what its function takes

        return answer

    return decorate
