"""Who and what in a file is personal: names found by their labels, numbers of phones, identities and accounts."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from zpj import resources
from zpj.domain.errors import ZpjError
from zpj.grid.grid import Cell, Grid

PERSON, PHONE, IDENTITY, ACCOUNT, MAIL = "姓名", "电话", "身份证号", "银行账号", "邮箱"
REPLACEMENT = "（略）"
_KINDS = {"person": PERSON, "phone": PHONE, "identity": IDENTITY, "account": ACCOUNT, "mail": MAIL}
Span = tuple[int, int, str]

_MOBILE = re.compile(
    r"(?<![\d.A-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\dA-Za-z]|\.\d|\s*[元万亿%％人个吨米])"
)
_ENDS = r"(?![\dA-Za-z]|\.\d)"
_LANDLINE = re.compile(
    r"(?<![\d.A-Za-z])(?:(?:[(（]0\d{2,3}[)）][-－ ]?|0\d{2,3}[-－—–] ?)\d{3,4}[- ]?\d{4}(?:[-－转]\d{1,6})?"
    rf"|0(?:10|2\d)\d{{8}}|0[3-9]\d{{2}}\d{{7,8}}){_ENDS}"
)
_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
_MAIL = re.compile(r"(?:mailto:)?[A-Za-z0-9][\w.+-]*@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_VALUES = {
    PHONE: r"[\d()（）+－—–\- 转、，,/]{6,60}\d",
    IDENTITY: r"[\dXx]{15,18}",
    ACCOUNT: r"\d[\d -]{8,28}\d",
    MAIL: r"[\w.@+-]{4,60}",
}
_HAN = "㐀-鿿"
_SPLIT = re.compile(r"[、，,；;/／|\s]|和|及|与")
_NAME = re.compile(f"[{_HAN}]{{2,4}}|[{_HAN}]{{1,10}}(?:[·•‧][{_HAN}]{{1,10}})+")
_LATIN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_MOST_BELOW = 60
_LONG_LABEL = 3


@dataclass(frozen=True)
class Wording:
    """templates/publish.toml."""

    labels: dict[str, frozenset[str]]
    signatures: frozenset[str]
    headings: frozenset[str]
    internal: frozenset[str]
    columns: frozenset[str]
    surnames: frozenset[str]
    others: frozenset[str]
    endings: tuple[str, ...]

    @cached_property
    def told(self) -> dict[str, re.Pattern[str]]:
        """For each kind: a label with a colon, and what may follow it; a long number may follow without a colon."""
        return {
            kind: re.compile(
                f"(?:{_spaced(words)})\\s*(?:[(（][^()（）:：]{{0,14}}[)）])?\\s*[:：]{colon}\\s*(?=(?P<value>{value}))",
                re.IGNORECASE,
            )
            for kind, words in self.labels.items()
            for colon in ["?" if kind in (IDENTITY, ACCOUNT) else ""]
            for value in [_VALUES.get(kind, r"[^:：。；;\n\t]{1,120}")]
        }

    @cached_property
    def signed(self) -> re.Pattern[str]:
        """What may be one name alone: behind a label of three characters and blanks, or 审核： and the like."""
        words = [word for word in self.labels[PERSON] if len(word) >= _LONG_LABEL]
        label = f"(?:{_spaced(words)})[ \t　]+|(?:{_spaced(self.signatures)})[ \t　]*[:：][ \t　]*"
        return re.compile(f"(?:{label})(?P<value>[{_HAN}]{{2,4}}|[{_HAN}][ 　]+[{_HAN}])(?=\\s|[，,；;。（(]|$)")

    def kind_of(self, text: str) -> str | None:
        """The kind of value a cell with this text is the label of."""
        bare = _bare(text)
        if bare in self.signatures and text.rstrip().endswith((":", "：")):
            return PERSON
        return next((kind for kind, words in self.labels.items() if bare in words), None)

    def is_heading(self, text: str) -> bool:
        """Whether a cell is a label or stands over a column of a table of persons."""
        return _bare(text) in self.headings or self.kind_of(text) is not None


@dataclass
class Personal:
    """What was found: names to replace everywhere, texts to replace where they stand alone, cells by their place."""

    names: set[str] = field(default_factory=set)
    wholes: dict[str, str] = field(default_factory=dict)
    places: dict[tuple[str, int, int], str] = field(default_factory=dict)

    def everywhere(self, text: str) -> list[Span]:
        """The names in a text."""
        return [(m.start(), m.end(), PERSON) for m in self._pattern.finditer(text)] if self.names else []

    def in_prose(self, text: str) -> list[Span]:
        """Everything personal in a text a reader reads; no span overlaps another."""
        whole = text.strip()
        if whole in self.wholes:
            start = text.index(whole)
            return [(start, start + len(whole), self.wholes[whole])]
        found = [*self.everywhere(text), *numbers_in(text)]
        kept: list[Span] = []
        for span in sorted(found, key=lambda one: (one[0], -one[1])):
            if not kept or span[0] >= kept[-1][1]:
                kept.append(span)
        return kept

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self.names, key=lambda name: (-len(name), name))
        return re.compile("|".join(r"[ \t　]*".join(map(re.escape, name)) for name in names))


@cache
def wording() -> Wording:
    """The wordings; ZpjError where the file is missing or wrong."""
    path = resources.templates() / "publish.toml"
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        names = raw["names"]
        return Wording(
            {kind: frozenset(map(_bare, raw["labels"][key])) for key, kind in _KINDS.items()},
            frozenset(map(_bare, raw["signatures"]["words"])),
            frozenset(map(_bare, raw["headings"]["words"])),
            frozenset(raw["internal"]["sheets"]),
            frozenset(raw["internal"]["columns"]),
            frozenset({*"".join(names["surnames"].split()), *names["compound"]}),
            frozenset(names["others"]),
            tuple(names["endings"]),
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, AttributeError, TypeError) as error:
        raise ZpjError(
            f"写法文件 {path.name}", "读不出来或缺了一项", "请恢复 templates/publish.toml 原来的样子"
        ) from error


def find_personal(grids: Iterable[Grid], texts: Iterable[str], authors: Iterable[str] = ()) -> Personal:
    """Find persons by labels in tables and in texts; `authors` are names from the file's properties and changes."""
    found = Personal()
    for grid in grids:
        for cell in grid.cells.values():
            _in_table(grid, cell, found)
            _in_text(cell.text, found)
    for text in texts:
        _in_text(text, found)
    found.names |= {name for author in authors if (name := _closed(author)) and _is_name(name, strict=True)}
    return found


