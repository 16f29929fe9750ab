"""Over a filed report: slips of the pen, words and figures written twice, stray stops, brackets without a pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from re import Match

from zpj.checks.case import PaperCase
from zpj.checks.names.offices_and_projects import texts_of_paper, whole_text
from zpj.checks.rule import INFO, Hit, paper_check
from zpj.checks.touched import by_the_paragraph, touched
from zpj.checks.words.likely_words import has_likely_words, likely_words
from zpj.checks.words.lost_signs import has_lost_signs, lost_of_the_file, lost_signs
from zpj.checks.words.odd_rows import has_odd_rows, odd_rows
from zpj.checks.words.odd_shapes import forms_of_signs
from zpj.checks.words.odd_signs import has_odd_signs, odd_signs
from zpj.checks.words.odd_words import has_words_of_the_file, words_of_the_file
from zpj.domain.frequencies import is_likelier
from zpj.domain.misspellings import MISSPELLINGS
from zpj.domain.plain_signs import not_plain
from zpj.domain.regex import regex
from zpj.domain.words import is_word

_WORDS_TWICE = (
    r"(?!等等[。,;、])([的了是和及等在为与将并均把被])\1|([\u4e00-\u9fff]{2,4})\2(?![\u4e00-\u9fff]{0,2}[地])"
)
_DOUBLED = regex(rf"{_WORDS_TWICE}|([\u4e00-\u9fff]{{2,}})了\3|(?<!\d)(\d+(?:\.\d+)?(?:%|[\u4e00-\u9fff]{{1,2}}))\4")
_WORDS_ALONE = regex(_WORDS_TWICE)
_MORE_THAN_WORDS = regex(r"[了\d]")
_JOINT = regex("[和及与、或,;]")
_SAME_AGAIN = regex(
    r"([\u4e00-\u9fff]{4,})[和及与、或]\1(?![\u4e00-\u9fff]{0,2}[级类])|(?<![\u4e00-\u9fff0-9])([\u4e00-\u9fff0-9.%、]{4,})[,;]\2(?=[,。;])"
)
_MARKS = regex(r"[,、;。:]{2,}|、等|[(]\s*[)]|“”|《》|[,、;][)”]")
_YEAR_IN_TWO = regex(
    "〔20[0-9]{2}(?:[)\\]】〔]|〕〕|第|[0-9]{1,4}号)|(?:〔〔|[(\\[【〕])20[0-9]{2}〕|(?<![〔(\\[【0-9])20[0-9]{2}〕第?[0-9]"
    "|(?:[(【]20[0-9]{2}[(【\\[\\]〔]|\\[20[0-9]{2}[(【)】\\[〔]|〕20[0-9]{2}[(【\\[〔])第?[0-9]{1,4}号"
)
_NUMBER_CUT = regex("〔20[0-9]{2}〕(?:号|第?[0-9]{1,4}(?![0-9号、,和及至—~-]))|〔[0-9]{2}〕第?[0-9]{1,4}号")
_OF_NUMBER = regex("[^\u4e00-\u9fff]{0,2}[\u4e00-\u9fff]{1,8}[〔\\[(（【]20[0-9]{2}[〕\\])）】]")
"""What a document number goes on with behind the short name of its office: 汾人社发〔2023〕."""
_NO_HAN = regex("[^\u4e00-\u9fff]")
_ALLOWED_TWICE = regex(
    "(?:研究|讨论|商量|考虑|学习|交流|了解|调整|清理|整理|检查|一[\u4e00-\u9fff]一|[\u4e00-\u9fff]每[\u4e00-\u9fff]每|反反|生生|清清|明明|高高|认认)"
)
_PAIRS = (("（", "）"), ("“", "”"), ("《", "》"), ("【", "】"))
_MARK_OF_PAIR = regex(r"[（）“”《》【】()\[\]]")
_FULL_WIDTH = str.maketrans("()[]", "（）【】")
_ITEM_MARK = regex(r"(?:^|(?<=[。；;：:\s]))[\d一二三四五六七八九十]{1,3}\s*[)）]")
_DOCUMENT_YEAR = regex(r"[〔（【]\s*(?:19|20)\d{2}\s*[〕）】]")
_BEHIND_NAME = regex(
    "（[^（）]{0,8}[0-9〔][^（）]{0,12}）?|[《,，;；。]|等(?:文件|规定|要求|办法|制度|通知)|的?(?:文件|规定|要求)"
)
_DONE = "完成|建成|建立|投入|全部|达到|支付|拨付|实现|验收|取得|开展|整改|落实|完工|通过|发现|按|及时|能"
_BY_NEIGHBOURS = (
    ("己", "已", regex(f"(?<![自知律克体利])己(?=经|{_DONE})")),
    ("末", "未", regex(f"(?<![年月季周期岁旬世岁始])末(?={_DONE})")),
    ("律", "率", regex("(?<![法纪自旋规定])律(?=(?:为|是|达到?|:)?[0-9.]+%)")),
    ("保结", "保洁", regex("(?<![确担])保结(?![果余算转构案清束合论])")),
    ("年未", "年末", regex("(?<=20[0-9]{2}年)未(?=[,。]|结余|余额|累计|存量|在职|固定资产|实有|总)|(?<=截至年)未")),
)
"""Signs that look or sound alike, wrong before some words or behind others: 末 behind 年, 确保结余 are right."""
_CLAUSE = regex("[^,，。;；、:：]{2,}")
_PIECE = 3
_HAN_PIECE = regex("[\u4e00-\u9fff]{3}")
_FOUR, _SAME_SIGN = regex("[\u4e00-\u9fff]{4}"), regex(r"([\u4e00-\u9fff])\1")
_UNTIL = regex("截止(?=(?:到|至)?(?:20\\d\\d年|\\d{1,2}月|年底|目前))")


@paper_check(
    "ZPJ539",
    "疑似错别字、重字或多余标点",
    INFO,
    reference="R-69",
    clause="文字应当规范",
    message="“{found}”疑似{what}，请核对",
    fix="核对后改正",
)
def slips(case: PaperCase) -> Iterator[Hit]:
    """Known misspellings, doubled words and doubled punctuation, in running text and in tables of the report."""
    written = texts_of_paper(case)
    whole = whole_text(case)
    signs = set(whole)
    known = [(wrong, right) for wrong, right in MISSPELLINGS if signs.issuperset(wrong) and wrong in whole]
    forms = not_plain(signs)
    yield from forms_of_signs(case, written, forms) if forms else ()
    for place, text, section in texts_of_paper(touched(case)):
        alone, twins, may_be_odd = _seen_in(text)
        misspelt = [(wrong, f"应为“{right}”") for wrong, right in known if wrong in text] if known else []
        if not (misspelt or alone or twins or may_be_odd):
            continue
        odd = _odd(text, whole, [*(wrong for wrong, _ in misspelt), *forms])
        mistyped = (*odd, *_twice(text, twins, whole))
        for found, what in dict.fromkeys((*misspelt, *alone, *mistyped)):
            yield Hit(place, found, quote=found, project=case.project(section), words={"what": what})


def _odd(text: str, whole: str, known: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Signs that go with none of their neighbours, then signs that make no word; each slip once."""
    signs = ((found, meant) for found, meant in odd_signs(text, whole) if is_likelier(meant, found))
    words = (*words_of_the_file(text, whole), *likely_words(text, whole), *odd_rows(text, whole))
    seen = ""
    for found, meant in (*signs, *words, *lost_signs(text, whole), *lost_of_the_file(text, whole)):
        told = any(meant[at : at + _PIECE] in seen for at in range(len(meant) - _PIECE + 1))
        if not told and not any(wrong in found for wrong in known) and not _is_meant_so(found, meant, text, whole):
            seen += f"“{meant}”"
            yield found, f"应为“{meant}”"


