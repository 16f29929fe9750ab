"""A wrong command line is told in one Chinese line: what is wrong with it, and which page helps."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from tests.app.batch_cases import workbook
from zpj.app.batch_lock import locked
from zpj.cli.chinese import run
from zpj.cli.commands import cli
from zpj.cli.ending import UNREADABLE
from zpj.domain.errors import ZpjError


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("score", "a.xlsx", "多的"), "多了参数 多的。请用 zpj score --help 查看用法。"),
        (("score", "a.xlsx", "--scheme"), "选项 --scheme 后面缺少内容。"),
        (("score", "a.xlsx", "--json=3"), "选项 --json 后面不带内容。"),
        (("report", "a.xlsx", "--bad"), "没有选项 --bad。请用 zpj report --help 查看用法。"),
        (
            ("batch", "a", "-o", "b", "--jobs", "0"),
            "参数 --jobs 的值不对，应为 1 到 256 的整数。请用 zpj batch --help 查",
        ),
        (("new", "--project", "甲", "--project", "甲 ", "b.xlsx"), "项目“甲”：写了不止一次。请删去重复的"),
        (("check", "."), ".：这是文件夹"),
        (("template", "check", "a.xlsx"), "模板 a.xlsx：不是 Word 文档。"),
        (("template", "check", "."), ".：这是文件夹"),
        (("score", "."), ".：这是文件夹"),
        (("score", ""), ".：这是文件夹"),
        (("fix", "."), ".：这是文件夹"),
        (("score", "无.docx"), "无.docx：找不到文件"),
        (("fix", "无.pdf"), "无.pdf：找不到文件"),
        (("score", "字.docx"), "字.docx：计分副本只能由 .xlsx 或 .xlsm 生成。请先用 zpj import "),
        (("fix", "字.docx"), "字.docx：只能修正 .xlsx 或 .xlsm。请先用 zpj import "),
        (("score", "表.docx"), "表.docx：计分副本只能由 .xlsx 或 .xlsm 生成。请先在 Excel 里另存为 .xlsx"),
        (("report", "b.xlsx", "--template", "无.docx"), "报告模板“无.docx”：找不到文件。"),
        (("report", "b.xlsx", "--template", "."), "报告模板“.”：这是文件夹"),
        (("report", "b.xlsx", "--template", "a.xlsx"), "报告模板“a.xlsx”：报告模板只能是 .docx。"),
        (("report", "b.xlsx", "--template", "无"), "报告模板“无”：没有这个模板。"),
    ],
)
def test_the_line_names_what_is_wrong(
    arguments: tuple[str, ...],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    openpyxl.Workbook().save("a.xlsx")
    Path("表.docx").write_bytes(Path("a.xlsx").read_bytes())
    workbook(Path("b.xlsx"), "甲项目")
    docx.Document().save("字.docx")
    assert run(cli, arguments) == UNREADABLE
    assert capsys.readouterr().err.startswith(told)


def test_a_folder_without_rights_is_named_and_not_the_lock_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> int:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("zpj.app.batch_lock.os.open", refused)
    with pytest.raises(ZpjError) as told, locked(tmp_path):
        pass
    monkeypatch.undo()
    assert str(told.value).startswith(f"{tmp_path}：没有权限往这个文件夹里写。")
    assert ".zpj.lock" not in str(told.value)
