"""The rows of forms as a filed report gives them a second time: in tables of its own, or one a line in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase, Row
from zpj.checks.reading.form_headings import misspelt_heading
from zpj.checks.reading.row_names import letters
from zpj.checks.reading.scoring_tables import POINTS_HEAD, WEIGHT_HEAD
from zpj.checks.reading.tables import is_total_row
from zpj.checks.reading.text import squeezed
from zpj.checks.tie.tables import foreign
from zpj.domain.likeness import likeness
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_NAMES = (
    regex("^三级指标(?:名称)?(?:[(].*[)])?$"),
    regex("^(?:具体|绩效|评价|考核|年度)?指标(?:名称|内容|项目)?(?:[(].*[)])?$"),
)
_COLUMNS = {
    "level2": regex("^二级指标"),
    "target": regex(
        "^(?:调整后|年度|全年|年初|预期|计划|设定|绩效|的)*(?:指标值|目标值|目标|计划数|任务数|(?<=[计划预期])(?:完成)?[值数])(?:[(].*[)])?$"
    ),
    "actual": regex(
        "(?<![计预][划期])完成(?:值|情况)(?:[(].*[)])?$|^(?:全年|年度|本年|当年|年末)?实际(?:指标)?(?:值|数|情况|结果|达到值|完成[值数]?|完成结果)?(?:[(].*[)])?$|^完成(?:数|结果)?$"
    ),
    "weight": WEIGHT_HEAD,
    "points": POINTS_HEAD,
    "reason": regex("原因"),
    "project": regex("^(?:所属|子|预算|自评|评价)*项目(?:名称)?$"),
}
_CARRIED = ("level2", "project")
_OF_BUDGET = regex("执行率?$")
_LINE = regex(
    "^(?:[(]?[0-9一二三四五六七八九十]{1,3}[)、.]+|[①-⑳])?(?:指标[0-9一二三四五六七八九十]{1,2}[:、]?)?[“]?"
    "(?P<name>[^,。;:“”]{3,30}?)[”]?[,:]?(?:年度|设定的?|计划|预期)*(?:指标值|目标值)(?:为|是|设定为|:)?(?P<target>[^,。;]{1,20})[,;。]"
    "(?:[^。;]{0,4})?(?:全年)?(?:实际)?(?:完成值?|达到)(?:为|是|:)?(?P<actual>[^,。;]{1,20})(?P<rest>.*)"
)
_WEIGHT = regex("(?:分值|权重|满分)(?:为|是|:)?(?P<weight>[0-9.]+)分?")
_POINTS = regex("(?:自评|实际|得|评)?得分?(?:为|是|:)?(?P<points>[0-9.]+)分")
_FEWEST, _ALIKE, _HEADING_ROWS = 3, 0.5, 4


@record
class Copied:
    """A row given a second time: its texts by field, the place of each, and the row of the form it gives."""

    texts: Mapping[str, str]
    places: Mapping[str, str]
    row: Row
    form: FormCase


@record
class _Line:
    texts: Mapping[str, str]
    places: Mapping[str, str]
    project: str


@lru_cache(maxsize=4)
def copies(case: PaperCase) -> tuple[tuple[Copied, ...], ...]:
    """Each table, or list, that gives at least half of its rows by the names a form has: its rows with the form's."""
    found: list[tuple[Copied, ...]] = []
    originals = [form for form in case.forms if _is_whole(form)]
    for table in _tables(case, originals) if originals else ():
        lines = list(_lines(table))
        for project in dict.fromkeys(line.project for line in lines):
            own = [line for line in lines if line.project == project]
            found += _paired(own, originals, project or case.project(table.section))
    sections: dict[int, list[_Line]] = {}
    for section, line in _told(case) if originals else ():
        sections.setdefault(section, []).append(line)
    for section, told in sections.items():
        found += _paired(told, originals, case.project(section))
    return tuple(found)


def _is_whole(form: FormCase) -> bool:
    """Whether a form is one: a table of indicators alone, in a report, gives the rows of another."""
    return bool(form.evaluation.text("project_name").strip() or form.total) and len(form.rows) >= _FEWEST


def _tables(case: PaperCase, originals: Sequence[FormCase]) -> Iterator[PaperTable]:
    own = {form.table for form in originals}
    known = {table.name for table in foreign(case)}
    for table in case.paper.tables:
        if table.name not in own and (table.name in known or table.form):
            yield table


