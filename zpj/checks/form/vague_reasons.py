"""Over a form: reasons for deductions that name none."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import FormCase, Row
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, form_check
from zpj.domain import clauses
from zpj.domain.amounts import parse_number
from zpj.domain.regex import regex

_WORDS_OF_ALL = regex(
    "由于|因为|[受因等的了和与及为是将应需按有]|客观|主观|其[他它]|工作|特殊|实际|原因|因素|情况|所致|造成|影响|今后|下一?步|下年度?|"
    "以后|后续|来年|明年|继续|进一步|加强|加大|努力|改进|完善|提高|提升|做好|保持|管理|力度|指标|目标|完成|未能?|没有|达到|年度|年初|"
    "有待|存在|偏差|一定|差距|不足|认真|落实|整改|措施|制定|积极|推进|及时|要求|相关|有关|各项|不够|到位|方面|各种|多种|条件|限制|"
    "详见|参见|见|报告|自评|正文|附件|尚|已|值|率|[,。;、:]"
)
_LEAST_OWN = 3
_LOST = regex(r"(?:扣(?:减|除|掉|了)?|酌减|减)(?P<points>\d+(?:\.\d+)?)分")


@form_check(
    "ZPJ361",
    "偏差原因没有实质内容",
    WARNING,
    reference="R-65",
    clause=str(clauses.EXPLAIN),
    message="“{name}”扣了分，原因只写“{found}”，没有说明是什么原因，请写清",
    fix="写清具体原因，并写可检查的改进措施",
    follows=("ZPJ420", "ZPJ506"),
)
def reason_says_nothing(form: FormCase) -> Iterator[Hit]:
    """“受客观因素影响，今后进一步加强管理” beside a deduction: nothing is left without the words every reason has."""
    for row in form.rows:
        reason = squeezed(row.indicator.deviation_reason.text) if row.indicator.deviation_reason else ""
        if row.lost and row.has_reason and len(_WORDS_OF_ALL.sub("", reason)) < _LEAST_OWN:
            place = form.place(row, "deviation_reason")
            yield Hit(place, reason[:40], quote=reason[:40], row=row.place, words={"name": row.name})


def says_points_lost(row: Row) -> bool:
    """Whether the reason of a row tells how many points were taken off: “年初目标偏低，按办法扣2分”."""
    reason = row.indicator.deviation_reason
    if reason is None or row.weight is None or row.points is None:
        return False
    lost = row.weight - row.points
    return any(parse_number(match["points"]) == lost for match in _LOST.finditer(squeezed(reason.text)))
