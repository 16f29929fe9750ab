"""`zpj import` and `zpj summary`; what `zpj new --from` prints."""

from __future__ import annotations

from pathlib import Path

import click

from zpj.cli.chinese import ChineseHelp

FILE = click.Path(path_type=Path, readable=False)
_MOST_LISTED = 40


class Needed(click.Option):
    """An option that must be given; click itself would say so in English."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (record[0], record[1].replace("  [required]", "（必填）"))


@click.command("import", cls=ChineseHelp, help="把各种样式的自评表导入标准工作簿，另附“导入说明”逐格交代。")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="文件…")
@click.option("-o", "--output", cls=Needed, type=FILE, required=True, metavar="新文件.xlsx", help="标准工作簿的名字")
@click.option("--form", metavar="表样", help="表样编号，见 zpj forms（缺省时各项目用认出的表样，认不出的用 mof）")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def import_(files: tuple[Path, ...], output: Path, form: str | None, force: bool) -> None:
    """What needs a person is printed; the sheet 导入说明 has every cell."""
    from zpj.app.catalogue import form_titled
    from zpj.app.importing import import_files

    done = import_files(files, output, form, force)
    click.echo(f"已导入 {len(done.projects)} 个项目（表样：{'、'.join(map(form_titled, done.forms))}）：{done.path}")
    click.echo("，".join(f"{state} {done.count(state)} 格" for state in ("已导入", "请核对", "未导入")))
    _list([f"请核对：{item.file} {item.location}“{item.text}”，{item.note}" for item in done.open_questions])
    for reason in done.failed:
        click.echo(f"没有导入：{reason}")
    click.echo("逐格的来源、去处和没有导入的原因，见工作表“导入说明”。")


@click.command("summary", cls=ChineseHelp, help="把许多自评表汇总成一张表：合计、平均、排名、等级分布图、问题清单。")
@click.argument("paths", type=FILE, nargs=-1, required=True, metavar="文件或文件夹…")
@click.option("-o", "--output", cls=Needed, type=FILE, required=True, metavar="汇总.xlsx", help="汇总工作簿的名字")
@click.option("--report", type=FILE, metavar="总报告.docx", help="另写一份项目支出绩效自评总报告（南昌提纲）")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def summary(paths: tuple[Path, ...], output: Path, report: Path | None, force: bool) -> None:
    """Exit code 0 once the summary is written, whatever was found."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from zpj.app.summing import write_summary
    from zpj.domain.amounts import plain

    console = Console(stderr=True)
    columns = (TextColumn("汇总"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("汇总", total=None)
        done = write_summary(
            paths, output, force, lambda now, all_: bar.update(task, completed=now, total=all_), report
        )
    found = done.summary
    click.echo(f"已汇总 {len(found.rows)} 个项目：{done.path}")
    click.echo(f"预算 {plain(found.budget)} 万元，执行 {plain(found.executed)} 万元")
    for title, mean, grade in (
        ("加权平均得分（按预算）", found.means.weighted, found.means.weighted_grade),
        ("简单平均得分", found.means.plain, found.means.plain_grade),
    ):
        click.echo(f"{title}：{'—' if mean is None else plain(mean)}　{grade}")
    click.echo(f"问题 {len(found.findings)} 条，见工作表“问题清单”；抽查可能改动的，见“抽查预演”")
    if done.report:
        click.echo(f"已生成：{done.report.path}（{done.report.title}）")
        _list([f"待补：{section}" for section in done.report.missing])
        _list(list(done.report.notes))
    _list([f"没有汇总：{file}，{reason}" for file, reason in found.failed])


def carry_over_from(old: Path, output: Path, projects: tuple[str, ...], force: bool) -> None:
    """`zpj new --from OLD OUT`: carry last year's workbook over and print what the clerk must know."""
    from zpj.app.carrying import carry_over

    done = carry_over(old, output, None, force, projects)
    click.echo(f"已由 {old.name} 新建：{done.path}（{len(done.projects)} 张自评表）")
    click.echo("预算、执行、完成值、得分、实际完成情况、偏差原因已清空，请填本年的数。")
    _list(list(done.notes))
    if done.marks:
        click.echo(f"下面 {len(done.marks)} 格写着上年的内容，已标橙色并加批注：")
    _list([f"{mark.location}　{mark.note}" for mark in done.marks])


def _list(lines: list[str]) -> None:
    for line in lines[:_MOST_LISTED]:
        click.echo(f"  {line}")
    if len(lines) > _MOST_LISTED:
        click.echo(f"  ……另有 {len(lines) - _MOST_LISTED} 条")
