"""Over a filed report: words of another project of the file, or of no project of it, where one project is told of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.projects.strays import counted_pairs
from zpj.checks.projects.topics import MARKS, shared_words
from zpj.checks.reading.own_pairs import own_pairs
from zpj.checks.reading.plain_patterns import YEAR_WORDS
from zpj.checks.reading.project_rows import project_tables
from zpj.checks.reading.text import running_text, squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.checks.touched import is_new, touched
from zpj.domain.regex import regex

_ENDING = regex("(?:专项|补助|补贴|工作|项目|资金|经费|工程)+$")
_USUAL = regex(
    "项目|资金|经费|补助|补贴|奖补|专项|工程|建设|监管|管理|服务|工作|运行|维护|运维|保障|购置|设备|提升|能力|年度|实施|支出|管护|养护|维修|改造"
)
_MENTIONED = regex(
    "重叠|冲突|影响|占用|抽调|交叉|衔接|统筹|配合|结合|借助|依托|同步|合并|共用|整合|调整|调剂|其他|因|受|带动|支持|为|助力|促进"
)
_CLAUSE = regex("[^,。;:]+")
_LEAST, _FEWEST = 3, 2


@another_way("ZPJ118", WARNING, follows=("ZPJ118", "ZPJ538", "ZPJ519"))
def name_of_the_section_beside(case: PaperCase) -> Iterator[Hit]:
    """“招商工作成本控制较好” under the heading of 环保监测, 招商工作经费 being the project of the section beside it.

    The word is of the other project's name alone, and no other line of this project's sections has it.
    """
    owners = _owners(case)
    names = sorted(set(owners.values()))
    for line in case.paper.paragraphs if len(names) >= _FEWEST else ():
        own = owners.get(line.index, "")
        if not own or not is_new(case, line.location):
            continue
        text = squeezed(running_text(line))
        for name in names:
            word = shared_words(text, name, own) if name != own else ""
            clause = next((each for each in _CLAUSE.findall(text) if word in each), "") if word else ""
            if not clause or _MENTIONED.search(clause) or len(_USUAL.sub("", word)) != len(_USUAL.sub("", name)):
                continue
            others = (each for each in case.paper.paragraphs if owners.get(each.index) == own and each is not line)
            if not text.lstrip(MARKS).startswith(word.lstrip(MARKS)) and not any(
                word in squeezed(each.text) for each in others
            ):
                yield Hit(line.location, name, own, quote=clause[:40], project=case.project(line.section))


@lru_cache(maxsize=4)
def _owners(case: PaperCase) -> dict[int, str]:
    """The project each line is about, by the number of the line: that of the heading next above it that names one."""
    listed = (name for projects in project_tables(case) for name in projects.names)
    names = map(_bare, (*(form.project for form in case.forms), *listed))
    known = sorted({name for name in names if len(name) > _LEAST}, key=len)
    found: dict[int, str] = {}
    for line in case.paper.paragraphs if len(known) >= _FEWEST else ():
        titles = (squeezed(heading.title) for heading in reversed(line.path))
        named = next((own for title in titles if (own := [name for name in known if name in title])), [])
        if named and all(name in named[-1] for name in named):
            found[line.index] = named[-1]
    return found


@lru_cache(maxsize=512)
def _bare(name: str) -> str:
    return _ENDING.sub("", YEAR_WORDS.sub("", squeezed(name)))


_VISITED = "核查|走访|抽查|勘查|勘察|查看|踏勘|访谈|座谈|检查|调研|核实|调查|抽样|评价"
_VISIT = regex(_VISITED)
_GONE_TO = regex(
    f"(?:对|到|赴|{_VISITED})了?[\u4e00-\u9fff]{{0,6}}?(?P<told>[0-9]{{1,4}}[家所个座处户名]"
    f"(?P<noun>(?:(?!进行|开展|实施|现场|实地|全部|[均都的和逐]|分别|问卷|{_VISITED})[\u4e00-\u9fff]){{3,10}}))"
    f"(?:全部|均|都|逐|分别|进行|开展|实施|现场|实地|$|[、(和]|{_VISITED})"
)
_ANY_BODY = regex(
    "对象|单位|企业|公司|部门|专家|机构|供应商|村|社区|乡镇|街道|现场|样本|人员?|群众|居民|农户|方面|问题|环节|项目|小区|点位?|代表|凭证|的"
)


@another_way("ZPJ117", WARNING, follows=("ZPJ117", "ZPJ574", "ZPJ118"))
def visited_elsewhere(case: PaperCase) -> Iterator[Hit]:
    """“对12家乡镇卫生院进行了现场核查” in a paper on schools: none of the words of what was visited stand elsewhere."""
    for line in touched(case).paper.paragraphs:
        for clause in _CLAUSE.findall(squeezed(line.text)) if _VISIT.search(line.text) else ():
            match = _GONE_TO.search(clause) if _VISIT.search(clause) else None
            pairs = own_pairs(match["noun"]) if match else ()
            if match is None or len(pairs) < _FEWEST or _ANY_BODY.search(match["noun"][-_FEWEST:]):
                continue
            counted = counted_pairs(case)
            alone = sum(counted[pair] == 1 for pair in pairs)
            if counted[pairs[-1]] == 1 and alone * _FEWEST > len(pairs):
                yield Hit(line.location, clause[:40], match["noun"], quote=match["told"],
                          project=case.project(line.section))  # fmt: skip
