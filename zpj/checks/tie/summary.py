"""Over a report on several projects: its table of them, and what it says of all, against each one's own form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest

from zpj.checks.case import BookCase, FormCase, PaperCase
from zpj.checks.reading.figures import said
from zpj.checks.reading.reconcile import HALF_CENT, Amount, amount_of, apart, half_unit, places_shown, rate_range
from zpj.checks.reading.tables import Line, amount_in, lines, number_in, zeros_of
from zpj.checks.reading.text import squeezed, whole_number
from zpj.checks.rule import ERROR, WARNING, Hit, book_check, paper_check
from zpj.domain.amounts import HUNDRED, plain, round_half_up
from zpj.domain.likeness import is_like
from zpj.domain.model import Entry, SourceTable, printed
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.scheme import Scheme
from zpj.domain.units import MONEY_ZEROS
from zpj.scoring.grade import grade_of, standard_grade

_NAMES = regex("^(?:自评|评价|预算|支出)?(?:项目|专项)(?:资金)?(?:名称)?$|^(?:子)?项目名称|^资金名称")
_AMOUNTS = (
    ("年初预算数", "initial_budget", regex("^(?:年初)(?:批复)?预算(?:数|金额|安排)?")),
    ("全年预算数", "full_year_budget", regex("^(?:全年|调整后|年度)(?:的)?预算(?:数|金额)?")),
    ("全年执行数", "executed", regex("^(?:全年|实际|累计)?(?:执行|支出|支付)(?:数|金额|决算数)?(?:[(]|$)")),
)
_RATE = regex("^(?:预算|资金)?(?:执行|支出|支付)(?:率|进度)")
_RATE_SCORE = regex("^(?:预算|资金)?(?:执行|支出|支付)(?:率|进度)?(?:情况)?(?:得分|[(](?:满分|分值)?[0-9.]+分[)])")
_OF_ROWS = regex("三级指标|指标名称|指标内容|指标值|目标值")
_SCORE = regex("^(?:自评|评价|绩效)?(?:总)?(?:得分|总分|分数|评分)(?:[(]|$)")
_GRADE = regex("^(?:自评|评价|绩效)?(?:等级|等次|档次|评级)")
_UNIT = regex("单位:?[(]?(亿元|万元|元)")
_WORD = "(?:优秀|优|良好|良|中等|中|较差|差)"
_GRADE_WORD = rf"(?:[“\"](?P<quoted>{_WORD})[”\"]|(?:为|是|得|定为)(?P<bare>{_WORD})(?=[,。;、)]|等[级次]|档|的项目|$))"
_ONE = r"(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})个(?:项目)?"
_COUNTED = (
    regex(rf"{_ONE}[^,。;、0-9“]{{0,14}}?{_GRADE_WORD}"),
    regex(rf"{_GRADE_WORD}(?:等[级次])?的?(?:项目)?(?:有|共|为)*{_ONE}"),
)
_ALL_ALIKE = regex(
    rf"(?:各|全部|所有|[0-9一二两三四五六七八九十]+个)项?目?[^,。;]{{0,12}}?(?:均|都)(?:被?评)?{_GRADE_WORD}"
)
_LEAST_ALIKE, _FEWEST = 0.75, 2


@record
class _Listed:
    """A row of a table of projects and the form it is about."""

    line: Line
    form: FormCase


def _listed(case: BookCase, source: SourceTable) -> list[_Listed]:
    """The rows of a table whose column of projects names the forms of the file; none unless two do.

    A project with further rows below its name is told in parts, and no row is the project's.
    """
    place = next((number for number, head in enumerate(source.header) if _NAMES.search(squeezed(head))), None)
    if place is None or len(case.forms) < _FEWEST or any(_OF_ROWS.search(squeezed(head)) for head in source.header):
        return []
    found = []
    rows = [line for line in lines(source) if not line.is_total]
    for line, below in zip_longest(rows, rows[1:]):
        form = _form_of(case, line.text(place))
        if form is not None and not (below and _goes_on(below, place)):
            found.append(_Listed(line, form))
    names = {each.form.evaluation.location for each in found}
    return found if len(names) == len(found) >= _FEWEST else []


def _goes_on(line: Line, place: int) -> bool:
    """Whether a row has figures and no name of its own: it is a part of the project above."""
    return not line.text(place) and any(number_in(text) is not None for text in line.texts)


def _form_of(case: BookCase, name: str) -> FormCase | None:
    bare = _bare(name)
    same = [form for form in case.forms if _bare(form.project) == bare]
    if not same and bare:
        same = [form for form in case.forms if is_like(bare, _bare(form.project), _LEAST_ALIKE)]
    return same[0] if len(same) == 1 else None


def _bare(name: str) -> str:
    return re.sub(r"^\d+[.、]|^20\d\d年度?|项目$|经费$|资金$", "", squeezed(name))


@book_check(
    "ZPJ421",
    "项目汇总表与该项目的自评表不符",
    ERROR,
    reference="R-07 R-51 R-52 R-53",
    clause="汇总表的数取自各项目的自评表",
    message="汇总表“{name}”的{what}写 {found}，它的自评表为 {expected}，请改成一致",
    fix="核对汇总表和自评表，改成一致",
)
def summaries_and_forms(case: BookCase) -> Iterator[Hit]:
    """Each project's budget, spending, rate, score and grade in a table of projects, against its own form."""
    tables = {table.name: table for table in (case.book.paper.tables if case.book.paper else ())}
    for source in case.book.tables if len(case.forms) >= _FEWEST else ():
        table = tables.get(source.location.rpartition("!")[0])
        for each in _listed(case, source):
            for number, head in enumerate(source.header):
                hit = _cell(each, number, squeezed(head), _unit_of(source, table, number))
                if hit:
                    what, found, right, gap = hit
                    yield Hit(each.line.place(number), found, right, gap, quote=each.line.text(number),
                              project=each.form.project, words={"name": each.form.project, "what": what})  # fmt: skip


