"""Filled workbooks of any size for the tie-out: each project with its own figures, and text for its report."""

from __future__ import annotations

from pathlib import Path
from random import Random

from zpj.app.making import write_workbook
from zpj.app.report_tasks import report_tasks
from zpj.app.reporting import Rendered, Source, open_source, rendered
from zpj.domain.amounts import exact
from zpj.forms.content import FormContent, FundRow, IndicatorRow, Material, Shown, Typed, WorkbookContent

_LEVELS = (
    ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("产出指标", "成本指标"),
    ("效益指标", "社会效益指标"), ("效益指标", "可持续影响指标"), ("满意度指标", "服务对象满意度指标"),
)  # fmt: skip
_WORK = (
    "养护里程",
    "巡查次数",
    "培训人数",
    "检测批次",
    "设备数量",
    "宣传场次",
    "服务户数",
    "维修处数",
    "走访家数",
    "编制份数",
)
_UNITS = ("公里", "次", "人", "批次", "台", "场", "户", "处", "家", "份")
_NAMES = ("城乡道路养护", "社区医疗宣传", "校舍安全检测")


def filled(path: Path, form: str, indicators: int, projects: int = 1, lines: int = 0, seed: int = 0) -> Source:
    """Write a workbook with filled forms and `lines` paragraphs in each section of its report, and read it back."""
    random = Random(seed)
    contents = tuple(_project(name, indicators, random) for name in _NAMES[:projects])
    material = tuple(_text(one, section, lines, random) for one in contents for section in _SECTIONS if lines)
    write_workbook(WorkbookContent(form, contents, material), path)
    return open_source(path)


def reports(source: Source) -> list[Rendered]:
    """Every report the workbook asks for."""
    return [rendered(source, task) for task in report_tasks(source.book, None, None)]


def _number(text: str) -> Typed:
    number = exact(text)
    assert number is not None
    return number


def _project(name: str, indicators: int, random: Random) -> FormContent:
    budget = random.randrange(20_000, 900_000)
    executed = budget - random.randrange(100, budget // 5)
    amounts = {"initial_budget": budget, "full_year_budget": budget, "executed": executed, "balance": budget - executed}
    funds = {field: Shown(_number(f"{amount / 100:.2f}")) for field, amount in amounts.items()}
    rows = tuple(_row(number, indicators, random) for number in range(indicators))
    return FormContent(
        sheet=name,
        fields={
            "project_name": name,
            "year": "2023",
            "supervising_department": "平安县住房和城乡建设局",
            "implementing_unit": "平安县公用事业服务中心",
        },
        funds=(FundRow("年度资金总额", funds), FundRow("其中：财政拨款", funds)),
        expected=f"完成{name}任务{random.randrange(20, 90)}项，惠及群众{random.randrange(1000, 9000)}人。",
        achieved=f"实际完成{name}任务{random.randrange(20, 90)}项，惠及群众{random.randrange(1000, 9000)}人。",
        indicators=rows,
        total={"grade": "优"},
    )


def _row(number: int, of: int, random: Random) -> IndicatorRow:
    level1, level2 = _LEVELS[number * len(_LEVELS) // of]
    work, unit = _WORK[number % len(_WORK)], _UNITS[number % len(_UNITS)]
    target = random.randrange(20, 400)
    weight = 90 // of + (1 if number < 90 % of else 0)
    values: dict[str, Typed] = {
        "target": f"≥{target}{unit}",
        "actual": f"{target + random.randrange(0, 9)}{unit}",
        "weight": _number(str(weight)),
        "reported_score": _number(str(weight)),
    }
    return IndicatorRow(level1, level2, f"第{number // len(_WORK) + 1}批{work}", values)


_SECTIONS = (
    "项目概况", "项目绩效目标", "项目决策情况", "项目过程情况", "主要经验及做法", "存在的问题及原因分析", "有关建议",
)  # fmt: skip


def _text(form: FormContent, section: str, lines: int, random: Random) -> Material:
    texts = [
        f"第{number + 1}片区全年组织施工{random.randrange(3, 90)}次，投入人员{random.randrange(100, 900)}人次，"
        f"使用资金{random.randrange(100, 9000) / 100:.2f}万元，群众满意率{random.randrange(9000, 9999) / 100:.2f}%，"
        f"{random.choice(_ENDINGS)}"
        for number in range(lines)
    ]
    return Material(form.project_name, section, "\n".join(texts))


_ENDINGS = (
    "各项工作按计划推进，质量经验收合格，资料齐全，未发生安全事故，群众反映良好。",
    "主管科室每月检查一次，发现问题及时整改，年底逐项验收，有关资料已经归档。",
    "施工单位通过比选确定，合同按进度付款，结算经第三方审核，资金使用规范。",
)
