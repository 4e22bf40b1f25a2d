"""Who took part, in order of mention, and on which side: English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from config.lexicon.languages import english
from config.lexicon.world import world
from extractors.readouts.contact import CONTACT
from extractors.readouts.guests import IN_FULL, give_led, is_subject, led_by, met_too, state_of_stay, trip_to
from extractors.readouts.lead import Lead, Zone, also_there
from extractors.readouts.names import Mention, mentions
from extractors.readouts.registry import Known, Registry
from extractors.readouts.texts import Body, Sentence, sentences
from extractors.readouts.tokens import side_code, side_pattern

# Those who publish a text or wait at the door do not take part.
_BYSTANDERS = re.compile(r"^(?!.*\bAdvis[eo]r\b).*\b(?:Spokes\w+|Press Secretary|Photographer|Interpreter)\b")


_OTHER_CONTACT = re.compile(
    r"\b(?:(?<!^In )(?<!^During )(?<!^At )(?:his|her|their)|recent|previous|earlier)"
    r" (?:[\w-]+ ){0,2}(?:calls?|meetings?|talks|conversations?|visits?) (?:with|to|by) (?:the )?$"
)
_OWNED = re.compile(r"(?:’s|'s)\b")
# Who came as somebody's family is no party; who invited them may be elsewhere.
_ABSENT = re.compile(
    r"\b(?:wife|wives|husband|spouses?|mother|father|parents|daughter|son|widow|family)(?: of)?"
    r"(?: (?:[A-Z]\w+ )?citizen)?,? (?:Mrs\.? |Mr\.? )?$|\bat the (?P<invited>invitation) of (?:the )?(?:[A-Z]\w+ )?$"
)
_OWNS = re.compile(r"(?:’s|'s) ")


def _followed(zone: Zone, mention: Mention) -> bool:
    """Whether the next one is named, title first, right behind the `’s` of this one."""
    return any(0 < other.start - mention.end <= 3 for other in zone.found)


# Who came with the one who travelled is of his side.
_JOINED_BY = re.compile(r"\b(?:joined|accompanied) (?:[\w-]+ ){0,4}by\b")
# `received the guest in the presence of the Minister`: of the house.
_RECEIVED_BY = re.compile(r"\b(?:was|were) (?:also |then )?(?:received|welcomed|hosted|greeted) by (?:the )?$")
_IN_PRESENCE = re.compile(r"\bin the presence of (?:(?! and )[^.;])*$")


class Cast:
    """The people of a text: all who are named, and those who took part."""

    def __init__(self, published: date | None, issuer: str | None) -> None:
        self.issuer = issuer
        self.everyone = Registry(published)
        self.present: list[Known] = []
        self.heads: list[Known] = []
        """Those whom the title or the lead names as meeting; the rest came with them."""
        self.unnamed: frozenset[str] = frozenset()
        """Sides whose people the lead does not name."""
        self.principal: frozenset[str] = frozenset()
        """Words of the office of whoever met for the issuer, where the text does not name him."""

    def join(self, known: Known, *, head: bool) -> None:
        if not any(known is one for one in self.present):
            self.present.append(known)
            if head:
                self.heads.append(known)

    def sides(self) -> list[str]:
        """The sides of those who took part, also of one who is not named."""
        sides = dict.fromkeys(one.side for one in self.present if one.side)
        return list(sides if not self.principal or self.issuer is None else {**sides, self.issuer: None})


def read_cast(lead: Lead, body: Body, published: date | None, issuer: str | None) -> Cast:
    """Read all names of the text, then choose those of the sentences that tell of the contact."""
    cast = Cast(published, issuer)
    registry = cast.everyone
    held: dict[tuple[int, int], list[Known]] = {}
    title = Sentence(0, lead.title_offset, lead.title)
    for sentence in [title, *(one for number, text in body for one in sentences(number, text))]:
        held[sentence.paragraph, sentence.start] = [
            registry.add(mention, sentence.paragraph, sentence.start) for mention in mentions(sentence.text)
        ]
    registry.settle(issuer)
    zones = [(zone, True) for zone in lead.zones] + [(zone, False) for zone in also_there(lead)]
    named_in_text = any(zone.found for zone, head in zones if head and zone.sentence.paragraph > 0)
    for zone, head in zones:
        for mention in zone.found:
            known = registry.find(mention)
            if known is None or (known.titles and all(map(_BYSTANDERS.search, known.titles))):
                continue
            if _OWNS.match(zone.text, mention.end) and _followed(zone, mention):
                continue  # `President Putin’s aide Mr Lund`: the aide came, not the President
            if zone.verb in ("met", "spoke") and _OWNED.match(zone.text, mention.end) and known.places[0][0] != 0:
                continue  # `met to discuss Putin’s war`: he is not there
            mentioned = zone.verb == "discussed" or (known.places[0][0] and not _JOINED_BY.search(zone.text))
            if mentioned and _OTHER_CONTACT.search(zone.text[: mention.start]):
                continue  # `they discussed his recent call with President X`
            stated = known.side and known.side_rule != "side:adjective"  # `the Norwegian Sea Survey` is nobody
            if not (known.titles or known.person_id or stated) and not head:
                continue
            kin = _ABSENT.search(zone.text, 0, mention.start)
            if kin and (not known.titles or (kin["invited"] and not met_too(known, lead.first))):
                continue
            if zone.verb == "title" and named_in_text and _only_in_title(known) and not known.side:
                continue
            cast.join(known, head=head)
    cast.unnamed = frozenset(side for zone in lead.zones for side in zone.sides)
    _unnamed(cast, [zone for zone, head in zones if head])
    _principal(cast, issuer, _SUMMIT.search(lead.title) is not None)
    cast.principal = _unnamed_principal(cast, zones, issuer)
    _give_sides(cast, [zone for zone, _ in zones], issuer)
    _order(cast, lead, issuer)
    return cast


_OFFICE_OF = re.compile(
    r"\b(?P<role>[Pp]resident|[Pp]rime [Mm]inister|[Ff]oreign [Mm]inister|[Cc]hancellor|[Kk]ing"
    r"|[Ee]mir|leader|[Hh]ead of [Ss]tate) of (?:the )?(?P<of>[A-Z][\w.’'-]+(?: [A-Z][\w’'-]+)*)"
    r"|\b(?P<adj>[A-Z][\w.’'-]+) (?P<role2>[Pp]resident|[Pp]rime [Mm]inister|[Ff]oreign [Mm]inister"
    r"|[Cc]hancellor|leader|[Hh]ead of [Ss]tate)\b(?! [A-Z])"
)


def _unnamed(cast: Cast, zones: Sequence[Zone]) -> None:
    """`talks between the President of Russia and ...`: he is whoever of that state is named with it elsewhere."""
    for zone in zones:
        for found in _OFFICE_OF.finditer(zone.text):
            side = side_code(found["of"] or found["adj"])
            role = (found["role"] or found["role2"]).lower()
            if side is None or any(one.side == side for one in cast.present):
                continue
            if any(mention.start <= found.start() < mention.end for mention in zone.found):
                continue
            for known in cast.everyone.people:
                if known.side == side and _holds(known, role):
                    cast.join(known, head=True)
                    break


_SUMMIT = re.compile(r"^(?!.*\b(?:said|address|speech|spoke)\b).*\b(?:[Ss]ummit|[Hh]eads of [Ss]tates?)\b")


def _principal(cast: Cast, issuer: str | None, summit: bool) -> None:
    """`Telephone conversation with X`, `CIS summit`: the head of the house that publishes is named where he speaks."""
    if issuer is None or not (cast.present or summit) or any(one.side in (issuer, None) for one in cast.present):
        return
    for known in cast.everyone.people:
        if known.side == issuer and known.person_id and any(0 < paragraph <= 4 for paragraph, _, _ in known.places):
            cast.present.append(known)
            cast.heads.append(known)
            return


_BARE_OFFICE = re.compile(
    r"(?:^|[,:] |\bof |[Rr]eadout of )(?:the |The )?(?P<role>Prime Minister|PM|President(?: of the Republic)?"
    r"|Secretary[- ]General|(?:Federal )?Chancellor|Foreign (?:Secretary|Minister)|Defen[cs]e (?:Secretary|Minister)"
    r"|External Affairs Minister|EAM|High Representative|Taoiseach|First Minister|King|Emir|Secretary of State)"
    r"(?:’s|'s)? "
    r"(?=(?:has |had |today |also |yesterday |this )*[a-z]|Meeting|Call|Phone|Talks)(?!of |and |for |to )"
)


def _unnamed_principal(cast: Cast, zones: Sequence[tuple[Zone, bool]], issuer: str | None) -> frozenset[str]:
    """`The Prime Minister spoke to ...`: the office of him who met for the issuer and is nowhere named."""
    if issuer is None or any(one.side == issuer for one in cast.present):
        return frozenset()
    for zone, head in zones:
        found = _BARE_OFFICE.search(zone.text) if head else None
        if found is None:
            continue
        role = IN_FULL.get(found["role"], found["role"]).removesuffix(" of the Republic").lower()
        named = [one for one in cast.everyone.people if one.side in (None, issuer) and _holds(one, role)]
        if not named:
            return frozenset(re.findall(r"[a-z]+", role))
        if len(named) == 1 and named[0].titles and not _held_before(named[0]):
            cast.join(named[0], head=True)  # `The Foreign Secretary met ...`, who is named further down
    return frozenset()


def _held_before(known: Known) -> bool:
    return any(re.search(r"\b[Ff]ormer|\b[Vv]ice|\b[Dd]eputy", title) for title in known.titles)


def _holds(known: Known, role: str) -> bool:
    words = " ".join(known.every_title).lower()
    if known.person_id:
        words += " " + " ".join(one.role for one in world().people[known.person_id].tenures)
    return role in words or (
        role in {"leader", "head of state"} and re.search(r"president|chairman|king|prime minister", words) is not None
    )


def _only_in_title(known: Known) -> bool:
    return all(paragraph == 0 for paragraph, _, _ in known.places)


def _give_sides(cast: Cast, zones: Sequence[Zone], issuer: str | None) -> None:
    """An official without a state: of those who were met, the side of the one named before him; else of the issuer.

    At home a text writes of its own officials without their state; of a guest it names the state once.
    """
    registry = cast.everyone
    trip = trip_to(zones[0].text) if zones and zones[0].verb == "title" else None
    for zone in zones:
        verb = CONTACT.search(zone.text)
        behind = verb.end() if verb else 0
        last: str | None = None
        for mention in zone.found:
            known = registry.find(mention)
            if known is None:
                continue
            guest = mention.start >= behind if verb else " with " in zone.text[: mention.start]
            if _RECEIVED_BY.search(zone.text, 0, mention.start):
                guest = True  # he is of the house where the other one went
            if (not verb and is_subject(zone, mention)) or _IN_PRESENCE.search(zone.text, 0, mention.start):
                guest = False
            if known.side is None and known.titles and guest and last and last != issuer:
                known.side, known.side_rule = last, "side:list"
            elif known.side is None and known.titles and guest and not _JOINED_BY.search(zone.text, 0, mention.start):
                went = state_of_stay(zone.sentence.text, mention.start) or (trip if known.places[0][0] else None)
                known.side, known.side_rule = (went, "side:visited") if went and went != issuer else (None, None)
            if known.side is None and known.titles and guest and zone.verb in ("met", "hosted", "spoke"):
                left = {side for side in cast.unnamed if side and side != issuer}
                if len(left) == 1 and not any(one.side in left for one in cast.present):
                    known.side, known.side_rule = next(iter(left)), "side:guest"
            last = known.side if guest else last
        _give_joined(registry, zone, issuer)
        give_led(registry, zone)
        _give_its(registry, zone)
    _give_family(cast)
    _give_last(cast, zones, issuer)
    _give_guests(cast, zones, issuer)
    foreign = _offices_abroad(issuer)
    for known in cast.present:
        if known.side is None and (code := _state_of_office(known.titles)):
            known.side, known.side_rule = code, "side:office"
        elif known.side is None and foreign and any(foreign.search(title) for title in known.titles):
            known.side, known.side_rule = _only_guest(cast, zones, issuer), "side:guest"
            continue
        if known.side is None and issuer and (known.titles or known is cast.present[0]):
            known.side, known.side_rule = issuer, "side:issuer"
    for zone in zones:
        _give_between(registry, zone)


def _give_between(registry: Registry, zone: Zone) -> None:
    """`Secretary A, Mr. B, and Secretary C`: who has no title and stands between two of one side is of it."""
    for a, b, c in zip(zone.found, zone.found[1:], zone.found[2:], strict=False):
        before, here, after = registry.find(a), registry.find(b), registry.find(c)
        listed = zone.text.startswith(",", a.end) and zone.text.startswith(",", b.end)
        if listed and here and here.side is None and before and after and before.side == after.side:
            here.side, here.side_rule = before.side, "side:between"


def _give_its(registry: Registry, zone: Zone) -> None:
    """`a delegation of the Council headed by its President Ali Sow`: he is of what was named before."""
    for mention in zone.found:
        known = registry.find(mention)
        if known is None or known.side or not zone.text[: mention.start].endswith(" its "):
            continue
        named = [side_code(one.group(0)) for one in side_pattern().finditer(zone.text, 0, mention.start)]
        if named:
            known.side, known.side_rule = named[-1], "side:its"


def _give_family(cast: Cast) -> None:
    """`Vladimir and Lyudmila Putin`: a wife is of her husband's side."""
    for known in cast.present:
        words = known.name.split()
        if known.side is None and not known.titles and len(words) == 2:
            kin = [
                one.side for one in cast.heads if one is not known and one.side and one.name.split()[-1] == words[-1]
            ]
            if kin:
                known.side, known.side_rule = kin[0], "side:family"


