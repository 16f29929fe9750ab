"""Over a filed report: goals, figures, terms and changes of the budget that carry the year before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.clauses_around import SENTENCE, clause_end, clause_start
from zpj.checks.reading.figures import Sentence, quantities, said
from zpj.checks.reading.text import is_headed, squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.checks.touched import touched
from zpj.domain.records import record
from zpj.domain.regex import regex

_GOAL = regex(
    r"^(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.]+)?(?:项目|本?[单部]位|我[局委院校站中心]+)?(?:的|设定|批复)*"
    r"(?P<year>20\d\d)年度?(?:项目|部门|单位|整体|总体|绩效|年度|支出|预期|工作)*目标(?:[:为是,]|如下|设定)"
)
_FIGURE_OF = regex(r"(?:^|[。;,:])(?P<year>20\d\d)年度?(?!底|末|以来|前|起|初|\d{1,2}月)(?P<rest>[^,。;]{2,40})")
_OTHER_TIME = regex(
    "比|较|同期|上年|去年|以来|历年|结转|结余|提前|批复|文件|通知|规划|目标|计划|安排|下达|预算|编制|20[0-9]{2}|普查|"
    "截至|累计|基数|基期|原有|已有"
)
_TERM = regex(
    r"(?P<what>(?:合同|服务|运维|维保|租赁|承包|实施|执行|建设|项目|履约|养护|托管|保险|协议|补助|发放|统计)(?:工作)?(?:期限?|周期|时间|时段|年限))"
    r"(?:间|内)?(?:[(][^()]{0,8}[)])?(?:限|为|是|自|从|:|,)*"
    r"(?P<first>20\d\d)年(?P<month1>\d{1,2})月(?:\d{1,2}日)?(?:至|到|—+|-+|~|起至)(?:(?P<last>20\d\d)年)?(?P<month2>\d{1,2})月(?:\d{1,2}日)?"
)
_ALL_YEAR = regex(
    r"(?P<first>20\d\d)年1月(?:1日)?(?:至|到|—+|-+|~)(?:(?P<last>20\d\d)年)?12月(?:3[01]日)?(?P<rest>[^。;]{0,40})"
)
_REGULAR = regex("按[月季旬周日]|每[月季旬周日]|逐[月季]|全年|常年")
_OLD = regex(
    "一期|上一?期|前期|原合同|上一?轮|首轮|上年|去年|往年|此前|续签|到期|期满|质保|立项|申报|比|较|(?<!合)同期|延|跨|结转|历史"
)
_BACKGROUND = regex("立项|背景|依据|由来|沿革|概况|计划|打算|下一步|建议|整改|以前|上年")
_CHANGE = regex(
    r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?:\d{1,2}日)?[^,。;\d]{0,24}?(?:追[加减]|[调压核缩][减增]|调整|收回|统筹)[^,。;\d]{0,16}"
    r"(?P<amount>\d[\d.]*)万?元"
)
_OWN_BUDGET = regex("(?<!上年)(?<!去年)(?:年初|全年|年度|调整后?)(?:批复)?的?预算")
_EVALUATED = regex(
    r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?:\d{1,2}日)?[^。;\d]{0,16}?(?:成立|组成|组建|开展|启动|组织|进行|形成|完成)[^,。;\d]{0,20}?"
    r"(?:自评(?:工作)?(?:领导)?(?:小?组|报告|工作)|绩效自评|绩效评价(?:工作)?(?:小?组|报告))"
)
_EARLY, _LATE, _FEW, _LONG = 6, 10, 1, 3
_AFTER = ("ZPJ572", "ZPJ505", "ZPJ516", "ZPJ565")


@record
class _Odd:
    """A year that cannot be: what it is of, the year, the right one, the words."""

    what: str
    year: int
    right: int
    quote: str


@another_way("ZPJ572", WARNING, follows=_AFTER)
def places_of_the_year_before(case: PaperCase) -> Iterator[Hit]:
    """“2022年度总体目标：”, “合同期2022年1月1日至2022年12月31日”, “2022年5月追加13万元” in a report on 2023."""
    year = main_year(case)
    before = str((year or 0) - 1)
    for line in case.paper.paragraphs if year else ():
        text = squeezed(line.text) if not line.is_title and "20" in line.text else ""
        for odd in _of_line(text, year or 0, before) if text else ():
            if odd.what == "目标" or not is_headed(line, _BACKGROUND):
                yield _hit(case, line.location, line.section, odd, year or 0)


def _hit(case: PaperCase, place: str, section: int, odd: _Odd, year: int) -> Hit:
    return Hit(place, f"{odd.year}年", f"{odd.right}年", quote=odd.quote[:40], project=case.project(section),
               words={"what": odd.what, "year": str(year)})  # fmt: skip


def _of_line(text: str, year: int, before: str) -> Iterator[_Odd]:
    goal = _GOAL.match(text) if before in text[:24] else None
    if goal and goal["year"] == before and str(year) not in text:
        yield _Odd("目标", year - 1, year, goal.group())
    if before in text and "月" in text:
        yield from _terms(text, year, before)
        yield from _changes(text, year, before)
    for match in _EVALUATED.finditer(text) if "评" in text else ():
        told, early = int(match["year"]), int(match["month"]) <= _EARLY
        if told == year and early and before not in text:
            yield _Odd("自评工作的时间", told, year + 1, match.group())


def _terms(text: str, year: int, before: str) -> Iterator[_Odd]:
    found = [*_TERM.finditer(text), *(match for match in _ALL_YEAR.finditer(text) if _REGULAR.search(match["rest"]))]
    for match in found:
        last = match["last"] or match["first"]
        clause = text[clause_start(text, match.start(), SENTENCE) : match.end() + _LATE]
        if last == before == match["first"] and not _OLD.search(clause) and f"{year}年" not in clause:
            yield _Odd("起止时间", year - 1, year, match.group())
            return


def _changes(text: str, year: int, before: str) -> Iterator[_Odd]:
    for match in _CHANGE.finditer(text):
        around = text[clause_start(text, match.start(), SENTENCE) : clause_end(text, match.end(), "。")]
        early = int(match["month"]) < _LATE and text.count(before) == _FEW
        if match["year"] == before and early and _OWN_BUDGET.search(around) and not _OLD.search(around):
            yield _Odd("预算调整的时间", year - 1, year, match.group())


@another_way("ZPJ559", WARNING, follows=("ZPJ559", "ZPJ505", "ZPJ516", "ZPJ572"))
def figures_told_of_the_year_before(case: PaperCase) -> Iterator[Hit]:
    """“2022年全市培训结业4722人，比上年增加412人”, the report having the 4722人 as a result of 2023."""
    year = main_year(case)
    before = str((year or 0) - 1)
    for sentence in said(case) if year else ():
        if is_headed(sentence.paragraph, _BACKGROUND):
            continue
        for match in _FIGURE_OF.finditer(sentence.text) if before in sentence.text else ():
            told = [each for each in quantities(match["rest"]) if each.significant >= _LONG or len(each.digits) > _LONG]
            apart = match["year"] != before or _OTHER_TIME.search(match["rest"]) or not told
            if not apart and f"{year}年" not in sentence.text and _is_of_year(case, sentence, told[0].text, year or 0):
                yield sentence.hit(f"{before}年", str(year), quote=match.group()[:30])
                break


def _is_of_year(case: PaperCase, own: Sentence, figure: str, year: int) -> bool:
    """Whether another sentence that names the year, or the result of a row of a form, has the very figure."""
    if figure in _results(case):
        return True
    return any(
        figure in text and f"{year}年" in text[: text.find(figure)] and f"{year - 1}年" not in text
        for _, text, _ in texts_of_paper(case)
        if text != squeezed(own.paragraph.text)
    )


@lru_cache(maxsize=4)
def _results(case: PaperCase) -> frozenset[str]:
    rows = (row for form in case.forms for row in form.rows if row.indicator.actual)
    return frozenset(squeezed(row.indicator.actual.text) for row in rows if row.indicator.actual)


_COMPARED = (
    "(?:^|[。;]){0}年度?(?!底|末|以来|前|初|起|[0-9]{{1,2}}月)"
    "(?P<rest>[^。;]{{2,90}}?(?:[比较由]上年度?|[比较由]去年|[比较]上一年|上年(?=的?[0-9])))"
)
_OF_THIS_YEAR = regex("三公|支出|预算|资金|经费|收支|执行|完成|产出|效益|绩效|使用|成效|满意")
_ORDINAL = regex(
    "(?:从|自)(?P<first>20[0-9]{2})年(?:起|开始)[^。;]{0,60}?(?P<year>20[0-9]{2})年(?:度)?(?:为|是|系)(?:[^,。;]{0,4})?"
    "第(?P<number>[二三四五六七八九十])个?(?:[\u4e00-\u9fff]{0,4})?年"
)
_TWICE = regex("(?P<year>20[0-9]{2})年度?(?:与|和|同|比|较|、)(?P=year)年度?(?:对比|比较|相比|同期|[^\u4e00-\u9fff]|$)")
_NUMERALS = "零一二三四五六七八九十"


@another_way("ZPJ559", WARNING, follows=("ZPJ559", "ZPJ505", "ZPJ516", "ZPJ572"))
def year_before_compared_with_the_last(case: PaperCase) -> Iterator[Hit]:
    """“2023年“三公”经费预算3.2万元，……比上年的3.05万元减少”: results in a report of 2024, not named there."""
    year = main_year(case)
    before = str((year or 0) - 1)
    finder = re.compile(_COMPARED.format(before))
    for sentence in said(touched(case)) if year else ():
        match = finder.search(sentence.text) if before in sentence.text else None
        under = is_headed(sentence.paragraph, _OF_THIS_YEAR) and not is_headed(sentence.paragraph, _BACKGROUND)
        told = match is not None and any(each.significant > 1 for each in quantities(match["rest"]))
        if match and told and under and str(year) not in squeezed(sentence.paragraph.text):
            yield sentence.hit(f"{before}年", str(year), quote=match.group()[:30].lstrip("。;"))


@another_way("ZPJ559", WARNING, follows=("ZPJ559", "ZPJ505", "ZPJ516", "ZPJ572"))
def year_that_does_not_count(case: PaperCase) -> Iterator[Hit]:
    """“从2021年起分三年实施，2022年为第三年”: it is the second; “2022年与2022年对比”: it and itself."""
    year = main_year(case)
    for line in case.paper.paragraphs if year else ():
        text = squeezed(line.text) if "第" in line.text or "比" in line.text or "较" in line.text else ""
        for match in _ORDINAL.finditer(text):
            right = int(match["first"]) + _NUMERALS.index(match["number"]) - 1
            if int(match["year"]) == right - 1 and right == year:
                yield Hit(line.location, f"{match['year']}年", str(right), quote=match.group()[-40:],
                          project=case.project(line.section))  # fmt: skip
        for match in _TWICE.finditer(text):
            if int(match["year"]) in ((year or 0) - 1, year):
                yield Hit(line.location, f"{match['year']}年", str(year), quote=match.group(),
                          project=case.project(line.section))  # fmt: skip
