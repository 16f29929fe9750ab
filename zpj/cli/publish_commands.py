"""`zpj publish`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import click

from zpj.cli.chinese import ChineseHelp
from zpj.cli.collect_commands import Needed

FILE = click.Path(path_type=Path, readable=False)
_MOST_PLACES = 6


@click.command(
    "publish", cls=ChineseHelp, help="做公开版：去掉姓名、电话、文档属性、批注、隐藏内容和修订，列出去掉了什么。"
)
@click.argument("file", type=FILE, metavar="文件")
@click.option("-o", "--output", cls=Needed, type=FILE, required=True, metavar="公开版", help="公开版的名字")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def publish(file: Path, output: Path, force: bool) -> None:
    """The list names kinds and places, never what was removed."""
    from zpj.app.publishing import publish as write_public_copy

    done = write_public_copy(file, output, force)
    click.echo(f"公开版：{done.path}\n去掉或改动的：")
    removals = sorted(done.removals, key=lambda item: item.kind)
    for kind, group in groupby(removals, key=lambda item: item.kind):
        items = list(group)
        shown = "、".join(item.place for item in items[:_MOST_PLACES])
        more = f" 等{len(items)}个地方" if len(items) > _MOST_PLACES else ""
        click.echo(f"  {kind} {sum(item.count for item in items)} 处：{shown}{more}")
    if not removals:
        click.echo("  没有需要去掉的内容")
    for notice in done.notices:
        click.echo(f"  请看：{notice}")
