"""Over a filed report: a rate or balance of one row of its tables; counts that are no whole numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_start
from zpj.checks.reading.figures import MONEY, PERCENT, Quantity, Sentence, said
from zpj.checks.reading.reconcile import amount_of
from zpj.checks.reading.tables import number_in, zeros_of
from zpj.checks.reading.text import headings, squeezed
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.tie.names import Names, bare_name
from zpj.domain.amounts import HUNDRED, ZERO, plain, round_half_up
from zpj.domain.likeness import bigrams
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_BUDGET = regex("^(?:(?:全年|调整后?|年度|项目)的?)?(?:预算|计划|安排|下达)(?:数|金额|资金|安排)?(?:[(].*[)])?$")
_SPENT = regex("^(?:全年|实际|累计|已)?(?:执行|支出|支付|使用)(?:数|金额|资金)?(?:[(].*[)])?$")
_RATE_OF = regex(
    "(?:预算|资金|支出)?(?:执行|支出|支付|使用)(?:率|进度)(?:[偏较最]?[低高慢]|不高|不足)?,?(?:仅|只)?(?:有|为|达到?|是|约|:)*$"
)
_PART_OF_NAME = regex(
    "(?P<noun>[\u4e00-\u9fff]{4,12}?)(?:项目|经费|资金)*(?:预算|资金|支出)?(?:执行|支出|支付|使用)(?:率|进度)"
)
LEFT_OF = regex(
    "(?:结余|节余|剩余|结转|结转结余|结余结转|未执行|未支出)(?:资金|金额)?(?:仅|只)?(?:有|为|达到?|是|约|了|:)*$"
)
SPENT_OF = regex("(?:支出|执行|支付|使用)(?:资金|金额|数|了|共|为|:)*$")
_OTHER = regex(
    "上年|去年|季度|上半年|截至[0-9]{1,2}月|目标|同比|比上|较上|比20|较20|其中|分别|合计|项目(?:总|资金|预算)|全年预算|总体|整体|全部"
)
_MOVED = regex("调减|调增|调整|追加|核减|收回|上年|去年|往年")
_TOTAL = regex("合计|总计|小计|总额")
_PAID_OR_PLANNED = regex("(?:实际|全年|累计|共|预算|支出|执行|支付|使用|安排|资金|金额|数|了|为|:)*")
_LEAST_NAME = 3
_NO_NAME = regex(r"[^\u4e00-\u9fff]*(?:万?元|%)?")


@record
class Spending:
    """A row of a table with what was planned and spent, in 元, and its texts."""

    name: str
    budget: Decimal
    spent: Decimal
    place: str
    texts: tuple[str, ...] = ()


@paper_check(
    "ZPJ281",
    "文字里某一项的支出、执行率、结余与表里不符",
    WARNING,
    reference="R-13 R-51",
    clause="同一笔钱在文字和表里应当一致",
    message="文字写“{quote}”，表里“{name}”一行（{basis}）应为 {expected}，请核对",
    fix="核对文字和表里这一行",
    follows=("ZPJ502", "ZPJ560", "ZPJ597", "ZPJ596", "ZPJ591", "ZPJ589"),
)
def figures_of_rows(case: PaperCase) -> Iterator[Hit]:
    """“调查员培训支出执行率98.90%，结余0.74万元” beside a row of 8.20 and 7.46: 90.98 %."""
    rows = rows_of_spending(case)
    names = sorted({row.name for row in rows}, key=len, reverse=True)
    for sentence in said(case) if rows else ():
        for figure in sentence.quantities:
            is_rate = figure.unit == PERCENT and _RATE_OF.search(figure.before) is not None
            is_left = figure.unit == MONEY and LEFT_OF.search(figure.before) is not None
            if not (is_rate or is_left) or (is_rate and _is_of_whole(case, figure)):
                continue
            name = _only_name(sentence, figure, names)
            own = [row for row in rows if row.name == name] if name else []
            own = own or [row for row in _by_amount(sentence, figure, rows) if _nearly(row, figure, is_rate)]
            wrong = [row for row in own if not _fits(row, figure, is_rate)]
            if own and len(wrong) == len(own):
                yield _hit(sentence, figure, own[0], is_rate)


def _is_of_whole(case: PaperCase, figure: Quantity) -> bool:
    """Whether “…，预算执行率为95%” is a form's own rate, whatever items stand before the comma."""
    return _WHOLE_RATE.search(figure.before) is not None and any(_fits(row, figure, True) for row in _of_forms(case))


