"""Over a filed report: a proper name told many times, and once with another word in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.own_units import units_in
from zpj.checks.reading.plain_patterns import CITED
from zpj.checks.reading.text import Places, in_order, parts, squeezed, starts_of, texts_of_paper, whole_text
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.likeness import bigrams
from zpj.domain.regex import pattern, regex
from zpj.domain.told_apart import ORDER

_YEAR = regex('20[0-9]{2}年度?(?:第?[一二三四五六]期)?|[“”"]')
_TITLE = regex(
    "(?:.{2,24}?(?:局|委员会|中心|医院|学院|学校|办事处|政府|馆|站|厅))??(?:20[0-9]{2}年度?)?(?P<name>[^0-9]{6,44}?)(?:项目)?(?:支出)?(?:项目)?绩效"
)
_LABEL = regex("^(?:自评|评价|预算)?(?:项目|转移支付|资金)[(]?(?:项目)?[)]?名称:(?P<name>.{6,60})$")
_NAME_END = ("项目", "资金", "经费", "工程", "补助", "补贴", "专项")
_NO_WORD = regex(
    f"[{ORDER}A-Z,。;:、()“”·春夏秋冬省市县区乡镇村州旗级中央本地方国家]|"
    "年|和|及|与|的|等|项目|资金|经费|实施|进行|开展|完成|组织|推进"
)
_BOUND = frozenset(",。;:、()“”对将把由为年度的是在和及与局校院馆站心 \n")
_ASIDE = regex("原名|更名|原称|前身|调整为|合并|上年|往年|一期|二期|其他|另[有外]|配套|整合|统筹|上级|借鉴|同类")
_LEAST, _HEAD, _LONG_HEAD, _LONGEST = 8, 4, 6, 5
_MOST_CHANGED = 0.4


@paper_check(
    "ZPJ183",
    "同一项目、资金、指标、单位的名称有一个词不同",
    WARNING,
    reference="R-56",
    clause="封面、自评表、报告应当写同一个名称",
    message="这里写“{found}”，别处写“{expected}”，一个词不同，请统一",
    fix="统一为批复的名称",
    follows=(
        "ZPJ511", "ZPJ524", "ZPJ580", "ZPJ584", "ZPJ544", "ZPJ558", "ZPJ142", "ZPJ160", "ZPJ181",
        "ZPJ192", "ZPJ114", "ZPJ113",
    ),
)  # fmt: skip
def name_with_another_word(case: PaperCase) -> Iterator[Hit]:
    """“农作物秸秆综合利用试点资金” in the form, “……专项资金” all over the report: the place told less is the wrong one.

    The head of the name and its end are the same, a word between them is not; numbers, sides and levels tell apart.
    """
    places = texts_of_paper(case)
    plain = [(place, _plain(text), section) for place, text, section in places]
    whole = "\n".join(text for _, text, _ in plain)
    own = _own_names(case)
    known = own | _other_names(case, own, places, whole)
    told: set[str] = set()
    for name in sorted(known, key=lambda each: (-whole.count(each), each)):
        for variant in dict.fromkeys(_variants(name, whole, short=name in own and whole.count(name) > 1)):
            times, others = whole.count(variant), whole.count(name)
            turned = name in own and times > others
            odd, right, few, many = (name, variant, others, times) if turned else (variant, name, times, others)
            rare = few < many and few <= max(1, many // _RARE) and (many >= _RARE - 1 or not turned)
            if rare and odd not in told and not (variant in known and few > 1):
                told.add(odd)
                yield from _first(case, plain, odd, right)


@lru_cache(maxsize=2048)
def _plain(text: str) -> str:
    return CITED.sub("", text).replace("“", "").replace("”", "")


def _first(case: PaperCase, places: Sequence[tuple[str, str, int]], variant: str, name: str) -> Iterator[Hit]:
    for place, text, section in places:
        if variant in text and not _ASIDE.search(_around(text, variant)):
            yield Hit(place, variant, name, quote=variant, project=case.project(section))
            return


def _around(text: str, told: str) -> str:
    at = text.find(told)
    return text[max(0, at - 10) : at] + text[at + len(told) :][:6]


def _own_names(case: PaperCase) -> set[str]:
    """The names of the projects of the forms, the titles and the labelled lines."""
    found = {form.project for form in case.forms}
    for part in parts(case):
        match = _TITLE.match(part.title)
        found |= {match["name"]} if match else set()
    found |= {match["name"] for _, text, _ in texts_of_paper(case) if (match := _LABEL.match(text))}
    return _usable(found, "", _SHORT)


def _other_names(case: PaperCase, own: set[str], places: Places, whole: str) -> set[str]:
    """The names in headings and in cells that end like one, and each name with the word behind it."""
    found = {line.heading.title for line in case.paper.paragraphs if line.heading}
    found |= {text for _, text, _ in places if len(text) <= _LONG_CELL and text.endswith(_NAME_END)}
    return _usable(found | own, whole, _LEAST)


def _usable(names: set[str], whole: str, least: int) -> set[str]:
    told = (_plain(_YEAR.sub("", squeezed(each))).strip("。:;") for each in names)
    bare = {each for each in told if not _NO_NAME.search(each)}
    ended = {each + end for each in bare for end in _NAME_END if not each.endswith(end) and each + end in whole}
    return {each for each in bare | (ended if whole else set()) if least <= len(each) <= _LONGEST_NAME
            and not _NO_NAME.search(each)}  # fmt: skip


def _variants(name: str, whole: str, *, short: bool) -> Iterator[str]:
    """What a text has with the head and the end of a name and one word else between them."""
    head = name[: 2 if short else _HEAD]
    for at in starts_of(whole, head):
        same = next((n for n in range(len(name)) if whole[at + n : at + n + 1] != name[n]), len(name))
        begins = at == 0 or whole[at - 1] in _BOUND
        if same < len(name) and (begins or same >= _LONG_HEAD):
            yield from _changed(name, whole, at, same, short=short)


def _changed(name: str, whole: str, at: int, same: int, *, short: bool) -> Iterator[str]:
    for size in range(1, _LONGEST + 1):
        for left in range(1, _LONGEST + 1):
            rest = name[same + left :]
            word, right = whole[at + same : at + same + size], name[same : same + left]
            enough = len(rest) > 1 and left <= len(name) * _MOST_CHANGED and max(size, left) > 1
            near = len(rest) > 2 or same >= (_HEAD if short else _LONG_HEAD)
            if not enough or not near or not whole.startswith(rest, at + same + size):
                continue
            behind = whole[at + same + size + len(rest) :][:8]
            around = same >= _HEAD <= len(rest)
            named = not short or same >= _LONG_HEAD or around or _GOES_ON.match(behind)
            alike = in_order(word, right) or in_order(right, word)
            if named and not alike and not _NO_WORD.search(word + right) and "\n" not in word:
                yield whole[at : at + same] + word + rest
                return


_GOES_ON = regex("项目|绩效|支出|资金|经费|20[0-9]{2}年|[。,;\n]|$|进行|开展|得分|综合|自评|总")
_NO_NAME = regex("[,。;:0-9]|情况|绩效|目标|评价|问题|措施|制度|分析")
_SHORT, _LONG_CELL, _LONGEST_NAME, _RARE = 6, 30, 44, 4
_UNIT = regex(
    "(?P<region>[\u4e00-\u9fff]{0,12}?(?:自治[州县旗]|[省市县区旗州盟]))(?P<core>[\u4e00-\u9fff]{2,14}?)(?P<kind>学校|"
    "学院|医院|中学|小学|幼儿园|中心|站|所|馆|院|队)$"
)
_COMMON = regex("技术|服务|管理|推广|综合|事务|监督|检测|监测|保障|农业|公共|事业|指导|保护|中心")
_FIRM_KINDS = ("学校", "学院", "中学", "小学", "站", "馆", "所", "院")
_NOT_OWN = regex("邻|兄弟|合作|委托|联合|来自|赴|借鉴|配合|会同|协作|对口|以及|等[单部]|合并|原|更名|前身")


@paper_check(
    "ZPJ184",
    "本单位的名称有一处写成了另一个",
    WARNING,
    reference="R-57",
    clause="同一单位在全文写同一个名称",
    message="这里写“{found}”，全文只有这一处，别处写“{expected}”，请核对是不是同一家",
    fix="统一为单位全称",
    follows=("ZPJ525", "ZPJ512", "ZPJ190", "ZPJ556", "ZPJ140", "ZPJ130", "ZPJ162", "ZPJ157", "ZPJ528"),
)
def own_unit_with_another_word(case: PaperCase) -> Iterator[Hit]:
    """“澄南县公路管理站” once in the paper of 澄南县地方道路管理站, or of an office that lists that as its unit."""
    places = texts_of_paper(case)
    whole = whole_text(case)
    listed = _listed_units(whole)
    units = _own(case) | listed
    alone = {text for _, text, _ in places if len(text) <= 24}
    for unit in sorted(units):
        own = _UNIT.match(unit)
        if own is None or whole.count(unit) < (1 if unit in listed else 2):
            continue
        region = own["region"]
        core = f"(?P<core>(?:(?!{region})[\u4e00-\u9fff]){{2,14}}?)"
        finder = pattern(f"(?:{region}|(?<=[,。;、由和与]){region[-1:]}){core}{own['kind']}")
        for place, text, section in places:
            for match in finder.finditer(CITED.sub("", text)) if own["kind"] in text else ():
                variant, core = match.group(), match["core"]
                near = _around(text, variant)
                other = variant in units or variant in alone or any(variant in each for each in units)
                if other or whole.count(variant) > 1 or _NOT_OWN.search(near) or _NO_CORE.search(core):
                    continue
                if _akin(core, own["core"], own["kind"]):
                    yield Hit(place, variant, unit, quote=variant, project=case.project(section))


_NO_CORE = regex("[局委厅办镇乡]|政府|由|和|与|及|[0-9一二三四五六七八九十]|全|各|实施|为|是|对|区|公司|的")


def _own(case: PaperCase) -> set[str]:
    own = {name for form in case.forms for name in units_in(form)}
    for part in parts(case):
        head = _TITLE_UNIT.search(part.title)
        own |= {head["unit"]} if head else set()
    return own


def _listed_units(whole: str) -> set[str]:
    """The units under an office, where a sentence lists them all: “下属……、……3个单位”."""
    lists = (match["behind"] or match["before"] for match in _UNITS.finditer(whole))
    return {name for names in lists for name in re.split("[、,和及]", names) if _UNIT.match(name)}


_UNITS = regex(
    "(?:下属|所属|直属|下设|下辖)(?:事业|预算|二级)*(?:单位|机构)?(?:有|为|是|包括|:|分别为)*(?P<before>[^。;:]{6,160}?)(?:共|等)?[0-9一二两三四五六七八九十]{1,2}[个家](?=[^。;、]{0,8}(?:单位|机构))"
    "|[个家](?:下属|所属|直属|下级|二级)[^。;:,]{0,6}(?:单位|机构)[:,](?:分别)?(?:为|是|包括|即)?(?P<behind>[^。;:]{6,160})"
)
_TITLE_UNIT = regex(
    "(?P<unit>[\u4e00-\u9fff]{2,12}?[省市县区旗州][\u4e00-\u9fff]{2,14}?(?:学校|学院|医院|中学|小学|中心|站|所|馆))"
)


def _akin(core: str, own: str, kind: str) -> bool:
    """Whether two names share a word of two signs, and neither is a short form of the other."""
    short = in_order(core, own) or in_order(own, core)
    shared = [pair for pair in bigrams(core) if pair in own]
    plain = [word for word in shared if not _COMMON.search(word)]
    alike = len(set(core) & set(own)) * 2 >= min(len(set(core)), len(set(own)))
    return not short and bool(plain or (shared and kind in _FIRM_KINDS)) and alike


_OF_YEAR = "(?<![0-9〔])(?P<year>20[0-9]{{2}})年度?{0}"
_JUDGED = regex("^[^。;,]{0,8}(?:项目)?(?:支出)?(?:绩效)?(?:自评|评价|综合得|得分|总得|进行)")
_LABELLED = regex("(?:名称|评价对象|自评对象|评价范围)[:为是][^。;]*$|(?:经自评,?|对)[^。;,]{0,16}$")


@paper_check(
    "ZPJ185",
    "评价对象、项目名称前的年份与本报告不同",
    WARNING,
    reference="R-58",
    clause="报告各部分写同一个评价年度",
    message="报告评价的是 {expected} 年度，这里写“{found}”，请核对年份",
    fix="核对年份",
    follows=("ZPJ572", "ZPJ485", "ZPJ516", "ZPJ565", "ZPJ505", "ZPJ559"),
)
def project_of_another_year(case: PaperCase) -> Iterator[Hit]:
    """“自评项目名称：2022年警用装备购置项目”, “评价对象：……档案馆2023年……项目”, “经自评，2022年……得97.08分”."""
    year = main_year(case)
    places = texts_of_paper(case)
    names = [name for form in case.forms if len(name := _YEAR.sub("", squeezed(form.project))) >= _HEAD]
    finder = pattern(
        _OF_YEAR.format("(?P<what>[\u4e00-\u9fff“”()、]{4,40}?(?:项目|资金|经费|工程|专项|补助|补贴|[)]))")
    )
    for place, text, section in places if year else ():
        for match in finder.finditer(CITED.sub("", text)) if str((year or 0) - 1) in text else ():
            told = int(match["year"]) == (year or 0) - 1
            before, behind = match.string[: match.start()], match.string[match.end() :]
            named = any(name.removesuffix("项目") in match["what"] for name in names) or "对象" in before[-24:]
            clause = clause_before(before)
            said_right = f"{year}年" in clause or f"{year}年" in behind.partition("。")[0][:40]
            if told and named and (_LABELLED.search(before) or _JUDGED.match(behind)) and not said_right:
                yield Hit(place, f"{match['year']}年", str(year), quote=match.group()[:40],
                          project=case.project(section))  # fmt: skip
                break
        for match in _SPENT_IN.finditer(text) if "评" in text and str((year or 0) - 1) in text else ():
            if int(match["year"]) == (year or 0) - 1:
                yield Hit(
                    place, f"{match['year']}年", str(year), quote=match.group()[-40:], project=case.project(section)
                )


_SPENT_IN = regex(
    "对[^。;,]{4,60}?(?:项目|资金|经费)(?P<year>20[0-9]{2})年度?(?:的)?(?:支出|绩效|执行|实施|"
    "资金)[^。;,]{0,12}(?:进行|开展|组织)了?[^。;,]{0,8}(?:自评|评价)"
)
