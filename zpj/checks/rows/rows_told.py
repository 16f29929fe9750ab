"""Over a filed report: rows of a form whose result the report tells, but never as the form has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.figures import AS_GOAL, PERCENT, POINTS, Quantity, Sentence, quantities, said, slipped
from zpj.checks.reading.text import sentences, squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.tie.claims import are_parts
from zpj.checks.tie.nouns import Measured, measured
from zpj.domain.likeness import bigrams
from zpj.domain.paper import Paragraph
from zpj.domain.records import record
from zpj.domain.regex import regex

_OTHER = regex(
    "目标|计划|预期|不少于|不低于|不超过|不高于|以上|以下|以内|至少|要求|上年|去年|同期|年初|往年|[由从比较]|每|平均|人均|"
    "其中|分别|增|减|降|提高|升|多|少|余|剩|差|缺|未|占|约|近|第|标准|抽[查检测样]|随机|核查|走访|问卷|预算|合同|20[0-9]{2}年"
)
_RATE = regex("(?P<lead>[\u4e00-\u9fff]*?)(?P<tail>[\u4e00-\u9fff]{2}[率度])(?:为|是|达到?了?|:|实际)*$")
_COMMON = frozenset((
    "数量", "人数", "完成", "情况", "项目", "工程", "人次", "面积", "及时", "时率", "覆盖", "盖率", "合格", "格率",
    "达标", "标率", "个数", "场次", "次数", "实施", "开展", "工作", "服务", "资金", "建设", "成率", "比例", "满意",
    "意度", "质量", "指标", "成本",
))  # fmt: skip
_GENERAL = frozenset({"合格率", "满意度", "完成率", "覆盖率", "执行率", "及时率", "达标率"})
_HEAD, _LEAD, _AHEAD, _BEHIND, _HALF = 6, 4, 26, 8, 2


@record
class _Told:
    """A figure that may be a result, with the words around it and where it stands."""

    figure: Quantity
    unit: str
    ahead: str
    behind: str
    sentence: Sentence


@paper_check(
    "ZPJ481",
    "报告写的完成值与自评表不同",
    WARNING,
    reference="R-52",
    clause="同一指标的完成值在自评表和文字里应当一致",
    message="文字写“{quote}”，自评表“{name}”的完成值是 {expected}，文字没有别处写这个数，请核对",
    fix="核对实际完成数，改成一致",
    follows=("ZPJ562", "ZPJ578", "ZPJ255", "ZPJ254", "ZPJ502", "ZPJ582"),
)
def results_told_otherwise(case: PaperCase) -> Iterator[Hit]:
    """“知晓率89%” beside a row 普查知晓率 with 98%, which the text nowhere tells.

    The words around the figure must be those of this row and of no other row in its unit; goals, parts, samples,
    changes and figures of other years are no results.
    """
    for form in case.forms:
        rows = measured(form)
        told: dict[str, list[_Told]] = {}
        for one in _told(case, form, {row.unit for row in rows}) if rows else ():
            told.setdefault(one.unit, []).append(one)
        for row in rows:
            alike = [each for each in rows if each is not row and each.unit == row.unit]
            same = told.get(row.unit, [])
            if any(is_value_of(each.figure, row) for each in same):
                in_report = any(each.sentence.number >= 0 and is_value_of(each.figure, row) for each in same)
                same = [each for each in same if not (in_report and each.sentence.number >= 0)
                        and not is_value_of(each.figure, row) and slipped(each.figure.digits, row.digits)]  # fmt: skip
            taken = {value for other in alike for value in (other.value, *other.goals)} | {*row.goals}
            meant = [each for each in same if each.figure.value not in taken and _speaks_of(each, row, alike)]
            values = {each.figure.value for each in meant}
            if len(values) == 1 and not are_parts(meant[0].sentence.text, row.unit, row.value):
                yield _hit(meant[0], row, form)


def _hit(told: _Told, row: Measured, form: FormCase) -> Hit:
    entry, figure = row.row.indicator.actual, told.figure
    quote = figure.with_words(12)
    return Hit(told.sentence.paragraph.location, figure.text, entry.text.strip() if entry else row.digits, quote=quote,
               project=form.project, words={"name": row.row.name})  # fmt: skip


def _told(case: PaperCase, form: FormCase, units: set[str]) -> Iterator[_Told]:
    """The figures in some units of a project's sentences, and of the achieved goal, that may be results."""
    achieved = form.evaluation.goal.achieved
    place = Paragraph(-1, achieved.text, cell=achieved.location) if achieved else None
    own = [Sentence(place, -1, text, quantities(text), form.project) for text in sentences(achieved.text)] if (
        achieved and place) else []  # fmt: skip
    for sentence in (*said(case), *own):
        if sentence.project not in ("", form.project):
            continue
        for figure in sentence.quantities:
            unit = figure.unit.partition("/")[0]
            if figure.unit != POINTS and unit in units:
                behind = sentence.text[figure.end : figure.end + _BEHIND] if figure.unit != PERCENT else ""
                yield _Told(figure, unit, figure.before[-_AHEAD:], behind, sentence)


def is_value_of(figure: Quantity, row: Measured) -> bool:
    """Whether a figure is the actual value of a row, to the decimals it is told with."""
    return figure.is_near(row.value) or row.is_rounded(figure)


def _speaks_of(told: _Told, row: Measured, others: Sequence[Measured]) -> bool:
    """Whether the words around a figure are those of a row and of no other."""
    figure, clause = told.figure, told.figure.before.rpartition(",")[2]
    named = squeezed(row.row.name)
    if _OTHER.search(clause.replace(named, "")) or AS_GOAL.match(told.sentence.text, figure.end):
        return False  # 增雨影响面积 is a name, no increase
    own = _core(row)
    counts = Counter(pair for each in others for pair in bigrams(_core(each)))
    rare = [pair for pair in bigrams(own) if not counts[pair] and pair not in _COMMON]
    if figure.unit == PERCENT:
        match = _RATE.search(clause)
        if match is None or not own.endswith(match["tail"]):
            return False
        rivals = any(_core(each).endswith(match["tail"]) for each in others)
        lead, ahead = match["lead"][-_LEAD:], told.sentence.text[: figure.start]
        shared = [pair for pair in rare if pair in ahead and pair not in match["tail"]]
        if lead and not any(pair in own for pair in bigrams(lead)):
            return False
        return len(shared) * _HALF >= len(rare) if rivals or match["tail"] in _GENERAL else True
    shared = [pair for pair in rare if pair in told.ahead or pair in told.behind]
    near = any(pair in told.ahead[-_HEAD:] or pair in told.behind[:_HEAD] for pair in shared)
    return near and len(shared) * _HALF >= len(rare)


def _core(row: Measured) -> str:
    return squeezed(row.name)
