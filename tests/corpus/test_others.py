"""Forms drawn by people who did not know the program read back to what they say; and the measure can fail."""

from __future__ import annotations

import pytest

from tests.corpus.comparison import KINDS, Json, Tally, compared
from tests.corpus.others import FILES, FOLDER, SETS, measure, together

LEAST_F1, MOST_WRONG = 0.95, 0.01
FORM: Json = {
    "fields": {"project_name": "农村公路养护", "year": "2023", "phone": None},
    "unit": "万元",
    "funds": [{"label": "年度资金总额", "role": "total", "executed": "8.65", "reported_rate": "72.26", "weight": "10"}],
    "indicators": [{"name": "养护里程", "target": "≥20公里", "actual": "21公里", "weight": "10"}],
    "total": {"reported": "95.23"},
}


def counts(tally: Tally) -> tuple[int, ...]:
    return tuple(tally.of(kind) for kind in KINDS)


def changed(part: str, **values: str | list[str | None] | None) -> Json:
    old = FORM[part]
    return FORM | {part: old | values if isinstance(old, dict) else [old[0] | values]}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", SETS)
def test_forms_drawn_by_others_read_back_to_what_they_say(name: str, kind: str) -> None:
    whole = together(tally for path, tally in measure(name).items() if path.suffix == kind)
    assert whole.f1 >= LEAST_F1, whole.differences[:20]
    assert whole.wrong_share < MOST_WRONG, whole.differences[:20]


@pytest.mark.parametrize("name", SETS)
def test_every_form_is_a_workbook_and_a_document_and_says_what_it_holds(name: str) -> None:
    files = {path.name for path in (FOLDER / name).iterdir()}
    stems = {file.split(".")[0] for file in files}
    assert len(stems) >= 20
    assert files == {f"{stem}{ending}" for stem in stems for ending in (*FILES, ".expected.json")}
    assert all(tally.of("right") > 50 for tally in measure(name).values())


@pytest.mark.parametrize(
    ("read", "difference"),
    [
        (changed("fields", year="2022"), (-1, 1, 0, 0)),
        (changed("fields", year=None), (-1, 0, 1, 0)),
        (changed("fields", phone="0000000"), (0, 0, 0, 1)),
        (changed("indicators", actual="20公里"), (-1, 1, 0, 0)),
        (changed("funds", role="detail"), (-1, 1, 0, 0)),
        (changed("funds", executed="86500"), (-1, 1, 0, 0)),
        (FORM | {"indicators": []}, (-4, 0, 4, 0)),
        (FORM | {"indicators": [*FORM["indicators"], {"name": "多读的一行", "weight": "5"}]}, (0, 0, 0, 2)),
    ],
)
def test_right_wrong_missing_and_invented_values_are_told_apart(read: Json, difference: tuple[int, ...]) -> None:
    clean = counts(compared([FORM], [FORM]))
    tally = compared([FORM], [read])
    assert clean[1:] == (0, 0, 0)
    assert counts(tally) == tuple(one + other for one, other in zip(clean, difference, strict=True))
    assert tally.f1 < 1
    assert len(tally.differences) == sum(counts(tally)[1:])


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("funds", {"label": "1.年度资金总额：", "executed": "8.650", "reported_rate": "0.7226", "weight": "10分"}),
        ("indicators", {"name": "指标1：养护里程（10分）", "target": "=≥ 20公里", "weight": "10.0"}),
        ("fields", {"project_name": "农村公路 养护"}),
    ],
)
def test_another_way_to_write_a_value_is_the_same_value(part: str, values: dict[str, str]) -> None:
    assert compared([FORM], [changed(part, **values)]).f1 == 1


def test_amounts_are_compared_in_their_units() -> None:
    assert compared([FORM], [changed("funds", executed="86500") | {"unit": "元"}]).differences == [
        f"{'wrong':9}fields.{'unit':17}: want '万元' got '元'"
    ]


def test_any_item_of_a_list_is_right() -> None:
    for read, right in (("2022", True), ("2023", True), (None, True), ("2021", False)):
        wanted = changed("fields", year=["2022", "2023", None])
        assert (compared([wanted], [changed("fields", year=read)]).f1 == 1) is right


def test_projects_are_compared_in_any_order_and_one_too_many_is_invented() -> None:
    other = changed("fields", project_name="另一个项目") | {"total": {"reported": "80"}}
    assert compared([FORM, other], [other, FORM]).f1 == 1
    assert counts(compared([FORM], [other, FORM]))[1:3] == (0, 0)
    assert compared([FORM], [other, FORM]).of("invented") > 5
    assert compared([FORM, other], [FORM]).of("missing") > 5
