"""What the commands print: tables on a terminal, plain lines in a pipe, JSON on request."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from zpj.domain.amounts import HUNDRED, plain
from zpj.domain.model import NO_WEIGHT, Entry, ScoreSheet, SelfEvaluation, Workbook

if TYPE_CHECKING:
    from zpj.app.catalogue import Catalogue
    from zpj.app.demo import DemoResult
    from zpj.app.scored_copy import ScoredCopy

_NOTHING = "—"


def workbooks(scored: list[tuple[Workbook, list[ScoreSheet]]]) -> None:
    """Print the forms and their scores as the JSON document of the contract."""
    from zpj.app.as_json import workbooks_json

    json_document(workbooks_json(scored))


def json_document(content: Mapping[str, object]) -> None:
    """Print one JSON document in UTF-8, whatever the code page of the screen or the pipe."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    click.echo(text.encode("utf-8", "replace"))


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; numbers and text as they are."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(soft_wrap=False, highlight=False)
    drawn = Table(title=title or None, title_justify="left", header_style="bold")
    for name in header:
        drawn.add_column(Text(name), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(text) for text in row))
    if not console.is_terminal:
        console.width = 160
    console.print(drawn)


def catalogue(known: Catalogue) -> None:
    """List forms, schemes and report templates."""
    for title, rows in (("表样", known.forms), ("计分方案", known.schemes), ("报告模板", known.reports)):
        table(title, ("编号", "名称"), rows)


def show(scored: list[tuple[Workbook, list[ScoreSheet]]]) -> None:
    """Print what was understood of every form."""
    for book, sheets in scored:
        click.echo(f"{book.path}：{len(book.evaluations)} 张自评表")
        for evaluation, sheet in zip(book.evaluations, sheets, strict=True):
            _one_form(evaluation, sheet)


def _one_form(evaluation: SelfEvaluation, sheet: ScoreSheet) -> None:
    from zpj.app.catalogue import read_as

    line = evaluation.total_funds
    click.echo(f"\n【{evaluation.location}】{evaluation.text('project_name')}")
    form, scheme = read_as(evaluation)
    click.echo(f"  年度 {evaluation.text('year') or _NOTHING}　表样：{form}　方案：{scheme}")
    if line:
        click.echo(
            f"  全年预算 {_amount(line.full_year_budget)}，全年执行 {_amount(line.executed)}（{evaluation.unit}）；"
            f"{sheet.execution.basis}"
        )
    rows = [
        (
            row.level2,
            row.name,
            _shown(row.target),
            _shown(row.actual),
            _shown(row.weight),
            _shown(row.reported_score),
            _points(score.value),
            score.basis,
        )
        for row, score in zip(evaluation.indicators, sheet.indicators, strict=True)
    ]
    table("", ("二级指标", "三级指标", "指标值", "完成值", "分值", "填报", "测算", "依据"), rows)
    total = evaluation.total
    click.echo(f"  总分：填报 {_shown(total.reported)}，测算 {_points(sheet.total)}")
    click.echo(f"  等级：填报 {_shown(total.reported_grade)}，应为 {sheet.grade or _NOTHING}")
    click.echo(f"  读表把握：{evaluation.sureness}（{plain(evaluation.confidence)}）")
    for item in evaluation.not_understood:
        click.echo(f"  没有读懂：{item.location}“{item.text}”，{item.why}")
    for question in evaluation.to_confirm:
        click.echo(f"  请确认：{question}")


def scored(book: Workbook, sheets: list[ScoreSheet], written: ScoredCopy | None) -> None:
    """Print the results of `zpj score`."""
    rows = [
        (
            evaluation.text("project_name"),
            _percent(sheet),
            _points(sheet.execution.value),
            _counts(sheet),
            _shown(evaluation.total.reported),
            _points(sheet.total),
            sheet.grade or _NOTHING,
        )
        for evaluation, sheet in zip(book.evaluations, sheets, strict=True)
    ]
    table("", ("项目", "执行率", "预算得分", "指标测算", "填报总分", "测算总分", "等级"), rows)
    for evaluation in book.evaluations:
        for item in evaluation.not_understood:
            click.echo(f"没有读懂：{item.location}“{item.text}”，{item.why}")
    if written:
        filled = f"新填执行率 {written.rates} 格、得分 {written.points} 格"
        click.echo(f"已写入副本：{written.path}（{filled}；每项依据在“测算依据”一栏）")


def demo(result: DemoResult) -> None:
    """Print on one screen what the demonstration did and where everything is."""
    click.echo("示例：忻州市医疗保障局公开的2022年度项目支出绩效自评（原文照录）\n")
    scored(result.book, result.sheets, None)
    click.echo("\n结果：")
    for title, path in result.files:
        click.echo(f"  {title}：{path}")
    click.echo(f"\n审核：{result.checked.verdict}（原件自己的差错，逐条见审核意见）")
    click.echo("测算总分为“—”的，是有定性指标要由人在档内评定；打开计分工作簿，看“测算依据”一栏。")


def _counts(sheet: ScoreSheet) -> str:
    """How many indicators have a score, how many wait for a person, and how many have no points to be scored by."""
    decided = sum(score.value is not None for score in sheet.indicators)
    bare = sum(score.rule == NO_WEIGHT for score in sheet.indicators)
    shown = f"{decided} 项已算，{len(sheet.indicators) - decided - bare} 项待评定"
    return f"{shown}，{bare} 项没有分值" if bare else shown


def _percent(sheet: ScoreSheet) -> str:
    rate = next(iter(sheet.rates), None)
    return _NOTHING if rate is None else f"{plain(rate * HUNDRED)}%"


def _points(number: Decimal | None) -> str:
    return _NOTHING if number is None else plain(number)


def _amount(entry: Entry | None) -> str:
    return plain(entry.number) if entry and entry.number is not None else _NOTHING


def _shown(entry: Entry | None) -> str:
    return entry.text.strip() if entry else _NOTHING
