"""In the prose of a filed report: counts that contradict what is listed, planned or told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import PERCENT, Sentence, with_figures
from zpj.checks.reading.text import NUMERAL, Part, is_headed, is_under, parts, sentences, squeezed, whole_number
from zpj.checks.rule import INFO, WARNING, Hit, paper_check
from zpj.checks.sums.arithmetic import wrong
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, exact, plain, round_half_up
from zpj.domain.ordinals import ordinal
from zpj.domain.paper import Paragraph
from zpj.domain.regex import pattern, regex

_KIND = "(?:个|项|大|类|种|点)(?:方面|子?项目|阶段|维度|部分|环节|步骤|指标|类别|方向|内容|层面)?"
_THINGS = "[^,。;:()等]{1,24}"
_AFTER_LIST = regex(
    rf"(?:分为|包括|包含|涉及|主要有|分别[为是])(?P<list>{_THINGS}(?:、{_THINGS})+)(?P<etc>等)?(?:共|这|总共)?"
    rf"(?P<count>{NUMERAL}){_KIND}"
)
_TWO, _LONG_THING = 2, 4
_BARE_LIST = regex(
    rf"(?:^|[,。;:])(?P<list>{_THINGS}(?:、{_THINGS})+?)(?P<etc>等)?(?P<count>[2-9]|[二三四五六七八九])(?:个|大|类|项)?"
    "(?:方面|部分|环节|阶段|步骤|层面|维度|领域|板块)"
)
"""A list with no word before it: 用于甲、乙、丙和丁四个方面."""
_BEFORE_LIST = regex(
    rf"(?P<count>{NUMERAL}){_KIND}[,:]?(?:分别|即|包括|主要)(?!按|以)(?:为|是|有|包括)?[:,]?(?P<list>{_THINGS}(?:、{_THINGS})+)(?P<etc>等)?[。;,]"
)
_BEFORE_NUMBERED = regex(rf"(?:以下|下列|如下)(?P<count>{NUMERAL})(?:个|项|条|点|大)[^。;]{{0,12}}[:：]?$")
_QUANTITY = regex(
    r"(?P<noun>[\u4e00-\u9fff]{2,12}?)(?P<number>\d+)(?P<unit>条|项|个(?!月)|份|篇|次|场|期|人次|人|台|套|家|件)"
)
_ABOUT = regex(r"(?:大?约|左右|近)(?P<number>\d+)(?P<unit>公里|[个家人次台套项件户份批亩米吨]+)")
_PLANNED = regex(
    r"(?P<number>\d+(?:\.\d+)?)(?P<unit>万?(?:个|家|人次|人|次|台|套|批次|项|件|户|公里|份|场))(?P<noun>[\u4e00-\u9fff]{4,24})"
)
_PLAN = regex("(?:绩效|年度|项目|总体)目标")
_DONE = regex("完成情况|产出|效益|绩效(?:评价)?指标分析")
_MANY_TIMES = exact("1.3")
_KINDS = "数量|质量|时效|成本|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|可持续影响|满意度"
_KIND_NAME = regex(rf"(?:服务对象)?(?P<kind>{_KINDS})指标")
_ANALYSED = regex(rf"^[(\d.、)]*(?:服务对象)?(?P<kind>{_KINDS})(?:指标)?(?:方面|情况|完成情况|分析)*[:。]?")
_BOUND = regex(r"(?P<name>[^,。;:]{2,20}?)(?P<sign>[≤≥])(?P<value>\d+(?:\.\d+)?(?:%|[\u4e00-\u9fff]{1,3}))")

_Quantity = tuple[Paragraph, re.Match[str]]


@paper_check(
    "ZPJ530",
    "所说的个数与列出的不同",
    WARNING,
    reference="R-76",
    clause="前后写的数量应当一致",
    message="文字说 {found} 个，列出的是 {expected} 个，请核对",
    fix="改正个数，或补齐列出的各项",
)
def counts_and_lists(case: PaperCase) -> Iterator[Hit]:
    """“分为甲、乙、丙等4个方面”, “3个阶段：甲、乙”, “以下5项：” and the numbered lines below."""
    for part in parts(case):
        for number, paragraph in enumerate(part.body):
            for sentence in sentences(paragraph.text) if "、" in squeezed(paragraph.text) else ():
                lists = [*_AFTER_LIST.finditer(sentence), *_BEFORE_LIST.finditer(sentence)]
                for match in lists or (_BARE_LIST.finditer(sentence) if "、" in sentence else ()):
                    yield from _count_of_list(part, paragraph, match)
            yield from _count_of_lines(part, number, paragraph)


def _count_of_list(part: Part, paragraph: Paragraph, match: re.Match[str]) -> Iterator[Hit]:
    said, items = whole_number(match["count"]), match["list"].split("、")
    last = re.split("和|及|以及|与", items[-1])
    two = len(last) == _TWO and "和" in items[-1] and min(map(len, last)) >= _LONG_THING
    counts = {len(items) + extra for extra in range(1 if two else 0, len(last))}
    whole = len(re.split("、|和|及|以及|与", match["list"]))
    if said is None or said in counts or (said == whole and not two) or (match["etc"] and said > max(counts)):
        return
    yield Hit(paragraph.location, str(said), str(max(counts)), quote=match.group()[:60], project=part.project)


def _count_of_lines(part: Part, number: int, paragraph: Paragraph) -> Iterator[Hit]:
    match = _BEFORE_NUMBERED.search(squeezed(paragraph.text))
    if match is None:
        return
    said = whole_number(match["count"])
    first = ordinal(part.body[number + 1].text) if number + 1 < len(part.body) else None
    if said is None or first is None or first.number != 1:
        return
    counted = 0
    for line in part.body[number + 1 :]:
        found = ordinal(line.text)
        if found and (found.level, found.mark) == (first.level, first.mark) and found.number == counted + 1:
            counted += 1
        elif found and found.level <= first.level:
            break
    if counted != said:
        yield Hit(paragraph.location, str(said), str(counted), quote=match.group(), project=part.project)


@paper_check(
    "ZPJ532",
    "标题写的数量与正文不同",
    WARNING,
    reference="R-76",
    clause="前后写的数量应当一致",
    message="标题写“{expected}”，正文写“{found}”，请核对",
    fix="核对数量；没有达到的写明原因",
)
def counts_under_headings(case: PaperCase) -> Iterator[Hit]:
    """“4.提出建设性意见建议15条” and below it “提出建议7条”."""
    for part in parts(case):
        for paragraph in part.body:
            heading = paragraph.heading
            if heading is None or heading.level < 3:
                continue
            stated = list(_QUANTITY.finditer(squeezed(heading.title)))
            below = [line for line in part.body if line is not paragraph and is_under(line, heading)]
            for match in stated if len(stated) == 1 else ():
                for line in below:
                    for other in _QUANTITY.finditer(squeezed(line.text)):
                        same = match["noun"][-2:] == other["noun"][-2:] and match["unit"] == other["unit"]
                        if same and match["number"] != other["number"]:
                            yield Hit(line.location, other.group(), match.group(), quote=other.group(),
                                      project=part.project)  # fmt: skip


@paper_check(
    "ZPJ533",
    "预期数量的写法与指标值不同",
    INFO,
    reference="R-78",
    clause="预期目标与指标值的口径应当一致",
    message="文字写“{found}”，指标“{name}”的指标值是“{expected}”，请统一口径",
    fix="统一为指标值的写法",
)
def expectations(case: PaperCase) -> Iterator[Hit]:
    """“约45家” in a goal, where the target is ≥45家."""
    for form in case.forms:
        goal = form.evaluation.goal
        for entry in (goal.expected, goal.achieved):
            for match in _ABOUT.finditer(squeezed(entry.text)) if entry else ():
                row = next((row for row in form.rows if row.target.number is not None and row.indicator.target
                            and plain(row.target.number) == match["number"]
                            and match["unit"] in squeezed(row.indicator.target.text)), None)  # fmt: skip
                if row and entry and row.indicator.target:
                    yield Hit(entry.location, match.group(), row.indicator.target.text, quote=match.group(),
                              project=form.project, words={"name": row.name})  # fmt: skip


@paper_check(
    "ZPJ534",
    "报告里的完成数大幅超过目标数而无说明",
    WARNING,
    reference="R-29",
    clause="偏离较大的要说明原因",
    message="“{name}”目标写 {expected}，完成写 {found}，超过较多，请说明原因，并看目标是否定得偏低",
    fix="说明超过的原因，或下年调高目标",
)
def far_above_plan(case: PaperCase) -> Iterator[Hit]:
    """A quantity planned under 目标 and done under 完成情况, 30 % above the plan or more, told apart by its words."""
    for part in parts(case):
        if not part.is_report or case.form(part.project):
            continue
        planned = _quantities(part, _PLAN, _DONE)
        reported: set[str] = set()
        for noun, (line, match) in _quantities(part, _DONE, _PLAN).items():
            plan = next((found for name, found in planned.items() if _same_thing(name, noun)), None)
            wanted, done = exact(plan[1]["number"]) if plan else None, exact(match["number"])
            if plan is None or not wanted or done is None or _MANY_TIMES is None or plan[1]["unit"] != match["unit"]:
                continue
            if done / wanted >= _MANY_TIMES and plan[1].group() not in reported:
                reported.add(plan[1].group())
                above = plain(round_half_up((done / wanted - 1) * HUNDRED, 0))
                yield Hit(line.location, f"{match['number']}{match['unit']}", f"{plan[1]['number']}{plan[1]['unit']}",
                          quote=match.group()[:40], basis=f"超过 {above}%", project=part.project,
                          words={"name": noun[:16]})  # fmt: skip


def _quantities(part: Part, wanted: re.Pattern[str], other: re.Pattern[str]) -> dict[str, _Quantity]:
    found: dict[str, _Quantity] = {}
    for line in part.body:
        titles = [heading.title for heading in line.path if heading.level <= 2]
        if any(map(wanted.search, titles)) and not (titles and other.search(titles[-1])):
            for match in _PLANNED.finditer(squeezed(line.text)):
                found.setdefault(match["noun"], (line, match))
    return found


def _same_thing(one: str, other: str) -> bool:
    length = min(len(one), len(other), 8)
    return one[:length] == other[:length]


@paper_check(
    "ZPJ535",
    "列了这类指标，分析里却没有写",
    WARNING,
    clause="自评内容包括各项绩效指标的完成情况",
    message="报告列有“{found}指标”，完成情况分析里没有写，请补写",
    fix="补写这类指标的完成情况",
)
def kinds_not_analysed(case: PaperCase) -> Iterator[Hit]:
    """A kind of indicator the report names among its own, where the analysis goes through the others one by one."""
    for part in parts(case):
        analysed = {match["kind"] for line in part.body if (match := _ANALYSED.match(squeezed(line.text)))}
        if len(analysed) < 3:
            continue
        naming = [line for line in part.body if "指标" in squeezed(line.text)]
        lists = [(line, match) for line in naming for sentence in sentences(line.text)
                 if len(found := list(_KIND_NAME.finditer(sentence))) >= 3 for match in found]  # fmt: skip
        names = {match["kind"]: line for line, match in reversed(lists)}
        if len(analysed & names.keys()) < 3:
            continue
        for kind, line in names.items():
            if not any(kind in each or each in kind for each in analysed):
                yield Hit(line.location, kind, quote=f"{kind}指标", project=part.project)


@paper_check(
    "ZPJ536",
    "完成情况写成“≤”“≥”",
    WARNING,
    reference="R-24",
    clause="完成情况应写年末达到的具体数",
    message="完成情况写“{found}”，请写实际完成的数",
    fix="写实际的数",
)
@by_the_paragraph
def bounds_as_results(case: PaperCase) -> Iterator[Hit]:
    """“时限≤90天，均符合标准” in the analysis of results."""
    for part in parts(case):
        for line in part.body:
            if not is_headed(line, _DONE):
                continue
            for sentence in sentences(line.text):
                found = list(_BOUND.finditer(sentence)) if pattern("符合|完成|达到|达标").search(sentence) else []
                if found and not re.search("目标|指标值|标准值|要求为|完成≥|的指标", sentence.partition("符合")[0]):
                    shown = found[0]["name"][-8:] + found[0]["sign"] + found[0]["value"]
                    yield Hit(line.location, shown, quote=found[0].group(), project=part.project)


_PERIOD = regex("每(?:个)?(?P<period>季度?|月|半年)(?P<does>[^0-9,。;]{0,8})$")
_YEARLY = regex("(?:全年|年度|一年|当年)(?:共计?|累计|合计|总共)?(?P<does>[^0-9,。;]{0,8})$")
_OF_EACH = regex("[每各](?!个?(?:季|月|半年))[^,。;]{1,8}每|[处个家所座条户点]的?每")
"""So often in each of several places: the whole year's count is that of all of them."""
_TIMES = {"季": 4, "季度": 4, "月": 12, "半年": 2}


