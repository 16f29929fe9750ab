"""A small xlwings engine over openpyxl: enough of Excel for the ribbon's handlers, and it counts the calls.

Every public property and method counts as one call to Excel, as each of them is one over COM; only handles that lead
from one object to another are free, and `pid`, which xlwings asks for whenever it makes such a handle. Formulas are
kept, not computed: the reader of the saved copy computes them.
`App.answers` are what the clerk types into input boxes, in turn; `App.chosen` the files or the folder chosen;
`App.agrees` is the answer to a question. A block written where a filter hides rows is an error.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import xlwings as xw
from openpyxl.cell.cell import MergedCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from xlwings import base_classes

NAME = "zpj-test"
PERCENT = re.compile(r"\d+(\.\d+)?%")
HANDLES = {"engine", "app", "books", "book", "sheets", "sheet", "api", "pid", "FormatConditions", "Interior"}
UNCOUNTED = HANDLES | {"max_cells_per_read", "max_cells_per_write"}


class Rejected(Exception):
    """What pywin32 raises where Excel refuses a call because a cell is being edited."""

    def __init__(self) -> None:
        super().__init__(-2147418111, "被呼叫方拒绝接收呼叫。", None, None)
        self.hresult = -2147418111


class Calls:
    """How many calls there were, since the last reset; from `refused_from` on Excel refuses them."""

    count = 0
    refused_from: int | None = None


def counted(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*arguments: Any, **options: Any) -> Any:
        Calls.count += 1
        if Calls.refused_from is not None and Calls.count >= Calls.refused_from:
            raise Rejected
        return function(*arguments, **options)

    return call


class Counted:
    """Counts every public member of its subclasses."""

    def __init_subclass__(cls) -> None:
        for name, member in list(vars(cls).items()):
            if name.startswith("_") and name not in ("__call__", "__len__", "__iter__"):
                continue
            if name in UNCOUNTED:
                continue
            if isinstance(member, property):
                setter = counted(member.fset) if member.fset else None
                setattr(cls, name, property(counted(member.fget), setter))  # type: ignore[arg-type]
            elif callable(member):
                setattr(cls, name, counted(member))


class Native:
    """What `api` gives: Excel's own object with the few members the handlers use."""

    UsedRange: Range

    def __init__(self, **members: Callable[..., Any]) -> None:
        self._properties: dict[str, Any] = {}
        for name, member in members.items():
            setattr(self, name, counted(member))

    def having(self, **properties: Any) -> Native:
        """The same with properties, each of which costs a call to read."""
        self._properties |= properties
        return self

    def __getattr__(self, name: str) -> Any:
        if name not in self.__dict__.get("_properties", {}):
            raise AttributeError(name)
        return counted(self._properties.__getitem__)(name)


class Dialog(Native):
    """Excel's window for choosing a folder: what the clerk chose, or None."""

    Title: str
    InitialFileName: str

    def __init__(self, chosen: Any) -> None:
        super().__init__(Show=lambda: 0 if chosen is None else -1)
        self.SelectedItems = Native(Item=lambda _: str(chosen))


class App(Counted, base_classes.App):
    def __init__(self) -> None:
        self.opened: list[Book] = []
        self.front: Book | None = None
        self.status: Any = False
        self.told: list[tuple[str, str]] = []
        self.asked: list[str] = []
        self.answers: list[Any] = []
        self.chosen: Any = None
        self.agrees = True

    @property
    def engine(self) -> Any:
        return ENGINE.impl

    @property
    def pid(self) -> int:
        return 1

    @property
    def api(self) -> Native:
        return Native(
            InputBox=self._input_box,
            GetOpenFilename=lambda FileFilter, Title, MultiSelect: self.chosen or False,
            FileDialog=lambda _: Dialog(self.chosen),
        )

    def _input_box(self, prompt: str, title: str, default: str) -> Any:
        assert len(prompt) <= 255
        self.asked.append(prompt)
        answer = self.answers.pop(0)
        return default if answer is None else answer

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def status_bar(self) -> Any:
        return self.status

    @status_bar.setter
    def status_bar(self, text: Any) -> None:
        self.status = text

    def activate(self, steal_focus: bool = False) -> None:
        pass

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:
        if buttons == "yes_no":
            self.asked.append(prompt)
            return "yes" if self.agrees else "no"
        self.told.append((mode, prompt))
        return "ok"


