"""Radicals that stand where a reader sees a character: some programs write ⻝ for 食, ⼈ for 人.

Nobody means a radical in a name or a heading, so they are read as the characters they look like.
The supplement's are Unicode's property Equivalent_Unified_Ideograph (compatibility forms fold only
two of them); the Kangxi radicals and the compatibility ideographs fold by compatibility.
"""

from __future__ import annotations

import re
import unicodedata

_FROM = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩"
    "⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑"
    "⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)  # U+2E81 to U+2EF3
_TO = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王"
    "𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長"
    "镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_SUPPLEMENT = dict(zip(_FROM, _TO, strict=True))
_FOLDED = re.compile("[\u2e81-\u2ef3\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")


def without_radicals(text: str) -> str:
    """The text with radicals and compatibility ideographs as the characters they look like."""
    return _FOLDED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    return _SUPPLEMENT.get(found[0]) or unicodedata.normalize("NFKC", found[0])
