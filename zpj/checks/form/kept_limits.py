"""Whether the forms of a book give full points within a limit, or actual ÷ target as some schemes do.

The checks alone ask it, so that they accuse no office of its habit: what `zpj score`, a report and Excel compute row
by row stays what the chosen scheme says, and no row knows the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from zpj.domain.amounts import ONE
from zpj.domain.model import ScoreSheet, Workbook, printed
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.domain.scheme import Scheme
from zpj.domain.targets import Direction, parse

_OF_RATIO = "share_of_target"
_FULL_WITHIN = regex(
    "(?:成本|控制|上限|反向|≤|费用)[^。;；]{0,30}?(?:不超过|未超过|不高于|不超|以内|之内|范围内)[^。;；]{0,16}?(?:满分|达到)"
    "|(?:完成|达到)(?:了)?(?:年度|预期|年初)*(?:绩效)?(?:指标|目标)值?的?[,，]?(?:即)?[记得计给]?满分"
)
"""What a report prints of its scoring: “成本指标不超过指标值的得满分”, “定量指标达到年度指标值的记满分”."""


def keeps_limits(book: Workbook, sheets: Sequence[ScoreSheet]) -> bool:
    """Whether limits that were kept have full points here: by the rows themselves, else by what the report prints.

    Of rows neither full nor in ratio nothing is told; where as many are full as in ratio, full is the national rule.
    """
    full = shared = 0
    for form, sheet in zip(book.evaluations, sheets, strict=True):
        for row, score in zip(form.indicators, sheet.indicators, strict=True):
            if score.rule != _OF_RATIO or score.rate is None or score.rate >= ONE or not row.target:
                continue
            if parse(row.target.text).direction is Direction.AT_MOST:
                weight, points = printed(row.weight), printed(row.reported_score)
                full += points == weight
                shared += points != weight and weight is not None and points is not None
    if full or not shared:
        return full >= shared
    return shared == 1 and _prints_it(book)


def _prints_it(book: Workbook) -> bool:
    lines = book.paper.paragraphs if book.paper else ()
    return any("满分" in line.text and _FULL_WITHIN.search(line.text) for line in lines)


def without_ratio_kinds(scheme: Scheme) -> Scheme:
    """The scheme with full points for every kind of indicator that kept its limit."""
    return replace(scheme, ratio_kinds=replace(scheme.ratio_kinds, value=()))
