"""The report engine: a Word document with Chinese Jinja tags, compiled once and rendered many times.

What a clerk typed is always data: it is escaped, so that `{{ 7*7 }}` or `<w:p>` in it appear as typed. Templates run
in Jinja's immutable sandbox, in a language that has no calls and no arithmetic, and on a budget of rounds and
characters. Rendering is text only: nothing is parsed again, and parts without tags keep their packed bytes.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import NamedTuple

import jinja2
from lxml import etree

from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.grid.package import Package
from zpj.report.fields import REPORT_TITLE
from zpj.report.finish import finish
from zpj.report.package import packed_parts, zip_parts
from zpj.report.properties import properties, property_parts
from zpj.report.tags import FIRST_LINE, Tag, TagProblem, TagReader, has_tags, problem
from zpj.report.template_environment import Environment, MissingField
from zpj.report.template_filters import BUDGET, Block, Budget, NotPrintable, TooMuch
from zpj.report.template_language import Language
from zpj.report.template_marks import mark, mark_text
from zpj.report.wordml import W, tag

__all__ = ["Block", "ReportTemplate", "TemplateParts"]

_RENDERED_KINDS = frozenset(("header", "footer", "footnotes", "endnotes"))
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_FAILURES = (
    jinja2.TemplateError, ArithmeticError, TypeError, ValueError, LookupError, AttributeError, RecursionError, TooMuch,
)  # fmt: skip


@record
class _Part:
    """A compiled part; line n of its source is tag n - 2."""

    template: jinja2.Template
    tags: tuple[Tag, ...]


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
        self.environment = Environment(self._style_ids([found.part for found in related if found.kind == "styles"]))
        self.language = Language(self.environment)

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

    def compiled(self, source: Source) -> jinja2.Template | TagProblem:
        """Compile the source of a part that has no problems; the problem where it shows only now."""
        try:
            return self.environment.compiled(source.text)
        except jinja2.TemplateSyntaxError as error:
            found = _tag_of_line(source.tags, error.lineno)
            return problem(found, "标签写错了", "请检查 for、if、elif、else 的先后次序")
        except (RecursionError, MemoryError, SyntaxError):
            return problem(source.tags[0], "标签太多或套得太深", "请把模板写得简单些，或分成几个文件")

    def _style_ids(self, parts: list[str]) -> dict[str, str]:
        """Style names to ids: Word gives styles new ids when it saves, the names stay."""
        ids = {}
        for style in (style for part in parts for style in self._package.xml(part).iter(tag("style"))):
            name = style.find(tag("name"))
            if name is not None:
                ids[name.get(tag("val")) or ""] = style.get(tag("styleId")) or ""
        return ids


class ReportTemplate:
    """A compiled template; the file name of its package is used in messages."""

    def __init__(self, package: Package) -> None:
        parts = TemplateParts(package)
        self.name = parts.name
        self._parts = {name: compiled for name in parts.names if (compiled := self._compile(parts, name))}
        self._copied = packed_parts(package)
        self._properties = property_parts(package)

    def render(self, context: Mapping[str, object]) -> bytes:
        """Give the filled document as bytes, the same for the same context; ZpjError where a tag cannot be filled."""
        budget = Budget()
        values = {**context, BUDGET: budget}
        rendered = {name: self._render(part, values, budget) for name, part in self._parts.items()}
        return zip_parts({**self._copied, **rendered, **properties(self._properties, context.get(REPORT_TITLE))})

    def _compile(self, parts: TemplateParts, name: str) -> _Part | None:
        root = parts.root(name)
        if not has_tags(root):
            return None
        source = parts.source(root)
        made = source.problems[0] if source.problems else parts.compiled(source)
        if isinstance(made, TagProblem):
            raise ZpjError(f"模板 {self.name} {made.place} {made.text}", made.reason, made.remedy)
        return _Part(made, tuple(source.tags))

    def _render(self, part: _Part, values: Mapping[str, object], budget: Budget) -> bytes:
        chunks = [_DECLARATION]
        try:
            for chunk in part.template.root_render_func(part.template.new_context(dict(values), shared=True)):
                chunks.append(chunk)
                budget.write(len(chunk) + 1)
        except _FAILURES as error:
            raise self._failure(part, error, values) from error
        return finish("".join(chunks)).encode()

    def _failure(self, part: _Part, error: Exception, context: Mapping[str, object]) -> ZpjError:
        found = _tag_of_line(part.tags, _template_line(part.template, error))
        subject = f"模板 {self.name} {found.place} {found.text}"
        if isinstance(error, jinja2.UndefinedError):
            holder = error.holder if isinstance(error, MissingField) else context
            return ZpjError(subject, f"没有“{error.message}”这个字段", _suggestion(str(error.message), holder))
        if isinstance(error, NotPrintable):
            return ZpjError(subject, *error.args)
        if isinstance(error, TooMuch):
            return ZpjError(subject, str(error), "请检查 for 标签是否套错，或把模板分成几个文件")
        return ZpjError(subject, "这个标签算不出来", "请检查标签里比较的字段")


def _tag_of_line(tags: list[Tag] | tuple[Tag, ...], line: int) -> Tag:
    return tags[min(max(line - FIRST_LINE, 0), len(tags) - 1)]


def _template_line(template: jinja2.Template, error: BaseException) -> int:
    """The last line of the template that an error passed through."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


def _suggestion(name: str, holder: object) -> str:
    names = [key for key in holder if isinstance(key, str)] if isinstance(holder, Mapping) else []
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"是不是“{close[0]}”" if close else "请改成已有的字段，或删去这一处"
