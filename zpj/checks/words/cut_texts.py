"""Over a filed report: cells, headings and paragraphs that break off, as their likes or their last words show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.text import cells_of_paper, parts, squeezed
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.model import Entry
from zpj.domain.ordinals import ordinal
from zpj.domain.regex import regex
from zpj.domain.words import is_known

_Text = tuple[str, str, str]
"""The place of a text, what it says, the project of its form."""
_LEAST_TEXT, _LEAST_REASON, _FEWEST_REASONS, _FEWEST_GOALS = 12, 8, 3, 2
_ENDED, _INNER = regex("[。;:!?…”)》】」’.等]$"), regex("[,;。]")
_HANGING = regex(
    "(?:^|[,;。:])[^,;。:]{0,6}?(?:(?:经(?![费济营常办验])|待(?!遇)|俟|通过|随着|当(?![年地前时月日]))[^,;。:]{2,30}(?<![延滞落推售事先])后"
    "|[^,;。:]{2,30}(?:的基础上|的情况下|的前提下|的同时))$"
)
"""Words that say after or upon what, and nothing behind them that says what is done: 经重新核定后, 在……的前提下."""
_LAST_WORDS = {
    "情": "况", "措": "施", "概": "况", "问": "题", "建": "议", "做": "法", "结": "论果", "分": "析", "目": "标的",
    "指": "标", "计": "划", "过": "程", "内": "容", "范": "围", "原": "因则", "方": "法面", "标": "准", "背": "景",
    "经": "验费", "依": "据", "办": "法", "职": "责能", "流": "程", "意": "见", "体": "系", "效": "益果", "管": "理",
}  # fmt: skip
"""The words most headings end with: their first sign, which ends none unless as the last sign of another word."""
_CUT_PARAGRAPH = regex(r"[，、]$|(?<=[。；])\s*[(（][一二三四五六七八九十]+[)）]\s*[^。；，]{2,30}$")
_LEAST_HEADING, _HAN_END, _ASIDE = 4, regex("[\u4e00-\u9fff]{2}$"), regex("[(][^()]*[)]$")


@another_way("ZPJ585", WARNING, follows=("ZPJ585", "ZPJ523"))
@by_the_paragraph
def headings_cut_off(case: PaperCase) -> Iterator[Hit]:
    """“（三）自评工作开展情”: a heading ends with the first sign of a word that headings end with."""
    for line in case.paper.paragraphs:
        if line.heading is None:
            continue
        title = _ASIDE.sub("", squeezed(line.heading.title))
        whole = title[-1:] not in _LAST_WORDS or len(title) < _LEAST_HEADING or is_known(title[-2:])
        if not whole and _HAN_END.search(title):
            yield Hit(line.location, title, title + _LAST_WORDS[title[-1]][0], quote=line.heading.text,
                      project=case.project(line.section))  # fmt: skip


@another_way("ZPJ585", WARNING, follows=("ZPJ585", "ZPJ523", "ZPJ107"))
def hanging_clauses(case: PaperCase) -> Iterator[Hit]:
    """“管线冲突，经重新踏勘后” in a cell: it is told after what, and not what was done."""
    for place, text, section in cells_of_paper(case):
        if len(text) >= _LEAST_TEXT and _HANGING.search(text[-40:]):
            yield Hit(place, text[-16:], quote=text[-16:], project=case.project(section))


@another_way("ZPJ116", WARNING, follows=("ZPJ116", "ZPJ585", "ZPJ523", "ZPJ107"))
def open_among_ended(case: PaperCase) -> Iterator[Hit]:
    """The one goal or result of the forms, or the one reason, without a stop, where all others have theirs."""
    goals: list[_Text] = []
    reasons: list[_Text] = []
    for form in case.forms:
        goal = form.evaluation.goal
        goals += _long(form, (goal.expected, goal.achieved), _LEAST_TEXT)
        reasons += _long(form, (row.indicator.deviation_reason for row in form.rows), _LEAST_REASON)
    for texts, fewest in ((goals, _FEWEST_GOALS), (reasons, _FEWEST_REASONS)):
        still_open = [each for each in texts if not _ENDED.search(each[1])]
        if len(still_open) == 1 and len(texts) >= fewest:
            place, text, project = still_open[0]
            if _INNER.search(text[:-1]):
                yield Hit(place, text[-16:], quote=text[-40:], project=project)


def _long(form: FormCase, entries: Iterable[Entry | None], least: int) -> Iterator[_Text]:
    """Where texts of a form stand, what they say, and the form's project; short ones are no sentences."""
    for entry in entries:
        text = squeezed(entry.text) if entry else ""
        if entry and len(text) >= least:
            yield entry.location, text, form.project


@paper_check(
    "ZPJ523",
    "段落疑似没有写完",
    WARNING,
    reference="R-46",
    clause="文字应当写完整",
    message="这一段写到“{found}”就断了，请核对是否漏了内容",
    fix="补全文字",
)
def cut_paragraphs(case: PaperCase) -> Iterator[Hit]:
    """A paragraph that ends with a comma, or with a heading run on that nothing follows."""
    for part in parts(case):
        body = part.body
        for number, paragraph in enumerate(body):
            following = body[number + 1] if number + 1 < len(body) else None
            goes_on = following is not None and following.heading is None and ordinal(following.text) is None
            if _CUT_PARAGRAPH.search(paragraph.text.strip()) and len(squeezed(paragraph.text)) > 20 and not goes_on:
                tail = paragraph.text.strip()[-16:]
                yield Hit(paragraph.location, tail, quote=tail, project=part.project)
