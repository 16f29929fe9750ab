"""Puts the add-in together: sources in addin/, xlwings' own module, wrappers of the functions -> one .xlam file."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from zpj import resources
from zpj.app.outputs import output_path, write_file
from zpj.domain.errors import ZpjError
from zpj.excel.xlam.parts import TextSheet, package_parts
from zpj.excel.xlam.vba_project import vba_project
from zpj.excel.xlam.vba_source import Kind, Module, module_from, read_module
from zpj.excel.xlam.wrappers import FUNCTIONS, Wrappers, make_wrappers

PROJECT_NAME = "zpj"
CONF = (
    ("Interpreter_Win", r"%LOCALAPPDATA%\zpj\venv\Scripts\python.exe"),
    ("UDF Modules", FUNCTIONS),
    ("Use UDF Server", "TRUE"),
    ("Show Console", "FALSE"),
    ("ADD_WORKBOOK_TO_PYTHONPATH", "false"),
)

_FIXED_TIME = (2020, 1, 1, 0, 0, 0)
_WINDOWS = 0
_XLWINGS_NAME = 'PROJECT_NAME As String = "myaddin"'
_OWN_NAME = f'PROJECT_NAME As String = "{PROJECT_NAME}"'


def add_in_folder() -> Path:
    """The folder `addin`: sources and the built file."""
    return resources.templates().parent / "addin"


def build(output: Path | None = None, force: bool = False) -> Path:
    """Write the add-in whole or not at all; gives its path. Without `output` it replaces the one of the source tree.

    ZpjError where a source would not work in Excel, or the output is refused.
    """
    own = add_in_folder() / "zpj.xlam"
    target = own if output is None else _chosen(output, force or output.resolve() == own.resolve())
    write_file(target, add_in())
    return target


def _chosen(output: Path, force: bool) -> Path:
    if output.suffix.lower() != ".xlam":
        raise ZpjError(output.name, "加载项的扩展名应为 .xlam", "请改用 .xlam")
    return output_path(output, output, force)


def add_in() -> bytes:
    """The bytes of zpj.xlam: every entry stored, with a fixed time, so that they are the same everywhere."""
    wrappers = make_wrappers()
    sheets = text_sheets(wrappers)
    modules = vba_modules(wrappers, sheets)
    _prove_sheets(sheets, modules)
    return packed(package_parts(sheets, _source("ribbon.xml").read_text(encoding="utf-8"), vba_project(modules)))


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.create_system = _WINDOWS
            archive.writestr(entry, data, zipfile.ZIP_STORED)
    return stream.getvalue()


def text_sheets(wrappers: Wrappers) -> list[TextSheet]:
    """The sheets VBA reads: xlwings' configuration, messages, help of the functions."""
    texts = tomllib.loads(_source("texts.toml").read_text(encoding="utf-8"))
    helps = [(text.name, text.category, text.description, *text.arguments) for text in wrappers.helps]
    return [
        TextSheet(f"{PROJECT_NAME}.conf", "ConfSheet", CONF),
        TextSheet(f"{PROJECT_NAME}.texts", "TextsSheet", [(key, str(text)) for key, text in texts.items()]),
        TextSheet(f"{PROJECT_NAME}.functions", "FunctionsSheet", helps),
    ]


def vba_modules(wrappers: Wrappers, sheets: Sequence[TextSheet]) -> list[Module]:
    """All modules: the workbook's, one for each sheet, ours, xlwings', and the wrappers."""
    own = [read_module(path) for path in sorted((_source("vba")).glob("*.bas"))]
    return [
        read_module(_source("vba") / "ThisWorkbook.cls", Kind.WORKBOOK),
        *(Module(sheet.code_name, Kind.WORKSHEET, "") for sheet in sheets),
        *own,
        xlwings_module(),
        read_module(_xlwings() / "addin" / "Dictionary.cls"),
        module_from(wrappers.source.encode("utf-8"), "xlwings_udfs.bas"),
    ]


def xlwings_module() -> Module:
    """The module of the installed xlwings under our project name; ZpjError where it is not the version expected."""
    text = (_xlwings() / "xlwings_custom_addin.bas").read_bytes()
    if text.count(_XLWINGS_NAME.encode()) != 1:
        raise ZpjError("xlwings_custom_addin.bas", "里面没有恰好一处 PROJECT_NAME", "请核对 xlwings 的版本")
    installed = version("xlwings")
    named = set(re.findall(rb"xlwings(?:32|64)-([\d.]+)\.dll", text))
    if named != {installed.encode()}:
        raise ZpjError("xlwings_custom_addin.bas", f"里面的 DLL 版本不是已安装的 {installed}", "请重新安装 xlwings")
    return module_from(text.replace(_XLWINGS_NAME.encode(), _OWN_NAME.encode()), "xlwings_custom_addin.bas")


def _xlwings() -> Path:
    found = find_spec("xlwings")
    if found is None or found.origin is None:
        raise ZpjError("xlwings", "没有安装", "请重新安装 zpj")
    return Path(found.origin).parent


def _source(name: str) -> Path:
    path = add_in_folder() / name
    if not path.exists():
        raise ZpjError(name, "没有找到加载项的源文件", "请在 zpj 的源码目录里运行 zpj addin build")
    return path


def _prove_sheets(sheets: Sequence[TextSheet], modules: Sequence[Module]) -> None:
    """Every code name has a module, the configuration has the name xlwings looks for and no key twice."""
    documents = {module.name for module in modules if module.is_document}
    if documents != {"ThisWorkbook", *(sheet.code_name for sheet in sheets)}:
        raise ZpjError("加载项", "工作表的代码名与 VBA 模块不一致", "请核对 addin/vba 和 builder.py")
    keys = [key.upper() for key, _ in CONF]
    if len(keys) != len(set(keys)) or not any(sheet.name == f"{PROJECT_NAME}.conf" for sheet in sheets):
        raise ZpjError("加载项", "配置表的名称不对或有重复的键", "请核对 builder.py 里的 CONF")
