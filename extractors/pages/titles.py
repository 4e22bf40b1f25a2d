"""The title: what the page's heading, its meta tags and its `<title>` agree on, without the site's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from config.lexicon import agencies, fold
from config.outlets import Outlet, PageRules
from extractors.pages.document import Document, squeeze, text_of, types
from extractors.records import Receipt, Sighting

_MAX = 400
_TOP = 60
"""Lines from the top among which a title is looked for that no heading prints."""
_TITLE = 16
"""Weight of a line that may be one."""
_CUTS = re.compile(r"\s*(?:--+|——+|–|—|\||｜|›|»|::)\s*|\s+-\s+|\s*_+\s*|(?<=[\u3040-\u9fff”》？！)）])-(?=[^\d\s])")
_SITE = re.compile(
    r"(?:网|网站|新闻|频道|日报|客户端|在线|门户)$|^(?:时政|国际|社会|军事|观点|财经|文化|滚动|要闻|正文|新闻中心)$|"
    r"\b(?:news|online|daily|times|review|agency|press|international|website|home|official site)\b|"
    r"\.(?:com|cn|org|net|ru|ir)\b",
    re.IGNORECASE,
)
_CLASS = re.compile("title|headline", re.IGNORECASE)
_DOMAIN = re.compile(r"([\w -]{4,40})\.[a-z]{2,4}")


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    method: str
    rule: str


def read_title(
    document: Document, outlet: Outlet | None, rules: PageRules, sighting: Sighting | None
) -> tuple[str, list[Receipt]]:
    """The title, "" when there is none, and every candidate as a receipt."""
    sites = site_names(document, outlet)
    found = [
        candidate
        for candidate in _candidates(document, rules, sites, sighting)
        if candidate.text and len(candidate.text) <= _MAX
    ]
    if not found:
        return "", [Receipt("title", None, "none", "title:none", None, True, "no heading, meta tag or <title> has one")]
    chosen = _choose(found)
    if chosen.method in ("title", "meta") and (printed := _printed(document, chosen.text, chosen.method == "meta")):
        found.append(chosen := _Candidate(printed, "heading", "title:printed"))
    elif chosen.method == "title" and _only_site(chosen.text, sites) and (heading := _heading(document)):
        found.append(chosen := _Candidate(heading, "heading", "title:heading"))
    receipts = []
    for candidate in found:
        won = candidate is chosen
        agrees = fold(candidate.text) == fold(chosen.text)
        reason = None if won else "says the same" if agrees else "differs from the one chosen"
        receipts.append(Receipt("title", candidate.text, candidate.method, candidate.rule, None, won, reason))
    return chosen.text, receipts


def _candidates(
    document: Document, rules: PageRules, sites: frozenset[str], sighting: Sighting | None
) -> list[_Candidate]:
    selected = document.select(rules.title)[:1]
    found = [_Candidate(text_of(element), "selector", f"title:{rules.title}") for element in selected]
    metas = filter(None, map(document.meta, ("articletitle", "og:title", "twitter:title", "dc.title", "headline")))
    declared = [_Candidate(strip_site(text, sites), "meta", f"meta:{name}") for name, text in metas]
    told = frozenset(fold(candidate.text) for candidate in declared)
    headings = dict.fromkeys(_without_kicker(element, told) for element in document.tree.iter("h1"))
    found += [_Candidate(text, "heading", "title:h1") for text in headings]
    found += declared
    headlines = (item.get("headline") for item in document.articles_ld)
    found += [_Candidate(squeeze(text), "json-ld", "json-ld:headline") for text in headlines if isinstance(text, str)]
    element = document.tree.find(".//title")
    if element is not None:
        found.append(_Candidate(strip_site(text_of(element), sites), "title", "html:title"))
    if sighting and sighting.title:
        found.append(_Candidate(squeeze(sighting.title), "feed", "feed:title"))
    return found


def _without_kicker(element: HtmlElement, told: frozenset[str]) -> str:
    """A heading's text; of one that holds a kicker, too, the part that the meta tags call the title."""
    text = text_of(element)
    parts = (text_of(part) for part in element) if len(element) > 1 and fold(text) not in told else ()
    return next((part for part in parts if fold(part) in told), text)


