"""States and organisations as Russian prints them, in whatever case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from config.lexicon.world import world

_BEGINS = re.compile("(?<![А-ЯЁа-яё])(?=(?P<two>[А-ЯЁа-яё«]{2}))")
_LETTERS = re.compile(r"[А-ЯЁа-яё«]{2}")
_ENDINGS = "(?:ий|ого|ому|им|ом|ой|ая|ую|ие|их|ими|ое|ою)"


def _pieces() -> Iterator[tuple[tuple[str, ...], str, re.RegexFlag, str]]:
    """The names of a side with the pattern of them all, and its code."""
    for one in world().countries.values():
        if one.ru:
            yield one.ru, rf"(?<![А-ЯЁа-яё-])(?:{'|'.join(one.ru)})[а-яё]{{0,4}}(?![а-яё])", re.NOFLAG, one.iso3
        if one.adj_ru:
            yield one.adj_ru, rf"(?:{'|'.join(one.adj_ru)}){_ENDINGS}(?![а-яё])", re.IGNORECASE, one.iso3
    for org in world().organisations.values():
        if org.ru:
            yield org.ru, rf"(?:{'|'.join(org.ru)})[а-яё]{{0,3}}(?![а-яё])", re.NOFLAG, org.code


@cache
def _sides() -> tuple[dict[str, re.Pattern[str]], tuple[tuple[re.Pattern[str], str], ...]]:
    """Patterns by the two letters with which names begin, so that few are tried at a word; and each with its code."""
    by_begin: dict[str, list[str]] = {}
    each = []
    for names, pattern, flag, code in _pieces():
        each.append((re.compile(pattern, flag), code))
        for begins in dict.fromkeys(_LETTERS.match(name)[0].lower() for name in names):  # type: ignore[index]
            by_begin.setdefault(begins, []).append(f"(?:{pattern})")
    return {begins: re.compile("|".join(some), re.IGNORECASE) for begins, some in by_begin.items()}, tuple(each)


@lru_cache(maxsize=2048)
def _side_of(printed: str) -> str | None:
    """Whose name it is that was printed; few are, in few cases."""
    return next((code for pattern, code in _sides()[1] if pattern.fullmatch(printed)), None)


def states(text: str) -> list[str]:
    """Codes of the sides named in a text, in order."""
    found: list[str] = []
    by_begin = _sides()[0]
    end = 0
    for word in _BEGINS.finditer(text):
        names = by_begin.get(word["two"].lower())
        if names is None or word.start() < end or (one := names.match(text, word.start())) is None:
            continue
        end = one.end()
        code = _side_of(one.group(0))
        if code and code not in found:
            found.append(code)
    return found
