"""Over a filed report of projects: amounts told of each other, names of one project where another's must stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.figures import MONEY, Quantity, said
from zpj.checks.reading.plain_patterns import CITED
from zpj.checks.reading.reconcile import amount_of
from zpj.checks.reading.text import squeezed
from zpj.checks.rows.targets import forms_of
from zpj.checks.rule import ERROR, WARNING, Hit, another_way
from zpj.checks.tie.names import bare_name
from zpj.checks.touched import by_the_paragraph
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_SPENT = regex("(?:支出|执行|支付|使用)(?:数|资金|金额|了|共|合计|为|:)*$")
_LEFT = regex("(?:结余|结转|节余|剩余)(?:结转|资金|金额|数|了|共|为|:)*$")


@another_way("ZPJ501", ERROR, follows=("ZPJ501", "ZPJ560", "ZPJ505", "ZPJ502"))
@by_the_paragraph
def spent_and_left_swapped(case: PaperCase) -> Iterator[Hit]:
    """“实际执行2.31万元，结余36.19万元” beside a form that spent 36.19 and has 2.31 left, whatever year is told."""
    for sentence in said(case) if case.forms else ():
        spent = [each for each in sentence.quantities if each.unit == MONEY and _SPENT.search(each.before)]
        left = [each for each in sentence.quantities if each.unit == MONEY and _LEFT.search(each.before)]
        for form in forms_of(case, sentence.paragraph) if spent and left else ():
            own = _spent_and_left(form)
            told = [each for each in spent if own and _is(each, own[1])]
            rest = [each for each in left if own and _is(each, own[0])]
            if own and own[0] != own[1] and len(told) == len(rest) == 1 and told[0].start < rest[0].start:
                right = told[0].as_printed(own[0])
                yield Hit(sentence.paragraph.location, told[0].text, right, project=form.project,
                          quote=sentence.text[max(0, told[0].start - 8) : rest[0].end][-40:],
                          words={"what": "执行数", "hint": "（疑似与结余写颠倒了）"})  # fmt: skip
                break


def _is(figure: Quantity, amount: Decimal) -> bool:
    return abs(figure.value - amount) <= figure.half


def _spent_and_left(form: FormCase) -> tuple[Decimal, Decimal] | None:
    """What a form has spent and left of its budget, in 元; None where it does not say, or spent all or nothing."""
    line, zeros = form.total, form.zeros
    spent = amount_of(line.executed) if line else None
    budget = amount_of(form.budget(line)) if line else None
    if spent is None or budget is None or zeros is None or not 0 < spent.value < budget.value:
        return None
    return spent.value.scaleb(zeros), (budget.value - spent.value).scaleb(zeros)


_SCOPE = regex(
    "评价(?:范围|对象|期间|时段|时间范围|资金范围|内容)(?:为|是|包括|涵盖|覆盖|:)+(?P<between>[^。;]{0,40}?)(?<![0-9〔])"
    "(?P<year>20[0-9]{2})年度?(?P<behind>[^。;,]{0,24})"
)
_SPAN = regex("^(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:至|到|起|以来|[-—~、和及]|结转|底|末|批复|立项|申报|启动|安排)")


@another_way("ZPJ185", WARNING, follows=("ZPJ185", "ZPJ572", "ZPJ485", "ZPJ516", "ZPJ565", "ZPJ505", "ZPJ559"))
def scope_of_last_year(case: PaperCase) -> Iterator[Hit]:
    """“评价范围为项目2023年度的全部财政资金” in a report on 2024: a scope of the year before alone."""
    year = main_year(case)
    for sentence in said(case) if year else ():
        text = sentence.text if "评价" in sentence.text and str((year or 0) - 1) in sentence.text else ""
        for match in _SCOPE.finditer(text):
            around = match["between"] + match["behind"]
            other = int(match["year"]) != (year or 0) - 1 or _SPAN.match(match["behind"])
            if not other and str(year) not in around and "结转" not in match["behind"]:
                yield sentence.hit(f"{match['year']}年", str(year), quote=match.group()[:40])
                break


_ITEM = regex("^(?:[0-9]{1,2}[.、]|[一二三四五六七八九十]是|[(（][0-9一二三四五六七八九十]{1,2}[)）])")
_SIDES = regex("[、和及与]")
_FEWEST, _PAIR = 3, 2


@another_way("ZPJ135", WARNING, follows=("ZPJ135", "ZPJ114", "ZPJ118", "ZPJ520", "ZPJ470", "ZPJ136"))
def project_named_twice(case: PaperCase) -> Iterator[Hit]:
    """“1.法律援助经费……2.法律援助经费……”, “对甲、甲2个项目”: a project in its own place and in that of another."""
    names = {bare_name(form.project): form for form in case.forms}
    names = {name: form for name, form in names.items() if len(name) >= _FEWEST}
    if len(names) < _PAIR or any(one != other and one in other for one in names for other in names):
        return
    items: list[tuple[Paragraph, str]] = []
    for line in (*case.paper.paragraphs, None):
        named = _leading(line, names) if line else ""
        if line and named and (not items or items[0][0].section == line.section):
            items.append((line, named))
            continue
        told = Counter(name for _, name in items)
        if len(items) == len(names) and max(told.values(), default=0) == _PAIR and len(told) == len(names) - 1:
            twice = next(name for name, times in told.items() if times == _PAIR)
            at = [paragraph for paragraph, name in items if name == twice]
            for paragraph in at:
                yield Hit(paragraph.location, twice, quote=squeezed(paragraph.text)[:30], project=names[twice].project)
        items = [(line, named)] if line and named else []
    for sentence in said(case):
        for piece in CITED.sub("", sentence.text).split(","):
            yield from _listed_twice(sentence.paragraph, piece, names)


def _leading(line: Paragraph, names: dict[str, FormCase]) -> str:
    """The project an item of a list begins with, a heading of a list alike."""
    text = squeezed(line.text)
    match = _ITEM.match(text)
    rest = bare_name(text[match.end() : match.end() + 60]) if match else ""
    return next((name for name in names if rest.startswith(name)), "")


def _listed_twice(line: Paragraph, piece: str, names: dict[str, FormCase]) -> Iterator[Hit]:
    """A list of as many projects as there are forms, one of them twice side by side or apart, another not at all."""
    items = [item for item in _SIDES.split(piece) if item]
    held = [[name for name in names if name in item] for item in items] if len(items) >= len(names) else []
    told = Counter(each[0] for each in held if len(each) == 1)
    if told.total() == len(names) and len(told) == len(names) - 1 and max(told.values(), default=0) == _PAIR:
        twice = next(name for name, times in told.items() if times == _PAIR)
        yield Hit(line.location, twice, quote=piece[-50:], project=names[twice].project)
