"""Formulas without a cached result."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from zpj.domain.columns import column_letters, column_number
from zpj.grid.formula_text import tokens, translate
from zpj.grid.formula_tree import ErrorValue, Unresolved, Value
from zpj.grid.formulas import SheetValues, compute

D = Decimal
NAME = "自评表"


def result(formula: str, cells: dict[str, Value] | None = None, others: dict[str, str] | None = None) -> object:
    """Compute a formula that stands in Z20 of a sheet with these values and formulas."""
    values = {place(name): value for name, value in (cells or {}).items()}
    formulas = {place(name): text for name, text in (others or {}).items()} | {(20, 26): formula}
    extra = SheetValues("另 表", {(1, 1): D(5)})
    return compute([SheetValues(NAME, values, formulas), extra])[NAME, 20, 26]


def place(name: str) -> tuple[int, int]:
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]), column_number(letters)


CELLS: dict[str, Value] = {
    "A1": D(1), "A2": D(2), "A3": "文字", "A4": True, "A5": "", "A6": D("0.5"), "B1": ErrorValue("#N/A"), "C1": "—",
}  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1+2*3", D(7)),
        ("(1+2)*3", D(9)),
        ("-2^2", D(4)),
        ("2^3^2", D(64)),
        ("2^-1", D("0.5")),
        ("50%*4", D(2)),
        ("1/3*3=1", True),
        ("0.1+0.2", D("0.3")),
        ("1/0", ErrorValue("#DIV/0!")),
        ("0^0", ErrorValue("#NUM!")),
        ('"a"&1/4&TRUE', "a0.25TRUE"),
        ('"B"="b"', True),
        ('"a">999', True),
        ("TRUE>\"z\"", True),
        ("Z1=0", True),
        ('Z1=""', True),
        ("Z1", D(0)),
        ('"5"+1', D(6)),
        ('"5%"*2', D("0.1")),
        ("A3+1", ErrorValue("#VALUE!")),
        ("B1+1", ErrorValue("#N/A")),
        ("#REF!", ErrorValue("#REF!")),
        ("IF(A1>0,\"是\",1/0)", "是"),
        ("IF(A1<0,1)", False),
        ("IFERROR(1/0,\"\")", ""),
        ("IFERROR(B1,A2)", D(2)),
        ("ROUND(2.5,0)", D(3)),
        ("ROUND(-2.5,0)", D(-3)),
        ("ROUND(1.005,2)", D("1.01")),
        ("ROUND(155,-1)", D(160)),
        ("ROUND(4,-2)", D(0)),
        ("ROUND(1/3,30)", D("0.333333333333333")),
        ("SUM(A1:A6)", D("3.5")),
        ("SUM(A:A)", D("3.5")),
        ("SUM(1:1)", ErrorValue("#N/A")),
        ("SUM(A1,\"3\",TRUE)", D(5)),
        ("COUNT(A1:B6)", D(3)),
        ("COUNT(A1,\"x\",B1)", D(2 - 1)),
        ("COUNTA(A1:B6)", D(7)),
        ("MIN(A1:A6)", D("0.5")),
        ("MAX(A1:A6)", D(2)),
        ("MAX(X1:X9)", D(0)),
        ("AVERAGE(A1:A2)", D("1.5")),
        ("AVERAGE(X1:X2)", ErrorValue("#DIV/0!")),
        ("AND(A1:A6)", True),
        ("OR(A1=9,A2=2)", True),
        ("AND(X1:X2)", ErrorValue("#VALUE!")),
        ("NOT(A4)", False),
        ("ABS(-A2)", D(2)),
        ("N(A3)+N(A4)+N(A1:A2)", D(2)),
        ("ISNUMBER(A1)", True),
        ("ISNUMBER(B1)", False),
        ("INDEX(A1:A6,2)", D(2)),
        ("INDEX(A1:C1,3)", "—"),
        ("INDEX($A:$C,1,3)", "—"),
        ("INDEX(A1:A6,7)", ErrorValue("#REF!")),
        ("ROW()", D(20)),
        ("ROW(A7:A9)", D(7)),
        ("LEN(A3)", D(2)),
        ("LEN(\"𠮷\")", D(2)),
        ('TRIM("  a   b ")', "a b"),
        ("'另 表'!A1+1", D(6)),
        ("SUM('另 表'!A1:A3)", D(5)),
        ("IFERROR(ZPJ_RATE(1,2),\"\")", ""),
        ("IFERROR(ROUND([1]!ZPJ_RATE(1,2),2),\"\")", ""),
        ('IFERROR(ZPJ_SCORE(F12,G12,H12,LOOKUP(1,0/(C$11:C12<>""),C$11:C12)&"｜"&D12),"")', ""),
    ],
)  # fmt: skip
def test_a_formula_is_computed_as_excel_does(formula: str, value: object) -> None:
    assert result(formula, CELLS) == value


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("VLOOKUP(1,A:B,2)", "VLOOKUP"),
        ("IFERROR(VLOOKUP(1,A:B,2),0)", "VLOOKUP"),
        ("ZPJ_SCORE(1,2,3)", "ZPJ_SCORE"),
        ("[1]Sheet1!A1", "其他文件"),
        ("没有!A1", "没有"),
        ("合计数", "名称"),
        ("Z20", "循环"),
        ("Y1", "Y1"),
        ("A1:A3+1", "区域"),
        ("(" * 70 + "1" + ")" * 70, "过深"),
        ("+".join(["1"] * 500), "过深"),
        ("IF(1", "不受支持"),
        ("", "不受支持"),
        ("{1,2}", "不受支持"),
        ("Sheet1:Sheet3!A1", "名称"),
        ('"2024-01-01"+1', "文字"),
        ("9999999999^4", "范围"),
        ("ROUND(1)", "参数"),
        ("INDEX(A1:B6,0,1)", "整行"),
    ],
)
def test_what_cannot_be_computed_is_unresolved_and_says_why(formula: str, reason: str) -> None:
    value = result(formula, CELLS, {"Y1": "OFFSET(A1,1,1)"})
    assert isinstance(value, Unresolved)
    assert reason in value.reason


def test_the_execution_rate_is_empty_until_both_amounts_are_filled() -> None:
    formula = 'IF(COUNT(E7,F7)<2,"",IF(E7<=0,"—",ROUND(F7/E7*100,2)))'
    assert result(formula, {"E7": D("8.65")}) == ""
    assert result(formula, {"E7": D(0), "F7": D(1)}) == "—"
    assert result(formula, {"E7": D("8.65"), "F7": D("6.25025")}) == D("72.26")


def test_the_total_sums_up_to_the_row_above() -> None:
    cells: dict[str, Value] = {"I11": D("19.995"), "I12": "", "I19": D(10), "I7": D("7.23")}
    formula = "ROUND(SUM(I11:INDEX(I:I,ROW()-1))+N(I7),2)"
    assert result(formula, cells) == D("37.23")


def test_a_long_chain_of_formulas_is_computed_from_its_far_end() -> None:
    chain = {f"A{row}": f"A{row + 1}+1" for row in range(1, 500)} | {"A500": "1"}
    assert result("A1", {}, chain) == D(500)


def test_a_cycle_makes_all_its_cells_unresolved() -> None:
    value = result("A1", {}, {"A1": "A2", "A2": "A3+1", "A3": "A1"})
    assert isinstance(value, Unresolved)


def test_what_depends_on_an_unresolved_cell_is_unresolved() -> None:
    assert isinstance(result("IFERROR(SUM(A1:A3),0)", {"A1": D(1)}, {"A2": "SUMIF(B:B,1)"}), Unresolved)


def test_a_workbook_of_costly_formulas_ends() -> None:
    cells: dict[str, Value] = {f"A{row}": D(1) for row in range(1, 3000)}
    value = result("B1", cells, {f"B{row}": f"SUM(A:A)+B{row + 1}" for row in range(1, 2000)})
    assert isinstance(value, Unresolved)


@pytest.mark.parametrize(
    "formula",
    ["SUM(A1:$B$2)*C$3", "IF(A1=\"B2\",Sheet2!D4,'A1'!B:C)", "LOG10(A1)+$A:B", "1:2", "名称A1+T1[A1]", 'A1&"a""A1"'],
)
def test_a_copied_formula_reads_as_openpyxl_translates_it(formula: str) -> None:
    expected = Translator(f"={formula}", origin="C5").translate_formula("E9")
    assert f"={translate(formula, 4, 2)}" == expected


def test_a_reference_moved_off_the_sheet_is_an_error() -> None:
    assert translate("A1+B2", -1, 0) == "#REF!+B1"


@given(st.text(max_size=60))
def test_tokens_give_the_formula_back(formula: str) -> None:
    assert "".join(token.text for token in tokens(formula)) == formula


@given(st.text(alphabet="A1$:(),+-*/^&=<>%\"'!#.IFSUMROUND ", max_size=40))
def test_no_formula_crashes(formula: str) -> None:
    result(formula, CELLS)


@given(st.integers(1, 16384))
def test_column_letters_and_numbers_agree(column: int) -> None:
    assert column_number(column_letters(column)) == column
