"""Over a filed report: the year before in words that the report else has of its own year, or that fit that alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.names.other_words import project_of_another_year
from zpj.checks.reading.text import is_headed, sentences, squeezed, texts_of_paper, whole_text
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.paper import PaperTable
from zpj.domain.regex import regex

_CITED = regex("《[^》]*》|〔[^〕]*〕")
_HAN = regex("度?(?P<words>[\u4e00-\u9fff“”]*)")
_USUAL = regex("^(?:[“”]|[末底初]|以来|[至到起前]|年?初?(?:部门|一般公共)?(?:预算|决算|结转|结余))")
_COMPARED = regex("(?:[比较与和同由从至到、及]|截至|上年|去年|相比|对比)(?:去年|上年)?[(]?$")
_OTHER_TIME = regex("上年|去年|往年|同期|同比|比|较|本年|今年|以来|连续|历年|三年|结转|提前|续")
_BACK = regex("背景|上年|以前|历史|结果应用|整改|依据|由来")
_SCORED = (
    "{0}年度?[^,。;:0-9]{{0,40}}?"
    "(?:(?:自评|评价)(?:综合|总|最终|结果)?(?:得分|总分|得|等级|结果为)|(?:纳入|开展|进行)(?:了)?(?:绩效)?自评)"
)
_SCOPE = "(?<!评价)(?<!自评)(?:范围|时段|期间)(?:为|是|:|包括)[^。;0-9]{{0,12}}{0}年(?!度?[至到-])"
_WITH_ACCOUNTS = "(?:随|同|与){0}年度?(?:部门|单位)?决算(?:一并|同步|一同|同时)?"
_APPROVED = "批复{0}年度?[^《》,。;0-9]{{0,8}}预算[^《》,。;0-9]{{0,10}}》[(][^()]{{0,10}}〔{1}〕"
_CARRIED_OUT = regex("(?P<verb>(?:继续|组织|具体)?(?:实施|安排|开展|承担|设立))(?P<rest>[^,。;]{4,60})")
_STILL = (
    "(?:尚未|暂未|还未|仍未)[^。;]{{2,40}}[;,](?:已[^,;。]{{2,16}},)?{0}年(?![0-9]{{1,2}}月|[底末])[^,;。已未]{{0,20}}"
    "(?:完成|新建|建立|补齐|开展|实施|到位|设立|启用|更新|配齐|[清迁][^,;。]{{0,3}})"
)
_YEAR_CELL = regex("(?P<year>20[0-9]{2})年?度?")
_LEAST, _LONG, _LEAST_NAME, _FEWEST_YEARS, _NEAR = 3, 4, 5, 3, 16
_DIGITS = regex("[0-9][0-9.]*")
_AFTER = ("ZPJ572", "ZPJ505", "ZPJ516", "ZPJ565")


@another_way("ZPJ572", WARNING, follows=_AFTER)
def the_years_own_words(case: PaperCase) -> Iterator[Hit]:
    """“（二）2022年档案库房设备运行维护” in a report that else says 2023年档案库房设备运行维护.

    A comparison with the year before is let pass: figures of both years, tables, and what names both in one sentence.
    """
    year = main_year(case)
    before = f"{(year or 0) - 1}年"
    whole = _CITED.sub("", whole_text(case)) if year else ""
    known = {hit.location for hit in project_of_another_year(case)} if before in whole else set()
    for place, text, section in texts_of_paper(case) if before in whole else ():
        looked_at = before in text and "!" not in place and place not in known
        for sentence in sentences(_CITED.sub("", text)) if looked_at else ():
            for match in re.finditer(before, sentence):
                words = _echo(sentence[match.end() :], whole, f"{year}年")
                once = bool(words) and len(re.findall(f"{before}度?{re.escape(words[:_LONG])}", whole)) == 1
                if (
                    once
                    and not sentence[match.end() :].startswith(f"{words}目标")
                    and not _apart(sentence, match, words, whole, year or 0)
                ):
                    yield _hit(case, (place, section), f"“{words[:20]}”", year or 0, before + words[:20])


def _echo(behind: str, whole: str, own: str) -> str:
    """The words behind a year, as far as they stand behind the report's own year, too; "" where they are few."""
    words = (match["words"] if (match := _HAN.match(behind)) else "")[:30]
    if len(words) < _LEAST or _USUAL.match(words):
        return ""
    shared = 0
    while shared < len(words) and (f"{own}{words[: shared + 1]}" in whole or f"{own}度{words[: shared + 1]}" in whole):
        shared += 1
    return words[:shared] if shared >= _LONG or (shared >= _LEAST and shared == len(words)) else ""


def _apart(sentence: str, match: re.Match[str], words: str, whole: str, year: int) -> bool:
    """Whether the year before is rightly told: compared, beside the year itself, or with another figure than it."""
    ahead = sentence[: match.start()]
    if _COMPARED.search(ahead) or _OTHER_TIME.search(sentence) or f"{year}年{words[:2]}" in sentence:
        return True
    own = re.search(f"{year}年度?{re.escape(words)}(?P<rest>[^。;]{{0,{_NEAR}}})", whole)
    behind = sentence[match.end() :].partition(words)[2][:_NEAR]
    told, other = _DIGITS.findall(behind), _DIGITS.findall(own["rest"]) if own else []
    return bool(told and other and told[0] != other[0])


