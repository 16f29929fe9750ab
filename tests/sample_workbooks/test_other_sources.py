"""The transcripts of 子洲, 朝阳 and 南昌 agree with themselves and with their expected values."""

from __future__ import annotations

import re
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "sample_workbooks"
INDICATOR_TEXTS = ("level1", "level2", "name", "target", "actual")
FIELDS = ("project_name", "year", "supervising_department", "implementing_unit")
PROVINCES = {
    "zizhou_2023": ("shaanxi", "zizhou", 1),
    "chaoyang_2023": ("mof", "mof-2021", 1),
    "nanchang_2022": ("jiangxi", "mof-2020", 2),
}
GRADE_WORDS = {"优": "优", "优秀": "优"}
NUMERALS = "一二三四五六七"

Table = dict[str, Any]


def _load(name: str) -> Table:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


SOURCES = {name: _load(f"sources/{name}.toml") for name in PROVINCES}
EXPECTED = {name: _load(f"{name}.expected.toml") for name in PROVINCES}
ZIZHOU, CHAOYANG, NANCHANG = SOURCES.values()

each_source = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
each_pair = pytest.mark.parametrize(
    ("project", "expected"),
    [
        pytest.param(project, expected, id=project["sheet"])
        for name in PROVINCES
        for project, expected in zip(SOURCES[name]["project"], EXPECTED[name]["project"], strict=True)
    ],
)
each_prose = pytest.mark.parametrize("source", [CHAOYANG, NANCHANG], ids=["chaoyang_2023", "nanchang_2022"])


def _plain(points: str) -> Decimal:
    return Decimal(points.removesuffix("分"))


def _rounded(number: Decimal, places: str) -> Decimal:
    return number.quantize(Decimal(places), rounding=ROUND_HALF_UP)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]


def _prose(source: Table) -> str:
    return "\n".join(section["text"] for section in source["section"])


def _headings_with_path(source: Table) -> list[tuple[str, ...]]:
    path: list[str] = []
    found = []
    for heading in source["heading"]:
        path = [*path[: heading["level"] - 1], heading["published"]]
        assert len(path) == heading["level"], heading
        found.append(tuple(path))
    return found


@pytest.mark.parametrize("name", PROVINCES)
def test_form_scheme_and_sheets(name: str) -> None:
    source, expected = SOURCES[name], EXPECTED[name]
    form, scheme, count = PROVINCES[name]
    assert (source["form"], source["scheme"]) == (form, scheme)
    sheets = [project["sheet"] for project in source["project"]]
    assert len(set(sheets)) == count
    assert all(0 < len(sheet) <= 31 and not re.search(r"[\\/?*:\[\]]", sheet) for sheet in sheets)
    assert [project["location"] for project in expected["project"]] == sheets
    for project in expected["project"]:
        assert (project["form"], project["scheme"], project["unit"]) == (form, scheme, "万元")


@each_source
def test_headings_run_in_order(source: Table) -> None:
    first = [heading["text"] for heading in source["heading"] if heading["level"] == 1]
    assert [text[:2] for text in first] == [f"{numeral}、" for numeral in NUMERALS[: len(first)]]
    count = 0
    for heading in source["heading"]:
        assert heading["report"] == source["report_title"]
        assert (heading["text"] != heading["published"]) == heading.get("repaired", False)
        if heading["level"] == 1:
            count = 0
        if heading["level"] == 2:
            count += 1
            assert heading["text"].startswith(f"（{NUMERALS[count - 1]}）")


@each_source
def test_numbers_of_lower_headings_count_up(source: Table) -> None:
    counts = {3: 0, 4: 0}
    for heading in source["heading"]:
        for level in range(heading["level"] + 1, 5):
            counts[level] = 0
        number = re.match(r"(\d)[、.]|（(\d)）", heading["text"])
        if number and heading["level"] > 2:
            counts[heading["level"]] += 1
            assert int(number[1] or number[2]) == counts[heading["level"]]


@each_source
def test_sections_follow_the_headings(source: Table) -> None:
    order = _headings_with_path(source)
    sections = [part for part in source["section"] if part["title"] != "引言"]
    places = [order.index((*part["path"], part["title"])) for part in sections]
    assert places == sorted(set(places))
    # a heading without text of its own has headings below it
    for place, heading in enumerate(order):
        assert place in places or order[place + 1][:-1] == heading
    assert all(part["text"] or part["table"] in source for part in sections)
    assert all(part["report"] == source["report_title"] for part in source["section"])


