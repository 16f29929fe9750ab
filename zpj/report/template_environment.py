"""The jinja2 environment of the templates: look-ups reach mappings, lists and public fields, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

import jinja2
from jinja2 import nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from zpj.report.tags import COMMENT, OUTPUT, STATEMENT
from zpj.report.template_filters import FILTERS, TESTS, each, is_missing, printed, readable
from zpj.report.template_language import LOOP_FIELDS, all_nodes

_EACH = "\x00each"


class MissingField(jinja2.UndefinedError):
    """A field that is not there; `holder` is what was searched, None for the context."""

    def __init__(self, name: str, holder: object) -> None:
        super().__init__(name)
        self.holder = holder


class _Missing(jinja2.StrictUndefined):
    """A field the context does not have; using it in any way is an error that names it."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class Environment(ImmutableSandboxedEnvironment):
    """Compiles the tags of one template; `style_ids` are the names and ids of its styles."""

    def __init__(self, style_ids: Mapping[str, str]) -> None:
        super().__init__(
            block_start_string=STATEMENT[0],
            block_end_string=STATEMENT[1],
            variable_start_string=OUTPUT[0],
            variable_end_string=OUTPUT[1],
            comment_start_string=COMMENT[0],
            comment_end_string=COMMENT[1],
            autoescape=False,
            undefined=_Missing,
            finalize=printed,
            cache_size=0,
        )
        self.globals.clear()
        put_table = FILTERS["表格"]
        self.filters = {**FILTERS, "表格": lambda value, width: put_table(value, width, style_ids), _EACH: each}
        self.tests = {name: self.tests[name] for name in TESTS}

    def compiled(self, source: str) -> jinja2.Template:
        """Compile checked source; every loop in it counts its rounds."""
        tree = self.parse(source)
        for loop in list(tree.find_all(nodes.For)):
            effort = sum(1 for child in loop.body for _ in all_nodes(child))
            arguments: list[nodes.Expr] = [nodes.Const(effort, lineno=loop.lineno)]
            loop.iter = nodes.Filter(loop.iter, _EACH, arguments, [], None, None, lineno=loop.lineno)
        tree.set_environment(self)
        return self.from_string(tree)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look up `行.名称`."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP_FIELDS:
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look up `行["名称"]` and `各行[0]`."""
        if isinstance(obj, jinja2.Undefined):
            str(obj)
        found = readable(obj, argument)
        if not is_missing(found):
            return found
        failure = cast("type[jinja2.TemplateRuntimeError]", partial(MissingField, holder=obj))
        return self.undefined(obj=obj, name=argument, exc=failure)
