"""Reads a Chinese text: 新华社、央视、外交部 write who met whom in one sentence, then one paragraph a speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from config.lexicon.languages import VERB_CLASSES, chinese
from config.lexicon.world import Issuer
from extractors.readout_records import Assessment, Commitment, Readout, Statement, Tone, Topic, VerbClass
from extractors.readouts import chinese_words as words
from extractors.readouts import compose
from extractors.readouts.compose import Member, Parts
from extractors.readouts.days import When
from extractors.readouts.places import Place
from extractors.readouts.promises import deadline
from extractors.readouts.texts import body, plain
from extractors.records import Article

_CONTACT = re.compile(
    r"(?P<phone>通(?:了)?(?:电话|話|电)|通电话|应约通话|电话会谈|通話|进行(?:了)?(?:电话)?通话)"
    r"|(?P<video>视频(?:会晤|会见|会谈|通话|会议|峰会|连线)|以视频方式)"
    r"|(?P<letter>互致(?:信函|函|信)|致(?:信|函)(?!祝贺|慰问|悼念)|复信|来信|收到.{0,16}(?:信|函))"
    r"|(?P<talks>(?:举行|进行)(?:了)?(?:[一-鿿]{0,14})?(?:会谈|谈判|磋商|对话|会晤)|会谈)"
    r"|(?P<meet>会见|会晤|会面|见面|拜会|接见|见了|宴请|共进|茶叙)"
    r"|(?P<visit>(?:对.{1,14})?(?:进行|开始|结束)?(?:国事|正式|工作|友好)?访问|到访|抵达)"
    r"|(?P<multi>(?:出席|主持|参加)(?:.{0,40})(?:峰会|会议|会晤|论坛|对话会))"
)
_FORMS = {
    "phone": "phone call",
    "video": "video call",
    "letter": "letter",
    "talks": "talks",
    "meet": "meeting",
    "visit": "visit",
    "multi": "meeting",
}
_FUTURE = re.compile(r"将(?:于|在|对|会见|出席|赴|访问|同|与|举行|应)|拟于|计划于|即将")
_GREETING = re.compile(
    r"贺电|贺信|唁电|慰问电|致电祝贺|电贺|致电慰问|致贺|祝贺.{0,20}(?:当选|就任|国庆|建交)|慰问|悼念|逝世"
)
_DATE = re.compile(
    r"(?:(?P<y>\d{4})年)?(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})(?:日)?(?:至(?:(?P<m2>\d{1,2})月)?(?P<d2>"
    r"\d{1,2}))?日|(?P<today>今天|今日|今晚|今早)|(?P<yesterday>昨天|昨日)"
)
_PLACE = re.compile(
    r"(?<![存现正所是])在(?P<where>[一-鿿·]{2,24}?)(?=同|与|会见|会晤|举行|出席|和|，|。|共同|分别"
    r"|接见|主持|应|见|进行|与会|同时|，|亲切)"
)
_SIDELINES = re.compile(r"出席(?P<of>[^，。]{2,40}?)(?:期间|间隙)|在(?P<of2>[^，。]{2,40}?)期间")
_PRESENT = re.compile(
    r"(?P<names>[一-鿿·、]{2,80}?)等?(?:分别)?(?:参加|出席|陪同)(?:了)?(?:上述)?(?:会见|会谈|活动"
    r"|会晤|通话|访问|有关活动|$|。)"
)
_TOPIC = re.compile(
    r"(?:就|围绕)(?P<what>[^。；]{2,90}?)(?:[，,])?(?:进行|深入|广泛|坦诚|充分|全面|共同|友好|建设性"
    r"|再次|等)*(?:地)?(?:交换(?:了)?(?:意见|看法)|进行(?:了)?[^，。；]{0,24}(?:沟通|交流|讨论|磋商"
    r"|对话|探讨)|沟通|交流(?:了)?(?:意见|看法)?|举行[^，。]{0,12}磋商)"
    r"|(?:讨论|探讨|商讨|谈及|聚焦)(?:了)?(?P<what2>[^。；，]{2,60})"
)
_STRIP_TOPIC = re.compile(
    r"^(?:共同关心的|当前|有关|关于|推动|进一步|以及|及|和|与|其他|重大|等)+|等(?:国际|地区|共同|重大"
    r"|热点|双边|问题|议题|话题|领域)*(?:和|及|与)?(?:国际|地区|热点|共同关心的)*(?:问题|议题|话题"
    r"|领域)?$"
)


@dataclass(frozen=True, slots=True)
class _Lead:
    kind: str
    sentence: str
    paragraph: int
    start: int


def read(
    article: Article, issuer: Issuer | None, published: date | None, parser: str
) -> tuple[Assessment, Readout | None]:
    paragraphs = [(number, text) for number, text in body(article.paragraphs)]
    title = plain(article.title)
    side = issuer.side if issuer else None
    full = "\n".join(text for _, text in paragraphs)
    lead = _read_lead(title, paragraphs)
    if lead is None:
        return Assessment(False, None, "not:no-contact", "neither title nor first sentences tell of a contact"), None
    members = _members(title, lead, paragraphs, side)
    sides = tuple(
        dict.fromkeys(
            [*(one.side for one in members if one.side), *words.states(title), *words.states(_zone(lead.sentence))]
        )
    )
    if refused := _refused(title, lead, sides):
        return refused, None
    verdict = Assessment(
        True,
        "wire-report" if side and side not in sides else "readout",
        f"contact:{lead.kind}",
        f"paragraph {lead.paragraph} tells of a contact between {', '.join(sides)}",
    )
    form, rule = _format(title, lead)
    place, source = _place(title, lead, article)
    parts = Parts(
        form,
        rule,
        _when(lead, published),
        place,
        source,
        sides,
        _initiator(lead.sentence, members),
        _sidelines(lead.sentence),
        words.contexts(full),
    )
    statements, commitments = _spoken(paragraphs, members, published)
    return verdict, compose.readout(
        verdict, side, "zh", parts, members,
        statements=statements, commitments=commitments, topics=_topics(paragraphs), tone=_tone(paragraphs),
        n_paragraphs=len(paragraphs), n_words=len(re.findall(r"[一-鿿]", full)), parser=parser,
    )  # fmt: skip


def _read_lead(title: str, paragraphs: Sequence[tuple[int, str]]) -> _Lead | None:
    for number, text in paragraphs[:3]:
        offset = words.prefix_length(text)
        for found in re.finditer(r"[^。！？]+[。！？]?", text[offset:]):
            sentence = found.group(0)
            verb = _CONTACT.search(sentence)
            if verb and words.people(sentence):
                return _Lead(verb.lastgroup or "meet", sentence, number, offset + found.start())
            if number == 1 and found.start() > 200:
                break
    verb = _CONTACT.search(title)
    if verb and paragraphs:
        number, text = paragraphs[0]
        return _Lead(verb.lastgroup or "meet", re.split(r"(?<=。)", text)[0], number, 0)
    return None


def _zone(sentence: str) -> str:
    """The sentence as far as the contact is told."""
    verb = _CONTACT.search(sentence)
    return sentence[: verb.end() + 30] if verb else sentence


def _refused(title: str, lead: _Lead, sides: tuple[str, ...]) -> Assessment | None:
    contact = _CONTACT.search(lead.sentence)
    coming = _FUTURE.search(lead.sentence)
    told = _CONTACT.search(title)
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
    if not told and lead.kind in ("visit", "multi"):
        return Assessment(False, None, "not:in-passing", "a contact is mentioned, but is not what the text is about")
    if len(sides) < 2:
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
        if found := _CONTACT.search(text):
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
            if len(sentence.group(0)) < 140 and (found := _PRESENT.search(sentence.group(0))):
                for person in words.named_list(found["names"], sentence.start() + found.start()):
                    if not any(words.same(one.name, person.name) for one in members):
                        members.append(
                            Member(
                                person.name,
                                person.side or issuer,
                                person.titles,
                                person.person_id,
                                False,
                                number,
                                person.start,
                                person.end,
                                person.rule if person.side else "side:issuer",
                            )
                        )
    for one in members:
        if one.side is None and one.titles and issuer:
            one.side, one.side_rule = issuer, "side:issuer"
    return members


def _when(lead: _Lead, published: date | None) -> When | None:
    contact = _CONTACT.search(lead.sentence)
    stop = contact.start() if contact else len(lead.sentence)
    found = [one for one in _DATE.finditer(lead.sentence) if one.start() <= stop] or list(_DATE.finditer(lead.sentence))
    for one in found:
        if one["today"] and published:
            return When(published, published, "text", "date:today")
        if one["yesterday"] and published:
            day = published - timedelta(days=1)
            return When(day, day, "text", "date:yesterday")
        if one["d"]:
            year = int(one["y"]) if one["y"] else None
            start = compose.last_of(published, int(one["m"]) if one["m"] else None, int(one["d"]), year)
            end = start
            if one["d2"] and start:
                end = compose.last_of(published, int(one["m2"]) if one["m2"] else start.month, int(one["d2"]), year)
            if start and end and start <= end:
                return When(start, end, "text", "date:day" if start == end else "date:range")
    return When(published, published, "pubdate", "date:pubdate") if published else None


def _place(title: str, lead: _Lead, article: Article) -> tuple[Place | None, str | None]:
    for source, text in (
        ("text", lead.sentence),
        ("title", title),
        ("caption", " ".join(one.text for one in article.captions)),
    ):
        for found in _PLACE.finditer(text):
            if made := words.place(found["where"], found.start("where")):
                return made, source
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


@cache
def _verb_pattern() -> tuple[re.Pattern[str], dict[str, VerbClass]]:
    lexicon = chinese()
    table: dict[str, VerbClass] = {verb: kind for kind in VERB_CLASSES for verb in getattr(lexicon, kind)}
    adverbs = "|".join(sorted(lexicon.adverbs, key=len, reverse=True))
    verbs = "|".join(sorted(table, key=len, reverse=True))
    return re.compile(
        rf"(?:{adverbs}|对此|向[一-鿿·]{{1,16}}?|就[一-鿿·、]{{2,20}}?|在[一-鿿·（）]{{1,16}}?上|今天"
        rf"|当天|[（(][^）)]{{1,12}}[）)])*(?P<verb>{verbs})(?!了?会|人|方式)"
    ), table


def _spoken(
    paragraphs: Sequence[tuple[int, str]], members: Sequence[Member], published: date | None
) -> tuple[list[Statement], list[Commitment]]:
    statements: list[Statement] = []
    commitments: list[Commitment] = []
    verb_at, table = _verb_pattern()
    # `巴金·江朴南` speaks as `巴金` in the next paragraph.
    aliases = {part: one.name for one in members for part in one.name.split("·") if len(part) > 1}
    names = sorted({one.name for one in members} | set(aliases), key=len, reverse=True)
    both = "|".join(sorted(chinese().both, key=len, reverse=True))
    agree = "|".join(sorted(chinese().agree, key=len, reverse=True))
    subject = re.compile(
        rf"(?:^|(?<=[，。；！？：、”]))(?:[一-鿿]{{0,14}}?)(?P<who>"
        rf"{'|'.join(map(re.escape, names)) or '(?!)'}|{both}|(?P<pronoun>他|她)(?![们人]))"
    )
    for number, text in paragraphs:
        masked = re.sub(r"“[^”]*”", lambda one: "“" + "＿" * (len(one.group(0)) - 2) + "”", text)
        for sentence in re.finditer(r"[^。！？]+[。！？]?[”」]?", masked):
            line = sentence.group(0)
            at = 0
            while found := subject.search(line, at):
                at = found.end()
                if at > 14 and _of_others(line[: found.start("who")], members):
                    break
                who = found["who"]
                joint = who in chinese().both
                if joint and (
                    promise := re.compile(rf"(?:还|也|一致|就此|均|再次|经协商|共同)*(?P<verb>{agree})").match(line, at)
                ):
                    commitments.append(
                        _commitment(
                            len(commitments) + 1,
                            promise["verb"],
                            text,
                            number,
                            sentence.start() + promise.end(),
                            sentence.end(),
                            published,
                        )
                    )
                    break
                said = verb_at.match(line, at)
                if said is None:
                    continue
                speaker = "both" if joint else _speaker(aliases.get(who, who), members, statements)
                if speaker is None:
                    continue
                side = next((one.side for one in members if one.name == speaker), None)
                for verb, begin in _verbs(line, said, verb_at):
                    start, end = sentence.start() + found.start("who"), sentence.end()
                    statements.append(
                        Statement(
                            seq=len(statements) + 1,
                            speaker=speaker,
                            side=side,
                            verb=verb,
                            verb_class=table[verb],
                            modality=words.modality(line),
                            text=text[start:end],
                            paragraph=number,
                            start=start,
                            end=end,
                            rule="subject:joint" if joint else "subject:name",
                        )
                    )
                    at = max(at, begin)
    return statements, commitments


def _of_others(before: str, members: Sequence[Member]) -> bool:
    """Whether someone who took no part opens the sentence: what follows is told by him."""
    first = words.people(before)
    return bool(first) and not any(words.same(first[0].name, one.name) for one in members)


def _verbs(line: str, first: re.Match[str], verb_at: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """The first verb, then those that follow a comma with the same subject: `祝贺……，指出……`."""
    yield first["verb"], first.end()
    for comma in re.finditer(r"，(?:并|还|同时)?", line[first.end() :]):
        where = first.end() + comma.end()
        again = re.compile(r"(?P<verb>指出|表示|强调|重申|希望双方|感谢|祝贺|邀请|呼吁|欢迎|赞赏)(?!了?会)").match(
            line, where
        )
        if again and again["verb"] in ("指出", "表示", "强调", "重申", "邀请"):
            yield again["verb"], again.end()


def _speaker(who: str, members: Sequence[Member], statements: Sequence[Statement]) -> str | None:
    if who in ("他", "她"):
        return next((one.speaker for one in reversed(statements) if one.speaker != "both"), None)
    return next((one.name for one in members if one.name == who), None)


def _commitment(
    seq: int, verb: str, text: str, number: int, start: int, end: int, published: date | None
) -> Commitment:
    whole = text[start:end].strip("，。：: ")
    parted = (
        re.split(r"；|;", whole)
        if re.search(r"；|;", whole)
        else re.split(
            r"，(?=(?:并|继续|保持|加强|推动|推进|共同|尽快|密切|开展|办好|深化|支持|适时|扩大|就|维护|落实))", whole
        )
    )
    items = tuple(piece.strip("，。 ") for piece in parted if piece.strip("，。 "))
    times = tuple(
        dict.fromkeys(
            one.group(0)
            for one in re.finditer(
                r"尽快|近期|早日|今年(?:春|夏|秋|冬)?(?:内|年底)?|明年|年内|年底前|\d{1,2}月(?:\d{1,2}日)?(?:前|底)?",
                whole,
            )
        )
    )
    return Commitment(
        seq,
        "both",
        verb,
        items,
        times,
        tuple(deadline(one, published) for one in times),
        whole,
        number,
        start,
        end,
        "commit:both",
    )


def _topics(paragraphs: Sequence[tuple[int, str]]) -> list[Topic]:
    made: list[Topic] = []
    for number, text in paragraphs:
        for found in _TOPIC.finditer(text):
            group = "what" if found["what"] else "what2"
            whole = re.sub(r"(?<=.)等[^、，]{0,14}$", "", found[group])
            for piece in re.split(r"、|以及|和(?=[一-鿿]{2,})|及(?=[一-鿿]{3,})", whole):
                clean = _STRIP_TOPIC.sub("", piece.strip("，, "))
                if clean in ("问题", "议题", "话题", "双方"):
                    continue
                if 2 <= len(clean) <= 30 and not any(one.text == clean for one in made):
                    start = found.start(group) + max(0, found[group].find(clean))
                    made.append(Topic(len(made) + 1, clean, number, start, start + len(clean), "topic:on"))
    return made


def _tone(paragraphs: Sequence[tuple[int, str]]) -> list[Tone]:
    lexicon = chinese()
    adjective = "|".join(sorted(lexicon.tone, key=len, reverse=True))
    noun = "|".join(sorted(lexicon.tone_nouns, key=len, reverse=True))
    run = re.compile(
        rf"(?P<run>(?:{adjective})(?:(?:、|，|和|而|且|的|、)?(?:{adjective})){{0,8}})(?:的"
        rf"|地)?(?:战略|双边|外交|工作|政治|高层|性|地?交换(?:了)?|的)?(?:{noun})|(?:{noun})(?:十分"
        rf"|非常|很)?(?P<run2>(?:{adjective})(?:(?:、|和|而)?(?:{adjective})){{0,8}})"
    )
    made: list[Tone] = []
    for number, text in paragraphs:
        for found in run.finditer(text):
            if re.search(r"(?:将|继续|保持|加强|愿同|愿与|希望|期待)[一-鿿]{0,4}$", text[: found.start()]):
                continue
            group = "run" if found["run"] else "run2"
            for word in re.finditer(adjective, found[group]):
                if not any(one.word == word.group(0) for one in made):
                    start = found.start(group) + word.start()
                    made.append(Tone(len(made) + 1, word.group(0), number, start, start + len(word.group(0))))
    return made
