"""Programs of templates give what jinja2 itself would give, without it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zpj.domain.records import record
from zpj.report.compiled import tag_of_line
from zpj.report.template_filters import Budget, Run
from zpj.report.template_parts import environment
from zpj.report.template_program import program_of
from zpj.report.template_run import steps
from zpj.report.template_values import MissingField

CONTEXT: dict[str, object] = {
    "甲": "字", "空": "", "无": None, "三": 3, "数": Decimal("2.50"), "各": ["一", "二", "三"], "没": [],
    "行": [{"名": "a", "组": [1, 2]}, {"名": "b", "组": []}], "表": {"键": {"深": "值"}},
}  # fmt: skip

ALIKE = [
    "{% set x = 甲 %}{{ x }}",
    "{% if 三 %}{% set x = 甲 %}{% endif %}{{ x }}",
    "{% if not 三 %}{% set x = 甲 %}{% endif %}{{ x is defined }}",
    "{% set x = 甲 %}{% for y in 各 %}{{ x }}{% set x = y %}{{ x }}{% endfor %}{{ x }}",
    "{% for y in 各 %}{% set z = y %}{% endfor %}{{ z is defined }}",
    "{% for y in 各 %}{% if loop.first %}{% set z = y %}{% endif %}{{ z is defined }}{% endfor %}",
    "{% for y in 各 %}{{ y }}{% endfor %}{{ y is defined }}",
    "{% for 甲 in 各 %}{{ 甲 }}{% endfor %}{{ 甲 }}",
    "{% for 各 in 各 %}{{ 各 }}{% endfor %}",
    "{% for y in 没 %}x{% else %}{% set q = 甲 %}{{ q }}{% endfor %}{{ q is defined }}",
    "{% for y in 各 %}{{ loop.index }}{{ loop.index0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{% endfor %}",
    "{% for r in 行 %}{% for n in r.组 %}{{ loop.index }}{{ n }}{{ r.名 }}{% else %}{{ loop.index }}{% endfor %}"
    "{{ loop.last }}{% endfor %}",
    "{% for y in 各 if y != '二' %}{{ loop.index }}{{ y }}{{ loop.length }}{% else %}无{% endfor %}",
    "{% for y in 各 if y == '四' %}{{ y }}{% else %}无{% endfor %}",
    "{% for y in [1, '二'] %}{{ y }}{% endfor %}{% for y in (3,) %}{{ y }}{% endfor %}",
    "{{ '有' if 三 else '没' }}{{ '有' if 空 else '没' }}[{{ '有' if 空 }}]",
    "{{ ('有' if 空) is defined }}{{ ('有' if 空) is none }}{{ ('x' if 空) == ('y' if 无) }}{{ not ('x' if 空) }}",
    "{% if 1 < 三 < 5 %}a{% endif %}{% if 1 < 三 < 3 %}b{% endif %}{% if 三 >= 3 and 三 <= 3 %}c{% endif %}",
    "{{ 三 == 3 }}{{ 三 != 3 }}{{ '二' in 各 }}{{ '四' not in 各 }}{{ 甲 in '文字' }}",
    "{{ 甲 or 空 }}{{ 空 or 甲 }}{{ 空 and 甲 }}{{ 甲 and 三 }}{{ not 空 }}",
    "{{ 无 is none }}{{ 缺 is none }}{{ 缺 is defined }}{{ 甲 is defined }}{{ 表.缺 is defined }}",
    "{{ 表.键.深 }}{{ 表['键']['深'] }}{{ 各[0] }}{{ 各[-1] }}{{ 行[1].名 }}",
    "{% if 空 %}1{% elif 无 %}2{% elif 三 %}3{% else %}4{% endif %}",
    "{% if 缺 is defined %}1{% elif 甲 %}2{% endif %}",
    "甲{# 说明 #}乙",
]
MISSING = ["{{ 缺 }}", "{% if 缺 %}1{% endif %}", "{{ 缺 == 1 }}", "{{ 1 < 缺 }}", "{{ 缺.名 }}", "{{ '一' in 缺 }}",
           "{{ 缺 in 各 }}", "{{ 缺 and 甲 }}", "{% for y in 缺 %}1{% endfor %}", "{{ 表.缺 }}", "{{ not 缺 }}",
           "{{ 甲 if 缺 else 空 }}", "{% for y in 各 if 缺 %}{% endfor %}"]  # fmt: skip


def source(text: str) -> str:
    """A template as the engine's own delimiters have it."""
    pairs = (("{{", "\x01{"), ("}}", "}\x02"), ("{%", "\x01%"), ("%}", "%\x02"), ("{#", "\x01#"), ("#}", "#\x02"))
    for usual, own in pairs:
        text = text.replace(usual, own)
    return text


