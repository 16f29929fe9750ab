"""A text PDF gives the same tables as the workbook or document it was printed from; else it is refused in words."""

from __future__ import annotations

import builtins
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.contents import content_of
from tests.corpus.drawing import draw, truth_of
from tests.corpus.layouts import HUBEI, NATIONAL, SICHUAN, ZHEJIANG, Layout
from tests.corpus.measure import Measure, compared, facts
from tests.corpus.writing import ruled, write_document, write_workbook
from zpj.app.importing import import_files
from zpj.app.reading import read_workbook
from zpj.domain.errors import ZpjError
from zpj.grid.files import read_grids

SOFFICE = shutil.which("soffice")


def printed(sources: Sequence[Path], folder: Path, how: str = "pdf") -> None:
    assert SOFFICE
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", how, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def a_pdf(content: bytes, pages: int = 1) -> bytes:
    """A small PDF with one stream for all its pages."""
    kids = " ".join(f"{number} 0 R" for number in range(5, 5 + pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 3 0 R"
            b" /Resources << /Font << /F 4 0 R >> >> >>"
        ]
        * pages,
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return data + head + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(data))


def ruling(columns: Sequence[int], rows: Sequence[int]) -> bytes:
    lines = [f"{x} {rows[0]} m {x} {rows[-1]} l S" for x in columns]
    lines += [f"{columns[0]} {y} m {columns[-1]} {y} l S" for y in rows]
    return "\n".join(lines).encode()


def words(places: Mapping[tuple[int, int], str]) -> bytes:
    return "\n".join(f"BT /F 10 Tf {x} {y} Td ({text}) Tj ET" for (x, y), text in places.items()).encode()


def test_ruled_cells_become_a_table_and_other_text_stands_before_it(tmp_path: Path) -> None:
    page = ruling([50, 150, 250], [700, 650, 600]) + b"\n"
    page += words({(60, 740): "Title", (60, 670): "Name", (160, 670): "Amount", (60, 620): "a", (160, 620): "1,234.5"})
    path = tmp_path / "表.pdf"
    path.write_bytes(a_pdf(page))
    (grid,) = read_grids(path)
    assert {place: cell.text for place, cell in grid.cells.items()} == {
        (1, 1): "Name", (1, 2): "Amount", (2, 1): "a", (2, 2): "1,234.5",
    }  # fmt: skip
    assert (grid.name, grid.preceding, str(grid.cells[2, 2].number)) == ("表1", ("Title",), "1234.5")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (a_pdf(b""), "扫描件"),
        (a_pdf(b"", pages=301), "超过 300 页"),
        (b"%PDF-1.7\nnothing of a document", "损坏"),
        (a_pdf(b"")[:150], "损坏|扫描件"),
    ],
)
def test_what_is_no_text_pdf_is_refused_in_words(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    path.write_bytes(data)
    with pytest.raises(ZpjError, match=reason):
        read_grids(path)


def test_without_the_extra_the_clerk_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "表.pdf"
    path.write_bytes(a_pdf(b""))
    real = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name.startswith(("pdfplumber", "pdfminer")):
            raise ImportError(name)
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ZpjError, match=r"没有安装.*zpj\[pdf\]"):
        read_grids(path)


@pytest.mark.libreoffice
def test_printed_forms_read_like_their_sources(tmp_path: Path) -> None:
    truths: dict[str, tuple[Layout, int]] = {}
    sources = []
    for layout, seed in ((NATIONAL, 5), (SICHUAN, 5), (HUBEI, 3), (ZHEJIANG, 5)):
        path = tmp_path / f"{layout.id}.docx"
        write_document([draw(layout, content_of(layout, seed))], path)
        sources.append(path)
        truths[layout.id] = layout, seed
    sheet = tmp_path / "sheet.xlsx"
    write_workbook([draw(SICHUAN, content_of(SICHUAN, 3))], sheet)
    ruled(sheet)
    truths["sheet"] = SICHUAN, 3
    printed([*sources], tmp_path)
    printed([sheet], tmp_path)
    one = Measure()
    for name, (layout, seed) in truths.items():
        (form,) = read_workbook(tmp_path / f"{name}.pdf").evaluations
        one.add(compared(truth_of(layout, content_of(layout, seed))), facts(form), bool(form.questions), name)
    assert one.f1 >= 0.95, one.examples
    assert one.wrong_share < 0.01, one.examples
    result = import_files([tmp_path / "sichuan.pdf"], tmp_path / "新.xlsx", None, force=False)
    assert len(result.projects) == 1


@pytest.mark.libreoffice
def test_a_pdf_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    source = tmp_path / "表.xlsx"
    write_workbook([draw(NATIONAL, content_of(NATIONAL, 1))], source)
    options = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    printed([source], tmp_path, f"pdf:calc_pdf_Export:{options}")
    with pytest.raises(ZpjError, match="密码"):
        read_grids(tmp_path / "表.pdf")


@pytest.mark.libreoffice
def test_a_formula_of_an_old_xls_that_gives_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"] = '=IF(1=1,"",1)', "=1-1"
    book.save(tmp_path / "旧.xlsx")
    printed([tmp_path / "旧.xlsx"], tmp_path, "xls")
    (grid,) = read_grids(tmp_path / "旧.xls")
    assert (grid.text(1, 1), grid.text(1, 2)) == ("", "0")
