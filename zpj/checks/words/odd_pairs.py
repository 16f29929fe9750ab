"""Over a filed report: a sign too many, one missing, another one or two turned round, in words told elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.text import Places, pairs_of_signs, signs_between, starts_of, texts_of_paper, whole_text
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.checks.words.misprints import MISPRINTS_TOLD, spelt
from zpj.checks.words.odd_signs import BEFORE_A_VERB, STANDING_ALONE, is_sign
from zpj.domain.likeness import bigrams
from zpj.domain.regex import regex
from zpj.domain.words import is_told, is_usual, is_word, looking_like, sounding_like, sounds_like

_RUN, _NAME = regex("[\u4e00-\u9fff]{4,}"), regex("[\u4e00-\u9fff]{3,12}")
_BEFORE, _BEHIND, _LONG, _HEAD, _OFTEN, _NAME_OF_NUMBERS = 4, 4, 4, 3, 3, 8
_OFFICES = frozenset("馆局院校厅委部处社县市区省")
_SCHOOLS, _LONG_NAME = {"中", "小"}, 8
_LEVELS = frozenset("州县旗")
_MAY_LACK = frozenset("总各全")
_TELLS = STANDING_ALONE | frozenset("一二三四五六七八九十东西南北大小新老甲乙丙丁待相周少多先再更不比")


@another_way(
    "ZPJ172",
    WARNING,
    follows=(*MISPRINTS_TOLD, "ZPJ551", "ZPJ106", "ZPJ140", "ZPJ150"),
)  # fmt: skip
def words_with_a_slip(case: PaperCase) -> Iterator[Hit]:
    """“合格合率”, “优良中等率路”, “优侍金”: at a pair of signs no report has, which stands here alone, where the
    words around it stand elsewhere with one sign less, more or else, or with the two turned round.
    """
    places = texts_of_paper(case)
    whole, pairs = whole_text(case), pairs_of_signs(case)
    for place, text, section in places:
        last = -_BEHIND
        for at in _odd_pairs(text):
            if at - last < _BEHIND or text[at] == text[at + 1] or pairs[text[at], text[at + 1]] != 1:
                continue
            found = _elsewhere(text, at, whole)
            if found and not _stands_beside(places, place, text.replace(*found)):
                last = at
                wrong, right = found
                yield spelt(case, (place, section), wrong, right, whole.count(right))


def _stands_beside(places: Places, place: str, text: str) -> bool:
    """Whether another cell of a column has a text: 璧城街道 and 璧泉街道 in a list are two."""
    column = place.rstrip("0123456789")
    return "!" in place and any(text == its and where.rstrip("0123456789") == column for where, its, _ in places)


@another_way(
    "ZPJ172",
    WARNING,
    follows=(*MISPRINTS_TOLD, "ZPJ551"),
)
def names_a_sign_else(case: PaperCase) -> Iterator[Hit]:
    """“浅水泵” in a cell of its own where the text has 潜水泵: two words by sound or shape, one of them told once."""
    places = texts_of_paper(case)
    whole = whole_text(case)
    names: dict[str, set[str]] = {}
    for place, text, _ in places[len(case.paper.paragraphs) :]:
        if _NAME.fullmatch(text):
            names.setdefault(text, set()).add(place.rstrip("0123456789"))
    told: set[str] = set()
    for name, columns in names.items():
        for other in _a_sign_else(name, whole):
            if columns & names.get(other, set()) or (other in names and {*name} ^ {*other} == _SCHOOLS):
                continue  # both stand in a list: 肉制品 and 乳制品, two schools of one place
            wrong, right = sorted((name, other), key=lambda each: (whole.count(each), _is_told(each)))
            if whole.count(wrong) == 1 and wrong not in told:
                told |= {wrong, right}
                yield from (spelt(case, (place, section), wrong, right, whole.count(right))
                            for place, text, section in places if wrong in text)  # fmt: skip


def _a_sign_else(name: str, whole: str) -> Iterator[str]:
    """What stands in a text and is a name but for one sign that sounds or looks like its own."""
    half = len(name) // 2
    for part, back in ((name[:half], False), (name[half:], True)):
        for start in starts_of(whole, part):
            start -= half if back else 0
            other = whole[max(0, start) : start + len(name)]
            odd = [at for at, (one, two) in enumerate(zip(name, other, strict=False)) if one != two]
            if len(other) == len(name) and len(odd) == 1 and _likely(name[odd[0]], other[odd[0]]):
                end = start + len(name)
                if odd[0] == len(name) - 1 and is_word(whole[end - 1 : end + 1]):
                    continue  # 完成指标 is no 完成值 written amiss
                if name[odd[0]] in _SCHOOLS and (name[odd[0] + 1 : odd[0] + 2] != "学" or len(name) < _LONG_NAME):
                    continue
                yield other


def _is_told(text: str) -> bool:
    return all(is_told(pair) for pair in bigrams(text))


def _likely(one: str, other: str) -> bool:
    return {one, other} == _SCHOOLS or (
        not {one, other} & _TELLS and (sounds_like(one, other) or other in looking_like(one))
    )


@lru_cache(maxsize=2048)
def _odd_pairs(text: str) -> tuple[int, ...]:
    """Where pairs of signs stand that no report has, in words of some length: not 汾委办发〔2023〕."""
    return tuple(
        run.start() + at for run in _RUN.finditer(text) for at in range(len(run.group()) - 1)
        if not is_usual(run.group()[at : at + 2])
        and not (len(run.group()) <= _NAME_OF_NUMBERS and text.startswith("〔20", run.end()))
    )  # fmt: skip


def _elsewhere(text: str, at: int, whole: str) -> tuple[str, str] | None:
    """The words around a pair as they stand, and as they stand elsewhere; None where they do not."""
    before, behind = _signs_before(text, at), _signs_behind(text, at + 2)
    one, other = text[at], text[at + 1]
    return (
        _turned(before, one, other, behind, whole)
        or _too_many(before, one, other + behind, whole)
        or _too_many(before + one, other, behind, whole)
        or _another(before, one, other + behind, whole)
        or _another(before + one, other, behind, whole)
        or _missing(before + one, other + behind, whole)
    )


def _turned(before: str, one: str, other: str, behind: str, whole: str) -> tuple[str, str] | None:
    """优良中等率路 for 优良中等路率."""
    for left, right in ((2, 2), (3, 1), (1, 3), (3, 0), (0, 3)):
        if len(before) >= left and len(behind) >= right:
            head, tail = before[len(before) - left :], behind[:right]
            if head + other + one + tail in whole:
                return head + one + other + tail, head + other + one + tail
    return None


def _too_many(before: str, sign: str, behind: str, whole: str) -> tuple[str, str] | None:
    """合格合率 for 合格率: the sign goes with neither neighbour, or has just been written."""
    for left, right in ((2, 2), (3, 1), (1, 3)):
        head, tail = before[-left:], behind[:right]
        if (sign == "属" and head[-1:] in _OFFICES) or sign in _LEVELS or sign in behind[1:]:
            continue  # 馆属信息中心: the centre of that office; 示范州创建; 随申请随办
        whole_ones = len(head) == left and len(tail) == right
        odd = sign in head or _is_odd_between(head[-1:], sign, tail[:1])
        often = len(head) > 1 or whole.count(head + tail) > 1
        if whole_ones and odd and often and sign not in _TELLS | BEFORE_A_VERB and head + tail in whole:
            return head + sign + tail, head + tail
    return None


def _missing(before: str, behind: str, whole: str) -> tuple[str, str] | None:
    """公设备验收 for 办公设备验收: always the same sign stands between the two elsewhere."""
    head, tail = before[-2:], behind[:2]
    if len(head) < len(before[-2:]) or len(tail) < len("设备") or len(head) < len("设备"):
        return None
    if (is_word(head) and is_word(tail)) or head[0] in BEFORE_A_VERB:
        return None  # 监测覆盖 beside 监测点覆盖, 未进综合窗口 beside 未进入: what is left out is no part of a word
    others = signs_between(head, tail, whole)
    if len(others) == 1 and (other := next(iter(others))) not in _TELLS | _MAY_LACK and is_sign(other):
        return head + tail, head + other + tail
    return None


def _another(before: str, sign: str, behind: str, whole: str) -> tuple[str, str] | None:
    """The words elsewhere that have one other sign in a place, where it is always the same one."""
    for left, right in ((2, 2), (3, 1), (1, 3), (4, 0), (2, 1), (1, 2), (0, 4), (0, 3), (3, 0)):
        head, tail = before[len(before) - left :], behind[:right]
        whole_run, often = len(before) == left and len(behind) == right, (left, right) == (_HEAD, 0)
        if not whole_run and not often and (left + right < _LONG or not left):
            continue  # three signs, or four behind, tell enough only where they and the odd one are all there is
        if len(before) < left or len(tail) < right or not _is_odd_between(before[-1:], sign, behind[:1]):
            continue
        others = _others(head, tail, whole) - {sign}
        other = others.pop() if len(others) == 1 else ""
        likely = bool(right) or other in looking_like(sign) + sounding_like(sign)
        if often and not whole_run and whole.count(head + other) < _OFTEN:
            continue  # three signs ahead tell enough where they go on so each time: 健身器村 among many 健身器材
        tells = {other} if often and other in looking_like(sign) else {sign, other}
        if other and likely and not tells & _TELLS and is_sign(other):
            return head + sign + tail, head + other + tail
    return None


def _others(head: str, tail: str, whole: str) -> set[str]:
    """The signs that stand between two pieces of text; with nothing before them, those that begin their words."""
    if head:
        return {*signs_between(head, tail, whole)}
    begun = (start for start in starts_of(whole, tail) if start and not is_sign(whole[start - 2 : start - 1]))
    return {whole[start - 1] for start in begun}


def _is_odd_between(left: str, sign: str, right: str) -> bool:
    """Whether a sign makes a usual pair with neither of its neighbours."""
    return not (left and is_usual(left + sign)) and not (right and is_usual(sign + right))


def _signs_before(text: str, at: int) -> str:
    start = at
    while start > max(0, at - _BEFORE) and is_sign(text[start - 1]):
        start -= 1
    return text[start:at]


def _signs_behind(text: str, at: int) -> str:
    stop = at
    while stop < min(len(text), at + _BEHIND) and is_sign(text[stop]):
        stop += 1
    return text[at:stop]
