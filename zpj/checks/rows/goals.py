"""Over a filed report: goals and reasons of a form against prose that gives them in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.figures import quantities, said
from zpj.checks.reading.plain_patterns import HAN, NUMBER
from zpj.checks.reading.text import parts, squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.likeness import likeness
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_ITEMS = regex("[,;。:、!?\n]")
_LEAD = regex(
    "^(?:[0-9一二三四五六七八九十]{1,2}[.、]|[(][0-9一二三四五六七八九十]+[)])|^(?:年度|阶段性|预期)?(?:绩效)?目标[为是]?|^全年|"
    "^[^。]{0,6}20[0-9]{2}年"
)
_OF_RESULTS = regex("完成|结论|分析|问题|成效|产出|效益|偏离|原因|措施|建议")
_SHORT_ITEM, _SAME, _ALIKE = 5, 2, 0.6


@paper_check(
    "ZPJ326",
    "报告写的年度目标与自评表的目标有一处不同",
    WARNING,
    reference="R-51 R-52",
    clause="年度目标在自评表和报告里应当一致",
    message="报告写“{found}”，自评表的目标写“{expected}”，其余各项相同，请核对",
    fix="统一为批复的年度目标",
    follows=("ZPJ577", "ZPJ578", "ZPJ545", "ZPJ280", "ZPJ256"),
)
def goals_but_for_one(case: PaperCase) -> Iterator[Hit]:
    """A paragraph that gives the goal of the form word for word, but for a figure, a unit or a sign of one item.

    An item told in fewer or more words is let pass, and what was done before (“截至2022年底，已完成14篇”).
    """
    told: set[tuple[str, str]] = set()
    for form in case.forms:
        goal = form.evaluation.goal.expected
        items = _items(goal.text) if goal else []
        done = form.evaluation.goal.achieved
        results = squeezed(done.text) if done else ""
        for line in _lines_of(case, form) if len(items) > _SAME else ():
            own = _items(line.text)
            same = set(own) & set(items)
            if len(same) < max(_SAME, len(items) // 2):
                continue
            ours, theirs = ([each for each in some if each not in same] for some in (own, items))
            for one in (each for each in ours if not each.startswith("已")):
                other = _nearest(one, theirs)
                if other and (one, other) not in told and one not in results and _differ(one, other):
                    told.add((one, other))
                    yield Hit(line.location, one[-40:], other[-40:], quote=one[-40:], project=form.project)


def _items(text: str) -> list[str]:
    found = (_LEAD.sub("", each) for each in _ITEMS.split(squeezed(text)))
    return [each for each in found if len(each) >= _SHORT_ITEM]


def _lines_of(case: PaperCase, form: FormCase) -> Iterator[Paragraph]:
    """The lines of the report on a form's project; of a report on several the goals that name it, or stand under it."""
    projects = {each.project for each in case.forms}
    for part in parts(case):
        of_all = part.project not in projects and len(projects) > 1
        for line in part.body if of_all or part.project == form.project else ():
            own = not of_all or _projects_of(line, projects) == {form.project}
            if own and (not line.heading or len(line.text) > len(line.heading.text)):
                yield line


def _projects_of(line: Paragraph, projects: set[str]) -> set[str]:
    """The projects that a line, or the heading above it, names; none where it tells of what was done."""
    titles = [each.title for each in line.path]
    if any(map(_OF_RESULTS.search, titles)):
        return set()
    about = squeezed(":".join((*titles[-1:], line.text)))
    return {each for each in projects if squeezed(each) in about}


def _nearest(item: str, others: list[str]) -> str:
    """The item most like one, "" where none is much like it."""
    ranked = [(likeness(item, other), other) for other in others]
    ratio, other = max(ranked, default=(0.0, ""))
    return other if ratio >= _ALIKE else ""


def _differ(one: str, other: str) -> bool:
    """Whether two items of a goal cannot both be meant: other figures, another unit, or one sign else."""
    if NUMBER.findall(one) != NUMBER.findall(other):
        return bool(NUMBER.search(one)) and len(NUMBER.findall(one)) == len(NUMBER.findall(other))
    units = [tuple(each.unit for each in quantities(text)) for text in (one, other)]
    if units[0] != units[1]:
        return len(units[0]) == len(units[1])
    changed = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return len(one) == len(other) and len(changed) == 1


_NEAR, _CONTEXT, _BEHIND = 3, 4, 6
_COUNTED_IN = regex("天|日|个?月|小时|分钟|工作日|次|台|处|个|人|名|公里|户|万元|元|场|份|条|辆|套|家|%")


@paper_check(
    "ZPJ327",
    "偏差原因里的数与文字里的不同",
    WARNING,
    reference="R-51 R-66",
    clause="同一件事在自评表的原因栏和文字里应当一致",
    message="原因栏写“{found}”，文字写“{expected}”，请核对",
    fix="核对两处，改成一致",
    follows=("ZPJ562", "ZPJ578"),
)
def reasons_and_prose(case: PaperCase) -> Iterator[Hit]:
    """“进场道路中断31天” in the reason of a row and “进场道路中断33天” in the report; “3月底前完成招标” and 5月."""
    reasons = [(reason.location, list(_keys(squeezed(reason.text))), form.project)
               for form in case.forms for row in form.rows if (reason := row.indicator.deviation_reason)]  # fmt: skip
    prose: dict[str, set[tuple[str, str]]] = {key: set() for _, keys, _ in reasons for key, _, _ in keys}
    for sentence in said(case) if prose else ():
        for key, figure, shown in _keys(sentence.text):
            if key in prose:
                prose[key].add((figure, shown))
    for place, keys, project in reasons:
        for key, figure, shown in keys:
            figures = {other for other, _ in prose[key]}
            if len(figures) == 1 and figures != {figure}:
                yield Hit(place, shown, next(iter(prose[key]))[1], quote=shown, project=project)
                break


def _keys(text: str) -> Iterator[tuple[str, str, str]]:
    """Each figure with the words around it that tell what it is of: enough before it, or enough behind it."""
    for match in NUMBER.finditer(text):
        before = text[max(0, match.start() - _CONTEXT) : match.start()]
        unit = _COUNTED_IN.match(text, match.end())
        behind = text[match.end() : match.end() + _BEHIND]
        around = before[-_NEAR:] + text[match.end() : match.end() + _CONTEXT]
        if unit and len(around) == _NEAR + _CONTEXT and all(map(HAN.match, around)):
            shown = f"{before[-_NEAR:]}{match.group()}{around[_NEAR:]}"
            yield f"{before[-_NEAR:]}#{around[_NEAR:]}", match.group(), shown
        if unit and len(before) == _CONTEXT and all(map(HAN.match, before)):
            yield f"{before}#{unit.group()}", match.group(), f"{before}{match.group()}{unit.group()}"
        if len(behind) == _BEHIND and all(map(HAN.match, behind)) and not match.group().startswith("20"):
            yield f"#{behind}", match.group(), f"{match.group()}{behind}"
