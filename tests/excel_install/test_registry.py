"""The registry of Windows: both views are read, the 64-bit one counts, and a missing key has no values."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from types import ModuleType, SimpleNamespace

import pytest

from zpj.excel import doctor_registry
from zpj.excel.doctor_registry import MACHINE, USER, WindowsRegistry, text

KEY = r"Software\zpj"
READ, VIEW_32, VIEW_64 = 1, 512, 256
Values = list[tuple[str, object, int]]


class FakeWinreg(ModuleType):
    """The few functions of `winreg` in use, over a dictionary by root, path and view."""

    HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE, HKEY_CLASSES_ROOT = 1, 2, 3
    KEY_READ, KEY_WOW64_32KEY, KEY_WOW64_64KEY = READ, VIEW_32, VIEW_64

    def __init__(self, keys: dict[tuple[int, str, int], Values]) -> None:
        super().__init__("winreg")
        self._keys = keys

    def OpenKey(self, root: int, path: str, access: int) -> AbstractContextManager[Values]:
        if (root, path, access - READ) not in self._keys:
            raise FileNotFoundError(path)
        return nullcontext(self._keys[root, path, access - READ])

    def QueryInfoKey(self, key: Values) -> tuple[int, int, int]:
        return 0, len(key), 0

    def EnumValue(self, key: Values, place: int) -> tuple[str, object, int]:
        return key[place]


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> WindowsRegistry:
    keys: dict[tuple[int, str, int], Values] = {
        (1, KEY, VIEW_32): [("Path", "old", 1), ("Bits", 32, 4)],
        (1, KEY, VIEW_64): [("Path", "new", 1)],
        (2, KEY, VIEW_32): [("Bits", 32, 4)],
    }
    monkeypatch.setitem(sys.modules, "winreg", FakeWinreg(keys))
    monkeypatch.setattr(doctor_registry, "sys", SimpleNamespace(platform="win32"))
    return WindowsRegistry()


def test_the_64_bit_view_counts_where_both_have_a_value(registry: WindowsRegistry) -> None:
    assert registry.values(USER, KEY) == {"Path": "new", "Bits": 32}
    assert text(registry, USER, KEY, "PATH") == "new"


def test_what_only_the_32_bit_view_has_is_found_too(registry: WindowsRegistry) -> None:
    assert text(registry, MACHINE, KEY, "bits") == "32"


def test_a_missing_key_or_value_is_empty(registry: WindowsRegistry) -> None:
    assert registry.values(MACHINE, r"Software\none") == {}
    assert text(registry, USER, KEY, "none") == ""


def test_outside_windows_there_is_no_registry() -> None:
    assert WindowsRegistry().values(USER, KEY) == {}
