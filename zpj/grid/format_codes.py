"""Number format codes taken apart: the built-in ids, the sections of a code, the tokens of a section."""

from __future__ import annotations

import re
from functools import lru_cache

from zpj.domain.records import record
from zpj.domain.regex import regex

GENERAL = "General"

_ACCOUNTING = '_ {0}* #,##0{1}_ ;_ {0}* -#,##0{1}_ ;_ {0}* "-"{2}_ ;_ @_ '

BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0', 7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: _ACCOUNTING.format("", "", ""), 42: _ACCOUNTING.format('"¥"', "", ""),
    43: _ACCOUNTING.format("", ".00", "??"), 44: _ACCOUNTING.format('"¥"', ".00", "??"),
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""What the format ids mean that every workbook knows without declaring them, as a Chinese Excel shows them."""

_TOKEN = regex(
    r"""(?P<literal>"[^"]*"?)
      | (?P<escaped>[\\!].)
      | (?P<padding>[_*].)
      | (?P<bracket>\[[^\]]*\])
      | (?P<general>G/通用格式|General)
      | (?P<half>AM/PM|A/P|上午/下午)
      | (?P<exponent>E[+-]0+)
      | (?P<date>y+|m+|d+|h+|s+(?:\.0+)?|aaaa?)
      | (?P<digit>[0#?])
      | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<at>@) | (?P<end>;) | (?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ELAPSED = regex(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_CURRENCY = regex(r"\[\$([^-\]]*)(?:-[^\]]*)?\]")
_CONDITION = regex(r"\[[<>=]")


@record
class Token:
    """One piece of a section.

    `kind`: literal, general, half, exponent, date, elapsed, digit, point, comma, percent, at, condition, fraction.
    """

    kind: str
    text: str


@record
class Section:
    """One of the up to four parts of a format code (positive; negative; zero; text)."""

    tokens: tuple[Token, ...]

    def has(self, *kinds: str) -> bool:
        """Tell whether a token of one of these kinds occurs."""
        return any(token.kind in kinds for token in self.tokens)

    @property
    def shows_date(self) -> bool:
        """Tell whether the section shows a date or a time."""
        return self.has("date", "elapsed")


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """Take a format code apart; an empty code is General."""
    parts: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code or GENERAL):
        if match.lastgroup == "end":
            parts.append([])
        else:
            parts[-1].extend(_tokens(match.lastgroup or "", match[0]))
    return tuple(Section(_without_fractions(part)) for part in parts)


def _tokens(kind: str, text: str) -> list[Token]:
    if kind == "literal":
        return [Token(kind, text.strip('"'))]
    if kind == "escaped":
        return [Token("literal", text[1])]
    if kind == "other":
        return [Token("literal", text)]
    if kind == "bracket":
        return _bracket(text)
    return [] if kind == "padding" else [Token(kind, text)]


def _bracket(text: str) -> list[Token]:
    """Elapsed time, currency and conditions matter; colours, locales and digit shapes do not."""
    if elapsed := _ELAPSED.fullmatch(text):
        return [Token("elapsed", elapsed[1])]
    if currency := _CURRENCY.fullmatch(text):
        return [Token("literal", currency[1])] if currency[1] else []
    return [Token("condition", text)] if _CONDITION.match(text) else []


def _without_fractions(tokens: list[Token]) -> tuple[Token, ...]:
    """Mark a slash between digit places, which asks for a fraction such as 1/3."""
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (before.kind, token.text, after.kind) == ("digit", "/", "digit"):
            return (*tokens, Token("fraction", ""))
    return tuple(tokens)
