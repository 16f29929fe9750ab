"""Cells of a worksheet part replaced or added as bytes; everything else stays as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from lxml import etree

from zpj.domain.amounts import plain
from zpj.domain.columns import column_letters
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.grid.formula_text import cell_place, translate
from zpj.grid.row_heights import RowHeight
from zpj.grid.sheet_scan import CellSpan, RowSpan, SheetScan, Span, scan
from zpj.grid.xml_text import attribute, encode

Place = tuple[int, int]
_HEIGHT = regex(r"""\s(?:ht|customHeight)\s*=\s*(?:"[^"]*"|'[^']*')""")


@record
class CellChange:
    """What a cell shall hold: a number, a text, or nothing.

    `keep_formula` leaves a formula in place and sets its cached result only; `formula` (without "=") is written with
    the value as its cached result. A cell that does not exist yet takes the
    style of the cell at `style_like`; an existing cell keeps its own. `style` is the index of the style either gets.
    """

    value: Decimal | str | None
    keep_formula: bool = False
    style_like: Place | None = None
    formula: str | None = None
    style: int | None = None


@record
class EditedSheet:
    """The new bytes, and the cells whose formula is gone."""

    data: bytes
    formulas_removed: frozenset[Place]


@record
class _Edit:
    start: int
    end: int
    text: str


def edit_sheet(
    data: bytes, changes: Mapping[Place, CellChange], heights: Mapping[int, RowHeight] | None = None
) -> EditedSheet:
    """Apply the changes, and new heights to rows there are; UnreadableSheet where the part cannot be edited."""
    editor = _Editor(data, scan(data), changes, heights or {})
    edits = sorted(editor.edits(), key=lambda edit: (edit.start, edit.end))
    pieces, position = [], 0
    for edit in edits:
        pieces += [data[position : edit.start], edit.text.encode()]
        position = edit.end
    return EditedSheet(b"".join([*pieces, data[position:]]), editor.removed)


