"""Over the tables of a filed report: what one row or column shows of its arithmetic, another breaks by a slip."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

from zpj.checks.case import PaperCase
from zpj.checks.reading.grid_figures import FEWEST, SURE, TOLD, Cell, Rows, figures_of, heading_of, hit_at, with_project
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.row_laws import REST, SCALES, Law, laws_kept, result_of, rounding, solved
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import ERROR, Hit, paper_check
from zpj.domain.amounts import HUNDRED, ZERO
from zpj.domain.columns import column_letters
from zpj.domain.paper import PaperTable
from zpj.domain.regex import regex

_PLANNED = regex("预算|计划|安排|下达")
_SAID_BY = {
    "+": regex("合计|小计|总|共|全"), "−": regex("结[余转存]|剩余|余额|节约|节省|差|净|[核扣]减|未|实际支付|实付"),
    "×": regex("金额|[合小总]计|总价|费|资金|经费|支出|预算|补[助贴]"), "÷": regex("率|比|%|进度"),
    "/": regex("均|单价|标准|单位成本"),
}  # fmt: skip
_UNIT_HEADING = regex("单位")
_MEAN = regex("均|平均")
_PRICE, _MANY = regex("单价|标准|均价|价格|/"), 4
_MOST_COLUMNS = 12


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
        laws: dict[Law, list[int]] = {}
        for number, cells in rows.items():
            for law in dict.fromkeys(laws_kept(list(cells.values()))) if FEWEST < len(cells) <= _MOST_COLUMNS else ():
                laws.setdefault(law, []).append(number)
        for hit in _best_of_rows(table, laws, rows):
            yield with_project(case, table, hit)


def _best_of_rows(table: PaperTable, laws: dict[Law, list[int]], rows: Rows) -> list[Hit]:
    """One finding for each row that breaks a rule: of the rule most rows keep, the figure it makes before its parts.

    A rate of 100 % tells no rule: two equal figures make it either way.
    """
    found: dict[int, tuple[tuple[int, bool], Hit]] = {}
    for law, kept in laws.items():
        column = f"{table.name}!{column_letters(law[1] + 1)}"
        told = sum(1 for number in kept if law[0] != "÷" or not _is_whole(rows[number], law))
        if told and _is_by_chance(table, law, len(kept), rows):
            continue
        for number, cells in rows.items() if told else ():
            is_kept = number in kept or _same_by_another(table, law, (number, cells), laws)
            hit = None if is_kept else _breaks(table, law, cells, told)
            rank = (-told, hit is not None and hit.location != f"{column}{number + 1}")
            if hit and (number not in found or rank < found[number][0]):
                found[number] = (rank, hit)
    return [hit for _, hit in found.values()]


def _is_by_chance(table: PaperTable, law: Law, kept: int, rows: Rows) -> bool:
    """Whether more rows break a rule no heading says than a slip or two would: one row of eight keeps it by chance."""
    sign, target, others = law
    broken = 0
    for cells in rows.values():
        parts = [cells[column] for column in others if column in cells] if target in cells else []
        made = result_of(sign, parts) if len(parts) == len(others) else None
        broken += made is not None and abs(made - cells[target].value) > _slack(table, law, cells[target], parts)
    said = sign in "+−" and any(_SAID_BY["−"].search(heading_of(table, column)) for column in others)
    return broken > max(1, kept - 1) and not said and not _is_said(table, law)


def _is_whole(cells: Mapping[int, Cell], law: Law) -> bool:
    """Whether 100 is the rate or one of its two figures: what it divides, it leaves as it is."""
    return any(cells[column].value == HUNDRED for column in (law[1], *law[2]))


def _same_by_another(
    table: PaperTable, law: Law, row: tuple[int, dict[int, Cell]], laws: Mapping[Law, Sequence[int]]
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
    made = result_of(sign, [cells[column] for column in others]) if {target, *others} <= cells.keys() else None
    return made is not None and abs(made - cells[target].value) <= cells[target].half


def _breaks(table: PaperTable, law: Law, cells: dict[int, Cell], kept: int) -> Hit | None:
    """The finding where a row has all figures of a rule and breaks it by a slip of the pen."""
    sign, target, others = law
    if sign == "/" and kept < TOLD:
        return None
    if target not in cells or any(column not in cells for column in others):
        return None
    own, parts = cells[target], [cells[column] for column in others]
    if sign == "−" and parts[1].length < TOLD and not _is_said(table, law):  # 计划人数200, 期数4, 结业人数196
        return None
    right = result_of(sign, parts)
    if sign == "+" and _by_more(own, others, cells):
        return None
    if (own.is_share and sign not in ("÷", REST)) or (
        sign not in ("+", "−") and (_by_another(sign, own, parts, cells) or _in_another_unit(table, sign, own, parts))
    ):
        return None
    slack = _slack(table, law, own, parts)
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
               if (value := solved(sign, own, parts, place)) is not None and part.slips_to(value)]  # fmt: skip
    if not blamed or blamed[0][0].length < (TOLD if kept > 1 else SURE):
        return None
    cell, value = blamed[0]
    proved = kept >= _MANY or (_is_said(table, law) and (kept > 1 or cell is own))
    return hit_at(table, cell, value, _shown(table, sign, others), proved=proved)


def _is_said(table: PaperTable, law: Law) -> bool:
    """Whether the headings say what the rule is: 数量, 单价 and 金额; 结余; 合计; 完成率."""
    sign, target, others = law
    named = _SAID_BY["÷" if sign == REST else sign[0]].search(heading_of(table, target)) is not None
    return named and (sign[0] != "×" or any(_PRICE.search(squeezed(table.rows[0][column])) for column in others))


def _in_another_unit(table: PaperTable, sign: str, own: Cell, parts: Sequence[Cell]) -> bool:
    """Whether a row of products keeps the rule in its own unit: 420 of 万页 at 0.42元 among 6200 of 卷 at 15元."""
    units = [column for column, text in enumerate(table.rows[0]) if _UNIT_HEADING.search(squeezed(text))]
    return (
        sign.startswith("×")
        and any("万" in table.rows[own.row][column] for column in units if column < len(table.rows[own.row]))
        and any(
            made is not None and abs(made - own.value) <= own.half + HALF_CENT + rounding(f"×{scale}", parts)
            for scale in SCALES for made in [result_of(f"×{scale}", parts)]
        )
    )  # fmt: skip


def _by_another(sign: str, own: Cell, parts: Sequence[Cell], cells: Mapping[int, Cell]) -> bool:
    """Whether the row keeps the rule with another of its columns: 实际数量 for 计划数量."""
    for place in range(len(parts)):
        for cell in cells.values():
            some = [*parts[:place], cell, *parts[place + 1 :]]
            made = result_of(sign, some) if cell is not own and cell not in parts else None
            if made is not None and abs(made - own.value) <= own.half + HALF_CENT:
                return True
    return False


def _by_more(own: Cell, others: Sequence[int], cells: Mapping[int, Cell]) -> bool:
    """Whether a row's parts are these columns and more beside them: 省级 and 县级, where other rows have no 中央."""
    ahead = [column for column in sorted(cells, reverse=True) if column < min(others) and column != own.column]
    behind = [column for column in sorted(cells) if column > max(others) and column != own.column]
    summed = sum((cells[column].value for column in others), ZERO)
    left = [*accumulate((cells[column].value for column in ahead), initial=summed)]
    right = [*accumulate((cells[column].value for column in behind), initial=ZERO)]
    return any(abs(one + other - own.value) <= own.half + HALF_CENT for one in left for other in right)


def _slack(table: PaperTable, law: Law, own: Cell, parts: Sequence[Cell]) -> Decimal:
    """How far a figure may be from what the rule makes of its parts."""
    return own.half + HALF_CENT + rounding(law[0], parts) + _of_a_mean(table, law, parts)


def _of_a_mean(table: PaperTable, law: Law, parts: Sequence[Cell]) -> Decimal:
    """How far the rounding of a whole number may move a product: 场均观众 385 is of 8460 in 22场."""
    sign, _, columns = law
    if not sign.startswith("×"):
        return ZERO
    one, other = (_MEAN.search(heading_of(table, column)) is not None for column in columns)
    many = parts[1].value if one else parts[0].value if other else ZERO
    return (many / 2).scaleb(int(sign[1:])) if not any(part.half for part in parts) else ZERO


def _shown(table: PaperTable, sign: str, columns: Iterable[int]) -> str:
    if sign == REST:
        return f"1−{_shown(table, '÷', columns)}"
    return sign[:1].join(heading_of(table, column) or column_letters(column + 1) for column in columns)
