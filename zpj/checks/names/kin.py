"""Over a filed report: a school, town, office or project under two names, document numbers with digits swapped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.names.labels import places_listed
from zpj.checks.names.slots import TAIL, bare_text, core_of, titled
from zpj.checks.reading.figures import slipped
from zpj.checks.reading.text import Places, in_order, parts, squeezed, texts_of_paper, whole_text
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.regex import regex

_KINDS = frozenset(("乡镇", "县镇", "县区", "市县", "县市", "镇村", "乡村", "村社区", "城镇", "城乡", "集镇", "建制镇"))
_FAMILIES = (("学校", "小学", "中学"), ("镇", "乡", "街道"))
_NAMED = regex("(?P<stem>[\u4e00-\u9fff]{2,6}?)(?P<kind>学校|小学|中学|镇|乡|街道)")
_GENERAL = regex(
    "第?[一二三四五六七八九十]+$|^(?:实验|中心|希望|民族|职业|特殊|乡|镇|各|全|本|该|义务|教育|农村|城区|县|市)"
)
_NUMBER = regex("(?P<office>[\u4e00-\u9fff]{2,8})〔(?P<year>20[0-9]{2})〕第?(?P<number>[0-9]{1,4})号")
_TITLE_NAME = regex("(?P<name>[\u4e00-\u9fff()（）]{6,40}?)(?:项目)?(?:支出|资金)?(?:项目)?绩效")
_REGION = regex("[\u4e00-\u9fff]{1,5}?[省市县区旗州]")
_SHORT, _LONG_HEAD = 2, 5


@paper_check(
    "ZPJ140",
    "同一学校、乡镇、单位有两种叫法",
    WARNING,
    reference="R-57",
    clause="同一单位在全文写同一个名称",
    message="这里写“{found}”，别处写“{expected}”，请核对是不是同一个",
    fix="核对后改成一致",
    follows=("ZPJ525", "ZPJ112", "ZPJ113", "ZPJ528", "ZPJ556", "ZPJ512"),
)
def one_of_two_kinds(case: PaperCase) -> Iterator[Hit]:
    """“双塘小学” where the table has 双塘学校, 石门乡 for 石门镇, 河镇 for 河口镇."""
    places = texts_of_paper(case)
    whole = whole_text(case)
    for variant, name in (*_in_tables(case, places, whole), *_signs_lost(case, whole)):
        for place, text, section in places:
            if variant in text.replace(name, ""):
                yield Hit(place, variant, name, quote=variant, project=case.project(section))
                break


def _in_tables(case: PaperCase, places: Places, whole: str) -> Iterator[tuple[str, str]]:
    """Names of a table's cells whose stem stands in the text, once or twice, as another kind of its family."""
    cells = {text for _, text, _ in places[len(case.paper.paragraphs) :] if len(text) <= 8}
    for name in sorted(cells):
        match = _NAMED.fullmatch(name)
        if match is None or _GENERAL.search(match["stem"]):
            continue
        family = next((kinds for kinds in _FAMILIES if match["kind"] in kinds), ())
        for kind in family:
            variant = match["stem"] + kind
            if variant != name and variant not in cells and 0 < whole.count(variant) <= _SHORT:
                yield variant, name


def _signs_lost(case: PaperCase, whole: str) -> Iterator[tuple[str, str]]:
    """“河镇” and “枫乡” behind a stop, where a table lists 河口镇 and 枫林乡 and nothing of that shorter name."""
    known = {name for names in places_listed(case) for name in names}
    for name in sorted(each for each in known if len(each) > _SHORT):
        for at in range(1, len(name) - 1):
            lost = name[:at] + name[at + 1 :]
            found = regex(
                f"(?:^|(?<=[\n,、;:。()“和及与在到中])){lost}(?=[0-9\n,、;。:()的]|[\u4e00-\u9fff]{{2}})"
            ).search(whole)
            if lost not in known and lost not in _KINDS and found and whole.count(lost) <= _SHORT:
                yield lost, name


@paper_check(
    "ZPJ141",
    "文号疑似写错",
    WARNING,
    reference="R-56 R-68",
    clause="同一文件在全文写同一个文号",
    message="这里写“{found}”，别处写“{expected}”，数字颠倒，请核对是不是同一个文件",
    fix="按文件原文改成一致",
    follows=("ZPJ115",),
)
def numbers_swapped(case: PaperCase) -> Iterator[Hit]:
    """“洛财社〔2023〕26号” beside 洛财社〔2023〕62号: one office, one year, the digits in another order."""
    known: dict[tuple[str, str, str], str] = {}
    for place, text, section in texts_of_paper(case):
        for match in _NUMBER.finditer(text) if "〔" in text else ():
            number, office = match["number"], match["office"][-_SHORT:]
            key = (office, match["year"], "".join(sorted(number)))
            other = known.setdefault(key, number)
            if other != number and slipped(number, other):
                shown = f"{match['office'][-3:]}〔{match['year']}〕"
                found = f"〔{match['year']}〕{number}号"
                yield Hit(place, found, f"{shown}{other}号", quote=found, project=case.project(section))


@paper_check(
    "ZPJ142",
    "自评表的项目名称与报告标题不同",
    WARNING,
    reference="R-56",
    clause="封面、自评表、报告应当写同一个项目名称",
    message="自评表的项目名称是“{found}”，报告标题写“{expected}”，请统一",
    fix="统一为批复的项目名称",
    follows=("ZPJ524", "ZPJ580", "ZPJ584", "ZPJ511", "ZPJ114"),
)
def form_and_title(case: PaperCase) -> Iterator[Hit]:
    """A form of 公园绿地养护 under a report whose title and text say 公共绿地养护: the form's name is told nowhere.

    Half the signs are the same and an end, neither name is a short form of the other.
    """
    entry = case.forms[0].evaluation.fields.get("project_name") if len(case.forms) == 1 else None
    own = core_of(entry.text) if entry else ""
    titles = parts(case) if len(own) >= _LONG_HEAD else ()
    told = "\n".join(bare_text(squeezed(line.text)) for line in case.paper.paragraphs) if titles else ""
    for part in titles:
        region = _REGION.match(own)
        bare = own[region.end() :] if region and region.group() in part.title else own
        at = part.title.find(own[:_LONG_HEAD])
        begun = _TITLE_NAME.match(part.title[at:]) if at >= 0 else None
        names = [begun["name"]] if begun else [*titled([part])]
        for name in map(core_of, names) if TAIL.sub("", bare) not in told else ():
            known = told.count(name) > 1 or name[:_LONG_HEAD] == bare[:_LONG_HEAD]
            if entry and known and _is_meant(TAIL.sub("", name), TAIL.sub("", bare)):
                yield Hit(entry.location, entry.text.strip(), name, quote=entry.text.strip(), project=part.project)
                return


def _is_meant(name: str, own: str) -> bool:
    """Whether two names have half their signs and an end; where one is the other with words left out, both ends."""
    shared = sum((Counter(name) & Counter(own)).values())
    head, end = name[:_SHORT] == own[:_SHORT], name[-_SHORT:] == own[-_SHORT:]
    short = in_order(*sorted((name, own), key=len))
    return shared * 2 >= max(len(name), len(own)) and (head and end if short else head or end)
