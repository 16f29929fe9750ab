"""Over a filed report: attachments and tables it speaks of and does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from zpj.checks.case import PaperCase
from zpj.checks.reading.text import squeezed, whole_number
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_NUMERAL = "[0-9]{1,2}|[一二三四五六七八九十]{1,2}"
_CITED = regex(f"附件(?P<number>{_NUMERAL})")
_MARK = regex(f"附件:?(?P<number>{_NUMERAL})(?=$|[:.、]|[^0-9])")
_ITEM = regex("(?P<number>[2-9])[.、].")
_ONE = regex("附件:?[^0-9一二三四五六七八九十:].*")
_SEE_ATTACHED = regex("(?:详|具体)?见(?:后附|所附|附|后)[件表]?[0-9一二三]*|(?:附[件表]|附后)[0-9一二三]*(?=[)])")
_BY_FORM = regex("根据《?(?:20\\d\\d年度?)?(?:项目支出)?(?:项目)?绩效自评表")
_CAPTION = regex(f"\\s*(?P<kind>附?表)\\s*(?P<number>{_NUMERAL})(?![0-9—–-])")
_RUNS_ON = regex("[。；]|[:：，,]$")
_LONGEST_CAPTION = 50
_SEE_TABLE = regex(f"(?:见|如|列于|由|根据)(?P<kind>附?表)(?P<number>{_NUMERAL})(?![0-9-])")
_OF_ANOTHER = regex("(?:[》号]|号[)]|通知|文件|办法)的?$|《[^》]*$")
_FEWEST_CAPTIONS, _MOST_WRONG = 1, 2


@paper_check(
    "ZPJ529",
    "所称的附件、附表没有附上",
    WARNING,
    reference="R-60",
    clause="报告引用的附件应当一并报送",
    message="文字写“{found}”，但没有附上，请补附",
    fix="补附，或删去这句话",
)
def missing_attachments(case: PaperCase) -> Iterator[Hit]:
    """详见附表, 根据自评表 in a file that holds neither the table nor anything marked 附件.

    Also 见附件2 and 见表5 where there is no such number.
    """
    yield from _cited_in_vain(case)
    yield from _tables_in_vain(case)
    if case.forms or case.is_beside or any(table.form for table in case.paper.tables):
        return
    marks = [line for line in case.paper.paragraphs if re.match(r"\s*附\s*[件表]\s*[\d一二三四五:：]", line.text)]
    for paragraph in case.paper.paragraphs:
        text = squeezed(paragraph.text)
        attached = _SEE_ATTACHED.search(text) if not case.paper.tables and not marks else None
        match = attached or _BY_FORM.search(text)
        if match:
            project = case.project(paragraph.section)
            yield Hit(paragraph.location, match.group().strip(")"), quote=match.group(), project=project)


def _cited_in_vain(case: PaperCase) -> Iterator[Hit]:
    """“详见附件3”, where the file has no third: by its numbered marks and lists, else by how many forms it holds."""
    there = _attached(case)
    for line in case.paper.paragraphs:
        text = squeezed(line.text)
        for match in _CITED.finditer(text) if "附件" in text and not _MARK.match(text) else ():
            if not _OF_ANOTHER.search(text[: match.start()]) and whole_number(match["number"]) not in there:
                yield Hit(line.location, match.group(), quote=match.group(), project=case.project(line.section))


def _attached(case: PaperCase) -> set[int]:
    """The numbers of the attachments a file holds or lists; one without a number is the first."""
    found: set[int] = set()
    listed = False
    for line in case.paper.paragraphs:
        text = squeezed(line.text)
        mark = _MARK.match(text)
        item = _ITEM.match(text) if listed else None
        listed = mark is not None or item is not None
        number = whole_number((mark or item)["number"]) if mark or item else None  # type: ignore[index]
        found |= {number} if number else {1} if _ONE.match(text) else set()
    forms = sum(1 for table in case.paper.tables if table.form) or len(case.forms)
    return found or set(range(1, forms + 1))


def _tables_in_vain(case: PaperCase) -> Iterator[Hit]:
    """“见表5” in a file whose tables are numbered and have no fifth."""
    captions: dict[str, set[int | None]] = {}
    heads = [text for table in case.paper.tables for text in (table.caption, *(table.rows[0] if table.rows else ()))]
    for text in (*(line.text for line in case.paper.paragraphs if "表" in line.text), *heads):
        match = _CAPTION.match(normalize("NFKC", text))
        if match:
            captions.setdefault(match["kind"], set()).add(whole_number(match["number"]))
    for line in case.paper.paragraphs if captions else ():
        text = squeezed(line.text)
        for match in _SEE_TABLE.finditer(text) if "表" in text else ():
            known = captions.get(match["kind"], set())
            if len(known) >= _FEWEST_CAPTIONS and whole_number(match["number"]) not in known:
                found = match["kind"] + match["number"]
                yield Hit(line.location, found, quote=match.group(), project=case.project(line.section))


@paper_check(
    "ZPJ134",
    "表的序号重复、跳号，或与文字所说的不同",
    WARNING,
    reference="R-55 R-67",
    clause="表按出现的先后连续编号，文字引用的就是那张表",
    message="这里写“{found}”，按先后应为“{expected}”，请核对",
    fix="重排表的序号，改正文字里的引用",
    follows=("ZPJ529",),
)
def numbers_of_tables(case: PaperCase) -> Iterator[Hit]:
    """“表1” and then “表3” or “表1” again; “见表1” right above the caption of 表2, which nothing else speaks of.

    Tables numbered anew under each heading, or over several papers, are left alone.
    """
    groups: dict[tuple[int, str], list[tuple[Paragraph, int, str]]] = {}
    for line in case.paper.paragraphs:
        match = _CAPTION.match(normalize("NFKC", line.text)) if "表" in line.text and _may_be_caption(line) else None
        number = whole_number(match["number"]) if match else None
        if match and number:
            groups.setdefault((line.section, match["kind"]), []).append((line, number, match["number"]))
    for (section, kind), group in groups.items():
        numbers = [number for _, number, _ in group]
        wrong = [
            (ahead, line, digits)
            for ahead, (line, number, digits) in zip(numbers, group[1:], strict=False)
            if number != ahead + 1
        ]
        if not wrong:
            yield from _wrongly_cited(case, kind, group)
        for ahead, line, digits in wrong[:1] if len(wrong) <= _MOST_WRONG else ():
            yield Hit(line.location, f"{kind}{digits}", f"{kind}{ahead + 1}", quote=line.text.strip()[:40],
                      project=case.project(section))  # fmt: skip


def _may_be_caption(line: Paragraph) -> bool:
    return len(squeezed(line.text)) <= _LONGEST_CAPTION and not _RUNS_ON.search(line.text) and "续" not in line.text


def _wrongly_cited(case: PaperCase, kind: str, group: list[tuple[Paragraph, int, str]]) -> Iterator[Hit]:
    """A line that cites another table than the one whose caption follows it, where nothing else cites that one."""
    lines = [(line, _cited_tables(line, kind)) for line in case.paper.paragraphs]
    every = [number for _, cited in lines for number in cited]
    places = {id(line): place for place, (line, _) in enumerate(lines)}
    for caption, number, _ in group:
        above, cited = lines[places[id(caption)] - 1] if places[id(caption)] else (caption, [])
        if number not in every and len(cited) == 1 and every.count(cited[0]) > 1:
            yield Hit(above.location, f"{kind}{cited[0]}", f"{kind}{number}", quote=f"见{kind}{cited[0]}",
                      project=case.project(above.section))  # fmt: skip


def _cited_tables(line: Paragraph, kind: str) -> list[int]:
    text = squeezed(line.text) if "表" in line.text else ""
    found = (whole_number(match["number"]) for match in _SEE_TABLE.finditer(text) if match["kind"] == kind)
    return [number for number in found if number]
