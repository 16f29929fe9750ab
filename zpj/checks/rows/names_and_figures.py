"""Over a filed report: what its sentences say right behind the name of a row, against that row of the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.points.marks import gaps_to_goals
from zpj.checks.reading.clauses_around import SENTENCE, clause_before, clause_start
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, quantities, said
from zpj.checks.reading.plain_patterns import IN_BRACKETS
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.text import is_headed, sentences, squeezed, texts_of_paper, whole_text
from zpj.checks.rows.goals_as_results import tells_results
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.checks.tie.claims import are_parts, lines_with
from zpj.checks.tie.nouns import Measured, measured
from zpj.checks.touched import by_the_paragraph, touched
from zpj.domain.amounts import HUNDRED, plain
from zpj.domain.likeness import bigrams
from zpj.domain.model import text_of
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.wording import Comparator

_POINT, _PER_MILLE, _LEAST, _LEAST_BARE = "百分点", "‰", 4, 2
_TAILS = regex("(?:数量|个数|人数|户数|次数|场次|期数|天数|人次|面积|长度|里程|数)$")
_NUMBERED = regex(
    "^(?:[(]?[0-9一二三四五六七八九十]{1,2}[)、.]|[一二三四五六]是)+|^(?:全年|年度|累计|完成|实际|共计?|已|各类|开展|组织|举办|实施|落实|推进|做好|"
    "将|使|实现|确保|保证|全[县市区]|[本该])+"
)
_JOINS = regex(
    "(?:不少于|不低于|不超过|不高于|不多于|不大于|不小于|控制在|达到?|共计?|均?为|是|约|完成|实现|[≥≤>=<:])+$"
)
_UP, _DOWN = frozenset((Comparator.AT_LEAST, Comparator.MORE)), frozenset((Comparator.AT_MOST, Comparator.LESS))
_AT_LEAST = regex("(?:不少于|不低于|不小于|至少|≥)(?:达到?)?$")
_AT_MOST = regex("(?:不超过|不高于|不多于|不大于|≤)$")
_OR_MORE, _OR_LESS = regex("(?:[(]含[)]|及)?以上"), regex("(?:[(]含[)]|及)?以[下内]")
_NO_LIMIT = regex("(?<!不)[低高]于|未达|不足|不合格|上年|去年|扣|得分|每")
_SHARE = regex(
    "(?:,|[(])?(?:占|为|达到?|完成|实现)(?:了)?(?:年度|年初|全年|预期|计划)*(?:目标|任务|计划|指标)(?:值|数|任务)*"
    "(?P<goal>[0-9.]+[万]?[\u4e00-\u9fff%]{1,2})?的(?P<rate>[0-9.]+)%"
)
_APART = regex(
    "(?:,|[(])(?:比|较)?(?:年度|年初|全年|预期|计划)*(?:目标|指标)值?(?:为|是|:|不超过|不低于|不少于|不高于)*(?P<goal>[0-9.]+万?[\u4e00-\u9fff%]{1,2})(?:以[上内下])?"
    "(?:相比)?,?(?:相差|差|少|多|低|高|超过|超出?|缺)(?:了|出)?(?P<by>[0-9.]+)(?P<unit>万?个?[\u4e00-\u9fff%]{1,4})"
)
_BEYOND = regex(
    "(?:,|[(])(?:(?P<more>高于|超过|超出)|(?P<less>低于))(?:年度|年初|全年|预期|计划)*(?:目标|指标)值?(?P<by>[0-9.]+)(?P<unit>万?个?[\u4e00-\u9fff%]{1,4})"
    "|(?:,|[(])比(?:年度|年初|全年|预期|计划)*(?:目标|指标)值?(?:(?P<more2>多|高|超)|(?P<less2>少|低))(?:出|了)?(?P<by2>[0-9.]+)"
    "(?P<unit2>万?个?[\u4e00-\u9fff%]{1,4})"
)
_OTHER = regex(
    "目标|计划|预期|任务|要求|应|上年|去年|同期|年初|往年|季度|上半年|[0-9]月|20[0-9]{2}年|其中|分别|新增|增|减|第|每|平均|人均|户均|抽|随机|"
    "未|没|缺|差|余|剩|约|近|比|较|由|从|原|拟|以来|累计|一期|二期|首批|[一二三]批|测算|核定|预算|合同|标准"
)
_BEHIND = regex("以[上下内]|左右|余|多|(?:年度|预期|年初|设定|计划|的)*(?:目标|指标值|要求|任务)")
_NO_RESULT = regex("背景|立项|依据|职[责能]|措施|建议|打算|下一步|设定|计划|问题|概况|简介|原因|经验")
_AFTER = ("ZPJ330", "ZPJ324", "ZPJ255", "ZPJ562", "ZPJ371", "ZPJ281", "ZPJ481", "ZPJ188", "ZPJ578")
_MOST_TIMES = 5


@record
class _Named:
    """A row by the words it is told by."""

    row: Measured
    form: FormCase
    names: frozenset[str]


@record
class _Rows:
    """The rows of all forms, and by each name the places of those it tells."""

    rows: tuple[_Named, ...]
    by_name: dict[str, list[int]]


@lru_cache(maxsize=4)
def _rows(case: PaperCase) -> _Rows:
    rows = tuple(_Named(row, form, _names_of(row)) for form in case.forms for row in measured(form))
    by_name: dict[str, list[int]] = {}
    for number, each in enumerate(rows):
        for name in each.names:
            by_name.setdefault(name, []).append(number)
    return _Rows(rows, by_name)


def _names_of(row: Measured) -> frozenset[str]:
    whole = IN_BRACKETS.sub("", squeezed(row.row.name))
    return frozenset((whole, row.name, _TAILS.sub("", whole))) - {""}


def _meant(figure: Quantity, text: str, rows: _Rows, project: str) -> list[_Named]:
    """The rows whose name is all a clause says before a figure, or its end; of a project's own form if it has one."""
    bares = [bare for bare in _bares(text, figure) if len(bare) >= _LEAST_BARE]
    ends = (bare[start:] for bare in bares for start in range(max(1, len(bare) - _LEAST + 1)))
    places = {place for end in ends for place in rows.by_name.get(end, ())}
    found = [rows.rows[place] for place in sorted(places)]
    longest = max((max(map(len, each.names)) for each in found), default=0)
    found = [each for each in found if max(map(len, each.names)) == longest] if len(found) > 1 else found
    return [each for each in found if each.form.project == project] or found


