"""A Windows machine of folders and a dictionary, on any system."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zpj.excel.doctor_registry import Value
from zpj.excel.install_environment import WINDOWS, Environment

OFFICE = r"Software\Microsoft\Office\16.0\Excel"
FONTS = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"


def machine(folder: Path, system: str = WINDOWS, encoding: str = "cp936") -> Environment:
    """Nothing exists yet but the interpreter's name."""
    local = folder / "张 三" / "AppData" / "Local"
    return Environment(
        system=system,
        home=folder / "张 三",
        roaming=folder / "张 三" / "AppData" / "Roaming",
        local=local,
        python=local / "zpj" / "venv" / "Scripts" / "python.exe",
        encoding=encoding,
        patience=0,
    )


@dataclass
class FakeRegistry:
    """Values by root and key path."""

    content: dict[tuple[str, str], dict[str, Value]] = field(default_factory=dict)

    def values(self, root: str, path: str) -> Mapping[str, Value]:
        return self.content.get((root, path), {})

    def put(self, root: str, path: str, **values: Value) -> None:
        self.content.setdefault((root, path), {}).update(values)


def program(path: Path, kind: int) -> Path:
    """The head of an .exe of a machine kind (0x8664 is 64 bit)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"MZ" + bytes(0x3A) + struct.pack("<I", 0x40) + b"PE\0\0" + struct.pack("<H", kind))
    return path


def all_files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def all_folders(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_dir()}
