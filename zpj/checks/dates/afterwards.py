"""Over a filed report: what is to be done afterwards, in a year already past."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.clauses_around import clause_around
from zpj.checks.reading.text import is_headed, squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.regex import regex

_MEASURES = regex("措施|建议|打算|下一步|改进|整改|公开|应用")
_PUBLISHED = regex(
    "(?:将|并|拟|计划)[^,。;]{0,6}?于(?P<year>20[0-9]{2})年(?:[0-9]{1,2}月)?[底末]?前[^,。;]{0,24}公[开布示]"
)
_YEAR = "(?P<year>20[0-9]{2})年"
_PART = (
    "(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?|汛|入汛|上半年|下半年|[一二三四]季度|年?[初底末]|暑期|寒假|春季|秋季)?"
    "(?:份|底|起|前|内|期间|中旬)*"
)
_MOVED = regex(
    f"(?<!原)(?:纳入|列入|调整[到至]|推迟[到至]|顺延至|延期[到至]|安排[在到至]|拟[于在]|将[于在]|力争[于在]?|转入){_YEAR}(?!以前|未|存在)"
)
_TO_DO = regex(
    f"(?:^|[,;。:]|[一二三四五六七]是|(?<!原)计划|力争|争取|确保|预计|拟)(?:于|在)?{_YEAR}{_PART}(?:再|将|要|拟|全部|全面|进一步|重新|组织)*"
    "(?:进场|复工|恢复|开工|建成|修订|出台|制定|编制|支付|拨付|交付|验收|投入使用|完成|开展|启动|组织|统一|实施|落实|建立|加强|继续|计划|新增|补[\u4e00-\u9fff])"
)
_IN_REASON = regex(f"{_YEAR}{_PART}(?:再|将|拟)?(?:补[训采足充发办种栽测做齐修建检]|继续|统一|加强|落实|整改|重新)")
_BY_NOW = regex(
    "已|未(?!(?:实施|完成|开工|建成|支付|完工)的)|没有|存在|由于|因|受|原|经验|以来|针对|鉴于|基础上|工作中|情况|[0-9]月[^,。;]{0,8}(?:完成|开工)了"
)
_BEFORE = regex("(?:针对|根据|按照|对)[^。;]{0,8}(?:上年|上一年|往年|以前年度)")
"""What was found the year before was mended in this."""


@paper_check(
    "ZPJ165",
    "以后要做的事写在已经过去的年份",
    WARNING,
    reference="R-58",
    clause="改进措施是报告之后要做的事",
    message="“{quote}”是评价年度或更早的年份，请核对是否应为 {expected} 年",
    fix="改正年份；已经完成的写完成情况",
    follows=("ZPJ570", "ZPJ516", "ZPJ559", "ZPJ144", "ZPJ505"),
)
def to_be_done_in_the_past(case: PaperCase) -> Iterator[Hit]:
    """“将12户纳入2023年改造计划” among the measures of a report on 2023; “2023年补训” in the reason of its form."""
    year = main_year(case)
    if year is None:
        return
    for line in case.paper.paragraphs:
        if "20" in line.text and is_headed(line, _MEASURES):
            yield from _past(squeezed(line.text), year, line.location, case.project(line.section), in_reason=False)
    for form in case.forms:
        for row in form.rows:
            reason = row.indicator.deviation_reason
            if reason and "20" in reason.text:
                yield from _past(squeezed(reason.text), year, reason.location, form.project, in_reason=True)


def _past(text: str, year: int, place: str, project: str, *, in_reason: bool) -> Iterator[Hit]:
    for pattern in (_MOVED, _IN_REASON) if in_reason else (_MOVED, _TO_DO, _PUBLISHED):
        for match in pattern.finditer(text):
            clause = clause_around(text, match.start("year"), match.start("year"))
            told_so = _BY_NOW.search(clause) or _BEFORE.search(text[: match.end()].rpartition("。")[2])
            if int(match["year"]) <= year and not told_so:
                quote = match.group().lstrip(",;。:")
                yield Hit(place, f"{match['year']}年", str(year + 1), quote=quote, project=project)
                return


_DONE_BY = regex(
    "(?:工作|任务|项目|工程|建设|内容|资金)[^,。;]{0,6}?(?:均|全部|都|已)*(?:在|于)(?P<year>20[0-9]{2})年[0-9]{1,2}月(?:[0-9]{1,2}日|底)?"
    "(?:之|以)?前(?:均|全部|已|按期|如期)*(?:完成|完工|发放|拨付|兑付)"
)
_OF_RESULTS = regex("完成|产出|时效|效益|指标|绩效情况")


@paper_check(
    "ZPJ169",
    "完成的期限写成了评价年度以前",
    WARNING,
    reference="R-58",
    clause="自评的是评价年度的完成情况",
    message="“{quote}”早于评价年度 {expected} 年，请核对年份",
    fix="改正年份；确是以前年度的工作，写明结转",
    follows=("ZPJ516", "ZPJ559", "ZPJ505", "ZPJ144", "ZPJ599"),
)
def done_before_the_year(case: PaperCase) -> Iterator[Hit]:
    """“各项工作均在2021年12月15日之前完成” among the results of a report on 2022; those carried over are let pass."""
    year = main_year(case)
    for line in case.paper.paragraphs if year else ():
        if "前" not in line.text or not is_headed(line, _OF_RESULTS):
            continue
        for match in _DONE_BY.finditer(squeezed(line.text)):
            if year and int(match["year"]) < year and "结转" not in line.text and "跨年" not in line.text:
                yield Hit(line.location, f"{match['year']}年", str(year), quote=match.group(),
                          project=case.project(line.section))  # fmt: skip
