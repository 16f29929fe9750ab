"""The worksheet functions as Python: the contract's arguments, Chinese help, and no number for a wrong input."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from hypothesis import given
from hypothesis import strategies as st

from zpj.app.checking import check_books
from zpj.app.functions import UNDECIDED, UNFINISHED, as_shown
from zpj.app.range_check import NO_FORM
from zpj.app.reading import understand
from zpj.excel import udfs
from zpj.excel.function_page import PAGE, function_page
from zpj.excel.shown import Shown
from zpj.excel.xlam.wrappers import Wrappers, make_wrappers
from zpj.grid.files import read_grids
from zpj.grid.grid import Cell, Grid

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "sample_workbooks").glob("*.xlsx"))
CONTRACT = {
    "ZPJ_RATE": ["budget", "executed"],
    "ZPJ_BUDGET_SCORE": ["budget", "executed", "[weight]", "[scheme]"],
    "ZPJ_SCORE": ["target", "actual", "weight", "[kind]", "[scheme]"],
    "ZPJ_EXPLAIN": ["target", "actual", "weight", "[kind]", "[scheme]"],
    "ZPJ_TOTAL": ["scores"],
    "ZPJ_GRADE": ["score", "[scheme]"],
    "ZPJ_CHECK": ["form"],
}
FUNCTIONS = {name: getattr(udfs, name) for name in dir(udfs) if name.startswith("ZPJ_")}


@pytest.fixture(scope="module")
def wrappers() -> Wrappers:
    return make_wrappers()


def test_the_functions_take_the_arguments_of_the_contract() -> None:
    arguments = {
        name: [
            parameter.name if parameter.default is parameter.empty else f"[{parameter.name}]"
            for parameter in inspect.signature(function).parameters.values()
        ]
        for name, function in FUNCTIONS.items()
    }
    assert arguments == CONTRACT


def test_every_function_has_a_wrapper_with_the_same_arguments(wrappers: Wrappers) -> None:
    signatures = {
        name: [re.sub(r"^Optional (\w+)$", r"[\1]", text) for text in arguments.split(", ")]
        for name, arguments in re.findall(r"^Function (\w+)\((.*)\)$", wrappers.source, re.MULTILINE)
    }
    assert signatures == CONTRACT
    for name in CONTRACT:
        assert f'XLPy.CallUDF("zpj.excel.udfs", "{name}", Array(' in wrappers.source


def test_every_function_and_every_argument_has_chinese_help(wrappers: Wrappers) -> None:
    assert {text.name: len(text.arguments) for text in wrappers.helps} == {
        name: len(arguments) for name, arguments in CONTRACT.items()
    }
    for text in wrappers.helps:
        for help_text in (text.category, text.description, *text.arguments):
            assert re.search(r"[\u4e00-\u9fff]", help_text), (text.name, help_text)
            assert len(help_text) <= 255


def test_the_page_of_functions_is_up_to_date(wrappers: Wrappers) -> None:
    assert PAGE.read_text("utf-8") == function_page(wrappers.helps)


SCORES: dict[tuple[Any, ...], Any] = {
    ("≥2次", "5次", 20.0): 20.0,
    ("≥2次", "5次", "20"): 20.0,
    ("≥2次", "5次", "20分"): 20.0,
    (5.0, 4.0, 10.0): 8.0,
    ("是", "达成预期指标", 10.0): UNDECIDED,
    ("≥2次", None, 20.0): "",
    (None, None, None): "",
    ("≥2次", "5次", "见附件"): "",
    ("≥2次", "5次", True): "",
    ("≥2次", "5次", -1.0): "",
    ("≥2次", "5次", 10.0, None, "没有的方案"): "没有这个计分方案",
    ("10月前", datetime(2023, 9, 30), 10.0, "时效指标｜完成时间"): 10.0,
    ("1.5", "3", 10.0, "成本指标|单价"): 5.0,
}


@pytest.mark.parametrize("arguments", SCORES, ids=str)
def test_a_score_is_a_number_or_a_text(arguments: tuple[Any, ...]) -> None:
    assert udfs.ZPJ_SCORE(*arguments) == SCORES[arguments]


def test_a_scheme_is_chosen_by_its_id_or_its_title() -> None:
    amounts = ("≥2次", "1次", 10.0, "")
    assert udfs.ZPJ_SCORE(*amounts, "shanxi") == udfs.ZPJ_SCORE(*amounts, "山西（忻州）自评表") == 5.0


def test_the_explanation_of_an_untouched_row_is_empty() -> None:
    assert udfs.ZPJ_EXPLAIN(None, None, None) == ""
    assert udfs.ZPJ_EXPLAIN("≥2次", None, 20.0) == "未填实际完成值，不计分"


def test_a_total_waits_for_every_score() -> None:
    assert udfs.ZPJ_TOTAL([[20.0, "7.23"], [None, "/"]]) == 27.23
    assert udfs.ZPJ_TOTAL([[0.1], [0.2]]) == 0.3
    assert udfs.ZPJ_TOTAL([[20.0], [UNDECIDED]]) == UNFINISHED
    assert udfs.ZPJ_TOTAL([[None]]) == ""


@pytest.mark.parametrize(
    ("scores", "total"),
    [
        (5, 5.0),
        ("待评定", UNFINISHED),
        (None, ""),
        ([1, 2], 3.0),
        ([], ""),
        ((1, [2, None]), 3.0),
        ([[[1]]], UNFINISHED),
    ],
)
def test_a_total_takes_a_single_cell_and_a_single_row_too(scores: Any, total: Any) -> None:
    assert udfs.ZPJ_TOTAL(scores) == total


@pytest.mark.parametrize("form", [None, 5, "甲", [], [1, "项目名称"], [[]], [None, [1]]], ids=str)
def test_a_check_of_what_is_no_form_says_so(form: Any) -> None:
    assert udfs.ZPJ_CHECK(form) == NO_FORM


@pytest.mark.parametrize(
    ("total", "grade"),
    [(89.995, "优"), (90.0, "优"), (80.0, "良"), ("60", "中"), (59.99, "差"), (None, ""), ("无", "")],
)
def test_a_grade_is_a_word_or_nothing(total: Any, grade: str) -> None:
    assert udfs.ZPJ_GRADE(total) == grade


FORM = [
    ["项目名称", "甲", None, None, None, None, None],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "次数", "≥2次", None, 50.0, None],
    ["效益指标", "社会效益指标", "知晓率", "≥90%", "95%", 30.0, 31.0],
    ["总分", None, None, None, None, 80.0, None],
]


def test_a_check_tells_the_first_mistakes() -> None:
    told = udfs.ZPJ_CHECK(FORM)
    assert re.match(r"\d+ 个问题（错误 [2-9]、警告 \d+）：", told)
    assert told.count("；") == 3
    assert udfs.ZPJ_CHECK([[1.0, None]]).startswith("没有找到自评表")


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.stem)
def test_a_check_of_a_range_finds_what_the_check_of_the_sheet_finds(source: Path) -> None:
    grids = {grid.name: grid for grid in read_grids(source)}
    book = understand(source, tuple(grids.values()))
    for evaluation in book.evaluations:
        alone = replace(book, evaluations=(evaluation,), sections=(), tables=())
        levels = [item.severity.value for item in check_books([alone]).findings]
        told = udfs.ZPJ_CHECK(values_of(grids[evaluation.location]))
        errors, warnings = levels.count("error"), levels.count("warning")
        if errors + warnings:
            assert told.startswith(f"{errors + warnings} 个问题（错误 {errors}、警告 {warnings}）："), (
                evaluation.location
            )
        else:
            assert told == "未发现明显问题"


def values_of(grid: Grid) -> list[list[Any]]:
    """The values of a sheet as Excel hands over a range: numbers as floats, nothing of their formats."""
    return [
        [_value(grid.cells.get((row, column))) for column in range(1, grid.columns + 1)]
        for row in range(1, grid.rows + 1)
    ]


def _value(cell: Cell | None) -> Any:
    return None if cell is None else cell.text if cell.number is None else float(cell.number)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.text(max_size=12),
    st.datetimes(),
    st.sampled_from(["≥2次", "5%", "=", "20分"]),
)
BLOCKS = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4)


@given(st.lists(CELLS, min_size=5, max_size=5), BLOCKS)
def test_no_function_ever_raises(cells: list[Any], block: list[list[Any]]) -> None:
    for name, arguments in CONTRACT.items():
        given_cells = [block] if name in ("ZPJ_TOTAL", "ZPJ_CHECK") else cells[: len(arguments)]
        result = FUNCTIONS[name](*given_cells)
        assert isinstance(result, float | str)
        assert not isinstance(result, str) or not re.fullmatch(r"[\d.,%]+", result)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [(0.95, "0%", "95%"), (0.9567, "0.00%", "95.67%"), (5.0, "General", 5.0), (5.0, "0.00", "5.00"), ("5", "0%", "5")],
)
def test_a_number_reaches_the_function_as_its_cell_shows_it(value: Any, code: str, shown: Any) -> None:
    assert as_shown(value, code) == shown


def test_a_cell_with_a_percent_format_is_read_as_a_percent(excel: xw.App) -> None:
    sheet = excel.books.add().sheets[0]
    cell = sheet.range((1, 1), (1, 1))
    cell.options("raw").value = 0.95
    cell.impl._rows()[0][0].number_format = "0%"
    assert cell.options(convert=Shown).value == "95%"
    assert sheet.range((5, 5), (5, 5)).options(convert=Shown).value is None
