"""Over a filed report: sources of money listed together, one of them told otherwise than the lines of the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.figures import MONEY, Sentence, said
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.checks.sources.whose_money import levels_or_own, money_lines
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import ZERO
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


@another_way("ZPJ124", WARNING, follows=("ZPJ124",))
@by_the_paragraph
def all_of_one_source(case: PaperCase) -> Iterator[Hit]:
    """“全年预算1206.72万元，资金全部为县级财政资金” where the form has 中央和省级资金 965.38."""
    for sentence in said(case) if case.forms else ():
        match = _ALL_OF.search(sentence.text)
        told = levels_or_own(match["source"]) if match else set()
        start = match.start() if match and len(told) == 1 else 0
        money = [each for each in sentence.quantities if each.unit == MONEY and each.end <= start]
        if match is None or not money:
            continue
        whole = money[-1]
        if _PART_OF.search(whole.clause + sentence.text[whole.end : start]):
            continue
        for forms in (*((form,) for form in case.forms if sentence.project in ("", form.project)), case.forms):
            if found := _of_another(forms, whole.value, told):
                yield _hit(sentence, found[0], match["source"], found[1])
                break


def _of_another(forms: Sequence[FormCase], amount: Decimal, told: set[str]) -> tuple[FormCase, str] | None:
    """The first line of another level that has some of the money in a column whose totals come to an amount."""
    for field in _COLUMNS:
        if sum((_total(form, field) for form in forms), ZERO) != amount:
            continue
        for form in forms:
            lines = (line for line in form.evaluation.funds if line is not form.total and printed(getattr(line, field)))
            for label in map(squeezed, (line.label for line in lines)):
                if (own := levels_or_own(label)) and own.isdisjoint(told):
                    return form, label
    return None


def _total(form: FormCase, field: str) -> Decimal:
    """The total of a form's funds in a column, in 元; 0 where it has none."""
    number = printed(getattr(form.total, field)) if form.total else None
    return (number or ZERO).scaleb(form.zeros or 0)


@another_way("ZPJ124", WARNING, follows=_FOLLOWS)
@by_the_paragraph
def carried_over_or_of_a_level(case: PaperCase) -> Iterator[Hit]:
    """“其中当年财政拨款1100万元、省级补助资金80万元”: the 80 are 上年结转资金 in the form, the 1100 as told."""
    for form in case.forms:
        lines = money_lines(form)
        for sentence in said(case) if len(lines) >= _FEWEST else ():
            told = [(each, each.clause) for each in sentence.quantities if each.unit == MONEY and each.value in lines]
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
