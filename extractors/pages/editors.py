"""Who is printed as the editor of an article: no author, though systems write him where one should stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from config.lexicon import fold
from config.outlets import PageRules
from extractors.pages.document import Document, text_of
from extractors.pages.surroundings import Surroundings
from extractors.records import Receipt

# What says that an editor follows, each with its first letter in front: so a search passes over whatever holds none of
# these letters.
_EDITOR_IS = r"\s*[:：]|".join(
    (
        *("责任编辑", "責任編輯", "本文编辑", "本期编辑", "责编", "責編", "编辑", "編輯", "Редактор"),
        *("Web [Ee]ditors?", "web [Ee]ditors?", r"Editor(?<![\w-]Editor)s?", r"Edited [Bb]y\s?:?|Copyedited by"),
    )
)
_EDITORS = re.compile(
    rf"(?:{_EDITOR_IS})\s*"
    r"(?P<names>[^\[\]【】()（）|:：]{2,60}?)\s*"
    r"(?=$|[\]】）)|\[【（(]|作者|来源|责任编辑|校对|审核|\s?(?:Updated|Published)|\s{2}|20\d\d[-年])"
)
_EDITOR_LABEL = re.compile(r"编辑|編輯|责编|責編|[Ee]ditor|Edited|редактор", re.IGNORECASE)


def read_editor(document: Document, rules: PageRules, around: Surroundings) -> tuple[str | None, list[Receipt]]:
    """The editor and the receipts of it."""
    places = [("selector", f"editor:{rules.editor}", text_of(element)) for element in document.select(rules.editor)[:1]]
    places += [("line", "editor:line", text) for text in around.both if len(text) <= 160]
    for method, rule, text in places:
        match = _EDITORS.search(text)
        names = _clean_editor(match["names"]) if match else _clean_editor(text) if method == "selector" else ""
        if names:
            return names, [Receipt("editor", names, method, rule, text[:200])]
    if meta := document.meta("editor"):
        return meta[1], [Receipt("editor", meta[1], "meta", "meta:editor", None)]
    return None, [Receipt("editor", None, "none", "editor:none", None, True, "no editor is printed")]


def _clean_editor(text: str) -> str:
    text = text.strip(" :：,，。.-–—|")
    if not text or len(text) > 50 or re.search(r"\d|@|https?:", text) or len(text.split()) > 8:
        return ""
    return text


def is_editor(names: Sequence[str], editor: str | None, lang: str | None, around: Surroundings) -> bool:
    """Whether names that stand as authors are the editor's."""
    if editor and any(fold(name) in fold(editor) for name in names):
        return True
    # Chinese systems write whoever filed the page into `author`; the author proper is then printed too.
    return lang == "zh" and not any(
        name in text and not _EDITOR_LABEL.search(text) for name in names for text in around.both
    )
