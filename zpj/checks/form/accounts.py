"""Over the whole workbook: the ledger of payments and serial numbers."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import BookCase, FormCase
from zpj.checks.reading.ledger_totals import subtotals_of, wrong_totals
from zpj.checks.reading.reconcile import Amount, amount_of, tolerance, total
from zpj.checks.reading.tables import Line, amount_in, column, lines
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, book_check
from zpj.domain.amounts import plain
from zpj.domain.model import SourceTable
from zpj.domain.paper import Paper
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.domain.units import MONEY_ZEROS

ARITHMETIC, _LEDGER = "表内勾稽：合计应等于各行之和", "支出明细"
_AMOUNT, _PROJECT, _SERIAL = "金额", "^项目名称", "^序号"
_PAYMENT = "支付日期|付款日期|支付时间|^用途|^摘要|^支出(?:内容|用途|事项)|^开支内容"
_PAID = (
    "^(?!.*(?:计划|预算|合同|批复|下达|安排|控制|中标)).*金额",
    "^(?:实际|全年|累计|已)*(?:支出|支付|执行|结算)[额数]?(?:[(（]|$)",
)
_MONEY = regex("[(（](亿元|万元|元)[)）]")


def ledger_tables(case: BookCase) -> Iterator[tuple[SourceTable, int]]:
    """The ledgers with their amount columns: sheet 支出明细, in a filed report every list of payments."""
    for source in case.book.tables:
        amount = _paid_column(source)
        listed = case.book.paper is not None and column(source, _PAYMENT) is not None
        if amount is not None and (source.name == _LEDGER or listed):
            yield source, amount


def _paid_column(source: SourceTable) -> int | None:
    """The column of what was paid: 金额, but not 计划金额 or 预算金额, beside which 实际支出 may stand."""
    found = [column(source, written) for written in _PAID] if column(source, _AMOUNT) is not None else []
    return next((place for place in found if place is not None), None)


def ledgers(case: BookCase) -> Iterator[tuple[str, list[Line], int]]:
    """The rows of the ledgers by project (“” where it is not named) and the amount column."""
    for source, amount in ledger_tables(case):
        names, owner = column(source, _PROJECT), case.owner(source.location)
        usual = owner.project if owner and case.book.paper else ""
        groups: dict[str, list[Line]] = {}
        subtotals = subtotals_of(source, amount)
        for line in lines(source):
            if not line.is_total and any(line.texts) and line.number not in subtotals:
                groups.setdefault(line.text(names) if names is not None else usual, []).append(line)
        for project, rows in groups.items():
            yield project, rows, amount


@book_check(
    "ZPJ204",
    "支出明细的合计与各笔之和不符",
    ERROR,
    reference="R-54",
    clause=ARITHMETIC,
    message="支出明细的合计填 {found}，各笔之和为 {expected}，请核对",
    fix="核对各笔金额，合计改为各笔之和",
)
def ledger_total(case: BookCase) -> Iterator[Hit]:
    """The row 合计 against the rows above it (since the last 合计)."""
    for source, amount in ledger_tables(case):
        owner = case.owner(source.location)
        for hit in wrong_totals(source, amount):
            yield replace(hit, project=owner.project if owner else "")


def _one_project(case: BookCase) -> str:
    return case.forms[0].project if len(case.forms) == 1 else ""


@book_check(
    "ZPJ205",
    "支出明细各笔之和与全年执行数不符",
    ERROR,
    reference="R-54",
    clause="表间勾稽：支出明细应与自评表的全年执行数一致",
    message="支出明细各笔之和 {found} 与自评表全年执行数 {expected} 不一致，请核对",
    fix="补齐或改正支出明细，或核对全年执行数",
)
def ledger_and_form(case: BookCase) -> Iterator[Hit]:
    """The ledger of a project against the executed amount of its form, in one unit."""
    for project, rows, amount in ledgers(case):
        form = _form_of(case, project)
        executed = amount_of(form.total.executed) if form and form.total else None
        shift = _shift(form, rows[0].table, amount) if form else None
        if form is None or executed is None or shift is None:
            continue
        parts = [figure for row in rows if (figure := amount_in(row.text(amount)))]
        summed = total([part.scaled(shift) for part in parts])
        if case.book.paper and _agrees(rows[0].table, amount, executed, shift):
            continue
        if case.book.paper and (_is_of_a_source(form, summed) or _is_a_part(case.book.paper, form, executed, summed)):
            continue
        if case.book.paper and _is_of_all(case, summed):
            continue
        if parts and abs(summed.value - executed.value) > tolerance(summed, executed):
            yield Hit(
                rows[0].place(amount),
                found=plain(summed.value),
                expected=plain(executed.value),
                difference=plain(abs(summed.value - executed.value)),
                tolerance=plain(tolerance(summed, executed)),
                basis="+".join(plain(part.value) for part in parts) + f" = {plain(total(parts).value)}",
                project=form.project,
            )


def _agrees(source: SourceTable, amount: int, executed: Amount, shift: int) -> bool:
    """Whether the 合计 printed in a report's ledger is the executed amount: then ZPJ204 tells which differs."""
    stated = [found for line in lines(source) if line.is_total and (found := amount_in(line.text(amount)))]
    scaled = [each.scaled(shift) for each in stated]
    return any(abs(each.value - executed.value) <= tolerance(each, executed) for each in scaled)


