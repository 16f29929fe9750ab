"""In the prose of a filed report: calculations written out with + − × ÷."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.reading.reconcile import half_unit, places_shown
from zpj.checks.reading.text import texts_of_paper
from zpj.checks.rule import ERROR, Hit, paper_check
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain, round_half_up
from zpj.domain.regex import regex

_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = "(?:[万亿]?元|%|(?:(?![计即合得共为])[\u4e00-\u9fff]){1,3})?(?:[/·][\u4e00-\u9fff]{1,2})*"
_TERM = rf"[(]*{_NUMBER}{_UNIT}[)]*"
_FORMULA = regex(rf"(?<![\d.+×*÷/-])(?P<sum>{_TERM}(?:[+×x*÷−-]{_TERM}|/[(]*{_NUMBER}{_UNIT}[)]*)+)")
_LEADS = "(?:计算|测算|标准)?,?(?:即|应?[计得为]|共计?|合计|(?:共|实际|全年)*(?:支出|发放|补助|安排|支付))"
_BEHIND = regex(rf"^(?:=|{_LEADS})(?P<number>{_NUMBER})(?P<unit>[万亿]?元|%|[\u4e00-\u9fff]{{1,2}})?")
_BEFORE = regex(rf"(?P<number>{_NUMBER})(?P<unit>[万亿]?元|分)(?:[(](?:按|即|=|:)?)?$")
_TOKEN = regex(rf"(?P<number>{_NUMBER})(?P<unit>{_UNIT})|(?P<sign>[()+×x*÷/−-])")
_TIMES, _OVER = "×x*", "÷/"
_SCALES = {"亿": 8, "万": 4}
_MULTIPLIES = regex("[×x*÷−]")
_DATED = regex(r"\d[年日号]")


@paper_check(
    "ZPJ246",
    "写出的算式与得数不符",
    ERROR,
    reference="R-71",
    clause="算式与得数应当相符",
    message="“{quote}”，算出来是 {expected}，写成 {found}，请核对",
    fix="核对算式和得数",
    follows=("ZPJ230",),
)
def formulas(case: PaperCase) -> Iterator[Hit]:
    """“441.72万元（96人×3600元×12个月）”, “10×95.33%=9.35分”: what stands behind = or before the bracket."""
    for place, text, section in texts_of_paper(case):
        for match in _FORMULA.finditer(text) if _MULTIPLIES.search(text) else ():
            told = _result(text, match)
            value = _value(match["sum"]) if told and _MULTIPLIES.search(match["sum"]) else None
            if told is None or value is None:
                continue
            stated, unit, quote = told
            right = _in_unit(value, match["sum"], unit)
            allowed = half_unit(places_shown(stated)) * (2 if "." in stated else 1)
            number = parse_number(stated) or ZERO
            if abs(right - number) > allowed:
                shown = plain(round_half_up(right, max(1, places_shown(stated))))
                yield Hit(place, stated + unit, shown + unit, plain(abs(right - number)), plain(allowed), quote[:60],
                          match["sum"], project=case.project(section))  # fmt: skip


def _result(text: str, formula: re.Match[str]) -> tuple[str, str, str] | None:
    """The number the formula is said to make, its unit, and both as they stand there."""
    behind = _BEHIND.match(text[formula.end() :])
    if behind:
        return behind["number"], behind["unit"] or "", formula.group() + behind.group()
    before = _BEFORE.search(text[: formula.start()])
    opened = text[formula.start() - 1] == "(" or formula["sum"].startswith("(") or text[formula.start() - 2] == "("
    closed = formula["sum"].endswith(")") or text[formula.end() : formula.end() + 1] in (")", ",", "计")
    if before and opened and closed:
        return before["number"], before["unit"], before.group() + formula.group()
    return None


def _in_unit(value: Decimal, written: str, unit: str) -> Decimal:
    """A result in the unit it is printed in: money was worked out in 元, rates as fractions."""
    if unit.endswith("元") and "元" in written:
        return value.scaleb(-_scale(unit))
    return value * HUNDRED if unit == "%" and not _IN_HUNDREDTHS.search(written) else value


_IN_HUNDREDTHS = regex("[×x*]100(?![0-9.%])")
"""A rate worked out by “×100” is one of hundredths; “×100%” leaves it a fraction."""


def _scale(unit: str) -> int:
    return next((zeros for sign, zeros in _SCALES.items() if unit.startswith(sign)), 0)


def _value(written: str) -> Decimal | None:
    """What a formula comes to; None where it is none that can be worked out."""
    if written.count("(") != written.count(")") or _DATED.search(written):
        return None
    tokens = list(_TOKEN.finditer(written))
    stack = [match["sign"] or _operand(match) for match in tokens]
    value, rest = _added(stack)
    return None if rest else value


def _operand(match: re.Match[str]) -> Decimal:
    number, unit = parse_number(match["number"]) or ZERO, match["unit"]
    if unit.startswith("%"):
        return number / HUNDRED
    return number.scaleb(_scale(unit)) if unit.endswith("元") or "元/" in unit or "元" in unit[:2] else number


_Tokens = list[Decimal | str]


def _added(tokens: _Tokens) -> tuple[Decimal | None, _Tokens]:
    value, rest = _multiplied(tokens)
    while rest and rest[0] in ("+", "-", "−") and value is not None:
        sign, (other, rest_after) = rest[0], _multiplied(rest[1:])
        if other is None:
            return None, []
        value, rest = (value + other if sign == "+" else value - other), rest_after
    return value, rest


def _multiplied(tokens: _Tokens) -> tuple[Decimal | None, _Tokens]:
    value, rest = _single(tokens)
    while rest and isinstance(rest[0], str) and rest[0] in _TIMES + _OVER and value is not None:
        sign, (other, rest_after) = rest[0], _single(rest[1:])
        if other is None or (sign in _OVER and not other):
            return None, []
        value, rest = (value * other if sign in _TIMES else value / other), rest_after
    return value, rest


def _single(tokens: _Tokens) -> tuple[Decimal | None, _Tokens]:
    if not tokens:
        return None, []
    first, rest = tokens[0], tokens[1:]
    if isinstance(first, Decimal):
        return first, rest
    if first != "(":
        return None, []
    value, rest = _added(rest)
    return (value, rest[1:]) if rest and rest[0] == ")" else (None, [])
