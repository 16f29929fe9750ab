"""The first published project as values, and helpers to look into a .docx."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from lxml import etree

from zpj.domain.amounts import parse_number
from zpj.domain.columns import column_number
from zpj.domain.model import (
    Entry,
    FundLine,
    Goal,
    Indicator,
    Score,
    ScoreSheet,
    SelfEvaluation,
    Total,
)
from zpj.grid.grid import Area, Cell, Grid
from zpj.grid.package import Package
from zpj.report.layout import load_layout
from zpj.report.template import ReportTemplate
from zpj.report.wordml import W

TEMPLATES = Path(__file__).parents[2] / "templates"
ANALYSIS = TEMPLATES / "reports" / "shanxi-analysis.docx"
LAYOUT = load_layout(TEMPLATES / "layouts" / "gbt9704.toml")
PUBLISHED = tomllib.loads((Path(__file__).parent / "published.toml").read_text(encoding="utf-8"))
SECTIONS: dict[str, str] = PUBLISHED["sections"]
PROJECT = "医药招采与基金监管工作经费"
NS = {"w": W}


def entry(text: str, number: str | None = None, location: str = "自评表!A1") -> Entry:
    return Entry(text, Decimal(number) if number else parse_number(text), location)


def fund_line(label: str, role: str) -> FundLine:
    budget = entry("8.65")
    return FundLine(
        "自评表!B7",
        label,
        role,
        requested_budget=budget,
        initial_budget=budget,
        full_year_budget=budget,
        executed=entry("6.25", "6.25025"),
        balance=entry("2.4", "2.39975"),
        reported_rate=entry("72.26"),
        reported_score=entry("7.23"),
    )


def indicator_rows_of_the_form() -> list[list[str]]:
    grid = published_grid()
    return [[grid.text(row, column) for column in range(2, 11)] for row in range(12, 19)]


def indicator(level1: str, level2: str, name: str, *values: str) -> Indicator:
    initial, target, actual, weight, score, reason = values
    return Indicator(
        "自评表!D12",
        level1,
        level2,
        name,
        target=entry(target),
        initial_target=entry(initial),
        actual=entry(actual),
        weight=entry(weight),
        reported_score=entry(score) if score else None,
        deviation_reason=entry(reason) if reason else None,
    )


def published_evaluation(**changes: Any) -> SelfEvaluation:
    values: dict[str, Any] = {
        "location": "自评表",
        "form": "shanxi",
        "scheme": "shanxi-xinzhou",
        "unit": "万元",
        "fields": {
            "project_name": entry(PROJECT),
            "year": entry("(2022年度)"),
            "supervising_department": entry("303-忻州市医疗保障局"),
            "implementing_unit": entry("303001-忻州市医疗保障局"),
        },
        "funds": (fund_line("资金总额:", "total"), fund_line("市县区财政资金", "detail")),
        "goal": Goal(),
        "indicators": tuple(indicator(*row) for row in indicator_rows_of_the_form()),
        "total": Total(reported=entry("95.23"), reported_grade=entry("优")),
    }
    return SelfEvaluation(**(values | changes))


def score(value: str | None) -> Score:
    return Score(Decimal(value) if value else None, "at_least", "", "")


def published_scores(**changes: Any) -> ScoreSheet:
    values: dict[str, Any] = {
        "scheme": "shanxi-xinzhou",
        "execution": score("7.23"),
        "rates": (Decimal("0.7225722543352601"), Decimal("0.7225722543352601")),
        "indicators": tuple(score(value) for value in ("20", "10", "10", "10", None, None, "10")),
        "weight": Decimal(100),
        "total": None,
        "grade": "优",
        "filed_grade": "优",
    }
    return ScoreSheet(**(values | changes))


def grid_of(cells: list[list[str]], widths: list[float] | None = None) -> Grid:
    """A Grid from ["A1:B2", text] pairs: several cells in a range are merged."""
    filled, merges = {}, []
    for reference, text in cells:
        corners = [re.fullmatch(r"([A-Z]+)(\d+)", corner) for corner in reference.split(":")]
        places = [(int(found[2]), column_number(found[1])) for found in corners if found]
        (top, left), (bottom, right) = places[0], places[-1]
        if text:
            filled[top, left] = Cell(top, left, text, parse_number(text))
        if len(places) == 2:
            merges.append(Area(top, left, bottom, right))
    return Grid("自评表", filled, tuple(merges), dict(enumerate(widths or [], start=1)))


def published_grid() -> Grid:
    return grid_of(PUBLISHED["form"]["cells"], PUBLISHED["form"]["widths"])


PUBLISHED_AREA = Area(1, 1, 27, 10)


def opened(data: bytes) -> DocumentObject:
    return Document(io.BytesIO(data))


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def template_of(body: str, **parts: str) -> ReportTemplate:
    """A template whose document body is given as XML without namespace declarations."""
    return ReportTemplate(Package(Path("试用.docx"), docx_of(body, **parts)))


def docx_of(body: str, **parts: str) -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    entry_of = '<Relationship Id="r{0}" Type="' + office + '/{1}" Target="{2}"/>'
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), *((name, name) for name in parts))
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        )
        package.writestr("_rels/.rels", relations.format(entry_of.format(1, "officeDocument", "word/document.xml")))
        listed = "".join(entry_of.format(i, name, f"{name}.xml") for i, name in enumerate(parts))
        package.writestr("word/_rels/document.xml.rels", relations.format(listed))
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
        package.writestr("word/media/图 1.bin", bytes(range(256)))
    return buffer.getvalue()


def p(*runs: str, bold_from: int | None = None) -> str:
    """A paragraph of runs; those from `bold_from` on are bold."""
    made = [
        f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold_from is not None and index >= bold_from else ''}<w:t>{text}</w:t></w:r>"
        for index, text in enumerate(runs)
    ]
    return f"<w:p>{''.join(made)}</w:p>"


def row(*texts: str) -> str:
    cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{p(text)}</w:tc>' for text in texts)
    return f"<w:tr>{cells}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(data).paragraphs]


def table_texts(data: bytes, number: int = 0) -> list[list[str]]:
    table = opened(data).tables[number]
    return [[cell.text for cell in row.cells] for row in table.rows]
