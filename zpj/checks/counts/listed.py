"""Over a filed report: how many things a sentence says there are, and those it names or counts one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.text import NUMERAL, Part, parts, sentences, squeezed, texts_of_paper, whole_number
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.chinese_numbers import chinese_integer
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_CLASS = (
    "乡镇|镇街|街镇|镇|乡|行政村|自然村|村屯|村|社区|街道|县区|县市区|县|市|区|旗|股室|科室|处室|部门|单位|机构|学校|医院|小区|片区|"
    "站点|子项目|项目|方面|环节|阶段|部分|内容|类别|品种|系统|平台|工种"
)
_NAME = "[^,。;:()、\\d]{1,12}"
_ONE = "[^,。;:、\\d]{2,18}"
_NAMED_THEN_COUNTED = regex(
    rf"(?P<list>{_NAME}(?:、{_NAME}?){{2,}}?(?:(?:以?及|和|与){_NAME})?)(?P<etc>等)?(?:这|共|共计)?"
    rf"(?P<count>[0-9]{{1,2}}(?=[个大所家类项]?(?:{_CLASS}))|[一二三四五六七八九十两]{{1,3}}(?=[个大所家类项]))"
    rf"[个大所家类项]?(?:{_CLASS})"
)
_KINDS = regex(
    r"(?P<list>[^,。;:()、\d]{2,24}(?:、[^,。;:()、\d]{2,16}?){2,}?)(?P<etc>等)?(?:这|共|共计)?"
    r"(?P<count>[0-9]{1,2}|[二三四五六七八九十]{1,3})(?:大|小)?(?:类|种|门(?!课)|大项)(?![型似])"
)
"""“数控车床、工作站、教学整车6类设备”."""
_OF_KINDS = regex("[0-9二三四五六七八九十](?:大|小)?(?:类|种|门|大项)")
_COUNTED_THEN_NAMED = regex(
    rf"(?P<count>{NUMERAL})(?:个|家|所|名|项|大|类)(?P<what>(?:{_CLASS}))[(:](?!含|其中|如|包括)"
    rf"(?P<list>{_NAME}(?:、{_NAME}){{1,}})[)。;]"
)
_AT = "(?:[为是]|(?:设|建|位|分布|布设)[在于])"
_IN_PIECES = r"(?:,?[共计]{0,2}[0-9]{1,5}[\u4e00-\u9fff]{1,2}(?:\([\u4e00-\u9fff]{1,2}\))?)?"
"""“5类18台(套)”: how many kinds, and how many pieces of them."""
_COUNTED_THEN_TOLD = regex(
    rf"(?P<count>[0-9]{{1,2}}|[二三四五六七八九十两]{{1,2}})(?:个|家|所|名|项|大|类|套|台|种|处|座|条|支|部|座|场|期|次)(?P<what>[\u4e00-\u9fff]{{0,16}}?)"
    rf"{_IN_PIECES}[,:(]?(?:分别{_AT}|依次[为是]|即|具体[为是])[:,]?(?P<list>{_ONE}(?:、{_ONE}){{2,}})[。;()]"
)
_CLASSED = regex("部分|方面|阶段|环节|板块|子项目|步骤")
_DIVIDED = regex(
    r"(?:分为|分成|(?<![部十百充])分(?![解析配别工类布批级期担开享数值])|包括|包含|涵盖|由)(?P<list>[^,。;:()\d]{2,40}?)(?P<etc>等)?(?:这|共)?"
    r"(?P<count>[0-9]{1,2}|[二三四五六七八九十两]{1,2})(?:个|大|项|类)?(?:部分|方面|阶段|环节|板块|标段|子项目|步骤|组|档)"
)
_USES = regex(
    r"(?:用于|包括|包含|涵盖|涉及|开展|实施|安排|完成|推进)(?P<list>[^,。;:()\d]{2,24}(?:、[^,。;:()、\d]{2,24}?)+?)(?P<etc>等)?(?:这|共|共计)?"
    r"(?P<count>[0-9]{1,2}|[二三四五六七八九十]{1,3})(?:个|大|类|项)(?:支出|用途|费用|开支|任务|工作|业务|服务|措施|活动|工程|事项)"
)
"""“用于扫描加工、设备更新和轨道维修3项支出”."""
_FIGURE = r"\d+(?:\.\d+)?[^,。;:、\d和及与]{1,4}"
_FIGURES_APART = regex(
    rf"(?P<names>[^。;]{{2,80}}?)分别(?:为|是|占|达到?|[^,。;、\d]{{1,6}})(?P<list>{_FIGURE}(?:、{_FIGURE})*(?:和|及|与|、){_FIGURE})"
)
_QUARTERS = regex("[一1](?:至|到|—|-)[四4]季度$")
_LEAST_FIGURES = 3
_TOLD = regex(f"分别{_AT}|依次[为是]|即|具体[为是]")
_POINTS_AHEAD = regex(
    rf"(?P<count>{NUMERAL})(?:个|项|大|条|点)?(?:方面|问题|不足|环节|原因|措施|建议|内容|工作|点|条)(?:的)?[^。;,:]{{0,12}}(?:[:。,]|$)"
)
_MARKER = regex("(?:^|(?<=[。;:,]))(?:第?(?P<number>[一二三四五六七八九十])(?P<mark>是|、|,)|(?P<first>首先))")
_LISTED_POINTS = regex("(?:以下|下列|如下|存在|主要有|主要是|分为|表现在|体现在|包括|共有|有)")
_UNIT = "[个台套辆件盏户家所座处条场次人名份批项间栋吨亩只块张支棵株副把]|公里|人次|平方米|万元"
_SINGLE = rf"[^,。;:、%]{{1,24}}?(?P<n>\d+(?:\.\d+)?)(?P<u>{_UNIT})(?:\([^)]{{1,4}}\))?"
_ITEM = regex(rf"{_SINGLE}$")
_SUM_BEHIND = regex(
    rf"[,、]?(?:合计|共计|总计|一共|共)(?:购置|完成|安装|发放|建成|新建|改造|采购)?(?P<whole>\d+(?:\.\d+)?)(?P<u>{_UNIT})"
)
_SUM_AHEAD = regex(
    rf"(?P<whole>\d+(?:\.\d+)?)(?P<u>{_UNIT})[^,。;\d]{{0,12}}[,:(](?:其中|包括|分别为|含)[:,]?(?P<rest>[^。]*)"
)
_DETAILED = regex("其中|包括|分别为|含")
_OF_ALL_KINDS, _OF_ONE_KIND = "件", "台套辆件盏块张支棵株副把"
_OF_EACH = ("各", "每", "均", "分别")
_DIGIT = regex(r"\d")
_KINDS_OF_PLACE = regex(
    f"(?:{_CLASS}|州|盟|苏木|街办|农场|林场|团场|园区|新区|开发区|高新区|管[委理][会区])"
    f"(?:[、/和](?:{_CLASS}|州|盟|苏木|街办|农场|林场|团场|园区|新区|开发区|高新区|管[委理][会区]))*"
)
"""“4个县（市、区）”, “9个乡镇（街道、园区）”: other kinds of one place, none of them named."""
OF_WHOM = regex(
    "^[^,。;:]*?(?:为|向|对|给|面向|针对|由)[^,。;:]*?、[^,。;:]*?(?:提供|开展|实施|组织|配备|发放)(?=[^、]*、)"
)
"""“为失能、高龄老年人提供” ahead of what they are given."""
_MOST_APART, _FEWEST_NAMES, _LONG_PART = 2, 3, 4
POINTED = regex("[一1](?:是|、|[)）])|第一")
"""What a list begins with whose items are marked: they are counted by their marks."""
_PARTIAL = regex("等|主要|部分|重点|以上")


@paper_check(
    "ZPJ553",
    "所写的个数与列出的名称不同",
    WARNING,
    reference="R-76",
    clause="前后写的数量应当一致",
    message="文字写 {found} 个，列出的是 {expected} 个，请核对",
    fix="改正个数，或补齐列出的各项",
    follows=("ZPJ530",),
)
def counts_of_names(case: PaperCase) -> Iterator[Hit]:
    """“甲、乙、丙、丁等”apart: “甲镇、乙镇、丙镇4个乡镇”, “3个社区（甲、乙）”, “三个方面” with 一是 and 二是 alone."""
    for part in parts(case):
        for number, line in enumerate(part.body):
            text = squeezed(line.text)
            for sentence in sentences(line.text) if "、" in text or _CLASSED.search(text) else ():
                for match in _counted(sentence):
                    said, listed = whole_number(match["count"]), _names(OF_WHOM.sub("", match["list"]), case)
                    partial = match.groupdict().get("etc")
                    if (
                        match["list"].endswith(_OF_EACH)
                        or POINTED.match(match["list"])
                        or _KINDS_OF_PLACE.fullmatch(match["list"])
                        or said is None
                        or said in listed
                        or (partial and said > max(listed))
                    ):
                        continue
                    near = _TOLD.search(match.group()) or min(abs(said - each) for each in listed) <= _MOST_APART
                    if near and max(listed) >= _FEWEST_NAMES - 1:
                        yield Hit(line.location, str(said), str(min(listed - {1} or listed)), quote=match.group()[-60:],
                                  project=part.project)  # fmt: skip
                yield from _figures_apart(part, line, sentence) if "分别" in sentence else ()
            yield from _points(part, number, text)


@lru_cache(maxsize=2048)
def _counted(sentence: str) -> tuple[re.Match[str], ...]:
    """The lists of names of a sentence, each with the number told of them."""
    return (
        *_NAMED_THEN_COUNTED.finditer(sentence),
        *(_KINDS.finditer(sentence) if _OF_KINDS.search(sentence) else ()),
        *_COUNTED_THEN_NAMED.finditer(sentence),
        *_COUNTED_THEN_TOLD.finditer(sentence),
        *_DIVIDED.finditer(sentence),
        *(_USES.finditer(sentence) if "项" in sentence or "类" in sentence else ()),
    )


def _figures_apart(part: Part, line: Paragraph, sentence: str) -> Iterator[Hit]:
    """“甲、乙、丙、丁4个镇，分别为3处、2处和1处”, “一至四季度分别为118、122和116批次”: one too few."""
    for match in _FIGURES_APART.finditer(sentence):
        figures = len(re.split("、|和|及|与", match["list"]))
        if _QUARTERS.search(match["names"]):
            named = {4}
        else:
            clause = next((each for each in reversed(match["names"].split(",")) if "、" in each), "")
            last = re.split("以及|和|及|与", clause.split("、")[-1])
            fewest = clause.count("、") + 1
            named = set(range(fewest, fewest + len(last))) if clause else set()
        if named and max(figures, *named) >= _LEAST_FIGURES and min(abs(figures - each) for each in named) == 1:
            yield Hit(line.location, str(max(named)), str(figures), quote=match.group()[-60:], project=part.project)


def _names(text: str, case: PaperCase) -> set[int]:
    """How many a list names: 和 and 及 may join two names or be part of one.

    They join two where each stands by itself in the paper, in a cell or at the head of a line: “志愿服务：……”.
    """
    items = [item for item in text.split("、") if item]
    joined = re.split("以及|和|及|与", items[-1])
    alone = len(joined) > 1 and all(len(each) >= _LONG_PART and _is_label(case, each) for each in joined)
    return set(range(len(items) + (len(joined) - 1 if alone else 0), len(items) + len(joined)))


def _is_label(case: PaperCase, name: str) -> bool:
    return any(text.startswith(name) and (len(text) <= len(name) + 2 or text[len(name)] in ":。")
               for _, text, _ in texts_of_paper(case))  # fmt: skip


def _points(part: Part, number: int, text: str) -> Iterator[Hit]:
    """“存在以下三个方面的问题：” and the points marked 一是, 二是 behind it, in the line or in those that follow."""
    for ahead in _points_ahead(text):
        said = whole_number(ahead["count"])
        if said is None or not _LISTED_POINTS.search(text[: ahead.start()][-8:]):
            continue
        behind = text[ahead.end() :] or "。".join(_marked(part, number + 1))
        counted = _run(behind) if _MARKER.match(behind) else 0
        if counted > 1 and counted != said:
            yield Hit(part.body[number].location, str(said), str(counted), quote=ahead.group(), project=part.project)


@lru_cache(maxsize=1024)
def _points_ahead(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_POINTS_AHEAD.finditer(text))


def _marked(part: Part, start: int) -> Iterator[str]:
    """The lines from one on that begin with 一是, 二是 …; headings end them."""
    for line in part.body[start:]:
        text = squeezed(line.text)
        if line.heading is not None or not _MARKER.match(text):
            return
        yield text


def _run(text: str) -> int:
    """How many points are marked one after another, in one manner, from 一是 on."""
    count, mark = 0, None
    for match in _MARKER.finditer(text):
        number = 1 if match["first"] else chinese_integer(match["number"])
        if number == 1 and count:
            break
        if number == count + 1 and (not count or match["mark"] in (mark, None)):
            count, mark = count + 1, match["mark"] or mark
    return count


@paper_check(
    "ZPJ554",
    "分项数量之和与总数不符",
    WARNING,
    reference="R-76",
    clause="总数应等于各分项之和",
    message="文字写共 {found}，各项之和为 {expected}（{basis}），请核对",
    fix="核对总数和各分项",
    follows=("ZPJ552", "ZPJ586", "ZPJ587", "ZPJ230"),
)
@by_the_paragraph
def sums_of_counts(case: PaperCase) -> Iterator[Hit]:
    """“甲1台、乙2台、丙3台，共7台”, “32台，其中35吨以上6台、10至35吨14台、10吨以下13台”: counts of one unit."""
    for part in parts(case):
        for line in part.body:
            for sentence in sentences(line.text) if _DIGIT.search(squeezed(line.text)) else ():
                for whole, numbers, quote in (*_behind(sentence), *_ahead(sentence)):
                    own, unit = whole
                    summed = sum(numbers)
                    fits = own in (sum(numbers[start:]) for start in range(len(numbers))) or own in (
                        sum(numbers[:stop]) for stop in range(1, len(numbers) + 1))  # fmt: skip
                    if not fits and (summed > own or not _PARTIAL.search(quote)):
                        yield Hit(line.location, f"{own:g}{unit}", f"{summed:g}{unit}", quote=quote[-60:],
                                  basis="+".join(f"{each:g}" for each in numbers), project=part.project)  # fmt: skip


_Sum = tuple[tuple[int, str], list[int], str]


def _behind(sentence: str) -> Iterator[_Sum]:
    for match in _SUM_BEHIND.finditer(sentence) if "计" in sentence or "共" in sentence else ():
        head = sentence[: match.start()].split(";")[-1]
        items = re.split("[、,]", head)
        numbers: list[int] = []
        for item in reversed(items):
            found = _ITEM.match(item)
            if found is None or not _counts_as(found["u"], match["u"]) or not found["n"].isdecimal():
                break
            numbers.insert(0, int(found["n"]))
        if len(numbers) >= _FEWEST_NAMES and match["whole"].isdecimal() and match["u"] != "万元":
            yield (int(match["whole"]), match["u"]), numbers, head[-50:] + match.group()


def _counts_as(unit: str, whole: str) -> bool:
    """Whether things counted in one unit may be parts of a whole in another: 轮椅206辆 of 812件 of equipment."""
    return unit == whole or (whole in _OF_ALL_KINDS and unit in _OF_ONE_KIND)


def _in_several_units(items: list[str], whole: str, unit: str) -> bool:
    """Whether a list makes its whole with an item counted in another word: 企业120个、样本240个、调查户310户."""
    told = [found for item in items if (found := _ITEM.match(item)) and found["n"].isdecimal()]
    return any(found["u"] != unit for found in told) and str(sum(int(found["n"]) for found in told)) == whole


def _ahead(sentence: str) -> Iterator[_Sum]:
    for match in _SUM_AHEAD.finditer(sentence) if _DETAILED.search(sentence) else ():
        numbers: list[int] = []
        in_brackets = sentence[: match.start("rest")].rstrip("其中包括含分别为:,").endswith("(")
        rest = match["rest"].partition(")")[0] if in_brackets else match["rest"]
        items = re.split("[、,;]", rest.rstrip("。)"))
        if _in_several_units(items, match["whole"], match["u"]):
            continue
        for item in items:
            found = _ITEM.match(item)
            if found is None or not _counts_as(found["u"], match["u"]) or not found["n"].isdecimal():
                break
            numbers.append(int(found["n"]))
        counts = len(numbers) >= 2 and match["whole"].isdecimal() and match["u"] != "万元"
        if counts and max(numbers) < int(match["whole"]) < 2 * sum(numbers):
            yield (int(match["whole"]), match["u"]), numbers, match.group()
