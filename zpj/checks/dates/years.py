"""Over a filed report: this year's results told as last year's, titles of another year, days of the work done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year, signed
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Sentence, quantities, said
from zpj.checks.reading.text import Part, is_headed, parts, squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import parse_number, plain
from zpj.domain.model import printed
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_AT_HEAD = regex(r"(?:^|(?<=[。;,:、]))(?:\d[.、)])?(?P<year>20\d\d)年度?(?!\d)(?P<rest>[^。;]{4,})")
_OTHER_TIME = regex(
    "比|较|同期|以前|以来|至|到20|批复|批准|印发|下达|文件|通知|规划|立项|申报|编制|(?<![0-9])起|前|始|招标|合同|上年|结转|提前|预算编|历年|〔|全国|全省|三年|连续"
)
_OF_RESULTS = regex("完成|产出|效益|成效|实施情况|绩效指标|满意度|指标分析|自评|资金(?:使用|支出)")
_NO_RESULTS = regex("立项|背景|依据|问题|措施|建议|计划|打算|下一步|目标$|由来")
_OF_MONEY = regex("安排|预算|支出|执行|拨付|到位")
_ANY_YEAR = regex(r"(?<![\d〔])(20\d\d)年(?!以来|前|起)")
_REFERENCE = regex(r"《[^》]*》|[(（]?[^,。;()]{0,10}〔20\d\d〕\d+号[)）]?")
_OF_YEAR = regex(r"(?<!\d)(20\d\d)年(?:度)?[^,。;:至到-]{0,24}(?:绩效|目标|自评|评价|完成情况|预算执行)")
_TOLD_APART = regex("上年|下年|次年|来年|下一步|打算|计划|安排|以来|历年|通知|办法|比较|对比")
_UNTIL = regex(r"截[至止](?:到)?(?P<year>20\d\d)年(?:12月31日|12月底|年?[底末])(?P<rest>[^。;]{0,60})")
_SPENT = regex(r"(?:支出|执行|支付|完成|使用|到位)[^,。;]{0,8}\d")
_TASKS = regex("20[0-9]{2}年度?[^,。;:]{0,6}(?:任务|计划|目标)")
_OVERVIEW = regex("概况|背景|简介|基本情况|立项")
_GROWN = regex("(?:比|较)(?:上年|去年|年初)|同比(?:增|减|下降|提高|上升)")
_TOLD_OF_YEAR = regex("完成|产出|效益|效果|成效|实现|满意度|指标分析")
"""“截至2021年末，保有量28.64万辆，比上年末增加……” among the results of 2022."""
_FORMER = regex("上年|上一年|年初|结转|历年|此前")
_MONTH_OF = regex(r"(?<![0-9])(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?!以?前)")
_ALL_DONE = regex(
    "(?:均|全部|全面|都|其余[^,]{1,16}?)(?:按[^,。;]{1,6})?已?经?(?:完成|完工|竣工|建成|实施|开展|验收|投入|到位|通过|安装|交付|发放|办结|结束|落实)|"
    "(?:完成|完工|竣工|实施|开展|验收|发放|办理|举办|交付|安装)(?:完毕|完成|结束)"
)
_WORKED = regex("完成|开工|启动|开展|签订|通过|实施|完工|竣工|验收|采购|招标|举办|发放|交付|安装|施工|建成|中标|进场")
_CARRIED = regex(r"(?:结余|剩余|未支|余额)[^。;]{0,16}结转(?:到|至|入)?(?P<year>20\d\d)年")
_YEAR = regex(r"(?<!\d)(20\d\d)(?=年|-20\d\d)")
_OPENING = regex(
    r"(?:做好|开展|组织|完成|进行|对|就|将|关于)(?:了|我[局市县区校院]|全[市县区]|本[单部]位?)*(?P<year>20\d\d)年度?[^,。;:]{0,48}(?:自评|评价|评估)"
)
_BEFORE_ITSELF = regex(
    r"(?:^|(?<=[。;]))(?P<year>20\d\d)年度?,[^。;]*?(?:对|就|开展|组织|完成|进行)了?(?:[^,。;]{0,12}?)"
    r"(?P<own>20\d\d)年度?[^,。;:]{0,40}(?:自评|评价工作|绩效评价)"
)
"""The year before, told of work on the evaluation of the year itself."""
_FEWEST_TOLD, _PROVED = 2, 3
_DAYS = regex(
    r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:至|到|—|-|~)(?:(?P<year2>20\d\d)年)?(?:(?P<month2>\d{1,2})月)?"
    r"(?P<day2>\d{1,2})日(?P<rest>[^。;]{0,40})"
)
_DAY = regex(r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?P<rest>,?[^。;,]{0,24})")
_EVALUATED = regex("评价|自评|审核|核查|抽查|调查|检查|座谈|问卷|复核|评审|现场")
_WORK = regex("(?:评价|自评)工作(?:过程|程序|步骤)")
_NOT_YET = regex("拟|计划|预计|将|确保|争取|应|下一步|前(?:完成|报)")
_ADVICE = regex("措施|建议|打算|计划|下一步|整改")


@paper_check(
    "ZPJ559",
    "完成情况疑似写成了上一年的",
    WARNING,
    reference="R-58",
    clause="完成情况写评价年度的",
    message="报告评价的是 {expected} 年度，这里的完成情况写“{found}”，请核对年份",
    fix="核对年份；确是上一年的，写明与本年的关系",
    follows=("ZPJ516", "ZPJ572"),
)
@by_the_paragraph
def results_of_last_year(case: PaperCase) -> Iterator[Hit]:
    """“2022年，全县推广……12.3万亩” in the results of a report of 2023, which does not compare the two years."""
    year = main_year(case)
    done, funds = _results(case), _funds(case)
    for sentence in said(case) if year else ():
        for match in _AT_HEAD.finditer(sentence.text):
            rest, told_year = match["rest"], int(match["year"])
            near = told_year in ((year or 0) - 1, (year or 0) + 1)
            own = near and str(year) not in squeezed(sentence.paragraph.text)
            piece = _YEAR.split(rest)[0]
            if near and not own and told_year < (year or 0) and _tells(piece, sentence.text, done):
                yield sentence.hit(f"{match['year']}年", str(year), quote=match.group()[:30])
                break
            if near and told_year < (year or 0) and _tells_funds(rest, sentence.text, funds, str(year)):
                yield sentence.hit(f"{match['year']}年", str(year), quote=match.group()[:30])
                break
            if not own or rest[0] in "底末初" or _OTHER_TIME.search(rest):
                continue
            told = {(plain(each.value), each.unit) for each in quantities(rest)} - {("100", PERCENT)}
            if told & done or (told and told_year < (year or 0) and _is_of_results(sentence)):
                yield sentence.hit(f"{match['year']}年", str(year), quote=match.group()[:30])
                break


def _tells(piece: str, text: str, done: set[tuple[str, str]]) -> bool:
    """Whether the words up to the next year give a result of the form that the sentence gives once."""
    if piece[:1] in "底末初" or _OTHER_TIME.search(piece):
        return False
    told = [each for each in quantities(piece) if (plain(each.value), each.unit) in done]
    return any(len(each.digits) > 1 and text.count(each.text) == 1 for each in told)


def _funds(case: PaperCase) -> set[str]:
    """The budgets and the spending of the forms, as printed."""
    totals = (form.total for form in case.forms if form.total)
    entries = (entry for line in totals for entry in (line.full_year_budget, line.executed))
    return {plain(value) for entry in entries if (value := printed(entry)) is not None and value}


def _tells_funds(rest: str, text: str, funds: set[str], year: str) -> bool:
    """“2022年，市财政安排该项目预算432万元”: the year's own budget or spending, told of the year before."""
    if year in text or rest[0] in "底末初" or _OTHER_TIME.search(rest) or not _OF_MONEY.search(rest):
        return False
    told = [parse_number(each.digits) for each in quantities(rest) if each.unit == MONEY]
    return any(value is not None and plain(value) in funds for value in told)


