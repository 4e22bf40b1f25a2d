"""Datelines: `BEIJING, Jan. 28 (Xinhua) --` and its like in other scripts, taken off a paragraph's beginning.

A dateline is a place, mostly a date, an agency and a mark that ends it, in an order that each language's wires
keep. Prose has some of these, never all: a pattern without an agency from the lexicon must have the place in
capitals, the date and the dash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from config.lexicon import Agency, agencies
from extractors.pages.datetext import MONTH
from extractors.records import Dateline

_MAX = 200
"""No dateline is longer."""

# Names of places: words that begin with a capital, parted by blanks, slashes, commas; `the`, `de` and the like between.
_CAP = r"[^\W\d_a-zа-яёіїєґß-öø-ÿ][\w.’'\-]*"
_SMALL = r"(?:(?:of|the|de|del|la|le|el|al|am|an|der|on|upon|and|di|do|da)\s)?"
_PLACE = rf"{_CAP}(?:(?:\s|/|\s/\s|,\s|\s?&\s?|\s-\s){_SMALL}{_CAP}){{0,5}}"
# All in capitals: a dateline even where its agency is not in the lexicon.
_LOUD_WORD = r"[^\W\d_a-zа-яёіїєґß-öø-ÿ]{2,}[.’'\-]?[^\W\d_a-zа-яёіїєґß-öø-ÿ]*\.?"
_LOUD = rf"{_LOUD_WORD}(?:(?:\s|/|,\s|-){_LOUD_WORD}){{0,5}}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY_MONTH = rf"(?:{MONTH}\s+{_DAY}|{_DAY}\.?\s+(?:de\s+)?{MONTH})(?:,?\s+(?:de\s+)?\d{{4}})?"
_DASH = r"\s*(?:\.?\s?[-–—―‒]{1,3}|_{1,2}|:|\.-)"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    agency = agencies().pattern
    month_day = _DAY_MONTH
    # The agency, and what some print beside it: (Xinhua/APP), (UrduPoint News / Sputnik - 18th January, 2022).
    beside = rf"(?P<agency>(?:[\w .]{{1,30}}\s?[/,–-]\s?)?(?:{agency})(?:\s?[/,–-]\s?[\w ,.]{{1,40}})?)"
    flags = re.UNICODE
    return tuple(
        (rule, re.compile(pattern, flags))
        for rule, pattern in (
            # BEIJING, Jan. 28 (Xinhua) --   MEXICO CITY (AP) —   BEIJING, 5 Şubat (Xinhua) --
            ("paren", rf"(?P<place>{_PLACE})(?:,?\s+(?P<date>(?i:{month_day})))?,?\s*[(（]{beside}[)）]{_DASH}"),
            # MOSCOW (UrduPoint News / Sputnik - 18th January, 2022)   a carrier's name and date inside, no dash
            (
                "relayed",
                rf"(?P<place>{_LOUD})\s*\((?P<agency>[\w ]{{2,30}}\s/\s(?:{agency}))\s-\s(?P<date>(?i:{month_day}))\)",
            ),
            # MOSCOW, March 3. /TASS/.   МОСКВА, 27 января. /Корр. ТАСС Имя Фамилия/.   БАКУ /Trend/ -
            (
                "slash",
                rf"(?P<place>{_PLACE})(?:,\s+(?P<date>(?i:{month_day})))?[.,]?\s*"
                rf"/\s?(?:[Кк]орр\.\s*)?(?P<agency>{agency})(?P<reporters>(?:\s[^/]{{1,60}})?)/(?:\.|{_DASH})",
            ),
            # ООН, 27 сен — РИА Новости.   Москва. 27 января. INTERFAX.RU -
            (
                "dash",
                rf"(?P<place>{_PLACE})(?:[.,]\s+(?P<date>(?i:{month_day})))[.,]?\s*[-–—]?\s*(?P<agency>{agency})(?:\.|{_DASH})",
            ),
            # ROMA (ITALPRESS) -   an agency that the lexicon does not know
            (
                "loud",
                rf"(?P<place>{_LOUD})(?:,\s+(?P<date>(?i:{month_day})))?\s*"
                rf"[(（](?P<agency>[^\W\d_][\w .&/-]{{1,30}})[)）]{_DASH}",
            ),
            # Havana, 25 de outubro (RHC).-   MUNICH, Sept. 3, 2026 /PRNewswire/ --
            (
                "unknown",
                rf"(?P<place>{_PLACE}),\s+(?P<date>(?i:{month_day}))\s*"
                rf"(?:\((?P<agency>[^\W\d_][\w .&-]{{1,30}})\)|/(?P<agency2>\w{{3,30}})/){_DASH}",
            ),
            # (Reuters) -   the place left out
            ("agency", rf"[(（](?P<agency>{agency})[)）]{_DASH}"),
            # WASHINGTON, Jan. 27 --   no agency at all
            ("bare", rf"(?P<place>{_LOUD}),\s+(?P<date>(?i:{month_day}))\s*(?:--|[–—])"),
            # واشنطن 26 أكتوبر 2023 (شينخوا)   أبوظبي في 26 يناير / وام /
            (
                "arabic",
                rf"(?P<place>[\u0600-\u06ff]+(?:\s[\u0600-\u06ff]+){{0,2}}?)،?\s+(?:في\s+)?(?P<date>\d{{1,2}}\s+{MONTH}(?:\s+\d{{4}})?)"
                rf"(?:\s*م)?\s*[(/]\s?(?P<agency>{agency})\s?[)/]\s*[-–—ـ:]*",
            ),
            # تهران - ایرنا -   تهران (ایرنا) -
            (
                "persian",
                rf"(?P<place>[\u0600-\u06ff]+(?:[\s\u200c][\u0600-\u06ff]+)?)\s*[-–—ـ(]+\s*(?P<agency>{agency})\s*[-–—ـ)]+\s*[-–—ـ:]*",
            ),
            # 新华社北京1月28日电（记者…）   本报华盛顿9月19日电   中新网1月28日电   据新华社莫斯科…电
            (
                "chinese",
                rf"(?:[（(【]\s*)?(?:据|綜合|综合)?(?P<agency>{agency}|本报|本報|本刊|本网|本網|[\u4e00-\u9fff]{{2,4}}(?:社|报|報|网|網))"
                r"(?:记者\s?[\u4e00-\u9fff]{2,4})?\s*"
                r"(?P<place>[\u4e00-\u9fff·]{2,12}?)?\s*"
                r"(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)\s*(?:专)?[电電讯訊](?![话話邮視视影脑力子动商贺賀])(?:[/／][据據](?P<relay>[^\s（(]{2,12}?)报[导道導])?\s*[】)）]?"
                r"\s*(?:[（(](?P<reporters>[^（()）]{2,60})[)）])?\s*[：:，,]?",
            ),
            # 本报讯（记者…）   本报北京讯
            (
                "chinese-local",
                rf"(?:[（(【]\s*)?(?P<agency>{agency}|本报|本報)(?P<place>[\u4e00-\u9fff]{{2,4}})?[讯訊电電]\s*[】)）]?\s*"
                r"[（(](?P<reporters>(?:通讯员|特约|见习|本报|实习)*记者[^（()）]{2,60}|通讯员[^（()）]{2,60})[)）]\s*[：:]?",
            ),
            # (서울=연합뉴스) 홍길동 기자 =
            (
                "korean",
                rf"[(\[（](?P<place>[\uac00-\ud7af]{{2,10}})\s*=\s*(?P<agency>{agency}|[\uac00-\ud7af]{{2,8}})[)\]）]"
                r"\s*(?:(?P<reporters>[\uac00-\ud7af· ,]{2,30})\s(?:특파원|기자)\s*=)?",
            ),
            # 【北京＝共同】   【新華社北京1月28日】
            (
                "japanese",
                rf"[【\[](?:(?P<place>[\u3040-\u30ff\u4e00-\u9fff]{{2,12}})\s*[＝=]\s*(?P<agency>{agency}|[\u3040-\u30ff\u4e00-\u9fff]{{1,10}})"
                rf"|(?P<agency2>{agency})(?P<place2>[\u3040-\u30ff\u4e00-\u9fff]{{2,12}})(?P<date>\d{{1,2}}月\d{{1,2}}日))[】\]]",
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class Split:
    """A paragraph parted: the dateline, the rule that found it, its agency if the lexicon knows it, and the rest."""

    dateline: Dateline
    rule: str
    agency: Agency | None
    rest: str


def split(paragraph: str) -> Split | None:
    """Take the dateline off a paragraph; None when it begins with none."""
    head = paragraph[: _MAX * 2]
    for rule, pattern in _patterns():
        match = pattern.match(head)
        if not match or match.end() > _MAX:
            continue
        groups = {name: (value or "").strip() or None for name, value in match.groupdict().items()}
        printed = groups.get("agency") or groups.get("agency2")
        place = (groups.get("place") or groups.get("place2") or "").strip(" ,.") or None
        agency = next((known for name in (groups.get("relay"), printed) if name and (known := _known(name))), None)
        return Split(
            Dateline(
                match.group().strip(),
                place,
                (groups.get("date") or "").rstrip(".") or None,
                printed,
                _names(groups.get("reporters")),
            ),
            f"dateline:{rule}",
            agency,
            paragraph[match.end() :].strip(),
        )
    return None


def _known(printed: str) -> Agency | None:
    mentioned = agencies().mentioned(printed)
    return agencies().named(printed) or (mentioned[0] if mentioned else None)


_LABEL = re.compile(r"(?:本报|新华社|特约|见习|实习|驻\S{2,6})*(?:记者|通讯员|評論員|评论员)|[:：]")


def _names(text: str | None) -> tuple[str, ...]:
    """Names in `记者朱东阳 刘晨、王某`, in their order; a name of two characters is often spaced out (`方 敏`)."""
    if not text:
        return ()
    text = re.sub(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", text)
    parts = (
        part.strip(" .·")
        for part in re.split(r"[、,，;；]|\s+(?=[\u4e00-\u9fff\uac00-\ud7af])", _LABEL.sub(" ", text).strip())
    )
    return tuple(part for part in parts if 2 <= len(part) <= 40)
