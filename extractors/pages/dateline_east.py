"""Datelines in Arabic script, Chinese, Japanese and Korean.

place date (agency)                 واشنطن 26 أكتوبر 2023 (شينخوا)    أبوظبي في 26 يناير / وام /
place - agency                      دمشق-سانا    تهران - ایرنا -
agency place date 电 (reporters)     新华社北京1月28日电（记者某某）
(place=agency) reporter 기자 =        (서울=연합뉴스) 홍길동 기자 =
【place＝agency】                      【北京＝共同】  【北京共同】
"""

from __future__ import annotations

import re
from functools import cache

from config.lexicon import agencies
from config.lexicon.months import plain
from extractors.pages.dateline_form import Form, Span, known, month_names, span

_HAN = r"[\u3400-\u9fff]"
_NAME = r"[\u4e00-\u9fff·]"
_KANA = r"[\u3040-\u30ff\u3400-\u9fff]"
_HANGUL = r"[\uac00-\ud7af]"
_AR = r"[\u0620-\u064a\u066e-\u06d3\u200c]"


def _names_in(letters: str) -> str:
    """Names of agencies that begin with such a letter, as they stand in `plain` text, longest first."""
    first = re.compile(letters)
    names = {plain(name) for agency in agencies().values() for name in agency.all_names if first.match(name)}
    return "|".join(
        re.escape(name).replace(r"\ ", r"\s") for name in sorted(names, key=lambda name: (-len(name), name))
    )


@cache
def _arabic() -> tuple[tuple[str, re.Pattern[str]], ...]:
    agency = rf"(?P<agency>{_names_in(_AR)})(?!{_AR})"
    place = rf"(?P<place>{_AR}+(?:\s{_AR}+){{0,2}}?)"
    date = (
        r"(?:(?:في|فی)\s+)?(?P<date>(?:\d{1,2}\s+[^\d()/]{3,20}\s+\d{4}\s?(?:هـ?|ه)?\s*(?:الموافق|\(?الموافق)\s+)?"
        rf"\d{{1,2}}\s?[-/]?\s?{month_names(_AR)}(?:\s?/\s?{month_names(_AR)})?(?:[\s،/-]+\d{{4}})?|\d{{1,2}}\s?[-/]\s?\d{{1,2}})"
    )
    mark = r"\s*[-–—ـ:]*"
    return tuple(
        (rule, re.compile(pattern))
        for rule, pattern in (
            # واشنطن 26 أكتوبر 2023 (شينخوا)   أبوظبي في 26 يناير / وام /   الكويت - 28 - 1 (كونا) --
            ("arabic", rf"{place}\s?[،,/-]?\s+{date}(?:\s*م)?[.،]?\s*[(/]\s?{agency}\s?(?:[)/]{mark}|[-–—]+)"),
            # الرياض 16 رجب 1445 هـ الموافق 28 يناير 2024 م واس
            ("arabic-line", rf"{place}\s?[،,/-]?\s+{date}(?:\s*م)?[،,]?\s+{agency}\s*(?:$|[-–—]+)"),
            # القاهرة (رويترز) -   تهران (ایرنا) -
            ("arabic-paren", rf"{place}\s?[(（]\s?{agency}\s?[)）]\s*[-–—ـ:]+"),
            # جنيف / أحمد خليل / الأناضول
            (
                "arabic-reporter",
                rf"{place}\s?/\s?(?P<reporters>{_AR}+(?:\s{_AR}+){{1,3}}?(?:\s?[،,]\s?{_AR}+(?:\s{_AR}+){{1,3}}?)?)\s?/\s?"
                rf"{agency}(?:\s?[-–—ـ:/]+|(?=\s|$))",
            ),
            # تهران - ایرنا -   دمشق-سانا   أنقرة/ الأناضول
            (
                "persian",
                rf"(?P<place>{_AR}+(?:\s{_AR}+){{0,2}}?)\s?[-–—ـ/]\s?{agency}(?:\s?[-–—ـ:/]+|[.،](?=\s)|(?=\s|$))",
            ),
            # باشگاه خبرنگاران جوان ـ   خبرگزاری مهر، گروه بین‌الملل:
            ("persian-agency", rf"{agency}(?:\s*[-–—ـ]+\s+|\s?[،-]?\s?گروه\s[^:؛،.]{{3,30}}[:؛])"),
            # ایسنا/خراسان رضوی
            ("persian-desk", rf"{agency}\s?/\s?(?P<place>{_AR}+(?:\s{_AR}+)?)(?:\s*[-–—ـ:]+|\s*$)"),
        )
    )


