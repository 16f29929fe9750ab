"""Over a filed report: points told in its prose, and how far a result lies from its goal, against the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, said, slipped
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import label_of, squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.tie.nouns import Measured, measured
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import ZERO, parse_number, plain
from zpj.domain.likeness import bigrams
from zpj.domain.model import printed
from zpj.domain.records import record
from zpj.domain.regex import regex

_LOST = regex("(?:扣减|扣除|扣|失)(?:了|掉|分|去)*(?:为|共|:)*$")
_WON = regex("(?:得分|实得|得)(?:了|为|是|计|:)*$")
_A_RULE = regex(
    "每|至|以上|以下|以内|及|的,?(?:不?得|扣|计|记)|如|若|凡|不得|酌情|标准|方法|规则|按比例计|最多|上限|一次性|否则"
)
_OTHERS = regex(
    "考核|考试|测评|上年|去年|20[0-9]{2}年度?(?:自评)?得|复核|市级|省级|专家|第三方|平均|问卷|加分|总|合计|自评得|综合"
)
_NOT_OWN = regex("[的钟制至]|以上|以下")
_HEADED = regex(
    r"^(?:[(]?[0-9一二三四五六七八九十]{1,2}[)、.]+)?(?P<name>[一-鿿]{2,14}?)(?:方面|情况)?"
    r"(?:[(]|,?(?:分值|满分|权重|共|计)(?:为|共)?)(?P<weight>\d+(?:\.\d+)?)分[)]?,?"
    r"(?:[实自]?[评际]?得分?(?:为|:)?(?P<points>\d+(?:\.\d+)?)分)?"
)
_THIS = regex("[该本此](?:项|指标|项指标|三级指标|二级指标)+")
_MOST_OF_THEM, _CLAUSES, _SIMPLE = 4, 2, regex("指标|得分|情况|方面")


@record
class _Marks:
    """The points of a form: what was won and was lost, by row, by level and in all; by level what can be won, too."""

    won: frozenset[Decimal]
    lost: frozenset[Decimal]
    groups: dict[str, tuple[Decimal, Decimal]]


def _marks(form: FormCase) -> _Marks | None:
    """None where a row has no points."""
    groups: dict[tuple[str, ...], list[tuple[Decimal, Decimal]]] = {}
    for row in form.rows:
        if row.weight is None or row.points is None:
            return None
        own = row.indicator
        level1, level2 = squeezed(own.level1), squeezed(own.level2)
        keys: tuple[tuple[str, ...], ...] = (
            ("",),
            (level1,),
            (level1, level2),
            (level1, level2, row.name, own.location),
        )
        for key in keys:
            groups.setdefault(key, []).append((row.weight, row.points))
    line = form.total
    budget = (form.execution_weight, printed(line.reported_score) if line and not form.execution_row else None)
    pairs = {key: (sum((one for one, _ in each), ZERO), sum((two for _, two in each), ZERO))
             for key, each in groups.items()}  # fmt: skip
    if budget[1] is not None:
        pairs["预算执行率",] = (budget[0], budget[1])
        whole = pairs.get(("",), (ZERO, ZERO))
        pairs["总",] = (whole[0] + budget[0], whole[1] + budget[1])
    names: dict[str, tuple[Decimal, Decimal]] = {}
    for key, pair in pairs.items():
        name = _SIMPLE.sub("", key[-1] if len(key) < len(("一", "二", "三", "四")) else squeezed(key[2]))
        names[name] = (ZERO, ZERO) if name in names else pair
    return _Marks(frozenset(two for _, two in pairs.values()),
                  frozenset(one - two for one, two in pairs.values()), names)  # fmt: skip


@record
class _Told:
    """Points told in a report; `right` is what they should be, where that is known."""

    sentence: Sentence
    figure: Quantity
    fits: bool
    right: Decimal | None
    sure: bool


@paper_check(
    "ZPJ253",
    "文字里的得分、扣分在自评表里没有",
    WARNING,
    reference="R-52",
    clause="同一指标的分值和得分在自评表和文字里应当一致",
    message="文字写“{quote}”，自评表里没有这个分{hint}，请核对",
    fix="核对自评表和文字，改成一致",
    follows=("ZPJ561", "ZPJ430", "ZPJ440", "ZPJ503", "ZPJ595", "ZPJ435", "ZPJ439", "ZPJ442", "ZPJ431"),
)
def points_of_no_row(case: PaperCase) -> Iterator[Hit]:
    """“扣4.20分” where no row, level or sum of the form lost so much; “数量指标（20分）得30分” beside 20 of 20.

    A report most of whose points are none of the form's has a system of its own and is let pass.
    """
    for form in case.forms:
        marks = _marks(form)
        told = list(_points(case, form, marks)) if marks else []
        odd = [each for each in told if not each.fits]
        known = _in_tables(case) | _of_funds(case, form) if odd else frozenset()
        for each in odd if len(odd) * _MOST_OF_THEM <= len(told) or len(odd) == 1 < len(told) else ():
            if each.sure or parse_number(each.figure.digits) not in known:
                yield _hit(each, form)


def _hit(each: _Told, form: FormCase) -> Hit:
    figure, quote = each.figure, each.sentence.clause_to(each.figure, 30, ",;。:")
    right = "" if each.right is None else plain(each.right)
    hint = f"，{'' if each.sure else '疑似'}应为 {right} 分" if right else ""
    return Hit(each.sentence.paragraph.location, figure.text, f"{right}分" if right else None,
               quote=quote, project=form.project, words={"hint": hint})  # fmt: skip


def _in_tables(case: PaperCase) -> frozenset[Decimal]:
    """The numbers of the other tables: points may be told there."""
    return frozenset(number for table in case.paper.tables if not table.form and "分" in "".join(table.rows[0])
                     for row in table.rows[1:] for title, text in zip(table.rows[0], row, strict=False)
                     if "分" in title and (number := number_in(text)) is not None)  # fmt: skip


def _of_funds(case: PaperCase, form: FormCase) -> frozenset[Decimal]:
    """The numbers of a form's own table beside 年度资金总额, where its funds could not be read."""
    name = form.table
    rows = [row for table in case.paper.tables if table.name == name for row in table.rows if not form.total]
    texts = [text for row in rows if any("资金总额" in text for text in row) for text in row]
    return frozenset(number for text in texts if (number := number_in(text)) is not None)


