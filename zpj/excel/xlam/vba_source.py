"""VBA modules as text: read from exported files, and proved to be what Excel accepts before they are packed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from zpj.domain.errors import ZpjError

_LONGEST_NAME = 31
_LONGEST_LINE = 1023
_MOST_CONTINUATIONS = 24
_NAME = re.compile(r'^Attribute VB_Name = "([^"]*)"', re.MULTILINE)
_HEAD = re.compile(r"\A(?:VERSION 1\.0 CLASS\n)?(?:BEGIN\n.*?^END\n)?", re.DOTALL | re.MULTILINE)
_OWN_ATTRIBUTES = re.compile(r"^Attribute VB_\w+ = .*\n", re.MULTILINE)
_OFFICE_CLASSES = frozenset(
    """Application Workbook Worksheet Sheets Range Names Name Chart Window Windows Areas Font Style Styles Shape Shapes
    Comment Comments Hyperlink Hyperlinks Validation Error Errors Speech Watch Watches Filter Filters Sort Sparkline
    IRibbonControl IRibbonUI IRibbonExtensibility CommandBar CommandBars CommandBarButton CommandBarControl FileDialog
    FileDialogSelectedItems DocumentProperty DocumentProperties LanguageSettings COMAddIn COMAddIns Assistant Balloon
    Script Scripts SmartArt TextFrame2 TextRange2 ThemeColor ThemeFont OfficeTheme ContactCard SharedWorkspace Sync
    Permission Signature SignatureSet WorkflowTask WorkflowTemplate MetaProperty CustomTaskPane EncryptionProvider
    PickerDialog""".casefold().split()
)


class Kind(Enum):
    """What a module is; the value is its VB_Base where it has one."""

    STANDARD = ""
    CLASS = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
    WORKBOOK = "0{00020819-0000-0000-C000-000000000046}"
    WORKSHEET = "0{00020820-0000-0000-C000-000000000046}"


@dataclass(frozen=True, slots=True)
class Module:
    """One module: its code without the attributes every module has (lines end with LF)."""

    name: str
    kind: Kind
    code: str

    @property
    def is_document(self) -> bool:
        """Whether the module belongs to the workbook or a sheet."""
        return self.kind in (Kind.WORKBOOK, Kind.WORKSHEET)

    @property
    def source(self) -> str:
        """The text as it is stored: attributes first, every line ended by CRLF."""
        attributes = [f'Attribute VB_Name = "{self.name}"']
        if self.kind is not Kind.STANDARD:
            attributes += [
                f'Attribute VB_Base = "{self.kind.value}"',
                "Attribute VB_GlobalNameSpace = False",
                "Attribute VB_Creatable = False",
                f"Attribute VB_PredeclaredId = {self.is_document}",
                f"Attribute VB_Exposed = {self.is_document}",
                "Attribute VB_TemplateDerived = False",
                f"Attribute VB_Customizable = {self.is_document}",
            ]
        return "\r\n".join([*attributes, *self.code.split("\n")])


def read_module(path: Path, kind: Kind | None = None) -> Module:
    """Read an exported .bas or .cls file."""
    usual = Kind.CLASS if path.suffix == ".cls" else Kind.STANDARD
    return module_from(path.read_bytes(), path.name, kind or usual)


def module_from(content: bytes, file_name: str, kind: Kind = Kind.STANDARD) -> Module:
    """A module from the bytes of an exported file; ZpjError where they are not pure ASCII or name no module."""
    try:
        text = content.decode("ascii").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        reason = f"第 {error.start} 字节不是 ASCII 字符"
        raise ZpjError(file_name, reason, "VBA 源码里不能有中文，请移到 addin/texts.toml") from error
    name = _NAME.search(text)
    if name is None:
        raise ZpjError(file_name, "没有 Attribute VB_Name 一行", "请补上模块名")
    return Module(name[1], kind, _OWN_ATTRIBUTES.sub("", _HEAD.sub("", text)))


def prove(modules: Iterable[Module]) -> None:
    """ZpjError unless Excel will compile these modules: names, characters, lengths (addin builders' known traps)."""
    taken: set[str] = set()
    for module in modules:
        for problem in (*_name_problems(module, taken), *_text_problems(module)):
            raise ZpjError(f"VBA 模块 {module.name}", problem, "请修改 addin/vba 里的源码")
        taken.add(module.name.casefold())


def _name_problems(module: Module, taken: set[str]) -> Iterable[str]:
    if not re.fullmatch(r"[A-Za-z]\w*", module.name, re.ASCII) or len(module.name) > _LONGEST_NAME:
        yield f"模块名须以字母开头、不超过 {_LONGEST_NAME} 个字符"
    if module.name.casefold() in taken:
        yield "模块名重复（不分大小写）"
    if module.name.casefold() in _OFFICE_CLASSES:
        yield "模块名与 Office 的类同名"


def _text_problems(module: Module) -> Iterable[str]:
    source = module.source
    if not source.isascii() or "\0" in source:
        yield "源码含有 ASCII 以外的字符或空字符"
    if re.search(r"(?<!\r)\n|\r(?!\n)", source):
        yield "行尾不是 CRLF"
    continued = 0
    for number, line in enumerate(source.split("\r\n"), 1):
        continued = continued + 1 if line.rstrip().endswith(" _") else 0
        if len(line) > _LONGEST_LINE:
            yield f"第 {number} 行超过 {_LONGEST_LINE} 个字符"
        if continued > _MOST_CONTINUATIONS:
            yield f"第 {number} 行的续行超过 {_MOST_CONTINUATIONS} 行"
