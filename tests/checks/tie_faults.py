"""Puts one fault at a time into generated reports: every figure that comes from the workbook may be the one."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from lxml import etree

from zpj.domain.amounts import parse_number
from zpj.domain.findings import Finding, Severity
from zpj.domain.wording import normalise
from zpj.report.wordml import tag

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_LIST_NUMBER = re.compile(r"(?:^|[。；;：:、\s])[（(]?\d{1,2}[.．、)）](?!\d)")
_GRADE = re.compile('(?<=[“"])(?:优秀|优|良好|良|中|差)(?=[”"])|^(?:优秀|优|良好|良|中|差)$')
_GRADES = ("优", "良", "中", "差")
_PARAGRAPH, _TEXT, _CELL = tag("p"), tag("t"), tag("tc")


@dataclass(frozen=True)
class Figure:
    """A figure of a report: the paragraph it stands in (counted through the document), where, and what it is."""

    paragraph: int
    start: int
    end: int
    text: str
    unit: str


@dataclass(frozen=True)
class Fault:
    """One figure written wrong: what kind of slip, what it read and what it reads now."""

    kind: str
    figure: Figure
    now: str

    @property
    def found(self) -> str:
        """The changed figure with its unit."""
        return self.now + ("元" if self.kind == "元 for 万元" else self.figure.unit)


def paragraphs(data: bytes) -> list[str]:
    """The text of every paragraph, cells included."""
    return [_text(element) for element in _root(data).iter(_PARAGRAPH)]


def _root(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def _text(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(_TEXT))


def figures(data: bytes) -> list[Figure]:
    """Every number and grade of a report but the numbers of lists."""
    found = []
    for number, text in enumerate(paragraphs(data)):
        listed = [match.span() for match in _LIST_NUMBER.finditer(text)]
        for match in (*_NUMBER.finditer(text), *_GRADE.finditer(text)):
            if not any(start <= match.start() < end for start, end in listed):
                unit = re.match("亿元|万元|元|%|％|年|分|号|月|日", text[match.end() :])
                found.append(Figure(number, *match.span(), match.group(), unit.group() if unit else ""))
    return found


def faults(figure: Figure, others: list[str], random: Random) -> Iterator[Fault]:
    """The slips a figure can suffer."""
    if figure.text in (*_GRADES, "优秀", "良好"):
        yield Fault("grade", figure, random.choice([word for word in _GRADES if word[0] != figure.text[0]]))
        return
    digits = [place for place, letter in enumerate(figure.text) if letter.isdigit()]
    place = random.choice(digits)
    swapped = random.choice([digit for digit in "123456789" if digit != figure.text[place]])
    yield Fault("digit", figure, figure.text[:place] + swapped + figure.text[place + 1 :])
    if figure.unit == "万元" and parse_number(figure.text):
        yield Fault("元 for 万元", figure, figure.text)
    if figure.unit == "年" and len(figure.text) == 4:
        yield Fault("year", figure, str(int(figure.text) + random.choice((-1, 1))))
    if figure.unit in ("%", "％"):
        yield Fault("rate", figure, _other_than(figure.text, f"{random.uniform(1, 100):.2f}"))
    if figure.text.isdigit() and len(figure.text) < 4:
        yield Fault("count", figure, str(int(figure.text) + random.choice((1, 2, 10))))
    if others:
        yield Fault("value of another place", figure, random.choice(others))


def _other_than(old: str, new: str) -> str:
    return new if parse_number(new) != parse_number(old) else f"{new}1"


def spoilt(data: bytes, fault: Fault) -> bytes:
    """The report with the fault in it."""
    root = _root(data)
    paragraph = list(root.iter(_PARAGRAPH))[fault.figure.paragraph]
    position, figure = 0, fault.figure
    drop = 1 if fault.kind == "元 for 万元" else 0
    for node in paragraph.iter(_TEXT):
        text = node.text or ""
        start, end = figure.start - position, figure.end - position
        if start >= 0 and end <= len(text):
            node.text = text[:start] + fault.now + text[end + drop :]
            break
        position += len(text)
    else:
        raise AssertionError(f"the figure is spread over runs: {figure}")
    return _packed(data, root)


def rewritten(data: bytes, old: str, new: str) -> bytes:
    """The report with some words written otherwise, wherever a run has them."""
    root = _root(data)
    nodes = [node for node in root.iter(_TEXT) if old in (node.text or "")]
    assert nodes, old
    for node in nodes:
        node.text = (node.text or "").replace(old, new)
    return _packed(data, root)


def _packed(data: bytes, root: etree._Element) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            content = old.read(name) if name != "word/document.xml" else etree.tostring(root, encoding="UTF-8")
            new.writestr(name, content)
    return result.getvalue()


def edited(data: bytes) -> bytes:
    """The report as a clerk edits it: lines added, lines left out, words changed, no figure touched."""
    root = _root(data)
    outside = (line for line in root.iter(_PARAGRAPH) if next(line.iterancestors(_CELL), None) is None)
    lines = [line for line in outside if len(_text(line)) > 24]
    for number, line in enumerate(lines):
        texts = list(line.iter(_TEXT))
        if number % 7 == 1:
            new = copy.deepcopy(line)
            for place, node in enumerate(new.iter(_TEXT)):
                node.text = "" if place else "今后将继续做好各项工作，不断提高服务水平。"
            line.addnext(new)
        elif number % 7 == 3:
            parent = line.getparent()
            assert parent is not None
            parent.remove(line)
        elif number % 7 == 5:
            texts[-1].text = f"总的来看，{texts[-1].text or ''}" if len(texts) == 1 else texts[-1].text
    return _packed(data, root)


def is_told(fault: Fault, findings: list[Finding]) -> bool:
    """Whether an error or a warning names the changed text and says what it was."""
    return any(
        finding.severity is not Severity.INFO
        and (_names(fault.now, finding.found) or _names(fault.now, finding.quote))
        and _equals(fault.figure, finding.expected)
        for finding in findings
    )


def _names(text: str, told: str | None) -> bool:
    return told is not None and normalise(text) in normalise(told)


def _equals(figure: Figure, expected: str | None) -> bool:
    """Whether the expected value is the original, as it was written or as rounded from it."""
    if expected is None:
        return False
    wanted, told = normalise(figure.text), normalise(expected)
    if re.search(rf"(?<![\d.]){re.escape(wanted)}(?![\d.])", told):
        return True
    number = re.match(r"\d+(?:\.\d+)?", told)
    if number is None or parse_number(wanted) is None or not told.endswith(figure.unit):
        return False
    places = len(wanted.partition(".")[2])
    return f"{float(number.group()):.{places}f}" == wanted
