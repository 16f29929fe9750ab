"""Over a filed report: price and number in one cell, shares of a table added up, parts beyond a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import MONEY, PERCENT, Quantity, Sentence, said
from zpj.checks.reading.reconcile import HALF_CENT, half_shown, half_unit, places_shown
from zpj.checks.reading.tables import number_in, zeros_of
from zpj.checks.reading.text import headings, in_order, squeezed
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.sums.arithmetic import wrong
from zpj.checks.tie.nouns import measured
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain
from zpj.domain.model import printed
from zpj.domain.paper import PaperTable, Paragraph
from zpj.domain.regex import regex
from zpj.domain.units import MONEY_ZEROS

_PRICED = regex(
    r"(?P<price>\d[\d,]*(?:\.\d+)?)(?P<money>万?元)/(?P<of>[\u4e00-\u9fff]{1,3})[^\d;。]{0,10}"
    r"(?P<count>\d[\d,]*(?:\.\d+)?)个?(?P<unit>[\u4e00-\u9fff]{1,3})"
)
_MORE = regex(r"\d+(?:个?月|天|次|期|年|学期|%)|[×x*+÷]")
_UNIT_ALONE = regex("[(]?(?:金额)?单位:?万元[)]?")
_UNIT_OF_TABLE = regex("单位:?(?P<unit>亿元|万元|元)")


@paper_check(
    "ZPJ270",
    "测算依据里的单价乘数量与金额不符",
    WARNING,
    reference="R-71",
    clause="金额为单价乘数量",
    message="“{quote}”应为 {expected} 元，这一行的金额写 {found}，请核对",
    fix="核对单价、数量和金额",
    follows=("ZPJ236", "ZPJ244", "ZPJ588"),
)
def priced_in_a_cell(case: PaperCase) -> Iterator[Hit]:
    """“2,200元/村，112个村” in a row whose amounts are both 22.40万元: none of them is the product."""
    for table in case.paper.tables:
        for number, row in enumerate(table.rows if not table.form else (), 1):
            for column, text in enumerate(row):
                match = _PRICED.search(squeezed(text)) if "元/" in text else None
                if match and match["unit"].startswith(match["of"][:1]) and not _MORE.search(_rest(text, match)):
                    amounts = list(_amounts(table, row, column))
                    right = _number(match["price"]).scaleb(4 if "万" in match["money"] else 0) * _number(match["count"])
                    if amounts and all(abs(value - right) > half for value, half, _ in amounts):
                        place = table.cell(number, column + 1)
                        yield Hit(place, amounts[-1][2], plain(right), quote=match.group(),
                                  project=case.project(table.section))  # fmt: skip


def _rest(text: str, match: re.Match[str]) -> str:
    """What a cell says besides price and number."""
    return squeezed(text).replace(match.group(), "")


def _number(text: str) -> Decimal:
    return parse_number(text.replace(",", "")) or ZERO


def _amounts(table: PaperTable, row: tuple[str, ...], apart: int) -> Iterator[tuple[Decimal, Decimal, str]]:
    """The amounts of a row in 元 with what rounding hides: by the unit of their heading, or of the whole table."""
    caption = _UNIT_OF_TABLE.search(squeezed(table.caption))
    whole = MONEY_ZEROS[caption["unit"]] if caption else None
    for column, text in enumerate(row):
        title = squeezed(table.rows[0][column]) if column < len(table.rows[0]) else ""
        own = zeros_of(title)
        zeros = own if own is not None else whole if re.search("金额|预算|执行|支出|资金|数$", title) else None
        value = number_in(text)
        if column != apart and zeros is not None and value is not None and not re.search("单价|标准|数量", title):
            yield value.scaleb(zeros), half_shown(text).scaleb(zeros), text.strip()


_JOINT_SHARE = regex(
    "(?P<names>[\u4e00-\u9fff、]{3,40}?)(?:合计|共计|两者|二者|三者|之和|共)占[^,。;0-9]{0,10}?"
    "(?:的比重|的比例|比重|比例|的)?(?:为|达|约)*(?P<share>[0-9]+(?:[.][0-9]+)?)%"
)
_SHARE_COLUMN = regex("占比|比例|比重|占.{0,6}%")


@paper_check(
    "ZPJ273",
    "几项合计的占比与表里各项占比之和不符",
    WARNING,
    reference="R-71",
    clause="合计的占比为各项占比之和",
    message="文字写“{quote}”，按表里 {basis} 应为 {expected}，请核对",
    fix="核对文字和表里的占比",
    follows=("ZPJ593",),
)
def shares_of_several(case: PaperCase) -> Iterator[Hit]:
    """“高新区和东江区合计占全市的65.88%” beside rows of 42.33 % and 26.22 %."""
    lines = [line for line in case.paper.paragraphs if "占" in line.text and re.search("合计|共|之和|者", line.text)]
    shares = [each for table in case.paper.tables if lines and not table.form for each in _share_rows(table)]
    for line in lines if shares else ():
        text = squeezed(line.text)
        for match in _JOINT_SHARE.finditer(text):
            rows = [_row_named(name, shares) for name in re.split("[、和及与]", match["names"])]
            kept = [row for row in rows if row]
            told, summed = parse_number(match["share"]) or ZERO, sum((row[1] for row in kept), ZERO)
            slack = half_unit(places_shown(match["share"])) + HALF_CENT * (len(kept) + 1)
            if len(rows) > 1 and len(kept) == len(rows) and abs(told - summed) > slack:
                basis = "+".join(f"{plain(row[1])}%" for row in kept)
                yield Hit(line.location, f"{match['share']}%", f"{plain(summed)}%", quote=match.group()[-40:],
                          basis=basis, project=case.project(line.section))  # fmt: skip


def _share_rows(table: PaperTable) -> Iterator[tuple[str, Decimal]]:
    """The labels of a table's rows with their shares in percent."""
    heading = headings(table)
    column = next((number for number, text in enumerate(heading) if _SHARE_COLUMN.search(text)), None)
    for row in table.rows[1:] if column is not None else ():
        label = next((squeezed(text) for text in row if text and number_in(text) is None), "")
        value = number_in(row[column]) if column is not None and column < len(row) else None
        if label and value is not None:
            yield label, value


