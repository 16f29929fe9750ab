"""What a report template is for: its title line, the title of its reports, and its sections (<id>.toml beside it)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zpj import resources
from zpj.domain.errors import ZpjError
from zpj.domain.records import field, record
from zpj.domain.regex import regex
from zpj.report.fields import ANALYSIS_SECTIONS, DEFAULT_TITLE, TOPICS
from zpj.report.lookup import squeezed
from zpj.report.shown import missing

PROJECT, DEPARTMENT, NAMED = "project", "department", "named"
_SCOPES = (PROJECT, DEPARTMENT, NAMED)
_FIELD = regex(r"\{\{\s*(\w+)\s*\}\}")
_DOUBLED = "项目项目"


@record
class ReportMeta:
    """Meta data of a template.

    `title` is its line in `zpj forms`, `report_title` the pattern of its reports' title, `scope` what one report is
    about: a project, the department (all projects of a workbook), or what the title in column 报告 names. `sections`
    are its headings, or paths of headings, in order; `told` the topics of the narrative (see `zpj.report.narrative`)
    that a section consists of where the clerk wrote none.
    """

    id: str
    title: str
    report_title: str = DEFAULT_TITLE
    scope: str = PROJECT
    sections: tuple[str, ...] = ANALYSIS_SECTIONS
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def filled_title(self, fields: Mapping[str, object]) -> str:
        """The title of one report; 项目 is not doubled where a project's name ends with it."""
        title = _FIELD.sub(lambda match: str(fields.get(match[1]) or missing(match[1])), self.report_title)
        return title.replace(_DOUBLED, "项目")

    def could_be_titled(self, title: str) -> bool:
        """Whether a title is one this template's reports may have: its pattern with any values."""
        pieces = _FIELD.split(self.report_title.replace(" ", ""))[::2]
        pattern = ".*".join(re.escape(squeezed(piece)) for piece in pieces)
        return re.fullmatch(pattern, squeezed(title)) is not None


def load_meta(template: Path) -> ReportMeta:
    """The meta data beside a template; a template without any reports on projects, in the sections of 忻州."""
    path = template.with_suffix(".toml")
    if not path.is_file():
        return ReportMeta(template.stem, template.stem)
    try:
        return _meta(template.stem, resources.toml(path))
    except (resources.NotToml, OSError) as error:
        raise ZpjError(f"报告说明 {path.name}", "读不出来", "请照 templates/reports 里的其他 .toml 改正") from error
    except (KeyError, TypeError, ValueError) as error:
        raise ZpjError(f"报告说明 {path.name}", f"缺少或写错了一项（{error}）", "请照其他 .toml 改正") from error


def _meta(name: str, data: Mapping[str, Any]) -> ReportMeta:
    if data["scope"] not in _SCOPES:
        raise ValueError("scope")
    told = {path: tuple(topics) for path, topics in data.get("told", {}).items()}
    if unknown := {topic for topics in told.values() for topic in topics} - set(TOPICS):
        raise ValueError("、".join(unknown))
    return ReportMeta(
        id=name,
        title=str(data["title"]),
        report_title=str(data["report_title"]),
        scope=str(data["scope"]),
        sections=tuple(map(str, data["sections"])),
        told=told,
    )
