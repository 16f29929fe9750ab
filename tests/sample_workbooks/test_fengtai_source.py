"""The transcript of the published papers of 丰台 agrees with itself and with its expected values."""

from __future__ import annotations

import re
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "sample_workbooks"
AMOUNTS = ("initial_budget", "full_year_budget", "executed")
FIELDS = ("project_name", "year", "supervising_department", "implementing_unit", "responsible_person", "phone")
INDICATOR_TEXTS = ("level1", "level2", "name", "target", "actual", "weight", "deviation_reason")
FUND_LABELS = ["年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"]
LEFT_OUT = "（略）"
NUMERALS = "一二三四五六七"

Table = dict[str, Any]


def _load(name: str) -> Table:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


SOURCE = _load("sources/fengtai_2023.toml")
PROJECTS = SOURCE["project"]
EXPECTED = _load("fengtai_2023.expected.toml")["project"]

each_project = pytest.mark.parametrize("project", PROJECTS, ids=[project["sheet"] for project in PROJECTS])
each_pair = pytest.mark.parametrize(
    ("project", "expected"), list(zip(PROJECTS, EXPECTED, strict=True)), ids=[project["sheet"] for project in PROJECTS]
)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]


def _total(rows: list[Table], key: str) -> Decimal:
    return sum((Decimal(row[key]) for row in rows), Decimal(0))


def _amount(row: Table, key: str) -> Decimal | None:
    return Decimal(row[key]["exact"]) if key in row else None


def _rows_where(**wanted: str) -> list[tuple[str, Table]]:
    return [
        (project["sheet"], row)
        for project in PROJECTS
        for row in project["indicators"]
        if all(row[key] == value for key, value in wanted.items())
    ]


def _grade(total: Decimal) -> str:
    return next(word for floor, word in ((90, "优"), (80, "良"), (60, "中"), (0, "差")) if total >= floor)


def _first_number(text: str) -> Decimal | None:
    found = re.match(r"[≥≤=]?(\d+(?:\.\d+)?)", text)
    return Decimal(found[1]) if found else None


def _rule(row: Table) -> Decimal | None:
    """The points of the 丰台 habit; None where a person must judge."""
    weight, wanted, reached = Decimal(row["weight"]), _first_number(row["target"]), _first_number(row["actual"])
    if row["level2"] in ("数量指标", "成本指标"):
        assert wanted
        assert reached
        share = min(reached / wanted, Decimal(1))
        return (share * weight).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if wanted and reached:
        assert reached <= wanted
        return weight
    return weight if row["target"] == row["actual"] else None


def test_sixteen_forms() -> None:
    assert (SOURCE["form"], SOURCE["scheme"]) == ("beijing", "fengtai")
    sheets = [project["sheet"] for project in PROJECTS]
    assert len(set(sheets)) == 16
    assert all(0 < len(sheet) <= 31 and not re.search(r"[\\/?*:\[\]']", sheet) for sheet in sheets)
    assert len({project["project_name"] for project in PROJECTS}) == 16


@each_project
def test_head(project: Table) -> None:
    assert project["form_title"] == "项目支出绩效自评表"
    assert project["form_year"] == f"({project['year']}年度)"
    assert project["year"] == "2023"
    assert project["supervising_department"] == project["implementing_unit"] == SOURCE["department"]
    assert project["responsible_person"] == project["phone"] == LEFT_OUT
    assert project["funds_label"] in ("项目资金(万元)", "项目资金（万元）")


@each_project
def test_funds(project: Table) -> None:
    total, *parts = project["funds"]
    assert [row["label"] for row in project["funds"]] == FUND_LABELS
    assert [row["weight"] for row in project["funds"]] == ["10", "—", "—", "—"]
    assert [row["score"] for row in project["funds"]] == ["10", "—", "—", "—"]
    for key in AMOUNTS:
        amounts = [amount for row in parts if (amount := _amount(row, key)) is not None]
        assert (sum(amounts) if amounts else None) == _amount(total, key)
    for row in project["funds"]:
        for key in AMOUNTS:
            if key in row:
                assert Decimal(row[key]["shown"]) == Decimal(row[key]["exact"])
                assert re.fullmatch(r"\d+(\.\d*[1-9])?", row[key]["exact"])
        assert _amount(row, "full_year_budget") == _amount(row, "executed")


def test_the_rate_one_form_leaves_out() -> None:
    without_rate = [
        (project["sheet"], row["label"])
        for project in PROJECTS
        for row in project["funds"]
        if "executed" in row and row.get("rate") != "100%"
    ]
    assert without_rate == [("房屋场所租赁类项目", "其中：当年财政拨款")]
    assert all("rate" not in row for project in PROJECTS for row in project["funds"] if "executed" not in row)


def test_executed_of_all_forms_and_of_the_department() -> None:
    executed = sum(Decimal(project["funds"][0]["executed"]["exact"]) for project in PROJECTS)
    assert executed == Decimal("8552.780223")
    figures = SOURCE["department_figures"]
    assert Decimal(figures["项目支出"]["value"]) - executed == 205


