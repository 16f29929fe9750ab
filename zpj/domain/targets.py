"""The grammar of 年度指标值 and 实际完成值: what a cell such as "≥18台(套)" or "12月底前" says.

Reading never fails: what is no number, date or known wording is QUALITATIVE and a person judges it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zpj.domain import units, wording
from zpj.domain.amounts import HUNDRED, parse_number
from zpj.domain.chinese_numbers import to_arabic
from zpj.domain.months import days_of
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.domain.units import (
    QUANTITIES,
    Deadline,
    Direction,
    Kind,
    Value,
    as_money,
    comparable,
    kind_of,
    quantity,
    range_ends,
    with_unit_of,
)
from zpj.domain.wording import HAN, LABEL, PREFIX, SUFFIX, VERB, Comparator, normalise

__all__ = [
    "Comparator", "Deadline", "Direction", "Kind", "Value",
    "as_money", "comparable", "completed_by", "implied_by", "parse", "range_ends", "with_unit_of",
]  # fmt: skip


_DIGITS = frozenset("0123456789")
_OF_DATES = frozenset("年月季-./")
_OF_RANGES = frozenset("-~—–至到")
"""Characters without one of which a text can be no quantity, no date and no range: most texts need no closer look."""
_LONGEST_TEXT = 500
_REMEMBERED = 4096
_MOST_PARTS = 20
_LONGEST_UNIT = 5
_MONTHS_IN_A_YEAR = 12
_FIRST_YEAR = 1900
_LAST_YEAR = 2100
_LEAP_YEAR = 2000
_NUMERAL = r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
_UNIT = f"{units.UNIT}(?:/{HAN}{{1,3}})?"
_FOREIGN_UNIT = f"(?:℃|[A-Za-zμµ°]{{2,8}})(?:/[A-Za-zμµ]{{1,6}})?[23²³]?(?!{HAN}|[A-Za-z0-9/%])"
"""A unit in letters that is none of ours (DDDs, mg/L, dB), at the end: 5G基站 has none."""
_LEAD = f"(?P<label>{LABEL}{{0,20}}?)(?P<prefix>{PREFIX})?"
_FOLLOW = rf"(?:\(含\))?(?P<suffix>{SUFFIX})?(?:\(含\))?(?P<tail>{HAN}{{0,8}})"
_RANGE = regex(
    f"{_LEAD}(?P<number>{_NUMERAL})(?P<scale1>{units.SCALE})?(?P<unit1>{_UNIT})?[-~—–至到]"
    f"(?P<upper>{_NUMERAL})(?P<scale>{units.SCALE})?(?P<unit>{_UNIT})?{_FOLLOW}"
)
_COMPARE = regex(
    f"{_LEAD}(?P<number>[-+]?(?:{_NUMERAL}))(?P<scale>{units.SCALE})?"
    f"(?P<unit>{_UNIT}|(?!{units.UNIT}|{SUFFIX}|{VERB}|[前后余多来几级号类星第度未不无])(?:{HAN}{{1,4}}/{HAN}{{1,3}}|{HAN}{{1,4}}?)"
    f"|{_FOREIGN_UNIT})?{_FOLLOW}"
)
_NOUN = regex(f"(?!性){HAN}{{2,4}}")
_BETWEEN_PARTS = regex("[、,;。/①-⑳]|和|与|及(?!以)")
_BEFORE_NUMERALS = f"{units.UNIT}|季度|{SUFFIX}|至|到"
_NUMBERING = regex("^(?:指标)?[0-9①-⑳]+[:.、)](?![0-9])")
_TRAILING_UNIT = regex(rf"\((?:单位:)?(?P<scale>{units.SCALE})?(?P<unit>{_UNIT})\)$")
_PART = regex(r"\((?:其中|包括|包含|含(?!税|量|水))[^()]{2,40}\)$")
_TRAILING_BRACKET = regex(r"\(([^()]{1,40})\)$")
_MIDNIGHT = regex(r"(?<=\d)\s+0?0:00(:00)?\s*$")
"""The time Excel adds to a date: 2023-05-20 0:00:00."""
_BARE_YEAR = regex("[0-9.]+年?度?")


@lru_cache(maxsize=_REMEMBERED)
def parse(text: str) -> Value:
    """Read one cell of 年度指标值 or 实际完成值; never fails.

    Comparators are read in targets and actual values alike. Over 500 characters the text is QUALITATIVE unread.
    """
    plain_text = normalise(_MIDNIGHT.sub("", text))
    return replace(_read(plain_text), raw=text, text=plain_text)


def _read(text: str) -> Value:
    if len(text) > _LONGEST_TEXT:
        return _of(Kind.QUALITATIVE)
    if text in wording.EMPTY:
        return _of(Kind.EMPTY)
    if text in wording.PLACEHOLDERS:
        return _of(Kind.PLACEHOLDER)
    if text in wording.EVERYTHING:
        warning = f"“{text}”按 100% 读取"
        return Value("", "", Kind.PERCENT, number=HUNDRED, unit=units.PERCENT, warnings=(warning,))
    digits = to_arabic(text, _BEFORE_NUMERALS).rstrip("。.;,、")
    if found := _deadline(digits):
        return found
    if _DIGITS.isdisjoint(digits):
        return _qualitative(text)
    return _range(digits) or _compare(digits) or _with_a_part(digits) or _several(digits) or _qualitative(text)


def _of(kind: Kind, *warnings: str) -> Value:
    return Value("", "", kind, warnings=warnings)


def _deadline(text: str) -> Value | None:
    if _OF_DATES.isdisjoint(text):
        return None
    match = wording.DEADLINE.fullmatch(text)
    date = _date(match) if match else None
    if not match or not date or not _deadline_wording_fits(match):
        return None
    comparator = _comparator(match["comparator"])
    if match["separator"] == "." and not date.day and not date.before:
        if comparator:
            return None
        return replace(_dated(date, comparator), warnings=(f"“{text}”按 {date.year}年{date.month}月 读取",))
    truncated = match["tail"] in wording.TRUNCATED
    return replace(_dated(date, comparator), warnings=(f"文字被截断：{text}",) if truncated else ())


def _dated(date: Deadline, comparator: Comparator) -> Value:
    return Value("", "", Kind.DEADLINE, comparator, deadline=date)


def _deadline_wording_fits(match: re.Match[str]) -> bool:
    label, tail = match["label"], match["tail"]
    written_out = match["before"] or match["end"] or match["day"] or match["iso_day"]
    pinned_down = written_out or wording.DATE_LABEL.search(label)
    if wording.NEGATION.search(label + tail) or wording.MISLEADING_LABEL.search(label) or (label and not pinned_down):
        return False
    return bool(not tail or match["before"] or wording.VERB_PHRASE.fullmatch(tail))


def _date(match: re.Match[str]) -> Deadline | None:
    year, month = match["iso_year"] or match["year"], match["iso_month"] or match["month"]
    if not (year or month or match["quarter"] or match["half"] or match["whole"]):
        return None
    day = match["iso_day"] or match["day"]
    last_month = int(match["quarter"] or 0) * 3 or (6 if match["half"] == "上" else 12)
    date = Deadline(
        int(year) if year else None,
        int(month or last_month),
        int(day) if day else None,
        before=bool(match["before"]),
        end=bool(match["end"]) or not month,
    )
    exists = not date.day or date.day <= days_of(date.year or _LEAP_YEAR, date.month)
    return date if exists else None


def _range(text: str) -> Value | None:
    if _OF_RANGES.isdisjoint(text):
        return None
    match = _RANGE.fullmatch(text)
    if not match or not _wording_fits(match) or (match["tail"] and not wording.VERB_PHRASE.fullmatch(match["tail"])):
        return None
    low, high = parse_number(match["number"]), parse_number(match["upper"])
    unit, scale = match["unit"] or match["unit1"] or "", match["scale"] or match["scale1"] or ""
    mixed = match["unit1"] not in (None, unit) or match["scale1"] not in (None, scale)
    if low is None or high is None or mixed or (match["unit1"] and scale and not match["scale1"]):
        return None
    years = unit in ("", units.YEAR) and not scale and all(_FIRST_YEAR <= end <= _LAST_YEAR for end in (low, high))
    if unit == "月" or years:
        return _of(Kind.QUALITATIVE, f"“{text}”是日期区间，请人工判断")
    value = quantity(min(low, high), scale, unit, _comparator(match["prefix"], match["suffix"]))
    warnings = (f"区间“{text}”上下限颠倒",) if low > high else ()
    return replace(value, kind=Kind.RANGE, upper=max(low, high), warnings=warnings)


def _compare(text: str) -> Value | None:
    match = _COMPARE.fullmatch(text)
    number = parse_number(match["number"]) if match else None
    if not match or number is None or not _wording_fits(match):
        return None
    unit, noun = _unit_and_noun(match["unit"] or "", match["tail"])
    lone_month = unit == "月" and (match["label"] or 0 < number <= _MONTHS_IN_A_YEAR)
    if lone_month or (noun and not _may_follow(noun, unit)):
        return None
    if len(unit) > _LONGEST_UNIT and not units.is_known(unit):
        return None
    value = quantity(number, match["scale"] or "", unit, _comparator(match["prefix"], match["suffix"]))
    return replace(value, warnings=tuple(_doubts(text, unit, noun)))


def _with_a_part(text: str) -> Value | None:
    """A quantity with brackets that tell of a part of it: 23座(含2025年1月完工1座)."""
    match = _PART.search(text)
    value = _compare(text[: match.start()]) if match else None
    return replace(value, warnings=(*value.warnings, f"未读入“{match.group()}”")) if match and value else None


def _unit_and_noun(unit: str, tail: str) -> tuple[str, str]:
    """Split what follows a number: 7个单位 has the unit 个单位, 3次培训 the unit 次 and the noun 培训."""
    if tail and wording.VERB_PHRASE.fullmatch(tail):
        return unit, ""
    if unit and (unit == "个" or not units.is_known(unit)):
        return unit + tail, ""
    return unit, tail


def _may_follow(noun: str, unit: str) -> bool:
    counted = bool(unit) and kind_of(units.canonical(unit)[0]) is Kind.NUMBER
    return counted and _NOUN.fullmatch(noun) is not None


def _doubts(text: str, unit: str, noun: str) -> list[str]:
    doubts = [f"未读入“{noun}”"] if noun else []
    if unit and not units.is_known(unit) and not unit.startswith("个"):
        doubts.append(f"单位“{unit}”不在单位表中")
    return doubts + _misread(text)


def _misread(text: str) -> list[str]:
    return ["疑似“≥”被识别成“2”"] if wording.MISREAD_SIGN.search(text) else []


def _wording_fits(match: re.Match[str]) -> bool:
    """Whether the words around the number leave it a quantity: after other words it needs a unit or comparator."""
    label = match["label"]
    if wording.NEGATION.search(match["tail"]):
        return False
    marked = match["prefix"] or match["suffix"] or units.is_known(match["unit"] or "")
    return not label or bool(marked and match["number"][0] not in "+-" and not wording.MISLEADING_LABEL.search(label))


def _comparator(*marks: str | None) -> Comparator:
    words = wording.PREFIXES | wording.SUFFIXES
    return next((words[mark] for mark in marks if mark), Comparator.NONE)


def _several(text: str) -> Value | None:
    pieces = [piece for piece in _BETWEEN_PARTS.split(text) if piece]
    found = [value for piece in pieces[:_MOST_PARTS] if (value := _compare(piece))]
    if not 1 < len(pieces) == len(found) or not found[-1].unit:
        return None
    if "/" in text and not all(part.unit for part in found):
        return None
    parts = tuple(
        replace(with_unit_of(part, found[-1]), raw=piece, text=piece) for part, piece in zip(found, pieces, strict=True)
    )
    kinds = {part.kind for part in parts}
    return Value("", "", kinds.pop() if len(kinds) == 1 else Kind.NUMBER, parts=parts)


def _qualitative(text: str) -> Value:
    figures = [(parse_number(figure["number"]), figure["scale"] or "") for figure in wording.figures(text)]
    embedded = tuple(number * units.SCALES[scale] for number, scale in figures if number is not None)
    return replace(_of(Kind.QUALITATIVE, *_misread(text)), embedded=embedded)


@lru_cache(maxsize=_REMEMBERED)
def implied_by(name: str) -> Value | None:
    """Find the target or unit hidden in a 三级指标 name; None where it has none.

    租赁房屋1套, 不超过14.36184万元 and 12月底前完成 are read as targets; 经费(万元) gives a value with a unit but no
    number. A bare number (指标1) or bare year (2023年) in a name is no target.
    """
    text = _NUMBERING.sub("", normalise(name))
    if text.endswith(")") and (unit := _TRAILING_UNIT.search(text)):
        return replace(quantity(None, unit["scale"] or "", unit["unit"] or ""), raw=name, text=text)
    if closing := _TRAILING_BRACKET.search(text):
        return _target_in(name, closing[1]) or _target_in(name, text[: closing.start()])
    return _target_in(name, text)


def _target_in(name: str, text: str) -> Value | None:
    value = parse(text)
    found = bool(value.parts or value.comparator or (value.unit and units.is_known(value.unit)))
    dated = value.deadline is not None and not _BARE_YEAR.fullmatch(text)
    wanted = value.kind in QUANTITIES | {Kind.RANGE, Kind.DEADLINE}
    return replace(value, raw=name) if wanted and (found or dated) else None


def completed_by(target: Value, implied: Value | None) -> Value:
    """Give the target the unit and comparator it lacks from what its indicator's name implies.

    The comparator is taken only where both then measure in the same unit; a target with its own comparator keeps it.
    """
    if implied is None:
        return target
    completed = with_unit_of(target, implied)
    if completed.comparator or completed.kind is not implied.kind or completed.unit != implied.unit:
        return completed
    return replace(completed, comparator=implied.comparator)
