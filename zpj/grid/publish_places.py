"""Where a text of a package stands, in the words of a reader; single cells replaced; strings nobody shows emptied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from zpj.grid.formula_text import cell_place
from zpj.grid.package import local_name
from zpj.grid.publish_parts import Draft
from zpj.grid.workbook_parts import drop, workbook_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLES = (
    ("word/header", "页眉"), ("word/footer", "页脚"), ("word/footnotes", "脚注"), ("word/endnotes", "尾注"),
    ("word/settings", "文档设置"), ("word/styles", "样式"), ("docProps/", "文档属性"), ("xl/workbook", "名称管理器"),
    ("xl/tables/", "表格区域"), ("xl/drawings/", "图形"), ("xl/styles", "样式"),
)  # fmt: skip
_MOST_PLACES = 50


class Places:
    """Names places in the parts of one draft."""

    def __init__(self, draft: Draft, kind: str) -> None:
        self._draft = draft
        self._is_workbook = kind == ".xlsx"
        self.users: dict[int, list[str]] = {}
        self.strings: str | None = None
        self._sheets: dict[str, str] = {}
        self._numbers: dict[etree._Element, str] | None = None
        if self._is_workbook:
            self._read_workbook()

    def _read_workbook(self) -> None:
        package = self._draft.package
        parts = workbook_parts(package)
        self.strings = parts.shared_strings
        self._sheets = {sheet.part: sheet.name for sheet in parts.sheets}
        for sheet in parts.sheets:
            for event, element in package.elements(sheet.part, "c", "row"):
                if event != "end":
                    continue
                if local_name(element) == "row":
                    drop(element)
                elif element.get("t") == "s" and (value := element.findtext("{*}v", "").strip()).isdecimal():
                    self.users.setdefault(int(value), []).append(f"{sheet.name}!{element.get('r', '')}")

    def of(self, part: str, element: etree._Element) -> Iterable[str]:
        """The places a changed text stands at: every cell that shows it."""
        if part == self.strings:
            parent = element.getparent()
            item = element if local_name(element) == "si" else None
            index = parent.index(item) if parent is not None and item is not None else -1
            return self.users.get(index, ["单元格"])[:_MOST_PLACES]
        if part in self._sheets:
            cell = next((one for one in (element, *element.iterancestors()) if local_name(one) == "c"), None)
            return [
                f"{self._sheets[part]}!{cell.get('r', '')}"
                if cell is not None
                else f"{self._sheets[part]}（页眉页脚等）"
            ]
        if part == "word/document.xml":
            return [self._in_document(element)]
        title = next((title for start, title in _TITLES if part.startswith(start)), None)
        return [title or ("图表" if "/charts/" in part else "其他部件")]

    def _in_document(self, element: etree._Element) -> str:
        """The number of the paragraph among those that hold text, or of the table."""
        if self._numbers is None:
            self._numbers = {}
            paragraphs = tables = 0
            for one in self._draft.tree("word/document.xml").iter(f"{_W}p", f"{_W}tbl"):
                if one.tag == f"{_W}tbl":
                    tables += 1
                    self._numbers[one] = f"表{tables}"
                elif next(one.iterancestors(f"{_W}tbl"), None) is None and next(one.iter(f"{_W}t"), None) is not None:
                    paragraphs += 1
                    self._numbers[one] = f"正文第{paragraphs}段"
        holders = (self._numbers[one] for one in (element, *element.iterancestors()) if one in self._numbers)
        return next(holders, "正文")


def blank_unused_strings(draft: Draft, places: Places) -> None:
    """Strings of deleted or removed cells stay in the file; empty them, for their numbers must not move."""
    if places.strings is None or not draft.has(places.strings):
        return
    root = draft.tree(places.strings)
    count = 0
    for index, item in enumerate(root.iterchildren("{*}si")):
        if index not in places.users and "".join(map(str, item.itertext())):
            for child in list(item):
                item.remove(child)
            etree.SubElement(item, str(item.tag).removesuffix("si") + "t")
            count += 1
    if count:
        draft.note("文件里没有用到的旧文字", "单元格", count)
        draft.changed(places.strings)


def replace_cells(draft: Draft, wanted: Mapping[tuple[str, int, int], str], by: str) -> set[str]:
    """Put a text in the place of numbers and formulas in single cells; gives what stood there."""
    removed: set[str] = set()
    for sheet in workbook_parts(draft.package).sheets:
        own = {(row, column): kind for (name, row, column), kind in wanted.items() if name == sheet.name}
        for element in draft.tree(sheet.part).iter("{*}c") if own else ():
            place = cell_place(element.get("r", ""))
            if place not in own or (element.get("t") == "s" and element.find("{*}f") is None):
                continue
            removed.add(element.findtext("{*}v", "") or "")
            for child in list(element):
                element.remove(child)
            element.set("t", "inlineStr")
            namespace = str(element.tag).removesuffix("c")
            etree.SubElement(etree.SubElement(element, f"{namespace}is"), f"{namespace}t").text = by
            draft.note(own[place], f"{sheet.name}!{element.get('r', '')}")
            draft.changed(sheet.part)
    return {text for text in removed if len(text) >= 6}
