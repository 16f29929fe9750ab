"""Over a filed report: points and deductions of its tables of scores, the number of rows of all forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import PaperCase, Row
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.scoring_tables import POINTS_HEAD, WEIGHT_HEAD, ScoredRow, named_heads, scored_rows
from zpj.checks.reading.tables import is_total_row, number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.domain.amounts import HUNDRED, ONE, ZERO, plain, round_half_up
from zpj.domain.model import text_of
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.targets import Direction, comparable

_RESULT_OR_STANDARD = regex("完成值|完成情况|评分标准")
_BY_RATIO = regex(
    "比例(?:计|记|得|折|乘|扣|×)|按比例|之比(?:计|记|得|乘)|[÷/](?:年度|计划|目标)?(?:指标|目标)?值?[)]?[×x*]|完成(?:率|比例)[×x*乘]"
    "|[×x*乘以](?:全年|年度)?(?:实际)?完成(?:率|比例|值[^,。;]{0,4}[÷/])|按(?:实际)?完成(?:率|比例)(?:计|折|乘|得)"
)
"""How a text says that a missed goal has its part of the points."""
_OF_RATE = regex("(?:预算|资金|项目|支出)*执行(?:率|情况|进度|得分)?$|(?:预算|资金|支出)*(?:执行|支出)率(?:得分)?$")
_TIMES_RATE = regex(
    "执行率(?:的?得分)?[×x*乘]|[×x*](?:实际)?(?:预算|资金)*执行率|乘以?(?:预算|资金)*执行率"
    "|按(?:预算|资金)*执行率(?:计|折|乘|的?比例|得)"
)
_BAND = regex("执行率[^。]{0,30}(?:以上|以下|及以|≥|≤|达到|不低于|低于)")


@paper_check(
    "ZPJ480",
    "得分表的得分与自评表的完成值不符",
    WARNING,
    reference="R-09 R-27",
    clause="定量指标没有达到指标值的，按完成值与指标值的比例计分",
    message="“{name}”完成 {quote}，按比例应得 {expected} 分，得分表写 {found} 分，请核对",
    fix="按报告写明的计分办法重算得分",
)
def points_by_ratio(case: PaperCase) -> Iterator[Hit]:
    """A scoring table beside a form without points: 63.20 % of 65 %, 6 points, told as 5.38 instead of 5.83.

    Its row of the execution rate, too, where the report says that the rate is multiplied by the points.
    """
    rows = {squeezed(row.name): row for form in case.forms for row in form.rows if row.points is None}
    if not rows or all(table.form for table in case.paper.tables):
        return
    texts = [squeezed(line.text) for line in case.paper.paragraphs if "率" in line.text or "比" in line.text
             or "÷" in line.text or "/" in line.text]  # fmt: skip
    in_ratio = any(map(_BY_RATIO.search, texts))
    by_rate = any(map(_TIMES_RATE.search, texts)) and not any(map(_BAND.search, texts))
    rate = _rate_of_spending(case) if by_rate else None
    for table in case.paper.tables if in_ratio or rate else ():
        for given in _without_results(table) if not table.form else ():
            row, weight, points = rows.get(given.name) if in_ratio else None, given.weight, given.points
            if weight is None or points is None:
                continue
            right = _by_ratio(row, weight) if row else _by_rate(given.name, rate, weight)
            if right is not None and abs(right - points) > HALF_CENT * 3:
                told = text_of(row.indicator.actual).strip() if row else f"{plain((rate or ZERO) * HUNDRED)}%"
                yield Hit(given.place, plain(points), plain(right), plain(abs(right - points)), plain(HALF_CENT), told,
                          project=case.project(table.section), words={"name": given.name})  # fmt: skip


def _rate_of_spending(case: PaperCase) -> Decimal | None:
    """The execution rate of the only form, where the form itself gives no points for it."""
    form = case.forms[0] if len(case.forms) == 1 else None
    if form is None or (form.total and form.total.reported_score):
        return None
    rate = form.sheet.execution.rate
    return None if rate is None else round_half_up(rate, 4)


def _by_rate(name: str, rate: Decimal | None, weight: Decimal) -> Decimal | None:
    is_rate = rate is not None and _OF_RATE.match(name) is not None
    return round_half_up(min(rate, ONE) * weight, 2) if rate is not None and is_rate else None


def _without_results(table: PaperTable) -> Iterator[ScoredRow]:
    """The rows of a table of scores that tells neither results nor standards."""
    heads = named_heads(table)
    if heads and not any(_RESULT_OR_STANDARD.search(squeezed(title)) for title in table.rows[heads.row]):
        yield from scored_rows(table, heads)


def _by_ratio(row: Row, weight: Decimal) -> Decimal | None:
    """The part of the points a result has that fell short of its goal; all of them where it did not."""
    pair = comparable(row.target, row.actual)
    if pair is None or pair[0] <= ZERO or row.target.warnings or row.actual.warnings:
        return None
    if row.target.direction not in (Direction.AT_LEAST, Direction.EQUAL):
        return None
    return round_half_up(min(pair[1] / pair[0], ONE) * weight, 2)


_ROWS_IN_ALL = regex(r"(?P<number>\d+)(?:项|个)三级指标|三级指标(?:共|合计|总计)*(?P<behind>\d+)(?:项|个)")


@paper_check(
    "ZPJ381",
    "所写的各级指标个数与表里列出的不同",
    WARNING,
    reference="R-61",
    clause="报告所说的指标应当就是自评表的指标",
    message="文字写{level}级指标 {found} 项，{where}列有 {expected} 项，请核对",
    fix="按表改正个数",
    follows=("ZPJ563",),
)
def rows_of_all_forms(case: PaperCase) -> Iterator[Hit]:
    """“对4个子项目26项三级指标逐项核对” over four forms of 7, 6, 6 and 6 rows."""
    counts = [len(form.rows) for form in case.forms]
    for line in case.paper.paragraphs if len(counts) > 1 else ():
        match = _ROWS_IN_ALL.search(squeezed(line.text)) if "三级指标" in line.text else None
        number = int(match["number"] or match["behind"]) if match else 0
        of_its_own = match is not None and "一级指标" in squeezed(line.text)  # a system of the report, beside the forms
        if match and not of_its_own and number not in (*counts, sum(counts)) and number > max(counts):
            words = {"level": "三", "where": f"各自评表（{'+'.join(map(str, counts))}）"}
            yield Hit(line.location, str(number), str(sum(counts)), quote=match.group(), words=words,
                      project=case.project(line.section))  # fmt: skip


_COLUMNS = (
    ("weight", WEIGHT_HEAD),
    ("points", POINTS_HEAD),
    ("lost", regex("^(?:扣分|扣减分|扣分值|扣分数|失分|扣减)(?:值|数|情况)?(?:[(]分[)])?$")),
)
_FEWEST = 2


@record
class _Line:
    """A row with its weight, points and deduction."""

    number: int
    name: str
    is_total: bool
    weight: Decimal | None
    points: Decimal | None
    lost: Decimal

    @property
    def right(self) -> Decimal | None:
        """The weight less the points."""
        return None if self.weight is None or self.points is None else self.weight - self.points


@paper_check(
    "ZPJ339",
    "得分表的扣分对不上",
    ERROR,
    reference="R-06",
    clause="扣分为分值减得分，合计为各项之和",
    message="“{name}”的扣分填 {found}，{basis}，应为 {expected}，请核对",
    fix="核对分值、得分和扣分",
    follows=("ZPJ431", "ZPJ247", "ZPJ235"),
)
def deductions_in_tables(case: PaperCase) -> Iterator[Hit]:
    """扣分 1.23 where the rows lost 0.32 and 1.00, and 100 less 98.68; a doubt where the sum alone tells it."""
    for table in case.paper.tables:
        column, rows = _lines(table)
        kept = [line for line in rows if line.right == line.lost]
        for line in rows if len(kept) >= _FEWEST else ():
            parts = [each.lost for each in rows if not each.is_total]
            whole = sum(parts, ZERO) if line.is_total and len(parts) + 1 == len(rows) else None
            ways = [right for right in (line.right, whole) if right is not None]
            wrong = [right for right in ways if abs(right - line.lost) > HALF_CENT]
            if wrong and (len(wrong) == len(ways) or not line.is_total):
                basis = f"分值减得分为 {plain(wrong[0])}" if wrong[0] == line.right else f"各行之和为 {plain(wrong[0])}"
                sure = len(set(wrong)) == 1 and (line.right in wrong)
                yield Hit(table.cell(line.number, column + 1), plain(line.lost), plain(wrong[0]),
                          plain(abs(wrong[0] - line.lost)), plain(HALF_CENT), plain(line.lost), basis,
                          level=None if sure else WARNING, project=case.project(table.section),
                          words={"name": line.name})  # fmt: skip


def _lines(table: PaperTable) -> tuple[int, list[_Line]]:
    """The column of deductions and the rows with one; a row without a figure there lost nothing."""
    for number, texts in enumerate(table.rows, 1):
        heads = [squeezed(text) for text in texts]
        found = {name: place for place, head in enumerate(heads) for name, title in _COLUMNS if title.match(head)}
        if len(found) == len(_COLUMNS):
            below = (_line(row, row_number, found) for row_number, row in enumerate(table.rows[number:], number + 1))
            return found["lost"], [line for line in below if line]
    return 0, []


def _line(texts: Sequence[str], number: int, columns: dict[str, int]) -> _Line | None:
    cells = {name: squeezed(texts[place]) if place < len(texts) else "" for name, place in columns.items()}
    lost = number_in(cells["lost"].lstrip("-－扣")) if cells["lost"] not in ("", "—", "-", "/") else ZERO
    known = [number_in(cells[name]) for name in ("weight", "points")]
    name = next((squeezed(text) for text in texts if text.strip()), "")
    if lost is None or all(value is None for value in known):
        return None
    return _Line(number, name, is_total_row(texts[:2]), known[0], known[1], lost)
