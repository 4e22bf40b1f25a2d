"""The words in which English tells of a contact: as a verb, as a noun, and as agencies begin their news of one."""

from __future__ import annotations

import re

from extractors.readouts.names import mentions

MEETING = (
    r"(?i:meetings?|talks?|calls?|conversations?|consultations?|negotiations?|discussions?|summit"
    r"|dialogue|conference|consultation meeting|strategic communications?"
    r"|audience|trilateral|bilateral|videoconference|video conference|phone call|round|session|exchange of views"
    r"|retreat)"
)
# What the two did, told as past (or, in headlines, present). Each branch is one habit of the genre.
CONTACT = re.compile(
    # The first two letters of every verb below: most words are passed over at once.
    r"\b(?=ag|ar|ad|at|be|c[aho]|di|ex|fo|g[ar]|h[aeo]|in|is|jo|ki|l[ae]|me|op|p[ah]|re|s[ape]|t[aeor]|vi|w[ae])(?:"
    r"(?P<met>(?:met|meets|gathered|(?:sat|sits) down|conferred(?= with )|(?<!to )(?<!that )(?<!will )(?<!can )meet)"
    r"(?: separately| again| virtually| by \w+| briefly| privately)?(?: "
    r"today| yesterday| on \w+ \d+| in [A-Z]\w+)?"
    r"(?=[ ,])(?! (?:not only )?(?:the |their |its )?(?:interests|needs|requirements|demands|obligations|commitments)))"
    rf"|(?P<held>(?:held|holds|hold|had(?! (?:\w+ed|told|been|said|met|held|sent|taken|made|had|come"
    r"|spoken|seen|given|gone|begun|written)\b)"
    rf"(?=(?:(?! of )[^.;]){{0,160}}?\b{MEETING}\b)"
    r"|has had|conducted|co-?hosted|hosted|hosts|convened|co-chaired"
    rf"|chaired|opened|concluded|completed|led|joined|attended"
    rf"|attends|participated in|took part in|takes part in|began|kicked off|launched|inaugurated"
    rf"|continued)\b(?=(?:[^.;]|(?<=[A-Z])\.){{0,240}}?\b{MEETING}\b))"
    r"|(?P<spoke>(?:spoke|speaks|talked|talks)(?: \w+){0,4}? (?:with|to|by (?:tele)?phone|o(?:ver|n) (?:the "
    r")?(?:tele)?phone|via)|telephoned|phoned)"
    r"|(?P<called>called(?= (?:[A-Z]|with |the (?:[\w’'-]+ ){0,3}?(?:[A-Z]|president|prime|king|leaders?|minister))"
    r"(?! the (?:[\w’'-]+ ){0,3}(?:visit|meeting|talks|summit|dialogue|call|agreement)\b)))"
    r"|(?P<hosted>(?:hosted|hosts|welcomed|received|receives|greeted)(?: here)?(?: today| yesterday)?"
    r"(?= (?:[A-Z]|the |a |his |her |(?:[a-z]+ )?(?:representatives|ambassadors|officials|delegations|ministers"
    r"|leaders) )))"
    r"|(?P<letter>(?:sent|sends|received|exchanged|has sent|addressed"
    r"|forwarded)\b(?=[^.;]{0,120}?\b(?:messages?|letters?|telegrams?|reply)\b))"
    r"|(?P<visited>(?:visited|visits(?! (?:and|to|by|of|with)\b)|traveled to|travelled to"
    r"|paid an? (?:[\w-]+ ){0,4}visit|is on "
    r"an? (?:[\w-]+ ){0,3}visit|arrived (?:in|on)))"
    rf"|(?P<discussed>(?:discussed|exchanged (?:views|opinions)|consulted|agreed)\b)"
    rf"|(?P<was>(?:was|were) (?:held|(?:co-?)?(?:chaired|hosted|convened)(?= [^.;,]{{0,40}}?\bby ))\b|took place\b)"
    r")"
)
# `Meeting with Mr Sow, President Lund said ...`
OPENING = re.compile(
    r"(?P<met>(?:Meeting|Talking|Speaking)(?: by (?:tele)?phone)? with) (?=(?:the )?[A-Z][^.;]{3,200}, [^.;]{3,80}? "
    r"(?:said|told|spoke|[a-z]+ed)\b)"
)
# `Sow made the remarks when meeting with Mr Lund`: who he is stands in a sentence before.
REMARKS = re.compile(
    r"(?:The (?:[\w-]+ ){1,3}|(?P<who>[A-Z][\w’'-]+) )(?:also )?made (?:the|these|his|her) "
    r"(?:remarks?|comments?|statements?|announcement) (?:[^.;]{0,40}? )?(?:while|when|during|at|in|after|on) "
    rf"[^.;]{{0,60}}?(?P<met>\b{MEETING}|\breceiving|\bhosting)(?= )"
)
# `Chancellor Brandt and President Roux vowed on Monday to ...`: what only two who met can have done.
_JOINTLY = re.compile(r" (?P<discussed>pledged|vowed|urged|called for|condemned|backed|hailed|committed)\b")
# `Chancellor Brandt said on Monday ... after talks with President Roux`, as agencies begin.
AFTER = re.compile(
    r"\b(?:after|following|during|at|in) (?P<met>(?:an? |the |their |his |her )?(?:[a-z-]+ ){0,3}?"
    r"(?:meeting|talks|call|conversation|summit|meetings|discussions|negotiations)(?: on [A-Z]\w+)? with"
    r"|meeting)(?= (?:[A-Z]|his |her |the ))"
)
_NOW = re.compile(r"(?: (?:also|jointly|both|have|today|yesterday)| (?:on )?[A-Z][a-z]+day)*")
# A contact as a noun, as in titles: `Readout of ...'s Call with ...`, `Telephone conversation with ...`.
NOUN = re.compile(
    rf"\b(?:{MEETING}|visit|trip|travel|engagement|participation|messages?|letters?|meets?)\b"
    r"|\bministerial(?=$|[,:]| (?:in|on|with|of|held)\b)",
    re.IGNORECASE,
)
# The same where a headline prints its verbs large: `President Sow Spoke with Prime Minister Lund`.
HEADLINE = re.compile(
    r"\b(?:Met|Spoke|Speaks|Talked) (?:\w+ ){0,2}?(?:[Ww]ith|[Tt]o)\b|\bReceive[ds] (?=(?:the )?[A-Z])"
)


def contact_in(text: str, *, first: bool) -> re.Match[str] | None:
    """Where a sentence tells of a contact; the `first` of a text may do so in more forms than those behind it."""
    found = OPENING.match(text) or REMARKS.match(text) or CONTACT.search(text)
    return found or (AFTER.search(text) or _both_did(text) if first else None)


def _both_did(text: str) -> re.Match[str] | None:
    """What officials of two states are told to have done together, who are named before it."""
    found = _JOINTLY.search(text)
    named = [one for one in mentions(text) if found and one.end <= found.start()]
    if len({one.side for one in named if one.titles and one.side}) != 2 or len(named) != 2 or found is None:
        return None
    return found if _NOW.fullmatch(text, named[1].end, found.start()) else None