# What 电 begins in a sentence: 电话, 电视, 电影 ...
_NO_WIRE = r"(?![话話邮視视影脑力子动商贺賀台臺器源网網梯池缆信站报報])"
_OURS = "本报|本報|本刊|本网|本網|本台"
_REPORTERS = (
    r"(?P<reporters>(?:通讯员|特约|见习|本报|实习|驻\S{2,6}|[\u4e00-\u9fff·]{1,10}(?:社|报|网|台|视|在线|新闻|客户端)){0,2}"
    r"(?:记者|記者)[^（()）】\]]{2,60}|通讯员[^（()）】\]]{2,60})"
)
_LISTED = rf"[记記]者\s?{_NAME}{{2,4}}(?:[、\s]\s?{_NAME}{{2,4}}){{0,3}}?"
"""Reporters without brackets: 记者王某某、李某"""


@cache
def _chinese() -> tuple[tuple[str, re.Pattern[str]], ...]:
    # 经济日报-中国经济网: the paper before its site
    paper = rf"{_NAME}{{2,4}}(?:社|报|報|网|網)"
    agency = rf"(?P<agency>(?:{paper}[-－—·])?(?:{_names_in(_HAN)}|{_OURS}|{paper}))"
    listed = rf"(?P<agency>{_names_in(_HAN)}|{_OURS})"
    date = r"(?P<date>(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日)"
    place = rf"(?P<place>{_NAME}{{2,12}}?)"
    relay = r"(?:[/／][据據](?P<relay>[^\s（(]{2,12}?)[报報][导道導])?"
    # （记者…）   or, without brackets, 记者…报道：
    who = rf"(?:(?P<open>[（(])|(?={_LISTED}\s?[报報][道导導][：:]))(?P<reporters>(?(open)[^（()）]{{2,60}}|{_LISTED}))"
    tail = rf"\s*[】)）]?\s*(?:{who}(?(open)[)）]|\s?[报報][道导導]))?\s*(?:题[:：]|[：:，,])?"
    return tuple(
        (rule, re.compile(pattern))
        for rule, pattern in (
            # （中央社記者王某某台北28日電）
            (
                "chinese-reporter",
                rf"[（(]{listed}記者(?P<both>{_NAME}{{4,9}}){date}(?:專)?電[)）]\s*",
            ),
            # 新华社北京1月28日电（记者…）   本报华盛顿9月19日电   中新网1月28日电   据新华社莫斯科…电
            (
                "chinese",
                rf"(?:[（(【]\s*)?(?:据|據|綜合|综合)?{agency}(?:记者\s?{_NAME}{{2,4}})?\s*{place}?\s*{date}\s*"
                rf"(?:(?:专|專)?[电電讯訊](?:\s?[-–—]{{1,2}}\s)?{_NO_WIRE}{relay}{tail}|\s[-–—]{{1,2}}\s)",
            ),
            # 新华社北京电（记者…）   本报讯（记者…）   本报北京讯
            (
                "chinese-local",
                rf"(?:[（(【]\s*)?{agency}(?P<place>{_NAME}{{2,6}})?[讯訊电電]\s*[】)）]?\s*[（(]{_REPORTERS}[)）]\s*[：:]?",
            ),
            # 本报讯 记者某某报道：
            ("chinese-local", rf"{listed}[讯訊]\s+(?P<reporters>{_LISTED})\s?[报報][道导導][：:]"),
            # 央视网消息：   新华社快讯：   央视网消息（新闻联播）： with the programme it is of
            (
                "chinese-flash",
                rf"{listed}(?:客户端)?(?:快讯|快訊|消息|讯|訊|报道|報道|報導)\s?(?:[（(]{_NAME}{{2,10}}[)）]\s?(?=[：:])|"
                rf"[（(]?(?:{_REPORTERS}[)）])?)\s?[：:]",
            ),
            # 参考消息网1月28日报道 据…   the comma of 新华社1月28日报道，… is a sentence's
            (
                "chinese-report",
                rf"{agency}{place}?{date}(?:报道|報道|報導|消息)(?:\s*[（(]{_REPORTERS}[)）]\s*[：:]?|\s+|(?=[（(]))",
            ),
            # 【环球网报道 记者某某】   【环球时报-环球网报道 记者某某】   【文/观察者网 某某】
            (
                "chinese-bracket",
                rf"【\s*{listed}(?:\s?[-—·]\s?{_NAME}{{2,8}}?)?(?:综合)?(?:报道|報道|報導)\s*{_REPORTERS}\s*】\s*",
            ),
            (
                "chinese-bracket",
                rf"[【（(]\s*文\s?[/／]\s?{agency}(?:专栏作者|特约作者)?\s+(?P<reporters>{_NAME}{{2,4}}(?:[、\s]{_NAME}{{2,4}}){{0,3}})"
                r"\s*[】)）]\s*",
            ),
            # 【环球时报综合报道】   【环球时报驻日本记者 某某】
            (
                "chinese-bracket",
                rf"[【\[]\s*(?:文\s?[/／]\s?)?{listed}(?:客户端)?\s*(?:(?:综合|綜合)?(?:报道|報道|報導)|讯|訊|{_REPORTERS})"
                r"\s*(?:(?:综合)?(?:报道|報導))?\s*[】\]]\s*",
            ),
            # 【财新网】（记者 某某）   【大公報訊】記者某某報道：
            (
                "chinese-bracket",
                rf"【\s*(?P<agency>{_NAME}{{2,10}}?)[讯訊电電]?\s*】\s*(?:[（(]{_REPORTERS}[)）]\s*[：:]?|"
                rf"(?P<listed>{_LISTED})\s?[报報][道導导]\s?[：:])\s*",
            ),
            # （日内瓦路透电）
            ("chinese", rf"[（(](?P<place>{_NAME}{{2,6}}?)?{listed}社?[电電讯訊][)）]\s*"),
            # （德国之声中文网）
            ("agency", rf"[（(]{listed}(?:中文网|中文網)?[)）]\s*"),
            # 〔記者某某／台北報導〕
            (
                "chinese-local",
                rf"[〔\[（(]?(?P<reporters>(?:[記记]者|編譯|编译|特派員){_NAME}{{2,4}}(?:[、,]\s?{_NAME}{{2,4}})*)[／/]\s?(?P<place>{_NAME}{{2,6}}?)[報报][導导道][〕\])）]?\s*[：:]?",
            ),
        )
    )


