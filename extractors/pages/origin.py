"""Who wrote the text first: the origin, apart from the page that carries it.

Evidence in order: the source line at the title, meta tags, the feed, the dateline, an agency as byline, the sign-off,
and last a relay phrase in the text, which makes a citation only. A page that names itself proves nothing against a
dateline that names another. Photo credits, section headings and topic words are no evidence: nothing is looked for
in captions, menus or the running text beyond the first two paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from config.lexicon import Agency, agencies, fold
from config.outlets import Outlet, PageRules
from config.remembered import remembered
from extractors.pages import datetext, signoffs
from extractors.pages.authors import signature
from extractors.pages.dateline import Split
from extractors.pages.dateline_form import exactly
from extractors.pages.document import Document, text_of
from extractors.pages.relays import relay_of
from extractors.pages.surroundings import Surroundings
from extractors.pages.titles import site_names
from extractors.pages.wires import before_date, signing, without_counts
from extractors.records import Origin, Receipt, Sighting

_LABELS = (
    r"来源|來源|稿源|转自|轉自|sources?(?:\(s\))?|источник|fuente|quelle|kaynak|fonte|πηγή|sumber|sursa|izvor|извор|bron|"
    r"източник|джерело|źródło|zdroj|forrás|nguồn|المصدر|مصدر|منبع|출처|出典|出處|ソース|ที่มา|ขอบคุณข้อมูล(?:จาก)?|स्रोत|מקור"
)
_LABEL = rf"(?:(?P<label>{_LABELS})\s*[:：]|(?P<from>来源于|來源於)\s?[:：]?)"
_SOURCE = re.compile(
    rf"(?P<before>\S{{0,4}})(?<![^\W\d_a-z\u3040-\uffff]){_LABEL}\s*(?P<name>[^|｜·•\[\]【】]{{2,80}})",
    re.IGNORECASE,
)
_LABELLED = re.compile(_LABEL, re.IGNORECASE)
"""Whether a label stands there at all: most lines have none, which is told in a fifth of the time."""
# Sumber AFP, with the label in an element of its own
_UNMARKED = re.compile(rf"(?:{_LABELS})\s(?P<name>[\w .'’-]{{2,40}})", re.IGNORECASE)
# Where a printed source ends: at a date, an hour, or the next label.
_NAME_ENDS = re.compile(
    r"\s*(?:(?:19|20)\d{2}\s?[-年/.]|\d{1,2}:\d{2}|作者|记者[:：]|责任编辑|责编|编辑|字号|字体|\s[大中小](?:字体?)?(?=\s|$)|【|\bEditors?\b|\bUpdated\b|\bAuthor\b|\bBy\b|"
    r"\s\d+\s(?:kommentare|comments|comentarios|comentários|commentaires|reacties)\b|打印|分享|评论|举报|参与|收藏|阅读|发布时间|时间[:：]|\s{3,}|\s[^\W\d_]{2,20}\s?[:：]|,\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
# Labels that are none: of a picture, or a word in a sentence (`a source: ...`, `open source: ...`).
_PROSE = re.compile(
    r"(?i:图片|图|照片|视频|摄影|photo|image|picture|video|map|사진|그래픽|영상|자료|фото|fotos?|fotoğraf|imagen|imagem|bild|写真|画像|"
    r"ảnh|عکس|تصویر|الصورة|صورة)\s*(?i:" + _LABELS + r")s?$|[A-Za-z] sources?$"
)
# (People's Daily Online) 11:35, November 23, 2022
_PAREN_DATE = re.compile(r"^[(（](?P<name>[^()（）]{2,60})[)）]\s*\S")
# Posted On: 05 MAR 2023 6:22PM by PIB Delhi
_BY_BEHIND = re.compile(r"\s*[,|·-]?\s?by\s(?P<name>[A-Z][\w ]{1,30})")
_META = (
    "source",
    "contentsource",
    "dc.source",
    "article:source",
    "news:source",
    "syndication-source-name",
    "mediaid:source",
    "mediaid",
)
# 2023年03月05日 15:02 环球时报   what stands beside a date, and ends as names of papers and sites do
_PAPER_ZH = re.compile(r"[\u4e00-\u9fffA-Za-z·]{2,12}(?:社|报|网|台|新闻|客户端|周刊|在线|杂志|频道)")
_OURS = re.compile("[本我]")
# By Euronews with AP   Le Monde avec AFP
_WITH = re.compile(
    r"^(?i:(?:(?:by|par|von|por|di)\s:?.{2,40}\s)?(?:with|avec|mit|con|com)|.{2,30}\savec|(?:by|par|von|por|di))\s"
    r"(?P<name>[\w. ]{2,40}?)(?:\s(?:and|et|und)\s.*|[,/&(].*)?$"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_INSTITUTIONS = ("government", "igo")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that names a writer."""

    method: str
    rule: str
    name: str
    agency: Agency | None
    line: str


