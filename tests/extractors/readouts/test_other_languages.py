# ruff: noqa: E501
"""Chinese and Russian to the full, five languages as far as who met whom and when. All texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.readouts import assess_readout, read_readout
from extractors.readouts import russian_words as words
from tests.extractors.readouts.builders import AKORDA, MFA, article, chinese, russian, told
from tests.extractors.readouts.builders import readout as read

CCTV = "https://tv.cctv.com/a.shtml"
KREMLIN = "http://kremlin.ru/events/president/news/1"
CNA = "https://www.cna.com.tw/news/aipl/a.aspx"


def test_chinese() -> None:
    made = read_readout(
        article(
            "李文海同挪威首相会谈",
            "新华社北京5月20日电（记者张三）5月20日上午，国务院总理李文海在北京人民大会堂同来华访问的"
            "挪威首相布兰特举行会谈。"
            "\n\n李文海指出，两国关系稳定发展。布兰特表示，挪方愿深化合作。"
            "\n\n双方就航运、渔业等问题进行了坦诚、深入的交流。双方同意，开通新航线；扩大人员往来。\n"
            "\n王远、陈立等参加会谈。",
            lang="zh",
            url=CCTV,
        )
    )
    assert made is not None
    assert (made.event.mode, made.event.country, made.event.start_date) == ("visit", "CHN", date(2031, 5, 20))
    assert [(one.name, one.side) for one in made.participants] == [
        ("李文海", "CHN"), ("布兰特", "NOR"), ("王远", "CHN"), ("陈立", "CHN"),
    ]  # fmt: skip
    assert [(one.speaker, one.verb) for one in made.statements] == [("李文海", "指出"), ("布兰特", "表示")]
    assert [one.items for one in made.commitments] == [("开通新航线", "扩大人员往来")]
    assert [one.text for one in made.topics] == ["航运", "渔业"]
    assert [one.word for one in made.tone] == ["坦诚", "深入"]


def test_chinese_province_and_what_was_agreed_in_a_later_clause() -> None:
    made = read_readout(
        article(
            "王远会见挪威外长布兰特",
            "2031年5月20日，外交部长王远在广西会见挪威外交大臣布兰特。\n\n"
            "双方就渔业问题交换意见，同意尽快恢复磋商。双方愿加强沟通，布兰特表示，同意中方看法。",
            lang="zh",
            url=CCTV,
        )
    )
    assert made is not None
    assert (made.event.mode, made.event.place, made.event.country) == ("visit", "广西", "CHN")
    assert [(one.actor, one.verb, one.items) for one in made.commitments] == [("both", "同意", ("尽快恢复磋商",))]
    assert [one.speaker for one in made.statements] == ["布兰特"]


def test_chinese_name_that_begins_with_another() -> None:
    made = read_readout(
        article(
            "李强军会见来访的韩国外长",
            "5月12日，中国国防部副部长李强军在北京会见韩国外交部长官徐志勋。李强军表示，中方愿同韩方保持沟通。",
            url="https://example.org/zh/1",
            lang="zh",
        )
    )
    assert made is not None
    assert [(one.name, one.side, one.titles) for one in made.participants] == [
        ("李强军", "CHN", ("中国国防部副部长",)),
        ("徐志勋", "KOR", ("韩国外交部长官",)),
    ]
    assert [(one.speaker, one.verb) for one in made.statements] == [("李强军", "表示")]


def test_russian_quotations_end_with_who_said_them() -> None:
    made = read_readout(
        article(
            "Владимир Зеленский провел переговоры с Президентом Польши",
            "Президент Украины Владимир Зеленский провел в Киеве переговоры с Президентом Польши Анджеем Дудой.\n\n"
            "Стороны обсудили оборонное сотрудничество и восстановление энергосистемы, а также развитие торговых и "
            "научных связей.\n\n«Благодарим Польшу за неизменную поддержку нашей страны», – отметил Владимир Зеленский.\n\n"
            "«Мы останемся рядом с вами столько, сколько нужно», — подчеркнул Президент Польши. «Так и будет», — сказал он.",
            lang="ru",
            url="https://www.president.gov.ua/ru/news/a-1",
        )
    )
    assert made is not None
    assert [(one.speaker, one.verb) for one in made.statements] == [
        ("Владимир Зеленский", "отметить"), ("Анджей Дуда", "подчеркнуть"), ("Анджей Дуда", "сказать"),
    ]  # fmt: skip
    assert [one.text for one in made.topics] == [
        "оборонное сотрудничество", "восстановление энергосистемы", "развитие торговых и научных связей",
    ]  # fmt: skip


def test_russian_head_of_state_who_takes_part_and_a_call_that_the_title_leaves_open() -> None:
    made = read_readout(
        article(
            "Президент Украины и Премьер-министр Японии обсудили помощь",
            "Президент Украины Владимир Зеленский провел телефонный разговор с Премьер-министром Японии Фумио Кисидой.\n\n"
            "Глава государства поблагодарил за новые санкции. Собеседники договорились о встрече в Нью-Йорке. "
            "«Для нас важна эта поддержка», – сказал Владимир Зеленский.",
            lang="ru",
            url="https://www.president.gov.ua/ru/news/a-1",
        )
    )
    assert made is not None
    assert made.event.mode == "phone"
    assert [(one.speaker, one.verb) for one in made.statements] == [
        ("Владимир Зеленский", "поблагодарить"), ("Владимир Зеленский", "сказать"),
    ]  # fmt: skip
    assert [one.items for one in made.commitments] == [("встрече в Нью-Йорке",)]
    made = read_readout(
        article(
            "Саммит БРИКС",
            "Владимир Путин принял участие в заседании саммита БРИКС в узком составе.\n\n"
            "В саммите участвуют Председатель КНР Си Цзиньпин, Премьер-министр Индии Нарендра Моди.\n\n"
            "Глава Российского государства отметил, что объединение растёт.",
            lang="ru",
            url=KREMLIN,
        )
    )
    assert made is not None
    assert [one.side for one in made.participants] == ["RUS", "CHN", "IND"]
    assert made.event.mode == "multilateral"
    assert [(one.speaker, one.verb) for one in made.statements] == [("Владимир Путин", "отметить")]


def test_russian() -> None:
    made = read_readout(
        article(
            "Телефонный разговор с Президентом Казахстана Асхатом Нуровым",
            "По инициативе казахстанской стороны состоялся телефонный разговор Владимира Путина с "
            "Президентом Республики "
            "Казахстан Асхатом Нуровым.\n\nВладимир Путин подчеркнул важность перевозок. Стороны "
            "договорились продолжить "
            "контакты и ускорить строительство моста.\n\nРазговор прошёл в деловой и конструктивной атмосфере.",
            lang="ru",
            url=KREMLIN,
        )
    )
    assert made is not None
    assert (made.event.mode, made.event.initiator) == ("phone", "KAZ")
    assert [(one.name, one.side) for one in made.participants] == [("Владимир Путин", "RUS"), ("Асхат Нуров", "KAZ")]
    assert made.participants[1].titles == ("Президент Республики Казахстан",)
    assert [(one.speaker, one.verb) for one in made.statements] == [("Владимир Путин", "подчеркнуть")]
    assert [one.items for one in made.commitments] == [("продолжить контакты", "ускорить строительство моста")]
    assert [one.word for one in made.tone] == ["деловой", "конструктивный"]


def test_chinese_names_and_short_names_of_states() -> None:
    made = read_readout(
        article(
            "王远会见印尼外长苏更诺",
            "2031年5月20日，外交部长王远在京会见印尼外长苏更诺和法国外长加尼耶。\n\n苏更诺表示，印尼愿同中方加强合作。",
            lang="zh",
            url=CCTV,
        )
    )
    assert made is not None
    assert (made.event.mode, made.event.country) == ("multilateral", "CHN")
    assert {(one.name, one.side) for one in made.participants} == {
        ("王远", "CHN"),
        ("苏更诺", "IDN"),
        ("加尼耶", "FRA"),
    }
    assert [(one.speaker, one.verb) for one in made.statements] == [("苏更诺", "表示")]


def test_russian_offices_speak_and_a_visit_has_a_host() -> None:
    made = read_readout(
        article(
            "Встреча с Президентом Бразилии Отто Рейсом",
            "Владимир Путин встретился с Президентом Бразилии Отто Рейсом, который находится в России с визитом.\n\n"
            "Стороны обсудили развитие торговли и обстановку в Арктике. Президент России отметил рост торговли. "
            "Президент Бразилии поблагодарил за приём. Российская сторона подтвердила план.",
            lang="ru",
            url=KREMLIN,
        )
    )
    assert made is not None
    assert (made.event.mode, made.event.country, made.event.place) == ("visit", "RUS", None)
    assert [(one.speaker, one.verb) for one in made.statements] == [
        ("Владимир Путин", "отметить"), ("Отто Рейс", "поблагодарить"), ("side:RUS", "подтвердить"),
    ]  # fmt: skip
    assert [one.text for one in made.topics] == ["развитие торговли", "обстановку в Арктике"]


@pytest.mark.parametrize(
    ("lang", "title", "text", "mode", "day", "sides"),
    [
        ("es", "Llamada telefónica de los cancilleres",
         "El ministro de Relaciones Exteriores de Chile, Iván Paredes, sostuvo el 19 de mayo una "
"conversación telefónica con "
         "el ministro de Relaciones Exteriores de Perú, Luis Quispe.", "phone", date(2031, 5, 19), ["CHL", "PER"]),
        ("fr", "Entretien téléphonique",
         "Le ministre des Affaires étrangères du Maroc, Karim Alaoui, s’est entretenu le 18 mai par téléphone avec le "
         "ministre des Affaires étrangères d’Espagne, Luis Moreno.", "phone", date(2031, 5, 18), ["MAR", "ESP"]),
        ("ar", "اتصال هاتفي", "تلقى وزير الخارجية السعودي فيصل بن فرحان اليوم اتصالا هاتفيا من الرئيس عبد الفتاح السيسي.",
         "phone", date(2031, 5, 20), ["SAU", "EGY"]),
        ("fa", "گفت‌وگوی تلفنی وزیران", "عباس عراقچی وزیر امور خارجه ایران با سرگئی لاوروف وزیر خارجه روسیه تلفنی گفت‌وگو کرد.",
         "phone", date(2031, 5, 20), ["IRN", "RUS"]),
        ("ko", "외교장관 통화", "조현 외교부 장관은 19일 왕이 중국 외교부장과 전화 통화를 했다.", "phone", date(2031, 5, 19),
         ["KOR", "CHN"]),
    ],
)  # fmt: skip
def test_further_languages(lang: str, title: str, text: str, mode: str, day: date, sides: list[str]) -> None:
    made = read_readout(article(title, text, lang=lang, url="https://ministry.example/a"))
    assert made is not None
    assert (made.lang, made.event.mode, made.event.start_date) == (lang, mode, day)
    assert [one.side for one in made.participants] == sides


@pytest.mark.parametrize(
    ("lang", "title", "text"),
    [
        ("zh", "李文海将访问挪威", "外交部发言人宣布：应挪威首相布兰特邀请，国务院总理李文海将于6月1日至3日对挪威进行正式访问。"),
        ("ru", "Завтра состоятся переговоры", ("21 мая в Москве состоятся переговоры Владимира Путина с Президентом Казахстана Асхатом "
"Нуровым.")),
        ("es", "Sube la inflación", "La inflación subió en abril."),
    ],
)  # fmt: skip
def test_what_is_none(lang: str, title: str, text: str) -> None:
    assert not assess_readout(article(title, text, lang=lang, url=CCTV)).is_readout


def test_traditional_script_is_told_as_printed_but_for_verbs() -> None:
    made = read(
        "外長何婉會見來訪的巴拉圭總統拉米雷斯",
        "（中央社記者吳昇台北20日電）外交部長何婉今天接見來訪的巴拉圭總統拉米雷斯，雙方就農業與醫療、衛星等議題坦誠交換意見。\n\n"
        "何婉強調，台灣感謝巴拉圭長期支持。拉米雷斯說，期盼深化合作，並邀請何部長訪問。何部長表示感謝。",
        CNA,
        "zh",
    )
    assert (made.issuer, made.event.mode, made.event.country) == ("TWN", "visit", "TWN")
    assert [(one.name, one.side, one.titles) for one in made.participants] == [
        ("何婉", "TWN", ("外交部長",)), ("拉米雷斯", "PRY", ("巴拉圭總統",)),
    ]  # fmt: skip
    assert told(made) == ["何婉 强调", "拉米雷斯 说", "拉米雷斯 邀请", "何婉 表示"]
    assert made.statements[0].text == "何婉強調，台灣感謝巴拉圭長期支持。"
    assert [one.text for one in made.topics] == ["農業與醫療", "衛星"]
    assert [one.word for one in made.tone] == ["坦誠"]


@pytest.mark.parametrize(
    ("sentence", "statements"),
    [
        ("布兰特请何远转达问候，表示愿扩大合作。", ["布兰特 表示"]),
        ("布兰特请何远转达问候，何远表示感谢。", ["何远 表示"]),
        ("布兰特通报了地区局势，感谢中方所作努力，希望保持沟通。", ["布兰特 通报", "布兰特 感谢", "布兰特 希望"]),
        ("布兰特表示，挪方重视合作，感谢中方所作努力。", ["布兰特 表示"]),
        ("何远阐述了原则立场，要求挪方恪守承诺。", ["何远 阐述", "何远 要求"]),
        ("何部长首先欢迎布兰特来访。布兰特外长表示赞同。", ["何远 欢迎", "布兰特 表示"]),
        ("何远积极评价合作成果。", ["何远 积极评价"]),
    ],
)
def test_who_said_it_in_chinese(sentence: str, statements: list[str]) -> None:
    assert told(chinese(sentence)) == statements


def test_what_a_call_was_about_is_no_party() -> None:
    lead = "外交部長何婉5月19日與挪威外長布蘭特視訊會談，就烏克蘭重建等議題交換意見。布蘭特回應表示，願意合作。"
    made = read("何婉與挪威外長視訊會談", lead, CNA, "zh")
    assert (made.event.mode, told(made)) == ("video", ["布蘭特 表示"])


def test_a_chinese_opinion_that_was_exchanged_has_a_tone() -> None:
    assert [one.word for one in chinese("双方深入交换了意见。").tone] == ["深入"]


def test_a_chinese_chair_takes_part_and_a_title_has_its_order() -> None:
    made = read(
        "何远出席中国—中亚外长会晤",
        "5月19日，外交部长何远在塔什干出席中国—中亚外长会晤。乌兹别克斯坦外长图拉耶夫主持，哈萨克斯坦外长努尔出席。",
        MFA,
        "zh",
    )
    assert [one.name for one in made.participants] == ["何远", "图拉耶夫", "努尔"]
    assert [one.name for one in chinese("何远说，合作良好。").participants] == ["何远", "布兰特"]


@pytest.mark.parametrize(
    ("lead", "mode", "country"),
    [
        ("正在新加坡出席对话会的国防部长何远会见了挪威国防部长布兰特。", "third-party", "SGP"),
        ("外交部长何远会见来访的挪威外长布兰特。", "visit", "CHN"),
        ("外交部长何远会见挪威外长布兰特。", None, None),
    ],
)
def test_where_they_met_in_chinese(lead: str, mode: str | None, country: str | None) -> None:
    event = read("何远会见挪威部长", lead, MFA, "zh").event
    assert (event.mode, event.country) == (mode, country)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("принял министра обороны Индии Виджая Раджана", ["Виджай Раджан"]),
        ("принял министра обороны Индии Игоря Санчеса", ["Игорь Санчес"]),
        ("приняла Министра торговли Индии Нарендру Мехту", ["Нарендра Мехта"]),
        ("по приглашению Президента Узбекистана Рустама Юсупова", ["Рустам Юсупов"]),
        ("с президентом Бразилии Отавио Перейрой", ["Отавио Перейра"]),
        ("с Премьер-министром Швеции Эриком Линдгреном", ["Эрик Линдгрен"]),
        ("супруга Президента Бразилии Оливия Кларк", ["Оливия Кларк"]),
        ("с губернатором Ленинградской области России Ильёй Власовым", ["Илья Власов"]),
        ("заместитель Министра обороны Индии Виджай Раджан", ["Виджай Раджан"]),
        ("принял Чрезвычайного и Полномочного Посла Кубы Р.Эчеверрию", ["Р.Эчеверрия"]),
    ],
)
def test_russian_names_share_the_case_of_their_office(text: str, people: list[str]) -> None:
    assert [one.name for one in words.people(text)] == people


def test_russian_offices_are_whole_and_in_the_nominative() -> None:
    found = words.people(
        "принял Чрезвычайного и Полномочного Посла Кубы Р.Эчеверрию и египетского коллегу Самира Фахми"
    )
    assert [(one.side, one.titles) for one in found] == [
        ("CUB", ("Чрезвычайный и Полномочный Посол Кубы",)), ("EGY", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "statements"),
    [
        ('"Бразилия - наш партнер", - подчеркнул Асхат Нуров. Рейс, в свою очередь, заявил о поддержке.',
         ["Асхат Нуров подчеркнуть", "Отто Рейс заявить"]),
        ("Отто Рейс отметил рост торговли, и поддержал план.", ["Отто Рейс отметить", "Отто Рейс поддержать"]),
        ("С бразильской стороны подтверждена поддержка плана.", ["side:BRA подтвердить"]),
        ("С нашей стороны особо подчёркнута важность плана.", ["side:KAZ подчеркнуть"]),
        ("С норвежской стороны подтверждена поддержка плана.", []),
        ("Бразильский дипломат выразил признательность.", ["Отто Рейс выразить"]),
        ("Дипломаты подчеркнули важность плана.", ["both подчеркнуть"]),
    ],
)  # fmt: skip
def test_who_said_it_in_russian(sentence: str, statements: list[str]) -> None:
    assert told(russian(sentence)) == statements


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        ("Обсуждены связи в торговой, транспортной и цифровой сферах, ситуация в Газе.",
         ["связи в торговой, транспортной и цифровой сферах", "ситуация в Газе"]),
        ("Они обсудили урегулирование в Судане и строительство порта.", ["урегулирование в Судане", "строительство порта"]),
        ("Они обсудили поставки зерна и нефти.", ["поставки зерна и нефти"]),
        ("Рассмотрены состояние и перспективы торговли зерном.", ["торговли зерном"]),
        ('"Обсуждалась безопасность судоходства, а также ход реформ", - говорится в сообщении.',
         ["безопасность судоходства", "реформ"]),
    ],
)  # fmt: skip
def test_topics_in_russian(sentence: str, topics: list[str]) -> None:
    assert [one.text for one in russian(sentence).topics] == topics


@pytest.mark.parametrize(
    ("lead", "mode", "day"),
    [
        ("Президент Казахстана Асхат Нуров принял Президента Бразилии Отто Рейса.", "visit", date(2031, 5, 20)),
        ("Президент Казахстана Асхат Нуров в понедельник встретился с Президентом Бразилии Отто Рейсом.", None,
         date(2031, 5, 19)),
        ("Президент Казахстана Асхат Нуров встретился с прибывшим с визитом в нашу страну Президентом Бразилии Отто Рейсом.",
         "visit", date(2031, 5, 20)),
        ("Президент Казахстана Асхат Нуров провёл телефонные переговоры с Президентом Бразилии Отто Рейсом.", "phone",
         date(2031, 5, 20)),
    ],
)  # fmt: skip
def test_when_and_where_in_russian(lead: str, mode: str | None, day: date) -> None:
    event = read("Президенты Казахстана и Бразилии обсудили торговлю", lead, AKORDA, "ru").event
    assert (event.mode, event.start_date, event.country) == (mode, day, "KAZ" if mode == "visit" else None)


def test_a_meeting_that_is_prepared_is_still_to_come() -> None:
    text = "Встреча Президента Казахстана Асхата Нурова с Президентом Бразилии Отто Рейсом готовится, сообщили в МИД."
    assert assess_readout(article("О встрече", text, url=AKORDA, lang="ru")).rule == "not:future"
