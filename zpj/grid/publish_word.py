"""A Word document for publication: tracked changes accepted, comments, hidden text and editing traces gone."""

from __future__ import annotations

import re

from lxml import etree

from zpj.domain.errors import ZpjError
from zpj.domain.regex import regex
from zpj.grid.package import Package, local_name
from zpj.grid.publish_parts import Draft, remove, remove_all
from zpj.grid.publish_properties import cut_everywhere, strip_properties, without_macros

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_KINDS = {
    "comments": "批注",
    "commentsExtended": "批注",
    "commentsIds": "批注",
    "commentsExtensible": "批注",
    "people": "批注",
    "glossaryDocument": "文档部件",
    "mailMergeSource": "数据连接",
    "mailMergeHeaderSource": "数据连接",
    "recipientData": "数据连接",
}
_PARTS = (
    ("document", "正文"), ("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"),
    ("styles", "样式"), ("settings", "文档设置"), ("numbering", "编号"),
)  # fmt: skip
_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
_FORMER_LOOKS = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange",
    "tcPrChange", "numberingChange", "cellIns", "cellMerge",
)  # fmt: skip
_RANGES = tuple(
    f"{kind}Range{end}"
    for kind in (
        "moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo"
    )
    for end in ("Start", "End")
)  # fmt: skip
_OF_SETTINGS = (
    "rsids",
    "trackRevisions",
    "docVars",
    "attachedTemplate",
    "mailMerge",
    "docId",
    "saveThroughXslt",
    "linkStyles",
)
_OWNERS = regex(
    r"\b(?:AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|COMMENTS|DOCPROPERTY|DOCVARIABLE|FILENAME\s+.*\\p)\b",
    re.IGNORECASE,
)
_TRACES = (
    b"rsid",
    b":ins ",
    b":del ",
    b":moveFrom ",
    b":moveTo ",
    b"Change ",
    b"comment",
    b":vanish",
    b"AUTHOR",
    b"Range",
    b"fldSimple",
    b"cellDel",
    b"dataBinding",
    b"LASTSAVEDBY",
    b"USER",
    b"DOC",
)


def published_document(package: Package) -> Draft:
    """The document as a reader of its final text sees it."""
    draft = Draft(package)
    if any(relation.get("Type", "").endswith("/aFChunk") for relation in draft.relations(_MAIN)):
        raise ZpjError(package.path.name, "文档里嵌着另一份还没有合并的文档", "请用 Word 打开后另存，再做公开版")
    for part in _texts(draft):
        source = package.safe_xml(part)
        if any(trace in source for trace in _TRACES):
            _clean(draft, part)
    cut_everywhere(draft, _KINDS, {_MAIN: "正文"})
    strip_properties(draft)
    without_macros(draft)
    draft.drop_unreached()
    return draft


def _texts(draft: Draft) -> list[str]:
    return [name for name in draft.names() if name.startswith("word/") and name.endswith(".xml")]


def _clean(draft: Draft, part: str) -> None:
    root, before = draft.tree(part), draft.package.safe_xml(part)
    place = next((title for start, title in _PARTS if part.startswith(f"word/{start}")), "其他部件")
    draft.note("修订（已按接受处理）", place, accept_changes(root))
    draft.note("批注", place, _without_comments(root))
    draft.note("隐藏文字", place, _without_hidden_text(root))
    draft.note("显示作者、用户名的域", place, _without_owner_fields(root))
    remove_all(root, "dataBinding")
    if local_name(root) == "settings":
        told = {"docVars": "文档变量", "attachedTemplate": "本机路径", "mailMerge": "数据连接"}
        for name, kind in told.items():
            draft.note(kind, place, len(list(root.iter(f"{{*}}{name}"))))
        remove_all(root, *_OF_SETTINGS)
    draft.note("编辑标识（rsid）", place, _without_rsids(root))
    if etree.tostring(root) != etree.tostring(etree.fromstring(before)):
        draft.changed(part)


