"""3xx over a filed report: the column 扣分 of its tables of scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.paper_text import squeezed
from zpj.checks.reconcile import HALF_CENT
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.tables import column_letters, number_in
from zpj.domain.amounts import ZERO, plain
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_COLUMNS = (
    ("weight", regex("^(?:指标)?(?:分值|权重|满分|标准分|权重分)(?:[(]分[)])?$")),
    ("points", regex("^(?:指标|自评|实际|评价|实)?得分(?:[(]分[)])?$|^评分$")),
    ("lost", regex("^(?:扣分|扣减分|扣分值|扣分数|失分|扣减)(?:值|数|情况)?(?:[(]分[)])?$")),
)
_TOTAL = regex("^(?:合计|总计|总分|小计)")
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
                yield Hit(f"{table.name}!{column_letters(column + 1)}{line.number}", plain(line.lost), plain(wrong[0]),
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
    return _Line(number, name, any(_TOTAL.match(squeezed(text)) for text in texts[:2]), known[0], known[1], lost)
