"""Who said what, what was promised and discussed, and in what tone: Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from config.lexicon.languages import VERB_CLASSES, chinese
from extractors.readout_records import Commitment, Statement, Tone, Topic, VerbClass
from extractors.readouts import chinese_words as words
from extractors.readouts.compose import Member
from extractors.readouts.promises import deadline

_TOPIC = re.compile(
    r"(?:就(?![此其])|围绕)(?P<what>[^。；]{2,90}?)(?:[，,])?(?:进行|深入|广泛|坦诚|充分|全面|共同|友好|建设性"
    r"|再次|等)*(?:地)?(?:交换(?:了)?(?:意见|看法)|进行(?:了)?[^，。；]{0,24}(?:沟通|交流|讨论|磋商"
    r"|对话|探讨)|沟通|交流(?:了)?(?:意见|看法)?|举行[^，。]{0,12}磋商)"
    r"|(?:讨论|探讨|商讨|谈及|聚焦)(?:了)?(?P<what2>[^。；，]{2,60})"
)
_STRIP_TOPIC = re.compile(
    r"^(?:共同关心的|当前|有关|关于|推动|进一步|以及|及|和|与|其他|重大|等)+|等(?:国际|地区|共同|重大"
    r"|热点|双边|问题|议题|话题|领域)*(?:和|及|与)?(?:国际|地区|热点|共同关心的)*(?:问题|议题|话题"
    r"|领域)?$"
)
_TO_COME = re.compile(r"(?:保持|加强|密切|开展|推进|继续)(?:密切)?$")
"""What stands before `沟通` where it was not held, but shall be."""


_NO_NOUN = "(?!会(?![晤谈见议将继])|人|方式)"
"""What makes a verb part of a noun: `介绍会`, `发言人`."""


@cache
def _verb_pattern() -> tuple[re.Pattern[str], dict[str, VerbClass]]:
    lexicon = chinese()
    table: dict[str, VerbClass] = {verb: kind for kind in VERB_CLASSES for verb in getattr(lexicon, kind)}
    adverbs = "|".join(sorted(lexicon.adverbs, key=len, reverse=True))
    verbs = "|".join(sorted(table, key=len, reverse=True))
    return re.compile(
        rf"(?:{adverbs}|对此|对[一-鿿·、“”]{{1,30}}?(?=表示|深表)|向[一-鿿·]{{1,16}}?|就[一-鿿·、]{{2,20}}?|在[一-鿿·（）]{{1,16}}?上|今天"
        rf"|当天|[（(][^）)]{{1,12}}[）)])*(?P<verb>{verbs}){_NO_NOUN}"
    ), table


def spoken(
    paragraphs: Sequence[tuple[int, str]], members: Sequence[Member], published: date | None
) -> tuple[list[Statement], list[Commitment]]:
    statements: list[Statement] = []
    commitments: list[Commitment] = []
    verb_at, table = _verb_pattern()
    # `巴金·江朴南` speaks as `巴金` in the next paragraph.
    aliases = {part: one.name for one in members for part in one.name.split("·") if len(part) > 1}
    aliases = {**_with_office(members, "\n".join(text for _, text in paragraphs)), **aliases}
    alone = _office_alone(members)
    offices = {"", *(title for one in members for title in one.titles)}
    names = sorted({one.name for one in members} | set(aliases), key=len, reverse=True)
    aliases |= alone
    both = "|".join(sorted(chinese().both, key=len, reverse=True))
    agree = "|".join(sorted(chinese().agree, key=len, reverse=True))
    subject = re.compile(
        rf"(?:^|(?<=[，。；！？：、”]))(?:[一-鿿]{{0,14}}?)(?P<who>"
        rf"{'|'.join(map(re.escape, names)) or '(?!)'}|{both}|(?<![一-鿿])(?:{'|'.join(alone) or '(?!)'})"
        r"|(?P<pronoun>他|她)(?![们人]))"
    )
    promised = re.compile(rf"(?:还|也|一致|就此|均|再次|经协商|共同)*(?P<verb>{agree})")
    sides = {one.side for one in members}
    for number, text in paragraphs:
        masked = _QUOTATION.sub(_masked, text)
        if (spoke := _side_spoke().match(text)) and (code := chinese().short[spoke["side"]]) in sides:
            stop = len(re.split("(?<=[。！？])", masked, maxsplit=1)[0])
            statements.append(
                _statement(
                    statements, f"side:{code}", code, spoke["verb"], table, masked[:stop], text[:stop], number, 0
                )
            )
        for sentence in re.finditer(r"[^。！？]+[。！？]?[”」]?", masked):
            line = sentence.group(0)
            at = 0
            while found := subject.search(line, at):
                at = found.end()
                if at > 14 and _of_others(line[: min(found.start("who"), _OPENING)], members):
                    break
                who = found["who"]
                joint = who in chinese().both
                speaker = "both" if joint else _speaker(aliases.get(who, who), members, statements)
                if speaker is None:
                    continue
                agreed = promised if joint else _PLEDGED
                promise = agreed.match(line, at) or (_further(line, at, agreed, subject) if joint or at <= 14 else None)
                if promise:
                    commitments.append(
                        _commitment(
                            len(commitments) + 1,
                            speaker,
                            promise["verb"],
                            text,
                            number,
                            sentence.start() + promise.end(),
                            sentence.end(),
                            published,
                        )
                    )
                    if joint and promise.start() == at:
                        break
                said = verb_at.match(line, at)
                if said is None and not joint and line[: found.start("who")].strip() in offices:
                    said = _further(line, at, _THEN, subject)
                if said is None or (joint and said["verb"] in ("谈及", "谈到")):
                    continue  # what both spoke of is a topic
                if said["verb"] == "邀请" and _INVITED.search(line[: found.start("who")]):
                    continue
                side = next((one.side for one in members if one.name == speaker), None)
                for verb, begin in _verbs(line, said, verb_at):
                    start, end = sentence.start() + found.start("who"), sentence.end()
                    statements.append(
                        _statement(statements, speaker, side, verb, table, line, text[start:end], number, start)
                    )
                    at = max(at, begin)
    return statements, commitments


def _statement(
    before: Sequence[Statement],
    speaker: str,
    side: str | None,
    verb: str,
    table: dict[str, VerbClass],
    heard: str,
    text: str,
    paragraph: int,
    start: int,
) -> Statement:
    return Statement(
        seq=len(before) + 1,
        speaker=speaker,
        side=side,
        verb=verb,
        verb_class=table[verb],
        modality=words.modality(heard),
        text=text,
        paragraph=paragraph,
        start=start,
        end=start + len(text),
        rule="subject:joint" if speaker == "both" else "subject:name",
    )


@cache
def _side_spoke() -> re.Pattern[str]:
    """`美方表示`, at the head of a paragraph: within the words of a man it is his own."""
    return re.compile(
        f"(?P<side>[{''.join(chinese().short)}])方(?:则|还|也|对此)?(?P<verb>表示|指出|强调|重申|介绍|说)"
    )


# What is quoted from a house's account reports; what is quoted from a man is his speech.
_QUOTATION = re.compile(
    r"(?P<paper>(?:消息|公报|声明|通报|新闻稿|公告)(?:中)?(?:还|又)?(?:说|称|指出|表示|显示)[：:，]?)?“(?P<words>[^“”]*)”"
)


def _masked(quoted: re.Match[str]) -> str:
    if quoted["paper"]:
        return "，" * len(quoted["paper"]) + "，" + quoted["words"] + "”"
    return "“" + "＿" * len(quoted["words"]) + "”"


@cache
def _head_at_end() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(chinese().heads, key=len, reverse=True))})$")


def _with_office(members: Sequence[Member], text: str) -> dict[str, str]:
    """`王外长` and `王远外长`, who is 外交部长王远: the names that a text prints with their office behind them."""
    made: dict[str, str] = {}
    for one in members:
        offices = {title[-2:] for title in one.titles}
        offices |= {found.group(0) for title in one.titles if (found := _head_at_end().search(title))}
        offices |= {short for office in offices if (short := chinese().short_offices.get(office))}
        # A surname has one character, or two in Japan.
        printed = (one.name,) if "·" in one.name else (one.name, one.name[:1], one.name[:2])
        made |= {name + office: one.name for name in printed for office in offices if name + office in text}
    return made


def _office_alone(members: Sequence[Member]) -> dict[str, str]:
    """`总统指出`, `秘书长敦促`, where only one of them has that office."""
    heads = _head_at_end()
    own = [(found.group(0), one.name) for one in members for title in one.titles if (found := heads.search(title))]
    printed = [(office, name) for title, name in own for office in {title, title[-2:]}]
    return {office: name for office, name in printed if {other for same, other in printed if same == office} == {name}}


def _further(line: str, at: int, wanted: re.Pattern[str], subject: re.Pattern[str]) -> re.Match[str] | None:
    """What is wanted behind another thing the same ones did, with no new subject before.

    `双方就南海问题交换意见，同意……`, `萨帕尔请赵文转达问候，表示……`.
    """
    if line[at : at + 1] in ("和", "、"):
        return None  # of several: who of them did the rest is not told
    for comma in _COMMA.finditer(line, at, at + _NEAR):
        if found := wanted.match(line, comma.end()):
            return found
        if subject.match(line, comma.end()):
            return None
    return None


_NEAR = 300
"""Characters behind a subject within which it may do a further thing."""
_COMMA = re.compile("，(?:并|还|同时)?")
_THEN = re.compile(
    r"(?:热烈|诚挚|衷心|高度|再次)?(?P<verb>指出|表示|强调|重申|感谢|欢迎|祝贺|高度评价|积极评价|赞赏|呼吁|邀请)"
    + _NO_NOUN
)
"""What opens a report behind a comma."""
_INVITED = re.compile("(?:^|，)应[一-鿿]*$")
"""`应布兰特邀请，`: tells why somebody came."""
_PLEDGED = re.compile("(?P<verb>承诺)")
"""What one side alone promises."""


_CLAUSE = frozenset(
    [
        "指出",
        "表示",
        "说",
        "认为",
        "强调",
        "重申",
        "称",
        "谈到",
        "提到",
        "介绍",
        "说明",
        "宣布",
        "希望",
        "强调指出",
        "坚信",
    ]
)
"""Verbs with a clause of content: what follows a comma behind them is what was said."""


_OPENING = 80
"""Characters within which a sentence names who tells what follows."""


def _of_others(before: str, members: Sequence[Member]) -> bool:
    """Whether someone who took no part opens the sentence: what follows is told by him."""
    first = words.people(before)
    return bool(first) and not any(words.same(first[0].name, one.name) for one in members)


_FEELING = re.compile(
    "(?:衷心|诚挚|热烈|高度|深切|最?诚挚的)?(?:感谢|祝贺|欢迎|赞赏|慰问|赞同|哀悼|支持|关切|高兴)(?=[，。])"
)
"""Behind `表示`, no clause: what follows is told of him again."""
_AGAIN = re.compile(
    r"(?:(?P<report>指出|表示|强调|重申|邀请|转达)|(?:一致|均|都)?"
    r"(?P<act>高度评价|积极评价|要求|敦促|高度赞赏|感谢|希望|祝贺|呼吁|欢迎|赞赏|说明|介绍|阐述|通报|提出|肯定|回顾|认为|建议))"
    + _NO_NOUN
)


def _verbs(line: str, first: re.Match[str], verb_at: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """The first verb, then those that follow a comma with the same subject: `祝贺……，指出……`."""
    told = first["verb"]
    yield told, first.end()
    clause = told in _CLAUSE and not _FEELING.match(line, first.end())
    for comma in _COMMA.finditer(line, first.end()):
        again = _AGAIN.match(line, comma.end())
        if again and (again["report"] or not clause):
            told = again["report"] or again["act"]
            clause = told in _CLAUSE
            yield told, again.end()


def _speaker(who: str, members: Sequence[Member], statements: Sequence[Statement]) -> str | None:
    if who in ("他", "她"):
        return next((one.speaker for one in reversed(statements) if one.speaker != "both"), None)
    return next((one.name for one in members if one.name == who), None)


def _commitment(
    seq: int, actor: str, verb: str, text: str, number: int, start: int, end: int, published: date | None
) -> Commitment:
    whole = text[start:end].strip("，。：: ")
    parted = (
        re.split(r"；|;", whole)
        if re.search(r"；|;", whole)
        else re.split(
            r"，(?=(?:并|继续|保持|加强|推动|推进|共同|尽快|在[一-鿿]{2,10}(?:开展|举行|设立|加强)|密切|开展|办好|深化|支持|适时|扩大|就|维护|落实))",
            whole,
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
        actor,
        verb,
        items,
        times,
        tuple(deadline(one, published) for one in times),
        whole,
        number,
        start,
        end,
        "commit:both" if actor == "both" else "commit:name",
    )


def topics(paragraphs: Sequence[tuple[int, str]]) -> list[Topic]:
    made: list[Topic] = []
    for number, text in paragraphs:
        for found in _TOPIC.finditer(text):
            group = "what" if found["what"] else "what2"
            if _TO_COME.search(found[group]):
                continue
            whole = re.sub(r"^.*，(?:就|围绕)", "", found[group])  # `围绕落实共识，就能源问题`
            whole = re.sub(r"(?<=.)等[^、，]{0,14}$", "", whole)
            for piece in re.split(r"、|以及|(?<!国际)和(?=[一-鿿]{2,})|及(?=[一-鿿]{3,})", whole):
                clean = _STRIP_TOPIC.sub("", piece.strip("，, "))
                if clean in ("问题", "议题", "话题", "双方"):
                    continue
                if 2 <= len(clean) <= 30 and not any(one.text == clean for one in made):
                    start = found.start(group) + max(0, found[group].find(clean))
                    made.append(Topic(len(made) + 1, clean, number, start, start + len(clean), "topic:on"))
    return made


@cache
def _toned() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lexicon = chinese()
    adjective = "|".join(sorted(lexicon.tone, key=len, reverse=True))
    noun = "|".join(sorted(lexicon.tone_nouns, key=len, reverse=True))
    run = re.compile(
        rf"(?P<run>(?:{adjective})(?:(?:、|，|和|而|且|的|、)?(?:{adjective})){{0,8}})(?:的"
        rf"|地)?(?:战略|双边|外交|工作|政治|高层|性|地?交换(?:了)?|的)?(?:{noun})(?!活动|机制|周|年|团|中心)|(?:{noun})(?:十分"
        rf"|非常|很|是)?(?P<run2>(?:{adjective})(?:(?:、|和|而)?(?:{adjective})){{0,8}})"
    )
    return run, re.compile(adjective)


def tone(paragraphs: Sequence[tuple[int, str]]) -> list[Tone]:
    run, adjective = _toned()
    made: list[Tone] = []
    for number, text in paragraphs:
        for found in run.finditer(text):
            if re.search(
                r"(?:将|继续|保持|加强|愿同|愿与|希望|期待|开展(?!了)|致力于)[一-鿿]{0,4}$", text[: found.start()]
            ):
                continue
            group = "run" if found["run"] else "run2"
            for word in adjective.finditer(found[group]):
                if not any(one.word == word.group(0) for one in made):
                    start = found.start(group) + word.start()
                    made.append(Tone(len(made) + 1, word.group(0), number, start, start + len(word.group(0))))
    return made
