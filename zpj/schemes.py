"""Loads scoring schemes from templates/schemes/<id>.toml.

A scheme file may extend another and then holds only what differs. Every parameter is written as
`name = { value = …, clause = "…" }`, with `verified = true` once the official text was seen.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from zpj import resources
from zpj.domain.amounts import exact
from zpj.domain.errors import ZpjError
from zpj.domain.records import fields_of
from zpj.domain.scheme import Band, GradeBand, Parameter, Scheme, Tier, Weights

DEFAULT = "mof-2020"

_HEAD = ("id", "title", "source")
_MOST_PLACES = 4


@cache
def scheme_ids() -> tuple[str, ...]:
    """The ids of all shipped schemes, in alphabetical order."""
    return tuple(sorted(name.removesuffix(".toml") for name in os.listdir(_folder()) if name.endswith(".toml")))


@cache
def scheme_titles() -> Mapping[str, str]:
    """The titles of all shipped schemes by their ids."""
    return {name: str(_raw(name, frozenset())["title"]) for name in scheme_ids()}


@cache
def load_scheme(scheme_id: str) -> Scheme:
    """Load a scheme by id; ZpjError names the known ids where there is no such scheme or a value is wrong."""
    raw = _raw(scheme_id, frozenset())
    parameters = {name: _parameter(scheme_id, name, raw) for name in _parameter_names()}
    return Scheme(id=scheme_id, title=str(raw["title"]), source=str(raw["source"]), **parameters)


def _folder() -> Path:
    return resources.templates() / "schemes"


def _parameter_names() -> tuple[str, ...]:
    return tuple(name for name in fields_of(Scheme) if name not in _HEAD)


def _raw(scheme_id: str, seen: frozenset[str]) -> Mapping[str, Any]:
    if scheme_id not in scheme_ids() or scheme_id in seen:
        raise ZpjError(f"计分方案“{scheme_id}”", "没有这个方案", f"可用的方案有：{'、'.join(scheme_ids())}")
    own = _own(_folder() / f"{scheme_id}.toml")
    base = _raw(str(own["extends"]), seen | {scheme_id}) if "extends" in own else {}
    return {**base, **own}


@cache
def _own(path: Path) -> Mapping[str, Any]:
    """What a scheme's own file says, its sections taken together."""
    try:
        own = resources.toml(path)
    except resources.NotToml as error:
        raise ZpjError(path.name, "方案文件格式有误", "请对照其他方案文件检查引号、括号和等号") from error
    flat = {key: value for key, value in own.items() if not isinstance(value, dict) or "value" in value}
    for section in own.values():
        if isinstance(section, dict) and "value" not in section:
            flat.update(section)
    unknown = flat.keys() - set(_parameter_names()) - {*_HEAD, "extends"}
    if unknown:
        raise ZpjError(f"计分方案“{path.stem}”", f"不认识参数 {'、'.join(sorted(unknown))}", "请检查拼写")
    return flat


def _parameter(scheme_id: str, name: str, raw: Mapping[str, Any]) -> Any:
    entry = raw.get(name)
    if not isinstance(entry, dict) or "clause" not in entry:
        raise ZpjError(f"计分方案“{scheme_id}”", f"缺少参数 {name} 或它的依据", "请补上 value 和 clause")
    try:
        value = _READERS[name](entry["value"])
    except (KeyError, TypeError, ValueError) as error:
        raise ZpjError(f"计分方案“{scheme_id}”", f"参数 {name} 的值不对", "请对照 mof-2020 的写法修改") from error
    return Parameter(value, str(entry["clause"]), bool(entry.get("verified", False)))


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _one_of(*choices: str) -> Callable[[Any], str]:
    def choose(value: Any) -> str:
        if value not in choices:
            raise ValueError(value)
        return str(value)

    return choose


def _places(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value <= _MOST_PLACES:
        raise ValueError(value)
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(text) for text in value)


def _number(value: Any) -> Decimal:
    number = exact(value) if isinstance(value, str) else None
    if number is None:
        raise ValueError(value)
    return number


def _optional_number(value: Any) -> Decimal | None:
    return None if value == "" else _number(value)


def _tiers(value: Any) -> tuple[Tier, ...]:
    return tuple(Tier(_number(start), _number(share)) for start, share in value)


def _bands(value: Any) -> tuple[Band, ...]:
    return tuple(
        Band(
            id=str(band["id"]),
            title=str(band["title"]),
            low=_number(band["low"]),
            high=_number(band["high"]),
            default=_optional_number(band["default"]),
        )
        for band in value
    )


def _grades(value: Any) -> tuple[GradeBand, ...]:
    return tuple(GradeBand(_number(start), str(word)) for start, word in value)


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(written), str(word)) for written, word in value)


def _weights(value: Any) -> tuple[Weights, ...]:
    return tuple(tuple((str(kind), _number(points)) for kind, points in alternative) for alternative in value)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "execution_weight": _number,
    "execution_cap": _number,
    "execution_tiers": _tiers,
    "zero_budget": _one_of("blank", "full", "zero"),
    "rate_places": _places,
    "places": _places,
    "reverse": _one_of("ratio", "linear"),
    "bare_cost": _one_of("ceiling", "ratio"),
    "ratio_kinds": _texts,
    "satisfaction_tiers": _tiers,
    "month_before": _one_of("inclusive", "exclusive"),
    "match_is_met": _yes_or_no,
    "floor_rate": _optional_number,
    "over_warn": _number,
    "over_strong": _number,
    "over_cut": _optional_number,
    "approximate": _number,
    "late_tiers": _tiers,
    "bands": _bands,
    "grades": _grades,
    "grade_words": _pairs,
    "total_caps": _tiers,
    "low_rate": _number,
    "usual_weights": _weights,
}