def accept_changes(root: etree._Element) -> int:
    """Accept every tracked change: insertions stay, deletions go. Gives how many there were."""
    count = remove_all(root, *_FORMER_LOOKS)
    count += _deleted_rows(root)
    count += _deleted_cells(root)
    count += _deleted_paragraph_marks(root)
    for element in list(root.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo")):
        count += 1
        if _is(element.getparent(), "rPr", "trPr", "numPr") or local_name(element) in ("del", "moveFrom"):
            remove(element)
        else:
            _unwrap(element)
    remove_all(root, *_RANGES)
    for table in list(root.iter(f"{_W}tbl")):
        if table.find(f".//{_W}tr") is None:
            remove(table)
    return count


def _is(element: etree._Element | None, *names: str) -> bool:
    return element is not None and local_name(element) in names


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(place + 1, child)
    parent.remove(element)


def _deleted_rows(root: etree._Element) -> int:
    marks = [mark for mark in root.iter(f"{_W}del") if _is(mark.getparent(), "trPr")]
    rows = [row for mark in marks if (row := next(mark.iterancestors(f"{_W}tr"), None)) is not None]
    for row in rows:
        remove(row)
    return len(rows)


def _deleted_cells(root: etree._Element) -> int:
    marks = list(root.iter(f"{_W}cellDel"))
    cells = [cell for mark in marks if (cell := next(mark.iterancestors(f"{_W}tc"), None)) is not None]
    for cell in cells:
        remove(cell)
    return len(cells)


def _deleted_paragraph_marks(root: etree._Element) -> int:
    """A paragraph whose mark was deleted goes on in the next one; an empty one is gone."""
    marked = [
        paragraph
        for paragraph in root.iter(f"{_W}p")
        if paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None
        or paragraph.find(f"{_W}pPr/{_W}rPr/{_W}moveFrom") is not None
    ]
    for paragraph in reversed(marked):
        following = paragraph.getnext()
        if following is None or following.tag != f"{_W}p":
            continue
        place = 1 if following.find(f"{_W}pPr") is not None else 0
        for child in reversed([one for one in paragraph if one.tag != f"{_W}pPr"]):
            following.insert(place, child)
        remove(paragraph)
    return len(marked)


def _without_comments(root: etree._Element) -> int:
    references = len(list(root.iter(f"{_W}commentReference")))
    remove_all(root, *_COMMENT_MARKS)
    return references


def _without_hidden_text(root: etree._Element) -> int:
    """Runs formatted as hidden; a paragraph's own mark may be hidden as well and stays."""
    count = 0
    for run in list(root.iter(f"{_W}r")):
        mark = run.find(f"{_W}rPr/{_W}vanish")
        if mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off"):
            remove(run)
            count += 1
    return count


def _without_owner_fields(root: etree._Element) -> int:
    """Fields that print who made or saved the document lose their result and their instruction."""
    count = 0
    for element in list(root.iter(f"{_W}fldSimple")):
        if _OWNERS.search(element.get(f"{_W}instr", "")):
            remove(element)
            count += 1
    for paragraph in root.iter(f"{_W}p"):
        count += _complex_fields(paragraph)
    return count


def _complex_fields(paragraph: etree._Element) -> int:
    """Fields between begin and end marks within one paragraph."""
    open_runs: list[etree._Element] = []
    instruction, depth, count = "", 0, 0
    for run in list(paragraph.iter(f"{_W}r")):
        mark = run.find(f"{_W}fldChar")
        kind = mark.get(f"{_W}fldCharType") if mark is not None else None
        depth += kind == "begin"
        if depth:
            open_runs.append(run)
            instruction += "".join(text.text or "" for text in run.iter(f"{_W}instrText"))
        if kind == "end" and depth:
            depth -= 1
            if not depth:
                if _OWNERS.search(instruction):
                    count += 1
                    for one in open_runs:
                        remove(one)
                open_runs, instruction = [], ""
    return count


def _without_rsids(root: etree._Element) -> int:
    count = 0
    for element in root.iter(etree.Element):
        for name in [name for name in element.attrib if local_name_of(str(name)).startswith("rsid")]:
            del element.attrib[name]
            count += 1
    return count + remove_all(root, "rsid")


def local_name_of(name: str) -> str:
    """An attribute's name without its namespace."""
    return name.rpartition("}")[2]
