"""The Windows registry as the doctor reads it. Tests pass a dictionary in its place."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Protocol

USER = "HKCU"
MACHINE = "HKLM"
CLASSES = "HKCR"

Value = str | int | bytes | None


class Registry(Protocol):
    """Reads the values of one key; a key that is not there has none."""

    def values(self, root: str, path: str) -> Mapping[str, Value]: ...


class NoRegistry:
    """Outside Windows there is none."""

    def values(self, root: str, path: str) -> Mapping[str, Value]:
        return {}


class WindowsRegistry:
    """The registry of this machine, 64-bit view first."""

    def values(self, root: str, path: str) -> Mapping[str, Value]:
        if sys.platform != "win32":
            return {}
        import winreg

        found: dict[str, Value] = {}
        for view in (winreg.KEY_WOW64_32KEY, winreg.KEY_WOW64_64KEY):
            try:
                with winreg.OpenKey(_roots()[root], path, access=winreg.KEY_READ | view) as key:
                    count = winreg.QueryInfoKey(key)[1]
                    found |= {name: data for name, data, _ in (winreg.EnumValue(key, place) for place in range(count))}
            except OSError:
                continue
        return found


def _roots() -> Mapping[str, int]:
    if sys.platform != "win32":
        return {}
    import winreg

    return {USER: winreg.HKEY_CURRENT_USER, MACHINE: winreg.HKEY_LOCAL_MACHINE, CLASSES: winreg.HKEY_CLASSES_ROOT}


def text(registry: Registry, root: str, path: str, name: str = "") -> str:
    """One value as a text; "" where it is missing. Names do not mind capital letters."""
    values = {key.upper(): value for key, value in registry.values(root, path).items()}
    value = values.get(name.upper())
    return "" if value is None else str(value)
