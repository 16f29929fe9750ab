"""xl/calcChain.xml without the cells whose formula is gone.

The part goes when nothing is left in it, and where formulas are added: Excel then makes it anew.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Set

from lxml import etree

from zpj.grid.package import Package, local_name, relations_part, serialised
from zpj.grid.workbook_parts import WorkbookParts

_CONTENT_TYPES = "[Content_Types].xml"


def without_formulas(
    package: Package, parts: WorkbookParts, removed: Mapping[str, Set[str]], added: bool = False
) -> dict[str, bytes | None]:
    """Give the parts that change: new bytes, or None for a part to drop. `removed`: sheet id -> cell names."""
    chain = parts.calc_chain
    if chain is None or not (added or any(removed.values())):
        return {}
    root = package.xml(chain)
    if not added and not _remove(root, removed):
        return {}
    if len(root) and not added:
        return {chain: serialised(root)}
    relations = relations_part(parts.part)
    return {
        chain: None,
        _CONTENT_TYPES: _without(package, _CONTENT_TYPES, "PartName", chain),
        relations: _without(package, relations, "Target", chain),
    }


def _remove(root: etree._Element, removed: Mapping[str, Set[str]]) -> bool:
    """Drop the entries; an entry that took its sheet from a dropped one before it names the sheet itself."""
    sheet, named, changed = "", "", False
    for entry in list(root):
        sheet = entry.get("i", sheet)
        if entry.get("r", "") in removed.get(sheet, frozenset()):
            root.remove(entry)
            changed = True
            continue
        if sheet != named:
            entry.set("i", sheet)
        named = sheet
    return changed


def _without(package: Package, part: str, attribute: str, target: str) -> bytes:
    root = package.xml(part)
    for item in list(root):
        if local_name(item) in ("Override", "Relationship") and _names(item.get(attribute, ""), target):
            root.remove(item)
    return serialised(root)


def _names(reference: str, target: str) -> bool:
    """Tell whether a reference, absolute or relative to the workbook part, means the part."""
    return reference.lstrip("/") == target or posixpath.join(posixpath.dirname(target), reference) == target
