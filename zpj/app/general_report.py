"""`zpj summary --report`: the general report of a department over the projects of many files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from zpj import resources
from zpj.app.reading import scheme_of, scores
from zpj.domain.amounts import HUNDRED, ONE, ZERO, plain, round_half_up
from zpj.domain.errors import ZpjError
from zpj.domain.model import ScoreSheet, Section, SelfEvaluation, Workbook
from zpj.domain.records import record
from zpj.forms.recognise import form_kinds
from zpj.forms.summary_sheet import Summary, SummaryRow
from zpj.grid.atomic import atomic_write
from zpj.report.chart import Chart, add_charts, bar_chart, scatter_chart
from zpj.report.context import missing_in, plain_text, without_code
from zpj.report.department import DEPARTMENT_TABLE, SIGNATURE_TABLE, department_context, department_sections
from zpj.report.department_overview import MANY, distinct
from zpj.report.fields import REPORT_TITLE
from zpj.report.lookup import heading_path
from zpj.report.meta import ReportMeta, load_meta
from zpj.report.narrative import narrative
from zpj.report.project_kinds import spellings
from zpj.report.render import render_report
from zpj.report.shown import missing
from zpj.scoring.grade import grade_of

GENERAL = "jiangxi-general"
_WORTH_A_CHART = 5
_SIGNED_BY = "落款单位"
_FULL_SCORE = 100


@record
class GeneralReport:
    """The report written, what only a person can add, and what the reader should know of it."""

    path: Path
    title: str
    missing: tuple[str, ...]
    notes: tuple[str, ...]


def check_report_name(path: Path) -> None:
    """ZpjError where the report could not be a Word document."""
    if path.suffix.lower() != ".docx":
        raise ZpjError(path.name, "总报告只能写成 .docx", "请改用 .docx 扩展名")


def write_general_report(summary: Summary, books: Sequence[Workbook], target: Path) -> GeneralReport:
    """Write the report in 南昌's outline for the projects of all books; `target` was chosen and may be overwritten.

    Titles, years and units come from the forms, prose from sheet 报告素材 of the books that ask for this report; what
    nobody wrote is told from the figures, or 【待补：…】.
    """
    charts = _charts(summary)
    report, title = _rendered(books, {name: chart for name, chart in charts.items() if chart is not None})
    atomic_write(target, add_charts(report, [chart for chart in charts.values() if chart]))
    meta = load_meta(_template())
    notes = [*_notes(summary), *_sources(books, meta)]
    return GeneralReport(target, title, tuple(missing_in(plain_text(report))), tuple(notes))


def general_document(books: Sequence[Workbook]) -> bytes:
    """The same report without its charts, as a .docx: what a filed one is compared with."""
    return _rendered(books, {})[0]


def _template() -> Path:
    return resources.templates() / "reports" / f"{GENERAL}.docx"


def _rendered(books: Sequence[Workbook], charts: Mapping[str, Chart]) -> tuple[bytes, str]:
    """The .docx and its title."""
    meta = load_meta(_template())
    whole = _one_book(books, meta)
    every = [_as_filed(evaluation) for evaluation in whole.evaluations]
    sections = _joined(whole.sections)
    context = department_context(whole, every, sections, meta, _told(whole.evaluations, every, meta))
    context |= charts
    departments = {evaluation.text("supervising_department").strip() for evaluation in whole.evaluations}
    if context[_SIGNED_BY] == missing(_SIGNED_BY) and len(departments) == 1:
        context[_SIGNED_BY] = context["单位"]
    return render_report(_template(), context), str(context[REPORT_TITLE])


def _as_filed(evaluation: SelfEvaluation) -> ScoreSheet:
    """The scores with the total as filed and its grade, so that a form without a grade word has one all the same."""
    sheet = scores(evaluation)
    reported = evaluation.total.reported.displayed_number if evaluation.total.reported else None
    if reported is None:
        return sheet
    return replace(sheet, total=reported, grade=grade_of(reported, scheme_of(evaluation)))


def _one_book(books: Sequence[Workbook], meta: ReportMeta) -> Workbook:
    """All projects as if they stood in one workbook; of the plain sheets only those written for this report.

    What a workbook says of all its projects is used only where the report is about no others: its sums, counts and
    names would be wrong of more. What it says of one project holds beside others too.
    """
    evaluations = tuple(evaluation for book in books for evaluation in book.evaluations)
    texts, _ = _texts(books, meta)
    wanted = (DEPARTMENT_TABLE, SIGNATURE_TABLE) if len(books) == 1 and _asks(books[0], meta) else ()
    tables = tuple(table for table in books[0].tables if "".join(table.name.split()) in wanted)
    sections = tuple(section for own in texts for section in own)
    return Workbook(books[0].path, evaluations, sections=sections, tables=tables)


def _texts(books: Sequence[Workbook], meta: ReportMeta) -> tuple[list[list[Section]], list[bool]]:
    """The texts to use of each workbook, and whether others of it are left out."""
    written = [_own_sections(book, meta) for book in books]
    if len(books) == 1:
        return written, [False]
    if _are_many(books):
        return [[] for _ in books], list(map(bool, written))
    names = [_names(book) for book in books]
    times = Counter(name for own in names for name in own.elements())
    used = [
        [section for section in sections if any(times[name] == 1 and _is_about(name, section) for name in own)]
        for sections, own in zip(written, names, strict=True)
    ]
    return used, [len(some) < len(every) for some, every in zip(used, written, strict=True)]


def _are_many(books: Sequence[Workbook]) -> bool:
    """Whether the projects are too many to be told one by one."""
    return sum(len(book.evaluations) for book in books) > MANY


def _names(book: Workbook) -> Counter[tuple[str, ...]]:
    """How many of the projects are called so, in any spelling a clerk may write, as parts of a path of headings."""
    return Counter(
        name
        for evaluation in book.evaluations
        for name in {heading_path(spelling) for spelling in spellings(evaluation.text("project_name"))}
    )


def _is_about(name: tuple[str, ...], section: Section) -> bool:
    """Whether a text is about the project of that name: by its column 项目名称, or by a heading of its path."""
    path = heading_path(section.title)
    inside = (path[at : at + len(name)] for at in range(len(path) - len(name) + 1))
    return name == heading_path(section.project) or name in inside


def _sources(books: Sequence[Workbook], meta: ReportMeta) -> Iterator[str]:
    """Whose texts the report has, and whose were left out."""
    texts, are_left_out = _texts(books, meta)
    files = [Path(book.path).name for book in books]
    if used := dict.fromkeys(file for file, own in zip(files, texts, strict=True) if own):
        yield f"文字取自{'、'.join(used)}的报告素材"
    if left_out := dict.fromkeys(file for file, some in zip(files, are_left_out, strict=True) if some):
        which = "" if _are_many(books) else "里概括本文件全部项目的文字"
        yield f"{'、'.join(left_out)}的报告素材{which}没有采用，请在总报告里补写"


def _own_sections(book: Workbook, meta: ReportMeta) -> list[Section]:
    """The rows of 报告素材 meant for this report: those that name it, or name none in a book that asks for it."""
    asked = _asks(book, meta)
    return [
        section
        for section in book.sections
        if section.text.strip()
        and (
            meta.could_be_titled(section.report)
            or section.report in (meta.id, meta.title)
            or (asked and not section.report)
        )
    ]


def _asks(book: Workbook, meta: ReportMeta) -> bool:
    """Whether a workbook asks for this report, by its settings or, where they are silent, by its form."""
    wanted = book.settings.get("reports", "")
    usual = {kind.id for kind in form_kinds() if meta.id in kind.reports}
    return (meta.id in wanted or meta.title in wanted) if wanted else {e.form for e in book.evaluations} <= usual


def _joined(sections: Sequence[Section]) -> dict[str, str]:
    """The texts by path; different texts written for one section follow one another."""
    texts: dict[str, list[str]] = {}
    for section in sections:
        for path, text in department_sections([section]).items():
            if text.strip() and text not in texts.setdefault(path, []):
                texts[path].append(text)
    return {path: "\n".join(found) for path, found in texts.items()}


def _told(evaluations: Sequence[SelfEvaluation], sheets: Sequence[ScoreSheet], meta: ReportMeta) -> dict[str, str]:
    """What zpj tells of the projects, each under its name; of many only of those that lost the most points."""
    order = sorted(range(len(evaluations)), key=lambda at: (_points(evaluations[at], sheets[at]), at))
    chosen = sorted(order[:MANY])
    names = distinct([(one.name, without_code(one.text("implementing_unit"))) for one in evaluations])
    texts: dict[str, list[str]] = {}
    for at in chosen if meta.told else ():
        story = narrative(evaluations[at], sheets[at])
        name = names[at]
        for path, topics in meta.told.items():
            if text := story.text(*topics):
                texts.setdefault(path, []).append(f"{name}：{text}")
    if len(evaluations) > MANY:
        for told in texts.values():
            told.insert(
                0, f"得分较低的{len(chosen)}个项目情况如下，其余{len(evaluations) - len(chosen)}个项目以自评表为准。"
            )
    return {path: "\n".join(told) for path, told in texts.items()}


def _points(evaluation: SelfEvaluation, sheet: ScoreSheet) -> Decimal:
    reported = evaluation.total.reported.displayed_number if evaluation.total.reported else None
    score = sheet.total if reported is None else reported
    return HUNDRED if score is None else score


def _charts(summary: Summary) -> dict[str, Chart | None]:
    """等级图 and 执行图, where there are enough projects for a picture to say more than a sentence."""
    if len(summary.rows) < _WORTH_A_CHART:
        return {}
    counts = Counter(row.grade for row in summary.rows if row.grade)
    grades = [(grade, str(counts[grade])) for grade in summary.grades]
    pairs = [(row.rate, row.score) for row in summary.rows if row.rate is not None and row.score is not None]
    least = min((score for _, score in pairs), default=ZERO)
    floor = max(ZERO, (least / 10).to_integral_value() * 10 - 10)
    most = max((score for _, score in pairs), default=ZERO)
    points = [(plain(round_half_up(rate * HUNDRED, 2)), plain(score)) for rate, score in pairs]
    ceiling = str(_FULL_SCORE) if most <= _FULL_SCORE else ""
    return {
        "等级图": bar_chart(1, "各等级项目数", grades, "项目数"),
        "执行图": scatter_chart(2, "预算执行率与得分", points, ("预算执行率（%）", "得分"), plain(floor), ceiling)
        if len(points) >= _WORTH_A_CHART
        else None,
    }


def _amounts(row: SummaryRow) -> tuple[tuple[str, Decimal | None], ...]:
    return ("预算数", row.budget), ("执行数", row.executed)


def _notes(summary: Summary) -> list[str]:
    years = Counter(row.year for row in summary.rows if row.year)
    empty = [(row, "和".join(name for name, amount in _amounts(row) if amount is None)) for row in summary.rows]
    notes = [f"{row.project}（{Path(row.file).name}）没有填{names}，合计里没有计入" for row, names in empty if names]
    if len(years) > 1:
        listed = "、".join(f"{year} {count} 个" for year, count in years.most_common())
        notes.append(f"各表的年度不同（{listed}），报告按最多的写")
    units = {row.unit for row in summary.rows if row.unit}
    if len(units) > 1:
        notes.append(f"涉及 {len(units)} 个单位，报告里的部门名称请核对")
    if any(row.rate is not None and row.rate > ONE for row in summary.rows):
        notes.append("有项目执行率超过100%，请先核实预算数和执行数")
    return notes
