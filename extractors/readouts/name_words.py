"""Which words of a line make one name: where it begins, and behind which word it ends. English."""

from __future__ import annotations

from extractors.readouts.tokens import Token

LOWER_TITLES = frozenset(
    ["counterpart", "colleague", "leader", "president", "premier", "chancellor", "minister", "prime", "foreign", "king",
     "official", "diplomat", "legislator", "envoy", "vice"]
)  # fmt: skip
"""Written small before a name, with the state before them."""
WITH_OTHERS = frozenset(["Relations", "Cooperation", "Liaison"])
"""Behind these an office goes on with a `with`: `Representative for Relations with International Organizations`."""


def name_like_place(line: list[Token], at: int) -> bool:
    """`Advisor Sydney Mufamadi`: a city between an office and a name is the first part of the name."""
    return 0 < at < len(line) - 1 and line[at - 1].kind in ("head", "honorific", "side") and line[at + 1].kind == "name"


def with_particles(line: list[Token], at: int) -> int:
    """Where a name begins whose particle stands behind an honorific or office: `Mr de Wit`."""
    begin = at
    while begin and line[begin - 1].kind == "particle":
        begin -= 1
    return begin if begin and line[begin - 1].kind in ("honorific", "head") else at


def name_end(line: list[Token], at: int) -> int:
    """Index behind the last token of the name that begins at `at`."""
    end = at + 1
    while end < len(line):
        kind, word = line[end].kind, line[end].text
        if (kind in ("name", "person") and not (kind == "person" and line[end - 1].kind == "person")) or (
            (kind == "particle" or word in {"Sheikh", "Sayyid", "Sultan"}) and _leads_to_name(line, end)
        ):
            end += 1
        elif word == "and" or kind == "possessive":
            break
        elif word in {"Jr.", "Sr.", "Jr", "Sr"}:
            end += 1
        elif kind == "comma" and end + 1 < len(line) and line[end + 1].text in {"Jr.", "Jr", "Sr."}:
            end += 2
        else:
            break
    return end


def _leads_to_name(line: list[Token], at: int) -> bool:
    for token in line[at + 1 : at + 3]:
        if token.kind in ("name", "person"):
            return True
        if token.kind != "particle":
            return False
    return False
