"""5xx: the same fact told twice: goals against rows, texts inside a form, tables against prose, words of completion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from zpj.checks.case import BookCase, FormCase, Row, printed
from zpj.checks.paper_figures import MONEY, PERCENT, POINTS, Quantity, quantities, slipped
from zpj.checks.paper_text import sentences, squeezed
from zpj.checks.reconcile import HALF_CENT, half_unit, places_shown
from zpj.checks.rule import ERROR, WARNING, Hit, book_check, form_check
from zpj.checks.tables import column_letters, lines, number_in, zeros_of
from zpj.domain.amounts import ZERO, plain
from zpj.domain.model import SourceTable
from zpj.domain.regex import regex

_LEADING = regex("^(?:[一二三四]是|全年|年度|累计|完成|实际|计划|目标|共计?|已|新增|应)+")
_NOUN = regex("[\u4e00-\u9fff“”（）()]+$")
_ASIDE = regex("其中|每|平均|目标|计划|预期|分别|上年|去年|人均|户均|单价|比|较|占|约")
_OTHER_MONEY = regex("每|平均|人均|户均|上年|去年|20[0-9]{2}|上半年|季度")
_SAID_SCORE = regex(r"(?:自评|综合|评价|项目)?(?:总得分|总分|得分|自评得)(?:为|是|:)*(?P<number>\d+(?:\.\d+)?)分")
_ROLE = regex(
    "(?P<label>[\u4e00-\u9fff（）()“”]{3,24}?)(?:项目|费用|资金|工程)?(?:共|累计|实际|已|全年)*"
    "(?P<role>支出|执行|支付|花费|预算|安排|计划)(?:数|为|资金|金额|了|共|:)*$"
)
_SPENT_HEADING = regex("支出|执行|支付|决算")
_PLAN_HEADING = regex("预算|计划|安排|合同")
_NO_MONEY_HEADING = regex("率|比例|进度|调整|占|年度?$|上半年|下半年|季度|结余|结转|差")
_SPENT_WORDS = frozenset({"支出", "执行", "支付", "花费"})
_LONG_CELL, _LEAST_COMMON, _LEAST_PIECE, _LEAST_LABEL = 12, 4, 2, 3


@dataclass(frozen=True, slots=True)
class _Done:
    """The actual value of a row with its unit, and its target."""

    row: Row
    name: str
    value: Decimal
    unit: str
    target: Decimal | None
    digits: str


@form_check(
    "ZPJ578",
    "目标完成情况与指标完成值不符",
    ERROR,
    reference="R-51 R-52",
    clause="同一件事在目标完成情况和指标完成值里应当一致",
    message="目标完成情况写“{found}”，指标“{name}”的完成值是 {expected}，请核对",
    fix="核对实际完成数，改成一致",
)
def achieved_and_rows(form: FormCase) -> Iterator[Hit]:
    """“开展读书活动66场” in 实际完成情况 beside an indicator 读书活动场次 with 62场."""
    entry = form.evaluation.goal.achieved
    done = _done(form) if entry else []
    for sentence in sentences(entry.text) if entry and done else ():
        for figure in quantities(sentence):
            noun = _noun(figure)
            if not noun or _ASIDE.search(figure.before) or figure.unit in (PERCENT, MONEY, POINTS):
                continue
            same = [each for each in done if each.unit == figure.unit and _common(noun, each.name)]
            same = [each for each in same if figure.value == each.target or squeezed(each.row.name) not in noun]
            if len(same) == 1 and entry and abs(same[0].value - figure.value) > figure.half:
                whole = _whole_noun(noun, same[0].name)
                sure = whole or slipped(figure.digits, same[0].digits) or figure.value == same[0].target
                text = (same[0].row.indicator.actual or entry).text.strip()
                yield Hit(entry.location, figure.text, text, quote=noun + figure.text, row=same[0].row.place,
                          level=None if sure else WARNING, words={"name": same[0].row.name})  # fmt: skip


def _noun(figure: Quantity) -> str:
    match = _NOUN.search(figure.before)
    return _LEADING.sub("", match.group()[-12:]) if match else ""


def _done(form: FormCase) -> list[_Done]:
    found = []
    for row in form.rows:
        target, actual = row.indicator.target, row.indicator.actual
        wanted = quantities(squeezed(target.text)) if target else ()
        told = quantities(squeezed(actual.text)) if actual else ()
        number = number_in(squeezed(actual.text)) if actual and not told else None
        if len(told) == 1:
            goal = wanted[0].value if len(wanted) == 1 else None
            found.append(_Done(row, _name(row), told[0].value, told[0].unit, goal, told[0].digits))
        elif number is not None and len(wanted) == 1:
            scale = 8 if "亿" in wanted[0].text else 4 if "万" in wanted[0].text else 0
            digits = squeezed(actual.text) if actual else ""
            found.append(_Done(row, _name(row), number.scaleb(scale), wanted[0].unit, wanted[0].value, digits))
    return found


_MARKED = regex("^指标[0-9]+:|[(].*?[)]")
_COUNTED = regex("(?:数量|个数|人数|户数|次数|场次|期数|面积|长度|里程|数)$")


def _name(row: Row) -> str:
    whole = _MARKED.sub("", squeezed(row.name))
    bare = _COUNTED.sub("", whole)
    return bare if len(bare) >= _LEAST_COMMON - 1 else whole


def _common(noun: str, name: str) -> bool:
    """Whether a noun of prose and the name of an indicator speak of one thing."""
    match = SequenceMatcher(None, noun, name, autojunk=False).find_longest_match()
    if match.size >= _LEAST_COMMON or (match.size == len(name) >= _LEAST_COMMON - 1):
        return True
    fewer, more = sorted((noun, name), key=len)
    return match.size >= _LEAST_PIECE and len(fewer) >= _LEAST_COMMON and set(fewer) <= set(more)


def _whole_noun(noun: str, name: str) -> bool:
    return noun.endswith(name) or name.endswith(noun)


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
            if own is not None and number is not None and abs(number - own) > HALF_CENT:
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
                    yield forms[0], f"{table.name}!{column_letters(number)}{row}", squeezed(text)


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
    half = (half_unit(places_shown(text)).scaleb(zeros) if places_shown(text) else ZERO) + figure.half
    if abs(right - figure.value) > half:
        unit = figure.text.lstrip("0123456789.")
        shown = plain(right.scaleb(-8 if "亿" in unit else -4 if "万" in unit else 0))
        sure = slipped(figure.digits, shown)
        yield Hit(location, figure.text, f"{shown}{unit}", plain(abs(right - figure.value)), plain(half),
                  quote=(figure.before + figure.text).rpartition(",")[2][-40:], level=None if sure else WARNING,
                  basis=f"“{label}”的{source.header[place].strip()}")  # fmt: skip


def common_part(one: str, other: str) -> int:
    """The length of the longest text two names share."""
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def same_things(figure: Quantity, others: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of one unit whose noun shares most of this one's."""
    noun = _noun(figure)
    return [other for other in others if other.unit == figure.unit and _common(noun, _noun(other))] if noun else []
