"""Over a filed report: names of project and unit, dates and years across cover, forms and report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import in_full, main_year
from zpj.checks.dates.years import evaluated_on, sections_signed
from zpj.checks.form.documents import named_projects
from zpj.checks.form.text import compares_years
from zpj.checks.reading.project_lists import names_several
from zpj.checks.reading.project_rows import project_tables
from zpj.checks.reading.text import Part, is_headed, parts, squeezed
from zpj.checks.rule import WARNING, Hit, in_papers, paper_check
from zpj.domain.months import days_of
from zpj.domain.regex import regex

_FIELD = regex(r"^\s*(?P<label>[\u4e00-\u9fff（）()\s]{2,16}?)\s*[:：]\s*(?P<value>[^:：]{2,60})$")
_SEAL = regex("[(（](?:[加公单位]{0,3}[盖公签印]?[章字印]+|签字盖章|盖单位章|签名)[)）]")
_SHORTENED = regex("[(（](?:以下|下文)?(?:统一|均)?简称[^()（）]{1,24}[)）]")
_PROJECT = regex("^(?:自评|评价|预算)?项目名称$")
_UNIT = regex("^(?:自评|评价)?项目(?:实施|承担)?单位$|^实施部门$|^(?:实施|预算|填报|自评|评价)单位$|^单位名称$")
_DEPARTMENT = regex("^(?:项目)?主管(?:部门|单位)(?:及代码)?$")
_EVALUATED = regex("^(?:评价|自评|填报|报告)(?:时间|日期)$")
_HEADING = regex("预算|执行|金额|万元|得分|分值|指标|序号|备注|等级|排名|名称$")
_BARE = regex('20[0-9]{2}年度?|[0-9]{3,}-?|项目$|[“”"《》]')
_ONLY_DATE = regex(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_WRITTEN_DAY = r"(?:20\d\d年)?\d{1,2}月\d{1,2}日"
_SPAN_END = regex(rf"(?:至|到|[-—–~])(?P<day>{_WRITTEN_DAY})")
_PERIOD_END = regex(rf"{_WRITTEN_DAY}(?:开始)?[^。]{{0,12}}?({_WRITTEN_DAY})(?:结束|完成|止)")
_TITLE_CORE = regex(r"(?:20\d\d年度?)?(?P<name>.{4,60}?)(?:项目)?(?:支出)?绩效")
_OF_WHAT = regex(
    "(?:(?:中央对地方)?(?:专项)?转移支付(?:区域|整体|地区)?|(?<=资金)(?:区域|整体)|(?:补助|补贴|资金[(][^()]*[)])区域|(?<=补贴|专项|补助)资金|"
    "部门预算|专项预算|预算)(?:[(]?项目[)]?)?$"
)
_BACKGROUND = regex("截[至止](?:到)?20[0-9]{2}年(?:底|末)[^。元]*(?:。|$)")
_OVERVIEW = regex("概况|基本情况|基本信息|背景")
"""What there was before the year, without money: 截至2021年末，全市60周岁以上老年人18.6万人."""
_NO_NAME = regex("表[0-9]+")
"""What stands for a form that names no project: that of a whole unit, a score sheet."""
_TITLE_YEAR = regex(r"(20\d\d)(?:年|-)")
_YEAR = regex(r"(?<!\d)(20\d\d)年")
_YEARLY = regex(
    r"(?<!\d)(20\d\d)年(?:度)?[^，。,;]{0,12}(?:率|预算数?|决算|支出|执行数?|得分|结余|绩效目标)[^，。,;]{0,6}(?<!\d)(?!20\d\d年)\d"
)
_YEAR_LINE = regex("[(]?(20[0-9]{2})年度?[)]?")
_BY_YEAR = regex("20[0-9]{2}年[底末]?(?:之|以)?前")
_UNTIL = regex(r"截[至止]到?(20\d\d)年[^。]{0,40}\d")
_PAST = regex(
    "完成|完工|竣工|验收|支付|下达|调减|调整|投入使用|已|审议|审定|形成(?:本|自评|绩效)?报告|会议(?:研究|讨论|通过)"
)
_FUTURE = regex("拟|计划|预计|将|确保|力争|争取|目标|要求|应|前|待|期满|到期|下年|明年|次年")
_TO_COME = regex("措施|建议|打算|下一步|改进")
_MONTH = regex(r"(20\d\d)年(\d{1,2})月(?:(\d{1,2})日)?")
_REVIEWED = regex("^(?:审核|复核|审批)(?:日期|时间)$")


def _fields(case: PaperCase) -> Iterator[tuple[str, str, str, int]]:
    """Label, value, place and section of every “label：value” line and every labelled cell outside the forms."""
    for paragraph in case.paper.paragraphs:
        match = _FIELD.match(paragraph.text)
        if match and paragraph.heading is None:
            label, value = re.sub(r"\s", "", match["label"]), _value(match["value"])
            yield label, value, paragraph.location, paragraph.section
    for table in case.paper.tables:
        for row, texts in enumerate(table.rows if not table.form else (), 1):
            filled = [(number, text) for number, text in enumerate(texts, 1) if text.strip()]
            is_heading = len(filled) > 2 and sum(bool(_HEADING.search(text)) for _, text in filled) > 1
            for (_, label), (number, value) in pairwise(filled) if not is_heading else ():
                place = table.cell(row, number)
                yield re.sub(r"[\s:：]", "", label), _value(value), place, table.section


def _value(text: str) -> str:
    """What is filled in behind a label, without the words about the seal and a closing stop."""
    return _SHORTENED.sub("", _SEAL.sub("", text)).strip().rstrip("。；;，,").strip()


def _bare(name: str) -> str:
    return _BARE.sub("", squeezed(name)).strip(":。")


@in_papers("ZPJ511")
def project_names_of_paper(case: PaperCase) -> Iterator[Hit]:
    """A 项目名称 on the cover or in a table that no form has; the whole of several forms is called as in the title."""
    known = named_projects(case.forms)
    listed = [name for each in project_tables(case) for name in each.names] if len(known) > 1 else []
    for label, value, place, section in _fields(case) if known else ():
        is_name = _PROJECT.match(label) and not names_several(value, [*known, *listed])
        is_name = is_name and not (len(known) > 1 and any(_bare(value) in squeezed(part.title) for part in parts(case)))
        if is_name and _bare(value) and _bare(value) not in map(_bare, known):
            own = case.project(section)
            yield Hit(place, value, own or " / ".join(known[:3]), project=own, quote=value)


@paper_check(
    "ZPJ524",
    "项目名称与报告标题不一致",
    WARNING,
    reference="R-56",
    clause="封面、自评表、报告应当写同一个项目名称",
    message="项目名称是“{found}”，标题写“{expected}”，请统一",
    fix="统一为批复的项目名称",
)
def project_names_and_title(case: PaperCase) -> Iterator[Hit]:
    """A title with more behind the name than its form has; without forms, a 项目名称 its title does not have."""
    for part in parts(case) if case.forms else ():
        line = next((line for line in part.paragraphs if line.is_title), None)
        core = _TITLE_CORE.match(part.title)
        own, named = _bare(_bare(part.project)), _bare(_bare(core["name"])) if core else ""
        named = _OF_WHAT.sub("", named)
        if line and own and own in named and not named.endswith(own) and not _NO_NAME.fullmatch(own):
            yield Hit(line.location, part.project, core["name"] if core else "", quote=line.text, project=part.project)
    titles = {part.section: part.title for part in parts(case)} if not named_projects(case.forms) else {}
    known = {name for title in titles.values() if (name := _named_in(title))}
    for label, value, place, section in _fields(case) if known else ():
        own = _bare(value) if _PROJECT.match(label) else ""
        title = titles.get(section, "")
        name = _named_in(title)
        if not _is_kin(own, name):
            others = {each for each in known if _is_kin(own, each)}
            title = name = others.pop() if len(others) == 1 else ""
        if own and name and own not in _BARE.sub("", title):
            yield Hit(place, value, name, quote=value)


def _named_in(title: str) -> str:
    """What a title calls its project, with whatever stands before; "" where it is of no evaluation."""
    return re.split("(?:项目)?(?:支出)?绩效", title)[0] if "绩效" in title else ""


def _is_kin(own: str, name: str) -> bool:
    """Whether half the signs of a name stand in what a title has."""
    return bool(own and name) and sum(sign in name for sign in {*own}) * 2 >= len({*own})


@in_papers("ZPJ512")
def unit_names_of_paper(case: PaperCase) -> Iterator[Hit]:
    """A 实施单位 or 主管部门 on the cover or in a table that is no form's."""
    groups = ((_UNIT, ("implementing_unit",)), (_DEPARTMENT, ("supervising_department",)))
    every = {_unit(form.evaluation.text(field)) for form in case.forms for _, fields in groups for field in fields}
    for label, value, place, section in _fields(case):
        for pattern, fields in groups:
            own = {form.evaluation.text(field).strip() for form in case.forms for field in fields} - {""}
            if own and pattern.match(label) and _unit(value) not in every:
                project = case.project(section)
                yield Hit(place, value, " / ".join(sorted(own)[:3]), project=project, quote=value)


