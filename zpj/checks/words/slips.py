"""Over a filed report: what single words and figures give away: a sign mistaken, a price beyond all money."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from zpj.checks.case import BookCase, FormCase, PaperCase
from zpj.checks.reading.figures import MONEY, PERCENT, Quantity, Sentence, said, usual_unit
from zpj.checks.reading.plain_patterns import HAN, HAN_WORDS
from zpj.checks.reading.reconcile import half_unit
from zpj.checks.reading.text import parts, signs_between, squeezed, texts_of_paper, whole_text
from zpj.checks.rule import ERROR, INFO, WARNING, Hit, book_check, paper_check
from zpj.checks.tie.passages import speaks_of_all
from zpj.checks.touched import by_the_paragraph, touched
from zpj.domain.amounts import HUNDRED, plain, round_half_up
from zpj.domain.misspellings import USUAL_SIGNS
from zpj.domain.model import printed
from zpj.domain.regex import regex
from zpj.domain.words import is_usual, is_word

_TELLS_APART = frozenset(
    "一二三四五六七八九十上下中前后大小高低新旧老东西南北内外左右正副男女省市县区镇乡村甲乙丙丁不未无有已的是为和与及或等了各本该其数质时成"
)
_CLAUSE_END = regex("[,。;:、]")
_USUAL, _AROUND = 3, 4
_EACH = regex("(?:平均)?(?:每(?P<of>[\u4e00-\u9fff]{1,2}?)|(?P<average>[人户亩台套件盏])均)[^,。;0-9]{0,8}$")
_RATE = regex("执行率(?:仅|只有|仅为|只|为|达到?|约|是|:)*$")
_OTHER = regex("目标|上年|去年|同期|季度|上半年|[1-9]月|应|要求|低于|高于|平均|其中")
_LONG_TEXT, _BEYOND = 12, 10


@paper_check(
    "ZPJ528",
    "疑似错字",
    WARNING,
    reference="R-69",
    clause="同一个词在全文写法一致",
    message="“{found}”疑似“{expected}”（别处 {count} 次这样写），请核对",
    fix="改正错字",
    follows=("ZPJ525", "ZPJ580", "ZPJ551"),
)
def odd_sign(case: PaperCase) -> Iterator[Hit]:
    """“清浩取暖” once, “清洁取暖” three times: the odd character stands nowhere else in the file.

    Of a sign that reports seldom use its two neighbours tell enough: 资肋政, where 资助政 stands twice.
    """
    places = texts_of_paper(case)
    whole = whole_text(case)
    often, new = Counter(whole), set(whole_text(touched(case))) - _TELLS_APART
    rare = [sign for sign in new if often[sign] == 1 and HAN.match(sign)]
    starts = [0, *accumulate(len(text) + 1 for _, text, _ in places)]
    for at in sorted(whole.index(sign) for sign in rare):
        number = bisect_right(starts, at) - 1
        place, text, section = places[number]
        near = _usual(whole, text, at - starts[number]) or _between_two(whole, at)
        if near is not None and not _in_a_word(whole, at):
            found, right, times = near
            words = {"count": str(times)}
            yield Hit(place, found, right, quote=found, project=case.project(section), words=words)


def _in_a_word(whole: str, at: int) -> bool:
    """Whether a sign makes a word of reports with its neighbour: 密码 beside 代码, 单独 beside 单位."""
    return is_word(whole[at - 1 : at + 1]) or is_word(whole[at : at + 2])


def _usual(whole: str, text: str, at: int) -> tuple[str, str, int] | None:
    """The five signs around a place, as they stand there, as they stand elsewhere, and how often the word does."""
    for middle in range(1, _AROUND):
        piece = text[at - middle : at - middle + _AROUND + 1] if at >= middle else ""
        if len(piece) <= _AROUND or not HAN_WORDS.fullmatch(piece):
            continue
        usual, times = _usual_between(piece[:middle], piece[middle + 1 :], whole, text[at])
        core = piece[middle - 1] + usual
        if times > 1 and HAN.match(usual) and usual not in _TELLS_APART and (often := whole.count(core)) >= _USUAL:
            return piece, piece[:middle] + usual + piece[middle + 1 :], often
    return None


def _between_two(whole: str, at: int) -> tuple[str, str, int] | None:
    """The three signs around a seldom one, as they stand elsewhere twice or more."""
    piece = whole[at - 1 : at + 2] if at else ""
    if whole[at] in USUAL_SIGNS or len(piece) < len("资肋政") or not HAN_WORDS.fullmatch(piece):
        return None
    if is_usual(piece[:2]) or is_usual(piece[1:]):
        return None  # 洪峰预报 beside 洪水预报: another word
    usual, times = _usual_between(piece[0], piece[2], whole, whole[at])
    known = times > 1 and HAN.match(usual) and usual not in _TELLS_APART
    return (piece, piece[0] + usual + piece[2], times) if known else None


def _usual_between(left: str, right: str, whole: str, odd: str) -> tuple[str, int]:
    """The sign that most often stands between two pieces of a text, but for the odd one, and how often."""
    others = signs_between(left, right, whole)
    del others[odd]
    return others.most_common(1)[0] if others else ("", 0)


@paper_check(
    "ZPJ576",
    "每份的金额大得不可能",
    ERROR,
    reference="R-23",
    clause="单价乘数量不会超过全部资金",
    message="“{quote}”：{basis} = {difference}，超过全文最大的金额 {expected}，请核对单位",
    fix="核对单价的单位（元、万元）和数量",
)
def price_beyond_all(case: PaperCase) -> Iterator[Hit]:
    """“20315户……每户补贴400万元”: a hundred times more than any amount in the report; proved where 元 fits one."""
    amounts = [each for sentence in said(case) for each in sentence.quantities if each.unit == MONEY]
    usual = (each for each in amounts if "每" not in each.before and "均" not in each.before)
    most = max(usual, key=lambda each: each.value, default=None)
    above: list[Quantity] = []
    paragraph = None
    for sentence in said(case) if most else ():
        above = above if sentence.paragraph is paragraph else []
        paragraph = sentence.paragraph
        above += sentence.quantities
        for price in sentence.quantities:
            is_each = price.unit == MONEY and ("每" in price.before or "均" in price.before)
            match = _EACH.search(price.before) if is_each else None
            unit = usual_unit(match["of"] or match["average"] or "") if match else ""
            counts = [each for each in above if unit and each.unit == unit and each.value > 1]
            if most is None or not counts or counts[-1].value * price.value <= most.value * _BEYOND:
                continue
            product = counts[-1].value * price.value
            fits = any(abs(product.scaleb(-4) - each.value) <= each.half for each in amounts)
            near = counts[-1] in sentence.quantities and "/" not in price.unit and price.before.count("每") == 1
            if not fits and (not near or product <= most.value * HUNDRED):
                continue
            yield sentence.hit(price.text, most.text, f"{plain(product.scaleb(-4))}万元",
                               quote=f"{price.before.rpartition(',')[2][-12:]}{price.text}",
                               basis=f"{counts[-1].text}×{price.text}", level=None if fits else WARNING)  # fmt: skip


@paper_check(
    "ZPJ531",
    "某个项目的执行率与自评表不符",
    ERROR,
    reference="R-51 R-52",
    clause="同一个数在文字和自评表里应当一致",
    message="文字写“{name}”的执行率 {found}，自评表为 {expected}，请改成一致",
    fix="核对预算数、执行数，改成一致",
    follows=("ZPJ502",),
)
def rate_of_one_project(case: PaperCase) -> Iterator[Hit]:
    """“公墓建设项目……执行率仅76.5%”, where the form of that project, one of several, says 67.50 %."""
    forms = {squeezed(form.project): form for form in case.forms} if len(case.forms) > 1 else {}
    if not forms:
        return
    from zpj.checks.tie.several import is_rate_of_all

    for sentence in said(case):
        for figure in sentence.quantities:
            if figure.unit != PERCENT or not _RATE.search(figure.before) or _OTHER.search(figure.before[-16:]):
                continue
            named = [name for name in forms if name in sentence.text] if not speaks_of_all(sentence.text) else []
            right = _rate(forms[named[0]]) if len(named) == 1 else None
            half = figure.half_place
            of_all = is_rate_of_all(case, figure.value, half) and named[:1] != [
                name for name in forms if name in figure.before.rpartition(",")[2]
            ]
            if right is not None and not of_all and abs(right - figure.value) > max(half, half_unit(2)):
                sure = figure.slips_to(figure.rounded(right))
                yield Hit(sentence.paragraph.location, figure.text, f"{plain(round_half_up(right, 2))}%",
                          plain(abs(right - figure.value)), plain(half), f"执行率{figure.text}"
                          if f"执行率{figure.text}" in sentence.text else _clause(sentence, figure),
                          level=None if sure else WARNING, project=forms[named[0]].project,
                          words={"name": forms[named[0]].project})  # fmt: skip


def _clause(sentence: Sentence, figure: Quantity) -> str:
    return sentence.text[: figure.end].rpartition(",")[2][-30:]


def _rate(form: FormCase) -> Decimal | None:
    """The execution rate of a form in percent, worked out from its total."""
    budget = form.budget(form.total) if form.total else None
    plan, spent = printed(budget), printed(form.total.executed) if form.total else None
    return spent / plan * HUNDRED if plan and spent is not None else None


@book_check(
    "ZPJ519",
    "两个项目的完成情况一字不差",
    WARNING,
    reference="R-74",
    clause="每张自评表写自己项目的完成情况",
    message="“{name}”的目标完成情况与“{expected}”的一字不差，请核对是否误抄",
    fix="写本项目的完成情况",
)
def same_results(case: BookCase) -> Iterator[Hit]:
    """A goal's results word for word those of another form; told of the one whose name and rows they fit less."""
    by_text: dict[str, list[FormCase]] = {}
    for form in case.forms:
        entry = form.evaluation.goal.achieved
        if entry and len(squeezed(entry.text)) >= _LONG_TEXT:
            by_text.setdefault(squeezed(entry.text), []).append(form)
    for text, forms in by_text.items():
        if len({form.project for form in forms}) < 2:
            continue
        owner, *others = sorted(forms, key=lambda form: -_shared(form, text))
        for other in others:
            goals = [squeezed(form.evaluation.goal.expected.text) if form.evaluation.goal.expected else ""
                     for form in (owner, other)]  # fmt: skip
            entry = other.evaluation.goal.achieved
            if entry and goals[0] != goals[1]:
                yield Hit(entry.location, text[:40], owner.project, quote=text[:40], project=other.project,
                          words={"name": other.project})  # fmt: skip


