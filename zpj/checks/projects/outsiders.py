"""Over a filed report: projects and offices that have nothing to do with it, left over from another paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.projects.strays import counted_pairs
from zpj.checks.reading.clauses_around import clause_before, clause_behind
from zpj.checks.reading.figures import said
from zpj.checks.reading.own_pairs import own_pairs
from zpj.checks.reading.own_units import own_units
from zpj.checks.reading.text import in_order, is_headed, squeezed, texts_of_paper, whole_text
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.touched import touched
from zpj.domain.likeness import bigrams
from zpj.domain.regex import pattern, regex

_STOP, _CLAUSE = regex("[。;]"), regex("[,。;]")
_IN_LIST = regex("、[^,。;、]{0,8}$")
_CITED = regex("《[^》]*》|“[^”]*”|[(][^()]*[)]")
_CHANGED = regex("调减|调增|调整|追加|相应")
_PROJECT = regex(
    "(?P<name>[\u4e00-\u9fff]{4,20}?)(?:项目|工程|专项资金|补助资金|补贴资金|奖补资金|经费)(?!库|法人|化|部|制(?!度)|公司|单位|办)"
    "(?=的?(?:绩效|自评|综合|评价|得分|总分|等级|预算|资金|支出|执行|结余|县级|市级|报账|管理|质保|预留|合同|招标|验收|实施|建设|开展|款|领导小组|"
    "申报|审批|进度|目标|完成|顺利|全面|稳步|已|共|全年|投入|,|。|;))"
)
_SCORED = regex(
    "(?P<name>[\u4e00-\u9fff]{4,24}?)(?:项目|工程|资金|经费|补助|补贴|专项)+(?:支出)?(?:绩效)?"
    "(?:自评|评价|综合|最终)*(?:得分|总分|得\\d|等[级次]为?“)"
)
_LEAD = regex(
    "^.*(?:实行|按照|执行|采用|实施|开展|列入|依托|根据|用于|安排|对|将|由|为|把|以|是|通过|推进|保障|确保|完成|加强|做好|落实|"
    "负责|组织|涉及|包括|支持|经自评|本年度|年度|严格|使用|拨付|支付|我[局县市区院校中心]+|本|该|与|和|及|在|于|的|了)"
)
_FROM_OTHERS = regex(
    "因|受|由于|影响|借鉴|周边|同类|类似|其[他它]|另|别的|以往|相邻|毗邻|衔接|整合|结合|统筹|交叉|重叠|不在|除|外|不含|不包括|"
    "原|曾|上年|往年|以前|下一?步|今后|拟|计划|交由|移交|避免|重复|挤占|挪用|占用|带动|后续|冲突|兼|转|改为|调整"
)
_OVERVIEW = regex("概况|职责|背景|简介|机构|附件|依据|立项|内容")
_LISTED = regex("、[^,。;]*$|^[^,。;]*、|等")
_OF_KINDS = regex("指标|绩效|预算|执行|产出|效益|决策|过程|评价|自评|部门|单位|整体|各|全部|所有|年度|上述|以上")
_LONG_LABEL = 40
_FEWEST_PAIRS, _LEAST_TEXTS, _MANY, _FEW = 3, 20, 4, 4


@another_way(
    "ZPJ145",
    WARNING,
    follows=("ZPJ145", "ZPJ574", "ZPJ117", "ZPJ538", "ZPJ558", "ZPJ544", "ZPJ118", "ZPJ524", "ZPJ511"),
)
def project_of_another_paper(case: PaperCase) -> Iterator[Hit]:
    """“残疾人两项补贴项目自评得分99分” in a report on old people's homes, “森林抚育项目” in one on grassland."""
    places = texts_of_paper(case)
    if len(places) <= _LEAST_TEXTS:
        return
    overview = {line.location for line in case.paper.paragraphs
                if line.is_title or is_headed(line, _OVERVIEW)}  # fmt: skip
    whole = whole_text(case)
    found = [(place, name, quote, section) for place, text, section in places
             if "!" not in place and place not in overview for name, quote in _projects(text, whole)]  # fmt: skip
    counted = counted_pairs(case) if found else Counter[str]()
    told: set[str] = set()
    for place, name, quote, section in found if len(found) <= _MANY else ():
        pairs = set(own_pairs(name))
        shared = sum(counted[pair] > 1 for pair in pairs)
        if len(pairs) >= _FEWEST_PAIRS and shared * _FEW <= len(pairs):
            told.add(place)
            yield Hit(place, quote, quote=quote, project=case.project(section))
    yield from (hit for hit in _scored_otherwise(case, whole) if hit.location not in told)


