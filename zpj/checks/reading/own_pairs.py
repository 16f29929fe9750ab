"""The pairs of signs of a text's own words, by which texts about one matter are known."""

from __future__ import annotations

from functools import lru_cache

from zpj.domain.regex import regex

_STOP = regex("[,。;:、()“”《》!?]|[0-9.%]+")
_USUAL = regex(
    "项目|资金|绩效|预算|财政|评价|自评|管理|工作|单位|部门|实施|进一步|加强|提高|完善|建立|健全|制度|机制|目标|指标|执行|支出|监督|党组|党委|会议|立项|决策|程序|"
    "监管|使用|问题|措施|建议|存在|情况|完成|及时|有效|推进|加大|力度|水平|能力|效率|质量|效益|规范|严格|按照|要求|开展|组织|落实|"
    "责任|人员|培训|业务|学习|意识|重视|程度|不够|不足|不高|较低|有待|提升|优化|强化|细化|科学|合理|准确|明确|精细|编制|申报|审核|"
    "档案|资料|收集|整理|归档|台账|跟踪|监控|检查|考核|结果|应用|运用|安排|调整|统筹|协调|沟通|配合|宣传|服务|保障|满意度|群众|"
    "社会|经济|发展|建设|标准|流程|程序|进度|时间|年度|今后|下一步|一是|二是|三是|四是|继续|积极|认真|切实|确保|促进|不断|持续|全面|"
    "深入|充分|逐步|尽快|提前|做好|抓好|形成|实现|达到|通过|采取|制定|研究|分析|总结|经验|原因|主要|部分|个别|相关|有关|各项|各类|"
    "实际|需要|需求|侵占|挪用|截留|挤占|虚列|审批|专款专用|专账|合规|合法|真实|计划|方案|办法|意见|影响|滞后|偏低|偏差|缓慢|因素|客观|主观|条件|环境|改善|明显|显著|良好|较好|基本|本|该|我"
)


@lru_cache(maxsize=1024)
def own_pairs(text: str) -> tuple[str, ...]:
    """The pairs of signs of a text's own words: the words every report has, figures and stops apart."""
    found: list[str] = []
    for piece in _STOP.split(_USUAL.sub(",", text)):
        if len(piece) > 1:
            found += [piece[start : start + 2] for start in range(len(piece) - 1)]
    return tuple(found)
