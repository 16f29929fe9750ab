"""Over a filed report: names of places, rows, projects and documents that stand in it in two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.reading.plain_patterns import HAN
from zpj.checks.reading.project_rows import bare_project, projects_named
from zpj.checks.reading.text import cells_of_paper, parts, squeezed, starts_of, texts_of_paper, whole_text
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.likeness import signs_apart
from zpj.domain.misspellings import USUAL_SIGNS
from zpj.domain.regex import regex
from zpj.domain.told_apart import TELLS_APART, are_two, same_sense

_PLACE = regex("(?P<name>[\u4e00-\u9fff]{2,5}?)(?P<end>街道|社区|水库|灌区|公园|小区|泵站|[县区市镇乡旗村])")
_LABEL = regex("[\u4e00-\u9fff]{5,12}")
_NO_PLACE = regex("[的在等和与及或是为对各全本该我此]|[县区市镇乡旗]")
_STOPS_BEFORE = frozenset(",、。;:()“”和与及在至到为由")
_LEADS_BEFORE = frozenset("是因有对向从经即")
_FEWEST_PLACES = 3
_NAMED = regex("项目$|工程$|经费$|资金$")
_NUMBER = "[A-Z\u4e00-\u9fff]{2,10}[〔(\\[【][12][0-9]{3}[〕)\\]】]第?[0-9]{1,4}号"
_DOCUMENT = regex(f"《(?P<name>[^《》]{{5,60}})》(?:[(](?P<number>{_NUMBER})[)])?")
_LONG_NAME, _LONGEST_WORD, _SHORT_OF_PLACE = 8, 3, 2


@paper_check(
    "ZPJ112",
    "地名与表里的不同",
    WARNING,
    reference="R-57",
    clause="同一地区在全文写同一个名称",
    message="这里写“{found}”，表里列的是“{expected}”，请核对",
    fix="改成一致",
)
def places_in_two_ways(case: PaperCase) -> Iterator[Hit]:
    """“云泰县” in the text, where the table of counties has 云台县 and no 云泰县."""
    listed = places_listed(case)
    known = {name for names in listed for name in names}
    whole = whole_text(case)
    for place, text, section in texts_of_paper(case)[: len(case.paper.paragraphs)] if known else ():
        for name in sorted(known):
            for found in _like_a_place(text, name):
                if found not in known and whole.count(found) <= _SHORT_OF_PLACE:
                    yield Hit(place, found, name, quote=found, project=case.project(section))


def places_listed(case: PaperCase) -> list[tuple[str, ...]]:
    """The columns of tables that list places: three of one kind or more."""
    found: list[tuple[str, ...]] = []
    for table in case.paper.tables:
        for column in range(max(map(len, table.rows), default=0)):
            texts = (squeezed(row[column]) for row in table.rows if column < len(row))
            names = tuple(dict.fromkeys(text for text in texts if _PLACE.fullmatch(text)))
            found += [names] if len(names) >= _FEWEST_PLACES else []
    return found


def _like_a_place(text: str, name: str) -> Iterator[str]:
    """What stands in a text one sign apart from a place's name: behind a stop, or with its first sign."""
    match = _PLACE.fullmatch(name)
    end = match["end"] if match else ""
    for at in starts_of(text, end):
        start = at + len(end) - len(name)
        piece = text[start : at + len(end)] if start >= 0 else ""
        changed = [(a, b) for a, b in zip(piece, name, strict=False) if a != b]
        if len(changed) == 1 and len(piece) == len(name) and not are_two(*changed[0]):
            begins, named = not start or text[start - 1] in _STOPS_BEFORE, piece[: -len(end)]
            sure = len(named) > _SHORT_OF_PLACE or changed[0][0] not in USUAL_SIGNS
            led = text[start - 1 : start] in _LEADS_BEFORE
            begins = begins or (piece[0] == name[0] and (sure or led)) or (led and len(named) > _SHORT_OF_PLACE)
            if begins and not _NO_PLACE.search(named):
                yield piece


