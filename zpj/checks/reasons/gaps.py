"""Over a filed report: no reason, or “无”, beside a row that fell short; rows under a kind they are not of."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase, Row
from zpj.checks.form.row_scores import unmet
from zpj.checks.form.values import turned_sign
from zpj.checks.reading.text import parts, says_nothing, squeezed
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.model import text_of
from zpj.domain.paper import PaperTable
from zpj.domain.regex import regex

_OF_REASONS = regex(
    "(?:未完成|偏差|偏离|扣分|未达标|未达到|差异|失分)[^。;]{0,10}(?:原因|说明|措施|分析|情况)|^原因(?:分析|说明)?"
)
_LINE = regex(
    "^(?:[(]?[0-9一二三四五六七八九十]{0,2}[)、.])*(?P<label>[^:。]{0,8}(?:未完成|偏差|偏离|扣分|未达标|差异)[^:。]{0,12}(?:原因|说明|分析|措施))[:](?P<told>.*)$"
)
_LONG_LABEL = 24
_NOTHING = regex(
    "^(?:无|没有|暂无|不存在|/|-+|—+|无偏差|无差异|不涉及|无未完成[^,。]{0,6}|均已完成|全部完成|已完成)?。?$"
)
_SAYS_NONE = regex(
    "(?:无|没有|不存在)(?:明显|较大)?(?:偏差|偏离|差异|未完成)(?:指标|情况|项|目标|问题)?[,。;]?$|(?:各项|全部|所有)(?:绩效)?指标(?:均|都|全部)"
)


@paper_check(
    "ZPJ423",
    "有没达到的指标，表上（表下）的原因却写“无”",
    WARNING,
    reference="R-30",
    clause="未完成或者偏离较大的要说明原因",
    message="{where}写“{found}”，自评表“{expected}”没有达到指标值或扣了分，请填写偏差原因和改进措施",
    fix="写明没有达到的原因和改进措施",
    follows=("ZPJ411",),
)
def nothing_told(case: PaperCase) -> Iterator[Hit]:
    """“偏差原因及改进措施：无” in a cell of its own, or on a line below the form, where 知晓率 82.45 % missed 85 %."""
    for form in case.forms:
        short = sorted(filter(_fell_short, form.rows), key=lambda row: row.points == row.weight)
        table = next((each for each in case.paper.tables if each.name == form.evaluation.location), None)
        names = "、".join(f"{row.name} {text_of(row.indicator.actual)}" for row in short[:2])
        for place, label, told in _cells(table) if table and short else ():
            yield Hit(place, told or "（空）", names, quote=f"{label}:{told or '（空）'}"[:40], project=form.project,
                      words={"where": f"“{label}”"})  # fmt: skip
        for part in parts(case) if short else ():
            if form.project != part.project or not form.project:
                continue
            for line in part.body:
                match = _LINE.match(squeezed(line.text)) if "原因" in line.text or "说明" in line.text else None
                if match and match["told"] and _tells_none(match["told"]):
                    yield Hit(line.location, match["told"][:30], names, quote=match.group()[:40],
                              project=form.project, words={"where": f"“{match['label']}”"})  # fmt: skip


def _tells_none(told: str) -> bool:
    return _NOTHING.fullmatch(told) is not None or says_nothing(told) or _SAYS_NONE.match(told) is not None


def _cells(table: PaperTable) -> Iterator[tuple[str, str, str]]:
    """The rows that hold nothing but the one text of reasons, and that is none: place, label, what is told."""
    for number, cells in enumerate(table.rows, 1):
        texts = [squeezed(cell) for cell in cells]
        label = texts[0] if texts else ""
        rest = [(at, cell) for at, cell in enumerate(texts) if at and cell and cell != label]
        if (
            not label
            or len(label) > _LONG_LABEL
            or not _OF_REASONS.search(label)
            or len({cell for _, cell in rest}) > 1
        ):
            continue
        told = rest[0][1] if rest else ""
        if _tells_none(told):
            yield table.cell(number, (rest[0][0] if rest else 1) + 1), label, told


def _fell_short(row: Row) -> bool:
    """Whether a row missed its bound, or lost points for a result below its goal."""
    return unmet(row) or (row.lost > 0 and row.score.rate is not None and row.score.rate < 1)


@another_way("ZPJ549", WARNING, follows=("ZPJ406", "ZPJ411", "ZPJ549", "ZPJ423"))
def full_points_and_no_reason(case: PaperCase) -> Iterator[Hit]:
    """88.5 % of ≥90 % with full points, and nothing in the column of reasons, where the others have theirs."""
    for form in case.forms:
        if not form.has("indicators.deviation_reason"):
            continue
        for row in form.rows:
            reason = squeezed(text_of(row.indicator.deviation_reason))
            none = not row.has_reason or _NOTHING.fullmatch(reason) is not None
            full = row.points is not None and row.points == row.weight
            if full and none and unmet(row) and not turned_sign(row):
                own = row.indicator
                yield Hit(form.place(row, "deviation_reason"), text_of(own.actual), text_of(own.target), quote=row.name,
                          row=form.place(row, "deviation_reason"), project=form.project,
                          words={"name": row.name})  # fmt: skip


_OF_KIND = {
    "生态效益": regex(
        "生态|环境|环保|环卫|绿|污|排|水|河|湖|库区|海|雨|空气|大气|PM|颗粒|尘|垃圾|废|渣|秸秆|焚烧|化肥|农药|膜|粪|能耗|电|油耗|煤|碳|节|减|循环|旧料|"
        "再生|回收|回用|利用|漏损|火|植|草|林|树|木|荒|沙|盐碱|土|耕地|物种|生物|虫|鸟|鱼|湿地|噪|辐射|景观|卫生|清洁|整洁|厕|村容|容貌|资源|气候|"
        "低碳|复垦|修复|无纸|防灾|地质|灾|氨氮|总[氮磷]|溶解氧|需氧量|酸盐|COD|BOD|透明度|浊度|富营养|臭|二氧化|氮氧|臭氧|排放|温室|甲烷|重金属|沼|蓝天|负氧离子|泥|泉|冰|雪|牧|栖息|自然|绿化|种群|新能源|清运|无公害|药剂|LED|病死|防洪|影响区"
    ),
    "满意度": regex("满意|认可|好评|投诉|感受|评价|获得感|幸福感|支持|信任|服务对象|公众|群众|受益"),
    "时效": regex(
        "时|期|月|日|天|年|季|进度|及时|完成|拨付|支付|到位|发放|率|内|前|周期|速度|响应|开工|竣工|完工|验收|频|落实|开展|推进"
    ),
}
"""What the name, or the goal, of a row of each kind speaks of."""
_KIND = regex("生态效益|满意度|时效")
_RIGHT = {"生态效益": "社会效益", "满意度": "社会效益", "时效": "数量、质量"}
_IN_BRACKETS = regex("[(].*?[)]")
_A_DATE = regex("[年月日天季时]|工作日|及时")
_LEAST = 3


@another_way("ZPJ336", WARNING, follows=("ZPJ336", "ZPJ304", "ZPJ329"))
def of_no_such_kind(case: PaperCase) -> Iterator[Hit]:
    """实训面积 under 生态效益: neither its name nor its goal has a word of nature, waste or energy."""
    for form in case.forms:
        told = ""
        for row in form.rows:
            match = _KIND.search(squeezed(row.indicator.level2))
            name = _IN_BRACKETS.sub("", squeezed(row.indicator.name))
            if match is None or len(name) < _LEAST or name == squeezed(row.indicator.level2):
                continue
            goals = squeezed(f"{text_of(row.indicator.target)} {text_of(row.indicator.actual)}")
            fits = _OF_KIND[match.group()].search(name) or _about(match.group(), goals)
            if not fits and not name[:1].isdecimal() and told != row.indicator.level2:
                told = row.indicator.level2
                yield Hit(form.level_place(row, "level2"), row.indicator.level2.strip(), _RIGHT[match.group()],
                          quote=row.name, row=row.place, project=form.project,
                          words={"name": row.name, "what": f"名称不是说{match.group()}的"})  # fmt: skip


def _about(kind: str, goals: str) -> bool:
    """Whether the goal or the result of a row says what its name does not."""
    return (_A_DATE if kind == "时效" else _OF_KIND[kind]).search(goals) is not None
