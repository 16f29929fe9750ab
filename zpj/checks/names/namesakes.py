"""Over a filed report: another county's government, the project under a changed name, days past a limit told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from operator import ne

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import said
from zpj.checks.reading.own_units import own_units
from zpj.checks.reading.plain_patterns import CITED
from zpj.checks.reading.text import in_order, squeezed, starts_of, texts_of_paper, whole_text
from zpj.checks.reading.written_dates import possible_dates, with_days_of_no_year
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.months import days_of
from zpj.domain.regex import pattern, regex

_OWN_REGION = regex("(?P<region>[\u4e00-\u9fff]{2,3})(?P<level>[市县区旗])")
_LEADS = "由对向与和及经为在是报到于从给被至以送"
_OF_REGION = regex(
    f"(?:^|[,。;:、()“”{_LEADS}])(?P<region>(?![{_LEADS}])[\u4e00-\u9fff]{{2,3}}(?P<level>[市县区旗]))"
    "(?=人民政府|政府(?:门户)?网|门户网|信息公开|政务|委办公室|纪委|人大|人力资源|发展和改革|市场监督|"
    "[\u4e00-\u9fff]{2,10}?(?:局|部门|委员会))"
)
_TAKEN_AS = regex(
    "(?:作为|列入|纳入|用于|报送?|依据|根据|按照|符合)(?P<region>[\u4e00-\u9fff]{2,3}(?P<level>[市县区旗]))"
    "(?=20[0-9]{2}年|年度|本级|预算|财政|委|政府|政务|下[一年]|安排|各|人)"
)
_AT_HEAD = regex("(?:^|[。;])(?P<region>[\u4e00-\u9fff]{2,3}(?P<level>县))(?=[\u4e00-\u9fff])")
"""A county a sentence begins with; what is called 市 or 区 there is seldom a name."""
_NO_COUNTY = regex(
    "重点|示范|试点|先进|贫困|脱贫|所在|项目|受灾|灾|周边|外|其[他余]|相关|有关|部分|多|个|每|农业|牧|边境|民族|山|产|大|强|同|辖|市|上级|下级|省|国|两|三|五"
)
_NO_REGION = regex(
    "[并在向由对与到从于经及和按将以的报送给被至为是用据照]|配合|协调|组织|会同|联合|委托|指导|督促|通过|符合|简称|全|各|本|该|我|[主心老新县旧古大市]城|地|园|景|库|社|小|片|新|设|省|州|盟|原"
)
_FROM_OTHERS = regex(
    "借鉴|学习|考察|邻|兄弟|对口|外地|先进|交流|支援|协作|帮扶|共建|跨|联防|联动|异地|调入|来自|迁|流域|毗连|接壤"
)
_FEWEST_OWN = 3


@paper_check(
    "ZPJ180",
    "写成了别的县（市、区）",
    WARNING,
    reference="R-57 R-74",
    clause="报告写本地区的事",
    message="“{found}”全文只出现这一次，本单位在“{expected}”，请核对是否从别的报告抄来",
    fix="核对地名，误抄的改正",
    follows=("ZPJ140", "ZPJ112", "ZPJ525", "ZPJ556", "ZPJ528"),
)
def another_region(case: PaperCase) -> Iterator[Hit]:
    """“在澄南县人民政府网站公开” in a report of 务岭县交通运输局: a region of the same level, named once."""
    places = texts_of_paper(case)
    whole = whole_text(case)
    own = {match.group(): match["level"] for unit in own_units(case) if (match := _OWN_REGION.match(unit))}
    own = {name: level for name, level in own.items() if whole.count(name) >= _FEWEST_OWN}
    levels = set(own.values())
    for place, text, section in places if len(own) == 1 else ():
        bare = CITED.sub("", text) if any(level in text for level in levels) else ""
        begun = [match for match in _AT_HEAD.finditer(bare) if not _NO_COUNTY.search(match["region"])]
        for match in (*_OF_REGION.finditer(bare), *begun, *_TAKEN_AS.finditer(bare)) if bare else ():
            region = match["region"]
            other = match["level"] in levels and not region.endswith(tuple(own)) and not _NO_REGION.search(region[:-1])
            sentence = next((each for each in re.split("[。;]", text) if region in each), "")
            if other and whole.count(region[:-1]) == 1 and not _FROM_OTHERS.search(sentence):
                yield Hit(place, region, next(iter(own)), quote=sentence[sentence.find(region) :][:16],
                          project=case.project(section))  # fmt: skip


_KIND = "(?:项目|专项资金|补助资金|补贴资金|奖补资金|资金|经费|工程|专项|补助|补贴)"
_TAIL = regex(f"{_KIND}+$")
_BEHIND = regex(
    "绩效|自评|得分|总得?分|评价|预算|执行|支出|资金|实施|立项|年[度初]|的|共|全年|,|。|由|于|已|完成|项目|"
    "到位|拨付|下达|安排|使用|管理|为|是|经费|[0-9]"
)
_LISTED = regex("[0-9两二三四五六七八九十]个项目,?(?:分别)?(?:为|是|包括|即):?(?P<names>[^。;]{8,160})")
_AND = regex("项目?(?:和|、|及|以及|与)(?=[\u4e00-\u9fff])|[、,]")
_STARTS = frozenset(",。;:、“”对将把由为年度的是在")
_HEAD, _LEAST_NAME, _MOST_ELSE = 5, 8, 3
_LONGEST_ELSE = 10


@paper_check(
    "ZPJ181",
    "项目名称在文字里换了说法",
    WARNING,
    reference="R-56",
    clause="封面、自评表、报告应当写同一个项目名称",
    message="这里写“{found}”，项目名称是“{expected}”，请统一",
    fix="统一为批复的项目名称",
    follows=("ZPJ524", "ZPJ580", "ZPJ584", "ZPJ511", "ZPJ142", "ZPJ544", "ZPJ558", "ZPJ114"),
)
def project_renamed(case: PaperCase) -> Iterator[Hit]:
    """“馆藏档案数字化与库房改造经费” in the report of 馆藏档案数字化与库房设备更新经费: the same head, another end."""
    places = texts_of_paper(case)
    whole = whole_text(case)
    for form in case.forms:
        name = squeezed(form.project)
        own = _TAIL.sub("", name)
        if len(own) < _LEAST_NAME or whole.count(own) < 1:
            continue
        head = re.escape(own[:_HEAD])
        finder = pattern(f"{head}[\u4e00-\u9fff“”、]{{1,{len(own) + _LONGEST_ELSE - _HEAD}}}?{_KIND}+")
        for place, text, section in places[: len(case.paper.paragraphs)]:
            for told in _with_a_word_else(CITED.sub("", text), own) if own[-_HEAD:] in text else ():
                if whole.count(told) == 1:
                    yield Hit(place, told, name, quote=told, project=case.project(section))
            for match in finder.finditer(CITED.sub("", text)) if own[:_HEAD] in text else ():
                told = _TAIL.sub("", match.group())
                behind = _BEHIND.match(text, text.find(match.group()) + len(match.group()))
                if behind and _is_changed(told, own) and whole.count(told) == 1:
                    yield Hit(place, match.group(), name, quote=match.group(), project=case.project(section))
    if not case.forms and "项目" in whole:
        yield from _listed_renamed(case, whole)


def _listed_renamed(case: PaperCase, whole: str) -> Iterator[Hit]:
    """“登记信息化建设项目” told once, where “分别为……和登记信息化及便民服务能力提升项目” lists the names."""
    listed = _LISTED.search(whole)
    pieces = _AND.split(listed["names"]) if listed else []
    names = [name for each in pieces if len(name := _TAIL.sub("", each)) >= _LEAST_NAME]
    for own in names:
        head = own[: max(_HEAD, len(own) * 2 // 5)]
        if any(other.startswith(head) for other in names if other != own) or whole.count(own) < _FEWEST_OWN:
            continue
        finder = pattern(f"{re.escape(head)}[\u4e00-\u9fff]{{0,{_LONGEST_ELSE}}}?项目")
        for place, text, section in texts_of_paper(case):
            for match in finder.finditer(CITED.sub("", text)) if head in text else ():
                told = match.group().removesuffix("项目")
                if not own.startswith(told) and not in_order(told, own) and own not in told and whole.count(told) == 1:
                    yield Hit(place, match.group(), own, quote=match.group(), project=case.project(section))


def _with_a_word_else(text: str, own: str) -> Iterator[str]:
    """What stands where the name should: as long, two signs or more side by side other, its end the same."""
    for at in starts_of(text, own[-_HEAD:]):
        start = at + _HEAD - len(own)
        told = text[start : start + len(own)] if start >= 0 else ""
        other = [place for place, (a, b) in enumerate(zip(told, own, strict=False)) if a != b]
        begins = start == 0 or (start > 0 and text[start - 1] in _STARTS)
        beside = 1 < len(other) <= _HEAD and other[-1] - other[0] < _HEAD
        whole = len(told) == len(own) and not _STARTS.intersection(told)
        if begins and whole and beside and len(other) * _MOST_ELSE <= len(own):
            yield told


def _is_changed(told: str, own: str) -> bool:
    """Whether a name has most of another's head and then other words; not where one is a short form of the other."""
    shared = next((at for at, (one, other) in enumerate(zip(told, own, strict=False)) if ne(one, other)), len(told))
    else_told, else_own = told[shared:], own[shared:]
    short = in_order(told, own) or in_order(own, told)
    return shared * _MOST_ELSE >= len(own) * 2 - 1 and not short and min(len(else_told), len(else_own)) > 1