@paper_check(
    "ZPJ113",
    "同一名称在表里和文字里写法不同",
    WARNING,
    reference="R-56 R-69",
    clause="同一名称在全文写法一致",
    message="文字写“{found}”，表里写“{expected}”，请统一",
    fix="核对后改成一致",
    follows=("ZPJ528", "ZPJ525", "ZPJ580", "ZPJ544", "ZPJ112"),
)
def labels_in_two_ways(case: PaperCase) -> Iterator[Hit]:
    """“社会民意调查” in the text, where the table of projects has 社情民意调查: one sign within a name of six."""
    labels = {text for _, text, _ in cells_of_paper(case) if _LABEL.fullmatch(text)}
    labels |= {name for form in case.forms if _LABEL.fullmatch(name := squeezed(form.project))}
    whole, told = whole_text(case), set[str]()
    for name in sorted(labels):
        for found in _one_sign_apart(whole, name):
            if found in told or found in labels or whole.count(found) > 1:
                continue
            told.add(found)
            if not _is_part(case, found, name):
                yield from _at(case, found, name)


def _is_part(case: PaperCase, found: str, name: str) -> bool:
    """Whether a text tells the one as a part of the other: 师生满意度95.1%,其中教师满意度97%,学生满意度94.8%."""
    texts = (text for _, text, _ in texts_of_paper(case) if found in text and name in text and "其中" in text)
    return any("其中" in text[text.find(name) : text.find(found)] for text in texts)


def _one_sign_apart(whole: str, name: str) -> Iterator[str]:
    """What stands in a text with one sign else than a name: within it, or at its head behind a stop."""
    middle = len(name) // 2
    for half, offset in ((name[:middle], 0), (name[middle:], middle)):
        for at in starts_of(whole, half):
            start = at - offset
            piece = whole[start : start + len(name)] if start >= 0 else ""
            pairs = zip(piece, name, strict=False) if piece != name else ()
            changed = [place for place, (a, b) in enumerate(pairs) if a != b]
            if len(piece) == len(name) and len(changed) == 1 and _LABEL.fullmatch(piece):
                signs = piece[changed[0]], name[changed[0]]
                before = whole[start - 1] if start else ","
                at_head = not changed[0] and HAN.match(before)
                may_be_right = same_sense(*signs) or are_two(*signs) or "的" in signs
                if changed[0] < len(name) - 1 and not at_head and not may_be_right:
                    yield piece


def _at(case: PaperCase, found: str, expected: str) -> Iterator[Hit]:
    """The first place of a spelling, outside the name it is part of."""
    for place, text, section in texts_of_paper(case):
        if found in text.replace(expected, ""):
            yield Hit(place, found, expected, quote=found, project=case.project(section))
            return


@paper_check(
    "ZPJ114",
    "标题里的项目名称与自评表不同",
    WARNING,
    reference="R-56",
    clause="封面、自评表、报告应当写同一个项目名称",
    message="标题写“{found}”，表里的项目是“{expected}”，请统一",
    fix="统一为批复的项目名称",
    follows=("ZPJ580",),
)
def headings_of_projects(case: PaperCase) -> Iterator[Hit]:
    """“（二）校园安全保障项目” where the form is of 校园安保项目: the one heading and the one project left over."""
    names = projects_named(case)
    for part in parts(case) if len(names) > 1 else ():
        groups: dict[str, list[tuple[str, str]]] = {}
        for line in part.body:
            title = squeezed(line.heading.title) if line.heading else ""
            if line.heading and _NAMED.search(title):
                above = "#".join(each.text for each in line.path[:-1])
                groups.setdefault(above, []).append((bare_project(title), line.location))
        for group in groups.values():
            odd = [each for each in group if not any(each[0] in name or name in each[0] for name in names)]
            left = [name for name in names if not any(one in name or name in one for one, _ in group)]
            named = len(odd) == len(left) == 1 and len(group) > 1 and len(set(odd[0][0]) & set(left[0])) > 1
            if named and not re.search(f"简称:?“?{odd[0][0]}", whole_text(case)):
                yield Hit(odd[0][1], f"{odd[0][0]}项目", f"{left[0]}项目", quote=odd[0][0], project=part.project)


