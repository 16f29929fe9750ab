"""Indicator rows of layouts that spread a value over several cells or write it into a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby

from zpj.domain.amounts import ZERO, parse_number, plain, round_half_up
from zpj.domain.model import Entry, Indicator, NotUnderstood
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.forms.frame import Header
from zpj.forms.values import NO_VALUE, Reading

_QUALITATIVE = "定性"
_SIGNS = {
    ("正向", "大于等于", "大于或等于", "不低于", "不少于", "不小于", "至少"): "≥",
    ("反向", "逆向", "负向", "小于等于", "小于或等于", "不高于", "不超过", "不大于", "不多于"): "≤",
    ("大于", "高于"): "＞",
    ("小于", "低于"): "＜",
    ("等于",): "＝",
    ("定量", "约束性", "预期性"): "",
}
"""What words in the column 指标性质 or 指标方向 say; 定性 leaves the words of the target alone."""
_BLANK_BESIDE_CHINESE = regex(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_WEIGHT_IN_NAME = regex(r"[(（]\s*(\d+(?:\.\d+)?)\s*分\s*[)）]")
_SIGN_ALONE = regex("[≥≤＞＜＝≧≦><=]{1,2}")
_PLACES = 2
_POINTS = r"(\d{1,3}(?:\.\d+)?)分?"
_TWO_POINTS = regex(rf"\s*{_POINTS}\s*[/／、,，|｜\s]\s*{_POINTS}\s*")
_POINTS_IN_BRACKETS = regex(rf"\s*{_POINTS}\s*[（(]\s*{_POINTS}\s*[）)]\s*")
_OF_WEIGHT, _OF_SCORE = regex("分值|权重|满分|标准分"), regex("得分|自评分|评分")


def squeezed(text: str) -> str:
    """A level name without the blanks and line breaks that a narrow cell forced into it."""
    return _BLANK_BESIDE_CHINESE.sub("", text.strip())


def points_of(reading: Reading, row: int, header: Header, at: Mapping[str, int | None]) -> dict[str, Entry | None]:
    """Weight and score of a row: each `at` its column, or both in the one headed 分值／得分 (“10／9.70”)."""
    columns = {field: at.get(field) for field in ("weight", "reported_score")}
    known = [column for column in columns.values() if column is not None]
    if len(known) == 1 and (both := both_points(reading, row, header, known[0])):
        return both
    return {field: reading.number(row, column) for field, column in columns.items()}


def both_points(reading: Reading, row: int, header: Header, column: int) -> dict[str, Entry | None]:
    """The two numbers of a cell below a heading of both, in the heading's order; empty where there are not two."""
    heading = next((text for above in (header.bottom, header.top) if (text := reading.grid.text(above, column))), "")
    weight, score = _OF_WEIGHT.search(heading), _OF_SCORE.search(heading)
    cell = reading.text(row, column) if weight and score else None
    pair = (_TWO_POINTS.fullmatch(cell.text) or _POINTS_IN_BRACKETS.fullmatch(cell.text)) if cell else None
    if cell is None or pair is None or weight is None or score is None:
        return {}
    fields = ("weight", "reported_score") if weight.start() < score.start() else ("reported_score", "weight")
    told = zip(fields, pair.groups(), strict=True)
    return {field: Entry(text, parse_number(text), cell.location) for field, text in told}


def told_below(reading: Reading, row: int, header: Header, field: str) -> Entry | None:
    """The value below a heading; all cells together where it stands over several (≥ | 95 | %) or a sign is alone."""
    left, right = header.columns.get(field, (0, -1))
    if left == right and not _SIGN_ALONE.fullmatch(reading.grid.text(row, left).strip()):
        return reading.choice(row, left)
    if left == right:
        following = (first for first, _ in header.columns.values() if first > left)
        right = min(following, default=left + 1) - 1
    areas = dict.fromkeys(reading.grid.area(row, column) for column in range(left, right + 1))
    entries = [entry for area in areas if (entry := reading.choice(row, area.left))]
    if len(entries) < len(("sign", "value")):
        return entries[0] if entries else None
    return replace(entries[0], text="".join(entry.text.strip() for entry in entries), number=None)


