"""People and places as Russian prints them, in whatever case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from config.lexicon.languages import russian
from config.lexicon.world import world
from extractors.readouts.places import Place
from extractors.readouts.russian_cases import case_of, clean_title, nominative
from extractors.readouts.russian_sides import states

_NAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё][а-яё]+)*"
_REGION = rf"{_NAME}\s(?:област|кра[йюе]|края|провинци|штат|округ|район)"
_PARTICLE = r"(?:бен|бин|ибн|аль|Аль|эль|фон|де|да|дер|ван|ди|оглы|Ли|аш|ас|ад)(?![а-яё])"
_OFFICE_WORDS = re.compile(
    r"(?:Президент|Председател|Премьер|Министр|Америк|Мин(?:обороны|фин|эконом|торг|юст|энерго|транс|сельхоз|здрав)"
    r"|Республик|Федераци|Федератив|Собрани|Ассамбле|Сенат|Хурал|Меджлис|Национальн|Государств|Королевств|Совет|Правительств|Палат|Дум|Министерств"
    r"|Администраци|Комисси|Комитет|Иностранн|Внешн|Обороны|Безопасност|Социалистическ|Арабск|Исламск|"
    r"Народн|Демократическ|Соединённ|Соединенн|Объединённ|Объединенн|Северн|Южн|Центральн|Европейск"
    r"|Евразийск|Шанхайск|Организаци|Союз|Штат|Эмират|Лиг|Нац|Сборн|Парламент|Высок|Верховн"
    r"|Боливарианск|Кремл|Москв|Содружеств|Группы|Исполнительн|Чрезвычайн)"
)
_FIELD = r"(?:[а-яё]+\s)?[а-яё]+(?:ства|ции|[ие]ния|ики|ли|ы)\s(?:и|по)\s"
"""A further field of an office: `министр иностранных дел, торговли и интеграции`."""
SPOKESMAN = re.compile(r"(?:[Пп]ресс-секретар|[Оо]фициальн[а-я]+ представител)[а-я]+\s")
"""Who speaks for a house, and has met nobody."""
_FIRST = re.compile(
    r"(?:В|На|По|С|Со|К|О|Об|При|После|Во|Из|За|До|Для|От|Над|Кроме|Также|Стороны|Они|Он|Она|Это"
    r"|Обсуж\w+|Состоял\w+|Особ\w+|Отмечен\w+|Подчёркн\w+|Встреч\w+|Телефонн\w+|Переговор\w+|Беседа"
    r"|Ранее|Сегодня|Затем|Ещё|Как)$"
)


# `Б.Абдель Аты`: an article or `son of` before the surname belongs to it.
_OF = (
    r"(?:(?:Абдель|Абдул|Ульд|Абд|Абу|Аль|Бен|Бин|Ибн|Эль|Ван|Де|Ди|Дер|Фон|Ле|аль|бен|бин|ибн|эль|ван|де|ди"
    r"|дер|фон)\s)"
)
_INITIALS = re.compile(rf"(?<![А-ЯЁа-яё])(?P<first>[А-ЯЁ])\.\s?(?:[А-ЯЁ]\.\s?)?(?P<surname>{_OF}?{_NAME})")


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    titles: tuple[str, ...]
    side: str | None
    rule: str
    person_id: str | None
    start: int
    title_start: int
    end: int


def stem(word: str) -> str:
    """A word without the ending that declension changes."""
    cut = re.sub(r"(?:ому|ого|ыми|ими|ой|ою|ей|ею|ом|ем|ём|ым|им|ами|ями|ах|ях|а|я|у|ю|е|ы|и|о|й|ь)$", "", word)
    return (cut if len(cut) >= 3 else word).replace("ё", "е").lower()


@cache
def _people() -> tuple[tuple[str, re.Pattern[str], str, str], ...]:
    """How the surname begins in every case, its pattern (with first name before it), person, name in the nominative."""
    made = []
    for person in world().people.values():
        for name in person.ru:
            words = name.split()
            pattern = r"\s+".join(rf"{re.escape(re.sub(r'[аяйьоеиы]$', '', word))}[а-яё]{{0,3}}" for word in words)
            made.append((words[-1][:4], re.compile(rf"(?<![\w-]){pattern}(?![\w-])"), person.id, name))
    return tuple(made)


@cache
def _surnames() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for person in world().people.values():
        for name in person.ru:
            table.setdefault(stem(name.split()[-1]), []).append((person.id, name))
    return table


_RANK = r"(?:[а-яё]+[ыои][йм]\s)?(?:генерал|адмирал|маршал|полковник)(?:-[а-яё]+)?(?:ом|а)?(?:\sармии)?"
_MORE = re.compile(rf"(?:\s+(?:{_PARTICLE}|{_NAME}|[IVX]+)){{1,5}}")


@cache
def _titled() -> re.Pattern[str]:
    heads = "|".join(sorted(russian().heads, key=len, reverse=True))
    return re.compile(
        rf"(?P<title>(?:[Ии]сполняющ[а-яё]+\sобязанности\s)?(?:(?!мая\s)[А-ЯЁа-яё]+(?:ым|им|ого|его|ый|ий|ому|ая|ой"
        rf"|ую)\s+(?:и\s+)?){{0,3}}(?:{heads})(?:\s+(?:(?!со?\s[А-ЯЁ])[а-яё]+|[А-ЯЁ][а-яёА-ЯЁ-]+|[А-ЯЁ]{{2,}}|«[^»]{{2,40}}»"
        rf"|[—–-]|,\s(?=[Мм]инистр|[Сс]екретар|[Пп]редседат|[Сс]пец|{_FIELD}))){{0,14}}?)\s+"
        rf"(?P<name>(?!{_REGION})(?:[А-ЯЁ]\.\s?){{0,2}}{_NAME}(?:\s+(?:{_PARTICLE}|{_NAME}|[IVX]+)){{1,4}})"
    )


def people(text: str) -> list[Named]:
    """Everyone of the lexicon, and those whose office stands before two words or more that are no office."""
    made: list[Named] = []
    for begins, pattern, person, name in _people():
        if begins not in text:
            continue
        side = world().people[person].side
        made += [
            Named(name, (), side, "side:lexicon", person, one.start(), one.start(), one.end())
            for one in pattern.finditer(text)
            if not any(other.start < one.end() and one.start() < other.end for other in made)
        ]
    for found in _INITIALS.finditer(text):
        if not any(one.start < found.end() and found.start() < one.end for one in made):
            before = max((one.end for one in made if one.end <= found.start()), default=0)
            made.append(_initialled(found, *_title_before(text, before, found.start())))
    taken = [(one.start, one.end) for one in made]
    position = 0
    while (titled := _titled().search(text, position)) is not None:
        found = titled
        begin, end = _trim(text, found.start("name"), found.end("name"))
        # Where a state of many words stands before the name, the name goes on behind what was found.
        if begin != found.start("name") and (more := _MORE.match(text, found.end())):
            begin, end = _trim(text, found.start("name"), more.end())
        if begin is None:
            position = found.start("title") + 3
            continue
        clash = next((number for number, (a, b) in enumerate(taken) if a < end and begin < b), None)
        if (spoke := SPOKESMAN.search(text, max(0, found.start("title") - 60), begin)) and not re.search(
            r"[,.;]", text[spoke.end() : begin]
        ):
            position = end
            continue
        office = text[found.start("title") : begin]
        title = clean_title(re.sub(rf"(?<=\S)\s{_RANK}\s*$", "", office))
        code = next(iter(states(title)), None)
        if clash is not None:
            one = made[clash]
            made[clash] = Named(
                one.name,
                _offices(title),
                code or one.side,
                "side:title" if code else one.rule,
                one.person_id,
                one.start,
                found.start("title"),
                one.end,
            )
            position = max(taken[clash][1], found.start("title") + 3)
            continue
        lead_in = text[max(0, found.start("title") - 20) : found.start("title")]
        name = nominative(text[begin:end], lead_in, case_of(office, lead_in))
        made.append(
            Named(
                name,
                _offices(title),
                code,
                "side:title" if code else "side:none",
                None,
                begin,
                found.start("title"),
                end,
            )
        )
        taken.append((begin, end))
        position = end
    made.sort(key=lambda one: one.start)
    unique: list[Named] = []
    for one in made:
        known = next((number for number, other in enumerate(unique) if same(one.name, other.name)), None)
        if known is None:
            unique.append(one)
        elif not unique[known].titles and one.titles:
            other = unique[known]
            unique[known] = Named(
                other.name if len(other.name) >= len(one.name) else one.name,
                one.titles,
                one.side or other.side,
                one.rule,
                other.person_id or one.person_id,
                other.start,
                other.title_start,
                other.end,
            )
    return unique


@cache
def _title_end() -> re.Pattern[str]:
    heads = "|".join(sorted(russian().heads, key=len, reverse=True))
    return re.compile(
        rf"(?<![а-яёА-ЯЁ-])(?:[А-ЯЁа-яё]+(?:ого|его|ый|ий|ым|им)\s+(?:и\s+)?){{0,3}}(?:{heads})(?:(?:,(?=\s{_FIELD}))?\s+(?!с\s|со\s|и\s+с\s)[А-ЯЁа-яё«»–-]+){{0,18}}\s+$"
    )


def _title_before(text: str, begin: int, end: int) -> tuple[str | None, int]:
    """The office that stands right before a name with initials, and where it begins."""
    found = _title_end().search(text, max(begin, end - 200), end)
    return (found.group(0), found.start()) if found else (None, end)


def _offices(title: str) -> tuple[str, ...]:
    """The titles of a name; a colleague is of a state, but that is no office."""
    return (title,) if title and "коллег" not in title.lower() else ()


def _initialled(found: re.Match[str], office: str | None, begin: int) -> Named:
    """`С.В.Лавров`: the lexicon's man with that surname and initial, else the surname in the nominative."""
    title = clean_title(office) if office else ""
    titles = _offices(title)
    for person, name in _surnames().get(stem(found["surname"]), []):
        if name[0] == found["first"]:
            own = world().people[person].side
            return Named(name, titles, own, "side:lexicon", person, found.start(), begin, found.end())
    shown = found.group(0)[: found.start("surname") - found.start()] + nominative(
        found["surname"], "с ", case_of(office or "", "")
    )
    side = next(iter(states(title)), None) if title else None
    return Named(shown, titles, side, "side:title" if side else "side:none", None, found.start(), begin, found.end())


