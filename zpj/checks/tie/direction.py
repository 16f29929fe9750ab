"""Words of prose against the form: over, short, done, nothing deducted; whose work it was and in which year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import FormCase, Row
from zpj.checks.tie.claims import Claim
from zpj.checks.tie.figures import spelt
from zpj.checks.tie.passages import Passage, elsewhere, sentences_of
from zpj.domain.amounts import ZERO, plain
from zpj.domain.model import Entry, printed, text_of
from zpj.domain.regex import regex
from zpj.domain.targets import comparable
from zpj.domain.wording import Comparator

_MARK = regex("[。;,:、(\n]")
_NO_PART = "(?!值?的[0-9])"
_GOAL = "(?:年度|预期|绩效|全年|计划)*(?:目标|指标|任务|要求|指标值|目标值|计划数?)"
_VERDICTS = (
    (
        "over",
        regex(
            rf"^[^,。;不未没]{{0,4}}(?:超额完成|(?:超过|超出|高于){_GOAL}|超预算|超支|(?:超出|突破|超过)(?:预算|限额|控制数))"
        ),
    ),
    ("short", regex(rf"^[^,。;]{{0,4}}(?:未能?|没有|尚未)(?:完成|达到|达成|达标|实现)(?:{_GOAL})?")),
    (
        "done",
        regex(
            rf"^[^,。;不未没]{{0,4}}(?:按期|如期|圆满|全部|全面|均|已)*(?:完成|达到|达成|实现)(?:了)?{_GOAL}{_NO_PART}"
        ),
    ),
)
_OF_SCORING = regex("^(?:值|数)?的?,?(?:指标)?(?:得|不得|按|扣|记|计|每|酌情)|^(?:值|数)?(?:时|则|者|的话|的,)")
"""Behind a verdict: how points are given, not what came true."""
_TOLD = regex("完成|达到|达成|达标|实现|超|突破|高于|扣|满分|偏[差离]")
_LEAST_NAME = 4
_NOTHING_LOST = regex(
    "^(?:本项目|全部|各项|均|也|自评|且)*(?:没有|未|无|不存在)(?:任何)?(?:被)?扣(?:减|除)?分(?:项|情况)?$"
    "|^(?:各项|全部|所有)(?:三级|绩效)?指标(?:得分)?(?:均|都|全部)(?:得|为|获得?)(?:了)?满分$"
    "|^(?:本?项目|各项(?:绩效)?指标)(?:完成情况)?(?:均|都|与目标)*(?:没有|无|不存在)(?:明显)?偏[差离]$"
)
_NOTHING = regex("扣|满分|偏[差离]")
_OF_A_PART = regex(r"分|方面|[一二三]级")
_BY = regex("由(?P<unit>[\u4e00-\u9fff]{3,20}?)(?:负责|具体|牵头|组织|承担|统一)*(?:实施|承办|执行)")
_OURS = regex("(?:我|本)单位(?P<unit>[\u4e00-\u9fff]{3,20}?(?:局|委|馆|校|院|所|站|厅|处|公司|中心))")
_IS = regex(
    "(?:实施|承担|执行|建设|承办)单位(?:为|是)(?P<unit>[\u4e00-\u9fff]{3,20}?(?:局|委|馆|校|院|所|站|厅|处|公司|中心))(?=[,。;)]|$)"
)
_OFFICE = regex("(?:局|委|委员会|馆|校|院|所|站|厅|处|公司|中心|大学|办公室|政府|协会|医院|学会|总队|支队)$")
_BELONGING = regex("^[\u4e00-\u9fff]{0,2}(?:所属|直属|下属|属)(?=[\u4e00-\u9fff]{3})")
"""“馆属信息技术中心”, “局直属执法队”: short for the unit's own."""
_OF_YEAR = regex("^(?P<year>20[0-9]{2})年度,?(?:本|该|我)?(?:项目|单位|局|部门)")


