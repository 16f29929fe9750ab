"""Files are written whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from zpj.domain.errors import ZpjError
from zpj.grid.atomic import atomic_write, cannot_write, written


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    atomic_write(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["报告.docx"]
    assert path.stat().st_mode & 0o777 == 0o640


def test_nothing_is_left_when_writing_fails_halfway(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(b"old")

    def stop_halfway() -> None:
        with written(path) as temporary:
            temporary.write_bytes(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stop_halfway()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["报告.docx"]


def test_a_missing_folder_is_made_and_what_is_in_the_way_is_named(tmp_path: Path) -> None:
    atomic_write(tmp_path / "新" / "深" / "a.xlsx", b"x")
    with pytest.raises(ZpjError, match="文件夹不能建立"):
        atomic_write(tmp_path / "新" / "深" / "a.xlsx" / "b.xlsx", b"")
    with pytest.raises(ZpjError, match="是一个文件夹"):
        atomic_write(tmp_path / "新", b"")
    assert [path.name for path in tmp_path.rglob("*")] == ["新", "深", "a.xlsx"]


def test_an_open_file_is_named_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(ZpjError, match="已在 Excel 或 Word 中打开"):
        atomic_write(tmp_path / "a.xlsx", b"x")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOSPC, ""), "磁盘空间不足"),
        (OSError(errno.ENAMETOOLONG, ""), "过长"),
        (OSError(errno.EIO, ""), "无法写入"),
    ],
)
def test_system_errors_become_chinese(error: OSError, reason: str) -> None:
    assert reason in cannot_write(Path("没有.xlsx"), error).reason
