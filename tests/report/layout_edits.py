"""Layout faults made on purpose: the parts of a .docx as trees to edit, and the register of edits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from lxml import etree
from report_cases import NS

from zpj.report.package import zip_parts
from zpj.report.wordml import W, tag

DOCUMENT, STYLES, SETTINGS, FONTS = (f"word/{name}.xml" for name in ("document", "styles", "settings", "fontTable"))


class Parts:
    """The parts of a .docx; a part is parsed when it is first asked for."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.contents = {name: package.read(name) for name in package.namelist()}
        self._trees: dict[str, etree._Element] = {}

    def __getitem__(self, name: str) -> etree._Element:
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self.contents[name])
        return self._trees[name]

    def remove(self, name: str, path: str) -> None:
        """Remove what a path finds in a part."""
        found = one(self[name], path)
        found.getparent().remove(found)

    def to_bytes(self) -> bytes:
        return zip_parts({**self.contents, **{name: etree.tostring(tree) for name, tree in self._trees.items()}})


def one(root: etree._Element, path: str) -> etree._Element:
    """The first element a path finds; it must find one."""
    found = root.xpath(path, namespaces=NS)
    assert found, path
    return found[0]


def give(element: etree._Element, **values: str) -> None:
    """Set `w:` attributes."""
    for name, value in values.items():
        element.set(tag(name), value)


def add(parent: etree._Element, xml: str) -> None:
    """Put an element last, in place of one of the same kind."""
    element = etree.fromstring(f'<w:x xmlns:w="{W}">{xml}</w:x>')[0]
    for old in parent.findall(element.tag):
        parent.remove(old)
    parent.append(element)


def style(parts: Parts, name: str) -> etree._Element:
    return one(parts[STYLES], f"w:style[w:name/@w:val = '{name}']")


def body_paragraph(parts: Parts, style_id: str, number: int = 0) -> etree._Element:
    """The n-th paragraph with text in a style, outside tables."""
    found = parts[DOCUMENT].xpath(f"w:body/w:p[w:r][w:pPr/w:pStyle/@w:val = '{style_id}']", namespaces=NS)
    return found[number]


def run_of(paragraph: etree._Element) -> etree._Element:
    """The properties of the first run of a paragraph."""
    return one(paragraph, "w:r/w:rPr")


def table(parts: Parts, number: int) -> etree._Element:
    return parts[DOCUMENT].findall(f".//{tag('tbl')}")[number - 1]


Edit = Callable[[Parts], None]
FAULTS: list[tuple[str, Edit]] = []


def fault(rule: str) -> Callable[[Edit], Edit]:
    """Register an edit and the rule that must catch it."""

    def register(edit: Edit) -> Edit:
        FAULTS.append((rule, edit))
        return edit

    return register


def register_all(rule: str, edits: dict[str, Edit]) -> None:
    """Register several edits under the sentences that say what they do."""
    for sentence, edit in edits.items():
        edit.__name__ = sentence
        fault(rule)(edit)


def section(parts: Parts, number: int, name: str) -> etree._Element:
    return one(parts[DOCUMENT], f"(//w:sectPr)[{number}]/w:{name}")


def set_page(number: int, name: str, **values: str) -> Edit:
    return lambda parts: give(section(parts, number, name), **values)


def set_style(name: str, path: str, **values: str) -> Edit:
    return lambda parts: give(one(style(parts, name), path), **values)