def run_of(text: str, context: Mapping[str, object]) -> Run:
    run = Run(context, {}, Budget(), lambda value: "" if value is None else str(value))
    steps(program_of(environment().parse(source(text)).body))(run, dict(context))
    return run


def by_jinja(text: str, context: Mapping[str, object]) -> str:
    oracle = jinja2.Environment(
        undefined=jinja2.StrictUndefined, finalize=lambda value: "" if value is None else value, autoescape=False
    )
    return oracle.from_string(text).render(context)


@pytest.mark.parametrize("text", ALIKE)
def test_a_program_writes_what_jinja2_would_write(text: str) -> None:
    assert "".join(run_of(text, CONTEXT).written) == by_jinja(text, CONTEXT)


@pytest.mark.parametrize("text", MISSING)
def test_what_is_missing_cannot_be_used_in_any_way_and_is_named(text: str) -> None:
    with pytest.raises(MissingField) as caught:
        run_of(text, CONTEXT)
    assert caught.value.name == "缺"
    with pytest.raises(jinja2.UndefinedError):
        by_jinja(text, CONTEXT)


VALUES = st.sampled_from(["甲", "空", "三", "各[1]", "表.键.深", "'字'", "3", "y", "缺|default('无')", "x"])
CONDITIONS = st.one_of(
    VALUES,
    st.builds("{} {} {}".format, VALUES, st.sampled_from(["==", "!=", "and", "or"]), VALUES),
    st.builds("not {}".format, VALUES),
    st.builds("{} is defined".format, VALUES),
)
PIECES = st.recursive(
    st.one_of(
        st.sampled_from(["文", "\n"]),
        st.builds("{{{{ {} }}}}".format, VALUES),
        st.builds("{{{{ {} if {} else {} }}}}".format, VALUES, CONDITIONS, VALUES),
        st.builds("{{% set x = {} %}}".format, VALUES),
    ),
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, CONDITIONS, inner, inner),
        st.builds("{{% for y in 各 %}}{}{{{{ loop.index }}}}{{% else %}}{}{{% endfor %}}".format, inner, inner),
    ),
    max_leaves=12,
)


@given(PIECES)
def test_whatever_is_nested_reads_and_sets_the_same_names(text: str) -> None:
    whole = "{% set x = 甲 %}{% set y = 三 %}" + text + "{{ x }}{{ y }}"
    assert "".join(run_of(whole, CONTEXT).written) == by_jinja(whole, CONTEXT)


def test_a_failure_is_at_the_tag_that_failed() -> None:
    texts = ["{{ 甲 }}", "{% for y in 各 %}", "{{ 缺 }}", "{% endfor %}"]
    lines = "".join(source(text).replace("\x01{", "\x01{\n").replace("\x01%", "\x01%\n") for text in texts)
    run = Run(CONTEXT, {}, Budget())
    with pytest.raises(MissingField):
        steps(program_of(environment().parse(lines).body))(run, dict(CONTEXT))
    assert texts[tag_of_line(run.line, len(texts))] == "{{ 缺 }}"


@record
class Held:
    """A record with a field of its own and one of nobody's business."""

    name: str
    _hidden: str = "密"


def test_fields_of_records_are_read_and_nothing_else_of_them() -> None:
    assert run_of("{{ 行.name }}", {"行": Held("名")}).written == ["名"]
    for field in ("_hidden", "missing", "__class__"):
        with pytest.raises(MissingField):
            run_of(f"{{{{ 行.{field} }}}}", {"行": Held("名")})
