"""Statements and commitments from the clauses of an English text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from extractors.readout_records import Commitment, Modality, Statement, VerbClass
from extractors.readouts.clauses import Clause, Speakers, mask
from extractors.readouts.contact import CONTACT
from extractors.readouts.days import month_number
from extractors.readouts.lead import Zone
from extractors.readouts.people import Cast
from extractors.readouts.texts import Body, Sentence, holds
from extractors.readouts.verbs import Verb

_MODAL = re.compile(
    r"\b(?:(?P<must>must|have to|has to|obliged to|it is imperative)|(?P<should>should|ought to|need(?:s|ed)? to)"
    r"|(?P<willing>willing(?:ness)?|ready|readiness|prepared to|stands? ready)"
    r"|(?P<hope>hopes?|hoped|looks? forward|looked forward|wish(?:es|ed)?)|(?P<will>will|would|shall))\b"
)
_STRENGTH: tuple[Modality, ...] = ("must", "should", "willing", "hope", "will")
_PLAIN_NOUN = re.compile(
    r"\s*(?:on|upon)\s+(?:the\s+)?(?:continuing|holding|further|future|next|a |an |steps|plans?|date|launch"
    r"|creation|establishment|joint|continued|closer|regular|intensif|deepen|expan|specific|several"
    r"|new|working|close|follow)"
)
# Nobody is named, so both agreed: `It was agreed to ...`, `An agreement was reached on ...`.
_IMPERSONAL = re.compile(
    r"\b(?:[Ii]t was (?:also |further )?(?:agreed|decided)(?:, (?:in particular|among other things|inter alia),)?"
    r" (?:to|that (?=[^.]{3,90}? (?:will|would|should|shall) ))"
    r"|(?:[Aa]n? )?(?:[Aa]greements?|[Uu]nderstanding) (?:was|were) (?:also )?reached (?:to|on)"
    r"|(?:[Aa]n )?arrangements? (?:was|were) (?:made|reached) to"
    # `Mr Sow said the two countries had agreed to ...`
    r"|(?:[Tt]hey|[Bb]oth (?:sides|leaders|countries)|[Tt]he (?:two )?(?:sides|leaders|countries|parties|presidents"
    r"|(?:foreign |prime )?ministers|governments))"
    r" (?:had|have) (?:also |further )?(?:agreed|decided) to)(?=\W|\b)"
)
_IMPERSONAL_HOLDS = (" was ", " were ", " had ", " have ")
_ITEM_END = re.compile(
    r"(?:, (?:which|said|it said|(?:the |his |her |[A-Z])[\w’' -]{2,60} (?:said|told)\b|according to|where|while|noting"
    r"|underscoring|the (?:document|statement|two)|(?:he|she|they) ))"
)
_ATTENTION = re.compile(r"paid (?:\w+ )?attention\b")
# What joins a clause to the next one.
_LOOSE_END = re.compile(r"(?:,?\s+(?:and|as|but|while)(?:\s+(?:also|then|\w+ly))?|,)\s*$")
_BASE = (
    r"(?<!free and )(?<!free, )"
    r"(?:collaborate|partner|conduct|upgrade|elevate|tighten|ratify|ease|raise|cut|double|maintain|pursue|ensure|avoid|continue|remain|stay|keep|hold|launch|establish|promote|expand"
    r"|deepen|strengthen|enhance|advance|work|cooperate|coordinate|consult|meet|develop|increase"
    r"|support|push|take|make|build|create|explore|resume"
    r"|implement|intensify|accelerate|facilitate|organi[sz]e|prepare|discuss|exchange|share|provide"
    r"|address|combat|counter|oppose|respect|abide|uphold|defend|protect|preserve|prevent|reduce"
    r"|resolve|settle|sign|conclude|complete|finali[sz]e|start|begin"
    r"|open|set|send|visit|host|invite|convene|join|participate|follow|monitor|review|improve|use"
    r"|give|help|assist|seek|engage|boost|foster|consolidate|step|move|carry|bring|extend|renew"
    r"|restore|realign|align|leverage|form|draft|study|consider|identify"
    r"|find|speed|encourage|stop|end|refrain|allow|jointly|further|fully|properly|actively"
    r"|constructively|effectively|closely|swiftly|immediately|tackle|fight|stand|commit|contribute"
    r"|deliver|invest|mobili[sz]e|formali[sz]e|treat|communicate|speak|talk|draw|act|safeguard"
    r"|earnestly)"
)
# Behind `and to` any verb shows by what it does: `and to commence direct flights`.
_ANY_VERB = (
    r"(?!the\b|an?\b|its\b|their\b|our\b|all\b|[a-z]+(?:ion|ity|ment|ness|ship|ing|s)\b)[a-z]+ "
    r"(?:the|an?|its|their|our|all|new|direct|joint|further|more|closer|regular)\b"
)
_SPLIT = re.compile(
    rf";\s*(?:and\s+)?(?:to\s+)?|,?\s+and\s+to\s+(?={_ANY_VERB})|(?:,\s+and|,|\s+and|,?\s+as well "
    rf"as)\s+(?:(?:also\s+)?to\s+(?={_BASE}\b(?!-))|(?!(?:respect|support|help|use) for\b)"
    rf"(?=(?:[a-z]+ly\s+)?{_BASE}\b(?!-|,|\s+(?:of|to the)\b))"
    rf"|(?=,\s*[a-z]+ing\b[^,]*,\s+{_BASE}\b)|(?=(?:taking|building|based|while)\b[^,;]*,\s+{_BASE}\b))"
)
_DEADLINE = re.compile(
    r"\b(?:in the (?:near|nearest|coming) (?:future|days|weeks|months)|this (?:spring|summer|autumn"
    r"|fall|winter|year|month|week)|next (?:week|month|year|spring|summer|autumn|fall|winter)|soon|as "
    r"soon as possible|shortly|before long"
    r"|by (?:the )?(?:end|middle|close) of (?:the |this |next )?(?:year|month|week|\d{4}|[A-Z]\w+)"
    r"|later this (?:year|month|week)|in the (?:first|second) half of (?:the year|\d{4}|this year"
    r"|next year)"
    r"|(?:by|before|in|on|no later than|from|until) (?:(?:early|late|mid)[- ])?(?:January|February"
    r"|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2})?(?:,? "
    r"\d{4})?|(?:by|before|in) 20\d\d|within \w+ (?:days|weeks|months|years?)"
    r"|in (?:early|late|mid-?) ?\d{4}|at the (?:earliest|first) (?:opportunity|possible date)|in the "
    r"(?:spring|summer|autumn|fall|winter))\b"
)
_SEASON_END = {"spring": (5, 31), "summer": (8, 31), "autumn": (11, 30), "fall": (11, 30), "winter": (2, 28)}


def read_promises(
    lines: Sequence[Sentence],
    paragraphs: Body,
    cast: Cast,
    issuer: str | None,
    published: date | None,
    contact: Zone | None,
) -> tuple[tuple[Statement, ...], tuple[Commitment, ...]]:
    """Statements and commitments of the whole text, in order; `lines` are the sentences of its `paragraphs`."""
    printed = dict(paragraphs)
    speakers = Speakers(cast, issuer)
    statements: list[Statement] = []
    commitments: list[Commitment] = []
    for sentence in lines:
        text = mask(sentence.text)
        clauses = [
            clause
            for number, clause in enumerate(speakers.clauses(sentence))
            if not _is_reported(number, clause, text, cast)
        ]
        greeted = (
            CONTACT.search(text) if contact and contact.verb == "hosted" and contact.sentence == sentence else None
        )
        for number, clause in enumerate(clauses):
            if greeted and clause.verb_start == greeted.start():
                continue
            stop = _stop(clause, clauses[number + 1]) if number + 1 < len(clauses) else len(text)
            promise = _as_commitment(clause, text, stop)
            if promise:
                commitments.append(_commitment(len(commitments) + 1, clause, sentence, text, stop, published))
                continue
            if clause.joint and _ATTENTION.match(text, clause.verb_start):
                continue  # a topic, as in `focused on`
            lemma, kind = clause.verb.lemma, clause.verb.kind
            if kind == "commit":
                lemma, kind = "agree", "agree"
            elif kind == "discuss":
                if clause.joint or not re.match(r"(?:spoke|talked) (?:about|of)", text[clause.verb_start :]):
                    continue
                lemma, kind = ("speak" if text.startswith("spoke", clause.verb_start) else "talk"), "say"
            begin = 0 if not number and _stands_behind(clause, text, stop) else clause.start
            words = _as_printed(sentence, begin, _reach(number, clauses, text), printed[sentence.paragraph])
            statements += _statements(len(statements), clause, words, lemma, kind)
        if holds(text, _IMPERSONAL_HOLDS) and (passive := _IMPERSONAL.search(text)):
            clause = Clause(
                (), True, None, Verb("agree", "commit"), passive.start(), passive.start(), passive.end(), "subject:none"
            )
            commitments.append(_commitment(len(commitments) + 1, clause, sentence, text, len(text), published))
    return tuple(statements), tuple(commitments)


def _is_reported(number: int, clause: Clause, text: str, cast: Cast) -> bool:
    """Whether a clause is only part of what the one before it says."""
    if not text.endswith(" that ", 0, clause.start):
        return False
    if clause.speakers and not _took_part(clause, cast):
        return True  # `he noted that Chancellor X had told him`: X was not there
    # `he noted that the United States values ...`, `that he hoped ...` are one statement, his
    return number > 0 and (clause.state is not None or clause.rule == "subject:pronoun")


_NO_MORE = re.compile(
    r"[.…]?$|,"
    r"|(?<=said|told) (?:(?:journalists|reporters|the (?:press|media))\b)?"
    r"(?:[.…]?$|[.,]? ?(?:on|at|in|after|before|during|following|when|as)\b(?!.*\bthat\b))"
)


def _stands_behind(clause: Clause, text: str, stop: int) -> bool:
    """Whether what is said stands before the speaker, or on both sides of him: `..., he said`, `..., he said, ...`."""
    return clause.rule == "subject:inverted" or (
        text[: clause.start].rstrip().endswith((",", "”", '"', "—", "–", "…"))
        and _NO_MORE.match(text, clause.verb_end, len(text[:stop].rstrip())) is not None
    )


def _as_printed(sentence: Sentence, begin: int, stop: int, paragraph: str) -> Sentence:
    """These words of a sentence as its paragraph prints them, with all of a quotation that ends in them."""
    start, end = sentence.start + begin, sentence.start + stop
    if sentence.text.startswith("_", begin):
        start = max(0, paragraph.rfind("“", 0, start))
    words = _LOOSE_END.sub("", paragraph[start:end].rstrip(" ,;"))
    start += len(words) - len(words := words.lstrip(" ,;"))
    return Sentence(sentence.paragraph, start, words)


def _reach(number: int, clauses: Sequence[Clause], text: str) -> int:
    """Where the statement of a clause ends: before the next one, unless that tells what was said."""
    for clause, following in pairwise(clauses[number:]):
        if not text.endswith(" that ", 0, following.start):
            return _stop(clause, following)
    return len(text)


def _stop(clause: Clause, following: Clause) -> int:
    """Where a clause ends: before the subject of the next one, where that has one of its own."""
    return following.start if following.start > clause.verb_end else following.verb_start


def _took_part(clause: Clause, cast: Cast) -> bool:
    return any(speaker is one for speaker in clause.speakers for one in cast.present)


def _as_commitment(clause: Clause, text: str, stop: int) -> bool:
    rest = text[clause.verb_end : stop + 60]
    if clause.verb.kind == "commit":
        return not re.match(r"\s*(?:the importance|disagree)", rest)
    if clause.verb.lemma == "agree" and text[clause.verb_start : clause.verb_end].endswith("agreed"):
        if re.match(
            (
                r"\s*(?:that )?(?:they|their|our|the (?:two|sides|teams|ministers|foreign|officials|presidents"
                r"|leaders)|both (?:sides|countries|leaders)|(?:the )?[A-Z][\w.]*(?: [A-Z]\w*)* and (?:the )?"
                r"[A-Z][\w.]*(?: [A-Z]\w*)*)[\w ]{0,40} (?:would|will|should|shall)\b"
            ),
            rest,
        ):
            return True
        return _PLAIN_NOUN.match(rest) is not None
    return False


def _speakers_of(clause: Clause) -> list[tuple[str, str | None]]:
    if clause.joint:
        return [("both", None)]
    if clause.state:
        return [(f"side:{clause.state}", clause.state)]
    return [(known.name, known.side) for known in clause.speakers]


def _statements(count: int, clause: Clause, words: Sentence, verb: str, kind: VerbClass) -> list[Statement]:
    return [
        Statement(
            seq=count + number,
            speaker=speaker,
            side=side,
            verb=verb,
            verb_class=kind,
            modality=modality(words.text),
            text=words.text,
            paragraph=words.paragraph,
            start=words.start,
            end=words.start + len(words.text),
            rule=clause.rule,
        )
        for number, (speaker, side) in enumerate(_speakers_of(clause), 1)
    ]


def modality(words: str) -> Modality | None:
    """The strongest modal word of a statement."""
    said = {found.lastgroup for found in _MODAL.finditer(words)}
    return next((name for name in _STRENGTH if name in said), None)


def _commitment(
    seq: int, clause: Clause, sentence: Sentence, text: str, stop: int, published: date | None
) -> Commitment:
    begin = clause.verb_end
    rest = text[begin:]
    # A coordinated verb of saying ends the promise; a coordinated promise begins its own.
    limit = stop - begin if stop < len(text) else len(rest)
    ended = _ITEM_END.search(rest, 0, limit)
    whole = sentence.text[begin : begin + (ended.start() if ended else limit)]
    whole = _LOOSE_END.sub("", whole.rstrip(" .;,"))
    lead = re.match(r"\s*(?:on|upon|that)?\s*", whole)
    offset = lead.end() if lead else 0
    body = whole[offset:]
    if ":" in body[:120] and ";" in body:
        body = body[body.index(":") + 1 :].strip()
    items = tuple(piece for piece in (_clean(one) for one in _items(body)) if piece)
    deadlines = tuple(dict.fromkeys(one.group(0) for one in _DEADLINE.finditer(body)))
    actor = (
        "both"
        if clause.joint or len(clause.speakers) > 1
        else clause.state or (clause.speakers[0].name if clause.speakers else "both")
    )
    start = sentence.start + begin + offset
    return Commitment(
        seq=seq,
        actor=actor,
        verb=clause.verb.lemma,
        items=items or (body,),
        deadlines=deadlines,
        deadline_dates=tuple(deadline(one, published) for one in deadlines),
        text=whole[offset:],
        paragraph=sentence.paragraph,
        start=start,
        end=start + len(whole) - offset,
        rule=clause.rule,
    )


def _items(body: str) -> list[str]:
    if ";" in body:
        # Where semicolons part the items, what commas part belongs to one item.
        return re.split(r";\s*(?:and\s+)?(?:to\s+)?", body)
    return _SPLIT.split(body)


def _clean(item: str) -> str:
    return re.sub(r"^(?:and|to)\s+", "", item.strip(" ,;."))


def deadline(printed: str, published: date | None) -> date | None:
    """The last day a printed deadline can mean, seen from the day of publication; None where it names none."""
    if published is None:
        return None
    words = printed.lower()
    year = published.year + (1 if words.startswith("next year") or "next year" in words else 0)
    if named := re.search(r"20\d\d", words):
        year = int(named.group(0))
    for season, (month, day) in _SEASON_END.items():
        if season in words:
            after = date(year, month, day)
            if after < published or words.startswith("next"):
                after = date(year + 1, month, day)
            return after
    if month_word := re.search(
        r"january|february|march|april|may|june|july|august|september|october|november|december", words
    ):
        month = month_number(month_word.group(0)) or 1
        day_word = re.search(r"[a-z] (\d{1,2})\b", words)
        end = _month_end(year, month)
        made = end
        if day_word and int(day_word.group(1)) <= end.day:
            made = date(year, month, int(day_word.group(1)))
        return made if named or made >= published else date(made.year + 1, made.month, min(made.day, 28))
    if "month" in words and words.startswith(("this", "later", "by")):
        return _month_end(published.year, published.month)
    if words.startswith("next month"):
        return _month_end(published.year + published.month // 12, published.month % 12 + 1)
    if "week" in words and words.startswith(("this", "later", "next")):
        return published + timedelta(days=6 - published.weekday() + (7 if words.startswith("next") else 0))
    if "first half" in words:
        return date(year, 6, 30)
    if ("year" in words and not words.startswith("within")) or named:
        return date(year, 12, 31)
    return None


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