def _trim(text: str, begin: int, end: int) -> tuple[int | None, int]:
    """The name without the words of office and state that run into it."""
    words = [
        (found.group(0), begin + found.start(), begin + found.end()) for found in re.finditer(r"\S+", text[begin:end])
    ]
    while words and (_OFFICE_WORDS.match(words[0][0]) or states(words[0][0]) or _FIRST.match(words[0][0])):
        words = words[1:]
    for number, (word, _, _) in enumerate(words):
        if number and (_OFFICE_WORDS.match(word) or _FIRST.match(word)):
            words = words[:number]
            break
    if len(words) < 2:
        return None, end
    return words[0][1], words[-1][2]


def same(one: str, other: str) -> bool:
    """Whether two names are one: each word of the shorter is in the longer, an initial as the word it begins."""
    short, long = sorted((_NAME_PARTS.findall(one), _NAME_PARTS.findall(other)), key=len)
    return bool(short) and all(any(_same_word(a, b) for b in long) for a in short)


_NAME_PARTS = re.compile(r"[А-ЯЁ]\.|[^\s.]+")


def _same_word(one: str, other: str) -> bool:
    if one.endswith(".") or other.endswith("."):
        return one[0] == other[0]
    return stem(one) == stem(other)


@cache
def _places() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    pieces = tuple(
        (re.compile(rf"(?:{'|'.join(one.places_ru)})[а-яё-]{{0,4}}"), one.iso3)
        for one in world().countries.values()
        if one.places_ru
    )
    return re.compile(
        rf"\b(?:[Вв]|[Вв]о|[Нн]а)\s+(?P<place>(?:{'|'.join(pattern.pattern for pattern, _ in pieces)}))(?![а-яё])"
    ), pieces