def _is_meant_so(found: str, right: str, text: str, whole: str) -> bool:
    """Whether signs are the short name of an office in a document number, or of a phrase that has one sign twice by
    turns, and the file has no piece of what else may be meant: 汾人社发〔2023〕, 一仓一策, 应改尽改.
    """
    signs = _NO_HAN.sub("", found)
    by_turns = any(one == other for one, other in zip(signs, signs[2:], strict=False))
    pieces = {right[at : at + _PIECE] for at in range(len(right) - _PIECE + 1)} if by_turns else ()
    if by_turns and not any(_HAN_PIECE.fullmatch(piece) and piece not in found and piece in whole for piece in pieces):
        return True
    return _OF_NUMBER.match(text, text.find(found)) is not None


def _written(case: PaperCase) -> Iterator[tuple[str, str, int]]:
    """Every text of a report with its place and section: running text, and the cells of all tables."""
    yield from ((line.location, line.text, line.section) for line in case.paper.paragraphs)
    for table in case.paper.tables:
        yield from ((place, text, table.section) for place, text in table.filled())


@lru_cache(maxsize=1024)
def _seen_in(text: str) -> tuple[tuple[tuple[str, str], ...], tuple[int, ...], bool]:
    """The slips a text shows by itself, where a sign stands twice, and whether there may be signs that go with none.

    A clerk's line stands in the workbook and in the report: it is looked through once.
    """
    return (
        tuple(_by_itself(text)),
        tuple(match.start() for match in _SAME_SIGN.finditer(text)),
        any(map(_may_be_odd, _CLAUSE.findall(text))),
    )