@each_project
def test_scores_add_up(project: Table) -> None:
    rows = project["indicators"]
    assert _total(rows, "weight") == 90
    assert all(0 <= Decimal(row["score"]) <= Decimal(row["weight"]) for row in rows)
    assert _total(rows, "score") + Decimal(project["funds"][0]["score"]) == Decimal(project["total"]["score"])
    assert set(project["total"]) == {"weight", "score"}


@each_project
def test_indicators_are_complete(project: Table) -> None:
    for row in project["indicators"]:
        assert set(row) == {*INDICATOR_TEXTS, "score"}
        assert all(text for key, text in row.items() if key != "deviation_reason")
    assert project["goal"]["expected"]
    assert project["goal"]["achieved"]
    order = list(dict.fromkeys(row["level1"] for row in project["indicators"]))
    assert order == [level for level in ("产出指标", "效益指标", "满意度指标") if level in order]


def test_errors_of_the_office_are_kept() -> None:
    assert [project["total"]["weight"] for project in PROJECTS] == ["90"] + ["100"] * 15
    ((sheet, row),) = _rows_where(actual="4407.074674万元")
    form = next(project for project in PROJECTS if project["sheet"] == sheet)
    assert form["funds"][0]["executed"]["exact"] == "4477.074674"
    ((_, row),) = _rows_where(target="≤2689.5万元")
    assert (row["actual"], row["weight"], row["score"]) == ("2726万元", "20", "20")
    assert [sheet for sheet, _ in _rows_where(level1="产出指标", level2="社会效益指标")] == [
        "挂职干部工作经费",
        "2023年中央行政事业单位公费医疗补助",
        "中央行政事业单位公费医疗补助",
        "设备购置类项目",
    ]
    assert len(_rows_where(level2="服务对象满意度标")) == 7
    assert len(_rows_where(level2="服务对象满意度指标")) == 5
    assert len(_rows_where(target="定性")) == 9
    assert len(_rows_where(target="12月前完成", actual="12月前完")) == 1
    assert SOURCE["department_figures"]["部门预决算差异率"]["text"].startswith("2022年")


def test_department_figures() -> None:
    figures = {key: figure["value"] for key, figure in SOURCE["department_figures"].items()}
    kinds = ("基本支出", "项目支出", "其他支出")
    spent = Decimal(figures["总体支出"])
    assert sum(Decimal(figures[f"{kind}预算数"]) for kind in kinds) == Decimal(figures["全年预算数"])
    assert sum(Decimal(figures[kind]) for kind in kinds) == spent
    budget = Decimal(figures["全年预算数"])
    percent = Decimal("0.01")
    assert f"{(spent / budget * 100).quantize(percent)}%" == figures["预算执行率"]
    # the office divides what is left by what was spent, not by the budget
    assert f"{((budget - spent) / spent * 100).quantize(percent)}%" == figures["结转结余率"] == "2.23%"


def test_figures_stand_in_the_prose() -> None:
    prose = "\n".join(section["text"] for section in SOURCE["section"])
    facts = [fact for fact in SOURCE["evaluation_project"].values() if isinstance(fact, dict)]
    for fact in [*SOURCE["department_figures"].values(), *facts]:
        assert fact["text"] in prose
        assert fact["value"] in fact["text"]


def test_evaluation_table() -> None:
    rows, total = SOURCE["evaluation_indicators"], SOURCE["evaluation_total"]
    assert len(rows) == 13
    level1 = {row["level1"]: row["weight1"] for row in rows}
    level2 = {(row["level1"], row["level2"]): row["weight2"] for row in rows}
    assert list(level1.values()) == ["20", "30", "30", "20"]
    for first, weight in level1.items():
        assert sum(Decimal(part) for (above, _), part in level2.items() if above == first) == Decimal(weight)
    for (first, second), weight in level2.items():
        below = [row for row in rows if (row["level1"], row["level2"]) == (first, second)]
        assert _total(below, "weight3") == Decimal(weight)
    assert (total["weight1"], total["weight2"], total["weight3"], total["score"]) == ("100", "100", "100", "87")
    assert _total(rows, "weight3") == 100
    assert _total(rows, "score") == 87
    assert all(Decimal(row["score"]) <= Decimal(row["weight3"]) for row in rows)


def test_evaluated_project() -> None:
    facts = {key: fact["value"] for key, fact in SOURCE["evaluation_project"].items() if key != "report"}
    assert Decimal(facts["initial_budget"]) + Decimal(facts["june_addition"]) == Decimal(facts["budget"])
    assert facts["executed"] == facts["budget"] == "163"
    assert facts["score"] == SOURCE["evaluation_total"]["score"]
    assert facts["grade"] == _grade(Decimal(facts["score"])) == "良"


