"""The offline package, with a pip that makes small files in place of real wheels."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from zpj.domain.errors import ZpjError
from zpj.excel import bundle
from zpj.excel.bundle import INSTALLER_FOLDER, LISTING, SCRIPTS, make_bundle
from zpj.excel.install_files import shipped_add_in


class FakePip:
    """Writes what pip would, and keeps what it was asked."""

    def __init__(self, fails_at: str = "") -> None:
        self.asked: list[list[str]] = []
        self.fails_at = fails_at

    def __call__(self, arguments: Sequence[str]) -> None:
        self.asked.append(list(arguments))
        if self.fails_at in arguments:
            raise subprocess.CalledProcessError(1, "pip", stderr="ERROR: no matching distribution")
        if arguments[0] == "wheel":
            Path(arguments[3], "zpj-0.1.0-py3-none-any.whl").write_bytes(b"zpj")
        else:
            tag = arguments[6].replace(".", "")
            Path(arguments[2], f"xlwings-0.37.8-cp{tag}-cp{tag}-win_amd64.whl").write_bytes(tag.encode())


@pytest.fixture(autouse=True)
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZPJ_HOME", str(tmp_path / "own"))


def test_the_package_holds_all_a_machine_without_internet_needs(tmp_path: Path) -> None:
    made = make_bundle(tmp_path / "包.zip", False, ("3.11", "3.12"), FakePip())
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert archive.read("zpj.xlam") == shipped_add_in()
    assert {*SCRIPTS, LISTING, INSTALLER_FOLDER, "样例/xinzhou_2022.xlsx"} <= set(names)
    assert [name for name in names if name.startswith("wheels/")] == [
        "wheels/xlwings-0.37.8-cp311-cp311-win_amd64.whl",
        "wheels/xlwings-0.37.8-cp312-cp312-win_amd64.whl",
        "wheels/zpj-0.1.0-py3-none-any.whl",
    ]
    assert not [name for name in names if name.startswith(INSTALLER_FOLDER) and name != INSTALLER_FOLDER]


def test_the_listing_names_every_file_with_its_sum(tmp_path: Path) -> None:
    made = make_bundle(tmp_path / "a.zip", False, ("3.11",), FakePip())
    with zipfile.ZipFile(made) as archive:
        lines = archive.read(LISTING).decode("utf-8-sig").split("\r\n")[1:-1]
        listed = {line.split("  ")[-1]: line.split("  ")[0] for line in lines}
        real = {
            name: hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if name not in (LISTING, INSTALLER_FOLDER)
        }
    assert listed == real
    assert list(listed) == sorted(listed)


def test_two_packages_are_equal_byte_for_byte(tmp_path: Path) -> None:
    made = [make_bundle(tmp_path / name, False, ("3.11",), FakePip()).read_bytes() for name in ("a.zip", "b.zip")]
    assert made[0] == made[1]


def test_pip_is_asked_for_windows_wheels_only_and_for_what_only_windows_needs(tmp_path: Path) -> None:
    pip = FakePip()
    make_bundle(tmp_path / "a.zip", False, ("3.12",), pip)
    download = pip.asked[1]
    assert download[3:8] == ["--platform", "win_amd64", "--python-version", "3.12", "--only-binary=:all:"]
    assert download[-2:] == ["pywin32", "colorama"]
    assert download[-3].endswith("zpj-0.1.0-py3-none-any.whl")


@pytest.mark.parametrize(
    ("fails_at", "words"), [("wheel", "zpj 自己的安装包"), ("3.12", "Python 3.12 用的安装包没有下载到")]
)
def test_a_failing_pip_is_one_chinese_sentence_and_leaves_no_file(tmp_path: Path, fails_at: str, words: str) -> None:
    with pytest.raises(ZpjError, match=words) as problem:
        make_bundle(tmp_path / "a.zip", False, ("3.11", "3.12"), FakePip(fails_at))
    assert "请检查网络和 pip 的软件源" in str(problem.value)
    assert not (tmp_path / "a.zip").exists()
    assert "no matching distribution" in (tmp_path / "own" / "zpj.log").read_text(encoding="utf-8")


def test_an_existing_file_is_refused_before_anything_is_downloaded(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"x")
    pip = FakePip()
    with pytest.raises(ZpjError, match="已经存在"):
        make_bundle(tmp_path / "a.zip", False, ("3.11",), pip)
    assert not pip.asked
    assert make_bundle(tmp_path / "a.zip", True, ("3.11",), pip).read_bytes() != b"x"


def test_outside_the_sources_it_says_where_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "own_files", dict)
    monkeypatch.setattr(bundle.resources, "templates", lambda: tmp_path / "templates")
    with pytest.raises(ZpjError, match="请在 zpj 的源码目录里运行"):
        make_bundle(tmp_path / "a.zip", False, ("3.11",), FakePip())


def test_the_real_pip_fails_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as problem:
        bundle.run_pip(["download", "--no-index", "--dest", str(tmp_path), "zpj-no-such-package"])
    assert "zpj-no-such-package" in problem.value.stderr


def test_progress_counts_up(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    make_bundle(tmp_path / "a.zip", False, ("3.11", "3.12"), FakePip(), lambda done, total: steps.append((done, total)))
    assert steps == [(0, 3), (1, 3), (2, 3)]


def test_the_command_without_a_network_ends_with_one_chinese_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zpj", "addin", "bundle", "-o", str(tmp_path / "a.zip"), "--python", "3.11"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**_without_pip(os.environ), "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull},
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "没有做成" in done.stderr
    assert not (tmp_path / "a.zip").exists()


def _without_pip(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if not name.startswith("PIP_")}
