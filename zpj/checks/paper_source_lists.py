"""Over a filed report: sources of money listed together, one of them told otherwise than the lines of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.paper_figures import MONEY, Sentence, said
from zpj.checks.paper_sources import levels_or_own, money_lines
from zpj.checks.paper_text import squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.checks.source_statements import clause_before
from zpj.checks.tables import zeros_of
from zpj.checks.touched import by_the_paragraph
from zpj.domain.model import printed
from zpj.domain.regex import regex

_FOLLOWS = ("ZPJ124", "ZPJ518", "ZPJ501", "ZPJ566")
_ALL_OF = regex(
    "(?:资金|经费|预算|其中)?(?:全部|全额|均)(?:为|是|系|属于?|来源于|来自|由)(?P<source>[^,。;()、和]{0,4}"
    "(?:中央|自治区|[省市州盟县区旗乡镇]级)[^,。;()、和]{0,6}(?:资金|拨款|补助|安排|预算|经费))"
)
_PART_OF = regex("结余|剩余|结转|未支|未执行|追加|增加|调[增减剂整]|核减|差额|扣[减除]")
"""Words of money that is but a part of all."""
_CARRIED = "结转"
_STEM = regex("^其中:?|[(][^()]*[)]|资金$")
_LEAST, _FEWEST = 3, 2
_COLUMNS = ("initial_budget", "full_year_budget", "executed")


@another_way("ZPJ124", WARNING, follows=_FOLLOWS)
@by_the_paragraph
def all_of_one_source(case: PaperCase) -> Iterator[Hit]:
    """“全年预算1206.72万元，资金全部为县级财政资金” where the form has 中央和省级资金 965.38."""
    for sentence in said(case) if case.forms else ():
        match = _ALL_OF.search(sentence.text)
        told = levels_or_own(match["source"]) if match else set()
        start = match.start() if match and len(told) == 1 else 0
        money = [each.value for each in sentence.quantities if each.unit == MONEY and each.end <= start]
        if match is None or not money or _PART_OF.search(sentence.text, 0, start):
            continue
        own = [form for form in case.forms if sentence.project in ("", form.project) and money[-1] in _totals(form)]
        other = _of_another(own[0], money[-1], told) if len(own) == 1 else ""
        if other:
            yield _hit(sentence, own[0], match["source"], other)


def _totals(form: FormCase) -> Mapping[Decimal, str]:
    """The totals of a form's funds, in 元, with the first column of each."""
    zeros, found = zeros_of(form.evaluation.unit) or 0, {}
    for field in reversed(_COLUMNS if form.total else ()):
        if number := printed(getattr(form.total, field)):
            found[number.scaleb(zeros)] = field
    return found


def _of_another(form: FormCase, amount: Decimal, told: set[str]) -> str:
    """The line of another level that has some of the money in the column whose total is an amount."""
    field = _totals(form)[amount]
    filled = [squeezed(line.label) for line in form.evaluation.funds
              if line is not form.total and printed(getattr(line, field))]  # fmt: skip
    others = [label for label in filled if (own := levels_or_own(label)) and own.isdisjoint(told)]
    return others[0] if others else ""


@another_way("ZPJ124", WARNING, follows=_FOLLOWS)
@by_the_paragraph
def carried_over_or_of_a_level(case: PaperCase) -> Iterator[Hit]:
    """“其中当年财政拨款1100万元、省级补助资金80万元”: the 80 are 上年结转资金 in the form, the 1100 as told."""
    for form in case.forms:
        lines = money_lines(form)
        for sentence in said(case) if len(lines) >= _FEWEST else ():
            told = [
                (each, clause_before(each))
                for each in sentence.quantities
                if each.unit == MONEY and each.value in lines
            ]
            if len(told) < _FEWEST or sentence.project not in ("", form.project):
                continue
            right = [each for each, clause in told if any(_names(label, clause) for label in lines[each.value])]
            for figure, clause in told if right else ():
                labels = lines[figure.value]
                if len(labels) == 1 and _is_other(labels[0], clause) and figure not in right:
                    yield _hit(sentence, form, clause + figure.text, labels[0])


def _kind(source: str) -> set[str]:
    """What a source is: carried over from last year, one's own, or of a level."""
    return {_CARRIED} if _CARRIED in source else levels_or_own(source)


def _is_other(label: str, clause: str) -> bool:
    """Whether one of two is money carried over, and the other money of a level or one's own."""
    one, other = _kind(label), _kind(clause)
    return len(one) == len(other) == 1 and one != other and _CARRIED in one | other


def _names(label: str, clause: str) -> bool:
    """Whether a clause has the words of a line."""
    stem = _STEM.sub("", label)
    return len(stem) >= _LEAST and stem in clause


def _hit(sentence: Sentence, form: FormCase, told: str, label: str) -> Hit:
    return Hit(sentence.paragraph.location, told, label, quote=told, project=form.project)