@each_source
def test_no_person_number_or_conversion_damage_is_left(source: Table) -> None:
    for text in _texts(source):
        assert not re.search(r"\d{11}|(?<!\d)\d{3,4}-\d{7,8}", text), text
        assert not re.search(r"(?<![0-9A-Za-z])[0-9A-Z]{18}(?![0-9A-Za-z])", text), text
        assert text == text.strip()
        assert not re.search(r"[\t\u3000\xa0]|  |\n\n|\n[，。、；：]", text), text
        if text not in (ZIZHOU["project"][0]["supervising_department"], ZIZHOU["cover"]["评价项目类型"]):
            assert " " not in text, text


@each_pair
def test_expected_fields_goal_and_total(project: Table, expected: Table) -> None:
    assert expected["fields"] == {key: project[key] for key in FIELDS}
    assert expected["goal"] == {key: project["goal"][key] for key in ("expected", "achieved") if project["goal"][key]}
    assert Decimal(expected["total"]["reported"]) == _plain(project["total"]["score"])
    assert expected["total"].get("reported_grade", "优") == project["total"]["grade"]
    assert expected["total"]["grade"] == GRADE_WORDS[project["total"]["grade"]]


@each_pair
def test_expected_funds(project: Table, expected: Table) -> None:
    for row, fund in zip(project["funds"], expected["funds"], strict=True):
        assert fund["label"] == row["label"]
        for key in ("initial_budget", "full_year_budget", "executed"):
            assert fund.get(key) == row.get(key, {}).get("exact")
            if key in row:
                assert Decimal(row[key]["shown"].removesuffix("万元")) == Decimal(row[key]["exact"])
        assert fund.get("reported_rate", "") == row["rate"].removesuffix("%")
        if "rate" in fund:
            budget = Decimal(fund.get("full_year_budget") or fund["initial_budget"])
            rate = Decimal(fund["executed"]) / budget
            assert Decimal(fund["rate"]) == _rounded(rate, "0.0001")
            assert Decimal(row["rate"].removesuffix("%")) == _rounded(rate * 100, "0.01")
            assert expected["execution"]["rate"] == fund["rate"]


@each_pair
def test_expected_indicators(project: Table, expected: Table) -> None:
    for row, indicator in zip(project["indicators"], expected["indicators"], strict=True):
        assert {key: indicator.get(key, "") for key in INDICATOR_TEXTS} == {key: row[key] for key in INDICATOR_TEXTS}
        assert indicator.get("weight", "") == row["weight"].removesuffix("分")
        assert indicator.get("reported_score", "") == row["score"].removesuffix("分")


def test_zizhou_form_adds_up() -> None:
    (project,) = ZIZHOU["project"]
    rows, total = project["indicators"], project["total"]
    fund = project["funds"][0]
    assert sum(_plain(row["weight"]) for row in rows) + Decimal(fund["weight"]) == _plain(total["weight"]) == 100
    assert sum(_plain(row["score"]) for row in rows) + Decimal(fund["score"]) == _plain(total["score"]) == 97
    for row in rows:
        assert row["level2"].endswith(f"指标({row['weight']})")
        aspect = row["level2"].partition("(")[0].replace("服务对象满意度", "满意度")
        assert f"{aspect}方面共{row['weight']}，得{row['score']}" in _prose(ZIZHOU)
    assert f"自评得{total['score']}，等级为“{total['grade']}”" in _prose(ZIZHOU)


def test_zizhou_scores_follow_the_rule() -> None:
    (project,) = EXPECTED["zizhou_2023"]["project"]
    assert project["execution"] == {"rate": "1", "score": "10"}
    rows = project["indicators"]
    assert [row["score"] for row in rows] == ["20", "10", "10", "10", "30", "8.95"]
    assert [row["name"] for row in rows if row.get("differs")] == ["群众满意度"]
    for row in rows:
        assert row.get("differs", False) == (row["score"] != row["reported_score"])
    satisfaction = rows[-1]
    assert (satisfaction["target"], satisfaction["actual"]) == ("≥95%", "85%")
    share = Decimal(85) / Decimal(95)
    assert Decimal(satisfaction["score"]) == _rounded(share * Decimal(satisfaction["weight"]), "0.01")


def test_zizhou_ledger_is_wrong_as_published() -> None:
    rows = ZIZHOU["ledger"]
    assert list(rows[0]) == [column.removesuffix("（万元）") for column in ZIZHOU["ledger_columns"]]
    assert [row["序号"] for row in rows] == ["1", "2", "3", "2"]
    assert sum(Decimal(row["支付金额"]) for row in rows) == 30
    assert ZIZHOU["ledger_total"] == {"序号": "合计", "支付金额": "33"}
    executed = ZIZHOU["project"][0]["funds"][0]["executed"]
    assert Decimal(executed["exact"]) == 30


