"""When two like names are meant to be two: one counts, orders or tells a side, a size, a level where the other does."""

from __future__ import annotations

from zpj.domain.regex import regex

ORDER = "0-9一二三四五六七八九十两第期批甲乙丙丁东西南北上下左右前后"
"""Signs that count, order or tell a side, for a pattern: words with one of them tell two names apart."""
_SIGNS = f"{ORDER}中内外大小新老旧高低多少正副男女国省市县区镇乡村的是为在有无不未已本该各年月日"
ORDERS, TELLS_APART = regex(f"[{ORDER}]"), regex(f"[{_SIGNS}]")
OTHER_OFFICE = regex(
    f"[{ORDER}大小新老省市县镇乡、和与及]|(?<![地社])区|人民|监督|监察|执法|稽查|采购|督查|督导|评审|党校|附属|分|财政|审计|工作|领导|"
    "项目|绩效|实验|特殊|高级|初级|中级"
)
"""Words that make another office of an office."""
_SAME_SENSE = {frozenset(pair) for pair in (
    "受资", "财民", "审统", "还尚", "需须", "使利", "到成", "完达", "每单", "每各", "超逾", "目指",
    "和与", "和及", "与及", "及按",
)}  # fmt: skip


def are_two(one: str, other: str) -> bool:
    """Whether one sign for the other makes another thing: 县级 and 市级, 第一 and 第二; 最底 for 最低 is a slip."""
    return TELLS_APART.match(one) is not None and TELLS_APART.match(other) is not None


def same_sense(one: str, other: str) -> bool:
    """Whether one sign for the other says the same in a name: 每册 and 单册, 还 and 尚."""
    return frozenset((one, other)) in _SAME_SENSE
