"""Quantities in prose beside an indicator's name: what was done, against the indicator's actual value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from zpj.checks.case import FormCase, Row
from zpj.checks.paper_figures import slipped
from zpj.checks.reconcile import HALF_CENT
from zpj.checks.tie_claims import Claim, are_parts, compared, is_share_of_others
from zpj.checks.tie_figures import Figure, Kind, figures, spelt
from zpj.checks.tie_nouns import CHECKED, noun_claims
from zpj.checks.tie_passages import PARTIAL, Passage, elsewhere, sentences_of
from zpj.domain.model import Entry
from zpj.domain.regex import regex
from zpj.domain.wording import normalise

_CLAUSE = regex("[^。;,\n]+")
_PLANNED = regex("目标|计划|预期|应|指标值|年初|要求|不少于|不低于|不超过|≥|≤|大于|小于|分值|得分|上年|去年|同比|较")
_PARTIAL = regex("其中|分别|季度|上半年|[1-9]月|(?:[少差缺欠]|短少|缺口)(?:[了约]|为|完成)*$")
_OF_GOAL = "(?:以[上内下])?(?:[(]含[)])?的?(?:年度|预期|年初|绩效|设定|计划)*(?:目标|要求|指标|标准|任务|底线)"
_AS_GOAL = regex(f"{_OF_GOAL}|的?(?:测|估)算|的?核定")
_KINDS, _DIGIT = (Kind.QUANTITY, Kind.PERCENT), regex("[0-9]")
_LEAST_NAME, _MUCH, _NEAR = 4, 20, 10
_DATED_CLAUSE = regex("[0-9年月日]{4,11},[^。;,\n]+|[^。;,\n]+")
_CLAUSE_MARK = regex("[。;,:、(\n]")
_EACH = regex("每|人均|平均|户均|超过|低于|高于|提高|增长|下降|增加|减少|不足|近|余|约|占")
_TAIL = regex("(?P<before>[\u4e00-\u9fff]*?)(?P<tail>[\u4e00-\u9fff]{2}[率度])(?:为|是|达到?|:|实际)*$")
_FINISHED = regex("完成|完工|竣工|结束|通过验收")
_ENDED = regex("完成|完工|竣工|结束|验收|到位|配发|投入使用|交付|上线|发放|开通|投用|运行|建成|举办|召开|印发")
_OF_TIME = regex("(?:完成)?(?:时间|日期|时限|期限|及时性)$|完成|按期|及时")
_GENERAL = regex("项目|任务|工作|工程|年度|计划|各项|全部|实施|目标|时效|服务|建设")
_DAYS = regex("(?P<word>提前|逾期|超期|延期|延迟|推迟)(?:了)?(?P<number>[0-9]{1,3})天")
_NOT_OF_GOAL = regex("合同|结算|开工|协议|工期|通知|每|平均|付款|支付")
_MONTH_AND_DAY, _WHOLE_DATE, _LAST_MONTH = 2, 3, 12
_DONE, _MONTH_OR_DAY = regex("完成|实际|已|共|达到"), regex("[0-9][月日]")
_SAMPLE = regex("抽[测查检样取]|随机")
_COMMON_WORDS = "面积 长度 里程 人数 数量 次数 场次 完成 项目 工作 情况 服务 指标 资金 建设 个数 实施"
_COMMON = frozenset(_COMMON_WORDS.split())

_Dated = tuple[Row, tuple[int, ...]]
_Counted = dict[str, list[tuple[Row, bool]]]


def quantity_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """By the name of an indicator, by words of it, by its date, and by the nouns around a quantity."""
    told: set[int] = set()
    for claim in _by_name(passage):
        told.add(claim.start)
        yield claim
    yield from (claim for claim in noun_claims(passage) if claim.start not in told)


def _by_name(passage: Passage) -> Iterator[Claim]:
    """One figure in the clause that names the indicator, in the unit of its actual value; planned ones are left."""
    text = spelt(passage.text)
    if not figures(text) and not _DIGIT.search(text):
        return
    told: set[int] = set()
    for row, name in _named_rows(passage.form):
        start = text.find(name)
        if start < 0:
            continue
        for clause in _CLAUSE.finditer(text):
            if clause.start() <= start < clause.end():
                before = text[max(text.rfind(mark, 0, start) for mark in "。;\n") + 1 : start]
                ahead, value = text[clause.start() : start], _single(row.indicator.actual)
                sampled = _SAMPLE.search(ahead) and value and value.unit != "%"
                if not _PLANNED.search(ahead) and not elsewhere(passage, before) and not sampled:
                    for claim in _in_clause(passage, row, text, start + len(name), clause.end()):
                        told.add(claim.start)
                        yield claim
                break
    if not passage.planned:
        loose = (*_by_noun(passage, text), *_by_date(passage, text), *_early_or_late(passage, text))
        yield from (claim for claim in loose if claim.start not in told)


@lru_cache(maxsize=32)
def _named_rows(form: FormCase) -> list[tuple[Row, str]]:
    """The rows whose actual value is one figure, with their names, where these are long enough to be known by."""
    named = ((row, _name(row)) for row in form.rows if _single(row.indicator.actual))
    return [(row, name) for row, name in named if len(name) >= _LEAST_NAME]


def _by_noun(passage: Passage, text: str) -> Iterator[Claim]:
    """“合格率97%” for 培训合格率; “培训学员480人” where one row alone counts in 人: the last is a doubt."""
    counted = _counted(passage.form)
    for start, sentence in sentences_of(passage):
        position = 0
        for figure in figures(sentence):
            before, position = sentence[position : figure.start], figure.end
            clause = _CLAUSE_MARK.split(before)[-1]
            if figure.kind not in _KINDS or not clause or _PLANNED.search(clause) or _EACH.search(clause):
                continue
            found = _row_of(counted, figure, clause)
            if _AS_GOAL.match(sentence, figure.end):
                continue
            if found is None or PARTIAL.search(sentence[: figure.start]) or _is_named(passage.form, clause):
                continue
            if _is_said_in_full(found[0], clause, text) or (
                figure.kind is Kind.QUANTITY and CHECKED.search(sentence[: figure.start])
            ):
                continue
            own = _single(found[0].indicator.actual)
            shared = own and own.amount and are_parts(sentence, figure.unit, own.amount.value)
            if not shared and not elsewhere(passage, sentence[: figure.start]):
                yield from _loose(passage, found[0], figure, (start, clause), found[1])


def _loose(passage: Passage, row: Row, figure: Figure, place: tuple[int, str], proved: bool) -> Iterator[Claim]:
    actual, target = _single(row.indicator.actual), _single(row.indicator.target)
    if actual is None or actual.amount is None or figure.amount is None or row.indicator.actual is None:
        return
    start, clause = place
    if proved and is_share_of_others(spelt(passage.text), figure.amount, _name(row)):
        return
    if target and target.amount and figure.amount.value == target.amount.value != actual.amount.value:
        if figure.kind is not Kind.PERCENT or passage.index < 0:
            return
        proved = False
    gap = abs(figure.amount.value - actual.amount.value)
    alike = slipped(_digits(figure), _digits(actual)) or gap * _MUCH <= actual.amount.value
    if not proved and figure.kind is Kind.QUANTITY and not alike:
        return
    half = actual.amount.half + figure.amount.half
    moved = Figure(figure.start + start, figure.end + start, figure.text, figure.kind, figure.unit, figure.amount)
    yield compared(
        passage, moved, actual.amount.value, half or HALF_CENT, f"“{row.name}”的完成值", clause[-_NEAR:] + figure.text,
        row.indicator.actual.location, proved,
    )  # fmt: skip


def _digits(figure: Figure) -> str:
    """The number of a figure as printed."""
    return "".join(re.findall(r"[0-9.]", figure.text))


def _is_said_in_full(row: Row, clause: str, text: str) -> bool:
    """Whether the text also gives the row's own value by a longer name: 按期办结率 beside a bare 办结率."""
    match, value = _TAIL.search(clause), _single(row.indicator.actual)
    own = _name(row)[-len(match["tail"]) - 2 :] if match and match["before"] == "" else ""
    return bool(own) and value is not None and own != match["tail"] and own + value.text in text if match else False


