"""Reads the head of a form: names, year and the unit of its amounts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

from zpj.domain.model import Entry
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.frame import Frame, value_right_of
from zpj.forms.values import Reading, money_unit_in
from zpj.grid.grid import Cell

_BLANK = regex(r"\s")
_OF_THE_FORM = regex("^[(（][^()（）]*年度?[)）]$|自评表")
_YEAR = regex(r"((?:19|20)\d{2})年(?!\d{1,2}月)")
_UNIT_IN_TITLE = regex("(?:金额|货币|资金|计量)?单位[:：](?:人民币)?([万亿]?元)(?![\u4e00-\u9fff])")
_CHINESE_YEAR = regex("二[〇○零][〇○零一二三四五六七八九]{2}(?=年(?![一二三四五六七八九十]+月))")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TELLING = regex(r"([^\s:：,，;；]{2,12})\s*[:：]\s*([^:：]*?)(?=[\s,，;；]+[^\s:：,，;；]{2,12}\s*[:：]|$)")
_PERSON_PHONE = regex(r"([\u4e00-\u9fff·]{2,8})?[\s,，、/;；:：]*(\+?[\d(（][\d\s()（）/、—－-]{4,})?")
_BELOW = {
    "phone": regex(r"(?=(?:\D*\d){5})[\d\s()（）+*/、,，转—－-]{5,30}"),
    "responsible_person": regex("(?!.*[签盖略])[\u4e00-\u9fff·]{2,8}"),
}
"""What may stand below the table, told by its shape: a line to sign is left empty or stamped."""
_TITLE_LINES, _TITLE = 3, "自评"
_NAMES = ("project_name", "supervising_department", "implementing_unit")
_WHOLE = regex("(?:项目|经费|资金|工程|[局厅委院校馆站所队处会办部]|公司|政府|中心)$|[、，,；;。]$")
_ITEM = regex(r"[（(]?[\d一二三四五六七八九十]{1,2}[)）.、．]")
_LONGEST_TITLE, _LONGEST_LINE = 40, 200


def head_of(frame: Frame, reading: Reading) -> dict[str, Entry]:
    """The head fields that are filled, whether the value stands beside its label or behind it in the same cell."""
    fields: dict[str, Entry] = {}
    for cell in head_cells(frame):
        for field, entry in _values(frame, reading, cell):
            fields.setdefault(field, entry)
    for field, entry in _resembled(frame, reading, fields):
        fields.setdefault(field, entry)
    for field, entry in (*_above(frame), *_below(frame)):
        fields.setdefault(field, entry)
    for field, entry in _resembled_above(frame, reading, fields):
        fields.setdefault(field, entry)
    year = _year(frame)
    if year:
        fields.setdefault("year", year)
    fields |= {name: replace(fields[name], text=in_one_line(fields[name].text)) for name in _NAMES if name in fields}
    told = _year_in(fields["year"].text) if "year" in fields else None
    return {**fields, "year": replace(fields["year"], text=told)} if told else fields


def in_one_line(name: str) -> str:
    """A name without the breaks put in to fit its cell; what lists several, a line each, is left as it stands."""
    lines = [line.strip() for line in name.splitlines()]
    pairs = list(pairwise(lines))
    if not pairs or any(_WHOLE.search(one) and not other.startswith(("（", "(")) for one, other in pairs):
        return name
    if any(_ITEM.match(line) for line in lines):
        return name
    blanks = (" " if one[-1:].isascii() and other[:1].isascii() else "" for one, other in pairs)
    return lines[0] + "".join(blank + line for blank, line in zip(blanks, lines[1:], strict=True))


def head_labels(frame: Frame) -> Iterator[str]:
    """The fields the head asks for, filled or not."""
    for cell in head_cells(frame):
        field = labels.section("head").field(cell.text)
        if cell.row >= frame.start:
            yield from [field] if field else [name for name, _ in labels.joint(cell.text, "head")]


def head_cells(frame: Frame) -> Iterator[Cell]:
    """The filled cells above the funds (or the indicators)."""
    end = frame.funds.top if frame.funds else frame.indicators.top if frame.indicators else frame.bottom + 1
    return (cell for row in range(frame.top, end) for cell in frame.grid.row_cells(row) if cell.column <= frame.right)


def _values(frame: Frame, reading: Reading, cell: Cell) -> Iterator[tuple[str, Entry]]:
    field = labels.section("head").field(cell.text)
    if joint := labels.section("head_joint").field(cell.text):
        yield from (told for told in _person_and_phone(frame, cell) if joint != "contact" or told[0] == "phone")
        return
    if field is None:
        place = frame.grid.location(cell.row, cell.column)
        yield from ((name, Entry(text, None, place)) for name, text in labels.joint(cell.text, "head") if text)
        return
    place_right = value_right_of(frame.grid, cell.row, cell.column)
    entry = reading.text(*place_right) if place_right and place_right[1] <= frame.right else None
    if cell.row < frame.start:
        return
    told = list(_person_and_phone(frame, cell)) if field == "responsible_person" else []
    if len(told) > 1:
        yield from told
    elif entry:
        yield field, entry


def _person_and_phone(frame: Frame, cell: Cell) -> Iterator[tuple[str, Entry]]:
    """“项目负责人及联系电话 | 张某 0310-0000000”."""
    place = value_right_of(frame.grid, cell.row, cell.column)
    match = _PERSON_PHONE.fullmatch(frame.grid.text(*place).strip()) if place else None
    for field, text in zip(("responsible_person", "phone"), match.groups() if match else (), strict=False):
        if place and text and _BELOW[field].fullmatch(text):
            yield field, Entry(text, None, frame.grid.location(*place))


def _resembled(frame: Frame, reading: Reading, fields: Mapping[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """Fields whose labels are known by their words only; the clerk is asked."""
    for cell in head_cells(frame):
        if cell.row < frame.start or labels.is_label(cell.text) or labels.joint(cell.text, "head"):
            continue
        for field, entry in _resembled_values(frame, reading, cell, fields):
            title = labels.section("head").title(field)
            reading.questions.append(f"“{''.join(cell.text.split())[:_LONGEST_TITLE]}”按“{title}”读，请确认")
            yield field, entry


def _resembled_values(
    frame: Frame, reading: Reading, cell: Cell, fields: Mapping[str, Entry]
) -> Iterator[tuple[str, Entry]]:
    place = frame.grid.location(cell.row, cell.column)
    told = labels.joint(cell.text, "head", like=True)
    yield from ((field, Entry(text, None, place)) for field, text in told if text and field not in fields)
    field = None if told else labels.section("head_like").resembled(cell.text, fields)
    beside = value_right_of(frame.grid, cell.row, cell.column) if field else None
    entry = reading.text(*beside) if beside and beside[1] <= frame.right else None
    if field and entry:
        yield field, entry


def _above(frame: Frame) -> Iterator[tuple[str, Entry]]:
    """“项目名称：……　实施单位：……” in the lines between the title and the table of a document."""
    lines = frame.grid.preceding[-_TITLE_LINES:]
    titles = [number for number, text in enumerate(lines) if _TITLE in text and not _TELLING.search(text)]
    last_title = max(titles, default=len(lines))
    for text in lines[last_title:]:
        for label, value in _TELLING.findall(text) if len(text) <= _LONGEST_LINE else ():
            field = labels.section("head").field(label)
            shape = _BELOW.get(field or "")
            if field and value.strip() and (shape is None or shape.fullmatch(value.strip())):
                yield field, Entry(value.strip(), None, f"{frame.grid.name}上方")


def _resembled_above(frame: Frame, reading: Reading, fields: Mapping[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """“填报单位（盖章）：……” above the table, where nothing else tells the unit; the clerk is asked."""
    cells = (cell for cell in head_cells(frame) if cell.row < frame.start)
    lines = [(cell.text, frame.grid.location(cell.row, cell.column)) for cell in cells]
    lines += [(text, f"{frame.grid.name}上方") for text in frame.grid.preceding[-_TITLE_LINES:]]
    for text, place in lines:
        for label, value in _TELLING.findall(text) if len(text) <= _LONGEST_LINE else ():
            field = labels.section("head_like").resembled(label, fields)
            if field and field not in fields and value.strip() and labels.section("head").field(label) is None:
                reading.questions.append(f"“{label}”按“{labels.section('head').title(field)}”读，请确认")
                yield field, Entry(value.strip(), None, place)


def _below(frame: Frame) -> Iterator[tuple[str, Entry]]:
    """项目负责人 and 联系电话 below the table: beside their labels, or in a line with others."""
    last = frame.total_row or (frame.indicators.bottom if frame.indicators else frame.bottom)
    grid = frame.grid
    for cell in (cell for row in range(last + 1, frame.bottom + 1) for cell in grid.row_cells(row)):
        beside = value_right_of(grid, cell.row, cell.column) if labels.section("head").field(cell.text) else None
        text = f"{cell.text}：{grid.text(*beside)}" if beside else cell.text
        place = grid.location(*(beside or (cell.row, cell.column)))
        yield from _told_below(text, place)
    for text in grid.following:
        yield from _told_below(text, f"{grid.name}下方")


def _told_below(text: str, place: str) -> Iterator[tuple[str, Entry]]:
    for label, value in _TELLING.findall(text) if len(text) <= _LONGEST_LINE else ():
        field = labels.section("head").field(label) or ""
        if field in _BELOW and _BELOW[field].fullmatch(value.strip()):
            yield field, Entry(value.strip(), None, place)


def _year(frame: Frame) -> Entry | None:
    """The year in brackets or in the title of the form itself, else the first one above it."""
    cells = [cell for row in range(frame.top, frame.start) for cell in frame.grid.row_cells(row)]
    own = [cell for cell in cells if _OF_THE_FORM.search(_BLANK.sub("", cell.text))]
    for cell in (*own, *cells):
        if match := _year_in(cell.text):
            return Entry(match, None, frame.grid.location(cell.row, cell.column))
    before = (match for text in reversed(frame.grid.preceding[-_TITLE_LINES:]) if (match := _year_in(text)))
    return next((Entry(match, None, f"{frame.grid.name}上方") for match in before), None)


def _year_in(text: str) -> str | None:
    folded = _BLANK.sub("", unicodedata.normalize("NFKC", text))
    if "二" in folded:
        folded = _CHINESE_YEAR.sub(lambda match: match.group().translate(_CHINESE_DIGITS), folded)
    match = _YEAR.search(folded)
    return match.group(1) if match else None


def unit_of(frame: Frame) -> str | None:
    """The amounts' unit: at the funds block, in its heading, above the form, or behind every single amount."""
    end = frame.indicators.top if frame.indicators else frame.bottom + 1
    cells = [cell for row in range(frame.top, end) for cell in frame.grid.row_cells(row) if cell.column <= frame.right]
    header_rows = range(frame.funds.top, frame.funds.bottom + 1) if frame.funds else range(0)
    block = labels.section("block")
    at_block = [cell.text for cell in cells if block.field(cell.text) == "funds"]
    in_header = [cell.text for cell in cells if cell.row in header_rows]
    elsewhere = [text for text in (*(cell.text for cell in cells), *frame.grid.preceding) if _says_unit(text)]
    lines = (*(cell.text for cell in cells), *frame.grid.preceding)
    in_titles = [match.group(1) for text in lines if (match := _UNIT_IN_TITLE.search(_BLANK.sub("", text)))]
    named = at_block + in_header + elsewhere + in_titles
    return next((unit for text in named if (unit := money_unit_in(text))), None) or _unit_of_rows(frame)


def _says_unit(text: str) -> bool:
    return _BLANK.sub("", text).startswith(("单位", "金额单位"))


def _unit_of_rows(frame: Frame) -> str | None:
    """The unit the fund rows name, or the one behind all their amounts."""
    if frame.funds is None:
        return None
    rows = range(frame.funds.bottom + 1, frame.funds_end)
    cells = [cell for row in rows for cell in frame.grid.row_cells(row) if cell.column <= frame.right]
    named = [money_unit_in(cell.text) for cell in cells if labels.section("fund_rows").field(cell.text)]
    if found := next((unit for unit in named if unit), None):
        return found
    spans = [frame.funds.columns.get(name, (0, 0)) for name in ("initial_budget", "full_year_budget", "executed")]
    amounts = [cell.text for cell in cells if any(left <= cell.column <= right for left, right in spans)]
    units = {money_unit_in(text) for text in amounts if any(char.isdigit() for char in text)}
    return units.pop() if len(units) == 1 else None