def direction_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """“培训人数超额完成年度目标”, “没有扣分”, against the figures of the row or of the form."""
    if passage.planned:
        return
    whole = spelt(passage.text)
    if not _TOLD.search(whole):
        return
    rows = [
        (name, row)
        for row in passage.form.rows
        if len(name := spelt(row.indicator.name)) >= _LEAST_NAME and name in whole
    ]
    for start, sentence in sentences_of(passage) if rows or _NOTHING.search(whole) else ():
        for name, row in rows:
            at = sentence.find(name)
            if at >= 0 and not elsewhere(passage, sentence[:at]):
                yield from _verdict(passage, row, (start + at, name), sentence[at + len(name) :].lstrip("”\"'"))
        yield from _nothing_lost(passage, start, sentence)


def _verdict(passage: Passage, row: Row, place: tuple[int, str], after: str) -> Iterator[Claim]:
    pair = comparable(row.target, row.actual)
    if pair is None or row.indicator.actual is None or row.indicator.target is None:
        return
    wanted, reached = pair
    is_limit = row.target.comparator in (Comparator.AT_MOST, Comparator.LESS)
    right = {"over": reached > wanted, "short": reached > wanted if is_limit else reached < wanted,
             "done": reached <= wanted if is_limit else reached >= wanted}  # fmt: skip
    for kind, pattern in _VERDICTS:
        match = pattern.match(after)
        if match and not _OF_SCORING.search(after[match.end() :]):
            start, name = place
            yield Claim(
                passage, name + match.group(), passage.offset + start, match.group(),
                f"{row.indicator.actual.text}（指标值{row.indicator.target.text}）", None, None, f"“{row.name}”",
                agrees=right[kind] or (is_limit and kind == "over" and "完成" in match.group()),
                source=row.indicator.actual.location,
            )  # fmt: skip
            return


def _nothing_lost(passage: Passage, start: int, sentence: str) -> Iterator[Claim]:
    """“没有扣分” in a sentence that speaks of no part."""
    position = 0
    for clause in _MARK.split(sentence):
        match = _NOTHING_LOST.match(clause)
        lost = _lost(passage.form) if match and not _OF_A_PART.search(sentence[:position]) else ZERO
        if match and lost > 0:
            yield Claim(
                passage, clause, passage.offset + start + position, clause, f"扣{plain(lost)}分", None, None,
                "各项得分", source=passage.form.evaluation.location,
            )  # fmt: skip
        position += len(clause) + 1


def _lost(form: FormCase) -> Decimal:
    """The points lost, as filed: by the rows and by the execution rate."""
    line = form.total
    pairs = [(row.weight, row.points) for row in form.rows]
    pairs += [(printed(line.weight), printed(line.reported_score))] if line else []
    return sum((weight - points for weight, points in pairs if weight is not None and points is not None), ZERO)


def office_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """“由某市文化馆实施” beside a form of another unit, “2023年度，本项目…” beside one of another year: doubts."""
    fields = passage.form.evaluation.fields
    known = [spelt(text_of(fields.get(name))) for name in ("supervising_department", "implementing_unit")]
    year = passage.form.evaluation.text("year")
    whole = spelt(passage.text)
    for start, sentence in sentences_of(passage) if "由" in whole or "单位" in whole or "年度" in whole else ():
        match = _OF_YEAR.match(sentence)
        if match and re.fullmatch(r"\d{4}", year) and match["year"] != year:
            yield _doubt(passage, match, start, "year", ("评价年度", year), fields.get("year"))
        for match in (each for pattern in (_BY, _OURS, _IS) for each in pattern.finditer(sentence) if all(known)):
            unit = match["unit"]
            if _OFFICE.search(unit) and not any(_is_short(unit, each) or each in unit for each in known):
                yield _doubt(passage, match, start, "unit", ("实施单位", known[1]), fields.get("implementing_unit"))


def _is_short(unit: str, name: str) -> bool:
    """Whether an office is a name or short for it, each sign of it in its order: 县教体局 for 某县教育体育局."""
    signs = iter(name)
    return all(sign in signs for sign in _BELONGING.sub("", unit))


def _doubt(
    passage: Passage, match: re.Match[str], start: int, name: str, value: tuple[str, str], entry: Entry | None
) -> Claim:
    what, expected = value
    return Claim(
        passage, match.group(), passage.offset + start + match.start(name), match[name], expected, None, None, what,
        proved=False, source=entry.location if entry else "",
    )  # fmt: skip