def _give_guests(cast: Cast, zones: Sequence[Zone], issuer: str | None) -> None:
    """A name without a title among guests of one state: `Prime Minister A of Chad, Minister B, and C`."""
    others = {one.side for one in cast.heads if one.side and one.side != issuer}
    if len(others) != 1 or issuer is None:
        return
    for zone in zones:
        verb = CONTACT.search(zone.text)
        if zone.verb not in ("met", "spoke", "held", "hosted") or verb is None:
            continue
        for before, mention in zip(zone.found, zone.found[1:], strict=False):
            known, other = cast.everyone.find(mention), cast.everyone.find(before)
            if known is None or other is None or mention.start < verb.end() or other.side not in others:
                continue
            gap = zone.text[before.end : mention.start]
            if known.side is None and not known.titles and re.fullmatch(r",? (?:and )?(?:[a-z]+ ){0,5}.{0,40}", gap):
                known.side, known.side_rule = other.side, "side:guests"


def _give_last(cast: Cast, zones: Sequence[Zone], issuer: str | None) -> None:
    """`Russian-Canadian talks`, of Mr Putin and Mr Chretien: who has no state has the one that nobody else has."""
    pair = {id(cast.everyone.find(one)) for zone in zones for one in _acting_pair(zone)}
    bare = [one for one in cast.heads if one.side is None and (not one.titles or id(one) in pair or not issuer)]
    others = {one.side for one in cast.heads if one.side}
    if len(bare) != 1 or len(cast.heads) != 2 or len(others) != 1 or _only_in_title(bare[0]):
        return
    left = {side for zone in zones if zone.sentence.paragraph == 0 for side in zone.sides if side} - others
    if len(left) == 1 and left <= world().countries.keys():
        bare[0].side, bare[0].side_rule = next(iter(left)), "side:left"


