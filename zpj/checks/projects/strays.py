"""Over a filed report: attachments listed and not there, text of another paper, one note among its likes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, takewhile

from zpj.checks.case import PaperCase
from zpj.checks.reading.own_pairs import own_pairs
from zpj.checks.reading.text import Part, is_headed, parts, sentences, squeezed, texts_of_paper
from zpj.checks.rule import INFO, WARNING, Hit, paper_check
from zpj.domain.likeness import shared_ends
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_LIST = regex(r"^附件:?(?:1[.、](?P<first>.+)|(?P<only>[^0-9].{3,}))$")
_ITEM = regex(r"^(?P<number>[2-9])[.、](?P<name>.+)$")
_MARK = regex(r"^附[件表]([0-9一二三四五六七八九])?:?$")
_ELSEWHERE = regex("[(](?:略|另附|另行报送|另报|单独报送)[)]|另附|略$")
_NAME_MARKS = regex('20[0-9]{2}年度?|[《》“”"()、，。:：\\s]')
_ADVICE = regex("建议|措施|打算|计划|问题|成效|绩效|效益|经验|改进|整改|下一步|不足")
_PRACTICE = regex("经验|做法")
_ORDINAL = regex("^(?:[(]?[一二三四五六七八九十0-9]{1,2}[)、.])+")
_POINT = regex("(?:[一二三四五六]是|[0-9]{1,2}[.、])[^,;:]{2,12}。?")
"""The name of a point; what it is about is told behind it."""
_FIGURE = regex("[0-9]|二[〇零○]|自评|评价|绩效")
_OF_POINTS = regex(
    "比较法|评判法|任组长|自评(?:工作)?小组|立项依据|概算|质保金|逐级审批|固定资产|调度|通报|定性|量化|可衡量|挤占|截留|计分|记分|满分|加权|权重|小数"
)
_OF_EVALUATION = regex("自评|评价工作|组织情况|附件")
_FEWEST_PAIRS, _FEW, _EXPLAINED, _THEME = 5, 8, 4, 6
_MANY_PAIRS, _RARELY, _MOST_STRAYS, _MANY_NUMBERS = 14, 12, 3, 3
_NUMBER = regex(r"\d+")
_EVERYWHERE = regex(
    "计分|记分|得满分|记满分|指标值|加权|权重|评价方法|结果|公开|公示|客观|等级|分为[优良]|以上为|不含|注:|根据《|按照《|〔|问卷|电话|回访|"
    "比较法|评判法|任组长|自评(?:工作)?(?:领导)?小组|立项依据|固定资产|概算|简称|签订|设有|下设|内设|编制|位于|论文|^附"
)
_REPEATED, _LONG_NOTE, _MOST_APART = 3, 20, 2


@paper_check(
    "ZPJ573",
    "附件清单里的附件没有附",
    WARNING,
    reference="R-60",
    clause="清单列出的附件应当一并报送",
    message="附件清单列有“{found}”，文件里没有，请补附",
    fix="补附，或从清单里删去",
)
def listed_attachments(case: PaperCase) -> Iterator[Hit]:
    """“附件：1.… 2.… 3.…” under a report, and what follows it in the file: each has a 附件N or a line of its name."""
    for part in parts(case):
        for start, line in enumerate(part.body):
            first = _LIST.match(squeezed(line.text))
            if first is None or first["first"] is None:
                continue
            listed = [(1, first["first"], line)]
            for other in part.body[start + 1 :]:
                item = _ITEM.match(squeezed(other.text))
                if item is None or int(item["number"]) != listed[-1][0] + 1:
                    break
                listed.append((int(item["number"]), item["name"], other))
            yield from _not_attached(case, listed, part)


def _not_attached(case: PaperCase, listed: list[tuple[int, str, Paragraph]], part: Part) -> Iterator[Hit]:
    own = {line.index for _, _, line in listed}
    others = [squeezed(line.text) for line in case.paper.paragraphs if line.index not in own]
    marks = {match[1] for text in others if (match := _MARK.match(text)) and match[1]}
    titles = {_core(text) for text in others if len(text) < 60} | {_core(table.caption) for table in case.paper.tables}
    there = [(number, name, line) for number, name, line in listed
             if str(number) in marks or any(_core(name) in title for title in titles if title)]  # fmt: skip
    for item in listed if there else ():
        if item not in there and not _ELSEWHERE.search(item[1]):
            yield Hit(item[2].location, f"{item[0]}.{item[1]}", quote=item[1][:40], project=part.project)


def _core(name: str) -> str:
    return _NAME_MARKS.sub("", squeezed(name))


@paper_check(
    "ZPJ574",
    "文字与本项目似乎无关",
    WARNING,
    reference="R-74",
    clause="一个项目的报告只写这个项目",
    message="“{found}”所说的事全文只出现这一次，与项目其他内容没有联系，请核对是否从别的报告抄来",
    fix="核对是否误抄；确与项目有关的，在项目内容里写明",
)
def of_another_paper(case: PaperCase) -> Iterator[Hit]:
    """A problem, measure or effect none of whose own words occurs anywhere else in the file; any long sentence.

    Among the practices one word of what the whole paper is about (审校 in six texts) is link enough.
    """
    places = texts_of_paper(case)
    counted = counted_pairs(case)
    known: list[tuple[str, str]] = []
    for part in parts(case) if len(places) > _LONG_NOTE else ():
        for line in part.body if part.is_report or len(part.body) > _LONG_NOTE else ():
            if line.heading and len(squeezed(line.text)) <= len(squeezed(line.heading.text)):
                continue
            if not _gives_advice([heading.title for heading in line.path if heading is not line.heading]):
                continue
            found: list[str] = []
            for sentence in sentences(line.text):
                for clause in () if _POINT.fullmatch(sentence) else _clauses(sentence):
                    own = distinct_pairs(clause)
                    if len(own) < _FEWEST_PAIRS:
                        continue
                    shared = sum([counted[pair] > 1 for pair in own])
                    told_alone = shared * _FEW <= len(own) and not (shared and _is_explained(line, sentence, counted))
                    told_alone = told_alone and not _is_practice(line, own, counted)
                    told_alone = told_alone and not (shared and _takes_up(line, sentence, own, counted))
                    if told_alone and not _FIGURE.search(clause) and not _OF_POINTS.search(clause):
                        found.append(clause)
            known += [(line.location, clause) for clause in found]
            for clause in found if len(found) == 1 else ():  # a paragraph with several is written that way
                yield Hit(line.location, clause[:40], quote=clause[:40], project=part.project)
    for hit in _told_of_another(case, counted):
        if not any(hit.location == place and clause[:20] in str(hit.quote) for place, clause in known):
            yield hit


def _is_practice(line: Paragraph, own: Sequence[str], counted: Counter[str]) -> bool:
    """Whether a practice is told that has a word of what the whole paper is about."""
    return any(counted[pair] >= _THEME for pair in own) and is_headed(line, _PRACTICE)


def _takes_up(line: Paragraph, sentence: str, own: Sequence[str], counted: Counter[str]) -> bool:
    """Whether a measure takes up a word of what was told before it in its paragraph, and the file elsewhere: 汛期."""
    before = list(takewhile(lambda each: each != sentence, sentences(line.text)))
    told = {pair for each in before for pair in own_pairs(each)}
    return any(pair in told and counted[pair] > 1 for pair in own)


def _is_explained(line: Paragraph, sentence: str, counted: Counter[str]) -> bool:
    """Whether a sentence begins its paragraph, and what follows it there speaks of what the paper speaks of."""
    first, *rest = sentences(line.text)
    own = {pair for each in rest for pair in own_pairs(each)} if first == sentence else set()
    return bool(own) and sum([counted[pair] > 1 for pair in own]) * _EXPLAINED >= len(own)


def _told_of_another(case: PaperCase, counted: Counter[str]) -> Iterator[Hit]:
    """A long sentence anywhere in a report with next to nothing of what the rest of the file speaks of.

    What every report says (how points are given, what follows from the result) is let pass, and a report that has
    several such sentences: it is written that way.
    """
    for part in parts(case):
        found: list[tuple[Paragraph, str]] = []
        for line in part.body if part.is_report else ():
            for sentence in sentences(line.text) if len(line.text) > _LONG_NOTE else ():
                own = distinct_pairs(sentence) if len(sentence) > _LONG_NOTE else ()
                if len(own) < _MANY_PAIRS or sum([counted[pair] > 1 for pair in own]) * _RARELY > len(own):
                    continue
                if _is_practice(line, own, counted):
                    continue
                if not _EVERYWHERE.search(sentence) and len(_NUMBER.findall(sentence)) < _MANY_NUMBERS:
                    found.append((line, sentence))
        for line, sentence in found if len(found) <= _MOST_STRAYS else ():
            yield Hit(line.location, sentence[:40], quote=sentence[:40], project=part.project)


def _gives_advice(titles: list[str]) -> bool:
    """Whether a line stands under problems, effects or measures, and not in the account of how the paper came about."""
    own = [title for title in titles if _ADVICE.search(title) and not _OF_EVALUATION.search(title)]
    return bool(own) and (own[-1] == titles[-1] or not any(map(_OF_EVALUATION.search, titles)))


@lru_cache(maxsize=1024)
def _clauses(sentence: str) -> tuple[str, ...]:
    """The points a sentence makes: 一是……；二是……, else the whole."""
    pieces = re.split("[;。]|(?<=,)(?=[一二三四五]是)", _ORDINAL.sub("", sentence))
    return tuple(piece for piece in pieces if piece)


@lru_cache(maxsize=4)
def counted_pairs(case: PaperCase) -> Counter[str]:
    """In how many texts of a paper each pair of signs of its own words stands."""
    return Counter(chain.from_iterable(distinct_pairs(text) for _, text, _ in texts_of_paper(case)))


@lru_cache(maxsize=2048)
def distinct_pairs(text: str) -> tuple[str, ...]:
    """The pairs of signs of a text's own words, each once."""
    return tuple(dict.fromkeys(own_pairs(text)))


