"""5xx over a filed report: names of offices and of its projects written in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.paper_text import parts, squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.tables import column_letters
from zpj.domain.regex import regex

_END = regex(
    "局|中心|委员会|办公室|学校|政府|医院|学院|管理处|管理站|大队|中学|小学|保健院|幼儿园|监督所|总站|协会|公司"
)
_HAN_BEFORE = regex("[\u4e00-\u9fff“”]{3,22}$")
_TOLD_APART = regex("[一二三四五六七八九十东西南北上下大小新老省市县区镇乡甲乙丙丁前后0-9]")
_LEVELS = frozenset("省市县区镇乡旗州盟")
_CODE = regex("^[0-9]+-?|20[0-9]{2}年度?|^[0-9A-Z]{10,}-?")
_LABEL = regex("^[\u4e00-\u9fff]{2,10}[:]")
_TITLE_UNIT = regex("^(?:20[0-9]{2}年度?)?(?P<unit>[\u4e00-\u9fff]{2,20}?(?:局|委员会|人民政府|中心|办公室|学校|医院))")
_TITLE_NAME = regex("(?:20[0-9]{2}年度?)?(?P<name>[^0-9]{6,50}?)(?:项目|资金)?(?:20[0-9]{2}年度?|支出|整体|绩效|部门)")
_STOP = regex("[,、;。:]")
_GOES_ON = ("项目", "经费", "资金", "工程", "补助", "专项")
_FEWEST, _FEWEST_PROJECT, _OWN_FEWEST, _ANCHOR = 6, 6, 5, 3
_SHORT = 40

Places = tuple[tuple[str, str, int], ...]


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
    """A name one character apart from the unit's own (title, form, cover, signature), or from another in the text.

    Proved where both are the unit's own, in a field or on a line of its own; 镇 for 乡 stays a doubt.
    """
    places = texts_of_paper(case)
    ends = Counter(tail for _, text, _ in places for tail in _tails(text))
    own = _own_names(case)
    told: set[str] = set()
    for name in sorted(own, key=lambda each: (-_count(each, ends), -len(each))):
        pieces = {tail[-length:] for tail in ends for length in (len(name) - 1, len(name), len(name) + 1)}
        for variant in sorted(pieces):
            if _apart(variant, name, own=True) and not _known_twin(variant, name, told):
                told |= {variant}
                yield from _told(case, places, variant, name, proved=variant in own)
    rest = sorted({tail[start:] for tail in ends for start in range(len(tail) - _FEWEST + 1) if tail[start] in _LEVELS})
    rest.sort(key=lambda each: (-_count(each, ends), each))
    for number, name in enumerate(rest):
        for variant in rest[number + 1 :]:
            alike = variant[:1] == name[:1] and abs(len(variant) - len(name)) <= 1
            if alike and _apart(variant, name, own=False) and not _known_twin(variant, name, told):
                told |= {variant}
                yield from _told(case, places, variant, name, proved=False)


def _told(case: PaperCase, places: Places, variant: str, name: str, *, proved: bool) -> Iterator[Hit]:
    levels = any(a != b and {a, b} <= _LEVELS for a, b in zip(variant, name, strict=False))
    for place, text, section in places:
        if variant in text.replace(name, ""):
            alone = len(text) <= len(variant) + 12
            level = ERROR if proved and alone and not levels else WARNING
            yield Hit(place, variant, name, quote=variant, project=case.project(section), level=level)
            return


def _known_twin(variant: str, name: str, told: Iterable[str]) -> bool:
    """Whether either spelling was told already, alone or with its region before it."""
    both = (variant, name)
    return any(each.endswith(both) or any(one.endswith(each) for one in both) for each in told)


def _count(name: str, ends: Counter[str]) -> int:
    return sum(times for tail, times in ends.items() if tail.endswith(name))


@lru_cache(maxsize=4)
def texts_of_paper(case: PaperCase) -> Places:
    """Every text of a report in one spelling with its place and section."""
    found = [(line.location, squeezed(line.text), line.section) for line in case.paper.paragraphs]
    for table in case.paper.tables:
        for row, texts in enumerate(table.rows, 1):
            found += [(f"{table.name}!{column_letters(number)}{row}", squeezed(text), table.section)
                      for number, text in enumerate(texts, 1) if text]  # fmt: skip
    return tuple(found)


@lru_cache(maxsize=2048)
def _tails(text: str) -> tuple[str, ...]:
    """What stands before and in each word for an office, back to the last stop."""
    found = []
    for match in _END.finditer(text):
        before = _HAN_BEFORE.search(text[max(0, match.start() - 22) : match.start()])
        if before:
            found.append(before.group() + match.group())
    return tuple(found)


def _own_names(case: PaperCase) -> set[str]:
    """The names of the file's own units: in forms, titles, on lines and in cells of their own."""
    fields = ("implementing_unit", "supervising_department")
    names = {_CODE.sub("", squeezed(form.evaluation.text(field))) for form in case.forms for field in fields}
    names |= {_LABEL.sub("", text) for _, text, _ in texts_of_paper(case) if len(text) <= _SHORT}
    names |= {match["unit"] for part in parts(case) if (match := _TITLE_UNIT.search(part.title))}
    return {name for name in names if len(name) >= _OWN_FEWEST and name in _tails(name)}