def _unit(name: str) -> str:
    return re.sub(r"^[0-9]{3,}-?|\s*[0-9]{3,}$", "", squeezed(name)).rstrip("。;,")


def _last_day(value: str) -> date | None:
    """The day a span ends with, 3月20日 of “2024年3月4日至3月20日”; else the day told."""
    match = _SPAN_END.search(squeezed(value))
    return (_day(_with_year(match["day"], squeezed(value))) if match else None) or _day(value)


@paper_check(
    "ZPJ526",
    "落款日期早于评价时间",
    WARNING,
    reference="R-59",
    clause="先评价，后落款",
    message="日期是 {found}，早于评价时间或文中已发生的时间 {expected}，请核对",
    fix="核对封面、正文和落款的日期",
)
def signed_too_early(case: PaperCase) -> Iterator[Hit]:
    """The date under a report lies before the day of evaluation on its cover, or before the work it tells of ended."""
    signed = [
        (paragraph, day)
        for paragraph in case.paper.paragraphs
        if (match := _ONLY_DATE.fullmatch(squeezed(paragraph.text))) and (day := _day(match.group()))
    ]
    evaluated = [day for label, value, _, _ in _fields(case) if _EVALUATED.match(label) and (day := _last_day(value))]
    for paragraph in case.paper.paragraphs:
        match = _period_end(squeezed(paragraph.text))
        end = _day(_with_year(match.group(1), match.group())) if match else None
        evaluated += [end] if end else []
    reviewed = [(day, place, value) for label, value, place, _ in _fields(case)
                if _REVIEWED.match(label) and (day := _day(value))]  # fmt: skip
    for day, place, value in reviewed:
        if any(each > day for each in evaluated):
            yield Hit(place, value, in_full(max(evaluated)), quote=value)
    for paragraph, day in signed:
        own = sections_signed(case, paragraph)
        worked = [each for section, each in evaluated_on(case) if section in own]
        told = max((each for each in (_last_told(case, paragraph.section), *worked) if each), default=None)
        if told and told > day:
            yield Hit(paragraph.location, squeezed(paragraph.text), in_full(told), quote=paragraph.text.strip(),
                      project=case.project(paragraph.section))  # fmt: skip
            continue
        late = [each for each in evaluated if each > day]
        if late:
            yield Hit(paragraph.location, squeezed(paragraph.text), in_full(late[0]), quote=paragraph.text.strip(),
                      project=case.project(paragraph.section))  # fmt: skip


