"""People, states and places as Chinese prints them: an office, then a name, then a word that no name contains."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from config.lexicon.languages import chinese
from config.lexicon.world import world
from extractors.readout_records import Modality
from extractors.readouts.places import Place

_PREFIX = re.compile(
    r"^\s*(?:(?:央视网消息|新华社|新华网|中新社|中新网|人民网|本报|央视新闻)[^：:电]{0,40}?(?:[：:]"
    r"|电(?:\s*[（(][^）)]{0,40}[）)])?)\s*|[（(][^（）()]{2,40}电[）)]\s*"
    r"|[（(][一-鿿]{2,8}[讯訊][）)]\s*|【[^】]{2,40}】\s*|\d{4}年\d{1,2}月\d{1,2}日，?(?=外交部网站)|　+)"
)
_AFTER_NAME = (
    r"(?=[在同与和、，。；：！（(]|举行|会见|会晤|通(?:电|话|了)|表示|指出|强调|说|进行|及|参加|出席|今天"
    r"|出访|前往|[今昨]|邀请|会[后前上]|当[天日晚地]|周[一二三四五六日]|星期|先后|相继|早前|日前|上午|下午|[大上中少准]将|元帅|视[频讯]|当选|一行|来华|抵|应|率|于|就|对|等|的|夫妇|夫人|$|\d|阁下|先生|女士|共|分别|互|致|会谈|介绍|访|见"
    r"|也|还|一道|主持|以|向|并|再)"
)
# A known name is not the beginning of another: 加尼 is not 加尼耶.
_NO_LONGER = r"(?![耶亚娅尔斯特姆克拉德罗维奇森诺夫娃卡塔里莱恩瓦雷鲁贝廷伊奥帕萨努佐珀芬蒂])"
_CUT = re.compile(
    r".*(?:(?<!共)同(?!盟)|与|和(?!国|平|旅游|城乡|信息|社会|改革|卫生|农村)|会见|会晤|会谈|期间|下午|上午|晚上|晚间|中午|凌晨|日晚|早晨|当天|在|应(?!急)|欢迎"
    r"|来华访问的|来华的|来访的|对(?!外)|向|是|由|陪同|邀请|，|。|、|：|；|接见|到访的|到访|访问的|出席|(?<!埃)及|率领"
    r"|当选|新任|(?<=[会议坛动礼式展话幕赛])的|致电|祝贺|感谢|等|今天|分别|了|宴请)"
)


# 李强 is not the beginning of 李强军, whom a verb follows; 李强将会见 is he.
_NO_GIVEN = (
    r"(?!(?![将已正曾均都又仍即特先昨今还也则就共应率对向于在同与和及等的])[一-鿿]"
    r"(?:会见|会晤|会谈|同|与|和|表示|指出|强调|说|、|，|。|在))"
)


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    titles: tuple[str, ...]
    side: str | None
    rule: str
    person_id: str | None
    start: int
    end: int


def prefix_length(text: str) -> int:
    """How long the agency's opening is: `新华社北京1月2日电（记者……）`."""
    found = _PREFIX.match(text)
    return found.end() if found else 0


@cache
def _known() -> tuple[re.Pattern[str], dict[str, list[str]]]:
    table: dict[str, list[str]] = {}
    for person in world().people.values():
        for name in person.zh:
            table.setdefault(name, []).append(person.id)
    ordered = sorted(table, key=len, reverse=True)
    short = "|".join(re.escape(name) for name in ordered if len(name) == 2)
    names = "|".join(re.escape(name) for name in ordered if len(name) != 2)
    return re.compile(rf"(?:{names}|(?:{short or '(?!)'}){_NO_GIVEN}){_NO_LONGER}"), table


@cache
def _titled() -> re.Pattern[str]:
    heads = "|".join(map(re.escape, sorted(chinese().heads, key=len, reverse=True)))
    known = _known()[0].pattern
    return re.compile(
        rf"(?P<title>[一-鿿·（）()“”]{{0,30}}?(?:{heads})(?!(?<=委员|常委)会|(?<=代表)团|{heads}))(?:兼(?P<also>[一-鿿]{{0,8}}?(?:{heads})))?(?P<name>"
        rf"{known}|[一-鿿]{{2,8}}?(?:[·・][一-鿿]{{1,10}}?){{0,4}}?{_AFTER_NAME})"
    )


@cache
def _states() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {name: one.iso3 for one in world().countries.values() for name in one.zh if len(name) > 1}
    table |= {name: one.code for one in world().organisations.values() for name in one.zh}
    return re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True)))), table


