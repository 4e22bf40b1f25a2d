"""Russian names and offices in the nominative, from whatever case they are printed in."""

from __future__ import annotations

import re
from typing import Literal

Case = Literal["genitive", "instrumental"]

_HEAD_CASES = tuple(
    (re.compile(pattern), base)
    for pattern, base in (
        (
            (
                r"^([Пп]резидент|[Мм]инистр|[Пп]ремьер-министр|[Пп]ремьер|[Кк]анцлер|[Ээ]мир|[Пп]омощник"
                r"|[Пп]ринц|[Сс]ултан|[Лл]идер|[Чч]лен)(?:ом|а|у|е)(?=\s|$)"
            ),
            r"\1",
        ),
        (r"^([Пп]редседател|[Сс]екретар|[Кк]орол|[Пп]редставител)(?:ем|ём|я|ю|е)(?=\s|$)", r"\1ь"),
        (r"^([Пп]ос)(?:лом|ла|лу|ле)(?=\s|$)", r"\1ол"),
        (r"^([Гг]лав)(?:ой|ы|е|у)(?=\s|$)", r"\1а"),
    )
)


_ADJECTIVES = re.compile(r"(?:[А-ЯЁа-яё-]{2,}(?:ого|его|ым|им)\s+(?:и\s+)?)+")


def clean_title(printed: str) -> str:
    """An office in the nominative: its head, and the adjectives before it."""
    text = re.sub(r"\s+", " ", printed.strip(" ,–—-")).strip()
    before = _ADJECTIVES.match(text)
    adjectives = before.group(0) if before else ""
    text = text[len(adjectives) :]
    for pattern, base in _HEAD_CASES:
        text = pattern.sub(base, text, count=1)
    adjectives = re.sub(r"(?<=[гкхжчшщ])(?:ого|его|им)\b|(?:его|им)\b", "ий", adjectives)
    return re.sub(r"(?:ого|ым)\b", "ый", adjectives) + text


_OFFICE = (
    r"(?:[а-яё]+-)?(?:[Пп]резидент|[Мм]инистр|[Пп]ремьер|[Кк]анцлер|[Сс]екретар|[Пп]редседател|[Пп]осл|[Кк]орол"
    r"|[Пп]редставител|[Дд]иректор|[Сс]оветник|[Рр]уководител|[Лл]идер|[Ээ]мир|[Сс]ултан|[Пп]ринц|[Кк]омиссар"
    r"|[Зз]аместител|[Пп]омощник|[Гг]енсек|[Сс]пикер|[Гг]енерал|[Гг]убернатор|[Сс]пецпосланник|[Вв]ице-премьер)"
)
_GENITIVE = re.compile(rf"(?:[А-ЯЁа-яё-]+(?:ого|его)\s+(?:и\s+)?)*{_OFFICE}[ая](?![а-яё])|[Кк]оллегу(?![а-яё])")
_INSTRUMENTAL = re.compile(rf"(?:[А-ЯЁа-яё-]+[ыи]м\s+(?:и\s+)?)*(?:{_OFFICE}[оеё]м|[Кк]оллегой|[Гг]лавой)(?![а-яё])")
_WHOSE = re.compile(r"(?:супруг|жен|дочер|доч|сын|секретар|помощни|представител|стороны|имени)[а-яё]*\s+$")
"""Before an office of which somebody else is: his name would stand in its own case."""


def case_of(office: str, before: str) -> Case | None:
    """The case of an office, which its name shares: genitive (and accusative), or instrumental."""
    if acting := re.match(r"[Ии]сполняющ(его|им)\s", office):
        return "genitive" if acting.group(1) == "его" else "instrumental"
    if _GENITIVE.match(office):
        return None if _WHOSE.search(before) else "genitive"
    return "instrumental" if _INSTRUMENTAL.match(office) else None


_C = "бвгджзклмнпрстфхцчшщ"
_GENITIVE_NAMES = tuple(
    (re.compile(ending), base)
    for ending, base in (
        (rf"(?<=[{_C}])а$", ""),
        (r"(?<=[аеёиоуэ])я$", "й"),
        (rf"(?<=[{_C}])я$", "ь"),
        (r"(?<=и)ю$", "я"),
        (rf"(?<=..[{_C}])[уы]$", "а"),
    )
)
_INSTRUMENTAL_NAMES = tuple(
    (re.compile(ending), base) for ending, base in ((r"(?<=[иь])[её]й$", "я"), (rf"(?<=[{_C}])ой$", "а"))
)


def nominative(name: str, before: str, case: Case | None = None) -> str:
    """A name in the nominative, as far as its endings tell its case."""
    words = name.split()
    out = []
    for word in words:
        made = word
        for ending, base in (
            ("овым", "ов"),
            ("евым", "ев"),
            ("ёвым", "ёв"),
            ("иным", "ин"),
            ("ским", "ский"),
            ("цким", "цкий"),
            ("овой", "ова"),
            ("евой", "ева"),
            ("иной", "ина"),
            ("ского", "ский"),
            ("скому", "ский"),
            ("ием", "ий"),
            ("еем", "ей"),
            ("аем", "ай"),
            ("ком", "к"),
            ("ом", ""),
            ("шем", "ш"),
            ("чем", "ч"),
            ("жем", "ж"),
            ("щем", "щ"),
            ("цем", "ц"),
            ("ем", "ь"),
        ):
            if word.endswith(ending) and len(word) > (4 if ending == "ием" else len(ending) + 2):  # `Юрием`
                made = word[: -len(ending)] + base
                break
        else:
            endings = _GENITIVE_NAMES if case == "genitive" else _INSTRUMENTAL_NAMES if case == "instrumental" else ()
            own = next(((pattern, base) for pattern, base in endings if pattern.search(word)), None)
            if own and len(word) > 3:
                made = own[0].sub(own[1], word)
            elif re.search(r"(?:ов|ев|ин|[бвгджзклмнпрстфхцчшщ])а$", word) and before.rstrip().lower().endswith(
                ("разговор", "встреча", "беседа", "переговоры")
            ):
                made = word[:-1]
        if (
            made == word
            and re.search(r"[^аеиоуыэюяйь]ой$", word)
            and any(one.endswith(("ом", "ем", "ым")) for one in words)
        ):
            made = word[:-2] + "а"  # `Арджуном Мехтой`
        out.append(made)
    return " ".join(out)
