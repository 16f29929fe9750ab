"""The review sheet as one HTML file: no scripts, no pictures, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from zpj.domain.findings import Finding
from zpj.forms.review_sheet import link_to

_STYLE = """
body { font-family: "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 2em; color: #222; }
h1 { font-size: 1.4em; } h2 { font-size: 1.1em; margin-top: 1.6em; }
table { border-collapse: collapse; width: 100%; font-size: 0.9em; }
th, td { border: 1px solid #bbb; padding: 4px 6px; text-align: left; vertical-align: top; }
th { background: #eef2f7; white-space: nowrap; }
.error { color: #b00020; font-weight: bold; } .warning { color: #8a5a00; } .info { color: #555; }
"""
_HEADINGS = ("级别", "规则", "位置", "问题", "原文", "现值", "应为", "差额", "允许误差", "依据", "处理")


def review_page(verdict: str, findings: Sequence[Finding], folder: Path) -> str:
    """The page; links are relative to the folder it will lie in."""
    body = [f"<h1>审核意见　{escape(verdict)}</h1>"]
    for (file, project), group in groupby(findings, key=lambda item: (item.file, item.project)):
        body.append(f"<h2>{escape(Path(file).name)}　{escape(project or '全部项目')}</h2>")
        body.append("<table><tr>" + "".join(f"<th>{heading}</th>" for heading in _HEADINGS) + "</tr>")
        body += [_row(finding, folder) for finding in group]
        body.append("</table>")
    head = f'<meta charset="utf-8"><title>审核意见</title><style>{_STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{head}</head><body>\n' + "\n".join(body) + "\n</body></html>\n"


def _row(finding: Finding, folder: Path) -> str:
    basis = "；".join(text for text in (finding.basis, finding.clause) if text)
    cells = (
        f'<span class="{finding.severity.value}">{finding.severity.chinese}</span>',
        finding.rule,
        f'<a href="{escape(link_to(finding, folder), quote=True)}">{escape(finding.location)}</a>',
        *(
            escape(text or "")
            for text in (finding.message, finding.quote, finding.found, finding.expected, finding.difference)
        ),
        *(escape(text or "") for text in (finding.tolerance, basis, finding.fix)),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
