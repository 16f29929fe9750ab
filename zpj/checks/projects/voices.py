"""Over a filed report: the names of another unit, of an abolished office, or of another project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.figures import said
from zpj.checks.reading.own_units import own_units
from zpj.checks.reading.text import Part, Places, parts, squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.likeness import likeness
from zpj.domain.regex import regex

_WE = regex("(?<![自本])我(?P<kind>分局|局|街道|中心|医院|院|校|镇|乡|站|馆|所|委|厅|园|公司|大队|支队|队)(?![国们])")
_SAYS = {
    "院": "(?<![务住出入])院(?![内外子落前])|大学",
    "校": "学校|党校|[院高各干]校|中学|小学|大学|学院",
    "委": "委",
    "园": "园",
    "队": "队",
    "街道": "街道|街办",
    "医院": "医院|卫生院",
}
_NEVER_AN_OFFICE = regex("街道|办事处|学校|中学|小学|幼儿园|医院|[镇乡]人民政府")
_OWN_VOICE = "(?:将|严格|高度重视|认真|按照|成立|制定|坚持|切实|积极|进一步|加强|继续|始终|不断)"
_SUBJECT = regex(
    rf"(?:^|(?<=[。;,]))(?P<name>[\u4e00-\u9fff]{{3,20}}?(?:局|中心|医院|中学|小学|学校|学院|办事处|政府|委员会|幼儿园|站|馆|院)){_OWN_VOICE}"
)
_REGION = regex("^[\u4e00-\u9fff]{1,6}?(?:省|市|县|区|旗|州|盟)")
_FORMER = {
    "卫生和计划生育": "卫生健康",
    "卫生计生": "卫生健康",
    "国土资源": "自然资源",
    "环境保护局": "生态环境局",
    "环境保护厅": "生态环境厅",
    "安全生产监督管理": "应急管理",
    "工商行政管理": "市场监督管理",
    "质量技术监督": "市场监督管理",
    "食品药品监督管理": "市场监督管理",
    "文化广电新闻出版": "文化和旅游",
    "城乡规划局": "自然资源局",
    "国家税务局": "税务局",
    "地方税务局": "税务局",
    "扶贫开发办公室": "乡村振兴（农业农村）部门",
}
_KINDRED = ("水利 水务", "教育 教体 教科", "农业 农牧", "林业 林草", "卫健 卫生 卫计", "住建 建设", "城管 综合执法")
"""What the offices of one field are called in one place or another; a place has one of each."""
_BUREAU = regex(f"(?P<level>[省市县区州旗盟])(?P<stem>{'|'.join(' '.join(_KINDRED).split())})局")
_FORMER_NAME = regex(
    rf"(?<!原)(?<!原[省市县区州旗盟])(?P<level>[省市县区州旗盟]?)(?P<old>{'|'.join(map(re.escape, _FORMER))})"
    "(?P<end>局|委员会|委|厅|部门)?"
)
_FIRST_YEAR_OF_NEW_NAMES = 2020
_DONE_TO_IT = regex("(?:项目|工程)的?(?:实施|建设|开展|建成|完成|完工|推进|投入)")
_NAMED_PROJECT = regex(
    "(?:^|(?<=[。;,])|(?<=实施)|(?<=开展)|(?<=本)|(?<=该)|(?<=通过)|(?<=推进))(?:了)?"
    "(?P<name>[\u4e00-\u9fff]{5,24}?(?:项目|工程))(?=的?(?:实施|建设|开展|建成|完成|完工|推进|投入))"
)
_TITLE_NAME = regex(
    "(?:20\\d\\d年度?)?(?P<name>[^0-9]{6,40}?)(?:项目|资金|经费)?(?:20\\d\\d年度?)?(?:项目)?(?:支出)?绩效"
)
_LEAST_LIKE, _LEAST_NAME, _SELDOM = 0.6, 6, 2


@paper_check(
    "ZPJ555",
    "自称与本单位不符",
    WARNING,
    reference="R-74",
    clause="报告由本单位写，自称应与单位名称相符",
    message="文中写“{found}”，本单位是“{expected}”，请核对是否从别的报告抄来",
    fix="改为本单位的自称",
)
def other_voice(case: PaperCase) -> Iterator[Hit]:
    """“我局” in the report of a 街道办事处, a school or a hospital; “我院” in one that names no 院 at all."""
    units = own_units(case)
    voices = [(match["kind"], place, section) for place, text, section in texts_of_paper(case)
              if "我" in text for match in _WE.finditer(text)] if units else []  # fmt: skip
    counted = Counter(kind for kind, _, _ in voices)
    own = [kind for kind in counted if _fits(kind, units)]
    strict = all(_NEVER_AN_OFFICE.search(unit) for unit in units)
    named = tuple(_WE.sub("", text) for _, text, _ in texts_of_paper(case)) if len(counted) > len(own) else ()
    told: set[str] = set()
    for kind, place, section in voices:
        rare = any(counted[kind] < counted[usual] for usual in own)
        strange = bool(own) and not _fits(kind, named)
        if kind not in told and kind not in own and (rare or strict or strange):
            told.add(kind)
            yield Hit(place, f"我{kind}", units[-1][-24:], quote=f"我{kind}", project=case.project(section))


_OF_REGION = regex("(?:[我全](?P<level>[县区旗])|我(?P<town>[市镇乡]))(?![域级间别段内外委直])(?<!安全区)")
_OWN_LEVEL = regex("(?<=[\u4e00-\u9fff]{2})([市县区旗镇乡])(?=[\u4e00-\u9fff]{2})")
_NO_LEVEL = regex(
    "(?:社|园|地|灾|库|山|景|片|城|郊|辖|校|林|牧|矿|疫|病|小|街|新|厂|院|展|农|能|范|发|护|理|目|心|务|假|水|生产|居住|县市|市|县|各)区"
    "|[市区]县|区(?:域|间|别|分|块|片|县|位|划)|县(?:区|级|域|市(?!场))|旗(?:舰|下|帜)|红旗|城乡|市(?:场|政|民|容|县|区)|[城超上门都集县]市|乡(?:村|镇)|[城村乡]镇"
)
"""What has the sign of a region and is none."""


@another_way("ZPJ555", WARNING, follows=("ZPJ180", "ZPJ140"))
def other_region_spoken_of(case: PaperCase) -> Iterator[Hit]:
    """“负责全县市场监管” in a report of 湘陵区, which writes 全区 else and names no county."""
    places = [(place, _without_levels(text), section) for place, text, section in texts_of_paper(case)]
    voices = [(match, place, section) for place, text, section in places for match in _OF_REGION.finditer(text)]
    levels = Counter(match["level"] or match["town"] for match, _, _ in voices)
    units = own_units(case) if voices else ()
    own = [unit for unit in sorted(units, key=len) if _OWN_LEVEL.search(unit)]
    here = {match[1] for unit in own for match in _OWN_LEVEL.finditer(unit)}
    for level in (each for each in levels if own and each not in here and levels[each] <= _SELDOM):
        if not any(level in re.sub(f"[我全]{level}", "", text) for _, text, _ in places):
            match, place, section = next(each for each in voices if (each[0]["level"] or each[0]["town"]) == level)
            yield Hit(place, match.group(), own[0], quote=match.group(), project=case.project(section))


@lru_cache(maxsize=2048)
def _without_levels(text: str) -> str:
    """A text without the words that have the sign of a level in them and speak of no place."""
    return _NO_LEVEL.sub("", text)


def _fits(kind: str, units: tuple[str, ...]) -> bool:
    """Whether one of the units may call itself so."""
    fits = regex(_SAYS.get(kind, kind))
    return any(fits.search(unit) for unit in units)


@paper_check(
    "ZPJ556",
    "写成了别的单位",
    WARNING,
    reference="R-57 R-74",
    clause="报告写本单位做的事",
    message="“{found}”全文只出现这一次，本单位是“{expected}”，请核对",
    fix="核对单位名称，误写的改正",
    follows=("ZPJ525",),
)
def other_unit(case: PaperCase) -> Iterator[Hit]:
    """“北河市第二中学将加强管护” in a report of 北河市第三中学: same region and kind, named once, as who acts."""
    units = own_units(case)
    places = texts_of_paper(case)
    for sentence in said(case) if units else ():
        for match in _subjects(sentence.text):
            name, region = match["name"], _REGION.match(match["name"])
            alike = [unit for unit in units if unit.endswith(name[-2:]) and region and unit.startswith(region.group())]
            known = any(name in unit for unit in units)
            if alike and not known and sum(text.count(name) for _, text, _ in places) == 1:
                yield sentence.hit(name, alike[0], quote=name)
    yield from _kindred(case, units, places)


@lru_cache(maxsize=1024)
def _subjects(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_SUBJECT.finditer(text))


def _kindred(case: PaperCase, units: tuple[str, ...], places: Places) -> Iterator[Hit]:
    """“县水利局” in a report of 澄南县水务局: no place has both."""
    own = {(match["level"], match["stem"]) for unit in units for match in _BUREAU.finditer(unit)}
    told: set[str] = set()
    for place, text, section in places if own else ():
        for match in _BUREAU.finditer(text) if "原" not in text else ():
            kin = next((group.split() for group in _KINDRED if match["stem"] in group.split()), [])
            right = next((stem for level, stem in sorted(own) if level == match["level"] and stem in kin), None)
            if right and (match["level"], match["stem"]) not in own and match.group() not in told:
                told.add(match.group())
                yield Hit(place, match.group(), f"{match['level']}{right}局", quote=match.group(),
                          project=case.project(section))  # fmt: skip


@paper_check(
    "ZPJ557",
    "用了机构改革前的名称",
    WARNING,
    reference="R-57",
    clause="单位写现行全称",
    message="“{found}”是机构改革前的名称，现为“{expected}”，请核对",
    fix="改为现行名称；说的是改革前的事，前面加“原”",
)
@by_the_paragraph
def former_names(case: PaperCase) -> Iterator[Hit]:
    """“县卫生和计划生育局” in a report of 2023, outside the titles of documents."""
    year = main_year(case)
    if year is None or year < _FIRST_YEAR_OF_NEW_NAMES:
        return
    for place, text, section in texts_of_paper(case):
        plain = re.sub("《[^》]*》", "", text)
        for match in _FORMER_NAME.finditer(plain):
            if match["end"] or match["old"][-1] in "局厅室":
                region = _region_before(case, plain[: match.start()], match["level"])
                found = region + match.group()
                expected = region + match["level"] + _FORMER[match["old"]] + (match["end"] or "")
                yield Hit(place, found, expected, quote=found, project=case.project(section))


def _region_before(case: PaperCase, before: str, level: str) -> str:
    """The name of a unit's own region where it stands before its level: 沁河 before 县国土资源局."""
    names = (unit.partition(level)[0] for unit in own_units(case) if level and level in unit)
    return next((name for name in names if name and before.endswith(name)), "")


