"""`zpj summary`: the projects of many files in one table, with totals, means, grades and all findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from zpj.app.general_report import GeneralReport, check_report_name, write_general_report
from zpj.app.inputs import Chosen, Figures, choose, repeats
from zpj.app.outputs import output_path
from zpj.app.previewing import HIGH_SCORE, outliers, preview_of
from zpj.app.reading import read_workbook, scheme_of
from zpj.app.table_rows import UNIT, filed_score, score_remark, total_amounts
from zpj.checks.case import FormCase, form_case
from zpj.checks.run import check_workbook
from zpj.domain.amounts import HUNDRED, ONE
from zpj.domain.errors import ZpjError
from zpj.domain.findings import Finding
from zpj.domain.model import ScoreSheet, SelfEvaluation, Workbook
from zpj.domain.records import record
from zpj.forms.summary_sheet import Means, Summary, SummaryRow
from zpj.grid.atomic import atomic_write
from zpj.report.context import without_code
from zpj.schemes import DEFAULT, load_scheme
from zpj.scoring.execution import execution_rate
from zpj.scoring.grade import grade_of, standard_grade, weighted_mean
from zpj.scoring.points import percent

Progress = Callable[[int, int], None]


@record
class Summed:
    """The summary written, what went into it, and the general report where one was asked for."""

    path: Path
    summary: Summary
    report: GeneralReport | None = None


@dataclass
class _Gathered:
    """What was read so far. `evaluations` are those of `rows`."""

    rows: list[SummaryRow] = field(default_factory=list)
    evaluations: list[SelfEvaluation] = field(default_factory=list)
    books: list[Workbook] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)


def write_summary(
    paths: Sequence[Path], output: Path, force: bool, progress: Progress | None = None, report: Path | None = None
) -> Summed:
    """Read all files (folders with everything in them), and write the summary workbook and the general report.

    A file that cannot be read or holds no form is listed with its reason and never stops the rest. ZpjError where no
    form is found at all or the output is refused.
    """
    from zpj.forms.summary_sheet import summary_workbook
    from zpj.grid.package import Package
    from zpj.grid.patch import CellChange, patched

    if output.suffix.lower() != ".xlsx":
        raise ZpjError(output.name, "汇总表只能是 .xlsx", "请改用 .xlsx 扩展名")
    if report:
        check_report_name(report)
    targets = [output_path(path, path, force) for path in (output, report) if path]
    target = targets[0]
    chosen = choose(paths, targets)
    summary, books = summed(chosen, progress)
    if not summary.rows:
        raise _nothing_in(paths, summary.failed)
    data, results = summary_workbook(summary, target.parent)
    changes = {
        sheet: {place: CellChange(value, keep_formula=True) for place, value in cells.items()}
        for sheet, cells in results.items()
    }
    general = write_general_report(summary, books, targets[1]) if report else None
    atomic_write(target, patched(Package(target, data), changes))
    return Summed(target, summary, general)


def files_of(paths: Sequence[Path]) -> list[Path]:
    """The files to read: those given, and in folders every Excel, Word and PDF file that may hold a form."""
    return list(choose(paths).files)


def _nothing_in(paths: Sequence[Path], failed: Sequence[tuple[str, str]]) -> ZpjError:
    """One file that failed is told with its own reason; else what was looked through."""
    shown = "、".join(map(str, paths))
    if len(failed) != 1:
        why = f"里面的 {len(failed)} 个文件都没有项目支出绩效自评表" if failed else "里面没有自评表文件"
        return ZpjError(shown, why, "请检查路径，确认表里有“项目名称”和指标表头")
    file, (reason, _, remedy) = failed[0][0], failed[0][1].rstrip("。").partition("。")
    return ZpjError(file, reason, remedy or "请给出放着自评表的文件夹或文件")


def summed(chosen: Chosen, progress: Progress | None = None) -> tuple[Summary, tuple[Workbook, ...]]:
    """The projects of the files, without those that stand in several files for one and the same table.

    The workbooks hold the forms of these projects only.
    """
    found = _Gathered()
    found.failed += ((str(file), why) for file, why in chosen.left_out)
    for number, file in enumerate(chosen.files, 1):
        try:
            _add(file, found)
        except ZpjError as problem:
            found.failed.append((str(file), f"{problem.reason}。{problem.remedy}"))
        if progress:
            progress(number, len(chosen.files))
    left_out = _repeated(found.rows, chosen)
    kept = [row for position, row in enumerate(found.rows) if position not in left_out]
    gone = {id(found.evaluations[position]) for position in left_out}
    failed = [
        *found.failed,
        *((f"{found.rows[at].file}　{found.rows[at].location}", why) for at, why in left_out.items()),
    ]
    stay = {(row.file, row.project) for row in kept}
    shown = tuple(item for item in found.findings if (item.file, item.project) in stay or not item.project)
    rows = tuple(_with_doubles(kept))
    summary = Summary(rows, shown, tuple(failed), _means(kept), _grades(kept), outliers(rows))
    return summary, tuple(
        replace(book, evaluations=own)
        for book in found.books
        if (own := tuple(one for one in book.evaluations if id(one) not in gone))
    )


def _add(file: Path, found: _Gathered) -> None:
    book = read_workbook(file)
    if not book.evaluations:
        found.failed.append((str(file), "里面没有找到项目支出绩效自评表"))
        return
    findings = check_workbook(book)
    found.rows += _rows(book, findings)
    found.evaluations += book.evaluations
    found.books.append(book)
    found.findings += findings


def _rows(book: Workbook, findings: list[Finding]) -> Iterator[SummaryRow]:
    names = Counter(evaluation.name for evaluation in book.evaluations)
    for evaluation in book.evaluations:
        own = [
            item
            for item in findings
            if item.project == evaluation.name
            and (names[item.project] == 1 or item.location.startswith(f"{evaluation.location}!"))
        ]
        form = form_case(evaluation)
        yield replace(_row(book.path, form, len(own)), preview=preview_of(form, own))


def _row(file: str, form: FormCase, problems: int) -> SummaryRow:
    """The score is the one the form reports, as the department answers for it; zpj's own where it reports none."""
    evaluation, sheet = form.evaluation, form.sheet
    budget, executed = total_amounts(evaluation)
    reported = filed_score(evaluation)
    score = sheet.total if reported is None else reported
    scheme = scheme_of(evaluation)
    unit = without_code(evaluation.text("implementing_unit") or evaluation.text("supervising_department"))
    row = SummaryRow(
        file=file,
        location=evaluation.location,
        project=evaluation.name,
        unit=unit,
        year=evaluation.text("year"),
        budget=budget,
        executed=executed,
        rate=execution_rate(budget, executed),
        weight=HUNDRED if sheet.weight is None else sheet.weight,
        score=score,
        source="" if score is None else "测算" if reported is None else "填报",
        grade=grade_of(score, scheme) or "",
        problems=problems,
        low_rate=scheme.low_rate.value,
    )
    return replace(row, remark="；".join(_remarks(row, evaluation, sheet)))


