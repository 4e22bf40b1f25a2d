"""Whether a comma or `and` parts two topics, by the words on either side of it. English.

`food security and access to finance` is two topics, `dialogue and cooperation in the Sahel` is one.
"""

from __future__ import annotations

import re

from extractors.readouts.topic_joins import KINDS, PREPOSITION
from extractors.readouts.topic_words import ADJECTIVE_LIKE

_LEFT_NOUN = re.compile(
    r"(?:s|nse|ty|ange|ism|ure|ade|ion|ions|ment|ship|ity|ities|sis|nce|cy|cies|ries|gramme|program|war|crisis|[A-Z]\w*"
    r"|\d{2,4}|aid|trade|security|cooperation|energy|peace|settlement|conflict|region|agenda|growth"
    r"|treaty|track|partnership)$"
)
_RIGHT_NEW = re.compile(
    r"^(?:the|a|an|other|current|how|ways|efforts?|issues?|their|his|its|our|prospects?|regional"
    r"|international|global|topical|key|further|specific|joint|opportunities|plans?|steps"
    r"|preparations|bilateral|humanitarian|developments?|situation|next|shared|ongoing|pressing|continuing|continued|emerging|recent"
    r"|coordination|support|concerns?|implementation|measures|challenges|several|certain|various|economic"
    r"|security|mutual|[A-Z][\w.’-]+)\b"
)
# Behind a topic that is whole: `support to Chad and cooperation in the Sahel`, but `dialogue and cooperation in ...`.
_SHARED_WORK = re.compile(r"(?:cooperation|collaboration|access|respect) ")
_OUR_OWN = re.compile(
    r"(?:our|their|his|her) (?:shared |mutual |common |joint )?[a-z-]+ (?:in|to|on|for|of|against|with|that) "
)
_NEW_DOING = re.compile(
    r"(?!(?:ongoing|growing|enduring|alarming|deepening|lasting|continuing|emerging|pressing|existing|following|coming"
    r"|upcoming|rising|changing|evolving|developing countries)\b)(?:[a-z]+ly )?[a-z]{3,}ing (?!of |for |in |and )[a-z]"
)
_DOING = re.compile(
    r"(?:^|\b(?:of|for|by|on|in|to|towards?|about|with|through|at|from|without|as|and|including) (?:[a-z]+ly )?)"
    r"[a-z]{3,}ing\b|\bto [a-z]+ |\b(?:while|how)\b"
)
_NOUN_END = re.compile(
    r"(?:s|ion|ment|ty|ange|ism|ure|ade|ance|ence|ergy|ship|gy|phy|my|cy|ry|fare|port|ing|th|ter|ness|aid|age)$"
)
_MODIFIES = re.compile(r"(?:al|ic|ive|ous|ary|able|ian|ed|ish|ese|ful|ble)$")
DETERMINED = re.compile(
    r"\b(?:the|an?|our|their|its|his|her) (?:strong|free|open|close|fair|safe|deep|robust|secure|peaceful"
    r"|just|lasting|stable|growing|historic|broad|long|new|sustained|urgent|serious|grave|common)$"
)


# `strengthening the safety | and security of the ports`: an object without words of its own.
_BARE_OBJECT = re.compile(r"\b(?:[a-z]+ing|to [a-z]+) (?:the|their|our|its) [a-z]+$")
_WORD_OF = re.compile(r"[a-z]+ (?:of|in) ")


