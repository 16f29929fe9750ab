"""What the figures of an indicator row prove: met, exceeded, partly met, unmet, or nothing at all.

The verdict rests on target and actual value as filled in and on the score sheet; it never looks at the points a clerk
gave, except to keep silent: a row filed with full points although its figures fall short is stated neutrally.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from zpj.domain.amounts import ONE, ZERO, plain
from zpj.domain.model import Indicator, Score
from zpj.domain.records import record, replace
from zpj.domain.targets import (
    Comparator,
    Direction,
    Kind,
    Value,
    as_money,
    comparable,
    completed_by,
    implied_by,
    parse,
    with_unit_of,
)
from zpj.domain.units import DURATIONS, MONEY, QUANTITIES, SCALES
from zpj.report.narrative_text import bare, entry_text, kind_name, percent, quoted
from zpj.report.shown import number_of

_SCALE_NAMES = MappingProxyType({size: name for name, size in SCALES.items()})
_WORDS = (Kind.QUALITATIVE, Kind.PLACEHOLDER)
_RULE_DIRECTIONS: Mapping[str, Direction] = MappingProxyType({
    "at_least": Direction.AT_LEAST,
    "at_most": Direction.AT_MOST,
    "equal": Direction.EQUAL,
})  # fmt: skip


class Verdict(StrEnum):
    """What is proved; the value is the situation in the sentence bank."""

    MET = "达到"
    EXCEEDED = "超过"
    SHORT = "不足"
    NOTHING = "未实现"
    WITHIN = "限内"
    ABOVE = "超限"
    IN_TIME = "按期"
    LATE = "逾期"
    SAME = "一致"
    WORDS_MET = "文字达成"
    WORDS_PARTLY = "文字部分达成"
    WORDS_UNMET = "文字未达成"
    OPEN = "并列"
    NO_TARGET = "缺指标值"
    NO_ACTUAL = "缺完成值"
    BLANK = "两缺"


DONE = frozenset(
    (Verdict.MET, Verdict.EXCEEDED, Verdict.WITHIN, Verdict.IN_TIME, Verdict.SAME, Verdict.WORDS_MET)
)  # fmt: skip
PARTLY = frozenset((Verdict.SHORT, Verdict.WORDS_PARTLY))
UNMET = frozenset((*PARTLY, Verdict.NOTHING, Verdict.WORDS_UNMET, Verdict.ABOVE, Verdict.LATE))


@record
class Judged:
    """One indicator row as the narrative sees it; texts are ready to print.

    `gap`: how far from the target ("1家", "10个百分点"); `rate`: actual ÷ target as a percent; `beyond`: the share
    above the target. All empty where the figures cannot be compared. `neutral`: filed with full points although unmet;
    `deducted`: filed with less than full points.
    """

    row: Indicator
    score: Score
    name: str
    kind: str
    target: str
    actual: str
    verdict: Verdict
    gap: str = ""
    rate: str = ""
    beyond: Decimal | None = None
    neutral: bool = False
    deducted: bool = False

    @property
    def reason(self) -> str:
        """What the clerk wrote under 偏差原因分析及改进措施."""
        return entry_text(self.row.deviation_reason)

    @property
    def quoted(self) -> str:
        """The name in quotation marks."""
        return quoted(self.name)


def judge(row: Indicator, score: Score) -> Judged:
    """Tell what the figures of one row prove."""
    target, actual = entry_text(row.target), entry_text(row.actual)
    name = bare(row.name) or kind_name(row.level2, row.level1)
    wanted, reached = parse(target), parse(actual)
    judged = Judged(
        row,
        score,
        name,
        kind_name(row.level2, row.level1),
        _shown(target, wanted),
        _shown(actual, reached),
        Verdict.OPEN,
    )
    if not target or not actual:
        blank = {(False, False): Verdict.BLANK, (True, False): Verdict.NO_ACTUAL, (False, True): Verdict.NO_TARGET}
        return replace(judged, verdict=blank[bool(target), bool(actual)])
    judged = _compared(judged, wanted, reached)
    filed, weight = number_of(row.reported_score), number_of(row.weight)
    full = filed is not None and weight is not None and filed >= weight
    deducted = filed is not None and weight is not None and filed < weight
    return replace(judged, neutral=full and judged.verdict in UNMET, deducted=deducted)


def _shown(text: str, value: Value) -> str:
    """Figures and dates as typed, words in quotation marks; 定性 is no target and is left out."""
    if not text or value.kind is Kind.PLACEHOLDER:
        return ""
    return quoted(text) if value.kind in _WORDS else text


def _compared(judged: Judged, wanted: Value, reached: Value) -> Judged:
    if wanted.kind in _WORDS or reached.kind in _WORDS:
        return replace(judged, verdict=_words(judged, wanted, reached))
    if judged.score.rule in ("deadline", "range", "several"):
        return _by_points(judged)
    if Kind.DEADLINE in (wanted.kind, reached.kind):
        return replace(judged, verdict=Verdict.IN_TIME if wanted.text == reached.text else Verdict.OPEN)
    return _measured(judged, *_in_force(judged, wanted, reached))


def _words(judged: Judged, wanted: Value, reached: Value) -> Verdict:
    """The same words, or the band the score sheet puts the words into."""
    if wanted.text == reached.text:
        return Verdict.SAME if wanted.kind is Kind.QUALITATIVE else Verdict.OPEN
    score, weight = judged.score, number_of(judged.row.weight)
    if score.rule == "not_done":
        return Verdict.WORDS_UNMET
    if score.low is None or score.high is None or not weight:
        return Verdict.OPEN
    if score.high >= weight:
        return Verdict.WORDS_MET
    return Verdict.WORDS_PARTLY if score.low > ZERO else Verdict.WORDS_UNMET


def _by_points(judged: Judged) -> Judged:
    """Deadlines, ranges and cells with several numbers: the score sheet has compared them."""
    score, weight = judged.score, number_of(judged.row.weight)
    if score.value is None or not weight:
        return judged
    dated = score.rule == "deadline"
    if score.value >= weight:
        return replace(judged, verdict=Verdict.IN_TIME if dated else Verdict.MET)
    if dated:
        return replace(judged, verdict=Verdict.LATE)
    if score.rule == "several" and score.rate is not None:
        verdict = Verdict.SHORT if score.rate else Verdict.NOTHING
        return replace(judged, verdict=verdict, rate=percent(score.rate) if score.rate else "")
    return judged


def _in_force(judged: Judged, wanted: Value, reached: Value) -> tuple[Value, Value]:
    """Target and actual value with the unit and comparator that the name or the other cell implies."""
    wanted = completed_by(wanted, implied_by(judged.row.name))
    if "成本" in judged.kind and reached.unit in ("", MONEY):
        wanted = as_money(wanted)
    return with_unit_of(wanted, reached), with_unit_of(reached, wanted)


def _measured(judged: Judged, wanted: Value, reached: Value) -> Judged:
    """Compare two quantities. A fraction read as a percent (0.85 is 85%) gives no figures the form does not show."""
    both = comparable(wanted, reached) if wanted.kind in QUANTITIES else None
    if both is None or min(both) < ZERO:
        return judged
    target, actual = both
    direction = _direction(judged, wanted)
    verdict = _verdict(target, actual, direction, wanted.comparator)
    if direction is Direction.EQUAL and actual > target and _is_limit(judged, wanted):
        verdict = Verdict.ABOVE
    if wanted.unit == "%" and not wanted.scale == reached.scale == ONE:
        return replace(judged, verdict=Verdict.MET if verdict is Verdict.EXCEEDED else verdict)
    beyond = (actual - target) / target if target and verdict in (Verdict.EXCEEDED, Verdict.ABOVE) else None
    rate = percent(actual / target) if verdict is Verdict.SHORT and wanted.unit != "%" else ""
    gap = _gap(judged, wanted, target, actual) if wanted.unit == reached.unit else ""
    return replace(judged, verdict=verdict, gap=gap, rate=rate, beyond=beyond)


def _direction(judged: Judged, wanted: Value) -> Direction | None:
    """As written, else as scored, else as the kind of indicator is usually meant; None where that is open."""
    direction = wanted.direction or _RULE_DIRECTIONS.get(judged.score.rule)
    if direction is not None:
        return direction
    if _is_limit(judged, wanted):
        return Direction.AT_MOST
    return Direction.AT_LEAST if judged.kind == "数量指标" or "满意度" in judged.kind else None


def _is_limit(judged: Judged, wanted: Value) -> bool:
    return "成本" in judged.kind or ("时效" in judged.kind and wanted.unit in DURATIONS)


def _verdict(target: Decimal, actual: Decimal, direction: Direction | None, comparator: Comparator) -> Verdict:
    """Compare two figures in one unit. A strict bound just reached, and a limit with nothing done, stay open."""
    if comparator in (Comparator.MORE, Comparator.LESS) and actual == target:
        return Verdict.OPEN
    if actual == target:
        return Verdict.MET
    if direction is Direction.AT_MOST:
        return Verdict.ABOVE if actual > target else Verdict.WITHIN if actual else Verdict.OPEN
    if direction in (None, Direction.APPROXIMATE):
        return Verdict.OPEN
    if actual > target:
        return Verdict.EXCEEDED if target else Verdict.MET
    return Verdict.SHORT if actual else Verdict.NOTHING


def _gap(judged: Judged, wanted: Value, target: Decimal, actual: Decimal) -> str:
    """The difference in the unit of the form; "" where the form does not show the unit."""
    difference = abs(target - actual)
    if not difference:
        return ""
    if wanted.unit == "%":
        return f"{plain(difference)}个百分点"
    unit = _SCALE_NAMES.get(wanted.scale, "?") + wanted.unit
    written = "".join((judged.target, judged.actual, judged.name)).replace(" ", "")
    if not wanted.unit or unit not in written:
        return ""
    return plain(difference / wanted.scale) + unit


def beyond_text(judged: Judged) -> str:
    """By how much a figure is above the target: “16台(套)（800%）”, “10个百分点”."""
    share = "" if judged.beyond is None else percent(judged.beyond)
    if judged.gap.endswith("个百分点") or not share:
        return judged.gap or share
    return f"{judged.gap}（{share}）" if judged.gap else share
