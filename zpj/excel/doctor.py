"""`zpj addin doctor`: one page that says of each thing the add-in needs whether it is well, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.excel.doctor_check import BAD, UNKNOWN, Check, bad, good, unknown
from zpj.excel.doctor_excel import excel_checks
from zpj.excel.doctor_python import font_checks, path_checks, python_checks, running_python, xlwings_check
from zpj.excel.doctor_registry import NoRegistry, Registry, WindowsRegistry
from zpj.excel.install_environment import MACOS, OTHER, WINDOWS, Environment, this_environment
from zpj.excel.xlam.builder import add_in_folder

_ONLY_WINDOWS = "只能在装有 Excel 的 Windows 上查"
_NOT_HERE = ("加载项文件", "文件锁定和禁用", "信任设置", "pywin32", "连接库", "报告字体", "用户文件夹的路径")


def doctor_page(machine: Environment | None = None, registry: Registry | None = None) -> str:
    """The whole page: a heading, a line for each check, a summary."""
    machine = machine or this_environment()
    registry = registry or (WindowsRegistry() if machine.system == WINDOWS else NoRegistry())
    checks = list(examine(machine, registry))
    wrong = sum(check.state == BAD for check in checks)
    not_seen = sum(check.state == UNKNOWN for check in checks)
    summary = f"共 {len(checks)} 项，异常 {wrong} 项" + (f"，不能查 {not_seen} 项" if not_seen else "")
    remark = "。请按“→”后面的办法处理，再运行一次 zpj addin doctor。" if wrong else "。"
    return "\n".join(["绩效自评加载项体检", "", *(check.line for check in checks), "", summary + remark])


def examine(machine: Environment, registry: Registry) -> Iterator[Check]:
    """Every check that is possible on this system; what is not is named."""
    if machine.system == OTHER:
        yield unknown("Excel 和 WPS", f"这个系统上没有 Excel，{_ONLY_WINDOWS}")
        for subject in _NOT_HERE:
            yield unknown(subject, _ONLY_WINDOWS)
        yield from _python_alone(machine)
    elif machine.system == MACOS:
        yield from _on_a_mac(machine)
    else:
        yield from excel_checks(machine, registry)
        yield from python_checks(machine)
        yield from font_checks(registry)
        yield from path_checks(machine)


def _python_alone(machine: Environment) -> Iterator[Check]:
    yield running_python(machine)
    yield xlwings_check(add_in_folder() / "zpj.xlam")
    yield good("命令", "zpj 的各条命令不需要 Excel，都可以用")


def _on_a_mac(machine: Environment) -> Iterator[Check]:
    if machine.add_in.is_file():
        yield good("加载项文件", str(machine.add_in))
    else:
        yield bad("加载项文件", f"不在 Excel 启动文件夹里：{machine.add_in}", "请关闭 Excel，运行 zpj addin install")
    if machine.conf.is_file():
        yield good("配置文件", str(machine.conf))
    else:
        yield bad("配置文件", f"没有：{machine.conf}", "请运行 zpj addin install")
    yield from python_checks(machine)
    yield good("功能区", "按钮可用；ZPJ_ 开头的工作表函数在苹果电脑上不可用")
    for subject in ("Excel 的版本和信任设置", "报告字体"):
        yield unknown(subject, _ONLY_WINDOWS)
