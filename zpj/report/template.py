"""The report engine: a Word document with Chinese Jinja tags, compiled once and rendered many times.

What a clerk typed is always data: it is escaped, so that `{{ 7*7 }}` or `<w:p>` in it appear as typed. Templates run
in Jinja's immutable sandbox, without globals and without a filter that would let data through as XML.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol, runtime_checkable

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from zpj.domain.amounts import plain
from zpj.domain.errors import ZpjError
from zpj.grid.package import Package
from zpj.report.finish import MERGE_MARK, finish
from zpj.report.package import zip_parts
from zpj.report.tags import COMMENT, OUTPUT, STATEMENT, Tag, TagReader, has_tags
from zpj.report.wordml import W, run_text, tag

_RENDERED_KINDS = frozenset(("header", "footer", "footnotes", "endnotes"))
_KEPT_FILTERS = (
    "abs", "batch", "default", "first", "groupby", "indent", "int", "join", "last", "length", "list", "lower", "map",
    "max", "min", "reject", "rejectattr", "replace", "reverse", "round", "select", "selectattr", "slice", "sort",
    "sum", "trim", "truncate", "unique", "upper",
)  # fmt: skip


@runtime_checkable
class Block(Protocol):
    """A value that is more than text, such as a whole table: put with `{{ 名称|表格 }}` alone in a paragraph."""

    def wordml(self, width: int, styles: Mapping[str, str]) -> str:
        """Give WordprocessingML for a text block `width` twips wide; `styles` maps style names to ids."""
        ...


class _Missing(jinja2.StrictUndefined):
    """A field the context does not have; using it in any way is an error that names it."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class _NotPrintable(ValueError):
    """A value that cannot stand in running text."""


class _UnknownFilter(LookupError):
    """Table tag on something that is no table."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A compiled part; line n of its source is tag n - 2."""

    template: jinja2.Template
    tags: tuple[Tag, ...]


class ReportTemplate:
    """A compiled template; the file name of its package is used in messages."""

    def __init__(self, package: Package) -> None:
        self.name = package.path.name
        self._package = package
        document = next((found.part for found in package.relations() if found.kind == "officeDocument"), None)
        if document is None or document not in package:
            raise ZpjError(f"模板 {self.name}", "不是 Word 文档", "请在 Word 里另存为 .docx")
        related = package.relations(document)
        self._environment = _environment(self._style_ids([found.part for found in related if found.kind == "styles"]))
        parts = [document, *(found.part for found in related if found.kind in _RENDERED_KINDS)]
        self._parts = {part: compiled for part in parts if (compiled := self._compile(part))}
        self._copied = {part: package.read(part) for part in package.names() if not part.endswith("/")}

    def render(self, context: Mapping[str, object]) -> bytes:
        """Give the filled document as bytes, the same for the same context; ZpjError where a tag cannot be filled."""
        rendered = {name: self._render(part, context) for name, part in self._parts.items()}
        return zip_parts({**self._copied, **rendered})

    def _style_ids(self, parts: list[str]) -> dict[str, str]:
        """Style names to ids: Word gives styles new ids when it saves, the names stay."""
        ids = {}
        for style in (style for part in parts for style in self._package.xml(part).iter(tag("style"))):
            name = style.find(tag("name"))
            if name is not None:
                ids[name.get(tag("val")) or ""] = style.get(tag("styleId")) or ""
        return ids

    def _compile(self, part: str) -> _Part | None:
        root = self._package.xml(part)
        if not str(root.tag).startswith(f"{{{W}}}"):
            raise ZpjError(f"模板 {self.name}", "是严格（Strict）格式的 Word 文档", "请在 Word 里另存为普通的 .docx")
        if not has_tags(root):
            return None
        reader = TagReader(root, self.name)
        source = reader.source()
        try:
            return _Part(self._environment.from_string(source), tuple(reader.tags))
        except jinja2.TemplateSyntaxError as error:
            tags = reader.tags
            raise reader.error(tags[min(max(error.lineno - 2, 0), len(tags) - 1)], *_syntax_advice(error)) from error

    def _render(self, part: _Part, context: Mapping[str, object]) -> bytes:
        try:
            root = etree.fromstring(part.template.render(context).encode(), _parser())
        except etree.XMLSyntaxError as error:
            raise ZpjError(f"模板 {self.name}", "填好后不是正确的 Word 文档", "请去掉“合并”后面的过滤器") from error
        except (jinja2.TemplateError, ArithmeticError, TypeError, ValueError, LookupError, AttributeError) as error:
            raise self._failure(part, error, context) from error
        finish(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _failure(self, part: _Part, error: Exception, context: Mapping[str, object]) -> ZpjError:
        found = part.tags[min(max(_template_line(error) - 2, 0), len(part.tags) - 1)]
        subject = f"模板 {self.name} {found.place} {found.text}"
        if isinstance(error, jinja2.UndefinedError):
            return ZpjError(subject, f"没有“{error.message}”这个字段", _suggestion(str(error.message), context))
        if isinstance(error, _NotPrintable | _UnknownFilter):
            return ZpjError(subject, *error.args)
        return ZpjError(subject, "这个标签算不出来", "请检查标签里的算式和字段")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _environment(style_ids: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        block_start_string=STATEMENT[0],
        block_end_string=STATEMENT[1],
        variable_start_string=OUTPUT[0],
        variable_end_string=OUTPUT[1],
        comment_start_string=COMMENT[0],
        comment_end_string=COMMENT[1],
        autoescape=True,
        undefined=_Missing,
        finalize=_printed,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _KEPT_FILTERS}
    environment.filters["合并"] = _merged
    environment.filters["表格"] = lambda value, width: _block(value, width, style_ids)
    return environment


def _printed(value: Any) -> Markup:
    """Give a value as the inside of a `w:t`; None prints nothing."""
    if isinstance(value, Markup):
        return value
    if value is None:
        return Markup("")
    if isinstance(value, jinja2.Undefined):
        return Markup(str(value))
    if isinstance(value, Decimal):
        return Markup(plain(value))
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return Markup(run_text(str(value)))
    raise _NotPrintable("这里不是一个值", "一组数据请用 {% for … %} 逐个写出，整张表请写成 {{ 名称|表格 }}")


def _merged(value: Any) -> Markup:
    """Mark a cell for merging with the cells below it that hold the same text."""
    return Markup(MERGE_MARK) + _printed(value)


def _block(value: object, width: int, style_ids: Mapping[str, str]) -> Markup:
    if isinstance(value, jinja2.Undefined):
        str(value)
    if not isinstance(value, Block):
        raise _UnknownFilter("这个字段不是一张表", "“表格”只能用在自评表这样的整张表上")
    return Markup(value.wordml(width, style_ids))


def _template_line(error: BaseException) -> int:
    """The last line of the template that an error passed through."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _suggestion(name: str, context: Mapping[str, object]) -> str:
    close = difflib.get_close_matches(name, context, n=1, cutoff=0.5)
    return f"是不是“{close[0]}”" if close else "请改成已有的字段，或删去这一处"


def _syntax_advice(error: jinja2.TemplateSyntaxError) -> tuple[str, str]:
    if unknown := re.search(r"No (?:filter|test) named '(.+?)'", error.message or ""):
        return f"没有“{unknown[1]}”这个过滤器", "请删去竖线后面的部分，或改成已有的过滤器"
    return "标签写错了", "字段名之间不能有空格，括号和引号要成对"