_MONTH = r"(?P<limit{0}>(?:20(?P<year{0}>\d\d)年)?(?P<month{0}>\d{{1,2}})月(?:(?P<day{0}>\d{{1,2}})日|[底末]))"
_GOAL = "(?:目标|期限|要求|时限|计划|规定)"
_LIMIT = regex(
    rf"(?:均|都|全部)(?:已)?(?:在|于|早于|提前于|未超过|不晚于|赶在){_MONTH.format(1)}(?:之?前|以前|的?{_GOAL})|"
    rf"(?:早于|提前于|不晚于){_MONTH.format(2)}|比{_MONTH.format(3)}的?{_GOAL}(?:时间|完成)*(?:提前|早)"
)
_LAST_OF_ALL = regex("最[晚迟后]|,其中")
_NOT_DONE = regex("开工|启动|招标|合同|通知|下达|批复|进场|起")


@paper_check(
    "ZPJ182",
    "说早于期限，所列日期却晚于它",
    WARNING,
    reference="R-58 R-32",
    clause="完成时间与期限比较，先后应当相符",
    message="文字说早于“{expected}”，所列的“{found}”却晚于它，请核对",
    fix="核对日期；确实晚了的，写明原因",
    follows=("ZPJ598", "ZPJ373"),
)
def past_the_limit_told(case: PaperCase) -> Iterator[Hit]:
    """“分别于9月26日、10月15日、12月18日完工，均早于11月底的目标”: one of the days is after it."""
    for sentence in said(case):
        for match in _LIMIT.finditer(sentence.text) if "月" in sentence.text else ():
            ahead = sentence.text[: match.start()].rpartition(";")[2]
            behind = sentence.text[match.end() :]
            ahead += behind if _LAST_OF_ALL.search(behind) else ""
            days = with_days_of_no_year(ahead, possible_dates(ahead))
            limit = _limit(match, days[-1].year) if days else None
            late = [day for day in days if limit and day.day and day.first() > limit]
            if late and len(late) < max(len(days), 2) and not _NOT_DONE.search(ahead):
                yield sentence.hit(late[-1].text, match["limit" + _way(match)], quote=late[-1].text)


def _way(match: re.Match[str]) -> str:
    """Which of the ways to tell a limit a text has."""
    return next(way for way in "123" if match["limit" + way])


def _limit(match: re.Match[str], usual: int) -> date | None:
    """The last day a limit allows; that of its month where it names no day."""
    way = _way(match)
    year, month, day = match["year" + way], match["month" + way], match["day" + way]
    number, of_year = int(month), 2000 + int(year) if year else usual
    if not 1 <= number <= 12:
        return None
    last = days_of(of_year, number)
    return date(of_year, number, min(max(int(day), 1), last) if day else last)
