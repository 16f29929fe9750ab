"""Over a filed report: totals in prose against their parts, and scores of levels against the scoring table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from zpj.checks.case import BookCase, PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import POINTS, Quantity, quantities, slipped
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.tables import Line, column, levels_of, lines, number_in, scores_column
from zpj.checks.reading.text import parts, squeezed
from zpj.checks.rule import ERROR, Hit, book_check, paper_check
from zpj.domain.amounts import ZERO, plain
from zpj.domain.model import SourceTable
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_GIVEN = regex("^[,(:]?(?:自评|实际|评价|实)?得(?:分)?(?:为|:)?$")
_FULL = regex("满分|分值|权重")
_WEIGHTS = regex("(?:指标|评价|评分)体系|权重|分值|满分|赋分|总分(?:值|数)?(?:为|是|共|计|:)*100分|设(?:置|定|有|立)")
_TAKEN = regex("扣[^,、;]*$")
_PART_NAME = regex("(?:^|[,、;:])(?:其中:?)?(?P<name>[^,、;:]{2,14}?)(?:类|方面|部分)?(?:扣|得)?分?(?:为|是|了)*$")
_OF_THIS = regex(
    "(?:[该本](?:部分|项|类)|(?:^|[。;])(?:[\u4e00-\u9fff]{2,4}类|(?P<name>[\u4e00-\u9fff]{2,6}(?=指标))))"
    "(?:指标)?(?:共|满分|分值|权重)+(?:为|是|:)*[0-9.]+分,(?:实际|自评|评价)?得分?(?:为|是|:)*[0-9.]+分"
)
_FEWEST_PARTS, _NEAR_WHOLE = 3, 20
_SELECTION = 5
_SIGNS = ("×", "*", "÷", "-", "+", "以上", "以下", "及以", "(含)", "(不含)", "至", "~", "—", "为优", "为良")
_REACHED_BY = ("=", "×", "*", "÷", "/", "-", "乘以", "乘", "除以", "折算为")
_UNTIL_NEXT = "。|;(?=[^;。]*(?:其中|分[(]))"
"""Where the parts of a score end: the next half of a sentence may list those of another."""
REASON = "扣分(?:说明|原因|依据|理由|情况)|得分说明|评分说明|原因分析|^备注$|^说明$|^完成情况$|未完成原因"


@paper_check(
    "ZPJ595",
    "文字里的总分与其中各部分之和不符",
    ERROR,
    reference="R-06 R-52",
    clause="总分为各部分得分之和，共扣分为各项扣分之和",
    message="文字写 {found}，其中各部分之和为 {expected}，请核对",
    fix="核对总分和各部分",
    follows=("ZPJ439",),
)
def points_of_which(case: PaperCase) -> Iterator[Hit]:
    """“总分95.6分，其中预算执行得9.67分，产出得48.93分……”: all the parts a paragraph lists behind 其中."""
    for part in parts(case):
        for line in part.body:
            text = squeezed(line.text)
            for sentence in re.split(_UNTIL_NEXT, text) if "其中" in text or "分(" in text else ():
                for hit in _of_which(line, sentence):
                    yield Hit(hit.location, hit.found, hit.expected, hit.difference, hit.tolerance, hit.quote,
                              hit.basis, project=part.project)  # fmt: skip


def _of_which(line: Paragraph, sentence: str) -> Iterator[Hit]:
    place = sentence.find("其中") if "其中" in sentence else sentence.find("分(")
    told = quantities(sentence)
    heads = [each for each in told if each.unit == POINTS and each.end <= place + 1]
    whole = heads[-1] if heads and place - heads[-1].end <= _NEAR_WHOLE else None
    closed = sentence.find(")", place) if "其中" not in sentence else -1
    listed = [each for each in told if place < each.start and (closed < 0 or each.end <= closed)]
    listed = [each for each in listed if not _in_formula(sentence, each)]
    inside = [each for each in listed if _in_brackets(sentence[place : each.start])] if closed < 0 else []
    listed = [each for each in listed if each not in inside]
    kept = [figure for _, figure in _given([each for each in listed if each.unit == POINTS])]
    if kept and "其中" in sentence[place + 1 : kept[-1].start]:
        return  # parts that are parted themselves
    if (
        whole is None
        or len(kept) < _FEWEST_PARTS
        or any(each.unit != POINTS and each.start < kept[-1].start for each in listed)
    ):
        return
    taken = _TAKEN.search(whole.before) is not None
    if any((_TAKEN.search(each.before) is not None) is not taken for each in kept):
        return
    summed = sum((each.value for each in kept), ZERO)
    near = slipped(whole.digits, plain(summed)) or abs(whole.value - summed) < _SELECTION
    if abs(summed - whole.value) > HALF_CENT and near:
        yield Hit(line.location, whole.text, f"{plain(summed)}分", plain(abs(summed - whole.value)), plain(HALF_CENT),
                  sentence[whole.start - len(whole.before) : whole.end].strip(",;:"),
                  "+".join(plain(each.value) for each in kept) + f" = {plain(summed)}")  # fmt: skip


def _in_formula(sentence: str, figure: Quantity) -> bool:
    """Whether points stand in a formula or a rule and are not given: “得分=20分×执行率”, “每低1个百分点扣1分”."""
    ahead, behind = sentence[: figure.start], sentence[figure.end :]
    clause = clause_before(ahead, marks=",;。(")
    return ahead.endswith(_REACHED_BY) or behind.startswith(_SIGNS) or "每" in clause


def _in_brackets(words: str) -> bool:
    """Whether a bracket opened in some words is still open behind them: 产出50分（数量20分、质量30分）."""
    return words.count("(") > words.count(")")


@book_check(
    "ZPJ435",
    "文字里一级指标的得分与评分表不符",
    ERROR,
    reference="R-52",
    clause="文字里的得分应与评分表一致",
    message="文字写“{name}”得 {found} 分，评分表各行之和为 {expected} 分，请核对",
    fix="核对评分表和文字，改成一致",
)
def parts_and_table(case: BookCase) -> Iterator[Hit]:
    """“其中决策14分、过程23.62分”, “决策类20分，得19分；……”: a first indicator against its rows of the table."""
    paper = case.book.paper
    scoring = list(scoring_tables(case))
    for source, score in scoring:
        sums: dict[str, Decimal] = {}
        first = column(source, "^一级指标")
        names = levels_of(source)[0][0] if first is None else first
        name = ""
        for line in lines(source):
            points = number_in(line.text(score))
            name = stem_of(line.text(names)) or name  # cells that were not merged stand empty below the first
            if not line.is_total and points is not None:
                sums[name] = sums.get(name, ZERO) + points
        for paragraph in paper.paragraphs if paper else ():
            elsewhere = len(scoring) > 1 and paragraph.section != section_of(case, source)
            if elsewhere or "得" not in paragraph.text:
                continue
            for name, figure in (*_told_parts(squeezed(paragraph.text)), *_told_of_this(paragraph, sums)):
                if name in sums and abs(sums[name] - figure.value) > HALF_CENT:
                    yield Hit(paragraph.location, plain(figure.value), plain(sums[name]),
                              plain(abs(sums[name] - figure.value)), plain(HALF_CENT),
                              f"{name}{figure.text}", words={"name": name})  # fmt: skip


def _told_parts(text: str) -> Iterator[tuple[str, Quantity]]:
    for sentence in text.split("。"):
        place = sentence.find("其中")
        if place < 0 and sentence.count("得") < _FEWEST_PARTS:
            continue
        if _WEIGHTS.search(sentence) and "得" not in sentence:
            continue  # “总分100分，其中决策15分、过程20分”: what can be won
        told = [each for each in quantities(sentence) if each.unit == POINTS and each.start > place]
        for named, figure in _given(told):
            match = _PART_NAME.search(named)
            if match and not _TAKEN.search(figure.before):
                yield stem_of(match["name"]), figure


def _told_of_this(paragraph: Paragraph, sums: Mapping[str, Decimal]) -> Iterator[tuple[str, Quantity]]:
    """“该部分共35分，得34.8分”, “过程类分值25分，得23.3分” under a heading that names one of the first indicators; that
    one where it is named: “项目过程指标分值25分，得分23.3分”.
    """
    title = squeezed(paragraph.path[-1].title) if paragraph.path else ""
    names = [name for name in sums if name and name in title]
    match = _OF_THIS.search(squeezed(paragraph.text)) if len(names) == 1 else None
    match = match if match and (match["name"] or names[0]) == names[0] else None
    told = _given([each for each in quantities(match.group()) if each.unit == POINTS]) if match else []
    yield from ((names[0], figure) for _, figure in told[-1:])


def _given(told: Sequence[Quantity]) -> list[tuple[str, Quantity]]:
    """The points given, each with the words that name it; of “投入20分得19分” the 19, named by 投入."""
    found: list[tuple[str, Quantity]] = []
    for figure in told:
        if _FULL.search(figure.before):
            continue
        if found and _GIVEN.match(figure.before):
            found[-1] = (found[-1][0], figure)
        else:
            found.append((figure.before, figure))
    return found


def stem_of(name: str) -> str:
    """The name of an indicator without what all have."""
    return re.sub("(?:指标|类|得分?|情况|共)+$|[(].*?[)]|^其中:?", "", squeezed(name))


def scoring_tables(case: BookCase) -> Iterator[tuple[SourceTable, int]]:
    """The scoring tables of a filed report with the column of points."""
    for source in case.book.tables if case.book.paper else ():
        score = scores_column(source)
        if score is not None and levels_of(source):
            yield source, score


def section_of(case: BookCase, source: SourceTable) -> int:
    """The section of the report a table stands in."""
    paper, name = case.book.paper, source.location.rpartition("!")[0]
    return next((table.section for table in paper.tables if table.name == name), -1) if paper else -1


def gap(line: Line, weights: int, score: int) -> Decimal:
    """How many points a row lost; 0 where one of its figures is missing."""
    most, points = number_in(line.text(weights)), number_in(line.text(score))
    return most - points if most is not None and points is not None else ZERO