def _nearly(figure: Quantity, text: str, rows: _Rows) -> list[_Named]:
    """The one row whose goal a figure is, and whose name begins in the clause before it, and ends with its end."""
    clause = _bares(text, figure)[0]
    found = [each for each in rows.rows if figure.value in each.row.goals and figure.unit == each.row.unit
             and any(len(name) >= _LEAST and clause.endswith(name[-_LEAST:]) and name[:2] in clause
                     for name in each.names)]  # fmt: skip
    return found if len(found) == 1 else []


def _bares(text: str, figure: Quantity) -> tuple[str, str]:
    """What a clause says before a figure, and the same without its number and its verb."""
    clause = _JOINS.sub("", IN_BRACKETS.sub("", clause_before(text, figure.start, ",。;:、")))
    return clause, _NUMBERED.sub("", clause)


def _texts(case: PaperCase) -> Iterator[tuple[str, str, str]]:
    """The sentences of the prose and of the goals of forms, with their place and project."""
    for place, text, section in texts_of_paper(case):
        if len(text) > _LEAST + _LEAST:
            yield from ((place, each, case.project(section)) for each in sentences(text))


@another_way("ZPJ347", WARNING, follows=("ZPJ347", "ZPJ326"))
@by_the_paragraph
def limits_the_other_way(case: PaperCase) -> Iterator[Hit]:
    """“质控样合格率95%以下” beside a row of ≥95%; “差错率控制在1‰以内” beside one of ≤1%."""
    rows = _rows(case)
    for place, text, project in _texts(case) if rows.rows else ():
        for figure in quantities(text):
            up = bool(_AT_LEAST.search(figure.before) or _OR_MORE.match(text, figure.end))
            down = bool(_AT_MOST.search(figure.before) or _OR_LESS.match(text, figure.end))
            if up == down or _NO_LIMIT.search(figure.before):
                continue
            wrong = _DOWN if up else _UP
            for each in (_meant(figure, text, rows, project) or _nearly(figure, text, rows))[:1]:
                goals, target = each.row.goals, each.row.row.target
                turned = target.comparator in wrong and figure.value in goals and figure.unit == each.row.unit
                scaled = {figure.unit, each.row.unit} == {PERCENT, _PER_MILLE} and figure.digits in _printed(each)
                if turned or scaled:
                    mark = clause_start(text, figure.start, ",;。:、")
                    found = text[mark : figure.end + 2]
                    yield Hit(place, found, text_of(each.row.row.indicator.target).strip(), quote=found[-30:],
                              project=each.form.project,
                              words={"name": each.row.row.name, "where": "自评表"})  # fmt: skip