@lru_cache(maxsize=4096)
def _may_be_odd(clause: str) -> bool:
    """Whether there may be signs in a clause that go with none: many a clause stands in one file after the other."""
    return (
        has_odd_signs(clause) or has_words_of_the_file(clause) or has_likely_words(clause)
        or has_odd_rows(clause) or has_lost_signs(clause)
    )  # fmt: skip


def _by_itself(text: str) -> Iterator[tuple[str, str]]:
    if "截止" in text and _UNTIL.search(text):
        yield "截止", "应为“截至”"
    for wrong, right, pattern in _BY_NEIGHBOURS:
        for match in pattern.finditer(text) if wrong in text else ():
            yield text[max(0, match.start() - 2) : match.end() + 2], f"应为“{right}”"
    doubled = _DOUBLED if _MORE_THAN_WORDS.search(text) else _WORDS_ALONE
    for match in doubled.finditer(text):
        if not _ALLOWED_TWICE.match(match.group()):
            yield text[max(0, match.start() - 2) : match.end() + 2], "多写了字"
    for match in _SAME_AGAIN.finditer(text) if _may_repeat(text) else ():
        yield match.group(), "前后重复"
    for match in _YEAR_IN_TWO.finditer(text) if "20" in text and ("〔" in text or "〕" in text or "号" in text) else ():
        yield text[max(0, match.start() - 6) : match.end() + 4], "年份两边的括号不成对"
    for match in _NUMBER_CUT.finditer(text) if "〕" in text else ():
        yield text[max(0, match.start() - 6) : match.end() + 2], "文号不全"
    for match in _MARKS.finditer(text):
        yield text[max(0, match.start() - 6) : match.end()], "标点多余或漏字"


def _may_repeat(text: str) -> bool:
    """Whether the four characters after any 和 or comma stand before it too: quick, where the search is slow."""
    joints = (match.start() for match in _JOINT.finditer(text))
    return any(text.find(text[at + 1 : at + 5], 0, at) >= 0 for at in joints)


def _twice(text: str, twins: Sequence[int], whole: str) -> Iterator[tuple[str, str]]:
    """“医疗保保险”: a sign written twice, where the same words stand elsewhere with one."""
    for at in twins:
        pieces = (
            text[max(0, at - 2) : at + 1] + text[at + 2 : at + 3],
            text[max(0, at - 1) : at + 1] + text[at + 2 : at + 4],
        )
        meets = is_word(text[at - 1 : at + 1]) and is_word(text[at + 1 : at + 3])  # 学校|校舍
        if not meets and any(_FOUR.fullmatch(piece) and piece in whole for piece in pieces):
            yield text[max(0, at - 2) : at + 4], "多写了字"


_LONGEST_NAME = 40


@paper_check(
    "ZPJ540",
    "括号或引号不成对",
    INFO,
    reference="R-69",
    clause="标点符号应当成对使用",
    message="“{found}”不成对：{quote}，请核对",
    fix="补上或删去一半",
)
@by_the_paragraph
def brackets(case: PaperCase) -> Iterator[Hit]:
    """（ and ）, “ and ”, 《 and 》: as many of each in a text; half and full width count alike."""
    for place, text, section in _written(case):
        if not _MARK_OF_PAIR.search(text):
            continue
        bare = _DOCUMENT_YEAR.sub(_blank, _ITEM_MARK.sub(_blank, text).translate(_FULL_WIDTH))
        for left, right in _PAIRS:
            at = _alone(bare, left, right) if left in bare or right in bare else None
            if at is not None:
                start = _name_starts(bare, at) if bare[at] == "》" else max(0, at - 10)
                quote = text[start : _name_ends(bare, at) + 1 if bare[at] == "《" else at + 24].strip()
                yield Hit(place, left + right, f"{left}……{right}", quote=quote, project=case.project(section))


def _blank(match: Match[str]) -> str:
    return " " * len(match.group())


def _name_starts(text: str, end: int) -> int:
    """The stop before a document's name that ends at a place, or a little before the place where none is near."""
    stop = max(text.rfind(sign, 0, end) for sign in "、，,。；;：:》")
    return stop if 0 <= end - stop <= _LONGEST_NAME else max(0, end - 10)


def _name_ends(text: str, start: int) -> int:
    """The last sign of a document's name that begins at a place, its number with it: before another name, a stop."""
    ends = _BEHIND_NAME.search(text, start + 1)
    return start + 24 if ends is None else (ends.start() if ends.group() in "《,，;；。" else ends.end()) - 1


def _alone(text: str, left: str, right: str) -> int | None:
    """Where the first mark stands that has no partner; marks of one kind are seldom nested."""
    opened: list[int] = []
    for at, sign in enumerate(text):
        if sign == left:
            opened.append(at)
        elif sign == right:
            if not opened:
                return at
            opened.pop()
    return opened[0] if opened else None
