"""Weights, classes, target and actual values."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from zpj.checks.case import FormCase, Row
from zpj.checks.form.completeness import blank_cells
from zpj.checks.rule import ERROR, WARNING, Hit, form_check
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain
from zpj.domain.model import printed
from zpj.domain.regex import pattern, regex
from zpj.domain.wording import normalise

_WEIGHTS = "分值合计为 100（含预算执行率）"
_FRAME = "自评表的一级指标分产出、效益、满意度，二级指标归在相应的一级指标之下"
_OUTPUT, _BENEFIT, _CONTENT, _COST = "产出", "效益", "满意度", "成本"
_FRAME_OF_BENEFITS = "效益指标"
_BENEFIT_KINDS = regex("经济效益|社会效益|生态效益|可持续影响")
_LONG_NAME = 5
_MONEY = regex(r"\d\s*(?:万|亿)?元")
_DAYS = regex(r"20\d\d\s*年\s*\d{1,2}\s*月|\d{1,2}\s*月\s*\d{1,2}\s*日|月底?前")
_OUTPUT_KINDS = regex("^(?:数量|质量|时效)指标")
WEIGHT_IN_NAME = regex(r"[(（]\s*(\d+(?:\.\d+)?)\s*分\s*[)）]")
_TOLERANCE = "0"


def weights(form: FormCase) -> list[Decimal]:
    """The weights that count; none where one is not filled in (ZPJ102), or where only some of the points written into
    the names can be shared out.
    """
    found = [row.weight for row in form.rows if row.weight is not None]
    if found and form.has("indicators.weight") and blank_cells(form, "weight"):
        return []
    counted = [row for row in form.rows if not row.name.startswith("其中")]
    return found if form.has("indicators.weight") or len(found) >= len(counted) else []


@form_check(
    "ZPJ301",
    "分值合计不是100",
    ERROR,
    reference="R-01",
    clause=_WEIGHTS,
    message="分值合计应为 100，现为 {found}，请调整各指标分值",
    fix="调整各指标分值，使合计为 100",
)
def weight_sum(form: FormCase) -> Iterator[Hit]:
    """Weight of the execution rate + weights of the indicators = 100.

    A doubt where the indicators alone make 100 and the form prints no weight for the execution rate.
    """
    own = weights(form)
    execution = form.execution_weight if form.evaluation.funds or sum(own, form.execution_weight) == HUNDRED else ZERO
    summed = sum(own, execution)
    if own and summed != HUNDRED and not _only_the_execution_weight(form, sum(own, ZERO)):
        entry = form.evaluation.total.weight
        unprinted = summed - execution == HUNDRED and not (form.total and form.total.weight)
        parts = " + ".join(plain(weight) for weight in (execution, *own))
        yield Hit(
            entry.location if entry else form.rows[0].place,
            found=plain(summed),
            expected="100",
            difference=plain(abs(summed - HUNDRED)),
            tolerance=_TOLERANCE,
            basis=f"{parts} = {plain(summed)}",
            level=WARNING if unprinted else None,
        )


def _only_the_execution_weight(form: FormCase, rows: Decimal) -> bool:
    """Whether the points of the execution rate alone are wrong (ZPJ212)."""
    wanted = form.scheme.execution_weight.value
    return bool(form.total and form.total.weight) and form.execution_weight != wanted and rows + wanted == HUNDRED


@form_check(
    "ZPJ302",
    "总分行的分值与各项合计不符",
    ERROR,
    reference="R-02",
    clause=_WEIGHTS,
    message="总分行的分值填 {found}，各项分值合计为 {expected}，请改正",
    fix="总分行的分值改为各项合计",
    follows=("ZPJ301",),
    safe_fix=True,
)
def total_weight(form: FormCase) -> Iterator[Hit]:
    """The weight in the 总分 row against the sum; not where its formula passes over a number kept as text (ZPJ109).

    A table of scores without a block of funds has no points for the execution rate.
    """
    entry, own = form.evaluation.total.weight, weights(form)
    written = printed(entry)
    summed = sum(own, form.execution_weight)
    without_funds = written == sum(own, ZERO) and not form.evaluation.funds
    odd = written is not None and written != summed and not without_funds
    if entry and written is not None and own and odd and not form.evaluation.sums_miss_text:
        yield Hit(
            entry.location,
            found=plain(written),
            expected=plain(summed),
            difference=plain(abs(written - summed)),
            tolerance=_TOLERANCE,
            basis=f"预算执行率 {plain(form.execution_weight)} + 各指标 {plain(sum(own, ZERO))} = {plain(summed)}",
            quote=f"总分 {entry.text.strip()}",
        )


def level_weights(form: FormCase, kinds: Collection[str]) -> dict[str, Decimal]:
    """The weight of each kind of 一级指标; what is of no other kind counts as 产出."""
    found = dict.fromkeys(kinds, ZERO)
    for row in form.rows:
        found[_kind_of(row, kinds)] += row.weight or ZERO
    return found


def _kind_of(row: Row, kinds: Collection[str]) -> str:
    name = row.indicator.level1 + row.indicator.level2
    if "满意" in name:
        return _CONTENT
    if _BENEFIT in name or "可持续" in name:
        return _BENEFIT
    return _COST if _COST in kinds and row.indicator.level1.startswith(_COST) else _OUTPUT


@form_check(
    "ZPJ303",
    "一级指标权重与通行的不同",
    WARNING,
    reference="R-03",
    clause="财预〔2020〕10号：产出、效益、满意度权重原则上为 50%、30%、10%",
    message="{kinds}分值为 {found}，与原则上的 {expected} 不同，请确认并说明",
    fix="调整分值，或说明理由",
    follows=("ZPJ301", "ZPJ304", "ZPJ305"),
)
def usual_weights(form: FormCase) -> Iterator[Hit]:
    """The scheme's usual weights are only a principle, so a doubt."""
    usual = form.scheme.usual_weights
    named = any(row.indicator.level1 or row.indicator.level2 for row in form.rows)
    if not named or not weights(form) or not usual.value or form.execution_weight != form.scheme.execution_weight.value:
        return
    held = [level_weights(form, dict(wanted)) for wanted in usual.value]
    if any(found == dict(wanted) for found, wanted in zip(held, usual.value, strict=True)):
        return
    yield Hit(
        form.rows[0].place,
        found="、".join(plain(points) for points in held[0].values()),
        expected="、".join(plain(points) for _, points in usual.value[0]),
        clause=usual.clause,
        words={"kinds": "、".join(held[0])},
    )


