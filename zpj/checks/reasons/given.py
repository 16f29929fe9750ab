"""Reasons for deductions: missing, in the wrong row, another project's, or none at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zpj.checks.case import BookCase, FormCase, PaperCase, Row, row_of
from zpj.checks.points.totals_told import REASON, gap, scoring_tables
from zpj.checks.reading.figures import quantities, slipped
from zpj.checks.reading.own_pairs import own_pairs
from zpj.checks.reading.tables import WEIGHTS, Line, column, levels_of, lines, number_in
from zpj.checks.reading.text import parts, squeezed
from zpj.checks.reasons.left_out import left_out
from zpj.checks.reasons.misplaced import CROSSED, NONE_THERE, crossed, is_about, misplaced
from zpj.checks.rule import WARNING, Hit, book_check, form_check, paper_check, shown
from zpj.domain.amounts import plain
from zpj.domain.columns import column_letters
from zpj.domain.likeness import longest_shared
from zpj.domain.regex import regex

_OF_FORM = regex("未完成.{0,6}原因|偏差.{0,8}原因|原因分析")
_LEAST_NAME = 3
_ENOUGH = 0.5
_SCORES = regex("^(?:自评|评价)?得分")
_REMARK = regex("^备注|^说明|原因|扣分|情况说明|存在.*问题")
_LEAST_TOLD = 4
_LEAST_REASON = 12
_SAYS_DONE = regex(
    "^(?:指标|目标|任务|该项|本项|年度|全年|工作|项目|各项|均|已|全部|全面|超额|按期|按时|如期|按计划|按要求|圆满|顺利|基本)*"
    "(?:(?:已|均|全部|超额|按期|按时|如期|圆满|顺利|按计划)(?:完成|达到|达成|达标|实现)|(?:完成|达到)(?:了)?(?:年度|年初|预期|指标|目标|任务))"
    "|^(?:无|没有|不存在)(?:明显)?(?:偏差|差异|问题)|^(?:完成|执行|运行)?(?:情况)?(?:正常|良好)[。,;]?|^与(?:年度|年初|预期)?(?:目标|指标值?|计划)(?:值)?(?:一致|相符|持平)"
)
_BUT = regex("但|未|不|只|仅|尚|偏|低于|其余|因|受|除|差|少|缺|滞后|下降|较")
_REACHED = regex(
    "^[^,。;]{2,20}?(?:已|均|全部|超额|按期|按时|如期|圆满|顺利)+(?:完成|达到|达成|实现)了?(?:年度|年初|预期|既定|设定|绩效)*(?:目标|任务|指标|要求)"
)
_PRAISES = regex(
    "(?:成效|效果|作用)(?:较为|十分|非常|比较)?(?:明显|显著|突出|良好|好)|热情(?:高涨|很高)|反响(?:良好|热烈)|广泛好评|一致好评|"
    "(?:明显|显著|大幅|有效|稳步)(?:提高|提升|改善|增强)|取得(?:了)?[^,。;]{0,6}(?:成效|效果|成绩)|积极性高|得到[^,。;]{0,8}(?:肯定|认可)"
)
_MEASURE = regex("下一?步|今后|下年|来年|明年|将|加强|加大|进一步|完善|改进|继续")
_NO_FAULT = regex(
    "(?:无|没有|不存在)(?:明显)?(?:偏差|差异|问题)|不断|不仅|少年|少数民族|缺口补齐|受益|受到|感受|接受|因地制宜|因人"
)
_TOLD = regex("(?:完成|实际|达到?|仅|只有|只|为|是)+$")
_ALONE = 3


@book_check(
    "ZPJ438",
    "偏差原因疑似写错了行",
    WARNING,
    reference="R-30 R-66",
    clause="偏差原因写在有偏差的行",
    message="“{name}”{what}，请核对是否写错了行",
    fix="把原因移到扣分的一行",
)
def reason_in_wrong_row(case: BookCase) -> Iterator[Hit]:
    """A reason beside full points in a table of indicators, where the one row with a deduction has none."""
    for source in case.book.tables:
        names, reason = column(source, _OF_NAMES), column(source, "原因")
        weight, score = column(source, WEIGHTS), column(source, "得分$")
        if names is None or reason is None or weight is None or score is None:
            continue
        rows = [line for line in lines(source) if number_in(line.text(score)) is not None and line.text(names)]
        without = [line for line in rows if gap(line, weight, score) > 0 and not line.text(reason)]
        full = [line for line in rows if line.text(reason) and gap(line, weight, score) == 0]
        for line in full:
            told = [each for each in without if len(full) == len(without) == 1
                    or is_about(line.text(reason), line.text(names), each.text(names))]  # fmt: skip
            if len(told) == 1:
                yield Hit(line.place(reason), _beginning(line, reason), told[0].text(names),
                          quote=_beginning(line, reason),
                          words={"name": line.text(names), "what": NONE_THERE.format(told[0].text(names))})  # fmt: skip
        yield from _crossed(rows, names, reason, column(source, "措施"))
    for form in case.forms:
        yield from misplaced(form)


_OF_NAMES = "^(?:三级指标|指标名称|指标内容|(?:扣分|失分|偏差|未完成)(?:的)?(?:指标|项目?)(?:名称)?$)"


def _crossed(rows: Sequence[Line], names: int, reason: int, measure: int | None) -> Iterator[Hit]:
    """Two rows of a table with a reason each, either of which tells of the other."""
    known = [row for row in rows if row.text(reason)]
    behind = measure if measure != reason else None
    for one, other in crossed([(row.text(names), row.text(reason), row.text(behind)) for row in known]):
        for row, right in ((known[one], known[other]), (known[other], known[one])):
            words = {"name": row.text(names), "what": CROSSED.format(right.text(names))}
            yield Hit(row.place(reason), _beginning(row, reason), right.text(names), quote=_beginning(row, reason),
                      words=words)  # fmt: skip


@form_check(
    "ZPJ420",
    "扣了分，偏差原因却说完成了",
    WARNING,
    reference="R-30 R-65",
    clause="未完成或者偏离较大的要说明原因",
    message="“{name}”没有达到指标值（{expected}），偏差原因却写“{found}”，请改写原因",
    fix="写明没有完成的原因和改进措施，或核对完成值",
    follows=("ZPJ507",),
)
def reason_says_done(form: FormCase) -> Iterator[Hit]:
    """“已达到年度指标值，今后继续保持”, or praise, beside a deduction; a result that is the row's but for a slip."""
    for row in form.rows:
        entry = row.indicator.deviation_reason
        reason = squeezed(entry.text) if entry else ""
        if not entry or not reason or row.points is None or row.weight is None or row.points >= row.weight:
            continue
        done = (
            row.score.rate is not None
            and row.score.rate < 1
            and (_SAYS_DONE.search(reason) or _REACHED.search(reason) or _only_praises(reason))
            and not _BUT.search(_NO_FAULT.sub("", reason))
        )
        told = entry.text.strip()[:30] if done else _told_otherwise(row, reason)
        if told:
            target, actual = row.indicator.target, row.indicator.actual
            shown = f"{target.text.strip() if target else ''} → {actual.text.strip() if actual else ''}"
            yield Hit(entry.location, told, shown, quote=told, row=row.place, words={"name": row.name})


