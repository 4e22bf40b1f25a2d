"""Records of what is known of an outlet beside its pages: its furniture, and other addresses of its documents.

Part of the contract: import them from `extractors.records`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from extractors.identity import content_id

Edge = Literal["head", "tail"]


@dataclass(frozen=True, slots=True)
class LearnedLine:
    """A line that an outlet prints around its articles. Made by `extractors.pages.learn`, applied by `.learned`."""

    outlet_id: str
    edge: Edge
    mask: str
    """Folded, numbers as 0; `label: *` stands for every line with that label."""

    @property
    def line_id(self) -> str:
        return content_id("l", self.outlet_id, self.edge, self.mask)


AliasKind = Literal["amp", "mobile", "print", "host-move", "redirect", "canonical-link"]


@dataclass(frozen=True, slots=True)
class UrlAlias:
    """An address under which a document stands beside its canonical one."""

    from_url: str
    """Canonical in its spelling, and not where the document is known."""
    to_url: str
    """The document's canonical URL."""
    kind: AliasKind
    evidence: str
    """The rule or answer that says so."""
    outlet_id: str | None
    seen_at: datetime
