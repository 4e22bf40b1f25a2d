"""What was discussed, and in what tone: Russian."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from config.lexicon.languages import russian
from extractors.readout_records import Tone, Topic
from extractors.readouts.texts import Sentence

_TOPIC = re.compile(
    r"(?:^|(?<=[\s(«“\"]))(?:[Оо]бсужд(?:ены|ён|ена|ено|ались|алась|ался|алось|ение)|[Оо]бсуди(?:ли|л|ла)"
    r"|[Рр]ассмотре(?:ны|на|но|н|ли)|[Зз]атрону(?:ты|та|т|ли|то)|[Оо]бменя(?:лись|лся)\s+(?:(?:мнениями"
    r"|взглядами|оценками)\s+(?:по|о|об|относительно)|оценками(?!\s+(?:по|о|об|относительно|и)\s))"
    r"|[Рр]ечь\s+(?:также\s+)?(?:шла|зашла)\s+(?:о|об)|[Оо]бмен(?:е|а)?\s+мнениями\s+(?:по|о|об"
    r"|относительно)|(?:[Вв]\s+центре\s+внимания|[Оо]сновное\s+внимание"
    r"|[Оо]собое\s+внимание)(?:\s+(?:было\s+)?(?:уделено|уделили|были|находились|обращено))?"
    r"|[Кк]оснулись|[Пп]рошлись\s+по|[Сс]остоялся\s+обмен\s+мнениями\s+(?:по|о|об))\s+"
    r"(?:также\s+|подробно\s+|детально\s+|и\s+|было\s+)*(?P<what>[^.;]{4,320})"
)
_STRIP_TOPIC = re.compile(
    r"^(?:(?:некоторые|отдельные|актуальны[ехм]|ключевы[ехм]|важнейши[ехм]|основны[ехм]|различны[ехм]"
    r"|практически[ехм]|други[ехм]|ряд|ряду|широкий круг|весь комплекс|комплекс|темы?|тематик[аиу]"
    r"|вопрос(?:ы|ов|ам|ах)?|аспект(?:ы|ов|ам)?|проблем(?:ы|ам)|направления|также|о|об|по"
    r"|перспектив[ыаам]*|(?:состояние|ход) и|состояние|ход|повестк[аиу])\s+)+"
)
_TOPIC_END = re.compile(
    r"(?:,\s+(?:включая|в том числе|прежде всего)\s|,\s+(?:котор\w+|при этом|где|с учётом|с "
    r"учетом|в контексте|в свете|в связи)|\s+в (?:контексте|свете|связи|преддверии|развитие)|\s+с "
    r"уч[её]том|,?\s+по итогам|,\s+(?:подчеркну|отмети|вырази|договори|сообща|сообщи|переда[её]"
    r"|указыва|говорит|следует|информиру|пиш|рассказа)\w*"
    r"|\s+с (?:акцентом|упором|фокусом) на|\s+с особым"
    r"|[»”\"],\s*[—–-])"
)


def topics(lines: Sequence[Sentence]) -> list[Topic]:
    made: list[Topic] = []
    for line in lines:
        for found in _TOPIC.finditer(line.text):
            what, start = found["what"], line.start + found.start("what")
            tail = None
            if including := re.search(r",?\s+(?:включая|в том числе(?: по)?|прежде всего|в частности,?)\s+", what):
                tail = (what[including.end() :], start + including.end())
                what = what[: including.start()]
            for piece, at in ((what, start), *((tail,) if tail else ())):
                end = _TOPIC_END.search(piece)
                piece = piece[: end.start()] if end else piece
                for offset, printed in _pieces(piece):
                    whole = re.sub(r"^(?:а также|и|,)\s+", "", printed.strip(" ,"))
                    for text in _two_things(whole, last=offset > 0):
                        clean = _STRIP_TOPIC.sub("", text)
                        if len(clean) > 3 and not any(other.text == clean for other in made):
                            begin = at + offset + max(0, printed.find(clean))
                            end_at = begin + len(clean)
                            made.append(Topic(len(made) + 1, clean, line.paragraph, begin, end_at, "topic:on"))
    return made


_PIECE = re.compile(
    r"(?:(?!,\s+а также\s|,\s|(?<!состояние)(?<!\bход)(?<![ыи]х)\s+и\s+(?:вопрос|ситуаци|тем|проблем|ход|международн"
    r"|региональн|друг|актуальн|перспектив|обстановк|положени|подготовк|реализаци|урегулировани"
    r"|взаимодействи)).)+"
)
_LAST = re.compile(r"\s+и\s+(?=(?:[а-яё]+(?:ого|его|ой|ей|ых|их)\s)?[а-яё]+(?:ени|ани|яти|ити|ци|ств)[а-яё]\s[а-яё])")
"""Before the last of a list of deeds: `расширения торговли, развития связей и использования вод`."""
_PAIR = re.compile(r"(?P<one>[а-яё-]{4,})\s+и\s+(?P<two>(?:[а-яё-]+(?:ого|его|ой|ей|ых|их|ое|ий|ый)\s)?[а-яё-]{4,})")
"""The last two of a list of words: `транспорт, туризм и сельское хозяйство`."""
_OPEN = re.compile(r"[а-яё-]+(ой|ей|ых|их|ом|ем|ому|ым|ую)$")
"""An adjective whose noun is still to come: `в торговой, транспортной и цифровой сферах`."""


_AROUND = re.compile(r"(?:\s(?:вокруг|в|на|с|между)\s|^,?\s*)[А-ЯЁ][А-ЯЁа-яё-]+$")
"""A place of several: `ситуация вокруг Украины, Ирана и Сирии`."""


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """What stands between commas, with its place; a list of adjectives is one thing."""
    begin: int | None = None
    for found in _PIECE.finditer(text):
        begin = found.start() if begin is None else begin
        last = _OPEN.search(found.group(0))
        after = re.match(r",\s+[а-яё-]+", text[found.end() :])
        if last and after and after.group(0).endswith(last.group(1)):
            continue
        if _AROUND.search(found.group(0)) and re.match(r",\s+[А-ЯЁ]", text[found.end() :]):
            continue
        yield begin, text[begin : found.end()]
        begin = None


# An adjective and its noun: `оборонное сотрудничество`, `развитие связей` is none.
_ADJECTIVE = r"[а-яё-]+(?:ое|ее|ый|ий|ая|яя|ые|ие|ого|его|ой|ей|ую|юю|ых|их|ыми|ими)"
_TWO = re.compile(rf"(?P<one>{_ADJECTIVE}\s+[а-яё-]{{4,}})\s+и\s+(?P<two>{_ADJECTIVE}\s+[а-яё-]{{4,}}.*)")


# Two that were done, each with what it was done to, in the case of an object.
_TWO_DEEDS = re.compile(
    rf"(?P<one>(?!{_ADJECTIVE}(?<!ние)\s)[а-яё-]+\s+[^,]+?)\s+и\s+(?P<two>[а-яё-]+(?:ение|ание|ство|ую|ию|ку|ция)\s.+)"
)


def _two_things(text: str, last: bool) -> tuple[str, ...]:
    """`оборонное сотрудничество и санкционное давление на Россию`: two. `торговые и научные связи`: one."""
    if last and (link := _LAST.search(text)) and " " in text[: link.start()]:
        return text[: link.start()], text[link.end() :]
    if last and (pair := _PAIR.fullmatch(text)):
        return pair["one"], pair["two"]
    if found := _TWO_DEEDS.fullmatch(text):
        return found["one"], found["two"]
    found = _TWO.fullmatch(text)
    if found is None or re.fullmatch(_ADJECTIVE, found["one"].split()[-1]):
        return (text,)
    return found["one"], found["two"]


@cache
def _toned() -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    stems = tuple((word, re.sub(r"(?:ый|ий|ой)$", "", word)) for word in russian().tone)
    adjective = "|".join(stem for _, stem in sorted(stems, key=lambda one: -len(one[1])))
    return (
        re.compile(
            (
                rf"\b(?P<run>(?:{adjective})[а-яё]{{1,4}}(?:(?:,\s+|\s+и\s+"
                rf"|\s+)(?:весьма\s+)?(?:{adjective})[а-яё]{{1,4}}){{0,8}})\s+(?:и\s+)?(?:(?!к\s|ко\s|для\s|на\s|в\s)[а-яё]+\s+)?(?:ха"
                rf"рактер|ключе|атмосфер|разговор|бесед|переговор|обмен|диалог|обсужден|дискусси|встреч"
                rf"|тон|обстановк)\w*"
                rf"|\b(?:разговор|бесед|встреч|переговоры|диалог|обмен)\w*\s(?:был[аио]?|прош[а-яё]+|носил[аио]?)\s"
                rf"(?P<said>(?:(?:очень|весьма|вполне|крайне|главное|и),?\s"
                rf"|(?:{adjective})[а-яё]{{1,4}}(?:,\s|\s|(?![а-яё]))){{1,12}})"
            ),
            re.IGNORECASE,
        ),
        stems,
    )


def tone(lines: Sequence[Sentence]) -> list[Tone]:
    pattern, stems = _toned()
    made: list[Tone] = []
    for line in lines:
        for found in pattern.finditer(line.text):
            if re.search(
                r"(?:продолжить|продолжать|продолжени\w+|поддержани\w+|развити\w+|дальнейш\w+|предстоящ\w+)\s+$",
                line.text[: found.start()],
            ):
                continue
            group = "run" if found["run"] else "said"
            for word in re.finditer(r"[а-яё-]+", found[group], re.IGNORECASE):
                lemma = next((one for one, stem in stems if word.group(0).lower().startswith(stem)), None)
                if lemma and not any(one.word == lemma for one in made):
                    start = line.start + found.start(group) + word.start()
                    made.append(Tone(len(made) + 1, lemma, line.paragraph, start, start + len(word.group(0))))
    return made
