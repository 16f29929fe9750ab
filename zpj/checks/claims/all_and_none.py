"""Over a filed report: words of all, none and unchanged against the figures of the form and the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.form.row_scores import unmet
from zpj.checks.reading.clauses_around import clause_before, clause_behind
from zpj.checks.reading.reconcile import amount_of, apart
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.tie.figures import spelt
from zpj.checks.tie.passages import Passage, in_paper
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain
from zpj.domain.likeness import bigrams
from zpj.domain.model import FundLine, printed
from zpj.domain.records import record
from zpj.domain.regex import pattern, regex

_ALL = regex(
    "(?P<all>(?:全部|全面|全员|(?<![平人户])均|都|一律|如期|按期|按时|圆满|超额|顺利|足额|提前|100%|悉数)"
    "(?:已|能|能够|按期|按时|如期|圆满|超额|全部|全面|提前|按计划|按要求|保质保量)*)"
    "(?P<word>[\u4e00-\u9fff]{2,10})"
    "|(?P<all2>)(?P<word2>(?:达到|实现|完成)了?(?:年度|预期|绩效|年初|设定|计划)*(?:目标|任务|指标)值?(?!值?的))"
)
_ALL_WORDS = (
    "全部", "全面", "全员", "均", "都", "一律", "如期", "按期", "按时", "圆满", "超额", "顺利", "足额", "提前",
    "100%", "悉数", "达到", "实现", "完成",
)  # fmt: skip
_FULFILLED = regex("^(?:完成|达到|达成|达标|实现|落实|做到|兑现|完工|到位)")
_NOT_ALL = regex(
    "是否|[个片处台座条栋所家][^,。;]{0,6}中[0-9]|(?<![拆清消排去铲扫解])除(?![险尘草雪害湿锈])|外|其余|其他|基本|未|没有|不|尚|部分|力争|争取|确保|将|拟|下一?步|应|需|要求|上年|计划于|大多|绝大|个别|比例|前"
)
_IN_TIME = regex("[按准及]时|[按如]期|准点|时限|完成时间|进度|指标|目标|任务")
_GOES_ON = frozenset("率的比")
_NOT_BEHIND = regex("用于|除|外|未|没有|不|尚|部分|个别|为目标")
_PLAN_TITLE = regex("目标$|目标设|措施|建议|打算|计划|问题|依据|背景|管理制度")
_COMMON = frozenset(
    ("完成", "情况", "数量", "工作", "服务", "项目", "指标", "时间", "人数", "实施", "建设", "管理", "资金", "目标",
     "全年", "年度", "达到", "及时", "质量", "成率", "覆盖", "次数", "活动", "社会", "单位", "标准")
)  # fmt: skip
_ENOUGH, _FEWEST = 0.5, 2
_NO_REST = regex(
    "(?:无|没有|未有|未产生|不存在|未形成)(?:资金|财政|任何|项目|预算)*(?:结转结余|结转和结余|结余结转|结转、结余|结余|剩余)(?:资金|情况)?"
    "|结余(?:资金|金额|数)?为?(?:0|零)(?:[.]0+)?(?![0-9.%])|零结余|(?<![央级省市县区])(?:项目|预算|财政|专项)资金(?:[0-9.]+[万亿]?元)?(?:已|均)*(?:全部|全额)(?:支出|执行|使用|支付)"
)
_FORMER = regex("上年|以前|历年|年初|收回|上缴|缴回|缴库|核减|调减|注销|除|个别|质保|合同")
_RATE = regex(r"执行率(?:为|达到?|是|约|:)*(?P<rate>[0-9]+(?:[.][0-9]+)?)%")
_REST_OF = regex(
    "(?:结余|结转|剩余|未支出|未使用)[^。;]{0,24}?(?:全部|均|都|全)(?:为|是|属于?|系)(?P<source>[\u4e00-\u9fff]{2,10}?)(?:$|[,。;、])"
)
_OF_SOURCE = regex("财政|资金|专项|补助|当年|本年|拨款|其中|预算|结余|结转")


@record
class _Short:
    """A row of a form and whether it fell short of its goal."""

    name: str
    pieces: frozenset[str]
    is_short: bool
    told: str
    location: str


@lru_cache(maxsize=32)
def _rows(form: FormCase) -> list[_Short]:
    found = []
    for row in form.rows:
        name = pattern("(?:数量|个数|人数|户数|场次|次数|人次|面积|里程)$|[(].*?[)]").sub("", squeezed(row.name))
        pieces = frozenset(bigrams(name)) - _COMMON
        target, actual = row.indicator.target, row.indicator.actual
        told = f"{actual.text.strip() if actual else ''}（指标值{target.text.strip() if target else ''}）"
        is_short = unmet(row) or (row.score.rate is not None and row.score.rate < 1 and row.points != row.weight)
        found.append(_Short(row.name, pieces, is_short, told, actual.location if actual else row.place))
    return found


@paper_check(
    "ZPJ323",
    "说都做到了，同一件事的指标却没有达到",
    WARNING,
    reference="R-52",
    clause="完成情况的说法应与指标的完成值一致",
    message="文字说“{found}”，自评表“{name}”是 {expected}，请核对",
    fix="按实际数改正说法；没有达到的写明原因",
    follows=("ZPJ598", "ZPJ543", "ZPJ582"),
)
@by_the_paragraph
def all_though_short(case: PaperCase) -> Iterator[Hit]:
    """“86个文化站均已达到开放时间要求” beside 文化站免费开放达标率 96.51%; “保安员96名，全部持证上岗” beside 93.75%."""
    known = {form.evaluation.location: _rows(form) for form in case.forms}
    if not any(row.is_short for rows in known.values() for row in rows):
        return
    paragraphs = [
        line
        for line in case.paper.paragraphs
        if not line.is_title and _may_tell_all(line.text) and _ALL.search(line.text)
    ]
    for passage in in_paper(case, paragraphs, else_of_unit=True):
        line = next(each for each in paragraphs if each.index == passage.index)
        if passage.planned or any(_PLAN_TITLE.search(heading.title) for heading in line.path[-1:]):
            continue
        yield from _claims(passage, known[passage.form.evaluation.location])
    for form in case.forms:
        done, rows = form.evaluation.goal.achieved, known[form.evaluation.location]
        if done and any(row.is_short for row in rows):
            yield from _claims(Passage(form, done.location, done.text), rows)


def _may_tell_all(text: str) -> bool:
    """Whether any of the words stands in a text: quick, where the search is slow."""
    return any(map(text.__contains__, _ALL_WORDS))


def _claims(passage: Passage, rows: list[_Short]) -> Iterator[Hit]:
    text = spelt(passage.text)
    label = text.partition(":")[0] if ":" in text[:14] else ""
    before = ""
    for sentence in re.split("(?<=[。;])", text):
        for match in _ALL.finditer(sentence):
            clause = clause_before(sentence, match.start())
            behind = match.group() + clause_behind(sentence, match.end())
            if _NOT_ALL.search(clause) or _NOT_BEHIND.search(behind):
                continue
            told = sentence[: match.start()] + behind
            alone = len(clause) < len(match["all"] or "12") and "," not in told
            row = _meant(_borne(match, rows), label + (before if alone else "") + told)
            late = row is not None and _IN_TIME.search(row.name) and not _IN_TIME.search(told)  # done, though late
            if row is not None and row.is_short and not late:
                yield Hit(passage.location, match.group(), row.told, quote=(clause[-14:] + match.group())[:40],
                          basis=row.location, project=passage.form.project, words={"name": row.name})  # fmt: skip
                return
        before = sentence


def _borne(match: re.Match[str], rows: list[_Short]) -> list[_Short]:
    """The rows the words may speak of: any where all was fulfilled, else those that count just that (持证)."""
    word = match["word"] or match["word2"]
    if word[2:3] in _GOES_ON or match.string[match.end() : match.end() + 1].isdecimal():
        return []
    if _FULFILLED.match(word):
        return rows
    pieces = {word[at : at + 2] for at in range(3)}
    return [row for row in rows if (match["all"] or "-")[0] in "全均都一1悉" and pieces & row.pieces]


def _meant(rows: list[_Short], text: str) -> _Short | None:
    """The row whose name has most pairs of signs in a text, if it has enough of them; of two alike the one that fell
    short, where there is one such.
    """
    scores = [(sum(piece in text for piece in row.pieces), row) for row in rows]
    in_full = [row for score, row in scores if row.is_short and score == len(row.pieces) >= _FEWEST]
    if len(in_full) == 1:
        return in_full[0]
    best = max((score for score, _ in scores), default=0)
    found = [row for score, row in scores if score == best]
    short = [row for row in found if row.is_short] if len(found) > 1 else found
    enough = best >= _FEWEST and len(short) == 1 and best >= len(short[0].pieces) * _ENOUGH
    return short[0] if enough else None


_NO_CARRYOVER = regex("(?:无|没有|未安排|未使用|不涉及)上年度?(?:财政)?结转(?:结余)?(?:资金)?")


@paper_check(
    "ZPJ222",
    "说没有结余，金额却有结余",
    WARNING,
    reference="R-51",
    clause="结余为全年预算数减全年执行数",
    message="文字说“{found}”，{expected}，请核对",
    fix="按预算数和执行数改正文字；收回的写明收回",
)
@by_the_paragraph
def no_balance(case: PaperCase) -> Iterator[Hit]:
    """“执行率96.92%，年末无结转结余”; “无结余” beside a form or a table with a balance."""
    lines = [line for line in case.paper.paragraphs if _says_no_rest(line.text)]
    owners = {piece.index: piece.form for piece in in_paper(case, lines)}
    for line in lines:
        text = squeezed(line.text)
        for sentence in re.split("[。;]", text):
            match = _NO_REST.search(sentence)
            if match is None or _FORMER.search(sentence):
                continue
            told = _rest_told(sentence, owners.get(line.index))
            if told:
                yield Hit(line.location, match.group(), told, quote=match.group(), project=case.project(line.section))


@lru_cache(maxsize=1024)
def _says_no_rest(text: str) -> bool:
    return bool(pattern("结余|剩余|资金").search(text) and _NO_REST.search(squeezed(text)))


def _rest_told(sentence: str, form: FormCase | None) -> str:
    """What shows that money was left over; "" where nothing does."""
    rates = [parse_number(each["rate"]) for each in _RATE.finditer(sentence)]
    if len(rates) == 1 and rates[0] is not None and rates[0] < HUNDRED:
        return f"执行率却是 {plain(rates[0])}%"
    line = form.total if form else None
    plan, spent = (amount_of(form.budget(line)), amount_of(line.executed)) if form and line else (None, None)
    rest = apart(plan, spent) if plan and spent else None
    return f"按自评表结余 {plain(rest)}{form.evaluation.unit}" if form and rest is not None and rest > ZERO else ""


@paper_check(
    "ZPJ223",
    "结余属于哪项资金与自评表不符",
    WARNING,
    reference="R-51",
    clause="各来源的结余为其预算数减执行数",
    message="文字说结余全部为“{found}”，自评表上{expected}，请核对",
    fix="核对各资金来源的预算数和执行数",
)
def balance_of_source(case: PaperCase) -> Iterator[Hit]:
    """“结余全部为中央财政资金” where the form's central money is spent and the county's is not."""
    lines = [line for line in case.paper.paragraphs if pattern("结余|剩余|结转").search(line.text)]
    for passage in in_paper(case, lines):
        match = _REST_OF.search(squeezed(passage.text))
        name = _OF_SOURCE.sub("", match["source"]) if match else ""
        rests = [(line, _rest(passage.form, line)) for line in passage.form.evaluation.funds if line.role != "total"]
        of_source = [(line, rest) for line, rest in rests if name and name in squeezed(line.label)]
        others = [line for line, rest in rests if rest is not None and rest > ZERO]
        if match and len(of_source) == 1 and of_source[0][1] == ZERO and others:
            shown = "、".join(squeezed(line.label).removeprefix("其中:") for line in others)
            told = f"“{squeezed(of_source[0][0].label).removeprefix('其中:')}”没有结余，结余的是“{shown}”"
            yield Hit(passage.location, match["source"], told, quote=match.group()[:40], project=passage.form.project)


def _rest(form: FormCase, line: FundLine) -> Decimal | None:
    plan, spent = printed(form.budget(line)), printed(line.executed)
    return plan - spent if plan is not None and spent is not None else None


@another_way("ZPJ222", WARNING, follows=("ZPJ222",))
def no_carryover(case: PaperCase) -> Iterator[Hit]:
    """“全部为当年财政拨款，无上年结转资金” where the form of that project has some in the row 上年结转资金."""
    lines = [line for line in case.paper.paragraphs if "结转" in line.text]
    for passage in in_paper(case, lines):
        match = _NO_CARRYOVER.search(squeezed(passage.text))
        own = next((line for line in passage.form.evaluation.funds if line.role == "carryover"), None)
        money = amount_of(passage.form.budget(own)) if match and own else None
        if match and money and money.value > ZERO:
            told = f"自评表上年结转资金 {plain(money.value)}{passage.form.evaluation.unit}"
            yield Hit(passage.location, match.group(), told, quote=match.group(), project=passage.form.project)
