"""Over a filed report: what it says of itself – its own year, the names it is about, how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.figures import said
from zpj.checks.reading.plain_patterns import IN_BRACKETS, YEAR
from zpj.checks.reading.text import squeezed, starts_of, whole_number
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.regex import regex


@paper_check(
    "ZPJ485",
    "自评通知、自评报告的年度写成了上一年",
    WARNING,
    reference="R-58",
    clause="报告各部分写同一个评价年度",
    message="报告评价的是 {expected} 年度，这里写“{found}”，请核对年份",
    fix="核对年份",
    follows=("ZPJ572", "ZPJ165", "ZPJ167", "ZPJ570"),
)
def years_of_the_evaluation(case: PaperCase) -> Iterator[Hit]:
    """“编撰2022年项目支出绩效自评总报告” in the report of 2023; a notice told of 2022 once and of 2023 elsewhere."""
    year = main_year(case)
    if year is None:
        return
    lines = [(line, squeezed(line.text)) for line in case.paper.paragraphs]
    titles = [(line, title) for line, text in lines if "《" in text for title in _TITLE.findall(text)]
    told = Counter(title for _, title in titles)
    for line, title in titles:
        right = YEAR.sub(str(year), title)
        if YEAR.findall(title) == [str(year - 1)] and told[right] and told[title] == 1 and "自评" in title:
            yield Hit(line.location, f"《{title}》", str(year), quote=title[:40], project=case.project(line.section))
    for line, text in lines:
        for match in _OWN_REPORT.finditer(text) if "报告" in line.text and not line.is_title else ():
            if int(match["year"]) == year - 1:
                yield Hit(line.location, match.group(), str(year), quote=match.group()[:40],
                          project=case.project(line.section))  # fmt: skip


_TITLE = regex("《([^《》]{6,60})》")
_OWN_REPORT = regex(
    "(?:编撰|编制|撰写|形成|起草|出具|完成|上报|报送|提交)(?:了|本)?(?P<year>20[0-9]{2})年(?:度)?[^,。;:、]{0,18}(?:自评|绩效评价)(?:总|分析)?报告"
)
_LEAST, _END, _MOST_LIST = 6, 2, 12
_NO_NAME = regex("[0-9。,;:]")


@paper_check(
    "ZPJ486",
    "项目、单位名称里的字颠倒了",
    WARNING,
    reference="R-57",
    clause="同一名称全文一致",
    message="这里写“{found}”，别处写“{expected}”，字的先后不同，请统一",
    fix="统一为批复的名称",
    follows=("ZPJ525", "ZPJ181", "ZPJ114"),
)
def names_turned_round(case: PaperCase) -> Iterator[Hit]:
    """“军休干部服务管理经费” beside the project 军休干部管理服务经费: the same signs in another order."""
    lines = [(line, squeezed(line.text)) for line in case.paper.paragraphs]
    names = {
        squeezed(name) for form in case.forms for name in (form.project, form.evaluation.text("implementing_unit"))
    }
    names |= {squeezed(line.heading.title) for line, _ in lines if line.heading}
    whole = "\n".join(text for _, text in lines)
    for name in sorted(name for name in names if len(name) >= _LEAST and not _NO_NAME.search(name)):
        for found in sorted(_turned_round(name, whole)):
            if whole.count(found) < whole.count(name):
                line = next(line for line, text in lines if found in text)
                yield Hit(line.location, found, name, quote=found, project=case.project(line.section))


def _turned_round(name: str, whole: str) -> set[str]:
    """The texts of the same signs in another order that begin or end as the name does."""
    found: set[str] = set()
    signs, size = sorted(name), len(name)
    for end, shift in ((name[:_END], 0), (name[-_END:], size - _END)):
        for at in starts_of(whole, end):
            window = whole[max(0, at - shift) : at - shift + size]
            if window != name and len(window) == size and sorted(window) == signs:
                found.add(window)
    return found


_LISTED = regex(
    r"(?:共有?|共计|涉及|实施|安排|开展|包括|包含)(?:了)?(?P<count>[0-9一二两三四五六七八九十]{1,3})个(?:子)?(?P<core>项目|工程|标段|基地|学校|社区|乡镇),?"
    r"(?:分别为|分别是|分别)(?P<list>[^。;]{8,240})"
)


@paper_check(
    "ZPJ487",
    "项目个数与分别写出的不同",
    WARNING,
    reference="R-76",
    clause="前后写的数量应当一致",
    message="文字写 {found} 个，分别写出的是 {expected} 个，请核对",
    fix="改正个数，或补齐列出的各项",
    follows=("ZPJ530", "ZPJ553"),
)
def projects_named_one_by_one(case: PaperCase) -> Iterator[Hit]:
    """“共有3个项目，分别为……经费项目和……经费项目”: two, each called a project."""
    for sentence in said(case):
        for match in _LISTED.finditer(sentence.text) if "分别" in sentence.text else ():
            number, core, told = whole_number(match["count"]), match["core"], match["list"]
            items = [item for item in _items(told) if item]
            ended = [item for item in items if item.rstrip(",").endswith(core)]
            if number and 1 < len(ended) == len(items) != number and number <= _MOST_LIST and "等" not in told:
                yield sentence.hit(str(number), str(len(ended)), quote=match.group()[:40])


def _items(told: str) -> list[str]:
    """The items of a list; what stands in brackets is left out, and 和 parts items only behind a whole one."""
    bare = IN_BRACKETS.sub("", told)
    return _PARTED.split(bare)


_PARTED = regex("、|(?<=项目)(?:和|及|以及|与)|(?<=工程)(?:和|及|以及|与)|(?<=标段)(?:和|及|以及|与)")
