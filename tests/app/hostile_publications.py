"""Files that hold the same person and phone in every place a reader does not look."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import parse_xml
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

NAME, OTHER, PHONE, DESK = "张三丰", "李四光", "13812345678", "0791-83886888"
IDENTITY, ACCOUNT = "11010519491231002X", "6222021001116245702"
SECRETS = (NAME, OTHER, PHONE, DESK, IDENTITY, ACCOUNT, "王小明", "某某科技公司", "内部底稿", "陈年话")
CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="编制">'
    f"<vt:lpwstr>{NAME}</vt:lpwstr></property></Properties>"
)
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CUSTOM_RELATION = f"{_RELATIONS}/custom-properties"
_STRINGS = "xl/sharedStrings.xml"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def rewrite(path: Path, edits: Mapping[str, tuple[str, str]], added: Mapping[str, str] | None = None) -> Path:
    """Replace a text in parts of a package, and add parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in edits.items():
        source = parts[name].decode()
        assert old in source, (name, old)
        parts[name] = source.replace(old, new, 1).encode()
    parts |= {name: text.encode() for name, text in (added or {}).items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def with_custom_properties(path: Path) -> Path:
    """Add docProps/custom.xml with the person's name."""
    types = f'<Override PartName="/docProps/custom.xml" ContentType="{_CUSTOM_TYPE}"/></Types>'
    relation = f'<Relationship Id="rIdCustom" Type="{_CUSTOM_RELATION}" Target="docProps/custom.xml"/></Relationships>'
    return rewrite(
        path,
        {"[Content_Types].xml": ("</Types>", types), "_rels/.rels": ("</Relationships>", relation)},
        {"docProps/custom.xml": CUSTOM},
    )


def hostile_workbook(path: Path) -> Path:
    """A workbook with a hidden sheet, hidden rows and columns, comments, links, a chart and old strings."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "自评表"
    rows = [
        ["项目支出绩效自评表", None, None, None, None, None],
        ["项目名称", "设备购置", None, None, None, None],
        ["项目负责人", NAME, "联系电话", int(PHONE), None, None],
        ["身份证号", IDENTITY, "银行账号", ACCOUNT, None, None],
        ["预算", 86500.5, "执行", 62502.57, "=B5-D5", "=SUM(B5:E5)"],
        [
            "说明",
            f"如有疑问请联系张 三丰，手机 138-1234-5678，办公电话：{DESK}。预算 86500.5 元。",
            None,
            None,
            None,
            None,
        ],
        ["隐藏行", "内部底稿", 7, None, None, None],
        ["引用", "=底稿!A1*2", "=C7+1", '=IF(B3="张三丰",1,0)', '=底稿!A1&"号"', None],
        ["序号", "姓名", "职务", "手机", None, None],
        [1, OTHER, "科长", "13900001111", None, None],
        [2, "欧阳正华", "副科长", "0351-2025678", None, None],
    ]
    for row in rows:
        sheet.append(row)
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["H"].hidden = True
    sheet["H5"] = f"内部底稿 {NAME}"
    sheet["B3"].comment = Comment(f"{NAME}说的", "王小明")
    sheet["A2"].hyperlink = "mailto:zhang@example.com"
    sheet.oddHeader.center.text = f"填表人：{NAME} {PHONE}"
    draft: Any = book.create_sheet("底稿")
    draft.sheet_state = "hidden"
    draft["A1"], draft["A2"] = 21, f"内部底稿，联系人：{OTHER}"
    check = DataValidation(type="list", formula1="=底稿!$A$1:$A$2")
    check.add("C2")
    sheet.add_data_validation(check)
    book.defined_names["底稿数"] = DefinedName("底稿数", attr_text="底稿!$A$1")
    chart = BarChart()
    chart.title = f"{NAME}负责的项目 {DESK}"
    chart.add_data(Reference(draft, min_col=1, min_row=1, max_row=1))
    sheet.add_chart(chart, "A20")
    book.properties.creator, book.properties.lastModifiedBy = NAME, "王小明"
    book.save(path)
    with_custom_properties(path)
    strings = f"<si><t>项目支出绩效自评表</t></si><si><t>陈年话 {NAME}</t></si>"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    title = "".join(f"&#{ord(char)};" for char in "项目支出绩效自评表")
    rewrite(
        path,
        {
            "docProps/app.xml": ("</Properties>", "<Company>某某科技公司</Company></Properties>"),
            "[Content_Types].xml": (
                "</Types>",
                f'<Override PartName="/{_STRINGS}" ContentType="{_STRINGS_TYPE}"/></Types>',
            ),
            "xl/_rels/workbook.xml.rels": (
                "</Relationships>",
                f'<Relationship Id="rIdS" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
                "</Relationships>",
            ),
            "xl/worksheets/sheet1.xml": (f't="inlineStr"><is><t>{title}</t></is>', 't="s"><v>0</v>'),
        },
        {_STRINGS: f'<sst xmlns="{main}" count="1" uniqueCount="2">{strings}</sst>'},
    )
    path_of_author = '<workbook xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" '
    rewrite(path, {"xl/workbook.xml": ("<workbook ", path_of_author)})
    return rewrite(path, {"xl/workbook.xml": ("<sheets>", f'<x15ac:absPath url="C:\\Users\\{NAME}\\"/><sheets>')})


def hostile_document(path: Path) -> Path:
    """A report with tracked changes, split runs, comments, a header, a text box and hidden text."""
    document: Any = docx.Document()
    document.add_paragraph("2023年度自评报告")
    split = document.add_paragraph("联系人：张")
    for piece in ("三", "丰，电话 138", "1234", "5678。预算", "86500.5元，执行率72.26%。"):
        split.add_run(piece)
    table = document.add_table(rows=3, cols=3)
    for row, texts in enumerate((("序号", "姓名", "职务"), ("1", OTHER, "科长"), ("2", "欧 阳", "科员"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.add_paragraph(f"评价工作由{OTHER}牵头，共 2 人。")
    body, end = document.element.body, document.element.body.sectPr
    end.addprevious(
        parse_xml(
            f'<w:p xmlns:w="{_W}" w:rsidR="00AB12CD"><w:r><w:t xml:space="preserve">保留</w:t></w:r>'
            f'<w:del w:id="1" w:author="王小明"><w:r><w:delText>删去的{NAME}</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="王小明"><w:r><w:t>新增</w:t></w:r></w:ins>'
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部底稿</w:t></w:r></w:p>"
        )
    )
    end.addprevious(
        parse_xml(
            f'<w:p xmlns:w="{_W}"><w:pPr><w:rPr><w:del w:id="3" w:author="王小明"/></w:rPr></w:pPr>'
            "<w:r><w:t>前半句，</w:t></w:r></w:p>"
        )
    )
    end.addprevious(parse_xml(f'<w:p xmlns:w="{_W}"><w:r><w:t>后半句。</w:t></w:r></w:p>'))
    end.addprevious(
        parse_xml(
            f'<w:p xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict>'
            '<v:shape style="width:200pt;height:50pt">'
            f"<v:textbox><w:txbxContent><w:p><w:r><w:t>经办人：{NAME} {DESK}</w:t></w:r></w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict></w:r>"
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> AUTHOR </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>某某科技公司</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )
    )
    document.sections[0].header.paragraphs[0].text = f"{NAME} {PHONE}"
    document.add_comment(document.paragraphs[0].runs, text=f"{NAME}看过", author="王小明", initials="W")
    document.core_properties.author = NAME
    assert body is not None
    document.save(path)
    return with_custom_properties(path)
