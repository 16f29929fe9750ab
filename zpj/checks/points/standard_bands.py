"""What a printed scoring standard gives for a percentage by bands: “90%及以上得10分，85%（含）至90%得8分”."""

from __future__ import annotations

import re
from decimal import Decimal

from zpj.checks.reading.figures import PERCENT
from zpj.domain.amounts import HUNDRED, ZERO, parse_number
from zpj.domain.regex import regex

_N = r"\d+(?:\.\d+)?"
_BAND = regex(
    rf"(?:(?P<low>{_N})(?:%|(?=(?:至|到|-|—|–|~){_N}%))(?:[(]?(?:不?含)?[^(),;。]{{0,4}}[)])?(?:及?以上)?(?:至|到|-|—|–|~|,?[<≤][^\d,;。]{{0,8}}[<≤]?|,?(?:且)?(?:低于|小于|不足|不超过|不高于|不大于|≤|<)|[≤<][^\d,;。]{{1,8}}[≤<])"
    rf"(?P<high>{_N})%(?:[(]?不?含[)])?(?:及?以下|之间|以内)?"
    rf"|(?P<from>≥|>|不低于|达到|高于|大于|超过)(?P<least>{_N})%(?:[(]含[)])?(?:及?以上)?"
    rf"|(?P<floor>{_N})%(?:[(]含[)])?(?:及?以上|[(]含[^()]*[)]以上)(?:[(]含[)])?"
    rf"|(?<![且并])(?:<|≤|低于|小于|不足|未达到?|不到|不超过|不高于|不大于)(?P<most>{_N})%(?:[(]不?含[)])?"
    rf"|(?P<ceiling>{_N})%(?:[(]不?含[)])?(?:及?以下)(?:[(]不?含[)])?)"
    rf"(?:的|时|者|之间|,)?[的为]?,?(?:得|计|记|赋)?(?:(?P<points>{_N})分(?!值)|(?P<full>满分|全分)|(?P<none>不得分|不计分)"
    rf"|(?:该项|指标)?(?:分值|权重)?的?(?P<share>{_N})%(?!以|及|至|-|[(]))"
)
_EXACTLY = regex(
    rf"(?:^|[,;。(为是=])(?:为|是|=|等于)?(?P<value>{_N})%?(?:的|时|者|,)?,?(?:得|计|记|赋)(?:(?P<points>{_N})分(?!值)|(?P<full>满分|全分))"
)
_FEWEST_BANDS = 2


def of_bands(standard: str, weight: Decimal, value: Decimal) -> tuple[Decimal, ...]:
    """The points of the band a percentage falls into; on the edge of two, those of both."""
    bands = list(_BAND.finditer(standard)) if standard.count(PERCENT) > 1 else []
    if sum(1 for band in bands if not band["none"]) < _FEWEST_BANDS:
        return ()
    exact = next((each for each in _EXACTLY.finditer(standard) if parse_number(each["value"]) == value), None)
    if exact:
        points = weight if exact["full"] else parse_number(exact["points"])
        return () if points is None else (points,)
    inside = [band for band in bands if _low(band) <= value <= _high(band)]
    best = max(map(_low, inside), default=ZERO)
    kept = [band for band in inside if _low(band) == best or _low(band) == value or _high(band) == value]
    found = [_points(band, weight) for band in kept]
    return tuple(dict.fromkeys(each for each in found if each is not None)) if None not in found else ()


def gives_nothing(standard: str, value: Decimal) -> bool:
    """Whether a percentage lies in a band without points: “低于60%不得分”."""
    bands = _BAND.finditer(standard) if "分" in standard else ()
    return any(band["none"] and _low(band) < value < _high(band) for band in bands)


def _low(band: re.Match[str]) -> Decimal:
    return parse_number(band["low"] or band["least"] or band["floor"] or "") or ZERO


def _high(band: re.Match[str]) -> Decimal:
    bound = parse_number(band["high"] or band["most"] or band["ceiling"] or "")
    return HUNDRED * HUNDRED if bound is None else bound


def _points(band: re.Match[str], weight: Decimal) -> Decimal | None:
    if band["none"] or band["full"]:
        return ZERO if band["none"] else weight
    share = parse_number(band["share"]) if band["share"] else None
    points = weight * share / HUNDRED if share is not None else parse_number(band["points"] or "")
    return points if points is None or points <= weight else None
