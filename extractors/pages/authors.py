"""Who is printed as the author of an article, and who as its editor: names and nothing else.

The printed byline comes first; then JSON-LD, then meta tags, which Chinese systems fill with the editor. Labels,
agencies, sites, e-mail addresses and templates' placeholders are no names. Where none is printed there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from config.lexicon import Agency, agencies, fold
from config.outlets import Outlet, PageRules
from extractors.pages.chinese_names import is_name
from extractors.pages.document import Document, squeeze, text_of, types
from extractors.pages.editors import is_editor, read_editor
from extractors.pages.surroundings import Surroundings
from extractors.pages.titles import site_names, title_tail
from extractors.pages.wires import before_date, signing
from extractors.records import Dateline, Receipt

_HAN = r"[\u4e00-\u9fff·]"
# What may stand behind a name in a header line, with or without a colon.
_NEXT_ZH = (
    "责任?编|責任?編|编辑|編輯|来源|來源|稿源|字号|字體|字体|时间|時間|"
    "发布|發布|发表|日期|摄影|攝影|视频|校对|分享|评论|打印|阅读|閱讀|浏览|点击|收藏|举报"
)
_IN_NAME = rf"(?:(?!{_NEXT_ZH}){_HAN})"
_HAN_NAMES = rf"(?P<names>{_IN_NAME}{{2,6}}(?:[\s、，,/]{{1,2}}{_IN_NAME}{{1,6}}){{0,7}})"
_CAP = r"[^\W\d_a-zа-яё][\w'’.\-]*"
_NAME = rf"{_CAP}(?:\s(?:(?:de|del|da|dos|van|von|der|den|bin|ibn|al|el|la|le|ben|ter)\s)?{_CAP}){{0,4}}"
_NAMES = rf"(?P<names>{_NAME}(?:(?:,\s?|\s?;\s?|\s(?:and|und|y|et|e|и|ve|&)\s|,\sand\s){_NAME}){{0,9}})"
# 颜 欢 于 以: names of two characters, spaced out to the width of three
_HAN_SPACED = (
    rf"(?P<names>(?:{_IN_NAME}{{2,6}}|{_IN_NAME}[ \u3000]{_IN_NAME})(?:[\s、，,/]{{1,2}}{_IN_NAME}{{1,6}}){{0,9}})"
)
_HANGUL = r"[\uac00-\ud7af]"
_LABELS = (
    "Author|Authors|Reporter|Byline|Автор|Авторы|Автори|Muhabir|Autor|Autora|Autorin|Autorin/Autor|Auteur|Autore|"
    "Pewarta|Penulis|Rep|Wartawan|Tác giả|Writer|Written by|Text|Текст|Записала?|Подготовила?|Беседовала?|Texte|Texto|"
    "Testo|Journaliste|Yazar|Haber|Periodista|Redactora?|Repórter|Giornalista|Dziennikarz|Autorka|Novinar|Oleh|Autorzy|Opracowanie"
)
_BEHIND_BY = r"(?:$|[|·•/,(]|\sin\s|\s[Ff]or\s|[-–—]|\s*(?:Updated|Published|Posted)|\s*\d)"
_BEHIND_ZH = rf"(?=\s*(?:$|[\]】）)|]|[（(](?:本报|本刊|系|作者)|{_NEXT_ZH}|图|20\d\d))"
_DESK_ZH = r"(?:\S{2,10}(?:专栏作者|特约作者|记者)\s*)?"
# Each begins with its own letter, and what must stand before it is looked for behind: so a search passes over whatever
# holds none of these letters.
_LABEL_ZH = "|".join(
    (r"作者(?=\s*[:：])", *(rf"{label}(?<![^\[【（(|\s]{label})" for label in ("作者", "文", "撰文", "撰稿", "采写")))
)
_BYLINES = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        # By LISA MASCARO, MARY CLARE JALONICK and ERIC TUCKER   By Wang Xiaoyu | China Daily | ...   Von: ...
        (
            "by",
            rf"^(?:(?:Written|Reported|Story|Text)\s)?(?:[Bb]y|BY|[Vv]on|VON|[Pp]or|POR|[Pp]ar|PAR|[Dd]i|DI|[Dd]oor|DOOR|Oleh)\s?:?\s+{_NAMES}\s*{_BEHIND_BY}",
        ),
        # by Xinhua writer Zhao Shuyue   By AA correspondent NAME
        ("writer", rf"^[Bb]y\s(?:[\w.]+\s){{0,3}}(?:staff\s)?(?:writers?|correspondents?|reporters?)\s{_NAMES}$"),
        # 15:10, 03-Mar-2026 By Grace Akinyi Omolo   05/03/2023 - 15:20 Por NOME - Repórter da Agência Brasil
        (
            "by-behind-date",
            rf"\d{{4}}(?:\W{{1,3}}\d{{1,2}}[:h.]\d{{2}})?\s+(?:[Bb][Yy]|[Pp]or|[Pp]ar|[Vv]on|[Dd]i|[Dd]oor)\s"
            rf"{_NAMES}\s*{_BEHIND_BY}",
        ),
        ("label", rf"^(?i:{_LABELS})\s*(?:[:：]|,(?=\s))\s*{_NAMES}\s*(?:$|[|·•/(])"),
        # Author Ralf Bergmann, with the label in an element of its own
        ("label", rf"^(?:Author|Autorin/Autor|Auteur|Автор|Penulis|Pewarta|Yazar)\s(?=\S+\s\S){_NAMES}$"),
        # 作者：王永文   [作者: 刘满仓 责任编辑: 杨丹宇 ]
        # and with nothing between it and the label before: 来源：解放军报作者：王永文责任编辑：...
        (
            "label-zh",
            rf"(?:{_LABEL_ZH})\s*[:：/]\s*{_DESK_ZH}{_HAN_NAMES}{_BEHIND_ZH}",
        ),
        ("label-zh", rf"^[■●◆]\s*(?:\S{{2,8}}记者\s*)?{_HAN_NAMES}$"),
        # 本报记者 王乐文 方 敏   澎湃新闻记者 贺梨萍
        (
            "reporter-zh",
            rf"^(?:{_HAN}{{2,8}})?(?:特约|见习|实习|首席)*(?:记者|评论员|通讯员)\s*[:：]?\s*{_HAN_SPACED}$",
        ),
        # كتب أحمد علي   نویسنده: ...
        (
            "label-ar",
            r"^(?:كتبت?|بقلم|إعداد|تحرير|نویسنده|نگارنده|خبرنگار|گزارش از|گزارشگر)\s*[:：]?\s+"
            r"(?P<names>[\u0620-\u06d3\u200c]{2,}(?:\s[\u0620-\u06d3\u200c]{2,}){1,3})$",
        ),
        # Peter Kenny | 05.03.2019 - Update : ...
        ("before-date", rf"^(?=\S+\s\S){_NAMES}\s*\|\s*\d{{1,2}}\.\d{{1,2}}\.\d{{4}}"),
        # ○○○ 기자
        (
            "reporter-ko",
            rf"^(?:{_HANGUL}{{2,8}}=)?(?P<names>{_HANGUL}{{2,4}}(?:[·,\s]{{1,2}}{_HANGUL}{{2,4}})*?)\s(?:특파원|기자)(?:\s|$)",
        ),
    )
)
# At the end of the last paragraph: （评论员 罗博 萧海川）
# In Japanese papers with the name alone: …示した。【三木某也】
_SIGNED = re.compile(
    rf"[（(](?:{_HAN}{{0,8}}?)(?:评论员|记者|作者|文/)\s*[:：]?\s*{_HAN_NAMES}\s*[）)]$|"
    r"(?<=。)【(?:[\u30a1-\u30fc]{2,10}|北京|上海|香港|台北|広州|瀋陽|平壌)?(?P<signed>[\u3040-\u30ff\u3400-\u9fff]{2,7}(?:、[\u3040-\u30ff\u3400-\u9fff]{2,7}){0,3})】$"
)
# … 长远。（郑若水 王安宁）
_SIGNED_HAN = re.compile(r"(?<=[。！？”])[（(](?P<names>[\u4e00-\u9fff]{2,4}(?:[ 、][\u4e00-\u9fff]{2,4}){0,3})[）)]$")
# (By NAME and NAME) below the text, or behind its last word
_SIGNED_BY = re.compile(rf"[(（](?:[Bb]y|[Pp]or|[Pp]ar|[Vv]on)\s{_NAMES}[)）]$")
# WAM/NAME alone on the last line, below a dateline of the same agency
_SIGNED_FOR = re.compile(rf"(?P<agency>[^\W\d_]{{2,10}})\s?/\s?(?=\S+\s\S){_NAMES}")
# Thu Hoài/VOV.VN
_SITE_BEHIND = re.compile(r"\s?/\s?(?:[\w-]+\.[A-Za-z]{2,4}|[A-Z]{3,8}|Báo\s[\w ]{2,24})(?:\s?\([^()]{2,24}\))?$")
# In an element of a class that holds an author: NAME, of two words at least, and what he is: (Редактор отдела)
_CLASSED = re.compile(rf"(?=\S+\s\S){_NAMES}(?:\s?[(（][^()（）]{{2,80}}[)）])?")
# The same with what he is in small letters: NAME correspondent Zwitserland
_IN_ROLE = re.compile(rf"(?P<names>{_CAP}\s(?:[a-z]{{2,3}}\s)?{_NAME}),?\s[a-zà-ÿ][^.!?:：]{{3,60}}")
_NO_BYLINE = re.compile(
    r"(?i)\b(?:follow|share|profile|about|view|more|all|wires?|agencies|bureau|contributors?|special|opinion)\b|[\u3040-\u9fff\uac00-\ud7af]"
)
_CLOSING = ")）"
_SIGNATURE = re.compile(rf"{_NAMES}\s[(（](?P<agency>[^()（）]{{2,40}})[{_CLOSING}]")
"""A name with the agency it wrote for, alone on the last line: Thanh Hương (TTXVN/Vietnam+)."""
# A columnist is introduced below the text: NAME is a columnist with ...
_BIO = re.compile(
    rf"^(?:The author,? )?(?P<names>{_NAME}),? is (?:an?|the) (?:[\w-]+ ){{0,4}}"
    r"(?:columnist|commentator|contributor|opinion writer)\b"
)
# Without the word for reporter the names in a dateline may be anyone's; RIA writes them behind its own.
_REPORTERS = re.compile(
    r"记者|記者|编译|編譯|기자|특파원|文\s?[/／]|[Кк]орр\.|РИА Новости, |^[\u0600-\u06ff\s]+/[^/]+/"
)
_META = (
    "byl",
    "byline",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "article:author",
    "og:article:author",
    "mediator_author",
    "author",
    "authors",
    "creator",
    "content_author",
)
_NOT_NAMES = re.compile(
    r"https?:|www\.|@|[/\\<>{}=#]|\d|\.(?:com|cn|net|org|ru)\b|"
    r"(?i:\b(?:name|email|e-mail|admin|administrator|editor|editors|editorial|staff|newsroom|desk|reporters?|correspondents?|webmaster|"
    r"agencies|agencias|agências|agences|agenzie|agenturen|télévisions?|rundfunk|unknown|anonymous|guest|author|news|agency|press|online|media|magazine|website|international|copyright|team|service|"
    r"redacci[oó]n|redazione|r[ée]daction|redaktion|redação|redaksi|redakcja|redakcija|redactie|"
    r"редакция|редакція|haber merkezi|"
    # houses: papers, broadcasters, ministries
    r"zeitung|nachrichten|studio|times|tribune|gazette|herald|daily|journal|bureau|desk|tv|television|radio|broadcasting|"
    r"agencia|agence|agência|agenzia|agentur|ajansı|агентство|газета|periódico|diario|"
    r"minist(?:ry|er[ei]o|ère|erium|ério|ero)|embassy|embajada|ambassade|botschaft|government|gobierno|department|"
    r"administration|secretariat|commission|council|spokesperson|presidency|"
    r"министерство|посольство|правительство|администрация|администрації|адміністрація|управление|управління|"
    r"пресс-служба|прес-служба|bakanlığı|báo|محرر|تحرير|مراسل|فريق|وكالة|وكالات|متابعات|صحيفة|תחרير|מערכת|סוכנות)\b)|"
    r"[社网报台]$|^(?:网易|新浪|搜狐|腾讯|凤凰)|作者|编辑|记者|责任|来源|频道|日报|新闻"
)
_WITH = re.compile(r"(?:^|\s)(?:[Ww]ith|[Aa]vec|[Mm]it|[Cc]on|[Cc]om)\s(?P<agency>.{2,40})$")
# Theo TTXVN: whose text it is, and nobody who signs it
_VIA = re.compile(
    r"(?:theo|nach|selon|según|secondo|segundo|via|according to|по (?:данным|материалам)|به نقل از|نقلا عن)\s", re.I
)
_ACRONYM = re.compile(r"[A-Z]{2,5}")
# Ministry of Trade and Industry: its "and" parts no two names
_INSTITUTION = re.compile(r"(?i)\b(?:minist|department|departamento|office of|embassy)[^,;，；|]*")
_LABELLED = re.compile(r"(?<!\bby)(?<!\bBy)(?<!\bPar)(?<!\bPor)(?<!\bVon)[:：]\s*$")
_SIGNATURE_MAX = 120
_HEADER = 200
"""Characters of a header line that may hold a byline."""
_LONGEST = 1_000
"""Characters of a byline that are read: meta tags and JSON-LD may hold millions."""
# NAME for MailOnline: whom he writes for
_FOR = re.compile(r"\s[Ff]or\s(?:[Tt]he\s)?[^,;]{2,40}(?=$|[,;])")
_BY = re.compile(
    r"^(?:(?:by|von|por|par|di|door|oleh|oprac\.)(?:\b|(?<=\.))\s*:?|(?:автор|作者|记者|文)\s*[:：/])\s*", re.IGNORECASE
)


def read_authors(
    document: Document,
    outlet: Outlet | None,
    rules: PageRules,
    around: Surroundings,
    last_paragraph: str,
    dateline: Dateline | None,
    lang: str | None,
    host: Agency | None,
    url: str | None,
) -> tuple[tuple[str, ...], str | None, list[Receipt]]:
    """Authors, editor, and a receipt for each value found, passed over or missing. `host` is whose page it is."""
    editor, receipts = read_editor(document, rules, around)
    own = site_names(document, outlet) | _host_words(url)
    chosen: tuple[str, ...] = ()
    signed: Receipt | None = None
    for method, rule, printed in _printed(document, rules, around, last_paragraph, dateline):
        names, agency = split_names(printed, own)
        reason = None
        if rule.endswith("Organization") or (method == "meta" and fold(printed.partition(",")[0]) in own):
            names = ()  # a house, with its town at times: DER SPIEGEL, Hamburg, Germany
        if names and method == "meta" and is_editor(names, editor, lang, around):
            names, reason = (), "the editor, or nowhere printed as author"
        elif names and method == "json-ld" and editor and all(fold(name) in fold(editor) for name in names):
            names, reason = (), "the editor"
        elif names and method in ("meta", "json-ld") and not _stands(names, around):
            if fold(printed) == title_tail(document):
                names, reason = (), "the site, by the page's title"
            elif not _appears(names, document):
                names, reason = (), "nowhere on the page: who filed it"
            elif not any(map(_of_a_person, names)):
                names, reason = (), "one word, and nowhere printed"
        elif not names:
            reason = "an agency: see origin" if agency else "no name of a person"
        value = "; ".join(names) if names else (agency or squeeze(printed)[:100])
        won = bool(names) and not chosen
        if won:
            chosen = names
        elif names and not reason:
            reason = "another print of the byline" if names == chosen else "less trusted than the printed byline"
        receipt = Receipt("author", value, method, rule, squeeze(printed)[:200], won, reason)
        receipts.append(receipt)
        own_word = not _VIA.match(printed)
        if signed is None and not names and agency and own_word and _signs(agency, rule, host, dateline, around):
            signed = receipt
    if not chosen and signed is not None and signed.value:
        why = "no person signs, and this agency does"
        receipts = [replace(receipt, chosen=True, reason=why) if receipt is signed else receipt for receipt in receipts]
        return (signed.value,), editor, receipts
    if not chosen:
        receipts.append(Receipt("author", None, "none", "author:none", None, True, "no byline is printed"))
    return chosen, editor, receipts


def _stands(names: Sequence[str], around: Surroundings) -> bool:
    """Whether the header prints one of these names, and not behind a label but `By:`: `来源：环球时报` is no byline."""
    return any(name in text and not _LABELLED.search(text.partition(name)[0]) for name in names for text in around.head)


def _appears(names: Sequence[str], document: Document) -> bool:
    """Whether readers see one of these names at all: a system's own data name whoever keyed a text in."""
    wanted = [name.casefold() for name in names]
    return any(name in text for text in (line.text.casefold() for line in document.lines) for name in wanted)


