# ruff: noqa: E501
"""Forms of Chinese accounts that texts of further issuers brought. All texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.readouts import assess_readout
from extractors.readouts import chinese_words as words
from tests.effort import within
from tests.extractors.readouts.builders import MFA, article, chinese, readout, told

PRESIDENT = "https://www.president.gov.tw/NEWS/1"


def test_an_office_alone_is_the_house_that_has_it() -> None:
    made = readout(
        "總統接見巴拉圭外交部長貝尼特斯",
        "總統許志遠今（20）日上午接見「巴拉圭外交部長貝尼特斯訪問團」，感謝巴拉圭政府長期堅定支持。\n\n"
        "總統致詞時代表台灣政府，熱烈歡迎訪賓。總統指出，兩國合作成果豐碩。貝尼特斯部長重申支持，並轉達巴拉圭總統的問候。\n\n"
        "訪賓由巴拉圭駐台大使羅哈斯陪同，前來總統府，外交部次長陳永健亦在座。",
        PRESIDENT,
        "zh",
    )
    assert [one.name for one in made.participants] == ["貝尼特斯", "許志遠", "羅哈斯", "陳永健"]
    assert told(made) == ["許志遠 感谢", "許志遠 欢迎", "許志遠 指出", "貝尼特斯 重申", "貝尼特斯 转达"]


@pytest.mark.parametrize(
    ("sentence", "statements"),
    [
        ("何远和布兰特分别介绍了各自看法，感谢对方所作努力。", []),
        ("何防长表示，合作良好。", []),
        ("何外长表示，合作良好。", ["何远 表示"]),
    ],
)
def test_who_said_it(sentence: str, statements: list[str]) -> None:
    assert told(chinese(sentence)) == statements


def test_what_one_side_promises() -> None:
    made = chinese("布兰特呼吁各方保持克制，承诺提供3亿美元资金。")
    assert told(made) == ["布兰特 呼吁"]
    assert [(one.actor, one.verb, one.items) for one in made.commitments] == [("布兰特", "承诺", ("提供3亿美元资金",))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("国家主席陈志远昨日在北京会见英国首相哈德森", ["陈志远", "哈德森"]),
        ("国防部长韩立军与越南国防部长阮文胜大将举行会谈", ["韩立军", "阮文胜"]),
        ("外交部特别代表刘宇出访卢旺达", ["刘宇"]),
        ("美国国务卿同日本外相举行会谈", []),
    ],
)
def test_names_end_before_what_follows(text: str, names: list[str]) -> None:
    assert [one.name for one in words.people(text)] == names


@pytest.mark.parametrize(
    "sentence", ["中方愿就此加强沟通。", "双方同意就秘书长遴选保持沟通。", "双方将就航运密切沟通。"]
)
def test_what_is_still_to_be_spoken_of_is_no_topic(sentence: str) -> None:
    assert chinese(sentence).topics == ()


def test_an_activity_that_is_named_friendly_is_no_tone() -> None:
    assert chinese("双方出席边境友好交流活动。").tone == ()


def test_a_tour_is_no_meeting_of_all_its_sides() -> None:
    lead = "5月12日至17日，中国政府特别代表刘宇访问刚果（金）和卢旺达，分别会见刚果（金）外长卡邦戈、卢旺达国务部长恩库龙。"
    made = readout("中国政府特别代表刘宇出访刚果（金）、卢旺达", lead, MFA, "zh")
    assert (made.event.mode, made.event.country) == ("visit", "COD")
    assert [one.side for one in made.participants] == ["CHN", "COD", "RWA"]


def test_who_takes_part_in_a_summit_and_meets_somebody_there() -> None:
    lead = "5月19日，外交部长何远在纽约出席联合国大会期间会见挪威外长布兰特。"
    made = readout("何远会见挪威外长布兰特", lead, MFA, "zh")
    assert (made.event.mode, made.assessment.rule) == ("third-party", "contact:meet")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("赵文博主持召开国务院常务会议", "国务院总理赵文博5月19日主持召开国务院常务会议，研究深化同东盟国家合作。"),
        ("外交部发言人方立主持例行记者会", "路透社记者：昨天美国国务卿同日本外相举行会谈。方立：中方注意到有关报道。"),
        ("外交部发言人就美日外长会谈答记者问", "有记者问：美国国务卿鲁比奥昨天同日本外相北川举行会谈，中方有何评论？"),
    ],
)
def test_what_is_no_contact(title: str, text: str) -> None:
    assert not assess_readout(article(title, text, url=MFA, lang="zh")).is_readout


@pytest.mark.parametrize(
    ("lead", "people"),
    [
        ("5月19日，外交部长何远在塔什干先后会见来出席第三届中国—中亚峰会的哈萨克斯坦外长萨帕尔巴耶夫、塔吉克斯坦外长拉希莫夫。",
         [("何远", "CHN"), ("萨帕尔巴耶夫", "KAZ"), ("拉希莫夫", "TJK")]),
        ("应挪威外长布兰特邀请，外交部长何远对挪威进行访问并在奥斯陆同布兰特举行会谈。",
         [("何远", "CHN"), ("布兰特", "NOR")]),
        ("5月19日，商务部部长何远与欧盟委员会贸易与经济安全委员维尔纳举行视频会谈。",
         [("何远", "CHN"), ("维尔纳", "EU")]),
        ("（奥斯陆讯）新加坡总理李俊贤和挪威首相布兰特昨天在奥斯陆举行峰会。随同李俊贤出访的包括国防部长黄国强。",
         [("李俊贤", "SGP"), ("布兰特", "NOR"), ("黄国强", "SGP")]),
        ("5月19日，中共中央政治局常委、国务院副总理何远在京会见挪威首相布兰特。",
         [("何远", "CHN"), ("布兰特", "NOR")]),
    ],
)  # fmt: skip
def test_who_met(lead: str, people: list[tuple[str, str | None]]) -> None:
    made = readout("两国部长会谈", lead, "https://example.org/zh/1" if "讯" in lead else MFA, "zh")
    assert sorted((one.name, one.side) for one in made.participants) == sorted(people)
    assert made.statements == ()
    assert not any("讯" in title for one in made.participants for title in one.titles)


def test_those_met_one_after_the_other_are_no_meeting_of_many() -> None:
    lead = "5月19日，外交部长何远在塔什干先后会见哈萨克斯坦外长萨帕尔巴耶夫、塔吉克斯坦外长拉希莫夫。"
    event = readout("何远会见两国外长", lead, MFA, "zh").event
    assert (event.mode, event.place) == ("third-party", "塔什干")


def test_whom_a_title_speaks_of_is_no_party() -> None:
    lead = "5月19日，美国国务卿霍尔特与俄罗斯外长沃罗宁在沙特首都利雅得举行会晤。"
    event = readout("美俄外长会晤 讨论乌克兰问题", lead, "https://news.cctv.com/1", "zh").event
    assert (event.mode, event.place, event.country) == ("third-party", "利雅得", "SAU")


def test_a_video_call_in_traditional_script() -> None:
    lead = "外交部長林佳蓉5月19日與捷克外交部長諾瓦克舉行視訊會談。"
    made = readout("林部長與捷克外長視訊會談", lead, "https://www.mofa.gov.tw/1", "zh")
    assert made.event.mode == "video"


def test_what_was_around_and_what_it_was_about() -> None:
    made = chinese("双方围绕落实共识，就能源、航运等问题进行了坦诚的讨论。会谈富有成果。")
    assert [one.text for one in made.topics] == ["能源", "航运"]
    assert [one.word for one in made.tone] == ["坦诚", "富有成果"]


def test_a_minister_by_the_short_form_of_his_office() -> None:
    lead = "2031年5月19日，国防部长何远在北京会见挪威国防部长布兰特。\n\n何防长指出，两军关系良好。"
    assert told(readout("何远会见挪威国防部长布兰特", lead, MFA, "zh")) == ["何远 指出"]


@pytest.mark.parametrize(
    ("sentence", "statements"),
    [
        ("何部长对布兰特来访表示欢迎，强调双方合作良好。", ["何远 表示", "何远 强调"]),
        ("布兰特对挪方的安排表示感谢，并高度评价合作。", ["布兰特 表示", "布兰特 高度评价"]),
        ("双方强烈谴责袭击。", ["both 谴责"]),
        ("消息说：“何远介绍了会晤的主要结果。布兰特对此表示感谢。”", ["何远 介绍", "布兰特 表示"]),
        ("何远表示：“布兰特介绍了会晤的主要结果。”", ["何远 表示"]),
    ],
)
def test_who_said_it_in_accounts_of_neighbours(sentence: str, statements: list[str]) -> None:
    assert told(chinese(sentence)) == statements


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("外交部长官朴成俊当天上午与日本外务大臣中野健通电话", [("朴成俊", None), ("中野健", "JPN")]),
        ("联合国秘书长古特雷斯周一与南苏丹总统马亚尔通电话", [("古特雷斯", "UN"), ("马亚尔", "SSD")]),
        ("驻智利大使宁海会见智利外交部副部长索托", [("宁海", None), ("索托", "CHL")]),
        ("文莱苏丹哈桑会见方立军", [("哈桑", "BRN")]),
    ],
)
def test_who_is_named(text: str, people: list[tuple[str, str | None]]) -> None:
    assert [(one.name, one.side) for one in words.people(text)] == people


def test_an_ambassador_and_the_day_of_the_week() -> None:
    made = readout("驻挪威大使何远会见挪威外交大臣布兰特", "驻挪威大使何远周一会见挪威外交大臣布兰特。", MFA, "zh")
    assert [(one.name, one.side) for one in made.participants] == [("何远", "CHN"), ("布兰特", "NOR")]
    assert made.event.start_date == date(2031, 5, 19)


def test_a_call_that_was_held() -> None:
    lead = "俄罗斯总统普京5月19日与印度总理夏尔马举行了电话会谈。"
    event = readout("普京与印度总理通电话 通报俄美会谈结果", lead, "https://sputniknews.cn/1", "zh").event
    assert event.mode == "phone"


def test_ministers_of_many_states_and_who_came_with_whom() -> None:
    made = readout(
        "东盟与中日韩外长会在雅加达举行",
        "东盟与中日韩外长会19日在印度尼西亚首都雅加达举行。外交部长何远出席。韩国外长朴成俊、日本外相中野健等出席会议。",
        MFA,
        "zh",
    )
    assert (made.event.mode, made.event.place) == ("multilateral", "雅加达")
    assert [one.name for one in made.participants] == ["何远", "朴成俊", "中野健"]
    assert [one.word for one in chinese("双方认为会谈是积极、坦诚和建设性的。").tone] == ["积极", "坦诚", "建设性"]


def test_an_analysis_is_no_account() -> None:
    text = "法国总统杜瓦尔与德国总理克莱因19日在柏林会晤。分析人士认为，分歧依旧。"
    given = article("国际观察：法德首脑会晤难掩分歧", text, url="http://www.news.cn/1", lang="zh")
    assert assess_readout(given).rule == "not:form"


def test_a_side_that_speaks_at_the_head_of_a_paragraph() -> None:
    assert told(chinese("挪方表示，双方合作良好。")) == []
    made = readout(
        "中美经贸磋商在吉隆坡举行",
        "国务院副总理何远与美国财政部长贝森特5月19日在吉隆坡举行中美经贸磋商。\n\n何远表示，合作互利。中方说，合作良好。\n\n美方表示，关系重要。",
        MFA,
        "zh",
    )
    assert told(made) == ["何远 表示", "side:USA 表示"]


@pytest.mark.parametrize("text", ["出席金砖国家领导人线上峰会", "出席成员国外长理事会会议", "会见外长及常设机构负责人"])
def test_a_meeting_of_heads_is_no_name(text: str) -> None:
    assert words.people(text) == []


def test_a_papers_own_comment_is_no_account() -> None:
    text = "5月19日，国家主席习近平同法国总统马克龙举行会谈。大国相处，贵在互信。"
    given = article("【央视快评】推动中法关系行稳致远", text, url="https://tv.cctv.com/1", lang="zh")
    assert assess_readout(given).rule == "not:form"


@pytest.mark.parametrize(
    ("sentence", "statements"),
    [
        ("双方积极评价合作进展，同意扩大贸易。", ["both 积极评价"]),
        ("双方谴责袭击，一致认为应加强合作。", ["both 谴责", "both 认为"]),
        ("双方还谈及航运，一致同意保持沟通。", []),
        ("何远感谢挪威的支持，并说明当前的形势。", ["何远 感谢", "何远 说明"]),
    ],
)
def test_what_else_the_same_ones_did(sentence: str, statements: list[str]) -> None:
    assert told(chinese(sentence)) == statements


def test_offices_of_those_who_came_too() -> None:
    made = chinese("中共中央政治局委员、国务院副总理李强军，挪威工党中央常委、副议长汉森等参加会见。")
    assert [(one.name, one.side, one.titles) for one in made.participants[2:]] == [
        ("汉森", "NOR", ("挪威工党中央常委", "副议长")),
    ]  # fmt: skip
    made = chinese("中共中央政治局委员、国务院副总理李强军参加会见。")
    assert made.participants[2].titles == ("中共中央政治局委员", "国务院副总理")


def test_heads_of_delegations_who_speak_and_a_day_told_before() -> None:
    made = readout(
        "俄乌在伊斯坦布尔举行第二轮谈判",
        "俄罗斯和乌克兰代表团5月18日在土耳其伊斯坦布尔举行第二轮谈判。土耳其外长阿克索伊主持谈判。\n\n"
        "俄罗斯代表团团长、总统助理米哈伊洛夫会后表示，谈判有益。乌克兰国防部长、代表团团长哈尔琴科说，双方同意交换战俘。",
        "https://tv.cctv.com/1",
        "zh",
    )
    assert [(one.name, one.side) for one in made.participants] == [
        ("阿克索伊", "TUR"), ("米哈伊洛夫", "RUS"), ("哈尔琴科", "UKR"),
    ]  # fmt: skip
    assert told(made) == ["米哈伊洛夫 表示", "哈尔琴科 说"]
    assert made.event.start_date == date(2031, 5, 18)


def test_a_dialogue_that_two_preside_over() -> None:
    lead = "国务院副总理何远5月19日在奥斯陆与挪威财政大臣布兰特共同主持第十三次中挪经贸高层对话。"
    made = readout("何远出席中挪经贸高层对话", lead, MFA, "zh")
    assert (made.event.mode, made.event.country) == ("visit", "NOR")
    assert chinese("布兰特表示，挪方致力于同中方开展建设性对话。").tone == ()


@pytest.mark.parametrize("piece", ["双方，", "何远，", "就", "消息说：“"])
def test_a_long_line_is_read_once(piece: str) -> None:
    text = "2031年5月19日，外交部长何远在北京会见挪威外长布兰特。" + piece * (4000 // len(piece))
    within(2, lambda: readout("何远会见挪威外长布兰特", text, MFA, "zh"))
