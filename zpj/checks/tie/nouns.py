"""Quantities known by the noun before or behind them (线上服务1.38万人次, 9个中心) against the rows of a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import BookCase, FormCase, Row
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, quantities, slipped, with_unit_of
from zpj.checks.reading.reconcile import HALF_CENT, half_unit, places_shown
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import sentences, squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, book_check
from zpj.checks.tie.claims import Claim, are_parts, lines_with
from zpj.checks.tie.passages import FROM, PARTIAL, Passage, elsewhere, sentences_of
from zpj.domain.amounts import HUNDRED, plain, round_half_up
from zpj.domain.likeness import bigrams, longest_shared
from zpj.domain.model import Entry, text_of
from zpj.domain.records import record
from zpj.domain.regex import regex

_LEADING = regex("^(?:[一二三四]是|全年|年度|累计|完成|实际|计划|目标|共计?|已|新增|应|为)+")
_BEFORE = regex("([\u4e00-\u9fff“”（）()]+)$")
_BEHIND = regex("(?:[(][^()]{1,3}[)])?([\u4e00-\u9fff“”]{2,16})")
_RATE_OF = regex(r"[\u4e00-\u9fff“”]{2,16}?(?:率|度|比例|占比)[^,。;0-9]{0,6}[0-9]+(?:\.[0-9]+)?[%‰分]")
"""A noun that is measured in percent: of 4个专业实训开出率98% the 4 are no 实训."""
_CHAIN = regex("([\u4e00-\u9fff“”]+)[0-9][0-9.]*[\u4e00-\u9fff]{0,2}[、,和及](?:共计?|合计)?$")
"""The noun of the figure before, where nothing else stands between: 组织培训12期、468人次."""
_VERBS = regex("^(?:共|实施|开展|组织|建成|建设|进行|举办|发放|全部|各类|全[县市区省])+")
_JOINS = regex("(?:不少于|不低于|不超过|达到?|共计?|为|是|约|完成|:)+$")
_ASIDE = regex("其中|每|平均|分别|上年|去年|同期|人均|户均|单价|比|较|占|约|余|剩|第|增加|减少|扣|未|缺|差")
_OF_SOME = regex(f"{_ASIDE.pattern}|抽[测查检样取]|随机|(?:参加|参与)[^,。;]{{1,10}}的$")
_LATE = regex("[^,。;:、0-9]{0,14}(?:推迟|延[后期迟误]|尚未|未能|滞后|逾期|到货晚|因)")
_PLANNED = regex("目标|计划|预期|应|要求|不少于|不低于|任务")
_AS_GOAL = regex("(?:以[上内下])?(?:[(]含[)])?的?(?:年度|预期|年初|绩效|设定|计划)*(?:目标|指标值|目标值)")
_DONE_RATE = regex("(?:完成率|(?:占|完成)(?:年度|全年)?(?:目标|计划|任务)(?:数|任务)?的)(?:为|达到?|是|:)*$")
_MARKED, _IN_ALL = regex("^指标[0-9]+:|[(].*?[)]"), regex("(?:共计?|合计|总计)$")
_COUNTED = regex("(?:数量|个数|人数|户数|次数|场次|期数|人次|面积|长度|里程|数)$")
_NO_PIECES, _OF_WHOLE = frozenset("的和与及等个"), regex("次?,占(?!用|地)")
_LEAST, _LEAST_WHOLE, _LEAST_PIECE, _NEAR, _SURE_DIGITS = 4, 3, 2, 5, 3
_ESTIMATED = regex("(?:的?(?:标准|规模|数量|口径))?(?:测算|估算|核定|预测|编制预算|申报|安排预算)")
"""Behind a count a budget was made by: 按筛查19000人测算."""
CHECKED = regex("(?:抽[测查检样取]|随机|核查|走访|全[县市区](?:共|现)?有)[^,。;]*$")
"""What stands before a count of a sample, or of all there is in the county."""


@record
class Measured:
    """A row whose actual value is one quantity: its name without 数量 and the like, and its goals."""

    row: Row
    name: str
    value: Decimal
    unit: str
    goals: tuple[Decimal, ...]
    digits: str

    def is_rounded(self, figure: Quantity) -> bool:
        """Whether the result is a figure told more finely: 17.69万人次 of 176940人次."""
        places = places_shown(self.digits)
        number = number_in(self.digits) if places else None
        if not number:
            return self.value == figure.value
        return abs(self.value - figure.value) <= half_unit(places) * self.value / number

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Everything a text may rightly say of the row: the result, the goals, and what lies between."""
        return (self.value, *self.goals, *(abs(goal - self.value) for goal in self.goals))


