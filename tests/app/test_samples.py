"""Every published form, from its sample workbook and from Word: each field, each score a rule explains."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tests.forms.word_forms import write_forms
from zpj.app.as_json import project_json
from zpj.app.reading import read_workbook, scores
from zpj.forms.frame import find_frames
from zpj.grid.files import read_grids
from zpj.schemes import scheme_ids

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
PUBLISHED = ("xinzhou_2022", "fengtai_2023", "zizhou_2023")
Json = dict[str, Any]


def expected(sample: str) -> list[Json]:
    return list(tomllib.loads((SAMPLES / f"{sample}.expected.toml").read_text("utf-8"))["project"])


def projects(path: Path) -> list[Json]:
    return [project_json(evaluation, scores(evaluation)) for evaluation in read_workbook(path).evaluations]


CASES = [(sample, number) for sample in PUBLISHED for number in range(len(expected(sample)))]
IDS = [f"{sample}-{number + 1}" for sample, number in CASES]


@pytest.fixture(scope="session")
def from_excel() -> dict[str, list[Json]]:
    return {sample: projects(SAMPLES / f"{sample}.xlsx") for sample in PUBLISHED}


@pytest.fixture(scope="session", params=[True, False], ids=["merged", "unmerged"])
def from_word(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Json]]:
    found = {}
    for sample in PUBLISHED:
        path = tmp_path_factory.mktemp(sample) / "自评.docx"
        grids = [grid for grid in read_grids(SAMPLES / f"{sample}.xlsx") if find_frames(grid)]
        write_forms(grids, path, merged=request.param)
        found[sample] = projects(path)
    return found


def test_there_are_twenty_two_published_forms(from_excel: dict[str, list[Json]]) -> None:
    assert sum(len(forms) for forms in from_excel.values()) == len(CASES) == 22


@pytest.mark.parametrize(("sample", "number"), CASES, ids=IDS)
def test_every_field_is_as_published(from_excel: dict[str, list[Json]], sample: str, number: int) -> None:
    read, wanted = from_excel[sample][number], expected(sample)[number]
    assert read["location"] == wanted["location"]
    assert read["not_understood"] == []
    compare(read, wanted, displayed=False)


@pytest.mark.parametrize(("sample", "number"), CASES, ids=IDS)
def test_every_field_is_as_published_in_word_too(from_word: dict[str, list[Json]], sample: str, number: int) -> None:
    read, wanted = from_word[sample][number], expected(sample)[number]
    assert read["location"] == f"表{number + 1}"
    assert read["not_understood"] == []
    compare(read, wanted, displayed=True)


def compare(read: Json, wanted: Json, displayed: bool) -> None:
    """`displayed`: amounts are compared as shown, for a document holds no more than that."""
    assert {key: read[key] for key in ("form", "unit")} == {key: wanted[key] for key in ("form", "unit")}
    assert {key: value for key, value in read["fields"].items() if value} == wanted["fields"]
    assert {key: value for key, value in read["goal"].items() if value} == {
        key: value for key, value in wanted["goal"].items() if value
    }
    for line, published in zip(read["funds"], wanted["funds"], strict=True):
        exact = ("requested_budget", "initial_budget", "full_year_budget", "executed", "balance", "rate")
        keys = [key for key in published if not (displayed and key in exact)]
        assert {key: line[key] for key in keys} == {key: published[key] for key in keys}
    for row, published in zip(read["indicators"], wanted["indicators"], strict=True):
        keys = [key for key in published if key not in ("score", "differs")]
        assert {key: row[key] for key in keys} == {key: published[key] for key in keys}
        if "reported_score" not in published:
            assert row["reported_score"] is None
    assert {key: read["total"][key] for key in wanted["total"]} == wanted["total"]


@pytest.mark.parametrize(("sample", "number"), CASES, ids=IDS)
def test_a_written_rule_gives_the_published_score(from_excel: dict[str, list[Json]], sample: str, number: int) -> None:
    read, wanted = from_excel[sample][number], expected(sample)[number]
    tolerance = Decimal("0.1") if sample == "fengtai_2023" else Decimal(0)
    execution = Decimal(read["funds"][0]["score"])
    assert execution == Decimal(wanted["execution"]["score"]) == Decimal(read["funds"][0]["reported_score"])
    for row, published in zip(read["indicators"], wanted["indicators"], strict=True):
        if published["score"] == "judgement":
            assert row["score"] is None
            assert "评定" in row["basis"] or "档" in row["basis"]
        elif published["score"] == "differs":
            assert Decimal(row["score"]) != Decimal(row["reported_score"])
        else:
            assert abs(Decimal(row["score"]) - Decimal(published["score"])) <= tolerance, row["name"]


@pytest.mark.parametrize(("sample", "number"), CASES, ids=IDS)
def test_the_total_is_the_sum_of_zpj_s_own_scores_or_open(
    from_excel: dict[str, list[Json]], sample: str, number: int
) -> None:
    read = from_excel[sample][number]
    own = [read["funds"][0]["score"], *(row["score"] for row in read["indicators"])]
    total = read["total"]["score"]
    assert total is None if None in own else Decimal(total) == sum(map(Decimal, own))


@pytest.mark.parametrize("scheme", scheme_ids())
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_sample_can_be_scored_under_every_scheme(path: Path, scheme: str) -> None:
    for evaluation in read_workbook(path, scheme).evaluations:
        sheet = scores(evaluation)
        assert sheet.scheme == scheme
        for row, score in zip(evaluation.indicators, sheet.indicators, strict=True):
            weight = row.weight.displayed_number if row.weight else None
            assert score.basis
            assert score.value is None or (weight is not None and 0 <= score.value <= weight)


def test_a_word_form_cut_in_two_by_a_page_break_gets_no_total_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "断页.docx"
    grid = read_grids(SAMPLES / "fengtai_2023.xlsx")[0]
    write_forms([grid], path)
    document = docx.Document(str(path))
    table = document.tables[0]
    for row in list(table.rows)[-2:]:
        table._tbl.remove(row._tr)
    document.save(str(path))
    (read,) = projects(path)
    assert (read["total"]["score"], read["total"]["grade"]) == (None, None)
    assert "总分" in read["not_understood"][0]["why"]


def test_the_form_of_hubei_is_read_with_its_twenty_points(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["（２０２３年度）"],
        ["项目名称", None, "长江禁捕"],
        ["预算执行情况（万元）（20分）", None, "预算数（A）", "执行数（B）", "执行率（B/A）", "得分（20分*执行率）"],
        [None, "年度财政资金总额", 200, 180, "90%", 18],
        ["一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分"],
        ["产出指标（80分）", "数量指标（80分）", "巡查次数", "≥10次", "8次", 64],
        ["总分", None, None, None, None, 82],
    ):
        book.active.append(row)
    book.save(tmp_path / "湖北.xlsx")
    (evaluation,) = read_workbook(tmp_path / "湖北.xlsx", "hubei").evaluations
    read = project_json(evaluation, scores(evaluation))
    assert read["fields"]["year"] == "2023"
    assert [read["funds"][0][key] for key in ("role", "full_year_budget", "weight", "score")] == [
        "total",
        "200",
        "20",
        "18",
    ]
    assert [read["indicators"][0][key] for key in ("weight", "score")] == ["80", "64"]
    assert (read["total"]["weight"], read["total"]["score"], read["total"]["grade"]) == ("100", "82", "良")
