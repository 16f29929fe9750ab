"""The units a report is of, by their names: in its forms and titles, on labelled lines and under the text."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.text import squeezed
from zpj.domain.regex import regex

UNIT_FIELDS = ("implementing_unit", "supervising_department")
"""The cells of a form for its units."""
_OFFICE = regex(
    "局|总工会|联合会|协会|红十字会|妇联|街道|办事处|中心|医院|学院|研究院|院|学校|中学|小学|大学|镇|乡|站|馆|所|委|厅|园|公司|队|政府|基地"
)
_LABEL = regex("^(?:自评|评价)?(?:项目)?(?:实施|预算|填报|自评|评价|主管|承担|申报|编制)?(?:单位|部门)(?:名称)?[:]")
_SHORT_LINE = 30
_CODE = regex("^20[0-9]{2}年度?|^[0-9A-Z]{10,}-?|^[0-9]+-?")


@lru_cache(maxsize=4)
def own_units(case: PaperCase) -> tuple[str, ...]:
    """The names of the units a file is of: those of its forms and titles, on labelled lines and under the text."""
    names = [squeezed(form.evaluation.text(field)) for form in case.forms for field in UNIT_FIELDS]
    for line in case.paper.paragraphs:
        text = squeezed(line.text)
        labelled = _LABEL.search(text)
        alone = len(text) <= _SHORT_LINE and not re.search("[,。;:]", text) and line.heading is None
        if labelled or line.is_title or (alone and _OFFICE.search(text[-3:])):
            names.append(text[labelled.end() :] if labelled else text)
    for table in case.paper.tables:
        names += [squeezed(value) for row in table.rows for label, value in pairwise(row)
                  if re.search("单位$|主管部门$", squeezed(label)) and len(value) >= 4]  # fmt: skip
    return tuple(dict.fromkeys(name for name in names if name and _OFFICE.search(name)))


@lru_cache(maxsize=4)
def plain_units(case: PaperCase) -> tuple[str, ...]:
    """The same without codes and years before them."""
    return tuple(dict.fromkeys(map(without_code, own_units(case))))


def units_in(form: FormCase) -> set[str]:
    """The names in the cells of a form, without codes."""
    return {without_code(squeezed(form.evaluation.text(field))) for field in UNIT_FIELDS} - {""}


def without_code(name: str) -> str:
    """A name without a code or a year before it."""
    return _CODE.sub("", name)
