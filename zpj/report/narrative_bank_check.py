"""Checks a sentence bank with jinja2's parser and makes its programs: only fields and `if` are allowed."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

import jinja2
from jinja2 import nodes

from zpj.domain.errors import ZpjError
from zpj.report.compiled import Program
from zpj.report.template_program import all_nodes, program_of

_ALLOWED = (
    nodes.Template, nodes.Block, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Const,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip


def bank_programs(source: str, name: str, situations: Mapping[str, frozenset[str]]) -> dict[str, Program]:
    """The program of every situation. ZpjError names the line where the file is wrong, or what it lacks."""
    try:
        tree = jinja2.Environment(autoescape=False).parse(source)
    except jinja2.TemplateSyntaxError as error:
        raise ZpjError(name, f"第 {error.lineno} 行的标签写错了", "花括号、引号和 endif、endblock 要成对") from error
    _check(tree, name, situations)
    return {block.name: program_of(block.body) for block in tree.find_all(nodes.Block)}


def _check(tree: nodes.Template, name: str, situations: Mapping[str, frozenset[str]]) -> None:
    for node in all_nodes(tree):
        if not isinstance(node, _ALLOWED):
            line = getattr(node, "lineno", 0)
            raise ZpjError(name, f"第 {line} 行用了句库不允许的写法", "这里只能用字段和 if")
    blocks: dict[str, nodes.Block] = {}
    for block in tree.find_all(nodes.Block):
        if block.name in blocks or block.find(nodes.Block) is not None:
            raise ZpjError(name, f"第 {block.lineno} 行“{block.name}”写了两次，或里面还有一种情形", "每种情形只写一处")
        blocks[block.name] = block
    if lacking := [situation for situation in situations if situation not in blocks]:
        raise ZpjError(name, f"缺少“{'”“'.join(lacking)}”", "每种情形都要有，且至少一种写法")
    for situation, fields in situations.items():
        _check_block(blocks[situation], fields, name)


def _check_block(block: nodes.Block, fields: frozenset[str], name: str) -> None:
    for used in block.find_all(nodes.Name):
        if used.name not in fields:
            close = difflib.get_close_matches(used.name, fields, n=1, cutoff=0.4)
            advice = f"是否指“{close[0]}”" if close else f"这里可用的字段有：{'、'.join(sorted(fields)) or '无'}"
            raise ZpjError(name, f"第 {used.lineno} 行“{block.name}”没有“{used.name}”这个字段", advice)
    written = any(text.data.strip() for text in block.find_all(nodes.TemplateData))
    if not written and block.find(nodes.Name) is None:
        raise ZpjError(name, f"“{block.name}”里没有写法", "至少写一行")
