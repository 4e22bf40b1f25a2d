"""What words of a list of topics look like: adjectives that share the noun behind them, and nouns in their endings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.readouts.topic_joins import PREPOSITION

# Nouns that end as adjectives do.
_NOUNS = (
    r"[a-z-]*(?:ment|president|[a-z]ident|agent|client|patent|talent|continent|parent|event|percent|extent|intent|consent"
    r"|content|deal|goal|appeal|capital|signal|trial|canal|festival|hospital|journal|portal|terminal|arsenal|referral"
    r"|disposal|denial|proposal|approval|removal|renewal|arrival|withdrawal|survival|rival|general|animal|material"
    r"|manual|potential|pandemic|epidemic|republic|traffic|topic|music|logic|clinic|fabric|critic|statistic|public"
    r"|plant|variant|grant|warrant|restaurant|migrant|participant|assistant|tenant|merchant|secretary|judiciary"
    r"|boundary|library|summary|anniversary|adversary|commentary|beneficiary|military|need|feed|seed|speed"
    r"|initiative|objective|perspective|offensive|incentive|directive|representative|executive|narrative|alternative"
    r"|collective|archive|table|cable|vegetable|variable)"
)
# Participles that describe; any other word in `-ing` is a trade: `shipping`, `money laundering`.
_DESCRIBING = (
    r"(?:(?:long|far|wide)-[a-z]+|growing|pressing|enduring|lasting|outstanding|existing|emerging|continuing|evolving"
    r"|changing|rising|increasing|deepening|challenging|alarming|promising|leading|working|developing|remaining"
    r"|underlying|overarching|coming|sweeping|binding|thriving|expanding|ranging|going|standing|moving|facing)"
)
ADJECTIVE_LIKE = re.compile(
    rf"^(?!{_NOUNS}$)(?:[a-z-]*(?:ed|ive|ous|able|ible|ful|less|al|ic|ent|ant|ary)|[a-z-]*{_DESCRIBING}"
    r"|(?:[a-z]+-)*(?:strong|long|new|close|loose|free|broad|deep))$"
)
ADJECTIVES = re.compile(
    r"(?:(?:[a-z-]+(?:ed|ive|ous|able|ible|ful|less|ical|ic|al)|secure|stable|free|open|safe|fair|just)"
    r"(?:,? and |, )){1,3}[a-z]+ "
)
_OWN = re.compile(r"(?:and )?(?:the|an?|our|their|its|his|her|how|ways|efforts)\b")
# `cooperation in trade, the economy and politics`: bare nouns behind a preposition.
_IN_NOUN = re.compile(r"\b(?:in|on|of|for) (?:the )?[a-z-]+$")
_NOUNS_ONLY = re.compile(r"(?:and )?(?:the )?[a-z-]+(?:,? and (?:the )?[a-z-]+)?(?: (?:sector|sphere|field|area)s?)?")
_BARE = r"(?!the\b|an?\b|our\b|their\b|its\b|how\b|ways\b|efforts\b)[a-z-]+"
_IN_LIST = re.compile(rf"\b(?:in|of|for) {_BARE}(?:, {_BARE}){{1,5}},? and {_BARE}(?=,? and |, |$)")


def one_list(text: str, pieces: Sequence[str]) -> int:
    """Where bare nouns behind one preposition end, which no comma parts: `work in trade, the economy and politics`."""
    first, *others = pieces
    if others and _IN_NOUN.search(first) and all(map(_NOUNS_ONLY.fullmatch, others)):
        return len(text)
    found = _IN_LIST.search(text)
    return found.end() if found and found.start() < len(first) < found.end() else 0


def commas_part(first: str, others: Sequence[str]) -> bool:
    """Whether the commas of a list can part topics; they do not in `rights of women, girls, and minorities`."""
    if not others:
        return False
    singles = [piece for piece in map(str.strip, others) if re.fullmatch(r"(?:and )?[a-z]+", piece)]
    if singles and others[0].strip() not in singles:
        # Further down, `a strong, stable, and free sea` is part of a topic of the list.
        listed = any(map(_OWN.match, others))
        singles = [] if listed else [piece for piece in singles if not ADJECTIVES.match(piece + ", a ")]
    if singles and PREPOSITION.search(first):
        return False
    words = [word for word in [*first.split()[-1:], *singles[:1]] if word.islower()]
    return _OWN.match(others[0]) is not None or not any(map(ADJECTIVE_LIKE.search, words))
