"""In the prose of a filed report: scores of the parts and their total, what came less what went."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import Quantity, Sentence, said
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.text import parts, squeezed, whole_number
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain
from zpj.domain.regex import regex

_N = r"\d+(?:\.\d+)?"
_PART = regex(
    rf"(?P<kind>预算执行|资金执行|产出|效益|满意度|成本|过程|决策)(?:率|指标|情况|部分|方面|类)*"
    rf"(?:自评|实际|综合)?(?:得分|得到?)?(?:为|是|:)*(?P<number>{_N})分"
)
_TOTAL = regex(
    rf"(?:综合|自评|评价|项目|绩效|最终)?(?:总得分|总评分|总分|综合得分|自评得分|评价得分|综合评分|评价总分)(?:为|是|:)*(?P<number>{_N})分"
)
_MAIN = {"产出", "效益"}
_LEAST = 3


@paper_check(
    "ZPJ482",
    "各部分得分之和不等于总分",
    WARNING,
    reference="R-06",
    clause="总分为各部分得分之和",
    message="“{quote}”，各部分得分之和为 {expected}，总分写 {found}，请核对",
    fix="核对各部分得分和总分",
    follows=("ZPJ430", "ZPJ439", "ZPJ503"),
)
@by_the_paragraph
def parts_and_total(case: PaperCase) -> Iterator[Hit]:
    """“预算执行得9.96分；产出指标得50分，效益指标得28分，满意度指标得10分，综合得分98.96分”: the parts make 97.96."""
    for part in parts(case):
        for line in part.body if not case.forms or part.project else ():
            if "分" not in line.text or "产出" not in line.text:
                continue
            text = squeezed(line.text)
            told = {match["kind"]: parse_number(match["number"]) or ZERO for match in _PART.finditer(text)}
            totals = {match["number"] for match in _TOTAL.finditer(text)}
            stated = parse_number(next(iter(totals))) if len(totals) == 1 else None
            twice = len(_PART.findall(text)) != len(told)
            if stated is None or twice or len(told) < _LEAST or not told.keys() >= _MAIN or "执行" not in "".join(told):
                continue
            summed = sum(told.values(), ZERO)
            if summed != HUNDRED and abs(summed - stated) > HALF_CENT:
                shown = "+".join(plain(each) for each in told.values())
                yield Hit(line.location, plain(stated), plain(summed), plain(abs(summed - stated)), plain(HALF_CENT),
                          f"{shown}与{plain(stated)}分", project=part.project)  # fmt: skip


_NET = regex("净(?:增|减|增加|减少|增长)(?:了|约|为)*$")
_CAME, _WENT = regex("新增|增加|新建|调入|招录|新入"), regex("注销|减少|退出|调出|核减|拆除|退休|关闭|撤销")


@paper_check(
    "ZPJ483",
    "净增数不等于增加数减去减少数",
    WARNING,
    reference="R-71",
    clause="净增数为增加数减去减少数",
    message="“{quote}”，按 {basis} 应为 {expected}，请核对",
    fix="核对三个数",
)
@by_the_paragraph
def net_growth(case: PaperCase) -> Iterator[Hit]:
    """“新增单位318个、注销单位96个，净增232个”: 222."""
    for sentence in said(case):
        if "净" not in sentence.text:
            continue
        for place, figure in enumerate(sentence.quantities):
            if place > 1 and _NET.search(figure.before):
                yield from _net(sentence, figure, sentence.quantities[place - 2 : place])


def _net(sentence: Sentence, net: Quantity, before: tuple[Quantity, ...]) -> Iterator[Hit]:
    came = next((each for each in before if _CAME.search(each.before)), None)
    went = next((each for each in before if _WENT.search(each.before)), None)
    if came is None or went is None or came is went or {each.unit for each in before} != {net.unit}:
        return
    right = abs(came.value - went.value)
    if abs(right - net.value) > came.half + went.half + net.half:
        yield sentence.hit(net.text, net.digits_of(right), quote=net.before[-8:] + net.text,
                           basis=f"{came.text}－{went.text}")  # fmt: skip


_WITH_OWN = regex(
    r"(?P<count>[0-9一二两三四五六七八九十]{1,3})个(?:县区?|区县?|县\(市、?区\)|乡镇|街道|市州?)(?:和|及|与)[^,。;、和及与0-9]{1,4}本级,?"
    r"(?:共计?|合计)(?P<all>[0-9一二两三四五六七八九十]{1,3})个"
)


@paper_check(
    "ZPJ484",
    "下级个数加上本级不等于总数",
    WARNING,
    reference="R-76",
    clause="所写的个数应当与列举相符",
    message="“{quote}”，加起来是 {expected} 个，写成 {found} 个，请核对",
    fix="核对个数",
)
def with_the_own_level(case: PaperCase) -> Iterator[Hit]:
    """“分解下达到4个县和州本级，共6个单位”: five."""
    for sentence in said(case) if any("本级" in line.text for line in case.paper.paragraphs) else ():
        for match in _WITH_OWN.finditer(sentence.text):
            count, whole = whole_number(match["count"]), whole_number(match["all"])
            if count is not None and whole is not None and count + 1 != whole:
                yield sentence.hit(str(whole), str(count + 1), quote=match.group())
