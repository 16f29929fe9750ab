"""Finds everything that is wrong with a template in one pass, each with its place and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from zpj.domain.records import record
from zpj.grid.package import open_package
from zpj.report.tags import P, Tag, TagProblem, has_tags, paragraph_text, problem
from zpj.report.template_fields import Field
from zpj.report.template_headings import headings_above, style_levels
from zpj.report.template_language import Language, Use
from zpj.report.template_parts import NO_FIELDS, TemplateParts
from zpj.report.template_values import LOOP_FIELDS

if TYPE_CHECKING:
    from lxml import etree

_BLOCK, _UNPAIRED, _ALONE = "{%", "不成对的", ("前面没有对应的", "后面没有对应的")
_LOOP = Field("loop", "", keys=LOOP_FIELDS)


@record
class TemplateProblem:
    """One problem: what is wrong (`reason`), what to do (`remedy`), and where.

    `headings` are the headings above, outermost first; `sentence` is the text of the paragraph, `place` 第 3 段, 表 2
    第 4 行 or 页脚; `tag` is empty where the whole text is meant. `part`, `paragraph` (counted through the whole part
    from 0) and `start` (in its text) find the tag in the file.
    """

    reason: str
    remedy: str
    tag: str
    sentence: str
    headings: tuple[str, ...]
    place: str
    part: str
    paragraph: int
    start: int

    def __str__(self) -> str:
        place = " ".join(filter(None, ("／".join((*self.headings, self.place)), self.tag)))
        return f"{place}：{self.reason}。{self.remedy}"


def check_template(path: Path, known_fields: Mapping[str, Field]) -> list[TemplateProblem]:
    """Give every problem of a template, in the order of the document; ZpjError where the file cannot be read.

    Fields found in no context are problems too: `known_fields` has everything the reports offer, by name.
    """
    package = open_package(path)
    parts = TemplateParts(package)
    styles = [found.part for found in package.relations(parts.document) if found.kind == "styles"]
    levels = style_levels([package.xml(name) for name in styles])
    if not any(has_tags(parts.root(name)) for name in parts.names):
        return [_without_fields(parts.root(parts.document), parts.document)]
    return [found for name in parts.names for found in _part_problems(parts, name, levels, known_fields)]


def _without_fields(root: etree._Element, part: str) -> TemplateProblem:
    """A finished report taken for a template, or one whose fields were lost: told at the first words."""
    texts = [paragraph_text(element).strip() for element in root.iter(P)]
    first = next((number for number, text in enumerate(texts) if text), 0)
    return TemplateProblem(*NO_FIELDS, "", texts[first] if texts else "", (), "全文", part, first, 0)


def _part_problems(
    parts: TemplateParts, name: str, levels: Mapping[str, int], known: Mapping[str, Field]
) -> Iterator[TemplateProblem]:
    root = parts.root(name)
    if not has_tags(root):
        return
    paragraphs = {element: number for number, element in enumerate(root.iter(P))}
    texts = {element: paragraph_text(element).strip() for element in paragraphs}
    headings = headings_above(root, levels)
    source = parts.source(root)
    found = _causes(source.problems)
    if not found:
        compiled = parts.compiled(source)
        found += [compiled] if isinstance(compiled, TagProblem) else []
    found += _unknown_fields(source.tags, parts.language, known)
    first_of_each = {(paragraphs[item.paragraph], item.start): item for item in reversed(found)}
    for (number, start), item in sorted(first_of_each.items()):
        sentence, above = texts[item.paragraph], headings[item.paragraph]
        yield TemplateProblem(item.reason, item.remedy, item.text, sentence, above, item.place, name, number, start)


def _causes(problems: Sequence[TagProblem]) -> list[TagProblem]:
    """Without the halves of a pair that only seem alone because the other half is a tag with a bracket missing."""
    broken = sum(item.text.startswith(_BLOCK) and _UNPAIRED in item.reason for item in problems)
    found = []
    for item in problems:
        if broken and item.reason.startswith(_ALONE):
            broken -= 1
        else:
            found.append(item)
    return found


@dataclass(slots=True)
class _Scope:
    """The names a `for` or `set` has given inside one block."""

    names: dict[str, Field | None] = field(default_factory=dict)


def _unknown_fields(tags: Sequence[Tag], language: Language, known: Mapping[str, Field]) -> Iterator[TagProblem]:
    """The look-ups that no report can answer, and the groups printed as if they were one value."""
    scopes = [_Scope(dict(known))]
    for found in tags:
        if found.keyword in ("endfor", "endif") and len(scopes) > 1:
            scopes.pop()
        reading = language.read(found)
        names = {name: value for scope in scopes for name, value in scope.names.items()}
        for use in reading.uses:
            if not use.optional and (advice := _unknown(use, names)):
                yield problem(found, *advice)
        printed = names.get(reading.prints.name) if reading.prints and not reading.prints.keys else None
        if printed and printed.rows and "|" not in found.body:
            yield problem(found, "这里不是一个值", f"请用 {{% for 行 in {printed.name} %}} 逐行写出")
        if found.keyword in ("for", "if"):
            scopes.append(_Scope())
        if reading.target:
            scopes[-1].names |= _given(found, reading.target, reading.source, names)


def _given(found: Tag, target: str, source: Use | None, names: Mapping[str, Field | None]) -> dict[str, Field | None]:
    """What the name given by a `for` or `set` stands for."""
    origin = names.get(source.name) if source else None
    if found.keyword == "set":
        return {target: origin if source and not source.keys and "|" not in found.body else None}
    rows = origin.rows if origin else ()
    return {target: Field(target, "", keys=rows) if rows else None, "loop": _LOOP}


def _unknown(use: Use, names: Mapping[str, Field | None]) -> tuple[str, str] | None:
    if use.name not in names:
        return f"没有“{use.name}”这个字段", _near(use.name, [name for name in names if name != "loop"])
    held = names[use.name]
    if held and held.keys and use.keys and use.keys[0] not in held.keys:
        return f"“{use.name}”没有“{use.keys[0]}”这个字段", _near(use.keys[0], held.keys)
    return None


def _near(name: str, names: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
    return f"是否指 {close[0]}？" if close else "可用的字段见 zpj template fields"
