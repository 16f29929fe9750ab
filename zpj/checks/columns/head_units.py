"""Over a filed report: columns headed 万元 whose figures are 元, and the reverse; things counted by their rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_around
from zpj.checks.reading.figures import MONEY, said
from zpj.checks.reading.reconcile import amount_of
from zpj.checks.reading.tables import is_total_row, number_in, zeros_of
from zpj.checks.reading.text import headings, squeezed, whole_number
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.amounts import ZERO, exact, plain
from zpj.domain.paper import PaperTable
from zpj.domain.regex import pattern, regex

_EACH = regex("单价|标准|人均|户均|均价|成本|每")
_LEAST_IN_YUAN, _LARGEST_KNOWN = exact("1000"), exact("100000")
_FEWEST, _LEAST_DIGITS = 2, 3


@another_way("ZPJ240", WARNING, follows=("ZPJ240", "ZPJ590", "ZPJ576"))
def columns_in_another_unit(case: PaperCase) -> Iterator[Hit]:
    """“资助金额（万元）” over 199,000 and 210,500, 40.95万元 being told; “（元）” over 12.60 told as 12.60万元."""
    for table in case.paper.tables:
        for column, text in enumerate(table.rows[0] if table.rows and not table.form else ()):
            title = squeezed(text)
            zeros = zeros_of(title) if "元" in title and "/" not in title and not _EACH.search(title) else None
            values = _values(table, column) if zeros in (0, 4) else []
            right = _right(case, values, zeros or 0) if values else ""
            if right:
                place = table.cell(values[0][0] + 1, column + 1)
                yield Hit(place, f"{title}{values[0][1]}", right, quote=values[0][1],
                          project=case.project(table.section))  # fmt: skip


def _values(table: PaperTable, column: int) -> list[tuple[int, str, Decimal]]:
    """The row, the text and the figure of each cell of a column, totals apart."""
    found = []
    for number, row in enumerate(table.rows[1:], 1):
        text = squeezed(row[column]) if column < len(row) else ""
        value = number_in(text)
        if value is not None and not is_total_row(row[:2]):
            found.append((number, text, value))
    return found


def _right(case: PaperCase, values: list[tuple[int, str, Decimal]], zeros: int) -> str:
    """What the figures of a column are in 万元, where the paper tells it so; "" where the heading may be right."""
    figures = [value for _, _, value in values]
    summed = sum(figures, ZERO)
    if zeros and _LEAST_IN_YUAN and min(figures) >= _LEAST_IN_YUAN and all(value == int(value) for value in figures):
        known = {summed, *figures}
        return next((f"{plain(each.scaleb(-4))}万元" for each in known if each in _told(case)), "")
    if zeros or _LARGEST_KNOWN is None or max(figures) >= _LARGEST_KNOWN:
        return ""
    own = {each for each in (summed, *figures) if len(plain(each).replace(".", "").strip("0")) >= _LEAST_DIGITS}
    same = [each for each in own if each.scaleb(4) in _told(case) and each not in _told(case)]
    return f"{plain(same[0])}万元" if same and (len(same) >= _FEWEST or summed in same) else ""


@lru_cache(maxsize=4)
def _told(case: PaperCase) -> frozenset[Decimal]:
    """The amounts the sentences tell and the totals of the forms, in 元."""
    told = {each.value for sentence in said(case) for each in sentence.quantities if each.unit == MONEY}
    for form in case.forms:
        line, shift = form.total, form.zeros
        entries = (form.budget(line), line.executed) if line and shift is not None else ()
        amounts = (amount_of(entry) for entry in entries)
        told |= {amount.value.scaleb(shift or 0) for amount in amounts if amount and amount.value}
    return frozenset(told)


_HEAD = regex("^(?P<noun>[\u4e00-\u9fff]{2,6}?)(?:编号|名称|内容|代码|全称)$")
_NO_NOUN = regex("^(?:项目|指标|序号|费用|支出|资金|单位|工作|任务|科目|经济|功能|设备|物资|产品|材料|内容)$")
_COUNTED = regex("数量|[人台套件户次]数|个数|份数")
_UNITS = "(?:份|个|项|家|门|处|所|条|宗|支|类|种)"
_OF_SOME = regex(
    "其中|未|不|余|另|剩|上年|去年|新增|续|补充|抽|计划|拟|应|目标|每|第|以[上外]|部分|20[0-9]{2}年[前底末]"
)
_AS_WHOLE = regex("共|总计|合计|全部|所有|签订|签署|包括|涉及|分为|列入")


@another_way("ZPJ353", WARNING, follows=("ZPJ353", "ZPJ530", "ZPJ553", "ZPJ370", "ZPJ371", "ZPJ351", "ZPJ259"))
def things_with_names_in_rows(case: PaperCase) -> Iterator[Hit]:
    """“共签订合同6份” beside a table of that chapter with 合同内容, 合同编号 and five rows."""
    nouns = [(table, *_things(table)) for table in case.paper.tables if not table.form and len(table.rows) > _FEWEST]
    for table, noun, rows in nouns:
        alone = sum(noun == other for _, other, _ in nouns) == 1
        wanted = pattern(f"{noun}(?:共计?|合计|总计|:)?(?P<behind>[0-9]{{1,2}}){_UNITS}|"
                         f"(?P<ahead>[0-9]{{1,2}}){_UNITS}{noun}") if noun and alone else None  # fmt: skip
        for line in case.paper.paragraphs if wanted else ():
            near = line.section == table.section and line.path == table.path and noun in line.text
            text = squeezed(line.text) if near else ""
            for match in wanted.finditer(text) if wanted and text else ():
                number = whole_number(match["behind"] or match["ahead"])
                around = clause_around(text, match.start(), match.end())
                apart = _OF_SOME.search(around) or not _AS_WHOLE.search(around) or text[match.end() :].startswith("中")
                if number and number != rows and abs(number - rows) <= _FEWEST and not apart:
                    words = {"where": table.name, "name": noun}
                    yield Hit(line.location, match.group(), str(rows), quote=around[-40:], words=words,
                              project=case.project(line.section))  # fmt: skip


def _things(table: PaperTable) -> tuple[str, int]:
    """What the rows of a table name, and how many rows there are; a table that counts them itself names none."""
    heads = headings(table)
    found = [match["noun"] for head in heads[:3] if (match := _HEAD.match(head)) and not _NO_NOUN.match(match["noun"])]
    labels = [squeezed(row[1] if len(row) > 1 and heads[0] == "序号" else row[0]) for row in table.rows[1:]]
    kept = [label for label in labels if label and not is_total_row([label])]
    if not found or any(map(_COUNTED.search, heads)) or len(set(kept)) != len(kept):
        return "", 0
    return found[0], len(kept)
