"""The rows of the two tables in the analysis report: 预算执行情况 in 元, and 绩效指标完成情况."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from zpj.domain.amounts import grouped
from zpj.domain.model import FundLine, Indicator, Score, ScoreSheet, SelfEvaluation, SourceTable, text_of
from zpj.domain.regex import pattern
from zpj.report.fields import FUND_FIELDS, TABLE_FIELDS
from zpj.report.shown import (
    bare_value,
    exact_yuan,
    number_of,
    number_text,
    rate_text,
    source_label,
    yuan_text,
)

FUND_TABLE = "预算执行情况表"
INDICATOR_TABLE = "绩效指标完成情况表"
TOTAL_LABEL = "合计"

Row = dict[str, str]

_WORDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "全年预算数": ("全年预算",),
        "全年执行数": ("全年执行",),
        "资金结余": ("资金结转余", "结余"),
        "指标名称": ("指标名称", "三级指标"),
        "年初指标": ("年初指标",),
        "实际完成值": ("实际完成",),
        "权重": ("权重", "分值"),
        "偏差原因": ("偏差原因", "原因分析"),
    }
)


def fund_rows(
    evaluation: SelfEvaluation, scores: ScoreSheet, project: str, tables: Sequence[SourceTable] = ()
) -> list[Row]:
    """Table A: the rows of the workbook's own table for the project, or the fund lines in 元."""
    own = _own_rows(tables, FUND_TABLE, FUND_FIELDS, project)
    if own:
        return own
    rates = [*scores.rates, *[None] * len(evaluation.funds)]
    return [_fund_row(line, rate, evaluation.unit, scores) for line, rate in zip(evaluation.funds, rates, strict=False)]


def indicator_rows(
    evaluation: SelfEvaluation, scores: ScoreSheet, project: str, tables: Sequence[SourceTable] = ()
) -> list[Row]:
    """Table B: the rows of the workbook's own table for the project, or the indicators of the form."""
    own = _own_rows(tables, INDICATOR_TABLE, TABLE_FIELDS, project)
    pairs = zip(evaluation.indicators, scores.indicators, strict=True)
    rows = own or [_indicator_row(row, score) for row, score in pairs]
    return [_under_both_names(row) for row in rows]


def rows_of_level(rows: Sequence[Row], level1: str) -> list[Row]:
    """The rows under one 一级指标: those of 产出指标, 效益指标, 满意度指标."""
    return [row for row in rows if level1[:2] in row["一级指标"]]


def _under_both_names(row: Row) -> Row:
    """A row with the names the form has for its columns beside those of table B."""
    return {
        **row,
        "完成数": row.get("完成数", row["实际完成值"]),
        "三级指标": row["指标名称"],
        "年度指标值": row.get("年度指标值", row["调整后指标"]),
        "分值": row["权重"],
        "偏差原因分析及改进措施": row["偏差原因"],
    }


def indicator_score(row: Indicator, score: Score) -> Decimal | None:
    """The score of an indicator as filed, else as computed."""
    filed = number_of(row.reported_score)
    return score.value if filed is None else filed


def balance(line: FundLine, unit: str) -> str:
    """资金结(转)余 in 元 as filed, else budget less execution."""
    if line.balance is not None:
        return yuan_text(line.balance, unit)
    budget, executed = exact_yuan(line.full_year_budget, unit), exact_yuan(line.executed, unit)
    return "" if budget is None or executed is None else grouped(budget - executed)


def _fund_row(line: FundLine, rate: Decimal | None, unit: str, scores: ScoreSheet) -> Row:
    """One line of table A. Only the total carries a rate and a score, as published."""
    is_total = line.role == "total"
    filed = number_of(line.reported_score)
    return {
        "资金来源": TOTAL_LABEL if is_total else source_label(line).rstrip(":："),
        "目标申报": yuan_text(line.requested_budget, unit),
        "预算编制": yuan_text(line.initial_budget, unit),
        "全年预算数": yuan_text(line.full_year_budget, unit),
        "全年执行数": yuan_text(line.executed, unit),
        "资金结余": balance(line, unit),
        "执行率": rate_text(line, rate) if is_total else "",
        "得分": number_text(scores.execution.value if filed is None else filed) if is_total else "",
    }


def _indicator_row(row: Indicator, score: Score) -> Row:
    """One line of table B: a form with both targets as 忻州 publishes it, one with a single target as filed."""
    target, initial, actual = (text_of(entry) for entry in (row.target, row.initial_target, row.actual))
    has_both = row.initial_target is not None
    return {
        "一级指标": row.level1.strip(),
        "二级指标": row.level2.strip(),
        "指标名称": row.name.strip(),
        "年初指标": bare_value(initial or target) if has_both else target,
        "调整后指标": target if has_both else "",
        "实际完成值": actual,
        "权重": number_text(number_of(row.weight)) or text_of(row.weight),
        "得分": number_text(indicator_score(row, score)),
        "偏差原因": text_of(row.deviation_reason),
        "完成数": bare_value(actual) if has_both else actual,
        "年度指标值": target,
    }


def _own_rows(tables: Sequence[SourceTable], name: str, fields: Sequence[str], project: str) -> list[Row]:
    """The rows a workbook's own table has for a project, as typed; a blank project cell repeats the one above it."""
    rows: list[Row] = []
    for table in tables:
        if _squeezed(table.name) != name:
            continue
        places = {field: _column(table.header, field) for field in fields}
        current = ""
        for row in table.rows:
            current = _squeezed(row[0] if row else "") or current
            if current == _squeezed(project) and any(text.strip() for text in row[1:]):
                rows.append({field: _at(row, place) for field, place in places.items()})
    return rows


def _column(header: Sequence[str], field: str) -> int | None:
    wordings = _WORDINGS.get(field, (field,))
    titles = [_squeezed(title) for title in header]
    fitting = (place for place, title in enumerate(titles) if any(word in title for word in wordings))
    return next(fitting, None)


def _at(row: Sequence[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _squeezed(text: str) -> str:
    """A wording without blanks and brackets, for comparing."""
    return pattern(r"[\s()<>〈〉《》:]").sub("", unicodedata.normalize("NFKC", text))