@lru_cache(maxsize=32)
def measured(form: FormCase) -> list[Measured]:
    """The rows of a form that can be told by one quantity."""
    found = []
    for row in form.rows:
        own = row.indicator
        texts = [with_unit_of(own.name, text_of(entry)) for entry in (own.actual, own.target, own.initial_target)]
        read = _read(row.name, *texts) if texts[0] else None
        found += [Measured(row, *read)] if read else []
    return found


@lru_cache(maxsize=1024)
def _read(
    name: str, actual: str, target: str, initial: str
) -> tuple[str, Decimal, str, tuple[Decimal, ...], str] | None:
    """Name, value, unit, goals and digits of a row by its texts."""
    told = quantities(squeezed(actual))
    goals = [*quantities(squeezed(target)), *quantities(squeezed(initial))]
    values = tuple(goal.value for goal in goals)
    if len(told) == 1:
        return _core(name), told[0].value, told[0].unit, values, told[0].digits
    number = number_in(squeezed(actual)) if not told else None
    if number is None or not goals:
        return None
    scale = 8 if "亿" in goals[0].text else 4 if "万" in goals[0].text else 0
    return _core(name), number.scaleb(scale), goals[0].unit, values, squeezed(actual)


def _core(name: str) -> str:
    whole = _MARKED.sub("", squeezed(name))
    bare = _COUNTED.sub("", whole)
    return bare if len(bare) >= _LEAST_WHOLE else whole


@record
class _Named:
    """The row a quantity speaks of; `whole` where its noun is the row's name and nothing else."""

    row: Measured
    whole: bool
    noun: str


def named(rows: Sequence[Measured], figure: Quantity, text: str) -> _Named | None:
    """The only row whose name the noun before a quantity ends with, or the noun behind it begins with."""
    before, behind = _nouns(figure, text)
    alike = [each for each in rows if each.unit == figure.unit]
    sizes = [(max(_shared(before, each.name, at_end=True), _shared(behind, each.name, at_end=False)), each)
             for each in alike]  # fmt: skip
    sizes = [(max(size, _LEAST if _holds(before, each.name) or _holds(behind, each.name) else 0), each)
             for size, each in sizes]  # fmt: skip
    best = max((size for size, _ in sizes), default=0)
    found = [each for size, each in sizes if size == best]
    if len(found) != 1 or not (best >= _LEAST or best == len(found[0].name) >= _LEAST_WHOLE):
        return None
    others = [each for each in alike if each is not found[0] and _pieces(before + behind, each.name)]
    if any(figure.value in each.values for each in others):
        return None
    own = found[0].name
    at_front = _shared(behind, own, at_end=False) == best
    bare = _VERBS.sub("", before)
    whole = bare == own or own.endswith(bare) or _holds(bare, own) if not at_front else behind.startswith(own)
    return _Named(found[0], whole, behind if at_front else before)


def _nouns(figure: Quantity, text: str) -> tuple[str, str]:
    before = _BEFORE.search(_JOINS.sub("", figure.before))
    of_rate = figure.unit != PERCENT and _RATE_OF.match(text, figure.end)
    before = before or (None if of_rate else _CHAIN.search(text[: figure.start]))
    behind = None if of_rate else _BEHIND.match(text, figure.end)
    noun = _LEADING.sub("", before.group(1)[-14:]) if before else ""
    return noun, behind.group(1) if behind else ""


@lru_cache(maxsize=4096)
def _shared(noun: str, name: str, *, at_end: bool) -> int:
    """How long a text the noun shares with a name, where it stands next to the figure."""
    if not any(name[at : at + _LEAST_WHOLE] in noun for at in range(len(name) - _LEAST_WHOLE + 1)):
        return 0  # too short to tell
    match = longest_shared(noun, name)
    apart = len(noun) - match.a - match.size if at_end else match.a
    return match.size if apart <= _NEAR else 0