def _is_named(form: FormCase, clause: str) -> bool:
    return any(len(_name(row)) >= _LEAST_NAME and _name(row) in clause for row in form.rows)


def _row_of(counted: _Counted, figure: Figure, clause: str) -> tuple[Row, bool] | None:
    """The only row a clause before a figure may mean, and whether its words leave no doubt."""
    alike = counted.get(figure.unit, ())
    if figure.kind is Kind.PERCENT:
        match = _TAIL.search(clause)
        tail = [row for row, done in alike if done and match and _name(row).endswith(match["tail"])]
        if match is None or len(tail) != 1:
            return None
        return (tail[0], True) if match["before"] == "" or match["before"][-2:] in _name(tail[0]) else None
    if len(alike) != 1 or not alike[0][1]:
        return None
    row, near = alike[0][0], clause[-_NEAR:]
    words = {_name(row)[at : at + 2] for at in range(len(_name(row)) - 1)} - _COMMON
    return (row, False) if any(word in near for word in words) else None


@lru_cache(maxsize=32)
def _counted(form: FormCase) -> _Counted:
    """By the unit, each row with one figure, and whether that is its actual value."""
    found: _Counted = {}
    for row in form.rows:
        actual, target = _single(row.indicator.actual), _single(row.indicator.target)
        if figure := actual or target:
            found.setdefault(figure.unit, []).append((row, actual is not None))
    return found


