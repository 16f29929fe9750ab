"""What a report over all projects of a department can use: the projects, their sums, and the department's own figures.

Sums are in 万元, whatever unit a form is in; rates are percent without the sign, as everywhere in the reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from zpj.domain.amounts import HUNDRED, ZERO, plain, round_half_up
from zpj.domain.model import Entry, ScoreSheet, Section, SelfEvaluation, SourceTable, Workbook
from zpj.report.context import common_fields, report_context
from zpj.report.department_overview import OVERVIEW_NOTES, overview
from zpj.report.evaluation_table import EVALUATION_FIELDS, evaluation_fields
from zpj.report.lookup import Lookup, heading_path, squeezed
from zpj.report.meta import ReportMeta
from zpj.report.project_kinds import BENEFITS, OUTPUTS, kinds
from zpj.report.sections import SectionTexts
from zpj.report.shown import exact_yuan, missing, number_of

DEPARTMENT_TABLE = "部门整体"
SIGNATURE_TABLE = "落款"

DEPARTMENT_NOTES: Mapping[str, str] = MappingProxyType(
    {
        "年度": "四位数字，如 2022；各表不同时取最多的",
        "单位": "主管部门，不带代码；各表不同时取最多的",
        "项目数": "自评表的张数",
        "项目": "各个项目，用 {% for 项 in 项目 %} 逐个写出；每个有自评报告的各个字段（项目名称、全年预算数、执行率、"
        "总得分、等级、指标……），以及 序号、全称（以“项目”结尾的名称）、预期目标、完成情况、产出、效益；"
        "产出和效益是各类指标，每类有 序号、标题、段落",
        "全年预算合计": "各项目全年预算数之和（万元）",
        "全年执行合计": "各项目全年执行数之和（万元）",
        "执行率合计": "全年执行合计 ÷ 全年预算合计，百分数，不带百分号",
        "平均得分": "各项目总得分的平均数，两位小数",
        "加权平均得分": "各项目总得分按全年预算数加权的平均数，两位小数",
        "部门": '“部门整体”一页的各个数，如 {{ 部门["预算执行率"] }}',
        "评价指标": "“评价指标体系”一页的各行，用 {% for 行 in 评价指标 %} 逐行写出：" + "、".join(EVALUATION_FIELDS),
        "评价合计": "“评价指标体系”一页的总计行，如 {{ 评价合计.得分 }}；没有这一行时为各行之和",
        **OVERVIEW_NOTES,
        "落款单位": "“落款”一页的单位",
        "落款日期": "“落款”一页的日期",
    }
)

_WAN_YUAN = 10_000
_PLACES = 2
_ALONE = ReportMeta("", "", sections=())
_OF_A_PROJECT = (
    "项目名称", "年度", "主管部门", "实施单位", "金额单位", "全年预算数", "全年执行数", "资金结余", "执行率",
    "预算得分", "指标得分", "总得分", "等级", "资金", "指标",
)  # fmt: skip
_SIGNATURE_WORDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"落款单位": ("单位", "署名", "单位名称", "落款单位"), "落款日期": ("日期", "时间", "成文日期", "落款日期")}
)

Pair = tuple[SelfEvaluation, ScoreSheet]


def department_context(
    book: Workbook,
    scores: Sequence[ScoreSheet],
    sections: Mapping[str, str],
    meta: ReportMeta,
    written: Mapping[str, str] | None = None,
) -> dict[str, object]:
    """Give the fields of a report over a whole workbook (see `DEPARTMENT_NOTES`), every value ready to print.

    `scores` has one sheet per evaluation, in their order. `sections` is the clerk's text by path (see
    `department_sections`), `written` what zpj wrote, used where the clerk wrote nothing. What neither a form nor a
    sheet gives is 【待补：…】; a sum is only given where every project has the amount. With `meta` and the title typed
    in column 报告 (as section 报告标题) it serves a report on a project without a form as well.
    """
    pairs = list(zip(book.evaluations, scores, strict=True))
    texts = SectionTexts(sections, written, meta.sections)
    projects = [_project(number, pair, texts, book.tables) for number, pair in enumerate(pairs, start=1)]
    fields: dict[str, object] = {
        "年度": _most_frequent(projects, "年度"),
        "单位": _most_frequent(projects, "主管部门", "实施单位"),
        "项目数": len(projects),
        "项目": projects,
        **_sums(pairs),
        **overview(pairs, projects),
        **evaluation_fields(book.tables),
        **_from_sheets(book.tables),
    }
    return fields | common_fields(meta, sections, book.tables, fields, written)


def department_sections(sections: Sequence[Section]) -> dict[str, str]:
    """The clerk's text by path; where the project stands in its own column, its name goes before the last heading."""
    return {_path_with_project(section): section.text for section in sections}


