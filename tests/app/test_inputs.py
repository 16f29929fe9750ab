"""Batch, summary and import take the same files of a folder, and count no project twice."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest

from tests.app.batch_cases import journal, table, workbook
from zpj import resources
from zpj.app.batch import BatchRun, run
from zpj.app.importing import import_files
from zpj.app.inputs import DOCUMENT, WORKBOOK, Figures, choose, repeats
from zpj.app.reporting import write_reports
from zpj.app.summing import write_summary
from zpj.domain.amounts import exact
from zpj.domain.errors import ZpjError

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"


def batch(source: Path, output: Path) -> BatchRun:
    return run([source], output, resume=True, executor=ThreadPoolExecutor(1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two workbooks, and beside them all that zpj makes of them."""
    one, two = workbook(tmp_path / "收" / "甲.xlsx", "甲"), workbook(tmp_path / "收" / "乙.xlsx", "乙")
    source = one.parent
    write_reports(one, None, None, source, force=False)
    batch(one, source / "旧")
    shutil.copy(source / "旧" / "结果.xlsx", source / "一览.xlsx")
    write_summary([two], source / "各项目.xlsx", force=False)
    import_files([two], source / "标准.xlsx", None, force=False)
    shutil.copy(one, source / "甲_计分_2.xlsx")
    shutil.copy(resources.templates() / "reports" / "mof-self.docx", source / "模板.docx")
    return source


def test_what_zpj_made_of_the_workbooks_is_named_and_not_counted(folder: Path, tmp_path: Path) -> None:
    done = batch(folder, tmp_path / "出")
    assert [row.file for row in done.rows] == ["乙.xlsx", "甲.xlsx"]
    assert done.failed == ()
    told = dict(done.left_out)
    assert told["一览.xlsx"] == "是批量处理的结果表，里面没有自评表"
    assert told["各项目.xlsx"] == "是汇总工作簿，里面没有自评表"
    assert told["旧"] == "是批量处理的结果文件夹"
    assert "“乙”在 乙.xlsx 里已有" in told["标准.xlsx"]
    assert "副本" in told["甲_计分_2.xlsx"]
    assert "没有找到" in told["模板.docx"]
    assert "没有找到" in told["甲项目支出绩效自评报告.docx"]


def test_summary_and_import_count_the_same_projects(folder: Path, tmp_path: Path) -> None:
    summary = write_summary([folder], tmp_path / "汇总.xlsx", force=False).summary
    assert sorted(row.project for row in summary.rows) == ["乙", "甲"]
    assert sorted(import_files([folder], tmp_path / "新.xlsx", None, force=False).projects) == ["乙", "甲"]


def test_going_on_with_a_batch_still_knows_the_reports_of_its_projects(folder: Path, tmp_path: Path) -> None:
    first = batch(folder, tmp_path / "出")
    again = batch(folder, tmp_path / "出")
    assert again.kept == 2
    assert sorted(again.left_out) == sorted(first.left_out)


def test_a_word_report_with_the_form_of_a_workbook_is_not_done_again(tmp_path: Path) -> None:
    source = Path(shutil.copy(SAMPLES / "xinzhou_2022.xlsx", tmp_path))
    (report,) = write_reports(source, None, "资产购置经费", None, force=False)
    done = batch(tmp_path, tmp_path / "出")
    assert [row.file for row in done.rows] == [source.name] * 5
    assert dict(done.left_out) == {report.path.name: f"“资产购置经费”在 {source.name} 里已有，数也相同"}
    assert len(list((tmp_path / "出").glob("*.docx"))) == 5


def test_a_form_repeats_another_only_with_its_unit_year_and_figures() -> None:
    book = Figures(WORKBOOK, "甲", "某中心", "2023", tuple(map(exact, ("10", "6.25025", "95.23"))))
    shown = tuple(map(exact, ("10", "6.25", "95.23")))
    assert repeats(Figures(DOCUMENT, "甲", "某中心", "2023", shown), [book]) == 0
    assert repeats(Figures(DOCUMENT, "甲", "", "", shown), [book]) == 0
    assert repeats(Figures(WORKBOOK, "甲", "某中心", "2023", shown), [book]) is None
    assert repeats(Figures(DOCUMENT, "甲", "某中心", "2022", shown), [book]) is None
    assert repeats(Figures(DOCUMENT, "甲", "某中心", "2023", (exact("10"), exact("6"), exact("95.23"))), [book]) is None


def test_a_clerk_s_sheet_with_the_name_of_a_result_is_read(tmp_path: Path) -> None:
    for name in ("结果", "审核意见"):
        book = openpyxl.load_workbook(workbook(tmp_path / f"{name}.xlsx", name))
        for sheet in book.worksheets[1:]:
            book.remove(sheet)
        book.worksheets[0].title = name
        book.save(tmp_path / f"{name}.xlsx")
    assert len(choose([tmp_path]).files) == 2


def test_a_document_without_a_form_alone_is_a_failure(tmp_path: Path) -> None:
    document = shutil.copy(resources.templates() / "reports" / "mof-self.docx", tmp_path / "模板.docx")
    done = batch(Path(document), tmp_path / "出")
    assert not done.passes
    assert "没有找到" in done.failed[0].failure


def test_table_and_journal_say_the_same_of_a_file_that_failed(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"?")
    workbook(tmp_path / "好.xlsx", "甲")
    batch(tmp_path, tmp_path / "出")
    lines = {line["file"]: (line["errors"], line["warnings"]) for line in journal(tmp_path / "出")}
    rows = {row[0]: (row[7], row[8]) for row in table(tmp_path / "出")[1:]}
    assert lines == rows
    assert lines["坏.xlsx"] == (None, None)


def test_batch_and_summary_give_the_filed_score_and_the_computed_one_beside_it(tmp_path: Path) -> None:
    source = SAMPLES / "zizhou_2023.xlsx"
    row = batch(source, tmp_path / "出").rows[0]
    summed = write_summary([source], tmp_path / "汇总.xlsx", force=False).summary.rows[0]
    assert (row.score, row.grade) == (summed.score, summed.grade)
    assert row.score != row.computed
    assert row.note == f"填报{row.score}分，测算{row.computed}分"
    assert row.note in summed.remark
    line = journal(tmp_path / "出")[0]
    assert (line["score"], line["computed"]) == (str(row.score), str(row.computed))


def test_nothing_found_names_the_folder_and_one_remedy(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(ZpjError) as refused:
        write_summary([tmp_path / "空"], tmp_path / "汇总.xlsx", force=False)
    assert str(refused.value).startswith(f"{tmp_path / '空'}：里面没有自评表文件。")
    with pytest.raises(ZpjError) as refused:
        write_summary([tmp_path / "无"], tmp_path / "汇总.xlsx", force=False)
    assert str(refused.value).count("请") == 1


def test_an_import_that_finds_nothing_names_the_file_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "工资"
    book.save(tmp_path / "工资.xlsx")
    with pytest.raises(ZpjError) as refused:
        import_files([tmp_path / "工资.xlsx"], tmp_path / "新.xlsx", None, force=False)
    assert str(refused.value).count("工资.xlsx") == 1
