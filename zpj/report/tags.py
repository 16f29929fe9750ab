"""Finds the Jinja tags of a Word part, joins those that Word split over runs, and turns the part into Jinja source.

Word cuts typed text into runs wherever it likes, so a tag may be spread over several `w:t`. Every tag is moved into
one place and kept there as a processing instruction; the source is then the part as text with each instruction
replaced by its tag. Jinja's delimiters are characters that no XML can hold, so text can never be taken for a tag, and
the only line ends of the source are those put into the tags: the line of an error names its tag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.report.places import places, text_width
from zpj.report.template_scan import Found, find_tags
from zpj.report.wordml import XML_SPACE, tag

STATEMENT = ("\x01%", "%\x02")
OUTPUT = ("\x01{", "}\x02")
COMMENT = ("\x01#", "#\x02")

_TABLE_FILTER = regex(r"\|\s*表格\s*$")
_INSTRUCTION = regex(r"<\?zpj (\w+)\?>")
_BLANKS = str.maketrans("\u00a0\u3000\n\r\t\u200b\u2060\ufeff", "     \0\0\0")
_TYPED_QUOTES = str.maketrans("“”‘’", "\"\"''")
_HOW_TO_WRITE = "标签写成 {{ 字段 }} 或 {% for 行 in 资金 %}，括号用半角，一个标签写在同一段里"

P, R, T, TR, TBL = (tag(name) for name in ("p", "r", "t", "tr", "tbl"))
_VISIBLE = tuple(tag(name) for name in ("drawing", "pict", "object", "br", "sym", "fldChar", "fldSimple"))
_DROPPED = tuple(tag(name) for name in ("proofErr", "lastRenderedPageBreak"))


@record
class Tag:
    """One tag: `text` as typed, `body` between its brackets, its place in words and the element it acts inside.

    `paragraph` holds it, `start` is where it begins in the paragraph's text.
    """

    text: str
    body: str
    place: str
    inside: etree._Element
    paragraph: etree._Element
    start: int

    @property
    def is_output(self) -> bool:
        """Whether the tag prints a value."""
        return self.text.startswith("{{")

    @property
    def is_comment(self) -> bool:
        """Whether the tag only explains something to people."""
        return self.text.startswith("{#")

    @property
    def keyword(self) -> str:
        """The first word of a `{% %}` tag, "" for the others."""
        return (self.body.split() or [""])[0] if self.text.startswith("{%") else ""

    def source(self) -> str:
        """Give the tag in the delimiters of the compiled source, holding exactly one line end; comments vanish."""
        if self.is_comment:
            return "{}\n{}".format(*COMMENT)
        opening, closing = OUTPUT if self.is_output else STATEMENT
        return f"{opening}\n{self.body} {closing}"


@record
class TagProblem:
    """What is wrong with a tag or a stray bracket, in the parts of a ZpjError."""

    text: str
    place: str
    paragraph: etree._Element
    start: int
    reason: str
    remedy: str


def problem(found: Tag, reason: str, remedy: str) -> TagProblem:
    """Give the problem of one tag."""
    return TagProblem(found.text, found.place, found.paragraph, found.start, reason, remedy)


def has_tags(root: etree._Element) -> bool:
    """Whether a part holds anything that looks like a tag."""
    return any(next(find_tags(paragraph_text(p)), None) is not None for p in root.iter(P))


class TagReader:
    """Takes the tags out of one part: `tags` in the order of the document, `problems` with their brackets.

    The part is used up: instructions stand where the tags were.
    """

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self.tags: list[Tag] = []
        self.problems: list[TagProblem] = []
        for element in list(root.iter(*_DROPPED)):
            _remove(element)
        self._places = places(root)
        self._read()
        self._put_in_order()

    def source(self, marks: Callable[[str], str]) -> str:
        """Give the part as Jinja source; `marks` gives the text for instructions that are no tags."""
        text = etree.tostring(self._root, encoding="unicode", with_tail=False).replace("\n", "&#10;")
        return _INSTRUCTION.sub(
            lambda found: self.tags[int(found[1])].source() if found[1].isdecimal() else marks(found[1]), text
        )

    def _read(self) -> None:
        done: set[etree._Element] = set()
        for element in list(self._root.iter(TR, P)):
            if element.tag == TR:
                paragraphs = list(element.iter(P))
                if next(element.iter(TBL), None) is None and _is_control(paragraphs):
                    done.update(paragraphs)
                    self._replace(element, paragraphs)
            elif element not in done:
                self._paragraph(element)

    def _put_in_order(self) -> None:
        ordered = []
        for instruction in self._root.iter(etree.ProcessingInstruction):
            ordered.append(self.tags[int(instruction.text or "0")])
            instruction.text = str(len(ordered) - 1)
        self.tags = ordered

    def _paragraph(self, paragraph: etree._Element) -> None:
        text = paragraph_text(paragraph)
        found = list(find_tags(text))
        self._report_brackets(paragraph, found)
        sound = [item for item in found if item.tag]
        if not sound:
            return
        if _is_control([paragraph]):
            if paragraph.find(f"{tag('pPr')}/{tag('sectPr')}") is not None:
                self._report(paragraph, sound[0], "这一段带着分节符，不能只放标签", "请把标签移到另一段")
            self._replace(paragraph, [paragraph])
        elif len(sound) == 1 and _is_table_tag(sound[0], text):
            self._replace(paragraph, [paragraph], f"({text_width(paragraph)})")
        else:
            self._inline(paragraph, text, sound)

    def _report_brackets(self, paragraph: etree._Element, found: Sequence[Found]) -> None:
        for item in found:
            if item.tag and item.bracket:
                reason = f"括号是全角的，成了不成对的 {item.bracket}"
                self._report(paragraph, item, reason, f"请改用半角括号：{item.tag}")
            elif item.bracket:
                self._report(paragraph, item, f"有不成对的 {item.bracket}", _HOW_TO_WRITE)

    def _report(self, paragraph: etree._Element, found: Found, reason: str, remedy: str) -> None:
        text = paragraph_text(paragraph)
        typed = text[found.start : found.end if found.tag else found.start + 40]
        place = self._places[paragraph]
        self.problems.append(TagProblem(typed, place, paragraph, found.start, reason, remedy))

    def _replace(self, element: etree._Element, paragraphs: Sequence[etree._Element], argument: str = "") -> None:
        """Put the tags of the paragraphs in place of an element."""
        parent = element.getparent()
        if parent is None:
            return
        for paragraph in paragraphs:
            found = list(find_tags(paragraph_text(paragraph)))
            if element is not paragraph:
                self._report_brackets(paragraph, found)
            for item in found:
                if item.tag:
                    element.addprevious(self._instruction(item, paragraph, parent, argument))
        parent.remove(element)

    def _inline(self, paragraph: etree._Element, text: str, found: Sequence[Found]) -> None:
        nodes = list(_text_nodes(paragraph))
        pieces: list[list[str | etree._Element]] = [[] for _ in nodes]
        owners = [index for index, node in enumerate(nodes) for _ in node.text or ""]
        position = 0
        for item in found:
            _share(text, position, item.start, owners, pieces)
            owner = owners[item.start]
            pieces[owner].append(self._instruction(item, paragraph, _holder(nodes[owner], paragraph)))
            position = item.end
        _share(text, position, len(text), owners, pieces)
        for node, content in zip(nodes, pieces, strict=True):
            _fill(node, content)

    def _instruction(
        self, item: Found, paragraph: etree._Element, inside: etree._Element, argument: str = ""
    ) -> etree._Element:
        body = tag_body(item.tag)
        found = Tag(item.tag, body + argument, self._places[paragraph], inside, paragraph, item.start)
        if not body and not found.is_comment:
            self.problems.append(problem(found, "标签是空的", "请写上字段名，或删去这一处"))
        if found.is_output and not argument and _TABLE_FILTER.search(body):
            remedy = "请把它移到没有别的字的一段"
            self.problems.append(problem(found, "整张表的标签要单独占一段", remedy))
        self.tags.append(found)
        return etree.ProcessingInstruction("zpj", str(len(self.tags) - 1))


def tag_body(text: str) -> str:
    """Give what stands between the brackets; quotes that Word made typographic are straightened.

    Where straight quotes are in use, typographic ones belong to the text between them.
    """
    body = text[2:-2].translate(_BLANKS).replace("\0", "").strip("-+ ")
    return body if '"' in body or "'" in body else body.translate(_TYPED_QUOTES)


def paragraph_text(paragraph: etree._Element) -> str:
    """Give the text of a paragraph, without that of a text box inside it."""
    return "".join(node.text or "" for node in _text_nodes(paragraph))


def _is_control(paragraphs: Sequence[etree._Element]) -> bool:
    """Whether paragraphs hold `{% %}` and `{# #}` tags and nothing else."""
    any_tag = False
    for paragraph in paragraphs:
        text, position = paragraph_text(paragraph), 0
        for item in find_tags(text):
            if not item.tag or item.tag.startswith("{{") or text[position : item.start].strip():
                return False
            any_tag, position = True, item.end
        if text[position:].strip():
            return False
    return any_tag and not any(next(p.iter(*_VISIBLE), None) is not None for p in paragraphs)


def _is_table_tag(found: Found, text: str) -> bool:
    alone = not text[: found.start].strip() and not text[found.end :].strip()
    return alone and found.tag.startswith("{{") and _TABLE_FILTER.search(tag_body(found.tag)) is not None


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _text_nodes(paragraph: etree._Element) -> Iterator[etree._Element]:
    for node in paragraph.iter(T):
        if next(node.iterancestors(P)) is paragraph:
            yield node


def _holder(node: etree._Element, paragraph: etree._Element) -> etree._Element:
    """What holds the run of a `w:t`: the paragraph, or a link or content control in it."""
    run = next(node.iterancestors(R), None)
    parent = None if run is None else run.getparent()
    return paragraph if parent is None else parent


def _share(text: str, start: int, end: int, owners: list[int], pieces: list[list[str | etree._Element]]) -> None:
    """Give each character between two tags back to the node it stood in."""
    for position in range(start, end):
        pieces[owners[position]].append(text[position])


def _fill(node: etree._Element, content: list[str | etree._Element]) -> None:
    """Put text and instructions into a `w:t`; a run that a tag has left empty disappears."""
    node.text = ""
    last: etree._Element | None = None
    for piece in content:
        if not isinstance(piece, str):
            node.append(piece)
            last = piece
        elif last is None:
            node.text += piece
        else:
            last.tail = (last.tail or "") + piece
    node.set(XML_SPACE, "preserve")
    run = node.getparent()
    if not content and run is not None:
        run.remove(node)
        holder = run.getparent()
        if holder is not None and all(child.tag == tag("rPr") for child in run):
            holder.remove(run)
