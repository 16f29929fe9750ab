"""The layout profile and the styles made from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from report_cases import LAYOUT, NS, TEMPLATES

from zpj.domain.errors import ZpjError
from zpj.report.layout import load_layout
from zpj.report.styles import font_table_xml, settings_xml, styles_xml
from zpj.report.wordml import BODY, LEVEL1, LEVEL2, LEVEL3, TITLE, W, tag

PROFILE = TEMPLATES / "layouts" / "gbt9704.toml"


def test_the_text_block_is_156_by_225_millimetres() -> None:
    assert LAYOUT.page.text_width / 56.693 == pytest.approx(156, abs=0.1)
    assert LAYOUT.page.text_height / 56.693 == pytest.approx(225, abs=0.1)


def test_22_lines_and_28_characters_fill_the_text_block() -> None:
    assert LAYOUT.paragraph.line == LAYOUT.grid.line_pitch == 579
    assert 22 * LAYOUT.grid.line_pitch <= LAYOUT.page.text_height < 23 * LAYOUT.grid.line_pitch
    pitch = LAYOUT.sizes.body / 2 + LAYOUT.grid.char_space / 4096
    assert pitch * 28 == pytest.approx(LAYOUT.page.text_width / 20, abs=0.1)


def test_wide_pages_turn_the_margins_and_keep_the_footer_near_the_text() -> None:
    wide = LAYOUT.page.landscape()
    assert (wide.width, wide.height) == (16838, 11906)
    assert (wide.top, wide.right, wide.bottom, wide.left) == (1588, 2098, 1474, 1984)
    assert wide.bottom - wide.footer == LAYOUT.page.bottom - LAYOUT.page.footer


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [("title_line = 700", "", "title_line"), ("[page]", "[page", "TOML"), ("width = 11906", "wide = 1", "wide")],
)
def test_a_broken_profile_is_refused_with_what_is_wrong(tmp_path: Path, old: str, new: str, reason: str) -> None:
    broken = tmp_path / "坏的.toml"
    broken.write_text(PROFILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ZpjError, match=reason):
        load_layout(broken)


def test_a_missing_profile_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ZpjError, match="没有的"):
        load_layout(tmp_path / "没有的.toml")


def test_every_style_names_its_fonts_and_none_takes_them_from_a_theme() -> None:
    root = etree.fromstring(styles_xml(LAYOUT))
    fonts = root.findall(".//w:style[@w:type='paragraph']/w:rPr/w:rFonts", NS)
    assert len(fonts) == len(root.findall("w:style[@w:type='paragraph']", NS))
    for font in [*fonts, *root.findall(".//w:docDefaults//w:rFonts", NS)]:
        assert {"ascii", "hAnsi", "eastAsia", "cs"} == {etree.QName(name).localname for name in font.attrib}


@pytest.mark.parametrize(
    ("style", "font", "size", "line", "outline"),
    [
        (TITLE, "方正小标宋简体", "44", "700", "0"),
        (LEVEL1, "黑体", "32", "579", "1"),
        (LEVEL2, "楷体_GB2312", "32", "579", "2"),
        (LEVEL3, "仿宋_GB2312", "32", "579", "3"),
        (BODY, "仿宋_GB2312", "32", "579", None),
    ],
)
def test_a_style_has_the_official_font_size_and_line(
    style: str, font: str, size: str, line: str, outline: str | None
) -> None:
    root = etree.fromstring(styles_xml(LAYOUT))
    found = _style(root, style)
    assert found.find("w:rPr/w:rFonts", NS).get(tag("eastAsia")) == font
    assert found.find("w:rPr/w:sz", NS).get(tag("val")) == size
    spacing = found.find("w:pPr/w:spacing", NS)
    assert (spacing.get(tag("line")), spacing.get(tag("lineRule"))) == (line, "exact")
    level = found.find("w:pPr/w:outlineLvl", NS)
    assert (level.get(tag("val")) if level is not None else None) == outline


def test_running_text_is_indented_by_two_characters() -> None:
    indent = _style(etree.fromstring(styles_xml(LAYOUT)), BODY).find("w:pPr/w:ind", NS)
    assert (indent.get(tag("firstLineChars")), indent.get(tag("firstLine"))) == ("200", "632")


def test_each_official_font_names_the_one_to_use_in_its_place() -> None:
    root = etree.fromstring(font_table_xml(LAYOUT))
    alternatives = {
        font.get(tag("name")): font.find("w:altName", NS).get(tag("val"))
        for font in root.findall("w:font[w:altName]", NS)
    }
    assert alternatives["方正小标宋简体"] == "华文中宋"
    assert alternatives["仿宋_GB2312"] == "FangSong"
    assert alternatives["楷体_GB2312"] == "KaiTi"
    assert alternatives["黑体"] == "SimHei"


def test_odd_and_even_pages_differ_and_no_field_update_is_asked_for() -> None:
    root = etree.fromstring(settings_xml())
    assert root.find("w:evenAndOddHeaders", NS) is not None
    assert root.find("w:updateFields", NS) is None


def _style(root: etree._Element, name: str) -> etree._Element:
    return next(style for style in root.iter(f"{{{W}}}style") if style.find("w:name", NS).get(tag("val")) == name)
