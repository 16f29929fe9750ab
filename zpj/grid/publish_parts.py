"""A package under redaction: parts are read as trees, changed, cut off or dropped, and written without what is cut."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from lxml import etree

from zpj.domain.records import record
from zpj.grid.package import Package, local_name, relations_part
from zpj.grid.zip_copy import copy_with

TYPES = "[Content_Types].xml"
_XML_ENDINGS = (".xml", ".rels", ".vml")
_RELATION_ATTRIBUTES = "/relationships}"


@record
class Removal:
    """What was removed: its kind (Chinese), where, and how often; never the removed text."""

    kind: str
    place: str
    count: int = 1


class Draft:
    """The parts of a package while they are changed. Nothing is written before `to_bytes`."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._trees: dict[str, etree._Element] = {}
        self._changed: set[str] = set()
        self._dropped: set[str] = set()
        self._removals: Counter[tuple[str, str]] = Counter()

    @property
    def removals(self) -> list[Removal]:
        """Everything removed so far, like things together."""
        return [Removal(kind, place, count) for (kind, place), count in self._removals.items()]

    def note(self, kind: str, place: str, count: int = 1) -> None:
        """Remember that something was removed."""
        if count:
            self._removals[kind, place] += count

    def names(self) -> list[str]:
        """The parts that are still there."""
        return [name for name in self.package.names() if name not in self._dropped and not name.endswith("/")]

    def has(self, part: str) -> bool:
        """Whether a part is there and was not dropped."""
        return part in self.package and self.package.entry(part).filename not in self._dropped

    def tree(self, part: str) -> etree._Element:
        """The tree of a part; `changed` says that it is to be written."""
        if part not in self._trees:
            self._trees[part] = self.package.xml(part)
        return self._trees[part]

    def changed(self, part: str) -> None:
        """Write the tree of this part in place of the part."""
        self._changed.add(part)

    @property
    def touched(self) -> frozenset[str]:
        """The parts whose trees are to be written."""
        return frozenset(self._changed)

    def relations(self, part: str = "") -> list[etree._Element]:
        """The relationships of a part as elements, external ones too."""
        listing = relations_part(part)
        return list(self.tree(listing)) if self.has(listing) else []

    def cut(self, part: str, unwanted: Callable[[etree._Element], bool]) -> dict[str, str]:
        """Remove relationships; gives their ids with their kinds."""
        gone: dict[str, str] = {}
        for relation in self.relations(part):
            if unwanted(relation):
                gone[relation.get("Id", "")] = kind_of(relation)
                parent = relation.getparent()
                if parent is not None:
                    parent.remove(relation)
        if gone:
            self.changed(relations_part(part))
        return gone

    def drop_unreached(self) -> list[str]:
        """Drop every part that no relationship leads to any more, and give their names."""
        reached = {TYPES}
        waiting = [""]
        while waiting:
            part = waiting.pop()
            if self.has(relations_part(part)):
                reached.add(self.package.entry(relations_part(part)).filename)
            for relation in self.relations(part):
                target = target_of(part, relation)
                if target and self.has(target) and (name := self.package.entry(target).filename) not in reached:
                    reached.add(name)
                    waiting.append(name)
        gone = [name for name in self.names() if name not in reached]
        self._dropped |= set(gone)
        return gone

    def to_bytes(self) -> bytes:
        """The package with the changed parts, without the dropped ones."""
        self._forget_types()
        written = {
            name: etree.tostring(self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
            for name in self._changed
            if self.has(name)
        }
        return copy_with(self.package, {**written, **dict.fromkeys(self._dropped)})

    def _forget_types(self) -> None:
        types = self.tree(TYPES)
        kept = {f"/{name.lower()}" for name in self.names()}
        for item in list(types):
            if local_name(item) == "Override" and item.get("PartName", "").lower() not in kept:
                types.remove(item)
                self.changed(TYPES)


def is_xml(part: str) -> bool:
    """Whether a part is XML by its name."""
    return part.lower().endswith(_XML_ENDINGS) or part == TYPES


def kind_of(relation: etree._Element) -> str:
    """The last word of a relationship's type."""
    return relation.get("Type", "").rpartition("/")[2]


def target_of(part: str, relation: etree._Element) -> str:
    """The part a relationship names; "" for external ones."""
    if relation.get("TargetMode") == "External":
        return ""
    folder = posixpath.dirname(part)
    return posixpath.normpath(posixpath.join("/", folder, unquote(relation.get("Target", "")))).lstrip("/")


def referring(root: etree._Element, ids: set[str]) -> Iterator[tuple[etree._Element, str]]:
    """The elements that name one of the relationships, with the attribute that does."""
    for element in list(root.iter(etree.Element)):
        for name, value in element.attrib.items():
            if _RELATION_ATTRIBUTES in str(name) and str(value) in ids:
                yield element, str(name)
                break


def remove(element: etree._Element) -> None:
    """Take an element out, leaving the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def remove_all(root: etree._Element, *names: str) -> int:
    """Take out every element with one of the local names, and count them."""
    found = [element for element in root.iter(*(f"{{*}}{name}" for name in names)) if element is not root]
    for element in found:
        remove(element)
    return len(found)
