"""The sheet 校验结果, and the colour of the cells it names.

The colour is a conditional format that looks into 校验结果: the clerk's own colours stay, a new check moves the marks,
and they go with that sheet.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import xlwings as xw

from zpj.app.checking import Checked
from zpj.app.marking import SheetStates
from zpj.app.on_screen import RESULT_HEADINGS, RESULTS, ScreenCheck, is_own_results
from zpj.domain.errors import ZpjError
from zpj.domain.findings import Finding, Severity
from zpj.excel.blocks import as_text

_WIDTH = 24
_CELL = re.compile(r"^(?P<sheet>.+)!(?P<cell>[A-Z]{1,3}\d+)$", re.DOTALL)
_EXPRESSION = 2
_TINT = 0xCEC7FF
_LONGEST_FORMULA = 255


def write_results(book: xw.Book, found: ScreenCheck, states: SheetStates | None) -> None:
    """Write the sheet (at the end of the workbook, or over an earlier one) and mark the cells."""
    rows = result_rows(found.checked)
    sheet = _sheet(book, found, states)
    area = sheet.range((1, 1), (len(rows), len(RESULT_HEADINGS)))
    area.options("raw").formula = rows
    area.column_width = _WIDTH
    area.wrap_text = True
    if sys.platform != "darwin" and states is not None:
        _mark(book, found, states)


def result_rows(checked: Checked) -> list[list[str]]:
    """What to enter: the verdict, the headings, a row for each finding with a link to its cell."""
    blank = [""] * (len(RESULT_HEADINGS) - 1)
    findings = [
        [
            finding.severity.chinese,
            finding.rule,
            _link(finding.location),
            *(as_text(text or "") for text in (finding.message, finding.fix, finding.found, finding.expected)),
        ]
        for finding in checked.findings
    ]
    return [[checked.verdict, *blank], list(RESULT_HEADINGS), *findings]


def _link(location: str) -> str:
    """A formula that leads to the cell and shows its place; the place as text where it is no cell."""
    match = _CELL.match(location)
    if match is None:
        return as_text(location)
    quoted = match["sheet"].replace("'", "''")
    target = f"#'{quoted}'!{match['cell']}"
    return f"=HYPERLINK({_literal(target)},{_literal(location)})"


def _literal(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _sheet(book: xw.Book, found: ScreenCheck, states: SheetStates | None) -> xw.Sheet:
    earlier = found.sheets.get(RESULTS)
    if states and RESULTS in states.locked:
        raise ZpjError(f"工作表“{RESULTS}”", "受保护，不能写入", "请先在“审阅”里撤消工作表保护，再点这个按钮")
    if earlier is not None:
        if earlier.cells and not is_own_results(earlier):
            raise ZpjError(f"工作表“{RESULTS}”", "不是本程序写的，没有覆盖", "请把它改名，再点这个按钮")
        sheet = book.sheets[RESULTS]
        sheet.clear_contents()
        sheet.activate()
        return sheet
    locked = states.structure_locked if states else structure_locked(book)
    return added_sheet(book, RESULTS, list(found.sheets)[-1], locked)


def structure_locked(book: xw.Book) -> bool:
    """Whether the workbook takes no new sheets."""
    return sys.platform != "darwin" and bool(book.api.ProtectStructure)


def added_sheet(book: xw.Book, name: str, after: str | int, locked: bool) -> xw.Sheet:
    """A new sheet behind another. The name is known to be free: xlwings would ask every sheet for its name."""
    if locked:
        raise ZpjError(book.name, "工作簿结构受保护，不能增加工作表", "请先在“审阅”里取消“保护工作簿”，再点这个按钮")
    return xw.Sheet(impl=book.sheets.impl.add(None, book.sheets[after].impl, name))


def _mark(book: xw.Book, found: ScreenCheck, states: SheetStates) -> None:
    """Give the sheets with errors or warnings their conditional format, once."""
    for name in marked_sheets(found.checked.findings):
        formula = mark_formula(name)
        if name not in states.unmarked or len(formula) > _LONGEST_FORMULA:
            continue
        condition = book.sheets[name].api.UsedRange.FormatConditions.Add(Type=_EXPRESSION, Formula1=formula)
        condition.Interior.Color = _TINT


def marked_sheets(findings: Sequence[Finding]) -> list[str]:
    """The sheets with cells to mark, in the order of the findings."""
    places = (_CELL.match(finding.location) for finding in findings if finding.severity is not Severity.INFO)
    return list(dict.fromkeys(place["sheet"] for place in places if place))


def mark_formula(sheet: str) -> str:
    """True in a cell that 校验结果 names with an error or a warning."""
    place = f"{_literal(sheet + '!')}&ADDRESS(ROW(),COLUMN(),4)"
    return f'=COUNTIFS({RESULTS}!$C:$C,{place},{RESULTS}!$A:$A,"<>{Severity.INFO.chinese}")>0'
