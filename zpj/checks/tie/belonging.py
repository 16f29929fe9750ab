"""Whether a filed report is about the projects of the workbooks given beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.tie.names import bare_name
from zpj.domain.likeness import is_like
from zpj.domain.paper import Paper, PaperTable
from zpj.domain.regex import regex
from zpj.domain.wording import normalise

_TITLE = regex("(?P<name>.*?)(?:项目)?(?:支出)?(?:绩效)(?:自评|评价)")
_NO_NAME = regex("20[0-9]{2}年度?|项目|支出|预算|部门|单位|整体|财政|资金|专项|市|县|区|省|关于|本级|总|全")
_CODE = regex("^[0-9]+-?|[0-9]+$")
_OFFICE = regex("(?:局|委|委员会|办|办公室|厅|处|院|校|馆|站|所|中心|政府)$")
_PROJECTS = regex("^(?:自评|评价|预算)?项目(?:名称)?$")
_AMOUNT = regex("预算|执行|支出|金额")
_SUM = regex("^(?:合计|总计|小计)$|^其中")
_LEAST_NAME = 3
_SLIP = 0.7


def named(paper: Paper, forms: Iterable[FormCase]) -> list[FormCase]:
    """The forms a report is about: those its titles name (the longest name of each title), else those its text names,
    else those whose name its titles nearly have; none where it names none."""
    listed = [(name, form) for form in forms if (name := normalise(form.project))]
    titles = [normalise(line.text) for line in paper.titles]
    own = [max((name for name, _ in listed if name in title), key=len, default="") for title in titles]
    if not any(own):
        cells = (cell for table in paper.tables for row in table.rows for cell in row)
        everything = "\n".join(map(normalise, (*(line.text for line in paper.paragraphs), *cells)))
        own = [name for name, _ in listed if name in everything]
    if not any(own):
        own = [name for name, _ in listed if any(_nearly(title, name) for title in titles)]
    if not any(own) and not speaks_of_another(paper, [form for _, form in listed]):
        everything = "\n".join(titles)
        return [form for _, form in listed if any(office in everything for office in _offices(form))]
    return [form for name, form in listed if name in own]


def _offices(form: FormCase) -> list[str]:
    """The offices of a form, without their codes."""
    fields = ("supervising_department", "implementing_unit")
    return [name for field in fields if (name := _CODE.sub("", normalise(form.evaluation.text(field))))]


def speaks_of_another(paper: Paper, forms: Iterable[FormCase]) -> str:
    """The project a report is about by its titles, where none of the forms has it; "" where the titles name none."""
    offices = [office for form in forms for office in _offices(form)]
    for line in paper.titles:
        match = _TITLE.match(normalise(line.text))
        name = match["name"] if match else ""
        for office in offices:
            name = name.replace(office, "")
        if len(_NO_NAME.sub("", name)) >= _LEAST_NAME and not _OFFICE.search(_NO_NAME.sub("", name)):
            return name
    return ""


def form_of_table(case: PaperCase, table: PaperTable) -> FormCase | None:
    """The project a table is about: the one its first rows name, else the one its section is about; None for a table
    over several projects."""
    if len({form.project for form in forms_in(case, table.rows)}) > 1:
        return None
    named = forms_in(case, table.rows[:4])
    project = case.project(table.section)
    return next((form for form in named or case.forms if named or form.project == project), None)


def forms_in(case: PaperCase, rows: Iterable[tuple[str, ...]]) -> list[FormCase]:
    """The forms whose project a cell of these rows is."""
    cells = {normalise(cell) for row in rows for cell in row}
    return [form for form in case.forms if normalise(form.project) in cells]


def _nearly(title: str, name: str) -> bool:
    """Whether a title has the name but for a slip of the pen."""
    match = _TITLE.match(title)
    written = bare_name(match["name"]) if match else ""
    bare = bare_name(name)
    return bool(written and bare) and is_like(written, bare, _SLIP)


def listed_projects(paper: Paper) -> list[str]:
    """The projects a report over several of them has in its table, in their order and spelling; none where it lists
    none."""
    for table in paper.tables:
        names = _in_column(table)
        if len(names) > 1:
            return names
    return []


def lists_projects(table: PaperTable, form: FormCase) -> bool:
    """Whether a table is over several projects: its total is not that of the one form there is."""
    names, own = _in_column(table), bare_name(form.project)
    heads = [[normalise(cell) for cell in row] for row in table.rows[:2]]
    if not any(any(map(_PROJECTS.match, row)) and any(map(_AMOUNT.search, row)) for row in heads):
        return False
    named = any("项目名称" in cell for row in heads for cell in row)
    return len(names) > 1 and (named or any(bare_name(name) == own for name in names))


def _in_column(table: PaperTable) -> list[str]:
    for number, row in enumerate(table.rows[:2] if not table.form else ()):
        column = next((column for column, cell in enumerate(row) if _PROJECTS.match(normalise(cell))), None)
        if column is not None:
            cells = (normalise(below[column]) for below in table.rows[number + 1 :] if column < len(below))
            return [cell for cell in cells if cell and not _SUM.search(cell)]
    return []


def without_forms(paper: Paper, forms: Iterable[FormCase]) -> int:
    """How many projects of a report over several have no form here; 0 unless some have one."""
    given, listed = [normalise(form.project) for form in forms], listed_projects(paper)
    titles = [normalise(line.text) for line in paper.titles]
    missing = sum(name not in given for name in listed)
    is_of_one = any(name and name in title for name in given for title in titles)
    return missing if len(given) < len(listed) and missing < len(listed) and not is_of_one else 0


@paper_check(
    "ZPJ569",
    "报告不是（或不全是）这些项目的",
    WARNING,
    reference="R-56",
    clause="自评表和报告应当是同一个项目的",
    message="报告写的是{found}，给出的自评表是“{expected}”，{what}，请确认文件是否给对、给全",
    fix="把这份报告与它的全部自评表一起校验",
)
def stranger(case: PaperCase) -> Iterator[Hit]:
    """A report beside workbooks none of whose projects it names, or only some of whose projects are there."""
    if not case.is_beside or not case.forms:
        return
    missing = without_forms(case.paper, case.forms)
    if missing:
        found = f"{len(listed_projects(case.paper))}个项目，其中{missing}个没有给自评表"
        yield _stranger(case, found, "合计、个数和文字没有核对，只核对了表里这些项目的各行")
    if missing or named(case.paper, case.forms):
        return
    other = speaks_of_another(case.paper, case.forms)
    if other or len(case.forms) > 1:
        yield _stranger(case, f"“{other}”" if other else "别的项目", "没有互相核对")


def _stranger(case: PaperCase, found: str, what: str) -> Hit:
    title = next(iter(case.paper.titles), None) or next(iter(case.paper.paragraphs), None)
    names = [form.project for form in case.forms]
    return Hit(
        title.location if title else "正文",
        found=found,
        expected="、".join(names[:3]) + ("等" if len(names) > 3 else ""),
        quote=title.text[:60] if title else None,
        words={"what": what},
    )


@paper_check(
    "ZPJ584",
    "报告标题的项目名称与自评表不同",
    WARNING,
    reference="R-56",
    clause="自评表、报告应当写同一个项目名称",
    message="标题写“{found}”，自评表为“{expected}”，请统一",
    fix="统一为批复的项目名称",
)
def misspelt_titles(case: PaperCase) -> Iterator[Hit]:
    """A title that has the name of a form's project but for a slip of the pen, and no project's name in full."""
    if not case.is_beside:
        return
    names = {normalise(form.project): form.project for form in case.forms if form.project}
    for line in case.paper.titles:
        title = normalise(line.text)
        if any(bare_name(name) in title for name in names):
            continue
        for name in (name for name in names if _nearly(title, name)):
            match = _TITLE.match(title)
            found = match["name"] if match else title
            yield Hit(line.location, found, names[name], quote=line.text[:60], project=names[name])
            break


def gives_rows(table: PaperTable, form: FormCase) -> bool:
    """Whether a table has the rows of the form: one of 决策, 过程, 产出 and 效益 has a total of its own."""
    cells = {normalise(cell) for row in table.rows for cell in row}
    return 2 * sum(normalise(row.name) in cells for row in form.rows) >= len(form.rows)
