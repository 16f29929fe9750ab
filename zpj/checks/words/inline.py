"""Over a filed report: lists inside a paragraph: their numbers, bands of grades, figures told in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import PERCENT, POINTS, Quantity, Sentence, said
from zpj.checks.reading.reconcile import HALF_CENT, one_slip_off, total
from zpj.checks.reading.text import parts, squeezed
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, ONE, ZERO, exact, parse_number, plain
from zpj.domain.chinese_numbers import chinese_integer
from zpj.domain.likeness import bigrams
from zpj.domain.regex import regex

_MARKS = (
    regex(r"(?:^|(?<=[;。:]))(?P<number>\d{1,2})[.、)](?![.]|\d(?!\d{3}年|\d?月))"),
    regex(r"(?:^|(?<=[;。:,]))[(](?P<number>\d{1,2})[)]"),
    regex("(?:^|(?<=[;。:,]))(?P<number>[一二三四五六七八九十]{1,2})是"),
    regex("(?:^|(?<=[;。:,]))第(?P<number>[一二三四五六七八九十]),"),
)
_FEWEST = 3


@paper_check(
    "ZPJ159",
    "段内列项的序号缺失、重复",
    WARNING,
    reference="R-55",
    clause="列项依次编号",
    message="这一段的序号是 {found}，应为 {expected}，请核对是否漏项或写错",
    fix="按顺序重排序号，补齐漏掉的一项",
    follows=("ZPJ520",),
)
@by_the_paragraph
def numbers_inside_a_paragraph(case: PaperCase) -> Iterator[Hit]:
    """“1.采购合同；2.验收报告；4.发放台账”, “一是……二是……二是……”: a count that goes on anew from 1 is a new list."""
    for part in parts(case):
        for line in part.body:
            odd = _odd_mark(squeezed(line.text))
            if odd:
                yield Hit(line.location, odd[0][:40], odd[2], quote=odd[1], project=part.project)


@lru_cache(maxsize=1024)
def _odd_mark(text: str) -> tuple[str, str, str] | None:
    """The marks of the first list of a text that goes wrong, the one where it does, and the number it should have."""
    for marks in _MARKS if ";" in text or "。" in text or "是" in text else ():
        found = [(match.group(), _number(match["number"])) for match in marks.finditer(text)]
        odd = _break(found)
        if odd:
            return "、".join(mark for mark, _ in found), odd[0], str(odd[1])
    return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else chinese_integer(text) or 0


def _break(found: Sequence[tuple[str, int]]) -> tuple[str, int] | None:
    """The first mark out of its order in a list from 1 on, and the number it should have."""
    if len(found) < _FEWEST or found[0][1] != 1:
        return None
    last = 1
    for mark, number in found[1:]:
        if number not in (last + 1, 1) or (number == last == 1):
            return mark, last + 1
        last = number
    return None


_GRADES = ("优", "良", "中", "差")
_GRADE = regex(
    "(?:的)?[,]?(?:评为|评定为|等级为|属于|定为|为|是)?[“\"']?(?P<grade>优秀?|良好?|中等?|较?差)[”\"']?(?=[,、;。)(]|$)"
)
_ITEM = regex(r"(?:^|(?<=[:;]))\d[.、](?=\d\d)")
"""The number of a note before a band: “注:1.90分以上为优”."""
_INCLUDED = regex("[(]不?含[^()]*[)]")
_LIMIT = regex(r"\d+(?:\.\d+)?(?=分|[-—–~至到]|$)")
_ENDS = 2
_ABOVE, _BELOW = regex("以上|≥|不低于|不少于|>"), regex("以下|<|≤|不足|不满|低于|小于")
_TOP, _STEP = HUNDRED, ONE + HALF_CENT


@paper_check(
    "ZPJ342",
    "等级的分数段前后不接",
    WARNING,
    reference="R-07",
    clause="优、良、中、差的分数段依次相接",
    message="“{quote}”：{what}，请核对分数段",
    fix="按评价办法改正分数段",
)
def bands_of_grades(case: PaperCase) -> Iterator[Hit]:
    """“90分以上为优，80至90分为良，60至80分为中，60分以上为差”; a 中 from 70 where 差 ends at 60."""
    for part in parts(case):
        for line in part.body:
            text = squeezed(line.text) if "优" in line.text and "差" in line.text and "分" in line.text else ""
            for sentence in _INCLUDED.sub("", text).split("。") if text else ():
                told = _bands(_ITEM.sub("", sentence))
                what = _gap(told) if all(grade in told for grade in _GRADES) else ""
                if what:
                    at = sentence.find(told["优"])
                    yield Hit(line.location, quote=sentence[at : at + 60], words={"what": what}, project=part.project)


def _bands(sentence: str) -> dict[str, str]:
    """The words before each grade of a sentence, from the grade before it on."""
    told: dict[str, str] = {}
    end = 0
    for match in _GRADE.finditer(sentence):
        grade = next(each for each in _GRADES if each in match["grade"])
        told[grade], end = (
            sentence[end : match.start()].rpartition("(")[2] or sentence[end : match.start()],
            match.end(),
        )
    return told


def _gap(told: dict[str, str]) -> str:
    """Where two bands do not meet; "" where all do, or where one cannot be read."""
    bands = [_band(told[grade]) for grade in _GRADES]
    for (upper, high), (lower, low) in zip(
        zip(_GRADES, bands, strict=True), zip(_GRADES[1:], bands[1:], strict=True), strict=False
    ):
        if high is None or low is None:
            return ""
        if not ZERO <= high[0] - low[1] < _STEP:
            return f"{upper}从 {plain(high[0])} 分起，{lower}到 {plain(low[1])} 分止"
    return ""


def _band(words: str) -> tuple[Decimal, Decimal] | None:
    words = clause_before(words, marks=";:(")
    if len(_LIMIT.findall(words)) > _ENDS:
        words = words.rpartition(",")[2]
    numbers = [number for text in _LIMIT.findall(words) if (number := parse_number(text)) is not None]
    if len(numbers) == 1 and _ABOVE.search(words):
        return numbers[0], _TOP
    if len(numbers) == 1 and _BELOW.search(words):
        return ZERO, numbers[0]
    return (min(numbers), max(numbers)) if len(numbers) == 2 else None


_SHARE = "(?P<{0}>[0-9]{{1,3}}(?:[.][0-9]+)?)%?(?:[(]不?含(?P<{0}2>[0-9]*)%?[)])?"
_SHARES = regex(f"(?<![0-9.]){_SHARE.format('one')}[-—–~至到]{{1,2}}{_SHARE.format('two')}(?=[^0-9.%年月])")
_JOINT, _NEAR = 3, 24


@another_way("ZPJ342", WARNING, follows=("ZPJ342",))
@by_the_paragraph
def bands_of_results(case: PaperCase) -> Iterator[Hit]:
    """“按分值的100%—80%（含）、85%—60%（含）、60%—0%计分”: each band begins where the one before ends."""
    for part in parts(case):
        for line in part.body:
            text = squeezed(line.text) if line.text.count("%") >= _JOINT and "分" in line.text else ""
            bands = list(_SHARES.finditer(text)) if text.count("含") or "达成" in text else []
            near = all(two.start() - one.end() <= _NEAR for one, two in pairwise(bands))
            for what, quote in _apart(bands) if len(bands) == _JOINT and near else ():
                yield Hit(line.location, quote=quote, words={"what": what}, project=part.project)


def _apart(bands: Sequence[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """Where a band does not begin with the end of the one before, or a bracket has another number than its end."""
    ends = [sorted((exact(band["one"]) or ZERO, exact(band["two"]) or ZERO)) for band in bands]
    for (low, _), (_, high) in pairwise(sorted(ends, reverse=True)):
        if abs(low - high) > ONE:
            quote = bands[0].string[bands[0].start() : bands[-1].end()]
            yield f"上一段到{plain(low)}%止，下一段从{plain(high)}%起", quote[:60]
    for band in bands:
        for end in ("one", "two"):
            if band[f"{end}2"] and band[f"{end}2"] != band[end]:
                yield f"括号里写{band[f'{end}2']}%，前面写{band[end]}%", band.group()


_IN_TURN = regex("(?:分别|依次)(?:为|是|支出|完成|拨付|支付|结算|发放|执行)?$")
_JOINTS = frozenset("、和及与,")
_SUBJECT = regex("[\u4e00-\u9fff]{2,}")
_USUAL = regex("分别|依次|季度|各|按|结算|支出|完成|其中|全年|情况|一至四|[一二三四]季度|月|至|为|共|计")


@paper_check(
    "ZPJ282",
    "依次列出的数之和与别处写的合计只差一处笔误",
    WARNING,
    reference="R-71",
    clause="合计等于各项之和",
    message="“{quote}”之和为 {basis}，别处写合计 {expected}，疑似 {found} 写错，请核对",
    fix="核对各数和合计",
    follows=("ZPJ241", "ZPJ586", "ZPJ587", "ZPJ554", "ZPJ552", "ZPJ258", "ZPJ230"),
)
def rows_of_figures(case: PaperCase) -> Iterator[Hit]:
    """“一至四季度分别为4.85万元、5.62万元、5.71万元、5.72万元” where 装备维护 is 21.36万元 in all: 5.17."""
    sentences = [sentence for sentence in said(case) if sentence.quantities]
    for sentence in sentences:
        run = _run(sentence) if "分别" in sentence.text or "依次" in sentence.text else []
        subject = set(_words(sentence.text[: run[0].start])) if run else set()
        summed = total(run).value
        wholes = [each for other in sentences for each in other.quantities if each.unit == run[0].unit
                  and each not in run and subject & set(_words(each.before))] if subject else []  # fmt: skip
        if any(abs(each.value - summed) <= each.half for each in wholes):
            continue
        for whole in wholes:
            odd = [each for each, _ in one_slip_off(whole, run) if each is not whole and each.significant > 1]
            if odd and whole.value > max(each.value for each in run):
                shown = run[0].digits_of(summed)
                yield sentence.hit("、".join(each.text for each in odd), whole.text,
                                   quote=sentence.text[run[0].start : run[-1].end][:60], basis=shown)  # fmt: skip
                break


def _run(sentence: Sentence) -> list[Quantity]:
    """Three figures or more of one unit, one behind the other, told in turn."""
    figures = sentence.quantities
    first = next((number for number, each in enumerate(figures) if _IN_TURN.search(each.before)), None)
    if first is None or figures[first].unit in (PERCENT, POINTS):
        return []
    run = [figures[first]]
    for each in figures[first + 1 :]:
        if each.unit != run[0].unit or each.before not in _JOINTS:
            break
        run.append(each)
    return run if len(run) >= _FEWEST else []


def _words(text: str) -> list[str]:
    clause = text.rpartition("。")[2]
    return [pair for run in _SUBJECT.findall(_USUAL.sub(",", clause)) for pair in bigrams(run)]
