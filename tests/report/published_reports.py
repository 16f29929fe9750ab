"""Reports of the sample workbooks, and what the published papers hold: headings, texts and their figures."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from zpj.app.reporting import write_reports

SAMPLES = Path(__file__).parents[2] / "sample_workbooks"
FIGURE = re.compile(r"\d+(?:\.\d+)?%?")
ANALYSIS_OUTLINE = [
    "一、项目基本信息",
    "（一）项目概况",
    "（二）项目绩效目标",
    "（1）项目实施期绩效目标",
    "（2）项目年度目标",
    "（三）项目实施计划",
    "二、项目绩效完成情况",
    "（一）预算执行情况",
    "（二）绩效指标完成情况",
    "三、项目自评结果",
    "1.项目自评得分和结论",
    "2.全年目标实际完成情况",
    "3.项目实施和预算执行情况分析",
    "4.产出情况及分析",
    "5.效益情况及分析",
    "6.满意度情况及分析",
    "四、项目主要经验做法",
    "五、项目管理中存在的主要问题及原因分析",
    "六、下一步改进措施及管理建议",
]


@dataclass(frozen=True)
class Produced:
    """A produced report: its title, what was missing, its bytes, and its paragraphs and tables in order."""

    title: str
    missing: tuple[str, ...]
    data: bytes
    blocks: list[Paragraph | Table]

    @property
    def texts(self) -> list[str]:
        return [block.text for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def tables(self) -> list[list[list[str]]]:
        found = [block for block in self.blocks if isinstance(block, Table)]
        return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def source(name: str) -> dict[str, Any]:
    return tomllib.loads((SAMPLES / "sources" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def produced(name: str) -> list[Produced]:
    with TemporaryDirectory() as folder:
        return opened_all(SAMPLES / f"{name}.xlsx", Path(folder))


def opened_all(workbook: Path, folder: Path, **choices: Any) -> list[Produced]:
    written = write_reports(workbook, choices.get("template"), choices.get("project"), folder, force=False)
    return [
        Produced(
            report.title,
            report.missing,
            report.path.read_bytes(),
            list(Document(str(report.path)).iter_inner_content()),
        )
        for report in written
    ]


def parts(report: Produced, headings: list[str]) -> list[str]:
    """The text below each heading, from where it stands to the next one; they must come in this order."""
    position, starts = 0, []
    for heading in headings:
        position = next(
            (number for number in range(position, len(report.texts)) if report.texts[number].startswith(heading)), -1
        )
        assert position >= 0, f"{heading} is not there"
        starts.append(position)
        position += 1
    ends = [*starts[1:], len(report.texts)]
    return [
        "\n".join(report.texts[start:end]).removeprefix(heading)
        for heading, start, end in zip(headings, starts, ends, strict=True)
    ]


def styled_headings(report: Produced) -> list[str]:
    styles = ("公文一级", "公文二级", "公文三级")
    paragraphs = [block for block in report.blocks if isinstance(block, Paragraph)]
    return [found.text for found in paragraphs if found.style is not None and found.style.name in styles]
