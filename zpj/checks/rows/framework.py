"""Over a filed report: rows that stand under another second indicator than the common framework or the text has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import said
from zpj.checks.reading.text import squeezed
from zpj.checks.rows.places import KINDS
from zpj.checks.rows.swaps import Placed, rows_of_all
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.regex import regex

_FRAMEWORK = MappingProxyType({
    "项目立项": ("立项依据充分性", "立项程序规范性"),
    "绩效目标": ("绩效目标合理性", "绩效指标明确性"),
    "资金投入": ("预算编制科学性", "资金分配合理性"),
    "资金管理": ("资金到位率", "预算执行率", "资金使用合规性"),
    "组织实施": ("管理制度健全性", "制度执行有效性"),
})  # fmt: skip
"""财预〔2020〕10号 附件 项目支出绩效评价指标体系框架：决策、过程的二级指标和三级指标。"""
_GROUP_OF = MappingProxyType({name: group for group, names in _FRAMEWORK.items() for name in names})
_KIND = regex(f"(?P<kind>{KINDS})(?:方面|类)?(?:指标)?")
_COUNTS = regex("^[^,。;:]{0,6}(?:考核|设[置有为]?|包括|包含|主要|分为|为|有|:)")
"""Behind a kind, what goes on with the indicators of it: 时效方面考核……."""
_LEAST = 4


@another_way("ZPJ336", WARNING, follows=("ZPJ336", "ZPJ304", "ZPJ329"))
def outside_the_framework(case: PaperCase) -> Iterator[Hit]:
    """预算执行率 under 组织实施 in a table of scores that has 资金管理, too."""
    for project, rows in rows_of_all(case):
        groups = {row.written for row in rows}
        for row in rows:
            right = _GROUP_OF.get(squeezed(row.name), "")
            if right in groups and row.written in _FRAMEWORK and row.written != right:
                yield _misplaced(row, right, "指标体系框架（财预〔2020〕10号）写在另一类", project)


@another_way("ZPJ336", WARNING, follows=("ZPJ336", "ZPJ304", "ZPJ329"))
def told_under_another_kind(case: PaperCase) -> Iterator[Hit]:
    """“时效方面考核当年开工率和年底竣工率” where the table has 当年开工率 under 产出质量, the other under 产出时效."""
    for sentence in said(case):
        lists = list(_lists(sentence.text)) if "指标" in sentence.text or "方面" in sentence.text else []
        for project, rows in rows_of_all(case) if lists else ():
            if project == sentence.project:
                for kind, words in lists:
                    yield from _apart(rows, kind, words, project)


def _lists(text: str) -> Iterator[tuple[str, str]]:
    """Each kind of indicators a sentence lists some of, with the words of the list."""
    kinds = list(_KIND.finditer(text))
    ends = [match.start() for match in kinds[1:]] + [len(text)]
    for match, end in zip(kinds, ends, strict=False):
        words = text[match.end() : end]
        if _COUNTS.match(words):
            yield match["kind"], words


def _apart(rows: Sequence[Placed], kind: str, words: str, project: str) -> Iterator[Hit]:
    """The one row of a list that stands under another kind than the others of it."""
    named = [row for row in rows if len(row.name) >= _LEAST and squeezed(row.name) in words]
    odd = [row for row in named if row.stands and row.stands != kind]
    if len(odd) == 1 and len(named) > 1:
        yield _misplaced(odd[0], kind, "文字写在另一类", project)


def _misplaced(row: Placed, right: str, what: str, project: str) -> Hit:
    return Hit(row.place, row.written, right, quote=row.name, row=row.place, project=project,
               words={"name": row.name, "what": what})  # fmt: skip
