"""Bad packages: bombs, lies about sizes, truncation, damage, odd names, loops of relationships, entities, encodings."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial

from hostile_corpus import (
    DECLARATION,
    EVERYTHING,
    FORM,
    MAIN,
    MEGABYTE,
    OFFICE,
    PACKAGE,
    WRITING,
    Case,
    RawEntry,
    document,
    document_parts,
    edited,
    entry_of,
    form,
    form_parts,
    good_entries,
    packed,
    raw_zip,
    spoiled,
    without,
    zeros,
)

_DAMAGED, _DTD = "损坏", "文档类型声明"
_BOOK_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    FORM,
    "docProps/core.xml",
    "xl/theme/theme1.xml",
)
_NEEDED = {
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    FORM,
}
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
ENTITIES = {
    "十亿次笑": f'<!DOCTYPE a [<!ENTITY l0 "lol">{_LAUGHS}]><a>&l11;</a>',
    "外部实体": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "参数实体": '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]><a/>',
    "外部DTD": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
}


def package_cases() -> Iterator[Case]:
    """All cases of this module."""
    yield from _bombs()
    yield from _damage()
    yield from _names()
    yield from _missing_and_entities()
    yield from _relations()
    yield from _encodings()


def _of(name: str, make: Callable[[], bytes], refused: str = "", commands: tuple[str, ...] = WRITING) -> Case:
    return Case(name, ".xlsx", make, refused, commands)


def _bomb(name: str, megabytes: int, **lies: int) -> bytes:
    content, check = zeros(megabytes)
    bomb = RawEntry(name.encode(), content, megabytes * MEGABYTE, check)
    for field, value in lies.items():
        setattr(bomb, field, value)
    return raw_zip(*(entry for entry in good_entries() if entry.name != bomb.name), bomb)


def _overlapping() -> bytes:
    kernel = entry_of("k", zeros(5)[0])
    kernel.content, kernel.check = zeros(5)
    kernel.size = 5 * MEGABYTE
    return raw_zip(
        kernel, *(RawEntry(b"%d" % n, kernel.content, kernel.size, kernel.check, offset=0) for n in range(5000))
    )


def _nested() -> bytes:
    inner = packed({f"{number}.bin": bytes(MEGABYTE) for number in range(20)}, level=9)
    for _ in range(6):
        inner = packed({f"{number}.zip": inner for number in range(9)}, level=9)
    return packed(form_parts() | {"xl/media/image1.zip": inner})


def _bombs() -> Iterator[Case]:
    yield _of("一个巨大的部件", partial(_bomb, "xl/media/a.bin", 280), "部件过大")
    yield _of("压缩比过高", partial(_bomb, FORM, 50), "压缩比过高")
    yield _of("声明很小实际很大", partial(_bomb, FORM, 250, size=900_000), "超过声明")
    yield _of("声明很大实际很小", lambda: raw_zip(*good_entries(), entry_of("x", b"1", size=4_000_000_000)), "过大")
    yield _of("两万个部件", lambda: packed(form_parts() | {f"x/{n}": b"" for n in range(20_000)}, True), "部件过多")
    yield _of("互相重叠的部件", _overlapping, "解压后过大")
    yield _of("层层嵌套的压缩包", _nested, "", EVERYTHING)
    yield _of("很长的包注释", lambda: raw_zip(*good_entries(), comment=b"x" * 65_535))
    yield _of("超大的64位长度", _zip64, "")


def _zip64() -> bytes:
    data = raw_zip(*good_entries())
    end = data.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**63, 2**63, 2**63, 2**63)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    return (
        data[:end]
        + record
        + locator
        + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 0)
    )


def _cut(share: float) -> bytes:
    data = form()
    return data[: int(len(data) * share)]


def _flipped(seed: int) -> bytes:
    data = bytearray(form())
    chance = random.Random(seed)
    for _ in range(8):
        data[chance.randrange(4, len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _damage() -> Iterator[Case]:
    for share in (0.001, 0.02, 0.25, 0.5, 0.9, 0.999):
        yield _of(f"截断到{share:.1%}", partial(_cut, share), "损坏" if share > 0.01 else "")
    for seed in range(12):
        yield _of(f"翻转几位{seed}", partial(_flipped, seed))
    yield _of(
        "校验和不对", lambda: raw_zip(*good_entries()[:-1], entry_of(FORM, form_parts()[FORM], check=1)), _DAMAGED
    )
    yield _of("不认识的压缩方法", lambda: raw_zip(*(_with(e, method=14) for e in good_entries())), _DAMAGED)
    yield _of("单个部件加密", lambda: raw_zip(*(_with(entry, flags=0x801) for entry in good_entries())), "打开密码")
    yield _of("空的压缩包", lambda: raw_zip(), "不是 Excel")
    yield _of("没有目录", lambda: b"".join(entry.local() for entry in good_entries()), _DAMAGED)
    beyond = partial(entry_of, "x", b"1", offset=2**31)
    yield _of("目录指向文件之外", lambda: raw_zip(*good_entries()[1:], beyond()))
    yield _of("前面多出一段", lambda: b"MZ" + bytes(500) + form(), "不是 Excel 或 Word")
    yield _of("压缩数据是乱码", lambda: raw_zip(*(_with(e, content=b"\xff" * 90) for e in good_entries())), _DAMAGED)


def _with(entry: RawEntry, **changes: object) -> RawEntry:
    for field, value in changes.items():
        setattr(entry, field, value)
    return entry


def _names() -> Iterator[Case]:
    for title, name in {
        "上级目录": "../../../etc/cron.d/x",
        "绝对路径": "/etc/passwd",
        "盘符": "C:\\Windows\\x.dll",
        "零字符": "xl/\0x.xml",
        "换行": "xl/a\nb.xml",
        "极长": "a/" * 30_000,
        "同名文件夹": "xl/workbook.xml/",
    }.items():
        yield _of(
            f"部件名{title}", partial(lambda n: raw_zip(*good_entries(), entry_of(n, b"x")), name), "", EVERYTHING
        )
    yield _of("部件重名", lambda: raw_zip(*good_entries(), entry_of(FORM, b"<x/>")), _DAMAGED)
    yield _of("部件名只差大小写", lambda: raw_zip(*good_entries(), entry_of(FORM.upper(), b"<x/>")), _DAMAGED)
    bad = RawEntry(b"\xff\xfe.xml", b"", 0, 0, 0)
    yield _of("部件名不是UTF-8", lambda: raw_zip(*good_entries(), bad))


def _missing_and_entities() -> Iterator[Case]:
    for part in _BOOK_PARTS:
        yield _of(f"缺 {part}", partial(without, part))
        for title, hostile in ENTITIES.items():
            refused = _DTD if part in _NEEDED else ""
            yield _of(f"{title}在 {part}", partial(spoiled, part, hostile), refused)
    for part in ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml", "word/comments.xml"):
        for title, hostile in ENTITIES.items():
            make = partial(
                lambda name, text: packed(document_parts() | {"word/document.xml": b"<a/>", name: text.encode()}),
                part,
                hostile,
            )
            yield Case(f"{title}在 {part}", ".docx", make, _DTD if part == "word/document.xml" else "")


def _linked(*links: str) -> str:
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(links)}</Relationships>'


def _link(target: str, number: int = 1, mode: str = "", kind: str = "worksheet") -> str:
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def _relations() -> Iterator[Case]:
    part = "xl/_rels/workbook.xml.rels"
    for title, target in {
        "指向自己": "workbook.xml",
        "指向关系表": "_rels/workbook.xml.rels",
        "绝对目标": "/xl/worksheets/sheet1.xml",
        "上级目录": "../../../../../../etc/passwd",
        "文件网址": "file:///etc/passwd",
        "网页": "http://127.0.0.1:9/a.xml",
        "空目标": "",
        "极长": "a/../" * 50_000,
        "百分号": "%00%2e%2e%2f%ff",
    }.items():
        yield _of(f"工作表关系{title}", partial(spoiled, part, _linked(_link(target))))
    outside = _linked(_link("file:///etc/passwd", 1, ' TargetMode="External"'))
    yield _of("工作表在文件之外", partial(spoiled, part, outside))
    many = _linked(*(_link("worksheets/sheet1.xml", n) for n in range(100_000)))
    yield _of("十万条关系", partial(spoiled, part, many, True))
    yield _of("两百个名字一个部件", _one_part_many_sheets)
    start = _linked(_link("xl/workbook.xml", 1, "", "officeDocument"), _link("_rels/.rels", 2, "", "officeDocument"))
    yield _of("包的关系指向自己", partial(spoiled, "_rels/.rels", start.replace("xl/workbook.xml", "_rels/.rels")))


def _one_part_many_sheets() -> bytes:
    sheets = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 5001))
    xml = f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    return spoiled("xl/workbook.xml", xml)


def _recoded(encoding: str, declared: str, mark: bytes = b"") -> bytes:
    text = form_parts()[FORM].decode()
    body = text.partition("?>")[2] if text.startswith("<?xml") else text
    return spoiled(FORM, mark + f'<?xml version="1.0" encoding="{declared}"?>{body}'.encode(encoding))


def _encodings() -> Iterator[Case]:
    for title, encoding, declared, mark in (
        ("UTF-8带标记", "utf-8", "UTF-8", b"\xef\xbb\xbf"),
        ("UTF-16", "utf-16", "UTF-16", b""),
        ("UTF-32", "utf-32", "UTF-32", b""),
        ("说是GBK其实不是", "utf-8", "GBK", b""),
        ("GBK", "gb18030", "GB18030", b""),
        ("说是UTF-16其实不是", "utf-8", "UTF-16", b""),
        ("说是UTF-8其实是UTF-16", "utf-16", "UTF-8", b""),
        ("UTF-7", "utf-7", "UTF-7", b""),
        ("没有的编码", "utf-8", "x-none", b""),
        ("编码名极长", "utf-8", "u" * 5000, b""),
    ):
        yield _of(f"编码{title}", partial(_recoded, encoding, declared, mark))
    laughs = f'<?xml version="1.0" encoding="UTF-7"?>{ENTITIES["十亿次笑"]}'.replace("<!DOCTYPE", "+ADwAIQ-DOCTYPE")
    yield _of("藏在UTF-7里的实体", partial(spoiled, FORM, laughs.encode()))
    yield _of(
        "藏在EBCDIC里的实体",
        partial(spoiled, FORM, f'<?xml version="1.0" encoding="IBM037"?>{ENTITIES["十亿次笑"]}'.encode("cp037")),
    )
    yield _of("藏在UTF-32里的实体", partial(spoiled, FORM, ENTITIES["十亿次笑"].encode("utf-32")))
    for title, content in {
        "空": b"",
        "空白": b"  \n",
        "零字节": bytes(3000),
        "乱码": random.Random(1).randbytes(5000),
        "两个根": b"<a/><b/>",
        "没有结尾": b"<worksheet><sheetData><row>",
        "网页": b"<!doctype html><html></html>",
        "坏的UTF-8": b'<worksheet><sheetData><row><c t="str"><v>\xff\xc0\xaf</v></c></row></sheetData></worksheet>',
        "代理项": '<worksheet><sheetData><row><c t="str"><v>\ud800</v></c></row></sheetData></worksheet>'.encode(
            "utf-8", "surrogatepass"
        ),
        "数字实体": b'<worksheet><sheetData><row><c t="str"><v>&#xD800;&#0;</v></c></row></sheetData></worksheet>',
        "十万个属性": b"<worksheet " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>",
        "很长的属性": b'<worksheet a="' + b"x" * 11_000_000 + b'"/>',
        "很长的标签名": b"<" + b"x" * 11_000_000 + b"/>",
    }.items():
        yield _of(f"工作表内容{title}", partial(spoiled, FORM, content, len(content) > MEGABYTE))
    for part in (FORM, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"):
        deep = "<a>" * 100_000 + "</a>" * 100_000
        yield _of(f"嵌套十万层 {part}", partial(spoiled, part, deep, True), "损坏" if part != FORM else "")
    styles = '<?xml-stylesheet href="file:///etc/passwd" type="text/xsl"?>'
    yield _of("样式表指令", lambda: edited(FORM, r"^(<\?xml[^>]*\?>)?", styles))
    yield Case("文档嵌套十万层", ".docx", lambda: document("<w:p>" * 100_000 + "</w:p>" * 100_000), _DAMAGED)
    yield Case("文档里的坏校验", ".docx", lambda: zlib.compress(b"x"), "不是 Excel 或 Word")
