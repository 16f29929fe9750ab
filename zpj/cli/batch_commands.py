"""`zpj batch`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zpj.cli.chinese import ChineseHelp
from zpj.cli.collect_commands import Needed
from zpj.domain.errors import ZpjError

if TYPE_CHECKING:
    from zpj.app.batch import BatchRun
    from zpj.app.batch_journal import Done

FILE = click.Path(path_type=Path, readable=False)
_FAILED = 1
_MOST_LISTED = 40


@click.command("batch", cls=ChineseHelp, help="成批处理：文件夹里的每个自评表都计分、审核、出报告，另有一张结果表。")
@click.argument("paths", type=FILE, nargs=-1, required=True, metavar="文件或文件夹…")
@click.option("-o", "--output", cls=Needed, type=FILE, required=True, metavar="结果文件夹", help="放报告和结果表")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="个数", help="同时用几个处理器（缺省为全部）")
@click.option("--resume", is_flag=True, help="接着上次中断的做，做完的不重做")
@click.option("--force", is_flag=True, help="全部重做，覆盖上次的结果")
@click.pass_context
def batch(
    ctx: click.Context, paths: tuple[Path, ...], output: Path, jobs: int | None, resume: bool, force: bool
) -> None:
    """Exit code 1 where a file failed or has errors."""
    try:
        done = _with_bar(paths, output, jobs, resume, force)
    except KeyboardInterrupt as stop:
        remedy = "接着做请在同一条命令后加 --resume"
        raise ZpjError("zpj batch", f"已中断，做完的都在 {output} 里", remedy) from stop
    _print(done)
    ctx.exit(0 if done.passes else _FAILED)


def _with_bar(paths: tuple[Path, ...], output: Path, jobs: int | None, resume: bool, force: bool) -> BatchRun:
    """On a terminal a bar with rate and remaining time, and a line for each file as it finishes."""
    from zpj.app.batch import run

    if not sys.stderr.isatty():
        return run(paths, output, jobs=jobs, resume=resume, force=force)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False)
    rate = TextColumn("{task.fields[rate]}　剩余")
    with Progress(BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task("", total=None, rate="")

        def tell(now: int, all_: int, done: Done, is_kept: bool) -> None:
            speed = next((one.speed for one in bar.tasks if one.id == task), None)
            bar.update(task, completed=now, total=all_, rate=f"{speed:.1f} 个/秒" if speed else "")
            console.print(_line(done, is_kept), markup=False, soft_wrap=True)

        return run(paths, output, jobs=jobs, resume=resume, force=force, progress=tell)


def _line(done: Done, is_kept: bool) -> str:
    if done.failure:
        return f"没有做成　{done.file}：{done.failure}"
    if not any(row.project for row in done.rows):
        return f"没有计入　{done.file}：{done.rows[0].note}"
    counts = f"错误 {sum(row.errors for row in done.rows)}，警告 {sum(row.warnings for row in done.rows)}"
    return f"{'上次已做' if is_kept else '已做'}　{done.file}：报告 {len(done.reports)} 份，{counts}"


def _print(run: BatchRun) -> None:
    reports = sum(len(done.reports) for done in run.files)
    projects = sum(bool(row.project) for row in run.rows)
    kept = f"（其中上次已做 {run.kept} 个）" if run.kept else ""
    failed = f"，没有做成 {len(run.failed)} 个" if run.failed else ""
    click.echo(f"已做 {len(run.files) - len(run.failed)} 个文件{kept}，{projects} 个项目，报告 {reports} 份{failed}")
    errors, warnings = sum(row.errors for row in run.rows), sum(row.warnings for row in run.rows)
    click.echo(f"审核：错误 {errors} 条，警告 {warnings} 条")
    _list("没有做成", [f"{done.file}，{done.failure}" for done in run.failed])
    _list("没有计入", [f"{file}，{why}" for file, why in run.left_out])
    click.echo(f"结果表：{run.table}")


def _list(heading: str, items: Sequence[str]) -> None:
    for item in items[:_MOST_LISTED]:
        click.echo(f"{heading}：{item}")
    if len(items) > _MOST_LISTED:
        click.echo(f"……另有 {len(items) - _MOST_LISTED} 个{heading}" + ("，见结果表" if heading == "没有做成" else ""))
