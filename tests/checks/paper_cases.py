"""A filed report without a fault beside the clean form, and ways to spoil it line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx

from tests.checks.check_cases import book
from zpj.app.reading import read_workbook
from zpj.checks.case import PaperCase, book_case
from zpj.checks.run import check_workbook, findings_of
from zpj.domain.findings import Finding
from zpj.domain.model import Workbook

Block = str | Sequence[Sequence[str]]
LINES: list[Block] = [
    "2023年度道路养护项目绩效自评报告",
    "项目名称：道路养护",
    "实施单位：市公路中心",
    "评价时间：2024年3月1日",
    "一、项目基本情况",
    "（一）项目概况",
    "本项目养护县道50公里，由市公路中心实施，包括巡查、修补、清扫等3个环节。",
    "（二）项目绩效目标",
    "全年养护县道50公里，群众满意度达到95%以上。",
    "二、资金使用情况",
    "2023年全年预算8.65万元，其中当年财政拨款5万元，上年结转资金3.65万元，全年支出8.2万元，预算执行率为94.8%。",
    "三、绩效完成情况",
    "（一）产出情况",
    "1.数量指标：完成县道养护50公里。",
    "2.质量指标：验收合格率97%。",
    "（二）效益情况",
    "道路通行能力明显提高，群众满意度93%，雨季较长使施工扰民，扣0.21分。",
    "四、自评结论",
    "自评得99.27分，等级为“优”。",
    "五、存在的问题和改进措施",
    "雨季较长，部分路段施工扰民，群众满意度没有达到目标，下年避开雨季并提前公告。",
    "市公路中心",
    "2024年3月20日",
]


def write_paper(path: Path, blocks: Sequence[Block]) -> Path:
    """Write paragraphs and tables (rows of texts) as a Word document."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), max(map(len, block)))
        for row, texts in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    document.save(str(path))
    return path


def spoilt(changes: dict[str, Block | None], blocks: Sequence[Block] = LINES) -> list[Block]:
    """The lines with some replaced (None leaves one out); a key is the beginning of a line."""
    found: list[Block] = []
    for block in blocks:
        key = next((key for key in changes if isinstance(block, str) and block.startswith(key)), None)
        new = changes[key] if key is not None else block
        found += [new] if new is not None else []
    return found


def findings_in(path: Path, blocks: Sequence[Block], form: Workbook | None = None) -> list[Finding]:
    """All findings of a report, read against a form that stands in a workbook beside it (None: no form at all)."""
    read = read_workbook(write_paper(path, blocks))
    if form is None:
        return check_workbook(read)
    case = replace(book_case(replace(form, sections=(), tables=())), book=replace(read, evaluations=()))
    assert read.paper is not None
    return [
        found
        for found in findings_of(case, PaperCase(read.paper, case.forms, form))
        if found.location.partition("!")[0] != "自评表"
    ]


def told(folder: Path, *blocks: Block) -> list[tuple[str, str]]:
    """The rules and messages of a report alone with some blocks added to its account of the money."""
    found = findings_in(folder / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    return [(item.rule, item.message) for item in found]


def clean_form() -> Workbook:
    """The form the clean report is about."""
    return book(tables=(), sections=())
