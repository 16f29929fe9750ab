"""The tables of a workbook against its forms: names, scores and values of the same indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zpj.checks.case import BookCase, FormCase, Row
from zpj.checks.reading.project_lists import bare_name, is_listing, names_several
from zpj.checks.reading.reconcile import amount_of
from zpj.checks.reading.row_names import letters, paired
from zpj.checks.reading.tables import (
    NAMES,
    WEIGHTS,
    Line,
    amount_in,
    column,
    in_its_unit,
    is_dash,
    lines,
    number_in,
    sheets,
)
from zpj.checks.rule import ERROR, INFO, WARNING, Hit, book_check
from zpj.domain.amounts import ZERO, plain
from zpj.domain.model import Entry, SourceTable
from zpj.domain.regex import regex
from zpj.domain.targets import comparable, parse
from zpj.domain.units import MONEY_ZEROS
from zpj.domain.wording import normalise

_PROJECT_LABEL = regex("^(?:自评|评价)?项目名称$")
_UNIT_LABEL = regex("^(?:自评|评价)?项目(?:实施)?单位$|^实施单位$|^预算单位$")
_OF_PAYER = regex("当年|本年|年度|一般公共预算|预算内|(?:中央|省|[市州盟]|[县旗]|区|[乡镇]|本)(?:级|本级)?|资金$")
"""What a source's name may have or lack: 县级财政拨款 is the 当年财政拨款 of a form that names no payer."""
_NAMED = regex("中央|省|[市州盟]|[县旗]|区级|[乡镇]|其他|自筹|本级")
_WHERE_OF, _PAYER = regex("^其中[:：]?"), regex("中央|省|[市州盟]|[县旗]|区级|[乡镇]|其他|自筹")
_FUNDS = (
    ("initial_budget", "^年初预算数?[(（]|预算编制"),
    ("full_year_budget", "^全年预算数"),
    ("executed", "^全年执行数"),
    ("balance", "^资金结"),
)
_SCORES = (("分值", "^(?:权重|分值)$", "weight"), ("得分", "^得分$", "points"))


def _pairs(case: BookCase) -> Iterator[Line]:
    """The rows of sheets with two columns, label and content; a filed report has its own rule."""
    for source in sheets(case):
        if len(source.header) == 2:
            yield from lines(source)


def named_projects(forms: tuple[FormCase, ...]) -> list[str]:
    """The names the forms have in their cells 项目名称, where they have one: of the project, then of their own part."""
    fields = ("whole_project_name", "project_name")
    return list(
        dict.fromkeys(name for field in fields for form in forms if (name := form.evaluation.text(field).strip()))
    )


@book_check(
    "ZPJ511",
    "项目名称前后不一致",
    ERROR,
    reference="R-56",
    clause="封面、自评表、报告应当写同一个项目名称",
    message="这里的项目名称是“{found}”，自评表是“{expected}”，请统一",
    fix="统一为批复的项目名称",
)
def project_names(case: BookCase) -> Iterator[Hit]:
    """A 项目名称 on a cover or another table that no form has."""
    known = named_projects(case.forms)
    for line in _pairs(case):
        name = line.text(1)
        label = _PROJECT_LABEL.match(_label(line)) and not names_several(name, known)
        if known and name and label and bare_name(name) not in map(bare_name, known):
            project = known[0] if len(known) == 1 else ""
            yield Hit(line.place(1), found=name, expected=" / ".join(known[:3]), project=project)


@book_check(
    "ZPJ512",
    "单位名称前后不一致",
    ERROR,
    reference="R-57",
    clause="封面、自评表、报告应当写同一个单位名称",
    message="这里的单位是“{found}”，自评表是“{expected}”，请统一",
    fix="统一为单位全称",
)
def unit_names(case: BookCase) -> Iterator[Hit]:
    """A 项目单位 on a cover that is no form's 实施单位."""
    fields = ("implementing_unit", "supervising_department")
    known = {form.evaluation.text(field).strip() for form in case.forms for field in fields} - {""}
    for line in _pairs(case):
        name = line.text(1)
        label = _UNIT_LABEL.match(_label(line)) and not is_listing(name, sorted(known))
        if known and name and label and bare_name(name) not in map(bare_name, known):
            project = case.forms[0].project if len(case.forms) == 1 else ""
            own = {form.evaluation.text("implementing_unit").strip() for form in case.forms} - {""}
            yield Hit(line.place(1), found=name, expected=" / ".join(sorted(own or known)[:3]), project=project)


