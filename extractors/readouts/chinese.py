"""Reads a Chinese text: 新华社、央视、外交部 write who met whom in one sentence, then one paragraph a speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from config.lexicon.world import Issuer, world
from extractors.readout_records import Assessment, Readout
from extractors.readouts import chinese_said as said
from extractors.readouts import chinese_words as words
from extractors.readouts import compose, traditional
from extractors.readouts.compose import Member, Parts
from extractors.readouts.days import When
from extractors.readouts.places import Place
from extractors.readouts.texts import Body, plain
from extractors.records import Article

_CONTACT = re.compile(
    r"(?P<phone>通(?:了)?(?:电话|話|电)|通电话|应约通话|电话会谈|通話|进行(?:了)?(?:电话)?通话)"
    r"|(?P<video>视[频讯](?:会晤|会见|会谈|通话|会议|峰会|连线)|以视频方式)"
    r"|(?P<letter>互致(?:信函|函|信)|致(?:信|函)(?!祝贺|慰问|悼念)|复信|来信|收到.{0,16}(?:信|函))"
    r"|(?P<talks>(?:举行|进行)(?!了?(?:视[频讯]|电话))(?:了)?(?:[一-鿿]{0,14})?(?:会谈|谈判|磋商|对话|会晤|沟通|交流|协商|峰会)|会谈)"
    r"|(?P<meet>会见|会晤|会面|见面|拜会|接见|见了|宴请|共进|茶叙)"
    r"|(?P<visit>(?:对.{1,14})?(?:进行|开始|结束)?(?:国事|正式|工作|友好)?访问|出访|到访|抵达)"
    r"|(?P<multi>(?:出席|主持|参加)(?:.{0,40})(?:峰会|会议|会晤|论坛|对话|磋商|谈判|交流活动)"
    r"|(?:外长会|防长会|部长级?会议|峰会|首脑会议|领导人(?:非正式)?会议|理事会(?:会议)?)[^，。]{0,24}(?:举行|召开))"
)
_LOOSE = ("visit", "multi")
"""Forms that only frame a contact: who visits or takes part meets somebody there."""


def _contact(text: str) -> re.Match[str] | None:
    """The first contact told of; in `出席峰会期间会见伊朗总统` and `访问卢旺达，会见……` it is the meeting."""
    first = _CONTACT.search(text)
    if first is None or first.lastgroup not in _LOOSE:
        return first
    return next((one for one in _CONTACT.finditer(text, first.end()) if one.lastgroup not in _LOOSE), first)


_FORMS = {
    "phone": "phone call",
    "video": "video call",
    "letter": "letter",
    "talks": "talks",
    "meet": "meeting",
    "visit": "visit",
    "multi": "meeting",
}
_FUTURE = re.compile(r"(?<![大上中少准])将(?:于|在|对|会见|出席|赴|访问|同|与|举行|应)|拟于|计划于|即将")
_GREETING = re.compile(
    r"贺电|贺信|唁电|慰问电|致电祝贺|电贺|致电慰问|致贺|祝贺.{0,20}(?:当选|就任|国庆|建交)|慰问|悼念|逝世"
)
_DATE = re.compile(
    r"(?:(?P<y>\d{4})年)?(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})(?:日)?(?:至(?:(?P<m2>\d{1,2})月)?(?P<d2>"
    r"\d{1,2}))?日|(?P<today>今天|今日|今晚|今早)|(?P<yesterday>昨天|昨日)"
    r"|(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?!年)"
)
_PLACE = re.compile(
    r"(?<![存现所是])在(?P<where>[一-鿿·]{2,24}?)(?=同|与|会见|会晤|举行|出席|和|，|。|共同|分别"
    r"|接见|主持|先后|相继|应|见|进行|与会|同时|，|亲切)"
)
_ABOUT = re.compile(r"讨论|通报|商讨|商谈|聚焦|围绕|就(?=.{2,20}(?:问题|局势|议题))")
"""Behind it a title tells what they spoke of, which is no party."""
_COMMENT = re.compile(r"记者会|答(?:记者)?问|发言人(?!.{0,6}介绍)[^，。：]{0,24}(?:就|谈|表示|回应|评论)")
"""A spokesman's words on a contact of others, of any tongue of the press."""
_OPINION = re.compile(
    r"【?(?:[一-鿿]{0,4}(?:观察|[锐快时社述]?评论?|分析|专访|综述|特写|侧记|手记|解读|社论|问答)|钟声|和音|望海楼)\s*[】：:丨|｜]"
)
_VISITED = re.compile(
    r"(?<!结束)对(?P<of>[一-鿿（）]{2,12}?)进行[^，。]{0,8}访问|(?:访问|出访)(?P<state>[一-鿿（）]{2,12})"
)
_SEPARATE = re.compile(r"(?:分别|先后|相继)(?=[同与和]|会见|会晤|拜会)")
_SIDELINES = re.compile(r"出席(?P<of>[^，。]{2,40}?)(?:期间|间隙)|在(?P<of2>[^，。]{2,40}?)期间")
_PRESENT = re.compile(
    r"(?P<names>[一-鿿·、]{2,80}?)(?:等人?)?(?:分别)?(?:参加|出席|陪同)(?:了)?(?:上述)?(?:会见|接见|会议|会谈|活动"
    r"|会晤|通话|访问|有关活动|$|。)"
)
_BESIDE = re.compile(r"由(?P<names>[一-鿿·、]{2,40}?)等?陪同")
_WITH = re.compile(r"(?:随同|陪同|随行)[^，。]{0,14}(?:包括|有)(?P<names>[一-鿿·、]{2,80})")
_SEATED = re.compile(r"(?:^|(?<=，))(?P<names>[一-鿿·、]{2,80}?)等?[亦也均]?在座")
_CHAIR = re.compile(r"(?P<names>[一-鿿·、]{4,40}?)(?:共同)?主持(?:了)?(?:会晤|会议|会谈|对话|谈判|磋商)?(?=[，。])")


