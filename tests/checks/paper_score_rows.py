"""Tables of scores and of projects with a column that breaks off in one row, and right ones beside."""

from __future__ import annotations

from tests.checks.paper_cases import Block

_HEAD = ("一级指标", "二级指标", "三级指标", "分值", "评分标准", "得分", "扣分说明")


def _table(reason: str = "发现2处台账不全", weight: str = "8", point: str = "10", level2: str = "满意度") -> Block:
    """A table of scores: 100 points, three rows docked."""
    return [
        _HEAD,
        ("过程", "组织实施", "台账完整性", "20", "台账完整得20分，不完整酌情扣分", "18", reason),
        ("过程", "组织实施", "巡查制度", "30", "制度健全得30分，不健全酌情扣分", "28", "2项制度没有修订"),
        ("产出", "数量", "护栏更换量", "30", "达到计划得30分，否则酌情扣分", "30", ""),
        ("效益", level2, "上路巡查场次", weight, f"达到计划得{point}分，否则酌情扣分", "8", ""),
        ("效益", "满意度", "沿线群众满意度", "12", "达到95%得12分，否则酌情扣分", "12", ""),
    ]


def _projects(rate: str, name: str = "执行率") -> Block:
    return [
        ("项目名称", "预算数", "支出数", name),
        ("县道养护", "126.00", "118.44", "94.00%"),
        ("乡道养护", "268.00", "241.20", "90.00%"),
        ("桥梁检测", "150.00", "148.50", rate),
        ("应急抢修", "95.00", "47.60", "50.11%"),
    ]


SCORE_ROWS: list[tuple[str, tuple[Block, ...]]] = [
    ("ZPJ437", (_table("—"),)),
    ("ZPJ437", (_table(""),)),
    ("ZPJ437", (_table("无"),)),
    ("ZPJ488", (_table(weight="8", point="10", level2="数量"),)),
    ("ZPJ336", (_table(point="8"),)),
    ("ZPJ546", (_projects(""),)),
]
RIGHT_SCORE_ROWS: tuple[tuple[Block, ...], ...] = (
    (_table(weight="8", point="8", level2="数量"),),
    (_projects("99.00%"),),
    (_projects("—"),),
    (_projects("", "备注"),),
)
