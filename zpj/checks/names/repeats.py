"""Over a filed report: one thing named twice in an enumeration, or in two rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.plain_patterns import HAN
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import cells_of_paper, parts, squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.columns import column_letters
from zpj.domain.paper import PaperTable
from zpj.domain.regex import regex

_PREFIX = regex("^其中:?|^[0-9一二三四五][.、]|[(][^)]*[)]$")
_PERIOD = regex("(?P<label>上半年|下半年|第?[一二三四]季度|春季学期|秋季学期)(?:合计|共计?|支出|完成|执行|为)*[0-9]")
_STOP = regex("[,。;:!?()“”《》〈〉|/\n]")
_ETC = regex("等.*$")
_AND = regex("以及|和|及|与")
_NAMED = regex("^(?:[\u4e00-\u9fff]{2}|[\u4e00-\u9fff][^0-9]+$)")
_BEGINS = regex(
    "^.{0,8}?(?:其中|涉及|包括|包含|分为|分别为|分别占|下辖|下设|设有|组织|建立|提供|通过|依托|来自|采取|采用|覆盖|完成|开展|由|在|对|到|按|含|从|经|为)$"
)
_NO_NAME = regex("^(?:各|每|同上|无|其他|其它|等)$|略|[×xX_]|^(.)\\1+$")
_LABEL = regex("[\u4e00-\u9fff“”A-Za-z0-9]{2,20}")
_TOTAL = regex("合计|总计|小计|平均|其中|其他|其它|略|项目|备注|单位|同上")
_DIGITS = regex(r"[\d.]+")
_PERIODS = ("季度", "半年", "学期", "月")
_OF_MONTH = r"\d{1,2}月(?:份)?\d+(?:\.\d+)?[^,。;、\d]{1,3}"
_MONTHS = regex(rf"{_OF_MONTH}(?:[、,]{_OF_MONTH}){{3,}}")
_MONTH = regex(r"(?:^|[、,])(\d{1,2})月")
_SENTENCES = regex("[。;]")
_LEAST_ROWS, _PAIR, _THREE = 4, 2, 3


@paper_check(
    "ZPJ135",
    "列举里同一项写了两次",
    WARNING,
    reference="R-69 R-76",
    clause="列举的各项互不相同",
    message="“{quote}”里“{found}”写了两次，请核对是否漏了别的一项",
    fix="删去重复的一项，或改成漏写的一项",
    follows=("ZPJ539", "ZPJ537"),
)
@by_the_paragraph
def named_twice(case: PaperCase) -> Iterator[Hit]:
    """“涉及甲镇、甲镇、丙乡”, “甲镇3处、甲镇3处、丙乡2处”, “校长、校长和家长代表”: figures alone are let pass."""
    for place, text, section in texts_of_paper(case):
        yield from _periods_twice(case, place, text, section)
        for piece in _STOP.split(text) if "、" in text else ():
            items = _items(piece) if "、" in piece else []
            twice = _twice(items)
            if twice:
                yield Hit(place, twice, quote=piece[-50:], project=case.project(section))


def _periods_twice(case: PaperCase, place: str, text: str, section: int) -> Iterator[Hit]:
    """“下半年311万元，下半年317.8万元”: a half or quarter of the year told twice, another not at all."""
    for sentence in _SENTENCES.split(text) if any(word in text for word in _PERIODS) else ():
        counted = Counter(match["label"] for match in _PERIOD.finditer(sentence))
        twice = [label for label, times in counted.items() if times > 1]
        odd = _month_out_of_order(sentence)
        if odd:
            yield Hit(place, odd, quote=sentence[-50:], project=case.project(section))
        pair = len(counted) == 1 and counted.total() == _PAIR
        four = len(counted) == _THREE and counted.total() == _THREE + 1
        if len(twice) == 1 and (pair or four):
            yield Hit(place, twice[0], quote=sentence[-50:], project=case.project(section))


def _items(piece: str) -> list[str]:
    *ahead, last = piece.split("、")
    joined = _AND.split(_ETC.sub("", last))
    return [*ahead, *joined]


def _twice(items: list[str]) -> str:
    """The item that stands in a list twice; the first may have words of the sentence before it, the last behind it."""
    for place, item in enumerate(items):
        if not _NAMED.match(item) or _NO_NAME.search(item):
            continue
        if item in items[:place]:
            return item
        first = items[0]
        if place and len(items) > 1 and first.endswith(item) and _BEGINS.match(first[: -len(item)]):
            return item
    return ""


_NUMBERED = regex(
    "(?:^|(?<=[。;:,\n]))(?:[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九十]{1,2}[,、]|其[一二三四五六七八九十],|"
    "[(]?[0-9一二三四五六七八九十]{1,2}[)]|[0-9]{1,2}[.、](?![0-9])|[①②③④⑤⑥⑦⑧⑨])"
)
_ENDS = ",。;:、"
_LEAST_ITEM = 8


@paper_check(
    "ZPJ197",
    "分条写的两条内容相同",
    WARNING,
    reference="R-69 R-74 R-76",
    clause="分条写的各条内容互不相同",
    message="“{found}”写了两条，请核对是否漏了别的一条",
    fix="删去重复的一条，或补写漏掉的一条",
    follows=("ZPJ537", "ZPJ539"),
)
def item_twice(case: PaperCase) -> Iterator[Hit]:
    """“二是增设1个应急班组，提高处置及时率。三是增设1个应急班组，提高处置及时率。”: but for the number the same."""
    for part in parts(case):
        seen: set[tuple[object, str]] = set()
        for line in part.body:
            text = squeezed(line.text)
            for bare in _numbered(text) if line.heading is None or text[-1:] in _ENDS else ():
                if (line.path[:1], bare) in seen:
                    yield Hit(line.location, bare[:30], quote=bare[:40], project=part.project)
                seen.add((line.path[:1], bare))
    for place, text, section in cells_of_paper(case):
        items = _numbered(text) if len(text) > _LONG_HEADING else ()
        for bare in [item for number, item in enumerate(items) if item in items[:number]]:
            yield Hit(place, bare[:30], quote=bare[:40], project=case.project(section))


@lru_cache(maxsize=1024)
def _numbered(text: str) -> tuple[str, ...]:
    """The numbered items of a text without their numbers and stops."""
    pieces = _NUMBERED.split(text)
    begins = 0 if _NUMBERED.match(text) else 1
    return tuple(bare for piece in pieces[begins:] if len(bare := piece.strip(_ENDS)) >= _LEAST_ITEM)


_LONG_HEADING = 24


@paper_check(
    "ZPJ136",
    "表里两行的名称相同",
    WARNING,
    reference="R-57 R-69",
    clause="表里一行写一项，各行名称互不相同",
    message="“{found}”在这张表里写了两行（{what}），请核对是否有一行写错了名称",
    fix="改正写错的名称，或合并成一行",
    follows=("ZPJ112", "ZPJ132", "ZPJ140"),
)
def rows_of_one_name(case: PaperCase) -> Iterator[Hit]:
    """Two rows 石桥镇 in a table of towns whose other rows all differ; forms and tables of several levels apart."""
    for table in case.paper.tables:
        for name, first, second, column in _doubled(table) if not table.form else ():
            letter = column_letters(column + 1)
            yield Hit(f"{table.name}!{letter}{second}", name, quote=name, project=case.project(table.section),
                      words={"what": f"第{first}行、第{second}行"})  # fmt: skip

    for form in case.forms:
        seen: dict[str, str] = {}
        for line in form.evaluation.funds:
            label = _PREFIX.sub("", squeezed(line.label))
            if line.role != "detail":
                seen = {}
            if label in seen:
                places = f"{seen[label].rpartition('!')[2]}、{line.location.rpartition('!')[2]}"
                yield Hit(line.location, label, quote=label, project=form.project, words={"what": places})
            seen.setdefault(label, line.location)


def _month_out_of_order(sentence: str) -> str:
    """The month told a second time in a list of months: “3月1260人、4月2150人、3月2480人、6月2310人”."""
    listed = _MONTHS.search(sentence) if "月" in sentence else None
    months = _MONTH.findall(listed.group()) if listed else []
    twice = [month for month, times in Counter(months).items() if times > 1]
    return f"{twice[0]}月" if len(twice) == 1 else ""


def _doubled(table: PaperTable) -> Iterator[tuple[str, int, int, int]]:
    rows = [(number, [squeezed(cell) for cell in row]) for number, row in enumerate(table.rows, 1)]
    filled = [(number, row) for number, row in rows if sum(number_in(cell) is not None for cell in row) > 0]
    column = next((place for place in range(2) if _names(filled, place)), None)
    if column is None:
        return
    texts = [(number, row) for number, row in filled if len(row) > column and not _TOTAL.search(row[column])]
    counted = Counter(row[column] for _, row in texts)
    doubled = [name for name, times in counted.items() if times > 1]
    if len(doubled) != 1 or counted[doubled[0]] != 2 or len(texts) < _LEAST_ROWS:
        return
    (first, one), (second, other) = ((number, row) for number, row in texts if row[column] == doubled[0])
    rest = [(a, b) for place, (a, b) in enumerate(zip(one, other, strict=False)) if place != column]
    told_apart = any(a != b and (HAN.search(a) or HAN.search(b)) for a, b in rest)
    if not told_apart and any(a != b for a, b in rest):
        yield doubled[0], first, second, column


def _names(rows: list[tuple[int, list[str]]], place: int) -> bool:
    """Whether a column names the rows: words, no figures, and nearly all of them filled."""
    cells = [row[place] for _, row in rows if len(row) > place]
    return bool(cells) and sum(map(_is_name, cells)) >= len(cells) - 1


def _is_name(cell: str) -> bool:
    return _LABEL.fullmatch(cell) is not None and number_in(cell) is None and not _DIGITS.fullmatch(cell)


_COUNTED = regex("(?<![0-9.第])(?P<n>[0-9]{1,4})(?P<unit>[个家所处条座名辆台支项户])(?P<noun>[\u4e00-\u9fff]{2,5})")
_SOME = regex(
    "中有?|其余|其中|另|分别|只有|仅|部分|抽[取查]|选取|北部|南部|东部|西部|新增|增设|减少|增加|每|前|近|约|超|达到?|不[少低]于"
)
_NO_THING = regex(
    "^(?:项目|单位|部门|等级|方面|问题|环节|月|百分|指标|部分|层次|阶段|级|左右|以[上下内]|步骤|小时|工作)"
)
_FEWEST_TOLD = 2


@another_way(
    "ZPJ259",
    WARNING,
    follows=("ZPJ372", "ZPJ370", "ZPJ324", "ZPJ530", "ZPJ552", "ZPJ553", "ZPJ562", "ZPJ578", "ZPJ254", "ZPJ255"),
)
def counted_one_off(case: PaperCase) -> Iterator[Hit]:
    """“25处工程全部验收合格” once, where the paper says 24处工程 three times and more."""
    found: dict[tuple[str, str], list[tuple[int, str, str, int, str]]] = {}
    for place, text, section in texts_of_paper(case):
        for sentence in _SENTENCES.split(text):
            for match in _COUNTED.finditer(sentence):
                noun = match["noun"]
                if _NO_THING.match(noun):
                    continue
                key = (match["unit"], noun[:2])
                found.setdefault(key, []).append((int(match["n"]), place, match.group(), section, sentence))
    for group in found.values():
        times = Counter(number for number, *_ in group)
        usual, often = times.most_common(1)[0]
        if often < _FEWEST_TOLD or len(times) < _PAIR:
            continue
        for number, place, shown, section, sentence in group:
            ahead = sentence[: sentence.find(shown)][-4:]
            alone = (
                times[number] == 1 and abs(number - usual) == 1 and f"{usual}{shown[len(str(number))]}" not in sentence
            )
            if alone and not _SOME.search(ahead):
                right = f"{usual}{shown.removeprefix(str(number))[:_THREE]}"
                yield Hit(
                    place,
                    shown[: len(right)],
                    right,
                    quote=shown,
                    project=case.project(section),
                    words={"times": str(often)},
                )