def _results(case: PaperCase) -> set[tuple[str, str]]:
    """The actual values of the forms with their units."""
    texts = (row.indicator.actual.text for form in case.forms for row in form.rows if row.indicator.actual)
    figures = (each for text in texts for each in quantities(squeezed(text)))
    return {(plain(each.value), each.unit) for each in figures if each.unit not in (PERCENT, POINTS, MONEY)}


def _is_of_results(sentence: Sentence) -> bool:
    titles = [squeezed(heading.title) for heading in sentence.paragraph.path]
    return any(map(_OF_RESULTS.search, titles)) and not any(map(_NO_RESULTS.search, titles))


@paper_check(
    "ZPJ565",
    "标题的年度与全文不同",
    ERROR,
    reference="R-58",
    clause="报告各部分写同一个评价年度",
    message="标题写 {found}，正文写的都是 {expected} 的事，请改正",
    fix="核对评价年度，改正标题",
    follows=("ZPJ516",),
)
def title_of_another_year(case: PaperCase) -> Iterator[Hit]:
    """A title of 2022 over a text that tells of 2023 alone, signed in 2024; a doubt where little or no date says so."""
    days = [day for _, day in signed(case)]
    for part in parts(case):
        title = next(
            (line for line in part.paragraphs if line.is_title and _ANY_YEAR.search(squeezed(line.text))), None
        )
        own = int(found[1]) if title and (found := _ANY_YEAR.search(squeezed(title.text))) else 0
        told = _years_told(part, [line for line, _ in signed(case)])
        usual, times = told.most_common(1)[0] if told else (0, 0)
        if title is None or not own or told[own] or usual != own + 1 or times < _FEWEST_TOLD:
            continue
        later = all(day.year == own + 2 for day in days)
        if later and not set(told) - {usual, usual + 1}:
            sure = bool(days) and times >= _PROVED
            yield Hit(title.location, f"{own}年", f"{usual}年", quote=title.text.strip()[:40], project=part.project,
                      level=None if sure else WARNING)  # fmt: skip


