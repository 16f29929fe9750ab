"""Tags wherever Word puts them: split by marks of its own, in boxes, notes, tables in rows, headers and footers."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from report_cases import NS, docx_of, opened, p, paragraphs, part, row, table_texts, tbl, template_of

from zpj.domain.errors import ZpjError
from zpj.grid.package import Package
from zpj.report.template import ReportTemplate
from zpj.report.wordml import W, tag

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
LINK = '<w:hyperlink w:anchor="a">{}</w:hyperlink>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def box(content: str) -> str:
    """A paragraph with a text box as Word writes it: once for new programs and once for old ones."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:inline xmlns:wp="{WP}"><wp:docPr id="1" name="框"/>{inner}</wp:inline></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def texts(root: etree._Element) -> list[str]:
    return ["".join(node.itertext()) for node in root.iter(tag("p")) if not node.findall(".//w:p", NS)]


@pytest.mark.parametrize(
    "between",
    [
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>',
        '<w:proofErr w:type="spellStart"/>',
        '<w:proofErr w:type="gramEnd"/><w:bookmarkStart w:id="1" w:name="x"/>',
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        '<w:commentRangeStart w:id="0"/>',
        "<w:r><w:rPr><w:b/></w:rPr></w:r>",
    ],
)
def test_a_tag_is_joined_over_what_word_puts_between_its_letters(between: str) -> None:
    pieces = ("甲{", "{", " 项目", "名", "称 ", "}", "}乙")
    body = f"<w:p>{between.join(run(piece) for piece in pieces)}</w:p>"
    assert [
        "".join(node.itertext()) for node in part(template_of(body).render({"项目名称": "资产"})).iter(tag("p"))
    ] == ["甲资产乙"]


def test_a_tag_inside_a_link_or_a_content_control_is_filled() -> None:
    control = f"<w:sdt><w:sdtContent>{run('{{ 甲 }}')}</w:sdtContent></w:sdt>"
    body = f"<w:p>{LINK.format(run('{{ 甲 }}'))}{control}</w:p>"
    assert texts(part(template_of(body).render({"甲": "1"}))) == ["11"]


def test_a_condition_that_begins_in_a_link_and_ends_outside_is_refused() -> None:
    body = f"<w:p>{LINK.format(run('{% if 甲 %}一'))}{run('二{% endif %}')}</w:p>"
    with pytest.raises(ZpjError, match="不在同一层"):
        template_of(body)


def test_blanks_that_cannot_be_seen_do_not_matter_in_a_tag() -> None:
    assert paragraphs(template_of(p("{{\u3000甲\u200b\u00a0}}")).render({"甲": "1"})) == ["1"]


def test_typed_quotation_marks_belong_to_the_name_where_straight_ones_are_used() -> None:
    body = p('{{ 章节["“三公”经费"] }}') + p("{{ 章节[“一般”] }}")
    assert paragraphs(template_of(body).render({"章节": {"“三公”经费": "1", "一般": "2"}})) == ["1", "2"]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("｛｛ 年度 ｝｝", "请改用半角括号：{{ 年度 }}"),
        ("｛{ 年度 }｝", "请改用半角括号：{{ 年度 }}"),
        ("{{ 年度 ｝｝", "请改用半角括号：{{ 年度 }}"),
        ("｛％ if 年度 ％｝甲{% endif %}", "请改用半角括号：{% if 年度 %}"),
        ("{％ if 年度 %}甲{% endif %}", "请改用半角括号：{% if 年度 %}"),
        ("{% if 年度 ＝ 1 %}甲{% endif %}", "全角的 ＝"),
        ("{{ 年度｜trim }}", "全角的 ｜"),
        ("{{ 表［1］ }}", "全角的 ［］"),
        ("{{ 年度 }", "括号用半角"),
        ("{{ 年度 和 {{ 年度 }}", "括号用半角"),
        ("{# 说明", "括号用半角"),
    ],
)
def test_a_bracket_typed_by_accident_is_an_error_with_a_hint(typed: str, hint: str) -> None:
    with pytest.raises(ZpjError) as caught:
        template_of(p(typed))
    assert hint in str(caught.value)


