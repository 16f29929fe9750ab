"""The words of an actual value that tell whether a qualitative target was met, partly met or not met.

Negations come before the positive words: “部分达成预期指标” holds “达成预期指标”, “未按期完成” holds “完成”.
"""

from __future__ import annotations

from zpj.domain.regex import regex

_FAULT = (
    "问题|投诉|差错|失误|事故|违规|违法|违纪|超支|故障|缺陷|遗漏|信访|上访|纠纷|舆情|隐患|逾期|拖欠|滞后|返工|异议"
    "|未完成|未达成|未达标|不合格|不达标|不满意|不良"
)
_BETWEEN = "(?:(?!解决|整改|处理|办结|消除|化解)[^,;。、]){0,8}?"
_FAULTLESS = regex(
    f"(?:无(?![法力])|没有|未(?:发生|出现|发现|收到|产生|接到)|不存在|零(?![星散])){_BETWEEN}(?:{_FAULT})"
    "|[未不](?:超|突破|逾期|拖欠)"
)
_HARMLESS = regex(
    "未来|未成年人?|未雨绸缪|不断|不低于|不少于|不高于|不间断|基本(?:医|公共|药|养老|民生|生活)"
    "|^未(?:发生|出现|发现|收到|产生|接到)$"
)
_UNMET = regex(
    "未|没有(?:完成|达到|达成|开展|实施)|不(?:满意|符合|达标|合格|及时|到位|足|能|够|理想|明显|完善|规范|健全|显著|充分"
    "|高$|好|佳|大$|力)|无法|无力|(?:效果|较|很|极)差|失败|^差$"
)
_PARTLY = regex(
    "部分(?!别)|基本(?:达|完成|实现|满意|符合|满足|到位|合格|正常|落实|按|做到|形成)|较好|一定(?:程度|的?效果|的?作用)"
    "|有所|^良好?$|^中等?$|^一般$"
)
_DOUBTFUL = regex("仅|尚[未需有不待]|滞后|逾期|延期|延后|延迟|推迟|缓慢|但是?|不过|有待|差距")
_MET = regex(
    "达成|完成|达到|实现|优|好|满意|满足|符合|提高|提升|降低|减少|改善|通畅|畅通|明显|显著|正常|有效|按时|按期|按要求"
    "|规范|合格|达标|到位|落实|及时|增强|增加|促进|保障|持续|稳步|推进|^是$"
)


def band_of(text: str) -> str | None:
    """The band (met, partly, unmet) the words of an actual value fall into; None where no word decides.

    “无质量问题” and “未发生安全事故” are met. Words such as 仅, 延期, 但 leave praise undecided.
    """
    faultless = _FAULTLESS.search(text)
    rest = _HARMLESS.sub("", _FAULTLESS.sub("", text))
    if "部分" not in rest and _UNMET.search(rest):
        return "unmet"
    if _PARTLY.search(rest):
        return "partly"
    if _DOUBTFUL.search(rest):
        return None
    return "met" if faultless or _MET.search(rest) else None
