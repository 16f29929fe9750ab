"""Imports point down only: each layer knows the ones it may, siblings do not know each other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "zpj"

MAY_IMPORT = {
    "domain": {"domain"},
    "kept": set(),
    "resources": {"kept"},
    "schemes": {"domain", "resources"},
    "scoring": {"domain", "schemes"},
    "checks": {"domain", "schemes", "scoring"},
    "grid": {"domain"},
    "forms": {"domain", "resources", "schemes", "grid"},
    "report": {"domain", "kept", "resources", "grid"},
    "app": {"domain", "resources", "schemes", "scoring", "checks", "grid", "forms", "report"},
    "warm": {"domain", "kept"},
    "excel": {"domain", "resources", "app", "warm"},
    "cli": {"domain", "app", "excel", "warm"},
}
ONE_PLACE = {
    "openpyxl": {"forms", "grid"},
    "xlrd": {"grid"},
    "docx": {"report", "grid"},
    "pdfplumber": {"grid"},
    "pdfminer": {"grid"},
    "lxml": {"grid", "report"},
    "jinja2": {"report"},
    "xlwings": {"excel"},
    "click": {"cli"},
    "rich": {"cli"},
}
MODULES = sorted(
    path for path in ROOT.rglob("*.py") if len(path.relative_to(ROOT).parts) > 1 or path.stem != "__main__"
)


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" if node.module == "zpj" else node.module for alias in node.names}
    return found


def layer_of(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_the_layers_below_it(path: Path) -> None:
    layer = layer_of(path)
    if layer == "__init__":
        return
    known = {name.split(".")[1] for name in imports_of(path) if name.startswith("zpj.")} - {"__version__", layer}
    assert known <= MAY_IMPORT[layer], f"{path} may not import {known - MAY_IMPORT[layer]}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_format_library_lives_in_one_place(path: Path) -> None:
    for name in {name.split(".")[0] for name in imports_of(path)} & ONE_PLACE.keys():
        assert layer_of(path) in ONE_PLACE[name], f"{path} may not import {name}"


def test_the_domain_uses_the_standard_library_only() -> None:
    import sys

    for path in (ROOT / "domain").glob("*.py"):
        outside = {name.split(".")[0] for name in imports_of(path)} - {"zpj"} - set(sys.stdlib_module_names)
        assert not outside, f"{path} imports {outside}"


def test_no_file_is_longer_than_300_lines_and_no_function_longer_than_50() -> None:
    for path in ROOT.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 300, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 50, f"{path}: {node.name}"


def test_decimals_are_made_in_amounts_only() -> None:
    for path in ROOT.rglob("*.py"):
        if path.name == "amounts.py":
            continue
        calls = [
            node
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Decimal"
        ]
        assert not calls, f"{path}:{calls[0].lineno}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_private_name_of_a_module_is_left_over(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = [target for node in ast.parse(text).body if isinstance(node, ast.Assign) for target in node.targets]
    names = {
        name.id for target in targets for name in ast.walk(target)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store) and re.match("_[A-Za-z]", name.id)
    }  # fmt: skip
    assert not {name for name in names if len(re.findall(rf"\b{name}\b", text)) == 1}
