"""What an English text is about, in PLOVER's names of contexts."""

from __future__ import annotations

import re

from config.remembered import remembered

# What a contact was about, by the beginnings of its words, in PLOVER's names.
_CONTEXTS: dict[str, tuple[str, ...]] = {
    "military": ("military", "defense", "defence", "troops", "weapon", "missile", "ceasefire", "war", "army"),
    "economic": ("trade", "econom", "invest", "tariff", "financ", "sanction"),
    "nuclear": ("nuclear", "denuclear", "nonproliferation", "non-proliferation", "jcpoa"),
    "energy": ("energy", "oil", "gas", "pipeline", "electricity"),
    "climate": ("climate", "emission", "decarboni"),
    "technology": ("technolog", "ai", "cyber", "semiconductor", "space", "ransomware"),
    "illegal_drugs": ("narcotic", "counternarcotic", "counter-narcotic", "fentanyl", "drug"),
    "human_rights": ("prisoner", "dissident", "rights"),
    "humanitarian": ("humanitarian", "refugee", "hostage"),
    "terrorism": ("terror", "counterterror", "counter-terror", "isis"),
    "territory": ("territor", "sovereignty", "border", "taiwan", "crimea"),
    "migration": ("migra", "visa"),
    "health": ("covid", "pandemic", "vaccin", "health", "coronavirus"),
    "diplomatic": ("diplom", "embass"),
}
_WHOLE = frozenset({"war", "ai", "oil", "gas", "space", "drug", "army", "rights", "trade"})
"""Beginnings that are whole words."""


@remembered(8192)
def _context(word: str) -> str | None:
    for name, beginnings in _CONTEXTS.items():
        if any(word in (one, one + "s") if one in _WHOLE else word.startswith(one) for one in beginnings):
            return name
    return None


def contexts(text: str) -> tuple[str, ...]:
    """What a text is about, in the order of `_CONTEXTS`."""
    found = {_context(word) for word in set(re.findall(r"[a-z][a-z-]+", text.lower()))}
    return tuple(name for name in _CONTEXTS if name in found)
