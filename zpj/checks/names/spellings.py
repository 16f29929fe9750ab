"""Over a filed report: names of firms, names in quotes and lists of names that stand there in two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from operator import ne

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.plain_patterns import HAN
from zpj.checks.reading.subjects import may_be_one
from zpj.checks.reading.text import squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.columns import column_letters
from zpj.domain.likeness import is_like, matcher, signs_apart
from zpj.domain.regex import regex
from zpj.domain.told_apart import ORDERS, are_two

_FIRM = regex(
    "[\u4e00-\u9fff()]{2,24}?(?:有限公司|有限责任公司|股份公司|集团公司|公司|专业合作社|事务所|研究院|设计院)"
)
_FIRM_START = regex(
    ".*(?:[由与和及向托对的]|单位为|公司为|人为|机构为|中标|聘请|选定|确定|即|是)(?=[\u4e00-\u9fff()]{5,})"
)
_FIRST, _ALIKE, _LONG_FIRM = 2, 0.6, 6


@paper_check(
    "ZPJ130",
    "同一家单位的名称有两种写法，或写成了另一种机构",
    WARNING,
    reference="R-57",
    clause="同一单位在全文写同一个名称",
    message="这里写“{found}”，别处写“{expected}”，请核对是不是同一家",
    fix="按合同、营业执照上的全称改成一致",
    follows=("ZPJ525", "ZPJ528"),
)
def firms_in_two_ways(case: PaperCase) -> Iterator[Hit]:
    """“众洁环境工程有限公司”, where the table of contracts has 众洁环境服务有限公司."""
    told = list(_firms(case))
    times = Counter(name for name, _, _ in told)
    times.update(name for name, place, _ in told if "!" in place)
    known: set[str] = set()
    for name, place, section in told:
        twins = [other for other in times if other not in known and _one_firm(name, other)]
        usual = max(twins, key=lambda other: times[other], default="")
        first = [each for each, _, _ in told].index(usual) if usual else 0
        later = usual and (times[name], -[each for each, _, _ in told].index(name)) < (times[usual], -first)
        if later and name not in known:
            known.add(name)
            yield Hit(place, name, usual, quote=name, project=case.project(section))


def _firms(case: PaperCase) -> Iterator[tuple[str, str, int]]:
    for place, text, section in texts_of_paper(case):
        for match in _FIRM.finditer(text) if "公司" in text or "社" in text or "所" in text or "院" in text else ():
            start = _FIRM_START.match(match.group())
            name = match.group()[start.end() :] if start else match.group()
            if len(name) >= _LONG_FIRM:
                yield name, place, section


def _one_firm(one: str, other: str) -> bool:
    """Whether two names begin and end alike and differ within; a number or a side there tells them apart."""
    if one == other or one[:_FIRST] != other[:_FIRST] or one[-2:] != other[-2:] or one in other or other in one:
        return False
    compared = matcher(one, other)
    changed = "".join(one[a:b] + other[c:d] for tag, a, b, c, d in compared.get_opcodes() if tag != "equal")
    return compared.ratio() >= _ALIKE and len(changed) <= 2 * _LONGEST_CHANGE and not ORDERS.search(changed)


_LONGEST_CHANGE = 3
_QUOTED = regex("“([^“”]{5,40})”")
_LONG_NAME, _TWO_SIGNS = 5, 8


@paper_check(
    "ZPJ131",
    "引号里的同一名称有两种写法",
    WARNING,
    reference="R-57 R-69",
    clause="同一名称在全文写法一致",
    message="这里写“{found}”，别处写“{expected}”，请统一",
    fix="核对后改成一致",
    follows=("ZPJ113", "ZPJ528"),
)
def quoted_in_two_ways(case: PaperCase) -> Iterator[Hit]:
    """“云上屏山——云屏历史文化陈列” where the exhibition is “云上清屏——云屏历史文化陈列” elsewhere."""
    told = [(match[1], place, section) for place, text, section in texts_of_paper(case)
            for match in (_QUOTED.finditer(text) if "“" in text else ())]  # fmt: skip
    times = Counter(name for name, _, _ in told)
    known: dict[str, None] = {}
    for name, place, section in told:
        likely = [other for other in known if len(other) == len(name)] if name not in known else []
        twin = next((other for other in likely if _one_name(name, other)
                     and any(may_be_one(case, (section, place), (part, there))
                             for each, there, part in told if each == other)), "")  # fmt: skip
        if twin and times[name] <= times[twin]:
            yield Hit(place, name, twin, quote=name, project=case.project(section))
        elif twin:
            at, where = next((there, part) for other, there, part in told if other == twin)
            yield Hit(at, twin, name, quote=twin, project=case.project(where))
        known[name] = None


def _one_name(one: str, other: str) -> bool:
    """Whether two names of one length differ in one sign, in two side by side where they are long."""
    if len(one) != len(other) or len(one) < _LONG_NAME or sum(map(ne, one, other)) > 2:
        return False
    changed = signs_apart(one, other)
    near = len(changed) == 1 or (len(changed) == 2 and changed[1][0] - changed[0][0] == 1 and len(one) >= _TWO_SIGNS)
    return near and all(HAN.match(a) and not are_two(a, b) for _, a, b in changed)


_LIST = regex("[\u4e00-\u9fff()“”]{2,14}(?:、[\u4e00-\u9fff()“”]{2,14}){2,}")
_HEAD = regex(".*(?:包括|用于|给|分别[是为]|即|支持|涉及|选取|覆盖|其中|赴|对|到|在|为|有|和|及|与|由|将|的)(?=..)")
_TAIL = regex("(?:等|共|各|均|全部|[0-9]|[二三四五六七八九十]{1,2}[个大项类]).*$")
_TOTAL = regex("^(?:合计|总计|小计|共计)$")
_FEWEST_SHARED, _FEWEST, _TAKEN_OFF = 2, 3, 2


@paper_check(
    "ZPJ132",
    "列举的名称与表里的有一个不同",
    WARNING,
    reference="R-57",
    clause="同一批名称在文字和表里应当一致",
    message="文字列的是“{found}”，表里对应的是“{expected}”，其余各项都相同，请核对",
    fix="核对名称，改成一致",
    follows=("ZPJ112", "ZPJ113", "ZPJ528"),
)
def lists_in_two_ways(case: PaperCase) -> Iterator[Hit]:
    """“心血管内科、神经外科、肾内科、消化内科4个学科” over a table with 消化外科 and the other three."""
    columns = list(_columns(case))
    for line in case.paper.paragraphs if columns else ():
        text = squeezed(line.text)
        for match in _LIST.finditer(text) if text.count("、") >= _FEWEST - 1 else ():
            items = _items(match.group())
            for place, names in columns:
                odd = _odd(items, list(names))
                if odd:
                    yield Hit(line.location, odd[0], odd[1], quote=odd[0], project=case.project(line.section))
                    yield Hit(f"{place}{names[odd[1]]}", odd[1], odd[0], quote=odd[1],
                              project=case.project(line.section))  # fmt: skip
                    break


def _items(text: str) -> list[str]:
    pieces = text.split("、")
    head = _HEAD.match(pieces[0])
    first = pieces[0][head.end() :] if head else pieces[0]
    last = _TAIL.sub("", pieces[-1])
    return [each for each in (first, *pieces[1:-1], *re.split("和|及", last, maxsplit=1)) if each]


def _columns(case: PaperCase) -> Iterator[tuple[str, dict[str, int]]]:
    """The columns of names of the tables that are no forms: the place of the column and the rows of its names."""
    for table in case.paper.tables:
        for column in range(max(map(len, table.rows), default=0) if not table.form else 0):
            texts = [
                (squeezed(row[column]), number) for number, row in enumerate(table.rows[1:], 2) if column < len(row)
            ]
            names = {text: number for text, number in texts if _LABEL.fullmatch(text) and not _TOTAL.match(text)}
            if len(names) >= _FEWEST:
                yield f"{table.name}!{column_letters(column + 1)}", names


_LABEL = regex("[\u4e00-\u9fff()“”]{2,14}")


def _odd(items: list[str], names: list[str]) -> tuple[str, str] | None:
    """The one item and the one name that have no fellow, where all others have and the two are alike."""
    if len(names) != len(items) or len(items) - 1 < _FEWEST_SHARED:
        return None
    left = [name for name in names if not any(_same(item, name) for item in items)]
    over = [item for item in items if not any(_same(item, name) for name in names)]
    if len(left) != 1 or len(over) != 1:
        return None
    if len(over[0]) > _TAKEN_OFF * 2 and over[0] == items[0] and left[0].startswith(over[0][_TAKEN_OFF:]):
        return None  # 建设数控加工、新能源汽车、智慧物流3间实训室: a verb before the first
    near = is_like(over[0], left[0], _ALIKE)
    return (over[0], left[0]) if near and abs(len(over[0]) - len(left[0])) <= 1 and "指标" not in left[0] else None


def _same(item: str, name: str) -> bool:
    fewer, more = sorted((item, name), key=len)
    return item == name or (len(fewer) > 1 and (more.startswith(fewer) or (len(fewer) > 2 and fewer in more)))


_EVENT = regex(
    "第[一二三四五六七八九十0-9]{1,3}[次届轮][\u4e00-\u9fff]{2,10}?(?:普查|调查|大会|运动会|博览会|交易会|艺术节|文化节|大赛|联赛|评估)"
)
_FORMER = regex("比|较|与|同|上一?[次届轮]|以来|继|自|参照|借鉴|历")
_USUAL_EVENT = 3


@paper_check(
    "ZPJ133",
    "写到了另一次普查、活动",
    WARNING,
    reference="R-74",
    clause="一个项目的报告只写这个项目",
    message="全文写的是“{expected}”，这里写“{found}”，请核对是否误抄",
    fix="核对名称和次数（届数），改成一致",
)
def another_event(case: PaperCase) -> Iterator[Hit]:
    """“为第七次全国人口普查营造了氛围” in a paper about 第五次全国经济普查; comparisons with the last may stand."""
    told = [(match.group(), text[: match.start()], place, section) for place, text, section in texts_of_paper(case)
            for match in (_EVENT.finditer(text) if "第" in text else ())]  # fmt: skip
    times = Counter(name for name, _, _, _ in told)
    usual, most = times.most_common(1)[0] if times else ("", 0)
    for name, before, place, section in told if most >= _USUAL_EVENT else ():
        if times[name] == 1 and not _FORMER.search(clause_before(before)):
            yield Hit(place, name, usual, quote=name, project=case.project(section))
