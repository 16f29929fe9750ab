"""What a run keeps comes back in the next one; whatever is wrong with it, it counts as not there."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from zpj import kept
from zpj.kept import Shelf

KEY = ("甲", 1)
VALUE = {"一": (1, b"\0", None), "二": [True, "文"]}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "夹" / "架.bin"


def shelf(path: Path, most: int = 10) -> Shelf:
    return Shelf(str(path), most)


def filled(path: Path) -> bytes:
    first = shelf(path)
    first.put(KEY, VALUE)
    first.save()
    return path.read_bytes()


def test_a_value_comes_back_in_the_next_run(path: Path) -> None:
    assert shelf(path).get(KEY) is None
    filled(path)
    assert shelf(path).get(KEY) == VALUE
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_whoever_changes_a_value_changes_nothing_that_is_kept(path: Path) -> None:
    filled(path)
    one = shelf(path)
    one.get(KEY)["二"].append("多")
    one.put("另", 1)
    one.save()
    assert shelf(path).get(KEY) == VALUE


@pytest.mark.parametrize("spoil", range(8))
def test_a_damaged_file_counts_as_not_there_and_is_replaced(path: Path, spoil: int) -> None:
    data = filled(path)
    head, tail = data.partition(b"\n")[0], data[-10:]
    spoiled = [
        b"", data[:-1], data + b"x", data[: len(data) // 2], data.replace(head, head[:-1] + b"?"), b"\xff" * len(data),
        data.replace(tail, tail[:-1] + bytes([tail[-1] ^ 1])), data[: len(head) + 1],
    ]  # fmt: skip
    path.write_bytes(spoiled[spoil])
    assert shelf(path).get(KEY) is None
    filled(path)
    assert shelf(path).get(KEY) == VALUE


def test_what_another_version_kept_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    monkeypatch.setattr(kept, "_HEAD", kept._HEAD.replace(b"zpj", b"old"))
    assert shelf(path).get(KEY) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the folder to the user itself")
def test_a_file_that_others_can_write_is_not_trusted(path: Path) -> None:
    filled(path)
    path.chmod(0o666)
    assert shelf(path).get(KEY) is None
    path.parent.chmod(0o777)
    path.unlink()
    filled_one = shelf(path)
    filled_one.put(KEY, VALUE)
    filled_one.save()
    assert not path.exists()


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_said(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    for place in (tmp_path / "文件" / "架.bin", tmp_path):
        one = shelf(place)
        one.put(KEY, VALUE)
        one.save()
        assert one.get(KEY) == VALUE
    assert [found.name for found in tmp_path.iterdir()] == ["文件"]


def test_what_is_no_plain_value_is_not_kept(path: Path) -> None:
    one = shelf(path)
    one.put(KEY, object())
    one.save()
    assert not path.exists()


def test_a_full_shelf_is_cleared_first(path: Path) -> None:
    one = shelf(path, most=2)
    for number in range(3):
        one.put(number, number)
    assert [one.get(number) for number in range(3)] == [None, None, 2]


def test_runs_at_the_same_time_leave_a_whole_file(path: Path) -> None:
    def run(number: int) -> None:
        one = shelf(path, 1000)
        one.put(number, "长" * 10_000)
        one.save()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, range(64)))
    found = shelf(path, 1000)
    assert any(found.get(number) == "长" * 10_000 for number in range(64))
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_the_folder_is_the_one_named_or_the_systems_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ZPJ_CACHE", str(tmp_path))
    assert kept.cache_folder() == str(tmp_path)
    monkeypatch.setenv("ZPJ_CACHE", "")
    assert kept.cache_folder() == ""
    monkeypatch.delenv("ZPJ_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    for system in ("linux", "win32"):
        monkeypatch.setattr(kept.sys, "platform", system)
        assert kept.cache_folder() == os.path.join(tmp_path, "zpj")


@pytest.mark.parametrize("cache", ["", "{}/架", "{}/文件"])
def test_a_report_is_the_same_with_nothing_kept_with_something_and_where_nothing_can_be(
    cache: str, tmp_path: Path
) -> None:
    from tests.app.batch_cases import workbook

    (tmp_path / "文件").write_text("")
    form = workbook(tmp_path / "表.xlsx", "甲")
    environment = {**os.environ, "ZPJ_CACHE": cache.format(tmp_path)}
    written = set()
    for number in range(2):
        output = tmp_path / f"{number}.docx"
        command = [sys.executable, "-m", "zpj", "report", form, "-o", output]
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
        written.add((output.read_bytes(), done.stdout.replace(output.name, ""), done.stderr))
    assert len(written) == 1
    assert (tmp_path / "架").is_dir() is cache.endswith("架")
