"""Over a filed report: indicators of the wrong kind or sign, shares of completion, units within a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase, Row
from zpj.checks.reading.figures import Quantity, quantities
from zpj.checks.reading.plain_patterns import IN_BRACKETS
from zpj.checks.reading.reconcile import half_unit, places_shown
from zpj.checks.reading.scoring_tables import POINTS_HEAD, WEIGHT_HEAD
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import parts, sentences, squeezed
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.amounts import HUNDRED, ONE, ZERO, parse_number, plain, round_half_up
from zpj.domain.likeness import bigrams
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

KINDS = "经济效益|社会效益|生态效益|可持续影响|数量|质量|时效|成本|满意度"
"""The kinds of 二级指标, for a pattern."""
_LABELLED = regex(
    rf"^(?:[(]?[0-9一二三四五六七八九十]{{1,2}}[)、.])*(?:项目|产出|服务对象)?(?P<kind>{KINDS})(?:指标|方面)?(?:完成|实现)?(?:情况)?(?:分析)?"
    r"(?:[:。,(]|$)"
)
_OF_ROW = regex(KINDS)
_STRONG = (
    ("生态效益", regex("植被|盖度|水土流失|空气质量|PM2|优良天数|水质|森林覆盖|碳排|污染物|沙化|绿化覆盖|固碳|减排")),
    ("经济效益", regex("增收|收入增|产值|利润|税收|营业额|节约(?:资金|成本)|降低成本|带动(?:消费|投资)")),
    ("社会效益", regex("就业|务工人|事故|知晓率|受益人|投诉|覆盖人[口群数]|政策宣传")),
    ("满意度", regex("满意[度率]|投诉满意")),
    ("质量", regex("合格率|优良率|达标率|准确率|差错率")),
    (
        "时效",
        regex("(?:完成|完工|开工|竣工|发放|到位|验收|支付)(?:时间|时限)|按[期时](?:完成|完工|发放|拨付|办结)率?"),
    ),
    ("成本", regex("成本|单价|造价|(?:补助|补贴|经费|收费)标准")),
)
"""Words of an indicator's name that tell its kind."""
_OWN_END = {
    "质量": regex("(?:合格|优良|达标|准确|完好|通过)率$"),
    "时效": regex("(?:及时|按时|按期)[\u4e00-\u9fff]{0,4}率$|时[间限]$"),
    "成本": regex("成本(?:控制率)?$|费用?$|单价$"), "满意度": regex("满意[度率]$"),
}  # fmt: skip
"""How names of a kind end, whatever they speak of before: 残疾人就业保障金发放及时率."""
_NEUTRAL = regex("机制|制度|长效|持续|公开|宣传|知晓|信息|意识|监测|培训|检查|数据|平台")
"""Words with which a name may stand under any kind."""
_PLAUSIBLE = {
    "生态效益": ("可持续影响", "质量", "数量"), "经济效益": ("社会效益", "可持续影响", "数量", "成本"),
    "社会效益": ("可持续影响", "数量", "质量", "经济效益", "满意度"), "满意度": ("社会效益", "质量"),
    "质量": ("社会效益", "生态效益", "经济效益", "可持续影响"), "时效": ("社会效益",), "成本": ("经济效益", "数量"),
}  # fmt: skip
"""Kinds under which such a name may stand as well."""
_MOST, _FEW, _LEAST_PIECES, _TOLD_FIGURE = ONE * 3 / 5, ONE * 2 / 5, 3, 5


@paper_check(
    "ZPJ336",
    "指标疑似归错了类",
    WARNING,
    reference="R-15",
    clause="二级指标按数量、质量、时效、成本、经济、社会、生态、可持续影响、满意度分类",
    message="“{name}”归在“{found}”，{what}，疑似应归“{expected}”，请核对",
    fix="核对后归入相应的二级指标",
    follows=("ZPJ304",),
)
def misplaced_rows(case: PaperCase) -> Iterator[Hit]:
    """治理区植被盖度提高 under 经济效益 where the report tells it under 生态效益; 完成时间 under 质量指标."""
    for form in case.forms:
        told = _told_under(case, form)
        for row in form.rows:
            match = _OF_ROW.search(squeezed(row.indicator.level2))
            other = _other_kind(row, match.group(), told) if match else None
            if match and other:
                yield Hit(form.level_place(row, "level2"), row.indicator.level2.strip(), other[0], quote=row.name,
                          row=row.place, project=form.project, words={"name": row.name, "what": other[1]})  # fmt: skip


