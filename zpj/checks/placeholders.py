"""Places in a text that nobody filled in: {{ }}, ××, ____, （此处填写……）, 【待补：…】, an empty date."""

from __future__ import annotations

from functools import lru_cache

from zpj.domain.regex import regex

_PLACEHOLDERS = (
    regex(r"\{\{.*?\}\}|\{%.*?%\}"),
    regex(
        "[(（【\\[]\\s*(?:此处|请|在此|待)?(?:填写|填报|补充|填入|插入|待定|待填|待补充|选填)[^)）】\\]]{0,20}[)）】\\]]"
    ),
    regex("【待补[^【】]*】|待补充?(?=[。，,；;\\s]|$)|(?:TODO|待填)"),
    regex(r"(?<![A-Za-z0-9])(?:X{2,}|x{3,}|[×Ⅹ]{2,}|[*＊]{3,}|[□○〇]{2,}|_{3,}|＿{2,})(?![A-Za-z0-9])"),
    regex(r"^\s*指标\s*\d\s*[:：]\s*$|【\s*】"),
    regex(r"(?<!\d)\s{2,}年\s{2,}月(?:\s{2,}日)?|(?<![\d\s])年\s+月\s+日|20\s*[_X×]{1,2}\s*年"),
)


@lru_cache(maxsize=1024)
def left_over(text: str) -> tuple[str, ...]:
    """Every place in a text that nobody filled in, as it stands there."""
    found = (match.group().strip() or match.group() for pattern in _PLACEHOLDERS for match in pattern.finditer(text))
    return tuple(dict.fromkeys(each if len(each) < 30 else each[:30] for each in found))
