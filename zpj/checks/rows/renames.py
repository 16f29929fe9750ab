"""Over a filed report: an indicator that the report tells with another word in its name than its table has."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.reading.tables import NAMES
from zpj.checks.reading.text import prose_of, squeezed, whole_text
from zpj.checks.reading.word_else import with_a_word_else
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.paper import Paragraph
from zpj.domain.regex import pattern, regex

_RATE = regex("[\u4e00-\u9fff]{6,24}[率度]")
_VALUE = regex("(?:完成|达到?|为|是|提升|提高|增长|实现|至|了|:|,)*[0-9]")
_NOT_A_WORD = regex("[,。;:、()“”0-9\n的和与及或为是]|上年|本年|全|各")
_QUOTED = regex("“(?P<name>[^“”]{5,24})”(?:这一|这项|一项)?指标")
_HEAD, _MOST, _WORD, _END = 4, 3, 3, 2


@paper_check(
    "ZPJ459",
    "指标名称在报告和指标表里差一个词",
    WARNING,
    reference="R-52",
    clause="同一指标在报告和指标表里写同一个名称",
    message="报告写“{found}”，指标表写“{expected}”，只差一个词，请核对是不是同一个指标",
    fix="改成批复的指标名称",
    follows=("ZPJ123", "ZPJ528", "ZPJ113"),
)
def told_by_another_word(case: PaperCase) -> Iterator[Hit]:
    """“建制村通公交率100%” beside the row 建制村通客车率, which the report never tells: the same but for one word."""
    names = set(_names(case))
    prose = prose_of(case)
    whole = whole_text(case)
    for name in sorted(names):
        for variant in _variants(name, prose) if name not in prose else ():
            line = _line(case, variant)
            if line and variant not in names and whole.count(variant) == 1:
                yield Hit(line.location, variant, name, quote=variant, project=case.project(line.section))


@another_way("ZPJ459", WARNING, follows=("ZPJ459",))
def quoted_by_another_word(case: PaperCase) -> Iterator[Hit]:
    """“生活改善水平”指标 in the report, where the only row like it is 生活保障水平: the same head and end."""
    names = {name for form in case.forms for row in form.rows if (name := squeezed(row.name))}
    prose = prose_of(case)
    for line in case.paper.paragraphs if names else ():
        for match in _QUOTED.finditer(squeezed(line.text)) if "指标" in line.text and "“" in line.text else ():
            told = match["name"]
            near = [name for name in names if name not in prose and _is_near(told, name)]
            if not any(told in name or name in told for name in names) and len(near) == 1:
                yield Hit(line.location, told, near[0], quote=told, project=case.project(line.section))


def _is_near(told: str, name: str) -> bool:
    """Whether two names begin with four like signs and end with two, and differ by a word."""
    alike = told[:_HEAD] == name[:_HEAD] and told[-_END:] == name[-_END:]
    return alike and abs(len(told) - len(name)) <= _END


def _names(case: PaperCase) -> Iterator[str]:
    """The rates the rows of forms and tables of scores are called by."""
    for table in case.paper.tables:
        heads = [[squeezed(each) for each in texts] for texts in table.rows]
        at = next(((row, column) for row, each in enumerate(heads) for column, text in enumerate(each)
                   if pattern(NAMES).match(text)), None)  # fmt: skip
        for texts in heads[at[0] + 1 :] if at else ():
            column = at[1] if at else 0
            if column < len(texts) and _RATE.fullmatch(texts[column]):
                yield texts[column]


def _variants(name: str, prose: str) -> set[str]:
    """What stands before a figure in prose and is a name but for one word of at most three signs."""
    return {
        each.text for each in with_a_word_else(name, prose, head=_HEAD, most=_MOST)
        if each.tail and len(each.word) + len(each.right) >= _WORD and not set(each.word) & set(each.right)
        and not _NOT_A_WORD.search(each.word) and _VALUE.match(prose, each.end)
    }  # fmt: skip


def _line(case: PaperCase, variant: str) -> Paragraph | None:
    return next((line for line in case.paper.paragraphs if variant in squeezed(line.text)), None)
