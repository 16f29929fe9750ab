"""Over a filed report: what it rests on and who it names: grounds of a later year, offices renamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.figures import said
from zpj.checks.reading.own_pairs import own_pairs
from zpj.checks.reading.own_units import own_units
from zpj.checks.reading.text import is_headed, parts, sentences, texts_of_paper
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.regex import regex

_DOCUMENT = regex("[^,。;、《》(]{0,14}[〔\\[(]?(?P<year>20[0-9]{2})[〕\\])](?:第)?[0-9]{1,4}号")
_GROUND = regex("根据|依据|按照|依照|落实|贯彻|执行|批准|批复|下达|印发")
_DONE_IN = regex(
    "(?P<year>20[0-9]{2})年度?(?:[0-9]{1,2}月)?[^,。;]{0,10}"
    "(?:实施|开展|设立|立项|启动|组织|安排|下达|继续|补助|发放|建设|执行|完成|支出)"
)
_LATER_WORK = regex("自评|评价|绩效管理|评估|决算|审计|整改|公开|结果应用|清算|考核|通报|结转|下一步|今后|拟")
_ADVICE = regex("自评|评价|措施|建议|打算|计划|下一步|整改|应用|公开|问题")


@paper_check(
    "ZPJ170",
    "依据的文件晚于所依据做的事",
    WARNING,
    reference="R-58",
    clause="先有文件，后有依据它做的事",
    message="“{quote}”是 {found} 年的文件，依据它做的事却在 {expected} 年，请核对文号的年份",
    fix="核对文号和年份",
    follows=("ZPJ141", "ZPJ115", "ZPJ516", "ZPJ571", "ZPJ146"),
)
def later_grounds(case: PaperCase) -> Iterator[Hit]:
    """“根据《……办法》（……〔2024〕31号），2023年继续实施……”: let pass where the sentence tells of evaluation.

    A document of 2022 that gives out the money of 2023 is right; one of 2024 that does so is not.
    """
    year = main_year(case)
    for sentence in said(case) if year else ():
        text = sentence.text
        if "号" not in text or _LATER_WORK.search(text) or not _GROUND.search(text):
            continue
        if is_headed(sentence.paragraph, _ADVICE):
            continue
        for match in _DOCUMENT.finditer(text):
            issued = int(match["year"])
            rest = text[: match.start()] + text[match.end() :]
            done = [int(each["year"]) for each in _DONE_IN.finditer(rest)]
            if done and issued > max(done) and max(done) == year and f"{issued}年" not in rest:
                yield sentence.hit(str(issued), str(max(done)), quote=match.group()[-24:])


_KINDS = "局|中心|委员会|办公室|处|站|总站|支队|大队|总队"
_DECLARED = regex(
    f"简称(?:为|:)?[“\"'‘]?(?P<level>[省市县区旗州])(?P<stem>[\u4e00-\u9fff]{{2,8}}?)(?P<kind>{_KINDS})[”\"'’)]"
)
_OFFICE = regex(f"(?P<level>[省市县区旗州])(?P<stem>[\u4e00-\u9fff]{{2,10}}?)(?P<kind>{_KINDS})(?![长属级机])")
_NO_STEM = regex("级|政府|财政|人民|委|局|各|等|的|和|与|及|同|由|向|本|全|我")
_RENAMED = regex("更名|改为|原名|改革|划转|合并|组建|挂牌|前身")
_HEAD, _MOST_VARIANT, _SHARED_PAIRS = 2, 2, 3


@another_way("ZPJ130", WARNING, follows=("ZPJ525", "ZPJ528", "ZPJ130", "ZPJ140", "ZPJ162"))
def office_of_another_kind(case: PaperCase) -> Iterator[Hit]:
    """“市公路局发放问卷” where 市公路中心 was laid down as the short name; 县公路管理局 and 县公路养护中心, each
    named once, and of the same matter.

    An office that is a form's own, or a short form of its name, is let pass: 县医保局 beside 县医保中心.
    """
    places = texts_of_paper(case)
    own = own_units(case)
    if any(_RENAMED.search(text) for _, text, _ in places):
        return
    told = [(match, place, text, section) for place, text, section in places if len(text) > _HEAD * 2
            for match in _OFFICE.finditer(text) if not _NO_STEM.search(match["stem"][:_HEAD])
            and not text.endswith("全", 0, match.start())]  # fmt: skip
    times = Counter(match.group() for match, _, _, _ in told)
    short = {match.group("level", "stem", "kind") for _, text, _ in places if "简称" in text
             for match in _DECLARED.finditer(text)}  # fmt: skip
    for match, place, _, section in told:
        for level, stem, kind in short:
            variant = match.group()
            other = match["kind"] != kind and match["level"] == level and match["stem"].startswith(stem)
            if other and times[variant] <= _MOST_VARIANT and not _is_own(variant, own):
                yield Hit(place, variant, level + stem + kind, quote=variant, project=case.project(section))
    rare = {name for name, often in times.items() if often == 1 and not _is_own(name, own)}
    yield from _of_one_matter(case, rare)


def _of_one_matter(case: PaperCase, names: set[str]) -> Iterator[Hit]:
    """Two offices named once each, alike in their first signs, in two sentences that speak of the same matter."""
    told = [(name, line, text, part.project) for part in parts(case) for line in part.body
            for text in sentences(line.text) for name in names if name in text]  # fmt: skip
    for one, other in combinations(told, 2):
        first, second = (_OFFICE.fullmatch(each[0]) for each in (one, other))
        if first is None or second is None or one[2] == other[2] or first["kind"] == second["kind"]:
            continue
        if first.group()[: _HEAD + 1] == second.group()[: _HEAD + 1]:
            matter = set(own_pairs(one[2].replace(one[0], ","))) & set(own_pairs(other[2].replace(other[0], ",")))
            if len(matter) >= _SHARED_PAIRS:
                yield Hit(other[1].location, other[0], one[0], quote=other[0], project=other[3])


def _is_own(name: str, own: tuple[str, ...]) -> bool:
    """Whether an office is one the file is of, by its full name or a shorter one with the same signs in order."""
    for unit in own:
        signs = iter(unit)
        if all(sign in signs for sign in name):
            return True
    return False
