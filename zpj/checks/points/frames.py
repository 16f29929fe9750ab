"""Over a filed report: what it says of a form's own frame: its weights, the targets it leaves empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import FormCase, PaperCase, Row
from zpj.checks.reading.figures import said
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import INFO, WARNING, Hit, paper_check
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain
from zpj.domain.regex import regex
from zpj.domain.targets import Kind

_WEIGHT = regex(
    r"(?P<kind>预算(?:资金)?执行|成本|产出|效益|效果|满意度)(?:指标|率|情况|部分)*(?:为|占|共|计|分值|权重|满分|:)*(?P<number>\d{1,3})分"
)
_KINDS = {"成本": "成本", "产出": "产出", "效益": "效益", "效果": "效益", "满意度": "满意度"}
_EXECUTION = "执行"
_OTHER_POINTS = regex("整体支出|部门整体|得分?[0-9]|得[0-9]|扣|自评得|实得|实际得")
_FEWEST = 3


@paper_check(
    "ZPJ460",
    "文字写的各类指标分值与自评表不同",
    WARNING,
    reference="R-41 R-43",
    clause="各类指标的分值在报告和自评表里应当一致",
    message="文字写“{found}”，自评表{name}下各指标的分值合计 {expected}，请核对分值和指标的归类",
    fix="核对各指标的分值，和它们归在哪个一级指标下",
    follows=("ZPJ304", "ZPJ302", "ZPJ439"),
)
def weights_told(case: PaperCase) -> Iterator[Hit]:
    """“效益30分、满意度10分” where 40 points of the form stand under 效益指标: a row under the wrong head."""
    for sentence in said(case):
        told = list(_WEIGHT.finditer(sentence.text)) if "产出" in sentence.text else []
        weights = {_KINDS[match["kind"]]: match for match in told if match["kind"] in _KINDS}
        whole = sum((parse_number(match["number"]) or ZERO for match in told), ZERO)
        if len(weights) < _FEWEST or len(weights) + 1 < len(told) or _OTHER_POINTS.search(sentence.text):
            continue
        execution = sum((parse_number(match["number"]) or ZERO for match in told if match["kind"] not in _KINDS), ZERO)
        forms = [form for form in case.forms if not sentence.project or form.project == sentence.project]
        odd = [_odd(form, weights) for form in forms
               if whole == (HUNDRED if execution else HUNDRED - form.execution_weight)
               and execution in (ZERO, form.execution_weight)]  # fmt: skip
        for form, wrong in zip(forms, odd, strict=False):
            for name, match, own in wrong[:1] if len(odd) == len(forms) and all(odd) else ():
                yield Hit(sentence.paragraph.location, match.group(), plain(own), quote=match.group(),
                          project=form.project, words={"name": f"“{name}指标”"})  # fmt: skip


def _odd(form: FormCase, told: dict[str, re.Match[str]]) -> list[tuple[str, re.Match[str], Decimal]]:
    """The kinds whose weight the form does not have; none where the form has not weights for all its rows."""
    if not form.rows or any(row.weight is None or not row.indicator.level1 for row in form.rows):
        return []
    own = dict.fromkeys(told, ZERO)
    for row in form.rows:
        kind = _kind_of(row)
        if _EXECUTION in row.indicator.level1 or _EXECUTION in row.name:
            continue
        if kind not in own:
            return []
        own[kind] += row.weight or ZERO
    return [(kind, match, own[kind]) for kind, match in told.items() if parse_number(match["number"]) != own[kind]]


def _kind_of(row: Row) -> str:
    level1 = squeezed(row.indicator.level1)
    return next((kind for word, kind in reversed(_KINDS.items()) if word in level1), "")


_BOUND = regex("^(?:以[上内下]|及以[上下])|(?:不[低少]于|不[高超]于|不超过|至少|达到?|[≥≤>])$")
_PLANS = regex("目标|计划|任务")
_BETWEEN = regex("[^,。;0-9]{0,10}")


@paper_check(
    "ZPJ362",
    "指标值没有填，报告里写有",
    INFO,
    reference="R-35",
    clause="每项指标都要有年度指标值",
    message="“{name}”的指标值没有填，报告写“{found}”，可核对后补填",
    fix="按批复的绩效目标补填指标值",
)
def targets_left_empty(case: PaperCase) -> Iterator[Hit]:
    """“牧民满意度90%以上” among the goals of the report, the row 牧民满意度 having no target."""
    for form in case.forms:
        empty = [
            row
            for row in form.rows
            if row.target.kind is Kind.EMPTY and len(row.name) > 2 and form.has("indicators.target")
        ]
        for row in empty:
            name = squeezed(row.name)
            for sentence in said(case):
                at = sentence.text.find(name)
                told = next(
                    (figure for figure in sentence.quantities if at >= 0 and figure.start >= at + len(name)), None
                )
                if told is None or sentence.project not in ("", form.project):
                    continue
                between, behind = sentence.text[at + len(name) : told.start], sentence.text[told.end :]
                planned = any(_PLANS.search(each.title) for each in sentence.paragraph.path)
                if _BETWEEN.fullmatch(between) and (planned or _BOUND.search(behind) or _BOUND.search(between)):
                    more = "以上" if behind.startswith("以上") else ""
                    yield Hit(form.place(row, "target"), told.text + more, quote=sentence.text[at : told.end] + more,
                              project=form.project, words={"name": row.name})  # fmt: skip
                    break