def _signs(printed: str, rule: str, host: Agency | None, dateline: Dateline | None, around: Surroundings) -> bool:
    """Whether an agency that stands as author signs a text: not where a site merely names itself, as it does always."""
    if rule.endswith("Organization"):
        return False
    agency = agencies().named(printed)
    if rule.startswith("meta:"):  # beside a Chinese date stands a source
        return agency is not host and not re.search(_HAN, printed) and _stands((printed,), around)
    if agency is not host:
        # In data that no reader sees an agency is often the source: then it stands behind a label, or nowhere.
        return not rule.startswith("json-ld:") or _stands((printed,), around)
    return bool(dateline and dateline.agency and agencies().named(dateline.agency) is agency)


def _printed(
    document: Document, rules: PageRules, around: Surroundings, last_paragraph: str, dateline: Dateline | None
) -> Iterable[tuple[str, str, str]]:
    """Method, rule and text of every place that may name the author, most trusted first."""
    for element in document.select(rules.author)[:5]:
        yield "selector", f"author:{rules.author}", text_of(element)
    glued = {re.sub(r"\s", "", text) for text in around.parted}
    for text in (*around.parted, *(text for text in around.both if not glued or re.sub(r"\s", "", text) not in glued)):
        # What stands before the date first: By Jane Roe March 5, 2021
        for part in dict.fromkeys((before_date(text), text)) if len(text) <= _HEADER else ():
            if found := next(((rule, match["names"]) for rule, form in _BYLINES if (match := form.search(part))), None):
                yield "byline", f"byline:{found[0]}", found[1]
                break
    for text in (*around.head, *around.parted):
        # An agency's name alone, or beside a date only, is where the text is from; with its town it is a byline.
        line = _BY.sub("", text)
        apart = line == text and ("|" in text or before_date(text).strip(" ,/·-–—") == signing(text))
        if (wire := signing(text)) and line.startswith(wire) and not apart and not re.search(_HAN, wire):
            yield "byline", "byline:agency", wire
    if (match := _SIGNED.search(last_paragraph)) and not agencies().named(match["signed"] or ""):
        yield "byline", "byline:signed", match["names"] or match["signed"]
    if (match := _SIGNED_HAN.search(last_paragraph)) and all(map(is_name, re.split("[ 、]", match["names"]))):
        yield "byline", "byline:signed-name", match["names"]
    if dateline and dateline.reporters and _REPORTERS.search(dateline.raw):
        yield "dateline", "dateline:reporters", "、".join(dateline.reporters)
    for text in around.signed:
        name = _SITE_BEHIND.sub("", _BY.sub("", text))
        if (match := _CLASSED.fullmatch(name) or _IN_ROLE.fullmatch(name)) and not _NO_BYLINE.search(text):
            yield "byline", "byline:class", match["names"]
        elif wire := signing(text):
            yield "byline", "byline:class", wire
    for text in (last_paragraph, *around.tail[:2]):
        if (match := signature(text)) and agencies().named(match["agency"]):
            yield "byline", "byline:signature", match["names"]
        if text[-1:] in _CLOSING and (match := _SIGNED_BY.search(text[-_SIGNATURE_MAX:])):
            yield "byline", "byline:signed-by", match["names"]
        wire = dateline.agency if dateline and len(text) <= _SIGNATURE_MAX else None
        if wire and (match := _SIGNED_FOR.fullmatch(text)) and fold(match["agency"]) == fold(wire):
            yield "byline", "byline:signed-for", match["names"]
    for item in document.articles_ld:
        for name, kind in _ld_authors(item.get("author")):
            yield "json-ld", f"json-ld:author:{kind}", name
    for text in around.signed_below:
        if (match := _CLASSED.fullmatch(_SITE_BEHIND.sub("", _BY.sub("", text)))) and not _NO_BYLINE.search(text):
            yield "byline", "byline:class-below", match["names"]
    for name in _META:
        if meta := document.metas.get(name):
            yield "meta", f"meta:{name}", "; ".join(meta)
    for text in around.tail:
        if match := _BIO.search(text):
            yield "byline", "byline:bio", match["names"]


