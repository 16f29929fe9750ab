"""Twins of the add-in that LibreOffice can run: the same modules, with their doors to the system replaced.

LibreOffice Basic has no conditional compilation, ignores the defaults of optional arguments and knows no DLL. So the
module of xlwings is taken as on 64-bit Windows, its defaults are spelled out, and the shell, the dictionary and the
Python server are stand-ins that record what they are asked.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from zpj.excel.xlam import builder
from zpj.excel.xlam.parts import TextSheet, package_parts
from zpj.excel.xlam.vba_project import vba_project
from zpj.excel.xlam.vba_source import Kind, Module
from zpj.excel.xlam.wrappers import Wrappers

MACRO_WORKBOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WINDOWS = {"vba7": True, "win64": True, "mac": False, "app": "Microsoft Excel"}
MISSING = -2147352572
"""What pywin32 hands to xlwings for an argument that is not given."""

_PROCEDURE = re.compile(r"\s*(?:Public |Private )?(?:Function|Sub) ")
_OPTIONAL = re.compile(r"Optional (?:ByVal |ByRef )?(\w+)(?: As (\w+))?(?: = ([^,)]+))?")
_EMPTY = {"String": '""', "Boolean": "False"}

CONTROL = Module("ZpjControl", Kind.CLASS, "Public ID As String\n")
SHELL = Module(
    "ZpjShell",
    Kind.CLASS,
    """
Public Function Run(ByVal command As String, ByVal style As Integer, ByVal wait As Boolean) As Long
    ZpjLog "SHELL " & command
    Run = 0
End Function
Public Sub Popup(ByVal message, ByVal wait, ByVal title, ByVal style)
    ZpjLog "POPUP " & title & ": " & message
End Sub
Public Function ExpandEnvironmentStrings(ByVal s)
    ExpandEnvironmentStrings = s
End Function
""",
)
DICTIONARY = Module(
    "ZpjDictionary",
    Kind.CLASS,
    """
Private ks(200) As String
Private vs(200) As String
Private n As Integer
Private Function Pos(ByVal key) As Integer
    Dim i As Integer
    Pos = 0
    For i = 1 To n
        If ks(i) = key Then Pos = i
    Next i
End Function
Public Sub Add(ByVal key, ByVal value)
    n = n + 1
    ks(n) = key
    vs(n) = value
End Sub
Public Function Exists(ByVal key)
    Exists = Pos(UCase(key)) > 0
End Function
Public Function Item(ByVal key)
    Item = vs(Pos(UCase(key)))
End Function
""",
)
SERVER = Module(
    "ZpjServer",
    Kind.CLASS,
    """
Public Function Module(ByVal n)
    Module = n
End Function
Public Sub SetAttr(ByVal o, ByVal n, v)
    ZpjLog "SETATTR " & o & "." & n
End Sub
Public Sub Exec(ByVal command)
    ZpjLog "EXEC " & command
End Sub
Public Function CallUDF(ByVal m, ByVal f, args, wb, caller)
    CallUDF = ZpjAsk(m, f, args)
End Function
""",
)
SYSTEM = Module(
    "ZpjSystem",
    Kind.STANDARD,
    """
Private mLog As String
Private mBridge As Object
Public Sub ZpjLog(ByVal s As String)
    mLog = mLog & s & Chr(10)
End Sub
Public Function ZpjTakeLog() As String
    ZpjTakeLog = mLog
    mLog = ""
End Function
Public Function LoadLibrary(ByVal p)
    ZpjLog "LOADLIBRARY " & p
    LoadLibrary = 1
End Function
Public Function XLPyDLLActivateAuto(r, ByVal cfg, ByVal mode) As Long
    XLPyDLLActivateAuto = 0
End Function
Public Function ZpjActivate(ByVal cfg)
    ZpjLog "ACTIVATE " & cfg
    Set ZpjActivate = New ZpjServer
End Function
Public Sub ZpjSetBridge(b)
    Set mBridge = b
End Sub
Public Function ZpjAsk(ByVal m, ByVal f, a)
    Dim i1(), o1(), k, v(), s()
    ReDim v(UBound(a))
    ReDim s(UBound(a))
    For k = 0 To UBound(a)
        s(k) = ""
        If IsObject(a(k)) Then
            v(k) = a(k).Value
            s(k) = "@"
            If a(k).Count = 1 Then s(k) = "@" & a(k).NumberFormat
        Else
            v(k) = a(k)
        End If
    Next k
    ZpjAsk = mBridge.invoke(Array(m, f, v, s), i1, o1)
End Function
Public Sub ZpjPress(ByVal id As String)
    Dim c As ZpjControl
    On Error GoTo bad
    Set c = New ZpjControl
    c.ID = id
    ZpjButtons.ZpjRibbon c
    Exit Sub
bad:
    ZpjLog "ERROR " & Err.Description
End Sub
Public Function ZpjEnterAgainHere(ByVal name As String)
    On Error GoTo bad
    ZpjEnterAgainHere = ZpjEnterAgain(ActiveWorkbook.Worksheets(name))
    Exit Function
bad:
    ZpjEnterAgainHere = "ERROR " & Err.Description
