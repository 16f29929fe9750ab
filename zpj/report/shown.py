"""How values of a form are printed in a report: as filed where filed, in 元 where the published tables are in 元."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from zpj.domain.amounts import HUNDRED, grouped, parse_number, plain, round_half_up
from zpj.domain.model import Entry, FundLine, ScoreSheet, Total, text_of
from zpj.domain.regex import regex

_YUAN = {"元": 1, "千元": 1_000, "万元": 10_000, "": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_RATE_PLACES = 2
_QUANTITY = regex(
    r"(?:[≥≤><=≧≦⩾⩽＞＜＝﹦≈]|>=|<=)?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>%|‰|[^\d\s%前底末初至到和,、;。]{0,6})"
)
_WHERE_OF = regex(r"^其中[:：]?\s*")
_DATE_UNITS = ("月", "日", "号", "季度")
_YEARS = range(1900, 2101)


def missing(title: str) -> str:
    """What a report prints where something is still to be written."""
    return f"【待补：{title}】"


def source_label(line: FundLine) -> str:
    """Where money comes from: the label of a fund line, without the 其中： that its form has before the first."""
    return _WHERE_OF.sub("", line.label.strip())


def number_of(entry: Entry | None) -> Decimal | None:
    """The number as printed on the form: "95.23", "20 分", "100%"; None where none is."""
    if entry is None:
        return None
    bare = parse_number(entry.text.strip().removesuffix("分"))
    return entry.displayed_number if bare is None else bare


def number_text(number: Decimal | None) -> str:
    """A number without trailing zeros, "" for None."""
    return "" if number is None else plain(number)


def printed_grade(total: Total, scores: ScoreSheet) -> str:
    """The grade of the total that is printed: as filed, else that of the filed total, else the computed one."""
    computed = scores.grade if number_of(total.reported) is None else scores.filed_grade
    return text_of(total.reported_grade) or computed or ""


def rate_text(line: FundLine, rate: Decimal | None) -> str:
    """The execution rate in percent without its sign: as filed, else the computed fraction to two places."""
    filed = number_of(line.reported_rate)
    percent = rate if rate is None or filed is not None else round_half_up(rate * HUNDRED, _RATE_PLACES)
    percent = percent if filed is None else filed
    budget, executed = line.full_year_budget or line.initial_budget, line.executed
    amounts = (entry.number if entry else None for entry in (budget, executed))
    return "" if percent is None else percent_text(percent, *amounts)


def percent_text(percent: Decimal, budget: Decimal | None, executed: Decimal | None) -> str:
    """A rate in percent without its sign; 100.00, with its places, where it is 100 only by rounding."""
    is_rounded = percent == HUNDRED and is_nearly_all(budget, executed)
    return f"{percent:.{_RATE_PLACES}f}" if is_rounded else plain(percent)


def is_nearly_all(budget: Decimal | None, executed: Decimal | None) -> bool:
    """Whether budget and executed amount differ by less than a rate with its places shows."""
    if not budget or executed is None or executed == budget:
        return False
    return round_half_up(executed * HUNDRED / budget, _RATE_PLACES) == HUNDRED


def exact_yuan(entry: Entry | None, unit: str) -> Decimal | None:
    """The exact amount in 元; None where there is no number or the form's unit is not one of money.

    A form that names no unit is in 万元, as the ministry's form is.
    """
    factor = _YUAN.get(unit.strip())
    return None if entry is None or entry.number is None or factor is None else entry.number * factor


def yuan_text(entry: Entry | None, unit: str) -> str:
    """An amount in 元 with thousands separators ("62,502.5"); what cannot be put in 元 stays as filed with its unit."""
    amount = exact_yuan(entry, unit)
    if amount is not None:
        return grouped(amount)
    return text_of(entry) + (unit.strip() if entry is not None and entry.number is not None else "")


def bare_value(text: str) -> str:
    """An indicator value as table B prints it: ≥2次 is 2, =100% is 100, words and dates stay as they are."""
    match = _QUANTITY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return text.strip()
    number, unit = match["number"], match["unit"]
    is_year = unit == "年" and number.isdecimal() and int(number) in _YEARS
    return text.strip() if is_year or unit in _DATE_UNITS else number
