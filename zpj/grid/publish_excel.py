"""A workbook for publication: hidden and internal sheets, comments, links and what hangs on them go; cells stay."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from lxml import etree

from zpj.domain.errors import ZpjError
from zpj.grid.formula_text import cell_place
from zpj.grid.grid import Grid
from zpj.grid.package import Package, local_name
from zpj.grid.publish_cells import Hidden, Sheets, freeze, hidden_places, mentions
from zpj.grid.publish_charts import detach_charts
from zpj.grid.publish_parts import Draft, kind_of, remove, remove_all, target_of
from zpj.grid.publish_properties import cut_everywhere, drop_users, strip_properties, without_macros
from zpj.grid.workbook_parts import SheetPart, workbook_parts
from zpj.grid.xml_text import decode

_KINDS = {
    "comments": "批注",
    "threadedComment": "批注",
    "person": "批注",
    "externalLink": "外部链接",
    "connections": "数据连接",
    "queryTable": "数据连接",
    "pivotTable": "数据透视表（只留结果）",
    "pivotCacheDefinition": "数据透视表（只留结果）",
    "slicer": "切片器",
    "slicerCache": "切片器",
    "timeline": "切片器",
    "timelineCache": "切片器",
    "powerPivotData": "数据模型",
    "revisionHeaders": "修订记录",
    "usernames": "修订记录",
    "xmlMaps": "附带的数据",
    "calcChain": "",
    "volatileDependencies": "",
    "customProperty": "附带的数据",
    "tableSingleCells": "附带的数据",
}
_OF_WORKBOOK = (
    "fileSharing", "customWorkbookViews", "externalReferences", "pivotCaches", "revisionPtr", "absPath",
    "webPublishObjects",
)  # fmt: skip
_OF_SHEETS = (
    "customSheetViews",
    "scenarios",
    "legacyDrawing",
    "oleObjects",
    "controls",
    "webPublishItems",
    "cellWatches",
)
_WITH_FORMULAS = ("dataValidation", "cfRule", "sparklineGroup")


def published_workbook(
    package: Package, read: Sequence[Grid], internal: Collection[str] = (), columns: Collection[str] = ()
) -> Draft:
    """The workbook without what no reader sees, and without internal sheets and columns, given by their names.

    `read` are its sheets.

    A formula that needs something removed keeps its result as a value. ZpjError where no sheet would be left, or such
    a formula has no result.
    """
    draft = Draft(package)
    sheets = _sheets(draft, internal)
    grids = {grid.name: grid for grid in read}
    hidden = {part.part: hidden_places(package, part, grids[part.name], columns) for part in sheets.kept}
    _drop_sheets(draft, sheets)
    for part, cleared in freeze(draft, sheets, hidden, grids).items():
        _drop_tables(draft, part, cleared)
    detach_charts(draft, sheets, hidden, grids)
    _clean_sheets(draft, sheets, hidden)
    _clean_workbook(draft, sheets)
    _clean_drawings(draft)
    _drop_boxes_of_comments(draft)
    cut_everywhere(draft, _KINDS, {sheet.part: sheet.name for sheet in sheets.kept})
    strip_properties(draft)
    without_macros(draft)
    draft.drop_unreached()
    return draft


def _sheets(draft: Draft, internal: Collection[str]) -> Sheets:
    """Which sheets stay, and all names that then lead nowhere."""
    parts = workbook_parts(draft.package)
    kept = [sheet for sheet in parts.sheets if not sheet.hidden and sheet.name not in internal]
    visible = {sheet.name for sheet in kept}
    gone: dict[str, str] = {}
    for item in draft.tree(parts.part).iter("{*}sheet"):
        name = decode(item.get("name", ""))
        if item.get("state", "visible") != "visible":
            gone[name] = "隐藏的工作表"
        elif name in internal and name not in visible:
            gone[name] = "内部工作表"
    if not kept:
        raise ZpjError(draft.package.path.name, "没有可以公开的工作表", "请取消隐藏要公开的工作表后重试")
    return Sheets(parts.part, tuple(kept), gone)


def _drop_sheets(draft: Draft, sheets: Sheets) -> None:
    root = draft.tree(sheets.workbook)
    items = list(root.iter("{*}sheet"))
    order = [position for position, item in enumerate(items) if decode(item.get("name", "")) not in sheets.gone]
    links = set()
    for item in items:
        if (kind := sheets.gone.get(decode(item.get("name", "")))) is not None:
            draft.note(kind, decode(item.get("name", "")))
            links |= {str(value) for name, value in item.attrib.items() if str(name).endswith("}id")}
            remove(item)
    draft.cut(sheets.workbook, lambda relation: relation.get("Id") in links)
    _drop_names(draft, sheets, {str(old): str(new) for new, old in enumerate(order)})
    for view in root.iter("{*}workbookView"):
        for name in ("activeTab", "firstSheet"):
            if name in view.attrib and sheets.gone:
                view.set(name, {str(old): str(new) for new, old in enumerate(order)}.get(view.get(name, ""), "0"))


def _drop_names(draft: Draft, sheets: Sheets, places: Mapping[str, str]) -> None:
    """Names of removed sheets go; those that belong to one sheet follow it to its new place."""
    for item in list(draft.tree(sheets.workbook).iter("{*}definedName")):
        own = item.get("localSheetId")
        if (own is not None and own not in places) or mentions(item.text or "", sheets):
            sheets.names.add(decode(item.get("name", "")))
            draft.note("名称", "名称管理器")
            remove(item)
        elif own is not None:
            item.set("localSheetId", places[own])


def _drop_tables(draft: Draft, part: str, cleared: Collection[tuple[int, int]]) -> None:
    """A table without a heading of its own is none: its cells stay as they are."""
    gone = set()
    for relation in draft.relations(part) if cleared else ():
        if kind_of(relation) == "table" and draft.has(target := target_of(part, relation)):
            first, _, last = draft.tree(target).get("ref", "").partition(":")
            start, end = cell_place(first), cell_place(last or first)
            if start and end and any(row == start[0] and start[1] <= column <= end[1] for row, column in cleared):
                gone.add(relation.get("Id", ""))
    if gone:
        draft.cut(part, lambda relation: relation.get("Id", "") in gone)
        drop_users(draft, part, gone)


def _clean_sheets(draft: Draft, sheets: Sheets, hidden: Mapping[str, Hidden]) -> None:
    for sheet in sheets.kept:
        if not _needs_cleaning(draft, sheet):
            continue
        root = draft.tree(sheet.part)
        removed = remove_all(root, *_OF_SHEETS)
        for item in list(root.iter(*(f"{{*}}{name}" for name in _WITH_FORMULAS))):
            formulas = [str(part.text) for part in item.iter(etree.Element) if part.text]
            if any(mentions(formula, sheets) for formula in formulas):
                remove(item)
                removed += 1
        removed += _without_empty(root)
        if removed:
            draft.changed(sheet.part)


def _needs_cleaning(draft: Draft, sheet: SheetPart) -> bool:
    source = draft.package.safe_xml(sheet.part)
    return any(name.encode() in source for name in (*_OF_SHEETS, *_WITH_FORMULAS))


def _without_empty(root: etree._Element) -> int:
    """Lists from which the last item was taken; how many items the others count."""
    removed = 0
    for name, inner in (
        ("dataValidations", "dataValidation"), ("conditionalFormatting", "cfRule"),
        ("conditionalFormattings", "conditionalFormatting"), ("sparklineGroups", "sparklineGroup"),
    ):  # fmt: skip
        for item in list(root.iter(f"{{*}}{name}")):
            count = sum(1 for _ in item.iterchildren(f"{{*}}{inner}"))
            if not count:
                parent = item.getparent()
                remove(item)
                removed += 1
                if parent is not None and local_name(parent) == "ext" and not len(parent):
                    remove(parent)
            elif "count" in item.attrib:
                item.set("count", str(count))
    return removed


def _clean_workbook(draft: Draft, sheets: Sheets) -> None:
    root = draft.tree(sheets.workbook)
    for element in list(root.iter("{*}absPath")):
        draft.note("本机路径", "工作簿")
        holder = next((one for one in element.iterancestors() if local_name(one) == "AlternateContent"), element)
        remove(holder)
    for name, kind in (("fileSharing", "保存者姓名"), ("customWorkbookViews", "自定义视图")):
        draft.note(kind, "工作簿", len(list(root.iter(f"{{*}}{name}"))))
    remove_all(root, *_OF_WORKBOOK)
    for item in list(root.iter("{*}definedNames")):
        if not len(item):
            remove(item)
    draft.changed(sheets.workbook)


def _clean_drawings(draft: Draft) -> None:
    """Pictures of form controls go with the controls; shapes no longer call a macro."""
    for part in draft.names():
        if not part.startswith("xl/drawings/drawing") or not part.endswith(".xml"):
            continue
        root = draft.tree(part)
        for mark in list(root.iter("{*}compatExt")):
            anchor = next((one for one in mark.iterancestors() if local_name(one).endswith("Anchor")), None)
            parent = anchor.getparent() if anchor is not None else None
            if anchor is not None and parent is not None:
                holders = (one for one in anchor.iterancestors() if local_name(one) == "AlternateContent")
                remove(next(holders, anchor))
                draft.note("控件", "图形")
                draft.changed(part)
        for shape in [one for one in root.iter(etree.Element) if one.get("macro")]:
            shape.set("macro", "")
            draft.changed(part)


def _drop_boxes_of_comments(draft: Draft) -> None:
    """VML drawings hold the boxes of comments and controls; those that only pictures in headers use stay."""
    for part in draft.names():
        if not part.startswith("xl/worksheets/") or part.endswith(".rels"):
            continue
        draft.cut(part, partial(_is_box, used=_header_drawings(draft, part)))


def _is_box(relation: etree._Element, used: Collection[str]) -> bool:
    return relation.get("Type", "").endswith("/vmlDrawing") and relation.get("Id") not in used


def _header_drawings(draft: Draft, part: str) -> set[str]:
    """The relationships of pictures in page headers and footers."""
    if b"legacyDrawingHF" not in draft.package.read(part):
        return set()
    found = draft.tree(part).iter("{*}legacyDrawingHF")
    return {str(value) for element in found for value in element.attrib.values()}
