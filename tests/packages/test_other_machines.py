"""Other Pythons and other systems (`make packages`: needs the package registry and some minutes).

Every dependency has a wheel for each Python on Windows, macOS and Linux; where another Python is installed here, zpj
runs on it; the offline package for Windows installs with nothing but its own wheels.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from package_builds import ROOT, Built, pip

from zpj.excel.bundle import PYTHONS, WINDOWS_ONLY, make_bundle

PLATFORMS = {
    "Windows": ("win_amd64",),
    "Linux": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "macOS": ("macosx_14_0_arm64", "macosx_11_0_arm64"),
}


def resolved(folder: Path, python: str, platforms: tuple[str, ...], *wanted: str) -> None:
    """Let pip find wheels for everything; the test fails with pip's own words."""
    asked = [part for platform in platforms for part in ("--platform", platform)]
    fixed = ("--ignore-installed", "--only-binary=:all:", "--target", str(folder), "--python-version", python)
    pip("install", "--dry-run", *fixed, *asked, *wanted)


@pytest.mark.parametrize("system", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_every_dependency_has_a_wheel(built: Built, tmp_path: Path, python: str, system: str) -> None:
    """But for xlwings on macOS: it comes with appscript and psutil as sources there, which pip builds on the spot."""
    wanted = {
        "Windows": (str(built.wheel), *WINDOWS_ONLY),
        "Linux": (str(built.wheel),),
        "macOS": tuple(all_but_xlwings()),
    }
    resolved(tmp_path, python, PLATFORMS[system], *wanted[system])


def all_but_xlwings() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [name for name in project["dependencies"] if not name.startswith("xlwings")]


def other_pythons() -> list[str]:
    """The other interpreters on this machine that zpj supports."""
    found = {}
    for version in PYTHONS:
        homes = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
        program = str(homes[-1]) if homes else shutil.which(f"python{version}")
        if program and version != f"{sys.version_info.major}.{sys.version_info.minor}":
            found[version] = program
    return list(found.values())


@pytest.mark.parametrize("python", other_pythons())
def test_the_main_job_runs_on_another_python(built: Built, tmp_path: Path, python: str) -> None:
    subprocess.run([python, "-m", "venv", str(tmp_path / "v")], check=True)
    own = str(tmp_path / "v" / "bin" / "python")
    pip("install", str(built.wheel), python=own)
    for command in (["demo"], ["check", "demo/自评表.xlsx"], ["--help"]):
        done = subprocess.run(
            [own, "-W", "error::DeprecationWarning:zpj", "-m", "zpj", *command],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode in ((0, 1, 2) if command[0] == "check" else (0,)), done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("python", PYTHONS)
def test_the_types_hold_for_every_python(python: str) -> None:
    command = [sys.executable, "-m", "mypy", "--python-version", python, "--cache-dir", os.devnull]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    with zipfile.ZipFile(make_bundle(folder / "包.zip", False)) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize("python", PYTHONS)
def test_the_offline_package_installs_with_its_own_wheels_alone(bundle: Path, tmp_path: Path, python: str) -> None:
    offline = ("--no-index", "--find-links", str(bundle / "wheels"))
    resolved(tmp_path, python, PLATFORMS["Windows"], *offline, "zpj", *WINDOWS_ONLY)


def test_the_offline_package_is_small_enough_to_carry(bundle: Path) -> None:
    wheels = list((bundle / "wheels").iterdir())
    assert {path.suffix for path in wheels} == {".whl"}
    assert sum(path.stat().st_size for path in wheels) < 150_000_000
    assert (bundle / "zpj.xlam").read_bytes() == (ROOT / "addin" / "zpj.xlam").read_bytes()
