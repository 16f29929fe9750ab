"""Over a filed report: the project a form names against the line above it, the list of attachments, the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.names.slots import FOLLOWS, MONEY_KIND, TAIL, bare_text, bare_whole, core_of, titled
from zpj.checks.reading.own_units import UNIT_FIELDS
from zpj.checks.reading.text import Part, in_order, parts, squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.likeness import bigrams
from zpj.domain.model import Entry
from zpj.domain.paper import PaperTable, Paragraph
from zpj.domain.regex import regex

_TITLE = regex(
    "(?:附件?表?[0-9一二三四五六七八九十]{0,2}[:.、)]*)?(?:[0-9]{1,2}[.、])?[《“]?(?:20[0-9]{2}年度?)?(?P<name>[^0-9:。]{3,40}?)"
    "(?:项目)?(?:20[0-9]{2}年度?)?(?:项目)?(?:支出)?(?:项目)?绩效(?:目标)?(?:完成情况)?自评表[》”]?(?:[(].{0,12}[)])?"
)
_USUAL = regex(
    '20[0-9]{2}年度?|项目|经费|资金|专项|补助|支出|工程|工作|市级|县级|区级|省级|中央|[“”"（）()《》、和及与:-]|^[0-9]+'
)
_GENERAL = regex(
    "^(?:部门|单位|整体|预算|财政|本级|转移支付|区域|地方|对|科研|课题|科技|基本建设|专项|重点|一般|二级|特定目标类|其他运转类|市|县|区|省|的|级|直|"
    "(?:.{2,12}(?:局|委员会|委|办公室|中心|院|校|学校|政府|厅|会|站|所|队|馆))|(?:.{1,5}[省市县区州旗]){1,3})*$"
)
_FEWEST, _LONG_PIECE, _SHORT_NAME, _ENOUGH = 3, 4, 5, 0.5


@paper_check(
    "ZPJ160",
    "自评表上方或附件清单的名称与表内的项目名称不同",
    WARNING,
    reference="R-56",
    clause="附件标题、自评表应当写同一个项目名称",
    message="这里写“{found}”，自评表的项目名称是“{expected}”，请统一",
    fix="统一为批复的项目名称",
    follows=("ZPJ142", "ZPJ524", "ZPJ511"),
)
def names_above_forms(case: PaperCase) -> Iterator[Hit]:
    """“附件1：公厕改造提升项目支出绩效自评表” over a form of 公厕提档升级, or in the list of attachments."""
    named = [form for form in case.forms if form.evaluation.text("project_name")]
    whole = {_bare(form.project) for form in named}
    for form in named:
        table = _table_of(case, form)
        for place, text in _lines_above(case, table) if table else ():
            if _is_other(name := _title_name(text), form.project) and (_bare(name) in whole or _akin(name, form)):
                yield Hit(place, name, form.project, quote=name, project=form.project)
    for part in parts(case) if len(case.forms) > 1 else ():
        listed = [(line, name) for line in part.body if (name := _title_name(_after_mark(line.text)))]
        tail = listed[: len(case.forms)] if len({name for _, name in listed}) == len(case.forms) else []
        for (line, name), form in zip(tail, case.forms, strict=False):
            if form in named and _is_other(name, form.project) and _bare(name) not in whole:
                yield Hit(line.location, name, form.project, quote=name, project=form.project)


def _akin(name: str, form: FormCase) -> bool:
    """Whether a name could be the project's: not that of its office, nor a word for forms in general."""
    offices = "".join(squeezed(form.evaluation.text(field)) for field in UNIT_FIELDS)
    return _bare(name) not in offices and not is_general(name)


def is_general(name: str) -> bool:
    """Whether a name is a word for forms in general: 区级财政支出项目."""
    return _GENERAL.fullmatch(_bare(name)) is not None


def _table_of(case: PaperCase, form: FormCase) -> PaperTable | None:
    name = form.evaluation.location.rpartition("!")[0] or form.evaluation.location
    return next((table for table in case.paper.tables if table.name == name), None)


def _lines_above(case: PaperCase, table: PaperTable) -> Iterator[tuple[str, str]]:
    """The caption of a form and the title in its first rows, each with its place."""
    caption = squeezed(table.caption)
    line = next((line for line in case.paper.paragraphs if caption and squeezed(line.text) == caption), None)
    if line:
        yield line.location, caption
    for number, row in enumerate(table.rows[:2], 1):
        text = next((squeezed(text) for text in row if text.strip()), "")
        if "自评表" in text:
            yield f"{table.name}!A{number}", text


def _after_mark(text: str) -> str:
    return squeezed(text) if "自评表" in text else ""


def _title_name(text: str) -> str:
    """The project a title line of a form names, "" where it names none."""
    match = _TITLE.fullmatch(text.rstrip("。;")) if "自评表" in text else None
    name = match["name"] if match else ""
    return name if len(_bare(name)) >= _FEWEST and not is_general(name) else ""


def _is_other(name: str, project: str) -> bool:
    """Whether two names are of two projects: neither holds the other, the usual words apart."""
    one, other = _bare(name), _bare(project)
    return bool(one) and bool(other) and one not in other and other not in one and not set(one) <= set(other)


@lru_cache(maxsize=256)
def _bare(name: str) -> str:
    return _USUAL.sub("", squeezed(name))


