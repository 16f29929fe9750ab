"""4xx over tables of indicators: a reason that stands in the wrong row."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import BookCase, FormCase
from zpj.checks.paper_scores import gap
from zpj.checks.paper_text import squeezed
from zpj.checks.rule import WARNING, Hit, book_check
from zpj.checks.tables import Line, column, lines, number_in

_LEAST_REASON = 12


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


@book_check(
    "ZPJ419",
    "两个项目的偏差原因一字不差",
    WARNING,
    reference="R-66",
    clause="偏差原因写本项目、本指标的",
    message="“{name}”的偏差原因与项目“{expected}”的一字不差，请核对是否照抄",
    fix="改写为本指标的原因",
)
def reasons_of_another_form(case: BookCase) -> Iterator[Hit]:
    """Another indicator's reason, word for word, in another project's form; one cause for rows of one form is usual."""
    first: dict[str, tuple[FormCase, str]] = {}
    for form in case.forms if len(case.forms) > 1 else ():
        for row in form.rows:
            entry = row.indicator.deviation_reason
            reason = squeezed(entry.text) if entry else ""
            own = (form, row.name)
            other, name = first.setdefault(reason, own) if len(reason) >= _LEAST_REASON else own
            if entry and other is not form and name != row.name:
                yield Hit(entry.location, quote=entry.text.strip()[:30], expected=other.project, project=form.project,
                          words={"name": row.name})  # fmt: skip


def _beginning(line: Line, place: int) -> str:
    """The beginning of a cell's text."""
    return line.text(place)[:30]
