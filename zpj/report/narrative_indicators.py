"""Sentences on indicators: target, actual value and what the figures say; what fell short, what was exceeded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from zpj.report.narrative_facts import DONE, PARTLY, UNMET, Judged, Verdict, beyond_text
from zpj.report.narrative_telling import Teller
from zpj.report.narrative_text import ended, listed_missing, names, percent, with_is
from zpj.report.shown import missing

OUTPUT, EFFECT, SATISFACTION = "产出", "效益", "满意度"
_EFFECTS = ("效益", "影响")
_OUTPUTS = ("数量", "质量", "时效", "成本")
_OPEN = frozenset((Verdict.OPEN, Verdict.NO_TARGET, Verdict.NO_ACTUAL, Verdict.BLANK))
_WORDS = frozenset((Verdict.WORDS_MET, Verdict.WORDS_PARTLY, Verdict.WORDS_UNMET))


def family(judged: Judged) -> str:
    """产出, 效益 or 满意度: by the 二级指标, which is right more often than the 一级指标 it stands under."""
    for text in (judged.kind, judged.row.level1):
        if SATISFACTION in text:
            return SATISFACTION
        if any(word in text for word in _EFFECTS):
            return EFFECT
        if any(word in text for word in _OUTPUTS):
            return OUTPUT
    return OUTPUT


def families(rows: Iterable[Judged]) -> list[str]:
    """The families a form has, as the conclusion names them."""
    found = {family(row) for row in rows}
    titles = {OUTPUT: OUTPUT, EFFECT: EFFECT, SATISFACTION: "服务对象满意度"}
    return [title for name, title in titles.items() if name in found]


def analysis(rows: Sequence[Judged], title: str, teller: Teller) -> list[str]:
    """The section of one family: an overview where nothing speaks against it, then a paragraph per 二级指标."""
    own = [row for row in rows if family(row) == title]
    if not own:
        return [teller.tell("未设指标", 类别=title) if rows else missing(f"{title}情况")]
    kinds = dict.fromkeys(row.kind for row in own)
    told = [_one_kind(kind, [row for row in own if row.kind == kind], teller) for kind in kinds]
    overview = _overview(own, title, teller)
    return [overview, *told] if overview else told


def _overview(rows: Sequence[Judged], title: str, teller: Teller) -> str:
    doubtful = any(row.neutral or row.verdict in _OPEN or (row.deducted and row.verdict in DONE) for row in rows)
    if len(rows) < 2 or doubtful:
        return ""
    done = sum(row.verdict in DONE for row in rows)
    partly = sum(row.verdict in PARTLY for row in rows)
    counts = {"完成": done, "部分完成": partly, "未完成": len(rows) - done - partly}
    if done == len(rows):
        return teller.tell("概述全部", 类别=title, 项数=str(done), 多项="是")
    spread = "、".join(f"{word}{count}项" for word, count in counts.items() if count)
    return teller.tell("概述分布", 类别=title, 项数=str(len(rows)), 分布=spread)


def _one_kind(kind: str, rows: Sequence[Judged], teller: Teller) -> str:
    """One paragraph: rows with the same figures share a clause; targets never filled in are asked for once."""
    groups = [list(group) for _, group in groupby(rows, key=_sameness)]
    clauses = "；".join(_clause(group, teller) for group in groups)
    gaps = [row.name for row in rows if row.verdict is Verdict.NO_TARGET]
    return teller.tell("方面", 方面=kind) + ended(clauses) + (listed_missing(gaps, "年度指标值", kind) if gaps else "")


def _sameness(row: Judged) -> tuple[object, ...]:
    return row.verdict, row.target, row.actual, row.neutral, row.gap, row.rate


def _situation(row: Judged) -> str:
    if row.neutral:
        return Verdict.OPEN.value
    return "文字" if row.verdict in _WORDS else row.verdict.value


def _clause(group: Sequence[Judged], teller: Teller) -> str:
    row = group[0]
    fields = {
        "名称": names([one.name for one in group]),
        "均": "均" if len(group) > 1 else "",
        "指标值": with_is(row.target),
        "完成值": with_is(row.actual),
        "超出": beyond_text(row),
        "相差": row.gap,
        "完成率": row.rate,
        "待补": _gap([one.name for one in group], row.verdict),
    }
    return teller.tell(_situation(row), **fields)


def _gap(found: Sequence[str], verdict: Verdict) -> str:
    what = "年度指标值和实际完成值" if verdict is Verdict.BLANK else "实际完成值"
    return listed_missing(found, what) if verdict in (Verdict.BLANK, Verdict.NO_ACTUAL) else ""


def unmet(rows: Sequence[Judged], teller: Teller) -> list[str]:
    """未完成: what fell short and by how much. Only where every row is proved may it say that nothing did."""
    found = [row for row in rows if row.verdict in UNMET]
    if found:
        listed = "；".join(_shortfall(row, teller) for row in found)
        return [teller.tell("未完成", 项数=str(len(found)), 逐项=listed)]
    if rows and all(row.verdict in DONE for row in rows):
        return [teller.tell("没有差距" if any(row.deducted for row in rows) else "没有未完成")]
    return [missing("未完成指标的情况")]


def _shortfall(row: Judged, teller: Teller) -> str:
    if not row.neutral:
        return _clause([row], teller)
    gap = beyond_text(row) if row.verdict is Verdict.ABOVE else row.gap
    return teller.tell("有差距", 名称=row.quoted, 指标值=with_is(row.target), 完成值=with_is(row.actual), 相差=gap)


def exceeded(rows: Sequence[Judged], over_warn: Decimal, teller: Teller) -> list[str]:
    """超额: over-completion above the scheme's threshold, with the clerk's reason. Nothing where there is none."""
    if not rows:
        return [missing("超额完成情况")]
    found = [row for row in rows if _is_far_over(row, over_warn)]
    if not found:
        return []
    return [teller.tell("超额各项", 项数=str(len(found)), 逐项=_joined(found, lambda row: _surplus(row, teller)))]


def _is_far_over(row: Judged, over_warn: Decimal) -> bool:
    return row.verdict is Verdict.EXCEEDED and row.beyond is not None and row.beyond > over_warn


def _surplus(row: Judged, teller: Teller) -> str:
    share = "" if row.beyond is None else percent(row.beyond)
    reason = teller.reason(row.reason, row.name, "超额完成原因")
    target, actual = with_is(row.target), with_is(row.actual)
    return teller.tell("超额", 名称=row.quoted, 指标值=target, 完成值=actual, 幅度=share, 原因=reason)


def _joined(rows: Iterable[Judged], told: Callable[[Judged], str]) -> str:
    return "；".join(told(row) for row in rows)
