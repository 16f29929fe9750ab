"""Over a filed report: repeated and copied text, problems and measures left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.form.text import document_numbers_in, personal_data_in
from zpj.checks.reading.scoring_tables import TOLD_TOTAL
from zpj.checks.reading.text import Part, is_under, parts, running_text, says_nothing, sentences, squeezed, under
from zpj.checks.reading.twins import is_clause_again, twice_in_a_row
from zpj.checks.rule import INFO, WARNING, Hit, in_papers, paper_check
from zpj.checks.touched import by_the_paragraph, is_new
from zpj.domain.amounts import HUNDRED, parse_number, plain
from zpj.domain.model import printed
from zpj.domain.paper import Paragraph
from zpj.domain.records import replace
from zpj.domain.regex import pattern, regex
from zpj.schemes import load_scheme
from zpj.scoring.grade import grade_of, standard_grade

_LONG_PARAGRAPH, _LONG_PIECE, _LONG_SENTENCE, _LEAST_TWICE, _LEAST_CLAUSE = 30, 24, 16, 10, 14
_GRADE_BAND = regex(
    "[0-9]{2,3}分?(?:[(]不?含[0-9]{0,3}[)])?分?(?:[及]?以[上下]|[至~—–-]{1,2}[0-9]{2,3}分?)(?:[(]不?含[)])?[^,;。、0-9]{0,6}?[为是]"
    '[“"]?(?P<grade>优秀?|良好?|中等?|合格|较?差)(?![\u4e00-\u9fff])'
)
_FEWEST_BANDS = 3
_GRADE = regex("(?:等级|档次|属于|评定为|结果为|级别)(?:为|是|:)*[“\"'‘](?P<grade>优秀?|良好?|中等?|合格|较?差)[”\"'’]")
_PROBLEM = regex(
    "问题|不|未|没|欠|缺|低|难|弱|少|降|慢|迟|晚|偏|滞后|有待|影响|差|需要?(?:进一步)?(?:提高|加强|完善|改进|提升)"
)
_NO_PROBLEM = regex(
    "(?<![一-龥]有)(?:暂?无|没有|尚?未|不)(?:发现|存在|出现|发生|有)*(?:的|任何|明显|突出|重大|较大|其[他它]|违规|违纪)*"
    "(?:存在)?的?(?:问题|不足|偏差|偏离)"
)
_PROBLEM_TITLE = "^(?!其[他它]).*(?:问题|不足|偏离|偏差)"
_ADVICE_TITLE = "建议|改进措施|整改"
_POINT = regex(
    "^(?:[(]?[0-9一二三四五六七八九十]{1,2}[)、.]+(?![0-9])|[一二三四五六七八九十]{1,2}[是要](?!求)|第[一二三四五六七八九十],)"
)
"""The number of a point, which a copy of its sentence does not have."""
_LONG_HEADING, _SHORT_HEADING, _DEEPEST = 8, 4, 3
_DEFAULT_SCHEME = "mof-2020"


@paper_check(
    "ZPJ537",
    "段落或句子重复",
    WARNING,
    reference="R-74",
    clause="同一份报告不重复同样的文字",
    message="{what}重复：“{found}”，与“{expected}”处相同，请核对是否误抄",
    fix="删去重复的文字，或改写成这一部分应写的内容",
)
def repeats(case: PaperCase) -> Iterator[Hit]:
    """A paragraph of 30 characters or a sentence of 16 told twice in one report, or twice in a row."""
    for part in parts(case):
        seen: dict[str, str] = {}
        headings: dict[str, Paragraph] = {}
        for line in part.body:
            is_sentence = line.heading is not None and line.text.strip().endswith("。")
            text = squeezed(running_text(line)) or (squeezed(line.text) if is_sentence else "")
            place = line.location
            cited = "《" in text
            words = twice_in_a_row(text) or _told_again(pattern("《[^》]*》").sub("", text) if cited else text)
            if words:
                yield _repeat(part, line, words, "同一段", "同一段里")
            yield from _heading_again(part, line, headings) if line.heading else ()
            whole = seen.get(text) if len(text) >= _LONG_PARAGRAPH else None
            if whole is not None:
                yield _repeat(part, line, text, whole, "段落")
            elif text:
                again = _sentences_again(part, line, text, seen)
                yield from (hit for hit in again if not (words and hit.words["what"] == "同一段里"))
            seen.setdefault(text, place)


def _heading_again(part: Part, line: Paragraph, seen: dict[str, Paragraph]) -> Iterator[Hit]:
    """（二）项目过程情况 and （三）项目过程情况 in one list; without numbers that go on a hint, if long."""
    heading = line.heading
    if heading is None or heading.level > _DEEPEST or len(title := squeezed(heading.title)) < _SHORT_HEADING:
        return
    before = seen.setdefault("".join(each.text for each in line.path[:-1]) + "#" + title, line)
    number = before.heading.number if before.heading else None
    goes_on = (
        bool(number and heading.number and number < heading.number) and squeezed(line.text)[-len(title) :] == title
    )
    if before is not line and (goes_on or (heading.level < _DEEPEST and len(title) >= _LONG_HEADING)):
        hit = _repeat(part, line, title, before.location, "标题")
        yield replace(hit, level=WARNING) if goes_on else hit


@lru_cache(maxsize=1024)
def _told_again(text: str) -> str:
    """Twenty-four characters or more that stand twice in one paragraph; "" where there are none."""
    half = _LONG_PIECE // 2
    for start in range(0, len(text) - _LONG_PIECE, half):
        again = text.find(text[start : start + half], start + half)
        if again < 0:
            continue
        head = 0
        while start - head > 0 and text[start - head - 1] == text[again - head - 1]:
            head += 1
        size = head + half
        while again + size - head < len(text) and text[start + size - head] == text[again + size - head]:
            size += 1
        if _LONG_PIECE <= size <= again - start:
            return text[start - head : start - head + size]
    return ""


def _sentences_again(part: Part, line: Paragraph, text: str, seen: dict[str, str]) -> Iterator[Hit]:
    place = line.location
    for sentence in sentences(text):
        bare = _POINT.sub("", sentence.rstrip("。;"))
        here = seen.get(bare) == place
        is_point = here and bare != sentence.rstrip("。;")  # two points of one list: ZPJ197
        if bare in seen and not is_point and len(bare) >= (_LEAST_TWICE if here else _LONG_SENTENCE):
            where, what = ("同一段", "同一段里") if here else (seen[bare], "句子")
            yield _repeat(part, line, bare, where, what)
            return
        if len(bare) >= _LEAST_CLAUSE and is_clause_again(bare, text):
            yield _repeat(part, line, bare, "同一段", "同一段里")
            return
        if len(bare) >= _LEAST_TWICE:
            seen.setdefault(bare, place)


def _repeat(part: Part, line: Paragraph, text: str, where: str, what: str) -> Hit:
    level = WARNING if what == "同一段里" else INFO
    return Hit(line.location, f"{text[:24]}…", where, quote=text[:40], project=part.project, level=level,
               words={"what": what})  # fmt: skip


@paper_check(
    "ZPJ538",
    "写到了别的项目",
    WARNING,
    reference="R-74",
    clause="一个项目的报告只写这个项目",
    message="这份报告写的是“{expected}”，这里出现“{found}”，请核对是否误抄",
    fix="核对是否从别的项目抄来",
)
def other_projects(case: PaperCase) -> Iterator[Hit]:
    """Another project's name in the report of one project."""
    names = {squeezed(form.project): form.project for form in case.forms if len(form.project) >= 6}
    for part in parts(case):
        own = squeezed(part.project)
        for bare, name in names.items() if own else ():
            if bare in own or own in bare:
                continue
            for line in part.body:
                if bare in squeezed(line.text):
                    yield Hit(line.location, name, part.project, quote=name, project=part.project)


