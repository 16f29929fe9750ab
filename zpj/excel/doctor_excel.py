"""Excel and WPS: are they there, do they open the add-in, do they trust it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from zpj.excel.doctor_check import Check, bad, good
from zpj.excel.doctor_files import bitness
from zpj.excel.doctor_registry import CLASSES, MACHINE, USER, Registry, text
from zpj.excel.install_environment import Environment, mark_of_the_web
from zpj.excel.install_files import shipped_add_in

_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"
_OFFICE = r"Software\Microsoft\Office"
_POLICIES = r"Software\Policies\Microsoft\Office"
_WPS = r"Software\Kingsoft\Office\6.0\Common"
_OLDEST = 14
_INSTALL = "请关闭 Excel，重新运行 install.cmd 或 zpj addin install"
_QUARANTINE = "装过又不见了，是被安全软件删除，请在安全软件里恢复并信任"
_CENTER = "请在“文件—选项—信任中心—信任中心设置”里"
_MANAGED = "改不动时由单位统一管理，请找信息部门"
_FAULTS = (
    ("DisableAllAddins", "", "禁用了所有加载项", "的“加载项”页取消“禁用所有应用程序加载项”"),
    ("RequireAddinSig", "", "只允许有签名的加载项", "的“加载项”页取消“要求应用程序加载项由受信任的发布者签署”"),
    ("AllLocationsDisabled", r"\Trusted Locations", "禁用了所有受信任位置", "的“受信任位置”页取消“禁用所有受信任位置”"),
)


def excel_version(registry: Registry) -> str:
    """Such as "16.0"; "" where Excel is not registered."""
    found = re.fullmatch(r"Excel\.Application\.(\d+)", text(registry, CLASSES, r"Excel.Application\CurVer"))
    return f"{found[1]}.0" if found else ""


def excel_checks(machine: Environment, registry: Registry) -> Iterator[Check]:
    """All lines about Excel and WPS on Windows."""
    version = excel_version(registry)
    yield from _programs(registry, version)
    yield _present(machine)
    yield _not_blocked(machine)
    if version:
        yield _not_disabled(registry, version)
        yield _once(machine, registry, version)
        yield from _trust(registry, version)


def _program(registry: Registry, name: str) -> Path | None:
    for root in (USER, MACHINE):
        path = text(registry, root, rf"{_APP_PATHS}\{name}").strip('"')
        if path:
            return Path(path)
    return None


def _programs(registry: Registry, version: str) -> Iterator[Check]:
    program = _program(registry, "excel.exe")
    wps = bool(_program(registry, "et.exe") or text(registry, USER, _WPS, "InstallRoot"))
    if version:
        bits = bitness(program) if program else None
        kind = f"{bits} 位" if bits else "位数没有查到"
        if int(version.split(".")[0]) < _OLDEST:
            yield bad("Excel", f"版本 {version}（{kind}）太旧", "请换用 Excel 2010 或更新的版本")
        else:
            yield good("Excel", f"版本 {version}（{kind}）")
    elif not wps:
        yield bad("Excel", "没有找到 Excel，也没有找到 WPS", "请安装 Excel；也可以直接用 zpj 的各条命令处理文件")
    else:
        yield bad("Excel", "没有找到，功能区和工作表函数不能用", "WPS 用户请用“发送到”里的两个“绩效自评”")
    if wps:
        yield good("WPS", "已安装", "功能区在 WPS 里不能用：请在文件上按右键，用“发送到”里的两个“绩效自评”")


def _present(machine: Environment) -> Check:
    subject, path = "加载项文件", machine.add_in
    if not path.is_file():
        return bad(subject, f"不在 Excel 启动文件夹里：{path}", f"{_INSTALL}；{_QUARANTINE}")
    if path.read_bytes() != shipped_add_in():
        return bad(subject, "与现在的 zpj 不是同一版", _INSTALL)
    return good(subject, str(path))


def _not_blocked(machine: Environment) -> Check:
    subject = "文件锁定"
    if mark_of_the_web(machine.add_in).exists():
        return bad(subject, "文件带有“来自互联网”的标记，宏不会运行", f"{_INSTALL}，或在文件属性里勾选“解除锁定”")
    return good(subject, "没有“来自互联网”的标记")


def _not_disabled(registry: Registry, version: str) -> Check:
    subject = "Excel 禁用项目"
    items = registry.values(USER, rf"{_OFFICE}\{version}\Excel\Resiliency\DisabledItems")
    for content in items.values():
        if isinstance(content, bytes) and "zpj.xlam" in content.decode("utf-16-le", "ignore").lower():
            remedy = "请在“文件—选项—加载项—管理：禁用项目—转到”里启用 zpj.xlam"
            return bad(subject, "Excel 因上次出错禁用了加载项", remedy)
    return good(subject, "没有被禁用")


def _once(machine: Environment, registry: Registry, version: str) -> Check:
    subject = "重复安装"
    options = registry.values(USER, rf"{_OFFICE}\{version}\Excel\Options")
    for name, content in options.items():
        if re.fullmatch(r"OPEN\d*", name.upper()) and "zpj.xlam" in str(content).lower():
            listed = str(content).removeprefix("/R").strip(' "')
            if Path(listed) != machine.add_in:
                return bad(subject, f"加载项列表里还有一份：{listed}", "请在“开发工具—Excel 加载项”里取消勾选 zpj")
    return good(subject, "只有一份")


def _trust(registry: Registry, version: str) -> Iterator[Check]:
    places = (rf"{_POLICIES}\{version}\Excel\Security", rf"{_OFFICE}\{version}\Excel\Security")

    def is_on(name: str, below: str) -> bool:
        return any(text(registry, USER, place + below, name) == "1" for place in places)

    subject = "信任设置"
    found = [
        bad(subject, f"Excel {what}", f"{_CENTER}{remedy}；{_MANAGED}")
        for name, below, what, remedy in _FAULTS
        if is_on(name, below)
    ]
    yield from found
    if not found:
        yield good(subject, "启动文件夹是受信任位置，不需要另外设置")
