"""Datelines in every script, and prose that is none. All texts are invented."""

from __future__ import annotations

import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.pages.dateline import split
from tests.effort import within

TEXT = {
    "en": "Officials met.",
    "zh": "双方举行会谈。",
    "ru": "Стороны провели переговоры.",
    "ar": "التقى الجانبان.",
    "fa": "دو طرف دیدار کردند.",
    "ko": "양국은 만났다.",
    "hi": "दोनों पक्ष मिले।",
    "ja": "両国は会談した。",
}

# Language of the text behind, dateline, place, date, agency's id in the lexicon, rule.
Row = tuple[str, str, str | None, str | None, str | None, str]
DATELINES: list[Row] = [
    # English: place, day, agency in brackets, dash
    ("en", "BEIJING, Jan. 28 (Xinhua) --", "BEIJING", "Jan. 28", "xinhua", "paren"),
    ("en", "HONG KONG/GUANGZHOU, Jan. 15 (Xinhua) --", "HONG KONG/GUANGZHOU", "Jan. 15", "xinhua", "paren"),
    ("en", "UNITED NATIONS, Jan. 28 (Xinhua) --", "UNITED NATIONS", "Jan. 28", "xinhua", "paren"),
    ("en", "Pyongyang, May 22 (KCNA) --", "Pyongyang", "May 22", "kcna", "paren"),
    (
        "en",
        "Pyongyang, January 28, Juche 113 (2024) (KCNA) --",
        "Pyongyang",
        "January 28, Juche 113 (2024)",
        "kcna",
        "paren",
    ),
    ("en", "TEHRAN, Nov. 04 (MNA) –", "TEHRAN", "Nov. 04", "mehr", "paren"),
    ("en", "TEHRAN (Tasnim) –", "TEHRAN", None, "tasnim", "paren"),
    ("en", "TEHRAN (ISNA) -", "TEHRAN", None, "isna", "paren"),
    ("en", "Tehran, IRNA –", "Tehran", None, "irna", "undated"),
    ("en", "Damascus, SANA-", "Damascus", None, "sana", "undated"),
    ("en", "ABU DHABI, 28th January, 2024 (WAM) --", "ABU DHABI", "28th January, 2024", "wam", "paren"),
    ("en", "Riyadh, January 28, 2024, SPA --", "Riyadh", "January 28, 2024", "spa", "dash"),
    ("en", "KUWAIT, Jan 28 (KUNA) --", "KUWAIT", "Jan 28", "kuna", "paren"),
    ("en", "Doha, January 28 (QNA) -", "Doha", "January 28", "qna", "paren"),
    ("en", "Amman, Jan. 28 (Petra) --", "Amman", "Jan. 28", "petra", "paren"),
    ("en", "RAMALLAH, Sunday, January 28, 2024 (WAFA) –", "RAMALLAH", "January 28, 2024", "wafa", "paren"),
    ("en", "SEOUL, Aug. 20 (Yonhap) --", "SEOUL", "Aug. 20", "yonhap", "paren"),
    ("en", "TOKYO (Kyodo) --", "TOKYO", None, "kyodo", "paren"),
    ("en", "Hanoi (VNA) –", "Hanoi", None, "vna", "paren"),
    ("en", "KUALA LUMPUR, Jan 28 (Bernama) --", "KUALA LUMPUR", "Jan 28", "bernama", "paren"),
    ("en", "ISLAMABAD, Jan 28 (APP):", "ISLAMABAD", "Jan 28", "app", "paren"),
    ("en", "Jakarta (ANTARA) -", "Jakarta", None, "antara", "paren"),
    ("en", "New Delhi [India], January 28 (ANI):", "New Delhi [India]", "January 28", "ani", "paren"),
    ("en", "NEW DELHI, Jan 28 (PTI)", "NEW DELHI", "Jan 28", "pti", "paren"),
    ("en", "Addis Ababa, January 28/2024 (ENA) –", "Addis Ababa", "January 28/2024", None, "unknown"),
    ("en", "Taipei, Jan. 28 (CNA)", "Taipei", "Jan. 28", None, "unknown"),
    ("en", "KATHMANDU, April 25 (Reuters) -", "KATHMANDU", "April 25", "reuters", "paren"),
    ("en", "BEIRUT/THE HAGUE, March 7 (Reuters) -", "BEIRUT/THE HAGUE", "March 7", "reuters", "paren"),
    ("en", "WASHINGTON/BEIJING (Reuters) –", "WASHINGTON/BEIJING", None, "reuters", "paren"),
    ("en", "MEXICO CITY (AP) —", "MEXICO CITY", None, "ap", "paren"),
    ("en", "MOSCOW (Sputnik) —", "MOSCOW", None, "sputnik", "paren"),
    ("en", "MOSCOW, March 3. /TASS/.", "MOSCOW", "March 3", "tass", "slash"),
    ("en", "TASS, January 28.", None, "January 28", "tass", "agency-date"),
    ("en", "MOSCOW. Jan 28 (Interfax) -", "MOSCOW", "Jan 28", "interfax", "paren"),
    ("en", "MINSK, 28 January (BelTA) –", "MINSK", "28 January", "belta", "paren"),
    ("en", "ASTANA. KAZINFORM –", "ASTANA", None, "kazinform", "undated"),
    ("en", "YEREVAN, JANUARY 28, ARMENPRESS.", "YEREVAN", "JANUARY 28", "armenpress", "dash"),
    ("en", "(Reuters) -", None, None, "reuters", "agency"),
    ("en", "(dpa)", None, None, "dpa", "agency"),
    ("en", "(dpa/Reuters)", None, None, "dpa", "agency"),
    ("en", "WASHINGTON, Jan. 27 --", "WASHINGTON", "Jan. 27", None, "bare"),
    ("en", "BAKU, Azerbaijan, January 28.", "BAKU", "January 28", None, "bare-dot"),
    ("ru", "БАКУ, 28 января.", "БАКУ", "28 января", None, "bare-dot"),
    ("en", "Minsk, 28 January 2024 /BelTA correspondent/.", "Minsk", "28 January 2024", "belta", "slash"),
    ("en", "(MENAFN- Ukrinform)", None, None, "ukrinform", "carrier"),
    ("en", "(MENAFN - Daily News Egypt)", None, None, None, "carrier"),
    ("en", "MUNICH, Sept. 3, 2026 /PRNewswire/ --", "MUNICH", "Sept. 3, 2026", None, "unknown"),
    (
        "en",
        "MOSCOW (UrduPoint News / Sputnik - 18th January, 2022)",
        "MOSCOW",
        "18th January, 2022",
        "sputnik",
        "relayed",
    ),
    # French, Spanish, Portuguese, German, Italian, Turkish, Vietnamese
    ("en", "Paris (AFP) –", "Paris", None, "afp", "paren"),
    ("en", "PARIS, 27 janvier (Xinhua) --", "PARIS", "27 janvier", "xinhua", "paren"),
    ("en", "Alger, 28 janv 2024 (APS)-", "Alger", "28 janv 2024", None, "unknown"),
    ("en", "BEIJING, 5 feb (Xinhua) --", "BEIJING", "5 feb", "xinhua", "paren"),
    ("en", "La Habana, 28 ene (Prensa Latina)", "La Habana", "28 ene", "prensa_latina", "paren"),
    ("en", "Madrid, 28 ene (EFE).-", "Madrid", "28 ene", "efe", "paren"),
    ("en", "La Habana, 28 de enero.—", "La Habana", "28 de enero", None, "dot-dash"),
    ("en", "Beijing.—", "Beijing", None, None, "dot-dash"),
    ("en", "Havana, 25 de outubro (RHC).-", "Havana", "25 de outubro", "rhc", "paren"),
    ("en", "Lisboa, 28 jan 2024 (Lusa) –", "Lisboa", "28 jan 2024", "lusa", "paren"),
    ("en", "PEQUIM, 28 jan (Xinhua) --", "PEQUIM", "28 jan", "xinhua", "paren"),
    ("en", "Berlin (dpa) -", "Berlin", None, "dpa", "paren"),
    ("en", "ROMA (ITALPRESS) -", "ROMA", None, "italpress", "paren"),
    ("en", "(ANSA) - ROMA, 28 GEN -", "ROMA", "28 GEN", "ansa", "agency"),
    ("en", "Roma, 28 gen. (askanews) -", "Roma", "28 gen", "askanews", "paren"),
    ("en", "ANKARA (AA) -", "ANKARA", None, "anadolu", "paren"),
    ("en", "İSTANBUL (İHA) -", "İSTANBUL", None, "iha", "paren"),
    ("en", "BEİJİNG, 5 Şubat (Xinhua) --", "BEİJİNG", "5 Şubat", "xinhua", "paren"),
    ("en", "Hà Nội (TTXVN) -", "Hà Nội", None, "vna", "paren"),
    # Russian, Ukrainian
    ("ru", "МОСКВА, 27 января. /ТАСС/.", "МОСКВА", "27 января", "tass", "slash"),
    ("ru", "МОСКВА, 27 января. /Корр. ТАСС Иван Петров/.", "МОСКВА", "27 января", "tass", "slash"),
    ("ru", "ТАСС, 28 января.", None, "28 января", "tass", "agency-date"),
    ("ru", "ООН, 27 сен — РИА Новости.", "ООН", "27 сен", "ria", "dash"),
    ("ru", "МОСКВА, 28 янв - РИА Новости, Иван Петров.", "МОСКВА", "28 янв", "ria", "dash"),
    ("ru", "Москва. 27 января. INTERFAX.RU -", "Москва", "27 января", "interfax", "dash"),
    ("ru", "БАКУ /Trend/ -", "БАКУ", None, "trend", "slash"),
    ("ru", "ПЕКИН, 28 января /Синьхуа/ --", "ПЕКИН", "28 января", "xinhua", "slash"),
    ("ru", "28 января, Минск /Корр. БЕЛТА/.", "Минск", "28 января", "belta", "date-first"),
    ("ru", "28 января, аг. Ждановичи /Корр. БЕЛТА/.", "аг. Ждановичи", "28 января", "belta", "date-first"),
    ("ru", "28 января, Минский район /Корр. БЕЛТА/.", "Минский район", "28 января", "belta", "date-first"),
    ("ru", "28 студзеня, Мінск /Кар. БЕЛТА/.", "Мінск", "28 студзеня", "belta", "date-first"),
    ("ru", "КИЇВ, 28 січня (Укрінформ) –", "КИЇВ", "28 січня", "ukrinform", "paren"),
    # Chinese
    ("zh", "新华社北京1月28日电（记者王某、李某某）", "北京", "1月28日", "xinhua", "chinese"),
    ("zh", "新华社华盛顿5月23日电(记者朱某某 刘某)", "华盛顿", "5月23日", "xinhua", "chinese"),
    ("zh", "新华社北京1月28日电 题：", "北京", "1月28日", "xinhua", "chinese"),
    ("zh", "新华社北京电（记者王某）", "北京", None, "xinhua", "chinese-local"),
    ("zh", "新华社快讯：", None, None, "xinhua", "chinese-flash"),
    ("zh", "央视网消息：", None, None, "cctv", "chinese-flash"),
    ("zh", "中新社北京3月4日电 (记者 李某某)", "北京", "3月4日", "cns", "chinese"),
    ("zh", "中新网3月4日电", None, "3月4日", "cns", "chinese"),
    ("zh", "本报华盛顿9月19日电(记者王某某)", "华盛顿", "9月19日", None, "chinese"),
    ("zh", "本报讯（记者叶某）", None, None, None, "chinese-local"),
    ("zh", "中评社北京11月15日电/据新华社报导，", "北京", "11月15日", "xinhua", "chinese"),
    ("zh", "参考消息网1月28日报道 ", None, "1月28日", "reference_news", "chinese-report"),
    ("zh", "【环球时报综合报道】", None, None, "globaltimes", "chinese-bracket"),
    ("zh", "【环球时报驻日本特约记者 李某】", None, None, "globaltimes", "chinese-bracket"),
    ("zh", "[环球时报特约记者 李某 环球时报记者 王某]", None, None, "globaltimes", "chinese-bracket"),
    ("hi", "नयी दिल्ली, पांच मार्च (भाषा)", "नयी दिल्ली", "पांच मार्च", "pti", "hindi"),
    ("hi", "जिनेवा, एएनआई।", "जिनेवा", None, "ani", "hindi"),
    ("ar", "جنيف / أحمد خليل / الأناضول", "جنيف", None, "anadolu", "arabic-reporter"),
    ("zh", "（德国之声中文网）", None, None, "dw", "agency"),
    ("zh", "（中央社記者王某某台北28日電）", "台北", "28日", "cna_tw", "chinese-reporter"),
    ("zh", "（中央社台北28日電）", "台北", "28日", "cna_tw", "chinese"),
    ("zh", "〔記者王某某／台北報導〕", "台北", None, None, "chinese-local"),
    ("zh", "路透北京1月28日 - ", "北京", "1月28日", "reuters", "chinese"),
    ("zh", "俄罗斯卫星通讯社莫斯科1月28日电 ", "莫斯科", "1月28日", "sputnik", "chinese"),
    # Japanese
    ("ja", "【北京＝共同】", "北京", None, "kyodo", "japanese"),
    ("ja", "【北京時事】", "北京", None, "jiji", "japanese"),
    ("ja", "【ソウル聯合ニュース】", "ソウル", None, "yonhap", "japanese"),
    ("ja", "【平壌1月28日発朝鮮中央通信】", "平壌", "1月28日", "kcna", "japanese"),
    ("ja", "【新華社北京1月28日】", "北京", "1月28日", "xinhua", "japanese"),
    ("ja", "【1月28日 AFP】", None, "1月28日", "afp", "japanese"),
    ("ja", "［北京　２８日　ロイター］ -", "北京", "２８日", "reuters", "japanese"),
    ("ja", "【ワシントン＝山田某】", "ワシントン", None, None, "japanese"),
    # Korean
    ("ko", "(서울=연합뉴스) 홍길동 기자 =", "서울", None, "yonhap", "korean"),
    ("ko", "(서울·도쿄=연합뉴스) 홍길동 김철수 특파원 =", "서울·도쿄", None, "yonhap", "korean"),
    ("ko", "[서울=뉴시스]홍길동 기자 =", "서울", None, "newsis", "korean"),
    ("ko", "(평양 1월 28일발 조선중앙통신)", "평양", "1월 28일", "kcna", "korean"),
    ("ko", "【평양 1월 28일발 조선중앙통신】", "평양", "1월 28일", "kcna", "korean"),
    ("ko", "베이징 1월 28일 (신화통신)", "베이징", "1월 28일", "xinhua", "korean"),
    # Arabic
    ("ar", "واشنطن 26 أكتوبر 2023 (شينخوا)", "واشنطن", "26 أكتوبر 2023", "xinhua", "arabic"),
    ("ar", "أبوظبي في 26 يناير / وام /", "أبوظبي", "26 يناير", "wam", "arabic"),
    ("ar", "الدوحة في 28 يناير /قنا/", "الدوحة", "28 يناير", "qna", "arabic"),
    ("ar", "القاهرة في 28 يناير /أ ش أ/", "القاهرة", "28 يناير", "mena", "arabic"),
    ("ar", "عمان 28 كانون الثاني (بترا)--", "عمان", "28 كانون الثاني", "petra", "arabic"),
    ("ar", "الكويت - 28 - 1 (كونا) --", "الكويت", "28 - 1", "kuna", "arabic"),
    ("ar", "القاهرة (رويترز) -", "القاهرة", None, "reuters", "arabic-paren"),
    ("ar", "دمشق-سانا", "دمشق", None, "sana", "persian"),
    ("ar", "أنقرة/ الأناضول", "أنقرة", None, "anadolu", "persian"),
    ("zh", "【财新网】（记者 陆某 韦某）", None, None, None, "chinese-bracket"),
    ("zh", "【大公報訊】記者江某報道：", None, None, None, "chinese-bracket"),
    ("zh", "新京报讯（记者 江某）", None, None, None, "chinese-local"),
    ("zh", "（日内瓦路透电）", "日内瓦", None, "reuters", "chinese"),
    ("zh", "〔編譯江某某／綜合報導〕", "綜合", None, None, "chinese-local"),
    # Persian
    ("fa", "تهران - ایرنا -", "تهران", None, "irna", "persian"),
    ("fa", "تهران (ایرنا) -", "تهران", None, "irna", "arabic-paren"),
    ("fa", "باشگاه خبرنگاران جوان ـ ", None, None, "yjc", "persian-agency"),
    ("fa", "خبرگزاری مهر، گروه بین‌الملل:", None, None, "mehr", "persian-agency"),
    ("fa", "پکن، 28 ژانویه (شینهوا) --", "پکن", "28 ژانویه", "xinhua", "arabic"),
]


