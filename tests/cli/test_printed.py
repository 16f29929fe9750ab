"""What the commands print on a screen without a terminal: results, places, and what a person must look at."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.app.batch_cases import workbook
from zpj.cli.chinese import run
from zpj.cli.commands import cli

_OWN_FORM = (
    ("项目名称", "甲项目"),
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "数量指标", "培训人次", "≥10人次", "12人次", 90, 90),
)


class Screen:
    """Runs commands and gives what they printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def after(self, *arguments: object) -> str:
        assert run(cli, [str(argument) for argument in arguments]) == 0
        return self._capsys.readouterr().out

    def refused(self, *arguments: object) -> str:
        assert run(cli, [str(argument) for argument in arguments]) == 2
        (line,) = self._capsys.readouterr().err.splitlines()
        return line


@pytest.fixture
def screen(capsys: pytest.CaptureFixture[str]) -> Screen:
    return Screen(capsys)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return workbook(tmp_path / "表.xlsx", "甲项目")


def test_the_version_and_the_lists_are_printed(screen: Screen) -> None:
    assert screen.after("--version").startswith("zpj ")
    listed = screen.after("forms")
    assert all(word in listed for word in ("表样", "计分方案", "报告模板", "shanxi", "mof-2020", "jiangxi-general"))


def test_show_prints_what_was_understood(screen: Screen, form: Path) -> None:
    shown = screen.after("show", form)
    for words in ("1 张自评表", "甲项目", "全年预算 10，全年执行 8.65（万元）", "改造面积", "≥300平方米", "读表把握"):
        assert words in shown


def test_show_names_the_form_and_the_scheme_by_their_titles(screen: Screen, form: Path) -> None:
    shown = screen.after("show", form)
    assert "表样：财政部《项目支出绩效自评表》" in shown
    assert "方案：财政部 2020 年办法（默认）" in shown
    assert "mof" not in shown


def test_show_says_where_a_form_is_none_of_the_known(screen: Screen, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in _OWN_FORM:
        book.active.append(row)
    book.save(tmp_path / "自拟.xlsx")
    shown = screen.after("show", tmp_path / "自拟.xlsx")
    assert "表样：未识别" in shown
    assert "unknown" not in shown


def test_score_and_report_name_what_they_wrote(screen: Screen, form: Path) -> None:
    assert "已写入副本" in screen.after("score", form)
    told = screen.after("report", form, "-o", form.parent / "报告")
    assert "已生成：" in told
    assert "待补：" in told


def test_a_form_without_points_has_no_computed_total_and_the_grade_of_the_filed_one(
    screen: Screen, tmp_path: Path
) -> None:
    nanchang = Path(__file__).parents[2] / "sample_workbooks" / "nanchang_2022.xlsx"
    told = screen.after("score", nanchang, "-o", tmp_path / "计分.xlsx")
    assert "0 项已算，0 项待评定，27 项没有分值" in told
    assert "│ 97       │ —        │ 优" in told
    run(cli, ["batch", str(nanchang), "-o", str(tmp_path / "批"), "--jobs", "1"])
    assert "得分为表上所填（有 27 项指标没有填分值）" in (tmp_path / "批" / "结果.jsonl").read_text("utf-8")


def test_next_year_s_workbook_names_what_was_cleared_and_what_to_look_at(screen: Screen, form: Path) -> None:
    told = screen.after("new", "--from", form, form.parent / "明年.xlsx")
    assert "已由 表.xlsx 新建" in told
    assert "已清空" in told
    assert "已新建" in screen.after("new", "--project", "一", "--project", "二", form.parent / "新.xlsx")


def test_import_counts_what_arrived(screen: Screen, form: Path) -> None:
    told = screen.after("import", form, "-o", form.parent / "导入.xlsx")
    assert "已导入 1 个项目（表样：财政部《项目支出绩效自评表》（财预〔2020〕10号附件1））" in told
    assert "未导入 " in told


def test_a_summary_says_what_it_holds(screen: Screen, form: Path) -> None:
    folder = form.parent
    workbook(folder / "乙.xlsx", "乙项目")
    told = screen.after("summary", folder, "-o", folder / "出" / "汇总.xlsx", "--report", folder / "出" / "总报告.docx")
    assert "汇总.xlsx" in told
    assert "总报告.docx" in told
    assert "2 个项目" in told


def test_a_copy_for_publication_lists_what_was_removed(screen: Screen, form: Path) -> None:
    assert "公开.xlsx" in screen.after("publish", form, "-o", form.parent / "公开.xlsx")


def test_the_fields_of_templates_are_listed(screen: Screen) -> None:
    assert "项目名称" in screen.after("template", "fields", "mof-self")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "--没有", "a"), "没有选项"),
        (("show",), "缺少参数"),
        (("没有",), "没有命令"),
        ((), "请给出命令"),
        (("batch", "a", "-o", "b", "--jobs", "x"), "的值不对"),
    ],
)
def test_a_usage_error_says_what_is_wrong(screen: Screen, arguments: tuple[str, ...], said: str) -> None:
    assert said in screen.refused(*arguments)
