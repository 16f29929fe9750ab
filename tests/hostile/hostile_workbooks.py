"""Bad workbooks: sizes, places, formulas, numbers, dates, texts, styles and names that no clerk types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from hostile_corpus import (
    DECLARATION,
    EVERYTHING,
    FORM,
    MAIN,
    OFFICE,
    READING,
    WRITING,
    Case,
    calculated,
    cell,
    edited,
    form,
    further_sheet,
    rows_added,
    spoiled,
    typed,
)


def workbook_cases() -> Iterator[Case]:
    """All cases of this module."""
    yield from _sizes()
    yield from _places()
    yield from _formulas()
    yield from _numbers()
    yield from _texts()
    yield from _styles()
    yield from _sheets()
    yield from _values()


def _of(name: str, make: Callable[[], bytes], refused: str = "", commands: tuple[str, ...] = WRITING) -> Case:
    return Case(name, ".xlsx", make, refused, commands)


@cache
def _long_column(rows: int) -> str:
    return "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, rows + 1))


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _wide_row(columns: int) -> str:
    return '<row r="1">' + "".join(f'<c r="{_letters(n)}1"><v>1</v></c>' for n in range(1, columns + 1)) + "</row>"


def _grid(rows: int, columns: int) -> str:
    names = [_letters(n) for n in range(1, columns + 1)]
    return "".join(
        f'<row r="{row}">{"".join(f"""<c r="{name}{row}"><v>1</v></c>""" for name in names)}</row>'
        for row in range(1, rows + 1)
    )


def _merges(count: int, step: int = 2) -> str:
    pieces = "".join(f'<mergeCell ref="A{n}:B{n + 1}"/>' for n in range(1, count * step, step))
    return f'<mergeCells count="{count}">{pieces}</mergeCells>'


def _strings(text: str, count: int) -> bytes:
    items = f"<si><t>{text}</t></si>" * count
    return spoiled("xl/sharedStrings.xml", f'{DECLARATION}<sst xmlns="{MAIN}">{items}</sst>', stored=True)


def _sizes() -> Iterator[Case]:
    yield _of("十万行", lambda: further_sheet(_long_column(100_000)), "", ("show",))
    yield _of("二十万行", lambda: further_sheet(_long_column(200_000)), "万格", READING)
    yield _of("一万六千列", lambda: further_sheet(_wide_row(16_384)), "很远的", READING)
    yield _of("一千列一百行", lambda: further_sheet(_grid(99, 1000)), "", ("import",))
    yield _of("表头右边一千列", lambda: rows_added(_grid(40, 1000).replace('r="1"', 'r="50"')), "", ("show", "check"))
    yield _of("十万个空行", lambda: further_sheet("<row/>" * 100_000))
    yield _of("二十万个空格子", lambda: further_sheet(("<row>" + '<c s="1"/>' * 500 + "</row>") * 400), "", READING)
    yield _of("一百万个合并", lambda: rows_added("", _merges(1_000_000)), "", ("show",))
    yield _of("整张表合并成一格", lambda: rows_added("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))
    whole = '<mergeCell ref="A1:XFD1048576"/>' * 20_000
    yield _of("两万个重叠的合并", lambda: rows_added("", f"<mergeCells>{whole}</mergeCells>"))
    yield _of("四十兆的共享文字", lambda: _strings("甲" * 13_000_000, 1))
    yield _of("三十万条共享文字", lambda: _strings("甲乙丙", 300_000), "", ("show",))
    yield _of("五千条很长的文字", lambda: _strings("甲乙丙丁" * 800, 5000), "", READING)
    runs = "<r><t>甲</t></r>" * 500_000
    yield _of(
        "五十万段格式", lambda: spoiled("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"><si>{runs}</si></sst>', True)
    )
    comments = "<!--" + "x" * 5_000_000 + "-->"
    yield _of("五兆的注释", lambda: edited(FORM, "<sheetData>", f"{comments}<sheetData>"))
    inline = f'<c r="Z1" t="inlineStr"><is><t>{"长" * 1_000_000}</t></is></c>'
    yield _of("一百万字的格子", lambda: rows_added(f'<row r="60">{inline}</row>'.replace("Z1", "Z60")), "", EVERYTHING)


def _places() -> Iterator[Case]:
    for title, place in {
        "第21亿行": "A2147483648",
        "第零行": "A0",
        "负行": "A-1",
        "越界的列": "XFE1",
        "没有列": "7",
        "没有行": "AA",
        "很远": "XFD1048576",
        "全角": "Ａ１",
        "极长": "A" + "9" * 5000,
    }.items():
        yield _of(f"格子{title}", partial(rows_added, f'<row><c r="{place}"><v>1</v></c></row>'), "", READING)
    for title, row in {"极大": "2147483648", "零": "0", "负": "-5", "小数": "1.5", "极长": "9" * 5000}.items():
        yield _of(f"行号{title}", partial(rows_added, f'<row r="{row}"><c><v>1</v></c></row>'), "", READING)
    again = "".join(f'<row r="13"><c r="E13" t="str"><v>≥{n}次</v></c></row>' for n in range(50))
    yield _of("同一格出现五十次", lambda: rows_added(again), "", EVERYTHING)
    yield _of(
        "行倒着排",
        lambda: rows_added("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(99, 50, -1))),
    )
    yield _of("格子在别的行里", lambda: rows_added('<row r="60"><c r="A70"><v>1</v></c></row>'))
    for title, index in {"越界": "99999", "负": "-1", "极长": "9" * 5000, "文字": "甲", "空": ""}.items():
        yield _of(f"共享文字序号{title}", partial(cell, "E13", f'<c r="E13" t="s"><v>{index}</v></c>'))
    for title, index in {"越界": "99999", "负": "-1", "极长": "9" * 5000, "文字": "x"}.items():
        yield _of(f"格式序号{title}", partial(cell, "E13", f'<c r="E13" s="{index}"><v>1</v></c>'))


def _formulas() -> Iterator[Case]:
    pairs = {
        "循环": "F13",
        "自己": "E13",
        "嵌套一万层括号": "(" * 10_000 + "1" + ")" * 10_000,
        "嵌套函数": "IF(1," * 300 + "1" + ")" * 300,
        "极长": "1+" * 60_000 + "1",
        "乘方塔": "9^9^9^9^9",
        "大阶": "10^300*10^300",
        "巨大的指数": "1e999999",
        "无穷小": "10^-400",
        "整表求和": "+".join(["SUM(A:XFD)"] * 400),
        "整行": "SUM(1:1048576)",
        "别的文件": "[1]自评表!A1+'C:\\[x.xls]a'!A1",
        "动态数据交换": "cmd|'/C calc'!A0",
        "取网页": 'WEBSERVICE("http://127.0.0.1:9")',
        "舍入到极多位": "ROUND(1,1E9)+ROUND(1,-1E9)+ROUND(1,1E20)",
        "越界的下标": "INDEX(A1:B2,1E20)",
        "缺括号": "SUM((((",
        "只有符号": "+-*/^&amp;%",
        "一元负号": "-" * 5000 + "1",
        "数组": "{1,2;3}",
        "文字翻倍": "&amp;".join(["REPT(E12,9999)"] * 50),
        "没有的表": "没有!A1",
        "控制字符": "_x0000_1",
        "除零": "1/0",
        "错误": "#REF!+1",
        "百分号": "1" + "%" * 5000,
    }
    for title, formula in pairs.items():
        yield _of(f"公式{title}", partial(calculated, "E13", formula))
    chain = "".join(f'<row r="{n}"><c r="A{n}"><f>A{n + 1}+1</f></c></row>' for n in range(100, 20_000))
    yield _of("两万格的公式链", lambda: rows_added(chain), "", ("show",))
    ring = "".join(
        f'<row r="{n}"><c r="A{n}"><f>A{n + 1 if n < 9_999 else 100}+1</f></c></row>' for n in range(100, 10_000)
    )
    yield _of("一万格的公式环", lambda: rows_added(ring), "", ("show",))
    double = "".join(f'<row r="{n}"><c r="A{n}"><f>A{n - 1}&amp;A{n - 1}</f></c></row>' for n in range(100, 300))
    yield _of("文字翻倍链", lambda: rows_added(double), "", READING)
    sums = "".join(f'<row r="{n}"><c r="A{n}"><f>SUM(A$1:A{n - 1})</f></c></row>' for n in range(100, 6_000))
    yield _of("平方级的求和", lambda: rows_added(sums), "", ("show",))
    master = '<row r="100"><c r="A100"><f t="shared" ref="A100:A90000" si="0">' + "B1+" * 2700 + "1</f></c></row>"
    shared = "".join(f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>' for n in range(101, 60_001))
    yield _of("六万格很长的共享公式", lambda: further_sheet(master + shared), "公式过长", ("show",))
    yield _of("没有主公式的共享公式", partial(cell, "E13", '<c r="E13"><f t="shared" si="7"/></c>'))
    yield _of("共享公式编号重复", lambda: rows_added(master.replace("90000", "101") * 2), "", READING)
    same = '<workbook xmlns="{}" xmlns:r="{}"><sheets>{}</sheets></workbook>'
    sheets = '<sheet name="自评表" sheetId="1" r:id="rId1"/><sheet name="自评表" sheetId="2" r:id="rId2"/>'
    yield _of("两张同名的表", partial(spoiled, "xl/workbook.xml", same.format(MAIN, OFFICE, sheets)), "", EVERYTHING)


def _numbers() -> Iterator[Case]:
    for title, number in {
        "1e999999": "1e999999",
        "极大": "1e308",
        "极小": "5e-324",
        "负极大": "-1.7976931348623157E+308",
        "NaN": "NaN",
        "INF": "INF",
        "sNaN": "sNaN123",
        "十六进制": "0x10",
        "下划线": "1_000",
        "一百万位": "9" * 1_000_000,
        "小数一百万位": "0." + "1" * 1_000_000,
        "全角": "１２",
        "阿拉伯": "١٢",
        "巨大的指数": "1e" + "9" * 5000,
        "负零": "-0.0",
        "空白": "   ",
        "很多零": "0" * 100_000 + "5",
    }.items():
        both = f'<c r="E6"><v>{number}</v></c><c r="F6"><v>{number}</v></c>'
        yield _of(
            f"金额{title}", partial(edited, FORM, r'<c r="E6".*?(?=<c r="G6")', both), "", ("show", "score", "check")
        )
        yield _of(
            f"分值{title}", partial(cell, "G13", f'<c r="G13"><v>{number}</v></c>'), "", ("score", "fix", "report")
        )
    for title, xml in {
        "年份极大": '<c r="F13" t="d"><v>99999-01-01</v></c>',
        "年份零": '<c r="F13" t="d"><v>0000-00-00</v></c>',
        "带时区": '<c r="F13" t="d"><v>2024-01-01T00:00:00+99:00</v></c>',
        "很早": '<c r="F13" t="d"><v>0001-01-01</v></c>',
        "不认识的类型": '<c r="F13" t="zzz"><v>1</v></c>',
        "错误": '<c r="F13" t="e"><v>#甲</v></c>',
        "真假": '<c r="F13" t="b"><v>9</v></c>',
        "两个值": '<c r="F13"><v>1</v><v>2</v><f>1</f><f>2</f></c>',
        "值里有标签": '<c r="F13"><v>1<b/>2</v></c>',
    }.items():
        yield _of(f"日期或类型{title}", partial(cell, "F13", xml))
    for number in ("1e10", "-1", "2958466", "1e-20", "60", "0"):
        styled = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="31"/></cellXfs></styleSheet>'
        yield _of(
            f"当日期看的{number}", partial(_styled, styled, f'<c r="F13" s="0"><v>{number}</v></c>'), "", ("show",)
        )


def _styled(styles: str, xml: str, stored: bool = False) -> bytes:
    from hostile_corpus import packed, unpacked

    return packed(unpacked(cell("F13", xml)) | {"xl/styles.xml": styles.encode()}, stored)


def _texts() -> Iterator[Case]:
    for title, text in {
        "零字符": "甲_x0000_乙",
        "控制字符": "".join(f"_x00{n:02X}_" for n in range(32)),
        "孤立代理项": "_xD800_甲_xDC00_",
        "非字符": "_xFFFE__xFFFF_",
        "从右向左": "\u202e\u2066甲",
        "零宽": "\u200b" * 5000,
        "组合符": "é" + "\u0301" * 10_000,
        "换行一万个": "甲\n" * 10_000,
        "超长": "甲" * 32_768,
        "十万字": "甲" * 100_000,
        "表情": "😀" * 3000,
        "转义的转义": "_x005F_x0041_" * 500,
        "标签": "&lt;w:p/&gt;&lt;script&gt;",
        "宏": "${jndi:ldap://x}%s%n{0}",
        "反斜杠": "\\\\server\\share\\" * 99,
    }.items():
        yield _of(f"项目名称{title}", partial(typed, "C3", text), "", EVERYTHING)
        yield _of(f"完成值{title}", partial(typed, "F13", text), "", ("show", "score"))
    for title, text in {
        "括号": "[甲]",
        "标签": "[bold red]甲[/bold]",
        "链接": "[link=file:///etc/passwd]甲[/link]",
        "终端": "_x001B_[2J_x001B_]0;x_x0007_",
    }.items():
        yield _of(f"终端记号{title}", partial(typed, "D13", text), "", READING)


def _styles() -> Iterator[Case]:
    many = "".join(f'<xf numFmtId="{n}"/>' for n in range(10_000))
    own = "".join(
        f'<numFmt numFmtId="{n}" formatCode="0.{"0" * (n % 30)}&quot;甲{n}&quot;"/>' for n in range(164, 10_164)
    )
    sheet = '<styleSheet xmlns="{}"><numFmts>{}</numFmts><cellXfs>{}</cellXfs></styleSheet>'
    yield _of(
        "一万种样式",
        partial(_styled, sheet.format(MAIN, own, many), '<c r="F13" s="9999"><v>5</v></c>'),
        "",
        EVERYTHING,
    )
    yield _of(
        "五十万种样式",
        partial(_styled, sheet.format(MAIN, own, many * 50), '<c r="F13" s="9"><v>5</v></c>', True),
        "",
        READING,
    )
    for title, code in {
        "很多零": "0" * 20_000,
        "很多小数": "0." + "0" * 20_000,
        "很多逗号": "0" + "," * 5000,
        "很多段": ";" * 5000,
        "没有结尾的引号": "&quot;" * 4999,
        "没有结尾的括号": "[" * 5000,
        "条件": "[&gt;1e999]0;[红色]0;@;@",
        "很长的时间": "[hhhhhhhhhhhh]:mm:ss." + "0" * 300,
        "百分号": "0" + "%" * 300,
        "指数": "0E+" + "0" * 300,
        "星号": "*" * 999,
        "反斜杠": "\\" * 999,
        "文字": "@" * 5000,
        "分数": "# ??/" + "?" * 999,
    }.items():
        one = f'<numFmt numFmtId="200" formatCode="{code}"/>'
        xml = '<c r="F13" s="0"><v>45000.123456</v></c>'
        yield _of(
            f"数字格式{title}",
            partial(_styled, sheet.format(MAIN, one, '<xf numFmtId="200"/>'), xml),
            "",
            ("show", "score"),
        )
    yield _of(
        "格式编号极长",
        partial(_styled, sheet.format(MAIN, "", f'<xf numFmtId="{"9" * 5000}"/>'), '<c r="F13" s="0"><v>1</v></c>'),
    )
    for title, width in {"NaN": "NaN", "无穷": "inf", "负": "-5", "极大": "1e308", "文字": "甲"}.items():
        columns = (
            f'<cols><col min="1" max="2147483648" width="{width}"/><col min="-5" max="9" width="5"/></cols><sheetData>'
        )
        yield _of(
            f"列宽{title}",
            partial(edited, FORM, "<cols>.*?</cols><sheetData>", columns),
            "",
            ("show", "score", "import"),
        )


def _sheets() -> Iterator[Case]:
    shell = '<workbook xmlns="{}" xmlns:r="{}"><sheets>{}</sheets></workbook>'
    for title, name in {
        "零字符": "甲_x0000_",
        "空": "",
        "极长": "甲" * 5000,
        "路径": "../../etc/passwd",
        "公式": "=cmd|'/C calc'!A0",
        "引号": "a'b!c:d",
        "控制字符": "_x001B_[2J",
        "换行": "甲&#10;乙",
        "设置": "设置",
        "代理项": "_xD800_",
    }.items():
        sheet = f'<sheet name="{name}" sheetId="1" r:id="rId1"/>'
        yield _of(
            f"表名{title}", partial(spoiled, "xl/workbook.xml", shell.format(MAIN, OFFICE, sheet)), "", EVERYTHING
        )
    for title, sheets in {
        "没有工作表": "",
        "全部隐藏": '<sheet name="自评表" sheetId="1" state="veryHidden" r:id="rId1"/>',
        "编号重复": '<sheet name="甲" sheetId="1" r:id="rId1"/><sheet name="乙" sheetId="1" r:id="rId1"/>',
        "关系不存在": '<sheet name="自评表" sheetId="1" r:id="rId999"/>',
    }.items():
        yield _of(
            f"工作簿{title}", partial(spoiled, "xl/workbook.xml", shell.format(MAIN, OFFICE, sheets)), "", EVERYTHING
        )


def _values() -> Iterator[Case]:
    for title, text in {
        "很长的中文数": "九千九百九十九万亿" * 2000,
        "百分之": "百分之" * 5000,
        "分之": "一分之" * 3000,
        "括号": "(" * 5000 + ")" * 5000,
        "符号": "≥" * 5000,
        "区间": "1-" * 5000,
        "单位": "个" * 5000,
        "很多数": "1次、" * 3000,
        "空格": " " * 30_000,
        "极大的数": "≥" + "9" * 30_000 + "次",
        "日期": "12月" * 3000,
        "指数": "≥1e999999次",
        "小数点": "1." * 5000,
        "汉字": "汉" * 30_000,
        "百分号": "%" * 5000,
        "点": "一点" * 3000,
    }.items():
        yield _of(
            f"指标值{title}", lambda text=text: form(E13=text, F13=text, D13=text), "", ("show", "score", "check")
        )
    for title, cells in {
        "项目名称是路径": {"C3": "../../../../tmp/zpj_escaped"},
        "项目名称是盘符": {"C3": "C:\\Windows\\x"},
        "项目名称是设备": {"C3": "CON"},
        "项目名称很长": {"C3": "项目" * 500},
        "项目名称只有点": {"C3": "..."},
        "年度极大": {"A2": "（99999999999年度）"},
        "年度乱": {"A2": "（二〇〇〇〇〇〇年度）"},
        "全部为空": dict.fromkeys(("C3", "C4", "E6", "F6", "D13", "E13", "F13", "G13"), ""),
        "分值为负": {"G13": -20, "H13": 99999},
        "预算为负": {"E6": -100, "F6": -80},
        "预算为零": {"E6": 0, "F6": 80},
    }.items():
        yield _of(title, lambda cells=cells: form(**cells), "", EVERYTHING)
