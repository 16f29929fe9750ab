"""Charts of a published workbook: what they draw stays, links to removed places become the values they showed."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from zpj.domain.amounts import parse_number, plain
from zpj.grid.grid import Grid
from zpj.grid.package import local_name
from zpj.grid.publish_cells import Hidden, Sheets, areas_of, mentions
from zpj.grid.publish_parts import Draft, remove, remove_all

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NUMBERS, _TEXTS = "numLit", "strLit"
_LITERALS = {"numRef": (_NUMBERS, "numCache"), "strRef": (_TEXTS, "strCache")}


def detach_charts(draft: Draft, sheets: Sheets, hidden: Mapping[str, Hidden], grids: Mapping[str, Grid]) -> None:
    """Replace references to removed sheets and cleared cells by the values the chart drew last, or those it would."""
    if not sheets.gone and not any(hidden.values()):
        return
    by_name = {sheet.name: hidden[sheet.part] for sheet in sheets.kept}
    for part in draft.names():
        if "/charts/chart" not in part or not part.endswith(".xml"):
            continue
        root = draft.tree(part)
        for formula in [item for item in root.iter("{*}f") if _is_cut(item.text or "", sheets, by_name)]:
            holder = formula.getparent()
            if holder is None:
                continue
            _detach(holder, _values(formula.text or "", grids))
            draft.changed(part)
            draft.note("图表与隐藏内容的链接（图不变）", "图表")
        if draft.package.entry(part).filename in draft.touched:
            remove_all(root, "extLst")


def _is_cut(formula: str, sheets: Sheets, hidden: Mapping[str, Hidden]) -> bool:
    if mentions(formula, sheets):
        return True
    return any(
        any(area.top <= row <= area.bottom for row in places.rows)
        or any(area.left <= column <= area.right for column in places.columns)
        for sheet, area in areas_of(formula)
        if (places := hidden.get(sheet))
    )


def _values(formula: str, grids: Mapping[str, Grid]) -> list[str]:
    """What the cells hold, row by row."""
    found = []
    for sheet, area in areas_of(formula):
        grid = grids.get(sheet)
        for row in range(area.top, min(area.bottom, grid.rows) + 1) if grid else ():
            for column in range(area.left, min(area.right, grid.columns) + 1) if grid else ():
                cell = grid.at(row, column) if grid else None
                found.append("" if cell is None else cell.text if cell.number is None else plain(cell.number))
    return found


def _detach(holder: etree._Element, values: list[str]) -> None:
    """numRef becomes numLit, strRef strLit; a series' name becomes plain text; a reference of an extension goes."""
    name, parent = local_name(holder), holder.getparent()
    if name not in _LITERALS or parent is None:
        remove(holder)
        return
    literal, cached = _LITERALS[name]
    namespace = str(holder.tag).rpartition("}")[0] + "}"
    cache = holder.find(f"{namespace}{cached}")
    if local_name(parent) == "tx":
        texts = [item.text or "" for item in cache.iter("{*}v")] if cache is not None else values
        parent.replace(holder, _title(namespace, texts) if _is_title(parent) else _name(namespace, texts))
        return
    if cache is None and literal == _NUMBERS and local_name(parent) == "cat" and not all(map(_is_number, values)):
        literal = _TEXTS
    replacement = etree.Element(f"{namespace}{literal}")
    if cache is None:
        _fill(replacement, namespace, values)
    for child in list(cache) if cache is not None else []:
        replacement.append(child)
    parent.replace(holder, replacement)


def _fill(literal: etree._Element, namespace: str, values: list[str]) -> None:
    """A chart that remembers no values gets those of the cells."""
    etree.SubElement(literal, f"{namespace}ptCount").set("val", str(len(values)))
    for index, text in enumerate(values):
        if text and (_is_number(text) or local_name(literal) == _TEXTS):
            point = etree.SubElement(literal, f"{namespace}pt")
            point.set("idx", str(index))
            etree.SubElement(point, f"{namespace}v").text = text


def _is_number(text: str) -> bool:
    """Whether a value may stand among numbers; an empty one may."""
    return not text or parse_number(text) is not None


def _is_title(element: etree._Element) -> bool:
    holder = element.getparent()
    return holder is not None and local_name(holder) == "title"


def _name(namespace: str, texts: list[str]) -> etree._Element:
    value = etree.Element(f"{namespace}v")
    value.text = " ".join(texts)
    return value


def _title(namespace: str, texts: list[str]) -> etree._Element:
    """A title that was linked to a cell as text of its own."""
    rich = etree.Element(f"{namespace}rich")
    etree.SubElement(rich, f"{_DRAWING}bodyPr")
    run = etree.SubElement(etree.SubElement(rich, f"{_DRAWING}p"), f"{_DRAWING}r")
    etree.SubElement(run, f"{_DRAWING}t").text = " ".join(texts)
    return rich