def read_origin(
    document: Document,
    host: Agency | None,
    outlet: Outlet | None,
    rules: PageRules,
    sighting: Sighting | None,
    around: Surroundings,
    dateline: Split | None,
    paragraphs: Sequence[str],
    tail: Sequence[str],
) -> tuple[Origin, list[Receipt]]:
    """The origin, and a receipt for every piece of evidence, most trusted first.

    `host` is whose site the page stands on; `tail` holds the last paragraph and the furniture set apart below it.
    """
    site = site_names(document, outlet)
    found = _evidence(document, host, rules, sighting, around, dateline, paragraphs, tail, site)
    own = _Own(outlet, host, site)
    strong = [item for item in found if item.method != "relay"]
    others = [item for item in strong if not own.is_self(item)]
    selves = [item for item in strong if own.is_self(item)]
    relay = next((item for item in found if item.method == "relay"), None)
    line = next((item.line for item in found if item.method == "source-line"), None)
    chosen: Evidence | None = None
    name: str | None
    if others:
        chosen = others[0]
        named = chosen.agency.name if chosen.agency else chosen.name
        reason = f"the page names {named} as its source"
        if selves and found.index(selves[0]) < found.index(chosen):
            reason = f"the page names itself first, and {named} in its {chosen.method}"
        # 【ジュネーブ時事】 below 時事通信: the fuller print of the same name
        full = (item.name for item in others if item.agency is chosen.agency and item.name.startswith(chosen.name))
        name = max(full, key=len) if chosen.agency and chosen.method == "dateline" else chosen.name
        origin = Origin("carrier", _id(chosen.agency), name, line, chosen.method, reason)
    elif selves:
        chosen = selves[0]
        agency = _id(chosen.agency or host)
        name = chosen.name
        if chosen.method == "byline" and agency:
            # A site that stands as author of its own page says only that nobody signed; its text may still name it.
            cited = relay if relay and own.is_self(relay) else None
            chosen, name = cited or chosen, cited.name if cited else None
        origin = Origin("origin", agency, name, line, chosen.method, "the page names itself")
    elif relay and own.is_self(relay):
        chosen = relay
        origin = Origin("origin", _id(relay.agency), relay.name, None, "relay", "the page cites itself")
    elif outlet and outlet.agency:
        origin = Origin("origin", outlet.agency, None, None, "outlet", "the writer's own site, and no source printed")
    elif outlet and outlet.ownership in _INSTITUTIONS:
        origin = Origin(
            "origin", None, outlet.name, None, "outlet", "the institution's own site, and no other source printed"
        )
    elif relay:
        chosen = relay
        origin = Origin(
            "citation", _id(relay.agency), relay.name, None, "relay", "no source printed; the text cites it"
        )
    else:
        origin = Origin(
            "unknown", None, None, None, None, "no source line, meta tag, dateline or sign-off names a writer"
        )
    return origin, _receipts(found, chosen, origin)


def _id(agency: Agency | None) -> str | None:
    return agency.id if agency else None


def _receipts(found: Sequence[Evidence], chosen: Evidence | None, origin: Origin) -> list[Receipt]:
    receipts = []
    for item in found:
        won = item is chosen
        reason = origin.reason if won else "less trusted, or the page naming itself"
        receipts.append(Receipt("origin", item.name, item.method, item.rule, item.line[:200], won, reason))
    if chosen is None:
        receipts.append(
            Receipt("origin", origin.name, origin.method or "none", "origin:none", None, True, origin.reason)
        )
    return receipts


class _Own:
    """The names under which a page would name itself."""

    def __init__(self, outlet: Outlet | None, host: Agency | None, site: frozenset[str]) -> None:
        self.agencies = {id for id in (outlet.agency if outlet else None, host.id if host else None) if id}
        names = (outlet.name, *outlet.hosts) if outlet else ()
        self.names = frozenset(fold(name) for name in names)
        self.site = site

    def is_self(self, item: Evidence) -> bool:
        if item.agency is not None:
            return item.agency.id in self.agencies or fold(item.agency.name) in self.names
        # A mirror calls its site as the original does: of a known agency a page's own word is not believed.
        return fold(item.name) in self.names | self.site


