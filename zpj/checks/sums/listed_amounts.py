"""In the prose of a filed report: amounts of several sources or items in a row, against one column of their table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import MONEY, Quantity, Sentence, said
from zpj.checks.reading.tables import amount_in, zeros_of
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.units import MONEY_ZEROS

_LEVEL = regex(
    "^(?:其中:?)?(?P<level>中央|省级|自治区|市级|县级|区级|州级|盟级|旗级|乡镇|上级|地方|本级|其他|[^,]{0,4}自筹)"
)
_BARE = regex(
    "^其中:?|[:、]|[(].*?[)]|^[0-9一二三四五六七八九十]+[.、]|(?:财政)?(?:补助|专项|配套|拨款)?(?:资金|经费)?$"
)
_TOTAL = regex("^(?:合计|总计|小计|总额|年度资金总额)")
_HEAD = regex("预算|计划|安排|下达|批复|到位|执行|支出|支付|使用|拨付|金额|资金|结余|结转")
_NO_HEAD = regex("率|比例|进度|占比|单位|科目|内容|得分|分值|原因|名称|来源|性质|类型")
_ROLES = {
    "spent": regex("支出|执行|支付|使用"),
    "left": regex("结余|结转|剩余|未"),
    "planned": regex("预算|安排|到位|下达|批复|计划|投入|配套"),
}
_BETWEEN = regex(
    "(?:级|财政|补助|专项|配套|拨款|投入|资金|经费|预算|安排|到位|下达|批复|计划|共|实际|累计|全年|支出|执行|支付|使用|结余|结转|"
    "剩余|数|了|为|各|[:(])*"
)
_OTHER = regex("上年(?!度?结[转余])|去年|往年|追加|调[增减整]|收回|提前|分批|每|标准|季度|上半年|其余|约")
_STAGES = ("到位", "拨付", "申请", "申报", "收到")
"""What is told of such money is in a column of that name or in none."""
_FEWEST, _LEAST_NAME, _MOST_HEADS = 3, 2, 4


@record
class _Table:
    """The amounts of a table in 元 by row, the rows under the names prose may give them, and where each stands."""

    names: Mapping[str, int]
    columns: tuple[tuple[str, Mapping[int, Decimal]], ...]
    labels: Mapping[int, str]
    place: str


@another_way("ZPJ281", WARNING, follows=("ZPJ281", "ZPJ501", "ZPJ560", "ZPJ587", "ZPJ586", "ZPJ554", "ZPJ230"))
def amounts_listed(case: PaperCase) -> Iterator[Hit]:
    """“中央资金支出300万元，省级支出213.04万元，市级支出200万元” where one column has all but the last, 184.00."""
    for sentence in said(case):
        money = [each for each in sentence.quantities if each.unit == MONEY]
        if len(money) < _FEWEST or _OTHER.search(sentence.text):
            continue
        for table in _tables(case):
            if any(word in sentence.text and not any(word in head for head, _ in table.columns) for word in _STAGES):
                continue
            told = _told(money, table)
            if len({row for row, *_ in told}) >= _FEWEST and (hit := _odd(sentence, told, table)):
                yield hit
                break


def _told(money: Sequence[Quantity], table: _Table) -> list[tuple[int, Quantity, str]]:
    """The amounts right behind a name of a row, each with its row and what it is told to be."""
    found: dict[tuple[int, str], tuple[int, Quantity, str]] = {}
    for figure in money:
        name = max((each for each in table.names if each in figure.before), default="", key=figure.before.rfind)
        rest = figure.before.rpartition(name)[2] if name else ""
        if name and _BETWEEN.fullmatch(rest):
            role = next((role for role, words in _ROLES.items() if words.search(rest)), "")
            found.setdefault((table.names[name], role), (table.names[name], figure, role))
    roles = [role for *_, role in found.values()]
    common = max(dict.fromkeys(roles), key=roles.count, default="")
    return [each for each in found.values() if each[2] == common]


def _odd(sentence: Sentence, told: Sequence[tuple[int, Quantity, str]], table: _Table) -> Hit | None:
    """The one amount that keeps a list from being a column of the table; None where one has all of them."""
    odd: list[tuple[Quantity, int, Decimal]] = []
    for head, cells in table.columns:
        others = [(figure, row) for row, figure, _ in told if row not in cells or not figure.shows(cells[row])]
        if not others:
            return None
        fits = not told[0][2] or _ROLES[told[0][2]].search(head) is not None
        if len(others) == 1 and fits and cells.get(others[0][1]):
            odd.append((*others[0], cells[others[0][1]]))
    if not odd:
        return None
    figure, row, right = odd[-1]
    shown = figure.as_printed(right)
    return sentence.hit(figure.text, shown, quote=sentence.clause_to(figure, marks=",;。、:"), basis=table.place,
                        words={"name": table.labels[row]})  # fmt: skip


@lru_cache(maxsize=4)
def _tables(case: PaperCase) -> tuple[_Table, ...]:
    plain_tables = (_of_table(table) for table in case.paper.tables if not table.form)
    return tuple(table for table in (*_of_forms(case), *plain_tables) if table)


def _of_forms(case: PaperCase) -> Iterator[_Table | None]:
    for form in case.forms:
        lines = [line for line in form.evaluation.funds if line.role != "total"]
        zeros = MONEY_ZEROS.get(form.evaluation.unit, 4)
        columns = [
            (head, {row: cell.number.scaleb(zeros) for row, line in enumerate(lines)
                    if (cell := getattr(line, field)) is not None and cell.number is not None})
            for head, field in (("年初预算", "initial_budget"), ("全年预算", "full_year_budget"),
                                ("执行", "executed"), ("结余", "balance"))
        ]  # fmt: skip
        yield _table({row: squeezed(line.label) for row, line in enumerate(lines)}, columns, "自评表")


def _of_table(table: PaperTable) -> _Table | None:
    for at, texts in enumerate(table.rows[:_MOST_HEADS]):
        heads = [squeezed(text) for text in texts]
        places = [place for place, head in enumerate(heads) if _HEAD.search(head) and not _NO_HEAD.search(head)]
        if not places:
            continue
        rows = {number: [squeezed(text) for text in row] for number, row in enumerate(table.rows) if number > at}
        labels = {number: next((text for text in row if text and not text[0].isdigit()), "")
                  for number, row in rows.items()}  # fmt: skip
        columns = [(heads[place], dict(_cells(rows, place, heads[place]))) for place in places]
        return _table(labels, columns, table.name)
    return None


def _cells(rows: Mapping[int, Sequence[str]], place: int, head: str) -> Iterator[tuple[int, Decimal]]:
    zeros = zeros_of(head)
    for number, row in rows.items():
        amount = amount_in(row[place].replace(",", "")) if place < len(row) else None
        if amount:
            yield number, amount.value.scaleb(4 if zeros is None else zeros)


def _short(label: str) -> str:
    """What prose calls a source of money: 中央, 省级, 自筹; "" where it is none of these."""
    match = _LEVEL.match(label)
    return ("自筹" if match["level"].endswith("自筹") else match["level"]) if match else ""


def _table(labels: Mapping[int, str], columns: Sequence[tuple[str, dict[int, Decimal]]], place: str) -> _Table | None:
    kept = {row: label for row, label in labels.items() if label and not _TOTAL.match(label)}
    names: dict[str, list[int]] = {}
    for row, label in kept.items():
        for name in dict.fromkeys((label, _BARE.sub("", _BARE.sub("", label)), _short(label))):
            if len(name) >= _LEAST_NAME:
                names.setdefault(name, []).append(row)
    own = {name: rows[0] for name, rows in names.items() if len(rows) == 1}
    filled = tuple((head, cells) for head, cells in columns if len(cells) > 1)
    return _Table(own, filled, kept, place) if len(set(own.values())) >= _FEWEST and filled else None