def _choose(found: list[_Candidate]) -> _Candidate:
    """The selector's; else the first heading that another candidate confirms; else what most agree on."""
    if found[0].method == "selector":
        return found[0]
    others = [fold(candidate.text) for candidate in found if candidate.method != "heading"]
    headings = [candidate for candidate in found if candidate.method == "heading"]
    for candidate in headings:
        key = fold(candidate.text)
        if key and any(
            key == other or (len(key) >= 6 and (key in other or (other in key and len(other) >= 6))) for other in others
        ):
            return candidate
    rest = [candidate for candidate in found if candidate.method != "heading"]
    if not rest:
        return headings[0]
    if (
        not any(candidate.method in ("meta", "json-ld", "feed") for candidate in rest)
        and len(headings) == 1
        and len(headings[0].text) > 12
    ):
        return headings[0]
    votes = [sum(fold(other.text) == fold(candidate.text) for other in rest) for candidate in rest]
    return rest[votes.index(max(votes))]


def _printed(document: Document, title: str, in_heading: bool) -> str | None:
    """The title as a line of the page prints it, where its head has sections or its site before or behind it."""
    for line in document.lines[:_TOP]:
        text = line.text
        if 2 * len(text) > len(title) > len(text) and line.link_share < 0.5 and line.weight >= _TITLE:
            if in_heading and not line.heading:
                continue
            before, _, behind = title.partition(text)
            if before + behind != title and not before[-1:].isalnum() and not behind[:1].isalnum():
                return text
    return None


def _only_site(title: str, sites: frozenset[str]) -> bool:
    return fold(title) in sites or agencies().named(title) is not None


def _heading(document: Document) -> str | None:
    """The first heading of any level, or what is of a title's class, where `<title>` has its site's name alone."""
    for line in document.lines[:_TOP]:
        if _TITLE <= line.weight <= _MAX and line.link_share < 0.5 and (line.heading or _CLASS.search(line.classes(1))):
            return line.text
    return None


def site_names(document: Document, outlet: Outlet | None) -> frozenset[str]:
    """What the page calls its site, folded: by the outlet, `og:site_name` and the publisher of its JSON-LD."""
    names = [outlet.name, *outlet.hosts] if outlet else []
    if meta := document.meta("og:site_name", "application-name"):
        names.append(meta[1])
    for item in document.json_ld:
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str) and "Person" not in types(publisher):
            names.append(publisher["name"])
    # Ouest-France.fr calls itself Ouest-France, too
    names += [stem[1] for name in names if (stem := _DOMAIN.fullmatch(name))]
    return frozenset(fold(name) for name in names if fold(name))


def title_tail(document: Document) -> str:
    """The last part of `<title>`, folded, where most pages print their site's name; "" where it has but one."""
    element = document.tree.find(".//title")
    parts = _CUTS.split(text_of(element)[:_MAX]) if element is not None else []
    return fold(parts[-1]) if len(parts) > 1 else ""


def strip_site(title: str, sites: frozenset[str] = frozenset()) -> str:
    """A title without the site's name and its sections behind it: `X -- Beijing Review`, `X--时政--人民网`.

    Only tails that name a site go; a title with a dash of its own stays whole.
    """
    title = squeeze(title)
    if len(title) > _MAX:
        return title
    while True:
        cuts = list(_CUTS.finditer(title))
        for cut in reversed(cuts):
            head, tail = title[: cut.start()].strip(), title[cut.end() :].strip()
            if head and _is_site(tail, sites):
                title = head
                break
        else:
            return title


def _is_site(tail: str, sites: frozenset[str]) -> bool:
    if not tail or len(tail) > 60:
        return not tail
    key = fold(tail)
    if key in sites or any(site in key and len(key) < len(site) + 12 for site in sites if len(site) >= 4):
        return True
    if len(tail) <= 40 and agencies().named(tail):
        return True
    return len(tail) <= 30 and bool(_SITE.search(tail))