@lru_cache(maxsize=1024)
def _period_end(text: str) -> re.Match[str] | None:
    return _PERIOD_END.search(text)


def _last_told(case: PaperCase, section: int) -> date | None:
    """The latest day or month a report tells of as past."""
    days: list[date] = []
    for line in case.paper.paragraphs:
        to_come = line.section != section or (line.path and _TO_COME.search(line.path[-1].title))
        for clause in re.split("[。;,]", squeezed(line.text)) if not to_come else ():
            if _PAST.search(clause) and not _FUTURE.search(clause):
                for match in _MONTH.finditer(clause):
                    year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
                    days += [] if _impossible(year, month, day) else [date(year, month, day)]
    return max(days, default=None)


def _with_year(text: str, before: str) -> str:
    year = _YEAR.search(before)
    return text if _YEAR.search(text) or not year else f"{year.group(1)}年{text}"


def _day(text: str) -> date | None:
    match = _ONLY_DATE.search(squeezed(text))
    if match is None or _impossible(int(match[1]), int(match[2]), int(match[3])):
        return None
    return date(int(match[1]), int(match[2]), int(match[3]))


def _impossible(year: int | None, month: int, day: int) -> bool:
    return not 1 <= month <= 12 or not 1 <= day <= days_of(year or 2024, month)