def _told_under(case: PaperCase, form: FormCase) -> dict[str, str]:
    """What the report tells under each kind of indicators: under its heading, or from “经济效益方面，……” on."""
    found: dict[str, str] = {}
    for part in parts(case):
        for line in part.body if part.project == form.project else ():
            kind = next((kind for each in reversed(line.path) if (kind := _labelled(squeezed(each.text)))), "")
            for sentence in sentences(line.text):
                kind = _labelled(sentence) or kind
                found[kind] = found.get(kind, "") + sentence
    found.pop("", None)
    return found


@lru_cache(maxsize=2048)
def _labelled(text: str) -> str:
    """The kind of indicators a text says it is about, "" where it says none."""
    match = _LABELLED.match(text)
    return match["kind"] if match else ""


def _other_kind(row: Row, kind: str, told: dict[str, str]) -> tuple[str, str] | None:
    """The kind a row belongs to by the words of its name, or by what the report tells; None where it stands right."""
    name = IN_BRACKETS.sub("", squeezed(row.name))
    if _NEUTRAL.search(name) or (kind in _OWN_END and _OWN_END[kind].search(name)):
        return None
    right = next((each for each, words in _STRONG if words.search(name)), "")
    pieces = bigrams(name)
    shares = (
        {each: ONE * sum(piece in text for piece in pieces) / len(pieces) for each, text in told.items()}
        if pieces
        else {}
    )
    result = squeezed(row.actual.text)
    under = [
        each
        for each, share in shares.items()
        if share >= (_FEW if each == right else _MOST) and each != kind and result and result in told[each]
    ]
    if right and right != kind and kind not in _PLAUSIBLE[right] and shares.get(kind, ZERO) < _MOST:
        return right, "名称说的是另一类"
    if len(result) > _TOLD_FIGURE and result in told.get(kind, ""):
        return None  # told under its own kind in other words, too: 管护绿地60.2万平方米
    if len(pieces) >= _LEAST_PIECES and len(under) == 1 and shares.get(kind, ZERO) <= _FEW and right in ("", under[0]):
        return under[0], "报告写在另一类"
    return None


_SHARE = regex("^(?:得分系数|(?:指标)?完成(?:率|比例|程度|百分比)|(?:指标)?得分率)(?:[(].*[)])?$")
_COLUMNS = (
    ("share", _SHARE),
    ("weight", WEIGHT_HEAD),
    ("points", POINTS_HEAD),
    ("actual", regex("^(?:全年|年度)?(?:实际)?(?:完成|实现)(?:指标)?值(?:[(].*[)])?$|^实际(?:值|完成情况)$")),
    ("target", regex("^(?:全年|年度|年初|调整后?|预期|绩效)*(?:指标|目标|预期|预计|计划)值(?:[(].*[)])?$")),
)
_FEWEST_ROWS, _SLACK = 3, ONE * 6 / 100


@another_way("ZPJ337", WARNING, follows=("ZPJ238", "ZPJ247", "ZPJ249", "ZPJ283", "ZPJ337"))
def shares_in_rows(case: PaperCase) -> Iterator[Hit]:
    """得分系数 100 % beside 14 of 15, where the other rows have 完成值÷指标值, or 得分÷分值, as theirs."""
    read = {entry.location for form in case.forms for row in form.rows if (entry := row.indicator.completion)}
    for table in case.paper.tables:
        number, columns = _heading(table)
        told = [(row, texts, _off(_cells(texts, columns))) for row, texts in enumerate(table.rows[number:], number + 1)]
        odd = [(row, texts, wrong) for row, texts, wrong in told if wrong]
        kept = sum(wrong == () for _, _, wrong in told)
        for row, texts, (right, basis) in odd if kept >= max(1, len(odd)) * _FEWEST_ROWS else ():
            place = columns["share"]
            words = {"name": _name_of(texts), "title": squeezed(table.rows[number - 1][place])}
            at = table.cell(row, place + 1)
            if at not in read:
                yield Hit(at, texts[place].strip(), right, basis=basis, quote=texts[place].strip(), row=at,
                          project=case.project(table.section), words=words)  # fmt: skip


def _name_of(texts: Sequence[str]) -> str:
    named = (squeezed(text) for text in texts if len(text) > _FEWEST_ROWS and _number(text) is None)
    return next((text for text in named if not text.endswith("指标")), squeezed(texts[0]))


def _cells(texts: Sequence[str], columns: dict[str, int]) -> dict[str, Decimal | None]:
    at_most = any(squeezed(text).startswith(("≤", "<", "不超过", "不高于")) for text in texts)
    kept = {
        name: column for name, column in columns.items() if column < len(texts) and not (at_most and name == "target")
    }
    return {name: _number(texts[column]) for name, column in kept.items()}


