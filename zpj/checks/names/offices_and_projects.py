"""Over a filed report: names of offices and of its projects written in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from zpj.checks.case import PaperCase
from zpj.checks.reading.own_units import units_in, without_code
from zpj.checks.reading.plain_patterns import YEAR_WORDS
from zpj.checks.reading.text import Places, parts, squeezed, starts_of
from zpj.checks.reading.text import texts_of_paper as texts_of_paper
from zpj.checks.reading.text import whole_text as whole_text
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.domain.likeness import shared_start, signs_apart
from zpj.domain.regex import regex
from zpj.domain.told_apart import ORDERS, OTHER_OFFICE, TELLS_APART, are_two

_END = regex(
    "局|中心|委员会|办公室|学校|政府|医院|学院|管理处|管理站|大队|中学|小学|保健院|幼儿园|监督所|总站|协会|公司|"
    "办事处|支队|图书馆|文化馆|博物馆|档案馆|卫生院|福利院|敬老院|服务站|推广站|监测站|研究所|管理所|党校"
)
_HAN_BEFORE = regex("[\u4e00-\u9fff“”]{3,22}$")
_LEVELS = frozenset("省市县区镇乡旗州盟")
_SIZES = "大小新老省市县区镇乡"
_KIND = regex(
    "(?P<name>[\u4e00-\u9fff]{5,16}?)(?P<kind>有限责任公司|有限公司|公司|中心|事务所|协会|合作社|养老院|幼儿园|医院|门诊部|站|所|队)"
    "(?![\u4e00-\u9fff]{0,3}(?:站|所|队|中心|公司|室)|长|员|有|属|在|谓|以|需|列|得|伍|点|里|台)"
)
_BUREAUS = frozenset({"财政", "民政", "审计", "统计", "农业", "林业", "渔业", "商务", "税务"})
"""Words one sign apart for two bureaus every government has."""
_SAME_KIND = frozenset({"有限责任公司", "有限公司", "公司"})
_BEFORE_NAME = regex("委托|聘请|邀请|通过|选定|交由|要求|经|由|向|对|为|按|的|了|是")
_LONG_WORD, _LONG_CORE, _LONG_OFFICE, _LONG_BEGINNING = 3, 6, 10, 7
_STEM = regex("(?P<stem>[\u4e00-\u9fff]{2,4}?)[省市县区旗州盟]")
_LABEL = regex("^[\u4e00-\u9fff]{2,10}[:]")
_TITLE_UNIT = regex("^(?:20[0-9]{2}年度?)?(?P<unit>[\u4e00-\u9fff]{2,20}?(?:局|委员会|人民政府|中心|办公室|学校|医院))")
_TITLE_NAME = regex("(?:20[0-9]{2}年度?)?(?P<name>[^0-9]{6,50}?)(?:项目|资金)?(?:20[0-9]{2}年度?|支出|整体|绩效|部门)")
_STOP = regex("[,、;。:]")
_GOES_ON = ("项目", "经费", "资金", "工程", "补助", "专项")
_FEWEST, _FEWEST_PROJECT, _OWN_FEWEST, _ANCHOR = 6, 6, 5, 3
_SHORT = 40


_BUILT = ("新建", "改建", "扩建", "改造", "建设", "购置", "维修", "建成")


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
    """A name one character or one word apart from the unit's own (title, form, cover, signature), a name one character
    apart from another in the text, and one firm or service called 中心 here and 公司 there.

    Proved where both are the unit's own, in a field or on a line of its own, and one character apart; 镇 for 乡 stays
    a doubt.
    """
    places = texts_of_paper(case)
    ends = Counter(tail for _, text, _ in places for tail in _tails(text))
    own = _own_names(case)
    told: set[str] = set()
    for name in sorted(own, key=lambda each: (-_count(each, ends), -len(each), each)):
        longest = len(name) + _LONG_WORD
        pieces = {tail[-length:] for tail in ends for length in range(max(4, len(name) - _LONG_WORD), longest + 1)}
        for variant in sorted(pieces):
            near = _apart(variant, name, own=True)
            if name.startswith(_BUILT):
                continue  # what an indicator counts, no office
            if (near or _word_apart(variant, name)) and not _known_twin(variant, name, told):
                told |= {variant}
                yield from _told(case, places, variant, name, proved=near and variant in own)
    rest = sorted({tail[start:] for tail in ends for start in range(len(tail) - _FEWEST + 1) if tail[start] in _LEVELS})
    whole = whole_text(case)
    rest.sort(key=lambda each: (-_count(each, ends), whole.find(each), each))
    stems = sorted({match["stem"] for name in own if (match := _STEM.match(name))})
    for number, name in enumerate(rest):
        for variant in rest[number + 1 :]:
            alike = variant[:1] == name[:1] and abs(len(variant) - len(name)) <= 1
            if alike and _apart(variant, name, own=False) and not _known_twin(variant, name, told):
                told |= {variant}
                region = next((stem for stem in stems if stem + variant in whole and stem + name in whole), "")
                yield from _told(case, places, region + variant, region + name, proved=False)
    for variant, name in _of_two_kinds(places):
        if variant not in told:
            yield from _told(case, places, variant, name, proved=False)


def _of_two_kinds(places: Places) -> Iterator[tuple[str, str]]:
    """“颐和养老服务中心” and “颐和养老服务公司”: one name, and two words for what it is; the rarer first.

    Offices of two levels (省……中心, 市……站) are two.
    """
    found: dict[str, Counter[str]] = {}
    for _, text, _ in places:
        for match in _KIND.finditer(text):
            found.setdefault(match["kind"], Counter())[_bare_kind(match["name"])] += 1
    for one, other in combinations(found, 2):
        for name, times in found[one].items():
            for twin, often in found[other].items() if {one, other} - _SAME_KIND else ():
                core = _same_end(name, twin)
                levels = {each[-len(core) - 1] for each in (name, twin) if len(each) > len(core)} & _LEVELS
                if len(core) >= _LONG_CORE and len(levels) < 2 and (name == core or twin == core):
                    pair = (f"{core}{one}", f"{core}{other}")
                    yield pair if times <= often else pair[::-1]


def _bare_kind(name: str) -> str:
    """A name without the words before it: 委托, 由, 与 and the like."""
    return _BEFORE_NAME.split(name)[-1]


def _same_end(one: str, other: str) -> str:
    """The longest end two names share."""
    return one[len(one) - shared_start(one[::-1], other[::-1]) :]


def _told(case: PaperCase, places: Places, variant: str, name: str, *, proved: bool) -> Iterator[Hit]:
    if any(f"简称“{short}”" in text for _, text, _ in places for short in (variant, name)):
        return  # a short form the paper itself lays down
    changed = [{a, b} for _, a, b in signs_apart(variant, name)] if len(variant) == len(name) else []
    doubt = any(signs <= _LEVELS or TELLS_APART.search("".join(signs)) for signs in changed)
    for place, text, section in places:
        if variant in text.replace(name, ""):
            alone = len(text) <= len(variant) + 12
            level = ERROR if proved and alone and not doubt else WARNING
            yield Hit(place, variant, name, quote=variant, project=case.project(section), level=level)
            return


def _known_twin(variant: str, name: str, told: Iterable[str]) -> bool:
    """Whether either spelling was told already, alone or with its region before it."""
    both = (variant, name)
    return any(each.endswith(both) or any(one.endswith(each) for one in both) for each in told)


def _count(name: str, ends: Counter[str]) -> int:
    return sum(times for tail, times in ends.items() if tail.endswith(name))


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
    names = {name for form in case.forms for name in units_in(form)}
    names |= {_LABEL.sub("", text) for _, text, _ in texts_of_paper(case) if len(text) <= _SHORT}
    names |= {match["unit"] for part in parts(case) if (match := _TITLE_UNIT.search(part.title))}
    return {name for name in names if len(name) >= _OWN_FEWEST and name in _tails(name)}


def _apart(one: str, name: str, *, own: bool) -> bool:
    """Whether two names are one character apart, and no word that tells two offices apart."""
    if len(one) == len(name):
        pairs = signs_apart(one, name)
        if len(pairs) != 1:
            return False
        place, *signs = pairs[0]
        if {each[place - 1 : place + 1] for each in (one, name)} <= _BUREAUS or (
            {each[place : place + 2] for each in (one, name)} <= _BUREAUS
        ):
            return False
        if own and place >= 2 and set(signs) <= _LEVELS:
            return True
        if own and place:
            return not are_two(*signs)
        return (own or place > 0) and not TELLS_APART.search("".join(signs))
    shorter, longer = sorted((one, name), key=len)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter and not (ORDERS.match(longer[place]) or longer[place] in _SIZES)
        for place in range(1, len(longer))
    )


def _word_apart(one: str, name: str) -> bool:
    """Whether a name has a word of two or three signs more within it: 公路养护中心, 农村公路养护中心 of one county.

    In a long name also whether one word of two signs is another: 应急物资储备中心, 应急物资保障中心.
    """
    shorter, longer = sorted((one, name), key=len)
    size = len(longer) - len(shorter)
    if not size and len(one) >= _LONG_OFFICE:
        changed = [place for place, _, _ in signs_apart(one, name)]
        return (
            len(changed) == 2
            and changed[1] - changed[0] == 1
            and _LONG_BEGINNING <= changed[0] <= len(one) - 2 * len(changed)
            and not any(OTHER_OFFICE.search(each[changed[0] : changed[1] + 1]) for each in (one, name))
        )
    if not 2 <= size <= _LONG_WORD or len(shorter) < _FEWEST or shorter[:2] != longer[:2]:
        return False
    return any(
        longer[:place] + longer[place + size :] == shorter
        and not OTHER_OFFICE.search(longer[place : place + size])
        and not OTHER_OFFICE.fullmatch(longer[place - 1 : place + size - 1])
        for place in range(2, len(shorter))
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
    places, whole = texts_of_paper(case), whole_text(case)
    of_forms = {_bare(form.project) for form in case.forms}
    titles = (_TITLE_NAME.search(_without_unit(part.title)) for part in parts(case))
    own = of_forms | {_bare(match["name"]) for match in titles if match}
    told: set[str] = set()
    for name in sorted(each for each in own if len(each) >= _FEWEST_PROJECT):
        for place, text, section in places:
            for variant in _near_names(name, text):
                alone = name in of_forms and variant not in of_forms and whole.count(variant) == 1 < whole.count(name)
                if variant not in told and (_bare(variant) not in own or alone):
                    told.add(variant)
                    yield Hit(place, variant, name, quote=variant, project=case.project(section))


def _without_unit(title: str) -> str:
    match = _TITLE_UNIT.search(title)
    return title[match.end() :] if match else title


def _bare(name: str) -> str:
    return YEAR_WORDS.sub("", without_code(squeezed(name))).removesuffix("项目").strip('“”"()')


def _has_word_more(piece: str, name: str) -> bool:
    """Whether a name stands in a text with a word of two signs more within it: 人居环境（综合）整治."""
    return len(piece) == len(name) + 2 and any(
        piece[:place] + piece[place + 2 :] == name for place in range(_ANCHOR, len(name))
    )


def _near_names(name: str, text: str) -> Iterator[str]:
    """What stands in a text one character apart from a name: with its beginning, and before 项目 or with its end."""
    for start in starts_of(text, name[:_ANCHOR]):
        for length in (len(name), len(name) - 1, len(name) + 1, len(name) + 2):
            piece = text[start : start + length]
            named = text[start + length :].startswith(_GOES_ON)
            closed = (named or piece[-2:] == name[-2:]) and not _STOP.search(piece)
            if not closed or text.startswith(name, start):
                continue
            if _apart(piece, name, own=False) or (named and _has_word_more(piece, name)):
                yield piece