@another_way("ZPJ281", WARNING, follows=("ZPJ281", "ZPJ501", "ZPJ597", "ZPJ502", "ZPJ591", "ZPJ596"))
def amounts_of_rows(case: PaperCase) -> Iterator[Hit]:
    """“备品备件费28.80万元” where that row of the table of spending has 30.00 and 25.80: a slip of one of the two."""
    rows = [row for row in rows_of_spending(case) if "第" in row.place]
    for sentence in said(case) if rows else ():
        for figure in sentence.quantities if not _MOVED.search(sentence.text) else ():
            own = [row for row in rows if figure.unit == MONEY and _is_right_behind(row.name, figure)]
            known = {amount for row in own for amount in (row.budget, row.spent, row.budget - row.spent)}
            if len(own) != 1 or any(map(figure.shows, known)):
                continue
            slips = [amount for amount in (own[0].spent, own[0].budget)
                     if figure.slips_to(figure.rounded(amount))]  # fmt: skip
            if slips and figure.significant >= _LEAST_NAME:
                right = figure.as_printed(figure.rounded(slips[0]))
                yield sentence.hit(figure.text, right, quote=own[0].name + figure.text, basis=own[0].place,
                                   words={"name": own[0].name})  # fmt: skip


def _is_right_behind(name: str, figure: Quantity) -> bool:
    """Whether a figure stands right behind the name of a row, with nothing but 支出 or 预算 between."""
    head, found, between = figure.before.rpartition(name)
    return bool(found) and not head[-1:].strip(",。;:、和及与的") and _PAID_OR_PLANNED.fullmatch(between) is not None


def _hit(sentence: Sentence, figure: Quantity, row: Spending, is_rate: bool) -> Hit:
    right = row.spent / row.budget * HUNDRED if is_rate else row.budget - row.spent
    shown = plain(round_half_up(right.scaleb(-figure.shift), 2)) + figure.printed_unit
    near = figure.start - _LEAST_NAME if sentence.text[: figure.start].endswith(",为") else figure.start
    start = clause_start(sentence.text, near)
    return sentence.hit(figure.text, shown, quote=sentence.text[start : figure.end][-40:], basis=row.place,
                        words={"name": row.name})  # fmt: skip


def _fits(row: Spending, figure: Quantity, is_rate: bool) -> bool:
    right = row.spent / row.budget * HUNDRED if is_rate else row.budget - row.spent
    return abs(figure.rounded(right) - figure.value) <= figure.half * 2 or right == figure.value


def names_in(text: str, names: Sequence[str]) -> list[str]:
    """Those of some names, the longest first, that a text has, without those within another."""
    found: list[str] = []
    for name in names:
        if name in text and not any(name in longer for longer in found):
            found.append(name)
    return found


def _only_name(sentence: Sentence, figure: Quantity, names: list[str]) -> str:
    """The one row named right before a figure, else in its sentence; "" of none or several, or of the whole."""
    before = sentence.text[: figure.start]
    if _MOVED.search(before):
        return ""
    found = names_in(before, names)
    if not found:
        return _by_part(before, names)
    found = found if len(found) == 1 else names_in(figure.before, names)
    if len(found) != 1:
        return ""
    return "" if _OTHER.search(before[before.rfind(found[0]) + len(found[0]) :]) else found[0]


def _by_amount(sentence: Sentence, figure: Quantity, rows: Sequence[Spending]) -> list[Spending]:
    """The one row with what the sentence tells right before as spent or left: 支出602.30万元，剩余47.70万元."""
    told = [each for each in sentence.quantities if each.end <= figure.start and each.unit == MONEY]
    if not told:
        return []
    near, between = told[-1], sentence.text[told[-1].end : figure.start]
    is_left = LEFT_OF.search(near.before) is not None
    if _OTHER.search(between + near.before) or _MOVED.search(between) or not (is_left or SPENT_OF.search(near.before)):
        return []
    own = [row for row in rows if near.value == (row.budget - row.spent if is_left else row.spent)]
    pairs = {pair for row in own for pair in bigrams(row.name)}
    known = near.significant >= _LEAST_NAME or any(pair in near.before for pair in pairs)
    return own if known and len({(row.budget, row.spent) for row in own}) == 1 else []


def _nearly(row: Spending, figure: Quantity, is_rate: bool) -> bool:
    """Whether a figure is the right one but for a slip of the pen, or the rate of what is left for the one spent."""
    right = row.spent / row.budget * HUNDRED if is_rate else row.budget - row.spent
    other = is_rate and abs(HUNDRED - right - figure.value) <= figure.half_place
    return other or figure.slips_to(figure.rounded(right))


def _by_part(before: str, names: list[str]) -> str:
    """The one row whose name has the words right before 执行率: 宣传教育经费 for 交通安全宣传教育."""
    clauses = before.replace("是", ",").split(",")
    match = next((each for clause in clauses[:-3:-1] if (each := _PART_OF_NAME.match(clause))), None)
    held = [name for name in names if match and match["noun"] in name]
    return held[0] if len(held) == 1 and not _OTHER.search(clauses[-1]) else ""


@lru_cache(maxsize=4)
def rows_of_spending(case: PaperCase) -> tuple[Spending, ...]:
    """The rows of tables of spending; where there is none, the totals of the forms."""
    tables = tuple(row for table in case.paper.tables if not table.form for row in _of_table(table))
    return tables or tuple(_of_forms(case))


