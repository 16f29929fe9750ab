"""Over a filed report: a name of its tables told once with another word in it, in another table or in the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.plain_patterns import HAN_WORDS
from zpj.checks.reading.text import first_place, squeezed, starts_of, whole_text
from zpj.checks.reading.word_else import with_a_word_else
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.records import field, record
from zpj.domain.regex import regex
from zpj.domain.told_apart import ORDER

_AROUND = regex("[(][^()]*[)]$|^(?:其中|附件[0-9]?):?|^[0-9]{1,2}[.、]")
_WITHIN, _TIMELY = regex("[\u4e00-\u9fff0-9]"), regex("[及按准如]")
_TERM = regex("体制|制度|机制|条例|办法|规范|体系")
_DISTINCT = regex("(?!100$)(?:[0-9]{3,}|[0-9]+[.])")
_MEASURE = regex("[度率数次量积程长额亩里面位]{1,2}")
_NUMBER = regex("[0-9]+(?:[.][0-9]+)?|(?<![^ ])(?:健全|完善|建立)(?![^ ])")
_VALUE = regex(
    "(?:[(][^()]{0,8}[)])?(?:完成|达到?|为|是|提升|提高|增长|实现|至|了|共|:|,)*(?P<figure>[0-9]+(?:[.][0-9]+)?)"
)
LABEL = regex(
    "情况|总体目标|绩效目标|绩效指标|^(?:年度|项目|资金|预算|实际|年初|全年|满意度|社会效益|可持续|经济效益)|"
    "服务对象|不少于|不低于|不超过|不高于|指标$|偏差原因|说明$|预期|达成|合计|小计|财政局"
)
"""Labels of forms, and words of them that stand in a line for other things."""
_NO_WORD = regex(
    f"[{ORDER}大中小新老旧男女正副总季春夏秋冬的和及与或、未每各等按了是]|"
    "全年|平均|目标|指标|其中|完成|发放|开展|组织|设立|均由|举办|提高|实施|建成|购置|采购|安排|下达|通过|增加|其他|"
    "水质|空气|人民|中医|初中|小学|城市|农村|年末|年初|首付|尾款|进度"
)
_LEVEL_WORDS = regex("[省市县区国乡镇村州]|中央|本级|配套|自筹")
_LEAD = regex(
    "^(?:其中|完成|发放|开展|组织|设立|举办|提高|均由|一是|二是|三是|四是|含|年|与|对|将|由|为|是|各|全|该|本)"
)
_ANY_WORD = regex(
    "安全|持续|稳定|日常|长期|有效|正常|全部|给予|交付|投入|使用|进行|推进|加强|提升|保障|生活|体系|站点|相关|有关|重点|主要|"
    "运行|需要|实际|累计|合计|当年|年度|本年|结转|工作|情况|任务|内容|人员|对象|群众"
)
_BUREAU = regex("(?:局|委员会|厅|办公室)$")
_COMMON_END = regex("(?:管理|监督|事务|服务|执法|发展|保障|建设|资源|运输|改革)(?:局|委员会|厅|办公室)$")
"""Ends that several offices of one place have; none but one is called …和草原局."""
_LONGEST, _MOST, _HEAD, _LEAST, _OFTEN, _MANY, _TAIL, _LONG_AROUND = 24, 3, 2, 5, 3, 5, 2, 6


@record
class Name:
    """Where a name stands: its tables, and the figures of its rows."""

    tables: set[str] = field(default_factory=set)
    figures: set[str] = field(default_factory=set)


@record
class _Variant:
    """A name with another word in it, as a text has it: that word, the right one, and what stands behind."""

    text: str
    word: str
    right: str
    tail: int
    behind: str
    within: bool = True


NAMED = (
    "ZPJ183", "ZPJ511", "ZPJ512", "ZPJ524", "ZPJ525", "ZPJ580", "ZPJ584", "ZPJ160", "ZPJ162", "ZPJ181", "ZPJ184",
    "ZPJ190", "ZPJ518", "ZPJ542", "ZPJ459",
)  # fmt: skip
"""Rules on names of units and projects."""
SPELT = (*NAMED, "ZPJ528", "ZPJ113", "ZPJ123", "ZPJ140", "ZPJ172", "ZPJ106", "ZPJ119", "ZPJ120", "ZPJ539")
"""These, and rules on words that are spelt otherwise."""


@another_way("ZPJ183", WARNING, follows=NAMED)
def name_of_a_table_otherwise(case: PaperCase) -> Iterator[Hit]:
    """“统计报表及时上报率100%” where the tables have 统计报表按时上报率, “农机厂生活区” for 农机厂家属区.

    Told once; the same figure stands behind it as in the name's row, or it stands for the name in another table, or
    the name itself is told often. Two names of one table are two things.
    """
    yield from (hit for hit, slip in _renamed(case) if not slip)


@another_way(
    "ZPJ183",
    WARNING,
    follows=SPELT,
)
def name_of_a_table_with_another_sign(case: PaperCase) -> Iterator[Hit]:
    """“省控断面水质优良比例93.8%” for 国控断面水质优良比例: one sign else, which may be a slip of the pen, too."""
    yield from (hit for hit, slip in _renamed(case) if slip)


@lru_cache(maxsize=4)
def _renamed(case: PaperCase) -> tuple[tuple[Hit, bool], ...]:
    return tuple(_found(case))


def _found(case: PaperCase) -> Iterator[tuple[Hit, bool]]:
    """The names told otherwise, and whether one sign alone is another, that of 及时 and 按时 apart."""
    names, whole = names_of_cells(case), whole_text(case)
    projects = {table.name: own for table in case.paper.tables if (own := case.project(table.section))}
    projects |= {form.evaluation.location: form.project for form in case.forms}
    told: set[str] = set()
    for name in sorted(names, key=lambda each: (-whole.count(each), each)):
        for variant in _variants(name, whole) if not LABEL.search(name) else ():
            odd, right = _rarer(name, variant.text, whole)
            if not odd or told & {odd, right} or _are_two(name, variant.text, names, projects, whole):
                continue
            if _is_meant(name, variant, names, whole):
                told |= {odd, right} if whole.count(right) == 1 else {odd}
                place, section = first_place(case, odd)
                slip = len(variant.word) == len(variant.right) == 1 and not _TIMELY.fullmatch(variant.word)
                yield Hit(place, odd, right, quote=odd, project=case.project(section)), slip


def _are_two(name: str, variant: str, names: dict[str, Name], projects: dict[str, str], whole: str) -> bool:
    """Whether two names are of tables of different projects (使用者满意度, 使用科室满意度), or the variant is part
    of a third name (使用对象满意度 of 系统使用对象满意度).
    """
    if any(variant in each and not _has_around(each, variant, name, whole) for each in names if each != variant):
        return True
    own = names[name].tables
    within = (each.tables for text, each in names.items() if variant in text)
    other = names[variant].tables if variant in names else set[str]().union(*within)
    return (
        other <= projects.keys() >= own
        and bool(other)
        and {projects[each] for each in own}.isdisjoint(projects[each] for each in other)
    )


def _has_around(longer: str, variant: str, name: str, whole: str) -> bool:
    """Whether the right name stands between the same signs elsewhere: 馆藏档案数字化加工 for 馆藏档案电子化加工数量."""
    before, _, behind = longer.partition(variant)
    return bool(before and before[-2:] + name in whole) or bool(behind and name + behind[:2] in whole)


def _rarer(name: str, variant: str, whole: str) -> tuple[str, str]:
    """Which of two is told once, the variant first, and the other; nothing where both are told more often."""
    if variant in name or name in variant:
        return "", ""
    odd, right = (variant, name) if whole.count(variant) == 1 else (name, variant)
    return (odd, right) if whole.count(odd) == 1 else ("", "")


@lru_cache(maxsize=4)
def names_of_cells(case: PaperCase) -> dict[str, Name]:
    """The names that cells have, without what stands in brackets behind them."""
    found: dict[str, Name] = {}
    for table in case.paper.tables:
        for texts in table.rows:
            cells = [squeezed(text) for text in texts]
            for column, cell in enumerate(cells):
                name = _AROUND.sub("", cell)
                if _LEAST <= len(name) <= _LONGEST and HAN_WORDS.fullmatch(name):
                    own = found.setdefault(name, Name())
                    own.tables.add(table.name)
                    own.figures.update(_NUMBER.findall(" ".join(cells[column + 1 :])))
    return found


def _variants(name: str, whole: str) -> Iterator[_Variant]:
    """What a paper has with the head and the end of a name and another word between them, or another at its head."""
    for each in with_a_word_else(name, whole, head=_HEAD, most=_MOST):
        least = each.same + each.tail >= _LEAST - 1 and each.word[-1:] != each.right[-1]
        if least and HAN_WORDS.fullmatch(each.word):
            yield _Variant(each.text, each.word, each.right, each.tail, whole[each.end : each.end + 24])
    for size in (1, _HEAD) if len(name) >= _LEAST + _HEAD else ():
        for at in starts_of(whole, name[size:]):
            word = whole[max(0, at - size) : at]
            begins = not _WITHIN.match(whole[at - size - 1 : at - size])
            if len(word) == size and HAN_WORDS.fullmatch(word) and begins and word[-1] != name[size - 1]:
                end = at + len(name) - size
                yield _Variant(
                    whole[at - size : end], word, name[:size], len(name) - size, whole[end : end + 24], within=False
                )


def _is_kind(word: str) -> bool:
    """Whether a word of a name is one for a kind of thing or work, none of those any sentence may have there."""
    return len(word) > 1 and not _ANY_WORD.search(word)


def _is_meant(name: str, variant: _Variant, names: dict[str, Name], whole: str) -> bool:
    word, right = variant.word, variant.right
    timely = _TIMELY.fullmatch(word) and _TIMELY.fullmatch(right) and "时" in (variant.text + name)
    if LABEL.search(variant.text) or _LEAD.match(variant.text) or (_NO_WORD.search(word + right) and not timely):
        return False
    if not variant.tail and not (len(word) == len(right) and _MEASURE.fullmatch(word) and _MEASURE.fullmatch(right)):
        return False
    own, other = names[name], names.get(variant.text)
    if own.tables & (other.tables if other else set()):
        return False
    value = _VALUE.match(variant.behind)
    figure = value["figure"] if value else ""
    sure = variant.tail >= _TAIL or (not variant.tail and figure != "100")
    if figure in own.figures and (sure or _DISTINCT.match(figure)):
        return True
    if _LEVEL_WORDS.search(word + right):
        return False
    often = max(whole.count(name), whole.count(variant.text))
    if other and often > _MANY and variant.within and len(word) == len(right) == 1 and len(name) > _LONG_AROUND:
        return True
    if other:
        shared = other.figures & own.figures
        return bool(shared if variant.tail >= _TAIL else [each for each in shared if _DISTINCT.match(each)])
    if len(word) != len(right) or _TERM.match(variant.behind) or not variant.tail:
        return False
    if variant.tail < _TAIL:
        return often >= _OFTEN and len(word) > 1
    around = len(variant.text) - len(word)
    if variant.within and around >= _LONG_AROUND and _is_kind(word) and _is_kind(right):
        own_end = often >= _OFTEN and variant.tail > _TAIL and not _COMMON_END.search(name)
        return own_end or not _BUREAU.search(name)
    return often >= _OFTEN or (often > 1 and bool(set(word) & set(right)))
