"""Breaks a long title between words: side indents make its lines end where a word ends (GB/T 9704: 词意完整).

The text itself stays whole, so that a report is still found by its title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from zpj.domain.records import record
from zpj.domain.regex import pattern, regex
from zpj.domain.words import is_word
from zpj.report.form_measure import length
from zpj.report.wordml import escaped, unescaped

_CHARACTER = 436  # twips of a 2 号 character on the grid of 28 to a line
_WIDTH = 8844
_MOST = 20
_ROOM = 0.4  # of a character, that a line holds beyond its last one
_PIECE = regex("[（“《‘〔]*(?:[!-~]+|[^!-~])[）”》’〕、，。；：]*")
_BEGINS = regex("项目支出|支出绩效|绩效|整体|[0-9]")
_BEGINS_LESS = regex("项目|支出|自评|评价|分析报告|报告|总报告|[（“《〔]")
_ENDS = regex("(?:[0-9]年度?|[）”》〕])$")
_GOOD, _FAIR, _PASSABLE, _POOR = 0, 1, 2, 5
_UNEVEN = 3
_PARAGRAPH = '<w:p(?: [^<>]*)?><w:pPr><w:pStyle w:val="{}"/>(?P<rest>.*?)</w:pPr>(?P<runs>.*?)</w:p>'
_GAP = regex("(?<=[一-龥])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[一-龥])")
_TEXT = regex("<w:t(?: [^<>]*)?>([^<]*)")
_AFTER_INDENT = regex("<w:(?:jc|textDirection|textAlignment|outlineLvl|rPr|sectPr)[ />]")


def with_whole_words(part: str, style_id: str) -> str:
    """Indent the titles (paragraphs in a style) of a rendered part so that their lines end with a word."""
    return pattern(_PARAGRAPH.format(re.escape(escaped(style_id)))).sub(_indented, part)


def _indented(found: re.Match[str]) -> str:
    rest = found["rest"]
    indent = _indent(unescaped("".join(_TEXT.findall(found["runs"]))))
    if not indent or "<w:ind " in rest or "<w:br/>" in found["runs"]:
        return found[0]
    after = _AFTER_INDENT.search(rest)
    place = found.start("rest") - found.start() + (after.start() if after else len(rest))
    return f'{found[0][:place]}<w:ind w:left="{indent}" w:right="{indent}"/>{found[0][place:]}'


def _indent(title: str) -> int:
    """Twips on either side with which the lines of a title end best, 0 for a title of one line."""
    pieces = _measured([found[0] for found in _PIECE.finditer(title.strip())])
    fewest = len(_lines(pieces, _MOST))
    if fewest == 1:
        return 0
    least = sum(piece.length + piece.gap for piece in pieces) / fewest
    rooms = (quarters / 4 for quarters in range(int(4 * least), 4 * _MOST + 1))
    tried = [(room, lines) for room in rooms if len(lines := _lines(pieces, room)) == fewest]
    surely = [(tuple(lines), room) for room, lines in tried if lines == _lines(pieces, room + _ROOM)]
    narrowest = dict(reversed(surely))
    _, room = min(((_cost(lines), room) for lines, room in narrowest.items()), default=(0, _MOST))
    return max(round((_WIDTH - (room + _ROOM) * _CHARACTER) / 2), 0)


@record
class _Piece:
    """What no line may end in: its text, its length in characters, and the gap between it and the piece before."""

    text: str
    length: float
    gap: float


def _measured(texts: Sequence[str]) -> list[_Piece]:
    gaps = (_length(before[-1] + text[0]) - _length(before[-1]) - _length(text[0]) for before, text in pairwise(texts))
    return [_Piece(text, _length(text), gap) for text, gap in zip(texts, (0, *gaps), strict=True)]


def _lines(pieces: Sequence[_Piece], room: float) -> list[str]:
    """The lines of a title where so many characters fit on one; each takes what it can."""
    lines, taken = [""], 0.0
    for piece in pieces:
        if lines[-1] and taken + piece.gap + piece.length > room:
            lines.append("")
        taken = taken + piece.gap + piece.length if lines[-1] else piece.length
        lines[-1] += piece.text
    return lines


def _cost(lines: Sequence[str]) -> float:
    """How badly a title is broken: within words, or into lines of very different length."""
    longest = max(map(_length, lines))
    return sum(map(_break_cost, lines, lines[1:])) + _UNEVEN * (1 - _length(lines[-1]) / longest)


def _length(text: str) -> float:
    """Length in characters, with the quarter that stands between a Chinese character and a digit or letter."""
    return length(text) + len(_GAP.findall(text)) / 4


def _break_cost(before: str, after: str) -> int:
    if _ENDS.search(before):
        return _GOOD
    if _BEGINS.match(after):
        return _FAIR if before.endswith(("项目", "部门")) else _GOOD
    if _BEGINS_LESS.match(after):
        return _FAIR
    if before.count("（") > before.count("）"):
        return _POOR
    return _POOR if is_word(before[-1] + after[0]) else _PASSABLE