def _of_forms(case: PaperCase) -> Iterator[Spending]:
    for form in case.forms:
        line, zeros = form.total, form.zeros
        budget, spent = (amount_of(form.budget(line)), amount_of(line.executed)) if line else (None, None)
        if budget and spent and zeros is not None and budget.value:
            yield Spending(form.project, budget.value.scaleb(zeros), spent.value.scaleb(zeros), "自评表")


def _of_table(table: PaperTable) -> Iterator[Spending]:
    heads = headings(table)
    budgets = [place for place, head in enumerate(heads) if _BUDGET.match(head)]
    spent = [place for place, head in enumerate(heads) if _SPENT.match(head)]
    if not budgets or len(spent) != 1:
        return
    scales = [zeros_of(heads[place]) for place in (budgets[-1], spent[0])]
    for number, texts in enumerate(table.rows[1:], 2):
        cells = [number_in(squeezed(texts[place]).replace(",", "")) for place in (budgets[-1], spent[0])]
        name = next((squeezed(text) for text in texts if text and not _NO_NAME.fullmatch(squeezed(text))), "")
        if None not in cells and len(name) >= _LEAST_NAME and not any(_TOTAL.search(text) for text in texts):
            plan, done = ((cell or ZERO).scaleb(4 if scale is None else scale)
                          for cell, scale in zip(cells, scales, strict=True))  # fmt: skip
            if plan:
                yield Spending(name, plan, done, f"{table.name}第{number}行", texts)


_WHOLE_RATE = regex("(?:^|[,;。])(?:项目|资金|整体|总体)*(?:预算)?执行率(?:为|是|达|达到|:)*$")
_OF_PROJECT = "(?:项目|专项|经费|资金|补助)*(?:全年|实际|累计|共|合计)*"
_PAID_BEHIND = regex(f"{_OF_PROJECT}(?:支出|执行|支付|使用)(?:资金|金额|数|了|共|为|:)*")
_PLANNED_BEHIND = regex(f"{_OF_PROJECT}(?:年初|全年|调整后)?(?:预算|安排)(?:安排|资金|金额|数|了|共|为|:)*")


@another_way("ZPJ281", WARNING, follows=("ZPJ281", "ZPJ501", "ZPJ597", "ZPJ502", "ZPJ560", "ZPJ591"))
def amounts_of_named_projects(case: PaperCase) -> Iterator[Hit]:
    """“信贷贴息支出72.8万元，执行率92%” beside the form of that project with 78.2 of 85.00: its name right before."""
    names = Names(case.forms) if len(case.forms) > 1 else None
    for sentence in said(case) if names else ():
        found = names.found(sentence.text) if names and any(each.unit == MONEY for each in sentence.quantities) else []
        for start, form in found:
            end = start + len(bare_name(form.project))
            figure = next((each for each in sentence.quantities if each.start >= end), None)
            between = sentence.text[end : figure.start] if figure else ""
            line, zeros = form.total, form.zeros
            if figure is None or figure.unit != MONEY or line is None or zeros is None:
                continue
            plans = (form.budget(line), line.full_year_budget, line.initial_budget, line.requested_budget)
            cells = ((line.executed,) if _PAID_BEHIND.fullmatch(between)
                     else plans if _PLANNED_BEHIND.fullmatch(between) else ())  # fmt: skip
            amounts = [amount for cell in cells if cell and (amount := amount_of(cell))]
            gaps = [(abs(each.value.scaleb(zeros) - figure.value), each.half.scaleb(zeros)) for each in amounts]
            if gaps and all(gap > half + figure.half for gap, half in gaps):
                right = plain(amounts[0].value.scaleb(zeros - figure.shift)) + figure.printed_unit
                yield Hit(sentence.paragraph.location, figure.text, right, quote=sentence.text[start : figure.end],
                          basis="自评表", project=form.project, words={"name": form.project})  # fmt: skip


_WHOLE_ONLY = frozenset("人户名条座台套辆件份页册头只株场家所栋") | {"人次"}
_MEAN = regex("均|每|标准|折合|相当|系数|编制|比例|配备比|师生比|[/∶:]")
_BEHIND = regex("以内|/|每|[0-9]")


@paper_check(
    "ZPJ341",
    "个数写成了小数，疑似漏了“万”",
    WARNING,
    reference="R-37",
    clause="人、户、台、条等按整数计，以万计的写明“万”",
    message="“{quote}”不是整数，疑似漏写“万”，请核对单位",
    fix="核对数和单位",
    follows=("ZPJ240", "ZPJ256", "ZPJ280", "ZPJ338"),
)
def counts_that_are_no_wholes(case: PaperCase) -> Iterator[Hit]:
    """“发送短信4.82条”, “受益群众2.71户”: such things are counted in whole numbers, means and rates apart."""
    for sentence in said(case):
        for figure in sentence.quantities:
            odd = figure.unit in _WHOLE_ONLY and not figure.shift and figure.value != figure.value.to_integral_value()
            if odd and not _MEAN.search(sentence.text[: figure.start]) and not _BEHIND.match(sentence.text, figure.end):
                quote = figure.with_words(10)
                yield sentence.hit(figure.text, quote=quote)
