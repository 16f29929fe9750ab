"""Reads the numbers of a form: a plain number, a number with its unit, or the reason why it is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from zpj.domain.amounts import parse_number
from zpj.domain.model import Entry, NotUnderstood
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.domain.targets import Kind, parse
from zpj.forms.text_numbers import is_typed_text
from zpj.grid.grid import Cell, Grid

NO_VALUE = {"", "—", "——", "-", "－", "–", "/", "／", "无", "…", "……", "未完成计分", "待评定"}
_UNIT_SIZE = {"元": 1, "万元": 10000, "亿元": 100000000}
_MONEY_UNIT = regex(r"[万亿]?元")
_MARKED, _UNMARKED = "☑☒√✓✔■●", "□☐○"
_IN_BRACKETS = regex(f"([^\\s()（）]+)[(（]\\s*([{_MARKED}]?)\\s*[)）]")
_MARKED_BOX = regex("[□☐○][√✓✔]")
_BEFORE = regex(f"([{_MARKED}{_UNMARKED}])([^{_MARKED}{_UNMARKED}]*)")
_BEHIND = regex(f"([^{_MARKED}{_UNMARKED}]*)([{_MARKED}{_UNMARKED}])")
_LONGEST_CHOICE = 500
_POINT_OF_NOTHING = regex(r"(?<=\d)\.(?=[^\d\s]|$)")
_CURRENCY = regex(r"^\s*(?:[¥￥]|人民币|RMB|CNY)\s*")
_UNIT_IN_BRACKETS = regex(r"\s*[(（]\s*([万亿]?元)\s*[)）]\s*$")
_SHOWN = regex(r"\s*([+-]?[\d,]*(?:\.(\d+))?)\s*(分|[万亿]?元|万)?\s*")
_DIVIDED = (1, 1_000, 10_000, 1_000_000, 100_000_000)
"""By what a number format may divide: “0!.0000” shows 86500 as 8.6500."""


def money_unit_in(text: str) -> str | None:
    """The amounts' unit a label names: “项目资金（万元）” gives 万元; None where it names none."""
    match = _MONEY_UNIT.search(re.sub(r"\s", "", text))
    return match.group() if match else None


def without_currency(text: str) -> str:
    """An amount without ¥ before it and brackets around its unit: “¥8.65（万元）” is 8.65万元."""
    return _CURRENCY.sub("", _UNIT_IN_BRACKETS.sub(r"\1", text))


def marked_choices(text: str) -> list[str] | None:
    """The options a cell marks: “☑优 □良” gives 优; None where the cell offers no choice. Marks may stand behind."""
    if len(text) > _LONGEST_CHOICE:
        return None
    if brackets := _IN_BRACKETS.findall(text):
        marked = [option for option, mark in brackets if mark]
        return marked if len(marked) < len(brackets) > 1 else None
    if not any(mark in text for mark in _UNMARKED) or not any(mark in text for mark in _MARKED + _UNMARKED):
        return None
    bare = _MARKED_BOX.sub("☑", text.strip())
    pairs = _BEFORE.findall(bare) if bare[0] in _MARKED + _UNMARKED else [two[::-1] for two in _BEHIND.findall(bare)]
    return [option.strip(" 　、,，;；") for mark, option in pairs if mark in _MARKED and option.strip()]


