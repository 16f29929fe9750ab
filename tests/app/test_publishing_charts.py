"""Charts drawn from a hidden sheet keep their picture in the copy for publication, and the sheet is gone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.chart import BarChart, Reference

from tests.app.batch_cases import workbook
from zpj.app.publishing import publish

CHART = "xl/charts/chart1.xml"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
LINKED_TITLE = f'<c:title xmlns:c="{C}"><c:tx><c:strRef><c:f>内部!$B$1</c:f></c:strRef></c:tx></c:title>'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A form with a chart whose name, categories and numbers all stand on a hidden sheet; nothing is remembered."""
    path = workbook(tmp_path / "表.xlsx", "甲")
    book = openpyxl.load_workbook(path)
    hidden = book.create_sheet("内部")
    for row in (("季度", "支出"), ("一季度", 3), ("二季度", 4.5), (None, None)):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    chart = BarChart()
    chart.add_data(Reference(hidden, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    chart.set_categories(Reference(hidden, min_col=1, min_row=2, max_row=4))
    book["自评表"].add_chart(chart, "A60")
    book.save(path)
    return path


def chart_of(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(CHART))


def texts(root: etree._Element, name: str) -> list[str]:
    return [str(value.text) for found in root.iter(f"{{{C}}}{name}") for value in found.iter(f"{{{C}}}v")]


def with_linked_title(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts[CHART])
    inside = root.find(f"{{{C}}}chart")
    assert inside is not None
    inside.insert(0, etree.fromstring(LINKED_TITLE))
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (parts | {CHART: etree.tostring(root)}).items():
            archive.writestr(name, content)


def test_numbers_names_and_categories_are_written_into_the_chart(source: Path, tmp_path: Path) -> None:
    publish(source, tmp_path / "公开.xlsx", force=False)
    root = chart_of(tmp_path / "公开.xlsx")
    assert not list(root.iter(f"{{{C}}}f"))
    assert texts(root, "val") == ["3", "4.5"]
    assert texts(root, "cat") == ["一季度", "二季度"]
    assert root.find(f".//{{{C}}}cat/{{{C}}}strLit") is not None, "words among numbers make Excel repair the file"
    assert texts(root, "tx") == ["支出"]


def test_a_title_linked_to_a_hidden_cell_becomes_text(source: Path, tmp_path: Path) -> None:
    with_linked_title(source)
    publish(source, tmp_path / "公开.xlsx", force=False)
    title = next(chart_of(tmp_path / "公开.xlsx").iter(f"{{{C}}}title"))
    assert "".join(map(str, title.itertext())) == "支出"
    openpyxl.load_workbook(tmp_path / "公开.xlsx")
