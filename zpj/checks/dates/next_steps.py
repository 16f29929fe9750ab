"""Over a filed report: what is to be done next, in the year the report itself is about."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.regex import regex

_MEASURES = regex("措施|建议|打算|下一步|改进|整改|努力方向")
_NO_MEASURES = regex("问题(?!.{0,6}(?:措施|建议|打算))|原因|情况$|上年|上一年")
_AT_HEAD = regex(
    "(?:^|[。;:]|,(?=20[0-9]{2}年(?:第?[一二三四]季度|上半年|下半年)?(?:将|在|再|拟|继续|[^,。;]{0,8}(?:预算)?不再))|"
    "(?:[一二三四五六七八九]|[0-9])是|[(][0-9一二三四五六七八九][)]|[0-9][.、])(?P<year>20[0-9]{2})年(?!度?(?:底|"
    "末)?[^,。;]{0,10}(?:已|未|存在))(?P<rest>[^。;]{3,})"
)
_PAST = regex(
    "已|未|没有|存在|由于|因|受|原|以来|针对|鉴于|上年|去年|发现|导致|造成|影响|不足|较|偏|了(?!解)|"
    "截至|全年(?!.{0,4}计划)|比|出现|仅|只|实际(?:[0-9]|完成|支出|执行)|"
    "共|累计|分别|情况|度(?:项目|绩效|自评|预算|决算)"
)
_LABEL = regex("^(?:下一步)?(?:改进|整改)(?:的)?措施|^下一步(?:工作)?(?:打算|措施)")
_LAST_IN_REASON = regex(
    ",(?:拟|将|计划)?(?P<year>20[0-9]{2})年(?:第?[一二三四]季度|上半年|下半年|年?初|[0-9]{1,2}月(?:底|"
    "份)?前?|春季|秋季)?"
    "(?:再|将|拟|继续|及时)*(?P<rest>(?:开展|增加|新增|增设|延长|补|重新|继续|加强|调整|优化|落实|"
    "完善|安排)[^,。;]*)[。;]?$"
)
_NEXT_IN_REASON = regex(
    "[;。](?:拟|将|计划)?(?P<year>20[0-9]{2})年(?P<part>(?:第?[一二三四]季度|上半年|下半年|年?初|"
    "[0-9]{1,2}月(?:底|份)?前?|春季|秋季|起)?)"
    "(?:再|将|拟|进一步|继续|及时|全面|重新|按|在|对|通过)*(?P<rest>[^,。;]{2,})"
)


@another_way("ZPJ165", WARNING, follows=("ZPJ165", "ZPJ570", "ZPJ516", "ZPJ505", "ZPJ559", "ZPJ144", "ZPJ153"))
def next_steps_in_the_past(case: PaperCase) -> Iterator[Hit]:
    """“二是2023年在南山镇增设探访员” among the measures of a report on 2023, or at the end of a reason."""
    year = main_year(case)
    if year is None:
        return
    for place, text, section in _measures(case):
        for match in _AT_HEAD.finditer(text):
            is_line = match.start() == 0 and text[-1:] not in "。;"
            own = int(match["year"]) == year and not is_line
            if own and not _PAST.search(match["rest"].split(",")[0]) and not _told_as_past(match["rest"]):
                yield Hit(place, f"{year}年", str(year + 1), quote=match.group().lstrip("。;:,")[:30],
                          project=case.project(section))  # fmt: skip
    for form in case.forms:
        for row in form.rows:
            reason = row.indicator.deviation_reason
            text = squeezed(reason.text) if reason else ""
            for match in (*_NEXT_IN_REASON.finditer(text), *_LAST_IN_REASON.finditer(text)) if "20" in text else ():
                if reason and int(match["year"]) == year and not _PAST.search(match["rest"]):
                    yield Hit(reason.location, f"{year}年", str(year + 1), quote=match.group().lstrip("。;,")[:30],
                              project=form.project)  # fmt: skip
                    break


def _measures(case: PaperCase) -> Iterator[tuple[str, str, int]]:
    """The paragraphs and cells that tell of measures."""
    for line in case.paper.paragraphs:
        if "20" not in line.text or "自评表" in line.text:
            continue
        titles = [squeezed(heading.title) for heading in line.path]
        text = squeezed(line.text)
        if any(map(_MEASURES.search, titles)) and not _NO_MEASURES.search(titles[-1]):
            yield line.location, text, line.section
        elif (at := text.find("措施:")) >= 0:
            yield line.location, "。" + text[at:], line.section
    for table in case.paper.tables:
        for number, row in enumerate(table.rows, 1):
            label = next((column for column, cell in enumerate(row[:-1]) if _LABEL.match(squeezed(cell))), None)
            text = squeezed(row[label + 1]) if label is not None else ""
            if label is not None and "20" in text:
                yield table.cell(number, label + 2), text, table.section


_TOLD_AS_PAST = regex("问题|已|完成率|暴露|教训|执行率")


def _told_as_past(rest: str) -> bool:
    return bool(_TOLD_AS_PAST.search(rest))
