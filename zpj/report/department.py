"""What a report over all projects of a department can use: the projects, their sums, and the department's own figures.

Sums are in 万元, whatever unit a form is in; rates are percent without the sign, as everywhere in the reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from zpj.domain.amounts import HUNDRED, ZERO, plain, round_half_up
from zpj.domain.model import ScoreSheet, Section, SelfEvaluation, SourceTable, Workbook
from zpj.report.context import common_fields, report_context, without_code
from zpj.report.department_overview import OVERVIEW_NOTES, amounts_of, distinct, in_wan_yuan, overview
from zpj.report.evaluation_table import EVALUATION_FIELDS, evaluation_fields
from zpj.report.lookup import Lookup, heading_path, squeezed
from zpj.report.meta import ReportMeta
from zpj.report.project_kinds import BENEFITS, OUTPUTS, kinds, spellings
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
        "全年预算合计": "各项目全年预算数之和（万元）；没有填的项目不计",
        "全年执行合计": "各项目全年执行数之和（万元）；没有填的项目不计",
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

_PLACES = 2
_WAN_YUAN = "万元"
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
    `department_sections`), and what stands there under a project's name is about that project; `written` what zpj
    wrote, used where the clerk wrote nothing. What neither a form nor a sheet gives is 【待补：…】; a sum or mean is
    over the projects that have the amount. With `meta` and the title typed in column 报告 (as section
    报告标题) it serves a report on a project without a form as well.
    """
    pairs = list(zip(book.evaluations, scores, strict=True))
    apart = {
        title
        for name in (*(one.text("project_name") for one in book.evaluations), *(row.project for row in book.sections))
        for spelling in spellings(name)
        for title in heading_path(spelling)
    }
    texts = SectionTexts(sections, written, meta.sections, apart)
    names = distinct([_named(evaluation) for evaluation, _ in pairs])
    projects = [
        _project(number, name, pair, texts, book.tables)
        for number, (name, pair) in enumerate(zip(names, pairs, strict=True), start=1)
    ]
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
    return fields | common_fields(meta, sections, book.tables, fields, written, apart=apart)


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


def _named(evaluation: SelfEvaluation) -> tuple[str, str]:
    name, *units = (
        evaluation.text(field).strip() for field in ("project_name", "implementing_unit", "supervising_department")
    )
    return name or missing("项目名称"), without_code(units[0] or units[1])


def _project(
    number: int, shown: str, pair: Pair, texts: SectionTexts, tables: Sequence[SourceTable]
) -> dict[str, object]:
    """One project: the fields of its own report, and what is said about its outputs and benefits.

    `shown` is its name as no other project has it.
    """
    evaluation, scores = pair
    context = report_context(evaluation, scores, {}, tables, meta=_ALONE)
    name = str(context["项目名称"])
    goal = evaluation.goal
    return (
        {field: context[field] for field in _OF_A_PROJECT}
        | _in_wan_yuan(evaluation)
        | {
            "序号": str(number),
            "项目名称": shown,
            "全称": f"{name.removesuffix('项目')}项目{shown.removeprefix(name)}",
            "预期目标": goal.expected.text.strip() if goal.expected else missing(f"{name}的年度绩效目标"),
            "完成情况": goal.achieved.text.strip() if goal.achieved else missing(f"{name}的目标完成情况"),
            "产出": kinds(OUTPUTS, name, evaluation, scores, texts),
            "效益": kinds(BENEFITS, name, evaluation, scores, texts),
        }
    )


def _in_wan_yuan(evaluation: SelfEvaluation) -> dict[str, str]:
    """The amounts of a form in another unit of money in 万元, as all the sums of the report are."""
    amounts = amounts_of(evaluation)
    if evaluation.unit.strip() in ("", _WAN_YUAN) or None in amounts:
        return {}
    budget, executed = (amount or ZERO for amount in amounts)
    line = evaluation.total_funds
    balance = exact_yuan(line.balance if line else None, evaluation.unit)
    left = budget - executed if balance is None else in_wan_yuan(balance)
    shown = {"全年预算数": plain(budget), "全年执行数": plain(executed), "资金结余": plain(left)}
    return shown | {"金额单位": _WAN_YUAN}


def _sums(pairs: Sequence[Pair]) -> dict[str, object]:
    """Sums over the projects that have the amount, means over those that have a score."""
    amounts = [amounts_of(evaluation) for evaluation, _ in pairs]
    points = [_points(*pair) for pair in pairs]
    budget, spent = _total([planned for planned, _ in amounts]), _total([executed for _, executed in amounts])
    both = [(p, b) for p, (b, _) in zip(points, amounts, strict=True) if p is not None and b is not None]
    values = {
        "全年预算合计": budget,
        "全年执行合计": spent,
        "执行率合计": _quotient(None if spent is None else spent * HUNDRED, budget),
        "平均得分": _quotient(_total(points), sum(score is not None for score in points)),
        "加权平均得分": _quotient(_total([p * b for p, b in both]), _total([b for _, b in both])),
    }
    return {field: missing(field) if value is None else plain(value) for field, value in values.items()}


def _points(evaluation: SelfEvaluation, scores: ScoreSheet) -> Decimal | None:
    """The total score as filed, else as computed."""
    filed = number_of(evaluation.total.reported)
    return scores.total if filed is None else filed


def _total(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if known else None


def _quotient(dividend: Decimal | None, divisor: Decimal | int | None) -> Decimal | None:
    return round_half_up(dividend / divisor, _PLACES) if dividend is not None and divisor else None


def _most_frequent(projects: Sequence[Mapping[str, object]], *fields: str) -> str:
    """The text most projects have in the first of several fields that any of them has."""
    for field in fields:
        texts = [str(project[field]) for project in projects if project[field] != missing(field)]
        if texts:
            return Counter(texts).most_common(1)[0][0]
    return missing(fields[0])
