"""The template compiler under random tags: every template is refused with a place or gives a sound document."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

from fuzzing import fuzzed, words
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))

from report_cases import p, row, tbl, template_of

from zpj.domain.errors import ZpjError
from zpj.report.template_text import fill_fields

WORDS = words(
    """项目名称 资金 得分 x 甲 _x __class__ self loop loop.index loop.length true none 0 1 1.5 'a' '甲'
                "b" + - * / // % ** ~ == != < >= and or not in is defined ( ) [ ] { } [0] ['得分'] .得分 . , : |
                |金额 |日期 |合并 |表格 |join |default('x') |length |第一 |筛选('得分') if else for endif set
                range(9) {{ }} {% %} {# #} {%- -%} \\ ' " & < > ​ 😀
            """
)
EXPRESSIONS = st.lists(WORDS, max_size=7).map(" ".join)
TAGS = (
    EXPRESSIONS.map(lambda text: f"{{{{ {text} }}}}")
    | st.builds(
        "{{% {} {} %}}".format,
        words(
            """if elif else endif for endfor set 段 include macro 甲
            """
        ),
        EXPRESSIONS,
    )
    | EXPRESSIONS.map(lambda text: f"{{# {text} #}}")
    | st.sampled_from(
        ["{% for x in 资金 %}", "{% endfor %}", "{% if 甲 %}", "{% endif %}", "{{ x.得分 }}", "{{", "}}", "字"]
    )
    | st.text(alphabet="{}%#|'\"甲 a0_.[]()", max_size=12)
)
RUNS = st.lists(TAGS, min_size=1, max_size=4)
CONTEXT = {"项目名称": "甲<&>", "甲": True, "资金": [{"得分": "1"}, {"得分": "2"}], "得分": "9.5", "x": "{{ 7*7 }}"}


def escaped(text: str) -> str:
    return (
        "".join(char for char in text if char.isprintable())
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
    )


PARAGRAPHS = RUNS.map(lambda runs: p(*map(escaped, runs)))
TABLES = st.lists(RUNS.map(lambda runs: row(*map(escaped, runs))), min_size=1, max_size=3).map(lambda rows: tbl(*rows))
BODIES = st.lists(PARAGRAPHS | TABLES, min_size=1, max_size=4).map("".join)


@fuzzed(150)
@given(BODIES)
def test_a_template_of_random_tags_is_refused_or_rendered(body: str) -> None:
    try:
        content = template_of(body).render(CONTEXT)
    except ZpjError as problem:
        said = str(problem)
    else:
        assert content.startswith(b"PK")
        return
    assert said.startswith("模板 试用.docx")
    assert "\n" not in said


@fuzzed(150)
@given(st.lists(TAGS, max_size=5).map("".join))
def test_random_tags_in_plain_text_are_refused_or_filled(text: str) -> None:
    try:
        filled, left = fill_fields(text, CONTEXT)
        assert isinstance(filled, str)
        assert all(piece in text for piece in left)
    except ZpjError:
        return


@fuzzed(100)
@given(st.text(max_size=30))
def test_data_is_never_code(text: str) -> None:
    clean = "".join(char for char in text if char.isprintable() and char not in "\ufffe\uffff")
    content = template_of(p("{{ 项目名称 }}")).render({"项目名称": f"{{{{ {clean} }}}}{{% {clean} %}}"})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    assert "".join(root.itertext()).count("{%") >= 1
