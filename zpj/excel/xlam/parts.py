"""The parts of the add-in's package: a workbook marked as an add-in, hidden sheets of texts, the ribbon, the VBA."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from xml.sax.saxutils import escape, quoteattr

Rows = Sequence[Sequence[str]]

ADD_IN = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
RIBBON_PART = "customUI/customUI14.xml"
VBA_PART = "xl/vbaProject.bin"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RIBBON_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_VBA_RELATION = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_STYLES = (
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A sheet of texts that VBA reads; `code_name` is its VBA module."""

    name: str
    code_name: str
    rows: Rows


def package_parts(sheets: Sequence[TextSheet], ribbon: str, vba: bytes, main: str = ADD_IN) -> Mapping[str, bytes]:
    """Every part of the package by name, in the order of the file."""
    texts = {
        "[Content_Types].xml": _content_types(len(sheets), main),
        "_rels/.rels": _relations((f"{_RELATION}/officeDocument", "xl/workbook.xml"), (_RIBBON_RELATION, RIBBON_PART)),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            *((f"{_RELATION}/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)),
            (f"{_RELATION}/styles", "styles.xml"),
            (_VBA_RELATION, "vbaProject.bin"),
        ),
        "xl/styles.xml": f"{_HEAD}<styleSheet {_MAIN}>{_STYLES}</styleSheet>",
        **{f"xl/worksheets/sheet{number}.xml": _sheet(sheet) for number, sheet in enumerate(sheets, 1)},
        RIBBON_PART: ribbon,
    }
    return {**{name: text.encode("utf-8") for name, text in texts.items()}, VBA_PART: vba}


def _content_types(sheets: int, main: str) -> str:
    package = "http://schemas.openxmlformats.org/package/2006/"
    overrides = {
        "/xl/workbook.xml": main,
        **{f"/xl/worksheets/sheet{number}.xml": f"{_SHEETS}worksheet+xml" for number in range(1, sheets + 1)},
        "/xl/styles.xml": f"{_SHEETS}styles+xml",
        f"/{VBA_PART}": "application/vnd.ms-office.vbaProject",
    }
    listed = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    return (
        f'{_HEAD}<Types xmlns="{package}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{listed}</Relationships>'


def _workbook(sheets: Sequence[TextSheet]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    return (
        f'{_HEAD}<workbook {_MAIN} xmlns:r="{_RELATION}"><workbookPr codeName="ThisWorkbook"/>'
        f'<bookViews><workbookView visibility="hidden"/></bookViews><sheets>{listed}</sheets></workbook>'
    )


def _sheet(sheet: TextSheet) -> str:
    rows = "".join(
        f'<row r="{number}">'
        + "".join(_cell(f"{ascii_uppercase[place]}{number}", text) for place, text in enumerate(row))
        + "</row>"
        for number, row in enumerate(sheet.rows, 1)
    )
    code = f'<sheetPr codeName="{sheet.code_name}"/>'
    return f"{_HEAD}<worksheet {_MAIN}>{code}<sheetData>{rows}</sheetData></worksheet>"


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
