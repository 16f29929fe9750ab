"""Every figure of a filed report tied to the workbook: what was changed, what has no counterpart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.rule import ERROR, INFO, WARNING, Hit, Slip, paper_check
from zpj.checks.tie_changes import Edited, at, edited
from zpj.checks.tie_facts import facts_of
from zpj.checks.tie_figures import Figure, Kind, spelt
from zpj.checks.tie_items import claims_at, in_unit, item_claims, loose_figures
from zpj.domain.amounts import plain
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
            told = _told_otherwise(one, case)
            yield from (_changed(case, one, new, old) for new, old in one.changes if new not in told)


def _told_otherwise(one: Edited, case: PaperCase) -> set[Figure]:
    """The changed figures a rule on their role reports already, and those that were put right."""
    before, now = claims_at(one.before, case), claims_at(one.pieces, case)
    told = {new for new, old in one.changes if Kind.ORDINAL in (new.kind, old.kind)}
    for new, old in one.changes:
        was_wrong = any(at(old, claim.start) and not claim.agrees for claim in before)
        if any(at(new, claim.start) and claim.agrees is was_wrong for claim in now):
            told.add(new)
    return told


def _changed(case: PaperCase, one: Edited, new: Figure, old: Figure) -> Hit:
    form = one.pieces[0].form if one.pieces else None
    fact = facts_of(case).find(old, form.evaluation.location if form else "")
    sections = case.book.sections if case.book else ()
    typed = next((section for section in sections if _holds(section, one.origin)), None)
    in_cell = fact is not None and all(fact.location != section.location for section in sections)
    text = spelt(one.paragraph.text)
    place = fact.location if fact else typed.location if typed else ""
    gap = _gap(new, old)
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
    """What a figure is about: the indicator named last before it or above, or the clause it stands in."""
    before = text[: figure.start]
    above = " ".join(spelt(heading.text) for heading in path)
    named = {row.name: f"{above} {before}".rfind(spelt(row.name)) for row in (form.rows if form else ()) if row.name}
    name = max(named, key=lambda each: (named[each], len(each)), default="")
    if name and named[name] >= 0:
        return f"“{name}”这里"
    start = max((match.end() for match in _MARK.finditer(before)), default=0)
    behind = _MARK.search(text, figure.end)
    end = min(behind.start() if behind else len(text), figure.end + _NEAR)
    cut = "…" if figure.start - start > _SHOWN else ""
    return f"报告“{cut}{text[max(start, figure.start - _SHOWN) : end]}”"


def _printed(figure: Figure) -> str:
    """Money and percents with their unit, dates and grades whole, everything else as a bare number."""
    if figure.amount is None or figure.kind in _WITH_UNIT:
        return figure.text
    bare = re.match(r"\d+(?:\.\d+)?", figure.text)
    return bare.group() if bare else figure.text


def _gap(new: Figure, old: Figure) -> str | None:
    if new.amount is None or old.amount is None or new.kind is not old.kind:
        return None
    gap = abs(new.amount.value - old.amount.value)
    return in_unit(gap, new) if new.kind is Kind.MONEY else plain(gap)


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
