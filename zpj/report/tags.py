"""Finds the Jinja tags of a Word part, joins those that Word split over runs, and turns the part into Jinja source.

Word cuts typed text into runs wherever it likes, so a tag may be spread over several `w:t`. Every tag is moved into
one place and kept there as a processing instruction; the source is then the part as text with each instruction
replaced by its tag. Jinja's delimiters are characters that no XML can hold, so text can never be taken for a tag, and
the only line ends of the source are those put into the tags: the line of an error names its tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from zpj.domain.errors import ZpjError
from zpj.report.places import places, text_width
from zpj.report.wordml import XML_SPACE, tag

STATEMENT = ("\x01%", "%\x02")
OUTPUT = ("\x01{", "}\x02")
COMMENT = ("\x01#", "#\x02")

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BROKEN = re.compile(r"\{\{|\}\}|\{%|%\}|｛｛|｝｝|\{％|％\}|｛%|%｝|｛％|％｝")
_TABLE_FILTER = re.compile(r"\|\s*表格\s*$")
_INSTRUCTION = re.compile(r"<\?zpj (\d+)\?>")
_TYPED_QUOTES = str.maketrans("“”‘’\u00a0\u3000\n\r\t", "\"\"''     ")
_OPENERS = {"endfor": "for", "endif": "if"}
_MIDDLES = {"else": ("for", "if"), "elif": ("if",)}

P, T, TR = tag("p"), tag("t"), tag("tr")
_VISIBLE = frozenset(tag(name) for name in ("drawing", "pict", "object", "br", "sym", "fldChar", "fldSimple"))
_DROPPED = frozenset(tag(name) for name in ("proofErr", "lastRenderedPageBreak"))


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: `text` as typed, `body` between its brackets, its place in words, and the element it acts inside."""

    text: str
    body: str
    place: str
    inside: etree._Element

    @property
    def is_output(self) -> bool:
        """Whether the tag prints a value."""
        return self.text.startswith("{{")

    @property
    def keyword(self) -> str:
        """The first word of a `{% %}` tag, "" for the others."""
        return (self.body.split() or [""])[0] if self.text.startswith("{%") else ""

    def source(self) -> str:
        """Give the tag in the delimiters of the compiled source, holding exactly one line end; comments vanish."""
        if self.text.startswith("{#"):
            return "{}\n{}".format(*COMMENT)
        opening, closing = OUTPUT if self.is_output else STATEMENT
        return f"{opening}\n{self.body} {closing}"


def has_tags(root: etree._Element) -> bool:
    """Whether a part holds anything that looks like a tag."""
    return any(_BROKEN.search(_text(p)) or "{#" in _text(p) for p in root.iter(P))


