"""The lists of the summary workbook: 问题清单, 共性问题, 未汇总文件."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl.styles import PatternFill

from zpj.domain.findings import Finding, Severity
from zpj.forms.review_sheet import link_to
from zpj.forms.summary_preview import HEADER_ROW
from zpj.forms.summary_sheet import Sheet, Summary

_PROBLEM_COLUMNS = (
    ("序号", 6.0), ("级别", 7.0), ("规则", 9.0), ("文件", 24.0), ("项目", 26.0), ("位置", 22.0), ("问题", 56.0),
    ("现值", 18.0), ("应为", 18.0), ("处理", 34.0),
)  # fmt: skip
_COMMON_COLUMNS = (
    ("规则", 9.0),
    ("级别", 7.0),
    ("项目数", 9.0),
    ("单位数", 9.0),
    ("条数", 8.0),
    ("例", 60.0),
    ("项目", 60.0),
)
_LEFT_COLUMNS = (("序号", 6.0), ("文件", 60.0), ("原因", 60.0))
_TINTS = {Severity.ERROR: "F8D7DA", Severity.WARNING: "FFF3CD", Severity.INFO: "E7F1FF"}
_PLACE = 6
_MOST_NAMED = 8


def problem_sheet(sheet: Sheet, summary: Summary, folder: Path, names: Mapping[str, str]) -> None:
    """Every finding with its file (called as `names` has it) and a link to its cell."""
    counts = {one: sum(item.severity == one for item in summary.findings) for one in Severity}
    sheet.title("问题清单", "，".join(f"{one.chinese} {number} 条" for one, number in counts.items()))
    sheet.header(_PROBLEM_COLUMNS)
    for row, item in enumerate(summary.findings, HEADER_ROW + 1):
        texts = (
            item.severity.chinese, item.rule, names[item.file], item.project, item.location, item.message,
            item.found or "", item.expected or "", item.fix or "",
        )  # fmt: skip
        sheet.put(row, 1, row - HEADER_ROW)
        for column, text in enumerate(texts, 2):
            sheet.put(row, column, text)
        sheet.sheet.cell(row, 2).fill = PatternFill("solid", fgColor=_TINTS[item.severity])
        sheet.link(row, _PLACE, link_to(item, folder))
    _finish(sheet, len(_PROBLEM_COLUMNS), len(summary.findings))


def common_sheet(sheet: Sheet, summary: Summary) -> None:
    """The rules that several projects break, the most frequent first."""
    sheet.title("共性问题", "两个以上项目都有的同类问题")
    sheet.header(_COMMON_COLUMNS)
    units = {(row.file, row.project): row.unit for row in summary.rows}
    by_rule: dict[str, list[Finding]] = {}
    for item in summary.findings:
        by_rule.setdefault(item.rule, []).append(item)
    shared = [found for found in by_rule.values() if len({(item.file, item.project) for item in found}) > 1]
    ordered = sorted(shared, key=lambda found: (-len({(item.file, item.project) for item in found}), found[0].rule))
    for row, found in enumerate(ordered, HEADER_ROW + 1):
        places = list(dict.fromkeys((item.file, item.project) for item in found))
        names = list(dict.fromkeys(project for _, project in places if project))
        more = f" 等{len(names)}个" if len(names) > _MOST_NAMED else ""
        for column, number in ((3, len(places)), (4, len({units.get(place, "") for place in places})), (5, len(found))):
            sheet.put(row, column, number)
        sheet.put(row, 1, found[0].rule)
        sheet.put(row, 2, found[0].severity.chinese)
        sheet.put(row, 6, found[0].message)
        sheet.put(row, 7, "、".join(names[:_MOST_NAMED]) + more)
    _finish(sheet, len(_COMMON_COLUMNS), len(ordered))


def left_sheet(sheet: Sheet, failed: Sequence[tuple[str, str]]) -> None:
    """The files that are not in the table, each with its reason."""
    sheet.title("未汇总文件", "这些文件没有计入汇总表")
    sheet.header(_LEFT_COLUMNS)
    for row, (file, reason) in enumerate(failed, HEADER_ROW + 1):
        sheet.put(row, 1, row - HEADER_ROW)
        sheet.put(row, 2, file)
        sheet.put(row, 3, reason)
    _finish(sheet, len(_LEFT_COLUMNS), len(failed))


def _finish(sheet: Sheet, columns: int, rows: int) -> None:
    last = sheet.sheet.cell(HEADER_ROW + rows, columns).coordinate
    sheet.sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}"
    sheet.sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.finish(f"A1:{last}")
