"""Amounts in prose by the words before them: budget and executed; the balance is in `tie.balances`.

The patterns run over text in one spelling (`spelt`); each finds the figure of one role in any office's wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import FormCase
from zpj.checks.reading.figures import slipped
from zpj.checks.reading.reconcile import Amount, amount_of, half_shown, tolerance
from zpj.checks.tie.adjusted import adjusted_claims
from zpj.checks.tie.claims import Claim, agree, first_of
from zpj.checks.tie.passages import PARTIAL, Passage, elsewhere, of_a_thing, sentences_of
from zpj.domain.amounts import parse_number, plain
from zpj.domain.model import Entry, FundLine
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.domain.units import MONEY_ZEROS
from zpj.domain.wording import normalise

_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
TOLD = rf"(?:为|了|共|共计|合计|总计|资金|金额|数|达|:)*{_NUMBER}(?P<unit>万元|亿元|元)(?!/|的?(?:标准|单价|限额|上限))"
_BUDGET = regex(
    rf"(?:(?:项目|全年|年度|资金)(?:总|资金|财政)*预算(?:数|安排|批复|下达|总额|总计)*|(?:项目|年度)资金(?:安排|总额)"
    rf"|(?:^|(?<=[,;。]))(?:财政)?预算(?:安排|批复|总额)?){TOLD}"
)
_RECEIVED = regex(
    rf"(?:^|(?<=[,;。:]))(?:项目|专项)?资金{TOLD}(?=,?已?(?:全部|全额|足额)(?:足额|及时|按时)?(?:到位|下达))"
)
_SCOPE = regex(rf"评价范围[^,。;]{{0,14}}资金{TOLD}")
_ADJUSTED = regex(rf"预算(?:数|总额|由[^,。;]{{0,12}})?(?:[^,。;]{{0,6}})?调整(?:为|到|至|后为){TOLD}")
_INITIAL = regex(rf"年初(?:安排|批复|下达|申报|总)*预算(?:数|安排|批复|下达|总额)*{TOLD}")
_APPROPRIATION = regex(rf"(?<![级央省市县区])财政(?:拨款|拨付)(?:资金|预算|收入|数)*{TOLD}")
_EXECUTED = regex(
    rf"(?:实际执行|(?<![未可拟])执行数?|(?:全年|实际|累计|共计|资金总体|总)(?:共|资金|共计)*支出|(?:^|(?<=[,;。日底]))共?支出){TOLD}"
)

_OF_THE_PROJECT = regex(rf"(?:^|(?<=[,;。日底止]))项目(?:资金)?(?:实际)?(?:支出|执行){TOLD}")
_OF_THIS_YEAR = regex("^(?:全年|年初|项目年初)")
_BROUGHT_FORWARD = regex(
    "(?:上年|去年|上一年|往年|20[0-9]{2}年(?:[0-9]{1,2}月)?)[^,。;]{0,12}?(?:结转|结余|下达|未支[出付]|收回)[^,。;]*[,;]"
)
"""A clause on money of the year before, ahead of one on the budget of this: “上年结转18万元,全年预算220万元”."""
_OF_FORM = regex("(?:全年(?:预算|执行)|年初预算)数[为是:]?$")
_CHANGED_BY = regex(
    "(?:调[减增]|追[加减]|[核压缩削]减|收回|增加|减少|新增|盘活)(?:了|当年|本年|年度|项目|[省市县区]级|部分|安排|一般公共)*$"
    "|(?:追[加减]|调[减增]|[核压缩削]减)[^,。;]*[(][^()]*$"
)
"""Before an amount: what the budget was changed by, not what it is; so are the parts of that in brackets."""

_COMMON_OF_SOURCES = regex("^其中:?|财政|资金|专项|补助|拨款|经费|配套|投入|预算|[(].*?[)]|[:、]")
_NO_SOURCE = regex("当年|上年|本年|其他|一般公共|合计|小计|总额|年度")
_SPENT = frozenset({"支出", "执行", "支付"})
_FEWEST_LINES, _LEAST_KEY = 2, 2


def amount_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """Budget and executed amount.

    Proved where one sentence names both, where the words are the form's own, or where a slip is told by its size.
    """
    yield from source_claims(passage, forms)
    yield from adjusted_claims(passage, MONEY_ZEROS.get(passage.form.evaluation.unit, 0))
    line = passage.form.total
    if line is None or "元" not in passage.text:
        return
    roles = _roles(passage.form, line)
    for start, sentence in sentences_of(passage):
        if "元" not in sentence:
            continue
        found = [
            [
                match
                for match in _matches(pattern, sentence)
                if not elsewhere(passage, _of_its_own_year(sentence, match))
                and not _CHANGED_BY.search(sentence[: match.start()])
                and not _is_of_named_source(passage.form, sentence, match)
            ]
            for _, pattern, _ in roles
        ]
        whole = not PARTIAL.search(sentence)
        for (what, _, entries), matches in zip(roles, found, strict=True):
            if len(matches) == 1:
                proved = whole and (bool(found[0] and found[-1]) or _is_in_the_words_of_the_form(sentence, matches[0]))
                yield from _amount(passage, start, matches[0], what, entries, proved, forms)


def _of_its_own_year(sentence: str, match: re.Match[str]) -> str:
    """What stands before an amount, without what is said of money brought forward where it is 全年预算 itself."""
    before = sentence[: match.start()]
    return _BROUGHT_FORWARD.sub("", before) if _OF_THIS_YEAR.match(match.group()) else before


def _is_in_the_words_of_the_form(sentence: str, match: re.Match[str]) -> bool:
    """“全年执行数为300万元”: by the form's own heading, so that no other amount can be meant."""
    return _OF_FORM.search(sentence[: match.start("number")]) is not None


