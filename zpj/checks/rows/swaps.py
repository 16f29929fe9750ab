"""Over a filed report: two rows of a form or a table of scores that stand under each other's kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.plain_patterns import IN_BRACKETS
from zpj.checks.reading.tables import NAMES
from zpj.checks.reading.text import squeezed
from zpj.checks.rows.kinds import counts_things, kind_of_name
from zpj.checks.rows.places import KINDS
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.model import text_of
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import pattern, regex

_KIND = regex(KINDS)
_WORDS = (
    ("质量", regex("合格率|优良率|达标率|准确率|正确率|差错率|返工率|完好率|优质率|通过率")),
    ("时效", regex("按[期时]|及时|时限|时间|日期|周期|进度|响应")),
    ("成本", regex("成本|单价|造价|标准$|费用|投资|总额|预算|每[^,]{1,6}费")),
    (
        "经济效益",
        regex("增收|收入|产值|利润|税收|营业额|节约|挽回|经济损失|消费额|带动[^,]{0,4}消费|销售额|收益|投资额|增加值"),
    ),
    ("社会效益", regex("就业|务工|事故|知晓率|受益|投诉|普及率|参与率|信访|案件|安全感|治安|受助|媒体|报道|知名度")),
    (
        "生态效益",
        regex("植被|盖度|水土|空气|优良天数|水质|森林|碳|污染|污水|垃圾|沙化|绿化|减排|节能|能耗|回收率|秸秆"),
    ),
    ("可持续影响", regex("机制|长效|可持续|管护|后续|年限|持续")),
    ("满意度", regex("满意")),
)
_COUNT = regex("(?:数|数量|个数|人数|人次|户数|面积|里程|座数|台数|套数|场次|批次|次数|长度|件数)$")
_IN_TIME = regex("及时|按[期时]|准时|如期|时限|时间|时长|日期|周期|进度|工期|完工|完成|到位|期|速度|响应|天|日|月")
_OF_COST = regex("成本|造价|单价|费|标准|投资|总额|预算|支出|金额|价|节约|控制|资金|经费|补助|补贴")
_RATE = regex("(?<!完成)(?<!覆盖)(?<!配备)(?<!开展)(?<!普及)率$|度$")
_LEVEL2 = regex("^二级指标")
_MOST_HEADS = 3


@record
class Placed:
    """A row: its name, where it stands, the kind it stands under as written, and the kind its name tells."""

    name: str
    place: str
    written: str
    stands: str
    means: str


@another_way("ZPJ336", WARNING, follows=("ZPJ336", "ZPJ304", "ZPJ329"))
def under_each_others_kind(case: PaperCase) -> Iterator[Hit]:
    """交工验收合格率 under 产出时效 and 按期完工率 under 产出质量: each would be right in the place of the other."""
    for project, rows in rows_of_all(case):
        odd = [row for row in rows if row.means and row.stands and row.means != row.stands]
        pairs = [(one, other) for one, other in combinations(odd, 2)
                 if (one.stands, one.means) == (other.means, other.stands)]  # fmt: skip
        known = {row.place for pair in pairs for row in pair}
        pairs += _by_exclusion([row for row in odd if row.place not in known], rows)
        for one, other in pairs:
            for row, right in ((one, other.written), (other, one.written)):
                words = {"name": row.name, "what": f"与“{(other if row is one else one).name}”疑似对调"}
                yield Hit(row.place, row.written, right, quote=row.name, row=row.place, project=project, words=words)


@another_way("ZPJ336", WARNING, follows=("ZPJ336", "ZPJ304", "ZPJ329"))
def proved_by_the_name(case: PaperCase) -> Iterator[Hit]:
    """苗木成活率 under 产出数量 in a table of scores."""
    for table in case.paper.tables:
        for row in rows_of_scores(table) if not table.form else ():
            if right := kind_of_name(squeezed(row.name), row.stands):
                yield Hit(row.place, row.written, right, quote=row.name, row=row.place,
                          project=case.project(table.section),
                          words={"name": row.name, "what": "名称说的是另一类"})  # fmt: skip


def _by_exclusion(odd: Sequence[Placed], rows: Sequence[Placed]) -> list[tuple[Placed, Placed]]:
    """A row that means another kind (故障响应时间 under 质量) with the one there that cannot be of it (系统可用率)."""
    pairs = []
    for one in odd:
        there = [row for row in rows if row.stands == one.means]
        strange = [row for row in there if not row.means and _cannot_be(one.means, _bare(row.name))]
        if len(strange) == 1 and one.stands in ("数量", "质量", "时效", "成本"):
            pairs.append((one, strange[0]))
    return pairs


def _cannot_be(kind: str, name: str) -> bool:
    """Whether nothing in a name tells of the kind it stands under."""
    if kind == "时效":
        return not _IN_TIME.search(name)
    if kind == "成本":
        return not _OF_COST.search(name)
    return kind == "数量" and _RATE.search(name) is not None


@lru_cache(maxsize=4)
def rows_of_all(case: PaperCase) -> tuple[tuple[str, tuple[Placed, ...]], ...]:
    """The rows of each form and each table of scores, with their project."""
    forms = [(form.project, tuple(rows_of_form(form))) for form in case.forms]
    tables = [table for table in case.paper.tables if not table.form]
    return (*forms, *((case.project(table.section), tuple(rows_of_scores(table))) for table in tables))


def rows_of_form(form: FormCase) -> Iterator[Placed]:
    for row in form.rows:
        goal = text_of(row.indicator.target)
        yield _placed(row.name, form.level_place(row, "level2"), row.indicator.level2, goal)


def _placed(name: str, place: str, level2: str, goal: str = "") -> Placed:
    match = _KIND.search(squeezed(level2))
    stands, means = match.group() if match else "", _meant(_bare(name))
    if not means and stands == "质量" and counts_things(name, goal):
        means = "数量"
    return Placed(name, place, _bare(level2), stands, means)


def _bare(words: str) -> str:
    """A kind or a name as written, without its points."""
    return IN_BRACKETS.sub("", squeezed(words))


@lru_cache(maxsize=2048)
def _meant(name: str) -> str:
    """The one kind the words of a name tell; "" where they tell none, or several."""
    found = [kind for kind, words in _WORDS if words.search(name)]
    if not found and _COUNT.search(name):
        return "数量"
    return found[0] if len(found) == 1 else ""


def rows_of_scores(table: PaperTable) -> Iterator[Placed]:
    """The rows of a table of scores, each with the 二级指标 above it."""
    found, written = _headings(table), ""
    if found is None:
        return
    head, level2, name = found
    for number, texts in enumerate(table.rows[head:], head + 1):
        if max(level2, name) < len(texts) and texts[name].strip():
            written = texts[level2].strip() or written
            column = level2 if texts[level2].strip() else name
            yield _placed(texts[name].strip(), table.cell(number, column + 1), written)


def _headings(table: PaperTable) -> tuple[int, int, int] | None:
    """The number of the row with 二级指标, and the columns of that and of the name; None where either is missing."""
    for head, texts in enumerate(table.rows[:_MOST_HEADS], 1):
        titles = [squeezed(each) for each in texts]
        level2 = next((at for at, each in enumerate(titles) if _LEVEL2.match(each)), None)
        name = next((at for at, each in enumerate(titles) if pattern(NAMES).match(each)), None)
        if level2 is not None:
            return None if name is None else (head, level2, name)
    return None
