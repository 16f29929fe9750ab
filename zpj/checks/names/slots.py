"""Over a filed report: what stands where the project's or the unit's name must stand, and is not that name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.plain_patterns import CITED
from zpj.checks.reading.project_rows import project_tables
from zpj.checks.reading.text import Part, in_order, parts, squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.told_apart import ORDER

_YEAR = regex("^(?:[(]?20[0-9]{2}[)]?(?:-20[0-9]{2})?年?度?(?:的|中央|省级|市级|县级)?)")
_MARKS = regex('[“”"()〔〕·]')
_ENDING = regex("(?:项目)?(?:支出)?(?:绩效)?$")
MONEY_KIND = "项目|专项资金|资金|经费|工程|专项|补助|补贴"
_KIND = f"(?:{MONEY_KIND}|改造|建设)"
_JUDGED = regex(
    "(?P<name>[\u4e00-\u9fff“”()、0-9]{5,44}?)(?:项目)?(?:支出|预算)*(?:20[0-9]{2}年度?)?(?:的|进行了?|开展了?|组织了?)*"
    "(?:部门|项目|支出)*(?:绩效)?(?:自评(?:价)?|总得分|综合得分|得分|评价得分)"
)
"""A name before what is said of a project that is judged."""
_TOLD = regex(
    f"(?:^|[,。;:]|对象(?:为|是)|[一二三四五六]是|年度?|实施的?|推进|将|设立|下达的?|我[省市县区局馆院校])(?P<name>[\u4e00-\u9fff“”、]{{5,40}}?{_KIND})"
    "(?=项目|20[0-9]{2}|绩效|自评|得分|预算|支出|资金|执行|实施|立项|前期|计划|全年|年初|总投资|主要|列[入为]|纳入|[(]以下|"
    "于|由|共|为|是|已|未|,|。|[0-9]|完成|进行|开展|进展|推进)"
)
"""A name at the beginning of what is told of a project, before what projects do."""
_LABELLED = regex("(?:评价|自评)(?:对象|项目)(?:为|是|:)(?P<name>[\u4e00-\u9fff“”()、0-9]{6,44}?)(?:项目)?(?=[,。;]|$)")
"""What is told to be judged."""
_OF_TITLE = regex(
    "(?:[省市县区旗州局委会院馆站厅]|中心|20[0-9]{2}年度?)(?P<name>[\u4e00-\u9fff“”]{5,40}?(?:项目|工程|专项资金|专项|经费))(?:20[0-9]{2}年度?)?"
    "(?:支出)?(?:20[0-9]{2}年度?)?绩效"
)
_NAME_LINE = regex("^(?:自评|评价|预算)?项目名称:(?P<name>[^:]{6,60})$")
TAIL = regex(f"(?:{MONEY_KIND})+$")
_CUT = regex(
    "[,。;:]|对象(?:为|是)|经自评|年度?|[局馆院校站所会府厅委队]|对|将|就|实施|推进|设立|下达|安排|关于|其中|我[省市县区局馆院校]|[一二三四]是|附件[0-9]?"
)
_NO_NAME = regex(
    "各项|全部|[0-9一二三四五六七八九十两]个|情况|指标|本项目|该项目|问题|措施|办法|规定|制度|方案|整体|部门整体"
)
_ASIDE = regex(
    "原名|更名|原称|前身|调整为|合并|上年|往年|其他|另[有外]|配套|整合|统筹|借鉴|同类|包括|分为|其中|子项|城市|二期|三期"
)
_TELLS = regex(f"[{ORDER}级省市县区]")
FOLLOWS = (
    "ZPJ511", "ZPJ524", "ZPJ580", "ZPJ584", "ZPJ544", "ZPJ558", "ZPJ142", "ZPJ160", "ZPJ161",
    "ZPJ181", "ZPJ183", "ZPJ192", "ZPJ114", "ZPJ113", "ZPJ122", "ZPJ486", "ZPJ528", "ZPJ172", "ZPJ538", "ZPJ574",
    "ZPJ131", "ZPJ132", "ZPJ510",
)  # fmt: skip
_NO_NAME_OF_FORM = regex("表[0-9]+")
_FORM = ("自评表", "评分表", "评价表")
_LEAST, _LEAST_SHARED, _ALIKE, _EDGE, _RUN, _END, _BOTH = 6, 5, 7, 2, 3, 6, 4
_OF_TEN = 10


@record
class _Slot:
    """What stands in a place for the name of a project: the place, the words from each point a name may begin at.

    `sure` is whether nothing but a name may stand there.
    """

    place: str
    ways: tuple[str, ...]
    section: int
    sure: bool
    of_form: bool = False


@paper_check(
    "ZPJ186",
    "写项目名称的地方，名称与别处差了个别词",
    WARNING,
    reference="R-56",
    clause="封面、自评表、报告应当写同一个名称",
    message="这里写“{found}”，别处写“{expected}”，请统一",
    fix="统一为批复的名称",
    follows=FOLLOWS,
)
def name_in_its_slot(case: PaperCase) -> Iterator[Hit]:
    """“文物安全巡查经费项目自评得分” for 文物安全巡查及看护经费, “乡镇敬老院提升改造项目” for 农村敬老院改造提升.

    Told once, it has most signs of one name told more often: words left out within, put in, turned round or changed.
    """
    whole = bare_whole(case)
    slots = list(_slots(case))
    names = {name for each in _projects(case) if len(name := core_of(each)) >= _LEAST and not _NO_NAME.search(name)}
    times = {name: whole.count(name) for name in names.union(*(slot.ways for slot in slots))}
    often = Counter(way for slot in slots if not slot.of_form for way in slot.ways if times[way] > 1)
    often_told = {way for way, count in often.items() if count > 1}
    of_forms = {core_of(form.project) for form in case.forms}
    each_named = len(of_forms) == len(case.forms)
    in_titles = {core_of(name) for name in titled(parts(case))} - of_forms if each_named else set[str]()
    listed = {core_of(name) for projects in project_tables(case) for name in projects.names}
    own_names = {core for each in own_projects(case) if len(core := core_of(each)) >= _LEAST}
    whole_names = [name for name in own_names if not any(name in each for each in own_names - {name})]
    nameless = all(map(_NO_NAME_OF_FORM.fullmatch, of_forms))
    projects_told = {way for way in often_told if nameless and whole.count(f"{way}项目") > 1}
    in_reports = {**times, **_times_in_reports(case, of_forms)}
    told: set[str] = set()
    for slot in slots:
        own = {name for name in names if times[name] > 1 or (slot.sure and name not in in_titles) or name in listed}
        if slot.of_form:
            others = whole.replace(slot.ways[0], "")
            found = _wrong(slot, {way for way in often_told - of_forms if way in others}, in_reports)
        else:
            found = _wrong(slot, own | projects_told if nameless else own, times)
        if not found and slot.sure and len(whole_names) == 1 and not slot.of_form:
            found = _ends_alike(slot, whole_names[0], times)
        if found and found[0] not in told:
            told.add(found[0])
            named = found[0] + "项目"
            quote = named if named in whole else found[0]
            yield Hit(slot.place, *found, quote=quote, project=case.project(slot.section))


@another_way("ZPJ186", WARNING, follows=("ZPJ186", *FOLLOWS))
def title_of_another_name(case: PaperCase) -> Iterator[Hit]:
    """“城市绿地养护管理项目支出绩效评价报告” over a report that tells of 公园绿地养护管理 alone, as the form has it.

    The title's name stands nowhere else; half its signs and an end are those of one form's name, told in the report.
    """
    names = {name for form in case.forms if len(name := core_of(form.project)) >= _LEAST}
    for part in parts(case) if names else ():
        match = _OF_TITLE.search(part.title) if part.is_report or len(case.forms) == 1 else None
        odd = core_of(match["name"]) if match else ""
        odd = TAIL.sub("", odd) if len(TAIL.sub("", odd)) >= _LEAST else odd
        near = [name for name in names if len(odd) >= _LEAST and _is_half(odd, TAIL.sub("", name))]
        if len(near) != 1 or sum(bare_text(text).count(odd) for _, text, _ in texts_of_paper(case)) != 1:
            continue
        meant = TAIL.sub("", near[0])
        if any(meant in bare_text(squeezed(line.text)) for line in case.paper.paragraphs if not line.is_title):
            titles = [line for line in part.paragraphs if line.is_title]
            title = next((line for line in titles if odd[-_EDGE:] in squeezed(line.text)), titles[0])
            yield Hit(title.location, odd, near[0], quote=odd, project=case.project(part.section))


def _is_half(odd: str, name: str) -> bool:
    """Whether two names have half their signs and an end, and neither is the other with words left out."""
    shared = sum((Counter(odd) & Counter(name)).values())
    edge = odd[-_RUN:] == name[-_RUN:] or odd[:_RUN] == name[:_RUN]
    return edge and shared * 2 >= max(len(odd), len(name)) and not in_order(odd, name) and not in_order(name, odd)


def _projects(case: PaperCase) -> Iterator[str]:
    """The projects the paper is about, and those of its tables of projects."""
    yield from own_projects(case)
    for projects in project_tables(case):
        yield from projects.names


def titled(reports: Sequence[Part]) -> Iterator[str]:
    """What the titles of reports name."""
    titles = (_OF_TITLE.search(part.title) for part in reports)
    yield from (match["name"] for match in titles if match)


def _times_in_reports(case: PaperCase, names: set[str]) -> dict[str, int]:
    """How often names of forms are told, their forms and the lines above these counted as one place."""
    tables = {form.table for form in case.forms}
    texts = (text for place, text, _ in texts_of_paper(case)
             if place.partition("!")[0] not in tables and not text.endswith(_FORM))  # fmt: skip
    told = "\n".join(map(bare_text, texts))
    return {name: told.count(name) + 1 for name in names}


def own_projects(case: PaperCase) -> Iterator[str]:
    """The projects of the forms, of titles of reports and of labelled lines."""
    yield from (form.project for form in case.forms)
    yield from titled(parts(case))
    yield from (match["name"] for _, text, _ in texts_of_paper(case) if (match := _NAME_LINE.match(text)))


def _wrong(slot: _Slot, names: set[str], times: dict[str, int]) -> tuple[str, str] | None:
    """The words in a name's place and the name meant by them; None where a name is told, or none meant."""
    if any(
        _is_same(way, name, sure=slot.sure) for way in slot.ways for name in names if times[name] > 1 or way == name
    ):
        return None
    for way in slot.ways:
        fits = [name for name in names if name != way and _meant(way, name, sure=slot.sure)] if times[way] == 1 else []
        best = max(fits, key=len, default="")
        if best and all(each in best for each in fits):
            return way, best
    return None