def _scored_otherwise(case: PaperCase, whole: str) -> Iterator[Hit]:
    """The score of a project whose name has nothing of the paper's own, nor of its forms, headings and tables."""
    names = [form.project for form in case.forms]
    names += [line.text for line in case.paper.paragraphs if line.is_title or line.heading]
    names += [text for table in case.paper.tables for row in table.rows for text in row if len(text) <= _LONG_LABEL]
    known = "\n".join(map(squeezed, names))
    for sentence in said(case) if known else ():
        for match in _SCORED.finditer(_CITED.sub("", sentence.text)) if "分" in sentence.text else ():
            name = _LEAD.sub("", match["name"])
            pieces = [name[at : at + _FEWEST_PAIRS] for at in range(len(name) - _FEWEST_PAIRS + 1)]
            strange = len(name) >= _MANY and whole.count(name) == 1 and not any(piece in known for piece in pieces)
            if strange and not _OF_KINDS.search(name) and not _FROM_OTHERS.search(sentence.text[: match.start()]):
                yield sentence.hit(name, quote=match.group()[:40])


@lru_cache(maxsize=1024)
def _staffed(text: str) -> tuple[re.Match[str], ...]:
    """The stations and centres a text says something of, what it cites apart."""
    text = _CITED.sub("", text)
    return tuple(_STAFFED.finditer(text)) if _KIND.search(text) else ()


def _projects(text: str, whole: str) -> Iterator[tuple[str, str]]:
    """The projects a text names once in the whole paper: the words that tell them, and the name as it stands there."""
    if not any(word in text for word in ("项目", "工程", "资金", "经费")):
        return
    for sentence in _STOP.split(_CITED.sub("", text)):
        for match in _PROJECT.finditer(sentence):
            name = _LEAD.sub("", match["name"])
            clause = clause_before(sentence, match.start(), ",:") + match.group()
            rest = clause_behind(sentence, match.end(), ",:")
            aside = _CHANGED.search(name) or _FROM_OTHERS.search(sentence) or _LISTED.search(clause) or "、" in rest[:2]
            aside = aside or (name[-1:] == "类" and whole.count(name[-3:-1]) > 1)
            if len(name) >= _MANY and not aside and whole.count(name) == 1:
                yield name, name + match.group()[len(match["name"]) :]