def _shared(form: FormCase, text: str) -> int:
    """How many pairs of signs of a text the name, the goal and the indicators of a form have too."""
    goal = form.evaluation.goal.expected
    own = squeezed("|".join([form.project, goal.text if goal else "", *(row.name for row in form.rows)]))
    return sum(1 for start in range(len(text) - 1) if re.match("[\u4e00-\u9fff]{2}", text[start : start + 2])
               and text[start : start + 2] in own)  # fmt: skip


@paper_check(
    "ZPJ551",
    "指标名称漏字",
    INFO,
    reference="R-69",
    clause="指标名称应与自评表一致",
    message="“{found}”疑似漏字，自评表的指标是“{expected}”",
    fix="按自评表改正名称",
)
@by_the_paragraph
def clipped_names(case: PaperCase) -> Iterator[Hit]:
    """The name of an indicator without its first character, at the beginning of a clause."""
    for part in parts(case):
        form = case.form(part.project)
        heads = {each[:5] for line in part.body for each in _CLAUSE_END.split(squeezed(line.text))}
        rows = form.rows if form else ()
        names = [name for row in rows if len(name := squeezed(row.name)) >= 6 and name[1:6] in heads]
        for line in part.body if names else ():
            said = squeezed(line.text)
            for name in names:
                if name[1:] in said and any(clause.startswith(name[1:]) for clause in _CLAUSE_END.split(said)):
                    yield Hit(line.location, name[1:], name, quote=name[1:], project=part.project)


#