def _printed(each: _Named) -> frozenset[str]:
    return frozenset(told.digits for told in quantities(squeezed(text_of(each.row.row.indicator.target))))


@another_way("ZPJ592", WARNING, follows=("ZPJ592", "ZPJ241", "ZPJ243", "ZPJ502"))
@by_the_paragraph
def results_beside_their_goals(case: PaperCase) -> Iterator[Hit]:
    """“培训2300人次，完成目标的103.57%”, “取证率85%，目标85%，相差2.55个百分点”, “就业率60%，高于目标6.5个百分点”.

    The goal is the one told, or that of the row of the name.
    """
    rows = _rows(case)
    known = {hit.location for hit in gaps_to_goals(case)}
    for place, text, project in _texts(case) if "目标" in whole_text(case) else ():
        for figure in quantities(text) if ("目标" in text or "计划" in text) and place not in known else ():
            if figure.unit == POINTS:
                continue
            named = _meant(figure, text, rows, project)
            goal = _goal_of(figure, named)
            for found, right, basis, quote in (*_share(figure, text, goal), *_apart(figure, text, goal)):
                yield Hit(place, found, right, quote=quote[-50:], basis=basis, project=project)


def _goal_of(figure: Quantity, named: Sequence[_Named]) -> Decimal | None:
    goals = {value for each in named if each.row.unit == figure.unit for value in each.row.goals}
    return goals.pop() if len(goals) == 1 else None


_Wrong = tuple[str, str, str, str]


def _share(figure: Quantity, text: str, goal: Decimal | None) -> Iterator[_Wrong]:
    match = _SHARE.match(text, figure.end)
    told = quantities(match["goal"]) if match and match["goal"] else []
    whole = told[0].value if told else goal
    if match is None or not whole or (told and told[0].unit != figure.unit):
        return
    rate = quantities(match["rate"] + "%")[0]
    room = figure.half + (told[0].half if told else HALF_CENT) + rate.half * whole / HUNDRED
    if not any(abs(each.value - whole * rate.value / HUNDRED) <= room for each in _ahead(figure, text)):
        basis = f"{figure.text}÷目标{figure.as_printed(whole)}"
        right = plain(rate.rounded(figure.value / whole * HUNDRED))
        yield f"{match['rate']}%", f"{right}%", basis, text[: match.end()]


def _ahead(figure: Quantity, text: str) -> list[Quantity]:
    """The figures of a unit in a text up to one: what is said of the last may be said of an earlier one."""
    return [each for each in quantities(text) if each.start <= figure.start and each.unit == figure.unit]


