"""Over a filed report: points of a scoring table against counts and faults that only the text tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.points.standards import every_of, plainly
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, said
from zpj.checks.reading.reconcile import half_unit, places_shown
from zpj.checks.reading.scoring_tables import heads_of, scored_rows
from zpj.checks.reading.text import is_headed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain, round_half_up
from zpj.domain.likeness import bigrams
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_RATIO = regex("[^,。;=]{2,}[÷/][^,。;]{2,}[×x*]|[^,。;]数(?:占|与)[^,。;]{2,}比例[×x*计得]")
_FAULT = regex("不|未|违|缺|漏|逾|错|滞后|超")
_UNIT_OF_FAULT = regex("^[处项次个笔起例件份条]")
_BEHIND_UNIT = regex("^(?:的)?(?P<what>[^,。;、()扣]{2,10})$")
_NONE = regex("(?:未|没有|无|不存在|未曾)(?:发现|出现|存在|发生|见)?[^,。;]{0,16}$")
_OF_PLAN = regex("目标|背景|制度|办法|建议|措施|打算|依据|标准|评价方法")
_LOST = regex("扣[0-9减分]")
_PLANNED_AND_DONE = regex("(?:计划|目标|应|任务|原定).*(?:完成|实际|按期|按时|结项|办结|通过)")
_MEASURE = regex("(?:实际|按期|按时|及时)?(?:完成|完工|达标|通过)?(?:率|数量?|情况|个数|座数|面积|里程|人次|及时性)$")
_SPLIT_AT, _FEWEST, _NOT_SAID = "扣", 2, frozenset(["项目", "资金", "使用", "情况", "指标", "工作", "管理"])


@record
class _Row:
    """A row of a scoring table: its name, what may be lost and what was given, both as printed."""

    place: str
    name: str
    standard: str
    weight: Decimal
    points: Decimal
    reason: str
    project: str


@lru_cache(maxsize=64)
def _rows(table: PaperTable, project: str) -> list[_Row]:
    """The rows of a table with standards and points; none in a table that tells the results beside them."""
    heads = heads_of(table)
    found = []
    for row in scored_rows(table, heads) if heads and heads.done is None else ():
        weight, points, standard = row.weight, row.points, row.standard
        if weight and points is not None and standard:
            found.append(_Row(row.place, row.name, standard, weight, points, row.reason, project))
    return found


@another_way("ZPJ436", WARNING, follows=("ZPJ436", "ZPJ431"))
def counts_of_the_text(case: PaperCase) -> Iterator[Hit]:
    """“得分=按期完工数÷总数×分值”, 5.4 of 6, where the text has “12所学校中，按期完工10所，该项得5.4分”."""
    for table in case.paper.tables:
        rows = _rows(table, case.project(table.section))
        for row in rows:
            if not ZERO < row.points < row.weight or not _RATIO.search(row.standard):
                continue
            alone = [each.points for each in rows].count(row.points) == 1
            for sentence in said(case):
                if len(sentence.quantities) < _FEWEST:
                    continue
                told = row.name in sentence.text or (alone and f"得{plain(row.points)}分" in sentence.text)
                pair = _pair(sentence.quantities) if told or _is_about(row.name, sentence) else None
                if pair and not _makes(row, sentence.quantities):
                    right = plain(round_half_up(row.weight * pair[0].value / pair[1].value, 2))
                    yield _hit(row, right, f"{pair[0].text}÷{pair[1].text}")
                    break


def _is_about(name: str, sentence: Sentence) -> bool:
    """Whether a sentence tells a count planned and one done, in a paragraph with most of a row's name.

    Pairs of signs of the name's measure do not count: 数, 率.
    """
    if not _PLANNED_AND_DONE.search(sentence.text):
        return False
    core = bigrams(_MEASURE.sub("", name))
    here = sum(pair in sentence.text for pair in core)
    return here >= _FEWEST and sum(pair in sentence.paragraph.text for pair in core) * 3 >= len(core) * 2


def _pair(told: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The part and the whole of a sentence that has but one unit with two figures."""
    units: dict[str, dict[Decimal, Quantity]] = {}
    for each in told:
        if each.unit not in (PERCENT, POINTS, MONEY, "年", "月", "日", "天") and each.value:
            units.setdefault(each.unit, {})[each.value] = each
    pairs = [figures for figures in units.values() if len(figures) == _FEWEST]
    if len(pairs) != 1 or any(len(figures) > _FEWEST for figures in units.values()):
        return None
    part, whole = sorted(pairs[0].values(), key=lambda each: each.value)
    return part, whole


def _makes(row: _Row, told: Sequence[Quantity]) -> bool:
    """Whether two figures of a sentence, or a rate, make the points of a row."""
    slack = half_unit(max(1, places_shown(plain(row.points))))
    shares = [one.value / two.value for one in told for two in told if two.value and one.unit == two.unit]
    shares += [each.value / HUNDRED for each in told if each.unit == PERCENT]
    return any(abs(row.weight * share - row.points) <= slack for share in shares)


@another_way("ZPJ436", WARNING, follows=("ZPJ436", "ZPJ431"))
def faults_of_the_text(case: PaperCase) -> Iterator[Hit]:
    """“每发现一处不规范扣1分” with all points, where the text found “1笔……属支付手续不规范”."""
    for table in case.paper.tables:
        rows = [(row, _fault(row)) for row in _rows(table, case.project(table.section))]
        for row, (fault, lost) in rows:
            if not fault or row.points != row.weight or row.reason:
                continue
            others = {_name_pairs(each.name) for each, _ in rows if each.points < each.weight}
            for sentence in said(case):
                if _tells(sentence, fault, row) and not any(own and _in(own, sentence.text) for own in others):
                    yield _hit(row, plain(row.weight - lost), sentence.text[-40:])
                    break


@lru_cache(maxsize=512)
def _fault(row: _Row) -> tuple[str, Decimal]:
    """What a standard deducts for, and how much for one; "" where it is not by single faults."""
    every = every_of(plainly(row.standard, row.weight))
    lost = parse_number(every["points"]) if every and every["points"] else None
    if every is None or not lost or not _UNIT_OF_FAULT.match(every["unit"].removeprefix("个")):
        return "", ZERO
    behind = every.group().partition(every["unit"])[2].rpartition(_SPLIT_AT)[0].rstrip(",")
    match = _BEHIND_UNIT.match(behind)
    return (match["what"], lost) if match and _FAULT.search(match["what"]) else ("", ZERO)


def _tells(sentence: Sentence, fault: str, row: _Row) -> bool:
    """Whether a sentence found such a fault, counted, in what a row is about, and takes no points for it elsewhere."""
    at = sentence.text.find(fault)
    counted = any(each.unit not in (PERCENT, POINTS, MONEY) and each.end <= at for each in sentence.quantities)
    if at < 0 or not counted or _NONE.search(sentence.text[:at]) or _LOST.search(sentence.text):
        return False
    about = any(pair in sentence.text for pair in bigrams(row.name))
    return about and not is_headed(sentence.paragraph, _OF_PLAN)


def _name_pairs(name: str) -> frozenset[str]:
    return frozenset(bigrams(name)) - _NOT_SAID


def _in(pairs: frozenset[str], text: str) -> bool:
    return sum(pair in text for pair in pairs) >= _FEWEST


def _hit(row: _Row, right: str, basis: str) -> Hit:
    return Hit(row.place, plain(row.points), right, quote=row.standard, basis=basis, project=row.project,
               words={"name": row.name})  # fmt: skip
