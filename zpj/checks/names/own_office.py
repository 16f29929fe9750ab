"""Over a filed report: its own office under another region, another level or another word for what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.own_units import plain_units, without_code
from zpj.checks.reading.plain_patterns import HAN_WORDS
from zpj.checks.reading.text import parts, squeezed, starts_of, texts_of_paper, whole_text
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.records import record
from zpj.domain.regex import pattern, regex
from zpj.domain.words import is_word

_LEVELS = "省市县区旗州盟"
_UNIT = regex(
    f"(?P<stem>[\u4e00-\u9fff]{{2,5}}?)(?P<level>[{_LEVELS}])(?P<core>[\u4e00-\u9fff]{{2,16}}?)"
    "(?P<kind>委员会|办公室|局|委|厅|办|学院|学校|中学|小学|幼儿园|党校|医院|保健院|法院|检察院|图书馆|档案馆|文化馆|博物馆|"
    "馆|服务中心|中心|站|所|处|院|大队|支队|队|会)"
)
_LEAD = regex("[由对向与和及经为在是报到于从给被至以送将的根据按照会同执行严格即]|年度?$")
_NO_REGION = regex(
    "[已并在向由对与到从于经及和按将以的报送给被至为是用据照全各本该我每原称通过均下日月]|"
    "配合|组织|会同|联合|委托|地方|上级|下级|所在|项目|更新"
)
_FROM_OTHERS = regex(
    "借鉴|学习|考察|邻|兄弟|对口|外地|先进|交流|支援|协作|共建|异地|来自|原名|更名|前身|原称|合并|机构改革|分局|挂牌"
)
_FAMILIES = (("局", "委员会", "委", "厅", "办公室", "办"), ("学校", "中学", "学院", "小学"))
_SHORT = {"委": "委员会", "办": "办公室"}
_HOUSES = frozenset(
    (
        "医院",
        "保健院",
        "学院",
        "学校",
        "中学",
        "小学",
        "法院",
        "检察院",
        "图书馆",
        "档案馆",
        "文化馆",
        "博物馆",
        "党校",
        "院",
    )
)
_TITLE = regex("《[^《》]{6,60}》")
_COUNTIES = "县区旗"
_OFTEN, _TWICE = 3, 2
OF_OFFICES = (
    "ZPJ184", "ZPJ180", "ZPJ525", "ZPJ512", "ZPJ190", "ZPJ556", "ZPJ140", "ZPJ130", "ZPJ162", "ZPJ157", "ZPJ528",
    "ZPJ112", "ZPJ163", "ZPJ557", "ZPJ156",
)  # fmt: skip
"""Rules on names of offices."""


@record
class _Own:
    """An own unit: the region's name, its level, the rest of the name without the word for its kind, that word."""

    stem: str
    level: str
    core: str
    kind: str

    @property
    def name(self) -> str:
        """The whole name."""
        return self.stem + self.level + self.core + self.kind


@another_way("ZPJ184", WARNING, follows=OF_OFFICES)
def own_office_otherwise(case: PaperCase) -> Iterator[Hit]:
    """“安平市档案馆” under the report of 皖岭市档案馆, 《榕岭县人民法院……规定》 in one of 榕岭市中级人民法院.

    The region of the own units is told often, the other once; or one office has two words for its kind.
    """
    own = _own(case)
    whole = whole_text(case) if own else ""
    told: set[str] = set()
    pairs = [pair for unit in own for pair in _ways(unit, own, whole)]
    for odd, right in (*pairs, *_strangers(case, own, whole)):
        place, text, section = next(each for each in texts_of_paper(case) if odd in each[1])
        if odd not in told and right not in told and not _FROM_OTHERS.search(text[:200]):
            told.add(odd)
            yield Hit(place, odd, right, quote=odd, project=case.project(section))


def _strangers(case: PaperCase, own: Sequence[_Own], whole: str) -> Iterator[tuple[str, str]]:
    """The unit of a form in another county or town than all else: its region is told once."""
    cells = {without_code(squeezed(form.evaluation.text("implementing_unit"))) for form in case.forms}
    for unit in _units(case) if own else ():
        alone = whole.count(unit.stem + unit.level) == whole.count(unit.stem) == 1
        fits = unit.level == own[0].level and (unit.level in _COUNTIES or unit.name in cells)
        if alone and fits and own[0].stem not in unit.core:
            yield unit.name, own[0].stem + unit.name[len(unit.stem) :]


