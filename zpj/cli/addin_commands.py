"""The commands `zpj addin …`."""

from __future__ import annotations

from pathlib import Path

import click

from zpj.cli.chinese import ChineseGroup

FILE = click.Path(path_type=Path)


@click.group(cls=ChineseGroup, help="Excel 加载项：功能区“绩效自评”和工作表函数。")
def addin() -> None:
    """Everything about the add-in."""


@addin.command(help="由源文件生成加载项 zpj.xlam（在任何系统上逐字节相同）。")
@click.option("-o", "--output", type=FILE, metavar="文件.xlam", help="写到这个文件（缺省为 addin/zpj.xlam）")
def build(output: Path | None) -> None:
    from zpj.excel.xlam.builder import build as build_add_in

    click.echo(f"已生成：{build_add_in(output)}")
