"""The add-in file: readable by others, equal to its sources, the same bytes everywhere."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import olefile
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from zpj.cli.addin_commands import addin
from zpj.domain.errors import ZpjError
from zpj.excel.xlam import builder
from zpj.excel.xlam.compound_file import compound_file
from zpj.excel.xlam.compression import compress
from zpj.excel.xlam.vba_project import vba_project
from zpj.excel.xlam.vba_source import Kind, Module, module_from, prove
from zpj.excel.xlam.wrappers import Wrappers, make_wrappers
from zpj.grid.files import read_grids
from zpj.grid.grid import Grid

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from oletools.olevba import VBA_Parser, decompress_stream

ADD_IN = builder.add_in_folder() / "zpj.xlam"


@pytest.fixture(scope="session")
def wrappers() -> Wrappers:
    return make_wrappers()


@pytest.fixture(scope="session")
def modules(wrappers: Wrappers) -> list[Module]:
    return builder.vba_modules(wrappers, builder.text_sheets(wrappers))


def test_the_committed_file_is_a_fresh_build(tmp_path: Path) -> None:
    fresh = tmp_path / "新 建" / "zpj.xlam"
    result = CliRunner().invoke(addin, ["build", "-o", str(fresh)])
    assert result.exit_code == 0
    assert fresh.read_bytes() == ADD_IN.read_bytes()


def test_a_build_overwrites_another_file_only_when_forced(tmp_path: Path) -> None:
    target = tmp_path / "我的.xlam"
    target.write_bytes(b"old")
    with pytest.raises(ZpjError, match="已经存在"):
        builder.build(target)
    assert target.read_bytes() == b"old"
    assert CliRunner().invoke(addin, ["build", "--force", "-o", str(target)]).exit_code == 0
    assert target.read_bytes() == ADD_IN.read_bytes()


def test_the_shipped_file_is_rewritten_also_when_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "zpj.xlam"
    own.write_bytes(b"old")
    data = builder.add_in()
    monkeypatch.setattr(builder, "add_in", lambda: data)
    monkeypatch.setattr(builder, "add_in_folder", lambda: tmp_path)
    for output in (own, None):
        own.write_bytes(b"old")
        assert builder.build(output) == own
        assert own.read_bytes() == data


def test_a_build_is_a_xlam_and_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(ZpjError, match=r"\.xlam"):
        builder.build(tmp_path / "zpj.txt")
    assert not any(tmp_path.iterdir())


def test_every_entry_is_stored_with_a_fixed_time() -> None:
    with zipfile.ZipFile(ADD_IN) as archive:
        assert archive.testzip() is None
        for entry in archive.infolist():
            assert (entry.compress_type, entry.date_time[0], entry.create_system) == (zipfile.ZIP_STORED, 2020, 0)


def test_olevba_reads_back_every_module_as_it_was_written(modules: list[Module]) -> None:
    parser = VBA_Parser(str(ADD_IN))
    read = {path.rpartition("/")[2]: code for _, path, _, code in parser.extract_macros()}
    parser.close()
    assert {name: code.replace("\r\n", "\n") for name, code in read.items()} == {
        module.name: module.source.replace("\r\n", "\n") for module in modules
    }


def test_the_container_has_no_defects_and_no_compiled_code(modules: list[Module]) -> None:
    with zipfile.ZipFile(ADD_IN) as archive:
        data = archive.read("xl/vbaProject.bin")
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as container:
        assert container.parsing_issues == []
        assert {"/".join(path) for path in container.listdir()} == {
            "PROJECT", "PROJECTwm", "VBA/_VBA_PROJECT", "VBA/dir", *(f"VBA/{module.name}" for module in modules),
        }  # fmt: skip
        assert container.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("cc61ffff000100")


def test_the_package_is_an_add_in_with_a_code_module_for_every_sheet(modules: list[Module]) -> None:
    with zipfile.ZipFile(ADD_IN) as archive:
        kinds = archive.read("[Content_Types].xml").decode()
        names = {name for name in archive.namelist() if name.endswith((".xml", ".rels"))}
        codes = {code for name in names for code in re.findall(r'codeName="(\w+)"', archive.read(name).decode())}
        for name in names:
            ElementTree.fromstring(archive.read(name))
    assert "addin.macroEnabled.main+xml" in kinds
    assert codes == {module.name for module in modules if module.is_document}


def test_the_sheets_hold_configuration_messages_and_help(wrappers: Wrappers) -> None:
    sheets = {grid.name: rows_of(grid) for grid in read_grids(ADD_IN)}
    assert list(sheets) == ["zpj.conf", "zpj.texts", "zpj.functions"]
    conf = dict(sheets["zpj.conf"])
    assert conf["UDF Modules"] == "zpj.excel.udfs"
    assert "%LOCALAPPDATA%" in conf["Interpreter_Win"]
    sources = "".join(path.read_text("ascii") for path in (builder.add_in_folder() / "vba").iterdir())
    assert set(re.findall(r'ZpjText\("(\w+)"\)', sources)) == dict(sheets["zpj.texts"]).keys()
    assert sheets["zpj.functions"] == [
        (text.name, text.category, text.description, *text.arguments) for text in wrappers.helps
    ]


def rows_of(grid: Grid) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in grid.row_cells(row)) for row in range(1, grid.rows + 1)]


def test_vba_reads_as_many_rows_as_there_are(wrappers: Wrappers) -> None:
    limits = {
        name: int(value)
        for path in (builder.add_in_folder() / "vba").glob("*.bas")
        for name, value in re.findall(r"Const (MOST_\w+) As Long = (\d+)", path.read_text("ascii"))
    }
    sheets = {sheet.name: sheet.rows for sheet in builder.text_sheets(wrappers)}
    assert len(sheets["zpj.texts"]) <= limits["MOST_TEXTS"]
    assert len(wrappers.helps) <= limits["MOST_FUNCTIONS"]
    assert max(len(text.arguments) for text in wrappers.helps) <= limits["MOST_ARGUMENTS"]


def test_the_xlwings_module_carries_our_project_name_and_its_licence() -> None:
    source = builder.xlwings_module().source
    assert 'Public Const PROJECT_NAME As String = "zpj"' in source
    assert "BSD 3-clause license" in source


WRONG = {
    "要以字母开头": Module("_Zpj", Kind.STANDARD, ""),
    "太长": Module("Z" * 32, Kind.STANDARD, ""),
    "Office 的类": Module("Worksheet", Kind.STANDARD, ""),
    "不是ASCII": Module("Zpj", Kind.STANDARD, "' 中文\n"),
    "空字符": Module("Zpj", Kind.STANDARD, "' \0\n"),
    "行太长": Module("Zpj", Kind.STANDARD, "'" * 1024),
    "续行太多": Module("Zpj", Kind.STANDARD, "x = 1 + _\n" * 25 + "1\n"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_module_excel_would_not_compile_is_refused(name: str) -> None:
    with pytest.raises(ZpjError):
        prove([WRONG[name]])


def test_two_modules_of_one_name_are_refused() -> None:
    with pytest.raises(ZpjError, match="重复"):
        prove([Module("Zpj", Kind.STANDARD, ""), Module("ZPJ", Kind.CLASS, "")])


def test_chinese_in_a_source_file_is_refused_with_its_place() -> None:
    with pytest.raises(ZpjError, match="ASCII"):
        module_from('Attribute VB_Name = "Zpj"\n\' 中文\n'.encode(), "Zpj.bas")


def test_our_own_vba_names_no_class_of_the_office_library() -> None:
    for path in (builder.add_in_folder() / "vba").iterdir():
        assert not re.search(r"IRibbon|CommandBar|FileDialog|Office\.", path.read_text("ascii"), re.IGNORECASE), path


@given(st.binary(max_size=9000) | st.text("ab\r\n", max_size=9000).map(str.encode))
def test_compression_is_undone_by_another_program(data: bytes) -> None:
    assert bytes(decompress_stream(bytearray(compress(data)))).rstrip(b"\0") == data.rstrip(b"\0")


@given(st.dictionaries(st.text("AbCdEf_1", min_size=1, max_size=31), st.binary(max_size=5000), max_size=12))
def test_every_stream_of_a_container_is_read_back_by_another_program(streams: dict[str, bytes]) -> None:
    unique = {name.casefold(): (name, data) for name, data in streams.items()}
    tree = dict(unique.values())
    with olefile.OleFileIO(io.BytesIO(compound_file({"VBA": tree})), raise_defects=olefile.DEFECT_INCORRECT) as read:
        for name, data in tree.items():
            assert read.openstream(f"VBA/{name}").read() == data


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 4095, 4096, 4097, 70_000, 600_000])
def test_streams_around_the_sizes_of_sectors_are_read_back(size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    with olefile.OleFileIO(
        io.BytesIO(compound_file({"A": data, "B": b"x"})), raise_defects=olefile.DEFECT_INCORRECT
    ) as read:
        assert read.openstream("A").read() == data


def test_the_project_is_neither_protected_nor_hidden() -> None:
    with olefile.OleFileIO(io.BytesIO(vba_project([Module("Zpj", Kind.STANDARD, "")]))) as container:
        text = container.openstream("PROJECT").read().decode("ascii")
    values = {name: decrypted(coded) for name, coded in re.findall(r'^(CMG|DPB|GC)="(\w+)"', text, re.MULTILINE)}
    assert values == {"CMG": bytes(4), "DPB": b"\0", "GC": b"\xff"}


def decrypted(coded: str) -> bytes:
    """MS-OVBA 2.4.3.3, written down apart from the writer."""
    seed, version, key, *rest = bytes.fromhex(coded)
    assert version ^ seed == 2
    plain, out = key ^ seed, []
    before, last = version, key
    for byte in rest:
        value = byte ^ ((before + plain) & 0xFF)
        out.append(value)
        before, last, plain = last, byte, value
    ignored = (seed & 6) // 2
    (length,) = struct.unpack("<I", bytes(out[ignored : ignored + 4]))
    return bytes(out[ignored + 4 : ignored + 4 + length])
