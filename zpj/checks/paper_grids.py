"""2xx over the tables of a filed report: what one row or column shows of its arithmetic, another breaks by a slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.paper_figures import slipped
from zpj.checks.paper_text import squeezed
from zpj.checks.reconcile import HALF_CENT, half_shown, places_shown
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.tables import column_letters
from zpj.domain.amounts import HUNDRED, ONE, ZERO, parse_number, plain, round_half_up
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_FIGURE = regex(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|万元|(?:元|分|人次|班次|[\u4e00-\u9fff])(?:/[\u4e00-\u9fff·./]{1,5})?)?"
)
_NO_FIGURE = regex("^(?:序号|编号|No\\.?|年度|年份|日期|时间|备注|说明)$")
_SCORED = regex("^(?:绩效指标|[一二三]级指标|指标名称|考核指标|评价指标|评分项目)")
_PLANNED = regex("预算|计划|安排|下达")
_SHARE_HEADING = regex("[(]单位:%[)]|[(]%[)]|占比|比重|百分比")
_TEN_THOUSAND, _REST = 4, "1−÷"
FEWEST, _MOST_ROWS, _MOST_COLUMNS = 2, 60, 12
SURE, TOLD = 3, 2


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


_Law = tuple[str, int, tuple[int, ...]]
Rows = dict[int, dict[int, Cell]]


def figures_of(table: PaperTable) -> Rows:
    """The figures of a table by row and column, down to where indicators begin; {} for a table too long."""
    rows: Rows = {}
    heading = [squeezed(text) for text in table.rows[0]] if table.rows else []
    skipped = {number for number, text in enumerate(heading) if _NO_FIGURE.match(text)}
    shares = {number for number, text in enumerate(heading) if _SHARE_HEADING.search(text)}
    for number, texts in enumerate(table.rows if len(table.rows) <= _MOST_ROWS else ()):
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


@paper_check(
    "ZPJ247",
    "表里一行的数与别的行的算法不同",
    ERROR,
    reference="R-13 R-71",
    clause="同一张表各行的算法应当一致",
    message="这一行{title}填 {found}，按别的行的算法（{basis}）应为 {expected}，请核对",
    fix="核对这一行的各数",
    follows=("ZPJ236", "ZPJ238", "ZPJ239"),
)
def rows_by_their_kin(case: PaperCase) -> Iterator[Hit]:
    """结余 = 预算−支出, 节约率 = 节约÷预算 in one row of a short table; another is a slip of the pen away from it."""
    yield from rows_off(case)


@lru_cache(maxsize=4)
def rows_off(case: PaperCase) -> tuple[Hit, ...]:
    """What rows_by_their_kin finds."""
    return tuple(_by_their_kin(case))


def _by_their_kin(case: PaperCase) -> Iterator[Hit]:
    for table in case.paper.tables:
        rows = figures_of(table)
        if sum(len(cells) > FEWEST for cells in rows.values()) < FEWEST:
            continue
        laws: dict[_Law, list[int]] = {}
        for number, cells in rows.items():
            for law in dict.fromkeys(_kept(list(cells.values()))) if FEWEST < len(cells) <= _MOST_COLUMNS else ():
                laws.setdefault(law, []).append(number)
        for hit in _best_of_rows(table, laws, rows):
            yield with_project(case, table, hit)


def _best_of_rows(table: PaperTable, laws: dict[_Law, list[int]], rows: Rows) -> list[Hit]:
    """One finding for each row that breaks a rule: of the rule most rows keep, the figure it makes before its parts.

    A rate of 100 % tells no rule: two equal figures make it either way.
    """
    found: dict[int, tuple[tuple[int, bool], Hit]] = {}
    for law, kept in laws.items():
        column = f"{table.name}!{column_letters(law[1] + 1)}"
        told = sum(1 for number in kept if law[0] != "÷" or rows[number][law[1]].value != HUNDRED)
        for number, cells in rows.items() if told else ():
            is_kept = number in kept or _same_by_another(table, law, (number, cells), laws)
            hit = None if is_kept else _breaks(table, law, cells, told)
            rank = (-told, hit is not None and hit.location != f"{column}{number + 1}")
            if hit and (number not in found or rank < found[number][0]):
                found[number] = (rank, hit)
    return [hit for _, hit in found.values()]


def _same_by_another(
    table: PaperTable, law: _Law, row: tuple[int, dict[int, Cell]], laws: Mapping[_Law, Sequence[int]]
) -> bool:
    """Whether the row keeps the rule in another column more rows keep it in: the parts make 资金合计, which is 支出数
    where all is spent; or with another column: 结余 is of 全年预算数, which is 年初预算数 but for what was added.
    """
    own, (sign, target, others), (number, cells) = len(laws[law]), law, row
    for (its_sign, its_target, its_others), kept in laws.items():
        shared = its_target == target and len(set(others) & set(its_others)) == len(others) - 1
        if its_sign != sign or (its_target, its_others) == (target, others) or not (shared or its_others == others):
            continue
        alike = shared or all(_PLANNED.search(heading_of(table, column)) for column in (target, its_target))
        holds = number in kept or (alike and _makes(cells, sign, its_target, its_others))
        if holds and len({*kept, number}) > own + (0 if alike else 1):
            return True
    return False


def _makes(cells: Mapping[int, Cell], sign: str, target: int, others: Sequence[int]) -> bool:
    """Whether a row keeps a rule, be its figures ever so short."""
    made = _made(sign, [cells[column] for column in others]) if {target, *others} <= cells.keys() else None
    return made is not None and abs(made - cells[target].value) <= cells[target].half


def _kept(cells: Sequence[Cell]) -> Iterator[_Law]:
    """The rules of arithmetic a row keeps: differences, sums of columns side by side, products, rates."""
    by_value: dict[Decimal, list[Cell]] = {}
    for cell in cells:
        by_value.setdefault(cell.value.normalize(), []).append(cell)
    plain_cells = [cell for cell in cells if not cell.is_share and cell.value]
    rates = [cell for cell in cells if places_shown(cell.digits) and (cell.is_share or cell.value != HUNDRED)]
    for start in range(len(plain_cells)):
        summed = plain_cells[start].value
        for stop in range(start + 1, len(plain_cells)):
            summed += plain_cells[stop].value
            run = tuple(cell.column for cell in plain_cells[start : stop + 1])
            for target in by_value.get(summed.normalize(), ()):
                if target.column not in run and target.length >= TOLD:
                    yield "+", target.column, run
    for one in plain_cells:
        for other in plain_cells:
            if one is other:
                continue
            for target in by_value.get((one.value - other.value).normalize(), ()):
                if target.column not in (one.column, other.column) and target.length >= SURE:
                    yield "−", target.column, (one.column, other.column)
            if one.column < other.column and min(one.length, other.length) > 0 and ONE not in (one.value, other.value):
                for scale in (0, -_TEN_THOUSAND):
                    for target in by_value.get((one.value * other.value).scaleb(scale).normalize(), ()):
                        if target.column not in (one.column, other.column) and target.length >= TOLD:
                            yield f"×{scale}", target.column, (one.column, other.column)
            for target in rates:
                if target in (one, other) or target.length < SURE:
                    continue
                share = one.value / other.value * HUNDRED
                if abs(share - target.value) <= target.half:
                    yield "÷", target.column, (one.column, other.column)
                elif target.is_share and share < HUNDRED and abs(HUNDRED - share - target.value) <= target.half:
                    yield _REST, target.column, (one.column, other.column)
            for target in plain_cells:
                apart = target.half and target not in (one, other)
                mean = apart and one.half and not other.half and other.value > ONE
                if mean and abs(one.value / other.value - target.value) <= target.half:
                    yield "/", target.column, (one.column, other.column)


def _breaks(table: PaperTable, law: _Law, cells: dict[int, Cell], kept: int) -> Hit | None:
    """The finding where a row has all figures of a rule and breaks it by a slip of the pen."""
    sign, target, others = law
    if sign == "/" and kept < TOLD:
        return None
    if target not in cells or any(column not in cells for column in others):
        return None
    own, parts = cells[target], [cells[column] for column in others]
    right = _made(sign, parts)
    if sign not in ("+", "−") and _by_another(sign, own, parts, cells):
        return None
    slack = own.half + HALF_CENT + _rounding(sign, parts)
    capped = sign == "÷" and right is not None and own.value == HUNDRED < right
    if (
        right is None
        or capped
        or abs(right - own.value) <= slack
        or (sign.startswith("×") and (own.is_share or (own.half and kept < FEWEST)))
    ):
        return None
    blamed = [(own, right)] if own.slips_to(right) else []
    blamed += [(part, value) for place, part in enumerate(parts)
               if (value := _solved(sign, own, parts, place)) is not None and part.slips_to(value)]  # fmt: skip
    if not blamed or blamed[0][0].length < (TOLD if kept > 1 else SURE):
        return None
    cell, value = blamed[0]
    return hit_at(table, cell, value, _shown(table, sign, others), proved=kept > 1 or cell is own)


def _by_another(sign: str, own: Cell, parts: Sequence[Cell], cells: Mapping[int, Cell]) -> bool:
    """Whether the row keeps the rule with another of its columns: 实际数量 for 计划数量."""
    for place in range(len(parts)):
        for cell in cells.values():
            some = [*parts[:place], cell, *parts[place + 1 :]]
            made = _made(sign, some) if cell is not own and cell not in parts else None
            if made is not None and abs(made - own.value) <= own.half + HALF_CENT:
                return True
    return False


def _rounding(sign: str, parts: Sequence[Cell]) -> Decimal:
    """How far the rounding of the parts may move the result: a factor's as often as the other factor says."""
    if sign in (*"÷/", _REST):
        return ZERO
    if not sign.startswith("×"):
        return sum((part.half for part in parts), ZERO)
    one, other = parts
    return (one.half * other.value + other.half * one.value).scaleb(int(sign[1:]))