def _apart(one: str, name: str, *, own: bool) -> bool:
    """Whether two names are one character apart, and no word that tells two offices apart."""
    if len(one) == len(name):
        pairs = [(place, a, b) for place, (a, b) in enumerate(zip(one, name, strict=True)) if a != b]
        if len(pairs) != 1:
            return False
        place, *signs = pairs[0]
        if own and place >= 2 and set(signs) <= _LEVELS:
            return True
        return (own or place > 0) and not any(_TOLD_APART.match(sign) for sign in signs)
    shorter, longer = sorted((one, name), key=len)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter and not _TOLD_APART.match(longer[place])
        for place in range(1, len(longer))
    )


@paper_check(
    "ZPJ580",
    "项目名称有两种写法",
    WARNING,
    reference="R-56",
    clause="封面、自评表、报告应当写同一个项目名称",
    message="项目名称写成“{found}”，别处写“{expected}”，请统一",
    fix="统一为批复的项目名称",
    follows=("ZPJ544", "ZPJ511", "ZPJ524"),
)
def two_project_names(case: PaperCase) -> Iterator[Hit]:
    """A name one character apart from that of a form or of the title, followed by 项目, 经费 or the like."""
    places = texts_of_paper(case)
    own = {_bare(form.project) for form in case.forms}
    own |= {_bare(match["name"]) for part in parts(case) if (match := _TITLE_NAME.search(_without_unit(part.title)))}
    told: set[str] = set()
    for name in sorted(each for each in own if len(each) >= _FEWEST_PROJECT):
        for place, text, section in places:
            for variant in _near_names(name, text):
                if variant not in told and _bare(variant) not in own:
                    told.add(variant)
                    yield Hit(place, variant, name, quote=variant, project=case.project(section))


def _without_unit(title: str) -> str:
    match = _TITLE_UNIT.search(title)
    return title[match.end() :] if match else title


def _bare(name: str) -> str:
    return _CODE.sub("", squeezed(name)).removesuffix("项目").strip('“”"()')


def _has_word_more(piece: str, name: str) -> bool:
    """Whether a name stands in a text with a word of two signs more within it: 人居环境（综合）整治."""
    return len(piece) == len(name) + 2 and any(
        piece[:place] + piece[place + 2 :] == name for place in range(_ANCHOR, len(name))
    )


def _near_names(name: str, text: str) -> Iterator[str]:
    """What stands in a text one character apart from a name: with its beginning, and before 项目 or with its end."""
    start = text.find(name[:_ANCHOR])
    while start >= 0:
        for length in (len(name), len(name) - 1, len(name) + 1, len(name) + 2):
            piece = text[start : start + length]
            named = text[start + length :].startswith(_GOES_ON)
            closed = (named or piece[-2:] == name[-2:]) and not _STOP.search(piece)
            if not closed or text.startswith(name, start):
                continue
            if _apart(piece, name, own=False) or (named and _has_word_more(piece, name)):
                yield piece
        start = text.find(name[:_ANCHOR], start + 1)
