"""The figures of a table of a filed report: where each stands, how it is printed, and the finding on one."""

from __future__ import annotations

from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import slipped
from zpj.checks.reading.reconcile import half_shown, places_shown
from zpj.checks.reading.text import headings, squeezed
from zpj.checks.rule import WARNING, Hit
from zpj.domain.amounts import parse_number, plain, round_half_up
from zpj.domain.paper import PaperTable
from zpj.domain.records import record, replace
from zpj.domain.regex import regex

_FIGURE = regex(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|万元|(?:元|分|人次|班次|[\u4e00-\u9fff])(?:/[\u4e00-\u9fff·./]{1,5})?)?"
)
_NO_FIGURE = regex("^(?:序号|编号|No\\.?|年度|年份|日期|时间|备注|说明)$")
_SCORED = regex("^(?:绩效指标|[一二三]级指标|指标名称|考核指标|评价指标|评分项目)")
_SHARE_HEADING = regex("[(]单位:%[)]|[(]%[)]|占比|比重|百分比")
_MOST_ROWS = 60
FEWEST, SURE, TOLD = 2, 3, 2


@record
class Cell:
    """A figure of a table with its place and how it is printed."""

    row: int
    column: int
    value: Decimal
    digits: str
    is_share: bool

    @property
    def half(self) -> Decimal:
        """What rounding may hide; whole numbers are exact."""
        return half_shown(self.digits)

    @property
    def length(self) -> int:
        """How many digits count: all of a percentage with decimals, else those between noughts."""
        bare = self.digits.replace(".", "")
        return len(bare) if self.is_share and places_shown(self.digits) else len(bare.strip("0"))

    def slips_to(self, right: Decimal) -> bool:
        """Whether the figure is the right one but for a slip of the pen."""
        shown = round_half_up(right, places_shown(self.digits))
        return right > 0 and shown != self.value and slipped(self.digits, plain(shown))


Rows = dict[int, dict[int, Cell]]


def figures_of(table: PaperTable) -> Rows:
    """The figures of a table by row and column, down to where indicators begin; {} for a table too long
    or the rest of a form."""
    rows: Rows = {}
    heading = headings(table)
    skipped = {number for number, text in enumerate(heading) if _NO_FIGURE.match(text)}
    shares = {number for number, text in enumerate(heading) if _SHARE_HEADING.search(text)}
    for number, texts in enumerate(table.rows if len(table.rows) <= _MOST_ROWS and not table.part else ()):
        if any(_SCORED.match(squeezed(text)) for text in texts[:4]):
            break
        for column, text in enumerate(texts):
            match = _FIGURE.fullmatch(squeezed(text)) if text and column not in skipped else None
            value = parse_number(match["number"]) if match else None
            if match and value is not None:
                digits = match["number"].replace(",", "")
                is_share = match["unit"] == "%" or (column in shares and not match["unit"])
                rows.setdefault(number, {})[column] = Cell(number, column, value, digits, is_share)
    return rows


def heading_of(table: PaperTable, column: int) -> str:
    """What heads a column, without its unit; "" where nothing does."""
    return squeezed(table.rows[0][column]).split("(")[0] if table.rows and column < len(table.rows[0]) else ""


def hit_at(table: PaperTable, cell: Cell, right: Decimal, basis: str, *, proved: bool = True) -> Hit:
    """The finding on a figure that should be another, printed with as many places; a doubt where it is not proved."""
    mark = "%" if cell.is_share else ""
    shown = plain(round_half_up(right, max(places_shown(cell.digits), 1)))
    title = heading_of(table, cell.column)
    return Hit(table.cell(cell.row + 1, cell.column + 1), f"{cell.digits}{mark}",
               f"{shown}{mark}", plain(abs(right - cell.value)), plain(cell.half), cell.digits, basis,
               level=None if proved else WARNING, words={"title": f"“{title}”" if title else ""})  # fmt: skip


def with_project(case: PaperCase, table: PaperTable, hit: Hit) -> Hit:
    """The finding with the project of the section its table stands in."""
    return replace(hit, project=case.project(table.section))
