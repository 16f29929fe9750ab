"""Over a filed report: an office under the name that the report itself says it had before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.clauses_around import SENTENCE, clause_start
from zpj.checks.reading.text import texts_of_paper
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.records import record
from zpj.domain.regex import regex

_KINDS = "局|中心|委员会|委|办公室|办|处|站|院|馆|队|校|所|会|公司"
_NAME = f"[\u4e00-\u9fff]{{2,16}}(?:{_KINDS})"
_IN_BRACKETS = regex(
    f"(?P<new>{_NAME})[(](?:(?P<year>20[0-9]{{2}})年)?[^(),。;0-9]{{0,10}}?(?:前称|原称|前身为?|原名为?|曾用名|原为|原)[“]?"
    f"(?P<old>{_NAME})[”]?[),;]"
)
_IN_WORDS = regex(
    f"(?:^|[,。;由将])(?:原)?(?P<old>{_NAME})(?:于)?(?:(?P<year>20[0-9]{{2}})年)?(?:[0-9]{{1,2}}月)?(?:正式)?"
    f"(?:更名|改名|改称|改组)为[“]?(?P<new>{_NAME})"
)
_BEFORE = regex("(?:原|前称|原称|前身为?|原名为?|曾用名|时任|当时的?|《[^》]*|更名前的?)[“]?$")
_BEHIND = regex("[”]?(?:于?[^,。;]{0,12}(?:更名|改名|改称|改组|合并|撤销|划转|挂牌)|时期|期间)")
_YEAR = regex("20[0-9]{2}(?=年|〕|])")


@record
class _Renaming:
    """The old name of an office, the new one, and the year it was renamed in, where told."""

    old: str
    new: str
    year: int | None


@another_way("ZPJ557", WARNING, follows=("ZPJ557", "ZPJ512", "ZPJ511"))
def name_told_to_be_former(case: PaperCase) -> Iterator[Hit]:
    """“主管部门：市园林管理局” where the report tells of 市林业和园林局（2022年机构改革前称市园林管理局）.

    Let pass: “原……”, titles of documents, sentences of a year up to that of the change, names that hold the old one.
    """
    year = main_year(case)
    places = texts_of_paper(case)
    known = {name.old: name for _, text, _ in places for name in _renamings(text) if name.old != name.new}
    for old, name in known.items():
        if name.year is not None and year is not None and name.year > year:
            continue
        for place, text, section in places if old not in name.new else ():
            start = text.find(old)
            while start >= 0:
                if not _is_history(text, start, old, name):
                    head = text[:start] if text == text[:start] + old else ""  # a cell that holds the name alone
                    yield Hit(place, head + old, head + name.new, quote=head + old, project=case.project(section))
                    break
                start = text.find(old, start + 1)


def _renamings(text: str) -> Iterator[_Renaming]:
    """What a text says was renamed; the level alone (县, 市) makes no name."""
    for finder in (_IN_BRACKETS, _IN_WORDS) if "原" in text or "前" in text or "为" in text else ():
        for match in finder.finditer(text):
            old, new = _short(match["old"]), _short(match["new"])
            if len(old) > 3:
                yield _Renaming(old, new, int(match["year"]) if match["year"] else None)


def _short(name: str) -> str:
    """A name from its level on, without the words of the sentence before it: 为市林业和园林局 is 市林业和园林局."""
    match = re.search("[省市县区旗州][\u4e00-\u9fff]{2,}$", name)
    return match.group() if match else name


def _is_history(text: str, start: int, old: str, name: _Renaming) -> bool:
    """Whether the old name is right where it stands: told as the old one, or of a time before the change."""
    stop = clause_start(text, start, SENTENCE)
    years = [int(match.group()) for match in _YEAR.finditer(text, stop, start)]
    then = bool(years) and (name.year is None or min(years) <= name.year)
    before, behind = text[stop:start], text[start + len(old) : start + len(old) + 30]
    return then or _BEFORE.search(before) is not None or _BEHIND.match(behind) is not None
