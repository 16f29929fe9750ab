"""How long one report takes, beside docxtpl: `python -m bench.report_rendering` (needs the extra `bench`).

Both fill the shipped 项目绩效自评分析报告 with the same values: its sections and two tables, one of 20 rows. docxtpl
gets the template in its own dialect ({%p and {%tr) and is spared what it does not do: joining cells of equal text.
"""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from docx import Document
from lxml import etree

from zpj import resources
from zpj.grid.package import open_package
from zpj.report.fields import ANALYSIS_SECTIONS, FUND_FIELDS, INDICATOR_FIELDS
from zpj.report.package import zip_parts
from zpj.report.render import render_report
from zpj.report.template import ReportTemplate
from zpj.report.wordml import tag

TEMPLATE = resources.templates() / "reports" / "shanxi-analysis.docx"
WANTED_RATIO = 0.1
_ROUNDS = 41
_COLD = "from bench.report_rendering import *; render_report(TEMPLATE, values())"
_MAIN_PART = "word/document.xml"


def values() -> dict[str, object]:
    """The values of a report of usual size."""
    text = "项目按计划实施，资金及时足额到位，各项制度健全，执行有效，全年任务按期完成。" * 3
    rows = [{field: f"{field}{number}" for field in INDICATOR_FIELDS} for number in range(20)]
    for number, row in enumerate(rows):
        row |= {"一级指标": f"一级{number // 8}", "二级指标": f"二级{number // 3}"}
    return {
        **{title: [f"{title}：{text}"] * 2 for title in ANALYSIS_SECTIONS},
        "附件号": "附件 1",
        "报告标题": "2022年度医药招采与基金监管工作经费绩效自评分析报告",
        "资金合计句": "",
        "资金": [{field: f"{field}{number}" for field in FUND_FIELDS} for number in range(4)],
        "指标": rows,
        "自评表": None,
    }


def docxtpl_template() -> bytes:
    """The same template in the dialect of docxtpl."""
    with zipfile.ZipFile(TEMPLATE) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts[_MAIN_PART])
    for node in root.iter(tag("t")):
        text = (node.text or "").replace("|合并", "").replace("|表格", "")
        row = next(node.iterancestors(tag("tr")), None)
        alone = text.startswith("{%") and text.endswith("%}")
        node.text = text.replace("{%", "{%p" if row is None else "{%tr") if alone else text
    return zip_parts({**parts, _MAIN_PART: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def milliseconds(action: Callable[[], object]) -> float:
    """The median time of a warm action."""
    for _ in range(3):
        action()
    times = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def cold_milliseconds() -> float:
    """The time of a new process that renders one report, start of Python included."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", _COLD], check=True)
    return (time.perf_counter() - started) * 1000


def texts(report: bytes) -> list[str]:
    """The paragraphs of a report that hold something, and the last cells of its table rows."""
    document = Document(io.BytesIO(report))
    cells = [row.cells[-1].text for table in document.tables for row in table.rows]
    return [text for text in (*(paragraph.text for paragraph in document.paragraphs), *cells) if text]


def docxtpl_renderer(context: Mapping[str, object]) -> Callable[[], bytes]:
    """One warm rendering with docxtpl, whose template object is kept."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(docxtpl_template()))

    def render() -> bytes:
        template.render(dict(context), autoescape=True)
        report = io.BytesIO()
        template.save(report)
        return report.getvalue()

    return render


def main() -> int:
    """Print the times; 1 where zpj needs more than a tenth of docxtpl's."""
    context = values()
    other_render = docxtpl_renderer(context)
    if texts(render_report(TEMPLATE, context)) != texts(other_render()):
        print("两份报告的文字不同，比较没有意义。")
        return 1
    own = milliseconds(lambda: render_report(TEMPLATE, context))
    other = milliseconds(other_render)
    compiling = milliseconds(lambda: ReportTemplate(open_package(Path(TEMPLATE))))
    print(f"zpj      每份 {own:6.2f} 毫秒（模板已编译）")
    print(f"docxtpl  每份 {other:6.2f} 毫秒（模板已载入）")
    print(f"zpj 用时为 docxtpl 的 1/{other / own:.1f}（要求不超过 1/{1 / WANTED_RATIO:.0f}）")
    print(f"zpj 编译模板 {compiling:.0f} 毫秒；新进程出第一份报告 {cold_milliseconds():.0f} 毫秒（含启动 Python）")
    return 0 if own <= WANTED_RATIO * other else 1


if __name__ == "__main__":
    sys.exit(main())
