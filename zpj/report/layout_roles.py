"""What the layout asks of a paragraph by its style, and where its formatting departs from that."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.domain.records import record
from zpj.report import wordml
from zpj.report.layout import Layout
from zpj.report.layout_faults import Deviation, length, points
from zpj.report.layout_format import Values, integer

NEAR = 10
_BLACK = ("auto", "000000")
_NAMES = {"left": "左齐", "right": "右齐", "center": "居中", "both": "两端对齐"}
_ANY = ("left", "center", "right", "both")


@record
class Line:
    """A line height Word allows: its rule, and the least and most value (twips, or 240ths of a line for auto)."""

    rule: str
    least: int
    most: int

    def __str__(self) -> str:
        if self.rule == "auto":
            return f"{self.least / 240:g} 倍"
        least, most = self.least / 20, self.most / 20
        return f"固定 {least:g} 磅" if least == most else f"固定 {least:g}—{most:g} 磅"


@record
class Role:
    """A kind of paragraph. `first_line` and `right` are (characters / 100, twips) of its indents."""

    style: str
    font: str
    size: int
    lines: tuple[Line, ...]
    aligns: tuple[str, ...]
    first_line: tuple[int, int] = (0, 0)
    right: tuple[int, int] = (0, 0)
    outline: str = "9"
    in_table: bool = False


def roles(layout: Layout) -> dict[str, Role]:
    """Give the kinds of paragraphs a report has, by the names of their styles."""
    fonts, sizes, text = layout.fonts, layout.sizes, layout.paragraph
    running = (Line("exact", text.line, text.line),)
    title = (Line("exact", text.title_line, text.title_line),)
    table_title = (Line("exact", layout.table.title_line, layout.table.title_line),)
    indent = (text.first_line_chars, text.first_line)
    signature = (text.signature_right_chars, text.signature_right)
    found = [
        Role(wordml.TITLE, fonts.title, sizes.title, title, ("center",), outline="0"),
        Role(wordml.LEVEL1, fonts.level1, sizes.body, running, ("both",), indent, outline="1"),
        Role(wordml.LEVEL2, fonts.level2, sizes.body, running, ("both",), indent, outline="2"),
        Role(wordml.LEVEL3, fonts.body, sizes.body, running, ("both",), indent, outline="3"),
        Role(wordml.BODY, fonts.body, sizes.body, running, ("both",), indent),
        Role(wordml.ATTACHMENT, fonts.attachment, sizes.body, running, ("left",)),
        Role(wordml.SIGNATURE, fonts.body, sizes.body, running, ("right",), right=signature),
        Role(wordml.TABLE_TITLE, fonts.table_title, sizes.table_title, table_title, ("center",)),
        Role(wordml.TABLE_TEXT, fonts.table, sizes.table, cell_lines(layout), _ANY, in_table=True),
        Role(wordml.SMALL_TABLE_TEXT, fonts.table, sizes.small_table, cell_lines(layout), _ANY, in_table=True),
    ]
    return {role.style: role for role in found}


def cell_lines(layout: Layout) -> tuple[Line, ...]:
    """The line heights of text in a table: single, 11 points for small type, or 18 to 20 points."""
    table = layout.table
    return (
        Line("auto", table.line, table.line),
        Line("exact", table.small_line, table.small_line),
        Line("exact", 360, 400),
    )


def paragraph_deviations(values: Values, role: Role, layout: Layout) -> Iterator[Deviation]:
    """Give where the paragraph formatting in effect departs from the role."""
    yield from line_deviations(values, role.lines, "cell-line-spacing" if role.in_table else "line-spacing")
    gaps = [f"spacing.{side}{kind}" for side in ("before", "after") for kind in ("", "Lines", "Autospacing")]
    if spaced := [values[name] for name in gaps if integer(values, name) != 0]:
        yield Deviation("paragraph-spacing", "、".join(spaced), "0")
    yield from indent_deviations(values, role)
    if values.get("jc", "left") not in role.aligns:
        found = values.get("jc", "left")
        yield Deviation("alignment", _NAMES.get(found, found), _NAMES[role.aligns[0]])
    if values.get("outlineLvl", "9") != role.outline:
        yield Deviation("outline-level", _level(integer(values, "outlineLvl", 9)), _level(int(role.outline)))
    if layout.grid.snap_lines and not role.in_table and values.get("snapToGrid") == "0":
        yield Deviation("snap-to-grid", "行不对齐网格", "对齐网格")
    if values.get("numPr", "0") != "0":
        yield Deviation("auto-number", "自动编号", "写成文字的序号")


def line_deviations(values: Values, allowed: tuple[Line, ...], rule: str) -> Iterator[Deviation]:
    """Give the line height where it is none of those allowed."""
    height, kind = integer(values, "spacing.line", 240), values.get("spacing.lineRule", "auto")
    if not any(line.rule == kind and line.least <= (height or 0) <= line.most for line in allowed):
        found = f"{kind} {height}" if height is None or kind == "atLeast" else str(Line(kind, height, height))
        yield Deviation(rule, found, " 或 ".join(str(line) for line in allowed))


def indent_deviations(values: Values, role: Role) -> Iterator[Deviation]:
    """Give first-line and side indents that are not those of the role."""
    first = "cell-indent" if role.in_table else "first-line-indent"
    if any(integer(values, f"ind.hanging{kind}") != 0 for kind in ("", "Chars")):
        yield Deviation(first, "悬挂缩进", _indent(role.first_line))
    elif not indented(values, "firstLine", role.first_line):
        yield Deviation(first, _found_indent(values, "firstLine"), _indent(role.first_line))
    if role.in_table or (role.style == wordml.TITLE and _evenly_indented(values)):
        return
    for side, wanted in (("left", (0, 0)), ("right", role.right)):
        if not indented(values, side, wanted):
            yield Deviation("side-indent", _found_indent(values, side), _indent(wanted))


def _evenly_indented(values: Values) -> bool:
    """Whether both sides are indented alike: a centred title stays so, its lines end where a word does."""
    sides = [integer(values, f"ind.{side}") for side in ("left", "right")]
    in_characters = any(integer(values, f"ind.{side}Chars") != 0 for side in ("left", "right"))
    return not in_characters and sides[0] is not None and sides[0] == sides[1]


def indented(values: Values, side: str, wanted: tuple[int, int]) -> bool:
    """Whether an indent is as wanted: in characters, which overrule twips, or in twips about as wide."""
    characters, twips = wanted
    found = integer(values, f"ind.{side}Chars")
    width = integer(values, f"ind.{side}", twips if found else 0)
    return found in (0, characters) and width is not None and abs(width - twips) <= NEAR


def run_deviations(values: Values, defaults: Values, role: Role, layout: Layout) -> Iterator[Deviation]:
    """Give where the run formatting in effect departs from the role; `values` leaves the document defaults out."""
    if values.keys() & {"rFonts.eastAsiaTheme", "rFonts.asciiTheme", "rFonts.hAnsiTheme"}:
        return  # told once, by the place of the theme font
    chinese = values.get("rFonts.eastAsia")
    if not chinese:
        yield Deviation("east-asian-font-unset", "没有", role.font)
    elif chinese != role.font:
        yield Deviation("east-asian-font", chinese, role.font)
    whole = {**defaults, **values}
    latin = {whole.get(f"rFonts.{kind}", "没有") for kind in ("ascii", "hAnsi")} - {layout.fonts.latin}
    if latin:
        yield Deviation("latin-font", "、".join(sorted(latin)), layout.fonts.latin)
    size = integer(whole, "sz", 20)
    if size != role.size:
        yield Deviation("font-size", points(size), points(role.size))
    if whole.get("color", "auto") not in _BLACK:
        yield Deviation("text-colour", whole["color"], "黑色")
    if not role.in_table and role.style != wordml.TABLE_TITLE and values.get("snapToGrid") == "0":
        yield Deviation("snap-to-grid", "字不对齐网格", "对齐网格")


def _level(level: int | None) -> str:
    return "正文" if level == 9 else f"{level + 1} 级" if level is not None else "看不懂"


def _indent(wanted: tuple[int, int]) -> str:
    return f"{wanted[0] / 100:g} 字" if wanted[1] else "没有缩进"


def _found_indent(values: Values, side: str) -> str:
    characters = integer(values, f"ind.{side}Chars")
    width = length(integer(values, f"ind.{side}"))
    return f"{characters / 100:g} 字，{width}" if characters else width
