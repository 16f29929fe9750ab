"""What an installation consists of: each file with its content."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

from zpj.domain.errors import ZpjError
from zpj.excel.install_environment import MACOS, WINDOWS, Environment
from zpj.excel.xlam.builder import add_in_folder

SEND_TO = {"绩效自评-校验.cmd": "check", "绩效自评-生成报告.cmd": "report"}


def shipped_add_in() -> bytes:
    """The built add-in that comes with this zpj."""
    path = add_in_folder() / "zpj.xlam"
    try:
        return path.read_bytes()
    except OSError as error:
        raise ZpjError("zpj.xlam", "安装包里没有加载项", "请重新安装 zpj，或运行 zpj addin build") from error


def files_to_install(machine: Environment) -> Mapping[Path, bytes]:
    """Every file of an installation on this machine."""
    files = {machine.add_in: shipped_add_in(), machine.conf: conf_text(machine)}
    if machine.system == WINDOWS:
        files |= {machine.send_to / name: _send_to(machine, task) for name, task in SEND_TO.items()}
    return files


def conf_text(machine: Environment) -> bytes:
    """The lines of zpj.conf. VBA reads the file in the machine's code page, hence never UTF-8 on a Chinese Windows."""
    key = "INTERPRETER_MAC" if machine.system == MACOS else "INTERPRETER_WIN"
    lines = {key: _from_local(machine, machine.python), "USE UDF SERVER": "TRUE", "SHOW CONSOLE": "FALSE"}
    end = "\n" if machine.system == MACOS else "\r\n"
    return _encoded("".join(f'"{name}","{value}"{end}' for name, value in lines.items()), machine)


def _send_to(machine: Environment, task: str) -> bytes:
    """A batch file that hands the chosen files to pythonw and ends at once, so that no console stays open."""
    pythonw = _from_local(machine, machine.python.with_name("pythonw.exe"))
    lines = ("@echo off", f'start "" "{pythonw}" -I -m zpj.excel.install_send_to {task} %*', "")
    return _encoded("\r\n".join(lines), machine)


def _from_local(machine: Environment, path: Path) -> str:
    r"""A path as %LOCALAPPDATA%\… where it lies there: then no user name with rare characters stands in the file."""
    if machine.system != WINDOWS:
        return str(path)
    if path.is_relative_to(machine.local):
        return str(PureWindowsPath("%LOCALAPPDATA%", *path.relative_to(machine.local).parts))
    return str(path)


def _encoded(text: str, machine: Environment) -> bytes:
    try:
        return text.encode("utf-8" if machine.system == MACOS else machine.encoding)
    except UnicodeEncodeError as error:
        raise ZpjError(
            str(machine.python), "路径里有本机代码页写不出的字", "请运行 install.cmd，由它装到固定的位置"
        ) from error
