"""Over a filed report: units and projects told by another word than the tables have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.reading.project_rows import project_tables
from zpj.checks.reading.text import in_order, parts, squeezed, texts_of_paper, whole_text
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.regex import regex

_KINDS = "中心|总站|站|研究所|所|医院|院|馆|队|台|处|局|委员会|委|办公室"
_UNIT = regex(
    f"(?P<stem>(?P<region>[\u4e00-\u9fff]{{0,8}}?[省市县区旗州镇乡])[\u4e00-\u9fff]{{2,12}}?)(?P<kind>{_KINDS})"
)
_KIND = regex(f"(?:{_KINDS})(?![长点址内外]|属|有|需|在地|校|址|员|托|派)")
_OFTEN, _PAIR, _LONGEST_UNIT = 3, 2, 20
_BUREAUS = frozenset({"局", "委", "委员会", "办公室"})
_BOTH_THERE = regex("卫生$|更名|改为|原名|划转|合并|前身|挂牌")


@another_way(
    "ZPJ184", WARNING, follows=("ZPJ525", "ZPJ528", "ZPJ130", "ZPJ140", "ZPJ162", "ZPJ184", "ZPJ190", "ZPJ512")
)
def listed_unit_of_another_kind(case: PaperCase) -> Iterator[Hit]:
    """“县妇幼保健站” once, where a table lists 县妇幼保健院; a 卫生院 may have its 卫生站."""
    places, whole = texts_of_paper(case), whole_text(case)
    cells = {text for _, text, _ in places[len(case.paper.paragraphs) :]}
    for unit in sorted(cells | {text for _, text, _ in places if len(text) <= _LONGEST_UNIT}):
        own = _UNIT.fullmatch(unit)
        if own is None or _BOTH_THERE.search(own["stem"]) or whole.count(own["stem"]) == whole.count(unit):
            continue
        for place, text, section in places:
            at = text.find(own["stem"])
            told = _KIND.match(text, at + len(own["stem"])) if at >= 0 else None
            found = own["stem"] + told.group() if told else unit
            often = found not in cells or whole.count(unit) >= _OFTEN
            bureaus = told and {own["kind"], told.group()} <= _BUREAUS
            often = often and (bureaus or len(own["stem"].rpartition(own["region"])[2]) > _PAIR)
            if found != unit and often and whole.count(found) == 1 and not _BOTH_THERE.search(text):
                yield Hit(place, found, unit, quote=found, project=case.project(section))


_MONEY_KIND = "(?:工作|业务|专项|补助|运行|管理|项目)*(?:经费|资金|补助|补贴|专项)"
_MONEY_NAME = regex(f"(?P<core>[\u4e00-\u9fff]{{4,16}}?){_MONEY_KIND}")
_GOES_ON = "(?=项目|执行率|预算执行|自评得分|得分|全年预算|年初预算|支出率)"


@another_way("ZPJ181", WARNING, follows=("ZPJ181", "ZPJ580", "ZPJ584", "ZPJ544", "ZPJ511"))
def listed_project_of_another_kind(case: PaperCase) -> Iterator[Hit]:
    """“人民陪审员工作经费项目执行率较低” once, where the table of projects has 人民陪审员补助 and no other like it."""
    whole = whole_text(case)
    names = {name for projects in project_tables(case) for name in projects.names}
    for name in sorted(names):
        own = _MONEY_NAME.fullmatch(name)
        if own is None or sum(each.startswith(own["core"]) for each in names) > 1:
            continue
        finder = re.compile(f"(?:^|[,。;:、])(?P<name>{own['core']}{_MONEY_KIND}){_GOES_ON}")
        for line in case.paper.paragraphs if whole.count(own["core"]) > 1 else ():
            told = finder.search(squeezed(line.text))
            if told and told["name"] not in name and name not in told["name"] and whole.count(told["name"]) == 1:
                yield Hit(line.location, told["name"], name, quote=told["name"], project=case.project(line.section))


_JUDGED = regex(
    "对(?:20[0-9]{2}年度?)?(?P<name>[\u4e00-\u9fff]{3,24}?(?:项目|经费|补助|专项|资金|补贴|工程))(?:的?使用情况|支出|使用)?"
    "(?:进行|开展|组织)了?(?:支出)?(?:全面|综合|整体)?(?:的)?(?:绩效)?(?:自评|评价)"
)
_NO_NAME = regex("本|该|各|全部|所有|部门|单位|上述|以上|纳入|[一二两三四五六七八九十]个|其他|同类|相关|有关|年度")
_USUAL = regex("项目|经费|补助|专项|资金|补贴|工程|财政|预算|支出|转移支付|中央|[省市县区]级?|上级|下达|安排|投入|使用")
_TITLE = regex("(?P<name>[\u4e00-\u9fff“”、]{4,40}?)(?:支出)?绩效")
_TWO = 2


@another_way("ZPJ192", WARNING, follows=("ZPJ192", "ZPJ524", "ZPJ511", "ZPJ580", "ZPJ584"))
def judged_by_another_name(case: PaperCase) -> Iterator[Hit]:
    """“对科研专项补助开展自评” in the report of 科技项目经费 alone: a name the file has nowhere else."""
    if len(case.forms) != 1 or project_tables(case):
        return
    own = squeezed(case.forms[0].project)
    whole = whole_text(case)
    for part in parts(case):
        title = _TITLE.search(squeezed(part.title))
        for line in part.body if title and own and own in squeezed(part.title) else ():
            told = _JUDGED.search(squeezed(line.text)) if "对" in line.text else None
            if told is None or _NO_NAME.search(told["name"]) or whole.count(told["name"]) > 1:
                continue
            bare, known = _USUAL.sub("", told["name"]), _USUAL.sub("", own)
            other = len(bare) >= _TWO and not in_order(bare, known) and not in_order(known, bare)
            if other and len(known) >= _TWO and not in_order(bare, part.title):
                yield Hit(line.location, told["name"], own, quote=told["name"], project=part.project)
