"""Over a filed report: whether what it says of results, reasons and measures fits its scores and forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import BookCase, FormCase, PaperCase
from zpj.checks.reading.row_names import of_forms
from zpj.checks.reading.scoring_tables import has_reasons
from zpj.checks.reading.tables import NAMES, Line, column, levels_of, lines, number_in, scores_column
from zpj.checks.reading.text import Part, is_under, parts, running_text, says_nothing, squeezed, under
from zpj.checks.rule import INFO, WARNING, Hit, book_check, paper_check
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain
from zpj.domain.likeness import is_like, matcher
from zpj.domain.model import printed
from zpj.domain.paper import Paragraph
from zpj.domain.regex import pattern, regex
from zpj.scoring.grade import grade_of

_DEDUCTION = regex(r"扣|失分|[未没]有?(?:完成|达|能|及时|按)|不足|不够|偏[差低]|欠缺|滞后|低于|部分[达完]成|有待|得\d")
_STEMS = regex("决策|过程|产出|效益|效果|投入|管理|成本|满意度")
_NAMED = regex(r"(?:20\d\d年度?|年度|用于|关于|对)(?P<name>[\u4e00-\u9fff（）()、“”]{6,50}?(?:项目|资金|经费|工程))")
_TITLE_NAME = regex(r"(?:20\d\d年度?)?(?P<name>[^0-9]{6,60}?)(?:项目)?(?:支出)?(?:整体)?绩效")
_NEAR, _ALIKE, _SAME_TEXT = 0.86, 0.75, 0.8
_BEGINNING = 6
_BOUNDS = tuple("≥≤＞＜><")
_SCORED = regex(r"(?P<name>[^,。;]{0,40}?)(?:项目)?(?:绩效)?自评(?:总)?得分?(?:为)?(?P<score>\d+(?:\.\d+)?)分")
_RATE = regex(r"执行率(?:为|达到?|是|:)*(?P<rate>\d+(?:\.\d+)?)%")
_UNEXPLAINED = HUNDRED / 200
_EXECUTION_POINTS = HUNDRED / 10
_LONG_TEXT = 20
_FEWEST_FORMS = 10
_MEASURES = "改进措施|问题|建议|整改|下一步"
_TOTAL_SCORE = regex(r"(?:总得分|综合得分|自评得分|自评得|评价得分|自评总分)(?:为|是|:)*100(?:\.0+)?分")
_STOP_WORDS = regex("指标|项目|工作|完成|情况|服务对象|数量|质量|时效|成本|效益|社会|经济|[0-9%≥≤]")


@book_check(
    "ZPJ432",
    "评分表扣了分，分析里没有写原因",
    WARNING,
    reference="R-30",
    clause="未完成或者偏离较大的要说明原因",
    message="评分表“{name}”扣了 {difference} 分，“{title}”里没有写扣分的原因，请补写",
    fix="在相应的分析里写明扣分的原因",
)
def deductions_not_told(case: BookCase) -> Iterator[Hit]:
    """A first indicator of a scoring table with a deduction, and a part of the analysis about it that names none."""
    paper = case.book.paper
    for source in case.book.tables if paper else ():
        levels, score = levels_of(source), scores_column(source)
        name = source.location.rpartition("!")[0]
        table = next((table for table in paper.tables if table.name == name), None) if paper else None
        if not levels or score is None or table is None or paper is None:
            continue
        first, weight = levels[0][0], levels[-1][1]
        lost: dict[str, list[Line]] = {}
        for line in lines(source):
            points, most = number_in(line.text(score)), number_in(line.text(weight))
            if not line.is_total and points is not None and most is not None and points < most:
                lost.setdefault(line.text(first), []).append(line)
        body = [line for line in paper.paragraphs if line.section == table.section]
        for group, rows in lost.items() if len(levels) > 1 or not any(map(has_reasons, paper.tables)) else ():
            yield from _untold(group, rows, (weight, score), body)


def _untold(group: str, rows: list[Line], columns: tuple[int, int], body: list[Paragraph]) -> Iterator[Hit]:
    stem, (weight, score) = _STEMS.search(group), columns
    heading = next((line for line in body if line.heading and stem and stem.group() in line.heading.title
                    and re.search("情况|分析|评价", line.heading.title) and "工作" not in line.heading.title
                    and line.heading.level == 2), None)  # fmt: skip
    if heading is None or heading.heading is None:
        return
    told = "".join(squeezed(running_text(line)) for line in body if is_under(line, heading.heading))
    if told and not _DEDUCTION.search(told):
        gap = sum(((number_in(row.text(weight)) or ZERO) - (number_in(row.text(score)) or ZERO) for row in rows), ZERO)
        name = group if len(rows) > 1 else next((text for text in reversed(rows[0].texts[:weight]) if text), group)
        yield Hit(rows[0].place(score), rows[0].text(score) if len(rows) == 1 else None, difference=plain(gap),
                  quote=heading.heading.text, words={"name": name, "title": heading.heading.title})  # fmt: skip


@paper_check(
    "ZPJ544",
    "正文里的项目名称与标题不一致",
    WARNING,
    reference="R-56",
    clause="封面、自评表、报告应当写同一个项目名称",
    message="正文写“{found}”，标题是“{expected}”，请统一",
    fix="统一为批复的项目名称",
)
def names_in_text(case: PaperCase) -> Iterator[Hit]:
    """A name after a year that is nearly, but not quite, the one in the title of the report."""
    for part in parts(case):
        match = _TITLE_NAME.search(part.title.rpartition("局")[2] or part.title)
        title = re.sub(r"20\d\d年度?|项目$", "", match["name"]) if match else ""
        known: set[tuple[str, ...]] = set()
        for line in part.body if len(title) >= 8 else ():
            under_titles = tuple(heading.title for heading in line.path[:2])
            for found in _NAMED.finditer(squeezed(line.text)):
                name = re.sub("^(?:当|本|全)年度?|项目$", "", found["name"])
                same = title.startswith(name) or title in name or (name, *under_titles) in known
                if same or abs(len(name) - len(title)) > 4:
                    continue
                begins_alike = _ALIKE if name[:_BEGINNING] == title[:_BEGINNING] else _NEAR
                if is_like(name, title, begins_alike):
                    known.add((name, *under_titles))
                    yield Hit(line.location, name, title, quote=found.group(), project=part.project)


@paper_check(
    "ZPJ545",
    "报告的文字与自评表的文字不同",
    WARNING,
    reference="R-52",
    clause="同一段文字在自评表和报告里应当一致",
    message="“{title}”：报告写“{found}”，自评表写“{expected}”，请统一",
    follows=("ZPJ566",),
    fix="核对后改成一致",
)
def analysis_and_report(case: PaperCase) -> Iterator[Hit]:
    """A text of the form's analysis and the part of the report under the same heading, nearly alike but not equal."""
    for part in parts(case):
        form = case.form(part.project)
        for label, entry in form.evaluation.analysis.items() if form and part.is_report else ():
            ours = pattern(r"\W").sub("", squeezed(entry.text))
            for heading, below in under(part, f"^(?:项目)?{re.escape(squeezed(label).removeprefix('项目'))}"):
                told = [line for line in below if line is not heading]
                theirs = pattern(r"\W").sub("", "".join(squeezed(line.text) for line in told))
                if min(len(ours), len(theirs)) >= _LONG_TEXT and ours != theirs:
                    yield from _differences(part, heading, told, (label, ours, theirs))


