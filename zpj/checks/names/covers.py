"""Over a filed report: the name of the project on the cover against that of the report and the form behind it."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.names.form_names import is_general
from zpj.checks.names.slots import TAIL, core_of, titled
from zpj.checks.reading.own_units import plain_units
from zpj.checks.reading.text import parts, squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.likeness import bigrams
from zpj.domain.regex import regex

_KIND_OF_MONEY = regex("专项资金|财政|预算|类项目|类$")
_LEAST = 3


@another_way("ZPJ524", WARNING, follows=("ZPJ524",))
def cover_of_another_name(case: PaperCase) -> Iterator[Hit]:
    """“2024年度信息化建设项目支出绩效自评材料” before the report on, and the form of, 信息系统运维 alone.

    A cover that names its office, the kind of money, or more or less of the name at an end is let pass.
    """
    cover, *others = parts(case) or (None,)
    told_of = [form.project for form in case.forms if form.evaluation.text("project_name")]
    names = {_bare(name): core_of(name) for name in (*titled(others), *told_of)}
    if cover is None or len(names) != 1 or any(line.heading for line in cover.paragraphs):
        return
    ((own, shown),) = names.items()
    for told in titled([cover]):
        name = _without_offices(case, core_of(told))
        bare = _bare(name)
        apart = len(bare) >= _LEAST and bare not in own and own not in squeezed(cover.title)
        general = is_general(bare) or _KIND_OF_MONEY.search(told)
        if apart and not general and {*bigrams(bare)} & {*bigrams(own)}:
            title = next(line for line in cover.paragraphs if line.is_title)
            yield Hit(title.location, shown, name, quote=title.text.strip(), project=cover.project)


def _bare(name: str) -> str:
    return TAIL.sub("", core_of(name))


def _without_offices(case: PaperCase, name: str) -> str:
    """A name without the end of an office's name before it: a title cuts 某市残疾人联合会 behind 市."""
    ends = (unit[at:] for unit in plain_units(case) for at in range(len(unit) - _LEAST))
    found = max((end for end in ends if name.startswith(end) and len(end) < len(name)), key=len, default="")
    return name.removeprefix(found)