def _label(line: Line) -> str:
    return normalise(line.text(0)).strip(":")


@book_check(
    "ZPJ513",
    "表格与自评表的分值、得分不一致",
    ERROR,
    reference="R-52",
    clause="同一指标在自评表和报告的表里应当一致",
    message="“{name}”的{what}，这里写 {found}，自评表为 {expected}，请统一",
    fix="核对后改成一致",
)
def indicator_scores(case: BookCase) -> Iterator[Hit]:
    """Weight and score of each indicator in a table of indicators."""
    for source, form, line, row in _same_rows(case):
        for what, pattern, field in _SCORES:
            place = column(source, pattern)
            found, wanted = number_in(line.text(place)), getattr(row, field)
            if place is not None and found is not None and wanted is not None and found != wanted:
                yield Hit(line.place(place), plain(found), plain(wanted), plain(abs(found - wanted)), "0",
                          project=form.project, words={"name": row.name, "what": what})  # fmt: skip


@book_check(
    "ZPJ514",
    "表格与自评表的指标值、完成值或原因不一致",
    ERROR,
    reference="R-52",
    clause="同一指标在自评表和报告的表里应当一致",
    message="“{name}”的{what}，这里写“{found}”，自评表为“{expected}”，请统一",
    fix="核对后改成一致",
)
def indicator_values(case: BookCase) -> Iterator[Hit]:
    """Targets and actual values; other wording or a reason in one place only is a doubt."""
    fields = (
        ("年初指标值", "^年初(?:指标|目标)", "initial_target"),
        ("指标值", "^调整后指标|^年度指标值|^指标值", "target"),
        ("完成值", "(?<!计划)完成值|^(?:全年|年度)?实际值", "actual"),
    )
    told: set[tuple[str, str, str, str]] = set()
    for source, form, line, row in _same_rows(case):
        for what, pattern, field in fields:
            place = column(source, pattern)
            entry = getattr(row.indicator, field)
            words = line.text(place)
            if place is None or entry is None or not words or normalise(words) == normalise(entry.text):
                continue
            if is_dash(words) or is_dash(entry.text):
                continue
            pair = comparable(parse(entry.text), parse(words))
            if pair is None or pair[0] != pair[1]:
                yield _differs(line, place, words, entry.text.strip(), form, row, what, proved=pair is not None)
        place = column(source, NAMES)
        if place is not None and letters(line.text(place)) != letters(row.indicator.name):
            yield _differs(line, place, line.text(place), row.indicator.name, form, row, "指标名称", proved=False)
        for what, pattern, field in (("一级指标", "^一级指标", "level1"), ("二级指标", "^二级指标", "level2")):
            place, own = column(source, pattern), level_name(getattr(row.indicator, field))
            said = (source.location, what, level_name(line.text(place)), own)
            if place is not None and line.text(place) and own and said[2] != own and said not in told:
                told.add(said)
                yield _differs(line, place, line.text(place), own, form, row, what, proved=False)
        place = column(source, "原因")
        reason = row.indicator.deviation_reason.text.strip() if row.indicator.deviation_reason else ""
        if place is not None and bool(line.text(place)) != bool(reason):
            words = line.text(place)[:30] or "（空）"
            yield _differs(line, place, words, reason[:30] or "（空）", form, row, "偏差原因", proved=False)


def level_name(name: str) -> str:
    """A level's name without its weight: 数量指标(20分) is 数量指标."""
    return re.sub(r"[(].*?[)]", "", normalise(name))


def _differs(
    line: Line, place: int, found: str, expected: str, form: FormCase, row: Row, what: str, proved: bool
) -> Hit:
    level = None if proved else WARNING
    words = {"name": row.name, "what": what}
    return Hit(line.place(place), found=found, expected=expected, level=level, project=form.project, words=words)


def _same_rows(case: BookCase) -> Iterator[tuple[SourceTable, FormCase, Line, Row]]:
    """The rows of indicator tables beside the forms' own by name, the others in order, where there are as many."""
    for source in case.book.tables:
        names, projects = column(source, NAMES), column(source, "^项目名称")
        if names is None or column(source, "完成值") is None:
            continue
        for form in case.forms:
            own = [line for line in lines(source) if line.text(names) and _about(line, projects, form, case)]
            if len(own) == len(form.rows):
                yield from ((source, form, line, row) for line, row in paired(own, form.rows, names))


def _about(line: Line, projects: int | None, form: FormCase, case: BookCase) -> bool:
    return line.text(projects) == form.project if projects is not None else case.owner(line.table.location) is form


