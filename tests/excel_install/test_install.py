"""`zpj addin install` and `uninstall` on a machine of folders."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fake_machine import all_files, all_folders, machine

from zpj.domain.errors import ZpjError
from zpj.excel import install as installing
from zpj.excel.install import install, uninstall
from zpj.excel.install_environment import MACOS, OTHER, Environment, mark_of_the_web
from zpj.excel.install_files import SEND_TO, shipped_add_in


def test_everything_is_where_excel_and_windows_look_for_it(tmp_path: Path) -> None:
    here = machine(tmp_path)
    outcome = install(here)
    startup = here.roaming / "Microsoft/Excel/XLSTART/zpj.xlam"
    assert startup.read_bytes() == shipped_add_in()
    assert set(outcome.files) == {startup, here.home / ".zpj/zpj.conf", *(here.send_to / name for name in SEND_TO)}
    assert "请关闭所有 Excel 窗口后重新打开" in outcome.notes[0]
    assert len(outcome.notes) == 1


def test_the_configuration_is_in_the_code_page_with_windows_line_ends(tmp_path: Path) -> None:
    here = replace(machine(tmp_path), python=Path("D:/绩效 工具/python.exe"))
    install(here)
    assert here.conf.read_bytes().decode("gbk").split("\r\n")[0] == '"INTERPRETER_WIN","D:/绩效 工具/python.exe"'


def test_a_python_in_the_usual_place_is_named_without_the_user(tmp_path: Path) -> None:
    here = machine(tmp_path, encoding="ascii")
    install(here)
    assert rb'"%LOCALAPPDATA%\zpj\venv\Scripts\python.exe"' in here.conf.read_bytes()
    batch = (here.send_to / "绩效自评-校验.cmd").read_bytes().decode("ascii")
    assert r'start "" "%LOCALAPPDATA%\zpj\venv\Scripts\pythonw.exe" -I -m zpj.excel.install_send_to check %*' in batch


def test_a_path_the_code_page_cannot_write_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    here = replace(machine(tmp_path), python=Path("/工具𠮷/python"))
    with pytest.raises(ZpjError, match="代码页写不出"):
        install(here)
    assert not all_files(tmp_path)


def test_another_python_than_the_add_in_starts_is_pointed_out(tmp_path: Path) -> None:
    here = replace(machine(tmp_path), python=tmp_path / "python.exe")
    assert any("install.cmd" in note for note in install(here).notes)


def test_the_mark_of_the_web_is_removed(tmp_path: Path) -> None:
    here = machine(tmp_path)
    here.excel_startup.mkdir(parents=True)
    mark_of_the_web(here.add_in).write_text("[ZoneTransfer]\nZoneId=3")
    install(here)
    assert not mark_of_the_web(here.add_in).exists()


def test_uninstalling_leaves_the_machine_as_it_was(tmp_path: Path) -> None:
    here = machine(tmp_path)
    here.excel_startup.mkdir(parents=True)
    other = here.excel_startup / "other.xlam"
    other.write_bytes(b"x")
    folders = all_folders(tmp_path)
    install(here)
    install(here)
    assert len(uninstall(here).files) == 4
    assert all_files(tmp_path) == {other}
    assert all_folders(tmp_path) == folders


def test_a_file_changed_since_stays(tmp_path: Path) -> None:
    here = machine(tmp_path)
    install(here)
    here.conf.write_text("own")
    outcome = uninstall(here)
    assert here.conf.read_text() == "own"
    assert str(here.conf) in outcome.notes[0]


def test_the_clerks_own_configuration_is_never_overwritten(tmp_path: Path) -> None:
    here = machine(tmp_path)
    here.conf.parent.mkdir(parents=True)
    here.conf.write_text("own")
    assert "已有自己的配置文件" in install(here).notes[0]
    uninstall(here)
    assert here.conf.read_text() == "own"


def test_a_newer_add_in_takes_the_place_of_the_older_and_is_removed_in_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = machine(tmp_path)
    install(here)
    monkeypatch.setattr("zpj.excel.install_files.shipped_add_in", lambda: b"newer")
    install(here)
    assert here.add_in.read_bytes() == b"newer"
    uninstall(here)
    assert not all_files(tmp_path)


def test_without_a_record_nothing_is_removed(tmp_path: Path) -> None:
    here = machine(tmp_path)
    here.excel_startup.mkdir(parents=True)
    here.add_in.write_bytes(b"x")
    outcome = uninstall(here)
    assert not outcome.files
    assert here.add_in.exists()
    assert "没有安装记录" in outcome.notes[0]


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"files": 1, "folders": []}'])
def test_a_damaged_record_counts_as_none(tmp_path: Path, record: str) -> None:
    here = machine(tmp_path)
    here.own.mkdir(parents=True)
    (here.own / "installed.json").write_text(record)
    assert not uninstall(here).files


@pytest.mark.parametrize("content", [None, b""])
def test_a_file_taken_away_at_once_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    here = machine(tmp_path)

    def take_away(_: float) -> None:
        here.add_in.unlink() if content is None else here.add_in.write_bytes(content)

    monkeypatch.setattr(installing.time, "sleep", take_away)
    with pytest.raises(ZpjError, match="被安全软件拦截"):
        install(here)
    uninstall(here)
    assert not here.conf.exists()


def test_an_open_excel_is_named_as_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = machine(tmp_path)
    install(here)

    def locked(_: Path, missing_ok: bool = False) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", locked)
    with pytest.raises(ZpjError, match="请关闭所有 Excel 窗口"):
        uninstall(here)


def test_on_a_mac_the_startup_folder_and_the_sandbox_get_their_files(tmp_path: Path) -> None:
    here = machine(tmp_path, MACOS)
    outcome = install(here)
    assert len(outcome.files) == 2
    assert here.add_in.parent.parts[-3:] == ("User Content.localized", "Startup.localized", "Excel")
    assert here.conf.read_text("utf-8").startswith('"INTERPRETER_MAC","')
    assert here.conf.parts[-3:] == ("com.microsoft.Excel", "Data", "zpj.conf")
    assert "工作表函数不可用" in outcome.notes[0]
    uninstall(here)
    assert not all_files(tmp_path)


@pytest.mark.parametrize("task", [install, uninstall])
def test_another_system_is_refused(tmp_path: Path, task: object) -> None:
    here: Environment = machine(tmp_path, OTHER)
    with pytest.raises(ZpjError, match="没有 Excel"):
        task(here)  # type: ignore[operator]
    assert not all_files(tmp_path)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="would install on this machine")
@pytest.mark.parametrize("command", ["install", "uninstall"])
def test_the_command_says_so_in_one_chinese_line(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zpj", "addin", command], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "没有 Excel" in done.stderr


@pytest.mark.parametrize("command", ["build", "install", "uninstall", "doctor", "bundle"])
def test_every_help_page_is_chinese(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zpj", "addin", command, "--help"], capture_output=True, encoding="utf-8", check=True
    )
    assert f"用法：zpj addin {command}" in done.stdout
    assert "显示本说明" in done.stdout
