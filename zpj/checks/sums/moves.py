"""In the prose of a filed report: how a budget was changed in the year, and points of percent taken for percent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.clauses_around import clause_start
from zpj.checks.reading.figures import MONEY, PERCENT, Quantity, Sentence, by_paragraph, quantities, with_figures
from zpj.checks.reading.reconcile import Amount, amount_of, apart
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.sums.arithmetic import wrong
from zpj.checks.tie.passages import form_at, in_paper
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, ZERO, plain
from zpj.domain.regex import pattern, regex

_TAIL = "[^,。;:]{0,14}$"
_FIRST = regex(rf".*(?P<words>(?:年初|期初|原|最初|由|从|批复){_TAIL})")
_MORE = regex(rf".*(?P<words>(?:追加|调增|增拨|增加|新增|补充|(?:上年|年初)(?:结转|结余)){_TAIL})")
_LESS = regex(rf".*(?P<words>(?:调减|核减|压减|收回|减少|调出|扣减|削减|压缩|缩减|调低){_TAIL})")
_LAST = regex(
    rf".*(?P<words>(?:全年(?:总)?预算|调整后|调整(?:为|到|至|预算)|变更为|[增减调](?:加|少)?[到至]|最终|实际预算|可用资金|全年资金){_TAIL})"
)
_ROLES = (("last", _LAST), ("more", _MORE), ("less", _LESS), ("first", _FIRST))
_ASIDE = regex("支出|执行|支付|使用|剩余|占|每|平均|标准|人均|上年(?!结转|结余)|用于|收入")
_DETAIL = regex("^[^。;,]{0,14}(?:[(]|,?其中)")
_ONE_SOURCE = regex("中央|[省市县区]级|本级|自筹")
_SURE_MOVE = regex("追加|调增|调减|核减|压减|收回")
_MOVED = regex("增拨|增加|新增|补充|结转|结余|减少|调出|扣减|削减|压缩|缩减|调低")
_MOST_MOVES = 4
_UP_OR_DOWN = regex("(?:提高|提升|上升|增加|增长|下降|降低|减少|高|低|多|少|扩大|缩小|升高|回升)(?:了|约|近|为|幅度)*$")
_COMPARED = regex("(?<![占百])比(?![例重率])|较|由|从|同比|上年|去年|20[0-9]{2}年")
_LIMIT = regex("以[上下内]")
"""Behind a change: a goal for it, and no difference of two rates."""
_POINT = "百分点"
_Role = tuple[Sentence, Quantity, str]


@paper_check(
    "ZPJ242",
    "年初预算、调整数与全年预算对不上",
    ERROR,
    reference="R-71",
    clause="全年预算数为年初预算数加追加、减调减",
    message="“{quote}”，按文中的 {basis} 应为 {expected}，请核对",
    fix="核对年初预算、调整数和全年预算，写全每次调整",
    follows=("ZPJ501",),
)
@by_the_paragraph
def budget_moves(case: PaperCase) -> Iterator[Hit]:
    """“年初预算868万元，7月追加43万元，全年预算902万元”: the first budget and what was added or taken make the last.

    Proved where one slip of the pen explains it, else a doubt: a change may be told elsewhere.
    """
    for sentences in by_paragraph(case):
        if not any(_SURE_MOVE.search(sentence.text) or _MOVED.search(sentence.text) for sentence in sentences):
            continue
        told = [item for sentence in sentences for item in _roles(sentence)]
        lasts = [item for item in told if item[2] == "last"]
        firsts = [item for item in told if item[2] == "first"]
        moves = [item for item in told if item[2] in ("more", "less")]
        if len({figure.value for _, figure, _ in firsts}) == len(lasts) == 1 and 0 < len(moves) <= _MOST_MOVES:
            yield from _moved(firsts[0], moves, lasts[0])


def _roles(sentence: Sentence) -> Iterator[_Role]:
    """What each amount is of the budget; details of an addition, behind 其中 or in brackets, are left out."""
    closed = -1
    for figure in sentence.quantities:
        own = figure.before.rpartition(",")[2] or figure.before
        head = sentence.text[: figure.start]
        if head.count("(") > head.count(")"):
            continue
        role, words = _role(own)
        if figure.unit != MONEY or figure.start < closed or not role or _ASIDE.search(words):
            continue
        yield sentence, figure, role
        behind = sentence.text[figure.end :]
        detail = _DETAIL.match(behind)
        if detail and role != "last":
            start = detail.end() if detail.group().endswith("(") else detail.end() + 1
            end = behind.find(")" if detail.group().endswith("(") else ",", start)
            closed = figure.end + (end if end >= 0 else len(behind))


def _role(own: str) -> tuple[str, str]:
    """What the words before an amount call it, by the word nearest to it, and the words from there on."""
    found = [(match.start("words"), name, match["words"]) for name, pattern in _ROLES if (match := pattern.search(own))]
    _, name, words = max(found, default=(0, "", ""))
    return name, words


def _moved(first: _Role, moves: Sequence[_Role], last: _Role) -> Iterator[Hit]:
    wanted = last[1].value - first[1].value
    half = sum((figure.half for _, figure, _ in (first, last, *moves)), ZERO)
    some = [list(each) for count in range(len(moves), 0, -1) for each in combinations(moves, count)]
    gaps = [wanted - sum(map(_signed, chosen), ZERO) for chosen in some]
    if any(abs(gap) <= half for gap in gaps):
        return
    for chosen, gap in zip(some, gaps, strict=True):
        basis = first[1].text + "".join(("+" if move[2] == "more" else "−") + move[1].text for move in chosen)
        right = [(last, last[1].value - gap), (first, first[1].value + gap)]
        right += [(move, move[1].value + (gap if move[2] == "more" else -gap)) for move in chosen]
        for one, value in right:
            if one[1].slips_to(value):
                yield wrong(one[0], one[1], value, basis if one is last else f"{last[1].text} 和其他各数")
                return
    of_part = _ONE_SOURCE.search(first[1].before) and not _ONE_SOURCE.search(last[1].before)
    if not of_part and all(_SURE_MOVE.search(figure.before) for _, figure, _ in moves):
        basis = first[1].text + "".join(("+" if move[2] == "more" else "−") + move[1].text for move in moves)
        yield wrong(last[0], last[1], last[1].value - gaps[0], basis, proved=False)


def _signed(move: _Role) -> Decimal:
    return move[1].value if move[2] == "more" else -move[1].value


@paper_check(
    "ZPJ243",
    "百分点与百分数用混，或与两个率之差不符",
    ERROR,
    clause="两个率之差用百分点，数量的增减比例用百分数",
    message="“{quote}”，按 {basis} 应写成 {expected}，请改正",
    fix="两个率之差写百分点，数量的增减比例写百分数",
)
@by_the_paragraph
def points_and_percents(case: PaperCase) -> Iterator[Hit]:
    """“88.6%，较2022年的85.2%提高3.4%” is 3.4 points; “1343起，比1463起下降8.2个百分点” is 8.2 %."""
    for sentence, above in with_figures(case):
        for number, figure in enumerate(sentence.quantities):
            if figure.unit not in (PERCENT, _POINT) or not _UP_OR_DOWN.search(figure.before):
                continue
            if _LIMIT.match(sentence.text, figure.end):
                continue
            others = [each for each in sentence.quantities if each is not figure]
            near = [each for each in (*above, *others) if not _UP_OR_DOWN.search(each.before)]
            if figure.unit == PERCENT:
                yield from _should_be_points(sentence, figure, [each for each in near if each.unit == PERCENT])
            else:
                yield from _should_be_percent(sentence, figure, sentence.quantities[:number])
                yield from _base_behind(sentence, figure, sentence.quantities[number + 1 :], sentence.quantities)


def _should_be_points(sentence: Sentence, figure: Quantity, rates: Sequence[Quantity]) -> Iterator[Hit]:
    """The difference of two rates, told as a percentage."""
    for old, new in combinations(rates[-6:], 2):
        gap = abs(new.value - old.value)
        told = _COMPARED.search(old.before + new.before + figure.before)
        bases = [base for base in (old.value, new.value) if base]
        relative = any(abs(gap / base * HUNDRED - figure.value) <= figure.half_place for base in bases)
        if gap == figure.value and gap and told and not relative:
            yield _instead(sentence, figure, f"{figure.digits}个百分点", f"{new.text}与{old.text}之差")
            return


def _should_be_percent(sentence: Sentence, figure: Quantity, before: Sequence[Quantity]) -> Iterator[Hit]:
    """The change of a quantity, told in points."""
    counts = [each for each in before if each.unit not in (PERCENT, _POINT, "分")][-2:]
    if len(counts) < 2 or counts[0].unit != counts[1].unit or any(each.unit == PERCENT for each in before[-1:]):
        return
    for old, new in (counts, counts[::-1]):
        half = figure.half_place + (old.half + new.half) / (old.value or HUNDRED) * HUNDRED
        if old.value and abs(abs(new.value - old.value) / old.value * HUNDRED - figure.value) <= half:
            yield _instead(sentence, figure, f"{figure.digits}%", f"{new.text}比{old.text}")
            return


def _base_behind(
    sentence: Sentence, figure: Quantity, behind: Sequence[Quantity], every: Sequence[Quantity]
) -> Iterator[Hit]:
    """“98.5%，较上年提高2个百分点，上年为96%”: the rate it is compared with stands behind it."""
    rates = [each for each in every if each.unit == PERCENT]
    base = next((each for each in behind if each.unit == PERCENT and _LAST_YEAR.search(each.before)), None)
    if base is None or len(rates) != 2 or _THAN_GOAL.search(figure.before):
        return
    gap = abs(rates[0].value - rates[1].value)
    if gap != figure.value:
        yield _instead(sentence, figure, f"{plain(gap)}个百分点", f"{rates[0].text}与{rates[1].text}之差")


_THAN_GOAL = regex("目标|指标|计划|任务|要求|标准|平均")
_LAST_YEAR = regex("(?:上年|去年|上年同期|20[0-9]{2}年)[^,。;]{0,8}$")


def _instead(sentence: Sentence, figure: Quantity, right: str, basis: str) -> Hit:
    return sentence.hit(figure.text, right, quote=sentence.clause_to(figure), basis=basis)


_UNCHANGED = regex(
    "(?:预算|资金|年中|年度中)[^,。;]{0,10}?(?:未|没有|无|不)(?:发生|作|做|进行|有|予以?|出现|存在|任何|过)*"
    "(?:预算)?(?:调整|追加|变更|变动|调剂|增减|调增|调减)|预算[^,。;]{0,8}(?:保持不变|没有变化|未变|与年初预算数?(?:一致|相同|持平))"
)
_NOT_OF_BUDGET = regex(
    "整的,?[取按填]|变更的,?[取按填]|如果|若|凡|目标|指标|内容|用途|科目|方案|除|其他|其它|再|上年|标准|结构|之间"
)
_TOLD_CHANGE = regex(
    "(?:追加|调增|调减|核减|压减|增加预算|追减|较年初预算数?(?:增加|减少))(?![到至为])[^,。;至]{0,16}?[0-9]+(?:[.][0-9]+)?(?:万|亿)?元"
)
_IN_YEAR = regex("年中|本年|当年|[0-9]月|执行中")


@paper_check(
    "ZPJ221",
    "说预算没有调整，金额却不同",
    WARNING,
    reference="R-19",
    clause="预算有无调整，文字和金额应当一致",
    message="文字说“{found}”，{expected}，请核对",
    fix="核对年初预算数、全年预算数和调整情况，改成一致",
)
def unchanged_budget(case: PaperCase) -> Iterator[Hit]:
    """“本年度预算未发生调整” beside two budgets that differ or “年中追加25万元”; the reverse beside equal ones."""
    lines = [line for line in case.paper.paragraphs if pattern("调|追加|变").search(line.text)]
    pieces = tuple(in_paper(case, lines))
    everything = "".join(squeezed(line.text) for line in lines)
    for line in lines:
        text = squeezed(line.text)
        match = next((one for one in _UNCHANGED.finditer(text) if not _NOT_OF_BUDGET.search(_around(text, one))), None)
        change = next((one for one in _TOLD_CHANGE.finditer(text) if _IN_YEAR.search(text[: one.start()])), None)
        form, of_change = (each and form_at(pieces, line.index, each.start()) for each in (match or change, change))
        change = change if form is of_change else None
        amounts = _budgets(form) if form else None
        told = ""
        if match and amounts:
            told = f"年初预算数却是 {amounts[0]}、全年预算数是 {amounts[1]}"
        elif match and change:
            told = f"同一段又写“{change.group()}”"
        elif change and amounts == ():
            told = "自评表的年初预算数与全年预算数却相同"
        elif change and form and amounts and len(_TOLD_CHANGE.findall(everything)) == 1:
            told = _other_change(form, change.group(), text)
        said = match or change
        if told and said:
            yield Hit(line.location, said.group(), told, quote=said.group(), project=case.project(line.section))


def _other_change(form: FormCase, change: str, beside: str) -> str:
    """By how much the two budgets of a form differ, where a change told is another; "" where it is the same."""
    budgets, told = both_budgets(form), [each for each in quantities(change) if each.unit == MONEY]
    zeros = form.zeros
    if not budgets or zeros is None or len(told) != 1 or "其中" in change:
        return ""
    first, last = budgets
    sentence = next(each for each in beside.split("。") if change in each)
    moved = [each.value for each in quantities(sentence) if each.unit == MONEY]
    gap, half = abs(last.value - first.value).scaleb(zeros), (last.half + first.half).scaleb(zeros) + told[0].half
    if any(gap in (one, one + told[0].value, abs(one - told[0].value)) for one in moved if one != told[0].value):
        return ""  # 上年结转18万元，年中调减8万元: moved by more than the change
    shown = plain(abs(last.value - first.value))
    if re.search("减", change) and last.value > first.value:
        return f"自评表的全年预算数却比年初增加 {shown}{form.evaluation.unit}"
    return f"自评表的两个预算数却相差 {shown}{form.evaluation.unit}" if abs(gap - told[0].value) > half else ""


def _around(text: str, match: re.Match[str]) -> str:
    return text[clause_start(text, match.start()) : match.end() + 3]


def _budgets(form: FormCase) -> tuple[str, str] | tuple[()] | None:
    """The two budgets of a form where they differ, () where they are equal, None where it lacks one."""
    budgets = both_budgets(form)
    if budgets is None:
        return None
    first, last = budgets
    return () if apart(last, first) is None else (plain(first.value), plain(last.value))


def both_budgets(form: FormCase) -> tuple[Amount, Amount] | None:
    """The first and the last budget of a form; None where it lacks one."""
    line = form.total
    first, last = (amount_of(entry) for entry in (line.initial_budget, line.full_year_budget)) if line else (None, None)
    return (first, last) if first and last else None
