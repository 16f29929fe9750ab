"""Over a filed report: who does, who signs and what it is about, told otherwise than in form and title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.own_units import units_in
from zpj.checks.reading.text import Part, in_order, parts, prose_of, squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.likeness import is_like, likeness
from zpj.domain.paper import Paragraph
from zpj.domain.regex import pattern, regex

_SERVICES = "服务中心|中心|总站|站|研究所|所|研究院|医院|院|馆|支队|大队|总队|队|管理处|处|学校|中学|小学"
_UNIT = regex("^(?P<region>[\u4e00-\u9fff]{2,8}?[省市县区旗州盟])(?P<stem>[\u4e00-\u9fff]{2,14})$")
_KIND = regex(f"(?:{_SERVICES}|局|委员会|厅|办公室|办事处|人民政府)$")
_SERVICE = regex(f"(?:{_SERVICES})$")
_ALONE = regex(f"[\u4e00-\u9fff]{{4,24}}(?:{_SERVICES}|局|委员会|厅|办公室|办事处|人民政府)")
_SUBJECT = regex(
    f"(?:^|[,。;])(?P<unit>[一-鿿]{{4,20}}?(?:{_SERVICES}|局|委员会|厅|办公室|办事处))"
    "(?:[(](?:以下)?简称[^)]*[)])?(?:组织|牵头|认真)*(?:对|就|开展|成立)"
)
_NOT_THEIRS = regex("原|更名|划转|合并|借鉴|学习|考察|协助|配合|会同|邀请|委托|聘请|参加|参与|联合|兄弟")
_DATE_LINE = regex("20[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?")
_OPENING = regex(
    "(?:对|就|将|关于)(?:了|我[局市县区校院委中心]+|本[单部]位)*(?:20[0-9]{2}年度?)?"
    "(?P<name>[\u4e00-\u9fff“”（）()、]{5,34}?(?:项目|经费|工程))(?:专项)?(?:资金|经费)?(?:的)?"
    "(?:使用)?(?:情况)?(?:支出)?(?:绩效|进行|开展|的?(?:自评|评价))"
)
_JUDGED = regex(
    "(?:经(?:综合)?(?:自评|评价|评分)|自评结论?:?),(?:20[0-9]{2}年度?)?(?P<name>[一-鿿“”]{5,30}?(?:项目|经费|工程))"
    "(?:支出|资金)?(?:绩效)?(?:自评|评价|综合|最终|总)*得分?"
)
_TITLE = regex(
    "(?:20[0-9]{2}年度?)?(?P<name>[\u4e00-\u9fff“”、]{5,40}?(?:项目|经费|工程))(?:专项)?(?:资金)?(?:20[0-9]{2}年度?)?(?:支出)?(?:绩效|自评)"
)
_USUAL = regex(
    "中央|财政|[省市区县]级|专项|补助|补贴|资金|经费|项目|工程|支出|预算|部门|实施|单位|[“”（）()、和与及的]|20[0-9]{2}年度?|关于|"
    "^[\u4e00-\u9fff]{2,16}(?:局|委员会|中心|办公室|医院|学校)(?=[\u4e00-\u9fff]{6})"
)
_OF_MANY = regex("各|全部|等|所有|部门|单位|整体|本级|重点|[0-9一二两三四五六七八九十]个|子项目|下列|以下|年度项目")
_SAME, _HEAD, _LEAST, _MOST_TOLD, _SHARED = 0.5, 2, 4, 3, 3


@lru_cache(maxsize=4)
def _units(case: PaperCase) -> frozenset[str]:
    """The units of the forms."""
    return frozenset(name for form in case.forms for name in units_in(form) if len(name) >= _LEAST)


@paper_check(
    "ZPJ190",
    "实施单位在文字里换了名称",
    WARNING,
    reference="R-57",
    clause="实施单位在封面、自评表、报告里应当一致",
    message="文字写“{found}”，自评表的单位是“{expected}”，请核对是不是同一家",
    fix="统一为单位全称",
    follows=("ZPJ525", "ZPJ528", "ZPJ130", "ZPJ140", "ZPJ150", "ZPJ162", "ZPJ512"),
)
def unit_renamed(case: PaperCase) -> Iterator[Hit]:
    """“由澄阳县农村饮水安全服务中心具体实施” where the form is of 澄阳县农村供水管理服务中心, which no text names.

    A unit of the same kind whose name begins alike; short forms, offices that help and bureaus are let pass.
    """
    units = _units(case)
    whole = prose_of(case) if units else ""
    for unit in sorted(units):
        match, kind = _UNIT.match(unit), _SERVICE.search(unit)
        if match is None or kind is None or match["region"][-1:] + match["stem"] in whole:
            continue
        where, begins = match["region"], match["stem"][:_HEAD]
        finder = pattern(f"(?:{where}|(?<![全各邻外跨]){where[-1]})"
                         f"(?P<stem>{begins}[\u4e00-\u9fff]{{1,12}}?{kind.group()})(?![长属的级])")  # fmt: skip
        lines = (line for part in parts(case) for line in part.body)
        found = (hit for line in lines for hit in _renamed(case, finder, line, unit))
        yield from {hit.found: hit for hit in reversed(list(found))}.values()


def _renamed(case: PaperCase, finder: re.Pattern[str], line: Paragraph, unit: str) -> Iterator[Hit]:
    text = squeezed(line.text)
    for match in finder.finditer(text):
        name, stem = match.group(), match["stem"]
        at = text.find(name)
        clause = clause_before(text, at)
        known = any(name in other or stem in other for other in _units(case))
        short = in_order(stem, unit) or in_order(unit, name)
        rare = prose_of(case).count(stem) <= _MOST_TOLD
        if rare and not known and not short and not _NOT_THEIRS.search(clause):
            yield Hit(line.location, name, unit, quote=name, project=case.project(line.section))


@paper_check(
    "ZPJ191",
    "落款单位与报告的单位不同",
    WARNING,
    reference="R-57",
    clause="题名、自评表、落款写同一个单位",
    message="{where}写“{found}”，题名、自评表写“{expected}”，请核对",
    fix="统一为单位全称",
    follows=("ZPJ525", "ZPJ528", "ZPJ140", "ZPJ162", "ZPJ556", "ZPJ512"),
)
def signed_by_another(case: PaperCase) -> Iterator[Hit]:
    """“浦汀区建设和交通委员会” under the report of 浦汀区建设和管理委员会: named nowhere else, and no short form."""
    whole = prose_of(case)
    for part in parts(case) if _units(case) else ():
        for line, name, where in _speakers(part):
            own = [unit for unit in sorted(_units(case)) if _kind(unit) == _kind(name) and whole.count(unit) > 0]
            known = any(in_order(name, unit) or in_order(unit, name) for unit in _units(case)) or name in part.title
            if known or whole.count(name) > 1:
                continue
            near = [unit for unit in own if unit[:_HEAD] == name[:_HEAD] and is_like(unit, name, _SAME)]
            for unit in near[:1]:
                yield Hit(line.location, name, unit, quote=name, project=part.project, words={"where": where})


def _speakers(part: Part) -> Iterator[tuple[Paragraph, str, str]]:
    """Who signs a report, and who opens it by telling of its own evaluation."""
    line = _signature(part)
    if line:
        yield line, squeezed(line.text), "落款"
    for line in part.body:
        match = _SUBJECT.search(squeezed(line.text)) if not line.path and line.heading is None else None
        if match:
            yield line, match["unit"], "开头"


def _signature(part: Part) -> Paragraph | None:
    """The line of an office right above the last date."""
    for line, below in zip(reversed(part.body[:-1]), reversed(part.body), strict=False):
        if _DATE_LINE.fullmatch(squeezed(below.text)):
            return line if line.heading is None and _ALONE.fullmatch(squeezed(line.text)) else None
    return None


def _kind(name: str) -> str:
    match = _KIND.search(name)
    return match.group() if match else ""


@paper_check(
    "ZPJ192",
    "开头、结论里的项目名称与题名、自评表不同",
    WARNING,
    reference="R-56",
    clause="题名、正文、自评表应当写同一个项目名称",
    message="这里写“{found}”，题名、自评表写“{expected}”，请统一",
    fix="统一为批复的项目名称",
    follows=("ZPJ524", "ZPJ511", "ZPJ142", "ZPJ181", "ZPJ580", "ZPJ584", "ZPJ558"),
)
def opened_with_another(case: PaperCase) -> Iterator[Hit]:
    """“对2023年度社区居家养老上门服务采购项目……进行了自评” in the report of 居家养老服务购买项目.

    Told once, and its words are neither all in the name nor the other way round; general words do not count.
    """
    whole = prose_of(case)
    for part in parts(case):
        title = _TITLE.search(part.title)
        own = {squeezed(form.project) for form in case.forms} | ({title["name"]} if title else set())
        own = {name for name in own if len(_USUAL.sub("", name)) >= _LEAST}
        for line in part.body if own and len(own) <= _MOST_TOLD else ():
            opens = not line.path and line.heading is None
            match = (_OPENING if opens else _JUDGED).search(squeezed(line.text))
            if match is None or _OF_MANY.search(match["name"]) or whole.count(match["name"]) > 1:
                continue
            told = _USUAL.sub("", match["name"])
            bare = {name: _USUAL.sub("", name) for name in own}
            same = any(in_order(told, each) or in_order(each, told) for each in bare.values())
            near = max(bare, key=lambda name: likeness(bare[name], told))
            if not same and len(told) >= _LEAST and len(set(told) & set(bare[near])) >= _SHARED:
                yield Hit(line.location, match["name"], near, quote=match["name"], project=part.project)


_FIRM = "[\u4e00-\u9fff]{4,24}?(?:公司|事务所|研究院|设计院|检测中心)"
_ROLE = regex(
    "(?P<role>(?:中标|施工|监理|检测|设计|供货|承建|审计|运维|服务|养护|成交|评估)(?:单位|人|供应商|企业|机构)|(?:招标|采购)?代理机构)"
    f"(?:名称)?(?:均|都)?(?:为|是|:|由)?(?P<name>(?![为是由和及与的]){_FIRM})(?![的等、和及与]|[\u4e00-\u9fff]{{0,3}}公司)"
)
_SEVERAL = regex(
    "标段|标包|包件|分包|第[一二三四五1-9]包|[A-F]包|联合体|变更|更换|分别|[二两三四五六0-9]+家|各.{0,4}单位|批次|一期|二期"
)


@paper_check(
    "ZPJ199",
    "同一角色的单位有两个名称",
    WARNING,
    reference="R-57",
    clause="同一单位在全文写同一个名称",
    message="这里写{role}“{found}”，别处写“{expected}”，请核对",
    fix="按合同改成一致；确是两家的，写明各做什么",
    follows=("ZPJ525", "ZPJ130", "ZPJ528"),
)
def two_for_one_role(case: PaperCase) -> Iterator[Hit]:
    """“监理单位为甲公司” here and “监理单位乙公司” there, in the report of one project without lots or a change."""
    whole = prose_of(case)
    if len(case.forms) > 1 or not any(kind in whole for kind in ("公司", "事务所", "院")) or _SEVERAL.search(whole):
        return
    first: dict[str, str] = {}
    for part in parts(case):
        for line in part.body:
            for match in _ROLE.finditer(squeezed(line.text)) if "单位" in line.text or "机构" in line.text else ():
                known = first.setdefault(match["role"], match["name"])
                if not in_order(match["name"], known) and not in_order(known, match["name"]):
                    yield Hit(line.location, match["name"], known, quote=match.group(), project=part.project,
                              words={"role": match["role"]})  # fmt: skip
