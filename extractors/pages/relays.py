"""What a text says in its sentences of whose words it relays."""

from __future__ import annotations

import re

from config.lexicon import Agency, agencies

_RELAY = re.compile(
    r"据(?P<zh>[^，。,\s]{2,14}?)(?:\d{1,2}日)?(?:报道|报导|消息|電|电)|"
    r"(?:reported by|according to|citing|quoted by|quoting|told|the)\s(?P<en>[A-Z][\w' .]{2,40}?)"
    r"(?:\s(?:news agency|reported|said|reports|cited))|"
    r",\s(?P<en3>[A-Z][\w' ]{2,30}?)\s(?:reported|reports)\b|"
    r"^(?P<en2>[A-Z][\w' .]{2,40}?)\s(?:reported|said|reports)\b|"
    r"(?:передает|передаёт|сообщает|сообщил[аи]?|пишет|со ссылкой на|по данным|"
    r"передає|повідомляє|повідоми(?:в|ла)|пише)\s(?P<ru>[^,.]{3,40})|"
    r"به گزارش\s(?P<fa>[^،,.]{3,40})|"
    r"(?:أفادت|ذكرت|نقلا عن|نقلًا عن|حسب)\s(?P<ar>[^،,.]{3,40})"
)


def relay_of(text: str) -> tuple[Agency, str] | None:
    """The agency that a sentence says it relays, with its name as printed."""
    for match in _RELAY.finditer(text[:600]):
        printed = next(part for part in match.groups() if part)
        if found := agencies().mentioned(printed):
            return found
        if agency := agencies().named(printed):
            return agency, printed
    return None