def columns_of(table: PaperTable) -> tuple[int, dict[str, int]]:
    """The row of headings (from 0) of a table of indicators and its columns by field; -1 where it is none."""
    for number, row in enumerate(table.rows[:_HEADING_ROWS]):
        heads = [misspelt_heading(head) or head for head in map(squeezed, row)]
        name = next((place for title in _NAMES for place, head in enumerate(heads) if title.match(head)), None)
        found = {field: place for field, title in _COLUMNS.items() for place, head in enumerate(heads)
                 if title.search(head)}  # fmt: skip
        if name is not None and len(found.keys() & {"target", "actual", "weight", "points"}) > 1:
            return number, {"name": name, **found}
    return -1, {}


def _lines(table: PaperTable) -> Iterator[_Line]:
    header, columns = columns_of(table)
    carried = dict.fromkeys(_CARRIED, "")
    for number, row in enumerate(table.rows[header + 1 :] if columns else (), header + 2):
        texts = {field: row[place].strip() if place < len(row) else "" for field, place in columns.items()}
        places = {field: table.cell(number, place + 1) for field, place in columns.items()}
        for field in _CARRIED:
            carried[field] = texts.get(field) or carried[field]
        name = squeezed(texts["name"])
        if name and not _OF_BUDGET.search(name) and not is_total_row([name, *row[:2]]):
            yield _Line({**texts, **{field: carried[field] for field in _CARRIED if field in columns}}, places,
                        carried["project"])  # fmt: skip


def _told(case: PaperCase) -> Iterator[tuple[int, _Line]]:
    """“指标1：参与户数，指标值≥850户，实际完成885户，分值10分，得10分。”"""
    for line in case.paper.paragraphs:
        match = _LINE.match(squeezed(line.text)) if "值" in line.text and "完成" in line.text else None
        if match:
            texts = {field: match[field] for field in ("name", "target", "actual")}
            for field, finder in (("weight", _WEIGHT), ("points", _POINTS)):
                told = finder.search(match["rest"])
                texts |= {field: told[field]} if told else {}
            yield line.section, _Line(texts, dict.fromkeys(texts, line.location), "")


def _paired(lines: list[_Line], forms: Sequence[FormCase], project: str) -> Iterator[tuple[Copied, ...]]:
    """The lines with the rows of the one form they give; nothing where fewer than half are its by name."""
    named = [form for form in forms if _bare(form.project) == _bare(project)]
    ranked = sorted((len(_by_name(lines, form)), -number) for number, form in enumerate(named or forms))
    best, number = ranked[-1] if ranked else (0, 0)
    if best < _FEWEST or best * 2 < len(lines) or (len(ranked) > 1 and ranked[-2][0] == best):
        return
    form = (named or forms)[-number]
    yield tuple(Copied(lines[at].texts, lines[at].places, form.rows[row], form) for at, row in _pairs(lines, form))


def _by_name(lines: Sequence[_Line], form: FormCase) -> dict[int, int]:
    """The row of the form by the line that has its very name, each once."""
    free: dict[str, list[int]] = {}
    for number, row in enumerate(form.rows):
        free.setdefault(letters(row.name), []).append(number)
    found = {}
    for at, line in enumerate(lines):
        rows = free.get(letters(line.texts["name"]))
        if rows:
            found[at] = rows.pop(0)
    return found


def _pairs(lines: Sequence[_Line], form: FormCase) -> list[tuple[int, int]]:
    """Lines and rows of one name; of those left over, the ones alike between the same neighbours."""
    found = _by_name(lines, form)
    left = [at for at in range(len(lines)) if at not in found]
    free = [row for row in range(len(form.rows)) if row not in set(found.values())]
    for at in left:
        low = max((row for line, row in found.items() if line < at), default=-1)
        high = min((row for line, row in found.items() if line > at), default=len(form.rows))
        ranked = sorted((_likeness(lines[at], form.rows[row]), -row) for row in free if low < row < high)
        if ranked and ranked[-1][0] >= _ALIKE:
            found[at] = -ranked[-1][1]
            free.remove(found[at])
    return sorted(found.items())


def _likeness(line: _Line, row: Row) -> float:
    """How much a line is like a row: by its name, and by its target and result."""
    entries = (("target", row.indicator.target), ("actual", row.indicator.actual))
    same = [squeezed(entry.text) == squeezed(line.texts[field]) for field, entry in entries
            if entry and line.texts.get(field)]  # fmt: skip
    ratio = likeness(letters(line.texts["name"]), letters(row.name))
    return ratio + (_ALIKE / 2 if same and all(same) else 0)


@lru_cache(maxsize=256)
def _bare(name: str) -> str:
    return re.sub("20[0-9]{2}年度?|项目$|[“”]", "", squeezed(name))
