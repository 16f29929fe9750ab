"""The quantities of a filed report's sentences: number, unit and the words before each, read once per paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import ne

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import CLAUSE, clause_before, clause_start
from zpj.checks.reading.reconcile import half_shown, half_unit, places_shown
from zpj.checks.reading.text import parts, sentences, squeezed
from zpj.checks.rule import Hit
from zpj.checks.tie.passages import project_of_headings
from zpj.domain.amounts import parse_number, plain, round_half_up
from zpj.domain.findings import Severity
from zpj.domain.paper import Paragraph
from zpj.domain.records import record
from zpj.domain.regex import pattern, regex
from zpj.domain.units import COUNT_ZEROS, canonical

AS_GOAL = regex(
    "(?:以[上内下])?(?:[(]含[)])?的?(?:年度|预期|年初|绩效|设定|计划)*(?:目标|指标值|要求|标准|任务)|以[上内下]"
)
"""Behind a figure that is a goal or a bound."""
_HAN = "[\u4e00-\u9fff]"
_LONG_UNITS = (
    "平方米|平米|立方米|平方公里|公里|千米|公顷|人次|批次|人天|个?小时|分钟|个月|个?工作日|课时|车次|台套|"
    "微克|毫克|毫升|毫米|厘米|千瓦时|千瓦|兆瓦|分贝"
)
_LETTERS = "(?:km|m)[23]?(?![A-Za-z0-9])|kg(?![A-Za-z])"
"""Units as ㎡, ㎥ and ㎞ are printed in one spelling: m2, m3, km."""
_FIGURE = regex(
    r"(?<![\d.〔\[A-Za-z第-])(?P<number>\d+(?:\.\d+)?)(?P<scale>万|亿)?"
    rf"(?P<unit>元|%|‰|个?百分点|个千分点|分(?![钟之])|{_LONG_UNITS}|{_LETTERS}|{_HAN})?"
    r"(?:(?<=[册场户台件班辆趟例架])次(?![品日年月序要数]))?"
    rf"(?P<per>/{_HAN}{{1,3}})?"
)
_NO_QUANTITY = frozenset("年月日号时至到期第") - {"期"}
_OWN_NAMES = {"位": "人", "个千分点": "千分点", "‰": "‰", "km2": "平方公里"}
"""Units that prose uses otherwise than the cells of a form: 3位专家 are people, ‰ beside 千分点 is not worked out."""
MONEY, PERCENT, POINTS = "元", "%", "分"
_NO_DIGIT = regex(r"[^\d.]")
_NAMED_UNIT, _BARE = regex(r"[(](?:单位:)?(?P<unit>[^()\d]{1,4})[)]$"), regex(r"[≥≤=><]*\d+(?:\.\d+)?")
_LONG_CELL, _FEWEST = 12, 2
_MARKED = regex(r"\s*(?P<mark>[1-9]\d?)[.．、]")
_GLUED = regex(r"\s*(?P<mark>[1-9]\d?)[.．](?P<rest>\d+(?!\d*\.\d)(?P<unit>[名人户个台套座条份件辆家处所])?)")


_COMMAS = ",、"


@record
class Quantity:
    """A number with its unit. `value` has 万 and 亿 worked out (money in 元); `half` is what rounding may hide.

    `before` are the words between the figure before (or the last stop) and this one, `digits` the number as printed.
    `shift` is the power of ten of its 万 or 亿, `significant` how many digits it has, noughts at both ends apart.
    """

    start: int
    end: int
    text: str
    value: Decimal
    half: Decimal
    unit: str
    before: str
    digits: str
    shift: int
    significant: int

    @property
    def printed_unit(self) -> str:
        """Its unit as printed, with 万 or 亿."""
        return self.text.lstrip("0123456789.")

    @property
    def half_place(self) -> Decimal:
        """Half a unit of its last decimal, of a whole number, too: a rate told as 84 % was rounded."""
        return half_unit(places_shown(self.digits)).scaleb(self.shift)

    @property
    def clause(self) -> str:
        """What is said right before it, since the last comma."""
        return clause_before(self.before, marks=_COMMAS)

    def digits_of(self, value: Decimal) -> str:
        """Another value with the 万 or 亿 this one is printed with: 502000 beside “5.02万元” is 50.2."""
        return plain(value.scaleb(-self.shift))

    def as_printed(self, value: Decimal) -> str:
        """Another value with this one's 万 or 亿 and its unit: 50.2万元."""
        return self.digits_of(value) + self.printed_unit

    def rounded(self, value: Decimal) -> Decimal:
        """Another value with the decimals this one is printed with."""
        return round_half_up(value.scaleb(-self.shift), places_shown(self.digits)).scaleb(self.shift)

    def shows(self, value: Decimal) -> bool:
        """Whether this one is another value as printed with its decimals."""
        return abs(self.rounded(value) - self.value) <= self.half

    def is_near(self, value: Decimal) -> bool:
        """Whether this one may be another value, rounded."""
        return abs(value - self.value) <= self.half

    def slips_to(self, value: Decimal) -> bool:
        """Whether this one is another value with a slip of the pen; what is not above nothing is none."""
        return value > 0 and slipped(self.digits, self.digits_of(value))

    def with_words(self, most: int) -> str:
        """The figure with the last words before it, as a finding quotes it."""
        return (self.before[-most:] + self.text).lstrip(",、;:")


