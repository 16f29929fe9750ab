"""The little language of the tags: which jinja2 nodes a template may use, told tag by tag.

Allowed are look-ups (by name, field and constant key), `for`, `if`, `set`, comparisons, and/or/not, constants and
zpj's own filters. There are no calls, no arithmetic and no way to other files, so that a template can only choose and
order what the context holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import jinja2
from jinja2 import nodes

from zpj.domain.records import record
from zpj.report.tags import OUTPUT, STATEMENT, Tag, TagProblem, problem, tag_body
from zpj.report.template_filters import FILTERS, TESTS
from zpj.report.template_program import all_nodes
from zpj.report.template_values import LOOP_FIELDS

KEYWORDS = ("for", "if", "elif", "else", "endfor", "endif", "set")

_LONGEST_TAG = 500
_MOST_TAGS = 5000
_DEEPEST = 12
_RESERVED = frozenset(("self", "super", "caller", "varargs", "kwargs", "loop"))
_OPENERS = {"endfor": "for", "endif": "if"}
_MIDDLES = {"else": ("for", "if"), "elif": ("if",)}
_PLAIN_NODES = (
    nodes.Template, nodes.Output, nodes.For, nodes.If, nodes.Assign, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not, nodes.CondExpr, nodes.Keyword, nodes.TemplateData,
)  # fmt: skip
_FULL_WIDTH = frozenset("（）［］｛｝｜，．＝！＞＜：")
_ONLY_FIELDS = "标签里只写字段、for、if 和比较"

Advice = tuple[str, str]


@record
class Use:
    """A name a tag looks up, with the constant keys after it; `optional` where the tag asks whether it is there."""

    name: str
    keys: tuple[str, ...] = ()
    optional: bool = False


@dataclass(slots=True)
class Reading:
    """What a tag does: its first fault, the names it uses, and the name it gives to something (`source`)."""

    fault: Advice | None = None
    uses: list[Use] = field(default_factory=list)
    target: str = ""
    source: Use | None = None
    prints: Use | None = None
    merges: bool = False


class Language:
    """Reads tags with an environment's parser."""

    def __init__(self, environment: jinja2.Environment) -> None:
        self._environment = environment
        self._readings: dict[tuple[str, str], Reading] = {}

    def problems(self, tags: list[Tag]) -> list[TagProblem]:
        """Give everything that is wrong with the tags of a part: each alone, and how they are paired."""
        if len(tags) > _MOST_TAGS:
            reason = f"标签太多（{len(tags)} 个，最多 {_MOST_TAGS} 个）"
            return [problem(tags[_MOST_TAGS], reason, "请把模板分成几个文件")]
        found = [
            problem(tag, *fault) for tag in tags if not tag.is_comment and tag.body and (fault := self.read(tag).fault)
        ]
        return found + list(_pair_problems(tags))

    def read(self, tag: Tag) -> Reading:
        """Read one tag by itself."""
        key = (tag.text[:2], tag.body)
        if key not in self._readings:
            self._readings[key] = self._read(tag)
        return self._readings[key]

    def _read(self, tag: Tag) -> Reading:
        word = tag.keyword
        if tag.is_comment:
            return Reading()
        if len(tag.body) > _LONGEST_TAG:
            return Reading((f"标签太长（最多 {_LONGEST_TAG} 字）", "请拆成几个标签"))
        if word and word not in KEYWORDS:
            return Reading((f"不认识“{word}”这种标签", "可用的有 for、if、elif、else、set"))
        if word in ("else", "endfor", "endif"):
            return Reading() if tag.body == word else Reading(_syntax(tag.body))
        try:
            tree = self._environment.parse(_alone(tag))
            return _table_fault(tag, tree) or _walked(tree)
        except jinja2.TemplateSyntaxError as error:
            return Reading(_syntax(tag.body, error.message or ""))
        except (RecursionError, MemoryError, ValueError):
            return Reading(("标签写错了", "括号套得太深，请写得简单些"))