@paper_check(
    "ZPJ575",
    "同一说明在一处写法不同",
    INFO,
    reference="R-69",
    clause="同样的说明应当写法一致",
    message="别处都写“{expected}”，这里写“{found}”，请核对",
    fix="改成与别处一致",
)
def odd_one_out(case: PaperCase) -> Iterator[Hit]:
    """A note that stands three times or more in the file, and once with a character or two else."""
    lines = [(line, squeezed(line.text)) for line in case.paper.paragraphs if len(line.text) >= _LONG_NOTE]
    counted = Counter(text for _, text in lines)
    usual = [text for text, times in counted.items() if times >= _REPEATED]
    for line, text in lines if usual else ():
        for other in usual if counted[text] == 1 else ():
            change = _change(text, other)
            if change:
                yield Hit(line.location, change[0], change[1], quote=change[0], project=case.project(line.section))


def _change(text: str, usual: str) -> tuple[str, str] | None:
    """What differs between two texts that are else the same, with what stands around it; figures may differ."""
    head, tail = shared_ends(text, usual)
    own, theirs = text[head : len(text) - tail], usual[head : len(usual) - tail]
    if len(own) > _MOST_APART or len(theirs) > _MOST_APART or re.search(r"\d", own + theirs):
        return None
    return text[max(0, head - 4) : len(text) - tail + 4][:20], usual[max(0, head - 4) : len(usual) - tail + 4][:20]
