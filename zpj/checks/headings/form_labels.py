"""Over a filed report: the labels and headings of its forms against the usual ones."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.reading.form_headings import (
    HEADINGS,
    KNOWN_LABELS,
    LABELS,
    LEAST_LABEL,
    LONGEST_LABEL,
    misspelt_heading,
)
from zpj.checks.reading.plain_patterns import HAN_WORDS
from zpj.checks.reading.text import cells_of_paper, squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.likeness import signs_apart
from zpj.domain.misspellings import MISSPELLINGS
from zpj.domain.told_apart import are_two, same_sense

_FEWEST_HEADINGS = 3


@paper_check(
    "ZPJ119",
    "表头、栏目名称疑似写错",
    WARNING,
    reference="R-69",
    clause="自评表的栏目由表样规定",
    message="“{found}”疑似“{expected}”，请核对",
    fix="按表样改正栏目名称",
    follows=("ZPJ106", "ZPJ528", "ZPJ113"),
)
def labels_of_forms(case: PaperCase) -> Iterator[Hit]:
    """“偏差原因分析及改进错施”: a cell that is a label of the form but for one sign, wrong or lost."""
    yield from _misspelt_headings(case)
    for place, text, section in cells_of_paper(case):
        if LEAST_LABEL <= len(text) <= LONGEST_LABEL and text not in KNOWN_LABELS and HAN_WORDS.fullmatch(text):
            right = next((label for label in LABELS if _is_slip_of(text, label)), "")
            if right and not _is_listed(text):
                yield Hit(place, text, right, quote=text, project=case.project(section))


def _misspelt_headings(case: PaperCase) -> Iterator[Hit]:
    """“自评的分” in a row of headings: any one sign of one wrong, lost, doubled, too many or two turned round."""
    for table in case.paper.tables:
        for number, texts in enumerate(table.rows, 1):
            heads = [squeezed(text) if len(text) < LONGEST_LABEL * 2 else "" for text in texts]
            known = HEADINGS.intersection(heads)
            for column, head in enumerate(heads, 1) if len(known) >= _FEWEST_HEADINGS else ():
                right = misspelt_heading(head) if head not in known else ""
                if right and not _is_listed(head) and not any(_is_slip_of(head, label) for label in LABELS):
                    place = table.cell(number, column)
                    yield Hit(place, head, right, quote=head, project=case.project(table.section))


def _is_listed(text: str) -> bool:
    """Whether a known misspelling says what is wrong: that is told of running text and cells alike (ZPJ539)."""
    return any(wrong in text for wrong, _ in MISSPELLINGS)


def _is_slip_of(text: str, label: str) -> bool:
    """Whether a text is a label with one sign within it wrong, or lost."""
    if text[0] != label[0] or text[-1] != label[-1]:
        return False
    if len(text) == len(label):
        changed = signs_apart(text, label)
        place, *signs = changed[0] if len(changed) == 1 else (0,)
        return 0 < place < len(label) - 1 and not (are_two(*signs) or same_sense(*signs))
    lost = (label[:place] + label[place + 1 :] for place in range(1, len(label) - 1))
    return len(text) == len(label) - 1 >= LEAST_LABEL and text in lost
