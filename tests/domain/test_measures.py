"""What two units measure, and how many of one the other is."""

from decimal import Decimal

import pytest

from zpj.checks.reading.figures import quantities
from zpj.domain.units import measure_alike, units_in


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        ("公里", "米", "1000"),
        ("米", "公里", "0.001"),
        ("公顷", "亩", "15"),
        ("平方公里", "公顷", "100"),
        ("平方米", "亩", "0.0015"),
        ("吨", "公斤", "1000"),
        ("升", "立方米", "0.001"),
        ("户", "户", "1"),
    ],
)
def test_one_unit_is_so_many_of_another(one: str, other: str, times: str) -> None:
    assert units_in(one, other) == Decimal(times)


@pytest.mark.parametrize(("one", "other"), [("亩", "公顷"), ("亩", "平方米"), ("人", "户"), ("米", "吨"), ("吨", "株")])
def test_other_units_are_no_number_of_another(one: str, other: str) -> None:
    assert units_in(one, other) is None


def test_what_measures_the_same() -> None:
    assert measure_alike("亩", "平方公里")
    assert measure_alike("台", "台")
    assert not measure_alike("亩", "公里")
    assert not measure_alike("人", "户")


@pytest.mark.parametrize(
    ("printed", "unit"),
    [("3名", "人"), ("3位", "人"), ("3千米", "公里"), ("3㎡", "平方米"), ("3个百分点", "百分点"), ("3‰", "‰"),
     ("3个工作日", "工作日"), ("3批次", "批"), ("3人次", "人次"), ("3平米", "平方米")],
)  # fmt: skip
def test_units_of_prose_have_the_usual_names(printed: str, unit: str) -> None:
    assert [each.unit for each in quantities(printed.replace("㎡", "m2"))] == [unit]