def _only_praises(reason: str) -> bool:
    return _PRAISES.search(reason) is not None and not _MEASURE.search(reason)


def _told_otherwise(row: Row, reason: str) -> str:
    """A result told in a reason that differs from the row's by a slip of the pen; "" where none does."""
    actual, target = row.indicator.actual, row.indicator.target
    own = quantities(squeezed(actual.text)) if actual else ()
    goals = {each.value for each in quantities(squeezed(target.text))} if target else set()
    for figure in quantities(reason) if len(own) == 1 else ():
        same = figure.unit == own[0].unit and len(own[0].digits.replace(".", "")) >= _ALONE
        if same and _TOLD.search(figure.before) and figure.value not in goals and slipped(figure.digits, own[0].digits):
            return figure.text
    return ""


@book_check(
    "ZPJ419",
    "两个项目的偏差原因一字不差",
    WARNING,
    reference="R-66",
    clause="偏差原因写本项目、本指标的",
    message="“{name}”的偏差原因与项目“{expected}”的一字不差，请核对是否照抄",
    fix="改写为本指标的原因",
)
def reasons_of_another_form(case: BookCase) -> Iterator[Hit]:
    """Another indicator's reason, word for word, in another project's form; one cause for rows of one form is usual."""
    first: dict[str, tuple[FormCase, str]] = {}
    for form in case.forms if len(case.forms) > 1 else ():
        for row in form.rows:
            entry = row.indicator.deviation_reason
            reason = squeezed(entry.text) if entry else ""
            own = (form, row.name)
            other, name = first.setdefault(reason, own) if len(reason) >= _LEAST_REASON else own
            if entry and other is not form and name != row.name:
                yield Hit(entry.location, quote=entry.text.strip()[:30], expected=other.project, project=form.project,
                          words={"name": row.name})  # fmt: skip


def _beginning(line: Line, place: int) -> str:
    """The beginning of a cell's text."""
    return line.text(place)[:30]


_ANY_REASON = regex(
    "部分|个别|未能?及时|不(?:够|足|高|到位|及时)|没有|未能|未|导致|影响|较[大多慢低]|时间|工作|项目|进度|人员"
)
_LEAST_PAIRS, _FEW_SHARED = 4, 5
_OF_LEVEL = regex(
    "(?P<level>数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|满意度)指标?[^。;]{0,40}?扣[除减了]?[0-9.]+分[^。;]{0,10}?"
    "(?:由于|因为|原因[为是:]|是因)+(?P<reason>[^。;]{8,80})"
)


