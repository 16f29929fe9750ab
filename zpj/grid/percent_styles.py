"""Adds cell styles to a workbook that differ from one it has in showing a percent."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from zpj.grid.package import Package

_TWO_DECIMALS = "10"
"""The built-in number format 0.00%."""


class PercentStyles:
    """The styles of a workbook and those added; `part` is their place in the package, if it has any."""

    def __init__(self, package: Package, part: str | None) -> None:
        self._package, self._part = package, part
        self._root: etree._Element | None = None
        self._added: dict[int, int] = {}

    def like(self, style: int) -> int | None:
        """The index of the style that looks like another and shows 0.95 as 95.00%; None where there are no styles."""
        if self._part is None:
            return None
        if self._root is None:
            self._root = etree.fromstring(self._package.safe_xml(self._part))
        styles = self._root.find("{*}cellXfs")
        if styles is None or style >= len(styles):
            return None
        if style not in self._added:
            own = deepcopy(styles[style])
            own.set("numFmtId", _TWO_DECIMALS)
            own.set("applyNumberFormat", "1")
            self._added[style] = len(styles)
            styles.append(own)
            styles.set("count", str(len(styles)))
        return self._added[style]

    def replaced(self) -> dict[str, bytes | None]:
        """The part with the styles added; nothing where none was."""
        if self._part is None or self._root is None or not self._added:
            return {}
        return {self._part: etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)}
