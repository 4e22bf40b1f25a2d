"""Who said what, and what was promised: Russian."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from config.lexicon.languages import VERB_CLASSES, russian
from extractors.readout_records import Commitment, Modality, Statement, VerbClass
from extractors.readouts.compose import Member
from extractors.readouts.russian_sides import states
from extractors.readouts.texts import Sentence

_COMMIT = re.compile(
    r"(?P<verb>[Дд]оговорились|[Уу]словились|[Сс]огласились|[Рр]ешили|[Дд]оговорённость"
    r"|[Дд]оговоренность|[Уу]словлено|[Дд]оговорено|[Рр]ешено|обязались|поручили)\b(?:\s+(?:также|о "
    r"том,?\s+что|о том,?\s+чтобы|о|об|на|достигнута|в ходе встречи|в ближайшее время)(?![а-яё]))*\s*"
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
        initials = r"(?:[А-ЯЁ]\.\s?){0,2}"
        pattern = initials + (
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
            r"(?:^|(?<=,\s)|(?<=[а-яё]\s)(?=[ПГЛК]))(?:(?P<house>Глава (?P<state>Российского|нашего)? ?государства)"
            r"|(?P<adj>[А-ЯЁа-яё]+ий)\s+(?:лидер|президент|премьер|министр|руководитель|дипломат|посол"
            r"|глава государства)"
            r"|(?:[Пп]резидент|[Пп]редседатель|Глава|Лидер|[Пп]ремьер(?:-министр)?"
            r"|(?:Федеральный )?[Кк]анцлер|Король|Эмир|Министр|Руководитель)"
            r"(?:\s+(?P<of>[А-ЯЁ][А-ЯЁа-яё]+(?:\s[А-ЯЁ][а-яё]+)*))?)\s+"
        ),
        text,
    ):
        printed = found["adj"] or found["of"]
        code = next(iter(states(printed)), None) if printed else issuer
        if found["state"] == "Российского":
            code = "RUS"
        speaker = next((one for one in heads if one.side == code), None)
        if speaker is None and printed is None:
            speaker = _only(found.group(0), heads) or (heads[0] if heads and found["house"] else None)
        if speaker:
            yield found.end(), speaker.name, speaker.side
    for found in re.finditer(r"(?:^|(?<=,\s))(?P<adj>[А-ЯЁа-яё]+ая) сторона\s+", text):
        code = next(iter(states(found["adj"])), None)
        if code and any(one.side == code for one in heads):
            yield found.end(), f"side:{code}", code
    if last:
        for found in re.finditer(r"(?:^|(?<=,\s))(?:Он|Она|он|она)\s+", text):
            yield found.end(), last, next((one.side for one in members if one.name == last), None)


def _only(office: str, heads: Sequence[Member]) -> Member | None:
    """`Премьер-министр` in an agency's account: the only one of them who is that."""
    word = office.strip().lower()
    having = [one for one in heads if any(title.lower().startswith(word) for title in one.titles)]
    return having[0] if len(having) == 1 else None


def statements(lines: Sequence[Sentence], members: Sequence[Member], issuer: str | None) -> list[Statement]:
    made: list[Statement] = []
    verb_at, table = _verb_pattern()
    kinds = dict(table.values())
    last: str | None = None
    for line in lines:
        text = _heard(line.text)
        seen: set[int] = set()
        spoken = [
            (found, speaker, side)
            for end, speaker, side in _subjects(text, members, issuer, last)
            if (found := verb_at.match(text, end))
        ]
        spoken += _behind_quotations(text, members, issuer, last, verb_at)
        for lemma, code in _of_sides(text, members, issuer):
            speaker = f"side:{code}" if code else "both"
            made.append(_statement(len(made) + 1, speaker, code, lemma, kinds[lemma], line, text))
        for found, speaker, side in sorted(spoken, key=lambda one: one[0].start()):
            if found.start("stem") in seen:
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
                made.append(_statement(len(made) + 1, speaker, side, lemma, kind, line, text))
            if speaker != "both":
                last = speaker
    return made


_QUOTATION = re.compile(r"[«“][^»”]{25,}[»”]?|\"[^\"]{25,}\"")
_OF_A_PAPER = re.compile(
    r",?\s*[—–-]\s*(?:говорится|сказано|отмеча[ею]тся|отметили|сообщили|указано|подч[её]ркивается)\s+в\s"
)
"""Behind a quotation: it is of a house's account, whose statements are reports, and not the words of a speaker."""


def _heard(text: str) -> str:
    """A sentence without what was said in it, of the same length but for quotations of an account."""
    return _QUOTATION.sub(
        lambda one: (
            one.group(0).strip('«»“”"')
            if _OF_A_PAPER.match(text, one.end())
            else "«" + "_" * (len(one.group(0)) - 2) + "»"
        ),
        text,
    )


def _statement(
    seq: int, speaker: str, side: str | None, lemma: str, kind: VerbClass, line: Sentence, text: str
) -> Statement:
    return Statement(
        seq,
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


@cache
def _passive() -> re.Pattern[str]:
    adverbs = "|".join(sorted(set(russian().adverbs.split()), key=len, reverse=True))
    participles = "|".join(f"(?P<v{number}>{stem})" for number, (_, stem) in enumerate(russian().passive))
    return re.compile(
        rf"(?:^|(?<=[,;]\s))(?:[Сс]о?\s(?P<adj>[А-ЯЁа-яё]+ей|[А-ЯЁа-яё]+ой)\sстороны,?"
        r"|(?:[Оо]бо?е?ими\s)?(?:[Сс]торонами|[Лл]идерами|[Пп]резидентами|[Мм]инистрами|[Сс]обеседниками|[Дд]ипломатами))\s"
        rf"(?:(?:{adverbs}|были?|была|было),?\s)*"
        rf"(?:{participles})[аоы]?(?![а-яё])"
    )


def _of_sides(text: str, members: Sequence[Member], issuer: str | None) -> Iterator[tuple[str, str | None]]:
    """`С российской стороны подтверждена ...`: the verb, and the side that said it; none where both did."""
    if " стороны" not in text and "ами " not in text:
        return
    for found in _passive().finditer(text):
        printed = found["adj"]
        code = issuer if printed in ("нашей", "своей") else next(iter(states(printed)), None) if printed else None
        if printed is None or (code and any(one.side == code for one in members)):
            number = next(number for number in range(len(russian().passive)) if found[f"v{number}"])
            yield russian().passive[number][0], code


_QUOTED = re.compile(r"(?:[»”\"],?\s*[—–-]|[,!?…]\s*[—–])\s*")
"""What ends direct speech, in marks or opened by a dash."""


def _behind_quotations(
    text: str, members: Sequence[Member], issuer: str | None, last: str | None, verb_at: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], str, str | None]]:
    """`«…», – отметил Владимир Зеленский`: the verb, who said it, and his side."""
    for quoted in _QUOTED.finditer(text):
        verb = verb_at.match(text, quoted.end())
        named = re.match(r"\s+[^.,;:«]+", text[verb.end() :]) if verb else None
        if verb and named:
            subject = f"{named[0].strip()} "
            for _, speaker, side in sorted(_subjects(subject, members, issuer, last), key=lambda one: one[0])[:1]:
                yield verb, speaker, side
                last = speaker


def _more(text: str, start: int, verb_at: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for link in re.finditer(r"(?:,\s+а также|,?\s+и(?: также)?|,)\s+", text[start:]):
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


def commitments(lines: Sequence[Sentence], members: Sequence[Member]) -> list[Commitment]:
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