@dataclass(frozen=True, slots=True)
class _Lead:
    kind: str
    sentence: str
    paragraph: int
    start: int


def read(
    article: Article, paragraphs: Body, issuer: Issuer | None, published: date | None, parser: str
) -> tuple[Assessment, Readout | None]:
    title = plain(article.title)
    if not any(map(traditional.is_traditional, (title, *(text for _, text in paragraphs[:2])))):
        return _read(article, paragraphs, issuer, published, parser)
    simple = [(number, traditional.simplified(text)) for number, text in paragraphs]
    verdict, made = _read(traditional.simplified_article(article), simple, issuer, published, parser)
    return verdict, traditional.as_printed(made, title, paragraphs) if made else None


def _read(
    article: Article, paragraphs: Body, issuer: Issuer | None, published: date | None, parser: str
) -> tuple[Assessment, Readout | None]:
    title = plain(article.title)
    side = issuer.side if issuer else None
    full = "\n".join(text for _, text in paragraphs)
    lead = _read_lead(title, paragraphs)
    if lead is None:
        return Assessment(False, None, "not:no-contact", "neither title nor first sentences tell of a contact"), None
    members = _members(title, lead, paragraphs, side)
    sides = tuple(
        dict.fromkeys(
            [
                *(one.side for one in members if one.side),
                *words.states(_ABOUT.split(title, maxsplit=1)[0]),
                *words.states(_SIDELINES.sub("", _zone(lead.sentence))),
            ]
        )
    )
    place, source = _place(title, lead, article, side)
    met = {one.side for one in members if one.side}
    if place and place.country not in met and len(met) >= 2:
        sides = tuple(one for one in sides if one != place.country)  # where they met is no party
    if refused := _refused(title, lead, sides, met):
        return refused, None
    verdict = Assessment(
        True,
        "wire-report" if side and side not in sides else "readout",
        f"contact:{lead.kind}",
        f"paragraph {lead.paragraph} tells of a contact between {', '.join(sides)}",
    )
    form, rule = _format(title, lead)
    # A tour has one place and one host at a time: it is no meeting of all its sides.
    together = sides if len(sides) < 3 or not _SEPARATE.search(lead.sentence) else sides[:2]
    parts = Parts(
        form,
        rule,
        _when(lead, paragraphs, published),
        place,
        source,
        together,
        _initiator(lead.sentence, members),
        _sidelines(lead.sentence),
        words.contexts(full),
    )
    statements, commitments = said.spoken(paragraphs, members, published)
    return verdict, compose.readout(
        verdict, side, "zh", parts, members,
        statements=statements, commitments=commitments, topics=said.topics(paragraphs), tone=said.tone(paragraphs),
        n_paragraphs=len(paragraphs), n_words=len(re.findall(r"[一-鿿]", full)), parser=parser,
    )  # fmt: skip


def _read_lead(title: str, paragraphs: Sequence[tuple[int, str]]) -> _Lead | None:
    for number, text in paragraphs[:3]:
        offset = words.prefix_length(text)
        for found in re.finditer(r"[^。！？]+[。！？]?", text[offset:]):
            sentence = found.group(0)
            verb = _contact(sentence)
            if verb and words.people(sentence):
                return _Lead(verb.lastgroup or "meet", sentence, number, offset + found.start())
            if number == 1 and found.start() > 200:
                break
    verb = _contact(title)
    if verb and paragraphs:
        number, text = paragraphs[0]
        offset = words.prefix_length(text)
        return _Lead(verb.lastgroup or "meet", re.split(r"(?<=。)", text[offset:])[0], number, offset)
    return None