def _row_named(name: str, shares: list[tuple[str, Decimal]]) -> tuple[str, Decimal] | None:
    """The one row whose label has the signs of a name in order: 高新区 is 沅安高新技术产业开发区.

    Words that go on behind a name (“东江区补助资金”) are left off, sign by sign.
    """
    for stop in range(len(name), 1, -1):
        found = [each for each in shares if in_order(name[:stop], each[0])]
        if len(found) == 1:
            return found[0]
    return None


_WHOLE_OF = regex(r"(?P<whole>\d+)[个家所户名人项处][\u4e00-\u9fff]{2,12}(?:中|当中|里),(?:有)?(?P<parts>[^。;]{4,80})")
_PART = regex(r"[\u4e00-\u9fff]{2,10}(?P<number>\d+)(?P<unit>[个家所户名人项处])(?:$|[、,和及])")
_COMMON = regex("已|其中|同时|完成|达到|新增|合格|满意|未|均")
_FEWEST = 2


@paper_check(
    "ZPJ274",
    "各部分的个数之和超过了总数",
    WARNING,
    reference="R-76",
    clause="各部分之和不超过总数",
    message="“{quote}”，各部分共 {expected}，总数只有 {found}，请核对",
    fix="核对总数和各部分",
    follows=("ZPJ552", "ZPJ554", "ZPJ586"),
)
def parts_beyond_the_whole(case: PaperCase) -> Iterator[Hit]:
    """“6个实施主体中，企业5家、专业合作社2家”: seven of six."""
    for sentence in said(case):
        for match in _WHOLE_OF.finditer(sentence.text) if "中," in sentence.text else ():
            listed = []
            for part in re.split(",", match["parts"])[0].split("、"):
                one = _PART.fullmatch(part)
                if one is None or _COMMON.search(part):
                    break
                listed.append(one)
            total = sum(int(one["number"]) for one in listed)
            if len(listed) >= _FEWEST and len({one["unit"] for one in listed}) == 1 and total > int(match["whole"]):
                yield sentence.hit(match["whole"], str(total), quote=match.group()[:50],
                                   basis="+".join(one["number"] for one in listed))  # fmt: skip


_SHARE = regex("占[^,。;0-9]{0,14}$")
_MOST_SHARES = 6


@paper_check(
    "ZPJ272",
    "各项占比之和不是100%，只差一个笔误",
    WARNING,
    reference="R-71",
    clause="各部分的占比之和为 100%",
    message="“{quote}”，其余各项占 {basis}，疑似应为 {expected}，请核对",
    fix="核对各项占比",
    follows=("ZPJ593", "ZPJ249"),
)
def shares_not_of_all(case: PaperCase) -> Iterator[Hit]:
    """“种植业占38.33%，养殖业占60.67%”: one digit else and they make all."""
    for sentence in said(case) if "占" in "".join(line.text for line in case.paper.paragraphs) else ():
        shares = [each for each in sentence.quantities if each.unit == PERCENT and _SHARE.search(each.before)]
        summed = sum((each.value for each in shares), ZERO)
        slack = sum((each.half_place for each in shares), ZERO)
        if not _FEWEST <= len(shares) <= _MOST_SHARES or abs(summed - HUNDRED) <= slack or _apart(shares):
            continue
        for each in shares:
            right = HUNDRED - summed + each.value
            long = len(each.digits.replace(".", "")) > _FEWEST
            if long and each.slips_to(right):
                rest = "、".join(other.text for other in shares if other is not each)
                yield sentence.hit(each.text, f"{plain(right)}%", basis=rest, quote=each.before[-20:] + each.text)
                break


