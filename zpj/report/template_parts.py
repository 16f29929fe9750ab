"""Reads the parts of a Word template: their tags, what is wrong with them, and the programs they are filled by."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import jinja2
from lxml import etree

from zpj.domain.errors import ZpjError
from zpj.grid.package import Package
from zpj.report.compiled import CompiledPart, CompiledTemplate, Program, tag_of_line
from zpj.report.package import packed_parts
from zpj.report.properties import property_parts
from zpj.report.tags import COMMENT, OUTPUT, STATEMENT, Tag, TagProblem, TagReader, has_tags, problem
from zpj.report.template_language import Language
from zpj.report.template_marks import mark, mark_text
from zpj.report.template_program import program_of
from zpj.report.wordml import W, tag

NO_FIELDS = (
    "没有一个字段，出的报告会和它一字不差",
    "请把随项目变的内容换成 {{ 项目名称 }} 这样的字段，可用的见 zpj template fields",
)
"""What is wrong with a template without tags, such as a finished report, and the remedy."""
_RENDERED_KINDS = frozenset(("header", "footer", "footnotes", "endnotes"))


class Source(NamedTuple):
    """The source of a part, its tags, and everything that is wrong with them."""

    text: str
    tags: list[Tag]
    problems: list[TagProblem]


class TemplateParts:
    """The parts of a Word document that may hold tags. ZpjError where it is none that zpj can fill."""

    def __init__(self, package: Package) -> None:
        self.name = package.path.name
        self._package = package
        document = next((found.part for found in package.relations() if found.kind == "officeDocument"), None)
        if document is None or document not in package:
            raise ZpjError(f"模板 {self.name}", "不是 Word 文档", "请在 Word 里另存为 .docx")
        related = package.relations(document)
        self.document = document
        self.names = (document, *(found.part for found in related if found.kind in _RENDERED_KINDS))
        self.style_ids = self._style_ids([found.part for found in related if found.kind == "styles"])
        self.language = Language(environment())

    def root(self, part: str) -> etree._Element:
        """Parse one part."""
        root = self._package.xml(part)
        if not str(root.tag).endswith("}document") and part == self.document:
            raise ZpjError(f"模板 {self.name}", "不是 Word 文档", "请给出 .docx 模板")
        if not str(root.tag).startswith(f"{{{W}}}"):
            raise ZpjError(f"模板 {self.name}", "是严格（Strict）格式的 Word 文档", "请在 Word 里另存为普通的 .docx")
        if root.nsmap.get("w") != W:
            raise ZpjError(f"模板 {self.name}", "不是 Word 或 WPS 存的文档", "请在 Word 里打开并另存为 .docx")
        return root

    def source(self, root: etree._Element) -> Source:
        """Read a part with tags; it is used up."""
        reader = TagReader(root)
        problems = reader.problems + self.language.problems(reader.tags)
        merging = {
            number for number, found in enumerate(reader.tags) if not problems and self.language.read(found).merges
        }
        mark(root, reader.tags, merging)
        return Source(reader.source(mark_text), reader.tags, problems)

    def compiled(self, source: Source) -> Program | TagProblem:
        """Compile the source of a part that has no problems; the problem where it shows only now."""
        try:
            return program_of(environment().parse(source.text).body)
        except jinja2.TemplateSyntaxError as error:
            found = source.tags[tag_of_line(error.lineno, len(source.tags))]
            return problem(found, "标签写错了", "请检查 for、if、elif、else 的先后次序")
        except (RecursionError, MemoryError):
            return problem(source.tags[0], "标签太多或套得太深", "请把模板写得简单些，或分成几个文件")

    def _style_ids(self, parts: list[str]) -> dict[str, str]:
        """Style names to ids: Word gives styles new ids when it saves, the names stay."""
        ids = {}
        for style in (style for part in parts for style in self._package.xml(part).iter(tag("style"))):
            name = style.find(tag("name"))
            if name is not None:
                ids[name.get(tag("val")) or ""] = style.get(tag("styleId")) or ""
        return ids


@cache
def environment() -> jinja2.Environment:
    """The parser of tags. Nothing is run by jinja2: its trees become programs of zpj's own."""
    return jinja2.Environment(
        block_start_string=STATEMENT[0],
        block_end_string=STATEMENT[1],
        variable_start_string=OUTPUT[0],
        variable_end_string=OUTPUT[1],
        comment_start_string=COMMENT[0],
        comment_end_string=COMMENT[1],
        autoescape=False,
        cache_size=0,
    )


def compiled(package: Package) -> CompiledTemplate:
    """Compile a template. ZpjError names the first tag that is wrong, or says that there is none at all."""
    parts = TemplateParts(package)
    made = {name: part for name in parts.names if (part := _compiled_part(parts, name))}
    if not made:
        raise ZpjError(f"模板 {parts.name}", *NO_FIELDS)
    packed = {
        name: (part.name, part.method, part.stored, part.crc, part.size) for name, part in packed_parts(package).items()
    }
    return CompiledTemplate(made, parts.style_ids, packed, dict(property_parts(package)))


def _compiled_part(parts: TemplateParts, name: str) -> CompiledPart | None:
    root = parts.root(name)
    if not has_tags(root):
        return None
    source = parts.source(root)
    made = source.problems[0] if source.problems else parts.compiled(source)
    if isinstance(made, TagProblem):
        raise ZpjError(f"模板 {parts.name} {made.place} {made.text}", made.reason, made.remedy)
    return made, tuple((found.place, found.text) for found in source.tags)
