"""Over a filed report: its own unit told once with another word in its name, two bodies that are likely one."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.names.own_office import OF_OFFICES
from zpj.checks.reading.own_units import plain_units
from zpj.checks.reading.text import first_place, whole_text
from zpj.checks.reading.word_else import WordElse, with_a_word_else
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.regex import regex
from zpj.domain.told_apart import OTHER_OFFICE

_HAN = regex("[\u4e00-\u9fff]*")
_REGION = regex("^[\u4e00-\u9fff]{2,5}?[省市县区旗州盟]")
_REGION_BEFORE = regex("[\u4e00-\u9fff]{0,3}[省市县区旗州盟]$")
_ENDS = regex("(?:委员会|办公室|局|校|学|园|中心|站|所|馆|处|院|大队|支队|联合会|工会|协会)$")
_BODY = regex(
    "(?P<region>[\u4e00-\u9fff]{0,5}[省市县区旗州])(?P<core>[\u4e00-\u9fff]{4,12}?)(?P<kind>中心|大队|支队|总站|(?<!网)站|所|馆)"
    "(?![\u4e00-\u9fff]{0,3}(?:中心|站|所|室|队|馆|局)|[长员点址])"
)
_WITH_OTHERS = regex(
    "(?:[、和与及向从给对经报同]|会同|联合|委托|配合|移交|借鉴|学习|考察|通过|原|并入|更名为|协调|衔接)$"
)
_LISTED = regex("[、和与及]")
_LEAST, _OFTEN, _LONG, _MOST, _HEAD, _LONG_HEAD, _BEFORE = 5, 3, 6, 4, 2, 4, 6


@another_way("ZPJ184", WARNING, follows=OF_OFFICES)
def own_unit_a_word_apart(case: PaperCase) -> Iterator[Hit]:
    """“澄岭县就业服务中心” in the table of members of 澄岭县就业训练中心, “城东第二中心小学成立小组” of 城东第二小学.

    The own name is told three times or more, the other once, and not beside other units.
    """
    whole = whole_text(case)
    units = plain_units(case)
    told: set[str] = set()
    for name in units:
        short = _bare(name)
        for twin in _twins(short, whole) if _ENDS.search(name) and whole.count(short) >= _OFTEN else ():
            known = any(twin.text in unit for unit in (*told, *(unit for unit in units if whole.count(unit) > 1)))
            if not known and _is_slip(twin, short, whole):
                told.add(twin.text)
                region = name.removesuffix(short) if name.removesuffix(short) + twin.text in whole else ""
                yield from _told(case, region + twin.text, region + short)


@another_way("ZPJ184", WARNING, follows=OF_OFFICES)
def two_bodies_alike(case: PaperCase) -> Iterator[Hit]:
    """“下设宁溪县退役军人服务中心1个事业单位”, and then “局机关及宁溪县退役军人事务中心”: one is never told again."""
    whole = whole_text(case)
    bodies: dict[tuple[str, str], dict[str, None]] = {}
    for match in _BODY.finditer(whole):
        bodies.setdefault((match["core"][:_LONG_HEAD], match["kind"]), {})[match["core"] + match["kind"]] = None
    told: set[str] = set()
    for alike in (names for names in bodies.values() if len(names) > 1):
        for name in alike:
            twin = next((each for each in _twins(name, whole) if each.text in alike), None)
            if twin is None or told & {twin.text, name} or not _is_one_body(twin, name, whole):
                continue
            told |= {name, twin.text}
            odd, right = sorted((name, twin.text), key=lambda each: (whole.count(each), -whole.find(each)))
            yield from _told(case, odd, right)


def _told(case: PaperCase, odd: str, right: str) -> Iterator[Hit]:
    place, section = first_place(case, odd)
    yield Hit(place, odd, right, quote=odd, project=case.project(section))


def _bare(name: str) -> str:
    """A name without its region, with the sign of its level where it is short, whole where it is shorter still."""
    region = _REGION.match(name)
    forms = (name[region.end() :], name[region.end() - 1 :], name) if region else (name,)
    return next((form for form in forms if len(form) >= _LEAST), name)


def _twins(name: str, whole: str) -> Iterator[WordElse]:
    """What a paper has with the head and the end of a name, and between them another word, a word more or fewer."""
    for each in with_a_word_else(name, whole, head=_HEAD, most=_MOST, least=0):
        word, right = each.word, each.right
        fits = each.tail and max(len(right), len(word)) >= _HEAD and word[-1:] != right[-1:]
        if fits and _HAN.fullmatch(word):
            yield each


def _is_other_word(twin: WordElse, name: str, head: int) -> bool:
    """Whether the words that differ are no words for two offices, with signs enough of the name around them."""
    if OTHER_OFFICE.search(twin.word + twin.right) or _is_part_of_one(twin):
        return False
    around = len(name) - len(twin.right)
    return around >= head and len(twin.text) >= _LEAST


def _is_part_of_one(twin: WordElse) -> bool:
    """Whether what differs on one side is a single sign, which is no word."""
    return 1 in (len(twin.word), len(twin.right))


def _is_slip(twin: WordElse, name: str, whole: str) -> bool:
    if whole.count(twin.text) != 1 or twin.text in name or name in twin.text:
        return False
    before = whole[max(0, twin.at - _BEFORE) : twin.at].rpartition("\n")[2]
    behind = whole[twin.at + len(twin.text) :][:1]
    alone = not _HAN.fullmatch(behind or "\n") or behind in "成将对组为是负的实承根严按高制"
    free = not _LISTED.match(behind) and not _WITH_OTHERS.search(_without_region(before, name))
    return free and alone and _is_other_word(twin, name, _LEAST - 1)


def _without_region(before: str, name: str) -> str:
    """What stands before a name but for the region."""
    region = _REGION_BEFORE.search(before) if not _REGION.match(name) else None
    return before[: region.start()] if region else before


def _is_one_body(twin: WordElse, name: str, whole: str) -> bool:
    """Whether two bodies are likely one: a long name, told once each or the one once, not beside each other."""
    times = sorted((whole.count(name), whole.count(twin.text)))
    start, at = whole.find(name), twin.at
    between = whole[min(start, at) : max(start, at)]
    apart = "。" in between or "\n" in between
    same = len(twin.word) == len(twin.right) == _HEAD
    head = name.find(twin.right) if twin.right else 0
    return times[0] == 1 and apart and same and head >= _LONG_HEAD and _is_other_word(twin, name, _LONG)
