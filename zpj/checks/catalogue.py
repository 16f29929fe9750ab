"""The catalogue of checks as a page: `python -m zpj.checks.catalogue docs/checks.md` writes docs/checks.md."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from zpj.checks import run
from zpj.checks.rule import IN_PAPERS, RULES, WAYS, Rule

_FAMILIES = {
    "1": "1xx　完整与版式",
    "2": "2xx　资金",
    "3": "3xx　指标与分值",
    "4": "4xx　得分与等级",
    "5": "5xx　文字与跨表一致",
}
_HEAD = """# 审核规则

由程序生成，请勿手改：`python -m zpj.checks.catalogue docs/checks.md`。

- **错误**：材料自身或所选计分方案能证明的；有一条就是“不可报送”。
- **警告**：审核人会问的疑点，请核对或说明。**提示**：写法和习惯。
- 同一条规则，证据不足时降为警告；由另一条引起的不再重复报告。
- 比较数时先统一元、万元，并容许显示造成的舍入：写作 6.25 的数代表 6.245—6.255；整数按准确数看待，
  合计的允许误差至少 0.005。
- “可修正”的由 `zpj fix` 改正，逐条列出旧值和新值；不改评定，不改填报人的文字。
- “出自”是领域说明里的条目；“程序”是 `zpj/checks/` 下的文件，一条规则有几种查法的都列出。
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_tables()])


def all_rules() -> list[Rule]:
    """Every rule in the order of its id."""
    run.all_families()
    return [RULES[name] for name in sorted(RULES)]


def fixable() -> list[str]:
    """The ids of the rules with a safe fix."""
    return [rule.id for rule in all_rules() if rule.safe_fix]


def _tables() -> Iterator[str]:
    for digit, title in _FAMILIES.items():
        yield f"## {title}\n"
        yield "| 编号 | 级别 | 检查 | 提示 | 依据或理由 | 处理 | 可修正 | 出自 | 程序 |"
        yield "|---|---|---|---|---|---|---|---|---|"
        yield from (_line(rule) for rule in all_rules() if rule.id[3] == digit)
        yield ""


def _line(rule: Rule) -> str:
    cells = (
        rule.id,
        rule.severity.chinese,
        rule.title,
        rule.message,
        rule.clause,
        rule.fix,
        "是" if rule.safe_fix else "",
        rule.reference,
        " ".join(_modules(rule)),
    )
    return "| " + " | ".join(cell.replace("|", "／") for cell in cells) + " |"


def _modules(rule: Rule) -> Iterator[str]:
    """The files of a rule below zpj/checks: its own, then those of its other ways by name."""
    others = [*(way.find for way in WAYS if way.rule == rule.id), IN_PAPERS.get(rule.id, rule.find)]
    modules = (rule.find.__module__, *sorted(find.__module__ for find in others))
    yield from dict.fromkeys(name.removeprefix("zpj.checks.").replace(".", "/") for name in modules)


def main() -> None:
    """Write the page to the path given on the command line."""
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
