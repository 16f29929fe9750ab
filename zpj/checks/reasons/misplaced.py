"""Reasons for deductions that stand in another row of a form than the one they tell of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from zpj.checks.case import FormCase
from zpj.checks.reading.own_pairs import own_pairs
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import Hit
from zpj.domain.amounts import ZERO
from zpj.domain.model import FundLine
from zpj.domain.regex import regex

NOT_SPENT = "已全部执行却写了原因，没有执行完的“{}”反而没有"
NONE_THERE = "没有扣分却写了原因，扣了分的“{}”反而没有"
CROSSED = "的原因说的是“{}”，那一行的说的却是这一行"
_NOTHING = " /／-—无"
_LEAST_NAME, _LEAST_SHARED = 3, 2
_WENT_WRONG = regex("未|不|只|仅|尚|低于|其余|因|受|差|缺|滞后|下降|推迟|影响|超时|逾期")
_NO_FAULT = regex("不断|不仅|受益|受到|感受|接受|因地制宜|因人")
_VERB = regex(
    "^(?:更换|购置|完成|新建|改造|培训|开展|举办|整治|维修|建设|提供|发放|新增|安装|修复|养护|实施|组织|采购|补贴|补助|年度|全年|实际)+"
)


def misplaced(form: FormCase) -> Iterator[Hit]:
    """Reasons of a form in wrong rows: of its indicators, of its funds, and of two rows exchanged."""
    yield from _in_wrong_row(form)
    yield from _beside_another_fund(form)
    yield from _exchanged(form)


def _in_wrong_row(form: FormCase) -> Iterator[Hit]:
    """A reason that says what went wrong beside full points, where the row with the deduction it tells of has none."""
    rows = [row for row in form.rows if row.points is not None and row.weight is not None]
    without = [row for row in rows if (row.points or ZERO) < (row.weight or ZERO) and not row.has_reason]
    for row in (each for each in rows if each.has_reason and each.points == each.weight) if without else ():
        entry = row.indicator.deviation_reason
        reason = squeezed(entry.text) if entry else ""
        told = [each.name for each in without if is_about(reason, row.name, each.name)]
        if entry and len(told) == 1 and _WENT_WRONG.search(_NO_FAULT.sub("", reason)):
            yield Hit(entry.location, reason[:30], told[0], quote=reason[:30], row=row.place, project=form.project,
                      words={"name": row.name, "what": NONE_THERE.format(told[0])})  # fmt: skip


def _beside_another_fund(form: FormCase) -> Iterator[Hit]:
    """“工程款未支付” beside a source of funds spent to the full, where the one source not spent has no reason."""
    lines = [line for line in form.evaluation.funds if line.role != "total" and line.executed]
    gaps = [(line, _unspent(form, line), line.reason.text.strip(_NOTHING) if line.reason else "") for line in lines]
    without = [line for line, gap, reason in gaps if gap and gap > ZERO and not reason]
    told = any(reason for _, gap, reason in gaps if gap)
    for line, gap, reason in gaps if len(without) == 1 and not told else ():
        if line.reason and gap == ZERO and _WENT_WRONG.search(_NO_FAULT.sub("", reason)):
            what = NOT_SPENT.format(without[0].label)
            yield Hit(line.reason.location, reason[:30], without[0].label, quote=reason[:30], row=line.location,
                      project=form.project, words={"name": line.label, "what": what})  # fmt: skip


def _unspent(form: FormCase, line: FundLine) -> Decimal | None:
    budget, spent = form.budget(line), line.executed
    if budget is None or budget.number is None or spent is None or spent.number is None:
        return None
    return budget.number - spent.number


def _exchanged(form: FormCase) -> Iterator[Hit]:
    """Two rows with a deduction each, the reason of either telling of the other."""
    lost = [(row, entry, squeezed(entry.text)) for row in form.rows if (entry := row.indicator.deviation_reason)
            and row.lost]  # fmt: skip
    for number, (row, entry, reason) in enumerate(lost):
        for other, _, told in lost[number + 1 :]:
            crossed = is_about(reason, row.name, other.name) and is_about(told, other.name, row.name)
            if crossed and not is_about(reason, "", row.name) and not is_about(told, "", other.name):
                words = {"name": row.name, "what": CROSSED.format(other.name)}
                yield Hit(entry.location, reason[:30], other.name, quote=reason[:30], row=row.place,
                          project=form.project, words=words)  # fmt: skip


def crossed(rows: Sequence[tuple[str, str, str]]) -> Iterator[tuple[int, int]]:
    """Pairs of rows whose reasons tell of each other: name, reason and measure of each.

    A reason shares words with the name and measure of the other row and none with those of its own; the name of a
    unit counts too: 12场 is of 活动场次.
    """
    told = [
        (set(own_pairs(squeezed(name + "," + measure))), set(own_pairs(squeezed(reason))))
        for name, reason, measure in rows
    ]
    for one, other in combinations(range(len(rows)), 2):
        (own, why), (theirs, because) = told[one], told[other]
        apart = not own & why and not theirs & because
        if apart and theirs & why and own & because and len(theirs & why) + len(own & because) > _LEAST_SHARED:
            yield one, other


def is_about(reason: str, own: str, other: str) -> bool:
    """Whether a row's reason speaks of another row: by the first signs of what its name counts, which its own lacks."""
    name = _VERB.sub("", squeezed(other))[:_LEAST_NAME]
    return len(name) == _LEAST_NAME and name in squeezed(reason) and name not in squeezed(own)