@in_papers("ZPJ508")
@by_the_paragraph
def document_numbers_of_paper(case: PaperCase) -> Iterator[Hit]:
    """(2020)45号 for 〔2020〕45号 in running text and in the cells of tables that are no form."""
    for line in case.paper.paragraphs:
        yield from document_numbers_in(line.text, line.location, case.project(line.section))
    for table in case.paper.tables:
        for place, text in table.filled() if not table.form and is_new(case, table.name) else ():
            yield from document_numbers_in(text, place, case.project(table.section))


@in_papers("ZPJ509")
@by_the_paragraph
def personal_data_of_paper(case: PaperCase) -> Iterator[Hit]:
    """Telephone numbers and 18-digit codes in running text."""
    for line in case.paper.paragraphs:
        yield from personal_data_in(line.text, line.location, case.project(line.section))


@paper_check(
    "ZPJ541",
    "有扣分却没有写问题或建议",
    WARNING,
    reference="R-63",
    clause="未完成或者偏离较大的要说明原因，提出改进措施",
    message="得 {found} 分，扣了 {difference} 分，“{title}”却{what}，请补写",
    fix="写明扣分反映的问题、原因和改进措施",
)
def no_problem_told(case: PaperCase) -> Iterator[Hit]:
    """Less than 100 points, and the part about problems or advice says 无, names none, or is missing."""
    for part in parts(case):
        scored = [(line, match) for line in part.body for match in TOLD_TOTAL.finditer(squeezed(line.text))]
        values = {match["number"] for _, match in scored}
        values = values - {"100"} or values  # the scale: 自评总分100分，其中……
        score = parse_number(values.pop()) if len(values) == 1 else None if values else _least_of_forms(case)
        if score is None or score >= HUNDRED or not part.is_report:
            continue
        for title, needs_words in ((_PROBLEM_TITLE, True), (_ADVICE_TITLE, False)):
            for heading, lines in _deepest(part, title):
                said = "".join(squeezed(running_text(line)) for line in lines)
                told = said + "".join(squeezed(line.text) for line in lines if line is not heading)
                is_told = bool(told) or heading.text.rstrip().endswith("。")  # a heading may be a sentence
                what = "没有内容" if not is_told else "写“无”" if said and says_nothing(said) else ""
                if not what and needs_words and scored and not _PROBLEM.search(_NO_PROBLEM.sub("", told)):
                    what = "没有写问题"
                place = lines[-1] if what == "写“无”" else heading
                if what:
                    words = {"title": heading.heading.title if heading.heading else "", "what": what}
                    yield Hit(place.location, plain(score), difference=plain(HUNDRED - score), quote=said[:30],
                              project=part.project, words=words)  # fmt: skip
        if scored and not any(
            re.search(_PROBLEM_TITLE, squeezed(line.heading.title)) for line in part.body if line.heading
        ):
            line, match = scored[0]
            yield Hit(line.location, plain(score), difference=plain(HUNDRED - score), quote=match.group(),
                      project=part.project, words={"title": "存在的问题", "what": "没有这一部分"})  # fmt: skip


