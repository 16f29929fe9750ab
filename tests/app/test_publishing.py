"""`zpj publish`: nothing personal is left anywhere in the copy, and everything else is as it was."""

from __future__ import annotations

import re
import shutil
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.app.hostile_publications import (
    DESK,
    NAME,
    OTHER,
    PHONE,
    SECRETS,
    hostile_document,
    hostile_workbook,
    rewrite,
)
from zpj.app.publishing import Published, publish
from zpj.app.reading import read_workbook
from zpj.app.summing import write_summary
from zpj.domain.errors import ZpjError
from zpj.grid.files import read_grids
from zpj.grid.grid import Cell
from zpj.grid.package import open_package
from zpj.grid.publish_text import lines_of

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "sample_workbooks").glob("*.xlsx"))
GONE = "（略）"


def everything(path: Path) -> str:
    """All parts as text, with character references resolved and once more without tags."""
    with zipfile.ZipFile(path) as archive:
        texts = [unescape(archive.read(name).decode("utf-8", "replace")) for name in archive.namelist()]
    return "\n".join([*texts, *(re.sub("<[^>]+>", "", text) for text in texts)])


def cells(path: Path, name: str) -> dict[tuple[int, int], Cell]:
    return dict(next(grid for grid in read_grids(path) if grid.name == name).cells)


def kinds(done: Published) -> set[str]:
    return {item.kind for item in done.removals}


def paragraphs(path: Path) -> list[str]:
    return [line.text for line in lines_of(open_package(path).xml("word/document.xml")) if line.prose]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Published]:
    folder = tmp_path_factory.mktemp("公开 版（1）")
    source = hostile_workbook(folder / "自评.xlsx")
    return source, publish(source, folder / "公开.xlsx", force=False)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Published]:
    folder = tmp_path_factory.mktemp("公开")
    source = hostile_document(folder / "报告.docx")
    return source, publish(source, folder / "公开.docx", force=False)


def test_no_secret_is_anywhere_in_the_workbook(workbook: tuple[Path, Published]) -> None:
    whole = everything(workbook[1].path)
    assert [secret for secret in (*SECRETS, "欧阳正华", "zhang@", "2025678") if secret in whole] == []
    assert all(secret in everything(workbook[0]) for secret in (NAME, OTHER, "陈年话", "王小明"))


def test_no_secret_is_anywhere_in_the_document(document: tuple[Path, Published]) -> None:
    whole = everything(document[1].path)
    assert [
        secret for secret in (*SECRETS, "删去的", "欧 阳", "rsid", "AUTHOR", "w:del ", "w:ins ") if secret in whole
    ] == []


def test_figures_and_formulas_of_the_workbook_stay(workbook: tuple[Path, Published]) -> None:
    before, after = (cells(path, "自评表") for path in (workbook[0], workbook[1].path))
    personal = {(3, 2), (3, 4), (4, 2), (4, 4), (6, 2), (10, 2), (10, 4), (11, 2), (11, 4)}
    hidden = {(7, 1), (7, 2), (7, 3), (5, 8)}
    assert {place for place in before if after.get(place) != before[place]} == personal | hidden | {
        (8, c) for c in range(2, 6)
    }
    assert not hidden & set(after)
    assert {after[place].text for place in personal - {(6, 2)}} == {GONE}
    assert after[6, 2].text == f"如有疑问请联系{GONE}，手机 {GONE}，办公电话：{GONE}。预算 86500.5 元。"
    assert after[5, 6].formula == "SUM(B5:E5)"
    assert [(after[8, c].formula, after[8, c].text) for c in (2, 3, 5)] == [(None, "42"), (None, "8"), (None, "21号")]
    assert after[8, 4].formula == f'IF(B3="{GONE}",1,0)'


def test_styles_and_untouched_parts_keep_their_bytes(workbook: tuple[Path, Published]) -> None:
    before, after = (open_package(path) for path in (workbook[0], workbook[1].path))
    for part in ("xl/styles.xml", "xl/theme/theme1.xml", "xl/drawings/drawing1.xml"):
        assert before.read(part) == after.read(part)


