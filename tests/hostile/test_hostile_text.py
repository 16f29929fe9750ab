"""Text from a form stays text: no formula in a workbook, no code in a report, no path outside the chosen folder."""

from __future__ import annotations

import html
import os
import re
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
from hostile_clerk import Clerk, snapshot
from hostile_corpus import form

LONG = "ZPJ_LONG" in os.environ
FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://127.0.0.1:9","x")',
    "=WEBSERVICE(A1)",
    "＝1+1",
    "%0A=1+1",
    "'=1+1",
    ";=1+1",
    '"=1+1',
    "=1+1\n",
)
JINJA = (
    "{{ 7*6 }}",
    "{% for x in range(9) %}甲{% endfor %}",
    "{{ ''.__class__.__mro__ }}",
    "{# 藏 #}",
    "{%- include '/etc/passwd' %}",
)
PLACES = ("C3", "C4", "B11", "F11", "D13", "I13")
WORKBOOKS = {
    "score": "计分.xlsx",
    "check": "审核.xlsx",
    "fix": "修正.xlsx",
    "import": "导入.xlsx",
    "summary": "汇总.xlsx",
    "batch": "批量",
    "publish": "公开.xlsx",
}


def source_with(path: Path, text: str, *others: str) -> Path:
    """A form in which a text stands in every place that is copied, as text; the others are names of indicators."""
    path.write_bytes(form())
    book = openpyxl.load_workbook(path)
    if not set(text) & set("\\/*?:[]") and len(text) < 31:
        book["自评表"].title = text.strip()
    sheet = book.worksheets[0]
    names = {f"D{row}": other for row, other in enumerate(others, 13)}
    for place, content in (names | dict.fromkeys(PLACES, text)).items():
        sheet[place].value, sheet[place].data_type = content, "s"
    book.save(path)
    return path


def texts_and_formulas(path: Path) -> tuple[set[str], set[str]]:
    """Every text and every formula a workbook holds."""
    texts, formulas = set(), set()
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    (formulas if cell.data_type == "f" else texts).add(cell.value)
    return texts, formulas


@pytest.fixture(scope="module")
def written(clerk: Clerk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a form full of formulas as text, and all that the commands make of it."""
    folder = tmp_path_factory.mktemp("公式")
    source = source_with(folder / "自评.xlsx", *FORMULAS)
    for command, output in WORKBOOKS.items():
        outcome = clerk.run(folder, command, source.name, "-o", output)
        assert outcome.code in (0, 1), (command, outcome.stderr)
    return folder


def test_text_that_looks_like_a_formula_is_written_as_text(written: Path) -> None:
    own = {bare(formula) for formula in texts_and_formulas(written / "自评.xlsx")[1]}
    for command, output in WORKBOOKS.items():
        for path in _workbooks(written / output):
            texts, formulas = texts_and_formulas(path)
            made = {bare(formula) for formula in formulas} - own
            assert not [(text, found) for text in FORMULAS for found in made if bare(text) in found], command
            assert not [found for found in formulas if "cmd|" in found], command
            assert [text for text in texts if bare(FORMULAS[0]) in bare(text)] or command in ("check", "publish"), (
                command
            )


def bare(text: str) -> str:
    """A text without blanks and quotes."""
    return re.sub(r"[\s'\"]", "", text)


def _workbooks(path: Path) -> list[Path]:
    return sorted(path.glob("*.xlsx")) if path.is_dir() else [path]


def test_no_output_links_to_the_network_or_another_program(written: Path) -> None:
    for path in [*written.glob("*.xlsx"), *written.glob("批量/*")]:
        for name, part in _parts(path):
            assert b"ddeLink" not in part, (path.name, name)
            assert not re.search(rb'Target="(?!mailto)[a-z]+://[^"]*"[^>]*TargetMode="External"', part), (
                path.name,
                name,
            )


def _parts(path: Path) -> list[tuple[str, bytes]]:
    if not zipfile.is_zipfile(path):
        return []
    with zipfile.ZipFile(path) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


@pytest.mark.parametrize("text", JINJA)
def test_template_tags_in_the_data_are_printed_as_they_are(clerk: Clerk, tmp_path: Path, text: str) -> None:
    source = source_with(tmp_path / "自评.xlsx", text)
    outcome = clerk.run(tmp_path, "report", source.name, "-o", "报告")
    assert outcome.code == 0, outcome.stderr
    (report,) = (tmp_path / "报告").iterdir()
    printed = html.unescape(re.sub("<[^>]+>", "", dict(_parts(report))["word/document.xml"].decode()))
    assert text in printed
    assert "root:" not in printed


@pytest.mark.parametrize(
    "name",
    [
        "../../../../escaped",
        "/escaped",
        "C:\\escaped",
        "..\\..\\escaped",
        "a/b/c",
        "CON",
        "NUL.docx",
        "...",
        "甲" * 3000,
        "a\nb",
        "~$甲",
        "-rf",
    ],
    ids=lambda name: repr(name)[:20],
)
def test_a_project_name_never_leads_out_of_the_folder(clerk: Clerk, tmp_path: Path, name: str) -> None:
    work = tmp_path / "深" / "一层"
    work.mkdir(parents=True)
    source = source_with(work / "自评.xlsx", name)
    commands = ("report", "batch")
    for command in commands if LONG else commands[zlib.crc32(name.encode()) % 2 :][:1]:
        outcome = clerk.run(work, command, source.name, "-o", command)
        assert outcome.code in (0, 1), outcome.stderr
        written = [path for path in (work / command).rglob("*") if path.suffix == ".docx"]
        assert len(written) == 1
        assert written[0].parent == work / command
        assert not re.match(r"(?i)(con|nul|aux|prn|com\d|lpt\d)(\.|$)", written[0].name)
    assert {Path(found).parts[0] for found in snapshot(tmp_path)} == {"深"}
    assert {Path(found).parts[0] for found in snapshot(work)} <= {"自评.xlsx", "report", "batch"}


@pytest.mark.parametrize(
    "chosen", ["../../../etc/passwd", "/etc/passwd", "{{ 7*7 }}", "C:\\x.docx", "\\\\server\\share\\x", "no-such"]
)
@pytest.mark.parametrize("option", ["score --scheme", "report --template", "new --form"])
def test_an_identifier_that_is_a_path_is_refused_in_one_line(
    clerk: Clerk, tmp_path: Path, option: str, chosen: str
) -> None:
    (tmp_path / "自评.xlsx").write_bytes(form())
    command, switch = option.split()
    file = "新.xlsx" if command == "new" else "自评.xlsx"
    outcome = clerk.run(tmp_path, command, file, switch, chosen)
    assert (outcome.code, outcome.stderr.count("\n")) == (2, 1)
    assert "root:" not in outcome.stderr
    assert set(snapshot(tmp_path)) == {"自评.xlsx"}
