"""Bad Word documents, and files of other kinds under the names of ours."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from hostile_corpus import (
    OFFICE,
    ROOT,
    Case,
    W,
    document,
    document_parts,
    form,
    form_parts,
    packed,
)

from zpj.excel.xlam.compound_file import compound_file

_OLD = ROOT / "tests" / "grid" / "data" / "old.xls"
_PLAIN = {
    "富文本": rb"{\rtf1\ansi {\object\objdata 01050000}}",
    "网页": "<html><table><tr><td>项目名称</td></tr></table></html>".encode(),
    "逗号分隔": "项目名称,=cmd|' /C calc'!A0\n".encode("gbk"),
    "PDF": b"%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>endobj",
    "空": b"",
    "一个字节": b"P",
    "图片": b"\x89PNG\r\n\x1a\n" + bytes(99),
    "程序": b"MZ" + bytes(2000),
    "文本": "项目支出绩效自评表".encode(),
    "零": bytes(100_000),
    "乱码": random.Random(3).randbytes(50_000),
    "JSON": b'{"a":' * 10_000,
    "XML表格": b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><a/>',
    "压缩": gzip.compress(b"x" * 1000),
    "七压缩": b"7z\xbc\xaf\x27\x1c" + bytes(90),
    "邮件": b"MIME-Version: 1.0\nContent-Type: text/html\n",
}
_COMMANDS = ("show", "check", "import", "summary", "batch")


def document_cases() -> Iterator[Case]:
    """All cases of this module."""
    yield from _tables()
    yield from _bodies()
    yield from _plain_files()
    yield from _compound_files()


def _of(name: str, make: Callable[[], bytes], refused: str = "", commands: tuple[str, ...] = _COMMANDS) -> Case:
    return Case(name, ".docx", make, refused, commands)


def _cell(text: str = "", properties: str = "") -> str:
    return (
        f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
    )


def _table(*rows: str, grid: str = "") -> str:
    return f"<w:tbl>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def _nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + "<w:p/></w:tc></w:tr></w:tbl>" * depth


_HEAD = _cell("项目名称") + _cell("医保基金监管")
_INDICATORS = "".join(
    _cell(text) for text in ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
)


def _spanned(span: str) -> str:
    return _table(_HEAD, _cell("甲", f'<w:gridSpan w:val="{span}"/>') + _cell("乙"), _INDICATORS)


def _tables() -> Iterator[Case]:
    yield _of("一万层嵌套的表格", lambda: document(_nested(10_000)))
    yield _of("五十层嵌套的表格", lambda: document(_nested(50)))
    yield _of("五千张表格", lambda: document(_table(_HEAD, _INDICATORS) * 5000), "300 张")
    yield _of("十万行的表格", lambda: document(_table(*[_cell("甲")] * 120_000)), "过大", ("show",))
    yield _of("一千列的表格", lambda: document(_table(_cell("甲") * 1000, _INDICATORS)))
    yield _of("没有行的表格", lambda: document("<w:tbl/>" * 20_000))
    for span in ("2147483648", "0", "-1", "9" * 5000, "甲", "999999"):
        yield _of(f"跨列{span[:12]}", partial(lambda s: document(_spanned(s)), span))
        before = f'<w:trPr><w:gridBefore w:val="{span}"/></w:trPr>'
        yield _of(
            f"左边空出{span[:12]}", partial(lambda b: document(_table(_HEAD, b + _cell("甲"), _INDICATORS)), before)
        )
        grid = f'<w:tblGrid><w:gridCol w:w="{span}"/></w:tblGrid>'
        yield _of(f"列宽{span[:12]}", partial(lambda g: document(_table(_HEAD, _INDICATORS, grid=g)), grid))
    joined = [_cell("甲", '<w:vMerge w:val="restart"/>'), *[_cell("", "<w:vMerge/>")] * 20_000]
    yield _of("两万行合并", lambda: document(_table(*joined)))
    yield _of("合并没有开头", lambda: document(_table(*[_cell("", "<w:vMerge/>")] * 50)))
    columns = "<w:tblGrid>" + '<w:gridCol w:w="9"/>' * 200_000 + "</w:tblGrid>"
    yield _of("二十万条列宽", lambda: document(_table(_HEAD, grid=columns)))


def _bodies() -> Iterator[Case]:
    run = "<w:r><w:t>甲</w:t></w:r>"
    controls = "<w:sdt><w:sdtContent>" * 100 + _table(_HEAD) + "</w:sdtContent></w:sdt>" * 100
    deleted = f"<w:del>{run * 1000}</w:del>"
    for title, body in {
        "空": "",
        "十万段": "<w:p/>" * 100_000,
        "一段五兆": f"<w:p><w:r><w:t>{'甲' * 1_700_000}</w:t></w:r></w:p>",
        "十万个片段": f"<w:p>{run * 100_000}</w:p>",
        "层层控件": controls,
        "修订": f"<w:p>{deleted}</w:p>",
        "嵌入外部": '<w:altChunk r:id="rId9"/>',
        "域": '<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\cmd"/></w:p>',
        "没有命名空间": "<p><r><t>甲</t></r></p>",
        "控制字符": "<w:p><w:r><w:t>&#x1F;</w:t></w:r></w:p>",
        "模板标签": f"<w:p>{run.replace('甲', '{{ 项目名称.__class__ }}')}</w:p>",
    }.items():
        yield _of(f"正文{title}", partial(document, body))
    yield _of(
        "没有正文",
        lambda: packed(document_parts() | {"word/document.xml": f'<w:document xmlns:w="{W}"/>'.encode()}),
        "损坏",
    )
    yield _of("没有文档部件", lambda: packed(document_parts()))
    utf16 = f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{W}"><w:body/></w:document>'.encode("utf-16")
    yield _of("UTF-16正文", lambda: packed(document_parts() | {"word/document.xml": utf16}))
    target = 'Target="http://127.0.0.1:9/x.dotm" TargetMode="External"'
    remote = f'<Relationship Id="a" Type="{OFFICE}/attachedTemplate" {target}/>'
    links = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{remote}</Relationships>'
    )
    yield _of("远程模板", lambda: _with_part("word/_rels/document.xml.rels", links))
    yield _of("带宏", lambda: _with_part("word/vbaProject.bin", "\xd0\xcf\x11\xe0"))
    yield _of("截断", lambda: document(_table(_HEAD))[:-60], "损坏")
    yield _of("工作簿改名为文档", form)
    yield Case(
        "文档改名为工作簿", ".xlsx", lambda: document(_table(_HEAD)), "", ("show", "score", "fix", "report", "import")
    )
    yield Case(
        "两者都是", ".xlsx", lambda: packed(form_parts() | {"word/document.xml": b"<a/>"}), "", ("show", "score", "fix")
    )


def _with_part(name: str, content: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(document(_table(_HEAD)))) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return packed(parts | {name: content.encode("latin-1", "replace")})


def _plain_files() -> Iterator[Case]:
    for suffix in (".xlsx", ".docx", ".xls", ".xlsm"):
        for title, content in _PLAIN.items():
            yield Case(f"{title}改名为{suffix}", suffix, partial(bytes, content), "。", _COMMANDS)


def _ole(**streams: bytes) -> bytes:
    return compound_file(dict(streams))


def _compound_files() -> Iterator[Case]:
    secret = {"EncryptedPackage": random.Random(5).randbytes(9000), "EncryptionInfo": bytes(300)}
    for suffix in (".xlsx", ".docx", ".xls"):
        yield Case(f"加密的{suffix}", suffix, lambda: _ole(**secret), "打开密码", _COMMANDS)
        yield Case(f"旧版Word改名为{suffix}", suffix, lambda: _ole(WordDocument=bytes(5000)), "旧版 Word", _COMMANDS)
        yield Case(f"邮件文件改名为{suffix}", suffix, lambda: _ole(__properties=bytes(500)), "", _COMMANDS)
        yield Case(
            f"旧版Excel里是乱码{suffix}",
            suffix,
            lambda: _ole(Workbook=random.Random(7).randbytes(20_000)),
            "损坏",
            _COMMANDS,
        )
        yield Case(f"旧版Excel是空的{suffix}", suffix, lambda: _ole(Workbook=b"\x09\x08" + bytes(9000)), "", _COMMANDS)
    data = _OLD.read_bytes()
    for share in (0.1, 0.3, 0.6, 0.9, 0.99):
        yield Case(f"旧版Excel截断到{share:.0%}", ".xls", partial(bytes, data[: int(len(data) * share)]), "", _COMMANDS)
    for seed in range(12):
        yield Case(f"旧版Excel翻转几位{seed}", ".xls", partial(_flipped, data, seed), "", ("show", "import"))
    yield Case("旧版Excel计分", ".xls", lambda: data, "", ("score", "fix", "report"))


def _flipped(data: bytes, seed: int) -> bytes:
    spoiled, chance = bytearray(data), random.Random(seed)
    for _ in range(20):
        spoiled[chance.randrange(512, len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)
