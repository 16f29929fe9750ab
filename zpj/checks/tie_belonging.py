"""5xx: whether a filed report is about the projects of the workbooks given beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.tie_figures import spelt
from zpj.checks.tie_passages import bare_name
from zpj.domain.paper import Paper
from zpj.domain.regex import regex

_TITLE = regex("(?P<name>.*?)(?:项目)?(?:支出)?(?:绩效)(?:自评|评价)")
_NO_NAME = regex("20[0-9]{2}年度?|项目|支出|预算|部门|单位|整体|财政|资金|专项|市|县|区|省|关于|本级|总|全")
_LEAST_NAME = 3
_SLIP = 0.7


def named(paper: Paper, forms: Iterable[FormCase]) -> list[FormCase]:
    """The forms a report is about: those its titles name (the longest name of each title), else those its text names,
    else those whose name its titles nearly have; none where it names none."""
    listed = [(name, form) for form in forms if (name := spelt(form.project))]
    titles = [spelt(line.text) for line in paper.titles]
    own = [max((name for name, _ in listed if name in title), key=len, default="") for title in titles]
    if not any(own):
        cells = (cell for table in paper.tables for row in table.rows for cell in row)
        everything = "\n".join(map(spelt, (*(line.text for line in paper.paragraphs), *cells)))
        own = [name for name, _ in listed if name in everything]
    if not any(own):
        own = [name for name, _ in listed if any(_nearly(title, name) for title in titles)]
    return [form for name, form in listed if name in own]


def speaks_of_another(paper: Paper, forms: Iterable[FormCase]) -> str:
    """The project a report is about by its titles, where none of the forms has it; "" where the titles name none."""
    offices = [
        spelt(form.evaluation.text(field)) for form in forms for field in ("supervising_department", "implementing_unit")
    ]
    for line in paper.titles:
        match = _TITLE.match(spelt(line.text))
        name = match["name"] if match else ""
        for office in filter(None, offices):
            name = name.replace(office, "")
        if len(_NO_NAME.sub("", name)) >= _LEAST_NAME:
            return name
    return ""


def _nearly(title: str, name: str) -> bool:
    """Whether a title has the name but for a slip of the pen."""
    match = _TITLE.match(title)
    written = bare_name(match["name"]) if match else ""
    bare = bare_name(name)
    return bool(written and bare) and SequenceMatcher(None, written, bare, autojunk=False).ratio() >= _SLIP


@paper_check(
    "ZPJ569",
    "报告不是这些项目的",
    WARNING,
    reference="R-56",
    clause="自评表和报告应当是同一个项目的",
    message="报告写的是{found}，给出的自评表是“{expected}”，没有互相核对，请确认文件是否给对",
    fix="把这份报告与它的自评表一起校验",
)
def stranger(case: PaperCase) -> Iterator[Hit]:
    """A report beside workbooks none of whose projects it names."""
    if case.book is None or case.book.path == case.paper.path or not case.forms or named(case.paper, case.forms):
        return
    other = speaks_of_another(case.paper, case.forms)
    if other or len(case.forms) > 1:
        title = next(iter(case.paper.titles), None) or next(iter(case.paper.paragraphs), None)
        names = [form.project for form in case.forms]
        yield Hit(
            title.location if title else "正文",
            found=f"“{other}”" if other else "别的项目",
            expected="、".join(names[:3]) + ("等" if len(names) > 3 else ""),
            quote=title.text[:60] if title else None,
        )
