"""A copy of a Word document with zpj's comments at the places of problems."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from lxml import etree

from zpj.grid.package import Package, open_package
from zpj.report.package import PackedPart, packed_parts, zip_parts
from zpj.report.tags import P, R, T
from zpj.report.template import TemplateParts
from zpj.report.template_check import TemplateProblem
from zpj.report.wordml import W, escaped, nodes, tag

AUTHOR = "zpj"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES_PART = "[Content_Types].xml"


def mark_template(path: Path, problems: Sequence[TemplateProblem]) -> bytes:
    """Give the document with a comment per problem, everything else as it is; ZpjError where it cannot be read.

    Word has no comments in headers, footers and text boxes: those of a text box stand at the paragraph it hangs on,
    the others at the first paragraph of the text.
    """
    package = open_package(path)
    parts = TemplateParts(package)
    document = parts.root(parts.document)
    comments_part = _related(package, parts.document, "comments")
    comments = (
        package.xml(comments_part) if comments_part in package else etree.Element(tag("comments"), nsmap={"w": W})
    )
    taken = max((int(item.get(tag("id")) or 0) for item in comments), default=-1)
    paragraphs = list(document.iter(P))
    for number, found in enumerate(problems, start=taken + 1):
        comments.append(_comment(number, found))
        in_text = found.part == parts.document and found.paragraph < len(paragraphs)
        paragraph = paragraphs[found.paragraph] if in_text else paragraphs[0]
        host = next(iter(reversed(list(paragraph.iterancestors(P)))), None)
        if host is not None or not in_text:
            _anchor(paragraph if host is None else host, number)
        else:
            _anchor(paragraph, number, *_runs(paragraph, found.start, found.start + len(found.tag)))
    changed = {parts.document: document, comments_part: comments}
    if comments_part not in package:
        changed |= _introduced(package, parts.document, comments_part)
    return _written(package, changed)


def _comment(number: int, found: TemplateProblem) -> etree._Element:
    where = "／".join((*found.headings, found.place))
    lines = (found.reason, f"建议：{found.remedy}", f"标签：{found.tag}", f"位置：{where}")
    text = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escaped(line)}</w:t></w:r></w:p>' for line in lines)
    return etree.fromstring(
        f'<w:comment xmlns:w="{W}" w:id="{number}" w:author="{AUTHOR}" w:initials="{AUTHOR}">{text}</w:comment>'
    )


def _runs(paragraph: etree._Element, start: int, end: int) -> tuple[etree._Element | None, etree._Element | None]:
    """The runs in which a piece of the paragraph's text begins and ends."""
    first = last = None
    position = 0
    for node in paragraph.iter(T):
        run = next(node.iterancestors(R), None)
        if run is None or next(node.iterancestors(P)) is not paragraph:
            continue
        length = len(node.text or "")
        if position < end and position + length > start:
            first, last = (run if first is None else first), run
        position += length
    return first, last


def _anchor(
    paragraph: etree._Element, number: int, first: etree._Element | None = None, last: etree._Element | None = None
) -> None:
    """Put a comment's range around runs, or around the whole paragraph."""
    start, end, reference = (etree.Element(tag(name)) for name in ("commentRangeStart", "commentRangeEnd", "r"))
    etree.SubElement(reference, tag("commentReference")).set(tag("id"), str(number))
    start.set(tag("id"), str(number))
    end.set(tag("id"), str(number))
    if first is None or last is None:
        paragraph.insert(1 if paragraph.find(tag("pPr")) is not None else 0, start)
        paragraph.extend((end, reference))
        return
    first.addprevious(start)
    while (following := last.getnext()) is not None and (
        following.tag == tag("commentRangeEnd") or nodes(following, "self::w:r/w:commentReference")
    ):
        last = following
    last.addnext(end)
    end.addnext(reference)


def _related(package: Package, document: str, kind: str) -> str:
    found = next((item.part for item in package.relations(document) if item.kind == kind), None)
    return found or posixpath.join(posixpath.dirname(document), f"{kind}.xml")


def _introduced(package: Package, document: str, comments_part: str) -> dict[str, etree._Element]:
    """The content types and relationships that name the new part."""
    types = package.xml(_TYPES_PART)
    override = etree.SubElement(types, f"{{{_TYPES}}}Override")
    override.set("PartName", f"/{comments_part}")
    override.set("ContentType", _COMMENTS_TYPE)
    folder, name = posixpath.split(document)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    empty = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
    relations = package.xml(listing) if listing in package else empty
    relation = etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship")
    taken = {item.get("Id") for item in relations}
    relation.set("Id", next(name for number in range(1, len(taken) + 2) if (name := f"rIdZpj{number}") not in taken))
    relation.set("Type", f"{_OFFICE}/comments")
    relation.set("Target", posixpath.relpath(comments_part, folder or "."))
    return {_TYPES_PART: types, listing: relations}


def _written(package: Package, changed: Mapping[str, etree._Element]) -> bytes:
    parts: dict[str, bytes | PackedPart] = {**packed_parts(package)}
    parts |= {_own_name(package.names(), name): _xml(root) for name, root in changed.items()}
    return zip_parts(parts)


def _own_name(names: Iterable[str], name: str) -> str:
    """The name of a part as the package spells it."""
    return next((own for own in names if own.lower() == name.lower()), name)


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