def _is_of_a_source(form: FormCase, summed: Amount) -> bool:
    """Whether a report's ledger is of what one source paid: 中央补助资金支出明细表, 329.28 of 669.48."""
    parts = (amount_of(line.executed) for line in form.evaluation.funds if line is not form.total)
    return any(part is not None and abs(part.value - summed.value) <= tolerance(part, summed) for part in parts)


def _is_of_all(case: BookCase, summed: Amount) -> bool:
    """Whether a report's ledger is of all its projects together, in the unit of each of their forms."""
    paid = [amount for form in case.forms if form.total and (amount := amount_of(form.total.executed)) is not None]
    units = {form.evaluation.unit for form in case.forms}
    whole = total(paid)
    is_all = len(paid) == len(case.forms) and len(units) == 1
    return is_all and abs(whole.value - summed.value) <= tolerance(whole, summed)


def _is_a_part(paper: Paper, form: FormCase, executed: Amount, summed: Amount) -> bool:
    """Whether a ledger has but a part: another table has the rest as its total, or a sentence tells both amounts."""
    rest, zeros = executed.value - summed.value, (form.zeros or 0)
    if rest <= 0:
        return False
    part, whole = (f"{plain(each.value)}{form.evaluation.unit}" for each in (summed, executed))
    if any(part in line.text and whole in line.text for line in paper.paragraphs):
        return True
    totals = (row for table in paper.tables for row in table.rows[-1:] if not table.form and "计" in row[0])
    return any(
        found is not None and rest in (found.value, found.value.scaleb(-zeros))
        for row in totals for found in map(amount_in, row)
    )  # fmt: skip


def _form_of(case: BookCase, project: str) -> FormCase | None:
    if not project and len(case.forms) == 1:
        return case.forms[0]
    return next((form for form in case.forms if project and form.project == project), None)


def _shift(form: FormCase, source: SourceTable, amount: int) -> int | None:
    """The power of ten from the ledger's unit to the form's; None where the ledger names no unit."""
    unit = _MONEY.search(source.header[amount])
    own = form.zeros
    return None if unit is None or own is None else MONEY_ZEROS[unit.group(1)] - own


@book_check(
    "ZPJ218",
    "支出明细序号重复或不连续",
    WARNING,
    reference="R-55",
    clause="序号应从 1 起连续编排",
    message="支出明细的序号为 {found}，应为 {expected}，请重排",
    fix="按顺序重排序号",
    safe_fix=True,
)
def serial_numbers(case: BookCase) -> Iterator[Hit]:
    """Serial numbers 1, 2, 3, … over the ledger or within a project."""
    for wrong in wrong_serials(case):
        yield Hit(
            wrong[0].place(wrong[2]),
            found="、".join(line.text(wrong[2]) for line in wrong[1])[:60],
            expected=f"1—{len(wrong[1])}",
            project=_one_project(case) or wrong[0].text(column(wrong[0].table, _PROJECT)),
        )


def wrong_serials(case: BookCase) -> Iterator[tuple[Line, list[Line], int]]:
    """The first line out of order, all lines of its count, and the column of the serial numbers."""
    for source, _ in ledger_tables(case):
        serial = column(source, _SERIAL)
        groups = [rows for _, rows, _ in ledgers(case) if rows[0].table is source]
        if serial is not None and groups:
            yield from _out_of_order(groups, serial)


def _out_of_order(groups: list[list[Line]], serial: int) -> Iterator[tuple[Line, list[Line], int]]:
    whole = [line for rows in groups for line in rows]
    if _in_order(whole, serial):
        return
    for rows in [whole] if len(groups) == 1 else groups:
        if not _in_order(rows, serial) and all(line.text(serial).isdecimal() for line in rows):
            bad = next(line for number, line in enumerate(rows, 1) if int(line.text(serial)) != number)
            yield bad, rows, serial


def _in_order(rows: list[Line], serial: int) -> bool:
    return [squeezed(line.text(serial)) for line in rows] == [str(number) for number in range(1, len(rows) + 1)]