_LONGEST = 120
"""Characters of a list of those who were met."""


def _zone(sentence: str) -> str:
    """The sentence as far as the contact is told."""
    verb = _contact(sentence)
    if verb is None:
        return sentence
    # What they spoke of is no party: `举行会谈，就乌克兰重建……`.
    subject = re.compile(r"，(?:双方|两国)?(?:就|围绕)").search(sentence, verb.end())
    # Whom they met may be a long list, but has no comma.
    object_ = re.compile(r"[，。]").search(sentence, verb.end(), verb.end() + _LONGEST)
    end = max(verb.end() + 30, object_.start() if object_ else 0)
    return sentence[: min(end, subject.start() if subject else len(sentence))]


def _refused(title: str, lead: _Lead, sides: tuple[str, ...], met: set[str]) -> Assessment | None:
    contact = _contact(lead.sentence)
    coming = _FUTURE.search(lead.sentence)
    told = _contact(title)
    if _OPINION.match(title):
        return Assessment(False, None, "not:form", "its title names another form: an analysis, a comment")
    if _FUTURE.search(title) or (
        coming
        and contact
        and coming.start() < contact.start()
        and not (told and "将" not in title and lead.kind in ("meet", "talks", "phone"))
    ):
        return Assessment(False, None, "not:future", "the contact it tells of is still to come")
    if _GREETING.search(title) and lead.kind not in ("phone", "video", "talks", "meet"):
        return Assessment(False, None, "not:greeting", "a greeting or condolence, not an exchange")
    if not told and contact is None:
        return Assessment(False, None, "not:no-contact", "neither title nor first sentences tell of a contact")
    if _COMMENT.search(title) or (not told and lead.kind in _LOOSE):
        return Assessment(False, None, "not:in-passing", "a contact is mentioned, but is not what the text is about")
    if len(sides) < 2 or (len(met) < 2 and lead.kind == "multi" and "召开" in lead.sentence):
        return Assessment(
            False,
            None,
            "not:one-side",
            "all who met belong to one side" if sides else "no party is named that belongs to a side",
        )
    return None


def _format(title: str, lead: _Lead) -> tuple[str, str]:
    if "峰会" in title or ("会晤" in lead.sentence and "元首" in title + lead.sentence[:60]):
        return "summit", "format:title"
    for where, text in (("lead", lead.sentence), ("title", title)):
        if found := _contact(text):
            kind = found.lastgroup or "meet"
            return _FORMS[kind], f"format:{where}"
    return "meeting", "format:default"


def _members(title: str, lead: _Lead, paragraphs: Sequence[tuple[int, str]], issuer: str | None) -> list[Member]:
    """Those of the title and the lead, then those who `参加会见`."""
    members: list[Member] = []
    texts = [(0, 0, title), (lead.paragraph, lead.start, lead.sentence)]
    in_lead = [one.name for one in words.people(_zone(lead.sentence))]
    for paragraph, offset, text in texts:
        for person in words.people(_zone(text) if paragraph else text):
            known = next((one for one in members if words.same(one.name, person.name)), None)
            if (
                known is None
                and paragraph == 0
                and in_lead
                and not any(words.same(person.name, name) for name in in_lead)
            ):
                continue
            if known is None:
                members.append(
                    Member(
                        person.name,
                        person.side,
                        person.titles,
                        person.person_id,
                        True,
                        paragraph,
                        offset + person.start,
                        offset + person.end,
                        person.rule,
                    )
                )
            else:
                if paragraph and person.titles:
                    known.titles = person.titles
                if len(person.name) > len(known.name):
                    known.name = person.name
                known.side = known.side or person.side
    after = False
    for number, text in paragraphs:
        for sentence in re.finditer(r"[^。！？]+[。！？]?", text):
            if number == lead.paragraph and sentence.start() <= lead.start and not after:
                after = True
                continue
            if len(sentence.group(0)) >= 140:
                continue
            if "团长" in sentence.group(0):
                members += [
                    Member(one.name, one.side, one.titles, one.person_id, True, number, sentence.start() + one.start,
                           sentence.start() + one.end, one.rule)
                    for one in words.people(sentence.group(0))
                    if any(title.endswith("团长") for title in one.titles)
                    and not any(words.same(one.name, other.name) for other in members)
                ]  # fmt: skip
            chair = _CHAIR.search(sentence.group(0)) if "主持" in sentence.group(0) else None
            present = _PRESENT.search(sentence.group(0), chair.end() if chair else 0)
            others = (one.search(sentence.group(0)) for one in (_BESIDE, _WITH, _SEATED))
            for found in filter(None, (chair, present, *others)):
                leader = next(
                    (one.side for one in members if one.name in sentence.group(0)[: found.start("names")]), None
                )
                for person in words.named_list(found["names"], sentence.start() + found.start("names")):
                    if not any(words.same(one.name, person.name) for one in members):
                        members.append(
                            Member(
                                person.name,
                                person.side or issuer or leader,
                                person.titles,
                                person.person_id,
                                False,
                                number,
                                person.start,
                                person.end,
                                person.rule if person.side else "side:issuer" if issuer else "side:list",
                            )
                        )
    for one in members:
        if one.side is None and one.titles and issuer:
            one.side, one.side_rule = issuer, "side:issuer"
        # A title prints the host without the office by which he is known in the lead.
        if one.head and one.paragraph and (at := title.find(one.name)) >= 0:
            one.paragraph, one.start, one.end = 0, at, at + len(one.name)
    return sorted(members, key=lambda one: (one.paragraph, one.start))