@paper_check(
    "ZPJ558",
    "写成了别的项目名称",
    WARNING,
    reference="R-56",
    clause="全文写同一个项目名称",
    message="“{found}”全文只出现这一次，本项目是“{expected}”，请核对",
    fix="统一为批复的项目名称",
    follows=("ZPJ544", "ZPJ580", "ZPJ538"),
)
def other_project(case: PaperCase) -> Iterator[Hit]:
    """“旱作农业全膜覆盖工程的实施” in a report of 旱作节水农业地膜覆盖项目: much alike, yet another name, told once."""
    places = texts_of_paper(case)
    for part in parts(case):
        own = _own_name(case, part)
        if len(own) < _LEAST_NAME:
            continue
        counted: Counter[str] = Counter()
        for line in part.body:
            text = squeezed(line.text)
            for match in _NAMED_PROJECT.finditer(text) if _DONE_TO_IT.search(text) else ():
                name = re.sub("(?:项目|工程)$", "", match["name"])
                counted[name] += 1
                like = likeness(name, own)
                if name in own or own in name or not _LEAST_LIKE <= like < 1 or counted[name] > 1:
                    continue
                if sum(text.count(name) for _, text, _ in places) == 1 and name[:2] == own[:2]:
                    yield Hit(line.location, match["name"], own, quote=match["name"], project=part.project)


def _own_name(case: PaperCase, part: Part) -> str:
    title = _TITLE_NAME.search(part.title)
    own = part.project if case.form(part.project) else title["name"] if title else ""
    return re.sub("项目$|工程$", "", squeezed(own))
