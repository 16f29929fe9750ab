"""Over a filed report: empty cells of a form where the report tells what belongs there, and among figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import Quantity, quantities
from zpj.checks.reading.tables import is_total_row
from zpj.checks.reading.text import sentences, squeezed
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.paper import PaperTable, Paragraph
from zpj.domain.regex import regex

_Row = tuple[int, tuple[str, ...]]
"""The number of a row of a table, and its cells."""
_LEAST_NAME = 4
_YEAR = regex("^20[0-9]{2}年度?")
_COUNTED = regex("(?:人?次?数|数量|个数|面积|里程|情况|完成率?)$")
_BETWEEN = regex("(?:实际)?(?:完成|达到?|为|是|有|实现|提升|提高|降低|至|了|已|仅|约|共|的|:|,|，)*")
_GOAL = regex("目标|计划|指标值|不低于|不少于|不超过|以上|以下|上年|去年|20[0-9]{2}年(?:的|为)")


@paper_check(
    "ZPJ458",
    "完成值空着，报告里却写了数",
    WARNING,
    reference="R-41 R-52",
    clause="自评表的栏目应当逐项填写，并与报告一致",
    message="“{name}”的实际完成值空着，{place}写“{expected}”，请核对后补填",
    fix="按实际完成数补填完成值",
)
def told_but_not_filled_in(case: PaperCase) -> Iterator[Hit]:
    """An empty 全年实际完成值 of 师生满意度, where the report has “师生满意度94.2%”: that is what belongs there."""
    for form in case.forms:
        project = _YEAR.sub("", squeezed(form.project))
        for row in form.rows if form.has("indicators.actual") else ():
            if row.indicator.actual is None and row.indicator.target and len(squeezed(row.name)) >= _LEAST_NAME:
                told = _told(case, project, squeezed(row.name), squeezed(row.indicator.target.text))
                if told:
                    words = {"name": row.name, "place": told[1]}
                    yield Hit(form.place(row, "actual"), "（空）", told[0], quote=row.name, row=row.place,
                              project=form.project, words=words)  # fmt: skip


def _told(case: PaperCase, project: str, name: str, target: str) -> tuple[str, str] | None:
    """The figure the report tells right behind a name, in the unit of its goal, and where; under the project's heading
    where the name stands under several.
    """
    found: dict[str, Paragraph] = {}
    units = {each.unit for each in quantities(target)}
    for line in case.paper.paragraphs if units else ():
        for one in dict.fromkeys((name, _COUNTED.sub("", name))):
            for sentence in sentences(line.text) if len(one) >= _LEAST_NAME and one in squeezed(line.text) else ():
                figure = _behind(sentence, one)
                if figure and figure.unit in units:
                    found.setdefault(figure.text, line)
    own = {told: line for told, line in found.items() if any(project in squeezed(each.title) for each in line.path)}
    rest = own if len(found) > 1 else found
    return next(((told, line.location) for told, line in rest.items()), None) if len(rest) == 1 else None


def _behind(sentence: str, name: str) -> Quantity | None:
    """The figure right behind a name in a sentence that does not tell a goal."""
    before, _, behind = sentence.partition(name)
    lead = _BETWEEN.match(behind)
    rest = behind[lead.end() :] if lead else ""
    figure = next(iter(quantities(rest[:16])), None)
    return figure if figure and rest.startswith(figure.text) and not _GOAL.search(before[-12:]) else None


_COUNTS = regex(
    "率|[占比]比|金额|[总税]额|支出|执行|结余|结转|预算|决算|支付|数量|[人户件次台套个场班课批项期份]数|人次|户次|得分|面积|长度|里程|产量|总价|到位|拨付|发放|完成"
)
_NOT_OF_ROW = regex("标准|单价|年度|时间|日期|备注|说明|原因|序号|编号|累计|[上去]年|补助|补贴|合同|中标|期限")
_FIGURE = regex("[≥≤=约]?[0-9][0-9,.]*(?:%|‰|[\u4e00-\u9fff/]{1,5})?")
_FEWEST_ROWS, _MOST_ROWS = 4, 40


@another_way("ZPJ546", WARNING, follows=("ZPJ546", "ZPJ235"))
def empty_among_figures(case: PaperCase) -> Iterator[Hit]:
    """The one empty 执行率 of a table of projects whose other columns all have a figure in that row."""
    for table in case.paper.tables:
        rows = [[squeezed(text) for text in row] for row in table.rows] if not table.form else []
        heads = rows[0] if _FEWEST_ROWS < len(rows) <= _MOST_ROWS else []
        body = [(number, row) for number, row in enumerate(rows[1:], 2)
                if len(row) == len(heads) and not is_total_row(row[:2])]  # fmt: skip
        figures = [place for place, _ in enumerate(heads)
                   if len(body) >= _FEWEST_ROWS and _is_full_but_one([row[place] for _, row in body])]  # fmt: skip
        for place in figures:
            title = heads[place]
            number, row = next(((number, row) for number, row in body if not row[place]), (0, []))
            wanted = row and place and _COUNTS.search(title) and not _NOT_OF_ROW.search(title)
            if wanted and len(figures) > 1 and all(row[other] for other in figures if other != place):
                name = next((text for text in row if text and not _FIGURE.fullmatch(text)), row[0])
                yield _empty(case, table, (number, place), name, title)


def _empty(case: PaperCase, table: PaperTable, at: tuple[int, int], name: str, title: str) -> Hit:
    """The finding on an empty cell: its row, counted from 1, and its column, from 0."""
    return Hit(table.cell(at[0], at[1] + 1), "（空）", quote=name, project=case.project(table.section),
               words={"name": name, "title": title, "moved": ""})  # fmt: skip


def _is_full_but_one(column: list[str]) -> bool:
    """Whether a column holds figures alone, with one empty cell at most."""
    return column.count("") <= 1 and all(_FIGURE.fullmatch(text) for text in column if text)


_NAMES = regex("^(?:三级指标|指标名称|指标内容|绩效指标|具体指标)(?:名称)?$")
_FILLED_IN = regex("指标值|目标值|^(?:年度|年初|调整后)指标|完成值|完成情况|分值|权重|得分")
_NOT_FILLED_IN = regex("偏差|原因|说明|依据|标准|备注")


@another_way("ZPJ546", WARNING, follows=("ZPJ546", "ZPJ102", "ZPJ101", "ZPJ105", "ZPJ458"))
def empty_among_filled(case: PaperCase) -> Iterator[Hit]:
    """The one empty 得分 or 调整后指标值 of a table of indicators in which all other rows have it; the one text."""
    for table in case.paper.tables:
        heads, body, names = _indicators(table)
        titles = [place for place, title in enumerate(heads)
                  if _FILLED_IN.search(title) and not _NOT_FILLED_IN.search(title)]  # fmt: skip
        empty = {place: [each for each in body if not each[1][place]] for place in titles if len(body) > _FEWEST_ROWS}
        full = [place for place in titles if len(empty.get(place, ())) <= 1]
        for place in full:
            number, row = empty[place][0] if empty.get(place) else (0, ())
            if row and len(full) > 2 and all(row[other] for other in full if other != place):
                yield _empty(case, table, (number, place), row[names], heads[place])
        yield from _empty_among_words(case, table, *((heads, body, names) if heads or table.form else _rows(table)))


_MAY_BE_EMPTY = regex("偏差|原因|扣分|备注|问题|措施|整改|责任|(?<!指标|标准)说明$|情况$|^序号$|级指标|得分")
_FEWEST_FILLED, _LEAST_WORDS = 5, 2


def _empty_among_words(
    case: PaperCase, table: PaperTable, heads: Sequence[str], body: Sequence[_Row], names: int
) -> Iterator[Hit]:
    """The one empty 指标解释 of a table of indicators, or 实施单位 of another table, in which all other rows have it.

    A cell merged with the one above is none.
    """
    for place in range(names, len(heads)) if len(body) >= _FEWEST_FILLED else ():
        title = heads[place]
        empty = [each for each in body if not each[1][place]]
        if len(empty) != 1 or not title or _FILLED_IN.search(title) or _MAY_BE_EMPTY.search(title):
            continue
        number, row = empty[0]
        words = sum(len(cells[place]) >= _LEAST_WORDS and not _FIGURE.fullmatch(cells[place]) for _, cells in body)
        if words == len(body) - 1 and sum(map(bool, row)) > 1 and (number - 1, place) not in table.covered:
            name = row[names] or next(text for text in row[names:] if text)
            yield _empty(case, table, (number, place), name, title)


def _rows(table: PaperTable) -> tuple[tuple[str, ...], list[_Row], int]:
    """The headings of a plain table, its rows with their numbers, and the names' column."""
    heads = tuple(map(squeezed, table.rows[0])) if table.rows else ()
    names = next((place for place, text in enumerate(heads) if text and text != "序号"), 0)
    rows = [(number, tuple(map(squeezed, row))) for number, row in enumerate(table.rows[1:], 2)]
    return heads, [(number, row) for number, row in rows
                   if len(row) == len(heads) and not is_total_row(row[:2])], names  # fmt: skip


