"""What a printed scoring standard gives: ratios, steps, bands, rates times weight, all or nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zpj.checks.points.standard_items import of_faults, of_items
from zpj.checks.points.standards import goal_of, plainly, points_for, result_in
from zpj.checks.reading.text import squeezed

CASES = (
    ("执行率100%得满分，每低1个百分点扣0.2分，扣完为止", "95%", "5", ("4",)),
    ("达到90%得满分，每低1个百分点扣0.5分，不足1个百分点的按1个百分点计", "88.2%", "10", ("9",)),
    ("≤5%得满分，每超1个百分点扣0.5分，不足1个百分点按1个百分点计算", "9.27%", "4", ("1.5",)),
    ("≤5%得满分，每超过1个百分点扣1分，不足1个百分点的按比例扣分", "5.11%", "4", ("3.89",)),
    ("调整率为0得满分，每满1个百分点扣0.2分，不足1个百分点不扣", "7.06%", "3", ("1.6",)),
    ("目标30艘，每少1艘扣1分", "实际完成28艘", "8", ("6",)),
    ("计划48处得满分，每少一处扣0.5分，最多扣2分", "40处", "6", ("4",)),
    ("合格率达到98%得满分，每降低1个百分点扣权重的5%", "96%", "10", ("9",)),
    ("计划12.5公里，完成的得满分，未完成按比例计分", "11.5公里", "6", ("5.52",)),
    ("得分=资金支出率×6分", "96.00%", "6", ("5.76",)),
    ("执行率×分值", "94.89%", "8", ("7.59",)),
    ("按期完成项目数÷项目总数×分值", "4÷5=80%", "6", ("4.8",)),
    ("90%及以上得10分，85%（含）至90%得8分，80%（含）至85%得5分，80%以下不得分", "89.4%", "10", ("8",)),
    ("满意度≥90%得满分，80%≤满意度＜90%得80%，60%≤满意度＜80%得60%，满意度＜60%不得分", "85%", "10", ("8",)),
    ("95%（含）以上得5分；90%（含）-95%得4分；80%（含）-90%得3分；80%以下不得分", "75%", "5", ("0",)),
    ("达到100%得满分，否则不得分", "98%", "4", ("0",)),
    ("不超过20万元/公里得满分，超过的不得分", "21万元/公里", "5", ("0",)),
    ("缩短15分钟以上得满分，未达到的按比例得分", "12分钟", "10", ("8",)),
    ("在职人员数÷编制数×100%，≤100%得满分", "91.67%", "5", ("5",)),
    ("本年预算比上年预算增长≤0得满分", "-4.41%", "3", ("3",)),
    ("≥90%得满分，每低1个百分点扣0.5分，低于80%不得分", "75%", "10", ("0",)),
    ("≥90%得满分", "88%", "10", ()),
    ("为0计4分，0-10%（含）计3分，10%-20%（含）计2分，20%以上不得分", "6.80%", "4", ("3",)),
    ("为0计4分，0-10%（含）计3分，10%-20%（含）计2分，20%以上不得分", "0%", "4", ("4",)),
    ("等于0得5分，0—5%（含）得4分，5%—10%（含）得2分，10%以上得0分", "7.5%", "5", ("2",)),
    ("0~5%得满分，5~10%得3分，10%以上得1分", "12%", "5", ("1",)),
    ("100%得5分，90%-100%得4分，80-90%得3分", "100%", "5", ("5",)),
)


@pytest.mark.parametrize(("standard", "result", "weight", "points"), CASES)
def test_a_standard_gives_its_points(standard: str, result: str, weight: str, points: tuple[str, ...]) -> None:
    words = plainly(squeezed(standard), Decimal(weight))
    goal = goal_of(words)
    told = result_in(squeezed(result), goal[0].unit if goal else "")
    assert told is not None
    found = points_for(words, Decimal(weight), told, goal[0] if goal else None, is_least=goal is None or goal[1])
    assert found is not None
    assert tuple(each.quantize(Decimal("0.01")) for each in found.points) == tuple(map(Decimal, points))
    assert found.unmet is not bool(points)


@pytest.mark.parametrize("standard", ["程序规范得4分", "账实相符得满分，否则不得分", "改善明显得满分"])
def test_a_standard_without_a_figure_has_no_goal(standard: str) -> None:
    assert goal_of(plainly(squeezed(standard), Decimal(4))) is None


def test_part_of_a_step_is_left_open_where_the_standard_does_not_say() -> None:
    words = plainly(squeezed("≥95%得满分，每低1个百分点扣1分"), Decimal(10))
    goal = goal_of(words)
    told = result_in("93.5%", "%")
    assert goal
    assert told
    found = points_for(words, Decimal(10), told, goal[0], is_least=goal[1])
    assert found is not None
    assert sorted(found.points) == [Decimal(8), Decimal("8.5"), Decimal(9)]


def test_what_is_left_of_a_rate_is_not_the_rate() -> None:
    told = result_in("5%")
    assert told
    assert points_for(plainly("(1-结转结余率)×分值", Decimal(4)), Decimal(4), told, None, is_least=True) is None


@pytest.mark.parametrize(
    ("standard", "weight", "result", "goal", "points"),
    [
        ("达到90%得满分,未达到按“实际值÷90%×标准分”计分", "6", "88.5%", None, "5.9"),
        ("完成值÷目标值×分值", "5", "92%", "96%", "4.79"),
        ("执行率×分值", "4", "96.2%", "95%", "3.85"),
    ],
)
def test_a_divided_result_gets_its_part_of_the_divisor_and_a_rate_its_own(
    standard: str, weight: str, result: str, goal: str | None, points: str
) -> None:
    told, own = result_in(result), goal_of(standard)
    assert told is not None
    aim = own[0] if own else result_in(goal or "")
    verdict = points_for(standard, Decimal(weight), told, aim, is_least=True)
    assert verdict is not None
    assert [round(each, 2) for each in verdict.points] == [Decimal(points)]


def test_items_called_undone_and_faults_counted_lose_their_points() -> None:
    full, four = Decimal(5), (Decimal(4),)
    listed = "有补贴办法2分,有考核办法2分,有档案管理制度1分"
    lost = of_items(listed, full, "有补贴办法、考核办法,尚未制定档案管理制度")
    late = of_faults(plainly("按时拨付得满分,逾期一次扣1分", full), full, ("10月28日拨付,逾期1次",))
    assert (lost.points if lost else ()) == (late.points if late else ()) == four
    assert of_items(listed, full, "有补贴办法、考核办法和档案管理制度") is None
    assert of_faults(plainly("按时得满分,每有1个未完成扣1分", full), full, ("大棚延期1个月",)) is None
