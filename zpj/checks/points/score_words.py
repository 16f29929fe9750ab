"""Over a filed report: points lost told in remarks and beside the whole, decimals of the points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import FormCase, PaperCase, Row
from zpj.checks.form.scores import score_hit
from zpj.checks.reading.reconcile import HALF_CENT, half_unit, places_shown
from zpj.checks.reading.scoring_tables import POINTS_HEAD, WEIGHT_HEAD
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import headings, sentences, squeezed, texts_of_paper
from zpj.checks.rule import ERROR, WARNING, Hit, another_way, paper_check
from zpj.domain.amounts import HUNDRED, ONE, ZERO, parse_number, plain, round_half_up
from zpj.domain.model import text_of
from zpj.domain.paper import PaperTable
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.domain.targets import Direction

_N = "[0-9]+(?:[.][0-9]+)?"
_WHOLE = regex(
    f"(?:自评|综合|评价|总|最终|整体)(?:得分|总分|评分|分)(?:为|是|:)*(?P<score>{_N})分(?P<between>[^。;]{{0,24}}?)"
    f"(?:共|合计|总共|累计|,)(?:计)?(?:扣|扣减|扣除|失)(?:分|了)*(?P<lost>{_N})分"
)
_PARTS = regex("其中|指标|项目|得[0-9]|执行")
_LOST = regex(f"扣(?:减|除|掉|了|分)*(?P<lost>{_N})分")
_A_RULE = regex("每|不足|的,?扣|标准|如|若|酌情|上限|以[上下]")
_REMARK = regex("扣分|说明|原因|备注")
_DECIMALS = regex("保留(?P<number>[0-9一二两三四])位小数|(?:取|保留)(?P<none>整数)")
_OF_OTHERS = regex("(?:率.{0,5}|(?:比重|占比|比例|百分比|系数|[单均造]价|金额|面积|产量|浓度|数据)[^得分。;]{0,12})$")
"""What else than points may be rounded: “比重按四舍五入保留一位小数”."""
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4}


@paper_check(
    "ZPJ445",
    "总分与共扣的分之和不是100",
    WARNING,
    reference="R-06",
    clause="扣分为满分减得分",
    message="“{quote}”，按满分 100 应扣 {expected} 分，写 {found} 分，请核对",
    fix="核对总分和扣分",
    follows=("ZPJ440", "ZPJ253", "ZPJ561", "ZPJ430", "ZPJ503"),
)
def lost_of_a_hundred(case: PaperCase) -> Iterator[Hit]:
    """“自评得分95分，等级为“优”，共扣4分”: five; a sentence that goes on to a part of the points is let pass."""
    for line in case.paper.paragraphs:
        for sentence in sentences(line.text) if "扣" in line.text else ():
            for match in _WHOLE.finditer(sentence):
                score, lost = parse_number(match["score"]), parse_number(match["lost"])
                if score is None or lost is None or _PARTS.search(match["between"]) or score <= HUNDRED / 2:
                    continue
                if abs(HUNDRED - score - lost) > HALF_CENT:
                    yield Hit(line.location, plain(lost), plain(HUNDRED - score), quote=match.group()[-40:],
                              project=case.project(line.section))  # fmt: skip


@paper_check(
    "ZPJ446",
    "说明里写的扣分不等于分值减得分",
    WARNING,
    reference="R-06",
    clause="扣分为分值减得分",
    message="“{quote}”，按同一行的分值和得分应扣 {expected} 分，请核对",
    fix="核对分值、得分和说明",
    follows=("ZPJ431", "ZPJ339", "ZPJ253"),
)
def lost_in_remarks(case: PaperCase) -> Iterator[Hit]:
    """“1座未完工，扣0.5分” in a row of 12 points that won 11; several deductions are added up."""
    for table in case.paper.tables:
        if table.rows and not table.form:
            yield from _remarks(case, table)
    for form in case.forms:
        for row in form.rows:
            said = squeezed(text_of(row.indicator.deviation_reason))
            lost = _lost(said)
            if lost is not None and row.weight is not None and row.points is not None and row.weight != row.points:
                gap = row.weight - row.points
                if abs(gap - lost) > HALF_CENT:
                    yield Hit(form.place(row, "deviation_reason"), plain(lost), plain(gap), quote=said[-40:],
                              project=form.project)  # fmt: skip


def _remarks(case: PaperCase, table: PaperTable) -> Iterator[Hit]:
    heads = headings(table)
    weights = [number for number, head in enumerate(heads) if WEIGHT_HEAD.match(head)]
    score = next((number for number, head in enumerate(heads) if POINTS_HEAD.match(head)), None)
    remark = next((number for number, head in enumerate(heads) if _REMARK.search(head)), None)
    if not weights or score is None or remark is None:
        return
    for number, row in enumerate(table.rows[1:], 2):
        if max(weights[-1], score, remark) >= len(row):
            continue
        weight, points, lost = number_in(row[weights[-1]]), number_in(row[score]), _lost(squeezed(row[remark]))
        if weight is None or points is None or lost is None or abs(weight - points - lost) <= HALF_CENT:
            continue
        yield Hit(table.cell(number, remark + 1), plain(lost), plain(weight - points),
                  quote=squeezed(row[remark])[-40:], project=case.project(table.section))  # fmt: skip


def _lost(said: str) -> Decimal | None:
    """The points a remark says were lost, None where it says none or gives a rule."""
    found = [parse_number(match["lost"]) for match in _LOST.finditer(said)] if "扣" in said else []
    known = [each for each in found if each is not None]
    return sum(known, ZERO) if known and not _A_RULE.search(said) else None


@paper_check(
    "ZPJ447",
    "得分的小数位与写明的计分办法不同",
    WARNING,
    reference="R-09",
    clause="得分按报告写明的小数位取整",
    message="文字写“{quote}”，自评表“{name}”的得分是 {found}，请核对",
    fix="统一小数位，重算得分",
)
def decimals_of_points(case: PaperCase) -> Iterator[Hit]:
    """“保留一位小数” where a row of the form has 14.38 points; “保留两位小数” where 16.67 by ratio is told as 17."""
    told = [(place, match) for place, line, _ in texts_of_paper(case) if "小数" in line or "整数" in line
            for match in _DECIMALS.finditer(line) if not _OF_OTHERS.search(line[: match.start()][-16:])]  # fmt: skip
    places = {_places(match["number"] or "") for _, match in told}
    told_once = next(iter(places)) if len(places) == 1 else None
    for form in case.forms if told_once else ():
        yield from (hit for row in form.rows if (hit := _coarser(form, row, told_once or 0, told[0][1].group())))
    most = told_once if len(case.forms) == 1 else None
    for form in case.forms if most is not None else ():
        for row in form.rows:
            shown = text_of(row.indicator.reported_score)
            if row.points is not None and most is not None and places_shown(plain(row.points)) > most:
                yield Hit(told[0][0], shown, quote=told[0][1].group(), project=form.project, words={"name": row.name})
                return


def _coarser(form: FormCase, row: Row, kept: int, quote: str) -> Hit | None:
    """Points by ratio rounded to fewer decimals than the report says they keep."""
    ratio = row.score.rule in (*_BY_RATIO, "at_most") and row.score.value is not None and row.score.rate is not None
    if not ratio or row.points is None or row.weight is None or row.points == row.weight or row.score.value is None:
        return None
    right, shown = round_half_up(row.score.value, kept), places_shown(plain(row.points))
    if shown >= kept or row.points == right or abs(row.points - right) > half_unit(shown):
        return None
    return Hit(form.place(row, "reported_score"), plain(row.points), plain(right), quote=quote, project=form.project,
               words={"name": row.name})  # fmt: skip


def _places(digits: str) -> int:
    return int(digits) if digits.isdecimal() else _DIGITS.get(digits, 0)


_ROUNDED = regex("四舍五入")
_BY_RATIO = frozenset(("at_least", "equal", "share_of_target", "not_done"))


@paper_check(
    "ZPJ452",
    "得分没有算到所保留的小数",
    WARNING,
    reference="R-09 R-10",
    clause="得分按完成值与指标值的比例计算，四舍五入到同一位小数",
    message="“{name}”{basis}，应得 {expected} 分，填 {found} 分，请核对",
    fix="按比例重算得分，四舍五入到同一位小数",
)
def points_to_the_decimal(case: PaperCase) -> Iterator[Hit]:
    """14÷16×15 = 13.125 told as 13.12 where the paper rounds; 7.35 for 7.33 where the scheme keeps fewer decimals.

    Proved where the report says 四舍五入; without it a cut-off figure is let pass. What is further off belongs to the
    rules of the form.
    """
    rounds = any(_ROUNDED.search(line) and "得分" in line for _, line, _ in texts_of_paper(case) if "四舍五入" in line)
    for form in case.forms:
        kept = max((places_shown(text_of(row.indicator.reported_score)) for row in form.rows), default=0)
        for row in form.rows if kept else ():
            exact = _exact(row)
            if exact is None or row.points is None or row.score.value is None or row.points == row.weight:
                continue
            gap, right = abs(row.points - exact), round_half_up(exact, kept)
            slack = _slack(row)
            is_cut = gap < half_unit(kept) * 2 + slack
            told_by_form = abs(row.points - row.score.value) > half_unit(form.scheme.places.value)
            if row.points == right or (is_cut and (slack or not rounds)) or (told_by_form and not is_cut):
                continue
            if not told_by_form or is_cut:
                yield Hit(form.place(row, "reported_score"), plain(row.points), plain(right), plain(gap),
                          plain(half_unit(kept)), row.name,
                          f"{row.score.basis.split(' = ')[0]} × {plain(row.weight or ZERO)} 分",
                          level=ERROR if is_cut and rounds else None, project=form.project,
                          words={"name": row.name})  # fmt: skip


def _exact(row: Row) -> Decimal | None:
    """The points of a missed goal by ratio, not rounded; None where its figures were read with a doubt."""
    rate, weight = row.score.rate, row.weight
    doubtful = row.score.notes or row.target.warnings or row.actual.warnings
    if row.score.rule not in _BY_RATIO or rate is None or weight is None or rate >= ONE or doubtful:
        return None
    return rate * weight


def _slack(row: Row) -> Decimal:
    """What the rounding of a rate may hide of the points: of 88.2 % of 90 %, ten points, 0.006."""
    goal = row.target.number
    if row.actual.unit != "%" or not goal or row.weight is None:
        return ZERO
    return half_unit(places_shown(row.actual.text)) / goal * row.weight


_NEVER_BEGUN = regex("未(?:实施|开展|启动|开工)的?[,、]?(?:一律|均|则)?(?:不(?:得|计|记)分|[得计记]0分)")


@another_way("ZPJ408", ERROR, follows=("ZPJ408", "ZPJ402", "ZPJ406"))
def points_for_nothing(case: PaperCase) -> Iterator[Hit]:
    """0 of at most 18.5 with points, in a form nothing was spent of, where the report prints 未实施的不得分."""
    idle = [form for form in case.forms if form.total and form.total.executed and form.total.executed.number == ZERO]
    if not idle or not any(_NEVER_BEGUN.search(squeezed(text)) for _, text, _ in texts_of_paper(case) if "未" in text):
        return
    for form in idle:
        for row in form.rows:
            kept = row.target.direction is Direction.AT_MOST and row.actual.number == ZERO
            if kept and row.points and row.target.number:
                yield replace(score_hit(form, row, ZERO), basis="报告写明未实施的不得分", project=form.project)
