"""1xx over a filed report: what its results are to be used for, of another project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from zpj.checks.case import PaperCase
from zpj.checks.paper_strays import own_pairs
from zpj.checks.paper_text import parts, squeezed
from zpj.checks.paper_units import texts_of_paper
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.regex import regex

_USED_FOR = regex(
    "(?:作为|纳入|用于|应用于|运用到|服务于|为|与|结合|优化|完善|调整|做好|推动|推进|申报|争取|安排|编制)"
    "(?:今后|以后|下一?|明|次|后续|20[0-9]{2})*年?度?(?P<name>[\u4e00-\u9fff“”]{2,20}?)(?:专项|补助|奖补|补贴|建设)*"
    "(?:资金|项目|经费|预算|工程)(?:的|预算|资金|绩效|目标)*(?:分配|安排|编制|申报|测算|立项|延续|调整|管理|挂钩|工作|实施|提供)"
)
_ANY_FUNDS = regex(
    "转移支付|财政|同类|后续|相关|有关|各类|各项|部门|单位|本级|政府|整体|一般|民生|重点|中央|省级|市级|县级|区级|上级|下级|下一?步?|"
    "今后|以后|明|次|年度?|第[一二三]批|其他|其它|同|新增|延续|安排|政策|改进|完善|优化|调整|提高|加强|的|和|及|与|各|全|县|市|区|省"
)
_FEWEST_PAIRS, _FEW = 2, 3
_IN = regex("应用|公开|措施|建议|打算|改进|下一步|经验|结论|问题|说明")


@paper_check(
    "ZPJ164",
    "结果用于的资金、项目不是本项目",
    WARNING,
    reference="R-74",
    clause="一个项目的报告只写这个项目",
    message="“{found}”全文别处没有写到，请核对是否从别的报告抄来",
    fix="改成本项目的名称",
    follows=("ZPJ574", "ZPJ117", "ZPJ118", "ZPJ538", "ZPJ544", "ZPJ558"),
)
def used_for_another(case: PaperCase) -> Iterator[Hit]:
    """“作为2024年农村厕所革命资金分配的参考” in a paper of 地膜回收: none of the words of that name stand elsewhere."""
    counted: Counter[str] | None = None
    for part in parts(case):
        for line in part.body if part.is_report else ():
            if not any(_IN.search(heading.title) for heading in line.path):
                continue
            for match in _USED_FOR.finditer(squeezed(line.text)):
                name = _ANY_FUNDS.sub(",", match["name"])
                own = set(own_pairs(name))
                if len(own) < _FEWEST_PAIRS:
                    continue
                if counted is None:
                    counted = Counter(chain.from_iterable(set(own_pairs(text)) for _, text, _ in texts_of_paper(case)))
                if sum(counted[pair] > 1 for pair in own) * _FEW <= len(own):
                    yield Hit(line.location, match["name"], quote=match.group()[:40], project=part.project)
