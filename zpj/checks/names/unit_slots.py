"""Over a filed report: the unit in a form, on the cover, in a title or under the text, against the same elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from zpj.checks.case import PaperCase
from zpj.checks.names.own_office import OF_OFFICES
from zpj.checks.reading.own_units import plain_units, units_in
from zpj.checks.reading.text import in_order, starts_of, texts_of_paper, whole_text
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.likeness import shared_start
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.told_apart import ORDER

_KINDS = (
    "委员会|办公室|局|厅|联合会|总工会|中心|站|所|馆|处|学院|学校|中学|小学|幼儿园|党校|医院|法院|检察院|"
    "总队|支队|大队|队|段|库|合作社|联合社|研究院|院|基地"
)
_UNIT = regex(
    "(?P<region>(?:[\u4e00-\u9fff]{1,4}?[省市县区旗州盟]){1,3}(?:[\u4e00-\u9fff]{2,8}?(?:局|厅|委员会)(?=[\u4e00-\u9fff]{4}))?)"
    f"(?P<core>[\u4e00-\u9fff]{{2,18}}?)(?P<kind>{_KINDS})(?=20[0-9]{{2}}|关于|项目|部门|单位|整体|绩效|[(]|$)"
)
_TWO = regex(f"[{ORDER}分]")
_GOES_ON = regex(f"(?:[\u4e00-\u9fff]{{0,6}}(?:{_KINDS})|[长员内外属点])")
_FORMER = regex("原(?=[名称为])|(?<![\u4e00-\u9fff])原(?=[\u4e00-\u9fff])|更名|前身|合并|改为|机构改革|划转|并入|挂牌")
_BUREAUS = frozenset({"局", "厅", "委员会"})
_BODIES = frozenset({"中心", "站", "所", "处", "队", "基地", "馆", "段", "库"})
"""Kinds of bodies below a bureau: one of them may stand for another by a slip."""
_HEAD, _MOST, _WORD, _OFTEN, _BEHIND, _LONG = 2, 4, 2, 3, 12, 4


@record
class _Unit:
    """A unit where one must stand: its whole name, the region with the bureau it belongs to, the rest, its kind."""

    name: str
    region: str
    core: str
    kind: str


@another_way("ZPJ184", WARNING, follows=(*OF_OFFICES, "ZPJ191", "ZPJ524", "ZPJ574"))
def unit_otherwise_in_its_place(case: PaperCase) -> Iterator[Hit]:
    """“澄南县市场和质量监督管理局” under the report of 澄南县市场监督管理局; 农技站 of a form told as 农技推广站.

    Both are of one region, begin alike and are of one kind; the rarer of the two is told once, or in forms alone that
    never have the other. Units beside each other in a form or a paragraph are two.
    """
    units = _units(case)
    whole = whole_text(case) if units else ""
    told: set[str] = set()
    pairs = [(one.name, other.name) for one, other in combinations(units, 2) if _alike(one, other)]
    pairs += [(unit.name, twin) for unit in units for twin in _in_text(unit, whole)]
    pairs += [(one.name, other.name) for one, other in combinations(units, 2)
              if _of_another_kind(one, other) and max(map(whole.count, (one.name, other.name))) >= _OFTEN]  # fmt: skip
    for one, other in pairs:
        odd, right = sorted((one, other), key=lambda each: (whole.count(each), each != one))
        if whole.count(odd) > 1:
            odd, right = _of_forms_alone(case, one, other)
        if not odd or told & {odd, right} or _beside(case, odd, right):
            continue
        told |= {odd, right}
        place, section = next((place, section) for place, text, section in texts_of_paper(case) if odd in text)
        yield Hit(place, odd, right, quote=odd, project=case.project(section))


@lru_cache(maxsize=4)
def _units(case: PaperCase) -> tuple[_Unit, ...]:
    """The units in forms, titles, labelled lines and lines of their own."""
    matches = map(_UNIT.match, plain_units(case))
    found = (_Unit(match.group(), match["region"], match["core"], match["kind"]) for match in matches if match)
    return tuple(dict.fromkeys(found))


def _alike(one: _Unit, other: _Unit) -> bool:
    """Whether two units of one region and one kind begin alike, the one no part of the other."""
    same = one.region == other.region and one.kind == other.kind and one.core[:_HEAD] == other.core[:_HEAD]
    return same and one.name not in other.name and other.name not in one.name and not _tells_two(one.core, other.core)


def _of_another_kind(one: _Unit, other: _Unit) -> bool:
    """Whether two bodies have one long name but for the word for what they are: 赣江训练中心, 赣江训练基地."""
    same = one.region == other.region and one.core == other.core and len(one.core) >= _LONG
    return same and one.kind != other.kind and {one.kind, other.kind} <= _BODIES


def _tells_two(one: str, other: str) -> bool:
    """Whether what two names do not share tells two bodies apart: 第一, 东."""
    return _TWO.search("".join(sign for sign in one + other if (sign in one) != (sign in other))) is not None


def _of_forms_alone(case: PaperCase, one: str, other: str) -> tuple[str, str]:
    """The name that forms alone have and the one that they have nowhere; nothing where the two are not so."""
    tables = {form.table for form in case.forms}
    told = [(place.partition("!")[0] in tables, name) for place, text, _ in texts_of_paper(case)
            for name in (one, other) if name in text]  # fmt: skip
    of_forms, of_texts = {name for inside, name in told if inside}, {name for inside, name in told if not inside}
    alone = len(of_forms) == len(of_texts) == 1 and of_forms != of_texts
    return (of_forms.pop(), of_texts.pop()) if alone else ("", "")


def _in_text(unit: _Unit, whole: str) -> Iterator[str]:
    """What a paper has with the region, the head and the kind of a unit, and a word more or fewer between them."""
    for at in starts_of(whole, unit.name[: len(unit.region) + _HEAD]):
        same = shared_start(whole[at : at + len(unit.name)], unit.name)
        for size in range(_WORD, _MOST + 1) if same < len(unit.name) else ():
            for left, more in ((0, size), (size, 0)):
                tail, start = unit.name[same + left :], at + same + more
                if len(tail) >= len(unit.kind) and whole.startswith(tail, start):
                    end = start + len(tail)
                    twin = whole[at:end]
                    apart = not _tells_two(unit.name, twin) and not _GOES_ON.match(whole, end)
                    if apart and "\n" not in twin and in_order(*sorted((unit.name, twin), key=len)):
                        yield twin


def _beside(case: PaperCase, odd: str, right: str) -> bool:
    """Whether two units stand in one paragraph or in one form, or the paper tells of a change or a short form of names.

    Two bureaus of a form that are as long, or end alike, are likely one.
    """
    whole = whole_text(case)
    match = _UNIT.fullmatch(odd)
    same_end = match is not None and odd[-len(match["kind"]) - _HEAD :] == right[-len(match["kind"]) - _HEAD :]
    bureaus = match is not None and match["kind"] in _BUREAUS and whole.count(right) >= _OFTEN
    one = bureaus and (len(odd) == len(right) or same_end)
    short = any(f"简称“{name}”" in whole for name in (odd, right))
    if short or (not one and any({odd, right} <= units_in(form) for form in case.forms)):
        return True
    at = next(text for _, text, _ in texts_of_paper(case) if odd in text)
    return right in at.replace(odd, "") or _FORMER.search(at[: at.find(odd) + len(odd) + _BEHIND]) is not None