@form_check(
    "ZPJ304",
    "二级指标归错一级指标",
    ERROR,
    reference="R-43",
    clause=_FRAME,
    message="“{found}”列在“{level1}”下，应归“{expected}”，请改正一级指标",
    fix="改正（或补写）这一行的一级指标",
)
def misplaced(form: FormCase) -> Iterator[Hit]:
    """社会效益指标 under 产出指标 and the like; one finding for each kind."""
    seen: set[tuple[str, str]] = set()
    of_content = any(row.indicator.level1.startswith((_CONTENT, f"服务对象{_CONTENT}")) for row in form.rows)
    for row in form.rows:
        level1, level2 = row.indicator.level1, row.indicator.level2
        wanted = _level1_of(level1, level2)
        if of_content and _CONTENT in level2 and level1.startswith(_BENEFIT):
            wanted = "满意度指标"
        doubt = _CONTENT in level2 and level1 == _FRAME_OF_BENEFITS and not wanted and not of_content
        cost = not wanted and not doubt and level2.startswith("成本指标") and level1.startswith((_BENEFIT, _CONTENT))
        wanted = "产出指标" if cost else wanted
        if (wanted or doubt) and (level1, level2) not in seen:
            seen.add((level1, level2))
            place = form.level_place(row, "level2")
            yield Hit(place, found=level2, expected=wanted or "满意度指标", row=row.place,
                      level=WARNING if doubt or cost else None, words={"level1": level1})  # fmt: skip


def _level1_of(level1: str, level2: str) -> str | None:
    """The 一级指标 a 二级指标 belongs to, where it stands under a plainly different one."""
    if not level1 or not level2:
        return None
    if _BENEFIT_KINDS.search(level2) and pattern("产出|满意度|成本|服务对象").match(level1):
        return "效益指标"
    if "满意度" in level2 and pattern("产出|成本").match(level1):
        return "满意度指标"
    return "产出指标" if _OUTPUT_KINDS.match(level2) and pattern("效益|满意度|服务对象").match(level1) else None


