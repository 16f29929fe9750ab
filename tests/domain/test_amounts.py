"""Exact numbers: what comes in from a file or a clerk, and what is rounded and printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zpj.domain.amounts import exact, from_float, from_stored, grouped, normal, parse_number, plain, round_half_up

MONEY = st.decimals(min_value=-(10**12), max_value=10**12, places=6)


@given(MONEY)
def test_a_printed_number_is_read_back_exactly(number: Decimal) -> None:
    assert parse_number(plain(number)) == number
    assert parse_number(grouped(number)) == number


@given(MONEY)
def test_normal_changes_the_writing_and_not_the_number(number: Decimal) -> None:
    assert normal(number) == number
    assert "E" not in str(normal(number + 1000).quantize(Decimal(1)))
    assert normal(normal(number)).as_tuple() == normal(number).as_tuple()


@given(MONEY, st.integers(min_value=0, max_value=6))
def test_rounding_moves_a_number_by_at_most_half_a_unit(number: Decimal, places: int) -> None:
    rounded = round_half_up(number, places)
    assert abs(rounded - number) <= Decimal(5).scaleb(-places - 1)
    assert round_half_up(rounded, places) == rounded
    assert round_half_up(-number, places) == -rounded


@given(MONEY, MONEY, st.integers(min_value=0, max_value=6))
def test_rounding_keeps_the_order(one: Decimal, other: Decimal, places: int) -> None:
    low, high = sorted((one, other))
    assert round_half_up(low, places) <= round_half_up(high, places)


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [("8.945", 2, "8.95"), ("0.5", 0, "1"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("1250", -2, "1300")],
)
def test_a_half_is_rounded_away_from_zero(number: str, places: int, expected: str) -> None:
    assert round_half_up(Decimal(number), places) == Decimal(expected)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(2.4000000000000004, "2.4"), (0.1 + 0.2, "0.3"), (0.9573 * 100, "95.73"), (4407.074674, "4407.074674"), (0, "0")],
)
def test_a_float_is_the_number_excel_shows(number: float, shown: str) -> None:
    assert from_float(number) == Decimal(shown)


@given(st.decimals(min_value=-(10**8), max_value=10**8, places=6))
def test_a_number_of_fifteen_digits_survives_a_float(number: Decimal) -> None:
    assert from_float(float(number)) == number


@given(st.floats(min_value=-1e27, max_value=1e27) | st.sampled_from([float("nan"), float("inf"), float("-inf"), 1e99]))
def test_any_float_is_a_finite_number_or_none(number: float) -> None:
    read = from_float(number)
    assert read is None or read.is_finite()


@pytest.mark.parametrize("number", [3.5070031887202847e37, 1.2345678901234567e28])
def test_a_float_beyond_any_budget_is_read_or_refused(number: float) -> None:
    assert from_float(number) is None or from_float(number) == Decimal(repr(number)).quantize(Decimal(1))


@given(st.text(max_size=60))
def test_reading_a_number_never_fails(text: str) -> None:
    assert all(read is None or read.is_finite() for read in (exact(text), from_stored(text), parse_number(text)))


@pytest.mark.parametrize(
    ("text", "number"),
    [("8.65", "8.65"), ("1E-3", "0.001"), (" 12 ", "12"), ("nan", None), ("Infinity", None), ("1E+99", None)],
)
def test_a_stored_number_is_exact_or_none(text: str, number: str | None) -> None:
    assert exact(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,000,000", "1000000"),
        ("１，０００．５", "1000.5"),
        ("0.90732 3", "0.907323"),
        ("-3", "-3"),
        (".5", "0.5"),
        ("1,00", None),
        ("30 万元", None),
        ("", None),
        ("1" * 41, None),
    ],
)
def test_a_plain_number_cell_is_read_and_nothing_else(text: str, number: str | None) -> None:
    assert parse_number(text) == (None if number is None else Decimal(number))


def test_numbers_are_printed_without_exponent_and_trailing_zeros() -> None:
    assert (plain(Decimal("100")), plain(Decimal("1E+2")), plain(Decimal("7.230"))) == ("100", "100", "7.23")
    assert grouped(Decimal("62502.50")) == "62,502.5"
    assert plain(Decimal("0.000")) == "0"
