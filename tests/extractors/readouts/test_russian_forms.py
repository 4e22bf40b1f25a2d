# ruff: noqa: E501
"""Forms of Russian accounts that texts of further issuers brought. All texts are invented."""

from __future__ import annotations

import pytest

from extractors.readouts import assess_readout
from extractors.readouts import russian_words as words
from extractors.readouts.russian_sides import states
from tests.extractors.readouts.builders import article, readout, russian, told


@pytest.mark.parametrize(
    ("sentence", "statements"),
    [
        ("В начале встречи Президент Казахстана выразил признательность.", ["Асхат Нуров выразить"]),
        ("– Бразилия – наш партнёр, – сказал Глава государства.", ["Асхат Нуров сказать"]),
        ('"Президент Бразилии подчеркнул важность торговли и призвал к диалогу", - говорится в сообщении.',
         ["Отто Рейс подчеркнуть", "Отто Рейс призвать"]),
        ('"Президент Бразилии подчеркнул важность торговли и призвал к диалогу", - сказал Асхат Нуров.',
         ["Асхат Нуров сказать"]),
    ],
)  # fmt: skip
def test_who_said_it(sentence: str, statements: list[str]) -> None:
    assert told(russian(sentence)) == statements


def test_an_office_alone_in_the_account_of_an_agency() -> None:
    made = readout(
        "Премьер Индии и президент Франции обсудили поставки",
        "Премьер-министр Индии Раджив Шарма провел телефонный разговор с президентом Франции Люком Морелем.\n\n"
        "Премьер-министр подчеркнул важность торговли. Президент поблагодарил его.",
        "https://tass.ru/a/1",
        "ru",
    )
    assert told(made) == ["Раджив Шарма подчеркнуть", "Люк Морель поблагодарить"]


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        ("Министры обменялись оценками развития обстановки в регионе с акцентом на безопасность.",
         ["развития обстановки в регионе"]),
        ("Они обсудили ситуацию в Судане, сообщает ведомство.", ["ситуацию в Судане"]),
    ],
)  # fmt: skip
def test_topics(sentence: str, topics: list[str]) -> None:
    assert [one.text for one in russian(sentence).topics] == topics


def test_who_is_open_to_talks_gives_them_no_tone() -> None:
    assert russian("Страна остаётся открытой к диалогу.").tone == ()


def test_an_office_of_several_fields() -> None:
    found = words.people(
        "провел переговоры с Министром иностранных дел, сотрудничества и торговли Исламской Республики Мавритания М.Ульд Салемом"
    )
    assert [(one.name, one.side, one.titles) for one in found] == [
        ("М.Ульд Салем", "MRT",
         ("Министр иностранных дел, сотрудничества и торговли Исламской Республики Мавритания",)),
    ]  # fmt: skip


def test_who_speaks_for_a_house_has_met_nobody() -> None:
    text = "Пресс-секретарь президента России Игорь Лапин заявил, что о раунде переговоров с США информации нет."
    assert not assess_readout(
        article("Лапин о переговорах с США", text, url="https://tass.ru/a/1", lang="ru")
    ).is_readout
    assert words.people("официальный представитель МИД России Анна Лапина") == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [("в Минском формате, в Женеве", "Женеве"), ("на Валдае", "Валдае"), ("в Московском университете", None)],
)
def test_what_is_named_after_a_place_is_none(text: str, printed: str | None) -> None:
    found = words.place(text)
    assert (found.name if found else None) == printed


def test_a_host_greets_his_guest() -> None:
    made = readout(
        "Встреча с Президентом Бразилии Отто Рейсом",
        "Состоялась встреча Владимира Путина с Президентом Бразилии Отто Рейсом.\n\n"
        "В.Путин: Уважаемый господин Президент!\n\nРады видеть Вас в Петербурге.",
        "http://kremlin.ru/events/president/transcripts/1",
        "ru",
    )
    assert (made.event.mode, made.event.place) == ("visit", "Петербурге")


