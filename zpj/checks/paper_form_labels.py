"""1xx over a filed report: the labels and headings of its forms against the usual ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.paper_text import squeezed
from zpj.checks.paper_units import texts_of_paper
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.tables import column_letters
from zpj.domain.misspellings import MISSPELLINGS
from zpj.domain.near_labels import is_slip
from zpj.domain.regex import regex

_TELLS_APART = regex(
    "[一二三四五六七八九十东西南北上下中前后左右内外大小新老旧高低多少正副男女省市县区镇乡村甲乙丙丁的和与及或是为在有无不未已本该各年月日0-9]"
)
_OF_REASONS = ("原因", "原因分析", "原因说明", "原因及改进措施", "原因和改进措施", "原因分析和改进措施")
_LABELS = (
    "偏差原因分析及改进措施", "服务对象满意度指标", "实际完成情况", "可持续影响指标", "经济效益指标",
    "社会效益指标", "生态效益指标", "年度总体目标", "年度资金总额", "当年财政拨款", "上年结转资金", "年度指标值",
    "实际完成值", "年初预算数", "全年预算数", "全年执行数", "满意度指标", "项目名称", "主管部门", "实施单位",
    "绩效指标", "一级指标", "二级指标", "三级指标", "数量指标", "质量指标", "时效指标", "成本指标", "产出指标",
    "效益指标", "预期目标", "预算执行率", *(of + how for of in ("偏差", "未完成", "扣分") for how in _OF_REASONS),
)  # fmt: skip
_OTHER_LABELS = (
    "年初指标值", "年末指标值", "年度目标值", "绩效目标", "主办部门", "效果指标", "成效指标", "项目全称",
    "项目简称", "预设目标", "预定目标", "社会效果指标", "经济效果指标",
)  # fmt: skip
_KNOWN_LABELS = frozenset((*_LABELS, *_OTHER_LABELS))
_HEADINGS = frozenset((
    *_LABELS, "自评得分", "指标得分", "评价得分", "自评分值", "实得分", "应得分", "年初指标值", "年度目标值",
    "指标值", "目标值", "完成值", "实际值", "全年完成值", "全年实际值", "全年实际完成值", "执行率", "度量单位",
    "指标名称", "指标内容", "评分标准", "扣分说明", "总体目标", "全年实际完成情况", "资金使用单位", "联系电话",
    "项目负责人", "其他资金", "上年结转", "分值", "得分", "权重",
))  # fmt: skip
_MORE_SIGNS = "末批复初终增减追累计已应拟类型数额比支率度幅号期间"
_SIGNS_OF_HEADINGS = frozenset("".join((*_HEADINGS, *_OTHER_LABELS)) + _MORE_SIGNS)
"""What headings are made of: one of these in place of another makes another heading."""
_FEWEST_HEADINGS = 3
_LABEL_LIKE = regex("[\u4e00-\u9fff]+")
_LONGEST_LABEL, _LEAST_LABEL = 12, 3


@paper_check(
    "ZPJ119",
    "表头、栏目名称疑似写错",
    WARNING,
    reference="R-69",
    clause="自评表的栏目由表样规定",
    message="“{found}”疑似“{expected}”，请核对",
    fix="按表样改正栏目名称",
    follows=("ZPJ106", "ZPJ528", "ZPJ113"),
)
def labels_of_forms(case: PaperCase) -> Iterator[Hit]:
    """“偏差原因分析及改进错施”: a cell that is a label of the form but for one sign, wrong or lost."""
    yield from _misspelt_headings(case)
    for place, text, section in texts_of_paper(case)[len(case.paper.paragraphs) :]:
        if _LEAST_LABEL <= len(text) <= _LONGEST_LABEL and text not in _KNOWN_LABELS and _LABEL_LIKE.fullmatch(text):
            right = next((label for label in _LABELS if _is_slip_of(text, label)), "")
            if right and not _is_listed(text):
                yield Hit(place, text, right, quote=text, project=case.project(section))


def _misspelt_headings(case: PaperCase) -> Iterator[Hit]:
    """“自评的分” in a row of headings: any one sign of one wrong, lost, doubled, too many or two turned round."""
    for table in case.paper.tables:
        for number, texts in enumerate(table.rows, 1):
            heads = [squeezed(text) if len(text) < _LONGEST_LABEL * 2 else "" for text in texts]
            known = _HEADINGS.intersection(heads)
            for column, head in enumerate(heads, 1) if len(known) >= _FEWEST_HEADINGS else ():
                right = _misspelt(head) if head not in known else ""
                if right and not _is_listed(head) and not any(_is_slip_of(head, label) for label in _LABELS):
                    place = f"{table.name}!{column_letters(column)}{number}"
                    yield Hit(place, head, right, quote=head, project=case.project(table.section))


def _is_listed(text: str) -> bool:
    """Whether a known misspelling says what is wrong: that is told of running text and cells alike (ZPJ539)."""
    return any(wrong in text for wrong, _ in MISSPELLINGS)


@lru_cache(maxsize=1024)
def _misspelt(head: str) -> str:
    """The heading a cell is but for one slip; "" of a known one, a shortened one and where none is near."""
    bare = head.split("(")[0]
    if not _LEAST_LABEL <= len(bare) <= _LONGEST_LABEL or bare in _KNOWN_LABELS or bare in _HEADINGS:
        return ""
    near = (label for label in sorted(_HEADINGS) if is_slip(bare, label, _SIGNS_OF_HEADINGS))
    return next((label for label in near if not label.startswith(bare) and not label.endswith(bare)), "")


def _is_slip_of(text: str, label: str) -> bool:
    """Whether a text is a label with one sign within it wrong, or lost."""
    if text[0] != label[0] or text[-1] != label[-1]:
        return False
    if len(text) == len(label):
        changed = [place for place, (a, b) in enumerate(zip(text, label, strict=True)) if a != b]
        signs = frozenset((text[changed[0]], label[changed[0]])) if len(changed) == 1 else frozenset()
        return bool(signs) and 0 < changed[0] < len(label) - 1 and not any(map(_TELLS_APART.match, signs))
    lost = (label[:place] + label[place + 1 :] for place in range(1, len(label) - 1))
    return len(text) == len(label) - 1 >= _LEAST_LABEL and text in lost
