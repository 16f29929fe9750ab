"""Over a filed report: points of percent for a rate, one number in two units, one item of a list in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, quantities, with_figures
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import ZERO, parse_number, without_noughts
from zpj.domain.likeness import bigrams
from zpj.domain.records import record, replace
from zpj.domain.regex import regex

_POINT = "百分点"
_CHANGE = regex(
    "[升降增减高低超差少多缩扩涨]|回[升落暖]|落[后差]|变化|变动|波动|浮动|误差|偏差|控制在|领先|落后|跌|距|拉开|放宽|上调|下调|压|补|点数|贡献|拉动|不足|每|[的以]按|^(?:按照?|以|算作?|计作|视为|视同)$"
)
_LEVEL = regex(
    "(?:提高|提升|上升|增加|增长|下降|降低|减少|高|低|降|升)[到至]$|(?:不低于|不高于|不少于|不超过|低于|高于|超过)$"
)
_STEP = regex("每[^,;。]{0,8}$")
_THAN = regex("目标|指标|计划|上年|去年|平均|标准|20[0-9]{2}年")
_OF_AMOUNT = regex("^,?(?:同比)?(?:增长|下降|增幅|降幅|减少|增加)(?:了|为|约|达)*$")
_AMOUNT_MOVED = regex("(?:增加|减少|增长|下降|多|少)(?:了|约)?$")
_RATE_HEAD, _POINTS_CELL = regex("率|占比|比例|比重"), regex(r"\d+(?:\.\d+)?个?百分点")


@paper_check(
    "ZPJ257",
    "率、占比的单位写成了百分点",
    WARNING,
    clause="率和占比写百分数，两个率之差写百分点",
    message="“{quote}”不是两个率之差，应写 {expected}，请改正",
    fix="把“个百分点”改成“%”",
    follows=("ZPJ243", "ZPJ309"),
)
@by_the_paragraph
def points_for_a_rate(case: PaperCase) -> Iterator[Hit]:
    """“执行率97.94个百分点”, “占68.99个百分点”, “增加45.82万元，增长5.75个百分点”, a cell under 完成率."""
    for sentence, _ in with_figures(case):
        for number, figure in enumerate(sentence.quantities if _POINT in sentence.text else ()):
            if figure.unit != _POINT:
                continue
            own = figure.before.rpartition(",")[2]
            level = _LEVEL.search(own) is not None and not _THAN.search(own) and not _STEP.search(own)
            listed = number and sentence.quantities[number - 1].unit == PERCENT and own in ("、", "和", "与", "及")
            before = sentence.quantities[number - 1] if number else None
            amount = (
                before is not None
                and before.unit not in (PERCENT, _POINT, POINTS)
                and _AMOUNT_MOVED.search(before.before)
            )
            if level or listed or (amount and _OF_AMOUNT.match(figure.before)) or not _CHANGE.search(own):
                yield _as_percent(sentence.paragraph.location, figure.text, own[-12:] + figure.text, sentence.project)
    for table in case.paper.tables:
        for number, row in enumerate(table.rows[1:], 2):
            for place, text in enumerate(row):
                if (
                    _POINT in text
                    and _POINTS_CELL.fullmatch(squeezed(text))
                    and _RATE_HEAD.search(table.rows[0][place])
                ):
                    where = table.cell(number, place + 1)
                    yield _as_percent(where, text.strip(), text.strip(), case.project(table.section))


def _as_percent(place: str, found: str, quote: str, project: str) -> Hit:
    return Hit(place, found, found.rstrip("个百分点") + "%", quote=quote, project=project)


_DIMENSIONS = {
    "人": "人", **dict.fromkeys(("台", "套", "辆", "艘", "架"), "台"),
    **dict.fromkeys(("份", "册", "本", "张"), "份"), "公里": "公里",
    **dict.fromkeys(("个", "家", "所", "处", "座", "项", "件", "条", "支", "场", "次", "期", "起", "例", "幅"), "个"),
}  # fmt: skip
_DISTINCT = frozenset(
    (
        "人",
        "户",
        "台",
        "份",
        "公里",
        "米",
        "亩",
        "公顷",
        "平方米",
        "立方米",
        "吨",
        "公斤",
        "元",
        "人次",
        "个",
        "批",
        "班次",
    )
)
_ALIKE = ({"台", "个"}, {"份", "个"}, {"份", "人"}, {"批", "个"}, {"班次", "个"}, {"户", "个"}, {"台", "份"})
_HAN_ONLY = regex("[^一-鿿]+")
_EMPTY = frozenset(
    ("完成", "实际", "目标", "全年", "共有", "达到", "不少", "少于", "其中", "为不", "以上", "人数", "数量")
)
_BEFORE, _BEHIND, _SHARED, _SHARED_SHORT = 10, 6, 2, 4


@record
class _Use:
    """A number where it is told: its digits, its scale and dimension, the name of its row, the words around it."""

    cell: str
    sentence: Sentence | None
    figure: Quantity
    dimension: str
    name: str = ""
    around: frozenset[str] = frozenset()

    @property
    def place(self) -> str:
        """Where it is told: a paragraph, or the cell of a row."""
        return self.sentence.paragraph.location if self.sentence else self.cell


@paper_check(
    "ZPJ256",
    "同一个数两处的单位不同",
    WARNING,
    reference="R-23 R-51",
    clause="同一个数在全文用同一单位，数和单位对应",
    message="这里写“{found}”，{where}写“{expected}”，请核对单位",
    fix="核对单位，改成一致",
    follows=(
        "ZPJ240",
        "ZPJ252",
        "ZPJ280",
        "ZPJ309",
        "ZPJ590",
        "ZPJ576",
        "ZPJ257",
        "ZPJ243",
        "ZPJ276",
        "ZPJ562",
        "ZPJ578",
    ),
)
def one_number_two_units(case: PaperCase) -> Iterator[Hit]:
    """“接待咨询3260人” beside 3260人次 of the same, “节约29.28元” beside 29.28万元, “42米” beside 42公里.

    The words around the two share two pairs of signs, four for a round number.
    """
    by_digits: dict[str, list[_Use]] = {}
    for use in _uses(case):
        by_digits.setdefault(without_noughts(use.figure.digits), []).append(use)
    for told in by_digits.values():
        if len(told) < _SHARED or len({use.dimension for use in told}) < _SHARED:
            continue
        uses = [replace(use, around=_around(use)) for use in told]
        times = Counter(use.dimension for use in uses)
        for use in uses:
            others = [each for each in uses if _is_same(use, each)]
            likely = [each for each in others if times[each.dimension] > times[use.dimension]
                      or (times[each.dimension] == times[use.dimension] and each.sentence is None)]  # fmt: skip
            if (
                likely
                and use.sentence is not None
                and not any(
                    each is not use and each.dimension == use.dimension and each.around & use.around for each in uses
                )
            ):
                quote = use.figure.with_words(10)
                yield Hit(use.place, use.figure.text, likely[0].figure.text, quote=quote, project=use.sentence.project,
                          words={"where": likely[0].place})  # fmt: skip


def _is_same(use: _Use, other: _Use) -> bool:
    """Whether two uses of a number are of one thing, and their units of two kinds."""
    pair = {use.dimension.lstrip("万亿"), other.dimension.lstrip("万亿")}
    if use.dimension == other.dimension or not pair <= _DISTINCT or (len(pair) > 1 and pair in _ALIKE):
        return False
    if len(pair) > 1 and pair & {MONEY, PERCENT, "‰"}:
        return False
    least = _SHARED if use.figure.significant >= _SHARED else _SHARED_SHORT
    return len(use.around & other.around) >= least


def _uses(case: PaperCase) -> Iterator[_Use]:
    for sentence, _ in with_figures(case):
        for figure in sentence.quantities:
            if figure.unit in (PERCENT, POINTS, _POINT) or (figure.significant < _SHARED and figure.value < 10):
                continue
            yield _use("", sentence, figure)
    for form in case.forms:
        for row in form.rows:
            for entry in (row.indicator.actual, row.indicator.target):
                told = quantities(squeezed(entry.text)) if entry else ()
                if entry and len(told) == 1:
                    yield _use(entry.location, None, told[0], row.name)


def _use(cell: str, sentence: Sentence | None, figure: Quantity, name: str = "") -> _Use:
    unit = figure.unit.partition("/")[0]
    scale = {8: "亿", 4: "万"}.get(figure.shift, "")
    return _Use(cell, sentence, figure, scale + _DIMENSIONS.get(unit, unit), name)


def _around(use: _Use) -> frozenset[str]:
    """The pairs of signs around a number in its sentence, or those of its row's name."""
    if use.sentence is None:
        return _words(squeezed(use.name))
    text, figure = use.sentence.text, use.figure
    before = _HAN_ONLY.sub("", text[max(0, figure.start - _BEFORE - 4) : figure.start])[-_BEFORE:]
    behind = _HAN_ONLY.sub("", text[figure.end : figure.end + _BEHIND])
    return _words(before) | _words(behind)