def _acting_pair(zone: Zone) -> tuple[Mention, ...]:
    """`Secretary A and Minister B met`: two who met each other are of two sides."""
    if zone.verb != "met" or len(zone.found) != 2:
        return ()
    first, second = zone.found
    verb = CONTACT.search(zone.text)
    mutual = verb and second.end <= verb.start() and zone.text[first.end : second.start] == " and "
    return (first, second) if mutual and not zone.text.startswith(" with ", verb.end() if verb else 0) else ()


def _give_joined(registry: Registry, zone: Zone, issuer: str | None) -> None:
    """`King A of Belgium and Queen B`: who stands beside a guest, with a title and no state, came with him."""
    for mention in zone.found:
        known, first = registry.find(mention), led_by(zone.text, mention.start)
        if known and known.side is None and first and (leader := registry.by_surname(first)):
            known.side, known.side_rule = leader.side, "side:joined"
    for one, after in zip(zone.found, zone.found[1:], strict=False):
        here, there = registry.find(one), registry.find(after)
        if here is None or there is None or there.side or not there.titles or here.side in (None, issuer):
            continue
        if is_subject(zone, after):
            continue
        if re.fullmatch(r"(?:,| and|, and|\s)*\s*(?:his wife |First Lady )?", zone.text[one.end : after.start]):
            there.side, there.side_rule = here.side, "side:joined"