def test_percent_signs_and_single_braces_in_prose_are_left_alone() -> None:
    typed = "完成率{90%，100％}，｛注｝ {1} #1# 5%"
    assert paragraphs(template_of(p(f"{typed}{{{{ 甲 }}}}%")).render({"甲": "80"})) == [f"{typed}80%"]


def test_both_versions_of_a_text_box_are_filled() -> None:
    root = part(template_of(box(p("{{ 甲 }}")) + p("完")).render({"甲": "<框>"}))
    assert texts(root) == ["<框>", "<框>", "完"]


def test_a_text_box_repeats_paragraphs_and_keeps_one_where_nothing_is_left() -> None:
    template = template_of(box(p("{% for x in 各 %}") + p("{{ x }}") + p("{% endfor %}")) + p("完"))
    assert texts(part(template.render({"各": ["1", "2"]}))) == ["1", "2", "1", "2", "完"]
    assert len(part(template.render({"各": []})).findall(".//w:txbxContent/w:p", NS)) == 2


def test_repeated_text_boxes_get_numbers_of_their_own() -> None:
    body = p("{% for x in 各 %}") + box(p("{{ x }}")) + p("{% endfor %}")
    root = part(template_of(body).render({"各": ["1", "2", "3"]}))
    assert [node.get("id") for node in root.iter(f"{{{WP}}}docPr")] == ["1", "2", "3"]


def test_the_wrong_tag_is_named_where_a_text_box_hangs_in_a_paragraph_with_tags() -> None:
    body = box(p("{{ 缺 }}")).replace("</w:p>", f"{run('{{ 甲 }}')}</w:p>", 3)
    with pytest.raises(ZpjError, match=r"\{\{ 缺 \}\}：没有“缺”"):
        template_of(body).render({"甲": "1"})


@pytest.mark.parametrize(("kind", "element"), [("header", "hdr"), ("footer", "ftr")])
def test_headers_and_footers_take_conditions_and_never_become_empty(kind: str, element: str) -> None:
    content = p("{% if 甲 %}") + p("{{ 甲 }}") + p("{% endif %}")
    template = template_of(p("文"), **{kind: f'<w:{element} xmlns:w="{W}">{content}</w:{element}>'})
    assert texts(part(template.render({"甲": "1"}), f"word/{kind}.xml")) == ["1"]
    assert texts(part(template.render({"甲": ""}), f"word/{kind}.xml")) == [""]


@pytest.mark.parametrize("kind", ["footnotes", "endnotes"])
def test_notes_are_filled(kind: str) -> None:
    note = f'<w:{kind} xmlns:w="{W}"><w:{kind[:-1]} w:id="1">{p("见{{ 甲 }}")}</w:{kind[:-1]}></w:{kind}>'
    assert texts(part(template_of(p("文"), **{kind: note}).render({"甲": "1"}), f"word/{kind}.xml")) == ["见1"]


def test_a_section_vanishes_with_its_heading() -> None:
    body = (
        p("{% if 段落 %}") + p("一、概况") + p("{% for 段 in 段落 %}") + p("{{ 段 }}") + p("{% endfor %}")
        + p("{% endif %}") + p("二、结论")
    )  # fmt: skip
    template = template_of(body)
    assert paragraphs(template.render({"段落": ["甲", "乙"]})) == ["一、概况", "甲", "乙", "二、结论"]
    assert paragraphs(template.render({"段落": []})) == ["二、结论"]


def test_a_loop_over_nothing_can_say_so() -> None:
    body = p("{% for 段 in 段落 %}") + p("{{ 段 }}") + p("{% else %}") + p("无。") + p("{% endfor %}")
    assert paragraphs(template_of(body).render({"段落": []})) == ["无。"]


