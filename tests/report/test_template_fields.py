"""The fields as they are listed, their document, and the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_cases import TEMPLATES, docx_of, p, published_evaluation, published_scores

from zpj.app.templates import template_fields
from zpj.cli.chinese import run
from zpj.cli.template_commands import template
from zpj.domain.errors import ZpjError
from zpj.report.context import report_context
from zpj.report.meta import load_meta
from zpj.report.template_fields import project_fields
from zpj.report.template_fields_doc import FILTER_NOTES, fields_document
from zpj.report.template_filters import FILTERS

DOCUMENT = TEMPLATES.parent / "docs" / "report_fields.md"
SHIPPED = sorted(path.stem for path in (TEMPLATES / "reports").glob("*.docx"))


def test_the_committed_list_of_fields_is_the_one_the_code_makes() -> None:
    made = fields_document(TEMPLATES)
    assert DOCUMENT.read_text(encoding="utf-8") == made, "run python -m zpj.report.template_fields_doc"


def test_every_filter_is_explained() -> None:
    assert FILTER_NOTES.keys() == FILTERS.keys()


def test_every_listed_field_of_a_project_is_in_its_context() -> None:
    context = report_context(published_evaluation(), published_scores(), {})
    assert {field.name for field in project_fields()} <= context.keys()


def test_every_row_has_the_fields_that_are_listed() -> None:
    context = report_context(published_evaluation(), published_scores(), {})
    for field in project_fields():
        rows = context[field.name]
        if field.rows and isinstance(rows, list):
            assert set(field.rows) <= set(rows[0])


@pytest.mark.parametrize("name", SHIPPED)
def test_the_fields_of_a_report_hold_its_sections(name: str) -> None:
    fields = dict(template_fields(name))
    titles = [title for title in load_meta(TEMPLATES / "reports" / f"{name}.docx").sections if title.isidentifier()]
    assert {"报告标题", "章节", *titles} <= fields.keys()
    assert all(fields.values())


def test_an_unknown_report_is_named_with_those_there_are() -> None:
    with pytest.raises(ZpjError, match=r"shanxi-analysis"):
        template_fields("没有")


def test_the_command_lists_fields(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(template, ["fields"]) == 0
    assert "全年执行数" in capsys.readouterr().out
    assert run(template, ["fields", "shanxi-analysis"]) == 0
    assert run(template, ["fields", "没有"]) == 2


def test_the_command_checks_and_writes_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, output = tmp_path / "模板（新）.docx", tmp_path / "批注 1.docx"
    path.write_bytes(before := docx_of(p("一、概况") + p("{{ 项目名 }}")))
    assert run(template, ["check", str(path), "-o", str(output)]) == 0
    shown = capsys.readouterr().out
    for text in (
        "一、概况／第 2 段",
        "标签：{{ 项目名 }}",
        "没有“项目名”这个字段",
        "是否指 项目名称？",
        "共 1 处问题",
        "批注 1.docx",
    ):
        assert text in shown
    assert path.read_bytes() == before
    assert output.is_file()
    assert run(template, ["check", str(path), "-o", str(output)]) == 2
    assert "已经存在" in capsys.readouterr().err
    assert run(template, ["check", str(path), "-o", str(output), "--force"]) == 0


def test_the_command_says_when_nothing_is_wrong_and_when_nothing_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(template, ["check", str(TEMPLATES / "reports" / "shanxi-analysis.docx")]) == 0
    assert "没有发现问题" in capsys.readouterr().out
    assert run(template, ["check", str(tmp_path / "没有.docx")]) == 2
    assert "没有.docx" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["fields", "--help"], ["check", "--help"]])
def test_the_help_pages_are_chinese(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(template, arguments) == 0
    page = capsys.readouterr().out
    assert "用法：" in page
    assert "Usage" not in page
    assert "Show this" not in page
