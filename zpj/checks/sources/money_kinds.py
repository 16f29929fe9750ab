"""Over a filed report: the name of a form with another kind of money behind it than elsewhere: 经费 for 补助资金."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.names.slots import FOLLOWS, MONEY_KIND, TAIL, bare_text, bare_whole, core_of, own_projects
from zpj.checks.reading.text import in_order, texts_of_paper
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.regex import regex

_KINDS = regex(f"(?:{MONEY_KIND}|支出)*")
_NO_KIND = regex("^项目|(?:项目|支出)+$")
_GIVEN = frozenset({"补助", "补贴"})
_LEAST, _OFTEN, _TWO = 5, 3, 2


@another_way("ZPJ186", WARNING, follows=("ZPJ186", *FOLLOWS))
def money_of_the_form(case: PaperCase) -> Iterator[Hit]:
    """“基本公共卫生服务项目经费” in the form alone, where the paper has 基本公共卫生服务补助资金 three times or more.

    A name with 补助 or 补贴 is also compared with the bare one: “社会化服务补助项目” for 社会化服务项目.
    """
    whole = bare_whole(case)
    for form in case.forms:
        core = core_of(form.project)
        stem = TAIL.sub("", core)
        entry = form.evaluation.fields.get("project_name")
        if entry is None or len(stem) < _LEAST:
            continue
        own, told = _NO_KIND.sub("", core[len(stem) :]), _told(stem, whole)
        other = max((kind for kind in told if kind and kind != own), key=lambda kind: told[kind], default="")
        other = "" if told[other] < _OFTEN and own in _GIVEN else other
        may_lack = other or own in _GIVEN
        if own and may_lack and whole.count(core) == 1 and told[other] >= max(_OFTEN, told[own] * 2):
            meant = stem + (other or "项目")
            yield Hit(entry.location, form.project, meant, quote=form.project, project=form.project)


@another_way("ZPJ186", WARNING, follows=("ZPJ186", *FOLLOWS))
def money_told_once_otherwise(case: PaperCase) -> Iterator[Hit]:
    """“设立普惠性幼儿园补助经费项目” once, where the paper has 普惠性幼儿园补助资金 three times or more.

    A third kind shows that they are several; 工程 may be the work itself.
    """
    whole = bare_whole(case)
    stems = {TAIL.sub("", core_of(name)) for name in own_projects(case)}
    for stem in sorted(each for each in stems if len(each) > _LEAST):
        kinds = [(kind, times) for kind, times in _told(stem, whole).most_common() if kind]
        if len(kinds) != _TWO or kinds[1][1] != 1 or kinds[0][1] < _OFTEN:
            continue
        usual, odd = kinds[0][0], kinds[1][0]
        if "工程" not in odd and not in_order(odd, usual) and not in_order(usual, odd):
            for place, text, section in texts_of_paper(case):
                if stem + odd in bare_text(text):
                    yield Hit(place, stem + odd, stem + usual, quote=stem + odd, project=case.project(section))


@lru_cache(maxsize=32)
def _told(stem: str, whole: str) -> Counter[str]:
    """How often each kind of money, or 项目 alone (""), stands behind a name."""
    found: Counter[str] = Counter()
    for part in whole.split(stem)[1:]:
        words = _KINDS.match(part)
        kind = words.group() if words else ""
        if kind:
            found[_NO_KIND.sub("", kind)] += 1
    return found
