"""What the layout check can find: the catalogue of its rules, and a fault with its place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from zpj.domain.records import record

_TWIPS_PER_MILLIMETRE = 56.693

RULES: Mapping[str, str] = MappingProxyType(
    {
        "page-size": "纸张大小或方向不对",
        "margins": "页边距不对",
        "header-footer-distance": "页眉或页脚到纸边的距离不对",
        "character-grid": "文档网格不对，排不出每面 22 行、每行 28 字",
        "grid-base-size": "默认字号不是 3 号，每行字数会走样",
        "page-number-runs-on": "页码没有接着前面编",
        "page-number-on-first-page": "首页单独设置了页脚，页码会不见",
        "odd-even-footers": "没有打开奇偶页不同，单双页的页码会在同一侧",
        "footer-missing": "缺少页脚，没有页码",
        "footer-text": "页码不是左右各一条一字线",
        "footer-font": "页码不是 4 号宋体",
        "footer-side": "页码的位置不对（单页居右空一字，双页居左空一字）",
        "style-unknown": "这一段没有用公文样式",
        "title-missing": "没有标题",
        "title-blank-line": "标题后面没有空一行",
        "heading-number": "层次序数和样式对不上（一、用公文一级，（一）用公文二级，1. 和（1）用公文三级）",
        "heading-order": "层次序数没有依次编",
        "outline-level": "大纲级别不对",
        "auto-number": "用了自动编号，复制后序号会丢失，应写成文字",
        "line-spacing": "行距不对",
        "paragraph-spacing": "段前段后有间距",
        "first-line-indent": "首行缩进不对",
        "side-indent": "左右缩进不对",
        "alignment": "对齐方式不对",
        "snap-to-grid": "没有对齐网格",
        "east-asian-font": "中文字体不对",
        "east-asian-font-unset": "没有设定中文字体",
        "latin-font": "西文和数字的字体不对",
        "theme-font": "用了主题字体，换一台电脑字体会变",
        "font-size": "字号不对",
        "text-colour": "文字不是黑色",
        "punctuation-font": "引号、破折号会用西文字体显示",
        "font-table": "字体表里没有这种字体或它的替代字体",
        "embedded-font": "文件里嵌入了字体",
        "signature-date": "成文日期应为阿拉伯数字，月日不编虚位",
        "attachment-heading": "附件的开头不对（另起一面，第一行顶格写“附件1”，标题在第三行）",
        "image-line": "图片所在行是固定行距，图片会被裁去",
        "update-fields": "打开时会询问是否更新域",
        "contents-table": "插入了自动目录",
        "properties": "文件属性里有标题以外的内容",
        "properties-title": "文件属性里的标题和报告的标题不一致",
        "table-layout": "表格没有固定列宽",
        "table-width": "表格超出版心",
        "table-floating": "表格设了文字环绕",
        "table-header": "表头没有在每一页重复",
        "row-split": "表格的行会跨页断开",
        "cell-alignment": "单元格没有垂直居中",
        "cell-line-spacing": "表内行距不对",
        "cell-indent": "表内文字有首行缩进",
    }
)


@record
class LayoutFault:
    """Where a document departs from its layout profile: what is there and what should be, as text for the clerk."""

    rule: str
    place: str
    message: str
    found: str
    expected: str


@record
class Deviation:
    """A fault that does not know its place yet."""

    rule: str
    found: str
    expected: str

    def at(self, place: str) -> LayoutFault:
        """Give the fault at a place."""
        return LayoutFault(self.rule, place, RULES[self.rule], self.found, self.expected)


def length(twips: int | None) -> str:
    """Show a length: 2098 缇（37.0 毫米）."""
    return "没有" if twips is None else f"{twips} 缇（{twips / _TWIPS_PER_MILLIMETRE:.1f} 毫米）"


def points(half_points: int | None) -> str:
    """Show a font size: 16 磅."""
    return "没有" if half_points is None else f"{half_points / 2:g} 磅"
