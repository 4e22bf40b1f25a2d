"""The language of an article: by its script where that tells, else by its commonest words, else as declared."""

from __future__ import annotations

import re
from collections import Counter

from config.outlets import Outlet
from extractors.pages.document import Document
from extractors.records import Receipt, Sighting

# A few words that are frequent in one language and rare in its neighbours of the same script.
_FREQUENT = {
    "en": "the of and to in that is for with on was by at from has",
    "es": "el los las que del una por con para se su como más fue",
    "fr": "le les des est dans une que pour du au sur qui par avec",
    "de": "der die und das den von mit dem für auf ist des nicht eine",
    "pt": "os das dos que uma não para com do da em pelo são mais ao foi",
    "it": "il di che della per una con gli nel del sono alla dei",
    "tr": "ve bir bu ile için olarak olan daha çok göre sonra",
    "nl": "het een van dat zijn voor met niet aan",
    "pl": "się że nie jest oraz przez które także dla jego",
    "ro": "și în din pe care pentru sunt este fost",
    "id": "yang dan dengan untuk dari pada ini itu tidak dalam akan di",
    "sr": "je se na su za od koji što sa bi iz kao",
    "vi": "và của các là được trong với có không những một cho này",
    "ru": "и в на что по не с из о для как от он",
    "uk": "і в на що з та для до від як про за це",
    "be": "і у на што з для як ад па не гэта",
    "kk": "және мен бұл үшін деп бар болып туралы деді екі",
    "fa": "و در به از که این را با است برای",
    "ar": "في من على إلى أن التي عن مع هذا بعد",
    "ur": "کے کی میں ہے اور سے کو کا نے پر",
}
_WORDS = {lang: frozenset(words.split()) for lang, words in _FREQUENT.items()}
_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7af]+")),
    ("ja", re.compile("[\u3040-\u30ff]+")),
    ("zh", re.compile("[\u3400-\u9fff]+")),
    ("arab", re.compile("[\u0600-\u06ff]+")),
    ("cyrl", re.compile("[\u0400-\u04ff]+")),
    ("el", re.compile("[\u0370-\u03ff]+")),
    ("he", re.compile("[\u0590-\u05ff]+")),
    ("th", re.compile("[\u0e00-\u0e7f]+")),
    ("hi", re.compile("[\u0900-\u097f]+")),
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_WORD = re.compile(r"[^\W\d_]+")
_ASCII_WORD = re.compile("[a-z]+")
"""The same where all is ASCII, in half the time."""
_NOT_BEYOND = re.compile("[\x00-\u024f\u1e00-\u1eff]+")
_OF_SCRIPT = {
    "arab": ("ar", "fa", "ur"),
    "cyrl": ("ru", "uk", "be", "kk"),
    "latn": ("en", "es", "fr", "de", "pt", "it", "tr", "vi", "nl", "pl", "ro", "id", "sr"),
}
_SHARED = ("id", "sr")
"""Whose words Malay, Croatian and Bosnian share: which of them it is goes as declared."""
_FEW = 4
"""Letters under which a text does not tell."""
_SURE = 0.03
"""Share of the words that must be the language's commonest ones."""


def guess(text: str) -> str | None:
    """ISO 639-1 code of a text's language, or None when it does not tell."""
    sample = text[:2000]
    if sample.isascii():
        words = _ASCII_WORD.findall(sample.lower())
        return _by_words(words, "latn") if len("".join(words)) >= _FEW else None
    script, size = _script(sample)
    if size < _FEW:
        return None
    return _by_words(_WORD.findall(sample.lower()), script) if script in _OF_SCRIPT else script


def _by_words(words: list[str], script: str) -> str | None:
    """The language of a script whose commonest words are the commonest here."""
    if not words:
        return None  # signs of the script alone
    counts = Counter(words)
    scores = {
        lang: sum(counts[word] for word in counts.keys() & _WORDS[lang]) / len(words) for lang in _OF_SCRIPT[script]
    }
    best = max(scores, key=lambda lang: scores[lang])
    return best if scores[best] >= _SURE and best not in _SHARED else None


def _script(sample: str) -> tuple[str, int]:
    """The commonest script, and its characters weighed by how much one of them says."""
    counts = Counter[str]()
    beyond = _NOT_BEYOND.sub("", sample)
    for name, pattern in _SCRIPTS:
        # What is of one script need not be looked at for the next.
        rest = pattern.sub("", beyond)
        counts[name] = len(beyond) - len(rest)
        beyond = rest
    counts["latn"] = len("".join(_LATIN.findall(sample)))
    # A Japanese text is half Chinese characters; an English one about Beijing may name 新华社.
    counts["ja"] *= 3 if counts["ja"] > counts["zh"] / 10 else 0
    for name in ("zh", "ko", "ja"):
        counts[name] *= 3
    return counts.most_common(1)[0]


def read_lang(
    document: Document, text: str, outlet: Outlet | None, sighting: Sighting | None
) -> tuple[str | None, list[Receipt]]:
    """The language: the text's own word first, since templates declare wrongly; then html, feed and outlet."""
    declared = (document.tree.get("lang") or document.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:20]
    meta = document.meta("og:locale", "inlanguage", "language")
    candidates = [
        ("content", "lang:content", guess(text)),
        ("html", "html:lang", _code(declared)),
        ("meta", f"meta:{meta[0]}" if meta else "meta:og:locale", _code(meta[1]) if meta else None),
        ("feed", "feed:language", _code(sighting.lang or "") if sighting else None),
        ("outlet", "outlet:languages", outlet.languages[0] if outlet and len(outlet.languages) == 1 else None),
    ]
    told = [(method, rule, code) for method, rule, code in candidates if code]
    if not told:
        return None, [Receipt("lang", None, "none", "lang:none", None, True, "too little text, and none declared")]
    chosen = told[0][2]
    return chosen, [
        Receipt("lang", code, method, rule, None, number == 0, None if code == chosen else f"the text is {chosen}")
        for number, (method, rule, code) in enumerate(told)
    ]


def _code(declared: str) -> str | None:
    match = re.match(r"([a-z]{2,3})(?:[-_]|$)", declared.strip().lower())
    return {"cn": "zh", "tw": "zh", "ua": "uk", "jp": "ja", "kr": "ko"}.get(match[1], match[1]) if match else None
