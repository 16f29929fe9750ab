"""Over a filed report: “none happened”, “no complaint”, where the paper itself counts some."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import Quantity, Sentence, said
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.tie.nouns import measured
from zpj.domain.amounts import plain
from zpj.domain.regex import regex

_NONE = regex(
    "(?:^|[,;:。]|全年|期间|年度|过程中|均|也|至今|实施以来)(?:项目|全县|全市|全区|我[局县市区校院馆]|本?单位|施工)?(?:实施)?"
    "(?:未(?:发生|出现|收到|接到|产生|发现)|没有(?:发生|出现|收到|接到)?|无|实现零|做到零|零)(?:过|一起|一例|一件|一宗|任何|1起|1例)?"
    "(?P<noun>[\u4e00-\u9fff]{2,10}?)(?:事件|情况|现象|问题|发生|记录)?(?=[,。;]|$)"
)
_COUNTED = frozenset("起件例次宗人个条处")
_NOT_NOW = regex(
    "上年|去年|同期|20[0-9]{2}年|降|减少|增|比|较|每|目标|控制|不超过|以内|≤|排查|预防|演练|培训|宣传|处理率|应急|隐患|防|投保|历年|累计|往年"
)
_GENERAL = regex("^(?:明显|较大|重大|其[他它]|影响|变化|调整|偏差|差异|结余|结转|资金|项目|存在)")
_LEAD = regex("^(?:发生|出现|收到|接到|受理|因|的|群众|用户|市民|服务对象|师生)+")
_LEAST = 2


@paper_check(
    "ZPJ333",
    "说没有发生，别处却写了几起",
    WARNING,
    reference="R-52",
    clause="同一件事前后说法应当一致",
    message="这里写“{found}”，{where}写“{expected}”，请核对",
    fix="核对后改成一致",
)
def none_and_some(case: PaperCase) -> Iterator[Hit]:
    """“全年未发生安全事故” beside “发生安全事故2起”; “实现零投诉” beside the row 投诉件数 with 3件."""
    told_of = [sentence for sentence in said(case) if any(word in sentence.text for word in ("未", "无", "零", "没有"))]
    claims = [(sentence, match) for sentence in told_of for match in _NONE.finditer(sentence.text)]
    found: dict[tuple[str, str], tuple[str, str] | None] = {}
    for sentence, match in claims:
        if _GENERAL.match(match["noun"]):
            continue
        noun = _LEAD.sub("", match["noun"])
        if len(noun) >= _LEAST and (noun, sentence.project) not in found:
            found[noun, sentence.project] = _counted(case, sentence, noun)
        told = found.get((noun, sentence.project))
        if told:
            shown = match.group().lstrip(",;:。")
            yield sentence.hit(shown, told[0], quote=shown, words={"where": told[1]})


def _counted(case: PaperCase, claim: Sentence, noun: str) -> tuple[str, str] | None:
    """Where the paper counts some of what a noun names: in words and place; None where it does not."""
    for other in said(case):
        if noun not in other.text or other.project != claim.project:
            continue
        for figure in other.quantities:
            if figure.unit in _COUNTED and figure.value > 0 and _is_of(noun, other.text, figure):
                return f"{figure.before[-14:]}{figure.text}".lstrip(",、"), other.paragraph.location
    for form in case.forms if not claim.project or any(each.project == claim.project for each in case.forms) else ():
        for row in measured(form) if form.project == claim.project else ():
            name = squeezed(row.row.name) if row.unit in _COUNTED and row.value > 0 else ""
            if name.startswith(noun) and not _NOT_NOW.search(name) and row.row.indicator.actual:
                return f"{name}{plain(row.value)}{row.unit}", row.row.indicator.actual.location
    return None


def _is_of(noun: str, text: str, figure: Quantity) -> bool:
    """Whether a count is of the noun right before or right behind it, and of this year."""
    ahead = text[: figure.start]
    if not ahead.removesuffix("共").endswith(noun) and not text.startswith(noun, figure.end):
        return False
    clause = clause_before(ahead)
    return _NOT_NOW.search(clause) is None and _NOT_NOW.match(text, figure.end) is None
