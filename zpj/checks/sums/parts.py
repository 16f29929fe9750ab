"""In the prose of a filed report: lists a slip of the pen away from their sum, how many there are of one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import (
    PERCENT,
    POINTS,
    Quantity,
    Sentence,
    Told,
    said,
    slipped,
    told_by_paragraph,
)
from zpj.checks.reading.reconcile import total
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.sums.arithmetic import wrong
from zpj.checks.sums.ratios import kin, known_figures
from zpj.domain.regex import regex

_JOINED = regex("^[、和及与](?!.*[,。;:比较])[^,。;:]{0,20}$")
_JOINED_CLAUSES = regex("^[,;](?!.*[,。;:比较增减达占])[^,。;:0-9]{2,16}$")
_NO_SUM = frozenset({PERCENT, POINTS, "百分点", "‰", "天", "岁", "年", "周岁", "倍", "小时", "分钟", "学时"})
_NO_PART = regex(
    "调[减增整]|[核压]减|追[加减]|收回|结转|全年|年初|每|均|单价|标准|目标|计划|比|较|不低于|不少于|第[一二三四五六七八九十0-9]+批|累计"
)
_SPLIT = regex("其中|包括|分别|分为|按|分[月季区乡镇机构企业项年方类]|[项构方]看|构成|来自|中[,，]?|有[:：]?|反映|一是")
_TOTAL_AHEAD, _LEAST, _LIST, _BEFORE = 6, 2, 3, 24


@paper_check(
    "ZPJ258",
    "列举的各数与总数只差一个笔误",
    WARNING,
    reference="R-71 R-76",
    clause="总数应等于各项之和",
    message="“{quote}”，按 {basis} 疑似应为 {expected}，写成 {found}，请核对",
    fix="核对总数和各项",
    follows=("ZPJ230", "ZPJ231", "ZPJ241", "ZPJ252", "ZPJ245", "ZPJ266", "ZPJ274", "ZPJ552", "ZPJ554", "ZPJ586",
             "ZPJ587", "ZPJ595", "ZPJ276", "ZPJ224"),
)  # fmt: skip
def lists_of_no_sum(case: PaperCase) -> Iterator[Hit]:
    """“不满意的71份问卷中，水压不足的44份、通知不及时的28份”: nothing near is their sum, but with 43 they make 71.

    A list of two must be told as parts; one of three or more may also be of a total told twice or more in the paper.
    """
    for told in told_by_paragraph(case):
        for run in _runs(told):
            sentence, first = run[0]
            lead = sentence.text[max(0, first.start - _BEFORE) : first.start]
            if any(_NO_PART.search(each.before) for _, each in run):
                continue
            if len(run) >= _LIST or _SPLIT.search(lead):
                yield from _off_by_a_slip(case, run, told, split=_SPLIT.search(lead) is not None)


def _runs(told: Sequence[Told]) -> Iterator[list[Told]]:
    """The lists of a paragraph: all their items are joined by 、 and 和, or all by commas."""
    run: list[Told] = []
    joint = ""
    for sentence, figure in told:
        last = run[-1] if run else None
        how = _joint(sentence, last[1], figure) if last and last[0] is sentence and last[1].unit == figure.unit else ""
        if last and (not how or (joint and how != joint)):
            if len(run) >= _LEAST:
                yield run
            run = run[-1:] if how == "、" else []
        joint = how if run else ""
        run = [*run, (sentence, figure)] if figure.unit not in _NO_SUM else []
    if len(run) >= _LEAST:
        yield run


def _joint(sentence: Sentence, last: Quantity, figure: Quantity) -> str:
    """How two figures of a list are joined, "" where they are not."""
    between = sentence.text[last.end : figure.start]
    return "、" if _JOINED.match(between) else "," if _JOINED_CLAUSES.match(between) else ""


def _off_by_a_slip(case: PaperCase, run: list[Told], told: Sequence[Told], *, split: bool) -> Iterator[Hit]:
    parts = [figure for _, figure in run]
    known = known_figures(case)
    half = total(parts).half
    for some in (parts, parts[1:], parts[:-1]):
        summed = total(some).value
        if len(some) >= _LEAST and known.has(kin(parts[0]), summed - half, summed + half):
            return
    summed, most = total(parts).value, max(part.value for part in parts)
    at = next(number for number, each in enumerate(told) if each[1] is parts[0])
    near = list(reversed(told[max(0, at - _TOTAL_AHEAD) : at]))
    near += [each for each in told[at + len(parts) : at + len(parts) + 1] if each[0] is run[0][0]]
    wholes = [each for each in near if kin(each[1]) == kin(parts[0]) and each[1].value > most]
    if len(parts) >= _LIST and split:
        wholes += [(run[0][0], each) for each in known.often.get(kin(parts[0]), ()) if each.value > most]
    for place, (sentence, whole) in enumerate(wholes):
        gap = whole.value - summed
        wanted = [(its, part, part.value + gap) for its, part in run]
        wanted += [(sentence, whole, summed)] if place < len(near) else []
        slip = known.seldomest(each for each in wanted if each[1].significant >= _LEAST and each[1].slips_to(each[2]))
        if slip:
            shown = "+".join(part.text for part in parts)
            yield wrong(*slip, f"{shown}与{whole.text}", proved=False)
            return


_COUNTED = regex("(?P<number>\\d+)(?P<unit>[个所家处座条])(?P<noun>[一-鿿]{2})")
_OF_ALL = regex("[一-鿿()]{0,10}(?:全部|均|都|各|中[,有]|每)")
_ALL_BEFORE = regex("(?:全[县市区省镇乡]|对|在|与|为|向|覆盖|涉及)$")
_NO_THING = regex("^(?:月|百|工|小|一|二|三|不|以|左|方|环|阶|部|类|项|重|点|新|多|余|左右|问题)")


@paper_check(
    "ZPJ259",
    "同一事物的个数与别处多次写的不同",
    WARNING,
    reference="R-76",
    clause="同一个数在全文应当一致",
    message="这里写“{found}”，别处 {times} 次写“{expected}”，请核对",
    fix="核对个数，改成一致；只是其中一部分的写明",
    follows=("ZPJ370", "ZPJ372", "ZPJ254", "ZPJ324", "ZPJ562", "ZPJ578", "ZPJ553", "ZPJ530", "ZPJ224", "ZPJ225"),
)
def counts_of_a_thing(case: PaperCase) -> Iterator[Hit]:
    """“88所学校全部建立……” once, beside 86所学校 again and again: a number told of all of them, and only once."""
    found: dict[tuple[str, str, str], list[tuple[str, str, str, str]]] = {}
    for sentence in said(case):
        for match in _COUNTED.finditer(sentence.text):
            if not _NO_THING.match(match["noun"]):
                of_all = _OF_ALL.match(sentence.text, match.end()) or _ALL_BEFORE.search(sentence.text[: match.start()])
                told = (match["number"], sentence.paragraph.location, match.group(), "of all" if of_all else "")
                found.setdefault((sentence.project, match["unit"], match["noun"]), []).append(told)
    for (project, unit, _), uses in found.items():
        times = Counter(each[0] for each in uses)
        usual, often = times.most_common(1)[0]
        odd = [each for each in uses if each[0] != usual and times[each[0]] == 1 and each[3]]
        both = often > 1 or all(each[3] for each in uses)
        if len(times) != _LEAST or len(odd) != 1 or not both:
            continue
        number, place, text, _ = odd[0]
        alone = sum(1 for sentence in said(case) for figure in sentence.quantities
                    if figure.digits == number and figure.unit == unit) == 1  # fmt: skip
        if alone and (slipped(number, usual) or len(number) == len(usual) == 1):
            yield Hit(
                place, text, usual + text[len(number) :], quote=text, project=project, words={"times": str(often)}
            )
