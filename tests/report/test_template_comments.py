"""The marked copy: a comment of zpj at every problem, everything else as it was."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from report_cases import ANALYSIS, NS, docx_of, p, part, row, tbl

from zpj.grid.package import Package, open_package
from zpj.report.package import zip_parts
from zpj.report.template_check import check_template
from zpj.report.template_fields import Field
from zpj.report.word_comments import mark_template
from zpj.report.wordml import W, tag

COMMENTS = "word/comments.xml"


def marked(folder: Path, body: str, **parts: str) -> bytes:
    path = folder / "模板.docx"
    path.write_bytes(docx_of(body, **parts))
    return mark_template(path, check_template(path, {"项目名称": Field("项目名称", "")}))


def commented(data: bytes) -> list[str]:
    """The text inside each comment's range, in the order of the comments."""
    root = part(data)
    ids = [item.get(tag("id")) for item in part(data, COMMENTS)]
    found = []
    for number in ids:
        inside, text = False, ""
        for node in root.iter():
            if node.tag == tag("commentRangeStart") and node.get(tag("id")) == number:
                inside = True
            if node.tag == tag("commentRangeEnd") and node.get(tag("id")) == number:
                inside = False
            text += node.text or "" if inside and node.tag == tag("t") else ""
        found.append(text)
    return found


def test_a_comment_says_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    (comment,) = part(marked(tmp_path, p("一、概况") + p("{{ 项目名 }}")), COMMENTS)
    assert comment.get(tag("author")) == "zpj"
    assert ["".join(line.itertext()) for line in comment] == [
        "没有“项目名”这个字段",
        "建议：是否指 项目名称？",
        "标签：{{ 项目名 }}",
        "位置：一、概况／第 2 段",
    ]


def test_that_a_document_has_no_fields_is_said_at_its_first_words(tmp_path: Path) -> None:
    (comment,) = part(marked(tmp_path, p("") + p("自评报告")), COMMENTS)
    text = "".join(comment.itertext())
    assert "没有一个字段" in text
    assert "标签" not in text
    assert commented(marked(tmp_path, p("") + p("自评报告"))) == ["自评报告"]


def test_comments_stand_around_the_runs_of_their_tags(tmp_path: Path) -> None:
    data = marked(
        tmp_path, p("前面", "{{ 甲", " }}", "中间", "{{ 乙 }}{{ 丙 }}", "后面") + tbl(row("{{ 丁 }}")) + p("")
    )
    assert commented(data) == ["{{ 甲 }}", "{{ 乙 }}{{ 丙 }}", "{{ 乙 }}{{ 丙 }}", "{{ 丁 }}"]
    references = part(data).findall(".//w:commentReference", NS)
    assert [item.get(tag("id")) for item in references] == ["0", "1", "2", "3"]


def test_problems_outside_the_text_are_marked_where_word_allows_comments(tmp_path: Path) -> None:
    footer = f'<w:ftr xmlns:w="{W}">{p("{{ 甲 }}")}</w:ftr>'
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('{{ 乙 }}')}</w:txbxContent></w:pict></w:r></w:p>"
    data = marked(tmp_path, p("首段") + box, footer=footer)
    assert commented(data) == ["{{ 乙 }}", "首段"]
    assert part(data).find(".//w:txbxContent//w:commentRangeStart", NS) is None
    assert "页脚" in "".join(part(data, COMMENTS)[1].itertext())


def test_other_parts_stay_byte_for_byte_and_the_file_opens(tmp_path: Path) -> None:
    data = marked(tmp_path, p("{{ 甲 }}"), header=f'<w:hdr xmlns:w="{W}"> {p("页眉")}</w:hdr>')
    before, after = open_package(tmp_path / "模板.docx"), Package(tmp_path / "批注.docx", data)
    for name in set(before.names()) - {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}:
        assert after.raw(after.entry(name)) == before.raw(before.entry(name))
    assert COMMENTS in after
    assert [item.text for item in Document(io.BytesIO(data)).paragraphs] == ["{{ 甲 }}"]


def test_comments_people_wrote_are_kept(tmp_path: Path) -> None:
    old = f'<w:comments xmlns:w="{W}"><w:comment w:id="7" w:author="张">{p("旧")}</w:comment></w:comments>'
    data = marked(tmp_path, p("{{ 甲 }}"), comments=old)
    assert [(item.get(tag("id")), item.get(tag("author"))) for item in part(data, COMMENTS)] == [
        ("7", "张"),
        ("8", "zpj"),
    ]


def test_a_document_without_relations_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    with zipfile.ZipFile(io.BytesIO(docx_of(p("{{ 甲 }}")))) as old:
        path.write_bytes(
            zip_parts({name: old.read(name) for name in old.namelist() if "document.xml.rels" not in name})
        )
    data = mark_template(path, check_template(path, {}))
    assert "comments.xml" in "".join(item.get("Target", "") for item in part(data, "word/_rels/document.xml.rels"))


def test_marking_the_same_problems_gives_the_same_bytes(tmp_path: Path) -> None:
    assert marked(tmp_path, p("{{ 甲 }}")) == marked(tmp_path, p("{{ 甲 }}"))


@pytest.mark.libreoffice
def test_libreoffice_opens_the_marked_copy_and_shows_every_comment(tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    problems = check_template(ANALYSIS, {"报告标题": Field("报告标题", "")})
    (tmp_path / "批注.docx").write_bytes(mark_template(ANALYSIS, problems))
    command = [
        program,
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "fodt",
    ]
    subprocess.run([*command, "批注.docx"], cwd=tmp_path, capture_output=True, timeout=180, check=True)
    text = (tmp_path / "批注.fodt").read_text(encoding="utf-8")
    assert len(problems) > 20
    assert text.count("<office:annotation ") == len(problems)
    assert text.count("<dc:creator>zpj</dc:creator>") == len(problems)
