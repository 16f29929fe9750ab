"""Over a filed report: a clause in the result of a form that has nothing of the form's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.paper_strays import counted_pairs, distinct_pairs
from zpj.checks.paper_text import squeezed
from zpj.checks.plain_patterns import DIGIT
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.columns import column_letters
from zpj.domain.regex import regex

_CLAUSE = regex("[^,。;:]+")
_STOP = regex("[,。;]")
_CAUSE = regex("受|因|由于|影响|原因|推迟|延|未|调整|协调|冲突|其他项目")
_LEAST, _FEW, _FEWEST_SHARED, _FEWEST, _LONG = 5, 5, 2, 3, 12


@another_way("ZPJ118", WARNING, follows=("ZPJ118", "ZPJ538", "ZPJ519", "ZPJ419", "ZPJ562"))
def clause_of_another_form(case: PaperCase) -> Iterator[Hit]:
    """“居民分类投放习惯逐步养成” in the result of 路灯维护, the form beside it being of 垃圾分类.

    Next to none of the clause's words stand in the form, two or more in the other one.
    """
    named = [form for form in case.forms if form.evaluation.text("project_name")]
    forms = [(form, _words(case, form)) for form in named] if len(named) > 1 else []
    for form, own in forms:
        entry = form.evaluation.goal.achieved
        for clause in _CLAUSE.findall(squeezed(entry.text)) if entry and own else ():
            pairs = () if DIGIT.search(clause) or _CAUSE.search(clause) else distinct_pairs(clause)
            if entry is None or len(pairs) < _LEAST or sum(own[pair] > 1 for pair in pairs) * _FEW > len(pairs):
                continue
            others = ((sum(words[pair] > 1 and own[pair] < _FEWEST_SHARED for pair in pairs), other.project)
                      for other, words in forms if other.project != form.project)  # fmt: skip
            shared, project = max(others, default=(0, ""))
            if shared >= _FEWEST_SHARED:
                yield Hit(entry.location, project, form.project, quote=clause[:40], project=form.project)


@another_way("ZPJ574", WARNING, follows=("ZPJ574",))
def result_of_another_paper(case: PaperCase) -> Iterator[Hit]:
    """“学校食堂食材配送质量明显提高” in the result of a form: but one of its words stand nowhere else in the file."""
    counted = counted_pairs(case) if case.forms else Counter[str]()
    for form in case.forms:
        entry = form.evaluation.goal.achieved
        for clause in _CLAUSE.findall(squeezed(entry.text)) if entry else ():
            pairs = () if DIGIT.search(clause) else distinct_pairs(clause)
            shared = sum(counted[pair] > 1 for pair in pairs)
            if entry and len(pairs) >= _LEAST + shared and shared <= 1:
                yield Hit(entry.location, clause[:40], quote=clause[:40], project=form.project)


@another_way("ZPJ118", WARNING, follows=("ZPJ118", "ZPJ538", "ZPJ519", "ZPJ419", "ZPJ562", "ZPJ574"))
def clause_told_in_two_forms(case: PaperCase) -> Iterator[Hit]:
    """“合理安排检定时间” among the measures of two forms, of 计量器具检定 and of 电梯救援: a word of the one project's
    name that stands nowhere else in the other form.
    """
    forms = [form for form in case.forms if form.evaluation.text("project_name")]
    clauses = [_clauses(case, form) for form in forms] if len(forms) > 1 else []
    for (form, own), (other, others) in permutations(zip(forms, clauses, strict=False), 2):
        for clause in own if form.project != other.project else ():
            if clause not in others:
                continue
            words, its = _words(case, form), _words(case, other)
            pairs = [pair for pair in distinct_pairs(clause) if pair in other.project and words[pair] == 1]
            if any(its[pair] >= _FEWEST for pair in pairs) and not _CAUSE.search(clause):
                yield Hit(own[clause], other.project, form.project, quote=clause[:40], project=form.project)


@lru_cache(maxsize=16)
def _clauses(case: PaperCase, form: FormCase) -> dict[str, str]:
    """The clauses without a figure in the sentences of the cells of a form's table, and where each stands."""
    found: dict[str, str] = {}
    for place, cell in _cells(case, form):
        for clause in _CLAUSE.findall(cell) if len(cell) >= _LONG and _STOP.search(cell) else ():
            if len(clause) > _LEAST and not DIGIT.search(clause):
                found.setdefault(clause, place)
    return found


def _cells(case: PaperCase, form: FormCase) -> Iterator[tuple[str, str]]:
    """The cells of a form's table, and where each stands."""
    name = form.table
    table = next((table for table in case.paper.tables if table.name == name), None)
    for number, row in enumerate(table.rows if table else (), 1):
        for column, text in enumerate(row, 1):
            if text:
                yield f"{name}!{column_letters(column)}{number}", squeezed(text)


@lru_cache(maxsize=16)
def _words(case: PaperCase, form: FormCase) -> Counter[str]:
    """In how many cells of its table each pair of signs of a form's own words stands."""
    cells = {cell for _, cell in _cells(case, form)}
    return Counter(pair for text in sorted(cells) for pair in distinct_pairs(text))