@pytest.mark.parametrize(
    ("lang", "raw", "place", "date", "agency", "rule"), DATELINES, ids=lambda value: str(value)[:40]
)
def test_datelines(lang: str, raw: str, place: str | None, date: str | None, agency: str | None, rule: str) -> None:
    text = TEXT[lang]
    found = split(f"{raw} {text}")
    assert found is not None
    assert (found.dateline.raw, found.rest, found.rule) == (raw.strip(), text, f"dateline:{rule}")
    assert (found.dateline.place, found.dateline.date) == (place, date)
    assert (found.agency.id if found.agency else None) == agency


@pytest.mark.parametrize(
    "raw",
    [
        "Baku, January 28, AZERTAC",
        "دمشق-سانا",
        "الرياض 16 رجب 1445 هـ الموافق 28 يناير 2024 م واس",
        "ایسنا/خراسان رضوی",
        "新华社北京5月19日电（刘某、杨某）",
    ],
)
def test_a_dateline_alone_on_its_line(raw: str) -> None:
    found = split(raw)
    assert found is not None
    assert (found.dateline.raw, found.rest) == (raw, "")
    assert found.agency is not None


def test_a_place_with_its_dash_alone_on_its_line() -> None:
    found = split("Tarn —")
    assert found is not None
    assert (found.dateline.raw, found.dateline.place, found.rest) == ("Tarn —", "Tarn", "")


