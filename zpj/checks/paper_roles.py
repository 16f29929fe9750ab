"""1xx over a filed report: who does, who signs and what it is about, told otherwise than in form and title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.paper_text import Part, parts, squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.paper import Paragraph
from zpj.domain.regex import pattern, regex

_SERVICES = "服务中心|中心|总站|站|研究所|所|研究院|医院|院|馆|支队|大队|总队|队|管理处|处|学校|中学|小学"
_UNIT = regex("^(?P<region>[\u4e00-\u9fff]{2,8}?[省市县区旗州盟])(?P<stem>[\u4e00-\u9fff]{2,14})$")
_KIND = regex(f"(?:{_SERVICES}|局|委员会|厅|办公室|办事处|人民政府)$")
_SERVICE = regex(f"(?:{_SERVICES})$")
_ALONE = regex(f"[\u4e00-\u9fff]{{4,24}}(?:{_SERVICES}|局|委员会|厅|办公室|办事处|人民政府)")
_NOT_THEIRS = regex("原|更名|划转|合并|借鉴|学习|考察|协助|配合|会同|邀请|委托|聘请|参加|参与|联合|兄弟")
_DATE_LINE = regex("20[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?")
_OPENING = regex(
    "(?:对|就|将|关于)(?:了|我[局市县区校院委中心]+|本[单部]位)*(?:20[0-9]{2}年度?)?"
    "(?P<name>[\u4e00-\u9fff“”（）()、]{5,34}?(?:项目|经费|工程))(?:专项)?(?:资金|经费)?(?:的)?"
    "(?:使用)?(?:情况)?(?:支出)?(?:绩效|进行|开展|的?(?:自评|评价))"
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
def _prose(case: PaperCase) -> str:
    """All paragraphs in one spelling, one a line."""
    return "\n".join(squeezed(line.text) for line in case.paper.paragraphs)


@lru_cache(maxsize=4)
def _units(case: PaperCase) -> frozenset[str]:
    """The units of the forms."""
    fields = ("implementing_unit", "supervising_department")
    names = {squeezed(form.evaluation.text(field)) for form in case.forms for field in fields}
    return frozenset(name for name in names if len(name) >= _LEAST)


@paper_check(
    "ZPJ190",
    "实施单位在文字里换了名称",
    WARNING,
    reference="R-57",
    clause="实施单位在封面、自评表、报告里应当一致",
    message="文字写“{found}”，自评表的单位是“{expected}”，请核对是不是同一家",
    fix="统一为单位全称",
    follows=("ZPJ525", "ZPJ528", "ZPJ130", "ZPJ140", "ZPJ150", "ZPJ162", "ZPJ171", "ZPJ512"),
)
def unit_renamed(case: PaperCase) -> Iterator[Hit]:
    """“由澄阳县农村饮水安全服务中心具体实施” where the form is of 澄阳县农村供水管理服务中心, which no text names.

    A unit of the same kind whose name begins alike; short forms, offices that help and bureaus are let pass.
    """
    units = _units(case)
    whole = _prose(case) if units else ""
    for unit in sorted(units):
        match, kind = _UNIT.match(unit), _SERVICE.search(unit)
        if match is None or kind is None or match["region"][-1:] + match["stem"] in whole:
            continue
        finder = pattern(f"(?:{match['region']}|(?<![\u4e00-\u9fff]{{2}}[市县区]){match['region'][-1]})"
                         f"(?P<stem>{match['stem'][:_HEAD]}[\u4e00-\u9fff]{{1,12}}?{kind.group()})(?![长属的级])")  # fmt: skip
        for part in parts(case):
            for line in part.body:
                yield from _renamed(case, finder.finditer(squeezed(line.text)), line, unit, match["stem"])


def _renamed(case: PaperCase, found: Iterator[re.Match[str]], line: Paragraph, unit: str, own: str) -> Iterator[Hit]:
    text = squeezed(line.text)
    for match in found:
        name, stem = match.group(), match["stem"]
        at = text.find(name)
        clause = text[max(text.rfind(mark, 0, at) for mark in ",;。") + 1 : at]
        known = any(name in other or stem in other for other in _units(case))
        short = _in_order(stem, own) or _in_order(own, stem)
        rare = _prose(case).count(stem) <= _MOST_TOLD
        if rare and not known and not short and not _NOT_THEIRS.search(clause):
            yield Hit(line.location, name, unit, quote=name, project=case.project(line.section))


def _in_order(short: str, long: str) -> bool:
    signs = iter(long)
    return all(sign in signs for sign in short)


@paper_check(
    "ZPJ191",
    "落款单位与报告的单位不同",
    WARNING,
    reference="R-57",
    clause="题名、自评表、落款写同一个单位",
    message="落款写“{found}”，题名、自评表写“{expected}”，请核对",
    fix="统一为单位全称",
    follows=("ZPJ525", "ZPJ528", "ZPJ140", "ZPJ162", "ZPJ556", "ZPJ512"),
)
def signed_by_another(case: PaperCase) -> Iterator[Hit]:
    """“浦汀区建设和交通委员会” under the report of 浦汀区建设和管理委员会: named nowhere else, and no short form."""
    whole = _prose(case)
    for part in parts(case):
        line = _signature(part)
        name = squeezed(line.text) if line else ""
        own = [unit for unit in sorted(_units(case)) if _kind(unit) == _kind(name) and whole.count(unit) > 0]
        known = any(_in_order(name, unit) or _in_order(unit, name) for unit in _units(case)) or name in part.title
        if line and not known and whole.count(name) == 1:
            near = [unit for unit in own if unit[:_HEAD] == name[:_HEAD] and _alike(unit, name) >= _SAME]
            yield from (Hit(line.location, name, unit, quote=name, project=part.project) for unit in near[:1])


def _signature(part: Part) -> Paragraph | None:
    """The line of an office right above the last date."""
    for line, below in zip(reversed(part.body[:-1]), reversed(part.body), strict=False):
        if _DATE_LINE.fullmatch(squeezed(below.text)):
            return line if line.heading is None and _ALONE.fullmatch(squeezed(line.text)) else None
    return None


def _kind(name: str) -> str:
    match = _KIND.search(name)
    return match.group() if match else ""


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@paper_check(
    "ZPJ192",
    "开头写的项目名称与题名、自评表不同",
    WARNING,
    reference="R-56",
    clause="题名、正文、自评表应当写同一个项目名称",
    message="开头写“{found}”，题名、自评表写“{expected}”，请统一",
    fix="统一为批复的项目名称",
    follows=("ZPJ524", "ZPJ511", "ZPJ142", "ZPJ149", "ZPJ173", "ZPJ181", "ZPJ580", "ZPJ584", "ZPJ558"),
)
def opened_with_another(case: PaperCase) -> Iterator[Hit]:
    """“对2023年度社区居家养老上门服务采购项目……进行了自评” in the report of 居家养老服务购买项目.

    Told once, and its words are neither all in the name nor the other way round; general words do not count.
    """
    whole = _prose(case)
    for part in parts(case):
        title = _TITLE.search(part.title)
        own = {squeezed(form.project) for form in case.forms} | ({title["name"]} if title else set())
        own = {name for name in own if len(_USUAL.sub("", name)) >= _LEAST}
        for line in part.body if own and len(own) <= _MOST_TOLD else ():
            match = _OPENING.search(squeezed(line.text)) if not line.path and line.heading is None else None
            if match is None or _OF_MANY.search(match["name"]) or whole.count(match["name"]) > 1:
                continue
            told = _USUAL.sub("", match["name"])
            bare = {name: _USUAL.sub("", name) for name in own}
            same = any(_in_order(told, each) or _in_order(each, told) for each in bare.values())
            near = max(bare, key=lambda name: _alike(bare[name], told))
            if not same and len(told) >= _LEAST and len(set(told) & set(bare[near])) >= _SHARED:
                yield Hit(line.location, match["name"], near, quote=match["name"], project=part.project)