def _evidence(
    document: Document,
    host: Agency | None,
    rules: PageRules,
    sighting: Sighting | None,
    around: Surroundings,
    dateline: Split | None,
    paragraphs: Sequence[str],
    tail: Sequence[str],
    site: frozenset[str],
) -> list[Evidence]:
    found: list[Evidence] = []

    def add(method: str, rule: str, name: str, line: str, *, known: bool = False) -> bool:
        name, agency = _whose(_without_site(name, site), alone=method == "byline")
        if agency is None and (known or not _is_source(name)):
            return False
        found.append(Evidence(method, rule, name, agency, line))
        return True

    selected = [text_of(element) for element in document.select(rules.source_line)[:2]]
    lines = [*selected, *(line for line in around.head if line not in selected)]
    # Parted lines first: what only the style sets apart is glued to the name in the others.
    for rule, texts in (("head", (*selected, *around.parted, *lines)), ("tail", (*around.tail, *tail))):
        for text in texts:
            if source := source_of(text, sure=text in selected):
                add("source-line", f"source-line:{rule}", source[0], source[1])
                break
    for text in around.sourced:
        if add("source-line", "source-line:class", text, text, known=True):
            break
    for name in _META:
        if meta := document.meta(name):
            add("meta", f"meta:{name}", meta[1], meta[1])
    if sighting and sighting.origin_name:
        add("feed", "feed:source", sighting.origin_name, sighting.origin_name)
    if dateline:
        line, printed = dateline.dateline.raw, dateline.dateline.agency or ""
        if dateline.agency:
            found.append(Evidence("dateline", dateline.rule, printed or dateline.agency.name, dateline.agency, line))
        elif (
            dateline.rule == "dateline:korean"
            or (dateline.rule == "dateline:carrier" and _begins(site, line))
            or (_PAPER_ZH.fullmatch(printed) and not _OURS.match(printed))
        ):
            add("dateline", dateline.rule, printed, line)
        elif host and printed == "".join(word[0] for word in host.name.split()):
            # (CNA) on its own site: elsewhere these letters are others', too
            found.append(Evidence("dateline", dateline.rule, printed, host, line))
    for text in (*around.parted, *around.head):
        written = before_date(text)
        if (
            len(written) <= 60
            and (match := _WITH.search(written))
            and add("byline", "byline:with", match["name"], text, known=True)
        ):
            break
        wire = None if source_of(text) else signing(text)
        if wire and add("byline", "byline:agency", wire, text, known=True):
            break
    for text in (*around.signed, *around.signed_below):
        if (wire := signing(text)) and add("byline", "byline:class", wire, text, known=True):
            break
    for name in ("byl", "author", "article:author", "dc.creator"):
        if (meta := document.meta(name)) and add("byline", f"meta:{name}", meta[1], meta[1], known=True):
            break
    for item in document.articles_ld:
        author = item.get("author")
        for one in author if isinstance(author, list) else [author]:
            value = one.get("name") if isinstance(one, dict) else one
            if isinstance(value, str):
                add("byline", "json-ld:author", value, value, known=True)
    for text in (*tail, *around.tail[:2]):
        if (match := signature(text)) and add("sign-off", "sign-off:name", match["agency"], text, known=True):
            break
    for text in around.head:
        if (paper := signoffs.edition(text)) and add("sign-off", "sign-off:edition", paper, text, known=True):
            break
    for text in tail:
        if len(text) <= 40 and exactly(text) and add("sign-off", "sign-off:alone", text, text):
            break
        if (behind := signoffs.dated(text)) and add("sign-off", "sign-off:dated", *behind):
            break
        any(add("sign-off", "sign-off", name, line, known=True) for name, line in signoffs.ends(text))
    for text in (*tail, *around.tail):
        if (first := signoffs.original(text)) and add("sign-off", "sign-off:original", first, text):
            break
    for text in (*tail, *around.tail):
        if (owner := signoffs.copyright_of(text)) and add(
            "sign-off", "sign-off:copyright", owner, text[:200], known=True
        ):
            break
    for text in paragraphs[:2]:
        if (relayed := relay_of(text)) is not None:
            found.append(Evidence("relay", "relay:phrase", relayed[1], relayed[0], text[:200]))
            break
    return found


def _without_site(name: str, site: frozenset[str]) -> str:
    """A printed source without the site's own name before it: `Daily, AFP`."""
    first, mark, rest = re.split(r"(\s?[,/|]\s?)", name, maxsplit=1) if re.search("[,/|]", name) else (name, "", "")
    return rest if mark and fold(first) in site and rest.strip() else name


