"""Over a form: how its rows name their level, their indicator and their unit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import FormCase
from zpj.checks.form.indicators import WEIGHT_IN_NAME
from zpj.checks.reading.figures import quantities
from zpj.checks.rule import INFO, WARNING, Hit, form_check
from zpj.domain.model import text_of
from zpj.domain.regex import regex
from zpj.domain.targets import implied_by
from zpj.domain.units import PERCENT
from zpj.domain.wording import normalise

_LEVEL2 = (
    "数量指标", "质量指标", "时效指标", "成本指标", "经济成本指标", "社会成本指标", "生态环境成本指标",
    "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标",
)  # fmt: skip
_BRACKETS = regex(r"[(（].*?[)）]")
_WEIGHT_IN_NAME = regex(r"[(（]\s*\d+(?:\.\d+)?\s*分\s*[)）]")
_A_RATE = regex("(?:满意度|满意率|合格率|达标率|覆盖率|完成率|及时率|准确率|到位率|执行率)(?:[(].*[)])?$")
_RATE_UNITS = frozenset({"%", "‰", "百分比", "分", "百分点", "率"})


@form_check(
    "ZPJ106",
    "指标名称疑似漏字、错字",
    INFO,
    reference="R-69",
    clause="二级指标名称由表样规定",
    message="二级指标“{found}”疑似“{expected}”，请核对",
    fix="改为规定的名称",
)
def misspelt_level(form: FormCase) -> Iterator[Hit]:
    """A 二级指标 that differs from a known one by one character."""
    seen: set[str] = set()
    for row in form.rows:
        written = _BRACKETS.sub("", row.indicator.level2)
        meant = next((name for name in _LEVEL2 if _one_character_off(written, name)), None)
        if meant and written not in _LEVEL2 and written not in seen:
            seen.add(written)
            yield Hit(form.level_place(row, "level2"), found=written, expected=meant, row=row.place)


@lru_cache(maxsize=1024)
def _one_character_off(written: str, name: str) -> bool:
    if len(written) == len(name):
        return sum(a != b for a, b in zip(written, name, strict=True)) == 1
    shorter, longer = sorted((written, name), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:position] + longer[position + 1 :] == shorter for position in range(len(longer))
    )


@form_check(
    "ZPJ108",
    "分值写在指标名称里",
    INFO,
    reference="R-12",
    clause="分值有单独的一栏，名称里只写名称",
    message="“{found}”的名称里写了分值，请只写在分值栏",
    fix="名称里不写分值",
    follows=("ZPJ317",),
)
def weights_in_names(form: FormCase) -> Iterator[Hit]:
    """“数量指标（20分）” in a form that has a column for weights: told once."""
    for row in form.rows if form.has("indicators.weight") else ():
        for level in ("level1", "level2"):
            name = getattr(row.indicator, level)
            if _WEIGHT_IN_NAME.search(name):
                yield Hit(form.level_place(row, level), found=name, quote=name)
                return


@form_check(
    "ZPJ321",
    "率、满意度的单位不是百分比",
    WARNING,
    reference="R-37",
    clause="率和满意度以百分比计量",
    message="“{name}”的单位写“{found}”，应为“%”，请核对",
    fix="改正单位",
)
def rates_with_other_units(form: FormCase) -> Iterator[Hit]:
    """满意度 ≥90件: a rate whose target is counted in pieces."""
    for row in form.rows:
        target = normalise(text_of(row.indicator.target))
        told = quantities(target) if _A_RATE.search(normalise(row.name)) else ()
        if len(told) == 1 and told[0].unit not in _RATE_UNITS and target.endswith(told[0].unit):
            place = form.place(row, "target")
            yield Hit(place, told[0].unit, "%", quote=target, row=row.place, words={"name": row.name})


_WITHIN_DAYS = regex("[日天时月]内[\u4e00-\u9fff]{2,8}率$")
"""A rate of what was done in time: 补贴30日内发放率."""
_BY_A_DAY = regex("前[\u4e00-\u9fff]{2,16}(?:率|比例|占比|比重)$")
"""A share of what was done by a day: 2024年9月1日前投入使用的项目比例."""
_AT_ONCE = regex("[一首]次性?(?=验收|交验|交付|检验|抽检|检测|合格|通过|就业|签约|办结|化解|调解|修复)")
"""At the first go: 一次验收合格率."""


@form_check(
    "ZPJ312",
    "三级指标名称里写了目标值",
    WARNING,
    reference="R-40",
    clause="三级指标写名称，目标写在年度指标值",
    message="三级指标“{found}”里带目标值，请改为名词，把目标写进年度指标值",
    fix="三级指标改为名词性的名称",
)
def target_in_name(form: FormCase) -> Iterator[Hit]:
    """A name such as 12月前完成 or 租赁房屋1套; the points in “到期指标（12分）” are no target.

    Told once where most names are so: that is the form's way.
    """
    hits: list[Hit] = []
    for row in form.rows:
        implied = implied_by(_AT_ONCE.sub("", WEIGHT_IN_NAME.sub("", row.indicator.name)))
        if _WITHIN_DAYS.search(row.indicator.name):
            continue
        if implied and implied.deadline and row.target.unit == PERCENT and _BY_A_DAY.search(row.indicator.name):
            continue
        if implied and (implied.number is not None or implied.parts or implied.deadline):
            hits.append(Hit(form.level_place(row, "name"), found=row.indicator.name, row=row.place))
    yield from hits if len(hits) * 2 <= len(form.rows) else hits[:1]
