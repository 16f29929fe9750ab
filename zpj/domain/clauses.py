"""The documents the scoring rules rest on, written once.

The official text of 财预〔2020〕10号 was not seen word for word, so zpj names the document and the gist and never
quotes an article. Numbers that a scheme can change carry their clause in the scheme file instead.
"""

from __future__ import annotations

from zpj.domain.records import record


@record
class Clause:
    """A rule's source: the document, the gist (Chinese), and whether the official text was compared."""

    document: str
    gist: str
    verified: bool = False

    def __str__(self) -> str:
        return f"{self.document}：{self.gist}"


_MOF = "财预〔2020〕10号"

QUANTITATIVE = Clause(_MOF, "定量指标完成的记满分，未完成的按完成值与指标值的比例记分")
QUALITATIVE = Clause(_MOF, "定性指标按达成、部分达成、未达成三档在区间内评分")
EXECUTION = Clause(_MOF, "预算执行情况按执行率计分，执行率为全年执行数与全年预算数之比")
TOTAL = Clause(_MOF, "总分为各项得分之和")
EXPLAIN = Clause(_MOF, "未完成或者偏离较大的要说明原因")
UNITS = Clause(_MOF, "完成值与指标值比较，单位应当一致")
DEADLINE = Clause("本方案", "时限指标按期完成记满分，逾期按方案分段")
