"""The language of an article: by its script where that tells, else by its commonest words, else as declared."""

from __future__ import annotations

import re
from collections import Counter

from config.outlets import Outlet
from extractors.pages.document import Document
from extractors.records import Receipt, Sighting

# A few words that are frequent in one language and rare in its neighbours of the same script.
_WORDS = {
    "en": "the of and to in that is for with on was by at from has",
    "es": "el los las que del una por con para se su como más fue",
    "fr": "le les des est dans une que pour du au sur qui par avec",
    "de": "der die und das den von mit dem für auf ist des nicht eine",
    "pt": "os das dos que uma não para com do da em pelo são mais",
    "it": "il di che della per una con gli nel del sono alla dei",
    "tr": "ve bir bu ile için olarak olan da de daha",
    "ru": "и в на что по не с из о для как от он",
    "uk": "і в на що з та для до від як про за це",
    "be": "і у на што з для як ад па не гэта",
    "fa": "و در به از که این را با است برای",
    "ar": "في من على إلى أن التي عن مع هذا بعد",
    "ur": "کے کی میں ہے اور سے کو کا نے پر",
}
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
    ("latn", re.compile("[A-Za-z\u00c0-\u024f]+")),
)
_OF_SCRIPT = {
    "arab": ("ar", "fa", "ur"),
    "cyrl": ("ru", "uk", "be"),
    "latn": ("en", "es", "fr", "de", "pt", "it", "tr"),
}
_SURE = 0.03
"""Share of the words that must be the language's commonest ones."""


def guess(text: str) -> str | None:
    """ISO 639-1 code of a text's language, or None when it does not tell."""
    sample = text[:2000]
    scripts = _SCRIPTS[-1:] if sample.isascii() else _SCRIPTS
    counts = Counter({name: sum(map(len, pattern.findall(sample))) for name, pattern in scripts})
    # A Japanese text is half Chinese characters; an English one about Beijing may name 新华社.
    counts["ja"] *= 3 if counts["ja"] > counts["zh"] / 10 else 0
    for name in ("zh", "ko", "ja"):
        counts[name] *= 3
    script, size = counts.most_common(1)[0]
    if size < 4:
        return None
    if script not in _OF_SCRIPT:
        return script
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    total = sum(words.values())
    scores = {lang: sum(words[word] for word in _WORDS[lang].split()) / total for lang in _OF_SCRIPT[script]}
    best = max(scores, key=lambda lang: scores[lang])
    return best if scores[best] >= _SURE else None


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
