"""One indicator row ready for scoring, and what a rule makes of it."""

from __future__ import annotations

from decimal import Decimal

from zpj.domain.amounts import ONE, ZERO, plain
from zpj.domain.model import Score
from zpj.domain.ordinals import ordinal
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.scheme import Scheme
from zpj.domain.targets import Kind, Value
from zpj.scoring.points import percent, points_of

_POINTS = regex(r"[(（]\d+(?:\.\d+)?分[)）]$")


@record
class Outcome:
    """What a rule found: the share of the weight (None where a person must decide) and the reason (Chinese).

    `rate` is the completion rate, above 1 where the target was exceeded. `notes` are questions to the clerk.
    """

    share: Decimal | None
    rule: str
    reason: str
    clause: str
    rate: Decimal | None = None
    notes: tuple[str, ...] = ()

    def score(self, weight: Decimal, scheme: Scheme) -> Score:
        """Turn the share into points; the basis tells the points and all notes."""
        value = None if self.share is None else points_of(self.share, weight, scheme)
        basis = "；".join((self.reason + self._points(value, weight), *self.notes))
        return Score(value, self.rule, basis, self.clause, self.rate, notes=self.notes)

    def _points(self, value: Decimal | None, weight: Decimal) -> str:
        if value is None or self.share is None:
            return ""
        if self.share >= ONE:
            return f"，得满分 {plain(weight)}"
        return f"，× {plain(weight)} = {plain(value)}" if self.share else "，得 0 分"


@record
class Case:
    """A target and an actual value brought to one unit (`t`, `a`), with all that decides the rule.

    `a` is never below 0, for a negative actual value counts as 0. A target from … to … has its lower end in `t`,
    the other in `upper`. `level2` and `name` are the 二级指标 and 三级指标.
    """

    target: Value
    actual: Value
    t: Decimal
    a: Decimal
    scheme: Scheme
    level2: str = ""
    name: str = ""
    upper: Decimal | None = None

    @property
    def kind(self) -> str:
        """The 二级指标 without a number before it and points behind it: 数量指标 of “1.数量指标（20分）”."""
        numbered = ordinal(self.level2)
        return _POINTS.sub("", "".join((numbered.rest if numbered else self.level2).split()))

    @property
    def is_cost(self) -> bool:
        """Whether the row is a 成本指标."""
        return "成本" in self.level2

    @property
    def is_time(self) -> bool:
        """Whether the row measures how long something took (S-33), not how much time was given to it."""
        return takes_time(self.target, self.level2)

    def full(self, rule: str, reason: str, clause: str, rate: Decimal = ONE, note: str = "") -> Outcome:
        """Full points; a note (over-completion, zero actual) may be added."""
        return Outcome(ONE, rule, reason, clause, rate, (note,) if note else ())

    def ratio(self, rule: str, rate: Decimal, reason: str, clause: str) -> Outcome:
        """Points by the completion rate; below a scheme's floor nothing, above it the rest is stretched (S-23)."""
        floor = self.scheme.floor_rate.value
        if floor is None:
            return Outcome(rate, rule, reason, clause, rate)
        share = max(ZERO, (rate - floor) / (ONE - floor)) if floor < ONE else ZERO
        reason = f"{reason}，及格门槛 {percent(floor)}，折算 {percent(share)}"
        return Outcome(share, rule, reason, self.scheme.floor_rate.clause, rate)


def takes_time(value: Value, level2: str) -> bool:
    """Whether a value is a duration that should be short: one of a 时效指标, or of no known 二级指标."""
    return value.kind is Kind.DURATION and (not level2 or "时效" in level2)
