"""Over a filed report: a row told beside its own figure by its name with one word else, or by another project's row."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.names.offices_and_projects import whole_text
from zpj.checks.reading.copied_rows import columns_of
from zpj.checks.reading.figures import MONEY, POINTS, Quantity, quantities, said
from zpj.checks.reading.text import in_order, sentences, squeezed, starts_of
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.checks.tie.nouns import Measured, measured
from zpj.checks.touched import touched
from zpj.domain.amounts import HUNDRED
from zpj.domain.likeness import shared_start
from zpj.domain.records import record
from zpj.domain.regex import regex

_BRACKETS, _CLAUSE, _HAN = regex("[(][^()]*[)]"), regex("[,。;:、]"), regex("[\u4e00-\u9fff]+")
_COUNTED = regex("(?:数量|个数|人数|户数|次数|场次|期数|天数|人次|册数|面积|长度|里程|数)$")
_LEAD = regex(
    "^(?:[(]?[0-9一二三四五六七八九十]{1,2}[)、.]|[一二三四五六]是|全年|年度|年|累计|完成|实际|共计?|已|各类|开展|组织|举办|实施|将|使|"
    "实现|确保)+"
)
_JOINS = regex(
    "(?:不少于|不低于|不超过|不高于|不多于|不大于|不小于|控制在|达到?|共计?|均?为|是|约|完成|实现|[≥≤>=<:])+$"
)
_RATE = regex("(?:[率度]|比例|占比|比重)$")
_NO_WORD = regex(
    "[的和与及或为是按在末未均各每其共由等有对经占达超近约0-9]|平均|综合|总体|计划|年度|目标|当年|全年|争取|力争|确保|合计"
)
_WORK = regex(
    "新增|新建|建成|引进|购置|采购|发放|受益|惠及|完成|开展|举办|组织|使用|培训|培养|改造|更新|配备|配置|安装|聘用|招聘|选聘|支持|扶持|"
    "资助|补助|奖励|计划|提升|值班"
)
"""Words for what is done, of which one may be said for another."""
_NAMELESS = regex("表[0-9]+")
_LEAST, _LONGEST_WORD, _HALF, _LONG_HEAD, _KNOWN, _WELL_KNOWN = 5, 4, 2, 4, 2, 3
_END = 3
_NO_UNITS = (POINTS, MONEY, "年")

_Figure = tuple[Decimal, str]


@record
class _Row:
    """The name of a row as a clause may tell it, how its table prints it, and its project."""

    core: str
    printed: str
    project: str


@record
class _Rows:
    """The rows of forms and of a report's tables of scores by the figures they are told with; all their names."""

    by_figure: dict[_Figure, list[_Row]]
    names: frozenset[str]


@lru_cache(maxsize=4)
def _rows(case: PaperCase) -> _Rows:
    found: dict[_Figure, list[_Row]] = {}
    names: set[str] = set()
    for printed, figures, project in _named(case):
        whole = _BRACKETS.sub("", printed)
        names.add(whole)
        cores = dict.fromkeys((_LEAD.sub("", _COUNTED.sub("", whole)), _LEAD.sub("", whole)))
        for core in cores if _HAN.fullmatch(whole) else ():
            for figure in figures if len(core) >= _LEAST else ():
                found.setdefault(figure, []).append(_Row(core, printed, project))
    return _Rows(found, frozenset(names))


def _named(case: PaperCase) -> Iterator[tuple[str, set[_Figure], str]]:
    for form in case.forms:
        for own in measured(form):
            yield squeezed(own.row.name), {(value, own.unit) for value in (own.value, *own.goals)}, form.project
    for table in case.paper.tables:
        header, columns = columns_of(table) if not table.form else (-1, {})
        for row in table.rows[header + 1 :] if columns else ():
            figures = {(each.value, each.unit) for text in row for each in quantities(squeezed(text))}
            yield squeezed(row[columns["name"]]), figures, case.project(table.section)


@another_way("ZPJ120", WARNING, follows=("ZPJ120", "ZPJ459", "ZPJ123", "ZPJ528", "ZPJ113"))
def row_by_another_word(case: PaperCase) -> Iterator[Hit]:
    """“组织送戏下乡演出42场” beside the row 组织送文化下乡演出场次 of 42场, “项目完成率96.4%” beside 项目开出率.

    The figure is that row's; the name before it has one word else, stands in no table and nowhere else. Of rates the
    word may stand at the head, too; of other names what is done may be told by another word. A rate that prose tells
    nowhere by its own name needs but a sign at each end.
    """
    rows = _rows(case)
    told: set[str] = set()
    for place, text, figures, project in _texts(case) if rows.by_figure else ():
        for figure in figures:
            known = rows.by_figure.get((figure.value, figure.unit), ()) if figure.unit not in _NO_UNITS else ()
            own = [row for row in known if not row.project or not project or row.project == project]
            cores = {row.core: row.printed for row in own if row.core not in text}
            clause = _before(text, figure) if cores else ""
            rivals = len({row.printed for row in own})
            for core, printed in cores.items():
                alone = rivals == 1 and figure.value != HUNDRED and core not in _prose(case)
                odd = _otherwise(clause, core, rivals, whole_text(case), alone=alone)
                if odd and odd not in told and not any(odd in name for name in rows.names):
                    told.add(odd)
                    yield Hit(place, odd, printed, quote=odd, project=project)