def _years_told(part: Part, dated: list[Paragraph]) -> Counter[int]:
    """How many lines name each year, titles of documents and the lines with the date apart."""
    named = (_ANY_YEAR.findall(_bare(line.text)) for line in part.body if "20" in line.text and line not in dated)
    return Counter(int(year) for years in named for year in set(years))


def _bare(text: str) -> str:
    return _REFERENCE.sub("", squeezed(text))


def evaluated_on(case: PaperCase) -> list[tuple[int, date]]:
    """The last days of the work of evaluation a report tells of as done, each with the section it stands in."""
    found = []
    for line in case.paper.paragraphs:
        if "月" not in line.text or is_headed(line, _ADVICE):
            continue
        text = squeezed(line.text)
        for match in (*_DAYS.finditer(text), *_DAY.finditer(text)):
            known = match.groupdict()
            clause = text[: match.start()].rpartition(",")[2][-8:] + match["rest"]
            of_work = _EVALUATED.search(match["rest"]) or is_headed(line, _WORK)
            if of_work and not _NOT_YET.search(clause):
                year, month = known.get("year2") or match["year"], known.get("month2") or match["month"]
                day = known.get("day2") or match["day"]
                try:
                    found.append((line.section, date(int(year), int(month), int(day))))
                except ValueError:  # no such day: ZPJ527 tells it
                    continue
    return found


def sections_signed(case: PaperCase, line: Paragraph) -> set[int]:
    """The sections a date stands under: its own, and the only report where it stands behind an annex without a form."""
    of_form = any(table.form and table.section == line.section for table in case.paper.tables)
    reports = [part.section for part in parts(case) if part.is_report and part.section <= line.section]
    return {line.section, *(reports if len(reports) == 1 and not of_form else ())}


