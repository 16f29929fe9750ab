"""Numbers as their cells show them."""

from decimal import Decimal

import pytest

from zpj.grid.format_codes import BUILT_IN
from zpj.grid.number_format import display, display_text, general

ACCOUNTING = BUILT_IN[43]

SHOWN = [
    ("1234567.891", "General", "1234567.891"),
    ("0.333333333333333", "General", "0.333333333"),
    ("3.33333333333333", "General", "3.333333333"),
    ("13812345678", "General", "13812345678"),
    ("1E+20", "General", "1E+20"),
    ("-123456789012345678", "General", "-1.23457E+17"),
    ("0.000012345678", "General", "1.23457E-05"),
    ("0", "General", "0"),
    ("-1", 'General"元"', "-1元"),
    ("5", "", "5"),
    ("5", "@", "5"),
    ("7.225", "0.00", "7.23"),
    ("-7.225", "0.00", "-7.23"),
    ("2.5", "0", "3"),
    ("5", "0.##", "5."),
    ("0.5", "#.0", ".5"),
    ("7", "000", "007"),
    ("1234567.5", "#,##0.00", "1,234,567.50"),
    ("999.995", "#,##0.00", "1,000.00"),
    ("0.7226", "0%", "72%"),
    ("0.72255", "0.00%", "72.26%"),
    ("-5", "0.00;(0.00);0", "(5.00)"),
    ("0", '0;-0;"—"', "—"),
    ("0", ACCOUNTING, "-"),
    ("-1234.5", ACCOUNTING, "-1,234.50"),
    ("12.345", '0.00"万元"', "12.35万元"),
    ("12345", '0!.0,"万元"', "1.2万元"),
    ("1234567", "0,", "1235"),
    ("5", r"\约0\次", "约5次"),
    ("5", "[Red]0", "5"),
    ("5", "[$¥-804]#,##0.00", "¥5.00"),
    ("13812345678", "000-0000-0000", "138-1234-5678"),
    ("12345", "0.00E+00", "1.23E+04"),
    ("0.5", "# ?/?", "0.5"),
    ("5", "[>3]0.0;0", "5"),
    ("1E+30", "0.00", "1E+30"),
    ("45000", 'yyyy"年"m"月"d"日"', "2023年3月15日"),
    ("45000", "[$-804]yyyy-mm-dd", "2023-03-15"),
    ("45000", "yyyy/m/d;@", "2023/3/15"),
    ("45000", "m月", "3月"),
    ("45000", "[DBNum1][$-804]aaaa", "星期三"),
    ("45000", "d-mmm-yy", "15-Mar-23"),
    ("45000.75", "yyyy-mm-dd hh:mm", "2023-03-15 18:00"),
    ("0.5416666666", "h:mm", "13:00"),
    ("0.5", "上午/下午h:mm", "下午12:00"),
    ("1.5", "[h]:mm:ss", "36:00:00"),
    ("0.5", "mm:ss.0", "00:00.0"),
    ("60", "yyyy-mm-dd", "1900-02-29"),
    ("59", "yyyy/m/d", "1900/2/28"),
    ("1", "yyyy/m/d", "1900/1/1"),
    ("-1", "yyyy/m/d", "-1"),
    ("99999999", "yyyy/m/d", "99999999"),
]


@pytest.mark.parametrize(("number", "code", "text"), SHOWN)
def test_a_number_is_shown_as_its_format_says(number: str, code: str, text: str) -> None:
    assert display(Decimal(number), code) == text


def test_the_1904_system_counts_from_1904() -> None:
    assert display(Decimal(0), "yyyy-mm-dd", date1904=True) == "1904-01-01"


def test_every_built_in_format_shows_a_number() -> None:
    assert all(display(Decimal("45000.5"), code) for code in BUILT_IN.values())


@pytest.mark.parametrize(("identifier", "text"), [(31, "2023年3月15日"), (57, "2023年3月"), (14, "2023/3/15")])
def test_the_chinese_built_in_dates_are_known(identifier: int, text: str) -> None:
    assert display(Decimal(45000), BUILT_IN[identifier]) == text


def test_a_text_section_adds_its_literals() -> None:
    assert display_text("优", '0;0;0;"等级："@') == "等级：优"
    assert display_text("优", "0.00") == "优"


def test_general_rounds_half_up() -> None:
    assert general(Decimal("0.1234567895")) == "0.12345679"
