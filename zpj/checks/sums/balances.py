"""In the prose of a filed report: what was there, came and went; shares of a whole told beside; least and most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import SENTENCE, clause_behind
from zpj.checks.reading.figures import MONEY, PERCENT, Quantity, Sentence, said
from zpj.checks.reading.reconcile import percent_of
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.sums.arithmetic import decimals, wrong
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, ZERO
from zpj.domain.regex import regex

_TAIL = "[^,。;、0-9]{0,8}$"
_ROLES = (
    ("had", regex(f"(?:年初|期初|旧存|上年(?:结存|结转|末)|原有|存量|库存){_TAIL}")),
    ("left", regex(f"(?:年末|期末|未结|结存|剩余|尚余|余下|尚有|未整改|未办结|现有|还剩){_TAIL}")),
    ("came", regex(f"(?:新增|新收|新购|购入|入库|本年增加|当年增加|新建|新排查|受理|新发现){_TAIL}")),
    ("went", regex(f"(?:结案|办结|审结|整改|减少|出库|发放|报废|核销|消耗|销号|处置|退出|化解|拆除){_TAIL}")),
)
_ASIDE = regex("其中|每|均|目标|计划|比|较|率|占|应")


@paper_check(
    "ZPJ267",
    "期初、增加、减少与期末的数对不上",
    WARNING,
    reference="R-71",
    clause="期末数等于期初数加本期增加减本期减少；差额等于目标数减完成数",
    message="“{quote}”，按 {basis} 应为 {expected}，写成 {found}，请核对",
    fix="核对各数",
    follows=("ZPJ241", "ZPJ591", "ZPJ592"),
)
@by_the_paragraph
def balances(case: PaperCase) -> Iterator[Hit]:
    """“年初存量35处，新增12处，整改40处，年末剩余9处”: seven; “目标50公里，完成48公里，差3公里”: two."""
    for sentence in said(case):
        if len(sentence.quantities) >= len(_ROLES) - 1:
            yield from _flow(sentence)
            yield from _short_of(sentence)


def _flow(sentence: Sentence) -> Iterator[Hit]:
    told: dict[str, list[Quantity]] = {}
    if not any(_ROLES[0][1].search(figure.before) for figure in sentence.quantities):
        return
    for figure in sentence.quantities:
        role = next((name for name, pattern in _ROLES if pattern.search(figure.before)), "")
        if role and _ASIDE.search(figure.before):
            return
        if role:
            told.setdefault(role, []).append(figure)
    if not {"had", "left", "went"} <= told.keys() or any(len(each) > 1 for each in told.values()):
        return
    had, left, went = (told[role][0] for role in ("had", "left", "went"))
    came = told["came"][0].value if "came" in told else ZERO
    every = [each[0] for each in told.values()]
    right = had.value + came - went.value
    if len({each.unit for each in every}) == 1 and abs(right - left.value) > sum((each.half for each in every), ZERO):
        plus = f"+{told['came'][0].text}" if "came" in told else ""
        near = right >= 0 and (abs(right - left.value) * 2 <= max(right, left.value) or right < left.value)
        if near:
            yield wrong(sentence, left, right, f"{had.text}{plus}−{went.text}")


_GOAL = regex("(?:目标|计划|任务|应到|应完成|应有)[^,。;0-9]{0,8}$")
_DONE = regex("(?:实际|完成|实到|实有|到位)[^,。;0-9]{0,8}$")
_LACK = regex("^,?(?:相?差|少|缺|短缺|缺勤|缺席|未完成|尚差|还差|欠)(?:了|约)?$")


def _short_of(sentence: Sentence) -> Iterator[Hit]:
    for goal, done, lack in zip(sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False):
        alike = goal.unit == done.unit == lack.unit and not (goal.half or done.half or lack.half)
        if alike and _GOAL.search(goal.before) and _DONE.search(done.before) and _LACK.match(lack.before):
            right = abs(goal.value - done.value)
            if right != lack.value:
                yield wrong(sentence, lack, right, f"{goal.text}−{done.text}")


_OF = regex("^,?(?:占|为|相当于|达到?)[^,。;0-9]{0,12}$")
_SHARE = regex("^的(?:比例|比重)?(?:为|是)?$")
_TAKEN = regex("(?:按照?|以)[^,。;0-9]{0,12}$")
_MADE = regex(
    "^(?:的?比例|的?标准)?(?:计算|预留|计提|提取|扣留|支付|安排|预付|收取|缴纳|计|为|即|,)*(?:[^,。;0-9]{0,6})$"
)


@paper_check(
    "ZPJ268",
    "比例与旁边写明的总数、部分不符",
    WARNING,
    reference="R-13",
    clause="比例为部分除以总数，部分为总数乘比例",
    message="“{quote}”，按 {basis} 应为 {expected}，写成 {found}，请核对",
    fix="核对总数、部分和比例",
    follows=("ZPJ593", "ZPJ589", "ZPJ550", "ZPJ244"),
)
@by_the_paragraph
def shares_beside(case: PaperCase) -> Iterator[Hit]:
    """“支付5.8万元，占合同价8.2万元的70.37%”; “按合同价8.2万元的3%预留0.426万元”."""
    for sentence in said(case):
        for one, two, three in zip(sentence.quantities, sentence.quantities[1:], sentence.quantities[2:], strict=False):
            if three.unit == PERCENT and one.unit == two.unit and _OF.match(two.before) and _SHARE.match(three.before):
                yield from _of_whole(sentence, one, two, three)
            made = two.unit == PERCENT and one.unit == three.unit == MONEY and _SHARE.match(two.before)
            if made and _TAKEN.search(one.before) and _MADE.match(three.before) and two.value < HUNDRED:
                right = one.value * two.value / HUNDRED
                slack = three.half + one.value * two.half / HUNDRED + one.half
                if abs(right - three.value) > slack and _is_near(right, three):
                    yield wrong(sentence, three, right, f"{one.text}×{two.text}")


def _of_whole(sentence: Sentence, part: Quantity, whole: Quantity, rate: Quantity) -> Iterator[Hit]:
    if not whole.value or part.value > whole.value:
        return
    right = percent_of(part, whole)
    if rate.half_place * 2 + right.half < abs(right.value - rate.value) < HUNDRED / 5:
        yield wrong(sentence, rate, right.value, f"{part.text}÷{whole.text}", places=decimals(rate))


def _is_near(right: Decimal, figure: Quantity) -> bool:
    return figure.slips_to(figure.rounded(right)) or abs(right - figure.value) * 2 <= right


_MEAN = regex("(?:平均|均值|(?<!都)均(?![在于按已未能可由不达]))[^,。;0-9]{0,8}$")
"""A mean; “均在24小时内” says so of all."""
_MOST, _LEAST = regex("最(?:高|大|多|长|快)[^,。;0-9]{0,8}$"), regex("最(?:低|小|少|短|慢)[^,。;0-9]{0,8}$")


@paper_check(
    "ZPJ269",
    "平均数不在最高与最低之间",
    WARNING,
    clause="平均数应在最低数与最高数之间",
    message="“{quote}”：平均 {found}，不在 {expected} 之间，请核对",
    fix="核对平均、最高和最低",
)
@by_the_paragraph
def mean_between(case: PaperCase) -> Iterator[Hit]:
    """“平均得分93.5分，最高95分，最低94分”: a mean lies between the least and the most."""
    for sentence in said(case):
        text = sentence.text
        if "最" not in text or "均" not in text:
            continue
        mean, most, least = (_only(sentence.quantities, pattern) for pattern in (_MEAN, _MOST, _LEAST))
        for mark, bound in (("high", most), ("low", least)):
            if mean is None or bound is None or mean.unit != bound.unit:
                continue
            beyond = mean.value - bound.value if mark == "high" else bound.value - mean.value
            if beyond > mean.half + bound.half:
                shown = f"{least.text if least else '最低'}和{most.text if most else '最高'}"
                yield sentence.hit(mean.text, shown, quote=clause_behind(text, 0, SENTENCE)[-60:])
                return


def _only(figures: Sequence[Quantity], pattern: re.Pattern[str]) -> Quantity | None:
    found = [figure for figure in figures if pattern.search(figure.before)]
    return found[0] if len(found) == 1 else None
