"""`zpj import` of files with several forms: every project keeps its figures, and what changes is listed."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.forms.word_forms import write_forms
from zpj.app.importing import import_files
from zpj.app.reading import read_workbook, scores
from zpj.app.standard_content import converted
from zpj.checks.run import check_workbook
from zpj.domain.model import Entry, SelfEvaluation
from zpj.forms.frame import find_frames
from zpj.forms.import_sheet import CHECK
from zpj.forms.sheet_names import SETTINGS
from zpj.grid.files import read_grids

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.xlsx"))
_FORMS_OF_EACH = 1


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The first form of every sample as a Word file, which has no sheet 设置."""
    folder = tmp_path_factory.mktemp("papers")
    for name in NAMES:
        grids = [grid for grid in read_grids(SAMPLES / f"{name}.xlsx") if find_frames(grid)]
        write_forms(grids[:_FORMS_OF_EACH], folder / f"{name}.docx", merged=True)
    return {name: folder / f"{name}.docx" for name in NAMES}


def in_yuan(one: SelfEvaluation, entry: Entry | None) -> Decimal | None:
    return None if entry is None or entry.number is None else converted(entry.number, one.unit, "元")


def figures(one: SelfEvaluation) -> tuple[Any, ...]:
    """Budget, executed, rates, scores, total and grade of a project."""
    sheet, line = scores(one), one.total_funds
    amounts = (one.budget(line), line.executed) if line else ()
    points = tuple(score.value for score in sheet.indicators)
    told = one.total.reported and one.total.reported.displayed_number
    return (*(in_yuan(one, amount) for amount in amounts), sheet.rates[:1], sheet.execution.value, points,
            sheet.total, sheet.grade, told)  # fmt: skip


@pytest.mark.parametrize("pair", list(combinations(NAMES, 2)), ids="+".join)
def test_two_files_together_keep_every_figure(pair: tuple[str, str], papers: dict[str, Path], tmp_path: Path) -> None:
    sources = [papers[name] for name in pair]
    done = import_files(sources, tmp_path / "新.xlsx", None, force=False)
    old = [one for source in sources for one in read_workbook(source).evaluations]
    new = read_workbook(done.path).evaluations
    assert [(one.name, figures(one)) for one in new] == [(one.name, figures(one)) for one in old]


def test_a_form_without_full_year_budget_gets_no_new_error_beside_others(
    papers: dict[str, Path], tmp_path: Path
) -> None:
    sources = [papers["zizhou_2023"], papers["xinzhou_2022"]]
    done = import_files(sources, tmp_path / "新.xlsx", None, force=False)
    assert done.forms == ("shaanxi", "shanxi")
    book = read_workbook(done.path)
    assert [one.form for one in book.evaluations] == ["shaanxi", "shanxi"]
    assert "ZPJ102" not in {item.rule for item in check_workbook(book)}
    settings = openpyxl.load_workbook(done.path)[SETTINGS]
    assert [settings["B2"].value, settings["B3"].value] == [None, None]


def test_in_a_mixed_workbook_the_formulas_of_the_add_in_take_the_forms_own_scheme(
    papers: dict[str, Path], tmp_path: Path
) -> None:
    sources = [papers["zizhou_2023"], papers["xinzhou_2022"]]
    sheets = openpyxl.load_workbook(import_files(sources, tmp_path / "新.xlsx", None, force=False).path).worksheets
    formulas = [
        next(cell.value for row in sheet.iter_rows() for cell in row if "ZPJ_SCORE" in str(cell.value))
        for sheet in sheets[:2]
    ]
    assert '"zizhou"' in formulas[0]
    assert '"shanxi"' in formulas[1]


def test_a_chosen_form_with_full_year_budget_gets_the_initial_one_to_be_checked(
    papers: dict[str, Path], tmp_path: Path
) -> None:
    done = import_files([papers["zizhou_2023"]], tmp_path / "新.xlsx", "mof", force=False)
    one = read_workbook(done.path).evaluations[0]
    assert one.total_funds is not None
    assert one.total_funds.full_year_budget is not None
    assert figures(one)[:2] == figures(read_workbook(papers["zizhou_2023"]).evaluations[0])[:2]
    added = [cell for cell in done.open_questions if cell.field.endswith("全年预算数")]
    assert [cell.note for cell in added][:1] == ["原表没有这一栏，按年初预算数填入，请核对"]


def test_a_figure_that_a_chosen_form_changes_is_listed(papers: dict[str, Path], tmp_path: Path) -> None:
    done = import_files([papers["nanchang_2022"]], tmp_path / "新.xlsx", "beijing", force=False)
    changed = {(cell.field, cell.text, cell.written) for cell in done.cells if cell.state == CHECK}
    assert ("预算执行得分", "9.99", "10") in changed
