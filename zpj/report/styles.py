"""The style sheet, font table and settings of a template, written from the layout profile.

Every style names its East Asian font: there is no theme, so a template looks the same on every computer that has the
fonts or their alternatives.
"""

from __future__ import annotations

from dataclasses import fields

from zpj.domain.records import record
from zpj.report import wordml
from zpj.report.layout import Layout
from zpj.report.wordml import W, escaped

FOOTER = "footer"

_GB2312 = "86"
_WORD_VERSION = 15
_OFF_GRID = '<w:snapToGrid w:val="0"/>'
_BUILT_IN = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)


@record
class _Style:
    """A paragraph style: font, size (half-points), paragraph properties as XML, outline level from 0."""

    name: str
    font: str
    size: int
    properties: str
    outline: int | None = None
    keep_with_next: bool = False
    on_grid: bool = True


def styles_xml(layout: Layout) -> str:
    """Give styles.xml: document defaults, the few built-in styles Word needs, and the 公文 styles."""
    body = _fonts(layout.fonts.body, layout.fonts.latin) + _size(layout.sizes.body)
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    defaults = f"<w:rPrDefault><w:rPr>{body}{language}</w:rPr></w:rPrDefault><w:pPrDefault/>"
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr><w:rPr>{body}</w:rPr></w:style>'
    )
    own = "".join(_style_xml(style, layout) for style in _official_styles(layout))
    return f'<w:styles xmlns:w="{W}"><w:docDefaults>{defaults}</w:docDefaults>{normal}{_BUILT_IN}{own}</w:styles>'


def font_table_xml(layout: Layout) -> str:
    """Give fontTable.xml: each Chinese font with the one a computer without it should use instead."""
    names = dict.fromkeys(
        getattr(layout.fonts, field.name)
        for field in fields(layout.fonts)
        if field.name not in ("latin", "alternatives")
    )
    chinese = "".join(_font_xml(name, layout.fonts.alternatives.get(name), _GB2312) for name in names)
    return f'<w:fonts xmlns:w="{W}">{chinese}{_font_xml(layout.fonts.latin, None, "00")}</w:fonts>'


def settings_xml() -> str:
    """Give settings.xml: different odd and even footers, Chinese punctuation rules, the present Word version."""
    uri = "http://schemas.microsoft.com/office/word"
    mode = f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="{_WORD_VERSION}"/>'
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f"<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>{mode}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _official_styles(layout: Layout) -> list[_Style]:
    fonts, sizes, text, table = layout.fonts, layout.sizes, layout.paragraph, layout.table
    indent = f'<w:ind w:firstLineChars="{text.first_line_chars}" w:firstLine="{text.first_line}"/>'
    running = _exact(text.line) + indent + _aligned("both")
    signature = f'<w:ind w:rightChars="{text.signature_right_chars}" w:right="{text.signature_right}"/>'
    single = f'<w:spacing w:before="0" w:after="0" w:line="{table.line}" w:lineRule="auto"/>'
    small = _exact(table.small_line)
    title = _exact(text.title_line) + _aligned("center")
    table_title = _exact(table.title_line) + _aligned("center")
    return [
        _Style(wordml.TITLE, fonts.title, sizes.title, title, 0),
        _Style(wordml.LEVEL1, fonts.level1, sizes.body, running, 1, keep_with_next=True),
        _Style(wordml.LEVEL2, fonts.level2, sizes.body, running, 2, keep_with_next=True),
        _Style(wordml.LEVEL3, fonts.body, sizes.body, running, 3, keep_with_next=True),
        _Style(wordml.BODY, fonts.body, sizes.body, running),
        _Style(wordml.ATTACHMENT, fonts.attachment, sizes.body, _exact(text.line) + _aligned("left")),
        _Style(wordml.TABLE_TITLE, fonts.table_title, sizes.table_title, table_title, None, True, False),
        _Style(wordml.TABLE_TEXT, fonts.table, sizes.table, single + _aligned("left"), on_grid=False),
        _Style(wordml.SMALL_TABLE_TEXT, fonts.table, sizes.small_table, small + _aligned("left"), on_grid=False),
        _Style(wordml.SIGNATURE, fonts.body, sizes.body, _exact(text.line) + signature + _aligned("right")),
        _Style(FOOTER, fonts.page_number, sizes.page_number, single, on_grid=False),
    ]


def _style_xml(style: _Style, layout: Layout) -> str:
    latin = style.font if style.name == FOOTER else layout.fonts.latin
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    keep = "<w:keepNext/>" if style.keep_with_next else ""
    free_characters = "" if style.on_grid else _OFF_GRID
    free_lines = "" if style.on_grid and layout.grid.snap_lines else _OFF_GRID
    name = escaped(style.name)
    custom = "" if style.name == FOOTER else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}{free_lines}{style.properties}{outline}</w:pPr>'
        f"<w:rPr>{_fonts(style.font, latin)}{free_characters}{_size(style.size)}</w:rPr></w:style>"
    )


def _exact(line: int) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'


def _aligned(align: str) -> str:
    return f'<w:jc w:val="{align}"/>'


def _fonts(chinese: str, latin: str) -> str:
    other = escaped(latin)
    return f'<w:rFonts w:ascii="{other}" w:hAnsi="{other}" w:eastAsia="{escaped(chinese)}" w:cs="{other}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _font_xml(name: str, alternative: str | None, charset: str) -> str:
    alt = f'<w:altName w:val="{escaped(alternative)}"/>' if alternative else ""
    return f'<w:font w:name="{escaped(name)}">{alt}<w:charset w:val="{charset}"/><w:pitch w:val="variable"/></w:font>'