def _ends_alike(slot: _Slot, name: str, times: dict[str, int]) -> tuple[str, str] | None:
    """The words in the place of the one project's name that have half its signs, those of its ends among them."""
    if any(way in name or name in way for way in slot.ways):
        return None
    ways = [way for way in slot.ways if times[way] == 1 and _shares_ends(way, name) and not _TELLS.search(way)]
    shared = [(sum((Counter(way) & Counter(name)).values()), way) for way in ways]
    return next(((way, name) for count, way in shared if count * 2 >= max(len(way), len(name))), None)


def _shares_ends(way: str, name: str) -> bool:
    """Whether two names have the same six signs at their end, or four there and four at their head."""
    return way[-_END:] == name[-_END:] or (way[-_BOTH:] == name[-_BOTH:] and way[:_BOTH] == name[:_BOTH])


def _is_same(way: str, name: str, *, sure: bool) -> bool:
    """Whether a name is told whole, shorter at an end, or with more before it; by another kind of money in passing."""
    bare = TAIL.sub("", name)
    return way in name or name in way or (bare in way and not (sure and way.startswith(bare)))


def bare_text(text: str) -> str:
    """A text without brackets and quotation marks."""
    return _MARKS.sub("", text)


@lru_cache(maxsize=4)
def bare_whole(case: PaperCase) -> str:
    """All texts of a paper without brackets and quotation marks."""
    return "\n".join(bare_text(text) for _, text, _ in texts_of_paper(case))


