"""What clerks type, brought to one spelling: widths, stray blanks, comparison signs and words."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from zpj.domain.regex import pattern, regex


class Comparator(StrEnum):
    """How a value bounds what is measured; NONE where the clerk wrote just the number."""

    NONE = ""
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    EQUAL = "="
    ABOUT = "~"


_SPELLINGS = MappingProxyType({
    Comparator.AT_LEAST: "≥ 大于或等于 大于等于 不得少于 不得低于 不少于 不低于 不小于 至少 达到 达",
    Comparator.AT_MOST: "≤ 小于或等于 小于等于 不得超过 不得高于 不超过 不超出 不超 不高于 不多于 不大于 不突破"
    " 至多 最多",
    Comparator.MORE: "> 大于 超过 高于 多于",
    Comparator.LESS: "< 小于 低于 少于",
    Comparator.EQUAL: "= 等于 为",
    Comparator.ABOUT: "~ ± ≈ 大约 约为 约",
})  # fmt: skip
_SUFFIXES = MappingProxyType({
    Comparator.AT_LEAST: "及以上 以上",
    Comparator.AT_MOST: "及以下 以下 以内 之内 内",
    Comparator.ABOUT: "左右 上下",
})  # fmt: skip


def _words(spellings: MappingProxyType[Comparator, str]) -> dict[str, Comparator]:
    return {word: comparator for comparator, words in spellings.items() for word in words.split()}


def _longest_first(words: dict[str, Comparator]) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


PREFIXES = MappingProxyType(_words(_SPELLINGS))
SUFFIXES = MappingProxyType(_words(_SUFFIXES))
PREFIX = _longest_first(dict(PREFIXES))
SUFFIX = _longest_first(dict(SUFFIXES))

HAN = "[\u4e00-\u9fff]"
EMPTY = frozenset({"", "/", "—", "——", "-", "--", "无", "不适用"})
PLACEHOLDERS = frozenset({"定性", "定性指标"})
EVERYTHING = frozenset({"全部", "全覆盖", "全部覆盖"})

LABEL = r"[^0-9≥≤><=~±≈、,;。/+%\[\]〔〕-]"
DATE_LABEL = regex("(?:不晚于|不迟于|最迟|截至|截止到?|于|在|时间|日期)[:为]?$")
MISLEADING_LABEL = regex("未|不足|没有|次年|翌年|[下明隔]年|第$|不$")
VERB = (
    "(?:(?:前|已|全部|均|内)?(?:完成|支出|支付|拨付|到位|采购|实施|建成|投入|验收|上线|交付|竣工|开工|结项|发放|举办"
    f"|开展|执行|达标|合格|覆盖|使用){HAN}{{0,8}}|完毕|完|拨|整|正)"
)
VERB_PHRASE = regex(VERB)
TRUNCATED = frozenset({"完", "全部", "全部完", "拨", "拨付到", "支"})

_YEAR = "(?:19|20)[0-9]{2}|2100"
_MONTH, _DAY = "1[0-2]|0?[1-9]", "3[01]|[12][0-9]|0?[1-9]"
DEADLINE = regex(
    f"(?P<label>{LABEL}{{0,12}}?)(?P<comparator>[≥≤><=])?(?:"
    f"(?P<iso_year>{_YEAR})(?P<separator>[-./])(?P<iso_month>{_MONTH})(?:(?P=separator)(?P<iso_day>{_DAY}))?日?"
    f"|(?:(?P<year>{_YEAR})年度?)?(?:(?P<month>{_MONTH})月份?(?:(?P<day>{_DAY})[日号])?"
    "|第?(?P<quarter>[1-4])季度|(?P<half>[上下])半年|(?P<whole>年(?=[底末终内]))|))"
    f"(?P<end>底|末|终|之内|以内|内)?(?P<before>之前|以前|前)?(?P<tail>{HAN}{{0,12}})"
)
NEGATION = regex("未|不(?![晚迟])|无|每")

_NOT_A_FIGURE = regex(
    r"[〔(\[【][0-9]{4}[〕)\]】]|[0-9]+号|第[0-9]+|[0-9]+[+][A-Za-z0-9]+|[A-Za-z0-9.]*[A-Za-z/][0-9.]+%?|[0-9.]+[A-Za-z]+"
    "|[0-9一二两三四五六七八九十]+个[0-9.]+%|[0-9]{4}(?:[-./][0-9]{1,2}){1,2}|[0-9]{4}-[0-9]{4}年|[0-9]{4}年"
    "|[0-9]{1,2}月|[0-9]{1,2}日|^[0-9]+[.、)](?![0-9])"
)
_DIGIT = regex("[0-9]")
FIGURE = regex("(?P<number>[0-9]+(?:[.][0-9]+)?)(?P<scale>亿|千万|百万|万)?")
MISREAD_SIGN = regex("(?<![0-9.≥≤<>=~])2(?:[89][0-9]|100)%")

_AT_LEAST_SIGN = regex("[>》]=|=[>》]|[≧⩾≮]")
_AT_MOST_SIGN = regex("[<《]=|=[<《]|[≦⩽≯]")
_LINE_BREAK = regex(
    r"(?<=[0-9][个台套次家人份条项批件元%])[^\S\r\n]*+[\r\n]\s*+(?![月次工小])(?=[^0-9\r\n]{0,12}[0-9])"
)
_BLANKS_BETWEEN_LATIN = regex(r"(?<=[A-Za-z])\s+(?=[A-Za-z])")
_BLANK = regex(r"\s")
_THOUSANDS = regex(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_KEPT_BLANK = "\N{SYMBOL FOR SPACE}"
_KEPT_TEXTS = 1024  # the texts of a form are read again by every check


@lru_cache(maxsize=_KEPT_TEXTS)
def normalise(text: str) -> str:
    """Give the text in one spelling: half width, no stray blanks, no thousands separators, ≥ and ≤ as one sign.

    Blanks stay only between Latin letters; a line break between two quantities becomes ";". Circled numbers (①) stay,
    so that they never join the number after them. Normalising twice changes nothing more.
    """
    text = _without_blanks(_half_width(text.replace("m²", "m2")))
    text = _AT_MOST_SIGN.sub("≤", _AT_LEAST_SIGN.sub("≥", text))
    text = _book_title_marks(text)
    return _THOUSANDS.sub(lambda match: match.group().replace(",", ""), text) if "," in text else text


def figures(text: str) -> list[re.Match[str]]:
    """Find the figures (`FIGURE`) inside normalised prose; document numbers, dates, 3+N and 三个100% are none."""
    return list(FIGURE.finditer(_NOT_A_FIGURE.sub("#", text))) if _DIGIT.search(text) else []


def _half_width(text: str) -> str:
    return text.translate(_NARROWED)


class _Narrowed(dict[int, str]):
    """What `str.translate` asks for each character, found out once."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _narrow(chr(code)))


_NARROWED = _Narrowed()


def _narrow(character: str) -> str:
    category = unicodedata.category(character)
    if category == "No":
        return character
    if character == _KEPT_BLANK:
        return " "
    if category == "Cf" or (category == "Cc" and not character.isspace()):
        return ""
    return unicodedata.normalize("NFKC", character)


def _without_blanks(text: str) -> str:
    if text.split() == [text]:
        return text
    text = _BLANKS_BETWEEN_LATIN.sub(_KEPT_BLANK, _LINE_BREAK.sub(";", text))
    return _BLANK.sub("", text).replace(_KEPT_BLANK, " ")


def _book_title_marks(text: str) -> str:
    """Read a lone 》 or 《 before a digit as the comparison sign it was typed for."""
    if "《" not in text:
        return pattern("》(?=[0-9])").sub(">", text)
    return text if "》" in text else re.sub("《(?=[0-9])", "<", text)
