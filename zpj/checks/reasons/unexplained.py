"""Over a filed report: points lost in a table without a column for reasons, told nowhere else either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from zpj.checks.case import PaperCase, Row
from zpj.checks.form.row_scores import unmet
from zpj.checks.reading.scoring_tables import Heads, ScoredRow, named_heads, scored_rows
from zpj.checks.reading.text import is_headed, label_of, sentences, squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, another_way, paper_check, shown
from zpj.domain.amounts import plain
from zpj.domain.likeness import bigrams, is_like
from zpj.domain.paper import PaperTable, Paragraph
from zpj.domain.regex import regex

_REASON = regex("原因|扣分|备注|说明|措施|存在.*问题|依据")
_TELLS_WHY = regex(
    "因(?!地制宜|素|[病灾残学公]|人施|时制|势利)|由于|受(?!益|到|众|训|理|助|教|赠|托|检)|影响(?!指标|力)|导致|造成|原因|不足|不够|不到位|不及时|不完善|不健全|不规范|不高|不强|不全|"
    "滞后|偏低|偏少|偏慢|推迟|延迟|延期|尚|有待|薄弱|欠缺|缺乏|困难|难度|取消|下降|个别|部分(?!达成)|主要是|较低|未(?!来)|没有|仅|少"
)
_WHY_HEAD = regex("原因(?:分析|说明)?(?:及|和|与|$)|偏[差离].{0,8}原因")
"""The label of a cell, or a heading, under which all is a reason."""
_MERITS = regex("经验|做法|成效")
_NO_REASON = regex(
    "未?(?:按期|如期)?(?:部分)?(?:达到|达成|完成)[^,;。]{0,12}(?:目标|指标|任务|计划)值?|得[0-9.]+分,扣[0-9.]+分|扣[0-9.]+分"
)
_AS_CAUSE = regex(
    "(?:主要是|由于|因为?|受)[^,;。、]{2,16}(?:少于|低于|没有达到|未达到?)(?:年度|年初|绩效)*(?:计划|目标|指标值?|预期)"
)
"""A shortfall told as the cause of something else."""
_NO_NAME = regex("[(][^()]*[)]|(?:完成|达标)?(?:情况|数量|比例|个数|次数|人数|里程|面积|率|数)$|^指标[0-9]*[:：]?")
_SUM = regex("(?:合|总|小|共)计|总[得评]?分|综合得分|得分合计")
_NO_INDICATOR = regex("执行率|预算执行|到位率|^(?:产出|效益|成本|满意度|过程|决策)(?:类|指标)*$")
_MEASURED = regex("(?:低于|少于|晚于|高于|超过|不到)(?:[0-9]|规定|要求|标准)[^,]*,$")
_LEAST_TEXT, _SHARED = 8, 3
_LEAST_OWN = 2
"""The pairs of signs only this row of its table has: a sentence without any of them is about another row."""
_ALIKE = 0.75


@paper_check(
    "ZPJ453",
    "扣了分，表里和文字里都没有写原因",
    WARNING,
    reference="R-30",
    clause="未完成或者偏离较大的要说明原因",
    message="“{name}”扣了 {difference} 分，全文没有写原因，请补写原因和改进措施",
    fix="写明扣分的原因和改进措施",
    follows=("ZPJ437", "ZPJ441", "ZPJ431"),
)
def unexplained(case: PaperCase) -> Iterator[Hit]:
    """A row docked in a table without reasons, whose name no text explains; told where another one is explained."""
    for table in case.paper.tables:
        heads = _heads(table)
        names = _names_of(table, heads)
        rows = [row for row in scored_rows(table, heads)
                if row.name and row.lost and not (_NO_INDICATOR.search(row.name) or _SUM.match(row.name))]  # fmt: skip
        why = [row for row in rows if not _is_told(case, row.name, names) and not _is_measured(case, row)]
        for row in why if len(why) < len(rows) or _tells_of_others(case, table, why) else ():
            yield Hit(row.place, shown(row.points), difference=plain(row.lost), quote=row.name,
                      project=case.project(table.section), words={"name": row.name})  # fmt: skip


_COMPLIES = regex(
    "匹配|相适应|相符|符合|一致|对应|吻合|完整|健全|齐全|完备|规范|合理|充分|明确|清晰|细化|可衡量|合规|严格|科学|到位|有效|有序|及时|准确|真实|良好|达到|完成|可行"
)
"""Words that say a thing is as it should be."""
_NOT_FOUND = regex(
    "(?:未(?:发现|出现|发生|见)|没有(?:发现|出现|发生)?|无|不存在|并?无)[^,。;但]*?"
    "(?:情况|现象|问题|行为|违规|截留|挤占|挪用|虚列|支出|超标准|超范围|偏差|投诉|事故)[^,。;但]*(?:,|;|$)"
)
_FAULT = regex(
    "[不未无没非欠缺少低差偏超迟晚慢漏错误逾停减退弱剩]|扣|滞后|延期|推延|有待|薄弱|困难|难|取消|下降|个别|部分|主要|仅|但|需|待|问题|一般|基本|较为|结余|存在|进一步"
    "|加强|改进|今后|下一?步|因(?!地制宜)|由于|受(?!益)|影响|导致|造成|原因|节约|结算|追加|调整|变[动化更]|增加|尚|正在|拟|将"
)
"""Any word that may tell why points were lost; what has none of them praises or states."""
_OF_QUALITY = regex(
    "性(?:[(][^()]*[)])?$|(?:制度|管理|机制|程序|目标|资金)[^率]{0,4}(?:建设|健全|执行|情况|规范|合规|合理|明确)"
)
_LEAST_PRAISE = 2


@another_way("ZPJ453", WARNING, follows=("ZPJ453", "ZPJ437", "ZPJ441", "ZPJ431", "ZPJ411", "ZPJ420"))
def praised_though_docked(case: PaperCase) -> Iterator[Hit]:
    """“资金按任务数分配，与任务相匹配” beside 1.5 of 2 points: nothing but praise, and no text has any reason."""
    for table in case.paper.tables:
        heads = named_heads(table)
        rows = [row for row in scored_rows(table, heads) if row.is_scored and row.lost and _OF_QUALITY.search(row.name)]
        names = _names_of(table, heads) if rows else ()
        for row in rows:
            told = row.done if row.heads.reason is None else row.reason
            if _only_complies(told) and not _is_written(case, row.name, names):
                yield Hit(row.place, shown(row.points), difference=plain(row.lost), quote=row.name,
                          project=case.project(table.section), words={"name": row.name})  # fmt: skip


def _only_complies(comment: str) -> bool:
    """Whether a comment says that all is as it should be, without a figure or a word of any fault."""
    bare = _NOT_FOUND.sub(",", comment)
    praise = _COMPLIES.search(bare) or bare != comment
    figure = any(sign.isdecimal() for sign in bare)
    return len(comment) >= _LEAST_PRAISE and bool(praise) and not figure and _FAULT.search(bare) is None


def _tells_of_others(case: PaperCase, table: PaperTable, why: Sequence[ScoredRow]) -> bool:
    """Whether a reason is given for another row that fell short, though it has its points in full."""
    docked = {row.name for row in why}
    return any(
        unmet(row) and squeezed(row.name) not in docked and _is_told(case, squeezed(row.name), ())
        for form in case.forms if form.table == table.name for row in form.rows
    )  # fmt: skip


def _heads(table: PaperTable) -> Heads | None:
    """The columns of a table of scores; None where one is there for reasons."""
    heads = named_heads(table)
    return None if heads and any(_REASON.search(squeezed(head)) for head in table.rows[heads.row]) else heads


def _names_of(table: PaperTable, heads: Heads | None) -> Sequence[str]:
    """The names of all rows of a table of scores, as `_is_told` looks for them."""
    named = dict.fromkeys(row.name for row in scored_rows(table, heads))
    return tuple(_core(name) for name in named if name and not _SUM.match(name))


def _core(name: str) -> str:
    return _NO_NAME.sub("", name) or name


def _is_told(case: PaperCase, name: str, names: Sequence[str]) -> bool:
    """Whether a text that names a row says why; a docked row of a form with a column for it belongs to ZPJ411."""
    if any(form.has("indicators.deviation_reason") and _is_row(row, name) for form in case.forms for row in form.rows):
        return True
    return _is_written(case, name, names)


def _is_written(case: PaperCase, name: str, names: Sequence[str]) -> bool:
    """Whether a text that names a row says why."""
    labelled = _labelled(case).get(name)
    if labelled is not None:
        others = (text for text in _reasons(case) if text not in labelled)
        return _tells_why(labelled) or any(name in text for text in others)
    core = _core(name)
    own = set(bigrams(core)).difference(*(bigrams(other) for other in names if other != core))
    return any(
        _names(text, core) and (len(own) < _LEAST_OWN or any(pair in text for pair in own)) for text in _reasons(case)
    )


@lru_cache(maxsize=4)
def _labelled(case: PaperCase) -> Mapping[str, str]:
    """The paragraphs that begin with a name: “资金使用合规性：……抽查凭证60笔，2笔附件不全”, each behind its name."""
    return dict(label_of(line.text) for line in case.paper.paragraphs if "分" in line.text and not line.heading)


def _tells_why(text: str) -> bool:
    return _TELLS_WHY.search(_NO_REASON.sub("", text)) is not None


@lru_cache(maxsize=4)
def _reasons(case: PaperCase) -> Sequence[str]:
    """The sentences that say why something fell short."""
    rows = ([cell for cell in row if cell.strip()] for table in case.paper.tables for row in table.rows)
    found = [squeezed(cell) for row in rows for cell in row[1:] if _WHY_HEAD.search(squeezed(row[0]))]
    found += [squeezed(line.text) for line in case.paper.paragraphs
              if is_headed(line, _WHY_HEAD) and not _is_of_merits(line)]  # fmt: skip
    for _, text, _ in texts_of_paper(case):
        for sentence in sentences(text) if len(text) > _LEAST_TEXT else ():
            told = _AS_CAUSE.sub("", sentence)
            if _tells_why(told):
                found.append(told)
    return tuple(found)


def _is_of_merits(line: Paragraph) -> bool:
    """Whether a paragraph tells of merits: （一）主要经验及做法 under 主要经验及做法、存在的问题及原因分析."""
    return _MERITS.search(line.path[-1].title) is not None and _WHY_HEAD.search(line.path[-1].title) is None


def _is_measured(case: PaperCase, row: ScoredRow) -> bool:
    """Whether a text says against what measure just these points were lost: 占工单的9.0%,低于10%,扣1.75分."""
    lost = f"扣{plain(row.lost)}分"
    texts = (text for _, text, _ in texts_of_paper(case) if lost in text)
    return any(_MEASURED.search(text[: text.find(lost)].rpartition("。")[2]) for text in texts)


def _is_row(row: Row, name: str) -> bool:
    """Whether a row of a form bears a name, or nearly so, and has a reason or lost points itself."""
    own = squeezed(row.name)
    if not row.has_reason and (row.points is None or row.points == row.weight):
        return False
    return own == name or is_like(own, name, _ALIKE)


def _names(text: str, core: str) -> bool:
    """Whether a sentence speaks of a row: half the pairs of signs of its name, or three signs running."""
    pairs = set(bigrams(core))
    shared = sum(1 for pair in pairs if pair in text)
    long = any(core[at : at + _SHARED] in text for at in range(len(core) - _SHARED + 1))
    return not pairs or shared * 2 >= len(pairs) or (long and shared > 1)
