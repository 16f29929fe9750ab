"""The wheel and the source package: all that zpj needs is inside, and the main job runs from them."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from package_builds import ROOT, Built, build, pip

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def files_under(folder: Path) -> set[str]:
    return {
        str(path.relative_to(ROOT))
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("~$")
    }


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_carries_the_modules_the_templates_the_samples_and_the_add_in(built: Built) -> None:
    inside = contents(built.wheel)
    for folder in ("templates", "sample_workbooks", "addin"):
        wanted = {f"zpj/_data/{name}" for name in files_under(ROOT / folder)}
        assert wanted <= set(inside), wanted - set(inside)
    assert {name for name in files_under(ROOT / "zpj") if name.endswith(".py")} <= set(inside)
    assert any(name.endswith("/licenses/LICENSE") for name in inside)
    assert any(name.endswith("entry_points.txt") and b"zpj = zpj.cli:main" in inside[name] for name in inside)
    assert not [name for name in inside if name.startswith(("tests/", "bench/", "docs/"))]
    assert built.wheel.stat().st_size < 4_000_000


def test_the_source_package_makes_the_same_wheel(built: Built, tmp_path: Path) -> None:
    with tarfile.open(built.sdist) as archive:
        names = archive.getnames()
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    assert {"tests", "templates", "addin", "docs", "Makefile", "CHANGELOG.md"} <= {
        path.name for path in source.iterdir()
    }
    assert not [name for name in names if "__pycache__" in name or "/.venv/" in name]
    again = build(source, "wheel", tmp_path / "made", built.tools)
    assert again.name == built.wheel.name
    assert contents(again) == contents(built.wheel)


def test_the_main_job_runs_from_the_wheel_in_an_empty_folder(built: Built, tmp_path: Path) -> None:
    site, empty = tmp_path / "site", tmp_path / "空 文件夹（甲）"
    pip("install", "--no-deps", "--target", str(site), str(built.wheel))
    empty.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
    where = "import zpj, zpj.resources as r; print(zpj.__file__, r.templates(), r.sample_workbooks())"
    told = subprocess.run(
        [sys.executable, "-c", where], cwd=empty, env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.count(str(site)) == 3
    done = subprocess.run(
        [sys.executable, "-m", "zpj", "demo"], cwd=empty, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    made = sorted(path.suffix for path in (empty / "demo").iterdir())
    assert {".xlsx", ".docx"} <= set(made)
    for path in (empty / "demo").iterdir():
        docx.Document(str(path)) if path.suffix == ".docx" else openpyxl.load_workbook(path)


@pytest.mark.parametrize("path", sorted((ROOT / "zpj").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_written_in_the_oldest_python_we_support(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 11))


def test_the_supported_pythons_are_those_the_offline_package_is_made_for() -> None:
    from zpj.excel.bundle import PYTHONS as BUNDLED

    assert BUNDLED == PYTHONS
    assert 'requires-python = ">=3.11"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