def _unit_of(source: SourceTable, table: PaperTable | None, column: int) -> int | None:
    """The power of ten of a column of amounts: by its heading, else by the line above the table."""
    own = zeros_of(source.header[column])
    match = _UNIT.search(squeezed(table.caption)) if own is None and table else None
    return MONEY_ZEROS[match.group(1)] if match else own


def _cell(each: _Listed, column: int, head: str, zeros: int | None) -> tuple[str, str, str, str | None] | None:
    text, form = each.line.text(column), each.form
    line = form.total
    for what, field, pattern in _AMOUNTS:
        if pattern.search(head) and line is not None:
            entry: Entry | None = getattr(line, field)
            return _amount(what, text, entry, zeros, form.zeros)
    number = number_in(text)
    if _RATE_SCORE.search(head) or _is_behind_a_rate(each, column, head, number):
        score = printed(line.reported_score) if line is not None else None
        if number is None or score is None or abs(number - score) <= HALF_CENT:
            return None
        return "预算执行得分", text, plain(score), plain(abs(number - score))
    if _RATE.search(head) and number is not None and line is not None:
        return _rate(text, number, amount_of(line.executed), amount_of(form.budget(line)))
    total = printed(form.evaluation.total.reported)
    if _SCORE.search(head) and number is not None and total is not None and abs(number - total) > HALF_CENT:
        return "得分", plain(number), plain(total), plain(abs(number - total))
    if _GRADE.search(head) and text and total is not None:
        entry = form.evaluation.total.reported_grade
        right = standard_grade(entry.text, form.scheme) if entry else grade_of(total, form.scheme)
        own = standard_grade(text, form.scheme)
        return ("等级", text, right, None) if right and own != right and own in ("优", "良", "中", "差") else None
    return None


def _is_behind_a_rate(each: _Listed, column: int, head: str, number: Decimal | None) -> bool:
    """Whether a 得分 is that of the rate on its left: no more than what the rate can have."""
    left = squeezed(each.line.table.header[column - 1]) if column else ""
    most = each.form.execution_weight
    return bool(_SCORE.search(head) and _RATE.search(left)) and number is not None and number <= most


def _amount(
    what: str, text: str, entry: Entry | None, zeros: int | None, own: int | None
) -> tuple[str, str, str, str | None] | None:
    told, known = amount_in(text), amount_of(entry)
    if told is None or known is None or own is None or entry is None:
        return None
    shift = (own if zeros is None else zeros) - own
    gap = apart(told.scaled(shift), known)
    return (what, text, plain(known.value), plain(abs(gap))) if gap is not None else None


def _rate(
    text: str, number: Decimal, executed: Amount | None, budget: Amount | None
) -> tuple[str, str, str, str | None] | None:
    reach = rate_range(executed, budget) if executed and budget else None
    half = half_unit(places_shown(text))
    if reach is None or executed is None or budget is None or not budget.value or number <= 1:
        return None
    if reach[0] * HUNDRED - half <= number <= reach[1] * HUNDRED + half:
        return None
    right = round_half_up(executed.value / budget.value * HUNDRED, 2)
    return "执行率", text, f"{plain(right)}%", plain(abs(number - right))


@paper_check(
    "ZPJ422",
    "各等级的项目个数与自评表不符",
    WARNING,
    reference="R-07 R-53",
    clause="按总分所在的档评定等级",
    message="文字写“{found}”，各自评表{expected}，请核对",
    fix="按各项目的得分和等级改正文字",
)
def grades_counted(case: PaperCase) -> Iterator[Hit]:
    """“2个项目等级为优，1个为良” where three forms have 优; “等级均为优” where one has not."""
    grades = [grade for form in case.forms if (grade := _grade_of(form))]
    if len(grades) < _FEWEST or len(grades) < len(case.forms):
        return
    shown = "、".join(f"{grades.count(word)}个{word}" for word in dict.fromkeys(grades))
    scheme = case.forms[0].scheme
    for sentence in said(case):
        if not any(word in sentence.text for word in ("个", "均", "都", "各")) or sentence.project:
            continue
        told = [(match, _word(match, scheme), whole_number(match["count"])) for match in _counts(sentence.text)]
        alike = _ALL_ALIKE.search(sentence.text)
        wrong = [match for match, grade, count in told if count is not None and count != grades.count(grade)]
        if alike and set(grades) != {_word(alike, scheme)}:
            yield Hit(sentence.paragraph.location, alike.group(), f"是{shown}", quote=alike.group())
        elif wrong and sum(count or 0 for _, _, count in told) <= len(grades):
            quote = sentence.text[told[0][0].start() : told[-1][0].end()]
            yield Hit(sentence.paragraph.location, quote, f"是{shown}", quote=quote)


def _counts(text: str) -> list[re.Match[str]]:
    """What a sentence says of grades: how many before the grade, or else behind it."""
    for pattern in _COUNTED:
        found = list(pattern.finditer(text))
        if found:
            return found
    return []


def _word(match: re.Match[str], scheme: Scheme) -> str:
    return standard_grade(match["quoted"] or match["bare"], scheme)


def _grade_of(form: FormCase) -> str:
    """The grade of a form by its total; the word on it may be a slip of its own (ZPJ404)."""
    total = printed(form.evaluation.total.reported)
    return (grade_of(total, form.scheme) or "") if total is not None else ""