class Books(Counted, base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def active(self) -> Book:
        return self.app.front or self.app.opened[-1]

    def open(self, path: str, *_: Any, **__: Any) -> Book:
        self.app.opened.append(Book(self.app, Path(path)))
        return self.app.opened[-1]

    def add(self) -> Book:
        self.app.opened.append(Book(self.app, None))
        return self.app.opened[-1]

    def __len__(self) -> int:
        return len(self.app.opened)

    def __iter__(self) -> Iterator[Book]:
        return iter(self.app.opened)

    def __call__(self, key: int | str) -> Book:
        if isinstance(key, int):
            return self.app.opened[key - 1]
        found = [book for book in self.app.opened if key in (book.file.name, str(book.file))]
        if not found:
            raise KeyError(key)
        return found[0]


class Book(Counted, base_classes.Book):
    """`file` is where it was opened; an unsaved one has a name without folder and extension."""

    def __init__(self, app: App, path: Path | None) -> None:
        self.excel, self.file = app, path or Path(f"工作簿{len(app.opened) + 1}")
        self.workbook = openpyxl.load_workbook(path) if path else openpyxl.Workbook()
        self.known_as: Callable[[], str] = lambda: str(self.file)

    @property
    def app(self) -> App:
        return self.excel

    @property
    def api(self) -> Native:
        locked = bool(self.workbook.security.lockStructure)
        return Native(SaveCopyAs=self.workbook.save).having(ProtectStructure=locked)

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def fullname(self) -> str:
        return self.known_as()

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    def activate(self) -> None:
        self.excel.front = self


class Sheets(Counted, base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    def __call__(self, key: int | str) -> Sheet:
        sheets = self.book.workbook.worksheets
        return Sheet(self.book, sheets[key - 1] if isinstance(key, int) else self.book.workbook[key])

    def __len__(self) -> int:
        return len(self.book.workbook.worksheets)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, sheet) for sheet in self.book.workbook.worksheets)

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.workbook.active)

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        place = None if after is None else self.book.workbook.worksheets.index(after.content) + 1
        return Sheet(self.book, self.book.workbook.create_sheet(name, place))


class Sheet(Counted, base_classes.Sheet):
    def __init__(self, book: Book, content: Any) -> None:
        self.owner, self.content = book, content

    @property
    def api(self) -> Native:
        native = Native().having(ProtectContents=self.content.protection.sheet, FilterMode=self._is_filtered())
        native.UsedRange = Range(self, (1, 1, self.content.max_row, self.content.max_column))
        return native

    @property
    def book(self) -> Book:
        return self.owner

    @property
    def name(self) -> str:
        return str(self.content.title)

    @name.setter
    def name(self, text: str) -> None:
        self.content.title = text

    def _hidden(self, row: int) -> bool:
        return bool(self.content.row_dimensions[row].hidden)

    def _is_filtered(self) -> bool:
        return bool(self.content.auto_filter.ref) and any(map(self._hidden, range(1, self.content.max_row + 1)))

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, Range):
            first = first.box[:2]
        if isinstance(last, Range):
            last = last.box[2:]
        return Range(self, (*first, *(last or first)))

    def activate(self) -> None:
        self.owner.workbook.active = self.content

    def clear_contents(self) -> None:
        for row in self.content.iter_rows():
            for cell in row:
                cell.value = None


class Condition(Counted):
    """A conditional format with a formula."""

    def __init__(self, sheet: Any, area: str, formula: str) -> None:
        self.sheet, self.area, self.formula = sheet, area, formula

    @property
    def Interior(self) -> Condition:
        return self

    @property
    def Color(self) -> int:
        raise NotImplementedError

    @Color.setter
    def Color(self, bgr: int) -> None:
        rgb = f"{bgr & 255:02X}{bgr >> 8 & 255:02X}{bgr >> 16:02X}"
        fill = PatternFill(bgColor=rgb)
        self.sheet.conditional_formatting.add(self.area, FormulaRule([self.formula.removeprefix("=")], fill=fill))


