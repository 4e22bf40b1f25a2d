"""How much a text reads like a text: the measure by which one character set beats another.

Bytes of one set often decode in another without an error; what comes out is letters that no one writes. Each script
has a few characters that make up most of any text in it, so their share tells. ASCII says nothing, being the same
in all sets, and neither does punctuation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ASCII = re.compile(r"[\x00-\x7f]+")
_NEUTRAL = re.compile(
    r"[\u00a0\u00a1\u00a3\u00a7\u00a9-\u00ab\u00ad\u00ae\u00b0\u00b4\u00b7\u00ba\u00bb\u00bf\u2010-\u203f\u20ac\u2116\u2122\u3000-\u303f\uff01-\uff0f\uff1a-\uff5e]+"
)
_SAMPLE = 4000
"""Characters beyond ASCII that are looked at."""
_HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处府世界交部长国家主席总理会谈访问双方关系合作发展记者报道新华社北京美中俄际安议席京华网闻讯"
    "國會來為對這們時個說發後過經學開問長現實種動應關從體點當與無業產電話見訪談雙報導華總統區議東軍戰機進還門間處據兩裡萬義號員"
)
# By script: its characters, the commonest among them, and the share of those in a text that is surely one.
_SCRIPTS: tuple[tuple[str, str, str, float], ...] = (
    ("Chinese characters", "\u3400-\u9fff\uf900-\ufaff", _HAN, 0.3),
    ("kana", "\u3040-\u30ff", "".join(map(chr, range(0x3041, 0x30FD))), 0.9),
    (
        "Hangul",
        "\uac00-\ud7af",
        "이다는을에의가한고하지로은기사도를인대정으일국관보장회과부자서시상제해전어리안수했외나담원교주라북미있만들연통문중세스년",
        0.3,
    ),
    ("Cyrillic", "\u0400-\u04ff", "оеаинтсрвлкмдпуяыьзбгйіўә", 0.7),
    ("Arabic", "\u0600-\u06ff", "اليمنورتبهدسیکةعفكقحجأ،", 0.75),
    ("Greek", "\u0370-\u03ff", "αοιετσνηυρπκμλςάόίέή", 0.7),
    ("Hebrew", "\u0590-\u05ff", "יוהלארתבשמנדחפעק", 0.7),
    ("Thai", "\u0e00-\u0e7f", "ารนอกเงมยลวดทสตะปบคหแใจพ่้ัิี", 0.6),
)
_COUNTS = tuple(
    (name, re.compile(f"[{block}]"), re.compile(f"[{common}]"), share) for name, block, common, share in _SCRIPTS
)
# An accented letter stands among plain ones, one or two at a time.
_ACCENTED = re.compile(
    r"(?<![^\x00-\x7f\u00a0\u00a1\u00ab\u00bb\u00bf\u2010-\u203f])[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]{1,2}"
    r"(?![^\x00-\x7f\u00a0\u00a1\u00ab\u00bb\u00bf\u2010-\u203f])"
)
_LATIN = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_MIXED = re.compile(
    r"[A-Za-z\u00c0-\u024f][\u0370-\u04ff\u0590-\u06ff\u0e00-\u0e7f]|"
    r"[\u0370-\u04ff\u0590-\u06ff\u0e00-\u0e7f][A-Za-z\u00c0-\u024f]"
)
_SOFT = re.compile("[ьыэюяіїўєјљњћђџ]")
"""Letters at the end of the Cyrillic alphabet, behind those that Hebrew has too when it is read as windows-1251."""
_BROKEN = re.compile("[\x80-\x9f\ue000-\uf8ff\ufffd\uff61-\uff9f\u2500-\u259f]")
"""What right texts hardly hold: C1 controls, private characters, half-width kana, frames of old terminals."""
FEW = 12
"""Characters beyond ASCII under which nothing is sure."""


@dataclass(frozen=True, slots=True)
class Plausibility:
    """How plausible a text is, 0 to 1, and what was looked at."""

    share: float
    n: int
    """Characters beyond ASCII, punctuation apart."""
    script: str | None
    """The commonest script in it."""

    def __str__(self) -> str:
        if not self.n:
            return "no letters beyond ASCII"
        few = ", too few to be sure" if self.n < FEW else ""
        return f"{self.share:.0%} plausible as {self.script or 'text'} by {self.n} letters{few}"


def plausibility(text: str) -> Plausibility:
    """Measure a text by up to 4,000 of its characters beyond ASCII."""
    beyond = _NEUTRAL.sub("", _ASCII.sub("", text[: 40 * _SAMPLE]))[:_SAMPLE]
    n = len(beyond)
    if not n:
        return Plausibility(1.0, 0, None)
    credit, largest, script = 0.0, 0, None
    for name, block, common, sure in _COUNTS:
        size = len(block.findall(beyond))
        if not size:
            continue
        share = min(1.0, len(common.findall(beyond)) / size / sure)
        if name == "Cyrillic" and size >= 40 and not _SOFT.search(beyond):
            share *= 0.6
        credit += size * share
        if size > largest:
            largest, script = size, name
    if latin := len(_LATIN.findall(beyond)):
        credit += min(latin, len(_ACCENTED.findall(text[: 40 * _SAMPLE])))
        if latin > largest:
            script = "Latin"
    credit -= len(_MIXED.findall(text[: 40 * _SAMPLE])) + 2 * len(_BROKEN.findall(beyond))
    return Plausibility(max(0.0, min(1.0, credit / n)), n, script)