@book_check(
    "ZPJ517",
    "资金表与自评表的金额不一致",
    ERROR,
    reference="R-52",
    clause="同一项目的资金在自评表和报告的表里应当一致",
    message="资金表的{what}写 {found}，自评表为 {expected}，请统一",
    fix="核对后改成一致",
)
def funds_table(case: BookCase) -> Iterator[Hit]:
    """The row 合计 of each project in a table of funds, in its own unit, against the form's total line."""
    for source in case.book.tables:
        projects = column(source, "^项目名称")
        columns = [(field, column(source, pattern)) for field, pattern in _FUNDS]
        if sum(place is not None for _, place in columns) < 2:
            continue
        for line in lines(source):
            form = _form_of(case, line, projects)
            if form and form.total and line.is_total:
                for field, place in columns:
                    if place is not None:
                        yield from _amount_differs(line, place, form, getattr(form.total, field))


def _form_of(case: BookCase, line: Line, projects: int | None) -> FormCase | None:
    """The form a row is about: by its project, in a table of a filed report without that column by its place."""
    return next((form for form in case.forms if _about(line, projects, form, case)), None)


def _amount_differs(line: Line, place: int, form: FormCase, entry: Entry | None) -> Iterator[Hit]:
    heading = line.table.header[place]
    unit = re.search("[(（](亿元|万元|元)[)）]", heading)
    own, written = form.zeros, amount_in(line.text(place))
    known = amount_of(entry)
    if unit is None or own is None or written is None or known is None:
        return
    told = in_its_unit(line.text(place), written, known, own - MONEY_ZEROS[unit.group(1)])
    if told:
        words = {"what": heading.partition("(")[0].partition("（")[0]}
        yield Hit(line.place(place), *told, quote=line.text(place), project=form.project, words=words)


@book_check(
    "ZPJ518",
    "资金来源的名称与自评表不一致",
    WARNING,
    reference="R-52",
    clause="同一项目的资金在自评表和报告的表里应当一致",
    message="资金来源写“{found}”，自评表写“{expected}”，请统一",
    fix="统一为自评表的名称",
)
def source_names(case: BookCase) -> Iterator[Hit]:
    """A source of funds in a table of funds that the project's form does not have."""
    for source in case.book.tables:
        projects, names = column(source, "^项目名称"), column(source, "^资金来源")
        for line in lines(source) if names is not None else ():
            form = _form_of(case, line, projects)
            funds = [fund for fund in form.evaluation.funds if fund is not form.total] if form else []
            own = [_WHERE_OF.sub("", normalise(fund.label)).strip(":") for fund in funds]
            written = _WHERE_OF.sub("", normalise(line.text(names))).strip(":")
            if form and names is not None and own and written and not line.is_total and not is_among(written, own):
                yield Hit(line.place(names), found=written, expected="、".join(own), project=form.project)


def is_among(written: str, own: list[str]) -> bool:
    """Whether a source is one of the form's by name, or by whose money it is: 县级配套 is 县级资金."""
    payers = set(_PAYER.findall(written))
    if written in own or (len(payers) == 1 and any(payers == set(_PAYER.findall(label)) for label in own)):
        return True
    bare = _OF_PAYER.sub("", written)
    return bool(bare) and any(bare == _OF_PAYER.sub("", label) for label in own if not _NAMED.search(label))


@book_check(
    "ZPJ515",
    "评价指标体系中产出、效益的权重偏低",
    INFO,
    reference="R-44",
    clause="财预〔2020〕10号：产出、效益指标权重原则上不低于 60%",
    message="评价指标体系中产出、效益权重合计 {found}%，低于 60%，请确认",
    fix="提高产出、效益指标的权重",
)
def benefit_share(case: BookCase) -> Iterator[Hit]:
    """The share of outputs and benefits in a table of evaluation indicators."""
    for source in case.book.tables:
        first, weight = column(source, "^一级(?:指标)?$"), column(source, "^一级分值$")
        if weight is None and first is not None and column(source, WEIGHTS) == first + 1:
            weight = first + 1
        if first is None or weight is None:
            continue
        weights = {line.text(first): number_in(line.text(weight)) for line in lines(source) if not line.is_total}
        known = {name: number for name, number in weights.items() if number is not None}
        share = sum((number for name, number in known.items() if "产出" in name or "效益" in name), ZERO)
        whole = sum(known.values(), ZERO)
        if known and whole == 100 and share < 60:
            yield Hit(source.location, found=plain(share), expected="60")
