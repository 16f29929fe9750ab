"""Over a filed report: a list of headings named after the rows of a table, and one named otherwise than its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from zpj.checks.case import PaperCase
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.paper import Paragraph
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.told_apart import ORDERS

_HEADED = regex(
    r"(?P<mark>[(][一二三四五六七八九十0-9]{1,3}[)]|[0-9]{1,2}[.、)](?![0-9])|[一二三四五六七八九十]{1,3}(?:、|是)|[①-⑳])"
    r"(?P<name>[^。;:,]{4,40}?)(?=[。;:,]|$)"
)
_AROUND = regex("^[“《]|[”》]$|[(][^()]*[)]$|20[0-9]{2}年度?")
_TAIL = regex(
    "(?:支出|补助|建设)?(?:项目|工程|经费|专项|资金)?(?:支出)?(?:绩效|自评|完成|实施|执行)*(?:情况|结果|分析)?$"
)
_TOTAL = regex("合计|总计|小计|平均|其中|指标$")
_LEAST_NAME, _FEWEST, _MOST_CHANGED, _LEAST_SHARED = 5, 2, 4, 2


@record
class _Line:
    """A line of a list with the words it begins with, those of its heading."""

    paragraph: Paragraph
    name: str
    text: str


@another_way(
    "ZPJ183",
    WARNING,
    follows=("ZPJ183", "ZPJ511", "ZPJ512", "ZPJ524", "ZPJ525", "ZPJ580", "ZPJ584", "ZPJ160", "ZPJ162", "ZPJ181",
             "ZPJ184", "ZPJ190", "ZPJ518", "ZPJ528", "ZPJ113", "ZPJ119", "ZPJ120", "ZPJ539", "ZPJ140"),
)  # fmt: skip
def heading_of_a_row_otherwise(case: PaperCase) -> Iterator[Hit]:
    """“4.档案信息系统等保测试与运维。” among headings named after a table's rows: …等保测评与运维.

    Most of the other headings of the list are names of rows; the odd one has the one name left, but for a word.
    """
    columns = [names for table in case.paper.tables for names in _columns(table.rows)]
    for lines in _lists(case) if columns else ():
        for names in columns:
            hit = _odd_one(lines, names)
            if hit is not None:
                line, name = hit
                yield Hit(line.paragraph.location, line.text, name, quote=line.text,
                          project=case.project(line.paragraph.section))  # fmt: skip
                break


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[dict[str, str]]:
    """The names of each of a table's first columns: as compared, as printed."""
    for column in range(min(3, *(len(row) for row in rows)) if len(rows) > _FEWEST else 0):
        texts = [squeezed(row[column]) for row in rows[1:]]
        names = {_bare(text): text for text in texts if number_in(text) is None and not _TOTAL.search(text)}
        names.pop("", None)
        if len(names) > _FEWEST:
            yield names


def _bare(text: str) -> str:
    return _TAIL.sub("", _AROUND.sub("", text))


def _lists(case: PaperCase) -> Iterator[list[_Line]]:
    """The lines of one kind of mark under one heading."""
    found: dict[tuple[int, str, str], list[_Line]] = {}
    for line in case.paper.paragraphs:
        match = _HEADED.match(squeezed(line.text)) if not line.is_title else None
        if match is None:
            continue
        above = [heading.text for heading in line.path if heading is not line.heading]
        shape = "".join(key for key, _ in groupby("n" if ORDERS.match(sign) else sign for sign in match["mark"]))
        name = match["name"]
        found.setdefault((line.section, "/".join(above), shape), []).append(_Line(line, _bare(name), name))
    yield from (lines for lines in found.values() if len(lines) > _FEWEST)


def _odd_one(lines: Sequence[_Line], names: dict[str, str]) -> tuple[_Line, str] | None:
    """The one line that has no row, with the name of the one row without a line that is nearly its name."""
    odd = [line for line in lines if line.name not in names]
    known = {line.name for line in lines} & names.keys()
    if len(known) < _FEWEST or len(odd) != 1 or len(known) < len(lines) - 1:
        return None
    left = [name for name in names if name not in known and _is_nearly(odd[0].name, name)]
    return (odd[0], names[left[0]]) if len(left) == 1 else None


def _is_nearly(one: str, other: str) -> bool:
    """Whether two names differ in a word alone; one that only stops sooner or begins later is a short form."""
    if min(len(one), len(other)) < _LEAST_NAME:
        return False
    changes = [each for each in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if each[0] != "equal"]
    if len(changes) != 1:
        return False
    _, start, stop, begin, end = changes[0]
    less, more = one[start:stop], other[begin:end]
    whole = ORDERS.search(less + more) is None and max(len(less), len(more)) <= _MOST_CHANGED
    inside = bool(less and more) or (0 < start < len(one) or 0 < stop < len(one))
    return whole and inside and len(one) - len(less) >= _LEAST_SHARED * 2
