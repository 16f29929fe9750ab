"""What is wrong in the papers is found, in Word and in the sample workbooks, and little else is called wrong.

The lists were drawn up by reading the papers, before and apart from the rules.
"""

from __future__ import annotations

import pytest

from tests.papers.published import CLEAN, PUBLISHED, SETS
from tests.papers.recall import checked, result
from tests.papers.workbook_recall import found_and_missed
from zpj.domain.findings import Severity

LEAST_OF_PUBLISHED = 0.95
LEAST_OF_OTHERS = 0.85
MOST_FALSE_ERRORS = 1
MOST_WARNINGS = 2
OTHERS = [name for names in SETS.values() for name in names if name not in PUBLISHED]


def share(found: int, missed: int) -> float:
    return found / (found + missed)


def test_nearly_all_that_is_provably_wrong_in_the_published_papers_is_found() -> None:
    results = [result(name) for name in PUBLISHED]
    found = sum(slip.provable for one in results for slip in one.found)
    missed = [slip.what for one in results for slip in one.missed if slip.provable]
    assert share(found, len(missed)) >= LEAST_OF_PUBLISHED, missed


def test_nearly_all_that_is_provably_wrong_in_their_workbooks_is_found() -> None:
    pairs = [found_and_missed(name) for name in PUBLISHED]
    found = sum(slip.provable for hits, _ in pairs for slip in hits)
    missed = [slip.what for _, misses in pairs for slip in misses if slip.provable]
    assert share(found, len(missed)) >= LEAST_OF_PUBLISHED, missed


def test_most_that_is_provably_wrong_in_papers_of_other_provinces_is_found() -> None:
    results = [result(name) for name in OTHERS]
    found = sum(slip.provable for one in results for slip in one.found)
    missed = [slip.what for one in results for slip in one.missed if slip.provable]
    assert share(found, len(missed)) >= LEAST_OF_OTHERS, missed


@pytest.mark.parametrize("name", [*PUBLISHED, *OTHERS])
def test_hardly_anything_right_is_called_an_error(name: str) -> None:
    wrong = [*result(name).false_errors, *result(name).trapped]
    assert len(wrong) <= MOST_FALSE_ERRORS, [(item.rule, item.location, item.message) for item in wrong]


@pytest.mark.parametrize("name", CLEAN)
def test_a_paper_with_nothing_wrong_has_no_error_and_hardly_a_warning(name: str) -> None:
    told = [item for item in checked(name)[1] if item.severity is not Severity.INFO]
    assert not [item for item in told if item.severity is Severity.ERROR], told
    assert len(told) <= MOST_WARNINGS, [(item.rule, item.location, item.message) for item in told]
