"""What a report on several projects says about each kind of indicator (数量指标, 社会效益指标, …) of one project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zpj.domain.model import ScoreSheet, SelfEvaluation
from zpj.domain.regex import regex
from zpj.report.narrative_bank import shipped_bank
from zpj.report.narrative_facts import Judged, judge
from zpj.report.narrative_indicators import OUTPUT, analysis, family
from zpj.report.narrative_telling import Teller
from zpj.report.sections import SectionTexts
from zpj.report.shown import missing

OUTPUTS, BENEFITS = "项目产出完成情况分析", "项目效益完成情况分析"

_KINDS = {
    OUTPUTS: regex(r"产?出?(?:数量|质量|时效|进度|成本)(?:指标|方面|情况|完成|分析)*"),
    BENEFITS: regex(r"(?:经济|社会|生态|可持续|服务对象|\S{0,4}满意度?)(?:效益|影响|满意度|指标|方面|情况|完成|分析)*"),
}
_ORDER = ("数量", "质量", "时效", "成本", "经济", "社会", "生态", "可持续", "满意度")


def kinds(
    heading: str, name: str, evaluation: SelfEvaluation, scores: ScoreSheet, texts: SectionTexts
) -> list[Mapping[str, object]]:
    """Each kind of indicator with 序号, 标题 and 段落, in the usual order; `heading` is OUTPUTS or BENEFITS.

    The clerk's sections below 〈heading〉／〈name〉 come as typed, those below 〈name〉 alone where their title is such
    a kind; what only the form has is told from it.
    """
    said: dict[str, list[str]] = {}
    for spelling in spellings(name):
        path = f"{heading}／{spelling}"
        placed = {section["标题"] for section in texts.below(path, whole=True)}
        for section in texts.below(path):
            if section["标题"] not in placed and not _KINDS[heading].fullmatch(str(section["标题"]).strip()):
                continue
            said.setdefault(str(section["标题"]), _texts(section["段落"]))
    for kind, rows in _by_kind(evaluation, scores).items():
        if (family(rows[0]) == OUTPUT) == (heading == OUTPUTS) and kind not in said:
            said[kind] = [_told(kind, name, rows)]
    ordered = sorted(said.items(), key=lambda item: _place(item[0]))
    return [{"序号": str(number), "标题": title, "段落": text} for number, (title, text) in enumerate(ordered, start=1)]


def spellings(name: str) -> list[str]:
    """A project's name as clerks write it: with and without 项目 at its end."""
    return list(dict.fromkeys((name, name.removesuffix("项目"), f"{name}项目"))) if name else []


def _by_kind(evaluation: SelfEvaluation, scores: ScoreSheet) -> dict[str, list[Judged]]:
    found: dict[str, list[Judged]] = {}
    for row in map(judge, evaluation.indicators, scores.indicators):
        found.setdefault(row.kind, []).append(row)
    return found


def _told(kind: str, name: str, rows: Sequence[Judged]) -> str:
    """The sentences of the sentence bank without their own heading, which the report has already."""
    teller = Teller(shipped_bank(), name, "")
    told = analysis(rows, family(rows[0]), teller)[-1:]
    text = "".join(told).removeprefix(teller.tell("方面", 方面=kind))
    return text or missing(f"{name}的{kind}")


def _place(kind: str) -> int:
    return next((place for place, word in enumerate(_ORDER) if word in kind), len(_ORDER))


def _texts(paragraphs: object) -> list[str]:
    return [str(text) for text in paragraphs] if isinstance(paragraphs, list) else []