def _hit(case: PaperCase, place: tuple[str, int], what: str, year: int, quote: str) -> Hit:
    location, section = place
    return Hit(location, f"{year - 1} 年", f"{year} 年", quote=quote[:40], project=case.project(section),
               words={"what": what, "year": str(year)})  # fmt: skip


@another_way("ZPJ572", WARNING, follows=_AFTER)
def work_of_the_year_alone(case: PaperCase) -> Iterator[Hit]:
    """“本项目2022年绩效自评得98.8分”, “随2022年度部门决算公开” in a report on 2023.

    Also “尚未完成著录，2023年完成”, and the project's own name as carried out in a year before told but here.
    """
    year = main_year(case)
    if not year:
        return
    finders = [
        (re.compile(pattern.format(year - 1, year)), what)
        for pattern, what in ((_SCORED, "自评"), (_SCOPE, "评价范围"), (_WITH_ACCOUNTS, "公开"),
                              (_APPROVED, "批复预算的文件"))
    ]  # fmt: skip
    known = {hit.location for find in (project_of_another_year, the_years_own_words) for hit in find(case)}
    for place, text, section in texts_of_paper(case):
        for sentence in sentences(text) if f"{year - 1}年" in text and place not in known else ():
            for finder, what in finders:
                match = finder.search(sentence)
                cited = what in ("批复预算的文件", "公开")
                if match and (cited or not (f"{year}年" in sentence or _OTHER_TIME.search(sentence))):
                    yield _hit(case, (place, section), what, year, match.group())
                    break
    yield from _still_to_do(case, year)
    yield from _carried_out(case, year)


def _still_to_do(case: PaperCase, year: int) -> Iterator[Hit]:
    finder = re.compile(_STILL.format(year))
    for form in case.forms:
        for row in form.rows:
            entry = row.indicator.deviation_reason
            match = finder.search(squeezed(entry.text)) if entry and str(year) in entry.text else None
            if entry and match:
                yield Hit(entry.location, f"{year} 年", f"{year + 1} 年", quote=match.group()[-30:],
                          project=form.project, words={"what": "尚未完成的事", "year": str(year)})  # fmt: skip


def _carried_out(case: PaperCase, year: int) -> Iterator[Hit]:
    """The one place that names the year before, and there what the project itself is."""
    before = f"{year - 1}年"
    if _CITED.sub("", whole_text(case)).count(before) != 1:
        return
    names = _own_names(case)
    for line in case.paper.paragraphs:
        text = _CITED.sub("", squeezed(line.text)) if before in line.text else ""
        for sentence in sentences(text) if text and not is_headed(line, _BACK) else ():
            at = sentence.find(before)
            behind = sentence[at + len(before) :]
            told = _CARRIED_OUT.search(behind) if at >= 0 and behind[:1] not in "度底末初以至到起前" else None
            apart = _OTHER_TIME.search(sentence) or f"{year}年" in sentence or _COMPARED.search(sentence[:at])
            if told and not apart and told.start() < _NEAR and _names_own(told["rest"], names):
                yield _hit(case, (line.location, line.section), "项目实施", year, before + told.group())


@lru_cache(maxsize=4)
def _own_names(case: PaperCase) -> tuple[str, ...]:
    return tuple(squeezed(form.project) for form in case.forms if len(form.project) >= _LEAST_NAME)


def _names_own(text: str, names: Sequence[str]) -> bool:
    return any(
        name[at : at + _LEAST_NAME] in text
        for name in names
        for at in range(len(name) - _LEAST_NAME + 1)
        if not name[at : at + _LEAST_NAME].startswith("20")
    )


@another_way("ZPJ572", WARNING, follows=_AFTER)
def years_of_rows(case: PaperCase) -> Iterator[Hit]:
    """The rows 2021年, 2022年, 2022年 of a table: each but one follows on the one before."""
    year = main_year(case)
    for table in case.paper.tables if year else ():
        cells = _years_of(table)
        odd = [at for at in range(1, len(cells)) if cells[at][1] == cells[at - 1][1]]
        right = [cells[0][1] + at for at in range(len(cells))] if cells else []
        wrong = [at for at, (_, told, _) in enumerate(cells) if told != right[at]]
        if len(cells) >= _FEWEST_YEARS and odd and wrong == odd:
            number, told, text = cells[odd[0]]
            yield Hit(f"{table.name}!A{number}", f"{told} 年", f"{right[odd[0]]} 年", quote=text,
                      project=case.project(table.section),
                      words={"what": "表里各行的年份", "year": str(year)})  # fmt: skip


def _years_of(table: PaperTable) -> list[tuple[int, int, str]]:
    """The rows whose first cell is a year, where the next is a number: its row, the year, the text."""
    found = []
    for number, row in enumerate(table.rows, 1):
        match = _YEAR_CELL.fullmatch(squeezed(row[0])) if row else None
        if match and len(row) > 1 and _DIGITS.match(squeezed(row[1])):
            found.append((number, int(match["year"]), row[0].strip()))
    return found
