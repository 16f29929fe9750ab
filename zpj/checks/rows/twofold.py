"""Over a filed report: one clause told twice with two numbers, a figure a slip of the pen from that of a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, quantities, said, slipped
from zpj.checks.reading.plain_patterns import HAN
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import sentences, squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.tie.nouns import Measured, measured
from zpj.checks.touched import touched
from zpj.domain.amounts import plain, without_noughts
from zpj.domain.likeness import bigrams
from zpj.domain.paper import Paragraph
from zpj.domain.records import record
from zpj.domain.regex import regex

_CLAUSE, _DIGIT = regex("[^,。;:!?\n]+"), regex(r"\d")
_NUMBER = regex(r"(?<![\d.A-Za-z〔第])\d+(?:\.\d+)?(?!\d|年|月|日|号|\.\d)")
_LEADS = regex(
    "^(?:[一二三四五六]是|第[一二三四五六][,是]?|[(]?[0-9一二三四五六]{1,2}[)、.]+|年度目标|总体目标|实际|全年|已|其中|力争|确保|计划)+"
)
_GOAL, _DONE = "goal", "done"
_OF_GOALS, _OF_RESULTS = regex("目标"), regex("完成|实现|产出|效益|结果|执行|达成|分析")
_TASKS = regex("任务[为是：:]")
_PERIOD = regex("每|季度|上半年|下半年|上年|去年|同期|第[0-9一二三四五六七八九十]|标段|分别")
_NO_SUBJECT = regex(
    "(?:年度|全年|实际|预期|绩效|设定|完成|指标|目标|计划|实现|值|率|数|得分|分值|扣分?|权重|满分|超出?|超过|[高低]于|达到|未|为|是|约|均|的)+"
    r"[0-9.]+[%一-鿿]{0,4}$"
)
"""What is said of the row named before: “实际完成值为269批次”."""
_LONG, _MOST, _LABEL = 5, 2, 9


_Cell = tuple[str, int]
"""A cell of a form with a number for it."""


@record
class _Clause:
    """A clause with its numbers; `kind` is goal, done or ""."""

    where: Paragraph | _Cell
    kind: str
    text: str
    numbers: tuple[str, ...]

    @property
    def place(self) -> str:
        """The paragraph or the cell it stands in."""
        return self.where[0] if isinstance(self.where, tuple) else self.where.location

    @property
    def paragraph(self) -> int:
        """A number for that."""
        return self.where[1] if isinstance(self.where, tuple) else self.where.index

    @property
    def in_form(self) -> bool:
        """Whether it stands in a form."""
        return isinstance(self.where, tuple)


@paper_check(
    "ZPJ254",
    "同一句话两处写的数不同",
    WARNING,
    reference="R-51 R-52 R-76",
    clause="同一件事在报告和自评表里应当写同一个数",
    message="这里写“{found}”，{where}写“{expected}”，请核对",
    fix="核对两处，改成一致",
    follows=("ZPJ578", "ZPJ562", "ZPJ324", "ZPJ326", "ZPJ372", "ZPJ596", "ZPJ370", "ZPJ226", "ZPJ501"),
)
def one_clause_two_numbers(case: PaperCase) -> Iterator[Hit]:
    """“维修管网40公里以上” among the goals of the report, “维修管网50公里以上” in the goal of its form.

    Goals are compared with goals, results with results, the rest with both; the clause must stand in two paragraphs.
    """
    found: dict[tuple[str, str], list[tuple[Paragraph | _Cell, str, str, tuple[str, ...]]]] = {}
    for project, text, where, kind in _texts(case):
        for own, numbers, words in _numbered(text):
            if kind == _DONE and text.partition(own)[0].endswith("计划"):
                continue  # what was planned, told beside what was done
            found.setdefault((project, words), []).append((where, kind, own, numbers))
    rows = _goals_and_results(case)
    for (project, _), alike in found.items():
        several = len(alike) > 1 and len({each[-1] for each in alike}) > 1
        told = [_Clause(*each) for each in alike] if several else []
        for kind in (_GOAL, _DONE) if told else ():
            hit = _two_numbers(told, kind, project, rows)
            if hit:
                yield hit
                break


def _goals_and_results(case: PaperCase) -> frozenset[frozenset[Decimal]]:
    """The goal and the result of each row of the forms that did not meet it: both are told of one thing."""
    rows = (row for form in case.forms for row in measured(form))
    return frozenset(frozenset((goal, row.value)) for row in rows for goal in row.goals if goal != row.value)


def _two_numbers(told: list[_Clause], kind: str, project: str, rows: frozenset[frozenset[Decimal]]) -> Hit | None:
    alike = [each for each in told if each.kind in (kind, "")]
    by_numbers: dict[tuple[str, ...], list[_Clause]] = {}
    for each in alike:
        by_numbers.setdefault(each.numbers, []).append(each)
    if len(by_numbers) != _MOST or len({each.paragraph for each in alike}) != len(alike):
        return None
    odd, usual = sorted(by_numbers.values(), key=lambda group: (len(group), group[0].in_form))
    of_form = kind == _DONE and odd[0].kind == kind and any(each.in_form for each in usual)
    if not _is_slip(odd[0].numbers, usual[0].numbers, of_form=of_form) or _told_apart(odd, usual, told):
        return None
    if not (odd[0].kind and usual[0].kind) and _apart(odd[0].numbers, usual[0].numbers) in rows:
        return None  # an overview tells the goal, the results below it what was done
    return Hit(odd[0].place, odd[0].text[-40:], usual[0].text[-40:], quote=odd[0].text[-40:], project=project,
               words={"where": usual[0].place})  # fmt: skip


def _told_apart(odd: list[_Clause], usual: list[_Clause], told: list[_Clause]) -> bool:
    """Whether a clause that is neither goal nor result says what the other kind does."""
    return all(not each.kind for each in odd) and any(
        each.kind and each not in usual and each.numbers == odd[0].numbers for each in told
    )


def _is_slip(one: tuple[str, ...], other: tuple[str, ...], *, of_form: bool) -> bool:
    """Whether one number alone is another: by a slip of the pen or, of a result of the form, in any way."""
    apart = [(a, b) for a, b in zip(one, other, strict=True) if without_noughts(a) != without_noughts(b)]
    return len(apart) == 1 and (of_form or slipped(*apart[0]) or all(len(each) == 1 for each in apart[0]))


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> frozenset[Decimal]:
    """The two numbers that differ."""
    numbers = (number_in(each) for each in {*one} ^ {*other})
    return frozenset(number for number in numbers if number is not None)


def _texts(case: PaperCase) -> Iterator[tuple[str, str, Paragraph | _Cell, str]]:
    """The project, the text, the place and the kind of every sentence of the paper and of the goals of its forms."""
    for line, told in groupby(said(case), key=attrgetter("paragraph")):
        kind = _kind(line)
        for sentence in told:
            yield sentence.project, sentence.text, line, kind
    for number, form in enumerate(case.forms):
        goal = form.evaluation.goal
        for entry, kind in ((goal.expected, _GOAL), (goal.achieved, _DONE)):
            for text in sentences(entry.text) if entry else ():
                if entry:
                    yield form.project, text, (entry.location, -2 * number - (kind == _GOAL) - 1), kind


def _kind(line: Paragraph) -> str:
    """Whether a paragraph stands under goals or under results, says so first, or tells the tasks of the year."""
    label = line.text.replace("：", ":")[:_LABEL].partition(":")
    if label[1] and (_OF_RESULTS.search(label[0]) or _OF_GOALS.search(label[0])):
        return _DONE if _OF_RESULTS.search(label[0]) else _GOAL
    for heading in reversed(line.path):
        if _OF_RESULTS.search(heading.title):
            return _DONE
        if _OF_GOALS.search(heading.title):
            return _GOAL
    return _GOAL if _TASKS.search(line.text) else ""


@lru_cache(maxsize=1024)
def _numbered(text: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """The clauses of a text that have a number or two: as they stand, the numbers, and the words without them."""
    found = []
    for match in _CLAUSE.finditer(text):
        if not _DIGIT.search(match.group()):
            continue
        own = _LEADS.sub("", match.group())
        numbers = tuple(_NUMBER.findall(own))
        if _NO_SUBJECT.match(own):
            continue
        if 0 < len(numbers) <= _MOST and len(HAN.findall(own)) >= _LONG and not _PERIOD.search(own):
            found.append((own, numbers, _NUMBER.sub("#", own)))
    return tuple(found)


_NOT_NOW = regex("上年|去年|同期|由|从|比|较|年初|每|均|占|20[0-9]{2}年|增|减|其余|剩|差|扣|第")
_GOES_DOWN = regex("[至到]$|达到?$")
_USUAL = frozenset((
    "数量", "人数", "完成", "情况", "项目", "工程", "人次", "面积", "及时", "时率", "覆盖", "盖率", "合格", "格率",
))  # fmt: skip
_SURE, _SHORT = 3, 2
_Times = Counter[tuple[Decimal, str]]


@paper_check(
    "ZPJ255",
    "文字里的数与自评表同一指标的数只差一个笔误",
    WARNING,
    reference="R-51 R-52",
    clause="同一指标的数在自评表和文字里应当一致",
    message="文字写“{quote}”，自评表“{name}”是 {expected}，疑似有一处写错，请核对",
    fix="核对两处，改成一致",
    follows=("ZPJ254", "ZPJ578", "ZPJ562", "ZPJ324", "ZPJ372", "ZPJ226", "ZPJ224", "ZPJ225", "ZPJ280", "ZPJ501"),
)
def figures_near_rows(case: PaperCase) -> Iterator[Hit]:
    """“普及率由95.20%提高到96.80%” beside a row 自来水普及率 of 96.90%, where no other figure is either of them.

    The sentence must have half of the pairs of signs of the row's name before the figure; a third is enough where the
    row's own figure, too, stands nowhere else.
    """
    rows: dict[tuple[str, str], list[tuple[Measured, Decimal, str]]] = {}
    for form in case.forms:
        for row in measured(form):
            told = ((row, value, plain(value)) for value in dict.fromkeys((row.value, *row.goals)))
            rows.setdefault((form.project, row.unit), []).extend(told)
    times = times_told(case) if rows else Counter()
    for sentence, figure in _told(touched(case)) if rows else ():
        if figure.significant < _SURE or figure.unit == POINTS or times[figure.value, figure.unit] > 1:
            continue
        shift = figure.shift
        near = [(row, value) for row, value, shown in rows.get((sentence.project, figure.unit), ())
                if value != figure.value and slipped(figure.digits, plain(value.scaleb(-shift)) if shift else shown)
                and _near(figure, value, row, sentence, times)]  # fmt: skip
        if len(near) == 1:
            row, value = near[0]
            shown = figure.as_printed(value)
            quote = figure.with_words(12)
            yield sentence.hit(figure.text, shown, quote=quote, words={"name": row.row.name})


def _near(figure: Quantity, value: Decimal, row: Measured, sentence: Sentence, times: _Times) -> bool:
    """Whether the sentence of a figure that is a row's but for a slip of the pen speaks of the row."""
    if any(other.value == value for other in sentence.quantities):
        return False
    if value != row.value and len(plain(value)) != len(plain(figure.value)):
        return False
    own = figure.before.rpartition(",")[2]
    if not _GOES_DOWN.search(own) and set(_NOT_NOW.findall(own)) - {*row.row.name, "由"}:
        return False
    pairs, ahead = _own_pairs(row.row.name), sentence.text[: figure.start]
    shared = sum([pair in ahead for pair in pairs])
    alone = value == row.value and times[value, row.unit] <= 1
    return shared * (_SURE if alone else _SHORT) >= max(len(pairs), _SHORT)


@lru_cache(maxsize=1024)
def _own_pairs(name: str) -> tuple[str, ...]:
    """The pairs of signs of a name that tell it from others."""
    name = squeezed(name)
    return tuple(pair for pair in bigrams(name) if pair not in _USUAL)


def _told(case: PaperCase) -> Iterator[tuple[Sentence, Quantity]]:
    for sentence in said(case):
        for figure in sentence.quantities:
            yield sentence, figure


@lru_cache(maxsize=4)
def times_told(case: PaperCase) -> _Times:
    """How often each quantity is told, in sentences and in cells."""
    found = Counter((figure.value, figure.unit) for _, figure in _told(case))
    for table in case.paper.tables:
        for text in (text for row in table.rows for text in row):
            found.update((each.value, each.unit) for each in quantities(squeezed(text)))
            number = number_in(text) if not table.form else None
            if number is not None:
                found.update(((number.scaleb(4), MONEY), *((number, unit) for unit in (MONEY, PERCENT, "人"))))
    return found
