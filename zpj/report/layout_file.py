"""Layout check of what surrounds the text: fields, contents table, and the properties of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zpj.grid.package import local_name
from zpj.report.layout_faults import Deviation, LayoutFault
from zpj.report.layout_format import switched_on
from zpj.report.layout_parts import WordReport
from zpj.report.wordml import tag

_ALLOWED = frozenset(("title", "created", "modified"))
_COUNTS = frozenset(
    ("Pages", "Words", "Characters", "CharactersWithSpaces", "Lines", "Paragraphs", "TotalTime", "DocSecurity",
     "ScaleCrop", "LinksUpToDate", "SharedDoc", "HyperlinksChanged")
)  # fmt: skip
_KINDS = ("core-properties", "extended-properties", "custom-properties")


def check_file(report: WordReport, titles: Sequence[str]) -> Iterator[LayoutFault]:
    """Check settings, fields and properties; `titles` are the titles as printed: a cover may have its own."""
    if switched_on(report.first("settings"), "updateFields"):
        yield Deviation("update-fields", "updateFields", "没有").at("文档设置")
    yield from _contents(report)
    yield from _properties(report, titles)


def _contents(report: WordReport) -> Iterator[LayoutFault]:
    fields = [found.text or "" for found in report.root.iter(tag("instrText"))]
    fields += [found.get(tag("instr")) or "" for found in report.root.iter(tag("fldSimple"))]
    galleries = [found.get(tag("val")) or "" for found in report.root.iter(tag("docPartGallery"))]
    if any(field.split()[:1] == ["TOC"] for field in fields) or "Table of Contents" in galleries:
        yield Deviation("contents-table", "自动目录", "没有").at("正文")


def _properties(report: WordReport, titles: Sequence[str]) -> Iterator[LayoutFault]:
    for relation in report.package.relations():
        if relation.kind not in _KINDS or relation.part not in report.package:
            continue
        for item in report.package.xml(relation.part):
            name, text = local_name(item), str(item.xpath("string()")).strip()
            if name == "title" and text and any(titles) and text not in titles:
                yield Deviation("properties-title", text, titles[-1]).at("文件属性 title")
            elif text and name not in _ALLOWED | _COUNTS:
                yield Deviation("properties", text, "空").at(f"文件属性 {name}")
