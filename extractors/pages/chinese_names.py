"""Whether Chinese characters that stand alone are a person's name: by its surname, and by what no name ends with.

For places where a name may stand without a word that says so, as behind the last sentence: `……。（郑若水）`.
"""

from __future__ import annotations

import re

# The commonest surnames, without those that are mostly ordinary words.
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦"
    "申尤毕聂焦柳邢岳齐梅莫庄辛祝左涂谷祁舒耿牟卜詹苗凌费纪靳盛童欧甄项曲裴席屈鲍覃霍翁隋甘景柏宁柯阮桂闵冉房吉饶刁瞿戚丘"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鍾譚鄒陸顧龍萬錢湯賴龔龐蘭顏嚴溫蘆魯韋畢聶莊費紀項鮑寧閔饒"
)
_DOUBLE = re.compile(r"(?:欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|歐陽|司馬|諸葛)[\u4e00-\u9fff]{1,2}")
_NO_END = re.compile(
    r"[社网報报台界图圖摄攝版文稿讯訊电電站局部厅廳院会會团團司节節转轉删刪载載源料片译編编者省市县縣区區国國州]$"
)


def is_name(text: str) -> bool:
    """Two or three characters that begin with a surname, or three or four with a double one."""
    if _NO_END.search(text):
        return False
    return bool(_DOUBLE.fullmatch(text)) or (2 <= len(text) <= 3 and text[0] in _SURNAMES)
