"""Turns a parsed template into a program: plain tuples, to be kept in a file and run without jinja2.

Statements are ("text", text), ("print", line, value), ("set", line, name, value),
("if", ((line, condition, statements), …), statements otherwise) and
("for", line, name, rows, condition or None, statements, statements without any row, effort, whether names are set).
Values are ("constant", value), ("name", name), ("field" or "item", value, key), ("filter", name, value, arguments,
named arguments), ("compare", value, ((operator, value), …)), ("and" or "or", value, value), ("not", value),
("choose", condition, value, value or None), ("defined" or "none", value) and ("list" or "tuple", constants).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from jinja2 import nodes

from zpj.report.compiled import Program

Value = tuple[Any, ...]


def program_of(body: Sequence[nodes.Node]) -> Program:
    """The program of checked statements: they hold no nodes but those a template may use."""
    return tuple(step for node in body for step in _steps(node))


def all_nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    """Give a node and everything below it."""
    yield node
    for child in node.iter_child_nodes():
        yield from all_nodes(child)


def _steps(node: nodes.Node) -> Iterator[tuple[Any, ...]]:
    if isinstance(node, nodes.Output):
        for item in node.nodes:
            yield ("text", item.data) if isinstance(item, nodes.TemplateData) else ("print", item.lineno, _value(item))
    elif isinstance(node, nodes.If):
        branches = tuple((one.test.lineno, _value(one.test), program_of(one.body)) for one in (node, *node.elif_))
        yield "if", branches, program_of(node.else_)
    elif isinstance(node, nodes.For):
        yield _for(node)
    else:
        assert isinstance(node, nodes.Assign)
        yield "set", node.lineno, _target(node.target), _value(node.node)


def _for(node: nodes.For) -> tuple[Any, ...]:
    effort = sum(1 for child in node.body for _ in all_nodes(child))
    sets = any(isinstance(found, nodes.Assign) for child in node.body for found in all_nodes(child))
    test = None if node.test is None else _value(node.test)
    body, otherwise = program_of(node.body), program_of(node.else_)
    return "for", node.lineno, _target(node.target), _value(node.iter), test, body, otherwise, effort, sets


def _target(node: nodes.Node) -> str:
    assert isinstance(node, nodes.Name)
    return node.name


def _value(node: nodes.Node) -> Value:
    if isinstance(node, nodes.Const):
        return "constant", node.value
    if isinstance(node, nodes.TemplateData):
        return "constant", node.data
    if isinstance(node, nodes.Name):
        return "name", node.name
    if isinstance(node, nodes.Getattr):
        return "field", _value(node.node), node.attr
    if isinstance(node, nodes.Getitem):
        return "item", _value(node.node), node.arg.as_const()
    if isinstance(node, nodes.Filter):
        assert node.node is not None
        named = tuple((pair.key, _value(pair.value)) for pair in node.kwargs)
        return "filter", node.name, _value(node.node), tuple(map(_value, node.args)), named
    if isinstance(node, nodes.Test):
        return node.name, _value(node.node)
    if isinstance(node, nodes.List | nodes.Tuple):
        return "list" if isinstance(node, nodes.List) else "tuple", tuple(item.as_const() for item in node.items)
    return _condition(node)


def _condition(node: nodes.Node) -> Value:
    if isinstance(node, nodes.Compare):
        return "compare", _value(node.expr), tuple((part.op, _value(part.expr)) for part in node.ops)
    if isinstance(node, nodes.And | nodes.Or):
        return "and" if isinstance(node, nodes.And) else "or", _value(node.left), _value(node.right)
    if isinstance(node, nodes.Not):
        return "not", _value(node.node)
    assert isinstance(node, nodes.CondExpr), node
    other = None if node.expr2 is None else _value(node.expr2)
    return "choose", _value(node.test), _value(node.expr1), other