def test_rows_of_rows_are_repeated() -> None:
    body = tbl(
        row("{% for 类 in 各类 %}"), row("{{ 类.名 }}"), row("{% for 行 in 类.行 %}"), row("{{ 行 }}"),
        row("{% endfor %}"), row("{% endfor %}"),
    )  # fmt: skip
    data = template_of(body + p("完")).render({"各类": [{"名": "甲", "行": ["1", "2"]}, {"名": "乙", "行": []}]})
    assert table_texts(data) == [["甲"], ["1"], ["2"], ["乙"]]


def test_a_table_inside_a_repeated_row_has_rows_of_its_own() -> None:
    inner = tbl(row("{% for 行 in 类.行 %}"), row("{{ 行.a|合并 }}", "{{ 行.b }}"), row("{% endfor %}"))
    cell = f"<w:tc><w:tcPr/>{p('{{ 类.名 }}')}{inner}{p('')}</w:tc>"
    body = tbl(row("{% for 类 in 各类 %}"), f"<w:tr>{cell}</w:tr>", row("{% endfor %}")) + p("完")
    kinds = [{"名": "甲", "行": [{"a": "x", "b": "1"}, {"a": "x", "b": "2"}]}, {"名": "乙", "行": []}]
    root = part(template_of(body).render({"各类": kinds}))
    assert len(root.findall(".//w:tc//w:tbl", NS)) == 1
    assert [node.get(tag("val")) for node in root.iter(tag("vMerge"))] == ["restart", "continue"]
    assert all(cell[-1].tag == tag("p") for cell in root.iter(tag("tc")))


def test_tags_around_a_row_that_holds_a_table_do_not_swallow_the_table() -> None:
    inner = tbl(row("{% if 甲 %}"), row(""), row("{% endif %}"))
    body = tbl(f"<w:tr><w:tc><w:tcPr/>{inner}{p('')}</w:tc></w:tr>") + p("完")
    assert len(part(template_of(body).render({"甲": "1"})).findall(".//w:tc//w:tbl", NS)) == 1


def merged(rows: list[str], *extra: str) -> list[str]:
    """How the cells of rows like "产数1" merge: r begins, c goes on, - alone."""
    marked = row("{{ 行.a|合并 }}", "{{ 行.b|合并 }}", "{{ 行.c }}")
    body = tbl(row("一级", "二级", "三级"), row("{% for 行 in 各 %}"), marked, row("{% endfor %}"), *extra) + p("完")
    root = part(template_of(body).render({"各": [dict(zip("abc", values, strict=True)) for values in rows]}))
    found = []
    for line in list(root.iter(tag("tr")))[1:]:
        merges = [cell.find("w:tcPr/w:vMerge", NS) for cell in line.iter(tag("tc"))]
        found.append("".join("-" if merge is None else str(merge.get(tag("val")))[0] for merge in merges))
    return found


def test_second_levels_merge_only_under_the_same_first_level() -> None:
    assert merged(["产数1", "产数2", "产质3", "效质4", "效质5"]) == ["rr-", "cc-", "c--", "rr-", "cc-"]


def test_a_level_that_comes_back_later_does_not_merge_over_another() -> None:
    assert merged(["产数1", "效数2", "产数3"]) == ["---", "---", "---"]


def test_a_row_without_marks_ends_a_merge() -> None:
    assert merged(["产数1", "产数2"], row("合计", "", "9")) == ["rr-", "cc-", "---"]


