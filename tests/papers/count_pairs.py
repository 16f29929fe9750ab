"""Counts the pairs of signs and the words in the papers of tests/papers and writes zpj/domain/words.txt; writes
zpj/domain/frequencies.txt, how often words are used.

`pip install -e .[words]`, `pip install --no-deps pycorrector`, then `python -m tests.papers.count_pairs` after a set of
papers was added. Slips of the pen in the lists do not count. What is a word, and which pairs of signs stand within
words, comes from jieba's list of words; the sounds come from pypinyin, the signs of like shape from pycorrector: facts
read from their lists, none of their code or files is shipped.
"""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from math import log2
from pathlib import Path

from tests.papers import count_triples
from tests.papers.lists import read_slips
from tests.papers.published import CLEAN, SETS, transcription
from zpj.domain import words
from zpj.domain.frequencies import CHEAPEST, UNKNOWN
from zpj.domain.wording import normalise

_RUN = re.compile("[\u4e00-\u9fff]+")
_SELDOM, _IN_REPORTS, _AS_WORD, _WITHIN_WORDS, _RARE, _SIGNS, _LONGEST = 2, 3, 50, 100, 20, 4500, 4
_NEAR_SOUNDS = (("^zh", "z"), ("^ch", "c"), ("^sh", "s"), ("^n", "l"), ("^f", "h"), ("^r", "l"), ("ng$", "n"))
_NAMES = ("nr", "ns")
"""How jieba marks names of persons and places."""