def test_a_state_of_few_texts_has_its_adjective() -> None:
    assert states("мавританский министр") == ["MRT"]


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        ("Обсуждался ряд международных и региональных вопросов.", ["международных и региональных вопросов"]),
        ("Рассмотрены вопросы расширения торговли, ускорения строительства дорог и рационального использования вод региона.",
         ["расширения торговли", "ускорения строительства дорог", "рационального использования вод региона"]),
        ("Они обсудили торговлю, поставки зерна и нефти.", ["торговлю", "поставки зерна и нефти"]),
        ("Они обсудили ситуацию вокруг Сирии, Ирана, Ливии, а также торговлю.", ["ситуацию вокруг Сирии, Ирана, Ливии", "торговлю"]),
    ],
)  # fmt: skip
def test_topics_of_a_list(sentence: str, topics: list[str]) -> None:
    assert [one.text for one in russian(sentence).topics] == topics


@pytest.mark.parametrize(
    ("title", "text", "rule"),
    [
        ("Вступительное слово Министра иностранных дел России П.А.Орлова на переговорах с Министром Катара",
         "Рады приветствовать Вас в Москве.", "not:form"),
        ("СМИ: президенты США и России могут встретиться в Осло",
         "Президенты США и России Джон Холт и Владимир Путин могут встретиться в Осло, пишет газета.", "not:future"),
    ],
)  # fmt: skip
def test_what_is_no_contact(title: str, text: str, rule: str) -> None:
    assert assess_readout(article(title, text, url="https://ria.ru/1", lang="ru")).rule == rule


def test_the_head_of_the_house_is_named_after_the_first_sentence() -> None:
    made = readout(
        "Состоялся телефонный разговор Главы государства с Президентом Бразилии Отто Рейсом",
        "Президенты обсудили торговлю.\n\nГлава государства Асхат Нуров отметил рост грузопотока.",
        "https://www.akorda.kz/ru/a",
        "ru",
    )
    assert [(one.name, one.side) for one in made.participants] == [("Асхат Нуров", "KAZ"), ("Отто Рейс", "BRA")]
    assert told(made) == ["Асхат Нуров отметить"]


@pytest.mark.parametrize(
    ("text", "name", "side", "title"),
    [
        ("с помощником Президента Юрием Макаровым", "Юрий Макаров", None, "помощник Президента"),
        ("принял исполняющего обязанности Министра обороны Индии Имрана Дара", "Имран Дар", "IND",
         "исполняющий обязанности Министра обороны Индии"),
        ("28 мая Президент Республики Таджикистан Рустам Каримзода", "Рустам Каримзода", "TJK", "Президент Республики Таджикистан"),
        ("Министр обороны России генерал армии Сергей Кольцов", "Сергей Кольцов", "RUS", "Министр обороны России"),
        ("разговор Главы государства с Президентом Турции Муратом Айдыном", "Мурат Айдын", "TUR", "Президент Турции"),
        ("с Генеральным секретарём Организации Договора о коллективной безопасности Т.Масадыковым", "Т.Масадыков",
         "CSTO", "Генеральный секретарь Организации Договора о коллективной безопасности"),
    ],
)  # fmt: skip
def test_offices_of_others(text: str, name: str, side: str | None, title: str) -> None:
    assert [(one.name, one.side, one.titles) for one in words.people(text)] == [(name, side, (title,))]


@pytest.mark.parametrize(
    ("lead", "people"),
    [
        ("Президент Азербайджанской Республики Эльдар Мамедов принял Президента Федеративной Республики Германия Маркуса Вебера.",
         [("Эльдар Мамедов", "AZE"), ("Маркус Вебер", "DEU")]),
        ("Президент Бразилии Отто Рейс в рамках визита в Китай встретился с Премьером Государственного Совета Китайской Народной Республики Чжао Вэньбо.",
         [("Отто Рейс", "BRA"), ("Чжао Вэньбо", "CHN")]),
        ("Президент Бразилии Отто Рейс провел разговор с президентом США Джоном Холтом, сообщил помощник президента Бразилии Ян Круз.",
         [("Отто Рейс", "BRA"), ("Джон Холт", "USA")]),
        ("Председатель Совета Федерации Ирина Захарова и Председатель Национального Собрания Вьетнама Ле Тхи Хоа обсудили туризм.",
         [("Ирина Захарова", "RUS"), ("Ле Тхи Хоа", "VNM")]),
    ],
)  # fmt: skip
def test_who_met(lead: str, people: list[tuple[str, str]]) -> None:
    made = readout("Состоялась встреча", lead, "https://example.org/ru/1", "ru")
    assert [(one.name, one.side) for one in made.participants] == people


