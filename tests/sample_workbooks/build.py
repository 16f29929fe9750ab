"""Makes the sample workbooks from their transcriptions in sample_workbooks/sources (`make samples`).

What a formula of the form would fill with another figure than the published one is typed instead.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from tests.sample_workbooks.source_tables import source_tables
from zpj.app.making import write_workbook
from zpj.domain.amounts import round_half_up
from zpj.forms.content import FormContent, FundRow, IndicatorRow, Material, Shown, WorkbookContent
from zpj.schemes import load_scheme

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
AMOUNTS = ("requested_budget", "initial_budget", "full_year_budget", "executed", "balance")
FIELDS = ("project_name", "year", "supervising_department", "implementing_unit", "responsible_person", "phone")
TWO_PLACES = 2
Raw = dict[str, Any]


def build(name: str) -> Path:
    """Make one sample workbook from its transcription."""
    raw = tomllib.loads((SAMPLES / "sources" / f"{name}.toml").read_text(encoding="utf-8"))
    content = WorkbookContent(
        form=raw.get("form", "shanxi"),
        projects=tuple(_form(project, raw) for project in raw["project"]),
        material=tuple(_material(raw)),
        tables=tuple(source_tables(raw)),
        settings={"scheme": load_scheme(raw["scheme"]).title} if "scheme" in raw else {},
    )
    target = SAMPLES / f"{name}.xlsx"
    target.unlink(missing_ok=True)
    write_workbook(content, target)
    return target


def _material(raw: Raw) -> Iterator[Material]:
    for project in raw["project"]:
        for title, key in (("附件号", "attachment"), ("报告标题", "report_title")):
            if key in project:
                yield Material(project["project_name"], title, project[key])
        for section in project.get("sections", []):
            yield Material(project["project_name"], section["title"], section["text"])
    for section in raw.get("section", []):
        path = "／".join([*section.get("path", []), section["title"]])
        yield Material("", path, section.get("text", ""), section["report"])


def _form(project: Raw, raw: Raw) -> FormContent:
    return FormContent(
        sheet=project["sheet"],
        title=project.get("form_title", ""),
        fields={field: project[field] for field in FIELDS if field in project},
        funds=tuple(FundRow(fund["label"], _fund_values(fund)) for fund in project["funds"]),
        expected=project.get("goal", {}).get("expected", ""),
        achieved=project.get("goal", {}).get("achieved", ""),
        indicators=tuple(_indicator(row) for row in project["indicators"]),
        total=_total(project, raw),
        analysis=project.get("analysis", {}),
        notes=tuple(project.get("notes", ())),
    )


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _amount(written: Raw | None) -> Shown:
    """A cell with its unit (30万元) is text, as published; otherwise the exact number, shown as printed."""
    if written is None:
        return Shown(None)
    exact, shown = Decimal(written["exact"]), _number(written["shown"])
    if shown is None:
        return Shown(written["shown"])
    places = len(written["shown"].partition(".")[2])
    plain = exact == shown and not (places and written["shown"].endswith("0"))
    return Shown(exact, None if plain else places)


def _fund_values(fund: Raw) -> dict[str, Shown]:
    amounts = {field: _amount(fund.get(field)) for field in AMOUNTS}
    budget, executed = (amounts[field].value for field in ("full_year_budget", "executed"))
    rate: Decimal | None = None
    if isinstance(budget, Decimal) and isinstance(executed, Decimal) and budget > 0:
        rate = executed / budget
        balance = amounts["balance"]
        same = isinstance(balance.value, Decimal) and balance.value == budget - executed
        amounts["balance"] = Shown(balance.value, balance.places, typed=not same)
    return {
        **amounts,
        "full_year_rate": _rate(fund.get("full_year_rate", ""), rate),
        "reported_rate": _rate(fund.get("rate", ""), rate),
        "reported_score": _score(fund.get("score", ""), rate),
    }


def _rate(published: str, computed: Decimal | None) -> Shown:
    percent = published.endswith("%")
    number = _number(published.removesuffix("%"))
    if number is None:
        return Shown(published or None, typed=True)
    same = computed is not None and round_half_up(computed * 100, TWO_PLACES) == number
    places = len(published.removesuffix("%").partition(".")[2])
    if percent:
        return Shown(number / 100, places, percent=True, typed=not same)
    return Shown(number, places if published.endswith("0") and places else None, typed=not same)


def _score(published: str, rate: Decimal | None) -> Shown:
    number = _number(published)
    if number is None:
        return Shown(published or None, typed=True)
    same = rate is not None and round_half_up(min(rate, Decimal(1)) * 10, TWO_PLACES) == number
    places = len(published.partition(".")[2])
    return Shown(number, places if published.endswith("0") and places else None, typed=not same)


def _indicator(row: Raw) -> IndicatorRow:
    fields = {
        "initial_target": "initial_target",
        "target": "target",
        "actual": "actual",
        "weight": "weight",
        "reported_score": "score",
        "deviation_reason": "deviation_reason",
    }
    values = {field: row.get(key, "") for field, key in fields.items()}
    return IndicatorRow(row["level1"], row["level2"], row["name"], values)


def _total(project: Raw, raw: Raw) -> dict[str, str | Decimal]:
    """What the formulas of the 总分 row would not give: the published figures, typed."""
    published: Raw = project.get("total", {})
    weights, scores = ([_number(row.get(key, "")) for row in project["indicators"]] for key in ("weight", "score"))
    execution = _number(project["funds"][0].get("score", ""))
    total = None if None in [*scores, execution] else sum(filter(None, [*scores, execution]), Decimal(0))
    typed: dict[str, str | Decimal] = {}
    if "weight" in published:
        computed = sum((weight for weight in weights if weight is not None), Decimal(10))
        if _number(published["weight"]) != computed or not any(weights):
            typed["weight"] = _typed(published["weight"])
    if published.get("score") and (total is None or _number(published["score"]) != total):
        typed["reported_score"] = _typed(published["score"])
    if published.get("grade") and "weight" not in published and total is None:
        typed["grade"] = published["grade"]
    return typed


def _typed(text: str) -> str | Decimal:
    number = _number(text)
    return text if number is None else number


if __name__ == "__main__":
    for sample in sys.argv[1:] or [path.stem for path in sorted((SAMPLES / "sources").glob("*.toml"))]:
        print(build(sample))
