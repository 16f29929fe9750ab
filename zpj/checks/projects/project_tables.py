"""Over a filed report: what it says of all projects of its table: how many, their grades, the last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.project_rows import Projects, project_tables
from zpj.checks.reading.tables import is_total_row, number_in
from zpj.checks.reading.text import headings, sentences, squeezed, whole_number
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.amounts import plain
from zpj.domain.regex import regex
from zpj.schemes import load_scheme
from zpj.scoring.grade import grade_of, standard_grade

_SCORE = regex("^(?:自评|评价|综合|最终)?(?:得分|总分|总得分|分数)(?:[(]分[)])?$")
_GRADE = regex("^(?:自评|评价|绩效)?(?:等级|档次|等次|评级)$")
_N = "(?P<number>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_ALL_PROJECTS = (
    regex(f"(?:纳入|参加|开展|涉及)[^,。;]{{0,12}}自评的?(?:支出)?项目(?:共|有|共有|为|共计)*{_N}个"),
    regex(
        f"(?:对|和|及|与|以及|年度?)(?:所有|全部)?{_N}个(?:支出)?项目(?:支出)?(?:全部|均|都)?(?:开展|进行|实施|组织)了?[^,。;]{{0,6}}自评"
    ),
    regex(f"(?:在|上述|以上|全部|所有|这|为|列){_N}个项目(?:中|里|当中)"),
    regex(
        f"(?:^|[,。;:(]){_N}个项目(?:的|自评)*(?:年初|全年|调整后|预算|支出|总体|整体|平均|合计|总计|得分|执行|等级|均|全部)"
    ),
    regex(f"{_N}个(?:支出)?项目(?:支出)?(?:全部|均|都)?(?:开展|进行|实施|组织)了?[^,。;]{{0,6}}(?:自评|评价)"),
    regex(
        f"(?:汇总|整理|审核|复核|得出|形成)(?:了|各部门|全部|上述)*{_N}个(?:支出)?项目的?(?:支出)?(?:绩效)?(?:自评|评价)"
    ),
)
_OVER_ITS_TABLE = regex(
    f"(?:共|总共|共计|合计|累计)(?:实施|安排|有|涉及|包[括含]|组织|开展|设立|设置|承担|执行|完成|管理)*了?{_N}个(?:预算|支出|专项|子)?项目"
    "(?=[,。;(][^\\n]*(?:下表|如下表?[:。]|附表|见表|表[0-9一二三四五六七八九]))"
)
"""How many projects a line says right before the table it speaks of."""
_CARRIED_OUT = (
    regex(
        f"(?:共|总共|共计|合计)(?:实施|安排|承担|管理|列支|设立|设置|执行)了?(?:预算|支出|专项)?项目(?:共|有|为)?{_N}个(?=[,。;:(]|$)"
    ),
    regex(
        f"(?:共|总共|共计|合计)(?:实施|安排|承担|管理|列支|设立|设置|执行)了?{_N}个(?:预算|支出|专项)?项目(?=[,。;:(]|$)"
    ),
)
"""How many projects an office says it carried out in all, where a table of its projects comes later."""
_DOING_SO = "(?:实施|安排|涉及|包[括含]|组织|开展|设立|设置|承担|执行|管理|列支|支持)了?的?(?:预算|支出|专项|子)?"
_TABLE_BEHIND = "(?=[,。;:(][^\\n]*(?:下表|附表|见表|如表|表[0-9一二三四五六七八九]))"
_SHOWN_BELOW = (
    regex(f"{_DOING_SO}项目(?:共计?|有|为|共有|合计)*{_N}个{_TABLE_BEHIND}"),
    regex(f"{_DOING_SO}{_N}个(?:预算|支出|专项|子)?项目{_TABLE_BEHIND}"),
)
_IN_ALL = regex(
    "(?:^|[。;,])(?:[\u4e00-\u9fff]{0,20}(?:局|委|厅|办|院|中心|部门|单位|学校|政府|街道))?(?:20[0-9]{2}年度?)?,?(?:一?共有?|总共有)"
    f"{_N}个(?:预算|支出|专项)?项目(?=[,。;])"
)
"""How many projects an office says it has, where no other number of the paragraph is that of its table."""
_PARTLY = regex("其中|重点|抽取|抽查|选取|选择|其余|其他|另外|另|部分|有的?$|等")
_ALIKE = regex("等级(?:均|都|全部)(?:被?评)?(?:定?为|是)[“]?(?P<word>优秀?|良好?|中等?|较?差)")
_COUNTED = (
    regex(f"[“](?P<word>优秀?|良好?|中等?|较?差)[”](?:等[级次])?的?(?:项目)?(?:有|共|为)*{_N}个"),
    regex(
        f"{_N}个(?:项目)?(?:自评)?(?:等级|结果|得分等级)?(?:被?评)?(?:定?为|是)?[“](?P<word>优秀?|良好?|中等?|较?差)[”]"
    ),
)
_LAST = regex(
    "(?P<what>[\u4e00-\u9fff]{0,6}?(?:率|得分|进度))(?:仅?为|只有|是|:)?(?P<figure>[0-9]+(?:[.][0-9]+)?)(?P<unit>%|分),?(?:为|是|在|列|居)*"
    "(?:全部|上述|以上|各)*(?:[0-9一二两三四五六七八九十]{1,3}个|各)(?P<noun>[\u4e00-\u9fff]{1,6}?)(?:中|里|之中|当中)?最(?P<end>高|低|大|小|快|慢)"
)
_MOST, _FEWEST, _LEAD, _FAR = frozenset("高大快"), 3, 8, 2


@paper_check(
    "ZPJ351",
    "项目的个数与项目表不同",
    WARNING,
    reference="R-61 R-76",
    clause="文字所说的项目就是表里列出的项目",
    message="文字写 {found} 个项目，{where}列有 {expected} 个，请核对",
    fix="核对项目个数",
    follows=("ZPJ563", "ZPJ380", "ZPJ530", "ZPJ553", "ZPJ259"),
)
def number_of_projects(case: PaperCase) -> Iterator[Hit]:
    """“对5个项目支出开展了绩效自评” where the table of projects lists six; of part of them nothing is said."""
    tables = project_tables(case)
    counts = Counter(len(each.rows) for each in tables)
    right = counts.most_common(1)[0][0] if counts else len(case.forms)
    if len(counts) > 1 or right < _FEWEST - 1 or (not counts and len(case.forms) < _FEWEST - 1):
        return
    where = tables[0].table.name if tables else "各自评表"
    judged = any(_SCORE.match(head) for each in tables for head in each.heads)
    known = {right} if judged else {right, len(case.forms)}
    usual = (*_ALL_PROJECTS, _OVER_ITS_TABLE, *_SHOWN_BELOW)
    found = [
        (line, match, number)
        for line in case.paper.paragraphs if "个" in line.text and "项目" in line.text
        for pattern in (*usual, *(_of_tables(line.text, right) if tables else ()))
        for match in pattern.finditer(squeezed(line.text))
        if (number := whole_number(match["number"])) is not None and not _PARTLY.search(_with_lead(match))
    ]  # fmt: skip
    found = list({(each[0].location, each[2]): each for each in found}.values())
    odd = [each for each in found
           if each[2] not in known and each[2] <= right * _FAR and not _tells_a_part(each[1], right)]  # fmt: skip
    told: set[str] = set()
    for line, match, number in odd if len(odd) < len(found) or (tables and len(odd) == 1) else ():
        if line.location not in told:
            told.add(line.location)
            yield Hit(line.location, str(number), str(right), quote=match.group()[:40],
                      project=case.project(line.section), words={"where": where})  # fmt: skip


def _of_tables(text: str, right: int) -> tuple[re.Pattern[str], ...]:
    """The wordings that are about the table of projects, though they do not say so."""
    return _CARRIED_OUT if f"{right}个" in squeezed(text) else (*_CARRIED_OUT, _IN_ALL)


def _tells_a_part(match: re.Match[str], right: int) -> bool:
    """Whether the table has those told next: 共安排6个项目,其中3个项目已完工."""
    _, part, rest = match.string[match.end() :].partition("。")[0].partition("其中")
    return bool(part) and f"{right}个" in rest


def _with_lead(match: re.Match[str]) -> str:
    """What is said, and the words of its clause right before."""
    return match.string[max(0, match.start() - _LEAD) : match.start()].rpartition(",")[2] + match.group()


@paper_check(
    "ZPJ443",
    "各等级的项目个数与项目表不符",
    WARNING,
    reference="R-07 R-53",
    clause="按总分所在的档评定等级",
    message="文字写“{found}”，按{where}的得分应为{expected}，请核对",
    fix="按各项目的得分和等级改正文字",
    follows=("ZPJ422", "ZPJ433"),
)
def grades_of_projects(case: PaperCase) -> Iterator[Hit]:
    """““优”的4个、“良”的2个” beside a table with five of 90 points and more; “等级均为良” of 98 and 97."""
    scheme = case.forms[0].scheme if case.forms else load_scheme("mof-2020")
    for projects in project_tables(case):
        score = next((number for number, head in enumerate(projects.heads) if _SCORE.match(head)), None)
        has_grades = any(_GRADE.match(head) for head in projects.heads)
        points = [number_in(row[score]) for row in projects.rows if score is not None]
        if not points or None in points or not has_grades:
            continue
        grades = Counter(grade_of(each, scheme) or "" for each in points if each is not None)
        shown = "、".join(f"“{word}”{times}个" for word, times in grades.items())
        for line in case.paper.paragraphs:
            for sentence in sentences(line.text) if "个" in line.text or "均" in line.text else ():
                told = [match for pattern in _COUNTED for match in pattern.finditer(sentence)]
                numbers = {standard_grade(match["word"], scheme): whole_number(match["number"]) for match in told}
                whole = sum(number or 0 for number in numbers.values()) == len(projects.rows)
                if len(numbers) > 1 and whole and any(grades[word or ""] != n for word, n in numbers.items()):
                    quote = sentence[told[0].start() : told[-1].end()]
                    yield Hit(line.location, quote, shown, quote=quote[:60], project=case.project(line.section),
                              words={"where": projects.table.name})  # fmt: skip


@paper_check(
    "ZPJ444",
    "说等级都是一样的，得分却在另一档",
    WARNING,
    reference="R-07 R-53",
    clause="按总分所在的档评定等级",
    message="文字写“{found}”，同一句的 {quote} 应为“{expected}”，请核对",
    fix="按得分改正等级",
    follows=("ZPJ422", "ZPJ542", "ZPJ443"),
)
def grades_beside_scores(case: PaperCase) -> Iterator[Hit]:
    """“得分的平均数为98.86分，等级均为“良””: the mean of scores that all have one grade has it, too."""
    scheme = case.forms[0].scheme if case.forms else load_scheme("mof-2020")
    for line in case.paper.paragraphs:
        text = squeezed(line.text) if "等级" in line.text and "分" in line.text else ""
        for sentence in sentences(text):
            alike = _ALIKE.search(sentence)
            score = _MEAN.search(sentence[: alike.start()]) if alike else None
            number = number_in(score["score"]) if score else None
            if alike is None or score is None or number is None:
                continue
            right, own = grade_of(number, scheme), standard_grade(alike["word"], scheme)
            if right and own and right != own:
                yield Hit(line.location, alike["word"], right, quote=f"{plain(number)}分",
                          project=case.project(line.section))  # fmt: skip


_MEAN = regex("(?:平均|均)[^,。;0-9]{0,10}?(?P<score>[0-9]{2,3}(?:[.][0-9]+)?)分")


@another_way("ZPJ325", WARNING, follows=("ZPJ325", "ZPJ597", "ZPJ502", "ZPJ531"))
def figures_of_the_last(case: PaperCase) -> Iterator[Hit]:
    """“执行率为87.46%，为6个项目中最低” where the least of the column is 80.00%; “最高” told of the least."""
    tables = [table for table in case.paper.tables if not table.form and len(table.rows) > _FEWEST]
    for line in case.paper.paragraphs if tables else ():
        text = squeezed(line.text) if "最" in line.text else ""
        for match in _LAST.finditer(text):
            figure = number_in(match["figure"])
            for table in tables:
                heads = tuple(headings(table))
                rows = tuple(row for row in table.rows[1:] if not is_total_row(row[:2]))
                values = Projects(table, heads, rows).column(match["what"][-3:].removeprefix("得"))
                extreme = (max if match["end"] in _MOST else min)(values) if len(values) >= _FEWEST else None
                if figure is not None and extreme is not None and figure in values and figure != extreme:
                    yield Hit(line.location, match.group()[-24:], f"{plain(extreme)}{match['unit']}",
                              quote=match.group()[-40:], project=case.project(line.section),
                              words={"where": table.name})  # fmt: skip
                    break


_ALL_REACH = regex(
    "(?:(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})个|各个?|所有|全部)(?:支出|预算|专项|子)?项目(?:的|支出|资金|预算|自评|绩效)*"
    "(?P<what>[\u4e00-\u9fff]{0,4}?(?:率|得分|进度))(?:均|都|全部)(?:已|能够|保持)*(?:在|达到?了?|超过|高于|不低于|大于|为)?(?:了)?"
    "(?P<bound>[0-9]+(?:[.][0-9]+)?)(?P<unit>%|分)"
)
_NOT_ALL = regex("目标|要求|应|计划|力争|确保|除|未|不是|外|争取|预计|下一?年")


@another_way("ZPJ331", WARNING, follows=("ZPJ331",))
def all_reach_a_bound(case: PaperCase) -> Iterator[Hit]:
    """“5个项目的执行率均在90%以上” beside a table of five projects, one of them with 83.00%."""
    for line in case.paper.paragraphs:
        text = squeezed(line.text) if "项目" in line.text and re.search("[均都全]", line.text) else ""
        for sentence in sentences(text):
            match = _ALL_REACH.search(sentence)
            ahead = sentence[: match.start()] if match else ""
            if match is None or _NOT_ALL.search(clause_before(ahead)) or "除" in ahead:
                continue
            if _NOT_ALL.match(sentence, match.end()) or sentence[match.end() :].startswith(("以下", "以内", "的目标")):
                continue
            said, bound = whole_number(match["count"]) if match["count"] else None, number_in(match["bound"])
            for own in project_tables(case):
                values = own.column(match["what"][-3:].removeprefix("得"))
                low = [value for value in values if bound is not None and value < bound]
                if low and said in (None, len(own.rows)) and len(values) == len(own.rows):
                    shown = f"{own.names[values.index(low[0])]}{plain(low[0])}{match['unit']}"
                    yield Hit(line.location, match.group(), shown, quote=match.group()[-40:],
                              project=case.project(line.section), words={"where": own.table.name})  # fmt: skip
                    break