@paper_check(
    "ZPJ594",
    "每季、每月的次数与全年次数不符",
    WARNING,
    reference="R-76",
    clause="全年次数应等于每期次数乘期数",
    message="每{period}{each}，全年应为 {expected}，写成 {found}，请核对",
    fix="核对次数；少做的写明原因",
)
@by_the_paragraph
def counts_of_periods(case: PaperCase) -> Iterator[Hit]:
    """“每季度考核1次，全年共考核3次”: of one doing, in one sentence; 628人, 每月探访1次, 全年探访7563人次."""
    for sentence, _ in with_figures(case):
        yield from _of_people(sentence) if "每" in sentence.text and len(sentence.quantities) > 2 else ()
        for one, other in pairwise(sentence.quantities):
            if one.unit != other.unit or "每" not in one.before or "至少" in one.before:
                continue
            period, whole = _PERIOD.search(one.before), _YEARLY.search(other.before)
            if not period or not whole:
                continue
            right = one.value * _TIMES[period["period"]]
            alike = not period["does"] or not whole["does"] or period["does"][-2:] == whole["does"][-2:]
            several = other.value > right and _OF_EACH.search(one.before)
            if alike and other.value != right and other.half == 0 and not several:
                hit = wrong(sentence, other, right, f"{one.text}×{_TIMES[period['period']]}")
                yield Hit(hit.location, hit.found, hit.expected, hit.difference, "0", hit.quote, hit.basis,
                          project=hit.project, words={"period": period["period"], "each": one.text})  # fmt: skip


def _of_people(sentence: Sentence) -> Iterator[Hit]:
    """So many people, so often in each period, and a whole year's count a slip of the pen from their product."""
    told = [figure for figure in sentence.quantities if figure.unit != PERCENT]
    for who, often, whole in zip(told, told[1:], told[2:], strict=False):
        period = _PERIOD.search(often.before) if often.unit == "次" and "至少" not in often.before else None
        if period is None or whole.unit != f"{who.unit}次" or not _YEARLY.search(whole.before):
            continue
        right = who.value * often.value * _TIMES[period["period"]]
        if right != whole.value and whole.slips_to(right):
            hit = wrong(sentence, whole, right, f"{who.text}×{often.text}×{_TIMES[period['period']]}")
            words = {"period": period["period"], "each": f"{who.text}×{often.text}"}
            yield Hit(hit.location, hit.found, hit.expected, hit.difference, "0", hit.quote, hit.basis,
                      project=hit.project, words=words)  # fmt: skip
