"""The report engine: a Word document with Chinese Jinja tags, compiled once and rendered many times.

What a clerk typed is always data: it is escaped, so that `{{ 7*7 }}` or `<w:p>` in it appear as typed. Templates are
read by jinja2's parser into programs of a language that has no calls and no arithmetic, and run on a budget of rounds
and characters. Rendering is text only: nothing is parsed again, and parts without tags keep their packed bytes.
"""

from __future__ import annotations

from collections.abc import Mapping

from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.grid.package import Package
from zpj.report.compiled import CompiledTemplate, tag_of_line
from zpj.report.fields import REPORT_TITLE
from zpj.report.finish import finish
from zpj.report.package import PackedPart, zip_parts
from zpj.report.properties import properties
from zpj.report.template_filters import Block, Budget, NotPrintable, Run, TooMuch
from zpj.report.template_run import Step, steps
from zpj.report.template_values import MissingField
from zpj.report.title_lines import with_whole_words
from zpj.report.wordml import TITLE

__all__ = ["Block", "ReportTemplate"]

_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_FAILURES = (
    MissingField, ArithmeticError, TypeError, ValueError, LookupError, AttributeError, RecursionError, TooMuch,
)  # fmt: skip


@record
class _Part:
    """A part ready to be run, with the place and text of each tag."""

    run: Step
    tags: tuple[tuple[str, str], ...]


class ReportTemplate:
    """A compiled template; the file name of its package is used in messages."""

    def __init__(self, package: Package) -> None:
        from zpj.report.template_parts import compiled

        self._take(package.path.name, compiled(package))

    @classmethod
    def of(cls, name: str, made: CompiledTemplate) -> ReportTemplate:
        """The template that was compiled before from the file of that name."""
        template = cls.__new__(cls)
        template._take(name, made)
        return template

    def _take(self, name: str, made: CompiledTemplate) -> None:
        self.name = name
        self._style_ids, self._properties = made.style_ids, made.properties
        self._parts = {part: _Part(steps(program), tags) for part, (program, tags) in made.parts.items()}
        self._copied = {part: PackedPart(*packed) for part, packed in made.packed.items()}

    def render(self, context: Mapping[str, object]) -> bytes:
        """Give the filled document as bytes, the same for the same context; ZpjError where a tag cannot be filled."""
        budget = Budget()
        rendered = {name: self._render(part, context, budget) for name, part in self._parts.items()}
        return zip_parts({**self._copied, **rendered, **properties(self._properties, context.get(REPORT_TITLE))})

    def _render(self, part: _Part, context: Mapping[str, object], budget: Budget) -> bytes:
        run = Run(context, self._style_ids, budget)
        try:
            part.run(run, dict(context))
        except _FAILURES as error:
            raise self._failure(part, error, run.line) from error
        return with_whole_words(
            finish("".join((_DECLARATION, *run.written))), self._style_ids.get(TITLE, TITLE)
        ).encode()

    def _failure(self, part: _Part, error: Exception, line: int) -> ZpjError:
        place, text = part.tags[tag_of_line(line, len(part.tags))]
        subject = f"模板 {self.name} {place} {text}"
        if isinstance(error, MissingField):
            return ZpjError(subject, f"没有“{error.name}”这个字段", _suggestion(error.name, error.holder))
        if isinstance(error, NotPrintable):
            return ZpjError(subject, *error.args)
        if isinstance(error, TooMuch):
            return ZpjError(subject, str(error), "请检查 for 标签是否套错，或把模板分成几个文件")
        return ZpjError(subject, "这个标签算不出来", "请检查标签里比较的字段")


def _suggestion(name: str, holder: object) -> str:
    from difflib import get_close_matches

    names = [key for key in holder if isinstance(key, str)] if isinstance(holder, Mapping) else []
    close = get_close_matches(name, names, n=1, cutoff=0.5)
    return f"是不是“{close[0]}”" if close else "请改成已有的字段，或删去这一处"
