"""What stands below a text and says whose it is: `(Xinhua)`, `With AFP`, `© 2022 AFP`, `Read the original on ...`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EDITION = re.compile(r"《\s*(?P<name>[^《》]{2,12}?)\s*》\s*[（(].{4,30}版")
_ENDS = (
    re.compile(r"^[(（\[/]\s*(?P<name>[^()（）\[\]/]{2,40})\s*[)）\]/]\.?$"),
    # … said. (Xinhua)   … said. - Bernama
    re.compile(r"[.!?。！？\"”]\s*[(（/]\s*(?P<name>[^()（）/]{2,40})\s*[)）/]\.?$"),
    re.compile(r"[.!?。！？\"”]\s*[-–—]{1,2}\s?(?P<name>[\w. ]{2,40})$"),
    re.compile(r"。【(?P<name>[\u3040-\u30ff\u3400-\u9fff]{2,8})】$"),
    re.compile(
        r"^[(（*]?\s*(?i:theo|with (?:(?:agency )?(?:files|inputs?|reporting) (?:from|by))|with|avec|"
        r"mit (?:material|agenturmaterial) (?:von|der)|mit|met|z|con (?:información|informaciones|datos) de|con|"
        r"com (?:informações|agência) d[aeo]|com|agencies?:?|source:?)\s+(?P<name>.{2,60}?)\s*[)）]?\.?$"
    ),
    # (APA/dpa)   (AFP/isa), the last of them an editor's letters
    re.compile(
        r"(?:^|[.!?”\"]\s)[(（]\s?(?P<name>[A-Z][\w ]{1,20}(?:/(?:[A-Z][\w ]{1,20}|dpa))*)(?:/[a-z]{2,5})*[)）]\.?$"
    ),
    # REUTERS | NAME
    re.compile(r"^(?P<name>[A-Z][\w ]{1,20}?)\s?\|\s?[\w .'-]{3,40}$"),
    # © dpa-infocom, dpa:230305-99-841234/3
    re.compile(r"(?:^|\s)(?P<name>[a-z]{2,4}):\d{6}-\d\S*$"),
    _EDITION,
    re.compile(r"^-{1,2}\s?(?P<name>[\w ]{2,20})$"),
    # No full stop ends a sentence in Thai: … -สำนักข่าวไทย   --อินโฟเควสท์ โดย …
    re.compile(r"(?:^|[\u0e00-\u0e7f]\s?)[-–—]{1,2}\s?(?P<name>[\u0e00-\u0e7f]{5,30}?)(?:\sโดย\s.*)?(?:-{1,2})?$"),
)
# Read the original article on NAME.   This story was first published by NAME.
_ORIGINAL = re.compile(
    r"(?:(?:[Rr]ead|[Ss]ee|[Vv]iew) the (?:full )?original (?:article|story|report|version)(?: here)? (?:on|at|in)|"
    r"(?:was |were )?(?:first|originally) (?:published|appeared) (?:by|in|on))\s(?:the )?"
    r"(?P<name>[A-Z][\w&'’-]*(?:\s(?:of |the |and )?[A-Z][\w&'’-]*){0,5})(?: on .{4,30})?\.?$"
)
# Copyright ⓒ 연합뉴스. All rights reserved.   © 2022 AFP   © EFE 2022. The year or the word: © AFP alone is a photo's.
_COPYRIGHT = re.compile(
    r"(?:(?i:riproduzione riservata ©\s?)?(?i:copyright)\s*(?:©|ⓒ|\([Cc]\))?\s*(?:\d{4}\s)?|"
    r"(?:©|ⓒ|\([Cc]\))\s?\d{4}\s)(?:by\s|[Tt]he\s)?"
    r"(?P<name>[\w -]{2,40}?)(?:\.|,|$)|"
    r"(?:©|ⓒ|\([Cc]\))\s?(?P<named>[\w -]{2,40}?),?\s(?:19|20)\d\d\b"
)
# … sagte er. (APA, 5.3.2022)   (red, APA, Reuters, 5.3.2022)
_DATED = re.compile(
    r"(?<=[.!?”\"])\s?\((?:[a-z]{2,4}, ?)?(?P<name>[A-Z]{2,6}|Reuters)(?:, ?\w{2,8}){0,3}, ?\d{1,2}\.\d{1,2}\.\d{4}\)$"
)
_LONGEST = 160
"""Characters of a line that says where its text stood first."""


def edition(text: str) -> str | None:
    """The paper whose edition a line names."""
    match = _EDITION.search(text)
    return match["name"] if match else None


def dated(text: str) -> tuple[str, str] | None:
    """The agency in brackets with its date behind the last sentence, and the brackets."""
    match = _DATED.search(text)
    return (match["name"], match.group()) if match else None


def ends(text: str) -> Iterator[tuple[str, str]]:
    """What may be a name at the end of a text, by each form that it has, with all that was printed."""
    for pattern in _ENDS:
        if match := pattern.search(text):
            yield match["name"], match.group().strip()


def original(text: str) -> str | None:
    """Where the text stood first, by a line that says so."""
    match = _ORIGINAL.search(text) if len(text) <= _LONGEST else None
    return match["name"] if match else None


def copyright_of(text: str) -> str | None:
    """Whose copyright a line claims."""
    match = _COPYRIGHT.match(text)
    return (match["name"] or match["named"]) if match else None
