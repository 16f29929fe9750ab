"""Random forms, many to a workbook, filled as a clerk might fill one of the standard forms; no formula has a result."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FORM = "xl/worksheets/sheet1.xml"
_CELL = re.compile(r'<c r="([A-Z]+\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_UNNEEDED = r"<(conditionalFormatting|dataValidations|headerFooter)\b.*?</\1>"
_UNITS = ("次", "个", "人次", "%", "万元", "元", "天", "个月", "家", "平方米", "")
_WORDS = (
    "逐步提高",
    "有效改善",
    "良好",
    "已完成",
    "基本完成",
    "未完成",
    "见附件",
    "是",
    "2024年12月底前",
    "12月底前",
    "2024年11月",
)


@dataclass(frozen=True)
class Layout:
    """Where a standard form keeps what: columns by letter, rows by number; the last of `budgets` divides the rate."""

    form: str
    offices: tuple[str, str]
    fund_rows: tuple[int, ...]
    budgets: str
    executed: str
    rates: str
    points: str
    rows: range
    total: str
    grade: str
    targets: str = "E"
    actual: str = "F"
    weight: str = "G"
    score: str = "H"
    percents: bool = False

    @property
    def blank(self) -> Path:
        """The standard workbook of the form."""
        return ROOT / "templates" / "forms" / self.form / "form.xlsx"


LAYOUTS = {
    layout.form: layout
    for layout in (
        Layout("mof", ("C4", "G4"), (6, 7, 8, 9), "DE", "F", "H", "I6", range(13, 40), "H40", "M40"),
        Layout("jiangxi", ("C4", "G4"), (6, 7, 8, 9), "DE", "F", "H", "I6", range(13, 40), "H40", "M40"),
        Layout("beijing", ("C4", "G4"), (7, 8, 9, 10), "DE", "F", "H", "I7", range(14, 41), "H41", "M41"),
        Layout("shaanxi", ("C4", "G4"), (6, 7, 8), "C", "D", "EG", "H6", range(12, 22), "H22", "M22"),
        Layout(
            "shanxi", ("C4", "H4"), (7, 8), "CDE", "F", "H", "I7", range(12, 22), "G22", "I22",
            targets="EF", actual="G", weight="H", score="I", percents=True,
        ),
    )
}  # fmt: skip


@dataclass
class RandomForm:
    """One form: what stands in its cells (texts, and numbers as they are stored)."""

    layout: Layout
    sheet: str
    cells: dict[str, str | float] = field(default_factory=dict)


def random_forms(layout: Layout, seed: int, count: int) -> list[RandomForm]:
    """As many forms as wanted, the same for the same seed."""
    chance = random.Random(seed)
    return [_form(layout, chance, f"表{number}") for number in range(1, count + 1)]


def _form(layout: Layout, chance: random.Random, sheet: str) -> RandomForm:
    offices = dict(zip(layout.offices, ("某局", "某中心"), strict=True))
    form = RandomForm(layout, sheet, {"A2": "（2024年度）", "C3": f"项目{sheet}", **offices})
    for row in layout.fund_rows:
        form.cells |= _amounts(layout, chance, row)
    for row in layout.rows:
        if chance.random() < 0.35:
            form.cells |= _indicator(layout, chance, row)
        else:
            form.cells[f"D{row}"] = ""
    return form


def _amount(chance: random.Random) -> float:
    return chance.choice((
        round(chance.uniform(0, 1000), chance.randrange(7)), float(chance.randrange(0, 500)),
        chance.randrange(1, 10**9) / 10**6,
        round(chance.uniform(0, 1e8), 2), 0.1 + 0.2, 8.65, 6.25025,
    ))  # fmt: skip


def _amounts(layout: Layout, chance: random.Random, row: int) -> dict[str, str | float]:
    budget = _amount(chance)
    executed = chance.choice(
        (budget, float(f"{budget * chance.random():.15g}"), _amount(chance), 0.0, round(budget * chance.random(), 2))
    )
    cells: dict[str, str | float] = {f"{column}{row}": budget for column in layout.budgets}
    cells[f"{layout.executed}{row}"] = executed
    odd = chance.random()
    if odd < 0.04:
        cells[f"{layout.budgets[-1]}{row}"] = chance.choice((0.0, -5.0, ""))
    elif odd < 0.06:
        cells[f"{layout.executed}{row}"] = chance.choice((-3.0, ""))
    return cells


def _indicator(layout: Layout, chance: random.Random, row: int) -> dict[str, str | float]:
    unit = chance.choice(_UNITS)
    wanted = chance.choice((float(chance.randrange(1, 200)), round(chance.uniform(0.01, 100), 2)))
    reached = chance.choice((wanted, round(wanted * chance.uniform(0, 1.6), chance.randrange(4)), 0.0))
    weight = chance.choice((5.0, 10.0, 2.5, 3.33, float(chance.randrange(1, 30)), 12.345))
    target: str | float = f"{chance.choice(('≥', '≤', '=', '>', '<', '', '不超过', '不少于'))}{wanted:g}{unit}"
    actual: str | float = f"{reached:g}{unit}"
    if chance.random() < 0.1:
        target, actual = wanted, reached
    if chance.random() < 0.12:
        target, actual = chance.choice(_WORDS), chance.choice(_WORDS)
    first, last = layout.targets[0], layout.targets[-1]
    cells: dict[str, str | float] = {f"D{row}": f"指标{row}", f"{first}{row}": "≥7次", f"{last}{row}": target}
    if first != last and chance.random() < 0.3:
        cells |= {f"{first}{row}": target, f"{last}{row}": ""}
    cells |= {f"{layout.actual}{row}": actual, f"{layout.weight}{row}": weight}
    if chance.random() < 0.9:
        cells[f"{layout.score}{row}"] = round(weight * chance.random(), chance.randrange(4))
    return cells


def write_book(forms: list[RandomForm], path: Path) -> Path:
    """A standard workbook with a sheet for each form; the sheets behind the forms are those of the blank."""
    with zipfile.ZipFile(forms[0].layout.blank) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    blank = re.sub(_UNNEEDED, "", parts.pop(_FORM).decode(), flags=re.DOTALL)
    sheets = {f"xl/worksheets/form{number}.xml": _filled(blank, form.cells) for number, form in enumerate(forms, 1)}
    parts = parts | _index(parts, [form.sheet for form in forms])
    parts.pop("xl/calcChain.xml", None)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in (parts | {name: xml.encode() for name, xml in sheets.items()}).items():
            archive.writestr(name, content)
    return path


def _filled(blank: str, cells: Mapping[str, str | float]) -> str:
    def cell(match: re.Match[str]) -> str:
        place, attributes, content = match.groups()
        style = "".join(re.findall(r' s="\d+"', attributes))
        if place in cells:
            return _written(place, style, cells[place])
        if content and "<f>" in content:
            return f'<c r="{place}"{style}>{re.sub("<v>.*?</v>|<v/>", "", content)}</c>'
        return match[0]

    return _CELL.sub(cell, blank)


def _written(place: str, style: str, value: str | float) -> str:
    if value == "":
        return f'<c r="{place}"{style}/>'
    if isinstance(value, float):
        return f'<c r="{place}"{style}><v>{value!r}</v></c>'
    return f'<c r="{place}"{style} t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _index(parts: Mapping[str, bytes], names: list[str]) -> dict[str, bytes]:
    """Content types, relationships and the list of sheets with the forms in place of the blank one."""
    types = parts["[Content_Types].xml"].decode()
    kind = re.search(r'<Override[^>]*sheet1\.xml"[^>]*/>', types)
    assert kind is not None
    overrides = "".join(kind[0].replace("sheet1.xml", f"form{n}.xml") for n in range(1, len(names) + 1))
    relations = parts["xl/_rels/workbook.xml.rels"].decode()
    own = re.search(r'<Relationship [^>]*sheet1\.xml"[^>]*/>', relations)
    assert own is not None
    number = re.search(r'Id="([^"]+)"', own[0])
    assert number is not None
    links = "".join(
        f'<Relationship Id="form{n}" Type="{_OFFICE}/worksheet" Target="worksheets/form{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    book = parts["xl/workbook.xml"].decode()
    first = re.search(rf'<sheet [^>]*"{number[1]}"[^>]*/>', book)
    assert first is not None
    tabs = "".join(
        f'<sheet xmlns:r="{_OFFICE}" name="{name}" sheetId="{1000 + n}" r:id="form{n}"/>'
        for n, name in enumerate(names, 1)
    )
    book = re.sub(r"<definedNames>.*?</definedNames>", "", book.replace(first[0], tabs), flags=re.DOTALL)
    return {
        "[Content_Types].xml": types.replace(kind[0], overrides).encode(),
        "xl/_rels/workbook.xml.rels": relations.replace(own[0], links).encode(),
        "xl/workbook.xml": book.encode(),
    }


def books(layout: Layout, total: int, per_book: int, seed: int) -> Iterator[list[RandomForm]]:
    """All forms, a workbook's worth at a time."""
    for number, start in enumerate(range(0, total, per_book)):
        yield random_forms(layout, seed + number, min(per_book, total - start))
