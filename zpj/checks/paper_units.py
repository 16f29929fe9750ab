"""5xx over a filed report: names of offices written in two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.paper_text import squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.tables import column_letters

_OFFICE = re.compile("[\u4e00-\u9fff]{3,22}(?:局|中心|委员会|办公室|学校|政府|医院|学院|管理处|管理站|大队|中学|小学)")
_TOLD_APART = re.compile("[一二三四五六七八九十东西南北上下大小新老省市县区镇乡甲乙丙丁前后0-9]")
_REGION = re.compile("^[一-鿿]{1,4}?(?=[省市县区])")
_BEGINS = re.compile("[省市县区]|[一-鿿]{2,4}[省市县区]")
_FEWEST, _HEAD = 6, 2
_LABEL = re.compile("[\u4e00-\u9fff]{2,10}[:：]")


@paper_check(
    "ZPJ525",
    "单位名称有两种写法",
    WARNING,
    reference="R-57",
    clause="同一单位在全文写同一个名称",
    message="单位名称写成“{found}”，别处写“{expected}”，请统一",
    fix="统一为单位全称",
)
def two_spellings(case: PaperCase) -> Iterator[Hit]:
    """A name that differs by one character from one written whole in a form, a title, a cover or a signature."""
    places = list(_texts(case))
    found = [name for _, text, _ in places for name in _OFFICE.findall(text)]
    counted = Counter(name[start:] for name in found for start in range(len(name) - _FEWEST + 1))
    known = {short for name in _known(case) for short in (name, _REGION.sub("", name)) if len(short) >= _FEWEST}
    known |= {name for name, times in counted.items() if times > 1 and _BEGINS.match(name)}
    told: set[str] = set()
    whole = "\n".join(text for _, text, _ in places)
    for name in sorted(known, key=lambda each: (-counted[each], each)):
        found_at = places if next(_variants(name, whole), None) else ()
        for place, text, section in found_at:
            for variant in _variants(name, text):
                if variant not in told and name not in told and counted[variant] <= counted[name] + 1:
                    told |= {variant}
                    yield Hit(place, variant, name, quote=variant, project=case.project(section))


def _texts(case: PaperCase) -> Iterator[tuple[str, str, int]]:
    yield from ((line.location, squeezed(line.text), line.section) for line in case.paper.paragraphs)
    for table in case.paper.tables:
        for row, texts in enumerate(table.rows, 1):
            for number, text in enumerate(texts, 1):
                if text:
                    yield f"{table.name}!{column_letters(number)}{row}", squeezed(text), table.section


def _known(case: PaperCase) -> set[str]:
    """The names that stand alone: in forms, in cells, on lines of their own."""
    fields = ("implementing_unit", "supervising_department")
    names = {re.sub("^[0-9]+-?", "", squeezed(form.evaluation.text(field))) for form in case.forms for field in fields}
    lines = (_LABEL.sub("", text) for _, text, _ in _texts(case) if len(text) <= 40)
    return {name for name in (*names, *lines) if _OFFICE.fullmatch(name) and len(name) >= _FEWEST}


def _variants(name: str, text: str) -> Iterator[str]:
    """What stands in a text with the same beginning and end as a name, one character apart."""
    start = text.find(name[:_HEAD])
    while start >= 0:
        for length in (len(name), len(name) - 1, len(name) + 1):
            piece = text[start : start + length]
            differs = piece.endswith(name[-_HEAD:]) and piece != name and not text.startswith(name, start)
            if differs and _one_apart(piece, name):
                yield piece
        start = text.find(name[:_HEAD], start + 1)


def _one_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(pairs) == 1 and not any(_TOLD_APART.match(sign) for sign in pairs[0])
    shorter, longer = sorted((one, other), key=len)
    return any(
        longer[:place] + longer[place + 1 :] == shorter and not _TOLD_APART.match(longer[place])
        for place in range(1, len(longer))
    )
