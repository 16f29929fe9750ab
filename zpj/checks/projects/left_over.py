"""Over a filed report: the one project of a list and the one form that are left over, named otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.names.slots import bare_text, bare_whole, core_of, titled
from zpj.checks.reading.project_rows import Projects, bare_project, tables_with_projects
from zpj.checks.reading.reconcile import amount_of
from zpj.checks.reading.tables import number_in, zeros_of
from zpj.checks.reading.text import in_order, parts, squeezed
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.likeness import longest_shared, matcher
from zpj.domain.records import record
from zpj.domain.regex import regex

_AMOUNT = regex("金额|支出|执行|预算|资金")
_KIND = regex("(?:项目|专项|资金|经费|补助|补贴)+$")
_BETWEEN = regex("[、,。:;“”《》()和及与]|(?:等)?[0-9一二两三四五六七八九十]+个(?:子)?项目|(?:分别)?(?:为|是|包括)")
_HALF, _FEWEST, _LEAST, _SOME, _MUCH, _SHARED = 2, 3, 4, 0.5, 0.6, 2


@record
class _Listed:
    """A project in a list: its place, its name and the amounts (in 元) that stand beside it."""

    place: str
    name: str
    amounts: frozenset[Decimal] = frozenset()


@record
class _Pair:
    """A project of a list and the form that is the same one, under another name; how often each name is told."""

    listed: _Listed
    form: FormCase
    times: tuple[int, int]


@paper_check(
    "ZPJ122",
    "列出的项目名称与自评表不同",
    WARNING,
    reference="R-56",
    clause="同一项目在报告的表和自评表里应当写同一个名称",
    message="这里写“{found}”，自评表的项目名称是“{expected}”，请统一",
    fix="统一为批复的项目名称",
    follows=("ZPJ160", "ZPJ161", "ZPJ511", "ZPJ114", "ZPJ580", "ZPJ558", "ZPJ528", "ZPJ113"),
)
def listed_otherwise(case: PaperCase) -> Iterator[Hit]:
    """“平原造林养护” in a table, or a list, of projects, where the one form left over is of 平原生态林养护."""
    for pair in _pairs(case):
        if pair.times[0] <= pair.times[1] or case.is_beside:
            yield Hit(pair.listed.place, pair.listed.name, pair.form.project, quote=pair.listed.name,
                      project=pair.form.project)  # fmt: skip


@another_way("ZPJ186", WARNING)
def form_otherwise(case: PaperCase) -> Iterator[Hit]:
    """A form of 疫病监测项目 or 疫病防控经费 where the list, and the report with it, has 疫病监测与调查项目."""
    for pair in _pairs(case):
        entry = pair.form.evaluation.fields.get("project_name")
        if entry and pair.times[0] > pair.times[1] and not case.is_beside:
            yield Hit(entry.location, core_of(entry.text), core_of(pair.listed.name), quote=entry.text.strip(),
                      project=pair.form.project)  # fmt: skip


@lru_cache(maxsize=4)
def _pairs(case: PaperCase) -> tuple[_Pair, ...]:
    forms = {
        name: form for form in case.forms if len(name := bare_project(form.evaluation.text("project_name"))) >= _FEWEST
    }
    found: dict[str, _Pair] = {}
    for listed, form in _same(case, forms):
        times = _times(case, listed.name, form)
        found.setdefault(form.project + listed.place, _Pair(listed, form, times))
    return tuple(found.values())


def _same(case: PaperCase, forms: Mapping[str, FormCase]) -> Iterator[tuple[_Listed, FormCase]]:
    """The projects of lists that are told by another name than the form they must be of."""
    for projects in tables_with_projects(case):
        rows = list(_rows(projects))
        told = {each.name for each in rows}
        odd, left = [each for each in rows if each.name not in forms], [name for name in forms if name not in told]
        if odd and left:
            yield from _left_over(case, rows, odd, left, forms)
    yield from _of_titles(case, forms)
    titles = [part.title for part in parts(case)]
    for line in case.paper.paragraphs if len(forms) > 1 else ():
        text = squeezed(line.text)
        value = text.rpartition(":")[2]
        if value and any(value in title for title in titles):
            continue  # what the whole is called
        left = [name for name in forms if name not in bare_text(text)]
        if left and len(left) * _HALF <= len(forms):
            pieces = [
                _Listed(line.location, bare_project(each)) for each in _BETWEEN.split(text) if len(each) >= _LEAST
            ]
            if any(each.name in forms for each in pieces):
                yield from _alike([each for each in pieces if each.name not in forms], left, forms, _MUCH)


def _of_titles(case: PaperCase, forms: Mapping[str, FormCase]) -> Iterator[tuple[_Listed, FormCase]]:
    """The one report and the one form left over where each project has a report with its name in the title."""
    told = {bare_project(name): part for part in parts(case) for name in titled([part]) if part.is_report}
    odd, left = [name for name in told if name not in forms], [name for name in forms if name not in told]
    one = len(told) == len(forms) > 1 and len(odd) == len(left) == 1
    if one and _is_kin(odd[0], left[0]) and not _is_short(odd[0], left[0]):
        title = next(line for line in told[odd[0]].paragraphs if line.is_title)
        yield _Listed(title.location, odd[0]), forms[left[0]]


def _left_over(
    case: PaperCase, rows: Sequence[_Listed], odd: list[_Listed], left: list[str], forms: Mapping[str, FormCase]
) -> Iterator[tuple[_Listed, FormCase]]:
    """Of a table of projects, what is left when those told by the name of their form are out.

    One of each in a table that has a row a form is the same project; else a like name tells, or the amounts do.
    """
    whole = len(rows) == len(forms)
    if whole and len(odd) == len(left) == 1 and in_order(left[0], odd[0].name):
        listed, own = _times(case, odd[0].name, forms[left[0]])
        if own == 1 < listed and len(left[0]) >= _LEAST:
            yield odd[0], forms[left[0]]
        return
    near = {each.name: [name for name in left if _is_short(each.name, name)] for each in odd}
    odd = [each for each in odd if len(near[each.name]) != 1]
    left = [name for name in left if [name] not in near.values()]
    if whole and len(odd) == len(left) == 1 and len(forms) > _HALF and _is_kin(odd[0].name, left[0]):
        yield odd[0], forms[left[0]]
        return
    known = len(rows) > len(odd) and len(left) * _HALF <= len(forms)
    yield from _alike(odd, left, forms, _SOME) if known else ()
    for name in left if len(rows) >= _FEWEST else ():
        amounts = _amounts(forms[name])
        same = [each for each in odd if each.amounts & amounts and _is_kin(each.name, name)]
        if len(same) == 1 and _likeness(same[0].name, name) > _SOME:
            yield same[0], forms[name]


def _alike(
    odd: Sequence[_Listed], left: Sequence[str], forms: Mapping[str, FormCase], least: float
) -> Iterator[tuple[_Listed, FormCase]]:
    """Of projects listed beside others of forms, each that is like one form left over, and no other is."""
    for each in odd:
        near = [name for name in left if _likeness(each.name, name) > least and not _is_short(each.name, name)]
        rivals = [other for other in odd if near and _likeness(other.name, near[0]) > least]
        if len(near) == 1 and len(rivals) == 1:
            yield each, forms[near[0]]


def _rows(projects: Projects) -> Iterator[_Listed]:
    """The projects of a table, with the amounts of their rows."""
    scales = {place: zeros_of(head) for place, head in enumerate(projects.heads) if _AMOUNT.search(head)}
    for number, row in zip(projects.numbers, projects.rows, strict=True):
        name = bare_project(row[projects.place])
        if len(name) >= _FEWEST:
            values = ((number_in(row[place].replace(",", "")), zeros) for place, zeros in scales.items()
                      if place < len(row))  # fmt: skip
            amounts = (value.scaleb(4 if zeros is None else zeros).normalize() for value, zeros in values if value)
            yield _Listed(projects.table.cell(number, projects.place + 1), name, frozenset(amounts))


def _amounts(form: FormCase) -> frozenset[Decimal]:
    """What a form has spent and may spend, in 元."""
    line, zeros = form.total, form.zeros
    cells = (line.executed, line.full_year_budget, line.initial_budget) if line and zeros is not None else ()
    values = (amount_of(cell) for cell in cells if cell)
    return frozenset(each.value.scaleb(zeros or 0).normalize() for each in values if each and each.value)


def _times(case: PaperCase, listed: str, form: FormCase) -> tuple[int, int]:
    """How often a paper tells the name of a list and that of a form; what is in the other name as it is printed."""
    whole = bare_whole(case)
    one, other = _bare(listed), _bare(bare_project(form.project))
    if other in one:
        other = bare_text(squeezed(form.project))
    times = [whole.count(one), whole.count(other)]
    return times[0] - times[1] * (one in other), times[1] - times[0] * (other in one)


def _bare(name: str) -> str:
    return _KIND.sub("", bare_text(name)) or name


def _likeness(one: str, other: str) -> float:
    """How much of the shorter of two names the other has, in order."""
    compared = matcher(one, other)
    return sum(block.size for block in compared.get_matching_blocks()) / max(min(len(one), len(other)), 1)


def _is_kin(one: str, other: str) -> bool:
    """Whether two names share a word besides that for what is paid."""
    return longest_shared(_KIND.sub("", one), _KIND.sub("", other)).size >= _SHARED


def _is_short(one: str, other: str) -> bool:
    """Whether one name is a short form of the other."""
    return one in other or other in one
