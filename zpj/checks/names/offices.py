"""Over a filed report: its own office under the name of another bureau."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.own_units import own_units
from zpj.checks.reading.text import in_order, texts_of_paper
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.likeness import is_like
from zpj.domain.regex import regex

_BUREAU = regex("(?P<level>[省市县区旗州盟])(?P<core>[\u4e00-\u9fff]{2,14}?(?:局|委员会|厅|办公室))(?!长|机关|属|部)")
_IN_CHARGE = regex(
    "(?:主管部门|主管单位|牵头部门|牵头单位)(?:为|是|:)+(?P<behind>[\u4e00-\u9fff]{2,20}?(?:局|委员会|厅|办公室))(?=[,。;、)]|$)|"
    "主管部门(?:[(]单位[)])?(?:在[^,。;:]{2,14}中)?的?(?:主要)?(?:职能|职责|工作职责)(?:情况)?[。:](?P<duty>[\u4e00-\u9fff]{2,20}?(?:局|委员会|厅|办公室))(?=作为|主要|负责|承担|为|是|的)|"
    "由(?P<before>[\u4e00-\u9fff]{2,20}?(?:局|委员会|厅|办公室))(?:主管|作为主管)"
)
_OF_UNITS = ("supervising_department", "implementing_unit")
_OTHERS = regex("原|借鉴|学习|邻|外[省市县]|兄弟|分局|机构改革|更名|改为|合并|划转|并入")
_OF_PLACE = regex("^[\u4e00-\u9fff]{1,4}[县区旗](?=[\u4e00-\u9fff]{3})")
_ALIKE, _SHORT, _HEAD = 0.5, 2, 2


@paper_check(
    "ZPJ162",
    "主管部门、实施单位写成了别的名称",
    WARNING,
    reference="R-57",
    clause="同一单位在全文写同一个名称",
    message="这里写“{found}”，自评表和别处写“{expected}”，请核对",
    fix="统一为单位全称",
    follows=("ZPJ525", "ZPJ140", "ZPJ556", "ZPJ512", "ZPJ557"),
)
def own_office_renamed(case: PaperCase) -> Iterator[Hit]:
    """“由县教育体育和科技局主管” in a paper of 县教育和体育局: told but once, and no short form of the own name."""
    own = {match.group(): match for unit in own_units(case) for match in _BUREAU.finditer(unit)}
    places = texts_of_paper(case) if own else ()
    named = Counter(match.group() for _, text, _ in places for match in _BUREAU.finditer(text))
    told: set[str] = set()
    for place, text, section in places:
        for match in _BUREAU.finditer(text) if "局" in text or "委" in text or "厅" in text else ():
            variant = match.group()
            if variant in told or named[variant] > 1 or variant in own or _OTHERS.search(text):
                continue
            right = next((name for name, other in own.items() if _kin(match["core"], other["core"])
                          and match["level"] == other["level"] and named[name] >= _SHORT), "")  # fmt: skip
            if right:
                told.add(variant)
                yield Hit(place, variant, right, quote=variant, project=case.project(section))


def _kin(variant: str, name: str) -> bool:
    """Whether two bureaus begin alike and share half their words, and the one is no short form of the other."""
    variant, name = _OF_PLACE.sub("", variant), _OF_PLACE.sub("", name)
    begins = variant[:_HEAD] == name[:_HEAD] and variant[-1] == name[-1]
    shorter, longer = sorted((variant, name), key=len)
    return begins and variant != name and not in_order(shorter, longer) and is_like(variant, name, _ALIKE)


@paper_check(
    "ZPJ163",
    "文字写的主管部门与自评表不同",
    WARNING,
    reference="R-57",
    clause="主管部门在封面、自评表、报告里应当一致",
    message="文字写主管部门是“{found}”，自评表写“{expected}”，请核对",
    fix="统一为单位全称",
    follows=("ZPJ162", "ZPJ525", "ZPJ512"),
)
def other_office_in_charge(case: PaperCase) -> Iterator[Hit]:
    """“主管部门为县民政局” where the only form says 县教育和体育局; another level of government is another matter."""
    units = "".join(text for form in case.forms for text in map(form.evaluation.text, _OF_UNITS))
    for place, text, section in texts_of_paper(case) if case.forms else ():
        offices = _offices_of(case, section) if "主管" in text or "牵头" in text else set()
        for match in _IN_CHARGE.finditer(text) if len(offices) == 1 else ():
            found, own = match["behind"] or match["before"] or match["duty"], next(iter(offices))
            levels = [_level(each) for each in (found, own)]
            short = in_order(found.rpartition(levels[0])[2] if levels[0] else found, own)
            other = match["duty"] is not None or found not in units
            if not short and other and levels[0] == levels[1] and not _OTHERS.search(text):
                cells = [each for form in case.forms if (each := form.evaluation.fields.get("supervising_department"))]
                at = cells[0].location if match["duty"] and cells else place
                yield Hit(at, found, own, quote=match.group(), project=case.project(section))


def _offices_of(case: PaperCase, section: int) -> set[str]:
    """The departments in charge of the project a section is about, of all projects where it is about none."""
    project = case.project(section)
    own = [form for form in case.forms if form.project == project] if project else case.forms
    return {form.evaluation.text("supervising_department").strip() for form in own} - {""}


def _level(name: str) -> str:
    match = _BUREAU.search(name)
    return match["level"] if match else ""


_NOTICE = regex(
    "关于(?:开展|做好|进行|组织|布置|印发)[^《》〔〕]{0,12}(?P<about>20[0-9]{2})年?度?[^《》〔〕]{0,40}(?:自评|绩效评价)[^《》〔〕]{0,16}(?:通知|函|方案)》?"
    "(?:[(](?P<office>[\u4e00-\u9fff]{2,8})〔(?P<year>20[0-9]{2})〕(?P<number>[0-9]{1,4}号))?"
)
_BY_NOTICE = regex("(?:根据|按照|依据|遵照|对照|落实)[^。;]{0,160}$")
_FORMER = regex("上年|去年|往年|历年|上一?年度")


@paper_check(
    "ZPJ167",
    "自评通知的年份疑似写错",
    WARNING,
    reference="R-58",
    clause="年度终了以后才布置对全年的自评",
    message="布置 {expected} 年度自评的通知，这里写“{found}”，请核对年份",
    fix="按文件原文改正名称、文号里的年份",
    follows=("ZPJ141", "ZPJ115", "ZPJ572", "ZPJ505"),
)
def notice_before_the_year_ended(case: PaperCase) -> Iterator[Hit]:
    """《关于开展2023年度……自评工作的通知》（澄财绩〔2023〕5号）: a low number is of the beginning of a year.

    Also a notice on the self-evaluation of a year before the report's own: 《关于开展2022年度……自评工作的通知》, 2023.
    """
    year = main_year(case)
    for place, text, section in texts_of_paper(case):
        for match in _NOTICE.finditer(text) if "关于" in text and year else ():
            if _is_of_another_year(match, year or 0):
                yield Hit(place, f"{match['about']}年", str(year), quote=match.group()[:60],
                          project=case.project(section))  # fmt: skip
                continue
            number = int((match["number"] or "0号").rstrip("号"))
            if match["year"] and match["year"] <= match["about"] == str(year) and number <= _LOW_NUMBER:
                yield Hit(place, f"{match['office']}〔{match['year']}〕{match['number']}", match["about"],
                          quote=f"〔{match['year']}〕{match['number']}", project=case.project(section))  # fmt: skip


def _is_of_another_year(match: re.Match[str], year: int) -> bool:
    """Whether the notice a report follows is on a year before its own; one of the year after is of the year's work."""
    before = match.string[: match.start()]
    return int(match["about"]) < year and _BY_NOTICE.search(before) is not None and not _FORMER.search(before)


_LOW_NUMBER = 60
