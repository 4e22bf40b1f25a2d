"""Learned lines applied to blocks: at the edges, whole lines, and back again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pages.learned import Furniture, apply_blocks, is_sentence, label, mask, restore
from extractors.records import BODY_KINDS, Block, BlockKind, Edge, LearnedLine

TEXT = [
    "The two ministers met in the harbour town on Monday.",
    "They agreed to reopen the ferry line.",
    "A first crossing is planned for May.",
]


def known(*lines: tuple[Edge, str]) -> Furniture:
    return Furniture(tuple(LearnedLine("daily", edge, mask(text)) for edge, text in lines))


def paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(Block("paragraph", text) for text in texts)


def body(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if block.kind in BODY_KINDS]


FOOTER = known(
    ("tail", "Daily Focus"),
    ("tail", "Partners: | Gazette | Mirror | Herald"),
    ("head", "· 2026-03-02 · Source: Agency"),
)


def test_both_edges_are_taken_off_and_kept_with_the_line_that_took_them() -> None:
    blocks = paragraphs("· 2026-03-05 · Source: Agency", *TEXT, "Daily Focus", "Partners: | Gazette | Mirror | Herald")
    after = apply_blocks(blocks, FOOTER)
    assert body(after) == TEXT
    assert [block.text for block in after] == [block.text for block in blocks]
    taken = [block.rule for block in after if block.kind == "furniture"]
    assert taken == [f"learned:{LearnedLine('daily', *line).line_id}" for line in (
        ("head", "· 0 · source: agency"), ("tail", "daily focus"), ("tail", "partners: | gazette | mirror | herald"),
    )]  # fmt: skip


def test_what_was_taken_comes_back_in_its_kind_when_a_line_is_freed() -> None:
    blocks = (
        *paragraphs(*TEXT),
        Block("heading", "Daily Focus"),
        Block("list", "Partners: | Gazette | Mirror | Herald"),
    )
    after = apply_blocks(blocks, FOOTER)
    assert body(after) == TEXT
    assert restore(after) == blocks
    assert apply_blocks(after, known(("tail", "Partners: | Gazette | Mirror | Herald"))) == (
        *blocks[:-1],
        after[-1],
    )


def test_the_middle_of_a_text_is_never_touched() -> None:
    blocks = paragraphs(TEXT[0], "Daily Focus", TEXT[1], TEXT[2])
    assert apply_blocks(blocks, FOOTER) == blocks


def test_a_sentence_at_the_edge_ends_the_search_and_few_other_lines_do_not() -> None:
    behind = paragraphs(*TEXT, "Daily Focus", "A ferry in the harbour", "Two winters without a line")
    assert body(apply_blocks(behind, FOOTER)) == [*TEXT, "A ferry in the harbour", "Two winters without a line"]
    three = (*behind, *paragraphs("Where the nets are mended"))
    assert apply_blocks(three, FOOTER) == three
    sentence = paragraphs(*TEXT, "Daily Focus", "The line had been closed since the storms.")
    assert apply_blocks(sentence, FOOTER) == sentence


def test_what_another_rule_set_apart_is_passed_over() -> None:
    blocks = (*paragraphs(*TEXT, "Daily Focus"), *(Block("furniture", f"Link {n}", None, "links") for n in range(9)))
    assert body(apply_blocks(blocks, FOOTER)) == TEXT


def test_an_article_is_never_emptied() -> None:
    blocks = paragraphs("Daily Focus", "Partners: | Gazette | Mirror | Herald")
    assert apply_blocks(blocks, FOOTER) == blocks


def test_a_line_with_nearly_all_words_of_a_learned_one_is_the_same_line() -> None:
    furniture = known(
        ("tail", "Gazette | Harbour Online | Coast Times | Mirror Journal"), ("head", "Updated 10:05, 28-Feb-2026")
    )
    assert furniture.find("tail", "Gazette | Harbour Online | Radio Coast | Coast Times | Mirror Journal")
    assert furniture.find("head", "Updated 11:40, 01-Mar-2026") is None, "too few words to tell"
    assert furniture.find("tail", "Gazette | Hill Times") is None
    assert furniture.find("tail", "Gazette, Harbour Online, Coast Times and Mirror Journal met.") is None, "a sentence"


def test_a_label_stands_for_its_lines() -> None:
    furniture = Furniture((LearnedLine("daily", "tail", "(web editor: *"), LearnedLine("daily", "tail", "责任编辑: *")))
    assert furniture.find("tail", "(Web editor: A. Writer, B. Reader)")
    assert furniture.find("tail", "责任编辑：王小明")
    assert furniture.find("tail", "Web editor: A. Writer") is None
    assert furniture.find("tail", "(Web editor: he wrote that the line would open.)") is None


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Updated  10:05, 28-Feb-2026 ", "updated 0, 0-feb-0"),
        ("２０２６年３月２日　来源：社", "0年0月0日 来源:社"),
        ("Ferry\u200e line", "ferry line"),
    ],
)
def test_masks(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_labels() -> None:
    assert label(mask("Editor: A. Writer")) == "editor: *"
    assert label(mask("Related stories:")) is None, "nothing follows"
    assert label(mask("10:05")) is None, "no word"


@pytest.mark.parametrize(
    ("text", "edge", "sentence"),
    [
        ("王小明参加会见。", "tail", True),
        ("The meeting was attended by A. Writer.", "tail", True),
        ("He thanked the hosts.” ", "tail", True),
        ("(This copy was not edited.)", "tail", True),
        ("Dear friends,", "head", True),
        ("The following is the full text of the statement:", "head", True),
        ("以下为声明全文：", "head", True),
        ("Спасибо.", "tail", True),
        ("این دیدار برگزار شد؟", "tail", True),
        ("Thank you.\u200e", "tail", True),
        ("Related stories:", "tail", False),
        ("Copyright (c) Daily. All rights reserved.", "tail", False),
        ("© 2026 Daily. Write to desk@daily.example.", "tail", False),
        ("Daily Focus", "tail", False),
        ("Partners: | " + "Gazette | " * 20, "tail", False),
        ("word " * 40, "tail", True),
    ],
)
def test_what_reads_like_text(text: str, edge: Edge, sentence: bool) -> None:
    assert is_sentence(text, edge) is sentence


LINES = st.sampled_from(
    [
        *TEXT,
        "Daily Focus",
        "Partners: | Gazette | Mirror | Herald",
        "· 2026-03-02 · Source: Agency",
        "A ferry",
        "Photos",
    ]
)
KINDS = st.sampled_from(["paragraph", "heading", "list", "caption", "header"])
BLOCKS = st.lists(
    st.builds(lambda kind, text: Block(kind, text, None, "by-rule" if kind == "header" else None), KINDS, LINES),
    max_size=14,
).map(tuple)
CHOSEN = st.lists(st.tuples(st.sampled_from(["head", "tail"]), LINES), max_size=6).map(lambda lines: known(*lines))


@given(BLOCKS, CHOSEN, CHOSEN)
def test_applying_is_idempotent_reversible_and_keeps_every_word(
    blocks: tuple[Block, ...], furniture: Furniture, other: Furniture
) -> None:
    after = apply_blocks(blocks, furniture)
    assert apply_blocks(after, furniture) == after
    assert restore(after) == blocks
    assert apply_blocks(apply_blocks(blocks, other), furniture) == after, "what was applied before does not count"
    assert [block.text for block in after] == [block.text for block in blocks]
    if body(blocks):
        assert body(after), "never emptied"
    moved: list[tuple[BlockKind, BlockKind]] = [(a.kind, b.kind) for a, b in zip(blocks, after, strict=True) if a != b]
    assert all(was in BODY_KINDS and now == "furniture" for was, now in moved)
