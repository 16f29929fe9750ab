"""In the prose of a filed report: weights, deductions and scores told part by part against those of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import slipped
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.scoring_tables import TOLD_TOTAL
from zpj.checks.reading.text import Part, parts, sentences, squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_N = r"\d+(?:\.\d+)?"
_HUNDRED = regex("百分制|(?:满分|总分值?|分值共?|权重)(?:为|共|合计|共计)*100分|100分制")
_WEIGHTS = regex(
    rf"(?P<run>(?:[^\d,。;、:]{{2,16}}?(?:分值|权重)?(?:占|为|共|计|各)?{_N}分(?![钟之]|[(]?含|以|及|至|-|的?为)[、,和及与]?){{3,}})"
)
_WEIGHT = regex(rf"(?P<number>{_N})分")
_OF_SYSTEM = regex("指标|执行|决策|过程|产出|效益|效果|满意|投入|管理")
_SCORED = regex("得|扣|减|加")
_LEAD = regex(rf"得(?:分为?)?(?P<score>{_N})分[,，(]?扣(?:减|除)?(?:了|分)*(?P<lost>{_N})分")
_LOST = regex(rf"扣(?:减|除)?(?:了|分)*(?P<lost>{_N})分")
_REASON = regex(
    "原因|因为|由于|未|不|没|扣|缺|欠|差|低|少|慢|迟|延|晚|偏|超|滞后|问题|薄弱|有待|推迟|逾|难|仅|只有|尚|停|失|错|漏|比上年多"
)
_GROUP = regex(
    rf"^[(（]?[\d一二三四五六七八九十]{{0,2}}[.、)）]*(?P<label>[^,。;:\d]{{2,14}}?)(?:得分?(?:为|是|:)*)(?P<score>{_N})分"
)
_TOTAL = regex(
    rf"(?P<word>综合得分|总得分|自评得分|自评得|自评总分|评价得分|综合评分|综合评价得分|(?:以上)?(?:各项)?(?:得分)?(?:合计|共计|总计)得?分?)(?:为|是|:)*(?P<score>{_N})分"
)
_MOST_LOST, _FEWEST_GROUPS = 9, 3


@paper_check(
    "ZPJ439",
    "文字里的分值之和不是100分",
    ERROR,
    reference="R-04",
    clause="百分制的各项分值之和为 100 分",
    message="“{quote}”，分值之和为 {found} 分，应为 100 分，请核对",
    fix="核对各项分值，与自评表一致",
)
def weights_in_prose(case: PaperCase) -> Iterator[Hit]:
    """“采用百分制，预算执行率10分、产出指标50分、效益指标30分、满意度指标20分”; details in brackets are left out."""
    for part in parts(case):
        for line in part.body:
            for sentence in sentences(line.text) if "分" in line.text else ():
                if not _HUNDRED.search(sentence):
                    continue
                bare = re.sub(r"[(][^()]*[)]", "", sentence)
                for match in _WEIGHTS.finditer(bare):
                    run = match["run"]
                    numbers = [parse_number(found["number"]) or ZERO for found in _WEIGHT.finditer(run)]
                    numbers = [number for number in numbers if number < HUNDRED]
                    sums = [sum(numbers[:stop], ZERO) for stop in range(1, len(numbers) + 1)]
                    alike = HUNDRED in sums or HUNDRED * 2 in sums
                    named = len(_OF_SYSTEM.findall(run)) >= _FEWEST_GROUPS
                    if named and not alike and not _SCORED.search(run) and len(numbers) >= _FEWEST_GROUPS:
                        yield Hit(line.location, plain(sums[-1]), "100", plain(abs(sums[-1] - HUNDRED)), "0",
                                  run[:60], "+".join(map(plain, numbers)), project=part.project)  # fmt: skip


@paper_check(
    "ZPJ440",
    "各处扣分之和与所说的扣分不符",
    ERROR,
    reference="R-06",
    clause="扣分为各处扣分之和",
    message="“{quote}”，下面各处共扣 {expected} 分（{basis}），请核对",
    fix="核对各处扣分，写全扣分的原因",
    follows=("ZPJ430",),
)
def deductions_in_prose(case: PaperCase) -> Iterator[Hit]:
    """“过程得18.15分，扣1.85分。……扣0.35分；……扣1分；……扣0.4分”; less than the whole is a doubt."""
    for part in parts(case):
        for line in part.body:
            text = squeezed(line.text)
            lead = _LEAD.search(text)
            if lead is None or lead.end() > len(text) // 2:
                continue
            whole = parse_number(lead["lost"]) or ZERO
            behind = re.sub("[(][^()]*[)]", "", text[lead.end() :])
            lost = [parse_number(match["lost"]) or ZERO for match in _LOST.finditer(behind)]
            if not 1 < len(lost) <= _MOST_LOST or _LEAD.search(behind):
                continue
            sums = [sum(lost[:stop], ZERO) for stop in range(1, len(lost) + 1)]
            if whole not in sums and whole * 2 != sums[-1]:
                summed = sum(lost, ZERO)
                yield Hit(line.location, plain(whole), plain(summed), plain(abs(whole - summed)), "0", lead.group(),
                          "+".join(map(plain, lost)), level=None if summed > whole else WARNING,
                          project=part.project)  # fmt: skip


@paper_check(
    "ZPJ441",
    "文字里扣了分，没有写原因",
    WARNING,
    reference="R-30",
    clause="未完成或者偏离较大的要说明原因",
    message="“{quote}”，这一段没有写为什么扣分，请补写",
    fix="写明扣分的原因",
    follows=("ZPJ432",),
)
def deductions_without_reason(case: PaperCase) -> Iterator[Hit]:
    """“决策得19分，扣1分。立项依据充分，程序规范，目标明确。”: nothing but praise behind the deduction."""
    for part in parts(case):
        for line in part.body:
            text = squeezed(line.text)
            lead = _LEAD.search(text)
            if lead is None or not parse_number(lead["lost"]):
                continue
            behind, ahead = text[lead.end() :].lstrip("。,;)"), text[: lead.start()]
            if len(behind) > len(lead.group()) and not _REASON.search(behind) and not _REASON.search(ahead):
                yield Hit(line.location, quote=lead.group(), project=part.project)


@paper_check(
    "ZPJ442",
    "报告各处的总分不一致",
    ERROR,
    reference="R-53",
    clause="总分为各部分得分之和，全文一致",
    message="这里写 {found} 分，{where}为 {expected} 分，请核对",
    fix="核对各部分得分和总分，全文改成一致",
    follows=("ZPJ503", "ZPJ430"),
)
def totals_of_groups(case: PaperCase) -> Iterator[Hit]:
    """“综合得分94.56分” at the beginning; “决策得19分”, “过程得18.15分” … below, which make 94.65."""
    for part in parts(case):
        groups = _groups(part)
        if len(groups) < _FEWEST_GROUPS:
            continue
        summed = sum(groups.values(), ZERO)
        totals = [(line, match) for line in part.body for match in _TOTAL.finditer(squeezed(line.text))]
        if not HUNDRED / 2 < summed <= HUNDRED:
            continue
        values = [(line, match, parse_number(match["score"]) or ZERO) for line, match in totals]
        agreed = any(abs(value - summed) <= HALF_CENT for _, _, value in values)
        for line, match, value in values:
            if abs(value - summed) > HALF_CENT and (agreed or slipped(match["score"], plain(summed))):
                yield Hit(line.location, plain(value), plain(summed), plain(abs(value - summed)), plain(HALF_CENT),
                          match.group(), "+".join(map(plain, groups.values())), project=part.project,
                          level=None if value > HUNDRED / 2 else WARNING,
                          words={"where": f"{'、'.join(groups)}的得分之和"})  # fmt: skip


def _groups(part: Part) -> dict[str, Decimal]:
    """The scores that lines of one list begin with, by name: the first indicators of the system."""
    found: dict[tuple[object, ...], dict[str, Decimal]] = {}
    for line in part.body:
        match = _GROUP.match(squeezed(line.text)) if "得" in line.text[:24] else None
        if match and _OF_SYSTEM.search(match["label"]) and not re.search("总|综合|自评|合计", match["label"]):
            upper = tuple(id(heading) for heading in line.path if heading is not line.heading)
            found.setdefault(upper, {}).setdefault(match["label"], parse_number(match["score"]) or ZERO)
    return max(found.values(), key=len, default={})


_POINTS = regex(
    rf"(?P<label>[^,。;:0-9]{{2,14}}?)(?:方面)?(?:共|分值为?|满分为?)?(?<![扣减除失了])(?P<weight>{_N})分[,、]*(?:实际|自评)?得分?为?"
    rf"(?P<score>{_N})分(?:[,、]*扣(?:除|减|分)*(?P<lost>{_N})分)?"
)
_WHOLE = regex("总|综合(?!考虑)|自评|评价")
_SCORES = regex(rf"(?P<label>[^,。;:、0-9]{{2,16}})得分(?:为|是|:)*(?P<number>{_N})分")
_LEFT_TO_EXECUTION = (ZERO, HUNDRED / 10, HUNDRED / 5)


@paper_check(
    "ZPJ430",
    "文字里的分值、得分、扣分对不上",
    ERROR,
    reference="R-06",
    clause="扣分为分值减得分，总分为各项得分之和",
    message="{what} {found}，按文字里的分数应为 {expected}，请核对",
    follows=("ZPJ503",),
    fix="核对分值、得分、扣分和总分",
)
def points_in_prose(case: PaperCase) -> Iterator[Hit]:
    """“共10分，得7分，扣2分”; scores told one by one that do not make the total told."""
    for part in parts(case):
        scored = [line for line in part.body if "得" in line.text and "分" in line.text]
        totals = {match["number"] for line in scored for match in TOLD_TOTAL.finditer(squeezed(line.text))}
        for paragraph in scored:
            yield from _single_points(part, paragraph)
            yield from _points_and_total(part, paragraph, totals)
            yield from _two_scores(part, paragraph)


def _single_points(part: Part, paragraph: Paragraph) -> Iterator[Hit]:
    for match in _POINTS.finditer(squeezed(paragraph.text)):
        weight, score, lost = (parse_number(match[name] or "") for name in ("weight", "score", "lost"))
        if weight is None or score is None:
            continue
        if score > weight:
            yield Hit(paragraph.location, plain(score), f"不超过 {plain(weight)}", quote=match.group(),
                      project=part.project, words={"what": f"{match['label']}得分"})  # fmt: skip
        elif lost is not None and weight - score != lost:
            yield Hit(paragraph.location, plain(lost), plain(weight - score), plain(abs(weight - score - lost)), "0",
                      match.group(), row=f"{paragraph.location} {plain(lost)}", project=part.project,
                      words={"what": f"{match['label']}扣分"})  # fmt: skip


def _points_and_total(part: Part, paragraph: Paragraph, totals: set[str]) -> Iterator[Hit]:
    matches = list(_POINTS.finditer(squeezed(paragraph.text)))
    stated = parse_number(next(iter(totals))) if len(totals) == 1 else None
    if len(matches) < 3 or stated is None:
        return
    weights, scores = (sum((parse_number(one[name]) or ZERO for one in matches), ZERO) for name in ("weight", "score"))
    missing = HUNDRED - weights
    if missing in _LEFT_TO_EXECUTION and not scores - HALF_CENT <= stated <= scores + missing + HALF_CENT:
        expected = plain(scores) if not missing else f"{plain(scores)}—{plain(scores + missing)}"
        yield Hit(paragraph.location, plain(stated), expected, quote=matches[0].group(), project=part.project,
                  words={"what": "总分"})  # fmt: skip


def _two_scores(part: Part, paragraph: Paragraph) -> Iterator[Hit]:
    """预算执行得分 + 指标得分 = 总得分, all in one sentence."""
    for sentence in sentences(paragraph.text):
        whole = TOLD_TOTAL.search(sentence)
        scores = [match for match in _SCORES.finditer(sentence) if not _WHOLE.search(match["label"])]
        named = all(any(word in match["label"] for match in scores) for word in ("执行", "指标"))
        stated = parse_number(whole["number"]) if whole and named and len(scores) == 2 else None
        if stated is None:
            continue
        summed = sum((parse_number(match["number"]) or ZERO for match in scores), ZERO)
        if (gap := abs(summed - stated)) > HALF_CENT:
            yield Hit(paragraph.location, plain(stated), plain(summed), plain(gap), plain(HALF_CENT),
                      sentence[:60], row=f"{paragraph.location} {plain(stated)}", project=part.project,
                      words={"what": "总得分"})  # fmt: skip
