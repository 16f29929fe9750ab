"""Places in a text that nobody filled in: {{ }}, ××, ____, （此处填写……）, 【待补：…】, an empty date."""

from __future__ import annotations

from functools import lru_cache

from zpj.domain.regex import regex

_PLACEHOLDERS = (
    regex(r"\{\{.*?\}\}|\{%.*?%\}"),
    regex(
        "[(（【\\[]\\s*(?:此处|请|在此|待)?(?:填写|填报|补充|填入|插入|待定|待填|待补充|选填)[^)）】\\]]{0,20}[)）】\\]]"
        "|[(（【\\[](?:此处|请在?此?处?)填[^)）】\\]]{0,12}[)）】\\]]"
        "|[(（【\\[][^()（）【】\\[\\]]{0,8}待(?:核实|确认|核对|更新|完善|补|定|填|统计)[^()（）【】\\[\\]]{0,4}[)）】\\]]"
        "|[(（【\\[](?:[^()（）【】\\[\\]]{0,12}(?:(?<![申邀报提恳])请[^()（）【】\\[\\]]{0,6}(?:核|确认|更新|修改|补)|再核|是否正确|是否准确)|[?？]+)"
        "[^()（）【】\\[\\]]{0,6}[)）】\\]]"
    ),
    regex("【待补[^【】]*】|待补充?(?=[。，,；;\\s]|$)|(?:TODO|待填)"),
    regex(r"(?<![A-Za-z0-9])(?:X{2,}|x{3,}|[×Ⅹ]{2,}|[*＊]{2,}|[?？]{2,}|[□○〇]{2,}|_{3,}|＿{2,})(?![A-Za-z0-9])"),
    regex(r"^\s*指标\s*\d\s*[:：]\s*$|【\s*】"),
    regex(
        r"(?<!\d)\s{2,}年\s{2,}月(?:\s{2,}日)?|(?<![\d\s])年\s+月\s+日|20\s*[_X×]{1,2}\s*年"
        r"|(?<!\d)20\s+年\s+月|\d年\s+月(?=\s|日|$|[)）])(?:\s+日)?|\d月\s+日(?=\s*$|[。，,;；)）])"
    ),
    regex(
        r"(?<![A-Za-z0-9.%)）])[XxＸ](?=月|日|季度|万元|年(?!限|均|度))|附件[XＸ×]|×月×日|第×季度|某某(?=局|县|市|区|镇|项目|公司|学校|单位|医院)"
    ),
)
_SIGN = regex(r"[{\[(（【待某T×ⅩXxＸ?？*＊□○〇_＿]|^\s*指标|\s[年月日]")
"""What every place left open has: without it no pattern fits."""


@lru_cache(maxsize=1024)
def left_over(text: str) -> tuple[str, ...]:
    """Every place in a text that nobody filled in, as it stands there."""
    if not _SIGN.search(text):
        return ()
    found = (match.group().strip() or match.group() for pattern in _PLACEHOLDERS for match in pattern.finditer(text))
    return tuple(dict.fromkeys(each if len(each) < 30 else each[:30] for each in found))
