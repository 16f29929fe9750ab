"""Quantities in prose beside an indicator's name: what was done, against the indicator's actual value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import FormCase, Row
from zpj.checks.reading.clauses_around import LINE, clause_before, clause_start
from zpj.checks.reading.figures import slipped
from zpj.checks.reading.plain_patterns import DIGIT
from zpj.checks.reading.reconcile import HALF_CENT, Amount, amount_of
from zpj.checks.tie.claims import Claim, are_parts, compared, is_rate_of_own_money, is_share_of_others
from zpj.checks.tie.days import PLANNED, by_date, early_or_late
from zpj.checks.tie.figures import Figure, Kind, figures, spelt
from zpj.checks.tie.nouns import CHECKED, noun_claims
from zpj.checks.tie.passages import FROM, PARTIAL, Passage, elsewhere, sentences_of
from zpj.domain.likeness import bigrams
from zpj.domain.model import Entry
from zpj.domain.regex import regex
from zpj.domain.units import MONEY_ZEROS
from zpj.domain.wording import normalise

_CLAUSE = regex("[^。;,\n]+")
_PARTIAL = regex("其中|分别|季度|上半年|[1-9]月|(?:[少差缺欠]|短少|缺口)(?:[了约]|为|完成)*$")
_OF_GOAL = "(?:以[上内下])?(?:[(]含[)])?的?(?:年度|预期|年初|绩效|设定|计划)*(?:目标|要求|指标|标准|任务|底线)"
_AS_GOAL = regex(f"{_OF_GOAL}|的?(?:测|估)算|的?核定")
_KINDS = (Kind.QUANTITY, Kind.PERCENT)
_LEAST_NAME, _MUCH, _NEAR = 4, 20, 10
_EACH = regex("每|人均|平均|户均|超过|低于|高于|提高|增长|下降|增加|减少|不足|近|余|约|占")
_TAIL = regex("(?P<before>[\u4e00-\u9fff]*?)(?P<tail>[\u4e00-\u9fff]{2}[率度])(?:为|是|达到?|:|实际)*$")
_DONE = regex("完成|实际|已|共|达到")
_SAMPLE = regex("抽[测查检样取]|随机")
_OF_MONEY = regex("(?:总体|整体|项目|预算|资金|支出)*执行率(?:为|是|达到?|:)?")
"""What is of the budget, whatever rows are called: 执行率99%, 救助标准按规定执行率."""
_OF_A_LIST = regex("部分|方面|环节|板块|层面|子?项目|内容|任务|阶段|类别|大类")
"""Behind the number of what is listed, the row's thing the first of them."""
_OF_A_SOURCE = regex("(?:[省市县区]级|中央|地方|配套|自筹|社会)(?:财政|预算|补助|配套)*$")
_OF_ALL_MONEY = ("资金", "预算", "支出")
_AND = regex("[、和及与]")
_COMMON_WORDS = "面积 长度 里程 人数 数量 次数 场次 完成 项目 工作 情况 服务 指标 资金 建设 个数 实施"
_COMMON = frozenset(_COMMON_WORDS.split())

_Counted = dict[str, list[tuple[Row, bool]]]


def quantity_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """By the name of an indicator, by words of it, by its date, and by the nouns around a quantity."""
    told: set[int] = set()
    for claim in _by_name(passage):
        told.add(claim.start)
        yield claim
    yield from (claim for claim in noun_claims(passage) if claim.start not in told)


def _by_name(passage: Passage) -> Iterator[Claim]:
    """One figure in the clause that names the indicator, in the unit of its actual value; planned ones are left."""
    text = spelt(passage.text)
    if not figures(text) and not DIGIT.search(text):
        return
    told: set[int] = set()
    for row, name in _named_rows(passage.form):
        start = text.find(name)
        if start < 0:
            continue
        for clause in _CLAUSE.finditer(text):
            if clause.start() <= start < clause.end():
                before = clause_before(text, start, LINE)
                ahead, value = text[clause.start() : start], _single(row.indicator.actual)
                sampled = _SAMPLE.search(ahead) and value and value.unit != "%"
                if name.startswith(_OF_ALL_MONEY) and _OF_A_SOURCE.search(ahead):
                    break  # 县级配套资金到位率70% is of one source
                if not PLANNED.search(ahead) and not elsewhere(passage, before) and not sampled:
                    for claim in _in_clause(passage, row, text, start + len(name), clause.end()):
                        told.add(claim.start)
                        yield claim
                break
    if not passage.planned:
        loose = (*_by_noun(passage, text), *by_date(passage, text), *early_or_late(passage, text))
        yield from (claim for claim in loose if claim.start not in told)


