"""What a report template can use: the form as filed, the clerk's sections, and the rows of its tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from zpj.domain.amounts import ZERO, plain
from zpj.domain.model import FundLine, ScoreSheet, SelfEvaluation, SourceTable, text_of
from zpj.domain.regex import regex
from zpj.grid.package import Package
from zpj.report.evaluation_table import scored
from zpj.report.fields import CONCLUSION, INDICATOR_LISTS, LEFT_AS_TYPED, REPORT_TITLE, SUM_SENTENCE
from zpj.report.lookup import heading_text, last_heading
from zpj.report.meta import NAMED, ReportMeta
from zpj.report.numbering import numbering
from zpj.report.rows import fund_rows, indicator_rows, indicator_score, rows_of_level
from zpj.report.sections import SectionTexts, paragraphs, section_fields
from zpj.report.sheets import cover, sheet_fields
from zpj.report.shown import missing, number_of, number_text, printed_grade, rate_text
from zpj.report.template_text import fill_fields
from zpj.report.wordml import unescaped

_CONCLUDED = "结论"
_CODE = regex(r"^\d+\s*[-－—–]\s*")
_YEAR = regex(r"(?<!\d)\d{4}(?!\d)")
_TAG = regex("<[^>]+>")
_MISSING = regex(r"【待补：([^【】<]+)】")

ANALYSIS = ReportMeta("shanxi-analysis", "项目绩效自评分析报告", "{{ 年度 }}年度{{ 项目名称 }}绩效自评分析报告")


def report_context(
    evaluation: SelfEvaluation,
    scores: ScoreSheet,
    sections: Mapping[str, str],
    tables: Sequence[SourceTable] = (),
    attachment: str | None = None,
    meta: ReportMeta = ANALYSIS,
    written: Mapping[str, str] | None = None,
) -> dict[str, object]:
    """Give the fields of a report for one project (see `fields.FIELD_NOTES`), every value ready to print.

    `sections` is the clerk's text by section title or path of titles, used as typed; `written` what zpj itself wrote,
    used where the clerk wrote nothing. A blank 项目自评得分和结论 is written from the numbers, any other blank section
    becomes 【待补：…】. Scores and grade are those of the form as filed, and computed ones only where the form has
    none. `自评表` is None until the caller puts an `AttachedForm` there.
    """
    context = _head(evaluation, attachment) | _scores(evaluation, scores) | _funds(evaluation, scores)
    project = str(context["项目名称"])
    context["资金"] = fund_rows(evaluation, scores, project, tables)
    indicators = indicator_rows(evaluation, scores, project, tables)
    context["指标"] = indicators
    context |= {name: rows_of_level(indicators, name) for name in INDICATOR_LISTS}
    context["总分"] = context["总得分"]
    context["自评表"] = None
    context[SUM_SENTENCE] = ""
    context["封面"] = cover(tables, context)
    if meta.scope == NAMED:
        context["单位"] = without_code(evaluation.text("supervising_department")) or context["实施单位"]
    if written and scored(tables):
        written = {path: text for path, text in written.items() if _CONCLUDED not in meta.told.get(path, ())}
    return context | common_fields(meta, sections, tables, context, written, project)


def common_fields(
    meta: ReportMeta,
    sections: Mapping[str, str],
    tables: Sequence[SourceTable],
    fields: Mapping[str, object],
    written: Mapping[str, str] | None = None,
    project: str = "",
    apart: Collection[str] = (),
) -> dict[str, object]:
    """Give what every report has: its title, its sections (also by bare title), numbering and the plain sheets.

    `fields` are the others of the same report: they fill the title. `apart`: see `SectionTexts`.
    """
    filled, left = _with_fields(sections, fields)
    texts = SectionTexts(filled, written, meta.sections, apart)
    others = section_fields(texts, lambda title: _unwritten(title, fields)) | sheet_fields(tables, project)
    others["编号"] = numbering()
    others[LEFT_AS_TYPED] = left
    typed_title = " ".join(texts.find(REPORT_TITLE))
    others[REPORT_TITLE] = typed_title or meta.filled_title(fields)
    taken = {*fields, *others}
    for path in (*meta.sections, *sections):
        title = heading_text(last_heading(path))
        if title.isidentifier() and title not in taken:
            others[title] = texts.find(path) or paragraphs(_unwritten(title, fields))
    return others


def _with_fields(sections: Mapping[str, str], fields: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """The clerk's texts with known field names in double braces looked up, and the braces that stay as typed."""
    pairs = {title: fill_fields(text, fields) for title, text in sections.items()}
    left = [piece for _, pieces in pairs.values() for piece in pieces]
    return {title: text for title, (text, _) in pairs.items()}, list(dict.fromkeys(left))


