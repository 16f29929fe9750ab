"""What a filled form says: made up from word lists by a seeded generator, so that the truth is known exactly."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tests.corpus.layouts import Layout

WHO = (
    "县交通运输局",
    "市教育体育局",
    "区卫生健康委员会",
    "乡村振兴局",
    "市生态环境局",
    "县档案馆",
    "区民政局",
    "市水利局",
)
WHAT = (
    "农村公路养护",
    "校舍维修改造",
    "基层医疗设备购置",
    "高标准农田建设",
    "垃圾分类宣传",
    "档案数字化",
    "养老服务补贴",
    "河道清淤",
    "信息系统运维",
    "执法服装",
    "科普下乡",
    "应急物资储备",
)
KIND = ("专项经费", "项目", "补助资金", "工作经费")
QUANTITY = (
    "养护里程",
    "维修校舍面积",
    "购置设备数量",
    "培训人次",
    "开展活动场次",
    "建成点位",
    "印发资料份数",
    "巡查次数",
)
QUALITY = ("验收合格率", "设备完好率", "培训合格率", "数据准确率", "资料归档率")
TIMELY = ("完成时限", "资金拨付及时率", "项目按期完工率")
COST = ("项目总成本", "单位成本控制", "设备采购成本")
SOCIAL = ("群众出行便利程度", "受益群众人数", "办学条件改善情况", "服务覆盖率", "知晓率提升情况")
LASTING = ("后续运行机制健全性", "持续使用年限")
PLEASED = ("服务对象满意度", "群众满意度", "师生满意度")
UNITS = ("公里", "平方米", "台", "人次", "场", "个", "份", "次")
SENTENCES = (
    "完成全年任务，按进度支付资金",
    "提升服务能力，改善群众生活条件",
    "保障日常工作正常开展",
    "建立长效机制，提高管理水平",
    "完成设施改造3处、设备更新12台",
)
REASONS = ("受汛期影响工期延后，下一步加快施工", "采购流程较长，今后提前启动", "预算编制不够精细，将加强测算")
PLACES = Decimal("0.01")
SHARES = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}


@dataclass(frozen=True)
class Row:
    """One indicator as filled in. Of `sign`, `value` and `unit` the target is made."""

    level1: str
    level2: str
    name: str
    sign: str
    value: str
    unit: str
    initial: str
    actual: str
    weight: Decimal
    score: Decimal
    reason: str = ""

    @property
    def target(self) -> str:
        """The target in one cell; 定性 leaves the words alone."""
        return self.value if self.sign == "定性" else f"{self.sign}{self.value}{self.unit}"


@dataclass(frozen=True)
class Fund:
    """One fund row: amounts by field."""

    label: str
    role: str
    values: dict[str, Decimal]


@dataclass(frozen=True)
class Content:
    """One filled form."""

    fields: dict[str, str]
    funds: tuple[Fund, ...]
    expected: str
    achieved: str
    rows: tuple[Row, ...]
    weight: Decimal
    score: Decimal
    grade: str


def content_of(layout: Layout, seed: int) -> Content:
    """Fill a layout; the same seed gives the same form."""
    chance = random.Random(f"{layout.id}-{seed}")
    points = Decimal(layout.fund_points)
    funds = tuple(_funds(layout, chance, points))
    rows = tuple(_rows(layout, chance, Decimal(100) - points))
    score = sum((row.score for row in rows), funds[0].values["reported_score"])
    grade = "优" if score >= 90 else "良" if score >= 80 else "中" if score >= 60 else "差"
    who = chance.choice(WHO)
    fields = {
        "project_name": f"{chance.choice((2022, 2023, 2024))}年{chance.choice(WHAT)}{chance.choice(KIND)}",
        "supervising_department": who,
        "implementing_unit": f"{who}{chance.choice(('机关', '下属服务中心', '执法大队'))}",
        "responsible_person": chance.choice(("张某", "王某某", "欧阳某")),
        "phone": chance.choice(("0310-0000000", "000-12345", "00000000000")),
        "year": chance.choice(("2022", "2023", "2024")),
    }
    expected, achieved = chance.choice(SENTENCES), f"{chance.choice(SENTENCES)}。"
    return Content(fields, funds, expected, achieved, rows, Decimal(100), score, grade)


def _funds(layout: Layout, chance: random.Random, points: Decimal) -> list[Fund]:
    scale = 1 if layout.unit == "元" else 10000
    yuan = chance.choice((chance.randrange(20_000, 90_000_000), chance.randrange(2, 900) * 10_000))
    full = Decimal(yuan) / scale
    executed = full if chance.random() < 0.4 else (full * chance.randrange(40, 100) / 100).quantize(Decimal("0.0001"))
    if scale == 1:
        executed = executed.quantize(PLACES)
    first = full if chance.random() < 0.6 else (full * 2).normalize() + 0
    total = {"initial_budget": first, "full_year_budget": full, "executed": executed}
    rate = (executed / full * 100).quantize(PLACES, ROUND_HALF_UP)
    score = (executed / full * points).quantize(PLACES, ROUND_HALF_UP)
    funds = [
        Fund(_label(layout, 0), "total", {**total, "weight": points, "reported_rate": rate, "reported_score": score})
    ]
    for position, (label, role) in enumerate(layout.fund_rows[1:], 1):
        filled = position == 1 or chance.random() < 0.3
        funds.append(Fund(label.strip(), role, {**total, "reported_rate": rate} if filled else {}))
    return funds


def _label(layout: Layout, row: int) -> str:
    return layout.fund_rows[row][0].split("|")[0].strip()


def _rows(layout: Layout, chance: random.Random, points: Decimal) -> list[Row]:
    kinds = [
        ("产出指标", "数量指标", QUANTITY, 1 if layout.weights_in else chance.randint(1, 3)),
        ("产出指标", "质量指标", QUALITY, 1), ("产出指标", "时效指标", TIMELY, 1), ("产出指标", "成本指标", COST, 1),
        ("效益指标", "社会效益指标", SOCIAL, 1 if layout.weights_in else chance.randint(1, 2)),
        ("效益指标", "可持续影响指标", LASTING, chance.randint(0, 1)),
        ("满意度指标", "服务对象满意度指标", PLEASED, 1),
    ]  # fmt: skip
    names = [(one, two, name) for one, two, list_, count in kinds for name in chance.sample(list_, count)]
    share = int(points) // len(names)
    weights = [Decimal(share)] * (len(names) - 1)
    weights.append(points - sum(weights, Decimal(0)))
    return [
        _row(chance, level1, level2, name, weight)
        for (level1, level2, name), weight in zip(names, weights, strict=True)
    ]


def _row(chance: random.Random, level1: str, level2: str, name: str, weight: Decimal) -> Row:
    number = Decimal(chance.randrange(2, 5000))
    unit = chance.choice(UNITS)
    sign, value, actual = "≥", str(number), f"{number + chance.randrange(0, 3)}{unit}"
    if level2 in ("质量指标", "服务对象满意度指标") or name.endswith("率"):
        sign, value, unit, actual = "≥", str(chance.randrange(80, 100)), "%", f"{chance.randrange(80, 101)}%"
    elif level2 == "成本指标":
        sign, unit, actual = "≤", "万元", f"{number}万元"
    elif level2 in ("社会效益指标", "可持续影响指标") and not name.endswith("数"):
        sign, value, unit, actual = "定性", "明显提升", "", "达成预期指标"
    elif level2 == "时效指标":
        sign, value, unit, actual = chance.choice((("＝", "1", "年", "1年"), ("≤", "12", "月", "11月")))
    lost = chance.random() < 0.3
    score = weight - Decimal(chance.randrange(1, 20)) / 10 if lost else weight
    reason = chance.choice(REASONS) if lost else ""
    return Row(
        level1, level2, name, sign, value, unit, f"{value}{unit}", actual, weight, max(score, Decimal(0)), reason
    )
