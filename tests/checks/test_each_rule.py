"""Every check has a form that triggers it and one that does not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from graphlib import TopologicalSorter

import pytest

from tests.checks.check_cases import (
    CLEAN,
    COVER,
    DEPARTMENT,
    FUNDS,
    INDICATORS,
    LEDGER,
    SYSTEM,
    book,
    found,
    grid,
    with_cell,
)  # fmt: skip
from tests.checks.test_paper_rules import TRIGGERS as PAPER_TRIGGERS
from zpj.checks.catalogue import all_rules
from zpj.checks.rule import IN_PAPERS, WAYS
from zpj.domain.model import Overtyped, Section, Workbook

D = Decimal


def table_case(table: object, row: int, column: int, text: str) -> Callable[[], Workbook]:
    return lambda: book(tables=with_cell(table, row, column, text))  # type: ignore[arg-type]


def section_case(text: str, title: str = "概况") -> Callable[[], Workbook]:
    return lambda: book(sections=(Section("道路养护", "", title, text, "报告素材!D2"),))


def form_case(**edits: object) -> Callable[[], Workbook]:
    return lambda: book(edits)  # type: ignore[arg-type]


def without_columns() -> Workbook:
    clean = book()
    form = clean.evaluations[0]
    columns = (form.columns - {"funds.full_year_budget"}) | {"funds.full_year_rate"}
    lines = tuple(replace(line, full_year_budget=None) for line in form.funds)
    return replace(clean, evaluations=(replace(form, columns=columns, funds=lines),))


def all_full() -> Workbook:
    return book({"F6": D("8.65"), "G6": 0, "I6": "100%", "J6": 10, "F8": D("3.65"), "G8": 0, "I8": "100%",
                 "F16": "8.65万元", "F18": "95%", "H18": 10, "I18": None, "H19": 100})  # fmt: skip


def two_forms(name: str) -> Workbook:
    return book(None, grid({"C3": name}, name="另一表"))


def typed_over() -> Workbook:
    clean = book()
    form = clean.evaluations[0]
    score = form.funds[0].reported_score
    assert score is not None
    overtyped = (Overtyped(score, "ROUND(F6/E6*H6,2)", D("9.48")),)
    return replace(clean, evaluations=(replace(form, overtyped=overtyped),))


TRIGGERS: dict[str, Callable[[], Workbook]] = {
    "ZPJ101": form_case(**{f"H{row}": None for row in range(13, 19)}),
    "ZPJ102": form_case(F14=None),
    "ZPJ103": form_case(G14="十几分"),
    "ZPJ104": without_columns,
    "ZPJ105": form_case(G13="25分"),
    "ZPJ106": form_case(C18="服务对象满意度标"),
    "ZPJ107": form_case(F17="明显提"),
    "ZPJ108": form_case(C13="数量指标（25分）"),
    "ZPJ109": form_case(H14="10"),
    "ZPJ110": form_case(A2=None),
    "ZPJ111": form_case(C4="XX局"),
    "ZPJ201": form_case(I6="95.80%"),
    "ZPJ202": form_case(J6=D("9.8")),
    "ZPJ203": form_case(F7=6),
    "ZPJ204": table_case(LEDGER, 2, 3, "8.5"),
    "ZPJ205": table_case(LEDGER, 1, 3, "3.5"),
    "ZPJ206": form_case(D7=4),
    "ZPJ207": form_case(G8=D("0.54")),
    "ZPJ208": form_case(F6=6, G6=D("2.65"), I6="69.36%", J6=D("6.94"), F8=1),
    "ZPJ209": form_case(D6=8, D8=3),
    "ZPJ210": form_case(D6=None),
    "ZPJ211": form_case(I8=None),
    "ZPJ212": form_case(H6=20),
    "ZPJ215": table_case(DEPARTMENT, 1, 1, "11.53"),
    "ZPJ216": table_case(DEPARTMENT, 5, 1, "9.2"),
    "ZPJ217": table_case(DEPARTMENT, 7, 1, "4.05%"),
    "ZPJ218": table_case(LEDGER, 1, 0, "1"),
    "ZPJ219": without_columns,
    "ZPJ220": form_case(F6=D("-8.2"), F8=D("-3.2")),
    "ZPJ301": form_case(G17=25, H17=25),
    "ZPJ302": form_case(G19=90),
    "ZPJ303": form_case(G13=35, H13=35, G17=20, H17=20),
    "ZPJ304": form_case(B17="产出指标"),
    "ZPJ305": form_case(B18="效益指标", C18="可持续影响指标"),
    "ZPJ306": form_case(E17="定性"),
    "ZPJ307": form_case(E13="50", F13="50"),
    "ZPJ308": form_case(F14="≥97%"),
    "ZPJ309": form_case(F13="50人"),
    "ZPJ310": form_case(E13="≤50公里"),
    "ZPJ311": form_case(F14="970%"),
    "ZPJ312": form_case(D13="养护县道50公里"),
    "ZPJ313": form_case(E15="12月前完成", F15="12月"),
    "ZPJ314": form_case(D14="投诉次数", E14="0次", F14="2次"),
    "ZPJ316": form_case(F13="90公里"),
    "ZPJ317": form_case(C13="数量指标（20分）"),
    "ZPJ319": form_case(F16="8.02万元"),
    "ZPJ320": form_case(E16="≤9万元"),
    "ZPJ322": form_case(C14="数量指标", D14="养护里程"),
    "ZPJ401": form_case(H14="指标值为空"),
    "ZPJ402": form_case(H14=11),
    "ZPJ403": form_case(H19=98),
    "ZPJ404": form_case(I19="良"),
    "ZPJ405": form_case(I19="优秀"),
    "ZPJ406": form_case(F13="40公里"),
    "ZPJ407": form_case(F15="2024年2月20日"),
    "ZPJ408": form_case(H18=D("9.9")),
    "ZPJ409": form_case(H18=9),
    "ZPJ410": form_case(F17="部分达成预期指标并具有一定效果", H17=29),
    "ZPJ411": form_case(I18=None),
    "ZPJ412": form_case(F6=0, G6=D("8.65"), I6="0%", J6=0),
    "ZPJ413": form_case(H13=24),
    "ZPJ414": form_case(H18=D("9.789")),
    "ZPJ415": all_full,
    "ZPJ416": form_case(H19=99, **{f"H{row}": None for row in range(13, 19)}),
    "ZPJ417": typed_over,
    "ZPJ420": form_case(I18="已达到年度指标值，今后继续保持。"),
    "ZPJ501": section_case("2023年项目预算8.65万元，执行0.45万元。"),
    "ZPJ502": section_case("2023年预算执行率为84.8%。"),
    "ZPJ503": section_case("自评得92.97分。"),
    "ZPJ504": form_case(F11=CLEAN[10][1]),
    "ZPJ505": form_case(E15="2022年12月31日前"),
    "ZPJ506": form_case(I18="雨季较长"),
    "ZPJ507": form_case(I13="雨季较长，部分路段施工扰民，下年避开。"),
    "ZPJ508": section_case("依据交财发(2020)10号。"),
    "ZPJ509": section_case("联系电话13812345678。"),
    "ZPJ510": lambda: two_forms("2023年道路养护"),
    "ZPJ511": table_case(COVER, 0, 1, "公路养护"),
    "ZPJ512": table_case(COVER, 1, 1, "市公路局"),
    "ZPJ513": table_case(INDICATORS, 0, 7, "24"),
    "ZPJ514": table_case(INDICATORS, 0, 5, "51公里"),
    "ZPJ515": table_case(SYSTEM, 2, 1, "20"),
    "ZPJ516": section_case("2022年部门结余率为0.3%。"),
    "ZPJ517": table_case(FUNDS, 0, 3, "28,000"),
    "ZPJ518": table_case(FUNDS, 1, 1, "结转"),
    "ZPJ560": section_case("2023年资金结余0.54万元。"),
    "ZPJ561": section_case("数量指标方面共25分，得24分。"),
    "ZPJ562": section_case("全年养护里程51公里。"),
    "ZPJ563": section_case("一级指标3个，二级指标9个，三级指标6个。"),
}
TRIGGERS["ZPJ582"] = section_case("群众满意度超额完成年度目标。")
TRIGGERS["ZPJ583"] = section_case("2022年度，本项目由市公路中心组织实施。")
TRIGGERS["ZPJ329"] = form_case(C16="时效指标", E16="≤8.65万元")
TRIGGERS["ZPJ321"] = form_case(E18="≥95件", F18="93件")
TRIGGERS["ZPJ578"] = form_case(F11="完成养护县道里程60公里，路面平整。")
TRIGGERS["ZPJ515"] = lambda: book(
    tables=(replace(SYSTEM, rows=(("决策", "40", ""), ("过程", "20", ""), ("产出", "30", ""), ("效益", "10", ""))),)
)


def test_a_form_without_a_fault_has_no_finding() -> None:
    assert found(book()) == []


def test_every_check_of_a_report_has_one_too() -> None:
    over_papers = {rule.id for rule in all_rules() if rule.over == "paper" and rule.id < "ZPJ56"}
    with_tests_of_their_own = {"ZPJ467", "ZPJ533", "ZPJ538", "ZPJ545", "ZPJ551"}
    assert over_papers - PAPER_TRIGGERS.keys() == with_tests_of_their_own


@pytest.mark.parametrize(
    "rule", [rule.id for rule in all_rules() if rule.over != "paper" and rule.id not in (*PAPER_TRIGGERS, "ZPJ418")]
)
def test_every_check_has_a_form_that_triggers_it(rule: str) -> None:
    assert rule in TRIGGERS
    fired = [finding for finding in found(TRIGGERS[rule]()) if finding.rule == rule]
    assert fired, [finding.rule for finding in found(TRIGGERS[rule]())]
    for finding in fired:
        assert finding.location
        assert finding.message
        assert "{" not in finding.message
        assert finding.clause
        assert finding.fix


def test_the_ids_follow_the_families() -> None:
    assert all(rule.id[:3] == "ZPJ" and rule.id[3] in "12345" and len(rule.id) == 6 for rule in all_rules())


def test_no_rule_follows_itself_over_others_for_then_neither_would_be_told() -> None:
    ways = [*((rule.id, True, rule.follows) for rule in all_rules()), *((way.rule, False, way.follows) for way in WAYS)]
    order = TopologicalSorter({
        number: [
            other for other, (cause, is_first, _) in enumerate(ways)
            if cause in follows and (cause != name or is_first) and other != number
        ]
        for number, (name, _, follows) in enumerate(ways)
    })  # fmt: skip
    order.prepare()


def test_what_a_rule_follows_and_what_has_another_way_is_a_rule() -> None:
    known = {rule.id for rule in all_rules()}
    named = {
        *(cause for rule in all_rules() for cause in rule.follows),
        *(cause for way in WAYS for cause in way.follows),
    }
    assert named | {way.rule for way in WAYS} | set(IN_PAPERS) <= known


def test_python_without_assertions_knows_the_same_rules() -> None:
    ask = "from zpj.checks.catalogue import all_rules; print(len(all_rules()))"
    told = subprocess.run([sys.executable, "-O", "-c", ask], capture_output=True, text=True, check=True)
    assert int(told.stdout) == len(all_rules())


def test_a_sign_turned_round_in_a_workbook_is_told_instead_of_a_limit_passed() -> None:
    told = {finding.rule for finding in found(book({"E18": "≤90%", "F18": "93%", "H18": 10, "H19": 100}))}
    assert "ZPJ340" in told
    assert not {"ZPJ406", "ZPJ408"} & told
