"""`zpj template`: the fields a Word template may use, and what is wrong in one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zpj.cli.chinese import ChineseGroup

if TYPE_CHECKING:
    from zpj.app.templates import TemplateProblem

FILE = click.Path(path_type=Path, readable=False)
_LONGEST_SENTENCE = 60


@click.group(cls=ChineseGroup, help="报告模板：列出可用的字段，检查模板。")
def template() -> None:
    """The group `zpj template`."""


@template.command(help="列出 Word 模板可用的字段；给出模板编号时只列这种报告的。")
@click.argument("report_id", required=False, metavar="[模板编号]")
def fields(report_id: str | None) -> None:
    from zpj.app.templates import template_fields
    from zpj.cli.printing import table

    table("", ("字段", "说明"), template_fields(report_id))


@template.command(help="检查 Word 模板，一次列出全部问题和所在的位置；带 -o 时写成 Word 批注。")
@click.argument("file", type=FILE, metavar="模板.docx")
@click.option("-o", "--output", type=FILE, metavar="批注.docx", help="带批注的副本")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def check(file: Path, output: Path | None, force: bool) -> None:
    from zpj.app import templates

    problems = templates.check(file)
    for number, problem in enumerate(problems, start=1):
        _print(number, problem)
    click.echo(f"共 {len(problems)} 处问题。" if problems else "没有发现问题。")
    if output is not None:
        click.echo(f"已写批注：{templates.write_marked(file, problems, output, force)}")


def _print(number: int, problem: TemplateProblem) -> None:
    sentence = problem.sentence
    shortened = sentence if len(sentence) <= _LONGEST_SENTENCE else f"{sentence[:_LONGEST_SENTENCE]}…"
    click.echo(f"{number}. {'／'.join((*problem.headings, problem.place))}")
    click.echo(f"   句子：{shortened}")
    if problem.tag:
        click.echo(f"   标签：{problem.tag}")
    click.echo(f"   问题：{problem.reason}")
    click.echo(f"   建议：{problem.remedy}")
