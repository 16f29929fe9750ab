"""What goes into a standard workbook: heads, funds, goals, indicators, analysis and report material."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from zpj.domain.records import record

Typed = str | Decimal
"""A value as it is typed: text or an exact number."""


@record
class Shown:
    """What one cell holds and how it shows it.

    `value`: an exact number, a text, or None for an empty cell. `places`: decimals shown (None: all of them), as a
    percent where `percent`. A formula in the cell is kept unless `typed`.
    """

    value: Typed | None
    places: int | None = None
    percent: bool = False
    typed: bool = False

    @property
    def number_format(self) -> str | None:
        """The Excel format for the wanted decimals; None leaves the cell's own."""
        if self.places is None:
            return None
        digits = "0." + "0" * self.places if self.places else "0"
        return f"{digits}%" if self.percent else digits


@record
class FundRow:
    """One fund row by column field."""

    label: str
    values: Mapping[str, Shown]


@record
class IndicatorRow:
    """One indicator row by column field (target, actual, weight, …)."""

    level1: str
    level2: str
    name: str
    values: Mapping[str, Typed]


@record
class FormContent:
    """One self-evaluation to be written into a form sheet. What is empty leaves the form's cell as it is.

    `total` holds what replaces the formulas of the 总分 row by column: weight, reported_score, grade. `form`: the id of
    the project's own form where it is not the workbook's.
    """

    sheet: str
    title: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    funds: tuple[FundRow, ...] = ()
    expected: str = ""
    achieved: str = ""
    indicators: tuple[IndicatorRow, ...] = ()
    total: Mapping[str, Typed] = field(default_factory=dict)
    analysis: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    form: str = ""

    @property
    def project_name(self) -> str:
        """The project's name as it stands in the form, or that of its sheet."""
        return self.fields.get("project_name", "") or self.sheet


@record
class Material:
    """One row of 报告素材. `report` is empty where the section serves every report of the project."""

    project: str
    section: str
    text: str
    report: str = ""


@record
class PlainTable:
    """A plain table: a sheet of its own, or rows for one of the workbook's own sheets (支出明细, 自评小组)."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Typed, ...], ...]
    widths: tuple[float, ...] = ()
    total: Mapping[str, Typed] = field(default_factory=dict)


@record
class WorkbookContent:
    """A whole standard workbook. `settings`: what 设置 shall say, by field; the form's own choices otherwise.

    An empty setting leaves the choice to each sheet: its columns tell its form, and the form its scheme.
    """

    form: str
    projects: tuple[FormContent, ...]
    material: tuple[Material, ...] = ()
    tables: tuple[PlainTable, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def forms(self) -> tuple[str, ...]:
        """The ids of the forms it is made of, the workbook's own first."""
        return tuple(dict.fromkeys((self.form, *(project.form or self.form for project in self.projects))))