_FIELDS = {
    "教育 教体 教育体育 教育和体育 教科": "教|学|校|师|幼|课|生源|体育|健身|运动",
    "卫生健康 卫健": "卫生院|医|病|疫|诊疗|门诊|就诊|护理|妇幼|血|药|健康|防控|康复|卫健|公共卫生",
    "民政": "民政|养老|低保|救助|残疾|儿童|殡葬|社会组织|困难|区划|婚姻|老年|社工|福利",
    "水利 水务": "水|河|堤|灌|渠|坝|汛",
    "农业农村 农业 农牧": "农|种|养殖|畜|田|渔|粮|村|乡",
    "林业 林业和草原 林草": "林|草|树|苗|湿地|野生|火险",
    "交通运输 交通": "路|交通|运输|桥|客运|船|航|车辆|货车|公交",
    "文化和旅游 文化广电和旅游 文旅 文广旅 文体旅": "文化|旅游|文物|图书|演出|艺术|馆|景区|非遗|广播|体育|健身",
    "城市管理 城管 综合执法": "城市|市容|环卫|垃圾|路灯|绿化|园林|占道|广告|公厕|保洁|执法",
    "退役军人事务 退役军人": "退役|军人|双拥|优抚|烈士|兵",
    "医疗保障 医保": "医|参保|药",
    "商务": "商|外贸|消费|电商|市场|企业|展",
    "工业和信息化 工信 科技和工业信息化 科工": "工业|企业|信息|数字|园区|技改|平台|系统|科技",
    "科学技术 科技": "科技|科研|技术|创新|科普",
    "体育": "体育|健身|运动|赛",
    "住房和城乡建设 住建": "房|建设|施工|工程|城|物业|燃气|供热|供水|污水",
    "司法": "司法|法律|普法|矫正|调解|律师|公证|法治",
    "气象": "气象|天气|防雹|雷电|降水|预警",
    "粮食和物资储备 粮食": "粮|储备|物资",
}
"""The words of papers an office of each field has to do with; general offices (财政, 审计, 人社) are not here."""
_WORDS_OF = {name: words for names, words in _FIELDS.items() for name in names.split()}
_LONGEST_FIRST = "|".join(sorted(_WORDS_OF, key=len, reverse=True))
_BUREAU = regex(
    rf"(?P<name>(?P<level>[省市县区州旗盟])(?P<field>{_LONGEST_FIRST})(?:局|委员会|委|厅))"
    "(?![\u4e00-\u9fff]{0,3}(?:长|属))"
)
_INNER_RULES = regex(
    rf"《(?P<name>[\u4e00-\u9fff]{{0,8}}(?P<field>{_LONGEST_FIRST})(?:局|委员会|委|厅))(?!关于|转发|印发)[^《》]{{0,12}}"
    "(?:经费|财务|支出|内部控制|内控|采购|合同|资产|报销|差旅|收支|会计|公务|考勤|印章|廉政|预算绩效)[^《》]{0,12}(?:办法|制度|规定|规程|细则|手册|规范)[^《》]{0,6}》"
)
"""The rules an office has for its own house: no other office works by them."""
_OVERSEES = regex(
    "检查|督查|督导|考核|批复|下达|审核|审批|牵头|负责|组织|印发|部署|验收|同意|指导|监管|拨付|审定|报送|报|主管|"
    "审计|研究|成立|制定|严格|认真|高度|按照|进行|开展|对|将|实施|委托|采购|签订|自评"
)
_JOINED = regex("和|及|与|等")
_TOGETHER = regex(
    "会同|联合|配合|协同|协助|征求|等部门|等单位|等有关|抄送|共同|对接|沟通|移交|提供|借调|邀请|参加|联席|成员"
)


@paper_check(
    "ZPJ156",
    "写到了与本项目无关的部门",
    WARNING,
    reference="R-57 R-74",
    clause="报告写本部门和本项目的事",
    message="“{found}”全文只出现这一次，本项目的单位是“{expected}”，请核对是否误抄",
    fix="核对部门名称，误写的改正",
    follows=("ZPJ525", "ZPJ556", "ZPJ557", "ZPJ140"),
)
def office_of_another_field(case: PaperCase) -> Iterator[Hit]:
    """“县卫生健康局两次检查” in the paper of a school under 县教育局: no other word of it is of that field.

    Also the house rules of such an office, “执行《市卫生健康局经费支出管理办法》”: no other office works by them.
    """
    units = own_units(case)
    places = texts_of_paper(case)
    whole = whole_text(case)
    for place, text, section in places if units else ():
        for match in _BUREAU.finditer(_CITED.sub("", text)) if "局" in text else ():
            name, words = match["name"], _WORDS_OF[match["field"]]
            clause = next((each for each in _CLAUSE.split(text) if name in each), "")
            listed = _IN_LIST.search(clause[: clause.find(name)]) or f"{name}、" in clause
            joined = listed or _TOGETHER.search(clause) or _JOINED.match(clause, clause.find(name) + len(name))
            acts = _OVERSEES.search(text[text.find(name) :].split("。")[0]) and not joined
            alone = whole.count(name[1:]) == 1 and not any(match["field"] in unit for unit in units)
            if acts and alone and pattern(words).search(_without_offices(whole)) is None:
                yield Hit(place, name, units[0][-24:], quote=name, project=case.project(section))
    for place, text, section in places if units else ():
        for match in _INNER_RULES.finditer(text) if "《" in text else ():
            own = any(match["field"] in unit for unit in units) or any(
                match["field"] in form.project for form in case.forms
            )
            if not own and whole.count(match["name"]) == 1:
                yield Hit(
                    place, match["name"], units[0][-24:], quote=match.group()[1:-1], project=case.project(section)
                )


