"""Over a filed report: an office that speaks for itself in the paper of another, another one that carries a project
out than its form says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.own_units import own_units
from zpj.checks.reading.text import in_order, squeezed, texts_of_paper, whole_text
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.regex import regex

_KINDS = (
    "委员会|办公室|局|妇联|残联|文联|侨联|工商联|科协|团委|总工会|红十字会|联合会|协会|学院|学校|中学|小学|幼儿园|党校|医院|法院|检察院|"
    "中心|图书馆|文化馆|博物馆|档案馆|馆|站|所|大队|支队"
)
_SELF = (
    "将(?:进一步|继续|按照?|严格|加强|切实|针对|督促|结合)|高度重视|成立了?[^,。;]{0,16}(?:小组|专班)|严格(?:执行|按照?|落实)|"
    "认真(?:落实|组织|贯彻|执行)|(?:及时)?(?:组织|成立|抽调)[^,。;]{0,30}自评|(?:组织)?对[^。;]{0,60}自评|开展[^,。;]{0,30}自评"
)
_SPEAKER = regex(
    f"(?:^|[。;,:]|^[(]?[一二三四五六七八九十0-9]{{1,3}}[)、.]{{1,2}}|[一二三四五六]是)(?P<name>(?P<region>[\u4e00-\u9fff]{{0,4}}?(?P<level>[市县区旗州]))(?P<core>[\u4e00-\u9fff]{{0,10}}?(?:{_KINDS})))"
    f"(?=(?P<act>{_SELF}))"
)
_WHAT_IT_IS = regex(
    f"^(?P<name>(?P<region>[\u4e00-\u9fff]{{0,4}}?(?P<level>[市县区旗州]))(?P<core>[\u4e00-\u9fff]{{0,10}}?(?:{_KINDS})))"
    "(?=(?P<act>(?:是|为)[^,。;]{0,20}?(?:所属|下属|领导下|直属|工作部门|派出机关|事业单位|人民团体|群团组织|职能部门|综合档案馆)))"
)
_OF_SELF = regex("将[进继按严加切针督结]|高度重视|小组|专班|严格|认真|自评|^[^,。;]{3,30}[是为]")
_BY_ITSELF = regex("财政|审计|人民政府|发展改革|发展和改革|发改|纪委|监委|国库|税务|采购")
_CARRIED_OUT = regex(
    f"由(?P<name>(?P<region>[\u4e00-\u9fff]{{0,4}}?[市县区旗州])(?P<core>[\u4e00-\u9fff]{{2,12}}?(?P<kind>{_KINDS})))"
    "(?:具体|负责|组织|统一|承担)*(?:实施|建设|管护|执行)(?=[,。;)]|$)"
)
_LEVEL = regex("^(?:[\u4e00-\u9fff]{2,5}?)?(?P<level>[市县区旗州])")
_SEVERAL = regex("我|会同|委托|联合|组织|配合|要求|由|本|按照|[与对向在]")
_OFFICE_NAME = regex(f"[\u4e00-\u9fff]{{2,20}}?(?:{_KINDS})")
_OTHERS = regex("借鉴|学习|邻|兄弟|外地|原|代建|协作|移交|划转")
_FOLLOWS = ("ZPJ556", "ZPJ525")
_LEAST, _SHORTEST = 2, 8


@another_way("ZPJ556", WARNING, follows=_FOLLOWS)
def office_that_speaks_for_itself(case: PaperCase) -> Iterator[Hit]:
    """“县妇联将进一步优化线路”, “县妇联对2023年度项目开展自评” in a report of 县总工会: an office told nowhere else."""
    units = own_units(case)
    levels = {match["level"] for unit in units if (match := _LEVEL.match(unit))}
    whole = whole_text(case) if levels else ""
    for place, text, section in texts_of_paper(case) if levels else ():
        for match in _speakers(text) if len(text) > _SHORTEST else ():
            own = match["level"] in levels and not _is_known(match, units, whole)
            if own and (match.re is _SPEAKER or not any(unit in text for unit in units)):
                yield Hit(place, match["name"], _own_name(units), quote=match["name"], project=case.project(section))


def _own_name(units: Sequence[str]) -> str:
    """The shortest of the own names, without what a title says behind it."""
    name = min(units, key=len)
    match = _OFFICE_NAME.match(name)
    return match.group() if match else name


@lru_cache(maxsize=2048)
def _speakers(text: str) -> tuple[re.Match[str], ...]:
    """The offices of a text that do what the writer of a paper does."""
    if not _OF_SELF.search(text):
        return ()
    what = _WHAT_IT_IS.match(text)
    return (*_SPEAKER.finditer(text), *((what,) if what else ()))


def _is_known(match: re.Match[str], units: Sequence[str], whole: str) -> bool:
    """Whether an office is an own one, a short form of one, told elsewhere, or one that acts in any paper."""
    core, act = match["core"], match["act"]
    short = any(in_order(core, unit) or in_order(core.rstrip("局委办会"), unit) for unit in units)
    other = _BY_ITSELF.search(core) and "自评" not in act
    several = _SEVERAL.search(match["name"])
    if short or other or several or len(core) < _LEAST:
        return True
    return whole.count(core) > 1 or _OTHERS.search(match.string) is not None


@another_way("ZPJ162", WARNING, follows=("ZPJ162", "ZPJ525", "ZPJ140", "ZPJ556", "ZPJ512", "ZPJ557"))
def another_carries_it_out(case: PaperCase) -> Iterator[Hit]:
    """“项目由县水利工程站实施” where the form says 岚溪县水库管理站: both of one kind, neither told elsewhere."""
    whole = whole_text(case) if case.forms else ""
    units = {form.project: squeezed(form.evaluation.text("implementing_unit")) for form in case.forms}
    alone = {project: unit for project, unit in units.items() if whole.count(_LEVEL.sub("", unit)) == 1}
    strange = [(match, place, section) for place, text, section in texts_of_paper(case) if alone
               for match in (_CARRIED_OUT.finditer(text) if "由" in text else ())
               if not _is_one_of(match, units.values(), whole)]  # fmt: skip
    for match, place, section in strange:
        project = case.project(section)
        own = [unit for name, unit in alone.items() if project in ("", name) and unit.endswith(match["kind"])]
        if len(own) == 1 and len(strange) == 1 and not _OTHERS.search(match.string):
            yield Hit(place, match["name"], own[0], quote=match["name"], project=project)


def _is_one_of(match: re.Match[str], units: Iterable[str], whole: str) -> bool:
    """Whether one who carries out a project is told again, or one of those of the forms or a short form of one."""
    core = match["core"]
    short = any(in_order(core, unit) or in_order(_LEVEL.sub("", unit), core) for unit in units if unit)
    return short or whole.count(core) > 1 or _SEVERAL.search(match["name"]) is not None