@pytest.mark.parametrize(
    ("text", "reporters"),
    [
        ("Minsk, 28 January 2024 /BelTA correspondent/. The ministers", ()),
        ("新华社乌鲁木齐5月9日电（记者邹某、王 某）中方表示，", ("邹某", "王某")),
        ("（中央社記者王某某台北28日電）雙方", ("王某某",)),
        ("〔記者王某某、李某／台北報導〕雙方", ("王某某", "李某")),
        ("【环球时报驻日本特约记者 李某】双方", ("李某",)),
        ("[环球时报特约记者 李某 环球时报记者 王某]双方", ("李某", "王某")),
        ("جنيف / أحمد خليل / الأناضول", ("أحمد خليل",)),
        ("(서울=연합뉴스) 홍길동 김철수 기자 = 양국", ("홍길동", "김철수")),
        ("【ワシントン＝山田某】両国", ("山田某",)),
        ("МОСКВА, 27 января. /Корр. ТАСС Иван Петров/. Стороны", ("Иван Петров",)),
        ("МОСКВА, 28 янв - РИА Новости, Иван Петров. Стороны", ("Иван Петров",)),
        ("ANKARA (AA) - AHMET ÖRNEK - Bakan", ("AHMET ÖRNEK",)),
    ],
)
def test_reporters(text: str, reporters: tuple[str, ...]) -> None:
    found = split(text)
    assert found is not None
    assert found.dateline.reporters == reporters


