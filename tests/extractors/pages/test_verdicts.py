"""Invented pages: notices of every kind, and articles that look like them."""

# ruff: noqa: E501  tables of patterns and pages, a row each

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from extractors.pages import read_page
from tests.extractors.pages.conftest import MENU, SENTENCES

FLASH = "The foreign minister left for Geneva on Tuesday, his office said."


def site(title: str, *texts: str, head: str = "", extra: str = "") -> bytes:
    """A page with the furniture of a site."""
    body = "".join(f"<p>{text}</p>" for text in texts)
    return (
        f'<html><head><meta charset="utf-8"><title>{title} - Example Daily</title>{head}</head><body><nav><ul>{MENU}</ul></nav>'
        f"<h1>{title}</h1><div class='text'>{body}</div>{extra}<footer><p>Copyright Example Daily. Sign in. Subscribe.</p></footer></body></html>"
    ).encode()


PASSWORD = '<form><input name="u"><input type="password" name="p"></form>'
VIDEO = '<script type="application/ld+json">{"@type": "VideoObject", "name": "v"}</script>'

NOTICES: list[tuple[str, bytes]] = [
    *(
        ("soft-404", site(title, *texts))
        for title, *texts in (
            ("404 Not Found", "nginx"),
            ("Error 404", "Nothing stands here."),
            ("Page not found", "Try the search, or go to the home page."),
            ("Oops! The page you requested could not be found.", "Go back."),
            ("This page has moved", "Please update your bookmarks."),
            ("The article is no longer available", "It may have been removed by the editors."),
            ("502 Bad Gateway", "nginx"),
            ("Service Temporarily Unavailable", "Please try again later."),
            ("Object moved", "Object moved to here."),
            ("提示", "抱歉，您访问的页面不存在或已被删除！"),
            ("页面不存在", "三秒后返回首页"),
            ("404错误页面", "返回首页"),
            ("您访问的页面找不到了", "请检查网址"),
            ("系统繁忙，请稍后再试", "返回"),
            ("Страница не найдена", "Вернуться на главную"),
            ("Ошибка 404", "Запрашиваемая страница не существует."),
            ("Новость удалена", "Такой страницы нет."),
            ("صفحه مورد نظر یافت نشد", "بازگشت به صفحه اصلی"),
            ("الصفحة غير موجودة", "العودة إلى الرئيسية"),
            ("페이지를 찾을 수 없습니다", "홈으로"),
            ("Página no encontrada", "Volver al inicio"),
            ("Page introuvable", "Retour à l’accueil"),
            ("Página não encontrada", "Voltar"),
            ("Sayfa bulunamadı", "Ana sayfaya dön"),
            ("お探しのページが見つかりません", "トップへ戻る"),
            ("Example Daily", "The page you are looking for does not exist."),
            ("Example Daily", "We can't find the page that you asked for."),
        )
    ),
    ("js-shell", b'<html><title>Talks</title><body><div id="root"></div><script src="/a.js"></script></body></html>'),
    ("js-shell", site("Example", "You need to enable JavaScript to run this app.")),
    ("js-shell", site("Just a moment...", "Checking your browser before accessing example.org.")),
    ("js-shell", site("Attention Required! | Cloudflare", "Please complete the security check to access the site.")),
    ("js-shell", b"<html><head><title>x</title><script src='/cdn-cgi/challenge-platform/h.js'></script></head><body></body></html>"),
    ("js-shell", site("安全验证", "请完成下方验证后继续访问")),
    ("js-shell", site("Доступ ограничен", "Мы зарегистрировали подозрительный трафик с вашего адреса.")),
    ("paywall", site("Two sides hold talks", SENTENCES[0], "Subscribe now to continue reading.")),
    ("paywall", site("Two sides hold talks", SENTENCES[0], "This article is for subscribers only.")),
    ("paywall", site("双方举行会谈", "双方就共同关心的问题交换了意见。", "登录后阅读全文")),
    ("paywall", site("Переговоры прошли", "Стороны обсудили торговлю.", "Материал доступен только для подписчиков")),
    ("paywall", site("Des entretiens", "Les deux côtés ont parlé de commerce.", "Article réservé aux abonnés")),
    ("paywall", site("Talks", SENTENCES[0], head='<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>')),
    ("paywall", site("Log in", "Please enter your name and password.", extra=PASSWORD)),
    ("paywall", site("用户登录", "请输入用户名和密码", extra=PASSWORD)),
    ("paywall", site("Before you continue", "We use cookies and similar technologies to run this site.", "By clicking Accept you agree to cookies.")),
    ("video", site("Watch: talks in Geneva", "Watch the talks in Geneva.", head='<meta property="og:type" content="video.other">')),
    ("video", site("Talks", "Ministers arrive.", head=VIDEO)),
    ("list", b"<html><body>" + b'<li><a href="/a">A headline of some length about talks</a></li>' * 40 + b"</body></html>"),
    ("empty", b"<html><head><meta http-equiv='refresh' content='0; url=/index.html'></head><body></body></html>"),
    ("empty", b"<html><body><script>window.location.href = '/';</script></body></html>"),
    ("empty", b"<html><body><div></div></body></html>"),
    ("not-html", b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>'),
    ("not-html", b'{"title": "Talks", "body": "They met."}'),
    ("not-html", b"%PDF-1.4\n%..."),
]  # fmt: skip

ARTICLES: dict[str, bytes] = {
    "a flash": site("Minister leaves for Geneva", FLASH),
        "a Chinese flash": site("外长启程访问", "外交部发言人宣布，外长今天启程访问日内瓦。"),
        "404 in a headline": site("404 pages cost museums their visitors, study finds", *SENTENCES),
        "404 as a number": site("404 people evacuated after flood", FLASH),
        "404 at the start of a flash": site("Flood", "404 people were evacuated on Tuesday after the river rose."),
        "410 and a unit": site("410 km of new railway opened", FLASH),
        "not found as a headline": site("Page not found: how a museum lost its archive", *SENTENCES),
        "a lost page": site("Page of lost manuscript found in Geneva", FLASH),
        "a person not found": site("Missing climber not found, search goes on", FLASH),
        "a page that moved": site("Ministry says its page has moved to a new address", "The ministry said on Tuesday that its page had moved."),
        "content removed": site("Content removed from school books", "The content was removed from school books on Tuesday, the ministry said."),
        "a story that exists no longer": site("The village that no longer exists", *SENTENCES),
        "Chinese, on pages that are gone": site("多家网站页面不存在问题引关注", "记者发现，多家政府网站的页面不存在或无法打开，有关部门表示将尽快整改。"),
        "Russian, on what was not found": site("Страница не найдена в архиве, сообщил музей", "Музей сообщил во вторник, что страница рукописи утеряна."),
        "service unavailable": site("Rail service unavailable on Monday", "The rail service was unavailable on Monday, the operator said."),
        "gone for maintenance": site("Bridge closed for maintenance", "The bridge is under maintenance until May, the city said."),
        "about subscriptions": site("Paper ends its paywall", "Readers will no longer have to subscribe to read the paper, it said on Tuesday.", "The move follows a year of losses."),
        "a newsletter below": site("Minister leaves for Geneva", FLASH, extra="<aside><p>Subscribe to read our newsletter and get full access.</p></aside>"),
        "a newsletter in the text": site("Minister leaves for Geneva", FLASH, "Sign up for our newsletter."),
        "a login form beside it": site("Minister leaves for Geneva", FLASH, extra=PASSWORD),
        "about logins": site("Login rules tightened", "Banks must tighten their login rules by May, the regulator said.", extra=PASSWORD),
        "about cookies": site("New rule on cookies", "Sites must ask before they set cookies, the regulator said on Tuesday."),
        "a cookie notice beside it": site("Minister leaves for Geneva", FLASH, extra="<div><p>We use cookies to run this site.</p></div>"),
        "about JavaScript": site("JavaScript turns thirty", "The language that made pages move turned thirty on Tuesday."),
        "comments that need scripts": site("Minister leaves for Geneva", FLASH, extra="<noscript>Please enable JavaScript to view the comments.</noscript>"),
        "a video in an article": site("Minister leaves for Geneva", FLASH, head='<meta property="og:type" content="article">' + VIDEO),
        "about a video": site("Video shows minister leaving", "A video of the minister leaving was released on Tuesday, the ministry said."),
        "about robots": site("Are you a robot? A museum asks", "A museum in Geneva asks its visitors whether they are robots."),
        "about a moment": site("Just a moment of silence", "Both sides held a moment of silence on Tuesday, they said."),
        "access denied": site("Access denied to inspectors", "Inspectors were denied access to the plant on Tuesday, the agency said."),
        "open to all, and says so": site("Two sides hold talks", *SENTENCES * 2, "Subscribe now to continue reading."),
        "a print page": f"<html><body onload='print()'><h1>Two sides hold talks</h1>{''.join(f'<p>{text}</p>' for text in SENTENCES)}</body></html>".encode(),
        "an AMP page": site("Two sides hold talks", *SENTENCES).replace(b"<html>", "<html ⚡>".encode()),
        "a gallery": site("Spring in Geneva", extra="".join(f'<figure><img src="{n}.jpg"><figcaption>{text} (Xinhua/A B)</figcaption></figure>' for n, text in enumerate(SENTENCES))),
        "UTF-16 without a mark": site("Two sides hold talks", *SENTENCES).decode().encode("utf-16-le"),
}  # fmt: skip


@pytest.mark.parametrize(("verdict", "data"), NOTICES, ids=[f"{n}-{verdict}" for n, (verdict, _) in enumerate(NOTICES)])
def test_no_articles(verdict: str, data: bytes) -> None:
    article = read_page(data, "https://news.example.org/a/1.html")
    assert article.verdict == verdict, (article.reason, article.title, article.text)
    assert article.reason


@pytest.mark.parametrize("name", ARTICLES)
def test_articles_that_look_like_something_else(name: str) -> None:
    article = read_page(ARTICLES[name], "https://news.example.org/a/1.html")
    assert (article.verdict, article.reason) == ("article", None)
    assert article.text


def test_the_corpus_is_large_enough() -> None:
    assert len(NOTICES) + len(ARTICLES) >= 60
    assert len(ARTICLES) >= 25


@pytest.mark.shared
def test_every_real_page_is_an_article(shared: Path) -> None:
    folder = shared / "pages"
    pages = json.loads((folder / "pages.json").read_text())
    read = {
        page["file"]: read_page(gzip.decompress((folder / page["file"]).read_bytes()), page["url"]) for page in pages
    }
    assert {name: article.reason for name, article in read.items() if article.verdict != "article"} == {}
