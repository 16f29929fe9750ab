"""In the prose of a filed report: more told as less, less as more, a goal said to be passed that was missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.clauses_around import clause_before, clause_start
from zpj.checks.reading.figures import PERCENT, Quantity, Sentence, quantities, said, with_figures
from zpj.checks.reading.text import in_order, squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.sums.arithmetic import namesakes, wholes_of
from zpj.checks.touched import by_the_paragraph, touched
from zpj.domain.amounts import plain
from zpj.domain.model import printed, text_of
from zpj.domain.regex import regex

_POINT = "百分点"
_RANKS = frozenset("名位级类等档期批")
_UP = "提高|提升|上升|增长|增加|扩大|升高|攀升|增至|升至|提至|涨至|回升|上涨|扩增|拓展|延长|上调|调增"
_DOWN = "下降|降低|减少|缩短|缩小|压缩|下滑|回落|降至|减至|缩减|压减|下调|核减|调减|压降"
_FROM = regex("(?:由|从)[^,。;]{0,24}$")
_TO = regex(rf"^[^,。;0-9]{{0,6}}?,?(?P<word>{_UP}|{_DOWN})(?:到|至|为)?了?$")
_THAN = regex("(?:比|较)[^,。;0-9]{0,8}(?:上年|去年|上一年|同期|20[0-9]{2}年)[^,。;0-9]{0,8}的?$")
_BY = regex(rf"^(?:同比)?(?P<word>{_UP}|{_DOWN})(?:了|约|近)*$")
_CHANGED = regex(f"(?P<word>{_UP}|{_DOWN}|多|少)(?:了|约|近|支出|完成|资金)*$")
_AND_BY = regex(
    f"[,、]?(?:同比|环比|比例为?|幅度为?|增?幅度?)?(?P<word>{_UP}|{_DOWN}|增幅|降幅|减幅)率?(?:了|约|近|为|达)*"
)
_AGAINST = regex("(?:比(?![例重率赛])|较)[^,。;0-9]{1,20}$")
_BY_MORE = regex("(?P<word>[高低多少快慢])(?:出|了|约|近)*")
_FALLS = regex(f"{_DOWN}|少|低|慢|降幅|减幅")
_BEFORE_NOW = regex("(?:由|从|上年末?|去年|年初|20[0-9]{2}年)[^,。;]{0,14}$")
_CHANGED_SINCE = regex(
    f"(?:比|较)(?:上年末?|去年|20[0-9]{{2}}年)(?:同期)?[^,。;0-9]{{0,4}}?(?P<word>{_UP}|{_DOWN}|多|少)(?:了|约|近)*$"
)
_YEARS_AGO = regex("上年|去年|同期|其中|20[0-9]{2}年|目标|计划")
_MEAN, _FAR = regex("[日月人户]均|平均|每"), 10
_NEITHER = regex("目标|计划|预期|不|未|避免|防止|每|平均")


@paper_check(
    "ZPJ375",
    "升降的说法与前后两个数不符",
    ERROR,
    reference="R-52",
    clause="说增加、提高的，后数应大于前数；说下降、减少的，后数应小于前数",
    message="“{quote}”，{basis}，却写“{found}”，请核对",
    fix="核对两个数和升降的说法",
    follows=("ZPJ592", "ZPJ243"),
)
def ups_and_downs(case: PaperCase) -> Iterator[Hit]:
    """“由12件下降到15件”, “满意度由92%提高到90%”; ranks, which rise as their number falls, are left alone."""
    for sentence, _ in with_figures(touched(case)):
        if not _tells_a_change(sentence.text):
            continue
        for old, new in pairwise(sentence.quantities):
            match = _TO.match(new.before) if _FROM.search(old.before) and old.unit == new.unit else None
            if match is None or old.printed_unit[:1] in _RANKS or abs(old.value - new.value) <= old.half + new.half:
                continue
            falls = _FALLS.search(match["word"]) is not None
            if falls == (new.value > old.value) and not _NEITHER.search(match.group()):
                yield _turned(sentence, old, new, match["word"])
        yield from _against_last_year(sentence)
        yield from _two_ways_at_once(sentence)
    yield from _from_elsewhere(case)


@lru_cache(maxsize=2048)
def _tells_a_change(sentence: str) -> bool:
    """Whether a sentence has a figure something is compared with, or by which it changed."""
    return any(kind.search(each.before) for each in quantities(sentence) for kind in (_FROM, _THAN, _CHANGED))


def _two_ways_at_once(sentence: Sentence) -> Iterator[Hit]:
    """“比上年增加45.82万元，下降5.75%”, “比341件增加55件，下降16%”: one change told as two."""
    for old, new, by in zip(sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False):
        match = _AND_BY.fullmatch(by.before) if _FROM.search(old.before) and _TO.match(new.before) else None
        if (
            match is None
            or old.unit != new.unit
            or by.unit not in (new.unit, PERCENT, _POINT)
            or old.value == new.value
        ):
            continue
        if (_FALLS.search(match["word"]) is not None) == (new.value > old.value) and old.printed_unit[:1] not in _RANKS:
            yield _turned(sentence, old, new, match["word"])
    for number, (old, by) in enumerate(pairwise(sentence.quantities)):
        if not (_alike(old, by) and (_THAN.search(old.before) or _AGAINST.search(old.before))):
            continue
        match = _AND_BY.fullmatch(by.before) or _BY_MORE.fullmatch(by.before)
        near = [new for new in sentence.quantities[:number] if new.unit == old.unit]
        falls = match is not None and _FALLS.search(match["word"]) is not None
        right = [new for new in near if by.value and abs(new.value - old.value) == by.value]
        if match and right and all(falls == (new.value > old.value) for new in right):
            yield _turned(sentence, old, right[-1], match["word"])
    for first, by in pairwise(sentence.quantities):
        one, other = _CHANGED.search(first.before), _AND_BY.fullmatch(by.before)
        if one and other and by.unit == PERCENT and first.unit not in (PERCENT, _POINT):
            fell = _FALLS.search(one["word"]) is not None
            if fell != (_FALLS.search(other["word"]) is not None):
                quote = (one.group() + first.text + by.before + by.text)[-60:]
                basis = f"前面写“{one['word']}{first.text}”"
                yield sentence.hit(other["word"], "减少" if fell else "增加", basis=basis, quote=quote)


def _alike(old: Quantity, by: Quantity) -> bool:
    """Whether a figure can be the difference of another and a third: one unit, or points of two rates."""
    return by.unit == old.unit or (old.unit == PERCENT and by.unit == _POINT)


def _from_elsewhere(case: PaperCase) -> Iterator[Hit]:
    """“支出842.32万元，比上年减少45.82万元”, where last year's figure in the paper is 796.50万元, not 888.14."""
    earlier: dict[str, dict[Decimal, str]] = {}
    for sentence, _ in with_figures(case):
        for figure in sentence.quantities:
            if _BEFORE_NOW.search(figure.before):
                earlier.setdefault(figure.unit, {})[figure.value] = figure.text
    every: dict[str, set[Decimal]] = {}
    for figure in (each for sentence, _ in with_figures(case) for each in sentence.quantities) if earlier else ():
        every.setdefault(figure.unit, set()).add(figure.value)
    for sentence, above in with_figures(case) if earlier else ():
        for number, by in enumerate(sentence.quantities):
            match = _CHANGED_SINCE.search(by.before) if by.value else None
            unit = PERCENT if by.unit == _POINT else by.unit
            if match is None or (by.unit == PERCENT) or not earlier.get(unit):
                continue
            falls = _FALLS.search(match["word"]) is not None
            nows = [each for each in (*above[-6:], *sentence.quantities[:number])
                    if each.unit == unit and not _BEFORE_NOW.search(each.before)]  # fmt: skip
            told = {now.value + by.value if falls else now.value - by.value for now in nows}
            turned = {now.value - by.value if falls else now.value + by.value for now in nows}
            olds = [shown for value, shown in earlier[unit].items() if value in turned]
            if olds and not told & every[unit]:
                yield sentence.hit(match["word"], "增加" if falls else "减少", level=WARNING,
                                   basis=f"别处写上年（原来）是{olds[0]}",
                                   quote=(by.before + by.text)[-40:])  # fmt: skip


