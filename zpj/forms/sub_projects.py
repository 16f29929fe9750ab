"""Tells forms of one project apart that are filled for its 子项目."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zpj.domain.model import SelfEvaluation
from zpj.domain.records import replace


def told_apart(evaluations: Sequence[SelfEvaluation]) -> tuple[SelfEvaluation, ...]:
    """Forms that share their 项目名称 go by their 子项目名称, where each has one of its own; so does a form that has
    nothing else. What all of them belong to stays in the field `whole_project_name`.
    """
    shared = Counter(each.text("project_name").strip() for each in evaluations)
    own = Counter((each.text("project_name").strip(), _sub(each)) for each in evaluations)
    apart = {
        name for name, forms in shared.items()
        if (forms > 1 or not name) and all(sub and times == 1 for (of, sub), times in own.items() if of == name)
    }  # fmt: skip
    return tuple(_by_its_part(each) if each.text("project_name").strip() in apart else each for each in evaluations)


def _sub(evaluation: SelfEvaluation) -> str:
    return evaluation.text("sub_project_name").strip()


def _by_its_part(evaluation: SelfEvaluation) -> SelfEvaluation:
    fields = dict(evaluation.fields)
    if "project_name" in fields:
        fields["whole_project_name"] = fields["project_name"]
    fields["project_name"] = fields["sub_project_name"]
    return replace(evaluation, fields=fields)
