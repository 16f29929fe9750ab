"""Over a filed report: clauses that have nothing of the own words of what they are told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import permutations

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.projects.strays import counted_pairs, distinct_pairs
from zpj.checks.reading.own_pairs import own_pairs
from zpj.checks.reading.plain_patterns import DIGIT
from zpj.checks.reading.text import squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.columns import column_letters
from zpj.domain.regex import regex

_CLAUSE = regex("[^,。;:]+")
_STOP = regex("[,。;]")
_CAUSE = regex(
    "受|因|由于|影响|原因|推迟|延|未|调整|协调|冲突|其他项目|项目(?:支出|名称|绩效)|自评表|达成|预期|指标|执行率|得分|计分"
)
_LEAST, _FEWEST_SHARED, _FEWEST, _MANY, _SHORT, _LONG, _LONG_COPY, _OF_THREE = 5, 2, 3, 4, 9, 12, 20, 3


@another_way("ZPJ118", WARNING, follows=("ZPJ118", "ZPJ538", "ZPJ519", "ZPJ419", "ZPJ562"))
def clauses_of_another_project(case: PaperCase) -> Iterator[Hit]:
    """“加强施工现场的质量监督，确保维修工程按期完工” in the report on 营养改善计划, 校舍维修 being another project.

    Clauses one behind the other whose own words stand nowhere else in what is told of this project, and four or more
    of their pairs of signs in what is told of one other project alone, two of them often.
    """
    texts = _texts(case)
    counted = {project: _counted(of_it) for project, of_it in texts.items()}
    names = [squeezed(form.project) for form in case.forms]
    results = {entry.location for form in case.forms if (entry := form.evaluation.goal.achieved)}
    for project, of_it in texts.items() if len(texts) > 1 else ():
        others = {other: words for other, words in counted.items() if other != project}
        for place, text in of_it:
            here, told = Counter(own_pairs(text)), list[tuple[str, str, frozenset[str]]]()
            for clause in (*_CLAUSE.findall(text), ""):
                other, pairs = _of_one_other(clause, here, counted[project], others)
                if other and not _CAUSE.search(clause) and other in (told[-1][1] if told else other):
                    told.append((clause, other, pairs))
                    continue
                named = any(name in each or each in name for each, *_ in told for name in names)
                copied = "!" in place and place not in results and told and _stands_in(told[0][0], texts[told[0][1]])
                if (
                    told
                    and not (named or copied)
                    and _is_theme(told, counted[told[0][1]], _FEWEST - (place in results))
                ):
                    quote = "，".join(each for each, *_ in told)[:40]
                    yield Hit(place, told[0][1], project, quote=quote, project=project)
                told = []


@another_way("ZPJ118", WARNING, follows=("ZPJ118", "ZPJ538", "ZPJ519", "ZPJ419", "ZPJ562", "ZPJ574"))
def sentence_of_another_report(case: PaperCase) -> Iterator[Hit]:
    """“提前采购常用备品备件” under the measures of one project, word for word what another tells in two places.

    Most of its own words are told of this project nowhere else, and two of them of the other in other lines, too.
    """
    texts = _texts(case)
    for project, of_it in texts.items() if len(texts) > 1 else ():
        own = _counted(of_it)
        for place, text in of_it:
            clauses = [each for each in _CLAUSE.findall(text) if len(each) >= _SHORT]
            pairs = set(own_pairs(text)) if "!" not in place and sum(map(len, clauses)) >= _LONG_COPY else set[str]()
            strange = {pair for pair in pairs if own[pair] == text.count(pair)}
            if len(strange) < _MANY or len(strange) * _OF_THREE < len(pairs) * 2 or _CAUSE.search(text):
                continue
            for other, lines in texts.items():
                copies = [line for _, line in lines if all(each in line for each in clauses)]
                rest = "\n".join(line for _, line in lines if not any(each in line for each in clauses))
                if other != project and len(copies) > 1 and sum(pair in rest for pair in strange) >= _FEWEST_SHARED:
                    yield Hit(place, other, project, quote=text[:40], project=project)


def _stands_in(clause: str, texts: Sequence[tuple[str, str]]) -> bool:
    """Whether a clause stands in a cell of another form, too: a reason both have is told by other rules."""
    return any(clause in text for place, text in texts if "!" in place)


def _is_theme(told: list[tuple[str, str, frozenset[str]]], words: Counter[str], often: int) -> bool:
    """Whether clauses have enough of the words another project is told in, two of them often."""
    pairs = {pair for *_, own in told for pair in own}
    return len(pairs) >= _MANY and sum(words[pair] >= often for pair in pairs) >= _FEWEST_SHARED


def _of_one_other(
    clause: str, here: Counter[str], own: Counter[str], others: Mapping[str, Counter[str]]
) -> tuple[str, frozenset[str]]:
    """The one other project whose words a clause has, and these; none where its own project has one elsewhere."""
    pairs = frozenset(own_pairs(clause))
    if not pairs or any(own[pair] > here[pair] for pair in pairs):
        return "", frozenset()
    of_one = [(other, pair) for pair in pairs for other in _only(pair, others)]
    best = Counter(other for other, _ in of_one).most_common(1)
    return (best[0][0], frozenset(pair for other, pair in of_one if other == best[0][0])) if best else ("", pairs)


def _only(pair: str, others: Mapping[str, Counter[str]]) -> list[str]:
    """The other project that has two signs, where it is the only one."""
    found = [other for other, words in others.items() if words[pair]]
    return found if len(found) == 1 else []


@lru_cache(maxsize=4)
def _texts(case: PaperCase) -> dict[str, list[tuple[str, str]]]:
    """What is told of each of several projects: the cells of its form and the lines of its report, with places."""
    tables = {form.table: form.project for form in case.forms if form.evaluation.text("project_name")}
    if len(set(tables.values())) < len(tables) or len(tables) < _FEWEST_SHARED:
        return {}
    found: dict[str, list[tuple[str, str]]] = {}
    for place, text, section in texts_of_paper(case):
        project = tables.get(place.rpartition("!")[0], "") if "!" in place else case.project(section)
        bare = squeezed(text)
        of_others = any(squeezed(form.project) in bare for form in case.forms if form.project != project)
        told = len(bare) > _SHORT if "!" in place else _STOP.search(bare) is not None
        if project and told and not of_others:
            found.setdefault(project, []).append((place, bare))
    return found


def _counted(texts: Sequence[tuple[str, str]]) -> Counter[str]:
    return Counter(pair for _, text in texts for pair in own_pairs(text))


@another_way("ZPJ574", WARNING, follows=("ZPJ574",))
def result_of_another_paper(case: PaperCase) -> Iterator[Hit]:
    """“学校食堂食材配送质量明显提高” in the result of a form: but one of its words stand nowhere else in the file."""
    counted = counted_pairs(case) if case.forms else Counter[str]()
    for form in case.forms:
        entry = form.evaluation.goal.achieved
        for clause in _CLAUSE.findall(squeezed(entry.text)) if entry else ():
            pairs = () if DIGIT.search(clause) else distinct_pairs(clause)
            shared = sum(counted[pair] > 1 for pair in pairs)
            if entry and len(pairs) >= _LEAST + shared and shared <= 1:
                yield Hit(entry.location, clause[:40], quote=clause[:40], project=form.project)


@another_way("ZPJ118", WARNING, follows=("ZPJ118", "ZPJ538", "ZPJ519", "ZPJ419", "ZPJ562", "ZPJ574"))
def clause_told_in_two_forms(case: PaperCase) -> Iterator[Hit]:
    """“合理安排检定时间” among the measures of two forms, of 计量器具检定 and of 电梯救援: a word of the one project's
    name that stands nowhere else in the other form.
    """
    forms = [form for form in case.forms if form.evaluation.text("project_name")]
    clauses = [_clauses(case, form) for form in forms] if len(forms) > 1 else []
    for (form, own), (other, others) in permutations(zip(forms, clauses, strict=False), 2):
        for clause in own if form.project != other.project else ():
            if clause not in others:
                continue
            words, its = _words(case, form), _words(case, other)
            pairs = [pair for pair in distinct_pairs(clause) if pair in other.project and words[pair] == 1]
            if any(its[pair] >= _FEWEST for pair in pairs) and not _CAUSE.search(clause):
                yield Hit(own[clause], other.project, form.project, quote=clause[:40], project=form.project)


@lru_cache(maxsize=16)
def _clauses(case: PaperCase, form: FormCase) -> dict[str, str]:
    """The clauses without a figure in the sentences of the cells of a form's table, and where each stands."""
    found: dict[str, str] = {}
    for place, cell in _cells(case, form):
        for clause in _CLAUSE.findall(cell) if len(cell) >= _LONG and _STOP.search(cell) else ():
            if len(clause) > _LEAST and not DIGIT.search(clause):
                found.setdefault(clause, place)
    return found


def _cells(case: PaperCase, form: FormCase) -> Iterator[tuple[str, str]]:
    """The cells of a form's table, and where each stands."""
    name = form.table
    table = next((table for table in case.paper.tables if table.name == name), None)
    for number, row in enumerate(table.rows if table else (), 1):
        for column, text in enumerate(row, 1):
            if text:
                yield f"{name}!{column_letters(column)}{number}", squeezed(text)


@lru_cache(maxsize=16)
def _words(case: PaperCase, form: FormCase) -> Counter[str]:
    """In how many cells of its table each pair of signs of a form's own words stands."""
    cells = {cell for _, cell in _cells(case, form)}
    return Counter(pair for text in sorted(cells) for pair in distinct_pairs(text))