@form_check(
    "ZPJ329",
    "时效指标、成本指标填的内容疑似归错了类",
    WARNING,
    reference="R-43",
    clause=_FRAME,
    message="“{name}”列在“{found}”下，指标值是“{target}”，疑似应归“{expected}”，请核对",
    fix="改正这一行的二级指标",
)
def of_another_kind(form: FormCase) -> Iterator[Hit]:
    """An amount of money under 时效指标, a day under 成本指标."""
    for row in form.rows:
        level2 = row.indicator.level2
        target = row.indicator.target.text if row.indicator.target else ""
        timed = _DAYS.search(target) is not None
        priced = _MONEY.search(target) is not None and not timed
        wanted = "成本指标" if "时效" in level2 and priced else "时效指标" if "成本" in level2 and timed else ""
        if wanted:
            yield Hit(form.level_place(row, "level2"), found=level2, expected=wanted, row=row.place,
                      words={"name": row.name, "target": target})  # fmt: skip


@form_check(
    "ZPJ305",
    "缺一级指标",
    WARNING,
    reference="R-42",
    clause=_FRAME,
    message="没有{found}，请确认是否漏填",
    fix="补上这类指标，或说明不适用",
)
def missing_level(form: FormCase) -> Iterator[Hit]:
    """No benefit or no satisfaction indicator; a form without levels (重庆) does not tell."""
    names = " ".join(row.indicator.level1 + row.indicator.level2 for row in form.rows)
    missing = [
        f"{kind}指标"
        for kind, words in ((_OUTPUT, "产出|数量|质量"), (_BENEFIT, "效益|效应|效果|成效|可持续"), (_CONTENT, "满意"))
        if not pattern(words).search(names)
    ]
    if names.strip() and missing:
        yield Hit(form.rows[-1].place, found="、".join(missing))


@form_check(
    "ZPJ317",
    "名称里写的分值与分值栏不一致",
    ERROR,
    reference="R-12",
    clause="表内勾稽：同一张表上的数应当相互一致",
    message="“{name}”写 {found} 分，分值栏合计 {expected}，请核对",
    fix="以分值栏为准，名称里不再写分值",
)
def weight_in_name(form: FormCase) -> Iterator[Hit]:
    """数量指标(20分) against the weights of its rows, or of each, where the name is written row by row."""
    for field in ("level1", "level2"):
        groups: dict[str, list[Row]] = {}
        for row in form.rows:
            groups.setdefault(getattr(row.indicator, field), []).append(row)
        for name, rows in groups.items():
            match = WEIGHT_IN_NAME.search(name)
            written = parse_number(match.group(1)) if match else None
            own = [row.weight for row in rows if row.weight is not None]
            each_its_own = len(rows) > 1 and all(weight == written for weight in own)
            if written is None or len(own) < len(rows) or sum(own, ZERO) == written or each_its_own:
                continue
            summed = sum(own, ZERO)
            yield Hit(
                form.level_place(rows[0], field),
                found=plain(written),
                expected=plain(summed),
                difference=plain(abs(written - summed)),
                tolerance=_TOLERANCE,
                row=rows[0].place,
                words={"name": name},
            )


@form_check(
    "ZPJ322",
    "同一指标填了两次",
    WARNING,
    reference="R-42",
    clause="一项指标在表上只填一行，重复的行会重复计分",
    message="“{name}”在 {first} 已经填过，这里又填了一次，请确认不是重复",
    fix="删去重复的一行并调整分值；是两项指标的，名称写清区别",
)
def filled_twice(form: FormCase) -> Iterator[Hit]:
    """Two rows with the same name, both with a weight or a score; a short name only under one 二级指标."""
    seen: dict[tuple[str, str], str] = {}
    for row in form.rows:
        name = normalise(row.indicator.name)
        key = (normalise(row.indicator.level2) if len(name) < _LONG_NAME else "", name)
        if not name or (row.weight is None and row.points is None):
            continue
        place = form.level_place(row, "name")
        if key in seen:
            words = {"name": row.name, "first": seen[key].rpartition("!")[2]}
            yield Hit(place, found=row.indicator.name, row=row.place, words=words)
        seen.setdefault(key, place)
