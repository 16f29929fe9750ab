"""Over a filed report: “all indicators fulfilled” beside a form with rows that fell short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zpj.checks.case import FormCase, PaperCase, Row
from zpj.checks.form.row_scores import unmet
from zpj.checks.reading.clauses_around import SENTENCE, clause_before, clause_behind
from zpj.checks.reading.text import parts, squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import plain
from zpj.domain.paper import PaperTable
from zpj.domain.regex import regex

_DONE = ("完成", "达到", "达成", "实现")
_LEVELS = "产出|数量|质量|时效|成本|效益|满意度"
_ALL_DONE = regex(
    "(?:均|全部|全面|都)(?:已|按期|如期|圆满|全面|全部)*(?:完成|达到|达成|实现)[^。,;]{0,14}(?:指标|目标|要求|任务)|(?:全部|均)按期完成"
    f"|(?:各项|全部|所有)(?:绩效|年度|{_LEVELS})*(?:指标|目标|工作任务|任务)[^。,;]{{0,8}}(?:均|全部|都)?[^。,;]{{0,4}}"
    f"(?:完成|达到|达成|实现)|(?:(?:{_LEVELS})任务|(?:{_LEVELS})?(?:指标|目标(?:任务)?))(?:均|全部|都)(?:已|全部|全面|按期|如期)*"
    "(?:完成|达到|达成|实现)|(?:各项|所有|全部)[\u4e00-\u9fff]{2,4}任务(?:均|全部|都)(?:已|按期|如期|按计划)*完成"
    f"|(?:各项|所有|全部)(?:{_LEVELS})(?:均|全部|都)[^。,;]{{0,8}}(?:完成|达到|达成|实现)"
    "|全部按(?:年度|年初|既定|预期|绩效)*(?:目标|计划|指标|任务)值?完成"
)
_NO_CLAIM = regex("情况(?:[见如表:。]|分析|汇总|$)|[^,。;]{0,4}(?:值|[的得])*(?:记|计)?满分")
"""What makes of it the name of a table, or a rule of scoring: 各项指标完成情况见下表, 各项指标达到目标值得满分."""
_TASKS = regex("(?:各项|所有|全部)(?!绩效|年度|工作)[\u4e00-\u9fff]{2,4}任务")

_HOW_MANY = regex("^[0-9]+(?:[.][0-9]+)?[\u4e00-\u9fff]")
"""The figure right behind: 全面完成危房改造任务186户."""
_CONCLUSION = regex("结论|评价意见|自评情况|自评意见|总体评价")
_RESULTS = regex("(?:年度)?(?:目标|实际|全年|总体目标)?(?:实际)?完成情况")
_OF_ALL_PROJECTS = regex("(?:[两二三四五六七八九十0-9]+个|各|所有|全部)[\u4e00-\u9fff]{0,8}项目[^。;,]{0,12},?$")
_SHORT_TAIL = 8


@paper_check(
    "ZPJ543",
    "文字说全部完成，自评表却有没完成的指标",
    WARNING,
    reference="R-52",
    clause="文字应与自评表一致",
    message="文字说“{found}”，自评表里却有没有完成的指标（{expected}），请核对",
    fix="按自评表改正文字",
)
@by_the_paragraph
def all_done(case: PaperCase) -> Iterator[Hit]:
    """“各项指标均已完成” beside a form with a row that fell short."""
    for part in parts(case):
        form = case.form(part.project)
        for line in part.body if case.forms else ():
            said = squeezed(line.text)
            match = _ALL_DONE.search(said) if any(word in said for word in _DONE) else None
            of_all = match is not None and form is None and _OF_ALL_PROJECTS.search(said[: match.start()]) is not None
            forms = case.forms if of_all else (form,) if form else ()
            short = [row for each in forms for row in _short_rows(each, match.group())] if match else []
            if match and short and (_of_these(said, match) or _NO_CLAIM.match(said, match.end())):
                continue
            if match and short and not re.search("除|外|基本|未能|没有|不", said[: match.start()][-8:]):
                clause = clause_before(said, match.start())
                told = clause[-14:] + match.group() + "".join(_HOW_MANY.findall(said[match.end() :]))
                yield Hit(line.location, told, "、".join(short[:3]), quote=told, project=part.project)
    for place, text, form in _conclusions(case):
        match = _ALL_DONE.search(text)
        short = _short_rows(form, match.group()) if match else []
        if match and short:
            told = match.group() + clause_behind(text, match.end())[:_SHORT_TAIL]
            yield Hit(place, told, "、".join(short[:3]), quote=told, project=form.project)


def _of_these(said: str, match: re.Match[str]) -> bool:
    """Whether “均完成” speaks of the figures right before it: “数字化66430卷，扫描801.9万页，均完成年度指标”."""
    own = clause_before(said, match.start(), SENTENCE)
    own_words = match.group()[0] in "均都" and own.endswith(",") and not re.search(_LEVELS, match.group())
    return own_words and bool(re.search("[0-9][%\u4e00-\u9fff]*$", own[:-1]))


def _conclusions(case: PaperCase) -> Iterator[tuple[str, str, FormCase]]:
    """The cells of the forms' tables that say how the work ended, and of other tables what was done of the goal."""
    for table in case.paper.tables:
        form = case.form(case.project(table.section))
        if form and not table.form:
            yield from ((place, text, form) for place, text in _below_results(table))
        for number, cells in enumerate(table.rows, 1) if table.form and form else ():
            if form and _CONCLUSION.search(squeezed(cells[0])):
                column = next((at for at, text in enumerate(cells, 1) if at > 1 and text), 1)
                yield table.cell(number, column), squeezed("".join(cells[1:])), form


def _below_results(table: PaperTable) -> Iterator[tuple[str, str]]:
    """The cells right below a heading 实际完成情况, and their places."""
    for number, (heads, cells) in enumerate(pairwise(table.rows), 2):
        for column, (head, text) in enumerate(zip(heads, cells, strict=False), 1):
            if _RESULTS.fullmatch(squeezed(head)) and text:
                yield table.cell(number, column), squeezed(text)


def _short_rows(form: FormCase, words: str) -> list[str]:
    """The rows that fell short and lost points, of the level the words name (产出, 效益, 时效) where they name one."""
    named = [level for level in _LEVELS.split("|") if level in words] or ["产出"] * bool(_TASKS.search(words))
    return [
        f"{row.name} {_result(row)}"
        for row in form.rows
        if _fell_short(row, bool(named))
        and (not named or any(level in row.indicator.level1 + row.indicator.level2 for level in named))
    ]


def _result(row: Row) -> str:
    """The points of a row of its weight; its actual value where it has none."""
    if row.points is not None and row.weight is not None:
        return f"{plain(row.points)}/{plain(row.weight)}"
    return row.actual.text


def _fell_short(row: Row, named: bool) -> bool:
    """Whether a row lost points, or missed its bound."""
    if row.points is None:
        return row.weight is None and unmet(row)
    lost = bool(row.lost)
    return unmet(row) or (lost and (named or row.score.rate is None or row.score.rate < 1))
