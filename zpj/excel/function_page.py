"""docs/functions.md: the worksheet functions as Excel describes them. `python -m zpj.excel.function_page` writes it."""

from __future__ import annotations

from collections.abc import Iterable

from zpj import resources
from zpj.excel.xlam.wrappers import FunctionHelp, make_wrappers

PAGE = resources.templates().parent / "docs" / "functions.md"

_HEAD = """# 工作表函数

装好加载项后，在任何工作簿里都可以用。输入不对时得空或一句短文字，不会得到能被求和的数。
标准工作簿的“测算得分”“测算依据”两栏用的就是 ZPJ_SCORE 和 ZPJ_EXPLAIN。

（本页由 `python -m zpj.excel.function_page` 生成。）
"""


def function_page(helps: Iterable[FunctionHelp]) -> str:
    """The page as Markdown."""
    parts = [_HEAD]
    for text in helps:
        arguments = "\n".join(f"{number}. {argument}" for number, argument in enumerate(text.arguments, 1))
        parts.append(f"## {text.name}\n\n{text.description}\n\n{arguments}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(function_page(make_wrappers().helps), encoding="utf-8", newline="\n")