PROSE = [
    # A place and a dash
    "WASHINGTON -- The president said nothing.",
    "WASHINGTON — The president said nothing.",
    "MOSCOW - The city said nothing.",
    "The Hague - The court ruled on the case.",
    "Beijing - the capital of China - was quiet.",
    "Beijing – Reuters was told – is quiet.",
    "Москва — столица России.",
    "موسكو: قال الوزير إن الجانبين اتفقا.",
    # An agency and a dash
    "However, TASS - Russia's agency - said so.",
    "However, Xinhua - China's official agency - said so.",
    "NATO (AP) is not a dateline without its dash.",
    "AP - The agency said nothing.",
    "РИА Новости — государственное агентство.",
    "Reuters reported that the talks would go on.",
    "Wang Yi (Xinhua) said so.",
    # Brackets that hold no agency
    "The Foreign Ministry (MFA) - which had been asked - said nothing.",
    "The European Union (EU) - a bloc of 27 - agreed.",
    "NATO (North Atlantic Treaty Organization) - The alliance met.",
    "On January 28 (Sunday) - the first day - they met.",
    "Sunday, January 28 (local time) - they met.",
    "China, Russia (and others) - all agreed.",
    # A place and a day
    "In Beijing, Jan. 27 was a cold day.",
    "Moscow, Jan. 28 was a cold day.",
    "MOSCOW, Jan. 28. it was cold.",
    "TASS, Jan. 28, 2024 was quoted.",
    "(NOTE - the ministers met twice) They agreed.",
    "January 28 (Xinhua) was a day.",
    "Wang Yi met Jake Sullivan on Jan. 27 -- a first in years.",
    "В Москве 28 января прошли переговоры.",
    # Quotes, lists, interviews
    '"Beijing, Jan. 28 (Xinhua) --" is how a dateline looks.',
    "1. Beijing; 2. Moscow; 3. Tehran",
    "- Beijing",
    "Moscow / London / Paris",
    "Pregunta.— ¿Qué dice?",
    "PREGUNTA.- ¿Qué dice?",
    "Art.— Nothing.",
    "Associated Press, January 2024. All rights.",
    # Relays are sentences: whoever cites another says so in prose
    "据新华社报道，中国外交部长王某访问莫斯科。",
    "据路透社报道，双方举行会谈。",
    "据新华社1月28日报道，双方举行会谈。",
    "新华社1月28日报道，双方举行会谈。",
    "新华社报道说，中国外交部5月23日举行记者会。",
    "به گزارش ایسنا، وزیر خارجه گفت",
    "به گزارش خبرنگار مهر، وزیر خارجه گفت",
    "ТАСС сообщил, что министр прибыл 27 января.",
    "ТАСС, ссылаясь на источник, сообщил 28 января.",
    "МОСКВА, 27 января. /ТАССКор/. Министр прибыл.",
    # 电 and 讯 that are no wire
    "本报记者从外交部获悉，双方将举行会谈。",
    "中国外交部长王某3月4日电话会谈后表示，",
    "新华社1月28日电话采访了他。",
    "北京时间1月28日电视直播将开始。",
    "北京时间1月28日，双方举行会谈。",
    "央视1月28日电视新闻报道了此事。",
    "本报记者1月28日电话采访了他。",
    "(AFP) 11:35, November 23, 2022",
    "(dpa) und andere berichteten darüber.",
    "（1月28日）双方举行会谈。",
    "（新华社发）",
    "【お知らせ】両国は会談した。",
    "【写真】両国は会談した。",
    "(서울) 양국은 만났다.",
    "서울에서 1월 28일 양국이 만났다.",
    # A city and a verb
    "قال وزير الخارجية يوم 26 أكتوبر إن الجانبين اتفقا.",
    "في موسكو 28 يناير التقى الوزيران.",
    "التقى الوزير في 28 يناير 2024 نظيره",
    "قال الوزير في القاهرة (العاصمة) - أمس",
    "تهران در ۸ بهمن میزبان نشست بود.",
    "وزیر خارجه ایران - که در مسکو بود - گفت",
]


