"""Learned furniture: lines that an outlet prints around its articles, found by reading many of them (`learn`).

The rules are data, `LearnedLine` records, and applying them is a pure function over an article's blocks. They act at
the edges alone: from the last line inwards, and from the first, as far as the lines are known, set apart already, or
at most a few unknown lines that are no sentences. A line taken out stays among the blocks as furniture with the rule
`learned:<id>`; applying other lines puts it back. An article is never emptied.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from config.remembered import remembered
from extractors.pages.document import weight
from extractors.records import BODY_KINDS, Article, Block, BlockKind, Edge, LearnedLine

RULE = "learned:"
EDGES: tuple[Edge, ...] = ("head", "tail")
REACH = 40
"""Lines from an edge beyond which nothing is furniture."""
MISSES: dict[Edge, int] = {"head": 1, "tail": 2}
"""Unknown lines in a row, no sentences, that may stand among the furniture of an edge: names, related headlines."""
ALIKE = 0.7
"""Share of a line's words that must be those of a learned line for it to be the same line in another setting: a menu
with one entry more, a date line with the name of the next month."""

_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"(?=.*[^\W\d_]{2})[^:：]{2,40}[:：]")
_CLOSERS = "\"'”’»」』)）]】>》›*_ "
_SENTENCE_END = ".。!！?？…؟۔।,，،、;；؛"
_MARK = re.compile(
    r"©|\(c\)|copyright|all rights reserved|版权|版權|转载|著作权|저작권|무단|авторск|права защищены|حقوق|derechos "
    r"reservados|droits réservés|direitos reservados|hakları saklıdır|icp备|[\w.+-]@[\w-]|https?://|\bwww\.",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"(?:[|·•｜/>»].*){2}")
_LEGAL = 200
"""Characters at the start of a line among which a legal mark makes it none of the text."""
_LONG = 120


@remembered(65_536)
def mask(text: str) -> str:
    """A line as it is compared: folded, white space squeezed, every number a 0."""
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).casefold())
    return _NUMBER.sub("0", _SPACE.sub(" ", folded).strip())


def label(masked: str) -> str | None:
    """The mask of all lines that begin with the same label (`editor: *`), if a line has one."""
    found = _LABEL.match(masked)
    return f"{found.group()} *" if found and len(masked) > found.end() else None


@remembered(65_536)
def is_sentence(text: str, edge: Edge = "tail") -> bool:
    """Whether a line reads like text: it ends as sentences, addresses and list items do, or is long and unparted.

    Legal marks (`© ... All rights reserved.`) are none. At the top, a line that ends in a colon announces something.
    """
    if _MARK.search(text[:_LEGAL]):
        return False
    bare = _INVISIBLE.sub("", text).rstrip(_CLOSERS)
    if bare.endswith(tuple(_SENTENCE_END)):
        return True
    if edge == "head" and bare.endswith((":", "：")):
        return len(_WORD.findall(bare)) > 2 or weight(bare) >= len(bare) + 8  # four wide characters
    return weight(text) > _LONG and not _SEPARATED.search(text)


@dataclass(frozen=True, slots=True)
class Stand:
    """A line of the stream that is looked at: where its block stands, and what it was before anything was learned."""

    index: int
    text: str
    apart: bool
    """Set apart by a rule that was not learned."""


def stream(blocks: Sequence[Block]) -> list[Stand]:
    """The lines among which furniture is looked for: the body, and what stands at its edges set apart by rule."""
    return [
        Stand(index, block.text, original_kind(block) not in BODY_KINDS)
        for index, block in enumerate(blocks)
        if original_kind(block) in BODY_KINDS
        or (block.kind in ("furniture", "header") and block.rule not in ("title", "end-mark"))
    ]


def original_kind(block: Block) -> BlockKind:
    """The kind a block had before learned furniture was taken out."""
    if block.kind != "furniture" or not (block.rule or "").startswith(RULE):
        return block.kind
    kind = (block.rule or "").removeprefix(RULE).partition(":")[2] or "paragraph"
    return kind  # type: ignore[return-value]  # written by `_taken`


def restore(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks as they were before learned furniture was taken out."""
    return tuple(
        block if (kind := original_kind(block)) == block.kind else replace(block, kind=kind, rule=None)
        for block in blocks
    )