def numbers_in(text: str) -> list[Span]:
    """Phone and identity numbers by their form, and what follows a label with a colon."""
    if not any(char.isdecimal() for char in text) and "@" not in text:
        return []
    spans = [(m.start(), m.end(), IDENTITY) for m in _IDENTITY.finditer(text) if _is_identity(m[0])]
    spans += [(m.start(), m.end(), MAIL) for m in _MAIL.finditer(text)]
    spans += [(m.start(), m.end(), PHONE) for pattern in (_MOBILE, _LANDLINE) for m in pattern.finditer(text)]
    for kind, pattern in wording().told.items():
        if kind != PERSON:
            spans += [(m.start("value"), m.end("value"), kind) for m in pattern.finditer(text)]
    return spans


def looks_like_phone(cell: Cell) -> bool:
    """Whether a number alone in a cell could be a mobile phone's."""
    return cell.number is not None and _MOBILE.fullmatch(cell.text.strip()) is not None


def _in_text(text: str, found: Personal) -> None:
    for match in wording().signed.finditer(text):
        found.names |= set(_names(match["value"]))
    if ":" not in text and "：" not in text:
        return
    for match in wording().told[PERSON].finditer(text):
        found.names |= set(_names(match["value"], leading=True))


def _in_table(grid: Grid, cell: Cell, found: Personal) -> None:
    known = wording()
    kind = known.kind_of(cell.text)
    if kind is None:
        return
    area = grid.area(cell.row, cell.column)
    right = grid.at(cell.row, area.right + 1)
    heads = [other for other in grid.row_cells(cell.row) if other is not cell and known.is_heading(other.text)]
    if heads and (right is None or known.is_heading(right.text)):
        for below in _below(grid, area.bottom + 1, cell.column):
            _take(grid, below, kind, found, strict=_bare(cell.text) != "姓名")
    elif right is not None and not known.is_heading(right.text):
        _take(grid, right, kind, found, strict=False)
    elif right is None and (under := grid.at(area.bottom + 1, cell.column)) is not None:
        _take(grid, under, kind, found, strict=True)


