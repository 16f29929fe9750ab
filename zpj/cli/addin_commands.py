"""The commands `zpj addin …`."""

from __future__ import annotations

from pathlib import Path

import click

from zpj.cli.chinese import ChineseGroup

FILE = click.Path(path_type=Path, readable=False)


@click.group(cls=ChineseGroup, help="Excel 加载项：功能区“绩效自评”和工作表函数。")
def addin() -> None:
    """Everything about the add-in."""


@addin.command(help="由源文件生成加载项 zpj.xlam（在任何系统上逐字节相同）。")
@click.option("-o", "--output", type=FILE, metavar="文件.xlam", help="写到这个文件（缺省为 addin/zpj.xlam）")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def build(output: Path | None, force: bool) -> None:
    from zpj.excel.xlam.builder import build as build_add_in

    click.echo(f"已生成：{build_add_in(output, force)}")


@addin.command(help="为当前用户安装加载项，不需要管理员权限。")
def install() -> None:
    from zpj.excel.install import install as install_add_in
    from zpj.excel.install_environment import this_environment

    outcome = install_add_in(this_environment())
    _say("已写入", outcome.files, outcome.notes)


@addin.command(help="删除安装时写入的文件，您改过的文件保留。")
def uninstall() -> None:
    from zpj.excel.install import uninstall as uninstall_add_in
    from zpj.excel.install_environment import this_environment

    outcome = uninstall_add_in(this_environment())
    _say("已删除", outcome.files, outcome.notes)


@addin.command(help="体检：逐项说明本机能不能用加载项，不能用的怎样处理。")
def doctor() -> None:
    from zpj.excel.doctor import doctor_page

    click.echo(doctor_page())


@addin.command(help="制作离线安装包，供不能上网的 Windows 电脑使用。")
@click.option("-o", "--output", type=FILE, metavar="文件.zip", help="写到这个文件（缺省放在当前文件夹）")
@click.option("--python", "pythons", multiple=True, metavar="版本", help="带哪个版本用的安装包，如 3.12，可写多次")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def bundle(output: Path | None, pythons: tuple[str, ...], force: bool) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from zpj.excel.bundle import PYTHONS, make_bundle

    console = Console(stderr=True)
    columns = (TextColumn("下载"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("下载", total=None)
        made = make_bundle(
            output, force, pythons or PYTHONS, progress=lambda now, all_: bar.update(task, completed=now, total=all_)
        )
    click.echo(f"已生成：{made}")


def _say(done: str, files: list[Path], notes: list[str]) -> None:
    for path in files:
        click.echo(f"{done}：{path}")
    for note in notes:
        click.echo(note)