def test_what_leads_to_removed_things_is_gone_too(workbook: tuple[Path, Published]) -> None:
    book: Any = openpyxl.load_workbook(workbook[1].path)
    assert book.sheetnames == ["自评表"]
    assert list(book.defined_names) == []
    assert book["自评表"].data_validations.dataValidation == []
    assert "底稿" not in everything(workbook[1].path)
    chart = book["自评表"]._charts[0]
    assert [point.v for point in chart.series[0].val.numLit.pt] == [21]


def test_the_list_says_kind_and_place_and_never_the_secret(
    workbook: tuple[Path, Published], document: tuple[Path, Published]
) -> None:
    for done in (workbook[1], document[1]):
        assert {"姓名", "电话", "文档属性", "自定义属性", "批注"} <= kinds(done)
        assert not [item for item in done.removals if any(secret in f"{item.kind}{item.place}" for secret in SECRETS)]
    assert {
        "隐藏的工作表",
        "隐藏行列的内容",
        "公式改为数值",
        "身份证号",
        "银行账号",
        "文件里没有用到的旧文字",
    } <= kinds(workbook[1])
    assert {"修订（已按接受处理）", "隐藏文字", "编辑标识（rsid）"} <= kinds(document[1])
    assert ("姓名", "自评表!B3") in {(item.kind, item.place) for item in workbook[1].removals}


def test_the_rest_of_the_document_reads_as_before(document: tuple[Path, Published]) -> None:
    texts = paragraphs(document[1].path)
    assert f"联系人：{GONE}，电话 {GONE}。预算86500.5元，执行率72.26%。" in texts
    assert f"评价工作由{GONE}牵头，共 2 人。" in texts
    assert {"保留新增", "前半句，后半句。", f"经办人：{GONE} {GONE}", "科长", "2023年度自评报告"} <= set(texts)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_standard_workbook_loses_its_internal_sheets_and_nothing_of_its_forms(sample: Path, tmp_path: Path) -> None:
    done = publish(sample, tmp_path / "公开.xlsx", force=False)
    before = {grid.name: grid for grid in read_grids(sample)}
    after = {grid.name: grid for grid in read_grids(done.path)}
    assert {"设置", "报告素材", "填报说明"} & set(after) == set()
    assert after
    for name, grid in after.items():
        differing = {place for place, cell in before[name].cells.items() if grid.cells.get(place) != cell}
        tops = {
            column: row for (row, column), cell in before[name].cells.items() if cell.text in ("测算得分", "测算依据")
        }
        assert all(column in tops and row >= tops[column] for row, column in differing)


def test_a_formula_without_a_result_that_needs_a_hidden_sheet_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    hidden: Any = book.create_sheet("底稿")
    hidden.sheet_state = "hidden"
    hidden["A1"], sheet["A1"] = 1, "=SOMETHING(底稿!A1)"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(ZpjError, match="没有它的结果"):
        publish(tmp_path / "a.xlsx", tmp_path / "b.xlsx", force=False)
    assert not (tmp_path / "b.xlsx").exists()


def test_the_output_is_never_the_input_and_replaces_nothing_unasked(tmp_path: Path) -> None:
    source = hostile_document(tmp_path / "报告.docx")
    before = source.read_bytes()
    with pytest.raises(ZpjError, match="这是原文件"):
        publish(source, source, force=True)
    with pytest.raises(ZpjError, match=r"只能写成 \.docx"):
        publish(source, tmp_path / "公开.xlsx", force=False)
    publish(source, tmp_path / "公开.docx", force=False)
    with pytest.raises(ZpjError, match="已经存在"):
        publish(source, tmp_path / "公开.docx", force=False)
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "remedy"),
    [(b"%PDF-1.7 x", "原件"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "另存为")],
)
def test_files_that_cannot_be_cleaned_are_refused_with_a_remedy(tmp_path: Path, data: bytes, remedy: str) -> None:
    (tmp_path / "旧.bin").write_bytes(data)
    with pytest.raises(ZpjError, match=remedy):
        publish(tmp_path / "旧.bin", tmp_path / "新.xlsx", force=False)


