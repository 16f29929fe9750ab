"""Over a filed report: lists of parts with a figure or two each, counts larger than what they are of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, with_figures
from zpj.checks.reading.reconcile import one_slip_off, total
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, ZERO
from zpj.domain.regex import regex

_MARK = regex("其中[:,]?|包括[:,]?|分别[为是][:,]?|[(](?=[一-鿿]{1,8}[0-9])")
_BREAK = regex("[、,;]")
_NO_PART = regex(
    "每|平均|均|标准|比|较|占|目标|计划|上年|去年|余|剩|等|扣|得|增|减|完成|合格|满意|通过|已|未|另|同时|率$"
)
_ASIDE = regex("每|平均|均|比|较|占|目标|计划|上年|去年|不少于|不低于|超过|第|增|减|超|少|多")
_NO_UNITS = (PERCENT, POINTS, MONEY, "‰", "年", "天", "个月", "小时", "分钟", "岁", "米", "次")
_LEAST = 2


@another_way("ZPJ554", WARNING, follows=("ZPJ554", "ZPJ552", "ZPJ586", "ZPJ241", "ZPJ230", "ZPJ276"))
def parts_with_two_figures(case: PaperCase) -> Iterator[Hit]:
    """“24所学校的186间教室，其中小学13所118间、初中6所52间、教学点4所16间”.

    Beyond the whole, or a slip of the pen away from it.
    """
    for sentence, _ in with_figures(case):
        for mark in _MARK.finditer(sentence.text) if len(sentence.quantities) > _LEAST else ():
            head = [each for each in sentence.quantities if each.end <= mark.start()]
            items = _items(sentence, mark.end())
            for at, unit in enumerate(_units(items)):
                whole = next((each for each in reversed(head) if each.unit == unit), None)
                run = [item[at] for item in items]
                if unit not in _NO_UNITS and whole and not _ASIDE.search(whole.before.rpartition(",")[2]):
                    yield from _unlike(sentence, whole, run)


def _items(sentence: Sentence, start: int) -> list[tuple[Quantity, ...]]:
    """The figures of the items of a list, as long as each item has figures in the same units."""
    found: list[tuple[Quantity, ...]] = []
    text = sentence.text
    while start < len(text):
        match = _BREAK.search(text, start)
        end = match.start() if match else len(text)
        item = tuple(each for each in sentence.quantities if start <= each.start and each.end <= end)
        alike = not found or _units([item]) == _units(found)
        if not item:
            break
        if not alike or any(_NO_PART.search(each.before) for each in item) or text.startswith("等", item[-1].end):
            return []  # not a list of parts alone, or not of all
        found.append(item)
        if match is None or ")" in text[item[-1].end : end]:
            break
        start = match.end()
    return found


def _units(items: Sequence[tuple[Quantity, ...]]) -> list[str]:
    return [each.unit for each in items[0]] if items else []


def _unlike(sentence: Sentence, whole: Quantity, run: list[Quantity]) -> Iterator[Hit]:
    sums = [sum((each.value for each in run[:count]), ZERO) for count in range(_LEAST, len(run) + 1)]
    half = whole.half + total(run).half
    if not sums or any(abs(each - whole.value) <= half for each in sums):
        return
    beyond = sums[-1] > whole.value > max(each.value for each in run)
    if beyond or _one_slip(whole, run):
        shown = whole.as_printed(sums[-1])
        yield sentence.hit(whole.text, shown, basis="+".join(each.text for each in run),
                           quote=sentence.text[whole.start : run[-1].end][-50:])  # fmt: skip


def _one_slip(whole: Quantity, run: list[Quantity]) -> bool:
    """Whether one digit else in the whole, or in a part, makes the parts the whole; of one digit it may be the next."""
    rest = whole.value - total(run).value
    short = rest > 0 and any(len(each.digits) == 1 and each.value + rest < 10 for each in run)
    return short or any(one_slip_off(whole, run))


_OF = {
    "发放": regex("(?:发放|发出|下发|派发)[^,。;0-9]{0,10}$"),
    "收回": regex("(?:收回|回收)[^,。;0-9]{0,8}$"),
    "抽查": regex("(?<!未)(?:抽查|抽取|抽样|抽检|检测|随机|回访|走访|参训|参加(?:考核|培训|考试))[^,。;0-9]{0,10}$"),
}
_PART_OF = {
    "发放": regex("(?:收回|回收)(?:有效)?(?:问卷|调查表|答卷)?$"),
    "收回": regex("(?:有效(?:问卷)?|满意(?:的|问卷)?)(?:有|为|共)?$"),
    "抽查": regex("(?:合格|满意|达标|齐全|符合)(?:的|问卷|档案)?(?:有|为|共)?$"),
}
_NO_ORDER = regex("另|累计|共有|目标|计划|上年|去年")


@paper_check(
    "ZPJ126",
    "收回的、合格的比发放的、抽查的还多",
    WARNING,
    reference="R-76",
    clause="部分不多于全部",
    message="“{quote}”，{found} 多于前面的 {expected}，请核对",
    fix="核对两个数",
    follows=("ZPJ589", "ZPJ550", "ZPJ224"),
)
@by_the_paragraph
def more_than_the_whole(case: PaperCase) -> Iterator[Hit]:
    """“发放问卷200份，收回500份”, “收回有效问卷100份，满意379份”: two counts in one unit right behind each other."""
    for sentence, _ in with_figures(case):
        for whole, part in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            if part.value <= whole.value or part.unit != whole.unit or part.unit == PERCENT:
                continue
            kinds = [kind for kind in _OF if _OF[kind].search(whole.before) and _PART_OF[kind].search(part.before)]
            if kinds and not _NO_ORDER.search(whole.before + part.before):
                quote = (whole.before[-12:] + sentence.text[whole.start : part.end]).lstrip(",、")
                yield sentence.hit(part.text, whole.text, quote=quote)


_NEVER_MORE = regex(
    "(?:到位|覆盖|合格|及时|知晓|准确|达标|优良|硬化路?|通车|通畅|完好|结业|普及|发放|优良中等路|入库|上线|在线|保存|成活|收回|回收|"
    "按期办结|办结|验收通过)率(?:均|都|分别)?(?:约|为|是|达到?|提高到|保持在|:)*$|满意[度率](?:为|是|达到?|:)*$"
)


@paper_check(
    "ZPJ127",
    "不会超过100%的率写成了超过100%",
    WARNING,
    reference="R-13",
    clause="到位率、覆盖率、合格率等不超过100%",
    message="“{quote}”超过了 100%，请核对",
    fix="核对这个率",
    follows=("ZPJ502", "ZPJ562", "ZPJ589", "ZPJ550", "ZPJ596", "ZPJ224", "ZPJ324"),
)
def rates_above_all(case: PaperCase) -> Iterator[Hit]:
    """“到位率107%”, “满意度109.5%”; rates of completion may be above 100 %."""
    for sentence, _ in with_figures(case):
        for figure in sentence.quantities:
            if figure.unit == PERCENT and figure.value > HUNDRED and _NEVER_MORE.search(figure.before):
                quote = figure.with_words(12)
                yield sentence.hit(figure.text, quote=quote)
