"""Over a filed report: a row of one table under another name in a second table that has the same rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from zpj.checks.case import PaperCase
from zpj.checks.names.near_names import SPELT
from zpj.checks.reading.text import in_order, squeezed, whole_text
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.likeness import is_like, matcher
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.told_apart import ORDERS

_NAME = regex("[\u4e00-\u9fff、]{4,30}")
_INDICATOR = regex("^三级指标|^(?:绩效)?指标名称")
_HEADS = regex("^(?:指标|名称|支出(?:内容|项目|明细|方向)?|项目(?:名称|内容)?|内容)")
_ASIDE = regex("[(][^()]*[)]$|^[0-9]{1,2}[.、]")
_TOTAL = regex("合计|总计|小计|总分|得分|年度|指标$")
_USUAL_END = regex("(?:满意度|数量|人数|次数|率|数)$")
_FEWEST, _MOST_APART, _ALIKE = 3, 3, 0.5


@record
class _Row:
    """A row of a table: its name, its place, what else stands in it."""

    name: str
    place: str
    values: tuple[str, ...]


@another_way("ZPJ183", WARNING, follows=SPELT)
def row_of_another_name(case: PaperCase) -> Iterator[Hit]:
    """“医疗废旧设备规范处理率” between the rows that the form has around 医疗废旧设备规范处置率.

    Two tables with three names and more in common, the same before and behind the one that differs.
    """
    tables = [(table, rows) for table in case.paper.tables if len(rows := _rows(table)) > _FEWEST]
    whole = whole_text(case) if tables[1:] else ""
    told: set[str] = set()
    for (table, one), (other_table, other) in combinations(tables, 2):
        for own, its in _pairs(one, other):
            odd, right = sorted((own, its), key=lambda row: whole.count(row.name))
            if odd.name not in told and not _are_two(odd, right):
                told.add(odd.name)
                section = table.section if odd is own else other_table.section
                yield Hit(
                    odd.place, odd.name, right.name, quote=odd.name, project=case.project(section), basis=right.place
                )


def _are_two(odd: _Row, right: _Row) -> bool:
    """Whether two names are of two things, or one is a short form of the other with other figures."""
    short = in_order(odd.name, right.name) or in_order(right.name, odd.name)
    signs = set(odd.name) ^ set(right.name)
    return (short and odd.values != right.values) or any(ORDERS.match(sign) for sign in signs)


def _rows(table: PaperTable) -> list[_Row]:
    """The rows of a table by the column of their names."""
    sought = ((_INDICATOR, table.rows), (_HEADS, table.rows[:_FEWEST]))
    heads = ((title, number, place) for title, rows in sought for number, row in enumerate(rows)
             for place, head in enumerate(row) if title.match(squeezed(head)))  # fmt: skip
    _, header, column = next(heads, (_HEADS, -1, -1))
    found = []
    for number, row in enumerate(table.rows[header + 1 :] if column >= 0 else (), header + 2):
        texts = [squeezed(text) for text in row]
        name = _ASIDE.sub("", texts[column]) if column < len(texts) else ""
        if _NAME.fullmatch(name) and not _TOTAL.search(name):
            place = table.cell(number, column + 1)
            found.append(_Row(name, place, tuple(text for text in texts[column + 1 :] if text)))
    return found


def _pairs(one: Sequence[_Row], other: Sequence[_Row]) -> Iterator[tuple[_Row, _Row]]:
    """The rows of two tables that stand for each other and have two names much alike."""
    names, its = [row.name for row in one], [row.name for row in other]
    shared = set(names) & set(its)
    if len(shared) < _FEWEST or len(shared) * 2 < min(len(one), len(other)):
        return
    pairs = [(row, its_row) for kind, a1, a2, b1, b2 in matcher(names, its).get_opcodes()
             if kind == "replace" and a2 - a1 == b2 - b1 <= _MOST_APART
             for row, its_row in zip(one[a1:a2], other[b1:b2], strict=True)]  # fmt: skip
    left, its_left = ([row for row in rows if row.name not in shared] for rows in (one, other))
    if len(left) == len(its_left) == 1 and (left[0], its_left[0]) not in pairs:
        pairs += [(left[0], its_left[0])] if left[0].values[:1] == its_left[0].values[:1] else []
    for row, its_row in pairs:
        if not shared & {row.name, its_row.name} and is_like(_bare(row.name), _bare(its_row.name), _ALIKE):
            yield row, its_row


def _bare(name: str) -> str:
    return _USUAL_END.sub("", name) or name