def _least_of_forms(case: PaperCase) -> Decimal | None:
    """The lowest total of the forms, for the one report on all of them that tells no score of its own."""
    reports = [part for part in parts(case) if part.is_report]
    totals = [printed(form.evaluation.total.reported) for form in case.forms]
    return min((each for each in totals if each is not None), default=None) if len(reports) == 1 else None


def _deepest(part: Part, title: str) -> list[tuple[Paragraph, list[Paragraph]]]:
    """The headings that match and hold no other that does."""
    found = list(under(part, title))
    return [
        (heading, lines)
        for heading, lines in found
        if not any(other is not heading and heading.heading and is_under(other, heading.heading) for other, _ in found)
    ]


@paper_check(
    "ZPJ542",
    "报告里的等级与得分不符",
    WARNING,
    reference="R-07",
    clause="按总分所在的档评定等级：90 分以上优，80 分以上良，60 分以上中",
    message="文字写 {quote} 分，等级应为“{expected}”，写成“{found}”，请改正",
    fix="核对得分和等级",
)
@by_the_paragraph
def grades_in_prose(case: PaperCase) -> Iterator[Hit]:
    """A total and a grade in one clause, by the scheme of the form or the usual bands; the total of a form is its own
    rule's.
    """
    for part in parts(case):
        form = case.form(part.project)
        scheme = form.scheme if form else load_scheme(_DEFAULT_SCHEME)
        own = printed(form.evaluation.total.reported) if form else None
        for line in part.body:
            named = _GRADE.search(squeezed(line.text))
            for clause in re.split("[。;]", squeezed(line.text)) if named else ():
                scores, grades = list(TOLD_TOTAL.finditer(clause)), list(_GRADE.finditer(clause))
                number = parse_number(scores[0]["number"]) if len(scores) == len(grades) == 1 else None
                right = grade_of(number, scheme) if number is not None else None
                if right and number != own and standard_grade(grades[0]["grade"], scheme) != right:
                    yield Hit(line.location, grades[0]["grade"], right, quote=scores[0]["number"], project=part.project)


@paper_check(
    "ZPJ227",
    "两个分数档写成同一个等级",
    WARNING,
    reference="R-07",
    clause="各分数档的等级应当不同",
    message="“{quote}”：两个分数档都写“{found}”，请核对",
    fix="按评分办法改正等级",
)
@by_the_paragraph
def bands_of_one_grade(case: PaperCase) -> Iterator[Hit]:
    """“90分以上为“优”，80—90分为“优”，60—80分为“中””: a scale that gives one word to two bands."""
    for line in case.paper.paragraphs:
        for sentence in sentences(line.text) if "以" in line.text and "分" in line.text else ():
            bands = list(_GRADE_BAND.finditer(sentence))
            words = [band["grade"][0] for band in bands]
            for one, other in pairwise(bands):
                if len(bands) >= _FEWEST_BANDS and one["grade"][0] == other["grade"][0] and len({*words}) > 1:
                    quote = sentence[one.start() : other.end()]
                    yield Hit(line.location, other["grade"], quote=quote, project=case.project(line.section))
