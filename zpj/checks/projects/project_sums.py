"""Over a filed report: what its text says all projects have together, and the columns of its own table of them."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.reading.project_rows import Projects, project_tables
from zpj.checks.reading.reconcile import half_shown
from zpj.checks.reading.tables import is_total_row, number_in, zeros_of
from zpj.checks.reading.text import sentences
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.checks.tie.names import bare_name
from zpj.domain.amounts import ZERO, parse_number, plain
from zpj.domain.regex import regex
from zpj.domain.units import MONEY_ZEROS

_AMOUNT = "[^,。;:0-9]{0,4}?(?P<number>[0-9]+(?:[.][0-9]+)?)(?P<unit>亿元|万元|元)"
_TOLD = (
    (
        regex(f"项目(?:支出|预算|资金|安排|全年)*(?:总计|合计|共计|总额){_AMOUNT}"),
        regex("^(?:全年|年度|项目|资金)*预算(?:数|金额|安排)?(?:[(]|$)"),
    ),
    (
        regex(f"^[^。;]*项目[^。;]*?(?:总计|合计|共计|总额)[^,。;]*,(?:实际|累计|全年|共)*(?:支出|执行){_AMOUNT}"),
        regex("^(?:全年|实际|累计|项目|资金)*(?:执行|支出)(?:数|金额)?(?:[(]|$)"),
    ),
)
"""What the text says of all projects, and the heading of the column it is the sum of."""
_OTHERS = regex("部门整体|基本支出|整体支出|其中|其余|其他|上年|去年|部分|(?:财政|中央|省级|市级|自筹|年初|调整)")
_FEWEST = 2


@another_way("ZPJ371", WARNING, follows=("ZPJ564", "ZPJ324", "ZPJ597", "ZPJ371"))
def sums_of_projects(case: PaperCase) -> Iterator[Hit]:
    """“项目资金安排总计848.7万元” above a table of the projects whose budgets come to 1000.7."""
    for projects in project_tables(case):
        names = {bare for name in projects.names if (bare := bare_name(name))}
        for line in case.paper.paragraphs if len(projects.rows) >= _FEWEST else ():
            for sentence in sentences(line.text) if "项目" in line.text and "元" in line.text else ():
                if _OTHERS.search(sentence) or any(name in sentence for name in names):
                    continue
                for place, found, expected, quote in _wrong(projects, sentence):
                    yield Hit(line.location, found, expected, quote=quote, basis=projects.table.name,
                              project=case.project(line.section), words={"where": place})  # fmt: skip


def _wrong(projects: Projects, sentence: str) -> Iterator[tuple[str, str, str, str]]:
    """The column, what is said, what its rows come to, and the words; nothing where what is said is of one row."""
    for said, heading in _TOLD:
        match = said.search(sentence)
        number = parse_number(match["number"]) if match else None
        place = next((at for at, head in enumerate(projects.heads) if heading.search(head)), None)
        if match is None or number is None or place is None:
            continue
        rows = [number_in(row[place]) if place < len(row) else None for row in projects.rows]
        scale = next(
            (each for text in (projects.heads[place], projects.table.caption) if (each := zeros_of(text)) is not None),
            None,
        )
        if None in rows or scale is None or _has_more_rows(projects, place):
            continue
        zeros = MONEY_ZEROS[match["unit"]] - scale
        amounts = [row for row in rows if row is not None]
        value, whole = number.scaleb(zeros), sum(amounts, ZERO)
        gap = half_shown(match["number"]).scaleb(zeros) + sum((half_shown(row[place]) for row in projects.rows), ZERO)
        if abs(value - whole) > gap and all(abs(value - each) > gap for each in amounts):
            unit = match["unit"]
            told = f"{match['number']}{unit}", f"{plain(whole.scaleb(-zeros))}{unit}"
            yield f"{projects.table.name}“{projects.heads[place]}”一栏", *told, match.group()[-40:]


def _has_more_rows(projects: Projects, place: int) -> bool:
    """Whether a project has amounts in several rows, one for each source: only the first bears its name."""
    rows = (row for row in projects.table.rows[1:] if not is_total_row(row[: projects.place + 1]))
    return any(not row[projects.place].strip() and number_in(row[place]) is not None for row in rows)