@record
class Sentence:
    """A sentence in one spelling with its quantities; `number` counts the sentences of the file."""

    paragraph: Paragraph
    number: int
    text: str
    quantities: tuple[Quantity, ...]
    project: str

    def clause_to(self, figure: Quantity, most: int = 40, marks: str = CLAUSE) -> str:
        """The clause up to one of its figures, as a finding quotes it: no more than its last signs."""
        return self.text[clause_start(self.text, figure.start, marks) : figure.end][-most:]

    def hit(
        self, found: str | None, expected: str | None = None, difference: str | None = None,
        tolerance: str | None = None, *, quote: str, basis: str | None = None, level: Severity | None = None,
        words: Mapping[str, str] | None = None,
    ) -> Hit:  # fmt: skip
        """The finding on something it says."""
        return Hit(self.paragraph.location, found, expected, difference, tolerance, quote, basis, level=level,
                   project=self.project, words=words or {})  # fmt: skip


Told = tuple[Sentence, Quantity]


@lru_cache(maxsize=4)
def said(case: PaperCase) -> tuple[Sentence, ...]:
    """Every sentence of a filed report outside its titles."""
    found: list[Sentence] = []
    for part in parts(case):
        for paragraph, whole in zip(part.body, _without_glued_numbers(part.body), strict=True):
            project = part.project or project_of_headings(case, paragraph)
            for text in sentences(whole):
                found.append(Sentence(paragraph, len(found), text, quantities(text), project))
    return tuple(found)


def _without_glued_numbers(lines: Sequence[Paragraph]) -> Iterator[str]:
    """The texts of some lines, “1.8名…” as “1、8名…” where it is the first item of a list and no number.

    It is one where a line beside it goes on with the next number or comes from the one before, or where the unit is
    one of whole things.
    """
    marks = [match and int(match["mark"]) for match in (_MARKED.match(line.text) for line in lines)]
    for at, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        match = _GLUED.match(line.text) if mark else None
        near = marks[max(0, at - 1) : at + 2] if match else []
        glued = match and mark and (mark + 1 in near or mark - 1 in near or match["unit"])
        yield f"{match['mark']}、{line.text[match.start('rest') :]}" if match and glued else line.text


@lru_cache(maxsize=4)
def with_figures(case: PaperCase) -> tuple[tuple[Sentence, tuple[Quantity, ...]], ...]:
    """The sentences with quantities, each with the quantities its paragraph (or cell) gives before it."""
    found: list[tuple[Sentence, tuple[Quantity, ...]]] = []
    before: tuple[Quantity, ...] = ()
    paragraph: Paragraph | None = None
    for sentence in (*said(case), *_in_cells(case)):
        if sentence.paragraph is not paragraph:
            paragraph, before = sentence.paragraph, ()
        if sentence.quantities:
            found.append((sentence, before))
            before = (*before, *sentence.quantities)
    return tuple(found)