def _points(case: PaperCase, form: FormCase, marks: _Marks) -> Iterator[_Told]:
    """The points a report tells, and whether they are the form's."""
    for sentence in said(case):
        if sentence.project != form.project or "分" not in sentence.text:
            continue
        headed = _HEADED.match(sentence.text)
        rows = measured(form) if "扣" in sentence.text or "得" in sentence.text else []
        name = _name_of(sentence, headed["name"]) if headed else ""
        pair = marks.groups.get(_SIMPLE.sub("", name)) if name else None
        for figure in sentence.quantities:
            if figure.unit != POINTS:
                continue
            if headed and pair and pair != (ZERO, ZERO) and figure.end <= headed.end():
                right = pair[1 if headed["points"] and figure.start >= headed.start("points") else 0]
                yield _Told(sentence, figure, figure.value == right, right, sure=True)
            elif values := _meant(sentence.text, figure, marks):
                values = _of_row(sentence, figure, rows) or values
                fits = any(abs(value - figure.value) <= HALF_CENT for value in values)
                near = [value for value in values if value and slipped(figure.digits, plain(value))]
                yield _Told(sentence, figure, fits, near[0] if len(near) == 1 else None, sure=False)


def _name_of(sentence: Sentence, name: str) -> str:
    """What points are told of: “该指标分值6分，得5分” is of what its paragraph begins with, else of its heading."""
    if not _THIS.fullmatch(name):
        return name
    above = squeezed(sentence.paragraph.path[-1].title) if sentence.paragraph.path else ""
    return label_of(sentence.paragraph.text)[0] or above


def _of_row(sentence: Sentence, figure: Quantity, rows: Sequence[Measured]) -> frozenset[Decimal]:
    """The points of the one row that lost some and whose result stands right before: 满意度87.93%，……扣0.23分."""
    before = [each for each in sentence.quantities if each.end <= figure.start and each.unit not in (POINTS, "百分点")]
    for told in before[:-_MOST_OF_THEM:-1]:
        own = [row.row for row in rows if row.value == told.value and row.unit == told.unit]
        pairs = {(row.weight, row.points) for row in own}
        if sentence.text[told.end : figure.start].count(",") > _CLAUSES:
            break
        for weight, points in pairs if len(pairs) == 1 else ():
            if weight is not None and points is not None and weight != points:
                return frozenset((weight - points if _LOST.search(figure.before) else points,))
    return frozenset()


def _meant(text: str, figure: Quantity, marks: _Marks) -> frozenset[Decimal]:
    """What points a figure may be one of: those lost, or those won."""
    won = is_won(text, figure)
    return frozenset() if won is None else marks.won if won else marks.lost


def is_won(text: str, figure: Quantity) -> bool | None:
    """Whether points are told as won (behind 得) or as lost (behind 扣); None of others, as in a rule of scoring."""
    own = clause_before(text, figure.start)
    if _A_RULE.search(own[-16:]) or _OTHERS.search(own) or _NOT_OWN.match(text, figure.end):
        return None
    return False if _LOST.search(figure.before) else True if _WON.search(figure.before) else None


_GAP = regex(
    "(?:[比较](?:年度|绩效|原定|预期|全年|年初)*(?:目标|计划|任务|指标)(?:值|数|任务|要求)?(?:相差|低|高|多|少|超|差)(?:了|出|完成)?|"
    "(?:高于|低于|超过|少于|多于|超出|超|高出|低出)(?:年度|绩效|预期|全年|年初|调整后?的?|[原既设约省市]定|下达的?|考核|总体|当年|本年)*(?:目标|计划|任务|指标)(?:值|数|任务)?|(?:少|超额|多|超)完成)(?:了|约)?$"
)
_AS_GOAL = regex(
    "的?(?:年度|绩效|控制|规定)*(?:目标|指标)(?:值|数)?(?![：:]|完成)|的(?:控制|最高|规定)?(?:标准|限价|价|上限)"
)
_GOAL_OF = regex("(?:目标|指标)值?(?:为|是|:)*$")
_DONE = regex("实际(?:完成|达到|值)?(?:值|了|为|:)*$")
_NOT_ONE = regex("分别|平均|均|上年|去年|20[0-9]{2}年")


