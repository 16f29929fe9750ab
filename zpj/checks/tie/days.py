"""Dates in prose beside the rows of a form that have one: when work was done, how early or late."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from zpj.checks.case import Row
from zpj.checks.reading.clauses_around import LINE, clause_before, clause_behind
from zpj.checks.reading.plain_patterns import DIGIT
from zpj.checks.tie.claims import Claim
from zpj.checks.tie.figures import Kind, figures, spelt
from zpj.checks.tie.passages import Passage, elsewhere
from zpj.domain.likeness import bigrams
from zpj.domain.model import Entry
from zpj.domain.regex import regex
from zpj.domain.wording import normalise

_DATED_CLAUSE = regex("[0-9年月日]{4,11},[^。;,\n]+|[^。;,\n]+")
_FINISHED = regex("完成|完工|竣工|结束|通过验收")
_ENDED = regex("完成|完工|竣工|结束|验收|到位|配发|投入使用|交付|上线|发放|开通|投用|运行|建成|举办|召开|印发")
_OF_TIME = regex("(?:完成)?(?:时间|日期|时限|期限|及时性)$|完成|按期|及时")
_GENERAL = regex("项目|任务|工作|工程|年度|计划|各项|全部|实施|目标|时效|服务|建设")
_DAYS = regex("(?P<word>提前|逾期|超期|延期|延迟|推迟)(?:了)?(?P<number>[0-9]{1,3})天")
_NOT_OF_GOAL = regex("合同|结算|开工|协议|工期|通知|每|平均|付款|支付")
_MONTH_AND_DAY, _WHOLE_DATE, _LAST_MONTH = 2, 3, 12
_MONTH_OR_DAY = regex("[0-9][月日]")
PLANNED = regex("目标|计划|预期|应|指标值|年初|要求|不少于|不低于|不超过|≥|≤|大于|小于|分值|得分|上年|去年|同比|较")
_Dated = tuple[Row, tuple[int, ...]]


def early_or_late(passage: Passage, text: str) -> Iterator[Claim]:
    """“比目标时限提前10天” beside a row whose date is ten days late: the one row with two dates."""
    if not _DAYS.search(text):
        return
    dated = [(row, due, done) for row in passage.form.rows
             if (due := _day(row.indicator.target)) and (done := _day(row.indicator.actual))]  # fmt: skip
    for match in _DAYS.finditer(text) if len(dated) == 1 else ():
        (row, due, done), number = dated[0], int(match["number"])
        wanted = (due - done).days if match["word"].startswith("提") else (done - due).days
        clause = clause_before(text, match.start(), LINE)
        behind = clause_behind(text, match.end(), ",。;\n")
        actual, target = row.indicator.actual, row.indicator.target
        if actual and target and not elsewhere(passage, clause) and not _NOT_OF_GOAL.search(clause + behind):
            yield Claim(
                passage, match.group(), passage.offset + match.start(), match.group(),
                f"{actual.text.strip()}（指标值{target.text.strip()}）", None, None, f"“{row.name}”",
                agrees=wanted == number, proved=False, source=actual.location,
            )  # fmt: skip


def _day(entry: Entry | None) -> date | None:
    """The day of a cell, None where it has none or the calendar has no such day."""
    found = day_of(entry)
    try:
        return date(*found) if len(found) == _WHOLE_DATE else None
    except ValueError:
        return None


def by_date(passage: Passage, text: str) -> Iterator[Claim]:
    """“12月5日完成”, “11月6日验收并配发到位” beside the one row of the form that is meant by its words: a doubt."""
    told = [figure for figure in figures(text) if figure.kind is Kind.DATE]
    dated = [(row, day) for row in passage.form.rows if (day := day_of(row.indicator.actual))] if told else []
    agreed = any(_is_day(digits_of(figure.text), day) for figure in told for _, day in dated)
    for clause in _DATED_CLAUSE.finditer(text) if dated else ():
        found = [figure for figure in told if clause.start() <= figure.start < clause.end()]
        own = digits_of(found[0].text) if len(found) == 1 else ()
        done = _ENDED.search(clause.group()) and not PLANNED.search(clause.group())
        done = done and "约定" not in clause.group() and not (agreed and "标段" in clause.group())
        whole = len(own) == _WHOLE_DATE or (len(own) == _MONTH_AND_DAY and own[0] <= _LAST_MONTH)
        meant = _dated_row(dated, _with_lead(text, clause), alone=not agreed) if done and whole else None
        if meant is None or meant[0].indicator.actual is None or _is_day(own, day_of(meant[0].indicator.target)):
            continue
        yield Claim(
            passage, clause.group()[:40], passage.offset + found[0].start, found[0].text,
            meant[0].indicator.actual.text, None, None, f"“{meant[0].name}”的完成值", agrees=_is_day(own, meant[1]),
            proved=False, source=meant[0].indicator.actual.location,
        )  # fmt: skip


def _with_lead(text: str, clause: re.Match[str]) -> str:
    """A clause that begins with its date, with the one before it: “更新设备6台，9月25日通过验收”."""
    before = clause_before(text, clause.start(), LINE).rstrip(",").rpartition(",")[2]
    led = DIGIT.match(clause.group()) and not _MONTH_OR_DAY.search(before)
    return before + clause.group() if led else clause.group()


def _dated_row(dated: Sequence[_Dated], clause: str, *, alone: bool) -> _Dated | None:
    """The row with a date whose name shares words with a clause; else the only one, where `alone` it may be meant."""
    names = [_OF_TIME.sub("", normalise(row.name) if row.indicator.name else "") for row, _ in dated]
    shared = [sum(pair in clause for pair in bigrams(name)) for name in names]
    best = max(shared)
    if best and shared.count(best) == 1:
        return dated[shared.index(best)]
    general = len(dated) == 1 and len(_GENERAL.sub("", names[0])) < _MONTH_AND_DAY
    return dated[0] if general and alone and _FINISHED.search(clause) and "合同" not in clause else None


def _is_day(own: tuple[int, ...], day: tuple[int, ...]) -> bool:
    """Whether two dates are one; a date without its year is taken to be of the same year."""
    return bool(day) and own == day[-len(own) :]


def day_of(entry: Entry | None) -> tuple[int, ...]:
    """Year, month and day of a cell with one date and nothing else counted; () where it has none."""
    found = [figure for figure in figures(spelt(entry.text)) if figure.kind is Kind.DATE] if entry else []
    own = digits_of(found[0].text) if len(found) == 1 else ()
    return own if len(own) == 3 else ()


def digits_of(date: str) -> tuple[int, ...]:
    """The numbers of a date: “2024年11月30日” and “2024-11-30” are (2024, 11, 30)."""
    return tuple(map(int, re.findall(r"\d+", date)))
