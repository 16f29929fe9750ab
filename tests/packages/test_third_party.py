"""The notices name everything zpj is built on, and are those of today's packages."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from zpj.excel.xlam.builder import xlwings_module

ROOT = Path(__file__).resolve().parents[2]


def page() -> str:
    spec = importlib.util.spec_from_file_location("third_party", ROOT / "docs" / "third_party.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.page())


def test_the_notices_are_those_of_the_installed_packages() -> None:
    committed = (ROOT / "docs" / "third_party.md").read_text(encoding="utf-8")
    assert committed == page(), "请运行 python docs/third_party.py"


def test_every_dependency_has_a_range_a_licence_and_a_purpose() -> None:
    rows = re.findall(r"^\| ([a-z][\w-]*) \|([^|]*)\| ([^|]+) \| ([^|]+) \|$", page(), re.MULTILINE)
    assert {"click", "lxml", "xlwings", "markupsafe", "pywin32"} <= {row[0] for row in rows}
    assert all(re.fullmatch(r"(MIT|BSD-[23]-Clause|PSF(-2\.0)?)", row[2]) for row in rows)


def test_the_code_of_others_in_the_add_in_has_its_licence_text() -> None:
    text = page()
    assert "xlwings" in xlwings_module().code
    for words in (
        "Zoomer Analytics",
        "Redistributions in binary form must reproduce",
        "Tim Hall",
        "Permission is hereby",
    ):
        assert words in text