@lru_cache(maxsize=32)
def _named_rows(form: FormCase) -> list[tuple[Row, str]]:
    """The rows whose actual value is one figure, with their names, where these are long enough to be known by."""
    named = ((row, _name(row)) for row in form.rows if _single(row.indicator.actual))
    return [(row, name) for row, name in named if len(name) >= _LEAST_NAME]


def _by_noun(passage: Passage, text: str) -> Iterator[Claim]:
    """“合格率97%” for 培训合格率; “培训学员480人” where one row alone counts in 人: the last is a doubt."""
    counted = _counted(passage.form)
    for start, sentence in sentences_of(passage):
        position = 0
        for figure in figures(sentence):
            before, position = sentence[position : figure.start], figure.end
            clause = clause_before(before, marks="。;,:、(\n")
            if figure.kind not in _KINDS or not clause or PLANNED.search(clause) or _EACH.search(clause):
                continue
            found = _row_of(counted, figure, clause)
            if _AS_GOAL.match(sentence, figure.end):
                continue
            if found is None or PARTIAL.search(sentence[: figure.start]) or _is_named(passage.form, clause):
                continue
            if _is_said_in_full(found[0], clause, text) or (
                figure.kind is Kind.QUANTITY and CHECKED.search(sentence[: figure.start])
            ):
                continue
            own = _single(found[0].indicator.actual)
            of_money = figure.amount is not None and "执行率" in clause
            if of_money and (_OF_MONEY.fullmatch(clause) or _is_of_own_money(passage, sentence, figure)):
                continue
            shared = own and own.amount and are_parts(sentence, figure.unit, own.amount.value)
            shared = shared or (figure.kind is Kind.QUANTITY and _is_told(own, sentence))
            if not shared and not elsewhere(passage, sentence[: figure.start]):
                yield from _loose(passage, found[0], figure, (start, clause), found[1])


def _is_of_own_money(passage: Passage, sentence: str, figure: Figure) -> bool:
    return figure.amount is not None and is_rate_of_own_money(sentence, figure.amount, _whole(passage))


def _whole(passage: Passage) -> Amount | None:
    """The budget of the form, in 元 as the figures of prose."""
    line = passage.form.total
    budget = amount_of(passage.form.budget(line)) if line else None
    zeros = MONEY_ZEROS.get(passage.form.evaluation.unit)
    return Amount(budget.value.scaleb(zeros), budget.half) if budget and zeros is not None else None


def _loose(passage: Passage, row: Row, figure: Figure, place: tuple[int, str], proved: bool) -> Iterator[Claim]:
    actual, target = _single(row.indicator.actual), _single(row.indicator.target)
    if actual is None or actual.amount is None or figure.amount is None or row.indicator.actual is None:
        return
    start, clause = place
    if proved and is_share_of_others(spelt(passage.text), figure.amount, _name(row)):
        return
    if target and target.amount and figure.amount.value == target.amount.value != actual.amount.value:
        if figure.kind is not Kind.PERCENT or passage.index < 0:
            return
        proved = False
    gap = abs(figure.amount.value - actual.amount.value)
    alike = slipped(_digits(figure), _digits(actual)) or gap * _MUCH <= actual.amount.value
    if not proved and figure.kind is Kind.QUANTITY and not alike:
        return
    half = actual.amount.half + figure.amount.half
    moved = Figure(figure.start + start, figure.end + start, figure.text, figure.kind, figure.unit, figure.amount)
    yield compared(
        passage, moved, actual.amount.value, half or HALF_CENT, f"“{row.name}”的完成值", clause[-_NEAR:] + figure.text,
        row.indicator.actual.location, proved,
    )  # fmt: skip


def _is_told(own: Figure | None, sentence: str) -> bool:
    """Whether a sentence has a row's own figure: then another is of something else: 调解1472件，其中成功1427件."""
    told = figures(sentence) if own and own.amount else ()
    return any(each.amount and own and own.amount and each.amount.value == own.amount.value and each.unit == own.unit
               for each in told)  # fmt: skip