def _words(text: str) -> frozenset[str]:
    return frozenset(bigrams(text)) - _EMPTY


_ITEM = regex("^(?:[、和及与,;][一-鿿“”()（）]{0,14}|[、和及与])$")
_EACH = regex("每|均|单价|标准")
_OWN_NOUN = regex("[一-龥]{2}")
_LONG_LIST = 3


@paper_check(
    "ZPJ276",
    "列举的各项里有一项的单位与其余的不同",
    WARNING,
    reference="R-23",
    clause="列举的各项用同一单位",
    message="“{quote}”里 {found} 与其余各项的单位不同，疑似应为 {expected}，请核对",
    fix="核对单位（人、户，元、万元）",
    follows=("ZPJ240", "ZPJ252", "ZPJ590"),
)
@by_the_paragraph
def one_item_in_another_unit(case: PaperCase) -> Iterator[Hit]:
    """“督导员260人，其中甲62人、乙58户、丙140人”, “防护服30.00元” among amounts in 万元.

    Told where the numbers add up to one told in the unit of the others, or an amount in 元 has decimals as they have.
    """
    for sentence, above in with_figures(case):
        for run in (each for whole in _runs(sentence) for each in (whole, whole[1:])):
            units = Counter(each.printed_unit for each in run)
            usual, often = units.most_common(1)[0]
            odd = [each for each in run if each.printed_unit != usual]
            if often != len(run) - 1 or len(odd) != 1 or odd[0].unit in odd[0].before[-3:]:
                continue
            known = [each for each in (*above, *sentence.quantities) if each not in run and each.printed_unit == usual]
            if any(
                f"{one}{mark}{other}" in sentence.text
                for mark in "(/"
                for one, other in ((usual, odd[0].printed_unit), (odd[0].printed_unit, usual))
            ):
                continue  # 215台(套)
            numbers = [parse_number(each.digits) or ZERO for each in run]
            whole = any(parse_number(each.digits) == sum(numbers, ZERO) for each in known)
            money = (
                {odd[0].printed_unit, usual} == {"元", "万元"} and "." in odd[0].digits and odd[0].printed_unit == "元"
            )
            if money or (whole and not _is_noun_of(odd[0], sentence.text)):
                yield sentence.hit(odd[0].text, odd[0].digits + usual,
                                   quote=sentence.text[max(0, run[0].start - 6) : run[-1].end][:60])  # fmt: skip


def _is_noun_of(figure: Quantity, text: str) -> bool:
    """Whether a count has a noun of its own behind it: “实有180人，4个空缺岗位”."""
    return _OWN_NOUN.match(text, figure.end) is not None


def _runs(sentence: Sentence) -> Iterator[Sequence[Quantity]]:
    """The lists of three figures or more with nothing but names between them."""
    run: list[Quantity] = []
    for figure in sentence.quantities:
        if run and not (_ITEM.match(figure.before) and figure.start - run[-1].end == len(figure.before)):
            if len(run) >= _LONG_LIST:
                yield run
            run = []
        run = [*run, figure] if figure.unit not in (PERCENT, POINTS, _POINT) and not _EACH.search(figure.before) else []
    if len(run) >= _LONG_LIST:
        yield run