def pairs_of(text: str) -> Counter[str]:
    """The pairs of Chinese signs that follow each other."""
    runs = _RUN.findall(normalise(text))
    return Counter(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def counted() -> Counter[str]:
    """In how many papers each pair stands, without those that are slips."""
    papers: Counter[str] = Counter()
    slips: set[str] = set()
    for paper in (*(member for members in SETS.values() for member in members), *CLEAN):
        blocks = re.split(r"[\n|]", transcription(paper).read_text(encoding="utf-8"))
        papers.update(pair for pair in set().union(*(pairs_of(block) for block in blocks)))
    for name in SETS:
        for slip in read_slips(name):
            wrong = set(slip.found) - set(slip.expected) if slip.kind == "typo" else set()
            slips |= {pair for anchor in slip.at for pair in pairs_of(anchor.quote + slip.found) if wrong & set(pair)}
            odd = pairs_of(slip.found).keys() - pairs_of(slip.expected).keys() if slip.expected else set()
            slips |= {pair for pair in odd if papers[pair] <= _SELDOM}
    for pair in slips:
        del papers[pair]
    return papers


def listed() -> list[tuple[str, int, str]]:
    """jieba's words of two to four signs, how often they are used, and their kind."""
    path = Path(str(import_module("jieba").__file__)).with_name("dict.txt")
    entries = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return [(word, int(times), kind) for word, times, kind in entries
            if _RUN.fullmatch(word) and 1 < len(word) <= _LONGEST]  # fmt: skip


def groups(words: set[str]) -> str:
    """The words by their first sign, a line each."""
    by_first: dict[str, str] = {}
    for word in sorted(words):
        by_first[word[0]] = by_first.get(word[0], "") + word[1:]
    return "\n".join(first + rest for first, rest in by_first.items())


def sounds(signs: list[str]) -> tuple[str, str]:
    """The signs by their usual reading, and signs with one sign of each other reading."""
    pinyin = import_module("pypinyin")
    read = {sign: pinyin.pinyin(sign, style=pinyin.Style.NORMAL)[0][0] for sign in signs}
    any_way = {sign: pinyin.pinyin(sign, style=pinyin.Style.NORMAL, heteronym=True)[0] for sign in signs}
    group: dict[str, str] = {}
    for sign in signs:
        group[read[sign]] = group.get(read[sign], "") + sign
    others = {sign: "".join(group[each][0] for each in any_way[sign] if each != read[sign] and each in group)
              for sign in signs}  # fmt: skip
    return "\n".join(sorted(group.values())), "\n".join(sign + rest for sign, rest in sorted(others.items()) if rest)


def shapes(signs: set[str]) -> str:
    """Each sign with those that look like it."""
    spec = find_spec("pycorrector")
    folder = Path(str(spec.origin)).parent if spec else Path()
    like: dict[str, dict[str, None]] = {}
    for group in (folder / "data" / "same_stroke.txt").read_text(encoding="utf-8").splitlines():
        known = [sign for sign in group.split() if sign in signs]
        for sign in known:
            like.setdefault(sign, {}).update(dict.fromkeys(other for other in known if other != sign))
    return "\n".join(sign + "".join(others) for sign, others in sorted(like.items()) if others)


def frequencies(known: list[tuple[str, int, str]]) -> str:
    """The words with what they cost in bits, as zpj/domain/frequencies.py reads them."""
    signs = {word: times for word, times in every_sign() if times}
    total = sum(times for _, times, _ in known) + sum(signs.values())
    by_first: dict[str, dict[str, list[str]]] = {}
    used = [(word, times) for word, times, kind in known if times >= _least(word) and not kind.startswith("nr")]
    for word, times in (*signs.items(), *used):
        letter = chr(CHEAPEST + min(round(log2(total / times)), UNKNOWN - 1, ord("z") - CHEAPEST))
        letter = letter.upper() if len(word) > len("预算") else letter
        by_first.setdefault(word[0], {}).setdefault(letter, []).append(word[1:] or ".")
    return "\n".join(
        first
        + " ".join(letter + ("," if letter.isupper() else "").join(tails) for letter, tails in sorted(costs.items()))
        for first, costs in sorted(by_first.items())
    )


def _least(word: str) -> int:
    """How often a word must be used to be told: longer ones are many."""
    return _WITHIN_WORDS if len(word) > len("预算") else _AS_WORD


def every_sign() -> list[tuple[str, int]]:
    """The single signs of jieba's list and how often they stand as words of their own."""
    path = Path(str(import_module("jieba").__file__)).with_name("dict.txt")
    entries = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return [(word, int(times)) for word, times, _ in entries if len(word) == 1 and _RUN.fullmatch(word)]


def nearly_alike(signs: list[str]) -> str:
    """The first sign of each group of one sound, with those of the groups that sound nearly so."""
    pinyin = import_module("pypinyin")
    first: dict[str, str] = {}
    for sign in signs:
        first.setdefault(pinyin.pinyin(sign, style=pinyin.Style.NORMAL)[0][0], sign)
    near: dict[str, set[str]] = {sound: set() for sound in first}
    for one, other in _NEAR_SOUNDS:
        for sound in first:
            for like in {re.sub(one, other, sound)} & first.keys() - {sound}:
                near[sound].add(like)
                near[like].add(sound)
    lines = (first[sound] + "".join(sorted(first[each] for each in like)) for sound, like in near.items() if like)
    return "\n".join(sorted(lines))


def main() -> None:
    """Write the lists anew."""
    papers, known = counted(), listed()
    within: Counter[str] = Counter()
    signs: Counter[str] = Counter()
    for word, times, kind in known:
        signs.update(dict.fromkeys(word, times))
        if not kind.startswith(_NAMES):
            within.update({word[at : at + 2]: times for at in range(len(word) - 1)})
    usual = {*papers, *(pair for pair, times in within.items() if times > _WITHIN_WORDS)}
    usual |= {word for word, times, kind in known
              if len(word) == 2 and times > (_WITHIN_WORDS if kind.startswith(_NAMES) else _RARE)}  # fmt: skip
    in_use = {word for word, times, _ in known if times >= _AS_WORD and papers[word] >= _IN_REPORTS}
    often = [sign for sign, _ in signs.most_common(_SIGNS)]
    rest = usual - papers.keys()
    of_the_list = {word for word, times, kind in known
                   if times > _WITHIN_WORDS and word in rest and not kind.startswith(_NAMES)}  # fmt: skip
    words_apart = (groups(in_use), *sounds(often), shapes(set(often)), groups(of_the_list))
    parts = (groups(set(papers)), groups(rest - of_the_list), *words_apart)
    Path(words.__file__).with_suffix(".txt").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    costs = f"{frequencies(known)}\n\n{nearly_alike(often)}\n"
    Path(words.__file__).with_name("frequencies.txt").write_text(costs, encoding="utf-8")
    count_triples.write()


if __name__ == "__main__":
    main()