def missing_in(text: str) -> list[str]:
    """List what a report's text still lacks: the titles in every 【待补：…】, each once, in the order of the text."""
    return list(dict.fromkeys(match[1] for match in _MISSING.finditer(text)))


def plain_text(report: bytes) -> str:
    """The text of a rendered report, paragraphs and cells one after another."""
    source = Package(Path("报告.docx"), report).read("word/document.xml").decode()
    return unescaped(_TAG.sub("", source))


def blankless(text: str) -> str:
    """A text for finding it again: without any blanks."""
    return re.sub(r"\s", "", text)


def missing_sections(context: Mapping[str, object]) -> list[str]:
    """List what is still to be written: the titles in every 【待补：…】, each once, in the order of the fields."""
    texts = [text for value in context.values() for text in (value if isinstance(value, list) else [value])]
    found = [title for text in texts if isinstance(text, str) for title in missing_in(text)]
    return list(dict.fromkeys(found))


def _head(evaluation: SelfEvaluation, attachment: str | None) -> dict[str, object]:
    year = _YEAR.search(evaluation.text("year"))
    return {
        "附件号": (attachment or "").strip(),
        "项目名称": evaluation.text("project_name").strip() or missing("项目名称"),
        "年度": year[0] if year else missing("年度"),
        "主管部门": _name(evaluation, "supervising_department", "主管部门"),
        "实施单位": _name(evaluation, "implementing_unit", "实施单位"),
        "金额单位": evaluation.unit,
    }


def _name(evaluation: SelfEvaluation, field: str, title: str) -> str:
    return without_code(evaluation.text(field)) or missing(title)


def without_code(office: str) -> str:
    """An office without its budget code: 303-忻州市医疗保障局 is 忻州市医疗保障局."""
    return _CODE.sub("", office.strip())


def _scores(evaluation: SelfEvaluation, scores: ScoreSheet) -> dict[str, object]:
    line, total = evaluation.total_funds, evaluation.total
    filed_budget = number_of(line.reported_score) if line else None
    filed_total = number_of(total.reported)
    final = scores.total if filed_total is None else filed_total
    indicators = [indicator_score(*pair) for pair in zip(evaluation.indicators, scores.indicators, strict=True)]
    known = [value for value in indicators if value is not None]
    return {
        "预算得分": _number_or_missing(scores.execution.value if filed_budget is None else filed_budget, "预算得分"),
        "指标得分": _number_or_missing(sum(known, ZERO) if len(known) == len(indicators) else None, "指标得分"),
        "总得分": _number_or_missing(final, "总得分"),
        "等级": printed_grade(total, scores) or missing("等级"),
    }


def _funds(evaluation: SelfEvaluation, scores: ScoreSheet) -> dict[str, object]:
    line = evaluation.total_funds
    if line is None:
        return {title: missing(title) for title in ("全年预算数", "全年执行数", "资金结余", "执行率")}
    rate = dict(zip(evaluation.funds, scores.rates, strict=False)).get(line)
    return {
        "全年预算数": text_of(line.full_year_budget) or missing("全年预算数"),
        "全年执行数": text_of(line.executed) or missing("全年执行数"),
        "资金结余": text_of(line.balance) or _difference(line) or missing("资金结余"),
        "执行率": rate_text(line, rate) or missing("执行率"),
    }


def _difference(line: FundLine) -> str:
    budget = line.full_year_budget.number if line.full_year_budget else None
    executed = line.executed.number if line.executed else None
    return "" if budget is None or executed is None else plain(budget - executed)


def _unwritten(title: str, context: Mapping[str, object]) -> str:
    return _conclusion(context) if title == CONCLUSION else missing(title)


def _conclusion(context: Mapping[str, object]) -> str:
    """The sentence of the published reports; 项目 is not doubled where the name ends with it."""
    project = str(context["项目名称"]).removesuffix("项目")
    return (
        f"综合考虑预算执行情况得分{context['预算得分']}分、产出、效益、服务对象满意度各方面因素，"
        f"指标完成情况得分{context['指标得分']}分，最终评分结果：{project}项目绩效自评价结果为："
        f"总得分{context['总得分']}分，属于“{context['等级']}”。"
    )


def _number_or_missing(number: Decimal | None, title: str) -> str:
    return number_text(number) or missing(title)
