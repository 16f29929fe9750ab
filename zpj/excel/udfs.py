"""The worksheet functions. Excel shows their docstrings and argument texts, hence Chinese; each is one call into `app`.

`xw.func` and `xw.arg` are looked up on the module when this file is imported: the add-in's builder puts xlwings' real
decorators there on systems where xlwings leaves them out.
"""

from __future__ import annotations

from typing import Any

import xlwings as xw

from zpj.app import functions
from zpj.app.range_check import check_range
from zpj.excel.shown import Shown

_CATEGORY = "绩效自评"

_BUDGET = "全年预算数，与执行数单位相同"
_EXECUTED = "全年执行数"
_TARGET = "年度指标值，如 ≥95%、=3次、2023年12月底前"
_ACTUAL = "实际完成值"
_WEIGHT = "分值"
_KIND = "二级指标，或“二级指标｜三级指标”；可省略"
_SCHEME = "计分方案的编号或名称；省略时用财政部2020年办法"


@xw.func(category=_CATEGORY)
@xw.arg("budget", doc=_BUDGET)
@xw.arg("executed", doc=_EXECUTED)
def ZPJ_RATE(budget: Any, executed: Any) -> Any:
    """预算执行率＝全年执行数÷全年预算数，四舍五入到万分位。没有预算数时得“—”，没有填时为空。"""
    return functions.rate(budget, executed)


@xw.func(category=_CATEGORY)
@xw.arg("budget", doc=_BUDGET)
@xw.arg("executed", doc=_EXECUTED)
@xw.arg("weight", doc="预算执行率的分值；省略时用方案规定的分值")
@xw.arg("scheme", doc=_SCHEME)
def ZPJ_BUDGET_SCORE(budget: Any, executed: Any, weight: Any = None, scheme: Any = None) -> Any:
    """预算执行率得分＝执行率×分值，最高为分值。预算数为0等须由人判断的，得“待评定”。"""
    return functions.budget_score(budget, executed, weight, scheme)


@xw.func(category=_CATEGORY)
@xw.arg("target", Shown, doc=_TARGET)
@xw.arg("actual", Shown, doc=_ACTUAL)
@xw.arg("weight", doc=_WEIGHT)
@xw.arg("kind", doc=_KIND)
@xw.arg("scheme", doc=_SCHEME)
def ZPJ_SCORE(target: Any, actual: Any, weight: Any, kind: Any = None, scheme: Any = None) -> Any:
    """一项指标的得分：由年度指标值和实际完成值按计分方案算出。须由人在档内评定的，得“待评定”；没有填的为空。"""
    return functions.score(target, actual, weight, kind, scheme)


@xw.func(category=_CATEGORY)
@xw.arg("target", Shown, doc=_TARGET)
@xw.arg("actual", Shown, doc=_ACTUAL)
@xw.arg("weight", doc=_WEIGHT)
@xw.arg("kind", doc=_KIND)
@xw.arg("scheme", doc=_SCHEME)
def ZPJ_EXPLAIN(target: Any, actual: Any, weight: Any, kind: Any = None, scheme: Any = None) -> Any:
    """一项指标得分的依据：怎样比较、怎样折算、为什么要由人评定。参数与 ZPJ_SCORE 相同。"""
    return functions.explain(target, actual, weight, kind, scheme)


@xw.func(category=_CATEGORY)
@xw.arg("scores", ndim=2, doc="各项得分所在的区域，含预算执行率得分")
def ZPJ_TOTAL(scores: Any) -> Any:
    """总分：各项得分之和。区域里有“待评定”等文字时得“未完成计分”，全空时为空。"""
    return functions.total(scores)


@xw.func(category=_CATEGORY)
@xw.arg("score", doc="总分")
@xw.arg("scheme", doc=_SCHEME)
def ZPJ_GRADE(score: Any, scheme: Any = None) -> Any:
    """评价等级：90分（含）以上为优，80分以上为良，60分以上为中，以下为差；以方案规定为准。不是数字时为空。"""
    return functions.grade(score, scheme)


@xw.func(category=_CATEGORY)
@xw.arg("form", ndim=2, doc="整张自评表所在的区域，含表头")
def ZPJ_CHECK(form: Any) -> Any:
    """校验选中的自评表，规则与“数据校验”相同：说出错误、警告的条数和前三条。只看选中的区域，设置、明细等表不看。"""
    return check_range(form)
