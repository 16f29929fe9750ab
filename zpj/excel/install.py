"""Puts the add-in where Excel opens it by itself, for this user only, and takes it away again."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zpj.app.outputs import write_file
from zpj.domain.errors import ZpjError
from zpj.excel.install_environment import MACOS, OTHER, Environment, mark_of_the_web
from zpj.excel.install_files import files_to_install

NOT_THE_INSTALLED_FILE = "安装以后被改过，没有删除"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The files written or removed, and sentences for the clerk."""

    files: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def install(machine: Environment) -> Outcome:
    """Write the add-in, the configuration and the 发送到 entries; repeatable. ZpjError where a file does not stay."""
    _refuse_other_systems(machine)
    before, outcome = _record(machine), Outcome()
    files = dict(files_to_install(machine))
    if machine.conf.exists() and before.files.get(str(machine.conf)) != _digest_of(machine.conf):
        if machine.conf.read_bytes() != files[machine.conf]:
            outcome.notes.append(f"已有自己的配置文件，没有改动：{machine.conf}")
        del files[machine.conf]
    _remember(machine, before, files)
    for path, content in files.items():
        write_file(path, content)
        mark_of_the_web(path).unlink(missing_ok=True)
        outcome.files.append(path)
    _prove_still_there(machine, files)
    outcome.notes.extend(_advice(machine))
    return outcome


def uninstall(machine: Environment) -> Outcome:
    """Remove exactly what `install` wrote: a file changed since stays, and so does a folder that is not empty."""
    _refuse_other_systems(machine)
    record, outcome = _record(machine), Outcome()
    for name, digest in record.files.items():
        path = Path(name)
        if not path.is_file():
            continue
        if _digest_of(path) != digest:
            outcome.notes.append(f"{NOT_THE_INSTALLED_FILE}：{path}")
            continue
        _remove(path)
        outcome.files.append(path)
    _record_file(machine).unlink(missing_ok=True)
    for folder in sorted(record.folders, key=len, reverse=True):
        _remove_if_empty(Path(folder))
    if not record.files:
        outcome.notes.append("没有安装记录，没有删除任何文件。")
        if machine.add_in.exists():
            outcome.notes.append(f"这个文件不是由安装程序放的，如不需要请自行删除：{machine.add_in}")
    return outcome


@dataclass(frozen=True, slots=True)
class _Record:
    files: Mapping[str, str]
    folders: list[str]


def _record_file(machine: Environment) -> Path:
    return machine.own / "installed.json"


def _record(machine: Environment) -> _Record:
    try:
        content = json.loads(_record_file(machine).read_text(encoding="utf-8"))
        files = {str(path): str(digest) for path, digest in content["files"].items()}
        return _Record(files, [str(folder) for folder in content["folders"]])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _Record({}, [])


def _remember(machine: Environment, before: _Record, files: Mapping[Path, bytes]) -> None:
    """The record comes first, so that an installation broken off half-way can be removed too."""
    digests = {str(path): hashlib.sha256(content).hexdigest() for path, content in files.items()}
    folders = list(dict.fromkeys([*before.folders, *map(str, _new_folders([*files, _record_file(machine)]))]))
    content = {"files": {**before.files, **digests}, "folders": folders}
    write_file(_record_file(machine), json.dumps(content, ensure_ascii=False, indent=1).encode())


def _new_folders(paths: Iterable[Path]) -> list[Path]:
    return [folder for path in paths for folder in path.parents if not folder.exists()]


def _prove_still_there(machine: Environment, files: Mapping[Path, bytes]) -> None:
    time.sleep(machine.patience)
    for path, content in files.items():
        if not path.is_file() or path.read_bytes() != content:
            raise ZpjError(str(path), "刚写入就不见了，被安全软件拦截", "请在安全软件里恢复它并加入信任，再安装一次")


def _advice(machine: Environment) -> list[str]:
    if machine.system == MACOS:
        return ["苹果电脑上按钮可用，ZPJ_ 开头的工作表函数不可用。", "请关闭 Excel 后重新打开。"]
    notes = ["请关闭所有 Excel 窗口后重新打开，功能区里就有“绩效自评”。"]
    if machine.python.parent != machine.usual_python.parent:
        notes.append(f"加载项固定使用 {machine.usual_python}，现在的是 {machine.python}。请改为运行 install.cmd。")
    return notes


def _refuse_other_systems(machine: Environment) -> None:
    if machine.system == OTHER:
        raise ZpjError("Excel 加载项", "这个系统上没有 Excel", "请在 Windows 或 macOS 上安装；本机可用 zpj 的各条命令")


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ZpjError(str(path), "读不出来", "请关闭所有 Excel 窗口后重试，或检查文件夹权限") from error


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise ZpjError(str(path), "删不掉", "请关闭所有 Excel 窗口后重试，或检查文件夹权限") from error


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
