"""Over a filed report: declared short names, the unit of a title, figures without the 万 of the form."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.own_units import UNIT_FIELDS
from zpj.checks.reading.plain_patterns import HAN_WORDS
from zpj.checks.reading.text import in_order, parts, prose_of, squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.likeness import bigrams, is_like, signs_apart
from zpj.domain.regex import regex
from zpj.domain.told_apart import are_two

_DECLARED = regex("简称(?:为|:)?[“\"'‘]?(?P<name>[\u4e00-\u9fff]{4,16})[”\"'’)]")
_TITLE = regex(
    "^(?:关于)?(?:20[0-9]{2}年度?)?(?P<unit>[\u4e00-\u9fff]{6,24}?(?:局|中心站|中心|站|院|所|队|处|委员会|办公室|学校|中学|小学))"
    "(?:关于)?(?=20[0-9]{2}年)"
)
_SAME_PLACE, _ALIKE = 3, 0.6
_FIGURE = regex("(?P<number>[0-9]+(?:[.][0-9]+)?)(?P<scale>[万亿]?)(?P<unit>[\u4e00-\u9fff]{1,4})")
_SHARED_SIGNS = 3
_LONG_SHORT_NAME, _LEVELS = 6, frozenset("省市县区镇乡")
_LONG_FIGURE, _SHARED = 3, 2


@paper_check(
    "ZPJ150",
    "简称的写法与前面写明的不同",
    WARNING,
    reference="R-57",
    clause="同一单位在全文写同一个名称",
    message="这里写“{found}”，前面写明的简称是“{expected}”，请核对",
    fix="改成写明的简称",
    follows=("ZPJ525", "ZPJ130", "ZPJ140", "ZPJ528"),
)
def short_names(case: PaperCase) -> Iterator[Hit]:
    """“安和财险沅北支公司” behind “以下简称安禾财险沅北支公司”; a number, side or level tells two offices apart."""
    places = texts_of_paper(case)
    names = {match["name"] for _, text, _ in places if "简称" in text for match in _DECLARED.finditer(text)}
    for name in sorted(names):
        if len(name) < _LONG_SHORT_NAME:
            yield from _lost_sign(case, name)
            continue
        half = len(name) // 2
        for place, text, section in places:
            starts = [text.find(name[:half])] if name[:half] in text else []
            starts += [text.find(name[half:]) - half] if name[half:] in text else []
            variants = {text[start : start + len(name)] for start in starts if start >= 0}
            for variant in variants - names:
                if _one_apart(variant, name):
                    yield Hit(place, variant, name, quote=variant, project=case.project(section))


def _company_else(case: PaperCase, name: str) -> Iterator[Hit]:
    """“宜远公司” where 宜通公司 was laid down: behind a stop, one sign else, and nowhere laid down itself."""
    places = texts_of_paper(case)
    declared = {match["name"] for _, text, _ in places if "简称" in text for match in _DECLARED.finditer(text)}
    for place, text, section in places if len(name) > _SHARED_SIGNS else ():
        for match in regex(f"(?:^|[,、;:。和与及])(?P<name>[\u4e00-\u9fff]{{{len(name) - 2}}}公司)").finditer(text):
            apart = [(a, b) for a, b in zip(match["name"], name, strict=True) if a != b]
            if len(apart) == 1 and match["name"] not in declared and not are_two(*apart[0]):
                yield Hit(place, match["name"], name, quote=match["name"], project=case.project(section))


def _lost_sign(case: PaperCase, name: str) -> Iterator[Hit]:
    """“县供站” where 县供水站 was laid down: a sign within a short name lost."""
    if name.endswith("公司"):
        yield from _company_else(case, name)
    lost = {name[:at] + name[at + 1 :] for at in range(1, len(name) - 1)}
    for place, text, section in texts_of_paper(case):
        for variant in sorted(lost) if name[:2] in text or name[-2:] in text else ():
            at = text.find(variant)
            ahead = text[at - 1] if at > 0 else ""
            if at >= 0 and not (variant[0] != name[0] or ahead in _LEVELS):
                yield Hit(place, variant, name, quote=variant, project=case.project(section))


def _one_apart(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    apart = signs_apart(one, other)
    if len(apart) != 1 or not 0 < apart[0][0] < len(other) - 1:
        return False
    _, sign, right = apart[0]
    return not are_two(sign, right) and HAN_WORDS.fullmatch(sign + right) is not None


@paper_check(
    "ZPJ151",
    "标题里的单位与自评表不同",
    WARNING,
    reference="R-57",
    clause="封面、自评表、报告应当写同一个单位名称",
    message="标题写“{found}”，自评表的单位是“{expected}”，请核对",
    fix="统一为单位现行全称",
    follows=("ZPJ525", "ZPJ556", "ZPJ557", "ZPJ583"),
)
def unit_of_title(case: PaperCase) -> Iterator[Hit]:
    """“楚南市环境监测中心站2023年度……” over a form of 楚南市生态环境监测站; shorter and fuller names are let pass."""
    units = sorted({squeezed(form.evaluation.text(field)) for form in case.forms for field in UNIT_FIELDS} - {""})
    for part in parts(case) if units else ():
        for line in part.paragraphs if part.title else ():
            match = _TITLE.match(squeezed(line.text)) if line.is_title else None
            name = match["unit"] if match else ""
            if not name or sum(text.count(name) for _, text, _ in texts_of_paper(case)) > 1:
                continue
            if any(in_order(name, unit) or in_order(unit, name) for unit in units):
                continue
            near = [unit for unit in units if unit[:_SAME_PLACE] == name[:_SAME_PLACE] and is_like(unit, name, _ALIKE)]
            if near:
                yield Hit(line.location, name, near[0], quote=name, project=part.project)


@paper_check(
    "ZPJ280",
    "数量的单位与自评表差“万”或“亿”",
    WARNING,
    reference="R-23 R-51",
    clause="同一个数在全文用同一单位，数和单位对应",
    message="文字写“{found}”，自评表“{name}”是“{expected}”，请核对单位",
    fix="核对单位，补上或删去“万”“亿”",
    follows=("ZPJ240", "ZPJ562", "ZPJ578", "ZPJ590"),
)
@by_the_paragraph
def scale_of_a_quantity(case: PaperCase) -> Iterator[Hit]:
    """“节约用电28.4千瓦时” where the indicator 年节约用电量 is 28.4万千瓦时."""
    whole = prose_of(case) if case.forms else ""
    for form in case.forms:
        for row in form.rows:
            entry = row.indicator.actual
            match = _FIGURE.fullmatch(squeezed(entry.text)) if entry else None
            if match is None or len(match["number"].replace(".", "")) < _LONG_FIGURE:
                continue
            name = squeezed(row.name)
            pairs = bigrams(name)
            scales = [scale for scale in ("", "万", "亿") if scale != match["scale"]]
            for told in (match["number"] + scale + match["unit"] for scale in scales):
                for line in case.paper.paragraphs if told in whole else ():
                    text = squeezed(line.text) if match["number"] in line.text else ""
                    before, found, _ = text.partition(told)
                    clause = clause_before(before, marks=",。;、")
                    named = found and sum(pair in clause for pair in pairs) >= min(_SHARED, len(pairs))
                    if named and not before[-1:].isdecimal() and before[-1:] != ".":
                        yield Hit(line.location, told, match.group(), quote=told, project=form.project,
                                  words={"name": row.name})  # fmt: skip
