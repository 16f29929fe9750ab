"""Over a filed report: how many kinds, places or steps a table lists; parts told in the next sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, said, slipped
from zpj.checks.reading.reconcile import half_unit, places_shown
from zpj.checks.reading.tables import is_total_row, number_in
from zpj.checks.reading.text import headings, squeezed, whole_number
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.sums.arithmetic import wrong
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import ZERO, exact, plain, round_half_up
from zpj.domain.paper import PaperTable, Paragraph
from zpj.domain.regex import pattern, regex

_HEAD = regex("^(?P<noun>[县镇乡村区]|[\u4e00-\u9fff]{2,8}?)(?:名称|情况)?$")
_NO_HEAD = regex("序号|^项目$|内容|指标|金额|数|备注|说明|单位|时间|日期|等级|得分|名称$")
_N = "(?P<number>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})"
_WHOLE = ("分", "分为", "按", "全部", "所有")
_ALL = regex(
    "[^,。;0-9]{0,4}(?:20[0-9]{2}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[前底]?,?(?:已|在|于|内)?(?:全部|均|都)(?!衡)"
)
"""Behind a number: all of them, 5项单项工程均验收合格."""
_OTHERS = regex("(?:其余|其他|其它|另外?|剩余|剩下|还有|未[^,。;]{0,8}|不[^,。;]{0,6}|除[^,。;]{0,8})的?$")
"""Before a number: those that are not in the table."""
_LEAST_ROWS, _LEAST_PARTS = 2, 2


@paper_check(
    "ZPJ353",
    "所说的个数与表里列出的行数不同",
    WARNING,
    reference="R-61 R-76",
    clause="文字所说的个数应与表里列出的一致",
    message="文字写“{found}”，{where}“{name}”列有 {expected} 行，请核对",
    fix="核对个数，或补齐表里的行",
    follows=("ZPJ530", "ZPJ553", "ZPJ370", "ZPJ371", "ZPJ351", "ZPJ259"),
)
def rows_of_tables(case: PaperCase) -> Iterator[Hit]:
    """“分四个年龄段按月发放” over a table 年龄段 of three rows; “配置6类改造项目” beside 改造项目 of five."""
    for table in case.paper.tables:
        noun, rows = _listed(table) if not table.form else ("", 0)
        if rows < _LEAST_ROWS:
            continue
        wanted = pattern(
            f"(?P<all>分为?|按|共|全部|所有|等)?{_N}(?:个|类|种|项|所|家|条|座)(?:不同的?)?{noun}"
            f"|(?P<seen>{noun})(?P<behind>[0-9]{{1,2}})(?:个|类|种|项)"
        )
        for line in case.paper.paragraphs:
            text = squeezed(line.text) if noun in line.text and line.section == table.section else ""
            for match in wanted.finditer(text):
                number = whole_number(match["number"] or match["behind"])
                over = number is not None and number > rows
                whole = over or match["all"] in _WHOLE or _ALL.match(text, match.end()) is not None
                if number == rows or number is None or not whole or _OTHERS.search(text[: match.start()]):
                    continue
                if number <= rows * 2 or match["all"]:
                    words = {"where": table.name, "name": noun}
                    yield Hit(line.location, match.group(), str(rows), quote=match.group(), words=words,
                              project=case.project(line.section))  # fmt: skip


def _listed(table: PaperTable) -> tuple[str, int]:
    """What the rows of a table with a total are, and how many there are."""
    heads = headings(table)
    place = next((number for number, head in enumerate(heads[:2]) if not _NO_HEAD.search(head)), None)
    match = _HEAD.match(heads[place]) if place is not None else None
    labels = [squeezed(row[place]) for row in table.rows[1:] if match and place is not None and place < len(row)]
    kept = [label for label in labels if label and not is_total_row([label]) and number_in(label) is None]
    summed = bool(table.rows) and is_total_row(table.rows[-1][:2])
    whole = match is not None and summed and len(set(kept)) == len(kept)
    return (match["noun"], len(kept)) if whole and match else ("", 0)


_THING = "[^,。;:()“”、0-9]{2,16}"
_NAMED = regex(
    f"(?:^|[,。;:(由对设为])(?P<list>{_THING}、{_THING}(?:、{_THING})*|{_THING}(?:和|与){_THING}?){_N}(?:个|家|所|条|座|项|类)"
    "(?P<noun>[\u4e00-\u9fff]{2,4})"
)
_QUOTED = regex(
    f"(?P<list>“[^“”]{{2,24}}”(?:[、和及与,]*“[^“”]{{2,24}}”)*)(?:这|共|等)?{_N}个(?:支出|预算|专项|子)?项目"
)
_AND = regex("、|以及|和|及|与")
_GENERAL = ("机构", "单位", "部门", "科室", "项目", "子项目", "二级指标", "一级指标")
_ENDS = frozenset("院站馆校室科股所局镇乡村区县路线桥河库心司费贴")


@another_way("ZPJ530", WARNING, follows=("ZPJ530",))
@by_the_paragraph
def names_before_their_number(case: PaperCase) -> Iterator[Hit]:
    """““甲”“乙”3个项目”; “县医院、县中医医院和梦溪镇卫生院4家机构”: names that end alike, or in quotation marks."""
    for line in case.paper.paragraphs:
        text = squeezed(line.text) if "、" in line.text or "”" in line.text else ""
        for match in _QUOTED.finditer(text) if "”" in text else ():
            yield from _unlike_number(case, line, match, match["list"].count("“"))
        for match in _NAMED.finditer(text):
            names = _AND.split(match["list"])
            ends = {name[-1:] for name in names}
            kinds = set(match["noun"][:_LEAST_PARTS])
            alike = len(ends) == 1 and (match["noun"].startswith(_GENERAL) or ends & kinds)
            if len(names) > 1 and ends < _ENDS and (alike or ends == kinds):
                yield from _unlike_number(case, line, match, len(names), match["list"].count("、") + 1)


def _unlike_number(case: PaperCase, line: Paragraph, match: re.Match[str], names: int, least: int = 0) -> Iterator[Hit]:
    number = whole_number(match["number"])
    if number is not None and not (least or names) <= number <= names and number <= names * 2:
        yield Hit(line.location, str(number), str(names), quote=match.group()[-40:], project=case.project(line.section))


@another_way("ZPJ586", WARNING, follows=("ZPJ586", "ZPJ552", "ZPJ241", "ZPJ230"))
def parts_in_the_next_sentence(case: PaperCase) -> Iterator[Hit]:
    """“共4个，……。其中运行中心1个、管理站2个、局机关2个”: the only count in that unit told right before them."""
    for before, sentence in pairwise(said(case)):
        if before.paragraph is not sentence.paragraph or not sentence.text.startswith(("其中", "包括", "分别为")):
            continue
        parts = sentence.quantities
        units = {each.unit for each in parts}
        if len(parts) < _LEAST_PARTS or len(units) != 1 or units & {MONEY, PERCENT, POINTS, "年", "天"}:
            continue
        wholes = {each.value: each for each in before.quantities if each.unit in units}
        summed = sum((each.value for each in parts), ZERO)
        aside = any(_ASIDE.search(each.before) for each in (*parts, *wholes.values()))
        if len(wholes) == 1 and not aside and summed not in wholes:
            whole = next(iter(wholes.values()))
            if summed > whole.value or "、" in parts[-1].before:
                shown = f"{plain(summed)}{whole.text.removeprefix(whole.digits)}"
                yield sentence.hit(shown, whole.text, quote=sentence.text[:50])


_ASIDE = regex("每|平均|均|比|较|占|目标|计划|上年|去年|余|另|等|第|新增|次均")
_PER_MILLE = regex("(?:率|比例|占比)(?:为|是|达|约|:)*$")
_THOUSAND = exact("1000")


@another_way("ZPJ589", WARNING, follows=("ZPJ589", "ZPJ550", "ZPJ592"))
def rates_in_thousands(case: PaperCase) -> Iterator[Hit]:
    """“抽查1250笔，发现差错3笔，差错率1.6‰”: the two counts in one unit right before."""
    for sentence in said(case):
        for number, rate in enumerate(sentence.quantities):
            some = sentence.quantities[max(0, number - _LEAST_PARTS) : number]
            if rate.unit != "‰" or len(some) < _LEAST_PARTS or not _PER_MILLE.search(rate.before):
                continue
            whole, part = some
            if whole.unit != part.unit or not whole.value or part.value > whole.value or _THOUSAND is None:
                continue
            yield from _off(sentence, rate, whole, part)


def _off(sentence: Sentence, rate: Quantity, whole: Quantity, part: Quantity) -> Iterator[Hit]:
    right = part.value / whole.value * (_THOUSAND or ZERO)
    places = places_shown(rate.digits)
    if abs(right - rate.value) > half_unit(places) and (part.value and right < rate.value * 5):
        shown = plain(round_half_up(right, max(1, places)))
        yield sentence.hit(rate.text, f"{shown}‰", quote=sentence.text[: rate.end][-40:],
                           basis=f"{part.text}÷{whole.text}")  # fmt: skip


_LEFT = regex("(?<!上)(?:年末|年底|期末|全年|共|合计|,)(?:形成)?(?:结余|结转|结转结余|剩余)(?:资金)?(?:为|是|共|:)*$")
_PLANNED = regex("(?:预算|下达|安排|到位)[^,。;0-9]{0,8}$")
_SPENT = regex("(?:支出|执行|支付|使用)[^,。;0-9]{0,6}$")
_PART_OF = regex("基本|项目支出|其中|上年|单位|专户|财政|往年|以前|公用|人员")


@another_way("ZPJ591", WARNING, follows=("ZPJ591", "ZPJ560", "ZPJ241", "ZPJ324", "ZPJ242"))
def left_of_the_whole(case: PaperCase) -> Iterator[Hit]:
    """“调整后预算1445.60万元……全年支出1426.56万元……年末结余16.56万元”: no two amounts of the paragraph make it."""
    known: dict[int, list[Quantity]] = {}
    for sentence in said(case):
        told = known.setdefault(id(sentence.paragraph), [])
        for figure in sentence.quantities:
            if figure.unit == MONEY:
                if _LEFT.search(figure.before) and not _PART_OF.search(figure.before):
                    yield from _not_left(sentence, figure, told)
                told.append(figure)


def _not_left(sentence: Sentence, figure: Quantity, told: list[Quantity]) -> Iterator[Hit]:
    plans = [each for each in told if _PLANNED.search(each.before) and not _PART_OF.search(each.before)]
    spent = [each for each in told if _SPENT.search(each.before) and not _PART_OF.search(each.before)]
    gaps = [(abs(one.value - two.value), one.half + two.half) for one in told for two in told]
    made = any(abs(gap - figure.value) <= half + figure.half for gap, half in gaps)
    if not plans or len(spent) != 1 or made:
        return
    right = plans[-1].value - spent[0].value
    if right > ZERO and (right < figure.value * 2 or slipped(figure.digits, plain(right))):
        yield wrong(sentence, figure, right, f"{plans[-1].text}−{spent[0].text}", proved=False)


_MONTH = "[0-9]{1,2}月(?:份|底|初)?"
_MONTHS = regex(f"(?P<list>(?:{_MONTH}[、和及,])+{_MONTH})(?:共|分|先后|共计|累计)*{_N}(?:次|期|批|轮)")
_IN_ORDER = "第(?P<which>[一二三四五六七八])(?:个)?"
_ORDERED = ("标段", "批次", "阶段", "包", "期")


@paper_check(
    "ZPJ168",
    "列出的月份、标段与所说的次数、个数不同",
    WARNING,
    reference="R-76",
    clause="所说的个数应与列出的一致",
    message="“{quote}”，列出的是 {expected} 个，写 {found}，请核对",
    fix="核对次数或个数",
    follows=("ZPJ530", "ZPJ553", "ZPJ594"),
)
@by_the_paragraph
def months_and_lots(case: PaperCase) -> Iterator[Hit]:
    """“6月、8月、10月4次到校检查”; “分为4个标段” where the paragraph goes through 第一标段 to 第三标段."""
    for line in case.paper.paragraphs:
        told = squeezed(line.text) if "月" in line.text or "第" in line.text else ""
        for match in _MONTHS.finditer(told):
            months, number = match["list"].count("月"), whole_number(match["number"])
            if number is not None and number != months:
                yield Hit(line.location, str(number), str(months), quote=match.group()[-40:],
                          project=case.project(line.section))  # fmt: skip
        for thing in _ORDERED if "第一" in told else ():
            which = {whole_number(found) for found in pattern(_IN_ORDER + thing).findall(told)}
            said_ = pattern(f"(?:分为?|划分为?|共|共有|设){_N}个{thing}").search(told)
            number = whole_number(said_["number"]) if said_ else None
            most = max((each for each in which if each), default=0)
            if said_ and number and which == set(range(1, most + 1)) and most > 1 and number != most:
                yield Hit(line.location, str(number), str(most), quote=said_.group(),
                          project=case.project(line.section))  # fmt: skip