@dataclass(frozen=True)
class Furniture:
    """The lines of one outlet, ready to be applied."""

    lines: tuple[LearnedLine, ...] = ()
    _by_mask: dict[tuple[Edge, str], str] = field(init=False, repr=False, compare=False)
    _by_word: dict[tuple[Edge, str], list[tuple[frozenset[str], str]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        masks: dict[tuple[Edge, str], str] = {}
        words: dict[tuple[Edge, str], list[tuple[frozenset[str], str]]] = {}
        for line in sorted(self.lines, key=lambda line: line.line_id):
            masks[line.edge, line.mask] = line.line_id
            if len(known := _words(line.mask)) >= 4:
                for word in known:
                    words.setdefault((line.edge, word), []).append((known, line.line_id))
        object.__setattr__(self, "_by_mask", masks)
        object.__setattr__(self, "_by_word", words)

    def find(self, edge: Edge, text: str) -> str | None:
        """Id of the line this is at that edge: the same, one with its label, or one with nearly all of its words."""
        masked = mask(text)
        if found := self._by_mask.get((edge, masked)):
            return found
        if is_sentence(text, edge):
            return None
        if (key := label(masked)) and (found := self._by_mask.get((edge, key))):
            return found
        return self._alike(edge, _words(masked))

    def _alike(self, edge: Edge, words: frozenset[str]) -> str | None:
        if len(words) < 4:
            return None
        near = {
            (line_id, len(words & known) / max(len(words), len(known)))
            for word in words
            for known, line_id in self._by_word.get((edge, word), ())
        }
        best = max(near, key=lambda item: (item[1], item[0]), default=("", 0.0))
        return best[0] if best[1] >= ALIKE else None


def _words(masked: str) -> frozenset[str]:
    return frozenset(_WORD.findall(masked))


def reached(lines: Sequence[Stand], edge: Edge, known: Callable[[Stand], bool]) -> Iterator[Stand]:
    """The known lines that can be reached from an edge, outermost first: the one place that says how far it goes."""
    misses = 0
    for stand in islice(lines if edge == "head" else reversed(lines), REACH):
        if stand.apart:
            misses = 0
        elif known(stand):
            misses = 0
            yield stand
        elif misses < MISSES[edge] and not is_sentence(stand.text, edge):
            misses += 1
        else:
            return


def apply_blocks(blocks: Sequence[Block], furniture: Furniture) -> tuple[Block, ...]:
    """The blocks with these lines taken out, and those of former calls put back. Idempotent."""
    whole = restore(blocks)
    lines = stream(whole)
    taken: dict[int, str] = {}
    for edge in EDGES:
        for stand in reached(lines, edge, partial(_known, furniture, edge)):
            taken.setdefault(stand.index, furniture.find(edge, stand.text) or "")
    if not taken or all(stand.apart or stand.index in taken for stand in lines):
        return whole
    return tuple(_taken(block, taken[index]) if index in taken else block for index, block in enumerate(whole))


def apply(article: Article, furniture: Furniture) -> Article:
    """The article with these lines taken out, and those of former calls put back. Idempotent."""
    blocks = apply_blocks(article.blocks, furniture)
    return article if blocks == article.blocks else replace(article, blocks=blocks)


def _known(furniture: Furniture, edge: Edge, stand: Stand) -> bool:
    return furniture.find(edge, stand.text) is not None


def _taken(block: Block, line_id: str) -> Block:
    kind = "" if block.kind == "paragraph" else f":{block.kind}"
    return replace(block, kind="furniture", rule=f"{RULE}{line_id}{kind}")
