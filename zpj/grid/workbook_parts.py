"""The parts of a workbook package: its sheets in order, shared strings, and the number format of each cell style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.grid.format_codes import BUILT_IN, GENERAL
from zpj.grid.package import Package
from zpj.grid.xml_events import Attributes, Element, Walk, elements, local
from zpj.grid.xml_text import decode

if TYPE_CHECKING:
    from lxml import etree

_TRUE = ("1", "true")
_ITEMS = ("si", "is")
_SHORT_NUMBER = regex("[0-9]{1,5}")


@record
class SheetPart:
    """A worksheet: the name on its tab, its part, its number in the file, and whether its tab is hidden."""

    name: str
    part: str
    sheet_id: str
    hidden: bool


@record
class WorkbookParts:
    """Where everything stands in a workbook package; chart and macro sheets are left out."""

    part: str
    sheets: tuple[SheetPart, ...]
    shared_strings: str | None
    styles: str | None
    calc_chain: str | None
    date1904: bool


def workbook_parts(package: Package) -> WorkbookParts:
    """Find the parts of a workbook; ZpjError where the package is no workbook."""
    part = next((relation.part for relation in package.relations() if relation.kind == "officeDocument"), "")
    _refuse_other_documents(package, part)
    found = elements(package, part, "sheet", "workbookPr")
    relations = package.relations(part)
    by_kind = {relation.kind: relation.part for relation in relations if relation.part in package}
    worksheets = {relation.id: relation.part for relation in relations if relation.kind == "worksheet"}
    sheets = tuple(
        SheetPart(decode(sheet.get("name", "")), worksheets[link], sheet.get("sheetId", ""), _hidden(sheet))
        for sheet in _named(found, "sheet")
        if (link := _link(sheet)) in worksheets
    )
    if len({sheet.part for sheet in sheets}) < len(sheets) or len({sheet.name.casefold() for sheet in sheets}) < len(
        sheets
    ):
        raise package.damaged()
    properties = next(_named(found, "workbookPr"), None)
    return WorkbookParts(
        part,
        sheets,
        by_kind.get("sharedStrings"),
        by_kind.get("styles"),
        by_kind.get("calcChain"),
        properties is not None and properties.get("date1904") in _TRUE,
    )


def _refuse_other_documents(package: Package, part: str) -> None:
    name = package.path.name
    if part.endswith(".bin"):
        raise ZpjError(name, "是二进制 .xlsb 工作簿，暂不支持", "请用 Excel 打开后另存为 .xlsx")
    if part.startswith("word/"):
        raise ZpjError(name, "是 Word 文件，不是 Excel 工作簿", "请改用 .docx 扩展名，或选择 Excel 文件")
    if part not in package or not part.startswith("xl/"):
        raise ZpjError(name, "不是 Excel 工作簿", "请检查是否选错了文件，或用 Excel 打开后另存为 .xlsx")


def _named(found: list[Element], name: str) -> Iterator[Attributes]:
    return (element.attributes for element in found if element.name == name)


def _link(sheet: Attributes) -> str:
    """The relationship id, whose namespace differs between the strict and the usual dialect."""
    return next((value for name, value in sheet.items() if name.endswith(":id")), "")


def _hidden(sheet: Attributes) -> bool:
    return sheet.get("state", "visible") != "visible"


def shared_strings(package: Package, part: str | None) -> list[str]:
    """Give all shared strings as shown."""
    if part is None:
        return []
    return _Strings(package, part).read()


class _Strings(Walk):
    """Reads the string items; a run in <rPh> is how a word is pronounced and no part of the text."""

    def read(self) -> list[str]:
        self._strings: list[str] = []
        self._texts: list[str] = []
        self._around: list[str] = []
        self.run(self._start, self._end)
        return self._strings

    def _start(self, written: str, _: Attributes) -> None:
        name = local(written)
        if name == "t":
            self.collect()
        elif name == "si":
            self._texts = []
        self._around.append(name)

    def _end(self, _: str) -> None:
        name = self._around.pop()
        if name == "t":
            text = self.text()
            if is_shown(self._around):
                self._texts.append(text)
        elif name == "si":
            self._strings.append(decode("".join(self._texts)))


def is_shown(around: Sequence[str]) -> bool:
    """Whether a <t> within these elements is text of its string item (<si>, <is>): its own, or that of a run."""
    return around[-1] in _ITEMS or (around[-1] == "r" and len(around) > 1 and around[-2] in _ITEMS)


def cell_formats(package: Package, part: str | None) -> list[str]:
    """Give the number format code of every cell style, by style index."""
    if part is None:
        return []
    found = elements(package, part, "numFmt", "cellXfs")
    own = {item.get("numFmtId", ""): item.get("formatCode", GENERAL) for item in _named(found, "numFmt")}
    return [_format(item.attributes.get("numFmtId", "0"), own) for item in found if item.parent == "cellXfs"]


def _format(number: str, own: dict[str, str]) -> str:
    if number in own:
        return own[number]
    return BUILT_IN.get(int(number), GENERAL) if _SHORT_NUMBER.fullmatch(number) else GENERAL


def drop(element: etree._Element) -> None:
    """Free an element that has been read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