def _digits(figure: Figure) -> str:
    """The number of a figure as printed."""
    return "".join(re.findall(r"[0-9.]", figure.text))


def _is_said_in_full(row: Row, clause: str, text: str) -> bool:
    """Whether the text also gives the row's own value by a longer name: 按期办结率 beside a bare 办结率.

    So, too, 师生和家长满意度 beside that of 家长; a name that joins several is never that of one of them.
    """
    match, value = _TAIL.search(clause), _single(row.indicator.actual)
    if match and match["before"]:
        whole = _name(row).removesuffix(match["tail"])
        others = _AND.split(whole)
        one = any(match["before"].endswith(each) for each in others if each) and whole not in match["before"]
        return (len(others) > 1 and one) or (
            value is not None and whole not in match["before"] and _name(row) + value.text in text
        )
    own = _name(row)[-len(match["tail"]) - 2 :] if match and match["before"] == "" else ""
    return bool(own) and value is not None and own != match["tail"] and own + value.text in text if match else False


def _is_named(form: FormCase, clause: str) -> bool:
    return any(len(_name(row)) >= _LEAST_NAME and _name(row) in clause for row in form.rows)


def _row_of(counted: _Counted, figure: Figure, clause: str) -> tuple[Row, bool] | None:
    """The only row a clause before a figure may mean, and whether its words leave no doubt."""
    alike = counted.get(figure.unit, ())
    if figure.kind is Kind.PERCENT:
        match = _TAIL.search(clause)
        tail = [row for row, done in alike if done and match and _name(row).endswith(match["tail"])]
        if match is None or len(tail) != 1:
            return None
        told, own = match["before"], _name(tail[0]).removesuffix(match["tail"])
        of_others = told not in own and own not in told  # 受益群众满意度 and 查档群众满意度 may be two
        return (tail[0], not of_others) if told == "" or told[-2:] in _name(tail[0]) else None
    if len(alike) != 1 or not alike[0][1]:
        return None
    row, near = alike[0][0], clause[-_NEAR:]
    words = set(bigrams(_name(row))) - _COMMON
    return (row, False) if any(word in near for word in words) else None


@lru_cache(maxsize=32)
def _counted(form: FormCase) -> _Counted:
    """By the unit, each row with one figure, and whether that is its actual value."""
    found: _Counted = {}
    for row in form.rows:
        actual, target = _single(row.indicator.actual), _single(row.indicator.target)
        if figure := actual or target:
            found.setdefault(figure.unit, []).append((row, actual is not None))
    return found


def _name(row: Row) -> str:
    return _bare(row.name if row.indicator.name else "")


@lru_cache(maxsize=512)
def _bare(name: str) -> str:
    return normalise(name).rstrip("。;,")


def _single(entry: Entry | None) -> Figure | None:
    """The one figure of a cell, with its unit."""
    found = figures(spelt(entry.text)) if entry else ()
    return found[0] if len(found) == 1 and found[0].kind in _KINDS else None


def _in_clause(passage: Passage, row: Row, text: str, start: int, end: int) -> Iterator[Claim]:
    actual, target = _single(row.indicator.actual), _single(row.indicator.target)
    named = [figure for figure in figures(text) if start <= figure.start < end and figure.kind in _KINDS]
    if actual is None or actual.amount is None or len(named) != 1 or row.indicator.actual is None:
        return
    figure = named[0]
    before = text[start : figure.start]
    if _AS_GOAL.match(text, figure.end) or (passage.planned and (passage.index < 0 or target is None)):
        return
    if before.startswith(("、", "和", "及", "与")) and _OF_A_LIST.match(text, figure.end):
        return
    if (
        figure.unit != actual.unit
        or len(before) > _NEAR
        or PLANNED.search(before)
        or _PARTIAL.search(before)
        or FROM.search(before)
    ):
        return
    wanted = actual.amount.value
    proved = True
    if figure.amount and target and target.amount and figure.amount.value == target.amount.value != wanted:
        if passage.planned or not _DONE.search(text[clause_start(text, start, LINE) : end]):
            return
        proved = False
    half = actual.amount.half + (figure.amount.half if figure.amount else actual.amount.half)
    quote = text[start - len(_name(row)) : figure.end]
    place = row.indicator.actual.location
    yield compared(passage, figure, wanted, half or HALF_CENT, f"“{row.name}”的完成值", quote, place, proved)
