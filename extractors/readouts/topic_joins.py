"""What stands inside one topic although a comma or `and` parts it: shared nouns, places, one infinitive behind another.

`political, trade and economic issues`, `a storm over Hammerfest, Norway`, `efforts to end the strike, open the ports`.
"""

from __future__ import annotations

import re

from extractors.readouts.tokens import side_pattern

PREPOSITION = re.compile(
    r"\b(?:of|in|on|for|to|towards?|between|with|by|from|at|against|among|within|across|and|how|that|'s|’s)\b"
)
# Adjectives of the genre, several of which share one noun: `political, trade and economic issues`.
KINDS = (
    r"(?:regional|international|bilateral|global|multilateral|economic|political|cultural|humanitarian|military|technical"
    r"|scientific|financial|commercial|diplomatic|strategic|domestic|foreign|social|educational|industrial|trilateral"
    r"|environmental|consular|education|parliamentary|interregional|transatlantic|military-technical|socioeconomic|inter-?regional"
    r"|geopolitical|democratic|maritime|nuclear|trade|investment|defen[cs]e|security|energy|science|technology|finance"
    r"|agricultural|civil|legal|fuel|development|technological|banking|transport|space|high-tech|business|academic|people-to-people|sectoral|chemical|biological|radiological)"
)
_KIND_LAST = re.compile(rf"(?:^|[\s,-]){KINDS}$")
_KIND_FIRST = re.compile(rf"(?:{KINDS}(?:,? and |, | ))*(?P<last>{KINDS}|other) (?P<noun>[a-z]+)\b")
_SHARED = re.compile(
    r"(?:issues?|matters?|cooperation|relations?|ties|contacts|spheres?|areas?|fields?|agenda|affairs|partnerships?"
    r"|problems?|topics?|questions?|interaction|collaboration|links|priorities|challenges|developments?|exchanges"
    r"|engagement|sectors?|aspects|interests?|institutions|organi[sz]ations|levels?|links|concerns|security|stability"
    r"|assistance|aid|support|projects|opportunities|situation|dialogue|policy|policies|reforms?|settlement|relationships?)"
)
_BONDS = frozenset(["ties", "cooperation", "spheres", "areas", "fields", "contacts", "relations", "issues", "links"])
_FIRM_KIND = re.compile(
    r"(?:^|[\s,-])(?:regional|international|bilateral|global|multilateral|economic|political|cultural|humanitarian"
    r"|military|technical|scientific|financial|commercial|diplomatic|strategic|domestic|social|educational|industrial"
    r"|parliamentary|agricultural|civil|legal)$"
)


# Two words that are one noun, whatever follows: `maritime security and people-to-people ties`.
_NOUN_OF_TWO = re.compile(
    r"\b(?:(?:maritime|food|energy|border|health|cyber|nuclear|aviation|water) security|missile defen[cs]e"
    r"|(?:clean|green|renewable|nuclear|atomic) energy|climate finance)(?=$|,| and )"
)


def shares_noun(left: str, right: str) -> bool:
    """`political, trade and economic issues`, `the international and regional agenda`: words before one noun."""
    if not _KIND_LAST.search(left) or _NOUN_OF_TWO.search(left, max(0, len(left) - 20)):
        return False
    if _NOUN_OF_TWO.match(right) and not _FIRM_KIND.search(left):
        return False
    ahead = _KIND_FIRST.match(right)
    if ahead is None:
        return False
    if _FIRM_KIND.search(left):
        return True  # an adjective cannot stand alone
    if re.fullmatch(rf"(?:{KINDS},? ?)+", left.strip()):
        # Bare words: `trade and economic ties` share their noun, `trade and energy security` do not.
        kinds = [word.strip(",") for word in (left.split()[-1], *ahead.group(0).split()[:-1])]
        shares = _FIRM_KIND.search(kinds[0]) or kinds[0] in ("trade", "investment") or "," in left
        return ahead["noun"] in _BONDS and bool(shares) and any(map(_FIRM_KIND.search, kinds))
    return _SHARED.fullmatch(ahead["noun"]) is not None and (not PREPOSITION.search(left) or ahead["noun"] in _BONDS)


_COMPASS = re.compile(r"(?:North|South|East|West)(?:ern)?(?: |$)")


def compass(left: str, right: str) -> bool:
    """`the East and South China Seas`"""
    return _COMPASS.search(left) is not None and _COMPASS.match(right) is not None


