"""Python and what the add-in needs of it, the fonts of the reports, and paths that make trouble."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path, PureWindowsPath

from zpj import __version__, resources
from zpj.excel.doctor_check import Check, bad, good
from zpj.excel.doctor_files import bitness, xlwings_of
from zpj.excel.doctor_registry import MACHINE, USER, Registry
from zpj.excel.install_environment import WINDOWS, Environment

_FONTS = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
_FONT_FILES = {
    "方正小标宋简体": ("fzxbsjw",),
    "华文中宋": ("stzhongs",),
    "黑体": ("simhei",),
    "SimHei": ("simhei",),
    "楷体_GB2312": ("simkai_gb2312", "kaiti_gb2312"),
    "KaiTi": ("simkai",),
    "仿宋_GB2312": ("simfang_gb2312", "fangsong_gb2312"),
    "FangSong": ("simfang",),
    "宋体": ("simsun",),
    "SimSun": ("simsun",),
    "Times New Roman": ("times",),
}
_LONG_PATH = 200
_REINSTALL = "请重新运行 install.cmd"
_INSTALL = "请关闭 Excel，重新运行 install.cmd 或 zpj addin install"


def python_checks(machine: Environment) -> Iterator[Check]:
    """The interpreter, pywin32, xlwings and its DLL."""
    yield running_python(machine)
    if machine.system == WINDOWS:
        yield _interpreter(machine)
        yield _pywin32()
    yield xlwings_check(machine.add_in)
    if machine.system == WINDOWS:
        yield dll_check(machine)


def running_python(machine: Environment) -> Check:
    """Which Python runs this; zpj itself refuses to install below 3.11."""
    running = ".".join(map(str, sys.version_info[:3]))
    bits = 64 if sys.maxsize > 2**32 else 32
    return good("Python", f"{running}（{bits} 位），zpj {__version__}：{machine.python}")


def _interpreter(machine: Environment) -> Check:
    subject = "后台程序"
    if not machine.usual_python.is_file():
        return bad(subject, f"加载项要用的 Python 不在：{machine.usual_python}", _REINSTALL)
    if bitness(machine.usual_python) == 32:
        return bad(subject, "装在 32 位的 Python 里", f"请装 64 位的 Python，再{_REINSTALL.removeprefix('请')}")
    return good(subject, str(machine.usual_python))


def _pywin32() -> Check:
    if find_spec("win32com") is None:
        return bad("pywin32", "没有安装", _REINSTALL)
    return good("pywin32", _installed("pywin32"))


def xlwings_check(add_in: Path) -> Check:
    """The xlwings whose VBA is in the add-in must be the one that is installed: the DLL's name tells the version."""
    subject, installed = "xlwings 版本", _installed("xlwings")
    if not add_in.is_file():
        return bad(subject, f"已安装 {installed}，加载项还没有安装", _INSTALL)
    built_in = xlwings_of(add_in)
    if built_in is None:
        return bad(subject, "加载项文件损坏，读不出版本", _INSTALL)
    if built_in != installed:
        return bad(subject, f"已安装 {installed}，加载项里是 {built_in}，两者必须相同", _REINSTALL)
    return good(subject, f"已安装的和加载项里的都是 {installed}")


def dll_check(machine: Environment) -> Check:
    """One DLL for each bitness of Excel, beside the interpreter or one level up; the name tells the version."""
    names = [f"xlwings{bits}-{_installed('xlwings')}.dll" for bits in (32, 64)]
    folders = (machine.usual_python.parent, machine.usual_python.parent.parent)
    missing = [name for name in names if not any((folder / name).is_file() for folder in folders)]
    if missing:
        remedy = f"{_REINSTALL}；仍没有时是被安全软件删除，请在安全软件里恢复并信任"
        return bad("连接库", f"没有 {'、'.join(missing)}", remedy)
    return good("连接库", "、".join(names))


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "没有"


def font_checks(registry: Registry) -> Iterator[Check]:
    """A line for each layout profile: its fonts, or those that stand in for them."""
    known = _known_fonts(registry)
    for path in sorted((resources.templates() / "layouts").glob("*.toml")):
        fonts = tomllib.loads(path.read_text(encoding="utf-8"))["fonts"]
        yield _profile_fonts(path.stem, fonts, known)


def _known_fonts(registry: Registry) -> frozenset[str]:
    """Family names ("SimSun & NSimSun (TrueType)" are two) and file names without extension, in small letters."""
    known: set[str] = set()
    for root in (MACHINE, USER):
        for name, file in registry.values(root, _FONTS).items():
            known |= {family.strip().lower() for family in name.partition("(")[0].split("&")}
            if isinstance(file, str):
                known.add(PureWindowsPath(file).stem.lower())
    return frozenset(known)


def _profile_fonts(profile: str, fonts: Mapping[str, object], known: frozenset[str]) -> Check:
    alternatives = fonts.get("alternatives")
    others = alternatives if isinstance(alternatives, dict) else {}
    subject = f"字体（版式 {profile}）"
    names = list(dict.fromkeys(name for name in fonts.values() if isinstance(name, str)))
    missing = [name for name in names if not _has_font(name, known)]
    lost = [name for name in missing if not (name in others and _has_font(others[name], known))]
    if lost:
        return bad(subject, f"没有{'、'.join(lost)}，报告会换成别的字体", "请安装这些字体后重新打开 Word")
    replaced = "、".join(f"{name}用{others[name]}代替" for name in missing)
    return good(subject, f"{replaced}；要与公文完全一致请安装原字体" if replaced else "齐全")


def _has_font(name: str, known: frozenset[str]) -> bool:
    return not known.isdisjoint({name.lower(), *_FONT_FILES.get(name, ())})


def path_checks(machine: Environment) -> Iterator[Check]:
    """Names the code page cannot write, long paths, a home in the cloud."""
    faults = []
    try:
        str(machine.local).encode(machine.encoding)
    except UnicodeEncodeError:
        faults.append(("用户文件夹的名字里有本机代码页写不出的字", "请让信息部门换一个用户名，或把 TEMP 设到 C:\\Temp"))
    longest = max(len(str(machine.usual_python)), len(str(machine.add_in)))
    if longest > _LONG_PATH:
        faults.append((f"路径太长（{longest} 个字）", "请让信息部门换一个较短的用户文件夹"))
    if "onedrive" in str(machine.own).lower() or str(machine.roaming).startswith("\\\\"):
        faults.append(("用户文件夹在网盘或网络位置上", "断网时加载项可能打不开，请让信息部门改到本机硬盘"))
    if not faults:
        yield good("路径", f"没有问题（代码页 {machine.encoding}）")
    for what, remedy in faults:
        yield bad("路径", what, remedy)