def states(text: str) -> list[str]:
    """Sides named in a text, in order; one-character names where two stand together or before an office."""
    pattern, table = _states()
    found = [table[one.group(0)] for one in pattern.finditer(text)]
    short = chinese().short
    keys = "".join(short)
    for pair in re.finditer(rf"[{keys}]{{2,4}}(?=双方|两国|元首|总统|外长|关系|领导人|会谈|三方|战略|总理|首脑)", text):
        found += [short[one] for one in pair.group(0)]
    for one in re.finditer(
        rf"(?:^|(?<=[同与和、，]))([{keys}])(?=总统|外长|外交部长|总理|首相|防长|国防部长|国务卿|副总统|议长|主席)",
        text,
    ):
        found.append(short[one.group(1)])
    return list(dict.fromkeys(found))


_NO_NAME = re.compile(
    r"非正式|方[面式案针法]|中(?![野村谷川西山田岛本林])|的|和|与|同|在|们|举行|会见|会晤|会谈|通话|出席|访问|表示|共同|分别"
)
"""What stands behind an office that nobody is named with: `同日本外相举行会谈`."""


@cache
def _long_head() -> re.Pattern[str]:
    return re.compile("|".join(head for head in chinese().heads if len(head) > 1))


def people(text: str) -> list[Named]:
    """Everyone with an office before the name, and those of the lexicon, in order."""
    made: list[Named] = []
    taken: list[tuple[int, int]] = []
    position = 0
    while found := _titled().search(text, position):
        name = found["name"]
        printed, start = _title(found["title"], found.start("title"))
        if (
            len(name) < 2
            or not printed
            or _NO_NAME.match(name)
            or name.endswith(("峰会", "会议", "会晤", "论坛", "负责人", "代表团"))
            or _long_head().search(name)
            or name[0] in "之等级令会议期间院长府"
        ):
            position = max(found.start("name"), position + 1)
            continue
        previous = made[-1] if made and start - made[-1].end <= 1 else None
        titles = _titles(text, start, printed) + ((found["also"],) if found["also"] else ())
        side, rule = _side(printed, titles, previous)
        person = _identity(name, side)
        if side is None and person:
            side, rule = world().people[person].side, "side:lexicon"
        made.append(Named(name, titles, side, rule, person, found.start("name"), found.end("name")))
        taken.append((found.start("name"), found.end("name")))
        position = found.end("name")
    pattern, table = _known()
    for found in pattern.finditer(text):
        if len(found.group(0)) >= 2 and not any(begin < found.end() and found.start() < end for begin, end in taken):
            ids = table[found.group(0)]
            made.append(
                Named(
                    found.group(0), (), world().people[ids[0]].side, "side:lexicon", ids[0], found.start(), found.end()
                )
            )
    made.sort(key=lambda one: one.start)
    unique: list[Named] = []
    for one in made:
        if not any(same(one.name, other.name) for other in unique):
            unique.append(one)
    return unique


def _title(printed: str, start: int) -> tuple[str, int]:
    """The office without what stands before it in the sentence: `期间会见伊朗总统` is `伊朗总统`."""
    heads = chinese().heads
    opening = re.match(r"日?(?:上午|下午|晚上|晚间|晚|中午|凌晨)?", printed)
    cut = opening.end() if opening and not printed.startswith("日本") else 0
    for found in re.finditer(_CUT.pattern.removeprefix(".*"), printed):
        rest = printed[found.end() :]
        joined = (
            found.group(0) in ("与", "和", "及") and _half_office(printed[cut : found.start()]) and not states(rest)
        )
        if rest and not joined and any(head in rest for head in heads):
            cut = found.end()
    return printed[cut:].strip("“”（）()"), start + cut


def _half_office(text: str) -> bool:
    """`欧盟委员会贸易`, before `与经济安全委员`: a state, but no office yet."""
    return bool(_states()[0].match(text)) and not any(text.endswith(head) for head in chinese().heads)


@cache
def _titled_before() -> re.Pattern[str]:
    heads = "|".join(map(re.escape, sorted(chinese().heads, key=len, reverse=True)))
    return re.compile(rf"(?:^|[，。；同与和见在])([一-鿿]{{2,24}}(?:{heads}))、$")


def _titles(text: str, start: int, printed: str) -> tuple[str, ...]:
    """`中共中央政治局委员、外交部长王毅`: offices before the comma belong to the same man if no name stands there."""
    if not text.endswith("、", 0, start):
        return (printed,)
    if before := _titled_before().search(text[:start]):
        first, _ = _title(before.group(1), 0)
        return (first, printed)
    return (printed,)