def _apart(figure: Quantity, text: str, goal: Decimal | None) -> Iterator[_Wrong]:
    match = _APART.match(text, figure.end) or _BEYOND.match(text, figure.end)
    known = match.groupdict() if match else {}
    digits, unit = known.get("by") or known.get("by2"), known.get("unit") or known.get("unit2")
    by = quantities(f"{digits}{unit}") if digits else []
    told = quantities(known["goal"]) if known.get("goal") else []
    whole = told[0].value if told else goal
    wanted = _POINT if figure.unit == PERCENT else figure.unit
    if match is None or whole is None or not by or by[0].unit != wanted or figure.unit == MONEY:
        return
    if told and told[0].unit != figure.unit:
        return
    if not any(abs(abs(each.value - whole) - by[0].value) <= by[0].half for each in _ahead(figure, text)):
        basis = f"{figure.text}与目标{figure.as_printed(whole)}之差"
        right = by[0].as_printed(abs(figure.value - whole))
        yield by[0].text, right, basis, text[: match.end()]


@another_way("ZPJ330", WARNING, follows=_AFTER)
def results_by_the_whole_name(case: PaperCase) -> Iterator[Hit]:
    """“检修水文缆道2座” beside a row of the very name with 4座, and “大喇叭60套” beside one of 7次.

    The words before the figure are the name and nothing else; parts, other years and goals are let pass. With another
    unit the figure must be that of another row, whose name has nothing in common: two names were exchanged.
    """
    rows = _rows(case)
    for sentence in said(touched(case)) if rows.rows else ():
        if sentence.quantities and not is_headed(sentence.paragraph, _NO_RESULT):
            for figure in sentence.quantities:
                yield from _whole_name(case, sentence, figure, rows)


def _whole_name(case: PaperCase, sentence: Sentence, figure: Quantity, rows: _Rows) -> Iterator[Hit]:
    named = _meant(figure, sentence.text, rows, sentence.project) if figure.unit not in (POINTS, MONEY, "年") else []
    if not named or _BEHIND.match(sentence.text, figure.end) or len({each.row.row.name for each in named}) != 1:
        return
    own = named[0]
    if not any(bare in each.names for bare in _bares(sentence.text, figure) for each in named):
        return  # 项目支出预算完成率 is no 预算完成率
    ahead = clause_before(sentence.text, figure.start, SENTENCE)
    if _OTHER.search(max((ahead.replace(name, "") for name in own.names), key=lambda each: -len(each))):
        return
    alike = [each for each in named if each.row.unit == figure.unit]
    if alike:
        done = tells_results(sentence) or any("完成" in heading.title for heading in sentence.paragraph.path[-1:])
        odd = done and _is_odd(case, sentence, figure, alike)
    else:
        odd = _is_of_another(figure, own, rows)
    if odd:
        cell = own.row.row.indicator.actual

        yield Hit(sentence.paragraph.location, figure.text, text_of(cell).strip(),
                  quote=sentence.clause_to(figure, 30, ",;。:、"), project=own.form.project,
                  words={"where": f"自评表“{own.row.row.name}”"})  # fmt: skip


def _is_odd(case: PaperCase, sentence: Sentence, figure: Quantity, alike: Sequence[_Named]) -> bool:
    """Whether a figure is none of those of its rows, nor a part of one, and of their size."""
    values = {value for each in alike for value in each.row.values}
    done = alike[0].row.value
    if any(figure.is_near(value) for value in values) or alike[0].row.is_rounded(figure):
        return False
    if any(each.value == done for each in sentence.quantities if each.unit == figure.unit):
        return False
    if any(are_parts(line, figure.unit, done) for line in lines_with(case.paper, figure)):
        return False
    return bool(done) and done < figure.value * _MOST_TIMES and figure.value < done * _MOST_TIMES


def _is_of_another(figure: Quantity, own: _Named, rows: _Rows) -> bool:
    """Whether a figure in another unit than its row's is the result or goal of a row of another name."""
    mine = max(own.names, key=len)
    found = [each for each in rows.rows if each.form is own.form and each.row.unit == figure.unit
             and figure.value in (each.row.value, *each.row.goals)]  # fmt: skip
    pieces = set(bigrams(mine))
    return bool(found) and not any(piece in each.row.row.name for each in found for piece in pieces)
