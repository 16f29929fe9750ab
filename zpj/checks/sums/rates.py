"""Over a filed report: rates, grades and reasons in its tables, ratios in its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import BookCase, PaperCase
from zpj.checks.form.row_scores import unmet
from zpj.checks.reading.plain_patterns import IN_BRACKETS
from zpj.checks.reading.reconcile import HALF_CENT, half_unit, places_shown, rate_range
from zpj.checks.reading.tables import NAMES, Line, amount_in, column, lines, number_in, zeros_of
from zpj.checks.reading.text import parts, sentences, squeezed, tells_answers
from zpj.checks.rule import ERROR, INFO, WARNING, Hit, book_check, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, parse_number, plain, round_half_up
from zpj.domain.model import SourceTable, text_of
from zpj.domain.regex import regex
from zpj.domain.targets import comparable, parse
from zpj.domain.wording import Comparator
from zpj.schemes import load_scheme
from zpj.scoring.grade import grade_of, standard_grade

_BUDGETS = (
    "^全年预算",
    "^调整后|^调整预算",
    "^(?:预算|批复|下达)(?:数|金额|资金|总额)?(?:[(（]|$)",
    "^(?:年初)?预算",
    "^计划(?:数|金额|资金)?(?:[(（](?![^元A-Za-z0-9]*[)）])|$)",
)
_CONTRACT = "^(?:合同|中标|采购)(?:金额|价款?|总?额|数)"
_SPENT = "^(?:全年|实际|累计|已)?(?:执行|支出|支付)(?:数|金额|资金|总额)?(?:[(（]|$)"
_RATE = "^(?:预算|资金)?(?:执行|支出|支付|完成)(?:率|比例|进度)"
_SCORE, _GRADE = "^(?:自评|评价|综合)?(?:得分|总分|分数)$", "^(?:自评|评价|绩效)?(?:等级|档次|等次|结果)$"
_TARGET, _ACTUAL, _REASON = "指标值|^目标值", "完成值|^完成情况$", "原因|改进措施"
_DEFAULT_SCHEME = "mof-2020"
_COUNT = regex(r"(?<![\d.])(?P<number>\d+)(?P<unit>[份人户家个所处条台件次])(?!月)")
_PARTS = regex(
    r"(?<![\d.])(?P<whole>\d+)(?P<unit>[所个家人户台件项名座处条场期次辆艘栋亩套])[^,。;\d]{0,12}[,:(]?(?:其中|包括|含)[:,]?"
    r"(?P<parts>(?:[^\d,。;、%]{1,10}\d+(?P=unit)[^,。;、\d]{0,6}[、,和]?){2,})"
)
_FURTHER = regex(r"(?:[^\d,。;、%]{1,12}\d+[户人名家个处件台套所座场次](?![\d.%])[、和及]?)+")
"""Further items of a list behind those of the unit of the whole: “企业120个、样本240个、调查户310户”."""
_COUNTED = regex(r"\d")
_NO_WHOLE = regex("(?:超额|超|多|少|比[^,。;]{0,8}|增加|减少|平均|每|均)[^,。;0-9]{0,6}$")
_SHARE = regex(r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)%")
_SHARE_WORD = regex("(?:满意度|满意率|合格率|回收率|完成率|覆盖率|达标率|占比|占|率)(?:为|达到?|是|约)*$")
_NEAR_MISS, _NEAR_SHARE, _LAST_WORDS = HUNDRED / 20, 24, 6
_TOLD_RATE = regex(r"(?:执行率|支出率|支付率)(?:约|为|达到?|是|:)*(?P<rate>\d+(?:\.\d+)?)%")
_CARRIED = regex(r"(?:结转)?结余率(?:约|为|达到?|是|:)*(?P<rate>\d+(?:\.\d+)?)%")


@book_check(
    "ZPJ238",
    "报告的表里执行率与金额不符",
    ERROR,
    reference="R-13",
    clause="执行率为全年执行数与全年预算数之比",
    message="执行率填 {found}，按同一行的金额应为 {expected}，请改正",
    fix="执行率改为 执行数÷预算数",
)
def rates_in_tables(case: BookCase) -> Iterator[Hit]:
    """Budget, spending and rate in one row of a table of the report, 合计 included; “支出/到位” is of what came in.

    Where a row has several budgets (年初, 调整后), the rate may be of any of them; so it may of a contract beside one.
    """
    for source in case.book.tables if case.book.paper else ():
        spent, rate = column(source, _SPENT), column(source, _RATE)
        of_received = rate is not None and "到位" in source.header[rate]
        wanted = ("到位",) if of_received else _BUDGETS
        budgets = [found for each in wanted if (found := column(source, each)) not in (None, spent, rate)]
        if not budgets or spent is None or rate is None or spent == rate:
            continue
        bases = (*budgets, column(source, _CONTRACT))
        owner = case.owner(source.location)
        for line in lines(source):
            filled = [each for each in bases if each is not None and amount_in(line.text(each))]
            told = [list(_rate(line, each, spent, rate, _shift(source, each, spent))) for each in filled]
            for hit in told[0] if told and all(told) else ():
                yield Hit(line.place(rate), *hit, project=owner.project if owner else "")


def _shift(source: SourceTable, budget: int, spent: int) -> int:
    """The power of ten from the unit of the spending to that of the budget, where the headings name both."""
    plan, done = zeros_of(source.header[budget]), zeros_of(source.header[spent])
    return done - plan if plan is not None and done is not None else 0


def _rate(line: Line, budget: int, spent: int, rate: int, shift: int) -> Iterator[tuple[str, str, str, str, str, str]]:
    plan, done, stated = amount_in(line.text(budget)), amount_in(line.text(spent)), number_in(line.text(rate))
    done = done.scaled(shift) if done else None
    reach = rate_range(done, plan) if plan and done else None
    if reach is None or plan is None or done is None or stated is None or not done.value:
        return
    half = half_unit(places_shown(line.text(rate)))
    if not reach[0] * HUNDRED - half <= stated <= reach[1] * HUNDRED + half and not _as_fraction(stated, reach):
        right = round_half_up(done.value / plan.value * HUNDRED, 2)
        basis = f"{plain(done.value)}÷{plain(plan.value)}"
        yield f"{plain(stated)}%", f"{plain(right)}%", plain(abs(stated - right)), plain(half), line.text(rate), basis


def _as_fraction(stated: Decimal, reach: tuple[Decimal, Decimal]) -> bool:
    return reach[0] - HUNDRED**-2 <= stated <= reach[1] + HUNDRED**-2


@book_check(
    "ZPJ433",
    "报告的表里等级与得分不符",
    WARNING,
    reference="R-07",
    clause="按总分所在的档评定等级：90 分以上优，80 分以上良，60 分以上中",
    message="得分 {quote}，等级应为“{expected}”，现填“{found}”，请核对",
    fix="核对得分和等级",
)
def grades_in_tables(case: BookCase) -> Iterator[Hit]:
    """A table of the report with scores and grades, by the scheme of the form it is about or the usual bands."""
    for source in case.book.tables if case.book.paper else ():
        score, grade = column(source, _SCORE), column(source, _GRADE)
        for line in lines(source) if score is not None and grade is not None else ():
            number, written = number_in(line.text(score)), line.text(grade)
            scheme = case.forms[0].scheme if case.forms else load_scheme(_DEFAULT_SCHEME)
            right = grade_of(number, scheme) if number is not None and number <= HUNDRED else None
            own = standard_grade(written, scheme) if written and grade is not None else None
            if right and own in ("优", "良", "中", "差") and own != right and grade is not None:
                yield Hit(line.place(grade), written, right, quote=line.text(score))


@book_check(
    "ZPJ549",
    "报告的指标表里没达到目标，也没写原因",
    WARNING,
    reference="R-30",
    clause="未完成或者偏离较大的要说明原因",
    message="“{name}”完成 {found}，没有达到 {expected}，原因一栏是空的，请补写",
    fix="在原因栏写明没有完成的原因和改进措施",
)
def short_without_reason(case: BookCase) -> Iterator[Hit]:
    """A row of a table of indicators (or of a form without points) that fell short, with a column for reasons."""
    for form in case.forms if case.book.paper else ():
        for row in form.rows if form.has("indicators.deviation_reason") else ():
            if row.points is None and not row.has_reason and unmet(row):
                own = row.indicator
                yield Hit(form.place(row, "deviation_reason"), text_of(own.actual), text_of(own.target),
                          project=form.project, words={"name": row.name})  # fmt: skip
    for source in case.book.tables if case.book.paper else ():
        names, reason = column(source, NAMES), column(source, _REASON)
        target, actual = column(source, _TARGET), column(source, _ACTUAL)
        if names is None or reason is None or target is None or actual is None:
            continue
        owner = case.owner(source.location)
        for line in lines(source):
            if not line.text(reason) and _falls_short(line.text(target), line.text(actual)):
                words = {"name": line.text(names)}
                yield Hit(line.place(reason), line.text(actual), line.text(target),
                          project=owner.project if owner else "", words=words)  # fmt: skip


def _falls_short(target: str, actual: str) -> bool:
    wanted = parse(target)
    pair = comparable(wanted, parse(actual))
    if pair is None or wanted.comparator in (Comparator.AT_MOST, Comparator.LESS):
        return False
    return bool(pair[1] < pair[0])


@paper_check(
    "ZPJ550",
    "文字里的比例与同一句的数不符",
    WARNING,
    reference="R-13",
    clause="比例应等于两数之比",
    message="文字写 {found}，按同一句的 {ratio} 应为 {expected}，请核对",
    fix="核对两个数和比例",
)
@by_the_paragraph
def ratios_in_sentences(case: PaperCase) -> Iterator[Hit]:
    """“300份问卷，满意276份，满意度93%”: two counts of one unit and a share that nearly, but not quite, is theirs."""
    for part in parts(case):
        for line in part.body:
            for sentence in sentences(line.text) if "%" in line.text or "％" in line.text else ():
                shares, counts = _shares_and_counts(sentence) if "%" in sentence else ((), ())
                if len(shares) != 1 or not _SHARE_WORD.search(sentence[: shares[0].start()][-_NEAR_SHARE:]):
                    continue
                if len(counts) != 2 or counts[0]["unit"] != counts[1]["unit"] or _is_of_answers(sentence, shares[0]):
                    continue
                numbers = [parse_number(match["number"]) for match in counts]
                if not all(numbers):
                    continue
                whole, some = max(map(_known, numbers)), min(map(_known, numbers))
                stated, half = _known(parse_number(shares[0]["number"])), half_unit(places_shown(shares[0]["number"]))
                right = some / whole * HUNDRED
                if half < abs(stated - right) < _NEAR_MISS:
                    yield Hit(line.location, f"{plain(stated)}%", f"{plain(round_half_up(right, 2))}%",
                              plain(abs(stated - round_half_up(right, 2))), plain(half), shares[0].group(),
                              f"{plain(some)}÷{plain(whole)}", project=part.project,
                              words={"ratio": f"{plain(some)}÷{plain(whole)}"})  # fmt: skip


def _is_of_answers(sentence: str, share: re.Match[str]) -> bool:
    """Whether a share is what people answered, and the counts are but of sheets: 发放200份,收回196份,满意度94.9%."""
    return "满意度" in sentence[: share.start()][-_NEAR_SHARE:] and not tells_answers(sentence)


@lru_cache(maxsize=1024)
def _shares_and_counts(sentence: str) -> tuple[tuple[re.Match[str], ...], tuple[re.Match[str], ...]]:
    return tuple(_SHARE.finditer(sentence)), tuple(_COUNT.finditer(sentence))


def _known(number: Decimal | None) -> Decimal:
    return number or HUNDRED


_OF_A_GOAL = regex(r"(?:未|没有?)(?:达到?|完成)[^,;]*目标")
"""24个,其中网点未达到25个的目标: no parts."""


@paper_check(
    "ZPJ552",
    "分项个数之和与总数不符",
    WARNING,
    reference="R-76",
    clause="总数应等于各分项之和",
    message="文字写共 {found}，其中各项之和为 {expected}，请核对",
    fix="核对总数和各分项",
)
@by_the_paragraph
def counts_of_parts(case: PaperCase) -> Iterator[Hit]:
    """“12所学校，其中小学8所、初中5所”: more than there are, or fewer where nothing says 等."""
    for part in parts(case):
        for line in part.body:
            for sentence in sentences(line.text) if _COUNTED.search(line.text) else ():
                for match in _PARTS.finditer(sentence):
                    told = IN_BRACKETS.sub("", match["parts"])
                    numbers = [int(digits) for digits in re.findall(rf"(\d+){match['unit']}", told)]
                    whole, summed = int(match["whole"]), sum(numbers)
                    further = _FURTHER.match(sentence, match.end())
                    whole_list = [
                        *numbers,
                        *(int(each) for each in re.findall(r"\d+", further.group() if further else "")),
                    ]
                    alike = whole in (sum(whole_list[:number]) for number in range(1, len(whole_list) + 1))
                    if _NO_WHOLE.search(sentence[: match.start()]) or _OF_A_GOAL.search(match["parts"]):
                        continue
                    if not alike and (
                        summed > whole or "等" not in sentence[match.start() : match.end() + _LAST_WORDS]
                    ):
                        yield Hit(line.location, f"{whole}{match['unit']}", f"{summed}{match['unit']}",
                                  quote=match.group()[:60], basis="+".join(map(str, numbers)) + f" = {summed}",
                                  project=part.project)  # fmt: skip


@paper_check(
    "ZPJ233",
    "报告里结转结余率与执行率之和不是100%",
    INFO,
    reference="R-73",
    clause="两率的分母都用全年预算数时，和为 100%",
    message="结转结余率与预算执行率之和为 {found}%，不是 100%，请确认结转结余率的分母",
    fix="确认分母，并在报告里写明",
)
def two_rates(case: PaperCase) -> Iterator[Hit]:
    """2.23 % + 97.82 % = 100.05 %, each told once in a report."""
    for part in parts(case):
        rests = [(line, match) for line in part.body for match in _CARRIED.finditer(squeezed(line.text))]
        body = part.body if rests else ()
        rates = {match["rate"] for line in body for match in _TOLD_RATE.finditer(squeezed(line.text))}
        rate = parse_number(rates.pop()) if len(rates) == 1 else None
        rest = parse_number(rests[0][1]["rate"]) if rests else None
        if rate is not None and rest is not None and abs(rate + rest - HUNDRED) > HALF_CENT * 2:
            yield Hit(rests[0][0].location, plain(rate + rest), "100", plain(abs(rate + rest - HUNDRED)),
                      plain(HALF_CENT * 2), rests[0][1].group(), project=part.project)  # fmt: skip
