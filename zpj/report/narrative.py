"""The text of a report that follows from the figures, for the sections a clerk left blank.

Only facts of the form and of the score sheet are told. Causes, measures and judgements come from the clerk's own words
or stay 【待补：…】. The wording is in `templates/reports/sentences.jinja`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from zpj.domain.amounts import ONE
from zpj.domain.model import Entry, ScoreSheet, SelfEvaluation
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.report.fields import TOPICS
from zpj.report.narrative_bank import Bank, shipped_bank
from zpj.report.narrative_facts import judge
from zpj.report.narrative_funds import changes, execution, money, read_funds
from zpj.report.narrative_indicators import EFFECT, OUTPUT, SATISFACTION, analysis, exceeded, families, unmet
from zpj.report.narrative_points import advice, by_kind, conclusion, deductions, execution_points, indicator_points
from zpj.report.narrative_telling import Teller
from zpj.report.narrative_text import bare
from zpj.report.shown import missing
from zpj.report.wordml import lines

OVER_WARN = ONE * 3 / 10
_MISSING = regex("【待补：(.+?)】")
_YEAR = regex(r"(?<!\d)\d{4}(?!\d)")


@record
class Narrative:
    """Topic -> paragraphs, in the order of `TOPICS`. A topic without paragraphs has nothing to report (超额)."""

    topics: Mapping[str, tuple[str, ...]]

    def __getitem__(self, topic: str) -> tuple[str, ...]:
        return self.topics[topic]

    def text(self, *topics: str) -> str:
        """The paragraphs of some topics, one a line."""
        return "\n".join(paragraph for topic in topics for paragraph in self.topics[topic])

    @property
    def missing(self) -> tuple[str, ...]:
        """What a person must still write: the titles of every 【待补：…】, each once."""
        found = [
            match[1] for paragraphs in self.topics.values() for text in paragraphs for match in _MISSING.finditer(text)
        ]
        return tuple(dict.fromkeys(found))


def narrative(
    evaluation: SelfEvaluation,
    scores: ScoreSheet,
    *,
    seed: str | None = None,
    over_warn: Decimal = OVER_WARN,
    bank: Bank | None = None,
) -> Narrative:
    """Tell one form in sentences. The same input always gives the same text.

    `seed` picks the wording (default: the project's name). `over_warn` is the scheme's share above the target from
    which over-completion is reported. Filed scores are used where the form has them, computed ones elsewhere.
    """
    project = evaluation.text("project_name")
    year = _YEAR.search(evaluation.text("year"))
    teller = Teller(bank or shipped_bank(), project if seed is None else seed, f"{year[0]}年度" if year else "")
    rows = [judge(*pair) for pair in zip(evaluation.indicators, scores.indicators, strict=True)]
    funds, budget, points = read_funds(evaluation, scores), execution_points(evaluation, scores), indicator_points(rows)
    told = {
        "资金情况": money(funds, teller),
        "预算执行": execution(funds, evaluation, scores, teller),
        "执行得分": execution(funds, evaluation, scores, teller, with_change=False),
        "预算调整": changes(funds, evaluation, teller),
        "目标完成": _goals(evaluation, teller),
        "产出情况": analysis(rows, OUTPUT, teller),
        "效益情况": analysis(rows, EFFECT, teller),
        "满意度情况": analysis(rows, SATISFACTION, teller),
        "未完成": unmet(rows, teller),
        "超额": exceeded(rows, over_warn, teller),
        "扣分": deductions(budget, points, teller),
        "各方面得分": by_kind(budget, points, teller),
        "结论": conclusion(evaluation, scores, points, families(rows), teller),
        "建议": advice(budget, points),
    }
    return Narrative(MappingProxyType({topic: tuple(text for text in told[topic] if text) for topic in TOPICS}))


def _goals(evaluation: SelfEvaluation, teller: Teller) -> list[str]:
    """目标完成: expected and achieved in the clerk's own words, a paragraph per line."""
    expected, achieved = _paragraphs(evaluation.goal.expected), _paragraphs(evaluation.goal.achieved)
    first, *others = expected or [missing("年度总体目标")]
    result, *further = achieved or [missing("年度总体目标的实际完成情况")]
    return [teller.tell("目标", 预期=first), *others, teller.tell("目标完成", 完成=result), *further]


def _paragraphs(entry: Entry | None) -> list[str]:
    texts = lines(entry.text) if entry else []
    return [text.strip() for text in texts if bare(text)]
