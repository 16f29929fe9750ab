"""What goes into a standard workbook: heads, funds, goals, indicators, analysis and report material."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Typed = str | Decimal
"""A value as it is typed: text or an exact number."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An exact number and how many decimals the cell shows (None: all of them)."""

    number: Decimal
    places: int | None = None


@dataclass(frozen=True, slots=True)
class FundRow:
    """One fund row: amounts and reported figures by column field; a cell that holds a formula keeps it."""

    label: str
    values: Mapping[str, Shown]


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator row by column field (target, actual, weight, …)."""

    level1: str
    level2: str
    name: str
    values: Mapping[str, Typed]


@dataclass(frozen=True, slots=True)
class FormContent:
    """One self-evaluation to be written into a form sheet. What is empty leaves the form's cell as it is."""

    sheet: str
    title: str = ""
    fields: Mapping[str, str] | None = None
    funds: tuple[FundRow, ...] = ()
    expected: str = ""
    achieved: str = ""
    indicators: tuple[IndicatorRow, ...] = ()
    total: Decimal | None = None
    grade: str = ""
    analysis: Mapping[str, str] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """One row of 报告素材."""

    project: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A further sheet that holds a plain table for the reports."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """A whole standard workbook."""

    form: str
    projects: tuple[FormContent, ...]
    material: tuple[Material, ...] = ()
    tables: tuple[PlainTable, ...] = ()