_TWINS = re.compile(
    r"(?:peace|security|stability|defen[cs]e|prosperity)_(?:peace|security|stability|defen[cs]e|prosperity|deterrence)\b"
    r"|(?:trade_the economy|science_technology|oil_gas|research_development|law_order|arts_culture"
    r"|health_safety|food_agriculture"
    r"|arms_ammunition)\b"
    r"|[A-Z]\w+-[A-Z]\w+_[A-Z]\w+-[A-Z]\w+ [a-z]|[A-Z][A-Z0-9]+_[A-Z][A-Z0-9]+ [a-z]"
)


def pair(left: str, right: str) -> bool:
    """`trade and investment, health, and energy`: two words that are one item of a longer list."""
    if _TWINS.match(f"{left.split()[-1]}_{right}"):
        return True  # `the security and stability of the region`, `Russia-EU and Russia-NATO ties`
    return re.fullmatch(r"[a-z-]+", left.strip()) is not None and re.match(r"[a-z-]+, .* and ", right) is not None


_IN_PLACE = re.compile(r"\b(?:in|at|near|to|from|against|of|outside) (?:[A-Z][\w’-]+ ?){1,3}$")


def is_place(left: str, right: str, word: str) -> bool:
    """`a storm over Hammerfest, Norway`, `relations with Chad and the Niger`, `a meeting of the Danish and ...`."""
    side = side_pattern().match(re.sub(r"^the ", "", right))
    if side is None:
        return False
    shift = len(right) - len(re.sub(r"^the ", "", right))
    rest = right[shift + side.end() :]
    last = next((one for one in side_pattern().finditer(left) if one.end() == len(left)), None)
    if last is None:
        if _IN_PLACE.search(left) is None or _is_adjective(side.group(0)):
            return False
        # `Hammerfest, Norway the day before`, and `in Gaza, Haiti, and Sudan`, where a place is no state's name.
        return re.match(r"$|,? and |, (?!the )|\s+(?!and )[a-z]" if word == ", " else r"$|,? and ", rest) is not None
    if not left[: last.start()].strip(" the"):
        return False
    adjectives = _is_adjective(last.group(0)) and _is_adjective(side.group(0))
    if adjectives and re.match(r",? and [A-Z]|, [A-Z]| [A-Za-z]", rest):
        return True
    if _is_adjective(last.group(0)) or _is_adjective(side.group(0)):
        return False
    if word == ", and " and ", " in left and re.match(r" to [a-z]", rest):
        return True  # `the wish of Norway, Denmark, and Chad to trade`
    return PREPOSITION.search(left[: last.start()]) is not None and re.match(r"$|,? and |, (?!the )", rest) is not None


def _is_adjective(side: str) -> bool:
    return re.search(r"(?:ian|ean|ish|ese|ch|an|i|ic|elsh)$", side) is not None and side not in _NOUNS_IN_AN


_NOUNS_IN_AN = frozenset(
    ["Iran", "Japan", "Sudan", "South Sudan", "Pakistan", "Kazakhstan", "Uzbekistan", "Tajikistan", "Turkmenistan",
     "Kyrgyzstan", "Afghanistan", "Azerbaijan", "Jordan", "Oman", "Bhutan", "Taiwan", "Lebanon", "Haiti", "Brunei",
     "Burundi", "Fiji", "Mali", "Malawi", "Djibouti", "Kiribati", "Abu Dhabi", "Dubai", "Vatican", "Nagorno-Karabakh"]
)  # fmt: skip
_CAN_DO = re.compile(r"\b(?:ways|how|what)\b.*\b(?:can|could|must|may|should) |\bthat (?:would|will|can|could) ")
_DATES = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d+$")
_TO_DO = re.compile(
    r"\b(?:to (?:[a-z]+ly )?[a-z]+|(?:of|for|by) (?:[a-z]+ly )?[a-z]{3,}ing)"
    r"(?: [a-z]+| [A-Z][\w-]*[’']s [a-z]+| [a-z]+(?:al|ic|ive|ous) [a-z]+)?$"
)
BEGINS_NEW = re.compile(
    r"(?:the|an?|other|current|how|ways|efforts?|issues?|their|his|its|our|prospects?|regional|international|global"
    r"|topical|key|opportunities|plans?|steps|preparations|bilateral|developments?|situation|next|recent|several|various"
    r"|concerns?|continued|increased|joint|[A-Z][\w’-]+|[a-z]+ing)\b"
)


def goes_on(left: str, right: str, plain: bool) -> bool:
    """`efforts to end the war, free the hostages and ...`, `work to promote security and democracy in ...`."""
    if re.search(r"\bto [a-z]+ ", left) and _INFINITIVE.match(right):
        return True
    if not plain:
        return False
    asked = re.match(r"(?:how|whether|why|what)\b", left) and not BEGINS_NEW.match(right)
    if asked and re.match(r"(?:[a-z]+ly |further )?[a-z]+s\b", right):
        return True  # `how the deal protects the coast and feeds the towns`
    if _DATES.search(left) and re.match(r"[A-Z][a-z]+ \d+ ", right):
        return True  # `the May 3 and June 4 launches`
    return (_TO_DO.search(left) or _CAN_DO.search(left)) is not None and not BEGINS_NEW.match(right)


