"""A filed report (.docx) as a reviewer reads it: headings, paragraphs and tables, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.domain.columns import column_letters
from zpj.domain.records import field, record


@record
class Heading:
    """A heading: its level (0 “第一部分”, 1 “一、”, 2 “（一）”, 3 “1.”, 4 “（1）”), its printed number and its words.

    `number` is the ordinal the paper prints (“三、” is 3, Word's automatic numbers count as printed), None where the
    paper shows none though it is a heading. `text` is number and words without what runs on after them.
    """

    level: int
    number: int | None
    title: str
    text: str


@record
class Paragraph:
    """A paragraph that is not empty.

    `text` begins with the number Word prints by itself, if any. `index` counts the document's w:p elements of the body
    from 0, those of tables included, so that a comment finds its place again; a further line of a paragraph that
    line breaks make several of has a number above all of them, and that of its w:p is `element`. `path` is the
    headings it stands under (its own included where it is one), `position` its number among the paragraphs under the
    last of them, from 1 (the heading itself). `section` counts the papers in one file (a form and its report, several
    reports one after another), from 0. `cell` is where a workbook keeps a text for its report (“报告素材!D5”).
    `location` is that cell, else “三、综合评价结论（一） ¶2”: the first heading in full, the deeper ones by number.
    """

    index: int
    text: str
    path: tuple[Heading, ...] = ()
    position: int = 1
    heading: Heading | None = None
    is_title: bool = False
    section: int = 0
    cell: str = ""
    element: int | None = None
    location: str = field(default="", init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "location", self.cell or self._place())

    def _place(self) -> str:
        if not self.path:
            return f"正文 ¶{self.position}"
        deeper = "".join(map(_number_of, self.path[1:]))
        return f"{self.path[0].text[:_LONGEST]}{deeper} ¶{self.position}"


_LONGEST = 24


def _number_of(heading: Heading) -> str:
    return heading.text.removesuffix(heading.title) or heading.title[:_LONGEST]


@record
class PaperTable:
    """A table of the paper: “表3” (the third), its rows of displayed text (merged once), and what it is under.

    Row and column of a text are those of its cell: rows[5][2] is 表3!C6. `form` is true where the table was read as a
    self-evaluation form, `part` where it goes on with the form in the table before. `covered` are the places
    (row and column from 0) that a merged cell above or beside takes in.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    path: tuple[Heading, ...] = ()
    caption: str = ""
    section: int = 0
    form: bool = False
    covered: frozenset[tuple[int, int]] = frozenset()
    part: bool = False

    def cell(self, row: int, column: int) -> str:
        """The place of a cell, its row and column counted from 1: “表3!C6”."""
        return f"{self.name}!{column_letters(column)}{row}"

    def filled(self) -> Iterator[tuple[str, str]]:
        """The place and the text of every cell that has one, row by row."""
        for row, texts in enumerate(self.rows, 1):
            for column, text in enumerate(texts, 1):
                if text:
                    yield self.cell(row, column), text


@record
class Paper:
    """A report as filed: what stands in it in reading order, tables apart."""

    path: str
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[PaperTable, ...] = ()

    def __hash__(self) -> int:
        return hash((self.path, len(self.paragraphs), len(self.tables)))

    @property
    def titles(self) -> tuple[Paragraph, ...]:
        """The title lines: of the cover, of each form, of each report in the file."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.is_title)
