"""Character sets: the bytes decide, whatever is declared."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractors.pages import read_page
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


TEXTS = {
    "gb18030": CHINESE + "中方强调，两国关系发展势头良好，愿同各方一道努力，推动合作取得新成果。",
    "big5hkscs": "總統昨日會見來訪的外交部長，雙方就區域和平與經貿合作交換意見，並歡迎企業前來投資。",
    "cp1251": RUSSIAN + " Стороны обсудили торговлю, транспорт и подготовку следующей встречи.",
    "koi8-r": RUSSIAN + " Стороны обсудили торговлю, транспорт и подготовку следующей встречи.",
    "cp1256": ARABIC + " وسبل تعزيز التعاون في مختلف المجالات بما يخدم مصالح الشعبين.",
    "cp949": "외교부 장관이 베이징에서 회담했다. 양측은 두 나라 관계를 더욱 발전시키기로 했다고 밝혔다.",
    "cp932": "北京で外相会談が行われ、両国の関係について意見を交換した。対話を続けることが重要だと述べた。",
    "euc_jp": "北京で外相会談が行われ、両国の関係について意見を交換した。対話を続けることが重要だと述べた。",
    "utf-16-le": CHINESE,
    "utf-16-be": RUSSIAN,
    "iso2022_jp": "北京で外相会談が行われ、両国の関係について意見を交換した。",
}
"""A realistic text in each set that pages of these outlets are in."""
LABELS = (
    "utf-8",
    "gb2312",
    "gbk",
    "big5",
    "windows-1251",
    "koi8-r",
    "windows-1256",
    "euc-kr",
    "shift_jis",
    "iso-8859-1",
)
LABELS += ("utf-16", "no-such-set", "")


@pytest.mark.parametrize("encoding", TEXTS)
@pytest.mark.parametrize("declared", LABELS)
def test_any_text_under_any_label(encoding: str, declared: str) -> None:
    text = TEXTS[encoding]
    for header in (None, "text/html", "text/html; charset=iso-8859-1", f"text/html; charset={declared}"):
        assert text in decode(page(text, declared).encode(encoding), header).text


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(TEXTS)[:8]), st.sampled_from(LABELS), st.integers(1, 40), st.integers(0, 4))
def test_a_page_that_breaks_off(encoding: str, declared: str, times: int, lost: int) -> None:
    text = TEXTS[encoding]
    data = page(text * times, declared).partition("</p>")[0].encode(encoding)
    decoded = decode(data[: len(data) - lost])
    assert text[: min(30, len(text) * times - lost)] in decoded.text
    assert not decoded.text.endswith("\ufffd")


def test_a_short_page_with_one_broken_byte_stays_utf8() -> None:
    data = page(RUSSIAN, "utf-8").encode().replace("переговоры".encode(), "перего".encode() + b"\xd0" + "воры".encode())
    decoded = decode(data)
    assert decoded.charset == "utf-8"
    assert "broken" in (decoded.receipts[0].reason or "")


def test_gb_text_behind_a_utf8_mark() -> None:
    assert CHINESE in decode(b"\xef\xbb\xbf" + page(CHINESE, "gb2312").encode("gb18030")).text


def test_a_guess_on_little_says_that_it_is_not_sure() -> None:
    reason = decode("<p>Встреча</p>".encode("cp1251")).receipts[0].reason or ""
    assert "too few to be sure" in reason
    sure = decode(f"<p>{RUSSIAN * 3}</p>".encode("cp1251"))
    assert sure.charset == "cp1251"
    assert "too few" not in (sure.receipts[0].reason or "")


def test_a_lie_is_told() -> None:
    receipt = decode(page(CHINESE, "windows-1251").encode("gb18030")).receipts[0]
    assert (receipt.value, receipt.method) == ("gb18030", "guess")
    assert "windows-1251" in (receipt.reason or "")


def sloppy(text: str) -> str:
    """UTF-8 read as browsers read windows-1252."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize(
    "text", [CHINESE, RUSSIAN, "Le ministre a été reçu à l’Élysée, où il a évoqué la coopération."]
)
def test_utf8_encoded_twice_is_undone(text: str) -> None:
    decoded = decode(page(sloppy(text), "utf-8").encode())
    assert text in decoded.text
    assert [receipt.rule for receipt in decoded.receipts] == ["charset:bytes", "charset:twice"]


@given(st.sampled_from([CHINESE, RUSSIAN, ARABIC]), st.integers(1, 5))
def test_what_is_undone_comes_back_to_the_letter(text: str, times: int) -> None:
    twice = sloppy(text * times)
    assert sloppy(decode(twice.encode()).text) == twice


def test_encoded_twice_in_part_is_told_and_left() -> None:
    mixed = sloppy(CHINESE) + CHINESE
    decoded = decode(page(mixed, "utf-8").encode())
    assert mixed in decoded.text
    assert decoded.receipts[-1].rule == "charset:twice-in-part"


@pytest.mark.parametrize("text", ["«Déjà vu», a-t-il noté à São Paulo, où l’été…", "Ã la carte", RUSSIAN.upper(), "锛"])
def test_right_text_is_not_undone(text: str) -> None:
    decoded = decode(page(text, "utf-8").encode())
    assert text in decoded.text
    assert len(decoded.receipts) == 1


def test_text_of_entities_only() -> None:
    data = page("".join(f"&#{ord(char)};" for char in CHINESE), "gb2312").encode()
    assert CHINESE in "".join(read_page(data, None).paragraphs)
