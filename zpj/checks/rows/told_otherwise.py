"""Over a filed report: names of rows and sentences of goals that its text gives with a word else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.copied_rows import columns_of
from zpj.checks.reading.figures import quantities, said
from zpj.checks.reading.items import LONG_ITEM, SMALL_WORDS, pieces, short_pairs
from zpj.checks.reading.plain_patterns import HAN_WORDS
from zpj.checks.reading.text import parts, squeezed, starts_of, texts_of_paper, whole_text
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.tie.nouns import measured
from zpj.checks.touched import by_the_paragraph
from zpj.domain.likeness import likeness, matcher, signs_apart
from zpj.domain.paper import Paragraph
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.told_apart import TELLS_APART, same_sense

_HEAD, _TAIL, _LONGEST, _LEAST, _LONG_SHARED = 2, 2, 2, 6, 6
_WHOLE_SUM = regex("(?:资金|总成本|总额|预算数?|总支出)$")


@record
class _Name:
    """The name of a row with the quantities it is told by."""

    text: str
    values: frozenset[tuple[object, str]]
    project: str


@paper_check(
    "ZPJ120",
    "指标名称在文字里换了词",
    WARNING,
    reference="R-52 R-69",
    clause="同一指标在自评表和文字里应当写同一个名称",
    message="文字写“{found}”，指标名称是“{expected}”，请统一",
    fix="按批复的绩效目标统一名称",
    follows=("ZPJ528", "ZPJ113", "ZPJ130", "ZPJ131", "ZPJ132", "ZPJ133", "ZPJ172", "ZPJ551", "ZPJ539"),
)
def names_told_otherwise(case: PaperCase) -> Iterator[Hit]:
    """“路域环境整治里程达到300公里” beside a row 路域环境治理里程 of 300公里: one word else, its own figure.

    The words before and behind the one that differs are the name's own, at least two signs each; the figure may be
    missing where they are six signs or more. What is told more than once is another thing.
    """
    names = _names(case)
    known = {name.text for name in names}
    whole = whole_text(case) if names else ""
    told: set[tuple[str, str]] = set()
    for sentence in said(case) if names else ():
        values = {(figure.value, _bare_unit(figure.unit)) for figure in sentence.quantities}
        for name in names if len(sentence.text) > _LEAST else ():
            if name.text in sentence.text or not _may_be(name.project, sentence.project):
                continue
            near = values & name.values
            for found in _with_a_word_else(sentence.text, name.text):
                shared = sum(a == b for a, b in zip(found, name.text, strict=False))
                meant = near or shared >= _LONG_SHARED
                if meant and found not in known and (found, name.text) not in told and whole.count(found) == 1:
                    told.add((found, name.text))
                    yield sentence.hit(found, name.text, quote=found)


def _may_be(one: str, other: str) -> bool:
    """Whether two texts may be of one project: one that names none may be of any."""
    return not one or not other or one == other


def _with_a_word_else(text: str, name: str) -> Iterator[str]:
    """What stands in a text as long as a name, its two first and last signs, one word of two signs at most else."""
    for at in starts_of(text, name[:_HEAD]):
        told = text[at : at + len(name)]
        if told[-_TAIL:] == name[-_TAIL:] and len(told) == len(name) and HAN_WORDS.fullmatch(told):
            other = signs_apart(told, name)
            apart = any(TELLS_APART.search(a + b) for _, a, b in other)
            usual = all(same_sense(a, b) for _, a, b in other)
            if other and other[-1][0] - other[0][0] < _LONGEST and not apart and not usual:
                yield told


def _bare_unit(unit: str) -> str:
    return unit.partition("/")[0]


@lru_cache(maxsize=4)
def _names(case: PaperCase) -> tuple[_Name, ...]:
    """The names of the rows of the forms, and of the report's own tables of scores, long enough to tell."""
    found = [
        _Name(squeezed(row.row.name), frozenset((value, _bare_unit(row.unit)) for value in (row.value, *row.goals)),
              form.project)
        for form in case.forms for row in measured(form)
    ]  # fmt: skip
    for table in case.paper.tables:
        header, columns = columns_of(table) if not table.form else (-1, {})
        for row in table.rows[header + 1 :] if columns else ():
            values = frozenset((each.value, each.unit) for text in row for each in quantities(squeezed(text)))
            found.append(_Name(squeezed(row[columns["name"]]), values, case.project(table.section)))
    return tuple(name for name in found if len(name.text) >= _LEAST and HAN_WORDS.fullmatch(name.text)
                 and not _WHOLE_SUM.search(name.text))  # fmt: skip


_FEWEST, _MOST_ELSE, _ALIKE, _SURE = 1, 2, 0.55, 0.75


