"""Copies, cuts and other stories in scripts without capitals, without blanks, from right to left."""

# ruff: noqa: E501  lines of other scripts are cut where their sentences end
from __future__ import annotations

import pytest

from tests.warehouse.builders import polled, published, reading
from tests.warehouse.stories.test_derive import Put, Reader, partition
from tests.warehouse.stories.test_text import wording
from warehouse.stories.verify import compare

TEXTS = {
    "zh": (
        "海岸部部长周一在北港会谈后表示，因冬季风暴停航的渡轮航线将于五月第二周恢复通航。\n\n"
        "两艘各可搭载三百名乘客的渡轮每天往返四次，第三艘在鲱鱼节期间备用，航运局负责人对记者说。\n\n"
        "外岛渔民还要求增开夜航，但领航员认为海峡照明不足，新的灯塔要到秋季才能安装。",
        "道路部部长周二在旧海关大楼会见邻国使节，双方就被浮冰撞坏的界河大桥谈了两个小时。\n\n"
        "他建议双方分担修复费用，并在上游水浅处为货车架设临时浮桥。",
    ),
    "ru": (
        "Паромную линию, закрытую после зимних штормов, откроют во вторую неделю мая, сообщил в понедельник министр "
        "побережья после переговоров в северной столице.\n\nДва судна на триста пассажиров каждое будут ходить четыре раза "
        "в день, третье останется в резерве на недели селёдочной ярмарки, сказал журналистам глава управления.\n\n"
        "Рыбаки внешних островов просили и о ночном рейсе, но лоцманы считают, что пролив освещён плохо, а новые фонари "
        "поставят лишь осенью.",
        "Министр дорог принял во вторник посланника соседей в старой таможне и два часа говорил с ним о мосте через "
        "пограничную реку, опоры которого повредил лёд.\n\nОн предложил разделить расходы на ремонт и открыть выше по "
        "течению временную переправу для грузовиков.",
    ),
    "ar": (
        "أعلن وزير الساحل يوم الاثنين بعد محادثات في العاصمة الشمالية أن خط العبارات الذي أغلقته عواصف الشتاء سيعاد فتحه "
        "في الأسبوع الثاني من مايو.\n\nوستبحر سفينتان تتسع كل منهما لثلاثمائة راكب أربع مرات في اليوم، بينما تبقى سفينة "
        "ثالثة في الاحتياط طوال أسابيع مهرجان الرنجة، كما قال رئيس مكتب الملاحة للصحفيين.\n\nوكان صيادو الجزر الخارجية قد "
        "طلبوا رحلة ليلية أيضا، غير أن المرشدين قالوا إن المضيق ليس مضاء بما يكفي.",
        "استقبل وزير الطرق يوم الثلاثاء مبعوث البلد المجاور في مبنى الجمارك القديم وتحدثا ساعتين عن الجسر فوق نهر الحدود "
        "الذي أضر الجليد بدعائمه.\n\nواقترح أن يتقاسم الجانبان كلفة الإصلاح وأن يفتح معبر مؤقت للشاحنات.",
    ),
    "fa": (
        "وزیر ساحل روز دوشنبه پس از گفتگو در پایتخت شمالی اعلام کرد که خط کشتی‌رانی بسته‌شده در توفان‌های زمستان در هفته دوم "
        "ماه مه دوباره باز می‌شود.\n\nدو کشتی هر یک با گنجایش سیصد مسافر روزی چهار بار حرکت خواهند کرد و کشتی سوم در هفته‌های "
        "جشنواره شاه‌ماهی آماده می‌ماند، رئیس اداره کشتیرانی به خبرنگاران گفت.\n\nماهیگیران جزیره‌های دور سفر شبانه هم "
        "می‌خواستند، اما راهنمایان گفتند تنگه روشنایی کافی ندارد.",
        "وزیر راه روز سه‌شنبه فرستاده کشور همسایه را در ساختمان قدیمی گمرک پذیرفت و دو ساعت درباره پل رود مرزی سخن گفتند که یخ "
        "به پایه‌هایش آسیب زده بود.\n\nاو پیشنهاد کرد هزینه تعمیر میان دو طرف تقسیم شود.",
    ),
    "ko": (
        "해안부 장관은 월요일 북부 수도에서 회담을 마친 뒤 겨울 폭풍으로 중단된 여객선 항로를 오월 둘째 주에 다시 연다고 "
        "밝혔다.\n\n승객 삼백 명을 태우는 배 두 척이 하루 네 번 오가며, 세 번째 배는 청어 축제 기간에 예비로 남는다고 해운국장이 "
        "기자들에게 말했다.\n\n바깥 섬 어민들은 야간 운항도 요청했으나 도선사들은 해협이 충분히 밝지 않다고 말했다.",
        "도로부 장관은 화요일 옛 세관 건물에서 이웃 나라 사절을 맞아 얼음에 부서진 국경 강 다리를 두고 두 시간 동안 "
        "이야기했다.\n\n그는 수리 비용을 나누고 상류에 임시 부교를 놓자고 제안했다.",
    ),
}

RESPELLED = {
    "ar": ("أعلن وزير الساحل", "أَعْلَنَ وَزِيرُ السَّاحِلِ"),
    "fa": ("وزیر ساحل روز دوشنبه", "وزير ساحل روز دوشنبه"),
    "zh": ("，", ","),
    "ru": ("селёдочной", "селедочной"),
    "ko": ("월요일 북부", "월요일  북부"),
}


def relation(one: str, other: str) -> str | None:
    found = compare(wording(1, one), wording(2, other))
    return found.relation if found else None


@pytest.mark.parametrize("lang", TEXTS)
def test_copies_and_cuts_are_found_and_other_texts_are_not(lang: str) -> None:
    text, other = TEXTS[lang]
    first, second, _ = text.split("\n\n")
    assert relation(text, "\n\n".join((first, second))) == "copy"
    assert relation(text, first) == "copy"
    assert relation(text, other) is None


@pytest.mark.parametrize("lang", TEXTS)
def test_spellings_of_one_word_are_one(lang: str) -> None:
    text, _ = TEXTS[lang]
    printed, respelled = RESPELLED[lang]
    assert printed in text
    changed = text.replace(printed, respelled)
    assert wording(1, text).shingles == wording(2, changed).shingles


def test_each_language_has_its_stories_in_the_warehouse(put: Put, reader: Reader) -> None:
    pages = []
    for n, (lang, (text, other)) in enumerate(TEXTS.items()):
        cut = "\n\n".join(text.split("\n\n")[:2])
        for m, (outlet, printed) in enumerate((("agency", text), ("daily", cut), ("gazette", other))):
            when = 60 * n + m
            url = f"https://{outlet}.example/{lang}"
            pages.append(reading(url, f"{lang} {m}", printed, published=published(when), minutes=when, lang=lang))
    put(polled(*pages))
    con = reader()
    assert partition(con) == {
        urls
        for lang in TEXTS
        for urls in (
            frozenset({f"https://agency.example/{lang}", f"https://daily.example/{lang}"}),
            frozenset({f"https://gazette.example/{lang}"}),
        )
    }
    relations = con.execute("SELECT DISTINCT relation FROM carriers WHERE outlet_id = 'daily'").fetchall()
    assert relations == [("trimmed",)]
