"""Over a filed report: words of another project of the same file in a form's goal or reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.text import prose_of, squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.model import Entry
from zpj.domain.regex import regex

_CLAUSE = regex("[,。;、]")
_GENERAL = regex(
    "^(?:服务对象|受益|群众|公众|社会|职工|干部|师生|居民|企业|用户|人员|项目|资金|工作|任务|预算|成本|支出|验收|质量|工程|设备|"
    "完成|年度|总体|控制|补助|补贴)*(?:满意度?|合格率|及时率?|完成率|执行率|控制率?|时间|数量|成本|到位率|准确率|覆盖率|知晓率|总额|标准|率|期限|时限)?$"
)
_LEAST_NAME, _SHARED = 4, 2
_PROJECT = regex("20[0-9]{2}年度?|项目$|经费$|资金$")
_TAIL = regex("(?:情况|数量|次数|人数|人次|个数|面积|金额|长度|总数|数|率|度|时间)$")


@paper_check(
    "ZPJ470",
    "一个项目的文字里残留别的项目的话",
    WARNING,
    reference="R-66 R-74",
    clause="各项目写本项目的目标和完成情况",
    message="“{found}”说的是项目“{expected}”的内容{again}，本项目没有这一项，请核对是否误抄",
    fix="删去误抄的话，改写为本项目的",
    follows=("ZPJ419", "ZPJ562", "ZPJ574"),
)
def words_of_another_project(case: PaperCase) -> Iterator[Hit]:
    """“参训人员考试合格率95%以上” in the result of the project 信息化运维, where 考试合格率 is one of 业务培训.

    An indicator only one other form has, and nothing else in the form's own names, goals and reasons speaks of.
    """
    if len(case.forms) < _SHARED:
        return
    names = {id(form): _names(form) for form in case.forms}
    often = Counter(name for each in names.values() for name in each)
    yield from _in_sections(case, names, often)
    for form in case.forms:
        cells = [entry for entry in _cells(form) if entry.text.strip()]
        own = " ".join((*names[id(form)], squeezed(form.project)))
        others = list(_of_others(case, form, names, often, own))
        for entry in cells if others else ():
            yield from _in_cell(form, entry, cells, others)


_Names = dict[int, frozenset[str]]


def _of_others(
    case: PaperCase, form: FormCase, names: _Names, often: Counter[str], own: str
) -> Iterator[tuple[str, FormCase]]:
    """The indicators of one other form only, of which a form's own names say nothing, each with that form."""
    for each in case.forms:
        if each is not form:
            yield from ((name, each) for name in names[id(each)] if often[name] == 1 and not _in_own(name, own))


def _in_sections(case: PaperCase, names: _Names, often: Counter[str]) -> Iterator[Hit]:
    """The same in the paragraphs under a heading that names one project."""
    whole = prose_of(case)
    titles = {id(form): _PROJECT.sub("", squeezed(form.project)) for form in case.forms}
    for line in case.paper.paragraphs:
        path = "".join(squeezed(each.title) for each in line.path) if line.heading is None else ""
        named = [form for form in case.forms if path and titles[id(form)] in path]
        if len(named) != 1:
            continue
        text, form = squeezed(line.text), named[0]
        own = " ".join((*names[id(form)], squeezed(form.project), *(squeezed(entry.text) for entry in _cells(form))))
        for name, other in _of_others(case, form, names, often, own):
            if name in text and titles[id(other)] not in text and whole.count(name) > 1:
                clause = next(piece for piece in _CLAUSE.split(text) if name in piece)
                yield Hit(
                    line.location,
                    clause[:40],
                    other.project,
                    quote=clause[:40],
                    project=form.project,
                    words={"again": ""},
                )


def _in_cell(form: FormCase, entry: Entry, cells: list[Entry], others: list[tuple[str, FormCase]]) -> Iterator[Hit]:
    text = squeezed(entry.text)
    for name, other in others:
        if name in text and not any(name in squeezed(each.text) for each in cells if each is not entry):
            clause = next((piece for piece in _CLAUSE.split(text) if name in piece), name)
            yield Hit(
                entry.location, clause[:40], other.project, quote=clause[:40], project=form.project, words={"again": ""}
            )


def _names(form: FormCase) -> frozenset[str]:
    """What the indicators of a form are called, without the word for a count; general names are left out."""
    found = (squeezed(row.name) for row in form.rows)
    return frozenset(name for name in found if len(name) >= _LEAST_NAME and not _GENERAL.match(name))


def _in_own(name: str, own: str) -> bool:
    """Whether a form's own names speak of the same: most of the first signs of a name stand in them."""
    bare = _TAIL.sub("", name)
    return name in own or bare[:_SHARED] in own or bare[-_SHARED:] in own


def _cells(form: FormCase) -> Iterator[Entry]:
    goal = form.evaluation.goal
    yield from (entry for entry in (goal.expected, goal.achieved) if entry)
    yield from (row.indicator.deviation_reason for row in form.rows if row.indicator.deviation_reason)
