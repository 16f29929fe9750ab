"""click in Chinese: help pages, and every usage error as exactly one line with exit code 2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import click

from zpj.cli.ending import ended, interrupted, refused
from zpj.domain.regex import regex

_EXTRA = regex(r"unexpected extra arguments? \((?P<words>.*)\)$", re.DOTALL)


class ChineseHelp(click.Command):
    """A command whose help page is Chinese throughout."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option))
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)


class ChineseGroup(ChineseHelp, click.Group):
    """The group `zpj` with its list of commands."""

    command_class = ChineseHelp

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "命令 [参数]…")
        kwargs.setdefault("no_args_is_help", False)
        super().__init__(*args, **kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rows = [(name, command.get_short_help_str(60)) for name, command in self.commands.items()]
        with formatter.section("命令"):
            formatter.write_dl(rows)


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command; problems become one Chinese line on stderr."""

    def action() -> object:
        try:
            return command.main(args=list(arguments), prog_name="zpj", standalone_mode=False)
        except click.ClickException as problem:
            return refused(_in_chinese(problem))
        except click.Abort:
            return interrupted()

    return ended(action)


def _in_chinese(problem: click.ClickException) -> str:
    context = problem.ctx if isinstance(problem, click.UsageError) else None
    return f"{_reason(problem)}。请用 {context.command_path if context else 'zpj'} --help 查看用法。"


def _reason(problem: click.ClickException) -> str:
    if isinstance(problem, click.NoSuchOption):
        return f"没有选项 {problem.option_name}"
    if isinstance(problem, click.BadOptionUsage):
        return f"选项 {problem.option_name} 后面{'缺少内容' if 'requires' in problem.message else '不带内容'}"
    if isinstance(problem, click.MissingParameter):
        name = problem.param.make_metavar(problem.ctx) if problem.param and problem.ctx else ""
        return f"缺少参数 {name}"
    if isinstance(problem, click.BadParameter):
        return _bad_value(problem.param)
    said = problem.message
    if said.startswith("Missing command"):
        return "请给出命令"
    if said.startswith("No such command"):
        return f"没有命令 {said.split(chr(39))[1]}"
    extra = _EXTRA.search(said)
    return f"多了参数 {extra['words']}" if extra else "命令的写法不对"


def _bad_value(parameter: click.Parameter | None) -> str:
    name = max(parameter.opts, key=len) if parameter else ""
    kind = parameter.type if parameter else None
    if isinstance(kind, click.IntRange) and kind.min is not None and kind.max is not None:
        return f"参数 {name} 的值不对，应为 {kind.min} 到 {kind.max} 的整数"
    return f"参数 {name} 的值不对"
