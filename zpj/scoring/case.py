"""One indicator row ready for scoring, and the two ways a rule gives points."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from zpj.domain.amounts import ONE, ZERO, plain, round_half_up
from zpj.domain.model import Score
from zpj.domain.scheme import Scheme
from zpj.domain.targets import Value


@dataclass(frozen=True, slots=True)
class Case:
    """A target and an actual value brought to one unit (`t`, `a` ≥ 0), with all that decides the rule.

    A target from … to … has its lower end in `t`, the other in `upper`.
    """

    target: Value
    actual: Value
    t: Decimal
    a: Decimal
    weight: Decimal
    scheme: Scheme
    level2: str
    name: str
    upper: Decimal | None = None

    @property
    def is_cost(self) -> bool:
        return "成本" in self.level2

    def full(self, rule: str, reason: str, clause: str, rate: Decimal = ONE, note: str = "") -> Score:
        """Full points; a note (over-completion, zero actual) is added to the basis and kept apart."""
        basis = f"{reason}，得满分 {plain(self.weight)}" + (f"；{note}" if note else "")
        return Score(self.weight, rule, basis, clause, rate, notes=(note,) if note else ())

    def part(self, rule: str, share: Decimal, reason: str, clause: str, rate: Decimal | None = None) -> Score:
        """A share of the weight, kept within 0 … weight and rounded half up to the scheme's places."""
        value = round_half_up(min(max(share, ZERO), ONE) * self.weight, self.scheme.places.value)
        basis = f"{reason}，× {plain(self.weight)} = {plain(value)}"
        return Score(value, rule, basis, clause, share if rate is None else rate)