def parts(left: str, right: str) -> bool:
    """Whether `and` parts two topics rather than two words of one."""
    words = left.split()
    if _BARE_OBJECT.search(left) and _WORD_OF.match(right):
        return False
    if (
        _NEW_DOING.match(right)
        and not _DOING.search(left)
        and not (words[-1].islower() and ADJECTIVE_LIKE.search(words[-1]))
    ):
        return True  # `the coming summit and developing further steps`
    if _OUR_OWN.match(right) and len(words) > 2:
        return True
    determined = re.match(r"(?:the|their|our|an?|how|ways|upcoming|recent) ", right)
    if determined and re.fullmatch(r"[A-Z][a-z]+", left.strip()) and not re.match(r"the [A-Z]", right):
        return True  # `salt, Haiti and the reform of the fleet`
    if determined and re.fullmatch(r"(?:the [a-z-]+|[a-z-]{4,}) ?[a-z-]*", left.strip()) and words[-1].islower():
        return not ADJECTIVE_LIKE.search(words[-1]) and not PREPOSITION.search(left)
    if _SHARED_WORK.match(right) and PREPOSITION.search(left):
        return True
    twice = re.match("(?:the|an?) ", left) and re.match("(?:the|an?) ", right) and words[-1].islower()
    if twice and len(words) > 2 and not ADJECTIVE_LIKE.search(words[-1]):
        return True  # `the needs of the defence and the plan for the winter`
    if len(words) < 2 or not _LEFT_NOUN.search(words[-1]):
        return False
    fresh = re.match(r"[a-z]+(?: [a-z]+)? (?:in|of|on|for|to|towards?|between|within)\b", right)
    if right.startswith("territorial integrity"):
        return False
    return _RIGHT_NEW.match(right) is not None or (fresh is not None and len(words) > 2)


def parallel(left: str, right: str) -> bool:
    """`food security and access to finance`: two bare nouns, each with words of its own, or one word each."""
    left = re.sub(r"^(?:the|an?|our|their) ", "", left)
    left = re.sub(rf"^(?:{KINDS}(?:,|,? and) )+", "", left)
    one, two = left.split(), right.split()
    if not one or two[0].endswith("ed"):
        return False
    named = one[-1][:1].isupper()
    if not named and (PREPOSITION.search(left) or not _NOUN_END.search(one[-1])):
        return False
    if one[0].endswith("ing") or re.match(r"(?:promote|enhance|advance|expand|strengthen|increase|support) ", left):
        return False
    if named:
        return len(two) > 1 and two[0].islower() and not re.search(r"(?:ing|ed|er|ern)$", two[0]) and _clean(two)
    if len(one) == 1:
        return len(two) == 1 and _NOUN_END.search(two[0]) is not None and len(one[0]) > 5 and len(two[0]) > 5
    return len(two) > 1 and not _MODIFIES.search(one[-1]) and two[0].islower() and not _MODIFIES.search(two[-1])


def _clean(words: list[str]) -> bool:
    """Whether these words begin a topic of their own: a noun, or an adjective with its noun."""
    return _NOUN_END.search(words[1]) is not None or words[1] in ("of", "in", "on", "to", "for")


def enumerates(left: str, right: str) -> bool:
    """Whether a comma parts two topics: a third one with `and` follows, or the next begins like a topic."""
    if (word := re.fullmatch(r"(?:the |an? )?([a-z-]+)", left.strip())) and ADJECTIVE_LIKE.search(word[1]):
        return False  # `ongoing, coordinated efforts`
    if DETERMINED.search(left) and re.match(r"[a-z-]+ [a-z]", right):
        return False  # `the strong, enduring relationship`
    return bool(re.search(r",? and |, ", right)) or bool(re.match(r"(?:the|[A-Z])", right))


def ends_list(left: str, right: str) -> bool:
    """`defence cooperation, food security and climate`: the last of a list without a comma before its `and`."""
    words = left.split()
    return (
        re.fullmatch(r"[a-z-]+(?: [a-z-]+)?", right) is not None
        and PREPOSITION.search(left) is None
        and len(words) <= 3
        and not ADJECTIVE_LIKE.search(words[-1])
    )


def parts_sublist(left: str, right: str) -> bool:
    """Whether `and` parts two topics of a list behind `including`, where most do."""
    return (
        re.match(r"(?:[a-z]+ly )?[a-z]+ing\b(?=.)", right) is not None
        or _RIGHT_NEW.match(right) is not None
        or (_SHARED_WORK.match(right) is not None and PREPOSITION.search(left) is not None)
        or len(left.split()) <= 2
    )
