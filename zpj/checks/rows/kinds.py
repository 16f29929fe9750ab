"""Over a filed report: rows whose name and goal together prove that they stand under another kind."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import FormCase, PaperCase, Row
from zpj.checks.reading.plain_patterns import IN_BRACKETS
from zpj.checks.reading.text import squeezed
from zpj.checks.rows.places import KINDS
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.model import text_of
from zpj.domain.regex import regex

_KIND = regex(KINDS)
_NOT_FIXED = frozenset("缩降增提快短减")
_DATE = regex("(?:20[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}日|底|末|前)?|每[月季年旬周][^,;]{0,4}[0-9]{1,2}日")
_SPAN = regex("[0-9](?:个)?(?:天|日|小时|分钟|工作日)(?:以?内)?$")
_PLAIN_COUNT = regex(
    "^[≥=≤><约]*[0-9.]+(?:万|亿)?(?:人|人次|名|户|户次|个|处|台|套|台套|次|场|场次|期|批次|件|篇|页|份|亩|公里|座|株|棵|盏|根|辆|艘|架|所|组|只|头|册|卷|部|平方米|公顷|吨)$"
)
_AT = regex("(?:时间|时限|日期|节点)$")
_TAKES = regex(
    "(?:处置|响应|办理|办结|到场|处理|等候|等待|送达|维修|修复|抢修|接警|出警|审核|审批|反馈|回复)(?:平均)?(?:时间|时限|时长|用时|周期)"
)
_COUNTED = regex(
    "(?:人数|数量|个数|次数|人次|户数|页数|面积|里程|座数|台数|套数|期数|场次|批次|篇数|处数|株数|长度|户次)$"
)
_FAULTS = regex(
    "投诉|差错|事故|缺陷|返工|问题|故障|违规|整改|失误|隐患|合格|达标|优|奖|获|证|专利|精品|入选|采纳|采用|录用|转化|省级|国家级|高级|损|死亡|病|退|错|标准|高标准"
)
_COST = regex(
    "成本|费|价|支出|标准|金额|资金|预算|经费|投入|补助|补贴|节约|控制|工资|薪|元|额|款|耗|节|概算|投资|奖|待遇|采购|开支|收益|效益|比例|压减|降低"
)
_MOST_MONEY = regex("^(?:≤|<|不超过|不高于|控制在)[0-9.]+(?:万|亿)?元")
_SPENDING = regex("支出|费用?|成本|经费|资金|预算|投资|造价|价格?$")
_CHECKED = regex("验收合格率|差错率|返工率|(?:施工|安装|工程|设备|数据)[\u4e00-\u9fff]{0,4}合格率")
_IN_TIME = regex(
    "(?:资金|经费|补助|补贴|工资|费|款)[^,]{0,4}(?:及时|按时|按期|准时|如期)(?:率|性)?$"
    "|(?:按期|按时|准时|如期|及时)(?:完工|开工|竣工|完成|交付|到货|交货|拨付|发放|下达|支付|兑付)(?:率|比例|情况)?$"
    "|(?:完工|开工|竣工|完成|交付|到货|交货|拨付|下达|发放|支付|兑付)(?:及时|按时|按期|准时|如期)(?:率|性)?$"
    "|(?:拨付|发放|支付|兑付|下达|报送|上报)(?:时间|时限|期限)$"
)
_OF_QUALITY = regex("(?:合格|优良|优质|优秀|达标|准确|正确|差错|返工|成活|保存|完好|有效)率$")
_BY_TIME = regex("按[时期月季年]|及时|如期|准时")
_OF_NATURE = regex(
    "颗粒物|PM(?:2[.]5|10)|空气|优良天数|水质|水体|污水|废水|污染|氨氮|需氧量|湿地|生物多样|植被|盖度|绿化|森林|水土流失|减排|碳排|降尘"
)
_OF_GAIN = regex("收|产值|节约|成本|利润|税|效益|费|价|营业|销售|护林员|旅游|产业|元")
_EARNED = regex("(?:销售额|营业额|产值|营业收入|利润|税收|旅游收入)(?:年均)?(?:增长|增幅|增加|提高|提升)?[额率]?$")
_OF_DAYS = regex(
    "[时期日天月年季早迟延逾工进速快开付拨交送结办报复]|及|准点|准时|计划|完成|到位|发放|响应|处置|处理|周|一站|兑现|下达"
)
_SHARE = regex("^[≥=≤]*[0-9.]+%(?:以上|以下)?$")
_BARE_COUNT, _UNIT_BEHIND = regex("^[≥=]?[0-9.]+$"), regex("[(](?P<unit>[一-鿿]{1,3})[)]$")
_TIMELY = regex("(?:及时|准时|按时|按期)[\u4e00-\u9fff]{0,2}(?:率|性)$")
_CONTENT, _CONTENT_KIND, _BENEFIT = regex("满意度$"), "满意度", "社会效益"


@another_way("ZPJ336", WARNING, follows=("ZPJ336", "ZPJ304", "ZPJ329"))
def of_another_kind_by_its_goal(case: PaperCase) -> Iterator[Hit]:
    """举报案件平均处置时间 ≤7天 under 质量指标 in a form with no 时效指标; 管护员人数 ≥60人 under 成本指标;
    经费下达及时率 under 质量指标, 平台租用费支出 ≤30万元 there, too.

    A day to be done by is 时效, a count of things is 数量, what an inspection passes is 质量, the air is 生态效益.
    """
    kinds_of = {form: _kinds(form) for form in case.forms}
    for form, kinds in kinds_of.items():
        others = any(_CONTENT_KIND in each for other, each in kinds_of.items() if other is not form)
        for row, kind in zip(form.rows, kinds, strict=True):
            right = _right(row, kind, kinds) if kind else ""
            if others and kind == _BENEFIT and _CONTENT_KIND not in kinds and _CONTENT.search(row.name):
                right = _CONTENT_KIND
            if right and right != kind:
                yield Hit(form.level_place(row, "level2"), row.indicator.level2.strip(), right, quote=row.name,
                          row=row.place, project=form.project,
                          words={"name": row.name, "what": "名称和指标值说的是另一类"})  # fmt: skip


def _kinds(form: FormCase) -> list[str]:
    """The kind of each row by its second level, "" where it names none."""
    matches = (_KIND.search(squeezed(row.indicator.level2)) for row in form.rows)
    return [match.group() if match else "" for match in matches]


def counts_things(name: str, goal: str) -> bool:
    """Whether a goal counts things, and the name tells of no fault or standard: 检定更换仪器 ≥65台（件）."""
    return _PLAIN_COUNT.match(IN_BRACKETS.sub("", squeezed(goal))) is not None and not _FAULTS.search(name)


def kind_of_name(name: str, kind: str) -> str:
    """The kind the name alone proves of a row under another: 苗木成活率 under 数量, PM2.5年均浓度 under 经济效益,
    销售额增长率 under 社会效益.
    """
    bare = IN_BRACKETS.sub("", name)
    if kind in ("数量", "时效", "成本") and _OF_QUALITY.search(bare) and not _BY_TIME.search(bare):
        return "质量"
    if kind in ("社会效益", "生态效益") and _EARNED.search(bare):
        return "经济效益"
    return "生态效益" if kind == "经济效益" and _OF_NATURE.search(name) and not _OF_GAIN.search(name) else ""


def _right(row: Row, kind: str, kinds: list[str]) -> str:
    """The kind the name and the goal of a row prove; "" where they prove none."""
    name = IN_BRACKETS.sub("", squeezed(row.name))
    goal = squeezed(text_of(row.indicator.target))
    if right := kind_of_name(squeezed(row.name), kind):
        return right
    if kind == "时效" and name.endswith("率") and _SHARE.match(goal) and not _OF_DAYS.search(name):
        return "质量"
    if _AT.search(name) and _DATE.search(goal) and not _NOT_FIXED & set(name):
        return "时效"
    if _TAKES.search(name) and _SPAN.search(goal) and kind in ("数量", "质量", "成本"):
        return "时效" if kind != "质量" or "时效" not in kinds else ""
    if kind in ("数量", "质量", "成本") and (
        _IN_TIME.search(name) or ("时效" not in kinds and _TIMELY.search(name) is not None)
    ):
        return "时效"
    if kind in ("质量", "时效") and _MOST_MONEY.match(goal) and _SPENDING.search(name):
        return "成本"
    unit = _UNIT_BEHIND.search(squeezed(row.name)) if _BARE_COUNT.match(goal) else None
    if counts_things(name, f"{goal}{unit['unit']}" if unit else goal):
        plain = kind == "质量" and (unit is None or _COUNTED.search(name) or not name.endswith(("率", "度")))
        if plain or (kind == "成本" and not _COST.search(name)):
            return "数量"
    if kind in ("社会效益", "可持续影响", "经济效益", "成本", "时效") and _CHECKED.search(name):
        return "质量"
    return "满意度" if kind in ("质量", "数量") and _CONTENT.search(name) and "满意度" in kinds else ""
