"""The wordings of labels on real forms: templates/labels.toml, and how two wordings are compared."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache

from zpj import resources

_BRACKETS = re.compile(r"[(\[〔【{][^()\[\]〔〕【】{}]*[)\]〕】}]")
_NOISE = re.compile(r"[\s:;,.、。·_—\-*]+")
_LONGEST_LABEL = 60


def bare_label(text: str) -> str:
    """Strip a label to what is compared: no blanks, colons, line breaks, nor brackets with what they hold.

    “项目资金\\n（万元）：” gives “项目资金”, “资金结(转)余” gives “资金结余”. Text too long for a label gives "".
    """
    if len(text) > _LONGEST_LABEL:
        return ""
    folded = unicodedata.normalize("NFKC", text)
    return _NOISE.sub("", _BRACKETS.sub("", re.sub(r"\s", "", folded)))


class Labels:
    """One section of labels.toml: wording -> field name."""

    def __init__(self, wordings: Mapping[str, list[str]]) -> None:
        self._fields = {bare_label(wording): name for name, list_ in wordings.items() for wording in list_}
        self._first = {name: list_[0] for name, list_ in wordings.items() if list_}

    def field(self, text: str) -> str | None:
        """The field a label stands for, None where it is no known label of this section."""
        return self._fields.get(bare_label(text))

    def title(self, field: str) -> str:
        """The usual wording of a field."""
        return self._first.get(field, field)


@cache
def load_labels() -> Mapping[str, Labels]:
    """All sections of labels.toml by name."""
    raw = tomllib.loads((resources.templates() / "labels.toml").read_text(encoding="utf-8"))
    return {section: Labels(wordings) for section, wordings in raw.items()}


def section(name: str) -> Labels:
    """One section: head, block, funds, fund_rows, goal, indicators, computed, total, analysis or settings."""
    return load_labels()[name]


@cache
def is_label(text: str) -> bool:
    """Whether a text is any known label: such a cell is never taken for a value."""
    return bare_label(text) != "" and any(labels.field(text) for labels in load_labels().values())
