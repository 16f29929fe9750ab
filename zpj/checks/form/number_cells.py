"""Cells for numbers that hold a number as text, alone or with its unit."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import FormCase
from zpj.checks.rule import ERROR, WARNING, Hit, form_check
from zpj.domain.amounts import parse_number
from zpj.domain.model import Entry

_MANY = 6


@form_check(
    "ZPJ105",
    "数字格里带单位文字",
    WARNING,
    reference="R-11 R-23",
    clause="金额单位已写在表头，数字格填纯数字才能求和",
    message="{title}一栏有 {count} 格带单位文字（如“{found}”），请只填数字",
    fix="去掉单位文字，只留数字",
    safe_fix=True,
)
def units_in_numbers(form: FormCase) -> Iterator[Hit]:
    """“30万元”, “20分” in cells for numbers, gathered by column."""
    for title, entries in unit_cells(form).items():
        first = entries[0]
        yield Hit(
            first.location,
            found=first.text.strip(),
            expected=f"{first.number:f}" if first.number is not None else None,
            words={"title": title, "count": str(len(entries))},
            basis="、".join(entry.location.rpartition("!")[2] for entry in entries),
            level=ERROR if form.evaluation.sums_miss_text else None,
        )


def unit_cells(form: FormCase) -> dict[str, list[Entry]]:
    """Number cells with unit text, by column title."""
    columns = number_columns(form)
    found = {title: [entry for entry in entries if entry and _has_unit(entry)] for title, entries in columns.items()}
    return {title: entries for title, entries in found.items() if entries}


@form_check(
    "ZPJ109",
    "数字存成了文本",
    WARNING,
    reference="R-11 R-23",
    clause="数字存成文本，求和、计数公式不会把它算进去",
    message="{title}一栏有 {count} 格的数字存成了文本（{cells}，如“{found}”）{effect}，请改成数字",
    fix="改成数字（选中单元格，转换为数字）",
    safe_fix=True,
)
def numbers_as_text(form: FormCase) -> Iterator[Hit]:
    """“10” kept as text, gathered by column: an error where the form's own formulas pass over it, else told once."""
    misses, columns = form.evaluation.sums_miss_text, text_cells(form)
    if columns and not misses:
        columns = {"、".join(columns): [entry for entries in columns.values() for entry in entries]}
    for title, entries in columns.items():
        cells = [entry.location.rpartition("!")[2] for entry in entries]
        yield Hit(
            entries[0].location,
            found=entries[0].text.strip(),
            expected=f"{entries[0].number:f}" if entries[0].number is not None else None,
            basis="、".join(cells),
            level=ERROR if misses else None,
            words={
                "title": title,
                "count": str(len(entries)),
                "cells": "、".join(cells[:_MANY]) + (" 等" if len(cells) > _MANY else ""),
                "effect": "，表上的公式没有把它算进去" if misses else "",
            },
        )


def text_cells(form: FormCase) -> dict[str, list[Entry]]:
    """Numbers kept as text, by column title; where a formula belongs, ZPJ417 asks for it."""
    plain_texts = {entry.location for entry in form.evaluation.text_numbers if parse_number(entry.text) is not None}
    known = plain_texts - {item.entry.location for item in form.evaluation.overtyped}
    columns = number_columns(form)
    found = {
        title: list(dict.fromkeys(entry for entry in entries if entry and entry.location in known))
        for title, entries in columns.items()
    }
    return {title: entries for title, entries in found.items() if entries}


def number_columns(form: FormCase) -> dict[str, list[Entry | None]]:
    """The cells that should hold numbers, by column title."""
    lines, total = form.evaluation.funds, form.evaluation.total
    return {
        "年初预算数": [line.initial_budget for line in lines],
        "全年预算数": [line.full_year_budget for line in lines],
        "全年执行数": [line.executed for line in lines],
        "资金结余": [line.balance for line in lines],
        "分值": [*(line.weight for line in lines), *(row.indicator.weight for row in form.rows), total.weight],
        "得分": [
            *(line.reported_score for line in lines),
            *(row.indicator.reported_score for row in form.rows),
            total.reported,
        ],
    }


def _has_unit(entry: Entry) -> bool:
    written = entry.text.strip()
    return entry.number is not None and parse_number(written) is None and written[-1:] in ("分", "元", "万")
