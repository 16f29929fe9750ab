"""3xx in the prose of a filed report: more told as less, less as more, a goal said to be passed that was missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.paper_figures import Quantity, Sentence, with_figures
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.domain.regex import regex

_RANKS = frozenset("名位级类等档期批")
_UP = "提高|提升|上升|增长|增加|扩大|升高|攀升|增至|升至|提至|涨至|回升|上涨|扩增|拓展|延长|上调|调增"
_DOWN = "下降|降低|减少|缩短|缩小|压缩|下滑|回落|降至|减至|缩减|压减|下调|核减|调减|压降"
_FROM = regex("(?:由|从)[^,。;]{0,24}$")
_TO = regex(rf"^[^,。;0-9]{{0,6}}?,?(?P<word>{_UP}|{_DOWN})(?:到|至|为)?了?$")
_FALLS = regex(_DOWN)
_THAN = regex("(?:比|较)[^,。;0-9]{0,8}(?:上年|去年|上一年|同期|20[0-9]{2}年)[^,。;0-9]{0,8}的?$")
_BY = regex(rf"^(?:同比)?(?P<word>{_UP}|{_DOWN})(?:了|约|近)*$")
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
    for sentence, _ in with_figures(case):
        for old, new in pairwise(sentence.quantities):
            match = _TO.match(new.before) if _FROM.search(old.before) and old.unit == new.unit else None
            if match is None or old.unit[:1] in _RANKS or abs(old.value - new.value) <= old.half + new.half:
                continue
            falls = _FALLS.search(match["word"]) is not None
            if falls == (new.value > old.value) and not _NEITHER.search(match.group()):
                yield _turned(sentence, old, new, match["word"])
        yield from _against_last_year(sentence)


def _against_last_year(sentence: Sentence) -> Iterator[Hit]:
    """“支出8.2万元，比上年的8.6万元增长4.65%”: the figure of this year right before, the change right behind."""
    for new, old, by in zip(sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False):
        match = _BY.match(by.before) if _THAN.search(old.before) and old.unit == new.unit else None
        if match is None or old.unit[:1] in _RANKS or _YEARS_AGO.search(new.before):
            continue
        if _GOAL.match(sentence.text[new.end :]) or (_MEAN.search(new.before) and old.value > new.value * _FAR):
            continue
        falls = _FALLS.search(match["word"]) is not None
        if abs(old.value - new.value) > old.half + new.half and falls == (new.value > old.value):
            yield _turned(sentence, old, new, match["word"])


def _turned(sentence: Sentence, old: Quantity, new: Quantity, word: str) -> Hit:
    start = max(sentence.text.rfind(mark, 0, min(old.start, new.start)) for mark in ",;。")
    basis = f"{old.text}到{new.text}是{'增加' if new.value > old.value else '减少'}"
    quote = sentence.text[start + 1 : max(old.end, new.end) + len(word)][-60:]
    return Hit(sentence.paragraph.location, word, "减少" if new.value < old.value else "增加", basis=basis,
               quote=quote, project=sentence.project)  # fmt: skip


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
_LIKE = regex("[,;:(]?(?:[\u4e00-\u9fff]{0,4})?(?:已|均|都|仍|明显|大幅|略|远|也|并)*$")
_OF_OTHER = regex("目标|计划|上年|去年|20[0-9]{2}年|比|较|其中|扣|提高|增加|下降|减少|增长|应|原")
_NOT = regex("若|如|凡|应|须|每|其中|确保|力争|的,|不得|未(?=超|突)")


@paper_check(
    "ZPJ376",
    "超过、低于目标的说法与两个数不符",
    WARNING,
    reference="R-52",
    clause="是否达到目标的说法应与完成数、目标数一致",
    message="“{quote}”，{basis}，请核对",
    fix="核对完成数、目标数和说法",
    follows=("ZPJ582", "ZPJ598", "ZPJ562", "ZPJ375"),
)
def beyond_goals(case: PaperCase) -> Iterator[Hit]:
    """“满意度93%，超过95%的目标值”, “办结率98.2%，低于98%的目标”, “成本5.2万元，控制在5万元以内”."""
    for sentence, _ in with_figures(case):
        for done, goal in pairwise(sentence.quantities):
            between = sentence.text[done.end : goal.start]
            if done.unit != goal.unit or "。" in between or _NOT.search(between) or not _stands_alone(done, sentence):
                continue
            told = _told(goal.before)
            is_goal = _GOAL.match(sentence.text[goal.end :]) or "目标" in goal.before or "指标" in goal.before
            if told is None or not is_goal or goal.half > abs(done.value - goal.value) * 2:
                continue
            above, word = told
            wrong = done.value < goal.value if above else done.value > goal.value
            equal = done.value == goal.value and not word.startswith(("控制", "未超", "没有超", "不超", "未突"))
            if wrong or equal:
                how = "等于" if equal else "小于" if done.value < goal.value else "大于"
                yield Hit(sentence.paragraph.location, word, how, basis=f"{done.text}{how}{goal.text}",
                          quote=(done.before[-12:] + sentence.text[done.start : goal.end])[-50:],
                          project=sentence.project)  # fmt: skip


def _told(before: str) -> tuple[bool, str] | None:
    """Whether the words before a goal say that it was passed (True) or not reached (False); None where neither."""
    for above, pattern in ((True, _ABOVE), (False, _BELOW), (False, _WITHIN)):
        match = pattern.search(before)
        if match and _LIKE.fullmatch(before[: match.start()]):
            return above, match.group()
    return None


def _stands_alone(done: Quantity, sentence: Sentence) -> bool:
    """Whether a figure is told as reached, not as a part, a goal or one of another year."""
    clause = re.split("[,;]", sentence.text[: done.start])[-1]
    return not re.search(
        "目标|计划|上年|去年|20[0-9]{2}年|比|较|其中|共扣|扣|提高|增加|下降|减少|增长|应|原", clause[-16:]
    )
