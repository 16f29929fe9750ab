"""Over a filed report: a price, a rate or a count told right behind the name of a row, otherwise than its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import MONEY, POINTS, Quantity, Sentence, quantities, said, slipped
from zpj.checks.reading.tables import is_total_row, number_in
from zpj.checks.reading.text import headings, is_headed, squeezed
from zpj.checks.rows.goals_as_results import tells_results
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.amounts import parse_number
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_NAME = regex("[\u4e00-\u9fff“”]{4,24}")
_AROUND = regex("[(][^()]*[)]$|^[0-9]{1,2}[.、]|^其中:?|[“”]")
_NUMBER = regex("[0-9]+(?:[.][0-9]+)?")
_NOT_NAMED = regex("指标$|符合|完成|健全|规范$|有限公司|未|全部|均")
_HEAD_UNIT = regex("[(](?:单位:)?(?P<unit>[^()\\d]{1,8})[)]$")
_PLANNED = regex("目标|计划|任务|指标值|预期|标准$|评分标准|要点|评分依据|计分|说明|年初|上年|去年|20[0-9]{2}年")
_NO_FIGURE = regex("序号|分值|得分|权重|标准分|自评分|评分$|占比|比重|累计|季度|月$|年度$|日期|时间|备注")
_SAID_BETWEEN = (
    "(?:的|补[助贴]|收费|支付|采购|服务|执行|发放|综合|平均)*(?:标准|单价|价格|成本|数量|数|里程|面积|人数)?"
    "(?:统一|分别|共计?|合计|总计|全部|实际|已|按|为|是|达到?|了|完成|有|仅|只|:|,)*"
)
_BETWEEN = regex(_SAID_BETWEEN)
_OTHER = regex(
    "目标|计划|预期|预计|不少于|不低于|不超过|不高于|要求|上年|去年|同期|年初|往年|原|由|从|比|较|应当?|须|需|拟|将|其中|新增|增|减|降|"
    "提高|提升|超|多|少|余|剩|差|缺|未|没|占|约|近|第|抽|随机|回访|核定|测算|控制|上限|任务|规定|以来|累计|季度|上半年|[0-9]月|"
    "20[0-9]{2}年|人均|户均|日均|每(?!页|公里)|中央|省级|[省市县]财政|调整|追加|扣"
)
_BEHIND = regex(
    "以[上下内]|左右|余|多|至|到|[-~—]|(?:[(]含[)])?的?(?:年度|预期|年初|绩效|设定|计划)*(?:目标|指标值|要求|标准|任务|上限|限额)"
)
_NO_RESULT = regex(
    "背景|立项|依据|职[责能]|措施|建议|打算|下一步|(?<!完成)目标(?!.*(?:完成|实现|达成))|计划|问题|测算|经验|上年"
)
_SKIPPED = frozenset((MONEY, POINTS, "百分点", "‰", "年", "岁", "倍"))
_INDICATOR = regex("^(?:三级)?指标(?:名称)?$|^三级指标")
_JOINS = regex("(?:为|是|达到?|了|共|仅|只有|:)+$")
_WHY = regex("原因|措施|问题")
_LEAST_TAIL, _LEAST_END, _NEARLY = 4, 3, 3


@record
class _Row:
    """A row of a table by its name: what it has done, what it was to do, all its numbers, and where it stands."""

    name: str
    done: tuple[Quantity, ...]
    aimed: tuple[Quantity, ...]
    numbers: frozenset[Decimal | None]
    place: str
    project: str


@another_way(
    "ZPJ330",
    WARNING,
    follows=("ZPJ330", "ZPJ324", "ZPJ255", "ZPJ562", "ZPJ371", "ZPJ281", "ZPJ481", "ZPJ188", "ZPJ578", "ZPJ501",
             "ZPJ582", "ZPJ254", "ZPJ284"),
)  # fmt: skip
def figures_behind_the_names_of_rows(case: PaperCase) -> Iterator[Hit]:
    """“山区线路3.50元/公里” beside the row 山区线路 of 3.05 under 标准（元/公里）; a goal told as a result.

    The row has one figure in that unit; goals, parts, changes and other years are let pass, and what any row of the
    name has.
    """
    rows = [row for table in case.paper.tables for row in _rows(case, table)]
    for sentence in said(case) if rows else ():
        if sentence.quantities and not is_headed(sentence.paragraph, _NO_RESULT):
            for figure in sentence.quantities:
                yield from _of_figure(sentence, figure, rows)


def _of_figure(sentence: Sentence, figure: Quantity, rows: Sequence[_Row]) -> Iterator[Hit]:
    clause = clause_before(figure.before, marks=",;、:(")
    if figure.unit in _SKIPPED or not clause or _BEHIND.match(sentence.text, figure.end):
        return
    named, whole = _named(clause, [row for row in rows if row.project in ("", sentence.project)])
    if not named or _OTHER.search(_beside_name(clause, named[0].name)):
        return
    done = [each for row in named for each in row.done if _alike(each, figure)]
    aimed = [each for row in named for each in row.aimed if _alike(each, figure)]
    values = {each.value for each in done}
    if len(values) != 1 or any(_is(figure, each) for each in done) or _told_beside(sentence, done):
        return
    is_goal = any(_is(figure, each) for each in aimed)
    if not ("/" in figure.unit or tells_results(sentence)) or (
        not is_goal and any(parse_number(figure.digits) in row.numbers for row in named)
    ):
        return
    near = whole and max(figure.value, done[0].value) <= _NEARLY * min(figure.value, done[0].value)
    if not (near or is_goal or slipped(figure.digits, done[0].digits)):
        return
    shown = figure.as_printed(done[0].value)
    yield sentence.hit(figure.text, shown, quote=sentence.clause_to(figure, 30), words={"where": named[0].place})


def _beside_name(clause: str, name: str) -> str:
    """The words of a clause that are not those of the name, or of the end of it."""
    return clause.replace(name, "") if name in clause else ""


def _named(clause: str, rows: Sequence[_Row]) -> tuple[list[_Row], bool]:
    """The rows of the one name that stands right before a figure, wholly, or with its end alone."""
    found = [row for row in rows if row.name in clause and _ends(clause, row.name)]
    if found:
        longest = max(len(row.name) for row in found)
        own = [row for row in found if len(row.name) == longest]
        return (own, True) if len({row.name for row in own}) == 1 else ([], False)
    bare = _stripped(clause)
    tails = [row for row in rows if len(bare) >= _LEAST_TAIL and row.name.endswith(bare)]
    return (tails, False) if len({row.name for row in tails}) == 1 else ([], False)


def _ends(clause: str, name: str) -> bool:
    return _BETWEEN.fullmatch(clause.rpartition(name)[2]) is not None


def _stripped(clause: str) -> str:
    return _JOINS.sub("", clause)


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit


def _is(figure: Quantity, own: Quantity) -> bool:
    return abs(figure.value - own.value) <= max(figure.half, own.half)


def _told_beside(sentence: Sentence, done: Sequence[Quantity]) -> bool:
    return any(_is(each, own) for each in sentence.quantities for own in done if _alike(each, own))


def _rows(case: PaperCase, table: PaperTable) -> Iterator[_Row]:
    """The rows with a name and one figure in a unit under a heading that tells the unit, or with its unit beside it."""
    heads = headings(table)
    scored = any(map(_INDICATOR.search, heads))
    if table.form and not scored:
        return
    project = case.project(table.section)
    for number, texts in enumerate(table.rows[1:], 2):
        cells = [squeezed(text) for text in texts]
        names = [name for cell in cells[:4] if _NAME.fullmatch(name := _AROUND.sub("", cell))]
        names = [name for name in names if not _NOT_NAMED.search(name)]
        if not names or is_total_row(cells[:2]):
            continue
        told = [(head, own) for head, cell in zip(heads, cells, strict=False)
                for own in (*_figures(head, cell), *_in_words(head, cell, names[-1] if scored else ""))]  # fmt: skip
        done = tuple(own for head, own in told if not _PLANNED.search(head) or "/" in own.unit)
        aimed = tuple(own for head, own in told if _PLANNED.search(head) and "/" not in own.unit)
        single = tuple(each for each in done if sum(_alike(each, other) for other in done) == 1)
        place = f"{table.name}第{number}行"
        numbers = frozenset(parse_number(each) for each in _NUMBER.findall(" ".join(cells).replace(",", "")))
        if single:
            for name in dict.fromkeys(names[-1:] if scored else (names[0], names[-1])):
                yield _Row(name, single, aimed, numbers, place, project)


def _in_words(head: str, cell: str, name: str) -> Iterator[Quantity]:
    """The figures of a cell's sentence that stand behind the row's name, or the end of it: 满意512份，满意度91.4%。"""
    if name and not (_PLANNED.search(head) or _NO_FIGURE.search(head) or _WHY.search(head)):
        for own in quantities(cell) if cell[-1:] in "。;,)" else ():
            bare = _stripped(clause_before(own.before, marks=",;、:("))
            if len(bare) >= _LEAST_END and name.endswith(bare):
                yield own


def _figures(head: str, cell: str) -> Iterator[Quantity]:
    """What a cell tells: one figure with its unit, or the figures of a standard."""
    if _NO_FIGURE.search(head) or not cell:
        return
    unit = _HEAD_UNIT.search(head)
    if unit and number_in(cell) is not None and cell[-1:].isdecimal():
        yield from quantities(cell + unit["unit"])[:1]
        return
    told = quantities(cell)
    if _PLANNED.search(head):
        yield from told
    elif len(told) == 1 and told[0].text == cell and told[0].unit != MONEY:
        yield told[0]
