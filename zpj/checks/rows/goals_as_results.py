"""Over a filed report: the goal of a row of the form told as what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, quantities, said
from zpj.checks.reading.text import label_of, sentences, squeezed
from zpj.checks.rows.rows_told import is_value_of
from zpj.checks.rows.targets import forms_of
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.tie.nouns import CHECKED, Measured, measured, named
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import ZERO
from zpj.domain.likeness import bigrams
from zpj.domain.regex import regex

_OF_RESULTS = regex("完成|产出|效益|成效|效果|满意|实施|实现|数量|质量|时效|成本|可持续|成绩|成果|做法|总体|结论|情况")
_NAMED_GOALS = regex("[\u4e00-\u9fff]{0,6}目标[:：]")
_NO_RESULTS = regex(
    "目标(?!完成|实现)|概况|背景|依据|立项|问题|措施|建议|打算|下一步|(?:工作|实施|资金|预算)计划|基本情况|职责|预算|标准|内容"
)
_OTHER = regex(
    "目标|计划|预期|预计|不少于|不低于|不超过|不高于|不多于|不晚于|要求|标准|上年|去年|同期|年初|往年|由|从|比|较|应(?!急)|须|需|拟|"
    "将|每|人均|户均|其中|分别|增|减|降|提高|提升|升至|超|多|少|余|剩|差|缺|未|占|约|近|第(?!三方)|原|合同|限|控制|上限|下限|核定|测算|"
    "指标值|预算(?!执行|支出|资金)|任务|规定|约定|承诺|≥|≤|20[0-9]{2}年|[1-9]月|季度|上半年|抽[查检测样]|随机|扣|按"
)
_BEHIND = regex(
    "以[上内下]|(?:[(]含[)])?的?(?:年度|预期|年初|绩效|设定|计划)*(?:目标|指标值|要求|标准|任务|底线|上限|控制|限额|规模|测算|口径)|[/每]"
)
_RATE = regex(
    "(?P<lead>[\u4e00-\u9fff“”]*?)(?P<tail>[\u4e00-\u9fff]{2}[率度])(?:平均|均|都)?(?:为|是|达到?了?|达|实际|:)*$"
)
_USUAL = "数量 人数 完成 情况 项目 工程 人次 面积 及时 个数 场次 次数"
_USUAL += " 实施 开展 工作 服务 资金 建设 比例 质量 指标 成本 时间 平均"
_COMMON = frozenset(_USUAL.split())
_MARKS, _LEAST, _HALF, _NEAR = regex("[,:、(]"), 2, 2, 14


@paper_check(
    "ZPJ188",
    "文字把指标值写成了完成值",
    WARNING,
    reference="R-51 R-52",
    clause="完成情况写实际完成数，不写指标值",
    message="文字写“{quote}”，{found} 是“{name}”的指标值，自评表的完成值是 {expected}，请核对",
    fix="按实际完成数改正",
    follows=("ZPJ562", "ZPJ578", "ZPJ481", "ZPJ582", "ZPJ255", "ZPJ254", "ZPJ324", "ZPJ326", "ZPJ592", "ZPJ584",
             "ZPJ566", "ZPJ589", "ZPJ225", "ZPJ245", "ZPJ598", "ZPJ232", "ZPJ292"),
)  # fmt: skip
@by_the_paragraph
def goals_told_as_results(case: PaperCase) -> Iterator[Hit]:
    """“平均办结时限15个工作日” among the results, 15 being the goal and 12 what the form has as done."""
    for sentence in said(case) if case.forms else ():
        if not sentence.quantities or not tells_results(sentence):
            continue
        for form in forms_of(case, sentence.paragraph):
            rows = measured(form)
            for figure in sentence.quantities:
                row = _row(figure, sentence, rows)
                if row is not None:
                    yield _hit(sentence, figure, row, form)


def tells_results(sentence: Sentence) -> bool:
    """Whether the headings above a sentence are those of results, the deepest deciding; “预期目标：……” tells none."""
    if _NAMED_GOALS.match(sentence.paragraph.text):
        return False
    for heading in reversed(sentence.paragraph.path):
        title = squeezed(heading.title)
        if _NO_RESULTS.search(title):
            return False
        if _OF_RESULTS.search(title):
            return True
    return False


def _row(figure: Quantity, sentence: Sentence, rows: Sequence[Measured]) -> Measured | None:
    """The one row whose goal, and not whose result, a figure is, where the words around it are the row's."""
    unit = figure.unit
    alike = [each for each in rows if each.unit == unit]
    meant = [
        each
        for each in alike
        if len(each.goals) == 1 and each.goals[0] == figure.value and not is_value_of(figure, each)
    ]
    if figure.unit == POINTS or not meant or any(is_value_of(figure, each) for each in alike if figure.unit != PERCENT):
        return None
    text, clause = sentence.text, _MARKS.split(figure.before)[-1]
    row = _of_label(sentence.paragraph.text, meant)
    if row is None:
        row = _of_rate(clause, meant, alike, figure) if figure.unit == PERCENT else _of_noun(figure, text, rows, clause)
    if row not in meant or row is None:
        return None
    bare = clause.replace(squeezed(row.row.name), "").replace(row.name, "")
    if _OTHER.search(bare) or _BEHIND.match(text, figure.end) or CHECKED.search(text[: figure.start]):
        return None
    told = any(is_value_of(each, row) for each in sentence.quantities if each.unit == unit)
    return None if told else row