def test_headings_and_sections_follow_each_other() -> None:
    order = []
    path: list[str] = []
    for heading in SOURCE["heading"]:
        path = [*path[: heading["level"] - 1], heading["text"]]
        assert len(path) == heading["level"]
        order.append((heading["report"], *path))
    places = [order.index((part["report"], *part["path"], part["title"])) for part in SOURCE["section"]]
    assert places == sorted(set(places))
    # a heading without text of its own has headings below it
    for place, heading in enumerate(order):
        assert place in places or order[place + 1][:-1] == heading
    for report, count in zip(SOURCE["report_titles"], (6, 7), strict=True):
        first = [heading[1][:2] for heading in order if heading[0] == report and len(heading) == 2]
        assert first == [f"{numeral}、" for numeral in NUMERALS[:count]]
    for heading in {heading[:-1] for heading in order if len(heading) > 2}:
        below = [other[-1] for other in order if other[:-1] == heading]
        start = "（{}）" if len(heading) == 2 else "{}."
        numbers = NUMERALS if len(heading) == 2 else "1234567"
        assert all(text.startswith(start.format(number)) for text, number in zip(below, numbers, strict=False))


def test_sections_are_complete() -> None:
    assert {part["report"] for part in SOURCE["section"]} == set(SOURCE["report_titles"])
    assert all(re.search(r"[。：]$", line) for part in SOURCE["section"] for line in part["text"].split("\n"))
    with_table = [part["title"] for part in SOURCE["section"] if "table" in part]
    assert with_table == ["（二）绩效评价原则、评价指标体系、评价方法、评价标准等。", "三、综合评价情况及评价结论"]
    assert all(part["table"] in SOURCE for part in SOURCE["section"] if "table" in part)


@pytest.mark.parametrize("table", [SOURCE, {"project": EXPECTED}], ids=["source", "expected"])
def test_no_person_number_or_conversion_damage_is_left(table: Table) -> None:
    for text in _texts(table):
        assert not re.search(r"(?<![\d.])\d{7,}", text), text
        assert not re.search(r"\d{3,4}-\d{7,8}", text), text
        assert not re.search(r"[ \t\r\u3000\xa0*]|\n\n|\n[，。、；：]", text), text


@each_pair
def test_expected_head_and_total(project: Table, expected: Table) -> None:
    assert expected["location"] == project["sheet"]
    assert (expected["form"], expected["scheme"], expected["unit"]) == (SOURCE["form"], SOURCE["scheme"], "万元")
    assert expected["fields"] == {key: project[key] for key in FIELDS}
    assert expected["goal"] == project["goal"]
    total = project["total"]
    assert expected["total"] == {
        "reported": total["score"],
        "reported_weight": total["weight"],
        "grade": _grade(Decimal(total["score"])),
    }


@each_pair
def test_expected_funds(project: Table, expected: Table) -> None:
    for row, fund in zip(project["funds"], expected["funds"], strict=True):
        published = {"label": row["label"], **{key: row[key]["exact"] for key in AMOUNTS if key in row}}
        if row["weight"] != "—":
            published |= {"weight": row["weight"], "reported_score": row["score"]}
        if "rate" in row:
            published["reported_rate"] = row["rate"].removesuffix("%")
        if "executed" in row:
            published["rate"] = "1"
        assert fund == published
    assert expected["execution"] == {"rate": "1", "score": project["funds"][0]["score"]}


@each_pair
def test_expected_indicators(project: Table, expected: Table) -> None:
    for row, indicator in zip(project["indicators"], expected["indicators"], strict=True):
        assert {key: indicator.get(key, "") for key in INDICATOR_TEXTS} == {key: row[key] for key in INDICATOR_TEXTS}
        assert indicator["reported_score"] == row["score"]
        points = _rule(row)
        if points is None:
            assert indicator["score"] == "judgement"
        elif abs(points - Decimal(row["score"])) > Decimal("0.1"):
            assert indicator["score"] == "differs"
        else:
            assert Decimal(indicator["score"]) == points


def test_scores_that_no_rule_gives() -> None:
    rows = [(project["location"], row) for project in EXPECTED for row in project["indicators"]]
    differing = [(sheet, row["name"], row["reported_score"]) for sheet, row in rows if row["score"] == "differs"]
    assert differing == [
        ("劳派人员工资类经费", "人员数量", "19"),
        ("劳派人员其他类经费", "人员数量", "19"),
    ]
    judged = [row["target"] for _, row in rows if row["score"] == "judgement"]
    assert sorted(judged) == ["定性"] * 9 + ["提升医疗保障能力", "提高医保基金使用效率"]
    # the office cuts off where half-up rounding gives a tenth more
    cut = {
        (row["score"], row["reported_score"])
        for _, row in rows
        if row["score"] not in ("differs", "judgement") and Decimal(row["score"]) != Decimal(row["reported_score"])
    }
    assert cut == {("7.7", "7.6"), ("14.7", "14.6"), ("9.2", "9.1"), ("18", "17.9"), ("10", "9.9")}