@lru_cache(maxsize=512)
def core_of(name: str) -> str:
    """A name without its year, marks and the word 项目 behind it."""
    return _ENDING.sub("", _YEAR.sub("", bare_text(squeezed(name))))


def _slots(case: PaperCase) -> Iterator[_Slot]:
    for form in case.forms:
        entry = form.evaluation.fields.get("project_name")
        if entry is not None and len(core_of(form.project)) >= _LEAST:
            yield _Slot(entry.location, (core_of(form.project),), 0, sure=True, of_form=True)
    for place, text, section in texts_of_paper(case):
        if len(text) < _LEAST or ("评" not in text and "得分" not in text and "!" in place):
            continue
        for ways, sure in _named(text):
            yield _Slot(place, ways, section, sure)


@lru_cache(maxsize=1024)
def _named(text: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """What stands for a name in a text, and whether nothing but a name may stand there."""
    plain, found = CITED.sub("", text), []
    for finder, sure in ((_JUDGED, True), (_LABELLED, True), (_TOLD, False)):
        for match in finder.finditer(plain):
            ways = _ways(match["name"])
            around = plain[max(0, match.start() - _OF_TEN) : match.start("name")]
            if ways and not _ASIDE.search(around):
                found.append((ways, sure))
    return tuple(found)


@lru_cache(maxsize=512)
def _ways(words: str) -> tuple[str, ...]:
    """What a name may be that ends some words."""
    found = (core_of(words[at:]) for at in (0, *(cut.end() for cut in _CUT.finditer(words))))
    return tuple(dict.fromkeys(each for each in found if len(each) >= _LEAST and not _NO_NAME.search(each)))


def _meant(odd: str, name: str, *, sure: bool) -> bool:
    """Whether a name is meant by other words: most signs are the same, what is not tells no other project."""
    bare, own = TAIL.sub("", odd), TAIL.sub("", name)
    if bare != odd and own != name and len(bare) >= _LEAST and bare not in own and own not in bare:
        odd, name = bare, own  # another kind of money beside the word else
    shared = sum((Counter(odd) & Counter(name)).values())
    other = (Counter(odd) - Counter(name)) + (Counter(name) - Counter(odd))
    put_in = sure and in_order(name, odd) and odd[:_EDGE] == name[:_EDGE] and odd[-_EDGE:] == name[-_EDGE:]
    alike = _ALIKE - 1 if put_in else _ALIKE
    if shared < _LEAST_SHARED or shared * _OF_TEN < max(len(odd), len(name)) * alike or any(map(_TELLS.match, other)):
        return False
    if in_order(odd, name):
        ends = odd[-_EDGE:] == name[-_EDGE:]
        return (sure and ends and odd[0] == name[0]) or (ends and odd[:_EDGE] == name[:_EDGE])
    within = odd[-_EDGE:] == name[-_EDGE:] or odd[:_EDGE] == name[:_EDGE] or Counter(odd) == Counter(name)
    return within or any(odd[at : at + _RUN] in name for at in range(len(odd) - _EDGE))
