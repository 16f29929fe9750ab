"""Over a filed report: another bureau of the place where the report's own must stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from zpj.checks.case import PaperCase
from zpj.checks.names.offices_and_projects import whole_text
from zpj.checks.reading.text import Part, parts, squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.likeness import shared_start
from zpj.domain.records import record
from zpj.domain.regex import regex

_BUREAU = "[\u4e00-\u9fff]{4,24}?(?:局|委员会|厅)"
_HOUSES = "办事处|联合会|总工会|联合社|联社|合作社|中心|办公室|站|所|馆|学院|学校|中学|小学|医院|院|总队|支队|大队|队"
_CODE, _SEAL = regex("^[0-9]+-?"), regex("[(][^()]*[章印][^()]*[)]$")
_ANY = f"[\u4e00-\u662e\u6630-\u9fff]{{4,24}}?(?:局|委员会|厅|{_HOUSES})"
_ALONE = regex(f"(?P<name>[\u4e00-\u9fff]{{4,24}}(?:局|委员会|厅|{_HOUSES}))(?:[(](?:盖章|公章|章)[)])?")
_LABELLED = regex(
    "(?:自评|评价)?(?P<label>项目(?:实施|承担)?单位|(?:实施|预算|填报|自评)单位|单位名称|(?:项目)?主管(?:部门|单位)):(?P<name>[^:]{4,28})"
)
_TITLE = regex(f"(?P<name>{_ANY}(?=20[0-9]{{2}}|关于)|{_BUREAU})(?=20[0-9]{{2}}|关于|[\u4e00-\u9fff“]{{4}})")
_SPEAKS = regex(
    f"(?:^|[,。;:])(?:[\u4e00-\u9fff]{{0,4}}(?P<object>对象(?:为|是)))?(?P<name>{_ANY})"
    "(?:[(](?:以下)?简称[^()]*[)])?(?:组织|牵头|认真)*(?:对|就)?(?:本部门|本单位)?20[0-9]{2}年度?"
    "(?:(?(object)|(?!))|(?:共有?|纳入)[^,。;]{0,16}项目|[^,。;]{4,60}?(?:绩效|自评|评价))"
)
"""An office that evaluates a year, whose projects of a year are counted, or one of them evaluated."""
_DECLARED = regex(f"(?:^|[,。;:])(?P<name>{_ANY})(?=[(](?:以下)?(?:统一)?简称)")
_TWO = regex("(?:局|厅|委员会)(?=.)")
_IS_BUREAU, _KIND = regex("(?:局|厅|委员会)$"), regex(f"(?:局|厅|委员会|{_HOUSES})$")
_OVERSEERS = ("财政局", "审计局")
"""Offices that may evaluate another's project."""
_LEVELS = frozenset("省市县区旗州盟")
_CELLS = ("supervising_department", "implementing_unit")
_SHORT_LINE, _LEAST_REGION, _LEAST_NAME, _OFTEN, _TWICE = 30, 2, 3, 3, 2


@record
class _Slot:
    """A place for the name of an office; `own` is whether only the one that writes the report may stand there.

    `above`: the cell of the supervising department, which may well be another bureau.
    """

    name: str
    place: str
    own: bool
    project: str
    above: bool = False
    labelled: bool = False


@another_way("ZPJ184", WARNING)
def another_bureau_in_a_slot(case: PaperCase) -> Iterator[Hit]:
    """“评价对象为海源县民政局2023年度应急物资储备项目” in a report of 海源县应急管理局.

    In the title, under the report, in a form or before the project: told once in all, of the same place as the bureau
    that stands in the other places.
    """
    slots = [*_of_forms(case), *(slot for part in parts(case) for slot in _of_report(part))]
    times = Counter(slot.name for slot in slots)
    whole = whole_text(case) if len(times) > 1 else ""
    for slot in slots if whole else ():
        once = times[slot.name] == whole.count(slot.name) == 1
        right = _meant(slot, slots, times, whole) if once else ""
        if right and (not slot.above or any(each.above and each.name == right for each in slots)):
            yield Hit(slot.place, slot.name, right, quote=slot.name, project=slot.project)


def _of_forms(case: PaperCase) -> Iterator[_Slot]:
    for form in case.forms:
        for field in _CELLS:
            entry = form.evaluation.fields.get(field)
            match = _ALONE.fullmatch(_CODE.sub("", squeezed(entry.text))) if entry else None
            if entry and match:
                above = field == _CELLS[0]
                yield _Slot(match["name"], entry.location, own=False, project=form.project, above=above)


def _of_report(part: Part) -> Iterator[_Slot]:
    """The offices in the titles of a report, behind labels, on lines of their own and where they speak."""
    for line in part.paragraphs:
        text = squeezed(line.text)
        labelled = _LABELLED.fullmatch(_SEAL.sub("", text)) if ":" in text else None
        if line.is_title:
            found = [_TITLE.match(text)]
        elif labelled:
            found = [_ALONE.fullmatch(labelled["name"])]
        elif len(text) < _SHORT_LINE and line.heading is None and (alone := _ALONE.fullmatch(text)):
            found = [alone]
        else:
            found = [*_SPEAKS.finditer(text)] if "20" in text else []
            found += [] if line.path else _DECLARED.finditer(text)
        above = labelled is not None and "主管" in labelled["label"]
        for match in found:
            if match and not _TWO.search(match["name"]) and not match["name"].endswith(_OVERSEERS):
                yield _Slot(match["name"], line.location, labelled is None, part.project, above, labelled is not None)


def _meant(odd: _Slot, slots: Sequence[_Slot], times: Counter[str], whole: str) -> str:
    """The office of the same place that stands most often in the other places, the odd one being told once."""
    speaking = {slot.name for slot in slots if slot.own}
    others = [name for name in times if name in speaking or (times[name] >= _TWICE and not odd.own)]
    usual = max(others, key=lambda name: (name in speaking, times[name], whole.count(name)), default=odd.name)
    for name in (usual, *others):
        region = _region(odd.name, name)
        rest, right = odd.name[len(region) :], name[len(region) :]
        signed = odd.own and times[name] >= _TWICE
        if (name != odd.name and region and len(rest) >= _LEAST_NAME and (signed or whole.count(rest) == 1)
                and whole.count(right) >= _OFTEN and (name == usual or times[name] >= _TWICE)
                and _may_be_meant(odd, rest, right)):  # fmt: skip
            return name
    return ""


def _may_be_meant(slot: _Slot, odd: str, right: str) -> bool:
    """Whether an office can stand for another, not being under it: two bureaus, two museums, two that begin alike.

    What a cover or a form has may well be under the bureau that writes.
    """
    alike, bureaus = odd[:_TWICE] == right[:_TWICE], [_IS_BUREAU.search(name) is not None for name in (odd, right)]
    if all(bureaus):
        return alike or not slot.labelled
    if any(bureaus):
        return slot.own and _KIND.sub("", odd) == _KIND.sub("", right)
    return alike or len({match.group() for name in (odd, right) if (match := _KIND.search(name))}) == 1


def _region(one: str, other: str) -> str:
    """The name of the place two offices begin with."""
    shared = shared_start(one, other)
    while shared and one[shared - 1] not in _LEVELS:
        shared -= 1
    return one[:shared] if shared >= _LEAST_REGION else ""
