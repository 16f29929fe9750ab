"""`zpj publish`: the copy of a workbook or report for publication, and the list of what was removed from it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

from zpj.app.outputs import output_path
from zpj.app.publishing_names import (
    PERSON,
    PHONE,
    REPLACEMENT,
    Personal,
    Span,
    find_personal,
    looks_like_phone,
    wording,
)
from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.forms.reader import read_forms
from zpj.grid.atomic import atomic_write
from zpj.grid.container import Kind, kind_of, load, refusal
from zpj.grid.grid import Grid
from zpj.grid.package import Package
from zpj.grid.publish_parts import Draft, Removal, is_xml
from zpj.grid.publish_places import Places, blank_unused_strings, replace_cells
from zpj.grid.publish_text import Finder, lines_of, redact

WORD, EXCEL = ".docx", ".xlsx"
_AUTHOR = regex(
    r'(?:\bauthor|displayName|userName)="([^"]{2,40})"|<(?:\w+:)?(?:creator|lastModifiedBy|author|Manager)>([^<]{2,40})<'
)
_LARGE = 200_000
_TAGS = regex("<[^>]*>")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff")


@record
class Published:
    """The copy, what was removed, and what a person should look at."""

    path: Path
    removals: tuple[Removal, ...]
    notices: tuple[str, ...]


def publish(source: Path, output: Path, force: bool) -> Published:
    """Write the copy for publication (公开版) of an .xlsx, .xlsm (without its macros) or .docx.

    Figures and texts stay as they are. ZpjError where the file is of another kind, something removed would still be
    readable in the copy, or the output is refused; then nothing is written.
    """
    package = _opened(source)
    kind = WORD if "word/document.xml" in package else EXCEL
    if output.suffix.lower() != kind:
        raise ZpjError(output.name, f"公开版只能写成 {kind}", f"请改用 {kind} 扩展名")
    if output.exists() and os.path.realpath(output) == os.path.realpath(source):
        raise ZpjError(output.name, "这是原文件", "请给公开版另取一个名字")
    target = output_path(output, output, force)
    grids = _grids(package, kind)
    structure = _structure(package, kind, grids)
    clean = Package(source, structure.to_bytes())
    personal = find_personal(grids, _texts(clean), _authors(package))
    shown = _shown(clean, kind, grids)
    _refuse_named_sheets(source, shown, personal)
    copy = Draft(clean)
    removed = _redacted(copy, personal, kind)
    data = copy.to_bytes()
    written = Package(source, data)
    _verify(written, personal, removed)
    atomic_write(target, data)
    removals = tuple(_discreet(item, personal) for item in (*structure.removals, *copy.removals))
    return Published(
        target, removals, (*_notices(shown, clean, personal, source), *_incomplete(shown, _grids(written, kind)))
    )


def _discreet(item: Removal, personal: Personal) -> Removal:
    """The place may be a removed sheet that is called after a person."""
    place = item.place
    for start, end, _ in sorted(personal.in_prose(place), reverse=True):
        place = place[:start] + REPLACEMENT + place[end:]
    return replace(item, place=place)


def _opened(source: Path) -> Package:
    data = load(source)
    kind = kind_of(data)
    if data.startswith(b"%PDF"):
        raise ZpjError(
            source.name, "PDF 里的文字不能可靠地删去", "请用生成它的 Word 或 Excel 原件做公开版，再另存为 PDF"
        )
    if kind is Kind.XLS:
        raise ZpjError(source.name, "旧版 .xls 不能做公开版", "请用 Excel 打开后另存为 .xlsx，再做公开版")
    if kind is not Kind.ZIP:
        raise refusal(source.name, kind)
    return Package(source, data)


def _structure(package: Package, kind: str, grids: tuple[Grid, ...]) -> Draft:
    if kind == WORD:
        from zpj.grid.publish_word import published_document

        return published_document(package)
    from zpj.grid.publish_excel import published_workbook

    return published_workbook(package, grids, wording().internal, wording().columns)


def _grids(package: Package, kind: str) -> tuple[Grid, ...]:
    if kind == WORD:
        from zpj.grid.word_file import document_of

        return document_of(package).grids
    from zpj.grid.excel_file import workbook_of

    return workbook_of(package).sheets


def _shown(clean: Package, kind: str, grids: tuple[Grid, ...]) -> list[Grid]:
    """The tables and sheets that are still in the copy."""
    if kind == WORD:
        return list(grids)
    from zpj.grid.workbook_parts import workbook_parts

    names = {sheet.name for sheet in workbook_parts(clean).sheets}
    return [grid for grid in grids if grid.name in names]


def _texts(package: Package) -> Iterator[str]:
    """The texts of all parts but worksheets, whose cells are read as tables."""
    for part in package.names():
        if is_xml(part) and not part.startswith("xl/worksheets/sheet") and not part.endswith(".rels"):
            yield from (line.text for line in lines_of(package.xml(part)))


def _authors(package: Package) -> set[str]:
    """Who made, changed or commented the file, by its properties and marks."""
    found: set[str] = set()
    for part in package.names():
        if is_xml(part) and not part.startswith("xl/worksheets/sheet"):
            text = unescape(package.read(part).decode("utf-8", "ignore"))
            found |= {first or second for first, second in _AUTHOR.findall(text)}
    return found


def _refuse_named_sheets(source: Path, grids: Iterable[Grid], personal: Personal) -> None:
    for grid in grids:
        if not grid.in_document and personal.in_prose(grid.name):
            raise ZpjError(source.name, f"工作表“{grid.name}”的名字里有个人信息", "请先给这张工作表改名")


def _redacted(copy: Draft, personal: Personal, kind: str) -> set[str]:
    """Replace everything personal; gives the texts that were replaced."""
    removed: set[str] = set()
    places = Places(copy, kind)
    if kind == EXCEL:
        removed |= replace_cells(copy, personal.places, REPLACEMENT)
        blank_unused_strings(copy, places)
    for part in copy.names():
        if not is_xml(part) or not _may_hold(copy, part, personal):
            continue
        changed = redact(copy.tree(part), personal.everywhere, _remembering(personal, removed), REPLACEMENT)
        for line, spans in changed:
            for place in places.of(part, line.element):
                for _, _, what in spans:
                    copy.note(what, place)
        if changed:
            copy.changed(part)
    return removed


def _remembering(personal: Personal, removed: set[str]) -> Finder:
    """The finder for prose, which also remembers what it found."""

    def find(text: str) -> list[Span]:
        spans = personal.in_prose(text)
        removed.update(text[start:end] for start, end, _ in spans)
        return spans

    return find


def _may_hold(copy: Draft, part: str, personal: Personal) -> bool:
    """Whether a large part is worth taking apart: nothing in its text or attributes looks personal."""
    source = copy.package.read(part)
    if len(source) < _LARGE or part in copy.touched:
        return True
    text = unescape(source.decode("utf-8", "ignore"))
    return bool(personal.everywhere(text) or personal.in_prose(_TAGS.sub("\n", text)))


def _verify(package: Package, personal: Personal, removed: set[str]) -> None:
    """Read the copy again: nothing that was removed may be anywhere in it."""
    gone = [text for text in removed | personal.names if len(text) > 1]
    coded = [text.encode(code) for text in gone for code in ("utf-8", "utf-16-le", "gb18030")]
    for part in package.names():
        source = b"" if part.endswith("/") else package.read(part)
        if not is_xml(part):
            if any(text in source for text in coded):
                raise _leak(package, part)
            continue
        plain = unescape(source.decode("utf-8", "ignore"))
        if any(text in plain for text in gone) or personal.everywhere(plain):
            raise _leak(package, part)
        if len(source) < _LARGE and any(
            line.prose and personal.in_prose(line.text) for line in lines_of(package.xml(part))
        ):
            raise _leak(package, part)


def _leak(package: Package, part: str) -> ZpjError:
    return ZpjError(
        package.path.name, f"部件 {part} 里仍有应当删去的个人信息，公开版没有写出", "请用 Excel 或 Word 打开后另存再试"
    )


def _incomplete(before: Iterable[Grid], after: Iterable[Grid]) -> Iterator[str]:
    """Forms that lost rows: what is left no longer adds up to the total."""
    left = {grid.name: list(read_forms(grid)) for grid in after}
    for grid in before:
        for form, copy in zip(read_forms(grid), left.get(grid.name, []), strict=False):
            lost = len(form.indicators) - len(copy.indicators)
            if lost > 0:
                yield (
                    f"{form.location} 有 {lost} 行隐藏的指标已去掉，总分里仍有它们的得分，各项加起来不等于总分。"
                    "请在原件里取消隐藏再做公开版，或改正总分"
                )


def _notices(grids: Iterable[Grid], clean: Package, personal: Personal, source: Path) -> Iterator[str]:
    for grid in grids:
        for place, cell in grid.cells.items():
            if looks_like_phone(cell) and (grid.name, *place) not in personal.places:
                yield f"{grid.location(*place)} 的数像手机号，没有改，请核对"
    pictures = sum(part.lower().endswith(_PICTURES) for part in clean.names())
    if pictures:
        yield f"有图片 {pictures} 张，没有改动，请看有没有签名、证件和姓名"
    if source.suffix.lower() == ".xlsm":
        yield "宏已去掉，公开版是 .xlsx"
    unusual = sum(kind == PERSON for kind in personal.wholes.values())
    if unusual:
        yield f"{unusual} 个人名不是常见的姓氏，只改了栏目里的，请看别处有没有"
    if not personal.names and not unusual:
        yield f"没有按“项目负责人”“联系人”等栏目找到姓名；{PHONE}等照样按写法查找"
