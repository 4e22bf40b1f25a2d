"""Reads a Russian text: the Kremlin's and the ministry's forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from config.lexicon.languages import VERB_CLASSES, russian
from config.lexicon.world import Issuer
from extractors.readout_records import Assessment, Commitment, Modality, Readout, Statement, Tone, Topic, VerbClass
from extractors.readouts import compose
from extractors.readouts import russian_words as words
from extractors.readouts.compose import Member, Parts
from extractors.readouts.days import When
from extractors.readouts.places import Place, printed_place
from extractors.readouts.texts import Sentence, body, plain, sentences
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
    r"|планируется|намечен\w*|запланирован\w*|предстоит|будет|будут|прибудет|совершит|обсудят"
    r"|обсудит)\b"
)
_PAST = re.compile(
    r"\b(?:состоял\w+|прош(?:ёл|ел|ла|ли)|прове(?:л|ла|ли)|провёл|встрети\w+с[ья]|обсуди\w+|принял\w?"
    r"|имел\w?|посети\w+|направил\w?|обменял\w+|переговорил\w?|побеседовал\w?|поговорил\w?|открыл\w+"
    r"|завершил\w+)\b"
)
_GREETING = re.compile(
    r"[Пп]оздравл|[Сс]оболезнован|[Пп]риветстви[еяюй]|с днём рождения|поздравил\w*(?!.{0,160}(?:телефон|разговор))"
)
_DATE = re.compile(
    r"\b(?P<d>\d{1,2})(?:\s*(?:[-–—]|и)\s*(?P<d2>\d{1,2}))?\s+(?P<m>января|февраля|марта|апреля|мая"
    r"|июня|июля|августа|сентября|октября|ноября|декабря)(?:\s+(?P<y>\d{4}))?"
    r"|\b(?P<today>[Сс]егодня)\b|\b(?P<yesterday>[Вв]чера)\b"
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
_REQUEST = re.compile(r"[Пп]о (?:инициативе|просьбе)\s+(?P<who>[^,.;()]{3,60})")
_TOPIC = re.compile(
    r"(?:^|(?<=[\s(]))(?:[Оо]бсужд(?:ены|ён|ена|ено|ались|алась|ался|алось|ение)|[Оо]бсуди(?:ли|л|ла)"
    r"|[Рр]ассмотре(?:ны|на|но|н|ли)|[Зз]атрону(?:ты|та|т|ли|то)|[Оо]бменя(?:лись|лся)\s+(?:мнениями"
    r"|взглядами|оценками)\s+(?:по|о|об|относительно)"
    r"|[Рр]ечь\s+(?:также\s+)?(?:шла|зашла)\s+(?:о|об)|[Оо]бмен(?:е|а)?\s+мнениями\s+(?:по|о|об"
    r"|относительно)|(?:[Вв]\s+центре\s+внимания|[Оо]сновное\s+внимание"
    r"|[Оо]собое\s+внимание)(?:\s+(?:было\s+)?(?:уделено|уделили|были|находились|обращено))?"
    r"|[Кк]оснулись|[Пп]рошлись\s+по|[Сс]остоялся\s+обмен\s+мнениями\s+(?:по|о|об))\s+"
    r"(?:также\s+|подробно\s+|детально\s+|и\s+|было\s+)*(?P<what>[^.;]{4,320})"
)
_STRIP_TOPIC = re.compile(
    r"^(?:(?:некоторые|отдельные|актуальны[ехм]|ключевы[ехм]|важнейши[ехм]|основны[ехм]|различны[ехм]"
    r"|практически[ехм]|други[ехм]|ряд|ряду|широкий круг|весь комплекс|комплекс|темы?|тематик[аиу]"
    r"|вопрос(?:ы|ов|ам|ах)?|аспект(?:ы|ов|ам)?|проблем(?:ы|ам)|направления|также|о|об|по"
    r"|перспектив[ыаам]*|состояние|ход|повестк[аиу])\s+)+"
)
_TOPIC_END = re.compile(
    r"(?:,\s+(?:включая|в том числе|прежде всего)\s|,\s+(?:котор\w+|при этом|где|а также|с учётом|с "
    r"учетом|в контексте|в свете|в связи)|\s+в (?:контексте|свете|связи|преддверии|развитие)|\s+с "
    r"уч[её]том|,?\s+по итогам|,\s+(?:подчеркну|отмети|вырази|договори)\w+)"
)
_COMMIT = re.compile(
    r"(?P<verb>[Дд]оговорились|[Уу]словились|[Сс]огласились|[Рр]ешили|[Дд]оговорённость"
    r"|[Дд]оговоренность|[Уу]словлено|[Дд]оговорено|[Рр]ешено|обязались|поручили)\b(?:\s+(?:также|о "
    r"том,?\s+что|о том,?\s+чтобы|о|об|на|достигнута|в ходе встречи|в ближайшее время))*\s*"
)
_COMMIT_LEMMA = {
    "договорились": "договориться",
    "условились": "условиться",
    "согласились": "согласиться",
    "решили": "решить",
    "обязались": "обязаться",
    "поручили": "поручить",
}
_DEADLINE = re.compile(
    r"в ближайш\w+ (?:время|дни|недели|месяцы)|до конца \w+(?: года)?|в текущем году|в следующем году"
    r"|в этом году|весной|летом|осенью|зимой|в скором времени|(?:до|к|в) (?:\d{1,2} )?(?:январ|феврал"
    r"|март|апрел|ма[яе]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*(?: \d{4})?"
)


def read(
    article: Article, issuer: Issuer | None, published: date | None, parser: str
) -> tuple[Assessment, Readout | None]:
    paragraphs = body(article.paragraphs)
    title = plain(article.title)
    side = issuer.side if issuer else None
    full = "\n".join(text for _, text in paragraphs)
    lines = [one for number, text in paragraphs for one in sentences(number, text)]
    lead, kind = _lead(title, lines)
    if lead is None:
        return Assessment(False, None, "not:no-contact", "neither title nor first sentences tell of a contact"), None
    members = _members(title, lead, lines, side)
    # The principal of the house that publishes need not be named in the sentence that tells of the contact.
    named = [*(one.side for one in members if one.side), *words.states(_zone(lead.text)), *words.states(title)]
    sides = tuple(dict.fromkeys([*named, *([side] if side and side in words.states(full) else [])]))
    member_sides = {one.side for one in members if one.side}
    if _GREETING.search(title) and kind in ("letter", "title"):
        return Assessment(False, None, "not:greeting", "a greeting or condolence, not an exchange"), None
    if _FUTURE.search(title) or (_FUTURE.search(lead.text) and not _PAST.search(lead.text)):
        return Assessment(False, None, "not:future", "the contact it tells of is still to come"), None
    if len(member_sides) < 2 and len(set(words.states(title)) | member_sides) < 2:
        return Assessment(
            False,
            None,
            "not:one-side",
            "all who met belong to one side" if member_sides else "no party is named that belongs to a side",
        ), None
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
    place, source = _place(title, lead, article)
    kept = tuple(one for one in sides if one in member_sides) or sides
    parts = Parts(
        form, rule, _when(lead, published), place, source, kept, _initiator(lines), None, words.contexts(full)
    )
    statements = _statements(lines, members, side)
    return verdict, compose.readout(
        verdict, side, "ru", parts, members,
        statements=statements, commitments=_commitments(lines, members), topics=_topics(lines), tone=_tone(lines),
        n_paragraphs=len(paragraphs), n_words=len(re.findall(r"\w+(?:-\w+)*", full)), parser=parser,
    )  # fmt: skip


def _zone(text: str) -> str:
    found = re.search(
        r",\s+(?:в ходе|на котор\w+|в котор\w+|посвящ\w+)|\s+(?:по случаю|посвящ\w+|накануне|в рамках)\s", text
    )
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
    if len({one.side for one in members if one.side}) < 2 and issuer:
        # The head of the house speaks later in the text.
        for line in lines[:8]:
            head = next(
                (
                    one
                    for one in words.people(line.text)
                    if one.side == issuer and not any(words.same(one.name, member.name) for member in members)
                ),
                None,
            )
            if head:
                members.insert(
                    0,
                    Member(
                        head.name,
                        head.side,
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
                    r"(?:приня\w+ участие|участвова\w+|присутствова\w+|[Уу]частие в (?:встрече"
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
                and found.lastgroup in ("talks", "meet")
                and (other := re.search(r"видео\w+|[Тт]елефонн\w+ разговор", lead.text))
            ):
                return ("video call" if other.group(0).startswith("видео") else "phone call"), "format:lead"
            return _FORMS[found.lastgroup or "meet"], f"format:{where}"
    return "meeting", "format:default"


def _when(lead: Sentence, published: date | None) -> When | None:
    for found in _DATE.finditer(lead.text):
        if found["today"] and published:
            return When(
                published, published, "text", "date:today", lead.start + found.start(), lead.start + found.end()
            )
        if found["yesterday"] and published:
            return When(published - timedelta(days=1), published - timedelta(days=1), "text", "date:yesterday")
        if found["d"]:
            month, year = _MONTHS.index(found["m"]) + 1, int(found["y"]) if found["y"] else None
            start = compose.last_of(published, month, int(found["d"]), year)
            end = compose.last_of(published, month, int(found["d2"]), year) if found["d2"] else start
            if start and end and start <= end and (published is None or -2 <= (published - start).days <= 45):
                return When(start, end, "text", "date:day" if start == end else "date:range")
    return When(published, published, "pubdate", "date:pubdate") if published else None


def _place(title: str, lead: Sentence, article: Article) -> tuple[Place | None, str | None]:
    for source, text in (
        ("text", lead.text),
        ("title", title),
        ("caption", " ".join(one.text for one in article.captions)),
    ):
        if place := words.place(text):
            return place, source
    if article.dateline and article.dateline.place and not article.dateline.agency:
        printed = article.dateline.place
        found = words.place("в " + printed.split(",")[0])
        return (found or printed_place(printed)), "dateline"
    return None, None


def _initiator(lines: Sequence[Sentence]) -> str | None:
    for line in lines[:6]:
        if found := _REQUEST.search(line.text):
            if code := next(iter(words.states(found["who"])), None):
                return code
            if people := words.people(found["who"]):
                return people[0].side
    return None


@cache
def _verb_pattern() -> tuple[re.Pattern[str], dict[str, tuple[str, VerbClass]]]:
    lexicon = russian()
    table: dict[str, tuple[str, VerbClass]] = {}
    for kind in VERB_CLASSES:
        for lemma, stem in getattr(lexicon, kind):
            table.setdefault(stem, (lemma, kind))
    stems = "|".join(sorted(table, key=len, reverse=True))
    adverbs = "|".join(sorted(set(lexicon.adverbs.split()), key=len, reverse=True))
    return re.compile(
        rf"(?:(?:{adverbs}),?\s+)*(?P<stem>{stems})(?:л|ла|ли|ло)?(?P<refl>ся|сь|лся|лась|лись)?(?![а-яё])"
    ), table


def _subjects(
    text: str, members: Sequence[Member], issuer: str | None, last: str | None
) -> Iterator[tuple[int, str, str | None]]:
    """Where a subject ends, who it is, and its side."""
    for member in members:
        surname = member.name.split()[-1]
        stem = re.escape(surname[:-1] if surname[-1] in "аяйь" else surname)
        first = re.escape(member.name.split()[0][:-1]) if " " in member.name else ""
        pattern = (
            rf"(?:{first}[а-яё]{{0,2}}\s+)?(?:[А-ЯЁ][а-яё-]+\s+)?{stem}[аяйь]?(?![а-яё])"
            if first
            else rf"{stem}[аяйь]?(?![а-яё])"
        )
        for found in re.finditer(rf"(?:^|(?<=[\s,—–»]))(?:{pattern})(?:\s*,[^,]{{3,80}},)?\s+", text):
            yield found.end(), member.name, member.side
    both = "|".join(russian().both)
    for found in re.finditer(
        (
            rf"(?:^|(?<=,\s)|(?<=[а-яё]\s))(?:{both})(?:\s+(?:двух стран|России и [А-ЯЁ][а-яё]+|двух "
            rf"государств|стран|государств))?\s+"
        ),
        text,
    ):
        yield found.end(), "both", None
    heads = [one for one in members if one.head]
    for found in re.finditer(
        (
            r"(?:^|(?<=,\s))(?:(?P<adj>[А-ЯЁа-яё]+ий)\s+(?:лидер|президент|премьер|министр|руководитель"
            r"|глава государства)|(?:Президент|Глава|Лидер|Премьер-министр"
            r"|Руководитель)(?:\s+(?P<of>[А-ЯЁ][а-яё]+(?:\s[а-яёА-ЯЁ]+)?))?|Глава (?P<state>Российского) "
            r"государства)\s+"
        ),
        text,
    ):
        printed = found["adj"] or found["of"] or found["state"]
        code = next(iter(words.states(printed)), None) if printed else issuer
        if found["state"]:
            code = "RUS"
        if speaker := next((one for one in heads if one.side == code), None):
            yield found.end(), speaker.name, speaker.side
    if last:
        for found in re.finditer(r"(?:^|(?<=,\s))(?:Он|Она|он|она)\s+", text):
            yield found.end(), last, next((one.side for one in members if one.name == last), None)


def _statements(lines: Sequence[Sentence], members: Sequence[Member], issuer: str | None) -> list[Statement]:
    made: list[Statement] = []
    verb_at, table = _verb_pattern()
    last: str | None = None
    for line in lines:
        text = re.sub(r"[«“][^»”]{25,}[»”]?", lambda one: "«" + "_" * (len(one.group(0)) - 2) + "»", line.text)
        seen: set[int] = set()
        for end, speaker, side in sorted(_subjects(text, members, issuer, last), key=lambda one: one[0]):
            found = verb_at.match(text, end)
            if found is None or found.start("stem") in seen:
                continue
            for verb in [found, *_more(text, found.end(), verb_at)]:
                if verb.start("stem") in seen:
                    continue
                seen.add(verb.start("stem"))
                lemma, kind = table[verb["stem"]]
                if verb["refl"] and not lemma.endswith("ся") and lemma not in ("поделиться",):
                    lemma = lemma + "ся"
                if lemma in ("дать", "затронуть") and not re.match(r"\s+(?:\w+\s){0,2}оценк", text[verb.end() :]):
                    continue
                made.append(
                    Statement(
                        len(made) + 1,
                        speaker,
                        side,
                        lemma,
                        kind,
                        _modality(text),
                        line.text,
                        line.paragraph,
                        line.start,
                        line.start + len(line.text),
                        "subject:name" if speaker != "both" else "subject:joint",
                    )
                )
            if speaker != "both":
                last = speaker
    return made


def _more(text: str, start: int, verb_at: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for link in re.finditer(r"(?:,\s+а также|\s+и(?: также)?|,)\s+", text[start:]):
        if found := verb_at.match(text, start + link.end()):
            yield found


_MODAL: tuple[tuple[Modality, str], ...] = (
    ("must", r"должн\w+|необходимо|обязан\w*"),
    ("should", r"следует|нужно|важно"),
    ("willing", r"готов\w*"),
    ("hope", r"надежд\w+|рассчитыва\w+|надеется"),
    ("will", r"будет|будут"),
)


def _modality(text: str) -> Modality | None:
    return next((name for name, pattern in _MODAL if re.search(rf"\b(?:{pattern})\b", text)), None)


def _commitments(lines: Sequence[Sentence], members: Sequence[Member]) -> list[Commitment]:
    made: list[Commitment] = []
    for line in lines:
        for found in _COMMIT.finditer(line.text):
            if (
                re.match(r"\s*с\s", line.text[found.end() :])
                or "ранее" in line.text[max(0, found.start() - 20) : found.start()]
            ):
                continue
            whole = line.text[found.end() :].strip(" .")
            whole = re.split(r",\s+(?:котор|подчеркну|отмети)\w+", whole)[0]
            parts = (
                re.split(r";\s+", whole)
                if ";" in whole
                else re.split(r"(?:,\s+а также|,|\s+и)\s+(?=[а-яё]+(?:ть|ться|ти)\b)", whole)
            )
            items = tuple(piece.strip(" ,") for piece in parts if piece.strip(" ,"))
            times = tuple(dict.fromkeys(one.group(0) for one in _DEADLINE.finditer(whole)))
            if items:
                verb = found["verb"].lower()
                start = line.start + found.end()
                made.append(
                    Commitment(
                        len(made) + 1,
                        "both",
                        _COMMIT_LEMMA.get(verb, "договориться"),
                        items,
                        times,
                        tuple(None for _ in times),
                        whole,
                        line.paragraph,
                        start,
                        start + len(whole),
                        "commit:both",
                    )
                )
    return made


def _topics(lines: Sequence[Sentence]) -> list[Topic]:
    made: list[Topic] = []
    for line in lines:
        for found in _TOPIC.finditer(line.text):
            what, start = found["what"], line.start + found.start("what")
            tail = None
            if including := re.search(r",?\s+(?:включая|в том числе(?: по)?|прежде всего|в частности,?)\s+", what):
                tail = (what[including.end() :], start + including.end())
                what = what[: including.start()]
            for piece, at in ((what, start), *((tail,) if tail else ())):
                end = _TOPIC_END.search(piece)
                piece = piece[: end.start()] if end and not (end.group(0).startswith(", а также")) else piece
                for one in re.finditer(
                    (
                        r"(?:(?!,\s+а также\s|,\s|\s+и\s+(?:вопрос|ситуаци|тем|проблем|ход|международн"
                        r"|региональн|друг|актуальн|перспектив)).)+"
                    ),
                    piece,
                ):
                    text = re.sub(r"^(?:а также|и|,)\s+", "", one.group(0).strip(" ,"))
                    clean = _STRIP_TOPIC.sub("", text)
                    if len(clean) > 3 and not any(other.text == clean for other in made):
                        begin = at + one.start() + max(0, one.group(0).find(clean))
                        made.append(Topic(len(made) + 1, clean, line.paragraph, begin, begin + len(clean), "topic:on"))
    return made


@cache
def _toned() -> tuple[re.Pattern[str], tuple[tuple[str, str], ...]]:
    stems = tuple((word, re.sub(r"(?:ый|ий|ой)$", "", word)) for word in russian().tone)
    adjective = "|".join(stem for _, stem in sorted(stems, key=lambda one: -len(one[1])))
    return (
        re.compile(
            (
                rf"\b(?P<run>(?:{adjective})[а-яё]{{1,4}}(?:(?:,\s+|\s+и\s+"
                rf"|\s+)(?:весьма\s+)?(?:{adjective})[а-яё]{{1,4}}){{0,8}})\s+(?:и\s+)?(?:[а-яё]+\s+)?(?:ха"
                rf"рактер|ключе|атмосфер|разговор|бесед|переговор|обмен|диалог|обсужден|дискусси|встреч"
                rf"|тон|обстановк)\w*"
            ),
            re.IGNORECASE,
        ),
        stems,
    )


def _tone(lines: Sequence[Sentence]) -> list[Tone]:
    pattern, stems = _toned()
    made: list[Tone] = []
    for line in lines:
        for found in pattern.finditer(line.text):
            if re.search(r"(?:продолжить|продолжать|дальнейш\w+|предстоящ\w+)\s+$", line.text[: found.start()]):
                continue
            for word in re.finditer(r"[а-яё-]+", found["run"], re.IGNORECASE):
                lemma = next((one for one, stem in stems if word.group(0).lower().startswith(stem)), None)
                if lemma and not any(one.word == lemma for one in made):
                    start = line.start + found.start("run") + word.start()
                    made.append(Tone(len(made) + 1, lemma, line.paragraph, start, start + len(word.group(0))))
    return made
