"""A copy of a Word document with zpj's comments at the places of problems."""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.grid.package import Package, open_package, relations_part
from zpj.report.package import PackedPart, packed_parts, zip_parts
from zpj.report.tags import P, R, T
from zpj.report.template_check import TemplateProblem
from zpj.report.template_parts import TemplateParts
from zpj.report.wordml import W, escaped, nodes, tag

AUTHOR = "zpj"

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES_PART = "[Content_Types].xml"


@record
class Remark:
    """A comment to be: its lines, and where it stands in the document's text.

    `paragraph` counts the w:p elements of the document from 0; `start` and `end` are positions in the text of the
    paragraph's own runs, equal where the whole paragraph is meant. `exact` cuts the runs there, so that no more than
    these words is marked.
    """

    lines: tuple[str, ...]
    paragraph: int
    start: int = 0
    end: int = 0
    exact: bool = False


def mark_template(path: Path, problems: Sequence[TemplateProblem]) -> bytes:
    """Give the document with a comment per problem, everything else as it is; ZpjError where it cannot be read.

    Word has no comments in headers, footers and text boxes: those of a text box stand at the paragraph it hangs on,
    the others at the first paragraph of the text.
    """
    package = open_package(path)
    main = TemplateParts(package).document
    return with_comments(package, main, [_remark(found, main) for found in problems])


def with_comments(package: Package, main: str, remarks: Sequence[Remark]) -> bytes:
    """The document with its comments; `main` is the part of its text. Comments that are there already stay."""
    document = package.xml(main)
    comments_part = _related(package, main, "comments")
    known = comments_part in package
    comments = package.xml(comments_part) if known else etree.Element(tag("comments"), nsmap={"w": W})
    taken = max((int(item.get(tag("id")) or 0) for item in comments), default=-1)
    paragraphs = list(document.iter(P))
    if not paragraphs:
        raise ZpjError(package.path.name, "不是 Word 或 WPS 存的文档", "请在 Word 里打开并另存为 .docx")
    for number, remark in enumerate(remarks, start=taken + 1):
        comments.append(_comment(number, remark.lines))
        paragraph = paragraphs[remark.paragraph] if remark.paragraph < len(paragraphs) else paragraphs[0]
        host = next(iter(reversed(list(paragraph.iterancestors(P)))), None)
        if host is not None or remark.end <= remark.start:
            _anchor(paragraph if host is None else host, number)
        else:
            for position in (remark.start, remark.end) if remark.exact else ():
                _cut(paragraph, position)
            _anchor(paragraph, number, *_runs(paragraph, remark.start, remark.end))
    changed = {main: document, comments_part: comments}
    if not known:
        changed |= _introduced(package, main, comments_part)
    return _written(package, changed)


def _remark(found: TemplateProblem, main: str) -> Remark:
    where = "／".join((*found.headings, found.place))
    tag_line = (f"标签：{found.tag}",) if found.tag else ()
    lines = (found.reason, f"建议：{found.remedy}", *tag_line, f"位置：{where}")
    if found.part != main:
        return Remark(lines, 0)
    return Remark(lines, found.paragraph, found.start, found.start + len(found.tag))


def _comment(number: int, lines: Sequence[str]) -> etree._Element:
    text = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escaped(line)}</w:t></w:r></w:p>' for line in lines)
    return etree.fromstring(
        f'<w:comment xmlns:w="{W}" w:id="{number}" w:author="{AUTHOR}" w:initials="{AUTHOR}">{text}</w:comment>'
    )


def _own_texts(paragraph: etree._Element) -> Iterator[tuple[int, etree._Element, etree._Element]]:
    """The text nodes of a paragraph's own runs: where each begins, the node, its run."""
    position = 0
    for node in list(paragraph.iter(T)):
        run = next(node.iterancestors(R), None)
        if run is not None and next(node.iterancestors(P)) is paragraph:
            yield position, node, run
            position += len(node.text or "")


def own_text(paragraph: etree._Element) -> str:
    """The text a remark's positions are counted in."""
    return "".join(node.text or "" for _, node, _ in _own_texts(paragraph))


def _runs(paragraph: etree._Element, start: int, end: int) -> tuple[etree._Element | None, etree._Element | None]:
    """The runs in which a piece of the paragraph's text begins and ends."""
    first = last = None
    for position, node, run in _own_texts(paragraph):
        if position < end and position + len(node.text or "") > start:
            first, last = (run if first is None else first), run
    return first, last


def _cut(paragraph: etree._Element, place: int) -> None:
    """Make two runs of the one that goes over a place; a run that holds more than plain text stays whole."""
    for position, node, run in _own_texts(paragraph):
        text = node.text or ""
        plain = all(child.tag in (tag("rPr"), T) for child in run) and len(run.findall(T)) == 1
        if position < place < position + len(text) and plain:
            rest = copy.deepcopy(run)
            for part, words in ((run, text[: place - position]), (rest, text[place - position :])):
                words_of = next(part.iter(T))
                words_of.text = words
                words_of.set(_SPACE, "preserve")
            run.addnext(rest)
            return


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
    folder, listing = posixpath.dirname(document), relations_part(document)
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