def _begins(site: frozenset[str], line: str) -> bool:
    """Whether the site's own name stands first in brackets: (MENAFN- Daily News)."""
    own = fold(re.split("[-–—]", line.strip("(（"))[0])
    return bool(own) and any(name.startswith(own) for name in site)


# What stands beside an agency's name and is no part of it: (En), or where and when it was written.
_ASIDE = re.compile(r"\s*[(（][^()（）]{0,20}[)）]?$")
_VIA = re.compile(r"^(?:theo|via|from)\s", re.IGNORECASE)
_WRITTEN = re.compile(r"\d|[电電]")


def _whose(name: str, *, alone: bool) -> tuple[str, Agency | None]:
    """A printed source as a name, and the agency it names: `Rodong Sinmun (En)`, `中央社／ 日內瓦5日綜合外電報導`.

    `alone` where a town may stand beside it, and no desk: then the name is the agency's.
    """
    name = name.strip(' \t.,;:，。；：|·-–—"“”«»„')
    bare = _VIA.sub("", name.strip("()（） "))
    for one in (bare, _ASIDE.sub("", name)):
        if found := agencies().named_in(one):
            agency, part = found
            return (part if alone or _WRITTEN.search(one) else one), agency
    return bare, None


def _is_source(name: str) -> bool:
    """Whether a printed source can be a name: letters, not only a number, an address or a word of the template."""
    if not 2 <= len(name) <= 80 or not re.search(r"[^\W\d_]{2}", name):
        return False
    return not re.search(
        r"https?:|[<>{}]|^(?:news|home|category|section|general|other|others|unknown|web|internet|网络|综合|互联网|本站原创)$",
        name,
        re.IGNORECASE,
    )


def _before_weekday(name: str) -> str:
    """An agency without the day of the week that stood behind it, before a date."""
    head = name.strip().rpartition(" ")[0]
    return head if head and exactly(head) else name


# One line of a header is asked for by all who look for a header, a source or a byline.
@remembered(64)
def source_of(text: str, *, sure: bool = False) -> tuple[str, str] | None:
    """The name and the whole printed source line in a header or footer line; None when it names no source.

    `sure` when an outlet's selector says that the line is one: then a name need not be known.
    """
    if len(text) > 240:
        return None
    signs = ":" in text or "：" in text or "于" in text or "於" in text
    match = _SOURCE.search(text) if signs and _LABELLED.search(text) else None
    if match and not _PROSE.search(text[: match.end("label" if match["label"] else "from")]):
        date = datetext.find(match["name"])
        printed = match["name"] if date is None else _before_weekday(match["name"][: date.start])
        name = _NAME_ENDS.sub("", printed).strip(" ,，.。;；")
        # 参考消息 北京, ТАСС Политика: where the writer is, or the section, in the next element of the line
        first = name.partition(" ")[0]
        apart = _HAN.search(first) or (not first.isascii() and not agencies().named(name))
        if first != name and apart and agencies().named(first) and not exactly(name):
            name = first
        if name:
            return name, f"{text[match.start() + len(match['before']) : match.start('name')]}{name}"
    if (match := _UNMARKED.fullmatch(text)) and exactly(match["name"]):
        return match["name"], text
    date = datetext.find(text) if len(text) <= 160 else None
    if date is None:
        return None
    beside = without_counts(f"{text[: date.start]} {text[date.end :]}").strip(" ,，|/·-–—()（）")
    if len(beside) <= 40 and beside and (agencies().named(beside) or _PAPER_ZH.fullmatch(beside)):
        return (exactly(beside) and beside) or _whose(beside, alone=True)[0], text
    if (match := _BY_BEHIND.fullmatch(text[date.end :])) and agencies().named(match["name"]):
        return match["name"], text
    if (match := _PAREN_DATE.match(text)) and not re.fullmatch(r"[\W\d]+", match["name"]):
        return match["name"], text
    # By NAME | Xinhua | Updated: 2026-03-04 09:13
    parts = [part.strip() for part in re.split(r"\s*[|｜·•]\s*", text) if part.strip()]
    named = [
        part
        for part in parts
        if not datetext.find(part) and not re.match(r"(?:by|updated|published)\b", part, re.IGNORECASE)
    ]
    known = [part for part in named if agencies().named(part)]
    if len(parts) > 1 and (known or (len(named) == 1 and (sure or len(parts) > 2) and len(named[0]) <= 50)):
        return (known or named)[0], text
    return None