def _side(printed: str, titles: tuple[str, ...], previous: Named | None) -> tuple[str | None, str]:
    pattern, table = _states()
    for title in (printed, *titles):
        for found in pattern.finditer(title):
            if not title.startswith("驻", found.start() - 1):  # an ambassador is not of the state he is sent to
                return table[found.group(0)], "side:title"
    short = chinese().short
    if printed[:1] in short and len(printed) > 2 and printed[1:] in chinese().heads:
        return short[printed[0]], "side:short"
    if re.match(r"国家主席|国务院|中共|中央|国务委员|全国人大|全国政协", titles[0]):
        return "CHN", "side:office"
    if previous and previous.side:
        return previous.side, "side:list"
    return None, "side:none"


def _identity(name: str, side: str | None) -> str | None:
    ids = _known()[1].get(name) or _known()[1].get(name.split("·")[-1]) or []
    fitting = [one for one in ids if side is None or world().people[one].side == side]
    return fitting[0] if fitting else None


def same(one: str, other: str) -> bool:
    """Whether two printed names are one person's: one is the other's surname."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 2 and short in long


def named_list(names: str, offset: int) -> list[Named]:
    """`蔡奇、王毅`: names without offices, and some with."""
    made: list[Named] = []
    position = 0
    office = ""
    for printed in re.split(r"([、和])", names):
        piece, start = office + printed, offset + position - len(office)
        position += len(printed)
        if office and printed == "、":
            office = piece
            continue
        office = ""
        if piece in "、和" or not 2 <= len(piece) <= 40:
            continue
        found = people(piece)
        if not found and piece.endswith(tuple(chinese().heads)):
            office = piece  # `政治局委员、外交部长王毅`: a further office of the next
            continue
        if found:
            one = found[0]
            made.append(
                Named(one.name, one.titles, one.side, one.rule, one.person_id, start + one.start, start + one.end)
            )
        elif 2 <= len(piece) <= 4 and not re.search(r"[会议方部门等人员代表团领导]", piece):
            made.append(Named(piece, (), None, "side:none", _identity(piece, None), start, start + len(piece)))
    return made


@cache
def _places() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {place: one.iso3 for one in world().countries.values() for place in one.places_zh}
    return re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True)))), table


def place(printed: str, start: int) -> Place | None:
    """The place of `在…`: a known city, or what stands behind a state's name."""
    cities, table = _places()
    states_, codes = _states()
    found = cities.search(printed)
    state = states_.match(printed)
    country = codes.get(state.group(0)) if state else None
    if found:
        name = printed[state.end() :] if state and state.end() < len(printed) else printed
        name = name.removeprefix("首都") if len(name) <= 12 else found.group(0)
        return Place(
            name, table[found.group(0)] if country is None else country, start, start + len(printed), "place:lexicon"
        )
    if state and country in world().countries:
        rest = printed[state.end() :]
        if not rest:
            return Place(printed, country, start, start + len(printed), "place:state")
        if re.fullmatch(r"(?:首都)?[一-鿿]{2,10}(?:[市省州岛城]|王宫|总统府|官邸)?", rest) and not re.search(
            r"期间|问题|会议|峰会", rest
        ):
            return Place(rest.removeprefix("首都"), country, start, start + len(printed), "place:with-country")
    return None


_MODALS: tuple[tuple[Modality, str], ...] = (
    ("must", "必须|务必|不得|绝不"),
    ("should", "应当|应该|应|要"),
    ("willing", "愿|愿意|准备"),
    ("hope", "希望|期待|盼"),
    ("will", "将"),
)


def modality(text: str) -> Modality | None:
    return next((name for name, pattern in _MODALS if re.search(pattern, text)), None)


_CONTEXTS = (
    ("military", r"军事|国防|军队|停火|战争|两军"),
    ("economic", r"经贸|经济|贸易|投资|关税|金融|产业链"),
    ("nuclear", r"核问题|无核化|核武器|伊核"),
    ("energy", r"能源|油气|石油|天然气"),
    ("climate", r"气候|绿色|减排"),
    ("technology", r"科技|人工智能|数字|航天|网络"),
    ("illegal_drugs", r"禁毒|芬太尼"),
    ("human_rights", r"人权"),
    ("humanitarian", r"人道主义|难民"),
    ("terrorism", r"反恐|恐怖"),
    ("territory", r"主权|领土|台湾|南海|边界"),
    ("migration", r"移民|签证"),
    ("health", r"疫情|疫苗|卫生"),
    ("diplomatic", r"建交|外交|双边关系|两国关系"),
)


def contexts(text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _CONTEXTS if re.search(pattern, text))
