"""Which lines of a filed report are titles and headings, whatever office wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zpj.domain.ordinals import Ordinal, ordinal
from zpj.domain.paper import Heading
from zpj.domain.regex import regex

_TITLE = regex(
    r"(?=.*(?:绩效|自评|评价)).*(?:报告|自评表|评价表|评分表|完成(?:情况)?表|自评总结|自评情况|情况说明|自评说明|材料)(?:[(（][^()（）]*[)）])?"
)
_NO_TITLE = regex("[。；;！？?:：]|[，,].*[，,]")
_ATTACHMENT = regex(r"附\s*[件表]\s*[\d一二三四五六七八九十]*\s*[:：]?")
_CONTENTS = regex(r"(?:[.…·．]{3,}|\t)\s*\d+\s*$")
_CONTENTS_HEAD, _PAGE = regex(r"目\s*[录次]\s*$"), regex(r"[.…·．]*\d*$")
_END = regex(r"[。：:；;]|\s+(?=\d{1,2}[、.．])")
_COMMA = regex("[，,；;]")
_ENDED = regex("[。！？；：!?;:][”’」）)]?$")
_BEGINS = regex(
    r"[^，。；：:\d]{2,12}[：:]|20\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?\s*$|[（(]?20\d\d\s*年度?[)）]?\s*$"
)
_LONGEST_TITLE = 80
_LONGEST_HEADING = 40
_LONGEST_RUN_IN = 24
_NO_NUMBER = (
    (1, "(?:项目|部门|单位)?(?:基本)?(?:情况|信息|概况)"),
    (1, "(?:项目|部门)?基本(?:情况|信息)|(?:部门|单位)概况"),
    (1, "(?:部门|单位|项目)?(?:绩效)?(?:自评|评价)工作(?:的)?(?:开展|组织)?(?:开展|实施)?情况"),
    (1, "综合评价(?:情况及评价)?结论(?:[（(]附.*[）)])?|(?:项目)?自评(?:结果|结论)|总体评价结论"),
    (1, "绩效(?:评价)?(?:指标|目标)(?:完成)?(?:情况)?(?:总体)?分析|绩效目标完成情况(?:总体)?分析"),
    (1, "(?:项目)?(?:主要)?(?:经验|做法|经验及做法|经验做法)、存在的?(?:主要)?问题及?(?:原因分析|和建议)?"),
    (1, "偏离绩效目标的原因(?:和|及|与)(?:下一步)?改进措施|下一步(?:工作)?(?:改进)?(?:措施|打算|计划)(?:及管理建议)?"),
    (1, "(?:绩效)?自评结果(?:拟)?应用(?:和|及|与)公开(?:情况)?|有关建议|措施建议|相关建议|其他需要说明的(?:问题|情况)"),
    (1, "项目绩效完成情况|存在(?:的)?问题(?:和|及|与)(?:改进措施|建议)"),
    (2, "项目概况|项目(?:绩效|年度|总体)目标|项目绩效目标(?:情况)?|项目实施计划|(?:项目)?年度绩效目标"),
    (
        2,
        "绩效(?:评价|自评)(?:目的|原则|工作过程)(?:[、及和与(（].*)?|评分结果|主要结论|(?:主要)?经验及做法|存在的(?:主要)?问题及原因分析",
    ),
    (2, "项目(?:决策|过程|产出|效益|管理)(?:完成)?情况(?:分析)?|(?:预算|资金)(?:执行|使用)(?:完成)?情况(?:分析)?"),
    (2, "绩效(?:指标|目标)完成情况|改进措施|偏离绩效目标的原因分析"),
)
_KNOWN = tuple((level, regex(pattern)) for level, pattern in _NO_NUMBER)


def is_title(text: str) -> bool:
    """Whether a line is the title of a report or a form: it names what it is and is no sentence."""
    bare = "".join(text.split())
    if len(bare) > _LONGEST_TITLE or ordinal(text) or _NO_TITLE.search(bare) or _CONTENTS.search(text):
        return False
    return _TITLE.fullmatch(bare) is not None


def contents(texts: Sequence[str]) -> range:
    """Where the table of contents stands among the lines ("" for a table): those under 目录 that stand again further
    down, whatever Word calls them.
    """
    start = next((at for at, text in enumerate(texts, 1) if _CONTENTS_HEAD.match(text)), len(texts))
    entries = ["" if at < start else _PAGE.sub("", "".join(text.split())) for at, text in enumerate(texts)]
    end = start
    while end < len(texts) and entries[end] and entries[end] in entries[end + 1 :]:
        end += 1
    end = next((at for at in range(end - 1, start, -1) if entries[at] == entries[start]), end)
    return range(start, end if end - start > 1 else start)


def paragraphs(text: str) -> list[str]:
    """What a paragraph with line breaks says as paragraphs.

    A line ends one where it is a title, a heading or the end of a sentence, or where the next begins with a number or
    a label or is a date; a title in two lines is one.
    """
    if "\n" not in text:
        return [text]
    found: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if not found or _BEGINS.match(line) or ordinal(line) or _is_whole(found[-1]):
            found.append(line)
        else:
            found[-1] += f"\n{line}"
    return found


def _is_whole(text: str) -> bool:
    if _ENDED.search(text) or is_title(text) or is_attachment_mark(text):
        return True
    return numbered_heading(text) is not None or known_heading(text) is not None


def is_attachment_mark(text: str) -> bool:
    """Whether a line is nothing but “附件 2”, which stands above a title."""
    return _ATTACHMENT.fullmatch(text.strip()) is not None


def is_contents_line(text: str, style: str) -> bool:
    """Whether a line belongs to the table of contents."""
    return style.lower().startswith(("toc ", "toc1", "toc2", "toc3", "目录")) or _CONTENTS.search(text) is not None


def numbered_heading(text: str) -> Heading | None:
    """The heading a numbered line is or begins with (“（一）存在问题：职工……”); None for a sentence in a list."""
    found = ordinal(text)
    if found is None or found.level > 4 or not found.rest:
        return None
    end = _END.search(found.rest)
    title = found.rest[: end.start()].strip() if end else found.rest
    after = found.rest[end.start() :].strip(" 。：:；;") if end else ""
    if not title or len(title) > (_LONGEST_RUN_IN if after else _LONGEST_HEADING) or "____" in title:
        return None
    is_sentence = _COMMA.search(title) and (end is not None or found.level > 2)
    if is_sentence or (after and _goes_on_counting(found, after)):
        return None
    return Heading(found.level, found.number, title, f"{found.printed}{title}")


def _goes_on_counting(found: Ordinal, after: str) -> bool:
    """“一、加强管理。二、深入开展……” in one line is a list."""
    return any(
        (part := ordinal(piece)) is not None and part.level == found.level and part.number == found.number + 1
        for piece in re.split(r"[。；;]", after)
    )


def known_heading(text: str) -> Heading | None:
    """The heading a line without a number is by its words; its level is the usual one."""
    bare = "".join(text.split()).rstrip("。：:")
    if len(bare) > _LONGEST_HEADING:
        return None
    level = next((level for level, pattern in _KNOWN if pattern.fullmatch(bare)), None)
    return Heading(level, None, text.strip().rstrip("。：:"), text.strip().rstrip("。：:")) if level else None


def styled_heading(text: str, outline: int | None) -> Heading | None:
    """The heading a line without a number is by its outline level in Word (0 is the first)."""
    bare = text.strip().rstrip("。：:")
    if outline is None or outline > 3 or len(bare) > _LONGEST_HEADING or is_title(text):
        return None
    return Heading(outline + 1, None, bare, bare)