@paper_check(
    "ZPJ115",
    "文件名称或文号有两种写法",
    WARNING,
    reference="R-56 R-68",
    clause="同一文件在全文写同一个名称、同一个文号",
    message="这里写“{found}”，别处写“{expected}”，{what}，请核对",
    fix="按文件原文改成一致",
)
def documents_in_two_ways(case: PaperCase) -> Iterator[Hit]:
    """One number under two names, one name with two numbers, a name with a word more or a sign else within it."""
    cited = list(_cited(case))
    names = Counter(name for name, _, _, _ in cited)
    told: set[str] = set()
    for at, (name, number, place, section) in enumerate(cited):
        for other, written, _, _ in cited[:at]:
            what, found, expected = _contradiction((name, number), (other, written))
            if not what and sorted((names[name], names[other]))[0] == 1 < names[name] * names[other]:
                what = "文件名称相近" if _one_word_else(name, other) else ""
                found, expected = (name, other) if names[name] == 1 else (other, name)
            rare, usual = (found, expected) if names[name] <= names[other] else (expected, found)
            if what and rare not in told and usual not in told:
                told |= {rare, usual}
                yield Hit(place, found, expected, quote=found, project=case.project(section), words={"what": what})


def _cited(case: PaperCase) -> Iterator[tuple[str, str, str, int]]:
    for place, text, section in texts_of_paper(case):
        for match in _DOCUMENT.finditer(text) if "《" in text else ():
            yield match["name"], _key(match["number"] or ""), place, section


def _key(number: str) -> str:
    """A number in one spelling of its brackets."""
    return re.sub("[)\\]】]", "〕", re.sub("[(\\[【]", "〔", number)).replace("第", "")


def _contradiction(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str, str]:
    """What is wrong with two citations, what the one and what the other writes; "" where they may both be right."""
    name, number = one
    twin, written = other
    if name == twin:
        differs = number and written and number != written
        return ("同一文件文号不同", number, written) if differs else ("", "", "")
    within = name in twin or twin in name
    if number and number == written and not within:
        return "同一文号的文件名称不同", name, twin
    near = not within and _near_titles(name, twin)
    return ("文件名称相近", name, twin) if near and (not number or not written) else ("", "", "")


_OTHER_DOCUMENT = regex(
    "预算|绩效|资金|合同|采购|财务|资产|支出|收入|内部|经费|会计|档案|人事|考核|评价|监督|日常|基本|办法|规定|方案|细则|通知|意见|规程|指南|标准|计划|规划|实施|教育|医疗|农业|工程|服务"
)
_LONG_TITLE, _WORD_OF_TITLE = 9, 2


def _one_word_else(one: str, other: str) -> bool:
    """Whether two long names of documents of one length differ in one word of two signs that names no other matter."""
    if len(one) != len(other) or len(one) < _LONG_TITLE:
        return False
    changed = [place for place, _, _ in signs_apart(one, other)]
    if not changed or changed[-1] - changed[0] >= _WORD_OF_TITLE or changed[0] < _WORD_OF_TITLE:
        return False
    start = changed[0]
    words = one[start : start + _WORD_OF_TITLE] + "/" + other[start : start + _WORD_OF_TITLE]
    return not TELLS_APART.search(words) and not _OTHER_DOCUMENT.search(words)


def _near_titles(one: str, other: str) -> bool:
    """Whether two names of documents differ in one sign, or in one word of up to three within one of them."""
    shorter, longer = sorted((one, other), key=len)
    size = len(longer) - len(shorter)
    if len(shorter) < _LONG_NAME or size > _LONGEST_WORD:
        return False
    if not size:
        changed = signs_apart(one, other)
        return len(changed) == 1 and not are_two(*changed[0][1:])
    return any(
        longer[:place] + longer[place + size :] == shorter and not TELLS_APART.search(longer[place : place + size])
        for place in range(3, len(shorter) - 1)
    )