def _path_with_project(section: Section) -> str:
    named = heading_path(section.project.replace("／", ""))
    if not named or set(named) & set(heading_path(section.title)):
        return section.title
    above, slash, last = section.title.rpartition("／")
    return f"{above}{slash}{section.project}／{last}"


def _from_sheets(tables: Sequence[SourceTable]) -> dict[str, object]:
    """`部门`, `落款单位` and `落款日期`."""
    figures, signature = (_second_column(tables, name) for name in (DEPARTMENT_TABLE, SIGNATURE_TABLE))
    signed = {
        field: next((signature[wording] for wording in wordings if signature.get(wording)), "")
        for field, wordings in _SIGNATURE_WORDINGS.items()
    }
    known = Lookup(lambda name: figures.get(squeezed(name)) or missing(name), list(figures))
    return {"部门": known} | {field: text or missing(field) for field, text in signed.items()}


def _second_column(tables: Sequence[SourceTable], name: str) -> dict[str, str]:
    """The second column of a sheet by its first."""
    rows = [row for table in tables if squeezed(table.name) == name for row in table.rows]
    return {squeezed(row[0]): row[1].strip() for row in rows if row[0].strip()}


def _project(number: int, pair: Pair, texts: SectionTexts, tables: Sequence[SourceTable]) -> dict[str, object]:
    """One project: the fields of its own report, and what is said about its outputs and benefits."""
    evaluation, scores = pair
    context = report_context(evaluation, scores, {}, tables, meta=_ALONE)
    name = str(context["项目名称"])
    goal = evaluation.goal
    return {field: context[field] for field in _OF_A_PROJECT} | {
        "序号": str(number),
        "全称": f"{name.removesuffix('项目')}项目",
        "预期目标": goal.expected.text.strip() if goal.expected else missing(f"{name}的年度绩效目标"),
        "完成情况": goal.achieved.text.strip() if goal.achieved else missing(f"{name}的目标完成情况"),
        "产出": kinds(OUTPUTS, name, evaluation, scores, texts),
        "效益": kinds(BENEFITS, name, evaluation, scores, texts),
    }


def _sums(pairs: Sequence[Pair]) -> dict[str, object]:
    budgets = [_amount(evaluation, "full_year_budget") for evaluation, _ in pairs]
    points = [_points(evaluation, sheet) for evaluation, sheet in pairs]
    budget = _total(budgets)
    spent = _total([_amount(evaluation, "executed") for evaluation, _ in pairs])
    weighted = _total([None if p is None or b is None else p * b for p, b in zip(points, budgets, strict=True)])
    values = {
        "全年预算合计": budget,
        "全年执行合计": spent,
        "执行率合计": _quotient(None if spent is None else spent * HUNDRED, budget),
        "平均得分": _quotient(_total(points), len(pairs)),
        "加权平均得分": _quotient(weighted, budget),
    }
    return {field: missing(field) if value is None else plain(value) for field, value in values.items()}


def _amount(evaluation: SelfEvaluation, column: str) -> Decimal | None:
    """An amount of the 年度资金总额 line in 万元."""
    entry: Entry | None = getattr(evaluation.total_funds, column, None)
    yuan = exact_yuan(entry, evaluation.unit)
    return None if yuan is None else yuan / _WAN_YUAN


def _points(evaluation: SelfEvaluation, scores: ScoreSheet) -> Decimal | None:
    """The total score as filed, else as computed."""
    filed = number_of(evaluation.total.reported)
    return scores.total if filed is None else filed


def _total(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if known and len(known) == len(values) else None


def _quotient(dividend: Decimal | None, divisor: Decimal | int | None) -> Decimal | None:
    return round_half_up(dividend / divisor, _PLACES) if dividend is not None and divisor else None


def _most_frequent(projects: Sequence[Mapping[str, object]], *fields: str) -> str:
    """The text most projects have in the first of several fields that any of them has."""
    for field in fields:
        texts = [str(project[field]) for project in projects if project[field] != missing(field)]
        if texts:
            return Counter(texts).most_common(1)[0][0]
    return missing(fields[0])
