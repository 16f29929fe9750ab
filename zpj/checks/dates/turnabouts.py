"""Over a filed report: one day out of the order of the others; years that look back where they must look ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.clauses_around import clause_before, clause_behind
from zpj.checks.reading.figures import slipped
from zpj.checks.reading.text import Part, parts, sentences, squeezed, texts_of_paper
from zpj.checks.reading.written_dates import UNTIL, Written, possible_dates, with_days_of_no_year
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_CITED = regex("《[^》]*》|[(][^()]*[)]")
_ASIDE = regex(
    "目标|计划|要求|应于|应当|拟|预计|原定|期限|有效期|服务期|合同期|质保|早于|晚于|截[至止]|上年|去年|分别[于在为是]|比"
)
_BEFORE_DAY = regex("^(?:之|以)?前|^起")
_FEWEST, _MOST, _HALF_A_YEAR, _LONG_ACT = 4, 12, 183, 2


@paper_check(
    "ZPJ152",
    "一串日期里有一个不按先后",
    WARNING,
    reference="R-58 R-59",
    clause="一步接一步的工作，日期依次往后",
    message="“{found}”与前后各步的日期不按先后（{quote}），请核对",
    fix="核对这一步的日期",
    follows=("ZPJ599", "ZPJ527", "ZPJ143", "ZPJ147", "ZPJ146"),
)
def one_day_out_of_order(case: PaperCase) -> Iterator[Hit]:
    """“2月21日至3月21日收集资料，3月4日至8日评分，3月12日形成报告”: without 3月21日 the days of the sentence go up."""
    for part in parts(case):
        for line in part.body:
            for sentence in squeezed(line.text).split("。") if line.text.count("月") >= _FEWEST else ():
                odd = _odd_day(_CITED.sub("", sentence))
                if odd:
                    yield Hit(line.location, odd[0], quote=odd[1], project=part.project)


def _odd_day(sentence: str) -> tuple[str, str] | None:
    """The one day of a sentence without which its days go up, and all of them; None where there is none or several."""
    found = possible_dates(sentence) if not _ASIDE.search(sentence) else []
    days = [each for each in with_days_of_no_year(sentence, found) if each.day] if found or "日" in sentence else []
    if len(days) > _FEWEST and days[0].first() == min(day.first() for day in days[2:]):
        days = days[2:] if days[1].first() == max(day.first() for day in days[2:]) else days  # all of it, told first
    if not _FEWEST <= len(days) <= _MOST or _rises(days) or any(_BEFORE_DAY.match(sentence, day.end) for day in days):
        return None
    odd = [number for number in range(len(days)) if _rises([*days[:number], *days[number + 1 :]])]
    spread = max(day.first() for day in days) - min(day.first() for day in days)
    if len(odd) != 1 or spread.days > _HALF_A_YEAR * 2 or _is_of_another(sentence, days, odd[0]):
        return None
    return days[odd[0]].text, "、".join(day.text for day in days)


def _rises(days: Sequence[Written]) -> bool:
    return all(one.first() <= other.first() for one, other in pairwise(days))


def _is_of_another(sentence: str, days: Sequence[Written], odd: int) -> bool:
    """Whether what was done on the odd day was done on another day, too: of another place, another batch."""
    ends = [*(day.start for day in days[1:]), len(sentence)]
    acts = [
        _OF_ALL_STEPS.sub(",", clause_behind(sentence, day.end, until=end)) for day, end in zip(days, ends, strict=True)
    ]
    act = acts[odd] if not UNTIL.match(acts[odd]) else acts[min(odd + 1, len(acts) - 1)]
    words = _pieces(act, _LONG_ACT)
    near = (odd - 1, odd, odd + 1)
    return any(word in other for number, other in enumerate(acts) if number not in near for word in words)


_OF_ALL_STEPS = regex("[\u4e00-\u9fff]{2,8}?(?:局|股|站|科|处|室|中心|小组)|绩效|自评|评价|工作|项目|单位|组织|分别")
"""Offices, and words that any step of an evaluation is told with."""
_ACTS = (
    ("签订合同", regex("签订[^,。;]{0,8}(?:合同|协议)")),
    ("开标", regex("开标")),
    ("开工", regex("开工|动工")),
    ("完工", regex("完工|竣工")),
    ("验收", regex("验收")),
    ("投入使用", regex("投入使用|启用|投用")),
    ("到货", regex("到货|交货")),
    ("印发", regex("印发")),
    ("批复", regex("批复")),
    ("中标", regex("中标|成交")),
)
_USUAL = regex("项目|工程|工作|组织|专家|全部|完成|通过|并|于|在|由|将|已|了|年|月|日|[^\u4e00-\u9fff]")
_Mention = tuple[Part, Paragraph, Written, tuple[str, str]]


@paper_check(
    "ZPJ158",
    "同一件事两处的日期不同",
    WARNING,
    reference="R-59",
    clause="同一件事的日期在全文应当一致",
    message="这里写“{found}”{act}，别处写“{expected}”，只差一处，请核对",
    fix="核对两处，改成一致",
    follows=("ZPJ599", "ZPJ373", "ZPJ562", "ZPJ152", "ZPJ143"),
)
def one_act_on_two_days(case: PaperCase) -> Iterator[Hit]:
    """“警用无人机于3月16日签订合同” and, in another paragraph, “5月16日签订合同” for it: the day of one slip."""
    told: dict[str, list[_Mention]] = {}
    for part in parts(case):
        for line in part.body:
            for sentence in sentences(line.text) if "月" in line.text else ():
                for act, day, words in _acts(sentence):
                    told.setdefault(act, []).append((part, line, day, (words, sentence)))
    for act, mentions in told.items():
        for one, other in combinations(mentions, 2):
            apart = one[1].location != other[1].location and _is_slip(one[2], other[2])
            if apart and _meet(one[3], other[3], len(mentions)):
                yield Hit(other[1].location, other[2].text, one[2].text, quote=other[2].text, words={"act": act},
                          project=other[0].project)  # fmt: skip
                break


def _acts(sentence: str) -> Iterator[tuple[str, Written, str]]:
    """What was done once, the day, and the words of the clause that tell of what."""
    found = possible_dates(sentence)
    for day in with_days_of_no_year(sentence, found):
        before, behind = clause_before(sentence, day.start, ",;。:"), clause_behind(sentence, day.end)
        clause = before + behind
        act = next((name for name, words in _ACTS if words.search(behind)), "")
        if (
            day.day
            and act
            and not _ASIDE.search(clause)
            and not _BEFORE_DAY.match(behind)
            and not UNTIL.match(behind[:1])
        ):
            yield act, day, _USUAL.sub("", clause)


def _is_slip(one: Written, other: Written) -> bool:
    """Whether two days are one but for the month, or for one digit of the day, or for the year told with both."""
    years = one.text.startswith("20") and other.text.startswith("20") and one.year != other.year
    same_month, same_day = one.month == other.month, one.day == other.day
    if years:
        return same_month and same_day
    return same_day != same_month and (same_day or slipped(str(one.day), str(other.day)))


def _meet(one: tuple[str, str], other: tuple[str, str], mentions: int) -> bool:
    """Whether two clauses speak of one thing: they share a word, or there are but the two.

    Three signs of a clause may stand anywhere in the other's sentence.
    """
    acts = {piece for act, _ in _ACTS for piece in _pieces(act, _LONG_ACT)}
    shared = any(piece in other[0] for piece in _pieces(one[0], _LONG_ACT) - acts)
    far = any(piece in there[1] for here, there in ((one, other), (other, one)) for piece in _pieces(here[0], 3))
    return shared or far or mentions == _LONG_ACT


def _pieces(text: str, size: int) -> set[str]:
    return {text[at : at + size] for at in range(len(text) - size + 1)}


_APPLIED = regex(
    r"结果[^。;]{0,24}?(?:与|作为|应用[于到]|运用[于到]|用[于作]|纳入|挂钩|依据|参考)[^。;0-9]{0,10}(?P<year>20\d\d)年度?"
    r"(?:[^,。;0-9]{0,8})(?:预算|资金|项目|经费|支出|工作)"
    r"|(?:编制|安排|申报|调整|审核)(?:下一?年度?[(])?(?P<year2>20\d\d)年度?[^,。;0-9]{0,6}预算[^,。;]{0,10}(?:依据|参考|挂钩|运用|应用)"
)
_PLANNED = regex(
    r"(?:列入|纳入|编入|编制|申报|安排到?)(?P<year>20\d\d)年度?(?:部门|项目|单位|财政)?(?:预算|计划)(?!执行|时(?:未|对)|编制不)"
)
_MEASURES = regex("措施|下一步|打算|建议|结果[^。]{0,6}(?:应用|运用)|努力方向|改进")
_LOOKS_BACK = regex("上一?年度?[^,。;]{0,6}结果|以前年度|上年|针对|由于|因|问题|已|未|不")
_BY_NAME = regex(r"(?<![\d年])(?P<year>20\d\d)年度?(?:[^,。;0-9]{0,12})(?:自评|评价)结果")


@paper_check(
    "ZPJ153",
    "自评结果、改进措施用于已经过去的年度",
    WARNING,
    reference="R-58",
    clause="自评在年度终了以后进行，结果和措施用于以后年度的预算",
    message="“{quote}”写 {found} 年，评价的是 {expected} 年度，结果只能用于以后年度，请核对年份",
    fix="核对年份",
    follows=("ZPJ570", "ZPJ572"),
)
def results_for_the_past(case: PaperCase) -> Iterator[Hit]:
    """“自评结果作为2023年预算安排的依据” in a report of 2023; “列入2023年预算” among its measures."""
    year = main_year(case)
    lines = {line.location: line for line in case.paper.paragraphs}
    for place, text, section in texts_of_paper(case) if year else ():
        if "预算" not in text and "结果" not in text:
            continue
        titles = "".join(heading.title for heading in lines[place].path) if place in lines else ""
        for sentence in sentences(text) if "上年" not in titles and "上一年" not in titles else ():
            match = _past_use(sentence, bool(_MEASURES.search(titles)), year or 0)
            if match:
                found, quote = match
                yield Hit(place, found, str(year), quote=quote[-40:], project=case.project(section))


def _past_use(sentence: str, among_measures: bool, year: int) -> tuple[str, str] | None:
    for match in _APPLIED.finditer(sentence):
        told = match["year"] or match["year2"]
        named = _BY_NAME.search(sentence[: match.end()])
        of_before = named is not None and int(named["year"]) < year
        if int(told) <= year and not of_before and not _LOOKS_BACK.search(sentence[: match.start()]):
            return told, match.group()
    for match in _PLANNED.finditer(sentence) if among_measures else ():
        if int(match["year"]) <= year and not _LOOKS_BACK.search(sentence):
            return match["year"], match.group()
    return None


_AMOUNT = r"\d[\d.,]*[^,。;0-9至到]{0,8}"
_UP = "(?:提高|增加|增长|上升|提升|扩大|下降|降低|减少|缩短|压缩|改善|扩充|升|降|增|减)"
_FROM = regex(
    rf"(?:由|从)(?P<year>20\d\d)年(?!初)(?:末|底|度|同期|全年)?的?[^,。;0-9至到]{{0,14}}{_AMOUNT}[,]?[^,。;0-9]{{0,8}}{_UP}[^,。;0-9]{{0,4}}[到至为]"
)
_ONTO = regex(rf"{_UP}[^,。;0-9]{{0,4}}[到至为](?P<year>20\d\d)年(?:末|底|度|全年)?的?{_AMOUNT}")
_NAMED = regex(r"(?P<word>上一?年|去年|本年|今年|当年)度?[(](?:即)?(?P<year>20\d\d)年度?[)]")
_ANY_YEAR = regex(r"(20\d\d)年")
_RESULTS = regex("完成|产出|效益|成效|成果")
_COMPARED = regex("[比较与和]|上年|去年")
_CLASS_OF = regex(r"(?P<year>20\d\d)届")


@another_way("ZPJ148", WARNING, follows=("ZPJ148", "ZPJ559", "ZPJ505", "ZPJ516", "ZPJ572"))
def years_from_and_to(case: PaperCase) -> Iterator[Hit]:
    """“由2023年底的25处减少至18处” in a report of 2023; “提高到2022年的93%”; “上年（2023年）”; “2022届毕业生”."""
    year = main_year(case)
    for part in parts(case) if year else ():
        for line in part.body:
            for sentence in sentences(line.text) if "20" in line.text else ():
                yield from _turned(part, line, sentence, year or 0)


def _turned(part: Part, line: Paragraph, sentence: str, year: int) -> Iterator[Hit]:
    told: list[tuple[str, str]] = []
    for match in _FROM.finditer(sentence):
        later = any(int(other) > year for other in _ANY_YEAR.findall(sentence[match.end() :][:8]))
        told += [(match.group(), "起点应是上一年")] if int(match["year"]) == year and not later else []
    for match in _ONTO.finditer(sentence):
        before = [int(other) for other in _ANY_YEAR.findall(sentence[: match.start()])]
        told_of_results = _RESULTS.search("".join(heading.title for heading in line.path))
        earlier = (any(other < year - 1 for other in before) and not told_of_results) or str(year) in sentence
        told += [(match.group(), "终点应是评价年度")] if int(match["year"]) == year - 1 and not earlier else []
    for match in _NAMED.finditer(sentence):
        right = year - 1 if match["word"][0] in "上去" else year
        told += [(match.group(), f"{match['word']}应是{right}年")] if int(match["year"]) != right else []
    for match in _CLASS_OF.finditer(sentence) if "毕业" in sentence else ():
        compared = _COMPARED.search(sentence) or f"{year}届" in sentence
        told += [(match.group(), "与评价年度不同")] if int(match["year"]) == year - 1 and not compared else []
    for found, what in told:
        yield Hit(line.location, found[:40], str(year), quote=found[:40], words={"what": what}, project=part.project)
