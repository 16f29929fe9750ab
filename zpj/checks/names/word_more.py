"""Over a filed report: a name of its tables told elsewhere with a word more or a word fewer within it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.names.near_names import LABEL, SPELT, Name, names_of_cells
from zpj.checks.reading.plain_patterns import HAN_WORDS
from zpj.checks.reading.text import first_place, pairs_of_signs, squeezed, starts_of, whole_text
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.told_apart import ORDER

_VALUE = regex("[0-9]+(?:[.][0-9]+)?|健全|完善|建立")
_NO_WORD = regex(
    f"[{ORDER}的和及与或对未每各按了是把将已有所可点元]|平均|人均|每人|单次|中标|实际|"
    "合同|其中|累计|年度|开展|进行|群众|发放|受益|给予|有限|责任|完成|对象|专项|全年|支出|资金|项目|工作|单位|实施|组织|情况|提供|使用|安排|总|合计|"
    "当年|本级|建设|政法|县级|市级|省级|村级|指标|预算|绩效|不良|主要|重点|部分|全部|全面|现场|新增|老化|补助|补贴|经费|"
    "改建|新建|扩建|保持|享受|正常|得到|配备|兑现|设计|企业|机构|持续|交工|尚在|稳定|运营|库房|追加"
)
"""Words that a text may put into a name or leave out without making another of it."""
_END = frozenset("率度费价数量")
_PROPER = regex("(?:项目|工程|资金|中心|局|站|所|院|学校|馆|办法|制度)$")
_MEASURES = frozenset("率度费价数量额值次人户年月期项个类型级性部局馆台站所院校和及与的标辆件台套份座条")
_FOLLOWS = (*SPELT, "ZPJ544", "ZPJ131", "ZPJ132")
_OFTEN, _FEW = 4, 3
_WORD, _HEAD, _LEAST, _BEHIND = 2, 2, 5, 14


@record
class _Pair:
    """A name with a word more, the same without it, that word."""

    long: str
    short: str
    word: str


@another_way("ZPJ183", WARNING, follows=_FOLLOWS)
def name_with_a_word_more(case: PaperCase) -> Iterator[Hit]:
    """“设备验收率100%” in the form and 设备验收合格率 in the report, “沿河定期居民满意度” for 沿河居民满意度.

    One of the two is a cell of its own, one of them is told once; two cells of one table are two things.
    """
    names = {squeezed(form.project): Name() for form in case.forms} | names_of_cells(case)
    whole = whole_text(case)
    told: set[str] = set()
    for pair in dict.fromkeys((*_longer(names, whole), *_shorter(case, names, whole))):
        times, others = whole.count(pair.long), whole.count(pair.short)
        odd, right = (pair.long, pair.short) if times <= others else (pair.short, pair.long)
        if min(times, others) != 1 or told & {odd, right} or _are_two(pair, names):
            continue
        if times == others and not _same_figure(pair, names, whole):
            continue
        if others == 1 and pair.short not in names and times < _OFTEN and not _is_whole(pair):
            continue  # a text may tell a name in fewer words
        told |= {odd, right}
        place, section = first_place(case, odd)
        yield Hit(place, odd, right, quote=odd, project=case.project(section))


def _is_whole(pair: _Pair) -> bool:
    """Whether the shorter of two names is no short form: that of a project or an office, or 验收率 for 验收合格率."""
    return _PROPER.search(pair.short) is not None or pair.long == pair.short[:-1] + pair.word + pair.short[-1]


def _fits(pair: _Pair, at: int) -> bool:
    """Whether a word is one that belongs to a name, with signs enough of the name around it."""
    tail = pair.short[at:]
    ends = len(tail) > 1 or (tail in _END and at > _HEAD)
    return ends and len(pair.short) >= _LEAST and not _NO_WORD.search(pair.word) and not LABEL.search(pair.short)


def _longer(names: dict[str, Name], whole: str) -> Iterator[_Pair]:
    """What a paper has with the signs of a name and a word between them."""
    heads = dict.fromkeys(name[:_HEAD] for name in names if len(name) >= _LEAST)
    starts = {head: tuple(starts_of(whole, head)) for head in heads}
    for name in names:
        for at in starts.get(name[:_HEAD], ()) if len(name) >= _LEAST else ():
            same = next((n for n, sign in enumerate(name) if whole[at + n : at + n + 1] != sign), len(name))
            for cut in range(_HEAD, min(same, len(name) - 1) + 1):
                word, behind = whole[at + cut : at + cut + _WORD], at + cut + _WORD
                if word[:1] == name[cut] or not whole.startswith(name[cut:], behind) or not HAN_WORDS.fullmatch(word):
                    continue
                pair = _Pair(whole[at : behind + len(name) - cut], name, word)
                if len(word) == _WORD and _fits(pair, cut):
                    yield pair


def _shorter(case: PaperCase, names: dict[str, Name], whole: str) -> Iterator[_Pair]:
    """What a paper has with the signs of a name but for one word within it."""
    known = pairs_of_signs(case)
    for name in names:
        for cut in range(_HEAD, len(name) - _WORD):
            if (
                len(name) >= _LEAST + _WORD
                and (name[cut - 1], name[cut + _WORD]) in known
                and name[cut] != name[cut + _WORD]
            ):
                pair = _Pair(name, name[:cut] + name[cut + _WORD :], name[cut : cut + _WORD])
                if pair.short in whole and pair.short not in names and _fits(pair, cut):
                    yield pair


def _are_two(pair: _Pair, names: dict[str, Name]) -> bool:
    """Whether two names are cells of one table, or the one is but a part of a third name."""
    own, its = names.get(pair.long), names.get(pair.short)
    both = own is not None and its is not None and bool(own.tables & its.tables)
    return both or any(told in each for told in (pair.long, pair.short) for each in names
                       if each not in (pair.long, pair.short) and told not in names)  # fmt: skip


def _same_figure(pair: _Pair, names: dict[str, Name], whole: str) -> bool:
    """Whether the row of one name has the figure, or the word 健全, that stands behind the other."""
    values = []
    for name in (pair.long, pair.short):
        at = whole.find(name) + len(name)
        behind = _VALUE.findall(whole[at : at + _BEHIND].partition(",")[0].partition("\n")[0])
        values.append(names[name].figures if name in names else set(behind[:1]))
    return bool(values[0] & values[1])


@another_way("ZPJ183", WARNING, follows=_FOLLOWS)
def name_with_a_sign_more(case: PaperCase) -> Iterator[Hit]:
    """“新增粮食产能力” in the form where the rest has 新增粮食产能, “县水利局值”: a sign too many, told once.

    The name without it is told four times, or twice with one of the figures of the cell's row; signs of measures are
    none too many.
    """
    names, whole = names_of_cells(case), whole_text(case)
    known, rows = pairs_of_signs(case), whole.split("\n")
    for name, own in names.items():
        short = _without_a_sign(name, known, whole) if len(name) > _LEAST else ""
        least = _FEW if _PROPER.search(short) else _OFTEN
        often = bool(short) and sum(short in row for row in rows) >= least
        other = names.get(short)
        paired = other is not None and not other.tables & own.tables and bool(other.figures & own.figures)
        if short and not LABEL.search(short) and (often or paired or _figures_behind(short, whole) & own.figures):
            place, section = first_place(case, name)
            yield Hit(place, name, short, quote=name, project=case.project(section))


def _without_a_sign(name: str, known: Counter[tuple[str, str]], whole: str) -> str:
    """A name told once without the sign that makes it one told twice and more; "" where it has none too many."""
    for at in range(_HEAD, len(name)):
        last = at + 1 == len(name)
        odd = known[(name[at - 1], name[at])] <= _FEW and (last or known[(name[at], name[at + 1])] <= _FEW)
        odd = odd and not (last and name.endswith("会议"))  # 评审会 is 评审会议
        if odd and name[at] not in _MEASURES and whole.count(name) == whole.count(name[at - 2 : at + 1]) == 1:
            short = name[:at] + name[at + 1 :]
            if any(not HAN_WORDS.match(whole[place + len(short) :][:1]) for place in starts_of(whole, short)):
                return short
    return ""


def _figures_behind(short: str, whole: str) -> set[str]:
    """The figures that stand behind a name in a text."""
    ends = [at + len(short) for at in starts_of(whole, short)]
    texts = (whole[end : end + _BEHIND].partition("\n")[0] for end in ends)
    return {figure for text in texts for figure in _VALUE.findall(text)[:1]}
