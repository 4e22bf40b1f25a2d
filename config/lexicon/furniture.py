"""Rules for the lines around an article, from `furniture.yaml`."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from config.fields import Regex
from config.lexicon import FOLDER, load

Edge = Literal["head", "inside", "tail"]


class LineRule(BaseModel):
    """What one kind of furniture looks like; `furniture.yaml` explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")]
    edges: tuple[Edge, ...] = Field(min_length=1)
    longest: int = Field(gt=0)
    rest: bool = False
    lines: tuple[Regex, ...] = Field(min_length=1)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{line})" for line in self.lines), re.IGNORECASE)

    def matches(self, text: str) -> bool:
        """Whether the whole line is this kind of furniture."""
        return len(text) <= self.longest and self._pattern.fullmatch(text) is not None


@cache
def ends_article() -> tuple[LineRule, ...]:
    """The rules for lines below an article behind which nothing is its own."""
    return tuple(rule for rule in line_rules("tail") if rule.rest)


@cache
def line_rules(edge: Edge) -> tuple[LineRule, ...]:
    """The packaged rules for one edge of an article, in their order. Raises LexiconError on a mistake in the file."""
    return tuple(rule for rule in load(FOLDER / "furniture.yaml", list[LineRule]) if edge in rule.edges)
