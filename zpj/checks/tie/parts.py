"""Scores of a part in prose: weight, points and deduction of a level or an indicator, and counts of indicators."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import FormCase, Row
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.tie.claims import Claim, compared
from zpj.checks.tie.figures import Figure, Kind, figures, spelt
from zpj.checks.tie.passages import SENTENCE, Passage
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain
from zpj.domain.model import printed
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.wording import normalise

_WHOLE = regex("总分|总得|综合|合计|总计|最终")
_RULE = regex("每[^,;。]{0,14}[扣得加减记计]|的[,、]?(?:每|扣|得|不得|记|计)")
"""What makes points a rule of scoring: “每逾期1日扣0.2分”, “按期完成的得8分”."""
_DEDUCTED = regex("(?:扣|扣减|扣除|被扣|扣了)(?:了|掉|分)?(?:为|:)?$")
_POINTS = regex("(?:得|得分|实得|自评得分|评分)(?:了|为|是|:)*$")
_WEIGHT = regex("(?:满分|分值|权重|共计?|总分值|占)(?:为|是|:)*$")
_GOES_ON = regex("[,、(]?(?:实际|自评|本项|共计?|得分?|实得|扣除?|扣减|扣了|了|为|分值?|满分|权重|:)*")
_STRAIGHT = regex("[^,;:。、]{0,12}")
_LISTED_BEFORE, _BETWEEN_NAMES = regex("(?:[\u4e00-\u9fff]{2,8}[、和及与])+$"), regex("[、和及与]")
_LEAST_NAME = 4
_NEAR = 14
_COUNT = regex(r"(?P<level>[一二三]级)指标(?:共|共有|有|为|计)*(?P<number>\d+)个")


@record
class _Part:
    """Some rows of the form under one name."""

    name: str
    rows: tuple[Row, ...]

    def sums(self, field: Callable[[Row], Decimal | None]) -> tuple[Decimal | None, set[Decimal]]:
        """The sum over the rows and every single value; no sum where one is empty."""
        values = [field(row) for row in self.rows]
        known = [value for value in values if value is not None]
        return (sum(known, ZERO) if len(known) == len(values) else None), set(known)


_FIELDS: dict[str, tuple[re.Pattern[str], Callable[[Row], Decimal | None]]] = {
    "扣分": (_DEDUCTED, lambda row: None if row.weight is None or row.points is None else row.weight - row.points),
    "得分": (_POINTS, lambda row: row.points),
    "分值": (_WEIGHT, lambda row: row.weight),
}


def part_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """“数量指标方面共20分，得20分；满意度指标方面共10分，得7分，扣3分”, against the rows of that level or name."""
    text = spelt(passage.text)
    points = [figure for figure in figures(text) if figure.kind is Kind.POINTS] if "分" in text else []
    parts = _parts(passage.form) if points else []
    if not parts:
        return
    for sentence in SENTENCE.finditer(text):
        subject: _Part | None = None
        position = sentence.start()
        for figure in points:
            if not sentence.start() <= figure.start < sentence.end():
                continue
            between = text[position : figure.start]
            subject = _named(between, parts) or (subject if _GOES_ON.fullmatch(between) else None)
            position = figure.end
            if subject is not None and not _WHOLE.search(between) and not _RULE.search(between):
                listed = _LISTED.search(sentence.group()[: figure.start - sentence.start()]) is not None
                yield from _claim(passage, figure, between + "得" * listed, subject, text)
    yield from _execution(passage, text)


def _execution(passage: Passage, text: str) -> Iterator[Claim]:
    """“预算执行得9.76分” against the score of the execution rate on the form."""
    line = passage.form.total
    entry = line.reported_score if line else None
    own = printed(entry)
    if entry is None or own is None or passage.planned:
        return
    for match in _OF_EXECUTION.finditer(text):
        number = parse_number(match["number"]) or ZERO
        if match["bare"] and number > passage.form.execution_weight:
            continue  # “执行率98.20%，得97.98分”: the whole score
        yield Claim(
            passage, match.group(), passage.offset + match.start("number"), plain(number), plain(own),
            plain(abs(number - own)), plain(HALF_CENT), "预算执行的得分", agrees=abs(number - own) <= HALF_CENT,
            proved=False, source=entry.location,
        )  # fmt: skip


def _parts(form: FormCase) -> list[_Part]:
    """What prose may call some rows: 二级指标, 一级指标, names; the longest first."""
    groups: dict[str, list[Row]] = {}
    for row in form.rows:
        own = row.indicator
        for name in dict.fromkeys((_bare(own.level1), _bare(own.level2), _bare(own.name))):
            if len(name) >= _LEAST_NAME:
                groups.setdefault(name, []).append(row)
    parts = [_Part(name, tuple(rows)) for name, rows in groups.items()]
    return sorted(parts, key=lambda part: -len(part.name))


@lru_cache(maxsize=512)
def _bare(name: str) -> str:
    return re.sub(r"[(].*?[)]", "", normalise(name)).rstrip("。;,")


def _named(text: str, parts: Sequence[_Part]) -> _Part | None:
    """The part named last, if it stands close enough to the end of the text."""
    best, end = None, -1
    for part in parts:
        place = text.rfind(part.name)
        if place >= 0 and place + len(part.name) > end:
            best, end = part, place + len(part.name)
    return _with_listed(best, text[:end], parts) if best and _STRAIGHT.fullmatch(text[end:]) else None


def _with_listed(part: _Part, text: str, parts: Sequence[_Part]) -> _Part | None:
    """The part at the end of a text with those listed before it, “产出、效益、满意度指标”: told of together.

    None where only some of what is listed are parts of the form.
    """
    listed = _LISTED_BEFORE.search(text.removesuffix(part.name))
    names = _BETWEEN_NAMES.split(listed.group())[:-1] if listed else []
    others = [next((other for other in parts if other.name.startswith(name)), None) for name in names]
    known = [other for other in others if other is not None]
    if not known:
        return part
    if len(known) < len(others):
        return None
    rows = {id(row): row for one in (*known, part) for row in one.rows}
    return _Part("、".join((*names, part.name)), tuple(rows.values()))


def _claim(passage: Passage, figure: Figure, between: str, part: _Part, text: str) -> Iterator[Claim]:
    if figure.amount is None:
        return
    for what, (pattern, field) in _FIELDS.items():
        if pattern.search(between):
            wanted, single = part.sums(field)
            number = figure.amount.value
            if wanted is None or (what == "得分" and _is_measured(part, number)):
                return
            if what == "扣分" and _is_lost_in_all(passage.form, number):
                return
            if what == "分值" and number == HUNDRED:
                return  # “满意度指标10分，共100分”: of all parts
            source = _source(part, what)
            quote = text[max(0, figure.start - _NEAR) : figure.end]
            quote = quote if part.name not in between else text[text.rfind(part.name, 0, figure.start) : figure.end]
            if number in single:
                wanted = number
            label = f"{part.name}的{what}"
            yield compared(passage, figure, wanted, HALF_CENT, label, quote, source, proved=len(part.rows) == 1)
            return


def _is_lost_in_all(form: FormCase, number: Decimal) -> bool:
    """Whether the points are those the whole form lost: the clause behind the last part tells of them all."""
    total = printed(form.evaluation.total.reported)
    return total is not None and total + number == HUNDRED


def _is_measured(part: _Part, number: Decimal) -> bool:
    """Whether the points told are what a row measures (考核平均得分 ≥90分, 92.37分), not what it is given."""
    cells = [cell for row in part.rows for cell in (row.indicator.actual, row.indicator.target) if cell]
    return any(
        figure.kind in (Kind.POINTS, Kind.NUMBER) and figure.amount and figure.amount.value == number
        for cell in cells
        for figure in figures(spelt(cell.text))
    )


def _source(part: _Part, what: str) -> str:
    cells = [row.indicator.weight if what == "分值" else row.indicator.reported_score for row in part.rows]
    places = [cell.location for cell in cells if cell]
    return places[0] if len(places) == 1 else f"{places[0]} 等 {len(places)} 格之和" if places else ""


_LISTED = regex("得(?:分)?(?:为|是|:)*[0-9.]+分[,:(](?:其中:?)?(?:(?!满分|分值|权重|共计?|扣)[^。;])*$")
_OF_EXECUTION = regex(
    "(?:(?:预算|资金)执行(?:率|情况|指标|部分)*|(?:^|(?<=[,。;:]))(?P<bare>执行率))(?:为|是|达到?|:)*(?:[0-9.]+%)?(?:[(][^()]*[)])?[,:、(]?"
    "(?:本项|该项|此项)?(?:指标)?(?:自评|实际|应)?[得计记](?:分)?(?:为|是|:)*(?P<number>[0-9]+(?:[.][0-9]+)?)分(?!值?[×x*乘])"
)
_FULL_MARKS = regex("(?P<number>[0-9]+)(?:项|个)(?:[三二]级)?(?:绩效)?(?:指标)?(?:均|都)?(?:得|获得?|为|是)(?:了)?满分")
_NOT_DONE = regex(
    "(?P<number>[0-9]+)(?:项|个)(?:三级)?(?:绩效)?指标"
    "(?:未(?:全部|能|按期)?(?:完成|达到|达标|实现)|没有(?:完成|达到)|有?扣分|失分|存在偏差)"
)
_TOLD = (("得满分的指标", _FULL_MARKS, False), ("没有完成的指标", _NOT_DONE, True))


def marks_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """“12项指标得满分，2项指标未完成” against the scores of the rows, the execution rate counted or not."""
    text = spelt(passage.text)
    scored = [row for row in passage.form.rows if row.points is not None and row.weight]
    line = passage.form.total
    if "指标" not in text or len(scored) < len(passage.form.rows) or not scored:
        return
    lost = sum(1 for row in scored if row.points != row.weight)
    own, most = printed(line.reported_score) if line else None, printed(line.weight) if line else None
    for what, pattern, is_short in _TOLD:
        wanted = lost if is_short else len(scored) - lost
        also = own is not None and most is not None and (own < most) is is_short
        for match in pattern.finditer(text):
            found = int(match["number"])
            yield Claim(
                passage, match.group(), passage.offset + match.start("number"), str(found), str(wanted),
                str(abs(found - wanted)), "0", f"{what}的个数", agrees=found in {wanted, wanted + also}, proved=False,
                source=passage.form.evaluation.location,
            )  # fmt: skip


def count_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """“一级指标5个，二级指标8个，三级指标14个”, against the rows of the form: a doubt, the form may be another."""
    yield from marks_claims(passage, forms)
    rows, text = passage.form.rows, spelt(passage.text)
    told = list(_COUNT.finditer(text)) if rows and "级指标" in text else []
    if not told:
        return
    known = {
        "一级": len({_bare(row.indicator.level1) for row in rows}),
        "二级": len({(_bare(row.indicator.level1), _bare(row.indicator.level2)) for row in rows}),
        "三级": len(rows),
    }
    for match in told:
        found, wanted = int(match["number"]), known[match["level"]]
        others = {wanted, wanted + 1} if passage.form.execution_weight and match["level"] != "三级" else {wanted}
        yield Claim(
            passage,
            match.group(),
            passage.offset + match.start("number"),
            str(found),
            str(wanted),
            str(abs(found - wanted)),
            "0",
            f"{match['level']}指标的个数",
            agrees=found in others,
            proved=False,
            source=passage.form.evaluation.location,
        )
