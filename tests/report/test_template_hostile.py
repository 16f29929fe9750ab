"""A template is a file from anywhere: it can neither reach Python nor files, nor run for ever; data is never code."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import pytest
from lxml import etree
from report_cases import docx_of, p, paragraphs, part, row, table_texts, tbl, template_of

from zpj.domain.errors import ZpjError
from zpj.report import finish
from zpj.report.template_filters import MOST_CHARACTERS, MOST_ITERATIONS

SECONDS = 20


@dataclass(frozen=True)
class Sheet:
    name: str = "甲"
    _hidden: str = field(default="密", repr=False)

    def method(self) -> str:
        return "调用"

    @property
    def computed(self) -> str:
        return "算出"


CONTEXT: dict[str, object] = {
    "项目名称": "甲",
    "资金": [{"得分": "1", "名": "a"}, {"得分": "2", "名": "b"}],
    "表": Sheet(),
    "大": ["字"] * 1000,
    "函数": len,
    "类": Sheet,
    "长": "字" * 1_000_000,
}

HOSTILE = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ 项目名称.__class__ }}",
    "{{ 项目名称['__class__'] }}",
    "{{ 项目名称.upper }}",
    "{{ 项目名称.upper() }}",
    "{{ 项目名称.format('x') }}",
    "{{ 资金.append }}",
    "{{ 资金[0].keys }}",
    "{{ 资金[0]['__len__'] }}",
    "{{ 资金|筛选('__class__') }}",
    "{{ 资金|join('', '__class__') }}",
    "{{ 资金|join('', 'keys') }}",
    "{{ 表._hidden }}",
    "{{ 表['_hidden'] }}",
    "{{ 表.method }}",
    "{{ 表.computed }}",
    "{{ 表.__init__.__globals__ }}",
    "{{ 函数 }}",
    "{{ 函数(项目名称) }}",
    "{{ 类.name }}",
    "{{ self }}",
    "{{ self.__init__ }}",
    "{{ loop.__class__ }}",
    "{{ range(10) }}",
    "{{ cycler.__init__ }}",
    "{{ lipsum }}",
    "{{ namespace() }}",
    "{{ dict() }}",
    "{{ 项目名称|attr('upper') }}",
    "{{ 项目名称|safe }}",
    "{{ 项目名称|map('upper') }}",
    "{{ 项目名称|pprint }}",
    "{{ 项目名称 is mapping }}",
    "{{ 2 ** 9999999 }}",
    "{{ 'x' * 999999999 }}",
    "{{ 项目名称 ~ 项目名称 }}",
    "{{ [资金, 资金] }}",
    "{{ {'a': 1} }}",
    "{{ 资金[0:9] }}",
    "{{ 资金[项目名称] }}",
    "{{ '%s' % 项目名称 }}",
    "{{ 表|表格 }}{{ 表|表格 }}",
    "{{ 表|表格(99) }}",
    "{{ (((((((((((项目名称))))))))))) + 1 }}",
    "{{ " + "(" * 200 + "1" + ")" * 200 + " + 1 }}",
    "{{ " + "not " * 120 + "__x }}",
    "{{ " + "x" * 600 + " }}",
    "{% include '/etc/passwd' %}",
    "{% extends 'x' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% macro m() %}",
    "{% block b %}",
    "{% call m() %}",
    "{% filter upper %}",
    "{% raw %}",
    "{% autoescape false %}",
    "{% do 资金.clear() %}",
    "{% with a = 1 %}",
    "{% set 项目名称.x = 1 %}",
    "{% set a, b = 资金 %}",
    "{% set __builtins__ = 1 %}",
    "{% set a %}",
    "{% for a, b in 资金 %}甲{% endfor %}",
    "{% for x in 资金 recursive %}甲{% endfor %}",
    "{% for loop in 资金 %}甲{% endfor %}",
    "{% for x in 项目名称 %}甲{% endfor %}",
    "{% for x in 资金[0] %}甲{% endfor %}",
    "{% for x in 资金 %}{{ loop.cycle('a') }}{% endfor %}",
    "{% for x in 资金 %}{{ loop.changed }}{% endfor %}",
    "{% for x in 资金 %}{{ loop }}{% endfor %}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_tag_is_refused_in_one_chinese_line_with_its_place(text: str) -> None:
    with pytest.raises(ZpjError, match=r"^模板 试用\.docx 第 1 段.*[一-鿿]") as caught:
        template_of(p(text.replace("<", "&lt;"))).render(CONTEXT)
    for secret in ("passwd", "built-in", "<class", "密", "Traceback"):
        assert secret not in str(caught.value).replace(text, "")


@pytest.mark.parametrize(
    "body",
    [
        "".join(p(f"{{% for a{n} in 大 %}}") for n in range(6)) + p("字") + p("{% endfor %}") * 6,
        "".join(p(f"{{% for a{n} in 大 %}}") for n in range(6)) + p("{% endfor %}") * 6,
        p("{% for a in 大 %}") + p("{{ 长 }}") + p("{% endfor %}"),
        p("{% for a in 大 %}") + p("字" * 50_000) + p("{% endfor %}"),
        p("{% for a in 大 %}" + "{% if a == '' %}{% endif %}" * 2000 + "{% for b in 大 %}{% endfor %}{% endfor %}"),
        p('{{ 长|replace("字", "字字字字字字字字字字字字字字字字字字字字字字字字字字字字字字") }}'),
        p("{% set a = 长|replace('字', '字字字字字') %}" + "{% set a = a|replace('字', '字字字字字') %}" * 30),
        p("{% for a in 大 %}{% for b in 大 %}{{ 大|join }}{% endfor %}{% endfor %}"),
        p("{% for a in 大 %}{% for b in 大 %}{{ 长|trim|length }}{% endfor %}{% endfor %}"),
        "".join(p(f"{{% for a{n} in 大 %}}") for n in range(30)) + p("{% endfor %}") * 30,
        p("{% if 项目名称 %}" * 200 + "{% endif %}" * 200),
        p("{{ 项目名称 }}" * 6000),
        p("{{" * 100_000),
        p("{{ {%" * 50_000),
        p("{#" * 100_000),
    ],
)
def test_a_template_cannot_run_for_ever_or_fill_the_memory(body: str) -> None:
    started = time.monotonic()
    with pytest.raises(ZpjError, match=r"试用\.docx"):
        template_of(body).render(CONTEXT)
    assert time.monotonic() - started < SECONDS


def test_a_long_chain_of_conditions_is_compiled_or_refused_but_never_crashes() -> None:
    body = p("{% if 项目名称 == 1 %}") + "".join(p("{% elif 项目名称 == 2 %}") + p("乙") for _ in range(2000))
    try:
        found = paragraphs(template_of(body + p("{% endif %}")).render(CONTEXT))
    except ZpjError:
        found = []
    assert found == []


def test_a_large_but_honest_report_stays_within_the_limits() -> None:
    rows = [{"名": f"项目{n}", "得分": "90"} for n in range(3000)]
    body = tbl(row("{% for 行 in 资金 %}"), row(*["{{ 行.名 }}{{ 行.得分 }}"] * 10), row("{% endfor %}")) + p("完")
    assert len(template_of(body).render({"资金": rows})) > 10_000
    assert MOST_ITERATIONS == 200_000
    assert MOST_CHARACTERS == 20_000_000


def test_only_public_fields_of_a_value_can_be_read() -> None:
    assert paragraphs(template_of(p("{{ 表.name }}{{ 表['name'] }}{{ 资金[1].名 }}")).render(CONTEXT)) == ["甲甲b"]


MARKS = "".join(value for name, value in vars(finish).items() if name.isupper() and isinstance(value, str))
TYPED = [
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{# 注 #}",
    "｛｛ 年度 ｝｝",
    "\x01{ 项目名称 }\x02",
    "\x01% for x in 资金 %\x02",
    "\x010\x02",
    f"{finish.TABLE}{finish.ROW}{finish.CELL}0{finish.COLUMN_END}",
    MARKS,
    "<?zpj 0?><?zpj table?>",
    "<w:p><w:r/></w:p>",
    "</w:t></w:r></w:p></w:body>",
    "&amp; &lt; &#x0;",
    "]]><![CDATA[",
    "a\x00b\x0bc\ufffe\ud800d\x7f\x85",
]


@pytest.mark.parametrize("typed", TYPED)
def test_data_is_never_read_as_template_code_wherever_it_stands(typed: str) -> None:
    shown = "".join(c for c in typed.replace("\x0b", "\n").replace("\x0c", "\n").replace("\x85", "\n"))
    shown = "".join(c for c in shown if c in "\t\n" or (c >= " " and c not in "\ufffe\ud800"))
    body = (
        p("{% for x in 各段 %}") + p("{{ x }}") + p("{% endfor %}")
        + p("甲{% if 值 %}{{ 值 }}{% endif %}")
        + tbl(row("{% for x in 各段 %}"), row("{{ x|合并 }}", "{{ x }}"), row("{% endfor %}"))
        + p("完")
    )  # fmt: skip
    data = template_of(body).render({"各段": [typed, typed], "值": typed})
    assert paragraphs(data) == [shown, shown, f"甲{shown}", "完"]
    assert table_texts(data)[0] == [shown, shown]


def test_control_characters_and_foreign_instructions_in_a_template_do_nothing() -> None:
    body = p("&lt;?zpj 0?&gt;") + "<?zpj 0?><?zpj table?><!-- {{ 无 }} -->" + p("{{ 项目名称 }}")
    assert paragraphs(template_of(body).render(CONTEXT)) == ["<?zpj 0?>", "甲"]


def test_escapes_in_a_constant_cannot_imitate_marks() -> None:
    data = template_of(p(r"{{ '\x01{\x03\x04&lt;w:p&gt;' }}")).render({})
    assert paragraphs(data) == ["{<w:p>"]


def test_xml_tricks_in_a_template_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]>'
    data = docx_of(p("{{ 甲 }}"))
    assert bomb.encode() not in data
    footer = f'{bomb}<w:ftr xmlns:w="{etree.QName("w").text}">&a;</w:ftr>'
    with pytest.raises(ZpjError, match="文档类型声明"):
        template_of(p("{{ 甲 }}"), footer=footer).render({"甲": "1"})


def test_a_filled_part_is_always_well_formed() -> None:
    for tags in ("{% if 甲 %}", "{% for x in 资金 %}"):
        end = "{% endif %}" if "if" in tags else "{% endfor %}"
        body = f"<w:p><w:r><w:t>一{tags}二</w:t></w:r><w:r><w:b/><w:t>三{end}四</w:t></w:r></w:p>"
        for context in ({"甲": "", "资金": []}, {"甲": "1", "资金": [1, 2, 3]}):
            assert part(template_of(body).render(context)) is not None
