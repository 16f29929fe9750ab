"""5xx over a filed report: attachments and tables it speaks of and does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.paper_text import squeezed, whole_number
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.regex import regex

_NUMERAL = "[0-9]{1,2}|[一二三四五六七八九十]{1,2}"
_CITED = regex(f"附件(?P<number>{_NUMERAL})")
_MARK = regex(f"附件:?(?P<number>{_NUMERAL})(?=$|[:.、]|[^0-9])")
_ITEM = regex("(?P<number>[2-9])[.、].")
_ONE = regex("附件:?[^0-9一二三四五六七八九十:].*")
_SEE_ATTACHED = regex("(?:详|具体)?见(?:后附|所附|附|后)[件表]?[0-9一二三]*|(?:附[件表]|附后)[0-9一二三]*(?=[)])")
_BY_FORM = regex("根据《?(?:20\\d\\d年度?)?(?:项目支出)?(?:项目)?绩效自评表")
_CAPTION = regex(f"(?P<kind>附?表)(?P<number>{_NUMERAL})(?![0-9-])")
_SEE_TABLE = regex(f"(?:见|如|列于|由|根据)(?P<kind>附?表)(?P<number>{_NUMERAL})(?![0-9-])")
_OF_ANOTHER = regex("(?:[》号]|号[)]|通知|文件|办法)的?$|《[^》]*$")
_FEWEST_CAPTIONS = 2


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
    is_beside = case.book is not None and case.book.path != case.paper.path
    if case.forms or is_beside or any(table.form for table in case.paper.tables):
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
    for line in case.paper.paragraphs:
        match = _CAPTION.match(squeezed(line.text))
        if match:
            captions.setdefault(match["kind"], set()).add(whole_number(match["number"]))
    for table in case.paper.tables:
        for text in (table.caption, *(table.rows[0] if table.rows else ())):
            match = _CAPTION.match(squeezed(text))
            if match:
                captions.setdefault(match["kind"], set()).add(whole_number(match["number"]))
    for line in case.paper.paragraphs if captions else ():
        text = squeezed(line.text)
        for match in _SEE_TABLE.finditer(text) if "表" in text else ():
            known = captions.get(match["kind"], set())
            if len(known) >= _FEWEST_CAPTIONS and whole_number(match["number"]) not in known:
                found = match["kind"] + match["number"]
                yield Hit(line.location, found, quote=match.group(), project=case.project(line.section))
