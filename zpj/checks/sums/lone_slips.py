"""Over a filed report: a figure told once, a slip of the pen from one told elsewhere in the same company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import (
    AS_GOAL,
    MONEY,
    PERCENT,
    POINTS,
    Quantity,
    quantities,
    slipped,
    with_figures,
)
from zpj.checks.reading.plain_patterns import HAN_WORDS, NUMBER
from zpj.checks.reading.reconcile import HALF_CENT, places_shown
from zpj.checks.reading.subjects import may_be_one
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.sums.orphans import keys_of
from zpj.checks.touched import is_new
from zpj.domain.amounts import HUNDRED, ZERO, plain, without_noughts
from zpj.domain.likeness import bigrams
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_NEAR, _ABOVE, _AHEAD, _BEHIND, _SHORT_CELL = 45, 6, 16, 8, 20
_LIST_WORDS, _LIST = 4, 4
_FEWEST_DIGITS, _MANY_DIGITS, _OF_COMPANY, _ENOUGH = 2, 4, 3, 3
_COMMON_WORDS = """完成 实际 全年 项目 资金 预算 支出 指标 目标 达到 超过 高于 低于 其中 得分 分值 数量 共计 合计
万元 未超 控制 以内 年度 不少 少于 不低 不超 的目 执行 行率 结余 满意 意度 面积 人数 情况 全部 分别 安排 年末
工作 服务 成率 上年"""
_COMMON = frozenset(_COMMON_WORDS.split())
_GOAL = regex("目标|计划|不少于|不低于|不超过|不高于|至少|要求|[≥≤]")
_LIMIT = regex("超过|低于|高于|控制在|少于|多于|以内")
_CHANGED = regex(
    "的?(?:增[加长至]|减[少至]|提[高升]|下[降调]|上[升调]|[降升]|调整|扩大|缩短|压|(?:标准|规模|数量|口径)?(?:测算|估算|核定|预测))"
)
_OTHER = regex(
    "上年|去年|同期|往年|20[0-9]{2}年(?!度?(?:预算|项目))|比|较|季度|上半年|其中|[1-9]月末|最[长短高低大小多少早晚快慢]"
)
_NTH = regex("第[0-9一二三四五六七八九十]+[一-鿿]")
_RATE = regex("(?P<name>[\u4e00-\u9fff]{2}[率度例比])(?:均|都|约|为|是|达到?|:)*$")


@record
class _Told:
    """A figure with what stands around it: pieces of two signs, other figures near it; `group` -1 in short cells."""

    figure: Quantity
    unit: str
    number: str
    words: frozenset[str]
    company: frozenset[tuple[str, str]]
    near: tuple[Quantity, ...]
    behind: str
    place: str
    group: int
    quote: str
    project: str
    section: int
    cell: str

    @property
    def size(self) -> int:
        """How many digits its number has."""
        return len(self.number.replace(".", ""))

    @property
    def clause(self) -> str:
        """The words before it in its clause."""
        return self.figure.before.rpartition(",")[2]

    @property
    def is_goal(self) -> bool:
        """Whether it is told as a goal or a limit."""
        return bool(_GOAL.search(self.clause) or AS_GOAL.match(self.behind))


@paper_check(
    "ZPJ125",
    "只写一次的数与别处同一件事的数只差一个笔误",
    WARNING,
    reference="R-51 R-52",
    clause="同一件事在全文应当写同一个数",
    message="这里写“{quote}”，{where}写“{expected}”，只差一个笔误，疑似同一个数，请核对",
    fix="核对两处，是同一个数的改成一致",
    follows=(
        "ZPJ254", "ZPJ562", "ZPJ578", "ZPJ324", "ZPJ597", "ZPJ501", "ZPJ502", "ZPJ481", "ZPJ554", "ZPJ258", "ZPJ241",
        "ZPJ586", "ZPJ587", "ZPJ370", "ZPJ372", "ZPJ326", "ZPJ596", "ZPJ592", "ZPJ589", "ZPJ224", "ZPJ281", "ZPJ230",
        "ZPJ588", "ZPJ560", "ZPJ126", "ZPJ127", "ZPJ255", "ZPJ590", "ZPJ593", "ZPJ550", "ZPJ291", "ZPJ330",
    ),
)  # fmt: skip
def told_once(case: PaperCase) -> Iterator[Hit]:
    """“完成7890卷、813.50万页” where the paper elsewhere tells 7890卷、113.50万页, and 813.50 nowhere else.

    Figures of other years, changes, and what other figures of the sentence make (sums, rates) are let pass.
    """
    times = _times(case)
    every = (*_in_sentences(case), *_in_rows(case))
    told: set[str] = set()
    places = max((places_shown(each.number) for each in every), default=0)
    keys = [keys_of(each.number, each.unit, places) for each in every]
    new = [is_new(case, each.cell) for each in every]
    alike, of_new = _by_key(keys, [True] * len(keys)), _by_key(keys, new)
    for odd, own, likely in zip(every, keys, (alike if one else of_new for one in new), strict=True):
        if odd.group < 0 or times[odd.number] != 1 or odd.size < _FEWEST_DIGITS or odd.unit == POINTS:
            continue
        if _OTHER.search(odd.clause) or _CHANGED.match(odd.behind) or _is_price_or_bare(odd):
            continue
        near = {number for key in own for number in likely.get(key, ())}
        if not any(_is_twin(odd, every[number]) for number in near):
            continue
        near = {number for key in own for number in alike[key]}
        twins = [other for other in map(every.__getitem__, sorted(near)) if _is_twin(odd, other)
                 and may_be_one(case, (odd.section, odd.place), (other.section, other.cell))]  # fmt: skip
        twins = [other for other in twins if times[other.number] > 1 or odd.company & other.company]
        twins = [other for other in twins if other.number not in told]
        if twins and not _is_worked_out(odd) and not _is_one_of_many(odd, every):
            told.add(odd.number)
            usual = max(twins, key=lambda other: (len(odd.company & other.company), len(odd.words & other.words)))
            yield Hit(odd.place, odd.figure.text, usual.quote, quote=odd.quote, project=odd.project,
                      words={"where": usual.place})  # fmt: skip


def _by_key(keys: Sequence[tuple[str, ...]], wanted: Sequence[bool]) -> dict[str, list[int]]:
    """The numbers of the figures that are wanted by each of their keys."""
    found: dict[str, list[int]] = {}
    for number, own in enumerate(keys):
        for key in own if wanted[number] else ():
            found.setdefault(key, []).append(number)
    return found


def _is_twin(odd: _Told, other: _Told) -> bool:
    """Whether two figures are told of one thing: one slip apart, by the same words and beside the same figures."""
    apart = other.group != odd.group and other.figure.shift == odd.figure.shift
    if not apart or not slipped(odd.number, other.number) or _are_two_of_a_row(odd, other):
        return False
    if odd.unit == PERCENT and not _is_same_rate(odd, other):
        return False
    if other.is_goal and not odd.is_goal and not _LIMIT.search(odd.clause):
        return False
    company, words, short = len(odd.company & other.company), len(odd.words & other.words), odd.size <= _FEWEST_DIGITS
    weight = company * _OF_COMPANY + words + (odd.size >= _MANY_DIGITS) * 2 - short * 2
    return words > short and weight >= _ENOUGH


def _are_two_of_a_row(odd: _Told, other: _Told) -> bool:
    """Whether two figures are of two things of one kind that are numbered: 第5片区 and 第6片区."""
    one, two = (_NTH.findall(each.figure.before) for each in (odd, other))
    return bool(one and two) and one[-1] != two[-1] and one[-1][-1] == two[-1][-1]


def _is_one_of_many(odd: _Told, every: tuple[_Told, ...]) -> bool:
    """Whether the same words stand before four different figures or more: a list, line by line."""
    words = NUMBER.sub("", odd.clause)
    alike = (each for each in every if each.unit == odd.unit) if len(words) >= _LIST_WORDS else ()
    return len({each.number for each in alike if NUMBER.sub("", each.clause) == words}) >= _LIST


def _is_price_or_bare(odd: _Told) -> bool:
    """Whether a figure is a price per piece, of which there are several, or one of a list without words of its own."""
    return (odd.unit == MONEY and "每" in odd.clause) or (
        odd.size <= _FEWEST_DIGITS and not HAN_WORDS.search(odd.clause.lstrip("和及与"))
    )


def _is_same_rate(odd: _Told, other: _Told) -> bool:
    """Whether two rates have one name; in a row its pieces stand among the texts."""
    name = _RATE.search(odd.clause)
    if name is None or other.number == plain(HUNDRED):
        return False
    if other.group < 0:
        return _pairs(name["name"]) <= other.words
    own = _RATE.search(other.clause)
    more = (odd.words & other.words) - _pairs(name["name"])
    return own is not None and own["name"] == name["name"] and bool(more)


def _is_worked_out(odd: _Told) -> bool:
    """Whether other figures near it make the figure: a sum, a difference, a rate of two; then it is no slip."""
    own = odd.figure
    told = [each for each in odd.near if each.value]
    alike = [each for each in told if each.unit == odd.unit]
    if own.unit == PERCENT:
        pairs = [(one, two) for one in told for two in told if one.unit not in (PERCENT, POINTS) and one is not two]
        return any(one.unit == two.unit and _is_rate(one, two, own) for one, two in pairs)
    rates = [each for each in told if each.unit == PERCENT]
    if any(_is_rate(own, each, rate) or _is_rate(each, own, rate) for rate in rates for each in alike):
        return True
    half = own.half + sum((each.half for each in alike), ZERO)
    return any(min(abs(one.value + two.value - own.value), abs(abs(one.value - two.value) - own.value)) <= half
               for one, two in combinations(alike, 2))  # fmt: skip


def _is_rate(part: Quantity, whole: Quantity, rate: Quantity) -> bool:
    return bool(whole.value) and abs(part.value / whole.value * HUNDRED - rate.value) <= max(rate.half, HALF_CENT)


@lru_cache(maxsize=4)
def _times(case: PaperCase) -> Counter[str]:
    """How often each number stands in the paper."""
    cells = (text for table in case.paper.tables for row in table.rows for text in row)
    texts = (*(line.text for line in case.paper.paragraphs), *cells)
    return Counter(number for text in texts for number in _numbers(text))


@lru_cache(maxsize=2048)
def _numbers(text: str) -> tuple[str, ...]:
    return tuple(map(without_noughts, NUMBER.findall(squeezed(text))))


def _in_sentences(case: PaperCase) -> Iterator[_Told]:
    """The figures of sentences and of the longer cells."""
    for group, (sentence, above) in enumerate(with_figures(case)):
        for figure, words, company, others, behind, quote in _around(sentence.text):
            yield _Told(
                figure, figure.unit, without_noughts(figure.digits), words, company,
                (*above[-_ABOVE:], *others), behind, sentence.paragraph.location, group, quote, sentence.project,
                sentence.paragraph.section, sentence.paragraph.location,
            )  # fmt: skip


_Around = tuple[Quantity, frozenset[str], frozenset[tuple[str, str]], tuple[Quantity, ...], str, str]


@lru_cache(maxsize=2048)
def _around(text: str) -> tuple[_Around, ...]:
    """The figures of a sentence, each with its words, its company, the others, what stands behind it, and a quote."""
    found: list[_Around] = []
    for figure in quantities(text):
        others = tuple(each for each in quantities(text) if each is not figure)
        ahead, behind = text[max(0, figure.start - _AHEAD) : figure.start], text[figure.end : figure.end + _BEHIND]
        company = _company([each for each in others if abs(each.start - figure.start) < _NEAR])
        quote = (figure.before[-12:] + figure.text + behind[:4]).strip(",、:;。")
        found.append((figure, _pairs(ahead, behind), company, others, behind, quote))
    return tuple(found)


def _in_rows(case: PaperCase) -> Iterator[_Told]:
    """The figures of the short cells, with the texts and the other figures of their rows."""
    for table in case.paper.tables:
        project = case.project(table.section)
        for number, row in enumerate(table.rows, 1):
            yield from _in_row(table, number, row, project)


def _in_row(table: PaperTable, number: int, row: tuple[str, ...], project: str) -> Iterator[_Told]:
    told, words, company = _of_row(row)
    for figure in told:
        yield _Told(figure, figure.unit, without_noughts(figure.digits), words, company, (), "",
                    f"{table.name}第{number}行", -1, figure.text, project,
                    table.section, f"{table.name}!A{number}")  # fmt: skip


@lru_cache(maxsize=1024)
def _of_row(row: tuple[str, ...]) -> tuple[list[Quantity], frozenset[str], frozenset[tuple[str, str]]]:
    """The figures of the short cells of a row, its words, and the figures as company."""
    told = [figure for text in row if len(text) < _SHORT_CELL for figure in quantities(squeezed(text))]
    words = _pairs(*(squeezed(text)[:_SHORT_CELL] for text in row)) if told else frozenset()
    return told, words, _company(told)


def _company(figures: list[Quantity]) -> frozenset[tuple[str, str]]:
    """Figures by number and unit; those of one digit say nothing."""
    return frozenset((without_noughts(each.digits), each.unit) for each in figures
                     if each.significant >= _FEWEST_DIGITS)  # fmt: skip


def _pairs(*texts: str) -> frozenset[str]:
    """The pieces of two signs of some texts, those of every report left out."""
    runs = (run for text in texts for run in HAN_WORDS.findall(text))
    return frozenset(pair for run in runs for pair in bigrams(run)) - _COMMON