def source_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """“县级财政资金支出221.36万元” against the line of that source: a slip of the pen, or one of several listed."""
    if len(passage.form.evaluation.funds) <= _FEWEST_LINES or "元" not in passage.text:
        return
    keys = _sources(passage.form)
    for start, sentence in sentences_of(passage):
        if elsewhere(passage, sentence):
            continue
        told = [
            (line, match)
            for key, line in keys.items()
            for match in _of_source(key).finditer(sentence)
            if not _CHANGED_BY.search(sentence[: match.start()])
        ]
        listed = len({id(line) for line, _ in told}) > 1
        for line, match in told:
            is_spent = match["role"] in _SPENT
            cells = (line.executed, line.full_year_budget) if is_spent else (line.full_year_budget, line.executed)
            amounts, source = first_of((*cells, line.initial_budget, None if is_spent else line.balance))
            written = written_amount(match, passage.form.evaluation.unit)
            slips = [each for each in amounts if written and slipped(plain(written.value), plain(each.value))]
            if is_spent and written and amounts and _is_rest(passage.form, line, written):
                slips = amounts[:1]
            meant = [*slips, *(each for each in amounts if each not in slips)]
            for claim in money_claims(
                passage,
                start,
                match,
                f"“{normalise(line.label)}”",
                meant,
                source,
                proved=bool(slips) and (listed or is_spent),
            ):
                if claim.agrees or slips or (listed and match["role"]):
                    yield claim


def _is_rest(form: FormCase, line: FundLine, written: Amount) -> bool:
    """Whether an amount is what a line has left, and not what was spent or planned of it."""
    spent, budget = amount_of(line.executed), amount_of(form.budget(line))
    if not spent or not budget or agree(written, spent) or agree(written, budget) or not written.value:
        return False
    return agree(written, budget.less(spent))


@lru_cache(maxsize=64)
def _of_source(key: str) -> re.Pattern[str]:
    return regex(
        rf"{re.escape(key)}(?:财政|预算)?(?:补助|专项|配套|投入|拨款)?(?:资金|经费|预算)?(?:共|实际|累计)*"
        rf"(?P<role>支出|执行|支付|安排|预算|到位|下达|投入|配套)?{TOLD}"
    )


def _sources(form: FormCase) -> dict[str, FundLine]:
    """The lines of single sources by what tells them apart: 中央, 省级, 单位自筹; none where two have one name."""
    found: dict[str, FundLine] = {}
    for line in form.evaluation.funds:
        key = _COMMON_OF_SOURCES.sub("", normalise(line.label)) if line.role != "total" else ""
        if len(key) == 1 and f"{key}财政" in normalise(line.label):
            key += "财政"
        if len(key) >= _LEAST_KEY and not _NO_SOURCE.search(key):
            if key in found:
                return {}
            found[key] = line
    return found


@lru_cache(maxsize=4096)
def _matches(pattern: re.Pattern[str], sentence: str) -> tuple[re.Match[str], ...]:
    return tuple(pattern.finditer(sentence))


def _roles(form: FormCase, line: FundLine) -> list[tuple[str, re.Pattern[str], list[Entry | None]]]:
    """What prose may name, by which words, and the cells that may have it; the first is what is expected."""
    lines = [each for each in form.evaluation.funds if each.role == "appropriation"]
    given = [entry for each in lines for entry in (each.full_year_budget, each.initial_budget, each.executed)]
    return [
        ("项目预算", _BUDGET, [line.full_year_budget, line.initial_budget, line.requested_budget]),
        ("全年预算", _ADJUSTED, [line.full_year_budget]),
        ("年初预算", _INITIAL, [line.initial_budget, line.requested_budget]),
        ("财政拨款", _APPROPRIATION, given if len(lines) == 1 else []),
        ("项目资金", _SCOPE, [line.full_year_budget, line.initial_budget, line.executed]),
        ("项目资金", _RECEIVED, [line.full_year_budget, line.initial_budget, line.requested_budget]),
        ("执行数", _OF_THE_PROJECT, [] if _has_basic_spending(form) else [line.executed]),
        ("执行数", _EXECUTED, [line.executed]),
    ]


