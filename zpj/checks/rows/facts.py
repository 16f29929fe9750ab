"""The same fact told twice: texts inside a form, tables against prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import BookCase, FormCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import MONEY, Quantity, quantities
from zpj.checks.reading.reconcile import HALF_CENT, half_shown
from zpj.checks.reading.tables import lines, number_in, zeros_of
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, book_check
from zpj.domain.amounts import plain
from zpj.domain.likeness import longest_shared
from zpj.domain.model import SourceTable, printed
from zpj.domain.regex import regex

_LEADING = regex("^(?:[一二三四]是|全年|年度|累计|完成|实际|计划|目标|共计?|已|新增|应)+")
_NOUN = regex("[\u4e00-\u9fff“”（）()]+$")
_OTHER_MONEY = regex("每|平均|人均|户均|上年|去年|20[0-9]{2}|上半年|季度")
_SAID_SCORE = regex(
    r"(?:总得分|总分|(?:自评|综合|评价|绩效)得分|自评得|(?:^|(?<=[,。;:、(\n])|(?<=项目))得分)(?:为|是|:)*"
    r"(?P<number>\d+(?:\.\d+)?)分(?!(?:及|含|的)?以[上下]|制|满)"
)
_OF_A_PART = regex("平均|考核|考试|成绩|指标|季度|上年|去年|验收|测评|问卷|满分")
_ROLE = regex(
    "(?P<label>[\u4e00-\u9fff（）()“”]{3,24}?)(?:项目|费用|资金|工程)?(?:共|累计|实际|已|全年)*"
    "(?P<role>支出|执行|支付|花费|预算|安排|计划)(?:数|为|资金|金额|了|共|:)*$"
)
_SPENT_HEADING = regex("支出|执行|支付|决算")
_PLAN_HEADING = regex("预算|计划|安排|合同")
_NO_MONEY_HEADING = regex("率|比例|进度|调整|占|年度?$|上半年|下半年|季度|结余|结转|差")
_SPENT_WORDS = frozenset({"支出", "执行", "支付", "花费"})
_LONG_CELL, _LEAST_COMMON, _LEAST_PIECE, _LEAST_LABEL = 12, 4, 2, 3


def _noun(figure: Quantity) -> str:
    match = _NOUN.search(figure.before)
    return _LEADING.sub("", match.group()[-12:]) if match else ""


def _common(noun: str, name: str) -> bool:
    """Whether a noun of prose and the name of an indicator speak of one thing."""
    match = longest_shared(noun, name)
    if match.size >= _LEAST_COMMON or (match.size == len(name) >= _LEAST_COMMON - 1):
        return True
    fewer, more = sorted((noun, name), key=len)
    return match.size >= _LEAST_PIECE and len(fewer) >= _LEAST_COMMON and set(fewer) <= set(more)


@book_check(
    "ZPJ579",
    "自评表里的文字写的总分与总分栏不符",
    ERROR,
    reference="R-53",
    clause="同一张自评表上的总分应当一致",
    message="文字写总分 {found}，总分栏为 {expected}，请改成一致",
    fix="核对各项得分，改成一致",
)
def scores_inside_forms(case: BookCase) -> Iterator[Hit]:
    """A total told in a text cell of a form of a filed report (评价结论)."""
    for form, place, text in form_texts(case):
        own = printed(form.evaluation.total.reported)
        for match in _SAID_SCORE.finditer(text):
            number = number_in(match["number"])
            of_part = _OF_A_PART.search(clause_before(text, match.start()))
            if own is not None and number is not None and not of_part and abs(number - own) > HALF_CENT:
                yield Hit(place, plain(number), plain(own), plain(abs(number - own)), plain(HALF_CENT), match.group(),
                          project=form.project)  # fmt: skip


def form_texts(case: BookCase) -> Iterator[tuple[FormCase, str, str]]:
    """The longer texts of a filed report's own forms that no field was read from, with their cells."""
    paper = case.book.paper
    for table in paper.tables if paper else ():
        forms = [form for form in case.forms if form.evaluation.location == table.name]
        for row, texts in enumerate(table.rows if len(forms) == 1 else (), 1):
            for number, text in enumerate(texts, 1):
                if len(text) >= _LONG_CELL:
                    yield forms[0], table.cell(row, number), squeezed(text)


@book_check(
    "ZPJ597",
    "文字里的金额与报告的表不符",
    ERROR,
    reference="R-51 R-52",
    clause="同一笔钱在文字和表里应当一致",
    message="文字写“{quote}”，表里为 {expected}（{basis}），请核对",
    fix="核对文字和表，改成一致",
)
def amounts_and_tables(case: BookCase) -> Iterator[Hit]:
    """“日常养护支出772万元” beside a table whose row 日常养护 spent 722.00."""
    paper = case.book.paper
    for source in case.book.tables if paper else ():
        spent, plan = (_money_column(source, pattern) for pattern in (_SPENT_HEADING, _PLAN_HEADING))
        rows = {squeezed(line.text(0)) or squeezed(line.text(1)): line for line in reversed(list(lines(source)))}
        rows |= {squeezed(line.text(1)): line for line in lines(source) if squeezed(line.text(0)).isdecimal()}
        section = next((table.section for table in paper.tables if table.name == source.location.rpartition("!")[0]),
                       -1) if paper else -1  # fmt: skip
        for paragraph in paper.paragraphs if paper and (spent is not None or plan is not None) else ():
            for figure in quantities(squeezed(paragraph.text)) if paragraph.section == section else ():
                match = _ROLE.search(figure.before) if figure.unit == MONEY else None
                if match is None or _OTHER_MONEY.search(match["label"]):
                    continue
                label = next((match["label"][start:] for start in range(len(match["label"]) - _LEAST_LABEL + 1)
                              if match["label"][start:] in rows), None)  # fmt: skip
                place = spent if match["role"] in _SPENT_WORDS else plan
                if label is not None and place is not None:
                    cell = (place, label, rows[label].text(place))
                    yield from _against(source, figure, number_in(cell[2]), cell, paragraph.location)


def _money_column(source: SourceTable, wanted: re.Pattern[str]) -> int | None:
    """The one column of amounts of a role whose unit is named; None where there are several or none."""
    found = [number for number, heading in enumerate(source.header)
             if wanted.search(squeezed(heading)) and not _NO_MONEY_HEADING.search(squeezed(heading).split("(")[0])
             and zeros_of(heading) is not None]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _against(
    source: SourceTable, figure: Quantity, stated: Decimal | None, cell: tuple[int, str, str], location: str
) -> Iterator[Hit]:
    place, label, text = cell
    zeros = zeros_of(source.header[place])
    if stated is None or zeros is None or not stated:
        return
    right = stated.scaleb(zeros)
    half = half_shown(text).scaleb(zeros) + figure.half
    if abs(right - figure.value) > half:
        sure = figure.slips_to(right)
        yield Hit(location, figure.text, figure.as_printed(right), plain(abs(right - figure.value)), plain(half),
                  quote=(figure.before + figure.text).rpartition(",")[2][-40:], level=None if sure else WARNING,
                  basis=f"“{label}”的{source.header[place].strip()}")  # fmt: skip


def common_part(one: str, other: str) -> int:
    """The length of the longest text two names share."""
    return longest_shared(one, other).size


def same_things(figure: Quantity, others: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of one unit whose noun shares most of this one's."""
    noun = _noun(figure)
    return [other for other in others if other.unit == figure.unit and _common(noun, _noun(other))] if noun else []