def _against_last_year(sentence: Sentence) -> Iterator[Hit]:
    """“支出8.2万元，比上年的8.6万元增长4.65%”: the figure of this year right before, the change right behind."""
    for new, old, by in zip(sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False):
        match = _BY.match(by.before) if _THAN.search(old.before) and old.unit == new.unit else None
        if match is None or old.printed_unit[:1] in _RANKS or _YEARS_AGO.search(new.before):
            continue
        if _GOAL.match(sentence.text[new.end :]) or (_MEAN.search(new.before) and old.value > new.value * _FAR):
            continue
        falls = _FALLS.search(match["word"]) is not None
        alike = [each for each in sentence.quantities if each.unit == new.unit and each.end <= new.end]
        new = next(iter((*namesakes(sentence, old, alike)[-1:], *wholes_of(alike))), new)
        if abs(old.value - new.value) > old.half + new.half and falls == (new.value > old.value):
            yield _turned(sentence, old, new, match["word"])


def _turned(sentence: Sentence, old: Quantity, new: Quantity, word: str) -> Hit:
    start = clause_start(sentence.text, min(old.start, new.start))
    basis = f"{old.text}到{new.text}是{'增加' if new.value > old.value else '减少'}"
    quote = sentence.text[start : max(old.end, new.end) + len(word)][-60:]
    return sentence.hit(word, "减少" if new.value < old.value else "增加", basis=basis, quote=quote)