def _remarks(row: SummaryRow, evaluation: SelfEvaluation, sheet: ScoreSheet) -> Iterator[str]:
    if evaluation.total_funds is None:
        yield "表上没有年度资金总额一行，金额未计入"
    elif row.budget is None or row.executed is None:
        yield "预算数或执行数空着，未计入"
    if evaluation.unit != UNIT:
        yield f"原表金额单位为{evaluation.unit}，已换算"
    if row.score is None:
        yield "没有得分，不参加平均和排名"
    elif row.source == "填报" and (remark := score_remark(row.score, sheet.total)):
        yield remark
    grade = evaluation.total.reported_grade
    if grade and row.grade and standard_grade(grade.text, scheme_of(evaluation)) != row.grade:
        yield f"表上等级为“{grade.text.strip()}”，按得分应为“{row.grade}”"
    if row.rate is not None and row.rate > ONE:
        yield "执行率超过100%"
    elif row.rate is not None and row.rate < row.low_rate:
        high = row.score is not None and row.score >= HIGH_SCORE
        yield f"执行率低于{percent(row.low_rate)}{f'而得分在{HIGH_SCORE}分以上' if high else ''}"


def _repeated(rows: Sequence[SummaryRow], chosen: Chosen) -> dict[int, str]:
    """Forms in Word reports, PDFs and imports that stand in a workbook with the same figures, and why they go."""
    figures = [_figures(row, chosen) for row in rows]
    twins = ((position, repeats(form, figures)) for position, form in enumerate(figures))
    return {
        position: f"“{rows[twin].project}”在 {rows[twin].file} 里已有，数也相同"
        for position, twin in twins
        if twin is not None
    }


def _figures(row: SummaryRow, chosen: Chosen) -> Figures:
    amounts = (row.budget, row.executed, row.score)
    return Figures(chosen.rank(Path(row.file)), row.project, row.unit, row.year, amounts)


def _with_doubles(rows: list[SummaryRow]) -> Iterator[SummaryRow]:
    """Rows that look like the same project twice are kept, and say so."""
    named: dict[str, list[SummaryRow]] = {}
    for row in rows:
        named.setdefault(row.project, []).append(row)
    for row in rows:
        if not any(other is not row and _may_be_one(row, other) for other in named[row.project]):
            yield row
            continue
        yield replace(row, remark="；".join(filter(None, (row.remark, "同单位同年度同名项目不止一个，请核对是否重复"))))


def _may_be_one(row: SummaryRow, other: SummaryRow) -> bool:
    """Whether neither unit nor year tells two projects of one name apart."""
    return all(not one or not two or one == two for one, two in ((row.unit, other.unit), (row.year, other.year)))


def _means(rows: list[SummaryRow]) -> Means:
    """Weighted by the budget (S-58), and plain."""
    scheme = load_scheme(DEFAULT)
    scored = [row.score for row in rows if row.score is not None]
    pairs = [(row.score, row.budget) for row in rows if row.score is not None and row.budget is not None]
    weighted = weighted_mean(pairs, scheme)
    mean = weighted_mean([(score, ONE) for score in scored], scheme)
    return Means(weighted, grade_of(weighted, scheme) or "", mean, grade_of(mean, scheme) or "")


def _grades(rows: list[SummaryRow]) -> tuple[str, ...]:
    """The grade words from the best down, with those only other schemes use behind."""
    known = [band.word for band in sorted(load_scheme(DEFAULT).grades.value, key=lambda band: -band.start)]
    return tuple(dict.fromkeys([*known, *(row.grade for row in rows if row.grade)]))
