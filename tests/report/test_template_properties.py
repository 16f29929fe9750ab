"""Whatever is typed into a template and whatever the data are: it is refused in Chinese, or gives a sound document."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from report_cases import p, part, row, tbl, template_of

from zpj.domain.errors import ZpjError
from zpj.report.template_scan import find_tags
from zpj.report.template_text import fill_fields
from zpj.report.wordml import tag

SOUND = ("{{ 甲 }}", "{{ 甲|合并 }}", "字", "", "{# 注 #}")
BLOCKS = (
    ("{% if 甲 %}", "{% endif %}"),
    ("{% for x in 各 %}", "{% endfor %}"),
    ("{% if 甲 %}字{% else %}", "{% endif %}"),
)
PIECES = st.sampled_from(
    [*SOUND, "{{ 表|表格 }}", "{%", "}}", "{% else %}", *(tag for block in BLOCKS for tag in block)]
)
RUNS = st.lists(PIECES, min_size=1, max_size=4)
DATA = st.text(max_size=12)


class Wide:
    def wordml(self, width: int, styles: object) -> str:
        return p("表")


def link(runs: list[str]) -> str:
    inner = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in runs)
    return f"<w:p><w:hyperlink>{inner}</w:hyperlink><w:r><w:t>外</w:t></w:r></w:p>"


def box(content: str) -> str:
    return f"<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:pict><w:txbxContent>{content}</w:txbxContent></w:pict></w:r></w:p>"


PARAGRAPHS = RUNS.map(lambda runs: p(*runs)) | RUNS.map(link)
CELLS = st.lists(PARAGRAPHS, min_size=1, max_size=3).map(lambda found: f"<w:tc>{''.join(found)}</w:tc>")
ROWS = st.lists(CELLS, min_size=1, max_size=2).map(lambda cells: f"<w:tr>{''.join(cells)}</w:tr>") | PIECES.map(row)
TABLES = st.lists(ROWS, min_size=1, max_size=4).map(lambda rows: tbl(*rows))
BOXES = st.lists(PARAGRAPHS, min_size=1, max_size=3).map(lambda found: box("".join(found)))
BODIES = st.lists(PARAGRAPHS | TABLES | BOXES, min_size=1, max_size=6).map("".join)

SOUND_RUNS = st.recursive(
    st.lists(st.sampled_from(SOUND), min_size=1, max_size=3),
    lambda inner: st.builds(lambda block, runs: [block[0], *runs, block[1]], st.sampled_from(BLOCKS), inner),
    max_leaves=3,
)
SOUND_PARAGRAPHS = SOUND_RUNS.map(lambda runs: p(*runs)) | SOUND_RUNS.map(link) | st.just(p("{{ 表|表格 }}"))


def wrapped(content: st.SearchStrategy[str], wrap: Callable[[str], str]) -> st.SearchStrategy[str]:
    """Content, some of it between tags that stand alone."""
    block = st.builds(lambda tags, inner: wrap(tags[0]) + inner + wrap(tags[1]), st.sampled_from(BLOCKS[:2]), content)
    return st.lists(content | block, min_size=1, max_size=3).map("".join)


def sound_tables(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cells = wrapped(content, p).map(lambda inner: f"<w:tc>{inner}</w:tc>")
    rows = st.lists(cells, min_size=1, max_size=2).map(lambda found: f"<w:tr>{''.join(found)}</w:tr>")
    return wrapped(rows, row).map(tbl)


SOUND_BODIES = wrapped(
    st.recursive(
        SOUND_PARAGRAPHS,
        lambda inner: sound_tables(inner) | wrapped(inner, p).map(box) | wrapped(inner, p),
        max_leaves=6,
    ),
    p,
)


def is_sound(data: bytes) -> bool:
    root = part(data)
    boxes = list(root.iter(tag("tc"), tag("txbxContent")))
    full = all(table.find(tag("tr")) is not None for table in root.iter(tag("tbl")))
    return full and all(len(found) and found[-1].tag == tag("p") for found in boxes)


@settings(max_examples=200)
@given(body=SOUND_BODIES, text=DATA, rows=st.lists(DATA, max_size=3))
def test_a_sound_template_gives_a_sound_document(body: str, text: str, rows: list[str]) -> None:
    template = template_of(body + p("{{ 甲 }}"))
    assert is_sound(template.render({"甲": text, "各": rows, "表": Wide()}))


@settings(max_examples=200)
@given(body=BODIES, text=DATA, rows=st.lists(DATA, max_size=3))
def test_any_other_template_is_refused_in_chinese_or_gives_a_sound_document(
    body: str, text: str, rows: list[str]
) -> None:
    refusal = ""
    try:
        data = template_of(body).render({"甲": text, "各": rows, "表": Wide()})
    except ZpjError as refused:
        refusal = str(refused)
    assert refusal.startswith("模板 试用.docx") or is_sound(data)


@given(st.text(alphabet="{}%#｛｝％ 甲", max_size=40))
def test_tags_are_found_in_order_and_never_overlap(text: str) -> None:
    found = list(find_tags(text))
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(item.tag or item.bracket for item in found)


@given(text=st.text(max_size=60), value=st.text(max_size=20))
def test_text_without_braces_is_left_alone_and_values_are_put_whole(text: str, value: str) -> None:
    plain = text.translate(dict.fromkeys(map(ord, "{}｛｝")))
    assert fill_fields(f"{plain}{{{{ 甲 }}}}", {"甲": value}) == (plain + value, [])