@lru_cache(maxsize=8)
def _without_offices(whole: str) -> str:
    """A paper without the names of bureaus and of places."""
    return pattern("[\u4e00-\u9fff]{0,8}局|[\u4e00-\u9fff]{1,6}(?:镇|乡|街道)|学习|学校(?=食堂)|科学|师傅").sub(
        "", whole
    )


_STAFFED = regex(
    "(?P<name>(?P<level>[市县区旗州]?)(?P<stem>(?:(?![由经向对将与和在为是]|项目|资金|工程)[\u4e00-\u9fff]){2,8}?)"
    "(?P<kind>(?:管理|养护|维护|服务|事务|监测|推广|建设|保障|工作)(?:所|站|处|中心)|中心|大队|支队|所|站|处|队|馆))"
    "(?=[按将负组对每于在从反严定派及应已统向提出具申]|审核|考核|实施|验收|拨付|管理|开展|"
    "(?P<buys>[与和同](?:中标|成交|供[应货]|承[建包]|施工|监理|设计|服务|第三方|该?公司)[^,。;]{0,8}(?:签订|约定|协商|结算|订立)))"
)
_KIND = regex("[所站处队馆]|中心")
_GENERAL = {"管理", "服务", "事务", "工作", "综合", "街道", "乡镇", "农村", "城乡", "人民", "社会", "公共"}
_DECLARED = regex(
    "(?:实施|承担|建设|主管|管理|使用|责任|项目)单位(?:为|是|:)(?P<named>[\u4e00-\u9fff]{4,24}?)(?=[(,。;、]|$)|"
    "(?P<short>[\u4e00-\u9fff]{4,24}(?:站|所|处|队|馆|中心))[(]以下(?:简称|称)"
)
_ACTS_BY = regex("(?:由|经|[,。;]|^)$")


@paper_check(
    "ZPJ157",
    "本单位的事写成了另一家单位",
    WARNING,
    reference="R-57",
    clause="同一单位在全文写同一个名称",
    message="“{found}”全文只出现这一次，本项目的单位是“{expected}”，请核对是不是同一家",
    fix="核对单位名称；确是另一家的，第一次出现时写全称",
    follows=("ZPJ525", "ZPJ556", "ZPJ557", "ZPJ140", "ZPJ130", "ZPJ150", "ZPJ190", "ZPJ583"),
)
def unit_of_the_same_field(case: PaperCase) -> Iterator[Hit]:
    """“由县公路管理所按季考核” in a paper of 某县农村公路养护站: a station or centre of its own field, named once."""
    whole = whole_text(case)
    known = (*own_units(case), *(match["named"] or match["short"] for match in _DECLARED.finditer(whole)))
    units = [unit for unit in known if unit[-1] in "站所处队馆" or unit.endswith("中心")]
    for sentence in said(touched(case)) if units else ():
        for match in _staffed(sentence.text):
            text = match.string
            name, stem = match["name"], match["stem"]
            pieces = set(bigrams(stem)) - _GENERAL
            kin = next((unit for unit in units if any(piece in unit for piece in pieces)), "")
            own = any(in_order(_OF_OFFICE.sub("", stem) + match["kind"], unit) for unit in known)
            acts = _ACTS_BY.search(text[: match.start()])
            if match["buys"] and not kin and not _FOR_OTHERS.search(stem):
                kin = next(
                    (unit for unit in units if unit.endswith(match["kind"]) and set(stem) & _stem_signs(unit)), ""
                )
            if kin and not own and acts and whole.count(stem + match["kind"]) == 1 and not _TOGETHER.search(text):
                yield sentence.hit(name, kin[-24:], quote=name)


_OF_OFFICE = regex("(?<=[馆局院校厅委部处社县市区省])属")
_FOR_OTHERS = regex("交易|采购|代建|核算|支付|评审|评估|检测|鉴定|结算")


def _stem_signs(unit: str) -> set[str]:
    """The signs of a unit's name that tell it from others: without its place and what many units have."""
    return set(_OF_A_PLACE.sub("", unit)) - set("服务管理事中心站所队馆公共县市区省州")


_OF_A_PLACE = regex("^.*[省市县区旗州盟](?=..)")
