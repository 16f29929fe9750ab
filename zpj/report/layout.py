"""The official page layout in numbers, loaded from a profile such as templates/layouts/gbt9704.toml.

Lengths are twips (1/20 pt), font sizes half-points, the character pitch of the grid 1/4096 pt, as Word stores them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from zpj import resources
from zpj.domain.errors import ZpjError
from zpj.domain.records import record, replace


@record
class Page:
    """Paper size, margins, and the distance of header and footer from the edge."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int

    @property
    def text_width(self) -> int:
        """Width of the text block (版心)."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """Height of the text block."""
        return self.height - self.top - self.bottom

    def landscape(self) -> Page:
        """The same paper turned for a wide table: margins turn along, the footer keeps its distance to the text."""
        gap = self.bottom - self.footer
        return replace(
            self,
            width=self.height,
            height=self.width,
            top=self.left,
            right=self.top,
            bottom=self.right,
            left=self.bottom,
            footer=self.right - gap,
        )


@record
class CharacterGrid:
    """The document grid that makes 22 lines of 28 characters.

    `snap_lines` says whether running text also aligns its lines with the grid; lines of exact height need not.
    """

    kind: str
    line_pitch: int
    char_space: int
    snap_lines: bool


@record
class Paragraphs:
    """Exact line heights and indents of running text."""

    line: int
    title_line: int
    first_line_chars: int
    first_line: int
    signature_right_chars: int
    signature_right: int


@record
class Fonts:
    """East Asian font per role, one Latin font, and the font a computer may use instead of each."""

    title: str
    level1: str
    level2: str
    body: str
    attachment: str
    table_title: str
    table: str
    latin: str
    page_number: str
    alternatives: Mapping[str, str]


@record
class Sizes:
    """Font sizes in half-points."""

    title: int
    body: int
    page_number: int
    table_title: int
    table: int
    small_table: int


@record
class PageNumber:
    """The dashes around the number and its distance from the outer edge."""

    dash: str
    indent_chars: int
    indent: int


@record
class TableLayout:
    """Line heights, borders (1/8 pt), and when a cell is long, a row too tall to stay whole, or a form too large."""

    line: int
    small_line: int
    title_line: int
    cell_margin: int
    border: int
    row_height: int
    long_text: int
    narrow_cell: int
    most_pages: int
    unsplit_lines: int


@record
class Layout:
    """A whole layout profile."""

    id: str
    title: str
    page: Page
    grid: CharacterGrid
    paragraph: Paragraphs
    fonts: Fonts
    sizes: Sizes
    page_number: PageNumber
    table: TableLayout


def load_layout(path: Path) -> Layout:
    """Load a layout profile; a ZpjError where the file is missing, no TOML, or lacks a value."""
    try:
        return _layout(resources.toml(path))
    except OSError as error:
        raise ZpjError(f"版面文件 {path.name}", "打不开", "请检查文件是否还在 templates/layouts 里") from error
    except resources.NotToml as error:
        raise ZpjError(f"版面文件 {path.name}", f"不是正确的 TOML（{error}）", "请照 gbt9704.toml 改正") from error
    except (KeyError, TypeError) as error:
        raise ZpjError(f"版面文件 {path.name}", f"缺少或多出一项（{error}）", "请照 gbt9704.toml 补齐") from error


def _layout(data: dict[str, Any]) -> Layout:
    fonts = dict(data["fonts"])
    alternatives = MappingProxyType(dict(fonts.pop("alternatives", {})))
    return Layout(
        id=data["id"],
        title=data["title"],
        page=Page(**data["page"]),
        grid=CharacterGrid(**data["grid"]),
        paragraph=Paragraphs(**data["paragraph"]),
        fonts=Fonts(**fonts, alternatives=alternatives),
        sizes=Sizes(**data["sizes"]),
        page_number=PageNumber(**data["page_number"]),
        table=TableLayout(**data["table"]),
    )
