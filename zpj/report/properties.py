"""What the file says of itself: the title of the report, and nothing of tool or user."""

from __future__ import annotations

from collections.abc import Mapping

from zpj.grid.package import Package
from zpj.report.wordml import escaped

_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>'
)
_EXTENDED = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'


def property_parts(package: Package) -> Mapping[str, str]:
    """The parts of a template that hold properties, by kind; custom properties are left to the template's maker."""
    kinds = {found.part: found.kind for found in package.relations() if found.part in package}
    return {part: kind for part, kind in kinds.items() if kind in ("core-properties", "extended-properties")}


def properties(parts: Mapping[str, str], title: object) -> dict[str, bytes]:
    """Those parts anew: the title where the report has one, no name of a person or program."""
    core = _CORE.format(escaped(title if isinstance(title, str) else ""))
    texts = {"core-properties": core, "extended-properties": _EXTENDED}
    return {part: (_DECLARATION + texts[kind]).encode() for part, kind in parts.items()}