def by_paragraph(case: PaperCase) -> Iterator[list[Sentence]]:
    """The sentences with quantities of each paragraph, or longer cell."""
    for _, group in groupby(with_figures(case), key=lambda item: item[0].paragraph.index):
        yield [sentence for sentence, _ in group]


def told_by_paragraph(case: PaperCase) -> Iterator[list[Told]]:
    """The quantities of each paragraph, or longer cell, with their sentences."""
    for group in by_paragraph(case):
        yield [(sentence, figure) for sentence in group for figure in sentence.quantities]


def _in_cells(case: PaperCase) -> Iterator[Sentence]:
    """The sentences in the longer cells of the tables: goals, reasons, remarks; a cell is a paragraph of its own."""
    number = 0
    for table in case.paper.tables:
        project = case.project(table.section)
        for row, texts in enumerate(table.rows, 1):
            for column, text in enumerate(texts, 1):
                if len(text) < _LONG_CELL or len(quantities(squeezed(text))) < _FEWEST:
                    continue
                cell = table.cell(row, column)
                paragraph = Paragraph(number - 1, text, section=table.section, cell=cell)
                told = sentences(text)
                number -= len(told) + 1
                for place, each in enumerate(told):
                    yield Sentence(paragraph, number + place, each, quantities(each), project)


@lru_cache(maxsize=2048)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text in one spelling; years, dates and numbers of documents are none."""
    return tuple(_quantities(text))


def _quantities(text: str) -> Iterator[Quantity]:
    end = 0
    for match in _FIGURE.finditer(text):
        unit = match["unit"] or ""
        number = parse_number(match["number"])
        if number is None or not unit or (not match["scale"] and unit[:1] in _NO_QUANTITY):
            continue
        shift = COUNT_ZEROS[match["scale"] or ""]
        half = half_shown(match["number"]).scaleb(shift)
        before = pattern("[。;!?]").split(text[end : match.start()])[-1]
        yield Quantity(match.start(), match.end(), match.group(), number.scaleb(shift), half,
                       usual_unit(unit) + (match["per"] or ""), before, match["number"], shift,
                       len(match["number"].replace(".", "").strip("0")))  # fmt: skip
        end = match.end()


def usual_unit(unit: str) -> str:
    """A unit of prose by its usual name: 名 and 位 are 人, 千米 is 公里."""
    return _OWN_NAMES.get(unit) or canonical(unit)[0]


@lru_cache(maxsize=1024)
def with_unit_of(name: str, text: str) -> str:
    """The text of a cell, a bare number with the unit its row's name ends with: 1.62 of 人工种草面积（万亩）."""
    match = _NAMED_UNIT.search(squeezed(name)) if _BARE.fullmatch(squeezed(text)) else None
    told = quantities(f"1{match['unit']}") if match else ()
    return text + match["unit"] if match and len(told) == 1 and told[0].unit != POINTS else text


@lru_cache(maxsize=8192)
def slipped(found: str, right: str) -> bool:
    """Whether one number is the other with a slip of the pen: one digit other, two digits swapped, the point moved.

    Numbers of one digit are too short to tell.
    """
    one, other = _same_places(found, right)
    bare = one.strip("0") or "0"
    if bare == (other.strip("0") or "0"):
        return found != right and len(bare) > 1
    if len(one) != len(other) or len(one) < 2:
        return False
    differing = sum(map(ne, one, other))
    return differing == 1 or (differing == 2 and sorted(one) == sorted(other))


def _same_places(one: str, other: str) -> tuple[str, str]:
    """The digits of two numbers, with as many places behind the point."""
    if one.isdecimal() and other.isdecimal():
        return one, other
    (whole, decimals), (other_whole, other_decimals) = _digits(one), _digits(other)
    most = max(len(decimals), len(other_decimals))
    return whole + decimals.ljust(most, "0"), other_whole + other_decimals.ljust(most, "0")


def _digits(text: str) -> tuple[str, str]:
    """The digits of a number before and behind its point."""
    whole, _, decimals = text.partition(".")
    if not (whole + decimals).isdecimal():
        whole, _, decimals = _NO_DIGIT.sub("", text).partition(".")
    return whole, decimals
