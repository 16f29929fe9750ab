"""Over a filed report: goals told in its prose and in the goal of a form against the targets of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.figures import PERCENT, POINTS, Quantity, quantities
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import sentences, squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.tie.claims import are_parts, lines_with
from zpj.checks.tie.nouns import Measured, measured
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, round_half_up
from zpj.domain.likeness import bigrams
from zpj.domain.paper import Paragraph
from zpj.domain.records import record
from zpj.domain.regex import regex

_GOALS = regex("目标")
_RESULTS = regex("开展情况|完成情况|实现情况|分析|偏离|原因|措施|执行")
_ASIDE = regex(
    "组[^,。;]{0,6}抽查|抽取|抽样|调阅|每|平均|分别|上年|去年|同期|比(?![例重])|较|提高|增加|减少|下降|三年|五年|累计|总投资|余|另|[0-9]年"
)
_USUAL_PAIRS = (
    "完成情况数量工作服务项目指标时间实施建设管理资金目标不少不低少于低于不超超过"
    "全年年度达到及时质量以上活动单位标准开展组织对象"
)
_USUAL = frozenset(_USUAL_PAIRS[at : at + 2] for at in range(0, len(_USUAL_PAIRS), 2))
_DAY = regex("(?:(?P<year>20[0-9]{2})年)?(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日|(?P<end>底|末))?(?:之|以)?前")
_BESIDE_RESULT = regex(
    "(?:^|[,。;:、])(?:年度|年初|全年|绩效|设定的?|预期|总体)*目标(?:值|任务|数)?(?:为|是|:)(?P<goal>[^,。;:]{4,40})(?=,(?:全年)?(?:实际|完成))"
)
"""What a text tells as a goal right before the result: “年度目标为走访1000户次，实际1268户次”."""
_LABELLED = regex(
    "(?:^|[。;])(?:[(]?[一二三四五六七八九十0-9]{1,2}[)、.]+)?[^,。;:]{0,20}?(?:绩效|年度|总体|预期|项目|工作)目标"
    "(?:具体|分别)?(?:为|是|:|如下:?)(?P<goals>[^\n]+?)(?=$|[。;][^。;]{0,16}(?:实际|已完成|完成情况|截至))"
)
"""“2023年度绩效目标：……” in any paragraph, up to what tells the results."""
_SEVERAL = regex("[、和及与]|合计|总数|总量")
_LEAST, _LEAD, _ONE, _MOST_TIMES, _LABEL = 2, 24, 1, 4, 12


@record
class _Goal:
    """A sentence that tells goals: its place, and the forms it may be of."""

    place: str
    text: str
    forms: tuple[FormCase, ...]
    in_form: bool


@paper_check(
    "ZPJ347",
    "文字写的目标、期限与自评表的指标值不符",
    WARNING,
    reference="R-52",
    clause="同一件事在年度目标和指标值里应当一致",
    message="目标写“{found}”，{where}“{name}”的指标值是“{expected}”，请核对",
    fix="按批复的绩效目标改成一致",
    follows=("ZPJ578", "ZPJ326", "ZPJ254", "ZPJ255", "ZPJ256", "ZPJ562", "ZPJ226"),
)
@by_the_paragraph
def goals_and_targets(case: PaperCase) -> Iterator[Hit]:
    """“为不少于5080名老年人发放津贴” among the goals, the row 高龄津贴享受人数 having ≥5800人; also goals in a form."""
    rows = {form.evaluation.location: [row for row in measured(form) if row.goals] for form in case.forms}
    for goal in _goals(case):
        known = [(form, row) for form in goal.forms for row in rows[form.evaluation.location]]
        told = quantities(goal.text)
        for figure in told:
            found = _row_of(figure, goal.text, known) if figure.unit != POINTS else None
            if found is None:
                continue
            form, row = found
            alike = [each for _, each in known if each.unit == figure.unit]
            if any(each.value in row.goals for each in told if each is not figure and each.unit == figure.unit):
                continue  # 养护23座水库和9座水库白蚁防治: the row's own figure stands beside it
            if _is_named(row, goal.text):
                alike = [row]  # its very name: another row's goal is no excuse
            values = [value for each in alike for value in (*each.goals, *((each.value,) * (len(alike) > _ONE)))]
            summed = sum(each.value for each in told if each.unit == figure.unit)
            if summed in values or any(figure.is_near(value) for value in values):
                continue
            rounded = round_half_up(figure.value, 0)
            if not _near(figure, row) or (rounded >= HUNDRED and rounded in row.goals):
                continue
            if any(are_parts(line, figure.unit, value) for line in lines_with(case.paper, figure) for value in values):
                continue  # 更新96台 of 120台: 其中更新96台、新增24台
            target = row.row.indicator.target
            yield Hit(goal.place, figure.text, target.text.strip() if target else "",
                      quote=goal.text[max(0, figure.start - 12) : figure.end], project=form.project,
                      words={"name": row.row.name, "where": "自评表"})  # fmt: skip


@another_way("ZPJ347", WARNING, follows=("ZPJ326", "ZPJ373"))
def deadlines_of_goals(case: PaperCase) -> Iterator[Hit]:
    """“10月30日前完成” among the goals, where the only row of the form with a date has 11月30日前."""
    for goal in _goals(case):
        told = [match for match in _DAY.finditer(goal.text) if not _ASIDE.search(goal.text[: match.start()][-4:])]
        for form in goal.forms if len(told) == _ONE and len(goal.forms) == _ONE else ():
            rows = [(row, match) for row in form.rows if row.indicator.target
                    and (match := _DAY.search(squeezed(row.indicator.target.text)))]  # fmt: skip
            days = {_day(match.groupdict()) for _, match in rows}
            own = _day(told[0].groupdict())
            if len(days) == _ONE and own not in days and not _same_month(own, next(iter(days))):
                row, printed = rows[0]
                if told[0]["year"] and printed["year"] and told[0]["year"] > printed["year"]:
                    continue  # “2025年12月底前出版”: the goal of all years
                target = row.indicator.target.text.strip() if row.indicator.target else ""
                yield Hit(goal.place, told[0].group(), target, quote=told[0].group(), project=form.project,
                          words={"name": row.name, "where": "自评表"})  # fmt: skip


@paper_check(
    "ZPJ349",
    "目标完成情况里的率与完成值不符",
    WARNING,
    reference="R-51 R-52",
    clause="同一件事在目标完成情况和指标里应当一致",
    message="目标完成情况写“{found}”，指标“{name}”的完成值是“{expected}”，请核对",
    fix="核对实际完成数，改成一致",
    follows=("ZPJ578", "ZPJ324", "ZPJ562"),
)
def rates_of_results(case: PaperCase) -> Iterator[Hit]:
    """“24小时开放比例65.2%” in 实际完成情况 beside the row 公厕24小时开放比例 of 62.5%."""
    for form in case.forms:
        entry = form.evaluation.goal.achieved
        known = [(form, row) for row in measured(form) if row.unit == PERCENT] if entry else []
        for text in sentences(entry.text) if entry and known else ():
            for figure in quantities(text):
                found = _row_of(figure, text, known) if figure.unit == PERCENT else None
                values = [value for _, row in known for value in (row.value, *row.goals)]
                if _FROM.match(text, figure.start - 1):
                    continue  # what it was before: 由55%提高到76%
                if found is None or any(figure.is_near(value) for value in values):
                    continue
                actual = found[1].row.indicator.actual
                yield Hit(entry.location if entry else "", figure.text, actual.text.strip() if actual else "",
                          quote=text[max(0, figure.start - 12) : figure.end], project=form.project,
                          words={"name": found[1].row.name})  # fmt: skip


_FROM = regex("[由从][0-9.]+%(?:提|上|增|升|降|下|减|到|变)")
_REACHED = regex(
    "(?P<done>[0-9]+(?:[.][0-9]+)?)%,?(?P<not>未能?|没有|尚未|未)?(?:已|均|全部|圆满|顺利|基本)*(?:达到|实现|完成|达成)了?"
    "(?:年初|年度|设定|预期|绩效|批复|的)*(?P<goal>[0-9]+(?:[.][0-9]+)?)%(?:以上|及以上|[(]含[)])*的?"
    "(?:年初|年度|设定|预期|绩效|批复)*(?:目标|指标值|任务|要求)"
)
_LOW = regex("差错率|事故率|发生率|死亡率|投诉率|流失率|控制率|损耗率|负债率|错误率|下降|漏|失业率|辍学")


@another_way("ZPJ376", WARNING, follows=("ZPJ376", "ZPJ582", "ZPJ598"))
@by_the_paragraph
def reached_or_not(case: PaperCase) -> Iterator[Hit]:
    """“满意度88.49%，达到90%的目标”; “满意度92%，未达到90%的目标”: a rate that should be low is let pass."""
    for place, text, section in texts_of_paper(case):
        for match in _REACHED.finditer(text) if "%" in text else ():
            done, goal = number_in(match["done"]), number_in(match["goal"])
            if done is None or goal is None or _LOW.search(text[: match.start()][-8:]):
                continue
            if (done < goal) != bool(match["not"]):
                how = "小于" if done < goal else "不小于"
                basis = f"{match['done']}%{how}{match['goal']}%"
                yield Hit(place, match.group(), how, quote=match.group(), basis=basis, project=case.project(section))


_Day = tuple[str, str]


def _day(match: dict[str, str | None]) -> _Day:
    """Month and day; the end of a month, or a month alone, has no day."""
    month = (match["month"] or "").lstrip("0")
    return month, (match["day"] or "").lstrip("0") if not match["end"] else ""


def _same_month(one: _Day, other: _Day) -> bool:
    """Whether one of two deadlines says the month alone."""
    return one[0] == other[0] and not (one[1] and other[1])


def _goals(case: PaperCase) -> Iterator[_Goal]:
    """The sentences under headings of goals, and those in the goal cells of the forms."""
    for line in case.paper.paragraphs if case.forms else ():
        titles = [each.title for each in line.path if _GOALS.search(each.title)]
        if titles and not any(_RESULTS.search(each.title) for each in line.path) and not line.is_title:
            forms = forms_of(case, line)
            told = forms and not _RESULTS.search(squeezed(line.text).partition(":")[0][:_LABEL])
            for text in sentences(line.text) if told else ():
                yield _Goal(line.location, text, forms, in_form=False)
        elif "目标" in line.text and not line.is_title:
            whole = squeezed(line.text)
            for match in _BESIDE_RESULT.finditer(whole):
                yield _Goal(line.location, match["goal"], forms_of(case, line), in_form=False)
            labelled = _LABELLED.search(whole)
            for text in sentences(labelled["goals"]) if labelled else ():
                yield _Goal(line.location, text, forms_of(case, line), in_form=False)
    for form in case.forms:
        entry = form.evaluation.goal.expected
        for text in sentences(entry.text) if entry else ():
            yield _Goal(entry.location if entry else "", text, (form,), in_form=True)


def forms_of(case: PaperCase, line: Paragraph) -> tuple[FormCase, ...]:
    """The form a line is about: the only one of its section, or the one its beginning or its headings name."""
    own = case.project(line.section)
    named = [form for form in case.forms if form.project == own] if own else []
    if named:
        return tuple(named[:1])
    head = "".join(squeezed(each.title) for each in line.path[-1:]) + squeezed(line.text)[:_LEAD]
    ranked = sorted(((len(pairs_of(form.project) & pairs_of(head)), -number) for number, form in enumerate(case.forms)))
    best = ranked[-1] if ranked else (0, 0)
    if best[0] >= _LEAST and (len(ranked) < _LEAST or ranked[-2][0] < best[0]):
        return (case.forms[-best[1]],)
    return case.forms


def _row_of(figure: Quantity, text: str, known: list[tuple[FormCase, Measured]]) -> tuple[FormCase, Measured] | None:
    """The one row in the figure's unit whose name shares most pairs of signs with the clause it stands in."""
    if _ASIDE.search(_without_names(figure.before.rpartition("。")[2], known)):
        return None
    stop = min((at for mark in ",;。、" if (at := text.find(mark, figure.end)) >= 0), default=len(text))
    words = figure.before + text[figure.end : stop]
    clause = figure.before.rpartition(",")[2]
    named = [each for each in known if each[1].unit == figure.unit and _is_named(each[1], clause)]
    if len(named) == _ONE:
        return named[0]
    ranked = sorted(
        ((len(pairs_of(row.row.name) & pairs_of(words)), number) for number, (_, row) in enumerate(known)
         if row.unit == figure.unit)
    )  # fmt: skip
    if not ranked or ranked[-1][0] < (_LEAST if len(ranked) > _ONE or len(words) > _LEAD else _ONE):
        return None
    if "其中" in figure.before and ranked[-1][0] <= _LEAST:
        return None
    alone = len(ranked) < _LEAST or ranked[-2][0] < ranked[-1][0]
    return known[ranked[-1][1]] if alone else None


def _without_names(text: str, known: list[tuple[FormCase, Measured]]) -> str:
    """A text without the names of rows, whose own words are no aside: 故障平均修复时间."""
    for _, row in known:
        text = text.replace(squeezed(row.row.name), "") if _is_named(row, text) else text
    return text


def _is_named(row: Measured, text: str) -> bool:
    """Whether a text has the very name of a row."""
    name = squeezed(row.row.name)
    return len(name) > _LEAST + _ONE and name in text


def _near(figure: Quantity, row: Measured) -> bool:
    """Whether a figure could be the goal of a row, with a slip: of its size, and the row of one thing."""
    goal = max(row.goals)
    alike = goal < figure.value * _MOST_TIMES and figure.value < goal * _MOST_TIMES
    return not _SEVERAL.search(squeezed(row.row.name)) and (alike or figure.slips_to(goal))


@lru_cache(maxsize=1024)
def pairs_of(text: str) -> frozenset[str]:
    """The pairs of signs of a text, the usual ones apart."""
    bare = squeezed(text)
    return frozenset(pair for pair in bigrams(bare) if pair not in _USUAL)
