"""What a report over many projects says of all of them together: their table, the best and the last, their indicators.

A few projects are told one by one; above `MANY` the report has a table and summarises.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from zpj import resources
from zpj.domain.amounts import HUNDRED, ONE, plain, round_half_up
from zpj.domain.model import ScoreSheet, SelfEvaluation
from zpj.domain.records import record
from zpj.report.layout import Layout, load_layout
from zpj.report.narrative_facts import DONE, UNMET, Judged, judge
from zpj.report.narrative_indicators import OUTPUT, family
from zpj.report.shown import exact_yuan, missing, number_of
from zpj.report.wordml import TABLE_TEXT, TABLE_TITLE, TableCell, TableRow, paragraph, table

MANY, TABLE_FROM, NAMED = 10, 3, 5
_WAN_YUAN = 10_000
_FULL, _LOW = HUNDRED, HUNDRED * 4 / 5
_NOTHING = "—"

OVERVIEW_NOTES: Mapping[str, str] = MappingProxyType(
    {
        "项目多": f"项目超过 {MANY} 个时成立：不再逐个写，改用表和概括的话，如 {{% if 项目多 %}}",
        "主要项目": f"全年预算数最大的 {MANY} 个项目，各有“项目”的全部字段",
        "项目表": f"各项目的预算、执行、执行率、得分、等级，一个项目一行，用 {{{{ 项目表|表格 }}}} 单独占一段；"
        f"不足 {TABLE_FROM} 个项目时没有",
        "等级图": "各等级项目数的图，用 {{ 等级图|表格 }} 单独占一段；只有 zpj summary --report 有",
        "执行图": "执行率与得分的图，用法同上",
        "总况": "全部项目的概况：单位数、等级分布、最高分、最高项目、最低分、最低项目、缺分项目、足额、偏低、偏低项目、"
        "产出、效益（各类指标，每类有 序号、标题、段落），如 {{ 总况.等级分布 }}",
    }
)


@record
class _Line:
    name: str
    unit: str
    budget: Decimal | None
    executed: Decimal | None
    score: Decimal | None
    grade: str

    @property
    def rate(self) -> Decimal | None:
        """In percent, two places."""
        if not self.budget or self.executed is None:
            return None
        return round_half_up(self.executed * HUNDRED / self.budget, 2)


@record
class ProjectTable:
    """The table of all projects as a template value: `{{ 项目表|表格 }}` puts it into the report."""

    lines: tuple[_Line, ...]

    def wordml(self, width: int, styles: Mapping[str, str]) -> str:
        """Give its title and the table for a text block of `width` twips."""
        with_unit = len({line.unit for line in self.lines}) > 1
        parts = [6, 30, *([19] if with_unit else []), 18, 18, 14, 12, 9]
        widths = [width * part // sum(parts) for part in parts]
        titles = ["序号", "项目", *(["单位"] if with_unit else []), "预算", "执行", "执行率", "得分", "等级"]
        rows = [TableRow(tuple(TableCell(title) for title in titles), header=True)]
        for number, line in enumerate(self.lines, 1):
            unit = [TableCell(line.unit, align="left")] if with_unit else []
            figures = (line.budget, line.executed, line.rate, line.score)
            shown = [_NOTHING if figure is None else plain(figure) for figure in figures]
            shown[2] += "%" if line.rate is not None else ""
            cells = [TableCell(str(number)), TableCell(line.name, align="left"), *unit]
            rows.append(TableRow((*cells, *(TableCell(text) for text in (*shown, line.grade or _NOTHING)))))
        title = paragraph("各项目预算执行和自评得分情况（金额单位：万元）", styles.get(TABLE_TITLE, TABLE_TITLE))
        return title + table(rows, widths, _layout().table, styles.get(TABLE_TEXT, TABLE_TEXT))


@cache
def _layout() -> Layout:
    return load_layout(resources.templates() / "layouts" / "gbt9704.toml")


def overview(
    pairs: Sequence[tuple[SelfEvaluation, ScoreSheet]], projects: Sequence[Mapping[str, object]]
) -> dict[str, object]:
    """Give the fields of `OVERVIEW_NOTES`; `projects` are the same forms as the report tells them, named apart."""
    lines = tuple(_line(*pair, project) for pair, project in zip(pairs, projects, strict=True))
    order = sorted(range(len(lines)), key=lambda at: (-(lines[at].budget or ONE * 0), at))
    return {
        "项目多": len(lines) > MANY,
        "主要项目": [projects[at] for at in sorted(order[:MANY])],
        "项目表": ProjectTable(lines) if len(lines) >= TABLE_FROM else None,
        "等级图": None,
        "执行图": None,
        "总况": _facts(lines) | _indicators(pairs, lines),
    }


def amounts_of(evaluation: SelfEvaluation) -> tuple[Decimal | None, Decimal | None]:
    """Budget and executed amount of 年度资金总额 in 万元. A form without 全年预算数 has the initial budget (S-06)."""
    line = evaluation.total_funds
    entries = (evaluation.budget(line), line.executed) if line else (None, None)
    yuan = [exact_yuan(entry, evaluation.unit) for entry in entries]
    planned, executed = (None if amount is None else in_wan_yuan(amount) for amount in yuan)
    return planned, executed


def in_wan_yuan(yuan: Decimal) -> Decimal:
    """An amount in 元 in 万元."""
    return yuan / _WAN_YUAN


def distinct(projects: Sequence[tuple[str, str]]) -> list[str]:
    """The names of projects (given with their units) so that no two are alike: by unit, else by place in the list."""
    names, full = Counter(name for name, _ in projects), Counter(projects)
    return [
        name
        if names[name] == 1
        else f"{name}（{unit}）"
        if full[name, unit] == 1 and unit
        else f"{name}（序号{number}）"
        for number, (name, unit) in enumerate(projects, 1)
    ]


def _line(evaluation: SelfEvaluation, scores: ScoreSheet, project: Mapping[str, object]) -> _Line:
    budget, executed = amounts_of(evaluation)
    filed = number_of(evaluation.total.reported)
    name, unit, grade = (str(project[field]) for field in ("项目名称", "实施单位", "等级"))
    if unit == missing("实施单位"):
        unit = str(project["主管部门"])
    score = scores.total if filed is None else filed
    return _Line(name, unit, budget, executed, score, "" if grade == missing("等级") else grade)


def _facts(lines: Sequence[_Line]) -> dict[str, object]:
    grades = Counter(line.grade for line in lines if line.grade)
    scored = [(line.score, line.name) for line in lines if line.score is not None]
    best, last = max((score for score, _ in scored), default=None), min((score for score, _ in scored), default=None)
    rated = [(line.rate, line.name) for line in lines if line.rate is not None]
    low = [f"{name}（{plain(rate)}%）" for rate, name in sorted(rated) if rate < _LOW]
    return {
        "单位数": str(len({line.unit for line in lines})),
        "等级分布": "、".join(f"“{grade}”{count}个" for grade, count in grades.most_common()) or missing("等级"),
        "最高分": missing("总得分") if best is None else plain(best),
        "最高项目": _named([name for score, name in scored if score == best]),
        "最低分": missing("总得分") if last is None else plain(last),
        "最低项目": _named([name for score, name in scored if score == last]),
        "缺分项目": _named([line.name for line in lines if line.score is None]),
        "足额": str(sum(rate >= _FULL for rate, _ in rated)),
        "偏低": str(len(low)),
        "偏低项目": _named(low, MANY),
    }


def _indicators(pairs: Sequence[tuple[SelfEvaluation, ScoreSheet]], lines: Sequence[_Line]) -> dict[str, object]:
    """产出 and 效益: each kind of indicator over all projects; only where they are too many to be told one by one."""
    found: dict[tuple[bool, str], list[tuple[str, Judged]]] = {}
    for (evaluation, scores), line in zip(pairs, lines, strict=True) if len(lines) > MANY else ():
        for row in map(judge, evaluation.indicators, scores.indicators):
            found.setdefault((family(row) == OUTPUT, row.kind), []).append((line.name, row))
    texts: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for (is_output, kind), rows in found.items():
        texts[is_output].append((kind, "".join(_told(rows))))
    return {
        title: [
            {"序号": str(number), "标题": kind, "段落": [text]} for number, (kind, text) in enumerate(texts[key], 1)
        ]
        for title, key in (("产出", True), ("效益", False))
    }


def _told(rows: Sequence[tuple[str, Judged]]) -> Iterator[str]:
    """How many rows there are, how many are proved done or not, and the first that are not."""
    done = sum(row.verdict in DONE for _, row in rows)
    short = [(name, row) for name, row in rows if row.verdict in UNMET and not row.neutral]
    others = len(rows) - done - len(short)
    yield f"{len({name for name, _ in rows})}个项目共设{len(rows)}项，达到年度指标值的{done}项"
    yield f"，未达到的{len(short)}项" if short else ""
    yield f"，另有{others}项以文字填报或不能直接比较，以自评表为准。" if others else "。"
    if short:
        listed = [f"{name}{row.quoted}（指标值{row.target}，实际{row.actual}）" for name, row in short[:NAMED]]
        rest = f"等{len(short)}项" if len(short) > NAMED else ""
        yield f"未达到年度指标值的有：{'；'.join(listed)}{rest}。"


def _named(names: Sequence[str], most: int = NAMED) -> str:
    return "、".join(names[:most]) + (f"等{len(names)}个项目" if len(names) > most else "")