def _differences(part: Part, heading: Paragraph, told: list[Paragraph], texts: tuple[str, str, str]) -> Iterator[Hit]:
    label, ours, theirs = texts
    shared = (Counter(ours) & Counter(theirs)).total()
    if 2 * shared < _SAME_TEXT * (len(ours) + len(theirs)):
        return
    compared = matcher(theirs, ours)
    if compared.ratio() < _SAME_TEXT:
        return
    changes = [change for change in compared.get_opcodes() if change[0] != "equal"]
    shown = [(theirs[max(0, a - 3) : b + 3], ours[max(0, c - 3) : d + 3]) for _, a, b, c, d in changes][:4]
    place = next((line for line in told if shown[0][0] in re.sub(r"\W", "", squeezed(line.text))), heading)
    yield Hit(place.location, "；".join(one for one, _ in shown), "；".join(other for _, other in shown),
              quote=shown[0][0], project=part.project, words={"title": label})  # fmt: skip


@book_check(
    "ZPJ546",
    "报告的表里漏填",
    WARNING,
    reference="R-41",
    clause="表内各栏应当逐项填写",
    message="“{name}”的{title}没有填{moved}，请补填",
    fix="补填；确实没有的写明原因",
)
def blanks_in_tables(case: BookCase) -> Iterator[Hit]:
    """An empty target or result in a table of indicators, where other rows have one."""
    for source in case.book.tables if case.book.paper else ():
        names = column(source, NAMES)
        done = column(source, "完成值")
        for place in {column(source, "指标值"), done} - {None} if names is not None and done is not None else ():
            rows = [line for line in lines(source) if line.text(names) and not line.is_total]
            filled = [line for line in rows if line.text(place)]
            if place is None or len(filled) * 2 < len(rows):
                continue
            owner = case.owner(source.location)
            for line in rows:
                if not line.text(place):
                    beside = line.text(place + 1) if place != done else ""
                    moved = f"（“{beside}”疑似右移了一栏）" if beside.startswith(_BOUNDS) else ""
                    told = of_forms(case.forms, line.text(names), "actual" if place == done else "target")
                    moved = moved or (told and f"（自评表为“{told}”）")
                    words = {"name": line.text(names), "title": source.header[place].strip(), "moved": moved}
                    project = owner.project if owner else ""
                    yield Hit(line.place(place), "（空）", beside or told or None, project=project, words=words)