@lru_cache(maxsize=4)
def _own(case: PaperCase) -> tuple[_Own, ...]:
    """The own units of the region that is told most, three times at least."""
    found, whole = _units(case), whole_text(case)
    often = max((whole.count(unit.stem + unit.level) for unit in found), default=0)
    return tuple(unit for unit in found if whole.count(unit.stem + unit.level) == often >= _OFTEN)


@lru_cache(maxsize=4)
def _units(case: PaperCase) -> tuple[_Own, ...]:
    names = dict.fromkeys(plain_units(case))
    names |= dict.fromkeys(match.group() for part in parts(case) if (match := _UNIT.match(without_code(part.title))))
    return tuple(_Own(match["stem"], match["level"], match["core"], match["kind"])
                 for name in names if (match := _UNIT.fullmatch(name) or _UNIT.match(name)))  # fmt: skip


def _ways(unit: _Own, own: Sequence[_Own], whole: str) -> Iterator[tuple[str, str]]:
    """What stands in a paper for an own unit, and its name."""
    yield from _moved(unit, whole)
    yield from _levelled(unit, whole)
    yield from _of_another_kind(unit, whole)
    yield from _in_titles(unit, own, whole)


def _begins(whole: str, at: int) -> bool:
    """Whether a name may begin at a place: no sign of a word before it but one that leads to a name."""
    before = whole[max(0, at - 2) : at]
    return not before or not HAN_WORDS.fullmatch(before[-1]) or _LEAD.search(before) is not None


def _moved(unit: _Own, whole: str) -> Iterator[tuple[str, str]]:
    """The own office of another region of the same level: 安平市档案馆."""
    rest = unit.level + unit.core + unit.kind
    for at in starts_of(whole, rest):
        for size in dict.fromkeys((len(unit.stem), 2, 3)):
            stem = whole[max(0, at - size) : at]
            if (
                len(stem) < size
                or stem.endswith(unit.stem)
                or unit.stem.endswith(stem)
                or not _begins(whole, at - size)
            ):
                continue
            plain = HAN_WORDS.fullmatch(stem) and not _NO_REGION.search(stem)
            before, behind = whole[max(0, at - size - 1) : at - size], whole[at + len(rest) :][:1]
            alone = before == "《" or (before in ("", "\n") and not HAN_WORDS.match(behind))
            if plain and (alone or not is_word(stem[:2])) and whole.count(stem + unit.level) == 1:
                yield stem + rest, unit.name


def _levelled(unit: _Own, whole: str) -> Iterator[tuple[str, str]]:
    """The own region as one of another level, once: 榕岭县人民法院 of 榕岭市."""
    for level in _LEVELS:
        other = unit.stem + level
        if level != unit.level and whole.count(other) == 1 and not is_word(unit.stem[-1] + level):
            at = whole.find(other)
            named = _UNIT.match(whole, at) if _begins(whole, at) else None
            if named:
                yield named.group(), unit.name


def _of_another_kind(unit: _Own, whole: str) -> Iterator[tuple[str, str]]:
    """The own office as another kind of office: 卫生健康局, once 卫生健康委员会."""
    family = next((kinds for kinds in _FAMILIES if unit.kind in kinds), ())
    stem = unit.stem + unit.level + unit.core
    own = whole.count(unit.name)
    for kind in family:
        if kind == unit.kind or kind == _SHORT.get(unit.kind) or _SHORT.get(kind) == unit.kind:
            continue
        full = _SHORT.get(kind, kind)
        other = whole.count(stem + kind) if full == kind or stem + full not in whole else 0
        if own > other == 1:
            yield stem + kind, unit.name
        elif other > own == 1:
            yield unit.name, stem + kind


def _in_titles(unit: _Own, own: Sequence[_Own], whole: str) -> Iterator[tuple[str, str]]:
    """Another house of the region in the title of a document: 《澄南县中心医院医疗设备采购管理办法》."""
    if unit.kind not in _HOUSES or whole.count(unit.name) < _TWICE:
        return
    finder = pattern(f"{unit.stem}{unit.level}(?P<core>[\u4e00-\u9fff]{{1,10}}?){unit.kind}")
    known = {each.core for each in own}
    for title in _TITLE.findall(whole):
        match = finder.match(title, 1)
        if match and match["core"] not in known and whole.count(match.group()) == 1 and unit.core not in match["core"]:
            yield match.group(), unit.name