def _when(lead: _Lead, paragraphs: Sequence[tuple[int, str]], published: date | None) -> When | None:
    contact = _contact(lead.sentence)
    stop = contact.start() if contact else len(lead.sentence)
    found = [one for one in _DATE.finditer(lead.sentence) if one.start() <= stop] or list(_DATE.finditer(lead.sentence))
    # The sentence that names them need not be the one that begins.
    opening = re.split("(?<=。)", paragraphs[0][1][words.prefix_length(paragraphs[0][1]) :], maxsplit=1)[0]
    for one in found or list(_DATE.finditer(opening)):
        if one["today"] and published:
            return When(published, published, "text", "date:today")
        if one["yesterday"] and published:
            day = published - timedelta(days=1)
            return When(day, day, "text", "date:yesterday")
        if one["weekday"] and published:
            day = published - timedelta(days=(published.weekday() - "一二三四五六日".find(one["weekday"])) % 7)
            return When(day, day, "text", "date:weekday")
        if one["d"]:
            year = int(one["y"]) if one["y"] else None
            start = compose.last_of(published, int(one["m"]) if one["m"] else None, int(one["d"]), year)
            end = start
            if one["d2"] and start:
                end = compose.last_of(published, int(one["m2"]) if one["m2"] else start.month, int(one["d2"]), year)
            if start and end and start <= end:
                return When(start, end, "text", "date:day" if start == end else "date:range")
    return When(published, published, "pubdate", "date:pubdate") if published else None


_HERE = re.compile(r"来[华访京]|来台(?!风)|到访|访华|访问团|在外交部(?=会|接|同|与)")
"""Words of a house that has guests."""


def _place(title: str, lead: _Lead, article: Article, side: str | None) -> tuple[Place | None, str | None]:
    for source, text in (
        ("text", lead.sentence),
        ("title", title),
        ("caption", " ".join(one.text for one in article.captions)),
    ):
        if capital := re.search(r"在(京)(?=会见|会晤|同|与|举行|出席)", text):
            return Place("京", "CHN", capital.start(1), capital.end(1), "place:capital"), source
        for found in _PLACE.finditer(text):
            if made := words.place(found["where"], found.start("where")):
                return made, source
    here = _HERE.search(_zone(lead.sentence)) if lead.kind in ("meet", "talks") and side in world().countries else None
    if here:
        return Place("", side, lead.start + here.start(), lead.start + here.end(), "place:country"), None
    visited = _VISITED.search(lead.sentence)
    code = next(iter(words.states(visited["of"] or visited["state"])), None) if visited else None
    if visited and code in world().countries:
        return Place("", code, lead.start + visited.start(), lead.start + visited.end(), "place:country"), None
    return None, None


def _initiator(sentence: str, members: Sequence[Member]) -> str | None:
    """`王毅应约同X通电话`: he was asked, so the other side asked."""
    found = re.search(r"应约|应(?:邀|请求)通话", sentence)
    if found is None or len(members) < 2:
        return None
    asked = max(
        (one for one in members if sentence.find(one.name) != -1 and sentence.find(one.name) < found.start()),
        key=lambda one: sentence.find(one.name),
        default=None,
    )
    return next((one.side for one in members if asked and one.side and one.side != asked.side), None)


def _sidelines(sentence: str) -> str | None:
    found = _SIDELINES.search(sentence)
    return (found["of"] or found["of2"]) if found else None
