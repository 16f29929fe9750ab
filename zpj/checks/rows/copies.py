"""Over a filed report: rows, reasons and names of projects given a second time, otherwise than the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zpj.checks.case import PaperCase
from zpj.checks.form.documents import level_name
from zpj.checks.reading.copied_rows import Copied, copies
from zpj.checks.reading.plain_patterns import NUMBER
from zpj.checks.reading.row_names import letters
from zpj.checks.reading.tables import is_dash, number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, another_way, paper_check
from zpj.domain.amounts import ZERO, plain
from zpj.domain.likeness import matcher
from zpj.domain.model import Entry
from zpj.domain.records import record
from zpj.domain.targets import comparable, parse

_BETTERED = frozenset(("改善", "提高", "提升", "增强", "加强", "优化"))
_MOST_BLOCKS, _LONGEST_BLOCK, _SAME_SHARE, _FEWEST, _OF_ALL = 2, 4, 0.5, 3, 3
_TITLES = {"target": "指标值", "actual": "完成值", "weight": "分值", "points": "得分", "level2": "二级指标"}


@record
class _Change:
    """What a copied row has otherwise than its form."""

    copied: Copied
    field: str
    found: str
    expected: str
    proved: bool


@another_way("ZPJ513", ERROR, follows=("ZPJ567",))
def scores_of_copies(case: PaperCase) -> Iterator[Hit]:
    """Weight and score of each row given a second time, whatever rows stand beside it."""
    for rows in copies(case):
        for field in ("weight", "points"):
            for change in _changes(rows, field):
                yield _hit(change, plain(abs((number_in(change.found) or ZERO) - (number_in(change.expected) or ZERO))))


@another_way("ZPJ514", ERROR, follows=("ZPJ567",))
def values_of_copies(case: PaperCase) -> Iterator[Hit]:
    """Targets and results of rows given a second time; names and levels told otherwise are doubts."""
    for rows in copies(case):
        for field in ("target", "actual", "level2"):
            for change in _changes(rows, field):
                yield _hit(change)
        for each in rows:
            name = each.texts["name"]
            if letters(name) != letters(each.row.name):
                yield Hit(each.places["name"], name, each.row.name, level=WARNING, quote=name,
                          project=each.form.project, words={"name": each.row.name, "what": "指标名称"})  # fmt: skip


def _hit(change: _Change, gap: str | None = None) -> Hit:
    each, row = change.copied, change.copied.row
    return Hit(each.places[change.field], change.found, change.expected, gap, "0" if gap else None,
               level=None if change.proved else WARNING, project=each.form.project,
               words={"name": row.name, "what": _TITLES[change.field]})  # fmt: skip


def _changes(rows: Sequence[Copied], field: str) -> list[_Change]:
    """The cells of a field that differ; none where so many do that the copy has its own."""
    compared = [change for each in rows if (change := _compared(each, field))]
    found = [change for change in compared if change.found != change.expected]
    return found if len(found) * _OF_ALL <= len(compared) and len(compared) >= _FEWEST else []


def _compared(each: Copied, field: str) -> _Change | None:
    """A cell beside the form's: the same text twice where they agree; None where nothing can be said."""
    told, indicator = each.texts.get(field, "").strip(), each.row.indicator
    if field in ("weight", "points"):
        number = number_in(told)
        own = each.row.weight if field == "weight" else each.row.points
        return None if number is None or own is None else _Change(each, field, plain(number), plain(own), proved=True)
    if field == "level2":
        own_level, level = level_name(indicator.level2), level_name(told)
        return _Change(each, field, level, own_level, proved=False) if level and own_level else None
    entry: Entry | None = getattr(indicator, field)
    if entry is None or not entry.text.strip() or not told or is_dash(told) or is_dash(entry.text):
        return None
    return _Change(each, field, *_texts(told, entry.text.strip()))


def _texts(told: str, own: str) -> tuple[str, str, bool]:
    """What is told and what the form has, the same text twice where they agree, and whether a difference is proved."""
    pair = comparable(parse(own), parse(told))
    if squeezed(told) == squeezed(own) or (pair and pair[0] == pair[1]):
        return own, own, False
    if pair:
        return told, own, True
    numbers = NUMBER.findall(squeezed(told)), NUMBER.findall(squeezed(own))
    is_one = numbers[0] != numbers[1] and len(numbers[0]) == len(numbers[1])
    return (told, own, False) if is_one or word_else(told, own) else (own, own, False)


def word_else(one: str, other: str) -> bool:
    """Whether two texts are one but for a word or two: as many signs for as many, most of the rest the same."""
    one, other = letters(one), letters(other)
    if one == other or not one or not other:
        return False
    compared = matcher(one, other)
    changes = [change for change in compared.get_opcodes() if change[0] != "equal"]
    if all({one[a1:a2], other[b1:b2]} <= _BETTERED for _, a1, a2, b1, b2 in changes):
        return False
    blocks = [(a2 - a1, b2 - b1) for _, a1, a2, b1, b2 in changes]
    same = sum(block.size for block in compared.get_matching_blocks())
    return (len(blocks) <= _MOST_BLOCKS and all(0 < a <= _LONGEST_BLOCK and abs(a - b) <= 1 and b for a, b in blocks)
            and same >= _SAME_SHARE * max(len(one), len(other)))  # fmt: skip


@paper_check(
    "ZPJ121",
    "偏差原因在报告的表里写得不同",
    WARNING,
    reference="R-52 R-66",
    clause="同一指标的偏差原因在自评表和报告的表里应当一致",
    message="“{name}”的原因，这里写“{found}”，自评表写“{expected}”，请核对",
    fix="核对后改成一致",
    follows=("ZPJ567", "ZPJ514"),
)
def reasons_of_copies(case: PaperCase) -> Iterator[Hit]:
    """A reason given a second time with one word or figure else, or broken off in one of the two places."""
    for rows in copies(case):
        for each in rows:
            entry, told = each.row.indicator.deviation_reason, each.texts.get("reason", "")
            own = entry.text.strip() if entry else ""
            one, other = letters(told), letters(own)
            if min(len(one), len(other)) < _FEWEST or one == other:
                continue
            cut = max(one, other, key=len).startswith(min(one, other, key=len))
            broken = cut and _ends_open(min(told, own, key=len))
            if broken or word_else(told, own):
                shown = entry.location if entry and broken and len(own) < len(told) else each.places["reason"]
                yield Hit(shown, told[-40:], own[-40:], quote=told[-40:], project=each.form.project,
                          words={"name": each.row.name})  # fmt: skip


def _ends_open(text: str) -> bool:
    return bool(text) and text[-1] not in "。；;！!"
