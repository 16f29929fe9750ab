"""The names of projects as prose tells them, whatever the year, the closing 项目 and what stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zpj.checks.case import FormCase
from zpj.checks.reading.plain_patterns import YEAR_WORDS
from zpj.domain.likeness import longest_shared
from zpj.domain.regex import pattern, regex
from zpj.domain.wording import normalise

_LEAST_NAME, _LEAST_END = 4, 6
_ASIDE = regex("[(][^()]*[)]$")
_OF_PROJECT = regex("(?:经费|项目|资金|工程|专项|补助)[。:]?$")
_NO_PROJECT = regex("绩效|自评|评价|预算|目标|概况|情况|问题|措施|组织|管理办法")
_USUAL = regex("专项|经费|资金|项目|补助|工程|20[0-9]{2}年度?")


class Names:
    """The project names of some forms, found in a text whatever the year and the closing 项目."""

    def __init__(self, forms: Sequence[FormCase]) -> None:
        bare = {bare_name(form.project): form for form in reversed(forms)}
        self.forms = {name: form for name, form in bare.items() if len(name) >= _LEAST_NAME}
        self._alike: dict[str, FormCase | None] = {}
        self._told = {**_without_aside(self.forms), **self.forms}
        words = "|".join(re.escape(name) for name in sorted(self._told, key=len, reverse=True))
        self._pattern = regex(words) if words else None
        self._ends = _own_ends(self.forms) if len(self.forms) > 1 else {}
        ends = "|".join(re.escape(end) for end in self._ends)
        self._short = regex(f"(?:^|(?<=[,;、。]))(?:{ends})(?=项目)") if ends else None

    def found(self, text: str) -> list[tuple[int, FormCase]]:
        """Where a spelt text names a project, in order."""
        if self._pattern is None:
            return []
        whole = [(match.start(), self._told[match.group()]) for match in self._pattern.finditer(text)]
        if self._short is None or "项目" not in text:
            return whole
        return sorted((*whole, *((match.start(), self._ends[match.group()]) for match in self._short.finditer(text))),
                      key=lambda each: each[0])  # fmt: skip

    def alike(self, title: str) -> FormCase | None:
        """The one form a heading that is a project's name all but names; asked once a heading."""
        if title not in self._alike:
            shared = [(_shared_signs(title, name), form) for name, form in self.forms.items()]
            near = [form for size, form in shared if size >= _LEAST_NAME]
            others = [size for size, form in shared if form not in near]
            is_name = _OF_PROJECT.search(title) and not _NO_PROJECT.search(title) and len(shared) > 1
            self._alike[title] = near[0] if is_name and len(near) == 1 and max(others) < _LEAST_NAME - 1 else None
        return self._alike[title]


def _without_aside(forms: Mapping[str, FormCase]) -> dict[str, FormCase]:
    """Names without what stands in brackets at their end, where no other project has them: 购买演出服务(送戏下乡)."""
    short = {_ASIDE.sub("", name): name for name in forms if name.endswith(")")}
    return {name: forms[own] for name, own in short.items()
            if len(name) >= _LEAST_NAME and not any(name in other for other in forms if other != own)}  # fmt: skip


def _own_ends(forms: Mapping[str, FormCase]) -> dict[str, FormCase]:
    """The endings of project names that no other project has: 经济普查单位清查 of 第五次全国经济普查单位清查."""
    starts = ((name, form, start) for name, form in forms.items() for start in range(1, len(name) - _LEAST_END + 1))
    ends = ((name[start:], name, form) for name, form, start in starts)
    return {end: form for end, name, form in ends if not any(end in other for other in forms if other != name)}


def _shared_signs(title: str, name: str) -> int:
    """The length of the longest piece of a project's own words in a title."""
    one, other = _USUAL.sub("", title), _USUAL.sub("", name)
    return longest_shared(one, other).size


def bare_name(name: str) -> str:
    """A project's name in one spelling, without year and the closing 项目."""
    return pattern("项目$").sub("", YEAR_WORDS.sub("", normalise(name)))