def composed_target(reading: Reading, row: int, header: Header, target: Entry | None) -> Entry | None:
    """One target from the cells 指标性质, 指标值 and 度量单位 (≥ | 95 | %); 定性 leaves the words alone."""
    sign, unit = (reading.text(row, header.first(field)) for field in ("comparator", "unit"))
    sign = sign or _sign_left_of(reading, row, header)
    if target is None or (sign is None and unit is None):
        return target
    sign_text, unit_text = ("" if part is None or part.text.strip() in NO_VALUE else part.text.strip()
                            for part in (sign, unit))  # fmt: skip
    sign_text = next((known for words, known in _SIGNS.items() if sign_text.removesuffix("指标") in words), sign_text)
    value = target.text.strip()
    if sign_text == _QUALITATIVE:
        return target
    before = "" if value.startswith(sign_text) else sign_text
    after = "" if value.endswith(unit_text) else unit_text
    return replace(target, text=f"{before}{value}{after}", number=None) if before or after else target


def _sign_left_of(reading: Reading, row: int, header: Header) -> Entry | None:
    """The sign alone in the cell left of a target whose column has a heading that is not known: 指标行质."""
    target = header.first("target")
    column = (header.first("initial_target") if target is None else target) or 0
    if not column or any(left <= column - 1 <= right for left, right in header.columns.values()):
        return None
    return reading.text(row, column - 1) if _SIGN_ALONE.fullmatch(reading.grid.text(row, column - 1).strip()) else None


def with_weights_from_names(rows: tuple[Indicator, ...], problems: list[NotUnderstood]) -> tuple[Indicator, ...]:
    """Where no row has a weight of its own, take it from “数量指标(20分)” or “产出指标(50分)”.

    Several rows under one such name share it equally, the last one taking the rest (S-22); that is noted. So do all
    rows of a first level (河北), unless a score is more than such a share. Rows that begin with 其中 are parts of the
    one above and get none.
    """
    if any(row.weight for row in rows):
        return rows
    weighted = _weighted(tuple(row for row in rows if not _is_part(row)), problems)
    return tuple(row if _is_part(row) else next(weighted) for row in rows)


def _is_part(row: Indicator) -> bool:
    return squeezed(row.name).startswith("其中")


def _weighted(rows: tuple[Indicator, ...], problems: list[NotUnderstood]) -> Iterator[Indicator]:
    for (level1, level2), group in groupby(rows, key=lambda row: (row.level1, _shared_level2(rows, row))):
        members = list(group)
        name = level2 if _WEIGHT_IN_NAME.search(level2) else level1
        alone = name == level2 or sum(row.level1 == level1 for row in rows) == len(members)
        weight = _weight_in(name) if alone else None
        if weight is None:
            yield from (replace(row, weight=_own_weight(row)) for row in members)
            continue
        if len(members) > 1:
            why = f"分值写在“{name}”里，{len(members)} 行平分，请核对"
            problems.append(NotUnderstood(members[0].location, name, why))
        shares = _shares(weight, len(members))
        yield from (
            replace(row, weight=Entry(plain(share), share, row.location))
            for row, share in zip(members, shares, strict=True)
        )


def _shared_level2(rows: tuple[Indicator, ...], row: Indicator) -> str:
    """The second level a row shares points under; "" where all rows of its first level share those of that."""
    weight, below = _weight_in(row.level1), [each for each in rows if each.level1 == row.level1]
    if weight is None or any(_weight_in(each.level2) or _weight_in(each.name) for each in below):
        return row.level2
    scores = [entry.number or ZERO for each in below if (entry := each.reported_score)]
    return "" if max(scores, default=ZERO) <= weight / len(below) else row.level2


def _own_weight(row: Indicator) -> Entry | None:
    weight = _weight_in(row.name)
    return None if weight is None else Entry(plain(weight), weight, row.location)


def _weight_in(name: str) -> Decimal | None:
    match = _WEIGHT_IN_NAME.search(name)
    return parse_number(match.group(1)) if match else None


def _shares(weight: Decimal, count: int) -> list[Decimal]:
    share = round_half_up(weight / count, _PLACES)
    return [*[share] * (count - 1), weight - sum([share] * (count - 1), ZERO)]