def _apart(shares: list[Quantity]) -> bool:
    """Whether shares are of several wholes."""
    wholes = {name for each in shares if len(name := re.sub(".*占|的$", "", each.before)) > 1}
    return len(wholes) > 1


_ON_AVERAGE = regex(
    "(?P<of>[户人亩家村所])均(?:投资|投入|成本|补助|补贴|奖补|支出|造价|费用|金额|资金)[^,。;0-9]{0,6}$"
)


@another_way("ZPJ244", WARNING, follows=("ZPJ244", "ZPJ588"))
def averages_of_the_form(case: PaperCase) -> Iterator[Hit]:
    """“户均投资约1.96万元” where 3442万元 and 2032户, the form's own figures, make 1.69: a slip of the pen away."""
    for sentence in said(case) if case.forms else ():
        for figure in sentence.quantities if "均" in sentence.text else ():
            match = _ON_AVERAGE.search(figure.before) if figure.unit == MONEY and figure.value else None
            of_a_row = match is not None and _is_of_a_row(case, figure)
            if match and not of_a_row and len(figure.digits.replace(".", "")) > _FEWEST:
                yield from _off(case, sentence, figure, match["of"])


def _is_of_a_row(case: PaperCase, figure: Quantity) -> bool:
    """Whether an indicator of a form is that average, and has it: 宫颈癌筛查人均成本, 110元."""
    return any(
        "均" in row.name and row.value == figure.value and row.name in figure.before
        for form in case.forms for row in measured(form) if row.unit == MONEY
    )  # fmt: skip


def _off(case: PaperCase, sentence: Sentence, figure: Quantity, of: str) -> Iterator[Hit]:
    told = [each.value for other in said(case) for each in other.quantities if each.unit == MONEY]
    near: list[tuple[Decimal, str]] = []
    for form in case.forms:
        zeros, line = form.zeros, form.total
        spent = printed(line.executed) if line else None
        for row in measured(form) if zeros is not None and spent else ():
            if row.unit == of and row.value > 1 and spent is not None and zeros is not None:
                whole = spent.scaleb(zeros)
                right = figure.rounded(whole / row.value)
                if any(abs(each / row.value - figure.value) <= figure.half_place for each in (whole, *told)):
                    return
                if figure.slips_to(right):
                    near.append((right, f"{plain(spent)}{form.evaluation.unit}÷{plain(row.value)}{of}"))
    if len(near) == 1:
        yield wrong(sentence, figure, near[0][0], near[0][1], proved=False)


@paper_check(
    "ZPJ275",
    "表的金额单位疑似写错",
    WARNING,
    reference="R-23",
    clause="同一金额在全文的单位一致",
    message="表的单位写“{unit}”，合计 {found} 就是自评表的 {expected}，请核对单位",
    fix="核对表的单位（元、万元）",
)
def unit_of_a_table(case: PaperCase) -> Iterator[Hit]:
    """“（单位：元）” over a total of 260.00, the form's own 260.00万元; “单位：万元” over one of 2,600,000."""
    totals = {value: form for form in case.forms if form.evaluation.unit == "万元" and form.total
              for entry in (form.total.full_year_budget, form.total.executed)
              if (value := printed(entry)) is not None and len(plain(value)) > _FEWEST}  # fmt: skip
    for table in case.paper.tables if totals else ():
        last = next((row for row in reversed(table.rows) if "计" in row[0]), ())
        for line in _unit_lines(case, table) if last and not table.form else ():
            unit = _UNIT_OF_TABLE.search(squeezed(line.text))
            shift = {"元": 0, "万元": -4}.get(unit["unit"]) if unit else None
            found = [(text, number.scaleb(shift)) for title, text in zip(table.rows[0], last, strict=False)
                     if shift is not None and (number := number_in(text.replace(",", ""))) is not None
                     and number.scaleb(shift) in totals and (not shift or zeros_of(title) is None)]  # fmt: skip
            if found and unit:
                text, value = found[-1]
                yield Hit(line.location, text.strip(), f"{plain(value)}万元", quote=line.text.strip()[-40:],
                          project=totals[value].project, words={"unit": unit["unit"]})  # fmt: skip


def _unit_lines(case: PaperCase, table: PaperTable) -> list[Paragraph]:
    """The line over a table that names its unit: its caption, or one of its own under the same heading."""
    caption = squeezed(table.caption)
    is_only = sum(each.path == table.path and each.section == table.section for each in case.paper.tables) == 1
    return [
        line for line in case.paper.paragraphs if "单位" in line.text and line.section == table.section
        and (squeezed(line.text) == caption
             or (is_only and line.path == table.path and _UNIT_ALONE.fullmatch(squeezed(line.text))))
    ]  # fmt: skip
