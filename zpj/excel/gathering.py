"""The buttons that read other files: 导入旧表 and 汇总. The clerk chooses, the new workbook opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import xlwings as xw

from zpj.app.importing import Imported, import_files
from zpj.app.outputs import free_name
from zpj.app.summing import Summed, files_of, write_summary
from zpj.domain.errors import ZpjError
from zpj.excel.asking import choose_files, choose_folder, tell, working
from zpj.excel.screen import folder_of, open_workbook

_SUMMARY = "绩效自评汇总表"
_MOST_NAMED = 5
_STATUS_STEPS = 4
_ONLY_FILES = "自评表（Excel、Word）,*.xlsx;*.xlsm;*.xls;*.docx"


def bring_in(book: xw.Book) -> None:
    """导入旧表: the chosen files as one standard workbook beside the first of them, which opens."""
    files = choose_files(book, "请选择要导入的自评表（可以多选）", _ONLY_FILES)
    if not files:
        return
    with working(book, "正在导入…"):
        target = free_name(files[0].with_name(f"{files[0].stem}_标准表.xlsx"))
        imported = import_files(files, target, None, force=False)
        note = open_workbook(book, imported.path)
    tell(book, _import_told(imported) + note)


def _import_told(imported: Imported) -> str:
    counts = [f"{imported.count(state)} 格{state}" for state in ("已导入", "请核对", "未导入")]
    lines = [f"已导入 {len(imported.projects)} 个项目：{imported.path}", f"{'，'.join(counts)}，逐格见“导入说明”表。"]
    return "\n".join((*lines, *_listed("没有导入的文件：", list(imported.failed))))


def summarise(book: xw.Book) -> None:
    """汇总: every self-evaluation in a folder and its sub-folders in one table, which is saved there and opens."""
    folder = choose_folder(book, "请选择放自评表的文件夹（子文件夹也会读）", folder_of(book))
    if folder is None:
        return
    with working(book, "正在汇总…"):
        files = [file for file in files_of([folder]) if not file.stem.startswith(_SUMMARY)]
        if not files:
            raise ZpjError(str(folder), "文件夹里没有 Excel 或 Word 文件", "请选择放自评表的文件夹")
        summed = write_summary(files, free_name(folder / f"{_SUMMARY}.xlsx"), False, _progress(book, len(files)))
        note = open_workbook(book, summed.path)
    tell(book, _summary_told(summed) + note)


def _progress(book: xw.Book, count: int) -> Callable[[int, int], None]:
    """The status bar moves a few times only, however many files there are."""
    steps = {count * step // _STATUS_STEPS for step in range(1, _STATUS_STEPS)}

    def show(done: int, of: int) -> None:
        if done in steps and done < of:
            book.app.status_bar = f"正在汇总…（{done}/{of}）"

    return show


def _summary_told(summed: Summed) -> str:
    lines = [f"已汇总 {len(summed.summary.rows)} 个项目：{summed.path}"]
    left_out = [f"{Path(file.partition('　')[0]).name}：{reason}" for file, reason in summed.summary.failed]
    return "\n".join((*lines, *_listed("没有计入的：", left_out)))


def _listed(heading: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    rest = [f"……另有 {len(lines) - _MOST_NAMED} 个"] if len(lines) > _MOST_NAMED else []
    return [heading, *lines[:_MOST_NAMED], *rest]
