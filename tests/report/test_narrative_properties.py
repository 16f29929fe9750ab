"""Whatever a form holds: every figure of the text comes from it, sentences are whole, nothing raises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from narrative_cases import filed_total, form, line, row, scored

from zpj.app.reading import read_workbook, scores
from zpj.domain.amounts import plain, round_half_up
from zpj.domain.model import Entry, ScoreSheet, SelfEvaluation
from zpj.report.fields import TOPICS
from zpj.report.narrative import Narrative, narrative

SAMPLES = Path(__file__).parents[2] / "sample_workbooks"
NUMBER = re.compile(r"\d+(?:\.\d+)?")
FAULTS = re.compile(
    r"。。|；；|，，|、、|，。|；。|、。|：。|，；|（）|“”|‘’|【】|^[，；。、]|None|nan|\{\{|为为|[，；、]$"
)

figures = st.decimals(0, 5000, places=2).map(plain)
amounts = st.one_of(st.just(""), st.just("0"), figures)
units = st.sampled_from(["", "次", "%", "万元", "台(套)", "个月", "家"])
words = st.sampled_from(
    ["优", "满意", "达成预期指标", "部分达成预期指标并具有一定效果", "未开展", "定性", "12月底前", "11月", "/"]
)


@st.composite
def values(draw: st.DrawFn) -> str:
    """A target or actual value: a quantity with or without comparator, words, a date, or nothing."""
    quantity = draw(st.sampled_from(["", "≥", "≤", "=", ">"])) + draw(figures) + draw(units)
    return draw(st.one_of(st.just(quantity), words, st.just("")))


kinds = st.sampled_from(["数量指标", "质量指标(20分)", "时效指标", "成本指标", "社会效益指标", "服务对象满意度标", ""])
points = st.one_of(st.just(""), st.integers(0, 40).map(str))
rows = st.builds(
    row, values(), values(), kinds, st.sampled_from(["甲", "乙率", "第三。", ""]), points, points,
    st.sampled_from(["", "停业。", "无", "下一步将加强管理；继续推进。", "由于调整"]),
)  # fmt: skip
labels = st.sampled_from(["财政拨款", "其中：上年结转资金", "其他资金:"])
roles = st.sampled_from(["total", "appropriation", "carryover", "detail"])
lines_of_funds = st.builds(
    line, labels, roles, full_year_budget=amounts, executed=amounts, initial_budget=amounts, balance=amounts,
    weight=st.sampled_from(["10", ""]), reported_score=points,
)  # fmt: skip
forms = st.builds(
    lambda rows, funds, total: form(*rows, funds=tuple(funds), total=total),
    st.lists(rows, max_size=5),
    st.lists(lines_of_funds, max_size=4),
    st.one_of(st.just(filed_total("")), st.just(filed_total("95.23", "优"))),
)


def paragraphs(found: Narrative) -> list[str]:
    return [text for topic in TOPICS for text in found[topic]]


def numbers_in(texts: Iterable[str]) -> set[Decimal]:
    return {Decimal(token) for text in texts for token in NUMBER.findall(text)}


def entries(value: object) -> Iterator[Entry]:
    """Every cell of a form."""
    if isinstance(value, Entry):
        yield value
    elif isinstance(value, (tuple, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from entries(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from entries(getattr(value, name))


def of_the_sheet(sheet: ScoreSheet) -> set[Decimal]:
    every = [sheet.execution, *sheet.indicators]
    found = [score.value for score in every] + [sheet.total, sheet.weight, *sheet.rates]
    return {number for number in found if number is not None}


def allowed(evaluation: SelfEvaluation, sheet: ScoreSheet) -> set[Decimal]:
    """Figures of the form and the score sheet, and what simple sums, differences and ratios make of them."""
    cells = list(entries(evaluation))
    names = [text for row in evaluation.indicators for text in (row.name, row.level1, row.level2)]
    names += [line.label for line in evaluation.funds]
    typed = numbers_in([*(cell.text for cell in cells), *names])
    base = typed | of_the_sheet(sheet) | {Decimal(0), Decimal(100)}
    found = base | {Decimal(count) for count in range(len(evaluation.indicators) + 2)}
    for one, other in permutations(base, 2):
        found |= {abs(one - other), *ratios(one, other)}
    found |= {abs(100 - number) for number in set(found)}
    return found | sums(evaluation, sheet)


def ratios(one: Decimal, other: Decimal) -> set[Decimal]:
    if not other:
        return set()
    return {round_half_up(abs(share) * 100, 2) for share in (one / other, (one - other) / other)}


def sums(evaluation: SelfEvaluation, sheet: ScoreSheet) -> set[Decimal]:
    """Totals of points and amounts, over any of the rows: a subset of rows makes a 方面."""
    columns = [
        [entry.number for entry in (line.full_year_budget, line.initial_budget) if entry and entry.number is not None]
        for line in evaluation.funds
    ]
    found = {sum(numbers, Decimal(0)) for numbers in subsets([numbers[0] for numbers in columns if numbers])}
    known = {
        number
        for row in evaluation.indicators
        for entry in (row.weight, row.reported_score)
        if entry
        if (number := entry.number) is not None
    }
    points = [*known, *of_the_sheet(sheet)]
    weights = [row.weight.number for row in evaluation.indicators if row.weight and row.weight.number is not None]
    filed = [pair_of(row, score) for row, score in zip(evaluation.indicators, sheet.indicators, strict=True)]
    scores_known = [value for _, value in filed if value is not None]
    lost = [weight - value for weight, value in filed if weight is not None and value is not None and weight > value]
    line = evaluation.total_funds
    top = (line.weight.number if line and line.weight else None), sheet.execution.value
    own = line.reported_score.number if line and line.reported_score else top[1]
    for weight in (top[0], (sheet.weight or Decimal(0)) - sum(weights, Decimal(0))):
        if weight is not None:
            found |= {weight, *([weight - own] if own is not None else [])}
            lost_with = [*lost, *([weight - own] if own is not None and weight > own else [])]
            found |= {sum(part, Decimal(0)) for part in subsets(lost_with)}
    for column in (weights, scores_known, lost):
        found |= {sum(part, Decimal(0)) for part in subsets(column)}
    return found | set(points)


def pair_of(row: object, score: object) -> tuple[Decimal | None, Decimal | None]:
    weight = row.weight.number if row.weight else None  # type: ignore[attr-defined]
    filed = row.reported_score.number if row.reported_score else None  # type: ignore[attr-defined]
    return weight, score.value if filed is None else filed  # type: ignore[attr-defined]


def subsets(numbers: list[Decimal]) -> list[list[Decimal]]:
    return [[n for place, n in enumerate(numbers) if mask >> place & 1] for mask in range(2 ** len(numbers))]


@given(evaluation=forms, seed=st.text("甲乙丙丁", max_size=3))
def test_every_figure_comes_from_the_form_or_the_score_sheet(evaluation: SelfEvaluation, seed: str) -> None:
    sheet = scored(evaluation)
    found = narrative(evaluation, sheet, seed=seed)
    unknown = numbers_in(paragraphs(found)) - {Decimal(plain(number)) for number in allowed(evaluation, sheet)}
    assert not unknown, (unknown, paragraphs(found))


@given(evaluation=forms, seed=st.text("甲乙丙丁", max_size=3))
def test_every_sentence_is_whole_and_chinese(evaluation: SelfEvaluation, seed: str) -> None:
    for text in paragraphs(narrative(evaluation, scored(evaluation), seed=seed)):
        assert not FAULTS.search(text), text
        assert not re.search("[A-Za-z]", text), text
        assert text.endswith(("。", "】", "：")), text


@given(
    texts=st.lists(st.text(max_size=12), min_size=6, max_size=6),
    role=st.sampled_from(["total", "detail", "?"]),
)
def test_no_text_of_a_form_raises(texts: list[str], role: str) -> None:
    target, actual, level2, name, weight, reason = texts
    evaluation = form(
        row(target, actual, level2, name, weight, weight, reason),
        funds=(line(name, role, full_year_budget=target, executed=actual, weight=weight, reported_rate=reason),),
        total=filed_total(weight, reason),
    )
    assert set(narrative(evaluation, scored(evaluation)).topics) == set(TOPICS)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_published_forms_read_aloud(path: Path) -> None:
    for evaluation in read_workbook(path).evaluations:
        sheet = scores(evaluation)
        found = narrative(evaluation, sheet)
        for topic in (topic for topic in TOPICS if topic != "目标完成"):
            for text in found[topic]:
                assert not FAULTS.search(text), text
        total = evaluation.total.reported
        assert total is not None
        assert total.text.rstrip("分") in found.text("结论")
        executed = evaluation.total_funds and evaluation.total_funds.executed
        assert ("【待补：全年执行数】" in found.text("资金情况")) == (not executed)


def test_ten_published_reports_do_not_read_alike() -> None:
    evaluations = read_workbook(SAMPLES / "fengtai_2023.xlsx").evaluations
    openings = {narrative(each, scores(each))["预算执行"][0][:12] for each in evaluations}
    assert len(openings) > 2
