"""Every figure of a filed report tied to the workbook: what was changed, what has no counterpart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.rule import ERROR, INFO, WARNING, Hit, Slip, paper_check
from zpj.checks.tie.changes import Edited, at, edited
from zpj.checks.tie.facts import facts_of, sheet_of
from zpj.checks.tie.figures import Figure, Kind, gap_of, spelt
from zpj.checks.tie.items import claims_at, item_claims, loose_figures
from zpj.checks.tie.sources import is_put_right, of_line
from zpj.domain.model import Section
from zpj.domain.paper import Heading
from zpj.domain.regex import regex

_WITH_UNIT = (Kind.MONEY, Kind.PERCENT)
_MOST_LISTED = 6
_NEAR, _SHOWN = 12, 16
_MARK = regex("[。;,:、\n]")


@paper_check(
    "ZPJ566",
    "报告里的数与工作簿不符",
    ERROR,
    reference="R-52",
    clause="报告里的数应当与自评表和报告素材一致",
    message="{what}写“{found}”，按工作簿应为“{expected}”，请核对后改成一致",
    fix="核对后改报告或改工作簿，再生成一次",
)
def changed_figures(case: PaperCase) -> Iterator[Hit]:
    """A figure that differs from the report the workbook gives; a doubt where only 报告素材 has it."""
    if case.origin is None:
        return
    for one in edited(case):
        if one.changes:
            told, form = _told_otherwise(one, case), one.pieces[0].form if one.pieces else None
            for new, old in one.changes:
                place = of_line(case, form, one.origin, old)
                if new not in told and not is_put_right(case, place, new, old):
                    yield _changed(case, one, new, old, place)


def _told_otherwise(one: Edited, case: PaperCase) -> set[Figure]:
    """The changed figures a rule on their role reports already, and those that were put right."""
    before, now = claims_at(one.before, case), claims_at(one.pieces, case)
    told = {new for new, old in one.changes if Kind.ORDINAL in (new.kind, old.kind)}
    for new, old in one.changes:
        was_wrong = any(at(old, claim.start) and not claim.agrees for claim in before)
        judged = [claim for claim in now if at(new, claim.start)]
        if any(claim.agrees if was_wrong else not claim.agrees for claim in judged):
            told.add(new)
        if was_wrong and any(claim.proved for claim in judged):
            told.add(new)
    return told


def _changed(case: PaperCase, one: Edited, new: Figure, old: Figure, place: str) -> Hit:
    form = one.pieces[0].form if one.pieces else None
    fact = facts_of(case).find(old, sheet_of(form))
    sections = case.book.sections if case.book else ()
    typed = next((section for section in sections if _holds(section, one.origin)), None)
    in_cell = fact is not None and all(fact.location != section.location for section in sections)
    text, gap = spelt(one.paragraph.text), gap_of(new, old)
    place = place or (typed.location if typed else "")
    return Hit(
        one.paragraph.location,
        found=_printed(new),
        expected=_printed(old),
        difference=gap,
        tolerance=None if gap is None else "0",
        quote=text[max(0, new.start - _NEAR) : new.end + _NEAR],
        basis=f"工作簿里的 {old.text} 见 {place}" if place else None,
        level=None if in_cell or typed is None else WARNING,
        project=form.project if form else case.project(one.paragraph.section),
        words={"what": _where(text, new, form, one.paragraph.path)},
        slips=(Slip(one.paragraph.index, new.start, new.end, old.text),),
    )


def _where(text: str, figure: Figure, form: FormCase | None, path: tuple[Heading, ...]) -> str:
    """What a figure is about: the indicator its clause or the heading right above names, else the clause it stands in.

    A clause that is the figure alone is shown with the next one; a line that is, by its heading.
    """
    start = max((match.end() for match in _MARK.finditer(text, 0, figure.start)), default=0)
    above = spelt(path[-1].title) if path and start == _after_heading(text, path) else ""
    named = {row.name: f"{above}\n{text[start : figure.start]}".rfind(spelt(row.name))
             for row in (form.rows if form else ()) if row.name}  # fmt: skip
    name = max(named, key=lambda each: (named[each], len(each)), default="")
    if name and named[name] >= 0:
        return f"“{name}”这里"
    behind = _MARK.search(text, figure.end)
    if behind and (start, behind.start()) == figure.span:
        behind = _MARK.search(text, behind.end())
    end = min(behind.start() if behind else len(text), figure.end + _NEAR)
    if (start, end) == figure.span:
        return f"“{path[-1].text}”这一部分" if path else "报告"
    cut = "…" if figure.start - start > _SHOWN else ""
    return f"报告“{cut}{text[max(start, figure.start - _SHOWN) : end]}”"


def _after_heading(text: str, path: tuple[Heading, ...]) -> int:
    """Where in a line its text begins, behind the heading it runs on from."""
    heading = spelt(path[-1].text)
    return len(heading) if text.startswith(heading) else 0


def _printed(figure: Figure) -> str:
    """Money and percents with their unit, dates and grades whole, everything else as a bare number."""
    if figure.amount is None or figure.kind in _WITH_UNIT:
        return figure.text
    bare = re.match(r"\d+(?:\.\d+)?", figure.text)
    return bare.group() if bare else figure.text


def _holds(section: Section, text: str) -> bool:
    return spelt(text) in spelt(section.text)


@paper_check(
    "ZPJ568",
    "报告里的数在自评表里没有对应",
    INFO,
    reference="R-52",
    clause="报告里的数应当能在自评表里找到",
    message="以下数在自评表里没有对应：{found}，请确认出处",
    fix="确认数的出处；写错的改正",
)
def untied_figures(case: PaperCase) -> Iterator[Hit]:
    """The amounts, percents, scores and quantities of a paragraph that no cell gives; one finding per paragraph."""
    for one, loose in loose_figures(case) if case.forms else ():
        told = item_claims(case).get(one.paragraph.index, [])
        found = [figure for figure in loose if not any(at(figure, claim.start) for claim in told)]
        if found:
            texts = list(dict.fromkeys(figure.text for figure in found))
            listed = "、".join(texts[:_MOST_LISTED]) + ("等" if len(texts) > _MOST_LISTED else "")
            project = one.pieces[0].form.project if one.pieces else case.project(one.paragraph.section)
            yield Hit(one.paragraph.location, found=listed, quote=texts[0], project=project)