@cache
def _japanese() -> tuple[tuple[str, re.Pattern[str]], ...]:
    names = _names_in(_KANA) + "|AFP|AFP時事|ロイター|AP|CNN"
    date = r"(?P<date>(?:\d{1,2}月)?\d{1,2}日)"
    return tuple(
        (rule, re.compile(pattern))
        for rule, pattern in (
            # 【北京＝共同】   【北京＝某野太郎】
            ("japanese", rf"[【\[](?P<place>{_KANA}{{2,12}})\s*[＝=]\s*(?P<agency>[\w・]{{1,12}})[】\]]"),
            # 【北京共同】   (ソウル聯合ニュース)   【平壌1月28日発朝鮮中央通信】   【新華社北京1月28日】
            ("japanese", rf"[【\[（(](?P<place>{_KANA}{{2,10}}?)\s*(?:{date}発?)?\s*(?P<agency>{names})[】\])）]"),
            ("japanese", rf"[【\[](?P<agency>{names})\s?(?P<place>{_KANA}{{2,12}}?)\s*{date}[】\]]"),
            # 【1月28日 AFP】
            ("japanese", rf"【\s*{date}\s(?P<agency>{names})\s*】"),
            # ［北京 28日 ロイター］ -
            (
                "japanese",
                rf"[［\[](?P<place>{_KANA}[{_KANA[1:-1]}/／]{{1,14}})\s{date}\s(?P<agency>{names})[］\]]\s*[-－ー―—–]?",
            ),
        )
    )


