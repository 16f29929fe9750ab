"""Small workbooks for the tests of the file layer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Parts = Mapping[str, str | bytes]


def sheet_xml(rows: str, extra: str = "", before: str = "") -> str:
    """Wrap row elements as a worksheet part, with something a careless writer would lose."""
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac"'
        ' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">'
        f"{before}<sheetData>{rows}</sheetData>{extra}</worksheet>"
    )


def package_parts(
    sheets: Mapping[str, str], styles: str = "", strings: str = "", properties: str = ""
) -> dict[str, str | bytes]:
    """Give all parts of a workbook with these worksheet parts (name -> XML)."""
    numbered = list(enumerate(sheets, 1))
    tabs = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n, _ in numbered
    )
    for number, part in ((90, "styles"), (91, "sharedStrings"), (92, "calcChain")):
        links += f'<Relationship Id="rId{number}" Type="{OFFICE}/{part}" Target="{part}.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/calcChain.xml" ContentType="application/x-chain"/></Types>',
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}'
        f"<sheets>{tabs}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{links}</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    return parts | {f"xl/worksheets/sheet{n}.xml": sheets[name] for n, name in numbered}


def zipped(parts: Parts) -> bytes:
    """Pack parts as a zip, in order, with a fixed time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2022, 3, 4, 5, 6, 8))
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".bin") else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook: book({"自评表": row elements}) or book(parts=...)."""

    def write(sheets: Mapping[str, str] | None = None, parts: Parts | None = None, **more: str) -> Path:
        wrapped = {name: sheet_xml(rows) for name, rows in (sheets or {}).items()}
        path = tmp_path / "自评（表） 1.xlsx"
        path.write_bytes(zipped(parts or package_parts(wrapped, **more)))
        return path

    return write


@pytest.fixture
def parts() -> Callable[..., dict[str, str | bytes]]:
    return package_parts


@pytest.fixture
def wrap() -> Callable[..., str]:
    return sheet_xml


@pytest.fixture
def pack() -> Callable[[Parts], bytes]:
    return zipped
