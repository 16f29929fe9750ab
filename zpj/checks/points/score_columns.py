"""Over a filed report: tables of scores with reasons left empty, standards of other points, rows misplaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.scoring_tables import ScoredRow, named_heads, scored_rows
from zpj.checks.reading.tables import is_dash, number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, another_way, paper_check, shown
from zpj.domain.amounts import ZERO, plain
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_REASON = regex(
    "^(?:扣[分份](?!标准|规则|办法|细则)|失分|未完成|未得满分|偏差).*(?:说[明名]|原因|理由|情况|依据)|^扣[分份]$"
)
_STANDARD = regex("^(?:评[分价]|计分|赋分|考核|打分)(?:标准|规则|办法|细则|方法)")
_NONE = ("", "无")

_MOST_HEADS, _FEWEST = 16, 3


@record
class _Scored:
    """A table of scores: the columns of reasons and of standards, and its rows with weight and points."""

    reason: int | None
    standard: int | None
    rows: tuple[ScoredRow, ...]


@lru_cache(maxsize=64)
def _scored(table: PaperTable) -> _Scored | None:
    heads = named_heads(table)
    if heads is None:
        return None
    titles = [squeezed(cell) for cell in table.rows[heads.row]]
    reason, standard = (
        next((place for place, title in enumerate(titles) if kind.search(title)), None) for kind in (_REASON, _STANDARD)
    )
    return _Scored(reason, standard, tuple(row for row in scored_rows(table, heads) if row.is_scored))


@another_way("ZPJ437", WARNING, follows=("ZPJ437", "ZPJ411"))
def empty_reasons(case: PaperCase) -> Iterator[Hit]:
    """A docked row whose 扣分说明 is empty, “—” or 无, in a table that gives the reason of another."""
    for table in case.paper.tables:
        scored = _scored(table) if not table.form else None
        if scored is None or scored.reason is None:
            continue
        place = scored.reason
        lost = [row for row in scored.rows if row.lost and place < len(row.cells)]
        empty = [row for row in lost if _says_none(row.cells[place])]
        for row in empty if len(empty) < len(lost) else ():
            yield Hit(row.place, shown(row.points), difference=plain(row.lost), quote=row.name,
                      row=f"{table.name}!A{row.number}", project=case.project(table.section),
                      words={"name": row.name, "where": "说明一栏是空的，其他扣分的都写了原因"})  # fmt: skip


def _says_none(text: str) -> bool:
    return text in _NONE or is_dash(text)


_FULL = regex(
    r"(?:^|[,;。:)])[^,;。]{0,24}?(?:得|计|记|满分为?|赋)(?P<points>\d+(?:\.\d+)?)分(?!值)"
    r"|[×x*](?P<times>\d+(?:\.\d+)?)(?:分|$|[,;。])|^得分=(?P<first>\d+(?:\.\d+)?)分?[×x*]"
)
_SENTENCE = regex("[;。]")
_EACH = regex("每[^,;。]{0,16}(?:得|计|加|记|赋)[0-9.]+分|其中|各(?:得|计|加|记|赋|占|扣)?[0-9.]+分|分别")


@paper_check(
    "ZPJ488",
    "评分标准写的满分与分值不符",
    WARNING,
    reference="R-09 R-12",
    clause="评分标准的满分就是这一项的分值",
    message="“{name}”的评分标准（{quote}）最多 {found} 分，分值为 {expected}，请核对",
    fix="核对分值和评分标准，改成一致",
    follows=("ZPJ301", "ZPJ449", "ZPJ431"),
)
def most_of_the_standard(case: PaperCase) -> Iterator[Hit]:
    """“资金到位率×5分” beside a weight of 4, where the standards of the other rows end with their weights."""
    for table in case.paper.tables:
        scored = _scored(table)
        if scored is None or scored.standard is None:
            continue
        most = [(row, _most(row.cells[scored.standard])) for row in scored.rows if scored.standard < len(row.cells)]
        known = [(row, points) for row, points in most if points is not None]
        odd = [(row, points) for row, points in known
               if points != row.weight and _in_all(row.cells[scored.standard]) != row.weight]  # fmt: skip
        if len(known) - len(odd) < max(_FEWEST, len(odd) * 3):
            continue
        for row, points in odd:
            yield Hit(table.cell(row.number, scored.standard + 1), plain(points),
                      shown(row.weight), plain(abs(points - (row.weight or ZERO))), "0",
                      row.cells[scored.standard][:60], row=f"{table.name}!A{row.number}",
                      project=case.project(table.section), words={"name": row.name})  # fmt: skip


@lru_cache(maxsize=512)
def _most(standard: str) -> Decimal | None:
    """The most points a standard names in figures; None where it adds points up or names none."""
    if "满分" in standard.replace("满分为", "") or _EACH.search(standard):
        return None
    found = [number_in(match["points"] or match["times"] or match["first"]) for match in _FULL.finditer(standard)]
    known = [points for points in found if points is not None]
    return max(known) if known else None


def _in_all(standard: str) -> Decimal:
    """The most points of each sentence of a standard, together: 建立办法得2分；与补贴挂钩得2分，部分挂钩得1分."""
    return sum((_most(part) or ZERO for part in _SENTENCE.split(standard)), ZERO)


_CONTENT = regex("满意|认可|好评|投诉|感受|评价|获得感|幸福感|安全感|支持|信任|信访|公众|群众|口碑|反映")
_COUNTED = regex(
    "(?:[场人户批频]次|人数|个数|数量|面积|里程|期数|台数|套数|篇数|件数|[张座册亩]数|合格率|及时率|成本|费用标准)$"
)
_LEVEL2 = regex("^二级指标")


@another_way("ZPJ336", WARNING, follows=("ZPJ336", "ZPJ304", "ZPJ329"))
def counts_under_content(case: PaperCase) -> Iterator[Hit]:
    """基层宣讲场次 under 满意度, 学员满意度 under 产出数量 in a table of scores."""
    for table in case.paper.tables:
        scored = _scored(table) if not table.form else None
        place = _level2(table) if scored else None
        levels = _filled(table, place) if place is not None else []
        of_content = any("满意" in level for level in levels)
        for row in scored.rows if scored and of_content else ():
            level = levels[row.number - 1]
            counted = "满意" in level and _COUNTED.search(row.name) is not None and not _CONTENT.search(row.name)
            asked = "满意" not in level and row.name.endswith(("满意度", "满意率"))
            if counted or asked:
                yield Hit(table.cell(row.number, (place or 0) + 1), level,
                          "满意度" if asked else "数量、质量、效益", quote=row.name, row=f"{table.name}!A{row.number}",
                          project=case.project(table.section),
                          words={"name": row.name, "what": "名称说的是另一类"})  # fmt: skip


def _level2(table: PaperTable) -> int | None:
    heads = (squeezed(text) for row in table.rows[:_MOST_HEADS] for text in row)
    if not any(map(_LEVEL2.match, heads)):
        return None
    row = next(row for row in table.rows if any(_LEVEL2.match(squeezed(text)) for text in row))
    return next(place for place, text in enumerate(row) if _LEVEL2.match(squeezed(text)))


def _filled(table: PaperTable, place: int) -> Sequence[str]:
    """The text of a column beside each row: its own, or that of the last row above with one."""
    found: list[str] = []
    for row in table.rows:
        own = squeezed(row[place]) if place < len(row) else ""
        found.append(own or (found[-1] if found else ""))
    return found
