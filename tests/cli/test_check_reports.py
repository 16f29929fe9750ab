"""`zpj check` with filed reports: pairing, exit codes, Word comments, review sheets."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Collection
from pathlib import Path

import click
import openpyxl
import pytest
from docx import Document
from lxml import etree

from tests.checks.tie_faults import Fault, figures, spoilt
from tests.report.published_reports import produced
from zpj.app.general_report import general_document
from zpj.app.reading import read_workbook
from zpj.cli.check_commands import check
from zpj.cli.chinese import ChineseGroup, run
from zpj.domain.paper import Paper
from zpj.grid.word_file import WordDocument
from zpj.report.paper_reading import paper_of
from zpj.report.wordml import tag

SAMPLES = Path(__file__).parents[2] / "sample_workbooks"
XINZHOU, ZIZHOU = SAMPLES / "xinzhou_2022.xlsx", SAMPLES / "zizhou_2023.xlsx"


@pytest.fixture
def cli() -> click.Command:
    group = ChineseGroup("zpj")
    group.add_command(check)
    return group


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The first report of 忻州 with a total, a score in a table and a number of the clerk's text changed."""
    data = produced("xinzhou_2022")[0].data
    for text, now in (("95.23", "96.23"), ("72.26", "62.26"), ("5", "7")):
        place = next(figure for figure in figures(data) if figure.text == text)
        data = spoilt(data, Fault("digit", place, now))
    path = tmp_path / "报告（改）.docx"
    path.write_bytes(data)
    return path


def found(cli: click.Command, capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, str]]:
    run(cli, ["check", *map(str, arguments), "--json"])
    listed: list[dict[str, str]] = json.loads(capsys.readouterr().out)["findings"]
    return listed


