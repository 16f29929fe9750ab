"""What kind of file this is, told by its first bytes and never by its extension; and its bytes, read once."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from zpj.domain.errors import ZpjError

LARGEST_FILE = 300 * 1024 * 1024

_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_PDF_MAGIC = b"%PDF-"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")


class Kind(Enum):
    """The container formats zpj tells apart."""

    ZIP = "zip"
    ENCRYPTED = "encrypted"
    XLS = "xls"
    DOC = "doc"
    MARKUP = "markup"
    PDF = "pdf"
    OTHER = "other"


_REFUSALS = {
    Kind.ZIP: ("是新版 Excel 或 Word 格式", "请按 .xlsx 或 .docx 打开"),
    Kind.ENCRYPTED: ("文件设有打开密码，无法读取", "请在 Excel 或 Word 中取消打开密码后另存"),
    Kind.XLS: ("是旧版 Excel（97—2003）格式", "请用 Excel 打开后另存为 .xlsx"),
    Kind.DOC: ("是旧版 Word（97—2003）格式", "请用 Word 打开后另存为 .docx"),
    Kind.MARKUP: ("内容是网页或文本标记，并不是 Excel 文件", "请用 Excel 打开后另存为 .xlsx"),
    Kind.PDF: (
        "是 PDF 文件，不能在里面填写或标注",
        "请转成 .xlsx 或 .docx；要读里面的自评表，用 zpj show 或 zpj import",
    ),
    Kind.OTHER: ("不是 Excel 或 Word 文件", "请检查是否选错了文件"),
}


def load(path: Path) -> bytes:
    """Read a whole file, so that no handle stays open; ZpjError when it is missing, empty, too big or locked."""
    try:
        if path.is_dir():
            raise ZpjError(path.name or str(path), "这是文件夹，不是文件", "请给出其中一个文件")
        if path.exists() and not path.is_file():
            raise ZpjError(path.name, "这不是普通文件（是设备或管道）", "请给出 .xlsx、.xls 或 .docx 文件")
        if path.stat().st_size > LARGEST_FILE:
            raise ZpjError(path.name, "文件过大", "请删去图片等无关内容后另存")
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ZpjError(path.name, "找不到文件", "请检查路径和文件名") from error
    except PermissionError as error:
        raise ZpjError(path.name, "没有权限读取文件", "请关闭正在使用它的程序，或检查权限后重试") from error
    except (OSError, ValueError) as error:
        raise ZpjError(path.name, "无法读取文件", "请检查路径是否有效、磁盘或网络是否可用") from error
    if not data:
        raise ZpjError(path.name, "文件是空的（0 字节）", "请重新获取或另存一份")
    return data


def kind_of(data: bytes) -> Kind:
    """Tell the container format by content."""
    if data.startswith(_ZIP_MAGIC):
        return Kind.ZIP
    if data.startswith(_OLE_MAGIC):
        return _kind_of_ole(data)
    if data[:1024].lstrip(b"\xef\xbb\xbf\0 \t\r\n").startswith(_PDF_MAGIC):
        return Kind.PDF
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return Kind.MARKUP if start.startswith(_MARKUP) else Kind.OTHER


def _kind_of_ole(data: bytes) -> Kind:
    streams = {
        "EncryptedPackage": Kind.ENCRYPTED,
        "WordDocument": Kind.DOC,
        "Workbook": Kind.XLS,
        "Book": Kind.XLS,
    }
    return next((kind for name, kind in streams.items() if name.encode("utf-16-le") in data), Kind.OTHER)


def refusal(subject: str, kind: Kind) -> ZpjError:
    """Give the error for a file that is of the wrong kind where it was opened."""
    reason, remedy = _REFUSALS[kind]
    return ZpjError(subject, reason, remedy)
