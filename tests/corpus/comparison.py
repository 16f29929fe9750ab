"""Compares forms as read with what they say, value by value, both shaped like the projects of `zpj show --json`.

Values are compared, not formats: blanks, full and half width, trailing zeros, a leading "=" of a target, numbering and
points around names, 元/万元/亿元, 95% and 0.95 make no difference. Where the expectation is a list, any of its items is
right; a key it leaves out (and `analysis`, free text outside the contract) is not counted, nor is null read as null.
`or_fund_total` marks an indicator that may have been read as the total of the funds; `ignore_…` names rows that may be
read or not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from zpj.app.as_json import FIELDS
from zpj.domain.amounts import HUNDRED, ZERO, exact, parse_number

Json = dict[str, Any]
Ranked = tuple[int, int, int, int]

PARTS = ("fields", "funds", "goal", "indicators", "total")
KINDS = ("right", "wrong", "missing", "invented")

_AMOUNTS = ("initial_budget", "full_year_budget", "executed", "balance")
_GOAL = ("expected", "achieved")
_TOTAL = ("reported_weight", "reported", "reported_grade")
_FUND = ("label", "role", *_AMOUNTS, "weight", "reported_rate", "reported_score")
_ROW = (
    *("level1", "level2", "name", "target", "initial_target"),
    *("actual", "weight", "reported_score", "deviation_reason"),
)
_FACTORS = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_RATE_TOLERANCE = exact("0.0051") or ZERO
_SIGNS = str.maketrans({"﹦": "=", "≧": "≥", "≦": "≤", "；": ";", "―": "—"})
_ENOUGH, _ENOUGH_OF_FUND, _KEY_COUNTS = 4, 3, 4


@dataclass
class Tally:
    """Counts of values by part of the form: right, wrong (another value), missing, invented (the form has none)."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def add(self, part: str, kind: str, difference: str) -> None:
        """Count one value."""
        self.counts[part, kind] += 1
        if kind != "right":
            self.differences.append(f"{kind:9}{difference}")

    def update(self, other: Tally) -> None:
        """Count what another has counted."""
        self.counts.update(other.counts)
        self.differences += other.differences

    def of(self, kind: str) -> int:
        """How many values are of a kind, over all parts."""
        return sum(count for (_, found), count in self.counts.items() if found == kind)

    def part(self, part: str) -> Tally:
        """The counts of one part alone."""
        return Tally(Counter({key: count for key, count in self.counts.items() if key[0] == part}))

    @property
    def precision(self) -> float:
        """The share of right values among those read."""
        return self.of("right") / max(1, self.of("right") + self.of("wrong") + self.of("invented"))

    @property
    def recall(self) -> float:
        """The share of right values among those the form holds."""
        return self.of("right") / max(1, self.of("right") + self.of("wrong") + self.of("missing"))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)

    @property
    def wrong_share(self) -> float:
        """Wrong and invented values among those read."""
        read = self.of("right") + self.of("wrong") + self.of("invented")
        return (self.of("wrong") + self.of("invented")) / max(1, read)


@cache
def _text(value: str) -> str:
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", value))
    return folded.translate(_SIGNS).replace("百分比", "%")


def _number(value: str) -> Decimal | None:
    """The number of a cell; "95%" is 0.95, "20分" is 20."""
    text = _text(value)
    number = parse_number(text.rstrip("%分"))
    return number / HUNDRED if number is not None and text.endswith("%") else number


@cache
def _name(value: str) -> str:
    text = _text(value)
    text = text if re.match(r"\d+\.\d", text) else re.sub(r"^(指标)?\d{1,2}[:、.]", "", text)
    return re.sub(r"\((权重|分值)?:?\d+(\.\d+)?(分|%)?\)$", "", text).strip(":; ")


def _level(value: str) -> str:
    return _name(value).removesuffix("指标")


def _label(value: str) -> str:
    numbered = re.sub(r"^\(\d\)", "", _name(value))
    return re.sub(r"^(其中|1|2|3|4)[:、.]?", "", numbered).strip(":")


def _sentence(value: str) -> str:
    return re.sub(r"[;。]", "", _text(value))


def _same_number(want: str, got: str) -> bool:
    number = _number(want)
    return number is not None and number == _number(got)


def _same_rate(want: str, got: str) -> bool:
    first, second = _number(want), _number(got)
    if first is None or second is None:
        return False
    return any(abs(first - scaled) <= _RATE_TOLERANCE for scaled in (second, second * HUNDRED))


def _same_target(want: str, got: str) -> bool:
    bare = [_text(value).removeprefix("=") for value in (want, got)]
    return bare[0] == bare[1] or _same_number(*bare)


def _alike(form: Callable[[str], str]) -> Callable[[str, str], bool]:
    return lambda want, got: form(want) == form(got)