def _holds(noun: str, name: str) -> bool:
    """Whether a noun and a name have the same signs: in any order (群众受益), or a word left out (湖体点位)."""
    if _LEAST <= len(noun) < len(name) <= len(noun) + _LEAST_PIECE and noun[:2] == name[:2] and noun[-2:] == name[-2:]:
        return True
    return _LEAST <= len(name) <= len(noun) <= len(name) + _LEAST_PIECE and set(name) <= set(noun)


def _pieces(noun: str, name: str) -> bool:
    pieces = bigrams(name)
    return any(piece in noun for piece in pieces if not set(piece) & _NO_PIECES)


@book_check(
    "ZPJ578",
    "目标的文字与指标值、完成值不符",
    ERROR,
    reference="R-51 R-52",
    clause="同一件事在年度目标、目标完成情况和指标里应当一致",
    message="{where}写“{found}”，指标“{name}”的{what}是 {expected}，请核对",
    fix="核对实际完成数，改成一致",
)
def goals_and_rows(case: BookCase) -> Iterator[Hit]:
    """“开展读书活动66场” in 实际完成情况 beside an indicator 读书活动场次 with 62场; goals beside the targets."""
    for form in case.forms:
        goal = form.evaluation.goal
        for entry, where in ((goal.achieved, "目标完成情况"), (goal.expected, "年度目标")):
            rows = measured(form) if entry else []
            for sentence in sentences(entry.text) if entry and rows else ():
                for figure in quantities(sentence):
                    if entry:
                        yield from _in_goal(case, form, (entry, where), sentence, figure, rows)


def _in_goal(
    case: BookCase, form: FormCase, place: tuple[Entry, str], text: str, figure: Quantity, rows: list[Measured]
) -> Iterator[Hit]:
    entry, where = place
    is_goal = where == "年度目标"
    aside = _ASIDE.search(figure.before) or (_PLANNED.search(figure.before) and not is_goal)
    found = None if aside or figure.unit == POINTS else named(rows, figure, text)
    if found is None or (figure.unit in (PERCENT, MONEY) and not (is_goal and found.row.name in figure.before)):
        return
    own, row = found.row, found.row.row
    cell = row.indicator.target if is_goal else row.indicator.actual
    allowed = own.values if is_goal else (own.value,)
    is_told = squeezed(row.name) in found.noun and figure.value not in own.goals and not is_goal  # ZPJ562 tells it
    times = cell is not None and f"{figure.printed_unit}次" in cell.text and text[figure.end : figure.end + 1] != "次"
    if cell is None or times or is_told or any(figure.is_near(value) for value in allowed):
        return  # 36家 are no 144家次
    beside = any(each.value == own.value and each.unit == figure.unit for each in quantities(text))
    later = figure.value < own.value and _LATE.match(text, figure.end)
    if not is_goal and (beside or later or own.is_rounded(figure)):
        return
    sure = not is_goal and (found.whole or slipped(figure.digits, own.digits) or figure.value in own.goals)
    lines = lines_with(case.book.paper, figure)
    if any(are_parts(line, figure.unit, value) for line in lines for value in allowed):
        return  # 更新96台 of 120台: 其中更新96台、新增24台
    said_elsewhere = not is_goal and figure.value not in own.goals and bool(lines)
    yield Hit(cell.location if said_elsewhere else entry.location, figure.text, cell.text.strip(),
              quote=cell.text.strip() if said_elsewhere else text[max(0, figure.start - 12) : figure.end + 8],
              project=form.project, level=None if sure else WARNING,
              words={"name": row.name, "where": where, "what": "指标值" if is_goal else "完成值"})  # fmt: skip


