"""Over the forms of one file: a fund's source told otherwise in one, costs and sentences of another project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.plain_patterns import DIGIT
from zpj.checks.reading.text import squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.likeness import bigrams
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_LEAD = regex("^(?:其中)?:?")
_LEVEL = regex("^(?:中央|省级?|自治区|市级?|县级?|区级?|州级?|旗级?|乡镇|财政|预算|补助|本级)+")
_END = regex("(?:资金|经费|拨款|投入|安排)$")
_FEWEST_FORMS = 2


@paper_check(
    "ZPJ187",
    "一张自评表的资金来源与其余各表写得不同",
    WARNING,
    reference="R-52",
    clause="同一笔资金的来源在各张自评表和文字里应当一致",
    message="这张表写“{found}”，其余各表都写“{expected}”，请核对资金来源",
    fix="按资金文件核对来源，改成一致",
    follows=("ZPJ518", "ZPJ124", "ZPJ113", "ZPJ172", "ZPJ106", "ZPJ119"),
)
def source_of_one_form(case: PaperCase) -> Iterator[Hit]:
    """县级自筹资金 in one form, 县级配套资金 in the other three, and no text speaks of 自筹."""
    labels = {
        id(form): {_LEAD.sub("", squeezed(line.label)): line for line in form.evaluation.funds} for form in case.forms
    }
    often = Counter(label for each in labels.values() for label in each)
    for form in case.forms if len(case.forms) > _FEWEST_FORMS else ():
        own = labels[id(form)]
        for label, line in own.items():
            others = [
                other
                for other in often
                if other not in own and often[other] >= _FEWEST_FORMS and _one_source(label, other)
            ]
            if often[label] == 1 and len(others) == 1 and _told(case, label) == 1:
                yield Hit(line.location, label, others[0], quote=label, row=line.location, project=form.project)


def _one_source(label: str, other: str) -> bool:
    """Whether two labels are of one level of government and end alike, with another word between."""
    level, end = _LEVEL.match(label), _END.search(label)
    of_other, end_of_other = _LEVEL.match(other), _END.search(other)
    if (
        level is None
        or of_other is None
        or end is None
        or end_of_other is None
        or level.group()[0] != of_other.group()[0]
    ):
        return False
    return end.group() == end_of_other.group()


def _told(case: PaperCase, label: str) -> int:
    """How many texts have the word of a label that tells its source."""
    word = _END.sub("", _LEVEL.sub("", label)) or label
    return sum(word in text for _, text, _ in texts_of_paper(case))


_PROJECT = regex("20[0-9]{2}年度?|项目$|经费$|资金$")
_CLAUSE = regex("[^,。;:、]+")
_COST = regex("(?P<what>[\u4e00-\u9fff]{4,14}?)(?:费用|费|经费|成本|合同款|款项|支出|采购|验收|招标)")
_SAME = regex(
    "满意度|满意率|自评|得分|绩效|预算|执行|支出|资金|验收|质量|目标|完成|管理|制度|合格率|到位率|及时率|群众|安全|指标"
)
_LEAST_CLAUSE, _LEAST_PAIRS, _OWN, _LONG_LINE = 8, 3, 2, 40


_Said = tuple[str, str]


@another_way("ZPJ470", WARNING, follows=("ZPJ470", "ZPJ118", "ZPJ538", "ZPJ519", "ZPJ574", "ZPJ117", "ZPJ537"))
def cost_of_another_project(case: PaperCase) -> Iterator[Hit]:
    """“食品监督抽检费用按批次结算” under the heading of 特种设备安全监察, 食品监督抽检 being another project's.

    And “新购装备设计使用年限5年” under the headings of two projects, of which one has to do with 装备 and one has not.
    """
    sections = _by_project(case)
    for form, lines in sections if len(sections) > 1 else ():
        own = _all_of(case, form)
        others = [(other, _all_of(case, other)) for other, _ in sections if other is not form]
        for line in lines:
            for clause in _CLAUSE.findall(squeezed(line.text)):
                other = _owner(clause, own, others)
                if other:
                    again = any(clause in text for _, (_, text) in others)
                    yield Hit(line.location, clause[:40], other, quote=clause[:40], project=form.project,
                              words={"again": "，两处文字重复" if again else ""})  # fmt: skip


def _by_project(case: PaperCase) -> list[tuple[FormCase, list[Paragraph]]]:
    """The lines under the headings that name one project."""
    titles = {id(form): _PROJECT.sub("", _PROJECT.sub("", squeezed(form.project))) for form in case.forms}
    found: dict[int, list[Paragraph]] = {}
    for line in case.paper.paragraphs if len(titles) > 1 else ():
        bare = line.heading is not None and len(line.text) < _LONG_LINE
        path = "" if bare else "".join(squeezed(each.title) for each in line.path)
        named = [form for form in case.forms if path and len(titles[id(form)]) > _OWN and titles[id(form)] in path]
        if len(named) == 1:
            found.setdefault(id(named[0]), []).append(line)
    return [(form, found[id(form)]) for form in case.forms if id(form) in found]


@lru_cache(maxsize=32)
def _all_of(case: PaperCase, form: FormCase) -> _Said:
    """What the form of a project says, and what stands under its headings besides."""
    goal = form.evaluation.goal
    cells = [squeezed(entry.text) for entry in (goal.expected, goal.achieved) if entry]
    rows = [squeezed(row.name) for row in form.rows]
    lines = next((found for each, found in _by_project(case) if each is form), [])
    return "\n".join((squeezed(form.project), *cells, *rows)), "\n".join(squeezed(line.text) for line in lines)


def _owner(clause: str, own: _Said, others: list[tuple[FormCase, _Said]]) -> str | None:
    """The one other project a clause is of, and this one is not."""
    cost = _COST.match(clause)
    figured = len(clause) >= _LEAST_CLAUSE and DIGIT.search(clause) is not None
    copied = [other for other, (_, text) in others if figured and clause in text]
    words = cost["what"] if cost else DIGIT.split(clause)[0] if len(copied) == 1 else ""
    pairs = bigrams(words)
    telling = [pair for pair in pairs if not _SAME.search(pair)]
    here = own[0] + ("" if copied else own[1].replace(clause, ""))
    strange = [pair for pair in telling if pair not in here]
    if len(strange) < _LEAST_PAIRS or len(strange) * 4 < len(telling) * 3 or pairs[0] in here:
        return None
    theirs = [
        other.project
        for other, (form, _) in others
        if (other in copied or not copied) and _speaks(form, strange, bool(copied))
    ]
    return theirs[0] if len(theirs) == 1 else None


def _speaks(form: str, pairs: list[str], copied: bool) -> bool:
    """Whether the form of a project has half of some pairs of signs; of words it has in the same place, three."""
    shared = sum(pair in form for pair in pairs)
    return shared >= _LEAST_PAIRS if copied else shared * 2 >= len(pairs)
