"""`zpj template check`: every problem in one pass, each with its place and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_cases import TEMPLATES, docx_of, p, row, tbl

from zpj.domain.errors import ZpjError
from zpj.report.template_check import TemplateProblem, check_template
from zpj.report.template_fields import Field
from zpj.report.wordml import W

KNOWN = {
    field.name: field
    for field in (
        Field("项目名称", ""),
        Field("全年执行数", ""),
        Field("概况", ""),
        Field("章节", ""),
        Field("资金", "", rows=("资金来源", "全年执行数")),
        Field("下级", "", rows=("标题", "段落")),
        Field("封面", "", keys=("标题", "联系人")),
    )
}


def problems_of(folder: Path, body: str, **parts: str) -> list[TemplateProblem]:
    path = folder / "模板.docx"
    path.write_bytes(docx_of(body, **parts))
    return check_template(path, KNOWN)


def reasons(folder: Path, body: str) -> list[str]:
    return [f"{found.tag} {found.reason} {found.remedy}" for found in problems_of(folder, body)]


def test_a_sound_template_has_no_problems(tmp_path: Path) -> None:
    body = (
        p("{{ 项目名称 }}{% set 名 = 项目名称 %}{{ 名 }}{# 说明 #}")
        + p('{% for 段 in 章节["（一）"] %}') + p('{{ "甲" if loop.first }}{{ 段 }}') + p("{% endfor %}")
        + tbl(row("{% for 行 in 资金 %}"), row("{{ 行.资金来源|合并 }}{{ loop.index }}"), row("{% endfor %}"))
        + p('{% for 节 in 下级["一"] %}') + p("{{ 节.标题 }}") + p("{% for 段 in 节.段落 %}") + p("{{ 段 }}")
        + p("{% endfor %}") + p("{% endfor %}")
        + p("{{ 封面.联系人 }}{{ 封面['标题'] }}{% if 未知 is defined %}有{% endif %}{{ 未知|default('无') }}")
    )  # fmt: skip
    assert problems_of(tmp_path, body) == []


@pytest.mark.parametrize("path", sorted((TEMPLATES / "reports").glob("*.docx")), ids=lambda path: path.stem)
def test_every_shipped_template_is_sound(path: Path) -> None:
    from zpj.app.templates import check

    assert check(path) == []


def test_everything_wrong_is_found_in_one_pass_in_the_order_of_the_document(tmp_path: Path) -> None:
    body = (
        p("{{ 项目名 }}和{{ 全年执行 }}")
        + p("{{ 1 + 1 }}")
        + p("{{ 项目名称")
        + p("｛｛ 项目名称 ｝｝")
        + p("{% while x %}")
        + p("{{ 项目名称|大写 }}")
        + tbl(row("{% for 行 in 资金 %}"), row("{{ 行.来源 }}", "{{ 行.全年执行数 }}"))
        + p("{% endfor %}")
        + p("{% if 项目名称 %}")
    )
    found = problems_of(tmp_path, body)
    assert [(item.tag, item.place) for item in found] == [
        ("{{ 项目名 }}", "第 1 段"),
        ("{{ 全年执行 }}", "第 1 段"),
        ("{{ 1 + 1 }}", "第 2 段"),
        ("{{ 项目名称", "第 3 段"),
        ("｛｛ 项目名称 ｝｝", "第 4 段"),
        ("{% while x %}", "第 5 段"),
        ("{{ 项目名称|大写 }}", "第 6 段"),
        ("{{ 行.来源 }}", "表 1 第 2 行"),
        ("{% endfor %}", "第 7 段"),
        ("{% if 项目名称 %}", "第 8 段"),
    ]


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        ("{{ 项目名 }}", "没有“项目名”这个字段 是否指 项目名称？"),
        ("{{ 项目的名称 }}", "是否指 项目名称？"),
        ("{{ 完全不同 }}", "可用的字段见 zpj template fields"),
        ("{% if 项目名 == '甲' %}甲{% endif %}", "没有“项目名”这个字段"),
        ("{{ 封面.联系 }}", "“封面”没有“联系”这个字段 是否指 联系人？"),
        ("{{ 资金 }}", "不是一个值"),
        ("{{ loop.index }}", "没有“loop”这个字段"),
        ("{% for 行 in 资金 %}{{ 行.全年执行 }}{% endfor %}", "是否指 全年执行数？"),
        ("{% for 行 in 资金|筛选('资金来源') %}{{ 行.来源 }}{% endfor %}", "是否指 资金来源？"),
        ("{% for 行 in 资金 %}{% endfor %}{{ 行.资金来源 }}", "没有“行”这个字段"),
        ("{% for 行 in 资 %}{{ 行.x }}{% endfor %}", "没有“资”这个字段"),
        ("{{ 项目 名称 }}", "标签写错了"),
        ("{{ 项目名称() }}", "不能调用函数"),
        ("{{ 项目名称 * 3 }}", "不能用算式"),
        ("{% endif %}", "前面没有对应的"),
        ("{% if 项目名称 %}甲", "后面没有对应的 {% endif %}"),
        ("{% if 项目名称 %}甲{% else %}乙{% elif 项目名称 %}丙{% endif %}", "先后次序"),
        ("{% else 甲 %}", "标签写错了"),
    ],
)
def test_each_kind_of_problem_says_what_to_do(tag: str, reason: str, tmp_path: Path) -> None:
    assert reason in " ".join(reasons(tmp_path, p(f"甲{tag}乙")))


def test_a_field_used_before_it_is_named_is_unknown(tmp_path: Path) -> None:
    assert len(reasons(tmp_path, p("甲{{ 名 }}{% set 名 = 项目名称 %}{{ 名 }}"))) == 1


def test_a_block_closed_in_another_cell_or_table_is_found(tmp_path: Path) -> None:
    cells = row("{% if 项目名称 %}甲", "乙{% endif %}")
    tables = tbl(row("{% for 行 in 资金 %}")) + tbl(row("{% endfor %}"))
    for body in (tbl(cells), tables):
        assert "不在同一层" in " ".join(reasons(tmp_path, body + p("")))


def test_the_place_names_the_headings_above_and_the_sentence(tmp_path: Path) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="a"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="c"/></w:style>'
        '<w:style w:styleId="c"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>'
    )
    styled = "<w:p><w:pPr><w:pStyle w:val='{}'/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"
    body = (
        styled.format("a", "甲 基本情况") + styled.format("b", "乙 资金") + p("本年支出{{ 执行 }}万元。")
        + tbl(row("表头"), row("{{ 执行 }}"))
        + styled.format("a", "丙 结论{{ 结论 }}") + p("{{ 结论 }}")
    )  # fmt: skip
    found = problems_of(tmp_path, body, styles=styles)
    assert [(item.headings, item.place, item.sentence) for item in found] == [
        (("甲 基本情况", "乙 资金"), "第 3 段", "本年支出{{ 执行 }}万元。"),
        (("甲 基本情况", "乙 资金"), "表 1 第 2 行", "{{ 执行 }}"),
        ((), "第 4 段", "丙 结论{{ 结论 }}"),
        (("丙 结论{{ 结论 }}",), "第 5 段", "{{ 结论 }}"),
    ]


def test_without_styles_the_numbering_tells_the_headings(tmp_path: Path) -> None:
    body = (
        p("一、基本情况")
        + p("（一）概况")
        + p("{{ 甲 }}")
        + p("（二）资金")
        + p("{{ 甲 }}")
        + p("二、结论")
        + p("{{ 甲 }}")
    )
    found = [item.headings for item in problems_of(tmp_path, body)]
    assert found == [("一、基本情况", "（一）概况"), ("一、基本情况", "（二）资金"), ("二、结论",)]


def test_problems_in_footers_and_text_boxes_are_found(tmp_path: Path) -> None:
    footer = f'<w:ftr xmlns:w="{W}">{p("{{ 甲 }}")}</w:ftr>'
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('{{ 乙 }}')}</w:txbxContent></w:pict></w:r></w:p>"
    found = problems_of(tmp_path, box, footer=footer)
    assert [(item.tag, item.place) for item in found] == [("{{ 乙 }}", "第 1 段的文本框"), ("{{ 甲 }}", "页脚")]


def test_a_document_without_any_field_is_no_template(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, p("") + p("道路养护项目绩效自评报告") + p("总分 95.23 分。"))
    assert (found.sentence, found.paragraph) == ("道路养护项目绩效自评报告", 1)
    assert str(found).startswith("全文：没有一个字段")
    assert "{{ 项目名称 }}" in found.remedy


def test_a_field_in_the_footer_alone_makes_a_template(tmp_path: Path) -> None:
    footer = f'<w:ftr xmlns:w="{W}">{p("{{ 项目名称 }}")}</w:ftr>'
    assert problems_of(tmp_path, p("字"), footer=footer) == []


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZpjError, match="找不到"):
        check_template(tmp_path / "没有.docx", KNOWN)


def test_a_problem_reads_as_one_line(tmp_path: Path) -> None:
    (found,) = problems_of(tmp_path, p("一、概况") + p("{{ 项目名 }}"))
    assert str(found) == "一、概况／第 2 段 {{ 项目名 }}：没有“项目名”这个字段。是否指 项目名称？"


def test_a_missing_bracket_is_one_problem_and_not_also_a_missing_half(tmp_path: Path) -> None:
    for body in (p("{% if 概况 和") + p("文 {% endif %}"), p("{% if 概况 %}文{% endif ")):
        (found,) = problems_of(tmp_path, body)
        assert "不成对的" in found.reason
