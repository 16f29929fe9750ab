"""Over a filed report: a small count told twice in the same words with two figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, quantities
from zpj.checks.reading.subjects import may_be_one
from zpj.checks.reading.text import squeezed
from zpj.checks.rows.twofold import times_told
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.paper import Heading
from zpj.domain.records import record
from zpj.domain.regex import regex

_NO_COUNT = frozenset(
    {
        MONEY,
        PERCENT,
        POINTS,
        "‰",
        "百分点",
        "千分点",
        "倍",
        "天",
        "个月",
        "小时",
        "分钟",
        "年",
        "折",
        "岁",
        "级",
        "周",
        "月",
        "米",
        "公里",
        "亩",
    }
)
_AFTER = regex("(?:[(][^()]{1,3}[)])?(?P<run>[\u4e00-\u9fff]{4,12})")
_BEFORE = regex("(?P<run>[\u4e00-\u9fff]{4,14})(?:为|是|共|达到?|约)*$")
_PLANNED = regex(
    "目标|计划|分值|应|不少于|不低于|不超过|不高于|以上|以下|以内|≥|≤|预期|任务|拟|将|原|申报|批复|要求|力争|至少|预计|剩余|每|平均|均|上年|去年|"
    "同期|较|比|其中|分别|增|减|还|第|近|约|余|另|再|累计|[0-9]月"
)
_SAMPLED = regex("抽|选取|核查|实地|随机|查看|走访")
"""What a list of samples begins with: 现场抽查24条道路、12座公共厕所."""
_GOAL_LINE = regex("(?:[(]?[一二三四五0-9]{1,2}[)、.])?(?:年度|预期|总体|绩效)*目标[:。]")
_OTHER_YEAR = regex("(?<!截至)20[0-9]{2}年")
_GENERAL = regex(
    "^(?:项目|指标|方面|问题|单位|部门|阶段|以[上下内]|通过|完成|验收|均|全部|已|未|投入|开工|完工|合格|达到|实际|占|按|及时|为|是|正常|符合|满意|"
    "签订|建成|尚|在|于|的|以|且|并|和|及|等|其中|共|得|扣|作|用于|由|对|自评|产出|效益|一级|二级|三级|数量|质量|进行|开展|没有|不|有|与|到|工作)"
)
_AS_TWO = regex("(?:(?:完成|指标|目标|计划|实现)[值率数]|[和及与、][一-鿿]{2,8})(?:为|是|共|达到?|约)*$")
"""Before a count: two things told together, 普查员和普查指导员420人; the value of a row named before it."""
_SURVEYS = regex("问卷|调查|抽[查样检]|走访|回访|访[问谈]|收回|回收|发放|指标|条意见|文件|通知|附件|会议|检查")
_PLAN_TITLE = regex("目标|背景|依据|计划")
_STOP = regex("[,;。]")
_LONG, _SHORT_TEXT, _MOST = 5, 6, 2


@record
class _Told:
    """A count with its words: `keys` are the pieces right before and behind it."""

    place: str
    table: str
    figure: Quantity
    keys: tuple[tuple[str, str, str], ...]
    subject: str
    section: int
    quote: str


@another_way(
    "ZPJ254",
    WARNING,
    follows=(
        "ZPJ324",
        "ZPJ372",
        "ZPJ562",
        "ZPJ578",
        "ZPJ554",
        "ZPJ552",
        "ZPJ553",
        "ZPJ530",
        "ZPJ370",
        "ZPJ371",
        "ZPJ532",
    ),
)
def told_in_the_same_words(case: PaperCase) -> Iterator[Hit]:
    """“18户老人外出或拒绝改造” among the problems, 12户老人外出 in the results; plans and samples are let pass."""
    told = list(_counts(case))
    times = Counter((each.figure.value, each.figure.unit) for each in told)
    groups: dict[tuple[str, str, str], list[_Told]] = {}
    for each in told:
        for key in each.keys:
            groups.setdefault(key, []).append(each)
    shown: set[str] = set()
    for group in groups.values():
        values = {each.figure.value for each in group}
        if len(values) != _MOST:
            continue
        for one, other in combinations(group, 2):
            if one.figure.value == other.figure.value or not _may_be_one(case, one, other):
                continue
            odd, usual = (one, other) if _rank(one, times, group) < _rank(other, times, group) else (other, one)
            once = times_told(case)[odd.figure.value, odd.figure.unit] <= 1
            if once and times[odd.figure.value, odd.figure.unit] == 1 and odd.place not in shown:
                shown.add(odd.place)
                yield Hit(odd.place, odd.quote, usual.quote, quote=odd.quote, project=case.project(odd.section),
                          words={"where": usual.place})  # fmt: skip


def _rank(each: _Told, times: Counter[tuple[Decimal, str]], group: list[_Told]) -> tuple[int, int]:
    """How often a figure is told in these words, and at all."""
    return (
        sum(one.figure.value == each.figure.value for one in group),
        times[each.figure.value, each.figure.unit],
    )


def _may_be_one(case: PaperCase, one: _Told, other: _Told) -> bool:
    """Whether two counts may be of one thing: in two places, of no two projects, not two rows of a table."""
    apart = one.subject and other.subject and one.subject != other.subject
    apart = apart or not may_be_one(case, (one.section, one.place), (other.section, other.place))
    return one.place != other.place and not apart and (not one.table or one.table != other.table)


def _counts(case: PaperCase) -> Iterator[_Told]:
    goals = {entry.location for form in case.forms if (entry := form.evaluation.goal.expected)}
    owners = {form.table: form.project for form in case.forms}
    names = [squeezed(form.project) for form in case.forms]
    for line in case.paper.paragraphs:
        text = "" if line.is_title else squeezed(line.text)
        if _keys(text) and not _GOAL_LINE.match(text) and not any(_PLAN_TITLE.search(each.title) for each in line.path):
            yield from _in_text(text, line.location, "", _subject(line.path, names), line.section)
    for table in case.paper.tables:
        for row, texts in enumerate(table.rows, 1):
            for column, text in enumerate(texts, 1):
                place = table.cell(row, column)
                if len(text) >= _SHORT_TEXT and place not in goals:
                    yield from _in_text(squeezed(text), place, table.name, owners.get(table.name, ""), table.section)


def _subject(path: tuple[Heading, ...], names: list[str]) -> str:
    """The project the headings of a line name; else the deepest heading of another kind."""
    titles = [squeezed(each.title) for each in path]
    return next((name for title in reversed(titles) for name in names if name in title or title in name), "")


def _in_text(text: str, place: str, table: str, subject: str, section: int) -> Iterator[_Told]:
    for figure, keys, quote in _keys(text):
        yield _Told(place, table, figure, keys, subject, section, quote)


@lru_cache(maxsize=1024)
def _keys(text: str) -> tuple[tuple[Quantity, tuple[tuple[str, str, str], ...], str], ...]:
    """The counts of a text that may stand elsewhere, each with its keys and as it is quoted."""
    return tuple(_keyed(text))


def _keyed(text: str) -> Iterator[tuple[Quantity, tuple[tuple[str, str, str], ...], str]]:
    for figure in quantities(text):
        if figure.unit in _NO_COUNT or figure.half or figure.unit.startswith("/") or figure.shift:
            continue
        clause = figure.before.rpartition(",")[2]
        sampled = _SAMPLED.search(_STOP.split(text[: figure.start])[-1])
        if sampled or _PLANNED.search(clause) or _OTHER_YEAR.search(clause):
            continue
        behind = _AFTER.match(text, figure.end)
        ahead = _BEFORE.search(clause)
        keys = []
        if behind and not _GENERAL.match(behind["run"]) and not _SURVEYS.search(behind["run"][:_LONG]):
            keys.append(("behind", figure.unit, behind["run"][: _LONG - 1]))
        if ahead and len(ahead["run"]) >= _LONG and not _AS_TWO.search(clause) and not _SURVEYS.search(ahead["run"]):
            keys.append(("before", figure.unit, ahead["run"][-_LONG:]))
        if keys:
            quote = (ahead["run"][-_LONG:] if ahead else "") + figure.text + (behind["run"][:_LONG] if behind else "")
            yield figure, tuple(keys), quote
