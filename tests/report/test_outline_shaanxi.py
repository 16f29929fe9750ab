"""子洲's 绩效自评报告: cover, form, report with completion table and ledger, team and signature."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.app.test_importing import national
from tests.report.published_reports import parts, produced, source, styled_headings
from zpj.app.reporting import run_reports

SOURCE = source("zizhou_2023")
HEADINGS = [heading["text"] for heading in SOURCE["heading"]]
RUN_IN = [heading["text"] for heading in SOURCE["heading"] if heading.get("run_in")]
REPORT = produced("zizhou_2023")[0]
FORM, COMPLETION, LEDGER, TEAM = REPORT.tables


def document() -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(REPORT.data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def test_the_cover_names_every_field_in_its_order() -> None:
    texts = [text for text in REPORT.texts if text][: 1 + len(SOURCE["cover"])]
    assert texts == [SOURCE["cover_title"], *(f"{name}：{text}" for name, text in SOURCE["cover"].items())]
    assert "□项目实施过程评价 □项目完成结果评价" in texts[1]


def test_the_cover_has_no_page_number() -> None:
    section = next(document().iter(qn("w:sectPr")))
    assert section.find(qn("w:titlePg")) is not None
    assert [found.get(qn("w:type")) for found in section.iter(qn("w:footerReference"))] == ["default", "even"]


def test_cover_and_form_stand_on_pages_of_their_own() -> None:
    assert len([found for found in document().iter(qn("w:br")) if found.get(qn("w:type")) == "page"]) == 2


def test_the_form_follows_with_every_row() -> None:
    titles = [text for text in REPORT.texts if text.startswith(("项目支出绩效自评表", "（2023年度）"))]
    assert len(titles) == 2
    texts = {text for row in FORM for text in row}
    for row in SOURCE["project"][0]["indicators"]:
        assert {row["level1"], row["level2"], row["name"], row["target"], row["actual"], row["score"]} <= texts
    assert {"97分", "100分", "子洲县医疗保障局 171001", "30万元"} <= texts


def test_the_report_has_its_published_title() -> None:
    assert [report.title for report in produced("zizhou_2023")] == [SOURCE["report_title"]]
    assert SOURCE["report_title"] in REPORT.texts


def test_the_headings_are_the_published_ones_in_their_order() -> None:
    assert len(parts(REPORT, HEADINGS)) == len(HEADINGS) == 20
    assert styled_headings(REPORT) == [text for text in HEADINGS if text not in RUN_IN]


@pytest.mark.parametrize("section", SOURCE["section"], ids=lambda section: str(section["title"]))
def test_a_section_says_what_was_published(section: dict[str, Any]) -> None:
    published = next(heading for heading in SOURCE["heading"] if section["title"] == heading["published"])
    text = parts(REPORT, HEADINGS)[HEADINGS.index(published["text"])].strip()
    if published["text"] == HEADINGS[-1]:
        text = text.split("\n")[0].removeprefix(SOURCE["signature"]["text"])
    if section.get("table") == "completion":
        text = text.removeprefix(SOURCE["completion"]["title"])
    assert text.strip() == section["text"]


@pytest.mark.parametrize(
    ("initial", "told"),
    [("8.00", "【待补：预算调整的原因】"), ("8.65", "调整"), (None, "【待补：项目资金调整情况】")],
)
def test_the_section_on_changes_of_funds_stands_whether_there_were_any(
    initial: str | None, told: str, tmp_path: Path
) -> None:
    def change(sheet: Any) -> None:
        sheet["E9"] = None if initial is None else float(initial)
        sheet["F9"] = 8.65

    written = write_reports(national(tmp_path / "自评.xlsx", change), "shaanxi-self", tmp_path / "报告.docx")
    texts = [paragraph.text for paragraph in docx.Document(str(written)).paragraphs]
    at = texts.index("（二）项目资金调整情况。")
    assert told in texts[at + 1]
    assert texts[at + 2] == "（三）项目管理情况。"
    assert "\n".join(texts).count("预算调整的原因") == (initial == "8.00")


def write_reports(source: Path, template: str, output: Path) -> Path:
    run_reports(source, template, None, output, force=False)
    return output


def test_the_completion_table_is_whole() -> None:
    completion = SOURCE["completion"]
    assert completion["title"] in REPORT.texts
    assert [(row[0], row[-1]) for row in COMPLETION[:2]] == [
        ("项目名称", completion["project_name"]),
        ("主管部门", completion["supervising_department"]),
    ]
    assert [(row[0], row[2], row[-1]) for row in COMPLETION[2:5]] == [
        ("资金金额", fund["label"], fund["amount"]) for fund in completion["funds"]
    ]
    assert [COMPLETION[5][0], COMPLETION[5][2], COMPLETION[5][-1]] == ["年度目标", *completion["goal"].values()]
    assert COMPLETION[6] == completion["columns"]
    fields = ("level1", "level2", "content", "target", "actual", "reason")
    assert [row[1:] for row in COMPLETION[7:]] == [[row[f] for f in fields] for row in completion["indicators"]]
    assert {row[0] for row in COMPLETION[6:]} == {"年度绩效指标"}


def test_the_ledger_has_its_rows_and_the_total_as_published() -> None:
    assert LEDGER[0] == SOURCE["ledger_columns"]
    assert LEDGER[1:-1] == [list(row.values()) for row in SOURCE["ledger"]]
    assert LEDGER[-1] == ["合计"] * 4 + [SOURCE["ledger_total"]["支付金额"]]


def test_the_team_is_one_merged_cell_beside_its_members() -> None:
    assert TEAM[0] == ["", *SOURCE["team_columns"][1:]]
    assert TEAM[1:] == [["评价人员", *row.values()] for row in SOURCE["team"]]


def test_it_ends_with_the_signature_and_its_date() -> None:
    assert [text for text in REPORT.texts if text][-2:] == [SOURCE["signature"]["text"], SOURCE["signature"]["date"]]


def test_nothing_is_missing_and_nothing_of_the_machinery_shows() -> None:
    assert REPORT.missing == ()
    whole = "\n".join([*REPORT.texts, *(text for table in REPORT.tables for row in table for text in row)])
    assert not [trace for trace in ("{{", "{%", "None", "nan", "待补") if trace in whole]


@pytest.mark.libreoffice
def test_libreoffice_gives_the_cover_and_the_form_a_page_each(tmp_path: Path) -> None:
    (tmp_path / "报告.docx").write_bytes(REPORT.data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ("soffice", profile, "--headless", "--convert-to", "pdf", "报告.docx")
    subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=180, check=True)
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext") is None:
        return
    done = subprocess.run(("pdftotext", "报告.pdf", "-"), cwd=tmp_path, capture_output=True, timeout=60, check=True)
    pages = [re.sub(r"\s", "", page) for page in done.stdout.decode().split("\f") if page.strip()] or [""]
    assert pages[0].startswith(SOURCE["cover_title"])
    assert "—1—" not in pages[0]
    assert pages[1].startswith("项目支出绩效自评表")
    assert "—2—" in pages[1]
    assert pages[2].startswith("医疗保障经办和服务能力提升项目2023年绩")
    assert len(pages) == 6