def test_each_finding_carries_the_file_it_stands_in(
    cli: click.Command, edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = [one for one in found(cli, capsys, XINZHOU, edited) if one["file"] == str(edited)]
    assert sorted((one["rule"], one["location"], one["found"], one["expected"]) for one in listed) == [
        ("ZPJ503", "三、项目自评结果1. ¶2", "96.23", "95.23"),
        ("ZPJ566", "三、项目自评结果4. ¶2", "7", "5"),
        ("ZPJ567", "表1!G3", "62.26", "72.26"),
    ]


def test_a_report_belongs_to_the_workbook_that_has_its_project(
    cli: click.Command, edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = found(cli, capsys, ZIZHOU) + found(cli, capsys, XINZHOU, edited)
    assert found(cli, capsys, ZIZHOU, XINZHOU, edited) == alone


def test_several_reports_are_checked_in_one_pass(
    cli: click.Command, edited: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = tmp_path / "第二份.docx"
    second.write_bytes(produced("xinzhou_2022")[1].data)
    assert found(cli, capsys, XINZHOU, edited, second) == found(cli, capsys, XINZHOU, edited)


def test_a_general_report_is_tied_to_all_its_workbooks(
    cli: click.Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    books = [XINZHOU, SAMPLES / "nanchang_2022.xlsx"]
    data = general_document([read_workbook(path) for path in books])
    path = tmp_path / "总报告.docx"
    path.write_bytes(data)
    assert own(found(cli, capsys, *books, path), path) == []
    place = next(figure for figure in figures(data) if figure.text == "95.23")
    path.write_bytes(spoilt(data, Fault("digit", place, "96.23")))
    assert ("96.23", "95.23") in [
        (one["found"], one["expected"]) for one in own(found(cli, capsys, *books, path), path)
    ]


def test_a_general_report_beside_some_of_its_workbooks_says_once_what_it_could_not_tie(
    cli: click.Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    books = [XINZHOU, ZIZHOU, SAMPLES / "nanchang_2022.xlsx"]
    data = general_document([read_workbook(path) for path in books])
    path = tmp_path / "总报告.docx"
    path.write_bytes(data)
    alone = own(found(cli, capsys, path), path)
    beside = [one for one in own(found(cli, capsys, XINZHOU, path), path) if one not in alone]
    assert [(one["rule"], one["severity"]) for one in beside] == [("ZPJ569", "warning")]
    assert "8个项目，其中3个没有给自评表" in beside[0]["message"]
    score = [figure for figure in figures(data) if figure.text == "95.23" and figure.start == 0][-1]
    path.write_bytes(spoilt(data, Fault("digit", score, "96.23")))
    told = [one for one in own(found(cli, capsys, XINZHOU, path), path) if one not in alone]
    assert [(one["rule"], one["found"], one["expected"]) for one in told if one["rule"] != "ZPJ569"] == [
        ("ZPJ567", "96.23", "95.23")
    ]


def test_the_order_in_which_workbooks_are_named_does_not_matter_to_a_general_report(
    cli: click.Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    books = [XINZHOU, ZIZHOU, SAMPLES / "nanchang_2022.xlsx"]
    path = tmp_path / "总报告.docx"
    path.write_bytes(general_document([read_workbook(book) for book in books]))
    assert own(found(cli, capsys, *reversed(books), path), path) == []


def own(listed: list[dict[str, str]], path: Path) -> list[dict[str, str]]:
    """The findings of one file, those of what the clerk must still write apart."""
    return [one for one in listed if one["file"] == str(path) and one["rule"] != "ZPJ522"]


@pytest.mark.parametrize("books", [(ZIZHOU,), (ZIZHOU, SAMPLES / "chaoyang_2023.xlsx")])
def test_a_report_of_none_of_the_workbooks_gets_one_finding_that_says_so(
    cli: click.Command, books: tuple[Path, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(produced("xinzhou_2022")[0].data)
    alone = own(found(cli, capsys, path), path)
    (told,) = [one for one in own(found(cli, capsys, *books, path), path) if one not in alone]
    assert (told["rule"], told["severity"]) == ("ZPJ569", "warning")


def test_what_the_program_left_to_write_is_an_error_in_the_report(
    cli: click.Command, edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = Document(str(edited))
    document.add_paragraph("【待补：主要经验及做法】")
    document.save(str(edited))
    for files in ((edited,), (XINZHOU, edited)):
        listed = found(cli, capsys, *files)
        assert "【待补：主要经验及做法】" in [one["quote"] for one in listed if one["rule"] == "ZPJ522"]


def test_a_report_by_itself_is_tied_to_its_own_form(
    cli: click.Command, edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = found(cli, capsys, edited)
    assert ("ZPJ503", "96.23", "95.23") in [(one["rule"], one["found"], one["expected"]) for one in listed]
    assert run(cli, ["check", str(edited)]) == 1


def test_a_document_that_is_no_report_ends_with_2(
    cli: click.Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = Document()
    document.add_paragraph("会议通知：明天上午开会。")
    path = tmp_path / "通知.docx"
    document.save(str(path))
    assert run(cli, ["check", str(path)]) == 2
    assert re.fullmatch(r".*通知\.docx.*没有自评表.*\n", capsys.readouterr().err)


def test_each_finding_of_the_report_becomes_a_comment_at_its_place(
    cli: click.Command, edited: Path, tmp_path: Path
) -> None:
    before, marked = edited.read_bytes(), tmp_path / "批注.docx"
    assert run(cli, ["check", str(XINZHOU), str(edited), "--mark", str(marked)]) == 1
    assert edited.read_bytes() == before
    comments = sorted(comments_of(marked))
    assert [text.split("　")[0] for text, _ in comments] == ["【错误】ZPJ503", "【错误】ZPJ566", "【错误】ZPJ567"]
    assert all("处理：" in text for text, _ in comments)
    assert [words for _, words in comments] == ["总得分96.23分", "对两定机构监督稽核等检查7次，", "62.26"]
    assert [paragraph.text for paragraph in Document(str(marked)).paragraphs] == [
        paragraph.text for paragraph in Document(str(edited)).paragraphs
    ]


def test_the_report_is_read_once_for_its_findings_and_its_comments(
    cli: click.Command, edited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(document: WordDocument, path: str, *tables: Collection[str]) -> Paper:
        read.append(path)
        return paper_of(document, path, *tables)

    monkeypatch.setattr("zpj.report.paper_reading.paper_of", counted)
    assert run(cli, ["check", str(edited), "--mark", str(tmp_path / "批注.docx")]) == 1
    assert read == [str(edited)]


def comments_of(path: Path) -> list[tuple[str, str]]:
    """Each comment and the text it is put on."""
    with zipfile.ZipFile(path) as package:
        comments = etree.fromstring(package.read("word/comments.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
    listed = []
    for comment in comments:
        number = comment.get(tag("id"))
        ends = {tag("commentRangeStart"): False, tag("commentRangeEnd"): True}
        inside, text = False, ""
        for node in body.iter():
            if node.tag in ends and node.get(tag("id")) == number:
                inside = not ends[node.tag]
            elif inside and node.tag == tag("t"):
                text += node.text or ""
        listed.append(("".join(node.text or "" for node in comment.iter(tag("t"))), text))
    return listed


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        (("again",), "有几份报告"),
        ((), "已经存在"),
        (("xlsx",), "没有 Word 报告"),
        (("self",), "被校验的文件"),
        (("pdf",), "只能写成 .docx"),
    ],
)
def test_marking_refuses_in_one_chinese_line(
    cli: click.Command,
    edited: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    extra: tuple[str, ...],
    told: str,
) -> None:
    files, output = [str(XINZHOU), str(edited)], tmp_path / "批注.docx"
    force: list[str] = []
    if "again" in extra:
        files.append(str(shutil.copy(edited, tmp_path / "又一份.docx")))
    if "xlsx" in extra:
        files.pop()
    if "self" in extra:
        output, force = edited, ["--force"]
    if "pdf" in extra:
        output = tmp_path / "批注.pdf"
    if not extra:
        output.write_bytes(b"old")
    assert run(cli, ["check", *files, "--mark", str(output), *force]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line
    assert not extra or "self" in extra or not output.exists()


def test_the_review_sheets_name_places_in_the_report(cli: click.Command, edited: Path, tmp_path: Path) -> None:
    table, page = tmp_path / "意见.xlsx", tmp_path / "意见.html"
    run(cli, ["check", str(XINZHOU), str(edited), "-o", str(table)])
    run(cli, ["check", str(XINZHOU), str(edited), "-o", str(page)])
    sheet = openpyxl.load_workbook(table)["审核意见"]
    rows = [row for row in sheet.iter_rows(min_row=4) if row[3].value == edited.name]
    links = {str(row[5].value): row[0].hyperlink for row in rows}
    assert set(links) == {"表1!G3", "三、项目自评结果1. ¶2", "三、项目自评结果4. ¶2"}
    assert all(link and link.target and "#" not in link.target for link in links.values())
    text = page.read_text("utf-8")
    assert "三、项目自评结果1. ¶2" in text
    assert "工作簿里的" in text


@pytest.mark.libreoffice
def test_libreoffice_reads_the_comments(cli: click.Command, edited: Path, tmp_path: Path) -> None:
    marked = tmp_path / "marked.docx"
    run(cli, ["check", str(XINZHOU), str(edited), "--mark", str(marked)])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path), str(marked)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)})
    with zipfile.ZipFile(tmp_path / "marked.odt") as package:
        content = package.read("content.xml").decode()
    notes = re.findall(r"<office:annotation .*?</office:annotation>", content, re.DOTALL)
    assert len(notes) == 3
    assert "ZPJ503" in "".join(notes)
