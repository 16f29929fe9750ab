"""Over a filed report: a rate below the bound from which the report's own rules ask for reasons, and none told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.text import sentences, squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.tie.passages import in_paper
from zpj.domain.amounts import HUNDRED, parse_number, plain, round_half_up
from zpj.domain.model import printed
from zpj.domain.regex import regex

_RULE = regex(
    r"(?:预算|资金)?(?:执行|支出|完成)(?:率|进度)[^,。;]{0,6}?(?:低于|未达到?|不足|小于|达不到|不到|<)(?P<bound>[0-9]+(?:\.[0-9]+)?)%"
    r"[^。;]{0,24}?(?:说明|分析|写明|阐述)[^。;]{0,8}?(?:原因|理由|情况)?"
)
_ABOUT = regex(
    "执行率|未执行|未支[出付]|结余|结转|剩余|支出进度|执行进度|预算执行|资金支出|尚有|未使用|支付进度|"
    "支出(?:有所|相应|较[^,。;]{1,6})?减少|(?:未|没有)能?(?:形成|发生)支出|资金[^,。;]{0,4}(?:未能?|没有)(?:执行|支[出付])"
)
_REASON = regex(
    "原因|主要[是为]|由于|因(?!素|地|此|而)|系|未达到支付|尚未(?:支付|结算|验收)|"
    "尾款|质保金|节约|节余|推迟|延迟|跨年|滞后|停|受[^,。;]{2,20}影响|未完成|未能|导致|偏差"
)


@paper_check(
    "ZPJ263",
    "执行率低于本报告规定的比例，却没有说明原因",
    WARNING,
    reference="R-30",
    clause="执行率偏低的要说明原因",
    message="“{project}”执行率 {found}，报告规定低于 {expected} 要说明原因，全文没有写，请补写",
    fix="写明没有支出的原因和改进措施",
)
def low_rate_without_reason(case: PaperCase) -> Iterator[Hit]:
    """“执行率低于90%的，应说明原因”, a form with 85.00%, and no sentence about its money that gives a reason."""
    bounds = [(bound, match.group()) for _, text, _ in texts_of_paper(case) if "率" in text or "进度" in text
              for match in _RULE.finditer(text) if (bound := parse_number(match["bound"])) is not None]  # fmt: skip
    for form in case.forms if bounds else ():
        rate = _rate(form)
        line = form.total
        if rate is None or line is None or rate >= bounds[0][0] or gives_reason(case, form):
            continue
        entry = line.reported_rate or line.executed
        found = f"{plain(round_half_up(rate, 2))}%"
        words = {"project": form.project}
        for place in (*([entry.location] if entry else []), *_told_at(case, form, found)):
            yield Hit(place, found, f"{plain(bounds[0][0])}%", basis=bounds[0][1][:60], project=form.project,
                      words=words)  # fmt: skip


def _rate(form: FormCase) -> Decimal | None:
    line = form.total
    plan, spent = (printed(form.budget(line)), printed(line.executed)) if line else (None, None)
    return spent / plan * HUNDRED if plan and spent is not None else None


def gives_reason(case: PaperCase, form: FormCase) -> bool:
    """Whether the report, or any text of the form but its rule, tells why money was left."""
    told = [text for passage in in_paper(case, case.paper.paragraphs) if passage.form is form
            for text in sentences(passage.text)]  # fmt: skip
    told += [text for table in case.paper.tables if table.name == form.evaluation.location for row in table.rows
             for cell in row if len(cell) > len("执行率偏低原因") for text in sentences(cell)]  # fmt: skip
    told = [text for text in told if not _RULE.search(text)]
    return any(_ABOUT.search(text) and _REASON.search(text) for text in told)


def _told_at(case: PaperCase, form: FormCase, rate: str) -> list[str]:
    """Where the prose tells the rate of a form."""
    number = parse_number(rate.rstrip("%"))
    found = []
    for passage in in_paper(case, case.paper.paragraphs):
        rates = re.findall(r"执行率(?:为|达到?|是|:)*([0-9]+(?:\.[0-9]+)?)%", squeezed(passage.text))
        values = [parse_number(each) for each in rates]
        if (
            passage.form is form
            and number is not None
            and any(v is not None and abs(v - number) <= HALF_CENT for v in values)
        ):
            found.append(passage.location)
    return found[:1]
