"""A template that was compiled by an earlier run is filled the same, without being read again."""

from __future__ import annotations

import marshal
from pathlib import Path

import pytest
from report_cases import docx_of, p, paragraphs, template_of

from zpj import kept, resources
from zpj.domain.errors import ZpjError
from zpj.grid.package import open_package
from zpj.report import render
from zpj.report.compiled import CompiledTemplate, content_key
from zpj.report.narrative_bank import BLOCKS, Bank
from zpj.report.template import ReportTemplate
from zpj.report.template_parts import compiled

TEMPLATES = sorted((resources.templates() / "reports").glob("*.docx"))


@pytest.fixture(autouse=True)
def _own_shelves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZPJ_CACHE", str(tmp_path / "架"))
    next_run(monkeypatch)


def next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of templates and shelves is forgotten, as at the end of a run."""
    kept.save()
    monkeypatch.setattr(kept, "_SHELVES", {})
    render._compiled.cache_clear()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_shipped_template_survives_being_kept(path: Path) -> None:
    made = compiled(open_package(path))
    back = CompiledTemplate(*marshal.loads(marshal.dumps(made.values())))
    assert back.values() == made.values()
    assert {tag for _, tags in back.parts.values() for tag in tags}


def test_the_next_run_does_not_read_the_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(docx_of(p("一{{ 甲 }}") + p("{{ 乙 }}")))
    first = render.render_report(path, {"甲": "1", "乙": "2"})
    next_run(monkeypatch)
    monkeypatch.setattr("zpj.report.template_parts.compiled", None)
    assert render.render_report(path, {"甲": "1", "乙": "2"}) == first
    with pytest.raises(ZpjError, match=r"模板\.docx 第 2 段 \{\{ 乙 \}\}：没有“乙”"):
        render.render_report(path, {"甲": "1"})


def test_a_changed_template_is_read_anew_and_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "模板.docx"
    for word in ("一", "二", "三"):
        path.write_bytes(docx_of(p(word + "{{ 甲 }}")))
        assert paragraphs(render.render_report(path, {"甲": "1"})) == [f"{word}1"]
        next_run(monkeypatch)
    assert len(list((tmp_path / "架").glob("template-*"))) == 1


def test_a_template_is_told_by_its_content_and_not_by_its_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, state = tmp_path / "模板.docx", None
    for word in ("一", "二"):
        path.write_bytes(docx_of(p(word + "{{ 甲 }}")))
        state = state or path.stat()
        import os

        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
        assert paragraphs(render.render_report(path, {"甲": "1"})) == [f"{word}1"]
        next_run(monkeypatch)


def test_a_wrong_template_is_refused_in_every_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "模板.docx"
    path.write_bytes(docx_of(p("{{ 甲")))
    for _ in range(2):
        with pytest.raises(ZpjError, match="不成对的"):
            render.render_report(path, {"甲": "1"})
        next_run(monkeypatch)


def test_what_other_code_compiled_counts_as_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    own = content_key(b"x")
    monkeypatch.setattr("zpj.report.compiled._state_of_code", lambda: b"other")
    assert content_key(b"x") != own


def test_a_kept_template_fills_like_one_just_compiled() -> None:
    body = p("{% for x in 各 %}") + p("{{ x }}{{ loop.index }}") + p("{% endfor %}") + p("{{ 无|default('缺') }}")
    package_of_one = template_of(body)
    again = CompiledTemplate(*marshal.loads(marshal.dumps(compiled_of(body).values())))
    context = {"各": ["<一>", "二"]}
    assert ReportTemplate.of("试用.docx", again).render(context) == package_of_one.render(context)


def compiled_of(body: str) -> CompiledTemplate:
    from zpj.grid.package import Package

    return compiled(Package(Path("试用.docx"), docx_of(body)))


def test_the_sentence_bank_is_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    source = (resources.templates() / "reports" / "sentences.jinja").read_text(encoding="utf-8")
    first = Bank(source, "句库")
    next_run(monkeypatch)
    monkeypatch.setattr("zpj.report.narrative_bank_check.bank_programs", None)
    second = Bank(source, "句库")
    for situation, fields in BLOCKS.items():
        filled = dict.fromkeys(fields, "甲")
        assert second.variants(situation, filled) == first.variants(situation, filled)
