"""`zpj check` and `zpj fix`: contract, review sheets, safe fixes."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import openpyxl
import pytest

from zpj.app.checking import check_files, checked_json, write_review
from zpj.app.fixing import fix_file
from zpj.app.making import new_workbook
from zpj.app.reading import read_workbook
from zpj.checks.catalogue import all_rules, fixable, page
from zpj.cli.check_commands import check, fix
from zpj.cli.chinese import ChineseGroup, run
from zpj.domain.errors import ZpjError
from zpj.domain.findings import Finding

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_workbooks"
ZIZHOU = SAMPLES / "zizhou_2023.xlsx"
XINZHOU = SAMPLES / "xinzhou_2022.xlsx"
FORM = "医药招采与基金监管工作经费"
KEYS = {
    "rule", "severity", "project", "file", "location", "message", "found", "expected", "difference", "tolerance",
    "quote", "basis", "clause", "fix",
}  # fmt: skip


@pytest.fixture
def cli() -> click.Command:
    group = ChineseGroup("zpj")
    group.add_command(check)
    group.add_command(fix)
    return group


def edited(path: Path, change: Callable[[Any], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def rules(path: Path) -> set[str]:
    return {finding.rule for finding in check_files([path]).findings}


def test_a_file_given_twice_is_checked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ZIZHOU, tmp_path / "表.xlsx")
    shutil.copy(XINZHOU, tmp_path / "另.xlsx")
    monkeypatch.chdir(tmp_path)
    one, other = Path("表.xlsx"), Path("另.xlsx")
    once = check_files([one, other]).findings
    assert check_files([one, other, one, tmp_path / "表.xlsx"]).findings == once


def test_the_json_is_that_of_the_contract(cli: click.Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(cli, ["check", str(ZIZHOU), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["verdict"] == "fail"
    assert sum(document["counts"].values()) == len(document["findings"])
    assert all(set(finding) == KEYS for finding in document["findings"])
    ledger = next(finding for finding in document["findings"] if finding["rule"] == "ZPJ204")
    assert ledger["file"] == str(ZIZHOU)
    assert (ledger["found"], ledger["expected"], ledger["severity"]) == ("33", "30", "error")


def test_the_verdict_is_the_first_line(cli: click.Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(cli, ["check", str(ZIZHOU)]) == 1
    assert re.fullmatch(r"不可报送：错误 \d+ 条，警告 \d+ 条，提示 \d+ 条", capsys.readouterr().out.splitlines()[0])


def test_a_blank_form_cannot_be_filed(tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    new_workbook(path, "mof", ("甲项目",), force=False)
    checked = check_files([path])
    assert [finding.rule for finding in checked.findings if finding.severity == "error"] == ["ZPJ101"]
    assert checked.verdict.startswith("不可报送")


def test_without_findings_the_verdict_is_pass() -> None:
    document = checked_json(type(check_files([ZIZHOU]))(()))
    assert document == {"verdict": "pass", "counts": {"error": 0, "warning": 0, "info": 0}, "findings": []}


def test_a_file_that_cannot_be_read_ends_with_2(cli: click.Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(cli, ["check", "没有这个文件.xlsx"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_several_files_are_checked_in_one_pass() -> None:
    both = check_files([ZIZHOU, XINZHOU]).findings
    assert {finding.file for finding in both} == {str(ZIZHOU), str(XINZHOU)}
    assert len(both) == len(check_files([ZIZHOU]).findings) + len(check_files([XINZHOU]).findings)


def test_another_scheme_is_another_verdict() -> None:
    weights = [finding.rule for finding in check_files([XINZHOU], "hubei").findings]
    assert "ZPJ212" not in weights
    assert weights != [finding.rule for finding in check_files([XINZHOU]).findings]


def test_the_review_sheet_links_to_every_cell(tmp_path: Path) -> None:
    source = Path(shutil.copy(ZIZHOU, tmp_path / "自评 表#1.xlsx"))
    checked = check_files([source])
    path = write_review(checked, tmp_path / "审核意见.xlsx", force=False)
    sheet = openpyxl.load_workbook(path)["审核意见"]
    assert checked.verdict in sheet["A1"].value
    for row, finding in enumerate(checked.findings, 4):
        assert sheet.cell(row, 3).value == finding.rule
        assert sheet.cell(row, 7).value == finding.message
        assert (sheet.cell(row, 8).value or "") == (finding.quote or "")
        place, _, cell = finding.location.rpartition("!")
        link = sheet.cell(row, 1).hyperlink
        assert link.target.startswith("%E8%87%AA%E8%AF%84%20%E8%A1%A8%231.xlsx#")
        assert link.target.endswith(f"'{place}'!{cell}")


def test_the_html_is_one_offline_file(tmp_path: Path) -> None:
    checked = check_files([XINZHOU])
    text = write_review(checked, tmp_path / "审核.html", force=False).read_text("utf-8")
    assert "<script" not in text
    assert not re.search(r"(?:src|href)=\"https?:", text)
    assert text.count("<tr>") >= len(checked.findings)
    assert "<th>原文</th>" in text
    assert "<th>允许误差</th>" in text
    assert text.count("<td>") == 11 * len(checked.findings)
    assert checked.verdict in text


def test_markup_in_a_form_stays_text_in_the_html(tmp_path: Path) -> None:
    path = Path(shutil.copy(XINZHOU, tmp_path / "a.xlsx"))
    edited(path, lambda book: book[FORM].__setitem__("G12", "≥<b>2次"))
    text = write_review(check_files([path]), tmp_path / "b.html", force=False).read_text("utf-8")
    assert "<b>2次" not in text


def test_an_existing_review_is_not_overwritten_nor_is_the_checked_file(tmp_path: Path) -> None:
    source = Path(shutil.copy(ZIZHOU, tmp_path / "a.xlsx"))
    checked = check_files([source])
    write_review(checked, tmp_path / "r.html", force=False)
    with pytest.raises(ZpjError, match="已经存在"):
        write_review(checked, tmp_path / "r.html", force=False)
    with pytest.raises(ZpjError, match="被校验"):
        write_review(checked, source, force=True)
    with pytest.raises(ZpjError, match="xlsx 或"):
        write_review(checked, tmp_path / "r.pdf", force=False)


def test_a_cell_of_a_word_table_is_named_by_its_table(tmp_path: Path) -> None:
    from tests.forms.word_forms import write_forms
    from zpj.forms.frame import find_frames
    from zpj.grid.files import read_grids

    path = tmp_path / "自评.docx"
    write_forms([grid for grid in read_grids(ZIZHOU) if find_frames(grid)], path)
    findings = check_files([path]).findings
    assert all(re.fullmatch(r"表1!?[A-Z]?\d*", finding.location) for finding in findings)
    write_review(check_files([path]), tmp_path / "审核意见.xlsx", force=False)


# fixes -----------------------------------------------------------------------------------------------------------


def fixed(path: Path, tmp_path: Path, *chosen: str) -> tuple[Path, list[tuple[str, str, str]]]:
    result = fix_file(path, tmp_path / "修正.xlsx", chosen, None, force=True)
    changes = [(item.location.rpartition("!")[2], item.old, item.new) for item in result.changes]
    return result.path, changes


def test_unit_text_and_serial_numbers_become_numbers(tmp_path: Path) -> None:
    path, changes = fixed(ZIZHOU, tmp_path)
    assert ("C6", "30万元", "30") in changes
    assert ("H17", "7分", "7") in changes
    assert ("A5", "2", "4") in changes
    assert not rules(path) & set(fixable())
    assert rules(path) == rules(ZIZHOU) - set(fixable())


def test_only_the_chosen_rules_are_applied(tmp_path: Path) -> None:
    _, changes = fixed(ZIZHOU, tmp_path, "ZPJ218")
    assert changes == [("A5", "2", "4")]


def test_one_fix_calls_for_the_next(tmp_path: Path) -> None:
    total = read_workbook(XINZHOU).evaluations[0].total
    assert total.reported
    assert total.reported_grade
    places = [entry.location.rpartition("!")[2] for entry in (total.reported, total.reported_grade)]

    def spoil(book: Any) -> None:
        for place, content in zip(("H7", "I7", *places), (80, 6, 60, "中"), strict=True):
            book[FORM][place] = content

    source = edited(Path(shutil.copy(XINZHOU, tmp_path / "a.xlsx")), spoil)
    assert {"ZPJ201", "ZPJ202", "ZPJ403"} <= rules(source)
    path, changes = fixed(source, tmp_path)
    assert ("H7", "80", "72.26（恢复公式）") in changes
    assert ("I7", "6", "7.23（恢复公式）") in changes
    assert (places[0], "60", "95.23（恢复公式）") in changes
    assert (places[1], "中", "优（恢复公式）") in changes
    assert not rules(path) & set(fixable())
    assert not {"ZPJ403", "ZPJ404"} & rules(path)


def test_a_bracket_changes_and_the_rest_of_the_text_stays(tmp_path: Path) -> None:
    before = openpyxl.load_workbook(XINZHOU)["报告素材"]["D83"].value
    path, changes = fixed(XINZHOU, tmp_path)
    after = openpyxl.load_workbook(path)["报告素材"]["D83"].value
    assert after == before.replace("(2020)45号", "〔2020〕45号")
    assert [place for place, _, _ in changes] == ["D83"]


def test_scores_a_person_gave_and_prose_are_never_changed(tmp_path: Path) -> None:
    path, _ = fixed(XINZHOU, tmp_path)
    kept = [item for item in check_files([XINZHOU]).findings if item.rule not in fixable()]
    assert [(item.rule, item.location) for item in check_files([path]).findings] == [
        (item.rule, item.location) for item in kept
    ]


def test_other_parts_of_the_file_stay_byte_for_byte(tmp_path: Path) -> None:
    path, _ = fixed(ZIZHOU, tmp_path)
    with zipfile.ZipFile(ZIZHOU) as old, zipfile.ZipFile(path) as new:
        assert old.namelist() == new.namelist()
        assert old.read("xl/styles.xml") == new.read("xl/styles.xml")


def test_a_rule_without_a_safe_fix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ZpjError, match="可修正的规则有"):
        fix_file(ZIZHOU, tmp_path / "a.xlsx", ["ZPJ101"], None, force=False)
    shutil.copy(ZIZHOU, tmp_path / "a.docx")
    with pytest.raises(ZpjError, match="另存为"):
        fix_file(tmp_path / "a.docx", None, [], None, force=False)


def test_every_fix_is_printed_old_and_new(
    cli: click.Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(cli, ["fix", str(ZIZHOU), "-o", str(tmp_path / "新.xlsx"), "--rule", "ZPJ218"]) == 0
    assert "支出明细!A5：2 → 4" in capsys.readouterr().out


# catalogue -------------------------------------------------------------------------------------------------------


def test_the_page_of_checks_is_fresh() -> None:
    assert (ROOT / "docs" / "checks.md").read_text("utf-8") == page()


def test_every_rule_says_what_where_and_what_to_do() -> None:
    for rule in all_rules():
        assert rule.title
        assert rule.clause
        assert rule.fix
        assert len(rule.message) < 80
    assert all(isinstance(finding, Finding) for finding in check_files([ZIZHOU]).findings)
