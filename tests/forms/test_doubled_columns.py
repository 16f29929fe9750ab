"""Two indicators in each row, and levels told by a row of their own."""

from __future__ import annotations

from tests.forms.rows import FUNDS, HEAD, form_of, row_of, sheet
from zpj.app.reading import scores
from zpj.forms.reader import framed_forms
from zpj.forms.writer import score_writes

DOUBLED = """二级指标|三级指标|指标值|完成值|分值|得分|二级指标|三级指标|指标值|完成值|分值|得分
产出指标（50分）
数量指标|养护里程|≥10公里|11公里|20|20|质量指标|合格率|100%|100%|30|
满意度指标（40分）
服务对象满意度指标|群众满意度|≥90%|95%|40|40
总分||99
"""


def test_both_indicators_of_a_row_are_read_with_the_level_above_them() -> None:
    form = form_of(HEAD + FUNDS + DOUBLED)
    assert [row_of(row) for row in form.indicators] == [
        ["产出指标（50分）", "数量指标", "养护里程", "≥10公里", "11公里", "20", "20"],
        ["产出指标（50分）", "质量指标", "合格率", "100%", "100%", "30", None],
        ["满意度指标（40分）", "服务对象满意度指标", "群众满意度", "≥90%", "95%", "40", "40"],
    ]
    assert [row.location for row in form.indicators] == ["自评表!A7", "自评表!G7", "自评表!A9"]


def test_the_score_of_the_second_indicator_goes_into_its_own_cell() -> None:
    ((frame, form),) = framed_forms(sheet(HEAD + FUNDS + DOUBLED))
    writes = score_writes(frame, form, scores(form))
    assert [write.place for write in writes if write.filled] == [(7, 12)]
    places = [write.place for write in writes]
    assert len(places) == len(set(places))


def test_levels_of_each_half_are_its_own() -> None:
    heading = "一级指标|二级指标|三级指标|指标值|完成值|分值|得分"
    form = form_of(
        HEAD
        + FUNDS
        + f"""{heading}|{heading}
产出指标|数量指标|养护里程|≥10公里|11公里|20|20|效益指标|社会效益指标|事故下降|≥5%|6%|30|30
|质量指标|合格率|100%|100%|30|30|满意度指标|满意度指标|群众满意度|≥90%|95%|10|10
总分||99
"""
    )
    assert [(row.level1, row.name) for row in form.indicators] == [
        ("产出指标", "养护里程"), ("效益指标", "事故下降"), ("产出指标", "合格率"), ("满意度指标", "群众满意度"),
    ]  # fmt: skip


def test_a_heading_that_stands_twice_alone_is_still_asked_about() -> None:
    form = form_of(
        HEAD
        + FUNDS
        + """一级指标|二级指标|三级指标|指标值|完成值|分值|得分|得分
产出指标|数量指标|养护里程|≥10公里|11公里|90|90|80
总分|||||100|99
"""
    )
    assert len(form.indicators) == 1
    assert any("“得分”有2栏" in question for question in form.questions)


def test_a_row_of_a_level_may_bring_its_points() -> None:
    form = form_of(
        HEAD
        + FUNDS
        + """二级指标|三级指标|年度指标值|实际完成值|分值|得分
一、产出指标||||50|50
数量指标|养护里程|≥10公里|11公里|50|50
二、满意度指标||||40|40
满意度|群众满意度|≥90%|95%|40|40
总分||||100|99
"""
    )
    assert [(row.level1, row.name) for row in form.indicators] == [
        ("一、产出指标", "养护里程"), ("二、满意度指标", "群众满意度"),
    ]  # fmt: skip