def _of_label(text: str, meant: Sequence[Measured]) -> Measured | None:
    """The row a paragraph is about by the name it begins with: “（3）监测点布设数量。在崖面布设……”."""
    name, _ = label_of(text)
    return next((each for each in meant if squeezed(each.row.name) == name), None)


def _of_noun(figure: Quantity, text: str, rows: Sequence[Measured], clause: str) -> Measured | None:
    """By the noun next to the figure, else by most of the words of the row's name in the clause around it."""
    found = named(rows, figure, text)
    if found is not None:
        return found.row
    around = clause[-_NEAR:] + _MARKS.split(text[figure.end :].partition("。")[0])[0][:_NEAR]
    alike = [each for each in rows if each.unit == figure.unit]
    sizes = sorted(((len(_pairs(each.row.name) & _pairs(around)), number) for number, each in enumerate(alike)))
    best = sizes[-1] if sizes else (0, 0)
    if best[0] < _LEAST or (len(sizes) > 1 and sizes[-2][0] == best[0]):
        return None
    row = alike[best[1]]
    return row if best[0] * _HALF >= len(_pairs(row.row.name)) else None


def _of_rate(clause: str, meant: Sequence[Measured], alike: Sequence[Measured], figure: Quantity) -> Measured | None:
    """“群众满意度90%”: the row that ends alike and shares what stands before, none of this value with it besides."""
    match = _RATE.search(clause)
    if match is None:
        return None
    ending = [each for each in alike if squeezed(each.row.name).endswith(match["tail"])]
    lead = _pairs(match["lead"])
    fits = [each for each in ending if not lead or lead & _pairs(each.row.name)]
    return (
        fits[0] if len(fits) == 1 and fits[0] in meant and not any(is_value_of(figure, each) for each in fits) else None
    )


@lru_cache(maxsize=2048)
def _pairs(text: str) -> frozenset[str]:
    bare = squeezed(text)
    return frozenset(bigrams(bare)) - _COMMON


def _hit(sentence: Sentence, figure: Quantity, row: Measured, form: FormCase) -> Hit:
    entry = row.row.indicator.actual
    quote = figure.with_words(12)
    return Hit(sentence.paragraph.location, figure.text, entry.text.strip() if entry else row.digits, quote=quote,
               project=form.project, words={"name": row.row.name})  # fmt: skip


@another_way("ZPJ578", WARNING, follows=("ZPJ578", "ZPJ504"))
def goal_kept_in_what_was_done(case: PaperCase) -> Iterator[Hit]:
    """“对40株衰弱古树实施复壮” in 实际完成情况, 40株 the goal of the only row in 株, 38株 what was done."""
    for form in case.forms:
        goal = form.evaluation.goal
        told = goal.achieved
        rows = measured(form) if told and goal.expected else []
        for sentence in sentences(told.text) if told and rows else ():
            for figure in quantities(sentence):
                row = _missed(figure, sentence, rows)
                entry = row.row.indicator.actual if row else None
                if told and row and entry and figure.text in squeezed(goal.expected.text if goal.expected else ""):
                    yield Hit(told.location, figure.text, entry.text.strip(), quote=sentence[: figure.end + 12][-40:],
                              project=form.project,
                              words={"name": row.row.name, "where": "目标完成情况", "what": "完成值"})  # fmt: skip


def _missed(figure: Quantity, sentence: str, rows: Sequence[Measured]) -> Measured | None:
    """The row whose goal a figure is though less was done; no other row in its unit has the figure."""
    alike = [each for each in rows if each.unit == figure.unit]
    meant = [each for each in alike if each.goals and set(each.goals) == {figure.value}]
    others = any(each.value == figure.value for each in alike)
    if figure.unit in (POINTS, MONEY) or len(meant) != 1 or others or figure.value == ZERO:
        return None
    row, clause = meant[0], _MARKS.split(figure.before)[-1]
    around = clause[-_NEAR:] + _MARKS.split(sentence[figure.end :].partition("。")[0])[0][:_NEAR]
    told = any(is_value_of(each, row) for each in quantities(sentence) if each.unit == row.unit)
    aside = _OTHER.search(clause) or _BEHIND.match(sentence, figure.end) or CHECKED.search(sentence[: figure.start])
    shared = _pairs(row.row.name) & _pairs(around)
    return row if row.value < figure.value and shared and not told and not aside else None
