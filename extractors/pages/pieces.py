"""A line of the article on its way to becoming a block: its kind, and what was set apart and why."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.pages.document import Line
from extractors.records import BODY_KINDS, Block, BlockKind

_KINDS: dict[str, BlockKind] = {"li": "list", "dd": "list", "table": "table", "blockquote": "quote"}


@dataclass(slots=True, eq=False)
class Piece:
    """One line and what it is so far."""

    line: Line
    text: str
    kind: BlockKind
    credit: str | None = None
    rule: str | None = None
    end_mark: str | None = None
    """`Enditem` and the like, taken off the end of the text."""

    @classmethod
    def of(cls, line: Line) -> Piece:
        if line.heading:
            return cls(line, line.text, "heading")
        if line.quoted:
            return cls(line, line.text, "quote")
        return cls(line, line.text, _KINDS.get(line.tag, "paragraph"))

    @property
    def in_body(self) -> bool:
        return self.kind in BODY_KINDS

    def set_apart(self, kind: BlockKind, rule: str) -> None:
        self.kind, self.rule = kind, rule

    def blocks(self) -> tuple[Block, ...]:
        block = Block(self.kind, self.text, self.credit, self.rule)
        return (block, Block("furniture", self.end_mark, None, "end-mark")) if self.end_mark else (block,)