def _alone(tag: Tag) -> str:
    """The source of one tag made whole, so that it can be parsed by itself."""
    start, end = STATEMENT
    if tag.is_output:
        return f"{OUTPUT[0]} {tag.body} {OUTPUT[1]}"
    if tag.keyword == "set":
        return f"{start} {tag.body} {end}"
    opener = "if" if tag.keyword == "elif" else tag.keyword
    body = opener + tag.body[len(tag.keyword) :]
    return f"{start} {body} {end}{start} end{opener} {end}"


def _syntax(body: str, message: str = "") -> Advice:
    if "unknown tag" in message:
        return "标签写错了", "一个标签里只写一件事"
    wide = "".join(sorted(set(body) & _FULL_WIDTH))
    if wide:
        return "标签写错了", f"标签里的符号要用半角，这里有全角的 {wide}"
    return "标签写错了", "字段名之间不能有空格，括号和引号要成对"


def _walked(tree: nodes.Template) -> Reading:
    reading = Reading()
    for node in all_nodes(tree):
        reading.fault = reading.fault or _fault(node)
    statement = tree.body[0] if tree.body else tree
    if isinstance(statement, nodes.For | nodes.Assign):
        value = statement.iter if isinstance(statement, nodes.For) else statement.node
        reading.target = statement.target.name if isinstance(statement.target, nodes.Name) else ""
        reading.source = _use(value)
    elif isinstance(statement, nodes.Output) and len(statement.nodes) == 1:
        reading.prints = _use(statement.nodes[0])
    reading.uses = list(_uses(tree))
    reading.merges = any(node.name == "合并" for node in tree.find_all(nodes.Filter))
    return reading


def _table_fault(tag: Tag, tree: nodes.Template) -> Reading | None:
    """A whole table may only be put where the reader of the tags has made room for it."""
    tables = [found for found in tree.find_all(nodes.Filter) if found.name == "表格"]
    if not tables:
        return None
    statement = tree.body[0]
    alone = isinstance(statement, nodes.Output) and statement.nodes == tables and tag.body != tag_body(tag.text)
    return None if alone else Reading(("整张表的标签要单独占一段", "请写成 {{ 自评表|表格 }}，不带别的过滤器"))


def _fault(node: nodes.Node) -> Advice | None:
    """Why a node is not allowed; None where it is."""
    if isinstance(node, nodes.For):
        return _target_fault(node.target) or (("不能用 recursive", _ONLY_FIELDS) if node.recursive else None)
    if isinstance(node, nodes.Assign):
        return _target_fault(node.target)
    if isinstance(node, _PLAIN_NODES):
        return None
    if isinstance(node, nodes.Name):
        reserved = node.name != "loop" and node.name in _RESERVED
        return _private(node.name) if reserved or node.name.startswith("_") else None
    if isinstance(node, nodes.Const):
        return None if isinstance(node.value, str | int | type(None)) else ("这里只能写文字和整数", _ONLY_FIELDS)
    if isinstance(node, nodes.Getattr):
        return _field_fault(node.node, node.attr)
    if isinstance(node, nodes.Getitem):
        return _key_fault(node)
    if isinstance(node, nodes.Filter):
        return _filter_fault(node)
    if isinstance(node, nodes.Test):
        known = node.name in TESTS and not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
        return None if known else (f"没有“is {node.name}”这种判断", f"可用的有 {'、'.join(f'is {n}' for n in TESTS)}")
    if isinstance(node, nodes.List | nodes.Tuple):
        constant = all(isinstance(item, nodes.Const) for item in node.items)
        return None if constant else ("括号里只能写文字和整数", _ONLY_FIELDS)
    return _forbidden(node)


def _forbidden(node: nodes.Node) -> Advice:
    if isinstance(node, nodes.Call):
        return "标签里不能调用函数，这里算不出来", _ONLY_FIELDS
    if isinstance(node, nodes.BinExpr | nodes.UnaryExpr | nodes.Concat):
        return "标签里不能用算式，这里算不出来", "请把要算的数先填在表里；几段文字请写成几个标签"
    return "这种写法不能用在标签里", _ONLY_FIELDS


