"""What a layout prints around a text: source line, time, byline, caption. Pages and ground truth both read it here."""

from __future__ import annotations

from datetime import datetime

from press.world import PressDocument

_WRITERS = {
    "xinhua": "Xinhua",
    "tass": "TASS",
    "cns": "China News Service",
    "cgtn": "CGTN",
    "chinadaily": "China Daily",
    # Institutions, by the outlet that is their own site.
    "china_mfa_en": "Ministry of Foreign Affairs of China",
    "whitehouse": "The White House",
    "bjreview": "Beijing Review",
    "xinhua_en": "Xinhua",
    "tass_en": "TASS",
    "chinanews": "China News Service",
}
"""Names of writers in most layouts: by agency, or by outlet for an institution's own text."""

_WRITERS_BY_LAYOUT = {
    "bjreview": {"xinhua": "Xinhua News Agency"},
    "cgtn": {"xinhua": "Xinhua News Agency"},
    "chinadaily": {"china_mfa_en": "fmprc.gov.cn", "whitehouse": "whitehouse.gov"},
    "chinanews": {"cns": "中国新闻网", "chinanews": "中国新闻网", "xinhua": "新华社"},
}

PARAGRAPHS_A_PAGE = 7
"""China Daily breaks longer articles into pages."""


def writer(document: PressDocument) -> str:
    """The name of the text's writer, as the outlet writes it."""
    key = document.agency or document.origin
    return _WRITERS_BY_LAYOUT.get(document.outlet_id, {}).get(key) or _WRITERS[key]


def local(document: PressDocument) -> datetime:
    """When it was published, in the outlet's zone. Edits are silent: no layout moves it."""
    return document.published_at.astimezone(document.site.zone)


def authors(document: PressDocument) -> tuple[str, ...]:
    """The reporters whose names stand on the page; some layouts have no place for them."""
    match document.outlet_id:
        case "bjreview" | "cgtn" | "chinadaily" | "xinhua_en":
            return document.byline
        case "chinanews":
            return tuple(name for name in document.byline if name in (document.dateline or ""))
        case _:
            return ()


def editor(document: PressDocument) -> str | None:
    """The editor, where the layout prints one."""
    return document.editor if document.site.editor else None


def names(people: tuple[str, ...]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return " and ".join(filter(None, [", ".join(people[:-1]), people[-1]])) if people else ""


def source_line(document: PressDocument) -> str | None:
    """The line that names the writer, its blanks made single; None where the layout has none."""
    match document.outlet_id:
        case "bjreview" | "xinhua_en":
            return f"Source: {writer(document)}"
        case "cgtn":
            # CGTN names others only.
            return None if document.is_origin else f"Source(s): {writer(document)}"
        case "chinadaily":
            by = f"By {names(authors(document))} | " if authors(document) else ""
            return f"{by}{writer(document)} | Updated: {local(document):%Y-%m-%d %H:%M}"
        case "chinanews":
            return f"来源：{writer(document)}"
        case "tass_en":
            return None if document.is_origin else f"Source: {writer(document)}"
        case _:
            return None


def first_paragraph(document: PressDocument) -> str:
    """The first paragraph behind its dateline. Chinese has no blank after a bracket."""
    text = document.paragraphs[0]
    if not document.dateline:
        return text
    return f"{document.dateline}{'' if document.dateline.endswith((')', '）')) else ' '}{text}"


def body(document: PressDocument) -> list[str]:
    """The paragraphs as printed: dateline before the first, an end mark behind the last.

    The White House's mark is a paragraph of its own, set by its layout.
    """
    paragraphs = [first_paragraph(document), *document.paragraphs[1:]]
    if document.end_mark and document.outlet_id != "whitehouse":
        paragraphs[-1] += document.end_mark if document.lang == "zh" else f" {document.end_mark}"
    return paragraphs


def parts(document: PressDocument) -> list[list[str]]:
    """The printed paragraphs, page by page."""
    paragraphs = body(document)
    size = PARAGRAPHS_A_PAGE if document.outlet_id == "chinadaily" else len(paragraphs)
    return [paragraphs[start : start + size] for start in range(0, len(paragraphs), size)]


def part_path(document: PressDocument, number: int) -> str:
    """Path of a page of the article, counted from 1: `WS….html`, `WS…_2.html`."""
    return document.path if number == 1 else document.path.replace(".html", f"_{number}.html")