def _texts(case: PaperCase) -> Iterator[tuple[str, str, tuple[Quantity, ...], str]]:
    """The sentences of the report and of the goals of forms, with place, quantities and project."""
    for sentence in said(touched(case)):
        if sentence.quantities:
            yield sentence.paragraph.location, sentence.text, sentence.quantities, sentence.project
    for form in case.forms:
        for entry in (form.evaluation.goal.expected, form.evaluation.goal.achieved):
            for text in sentences(entry.text) if entry else ():
                yield entry.location if entry else "", text, tuple(quantities(text)), form.project


def _before(text: str, figure: Quantity) -> str:
    """What a clause says before a figure."""
    return _JOINS.sub("", _BRACKETS.sub("", _CLAUSE.split(text[: figure.start])[-1]))


@lru_cache(maxsize=4)
def _prose(case: PaperCase) -> str:
    """All paragraphs in one spelling."""
    return "\n".join(squeezed(line.text) for line in case.paper.paragraphs)


def _otherwise(clause: str, core: str, rivals: int, whole: str, *, alone: bool) -> str:
    """The end of a clause that is a name but for one word, told nowhere else; "" if none is."""
    if core[0] not in clause and not clause.endswith(core[-_END:]):
        return ""
    for told in dict.fromkeys((_LEAD.sub("", clause), *(clause[at:] for at in starts_of(clause, core[:_HALF])))):
        head = shared_start(told, core)
        tail = shared_start(told[head:][::-1], core[head:][::-1])
        odd, right = told[head : len(told) - tail], core[head : len(core) - tail]
        if (_is_word_else(odd, right) and (head + tail) * _HALF >= len(core)
                and (_fits(head, tail, (odd, right), core, rivals, whole)
                     or (alone and head and tail and len(odd) > 1 and _RATE.search(core)))
                and whole.count(told) == 1):  # fmt: skip
            return told
    return ""


def _is_word_else(odd: str, right: str) -> bool:
    """Whether two pieces are two words of nearly one length, neither the other's short form or a slip of one sign."""
    sizes = len(odd), len(right)
    return (0 < min(sizes) <= max(sizes) <= _LONGEST_WORD and sum(sizes) > _HALF and abs(sizes[0] - sizes[1]) <= _HALF
            and _HAN.fullmatch(odd) is not None and not _NO_WORD.search(odd)
            and not in_order(*sorted((odd, right), key=len)))  # fmt: skip


def _fits(head: int, tail: int, words: tuple[str, str], core: str, rivals: int, whole: str) -> bool:
    """Whether what is the same suffices: more where other rows have the figure, or the word tells what is done."""
    often, (odd, right) = whole.count(core), words
    if _RATE.search(core):
        if not head:
            return tail >= _END and rivals == 1 and len(odd) > 1 and often >= _KNOWN
        return head > 1 and tail > 0 and head + tail >= _LEAST + (rivals > 1) and len(odd) > 1
    if rivals > 1 or len(right) < _HALF:
        return False
    if not tail:
        as_long = len(odd) == len(right) == _HALF and not _WORK.match(odd) and not _COUNTED.search(core)
        return as_long and head >= _LONG_HEAD and often >= _WELL_KNOWN
    if head >= _LONG_HEAD and tail >= _HALF and len(odd) >= _HALF:
        return True
    loose = tail < _HALF or head < _HALF or all(map(_WORK.match, words))
    return head > 0 and head + tail >= _LONG_HEAD and often >= (_WELL_KNOWN if loose else _KNOWN)


@another_way("ZPJ470", WARNING, follows=("ZPJ470", "ZPJ120", "ZPJ419", "ZPJ562", "ZPJ574", "ZPJ118", "ZPJ582"))
def row_of_another_form(case: PaperCase) -> Iterator[Hit]:
    """“购机农户满意度95%” in the report of 报废补贴, whose form has 报废机主满意度: a row of another form."""
    owners: dict[str, list[tuple[str, Measured]]] = {}
    for form in case.forms if len(case.forms) > 1 else ():
        for row in measured(form):
            owners.setdefault(_BRACKETS.sub("", squeezed(row.row.name)), []).append((form.project, row))
    for sentence in said(case) if owners else ():
        project = sentence.project if not _NAMELESS.fullmatch(sentence.project) else ""
        for figure in sentence.quantities if project else ():
            name = _LEAD.sub("", _before(sentence.text, figure))
            others = {other for other, _ in owners.get(name, ())}
            if len(others) != 1 or project in others or figure.value == HUNDRED:
                continue
            own = [each for each, told in owners.items() if each.endswith(name[-_END:])
                   and any(other == project and row.unit == figure.unit for other, row in told)]  # fmt: skip
            if len(own) == 1 and sum(a != b for a, b in zip(own[0], name, strict=False)) > 1:
                yield Hit(sentence.paragraph.location, name, next(iter(others)), quote=name + figure.text,
                          project=project, words={"again": ""})  # fmt: skip