@paper_check(
    "ZPJ123",
    "报告里的目标、完成情况与自评表差了个别词",
    WARNING,
    reference="R-51 R-52",
    clause="年度目标和完成情况在自评表和报告里应当一致",
    message="报告写“{found}”，自评表写“{expected}”，其余相同，请核对",
    fix="统一为批复的年度目标和实际完成情况",
    follows=("ZPJ326", "ZPJ577", "ZPJ578", "ZPJ254", "ZPJ528", "ZPJ113", "ZPJ545", "ZPJ130", "ZPJ131",
             "ZPJ132", "ZPJ133"),
)  # fmt: skip
@by_the_paragraph
def sentences_but_for_a_word(case: PaperCase) -> Iterator[Hit]:
    """“方便市民就近休憩” behind the very goal of the form, which ends with “方便群众就近休闲”.

    A paragraph that has other items of the goal word for word, or an item with all else the same and long enough;
    signs for signs: what is told in fewer or more words is let pass.
    """
    told: set[tuple[str, str]] = set()
    for form in case.forms:
        goal = form.evaluation.goal
        for entry in (goal.expected, goal.achieved):
            items = _items(entry.text) if entry else ()
            for line in _lines(case, form) if items else ():
                for one, other in _pairs(_items(line.text), items):
                    if (one, other) not in told:
                        told.add((one, other))
                        yield Hit(line.location, one[-40:], other[-40:], quote=one[-40:], project=form.project)
                for one, other in short_pairs(pieces(line.text), pieces(entry.text)) if entry else ():
                    if (one, other) not in told:
                        told.add((one, other))
                        yield Hit(line.location, one, other, quote=one, project=form.project)


def _lines(case: PaperCase, form: FormCase) -> Iterator[Paragraph]:
    """The lines of the reports that may tell of a form: its own sections, and those of all projects."""
    for part in parts(case):
        if part.project in ("", form.project):
            yield from (line for line in part.body if not line.heading or len(line.text) > len(line.heading.text))


@lru_cache(maxsize=1024)
def _items(text: str) -> tuple[str, ...]:
    return tuple(each for each in pieces(text) if len(each) >= LONG_ITEM)


def _pairs(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The items told with a word or two else, of a text that has others in the very words."""
    if not ours:
        return
    same = set(ours) & set(theirs)
    left = [each for each in theirs if each not in same]
    for one in ours if left else ():
        if one in same:
            continue
        for other in left:
            ratio = _ratio(one, other)
            if ratio >= (_ALIKE if len(same) >= _FEWEST else _SURE) and _words_else(one, other):
                yield one, other
                break


@lru_cache(maxsize=4096)
def _ratio(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > 1 or len(set(one) & set(other)) * 2 < len(set(other)):
        return 0.0
    return likeness(one, other)


def _words_else(one: str, other: str) -> bool:
    """Whether one or two words of an item are other words of as many signs; figures and small words apart."""
    opcodes = matcher(one, other).get_opcodes()
    blocks = [(one[a1:a2], other[b1:b2]) for kind, a1, a2, b1, b2 in opcodes if kind != "equal"]
    plain_words = all(HAN_WORDS.fullmatch(a + b) for a, b in blocks)
    small = any(SMALL_WORDS.intersection(a + b) for a, b in blocks)
    return (0 < len(blocks) <= _MOST_ELSE and all(len(a) == len(b) for a, b in blocks) and plain_words
            and one[:_HEAD] == other[:_HEAD] and not small)  # fmt: skip


_KINDS = regex("(?:专项|补助|补贴|奖补|奖励|配套|扶持|救助|引导)+(?:资金|经费)")
_NAME_OF_TITLE = regex("(?:20[0-9]{2}年度?)?(?P<name>[^0-9,。;:]{6,60}?)(?:项目)?(?:支出)?绩效")
_OF_LEVEL = regex("^(?:中央|国家|省级?|自治区|市级|县级|区级|州级|本级)*(?:财政|预算)?")
_RULED = regex("管理办法|实施细则|方案|文件|通知|办法")
_LEAST_CORE, _USUAL = 5, 3


@another_way("ZPJ181", WARNING, follows=("ZPJ181", "ZPJ580", "ZPJ584", "ZPJ544", "ZPJ558", "ZPJ511"))
def kinds_of_money_renamed(case: PaperCase) -> Iterator[Hit]:
    """“农村公路养护工程专项资金” told once in the report of 农村公路养护工程补助资金."""
    places = texts_of_paper(case)
    whole = whole_text(case)
    for name in dict.fromkeys(_money_names(case)):
        kind = _KINDS.search(name)
        core = _OF_LEVEL.sub("", name[: kind.start()]) if kind and kind.end() == len(name) else ""
        if kind is None or len(core) < _LEAST_CORE or whole.count(core + kind.group()) < _USUAL:
            continue
        for place, text, section in places:
            at = text.find(core)
            told = _KINDS.match(text, at + len(core)) if at >= 0 else None
            if told and told.group() != kind.group() and whole.count(core + told.group()) == 1:
                found = core + told.group()
                if not _RULED.match(text, told.end()) and found not in name:
                    yield Hit(place, found, name, quote=found, project=case.project(section))


def _money_names(case: PaperCase) -> Iterator[str]:
    """The names of projects that end with 补助资金 and the like: of the forms, and of the titles."""
    for form in case.forms:
        yield squeezed(form.evaluation.text("project_name"))
    for part in parts(case):
        match = _NAME_OF_TITLE.match(part.title)
        if match:
            yield match["name"]
