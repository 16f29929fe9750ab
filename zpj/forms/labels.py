"""The wordings of labels on real forms: templates/labels.toml, and how two wordings are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from functools import cache, cached_property, lru_cache

from zpj import resources
from zpj.domain.near_labels import is_slip
from zpj.domain.regex import pattern, regex

_BRACKETS = regex(r"[(\[〔【{][^()\[\]〔〕【】{}]*[)\]〕】}]")
_NOISE = regex(r"[\s:;,.、。·_—\-*%]+")
_ORDINAL = regex(r"^(?:[一二三四五六七八九十]+、|\d+[、.])")
_CIRCLED = regex("[①-⑳]")
_FORMULA = regex(r"(?<=[\u4e00-\u9fff])[A-E](?:[/÷][A-E])?$")
_COLON = regex("[:：]")
_NEXT_LABEL = regex(r"\s+(?=[^\s:：]{2,12}\s*[:：])")
_ANYTHING = "…"
_LONGEST_LABEL = 60
_LONGEST_JOINT = 300
_REMEMBERED = 8192
_OF_PROSE = frozenset(("analysis", "notes", "settings"))
_LIKE = "_like"


@lru_cache(maxsize=_REMEMBERED)
def bare_label(text: str) -> str:
    """Strip a label to what is compared: no blanks, colons, line breaks, number in front, nor brackets and their text,
    nor the letter (A) or number (①) of a column.

    “二、项目资金\\n（万元）：” gives “项目资金”, “资金结(转)余” gives “资金结余”. Text too long for a label gives "".
    """
    if len(text) > _LONGEST_LABEL:
        return ""
    folded = unicodedata.normalize("NFKC", text if text.isascii() else _CIRCLED.sub("", text))
    return _FORMULA.sub("", _NOISE.sub("", _ORDINAL.sub("", _BRACKETS.sub("", pattern(r"\s").sub("", folded)))))


class Labels:
    """One section of labels.toml: wording -> field name."""

    def __init__(self, wordings: Mapping[str, list[str]], exact: Labels | None = None) -> None:
        self._exact = exact
        self._fields = {
            bare_label(wording): name
            for name, list_ in wordings.items()
            for wording in list_
            if _ANYTHING not in wording
        }
        self._patterns = [
            (wording, name) for name, list_ in wordings.items() for wording in list_ if _ANYTHING in wording
        ]
        self._first = {name: list_[0] for name, list_ in wordings.items() if list_}
        self._like = lru_cache(maxsize=_REMEMBERED)(self._fitting)
        self._near = lru_cache(maxsize=_REMEMBERED)(self._slip_of)

    def field(self, text: str) -> str | None:
        """The field a label stands for, None where it is no known label of this section."""
        return self._fields.get(bare_label(text))

    @property
    def wordings(self) -> Mapping[str, str]:
        """The field of each wording, stripped to what is compared; those with “…” left out."""
        return self._fields

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """What a wording of several characters may begin with."""
        return frozenset(bare[:end] for bare in self._fields for end in range(1, len(bare)))

    def resembled(self, text: str, taken: Collection[str] = ()) -> str | None:
        """The first field listed, not `taken`, whose pattern (“…得分” at the end, “…原因…” anywhere) a label fits.

        A label of the section the patterns belong to that is misspelt comes first.
        """
        bare = bare_label(text)
        near = self._exact.slipped(text, taken) if self._exact else None
        fitting = (near, *self._like(bare)) if near else self._like(bare)
        return self._fields.get(bare) or next((field for field in fitting if field not in taken), None)

    def slipped(self, text: str, taken: Collection[str] = ()) -> str | None:
        """The one field, not `taken`, whose label of three signs or more a text is but for one slip.

        None of a known label, and where labels of several fields are as near: 执行卛 is 执行率 or 执行数, 孑项目名称 is
        子项目名称 or 项目名称.
        """
        fields = [field for field in self._near(bare_label(text)) if field not in taken]
        return fields[0] if len(fields) == 1 else None

    def _slip_of(self, bare: str) -> set[str]:
        if is_label(bare):
            return set()
        near = {label: field for label, field in self._fields.items() if is_slip(bare, label, _signs())}
        rest = {self._fields[piece] for piece in (bare[1:], bare[:-1]) if near and piece in self._fields}
        return rest.union(near.values())

    def _fitting(self, bare: str) -> tuple[str, ...]:
        return tuple(field for wording, field in self._patterns if bare and _fits(bare, wording))

    def title(self, field: str) -> str:
        """The usual wording of a field."""
        return self._first.get(field, field)


def _fits(bare: str, wording: str) -> bool:
    word = wording.strip(_ANYTHING)
    if _ANYTHING in word:
        first, last = word.split(_ANYTHING, 1)
        return first in bare and bare.endswith(last) and bare.index(first) + len(first) <= len(bare) - len(last)
    if not wording.startswith(_ANYTHING):
        return bare.startswith(word)
    return word in bare if wording.endswith(_ANYTHING) else bare.endswith(word)


@cache
def load_labels() -> Mapping[str, Labels]:
    """All sections of labels.toml by name."""
    raw = resources.toml(resources.templates() / "labels.toml")
    exact = {section: Labels(wordings) for section, wordings in raw.items() if not section.endswith(_LIKE)}
    like = {name: Labels(raw[name], exact.get(name.removesuffix(_LIKE))) for name in raw if name.endswith(_LIKE)}
    return {**exact, **like}


@cache
def _signs() -> frozenset[str]:
    """The signs that labels are made of, but for the long headings of prose."""
    raw = resources.toml(resources.templates() / "labels.toml")
    sections = [wordings for name, wordings in raw.items() if name not in _OF_PROSE]
    return frozenset("".join(word for wordings in sections for words in wordings.values() for word in words))


def section(name: str) -> Labels:
    """One section: head, block, funds, fund_rows, goal, indicators, computed, total, analysis or settings."""
    return load_labels()[name]


def joint(text: str, name: str, like: bool = False) -> list[tuple[str, str]]:
    """The fields and values of a cell that holds both: “项目名称：道路养护”, “总分：95”, several of them in a row.

    Empty where the text before the first colon is no label of the section (`like`: resembles none).
    """
    if ("：" not in text and ":" not in text) or len(text) > _LONGEST_JOINT:
        return []
    label, value = _COLON.split(text, maxsplit=1)
    field = section(f"{name}_like").resembled(label) if like else section(name).field(label)
    if field is None:
        return []
    for match in _NEXT_LABEL.finditer(value):
        if further := joint(value[match.end() :], name, like):
            return [(field, value[: match.start()].strip()), *further]
    return [(field, value.strip())]


@cache
def is_label(text: str) -> bool:
    """Whether a text is any known label: such a cell is never taken for a value."""
    return bare_label(text) != "" and any(labels.field(text) for labels in load_labels().values())
