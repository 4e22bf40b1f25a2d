"""Character sets: the bytes decide, whatever is declared."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extractors.pages.decode import decode

CHINESE = "朱镕基同志与陶喆会见来访的外国客人，双方就共同关心的问题交换了意见。"
RUSSIAN = "Министр провёл переговоры с коллегой и назвал их полезными для обеих сторон."
ARABIC = "التقى وزير الخارجية نظيره وبحثا العلاقات الثنائية بين البلدين"


def page(text: str, declared: str) -> str:
    return f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("text", "declared", "encoding", "header"),
    [
        (CHINESE, "gb2312", "gb18030", None),
        (CHINESE, "gbk", "gb18030", "text/html"),
        (CHINESE, "utf-8", "gb18030", "text/html; charset=gb2312"),
        (CHINESE, "gb2312", "utf-8", "text/html; charset=gbk"),
        ("總統會見外交部長，雙方交換意見。", "big5", "big5hkscs", None),
        (RUSSIAN, "windows-1251", "cp1251", None),
        (RUSSIAN, "utf-8", "cp1251", "text/html; charset=windows-1251"),
        (ARABIC, "windows-1256", "cp1256", None),
        ("北京で会談した。", "shift_jis", "cp932", None),
        ("외교부 장관이 회담했다.", "euc-kr", "cp949", None),
        ("“Smart” quotes — and a café", "iso-8859-1", "cp1252", None),
        # Latin-1 is what a server says of everything it has: it must not outdo what the document says.
        (CHINESE, "gb2312", "gb18030", "text/html; charset=iso-8859-1"),
        (RUSSIAN, "windows-1251", "cp1251", "text/html; charset=latin-1"),
    ],
)
def test_declared_and_real_sets(text: str, declared: str, encoding: str, header: str | None) -> None:
    decoded = decode(page(text, declared).encode(encoding), header)
    assert text in decoded.text
    assert decoded.charset == encoding


def test_utf8_under_a_gb_label_says_why() -> None:
    decoded = decode(page(CHINESE, "gb2312").encode())
    assert decoded.charset == "utf-8"
    assert "gb2312" in (decoded.receipts[0].reason or "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_mark(encoding: str) -> None:
    assert CHINESE in decode(page(CHINESE, "gb2312").encode(encoding)).text


def test_one_broken_byte_does_not_change_the_set() -> None:
    data = (page(CHINESE * 60, "utf-8")).encode() + b"\xff</html>"
    decoded = decode(data)
    assert decoded.charset == "utf-8"
    assert CHINESE in decoded.text


def test_undeclared_set_is_guessed() -> None:
    assert RUSSIAN in decode(f"<html><body><p>{RUSSIAN * 20}</p></body></html>".encode("cp1251")).text


@pytest.mark.parametrize("name", ["base64", "utf-7", "idna", "no-such-set", "undefined", "unicode_escape"])
def test_codecs_that_are_no_charset_are_not_used(name: str) -> None:
    decoded = decode(page(CHINESE, name).encode("gb18030"))
    assert decoded.charset != name.replace("_", "-")


@given(st.binary(max_size=400), st.one_of(st.none(), st.text(max_size=40)))
def test_any_bytes_decode(data: bytes, content_type: str | None) -> None:
    decoded = decode(data, content_type)
    assert decoded.receipts[0].field == "charset"
    assert decoded == decode(data, content_type)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_round_trip(text: str) -> None:
    text = text.lstrip("\ufeff\ufffe")
    assert decode(text.encode()).text == text


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=20))
def test_gb18030_round_trip(text: str) -> None:
    data = page(text, "gb2312").encode("gb18030")
    # A few words can be valid in both sets (the old puzzle of 联通); no page is that short.
    assume("\ufffd" in data.decode("utf-8", "replace"))
    assert text in decode(data).text
