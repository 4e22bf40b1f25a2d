"""Reads a Russian text: the Kremlin's and the ministry's forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from config.lexicon.world import Issuer, world
from extractors.readout_records import Assessment, Readout
from extractors.readouts import compose
from extractors.readouts import russian_said as said
from extractors.readouts import russian_topics as discussed
from extractors.readouts import russian_words as words
from extractors.readouts.compose import Member, Parts
from extractors.readouts.days import When
from extractors.readouts.places import Place, printed_place
from extractors.readouts.russian_sides import states
from extractors.readouts.texts import Body, Sentence, plain, sentences
from extractors.records import Article

_CONTACT = re.compile(
    r"(?P<letter>(?:направи\w+|обменя\w+|переда\w+|посла\w+|получи\w+)\s[^.]{0,80}?(?:послани|письм"
    r"|телеграмм)\w*|(?:^|\s)(?:Послание|Письмо)\s)"
    r"|(?P<video>(?:в режиме|по|посредством)\s(?:видео\w+|видео-\w+)|[Вв]идео(?:конференци|разговор"
    r"|переговор|встреч)\w*)"
    r"|(?P<phone>[Тт]елефонн\w+\s+(?:разговор|бесед|переговор)\w*|по телефону|созвони\w+)"
    r"|(?P<talks>[Пп]ереговор\w*|[Кк]онсультаци\w*)"
    r"|(?P<meet>[Вв]стре(?:ч\w*|ти\w+)|[Бб]есед\w*|при(?:нял|няла|няли)\b|[Рр]абоч\w+ контакт\w*)"
    r"|(?P<summit>[Сс]аммит\w*|[Зз]аседани\w*)|(?P<visit>[Вв]изит\w*|прибы\w+|посети\w+)|(?P<discussed>обсуди\w+)"
)
_FORMS = {
    "phone": "phone call",
    "video": "video call",
    "letter": "letter",
    "talks": "talks",
    "meet": "meeting",
    "summit": "summit",
    "visit": "visit",
    "discussed": "meeting",
}
_FUTURE = re.compile(
    r"\b(?:состоится|состоятся|проведёт|проведет|проведут|встретится|встретятся|посетит|примет"
    r"|планируется|готов(?:ит|ят)ся|прорабатыва[её]тся|намечен\w*|запланирован\w*|предстоит|будет|будут|прибудет|совершит|обсудят"
    r"|обсудит|мо(?:гут|жет)\s(?:встретиться|провести|состояться|прибыть|посетить)|ожидается"
    r"|(?:собира[ею]тся|намерен\w?)\s(?:встретиться|провести|прибыть|посетить))\b"
)
_PAST = re.compile(
    r"\b(?:состоял\w+|прош(?:ёл|ел|ла|ли)|прове(?:л|ла|ли)|провёл|встрети\w+с[ья]|обсуди\w+|принял\w?"
    r"|имел\w?|посети\w+|направил\w?|обменял\w+|переговорил\w?|побеседовал\w?|поговорил\w?|открыл\w+"
    r"|завершил\w+)\b"
)
_GREETING = re.compile(
    r"[Пп]оздравл|[Сс]оболезнован|[Пп]риветстви[еяюй]|с днём рождения|поздравил\w*(?!.{0,160}(?:телефон|разговор))"
)
_SPEECH = re.compile(
    r"^(?:Вступительное слово|Выступление|Приветственное слово|Интервью|Статья|Ответы? |Комментарий|Заявлени[ея]"
    r"|Брифинг|Пресс-конференция|Стенограмма|Тезисы)"
)
_DATE = re.compile(
    r"\b(?P<d>\d{1,2})(?:\s*(?:[-–—]|и)\s*(?P<d2>\d{1,2}))?\s+(?P<m>января|февраля|марта|апреля|мая"
    r"|июня|июля|августа|сентября|октября|ноября|декабря)(?:\s+(?P<y>\d{4}))?"
    r"|\b(?P<today>[Сс]егодня)\b|\b(?P<yesterday>[Вв]чера)\b"
    r"|\b[Вв]о? (?P<weekday>понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)\b"
)
_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
_WEEKDAYS = ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"]
_JUDGED = re.compile(
    r"\b(?:прокомментир|оцени|отреагир|высказал|объясни|допусти|исключи|раскры|анонсир|ответи|назва)[а-я]*\b"
)
"""A title of what somebody thinks of a contact."""
_TRANSCRIPT = re.compile(r"(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яё-]+(?: [А-ЯЁ][а-яё-]+)?(?: \([^)]{3,40}\))?:\s")
_HEAD_OF_HOUSE = re.compile("Глава (?:нашего )?государства")
_REQUEST = re.compile(r"[Пп]о (?:инициативе|просьбе)\s+(?P<who>[^,.;()]{3,60})")


def read(
    article: Article, paragraphs: Body, issuer: Issuer | None, published: date | None, parser: str
) -> tuple[Assessment, Readout | None]:
    title = plain(article.title)
    side = issuer.side if issuer else None
    full = "\n".join(text for _, text in paragraphs)
    # From where a transcript begins, nothing is told any more.
    told = next((at for at, (_, text) in enumerate(paragraphs) if _TRANSCRIPT.match(text)), len(paragraphs))
    every = [one for number, text in paragraphs for one in sentences(number, text)]
    lines = [one for number, text in paragraphs[: told or 1] for one in sentences(number, text)]
    lead, kind = _lead(title, lines)
    if lead is None:
        return Assessment(False, None, "not:no-contact", "neither title nor first sentences tell of a contact"), None
    members = _members(title, lead, lines, side)
    # The principal of the house that publishes need not be named in the sentence that tells of the contact.
    named = [*(one.side for one in members if one.side), *states(_zone(lead.text)), *states(title)]
    sides = tuple(dict.fromkeys([*named, *([side] if side and side in states(full) else [])]))
    member_sides = {one.side for one in members if one.side}
    if _SPEECH.match(title):
        return Assessment(
            False, None, "not:form", "its title names another form: a speech, an answer, an article"
        ), None
    if _GREETING.search(title) and kind in ("letter", "title"):
        return Assessment(False, None, "not:greeting", "a greeting or condolence, not an exchange"), None
    if _FUTURE.search(title) or (_FUTURE.search(lead.text) and not _PAST.search(lead.text)):
        return Assessment(False, None, "not:future", "the contact it tells of is still to come"), None
    # `переговоры Президента России с …`: of the house, its state is enough.
    house = {side} & set(states(_zone(lead.text)))
    if len(member_sides) < 2 and len(set(states(title)) | member_sides | house) < 2:
        return Assessment(
            False,
            None,
            "not:one-side",
            "all who met belong to one side" if member_sides else "no party is named that belongs to a side",
        ), None
    if len(member_sides) < 2 and (words.SPOKESMAN.search(lead.text) or _JUDGED.search(title)):
        return Assessment(False, None, "not:in-passing", "a contact of others is spoken of"), None
    if not _CONTACT.search(title) and not _PAST.search(lead.text):
        return Assessment(
            False, None, "not:in-passing", "a contact is mentioned, but is not what the text is about"
        ), None
    verdict = Assessment(
        True,
        "readout",
        f"contact:{kind}",
        f"paragraph {lead.paragraph} tells of a contact between {', '.join(sorted(member_sides or set(sides)))}",
    )
    form, rule = _format(title, lead)
    place, source = _place(title, lead, every, article, members, side)
    kept = tuple(one for one in sides if one in member_sides) or sides
    parts = Parts(
        form, rule, _when(lead, lines[0], published), place, source, kept, _initiator(lines), None, words.contexts(full)
    )
    statements = said.statements(lines, members, side)
    return verdict, compose.readout(
        verdict, side, "ru", parts, members,
        statements=statements, commitments=said.commitments(lines, members), topics=discussed.topics(lines),
        tone=discussed.tone(lines),
        n_paragraphs=len(paragraphs), n_words=len(re.findall(r"\w+(?:-\w+)*", full)), parser=parser,
    )  # fmt: skip


_ASIDE = re.compile(
    r",\s+(?:сообщи\w*|сообща\w+|заяви\w*|рассказа\w*|переда[её]т|пишет)"
    r"|,\s+(?:в ходе|на котор\w+|в котор\w+|посвящ\w+)|\s+(?:по случаю|посвящ\w+|накануне|в рамках)\s"
)
"""What tells no more of the contact itself."""


def _zone(text: str) -> str:
    """The sentence as far as the contact is told."""
    told = _PAST.search(text)
    found = _ASIDE.search(text, told.end() if told else 0)
    return text[: found.start()] if found else text


def _lead(title: str, lines: Sequence[Sentence]) -> tuple[Sentence | None, str]:
    for one in lines[:5]:
        found = _CONTACT.search(one.text)
        if found and words.people(one.text):
            return one, found.lastgroup or "meet"
    if lines and (found := _CONTACT.search(title)):
        return lines[0], found.lastgroup or "meet"
    return None, "none"


def _members(title: str, lead: Sentence, lines: Sequence[Sentence], issuer: str | None) -> list[Member]:
    members: list[Member] = []
    in_lead = words.people(_zone(lead.text))
    in_title = words.people(title)
    in_lead_names = [one.name for one in in_lead]
    # `Телефонный разговор с ...` names the other side; the lead names both, in their order.
    for paragraph, start, group in ((lead.paragraph, lead.start, in_lead), (0, 0, in_title)):
        for one in group:
            known = next((member for member in members if words.same(member.name, one.name)), None)
            if known:
                known.side = known.side or one.side
                known.titles = known.titles or one.titles
                continue
            if paragraph == 0 and in_lead_names and len({member.side for member in members if member.side}) >= 2:
                continue
            members.append(
                Member(
                    one.name,
                    one.side,
                    one.titles,
                    one.person_id,
                    True,
                    paragraph,
                    start + one.start,
                    start + one.end,
                    one.rule,
                )
            )
    if issuer and issuer not in {one.side for one in members}:
        # The head of the house speaks later in the text.
        for line in lines[:8]:
            head = next(
                (
                    one
                    for one in words.people(line.text)
                    if (one.side == issuer or (one.side is None and _HEAD_OF_HOUSE.match(" ".join(one.titles))))
                    and not any(words.same(one.name, member.name) for member in members)
                ),
                None,
            )
            if head:
                members.insert(
                    0,
                    Member(
                        head.name,
                        head.side or issuer,
                        head.titles,
                        head.person_id,
                        True,
                        line.paragraph,
                        line.start + head.start,
                        line.start + head.end,
                        head.rule,
                    ),
                )
                break
    for line in lines:
        if (
            re.search(
                (
                    r"(?:прин[яи]\w+ участие|участву?[ею]т|участвова\w+|присутствова\w+|[Уу]частие в (?:встрече"
                    r"|переговорах|беседе)|С российской стороны|С \w+ стороны|делегаци\w+ возглав\w+)"
                ),
                line.text,
            )
            and line is not lead
        ):
            for one in words.people(line.text):
                if not any(words.same(one.name, member.name) for member in members):
                    members.append(
                        Member(
                            one.name,
                            one.side or issuer,
                            one.titles,
                            one.person_id,
                            False,
                            line.paragraph,
                            line.start + one.start,
                            line.start + one.end,
                            one.rule,
                        )
                    )
    for member in members:
        if member.side is None and member.titles and issuer:
            member.side, member.side_rule = issuer, "side:issuer"
    return members


def _format(title: str, lead: Sentence) -> tuple[str, str]:
    for where, text in (("title", title), ("lead", lead.text)):
        if found := _CONTACT.search(text):
            if (
                where == "title"
                and found.lastgroup in ("talks", "meet", "discussed")
                and (other := re.search(r"видео\w+|[Тт]елефонн\w+ (?:разговор|бесед|переговор)|по телефону", lead.text))
            ):
                return ("video call" if other.group(0).startswith("видео") else "phone call"), "format:lead"
            return _FORMS[found.lastgroup or "meet"], f"format:{where}"
    return "meeting", "format:default"


def _when(lead: Sentence, first: Sentence, published: date | None) -> When | None:
    if lead is not first and not _DATE.search(lead.text):
        lead = first  # the sentence that names them need not be the one that begins
    for found in _DATE.finditer(lead.text):
        if found["today"] and published:
            return When(
                published, published, "text", "date:today", lead.start + found.start(), lead.start + found.end()
            )
        if found["yesterday"] and published:
            return When(published - timedelta(days=1), published - timedelta(days=1), "text", "date:yesterday")
        if found["weekday"] and published:
            day = published - timedelta(days=(published.weekday() - _WEEKDAYS.index(found["weekday"])) % 7)
            return When(day, day, "text", "date:weekday", lead.start + found.start(), lead.start + found.end())
        if found["d"]:
            month, year = _MONTHS.index(found["m"]) + 1, int(found["y"]) if found["y"] else None
            start = compose.last_of(published, month, int(found["d"]), year)
            end = compose.last_of(published, month, int(found["d2"]), year) if found["d2"] else start
            if start and end and start <= end and (published is None or -2 <= (published - start).days <= 45):
                return When(start, end, "text", "date:day" if start == end else "date:range")
    return When(published, published, "pubdate", "date:pubdate") if published else None


# The state that was visited, where no town is named.
_VISITING = re.compile(
    r"(?<!предстоящего )(?<!будущего )(?<!недавнего )(?:наход\w+ся|пребыва\w+|прибы\w+|визит\w*|поездк\w+)"
    r" (?:в|во|на) (?P<state>[А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё]+){0,3})"
)


_GREETED = 12
"""Sentences within which a host greets."""
_WELCOME = re.compile(r"\b[Рр]ад[аы]?\s[^.!?]{0,30}?(?:видеть|приветствовать)\s|\b[Дд]обро пожаловать\s")
_HERE = re.compile(
    r"(?:прибы\w+|наход\w+|пребыва\w+|визит\w*)[^.,]{0,20} в (?:нашу стран|нашей стран|стране?\b|столиц)"
)
_RECEIVED = re.compile(r"\bприняла?\s(?!участие|решени)")


def _place(
    title: str,
    lead: Sentence,
    lines: Sequence[Sentence],
    article: Article,
    members: Sequence[Member],
    side: str | None,
) -> tuple[Place | None, str | None]:
    for source, text in (
        ("text", lead.text),
        ("text", lines[0].text),
        ("title", title),
        ("caption", " ".join(one.text for one in article.captions)),
    ):
        if place := words.place(text):
            return place, source
    if article.dateline and article.dateline.place and not article.dateline.agency:
        printed = article.dateline.place
        found = words.place("в " + printed.split(",")[0])
        return (found or printed_place(printed)), "dateline"
    # `Рады видеть Вас в Казани`: the host's first words in a transcript.
    for line in lines[:_GREETED]:
        if (greeting := _WELCOME.search(line.text)) and (town := words.place(line.text[greeting.end() :])):
            return town, "text"
    for found_visit in _VISITING.finditer(lead.text):
        code = next(iter(states(found_visit["state"])), None)
        if code in world().countries:
            return Place("", code, found_visit.start("state"), found_visit.end("state"), "place:country"), None
    # `Президент принял министра`: he who receives is at home, and so is the house that says `нашу страну`.
    if side in world().countries:
        if here := _HERE.search(lead.text):
            return Place("", side, here.start(), here.end(), "place:country"), None
        received = _RECEIVED.search(lead.text)
        if received and any(
            one.side == side and one.paragraph == lead.paragraph and one.end <= lead.start + received.start()
            for one in members
        ):
            return Place("", side, received.start(), received.end(), "place:receives"), None
    return None, None


def _initiator(lines: Sequence[Sentence]) -> str | None:
    for line in lines[:6]:
        if found := _REQUEST.search(line.text):
            if code := next(iter(states(found["who"])), None):
                return code
            if people := words.people(found["who"]):
                return people[0].side
    return None