class _Editor:
    def __init__(
        self, data: bytes, places: SheetScan, changes: Mapping[Place, CellChange], heights: Mapping[int, RowHeight]
    ) -> None:
        self._data = data
        self._heights = heights
        self._scan = places
        self._cells = {(cell.row, cell.column): cell for row in places.rows for cell in row.cells}
        self._changes = {place: change for place, change in sorted(changes.items()) if self._matters(place, change)}
        self.removed = frozenset(
            place
            for place, change in self._changes.items()
            if place in self._cells and self._cells[place].formula is not None and not change.keep_formula
        )
        self._promoted = dict(self._promotions())

    def _matters(self, place: Place, change: CellChange) -> bool:
        return place in self._cells or (change.value, change.style_like, change.formula) != (None, None, None)

    def edits(self) -> Iterator[_Edit]:
        for place, change in self._changes.items():
            if place in self._cells:
                cell = self._cells[place]
                yield _Edit(cell.span.start, cell.span.end, self._rewritten(cell, change))
        for place, formula in self._promoted.items():
            span = self._cells[place].formula
            if span is not None and place not in self._changes:
                yield _Edit(span.start, span.end, formula)
        yield from self._additions()
        yield from self._dimension()

    # cells -----------------------------------------------------------------------------------------------------

    def _rewritten(self, cell: CellSpan, change: CellChange) -> str:
        kept = change.keep_formula and cell.formula is not None
        style = cell.span.attributes.get("s") if change.style is None else str(change.style)
        attributes = {"s": style, "cm": cell.span.attributes.get("cm") if kept else None}
        place = cell.row, cell.column
        formula = self._promoted.get(place) or self._source(cell.formula) if kept and cell.formula else None
        return self._cell(place, attributes, change.value, self._new_formula(change) or formula)

    def _new(self, place: Place) -> str:
        change = self._changes[place]
        model = self._cells.get(change.style_like) if change.style_like else None
        own = model.span.attributes.get("s") if model else None
        style = own if change.style is None else str(change.style)
        return self._cell(place, {"s": style}, change.value, self._new_formula(change))

    def _new_formula(self, change: CellChange) -> str | None:
        if change.formula is None:
            return None
        prefix = self._scan.prefix
        return f"<{prefix}f>{_escaped(change.formula)}</{prefix}f>"

    def _cell(
        self, place: Place, attributes: Mapping[str, str | None], value: Decimal | str | None, formula: str | None
    ) -> str:
        prefix = self._scan.prefix
        kind, content = self._content(value, formula)
        written = {"r": f"{column_letters(place[1])}{place[0]}", **attributes, "t": kind}
        listed = "".join(f' {name}="{attribute(text)}"' for name, text in written.items() if text is not None)
        inner = (formula or "") + content
        return f"<{prefix}c{listed}>{inner}</{prefix}c>" if inner else f"<{prefix}c{listed}/>"

    def _content(self, value: Decimal | str | None, formula: str | None) -> tuple[str | None, str]:
        """The type code and the value element."""
        prefix = self._scan.prefix
        if value is None:
            return None, ""
        if isinstance(value, Decimal):
            return None, f"<{prefix}v>{plain(value)}</{prefix}v>"
        if formula is not None:
            return "str", f"<{prefix}v>{encode(value)}</{prefix}v>"
        text = f'<{prefix}t xml:space="preserve">{encode(value)}</{prefix}t>'
        return "inlineStr", f"<{prefix}is>{text}</{prefix}is>"

    def _source(self, span: Span) -> str:
        return self._data[span.start : span.end].decode()

    # shared formulas -------------------------------------------------------------------------------------------

    def _promotions(self) -> Iterator[tuple[Place, str]]:
        """Where the cell that spells out a shared formula loses it, the next cell that shares it spells it out."""
        for place in self.removed:
            master = self._cells[place]
            if _shared_text(master, self._data) and master.formula is not None:
                heirs = self._heirs(master.formula.attributes.get("si"))
                if heirs:
                    yield (heirs[0].row, heirs[0].column), self._spelled_out(master, heirs)

    def _heirs(self, index: str | None) -> list[CellSpan]:
        return [
            cell
            for place, cell in sorted(self._cells.items())
            if place not in self.removed
            and cell.formula is not None
            and cell.formula.attributes.get("t") == "shared"
            and cell.formula.attributes.get("si") == index
        ]

    def _spelled_out(self, master: CellSpan, heirs: list[CellSpan]) -> str:
        first, prefix = heirs[0], self._scan.prefix
        formula = translate(_shared_text(master, self._data), first.row - master.row, first.column - master.column)
        rows, columns = [cell.row for cell in heirs], [cell.column for cell in heirs]
        area = _reference(min(rows), min(columns), max(rows), max(columns))
        index = attribute((first.formula or first.span).attributes.get("si", "0"))
        return f'<{prefix}f t="shared" ref="{area}" si="{index}">{_escaped(formula)}</{prefix}f>'

    # rows ------------------------------------------------------------------------------------------------------

    def _additions(self) -> Iterator[_Edit]:
        rows = {row.row: row for row in self._scan.rows}
        added: dict[int, list[Place]] = {}
        for place in self._changes:
            if place not in self._cells:
                added.setdefault(place[0], []).append(place)
        for row in sorted((set(added) | set(self._heights)) & set(rows)):
            yield from self._into_row(rows[row], added.get(row, []))
        yield from self._new_rows({row: places for row, places in added.items() if row not in rows})

    def _into_row(self, row: RowSpan, places: list[Place]) -> Iterator[_Edit]:
        if row.span.is_empty_tag and places:
            tag = self._row_tag(row, places).removesuffix("/>").rstrip()
            cells = "".join(self._new(place) for place in places)
            yield _Edit(row.span.start, row.span.end, f"{tag}>{cells}</{self._scan.prefix}row>")
            return
        if (tag := self._row_tag(row, places)) != self._data[row.span.start : row.span.inner].decode():
            yield _Edit(row.span.start, row.span.inner, tag)
        gaps: dict[int, str] = {}
        for place in places:
            starts = (cell.span.start for cell in row.cells if cell.column > place[1])
            position = next(starts, row.span.inner_end)
            gaps[position] = gaps.get(position, "") + self._new(place)
        yield from (_Edit(position, position, text) for position, text in gaps.items())

    def _row_tag(self, row: RowSpan, places: list[Place]) -> str:
        """The row's start tag with its height; its hint on the columns used (spans) is widened for new cells."""
        tag = self._with_height(self._data[row.span.start : row.span.inner].decode(), row.row)
        spans = row.span.attributes.get("spans", "")
        first, _, last = spans.partition(":")
        if not (first.isdecimal() and last.isdecimal() and places):
            return tag
        columns = [column for _, column in places]
        wider = f"{min(int(first), *columns)}:{max(int(last), *columns)}"
        return tag.replace(f'"{spans}"', f'"{wider}"').replace(f"'{spans}'", f"'{wider}'")

    def _with_height(self, tag: str, row: int) -> str:
        height = self._heights.get(row)
        if height is None:
            return tag
        is_fixed = not height.grows and "customHeight" in tag
        name = f"{self._scan.prefix}row"
        written = f' ht="{height.points:g}"' + (' customHeight="1"' if is_fixed else "")
        return _HEIGHT.sub("", tag).replace(f"<{name}", f"<{name}{written}", 1)

    def _new_rows(self, added: dict[int, list[Place]]) -> Iterator[_Edit]:
        data = self._scan.sheet_data
        if data is None or not added:
            return
        prefix, gaps = self._scan.prefix, dict[int, str]()
        for row, places in sorted(added.items()):
            starts = (known.span.start for known in self._scan.rows if known.row > row)
            position = next(starts, data.inner_end)
            cells = "".join(self._new(place) for place in places)
            gaps[position] = gaps.get(position, "") + f'<{prefix}row r="{row}">{cells}</{prefix}row>'
        if data.is_empty_tag:
            tag = self._source(data).removesuffix("/>").rstrip()
            yield _Edit(data.start, data.end, f"{tag}>{gaps[data.inner_end]}</{prefix}sheetData>")
        else:
            yield from (_Edit(position, position, text) for position, text in gaps.items())

    def _dimension(self) -> Iterator[_Edit]:
        """The used range, widened where a new cell lies beyond it."""
        span = self._scan.dimension
        reference = span.attributes.get("ref", "") if span else ""
        first, _, last = reference.partition(":")
        start, end = cell_place(first), cell_place(last or first)
        places = [place for place in self._changes if place not in self._cells]
        if span is None or start is None or end is None or not places:
            return
        rows, columns = zip(start, end, *places, strict=True)
        wider = _reference(min(rows), min(columns), max(rows), max(columns))
        if wider != reference:
            yield _Edit(span.start, span.end, self._source(span).replace(reference, wider))


def _escaped(formula: str) -> str:
    return formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _reference(top: int, left: int, bottom: int, right: int) -> str:
    first, last = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"


def _shared_text(cell: CellSpan, data: bytes) -> str:
    """The text of a formula that others share, "" where the cell only refers to one."""
    if cell.formula is None or cell.formula.attributes.get("t") != "shared":
        return ""
    inner = data[cell.formula.inner : cell.formula.inner_end]
    return etree.fromstring(b"<f>" + inner + b"</f>").text or "" if inner and not cell.formula.is_empty_tag else ""