def test_zizhou_keeps_its_contradictions() -> None:
    (project,) = ZIZHOU["project"]
    cover, completion = ZIZHOU["cover"], ZIZHOU["completion"]
    assert next(iter(cover)) == "评价项目类型"
    assert list(cover)[-1] == "评价时间"
    assert cover["评价项目类型"].count("□") == 2
    assert cover["自评项目名称"] == completion["project_name"] == "医保工作专项经费"
    assert project["project_name"] == "医疗保障经办和服务能力提升"
    assert (cover["自评项目单位"][-4:], project["implementing_unit"][-4:]) == ("经办机构", "经办中心")
    assert (cover["评价时间"], ZIZHOU["signature"]["date"]) == ("2024年4月1日", "2024年3月28日")
    assert completion["columns"][-1] == "未完成因原和改进措施"
    benefit = next(row for row in project["indicators"] if row["level2"].startswith("社会效益指标"))
    assert benefit["level1"] == "产出指标"


def test_zizhou_completion_table_runs_in_step_with_the_form() -> None:
    (project,) = ZIZHOU["project"]
    rows = ZIZHOU["completion"]["indicators"]
    for row, indicator in zip(rows[1:], project["indicators"][1:], strict=True):
        assert (row["target"], row["actual"]) == (indicator["target"], indicator["actual"])
        assert row["content"].replace("；", ";") == indicator["name"]
    first, indicator = rows[0], project["indicators"][0]
    assert first["content"] + first["target"] == indicator["name"]
    assert ZIZHOU["completion"]["goal"] == project["goal"]


def test_zizhou_names_no_person() -> None:
    assert len(ZIZHOU["team"]) == 4
    for row in ZIZHOU["team"]:
        assert list(row) == ZIZHOU["team_columns"][1:]
        assert (row["姓名"], row["签字"]) == ("（略）", "（略）")
    for key in ("项目单位法人代码", "评价工作组负责人", "联系人", "联系电话"):
        assert ZIZHOU["cover"][key].startswith("（略）")


@each_prose
def test_quotes_and_facts_stand_in_the_prose(source: Table) -> None:
    prose = _prose(source)
    for fact in source["report_facts"].values():
        assert fact["text"] in prose
        assert fact["value"] in fact["text"]
    for project in source["project"]:
        for row in [*project["funds"], *project["indicators"], project["total"]]:
            assert row["quote"] in prose
            assert row["weight"] == ""
        for row in project["indicators"]:
            assert row["score"] == ""
            assert row["name"] in row["quote"]
            assert row["actual"] in row["quote"]
            assert row["target"] in row.get("target_quote", row["quote"])
            assert row.get("target_quote", "") in prose
        for text in (project["goal"]["expected"], project["goal"]["achieved"], project["goal"].get("overall", "")):
            assert text in prose


def test_chaoyang_subprojects_and_repaired_headings() -> None:
    (project,) = CHAOYANG["project"]
    parts = CHAOYANG["subprojects"]
    assert [part["name"] for part in parts] == [row["label"] for row in project["funds"]]
    budgets = [row["full_year_budget"]["exact"] for row in project["funds"]]
    assert [part["budget"] for part in parts] == budgets == ["15.36", "55.3", "3.34"]
    assert sum(Decimal(budget) for budget in budgets) == 74
    for part in parts:
        section = next(text for text in CHAOYANG["section"] if text["title"] == f"{part['number']}、{part['name']}")
        assert section["text"] == f"{part['text']}\n{part['budget_text']}"
    repaired = [heading["text"] for heading in CHAOYANG["heading"] if heading.get("repaired")]
    assert repaired == [
        "一、基本情况",
        "（二）项目绩效目标",
        "四、绩效评价指标分析",
        "（三）项目产出情况。",
        "五、主要经验及做法、存在的问题及原因分析",
        "六、有关建议",
        "七、其他需要说明的问题",
    ]


def test_nanchang_totals_and_signature() -> None:
    funds = [project["funds"][0] for project in NANCHANG["project"]]
    facts = NANCHANG["report_facts"]
    for key, fact in (("full_year_budget", "total_budget"), ("executed", "total_executed")):
        assert sum(Decimal(fund[key]["exact"]) for fund in funds) == Decimal(facts[fact]["value"])
    assert [(project["total"]["score"], project["total"]["grade"]) for project in NANCHANG["project"]] == [
        ("97", "优秀"),
        ("97", "优秀"),
    ]
    assert NANCHANG["signature"] == {"unit": "南昌市医疗保障局", "date": "2023年3月13日"}
    centres = next(row for row in NANCHANG["project"][1]["indicators"] if row["name"] == "医疗保障一体化服务中心")
    assert (centres["target"], centres["actual"]) == ("17家", "60家")