def _indicators(table: PaperTable) -> tuple[tuple[str, ...], list[_Row], int]:
    """The headings of a table of indicators, of one row or two, its rows with their numbers, and the names' column."""
    for start, texts in enumerate(table.rows):
        heads = tuple(map(squeezed, texts))
        names = next((place for place, text in enumerate(heads) if _NAMES.match(text)), None)
        if names is None or not any("分" in text or "权重" in text for text in heads):
            continue
        body = []
        for number, row in enumerate(table.rows[start + 1 :], start + 2):
            cells = tuple(map(squeezed, row))
            if len(cells) != len(heads) or is_total_row(cells[:2]):
                break
            if cells[names]:
                body.append((number, cells))
            elif not body:
                heads = tuple(lower or upper for upper, lower in zip(heads, cells, strict=True))
        return heads, body, names
    return (), [], 0


_OF_PEOPLE = regex(
    "^(?:所在|工作)?(?:单位|部门|科室|处室)(?:名称)?$|职[务称]|分工|岗位|职责|^签[字名章]|联系方式|电话|专业|学历"
)
_PEOPLE = regex("^(?:评价|项目|自评)?(?:人员|成员)?姓名$|^联系人$")
_FEWEST_PEOPLE = 2


@another_way("ZPJ546", WARNING, follows=("ZPJ546", "ZPJ235"))
def empty_among_people(case: PaperCase) -> Iterator[Hit]:
    """The one empty 单位 of a table of the people who made the evaluation, all others of which have theirs."""
    for table in case.paper.tables:
        for start, texts in enumerate(table.rows):
            heads = tuple(map(squeezed, texts)) if any("姓" in text or "系人" in text for text in texts) else ()
            if not any(map(_PEOPLE.match, heads)):
                continue
            body = [(number, cells) for number, row in enumerate(table.rows[start + 1 :], start + 2)
                    if len(cells := tuple(map(squeezed, row))) == len(heads)]  # fmt: skip
            for place, title in enumerate(heads):
                empty = [each for each in body if not each[1][place]] if _OF_PEOPLE.search(title) else []
                if len(empty) == 1 and len(body) > _FEWEST_PEOPLE:
                    number, row = empty[0]
                    if sum(map(bool, row)) >= _FEWEST_PEOPLE:
                        name = next((row[other] for other, head in enumerate(heads)
                                     if row[other] and _OF_PEOPLE.search(head)), "这个人")  # fmt: skip
                        yield _empty(case, table, (number, place), name, title)
            break
