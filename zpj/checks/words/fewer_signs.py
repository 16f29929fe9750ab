"""Over a filed report: words that lack a sign which they have elsewhere in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.reading.text import texts_of_paper, whole_text
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.checks.words.lost_signs import MAY_LACK, SHORT_FOR
from zpj.checks.words.misprints import spelt
from zpj.checks.words.odd_signs import BEFORE_A_VERB, STANDING_ALONE
from zpj.domain.regex import regex
from zpj.domain.words import is_known, is_word

_RUN = regex("[\u4e00-\u9fff]{4,}")
_LONG, _OFTEN = 4, 3


@another_way("ZPJ172", WARNING)
def words_a_sign_shorter(case: PaperCase) -> Iterator[Hit]:
    """“零就家庭” once, where the file has 零就业家庭 elsewhere: the sign left out is part of a word, and what is left
    of the word goes with neither neighbour.
    """
    runs = _RUN.findall(whole_text(case))
    fours = Counter(run[at : at + _LONG] for run in runs for at in range(len(run) - _LONG + 1))
    fives = Counter(run[at : at + _LONG + 1] for run in runs for at in range(len(run) - _LONG))
    found = {short: words for words, times in fives.items()
             if fours.get(short := words[:2] + words[3:]) == 1 and _lacks(words, times)}  # fmt: skip
    for place, text, section in texts_of_paper(case) if found else ():
        for short in (each for each in found if each in text):
            yield spelt(case, (place, section), short, found[short], fives[found[short]])


def _lacks(words: str, times: int) -> bool:
    """Whether five signs, told some times, lose a part of a word with the one in the middle."""
    before, one, sign, other, behind = tuple(words)
    if is_known(one + other) or sign in MAY_LACK or sign in STANDING_ALONE:
        return False
    if is_word(one + sign) and not is_known(before + one) and before not in BEFORE_A_VERB and one not in SHORT_FOR:
        often = times > 1 or (is_word(other + behind) and before not in STANDING_ALONE)
        return often and (times >= _OFTEN or one not in STANDING_ALONE)
    ends = is_word(sign + other) and not is_known(other + behind)
    return times > 1 and ends and other not in SHORT_FOR and other not in STANDING_ALONE
