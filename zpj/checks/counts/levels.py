"""Over a filed report: how many indicators of each level a text tells, and how many its tables list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zpj.checks.case import PaperCase
from zpj.checks.reading.tables import is_total_row
from zpj.checks.reading.text import NUMERAL, sentences, squeezed, whole_number
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_NUMBER = f"(?:[0-9]{{1,2}}|{NUMERAL})"
_TOLD = regex(
    f"(?<![0-9第])(?P<ahead>{_NUMBER})(?:个|项|条|类)(?P<of>[一二三])级(?:评价|绩效|考核)?指标(?P<among>中?)"
    f"|(?P<level>[一二三])级(?:评价|绩效|考核)?指标(?:共有?|总?共计|合计|总计|有|为|计|数量|个数|:)*(?P<behind>{_NUMBER})(?:个|项|条|类)"
)
_LEVEL = regex("[一二三]级(?:评价|绩效|考核)?指标")
_HEAD = regex("^(?P<level>[一二三])级(?:评价|绩效|考核)?指标(?:名称)?(?:[(].*[)])?$")
_SYSTEM = regex(
    "(?:共|设|设置|设定|设立|设计|下设|包括|包含|含|涵盖|构成|合计|总计|分解为|细化为|分解成|细化成|项目|[该本])(?:了|有|的|定)*$"
)
"""Before a lone number: it is that of all, no part of them."""
_OF_ONE = regex(
    "(?:决策|过程|投入|产出|效益|满意度|执行率)(?:类|部分|方面|层面)?(?:指标)?(?:[(][^()]*[)])?(?:下设|分设|下|设|包括|包含|有|共|分为)"
)
"""The numbers of one branch: 产出指标下设4个二级指标."""
_BESIDE_RATE = regex("(?:不含|不包括|除|另|外加|连同|加上|和|与|及)[^,。;、]{0,4}执行")
"""The row of the execution rate may or may not be counted."""
_HEAD_ROWS, _LEAST, _FAR = 16, 2, 0.25
_Counts = Mapping[str, tuple[int, ...]]


@record
class _Listed:
    """A table of indicators: its numbers of each level, in each way they can be counted, and where it stands."""

    table: PaperTable
    counts: _Counts
    is_form: bool


@another_way("ZPJ381", WARNING, follows=("ZPJ381", "ZPJ563"))
def levels_told(case: PaperCase) -> Iterator[Hit]:
    """“4个一级指标、12个二级指标、23个三级指标” over a table of 4, 12 and 24; “共设三级指标16项” over one of 15."""
    lines = [line for line in case.paper.paragraphs if "级" in line.text and _LEVEL.search(line.text)]
    listed = _listed(case.paper.tables) if lines else ()
    for line in lines if listed else ():
        for sentence in sentences(line.text):
            for quote, found, right, words in _unlike(sentence, listed):
                yield Hit(line.location, found, right, quote=quote, words=words, project=case.project(line.section))


def _unlike(sentence: str, listed: Sequence[_Listed]) -> Iterator[tuple[str, str, str, Mapping[str, str]]]:
    """The numbers of a sentence that are not those of the table it tells of: words, told, listed, what is told."""
    matches = {}
    for match in _TOLD.finditer(sentence):
        number = whole_number(match["ahead"] or match["behind"])
        alone = match["among"] or _SYSTEM.search(sentence[: match.start()])
        if number is None or match["of"] in matches or match["level"] in matches:
            return
        matches[match["of"] or match["level"]] = (match.group(), number, alone)
    if not matches or _OF_ONE.search(sentence):
        return
    told = {level: number for level, (_, number, _) in matches.items()}
    own = _told_of(told, listed, alone=all(alone for _, _, alone in matches.values()))
    beside = _BESIDE_RATE.search(sentence) is not None
    for level, number in told.items() if own else ():
        also = {number - 1, number + 1} if beside and level == "三" else {number - 1} if level != "三" else set()
        ways = own.counts.get(level, ()) if own else ()
        if own and ways and number not in ways and not (own.is_form and also.intersection(ways)):
            words = {"level": level, "where": own.table.name}
            yield matches[level][0].removesuffix("中"), str(number), str(ways[0]), words


def _told_of(told: Mapping[str, int], listed: Sequence[_Listed], alone: bool) -> _Listed | None:
    """The table whose numbers a text tells but for one that is near; None where it is not plain, or all agree."""
    forms = [max(each.counts["三"]) for each in listed if each.is_form]
    if len(forms) > 1 and told.get("三") == sum(forms):
        return None
    rated = []
    for each in listed:
        off = [level for level, number in told.items() if number not in each.counts.get(level, ())]
        if not off:
            return None
        near = all(_near(told[level], each.counts.get(level, ())) for level in off)
        rated.append((len(told) - len(off) if near and len(off) == 1 else -1, each))
    best = max((score for score, _ in rated), default=-1)
    chosen = [each for score, each in rated if score == best]
    if best < 0 or len({tuple(sorted(each.counts.items(), key=str)) for each in chosen}) > 1:
        return None
    plain = best or (alone and set(told) == {"三"} and len(listed) == len(chosen))
    return chosen[0] if plain else None


def _near(number: int, ways: Sequence[int]) -> bool:
    return any(abs(number - each) <= max(_LEAST, each * _FAR) for each in ways)


def _listed(tables: Sequence[PaperTable]) -> tuple[_Listed, ...]:
    """The tables with a column of 三级指标, or whole forms."""
    return tuple(each for table in tables if (each := _counted(table)) is not None)


def _counted(table: PaperTable) -> _Listed | None:
    for place, texts in enumerate(table.rows[:_HEAD_ROWS]):
        columns = {match["level"]: column for column, head in enumerate(texts)
                   if "级" in head and (match := _HEAD.match(squeezed(head)))}  # fmt: skip
        if "三" in columns:
            rows = [list(map(squeezed, row)) for row in table.rows[place + 1 :] if not is_total_row(row[:2])]
            named = [row for row in rows if columns["三"] < len(row) and row[columns["三"]]]
            return _Listed(table, {level: _ways(named, columns[level], level) for level in columns}, table.form)
    return None


def _ways(rows: Sequence[Sequence[str]], column: int, level: str) -> tuple[int, ...]:
    """How many names a column has: those that differ from the one above, each cell, those that differ at all."""
    names = [row[column] for row in rows if column < len(row) and row[column]]
    runs = sum(name != above for name, above in zip(names, ["", *names], strict=False))
    return (len(names),) if level == "三" else (runs, len(names), len(set(names)))