End Function
""",
)


def one_branch(source: str, known: Mapping[str, object] = WINDOWS) -> str:
    """Evaluate #If as the compiler of a known system does; the other branches become empty lines."""
    out: list[str] = []
    taken: list[bool] = []
    active: list[bool] = []
    for line in source.split("\n"):
        word, _, rest = line.strip().partition(" ")
        directive = word.casefold()
        if directive in ("#if", "#elseif"):
            holds = _holds(rest.rpartition("Then")[0], known)
            if directive == "#if":
                taken.append(holds)
                active.append(holds)
            else:
                active[-1] = holds and not taken[-1]
                taken[-1] = taken[-1] or holds
        elif directive == "#else":
            active[-1] = not taken[-1]
        elif directive == "#end":
            taken.pop()
            active.pop()
        is_directive = directive in ("#if", "#elseif", "#else", "#end", "#const")
        out.append("" if is_directive or not all(active) else line)
    return "\n".join(out)


def _holds(condition: str, known: Mapping[str, object]) -> bool:
    name, _, value = (part.strip() for part in condition.partition("="))
    if value:
        return known.get(name.casefold()) == value.strip('"')
    words = name.casefold().split()
    if words[0] == "not":
        return not known.get(words[1], False)
    return any(bool(known.get(word, False)) for word in words if word != "or")


def with_defaults(source: str) -> str:
    """Spell out the defaults of optional arguments, which LibreOffice ignores."""
    out: list[str] = []
    head = ""
    for line in source.split("\n"):
        joined = head + line
        if not _PROCEDURE.match(joined):
            out.append(joined)
            continue
        if joined.rstrip().endswith(" _"):
            head = joined.rstrip()[:-1]
            continue
        head = ""
        found = _OPTIONAL.findall(joined)
        out.append(re.sub(r"Optional (?:ByVal |ByRef )?(\w+)(?: As \w+)?(?: = [^,)]+)?", r"Optional \1", joined))
        for name, kind, value in found:
            default = value or _EMPTY.get(kind) or ("" if kind else str(MISSING))
            if default:
                out.append(f"    If IsMissing({name}) Then {name} = {default}")
    return "\n".join(out)


def twin_modules(wrappers: Wrappers) -> list[Module]:
    """All modules of the add-in as LibreOffice can compile them, and the stand-ins."""
    modules = [
        _changed(module, _CHANGES.get(module.name, lambda source: source))
        for module in builder.vba_modules(wrappers, builder.text_sheets(wrappers))
        if module.name != "Dictionary"
    ]
    return [*modules, CONTROL, SHELL, DICTIONARY, SERVER, SYSTEM]


def _changed(module: Module, change: Callable[[str], str]) -> Module:
    return Module(module.name, module.kind, with_defaults(change(one_branch(module.code))))


def _xlwings(source: str) -> str:
    source = re.sub(r"^\s*(Private )?Declare .*$", "", source, flags=re.MULTILINE)
    for real, stand_in in (
        ('CreateObject("Scripting.Dictionary")', "New ZpjDictionary"),
        ('CreateObject("WScript.Shell")', "New ZpjShell"),
        ("Randomize Timer() + Application.Hwnd", "Randomize"),
        ("Application.Hwnd", "4711"),
        ("Application.Path", '"C:\\Office16"'),
    ):
        assert real in source
        source = source.replace(real, stand_in)
    server = "Function XLPy()\n    XLPyLoadDLL\n    Set XLPy = ZpjActivate(XLPyCommand)\nEnd Function"
    source, count = re.subn(r"^Function XLPy\(\)\n.*?^End Function", lambda _: server, source, flags=re.S | re.M)
    assert count == 1
    return source


def _udfs(source: str) -> str:
    source = re.sub(r"^.*If TypeOf Application.Caller Is Range Then.*$", "", source, flags=re.MULTILINE)
    return source.replace("Application.Caller", "Nothing")


_CHANGES: Mapping[str, Callable[[str], str]] = {"xlwings": _xlwings, "xlwings_udfs": _udfs}


def write_twin(path: Path, wrappers: Wrappers, conf: Mapping[str, str]) -> Path:
    """The add-in as a workbook with macros; `conf` replaces lines of xlwings' configuration."""
    first, *others = builder.text_sheets(wrappers)
    rows = [(key, conf.get(key, value)) for key, value in first.rows]
    rows += [(key, value) for key, value in conf.items() if key not in dict(rows)]
    sheets = [TextSheet(first.name, first.code_name, rows), *others]
    ribbon = (builder.add_in_folder() / "ribbon.xml").read_text("utf-8")
    parts = package_parts(sheets, ribbon, vba_project(twin_modules(wrappers)), MACRO_WORKBOOK)
    shown = parts["xl/workbook.xml"].replace(b' visibility="hidden"', b"")
    path.write_bytes(builder.packed({**parts, "xl/workbook.xml": shown}))
    return path


def with_macros(source: Path, target: Path, wrappers: Wrappers) -> Path:
    """A workbook with the add-in's modules inside: LibreOffice offers a formula only its own document's functions."""
    wanted = [module for module in twin_modules(wrappers) if not module.is_document and module.name != "xlwings"]
    server = Module("xlwings", Kind.STANDARD, "Function XLPy()\n    Set XLPy = New ZpjServer\nEnd Function\n")
    book = Module("ThisWorkbook", Kind.WORKBOOK, "Public Sub ZpjListen()\nEnd Sub\n")
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    kinds = parts["[Content_Types].xml"].decode().replace(WORKBOOK, MACRO_WORKBOOK)
    vba = '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    parts["[Content_Types].xml"] = kinds.replace("</Types>", vba).encode()
    relation = (
        '<Relationship Id="rIdZpjVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        'Target="vbaProject.bin"/></Relationships>'
    )
    relations = parts["xl/_rels/workbook.xml.rels"].decode()
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", relation).encode()
    parts["xl/vbaProject.bin"] = vba_project([book, server, *wanted])
    target.write_bytes(builder.packed(parts))
    return target