_OF_PLACE = re.compile(r"ск(?:ом|ой|ую|ие|их|ий|ая|ое)$")
"""`в Минском формате`: no place, but what is named after one."""


def place(text: str) -> Place | None:
    """The first place of the lexicon behind `в`, as printed."""
    whole, pieces = _places()
    found = next((one for one in whole.finditer(text) if not _OF_PLACE.search(one["place"])), None)
    if found is None:
        return None
    printed = found["place"]
    country = next((code for pattern, code in pieces if pattern.fullmatch(printed)), None)
    return Place(printed, country, found.start("place"), found.end("place"), "place:lexicon")


_CONTEXTS = (
    ("military", r"военн|оборон|войск|перемири|прекращени[а-я]+ огня"),
    ("economic", r"экономич|торгов|инвести|товарооборот|финанс"),
    ("nuclear", r"ядерн"),
    ("energy", r"энергет|нефт|газов|АЭС"),
    ("climate", r"климат"),
    ("technology", r"технологи|космос|космич|искусственн[а-я]+ интеллект"),
    ("humanitarian", r"гуманитарн|беженц"),
    ("terrorism", r"террор"),
    ("territory", r"территори|суверенитет|границ"),
    ("migration", r"мигра|виз"),
    ("health", r"коронавирус|вакцин|пандеми|здравоохран"),
    ("diplomatic", r"двусторонн[а-я]+ отношен|дипломат"),
)


def contexts(text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _CONTEXTS if re.search(pattern, text))
