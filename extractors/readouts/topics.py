"""What was discussed: English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache

from config.lexicon.languages import english
from extractors.readout_records import Topic
from extractors.readouts.clauses import mask
from extractors.readouts.names import mentions
from extractors.readouts.texts import Sentence, holds
from extractors.readouts.topic_lists import split

_MAX_OBJECT = 900
_VERB = (
    r"(?:consulted|considered|examined|explored|met|held|welcomed|compared|conferred|offered|thanked"
    r"|supported|outlined|briefed|updated|informed|said|noted|stressed|emphasi[sz]ed|underscored"
    r"|underlined|reaffirmed|reiterated|welcomed|thanked|expressed|agreed|committed|pledged|called"
    r"|highlighted|condemned"
    r"|affirmed|commended|praised|encouraged|urged|recognized|shared|decided|discussed|reviewed"
    r"|confirmed|pointed|conveyed|congratulated|invited|exchanged|applauded|acknowledged|voiced|made"
    r"|spoke|looked|touched|raised|addressed|focused|concentrated|tackled"
    r"|communicated|concurred|paid|tasked|instructed|directed|pointed|extended|celebrated|hailed|mourned|signed"
    r"|announced|warned|assured|reassured|recalled|stated|requested|cautioned|denounced|appreciated|insisted|explained"
    r"|told|asked|declared|previewed|relayed|reflected|regretted)"
)
_SUBJECT = (
    r"(?:[Tt]hey|he|she|the [A-Z][\w.]+ side|the (?:two|leaders|sides|parties|Secretary|President|Vice President|Prime "
    r"Minister|officials|ministers)|both|(?:President|Secretary|Prime Minister|Mr\.?|Ms\.?|Vladimir"
    r"|Minister|Foreign Minister) [A-Z]\w+(?![’']s|\w| [A-Z]\w+[’']s))"
)
_END = re.compile(
    # A semicolon parts topics, unless a new clause begins behind it.
    rf";(?= (?:and |but |while )?(?:{_SUBJECT}|{_VERB}|[A-Z][\w.’-]*(?: [\w.’-]+){{0,5}} {_VERB}|it |this "
    rf"|these |there )| (?:[a-z]+ly )?(?:not|underscor|underlin|emphasi[sz]|stress|highlight|reaffirm|reiterat|express"
    rf"|welcom|agree|call|urg|recogni[sz]|thank|commend|prais|affirm|confirm|point|discuss|add)ing )"
    rf"|,? (?:and|while|but|as) (?={_SUBJECT}(?![’'\w]))|,? as well as (?=to discuss\b|{_VERB}\b)"
    rf"|,? and (?:\w+ly |also |jointly )?(?={_VERB}\b)| while (?:also )?[a-z]+ing\b|, "
    rf"(?:which|where|who|with(?! (?:an? |the )?(?:[\w-]+ )?(?:emphasis|focus|stress|attention) )"
    rf"|noting|underscoring|underlining|emphasi[sz]ing|stressing|highlighting"
    rf"|reaffirming|reiterating|while|given|as the|as they|as part|"
    r"based on|building on(?![^,;]{3,80}, and )|recogni[sz]ing|focusing"
    r"|particularly (?:in light|given)|(?:on|in|of|for|over|to|under|by|from|about|at|through|during|after) which"
    r"|expressing|welcoming|agreeing|calling|urging|taking into|considering|among others?|affirming|thanking|pledging"
    r"|adding|warning|saying|praising|commending|condemning|stating|confirming|assuring|vowing|hailing|citing)\b"
    r"|(?<!ed)(?<!including),? by (?=(?:[a-z]+ly )?[a-z]+ing (?!and ))|,? in "
    r"(?:light|view|the (?:context|run-up|lead-up)|connection with|preparation|advance|order"
    r"|accordance)\b|,? ahead of\b| following (?:the|his|her|their)\b|"
    rf", (?:the )?(?:Russian |US |two )?(?:leaders|presidents|(?:acting )?president|parties|sides"
    rf"|heads of state|President|Secretary)\b|, (?={_SUBJECT} )"
    rf"| during (?:the|his|her|their)\b| at the (?:upcoming|meeting)\b"
    rf"|(?<!reached) (?:at|in) their (?:[a-z]+ )?(?:meeting|talks|summit|call|conversation|consultations)\b"
    rf"|,? considering\b|, (?:[A-Z][\w’.-]+ (?:and )?)+(?:then |also )?(?={_VERB}\b)"
    rf"| (?=(?:they|both|the (?:two|leaders|sides|parties|presidents)) (?:\w+ ){{0,2}}?{_VERB}\b)"
    r"|(?<!that)(?<!which) (?:was|were) (?:also )?(?:continued|held|conducted)\b"
    r"|,? and with (?=(?:the |his |her )?[A-Z])"
    r"|, (?:grounded|rooted|based|set out|built|underpinned)\b|, in addition to\b|, whose\b| as part of\b"
    r"|, according to\b| [–—] an? "
    r"|, an? (?:partnership|project|programme?|initiative|platform|mechanism|body|document|treaty|agreement|group)"
    r" (?:with|of|for|that|which|to|by)\b(?![^.;]*, and )"
    r"|, (?:the )?(?:[a-z]+ )?(?:sources?|ministry|statement|embassy|office|agency|report|spokes\w+|readout)"
    r" (?:said|added|noted)\b"
    r"| (?:in|during|over|by|on) (?:an? |the )?(?:tele)?phone\b"
    r"|, (?:the )?[A-Z][\w’ -]{2,40} (?:said|reported)\b"
    r"|, (?:all|both|each|none|some|many|most) of which\b"
    r"|, (?:consistent with|as (?!well\b)(?:[A-Z]|they|part|decided|agreed|announced|outlined|discussed))"
    rf"|,? and (?=(?:[A-Z][\w.-]+ ){{1,4}}(?:also |then )?{_VERB}\b)"
    rf"| (?=(?:Mr|Ms|Mrs|President|Secretary|Vladimir)\.? (?:[A-Z][\w’-]+ ){{1,3}}(?:also |then )?{_VERB}\b)"
    r"|, (?=(?:touched|exchanged|discussed|noted|stressed|expressed|reaffirmed|emphasi[sz]ed|underscored|reviewed"
    r"|looked|outlined|voiced|agreed|confirmed|reiterated) |(?:approved|adopted|signed) (?!by\b|at\b|in\b))"
    # `how they work together, and the talk was frank`: a clause of its own.
    r"|,? and (?=(?:the|their) (?:[a-z]+ )?(?:talks?|conversation|communication|meeting|discussions?|exchange|dialogue"
    r"|atmosphere|consultations) (?:was|were)\b)"
)
_NOUN_FORMS = re.compile(
    r"\b(?:(?:[Ii]ssues|[Mm]atters|[Tt]opics|[Qq]uestions|[Ss]ubjects|[Ii]tems) (?:discussed|considered|raised|covered)"
    r"(?: [^.;,]{3,60}?)?,? (?:included|were|was)"
    r"|(?:exchange|exchanges) of (?:views|opinions) (?:on|about|regarding|concerning)|[Ww]hile "
    r"discussing|[Dd]iscussing|[Ee]xchanging (?:views|opinions) (?:on|about)|[Tt]ouching (?:up)?on"
    r"|[Ff]ocusing (?:\w+ly )?on|(?:was|were) (?:also )?(?:an? )?(?:[a-z]+ )?discussions? (?:of|on|about)"
    r"|(?:[Ww]hile )?(?:exchanging|[Ss]haring|[Ee]xchanging|sharing) (?:views|opinions|assessments)"
    r" (?:on|about|regarding)"
    r"|(?:had|held|conducted|continued) (?:an? |their )?(?:[\w-]+(?:, | and |,? and | "
    r")){0,8}?(?:discussions?|exchanges?|talks|consultations|conversations?|dialogue) (?:on|about"
    r"|regarding|concerning)(?! the (?:eve|initiative|sidelines|margins|occasion|phone))"
    r"|(?:[Tt]he )?(?:conversation|meeting|call|talks|discussion|discussions|negotiations"
    r"|consultations|visit) (?:(?:was|were) )?(?:also |primarily |mainly |largely )?(?:focused|centered|centred|touched"
    r"|concentrated) (?:up)?on|(?:was|were) (?:also |mainly |primarily )?(?:devoted|dedicated) to"
    r"|[Oo]n the agenda(?: of the \w+)? (?:was|were)"
    r"|(?:[Tt]he )?(?:[Mm]ain|[Kk]ey|[Pp]rimary|[Pp]articular|[Ss]pecial) focus(?: of the [a-z]+)? was (?:placed )?on"
    r"|[Tt]he agenda(?: of the \w+)? (?:also )?(?:included|covered|featured)"
    r"|(?:[Tt]he )?(?:meeting|talks|conversation|conversations|sides|negotiations) (?:also )?(?:dealt "
    r"with|covered|addressed|considered|discussed)"
    r"|(?:main|principal|key|central|[Oo]ther(?: major| key)?) (?:topics?|subjects?|themes?"
    r"|issues?)(?: of (?:the )?(?:discussion|conversation|talks|meeting|negotiations|agenda))?,? "
    r"(?:was|were|included)"
    r"|[Vv]iews were (?:also )?exchanged (?:on|about)|[Oo]pinions were exchanged on"
    r"|(?:[Aa]ttention|[Cc]onsideration|[Ee]mphasis) was (?:also |further )?(?:paid|given|devoted|placed|attached)"
    r" (?:to|on)|[Dd]uring (?:an?|the|their) (?:[\w-]+ )?(?:discussion|exchange of (?:views|opinions)) (?:of|on|about)"
    r"|paid (?:[a-z]+ )?attention to"
    r"|priority was given to|[Tt]opics? (?:of discussion )?includ(?:ed|ing))\s+"
)
# What any of the forms above holds.
_NOUNS_HOLD = (
    "iscuss", "xchang", "ouch", "ocus", "haring", "talks", "onsultation", "onversation", "dialogue", "cent", "agenda",
    "dealt", "covered", "addressed", "considered", "topic", " was ", " were ", "ncluded", "ttention",
)  # fmt: skip
_PASSIVE = re.compile(
    r"(?:^|, |; )(?:(?:During|In|At) (?:the|this|their) [^,.;]{4,60}, )?(?P<what>[A-Z“a-z][^.;]{4,300}?)(?:,)?"
    r" (?:were|was) (?:also |then |further )?(?:(?:at|in) the (?:focus|cent(?:re|er)) of|the (?:subject|topic|focus) of"
    r"|discussed|touched (?:up)?on|considered|examined|reviewed|addressed|raised|covered|among "
    r"the (?:topics|issues))\b"
)


# What stands before the subject: `Given the storm, the fleets were discussed`.
_AS_FOR = re.compile(
    r"(?:Given|Considering|Taking into account|In (?:the )?(?:light|view|context) of|As for) [^,]*, "
    r"|(?:(?:Apart|Aside) from (?:that|this|these|those)|Furthermore|Also|Further|Finally"
    r"|In addition|In particular|Besides|Moreover|Additionally|Separately|Among other things|At the same time), "
)


@cache
def _discussing() -> re.Pattern[str]:
    verbs = "|".join(f"(?:{pattern})" for pattern in english().discuss)
    return re.compile(
        rf"(?<![\w-])(?<!be )(?<!been )(?<!was )(?<!were )(?:{verbs})(?:,? (?:in particular|among "
        rf"other things|inter alia|notably|among others|in detail"
        rf"|in an? (?:[a-z-]+ ){{1,3}}?(?:manner|way|spirit|atmosphere)[”\"]?),?)?\s+"
        rf"(?!by\b|(?:the )?condition (?:of|that)\b|at\b(?! length)|in (?:[A-Z]|the (?:recent|last|previous|[A-Z])))"
    )


# What they met to discuss; elsewhere `to discuss` tells of a talk to come.
_AIM = re.compile(
    r"\bto (?:further |also |continue to )?(?:discuss|consult on|exchange views on|talk about"
    r"|continue (?:their )?(?:discussions|talks) on)\s+"
)


def read_topics(lines: Sequence[Sentence], leads: Set[tuple[int, int]] = frozenset()) -> tuple[Topic, ...]:
    """Topics of the whole text, in printed order, each once; `leads` are the sentences that tell of the contact."""
    made: list[Topic] = []
    seen: set[str] = set()
    for sentence in lines:
        text = mask(sentence.text)
        for start, stop, rule in _objects(text, (sentence.paragraph, sentence.start) in leads):
            for piece in split(text[start:stop], start):
                key = piece.text.casefold()
                if key in seen or not piece.text:
                    continue
                seen.add(key)
                begin = sentence.start + piece.start
                # What was quoted was blanked, place for place: the topic is as printed.
                printed = (
                    sentence.text[piece.start : piece.start + len(piece.text)] if "__" in piece.text else piece.text
                )
                made.append(Topic(len(made) + 1, printed, sentence.paragraph, begin, begin + len(piece.text), rule))
    return tuple(made)


_PARTNERS = (
    r"(?:officials|representatives|leaders|counterparts?|colleagues?|partners|officers|experts|students|ministers)"
)
_OPENS = (
    r"(?:the|an?|their|our|his|her|how|ways|recent|ongoing|current|continued|next|efforts|issues|shared|bilateral|regional"
    r"|global|U\.S\.|further|mutual|key|various|steps|plans|[A-Z][\w-]+’s)"
)
_WITH = re.compile(
    r"with (?:(?:the |his |her )?[A-Z][\w.-]*(?:,? (?:and |of |for )?)?){1,14}?"
    rf"(?:(?:[\w-]+ )?{_PARTNERS} )?(?={_OPENS} )"
    rf"|with (?:the |his |her |their )?(?:[\w-]+ ){{0,3}}?{_PARTNERS} "
    rf"(?={_OPENS} )"
)
_PROMISED = re.compile(r"\b(?:agreed|decided|committed|pledged|invited [^,;]{3,60}) to\b[^;]{0,200}$")
_BEEN = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned)?|inten(?:ds?|ded)|expect(?:s|ed)?|hope[sd]?|going|continue)"
    r" (?:(?:also|to|then|further|both) )*$"
    r"|\bwhich\b[^,;]*\bhad (?:\w+ )?$"
    r"|\b(?:follow(?:s|ed)|builds|built|since)\b[^;]*\bin which (?:\w+ ){1,3}$"
    r"|\banonymity to $"
    r"|\b(?:was|were|been|being) (?:\w+ ){0,2}$|\b(?:agreed|decided|invited|committed|pledged)\b[^;]*\bto $"
)
# `followed up on their last call`, `considered that ...`
_ONE_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December) \d{1,2}"
    r"|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?)"
)
_DAY = re.compile(rf"(?:on )?{_ONE_DAY}\b(?=[,.;]|$| (?:in|at|with|by|via|during|after|before|as|and|on|about)\b)")
# `held talks on Tuesday in Oslo on salt`, `discussed on Tuesday the salt`
_BEHIND_DAY = re.compile(
    rf"(?P<on>on )?{_ONE_DAY}(?:,? {_ONE_DAY})?(?:,? (?:in|at) [A-Z][\w’-]*(?: [A-Z][\w’-]*)*)?"
    r"(?:,? (?:on|about) | (?(on)(?=(?:the|an?|their|its|his|her|how|[a-z]{4,})\b)(?!with |during |after |before )"
    r"|(?!)))"
)
_NO_TOPIC = re.compile(
    r"that\b|(?:the|their|his|her) (?:[\w-]+ ){0,3}(?:call|meeting|conversation|talks|visit|summit)\b"
)
_TO_DO_AND = re.compile(r"\bto (?:[a-z]+ ){1,8}and (?:to )?$")
_MEANS = re.compile(r"[a-z,] (?:in|for|of|(?<!egan )(?<!pened )(?<!tarted )by|before|without|about) $")
_NEW_THINGS = re.compile(r"\b(?:welcomed|announced|launched|established|unveiled)\b[^.;]*, $")
_PARTICIPLES = ("discussed", "considered", "examined", "reviewed", "addressed", "covered")
_ISSUES = re.compile(r"\b(?:issues|matters|topics|areas|questions|items|points|subjects) $")
_OF_TWO = re.compile(
    r"(?:relations?|ties|cooperation|talks|meetings?|conversations?|contacts?|calls?|summit|visit|dialogue|agreements?"
    r"|partnership|interaction|consultations|negotiations|engagement|discussions?|work|working|along|coordination)$"
)


def _without_partner(text: str, begin: int, stop: int) -> int:
    """Where the object ends if it ends with the partner: `discussed the river with Prime Minister Lund`."""
    for found in re.finditer(r" with (?:the |his |her |M(?:r|s|rs)\.? |Dr\.? )?", text[begin:stop]):
        at = begin + found.end()
        partner = next((one for one in mentions(text) if one.start == at), None)
        if partner and stop - partner.end <= 2 and not _OF_TWO.search(text[begin : begin + found.start()]):
            return begin + found.start()
    return stop


# A clause inside a list: `the fate of Mr Sow, who fled by sea, the need for calm, and ...`.
_RELATIVE = re.compile(
    r", (?:who|which|whose) [^,;.]{3,150}(?=, (?:the|an?|our|their|how|ways|efforts|[a-z]+ing) [^.;]{3,300},? and )"
)
_MAIN = re.compile(r", (?=(?:the|an?|it|special|particular) [^,;]{0,160}? (?:was|were) (?:[a-z]+ )?[a-z]+(?:ed|d|n)\b)")
_AND_TO = re.compile(
    r",? and (?:to )?(?:advance|reaffirm|express|thank|underscore|emphasize|reiterate|congratulate"
    r"|strengthen|highlight|explore|follow up|affirm|convey|welcome|coordinate) "
)
# Who talks with whom, before `spoke about`; what one man alone spoke about is a speech.
_TOGETHER = re.compile(
    r"\b(?:[Tt]hey|[Tt]he two|[Ll]eaders|sides|[Bb]oth|[Pp]residents|parties|[Mm]inisters|officials|counterparts)\b"
    r"|^(?:[\w’]+, )?(?:[Tt]he )?[A-Z][\w.’-]*(?: (?:of (?:the )?)?[A-Z][\w.’-]*){0,7} and"
    r" (?:the |his |her )?(?:[\w-]+ )?[A-Z][\w.’-]*(?: (?:of (?:the )?)?[A-Z][\w.’-]*){0,7} (?:also |then )?$"
)


def _objects(text: str, lead: bool = False) -> Iterator[tuple[int, int, str]]:
    """Where the objects of discussing stand: (start, end, rule), none inside another."""
    spans: list[tuple[int, int, str]] = []
    for rule, pattern in (("topic:verb", _discussing()), ("topic:noun", _NOUN_FORMS), ("topic:aim", _AIM)):
        if (pattern is _AIM and not lead) or (pattern is _NOUN_FORMS and not holds(text, _NOUNS_HOLD)):
            continue
        for found in pattern.finditer(text):
            if pattern is not _discussing() and _PROMISED.search(text[: found.start()]):
                continue  # `agreed to meet to discuss salt`: a talk to come
            if pattern is _NOUN_FORMS and _MEANS.search(text, 0, found.start()):
                continue  # `a role in discussing salt`
            if pattern is _discussing() and _BEEN.search(text[: found.start()]):
                continue  # `salt was also discussed during the call`
            if found.group(0).startswith(_PARTICIPLES) and _ISSUES.search(text, 0, found.start()):
                continue  # `follow up on the matters discussed`
            if not lead and found.group(0).startswith("discuss ") and _TO_DO_AND.search(text, 0, found.start()):
                continue  # `a meeting next week to set the price and discuss salt`
            if found.group(0).startswith(("focused", "centered", "centred")) and _PROMISED.search(
                text, 0, found.start()
            ):
                continue  # `agreed to deepen cooperation focused on salt`
            if found.group(0).startswith("focused") and _NEW_THINGS.search(text, 0, found.start()):
                continue  # `welcomed four new projects, focused on salt`
            begin = found.end()
            if day := _BEHIND_DAY.match(text, begin):
                begin = day.end()
            if _DAY.match(text, begin):
                continue  # `held talks on Tuesday`
            if found.group(0).startswith(("followed", "considered")) and _NO_TOPIC.match(text, found.end()):
                continue
            if re.match(r"(?:spoke|talked) (?:about|of)|paid ", found.group(0)) and not _TOGETHER.search(
                text[: found.start()]
            ):
                continue  # one man's speech, not the subject of the talks
            if partner := _WITH.match(text, begin):
                begin = partner.end()  # `discussed with Minister Sow the situation in ...`
            end = _END.search(text, begin, begin + _MAX_OBJECT)
            if found.start() <= len("While ") and (
                main := _MAIN.search(text, begin, end.start() if end else len(text))
            ):
                end = main  # `During a discussion of salt, the need for calm was stressed`
            if end and (clause := _RELATIVE.match(text, end.start())):
                end = _END.search(text, clause.end(), begin + _MAX_OBJECT)
            if pattern is _AIM and (more := _AND_TO.search(text, begin, end.start() if end else len(text))):
                end = more  # `to discuss the talks and to advance peace`
            stop = end.start() if end else min(len(text), begin + _MAX_OBJECT)
            stop = _without_partner(text, begin, stop)
            spans.append((begin, stop, rule))
    told = [begin for begin, _, _ in spans]
    # `X discussed the question, which was raised before`: what was discussed stands behind the active verb.
    for one in _PASSIVE.finditer(text) if holds(text, (" was ", " were ")) else ():
        if not any(one.start("what") < begin < one.end("what") for begin in told):
            aside = _AS_FOR.match(text, one.start("what"), one.end("what"))
            spans.append((aside.end() if aside else one.start("what"), one.end("what"), "topic:passive"))
    spans.sort()
    last = -1
    for begin, stop, rule in spans:
        if begin >= last and stop - begin > 2:
            yield begin, stop, rule
            last = stop
