"""4xx over tables of indicators: a reason that stands in the wrong row."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import BookCase
from zpj.checks.paper_scores import gap
from zpj.checks.rule import WARNING, Hit, book_check
from zpj.checks.tables import Line, column, lines, number_in


@book_check(
    "ZPJ438",
    "偏差原因疑似写错了行",
    WARNING,
    reference="R-30 R-66",
    clause="偏差原因写在有偏差的行",
    message="“{name}”没有扣分却写了原因，扣了分的“{expected}”反而没有，请核对是否写错了行",
    fix="把原因移到扣分的一行",
)
def reason_in_wrong_row(case: BookCase) -> Iterator[Hit]:
    """A reason beside full points in a table of indicators, where the one row with a deduction has none."""
    for source in case.book.tables:
        names, reason = column(source, "^(?:三级指标|指标名称|指标内容)"), column(source, "原因")
        weight, score = column(source, "^(?:分值|权重)"), column(source, "得分$")
        if names is None or reason is None or weight is None or score is None:
            continue
        rows = [line for line in lines(source) if number_in(line.text(score)) is not None and line.text(names)]
        without = [line for line in rows if gap(line, weight, score) > 0 and not line.text(reason)]
        full = [line for line in rows if line.text(reason) and gap(line, weight, score) == 0]
        if len(without) == 1 and len(full) == 1:
            yield Hit(full[0].place(reason), _beginning(full[0], reason), without[0].text(names),
                      quote=_beginning(full[0], reason), words={"name": full[0].text(names)})  # fmt: skip


def _beginning(line: Line, place: int) -> str:
    """The beginning of a cell's text."""
    return line.text(place)[:30]