_PLANNED = (
    "(?:了)?(?:年初|年度|预期|设定|绩效|计划|原定|预算|概算|批复)*(?:的)?(?:目标值?|指标值?|任务数?|要求)?(?:的|为)?$"
)
_ABOVE = regex(f"(?<![不未])(?:超过|高于|大于|多于|超出|突破|高出){_PLANNED}")
_BELOW = regex(f"(?<![不未])(?:低于|小于|少于|不足|未达到?|没有达到|不到|未完成){_PLANNED}")
_WITHIN = regex(f"(?:控制在|未超过|没有超过|不超过|未突破|未超出){_PLANNED}")
_GOAL = regex(
    "^(?:个)?(?:以[上下内])?(?:[(]含[)])?的?(?:年度|预期|年初|绩效|设定|计划|控制|考核|规定|标准)*"
    "(?:目标|指标|任务|要求|控制数|标准|上限|以内|以下|预算)"
)
_OF_GOAL = regex("目标|任务|计划|指标|控制|上限|预计|预期|超额|少完成|多完成")
_BY_SO_MUCH = regex(
    "(?:(?:比|较)[^,。;0-9]{0,8}(?:目标|任务|计划|指标|控制数?|上限|预计|预期)(?:值|数|任务)?(?:的)?(?:多|少|高|低|增加|减少|提高|降低)(?:出|了|完成)*"
    "|(?:超过|超出|超额完成|高于|多于|低于|少于|小于|未达到|少完成|多完成)[^,。;0-9]{0,8}(?:目标|任务|计划|指标)?(?:值|数|任务)?)$"
)
_LESS = regex("少|低|小于|未达|减")
_NAMED = 3
_GOAL_ITSELF = regex(
    "(?<!完成)(?<!达到)(?<!实现)(?<!符合)(?<!满足)(?<!优于)(?:目标|指标|控制|任务|计划|标准|要求|限额|上限|约定|规定)(?:值|数|量|线|为|是|:)*$"
)
"""Before 不超过 or 控制在: “12起，目标不超过10起” tells the goal, and nothing of the result."""
_LIKE = regex("[,;:(]?(?:[\u4e00-\u9fff]{0,4})?(?:已|均|都|仍|明显|大幅|略|远|也|并)*$")
_NOT = regex("若|如|凡|应|须|每|其中|确保|力争|的,|不得")


@paper_check(
    "ZPJ376",
    "超过、达到、没有达到目标的说法与两个数不符",
    WARNING,
    reference="R-52",
    clause="是否达到目标的说法应与完成数、目标数一致",
    message="“{quote}”，{basis}，请核对",
    fix="核对完成数、目标数和说法",
    follows=("ZPJ582", "ZPJ598", "ZPJ562", "ZPJ375"),
)
@by_the_paragraph
def beyond_goals(case: PaperCase) -> Iterator[Hit]:
    """“满意度93%，超过95%的目标值”, “办结率98.2%，低于98%的目标”, “成本5.2万元，控制在5万元以内”."""
    for sentence, _ in with_figures(case):
        for done, goal in pairwise(sentence.quantities):
            between = sentence.text[done.end : goal.start]
            if done.unit != goal.unit or "。" in between or _NOT.search(between) or not _stands_alone(done, sentence):
                continue
            told = _told(goal.before)
            is_goal = _GOAL.match(sentence.text[goal.end :]) or "目标" in goal.before or "指标" in goal.before
            is_kept = told is not None and told[1].startswith(("未超", "没有超", "未突破"))
            if told is None or not (is_goal or is_kept) or goal.half > abs(done.value - goal.value) * 2:
                continue
            above, word = told
            wrong = done.value < goal.value if above else done.value > goal.value
            equal = done.value == goal.value and not word.startswith(("控制", "未超", "没有超", "不超", "未突"))
            if wrong or equal:
                how = "等于" if equal else "小于" if done.value < goal.value else "大于"
                yield sentence.hit(word, how, basis=f"{done.text}{how}{goal.text}",
                                   quote=(done.before[-12:] + sentence.text[done.start : goal.end])[-50:])  # fmt: skip
    for form in case.forms:
        yield from _by_so_much(case, form)
        yield from _overspent(case, form)


