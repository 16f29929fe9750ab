"""How long the fuzz tests look: a little and always the same in `make test`, much and at random in `make fuzz`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

LONG = "ZPJ_LONG" in os.environ
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def fuzzed(examples: int) -> settings:
    """Settings for a test that looks at so many examples in the short run and twenty times as many in the long one."""
    return settings(
        max_examples=examples * 20 if LONG else examples,
        derandomize=not LONG,
        deadline=None,
        print_blob=True,
        suppress_health_check=_SLOW,
    )


def words(text: str) -> st.SearchStrategy[str]:
    """One of the words of a text."""
    return st.sampled_from(text.split())
