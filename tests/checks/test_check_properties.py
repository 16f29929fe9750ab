"""Checks never fail on any form, and a consistent form, whatever its figures, has no error."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.check_cases import CLEAN, Content, book, found, grid
from zpj.checks.run import check_workbook
from zpj.domain.amounts import plain, round_half_up
from zpj.domain.findings import Severity
from zpj.domain.model import Section, SourceTable, Workbook
from zpj.forms.reader import read_forms
from zpj.schemes import scheme_ids

PLACES = [f"{letter}{row}" for row in range(3, len(CLEAN) + 1) for letter in "CDEFGHIJ"]
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False)
CONTENTS: st.SearchStrategy[Content] = st.one_of(
    st.none(),
    NUMBERS,
    st.text(max_size=12),
    st.sampled_from(
        ["≥0", "=0元", "100%", "2023年2月30日", "≤1年", "定性", "优", "20分", "30万元", "#DIV/0!", "—", "0—0个"]
    ),
)
EDITS = st.dictionaries(st.sampled_from(PLACES), CONTENTS, max_size=12)


@given(EDITS, st.sampled_from(scheme_ids()), st.text(max_size=60))
@settings(max_examples=150)
def test_checks_never_raise(edits: dict[str, Content], scheme: str, prose: str) -> None:
    sections = (Section("道路养护", "", "概况", f"项目预算{prose}万元，执行{prose}万元", "报告素材!D2"),)
    for finding in found(book(edits, scheme=scheme, sections=sections)):
        assert finding.message
        assert finding.severity in Severity


@given(
    st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), max_size=6),
    st.sampled_from(("支出明细", "部门整体", "x")),
)
@settings(max_examples=80)
def test_checks_never_raise_on_any_table(rows: list[list[str]], name: str) -> None:
    header = ("序号", "项目名称", "支付金额（万元）") if name == "支出明细" else ("项目", "数值", "原文")
    table = SourceTable(name, header, tuple(tuple(row) for row in rows), f"{name}!A1")
    assert isinstance(found(book(tables=(table,))), list)


@given(
    budget=st.decimals(min_value="0.01", max_value=99999, places=6, allow_nan=False),
    share=st.decimals(min_value="0.85", max_value=1, places=6, allow_nan=False),
    target=st.integers(min_value=1, max_value=5000),
    done=st.decimals(min_value="0.3", max_value="1.3", places=3, allow_nan=False),
)
@settings(max_examples=150)
def test_a_consistent_form_has_no_error(budget: Decimal, share: Decimal, target: int, done: Decimal) -> None:
    executed = round_half_up(budget * share, 6)
    rate = executed / budget
    own = round_half_up(rate * 10, 2)
    actual = int(target * done)
    score = min(Decimal(25), round_half_up(Decimal(25) * actual / target, 2))
    edits: dict[str, Content] = {
        "D6": budget, "E6": budget, "F6": executed, "G6": budget - executed,
        "I6": f"{round_half_up(rate * 100, 2)}%", "J6": own,
        "D7": budget, "E7": budget, "F7": executed, "G7": budget - executed, "I7": None,
        "D8": None, "E8": None, "F8": None, "G8": None, "I8": None,
        "E13": f"≥{target}次", "F13": f"{actual}次", "H13": score, "I13": "原因和改进措施都已经写清楚了，下年改进。",
        "E16": f"≤{plain(budget)}万元", "F16": f"{plain(executed)}万元",
        "H19": own + score + 55 + Decimal("9.79"), "I19": None,
    }  # fmt: skip
    form = read_forms(grid(edits, rows=CLEAN[:19]), "mof", "mof-2020")
    errors = [
        finding for finding in check_workbook(Workbook("表.xlsx", tuple(form))) if finding.severity is Severity.ERROR
    ]
    assert errors == []
