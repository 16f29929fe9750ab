"""Over a filed report: cells of a form that are empty, where the report tells what belongs there."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.paper_figures import Quantity, quantities
from zpj.checks.paper_text import sentences, squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_LEAST_NAME = 4
_YEAR = regex("^20[0-9]{2}年度?")
_COUNTED = regex("(?:人?次?数|数量|个数|面积|里程|情况|完成率?)$")
_BETWEEN = regex("(?:实际)?(?:完成|达到?|为|是|有|实现|提升|提高|降低|至|了|已|仅|约|共|的|:|,|，)*")
_GOAL = regex("目标|计划|指标值|不低于|不少于|不超过|以上|以下|上年|去年|20[0-9]{2}年(?:的|为)")


@paper_check(
    "ZPJ458",
    "完成值空着，报告里却写了数",
    WARNING,
    reference="R-41 R-52",
    clause="自评表的栏目应当逐项填写，并与报告一致",
    message="“{name}”的实际完成值空着，{place}写“{expected}”，请核对后补填",
    fix="按实际完成数补填完成值",
)
def told_but_not_filled_in(case: PaperCase) -> Iterator[Hit]:
    """An empty 全年实际完成值 of 师生满意度, where the report has “师生满意度94.2%”: that is what belongs there."""
    for form in case.forms:
        project = _YEAR.sub("", squeezed(form.project))
        for row in form.rows if form.has("indicators.actual") else ():
            if row.indicator.actual is None and row.indicator.target and len(squeezed(row.name)) >= _LEAST_NAME:
                told = _told(case, project, squeezed(row.name), squeezed(row.indicator.target.text))
                if told:
                    words = {"name": row.name, "place": told[1]}
                    yield Hit(form.place(row, "actual"), "（空）", told[0], quote=row.name, row=row.place,
                              project=form.project, words=words)  # fmt: skip


def _told(case: PaperCase, project: str, name: str, target: str) -> tuple[str, str] | None:
    """The figure the report tells right behind a name, in the unit of its goal, and where; under the project's heading
    where the name stands under several.
    """
    found: dict[str, Paragraph] = {}
    units = {each.unit for each in quantities(target)}
    for line in case.paper.paragraphs if units else ():
        for one in dict.fromkeys((name, _COUNTED.sub("", name))):
            for sentence in sentences(line.text) if len(one) >= _LEAST_NAME and one in squeezed(line.text) else ():
                figure = _behind(sentence, one)
                if figure and figure.unit in units:
                    found.setdefault(figure.text, line)
    own = {told: line for told, line in found.items() if any(project in squeezed(each.title) for each in line.path)}
    rest = own if len(found) > 1 else found
    return next(((told, line.location) for told, line in rest.items()), None) if len(rest) == 1 else None


def _behind(sentence: str, name: str) -> Quantity | None:
    """The figure right behind a name in a sentence that does not tell a goal."""
    before, _, behind = sentence.partition(name)
    lead = _BETWEEN.match(behind)
    rest = behind[lead.end() :] if lead else ""
    figure = next(iter(quantities(rest[:16])), None)
    return figure if figure and rest.startswith(figure.text) and not _GOAL.search(before[-12:]) else None