def signature(text: str) -> re.Match[str] | None:
    """The groups `names` and `agency` of a line that holds nothing else."""
    return _SIGNATURE.fullmatch(text) if len(text) <= _SIGNATURE_MAX and text[-1:] in _CLOSING else None


def _host_words(url: str | None) -> frozenset[str]:
    """The labels of a page's host: `By Jane Roe, CNN` on www.cnn.com names one person."""
    try:
        return frozenset(fold(label) for label in (urlsplit(url or "").hostname or "").split(".") if len(label) > 1)
    except ValueError:
        return frozenset()


def _ld_authors(value: Any) -> list[tuple[str, str]]:
    """All authors of one kind as one byline."""
    items = value if isinstance(value, list) else [value]
    found: dict[str, list[str]] = {}
    for item in items:
        if isinstance(item, str):
            found.setdefault("text", []).append(item)
        elif isinstance(item, dict) and isinstance(item.get("name"), str):
            found.setdefault(types(item)[0] or "thing", []).append(item["name"])
    return [("; ".join(names), kind) for kind, names in found.items()]


def split_names(printed: str, own: frozenset[str] = frozenset()) -> tuple[tuple[str, ...], str | None]:
    """Names of people in a byline in their order, and the agency in it, if any.

    `own` are folded names of the site itself, which are no names of people.
    """
    text = _INSTITUTION.sub(" ", _FOR.sub("", _BY.sub("", squeeze(printed[:_LONGEST]))))
    # 方 敏: a name of two characters, spaced out to the width of three.
    text = re.sub(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) ([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", text)
    parts = re.split(
        r"\s*[;；,，、|]\s*|\s+(?:and|und|et|и|ve|&)\s+|(?<=[a-zà-ÿ])\.\s+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])",
        text,
    )
    names: list[str] = []
    agency = None
    for part in parts:
        name = part.strip(" .·:：()（）[]【】\"'")
        if (match := _WITH.search(name)) and agencies().named(match["agency"]):
            name = name[: match.start()]  # who writes with an agency is the writer
        if not name:
            continue
        if whose := agencies().named_in(name):
            agency = agency or whose[1]
            continue
        # Wilmer Leon Sputnik International: the agency stands behind the name.
        if (found := agencies().mentioned(name)) and found[1] in name:
            agency = agency or found[1]
            name = name.partition(found[1])[0].strip(" ,.")
        if _is_name(name, own) and name not in names:
            names.append(name)
    # Reuters, Geneva: one word beside an agency is where it writes from.
    return tuple(name for name in names if not agency or _of_a_person(name)), agency


def _of_a_person(name: str) -> bool:
    """Whether a name has the parts of a person's: two words, or a script that writes them together."""
    return " " in name or bool(re.search(r"[\u3040-\u9fff\uac00-\ud7af]", name))


def _is_name(name: str, own: frozenset[str]) -> bool:
    if not 2 <= len(name) <= 50 or _NOT_NAMES.search(name) or fold(name) in own or _ACRONYM.fullmatch(name):
        return False
    if re.search(r"[\u4e00-\u9fff]", name):
        return bool(re.fullmatch(rf"{_HAN}{{2,12}}|[A-Z]\w*[\u4e00-\u9fff]{{2,4}}", name))
    return 1 <= len(name.split()) <= 6 and any(char.isupper() or not char.isascii() for char in name)
