"""What a printed scoring standard gives where it counts points by items and faults, not by figures.

“有补贴办法2分,有考核办法2分,有档案管理制度1分”, “细化、清晰、可衡量,每项1分”, “缺一项扣1分” beside the
words of what was done.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from zpj.checks.points.standards import Verdict, every_of, result_in, times_of
from zpj.domain.amounts import ONE, ZERO, parse_number
from zpj.domain.likeness import bigrams
from zpj.domain.regex import regex

_N = r"\d+(?:\.\d+)?"
_ITEM = regex(
    rf"(?:^|[,;。、])(?:[(]?\d[).、])?(?P<what>[^,;。、\d()]{{2,18}}?)的?,?(?:得|计|记|各|占)?[(]?(?P<points>{_N})分[)]?(?=[,;。、]|$)"
)
_EACH = regex(rf"(?:每(?:一?项|个|1项|1个)|各)(?:要点)?(?:得|计|占|记)?(?P<points>{_N})分")
_OPEN = regex("扣|满分|比例|率|否则|以[上下]|基本|酌情|不足|[≥≤<>]")
"""Standards that count in another way, too."""
FAULT = regex(
    "未(?!发[现生]|超|出现|突破|发现|涉及|来|成年|见)|尚|不(?!含|超|少于|低于|存在|足[0-9一1]|高于|多于|断|仅)|没有(?!发[现生]|出现|违)|缺(?!陷率)|"
    "(?<!不)逾期|(?<!无)滞后|(?<!无)延迟|(?<!无)遗漏|漏"
)
"""Words of something that was not done as it should have been."""
_WORDS = regex("满分|扣|不得分")
_NO_FAULT = regex("^(?:无|没有|未发[现生]|未出现|不存在|均无|从未)")
_NAMES_FAULT = regex("有|发现|出现|存在|发生|缺|查出|收到|逾|延|推|迟|漏|违|超|不|未")
_COUNT = regex(
    rf"(?P<verb>逾期|延期|延迟|推迟|迟报|漏报|缺少?|违规|遗漏|晚报|迟拨|晚拨)(?:了|的?有|为|达)?(?P<number>{_N}|[一二两三四五六])(?P<unit>[个项处次件起类例人户条天日月]+)"
)
_COUNT_ALONE = regex(rf"共?(?:发现|查出|查实|存在|出现)了?(?P<number>{_N})(?P<unit>[个项处次件起类例人户条]+)(?:问题)?")
"""All a cell says, where its standard takes points off for each: 发现2项."""
_DIGITS = {"一": ONE, "二": ONE + ONE, "两": ONE + ONE, "三": ONE + ONE + ONE}
_MOST_ITEMS, _FEWEST_ITEMS = 8, 2


_DEGREE = regex(
    rf"(?:^|[,;。、:])(?P<word>[^,;。、:\d扣]{{2,10}}?)(?:的|者|,)?"
    rf"(?:得?(?P<full>满分|全分)|[得计记赋]?(?:(?P<low>{_N})分?(?:-|—|–|~|至|到)+)?(?P<points>{_N})分(?!值)|(?P<none>不[得计记]分))(?=[,;。、(]|$)"
)
_BOUND = regex("[(]不?含[^()]*[)]")
_GIVES = regex(rf"(?P<full>满分|全分)|(?:得|计|记|赋)(?P<points>{_N})分(?!值)|(?P<none>不[得计记]分)")
_BETWEEN = regex(
    rf"扣|每|各|比例|酌情|视|[×x*÷/]|{_N}分?(?:-|—|–|~|至|到){_N}|以[上下内]|其中|累计|按|最高|不超过|[(]\d|[①-⑨]|[率度]|{_N}%"
)
"""Standards that leave other points than those they name."""
_LESSENS = regex("[不未没较欠尚非无]$|基本$|部分$|比较$|一般$")
"""What before a word makes it another degree: 不健全, 较健全, 基本健全."""


def of_degrees(standard: str, weight: Decimal, done: str) -> Verdict | None:
    """“健全得5分,较健全得3分,不健全不得分” beside 较健全: three; a word with more before it is another degree.

    “有所改善得2—3分” leaves all between two and three, and so does 2分（不含）至3分.
    """
    points: dict[str, Decimal] = {}
    least: dict[str, Decimal] = {}
    for match in _DEGREE.finditer(_BOUND.sub("", standard)):
        given = weight if match["full"] else ZERO if match["none"] else parse_number(match["points"])
        points[match["word"]] = ZERO if given is None else given
        least[match["word"]] = parse_number(match["low"] or "") or points[match["word"]]
    if len(points) < _FEWEST_ITEMS or max(points.values()) != weight:
        return None
    for clause in _clauses(done):
        own = [word for word in points if word == clause] or [word for word in points if _names(word, clause)]
        if len(own) == 1 and least[own[0]] < points[own[0]]:
            return Verdict((points[own[0]], least[own[0]]), is_range=True)
        if len(own) == 1:
            return Verdict((points[own[0]],), is_full=points[own[0]] == weight)
    return None


def one_of(standard: str, weight: Decimal, points: Decimal) -> Verdict | None:
    """“完成得满分,否则不得分” beside three points of five: those it names are all there are."""
    if _BETWEEN.search(standard):
        return None
    named = {weight if match["full"] else ZERO if match["none"] else parse_number(match["points"]) or ZERO
             for match in _GIVES.finditer(standard)}  # fmt: skip
    if len(named) < _FEWEST_ITEMS or max(named) != weight or points in named:
        return None
    return Verdict(tuple(sorted(named, key=lambda each: abs(each - points))))


def _names(word: str, clause: str) -> bool:
    """Whether one of two texts is the other with its subject before it: 制度健全, 健全."""
    longer, shorter = (word, clause) if len(word) > len(clause) else (clause, word)
    return len(shorter) > 1 and longer.endswith(shorter) and not _LESSENS.search(longer[: -len(shorter)])


@lru_cache(maxsize=512)
def items_of(standard: str, weight: Decimal) -> tuple[tuple[str, Decimal], ...]:
    """The items of a standard with their points, where they add up to the weight; () where it is no such list."""
    each = _EACH.search(standard)
    if each and not _OPEN.search(standard):
        points = parse_number(each["points"]) or ZERO
        names = [name for name in regex("[、,;。]").split(standard[: each.start()].rstrip("、,;。")) if name]
        return tuple((name, points) for name in names) if points and points * len(names) == weight else ()
    if _OPEN.search(standard):
        return ()
    found = tuple((match["what"], parse_number(match["points"]) or ZERO) for match in _ITEM.finditer(standard))
    whole = _FEWEST_ITEMS <= len(found) <= _MOST_ITEMS and sum((points for _, points in found), ZERO) == weight
    return found if whole else ()


def of_items(standard: str, weight: Decimal, done: str) -> Verdict | None:
    """The points of a list of items of which what was done calls some not done."""
    items = items_of(standard, weight)
    missing = [clause for clause in _clauses(done) if is_fault(clause)] if items else []
    lost: set[str] = set()
    for clause in missing:
        best = max(items, key=lambda item: _shared(item[0], clause))
        rivals = [item for item in items if _shared(item[0], clause) == _shared(best[0], clause)]
        if _shared(best[0], clause) == 0 or len(rivals) > 1:
            return None
        lost.add(best[0])
    if not lost:
        return None
    return Verdict((weight - sum((points for name, points in items if name in lost), ZERO),))


def of_faults(standard: str, weight: Decimal, cells: tuple[str, ...]) -> Verdict | None:
    """“每逾期1次扣1.5分” beside “10月28日拨付,逾期1次”: a deduction for each fault counted in the row."""
    every = every_of(standard)
    if every is None or not _NAMES_FAULT.search(every["verb"]) or every["points"] is None:
        return None
    step, lost = parse_number(every["step"]), parse_number(every["points"])
    faults = [number for cell in cells if (number := _counted(cell, every["unit"])) is not None]
    if not faults or not step or lost is None:
        return None
    return Verdict(tuple({max(ZERO, weight - lost * times) for times in times_of(standard, faults[0] / step)}))


def _counted(cell: str, unit: str) -> Decimal | None:
    """How many faults a cell counts, in a unit."""
    told = {_DIGITS.get(match["number"]) or parse_number(match["number"])
            for match in _COUNT.finditer(cell) if match["unit"] == unit}  # fmt: skip
    if len(told) == 1:
        return next(iter(told))
    if (alone := _COUNT_ALONE.fullmatch(cell)) and alone["unit"] == unit:
        return parse_number(alone["number"])
    faulty = [found for clause in (cell, *_clauses(cell)) if is_fault(clause) and (found := result_in(clause, unit))]
    return faulty[0].value if faulty and faulty[0].unit else None


def _clauses(done: str) -> Iterator[str]:
    yield from regex("[,;。:]|但").split(done)


def is_fault(text: str) -> bool:
    """Whether a text tells of something not done as it should have been."""
    return any(FAULT.search(clause) is not None and not _NO_FAULT.match(clause) for clause in _clauses(text))


def _shared(item: str, clause: str) -> int:
    """How many pairs of signs an item and a clause share."""
    return sum(pair in clause for pair in bigrams(item))


def loses_by_words(standard: str) -> bool:
    """Whether a standard gives all points to what is as it should be and names no figure."""
    return _WORDS.search(standard) is not None and not regex(r"\d+(?:\.\d+)?(?:%|个?百分点|[万亿天日])|比例").search(
        standard
    )