def _below(grid: Grid, first: int, column: int) -> Iterator[Cell]:
    """The cells below a heading as far as the table goes."""
    for row in range(first, min(grid.rows, first + _MOST_BELOW) + 1):
        if next(grid.row_cells(row), None) is None:
            return
        cell = grid.at(row, column)
        if cell is not None and wording().is_heading(cell.text):
            return
        if cell is not None and cell.row == row:
            yield cell


def _take(grid: Grid, cell: Cell, kind: str, found: Personal, *, strict: bool) -> None:
    text = cell.text.strip()
    if not text or text == REPLACEMENT:
        return
    if kind == PERSON:
        names = _names(text)
        found.names |= set(names)
        if not names and not strict and _is_name(_closed(text), strict=False):
            found.wholes[text] = kind
            found.places[grid.name, cell.row, cell.column] = kind
        return
    enough = sum(char.isdecimal() for char in text) >= 6 or (kind == MAIL and "@" in text)
    if enough:
        found.wholes[text] = kind
        found.places[grid.name, cell.row, cell.column] = kind


def _names(text: str, *, leading: bool = False) -> list[str]:
    """The names in a labelled value; `leading`: only those it begins with, up to the first word that is none."""
    bare = _BRACKETS.sub("、", text)
    if _LATIN.fullmatch(bare.strip()):
        return [bare.strip()]
    names: list[str] = []
    for piece in _pieces(bare):
        if _is_name(piece, strict=True):
            names.append(piece)
        elif leading and not any(char.isdecimal() for char in piece):
            break
    return names


def _pieces(text: str) -> list[str]:
    """The words of a list; one character, blank, one character is a name of two."""
    joined = re.sub(f"(?<![{_HAN}])([{_HAN}])[ 　]+([{_HAN}])(?![{_HAN}])", r"\1\2", text)
    found = [piece for part in _SPLIT.split(joined) if (piece := part.strip(" 。.（）()"))]
    return [piece.removesuffix("等") if len(piece) > 2 else piece for piece in found]


def _is_name(text: str, *, strict: bool) -> bool:
    """Whether a word may be a person's name; `strict`: it begins with a surname."""
    known = wording()
    if not _NAME.fullmatch(text) or text in known.others:
        return False
    if any(mark in text for mark in "·•‧"):
        return True
    if text[:2] in known.surnames:
        return len(text) > 2 or text[:1] in known.surnames
    starts = text[:1] in known.surnames
    longer = tuple(ending for ending in known.endings if len(ending) > 1)
    if text.endswith(longer) or (len(text) != 2 and text.endswith(known.endings) and not (starts and len(text) == 3)):
        return False
    if any(text.startswith(word) for word in known.others if len(word) > 1):
        return False
    return (starts and len(text) <= 3) or (not strict and len(text) <= 3 and not text.endswith(known.endings))


def _closed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _bare(text: str) -> str:
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()
    return _BRACKETS.sub("", folded).strip(":：*＊")


def _spaced(words: Iterable[str]) -> str:
    ordered: Sequence[str] = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"[ \t　]*".join(map(re.escape, word)) for word in ordered)


def _is_identity(text: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=False))
    return _CHECK_DIGITS[total % 11] == text[-1].upper()