def test_a_person_in_a_sheet_s_name_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = f"{NAME}的表"
    sheet["A1"], sheet["B1"] = "联系人", NAME
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(ZpjError, match="改名"):
        publish(tmp_path / "a.xlsx", tmp_path / "b.xlsx", force=False)


def test_something_left_in_a_picture_s_data_stops_the_copy(tmp_path: Path) -> None:
    source = hostile_document(tmp_path / "报告.docx")
    drawing = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    rewrite(
        source,
        {
            "word/_rels/document.xml.rels": (
                "</Relationships>",
                f'<Relationship Id="rIdP" Type="{drawing}" Target="media/a.png"/></Relationships>',
            )
        },
        {"word/media/a.png": f"PNG Author {NAME}"},
    )
    with pytest.raises(ZpjError, match="没有写出"):
        publish(source, tmp_path / "公开.docx", force=False)
    assert not (tmp_path / "公开.docx").exists()


def test_macros_are_left_out_and_the_copy_is_a_plain_workbook(tmp_path: Path) -> None:
    source = hostile_workbook(tmp_path / "自评.xlsm")
    plain, macro = "spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    rewrite(
        source,
        {
            "[Content_Types].xml": (f"application/vnd.openxmlformats-officedocument.{plain}", macro),
            "xl/_rels/workbook.xml.rels": (
                "</Relationships>",
                f'<Relationship Id="rIdV" Type="{kind}" Target="vbaProject.bin"/></Relationships>',
            ),
        },
        {"xl/vbaProject.bin": "macro"},
    )
    done = publish(source, tmp_path / "公开.xlsx", force=False)
    package = open_package(done.path)
    assert "xl/vbaProject.bin" not in package
    assert macro.encode() not in package.read("[Content_Types].xml")
    assert openpyxl.load_workbook(done.path).sheetnames == ["自评表"]
    assert any("宏" in notice for notice in done.notices)


def test_a_number_that_may_be_a_phone_is_left_and_pointed_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"], sheet["B1"], sheet["A2"] = "预算（元）", int(PHONE), f"咨询 {DESK}"
    book.save(tmp_path / "a.xlsx")
    done = publish(tmp_path / "a.xlsx", tmp_path / "b.xlsx", force=False)
    assert any("B1" in notice for notice in done.notices)
    after = cells(done.path, "Sheet")
    assert (after[1, 2].text, after[2, 1].text) == (PHONE, f"咨询 {GONE}")


def test_a_hidden_indicator_leaves_a_notice_that_the_figures_no_longer_add_up(tmp_path: Path) -> None:
    source = Path(shutil.copy(SAMPLES[0], tmp_path / "a.xlsx"))
    form = read_workbook(source).evaluations[0]
    book = openpyxl.load_workbook(source)
    row = int("".join(filter(str.isdigit, form.indicators[1].location.rpartition("!")[2])))
    book[form.location].row_dimensions[row].hidden = True
    book.save(source)
    done = publish(source, tmp_path / "b.xlsx", force=False)
    assert any("隐藏的指标" in notice and "总分" in notice for notice in done.notices)


def test_a_published_summary_has_no_remarks_of_the_reviewer(tmp_path: Path) -> None:
    write_summary([SAMPLES[0]], tmp_path / "a.xlsx", force=False)
    publish(tmp_path / "a.xlsx", tmp_path / "b.xlsx", force=False)
    before, after = (
        {cell.text for place, cell in cells(tmp_path / name, "汇总表").items() if place[0] == 3}
        for name in ("a.xlsx", "b.xlsx")
    )
    assert before - after == {"问题数", "备注", "文件"}
