"""Layout faults made on purpose, one at a time, in a report that has none: the layout check must name each."""

from __future__ import annotations

from pathlib import Path

import layout_faults_of_pages
import layout_faults_of_tables
import layout_faults_of_text
import pytest
from layout_edits import FAULTS, Edit, Parts
from report_cases import LAYOUT

from zpj.app.reporting import write_reports
from zpj.report.layout_check import RULES, check_layout

FAULT_MODULES = (layout_faults_of_pages, layout_faults_of_text, layout_faults_of_tables)
XINZHOU = Path(__file__).parents[2] / "sample_workbooks" / "xinzhou_2022.xlsx"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    written = write_reports(XINZHOU, None, None, tmp_path_factory.mktemp("reports"), force=False)
    return written[0].path.read_bytes()


@pytest.mark.parametrize(("rule", "edit"), FAULTS, ids=[edit.__name__ for _, edit in FAULTS])
def test_a_fault_made_on_purpose_is_caught_by_its_rule_and_no_other(report: bytes, rule: str, edit: Edit) -> None:
    parts = Parts(report)
    edit(parts)
    found = check_layout(parts.to_bytes(), LAYOUT)
    assert {item.rule for item in found} == {rule}
    assert all(item.place and item.found != item.expected and item.message == RULES[rule] for item in found)


def test_the_untouched_report_has_no_fault(report: bytes) -> None:
    assert check_layout(report, LAYOUT) == []
    assert check_layout(Parts(report).to_bytes(), LAYOUT) == []


def test_every_rule_is_provoked() -> None:
    assert {rule for rule, _ in FAULTS} == set(RULES)
    assert len(FAULTS) >= 60
