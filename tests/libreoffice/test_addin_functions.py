"""The worksheet functions as cell formulas in LibreOffice: the command line's values, through xlwings' own wrapper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from addin_twin import with_macros
from office_cases import SAMPLES
from office_session import Book, Office

from zpj.app.checking import check_books
from zpj.app.functions import UNDECIDED, UNFINISHED
from zpj.app.range_check import NO_PROBLEM
from zpj.app.reading import read_workbook, scores
from zpj.domain.amounts import plain
from zpj.domain.findings import Severity
from zpj.domain.model import Entry, Score, ScoreSheet, SelfEvaluation, Workbook
from zpj.excel.xlam.wrappers import Wrappers, make_wrappers
from zpj.schemes import load_scheme

EMPTY_RULES = ("no_weight", "no_actual", "no_target")
SCRATCH = "ZZ1"


@pytest.fixture(scope="module")
def wrappers() -> Wrappers:
    return make_wrappers()


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(
    request: pytest.FixtureRequest, macro_office: Office, wrappers: Wrappers, tmp_path: Path
) -> Iterator[tuple[Path, Book]]:
    """A sample workbook with the add-in's modules inside, its functions lent a Python."""
    with macro_office.book(with_macros(request.param, tmp_path / "自评.xlsm", wrappers)) as book:
        macro_office.call("lend", book.number)
        yield request.param, book


def forms(path: Path) -> list[tuple[SelfEvaluation, ScoreSheet]]:
    return [(evaluation, scores(evaluation)) for evaluation in read_workbook(path).evaluations]


def row_of(entry_location: str) -> int:
    return int("".join(char for char in entry_location.rpartition("!")[2] if char.isdigit()))


def at(entry: Entry) -> str:
    """The address of a cell on its own sheet."""
    return entry.location.rpartition("!")[2]


def shown(score: Score) -> float | str:
    """What ZPJ_SCORE shows for a score of the command line."""
    if score.rule in EMPTY_RULES:
        return ""
    return UNDECIDED if score.value is None else float(score.value)


def test_the_computed_columns_show_the_scores_and_reasons_of_the_command_line(sample: tuple[Path, Book]) -> None:
    path, book = sample
    compared = 0
    for evaluation, sheet in forms(path):
        before = formulas(book, evaluation.location)
        entered = book.office.call("run", book.number, "ZpjSystem.ZpjEnterAgainHere", evaluation.location)
        assert formulas(book, evaluation.location) == before
        own = {
            (name, row_of(f"!{address}")): cell.value
            for address, cell in book.cells(evaluation.location, formulas_only=True).items()
            for name in ("ZPJ_SCORE", "ZPJ_EXPLAIN")
            if f"{name}(" in (cell.formula or "")
        }
        assert entered == len(own)
        for row, score in zip(evaluation.indicators, sheet.indicators, strict=True):
            number = row_of(row.location)
            if ("ZPJ_SCORE", number) in own:
                assert own["ZPJ_SCORE", number] == shown(score), row
                assert own["ZPJ_EXPLAIN", number] == score.basis, row
                compared += 1
    assert compared


def formulas(book: Book, sheet: str) -> dict[str, str | None]:
    return {address: cell.formula for address, cell in book.cells(sheet, formulas_only=True).items()}


def value(book: Book, sheet: str, formula: str) -> Any:
    """What a formula shows when it is entered in a free cell."""
    book.office.call("enter", book.number, sheet, SCRATCH, formula)
    cell = book.cells(sheet, formulas_only=True)[SCRATCH]
    assert cell.error == 0
    return cell.value


def test_rate_and_budget_score_are_those_of_the_command_line(sample: tuple[Path, Book]) -> None:
    path, book = sample
    for evaluation, sheet in forms(path):
        line = evaluation.total_funds
        if line is None or line.executed is None or line.full_year_budget is None:
            continue
        amounts = f"{at(line.full_year_budget)};{at(line.executed)}"
        weight = at(line.weight) if line.weight else plain(load_scheme(sheet.scheme).execution_weight.value)
        assert value(book, evaluation.location, f"=ZPJ_RATE({amounts})") == number(sheet.rates[0], "—")
        formula = f'=ZPJ_BUDGET_SCORE({amounts};{weight};"{evaluation.scheme}")'
        assert value(book, evaluation.location, formula) == number(sheet.execution.value, UNDECIDED)


def number(found: Decimal | None, otherwise: str) -> float | str:
    return otherwise if found is None else float(found)


def test_total_grade_and_check_follow_the_scores(sample: tuple[Path, Book]) -> None:
    path, book = sample
    for evaluation, sheet in forms(path):
        book.office.call("run", book.number, "ZpjSystem.ZpjEnterAgainHere", evaluation.location)
        cells = book.cells(evaluation.location, formulas_only=True)
        points = {address: cell.value for address, cell in cells.items() if "ZPJ_SCORE(" in (cell.formula or "")}
        computed = [score.value for score in sheet.indicators if score.rule not in EMPTY_RULES]
        decided = [item for item in computed if item is not None]
        expected = UNFINISHED if len(decided) < len(computed) else float(sum(decided)) if computed else ""
        first, *_, last = points
        assert value(book, evaluation.location, f"=ZPJ_TOTAL({first}:{last})") == expected
        if sheet.total is not None:
            formula = f'=ZPJ_GRADE({plain(sheet.total)};"{evaluation.scheme}")'
            assert value(book, evaluation.location, formula) == sheet.grade
        levels = [item.severity for item in check_books([alone(path, evaluation)]).findings]
        errors, warnings = levels.count(Severity.ERROR), levels.count(Severity.WARNING)
        told = value(book, evaluation.location, "=ZPJ_CHECK(A1:Z120)")
        if errors + warnings:
            assert told.startswith(f"{errors + warnings} 个问题（错误 {errors}、警告 {warnings}）：")
        else:
            assert told == NO_PROBLEM


def alone(path: Path, evaluation: SelfEvaluation) -> Workbook:
    """One form without the rest of its workbook, as a function sees it."""
    return replace(read_workbook(path), evaluations=(evaluation,), sections=(), tables=())


WRONG = {
    '=ZPJ_RATE("见附件";3)': "请填数字",
    "=ZPJ_RATE(ZZ9;3)": "",
    '=ZPJ_BUDGET_SCORE(10;5;10;"没有的方案")': "没有这个计分方案",
    "=ZPJ_BUDGET_SCORE(0;0)": UNDECIDED,
    "=ZPJ_SCORE(ZZ9;ZZ9;ZZ9)": "",
    '=ZPJ_SCORE("≥2次";"5次";"见附件")': "",
    '=ZPJ_SCORE("≥2次";"很多次";10)': UNDECIDED,
    '=ZPJ_EXPLAIN("≥2次";"5次";"见附件")': "未填分值或分值不是有效的数，不计分",
    "=ZPJ_TOTAL(ZZ9:ZZ12)": "",
    '=ZPJ_TOTAL("待评定")': UNFINISHED,
    '=ZPJ_GRADE("未完成计分")': "",
    "=ZPJ_CHECK(ZZ9:ZZ12)": "没有找到自评表，请连表头一起选中整张表",
}


def test_a_wrong_input_gives_no_number(macro_office: Office, wrappers: Wrappers, tmp_path: Path) -> None:
    with macro_office.book(with_macros(SAMPLES[0], tmp_path / "自评.xlsm", wrappers)) as book:
        macro_office.call("lend", book.number)
        sheet = book.sheets()[0]
        assert {formula: value(book, sheet, formula) for formula in WRONG} == WRONG