INFINITIVE = (
    r"(?:(?:[a-z]+ly|further|also) )?(?:maintain|pursue|ensure|avoid|continue|keep|hold|launch|establish|promote|expand"
    r"|deepen|strengthen|enhance|advance|cooperate|coordinate|develop|increase|bolster|overcome|take|make|build|create"
    r"|explore|resume|implement|intensify|accelerate|facilitate|prepare|provide|combat|counter|oppose|respect|uphold"
    r"|defend|protect|preserve|prevent|reduce|resolve|settle|conclude|complete|begin|restore|improve|achieve|end|stop"
    r"|address|tackle|foster|boost|secure|deter|confront|mitigate|de-escalate|stabili[sz]e|deliver|help|bring|free"
    r"|find|impose|meet|respond|return|invest|mobili[sz]e|lower|ease|avert|manage|moderni[sz]e|diversify|disrupt"
    r"|dismantle|degrade|defeat|save|evacuate|rebuild|reinforce|safeguard|guarantee|open|raise|crack|shut|put|get"
    r"|integrate|share|work|engage|support|halt|contain|curb|limit|adhere|cease|comply|refrain|stand)"
    r" (?!of |in |on |and )"
    # Any other verb shows by what stands behind it: `reopen the ports`.
    r"|(?!(?:including|as|both|all|and|with|of|on|in|to|for|from|by|at|over|after|before|amid|against|towards?|into|how"
    r"|that|which|especially|particularly|such|through|between|among|about|around|along|under|during|regarding)\b)"
    r"(?![a-z]+(?:ing|[^e]ed|s|ion)\b)[a-z]+ (?:the|an?|its|their|our|his|her|this|these) "
)
_INFINITIVE = re.compile(INFINITIVE)


_LAST_INFINITIVE = re.compile(rf", and (?={INFINITIVE})")


def infinitives(left: str, right: str) -> bool:
    """`to build ships and boats, and mend nets`: the `and` before the last infinitive parts nothing."""
    return re.search(r"\bto [a-z]+ ", left) is not None and _LAST_INFINITIVE.search(right) is not None


_BETWEEN = re.compile(
    r"\b(?:between|among) (?!(?:the |our |their |these )?(?:two |both |three )?(?:brotherly |friendly |neighbou?ring )?"
    r"(?:countries|nations|states|sides|peoples|governments)|us\b)(?:(?!\band\b).)*$"
)
_BY_MEANS = re.compile(r"\b(?:by|through|while) \w+ing\b(?:(?!,).)*$")
_NAME_FOLLOWS = re.compile(
    r"(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*(?:$|[,.]| (?:to|on|in|for|during|that|and|can|are|is|have|has|face|alike"
    r"|[a-z]+ing)\b)|[A-Z][a-z-]+(?:an|ish|ese|ch|i|im) [a-z]|(?:other|neighbou?ring|surrounding) [a-z]"
    r"|[A-Z]\w+ accountable"
)
_OTHERS = re.compile(
    r"other (?!(?:[a-z-]+ ){0,3}(?:issues|topics|matters|questions|problems|challenges|priorities|subjects|areas"
    r"|ways|efforts|steps)\b)"
    r"(?:[a-z-]+ ){0,2}[a-z]"
)


def one_phrase(left: str, right: str) -> bool:
    """Whether `and` stands inside one topic: `between A and B`, `in Syria and Libya`, `by stimulating a and b`."""
    if _BETWEEN.search(left) or _BY_MEANS.search(left) or right.endswith(" alike"):
        return True
    words = left.split()
    if _OTHERS.match(right):
        return True  # `new levies and other measures`
    its = re.match(r"(?:its|their|his|her) (?:allies|partners|neighbou?rs|people|supporters|proxies)\b", right)
    its = its or re.fullmatch(r"(?:its|their|his|her) [a-z]+", right)
    if its and (words[-1][:1].isupper() or PREPOSITION.search(left)):
        return True  # `the fleets of Norway and its allies`, `the course of the storm and its effects`
    if words[-1] == "allies" and right.startswith("partners"):
        return True
    if re.match(r"[a-z]+(?:[’']s|s[’']) ", right) and words[-1].islower():
        return True  # `women and children’s health`
    names = len(words) > 2 and words[-1][:1].isupper() and _NAME_FOLLOWS.match(right)
    return bool(names) and ", " not in left and any(word[:1].islower() and word != "the" for word in words[:-1])