def _made(sign: str, parts: Sequence[Cell]) -> Decimal | None:
    if sign == "+":
        return sum((part.value for part in parts), ZERO)
    one, other = (part.value for part in parts)
    if sign == "−":
        return one - other
    if sign == _REST:
        return (ONE - one / other) * HUNDRED if other else None
    if sign in "÷/":
        return one / other * (HUNDRED if sign == "÷" else ONE) if other else None
    return (one * other).scaleb(int(sign[1:]))


def _solved(sign: str, own: Cell, parts: Sequence[Cell], place: int) -> Decimal | None:
    """What a part would have to be for the rule to hold; for sums, differences and whole factors."""
    if sign == "/":
        return round_half_up(parts[0].value / own.value, 0) if place and own.value else None
    if sign.startswith("×"):
        factor, other = own.value.scaleb(-int(sign[1:])), parts[1 - place].value
        return factor / other if other and not factor % other and not parts[place].half else None
    if sign == "+":
        return own.value - sum((part.value for number, part in enumerate(parts) if number != place), ZERO)
    if sign == "−":
        return own.value + parts[1].value if place == 0 else parts[0].value - own.value
    return None


def _shown(table: PaperTable, sign: str, columns: Iterable[int]) -> str:
    if sign == _REST:
        return f"1−{_shown(table, '÷', columns)}"
    return sign[:1].join(heading_of(table, column) or column_letters(column + 1) for column in columns)


def heading_of(table: PaperTable, column: int) -> str:
    return squeezed(table.rows[0][column]).split("(")[0] if table.rows and column < len(table.rows[0]) else ""


def hit_at(table: PaperTable, cell: Cell, right: Decimal, basis: str, *, proved: bool = True) -> Hit:
    mark = "%" if cell.is_share else ""
    shown = plain(round_half_up(right, max(places_shown(cell.digits), 1)))
    title = heading_of(table, cell.column)
    return Hit(f"{table.name}!{column_letters(cell.column + 1)}{cell.row + 1}", f"{cell.digits}{mark}",
               f"{shown}{mark}", plain(abs(right - cell.value)), plain(cell.half), cell.digits, basis,
               level=None if proved else WARNING, words={"title": f"“{title}”" if title else ""})  # fmt: skip


def with_project(case: PaperCase, table: PaperTable, hit: Hit) -> Hit:
    return Hit(hit.location, hit.found, hit.expected, hit.difference, hit.tolerance, hit.quote, hit.basis,
               level=hit.level, project=case.project(table.section), words=hit.words)  # fmt: skip
