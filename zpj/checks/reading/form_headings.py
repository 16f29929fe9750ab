"""The labels and headings of forms and of tables of indicators, and the one meant by a misspelt heading."""

from __future__ import annotations

from functools import lru_cache

from zpj.domain.near_labels import is_slip
from zpj.domain.words import is_known, sounds_like

_OF_REASONS = ("原因", "原因分析", "原因说明", "原因及改进措施", "原因和改进措施", "原因分析和改进措施")
LABELS = (
    "偏差原因分析及改进措施", "服务对象满意度指标", "实际完成情况", "可持续影响指标", "经济效益指标",
    "社会效益指标", "生态效益指标", "年度总体目标", "年度资金总额", "当年财政拨款", "上年结转资金", "年度指标值",
    "实际完成值", "年初预算数", "全年预算数", "全年执行数", "满意度指标", "项目名称", "主管部门", "实施单位",
    "绩效指标", "一级指标", "二级指标", "三级指标", "数量指标", "质量指标", "时效指标", "成本指标", "产出指标",
    "效益指标", "预期目标", "预算执行率", *(of + how for of in ("偏差", "未完成", "扣分") for how in _OF_REASONS),
)  # fmt: skip
_OTHER_LABELS = (
    "年初指标值", "年末指标值", "年度目标值", "绩效目标", "主办部门", "效果指标", "成效指标", "项目全称",
    "项目简称", "自评分", "产出目标", "效益目标", "预设目标", "预定目标", "社会效果指标", "经济效果指标",
)  # fmt: skip
KNOWN_LABELS = frozenset((*LABELS, *_OTHER_LABELS))
HEADINGS = frozenset((
    *LABELS, "自评得分", "指标得分", "评价得分", "自评分值", "实得分", "应得分", "年初指标值", "年度目标值",
    "指标值", "目标值", "完成值", "实际值", "全年完成值", "全年实际值", "全年实际完成值", "执行率", "度量单位",
    "指标名称", "指标内容", "评分标准", "扣分说明", "总体目标", "全年实际完成情况", "资金使用单位", "联系电话",
    "项目负责人", "其他资金", "上年结转", "分值", "得分", "权重", "评价标准", "完成情况", "实际情况",
))  # fmt: skip
_MORE_SIGNS = "末批复初终增减追累计已应拟类型数额比支率度幅号期间"
_SIGNS_OF_HEADINGS = frozenset("".join((*HEADINGS, *_OTHER_LABELS)) + _MORE_SIGNS)
"""What headings are made of: one of these in place of another makes another heading."""
LONGEST_LABEL, LEAST_LABEL = 12, 3


@lru_cache(maxsize=1024)
def misspelt_heading(head: str) -> str:
    """The heading a cell is but for one slip; "" of a known one, a shortened one and where none is near."""
    bare = head.split("(")[0]
    if not LEAST_LABEL <= len(bare) <= LONGEST_LABEL or bare in KNOWN_LABELS or bare in HEADINGS:
        return ""
    near = (label for label in sorted(HEADINGS) if is_slip(bare, label, _SIGNS_OF_HEADINGS) or _sounds_as(bare, label))
    return next((label for label in near if not label.endswith(bare) and _is_within_a_word(bare, label)), "")


def _is_within_a_word(head: str, label: str) -> bool:
    """Whether a heading that is the beginning of a label breaks off within its last word: 改进措, but not 年初预算."""
    return not label.startswith(head) or (is_known(label[-2:]) and not is_known(head[-2:]))


def _sounds_as(head: str, label: str) -> bool:
    """Whether a heading has one sign of a label in another of the same sound: 平分标准, 扣分说名; 年终 is no 年中."""
    if len(head) != len(label):
        return False
    changed = [pair for pair in zip(head, label, strict=True) if pair[0] != pair[1]]
    return len(changed) == 1 and changed[0][0] not in _MORE_SIGNS and sounds_like(*changed[0])