def _overspent(case: PaperCase, form: FormCase) -> Iterator[Hit]:
    """“超支17.68万元”, where the form's budget is that much more than its spending."""
    left: dict[Decimal, str] = {}
    for line in form.evaluation.funds:
        budget, spent = printed(form.budget(line)), printed(line.executed)
        if budget is not None and spent is not None and budget > spent:
            scale = 4 if form.evaluation.unit == "万元" else 0
            left[(budget - spent).scaleb(scale)] = f"{line.label}预算{plain(budget)}、支出{plain(spent)}"
    for sentence in said(case) if left else ():
        for figure in sentence.quantities if "超支" in sentence.text else ():
            if figure.before.endswith("超支") and figure.value in left and sentence.project in ("", form.project):
                yield sentence.hit("超支", "结余", basis=f"自评表{left[figure.value]}，是结余",
                                   quote=(figure.before + figure.text)[-40:])  # fmt: skip


def _by_so_much(case: PaperCase, form: FormCase) -> Iterator[Hit]:
    """“维修管网50.5公里，比目标少0.5公里”, where the form's row has ≥50公里 and 50.5公里."""
    rows = [(row, row.target.number, row.actual.number) for row in form.rows]
    for sentence in said(case):
        if sentence.project not in ("", form.project) or not _OF_GOAL.search(sentence.text):
            continue
        for number, by in enumerate(sentence.quantities):
            match = _BY_SO_MUCH.search(by.before)
            if match is None:
                continue
            dones = {plain(each.value) for each in sentence.quantities[:number]} | {
                each.digits_of(each.value) for each in sentence.quantities[:number]
            }
            clause = by.before.rpartition(",")[2][: -len(match.group())]
            told: list[Hit] = []
            right = False
            for row, target, actual in rows:
                if target is None or actual is None or target == actual:
                    continue
                named = (
                    ("," in by.before or not dones) and len(clause) >= _NAMED and in_order(clause, squeezed(row.name))
                )
                if not named and plain(actual) not in dones:
                    continue
                same = plain(abs(actual - target)) in (plain(by.value), by.digits_of(by.value))
                less = _LESS.search(match.group()) is not None
                right = right or (same and less == (actual < target))
                if same and less == (actual > target):
                    goal, done = text_of(row.indicator.target), text_of(row.indicator.actual)
                    told.append(sentence.hit(match.group(), "高于" if less else "低于",
                                             basis=f"自评表“{row.name}”的指标值是{goal}、完成值是{done}",
                                             quote=(by.before + by.text)[-40:]))  # fmt: skip
            yield from () if right else told


def _told(before: str) -> tuple[bool, str] | None:
    """Whether the words before a goal say that it was passed (True) or not reached (False); None where neither."""
    for above, pattern in ((True, _ABOVE), (False, _BELOW), (False, _WITHIN)):
        match = pattern.search(before)
        if match and _LIKE.fullmatch(before[: match.start()]) and not _GOAL_ITSELF.search(before[: match.start()]):
            return above, match.group()
    return None


def _stands_alone(done: Quantity, sentence: Sentence) -> bool:
    """Whether a figure is told as reached, not as a part, a goal or one of another year."""
    clause = clause_before(sentence.text, done.start, ",;")
    return not re.search(
        "目标|计划|上年|去年|20[0-9]{2}年|比|较|其中|共扣|扣|提高|增加|下降|减少|增长|应|原", clause[-16:]
    )