@pytest.mark.parametrize("prose", PROSE)
def test_prose_is_no_dateline(prose: str) -> None:
    assert split(prose) is None


WORDS = st.sampled_from(
    re.findall(
        r"\w+",
        "the minister Beijing met Xinhua said on January 28 and Reuters talks in MOSCOW with AP that agreed TASS",
    )
)


@given(st.lists(WORDS, min_size=1, max_size=30))
def test_words_without_marks_are_no_dateline(words: list[str]) -> None:
    assert split(" ".join(words) + ".") is None


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    found = split(text)
    if found:
        assert text.lstrip().startswith(found.dateline.raw)
        assert found.rest in text


@given(st.sampled_from(DATELINES), st.text(alphabet="abcdefghij klmno", min_size=1, max_size=60))
def test_dateline_and_rest_make_up_the_paragraph(line: Row, rest: str) -> None:
    found = split(f"{line[1]} Q{rest}")
    assert found is not None
    assert found.dateline.raw + found.rest.replace(" ", "") == line[1].strip() + ("Q" + rest).replace(" ", "")


UNITS = ["A ", "A-", "A, ", "A/", "AA, ", "A. ", "A (", "A's ", "1 jan ", "Jan. 1, ", "(Xinhua", "Xinhua, ", "A AP "]
UNITS += [
    "新华社",
    "新华社京",
    "新华社1月",
    "記者",
    "（",
    "【京",
    "(가·",
    "م ",
    "م-",
    "28 م ",
    "/",
    "—",
    "\u200c",
    "İ",
    " ",
]


@pytest.mark.parametrize("start", ["", "BEIJING, Jan. 28 ", "新华社北京1月28日", "(", "28 ", "دمشق ", "【"])
def test_no_text_is_slow(start: str) -> None:
    split("BEIJING (Xinhua) --")
    for unit in UNITS:
        text = start + unit * (200_000 // len(unit))
        within(0.05, partial(split, text), (start, unit))
