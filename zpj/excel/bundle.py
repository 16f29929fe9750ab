"""The offline package for a machine without internet: all wheels, the add-in, the scripts, a one-page guide."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from zpj import __version__, resources
from zpj.app.outputs import output_path, write_file
from zpj.domain.errors import ZpjError
from zpj.excel.install_files import shipped_add_in
from zpj.excel.memory import log_failure, log_file
from zpj.excel.xlam.builder import add_in_folder

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""The interpreters the package has wheels for."""

SCRIPTS = (
    *(f"{name}.{kind}" for name in ("install", "uninstall", "smoke") for kind in ("cmd", "ps1")),
    "离线安装说明.txt",
)
INSTALLER_FOLDER = "Python安装程序/"
SAMPLE = "xinzhou_2022.xlsx"
LISTING = "清单.txt"
WINDOWS_ONLY = ("pywin32", "colorama")
"""Needed on Windows alone: pip, asked on another system, leaves them out."""

Pip = Callable[[Sequence[str]], None]
Progress = Callable[[int, int], None]
"""Called with how many of how many downloads are done."""

_FIXED_TIME = (2020, 1, 1, 0, 0, 0)
_EPOCH = "1577836800"
_FOLDER = 0o40755 << 16 | 0x10


def make_bundle(
    output: Path | None,
    force: bool,
    pythons: Sequence[str] = PYTHONS,
    pip: Pip | None = None,
    progress: Progress | None = None,
) -> Path:
    """Write the package whole or not at all; gives its path. ZpjError where a wheel cannot be had."""
    target = output_path(output, Path(f"zpj-{__version__}-离线安装包.zip"), force)
    with tempfile.TemporaryDirectory(prefix="zpj-") as folder:
        files = own_files()
        wheels = fetch_wheels(Path(folder), pythons, pip or run_pip, progress or (lambda done, total: None))
        write_file(target, packed(contents(files, wheels)))
    return target


def fetch_wheels(folder: Path, pythons: Sequence[str], pip: Pip, progress: Progress) -> Mapping[str, bytes]:
    """Build our own wheel, download all others for Windows (64 bit) and each Python; name -> content, sorted."""
    progress(0, len(pythons) + 1)
    _pip(pip, ["wheel", "--no-deps", "--wheel-dir", str(folder), str(_source_root())], "zpj 自己的安装包没有做成")
    own = [str(path) for path in sorted(folder.glob("zpj-*.whl"))]
    if len(own) != 1:
        raise ZpjError("zpj", "自己的安装包没有做成", "请在 zpj 的源码目录里重新运行 zpj addin bundle")
    for number, python in enumerate(pythons, 1):
        progress(number, len(pythons) + 1)
        arguments = ["download", "--dest", str(folder), "--platform", "win_amd64", "--python-version", python]
        _pip(pip, [*arguments, "--only-binary=:all:", *own, *WINDOWS_ONLY], f"Python {python} 用的安装包没有下载到")
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.whl"))}


def own_files() -> Mapping[str, bytes]:
    """The scripts, the guide, the add-in and a sample workbook."""
    files = {name: _script(name) for name in SCRIPTS}
    sample = (resources.sample_workbooks() / SAMPLE).read_bytes()
    return {**files, "zpj.xlam": shipped_add_in(), f"样例/{SAMPLE}": sample}


def contents(own: Mapping[str, bytes], wheels: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Every file of the package by name; a name that ends in / is an empty folder."""
    files = {**own, **{f"wheels/{name}": content for name, content in wheels.items()}}
    lines = [f"{hashlib.sha256(content).hexdigest()}  {len(content):>9}  {name}" for name, content in files.items()]
    title = f"zpj {__version__} 离线安装包：每个文件的 SHA-256、字节数和名称"
    listing = "\r\n".join([title, *sorted(lines, key=_name), ""])
    files[LISTING] = listing.encode("utf-8-sig")
    files[INSTALLER_FOLDER] = b""
    return dict(sorted(files.items()))


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip file in which neither the time nor the system shows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.create_system = 0
            entry.external_attr = _FOLDER if name.endswith("/") else 0
            archive.writestr(entry, content, zipfile.ZIP_STORED)
    return stream.getvalue()


def run_pip(arguments: Sequence[str]) -> None:
    """Run pip of this Python; CalledProcessError with its words where it fails."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _EPOCH}
    subprocess.run(command, check=True, capture_output=True, text=True, errors="replace", env=environment)


def _pip(pip: Pip, arguments: Sequence[str], failure: str) -> None:
    try:
        pip(arguments)
    except (subprocess.CalledProcessError, OSError) as error:
        log_failure(f"pip {arguments[0]}: {getattr(error, 'stderr', '')}")
        remedy = f"请检查网络和 pip 的软件源后重试，详情在 {log_file()}"
        raise ZpjError("离线安装包", failure, remedy) from error


def _source_root() -> Path:
    root = resources.templates().parent
    if not (root / "pyproject.toml").is_file():
        raise ZpjError("离线安装包", "这里的 zpj 不是源码", "请在 zpj 的源码目录里运行 zpj addin bundle")
    return root


def _script(name: str) -> bytes:
    try:
        return (add_in_folder() / name).read_bytes()
    except OSError as error:
        raise ZpjError(name, "源码目录里没有这个文件", "请取完整的 zpj 源码") from error


def _name(line: str) -> str:
    return line.rsplit("  ", 1)[-1]