@in_papers("ZPJ516")
def other_year_of_paper(case: PaperCase) -> Iterator[Hit]:
    """A figure given for another year in a paragraph that does not name the paper's own; a title of another year."""
    whole = {form.evaluation.text("year") for form in case.forms} - {""}
    for part in parts(case):
        year = _year_of(case, part)
        for paragraph in part.body if year else ():
            text = squeezed(paragraph.text)
            match = (_YEARLY.search(text) or _UNTIL.search(text)) if "20" in text else None
            named = set(_YEAR.findall(text)) if match else set()
            before = match and (text[: match.start()].endswith(("到", "至")) or _BY_YEAR.match(text, match.start(1)))
            ahead = match and match[1] > year and before
            background = _BACKGROUND.match(text, match.start()) and is_headed(paragraph, _OVERVIEW) if match else None
            own_year = year in named or ahead or background
            if match and not own_year and not compares_years(text, match[1], year):
                yield Hit(paragraph.location, f"{match[1]} 年", year, quote=match.group(), project=part.project)
        yield from _year_of_form(case, part)
        title = next((line for line in part.paragraphs if line.is_title), None)
        own = _TITLE_YEAR.search(part.title)
        if title and own and len(whole) == 1 and own[1] not in whole:
            form = next((form for form in case.forms if own[1] in form.project), None)
            year_of_form = form.evaluation.fields.get("year") if form else None
            if year_of_form:  # the name of the project says so, too: the form's year is the wrong one
                yield Hit(year_of_form.location, f"{year_of_form.text} 年", own[1], quote=year_of_form.text,
                          project=part.project)  # fmt: skip
                continue
            yield Hit(title.location, f"{own[1]} 年", next(iter(whole)), quote=title.text, project=part.project)


def _year_of_form(case: PaperCase, part: Part) -> Iterator[Hit]:
    """“（2021年度）” above a form, where the reports and most forms of the file are of another year."""
    lines = [line for line in part.body if _YEAR_LINE.fullmatch(squeezed(line.text))]
    others = [
        match[1]
        for each in parts(case)
        for line in each.paragraphs
        if (line.is_title or _YEAR_LINE.fullmatch(squeezed(line.text))) and (match := _YEAR.search(squeezed(line.text)))
    ]
    usual, times = Counter(others).most_common(1)[0] if others else ("", 0)
    told = Counter(year for line in case.paper.paragraphs for year in set(_YEAR.findall(squeezed(line.text))))
    main = str(main_year(case) or "") if lines and times * 2 <= len(others) else ""
    for line in lines:
        match = _YEAR_LINE.fullmatch(squeezed(line.text))
        year = match[1] if match else ""
        most = times * 2 > len(others) or told[main] > 2 * told[year]  # as many titles of each: what the lines tell
        if year and year != (main or usual) and most:
            yield Hit(line.location, f"{year} 年", main or usual, quote=line.text.strip(), project=part.project)


def _year_of(case: PaperCase, part: Part) -> str:
    """The year of a report: its title's, its form's, or the one most of its lines name."""
    title = _TITLE_YEAR.search(part.title)
    if title:
        return title[1]
    form = next((form for form in case.forms if form.project == part.project), None)
    if form and re.fullmatch("20[0-9]{2}", form.evaluation.text("year")):
        return form.evaluation.text("year")
    counted = Counter(year for line in part.body for year in set(_YEAR.findall(squeezed(line.text))))
    ranked = counted.most_common(2)
    return ranked[0][0] if ranked and ranked[0][1] >= 3 and ranked[0][1] > sum(n for _, n in ranked[1:]) * 2 else ""