class TagReader:
    """Reads the tags of one part. After `source()`, `tags` holds them in the order of their lines."""

    def __init__(self, root: etree._Element, template: str) -> None:
        self._root = root
        self._template = template
        self._places: dict[etree._Element, str] = {}
        self.tags: list[Tag] = []

    def source(self) -> str:
        """Give the part as Jinja source; a ZpjError where a tag is broken or unpaired. The part is used up."""
        for element in list(self._root.iter(*_DROPPED)):
            _remove(element)
        self._places = places(self._root)
        done: set[etree._Element] = set()
        for element in list(self._root.iter(TR, P)):
            if element.tag == TR and self._is_control(list(element.iter(P))):
                done.update(element.iter(P))
                self._replace(element, "".join(_text(p) for p in element.iter(P)))
            elif element.tag == P and element not in done:
                self._paragraph(element)
        self._check_pairs()
        text = etree.tostring(self._root, encoding="unicode", with_tail=False).replace("\n", "&#10;")
        return _INSTRUCTION.sub(lambda match: self.tags[int(match[1])].source(), text)

    def error(self, tag_or_place: Tag | str, reason: str, remedy: str) -> ZpjError:
        """Give the error of one tag, naming the template and the place."""
        place = tag_or_place if isinstance(tag_or_place, str) else f"{tag_or_place.place} {tag_or_place.text}"
        return ZpjError(f"模板 {self._template} {place}", reason, remedy)

    def _paragraph(self, paragraph: etree._Element) -> None:
        text = _text(paragraph)
        place = self._places[paragraph]
        if broken := _BROKEN.search(_TAG.sub("", text)):
            remedy = "标签写成 {{ 字段 }} 或 {% for 行 in 资金 %}，括号用半角，一个标签写在同一段里"
            raise self.error(f"{place}“{text[:40]}”", f"有不成对的 {broken[0]}", remedy)
        if self._is_control([paragraph]):
            if paragraph.find(f"{tag('pPr')}/{tag('sectPr')}") is not None:
                raise self.error(place, "这一段带着分节符，不能只放标签", "请把标签移到另一段")
            self._replace(paragraph, text)
        elif _is_table_tag(text):
            self._replace(paragraph, text, f"({text_width(paragraph)})")
        elif _TAG.search(text):
            self._inline(paragraph, text)

    def _is_control(self, paragraphs: list[etree._Element]) -> bool:
        """Whether paragraphs hold `{% %}` and `{# #}` tags and nothing else."""
        text = "".join(_text(p) for p in paragraphs)
        found = _TAG.findall(text)
        if not found or any(t.startswith("{{") for t in found) or _TAG.sub("", text).strip():
            return False
        return not any(next(p.iter(*_VISIBLE), None) is not None for p in paragraphs)

    def _replace(self, element: etree._Element, text: str, argument: str = "") -> None:
        parent, place = element.getparent(), self._places[element]
        if parent is None:
            return
        index = parent.index(element)
        parent.remove(element)
        for offset, match in enumerate(_TAG.finditer(text)):
            parent.insert(index + offset, self._instruction(match[0], place, parent, argument))

    def _inline(self, paragraph: etree._Element, text: str) -> None:
        place = self._places[paragraph]
        nodes = list(_text_nodes(paragraph))
        pieces: list[list[str | etree._Element]] = [[] for _ in nodes]
        owners = [index for index, node in enumerate(nodes) for _ in node.text or ""]
        position = 0
        for match in _TAG.finditer(text):
            _share(text, position, match.start(), owners, pieces)
            pieces[owners[match.start()]].append(self._instruction(match[0], place, paragraph))
            position = match.end()
        _share(text, position, len(text), owners, pieces)
        for node, content in zip(nodes, pieces, strict=True):
            _fill(node, content)

    def _instruction(self, text: str, place: str, inside: etree._Element, argument: str = "") -> etree._Element:
        body = text[2:-2].strip("-+ ").translate(_TYPED_QUOTES).strip()
        found = Tag(text, body + argument, place, inside)
        if not body and not text.startswith("{#"):
            raise self.error(found, "标签是空的", "请写上字段名，或删去这一处")
        if found.is_output and not argument and _TABLE_FILTER.search(body):
            raise self.error(found, "整张表的标签要单独占一段", "请把它移到没有别的字的一段")
        self.tags.append(found)
        return etree.ProcessingInstruction("zpj", str(len(self.tags) - 1))

    def _check_pairs(self) -> None:
        open_tags: list[Tag] = []
        for found in self.tags:
            word = found.keyword
            if word in ("for", "if"):
                open_tags.append(found)
            elif word in _MIDDLES or word in _OPENERS:
                self._check_partner(found, open_tags[-1] if open_tags else None)
                if word in _OPENERS:
                    open_tags.pop()
            elif word and word != "set":
                raise self.error(found, f"不认识“{word}”这种标签", "可用的有 for、if、elif、else、set")
        if open_tags:
            end = f"{{% end{open_tags[-1].keyword} %}}"
            raise self.error(open_tags[-1], f"后面没有对应的 {end}", f"请在要重复或省略的内容之后加上 {end}")

    def _check_partner(self, found: Tag, opener: Tag | None) -> None:
        allowed = _MIDDLES.get(found.keyword) or (_OPENERS[found.keyword],)
        if opener is None or opener.keyword not in allowed:
            starts = "或".join(f"{{% {word} … %}}" for word in allowed)
            raise self.error(found, f"前面没有对应的 {starts}", "请补上，或删去这一处")
        if opener.inside is not found.inside:
            remedy = "两个标签都各占一段（或各占一整行），或都写在同一段里"
            raise self.error(found, f"与 {opener.place} 的 {opener.text} 不在同一层", remedy)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _text_nodes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The `w:t` of a paragraph, without those of a text box inside it."""
    for node in paragraph.iter(T):
        if next(node.iterancestors(P)) is paragraph:
            yield node


def _text(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in _text_nodes(paragraph))


def _is_table_tag(text: str) -> bool:
    match = _TAG.fullmatch(text.strip())
    return bool(match and match[0].startswith("{{") and _TABLE_FILTER.search(match[0][2:-2].strip("-+ ")))


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
