"""XML parts of a package read with Python's own expat, without a tree: what a workbook says takes no more.

Names are given without their prefix, so that the strict and the usual dialect read alike. Entities beyond XML's own
cannot occur, because a document type is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.parsers import expat

from zpj.domain.records import record
from zpj.domain.regex import regex

if TYPE_CHECKING:
    from zpj.grid.package import Package

Attributes = dict[str, str]

_DECLARED = regex(r"<\?xml[^>]{1,80}?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_KNOWN = frozenset(("utf-8", "utf-16", "us-ascii", "iso-8859-1"))
_CHINESE = frozenset(("gb2312", "gbk"))
_HEAD = 200


@record
class Element:
    """An element by itself: its name, its attributes as written, and the name of the one around it."""

    name: str
    attributes: Attributes
    parent: str


class Walk:
    """Goes through a part. `text` collects the characters of the element that `collect` was called for."""

    def __init__(self, package: Package, part: str) -> None:
        self._package, self._part = package, part
        self._pieces: list[str] = []

    def run(self, start: Callable[[str, Attributes], None], end: Callable[[str], None]) -> None:
        """Call back for every start and end; ZpjError where the part is missing, damaged or suspicious."""
        content, encoding = _readable(self._package, self._package.safe_xml(self._part))
        self._parser = expat.ParserCreate(encoding)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end
        self._parser.StartDoctypeDeclHandler = self._refuse
        try:
            self._parser.Parse(content, True)
        except (expat.ExpatError, ValueError) as error:
            raise self._package.damaged() from error

    def collect(self) -> None:
        """Collect characters from here on."""
        self._pieces = []
        self._parser.CharacterDataHandler = self._pieces.append

    def text(self) -> str:
        """The characters collected, and an end of collecting."""
        self._parser.CharacterDataHandler = None
        return "".join(self._pieces)

    def _refuse(self, *_: object) -> None:
        raise self._package.suspicious("含有文档类型声明")


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def elements(package: Package, part: str, *wanted: str) -> list[Element]:
    """The elements of those names, and all inside one of those names, in the order of their starts."""
    found: list[Element] = []
    around = [""]

    def start(written: str, attributes: Attributes) -> None:
        name, parent = local(written), around[-1]
        if name in wanted or parent in wanted:
            found.append(Element(name, attributes, parent))
        around.append(name)

    Walk(package, part).run(start, lambda _: around.__delitem__(-1))
    return found


def _readable(package: Package, content: bytes) -> tuple[bytes, str | None]:
    """Content and encoding as expat can read them: of the encodings of several bytes it knows Unicode's only."""
    declared = _DECLARED.match(content[:_HEAD].decode("latin-1"))
    if declared is None or (name := declared[1].lower()) in _KNOWN:
        return content, None
    try:
        return content.decode("gb18030" if name in _CHINESE else name).encode(), "utf-8"
    except (LookupError, UnicodeError) as error:
        raise package.damaged() from error