@paper_check(
    "ZPJ161",
    "自评表的项目在报告里没有提到",
    WARNING,
    reference="R-56",
    clause="封面、自评表、报告应当写同一个项目名称",
    message="自评表的项目名称是“{found}”，报告里没有这个名称，请核对是否写错",
    fix="统一为批复的项目名称；确是另一个项目的，在报告里写明",
    follows=("ZPJ142", "ZPJ524", "ZPJ511", "ZPJ114", "ZPJ160", "ZPJ580", "ZPJ584"),
)
def forms_not_named(case: PaperCase) -> Iterator[Hit]:
    """A form of 老年人生活补贴 in one file with a report that speaks of 高龄津贴 and 适老化改造 alone.

    A workbook beside it may have other projects, whose reports are their own.
    """
    reports = [part for part in parts(case) if part.is_report and not case.is_beside]
    texts = _texts(case, reports) if reports and case.forms else []
    missing = [form for form in case.forms if texts and not _is_told(_bare(form.project), texts)]
    for form in missing if len(missing) == 1 and (len(case.forms) > 1 or len(reports) == 1) else ():
        entry: Entry | None = form.evaluation.fields.get("project_name")
        if entry:
            yield Hit(entry.location, entry.text.strip(), quote=entry.text.strip(), project=form.project)


def _texts(case: PaperCase, reports: list[Part]) -> list[str]:
    """What the reports say outside their forms and the lines above these."""
    captions = {squeezed(table.caption) for table in case.paper.tables if table.form}
    lines: list[Paragraph] = [line for part in reports for line in part.paragraphs]
    found = [text for line in lines if (text := squeezed(line.text)) not in captions]
    return found + [
        squeezed(cell) for table in case.paper.tables if not table.form for row in table.rows for cell in row
    ]


def _is_told(name: str, texts: list[str]) -> bool:
    """Whether a text has half of the pairs of signs of a name, or a long piece of it."""
    if len(name) < _FEWEST:
        return True
    pairs = set(bigrams(name))
    size = _LONG_PIECE if len(name) > _SHORT_NAME else _FEWEST
    pieces = {name[at : at + size] for at in range(len(name) - size + 1)}
    return any(
        any(piece in text for piece in pieces) or sum(pair in text for pair in pairs) >= len(pairs) * _ENOUGH
        for text in texts
    )


_BETWEEN = regex("[、,;:()]|以及|和|及|与|(?:分别|具体)?[为是](?!民)|包括")
_LEAST_KNOWN, _HALF = 2, 0.5


@another_way("ZPJ186", WARNING, follows=("ZPJ186", *FOLLOWS))
def form_left_over_in_a_list(case: PaperCase) -> Iterator[Hit]:
    """A form of 人民调解员补贴 where the report lists 法律援助办案补贴、人民调解案件补贴、值班律师补贴.

    The list has the names of all other forms; the one name left over is like that of the form no text names.
    """
    forms = {core_of(form.project): form for form in case.forms}
    whole = _outside_of_forms(case) if len(case.forms) == len(forms) > _LEAST_KNOWN else ""
    missing = [name for name in forms if len(name) >= _LONG_PIECE and name not in whole]
    if not whole or len(missing) != 1:
        return
    (name,), found = missing, dict[str, int]()
    others = set(forms) - {name}
    for sentence in whole.splitlines():
        items = (
            [core_of(item) for item in _BETWEEN.split(sentence)] if all(other in sentence for other in others) else []
        )
        for left in {item for item in items if _is_meant(item, name)} if others <= set(items) else ():
            found[left] = whole.count(left)
    entry = forms[name].evaluation.fields.get("project_name")
    if entry and len(found) == 1 and max(found.values()) > 1:
        yield Hit(entry.location, entry.text.strip(), next(iter(found)), quote=entry.text.strip(),
                  project=forms[name].project)  # fmt: skip


def _outside_of_forms(case: PaperCase) -> str:
    tables = {form.table for form in case.forms}
    texts = (text for place, text, _ in texts_of_paper(case) if place.partition("!")[0] not in tables)
    return "\n".join(sentence for text in texts for sentence in bare_text(text).split("。"))


def _is_meant(item: str, name: str) -> bool:
    """Whether an item of a list is a name in other words: it begins or ends alike, and has half of its signs."""
    shared = sum(sign in name for sign in item)
    ends = item[:_HEAD] == name[:_HEAD] or item[-_HEAD:] == name[-_HEAD:]
    plain = item != name and not any(sign.isdecimal() for sign in item)
    return ends and plain and shared >= max(len(item), len(name)) * _HALF


_KIND = regex(f"(?:{MONEY_KIND})*")
_SCORED = regex("(?:评分表|评价表|打分表|自评表|指标体系)$")
_HEAD, _END, _MOST_APART = 2, 4, 2


@another_way("ZPJ186", WARNING, follows=("ZPJ186", *FOLLOWS))
def sheet_of_another_name(case: PaperCase) -> Iterator[Hit]:
    """“市政设施与路灯维护经费评分表” in the report on 市政道路与路灯维护项目: a sheet whose form names no project."""
    nameless = all(not form.evaluation.text("project_name") for form in case.forms)
    told_of = [part for part in parts(case) if not _SCORED.search(part.title)] if nameless else []
    names = {TAIL.sub("", core_of(name)) for name in titled(told_of)}
    if len(names) != 1:
        return
    (name,), whole = names, bare_whole(case)
    for line in case.paper.paragraphs if len(name) >= _HEAD + _END + _FEWEST and whole.count(name) > 1 else ():
        text = core_of(line.text) if _SCORED.search(squeezed(line.text)) else ""
        end = text.rfind(name[-_END:]) + _END
        start = text.rfind(name[:_HEAD], 0, end)
        told = text[start:end] if end >= _END and start >= 0 and name not in text else ""
        near = told and abs(len(told) - len(name)) <= _MOST_APART and whole.count(told) == 1
        if near and not in_order(told, name) and not in_order(name, told):
            kind = _KIND.match(bare_text(squeezed(line.text)).partition(told)[2])
            found = told + (kind.group() if kind else "")
            yield Hit(line.location, found, name, quote=found, project=case.project(line.section))