def _target_fault(target: nodes.Node) -> Advice | None:
    if not isinstance(target, nodes.Name):
        return "这里只能起一个名字", "请写成 {% for 行 in 资金 %} 的样子"
    return _private(target.name) if target.name.startswith("_") or target.name in _RESERVED else None


def _private(name: str) -> Advice:
    return f"不能用“{name}”这个名字", "请换一个不以下划线开头的名字"


def _field_fault(node: nodes.Node, name: str) -> Advice | None:
    if name.startswith("_"):
        return f"不能读取“{name}”，这里算不出来", "请只用 zpj template fields 列出的字段"
    if isinstance(node, nodes.Name) and node.name == "loop" and name not in LOOP_FIELDS:
        return f"没有“loop.{name}”", f"可用的有 {'、'.join(f'loop.{n}' for n in LOOP_FIELDS)}"
    return None


def _key_fault(node: nodes.Getitem) -> Advice | None:
    if not isinstance(node.arg, nodes.Const) or not isinstance(node.arg.value, str | int):
        return "方括号里只能写引号括起的名称", '请写成 章节["（一）项目概况"] 的样子'
    return _field_fault(node.node, str(node.arg.value))


def _filter_fault(node: nodes.Filter) -> Advice | None:
    if node.name not in FILTERS:
        return f"没有“{node.name}”这个过滤器", f"请删去竖线后面的部分，可用的有 {'、'.join(FILTERS)}"
    if node.node is None or node.dyn_args or node.dyn_kwargs:
        return "这种写法不能用在标签里", _ONLY_FIELDS
    return None


def _uses(tree: nodes.Node, optional: bool = False) -> Iterator[Use]:
    """The outermost look-ups of a tag."""
    if isinstance(tree, nodes.Name | nodes.Getattr | nodes.Getitem) and (use := _use(tree)):
        if not (isinstance(tree, nodes.Name) and tree.ctx == "store"):
            yield Use(use.name, use.keys, optional)
        return
    inner = optional or (isinstance(tree, nodes.Test) and tree.name == "defined")
    inner = inner or (isinstance(tree, nodes.Filter) and tree.name == "default")
    for child in tree.iter_child_nodes():
        yield from _uses(child, inner)


def _use(node: nodes.Node | None) -> Use | None:
    """The look-up a value starts from, through filters; None where it starts from a constant."""
    keys: list[str] = []
    while not isinstance(node, nodes.Name):
        if isinstance(node, nodes.Getattr):
            keys.append(node.attr)
        elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            keys.append(str(node.arg.value))
        elif not isinstance(node, nodes.Filter):
            return None
        node = node.node
    return Use(node.name, tuple(reversed(keys)))


def _pair_problems(tags: list[Tag]) -> Iterator[TagProblem]:
    open_tags: list[Tag] = []
    for found in tags:
        word = found.keyword
        if word in ("for", "if"):
            open_tags.append(found)
            if len(open_tags) > _DEEPEST:
                yield problem(found, f"for 和 if 套得太深（最多 {_DEEPEST} 层）", "请写得简单些")
        elif word in _MIDDLES or word in _OPENERS:
            wrong = _partner_problem(found, open_tags[-1] if open_tags else None)
            if wrong:
                yield wrong
            if word in _OPENERS and open_tags and open_tags[-1].keyword == _OPENERS[word]:
                open_tags.pop()
    for unclosed in reversed(open_tags):
        end = f"{{% end{unclosed.keyword} %}}"
        yield problem(unclosed, f"后面没有对应的 {end}", f"请在要重复或省略的内容之后加上 {end}")


def _partner_problem(found: Tag, opener: Tag | None) -> TagProblem | None:
    allowed = _MIDDLES.get(found.keyword) or (_OPENERS[found.keyword],)
    if opener is None or opener.keyword not in allowed:
        starts = "或".join(f"{{% {word} … %}}" for word in allowed)
        return problem(found, f"前面没有对应的 {starts}", "请补上，或删去这一处")
    if opener.inside is not found.inside:
        remedy = "两个标签都各占一段（或各占一整行），或都写在同一段里，不要一个在链接里一个在外面"
        return problem(found, f"与 {opener.place} 的 {opener.text} 不在同一层", remedy)
    return None