def test_merged_cells_keep_width_and_layout_and_the_order_word_wants() -> None:
    properties = '<w:tcPr><w:tcW w:w="9" w:type="dxa"/><w:gridSpan w:val="2"/><w:vAlign w:val="center"/></w:tcPr>'
    paragraph = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>{{ 行|合并 }}</w:t></w:r></w:p>'
    cell = f"<w:tc>{properties}{paragraph}{p('附')}</w:tc>"
    body = tbl(row("{% for 行 in 各 %}"), f"<w:tr>{cell}</w:tr>", row("{% endfor %}")) + p("完")
    cells = list(part(template_of(body).render({"各": ["同", "同"]})).iter(tag("tc")))
    for found in cells:
        assert [etree.QName(item).localname for item in found[0]] == ["tcW", "gridSpan", "vMerge", "vAlign"]
    assert [etree.QName(item).localname for item in cells[1]] == ["tcPr", "p"]
    assert cells[1].find("w:p/w:pPr/w:jc", NS) is not None
    assert cells[1].find("w:p/w:r", NS) is None


def test_a_cell_without_properties_merges_too() -> None:
    cell = f"<w:tc>{p('{{ 行|合并 }}')}</w:tc>"
    body = tbl(row("{% for 行 in 各 %}"), f"<w:tr>{cell}</w:tr>", row("{% endfor %}")) + p("完")
    root = part(template_of(body).render({"各": ["同", "同"]}))
    assert [node.get(tag("val")) for node in root.iter(tag("vMerge"))] == ["restart", "continue"]


def test_filters_select_rows_and_join_texts() -> None:
    rows = [{"级": "产出", "名": "甲"}, {"级": "效益", "名": "乙"}, {"级": "产出", "名": ""}]
    body = (
        p('{{ 指标|筛选("级", "产出")|join("、", "名") }}')
        + p('{{ 指标|排除("级", "产出")|length }}{{ (指标|first).名 }}{{ (指标|last).级 }}')
        + p('{{ 指标|筛选("名")|join("、", "名") }}{{ 空|default("无") }}{{ 没有|default("缺") }}')
        + p('{{ "有" if 没有 is defined else "没有" }}{{ 名|trim|replace("丙", "丁") }}')
    )
    found = paragraphs(template_of(body).render({"指标": rows, "空": "", "名": " 丙 "}))
    assert found == ["甲、", "1甲产出", "甲、乙无缺", "没有丁"]


def test_unchanged_parts_are_copied_byte_for_byte_as_they_are_packed() -> None:
    source = docx_of(p("{{ 甲 }}"), header=f'<w:hdr xmlns:w="{W}">  {p("页眉 }")} </w:hdr>')
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(stored, "w") as new:
        for number, name in enumerate(old.namelist()):
            new.writestr(name, old.read(name), zipfile.ZIP_DEFLATED if number % 2 else zipfile.ZIP_STORED)
    template = Package(Path("试用.docx"), stored.getvalue())
    filled = Package(Path("报告.docx"), ReportTemplate(template).render({"甲": "1"}))
    assert filled.names() == template.names()
    for name in template.names():
        if name != "word/document.xml":
            assert filled.raw(filled.entry(name)) == template.raw(template.entry(name))
            assert filled.read(name) == template.read(name)


def test_a_filled_report_opens_and_its_zip_is_sound() -> None:
    data = template_of(p("{{ 甲 }}") * 3).render({"甲": "好" * 10_000})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert len(opened(data).paragraphs) == 3


def test_a_template_renders_many_times_without_remembering() -> None:
    template = template_of(p("{% set b = 甲 %}{{ b }}") + p("{% for x in 各 %}{{ x }}{% endfor %}"))
    assert [paragraphs(template.render({"甲": text, "各": [text] * 2})) for text in "一二"] == [
        ["一", "一一"],
        ["二", "二二"],
    ]


def test_a_document_with_another_prefix_is_refused_with_the_remedy() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_of(p("{{ 甲 }}")))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:", b"<x:").replace(b"</w:", b"</x:").replace(b"xmlns:w=", b"xmlns:x=")
            new.writestr(name, content)
    with pytest.raises(ZpjError, match="另存为"):
        ReportTemplate(Package(Path("试用.docx"), data.getvalue()))
