"""Over a filed report: one thing done told of two days, and the project's last day before what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.dates.event_order import OF_SEVERAL, bare
from zpj.checks.reading.events import CHAINS, Event, events
from zpj.checks.reading.text import squeezed, texts_of_paper
from zpj.checks.reading.written_dates import Written, dates
from zpj.checks.rows.targets import pairs_of
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.records import record
from zpj.domain.regex import regex

_ONCE = frozenset({"签订合同", "开工", "完工", "验收", "开标", "中标", "登记调查", "审核验收", "投入使用", "分解下达",
                   "收到资金", "到货", "安装调试", "发放"})  # fmt: skip
_ENDED = regex(
    "^(?:项目)?(?:实际)?(?:全部)?(?:完成|结束|完工|竣工)(?:时间|日期)(?:为|是|:)(?P<day>20[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?)[。;]?$"
)
_DUE = regex("(?P<year>20[0-9]{2})年(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?(?:底|末)?(?:之|以)?前")
_LEAST_SHARED, _LONGEST_CELL = 3, 120
_ENDED_LABEL = regex("^(?:项目)(?:实际)?(?:全部)?(?:完成|结束|完工|竣工)(?:时间|日期):?$")
_OF_THE_WHOLE = ("验收", "审核验收", "决算审计", "立项批复")


@paper_check(
    "ZPJ175",
    "同一件事两处写了不同的日期",
    WARNING,
    reference="R-59",
    clause="同一件事的日期在全文应当一致",
    message="“{quote}”，{where}写“{expected}”，是同一件事（{act}），请核对",
    fix="核对两处，改成一致",
    follows=("ZPJ599", "ZPJ373", "ZPJ562", "ZPJ152", "ZPJ158", "ZPJ174", "ZPJ355"),
)
def one_thing_on_two_days(case: PaperCase) -> Iterator[Hit]:
    """“养护工程于11月18日全部完工” and, in the form, 养护工程完工时间 10月18日: the same words for what was done.

    Also where the paper tells but twice of a step, both times of all of the project. Batches and lots are let pass.
    """
    told: set[str] = set()
    every = [each for each in events(case) if each.name in _ONCE and not OF_SEVERAL.search(each.subject)]
    for chain in range(len(CHAINS)):
        steps = [each for each in every if each.chain == chain]
        for number, one in enumerate(steps):
            for other in steps[number + 1 :]:
                if {one.place, other.place} & told or not _differ(one, other):
                    continue
                if _is_one(one, other, [each for each in steps if each.step == one.step]):
                    told |= {one.place, other.place}
                    yield Hit(other.place, other.text, one.text, quote=other.quote, basis=one.quote,
                              project=case.project(other.section),
                              words={"where": one.place, "act": other.name})  # fmt: skip


def _differ(one: Event, other: Event) -> bool:
    """Whether two tell of one step at two places on days apart."""
    apart = one.last < other.first or other.last < one.first
    same = one.step == other.step and one.section == other.section and one.batch == other.batch == ""
    return apart and same and one.place != other.place


def _is_one(one: Event, other: Event, steps: Sequence[Event]) -> bool:
    first, second = bare(one), bare(other)
    if first and first == second:
        twins = [each for each in steps if bare(each) == first]
        return (
            len({(each.first, each.last) for each in twins})
            == len((one, other))
            == len({each.name for each in twins}) + 1
        )
    days = {(each.first, each.last) for each in steps}
    return not first and not second and len(days) == len((one, other))


@record
class _Due:
    """A text with one day by which something is to be done, and the words it has."""

    place: str
    day: str
    text: str
    pairs: frozenset[str]
    section: int


@another_way("ZPJ175", WARNING, follows=("ZPJ175", "ZPJ599"))
def one_thing_due_on_two_days(case: PaperCase) -> Iterator[Hit]:
    """“桃坪乡3公里……2025年6月底前完成” in the reason of a row, “2025年5月底前完成桃坪乡剩余3公里” in the measures.

    No other text with the day of the reason speaks of the thing.
    """
    reasons = {entry.location for form in case.forms for row in form.rows if (entry := row.indicator.deviation_reason)}
    every = _dues(case) if reasons else []
    for own in (each for each in every if each.place in reasons):
        others = [each for each in every if each.place not in reasons and each.section == own.section]
        near = [each for each in others or every if each is not own and len(each.pairs & own.pairs) >= _LEAST_SHARED]
        if near and all(each.day != own.day for each in near):
            best = max(near, key=lambda each: len(each.pairs & own.pairs))
            if best.day[:4] == own.day[:4]:
                yield Hit(best.place, best.day, own.day, quote=best.text[:40], basis=own.text,
                          project=case.project(best.section),
                          words={"where": own.place, "act": "要做的事"})  # fmt: skip


def _dues(case: PaperCase) -> list[_Due]:
    found = []
    for place, text, section in texts_of_paper(case):
        for sentence in re.split("[。;]", text) if "前" in text and "月" in text and "!" not in place else ():
            found += _due(place, sentence, section)
        found += _due(place, text, section) if "!" in place and "前" in text and len(text) < _LONGEST_CELL else []
    return found


def _due(place: str, text: str, section: int) -> list[_Due]:
    days = [match.group() for match in _DUE.finditer(text)]
    return [_Due(place, days[0], text, pairs_of(_DUE.sub(",", text)), section)] if len(days) == 1 else []


@paper_check(
    "ZPJ176",
    "项目完成时间早于其中一项的日期",
    WARNING,
    reference="R-58 R-59",
    clause="项目完成的时间不早于其中各项的时间",
    message="项目完成时间写 {found}，文中“{basis}”晚于它，请核对",
    fix="核对两处的日期",
    follows=("ZPJ599", "ZPJ174", "ZPJ377"),
)
def project_ended_before_its_parts(case: PaperCase) -> Iterator[Hit]:
    """“项目完成时间：2022年11月” where a part of it was accepted on 8 December; acceptance of the whole may follow."""
    for place, text, day, section in _ends(case):
        late = [each for each in events(case) if each.section == section and each.sure and each.first > day.last()
                and each.step < len(CHAINS[each.chain]) and (bare(each) or each.name not in _OF_THE_WHOLE)
                and each.name not in ("支付合同款", "收到资金", "发放", "公示", "决算审计", "投入使用")]  # fmt: skip
        if late:
            yield Hit(place, day.text, late[-1].text, quote=text, basis=late[-1].quote, project=case.project(section))


def _ends(case: PaperCase) -> Iterator[tuple[str, str, Written, int]]:
    """Where a paper says by a label when its project ended."""
    for line in case.paper.paragraphs:
        text = squeezed(line.text)
        match = _ENDED.match(text.split(".")[-1]) if "时间" in text or "日期" in text else None
        for day in dates(match["day"]) if match else ():
            if day.is_possible:
                yield line.location, line.text.strip(), day, line.section
    for table in case.paper.tables:
        for number, row in enumerate(table.rows if not table.form else (), 1):
            for column, (label, value) in enumerate(pairwise(row), 2):
                days = dates(squeezed(value)) if _ENDED_LABEL.match(squeezed(label)) else []
                if len(days) == 1 and days[0].is_possible:
                    yield table.cell(number, column), value.strip(), days[0], table.section
