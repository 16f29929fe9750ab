"""The engine: tags in Word documents, data that stays data, and errors that name their place."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from report_cases import NS, docx_of, opened, p, paragraphs, part, row, table_texts, tbl, template_of

from zpj.domain.errors import ZpjError
from zpj.grid.package import Package
from zpj.report.render import render_report
from zpj.report.template import ReportTemplate
from zpj.report.wordml import W, tag


def filled(body: str, **context: object) -> list[str]:
    return paragraphs(template_of(body).render(context))


def test_a_field_is_replaced_by_its_value() -> None:
    assert filled(p("项目：{{ 项目名称 }}。"), 项目名称="资产购置") == ["项目：资产购置。"]


def test_a_tag_split_over_runs_is_found_and_keeps_the_format_of_its_first_run() -> None:
    data = template_of(p("甲{", "{ 项目", "名称 }", "}乙", bold_from=2)).render({"项目名称": "资产"})
    runs = opened(data).paragraphs[0].runs
    assert [(run.text, bool(run.bold)) for run in runs] == [("甲资产", False), ("乙", True)]


def test_a_run_left_empty_by_joining_disappears() -> None:
    data = template_of(p("{{ 甲", " }", "}")).render({"甲": "1"})
    assert len(opened(data).paragraphs[0].runs) == 1


def test_a_tag_with_words_spell_checker_marks_inside_is_found() -> None:
    body = "<w:p><w:r><w:t>{{ 甲</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t> }}</w:t></w:r></w:p>"
    assert filled(body, 甲="1") == ["1"]


def test_typed_quotation_marks_in_a_tag_are_understood() -> None:
    assert filled(p("{{ “有” if 甲 else “无” }}"), 甲=True) == ["有"]


def test_a_paragraph_of_tags_repeats_the_paragraphs_between() -> None:
    body = p("{% for 段 in 各段 %}") + p("{{ 段 }}") + p("{% endfor %}") + p("完")
    assert filled(body, 各段=["一", "二"]) == ["一", "二", "完"]
    assert filled(body, 各段=[]) == ["完"]


@pytest.mark.parametrize(("grade", "text"), [("优", "好"), ("良", "可"), ("差", "改")])
def test_paragraphs_are_kept_or_left_out_by_a_condition(grade: str, text: str) -> None:
    tags = ("{% if 等级 == '优' %}", "好", "{% elif 等级 == '良' %}", "可", "{% else %}", "改", "{% endif %}")
    assert filled("".join(p(tag) for tag in tags), 等级=grade) == [text]


def test_a_condition_inside_a_paragraph_keeps_the_paragraph() -> None:
    body = p("得分{% if 多 %}", "很", "{% endif %}高")
    assert filled(body, 多=True) == ["得分很高"]
    assert filled(body, 多=False) == ["得分高"]


def test_a_row_of_tags_repeats_the_rows_between() -> None:
    body = tbl(row("名称"), row("{% for 行 in 各行 %}"), row("{{ 行.名称 }}"), row("{% endfor %}"))
    data = template_of(body + p("完")).render({"各行": [{"名称": "甲"}, {"名称": "乙"}]})
    assert table_texts(data) == [["名称"], ["甲"], ["乙"]]


def test_a_row_is_left_out_by_a_condition() -> None:
    body = tbl(row("一"), row("{% if 有 %}"), row("二"), row("{% endif %}")) + p("完")
    assert table_texts(template_of(body).render({"有": False})) == [["一"]]


def test_a_table_with_no_rows_left_disappears() -> None:
    body = tbl(row("{% for 行 in 各行 %}"), row("{{ 行 }}"), row("{% endfor %}")) + p("完")
    assert opened(template_of(body).render({"各行": []})).tables == []


def test_a_cell_left_empty_still_holds_a_paragraph() -> None:
    cell = f"<w:tc><w:tcPr/>{p('{% if 有 %}')}{p('字')}{p('{% endif %}')}</w:tc>"
    data = template_of(tbl(f"<w:tr>{cell}</w:tr>") + p("完")).render({"有": False})
    assert part(data).findall(".//w:tc/w:p", NS)


def test_cells_marked_for_merging_join_down_while_everything_left_of_them_is_equal() -> None:
    body = tbl(
        row("{% for 行 in 各行 %}"), row("{{ 行.a|合并 }}", "{{ 行.b|合并 }}", "{{ 行.c }}"), row("{% endfor %}")
    )
    rows = [dict(zip("abc", values, strict=True)) for values in ("产数1", "产数2", "产质2", "效质2", "效经3")]
    root = part(template_of(body + p("完")).render({"各行": rows}))
    merges = ["".join(merge_of(cell) for cell in found.iter(tag("tc"))) for found in root.iter(tag("tr"))]
    assert merges == ["rr-", "cc-", "c--", "r--", "c--"]
    assert ["".join(cell.itertext()) for cell in root.iter(tag("tc"))][:6] == ["产", "数", "1", "", "", "2"]


def merge_of(cell: etree._Element) -> str:
    """ "r" where a merge begins, "c" where it goes on, "-" for a cell on its own."""
    merge = cell.find("w:tcPr/w:vMerge", NS)
    return "-" if merge is None else str(merge.get(tag("val")))[0]


def test_blank_cells_marked_for_merging_stay_apart() -> None:
    body = tbl(row("{% for 行 in 各行 %}"), row("{{ 行|合并 }}"), row("{% endfor %}")) + p("完")
    assert part(template_of(body).render({"各行": ["", "", ""]})).find(".//w:vMerge", NS) is None


@pytest.mark.parametrize(
    "typed",
    [
        "{{ 7*7 }}",
        "{% for x in y %}",
        "</w:t></w:r></w:p><w:p>",
        "<w:p>&amp;&#65;",
        "<?zpj 0?><?zpj-merge?>",
        "]]><!-- 注 -->",
        "“引号” 'a' \"b\"",
        "𠮷野家",
    ],
)
def test_what_a_clerk_typed_appears_as_typed(typed: str) -> None:
    body = p("{{ 甲 }}") + p("{% for 段 in 各段 %}") + p("{{ 段 }}") + p("{% endfor %}")
    assert filled(body, 甲=typed, 各段=[typed]) == [typed, typed]
    merged = tbl(row("{{ 甲|合并 }}")) + p("完")
    assert table_texts(template_of(merged).render({"甲": typed})) == [[typed]]


def test_characters_that_no_word_document_can_hold_disappear() -> None:
    assert filled(p("{{ 甲 }}"), 甲="a\x00\x01%\x02b\ufffe\ud800c") == ["a%bc"]


def test_line_breaks_and_tabs_in_a_value_become_those_of_word() -> None:
    root = part(template_of(p("{{ 甲 }}")).render({"甲": "一\r\n二\t三"}))
    assert len(root.findall(".//w:br", NS)) == len(root.findall(".//w:tab", NS)) == 1


def test_blanks_around_a_value_are_kept() -> None:
    assert filled(p("甲 {{ 乙 }} 丙"), 乙=" 丁 ") == ["甲  丁  丙"]


def test_numbers_are_printed_exactly_and_nothing_as_nothing() -> None:
    assert filled(p("{{ 甲 }}|{{ 乙 }}|{{ 丙 }}"), 甲=Decimal("1E+2"), 乙=None, 丙=3) == ["100||3"]


def test_tags_in_footers_are_filled_and_parts_without_tags_are_copied() -> None:
    footer = f'<w:ftr xmlns:w="{W}">{p("{{ 甲 }}")}</w:ftr>'
    header = f'<w:hdr xmlns:w="{W}">\n{p("页眉")}</w:hdr>'
    data = template_of(p("正文"), footer=footer, header=header).render({"甲": "页脚"})
    assert "页脚" in "".join(part(data, "word/footer.xml").itertext())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.read("word/header.xml").decode() == header
        assert package.read("word/media/图 1.bin") == bytes(range(256))


def test_comments_in_a_template_are_left_out() -> None:
    assert filled(p("{# 说明 #}") + p("甲{# 说明 #}乙")) == ["甲乙"]


def test_the_same_input_gives_the_same_bytes() -> None:
    template = template_of(p("{{ 甲 }}"))
    assert template.render({"甲": "1"}) == template.render({"甲": "1"})
    assert template.render({"甲": "1"}) == template_of(p("{{ 甲 }}")).render({"甲": "1"})


def test_a_table_value_takes_the_width_of_its_section_and_the_styles_of_the_document() -> None:
    class Wide:
        def wordml(self, width: int, styles: dict[str, str]) -> str:
            return p(f"{width} {styles['表文']}")

    section = '<w:sectPr><w:pgSz w:w="10000" w:h="9000"/><w:pgMar w:left="1000" w:right="500"/></w:sectPr>'
    style = '<w:style w:type="paragraph" w:styleId="a7"><w:name w:val="表文"/></w:style>'
    styles = f'<w:styles xmlns:w="{W}">{style}</w:styles>'
    template = template_of(p("{{ 表|表格 }}") + section, styles=styles)
    assert ["".join(found.itertext()) for found in part(template.render({"表": Wide()})).iter(tag("p"))] == ["8500 a7"]


def test_a_last_section_with_nothing_in_it_disappears() -> None:
    tall, wide = ('<w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr>', '<w:sectPr><w:pgSz w:w="2" w:h="1"/></w:sectPr>')
    ending = f"<w:p><w:pPr>{tall}</w:pPr></w:p>"
    body = p("文") + ending + p("{% if 表 %}") + p("{{ 表 }}") + p("{% endif %}") + wide
    root = part(template_of(body).render({"表": ""}))
    assert [size.get(tag("w")) for size in root.iter(tag("pgSz"))] == ["1"]
    assert len(list(root.iter(tag("p")))) == 1
    assert len(part(template_of(body).render({"表": "有"})).findall(".//w:sectPr", NS)) == 2


@pytest.mark.parametrize(
    ("body", "place", "reason"),
    [
        (p("甲") + p("乙{{ 项目名 }}"), "第 2 段", "没有“项目名”这个字段.*是不是“项目名称”"),
        (p("{{ 项目名称.代码 }}"), "第 1 段", "没有“代码”这个字段"),
        (p("{% for 行 in 没有 %}") + p("{{ 行 }}") + p("{% endfor %}"), "{% for 行 in 没有 %}", "没有“没有”"),
        (tbl(row("甲"), row("{{ 缺 }}")) + p(""), "表 1 第 2 行", "没有“缺”"),
        (p("{{ 各段 }}"), "第 1 段", "不是一个值"),
        (p("{{ 项目名称|表格 }}"), "第 1 段", "不是一张表"),
        (p("{{ 1 / 0 }}"), "第 1 段", "算不出来"),
        (p("{{ ''.__class__.__mro__ }}"), "第 1 段", "算不出来"),
    ],
)
def test_a_tag_that_cannot_be_filled_is_named_with_its_place(body: str, place: str, reason: str) -> None:
    with pytest.raises(ZpjError, match=reason) as caught:
        template_of(body).render({"项目名称": "甲", "各段": ["一"]})
    assert place in str(caught.value)
    assert "试用.docx" in str(caught.value)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (p("甲{{ 项目名称 }"), "不成对的 {{"),
        (p("甲 %} 乙"), "不成对的 %}"),
        (p("｛｛ 项目名称 ｝｝"), "不成对的 ｛｛"),
        (p("{{ 项目 名称 }}"), "标签写错了"),
        (p("{{ }}"), "标签是空的"),
        (p("{{ 项目名称|大写 }}"), "没有“大写”这个过滤器"),
        (p("{{ 项目名称|safe }}"), "没有“safe”这个过滤器"),
        (p("{% include 'x' %}"), "不认识“include”"),
        (p("{% for 行 in 资金 %}") + p("甲"), "没有对应的 {% endfor %}"),
        (p("甲") + p("{% endif %}"), "前面没有对应的 {% if … %}"),
        (p("{% for 行 in 资金 %}") + p("{% endif %}"), "前面没有对应的 {% if … %}"),
        (p("{% for 行 in 资金 %}") + tbl(row("{% endfor %}")), "不在同一层"),
        (p("{% if 甲 %}乙") + p("{% endif %}"), "不在同一层"),
        (p("见{{ 自评表|表格 }}"), "单独占一段"),
        ("<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{% if 甲 %}</w:t></w:r></w:p>", "分节符"),
    ],
)
def test_a_broken_template_is_refused_before_anything_is_filled(body: str, reason: str) -> None:
    with pytest.raises(ZpjError) as caught:
        template_of(body)
    assert reason in str(caught.value)
    assert "试用.docx" in str(caught.value)


def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    with pytest.raises(ZpjError, match="找不到"):
        render_report(path, {})
    path.write_bytes(b"not a zip")
    with pytest.raises(ZpjError, match=r"模板\.docx"):
        render_report(path, {})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("a.txt", "a")
    with pytest.raises(ZpjError, match="不是 Word 文档"):
        ReportTemplate(Package(path, buffer.getvalue()))


def test_a_strict_document_is_refused_with_the_remedy() -> None:
    data = docx_of(p("甲"))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"))
    with pytest.raises(ZpjError, match="Strict"):
        ReportTemplate(Package(Path("试用.docx"), strict.getvalue()))


def test_a_template_changed_on_disk_is_compiled_anew(tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(docx_of(p("一{{ 甲 }}")))
    assert paragraphs(render_report(path, {"甲": "1"})) == ["一1"]
    path.write_bytes(docx_of(p("第二版{{ 甲 }}")))
    assert paragraphs(render_report(path, {"甲": "1"})) == ["第二版1"]