def noun_claims(passage: Passage) -> Iterator[Claim]:
    """A quantity of prose that is that of a row but for a slip of the pen, or told of the row's very name."""
    rows = measured(passage.form)
    for start, sentence in sentences_of(passage) if passage.index >= 0 else ():
        for figure in (each for each in quantities(sentence) if each.unit != POINTS):
            before = sentence[: figure.start]
            if figure.unit == PERCENT:
                if not elsewhere(passage, before):
                    yield from _percent(passage, start, figure, sentence, rows)
                continue
            found = named(rows, figure, sentence)
            is_aside = found and _OF_SOME.search(figure.before.replace(squeezed(found.row.row.name), ""))
            is_aside = is_aside or _ESTIMATED.match(sentence, figure.end) or FROM.search(figure.before)
            is_aside = is_aside or CHECKED.search(before) or _OF_WHOLE.match(sentence, figure.end)
            shared = _IN_ALL.search(figure.before) is not None and are_parts(before, figure.unit, figure.value)
            shared = shared or (found is not None and are_parts(sentence, figure.unit, found.row.value))
            if found and not is_aside and not shared and not PARTIAL.search(before) and not elsewhere(passage, before):
                yield from _claim(passage, start, figure, found, sentence[figure.end :])


def _claim(passage: Passage, start: int, figure: Quantity, found: _Named, behind: str) -> Iterator[Claim]:
    own, cell = found.row, found.row.row.indicator.actual
    is_said = any(figure.is_near(each) for each in own.values)
    if cell is None or is_said or own.is_rounded(figure):
        return
    slip = slipped(figure.digits, own.digits) and len(own.digits.replace(".", "")) >= _SURE_DIGITS
    is_planned = passage.planned or _PLANNED.search(figure.before) is not None
    of_year = "目标" in figure.before or "实际" in behind
    if is_planned and of_year and found.whole and len(own.goals) == 1 and own.row.indicator.target:
        yield _of_goal(passage, start, figure, own, own.row.indicator.target)
        return
    by_name = figure.unit != MONEY or squeezed(own.row.name) in figure.before
    if not slip and (not found.whole or is_planned or not by_name):
        return
    yield Claim(
        passage, found.noun[-8:] + figure.text if found.noun in figure.before else figure.text + found.noun[:8],
        passage.offset + start + figure.start, figure.text, cell.text.strip(), plain(abs(figure.value - own.value)),
        plain(figure.half), f"“{own.row.name}”的完成值", proved=slip and not is_planned, source=cell.location,
    )  # fmt: skip


def _of_goal(passage: Passage, start: int, figure: Quantity, own: Measured, target: Entry) -> Claim:
    """A goal told in prose beside another target of the form: a doubt."""
    return Claim(
        passage, figure.with_words(10), passage.offset + start + figure.start, figure.text,
        target.text.strip(), plain(abs(figure.value - own.goals[0])), plain(figure.half), f"“{own.row.name}”的指标值",
        proved=False, source=target.location,
    )  # fmt: skip


def _percent(passage: Passage, start: int, figure: Quantity, text: str, rows: list[Measured]) -> Iterator[Claim]:
    """“满意度88.6%，未达到95%的目标” beside a target of 90%; “户厕改造1185户，完成率98.57%” beside 1185 of 1200."""
    before = text[: figure.start]
    if _AS_GOAL.match(text, figure.end):
        told = [(before.rfind(row.name), row) for row in rows if row.unit == PERCENT and row.name in before]
        own = max(told, key=lambda each: each[0])[1] if told else None
        target = own.row.indicator.target if own else None
        if own and target and len(own.goals) == 1 and figure.value not in (*own.goals, own.value):
            yield _of_goal(passage, start, figure, own, target)
    elif _DONE_RATE.search(figure.before):
        counted = [each for each in quantities(before) if each.unit not in (PERCENT, POINTS)]
        found = named(rows, counted[-1], text) if counted else None
        own = found.row if found and found.row.value == counted[-1].value else None
        own = own or next((row for row in rows if figure.before.endswith(row.name + "完成率")), None)
        cell = own.row.indicator.actual if own else None
        if own is None or cell is None or len(own.goals) != 1 or not own.goals[0] or own.unit == PERCENT:
            return
        right = round_half_up(own.value / own.goals[0] * HUNDRED, 2)
        if abs(right - figure.value) > max(figure.half, HALF_CENT) and not (right > HUNDRED == figure.value):
            yield Claim(
                passage, figure.with_words(8), passage.offset + start + figure.start,
                figure.text, f"{plain(right)}%", plain(abs(right - figure.value)), plain(figure.half),
                f"“{own.row.name}”的完成率", proved=False, source=cell.location,
            )  # fmt: skip
