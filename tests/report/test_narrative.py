"""What the narrative says in the situations a clerk meets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from narrative_cases import PROJECT, filed_total, form, goals, line, row, scored, told, total_line

from zpj.report.fields import TOPICS
from zpj.report.narrative import OVER_WARN, narrative

SEEDS = [f"项目{number}" for number in range(12)]


def anyhow(check: Callable[[str], bool], topic: str, *rows: object, **changes: object) -> None:
    """Whatever the wording, the text of a topic passes."""
    for seed in SEEDS:
        text = told(*rows, seed=seed, **changes).text(topic)  # type: ignore[arg-type]
        assert check(text), text


def says(*parts: str) -> Callable[[str], bool]:
    return lambda text: all(part in text for part in parts)


def test_a_target_that_is_met_is_told_with_both_figures() -> None:
    anyhow(says("数量指标方面：“培训次数”", "≥2次", "为2次"), "产出情况", row("≥2次", "2次"))
    anyhow(lambda text: "达到" in text or "完成" in text, "产出情况", row("≥2次", "2次"))


def test_a_target_partly_met_tells_by_how_much() -> None:
    anyhow(says("≥45家", "44家", "1家", "97.78%"), "产出情况", row("≥45家", "44家"))
    anyhow(says("1项", "≥45家", "44家", "1家"), "未完成", row("≥45家", "44家"))


def test_a_shortfall_in_percent_is_told_in_percentage_points() -> None:
    rate = row("≥95%", "85%", "服务对象满意度指标", "群众满意度")
    anyhow(lambda text: "10个百分点" in text and "89.47" not in text, "满意度情况", rate)


def test_a_fraction_beside_a_percent_gives_no_difference() -> None:
    anyhow(lambda text: "百分点" not in text, "产出情况", row("95%", "0.85", "质量指标"))


def test_nothing_done_is_unmet() -> None:
    anyhow(says("未完成"), "产出情况", row("≥3个", "0个"))


def test_a_target_exceeded_tells_the_surplus() -> None:
    anyhow(says("16台", "800%"), "产出情况", row("≥2台", "18台"))
    anyhow(says("800%", "【待补：培训次数的超额完成原因】"), "超额", row("≥2台", "18台"))
    anyhow(says("800%", "追加了采购计划"), "超额", row("≥2台", "18台", reason="追加了采购计划"))


def test_a_surplus_below_the_threshold_is_not_reported() -> None:
    few = row("≥10台", "13台")
    assert told(few)["超额"] == ()
    evaluation = form(few)
    assert narrative(evaluation, scored(evaluation), over_warn=OVER_WARN / 2)["超额"] != ()


def test_a_limit_is_kept_or_broken() -> None:
    kept, broken = row("≤12万元", "9.5万元", "成本指标", "成本"), row("≤12万元", "15万元", "成本指标", "成本")
    anyhow(lambda text: "超出" not in text and "完成率" not in text, "产出情况", kept)
    anyhow(says("3万元（25%）"), "产出情况", broken)


def test_a_limit_with_nothing_done_is_not_called_kept() -> None:
    anyhow(
        lambda text: "未超过" not in text and "以内" not in text and "完成" not in text, "产出情况", row("≤10人", "0人")
    )
    assert "未完成指标的情况" in told(row("≤10人", "0人")).missing


def test_a_deadline_is_met_or_missed() -> None:
    anyhow(says("12月"), "产出情况", row("12月底前完成", "12月", "时效指标"))
    late = row("6月底前", "8月", "时效指标")
    anyhow(lambda text: "晚于期限" in text or "未按期完成" in text, "产出情况", late)


def test_words_are_quoted_and_never_praised() -> None:
    words = row("成效明显", "部分达成预期指标并具有一定效果", "社会效益指标", "影响力")
    anyhow(says("“成效明显”", "“部分达成预期指标并具有一定效果”"), "效益情况", words)


def test_a_target_that_only_says_qualitative_is_left_out() -> None:
    anyhow(lambda text: "“定性”" not in text and "“优”" in text, "产出情况", row("定性", "优", "质量指标"))


@pytest.mark.parametrize(
    ("target", "actual", "level2"),
    [("≥45家", "44家", "数量指标"), ("≤10万元", "12万元", "成本指标"), ("≥3个", "0个", "数量指标")],
)
def test_full_points_below_the_target_leave_the_figures_without_judgement(
    target: str, actual: str, level2: str
) -> None:
    filed = row(target, actual, level2, score="20")
    anyhow(lambda text: target in text and actual in text and "完成" not in text, "产出情况", filed)
    anyhow(says(target, actual), "未完成", filed)


def test_rows_with_the_same_figures_share_a_sentence() -> None:
    text = told(row("100%", "100%", "质量指标", "甲"), row("100%", "100%", "质量指标", "乙")).text("产出情况")
    assert "“甲”“乙”" in text
    assert "均" in text


def test_no_unmet_indicator_is_said_only_where_all_are_proved() -> None:
    anyhow(lambda text: "【" not in text, "未完成", row("≥2次", "3次"))
    anyhow(says("【待补："), "未完成", row("≥2次", "3次"), row("", "3次"))


def test_missing_values_are_asked_for() -> None:
    assert "培训次数的年度指标值" in told(row("", "3次")).missing
    assert "培训次数的实际完成值" in told(row("≥2次", "")).missing
    assert "培训次数的年度指标值和实际完成值" in told(row()).missing
    many = told(*(row("", f"{number}次", name=f"甲{number}") for number in range(4)))
    assert "数量指标“甲0”等4项的年度指标值" in many.missing


def test_a_form_without_satisfaction_says_so() -> None:
    anyhow(lambda text: "满意度指标" in text and "【" not in text, "满意度情况", row("≥2次", "2次"))


def test_execution_is_compared_with_the_whole() -> None:
    anyhow(says("100万元", "72.26万元", "72.26%", "27.74"), "预算执行", funds=(total_line("100", "72.26"),))
    anyhow(says("100%"), "预算执行", funds=(total_line(),))
    anyhow(says("120%", "20"), "预算执行", funds=(total_line("100", "120"),))


def test_nothing_spent_is_said_plainly() -> None:
    nothing = (total_line("100", "0"),)
    anyhow(says("0%", "100万元"), "资金情况", funds=nothing)
    anyhow(lambda text: "全年执行数为0" in text or "未形成支出" in text, "预算执行", funds=nothing)


def test_a_tiny_execution_is_not_nothing() -> None:
    anyhow(says("0.001万元", "0%"), "预算执行", funds=(total_line("100", "0.001"),))


def test_an_adjusted_budget_tells_difference_and_percent_and_asks_why() -> None:
    raised = (total_line("120", "120", initial_budget="100"),)
    anyhow(says("100万元", "120万元", "20万元", "20%", "【待补：预算调整的原因】"), "预算执行", funds=raised)
    cut = (total_line("75", "75", initial_budget="100"),)
    anyhow(says("25万元", "25%"), "预算执行", funds=cut)
    same = (total_line("100", "100", initial_budget="100"),)
    anyhow(lambda text: "【" not in text, "预算执行", funds=same)


def test_the_change_of_the_budget_is_told_apart_from_its_execution() -> None:
    raised = (total_line("120", "100", initial_budget="100"),)
    anyhow(says("100万元", "120万元", "20万元", "【待补：预算调整的原因】"), "预算调整", funds=raised)
    anyhow(lambda text: "调整" not in text and "83.33%" in text, "执行得分", funds=raised)
    same = (total_line("100", "100", initial_budget="100"),)
    anyhow(lambda text: "【" not in text and ("无资金调整" in text or "没有调整" in text), "预算调整", funds=same)
    parts = (
        line("财政拨款", "appropriation", initial_budget="80", full_year_budget="90"),
        line("其他资金", "other", initial_budget="20", full_year_budget="10"),
        line("上年结转", "carryover", full_year_budget="0"),
    )
    moved = says("财政拨款由80万元调整为90万元，其他资金由20万元调整为10万元", "【待补：预算调整的原因】")
    anyhow(moved, "预算调整", funds=(*same, *parts))
    anyhow(lambda text: text == "【待补：项目资金调整情况】", "预算调整", funds=(total_line(),))


def test_sources_are_listed_and_a_forgotten_sum_is_given() -> None:
    lines = (
        line("其中：当年财政拨款", "appropriation", full_year_budget="60"),
        line("上年结转资金", "carryover", full_year_budget="40"),
    )
    anyhow(says("当年财政拨款60万元、上年结转资金40万元"), "资金情况", funds=(total_line(), *lines))
    parts = tuple(line(f"子项{n}", "detail", full_year_budget=text) for n, text in enumerate(("15.36", "55.3", "3.34")))
    anyhow(says("各项合计74万元", "【待补：全年执行数】"), "资金情况", funds=parts)


def test_details_are_not_added_to_the_sources_they_are_part_of() -> None:
    lines = (line("财政拨款", "appropriation", full_year_budget="60"), line("办公费", "detail", full_year_budget="60"))
    anyhow(says("【待补：全年预算数】"), "资金情况", funds=lines)


def test_a_rate_filed_as_a_fraction_is_told_in_percent() -> None:
    anyhow(says("72.26%"), "预算执行", funds=(total_line("100", "72.26", reported_rate="0.7226"),))


def test_a_form_without_full_year_column_names_the_initial_budget() -> None:
    only = line(initial_budget="30", executed="30", weight="10")
    anyhow(says("年初预算数", "30万元"), "预算执行", funds=(only,), columns=frozenset({"funds.initial_budget"}))


def test_a_deduction_gives_the_clerks_reason() -> None:
    cause = row("≥45家", "44家", score="19", reason="由于停业。")
    anyhow(lambda text: "扣1分" in text and "停业。" in text and "由于由于" not in text, "扣分", cause)
    measure = row("≥45家", "44家", score="19", reason="下一步将加强督导。")
    anyhow(says("偏差原因分析及改进措施：下一步将加强督导。"), "扣分", measure)


def test_a_deduction_without_reason_asks_for_it() -> None:
    anyhow(says("20分", "19分", "扣1分", "【待补：培训次数的扣分原因】"), "扣分", row("≥45家", "44家", score="19"))
    anyhow(says("【待补：预算执行率的扣分原因】"), "扣分", row("1次", "1次"), funds=(total_line("100", "50"),))


def test_full_points_are_no_deduction() -> None:
    anyhow(lambda text: "【" not in text and "均" in text, "扣分", row("1次", "1次", weight="90", score="90"))


def test_computed_points_serve_where_none_are_filed() -> None:
    anyhow(says("扣5分", "得15分"), "扣分", row("≥100人", "75人"))


def test_points_are_told_by_kind_in_the_published_manner() -> None:
    rows = (row("1次", "1次", score="20"), row("100%", "90%", "质量指标", score="17", reason="人员流动性大"))
    anyhow(
        says("数量指标方面共20分，得20分；质量指标方面共20分，得17分，扣3分，主要", "人员流动性大"), "各方面得分", *rows
    )


def test_the_conclusion_has_the_published_parts() -> None:
    filed = {"funds": (total_line(reported_score="10"),), "total": filed_total("30", "差")}
    parts = says("预算执行情况得分10分", "指标完成情况得分20分", "总得分30分", "属于“差”")
    anyhow(parts, "结论", row("1次", "1次", score="20"), **filed)


def test_parts_that_do_not_make_up_the_filed_total_are_left_out() -> None:
    anyhow(says("总得分97分", "属于“优”"), "结论", row("1次", "1次"), total=filed_total("97", "优"))
    anyhow(lambda text: "预算执行情况得分" not in text, "结论", row("1次", "1次"), total=filed_total("97", "优"))


def test_a_grade_is_computed_for_the_total_that_is_printed() -> None:
    rows = row("1次", "1次", weight="90")
    anyhow(says("总得分100分", "属于“优”"), "结论", rows)
    anyhow(says("总得分85分", "属于“良”"), "结论", rows, total=filed_total("85"))


def test_several_goals_stay_paragraphs_of_their_own() -> None:
    found = told(goal=goals("目标一\n目标二", "完成一\n完成二"))["目标完成"]
    assert found == ("年度总体目标：目标一", "目标二", "实际完成情况：完成一", "完成二")


def test_an_empty_form_asks_for_everything() -> None:
    found = told(fields={}, funds=(), indicators=())
    assert all("【待补：" in found.text(topic) for topic in TOPICS)
    assert "None" not in found.text(*TOPICS)


def test_wordings_differ_between_projects_and_never_within_one() -> None:
    rows = (row("≥2次", "3次"), row("优", "优", "质量指标"))
    texts = {told(*rows, seed=seed).text(*TOPICS) for seed in SEEDS}
    assert len(texts) > len(SEEDS) / 2
    assert told(*rows).topics == told(*rows).topics == told(*rows, seed=PROJECT).topics


@pytest.mark.parametrize("hostile", ["{{ 7*7 }}", "{% for 项 in 项目 %}", "<w:p>", "a & b", "甲\x00乙", "丙】丁"])
def test_what_a_clerk_typed_appears_as_typed(hostile: str) -> None:
    shown = hostile.replace("\x00", "")
    found = told(row("≥2次", "1次", name=hostile, score="10", reason=hostile))
    for topic in ("产出情况", "未完成", "扣分"):
        assert shown in found.text(topic)


def test_line_breaks_in_a_cell_do_not_break_a_sentence() -> None:
    found = told(row("≥2\n次", "1次", name="培训\n次数", score="10", reason="停业。\n另有调整。"))
    assert "“培训次数”" in found.text("产出情况")
    assert all("\n" not in text for topic in TOPICS for text in found[topic])


def test_advice_is_asked_for_where_points_were_lost_and_not_where_none_were() -> None:
    anyhow(lambda text: text == "", "建议", row("1次", "1次", weight="90", score="90"))
    anyhow(says("【待补：有关建议】"), "建议", row("≥45家", "44家", score="19"))


def test_a_rate_that_is_full_only_by_rounding_is_not_told_as_full() -> None:
    nearly = (total_line("66.667", "66.666"),)
    anyhow(lambda text: "100.00%" in text and "为100%" not in text, "资金情况", funds=nearly)
    anyhow(lambda text: "100.00%" in text and "0个百分点" not in text, "预算执行", funds=nearly)
    anyhow(says("100%"), "资金情况", funds=(total_line("66.667", "66.667"),))


def test_what_is_planned_for_next_year_is_no_part_of_the_cause() -> None:
    both = row("≥500人", "450人", score="9", reason="部分学员因出差未参加，下年改为分期培训。")
    anyhow(lambda text: "主要原因是部分" not in text and "由于部分" not in text, "扣分", both)
    anyhow(says("偏差原因分析及改进措施：部分学员因出差未参加，下年改为分期培训。"), "扣分", both)