@paper_check(
    "ZPJ547",
    "报告得满分且没有任何问题",
    INFO,
    reference="R-64",
    clause="自评应当客观反映存在的问题",
    message="自评得 100 分，存在的问题写“无”，建议复核有无偏差和问题",
    fix="复核各项完成情况",
)
def full_marks_no_problem(case: PaperCase) -> Iterator[Hit]:
    """100 points, and the part about problems says 无."""
    for part in parts(case):
        scored = [line for line in part.body if _TOTAL_SCORE.search(squeezed(line.text))]
        told = [line for heading, below in under(part, "存在的?(?:主要)?问题") for line in below if line is not heading]
        if scored and told and all(says_nothing(running_text(line)) for line in told):
            yield Hit(scored[0].location, "100", quote="100分", project=part.project)


@paper_check(
    "ZPJ548",
    "改进措施与扣分的指标没有对应",
    INFO,
    reference="R-65",
    clause="未完成或者偏离较大的要说明原因，提出改进措施",
    message="扣分的指标有“{expected}”，问题和改进措施里都没有提到，请补写",
    fix="针对扣分的指标写原因和措施",
)
def measures_and_deductions(case: PaperCase) -> Iterator[Hit]:
    """No word of the names of the indicators with deductions occurs in what is said of problems and measures."""
    for part in parts(case):
        form = case.form(part.project)
        names = _short_of_points(form) if form and part.is_report else []
        below = [(heading, lines) for heading, lines in under(part, _MEASURES)]
        told = "".join(squeezed(running_text(line)) for _, lines in below for line in lines)
        if names and told and not any(word in told for name in names for word in _words(name)):
            yield Hit(below[-1][0].location, expected="、".join(names[:3]), quote=told[:30], project=part.project)


def _short_of_points(form: FormCase) -> list[str]:
    return [row.name for row in form.rows if row.lost]


def _words(name: str) -> set[str]:
    """The pairs of characters of a name that tell it apart."""
    bare = [piece for piece in _STOP_WORDS.split(squeezed(name)) if len(piece) >= 2]
    return {piece[start : start + 2] for piece in bare for start in range(len(piece) - 1)}


@book_check(
    "ZPJ418",
    "全部项目得优或多数得满分",
    WARNING,
    reference="R-79",
    clause="自评应当客观；各地复核的优秀率明显低于自评",
    message="{count} 个项目中 {found}，比例偏高，请复核各项目的得分",
    fix="复核各项目的完成情况和得分",
)
def high_share(case: BookCase) -> Iterator[Hit]:
    """Ten forms or more, nine in ten of them 优 or half of them with full marks."""
    totals = [number for form in case.forms if (number := printed(form.evaluation.total.reported)) is not None]
    if len(totals) < _FEWEST_FORMS:
        return
    full = sum(1 for number in totals if number == HUNDRED)
    best = sum(1 for number, form in zip(totals, case.forms, strict=False) if grade_of(number, form.scheme) == "优")
    if full * 2 >= len(totals) or best * 10 >= len(totals) * 9:
        entry = case.forms[0].evaluation.total.reported
        place = entry.location if entry else case.forms[0].evaluation.location
        found = f"{best} 个得优、{full} 个得满分"
        yield Hit(place, found=found, words={"count": str(len(totals))})


@paper_check(
    "ZPJ434",
    "执行率解释不了扣的分",
    WARNING,
    reference="R-63 R-72",
    clause="未完成或者偏离较大的要说明原因",
    message="得 {found} 分，执行率 {rate}% 至多扣 {expected} 分，其余 {difference} 分没有写扣在哪里，请补写",
    fix="写明各项扣分和原因",
)
def unexplained_deductions(case: PaperCase) -> Iterator[Hit]:
    """A score and an execution rate of one project in a report without a form, and no word of other deductions."""
    for part in parts(case):
        text = "".join(squeezed(line.text) for line in part.body)
        if case.form(part.project) or re.search("扣[除减了]?[0-9]", text):
            continue
        told = {_core(form.project) for form in case.forms if any(row.points is not None for row in form.rows)}
        for line in part.body:
            for match in _SCORED.finditer(squeezed(line.text)):
                name = _core(match["name"])
                score = parse_number(match["score"])
                rate = _rate_of(part, name)
                most = _EXECUTION_POINTS * (HUNDRED - rate) / HUNDRED if rate is not None else None
                if name in told or score is None or most is None or HUNDRED - score - most <= _UNEXPLAINED:
                    continue
                words = {"rate": plain(rate or ZERO)}
                yield Hit(line.location, plain(score), plain(most), plain(HUNDRED - score - most),
                          quote=match.group(), project=part.project, words=words)  # fmt: skip


def _core(name: str) -> str:
    """The name of a project without its year and the word 项目: a form of this name says where points were lost."""
    return re.sub("^(?:20[0-9]{2}年度?|其中:?)", "", squeezed(name)).removesuffix("项目")


def _rate_of(part: Part, name: str) -> Decimal | None:
    """The execution rate told in a line that begins with the name."""
    for line in part.body:
        said = squeezed(line.text)
        match = _RATE.search(said) if len(name) >= 4 and said.startswith(name) else None
        if match:
            return parse_number(match["rate"])
    return None