def _heading(table: PaperTable) -> tuple[int, dict[str, int]]:
    """How many rows there are down to the headings with a column of shares, and its columns; none where none has."""
    for number, texts in enumerate(table.rows, 1):
        heads = [squeezed(text) for text in texts]
        if any(_SHARE.match(head) for head in heads):
            found = {name: column for column, head in enumerate(heads) for name, title in _COLUMNS if title.match(head)}
            if {"actual", "target"} <= found.keys() or {"weight", "points"} <= found.keys():
                return number, found
    return len(table.rows), {}


def _number(text: str) -> Decimal | None:
    own = squeezed(text).lstrip("≥≤=><")
    told = quantities(own)
    return told[0].value if len(told) == 1 and own.startswith(told[0].text) else number_in(own)


def _off(cells: dict[str, Decimal | None]) -> tuple[str, str] | tuple[()] | None:
    """What the share of a row should be and why; () where it is right, None where the row does not tell."""
    share = cells.get("share")
    if share is None or share <= 0:
        return None
    ways: list[tuple[Decimal, str]] = []
    for over, under in (("actual", "target"), ("points", "weight")):
        one, other = cells.get(over), cells.get(under)
        if one is not None and other:
            ways.append((one / other * HUNDRED, f"{plain(one)}÷{plain(other)}"))
    if not ways:
        return None
    slack = half_unit(places_shown(plain(share))) + _SLACK
    fits = [abs(right - share) <= slack or (right > HUNDRED == share) for right, _ in ways]
    if all(fits) or (fits[0] and len(fits) > 1):
        return ()
    if len(ways) > 1 and not fits[0] and fits[1]:
        return None
    right, basis = ways[0]
    return f"{plain(round_half_up(min(right, HUNDRED), 2))}%", basis


@record
class _Measure:
    """A quantity alone in a cell, and its number as printed."""

    column: int
    text: str
    quantity: Quantity
    printed: Decimal


_CELL = regex(r"[≥≤=><约]*\d+(?:\.\d+)?(?:万|亿)?[\u4e00-\u9fff]{1,3}")
_NEAR, _FAR = ONE * 3, 4
_PRICE = regex("单价|标准|成本|均|每")


@paper_check(
    "ZPJ338",
    "同一行（栏）的单位疑似差了“万”",
    WARNING,
    reference="R-37",
    clause="同一件事的计划数和完成数用同一单位",
    message="这里写“{found}”，{where}是“{expected}”，单位疑似差了“万”，请核对",
    fix="核对单位",
    follows=("ZPJ240", "ZPJ309", "ZPJ578"),
)
def units_in_rows(case: PaperCase) -> Iterator[Hit]:
    """31.2亩 beside 30万亩 in one row; 31.2亩 where all other cells of the column are in 万亩."""
    for table in case.paper.tables:
        rows = [(number, _measures(texts)) for number, texts in enumerate(table.rows, 1)]
        odd = {(number, one.column): (one, other.text, "同一行") for number, cells in rows
               for one in cells for other in cells if _lacks_scale(one, other)}  # fmt: skip
        for column in {cell.column for _, cells in rows for cell in cells}:
            below = [(number, cell) for number, cells in rows for cell in cells if cell.column == column]
            units = [(cell.quantity.unit, cell.quantity.shift) for _, cell in below]
            for number, cell in below if len(below) > _FAR else ():
                others = [each for _, each in below if each is not cell]
                if all(_lacks_scale(cell, each) or each.quantity.shift == _FAR for each in others) and units.count(
                    (cell.quantity.unit, _FAR)) == len(others) and not cell.quantity.shift:  # fmt: skip
                    odd.setdefault((number, column), (cell, others[0].text, "同一栏别的数"))
        for (number, column), (cell, other, where) in odd.items():
            yield Hit(table.cell(number, column + 1), cell.text, other, quote=cell.text,
                      project=case.project(table.section), words={"where": where})  # fmt: skip


def _measures(texts: Sequence[str]) -> list[_Measure]:
    found: list[_Measure] = []
    label = "".join(text for text in texts if number_in(text) is None)
    for column, text in enumerate(texts if not _PRICE.search(label) else ()):
        own = squeezed(text)
        told = quantities(own) if _CELL.fullmatch(own) else ()
        printed = parse_number(told[0].digits) if len(told) == 1 else None
        if printed and not any(each.text == own and each.column == column - 1 for each in found):
            found.append(_Measure(column, own, told[0], printed))
    return found


def _lacks_scale(one: _Measure, other: _Measure) -> bool:
    """Whether one figure is much like another in print, but that other's unit has a 万 more."""
    alike = one.quantity.unit == other.quantity.unit and other.quantity.shift - one.quantity.shift == _FAR
    return alike and other.printed / _NEAR <= one.printed <= other.printed * _NEAR