class Range(Counted, base_classes.Range):
    """`box`: top, left, bottom, right."""

    max_cells_per_read = max_cells_per_write = None

    def __init__(self, sheet: Sheet, box: tuple[int, int, int, int]) -> None:
        self.owner, self.box = sheet, box

    def _rows(self) -> list[tuple[Any, ...]]:
        top, left, bottom, right = self.box
        return list(self.owner.content.iter_rows(top, bottom, left, right))

    def _read(self, shown: Callable[[Any], Any]) -> Any:
        rows = tuple(tuple(shown(cell.value) for cell in row) for row in self._rows())
        return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows

    def _write(self, content: Any) -> None:
        rows = content if isinstance(content, list | tuple) else [[content]]
        if self.owner._is_filtered() and len(rows) > 1:
            raise AssertionError("Excel would give these values to the rows that the filter shows")
        for row, values in zip(self._rows(), rows, strict=True):
            for cell, value in zip(row, values, strict=True):
                if not isinstance(cell, MergedCell):
                    if isinstance(value, str) and PERCENT.fullmatch(value) and "%" in cell.number_format:
                        value = float(value.rstrip("%")) / 100
                    text = isinstance(value, str) and value.startswith("'")
                    cell.value = value[1:] if text else None if value == "" else value
                    cell.data_type = "s" if text else cell.data_type

    @property
    def api(self) -> Any:
        return self

    @property
    def FormatConditions(self) -> Native:
        return Native(Add=self._add_condition)

    def _add_condition(self, Type: int, Formula1: str) -> Condition:
        assert Type == 2
        assert len(Formula1) <= 255
        top, left, bottom, right = self.box
        area = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
        return Condition(self.owner.content, area, Formula1)

    @property
    def column_width(self) -> float:
        raise NotImplementedError

    @column_width.setter
    def column_width(self, width: float) -> None:
        for column in range(self.box[1], self.box[3] + 1):
            self.owner.content.column_dimensions[get_column_letter(column)].width = width

    @property
    def wrap_text(self) -> bool:
        raise NotImplementedError

    @wrap_text.setter
    def wrap_text(self, wraps: bool) -> None:
        for row in self._rows():
            for cell in row:
                cell.alignment = Alignment(wrap_text=wraps, vertical="top")

    @property
    def sheet(self) -> Sheet:
        return self.owner

    @property
    def row(self) -> int:
        return self.box[0]

    @property
    def column(self) -> int:
        return self.box[1]

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.box
        return bottom - top + 1, right - left + 1

    def __len__(self) -> int:
        top, left, bottom, right = self.box
        return (bottom - top + 1) * (right - left + 1)

    def __call__(self, row: int, column: int = 1) -> Range:
        top, left = self.box[0] + row - 1, self.box[1] + column - 1
        return Range(self.owner, (top, left, top, left))

    @property
    def raw_value(self) -> Any:
        return self._read(
            lambda value: float(value) if isinstance(value, int) and not isinstance(value, bool) else value
        )

    @raw_value.setter
    def raw_value(self, content: Any) -> None:
        self._write(content)

    @property
    def formula(self) -> Any:
        return self._read(lambda value: "" if value is None else str(value))

    @formula.setter
    def formula(self, content: Any) -> None:
        self._write(content)

    @property
    def number_format(self) -> str:
        return str(self._rows()[0][0].number_format)


class Apps(base_classes.Apps):
    def __init__(self) -> None:
        self.one = App()

    def __iter__(self) -> Iterator[App]:
        return iter([self.one])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, _: Any) -> App:
        return self.one

    def keys(self) -> list[int]:
        return [1]


class Implementation:
    """The engine itself: numbers come back as floats, as Excel's do."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps()

    @staticmethod
    def prepare_xl_data_element(value: Any, _: Any) -> Any:
        return value

    @staticmethod
    def clean_value_data(data: Any, _dates: Any, empty: Any, numbers: Any, _errors: Any) -> Any:
        def one(value: Any) -> Any:
            if value in (None, ""):
                return empty
            is_number = isinstance(value, float | int) and not isinstance(value, bool)
            return (numbers or float)(value) if is_number else value

        return [[one(value) for value in row] for row in data]


ENGINE = xw.Engine(impl=Implementation())


def start() -> xw.App:
    """A fresh application; the engine becomes the active one."""
    if NAME not in xw.engines.engines_by_name:
        xw.engines.add(ENGINE)
    xw.engines.active = ENGINE
    ENGINE.impl.apps = Apps()
    Calls.count, Calls.refused_from = 0, None
    return xw.App(impl=ENGINE.impl.apps.one)
