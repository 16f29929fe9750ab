"""Scoring in tests: the default scheme, one setting of it changed, and scores by plain texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from zpj.domain.model import Score
from zpj.domain.scheme import Parameter, Scheme
from zpj.schemes import load_scheme
from zpj.scoring.choice import score_indicator

Scored = Callable[..., Score]
Changed = Callable[..., Scheme]


@pytest.fixture
def scheme() -> Scheme:
    return load_scheme("mof-2020")


@pytest.fixture
def changed(scheme: Scheme) -> Changed:
    """The default scheme with other values: changed(reverse="linear")."""

    def change(**values: Any) -> Scheme:
        return replace(scheme, **{name: Parameter(value, f"本单位规定 {name}", True) for name, value in values.items()})

    return change


@pytest.fixture
def scored(scheme: Scheme) -> Scored:
    """Score target and actual texts by the default scheme: scored("≥45家", "44家", "15")."""

    def score(target: str, actual: str, weight: str | None = "10", by: Scheme | None = None, **row: str) -> Score:
        return score_indicator(target, actual, None if weight is None else Decimal(weight), by or scheme, **row)

    return score