def _has_basic_spending(form: FormCase) -> bool:
    """Whether the funds of a form part 基本支出 from 项目支出, which then is no total."""
    return any("基本" in line.label or "项目" in line.label for line in form.evaluation.funds if line.role != "total")


def _is_of_named_source(form: FormCase, sentence: str, match: re.Match[str]) -> bool:
    """Whether an amount is that of a source named before it: “县级资金预算172万元，支出168万元”."""
    stated = written_amount(match, form.evaluation.unit)
    before = sentence[: match.start("number")]
    lines = [line for key, line in _sources(form).items() if key in before] if stated else []
    amounts, _ = first_of(
        cell for line in lines for cell in (line.full_year_budget, line.initial_budget, line.executed)
    )
    return stated is not None and any(agree(stated, each) for each in amounts)


def _amount(
    passage: Passage,
    start: int,
    match: re.Match[str],
    what: str,
    entries: list[Entry | None],
    proved: bool,
    forms: Sequence[FormCase],
) -> Iterator[Claim]:
    amounts, source = first_of(entries)
    for claim in money_claims(passage, start, match, what, amounts, source, proved):
        if claim.agrees:
            yield claim
            continue
        amount = written_amount(match, passage.form.evaluation.unit)
        hint = _slip(passage.form, what, amount, amounts[0]) if amount else ""
        hint = hint or _other_project(passage.form, forms, what, match)
        part = amount and not (proved or hint) and of_a_thing(match.string[: match.start()])
        if not (part and amount) or slipped(plain(amount.value), plain(amounts[0].value)):
            yield replace(claim, hint=hint, proved=claim.proved or bool(hint))


def _slip(form: FormCase, what: str, amount: Amount, wanted: Amount) -> str:
    """How the figure may have come about."""
    rest = balance_of(form) if what == "执行数" else None
    if rest is not None and agree(amount, rest):
        return "（疑似把结余写成了执行数）"
    if wanted.value and amount.value in (wanted.value.scaleb(4), wanted.value.scaleb(-4)):
        return "（疑似金额单位写错）"
    return ""


def _other_project(form: FormCase, forms: Sequence[FormCase], what: str, match: re.Match[str]) -> str:
    """The hint that this is another project's amount."""
    for other in forms:
        line = other.total if other is not form else None
        entries = [] if line is None else [line.executed] if what == "执行数" else [line.full_year_budget]
        amount = written_amount(match, other.evaluation.unit)
        known, _ = first_of(entries)
        if amount and any(agree(amount, each) and each.value for each in known):
            return f"（这是另一项目“{other.project}”的数）"
    return ""


def money_claims(
    passage: Passage,
    start: int,
    match: re.Match[str],
    what: str,
    amounts: Sequence[Amount],
    source: str,
    proved: bool,
) -> Iterator[Claim]:
    """The claim an amount makes, in the unit of the form; none where there is nothing to compare it with."""
    unit = passage.form.evaluation.unit
    amount = written_amount(match, unit)
    if amount is None or not amounts:
        return
    wanted = amounts[0]
    yield Claim(
        passage,
        match.group().lstrip(",;。"),
        passage.offset + start + match.start("number"),
        f"{plain(amount.value)}{unit}",
        f"{plain(wanted.value)}{unit}",
        plain(abs(amount.value - wanted.value)),
        plain(tolerance(amount, wanted)),
        what,
        agrees=any(agree(amount, each) for each in amounts),
        proved=proved,
        source=source,
    )


def written_amount(match: re.Match[str], unit: str) -> Amount | None:
    """The amount a match tells, in the unit of a form; None where the form has none that is known."""
    number = parse_number(match["number"])
    zeros = MONEY_ZEROS.get(unit)
    if number is None or zeros is None:
        return None
    return Amount(number, half_shown(match["number"])).scaled(MONEY_ZEROS[match["unit"]] - zeros)


def balance_of(form: FormCase) -> Amount | None:
    """What a form has left: by its own cell, else by its amounts."""
    line = form.total
    if line is None or line.balance is not None:
        return amount_of(line.balance) if line else None
    executed, budget = amount_of(line.executed), amount_of(form.budget(line))
    if executed is None or budget is None:
        return None
    return budget.less(executed)
