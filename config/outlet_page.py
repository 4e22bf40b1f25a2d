"""`docs/outlet-list.md`, made from the outlet files.

`python -m config.outlet_page` writes it; a test asserts that it is up to date.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from config.outlets import Outlet, Outlets, load_outlets

PAGE = Path(__file__).parents[1] / "docs" / "outlet-list.md"

_HEAD = """# The outlets

Made by `python -m config.outlet_page` from the files in `config/outlets`; `readouts outlets list` shows the same.

{total} outlets, {enabled} of them enabled: a poll asks these. The others are here because what is known of a source
that is dead, blocked, suspended or unchecked is knowledge too; `enabled: true` in a file of your own turns one on.
*SMM* is the type that State Media Monitor gives (SC: state-controlled), with the year of its edition where that was
looked up. What is not known says *unverified*. Under *sources*, what is not polled is in brackets: archives, and what
is off.
"""


def page(outlets: Outlets) -> str:
    """The page, in Markdown."""
    ordered = sorted(outlets.values(), key=lambda outlet: (outlet.country, outlet.id))
    parts = [_HEAD.format(total=len(ordered), enabled=sum(outlet.enabled for outlet in ordered))]
    for country, group in groupby(ordered, key=lambda outlet: outlet.country):
        parts.append(f"## {'No one country (ZZ)' if country == 'ZZ' else country}\n")
        rows = "".join(_row(outlet) for outlet in group)
        parts.append(
            "| id | outlet | owner | SMM | languages | enabled | status | sources | remarks |\n"
            f"| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n{rows}"
        )
    return "\n".join(parts)


def _row(outlet: Outlet) -> str:
    status = outlet.status
    as_of = f", {status.as_of}" if status.as_of else ""
    cells = (
        f"`{outlet.id}`",
        outlet.name,
        outlet.ownership,
        _smm(outlet),
        " ".join(outlet.languages),
        "yes" if outlet.enabled else "no",
        f"{status.state}{as_of}: {status.evidence}" if status.evidence else f"{status.state}{as_of}",
        _sources(outlet),
        " ".join(_sentence(text) for text in remarks(outlet)),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _smm(outlet: Outlet) -> str:
    """Type and year; a dash for those who are no media."""
    if outlet.ownership in ("government", "igo") and outlet.smm.type == "unverified":
        return "–"
    if outlet.smm.type == "unverified":
        return "unverified"
    return f"{outlet.smm.type}, year {outlet.smm.year}"


def _sources(outlet: Outlet) -> str:
    names = []
    for source in outlet.sources:
        name = f"{source.kind} {source.id}"
        names.append(name if source.enabled and source.use != "archive" else f"({name})")
    return ", ".join(names) or "none"


def remarks(outlet: Outlet) -> list[str]:
    """What a person has to know before using it: why it is off, law, terms."""
    signals = f"terms: {', '.join(outlet.terms.signals)}" if outlet.terms.signals else ""
    return [text for text in (outlet.disabled_because, outlet.legal_note, signals) if text]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


if __name__ == "__main__":
    PAGE.write_text(page(load_outlets()), encoding="utf-8")