@paper_check(
    "ZPJ390",
    "文字写的扣分原因与自评表不同",
    WARNING,
    reference="R-30 R-66",
    clause="同一项扣分的原因在自评表和报告里应当一致",
    message="扣分原因写“{found}”，自评表写“{expected}”，说的不是一回事，请核对是否从别的报告抄来",
    fix="按实际原因改成一致",
    follows=("ZPJ574",),
)
def another_reason_told(case: PaperCase) -> Iterator[Hit]:
    """“满意度指标得9.1分，扣0.9分，主要是由于异地就医……” where the form's only reason for it speaks of 实训耗材."""
    for part in parts(case):
        forms = [form for form in case.forms if form.project == part.project]
        for line in part.body if len(forms) == 1 and part.is_report else ():
            for match in _OF_LEVEL.finditer(squeezed(line.text)) if "扣" in line.text else ():
                own = [text for row in forms[0].rows if match["level"] in row.indicator.level2 + row.name
                       if row.has_reason and (text := squeezed(reason_of(row)))]  # fmt: skip
                said = set(own_pairs(_ANY_REASON.sub(",", match["reason"])))
                shared = said & set(own_pairs(_ANY_REASON.sub(",", own[0]))) if len(own) == 1 else said
                if len(said) >= _LEAST_PAIRS and len(shared) * _FEW_SHARED <= len(said):
                    yield Hit(line.location, match["reason"][:40], own[0][:40], quote=match["reason"],
                              project=part.project)  # fmt: skip


def reason_of(row: Row) -> str:
    """What a row gives as its reason."""
    return row.indicator.deviation_reason.text if row.indicator.deviation_reason else ""


@book_check(
    "ZPJ437",
    "扣了分没有说明原因",
    WARNING,
    reference="R-30",
    clause="未完成或者偏离较大的要说明原因",
    message="“{name}”扣了 {difference} 分，{where}，请补写原因和改进措施",
    fix="写明扣分的原因和改进措施",
)
def without_reason(case: BookCase) -> Iterator[Hit]:
    """A deduction in a table whose column of reasons is empty there, or that the text beside it leaves out."""
    for source, score in scoring_tables(case):
        names, weights = levels_of(source)[-1]
        reason = column(source, REASON)
        taken = [line for line in lines(source) if not line.is_total and gap(line, weights, score) > 0]
        if reason is not None and any(line.text(reason) for line in taken):
            unsaid = [(line, "说明一栏是空的") for line in taken if not line.text(reason)]
        else:
            unsaid = [(line, "分析里没有提到") for line in left_out(case, source, taken, names)]
        for line, where in unsaid:
            yield Hit(line.place(score), line.text(score), difference=plain(gap(line, weights, score)),
                      quote=line.text(names), words={"name": line.text(names), "where": where})  # fmt: skip
    for form in case.forms if case.book.paper else ():
        yield from _not_in_reasons(case, form)
        yield from _not_in_remarks(case, form)


def _not_in_reasons(case: BookCase, form: FormCase) -> Iterator[Hit]:
    """A row that fell short, in a form without a column of reasons whose one text of reasons names others."""
    paper = case.book.paper
    table = next((each for each in paper.tables if each.name == form.evaluation.location), None) if paper else None
    if table is None or form.has("indicators.deviation_reason"):
        return
    told = "".join(squeezed(text) for row in table.rows for text in row[1:]
                   if text and any(_OF_FORM.search(squeezed(label)) and len(label) < 24 for label in row))  # fmt: skip
    short = [row for row in form.rows if row.lost and row.score.rate is not None and row.score.rate < 1]
    named = [row for row in short if _mentions(told, row.name)]
    for row in short if named else ():
        if row not in named:
            yield Hit(form.place(row, "reported_score"), shown(row.points), difference=plain(row.lost),
                      quote=row.name, row=row.place, project=form.project,
                      words={"name": row.name, "where": "表上的原因里没有提到"})  # fmt: skip


def _not_in_remarks(case: BookCase, form: FormCase) -> Iterator[Hit]:
    """A row with a deduction whose 备注 is empty, in a form that gives the reasons for the others there."""
    paper = case.book.paper
    table = next((each for each in paper.tables if each.name == form.evaluation.location), None) if paper else None
    if table is None or form.has("indicators.deviation_reason"):
        return
    heads = [row for row in table.rows if any(_SCORES.search(squeezed(cell)) for cell in row)]
    place = next((number for row in heads for number, cell in enumerate(row) if _REMARK.search(squeezed(cell))), None)
    cells = {row_of(f"{table.name}!A{number}"): texts for number, texts in enumerate(table.rows, 1)}
    lost = [(row, cells.get(row_of(row.place), ())) for row in form.rows if row.lost]
    told = [len(texts) > place and len(texts[place].strip()) >= _LEAST_TOLD for _, texts in lost] if place else []
    for (row, _), is_told in zip(lost, told, strict=False) if any(told) and place else ():
        if not is_told:
            place_of_cell = row_of(row.place).replace("!", f"!{column_letters(place + 1)}") if place else row.place
            yield Hit(place_of_cell, shown(row.points), difference=plain(row.lost), quote=row.name,
                      row=row.place, project=form.project,
                      words={"name": row.name, "where": "备注一栏是空的，其他扣分的都写了原因"})  # fmt: skip


def _mentions(text: str, name: str) -> bool:
    bare = re.sub("[(].*?[)]", "", squeezed(name))
    match = longest_shared(text, bare)
    return match.size >= max(_LEAST_NAME, len(bare) * _ENOUGH)