@paper_check(
    "ZPJ572",
    "标题、截止日期的年度与报告不同",
    WARNING,
    reference="R-58",
    clause="报告各部分写同一个评价年度",
    message="报告评价的是 {year} 年度，{what}写 {found}，应为 {expected}，请核对",
    fix="核对年度",
)
@by_the_paragraph
def other_years(case: PaperCase) -> Iterator[Hit]:
    """“二、2022年度绩效目标” or “截至2022年12月31日，支出……” in a report of 2023; its balance carried into 2023.

    Among the results also “截至2022年末，……比上年末增加……”.
    """
    year = main_year(case)
    for part in parts(case) if year else ():
        for line in part.paragraphs:
            text = squeezed(line.text)
            for what, found, right, quote in _years(line, text, part, year or 0):
                yield Hit(line.location, f"{found} 年", f"{right} 年", quote=quote, project=part.project,
                          words={"what": what, "year": str(year)})  # fmt: skip


def _is_background(line: Paragraph, until: re.Match[str], year: int) -> bool:
    """“截至2022年底已完成数字化380万页。……2023年实施……” in the overview: how far the work was before the year.

    Behind the tasks of the year, too: “2023年主要任务为：……。截至2022年底，已完成14篇初稿”.
    """
    before, behind = until.string[: until.start()], until.string[until.end() :]
    overview = any(_OVERVIEW.search(heading.title) for heading in line.path[-2:])
    tasks = "已" in until["rest"] and any(str(year) in match.group() for match in _TASKS.finditer(before))
    return overview and "元" not in until["rest"] and (f"{year}年" in behind or tasks)


def _after_its_own_work(until: re.Match[str], year: int) -> bool:
    """“2022年2月论证，12月验收。截至2021年12月31日，均已实施”: done by then, and told behind the year's work.

    A month must be told before it, with work, and no other year behind the year itself; nothing that is to be done.
    """
    before = until.string[: until.start()]
    months = [*_MONTH_OF.finditer(before)] if _ALL_DONE.search(until["rest"]) else []
    years = _ANY_YEAR.findall(_REFERENCE.sub("", before)) if months else []
    if not months or years[-1:] not in ([], [str(year)]) or _NOT_YET.search(before[months[0].start() :]):
        return False
    return _WORKED.search(before[months[-1].end() :]) is not None


def _years(line: Paragraph, text: str, part: Part, year: int) -> Iterator[tuple[str, int, int, str]]:
    is_heading = line.is_title or line.heading is not None
    match = _OF_YEAR.search(line.heading.title if line.heading else text) if is_heading else None
    if match and {int(found) for found in _YEAR.findall(match.string)} == {year - 1} and not _TOLD_APART.search(text):
        yield ("标题" if line.is_title else "小标题"), year - 1, year, match.group()
    if is_heading and line.is_title:
        return
    for until in _UNTIL.finditer(text):
        rest = until["rest"]
        of_results = line.path and _TOLD_OF_YEAR.search("".join(each.title for each in line.path))
        grown = of_results and _GROWN.search(rest) and str(year) not in text
        former = _FORMER.search(rest) or _is_background(line, until, year)
        told = _SPENT.search(rest) or _after_its_own_work(until, year)
        if int(until["year"]) == year - 1 and (grown or (told and not former)):
            yield "截止日期", year - 1, year, until.group()[:24]
    apart = any(_NO_RESULTS.search(heading.title) or _ADVICE.search(heading.title) for heading in line.path)
    bare = _bare(line.text) if not apart and str(year - 1) in text else ""
    before = _BEFORE_ITSELF.search(bare)
    if before and int(before["year"]) == year - 1 and int(before["own"]) == year:
        yield "开头", year - 1, year, before.group()[:24]
    opening = _OPENING.search(bare)
    if opening and int(opening["year"]) == year - 1 and f"{year}年" not in bare:
        yield "开头", year - 1, year, opening.group()
    ahead = _OPENING.search(_bare(line.text)) if not apart and f"{year + 1}年" in text else None
    if ahead and int(ahead["year"]) == year + 1 and f"{year}年" not in _bare(line.text) and not line.heading:
        yield "开头", year + 1, year, ahead.group()
    for carried in _CARRIED.finditer(text):
        if int(carried["year"]) == year and str(year - 1) not in text[: carried.start()][-12:]:
            yield "结余结转", year, year + 1, carried.group()[-24:]