_SAME: dict[str, Callable[[str, str], bool]] = {
    "reported_rate": _same_rate,
    "label": _alike(_label),
    "name": _alike(_name),
    **dict.fromkeys(("weight", "reported_score", "reported_weight", "reported"), _same_number),
    **dict.fromkeys(("level1", "level2"), _alike(_level)),
    **dict.fromkeys(("target", "initial_target", "actual"), _same_target),
    **dict.fromkeys(_GOAL, _alike(_sentence)),
}


@dataclass
class Comparison:
    """What a form says (`want`) beside what was read (`got`)."""

    want: Json
    got: Json
    tally: Tally = field(default_factory=Tally)

    def run(self) -> Tally:
        """Compare every part and give the counts."""
        for part, keys in (("fields", FIELDS), ("goal", _GOAL), ("total", _TOTAL)):
            self._compare(part, keys, self.want.get(part, {}), self.got.get(part) or {})
        self._compare("fields", ("unit",), self.want, self.got)
        self._rows("funds", _FUND, "label", self.want.get("ignore_fund_labels", []))
        self._rows("indicators", _ROW, "name", self.want.get("ignore_indicators", []))
        return self.tally

    def _rows(self, part: str, keys: Sequence[str], key: str, ignored: Sequence[str]) -> None:
        wanted, read = self.want.get(part, []), self.got.get(part) or []
        pairs = self._pairs(wanted, read, keys, key)
        for position, row in enumerate(wanted):
            if row.get("or_fund_total") and position not in pairs:
                self._compare(part, ("weight", "reported_score"), row, self._fund_total(), str(row[key]))
                continue
            self._compare(part, keys, row, read[pairs[position]] if position in pairs else {}, str(row.get(key)))
        for position, row in enumerate(read):
            if position in pairs.values() or any(self.same(key, name, row.get(key) or "") for name in ignored):
                continue
            nothing = {name: None for name in keys if name != "role"}
            self._compare(part, keys, nothing, row, f"extra row {row.get(key)}")

    def _pairs(self, wanted: Sequence[Json], read: Sequence[Json], keys: Sequence[str], key: str) -> dict[int, int]:
        """Rows paired by the number of same values; the key of the row counts more."""
        enough = _ENOUGH_OF_FUND if key == "label" else _ENOUGH
        ranked: list[Ranked] = []
        for i, want in enumerate(wanted):
            for j, got in enumerate(read):
                both = [name for name in keys if want.get(name) is not None and got.get(name) is not None]
                same = [name for name in both if self.same(name, want[name], got[name])]
                count = len(same) + (_KEY_COUNTS - 1 if key in same else 0)
                if count >= enough:
                    ranked.append((-count, abs(i - j), i, j))
        return _greedy(ranked)

    def _fund_total(self) -> Json:
        return next((line for line in self.got.get("funds") or [] if line.get("role") == "total"), {})

    def _compare(self, part: str, keys: Iterable[str], want: Json, got: Json, row: str = "") -> None:
        for key in keys:
            if key not in want:
                continue
            wanted, read = want[key], got.get(key)
            if read is None and (wanted is None or (isinstance(wanted, list) and None in wanted)):
                continue
            same = wanted is not None and read is not None and self.same(key, wanted, read)
            kind = "invented" if wanted is None else "missing" if read is None else "right" if same else "wrong"
            self.tally.add(part, kind, f"{part}.{key:17}{row[:24]}: want {wanted!r} got {read!r}")

    def same(self, key: str, want: str | list[str | None], got: str) -> bool:
        """Whether a value that was read is the one expected, or one of those."""
        if isinstance(want, list):
            return any(item is not None and self.same(key, item, got) for item in want)
        if key in _AMOUNTS:
            return self._same_amount(want, got)
        return _SAME.get(key, _alike(_text))(want, got)

    def _same_amount(self, want: str, got: str) -> bool:
        first, second = _number(want), _number(got)
        if first is None or second is None:
            return _text(want) == _text(got)
        units = self.want.get("unit")
        unit = units[0] if isinstance(units, list) else units
        return first * _FACTORS.get(unit or "", 1) == second * _FACTORS.get(self.got.get("unit") or unit or "", 1)


def _greedy(ranked: Iterable[Ranked]) -> dict[int, int]:
    """Pairs (wanted -> read) by rank, lowest first; each once."""
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(ranked):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def compared(wanted: Sequence[Json], read: Sequence[Json]) -> Tally:
    """Compare the projects of a file, each with the one read that shares most values with it; the rest counts too."""
    ranked = [
        (-Comparison(want, got).run().of("right"), 0, i, j)
        for i, want in enumerate(wanted)
        for j, got in enumerate(read)
    ]
    pairs = _greedy(ranked)
    tally = Tally()
    for position, want in enumerate(wanted):
        tally.update(Comparison(want, read[pairs[position]] if position in pairs else {}).run())
    nothing = {"fields": dict.fromkeys(FIELDS), "goal": dict.fromkeys(_GOAL), "total": {"reported": None}}
    for position, got in enumerate(read):
        if position not in pairs.values():
            tally.update(Comparison(nothing, got).run())
    return tally