@cache
def _offices_abroad(issuer: str | None) -> re.Pattern[str] | None:
    lacks = english().lacks.get(issuer or "")
    return re.compile(rf"\b(?:{lacks})\b") if lacks else None


def _state_of_office(titles: tuple[str, ...]) -> str | None:
    return next(
        (
            code
            for code, offices in english().alone.items()
            if any(re.search(rf"\b(?:{offices})\b", title) for title in titles)
        ),
        None,
    )


def _only_guest(cast: Cast, zones: Sequence[Zone], issuer: str | None) -> str | None:
    """The one other side there is: of those who met, else of those the lead names at all."""
    sides = {side for side in [*cast.sides(), *cast.unnamed] if side != issuer}
    if not sides:
        named = {side_code(one.group(0)) for zone in zones for one in side_pattern().finditer(zone.sentence.text)}
        sides = {side for side in named if side in world().countries and side != issuer}
    return next(iter(sides)) if len(sides) == 1 else None


def _order(cast: Cast, lead: Lead, issuer: str | None) -> None:
    """In order of mention, the title first; but `Telephone conversation with X` names only the other side."""
    in_title = [one for one in cast.present if any(paragraph == 0 for paragraph, _, _ in one.places)]
    if in_title and all(one.side != issuer for one in in_title):
        contact = lead.contact
        mine = [one for one in cast.heads if one.side == issuer and one not in in_title] if contact and issuer else []
        cast.present = [*mine[:1], *(one for one in cast.present if not (mine and one is mine[0]))]


def titles_of(known: Known) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known.titles))
