"""The commands of `zpj`: each reads its arguments, calls one use case and prints what was done."""

from __future__ import annotations

from pathlib import Path

import click

from zpj import __version__
from zpj.cli import plain
from zpj.cli.addin_commands import addin
from zpj.cli.batch_commands import batch
from zpj.cli.check_commands import check, fix
from zpj.cli.chinese import ChineseGroup
from zpj.cli.collect_commands import carry_over_from, import_, summary
from zpj.cli.publish_commands import publish
from zpj.cli.template_commands import template as template_group

FILE = click.Path(path_type=Path, readable=False)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"zpj {__version__}")
        ctx.exit()


@click.group(
    cls=ChineseGroup,
    help="项目支出绩效自评：读自评表、计分、审核、生成 Word 报告。",
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="显示版本")
def cli() -> None:
    """The program zpj."""


@cli.command(help="主要流程走一遍：用公开的真实数据填表、计分、生成报告。")
@click.option("-o", "--output", type=FILE, metavar="文件夹", help="放结果的文件夹（缺省为 demo）")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def demo(output: Path | None, force: bool) -> None:
    from zpj.app.demo import run_demo
    from zpj.app.outputs import free_name
    from zpj.cli import printing

    printing.demo(run_demo(output or (Path("demo") if force else free_name(Path("demo"))), force))


@cli.command(help="列出表样、计分方案和报告模板。")
def forms() -> None:
    from zpj.app.catalogue import catalogue
    from zpj.cli import printing

    printing.catalogue(catalogue())


@cli.command(help="新建空白的标准工作簿，一个项目一张自评表。")
@click.argument("output", type=FILE, metavar="新文件.xlsx")
@click.option("--form", default="mof", metavar="表样", help="表样编号（缺省为 mof），见 zpj forms")
@click.option(
    "--project", "projects", multiple=True, metavar="项目名称", help="项目名称，可写多次；与 --from 同用时只带这些项目"
)
@click.option("--from", "old", type=FILE, metavar="上年.xlsx", help="带上年的项目、指标和指标值，表样与上年相同")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def new(output: Path, form: str, projects: tuple[str, ...], old: Path | None, force: bool) -> None:
    from zpj.app.making import new_workbook

    if old is not None:
        carry_over_from(old, output, projects, force)
        return

    new_workbook(output, form, projects, force)
    click.echo(f"已新建：{output}（{max(1, len(projects))} 张自评表）")


@cli.command(help="读出文件里的自评表，显示读到了什么。")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="文件…")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def show(files: tuple[Path, ...], as_json: bool) -> None:
    from zpj.app.reading import read_workbook, require_forms, scores
    from zpj.cli import printing

    books = [require_forms(read_workbook(path)) for path in files]
    scored = [(book, [scores(evaluation) for evaluation in book.evaluations]) for book in books]
    printing.workbooks(scored) if as_json else printing.show(scored)


@cli.command(help="计算执行率、得分、总分和等级，连同依据写入副本。")
@click.argument("file", type=FILE, metavar="文件")
@click.option("-o", "--output", type=FILE, metavar="新文件.xlsx", help="副本的名字（缺省为“原名_计分.xlsx”）")
@click.option("--scheme", metavar="方案", help="计分方案编号，见 zpj forms")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON；不带 -o 时不写副本")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def score(file: Path, output: Path | None, scheme: str | None, as_json: bool, force: bool) -> None:
    from zpj.cli import printing

    if output or not as_json:
        from zpj.app.scored_copy import write_scored_copy

        written = write_scored_copy(file, output, scheme, force)
        if as_json:
            printing.workbooks([(written.book, written.sheets)])
        else:
            printing.scored(written.book, written.sheets, written)
        return
    from zpj.app.reading import read_workbook, require_forms, scores

    book = require_forms(read_workbook(file, scheme))
    printing.workbooks([(book, [scores(evaluation) for evaluation in book.evaluations])])


@cli.command(help="按工作簿的要求生成 Word 报告。")
@click.argument("file", type=FILE, metavar="文件")
@click.option("--template", metavar="模板", help="报告模板的编号或 .docx 文件")
@click.option("--project", metavar="项目名称", help="只为这个项目生成")
@click.option("-o", "--output", type=FILE, metavar="文件.docx或文件夹", help="报告的名字或放报告的文件夹")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
def report(file: Path, template: str | None, project: str | None, output: Path | None, force: bool) -> None:
    plain.report(file, template, project, output, force)


cli.add_command(addin)
cli.add_command(batch)
cli.add_command(check)
cli.add_command(fix)
cli.add_command(import_)
cli.add_command(publish)
cli.add_command(summary)
cli.add_command(template_group)