@cache
def _korean() -> tuple[tuple[str, re.Pattern[str]], ...]:
    people = rf"(?P<reporters>{_HANGUL}{{2,4}}(?:[·,\s]{{1,2}}{_HANGUL}{{2,4}}){{0,4}}?)"
    who = rf"{people}\s?(?:선임|수습|인턴)?\s?(?:특파원|기자)\s*="
    names = _names_in(_HANGUL)
    date = r"(?P<date>(?:\d{1,2}월\s?)?\d{1,2}일)"
    return tuple(
        (rule, re.compile(pattern))
        for rule, pattern in (
            # (서울=연합뉴스) 홍길동 기자 =   [서울=뉴시스]홍길동 기자 =
            (
                "korean",
                rf"[(\[（【](?P<place>{_HANGUL}[{_HANGUL[1:-1]}·,\s]{{1,20}}?)\s*=\s*(?P<agency>[{_HANGUL[1:-1]}\w/·]{{2,16}})[)\]）】]"
                rf"\s*(?:{who})?",
            ),
            # (평양 1월 28일발 조선중앙통신)
            ("korean", rf"[(（【](?P<place>{_HANGUL}{{2,10}})\s{date}\s?발\s?(?P<agency>{names})[)）】]"),
            # 베이징 1월 28일 (신화통신)
            ("korean", rf"(?P<place>{_HANGUL}{{2,10}})[,\s]\s?{date}\s?[(（](?P<agency>{names})[)）]\s*[-–—=]*"),
        )
    )


@cache
def _hindi() -> tuple[tuple[str, re.Pattern[str]], ...]:
    letter = r"[\u0900-\u0963\u0970-\u097f]"
    names = _names_in(letter)
    place = rf"(?P<place>{letter}+(?:\s{letter}+){{0,2}}?)"
    return tuple(
        (rule, re.compile(pattern))
        for rule, pattern in (
            # नयी दिल्ली, पांच मार्च (भाषा)
            (
                "hindi",
                rf"{place},\s(?P<date>[^,()।\d]{{0,12}}\d{{0,2}}[^,()।\d]{{2,12}})\s?\(\s?(?P<agency>{names})\s?\)\s?[-–—:।]?",
            ),
            # जिनेवा, एएनआई।
            ("hindi", rf"{place}(?:,\s?|\s\()(?P<agency>{names})\)?\s?[।.:–—-]+"),
        )
    )


_CHINESE_SIGN = re.compile(r"[电電讯訊]|[报報][道導导]|快[讯訊]|消息|日\s[-–—]|[（(【\[]")


def read(head: str) -> Form | None:
    """The dateline at the beginning of a text, or None. Each script's forms are tried only where their signs stand."""
    first = next((char for char in head[:4] if char.isalnum()), "")
    near = head[:70]
    if "\u0600" <= first <= "\u06ff":
        return _first(head, _arabic()) if re.search(r"[-–—ـ/()،]", near) or len(head) < 90 else None
    if "\uac00" <= first <= "\ud7af":
        return _first(head, _korean()) if any(sign in near for sign in "(=（【") else None
    if "\u0900" <= first <= "\u097f":
        return _first(head, _hindi()) if "," in near or "(" in near else None
    form = _first(head, _japanese()) if head[0] in "【［[（(" else None
    if form is None and _CHINESE_SIGN.search(near):
        form = _first(head, _chinese())
    return form


def _first(head: str, patterns: tuple[tuple[str, re.Pattern[str]], ...]) -> Form | None:
    for rule, pattern in patterns:
        if match := pattern.match(head):
            return _form(rule, match)
    return None


def _form(rule: str, match: re.Match[str]) -> Form:
    groups = match.groupdict()
    place, reporters, where = span(match, "place"), span(match, "reporters", "listed"), span(match, "agency")
    agency = next(
        (found for name in ("relay", "agency") if groups.get(name) and (found := known(groups[name] or ""))), None
    )
    if both := span(match, "both"):
        reporters, place = _name_and_place(both)
    if rule == "japanese" and agency is None and where and "=" in match.group().replace("＝", "="):
        # 【北京＝某野太郎】 is signed by a person.
        reporters, where = where, None
    return Form(rule, match.end(), place, span(match, "date"), where, agency, reporters)


def _name_and_place(both: Span) -> tuple[Span, Span]:
    """A name and a place written together (王某某台北): names have three characters where that leaves a place."""
    cut = both[0] + (3 if both[1] - both[0] >= 5 else 2)
    return (both[0], cut), (cut, both[1])
