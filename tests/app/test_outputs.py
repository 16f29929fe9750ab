"""What happens to an output that cannot be written: a clear line, the old file stays, nothing half written."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.app.batch_cases import workbook
from zpj.app.making import new_workbook, write_workbook
from zpj.app.reporting import run_reports
from zpj.app.scored_copy import write_scored_copy
from zpj.domain.errors import ZpjError
from zpj.forms.content import FormContent, Material, WorkbookContent
from zpj.grid.atomic import atomic_write
from zpj.report.fields import REPORT_TITLE

REFUSALS = [
    (PermissionError(errno.EACCES, "open in Word"), "已在 Excel 或 Word 中打开"),
    (PermissionError(errno.EPERM, "not permitted"), "无法写入"),
    (OSError(errno.ENOSPC, "full"), "磁盘空间不足"),
    (OSError(errno.EIO, "network gone"), "无法写入"),
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return workbook(tmp_path / "表.xlsx", "甲")


def write_report(source: Path, target: Path) -> None:
    run_reports(source, None, None, target, force=True)


def write_scores(source: Path, target: Path) -> None:
    write_scored_copy(source, target, None, force=True)


@pytest.mark.parametrize(("error", "reason"), REFUSALS)
@pytest.mark.parametrize("step", ["replace", "fsync"])
@pytest.mark.parametrize(("write", "name"), [(write_report, "报告.docx"), (write_scores, "分.xlsx")])
def test_the_old_file_stays_when_the_new_one_is_refused(
    source: Path,
    write: Callable[[Path, Path], None],
    name: str,
    step: str,
    error: OSError,
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = source.parent / name
    target.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(ZpjError, match=reason) as refused:
        write(source, target)
    assert refused.value.subject == name
    assert target.read_bytes() == b"old"
    assert sorted(os.listdir(source.parent)) == sorted([source.name, name])


def test_no_report_is_written_where_one_of_several_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "表.xlsx"
    new_workbook(source, "mof", ("甲", "乙", "丙"), force=False)
    (tmp_path / "r_3.docx").write_bytes(b"old")
    with pytest.raises(ZpjError, match="已经存在") as refused:
        run_reports(source, None, None, tmp_path / "r.docx", force=False)
    assert refused.value.subject == "r_3.docx"
    assert sorted(os.listdir(tmp_path)) == ["r_3.docx", "表.xlsx"]


@pytest.mark.parametrize("refused_at", [1, 2, 3])
def test_no_report_gets_its_name_where_one_of_several_cannot_be_written(
    refused_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, flushed, calls = tmp_path / "表.xlsx", os.fsync, []
    new_workbook(source, "mof", ("甲", "乙", "丙"), force=False)

    def full(stream: int) -> None:
        calls.append(stream)
        if len(calls) == refused_at:
            raise OSError(errno.ENOSPC, "full")
        flushed(stream)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ZpjError, match="磁盘空间不足"):
        run_reports(source, None, None, tmp_path / "报告", force=False)
    assert not os.listdir(tmp_path / "报告")


def test_no_report_gets_its_name_where_one_of_several_is_read_only(tmp_path: Path) -> None:
    source = tmp_path / "表.xlsx"
    new_workbook(source, "mof", ("甲", "乙", "丙"), force=False)
    (tmp_path / "r_2.docx").write_bytes(b"old")
    (tmp_path / "r_2.docx").chmod(0o444)
    with pytest.raises(ZpjError, match="只读") as refused:
        run_reports(source, None, None, tmp_path / "r.docx", force=True)
    assert refused.value.subject == "r_2.docx"
    assert sorted(os.listdir(tmp_path)) == ["r_2.docx", "表.xlsx"]


@pytest.mark.parametrize("force", [False, True])
def test_reports_of_one_run_never_take_each_other_s_name(force: bool, tmp_path: Path) -> None:
    source, folder = tmp_path / "表.xlsx", tmp_path / "报告"
    titles = tuple(Material(f"项目{name}", REPORT_TITLE, "同一个题目") for name in "甲乙")
    forms = tuple(FormContent(sheet=name, fields={"project_name": f"项目{name}"}) for name in "甲乙")
    write_workbook(WorkbookContent("mof", forms, titles), source)
    folder.mkdir()
    written = run_reports(source, None, None, folder, force=force).written
    assert [item.path.name for item in written] == ["同一个题目.docx", "同一个题目_2.docx"]


def test_a_finished_report_is_refused_as_a_template(tmp_path: Path) -> None:
    source, finished = workbook(tmp_path / "表.xlsx", "甲"), tmp_path / "做好的.docx"
    run_reports(source, None, None, finished, force=False)
    with pytest.raises(ZpjError, match="没有一个字段"):
        run_reports(source, str(finished), None, tmp_path / "新.docx", force=False)
    assert not (tmp_path / "新.docx").exists()


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "报告.docx"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(ZpjError, match="只读"):
        atomic_write(target, b"new")
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == [target.name]


def test_a_disk_that_fills_up_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "报告.docx"
    target.write_bytes(b"old")

    def half(path: Path, data: bytes) -> int:
        with open(path, "wb") as stream:
            stream.write(data[:1])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(ZpjError, match="磁盘空间不足"):
        atomic_write(target, b"new")
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == [target.name]


def test_two_runs_at_once_into_the_same_names_leave_one_whole_file(source: Path) -> None:
    target = source.parent / "报告.docx"
    others = [Path(shutil.copy(source, source.with_stem(f"表{number}"))) for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda file: write_report(file, target), others))
    with ZipFile(target) as package:
        assert package.testzip() is None
    assert [path.name for path in source.parent.glob("*.docx")] == [target.name]
    assert not list(source.parent.glob(".zpj-*"))
