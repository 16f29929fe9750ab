"""Random formulas and number formats: computed, unresolved or an error of the sheet, and always soon."""

from __future__ import annotations

from decimal import Decimal

from fuzzing import fuzzed, words
from hypothesis import given
from hypothesis import strategies as st

from zpj.grid.formula_functions import FUNCTIONS
from zpj.grid.formula_text import tokens, translate
from zpj.grid.formula_tree import ErrorValue, Unresolved
from zpj.grid.formulas import SheetValues, compute
from zpj.grid.number_format import display, display_text, general

ATOMS = words(
    """A1 B$2 $C3 A1:C3 A:A 1:3 XFD1048576 #REF! #N/A TRUE FALSE 0 1 2 0.1 -1 1E300 1E-300 "" "甲" "12"
                "1%" "TRUE" 乙!A1 没有!A1 '乙'!B2 [1]x!A1 名称 {1,2} C1 C2 C3 999999999999999 1/3
            """
)
NAMES = st.sampled_from([*FUNCTIONS, "VLOOKUP", "ZPJ_SCORE", "LOOKUP", "X.Y"])
OPERATORS = st.sampled_from(["+", "-", "*", "/", "^", "&", "=", "<>", "<", ">", "<=", ">=", ":", ",", " ", "%"])
FORMULAS = st.recursive(
    ATOMS,
    lambda inner: (
        st.builds(lambda a, operator, b: f"{a}{operator}{b}", inner, OPERATORS, inner)
        | st.builds(lambda name, arguments: f"{name}({','.join(arguments)})", NAMES, st.lists(inner, max_size=4))
        | inner.map(lambda text: f"({text})")
        | inner.map(lambda text: f"-{text}")
    ),
    max_leaves=12,
)
ANY = FORMULAS | st.text(alphabet="A1$:!'\"(),{}[]#%^&*+-<>= 甲0.E\n", max_size=40) | st.text(max_size=20)
VALUES = st.sampled_from(
    [None, "", "甲", "12", True, False, Decimal(0), Decimal("-3.5"), Decimal("1e27"), ErrorValue("#N/A")]
)
FORMATS = st.lists(
    words(
        """0 # ? . , % E+ E- ; @ [Red] [>1] [h] yyyy 年 m mm d h ss .000 AM/PM 上午/下午 aaaa "甲" \\x _-
                *- / General " [ \\
            """
    ),
    max_size=9,
).map("".join) | st.text(max_size=15)


@fuzzed(500)
@given(st.lists(ANY, min_size=1, max_size=3), st.lists(VALUES, min_size=4, max_size=4))
def test_a_formula_has_a_result_or_a_reason(formulas: list[str], values: list[object]) -> None:
    first = SheetValues("甲", dict(zip(((1, 1), (2, 2), (3, 1), (2, 1)), values, strict=True)))
    first.formulas = {(number, 3): text for number, text in enumerate(formulas, 1)}
    second = SheetValues("乙", {(1, 1): Decimal(5), (2, 2): "文"})
    results = compute([first, second])
    assert len(results) == len(formulas)
    for result in results.values():
        assert isinstance(result, Decimal | str | bool | ErrorValue | Unresolved)
        assert not isinstance(result, Decimal) or result.is_finite()


@fuzzed(300)
@given(ANY, st.integers(-5, 5), st.integers(-5, 5))
def test_tokens_give_the_formula_back_and_a_copy_in_place_is_the_same(formula: str, rows: int, columns: int) -> None:
    assert "".join(token.text for token in tokens(formula)) == formula
    assert translate(formula, 0, 0).upper() == formula.upper()
    assert isinstance(translate(formula, rows, columns), str)


@fuzzed(500)
@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**27), max_value=10**27),
    FORMATS,
    st.booleans(),
    st.text(max_size=9),
)
def test_any_number_and_text_is_shown_under_any_format(number: Decimal, code: str, date1904: bool, text: str) -> None:
    assert isinstance(display(number, code, date1904), str)
    assert isinstance(display_text(text, code), str)
    assert general(number)
