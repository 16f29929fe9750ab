"""`zpj check` and `zpj fix`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zpj.cli.chinese import ChineseHelp

if TYPE_CHECKING:
    from zpj.domain.findings import Finding

FILE = click.Path(path_type=Path, readable=False)
_FAILED = 1
_SCHEME = "计分方案编号，见 zpj forms"


@click.command(
    "check",
    cls=ChineseHelp,
    help="审核自评表和自评报告：一次列出全部问题，说明在哪里、应为多少、怎样改；.xlsx 和 .docx 一起给时逐数核对。",
)
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="文件…")
@click.option("--scheme", metavar="方案", help=_SCHEME)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("--mark", type=FILE, metavar="批注.docx", help="另写一份报告，问题写成 Word 批注")
@click.option("-o", "--output", type=FILE, metavar="审核意见.xlsx或.html", help="另写一份带链接的审核意见")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[Path, ...],
    scheme: str | None,
    as_json: bool,
    mark: Path | None,
    output: Path | None,
    force: bool,
) -> None:
    """Exit code 1 where there is an error-level finding."""
    from zpj.app.checking import check_files, checked_json, write_marked, write_review

    checked = check_files(files, scheme)
    marked = write_marked(files, checked, mark, force) if mark else None
    written = write_review(checked, output, force) if output else None
    if as_json:
        from zpj.cli.printing import json_document

        json_document(checked_json(checked))
    else:
        click.echo(checked.verdict)
        _print(checked.findings)
        if marked:
            click.echo(f"批注：{marked}")
        if written:
            click.echo(f"审核意见：{written}")
    ctx.exit(0 if checked.passes else _FAILED)


def _print(findings: tuple[Finding, ...]) -> None:
    """A table for each project; the sheet stands in its title where a row names only the cell."""
    from zpj.cli.printing import table

    for (file, project), group in groupby(findings, key=lambda item: (item.file, item.project)):
        listed = list(group)
        sheets = [item.location.rpartition("!")[0] for item in listed]
        usual = project if project in sheets else max(sheets, key=sheets.count)
        rows = [
            (item.severity.chinese, item.rule, item.location.removeprefix(f"{usual}!"), item.message, item.fix or "")
            for item in listed
        ]
        kind = "表格" if file.lower().endswith((".docx", ".pdf")) else "工作表"
        named = f"　{kind}“{usual}”" if usual not in ("", project) else ""
        table(f"{Path(file).name}　{project or '全部项目'}{named}", ("级别", "规则", "位置", "问题", "处理"), rows)


@click.command("fix", cls=ChineseHelp, help="把公式结果、等级、单位文字、序号、文号括号的错误改在副本里。")
@click.argument("file", type=FILE, metavar="文件")
@click.option("-o", "--output", type=FILE, metavar="新文件.xlsx", help="副本的名字（缺省为“原名_修正.xlsx”）")
@click.option("--rule", "rules", multiple=True, metavar="ZPJnnn", help="只改这条规则的，可写多次")
@click.option("--scheme", metavar="方案", help=_SCHEME)
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def fix(file: Path, output: Path | None, rules: tuple[str, ...], scheme: str | None, force: bool) -> None:
    """Every change is printed old → new."""
    from zpj.app.fixing import fix_file

    result = fix_file(file, output, rules, scheme, force)
    for item in result.changes:
        click.echo(f"{item.rule}　{item.location}：{item.old or '（空）'} → {item.new}")
    click.echo(f"已修正 {len(result.changes)} 处，写入：{result.path}")