def _early_or_late(passage: Passage, text: str) -> Iterator[Claim]:
    """“比目标时限提前10天” beside a row whose date is ten days late: the one row with two dates."""
    if not _DAYS.search(text):
        return
    dated = [(row, due, done) for row in passage.form.rows
             if (due := _day(row.indicator.target)) and (done := _day(row.indicator.actual))]  # fmt: skip
    for match in _DAYS.finditer(text) if len(dated) == 1 else ():
        (row, due, done), number = dated[0], int(match["number"])
        wanted = (due - done).days if match["word"].startswith("提") else (done - due).days
        clause = text[max(text.rfind(mark, 0, match.start()) for mark in "。;\n") + 1 : match.start()]
        actual, target = row.indicator.actual, row.indicator.target
        if actual and target and not elsewhere(passage, clause) and not _NOT_OF_GOAL.search(clause):
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


def _by_date(passage: Passage, text: str) -> Iterator[Claim]:
    """“12月5日完成”, “11月6日验收并配发到位” beside the one row of the form that is meant by its words: a doubt."""
    told = [figure for figure in figures(text) if figure.kind is Kind.DATE]
    dated = [(row, day) for row in passage.form.rows if (day := day_of(row.indicator.actual))] if told else []
    agreed = any(_is_day(digits_of(figure.text), day) for figure in told for _, day in dated)
    for clause in _DATED_CLAUSE.finditer(text) if dated else ():
        found = [figure for figure in told if clause.start() <= figure.start < clause.end()]
        own = digits_of(found[0].text) if len(found) == 1 else ()
        done = _ENDED.search(clause.group()) and not _PLANNED.search(clause.group())
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
    before = re.split("[。;\n]", text[: clause.start()])[-1].rstrip(",").rpartition(",")[2]
    led = _DIGIT.match(clause.group()) and not _MONTH_OR_DAY.search(before)
    return before + clause.group() if led else clause.group()


def _dated_row(dated: Sequence[_Dated], clause: str, *, alone: bool) -> _Dated | None:
    """The row with a date whose name shares words with a clause; else the only one, where `alone` it may be meant."""
    names = [_OF_TIME.sub("", _name(row)) for row, _ in dated]
    shared = [sum(name[at : at + 2] in clause for at in range(len(name) - 1)) for name in names]
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


def _name(row: Row) -> str:
    return _bare(row.name if row.indicator.name else "")


@lru_cache(maxsize=512)
def _bare(name: str) -> str:
    return normalise(name).rstrip("。;,")


def _single(entry: Entry | None) -> Figure | None:
    """The one figure of a cell, with its unit."""
    found = figures(spelt(entry.text)) if entry else ()
    return found[0] if len(found) == 1 and found[0].kind in _KINDS else None


def _in_clause(passage: Passage, row: Row, text: str, start: int, end: int) -> Iterator[Claim]:
    actual, target = _single(row.indicator.actual), _single(row.indicator.target)
    named = [figure for figure in figures(text) if start <= figure.start < end and figure.kind in _KINDS]
    if actual is None or actual.amount is None or len(named) != 1 or row.indicator.actual is None:
        return
    figure = named[0]
    before = text[start : figure.start]
    if _AS_GOAL.match(text, figure.end) or (passage.planned and (passage.index < 0 or target is None)):
        return
    if figure.unit != actual.unit or len(before) > _NEAR or _PLANNED.search(before) or _PARTIAL.search(before):
        return
    wanted = actual.amount.value
    proved = True
    if figure.amount and target and target.amount and figure.amount.value == target.amount.value != wanted:
        clause_start = max(text.rfind(mark, 0, start) for mark in "。;\n") + 1
        if passage.planned or not _DONE.search(text[clause_start:end]):
            return
        proved = False
    half = actual.amount.half + (figure.amount.half if figure.amount else actual.amount.half)
    quote = text[start - len(_name(row)) : figure.end]
    place = row.indicator.actual.location
    yield compared(passage, figure, wanted, half or HALF_CENT, f"“{row.name}”的完成值", quote, place, proved)