class Reading:
    """Takes values from a grid and collects the cells that are not understood."""

    def __init__(self, grid: Grid, unit: str) -> None:
        self.grid = grid
        self.unit = unit
        self.problems: list[NotUnderstood] = []
        self.questions: list[str] = []
        self.text_numbers: list[Entry] = []

    def text(self, row: int, column: int | None) -> Entry | None:
        """A text as displayed; None where empty."""
        if column is None:
            return None
        entry = self.grid.entry(row, column)
        cell = self.grid.at(row, column)
        if entry is None or cell is None:
            return None
        if cell.unresolved is not None:
            self._refuse(entry, cell.formula or "", cell.unresolved)
            return None
        if cell.error:
            self._refuse(entry, cell.text, "单元格是错误值，请改正公式")
            return None
        return _as_meant(entry, cell)

    def choice(self, row: int, column: int | None) -> Entry | None:
        """A text, or the one option marked in it; a choice with no mark or several is not understood."""
        entry = self.text(row, column)
        options = marked_choices(entry.text) if entry else None
        if entry is None or options is None:
            return entry
        if len(options) == 1:
            return Entry(options[0], parse_number(options[0]), entry.location)
        self._refuse(entry, entry.text, "应当勾选一项" if not options else "勾选了不止一项")
        return None

    def number(self, row: int, column: int | None) -> Entry | None:
        """A number of points or a rate; “—”, “/” and blanks are empty; anything else is not understood."""
        return self._noted(row, column, self._checked(self.text(row, column), _points))

    def amount(self, row: int, column: int | None, unit: str | None = None) -> Entry | None:
        """An amount in the form's unit; “30 万元” in a 万元 column is 30. `unit`: that of a column with its own."""
        entry = self._noted(row, column, self._checked(self.text(row, column), self._amount))
        told = self.grid.text(row, column or 0)
        if entry is None or entry.number is None or unit in (None, self.unit) or _MONEY_UNIT.search(told):
            return entry
        return Entry(entry.text, entry.number * _UNIT_SIZE[unit or ""] / _UNIT_SIZE[self.unit], entry.location)

    def told(self, text: str, row: int, column: int, is_amount: bool) -> Entry | None:
        """A number that is a part of a cell's text: “48万元” of “执行数：48万元”."""
        number = self._amount(text) if is_amount else _points(text)
        return Entry(text, number, self.grid.location(row, column)) if number is not None else None

    def _noted(self, row: int, column: int | None, entry: Entry | None) -> Entry | None:
        """Remember a number the sheet keeps as text."""
        if entry and is_typed_text(self.grid, row, column or 0, entry.number) and entry not in self.text_numbers:
            self.text_numbers.append(entry)
        return entry

    def _checked(self, entry: Entry | None, reader: Callable[[str], Decimal | None]) -> Entry | None:
        if entry is None or entry.number is not None:
            return self._as_shown(entry) if entry else None
        if entry.text.strip() in NO_VALUE:
            return None
        number = reader(entry.text)
        if number is None:
            self._refuse(entry, entry.text, "这里应填数字")
            return None
        return Entry(unicodedata.normalize("NFKC", entry.text), number, entry.location)

    def _as_shown(self, entry: Entry) -> Entry:
        """The number that a cell shows, where its format divides it or adds a unit, and the text without the unit."""
        match = _SHOWN.fullmatch(entry.text) if parse_number(entry.text) != entry.number else None
        told = parse_number(match[1]) if match else None
        if match is None or told is None or entry.number is None:
            return entry
        finest = 2 * 10 ** len(match[2] or "")
        by = next((each for each in _DIVIDED if abs(entry.number / each - told) * finest <= 1), 1)
        unit = {"万": "万元"}.get(match[3], match[3])
        size = _UNIT_SIZE.get(unit, _UNIT_SIZE[self.unit]) if unit else _UNIT_SIZE[self.unit]
        if by == 1 and size == _UNIT_SIZE[self.unit]:
            return replace(entry, text=match[1])
        return Entry(match[1], entry.number / by * size / _UNIT_SIZE[self.unit], entry.location)

    def _amount(self, written: str) -> Decimal | None:
        text = without_currency(written)
        number = parse_number(text)
        if number is not None:
            return number
        if not any(char.isdecimal() for char in text):
            return None
        value = parse(text)
        if value.base is None or value.comparator or value.kind not in (Kind.MONEY, Kind.NUMBER):
            return None
        if value.kind is Kind.MONEY:
            return value.base / _UNIT_SIZE[self.unit]
        bare_ten_thousand = value.unit == "" and value.scale == _UNIT_SIZE["万元"]
        return value.base / _UNIT_SIZE[self.unit] if bare_ten_thousand else None

    def _refuse(self, entry: Entry, text: str, why: str) -> None:
        problem = NotUnderstood(entry.location, text, why)
        if problem not in self.problems:
            self.problems.append(problem)


def _as_meant(entry: Entry, cell: Cell) -> Entry:
    """A number without the point that its format leaves behind (“100.%” as 0.##% shows it)."""
    if cell.number is None or "." not in entry.text:
        return entry
    return replace(entry, text=_POINT_OF_NOTHING.sub("", entry.text))


def _points(text: str) -> Decimal | None:
    return parse_number(text.strip().removesuffix("分").removesuffix("%").removesuffix("％"))
