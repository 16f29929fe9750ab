"""Over a filed report: how many there are in all, told in prose, in the total of a table and in the form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, quantities, said, slipped, usual_unit
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.tie.nouns import measured
from zpj.domain.amounts import plain
from zpj.domain.columns import column_letters
from zpj.domain.likeness import bigrams
from zpj.domain.paper import PaperTable, Paragraph
from zpj.domain.records import record
from zpj.domain.regex import regex

_OF_PLACE = regex(
    r"(?P<lead>全(?P<level>[省州盟市区县旗乡镇街校院局])|(?:现|下|共|管)?辖(?:区内?|有)?|下设)(?:内|域|境内)?(?:所有|共有|共|的|现有|设有?|有)*"
    r"(?P<list>[0-9]+(?:个|所|家|座)[^,。;:0-9、]{2,12}(?:[、和及,][0-9]+(?:个|所|家|座)[^,。;:0-9、]{2,12})*)"
)
_THING = regex(r"(?P<number>[0-9]+)(?:个|所|家|座)(?P<noun>[\u4e00-\u9fff()]{2,12})")
_NOT_ALL = regex("余|其中|另|首批|第|部分|多|近|约|新增|未")
_NOUN_END = regex("(?:全覆盖|全部|均|都|的|和|及|实现|开展|参加|受益|已|以及|,).*$")
_CLASSES = regex(
    "村|社区|街道|乡镇|镇|乡|小区|学校|小学|中学|幼儿园|医院|卫生院|卫生室|县|区|机构|站|中心|水库|公厕|厕所|企业|单位|网格"
)


@paper_check(
    "ZPJ370",
    "全县（镇、村）有多少个，前后写的不同",
    WARNING,
    reference="R-76",
    clause="同一个数在全文应当一致",
    message="这里写“{found}”，别处写“{expected}”，请核对",
    fix="核对个数，改成一致；口径不同的写明口径",
)
def counts_of_a_place(case: PaperCase) -> Iterator[Hit]:
    """“辖14个行政村” and, further on, “覆盖全镇16个行政村”: one place has one number of them."""
    known: dict[tuple[int, str, str], tuple[str, str]] = {}
    levels: set[str] = set()
    for place, text, section in texts_of_paper(case):
        for match in _OF_PLACE.finditer(text) if "全" in text or "辖" in text or "下设" in text else ():
            if _NOT_ALL.search(clause_before(text, match.start())[-4:]):
                continue
            levels |= {match["level"]} - {None}
            for thing in _THING.finditer(match["list"]):
                noun = _NOUN_END.sub("", thing["noun"])
                told = (f"{match['lead']}{thing['number']}个{noun}", thing["number"])
                if len(noun) < len("某村") or not _CLASSES.search(noun):
                    continue
                keys = [(section, match["level"] or "", noun)] + [(section, "", noun)] * (len(levels) <= 1)
                other = next((known[key] for key in keys if key in known), None)
                if other and other[1] != told[1]:
                    yield Hit(place, told[0], other[0], quote=thing.group(), project=case.project(section))
                known.setdefault(keys[-1], told)
                known.setdefault(keys[0], told)


_TOTAL = regex("^(?:合计|总计|共计|小计|总数)$")
_UNIT_OF = regex(
    "[(](?:单位:?)?(?P<unit>[\u4e00-\u9fff]{1,3}(?:[(][\u4e00-\u9fff][)])?)[)]|单位:(?P<above>[\u4e00-\u9fff]{1,3})"
)
_IN_ALL = regex("(?:共计?|合计|总计|总共|一共|累计|[类种批项])[^,。;:0-9]{0,10}$")
_ASIDE = regex(
    "其中|每|平均|分别|上年|去年|同期|均|比|较|占|约|余|剩|第|增加|减少|扣|未|缺|差|目标|计划|新增|另|标段|还|除|至|到|从|由|截至"
)
_TABLE = regex("(?:见|如)(?:附?表(?P<number>[0-9]{1,2})|下表|表)")
_NUMBERED = regex("^表(?P<number>[0-9]{1,2})")
_NO_COUNT = frozenset({MONEY, PERCENT, POINTS, "‰", "百分点", "倍", "天", "个月", "小时", "分钟", "年", "元", "折"})
_USUAL = frozenset("情况数量项目名称单位合计金额序号内容完成明细表支出资金")
_NEAR = 5


@record
class _Sum:
    """The total of a column of a table with its unit."""

    place: str
    value: Decimal
    unit: str
    table: PaperTable
    words: str


@paper_check(
    "ZPJ371",
    "文字里的总数与表里的合计不同",
    WARNING,
    reference="R-52 R-76",
    clause="同一个数在文字和表里应当一致",
    message="文字写“{found}”，{where}的合计是 {expected}，请核对",
    fix="核对文字和表，改成一致",
    follows=("ZPJ324", "ZPJ597"),
)
def totals_in_prose(case: PaperCase) -> Iterator[Hit]:
    """“共投入车辆5类155台，详见表3” above a table whose 合计 is 150; or one under the same heading about the same."""
    sums = [each for table in case.paper.tables if not table.form for each in _totals(table)]
    for sentence in said(case) if sums else ():
        for figure in sentence.quantities:
            if figure.unit in _NO_COUNT or not _IN_ALL.search(sentence.text[: figure.start]) or figure.half:
                continue
            if _ASIDE.search(figure.before) or figure.value < 2:
                continue
            near = [each for each in sums if each.unit[:1] == figure.unit[:1] and _meant(each, sentence, figure)]
            values = {each.value for each in near}
            if len(values) == 1 and figure.value not in values and _close(figure, near[0].value):
                quote = figure.with_words(10)
                yield sentence.hit(figure.text, f"{plain(near[0].value)}{figure.unit}", quote=quote,
                                   basis=near[0].place, words={"where": near[0].place})  # fmt: skip


def _close(figure: Quantity, other: Decimal) -> bool:
    return slipped(plain(figure.value), plain(other)) or abs(figure.value - other) * _NEAR <= other


def _totals(table: PaperTable) -> Iterator[_Sum]:
    heads = next((row for row in table.rows if not any(number_in(cell) is not None for cell in row)), ())
    above = _UNIT_OF.search(squeezed(table.caption))
    for number, row in enumerate(table.rows, 1):
        if not any(_TOTAL.match(squeezed(cell)) for cell in row[:3]):
            continue
        for column, cell in enumerate(row):
            heading = squeezed(heads[column]) if column < len(heads) else ""
            own = quantities(squeezed(cell))
            unit = own[0].unit if len(own) == 1 and squeezed(cell).startswith(own[0].text) else ""
            match = _UNIT_OF.search(heading) or above
            unit = unit or (usual_unit(match["unit"] or match["above"]) if match else "")
            value = own[0].value if own else number_in(cell)
            if unit and value is not None:
                words = squeezed(table.caption) + "".join(map(squeezed, heads))
                yield _Sum(table.cell(number, column + 1), value, unit, table, words)


def _meant(each: _Sum, sentence: Sentence, figure: Quantity) -> bool:
    """Whether a sentence speaks of a table: it names the table, or stands under one heading and shares words."""
    named = _TABLE.search(sentence.text)
    number = _NUMBERED.match(squeezed(each.table.caption))
    if named and named["number"]:
        own = number["number"] if number else ""
        return own == named["number"] and _last_total(each)
    noun = sentence.text[max(0, figure.start - 16) : figure.start] + sentence.text[figure.end : figure.end + 8]
    return _under_one(each.table, sentence.paragraph) and _last_total(each) and _shares(noun, each.words)


def _last_total(each: _Sum) -> bool:
    """Whether it stands in the last column with a figure in its row: else it is a part of the whole."""
    row = each.table.rows[int(re.sub(r"^.*![A-Z]+", "", each.place)) - 1]
    alike = [column for column, cell in enumerate(row) if number_in(cell) is not None]
    return (
        len(alike) < 2
        or each.place.rpartition("!")[2].startswith(column_letters(alike[-1] + 1))
        or any(not cell.strip().isdecimal() for cell in row if number_in(cell) is not None)
    )


def _under_one(table: PaperTable, line: Paragraph) -> bool:
    return table.section == line.section and bool(line.path) and table.path[-1:] == line.path[-1:]


def _shares(noun: str, words: str) -> bool:
    pieces = set(bigrams(noun))
    return any(
        piece in words for piece in pieces if not set(piece) <= _USUAL and re.fullmatch("[\u4e00-\u9fff]{2}", piece)
    )


_CHAIN = regex("([\u4e00-\u9fff]{2,14})[0-9]+(?:大类|[类种批项])(?:共计?|合计)?$")
_TAIL, _RUN = regex("[\u4e00-\u9fff]{2,14}$"), regex("(?:[(][\u4e00-\u9fff][)])?([\u4e00-\u9fff]{2,12})")
_VERBS = regex("(?:共计?|合计|总计|累计|完成|实际|购置|开展|组织|建设|新建|实施|举办|建成|安装|发放|为|是|了|达到?)+")
_POPULAR, _LONG_NOUN = 3, 3


@paper_check(
    "ZPJ372",
    "这个数只写了一次，别处多次写的是另一个数",
    WARNING,
    reference="R-52 R-76",
    clause="同一个数在全文应当一致",
    message="这里写“{found}”，别处 {times} 次写“{expected}”（{where}），请核对",
    fix="核对两处，改成一致",
    follows=("ZPJ371", "ZPJ324", "ZPJ562", "ZPJ578", "ZPJ597", "ZPJ554", "ZPJ552"),
)
def outvoted_counts(case: PaperCase) -> Iterator[Hit]:
    """“医疗设备6类共26台” once, beside 27台 in the goal, in the table and twice on the form."""
    for project in dict.fromkeys(sentence.project for sentence in said(case)):
        yield from _outvoted(case, project)


def _outvoted(case: PaperCase, project: str) -> Iterator[Hit]:
    told = list(_counts(case, project))
    times = Counter((value, unit) for _, value, unit, _, _ in told)
    popular = [(value, unit, plain(value)) for (value, unit), often in times.items() if often >= _POPULAR]
    for sentence in (each for each in said(case) if each.project == project) if popular else ():
        there = {figure.value for figure in sentence.quantities}
        for figure in sentence.quantities:
            if times[figure.value, figure.unit] != 1 or figure.unit in _NO_COUNT or figure.value < 10:
                continue
            own = plain(figure.value)
            likely = {value for value, unit, shown in popular if unit == figure.unit and value not in there
                      and slipped(own, shown)}  # fmt: skip
            noun = _noun_in(sentence.text, figure) if likely and not _ASIDE.search(figure.before) else ""
            if len(noun) < _LONG_NOUN:
                continue
            others = Counter(
                value for _, value, unit, text, one in told
                if unit == figure.unit and value not in there and _same(noun, _noun_in(text, one) if one else text)
            )  # fmt: skip
            value, votes = others.most_common(1)[0] if len(others) == 1 else (figure.value, 0)
            if votes >= _POPULAR and value in likely:
                where = next(place for place, number, _, _, _ in told if number == value)
                words = {"times": str(votes), "where": where}
                yield sentence.hit(figure.text, f"{plain(value)}{figure.unit}", quote=noun[-10:] + figure.text,
                                   words=words)  # fmt: skip


def _counts(case: PaperCase, project: str) -> Iterator[tuple[str, Decimal, str, str, Quantity | None]]:
    """Every count told of a project: place, value, unit, and its noun, or the text and the figure that tell it."""
    for sentence in (each for each in said(case) if each.project == project):
        place = sentence.paragraph.location if sentence.quantities else ""
        for figure in sentence.quantities:
            if figure.unit not in _NO_COUNT and not figure.half:
                yield place, figure.value, figure.unit, sentence.text, figure
    for form in (each for each in case.forms if each.project == project):
        for row in measured(form):
            for value in (row.value, *row.goals):
                yield row.row.place, value, row.unit, row.name, None
        goal = form.evaluation.goal
        for entry in (goal.expected, goal.achieved):
            text = squeezed(entry.text) if entry else ""
            for figure in quantities(text) if entry else ():
                yield entry.location if entry else "", figure.value, figure.unit, text, figure


def _noun_in(text: str, figure: Quantity) -> str:
    head = _VERBS.sub("", figure.before.rpartition(",")[2])
    own = _TAIL.search(head)
    chain = None if own else _CHAIN.search(text[: figure.start])
    behind = _RUN.match(text, figure.end)
    return own.group() if own else chain.group(1) if chain else behind.group(1) if behind else ""


def _same(one: str, other: str) -> bool:
    """Whether two nouns name one thing: the shorter's last four signs (or all of them) stand in the other."""
    fewer, more = sorted((_VERBS.sub("", one), _VERBS.sub("", other)), key=len)
    return len(fewer) >= _LONG_NOUN and (fewer[-4:] in more or fewer[:4] in more)