@paper_check(
    "ZPJ226",
    "文字里的目标、完成值、没有完成的数或差额与自评表不符",
    WARNING,
    reference="R-13 R-52",
    clause="相差的数为完成值与指标值之差",
    message="“{quote}”，按自评表“{name}”应为 {expected}，请核对",
    fix="核对指标值、完成值和两者之差",
    follows=("ZPJ591", "ZPJ592", "ZPJ376", "ZPJ243", "ZPJ582", "ZPJ562"),
)
@by_the_paragraph
def gaps_to_goals(case: PaperCase) -> Iterator[Hit]:
    """“满意度87.93%，比目标低2.37个百分点” beside a row of 87.93% with a goal of 90%."""
    rows = [row for form in case.forms for row in measured(form) if row.goals]
    for sentence in said(case) if rows else ():
        for number, figure in enumerate(sentence.quantities):
            if figure.unit == POINTS:
                continue
            before = sentence.quantities[:number]
            match = _GAP.search(figure.before) if figure.unit != MONEY else None
            if match and not _NOT_ONE.search(figure.before[: match.start()].rpartition(",")[2]):
                yield from _gap(sentence, figure, before, rows)
            elif _AS_GOAL.match(sentence.text, figure.end) or _GOAL_OF.search(figure.before):
                yield from _goal(sentence, figure, before, rows)
            elif before and _DONE.search(figure.before) and _GOAL_OF.search(before[-1].before):
                yield from _done(sentence, figure, before[-1], rows)


def _gap(sentence: Sentence, figure: Quantity, before: Sequence[Quantity], rows: Sequence[Measured]) -> Iterator[Hit]:
    """How far a result told right before lies from its goal; without one, how far any result in that unit does."""
    unit = PERCENT if figure.unit == "百分点" else figure.unit
    alike = [each for each in before if each.unit == unit]
    values = {each.value for each in alike[-1:]}
    own = [row for row in rows if row.unit == unit and (not values or row.value in values)]
    gaps = {abs(goal - row.value): row for row in own for goal in row.goals}
    if figure.unit == PERCENT:
        for row in (row for gap, row in gaps.items() if values and gap == figure.value):
            yield _off(sentence, figure, figure.value, row, "个百分点")
        return
    told = (*gaps, *(goal for row in own for goal in row.goals))
    if not own or any(figure.is_near(gap) for gap in told):
        return
    near = [gap for gap in gaps if gap and (values or figure.slips_to(gap))]
    if len(near) == 1:
        yield _off(sentence, figure, near[0], gaps[near[0]])


def _goal(sentence: Sentence, figure: Quantity, before: Sequence[Quantity], rows: Sequence[Measured]) -> Iterator[Hit]:
    """The goal told with a result: “按期办结率96.49%，低于97%的目标值” beside a goal of 98%."""
    alike = [each for each in before if each.unit == figure.unit][-1:]
    own = [row for row in rows if alike and row.value == alike[0].value and row.unit == figure.unit]
    goals = {goal for row in own for goal in row.goals}
    between = sentence.text[alike[0].end : figure.start] if alike else ""
    if (
        len(goals) == 1
        and between.count(",") <= 1
        and ";" not in between
        and not goals & {figure.value, figure.value.normalize()}
    ):
        yield _off(sentence, figure, goals.pop(), own[0])


def _done(sentence: Sentence, figure: Quantity, goal: Quantity, rows: Sequence[Measured]) -> Iterator[Hit]:
    """The result told with its goal: “目标值120场，实际完成162场” beside a row of 126场."""
    own = [row for row in rows if goal.value in row.goals and row.unit == goal.unit]
    before = sentence.text[: figure.start]
    own = [row for row in own if _is_said(row.name, before)]
    if goal.unit == figure.unit and len(own) == 1 and figure.value != own[0].value:
        yield _off(sentence, figure, own[0].value, own[0])
    other = [row for row in rows if row.value == figure.value and row.unit == figure.unit]
    other = [row for row in other if _is_said(row.name, before)] if not own else []
    if goal.unit == figure.unit and len(other) == len({*other[:1][0].goals} if other else ()) == 1:
        yield _off(sentence, goal, other[0].goals[0], other[0])


def _is_said(name: str, text: str) -> bool:
    return any(pair in text for pair in bigrams(name))


def _off(sentence: Sentence, figure: Quantity, right: Decimal, row: Measured, unit: str = "") -> Hit:
    shown = figure.digits_of(right) + (unit or figure.printed_unit)
    return sentence.hit(figure.text, shown, quote=sentence.clause_to(figure, marks=",;。("),
                        words={"name": row.row.name})  # fmt: skip
