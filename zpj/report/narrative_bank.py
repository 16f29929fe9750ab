"""The sentence bank `templates/reports/sentences.jinja`: checked once, then one wording per situation and project.

A block is a situation, each of its lines one wording. A bureau may edit the file, so it is read with suspicion: only
fields and `if` are allowed, and what a clerk typed is data, never template code.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from zpj import kept, resources
from zpj.domain.errors import ZpjError
from zpj.report.compiled import content_key
from zpj.report.template_filters import Budget, Run
from zpj.report.template_run import steps

_ONE = "名称 均 指标值 完成值"
_EXECUTION = "年度 预算名 预算 执行 执行率 相差 差额"
_CHANGE = "年初 全年 差额 幅度"

BLOCKS: Mapping[str, frozenset[str]] = MappingProxyType({
    name: frozenset(fields.split())
    for name, fields in {
        "资金预算": "年度 预算名 预算 来源 唯一来源",
        "资金合计": "年度 预算名 各项 合计",
        "资金执行": "执行 执行率 结余 无结余 各来源执行",
        "资金未执行": "执行率 结余",
        **dict.fromkeys(("执行足额", "执行不足", "执行超出", "执行为零"), _EXECUTION),
        "预算调增": _CHANGE,
        "预算调减": _CHANGE,
        "预算未变": "",
        "资金未调整": "",
        "分项调整": "各项",
        "预算得分": "分值 得分",
        "目标": "预期",
        "目标完成": "完成",
        "方面": "方面",
        "概述全部": "类别 项数 多项",
        "概述分布": "类别 项数 分布",
        "未设指标": "类别",
        **dict.fromkeys(("达到", "限内", "按期", "逾期", "一致", "文字", "并列", "未实现"), _ONE),
        **dict.fromkeys(("超过", "超限"), f"{_ONE} 超出"),
        "不足": f"{_ONE} 相差 完成率",
        "缺指标值": _ONE,
        "缺完成值": f"{_ONE} 待补",
        "两缺": f"{_ONE} 待补",
        "未完成": "项数 逐项",
        "有差距": "名称 指标值 完成值 相差",
        "没有差距": "",
        "没有未完成": "",
        "超额": "名称 指标值 完成值 幅度 原因",
        "超额各项": "项数 逐项",
        "扣分": "名称 分值 得分 扣分 原因",
        "扣分开头": "项数 合计",
        "没有扣分": "",
        "原因": "原因",
        "原因和措施": "原因",
        "各方面开头": "各方面 项数",
        "各项扣分": "名称 扣分 原因",
        "各方面": "方面 分值 得分 扣分 原因",
        "结论": "项目 各类 预算得分 指标得分 总得分 等级",
    }.items()
})  # fmt: skip
"""Every situation a bank must have, with the fields its wordings may use."""

_MOST_CHARACTERS = 200_000


class Bank:
    """A checked sentence bank. ZpjError where the file misses a situation or holds anything but fields and `if`."""

    def __init__(self, source: str, name: str) -> None:
        if len(source) > _MOST_CHARACTERS:
            raise ZpjError(name, "文件太大", f"句库不应超过 {_MOST_CHARACTERS} 字")
        shelf, key = kept.shelf("sentences", most=1), content_key(source.encode("utf-8", "surrogatepass"))
        programs = shelf.get(key)
        if programs is None:
            from zpj.report.narrative_bank_check import bank_programs

            programs = bank_programs(source, name, BLOCKS)
            shelf.put(key, programs)
        self._steps = {situation: steps(program) for situation, program in programs.items()}

    def variants(self, situation: str, fields: Mapping[str, str]) -> list[str]:
        """Give every wording of a situation, filled in. `fields` are single lines; "" counts as not there."""
        run = Run(fields, {}, Budget(), str)
        self._steps[situation](run, dict(fields))
        return [line.strip() for line in "".join(run.written).split("\n") if line.strip()]

    def sentence(self, situation: str, seed: str, fields: Mapping[str, str]) -> str:
        """Give one wording, always the same for a seed; "" where every line of the situation came out empty."""
        variants = self.variants(situation, fields)
        return variants[_drawn(seed, situation) % len(variants)] if variants else ""


@lru_cache(maxsize=256)
def _drawn(seed: str, situation: str) -> int:
    """A number that looks like chance and is always the same."""
    from hashlib import sha256

    return int.from_bytes(sha256(f"{seed}\n{situation}".encode("utf-8", "replace")).digest()[:4], "big")


@cache
def shipped_bank() -> Bank:
    """The bank in `templates/reports`, loaded once."""
    path = resources.templates() / "reports" / "sentences.jinja"
    return load_bank(path)


def load_bank(path: Path) -> Bank:
    """Load a bank; ZpjError names the file and what to correct."""
    try:
        return Bank(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise ZpjError(path.name, "句库读不出来", "请恢复这个文件，并存成 UTF-8 编码") from error
