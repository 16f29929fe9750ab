"""The texts of a package as a reader sees them, whatever runs they are cut into, and their replacement in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from zpj.domain.regex import regex
from zpj.grid.package import local_name

Span = tuple[int, int, str]
Finder = Callable[[str], Sequence[Span]]

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LITERAL = regex('"[^"]*"')
_TOLD_ATTRIBUTES = frozenset(
    ("descr", "title", "name", "alt", "tooltip", "prompt", "promptTitle", "error", "errorTitle", "string", "display")
)
_PROSE = frozenset(
    ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter", "title", "subject", "lpstr",
     "lpwstr", "instrText")
)  # fmt: skip
_BREAKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n"}


@dataclass
class Line:
    """One text: the nodes it is spread over, what kind it is, and whether it is prose (or only code and names)."""

    element: etree._Element
    nodes: list[etree._Element | str] = field(default_factory=list)
    prose: bool = True

    @property
    def text(self) -> str:
        """The text as read."""
        return "".join(node if isinstance(node, str) else node.text or "" for node in self.nodes)

    def replace(self, spans: Sequence[Span], by: str) -> None:
        """Put `by` in the place of each span: into the node where it begins."""
        for start, end, _ in sorted(spans, reverse=True):
            self._replace(start, end, by)

    def _replace(self, start: int, end: int, by: str) -> None:
        position, first = 0, True
        for node in self.nodes:
            text = node if isinstance(node, str) else node.text or ""
            low, high = max(start - position, 0), min(end - position, len(text))
            position += len(text)
            if low >= high or isinstance(node, str):
                continue
            node.text = text[:low] + (by if first else "") + text[high:]
            first = False


def lines_of(root: etree._Element) -> Iterator[Line]:
    """Every text of a part: paragraphs and rich strings whole, everything else node by node."""
    taken: set[etree._Element] = set()
    for element in root.iter(f"{_WORD}p", f"{_DRAWING}p", "{*}si", "{*}is"):
        line = _line(element)
        taken.update(node for node in line.nodes if not isinstance(node, str))
        if line.nodes:
            yield line
    for element in root.iter(etree.Element):
        if element.text and element.text.strip() and element not in taken:
            yield Line(element, [element], _is_prose(element))


def _line(element: etree._Element) -> Line:
    line = Line(element)
    name = "t"
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if not isinstance(child.tag, str) or child.tag in (f"{_WORD}p", f"{_DRAWING}p") or local_name(child) == "rPh":
            continue
        if child.tag in _BREAKS:
            line.nodes.append(_BREAKS[child.tag])
        elif local_name(child) == name and not len(child):
            line.nodes.append(child)
        else:
            stack.extend(reversed(child))
    return line


def _is_prose(element: etree._Element) -> bool:
    name, parent = local_name(element), element.getparent()
    if name == "v" and parent is not None:
        if local_name(parent) == "c":
            return parent.get("t") == "str"
        holder = parent.getparent()
        return holder is None or not local_name(holder).startswith("num")
    return name in _PROSE


def redact(root: etree._Element, everywhere: Finder, in_prose: Finder, by: str) -> list[tuple[Line, list[Span]]]:
    """Replace what the finders find: in prose all of it, elsewhere only what `everywhere` (names) finds.

    Text in quotation marks inside a formula counts as prose. Gives each changed line with the spans it had.
    """
    done: list[tuple[Line, list[Span]]] = []
    for line in lines_of(root):
        text = line.text
        spans = list(in_prose(text) if line.prose else everywhere(text))
        if not line.prose and local_name(line.element) in ("f", "formula1", "formula2", "definedName"):
            spans = _with_literals(text, spans, in_prose)
        if spans:
            line.replace(spans, by)
            done.append((line, spans))
    done += list(_attributes(root, everywhere, in_prose, by))
    return done


def _with_literals(text: str, spans: list[Span], in_prose: Finder) -> list[Span]:
    for literal in _LITERAL.finditer(text):
        inside = [(start + literal.start(), end + literal.start(), kind) for start, end, kind in in_prose(literal[0])]
        spans += [one for one in inside if all(one[1] <= start or one[0] >= end for start, end, _ in spans)]
    return spans


def _attributes(
    root: etree._Element, everywhere: Finder, in_prose: Finder, by: str
) -> Iterator[tuple[Line, list[Span]]]:
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            text = str(value)
            if len(text) < 2 or (text.isascii() and str(name) not in _TOLD_ATTRIBUTES):
                continue
            spans = list(in_prose(text) if etree.QName(name).localname in _TOLD_ATTRIBUTES else everywhere(text))
            if spans:
                for start, end, _ in sorted(spans, reverse=True):
                    text = text[:start] + by + text[end:]
                element.set(name, text)
                yield Line(element), spans