def test_one_who_is_named_by_initials_too() -> None:
    assert words.same("И. Захарова", "Ирина Захарова")
    assert words.same("П.А.Орлов", "Павел Орлов")
    assert not words.same("П.А.Орлов", "Иван Орлов")


def test_a_summit_of_many_where_the_head_of_the_house_speaks_later() -> None:
    made = readout(
        "Неформальная встреча глав государств СНГ",
        "В Константиновском дворце в Стрельне состоялась неформальная встреча глав государств СНГ.\n\n"
        "В мероприятии приняли участие Президент Беларуси Виктор Громов, Президент Казахстана Ерлан Жумабеков.\n\n"
        "Владимир Путин рассказал об итогах председательства.",
        "http://kremlin.ru/events/president/news/1",
        "ru",
    )
    assert (made.event.mode, made.event.country) == ("multilateral", "RUS")
    assert [one.name for one in made.participants] == ["Владимир Путин", "Виктор Громов", "Ерлан Жумабеков"]
    assert told(made) == ["Владимир Путин рассказать"]


@pytest.mark.parametrize(
    ("sentence", "tone"),
    [
        ("Разговор был содержательным, откровенным и, главное, очень полезным.",
         ["содержательный", "откровенный", "полезный"]),
        ("Дипломаты условились о продолжении конструктивного диалога.", []),
    ],
)  # fmt: skip
def test_tone(sentence: str, tone: list[str]) -> None:
    assert [one.word for one in russian(sentence).tone] == tone


def test_what_is_said_in_a_transcript_is_not_told() -> None:
    made = russian("О.Рейс: Уважаемый господин Президент!\n\nМы обсудили торговлю и договорились провести форум.")
    assert (made.topics, made.commitments, made.statements) == ((), (), ())


def test_the_last_of_a_list_of_words() -> None:
    assert [one.text for one in russian("Обсуждены энергетика, транспорт и сельское хозяйство.").topics] == [
        "энергетика", "транспорт", "сельское хозяйство",
    ]  # fmt: skip


def test_what_a_house_thinks_of_the_talks_of_others() -> None:
    text = "Москва изучает заявления по итогам переговоров США и Украины, заявил пресс-секретарь президента России Игорь Лапин."
    given = article("В Кремле оценили итоги переговоров США и Украины", text, url="https://ria.ru/1", lang="ru")
    assert assess_readout(given).rule == "not:in-passing"


def test_both_said_in_the_passive() -> None:
    sentence = "Обоими лидерами выражена обеспокоенность продолжающимся конфликтом."
    assert told(russian(sentence)) == ["both выразить"]


def test_the_president_of_the_house_need_not_be_named() -> None:
    made = readout(
        "Переговоры с Председателем КНР Си Цзиньпином",
        "В Пекине прошли переговоры Президента России с Председателем Китайской Народной Республики Си Цзиньпином.",
        "http://kremlin.ru/events/president/news/1",
        "ru",
    )
    assert (made.event.mode, made.event.country) == ("visit", "CHN")


def test_a_name_of_the_lexicon_in_two_forms_is_one_and_an_office_of_a_long_state_is_whole() -> None:
    found = words.people("Президент Соединённых Штатов Америки Дональд Трамп и специальный посланник Стивен Уиткофф")
    assert [one.titles for one in found] == [("Президент Соединённых Штатов Америки",), ("специальный посланник",)]


def test_a_president_who_brings_up_an_idea() -> None:
    assert told(
        russian("Бразильский президент выдвинул идею форума. Асхат Нуров положительно откликнулся на неё.")
    ) == ["Отто Рейс выдвинуть"]
