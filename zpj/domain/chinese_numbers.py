"""Numbers written in Chinese (九十五, 壹拾万, 百分之九十五, 三分之二, 半年) as Arabic digits."""

from __future__ import annotations

import re

from zpj.domain.amounts import exact, plain, round_half_up
from zpj.domain.regex import pattern, regex

_FORMAL = str.maketrans("〇两壹贰叁肆伍陆柒捌玖拾佰仟萬", "零二一二三四五六七八九十百千万")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_SECTIONS = (("亿", 10**8), ("万", 10**4))
_DIGIT = "[一二三四五六七八九]"
_SMALL = regex(
    f"(?:(?P<k>{_DIGIT})千)?(?:零?(?P<h>{_DIGIT})百)?(?P<ten>零?(?P<t>{_DIGIT})?十)?(?P<zero>零)?(?P<ones>{_DIGIT})?"
)
_PER = {"百": "%", "千": "‰", "万": "‱"}
_FRACTION_PLACES = 15
_LONGEST = 20

_NUMERAL = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬"
_CHARACTERS = frozenset(f"{_NUMERAL}半")
_RUN = rf"[{_NUMERAL}]{{1,{_LONGEST}}}(?:点[零〇一二三四五六七八九]{{1,{_LONGEST}}})?"
_ALONE = rf"(?<![0-9.{_NUMERAL}])"
_FRACTION = regex(rf"{_ALONE}(?P<denominator>{_RUN})分之(?P<numerator>{_RUN}|[0-9]+(?:\.[0-9]+)?)")
_HALF = regex(rf"{_ALONE}(?<![上下前后每])半(?=年|个月|天|小时|个小时)")
_HALF_MORE = regex("([0-9]+)(个半(?=月|小时)|年半)")


def to_arabic(text: str, before: str) -> str:
    """Rewrite the Chinese numerals that stand before `before` (a pattern, usually a unit) or at the end of the text.

    A closing 万 or 亿 stays as the scale it is (三百万元 is 300万元). 百分之 and 千分之 become % and ‰; other fractions
    up to one are worked out to 15 places. What is no well-formed number (十四五, 万无一失, 一百二) stays as it is.
    """
    if _CHARACTERS.isdisjoint(text):
        return text
    text = _FRACTION.sub(_fraction, text.replace("百分百", "100%"))
    text = _HALF.sub("0.5", text)
    text = pattern(rf"{_ALONE}{_RUN}(?={before}|$)").sub(_digits, text)
    return _HALF_MORE.sub(lambda match: f"{match[1]}.5{match[2].replace('半', '')}", text)


def chinese_integer(numeral: str) -> int | None:
    """Give the whole number a Chinese numeral writes: 一百零五 is 105, 二〇二三 is 2023; None if ill-formed."""
    numeral = numeral.translate(_FORMAL)
    if numeral and all(character in _DIGITS for character in numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral))
    total = 0
    for name, size in _SECTIONS:
        head, mark, tail = numeral.rpartition(name)
        if mark:
            count = chinese_integer(head) if head else None
            if count is None or (tail and len(tail) == 1):
                return None
            total, numeral = total + count * size, tail
    rest = _below_ten_thousand(numeral) if numeral else 0
    return None if rest is None else total + rest


def _below_ten_thousand(numeral: str) -> int | None:
    match = _SMALL.fullmatch(numeral)
    if not match:
        return None
    thousands, hundreds, tens, ones = (_DIGITS.get(match[name] or "零", 0) for name in ("k", "h", "t", "ones"))
    if match["ten"] and not match["t"]:
        tens = 1
    skips_a_place = match["ones"] and (thousands or hundreds) and not match["ten"] and not match["zero"]
    return None if skips_a_place else thousands * 1000 + hundreds * 100 + tens * 10 + ones


def _digits(match: re.Match[str]) -> str:
    numeral, _, decimals = match.group().partition("点")
    scale = numeral[-1] if not decimals and numeral[-1] in "万亿萬" else ""
    whole = chinese_integer(numeral.removesuffix(scale)) if numeral != scale else None
    if whole is None:
        return match.group()
    return f"{whole}{_decimals(decimals)}{scale.translate(_FORMAL)}"


def _decimals(numerals: str) -> str:
    return "." + "".join(str(_DIGITS[character]) for character in numerals.translate(_FORMAL)) if numerals else ""


def _fraction(match: re.Match[str]) -> str:
    denominator, numerator = match["denominator"].translate(_FORMAL), _part(match["numerator"])
    if numerator is None:
        return match.group()
    if denominator in _PER:
        return numerator + _PER[denominator]
    above, below = exact(numerator), exact(_part(denominator) or "0")
    if above is None or not below or above > below:
        return match.group()
    return plain(round_half_up(above / below, _FRACTION_PLACES))


def _part(numeral: str) -> str | None:
    if numeral[0] in "0123456789":
        return numeral
    whole, _, decimals = numeral.translate(_FORMAL).partition("点")
    value = 100 if whole == "百" else chinese_integer(whole)
    return None if value is None else f"{value}{_decimals(decimals)}"
